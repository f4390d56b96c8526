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

/* Adds a character; 0 where there is no room or no key begins so. */
static int add(struct head *h, size_t i, size_t len)
{
	size_t at = h->chars ? h->at[h->chars - 1] : 0, k, ignored;

	k = gkri_fold(h->text + at, FOLDED - at, h->p + i, len);
	if (k > FOLDED - at)
		return 0;
	if (k) {
		if (!h->chars &&
		    !gkri_label_begins(gkri_code(h->text, k, &ignored)))
			return 0;
		h->at[h->chars] = (uint16_t)(at + k);
		h->to[h->chars++] = (uint16_t)(i + len);
	} else if (h->chars && !gkri_blank(h->p + i, len) &&
	    h->to[h->chars - 1] == i) {
		h->to[h->chars - 1] = (uint16_t)(i + len);
	}
	return 1;
}

/*
 * Folds from `from` on up to the first digit, which no key has.  Marks that
 * drop out belong to the character before them, blanks do not.
 */
static void fold_head(struct head *h, size_t from)
{
	size_t i = from, len;

	h->chars = 0;
	for (; i < h->n && i < UINT16_MAX - 4 && h->chars < CHARS; i += len)
		if (is_digit(gkri_code(h->p + i, h->n - i, &len)) ||
		    !add(h, i, len))
			return;
}

/* Bytes of the Markdown marks that begin text. */
static size_t marks(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n &&
	    (p[i] == '*' || p[i] == '#' || p[i] == '_' || p[i] == '`' ||
		p[i] == ' '))
		i++;
	return i;
}

/* Reads the ordinal and folds what is behind it. */
static unsigned read_head(struct head *h, const char *p, size_t n)
{
	struct gkri_ordinal o;
	size_t skip = marks(p, n);

	gkri_ordinal(p + skip, n - skip, &o);
	h->p = p;
	h->n = n;
	fold_head(h, skip + o.bytes);
	return o.number;
}

/* 1 where any label begins text, whatever follows; 数量 alone is none. */
static int any_label(const char *p, size_t n)
{
	struct gkri_query q = {31, 0, 0, 0};
	struct gkri_label l;
	struct head h;
	size_t i;

	q.number = read_head(&h, p, n);
	for (i = h.chars; i-- > 1;)
		if (gkri_label_look(h.text, h.at[i], &q, &l) > 0)
			return l.kind != GKRI_LABEL_HEADER || l.table;
	return 0;
}

/* Text without the numbers, signs and blanks that end it. */
static size_t cut_values(const char *p, size_t n)
{
	size_t i = n, blank;

	for (; i && p[i - 1] > 0; i--) {
		blank = gkri_blank(p + i - 1, 1);
		if (blank)
			n = i - 1;
		else if (!strchr("0123456789+-.,/", p[i - 1]))
			break;
	}
	return n;
}

/*
 * Bytes of the bracketed note at the head of text; where no bracket closes
 * it, all but the values at the end.
 */
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
	return cut_values(p, n);
}

/* 1 where a nil mark that is a word begins text. */
static int is_nil_word(const char *p, size_t n)
{
	static const char *const nils[] = {"无", "無", "不涉及", "零"};
	size_t i, k;

	for (i = 0; i < sizeof nils / sizeof nils[0]; i++) {
		k = strlen(nils[i]);
		if (n >= k && !memcmp(p, nils[i], k))
			return 1;
	}
	return 0;
}

/* 1 for letters of any script, which would go on with a word. */
static int is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 32) - 'a' < 26;
	if (code < 0x2e80) /* letters, then punctuation and drawings */
		return code >= 0xc0 && code < 0x2000;
	if (code < 0x3040) /* radicals, then punctuation */
		return code < 0x3000;
	return code < 0xfe00 || code > 0xff20;
}

/* 1 where a label may end before text. */
static int may_end(const char *p, size_t n)
{
	size_t len;

	if (n == 0 || !is_letter(gkri_code(p, n, &len)))
		return 1;
	return is_nil_word(p, n) || any_label(p, n);
}

/* 1 where a bracket begins text that is no ordinal of another label. */
static int is_note(const char *p, size_t n)
{
	size_t len;
	char c[8];

	if (n == 0)
		return 0;
	gkri_code(p, n, &len);
	return gkri_fold(c, sizeof c, p, len) == 1 && c[0] == '(' &&
	    !any_label(p, n);
}

/*
 * The end of a label that seems to end at `at`, notes behind it included; 0
 * where it does not.
 */
static size_t end_at(const struct head *h, size_t at, struct gkri_label *out)
{
	int left = 4;

	while (left-- && is_note(h->p + at, h->n - at)) {
		at += note_bytes(h->p + at, h->n - at);
		out->how = GKRI_MATCH_NOTED;
	}
	return may_end(h->p + at, h->n - at) ? at : 0;
}

static int find(
    const struct head *h, const struct gkri_query *q, struct gkri_label *out)
{
	size_t i, end;

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
	struct head h;

	q.kinds = kinds;
	q.table = table;
	q.strict = 0;
	q.number = read_head(&h, p, n);
	if (find(&h, &q, out))
		return 1;
	memset(out, 0, sizeof *out);
	return 0;
}
