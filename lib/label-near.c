/*
 * What a text is near to: the key that it abbreviates, or the one that it
 * misses by few characters while every other label is farther.
 */
#include <string.h>

#include "label-key.h"
#include "text.h"

#define CHARS GKRI_LABEL_CHARS
#define MARGIN 2    /* how much farther every other label must be */
#define STRANGERS 2 /* most characters that no label has */

size_t gkri_label_codes(uint16_t *out, size_t cap, const char *p, size_t n)
{
	size_t i = 0, k = 0;

	while (i < n) {
		if (k == cap)
			return cap + 1;
		out[k++] = (uint16_t)gkri_label_next(p, n, &i);
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
	size_t strangers; /* characters that no label has */
	size_t ascii;	  /* digits, signs, letters, brackets */
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

/* The first key that is not before the text. */
static const struct gkri_key *lower_bound(const struct seeker *s)
{
	size_t low = 0, high = gkri_key_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct gkri_key *key = &gkri_keys[middle];
		int order = memcmp(
		    key->text, s->text, key->len < s->n ? key->len : s->n);

		if (order < 0 || (order == 0 && key->len < s->n))
			low = middle + 1;
		else
			high = middle;
	}
	return gkri_keys + low;
}

/* 1 where the text is a piece of a label that means something else. */
static int is_piece(const struct seeker *s, const struct gkri_key *of,
    const struct gkri_query *q)
{
	size_t i;

	for (i = 0; i < gkri_key_count; i++)
		if (holds(&gkri_keys[i], s) && wanted(&gkri_keys[i], q, 1) &&
		    !is_same(&gkri_keys[i], of))
			return 1;
	return 0;
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

static inline int has_more_bits(uint64_t x, unsigned limit)
{
	for (; x && limit; limit--)
		x &= x - 1;
	return x != 0;
}

/* The distance of text and key, at most limit + 1. */
static unsigned distance(
    const struct seeker *s, const struct gkri_key *key, unsigned limit)
{
	uint16_t codes[CHARS];
	size_t chars;

	if (has_more_bits(key->mask & ~s->mask, limit) ||
	    has_more_bits(s->mask & ~key->mask, limit))
		return limit + 1;
	chars = gkri_label_codes(codes, CHARS, key->text, key->len);
	return gkri_label_distance(s->codes, s->chars, codes, chars, limit);
}

/* How far from a key with so many characters a text is that may be it. */
static unsigned reach(const struct seeker *s, size_t chars)
{
	return s->chars < chars ? gap(chars) : tolerance(chars);
}

struct near {
	const struct gkri_key *key;
	unsigned distance;
};

/* 1 where nothing in the text but words may be wrong: 行政许可0 is no slip. */
static int has_ascii(const struct seeker *s, const struct gkri_key *key)
{
	size_t i, n = 0;

	for (i = 0; i < key->len; i++)
		n += (unsigned char)key->text[i] < 0x80;
	return n == s->ascii;
}

/* Takes the key where the text may be a slip of it and none was nearer. */
static void try_key(
    const struct seeker *s, const struct gkri_key *key, struct near *best)
{
	unsigned limit = reach(s, key->chars), d = distance(s, key, limit);

	if (d > limit || d >= best->distance ||
	    (d > tolerance(key->chars) && s->chars + d != key->chars) ||
	    !has_ascii(s, key) || !wanted(key, s->q, 0))
		return;
	best->distance = d;
	best->key = key;
}

/* Tries the keys that have so many characters. */
static void try_keys(const struct seeker *s, size_t chars, struct near *best)
{
	size_t i = gkri_chars_at[chars], end = gkri_chars_at[chars + 1];
	unsigned limit = reach(s, chars);

	for (; i < end; i++)
		if (!has_more_bits(gkri_masks_by_chars[i] & ~s->mask, limit))
			try_key(s, &gkri_keys[gkri_keys_by_chars[i]], best);
}

/* 1 where a label that means something else is at most so far. */
static int has_rival(const struct seeker *s, const struct gkri_key *of,
    unsigned far, const struct gkri_query *q)
{
	size_t low = s->chars > far ? s->chars - far : 0;
	size_t high = s->chars + far < CHARS ? s->chars + far : CHARS;
	size_t i = gkri_chars_at[low], end = gkri_chars_at[high + 1];
	const struct gkri_key *key;

	for (; i < end; i++) {
		key = &gkri_keys[gkri_keys_by_chars[i]];
		if (distance(s, key, far) <= far && !is_same(key, of) &&
		    wanted(key, q, 1))
			return 1;
	}
	return 0;
}

static int begins(const struct seeker *s, const struct gkri_key *key)
{
	return s->n < key->len && !memcmp(key->text, s->text, s->n);
}

/*
 * The one label that begins with the text.  No other may hold it at all, or
 * be but one character away.
 */
static const struct gkri_key *abbreviated(const struct seeker *s)
{
	const struct gkri_key *key = lower_bound(s);
	const struct gkri_key *end = gkri_keys + gkri_key_count;
	struct gkri_query any = *s->q;

	if (s->strangers)
		return NULL;
	for (; key < end && begins(s, key); key++)
		if (s->chars >= (key->chars > 4 ? 3 : 2) &&
		    wanted(key, s->q, 0))
			break;
	any.kinds = UINT8_MAX;
	if (key == end || !begins(s, key) || is_piece(s, key, s->q) ||
	    has_rival(s, key, MARGIN - 1, &any))
		return NULL;
	return key;
}

/*
 * The nearest label, if every other one is farther by MARGIN and the text is
 * no piece of one, where lines were broken.
 */
static const struct gkri_key *mistyped(const struct seeker *s, unsigned *far)
{
	struct near best = {NULL, UINT8_MAX};
	struct gkri_query any = *s->q;
	size_t chars = s->chars > STRANGERS ? s->chars - STRANGERS : 0;
	size_t most = s->chars + s->chars / 3 + 1;

	if (s->strangers > tolerance(s->chars + STRANGERS))
		return NULL;
	for (; chars <= most && chars <= CHARS; chars++)
		try_keys(s, chars, &best);
	*far = best.distance + MARGIN - 1;
	any.kinds = UINT8_MAX;
	if (!best.key || has_rival(s, best.key, *far, &any) ||
	    is_piece(s, best.key, &any))
		return NULL;
	return best.key;
}

/* Adds the editions whose label for the same thing is as near. */
static void add_forms(const struct seeker *s, const struct gkri_key *of,
    unsigned far, struct gkri_label *out)
{
	const struct gkri_meaning *m;
	const struct gkri_key *key;
	size_t i;

	for (i = 0; i < gkri_key_count; i++) {
		key = &gkri_keys[i];
		if (!is_same(key, of) ||
		    !(far ? distance(s, key, far) <= far : holds(key, s)))
			continue;
		m = wanted(key, s->q, 0);
		if (m)
			out->forms |= m->forms;
	}
}

static int answer(const struct seeker *s, const struct gkri_key *key,
    unsigned far, struct gkri_label *out)
{
	if (!key || gkri_label_look(key->text, key->len, s->q, out) <= 0)
		return 0;
	out->how = far ? GKRI_MATCH_TYPO : GKRI_MATCH_SHORT;
	add_forms(s, key, far, out);
	return 1;
}

int gkri_label_near(const char *text, size_t n, const struct gkri_query *q,
    struct gkri_label *out)
{
	const struct gkri_key *key;
	struct seeker s;
	unsigned far = 0;
	size_t i;

	s.text = text;
	s.n = n;
	s.q = q;
	s.mask = 0;
	s.strangers = 0;
	s.ascii = 0;
	s.chars = gkri_label_codes(s.codes, CHARS, text, n);
	if (s.chars < 2 || s.chars > CHARS)
		return 0;
	for (i = 0; i < s.chars; i++) {
		s.mask |= gkri_label_bit(s.codes[i]);
		s.strangers += !gkri_label_knows(s.codes[i]);
		s.ascii += s.codes[i] < 0x80;
	}
	if (answer(&s, abbreviated(&s), 0, out))
		return 1;
	key = mistyped(&s, &far);
	return answer(&s, key, far, out);
}
