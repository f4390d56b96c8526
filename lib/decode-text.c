/* The decoder's conversion: from a span of bytes into the window. */
#include "decoder.h"

#include "text.h"

enum {
	SLICE = 16384, /* text in one go: checked and copied while cached */
	SLACK = 8      /* a converter stops when it has less room than a
			  character may need */
};

/* ------------------------------------------------------------------ */
/* Errors and text                                                    */

int32_t gkri_decoder_fail(struct gkri_decoder *d, int32_t error, uint64_t at)
{
	d->error = error;
	d->error_at = at;
	return error;
}

/* At the next byte to be converted. */
static int32_t fail_here(struct gkri_decoder *d, int32_t error)
{
	return gkri_decoder_fail(d, error, d->map.source);
}

int32_t gkri_decoder_reserve(
    struct gkri_decoder *d, struct gkri_buf *window, size_t more)
{
	int32_t rc = gkri_srcmap_reserve(&d->map, 1);

	return rc ? rc : gkri_buf_reserve(window, more);
}

/* Appends the code point that `width` bytes stand for. */
static int32_t put_code(struct gkri_decoder *d, struct gkri_buf *window,
    struct gkri_conversion *s, uint32_t code, size_t width)
{
	int32_t rc = gkri_decoder_reserve(d, window, 4);
	size_t len;

	if (rc)
		return rc;
	len = gkri_encode(window->data + window->len, code);
	window->len += len;
	s->in += width;
	gkri_srcmap_add(&d->map, len, width, (uint32_t)width);
	return GKR_OK;
}

/*
 * A character cut before a blank or a bar: what Debian's html2text does, which
 * counts bytes where it breaks lines and cells.
 */
static int is_cut(const struct gkri_conversion *s)
{
	const unsigned char *next = s->in + s->bad;

	return s->in[0] >> 4 == 0xe && next < s->end &&
	    (*next == '|' || *next == ' ' || *next == '_');
}

/* Bytes that are no character: the error, or U+FFFD for them. */
static int32_t put_bad(
    struct gkri_decoder *d, struct gkri_buf *window, struct gkri_conversion *s)
{
	int32_t rc;

	if (!d->replace) {
		d->cut = d->encoding == GKR_ENCODING_UTF8 && is_cut(s);
		return fail_here(d, GKR_E_ENCODING);
	}
	rc = put_code(d, window, s, 0xfffd, s->bad);
	if (rc == GKR_OK)
		d->replaced++;
	return rc;
}

/* GB18030's character of unusual width, which may not exist. */
static int32_t put_odd(
    struct gkri_decoder *d, struct gkri_buf *window, struct gkri_conversion *s)
{
	unsigned width;
	uint32_t code = gkri_gb_odd(&d->gb, s, &width);

	s->bad = width;
	return code ? put_code(d, window, s, code, width)
		    : put_bad(d, window, s);
}

/* ------------------------------------------------------------------ */
/* Converting                                                         */

static int convert(struct gkri_decoder *d, struct gkri_conversion *s)
{
	switch (d->encoding) {
	case GKR_ENCODING_UTF16LE:
		return gkri_convert_utf16le(s);
	case GKR_ENCODING_UTF16BE:
		return gkri_convert_utf16be(s);
	case GKR_ENCODING_GB18030:
		return gkri_convert_gb(&d->gb, s);
	default:
		return gkri_convert_utf8(s);
	}
}

static uint32_t rule_of(uint32_t encoding)
{
	if (encoding == GKR_ENCODING_GB18030)
		return GKRI_MAP_GB;
	return encoding == GKR_ENCODING_UTF8 ? GKRI_MAP_SAME : GKRI_MAP_UTF16;
}

/* How much text at once: where places are counted, a segment of the map. */
static size_t slice_of(
    uint32_t encoding, size_t wanted, const struct gkri_conversion *s)
{
	size_t most = encoding == GKR_ENCODING_UTF8 ? SLICE : GKRI_MAP_STEP;
	size_t n = (size_t)(s->end - s->in);

	if (encoding == GKR_ENCODING_UTF8)
		most = n < most ? n : most;
	else if (n < most / 2) /* two bytes may become three */
		most = n * 2;
	return wanted < most ? wanted : most;
}

/* One slice, at most `wanted` bytes of text and some more; *stop says why. */
static int32_t put_slice(struct gkri_decoder *d, struct gkri_buf *window,
    struct gkri_conversion *s, size_t wanted, int *stop)
{
	size_t room = slice_of(d->encoding, wanted, s) + SLACK;
	const unsigned char *in = s->in;
	size_t spill = d->encoding == GKR_ENCODING_GB18030 ? GKRI_GB_SPILL : 0;
	int32_t rc = gkri_decoder_reserve(d, window, room + spill);
	size_t text;

	if (rc)
		return rc;
	s->out = window->data + window->len;
	s->out_end = s->out + room;
	*stop = convert(d, s);
	text = (size_t)(s->out - (window->data + window->len));
	gkri_srcmap_add(
	    &d->map, text, (size_t)(s->in - in), rule_of(d->encoding));
	window->len += text;
	return GKR_OK;
}

static int32_t open_gb(struct gkri_decoder *d)
{
	int32_t rc = gkri_gb_open(&d->gb);

	return rc == GKR_E_ICONV ? fail_here(d, rc) : rc;
}

int32_t gkri_decoder_convert(struct gkri_decoder *d, struct gkri_buf *window,
    struct gkri_conversion *s, size_t enough, int last)
{
	int32_t rc = GKR_OK;
	int stop = GKRI_STOP_ROOM;

	while (rc == GKR_OK && window->len < enough) {
		rc = put_slice(d, window, s, enough - window->len, &stop);
		if (rc)
			return rc;
		switch (stop) {
		case GKRI_STOP_END:
			return GKR_OK;
		case GKRI_STOP_CUT:
			if (!last)
				return GKR_OK;
			/* fallthrough */
		case GKRI_STOP_BAD:
			rc = put_bad(d, window, s);
			break;
		case GKRI_STOP_NUL:
			return fail_here(d, GKR_E_NUL);
		case GKRI_STOP_ODD:
			rc = put_odd(d, window, s);
			break;
		case GKRI_STOP_OPEN:
			rc = open_gb(d);
			break;
		default:
			break;
		}
	}
	return rc;
}
