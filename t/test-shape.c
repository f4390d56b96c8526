/*
 * Regions of a known shape (lib/shape.h) or mould (lib/mould.h): a handle that
 * has read reports of the same kind says of the next one what a handle that
 * knows nothing says.
 */
#include "support-decode.h"
#include "support-samples.h"

#include "html-row.h"
#include "tokenizer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct samples_text want, got, text;
static gkr_tokenizer *plain, *warm;

static void setup(void)
{
	ck_assert_int_eq(gkr_tokenizer_new(&plain), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_new(&warm), GKR_OK);
	plain->shapes.off = 1;
	plain->html.no_known = 1;
}

/* Regions that were read by comparing. */
static uint64_t uses_of(const gkr_tokenizer *t)
{
	return t->shapes.uses + t->moulds.uses;
}

static void teardown(void)
{
	ck_assert_uint_eq(uses_of(plain), 0);
	gkr_tokenizer_free(plain);
	gkr_tokenizer_free(warm);
	samples_free(&want);
	samples_free(&got);
	samples_free(&text);
}

/* ------------------------------------------------------------------ */
/* Reports that differ in their numbers                               */

struct spot {
	size_t at, len;
};
#define SPOTS 512

/* Where the cells' numbers stand. */
static size_t find_spots(const char *p, size_t n, struct spot *out)
{
	size_t count = 0, len;
	int32_t rc;

	gkr_tokenizer_reset(plain);
	gkr_tokenizer_feed(plain, p, n);
	while ((rc = gkr_tokenizer_next(plain)) == GKR_OK || rc == GKR_MORE) {
		if (rc == GKR_MORE) {
			gkr_tokenizer_finish(plain);
			continue;
		}
		gkr_token_text(plain, &len);
		if ((gkr_token_kind(plain) == GKR_TOKEN_CELL ||
			gkr_token_kind(plain) == GKR_TOKEN_UNPLACED) &&
		    count < SPOTS &&
		    gkr_token_state(plain) == GKR_STATE_NUMBER &&
		    gkr_token_length(plain) == len) {
			out[count].at = (size_t)gkr_token_offset(plain);
			out[count++].len = len;
		}
	}
	return count;
}

static const char *const blanks[] = {
    "", "", "", "", "\xc2\xa0", "　", "　　", " ", "　\xc2\xa0"};
#define BLANKS (sizeof blanks / sizeof *blanks)

static void add_blank(struct test_random *seed)
{
	const char *b = blanks[test_random_below(seed, BLANKS)];

	samples_add(&text, b, strlen(b));
}

/* What may stand in a cell: numbers of all kinds, seldom something else. */
static void add_number(struct test_random *seed, int odd)
{
	static const char *const others[] = {"1.5", "+3", "-2", "1,234", "１２",
	    "", "无", "3件", "1075.1780", "007", "12a", "-", "123456789012",
	    "1234567890123456789", "0", "一", "1.", ".5", "第3页", "1 2", "|",
	    "\xc2\xa0", "五、其他", "(3)", "- 3 -"};
	uint64_t k = test_random_next(seed), most;
	char digits[32];

	if (odd && k % 16 == 0) {
		const char *o =
		    others[(k >> 8) % (sizeof others / sizeof *others)];

		samples_add(&text, o, strlen(o));
		return;
	}
	most = k % 3 ? 10
	    : k % 5  ? 1000
	    : k % 7  ? 999999999
		     : UINT64_C(999999999999);
	snprintf(digits, sizeof digits, "%" PRIu64, (k >> 20) % most);
	samples_add(&text, digits, strlen(digits));
}

/*
 * `text` becomes the report with other numbers; how: 0 digits alone, 1 other
 * blanks around them as well, 2 what may be no number.
 */
static void vary(const char *p, size_t n, const struct spot *spots,
    size_t count, struct test_random *seed, int how)
{
	size_t at = 0, i;

	text.len = 0;
	for (i = 0; i < count; i++) {
		samples_add(&text, p + at, spots[i].at - at);
		if (how)
			add_blank(seed);
		add_number(seed, how > 1);
		if (how)
			add_blank(seed);
		at = spots[i].at + spots[i].len;
	}
	samples_add(&text, p + at, n - at);
}

typedef int32_t (*reader)(gkr_tokenizer *t, const char *bytes, size_t len,
    struct samples_cut cut, struct samples_text *out);

static void compare(const char *what, reader read, size_t piece)
{
	struct samples_cut whole = {0, 0}, cut = {0, 0};
	char where[128];

	cut.piece = piece;
	want.len = got.len = 0;
	samples_add(&want, "", 0);
	samples_add(&got, "", 0);
	read(plain, text.p, text.len, whole, &want);
	read(warm, text.p, text.len, cut, &got);
	snprintf(where, sizeof where, "%s in pieces of %lu", what,
	    (unsigned long)piece);
	test_bytes_at(where, 0, got.p, got.len, want.p, want.len);
	ck_assert_msg(
	    gkr_tokenizer_work_cells(warm) == gkr_tokenizer_work_cells(plain),
	    "%s: other work", where);
}

/* Reports of one kind; returns how many regions had a shape. */
static uint64_t ways(const char *name, const char *p, size_t n, int most)
{
	static const size_t pieces[] = {0, 4096, 64, 7, 1};
	struct spot spots[SPOTS];
	size_t count = find_spots(p, n, spots), i;
	uint64_t before = uses_of(warm);
	struct test_random seed;
	int how;

	test_random_init(&seed, n);

	for (how = 0; how <= most; how++) {
		for (i = 0; i < 20; i++) {
			vary(p, n, spots, count, &seed, how);
			compare(name, samples_tokens, pieces[i % 5]);
			compare(name, samples_report, pieces[i % 5]);
		}
	}
	return uses_of(warm) - before;
}

static uint64_t all_ways(const char *name, const char *p, size_t n)
{
	return ways(name, p, n, 2);
}

static const char *const shaped[] = {"water_lines.txt", "county_tabs.txt",
    "market_lines-a2.txt", "county_tabs-half-width.txt",
    "water-faults_lines.txt", "blank_lines.txt", "blank_tabs.txt",
    "market_page.html", "market_portal.html", "county_loose.html",
    "market_html-inside.md"};
/* The first of them are text. */
#define TEXTS 7

START_TEST(same_with_other_numbers)
{
	size_t len;
	char *p = samples_read(shaped[_i], &len);
	uint64_t uses = all_ways(shaped[_i], p, len);

	ck_assert_msg(
	    uses >= 30, "%s: %lu uses", shaped[_i], (unsigned long)uses);
	free(p);
}
END_TEST

/* `text` becomes the same in another encoding. */
static void encode(uint32_t encoding)
{
	size_t room = 2 * text.len + 8, n;
	unsigned char *bytes = malloc(room);

	ck_assert(bytes != NULL);
	n = test_encode(bytes, room, encoding, text.p);
	text.len = 0;
	samples_add(&text, bytes, n);
	free(bytes);
}

/* Places are found otherwise where the text is converted. */
START_TEST(same_in_other_encodings)
{
	struct spot spots[SPOTS];
	size_t len, count, i;
	char *p = samples_read(shaped[_i], &len);
	struct test_random seed;
	uint64_t before;

	count = find_spots(p, len, spots);
	test_random_init(&seed, len);
	before = uses_of(warm);
	for (i = 0; i < 24; i++) {
		vary(p, len, spots, count, &seed, (int)(i / 8));
		encode(test_encodings[i % TEST_ENCODINGS]);
		compare(shaped[_i], samples_report, i % 3 ? 0 : 100);
	}
	ck_assert_uint_ge(uses_of(warm) - before, 10);
	free(p);
}
END_TEST

/* Whatever it is, what was read before never shows. */
START_TEST(same_for_every_sample)
{
	size_t count, i, len;
	char **names = samples_list(&count);

	for (i = 0; i < 2 * count; i++) {
		char *p = samples_read(names[i % count], &len);

		text.len = 0;
		samples_add(&text, p, len);
		compare(names[i % count], samples_tokens, i % 3 ? 0 : 100);
		compare(names[i % count], samples_report, 0);
		free(p);
	}
	ck_assert_uint_gt(warm->shapes.uses, 20);
	test_list_free(names, count);
}
END_TEST

/* Bytes are changed, dropped and doubled, in regions and around them. */
START_TEST(same_where_damaged)
{
	size_t len, at, n;
	struct test_random seed;
	char *p = samples_read(shaped[_i], &len);
	int i;

	test_random_init(&seed, (uint64_t)_i + 1);
	for (i = 0; i < 200; i++) {
		at = test_random_below(&seed, len);
		n = test_random_below(&seed, 12);
		if (n > len - at)
			n = len - at;
		text.len = 0;
		samples_add(&text, p, i % 2 ? at : at + n);
		samples_add(&text, p + at + (i % 4 == 2), len - at - 1);
		compare(shaped[_i], samples_tokens, i % 5 ? 0 : 33);
		if (i % 8 == 0)
			compare(shaped[_i], samples_report, 0);
	}
	free(p);
}
END_TEST

/* ------------------------------------------------------------------ */
/* What decides beside the text                                       */

/* The same region behind another first table, or under another heading. */
START_TEST(other_votes_are_no_match)
{
	size_t len, n2021;
	char *p = samples_read("county_tabs.txt", &len), *cut;
	char *q = samples_read("water_lines.txt", &n2021);

	text.len = 0;
	samples_add(&text, p, len);
	compare("county", samples_tokens, 0);
	cut = strstr(p, "三、收到和处理");
	ck_assert(cut != NULL);
	/* without section two nothing has voted for an edition */
	text.len = 0;
	samples_add(&text, cut, strlen(cut));
	compare("section three alone", samples_tokens, 0);
	compare("section three alone", samples_tokens, 0);
	text.len = 0;
	samples_add(&text, q, (size_t)(strstr(q, "三、收到和处理") - q));
	samples_add(&text, cut, strlen(cut));
	compare("behind another edition", samples_tokens, 0);
	compare("behind another edition", samples_report, 0);
	compare("behind another edition", samples_report, 0);
	/* a report that has the tables twice */
	samples_add(&text, cut, strlen(cut));
	compare("twice", samples_tokens, 0);
	compare("twice", samples_report, 0);
	compare("twice", samples_report, 0);
	free(p);
	free(q);
}
END_TEST

/* A row that lacks a cell has no places; here it has nothing but 0. */
START_TEST(same_where_unplaced)
{
	static const char label[] = "8.属于行政查询事项";
	static const char zeros[] = "\t0\t0\t0\t0\t0\t0";
	struct samples_text cut = {NULL, 0, 0};
	size_t len;
	char *p = samples_read("county_tabs.txt", &len);
	char *at = strstr(p, label);

	ck_assert(at != NULL);
	at += sizeof label - 1;
	samples_add(&cut, p, (size_t)(at - p));
	samples_add(&cut, zeros, sizeof zeros - 1);
	at = strchr(at, '\n');
	samples_add(&cut, at, strlen(at));
	ck_assert_uint_ge(all_ways("without a cell", cut.p, cut.len), 60);
	ck_assert(strstr(want.p, "\"unplaced\"") != NULL);
	samples_free(&cut);
	free(p);
}
END_TEST

/* Where most rows lack a cell nothing can be proved, whatever they say. */
START_TEST(same_where_most_are_unplaced)
{
	struct samples_text cut = {NULL, 0, 0};
	const char *end, *line, *next;
	size_t len, n;
	char *p = samples_read("county_tabs.txt", &len);

	line = strstr(p, "（一）予以公开");
	end = strstr(p, "四、结转下年度");
	ck_assert(line != NULL && end != NULL);
	samples_add(&cut, p, (size_t)(line - p));
	for (; line < end; line = next) {
		next = strchr(line, '\n') + 1;
		n = (size_t)(next - line);
		/* the last cell */
		while (memchr(line, '\t', n) && line[--n] != '\t')
			continue;
		samples_add(&cut, line, n);
		samples_add(&cut, "\n", 1);
	}
	samples_add(&cut, end, strlen(end));
	/* three regions of 40 reports, less those of the first two */
	ck_assert_uint_ge(ways("without cells", cut.p, cut.len, 0), 114);
	all_ways("without cells", cut.p, cut.len);
	ck_assert(strstr(want.p, "\"unplaced\"") != NULL);
	samples_free(&cut);
	free(p);
}
END_TEST

/* Lines of cells, or what they are in HTML. */
static void add_rows(const char *rows, int html)
{
	for (; *rows; rows++) {
		if (html && *rows == '\t')
			samples_add(&text, "</td><td>", 9);
		else if (html && *rows == '\n')
			samples_add(&text, "</td></tr>\n<tr><td>", 19);
		else
			samples_add(&text, rows, 1);
	}
}

static void add_table(const char *rows, int html)
{
	if (html)
		samples_add(&text, "<table><tr><td>", 15);
	add_rows(rows, html);
	if (html)
		samples_add(&text, "</td></tr></table>", 18);
}

static void add_row(const char *row)
{
	samples_add(&text, "<tr><td>", 8);
	add_rows(row, 1);
	samples_add(&text, "</td></tr></table>", 18);
}

static void add_line(const char *line, int html)
{
	samples_add(&text, html ? "<p>" : "", html ? 3 : 0);
	samples_add(&text, line, strlen(line));
	samples_add(&text, html ? "</p>" : "\n", html ? 4 : 1);
}

/* The same for cells: a page's third section alone, and behind others. */
START_TEST(other_votes_are_no_match_for_cells)
{
	size_t len, i;
	char *p = samples_read("market_page.html", &len);
	const char *cut = strstr(p, "<p><strong>三、收到");

	ck_assert(cut != NULL);
	for (i = 0; i < 12; i++) {
		text.len = 0;
		add_line("二、主动公开政府信息情况", 1);
		if (i % 3 == 1)
			add_table("第二十条第（一）项\n信息内容\t本年新制作数量"
				  "\t本年新公开数量\t对外公开总数量\n"
				  "规章\t0\t0\t0",
			    1);
		samples_add(&text, cut, len - (size_t)(cut - p));
		if (i % 3 == 2) {
			text.len = 0;
			samples_add(&text, p, len);
		}
		compare("page", samples_tokens, 0);
		compare("page", samples_report, 0);
	}
	free(p);
}
END_TEST

/* Values that repeat a merged cell do so by what they say. */
START_TEST(same_where_repeated)
{
	static const char *const values[] = {
	    "5\t5", "6\t5", "5\t6", "7\t7", "5\t5\t5", "5\t5\t6"};
	char rows[200];
	size_t i;

	for (i = 0; i < 4 * sizeof values / sizeof *values; i++) {
		const char *v =
		    values[i * 5 % (sizeof values / sizeof *values)];

		snprintf(rows, sizeof rows,
		    "第二十条第（六）项\n信息内容\t本年处理决定数量\n"
		    "行政处罚\t%s\n行政强制\t0\n",
		    v);
		text.len = 0;
		add_line("二、主动公开政府信息情况", _i);
		add_table(rows, _i);
		add_line("三、收到和处理政府信息公开申请情况", _i);
		add_line("无", _i);
		compare(v, samples_tokens, 0);
	}
}
END_TEST

/* Known rows in another order, or parted into other tables. */
START_TEST(same_where_rows_change_places)
{
	static const char *const rows[] = {
	    "行政处罚\t%lu", "行政强制\t%lu", "信息内容\t本年处理决定数量"};
	char row[64];
	struct test_random seed;
	size_t i, k, first;

	test_random_init(&seed, 6);
	for (i = 0; i < 400; i++) {
		text.len = 0;
		add_line("二、主动公开政府信息情况", 1);
		add_table("第二十条第（六）项", 1);
		first = test_random_below(&seed, 3);
		for (k = 0; k < 3; k++) {
			snprintf(row, sizeof row, rows[(first + k) % 3],
			    (unsigned long)test_random_below(&seed, 10));
			if (test_random_below(&seed, 3)) {
				text.len -= 8; /* </table> */
				add_row(row);
			} else {
				add_table(row, 1);
			}
		}
		add_line("三、收到和处理政府信息公开申请情况", 1);
		compare("rows", samples_tokens, 0);
	}
	ck_assert_uint_gt(warm->moulds.uses, 100);
	ck_assert_uint_gt(warm->html.rows->uses, 1000);
}
END_TEST

/* What is no heading on two lines may be one on one. */
START_TEST(same_where_a_heading_was_broken)
{
	static const char *const cells[] = {
	    "六、其他需要<br>报告的事项", "六、其他需要报告的事项"};
	char rows[400];
	size_t i;

	for (i = 0; i < 12; i++) {
		snprintf(rows, sizeof rows,
		    "%s\t见下\n信息内容\t本年处理决定数量\n行政处罚\t%lu",
		    cells[i % 3 / 2], (unsigned long)i);
		text.len = 0;
		add_line("二、主动公开政府信息情况", 1);
		add_table(rows, 1);
		add_line("五、存在的主要问题及改进情况", 1);
		add_line("无", 1);
		compare(rows, samples_tokens, 0);
	}
}
END_TEST

/*
 * Lines of a cell are joined where its row is one of a table that was met
 * before; elsewhere some of them may be headings and paragraphs.
 */
START_TEST(same_where_lines_of_cells_matter)
{
	static const char *const before[] = {"一、总体情况<br>本年公开3条",
	    "说明<br>一、总体情况<br>本年公开", "无<br>话"};
	static const char *const behind[] = {"六、其他需要报告的事项<br>没有",
	    "信息<br>六、其他需要<br>报告的事项", "行政<br>处罚"};
	char rows[400];
	size_t i;

	for (i = 0; i < 60; i++) {
		text.len = 0;
		add_table(before[i % 3], 1);
		add_line("二、主动公开政府信息情况", 1);
		snprintf(rows, sizeof rows,
		    "第二十条第（六）项\n信息<br>内容\t本年处理<br>决定数量\n"
		    "行政<br>处罚\t%lu",
		    (unsigned long)i);
		add_table(rows, 1);
		add_table(behind[i / 3 % 3], 1);
		add_line("五、存在的主要问题及改进情况", 1);
		add_line("无", 1);
		compare(rows, samples_tokens, 0);
	}
	ck_assert_uint_gt(warm->html.rows->uses, 100);
}
END_TEST

/*
 * A heading in a cell is one in a page, and none in a table between lines of
 * other text: what was read of the one says nothing of the other.
 */
START_TEST(same_in_pages_and_between_lines)
{
	static const char *const cells[] = {"六、其他需要报告的事项",
	    "信息内容<br>六、其他需要报告的事项", "见<br>下"};
	char rows[400];
	size_t i;

	for (i = 0; i < 60; i++) {
		int html = i / 3 % 2 == 0;

		snprintf(rows, sizeof rows,
		    "%s\t见下\n信息内容\t本年处理决定数量\n行政处罚\t%lu",
		    cells[i % 9 / 3], (unsigned long)i);
		text.len = 0;
		if (!html)
			add_line("报告如下。\n", 0);
		add_line("二、主动公开政府信息情况", html);
		add_table(rows, 1);
		add_line("\n五、存在的主要问题及改进情况", html);
		add_line("无", html);
		compare(rows, samples_tokens, 0);
	}
}
END_TEST

/* Limits that are lower than usual are met where they are met without. */
/*
 * Lines of prose are remembered, too.  Some of these are headings or begin a
 * table, and two differ in their middle alone.
 */
START_TEST(same_with_lines_seen_before)
{
	static const char *const lines[] = {"一、总体情况",
	    "（一）主动公开情况", "（二）依申请公开情况",
	    "三、收到和处理政府信息公开申请情况",
	    "三、收到和处理老百姓的每份申请情况", "第二十条第（一）项",
	    "第二十条第（二）版", "行政许可\t0", "行政许可一切正常",
	    "### （三）其他", "无", "五、存在的主要问题及改进情况",
	    "五、存在的主要成绩及改进情况", "六、其他需要报告的事项",
	    "六、其他不必报告的事项"};
	struct samples_cut whole = {0, 0};
	struct test_random seed;
	gkr_tokenizer *fresh;
	size_t i, k;

	test_random_init(&seed, 24);
	for (i = 0; i < 200; i++) {
		text.len = 0;
		for (k = test_random_below(&seed, 12) + 1; k; k--) {
			const char *p = lines[test_random_below(
			    &seed, sizeof lines / sizeof *lines)];

			samples_add(&text, p, strlen(p));
			samples_add(&text, "\n", 1);
		}
		ck_assert_int_eq(gkr_tokenizer_new(&fresh), GKR_OK);
		want.len = got.len = 0;
		samples_tokens(fresh, text.p, text.len, whole, &want);
		samples_tokens(warm, text.p, text.len, whole, &got);
		test_bytes_at(
		    "lines", (int)i, got.p, got.len, want.p, want.len);
		gkr_tokenizer_free(fresh);
	}
}
END_TEST

START_TEST(limits_are_met)
{
	static const uint32_t limits[] = {
	    GKR_LIMIT_CELL, GKR_LIMIT_CELLS, GKR_LIMIT_TABLE};
	static const uint64_t values[] = {3, 20, 1000};
	size_t len, i;
	char *p = samples_read("water_lines.txt", &len);

	for (i = 0; i < 6; i++) {
		gkr_tokenizer *both[2] = {plain, warm};
		int k;

		text.len = 0;
		samples_add(&text, p, len);
		for (k = 0; i % 2 && k < 2; k++) {
			gkr_tokenizer_reset(both[k]);
			gkr_tokenizer_set_limit(
			    both[k], limits[i / 2], values[i / 2]);
		}
		plain->shapes.off = 1;
		compare("water", samples_tokens, 0);
		compare("water", samples_report, 0);
		for (k = 0; k < 2; k++) {
			gkr_tokenizer_reset(both[k]);
			gkr_tokenizer_set_limit(both[k], limits[i / 2],
			    gkr_limit_default(limits[i / 2]));
		}
		plain->shapes.off = 1;
	}
	ck_assert_uint_gt(warm->shapes.uses, 0);
	free(p);
}
END_TEST

/* Who reads one report pays for no shapes; the second leaves them. */
START_TEST(first_leaves_none)
{
	size_t len;
	char *p = samples_read(shaped[_i], &len);

	samples_add(&text, p, len);
	warm->html.no_known = 1;
	compare("first", samples_tokens, 0);
	ck_assert_uint_eq(warm->shapes.store.cap, 0);
	compare("second", samples_tokens, 0);
	ck_assert_uint_gt(warm->shapes.store.len, 0);
	ck_assert_uint_eq(warm->shapes.uses, 0);
	compare("third", samples_tokens, 0);
	ck_assert_uint_eq(warm->shapes.uses, 3);
	free(p);
}
END_TEST

/* The first leaves no shapes, the second does, the third is of them. */
static int32_t read_thrice(struct test_alloc *a, void *arg)
{
	const struct samples_text *report = arg;
	gkr_tokenizer *t = NULL;
	gkr_report *r = NULL;
	int32_t rc = gkr_tokenizer_new_with(test_alloc, a, &t);
	int i;

	if (rc == GKR_OK)
		rc = gkr_report_new_with(test_alloc, a, &r);
	for (i = 0; i < 3 && rc == GKR_OK; i++)
		rc = gkr_report_parse(r, t, report->p, report->len);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc;
}

static const char *const kinds[] = {"water_lines.txt", "market_page.html"};

START_TEST(every_allocation_may_fail)
{
	size_t len;
	char *p = samples_read(kinds[_i], &len);

	samples_add(&text, p, len);
	ck_assert_uint_gt(test_each_failure(read_thrice, &text), 20);
	free(p);
}
END_TEST

/* The handle keeps few shapes, and those that are met. */
START_TEST(store_is_bounded)
{
	size_t len, i;
	char *p = samples_read(kinds[_i], &len), *at, line[80];
	uint64_t before;

	for (i = 0; i < 600; i++) {
		at = strstr(p, "三、收到和处理");
		text.len = 0;
		samples_add(&text, p, (size_t)(at - p));
		/* a table that none was like */
		snprintf(line, sizeof line,
		    _i ? "<table><tr><td>x%lu</td></tr></table>" : "\t%lu\n",
		    (unsigned long)i);
		samples_add(&text, line, strlen(line));
		samples_add(&text, at, strlen(at));
		compare("another", samples_tokens, 0);
		ck_assert_uint_le(warm->shapes.store.len, GKRI_SHAPES);
		ck_assert_uint_le(warm->moulds.store.len, GKRI_MOULDS);
	}
	before = uses_of(warm);
	for (i = 0; i < 3; i++) {
		text.len = 0;
		samples_add(&text, p, len);
		compare("the same", samples_report, 0);
	}
	ck_assert_uint_gt(uses_of(warm), before + 2);
	free(p);
}
END_TEST

/* Whatever kinds of report it has read, all they leave is 64 KB. */
START_TEST(memory_is_bounded)
{
	gkr_tokenizer *t;
	gkr_report *r;
	char *p, name[40], *at;
	size_t len, i, n = TEXTS;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (i = 0; i < 300; i++) {
		p = samples_read(shaped[i % n], &len);
		/* a kind of its own */
		at = strstr(p, "三、收到和处理");
		ck_assert(at != NULL);
		text.len = 0;
		samples_add(&text, p, (size_t)(at - p));
		if (i >= 2 * n) {
			snprintf(
			    name, sizeof name, "\t%lu\n", (unsigned long)i);
			samples_add(&text, name, strlen(name));
		}
		samples_add(&text, at, strlen(at));
		ck_assert_int_eq(
		    gkr_report_parse(r, t, text.p, text.len), GKR_OK);
		free(p);
	}
	ck_assert_uint_gt(t->shapes.uses, n);
	ck_assert_uint_le(gkr_tokenizer_memory_peak(t), 65536);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

Suite *suite_shape(void);
Suite *suite_shape(void)
{
	Suite *s = suite_create("shape");
	TCase *tc = tcase_create("shape");
	int n = (int)(sizeof shaped / sizeof *shaped);

	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, same_with_other_numbers, 0, n);
	tcase_add_loop_test(tc, same_in_other_encodings, 0, n);
	tcase_add_test(tc, same_for_every_sample);
	tcase_add_loop_test(tc, first_leaves_none, 0, TEXTS);
	tcase_add_loop_test(tc, same_where_damaged, 0, n);
	tcase_add_test(tc, same_where_rows_change_places);
	tcase_add_test(tc, other_votes_are_no_match);
	tcase_add_test(tc, other_votes_are_no_match_for_cells);
	tcase_add_test(tc, same_where_unplaced);
	tcase_add_test(tc, same_where_most_are_unplaced);
	tcase_add_loop_test(tc, same_where_repeated, 0, 2);
	tcase_add_test(tc, same_where_a_heading_was_broken);
	tcase_add_test(tc, same_where_lines_of_cells_matter);
	tcase_add_test(tc, same_in_pages_and_between_lines);
	tcase_add_test(tc, same_with_lines_seen_before);
	tcase_add_test(tc, limits_are_met);
	tcase_add_loop_test(tc, every_allocation_may_fail, 0, 2);
	tcase_add_loop_test(tc, store_is_bounded, 0, 2);
	tcase_add_test(tc, memory_is_bounded);
	suite_add_tcase(s, tc);
	return s;
}
