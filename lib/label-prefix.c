/* The label with which a line begins, where values follow in the same line. */
#include <string.h>

#include "label-key.h"
#include "text.h"

#define CHARS 64 /* most characters that are folded */
#define FOLDED (CHARS * 4)

/* Folded text, and where in the source each of its characters ends. */
struct head {
	const char *p;
	size_t n;
	char text[FOLDED];
	uint16_t at[CHARS]; /* end of the character in text */
	uint16_t to[CHARS]; /* and in the source */
	size_t chars;
};

static int is_digit(uint32_t code)
{
	return code - '0' < 10 || code - 0xff10 < 10;
}

/*
 * Folds from `from` on up to the first digit, which no key has.  Marks that
 * drop out belong to the character before them, blanks do not.
 */
static void fold_head(struct head *h, size_t from)
{
	size_t i = from, len, k, at = 0;
	uint32_t code;

	h->chars = 0;
	for (; i < h->n && i <= UINT16_MAX - 4 && h->chars < CHARS; i += len) {
		code = gkri_code(h->p + i, h->n - i, &len);
		if (is_digit(code))
			return;
		k = gkri_fold(h->text + at, FOLDED - at, h->p + i, len);
		if (k > FOLDED - at)
			return;
		at += k;
		if (k) {
			h->at[h->chars] = (uint16_t)at;
			h->to[h->chars++] = (uint16_t)(i + len);
		} else if (h->chars && !gkri_blank(h->p + i, h->n - i) &&
		    h->to[h->chars - 1] == i) {
			h->to[h->chars - 1] = (uint16_t)(i + len);
		}
	}
}

static int begins(const struct head *h)
{
	size_t len;

	return h->chars > 1 &&
	    gkri_label_begins(gkri_code(h->text, h->at[0], &len));
}

/* The longest key at the head of text, whatever follows; its end or 0. */
static size_t any_label(const char *p, size_t n)
{
	struct gkri_query q = {31, 0, 0, 0};
	struct gkri_ordinal o;
	struct gkri_label l;
	struct head h;
	size_t i;

	gkri_ordinal(p, n, &o);
	q.number = o.number;
	h.p = p;
	h.n = n;
	fold_head(&h, o.bytes);
	if (!begins(&h))
		return 0;
	for (i = h.chars; i-- > 1;)
		if (gkri_label_look(h.text, h.at[i], &q, &l) > 0)
			return h.to[i];
	return 0;
}

/* Bytes of the bracketed note at the head of text; all where it is open. */
static size_t note_bytes(const char *p, size_t n)
{
	size_t i, len;
	int depth = 0;
	char c[8];

	for (i = 0; i < n; i += len) {
		gkri_code(p + i, n - i, &len);
		if (gkri_fold(c, sizeof c, p + i, len) != 1)
			continue;
		depth += (c[0] == '(') - (c[0] == ')');
		if (depth == 0)
			return i + len;
	}
	return n;
}

/* 1 where a nil mark that is a word begins text. */
static int is_nil_word(const char *p, size_t n)
{
	return (n >= 3 && (!memcmp(p, "无", 3) || !memcmp(p, "無", 3))) ||
	    (n >= 9 && !memcmp(p, "不涉及", 9)) ||
	    (n >= 3 && !memcmp(p, "零", 3));
}

/* 1 where a label may end before text. */
static int may_end(const char *p, size_t n)
{
	size_t len;
	uint32_t code;

	if (n == 0 || gkri_blank(p, n))
		return 1;
	code = gkri_code(p, n, &len);
	if (is_digit(code))
		return 1;
	if (code < 0x80)
		return (code | 32) - 'a' >= 26;
	return is_nil_word(p, n) || any_label(p, n) ||
	    (code < 0x2e80 && code >= 0x2000) ||
	    (code >= 0xff00 && code < 0xff20) ||
	    (code >= 0x2f00 && code < 0x3020 && code >= 0x3000);
}

/* The end of a label that ends at `at`, a note behind it included; 0: no end */
static size_t end_at(const struct head *h, size_t at, struct gkri_label *out)
{
	const char *p = h->p + at;
	size_t n = h->n - at, len, note;
	char c[8];

	if (n == 0)
		return at;
	gkri_code(p, n, &len);
	if (gkri_fold(c, sizeof c, p, len) != 1 || c[0] != '(')
		return may_end(p, n) ? at : 0;
	if (any_label(p, n))
		return at;
	note = note_bytes(p, n);
	if (!may_end(p + note, n - note))
		return 0;
	out->how = GKRI_MATCH_NOTED;
	return at + note;
}

static int find(
    const struct head *h, const struct gkri_query *q, struct gkri_label *out)
{
	size_t i, end;

	if (!begins(h))
		return 0;
	for (i = h->chars; i-- > 1;) {
		if (gkri_label_look(h->text, h->at[i], q, out) <= 0)
			continue;
		end = end_at(h, h->to[i], out);
		if (!end || end > UINT16_MAX)
			continue;
		out->used = (uint16_t)end;
		return 1;
	}
	return 0;
}

int gkri_label_prefix(const char *p, size_t n, uint32_t kinds, uint32_t table,
    struct gkri_label *out)
{
	struct gkri_query q;
	struct gkri_ordinal o;
	struct head h;

	q.kinds = kinds;
	q.table = table;
	q.strict = 0;
	gkri_ordinal(p, n, &o);
	q.number = o.number;
	h.p = p;
	h.n = n;
	fold_head(&h, o.bytes);
	if (find(&h, &q, out))
		return 1;
	memset(out, 0, sizeof *out);
	return 0;
}
