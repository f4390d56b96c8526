/*
 * What stands around every line of a text changes nothing that is read of it:
 * marks of quotation, indentation, characters that nobody sees.
 */
#include "support.h"
#include "support-rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FROM "t/samples"

static gkr_report *parse(const char *text, size_t len, size_t piece)
{
	gkr_tokenizer *t;
	gkr_report *r;
	size_t at, n;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (at = 0; at < len; at += n) {
		n = len - at < piece ? len - at : piece;
		ck_assert_int_eq(gkr_tokenizer_feed(t, text + at, n), GKR_OK);
		ck_assert_int_eq(gkr_report_read(r, t), GKR_MORE);
	}
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(gkr_report_read(r, t), GKR_END);
	gkr_tokenizer_free(t);
	return r;
}

/* The text with `before` in front of its lines, the empty ones too if asked. */
static char *put_before(
    const char *text, size_t len, const char *before, int empty, size_t *n)
{
	size_t k = strlen(before), i;
	char *out = malloc(len * (k + 1) + k + 1);
	int begins = 1;

	ck_assert_ptr_nonnull(out);
	for (i = 0, *n = 0; i < len; i++) {
		if (begins && (empty || text[i] != '\n')) {
			memcpy(out + *n, before, k);
			*n += k;
		}
		begins = text[i] == '\n';
		out[(*n)++] = text[i];
	}
	return out;
}

static void same_cells(
    const gkr_report *a, const gkr_report *b, const char *name)
{
	uint32_t form = gkr_report_form(a), n = gkr_form_cell_count(form), i, c;
	char x[64], y[64];

	ck_assert_msg(gkr_report_form(b) == form, "%s: form", name);
	for (i = 0; i < n; i++) {
		c = gkr_form_cell_at(form, i);
		ck_assert_msg(gkr_report_state(a, c) == gkr_report_state(b, c),
		    "%s: state of cell %u: %u, now %u", name, (unsigned)c,
		    (unsigned)gkr_report_state(a, c),
		    (unsigned)gkr_report_state(b, c));
		x[0] = y[0] = '\0';
		gkr_report_value(a, c, x, sizeof x);
		gkr_report_value(b, c, y, sizeof y);
		ck_assert_msg(strcmp(x, y) == 0, "%s: cell %u: %s, now %s",
		    name, (unsigned)c, x, y);
	}
	ck_assert_msg(
	    gkr_report_section_count(a) == gkr_report_section_count(b),
	    "%s: sections", name);
}

/* Texts in UTF-8 with lines of their own. */
static int is_text(const char *name)
{
	static const char *const not [] = {"bad-", "unsupported-", ".html",
	    ".xhtml", "truth", "utf16", "gb", "-bom", "-cr.", "words", "README",
	    "paragraphs", "bars-alone", "span", "inside", "tag"};
	size_t i;

	for (i = 0; i < sizeof not / sizeof not [0]; i++)
		if (strstr(name, not [i]))
			return 0;
	return 1;
}

static void check_before(const char *name, const char *before, int empty)
{
	static const size_t pieces[] = {100000, 61, 3};
	char path[256];
	char *text, *other;
	size_t len, n, i;
	gkr_report *a, *b;

	snprintf(path, sizeof path, FROM "/%s", name);
	text = test_read(path, &len);
	snprintf(path, sizeof path, "\"%s\" before %s", before, name);
	other = put_before(text, len, before, empty, &n);
	a = parse(text, len, 100000);
	for (i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		b = parse(other, n, pieces[i]);
		same_cells(a, b, path);
		gkr_report_free(b);
	}
	gkr_report_free(a);
	free(other);
	free(text);
}

static const struct {
	const char *before;
	int empty; /* before empty lines, too */
} befores[] = {
    {"> ", 1},
    {">> ", 0},
    {"> > ", 1},
    {"\xe2\x80\x8b", 0},
    {"\xef\xbb\xbf", 1},
    {"    ", 0},
    {"　　", 1},
    {"\xc2\xa0", 1},
    {"> 　　", 1},
};

START_TEST(reads_the_same)
{
	size_t i, count, met = 0;
	char **names = test_list(FROM, "", &count);

	for (i = 0; i < count; i++) {
		if (!is_text(names[i]))
			continue;
		check_before(names[i], befores[_i].before, befores[_i].empty);
		met++;
	}
	ck_assert_uint_gt(met, 20);
	test_list_free(names, count);
}
END_TEST

/* ---- blanks of another kind ---- */

/* The text with U+00A0 for every space. */
static char *harden(const char *text, size_t len, size_t *n)
{
	char *out = malloc(2 * len + 1);
	size_t i;

	ck_assert_ptr_nonnull(out);
	for (i = 0, *n = 0; i < len; i++) {
		if (text[i] == ' ')
			out[(*n)++] = '\xc2';
		out[(*n)++] = text[i] == ' ' ? '\xa0' : text[i];
	}
	return out;
}

START_TEST(reads_hard_blanks)
{
	static const char *const names[] = {"county_rules.txt",
	    "water_runs.txt", "water_aligned.txt", "county_boxes.txt",
	    "water_grid.txt"};
	char path[256];
	char *text, *other;
	size_t len, n;
	gkr_report *a, *b;

	snprintf(path, sizeof path, FROM "/%s", names[_i]);
	text = test_read(path, &len);
	other = harden(text, len, &n);
	a = parse(text, len, 100000);
	b = parse(other, n, 61);
	same_cells(a, b, names[_i]);
	gkr_report_free(a);
	gkr_report_free(b);
	free(other);
	free(text);
}
END_TEST

/* ---- pages ---- */

/* A page's number and a form feed behind every so many lines. */
static char *put_pages(
    const char *text, size_t len, size_t lines, unsigned number, size_t *n)
{
	char *out = malloc(2 * len + 64);
	size_t i, line = 0;

	ck_assert_ptr_nonnull(out);
	for (i = 0, *n = 0; i < len; i++) {
		out[(*n)++] = text[i];
		if (text[i] != '\n' || ++line % lines)
			continue;
		*n += (size_t)sprintf(out + *n, "\n%u\n\f\n", number++);
	}
	return out;
}

static uint32_t same_numbers(
    const gkr_report *a, const gkr_report *b, const char *name);

static uint32_t check_pages(const char *name, unsigned first)
{
	char path[256];
	char *text, *other;
	size_t len, n;
	gkr_report *a, *b;
	uint32_t same;

	snprintf(path, sizeof path, FROM "/%s", name);
	text = test_read(path, &len);
	other = put_pages(text, len, 37, first, &n);
	a = parse(text, len, 100000);
	b = parse(other, n, 61);
	same = same_numbers(a, b, name);
	gkr_report_free(a);
	gkr_report_free(b);
	free(other);
	free(text);
	return same;
}

START_TEST(page_numbers_are_no_values)
{
	size_t i, count;
	char **names = test_list(FROM, "", &count);

	for (i = 0; i < count; i++)
		if (is_text(names[i]))
			check_pages(names[i], (unsigned)_i);
	test_list_free(names, count);
	ck_assert_uint_gt(check_pages("water_runs.txt", (unsigned)_i), 180);
	ck_assert_uint_gt(check_pages("county_tabs.txt", (unsigned)_i), 150);
}
END_TEST

/* ---- everything in one line ---- */

/* The text's blanks of all kinds, each run of them made one space. */
static size_t join(char *text, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		if (text[i] != '\n' && text[i] != '\t' && text[i] != ' ')
			text[n++] = text[i];
		else if (n && text[n - 1] != ' ')
			text[n++] = ' ';
	}
	return n;
}

/* No other number than the text's; how many are the same. */
static uint32_t same_numbers(
    const gkr_report *a, const gkr_report *b, const char *name)
{
	uint32_t form = gkr_report_form(a), n = gkr_form_cell_count(form), i, c;
	uint32_t same = 0;
	char x[64], y[64];

	for (i = 0; i < n; i++) {
		c = gkr_form_cell_at(form, i);
		if (gkr_report_state(b, c) != GKR_STATE_NUMBER)
			continue;
		x[0] = y[0] = '\0';
		gkr_report_value(a, c, x, sizeof x);
		gkr_report_value(b, c, y, sizeof y);
		ck_assert_msg(strcmp(x, y) == 0, "%s: cell %u: %s, now %s",
		    name, (unsigned)c, x, y);
		same++;
	}
	return same;
}

static uint32_t check_joined(const char *name, size_t piece)
{
	char path[256];
	char *text;
	size_t len;
	gkr_report *a, *b;
	uint32_t same;

	snprintf(path, sizeof path, FROM "/%s", name);
	text = test_read(path, &len);
	a = parse(text, len, 100000);
	b = parse(text, join(text, len), piece);
	ck_assert_uint_eq(gkr_report_section_count(b), 6);
	same = same_numbers(a, b, name);
	gkr_report_free(a);
	gkr_report_free(b);
	free(text);
	return same;
}

START_TEST(reads_one_line)
{
	static const size_t pieces[] = {100000, 61, 3};
	size_t i;

	for (i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		ck_assert_uint_eq(
		    check_joined("water_lines.txt", pieces[i]), 200);
		ck_assert_uint_gt(
		    check_joined("market_copied.txt", pieces[i]), 20);
		ck_assert_uint_gt(
		    check_joined("county_tabs.txt", pieces[i]), 150);
	}
}
END_TEST

Suite *suite_around(void);
Suite *suite_around(void)
{
	Suite *s = suite_create("around");
	TCase *tc = tcase_create("around");

	LOOP(tc, reads_the_same, befores);
	tcase_add_loop_test(tc, reads_hard_blanks, 0, 5);
	tcase_add_loop_test(tc, page_numbers_are_no_values, 0, 8);
	tcase_add_test(tc, reads_one_line);
	suite_add_tcase(s, tc);
	return s;
}
