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
/* Bytes of a hole, and the one behind it. */
#define MOST (2 * 3 * BLANKS + NUMBER + 2)

/* What a number without sign and point is. */
static const uint8_t digits[4] = {GKR_STATE_NUMBER, GKR_CERTAINTY_READ, 0, 0};

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
	memcpy(f->what, digits, sizeof(f->what));
	f->what[2] = v.scale;
	f->what[3] = v.flags & GKRI_VALUE_SIGNED ? GKRI_TOKEN_SIGNED : 0;
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
	memcpy(f->what, digits, sizeof(f->what));
	return q;
}

/* Reads a hole at q; where it ends, NULL where it is no hole. */
static const char *fill(const struct gkri_hole *h, struct gkri_fill *f,
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
	q = end;
	if ((unsigned char)*end >= 0x80)
		end = skip_blanks(end, &chars);
	f->tail = (uint8_t)(end - q);
	f->chars = (uint16_t)chars;
	return end;
}

/* Are n bytes, 1 to 8, the same? */
static inline int same_few(const char *a, const char *b, size_t n)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return ((x ^ y) << (64 - 8 * n)) == 0;
#else
	return memcmp(a, b, n) == 0;
#endif
}

/* A text and the shape that it is compared with. */
struct trial {
	const struct gkri_hole *holes, *stop;
	struct gkri_fill *fills;
	const char *text;    /* of the shape */
	const char *p, *end; /* what may be of the shape */
	const char *q;	     /* how far it is */
	uint32_t hole;	     /* the next */
	uint32_t from;	     /* where the text before it begins, in the shape */
	size_t need;	     /* bytes without which it fits no further */
};

static inline size_t hard_blank(const char *q)
{
	return memcmp(q, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/*
 * Most holes have few bytes before them and one digit in them, perhaps a
 * U+00A0 before or behind it.  Fills such, up to another or the last.
 */
static void fill_digits(struct trial *k)
{
	const struct gkri_hole *h = k->holes + k->hole, *stop = k->stop;
	const char *q = k->q, *end = k->end - 32, *text = k->text;
	struct gkri_fill *f = k->fills + k->hole;
	uint32_t from = k->from, len, digit, chars, lead, tail;

	for (; h < stop && q < end; h++, f++) {
		len = h->at - from;
		if (len - 1u >= 8 || !same_few(q, text + from, len))
			break;
		q += len;
		lead = (uint32_t)hard_blank(q);
		digit = (unsigned char)q[lead] - (uint32_t)'0';
		tail = (uint32_t)hard_blank(q + lead + 1);
		/* what follows is a TAB or a line's end */
		if (digit > 9 || (unsigned char)q[lead + 1 + tail] > '\n') {
			q -= len;
			break;
		}
		chars = h->flags & GKRI_HOLE_FIRST ? 0 : f[-1].chars;
		chars += lead >> 1;
		from = h->at;
		f->mantissa = digit;
		f->at = (uint32_t)(q - k->p) + lead;
		f->column = (uint16_t)(h->column + chars);
		f->chars = (uint16_t)(chars + 1 + (tail >> 1));
		f->len = 1;
		f->tail = (uint8_t)tail;
		memcpy(f->what, digits, sizeof(f->what));
		q += lead + 1 + tail;
	}
	k->q = q;
	k->from = from;
	k->hole = (uint32_t)(h - k->holes);
}

/* Any text up to a hole, and the hole; or the text behind the last. */
static int fill_any(struct trial *k, uint32_t all, int last)
{
	const struct gkri_hole *h = k->holes + k->hole;
	uint32_t len = (h < k->stop ? h->at : all) - k->from;
	size_t left = (size_t)(k->end - k->q);
	const char *q;

	k->need = (size_t)(k->q - k->p) + len;
	if (left < len) /* what is there has to be the same, at least */
		return !last && same(k->q, k->text + k->from, left)
		    ? GKRI_SHAPE_MORE
		    : GKRI_SHAPE_DIFFERS;
	if (!same(k->q, k->text + k->from, len))
		return GKRI_SHAPE_DIFFERS;
	q = k->q + len;
	if (h < k->stop) {
		q = fill(h, k->fills + k->hole, k->p, q);
		/* what may be cut is read again */
		if (!q || q >= k->end)
			return last || (!q && left - len > MOST)
			    ? GKRI_SHAPE_DIFFERS
			    : GKRI_SHAPE_MORE;
		k->from = h->at;
	}
	k->q = q;
	return GKRI_SHAPE_FITS;
}

int gkri_shape_match(struct gkri_shapes *m, const struct gkri_shape *s,
    const char *p, size_t n, int last)
{
	struct trial k;
	int how;

	k.holes = gkri_shape_holes(s);
	k.stop = k.holes + s->holes;
	k.fills = m->fills;
	k.text = gkri_shape_text(s);
	k.p = p;
	k.end = p + n;
	k.q = p + m->at;
	k.hole = m->hole;
	k.from = m->hole ? k.holes[m->hole - 1].at : 0;
	for (;; k.hole++) {
		if (n > 32)
			fill_digits(&k);
		how = fill_any(&k, s->len, last);
		if (how != GKRI_SHAPE_FITS || k.hole == s->holes)
			break;
	}
	m->hole = k.hole;
	m->at = (uint32_t)(k.q - p);
	m->need = (uint32_t)(k.need > n ? k.need : n + 1);
	return how;
}
