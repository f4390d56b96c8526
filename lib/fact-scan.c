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
		*len = gkri_blank(c->p + c->at, c->n - c->at);
		if (*len)
			continue;
		code = gkri_code(c->p + c->at, c->n - c->at, len);
		if (!gkri_fact_drops_out(code))
			return gkri_simplify(code);
	}
	*len = 0;
	return 0;
}

/*
 * The leaf of the longest text of a tree at the scan, 0 where there is none;
 * *open is set where a line's end leaves open whether it goes on.
 */
static uint32_t leaf_at(struct scan c, uint32_t state, int *open)
{
	uint32_t code, leaf = 0;
	size_t len;

	for (;; c.at += len) {
		code = plain_at(&c, &len);
		if (code == '\n' && gkri_fact_base[state])
			*open = 1;
		state = gkri_fact_step(state, gkri_fact_char(code));
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
	    code == 0x51e0 /* 几 */ || gkri_fact_han_of(code);
}

/*
 * Steps over the number at the scan.  1 where what stands behind it makes it
 * one that counts: a unit, or applications and the like behind 零.
 */
static int take_number(struct scan *c)
{
	const struct gkri_fact_han *last = NULL;
	uint32_t code;
	size_t len;

	while (goes_on(code = plain_at(c, &len))) {
		last = gkri_fact_han_of(code);
		c->at += len;
	}
	if (is_unit_at(c))
		return 1;
	return last && last->digit == 0 &&
	    is_word_at(c, APP | GENERIC | REVIEW | SUIT);
}

/* Steps over the character at the scan; 1 where something may be stated. */
static int take(struct scan *c)
{
	size_t len;
	uint32_t code = plain_at(c, &len);

	if (is_digit(code) || gkri_fact_han_of(code))
		return take_number(c);
	if (is_word_at(c, c->classes))
		return 1;
	c->at += len;
	return 0;
}

/*
 * Where the next digit or character of the set is; near the end, where no
 * character of three bytes has room.
 */
static size_t skim(const char *text, size_t at, size_t n, const uint64_t *set)
{
	const unsigned char *p = (const unsigned char *)text;
	uint32_t last;

	while (n - at >= 3) {
		if (p[at] >= 0xe0) {
			last = p[at + 1] | (uint32_t)p[at + 2] << 8;
			if (set[last >> 6] >> (last & 63) & 1)
				return at;
			at += 3;
		} else if (is_digit(p[at])) {
			return at;
		} else {
			at++;
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
