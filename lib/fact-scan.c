/*
 * Which sentences can state anything: those with a number and its unit, or a
 * negation; with a word that names the data's period, or shows that a
 * department speaks, as long as these are wanted.  All others are passed over
 * unread, as most prose is.
 *
 * What is found may be more than there is (a word that is part of another
 * one), never less.  A sentence ends behind each 。 whatever stands around it;
 * so only these are looked for, and reading starts behind the last of them.
 */
#include "fact.h"
#include "fact-word.h"
#include "text.h"

#include "fact-class.h"

/* The text at hand; what is left of it is looked at character by character. */
struct scan {
	const char *p;
	size_t n, at;
	uint64_t classes; /* of words that are looked for */
};

static int is_digit(uint32_t code)
{
	return code - '0' < 10;
}

/*
 * The character at c->at as a sentence has it, what drops out of sentences
 * passed over, or '\n', or 0 at the end; *len is its bytes.
 */
static uint32_t plain_at(struct scan *c, size_t *len)
{
	uint32_t code;

	for (; c->at < c->n; c->at += *len) {
		if (c->p[c->at] == '\n') {
			*len = 1;
			return '\n';
		}
		code = gkri_fact_usual(c->p + c->at, c->n - c->at, len);
		if (!code) {
			*len = gkri_blank(c->p + c->at, c->n - c->at);
			if (*len)
				continue;
			code = gkri_code(c->p + c->at, c->n - c->at, len);
		}
		if ((*len > 1 && code < 0x80) || !gkri_fact_drops_out(code))
			return gkri_simplify(code);
	}
	*len = 0;
	return 0;
}

/* The number of the character there, as gkri_fact_char has it. */
static uint32_t char_at(struct scan *c, size_t *len, int *ends_line)
{
	const char *p = c->p + c->at;
	uint32_t code;

	if (c->n - c->at >= 3 && gkri_fact_is_han(*p)) {
		code = gkri_fact_char(gkri_fact_code(p));
		*len = 3;
		if (!(code & GKRI_FACT_TRADITIONAL))
			return code;
	}
	code = plain_at(c, len);
	*ends_line = code == '\n';
	return gkri_fact_char(code);
}

/*
 * The leaf of the longest text of a tree at the scan, 0 where there is none;
 * *open is set where a line's end leaves open whether it goes on.
 */
static uint32_t leaf_at(struct scan c, uint32_t state, int *open)
{
	uint32_t number, leaf = 0;
	size_t len;
	int ends_line = 0;

	for (;; c.at += len) {
		number = char_at(&c, &len, &ends_line);
		if (ends_line && gkri_fact_base[state])
			*open = 1;
		state = number ? gkri_fact_step(state, number) : 0;
		if (!state)
			return leaf;
		if (gkri_fact_leaf[state])
			leaf = gkri_fact_leaf[state];
	}
}

/* 1 where a word of these classes stands there, or may. */
static int is_word_at(const struct scan *c, uint64_t classes)
{
	int open = 0;
	uint32_t leaf = leaf_at(*c, GKRI_FACT_WORDS, &open);

	return open || (leaf && gkri_fact_words[leaf - 1].classes & classes);
}

/* 1 where a unit stands there that can make a number a fact. */
static int is_unit_at(const struct scan *c)
{
	int open = 0;
	uint32_t leaf = leaf_at(*c, GKRI_FACT_UNITS, &open);

	return open ||
	    (leaf && gkri_fact_unit_kinds[leaf - 1] != GKRI_UNIT_OTHER);
}

/* 1 for what may stand in a number behind its first digit. */
static int goes_on(uint32_t code)
{
	return is_digit(code) || code == ',' || code == '.' ||
	    code == 0x4f59 /* 余 */ || code == 0x591a /* 多 */ ||
	    code == 0x51e0 /* 几 */;
}

/*
 * Steps over the number at the scan.  1 where what stands behind it makes it
 * one that counts: a unit, or applications and the like behind 零.
 */
static int take_number(struct scan *c)
{
	const struct gkri_fact_han *last = NULL, *han;
	uint32_t code;
	size_t len;

	for (;; c->at += len) {
		while (c->at < c->n && is_digit((unsigned char)c->p[c->at])) {
			c->at++;
			last = NULL;
		}
		code = plain_at(c, &len);
		han = gkri_fact_han_code(code);
		if (!han && !goes_on(code))
			break;
		last = han;
	}
	if (is_unit_at(c))
		return 1;
	return last && last->digit == 0 &&
	    is_word_at(c, APP | GENERIC | REVIEW | SUIT);
}

/* What begins with a Han character. */
static int take_han(struct scan *c)
{
	int ignored;
	size_t len;
	uint32_t number = char_at(c, &len, &ignored);

	if (gkri_fact_han_of(number))
		return take_number(c);
	if (number & GKRI_FACT_BEGINS_WORD && is_word_at(c, c->classes))
		return 1;
	c->at += len;
	return 0;
}

/* Steps over the character at the scan; 1 where something may be stated. */
static int take(struct scan *c)
{
	uint32_t code;
	size_t len;

	if (gkri_fact_is_han(c->p[c->at]))
		return take_han(c);
	code = plain_at(c, &len);
	if (is_digit(code) || gkri_fact_han_code(code))
		return take_number(c);
	c->at += len;
	return 0;
}

/*
 * Where the next digit or character of the set is; near the end, where no
 * character of three bytes has room.
 */
static size_t skim(const char *text, size_t at, size_t n, const uint64_t *set)
{
	const unsigned char *p = (const unsigned char *)text + at;
	const unsigned char *end = (const unsigned char *)text + n - 2;

	if (n < 3)
		return n;
	while (p < end) {
		if (*p >= 0xe0) {
			if (set[p[1]] >> (p[2] & 63) & 1)
				return (
				    size_t)(p - (const unsigned char *)text);
			p += 3;
		} else if (is_digit(*p)) {
			return (size_t)(p - (const unsigned char *)text);
		} else {
			p++;
		}
	}
	return n;
}

size_t gkri_fact_scan(
    const struct gkri_fact_text *t, size_t *start, int period, int speaker)
{
	struct scan c;
	size_t at;

	c.p = t->p;
	c.n = t->n;
	c.at = t->at;
	c.classes = NEG | (period ? PERIOD : 0) | (speaker ? DEPT : 0);
	*start = t->at;
	for (;;) {
		at = skim(c.p, c.at, c.n, gkri_fact_sets[speaker != 0]);
		if (at == c.n)
			return c.n;
		c.at = at;
		if (memcmp(c.p + at, "。", 3) == 0)
			*start = c.at = at + 3;
		else if (take(&c))
			return at;
	}
}
