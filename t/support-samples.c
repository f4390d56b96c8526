#include "support-samples.h"

#include "../examples/print-token.h"
#include "tokenizer.h"

#include <stdlib.h>
#include <string.h>

static int has_end(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

char **samples_list(size_t *count)
{
	char **names = test_list("t/samples", "", count);
	size_t i, n = 0;

	for (i = 0; i < *count; i++) {
		if (has_end(names[i], ".truth.json") ||
		    strcmp(names[i], "README") == 0)
			free(names[i]);
		else
			names[n++] = names[i];
	}
	*count = n;
	ck_assert_msg(n > 30, "only %lu samples", (unsigned long)n);
	return names;
}

char *samples_read(const char *name, size_t *len)
{
	char path[256];

	ck_assert(strlen(name) < 200);
	strcpy(path, "t/samples/");
	strcat(path, name);
	return test_read(path, len);
}

static void samples_room(struct samples_text *s, size_t n)
{
	if (s->cap - s->len > n)
		return;
	s->cap = s->len + n + 1 + s->cap / 2;
	s->p = realloc(s->p, s->cap);
	ck_assert(s->p != NULL);
}

void samples_add(struct samples_text *s, const void *p, size_t n)
{
	samples_room(s, n);
	if (n)
		memcpy(s->p + s->len, p, n);
	s->p[s->len += n] = '\0';
}

void samples_free(struct samples_text *s)
{
	free(s->p);
	memset(s, 0, sizeof *s);
}

/* ------------------------------------------------------------------ */
/* Input in pieces                                                    */

struct input {
	gkr_tokenizer *t;
	const char *bytes;
	size_t len, at;
	struct samples_cut cut;
	char *piece; /* what is lent */
	size_t size;
};

static void begin(const struct input *in)
{
	in->t->gathers = in->cut.piece & 1 ? 0 : GKRI_GATHER;
	ck_assert_int_eq(gkr_tokenizer_reset(in->t), GKR_OK);
}

static void take_back(struct input *in)
{
	if (in->piece)
		memset(in->piece, 0xee, in->size);
	free(in->piece);
	in->piece = NULL;
}

/* Feeds a piece, or finishes where there is none. */
static int32_t more(struct input *in)
{
	size_t left = in->len - in->at, n = in->cut.piece;

	take_back(in);
	if (in->at == 0 && in->cut.first)
		n = in->cut.first;
	if (n == 0 || n > left)
		n = left;
	if (n == 0)
		return gkr_tokenizer_finish(in->t);
	in->piece = malloc(n);
	ck_assert(in->piece != NULL);
	memcpy(in->piece, in->bytes + in->at, n);
	in->size = n;
	in->at += n;
	return gkr_tokenizer_feed(in->t, in->piece, n);
}

static void add_line(struct samples_text *s, const gkr_tokenizer *t,
    size_t (*print)(const gkr_tokenizer *, char *, size_t))
{
	size_t n;

	samples_room(s, 512);
	n = print(t, s->p + s->len, s->cap - s->len - 1);
	if (n >= s->cap - s->len) {
		samples_room(s, n);
		n = print(t, s->p + s->len, s->cap - s->len - 1);
	}
	s->p[s->len += n] = '\0';
}

int32_t samples_tokens(gkr_tokenizer *t, const char *bytes, size_t len,
    struct samples_cut cut, struct samples_text *out)
{
	struct input in = {t, bytes, len, 0, cut, NULL, 0};
	int32_t rc;

	begin(&in);
	for (;;) {
		rc = more(&in);
		if (rc < 0)
			break;
		while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
			add_line(out, t, print_token);
		if (rc != GKR_MORE)
			break;
	}
	take_back(&in);
	if (rc < 0)
		add_line(out, t, print_token_error);
	return rc;
}

/* ------------------------------------------------------------------ */
/* Reports                                                            */

static int32_t read_all(gkr_report *r, struct input *in)
{
	int32_t rc;

	do {
		rc = more(in);
		if (rc >= 0)
			rc = gkr_report_read(r, in->t);
	} while (rc == GKR_MORE);
	take_back(in);
	return rc;
}

static void add_exports(
    struct samples_text *s, const gkr_report *r, const gkr_findings *f)
{
	static const uint32_t formats[] = {GKR_FORMAT_JSON, GKR_FORMAT_CSV};
	gkr_exporter *e;
	gkr_buffer *b;
	size_t i, len;
	const char *p;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(gkr_exporter_new(formats[i], &e), GKR_OK);
		ck_assert_int_eq(gkr_exporter_write(e, r, f, b), GKR_OK);
		gkr_exporter_free(e);
	}
	p = gkr_buffer_data(b, &len);
	samples_add(s, p, len);
	gkr_buffer_free(b);
}

static void add_error(struct samples_text *s, const gkr_report *r, int32_t rc)
{
	gkr_exporter *e;
	gkr_buffer *b;
	size_t len;
	const char *p;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_JSON, &e), GKR_OK);
	ck_assert_int_eq(
	    gkr_exporter_write_error(e, NULL, rc,
		gkr_report_error_message(r, GKR_LANG_EN),
		gkr_report_error_offset(r), gkr_report_error_line(r), b),
	    GKR_OK);
	p = gkr_buffer_data(b, &len);
	samples_add(s, p, len);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
}

int32_t samples_report(gkr_tokenizer *t, const char *bytes, size_t len,
    struct samples_cut cut, struct samples_text *out)
{
	struct input in = {t, bytes, len, 0, cut, NULL, 0};
	gkr_findings *f;
	gkr_report *r;
	int32_t rc;

	begin(&in);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	rc = read_all(r, &in);
	if (rc < 0)
		add_error(out, r, rc);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	add_exports(out, r, f);
	gkr_findings_free(f);
	gkr_report_free(r);
	return rc;
}
