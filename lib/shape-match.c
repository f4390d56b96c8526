/* Is a text of a shape?  Its holes are filled on the way. */
#include <string.h>
#include "compiler.h"
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
/* Bytes of a lead, such digits and what is read behind them. */
#define MOST_DIGITS 16
/* Bytes of a hole, and the one behind it. */
#define MOST (2 * 3 * BLANKS + NUMBER + 2)

/* What a number without sign and point is, be it a digit. */
static const struct gkri_print plain = {
    1, 0, {GKR_STATE_NUMBER, GKR_CERTAINTY_READ, 0, 0}, 0, 0};

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

/* Where the next hole begins. */
static inline uint32_t next_column(const struct trial *k)
{
	if (k->in && k->row->lead == 1)
		return gkri_fill_next(k->fill - 1) + 1;
	return k->row->column +
	    (k->row->first ? 0 : gkri_fill_next(k->fill - 1));
}

/* Reads a hole at q; where it ends, NULL where it is no hole. */
static const char *fill(const struct trial *k, const char *q)
{
	struct gkri_fill *f = k->fill;
	uint32_t column = next_column(k), chars = 0;
	const char *end;

	if ((unsigned char)*q >= 0x80)
		q = skip_blanks(q, &column);
	end = read_number(q, f);
	if (!end)
		return NULL;
	f->print.len = (uint8_t)(end - q);
	f->place = GKRI_FILL_PLACE(q - k->p, column);
	q = end;
	if ((unsigned char)*end >= 0x80)
		end = skip_blanks(end, &chars);
	f->print.tail = (uint8_t)(end - q);
	f->print.blanks = (uint8_t)chars;
	return end;
}

/* What stands between holes, and may be read beyond. */
static const char leads[32] = "\n\t";
#define LEAD(n) (leads + 2 - (n))

/* Eight bytes, the first of them lowest. */
static inline uint64_t load8(const char *q)
{
	const unsigned char *b = (const unsigned char *)q;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	    (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
	    (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* U+00A0, and what stands between holes, as load8() has them. */
#define HARD UINT64_C(0xa0c2)
#define BETWEEN(lead) ((lead) == 1 ? UINT64_C(0x09) : UINT64_C(0x090a))
/* Eight of a byte. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))
/* The lowest n bytes. */
#define LOWEST(n) ((UINT64_C(1) << 8 * (n)) - 1)

/*
 * Are the lowest bytes of x those of front, a digit, those of back, and a TAB
 * or a line's end, or less?  All three sums are below 128 then, and no carry
 * comes of a byte that is not.
 */
OFTEN int is_digit_between(
    uint64_t x, uint64_t front, unsigned n, uint64_t back, unsigned m)
{
	unsigned digit = 8 * n, next = 8 * (n + 1 + m);
	uint64_t most, mask;

	x ^= front | (UINT64_C(0x30) | back << 8) << digit;
	most = (UINT64_C(0x7f) - 9) << digit | (UINT64_C(0x7f) - 10) << next;
	mask = LOWEST(n) | LOWEST(m) << (digit + 8) | UINT64_C(0x80) << digit |
	    UINT64_C(0x80) << next;
	x |= x + most;
	return next < 32 ? ((uint32_t)x & (uint32_t)mask) == 0
			 : (x & mask) == 0;
}

/* How far the filling of a row is. */
struct filling {
	struct gkri_fill *f, *stop;
	const char *q;
	uint64_t place; /* of what stands there */
	uint64_t print; /* of one digit */
};

/* Fills a hole of so many bytes, and steps over it. */
OFTEN void put_fill(struct filling *k, unsigned lead, unsigned front,
    unsigned len, unsigned back)
{
	unsigned chars = front + len + back;
	unsigned size = lead + 2 * front + len + 2 * back;

	memcpy(&k->f->print, &k->print, sizeof k->print);
	if (len != 1)
		k->f->print.len = (uint8_t)len;
	if (back) {
		k->f->print.tail = (uint8_t)(2 * back);
		k->f->print.blanks = (uint8_t)back;
	}
	k->f->place = k->place + GKRI_FILL_PLACE(2 * front, front);
	/* in the next line all begins anew */
	k->place += lead == 1 ? GKRI_FILL_PLACE(size, chars + 1)
			      : GKRI_FILL_PLACE(size, 0);
	k->q += size;
	k->f++;
}

/* Fills holes of one digit that are printed alike. */
OFTEN void fill_alike(
    struct filling *k, unsigned lead, unsigned front, unsigned back)
{
	uint64_t before = BETWEEN(lead) | (front ? HARD << 8 * lead : 0);
	unsigned n = lead + 2 * front;

	for (; k->f < k->stop; put_fill(k, lead, front, 1, back)) {
		if (!is_digit_between(
			load8(k->q), before, n, back ? HARD : 0, 2 * back))
			break;
		k->f->mantissa = k->q[n] & 15;
	}
}

/* The number of n digits, the first of them lowest, n being 2 to 7. */
static inline uint32_t number_of(uint64_t digits, unsigned n)
{
	uint64_t x = digits << (64 - 8 * n);

	x = (x * ((10 << 8) + 1) >> 8) & UINT64_C(0x00ff00ff00ff00ff);
	x = (x * ((100 << 16) + 1) >> 16) & UINT64_C(0x0000ffff0000ffff);
	return (uint32_t)(x * ((UINT64_C(10000) << 32) + 1) >> 32);
}

/* Fills a hole of few digits, and nothing around them; 0 where it is none. */
OFTEN int fill_number(struct filling *k, unsigned lead)
{
	const char *p = k->q + lead;
	uint64_t x = load8(p) ^ EIGHT(0x30), other;
	unsigned n;

	/* of bytes that are no digits the lowest is told rightly */
	other = (x | (x + EIGHT(0x7f - 9))) & EIGHT(0x80);
	if (!other)
		return 0;
	n = gkri_lowest(other) / 8;
	if (n < 2 || (unsigned char)p[n] > '\n' ||
	    memcmp(k->q, LEAD(lead), lead) != 0)
		return 0;
	k->f->mantissa = number_of(x, n);
	put_fill(k, lead, 0, n, 0);
	return 1;
}

/* Fills holes up to `stop`, or to one that is unlike most. */
OFTEN void fill_row(struct filling *k, unsigned lead)
{
	const struct gkri_fill *before;

	do {
		fill_alike(k, lead, 0, 0);
		if (k->f == k->stop)
			return;
		before = k->f;
		if (fill_number(k, lead))
			continue;
		fill_alike(k, lead, 0, 1);
		fill_alike(k, lead, 1, 0);
	} while (k->f < k->stop && k->f > before);
}

/* What is left of a row; 0 where a hole is unlike most or not all is there. */
static int fill_holes(struct trial *t)
{
	const struct gkri_holes *row = t->row;
	unsigned lead = row->lead == 2 ? 2 : 1, n = row->count - t->in;
	size_t room = (size_t)(t->end - t->q);
	struct filling k;

	if (room <= row->before + (size_t)MOST_DIGITS * (n + 1))
		return 0;
	k.f = t->fill;
	k.stop = k.f + n;
	k.q = t->q;
	if (t->in == 0) {
		/* whether that text ends like a lead, the filling asks */
		if (row->before < lead ||
		    !same(k.q, t->store + row->text, row->before))
			return 0;
		k.q += row->before - lead;
	}
	k.place = GKRI_FILL_PLACE((size_t)(k.q - t->p) + lead, next_column(t));
	memcpy(&k.print, &plain, sizeof k.print);
	if (lead == 1)
		fill_row(&k, 1);
	else
		fill_row(&k, 2);
	if (k.f == t->fill)
		return 0;
	t->in += (uint32_t)(k.f - t->fill);
	t->fill = k.f;
	t->q = k.q;
	return k.f == k.stop;
}

static void next_row(struct trial *k)
{
	k->row++;
	k->in = 0;
}

/* Goes on for as long as holes are as most are. */
static void fill_rows(struct trial *t)
{
	while (t->row->count && fill_holes(t))
		next_row(t);
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
static int fill_all(struct trial *k, int last)
{
	int how;

	for (;;) {
		fill_rows(k);
		how = fill_any(k, last);
		if (how != GKRI_SHAPE_FITS || !k->row->count)
			return how;
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
	how = fill_all(&k, last);
	m->row = (uint32_t)(k.row - rows);
	m->in = k.in;
	m->hole = (uint32_t)(k.fill - fills);
	m->at = (uint32_t)(k.q - p);
	m->need = (uint32_t)(k.need > n ? k.need : n + 1);
	return how;
}
