#include "support-decode.h"

#include "text.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

const uint32_t test_encodings[TEST_ENCODINGS] = {GKR_ENCODING_UTF8,
    GKR_ENCODING_UTF16LE, GKR_ENCODING_UTF16BE, GKR_ENCODING_GB18030};

/* Alone and in runs. */
const char test_sample[] =
    "2021年度报告\r\n\t103\t7 \n　　é·×\t（一）\n\xc2\xa0"
    "0\xc2\xa0\n"
    "𠀀𠂇😀1\n规章：12 件，涉及 3 项；行政许可 1,234.5 万元。\n";

void test_without_nul(unsigned char *bytes, size_t n, uint32_t encoding)
{
	size_t i, k,
	    unit = encoding == GKR_ENCODING_UTF16LE ||
		encoding == GKR_ENCODING_UTF16BE
	    ? 2
	    : 1;

	for (i = 0; i + unit <= n; i += unit) {
		for (k = 0; k < unit && bytes[i + k] == 0; k++)
			;
		if (k == unit)
			memset(bytes + i, 0x31, unit);
	}
}

struct run {
	struct gkri_decoder *d;
	struct gkri_buf *window;
	const struct feeding *how;
	struct decoded *out;
	size_t cap;
};

static int is_tail(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static void make_room(struct run *r, size_t need)
{
	if (need <= r->cap)
		return;
	r->cap = 2 * need;
	r->out->text = realloc(r->out->text, r->cap);
	r->out->source =
	    realloc(r->out->source, r->cap * sizeof *r->out->source);
	must(r->out->text && r->out->source);
}

/* Takes n bytes, or to the next character, out of the window. */
static void take_text(struct run *r, size_t n)
{
	struct decoded *out = r->out;
	struct gkri_buf *w = r->window;
	size_t i;

	while (n < w->len && is_tail(w->data[n]))
		n++;
	make_room(r, out->len + n + 1);
	for (i = 0; i < n; i++) {
		out->text[out->len + i] = w->data[i];
		out->source[out->len + i] = gkri_decoder_source(r->d, w, i);
	}
	out->len += n;
	out->source[out->len] = gkri_decoder_source(r->d, w, n);
	if (n == 0)
		return;
	gkri_decoder_shift(r->d, w, n);
	memmove(w->data, w->data + n, w->len - n);
	w->len -= n;
}

static size_t portion(const struct run *r)
{
	if (r->how->random)
		return 1 + test_random_below(r->how->random, 64);
	return r->how->enough ? r->how->enough : SIZE_MAX;
}

/* One piece; the text comes out while the window has what was asked for. */
static void feed(struct run *r, const unsigned char *p, size_t n, int last)
{
	size_t used, enough;

	do {
		enough = portion(r);
		r->out->rc = gkri_decoder_run(
		    r->d, p, n, last, r->window, enough, &used);
		must(used <= n);
		if (p)
			p += used;
		n -= used;
		if (r->out->rc)
			return;
		if (r->window->len < enough) {
			/* else bytes are left without a reason */
			must(n == 0);
			return;
		}
		take_text(r,
		    r->how->random
			? test_random_below(r->how->random, r->window->len + 1)
			: r->window->len);
	} while (1);
}

static size_t piece_of(const struct run *r, size_t at, size_t len)
{
	size_t n = r->how->piece ? r->how->piece : len;

	if (r->how->first && at == 0)
		n = r->how->first;
	if (r->how->random)
		n = 1 + test_random_below(r->how->random, 100);
	return n < len - at ? n : len - at;
}

void decode_with(struct gkri_decoder *d, struct gkri_buf *window,
    struct decoded *out, const void *bytes, size_t len,
    const struct feeding *how)
{
	struct run r = {d, window, how, out, 0};
	size_t at = 0, n;
	unsigned char *copy;

	memset(out, 0, sizeof *out);
	window->len = 0;
	do {
		int last;

		n = piece_of(&r, at, len);
		last = at + n == len && !how->separate_end;
		/* a block of its own, so that tools see reads beyond it */
		copy = malloc(n ? n : 1);
		must(copy != NULL);
		memcpy(copy, (const char *)bytes + at, n);
		feed(&r, copy, n, last);
		free(copy);
		at += n;
	} while (at < len && out->rc == GKR_OK);
	if (how->separate_end && out->rc == GKR_OK)
		feed(&r, NULL, 0, 1);
	take_text(&r, window->len);
	out->error_at = gkri_decoder_error_offset(d);
	out->replaced = gkri_decoder_replaced(d);
	out->bytes = gkri_decoder_bytes(d);
	out->encoding = gkri_decoder_encoding(d);
	must(gkri_decoder_error(d) == out->rc);
	/* errors stay */
	must(gkri_decoder_run(d, NULL, 0, 1, window, SIZE_MAX, &n) == out->rc);
	must(window->len == 0);
	must(gkri_decoder_error_offset(d) == out->error_at);
}

/* A decoder of its own. */
struct bench {
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;
};

static void set_up(struct bench *b, const struct feeding *how)
{
	gkri_mem_init(&b->mem, NULL, NULL);
	gkri_buf_init(&b->window, &b->mem);
	must(gkri_decoder_new(&b->mem, &b->d) == GKR_OK);
	gkri_decoder_set_encoding(b->d, how->encoding);
	gkri_decoder_set_replace(b->d, how->replace);
	if (how->limit)
		gkri_decoder_set_limit(b->d, how->limit);
	if (how->charset)
		b->d->gb.charset = how->charset;
}

static void tear_down(struct bench *b)
{
	gkri_decoder_free(b->d);
	gkri_buf_free(&b->window);
	must(b->mem.held == 0);
}

void decode(struct decoded *out, const void *bytes, size_t len,
    const struct feeding *how)
{
	struct bench b;

	set_up(&b, how);
	decode_with(b.d, &b.window, out, bytes, len, how);
	tear_down(&b);
}

void decoded_free(struct decoded *d)
{
	free(d->text);
	free(d->source);
	memset(d, 0, sizeof *d);
}

void decoded_same(
    const struct decoded *a, const struct decoded *b, const char *what)
{
	size_t i;

	if (!(a->rc == b->rc))
		ck_abort_msg("%s: rc %d, %d", what, a->rc, b->rc);
	if (!(a->error_at == b->error_at))
		ck_abort_msg("%s: error at %d, %d", what, (int)a->error_at,
		    (int)b->error_at);
	if (!(a->encoding == b->encoding))
		ck_abort_msg(
		    "%s: encoding %u, %u", what, a->encoding, b->encoding);
	if (!(a->replaced == b->replaced))
		ck_abort_msg("%s: replaced", what);
	if (!(a->bytes == b->bytes))
		ck_abort_msg(
		    "%s: %d bytes, %d", what, (int)a->bytes, (int)b->bytes);
	test_bytes(b->text, b->len, a->text, a->len);
	for (i = 0; i <= a->len; i++)
		if (!(a->source[i] == b->source[i]))
			ck_abort_msg("%s: text byte %d comes from %d, %d", what,
			    (int)i, (int)a->source[i], (int)b->source[i]);
}

struct task {
	struct bench bench;
	const struct decoded *want;
	const void *bytes;
	size_t len;
	struct feeding how;
};

/* Once more, with the decoder that did it before. */
static void again(struct task *t, const char *what)
{
	struct decoded got;

	gkri_decoder_reset(t->bench.d);
	decode_with(
	    t->bench.d, &t->bench.window, &got, t->bytes, t->len, &t->how);
	decoded_same(t->want, &got, what);
	decoded_free(&got);
}

static void in_other_ways(struct task *t)
{
	size_t i;

	for (i = 1; i < t->len && t->len <= 300; i++) {
		t->how.first = i;
		again(t, "cut in two");
		t->how.separate_end = !t->how.separate_end;
	}
	t->how.first = 0;
	for (i = 1; i <= 31; i += t->len > 2000 ? 1 + i / 2 : 1) {
		t->how.piece = i;
		t->how.enough = i * 3 % 32;
		again(t, "in pieces");
		t->how.separate_end = !t->how.separate_end;
	}
	t->how.piece = 0;
	for (i = 1; i < 9000; i = i * 3 + 1) {
		t->how.enough = i;
		again(t, "in portions");
	}
}

void decode_always(struct decoded *out, const void *bytes, size_t len,
    const struct feeding *how)
{
	struct task t = {.want = out, .bytes = bytes, .len = len, .how = *how};
	struct test_random random;
	int i;

	decode(out, bytes, len, how);
	set_up(&t.bench, how);
	t.how.separate_end = 1;
	again(&t, "end told apart");
	in_other_ways(&t);
	test_random_init(&random, len);
	t.how.random = &random;
	for (i = 0; i < 10; i++)
		again(&t, "at random");
	tear_down(&t.bench);
}

/* ------------------------------------------------------------------ */
/* Encoding                                                           */

/* The code point of a character of GB18030, 0 for none. */
static uint32_t gb_code(iconv_t cd, const unsigned char *p, size_t n)
{
	char in[4], out[16], *from = in, *to = out;
	size_t left = n, room = sizeof out, len;

	memcpy(in, p, n);
	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from, &left, &to, &room) != 0 || left ||
	    room > sizeof out)
		return 0;
	return gkri_code(out, sizeof out - room, &len);
}

static void note_form(
    iconv_t cd, unsigned char (*forms)[4], const unsigned char *p, size_t n)
{
	uint32_t code = gb_code(cd, p, n);

	if (code >= 0x80 && code < 0x10000 && forms[code][0] == 0)
		memcpy(forms[code], p, n);
}

/*
 * GB18030 of the BMP, read off its other direction: not every iconv can
 * convert to it.
 */
static unsigned char (*gb_forms(void))[4]
{
	static unsigned char forms[0x10000][4];
	unsigned char p[4];
	iconv_t cd;
	unsigned i;

	if (forms[0x4e00][0])
		return forms;
	cd = iconv_open("UTF-8", "GB18030");
	must((intptr_t)cd != -1);
	for (i = 0; i < 126 * 192; i++) {
		p[0] = (unsigned char)(0x81 + i / 192);
		p[1] = (unsigned char)(0x40 + i % 192);
		note_form(cd, forms, p, 2);
	}
	for (i = 0; i < 4 * 12600; i++) {
		p[0] = (unsigned char)(0x81 + i / 12600);
		p[1] = (unsigned char)(0x30 + i / 1260 % 10);
		p[2] = (unsigned char)(0x81 + i / 10 % 126);
		p[3] = (unsigned char)(0x30 + i % 10);
		note_form(cd, forms, p, 4);
	}
	iconv_close(cd);
	/* some are wrong about this one */
	memcpy(forms[0xfeff], "\x84\x31\x95\x33", 4);
	return forms;
}

static size_t encode_gb(unsigned char *out, uint32_t code)
{
	unsigned char(*forms)[4];
	uint32_t i;

	if (code < 0x80) {
		out[0] = (unsigned char)code;
		return 1;
	}
	if (code >= 0x10000) {
		/* the standard's own arithmetic */
		i = code - 0x10000;
		out[0] = (unsigned char)(0x90 + i / 12600);
		out[1] = (unsigned char)(0x30 + i / 1260 % 10);
		out[2] = (unsigned char)(0x81 + i / 10 % 126);
		out[3] = (unsigned char)(0x30 + i % 10);
		return 4;
	}
	forms = gb_forms();
	must(forms[code][0] != 0);
	memcpy(out, forms[code], 4);
	return forms[code][2] ? 4 : 2;
}

static size_t encode_utf16(unsigned char *out, uint32_t code, int big)
{
	uint32_t units[2] = {code, 0};
	size_t n = 1, i;

	if (code >= 0x10000) {
		units[0] = 0xd800 + ((code - 0x10000) >> 10);
		units[1] = 0xdc00 + (code & 0x3ff);
		n = 2;
	}
	for (i = 0; i < n; i++) {
		out[2 * i + !big] = (unsigned char)(units[i] >> 8);
		out[2 * i + (size_t)big] = (unsigned char)units[i];
	}
	return 2 * n;
}

size_t test_encode(
    unsigned char *out, size_t room, uint32_t encoding, const char *text)
{
	size_t n = 0, len, left = strlen(text);
	uint32_t code;

	for (; left; text += len, left -= len) {
		must(room - n >= 4);
		code = gkri_code(text, left, &len);
		if (encoding == GKR_ENCODING_GB18030)
			n += encode_gb(out + n, code);
		else if (encoding == GKR_ENCODING_UTF8)
			n += gkri_encode((char *)out + n, code);
		else
			n += encode_utf16(
			    out + n, code, encoding == GKR_ENCODING_UTF16BE);
	}
	return n;
}
