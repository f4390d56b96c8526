/*
 * Bytes to text.
 *
 * The caller's bytes go straight from his buffer through a converter into the
 * window.  Only what cannot be decided yet is held back: the bytes on which
 * detection rests while they come in small pieces, and a cut character.
 * Whatever is held is converted as soon as it can be, even beyond what the
 * user of the window wants, so that bytes that were taken are text or are
 * waiting for more bytes.
 */
#include "decoder.h"

#include "utf8.h"

#include <string.h>

enum { SLICE = 16384 /* ASCII in one go */ };

/* What a call of run works on. */
struct feed {
	const unsigned char *src;
	size_t n;
	int complete; /* no byte behind these will be looked at */
	int last;     /* and there is none */
	/* before it, from src on, all is whole UTF-8; NULL: not known */
	const unsigned char *good;
	struct gkri_buf *window;
	size_t enough;
};

int32_t gkri_decoder_new(struct gkri_mem *mem, struct gkri_decoder **out)
{
	struct gkri_decoder *d = gkri_resize(mem, NULL, 0, sizeof *d);

	*out = d;
	if (d == NULL)
		return mem->status;
	memset(d, 0, sizeof *d);
	d->mem = mem;
	d->limit = gkr_limit_default(GKR_LIMIT_INPUT);
	gkri_gb_init(&d->gb, mem);
	gkri_srcmap_init(&d->map, mem);
	return GKR_OK;
}

void gkri_decoder_free(struct gkri_decoder *d)
{
	if (d == NULL)
		return;
	gkri_gb_free(&d->gb);
	gkri_srcmap_free(&d->map);
	gkri_release(d->mem, d->held, GKRI_SNIFF);
	gkri_release(d->mem, d, sizeof *d);
}

void gkri_decoder_reset(struct gkri_decoder *d)
{
	d->stage = GKRI_DECODE_HEAD;
	d->encoding = 0;
	d->label = 0;
	d->error = GKR_OK;
	d->error_at = 0;
	d->cut = 0;
	d->file = NULL;
	d->replaced = 0;
	d->held_len = d->held_good = 0;
	gkri_srcmap_reset(&d->map);
}

void gkri_decoder_set_encoding(struct gkri_decoder *d, uint32_t encoding)
{
	d->override = encoding;
}

void gkri_decoder_set_replace(struct gkri_decoder *d, int on)
{
	d->replace = on;
}

void gkri_decoder_set_limit(struct gkri_decoder *d, uint64_t input)
{
	d->limit = input;
}

uint32_t gkri_decoder_encoding(const struct gkri_decoder *d)
{
	return d->encoding;
}

uint64_t gkri_decoder_replaced(const struct gkri_decoder *d)
{
	return d->replaced;
}

int32_t gkri_decoder_error(const struct gkri_decoder *d)
{
	return d->error;
}

uint64_t gkri_decoder_error_offset(const struct gkri_decoder *d)
{
	return d->error_at;
}

const char *gkri_decoder_format(const struct gkri_decoder *d, uint32_t lang)
{
	return gkri_file_text(d->file, lang);
}

const char *gkri_decoder_cut(const struct gkri_decoder *d, uint32_t lang)
{
	static const char *const text[2] = {
#define GKR_DEF_LOSSY_BYTES(zh, en) zh, en
#include "lossy.def"
	};

	return d->cut ? text[lang == GKR_LANG_EN] : NULL;
}

uint64_t gkri_decoder_bytes(const struct gkri_decoder *d)
{
	/* behind an error it would depend on how the input was cut */
	return d->error ? d->error_at : d->map.source + d->held_len;
}

uint64_t gkri_decoder_source(
    struct gkri_decoder *d, const struct gkri_buf *window, size_t at)
{
	const struct gkri_segment *s = d->map.segments;

	/* most input is UTF-8 whose text is as it came */
	if (d->map.count == 1 && s->rule == GKRI_MAP_SAME &&
	    d->map.front + at < d->map.text)
		return s->source + (d->map.front + at - s->text);
	return gkri_srcmap_find(&d->map, window->data, at);
}

int gkri_decoder_plain(const struct gkri_decoder *d, uint64_t *delta)
{
	const struct gkri_segment *s = d->map.segments;

	if (d->map.count != 1 || s->rule != GKRI_MAP_SAME)
		return 0;
	*delta = s->source + d->map.front - s->text;
	return 1;
}

size_t gkri_decoder_plain_end(const struct gkri_decoder *d)
{
	return (size_t)(d->map.text - d->map.front);
}

void gkri_decoder_shift(
    struct gkri_decoder *d, const struct gkri_buf *window, size_t n)
{
	gkri_srcmap_shift(&d->map, window->data, n);
}

/* ------------------------------------------------------------------ */
/* What is held                                                       */

static int32_t take(struct gkri_decoder *d, struct feed *f, size_t n)
{
	if (n == 0)
		return GKR_OK;
	if (d->held == NULL)
		d->held = gkri_resize(d->mem, NULL, 0, GKRI_SNIFF);
	if (d->held == NULL)
		return d->mem->status;
	memcpy(d->held + d->held_len, f->src, n);
	d->held_len += n;
	f->src += n;
	f->n -= n;
	return GKR_OK;
}

/* The first n held bytes are done with. */
static void drop_held(struct gkri_decoder *d, size_t n)
{
	if (n == 0)
		return;
	d->held_len -= n;
	d->held_good -= n < d->held_good ? n : d->held_good;
	memmove(d->held, d->held + n, d->held_len);
}

/*
 * The next GKRI_SNIFF bytes in one piece, fewer where there are no more; NULL
 * while they are not complete, all bytes are held then, or *rc says why not.
 */
static const unsigned char *look(
    struct gkri_decoder *d, struct feed *f, size_t *n, int32_t *rc)
{
	size_t more = GKRI_SNIFF - d->held_len;

	*rc = GKR_OK;
	if (d->held_len == 0 && (f->complete || f->n >= more)) {
		*n = f->n < more ? f->n : more;
		return f->src;
	}
	*rc = take(d, f, f->n < more ? f->n : more);
	*n = d->held_len;
	if (*rc != GKR_OK)
		return NULL;
	return *n == GKRI_SNIFF || f->complete ? d->held : NULL;
}

/* ------------------------------------------------------------------ */
/* The stages                                                         */

static int32_t run_head(struct gkri_decoder *d, struct feed *f)
{
	struct gkri_sniff found;
	const unsigned char *p;
	size_t n;
	int32_t rc;

	p = look(d, f, &n, &rc);
	if (p == NULL || n == 0)
		return rc;
	gkri_sniff_head(p, n, d->override, &found);
	d->file = found.file;
	if (found.file)
		return gkri_decoder_fail(d, GKR_E_FORMAT, 0);
	if (d->held_len) {
		d->held_good = found.good;
		drop_held(d, found.bom);
	} else {
		f->good = p + found.good;
		f->src += found.bom;
		f->n -= found.bom;
	}
	gkri_srcmap_skip(&d->map, found.bom);
	d->encoding = found.encoding;
	d->label = found.label;
	d->stage = found.encoding ? GKRI_DECODE_TEXT : GKRI_DECODE_ASCII;
	return GKR_OK;
}

/* Appends ASCII until something else comes; *n becomes what was appended. */
static int32_t put_ascii(struct gkri_decoder *d, struct gkri_buf *window,
    const unsigned char *p, size_t *n)
{
	int32_t rc;

	*n = gkri_ascii_run(p, *n);
	if (*n == 0)
		return GKR_OK;
	rc = gkri_decoder_reserve(d, window, *n);
	if (rc)
		return rc;
	memcpy(window->data + window->len, p, *n);
	window->len += *n;
	gkri_srcmap_add(&d->map, *n, *n, GKRI_MAP_SAME);
	return GKR_OK;
}

/* What is held, then what was lent, while it is ASCII. */
static int32_t pass_ascii(struct gkri_decoder *d, struct feed *f)
{
	size_t n = d->held_len;
	int32_t rc = n ? put_ascii(d, f->window, d->held, &n) : GKR_OK;

	if (rc)
		return rc;
	drop_held(d, n);
	while (d->held_len == 0 && f->n && f->window->len < f->enough) {
		size_t wanted = f->enough - f->window->len;

		if (wanted > SLICE)
			wanted = SLICE;
		n = wanted = f->n < wanted ? f->n : wanted;
		rc = put_ascii(d, f->window, f->src, &n);
		if (rc)
			return rc;
		f->src += n;
		f->n -= n;
		if (n < wanted)
			break;
	}
	return GKR_OK;
}

/* What was found to be UTF-8 once need not be looked at again. */
static uint32_t encoding_of(const struct gkri_decoder *d, const struct feed *f,
    const unsigned char *p, size_t n)
{
	size_t known = 0, ignored;

	if (d->label == 0 && p == f->src && f->good && f->good > p)
		known = (size_t)(f->good - p);
	if (d->label == 0 && p == d->held)
		known = d->held_good;
	if (known &&
	    (known >= n || gkri_sniff_is_utf8(p + known, n - known, &ignored)))
		return GKR_ENCODING_UTF8;
	return gkri_sniff_content(p, n, d->label);
}

static int32_t run_ascii(struct gkri_decoder *d, struct feed *f)
{
	const unsigned char *p;
	size_t n;
	int32_t rc = pass_ascii(d, f);

	if (rc)
		return rc;
	p = d->held_len ? d->held : f->src;
	if (d->held_len + f->n == 0 || (*p && *p < 0x80))
		return GKR_OK;
	/* a NUL is the same error whatever follows */
	if (*p == 0) {
		d->encoding = d->label ? d->label : GKR_ENCODING_UTF8;
		return gkri_decoder_fail(d, GKR_E_NUL, d->map.source);
	}
	p = look(d, f, &n, &rc);
	if (p == NULL)
		return rc;
	d->encoding = encoding_of(d, f, p, n);
	d->stage = GKRI_DECODE_TEXT;
	return GKR_OK;
}

/* n bytes that are known to be whole characters of UTF-8. */
static int32_t put_good(struct gkri_decoder *d, struct gkri_buf *window,
    const unsigned char *p, size_t n)
{
	int32_t rc = n ? gkri_decoder_reserve(d, window, n) : GKR_OK;

	if (rc || n == 0)
		return rc;
	memcpy(window->data + window->len, p, n);
	window->len += n;
	gkri_srcmap_add(&d->map, n, n, GKRI_MAP_SAME);
	return GKR_OK;
}

/* The beginning, where it was found to be UTF-8 while it was held. */
static int32_t copy_held(struct gkri_decoder *d, struct feed *f)
{
	size_t n = d->held_good;
	int32_t rc;

	if (d->encoding != GKR_ENCODING_UTF8)
		return GKR_OK;
	rc = put_good(d, f->window, d->held, n);
	if (rc == GKR_OK)
		drop_held(d, n);
	return rc;
}

/* What is held, with more bytes one by one while a character is cut. */
static int32_t run_held(struct gkri_decoder *d, struct feed *f)
{
	struct gkri_conversion s;
	int32_t rc = GKR_OK;
	size_t before;

	while (rc == GKR_OK && d->held_len) {
		before = d->held_len;
		s.in = d->held;
		s.end = d->held + d->held_len;
		rc = gkri_decoder_convert(
		    d, f->window, &s, SIZE_MAX, f->last && f->n == 0);
		drop_held(d, (size_t)(s.in - d->held));
		if (d->held_len < before)
			continue;
		if (rc != GKR_OK || f->n == 0)
			break;
		rc = take(d, f, 1);
	}
	return rc;
}

/* Copies what is known to be UTF-8, as far as it is wanted. */
static int32_t copy_good(struct gkri_decoder *d, struct feed *f)
{
	size_t n, wanted = f->enough - f->window->len;
	int32_t rc;

	if (d->encoding != GKR_ENCODING_UTF8 || !f->good || f->good <= f->src)
		return GKR_OK;
	n = (size_t)(f->good - f->src);
	if (n > wanted)
		for (n = wanted; n && (f->src[n] & 0xc0) == 0x80; n--)
			continue;
	rc = put_good(d, f->window, f->src, n);
	if (rc)
		return rc;
	f->src += n;
	f->n -= n;
	return GKR_OK;
}

static int32_t run_text(struct gkri_decoder *d, struct feed *f)
{
	struct gkri_conversion s;
	int32_t rc = d->held_good ? copy_held(d, f) : GKR_OK;

	if (rc == GKR_OK && d->held_len)
		rc = run_held(d, f);
	if (rc == GKR_OK && d->held_len == 0 && f->window->len < f->enough)
		rc = copy_good(d, f);

	if (rc || f->n == 0 || f->window->len >= f->enough)
		return rc;
	s.in = f->src;
	s.end = f->src + f->n;
	rc = gkri_decoder_convert(d, f->window, &s, f->enough, f->last);
	f->src = s.in;
	f->n = (size_t)(s.end - s.in);
	if (rc == GKR_OK && f->window->len < f->enough)
		rc = take(d, f, f->n);
	return rc;
}

/* The input's end, or the byte that is one too many. */
static int32_t finish(struct gkri_decoder *d, const struct feed *f)
{
	if (!f->last)
		return gkri_decoder_fail(d, GKR_E_LIMIT, d->limit);
	if (d->map.text == 0)
		return gkri_decoder_fail(d, GKR_E_EMPTY, d->map.source);
	if (d->encoding == 0)
		d->encoding = d->label ? d->label : GKR_ENCODING_UTF8;
	return GKR_OK;
}

static int32_t run(struct gkri_decoder *d, struct feed *f)
{
	int32_t rc = GKR_OK;

	if (d->stage == GKRI_DECODE_HEAD)
		rc = run_head(d, f);
	if (rc == GKR_OK && d->stage == GKRI_DECODE_ASCII)
		rc = run_ascii(d, f);
	if (rc == GKR_OK && d->stage == GKRI_DECODE_TEXT)
		rc = run_text(d, f);
	if (rc == GKR_OK && f->n == 0 && f->complete)
		rc = finish(d, f);
	return rc;
}

uint32_t gkri_decoder_ascii(const struct gkri_decoder *d)
{
	return d->encoding == GKR_ENCODING_UTF16LE ||
		d->encoding == GKR_ENCODING_UTF16BE
	    ? 2
	    : 1;
}

int32_t gkri_decoder_run(struct gkri_decoder *d, const unsigned char *src,
    size_t n, int last, struct gkri_buf *window, size_t enough, size_t *used)
{
	uint64_t left = d->limit - gkri_decoder_bytes(d);
	struct feed f;
	int32_t rc;

	*used = 0;
	if (d->error)
		return d->error;
	f.src = src;
	f.n = n > left ? (size_t)left : n;
	f.last = last && f.n == n;
	f.complete = f.last || f.n < n;
	f.window = window;
	f.enough = enough;
	f.good = NULL;
	rc = f.n || f.complete ? run(d, &f) : GKR_OK;
	*used = (size_t)(f.src - src);
	return rc;
}
