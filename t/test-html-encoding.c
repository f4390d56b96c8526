/*
 * Web pages in every encoding that they come in: with a BOM or not, with a
 * label that is right, wrong or not there.  The tokens stay what they are in
 * UTF-8, but for their places; and these do not depend on how a page is cut.
 */
#include "support-decode.h"
#include "support-samples.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The labels of an encoding, a wrong one last. */
struct label {
	uint32_t encoding;
	const char *bom;
	const char *names[9];
};

static const struct label labels[] = {
    {GKR_ENCODING_UTF8, "\xef\xbb\xbf", {"utf-8", "UTF8", "gb2312"}},
    {GKR_ENCODING_UTF16LE, "\xff\xfe", {"utf-16", "utf-16le", "gbk"}},
    {GKR_ENCODING_UTF16BE, "\xfe\xff", {"utf-16", "utf-16be", "utf-8"}},
    {GKR_ENCODING_GB18030, "",
	{"gb2312", "GBK", "gb18030", "x-gbk", "cp936", "GB_2312-80", "euc-cn",
	    "utf-8"}},
};

/* Offsets, lengths, lines and columns are not those of the original. */
static void without_places(char *text)
{
	char *from = text, *to = text;

	while (*from) {
		if (strncmp(from, " off=", 5) == 0)
			from += strcspn(from, "\"\n");
		else if (strncmp(from, " encoding=", 10) == 0)
			from += 10 + strcspn(from + 10, " \n");
		else
			*to++ = *from++;
	}
	*to = 0;
}

static char *tokens_of(gkr_tokenizer *t, const void *bytes, size_t len)
{
	static const struct samples_cut whole;
	struct samples_text out = {NULL, 0, 0};

	samples_tokens(t, bytes, len, whole, &out);
	without_places(out.p);
	return out.p;
}

/* Where the page says its encoding, "" where it does not. */
static char *label_in(char *page)
{
	char *p = page, *end = page + strlen(page);

	if (end - page > 1024)
		end = page + 1024;
	for (; end - p > 8; p++)
		if (memcmp(p, "charset=", 8) == 0)
			return p;
	return NULL;
}

/* The page with another label, NULL: none; to be freed. */
static char *relabelled(const char *page, const char *label)
{
	char *out = malloc(strlen(page) + 128), *at, *end;

	ck_assert(out != NULL);
	strcpy(out, page);
	at = label_in(out);
	if (!label) {
		if (at)
			at[0] = 'X';
		return out;
	}
	if (!at) {
		sprintf(out, "<meta charset=\"%s\">%s", label, page);
		return out;
	}
	at += 8;
	at += *at == '"';
	end = at + strcspn(at, "\"'> ;/");
	memmove(at + strlen(label), end, strlen(end) + 1);
	memcpy(at, label, strlen(label));
	return out;
}

static int is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return *text == 0;
}

static void is_read(gkr_tokenizer *t, const char *name, const char *page,
    const struct label *l, const char *label, int bom)
{
	char *text = relabelled(page, label), *want, *got;
	size_t room = 4 * strlen(text) + 8, n = bom ? strlen(l->bom) : 0;
	unsigned char *bytes = malloc(room);

	ck_assert(bytes != NULL);
	want = tokens_of(t, text, strlen(text));
	memcpy(bytes, l->bom, n);
	n += test_encode(bytes + n, room - n, l->encoding, text);
	got = tokens_of(t, bytes, n);
	ck_assert_msg(strcmp(got, want) == 0,
	    "%s in %s labelled %s, %s: reads otherwise", name,
	    gkr_encoding_name(l->encoding), label ? label : "nothing",
	    bom ? "with a BOM" : "without BOM");
	/* ASCII alone is what its label says */
	if (!is_ascii(text))
		ck_assert_uint_eq(gkr_tokenizer_encoding(t), l->encoding);
	free(bytes);
	free(text);
	free(want);
	free(got);
}

/* The page in UTF-8, whatever it is in. */
static char *page_of(const char *path)
{
	static const struct feeding how;
	struct decoded d;
	size_t n;
	char *bytes = test_read(path, &n), *page;

	decode(&d, bytes, n, &how);
	page = malloc(d.len + 1);
	ck_assert(page != NULL);
	memcpy(page, d.text, d.len);
	page[d.len] = 0;
	decoded_free(&d);
	free(bytes);
	return page;
}

static void in_all(const char *path)
{
	gkr_tokenizer *t;
	size_t i, k;
	char *page = page_of(path);

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	for (i = 0; i < sizeof labels / sizeof *labels; i++) {
		const struct label *l = &labels[i];

		for (k = 0; l->names[k]; k++) {
			is_read(t, path, page, l, l->names[k], 0);
			if (*l->bom)
				is_read(t, path, page, l, l->names[k], 1);
		}
		is_read(t, path, page, l, NULL, 0);
		if (*l->bom)
			is_read(t, path, page, l, NULL, 1);
	}
	gkr_tokenizer_free(t);
	free(page);
}

static size_t in_folder(const char *folder)
{
	static const char *const ends[] = {".html", ".xhtml"};
	size_t i, k, n, all = 0;
	char path[1024];

	for (k = 0; k < 2; k++) {
		char **names = test_list(folder, ends[k], &n);

		for (i = 0; i < n; i++) {
			snprintf(path, sizeof path, "%s/%s", folder, names[i]);
			in_all(path);
		}
		test_list_free(names, n);
		all += n;
	}
	return all;
}

START_TEST(samples_in_all_encodings)
{
	ck_assert_uint_ge(in_folder("t/samples"), 3);
}
END_TEST

START_TEST(reports_in_all_encodings)
{
	static const char corpus[] = "../shared/corpus/converted";
	size_t i, n, all = 0;
	char folder[1024];
	char **names = test_list(corpus, "", &n);

	for (i = 0; i < n; i++) {
		snprintf(folder, sizeof folder, "%s/%s", corpus, names[i]);
		all += in_folder(folder);
	}
	all += in_folder("../shared/corpus/real");
	if (all == 0)
		fprintf(stderr,
		    "html-encoding: no reports beside the "
		    "checkout\n");
	test_list_free(names, n);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Places in pages of lines with tags                                 */

/* Han as references, but for the text's last line; to be freed. */
static char *referenced(const char *text)
{
	size_t n = strlen(text), i, len = 0, used, stop = n;
	char *out = malloc(4 * n + 1);

	ck_assert(out != NULL);
	while (stop > 1 && text[stop - 2] != '\n')
		stop--;
	for (i = 0; i < n; i += used) {
		uint32_t code = gkri_code(text + i, n - i, &used);

		if (code < 0x80 || i >= stop) {
			memcpy(out + len, text + i, used);
			len += used;
		} else {
			len += (size_t)sprintf(
			    out + len, "&#%lu;", (unsigned long)code);
		}
	}
	out[len] = 0;
	return out;
}

/* The page reads the same, places too, in pieces of 1 to 31 bytes. */
static void same_in_pieces(
    gkr_tokenizer *t, const char *what, const void *bytes, size_t len)
{
	struct samples_cut cut = {0, 0};
	struct samples_text want = {NULL, 0, 0}, got = {NULL, 0, 0};
	char where[100];

	samples_tokens(t, bytes, len, cut, &want);
	for (cut.piece = 1; cut.piece < 32; cut.piece++) {
		got.len = 0;
		samples_tokens(t, bytes, len, cut, &got);
		snprintf(where, sizeof where, "%s in pieces of %lu", what,
		    (unsigned long)cut.piece);
		test_bytes_at(where, 0, got.p, got.len, want.p, want.len);
	}
	samples_free(&want);
	samples_free(&got);
}

/* As it is, and with a bad byte in a tag, a cell or a reference. */
static void spoilt_in_pieces(
    gkr_tokenizer *t, const char *what, unsigned char *bytes, size_t len)
{
	static const char *const spots[] = {
	    "<b>13", "13</b>", "<b>209", "&nbsp;"};
	size_t i, at;

	same_in_pieces(t, what, bytes, len);
	for (i = 0; i < sizeof spots / sizeof *spots; i++) {
		size_t n = strlen(spots[i]);
		unsigned char kept;

		/* the last one: with what is before it in the same line */
		for (at = len - n; at > 0 && memcmp(bytes + at, spots[i], n);)
			at--;
		kept = bytes[++at];
		bytes[at] = 0xff;
		same_in_pieces(t, spots[i], bytes, len);
		bytes[at] = kept;
	}
}

/* In GB18030 the row has as many bytes as in UTF-8, but other characters. */
#define ROW "| 规章 | / | / | / |"
#define EVEN_ROW "|规章|㐀㐀㐀汉|1|2|"

/* The sample, marked so from the beginning; to be freed. */
static char *tagged_page(void)
{
	size_t n;
	char *sample = samples_read("market_tags-in-pipes.md", &n);
	char *page = calloc(n + 16, 1), *row;

	ck_assert(page != NULL);
	strcpy(page, "<div>\n");
	memcpy(page + 6, sample, n);
	free(sample);
	row = strstr(page, ROW);
	ck_assert(row != NULL);
	memmove(row + strlen(EVEN_ROW), row + strlen(ROW),
	    strlen(row + strlen(ROW)) + 1);
	memcpy(row, EVEN_ROW, strlen(EVEN_ROW));
	return page;
}

/* Its row stands where its line does: pieces would be askew. */
static void even_row_is_whole(
    gkr_tokenizer *t, const unsigned char *bytes, size_t len)
{
	struct samples_cut cut = {0, 0};
	struct samples_text out = {NULL, 0, 0};

	samples_tokens(t, (const char *)bytes, len, cut, &out);
	ck_assert_ptr_nonnull(strstr(out.p, "col=1 \"规章\""));
	samples_free(&out);
}

START_TEST(places_in_pieces)
{
	char *page = tagged_page(), *text;
	unsigned char *bytes;
	gkr_tokenizer *t;
	size_t n, i, room;

	text = _i & 2 ? referenced(page) : page;
	room = 4 * strlen(text) + 8;
	bytes = malloc(room);
	ck_assert(bytes != NULL);
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	gkr_tokenizer_set_option(t, GKR_OPTION_REPLACE_INVALID, _i & 1);
	for (i = 0; i < TEST_ENCODINGS; i++) {
		uint32_t e = test_encodings[i];

		n = test_encode(bytes, room, e, text);
		if (e == GKR_ENCODING_UTF8 || e == GKR_ENCODING_GB18030)
			spoilt_in_pieces(t, gkr_encoding_name(e), bytes, n);
		else
			same_in_pieces(t, gkr_encoding_name(e), bytes, n);
		if (e == GKR_ENCODING_GB18030 && text == page)
			even_row_is_whole(t, bytes, n);
	}
	gkr_tokenizer_free(t);
	free(bytes);
	if (text != page)
		free(text);
	free(page);
}
END_TEST

/* A line that ends a row: what the row leaves as lines stands before it. */
START_TEST(line_behind_a_row)
{
	static const char page[] =
	    "<span\n\n\n<tr><td rowspa>><p><span\nstyle=\"font-size:10.5pt;"
	    "\ncolor:black\">伉</td><td;colspan=\"7\">\n";
	static const struct samples_cut whole;
	struct samples_text out = {NULL, 0, 0};
	gkr_tokenizer *t;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	samples_tokens(t, page, sizeof page - 1, whole, &out);
	ck_assert_msg(strstr(out.p, " off=23 len=1 line=4 col=16 \">\"\n") &&
		strstr(out.p, " off=71 len=3 line=6 col=14 \"伉\"\n") &&
		strstr(out.p, " off=79 len=16 line=6 col=20 \"<td;"),
	    "%s", out.p);
	samples_free(&out);
	gkr_tokenizer_free(t);
}
END_TEST

Suite *suite_html_encoding(void);
Suite *suite_html_encoding(void)
{
	Suite *s = suite_create("html-encoding");
	TCase *tc = tcase_create("html-encoding");

	tcase_set_timeout(tc, 600);
	tcase_add_test(tc, samples_in_all_encodings);
	tcase_add_test(tc, reports_in_all_encodings);
	tcase_add_loop_test(tc, places_in_pieces, 0, 4);
	tcase_add_test(tc, line_behind_a_row);
	suite_add_tcase(s, tc);
	return s;
}
