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

Suite *suite_feed(void);
Suite *suite_feed(void)
{
	Suite *s = suite_create("feed");
	TCase *tc = tcase_create("feed");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, tokens_come_in_order);
	suite_add_tcase(s, tc);
	return s;
}
