/* gkr compare and gkr rollup as they are run. */
#include "support-cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The good report for another year, or of another organ. */
static void year(const char *name, const char *title)
{
	char *text, *at;
	FILE *f;

	cli_good(name);
	text = cli_read(name);
	at = strchr(text, '\n');
	ck_assert_ptr_nonnull(at);
	f = fopen(name, "w");
	ck_assert_ptr_nonnull(f);
	fprintf(f, "%s政府信息公开工作年度报告%s", title, at);
	ck_assert_int_eq(fclose(f), 0);
	free(text);
}

/* One text in place of another, in a file that is there. */
static void change(const char *name, const char *from, const char *to)
{
	char *text = cli_read(name), *at = strstr(text, from);
	FILE *f = fopen(name, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_msg(at != NULL, "no %s in %s", from, name);
	fwrite(text, 1, (size_t)(at - text), f);
	fprintf(f, "%s%s", to, at + strlen(from));
	ck_assert_int_eq(fclose(f), 0);
	free(text);
}

#define IN_ROW "二、上年结转政府信息公开申请数量\t"
#define IN_0 IN_ROW "1\t"
#define IN_3 IN_ROW "3\t"

static void two_years(void)
{
	year("a.txt", "枕溪区水务局2022年");
	year("b.txt", "鹿鸣市枕溪区水务局2023年");
	change("b.txt", IN_0, IN_3);
}

/* ------------------------------------------------------------------ */

START_TEST(usage)
{
	cli_usage(cli_gkr("compare", "a", NULL), "--by-agency");
	cli_usage(cli_gkr("compare", "a", "b", "c", NULL), "--by-agency");
	cli_usage(
	    cli_gkr("compare", "--to", "csv-wide", "a", "b", NULL), "csv-wide");
	cli_usage(cli_gkr("rollup", "--to", "sarif", "a", "b", NULL), "sarif");
	cli_usage(cli_gkr("check", "--any-year", "a", NULL), "--any-year");
	cli_usage(cli_gkr("compare", "--no-parent", "a", NULL), "--no-parent");
	cli_usage(cli_gkr("rollup", "a", NULL), "no part");
	cli_usage(cli_gkr("rollup", NULL), "no file");
	ck_assert_int_eq(cli_gkr("compare", "--help", NULL), 0);
	cli_has(cli_out, "--by-agency");
	ck_assert_int_eq(cli_gkr("rollup", "--help", NULL), 0);
	cli_has(cli_out, "--no-parent");
}
END_TEST

START_TEST(two_files)
{
	two_years();
	ck_assert_int_eq(cli_gkr("compare", "a.txt", "b.txt", NULL), 0);
	cli_has(cli_out,
	    "warning: [crossyear.carryover] column natural person [自然人]: "
	    "last year (2022, a.txt line ");
	cli_has(cli_out, "last 2022  this 2023  change\n");
	cli_has(cli_out,
	    "  二、上年结转政府信息公开申请数量  自然人          1          3"
	    "      +2\n");
	cli_has(cli_out,
	    "鹿鸣市枕溪区水务局 2022-2023: 200 comparable cells, 1 changed; "
	    "errors 0, warnings ");
	ck_assert_str_eq(cli_err, "");
	ck_assert_int_eq(
	    cli_gkr("compare", "--lang=zh", "-q", "a.txt", "b.txt", NULL), 0);
	cli_has(cli_out, "上年（2022 年，a.txt 第 ");
	cli_lacks(cli_out, "增减");
}
END_TEST

START_TEST(exit_of_an_error)
{
	two_years();
	change("b.txt", IN_3 "0\t0\t0\t0\t0\t1", IN_3 "0\t0\t0\t0\t0\t3");
	ck_assert_int_eq(cli_gkr("compare", "a.txt", "b.txt", NULL), 1);
	cli_has(cli_out, "error: [crossyear.carryover] column total [总计]");
	ck_assert_int_eq(
	    cli_gkr("compare", "--json", "a.txt", "b.txt", NULL), 1);
	ck_assert_int_eq(cli_out[0], '{');
	cli_has(cli_out, "\"schema\": \"gkr-comparison/1\"");
	ck_assert_int_eq(
	    cli_gkr("compare", "--to", "csv", "a.txt", "b.txt", NULL), 1);
	ck_assert_uint_eq(cli_count(cli_out, "\r\n"), 201);
}
END_TEST

/* What the caller makes of rules counts here, too. */
START_TEST(policy_of_the_caller)
{
	two_years();
	change("b.txt", IN_3 "0\t0\t0\t0\t0\t1", IN_3 "0\t0\t0\t0\t0\t3");
	ck_assert_int_eq(
	    cli_gkr("compare", "--off", "crossyear.*", "a.txt", "b.txt", NULL),
	    0);
	cli_lacks(cli_out, "crossyear");
	ck_assert_int_eq(
	    cli_gkr("compare", "--severity", "crossyear.carryover=info",
		"a.txt", "b.txt", NULL),
	    0);
	cli_has(cli_out, "info: [crossyear.carryover] column total [总计]");
}
END_TEST

START_TEST(refused)
{
	two_years();
	year("c.txt", "枕溪区教育局2023年");
	ck_assert_int_eq(cli_gkr("compare", "b.txt", "a.txt", NULL), 2);
	cli_has(cli_err, "2023 and 2022");
	cli_has(cli_err, "--any-year");
	ck_assert_str_eq(cli_out, "");
	ck_assert_int_eq(cli_gkr("compare", "a.txt", "c.txt", NULL), 2);
	cli_has(cli_err, "枕溪区水务局 and 枕溪区教育局");
	cli_has(cli_err, "--any-agency");
	ck_assert_int_eq(
	    cli_gkr("compare", "--any-agency", "a.txt", "c.txt", NULL), 0);
	ck_assert_int_eq(
	    cli_gkr("compare", "--any-year", "b.txt", "a.txt", NULL), 0);
	ck_assert_int_eq(cli_gkr("compare", "a.txt", "none.txt", NULL), 3);
	cli_has(cli_err, "none.txt: error: no such file");
	ck_assert_str_eq(cli_out, "");
}
END_TEST

START_TEST(folders)
{
	two_years();
	ck_assert_int_eq(mkdir("more", 0777), 0);
	ck_assert_int_eq(mkdir("more/deep", 0777), 0);
	ck_assert_int_eq(rename("a.txt", "more/deep/a.txt"), 0);
	ck_assert_int_eq(rename("b.txt", "more/b.txt"), 0);
	year("more/d.txt", "枕溪区水务局2025年");
	year("more/e.txt", "枕溪区水务局2025年");
	year("more/f.txt", "枕溪区教育局2024年");
	cli_write_text("more/g.txt", "no report\n");
	year("more/.hidden.txt", "枕溪区教育局2022年");
	ck_assert_int_eq(mkfifo("more/pipe", 0666), 0); /* nobody writes */
	ck_assert_int_eq(cli_gkr("compare", "--by-agency", "more", NULL), 4);
	cli_has(cli_err, "more/g.txt:1: error: ");
	cli_has(cli_out, "more/b.txt:");
	cli_lacks(cli_out, "[]");
	cli_has(cli_out,
	    "鹿鸣市枕溪区水务局 2022-2023: 200 comparable cells, 1 changed");
	cli_has(cli_out, "鹿鸣市枕溪区水务局 2024: no report\n");
	cli_has(cli_out,
	    "2025: two reports with the same numbers, the first "
	    "is used: more/d.txt, more/e.txt\n");
	cli_has(cli_out, "枕溪区教育局 2022-2023: no report\n");
	cli_has(cli_out, "枕溪区教育局 2025: no report\n");
	cli_has(cli_out,
	    "6 files, 2 organs: 1 pairs compared, 3 gaps, 1 doubles, 0 without "
	    "organ or year, 1 not read; ");
	ck_assert_int_eq(
	    cli_gkr("compare", "--by-agency", "--ndjson", "more", NULL), 4);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 6);
	ck_assert_int_eq(
	    cli_gkr("compare", "--by-agency", "--json", "more", NULL), 4);
	ck_assert_int_eq(cli_out[0], '[');
}
END_TEST

/* ------------------------------------------------------------------ */

static void parts(void)
{
	year("p.txt", "枕溪区2023年");
	year("a.txt", "枕溪区水务局2023年");
	year("b.txt", "枕溪区教育局2023年");
	change("a.txt", IN_0, IN_3);
}

START_TEST(parent)
{
	parts();
	ck_assert_int_eq(cli_gkr("rollup", "p.txt", "a.txt", "b.txt", NULL), 0);
	cli_has(cli_out, "p.txt:");
	cli_has(cli_out, "warning: [rollup.sum] ");
	cli_has(cli_out, "parent  sum of parts  difference\n");
	cli_has(cli_out,
	    "  二、上年结转政府信息公开申请数量  自然人       1             4"
	    "          -3\n");
	cli_has(cli_out, "p.txt: 2 parts; ");
	ck_assert_str_eq(cli_err, "");
	ck_assert_int_eq(
	    cli_gkr("rollup", "--json", "p.txt", "a.txt", "a.txt", NULL), 0);
	cli_has(cli_out, "\"repeated\": 1");
	cli_has(cli_err, "a.txt: it is of the same organ as a.txt");
}
END_TEST

/* Of a row's cells that cannot be compared the row is named once. */
START_TEST(parent_of_blanks)
{
	char *blank = strdup(test_path("t/samples/blank_tabs.txt"));

	ck_assert_ptr_nonnull(blank);
	ck_assert_int_eq(cli_gkr("rollup", "-q", blank, blank, NULL), 0);
	cli_has(cli_out, " 6 checks cannot be made: 规章, 行政规范性文件, ");
	cli_has(cli_out,
	    " 175 checks cannot be made: 一、本年新收政府信息公开申请数量, "
	    "二、上年结转政府信息公开申请数量, （一）予以公开 ..., ");
	free(blank);
}
END_TEST

START_TEST(no_parent)
{
	parts();
	ck_assert_int_eq(
	    cli_gkr("rollup", "--no-parent", "a.txt", "b.txt", NULL), 0);
	cli_has(cli_out, "  二、上年结转政府信息公开申请数量  自然人    4\n");
	cli_has(cli_out, "2 parts, 0 cells without a sum\n");
	ck_assert_int_eq(cli_gkr("rollup", "--no-parent", "--to=csv-wide", "-o",
			     "sum.csv", "a.txt", "b.txt", NULL),
	    0);
	ck_assert(cli_exists("sum.csv"));
}
END_TEST

/* Where a part is lost there is no sum, and what was there stays. */
START_TEST(lost_parts)
{
	parts();
	cli_write_text("bad.txt", "no report\n");
	cli_write_text("sum.csv", "before");
	ck_assert_int_eq(cli_gkr("rollup", "--no-parent", "--to=csv", "-o",
			     "sum.csv", "a.txt", "bad.txt", NULL),
	    4);
	cli_has(cli_err, "bad.txt:1: error: ");
	cli_has(cli_err, "1 of the parts are not in the sum");
	ck_assert_int_eq(cli_gkr("check", "sum.csv", NULL), 4);
	ck_assert_int_eq(
	    cli_gkr("rollup", "p.txt", "a.txt", "bad.txt", NULL), 4);
	ck_assert_str_eq(cli_out, "");
	year("c.txt", "枕溪区民政局2021年");
	ck_assert_int_eq(cli_gkr("rollup", "p.txt", "a.txt", "c.txt", NULL), 2);
	cli_has(cli_err, "--any-year");
	ck_assert_int_eq(
	    cli_gkr("rollup", "--any-year", "p.txt", "a.txt", "c.txt", NULL),
	    0);
}
END_TEST

START_TEST(listed_parts)
{
	parts();
	cli_write("list", "a.txt\0b.txt\0", 12);
	ck_assert_int_eq(
	    cli_gkr("rollup", "--files0-from", "list", "p.txt", NULL), 0);
	cli_has(cli_out, "p.txt: 2 parts; ");
}
END_TEST

/* Years and trees that are made up, against an oracle of their own. */
START_TEST(made_up)
{
	char line[4096], *gkr = cli_program();
	int status;

	if (system("command -v python3 >/dev/null") != 0) {
		fprintf(stderr, "no python3: made-up years were not tried\n");
		return;
	}
	snprintf(line, sizeof line, "python3 -B '%s' '%s' 4",
	    test_path("t/years.py"), gkr);
	status = system(line);
	ck_assert_msg(status == 0, "%s: %d", line, status);
}
END_TEST

Suite *suite_cli_several(void);
Suite *suite_cli_several(void)
{
	Suite *s = suite_create("cli-several");
	TCase *t = tcase_create("several");

	tcase_add_checked_fixture(t, cli_setup, cli_teardown);
	tcase_add_test(t, usage);
	tcase_add_test(t, two_files);
	tcase_add_test(t, exit_of_an_error);
	tcase_add_test(t, policy_of_the_caller);
	tcase_add_test(t, refused);
	tcase_add_test(t, folders);
	tcase_add_test(t, parent);
	tcase_add_test(t, parent_of_blanks);
	tcase_add_test(t, no_parent);
	tcase_add_test(t, lost_parts);
	tcase_add_test(t, listed_parts);
	tcase_add_test(t, made_up);
	suite_add_tcase(s, t);
	return s;
}
