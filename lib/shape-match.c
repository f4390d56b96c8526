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

/* A text and the shape that it is compared with. */
struct trial {
	const struct gkri_holes *row; /* that of the next hole */
	uint32_t in;		      /* which of them it is */
	struct gkri_fill *fill;	      /* for it */
	const char *store;	      /* where the texts are */
	const char *p, *end;	      /* what may be of the shape */
	const char *q;		      /* how far it is */
	size_t need; /* bytes without which it fits no further */
};

/* What is in the line's holes before the next one. */
static inline uint32_t chars_before(const struct trial *k)
{
	int begins = k->in ? k->row->lead != 1 : k->row->first;

	return begins ? 0 : k->fill[-1].chars;
}

/* Reads a hole at q; where it ends, NULL where it is no hole. */
static const char *fill(const struct trial *k, const char *q)
{
	struct gkri_fill *f = k->fill;
	uint32_t chars = chars_before(k);
	const char *end;

	if ((unsigned char)*q >= 0x80)
		q = skip_blanks(q, &chars);
	end = read_number(q, f);
	if (!end)
		return NULL;
	f->at = (uint32_t)(q - k->p);
	f->print.len = (uint8_t)(end - q);
	f->column = (uint16_t)(gkri_hole_column(k->row, k->in) + chars);
	chars += f->print.len;
	q = end;
	if ((unsigned char)*end >= 0x80)
		end = skip_blanks(end, &chars);
	f->print.tail = (uint8_t)(end - q);
	f->chars = (uint16_t)chars;
	return end;
}

static inline int is_hard_blank(const char *q)
{
	return (unsigned char)*q == 0xc2 && (unsigned char)q[1] == 0xa0;
}

/* What stands between holes, and may be read beyond. */
static const char leads[32] = "\n\t";
#define LEAD(n) (leads + 2 - (n))

static void next_row(struct trial *k)
{
	k->row++;
	k->in = 0;
}

/*
 * Most holes behind another are of one digit; a U+00A0 stands before or behind
 * it or not.  Fills such, up to another or the row's last.
 */
static inline void fill_row(struct trial *k, size_t lead)
{
	const struct gkri_holes *row = k->row;
	struct gkri_fill *f = k->fill, *stop = f + (row->count - k->in);
	const char *q = k->q, *p = k->p, *end = k->end - 32, *done = q;
	uint32_t digit, front, back, chars = lead == 1 ? f[-1].chars : 0;
	uint32_t column = gkri_hole_column(row, k->in);

	for (; f < stop && q < end; f++) {
		if (memcmp(q, LEAD(lead), lead) != 0)
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
		f->column = (uint16_t)(column + chars + front);
		f->chars = (uint16_t)(chars + front + 1 + back);
		if (lead == 1) {
			chars += front + 1 + back;
			column++;
		}
		done = q;
	}
	k->in = row->count - (uint32_t)(stop - f);
	k->fill = f;
	k->q = done;
}

static void fill_digits(struct trial *k)
{
	if (k->row->lead == 1)
		fill_row(k, 1);
	else
		fill_row(k, 2);
}

/* Any text up to a hole, and the hole; or the text behind the last. */
static int fill_any(struct trial *k, int last)
{
	const struct gkri_holes *row = k->row;
	const char *text = k->in ? LEAD(row->lead) : k->store + row->text, *q;
	size_t len = k->in ? row->lead : row->before;
	size_t left = (size_t)(k->end - k->q);

	k->need = (size_t)(k->q - k->p) + len;
	if (left < len) /* what is there has to be the same, at least */
		return !last && same(k->q, text, left) ? GKRI_SHAPE_MORE
						       : GKRI_SHAPE_DIFFERS;
	if (!same(k->q, text, len))
		return GKRI_SHAPE_DIFFERS;
	q = k->q + len;
	if (row->count) {
		q = fill(k, q);
		/* what may be cut is read again */
		if (!q || q >= k->end)
			return last || (!q && left - len > MOST)
			    ? GKRI_SHAPE_DIFFERS
			    : GKRI_SHAPE_MORE;
		k->in++;
		k->fill++;
	}
	k->q = q;
	return GKRI_SHAPE_FITS;
}

/* Row by row; the last has no hole. */
static int fill_all(struct trial *k, int small, int last)
{
	int how;

	for (;;) {
		how = fill_any(k, last);
		if (how != GKRI_SHAPE_FITS || !k->row->count)
			return how;
		if (!small && k->in < k->row->count)
			fill_digits(k);
		if (k->in == k->row->count)
			next_row(k);
	}
}

int gkri_shape_match(struct gkri_shapes *m, const struct gkri_shape *s,
    struct gkri_fill *fills, const char *p, size_t n, int last)
{
	const struct gkri_holes *rows = gkri_shape_holes(s);
	struct trial k;
	int how;

	k.row = rows + m->row;
	k.in = m->in;
	k.fill = fills + m->hole;
	k.store = m->store.data;
	k.p = p;
	k.end = p + n;
	k.q = p + m->at;
	how = fill_all(&k, n <= 32, last);
	m->row = (uint32_t)(k.row - rows);
	m->in = k.in;
	m->hole = (uint32_t)(k.fill - fills);
	m->at = (uint32_t)(k.q - p);
	m->need = (uint32_t)(k.need > n ? k.need : n + 1);
	return how;
}
