/*
 * Whoever remembers the tags of a text before reads a text no other way than
 * tag by tag.
 */
#include "support-html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES "t/html-cases.txt"

/*
 * Reads a text by a reader that has read another, and by a forgetful one: as
 * `asked` says.  Returns how many rows were found among those of before.
 */
static uint64_t is_same_as(
    const struct html_part *text, const struct html_reading *asked)
{
	struct html_reading how = *asked;
	char *want, *got;
	int32_t rc;
	uint32_t hit, line;

	how.lines = text->name_len > 5 && memcmp(text->name, "lines", 5) == 0;
	how.places = 1;
	how.forgetful = 1;
	how.before = NULL;
	want = html_written(text->text, text->len, &how);
	rc = how.rc;
	hit = how.hit;
	line = how.line;
	how.forgetful = 0;
	how.before = asked->before;
	got = html_written(text->text, text->len, &how);
	if (strcmp(got, want) != 0)
		ck_abort_msg("%.*s:\n%.*s\n-- got\n%s-- want\n%s",
		    (int)text->name_len, text->name, (int)text->len, text->text,
		    got, want);
	ck_assert_int_eq(how.rc, rc);
	ck_assert_uint_eq(how.hit, hit);
	ck_assert_uint_eq(how.line, line);
	free(want);
	free(got);
	return how.rows;
}

static uint64_t is_same(const struct html_part *text, size_t piece,
    const char *before, size_t before_len)
{
	struct html_reading how;

	memset(&how, 0, sizeof how);
	how.piece = piece;
	how.before = before;
	how.before_len = before_len;
	return is_same_as(text, &how);
}

START_TEST(known_tags_of_cases)
{
	struct html_part part, input, output;
	size_t len, n = 0;
	char *bytes = test_read(CASES, &len);
	const char *p = bytes;

	for (; html_next_part(&p, bytes + len, &part); n++) {
		html_halves(&part, &input, &output);
		is_same(&input, 0, input.text, input.len);
		is_same(&input, 0, bytes, len);
		is_same(&input, 40, bytes, len);
	}
	ck_assert_uint_gt(n, 50);
	free(bytes);
}
END_TEST

START_TEST(known_tags_of_pages)
{
	size_t n, i, len;
	char **names = test_list("t/samples", ".html", &n), *bytes, path[1024];
	struct html_part page;

	for (i = 0; i < n; i++) {
		snprintf(path, sizeof path, "t/samples/%s", names[i]);
		bytes = test_read(path, &len);
		page.name = names[i];
		page.name_len = strlen(names[i]);
		page.text = bytes;
		page.len = len;
		is_same(&page, 0, bytes, len);
		is_same(&page, 1000, bytes, len / 2);
		free(bytes);
	}
	ck_assert_uint_gt(n, 3);
	test_list_free(names, n);
}
END_TEST

/* Tags that begin and end alike are two, and what one of them holds is hidden.
 */
START_TEST(known_tags_differ_within)
{
	static const char first[] =
	    "<table><tr><td>1<span x=0 y=01234567 z=01234 bidden a=2>2</span>"
	    "</td></tr></table>";
	char text[sizeof first];
	struct html_part page = {0};

	memcpy(text, first, sizeof text);
	*strstr(text, "bidden") = 'h';
	page.name = "hidden";
	page.name_len = strlen(page.name);
	page.text = text;
	page.len = sizeof text - 1;
	is_same(&page, 0, first, sizeof first - 1);
	is_same(&page, 1000, first, sizeof first - 1);
}
END_TEST

/* Any two tags may be known at a time. */
START_TEST(known_tags_are_two)
{
	struct html_reading how;
	char page[] = "<a><a>";
	int a, b;

	memset(&how, 0, sizeof how);
	for (a = 'a'; a < 'z'; a++) {
		for (b = a + 1; b <= 'z'; b++) {
			page[1] = (char)a;
			page[4] = (char)b;
			free(html_written(page, sizeof page - 1, &how));
			ck_assert_int_eq(how.tags, 2);
		}
	}
}
END_TEST

/* ------------------------------------------------------------------ */

/* What a page may be made of: the same few tags, in any order. */
static const char *const crumbs[] = {"<td>", "<td>", "</td>", "</td>",
    "</td><td>", "<td class='a'>", "<td rowspan=\"2\" style='a>b'>",
    "<td width=73 style='border:solid windowtext 1.0pt;height:20.0pt'>",
    "<td width=72 style='border:solid windowtext 1.0pt;height:20.0pt'>", "<th>",
    "</th>", "<tr>", "</tr>", "\n", "\r\n", " ", "  \n\t", "1", "23",
    "\xe4\xb8\x80\xe3\x80\x81", "a b", "&nbsp;", "&#65;", "<", ">", "<p>",
    "</p>", "<p class=MsoNormal>", "<p a='", "'>", "<br>", "<br/>", "<div>",
    "</div>", "<span style='color:black'>", "<span lang=EN-US>", "</span>",
    "<o:p>", "</o:p>", "<sup>", "</sup>", "<del>", "</del>", "<select>",
    "</select>", "<option>", "<pre>", "</pre>", "<table>", "</table>",
    "<TABLE border=1>", "<tbody>", "</tbody>", "<nav>", "</nav>", "<x-y>",
    "<style>", "</style>", "<script>", "</script>", "<title>", "</title>",
    "<span hidden>", "<b style='display:none;mso-hide:all'>", "</b>",
    "<div hidden>", "<p style=\"display: none\">", "<!-- ", " -->",
    "<meta name=a content='b.pdf.PDFParser'>", "<input value=4>",
    "<input type=hidden value='5'>", "<option selected>", "<textarea>",
    "</textarea>", "</option>"};
#define CRUMBS (sizeof crumbs / sizeof *crumbs)
#define LONGEST 80

static char *random_page(struct test_random *random, size_t *len)
{
	size_t i, k, n = test_random_below(random, 200), last = 0;
	char *page = malloc(200 * LONGEST);

	ck_assert(page != NULL);
	for (i = *len = 0; i < n; i++) {
		/* what follows often follows always, so that runs come again */
		k = test_random_below(random, 3)
		    ? (last + 1) % CRUMBS
		    : test_random_below(random, CRUMBS);
		memcpy(page + *len, crumbs[k], strlen(crumbs[k]));
		*len += strlen(crumbs[k]);
		last = test_random_below(random, 4)
		    ? k
		    : test_random_below(random, 20);
	}
	return page;
}

START_TEST(known_tags_of_any_page)
{
	struct test_random random;
	struct html_part part;
	char *before, *page;
	size_t len, k;

	test_random_init(&random, 20211);
	for (k = 0; k < 3000; k++) {
		before = random_page(&random, &len);
		page = random_page(&random, &part.len);
		part.name = k % 8 ? "a page" : "lines with tags";
		part.name_len = strlen(part.name);
		part.text = page;
		is_same(&part, k % 3 ? 0 : 100, before, len);
		is_same(&part, k % 3 ? 0 : 30, page, part.len);
		free(before);
		free(page);
	}
}
END_TEST

/* ------------------------------------------------------------------ */

/* Rows of tables; # is a number, another one each time. */
static const char *const rows[] = {
    "<tr><td>\xe5\x85\xb6\xe4\xbb\x96</td><td>#</td><td>#</td></tr>\n",
    "<tr>\n<td>a</td>\n<td>#</td><td>\n#\n</td>\n</tr>\n",
    "<tr><td>#</td><td></td><td>#</td></tr>",
    ("<tr class='\xe4\xb8\x80'><td><p><span>a</span><span>b</span></p></td>"
     "<td><p><span>#</span><span lang=EN-US></span></p></td></tr>\r\n"),
    ("<tr class='\xe4\xb8\x80'><td><p><span>a</span><span>c</span></p></td>"
     "<td><p><span>#</span><span lang=EN-US></span></p></td></tr>\r\n"),
    "<tr><td>&nbsp;#</td><td> b  c&amp;</td><td>#&#65;</td></tr>\n\n",
    "<tr><td>a<br>b</td><td>#</td></tr>\n",
    "<tr><td>#</td><td> a<br>\n<br>b&amp;<p>c</p></td><td>1<br>#</td></tr>",
    "<tr><th>a b</th><td>1#</td><td>#.#</td><!-- c\n --><td> </td></tr>\n",
    ("<tr><td>a</td><td><input value=\"#\"></td><td><input "
     "value=#>a</td></tr>\n"),
    ("<tr><td>a</td><td><select><option>1</option><option selected>#</option>"
     "</select></td><td><textarea>\n#</textarea></td></tr>\n"),
    "<tr><td>a<td>#<td>#</tr>", "<tr><td>a<td>#",
    "<tr><td>a</td></tr><td>#</td><tr></tr>",
    "<tbody><tr><td>a</td><td>#</td></tr></tbody>",
    "<tr><td><table><tr><td>#</td></tr></table></td><td>b</td></tr>",
    "<tr><td>a</td>#<td>#</td></tr>", "</table>#<table border=1>", "<p>",
    "</p>", "<del>", "<pre>", "</pre>", "<select>", "</tr>",
    "<tr><td>#<span hidden>#</span></td><td><b hidden>1</b>#</td></tr>",
    "<tr><td>a<span hidden><p>b</td><td>#<p hidden>c<p>d</td></tr>",
    "<tr><td><pre>a\r</pre></td></tr>", "</table><pre>\n\nb</pre><table>",
    "<tr><td><script>if (a<b) c = '#';</script>#</td></tr>"};
#define ROWS (sizeof rows / sizeof *rows)
#define MOST 60

static char *put_row(struct test_random *random, const char *row, char *to)
{
	for (; *row; row++) {
		if (*row != '#')
			*to++ = *row;
		else if (test_random_below(random, 40))
			to += sprintf(to, "%lu",
			    test_random_below(random, 3)
				? (unsigned long)test_random_below(random, 10)
				: (unsigned long)test_random_below(
				      random, 100000));
		else
			to += sprintf(to, "%s",
			    test_random_below(random, 2) ? "1234567890123456"
							 : "-1");
	}
	return to;
}

/* Most rows come in order, which is what those that are found do. */
static char *page_of_rows(struct test_random *random, size_t kinds, size_t *len)
{
	char *page = malloc(MOST * 200), *to = page;
	size_t i, k = 0;

	ck_assert(page != NULL);
	to += sprintf(to, "<html>\n<table>\n");
	for (i = 0; i < MOST - 2; i++) {
		k = test_random_below(random, 8)
		    ? k + 1
		    : test_random_below(random, ROWS);
		to = put_row(random, rows[k % kinds], to);
	}
	to += sprintf(to, "</table><p>a</p>");
	*len = (size_t)(to - page);
	return page;
}

/* Texts are as long as they may be now, not when they were read before. */
static void has_limits(const struct html_part *page, uint32_t most)
{
	struct html_reading how;

	memset(&how, 0, sizeof how);
	how.before = page->text;
	how.before_len = page->len;
	how.most = most;
	is_same_as(page, &how);
}

START_TEST(known_rows)
{
	struct test_random random;
	struct html_part part;
	char *before, *page;
	size_t len, k, kinds;
	uint64_t found = 0;

	test_random_init(&random, 20222);
	for (k = 0; k < 2000; k++) {
		kinds = k % 3 ? ROWS : 8;
		before = page_of_rows(&random, kinds, &len);
		page = page_of_rows(&random, kinds, &part.len);
		part.name = k % 16 ? "a page" : "lines with tags";
		part.name_len = strlen(part.name);
		part.text = page;
		found += is_same(&part, k % 4 ? 0 : 1 + k % 300, before, len);
		is_same(&part, k % 4 ? 0 : 300, page, part.len);
		has_limits(&part, 1 + (uint32_t)test_random_below(&random, 40));
		free(before);
		free(page);
	}
	ck_assert_uint_gt(found, 20000);
}
END_TEST

/* Between numbers of a row there are as many bytes, but others. */
START_TEST(known_rows_differ_within)
{
	static const char *const between[] = {
	    "</td><td>", "<br/>-<b>", "</td><tr>", "</td> <b>", "</td> 5<p"};
	char before[400], page[400], *to;
	struct html_part part = {"a page", page, 6, 0};
	size_t k;
	int row, i, gap;

	for (k = 0; k < sizeof between / sizeof *between; k++) {
		for (gap = 0; gap < 5; gap++) {
			to = page + sprintf(page, "<table>");
			for (row = 0; row < 3; row++) {
				to += sprintf(to, "<tr><td>0");
				for (i = 0; i < 5; i++)
					to += sprintf(to, "%s%d",
					    row == 1 && i == gap ? between[k]
								 : *between,
					    i);
				to += sprintf(to, "</td></tr>");
				if (row == 0)
					strcpy(before, page);
			}
			part.len = (size_t)(to - page);
			ck_assert_uint_gt(
			    is_same(&part, 0, before, strlen(before)), 0);
		}
	}
}
END_TEST

/* Rows of as many cells or lines as are kept, or more. */
START_TEST(known_rows_are_short)
{
	static const char *const parts[] = {"<td>1", "a<br>"};
	char page[2048], *to;
	struct html_part part = {"a page", page, 6, 0};
	int n, i, k;

	for (k = 0; k < 2; k++) {
		for (n = 60; n < 70; n++) {
			to = page + sprintf(page, "<table><tr><td>2");
			for (i = 1; i < n; i++)
				to += sprintf(to, "%s", parts[k]);
			to += sprintf(to, "</td></tr><tr><td>b</td></tr>");
			part.len = (size_t)(to - page);
			if (is_same(&part, 0, page, part.len))
				ck_assert_int_le(n, 64 + k);
			else
				ck_assert_int_gt(n, 64);
		}
	}
}
END_TEST

/* A row that says something else where it is XML. */
START_TEST(known_rows_are_html)
{
	static const char page[] =
	    "<table><tr><td><style/>a</td><td>1</td></tr></style>b</td></tr>"
	    "<tr><td>c</td></tr><tr><td>c</td></tr></table>";
	struct html_part part = {"a page", page, 6, sizeof page - 1};
	struct html_reading how;

	memset(&how, 0, sizeof how);
	how.before = page;
	how.before_len = sizeof page - 1;
	ck_assert_uint_ge(is_same_as(&part, &how), 3);
	how.xml = 1;
	is_same_as(&part, &how);
}
END_TEST

/* ------------------------------------------------------------------ */

static int32_t read_all(gkr_tokenizer *t, const char *text)
{
	int32_t rc = gkr_tokenizer_feed(t, text, strlen(text));

	while (rc == GKR_OK)
		rc = gkr_tokenizer_next(t);
	if (rc != GKR_MORE)
		return rc;
	rc = gkr_tokenizer_finish(t);
	while (rc == GKR_OK)
		rc = gkr_tokenizer_next(t);
	return rc;
}

/* Rows without an end are none that can be kept: the search for them rests. */
START_TEST(known_rows_are_sought_no_longer)
{
	static const char open[] = "<table><tr><td>";
	char page[400 * sizeof open], *to = page;
	struct html_reading how;
	int i;

	memset(&how, 0, sizeof how);
	how.before = open;
	how.before_len = sizeof open - 1;
	for (i = 0; i < 400; i++)
		to += sprintf(to, "%s", open);
	free(html_written(page, (size_t)(to - page), &how));
	ck_assert_int_eq(how.rests, 1);
	free(html_written(page, (size_t)(to - page) / 4, &how));
	ck_assert_int_eq(how.rests, 0);
}
END_TEST

/* A table of rows that differ in their first text, over and over. */
static size_t put_table(char *to, char text, int n, int times)
{
	char *at = to;
	int i;

	for (; times; times--) {
		at += sprintf(at, "<table>");
		for (i = 0; i < n; i++)
			at += sprintf(
			    at, "<tr><td>%c %d.</td><td>1</td></tr>", text, i);
		at += sprintf(at, "</table>");
	}
	return (size_t)(at - to);
}

/* Of more rows than are kept, those that are stay; but not for ever. */
START_TEST(known_rows_stay)
{
	static char page[240 * 64], other[240 * 64];
	struct html_part part = {"a page", page, 6, 0};

	part.len = put_table(page, 'a', 170, 1);
	ck_assert_uint_ge(is_same(&part, 0, page, part.len), 128);
	part.len = put_table(page, 'b', 60, 4);
	ck_assert_uint_ge(
	    is_same(&part, 0, other, put_table(other, 'a', 120, 1)), 60);
}
END_TEST

/* A tag or row that was read under one limit is read again under another. */
START_TEST(known_tags_have_limits)
{
	static const char *const pages[] = {
	    "<table><tr><td colspan=7>1<td colspan=7>2<tr><td colspan=7>3"
	    "</table>",
	    "<table><tr><td colspan=7>1<tr><td>2</table>"};
	const char *page = pages[_i];
	gkr_tokenizer *t;
	int i;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	for (i = 0; i < 4; i++) {
		ck_assert_int_eq(read_all(t, page), GKR_E_FOREIGN);
		gkr_tokenizer_reset(t);
		gkr_tokenizer_set_limit(t, GKR_LIMIT_SPAN, 6);
		ck_assert_int_eq(read_all(t, page), GKR_E_LIMIT);
		ck_assert_uint_eq(gkr_tokenizer_error_limit(t), GKR_LIMIT_SPAN);
		gkr_tokenizer_reset(t);
		gkr_tokenizer_set_limit(t, GKR_LIMIT_SPAN, 7 + (unsigned)i);
	}
	gkr_tokenizer_free(t);
}
END_TEST

Suite *suite_html_known(void);
Suite *suite_html_known(void)
{
	Suite *s = suite_create("html-known");
	TCase *tc = tcase_create("html-known");

	tcase_set_timeout(tc, 600);
	tcase_add_test(tc, known_tags_of_cases);
	tcase_add_test(tc, known_tags_of_pages);
	tcase_add_test(tc, known_tags_differ_within);
	tcase_add_test(tc, known_tags_are_two);
	tcase_add_test(tc, known_tags_of_any_page);
	tcase_add_test(tc, known_rows);
	tcase_add_test(tc, known_rows_are_html);
	tcase_add_test(tc, known_rows_differ_within);
	tcase_add_test(tc, known_rows_are_short);
	tcase_add_test(tc, known_rows_are_sought_no_longer);
	tcase_add_test(tc, known_rows_stay);
	tcase_add_loop_test(tc, known_tags_have_limits, 0, 2);
	suite_add_tcase(s, tc);
	return s;
}
