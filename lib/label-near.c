/*
 * What a text is near to: the key that it abbreviates, or the one that it
 * misses by few characters while every other label is farther.
 */
#include <string.h>

#include "label-key.h"
#include "text.h"

#define CHARS 64 /* most code points that are compared */
#define MARGIN 2 /* how much farther every other label must be */

size_t gkri_label_codes(uint16_t *out, size_t cap, const char *p, size_t n)
{
	size_t i, k, len;
	uint32_t code;

	for (i = k = 0; i < n; i += len, k++) {
		code = gkri_code(p + i, n - i, &len);
		if (k == cap)
			return cap + 1;
		out[k] = (uint16_t)(code < 0x10000 ? code : 0xfffd);
	}
	return k;
}

unsigned gkri_label_distance(
    const uint16_t *a, size_t m, const uint16_t *b, size_t n, unsigned limit)
{
	uint8_t row[CHARS + 1];
	size_t i, j;

	if ((m > n ? m - n : n - m) > limit)
		return limit + 1;
	for (j = 0; j <= n; j++)
		row[j] = (uint8_t)j;
	for (i = 1; i <= m; i++) {
		unsigned corner = row[0], least = (unsigned)i;

		row[0] = (uint8_t)i;
		for (j = 1; j <= n; j++) {
			unsigned d = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			if (d > corner + 1)
				d = corner + 1;
			if (d > row[j - 1] + 1u)
				d = row[j - 1] + 1u;
			row[j] = (uint8_t)d;
			if (d < least)
				least = d;
		}
		if (least > limit)
			return limit + 1;
	}
	return row[n] <= limit ? row[n] : limit + 1;
}

struct seeker {
	const char *text;
	size_t n;
	const struct gkri_query *q;
	uint64_t mask;
	uint16_t codes[CHARS];
	size_t chars;
};

/* The first meaning of a key that is asked for; in any table if `any`. */
static const struct gkri_meaning *wanted(
    const struct gkri_key *key, const struct gkri_query *q, int any)
{
	const struct gkri_meaning *m = &gkri_meanings[key->first];
	const struct gkri_meaning *end = m + key->count;

	for (; m < end; m++)
		if ((m->kind & q->kinds) &&
		    (any || !q->table || !m->table || m->table == q->table) &&
		    (!q->number || m->number == q->number))
			return m;
	return NULL;
}

/* 1 where both keys may stand for the same thing. */
static int is_same(const struct gkri_key *a, const struct gkri_key *b)
{
	const struct gkri_meaning *x, *y;
	const struct gkri_meaning *x_end = &gkri_meanings[a->first] + a->count;
	const struct gkri_meaning *y_end = &gkri_meanings[b->first] + b->count;

	for (x = &gkri_meanings[a->first]; x < x_end; x++)
		for (y = &gkri_meanings[b->first]; y < y_end; y++)
			if (x->kind == y->kind && x->table == y->table &&
			    x->id == y->id)
				return 1;
	return 0;
}

static int answer(const struct seeker *s, const struct gkri_key *key,
    unsigned how, struct gkri_label *out)
{
	if (!key || gkri_label_look(key->text, key->len, s->q, out) <= 0)
		return 0;
	out->how = (uint8_t)how;
	return 1;
}

/* ------------------------------------------------------------------ */
/* Abbreviations                                                      */

static int holds(const struct gkri_key *key, const struct seeker *s)
{
	size_t i;

	if (s->n > key->len || (s->mask & ~key->mask))
		return 0;
	for (i = 0; i + s->n <= key->len; i++)
		if (key->text[i] == s->text[0] &&
		    !memcmp(key->text + i, s->text, s->n))
			return 1;
	return 0;
}

/* The one label that begins with the text; no other may hold it at all. */
static const struct gkri_key *abbreviated(const struct seeker *s)
{
	const struct gkri_key *key, *found = NULL;
	const struct gkri_key *end = gkri_keys + gkri_key_count;

	for (key = gkri_keys; key < end; key++)
		if (!found &&
		    !memcmp(key->text, s->text,
			s->n < key->len ? s->n : key->len) &&
		    s->n < key->len && wanted(key, s->q, 0) &&
		    s->chars >= (key->chars > 4 ? 3 : 2))
			found = key;
	if (!found)
		return NULL;
	for (key = gkri_keys; key < end; key++)
		if (holds(key, s) && wanted(key, s->q, 1) &&
		    !is_same(key, found))
			return NULL;
	return found;
}

/* ------------------------------------------------------------------ */
/* Wrong characters                                                   */

/* How many characters of so many may be wrong. */
static unsigned tolerance(size_t chars)
{
	if (chars < 4)
		return 0;
	return chars < 10 ? 1 : 2;
}

/* How many may be gone if nothing else is wrong. */
static unsigned gap(size_t chars)
{
	return chars < 10 ? tolerance(chars) : (unsigned)(chars / 4);
}

static int has_more_bits(uint64_t x, unsigned limit)
{
	unsigned n = 0;

	for (; x; x &= x - 1)
		if (++n > limit)
			return 1;
	return 0;
}

/* The distance of text and key, at most limit + 1. */
static unsigned distance(
    const struct seeker *s, const struct gkri_key *key, unsigned limit)
{
	uint16_t codes[CHARS];
	size_t chars;

	if (s->chars + limit < key->chars || key->chars + limit < s->chars ||
	    has_more_bits(key->mask & ~s->mask, limit) ||
	    has_more_bits(s->mask & ~key->mask, limit))
		return limit + 1;
	chars = gkri_label_codes(codes, CHARS, key->text, key->len);
	return gkri_label_distance(s->codes, s->chars, codes, chars, limit);
}

/* 1 where the distance from key to text may be a slip. */
static int is_slip(
    const struct seeker *s, const struct gkri_key *key, unsigned *d)
{
	unsigned limit = tolerance(key->chars);

	if (s->chars < key->chars)
		limit = gap(key->chars);
	*d = distance(s, key, limit);
	if (*d > limit)
		return 0;
	return *d <= tolerance(key->chars) || s->chars + *d == key->chars;
}

/* The nearest label, if every other one is farther by MARGIN. */
static const struct gkri_key *mistyped(const struct seeker *s)
{
	const struct gkri_key *key, *found = NULL;
	const struct gkri_key *end = gkri_keys + gkri_key_count;
	unsigned d, least = UINT8_MAX;

	for (key = gkri_keys; key < end; key++)
		if (wanted(key, s->q, 0) && is_slip(s, key, &d) && d < least) {
			least = d;
			found = key;
		}
	if (!found)
		return NULL;
	least += MARGIN - 1;
	for (key = gkri_keys; key < end; key++)
		if (wanted(key, s->q, 1) && !is_same(key, found) &&
		    distance(s, key, least) <= least)
			return NULL;
	return found;
}

int gkri_label_near(const char *text, size_t n, const struct gkri_query *q,
    struct gkri_label *out)
{
	struct seeker s;
	size_t i;

	s.text = text;
	s.n = n;
	s.q = q;
	s.mask = 0;
	s.chars = gkri_label_codes(s.codes, CHARS, text, n);
	if (s.chars < 2 || s.chars > CHARS)
		return 0;
	for (i = 0; i < s.chars; i++)
		s.mask |= gkri_label_bit(s.codes[i]);
	return answer(&s, abbreviated(&s), GKRI_MATCH_SHORT, out) ||
	    answer(&s, mistyped(&s), GKRI_MATCH_TYPO, out);
}
