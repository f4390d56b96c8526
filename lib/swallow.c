/*
 * The short way for input in pieces of a byte, or of a few at its beginning.
 *
 * The short cut for small pieces (window.c) asks whether anything is to be
 * done but to wait for more.  The answer stays the same for a number of bytes,
 * until something else is done with the handle; these are only put where they
 * belong.
 */
#include <string.h>
#include "decoder.h"
#include "tokenizer.h"

#ifdef __GNUC__
#define SELDOM static __attribute__((noinline))
#else
#define SELDOM static
#endif

static uint64_t lesser(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* How many bytes the decoder takes so at most. */
static uint64_t decoder_ease(const struct gkri_decoder *d)
{
	uint64_t left = d->limit - gkri_decoder_bytes(d), ignored;

	if (d->error || left == 0 || d->held == NULL)
		return 0;
	if (d->stage == GKRI_DECODE_HEAD)
		return lesser(left - 1, GKRI_SNIFF - d->held_len - 1);
	if (d->stage == GKRI_DECODE_TEXT && d->held_len < 3 &&
	    d->encoding == GKR_ENCODING_UTF8 && gkri_decoder_plain(d, &ignored))
		return left - 1;
	return 0;
}

void gkri_tokenizer_ease(gkr_tokenizer *t)
{
	size_t have = t->window.len - t->pos;
	uint64_t least = decoder_ease(t->decoder);

	if (t->decoder->stage != GKRI_DECODE_HEAD) {
		least = lesser(least, t->zeroed - t->window.len - GKRI_SLACK);
		least = lesser(least,
		    t->shapes.stage == GKRI_SHAPE_TRY
			? t->shapes.need - have
			: GKRI_LONG_LINE - GKRI_TRICKLE - have);
		/* a cut character may come to its end, too */
		least = least > 4 ? least - 4 : 0;
	}
	t->ease = least;
}

/* A byte of text, where `ends` says that a line may end in it. */
static inline int put_text(
    struct gkri_decoder *d, struct gkri_buf *b, unsigned char c, int ends)
{
	char *to = b->data + b->len;
	size_t n = 1;

	if (d->held_len == 0 && c - 1u < 0x7f) {
		if (!ends && (c == '\n' || c == '\r'))
			return 0;
		*to = (char)c;
	} else if (!gkri_decoder_fits(d, c)) {
		return 0;
	} else if (d->held_len < 2) {
		d->held[d->held_len++] = c;
		return 1;
	} else {
		memcpy(to, d->held, 2);
		to[2] = (char)c;
		d->held_len = 0;
		n = 3;
	}
	b->len += n;
	d->map.text += n;
	d->map.source += n;
	return 1;
}

/* Where there is no error and bytes are fed. */
static inline void note(const struct gkri_decoder *d, struct gkri_source *out)
{
	out->bytes = d->map.source + d->held_len;
	out->replaced = d->replaced;
	out->encoding = d->encoding;
	out->position_kind = GKR_POSITION_BYTES;
}

void gkri_tokenizer_note(const gkr_tokenizer *t, struct gkri_source *out)
{
	note(t->decoder, out);
	if (t->decoder->error)
		out->bytes = t->decoder->error_at;
	if (t->fed == GKRI_FEED_CELLS) {
		out->bytes = 0;
		out->position_kind = GKR_POSITION_CELLS;
	}
}

/* The same for a byte behind the input's beginning. */
SELDOM int swallow_text(gkr_tokenizer *t, struct gkri_source *out)
{
	struct gkri_decoder *d = t->decoder;
	struct gkri_buf *b = &t->window;
	int tries = t->shapes.stage == GKRI_SHAPE_TRY;

	if (!put_text(d, b, *t->in, tries))
		return 0;
	if (!tries) {
		t->work_bytes += b->len - t->scanned;
		t->scanned = b->len;
	}
	t->ease--;
	t->in_len = 0;
	note(d, out);
	return 1;
}

/* More bytes than one, while all are held. */
SELDOM int swallow_some(gkr_tokenizer *t, struct gkri_source *out)
{
	struct gkri_decoder *d = t->decoder;
	size_t n = t->in_len;

	if (d->stage != GKRI_DECODE_HEAD || n > GKRI_TRICKLE)
		return 0;
	memcpy(d->held + d->held_len, t->in, n);
	d->held_len += n;
	t->ease -= n;
	t->in_len = 0;
	note(d, out);
	return 1;
}

int gkri_tokenizer_swallow(gkr_tokenizer *t, struct gkri_source *out)
{
	struct gkri_decoder *d = t->decoder;

	if (t->in_len - 1 >= t->ease)
		return 0;
	if (t->in_len != 1)
		return swallow_some(t, out);
	if (d->stage != GKRI_DECODE_HEAD)
		return swallow_text(t, out);
	d->held[d->held_len++] = *t->in;
	t->ease--;
	t->in_len = 0;
	note(d, out);
	return 1;
}
