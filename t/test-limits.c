/*
 * Limits of the tokenizer are met at their exact number: so much passes, one
 * less is an error that says which limit it was, and where.
 */
#include "support-samples.h"

#include "gkr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                       \
	"鹿鸣市枕溪区水务局2021年政府信息公开工作年度报告\n" \
	"三、收到和处理政府信息公开申请情况\n"
#define ROW "（一）予以公开\t1\t0\t0\t0\n" /* 30 bytes */
#define TAIL "六、其他需要报告的事项\n无\n"
#define WIDE "字字字字字字字字字字" /* 30 bytes */
#define PAGE                                                                                    \
	"<html><body><p>鹿鸣市枕溪区水务局2021年政府信息公开工作年度报告" \
	"</p>\n<p>三、收到和处理政府信息公开申请情况</p>\n<table>\n"           \
	"<tr><td>（一）予以公开</td>\n"

/* What needs `least` of a limit; with less it is hit behind `before`. */
static const struct taken {
	const char *name, *before, *rest;
	uint32_t limit;
	uint64_t least;
} cases[] = {
    /* what lines make is looked at where the region ends */
    {"cell behind a tab", HEAD "（一）予以公开\t1\t" WIDE WIDE "\n", TAIL,
	GKR_LIMIT_CELL, 60},
    {"cell of two lines",
	HEAD "+---+---+\n| （一）予以公开 | 1 |\n+---+---+\n| " WIDE
	     " | 1 |\n| " WIDE " | |\n+---+---+\n\n",
	TAIL, GKR_LIMIT_CELL, 60},
    {"cell of a pipe table",
	HEAD "| （一）予以公开 | 1 |\n| --- | --- |\n| " WIDE " | 1 |\n\n",
	TAIL, GKR_LIMIT_CELL, 30},
    {"cells", HEAD ROW ROW ROW ROW ROW, TAIL, GKR_LIMIT_CELLS, 25},
    /* a line is taken where what is before it is not too much */
    {"table", HEAD ROW ROW ROW ROW, ROW TAIL, GKR_LIMIT_TABLE, 120},
    {"cell of a page", PAGE "<td>", WIDE WIDE WIDE "</td></tr></table>",
	GKR_LIMIT_CELL, 90},
    {"rows spanned", PAGE, "<td rowspan=7>1</td></tr></table>", GKR_LIMIT_SPAN,
	7},
    {"columns spanned", PAGE, "<td colspan='23'>1</td></tr></table>",
	GKR_LIMIT_SPAN, 23},
};
#define CASES ((int)(sizeof cases / sizeof cases[0]))

/* How a text ends where a limit has a value; 0: its default. */
struct ending {
	int32_t rc;
	uint32_t limit;
	uint64_t offset, line;
};

static struct ending end_of(
    const char *text, size_t len, uint32_t limit, uint64_t value)
{
	gkr_tokenizer *t;
	gkr_report *r;
	struct ending e;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	if (value)
		ck_assert_int_eq(
		    gkr_tokenizer_set_limit(t, limit, value), GKR_OK);
	e.rc = gkr_report_parse(r, t, text, len);
	e.limit = gkr_report_error_limit(r);
	e.offset = gkr_report_error_offset(r);
	e.line = gkr_report_error_line(r);
	ck_assert_uint_eq(gkr_tokenizer_error_limit(t), e.limit);
	if (e.rc != GKR_OK)
		ck_assert(gkr_report_error_message(r, GKR_LANG_ZH) != NULL);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return e;
}

static uint64_t line_of(const char *text)
{
	uint64_t n = 1;

	while ((text = strchr(text, '\n')) != NULL) {
		n++;
		text++;
	}
	return n;
}

START_TEST(met_at_their_number)
{
	const struct taken *c = &cases[_i];
	struct ending e;
	char text[2048];
	uint64_t n;

	ck_assert_uint_lt(strlen(c->before) + strlen(c->rest), sizeof text);
	strcpy(text, c->before);
	strcat(text, c->rest);
	for (n = c->least + 2; n > c->least - 5; n--) {
		e = end_of(text, strlen(text), c->limit, n);
		if (n >= c->least) {
			ck_assert_msg(e.rc == GKR_OK, "%s: %d at %d", c->name,
			    (int)e.rc, (int)n);
			continue;
		}
		ck_assert_msg(e.rc == GKR_E_LIMIT && e.limit == c->limit,
		    "%s: %d, limit %u at %d", c->name, (int)e.rc, e.limit,
		    (int)n);
		/* less still is met earlier, perhaps */
		if (n + 1 < c->least)
			continue;
		ck_assert_msg(e.offset == strlen(c->before) &&
			e.line == line_of(c->before),
		    "%s: at byte %d, line %d", c->name, (int)e.offset,
		    (int)e.line);
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Defaults: so much and no more                                      */

static void put(char *out, size_t *n, const char *text, size_t times)
{
	size_t len = strlen(text);

	for (; times; times--, *n += len)
		memcpy(out + *n, text, len);
	out[*n] = '\0';
}

static char big[3000000];

START_TEST(default_of_cells)
{
	size_t n = 0;

	put(big, &n, HEAD, 1);
	put(big, &n, "其他\t1\t0\t0\n", 16384 / 4);
	put(big, &n, TAIL, 1);
	ck_assert_int_eq(end_of(big, n, 0, 0).rc, GKR_OK);
	n = 0;
	put(big, &n, HEAD, 1);
	put(big, &n, "其他\t1\t0\t0\n", 16384 / 4 - 1);
	put(big, &n, "其他\t1\t0\t0\t0\n", 1);
	put(big, &n, TAIL, 1);
	ck_assert_uint_eq(end_of(big, n, 0, 0).limit, GKR_LIMIT_CELLS);
}
END_TEST

static struct ending cell_of(size_t bytes)
{
	size_t n = 0;

	put(big, &n, PAGE "<td>", 1);
	put(big, &n, "x", bytes);
	put(big, &n, "</td></tr></table>", 1);
	return end_of(big, n, 0, 0);
}

START_TEST(default_of_a_cell)
{
	ck_assert_int_eq(cell_of(65536).rc, GKR_OK);
	ck_assert_uint_eq(cell_of(65537).limit, GKR_LIMIT_CELL);
}
END_TEST

static struct ending span_of(const char *span)
{
	size_t n = 0;

	put(big, &n, PAGE "<td ", 1);
	put(big, &n, span, 1);
	put(big, &n, ">1</td></tr></table>", 1);
	return end_of(big, n, 0, 0);
}

START_TEST(default_of_a_span)
{
	ck_assert_int_eq(span_of("rowspan=1000").rc, GKR_OK);
	ck_assert_int_eq(span_of("colspan=1000").rc, GKR_OK);
	ck_assert_uint_eq(span_of("rowspan=1001").limit, GKR_LIMIT_SPAN);
	ck_assert_uint_eq(span_of("colspan=1001").limit, GKR_LIMIT_SPAN);
}
END_TEST

#define LONG_ROW 4096
/* A row of so many bytes. */
static void put_row(size_t *n, size_t bytes)
{
	static const char begin[] = "（一）予以公开\t1\t0\t0\t";

	put(big, n, begin, 1);
	put(big, n, "x", bytes - (sizeof begin - 1) - 1);
	put(big, n, "\n", 1);
}

/* Few cells, many bytes; `bytes` come before the last row. */
static struct ending table_of(size_t bytes)
{
	size_t n = 0;

	put(big, &n, HEAD, 1);
	for (; bytes >= 2 * LONG_ROW; bytes -= LONG_ROW)
		put_row(&n, LONG_ROW);
	put_row(&n, bytes);
	put(big, &n, ROW TAIL, 1);
	return end_of(big, n, 0, 0);
}

START_TEST(default_of_a_table)
{
	ck_assert_int_eq(table_of(1048576).rc, GKR_OK);
	ck_assert_uint_eq(table_of(1048577).limit, GKR_LIMIT_TABLE);
}
END_TEST

/* ------------------------------------------------------------------ */
/* What a host feeds                                                  */

/* One row of three cells, of `bytes` bytes and so many rows and columns. */
static struct ending fed(
    uint32_t limit, uint64_t value, size_t bytes, uint32_t rows, uint32_t cols)
{
	gkr_tokenizer *t;
	struct ending e;
	size_t n = 0;
	int i;

	put(big, &n, "x", bytes);
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_set_limit(t, limit, value), GKR_OK);
	e.rc = GKR_OK;
	for (i = 0; i < 3 && e.rc == GKR_OK; i++)
		e.rc = gkr_tokenizer_feed_cell(t, big, bytes, rows, cols);
	e.limit = gkr_tokenizer_error_limit(t);
	e.line = gkr_tokenizer_error_line(t);
	gkr_tokenizer_free(t);
	return e;
}

START_TEST(fed_cells)
{
	static const struct {
		uint32_t limit;
		uint64_t least;
		size_t bytes;
		uint32_t rows, cols;
		uint64_t line; /* of what was fed last */
	} all[] = {{GKR_LIMIT_SPAN, 9, 1, 9, 1, 0},
	    {GKR_LIMIT_SPAN, 9, 1, 1, 9, 0}, {GKR_LIMIT_CELL, 9, 9, 1, 1, 1},
	    {GKR_LIMIT_CELLS, 3, 1, 1, 1, 1},
	    {GKR_LIMIT_TABLE, 30, 10, 1, 1, 1}};
	struct ending e;
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		e = fed(all[i].limit, all[i].least, all[i].bytes, all[i].rows,
		    all[i].cols);
		ck_assert_int_eq(e.rc, GKR_OK);
		e = fed(all[i].limit, all[i].least - 1, all[i].bytes,
		    all[i].rows, all[i].cols);
		ck_assert_int_eq(e.rc, GKR_E_LIMIT);
		ck_assert_uint_eq(e.limit, all[i].limit);
		ck_assert_uint_eq(e.line, all[i].line);
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Limits and pieces                                                  */

/* Before the limit is met the same tokens come, and then the same error. */
static void is_cut_alike(
    const char *name, const char *p, size_t n, uint32_t limit, uint64_t value)
{
	static const struct samples_cut whole = {0, 0},
					cuts[] = {{0, 1}, {0, 64}, {0, 1000}};
	struct samples_text want = {0}, got = {0};
	char where[128];
	gkr_tokenizer *t;
	int i;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_set_limit(t, limit, value), GKR_OK);
	samples_tokens(t, p, n, whole, &want);
	for (i = 0; i < 3; i++) {
		got.len = 0;
		samples_tokens(t, p, n, cuts[i], &got);
		snprintf(where, sizeof where, "%s, %s %lu, in pieces of %lu",
		    name, gkr_limit_name(limit), (unsigned long)value,
		    (unsigned long)cuts[i].piece);
		test_bytes_at(where, 0, got.p, got.len, want.p, want.len);
	}
	samples_free(&want);
	samples_free(&got);
	gkr_tokenizer_free(t);
}

static void are_cut_alike(const char *name, const char *p, size_t n)
{
	static const struct {
		uint32_t limit;
		uint64_t value;
	} some[] = {{GKR_LIMIT_TABLE, 100}, {GKR_LIMIT_TABLE, 1200},
	    {GKR_LIMIT_TABLE, 2500}, {GKR_LIMIT_CELL, 12}, {GKR_LIMIT_CELL, 40},
	    {GKR_LIMIT_CELLS, 20}, {GKR_LIMIT_CELLS, 150}, {GKR_LIMIT_SPAN, 1}};
	size_t i;

	for (i = 0; i < sizeof some / sizeof *some; i++)
		is_cut_alike(name, p, n, some[i].limit, some[i].value);
}

START_TEST(met_alike_in_pieces)
{
	size_t count, i, n;
	char **names = samples_list(&count);

	for (i = 0; i < count; i++) {
		char *p = samples_read(names[i], &n);

		are_cut_alike(names[i], p, n);
		free(p);
	}
	test_list_free(names, count);
}
END_TEST

Suite *suite_limits(void);
Suite *suite_limits(void)
{
	Suite *s = suite_create("limits");
	TCase *tc = tcase_create("limits");

	tcase_add_loop_test(tc, met_at_their_number, 0, CASES);
	tcase_add_test(tc, default_of_cells);
	tcase_add_test(tc, default_of_a_cell);
	tcase_add_test(tc, default_of_a_span);
	tcase_add_test(tc, default_of_a_table);
	tcase_add_test(tc, fed_cells);
	tcase_add_test(tc, met_alike_in_pieces);
	suite_add_tcase(s, tc);
	return s;
}
