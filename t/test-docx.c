/*
 * Word documents: what is read of their body.  Archives and limits are in
 * test-docx-file.c.
 */
#include "support-docx.h"

#include "gkr-docx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gkr_docx *d;
static gkr_tokenizer *t;
static struct samples_text got;

static void setup(void)
{
	ck_assert_int_eq(gkr_docx_new(&d), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
}

static void teardown(void)
{
	gkr_docx_free(d);
	gkr_tokenizer_free(t);
	samples_free(&got);
}

/* ------------------------------------------------------------------ */
/* What comes of a body                                               */

/* "section 1:1 text\n"; cells with their address, tables with layout. */
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
	if (gkr_token_kind(t) == GKR_TOKEN_TABLE)
		ck_assert_uint_eq(gkr_token_layout(t), GKR_LAYOUT_DOCX);
}

static int32_t take(void)
{
	int32_t rc;

	while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
		if (gkr_token_kind(t) != GKR_TOKEN_REPORT_END &&
		    gkr_token_kind(t) != GKR_TOKEN_TABLE_END &&
		    gkr_token_kind(t) != GKR_TOKEN_COLUMN)
			add_token();
	return rc;
}

/* Tokens of the file: taken after each piece, and at the end. */
static int32_t read_file(const void *bytes, size_t len, int each)
{
	int32_t fed, rc = GKR_MORE;

	got.len = 0;
	samples_add(&got, "", 0);
	gkr_tokenizer_reset(t);
	gkr_docx_open(d, bytes, len);
	do {
		fed = gkr_docx_feed(d, t);
		if (each || fed != GKR_MORE)
			rc = take();
	} while (fed == GKR_MORE && rc == GKR_MORE);
	ck_assert_int_eq(gkr_docx_feed(d, t), fed);
	ck_assert_int_eq(fed == GKR_END, rc == GKR_END);
	if (rc == GKR_END)
		ck_assert_uint_eq(
		    gkr_tokenizer_position_kind(t), GKR_POSITION_CELLS);
	return rc;
}

/* ------------------------------------------------------------------ */
/* The cases of t/docx/bodies.txt                                     */

#define HEAD                                                                       \
	"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4\"/></w:tcPr>{p 第二十条第" \
	"（一）项}</w:tc></w:tr><w:tr>{c 信息内容}{c 本年制发件数}"  \
	"{c 本年废止件数}{c 现行有效件数}</w:tr>"

static const struct {
	const char *name, *before, *after;
} shorts[] = {{"head}", HEAD, ""}, {"ns}", DOCX_NS, ""},
    {"t ", "<w:t>", "</w:t>"}, {"r ", "<w:r><w:t>", "</w:t></w:r>"},
    {"p ", "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"},
    {"c ", "<w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc>"}};

/* Writes XML for text with shorthand, in which none stands in another. */
static void expand(struct samples_text *out, const char *p, size_t n)
{
	const char *end = p + n, *after = "";
	size_t i, len;

	while (p < end) {
		len = strcspn(p, "{}");
		len = len < (size_t)(end - p) ? len : (size_t)(end - p);
		samples_add(out, p, len);
		p += len;
		if (p == end)
			break;
		if (*p++ == '}') {
			samples_add(out, after, strlen(after));
			continue;
		}
		for (i = 0; strncmp(p, shorts[i].name, strlen(shorts[i].name));)
			ck_assert_msg(
			    ++i < sizeof shorts / sizeof *shorts, "{%.9s", p);
		expand(out, shorts[i].before, strlen(shorts[i].before));
		after = shorts[i].after;
		p += strlen(shorts[i].name);
	}
}

struct body {
	char name[100];
	struct samples_text styles, numbering, document;
	const char *tokens;
	size_t len;
};

static void body_free(struct body *b)
{
	samples_free(&b->styles);
	samples_free(&b->numbering);
	samples_free(&b->document);
}

/* A part of the case that ends at `end`; returns where it begins, or NULL. */
static const char *part_of(
    const char *p, const char *end, const char *name, size_t *len)
{
	const char *next;

	p = strstr(p, name);
	if (!p || p >= end)
		return NULL;
	p += strlen(name);
	next = strstr(p, "\n[");
	next = next && next < end ? next + 1 : end;
	*len = (size_t)(next - p);
	return p;
}

static void add_part(
    struct samples_text *out, const char *p, const char *end, const char *name)
{
	size_t len;

	p = part_of(p, end, name, &len);
	if (p)
		expand(out, p, len);
}

static void add_document(struct body *b, const char *p, const char *end)
{
	static const char before[] = "<w:document" DOCX_NS "><w:body>";
	static const char after[] = "</w:body></w:document>";
	int whole =
	    strstr(p, "[document]\n<document") == strstr(p, "[document]\n");

	if (!whole)
		samples_add(&b->document, before, sizeof before - 1);
	add_part(&b->document, p, end, "[document]\n");
	if (!whole)
		samples_add(&b->document, after, sizeof after - 1);
}

/* The case at p; returns the next, or NULL behind the last. */
static const char *read_body(struct body *b, const char *p)
{
	const char *end = strstr(p, "\n\n== ");
	size_t n = strcspn(p, "\n");

	memset(b, 0, sizeof *b);
	ck_assert_uint_lt(n, sizeof b->name);
	memcpy(b->name, p, n);
	end = end ? end + 1 : p + strlen(p);
	add_part(&b->styles, p, end, "[styles]\n");
	add_part(&b->numbering, p, end, "[numbering]\n");
	add_document(b, p, end);
	b->tokens = part_of(p, end, "[tokens]\n", &b->len);
	ck_assert_msg(b->tokens != NULL, "%s: no tokens", b->name);
	return *end ? end + 4 : NULL;
}

static void try_body(const struct body *b, int each)
{
	struct docx_parts parts = {NULL, NULL, NULL};
	struct docx_zip z;
	int32_t rc;

	parts.document = b->document.p;
	parts.styles = b->styles.p;
	parts.numbering = b->numbering.p;
	memset(&z, 0, sizeof z);
	docx_make(&z, &parts);
	ck_assert_uint_eq(gkr_docx_is_docx(z.file.p, z.file.len), 1);
	rc = read_file(z.file.p, z.file.len, each);
	docx_free(&z);
	ck_assert_msg(rc == GKR_END, "%s: %d: %s", b->name, (int)rc,
	    gkr_docx_error_message(d, GKR_LANG_EN));
	ck_assert_int_eq(gkr_docx_error(d), GKR_OK);
	test_bytes_at(b->name, 0, got.p, got.len, b->tokens, b->len);
}

/* Each document, its tokens taken at the end and after each piece. */
START_TEST(bodies_give_their_tokens)
{
	char *text = test_read("t/docx/bodies.txt", NULL);
	const char *p = strstr(text, "\n== ");
	int count = 0;

	for (p = p ? p + 4 : NULL; p; count++) {
		struct body b;

		p = read_body(&b, p);
		try_body(&b, 0);
		try_body(&b, 1);
		body_free(&b);
	}
	ck_assert_int_ge(count, 25);
	free(text);
}
END_TEST

Suite *suite_docx(void);
Suite *suite_docx(void)
{
	Suite *s = suite_create("docx");
	TCase *tc = tcase_create("docx");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, bodies_give_their_tokens);
	suite_add_tcase(s, tc);
	return s;
}
