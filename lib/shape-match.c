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

/* What a number without sign and point is, be it a digit. */
static const struct gkri_print plain = {
    1, 0, {GKR_STATE_NUMBER, GKR_CERTAINTY_READ, 0, 0}, {0, 0}};

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
	f->print = plain;
	f->print.what[2] = v.scale;
	f->print.what[3] = v.flags & GKRI_VALUE_SIGNED ? GKRI_TOKEN_SIGNED : 0;
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
	f->print = plain;
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
	f->print.len = (uint8_t)(end - q);
	f->column = (uint16_t)(h->column + chars);
	chars += f->print.len;
	q = end;
	if ((unsigned char)*end >= 0x80)
		end = skip_blanks(end, &chars);
	f->print.tail = (uint8_t)(end - q);
	f->chars = (uint16_t)chars;
	return end;
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

static inline int is_hard_blank(const char *q)
{
	return (unsigned char)*q == 0xc2 && (unsigned char)q[1] == 0xa0;
}

/*
 * Most holes are of one digit, behind the one before and a TAB, or a line's
 * end and a TAB; a U+00A0 stands before or behind it or not.  Fills such, up
 * to another or the last.
 */
static inline void fill_row(struct trial *k, unsigned flag, size_t lead)
{
	const struct gkri_hole *h = k->holes + k->hole, *stop = k->stop;
	struct gkri_fill *f = k->fills + k->hole;
	const char *q = k->q, *p = k->p, *end = k->end - 32, *done = q;
	uint32_t digit, front, back, chars = 0;

	if (flag == GKRI_HOLE_TAB)
		chars = f[-1].chars;
	for (; h < stop && h->flags & flag && q < end; h++, f++) {
		if (memcmp(q, "\n\t" + 2 - lead, lead) != 0)
			break;
		q += lead;
		front = back = 0;
		if (is_hard_blank(q)) {
			q += 2;
			front = 1;
		}
		digit = (unsigned char)*q - (uint32_t)'0';
		if (digit > 9)
			break;
		f->print = plain;
		f->at = (uint32_t)(q++ - p);
		if (is_hard_blank(q)) {
			q += 2;
			back = 1;
			f->print.tail = 2;
		}
		/* what follows is a TAB or a line's end */
		if ((unsigned char)*q > '\n')
			break;
		f->mantissa = digit;
		chars += front;
		f->column = (uint16_t)(h->column + chars);
		chars += back + 1;
		f->chars = (uint16_t)chars;
		if (flag == GKRI_HOLE_LINE)
			chars = 0;
		done = q;
	}
	k->hole = (uint32_t)(h - k->holes);
	if (k->q != done)
		k->from = h[-1].at;
	k->q = done;
}

/* As many as there are. */
static void fill_digits(struct trial *k)
{
	unsigned flags = k->holes[k->hole].flags;

	if (flags & GKRI_HOLE_TAB)
		fill_row(k, GKRI_HOLE_TAB, 1);
	else if (flags & GKRI_HOLE_LINE)
		fill_row(k, GKRI_HOLE_LINE, 2);
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
		if (n > 32 && k.hole < s->holes)
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
