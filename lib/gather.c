/*
 * Small pieces of input wait for each other.
 *
 * What reading costs anew with each piece (to find out where it stopped, and
 * what short cuts lose near the end of what is there) is paid for many at
 * once: they are copied behind each other, and read when no more fit, or at
 * the input's end.
 */
#include <string.h>
#include "decoder.h"
#include "tokenizer.h"

/* Where there is no error and bytes are fed. */
static inline void note(const gkr_tokenizer *t, struct gkri_source *out)
{
	const struct gkri_decoder *d = t->decoder;

	out->bytes = d->map.source + d->held_len + t->gathered_len;
	out->replaced = d->replaced;
	out->encoding = (uint8_t)d->encoding;
	out->position_kind = GKR_POSITION_BYTES;
}

void gkri_tokenizer_note(const gkr_tokenizer *t, struct gkri_source *out)
{
	note(t, out);
	if (t->decoder->error)
		out->bytes = t->decoder->error_at;
	if (t->fed == GKRI_FEED_CELLS) {
		out->bytes = 0;
		out->position_kind = GKR_POSITION_CELLS;
	}
}

int gkri_tokenizer_gather(gkr_tokenizer *t, struct gkri_source *out)
{
	unsigned char *to;
	size_t n = t->in_len;

	/* nothing may have been lent */
	if (n - 1 >= t->room)
		return 0;
	to = t->gathered + t->gathered_len;
	t->gathered_len += n;
	t->room -= n;
	t->in_len = 0;
	note(t, out);
	/* last, so that nothing is kept for after the call */
	if (n == 1)
		*to = *t->in;
	else
		memcpy(to, t->in, n);
	return 1;
}
