/*
 * Input that was made to be slow or to take memory.  The tokenizer counts its
 * work itself, so that no clock is needed: twice the input may not be more
 * than twice the work.
 */
#include "support-blocks.h"
#include "support-samples.h"
#include "tokenizer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A head, a unit again and again, a tail. */
struct hostile {
	const char *name, *head, *unit, *tail;
};

/* so that these layouts are known by what stands before */
#define COMMAS "（一）予以公开,7\n（一）予以公开,7\n（一）予以公开,7\n"
#define APART "字\n\t\n字\n\t\n字\n\t\n字\n\t\n字\n\t\n字\n\t\n字\n\t\n"
#define SECTION3                                                                   \
	"鹿鸣市枕溪区水务局2021年政府信息公开工作年度报告\n" \
	"三、收到和处理政府信息公开申请情况\n"
#define PAGE                                                                               \
	"<html><body><h1>鹿鸣市枕溪区水务局2021年政府信息公开工作年度" \
	"报告</h1><p>三、收到和处理政府信息公开申请情况</p>"

/* Lines of Markdown that begin with a tag. */
#define TAGGED                                                                                \
	"<div>\n\n鹿鸣市枕溪区水务局2021年政府信息公开工作年度报告\n\n" \
	"三、收到和处理政府信息公开申请情况\n\n文字\n\n文字\n\n"

#define WORDS                                               \
	"level\tpage_num\tleft\ttop\twidth\theight\ttext\n" \
	"5\t1\t9\t9\t90\t9\t三、收到和处理政府信息公开申请情况\n"

static const struct hostile hostiles[] = {
    {"tabs", SECTION3, "\t", ""},
    {"line feeds", SECTION3, "\n", ""},
    {"carriage returns", SECTION3, "\r", ""},
    {"form feeds", SECTION3, "\f", ""},
    {"blanks", SECTION3, " ", "x"},
    {"wide blanks", SECTION3, "　", "x"},
    {"one line", SECTION3, "a", ""},
    {"one line of prose", "一、总体情况\n", "啊", ""},
    {"one cell", SECTION3 "\t", "啊", "\n"},
    {"digits", SECTION3 "（一）予以公开\t", "7", "\n"},
    {"decimals", SECTION3 "（一）予以公开\t1", ".7", "\n"},
    {"separators", SECTION3 "（一）予以公开\t1", ",777", "\n"},
    {"cells", SECTION3, "\t7", "\n"},
    {"rows of nothing", SECTION3, "\t\n", ""},
    {"lines of numbers", SECTION3, "7\n", ""},
    {"lines of numbers and blanks", SECTION3, "7\n\n", ""},
    {"numbers by blanks", SECTION3, "7 ", "\n"},
    {"rows by blanks", SECTION3, "（一）予以公开  7  7\n", ""},
    {"headings", "", "一、总体情况\n", ""},
    {"headings of tables", "", "三、收到和处理政府信息公开申请情况\n", ""},
    {"headings in a line", SECTION3, "\t1五、存在的主要问题", "\n"},
    {"titles", "", "水务局2021年政府信息公开工作年度报告\n", ""},
    {"captions", SECTION3, "第二十条第（一）项\n", ""},
    {"labels", SECTION3, "（一）予以公开\n", ""},
    {"labels in cells", SECTION3, "\t（一）予以公开\n", ""},
    {"labels in a row", SECTION3, "（一）予以公开\t", "\n"},
    {"mistyped labels", SECTION3, "其他法律行政止公幵\t7\n", ""},
    {"cut labels", SECTION3, "本机关不掌\n", ""},
    {"rows", SECTION3, "（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n", ""},
    {"unknown rows", SECTION3, "某某情况\t1\t0\t0\t0\t0\t0\t1\n", ""},
    {"brackets", SECTION3, "（", "\n"},
    {"pairs of brackets", SECTION3 "\t1", "（一）", "\n"},
    {"ordinals", SECTION3, "（一）", "\n"},
    {"bookmarks", SECTION3, "[bookmark: ", "\n"},
    {"closed bookmarks", SECTION3, "[bookmark: x]", "\n"},
    {"page marks", SECTION3, "- 4 -\n", ""},
    {"page marks in a table", SECTION3 "（一）予以公开\t1\n", "- 4 -\n", ""},
    {"bars", SECTION3, "|", "\n"},
    {"lines of bars", SECTION3, "|\n", ""},
    {"cells at bars", SECTION3, "7 |\n", ""},
    {"bars and blanks", SECTION3, "7\n\n| \n\n7  \n  \n", ""},
    {"pipe rows", SECTION3, "| （一）予以公开 | 7 |\n", ""},
    {"pipe rules", SECTION3, "| --- | --- |\n", ""},
    {"escapes", SECTION3 "| ", "\\|", "\n"},
    {"dashes", SECTION3, "-", "\n"},
    {"rules", SECTION3, "  ---- ----\n", ""},
    {"rows under rules", SECTION3 "---- ---- ----\n", "7    7    7\n", ""},
    {"grid rules", SECTION3, "+---+---+\n", ""},
    {"grid rows", SECTION3 "+---+---+\n", "| 7 | 7 |\n", ""},
    {"grids", SECTION3, "+---+\n| 7 |\n", "+---+\n"},
    {"frames", SECTION3, "┌─┐\n", ""},
    {"box rows", SECTION3 "┌─┬─┐\n", "│ │7│\n", ""},
    {"box rows of words", SECTION3 "┌─┬─┐\n", "│字│字│字│\n", ""},
    {"grid rows of words", SECTION3 "+---+---+\n", "| 字 | 字 |\n", ""},
    {"box rules", SECTION3 "┌─┬─┐\n", "├─┼─┤\n", ""},
    {"box bars", SECTION3, "│", "\n"},
    {"commas", SECTION3, ",", "\n"},
    {"comma rows", SECTION3, "（一）予以公开,7,7\n", ""},
    {"quotes", COMMAS "（一）予以公开,", "\"", "\n"},
    {"quotes and commas", COMMAS, "\",", "\n"},
    {"quotes not closed", COMMAS, "（一）予以公开,\"7\n", ""},
    {"one quoted cell", COMMAS "（一）予以公开,\"", "7\n", ""},
    {"wide comma rows", SECTION3, "（一）予以公开，7，7\n", ""},
    {"wide commas and brackets", SECTION3 "，，（一）予以公开", "，（", "\n"},
    {"rows of TeX", SECTION3, "（一）予以公开 & 7 & 7 \\\\\n", ""},
    {"rows of TeX in a line", SECTION3, "（一）予以公开 & 7 & 7 \\\\ ", "\n"},
    {"groups of TeX", SECTION3 "（一）予以公开 & 7 & ", "\\text{7", "}\n"},
    {"lists", SECTION3, "[\"（一）予以公开\", 7, 7],\n", ""},
    {"lists in a line", SECTION3 "[", "[\"（一）予以公开\", 7, 7], ", "]\n"},
    {"nested lists", SECTION3, "[\"", "\n"},
    {"escapes in a list", SECTION3 "[\"", "\\u516c", "\"]\n"},
    {"names and values", SECTION3 "[", "{\"7\": ", "\n"},
    {"rows apart", SECTION3, "（一）予以公开\n\n\t\n\n7\n\n\n", ""},
    {"one cell apart", SECTION3 APART "\n\n（\n", "a\n", ""},
    {"years", "一、总体情况\n", "2021年", "\n"},
    {"numbers in prose", "一、总体情况\n", "新收申请7件，", "\n"},
    {"lines of prose", "一、总体情况\n", "新收申请7件，上年结转2件。\n", ""},
    {"figures beside marks", SECTION3 "+---+---+\n", "新收申请7件，* ", "\n"},
    {"figures and escapes", SECTION3 APART, "新收申请7件，\\|#", "\n"},
    {"dates", "六、其他需要报告的事项\n", "2022年1月7日\n", ""},
    {"angles", PAGE, "<", ""},
    {"ampersands", PAGE, "&", ""},
    {"references", PAGE, "&#99999999999;", ""},
    {"unfinished references", PAGE, "&#x", ""},
    {"cells not closed", PAGE "<table><tr>", "<td>7", ""},
    {"rows not closed", PAGE "<table>", "<tr><td>（一）予以公开<td>7", ""},
    {"nested tables", PAGE, "<table><tr><td>", ""},
    {"nested and closed tables", PAGE "<table><tr><td>",
	"<table><tr><td>7</td></tr></table>", "</table>"},
    {"nested elements", PAGE, "<div><span>", "7"},
    {"end tags", PAGE, "</td></tr></table>", ""},
    {"one attribute", PAGE "<table><tr><td x=\"", "a", "\">7"},
    {"attributes", PAGE "<table><tr><td", " a=b", ">7"},
    {"attributes not closed", PAGE "<table><tr><td x=\"", "a", ""},
    {"one comment", PAGE "<!--", "-", ""},
    {"comments", PAGE, "<!--x-->", ""},
    {"comments not closed", PAGE, "<!--", ""},
    {"one script", PAGE "<script>", "</scrip", ""},
    {"scripts", PAGE, "<script>7</script>", ""},
    {"wide spans", PAGE "<table>",
	"<tr><td rowspan=99999999 colspan=99999999>7", ""},
    {"tall cells", PAGE "<table>", "<tr><td rowspan=1000>7<td>7", ""},
    {"broad cells", PAGE "<table>", "<tr><td colspan=1000>7", ""},
    {"breaks", PAGE "<table><tr><td>", "<br>", "7"},
    {"paragraphs", PAGE, "<p>（一）予以公开", ""},
    {"tables in Markdown", SECTION3, "<table>\n<tr><td>7\n</table>\n", ""},
    {"tables in Markdown not closed", SECTION3, "<table>\n", ""},
    {"tables in Markdown and lines", SECTION3,
	"三、收到和处理政府信息公开申请情况\n（一）予以公开\t7\t7\t7\n"
	"<table>\n<tr><td>7\n</table>\n"
	"三、收到和处理政府信息公开申请情况\n（一）予以公开\t7\n"
	"<table>\n<tr><td>7\n</table>\n",
	""},
    {"nested divisions", PAGE, "<div>", "7"},
    {"nested tables not in cells", PAGE, "<table>", "7"},
    {"one tag", PAGE "<p", "a", ""},
    {"one end tag", PAGE "</", "a ", ">"},
    {"one bogus comment", PAGE "<!x", "-", ">7"},
    {"half comments", PAGE "<!--", "-- ", "7"},
    {"half ends of a script", PAGE "<script><!--", "<script></", ""},
    {"dashes in a script", PAGE "<script><!--", "-", ""},
    {"half ends of a title", PAGE "<title>", "</titl", ""},
    {"references in a title", PAGE "<title>", "&am", ""},
    {"references of letters", PAGE "<p>", "&CounterClockwise", ""},
    {"empty paragraphs", PAGE, "<p>", ""},
    {"preformatted", PAGE "<pre>", "\t7\n", ""},
    {"preformatted elements", PAGE, "<pre>", "7"},
    {"a paragraph", PAGE "<p>", "啊 ", ""},
    {"lines in a cell", PAGE "<table><tr><td>", "7<br>", ""},
    {"deleted text", PAGE "<table><tr><td>", "<del>7", ""},
    {"choices", PAGE, "<select><option>7", ""},
    {"options", PAGE "<select>", "<option selected>7", ""},
    {"lists of choices", PAGE "<select multiple>", "<option selected>7", ""},
    {"fields filled in", PAGE, "<input value=7>", ""},
    {"a long field", PAGE "<input value='", "7", "'>"},
    {"references in a field", PAGE "<input value='", "&am", ""},
    {"lines in a field", PAGE "<table><tr><td><textarea>", "7\n", ""},
    {"navigation", PAGE, "<nav>", "7"},
    {"empty cells", PAGE "<table><tr>", "<td>", ""},
    {"lines with tags", TAGGED, "<b>7</b> | <br>", "\n"},
    {"rows with tags", TAGGED, "| <b>7</b>&nbsp;| <br>\n", ""},
    {"tags over lines", TAGGED, "<span\nx='\n'>", "7\n"},
    {"tags in pipes", SECTION3 "| ", "<b>7<", " |\n"},
    {"rows of tags in pipes", SECTION3, "| <b>7</b> | &nbsp; | <b |\n", ""},
    {"half tables in Markdown", SECTION3, "<tabl\n", ""},
    {"words at one place", WORDS, "5\t1\t9\t40\t9\t9\t7\n", ""},
    {"labels at one place", WORDS, "5\t1\t9\t40\t9\t9\t（一）\n", ""},
    {"words on pages", "level\tpage_num\tleft\ttop\twidth\theight\ttext\n",
	"5\t1\t9\t40\t99\t9\t（一）予以公开\n5\t2\t9\t40\t9\t9\t7\n", ""},
    {"values without a width", WORDS,
	"5\t1\t9\t40\t90\t9\t（一）予以公开\n5\t1\t200\t40\t0\t9\t7\n", ""},
    {"fields", WORDS, "5\t", "\n"},
    {"one word", WORDS "5\t1\t9\t40\t9\t9\t", "字", "\n"},
};
#define HOSTILES ((int)(sizeof hostiles / sizeof hostiles[0]))

/* About `size` bytes of it, to be freed. */
static char *make(const struct hostile *h, size_t size, size_t *len)
{
	size_t head = strlen(h->head), unit = strlen(h->unit);
	size_t tail = strlen(h->tail), n = size / unit, i;
	char *text = malloc(head + n * unit + tail + 1), *p = text;

	ck_assert(text != NULL);
	memcpy(p, h->head, head);
	for (i = 0, p += head; i < n; i++, p += unit)
		memcpy(p, h->unit, unit);
	memcpy(p, h->tail, tail + 1);
	*len = head + n * unit + tail;
	return text;
}

#define SIZE ((size_t)1 << 16) /* four of it make a full region */
#define SLACK ((uint64_t)1 << 17)
/* of what the limits allow */
#define MOST_HELD ((uint64_t)32 << 20)

/* What it cost to take all tokens. */
struct cost {
	uint64_t bytes, cells, blocks, peak;
	size_t len;
	int32_t rc;
};

static void drain(gkr_tokenizer *t, int32_t *rc)
{
	while ((*rc = gkr_tokenizer_next(t)) == GKR_OK)
		;
}

static struct cost read_in_pieces(
    gkr_tokenizer *t, const char *text, size_t len, size_t piece)
{
	struct cost c = {0, 0, 0, 0, 0, GKR_MORE};
	size_t at, n;

	c.len = len;
	c.blocks = blocks_run();
	for (at = 0; at < len && c.rc == GKR_MORE; at += n) {
		n = len - at < piece ? len - at : piece;
		ck_assert_int_eq(gkr_tokenizer_feed(t, text + at, n), GKR_OK);
		drain(t, &c.rc);
	}
	if (c.rc == GKR_MORE) {
		ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
		drain(t, &c.rc);
	}
	c.blocks = blocks_run() - c.blocks;
	c.bytes = gkr_tokenizer_work_bytes(t);
	c.cells = gkr_tokenizer_work_cells(t);
	c.peak = gkr_tokenizer_memory_peak(t);
	return c;
}

static struct cost cost_of(const struct hostile *h, size_t size, size_t piece)
{
	gkr_tokenizer *t;
	struct cost c;
	size_t len;
	char *text = make(h, size, &len);

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	if (piece)
		t->gathers = 0; /* what each piece costs shows */
	c = read_in_pieces(t, text, len, piece ? piece : len);
	ck_assert_msg(
	    c.rc == GKR_END || c.rc == GKR_E_LIMIT || c.rc == GKR_E_FOREIGN,
	    "%s: %d", h->name, (int)c.rc);
	if (c.rc != GKR_END) {
		ck_assert(gkr_tokenizer_error_message(t, GKR_LANG_ZH) != NULL);
		ck_assert(gkr_tokenizer_error_offset(t) <= len);
	}
	ck_assert_msg(c.rc != GKR_E_LIMIT || gkr_tokenizer_error_limit(t) > 0,
	    "%s: which limit?", h->name);
	gkr_tokenizer_free(t);
	free(text);
	return c;
}

/* At most 2.2 times as much, but for what a region costs anyway. */
static void is_linear(
    const struct hostile *h, const char *what, uint64_t once, uint64_t twice)
{
	ck_assert_msg(twice <= once / 5 * 11 + SLACK,
	    "%s: %llu %s of work, then %llu", h->name, (unsigned long long)once,
	    what, (unsigned long long)twice);
}

static void grows_linearly(const struct hostile *h, size_t piece)
{
	struct cost last = cost_of(h, SIZE, piece), now;
	size_t size;

	for (size = 2 * SIZE; size <= 4 * SIZE; size *= 2, last = now) {
		now = cost_of(h, size, piece);
		is_linear(h, "bytes", last.bytes, now.bytes);
		is_linear(h, "cells", last.cells, now.cells);
		/* a line that is too long for a row is read in another way */
		is_linear(h, "blocks", last.blocks + 2 * now.len, now.blocks);
		ck_assert_msg(now.bytes <= 40 * (uint64_t)now.len,
		    "%s: %llu bytes of work for %lu", h->name,
		    (unsigned long long)now.bytes, (unsigned long)now.len);
		ck_assert_msg(now.cells <= 20 * (uint64_t)now.len,
		    "%s: %llu cells of work for %lu bytes", h->name,
		    (unsigned long long)now.cells, (unsigned long)now.len);
		ck_assert_msg(now.peak <= MOST_HELD, "%s: %llu bytes held",
		    h->name, (unsigned long long)now.peak);
	}
}

START_TEST(work_is_linear)
{
	grows_linearly(&hostiles[_i], 0);
}
END_TEST

START_TEST(work_is_linear_in_pieces)
{
	grows_linearly(&hostiles[_i], 64);
}
END_TEST

/* ------------------------------------------------------------------ */
/* What is done with a report                                         */

static void write_all(const gkr_report *r, const gkr_findings *f)
{
	uint32_t format;
	gkr_buffer *b;
	gkr_exporter *e;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	for (format = GKR_FORMAT_JSON; gkr_format_name(format); format++) {
		ck_assert_int_eq(gkr_exporter_new(format, &e), GKR_OK);
		/* a report without a form cannot be shown in each */
		gkr_exporter_write(e, r, f, b);
		gkr_exporter_finish(e, b);
		gkr_exporter_free(e);
		gkr_buffer_clear(b);
	}
	gkr_buffer_free(b);
}

/* Blocks that it took to read, check and write it. */
static struct cost cost_of_report(const struct hostile *h, size_t size)
{
	struct cost c = {0, 0, 0, 0, 0, GKR_OK};
	char *text = make(h, size, &c.len);
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_findings *f;
	gkr_facts *facts;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_facts_new(&facts), GKR_OK);
	c.blocks = blocks_run();
	c.rc = gkr_report_parse(r, t, text, c.len);
	ck_assert_int_eq(gkr_facts_read(facts, r), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	write_all(r, f);
	c.blocks = blocks_run() - c.blocks;
	gkr_facts_free(facts);
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	free(text);
	return c;
}

START_TEST(work_on_reports_is_linear)
{
	const struct hostile *h = &hostiles[_i];
	struct cost last, now = {0, 0, 0, 0, 0, 0};
	size_t size;

	/* nothing tells */
	if (cost_of_report(h, 1000).blocks == 0)
		return;
	for (size = SIZE / 4; size <= SIZE; size *= 2) {
		last = now;
		now = cost_of_report(h, size);
		/* some are cut short by a limit, as the next size is not */
		if (last.len)
			is_linear(h, "blocks", last.blocks + 100 * now.len,
			    now.blocks);
	}
}
END_TEST

/* 10 MB of each, in one piece: an end, and soon. */
START_TEST(large_input_ends)
{
	struct cost c = cost_of(&hostiles[_i], 10000000, 0);

	ck_assert_msg(c.peak <= MOST_HELD, "%s: %llu bytes held",
	    hostiles[_i].name, (unsigned long long)c.peak);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Streams                                                            */

/* One report after the other, as one input of `size` bytes. */
static uint64_t peak_of_stream(const char *name, size_t size)
{
	gkr_tokenizer *t;
	size_t len, fed = 0, at = 0, n;
	char *bytes = samples_read(name, &len);
	int32_t rc = GKR_MORE;
	uint64_t peak;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	while ((fed < size || at) && rc == GKR_MORE) {
		n = len - at < 4096 ? len - at : 4096;
		ck_assert_int_eq(gkr_tokenizer_feed(t, bytes + at, n), GKR_OK);
		drain(t, &rc);
		at = (at + n) % len;
		fed += n;
	}
	ck_assert_msg(rc == GKR_MORE, "%s after %lu bytes: %d", name,
	    (unsigned long)fed, (int)rc);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	drain(t, &rc);
	ck_assert_int_eq(rc, GKR_END);
	peak = gkr_tokenizer_memory_peak(t);
	gkr_tokenizer_free(t);
	free(bytes);
	return peak;
}

static const char *const streams[] = {"water_lines.txt", "county_tabs.txt",
    "market_pipes.md", "market_page.html", "market_html-inside.md",
    "county_boxes.txt", "water_grid.txt", "water_aligned.txt",
    "water_lines-gb18030.txt", "market_paragraphs.txt", "water_runs.txt"};

START_TEST(memory_is_bounded)
{
	const char *name = streams[_i];
	uint64_t small = peak_of_stream(name, 1024);
	uint64_t some = peak_of_stream(name, 100000);
	uint64_t much = peak_of_stream(name, 20000000);

	ck_assert_msg(much <= some + some / 2,
	    "%s: %llu bytes held after 1 kB, %llu after 100 kB, %llu after "
	    "20 MB",
	    name, (unsigned long long)small, (unsigned long long)some,
	    (unsigned long long)much);
	ck_assert_msg(much <= 1 << 20, "%s: %llu bytes held", name,
	    (unsigned long long)much);
}
END_TEST

/* Once warm, neither reading nor exporting asks for memory. */
START_TEST(warm_handles_do_not_allocate)
{
	struct test_alloc a;
	gkr_tokenizer *t;
	gkr_report *r;
	size_t len;
	char *bytes = samples_read(streams[_i], &len);
	uint64_t before;
	int i;

	test_alloc_init(&a);
	ck_assert_int_eq(gkr_tokenizer_new_with(test_alloc, &a, &t), GKR_OK);
	ck_assert_int_eq(gkr_report_new_with(test_alloc, &a, &r), GKR_OK);
	for (i = 0; i < 5; i++) {
		before = a.requests;
		ck_assert_int_eq(gkr_report_parse(r, t, bytes, len), GKR_OK);
		/* the first is read; the second leaves its shapes */
		ck_assert_msg(a.requests == before || i <= 2,
		    "%s: %llu requests on warm handles", streams[_i],
		    (unsigned long long)(a.requests - before));
	}
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	test_alloc_done(&a);
	free(bytes);
}
END_TEST

/* A case for each, so that one can be chosen (CK_RUN_CASE). */
static void add(Suite *s, const char *name, const TTest *test, int n)
{
	TCase *tc = tcase_create(name);

	tcase_set_timeout(tc, 600);
	tcase_add_loop_test(tc, test, 0, n);
	suite_add_tcase(s, tc);
}

Suite *suite_hostile(void);
Suite *suite_hostile(void)
{
	Suite *s = suite_create("hostile");
	int n = (int)(sizeof streams / sizeof streams[0]);

	add(s, "whole", work_is_linear, HOSTILES);
	add(s, "pieces", work_is_linear_in_pieces, HOSTILES);
	add(s, "reports", work_on_reports_is_linear, HOSTILES);
	add(s, "large", large_input_ends, HOSTILES);
	add(s, "streams", memory_is_bounded, n);
	add(s, "warm", warm_handles_do_not_allocate, n);
	return s;
}
