/* UTF-8 and UTF-16 to UTF-8. */
#include "convert.h"

#include "text.h"
#include "utf8.h"

#include <string.h>

int gkri_convert_utf8(struct gkri_conversion *s)
{
	size_t n = (size_t)(s->end - s->in), room, good;
	int cut;

	room = (size_t)(s->out_end - s->out);
	if (room > n)
		room = n;
	good = gkri_utf8_run(s->in, room);
	memcpy(s->out, s->in, good);
	s->in += good;
	s->out += good;
	if (good == n)
		return GKRI_STOP_END;
	if (good == room)
		return GKRI_STOP_ROOM;
	if (*s->in == 0)
		return GKRI_STOP_NUL;
	s->bad = gkri_utf8_bad(s->in, n - good, &cut);
	if (s->bad == 0)
		return GKRI_STOP_ROOM;
	return cut ? GKRI_STOP_CUT : GKRI_STOP_BAD;
}

/* ------------------------------------------------------------------ */

static inline unsigned unit(const unsigned char *p, int big)
{
	return big ? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

/* A character that begins with the surrogate `high`. */
static int surrogates(struct gkri_conversion *s, unsigned high, int big)
{
	unsigned low;

	s->bad = 2;
	if (high >= 0xdc00)
		return GKRI_STOP_BAD;
	if (s->end - s->in < 4) {
		s->bad = (size_t)(s->end - s->in);
		return GKRI_STOP_CUT;
	}
	low = unit(s->in + 2, big);
	if (low < 0xdc00 || low > 0xdfff)
		return GKRI_STOP_BAD;
	s->out += gkri_encode(
	    s->out, 0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff)));
	s->in += 4;
	return GKRI_STOP_END;
}

/* Inlined twice, so that the order is settled when it is compiled. */
static inline int utf16(struct gkri_conversion *s, int big)
{
	int stop;

	while (s->end - s->in >= 2 && s->out_end - s->out >= 4) {
		unsigned c = unit(s->in, big);

		if (c - 0xd800 < 0x800) {
			stop = surrogates(s, c, big);
			if (stop != GKRI_STOP_END)
				return stop;
			continue;
		}
		if (c == 0)
			return GKRI_STOP_NUL;
		s->in += 2;
		s->out += gkri_encode(s->out, c);
	}
	if (s->in == s->end)
		return GKRI_STOP_END;
	s->bad = 1;
	return s->end - s->in < 2 ? GKRI_STOP_CUT : GKRI_STOP_ROOM;
}

int gkri_convert_utf16le(struct gkri_conversion *s)
{
	return utf16(s, 0);
}

int gkri_convert_utf16be(struct gkri_conversion *s)
{
	return utf16(s, 1);
}
