/*
 * Reports damaged on purpose.  Whatever is done to one, each cell either says
 * what it said before or is honestly missing or unplaced, and what went wrong
 * has a status and a sentence.
 */
#include "support-samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_findings *f;
	int32_t rc;
};

static struct reading read_bytes(const char *bytes, size_t len)
{
	struct reading d;

	ck_assert_int_eq(gkr_tokenizer_new(&d.t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&d.r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&d.f), GKR_OK);
	d.rc = gkr_report_parse(d.r, d.t, bytes, len);
	ck_assert_int_eq(gkr_check(d.f, d.r), GKR_OK);
	return d;
}

static void free_reading(struct reading *d)
{
	gkr_tokenizer_free(d->t);
	gkr_report_free(d->r);
	gkr_findings_free(d->f);
}

/* Both name the same state, number and text. */
static int same_cell(const gkr_report *a, const gkr_report *b, uint32_t cell)
{
	char x[32] = "", y[32] = "";

	gkr_report_value(a, cell, x, sizeof x);
	gkr_report_value(b, cell, y, sizeof y);
	return gkr_report_state(a, cell) == gkr_report_state(b, cell) &&
	    strcmp(x, y) == 0;
}

/* Cells that were lost; fails where one says something else than before. */
static unsigned lost_cells(
    const char *what, const gkr_report *was, const gkr_report *is)
{
	uint32_t form = gkr_report_form(was), i, cell, state;
	unsigned lost = 0;

	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		if (same_cell(was, is, cell))
			continue;
		state = gkr_report_state(is, cell);
		ck_assert_msg(
		    state == GKR_STATE_MISSING || state == GKR_STATE_UNPLACED,
		    "%s: %s is %s, was %s", what, gkr_cell_address(cell),
		    gkr_state_name(state),
		    gkr_state_name(gkr_report_state(was, cell)));
		lost++;
	}
	return lost;
}

static int has_rule(const gkr_findings *f, const char *rule)
{
	uint32_t i, id = gkr_rule_from_name(rule);

	ck_assert_msg(id > 0, "%s: no such rule", rule);
	for (i = 0; i < gkr_findings_count(f); i++)
		if (gkr_finding_rule(f, i) == id &&
		    gkr_finding_status(f, i) == GKR_FINDING_FAIL)
			return 1;
	return 0;
}

/* ------------------------------------------------------------------ */
/* One text in place of another                                       */

struct damage {
	const char *what, *sample, *from, *to;
	unsigned lost;	  /* so many cells at most */
	const char *rule; /* that must speak, or NULL */
};

#define FIVE "五、存在的主要问题及改进情况"

static const struct damage damages[] = {
    {"last cell cut", "water_lines.txt", "\t1\n\t3\n\n\n" FIVE,
	"\t1\n\n\n" FIVE, 1, "cell.missing"},
    {"last cell cut", "county_tabs.txt", "\t5\t0\t12\n", "\t5\t0\n", 1,
	"cell.missing"},
    {"last cell cut", "market_pipes.md", " | 0 | 不涉及 | 3 |",
	" | 0 | 不涉及 |", 1, "cell.missing"},
    {"heading glued", "water_lines.txt", "\t3\n\n\n" FIVE, "\t3" FIVE, 0, NULL},
    {"heading glued", "county_tabs.txt", "\t12\n\n## " FIVE, "\t12" FIVE, 0,
	NULL},
    {"heading glued", "market_pipes.md", " | 3 |\n\n## " FIVE, " | 3 " FIVE, 0,
	NULL},
    {"both", "water_lines.txt", "\t1\n\t3\n\n\n" FIVE, "\t1" FIVE, 1,
	"cell.missing"},
    {"a total gone", "water_lines.txt", "\t6\n\t44\n", "\t6\n", 7, NULL},
    {"a total gone", "county_tabs.txt", "\t9\t122\n", "\t9\n", 7, NULL},
    {"a total gone", "market_pipes.md", " | 4 | 58 |", " | 4 |", 7, NULL},
    {"a first value gone", "water_lines.txt", "\t31\n\t4\n", "\t4\n", 7, NULL},
    {"a row gone", "county_tabs.txt", "\t\t2.重复申请\t14\t0\t0\t5\t0\t0\t19\n",
	"", 7, "row.missing"},
    {"a page mark", "water_lines.txt", "\t2.重复申请\n",
	"- 4 -\n\t2.重复申请\n", 0, NULL},
    {"a page mark", "county_tabs.txt", "\t\t2.重复申请\t",
	"- 4 -\n\t\t2.重复申请\t", 0, NULL},
    {"a page mark", "water_runs.txt", "2.重复申请 ", "- 4 -\n2.重复申请 ", 0,
	NULL},
    {"a bookmark", "water_lines.txt", "三、收到", "[bookmark: _Toc88]三、收到",
	0, NULL},
    {"a broken header", "water_lines.txt",
	"\t社会公益\n组织\n\t法律服务\n机构\n",
	"\t社会\n公益\n组\n织\n\t法律\n服务\n机构\n", 0, NULL},
    {"a header in two rows", "county_tabs.txt",
	"\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n",
	"\t商业\t科研\t社会公\t法律服\t其他\t\n\n"
	"\t\t\t\t企业\t机构\t益组织\t务机构\t\t\n",
	0, NULL},
    {"a header that lacks a column", "county_tabs.txt",
	"\t法律服务机构\t其他\t\n", "\t法律服务机构\t\n", 200,
	"column.missing"},
    {"no header at all", "county_tabs.txt",
	"\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n", "", 200,
	NULL},
    {"a mistyped label", "water_lines.txt", "其他法律行政法规禁止公开",
	"其他法律行政止公开", 0, NULL},
    {"a label with blanks", "county_tabs.txt", "2.重复申请", "2. 重 复 申 请",
	0, NULL},
    {"a wrong number of a heading", "county_tabs.txt", "## 四、政府",
	"## 4、政府", 0, "section.misnumbered"},
    {"a heading gone", "water_lines.txt", FIVE "\n", "", 0, "section.missing"},
    {"a row more", "county_tabs.txt", "\t\t2.重复申请\t",
	"\t\t2.其他主动公开文件\t1\t0\t0\t0\t0\t0\t1\n\t\t2.重复申请\t", 0,
	"row.unknown"},
    {"words for a number", "county_tabs.txt", "\t14\t0\t0\t5\t0\t0\t19\n",
	"\t十四\t0\t0\t5\t0\t0\t19\n", 1000, "cell.text"},
    {"an open cell", "market_page.html", "<td>67</td>", "<td>67", 0, NULL},
    {"an open row", "market_page.html", "</td></tr>\n<tr><td>2.重复申请",
	"</td>\n<tr><td>2.重复申请", 0, NULL},
    {"an open page", "market_page.html", "<div class=\"foot\">",
	"<!-- <div class=\"foot\">", 0, NULL},
    {"an empty row", "market_page.html", "<tr><td>2.重复申请",
	"<tr></tr><tr><td>2.重复申请", 0, NULL},
    {"a line of a frame gone", "county_boxes.txt",
	"├──────────────────┼────────────────┼────────────────┼────────────────"
	"┤\n"
	"│ 规范性文件",
	"│ 规范性文件", 200, NULL},
    {"a rule gone", "county_rules.txt", "\n三、收到", "\n\n\n三、收到", 0,
	NULL},
};
#define DAMAGES ((int)(sizeof damages / sizeof damages[0]))

/* The sample with the one place changed; to be freed. */
static char *changed(const struct damage *d, const char *bytes, size_t *len)
{
	const char *at = strstr(bytes, d->from);
	size_t from = strlen(d->from), to = strlen(d->to), n;
	char *text = malloc(*len + to + 1);

	ck_assert_msg(at && !strstr(at + 1, d->from),
	    "%s, %s: that text is not there once", d->what, d->sample);
	ck_assert(text != NULL);
	n = (size_t)(at - bytes);
	memcpy(text, bytes, n);
	memcpy(text + n, d->to, to);
	memcpy(text + n + to, at + from, *len - n - from + 1);
	*len += to - from;
	return text;
}

static void expect_words(const struct reading *is)
{
	uint32_t i;

	for (i = 0; i < gkr_findings_count(is->f); i++) {
		ck_assert(*gkr_finding_message(is->f, i, GKR_LANG_ZH));
		ck_assert(*gkr_finding_message(is->f, i, GKR_LANG_EN));
	}
}

START_TEST(damaged_on_purpose)
{
	const struct damage *d = &damages[_i];
	struct reading was, is;
	size_t len;
	char *bytes = samples_read(d->sample, &len), *text, what[200];
	unsigned lost;

	snprintf(what, sizeof what, "%s, %s", d->what, d->sample);
	was = read_bytes(bytes, len);
	text = changed(d, bytes, &len);
	is = read_bytes(text, len);
	ck_assert_msg(is.rc == GKR_OK, "%s: %d", what, (int)is.rc);
	if (d->lost < 1000) {
		lost = lost_cells(what, was.r, is.r);
		ck_assert_msg(
		    lost <= d->lost, "%s: %u cells are lost", what, lost);
		ck_assert_msg(d->lost != 1 || lost == 1, "%s: %u", what, lost);
	}
	ck_assert_msg(d->rule == NULL || has_rule(is.f, d->rule),
	    "%s: no finding of %s", what, d->rule);
	expect_words(&is);
	free_reading(&was);
	free_reading(&is);
	free(bytes);
	free(text);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The same report in other line ends, with blanks behind, with a BOM  */

static void with_bom(struct samples_text *out, const char *p)
{
	samples_add(out, "\xef\xbb\xbf", 3);
	samples_add(out, p, strlen(p));
}

static void each_line(struct samples_text *out, const char *p, const char *end)
{
	while (*p) {
		size_t n = strcspn(p, "\n");

		samples_add(out, p, n);
		p += n;
		if (*p)
			samples_add(out, end, strlen(end));
		p += *p != '\0';
	}
}

static void with_crlf(struct samples_text *out, const char *p)
{
	each_line(out, p, "\r\n");
}

static void with_cr(struct samples_text *out, const char *p)
{
	each_line(out, p, "\r");
}

static void with_blanks(struct samples_text *out, const char *p)
{
	each_line(out, p, "  \n");
}

static void with_wide_blanks(struct samples_text *out, const char *p)
{
	each_line(out, p, " 　\n");
}

static void without_end(struct samples_text *out, const char *p)
{
	samples_add(out, p, strlen(p));
	while (out->len && out->p[out->len - 1] == '\n')
		out->p[--out->len] = '\0';
}

static void with_lines_before(struct samples_text *out, const char *p)
{
	samples_add(out, "\n\n\n", 3);
	samples_add(out, p, strlen(p));
}

static const struct {
	const char *what;
	void (*change)(struct samples_text *out, const char *p);
	const char *but; /* samples that then say something else */
} changes[] = {{"a BOM", with_bom, NULL}, {"CRLF", with_crlf, NULL},
    {"CR", with_cr, NULL}, {"blanks behind lines", with_blanks, NULL},
    {"wide blanks behind lines", with_wide_blanks, "bars-alone"},
    {"no last line end", without_end, NULL},
    {"lines before", with_lines_before, NULL}};
#define CHANGES ((int)(sizeof changes / sizeof changes[0]))

static int is_utf8_report(const char *name, const char *bytes, const char *but)
{
	if (but && strstr(name, but))
		return 0;
	return strncmp(name, "bad-", 4) != 0 && !strstr(name, "utf16") &&
	    !strstr(name, "gb") && strncmp(bytes, "\xef\xbb\xbf", 3) != 0;
}

START_TEST(says_the_same)
{
	struct samples_text text = {NULL, 0, 0};
	size_t count, i, len, compared = 0;
	char **names = samples_list(&count), what[200];

	for (i = 0; i < count; i++) {
		char *bytes = samples_read(names[i], &len);
		struct reading was, is;

		snprintf(what, sizeof what, "%s with %s", names[i],
		    changes[_i].what);
		text.len = 0;
		if (is_utf8_report(names[i], bytes, changes[_i].but)) {
			changes[_i].change(&text, bytes);
			was = read_bytes(bytes, len);
			is = read_bytes(text.p, text.len);
			ck_assert_msg(is.rc == was.rc, "%s: %d", what, is.rc);
			ck_assert_msg(lost_cells(what, was.r, is.r) == 0,
			    "%s: cells are lost", what);
			ck_assert_msg(gkr_findings_count(was.f) ==
				gkr_findings_count(is.f),
			    "%s: other findings", what);
			free_reading(&was);
			free_reading(&is);
			compared++;
		}
		free(bytes);
	}
	ck_assert_uint_gt(compared, 20);
	samples_free(&text);
	test_list_free(names, count);
}
END_TEST

/* ------------------------------------------------------------------ */
/* What cannot be read                                                */

static const struct {
	const char *what, *bytes;
	size_t len;
	int32_t rc;
	uint64_t offset;
} unreadable[] = {
    {"nothing", "", 0, GKR_E_EMPTY, 0},
    {"a line end", "\n", 1, GKR_E_FOREIGN, 0},
    {"a letter", "a", 1, GKR_E_FOREIGN, 0},
    {"a BOM", "\xef\xbb\xbf", 3, GKR_E_EMPTY, 3},
    {"half a BOM", "\xef\xbb", 2, GKR_E_ENCODING, 0},
    {"NUL", "\0", 1, GKR_E_NUL, 0},
    {"NUL in text", "一、总体\0情况\n", 20, GKR_E_NUL, 12},
    {"another text", "关于调整供水时间的通知\n", 34, GKR_E_FOREIGN, 0},
    {"unfinished UTF-8", "一、总体情\xe5\x86", 17, GKR_E_ENCODING, 15},
    {"a byte that UTF-8 does not have", "一、总体情况\n\xe6\x97\xff", 22,
	GKR_E_ENCODING, 19},
    {"unfinished GB18030",
	"\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc7\xe9\xbf\xf6\n\xce", 14,
	GKR_E_ENCODING, 13},
    {"half of UTF-16", "\xff\xfe\x00\x4e\x01", 5, GKR_E_ENCODING, 4},
    {"half a surrogate pair", "\xfe\xff\xd8\x00\x4e\x00", 6, GKR_E_ENCODING, 2},
    {"old Word", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, GKR_E_FORMAT, 0},
    {"RTF", "{\\rtf1 }", 8, GKR_E_FORMAT, 0},
    {"PDF", "%PDF-1.7\n", 9, GKR_E_FORMAT, 0},
    {"ZIP", "PK\x03\x04xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 34, GKR_E_FORMAT, 0},
};

START_TEST(cannot_be_read)
{
	struct reading d = read_bytes(unreadable[_i].bytes, unreadable[_i].len);
	const char *what = unreadable[_i].what;

	ck_assert_msg(d.rc == unreadable[_i].rc, "%s: %d", what, (int)d.rc);
	ck_assert_int_eq(gkr_report_error(d.r), d.rc);
	ck_assert_msg(gkr_report_error_offset(d.r) == unreadable[_i].offset,
	    "%s: at %llu", what,
	    (unsigned long long)gkr_report_error_offset(d.r));
	ck_assert(*gkr_report_error_message(d.r, GKR_LANG_ZH));
	ck_assert(*gkr_report_error_message(d.r, GKR_LANG_EN));
	ck_assert_uint_ge(gkr_report_error_line(d.r), 1);
	free_reading(&d);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Damage at random                                                   */

static int is_documented(int32_t rc)
{
	switch (rc) {
	case GKR_OK:
	case GKR_E_LIMIT:
	case GKR_E_ENCODING:
	case GKR_E_NUL:
	case GKR_E_FOREIGN:
	case GKR_E_FORMAT:
	case GKR_E_EMPTY:
		return 1;
	default:
		return 0;
	}
}

/* A blank of the text may be any other in the source, a TAB of HTML say. */
static int is_same(const char *source, const char *text, size_t n)
{
	for (; n; n--, source++, text++)
		if (*source != *text &&
		    !(*text == ' ' && strchr("\t\n\f\r", *source)))
			return 0;
	return 1;
}

/*
 * The line that byte `at` is in; 0 where a \r stands alone, which ends lines of
 * text, but none of tags.
 */
static uint64_t line_of(const char *bytes, uint64_t at)
{
	uint64_t line = 1, i;

	for (i = 0; i < at; i++) {
		if (bytes[i] == '\r' && bytes[i + 1] != '\n')
			return 0;
		line += bytes[i] == '\n';
	}
	return line;
}

/*
 * A number stands where it says that it does: never one that the bytes do not
 * have.  Cells of several lines, or with marks in them, have more bytes than
 * text there.
 */
static void numbers_are_there(
    const char *name, const gkr_report *r, const char *bytes, size_t len)
{
	uint32_t i, cell, form = gkr_report_form(r);
	uint64_t offset, length, line;
	const char *raw;
	size_t n;

	if (gkr_report_encoding(r) != GKR_ENCODING_UTF8)
		return;
	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		if (gkr_report_state(r, cell) != GKR_STATE_NUMBER)
			continue;
		ck_assert_int_eq(
		    gkr_report_place(r, cell, &offset, &length, &line, NULL),
		    GKR_OK);
		raw = gkr_report_raw(r, cell, &n);
		ck_assert_msg(offset + length <= len && length >= n,
		    "%s: %s is outside", name, gkr_cell_address(cell));
		ck_assert_msg(length > n || is_same(bytes + offset, raw, n),
		    "%s: %s is not where it says", name,
		    gkr_cell_address(cell));
		ck_assert_msg(line_of(bytes, offset) == 0 ||
			line == line_of(bytes, offset),
		    "%s: %s is in line %lu, not %lu", name,
		    gkr_cell_address(cell),
		    (unsigned long)line_of(bytes, offset), (unsigned long)line);
	}
}

static void read_damaged(gkr_tokenizer *t, struct test_random *random,
    const char *name, const char *bytes, size_t len)
{
	struct samples_text whole = {NULL, 0, 0}, pieces = {NULL, 0, 0};
	struct samples_cut cut = {0, 0};
	struct reading d = read_bytes(bytes, len);

	ck_assert_msg(is_documented(d.rc), "%s: %d", name, (int)d.rc);
	ck_assert((d.rc == GKR_OK) ==
	    (gkr_report_error_message(d.r, GKR_LANG_ZH) == NULL));
	ck_assert(gkr_report_error_offset(d.r) <= len);
	numbers_are_there(name, d.r, bytes, len);
	free_reading(&d);
	samples_report(t, bytes, len, cut, &whole);
	cut.piece = 1 + test_random_below(random, 64);
	samples_report(t, bytes, len, cut, &pieces);
	test_bytes_at(name, 0, pieces.p, pieces.len, whole.p, whole.len);
	samples_free(&whole);
	samples_free(&pieces);
}

static int rounds(void)
{
	const char *n = getenv("GKR_ROUNDS");

	return n && atoi(n) > 0 ? atoi(n) : 20;
}

/* A byte in a hundred becomes any other; in odd rounds a digit or mark. */
static void damage(
    struct test_random *random, int round, char *bytes, size_t len)
{
	static const char marks[] = "0123456789\t\n\r |-<>/\"&;=+.,";
	size_t i;

	if (round % 2 == 0) {
		test_random_damage(random, bytes, len, 1, 100);
		return;
	}
	for (i = 0; i < len; i++)
		if (test_random_below(random, 100) == 0 &&
		    (unsigned char)bytes[i] < 0x80)
			bytes[i] =
			    marks[test_random_below(random, sizeof marks - 1)];
}

/* Each fourth of the samples, so that there are several processes. */
START_TEST(random_damage)
{
	size_t count, i, len;
	char **names = samples_list(&count), what[200];
	struct test_random random;
	gkr_tokenizer *t;
	int round;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	for (i = (size_t)_i; i < count; i += 4) {
		char *bytes = samples_read(names[i], &len);
		char *text = malloc(len + 1);

		ck_assert(text != NULL);
		test_random_init(&random, i);
		for (round = 0; round < rounds(); round++) {
			memcpy(text, bytes, len + 1);
			damage(&random, round, text, len);
			snprintf(
			    what, sizeof what, "%s, round %d", names[i], round);
			read_damaged(t, &random, what, text, len);
		}
		free(text);
		free(bytes);
	}
	gkr_tokenizer_free(t);
	test_list_free(names, count);
}
END_TEST

/* Cut off at any place: a report that ends too early. */
START_TEST(cut_off)
{
	size_t count, i, len, to;
	char **names = samples_list(&count), what[200];
	struct test_random random;
	gkr_tokenizer *t;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	test_random_init(&random, 7);
	for (i = (size_t)_i; i < count; i += 4) {
		char *bytes = samples_read(names[i], &len);

		for (to = len / 50; to < len; to += len / 50 + 1) {
			char *text = malloc(to ? to : 1);

			ck_assert(text != NULL);
			memcpy(text, bytes, to);
			snprintf(what, sizeof what, "%s, %lu bytes of it",
			    names[i], (unsigned long)to);
			read_damaged(t, &random, what, text, to);
			free(text);
		}
		free(bytes);
	}
	gkr_tokenizer_free(t);
	test_list_free(names, count);
}
END_TEST

Suite *suite_damage(void);
Suite *suite_damage(void)
{
	Suite *s = suite_create("damage");
	TCase *tc = tcase_create("damage");

	tcase_set_timeout(tc, 3600);
	tcase_add_loop_test(tc, damaged_on_purpose, 0, DAMAGES);
	tcase_add_loop_test(tc, says_the_same, 0, CHANGES);
	tcase_add_loop_test(tc, cannot_be_read, 0,
	    (int)(sizeof unreadable / sizeof unreadable[0]));
	tcase_add_loop_test(tc, random_damage, 0, 4);
	tcase_add_loop_test(tc, cut_off, 0, 4);
	suite_add_tcase(s, tc);
	return s;
}
