/*
 * The HTML reader alone: what cases say in html-cases.txt, in pieces of every
 * size and cut everywhere; and what another parser makes of the same pages.
 */
#include "support-decode.h"
#include "support-html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "html.h"

#define CASES "t/html-cases.txt"

static struct html_reading reading_of(const struct html_part *part)
{
	struct html_reading how;

	memset(&how, 0, sizeof how);
	/* lines of other text, with tags in them */
	how.lines = part->name_len > 5 && memcmp(part->name, "lines", 5) == 0;
	return how;
}

/* Fails with what is wrong with case `name`, if it is not what is wanted. */
static void same(const struct html_part *part, const char *what,
    const char *got, const char *want)
{
	if (strcmp(got, want) != 0)
		ck_abort_msg("%.*s, %s:\n-- got\n%s-- want\n%s",
		    (int)part->name_len, part->name, what, got, want);
}

/* The file is what it would be if its outputs were written anew. */
START_TEST(cases_are_read)
{
	struct html_part part, input, output;
	struct html_reading how;
	size_t len, n = 0;
	char *bytes = test_read(CASES, &len), *got;
	const char *p = bytes, *end = bytes + len;
	char *out = malloc(2 * len + 65536), *to = out;

	ck_assert(out != NULL);
	for (; html_next_part(&p, end, &part); n++) {
		html_halves(&part, &input, &output);
		how = reading_of(&part);
		got = html_written(input.text, input.len, &how);
		ck_assert_int_eq(how.rc, GKR_OK);
		ck_assert_uint_lt(strlen(got), 32768);
		to += sprintf(to, "== %.*s\n%.*s\n--\n%s\n", (int)part.name_len,
		    part.name, (int)input.len, input.text, got);
		ck_assert(to < out + 2 * len + 32768);
		free(got);
	}
	ck_assert_uint_gt(n, 50);
	test_golden(CASES, out, (size_t)(to - out));
	free(out);
	free(bytes);
}
END_TEST

static void is_same_in_pieces(const struct html_part *input)
{
	struct html_reading how = reading_of(input);
	char *want, *got, what[40];
	size_t n;

	how.places = 1;
	want = html_written(input->text, input->len, &how);
	for (n = 1; n <= 31 + input->len; n++) {
		how.piece = n <= 31 ? n : 0;
		how.split = n <= 31 ? 0 : n - 31;
		got = html_written(input->text, input->len, &how);
		snprintf(what, sizeof what,
		    n <= 31 ? "pieces of %lu" : "cut at %lu",
		    (unsigned long)(n <= 31 ? n : n - 31));
		same(input, what, got, want);
		free(got);
	}
	free(want);
}

START_TEST(cases_do_not_depend_on_pieces)
{
	struct html_part part, input, output;
	size_t len;
	char *bytes = test_read(CASES, &len);
	const char *p = bytes;

	while (html_next_part(&p, bytes + len, &part)) {
		html_halves(&part, &input, &output);
		is_same_in_pieces(&input);
	}
	free(bytes);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Another parser                                                     */

/* All that a command prints, NULL where it could not run. */
static char *output_of(const char *command, size_t *len, int *status)
{
	FILE *f = popen(command, "r");
	char *out = NULL;
	size_t cap = 0, n;

	if (!f)
		return NULL;
	*len = 0;
	do {
		if (cap - *len < 65536) {
			cap += cap + 131072;
			out = realloc(out, cap);
			ck_assert(out != NULL);
		}
		n = fread(out + *len, 1, cap - *len - 1, f);
		*len += n;
	} while (n);
	out[*len] = 0;
	*status = pclose(f);
	return out;
}

static char *text_of(const struct html_part *part, size_t *len)
{
	static const struct feeding how;
	struct html_part one, input, output;
	struct decoded d;
	size_t n;
	char *bytes, path[1024];
	const char *p, *end;

	if (memchr(part->name, '/', part->name_len)) {
		snprintf(
		    path, sizeof path, "%.*s", (int)part->name_len, part->name);
		bytes = test_read(path, &n);
		decode(&d, bytes, n, &how);
		free(bytes);
		*len = d.len;
		bytes = malloc(d.len + 1);
		ck_assert(bytes != NULL);
		memcpy(bytes, d.text, d.len);
		decoded_free(&d);
		return bytes;
	}
	bytes = test_read(CASES, &n);
	for (p = bytes, end = bytes + n; html_next_part(&p, end, &one);) {
		if (one.name_len != part->name_len ||
		    memcmp(one.name, part->name, one.name_len) != 0)
			continue;
		html_halves(&one, &input, &output);
		memmove(bytes, input.text, input.len);
		*len = input.len;
		return bytes;
	}
	ck_abort_msg("no case %.*s", (int)part->name_len, part->name);
}

/* Empty lines are ours alone, and "cell " has no blank behind it there. */
static void drop_empty_lines(char *text)
{
	char *from = text, *to = text, *lf;
	size_t n;

	for (; *from; from += n) {
		lf = strchr(from, '\n');
		n = (size_t)(lf - from) + 1;
		if (memcmp(from, "line \n", 6) == 0)
			continue;
		memmove(to, from, n);
		to += n;
		if (n == 6 && memcmp(to - n, "cell \n", 6) == 0)
			memcpy(--to - 1, "\n", 1);
	}
	*to = 0;
}

static void compare(const struct html_part *part)
{
	struct html_reading how;
	size_t len, at = 0, line;
	char *text = text_of(part, &len), *got;

	memset(&how, 0, sizeof how);
	got = html_written(text, len, &how);
	drop_empty_lines(got);
	while (at < part->len && got[at] == part->text[at])
		at++;
	if (at != part->len || got[at]) {
		for (line = at; line && got[line - 1] != '\n'; line--)
			;
		ck_abort_msg("%.*s:\n-- ours\n%.200s\n-- html5lib's\n%.*s\n",
		    (int)part->name_len, part->name, got + line,
		    (int)(part->len - line < 200 ? part->len - line : 200),
		    part->text + line);
	}
	free(got);
	free(text);
}

/* The pages in a folder of the project, as arguments. */
static size_t add_pages(char *out, size_t at, size_t room, const char *folder)
{
	static const char *const ends[] = {".html", ".xhtml"};
	size_t i, k, n;

	for (k = 0; k < 2; k++) {
		char **names = test_list(folder, ends[k], &n);

		for (i = 0; i < n; i++) {
			ck_assert_uint_lt(at + 1024, room);
			at += (size_t)snprintf(
			    out + at, room - at, " '%s/%s'", folder, names[i]);
		}
		test_list_free(names, n);
	}
	return at;
}

static size_t add_corpus(char *out, size_t at, size_t room)
{
	char folder[512];
	char **names;
	size_t i, n;

	at = add_pages(out, at, room, "../shared/corpus/real");
	names = test_list("../shared/corpus/converted", "", &n);
	for (i = 0; i < n; i++) {
		snprintf(folder, sizeof folder, "../shared/corpus/converted/%s",
		    names[i]);
		at = add_pages(out, at, room, folder);
	}
	if (n == 0)
		fprintf(stderr, "html: no reports beside the checkout\n");
	test_list_free(names, n);
	return at;
}

START_TEST(another_parser_agrees)
{
	size_t room = 65536, at, len, n = 0;
	char *command = malloc(room), *out;
	const char *p;
	struct html_part part;
	int status = -1;

	ck_assert(command != NULL);
	at = (size_t)snprintf(command, room,
	    "command -v python3 >/dev/null || exit 77; cd '%s' && python3 -B "
	    "t/html-tree.py " CASES,
	    test_path("."));
	at = add_pages(command, at, room, "t/samples");
	add_corpus(command, at, room);
	out = output_of(command, &len, &status);
	free(command);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
		fprintf(stderr, "html: skipped, there is no html5lib\n");
		free(out);
		return;
	}
	ck_assert_msg(status == 0, "t/html-tree.py: %d", status);
	for (p = out; html_next_part(&p, out + len, &part); n++)
		compare(&part);
	ck_assert_uint_gt(n, 50);
	free(out);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Limits                                                             */

/* What comes before the limit is kept. */
START_TEST(wide_spans_are_a_limit)
{
	static const char *const pages[] = {
	    "<p>甲\n<table><tr><td>1<td rowspan=99999999>2",
	    "<p>甲\n<table><tr><td>1<td colspan='99999999999999999999'>2",
	    "<p>甲\n<table><tr><td>1<td colspan=\" 1001x\">2"};
	struct html_reading how;
	char *got;
	size_t i;

	for (i = 0; i < sizeof pages / sizeof *pages; i++) {
		memset(&how, 0, sizeof how);
		got = html_written(pages[i], strlen(pages[i]), &how);
		ck_assert_int_eq(how.rc, GKR_E_LIMIT);
		ck_assert_uint_eq(how.hit, GKR_LIMIT_SPAN);
		ck_assert_uint_eq(how.line, 2);
		ck_assert_str_eq(got, "line 甲\n");
		free(got);
	}
}
END_TEST

/* A field's text that is too long is cut and says so, however it came. */
START_TEST(long_fields_are_cut)
{
	static const char *const around[][2] = {
	    {"<input value=\"", "\">"}, {"<select><option>", "</select>"}};
	size_t k, n, before, len;
	char *page = malloc(5000), *want, *got;

	ck_assert(page != NULL);
	for (n = 4090; n < 4100; n++) {
		for (k = 0; k < 2; k++) {
			struct html_reading how = {0};

			before = strlen(around[k][0]);
			memcpy(page, around[k][0], before);
			memset(page + before, '7', n);
			memcpy(page + before + n - 4, "\xe4\xb8\x80", 3);
			len = before + n;
			memcpy(page + len, around[k][1], strlen(around[k][1]));
			len += strlen(around[k][1]);
			want = html_written(page, len, &how);
			ck_assert_uint_eq(strlen(want),
			    n <= 4096	    ? n + 6
				: n == 4098 ? 4096 - 2 + 3 + 6
				: n == 4099 ? 4096 - 1 + 3 + 6
					    : 4096 + 3 + 6);
			ck_assert_int_eq(strstr(want, "…") != NULL, n > 4096);
			how.piece = 7;
			got = html_written(page, len, &how);
			ck_assert_str_eq(got, want);
			free(got);
			free(want);
		}
	}
	free(page);
}
END_TEST

/* ------------------------------------------------------------------ */

/* What is shown in a cell of other text, which has tags in it. */
START_TEST(cells_of_text_hide)
{
	static const char *const cells[][2] = {
	    {"9<span style='color:red; DISPLAY : none'>0</span>", "9"},
	    {"9<span hidden>1</span>0", "90"},
	    {"1<b hidden>2<b>3</b><br>4</b>5", "15"},
	    {"1<b hidden>2<br>3</span>4", "1"}, {"1<b hidden>2<b 3", "1"},
	    {"1<b hidden>2 < 3</b>4", "14"}, {"1<img hidden>2", "12"},
	    {"1<b class=hidden>2</b>", "12"}, {"1<x-y hidden>", NULL},
	    {"1<b hidden", NULL}, {"1</b hidden>2", "12"},
	    {"<input value='1&lt;2'>", "1<2"}, {"7<input value=8>9", "7 8 9"},
	    {"<input>", ""}, {"<input value=1 type=hidden>", ""},
	    {"<input value=1 hidden>2", "2"},
	    {"<input value=' 12 '/>件", "12件"}, {"<input value=1", NULL}};
	const char *in = cells[_i][0];
	const char *want = cells[_i][1] ? cells[_i][1] : in;
	char out[256];

	test_bytes_at(in, 0, out, gkri_html_strip(in, strlen(in), out), want,
	    strlen(want));
}
END_TEST

Suite *suite_html(void);
Suite *suite_html(void)
{
	Suite *s = suite_create("html");
	TCase *tc = tcase_create("html");

	tcase_set_timeout(tc, 600);
	tcase_add_test(tc, cases_are_read);
	tcase_add_test(tc, cases_do_not_depend_on_pieces);
	tcase_add_test(tc, another_parser_agrees);
	tcase_add_test(tc, wide_spans_are_a_limit);
	tcase_add_test(tc, long_fields_are_cut);
	tcase_add_loop_test(tc, cells_of_text_hide, 0, 18);
	suite_add_tcase(s, tc);
	return s;
}
