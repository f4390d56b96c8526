/*
 * Paragraphs and cells that a host feeds: the same tokens as from text, with
 * ordinals for places; and tables that only lay a page out.
 */
#include "support.h"

#include "support-samples.h"

#include <stdio.h>
#include <string.h>

static struct samples_text got;
static gkr_tokenizer *t;

static void setup(void)
{
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
}

static void teardown(void)
{
	gkr_tokenizer_free(t);
	samples_free(&got);
}

/* ------------------------------------------------------------------ */
/* A script: what is fed, and what comes of it                        */

/* "section 1:1 text\n"; cells with their address and value's state. */
static void add_token(void)
{
	char line[1024];
	size_t len;
	const char *text = gkr_token_text(t, &len);
	const char *cell = gkr_cell_address(gkr_token_cell(t));

	snprintf(line, sizeof line, "%s %lu:%lu %s%s%.*s\n",
	    gkr_token_name(gkr_token_kind(t)), (unsigned long)gkr_token_line(t),
	    (unsigned long)gkr_token_column_number(t), cell ? cell : "",
	    cell ? " " : "", (int)len, text);
	samples_add(&got, line, strlen(line));
}

static int32_t take(void)
{
	int32_t rc;

	while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
		if (gkr_token_kind(t) != GKR_TOKEN_REPORT_END &&
		    gkr_token_kind(t) != GKR_TOKEN_TABLE_END)
			add_token();
	return rc;
}

/* A row of the script: "|a|b|c", with \n for a paragraph's end in a cell. */
static void feed_row(const char *p, size_t n)
{
	char cell[4096];
	size_t len = 0, i;

	for (i = 1; i <= n; i++) {
		if (i < n && p[i] != '|') {
			int end = p[i] == '\\' && i + 1 < n && p[i + 1] == 'n';

			cell[len++] = end ? '\n' : p[i];
			i += (size_t)end;
			continue;
		}
		ck_assert_int_eq(
		    gkr_tokenizer_feed_cell(t, cell, len, 1, 1), GKR_OK);
		len = 0;
	}
	ck_assert_int_eq(gkr_tokenizer_end_row(t), GKR_OK);
}

static void feed_line(const char *p, size_t n)
{
	if (n == 2 && memcmp(p, "--", 2) == 0)
		ck_assert_int_eq(gkr_tokenizer_end_table(t), GKR_OK);
	else if (n && *p == '|')
		feed_row(p, n);
	else
		ck_assert_int_eq(gkr_tokenizer_feed_paragraph(t, p, n), GKR_OK);
}

/* Feeds the script's lines; tokens are taken after each, or at the end. */
static int32_t run(const char *script, int each)
{
	got.len = 0;
	samples_add(&got, "", 0);
	ck_assert_int_eq(gkr_tokenizer_reset(t), GKR_OK);
	for (; *script; script += *script == '\n') {
		size_t n = strcspn(script, "\n");

		feed_line(script, n);
		script += n;
		if (each)
			ck_assert_int_eq(take(), GKR_MORE);
	}
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	return take();
}

static void same(const char *script, const char *want)
{
	int each;

	for (each = 0; each < 2; each++) {
		ck_assert_int_eq(run(script, each), GKR_END);
		test_text(got.p, got.len, want);
	}
}

/* The printed text of a cell among the tokens. */
static void cell_is(const char *address, const char *text)
{
	char want[512];

	snprintf(want, sizeof want, " %s %s\n", address, text);
	ck_assert_msg(strstr(got.p, want) != NULL, "no%sin\n%s", want, got.p);
}

static const char report[] =
    "青禾县水务局2023年政府信息公开工作年度报告\n"
    "一、总体情况\n"
    "本年度平稳有序。\n"
    "二、主动公开政府信息情况\n"
    "|第二十条第（一）项\n"
    "|信息内容|本年制发件数|本年废止件数|现行有效件数\n"
    "|规章|1|2|3\n"
    "--\n"
    "三、收到和处理政府信息公开申请情况\n";

/* ------------------------------------------------------------------ */
/* Places and order                                                   */

START_TEST(tokens_come_in_order)
{
	same(report,
	    "prose 1:1 青禾县水务局2023年政府信息公开工作年度报告\n"
	    "section 2:1 一、总体情况\n"
	    "prose 3:1 本年度平稳有序。\n"
	    "section 4:1 二、主动公开政府信息情况\n"
	    "table 5:1 第二十条第（一）项\n"
	    "column 6:2 本年制发件数\n"
	    "column 6:3 本年废止件数\n"
	    "column 6:4 现行有效件数\n"
	    "row 7:1 规章\n"
	    "cell 7:2 article20_1.rules.issued 1\n"
	    "cell 7:3 article20_1.rules.repealed 2\n"
	    "cell 7:4 article20_1.rules.in_force 3\n"
	    "section 8:1 三、收到和处理政府信息公开申请情况\n");
	ck_assert_uint_eq(gkr_tokenizer_position_kind(t), GKR_POSITION_CELLS);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Cells of several paragraphs                                        */

START_TEST(lines_of_a_cell_are_joined)
{
	same("二、主动公开政府信息情况\n"
	     "|第二十条\\n第（一）项\n",
	    "section 1:1 二、主动公开政府信息情况\n"
	    "table 2:1 第二十条第（一）项\n");
}
END_TEST

/* 12 and 34 on two lines may be one number or two: neither is said. */
START_TEST(digits_on_two_lines_are_no_number)
{
	ck_assert_int_eq(run("二、主动公开政府信息情况\n"
			     "|第二十条第（一）项\n"
			     "|信息\\n内容|本年制\\n发件数|本年废止件数|"
			     "现行有效件数\n"
			     "|规章|12\\n34|22\\n（其中修订 16 件）|3\n",
			     0),
	    GKR_END);
	cell_is("article20_1.rules.issued", "12 34");
	cell_is("article20_1.rules.repealed", "22（其中修订 16 件）");
	cell_is("article20_1.rules.in_force", "3");
	ck_assert_ptr_nonnull(strstr(got.p, "column 3:2 本年制发件数\n"));
}
END_TEST

/* ------------------------------------------------------------------ */
/* Tables that lay out                                                */

/* The whole report in one cell. */
START_TEST(report_in_one_cell)
{
	same("|青禾县水务局2023年政府信息公开工作年度报告\\n"
	     "一、总体情况\\n本年度平稳有序。\\n"
	     "二、主动公开政府信息情况\\n以下为表。\n--\n",
	    "prose 1:1 青禾县水务局2023年政府信息公开工作年度报告\n"
	    "section 1:1 一、总体情况\n"
	    "prose 1:1 本年度平稳有序。\n"
	    "section 1:1 二、主动公开政府信息情况\n"
	    "prose 1:1 以下为表。\n");
}
END_TEST

/* Titles of sections are rows of one big table. */
START_TEST(headings_are_rows)
{
	same("|一、总体情况||\n"
	     "|本年度平稳有序。\n"
	     "|二、主动公开政府信息情况\n"
	     "|第二十条第（一）项\n"
	     "|信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	     "|规章|1|2|3\n"
	     "|三、收到和处理政府信息公开申请情况\n",
	    "section 1:1 一、总体情况\n"
	    "prose 2:1 本年度平稳有序。\n"
	    "section 3:1 二、主动公开政府信息情况\n"
	    "table 4:1 第二十条第（一）项\n"
	    "column 5:2 本年制发件数\n"
	    "column 5:3 本年废止件数\n"
	    "column 5:4 现行有效件数\n"
	    "row 6:1 规章\n"
	    "cell 6:2 article20_1.rules.issued 1\n"
	    "cell 6:3 article20_1.rules.repealed 2\n"
	    "cell 6:4 article20_1.rules.in_force 3\n"
	    "section 7:1 三、收到和处理政府信息公开申请情况\n");
}
END_TEST

/* Titles of sections stand left of what they are about. */
START_TEST(headings_beside_rows)
{
	same("|一、总体情况|本年度平稳有序。\\n没有收费。\n"
	     "|二、主动公开政府信息情况|第二十条第（一）项\n"
	     "|信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	     "|规章|1|2|3\n",
	    "section 1:1 一、总体情况\n"
	    "prose 1:2 本年度平稳有序。\n"
	    "prose 1:2 没有收费。\n"
	    "section 2:1 二、主动公开政府信息情况\n"
	    "table 2:2 第二十条第（一）项\n"
	    "column 3:2 本年制发件数\n"
	    "column 3:3 本年废止件数\n"
	    "column 3:4 现行有效件数\n"
	    "row 4:1 规章\n"
	    "cell 4:2 article20_1.rules.issued 1\n"
	    "cell 4:3 article20_1.rules.repealed 2\n"
	    "cell 4:4 article20_1.rules.in_force 3\n");
}
END_TEST

/* A row that was not ended ends with the report, or with a paragraph. */
START_TEST(open_rows_end)
{
	ck_assert_int_eq(gkr_tokenizer_feed_cell(
			     t, "一、总体情况", strlen("一、总体情况"), 1, 1),
	    GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	samples_add(&got, "", 0);
	ck_assert_int_eq(take(), GKR_END);
	test_text(got.p, got.len, "section 1:1 一、总体情况\n");
}
END_TEST

/* The older statistics table is named when it comes in cells too. */
START_TEST(older_table_is_named)
{
	ck_assert_int_eq(gkr_tokenizer_reset(t), GKR_OK);
	feed_line("|指标名称|单位|统计数", strlen("|指标名称|单位|统计数"));
	feed_line(
	    "|主动公开政府信息数|条|8", strlen("|主动公开政府信息数|条|8"));
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	while (gkr_tokenizer_next(t) == GKR_OK)
		if (gkr_token_kind(t) == GKR_TOKEN_REPORT_END)
			ck_assert_uint_eq(gkr_token_form(t), GKR_FORM_PRE2019);
	ck_assert_int_eq(gkr_tokenizer_error(t), GKR_OK);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The same in HTML, where lines have places of their own             */

START_TEST(html_cells_that_lay_out)
{
	static const char html[] =
	    "<html><body><table><tr><td><p>一、总体情况</p>\n"
	    "<p>平稳有序。</p><h3>二、主动公开政府信息情况</h3>"
	    "<table><tr><td>第二十条<br>第（一）项</td></tr></table>"
	    "</td></tr></table></body></html>";

	got.len = 0;
	samples_add(&got, "", 0);
	ck_assert_int_eq(gkr_tokenizer_feed(t, html, sizeof html - 1), GKR_OK);
	ck_assert_int_eq(take(), GKR_MORE);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(take(), GKR_END);
	test_text(got.p, got.len,
	    "section 1:31 一、总体情况\n"
	    "prose 2:4 平稳有序。\n"
	    "section 2:17 二、主动公开政府信息情况\n"
	    "table 2:49 第二十条第（一）项\n");
}
END_TEST

static int32_t feed_layout(struct test_alloc *a, void *arg)
{
	gkr_tokenizer *k;
	int32_t rc = gkr_tokenizer_new_with(test_alloc, a, &k);
	static const char *const cells[] = {
	    "一、总体情况", "平稳有序。\n没有收费。", "规章"};
	size_t i;

	(void)arg;
	if (rc != GKR_OK)
		return rc;
	for (i = 0; i < 3 && rc == GKR_OK; i++)
		rc = gkr_tokenizer_feed_cell(
		    k, cells[i], strlen(cells[i]), 1, 1);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_end_row(k);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_finish(k);
	while (rc == GKR_OK)
		rc = gkr_tokenizer_next(k);
	gkr_tokenizer_free(k);
	return rc == GKR_END ? GKR_OK : rc;
}

/* ------------------------------------------------------------------ */
/* The host's own input ends in an error                              */

static void feed_half(void)
{
	ck_assert_int_eq(gkr_tokenizer_reset(t), GKR_OK);
	feed_line("第二十条第（一）项", strlen("第二十条第（一）项"));
	feed_line("|规章|1|2|3", strlen("|规章|1|2|3"));
	got.len = 0;
	samples_add(&got, "", 0);
}

static const char half[] = "table 1:1 第二十条第（一）项\n"
			   "row 2:1 规章\n"
			   "cell 2:2 article20_1.rules.issued 1\n"
			   "cell 2:3 article20_1.rules.repealed 2\n"
			   "cell 2:4 article20_1.rules.in_force 3\n";

START_TEST(failing_host)
{
	gkr_report *r;

	feed_half();
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_E_FORMAT, 0, "坏了", "broken"), GKR_OK);
	ck_assert_int_eq(take(), GKR_E_FORMAT);
	test_text(got.p, got.len, half);
	ck_assert_str_eq(gkr_tokenizer_error_message(t, GKR_LANG_ZH), "坏了");
	ck_assert_str_eq(gkr_tokenizer_error_message(t, GKR_LANG_EN), "broken");
	ck_assert_ptr_null(gkr_tokenizer_error_message(t, 3));
	ck_assert_uint_eq(gkr_tokenizer_error_line(t), 2);
	ck_assert_uint_eq(gkr_tokenizer_error_offset(t), 0);
	ck_assert_int_eq(gkr_tokenizer_next(t), GKR_E_FORMAT);
	ck_assert_int_eq(gkr_tokenizer_end_row(t), GKR_E_FORMAT);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_E_FORMAT);

	/* a report keeps what was read, and the reason */
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	feed_half();
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_E_LIMIT, GKR_LIMIT_DEPTH, NULL, NULL),
	    GKR_OK);
	ck_assert_int_eq(gkr_report_read(r, t), GKR_E_LIMIT);
	ck_assert_uint_eq(gkr_report_error_limit(r), GKR_LIMIT_DEPTH);
	ck_assert_uint_eq(gkr_report_error_line(r), 2);
	ck_assert_str_eq(gkr_report_error_message(r, GKR_LANG_EN),
	    gkr_status_message(GKR_E_LIMIT, GKR_LANG_EN));
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_NUMBER), 3);
	gkr_report_free(r);
}
END_TEST

START_TEST(failing_wrongly)
{
	ck_assert_int_eq(gkr_tokenizer_fail(NULL, GKR_E_FORMAT, 0, NULL, NULL),
	    GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_OK, 0, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_END, 0, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, -999, 0, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_E_LIMIT, 0, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_E_FORMAT, 1, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_tokenizer_fail(t, GKR_E_FORMAT, 0, "坏了", NULL),
	    GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_tokenizer_error(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed(t, "a\n", 2), GKR_OK);
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_E_FORMAT, 0, NULL, NULL), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_reset(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(
	    gkr_tokenizer_fail(t, GKR_E_FORMAT, 0, NULL, NULL), GKR_E_STATE);
}
END_TEST

/* A limit met while feeding loses nothing that was fed before. */
START_TEST(limits_lose_nothing)
{
	feed_half();
	ck_assert_int_eq(
	    gkr_tokenizer_feed_cell(t, "x", 1, 1, 2000), GKR_E_LIMIT);
	ck_assert_int_eq(take(), GKR_E_LIMIT);
	test_text(got.p, got.len, half);
	ck_assert_uint_eq(gkr_tokenizer_error_limit(t), GKR_LIMIT_SPAN);
}
END_TEST

static int32_t feed_and_fail(struct test_alloc *a, void *arg)
{
	gkr_tokenizer *k;
	int32_t rc = gkr_tokenizer_new_with(test_alloc, a, &k);

	(void)arg;
	if (rc != GKR_OK)
		return rc;
	rc = gkr_tokenizer_feed_cell(k, "规章", strlen("规章"), 1, 1);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_fail(k, GKR_E_FORMAT, 0, "坏了", "broken");
	while (rc == GKR_OK)
		rc = gkr_tokenizer_next(k);
	gkr_tokenizer_free(k);
	return rc == GKR_E_FORMAT ? GKR_OK : rc;
}

START_TEST(failing_without_memory)
{
	ck_assert_uint_gt(test_each_failure(feed_and_fail, NULL), 4);
}
END_TEST

START_TEST(layout_without_memory)
{
	ck_assert_uint_gt(test_each_failure(feed_layout, NULL), 8);
}
END_TEST

Suite *suite_feed(void);
Suite *suite_feed(void)
{
	Suite *s = suite_create("feed");
	TCase *tc = tcase_create("feed");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, tokens_come_in_order);
	tcase_add_test(tc, lines_of_a_cell_are_joined);
	tcase_add_test(tc, digits_on_two_lines_are_no_number);
	tcase_add_test(tc, report_in_one_cell);
	tcase_add_test(tc, headings_are_rows);
	tcase_add_test(tc, headings_beside_rows);
	tcase_add_test(tc, open_rows_end);
	tcase_add_test(tc, older_table_is_named);
	tcase_add_test(tc, html_cells_that_lay_out);
	tcase_add_test(tc, layout_without_memory);
	tcase_add_test(tc, failing_host);
	tcase_add_test(tc, failing_wrongly);
	tcase_add_test(tc, limits_lose_nothing);
	tcase_add_test(tc, failing_without_memory);
	suite_add_tcase(s, tc);
	return s;
}
