/*
 * Whoever remembers the tags of a text before reads a text no other way than
 * tag by tag.
 */
#include "support-html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES "t/html-cases.txt"

/* Reads a text by a reader that has read another, and by a forgetful one. */
static void is_same(const struct html_part *text, size_t piece,
    const char *before, size_t before_len)
{
	struct html_reading how;
	char *want, *got;

	memset(&how, 0, sizeof how);
	how.lines = text->name_len > 5 && memcmp(text->name, "lines", 5) == 0;
	how.places = 1;
	how.piece = piece;
	how.forgetful = 1;
	want = html_written(text->text, text->len, &how);
	how.forgetful = 0;
	how.before = before;
	how.before_len = before_len;
	got = html_written(text->text, text->len, &how);
	if (strcmp(got, want) != 0)
		ck_abort_msg("%.*s:\n%.*s\n-- got\n%s-- want\n%s",
		    (int)text->name_len, text->name, (int)text->len, text->text,
		    got, want);
	free(want);
	free(got);
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
    "<!-- ", " -->", "<meta name=a content='b.pdf.PDFParser'>"};
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

/* A tag that was read under one limit is read again under another. */
START_TEST(known_tags_have_limits)
{
	static const char page[] = "<table><tr><td colspan=7>1<td colspan=7>"
				   "2<tr><td colspan=7>3</table>";
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
	tcase_add_test(tc, known_tags_of_any_page);
	tcase_add_test(tc, known_tags_have_limits);
	suite_add_tcase(s, tc);
	return s;
}
