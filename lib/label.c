/*
 * Which label a text is.  One probe of a hash table settles the texts that
 * are printed just so; the others are folded and asked for again, without
 * their notes, and last for what is near them.
 */
#include <string.h>

#include "compiler.h"
#include "label-key.h"
#include "text.h"

/* A text as it is printed, or a key. */
struct text {
	const char *text;
	uint8_t len;
	uint8_t number; /* of the ordinal in it */
	uint16_t key;
	struct gkri_label label; /* the answer; kind 0: its key has several */
};
/* A key that an id has. */
struct part {
	uint16_t key;
	uint8_t number;
};
struct word {
	const char *from, *to;
	uint8_t from_len, to_len;
};

#include "label-table.h"

#define SHORTEST 6  /* bytes of the shortest text: two Han characters */
#define HEAD 512    /* bytes of a text that are folded */
#define NUMBERED 12 /* least bytes behind a number without its mark */
#define UNNOTED 256 /* no text without a note in it is longer */

/* ------------------------------------------------------------------ */
/* The hash table                                                     */

OFTEN uint32_t load4(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	    (uint32_t)b[3] << 24;
}

/* As hash_of in label-table.py; n is 6 or more. */
OFTEN uint32_t hash(const char *p, size_t n)
{
	uint64_t x = load4(p) | (uint64_t)load4(p + n / 2 - 2) << 32;
	uint64_t y =
	    load4(p + n - 4) | (uint64_t)load4(n < 8 ? p : p + n - 8) << 32;

	x = (x * UINT64_C(0x9e3779b97f4a7c15) ^ y) * HASH_SEED;
	return (uint32_t)((x + n * UINT64_C(0x165667b19e3779f9)) >> 32);
}

OFTEN uint64_t load8(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return x;
}

/* Equality of two texts of n bytes, n being 6 or more; quicker than a call. */
OFTEN int is_equal(const char *a, const char *b, size_t n)
{
	const char *last;

	if (n < 8)
		return load4(a) == load4(b) && load4(a + 2) == load4(b + 2) &&
		    load4(a + n - 4) == load4(b + n - 4);
	last = a + n - 8;
	for (; a < last; a += 8, b += 8)
		if (load8(a) != load8(b))
			return 0;
	return load8(last) == load8(b - (a - last));
}

OFTEN const struct text *probe(const char *p, size_t n)
{
	const struct text *t;
	uint32_t h;

	if (n < SHORTEST || n > UINT8_MAX)
		return NULL;
	h = hash(p, n);
	t = &texts[slot_text[(h + bucket_shift[h >> 24]) % SLOTS]];
	return t->len == n && is_equal(t->text, p, n) ? t : NULL;
}

/* ------------------------------------------------------------------ */
/* Meanings                                                           */

/* How well a meaning fits the ordinal that was read; -1: not at all. */
static int fit(const struct gkri_meaning *m, unsigned number, int strict)
{
	if (m->number == number)
		return 3;
	if (number == 0)
		return 2;
	if (strict)
		return -1;
	return m->number != 0;
}

static int is_wanted(const struct gkri_meaning *m, const struct gkri_query *q)
{
	return (m->kind & q->kinds) &&
	    (!q->table || !m->table || m->table == q->table);
}

/* Joins what the same label means in other tables. */
static void share(struct gkri_label *out, const struct gkri_key *key,
    const struct gkri_meaning *of, const struct gkri_query *q)
{
	const struct gkri_meaning *m = &gkri_meanings[key->first];
	const struct gkri_meaning *end = m + key->count;

	for (; m < end; m++) {
		if (m->kind != of->kind || m->table == of->table ||
		    m->number != of->number || !is_wanted(m, q))
			continue;
		out->table = 0;
		out->forms |= m->forms;
		if (m->id != of->id)
			out->id = 0;
	}
}

static void tell(
    struct gkri_label *out, const struct gkri_meaning *m, unsigned how)
{
	out->kind = m->kind;
	out->how = (uint8_t)how;
	out->table = m->table;
	out->id = m->id;
	out->forms = m->forms;
	out->used = 0;
}

/*
 * The meaning that is asked for and fits best.  With an ordinal, no other
 * meaning may fit better: 3.其他 is a row even where columns are asked for.
 */
static int pick(const struct gkri_key *key, const struct gkri_query *q,
    struct gkri_label *out)
{
	const struct gkri_meaning *m = &gkri_meanings[key->first], *best = NULL;
	const struct gkri_meaning *end = m + key->count;
	int good = -1, top = -1, k;

	for (; m < end; m++) {
		k = fit(m, q->number, q->strict);
		if (k > top)
			top = k;
		if (k <= good || !is_wanted(m, q))
			continue;
		good = k;
		best = m;
	}
	if (!best || (q->number && good < top))
		return 0;
	tell(out, best, GKRI_MATCH_FOLDED);
	if (key->count > 1)
		share(out, key, best, q);
	return 1;
}

int gkri_label_look(const char *key, size_t n, const struct gkri_query *q,
    struct gkri_label *out)
{
	const struct text *t = probe(key, n);

	if (!t || t->number)
		return 0;
	return pick(&gkri_keys[t->key], q, out) ? 1 : -1;
}

int gkri_label_begins(uint32_t code)
{
	uint32_t bit = (code ^ code >> 8) & 255;

	return (int)(first_chars[bit >> 6] >> (bit & 63) & 1);
}

/* ------------------------------------------------------------------ */
/* Words                                                              */

static size_t replace(char *text, size_t n, size_t at, const struct word *w)
{
	memmove(text + at + w->to_len, text + at + w->from_len,
	    n - at - w->from_len);
	memcpy(text + at, w->to, w->to_len);
	return n - w->from_len + w->to_len;
}

/* The word at p, if there is one. */
static const struct word *find_word(const char *p, size_t n)
{
	const struct word *w, *end = words + sizeof words / sizeof words[0];

	for (w = words; w < end; w++)
		if (n >= w->from_len && !memcmp(p, w->from, w->from_len))
			return w;
	return NULL;
}

size_t gkri_label_words(char *text, size_t n, size_t cap)
{
	const struct word *w;
	size_t i = 0, k;

	while (i < n) {
		k = i;
		if (!(gkri_label_bit(gkri_label_next(text, n, &i)) &
			word_first))
			continue;
		w = find_word(text + k, n - k);
		if (!w || n + w->to_len > cap)
			continue;
		n = replace(text, n, k, w);
		i = k + w->to_len;
	}
	return n;
}

/* ------------------------------------------------------------------ */
/* Texts that are not printed just so                                 */

struct reading {
	char text[GKRI_LABEL_FOLD]; /* folded, without the ordinal */
	size_t n;
	int cut;       /* the text is longer, and all the rest is a note */
	int no_number; /* no ordinal with its mark was read */
};

static int is_mark(char c)
{
	return c == '*' || c == '#' || c == '_' || c == '`' || c == ' ';
}

static int has_han(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)p[i] >= 0xe2)
			return 1;
	return 0;
}

/* Reads ordinal and text; 0 where it cannot be a label. */
static int read_text(
    const char *p, size_t n, struct reading *r, struct gkri_query *q)
{
	struct gkri_ordinal ordinal;
	size_t head;

	if (n < SHORTEST || !has_han(p, n) ||
	    (n > UNNOTED && !gkri_label_has_note(p, UNNOTED)))
		return 0;
	for (; n && is_mark(*p); n--)
		p++;
	gkri_ordinal(p, n, &ordinal);
	q->number = ordinal.number;
	r->no_number = ordinal.kind == GKRI_ORDINAL_NONE;
	p += ordinal.bytes;
	n -= ordinal.bytes;
	head = n < HEAD ? n : HEAD;
	while (head < n && (p[head] & 0xc0) == 0x80)
		head--;
	r->n = gkri_fold(r->text, sizeof r->text, p, head);
	r->cut = head < n;
	if (r->n > sizeof r->text)
		return 0;
	return !r->cut ||
	    (gkri_label_open_bracket(r->text, r->n) < r->n &&
		gkri_label_ends_in_note(p + head, n - head));
}

/* The number that text begins with though no mark ends it; *bytes of it. */
static unsigned bare_number(const char *p, size_t n, size_t *bytes)
{
	static const char numerals[] = "一二三四五六七八九";
	unsigned i;

	*bytes = 1;
	if (n > 1 && *p >= '1' && *p <= '9' && (p[1] < '0' || p[1] > '9'))
		return (unsigned)(*p - '0');
	*bytes = 3;
	for (i = 0; i < 9 && n > 3; i++)
		if (!memcmp(p, numerals + (size_t)3 * i, 3))
			return i + 1;
	return 0;
}

/*
 * 1 属于国家秘密: the number must be the label's own, and the label long; 3
 * 其他 may be a value and another label.
 */
static int look_numbered(
    const struct reading *r, const struct gkri_query *q, struct gkri_label *out)
{
	struct gkri_query own = *q;
	size_t bytes;

	if (!r->no_number)
		return 0;
	own.number = bare_number(r->text, r->n, &bytes);
	own.strict = 1;
	if (!own.number || r->n - bytes < NUMBERED)
		return 0;
	return gkri_label_look(r->text + bytes, r->n - bytes, &own, out) > 0;
}

/* The text's first n bytes, the rest being a note.  As look. */
static int look_short(struct reading *r, size_t n, const struct gkri_query *q,
    struct gkri_label *out)
{
	int found = gkri_label_look(r->text, n, q, out);

	if (!found)
		found = gkri_label_near(r->text, n, q, out);
	r->n = n;
	if (found > 0 && out->how == GKRI_MATCH_FOLDED)
		out->how = GKRI_MATCH_NOTED;
	return found;
}

/* Without notes: first those behind the text, one by one, then all. */
static int look_bare(
    struct reading *r, struct gkri_query *q, struct gkri_label *out)
{
	int found = 0, left = 4;
	size_t n;

	q->strict = 1;
	if (!memchr(r->text, '(', r->n) && !memchr(r->text, ')', r->n))
		return 0;
	if (!r->cut)
		found = gkri_label_near(r->text, r->n, q, out);
	while (!found && left--) {
		n = gkri_label_cut_note(r->text, r->n);
		if (n == r->n)
			break;
		found = look_short(r, n, q, out);
	}
	n = gkri_label_drop_notes(r->text, r->n);
	if (!found && n < r->n)
		found = look_short(r, n, q, out);
	return found;
}

static int match_folded(
    const char *p, size_t n, struct gkri_query *q, struct gkri_label *out)
{
	struct reading r;
	size_t len;
	int found = 0;

	if (!read_text(p, n, &r, q))
		return 0;
	if (!r.cut)
		found = gkri_label_look(r.text, r.n, q, out);
	if (!found && !r.cut)
		found = look_numbered(&r, q, out);
	if (found)
		return found > 0;
	len = gkri_label_words(r.text, r.n, sizeof r.text);
	if (!r.cut && len != r.n)
		found = gkri_label_look(r.text, len, q, out);
	r.n = len;
	if (!found)
		found = look_bare(&r, q, out);
	if (!found && !(q->kinds & GKRI_LABEL_SURE))
		found = gkri_label_near(r.text, r.n, q, out);
	return found > 0;
}

/* Not printed just so, or printed so for several things. */
SELDOM int match_slowly(const char *p, size_t n, uint32_t kinds, uint32_t table,
    const struct text *t, struct gkri_label *out)
{
	struct gkri_query q;
	int found;

	q.kinds = kinds;
	q.table = table;
	q.number = t ? t->number : 0;
	q.strict = 0;
	if (t) {
		found = pick(&gkri_keys[t->key], &q, out);
		out->how = t->label.how;
	} else {
		found = match_folded(p, n, &q, out);
	}
	if (!found)
		memset(out, 0, sizeof *out);
	else
		out->used = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
	return found;
}

int gkri_label_exact(const char *p, size_t n)
{
	const struct text *t = probe(p, n);

	return t != NULL &&
	    (t->label.kind != GKRI_LABEL_CAPTION || !memcmp(p, "第", 3));
}

int gkri_label_printed(const char *p, size_t n, struct gkri_label *out)
{
	const struct text *t = probe(p, n);

	if (!t || !t->label.kind)
		return 0;
	*out = t->label;
	return 1;
}

/* The bytes of a bracketed ordinal with which text may begin. */
static size_t skip_bracket(const char *p, size_t n)
{
	size_t i;

	if (n < GKRI_LABEL_ORDINAL || (*p != '(' && memcmp(p, "（", 3) != 0))
		return 0;
	for (i = 1; i + 3 <= GKRI_LABEL_ORDINAL; i++) {
		if (p[i] == ')')
			return i + 1;
		if (!memcmp(p + i, "）", 3))
			return i + 3;
	}
	return 0;
}

size_t gkri_label_strange(
    const uint64_t set[128], const char *p, size_t n, size_t most)
{
	size_t i = 0, strange = 0;
	uint32_t bit;

	while (i + 3 <= n) {
		unsigned char c = (unsigned char)p[i];

		if (c >= 0xe4 && c <= 0xe9) {
			bit = (c & 1u) << 12 |
			    ((unsigned char)p[i + 1] & 0x3fu) << 6 |
			    ((unsigned char)p[i + 2] & 0x3fu);
			if (!(set[bit >> 6] >> (bit & 63) & 1) &&
			    ++strange == most)
				break;
			i += 3;
		} else if (c < 0x80 && c != '(' && c != '[' && c != '{') {
			i++;
		} else if (!memcmp(p + i, "、", 3) || !memcmp(p + i, "，", 3)) {
			i += 3;
		} else {
			break; /* perhaps a note begins */
		}
	}
	return strange;
}

int gkri_label_may_be(const char *p, size_t n)
{
	size_t i = skip_bracket(p, n);

	return gkri_label_strange(label_chars, p + i, n - i, 1) == 0;
}

int gkri_label_match(const char *p, size_t n, uint32_t kinds, uint32_t table,
    struct gkri_label *out)
{
	const struct text *t = probe(p, n);

	if (!t || !(t->label.kind & kinds) ||
	    (table && t->label.table && t->label.table != table))
		return match_slowly(p, n, kinds, table, t, out);
	*out = t->label;
	return 1;
}

/* ------------------------------------------------------------------ */
/* Fragments                                                          */

static int is_part(const struct gkri_key *key, const char *p, size_t n)
{
	size_t i;

	for (i = 0; i + n <= key->len; i++)
		if (key->text[i] == *p && !memcmp(key->text + i, p, n))
			return 1;
	return 0;
}

static int kind_index(uint32_t kind)
{
	if (kind == GKRI_LABEL_COLUMN)
		return 0;
	if (kind == GKRI_LABEL_ROW)
		return 1;
	return kind == GKRI_LABEL_GROUP ? 2 : -1;
}

struct fragment {
	char text[UNNOTED * 2];
	size_t n;
	unsigned number;
};

/* 1 where the fragment is part of one of the keys, or begins it. */
static int has_part(
    const struct part *at, const struct part *end, const struct fragment *f)
{
	for (; at < end; at++) {
		const struct gkri_key *key = &gkri_keys[at->key];

		if (!f->number && is_part(key, f->text, f->n))
			return 1;
		if (f->number && f->number == at->number && f->n <= key->len &&
		    !memcmp(key->text, f->text, f->n))
			return 1;
	}
	return 0;
}

static int read_fragment(struct fragment *f, const char *p, size_t n)
{
	struct gkri_ordinal o;

	gkri_ordinal(p, n, &o);
	f->number = o.number;
	f->n = gkri_fold(f->text, sizeof f->text, p + o.bytes, n - o.bytes);
	return f->n <= sizeof f->text && (f->n || f->number);
}

int gkri_label_contains(
    uint32_t table, uint32_t kind, uint32_t id, const char *p, size_t n)
{
	struct fragment f;
	const uint16_t *at;
	int k = kind_index(kind);

	if (k < 0 || table > 7 || id > 26 || n > UNNOTED || !has_han(p, n))
		return 0;
	at = &part_at[k][table][id];
	if (!read_fragment(&f, p, n) ||
	    !has_part(parts + at[0], parts + at[1], &f))
		return 0;
	return 1 + (int)gkri_count(f.text, f.n) + (f.number != 0);
}
