/*
 * gkr check for a person: rules by the command line, accepted findings, the
 * grid of a terminal, and SARIF.
 */
#include "support-cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first fingerprint that --print-fingerprints names. */
static const char *first_print(const char *out)
{
	static char print[17];
	const char *line = strchr(out, '\n');

	ck_assert(*out == '#' && line && strlen(line) > 17);
	memcpy(print, line + 1, 16);
	ck_assert_uint_eq(strspn(print, "0123456789abcdef"), 16);
	return print;
}

/* ------------------------------------------------------------------ */
/* Rules                                                              */

START_TEST(rules_off)
{
	cli_bad("bad.txt");
	ck_assert_int_eq(cli_gkr("check", "bad.txt", NULL), 1);
	ck_assert_uint_eq(cli_count(cli_out, ": error: "), 2);
	ck_assert_int_eq(
	    cli_gkr("check", "--off=applications.row-total", "bad.txt", NULL),
	    1);
	ck_assert_uint_eq(cli_count(cli_out, ": error: "), 1);
	cli_lacks(cli_out, "row-total]");
	ck_assert_int_eq(
	    cli_gkr("check", "--off", "applications.*", "bad.txt", NULL), 0);
	cli_lacks(cli_out, "applications");
	ck_assert_int_eq(
	    cli_gkr("convert", "--off", "applications.*", "bad.txt", NULL), 0);
	cli_lacks(cli_out, "\"applications.row-total\"");
	cli_usage(cli_gkr("check", "--off", "applications", "bad.txt", NULL),
	    "no rule is called applications");
	cli_usage(cli_gkr("check", "--off", "application.*", "bad.txt", NULL),
	    "no rule is called application.*");
	cli_usage(cli_gkr("tokens", "--off=cell.blank", "x", NULL), "--off");
}
END_TEST

START_TEST(severities)
{
	cli_bad("bad.txt");
	ck_assert_int_eq(
	    cli_gkr("check", "--severity=applications.*=warning", "--severity",
		"applications.row-total=info", "bad.txt", NULL),
	    0);
	cli_lacks(cli_out, "error:");
	cli_has(cli_out, ": warning: [applications.outcome-total]");
	cli_has(cli_out, ": info: [applications.row-total]");
	cli_usage(cli_gkr("check", "--severity", "cell.blank", "x", NULL),
	    "it needs RULE=error");
	cli_usage(cli_gkr("check", "--severity=cell.blank=fatal", "x", NULL),
	    "it needs RULE=error");
	cli_usage(cli_gkr("check", "--severity=cell.blink=info", "x", NULL),
	    "did you mean cell.blank?");
}
END_TEST

/* ------------------------------------------------------------------ */
/* Accepted findings                                                  */

START_TEST(accepted)
{
	cli_bad("bad.txt");
	ck_assert_int_eq(
	    cli_gkr("check", "--print-fingerprints", "bad.txt", NULL), 1);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 3);
	cli_has(cli_out, "# bad.txt\n");
	cli_has(cli_out, " [applications.outcome-total] outcome total");
	/* what it prints is such a list */
	cli_write_text("accepted", cli_out);
	ck_assert_int_eq(
	    cli_gkr("check", "--accept", "accepted", "bad.txt", NULL), 0);
	ck_assert_str_eq(cli_err, "");
	cli_lacks(cli_out, ": error: ");
	ck_assert_uint_eq(cli_count(cli_out, ": info: "), 2);
	ck_assert_uint_eq(cli_count(cli_out, " (accepted: [applications."), 2);
	cli_has(cli_out, "no errors, no warnings, 2 accepted\n");
	ck_assert_int_eq(cli_gkr("check", "--accept=accepted",
			     "--print-fingerprints", "bad.txt", NULL),
	    0);
	ck_assert_str_eq(cli_out, "");
	/* another name, other lines, bytes in pieces: the same faults */
	cli_changed("moved.txt", "（一）予以公开\t2", "（一）予以公开\t5");
	ck_assert_int_eq(cli_gkr("check", "--chunk=7", "--accept=accepted",
			     "moved.txt", NULL),
	    0);
	ck_assert_str_eq(cli_err, "");
}
END_TEST

/* What no file has is told; one that is left is an error as before. */
START_TEST(not_met)
{
	char text[256];

	cli_good("good.txt");
	cli_bad("bad.txt");
	cli_gkr("check", "--print-fingerprints", "bad.txt", NULL);
	snprintf(text, sizeof text,
	    "# 名单\n%s 已核实\n00c0ffee00c0ffee 文件 7\nffffffffffffffff\n",
	    first_print(cli_out));
	cli_write_text("list", text);
	ck_assert_int_eq(
	    cli_gkr("check", "--accept", "list", "good.txt", "bad.txt", NULL),
	    1);
	ck_assert_uint_eq(cli_count(cli_out, ": error: "), 1);
	cli_has(cli_out, " (accepted: 已核实)\n");
	cli_has(cli_out, "1 error, no warnings, 1 accepted\n");
	ck_assert_str_eq(cli_err,
	    "list:3: 00c0ffee00c0ffee is accepted, but was not found: 文件 7\n"
	    "list:4: ffffffffffffffff is accepted, but was not found\n");
	/* from another list, and in the other language */
	ck_assert_int_eq(
	    cli_gkr("check", "-q", "--accept=list", "good.txt", NULL), 0);
	ck_assert_str_eq(cli_err, "");
	cli_write_text("other", "00c0ffee00c0ffef\n");
	ck_assert_int_eq(cli_gkr("check", "--lang=zh", "--accept=list",
			     "--accept=other", "bad.txt", NULL),
	    1);
	cli_has(cli_err, "other:1: 已接受的 00c0ffee00c0ffef 没有再发现\n");
	cli_has(cli_out, "（已接受：已核实）\n");
}
END_TEST

START_TEST(bad_lists)
{
	cli_bad("bad.txt");
	ck_assert_int_eq(cli_gkr("check", "--accept=none", "bad.txt", NULL), 3);
	cli_has(cli_err, "none: error: no such file");
	cli_write_text("list", "# x\n1234 why\n");
	ck_assert_int_eq(cli_gkr("check", "--accept=list", "bad.txt", NULL), 2);
	cli_has(cli_err, "list:2: error: a fingerprint of 16 digits");
	ck_assert_str_eq(cli_out, "");
	cli_usage(
	    cli_gkr("check", "--json", "--print-fingerprints", "bad.txt", NULL),
	    "JSON and SARIF have them");
}
END_TEST

/* In JSON, too. */
START_TEST(accepted_in_json)
{
	char text[64];

	cli_bad("bad.txt");
	cli_gkr("check", "--print-fingerprints", "bad.txt", NULL);
	snprintf(text, sizeof text, "%s 已核实\n", first_print(cli_out));
	cli_write_text("list", text);
	ck_assert_int_eq(
	    cli_gkr("check", "--ndjson", "--accept=list", "bad.txt", NULL), 1);
	ck_assert_uint_eq(
	    cli_count(cli_out, "\"accepted\":{\"reason\":\"已核实\"}"), 1);
	ck_assert_uint_eq(cli_count(cli_out, "\"accepted\":null"), 1);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The grid                                                           */

START_TEST(grid)
{
	cli_bad("bad.txt");
	ck_assert_int_eq(
	    cli_gkr("check", "--grid=always", "--lang=zh", "bad.txt", NULL), 1);
	/* clang-format off */
	ck_assert_str_eq(cli_out,
	    "bad.txt  青禾县档案馆2023年政府信息公开工作年度报告\n"
	    "\n"
	    "三、收到和处理政府信息公开申请情况\n"
	    "  错误 第 45 行 [applications.outcome-total] （七）总计 3，各行相加：（一）予以\n"
	    "    公开 5 + 6.属于四类过程性信息 1（其余各行为 0） = 6（自然人）\n"
	    "    （七）总计                 3\n"
	    "    （一）予以公开        [5->2]\n"
	    "    6.属于四类过程性信息       1\n"
	    "    （其余 19 行略）\n"
	    "    建议：把“（一）予以公开”行“自然人”列由 5 改为 2，所涉各项合计即都相符（“自然\n"
	    "    人”列：3 = 2 + 1；“（一）予以公开”行：2 = 2）\n"
	    "  错误 第 24 行 [applications.row-total] “（一）予以公开”行：总计 2，各列相加：\n"
	    "    自然人 5（其余各列为 0） = 5\n"
	    "                    自然人  商业企业  科研机构  社会公益  法律服务  其他  总计\n"
	    "                                                    组织      机构\n"
	    "    （一）予以公开  [5->2]         0         0         0         0     0     2\n"
	    "    建议：同第 45 行 [applications.outcome-total]\n"
	    "\n"
	    "bad.txt：青禾县档案馆 2023 年度，2021 格式；共 200 格，读出 200；错误 2，警告 0\n");
	/* clang-format on */
}
END_TEST

/* Neither colour nor grid where nobody looks; both where they are wanted. */
START_TEST(when)
{
	cli_bad("bad.txt");
	ck_assert_int_eq(cli_gkr("check", "bad.txt", NULL), 1);
	cli_lacks(cli_out, "[5->2]");
	cli_lacks(cli_out, "\033");
	cli_with.env = "NO_COLOR=1";
	ck_assert_int_eq(cli_gkr("check", "--grid=always", "bad.txt", NULL), 1);
	cli_has(cli_out, "[5->2]");
	cli_lacks(cli_out, "\033");
	ck_assert_int_eq(cli_gkr("check", "--grid=always", "--color=always",
			     "bad.txt", NULL),
	    1);
	cli_has(cli_out, "\033[1;31m[5->2]\033[0m");
	cli_usage(cli_gkr("check", "--grid=no", "bad.txt", NULL), "--grid no");
}
END_TEST

/* No line is wider than the terminal, however long its words are. */
START_TEST(narrow)
{
	const char *p;
	size_t n;

	cli_bad("bad.txt");
	cli_with.env = "COLUMNS=60";
	ck_assert_int_eq(cli_gkr("check", "--grid=always", "--lang=zh", "-q",
			     "bad.txt", NULL),
	    1);
	for (p = strstr(cli_out, "\n\n") + 2; *p; p += n + 1) {
		size_t i, wide = 0, plain = 0;

		n = strcspn(p, "\n");
		for (i = 0; i < n; i++) {
			wide += (unsigned char)p[i] >= 0xe3;
			plain += (unsigned char)p[i] < 0x80;
		}
		/* the grid itself is as wide as its numbers */
		if (!memchr(p, '[', n) || strstr(p, "[app") == p + 20)
			ck_assert_msg(
			    2 * wide + plain <= 84, "%.*s", (int)n, p);
	}
}
END_TEST

/* A table that breaks off lacks all rows below, which is one fault. */
START_TEST(missing_rows)
{
	char *text, *from, *end;

	cli_good("good.txt");
	text = cli_read("good.txt");
	from = strstr(text, "4.保护第三方");
	end = strstr(text, "（七）总计");
	ck_assert(from && end && from < end);
	memmove(from, end, strlen(end) + 1);
	cli_write_text("cut.txt", text);
	free(text);
	ck_assert_int_eq(cli_gkr("check", "cut.txt", NULL), 1);
	ck_assert_uint_eq(cli_count(cli_out, ": error: [row.missing] "), 4);
	cli_has(cli_out, ": error: [row.missing] 13 more of these");
	cli_has(cli_out, "; 16 errors, ");
	ck_assert_int_eq(cli_gkr("check", "-a", "cut.txt", NULL), 1);
	ck_assert_uint_eq(cli_count(cli_out, ": error: [row.missing] "), 16);
}
END_TEST

/* ------------------------------------------------------------------ */
/* SARIF                                                              */

static void valid_sarif(const char *name)
{
	char command[4096];

	if (system("command -v python3 >/dev/null") != 0) {
		fprintf(stderr, "no python3: SARIF was not checked\n");
		return;
	}
	snprintf(command, sizeof command, "python3 -B '%s' '%s'",
	    test_path("t/sarif.py"), name);
	ck_assert_msg(system(command) == 0, "%s", command);
}

START_TEST(sarif)
{
	char text[64];

	cli_good("good.txt");
	cli_bad("坏 的:1.txt");
	cli_write_text("empty.txt", "");
	cli_gkr("check", "--print-fingerprints", "坏 的:1.txt", NULL);
	snprintf(text, sizeof text, "%s 已核实\n", first_print(cli_out));
	cli_write_text("list", text);
	ck_assert_int_eq(
	    cli_gkr("check", "--sarif", "--accept=list", "-o", "x.sarif",
		"good.txt", "empty.txt", "none.txt", "坏 的:1.txt", NULL),
	    4);
	valid_sarif("x.sarif");
	ck_assert_int_eq(
	    cli_gkr("check", "--sarif", "--lang=zh", "坏 的:1.txt", NULL), 1);
	cli_has(cli_out, "\"uri\":\"%E5%9D%8F%20%E7%9A%84%3A1.txt\"");
	cli_has(cli_out, "\"insertedContent\":{\"text\":\"2\"}");
	cli_has(cli_out, "\"language\":\"zh-CN\"");
	ck_assert_int_eq(cli_gkr("check", "--sarif", "good.txt", NULL), 0);
	cli_has(cli_out, "\"results\":[\n]");
	cli_usage(cli_gkr("check", "--sarif", "--json", "good.txt", NULL),
	    "only one format");
}
END_TEST

/* The samples, in all layouts and encodings. */
START_TEST(sarif_of_samples)
{
	char command[4096];

	snprintf(command, sizeof command,
	    "'%s' check --sarif '%s'/*.txt '%s'/*.md '%s'/*.html >all.sarif "
	    "2>/dev/null",
	    cli_program(), test_path("t/samples"), test_path("t/samples"),
	    test_path("t/samples"));
	ck_assert_int_ne(system(command), -1);
	valid_sarif("all.sarif");
}
END_TEST

Suite *suite_cli_check(void);
Suite *suite_cli_check(void)
{
	Suite *s = suite_create("cli-check");
	TCase *t = tcase_create("check");

	tcase_add_checked_fixture(t, cli_setup, cli_teardown);
	tcase_add_test(t, rules_off);
	tcase_add_test(t, severities);
	tcase_add_test(t, accepted);
	tcase_add_test(t, not_met);
	tcase_add_test(t, bad_lists);
	tcase_add_test(t, accepted_in_json);
	tcase_add_test(t, grid);
	tcase_add_test(t, when);
	tcase_add_test(t, narrow);
	tcase_add_test(t, missing_rows);
	tcase_add_test(t, sarif);
	tcase_add_test(t, sarif_of_samples);
	suite_add_tcase(s, t);
	return s;
}
