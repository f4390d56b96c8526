/* The gkr command: its command line, check, and what it reads. */
#include "support-cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ------------------------------------------------------------------ */
/* The command line                                                   */

START_TEST(usage_errors)
{
	cli_usage(cli_gkr(NULL), "no command");
	cli_usage(cli_gkr("chek", "x", NULL), "did you mean check?");
	cli_usage(cli_gkr("check", NULL), "no file");
	cli_usage(
	    cli_gkr("check", "--jsno", "x", NULL), "did you mean --json?");
	cli_usage(
	    cli_gkr("check", "--qqqqqqqqqq", "x", NULL), "see gkr --help");
	cli_usage(cli_gkr("check", "-z", "x", NULL), "unknown option -z");
	cli_usage(cli_gkr("check", "x", "--encoding", NULL), "missing");
	cli_usage(cli_gkr("check", "x", "-o", NULL), "missing");
	cli_usage(cli_gkr("check", "--quiet=1", "x", NULL), "no value");
	cli_usage(cli_gkr("check", "--encoding=utf-9", "x", NULL), "UTF-8");
	cli_usage(cli_gkr("check", "--lang=fr", "x", NULL), "zh or en");
	cli_usage(cli_gkr("check", "--color=red", "x", NULL), "never");
	cli_usage(cli_gkr("check", "--to=csv", "x", NULL), "does not take");
	cli_usage(cli_gkr("convert", "--to=cvs", "x", NULL), "mean csv?");
	cli_usage(
	    cli_gkr("convert", "--to=sarif", "x", NULL), "gkr check --sarif");
	cli_usage(cli_gkr("convert", "--bom", "x", NULL), "csv");
	cli_usage(cli_gkr("convert", "--to=csv", "--json", "x", NULL), "one");
	cli_usage(cli_gkr("forms", "2012", NULL), "did you mean 20");
	cli_usage(cli_gkr("check", "--encoding=latin1", "x", NULL),
	    "unknown encoding latin1; it is UTF-8, UTF-16LE, UTF-16BE, "
	    "GB18030\n");
	cli_usage(cli_gkr("convert", "--to=xlsx", "x", NULL),
	    "it is json, ndjson, csv, csv-wide, markdown\n");
	cli_usage(cli_gkr("check", "--limit=pieces=7", "x", NULL),
	    "it is input, cell, cells, ");
	cli_usage(cli_gkr("forms", "2021", "2019", NULL), "2019");
	cli_usage(cli_gkr("explain", "cell.blanc", NULL), "cell.blank?");
	cli_usage(cli_gkr("check", "--files0-from=-", "-", NULL), "standard");
}
END_TEST

START_TEST(numbers_of_options)
{
	cli_usage(cli_gkr("check", "--limit", "cell", "x", NULL), "NAME=VALUE");
	cli_usage(cli_gkr("check", "--limit=cel=1", "x", NULL), "mean cell?");
	cli_usage(cli_gkr("check", "--limit=cell=0", "x", NULL), "above 0");
	cli_usage(cli_gkr("check", "--limit=cell=-1", "x", NULL), "above 0");
	cli_usage(cli_gkr("check", "--limit=cell=1KB", "x", NULL), "above 0");
	cli_usage(
	    cli_gkr("check", "--limit=cell=9999999999999999999", "x", NULL),
	    "above 0");
	cli_usage(cli_gkr("check", "--chunk=0", "x", NULL), "64M");
	cli_usage(cli_gkr("check", "--chunk=1G", "x", NULL), "64M");
	cli_usage(cli_gkr("check", "--chunk=a", "x", NULL), "64M");
}
END_TEST

START_TEST(usage_is_safe)
{
	cli_usage(
	    cli_gkr("check", "--a\033[31m\n", "x", NULL), "\\x1B[31m\\x0A");
	cli_usage(cli_gkr("check", "--lang", "zh", "--wat", "x", NULL), "没有");
}
END_TEST

START_TEST(version_and_help)
{
	ck_assert_int_eq(cli_gkr("--version", NULL), 0);
	cli_has(cli_out, "gkr 1.");
	cli_has(cli_out, "ABI 1");
	cli_has(cli_out, "utf8proc ");
	cli_has(cli_out, "features:");
	ck_assert_int_eq(cli_gkr("--help", NULL), 0);
	cli_has(cli_out, "convert");
	ck_assert_int_eq(cli_gkr("check", "-h", NULL), 0);
	cli_has(cli_out, "--blank-as-zero");
	cli_lacks(cli_out, "--bom");
	ck_assert_int_eq(cli_gkr("help", "convert", NULL), 0);
	cli_has(cli_out, "--bom");
	ck_assert_int_eq(cli_gkr("check", "--help", "--lang=zh", NULL), 0);
	cli_has(cli_out, "用法");
}
END_TEST

START_TEST(options_in_any_order)
{
	char *first;

	cli_bad("bad.txt");
	ck_assert_int_eq(
	    cli_gkr("check", "--quiet", "--lang=zh", "bad.txt", NULL), 1);
	cli_has(cli_out, "bad.txt:");
	first = strdup(cli_out);
	ck_assert_int_eq(
	    cli_gkr("--lang", "zh", "check", "bad.txt", "-q", NULL), 1);
	ck_assert_str_eq(cli_out, first);
	ck_assert_int_eq(
	    cli_gkr("-q", "--lang=zh", "check", "--", "bad.txt", NULL), 1);
	ck_assert_str_eq(cli_out, first);
	free(first);
	ck_assert_int_eq(cli_gkr("check", "--", "-q", NULL), 3);
	cli_has(cli_err, "-q: error: ");
}
END_TEST

/* ------------------------------------------------------------------ */
/* check                                                              */

START_TEST(good_report)
{
	cli_good("good.txt");
	ck_assert_int_eq(cli_gkr("check", "good.txt", NULL), 0);
	ck_assert_str_eq(cli_err, "");
	ck_assert_str_eq(cli_out,
	    "good.txt: 青禾县档案馆 2023, form 2021: 200 of 200 cells read; "
	    "no errors, no warnings\n");
	ck_assert_int_eq(cli_gkr("check", "-q", "good.txt", NULL), 0);
	ck_assert_str_eq(cli_out, "");
	ck_assert_int_eq(cli_gkr("check", "good.txt", "--lang=zh", NULL), 0);
	ck_assert_str_eq(cli_out,
	    "good.txt：青禾县档案馆 2023 年度，2021 格式；共 200 格，读出 200；"
	    "错误 0，警告 0\n");
}
END_TEST

START_TEST(bad_report)
{
	char want[96];
	int line = cli_bad("bad.txt");

	ck_assert_int_eq(cli_gkr("check", "bad.txt", NULL), 1);
	/* the total that does not agree is the seventh value of its row */
	snprintf(want, sizeof(want),
	    "bad.txt:%d:21: error: [applications.row-total] ", line);
	cli_has(cli_out, want);
	cli_has(cli_out, ": error: [applications.outcome-total] ");
	cli_has(cli_out, "; 2 errors, no warnings\n");
	ck_assert_int_eq(cli_gkr("check", "bad.txt", "--lang=zh", NULL), 1);
	cli_has(cli_out, want);
	cli_has(cli_out, "；错误 2，警告 0");
}
END_TEST

START_TEST(not_assessable)
{
	cli_changed("blank.txt", "（一）予以公开\t2\t0", "（一）予以公开\t2\t");
	ck_assert_int_eq(cli_gkr("check", "blank.txt", NULL), 0);
	cli_has(cli_out, ": warning: [applications.row-total] ");
	cli_has(cli_out, ": warning: [cell.blank] ");
	cli_has(cli_out,
	    "200 of 200 cells read; no errors, 1 warning, 2 that could");
	ck_assert_int_eq(
	    cli_gkr("check", "--blank-as-zero", "blank.txt", NULL), 0);
	cli_lacks(cli_out, "row-total");
	cli_has(cli_out, "counted as 0");
}
END_TEST

/* Many warnings of a kind are one line; every error is its own. */
START_TEST(many_of_a_kind)
{
	size_t all;

	cli_changed("many.txt", "（一）予以公开\t", "戊己庚辛壬癸\t");
	ck_assert_int_eq(cli_gkr("check", "many.txt", NULL), 1);
	ck_assert_uint_eq(cli_count(cli_out, "[applications.outcome"), 1);
	cli_has(cli_out,
	    ": warning: [applications.outcome-total] 7 checks cannot be "
	    "made: 自然人, 商业企业, 科研机构 ..., line ");
	cli_has(cli_out, " (--all shows them)\n");
	cli_has(cli_out, "8 that could not be checked\n");
	/* one alone is shown as it is */
	cli_has(cli_out, ": warning: [applications.row-total] the total of");
	all = cli_count(cli_out, "\n");
	ck_assert_int_eq(cli_gkr("check", "-a", "many.txt", NULL), 1);
	/* six lines more, and what each lacks, which the sums determine */
	ck_assert_uint_eq(cli_count(cli_out, "\n"), all + 6 + 7);
	ck_assert_uint_eq(cli_count(cli_out, "    suggestion: row granted"), 8);
	ck_assert_uint_eq(cli_count(cli_out, "[applications.outcome"), 7);
	cli_lacks(cli_out, "--all");
	ck_assert_int_eq(cli_gkr("check", "--lang=zh", "many.txt", NULL), 1);
	cli_has(cli_out, " 7 项无法核对：自然人、商业企业、科研机构等，第 ");
	cli_usage(cli_gkr("convert", "--all", "many.txt", NULL), "--all");
}
END_TEST

/* Of five warnings three are shown, of four all. */
START_TEST(some_of_a_kind)
{
	static const char row[] = "（一）予以公开\t2\t0\t0\t0\t0\t0\t2";

	cli_changed("five.txt", row, "（一）予以公开\t\t0\t\t0\t\t0\t");
	cli_gkr("check", "five.txt", NULL);
	ck_assert_uint_eq(cli_count(cli_out, "[cell.blank]"), 4);
	cli_lacks(cli_out, "more of these");
	cli_changed("five.txt", row,
	    "（一）予以公开\t\t0\t\t0\t\t0\t\n"
	    "（二）部分公开\t0\t\t0\t0\t0\t0\t0");
	cli_gkr("check", "five.txt", NULL);
	ck_assert_uint_eq(cli_count(cli_out, "[cell.blank]"), 4);
	cli_has(cli_out, "[cell.blank] 2 more of these, lines ");
}
END_TEST

static void speaks(const char *env, const char *option, const char *what)
{
	cli_with.env = env;
	cli_gkr("explain", "cell.blank", option, NULL);
	cli_has(cli_out, what);
}

START_TEST(language_of_the_environment)
{
	speaks("LC_ALL=zh_CN.GB18030", NULL, "依据");
	speaks("LC_MESSAGES=zh_TW", NULL, "依据");
	speaks("LANG=zh", NULL, "依据");
	speaks("LC_ALL=C LC_MESSAGES=zh_CN LANG=zh_CN", NULL, "Basis");
	speaks("LC_ALL= LC_MESSAGES=zh_CN LANG=C", NULL, "依据");
	speaks("LC_ALL=de_DE.UTF-8", NULL, "Basis");
	speaks("LC_ALL=zh_CN.UTF-8", "--lang=en", "Basis");
	speaks("LANG=", NULL, "Basis");
}
END_TEST

START_TEST(findings_as_json)
{
	cli_good("good.txt");
	cli_bad("bad.txt");
	ck_assert_int_eq(cli_gkr("check", "--ndjson", "bad.txt", NULL), 1);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 2);
	ck_assert_uint_eq(cli_count(cli_out, "\"rule\""), 2);
	cli_has(cli_out, "\"name\":\"bad.txt\"");
	ck_assert_int_eq(cli_gkr("check", "--json", "bad.txt", NULL), 1);
	cli_has(cli_out, "\"applications.row-total\"");
	ck_assert_int_eq(
	    cli_gkr("check", "--json", "good.txt", "no.txt", "bad.txt", NULL),
	    3);
	ck_assert_int_eq(cli_out[0], '[');
	ck_assert_str_eq(cli_out + strlen(cli_out) - 3, "\n]\n");
	ck_assert_uint_eq(cli_count(cli_out, "\"error\": {"), 1);
	ck_assert_uint_eq(cli_count(cli_err, "\n"), 1);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Files that cannot be read                                          */

START_TEST(files_that_fail)
{
	ck_assert_int_eq(cli_gkr("check", "no.txt", NULL), 3);
	ck_assert_str_eq(cli_out, "");
	ck_assert_str_eq(cli_err, "no.txt: error: no such file\n");
	ck_assert_int_eq(cli_gkr("check", ".", NULL), 3);
	ck_assert_str_eq(cli_err, ".: error: it is a directory\n");
	ck_assert_int_eq(cli_gkr("check", ".", "--lang=zh", NULL), 3);
	cli_has(cli_err, "目录");
	cli_write_text("foreign.txt", "A letter about something else.\n");
	ck_assert_int_eq(cli_gkr("check", "foreign.txt", NULL), 4);
	ck_assert_str_eq(cli_err,
	    "foreign.txt:1: error: Readable, but not an annual report on open"
	    " government information.\n");
	cli_has(cli_err, "foreign.txt");
	cli_write_text("empty.txt", "");
	ck_assert_int_eq(cli_gkr("check", "empty.txt", NULL), 4);
	cli_write_text("report.pdf", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n");
	ck_assert_int_eq(cli_gkr("check", "report.pdf", NULL), 4);
	cli_has(cli_err, "PDF");
}
END_TEST

START_TEST(bytes_that_are_invalid)
{
	cli_changed("bytes.txt", "依法公开", "依法\xFF\xFE公开");
	ck_assert_int_eq(
	    cli_gkr("check", "--encoding=utf-8", "bytes.txt", NULL), 3);
	cli_has(cli_err, "bytes.txt:4: error: ");
	cli_has(cli_err, "(read as UTF-8; see --encoding and");
	ck_assert_str_eq(cli_out, "");
	ck_assert_int_eq(cli_gkr("check", "--encoding=utf-8",
			     "--replace-invalid", "bytes.txt", NULL),
	    0);
	cli_has(cli_err, "2 invalid sequences");
	cli_has(cli_out, "200 of 200");
}
END_TEST

START_TEST(limits)
{
	cli_good("good.txt");
	ck_assert_int_eq(
	    cli_gkr("check", "--limit", "input=1K", "good.txt", NULL), 5);
	cli_has(cli_err, "--limit input=N");
	ck_assert_int_eq(
	    cli_gkr("check", "--limit=input=1m", "good.txt", NULL), 0);
	cli_bad("bad.txt");
	ck_assert_int_eq(
	    cli_gkr("check", "--limit=findings=1", "bad.txt", NULL), 5);
	cli_has(cli_out, ": error: ");
	cli_has(cli_err, "--limit findings=N");
	ck_assert_int_eq(
	    cli_gkr("convert", "--limit=output=100", "good.txt", NULL), 5);
	/* one line, and still an object for the file */
	ck_assert_str_eq(cli_err,
	    "good.txt: error: A limit was hit. (--limit output=N raises it)\n");
	cli_has(cli_out, "\"error\": {");
	ck_assert_int_eq(
	    cli_gkr("check", "--limit=prose=10", "good.txt", NULL), 5);
	cli_has(cli_err, "A limit was hit. (--limit prose=N raises it)\n");
}
END_TEST

START_TEST(several_files)
{
	cli_good("good.txt");
	cli_bad("bad.txt");
	cli_write_text("foreign.txt", "A letter about something else.\n");
	ck_assert_int_eq(cli_gkr("check", "good.txt", "bad.txt", NULL), 1);
	cli_has(cli_out,
	    "\n2 files: 2 read, 1 of them without errors, 0 not read; "
	    "2 errors, no warnings\n");
	ck_assert_int_eq(
	    cli_gkr("check", "foreign.txt", "no.txt", "bad.txt", NULL), 4);
	cli_has(cli_out, "3 files: 1 read");
	ck_assert_int_eq(cli_gkr("check", "no.txt", "good.txt", NULL), 3);
	ck_assert_int_eq(cli_gkr("check", "--limit=input=1K", "good.txt",
			     "foreign.txt", "no.txt", NULL),
	    5);
	ck_assert_int_eq(cli_gkr("convert", "bad.txt", "good.txt", NULL), 0);
}
END_TEST

START_TEST(names_are_safe)
{
	cli_good("a\n\033b.txt");
	ck_assert_int_eq(cli_gkr("check", "a\n\033b.txt", NULL), 0);
	cli_has(cli_out, "a\\x0A\\x1Bb.txt: 青禾县档案馆 2023");
	ck_assert_int_eq(cli_gkr("check", "c\td.txt", NULL), 3);
	cli_has(cli_err, "c\\x09d.txt: error: ");
	cli_good("\xFF\xB0.txt");
	ck_assert_int_eq(cli_gkr("convert", "\xFF\xB0.txt", NULL), 0);
	cli_has(cli_out, "\xEF\xBF\xBD\xEF\xBF\xBD.txt\"");
}
END_TEST

/* ------------------------------------------------------------------ */
/* Inputs                                                             */

/* Programs that tests start by other ways than cli_run have this one. */
START_TEST(tests_have_no_input)
{
	char c;

	ck_assert_int_eq(read(0, &c, 1), 0);
	ck_assert_int_eq(system("read -r line"), 256);
}
END_TEST

START_TEST(standard_input)
{
	char *good, *first;

	cli_good("good.txt");
	good = cli_read("good.txt");
	cli_with.input = good;
	ck_assert_int_eq(cli_gkr("check", "-", NULL), 0);
	cli_has(cli_out, "-: 青禾县档案馆 2023");
	first = strdup(cli_out);
	cli_with.input = good;
	cli_with.piped = 1;
	ck_assert_int_eq(cli_gkr("check", "-", NULL), 0);
	ck_assert_str_eq(cli_out, first);
	free(first);
	free(good);
}
END_TEST

START_TEST(list_of_files)
{
	cli_good("good.txt");
	cli_bad("bad.txt");
	cli_write("list", "good.txt\0bad.txt", 16);
	ck_assert_int_eq(cli_gkr("check", "--files0-from", "list", NULL), 1);
	cli_has(cli_out, "2 files: 2 read");
	ck_assert_int_eq(
	    cli_gkr("convert", "--files0-from=list", "good.txt", NULL), 0);
	ck_assert_uint_eq(cli_count(cli_out, "\"schema\""), 3);
	cli_with.input = "good.txt";
	ck_assert_int_eq(cli_gkr("convert", "--files0-from=-", NULL), 0);
	ck_assert_int_eq(cli_out[0], '[');
	cli_write("list", "good.txt\0\0bad.txt\0", 18);
	ck_assert_int_eq(cli_gkr("check", "--files0-from=list", NULL), 3);
	cli_has(cli_err, "empty file name");
	cli_has(cli_out, "2 files: 2 read");
	cli_write_text("list", "");
	ck_assert_int_eq(cli_gkr("convert", "--files0-from=list", NULL), 0);
	ck_assert_str_eq(cli_out, "[]\n");
	ck_assert_int_eq(cli_gkr("check", "--files0-from=none", NULL), 3);
	cli_has(cli_err, "none: error: no such file");
}
END_TEST

/* Cutting the input changes nothing. */
static void same_in_chunks(const char *command, const char *option)
{
	static const char *const sizes[] = {"1", "7", "31", "4K", "1M"};
	char *whole;
	size_t i;

	cli_gkr(command, option, "bad.txt", NULL);
	whole = strdup(cli_out);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		cli_gkr(command, option, "--chunk", sizes[i], "bad.txt", NULL);
		ck_assert_str_eq(cli_out, whole);
	}
	free(whole);
}

START_TEST(chunks)
{
	cli_bad("bad.txt");
	same_in_chunks("check", "--lang=zh");
	same_in_chunks("convert", "--json");
	same_in_chunks("tokens", "--lang=zh");
}
END_TEST

Suite *suite_cli(void)
{
	Suite *s = suite_create("cli");
	TCase *c = tcase_create("programs");

	tcase_add_checked_fixture(c, cli_setup, cli_teardown);
	tcase_add_test(c, usage_errors);
	tcase_add_test(c, numbers_of_options);
	tcase_add_test(c, usage_is_safe);
	tcase_add_test(c, version_and_help);
	tcase_add_test(c, options_in_any_order);
	tcase_add_test(c, good_report);
	tcase_add_test(c, bad_report);
	tcase_add_test(c, not_assessable);
	tcase_add_test(c, many_of_a_kind);
	tcase_add_test(c, some_of_a_kind);
	tcase_add_test(c, language_of_the_environment);
	tcase_add_test(c, findings_as_json);
	tcase_add_test(c, files_that_fail);
	tcase_add_test(c, bytes_that_are_invalid);
	tcase_add_test(c, limits);
	tcase_add_test(c, several_files);
	tcase_add_test(c, names_are_safe);
	tcase_add_test(c, tests_have_no_input);
	tcase_add_test(c, standard_input);
	tcase_add_test(c, list_of_files);
	tcase_add_test(c, chunks);
	suite_add_tcase(s, c);
	return s;
}
