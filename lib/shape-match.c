/* Is a text of a shape?  Its holes are filled on the way. */
#include <string.h>
#include "decimal.h"
#include "shape.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Digits that are read without asking what the number may be. */
#define PLAIN 9
/* Blanks in a row, and bytes of a number. */
#define BLANKS 8
#define NUMBER 18

/* Are n bytes the same?  Both may be read up to 15 bytes behind that. */
static inline int same(const char *a, const char *b, size_t n)
{
#if defined(__SSE2__)
	for (;; a += 16, b += 16, n -= 16) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)a);
		__m128i y = _mm_loadu_si128((const __m128i *)(const void *)b);
		unsigned mask =
		    (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, y));

		if (n <= 16)
			return (mask | (unsigned)-1 << n) == (unsigned)-1;
		if (mask != 0xffff)
			return 0;
	}
#else
	return memcmp(a, b, n) == 0;
#endif
}

/* Blanks that converters leave in cells: U+00A0, U+3000. */
static const char *skip_blanks(const char *q, uint32_t *chars)
{
	uint32_t i;

	for (i = 0; i < BLANKS; i++) {
		if ((unsigned char)q[0] == 0xc2 && (unsigned char)q[1] == 0xa0)
			q += 2;
		else if ((unsigned char)q[0] == 0xe3 &&
		    (unsigned char)q[1] == 0x80 && (unsigned char)q[2] == 0x80)
			q += 3;
		else
			break;
	}
	*chars += i;
	return q;
}

static int may_go_on(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == ',';
}

/* Any number of ASCII; its end, NULL where it is none. */
static const char *read_any(const char *q, struct gkri_fill *f)
{
	const char *end = q;
	struct gkri_value v;

	if (*end == '+' || *end == '-')
		end++;
	while (end - q < NUMBER && may_go_on(*end))
		end++;
	gkri_value_read(q, (size_t)(end - q), &v);
	if (v.state != GKR_STATE_NUMBER || may_go_on(*end))
		return NULL;
	f->mantissa = v.mantissa;
	f->scale = v.scale;
	f->flags = v.flags & GKRI_VALUE_SIGNED ? GKRI_TOKEN_SIGNED : 0;
	return end;
}

static inline const char *read_number(const char *q, struct gkri_fill *f)
{
	const char *begin = q;
	uint32_t value = (unsigned char)*q - (uint32_t)'0', digit;

	if (value > 9)
		return read_any(q, f);
	while ((digit = (unsigned char)*++q - (uint32_t)'0') <= 9) {
		value = value * 10 + digit;
		if (q - begin >= PLAIN)
			return read_any(begin, f);
	}
	if (*q == '.' || *q == ',')
		return read_any(begin, f);
	f->mantissa = value;
	f->scale = f->flags = 0;
	return q;
}

/* Reads a hole at q; where it ends, NULL where it is no hole. */
static inline const char *fill(const struct gkri_hole *h, struct gkri_fill *f,
    const char *p, const char *q)
{
	uint32_t chars = h->flags & GKRI_HOLE_FIRST ? 0 : f[-1].chars;
	const char *end;

	if ((unsigned char)*q >= 0x80)
		q = skip_blanks(q, &chars);
	end = read_number(q, f);
	if (!end)
		return NULL;
	f->at = (uint32_t)(q - p);
	f->len = (uint8_t)(end - q);
	f->column = (uint16_t)(h->column + chars);
	chars += f->len;
	if ((unsigned char)*end >= 0x80)
		end = skip_blanks(end, &chars);
	f->chars = (uint16_t)chars;
	f->end = (uint32_t)(end - p);
	return end;
}

int gkri_shape_match(struct gkri_shapes *m, const struct gkri_shape *s,
    const char *p, size_t n, int last)
{
	const struct gkri_hole *holes = gkri_shape_holes(s);
	const char *text = gkri_shape_text(s), *q = p + m->at, *end = p + n;
	uint32_t from = m->hole ? holes[m->hole - 1].at : 0, i, len;

	for (i = m->hole;; i++) {
		len = (i < s->holes ? holes[i].at : s->len) - from;
		if ((size_t)(end - q) < len) {
			/* what is there has to be the same, at least */
			len = (uint32_t)(end - q);
			if (last ||
			    !same(q + m->same, text + from + m->same,
				len - m->same))
				return GKRI_SHAPE_DIFFERS;
			m->same = len;
			break;
		}
		if (!same(q, text + from, len))
			return GKRI_SHAPE_DIFFERS;
		from += len;
		if (i == s->holes) {
			m->at = (uint32_t)(q - p) + len;
			return GKRI_SHAPE_FITS;
		}
		m->same = 0;
		m->at = (uint32_t)(q - p);
		q = fill(&holes[i], &m->fills[i], p, q + len);
		if (!q || q >= end) {
			/* it may be cut, and is read again then */
			if (last ||
			    (!q &&
				p + m->at + len + 3 * BLANKS + NUMBER + 2 <
				    end))
				return GKRI_SHAPE_DIFFERS;
			m->hole = i;
			return GKRI_SHAPE_MORE;
		}
	}
	m->hole = i;
	m->at = (uint32_t)(q - p);
	return GKRI_SHAPE_MORE;
}
