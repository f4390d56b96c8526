/*
 * Which sentences can state anything: those with a number, its unit, and
 * beside it a word of what is counted; those with a negation and a word of what
 * may not be; and where these are wanted, those with a word that names the
 * data's period, or fees, or shows that a department speaks.  All others are
 * passed over unread, as most prose is.
 *
 * What is found may be more than there is (a word that is part of another
 * one), never less.  A sentence ends behind each 。 whatever stands around it;
 * so reading starts behind the last of them.
 */
#include "fact-scan.h"

#include "fact-class.h"

typedef struct gkri_fact_look look;
typedef struct gkri_fact_found found;

/* What is looked for, by GKRI_FACT_SEEK_...: numbers or not, and words. */
static const struct kind {
	int numbers;
	uint64_t classes;
} kinds[] = {
    {1, NEG},
    {1, NEG | PERIOD},
    {1, NEG | PERIOD | FEE | FEEINFO},
    {0, PERIOD},
    {0, DEPT},
};

/* The text at hand, and where it is looked at. */
struct scan {
	look l;
	const struct kind *sought;
	size_t first; /* where a sentence begins */
	/* that which the last place asked for is in, which has no 。 yet */
	size_t begin, asked;
	/*
	 * Up to where it is known that nothing is there which the numbers of a
	 * clause, or of a sentence, can be of; and nothing to be denied.
	 */
	size_t clause, sentence, denial;
	uint64_t marks; /* such words */
};

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ------------------------------------------------------------------ */
/* What stands around a number, or behind a negation                  */

static int is_stop(const char *p)
{
	return memcmp(p, "。", 3) == 0;
}

/* Where the sentence begins that `at` is in. */
static size_t sentence_of(struct scan *c, size_t at)
{
	size_t i = at;

	while (i >= c->asked + 3 && !is_stop(c->l.p + i - 3))
		i -= gkri_fact_is_han(c->l.p[i - 3]) ? 3 : 1;
	if (i >= c->asked + 3)
		c->begin = i;
	c->asked = at;
	return c->begin;
}

/*
 * The bytes of a comma or semicolon there that ends a clause, else 0: it may
 * be part of a number that stands before it.
 */
static size_t pause_at(const struct scan *c, size_t at)
{
	const char *p = c->l.p + at;
	size_t len = 1;

	if (*p != ',' && *p != ';') {
		if (c->l.n - at < 3 ||
		    (memcmp(p, "，", 3) != 0 && memcmp(p, "；", 3) != 0))
			return 0;
		len = 3;
	}
	if (at < c->first + 3)
		return 0;
	p -= 3;
	return gkri_fact_is_han(*p) || memcmp(p, "）", 3) == 0 ||
		memcmp(p, "》", 3) == 0
	    ? len
	    : 0;
}

/*
 * 1 for what a clause may go on behind though there are commas before it: the
 * end of brackets, of a document's name or number.  A Han character is there,
 * or none.
 */
static inline int ends_number(const char *p)
{
	return memcmp(p, "号", 3) == 0 || memcmp(p, "號", 3) == 0;
}
static inline int closes(const char *p)
{
	return memcmp(p, "）", 3) == 0 || memcmp(p, "》", 3) == 0;
}

/* 1 with the beginning of the clause that `at` is in; 0: it may be any. */
static int find_clause(const struct scan *c, size_t at, size_t *begin)
{
	size_t i = at;

	while (i >= c->first + 3) {
		const char *p = c->l.p + i - 3;

		if (gkri_fact_is_han(*p)) {
			if (ends_number(p))
				return 0;
			i -= 3;
			continue;
		}
		if (closes(p) || p[2] == ')')
			return 0;
		if (is_stop(p) || pause_at(c, i - 3) == 3 ||
		    pause_at(c, i - 1) == 1)
			break;
		i--;
	}
	*begin = i >= c->first + 3 ? i : c->first;
	return 1;
}

#define NAME_MAX 300 /* as fact-word.c takes names */

/*
 * Where a document's name or number ends for certain that begins there;
 * commas in it end no clause.
 */
static size_t name_end(const struct scan *c, size_t at)
{
	int is_name = memcmp(c->l.p + at, "《", 3) == 0;
	size_t i;

	for (i = at + 3; i + 3 <= c->l.n && i < at + NAME_MAX; i++) {
		const char *p = c->l.p + i;

		if (is_name ? memcmp(p, "》", 3) == 0 : memcmp(p, "号", 3) == 0)
			return i + 3;
		if (*p == '\n' || *p == '!' || *p == '?' || is_stop(p) ||
		    memcmp(p, "！", 3) == 0 || memcmp(p, "？", 3) == 0)
			break;
	}
	return SIZE_MAX;
}

/* Where words are looked for, and what is found out by the way. */
struct search {
	uint64_t classes;
	uint32_t begins; /* a GKRI_FACT_BEGINS_... */
	size_t from, to; /* up to where the clause ends that `to` is in */
	size_t end;	 /* of the clause */
	size_t closed;	 /* the first place in it that closes something */
};

/* 1 where such a word begins, with a character of that number. */
static int is_word(
    const struct scan *c, const struct search *s, size_t at, uint32_t number)
{
	look l = c->l;
	found f;

	if (number & s->begins && l.n - at >= 6 &&
	    gkri_fact_no_word(number, gkri_fact_simple(l.p + at + 3)))
		return 0;
	l.at = at;
	return (gkri_fact_classes(l, &f) & s->classes) != 0;
}

/*
 * Passes over Han characters, up to one that such a word begins with: then 1.
 * The first of them that closes something is looked for behind s->to.
 */
static int pass_han(const struct scan *c, struct search *s, size_t *at)
{
	const uint32_t may_begin = s->begins | GKRI_FACT_TRADITIONAL;
	const char *begin = c->l.p, *end = begin + c->l.n - 2;
	const char *p = begin + *at, *to = begin + s->to;
	uint32_t number;

	for (; p < end && gkri_fact_is_han(*p); p += 3) {
		number = gkri_fact_char(gkri_fact_code(p));
		if (number & may_begin &&
		    is_word(c, s, (size_t)(p - begin), number))
			return 1;
		if (p >= to && ends_number(p) && s->closed == SIZE_MAX)
			s->closed = (size_t)(p - begin);
	}
	*at = (size_t)(p - begin);
	return 0;
}

static int find_word(const struct scan *c, struct search *s)
{
	size_t i = s->from, hidden = 0, end;

	s->closed = SIZE_MAX;
	for (; i + 3 <= c->l.n; i++) {
		const char *p = c->l.p + i;

		if (gkri_fact_is_han(*p)) {
			if (pass_han(c, s, &i))
				return 1;
			if (i + 3 > c->l.n)
				break;
			p = c->l.p + i;
		}
		if (is_stop(p) || (i >= s->to && i >= hidden && pause_at(c, i)))
			break;
		if (memcmp(p, "《", 3) == 0 || memcmp(p, "〔", 3) == 0) {
			end = name_end(c, i);
			hidden = end > hidden ? end : hidden;
		}
		if (i >= s->to && s->closed == SIZE_MAX &&
		    (closes(p) || *p == ')'))
			s->closed = i;
	}
	s->end = i + 3 <= c->l.n ? i : c->l.n;
	return 0;
}

/*
 * 1 where the number that begins there may state something; the scan is at its
 * unit.
 */
static int is_of_something(struct scan *c, size_t at)
{
	struct search s = {0};
	int in_clause;

	if (c->l.at <= c->clause || c->l.at <= c->sentence)
		return 0;
	s.classes = c->marks;
	s.begins = GKRI_FACT_BEGINS_MARK;
	s.to = c->l.at;
	in_clause = find_clause(c, at, &s.from);
	if (!in_clause) {
		s.from = sentence_of(c, at);
		if (s.from < c->sentence)
			s.from = c->sentence;
	}
	if (find_word(c, &s))
		return 1;
	if (in_clause)
		c->clause = s.closed < s.end ? s.closed : s.end;
	else
		c->sentence = s.end;
	return 0;
}

/* 1 where the word behind a bare 未 or 无 is one that it can negate. */
static int is_negated(look l, const found *f)
{
	uint64_t classes;
	found next;
	int ends_line = 0;
	size_t len;

	l.at = f->end;
	if (gkri_fact_number(&l, &len, &ends_line) == 0 && !ends_line)
		return 0;
	if (ends_line)
		return 1;
	classes = gkri_fact_classes(l, &next);
	if (gkri_fact_words[f->leaf - 1].value)
		classes &= GKRI_FACT_DEEDS | LIGHT;
	return classes != 0;
}

/* 情况：无; a sentence may end where a line does. */
static int is_nil(struct scan *c, const found *f)
{
	uint32_t leaf = f->before ? f->before : f->leaf, code = '\n';
	size_t at = c->l.at, len;
	int is;

	if (!leaf || gkri_fact_words[leaf - 1].classes != NEG ||
	    gkri_fact_words[leaf - 1].value)
		return 0;
	if (!f->before) {
		c->l.at = f->end;
		code = gkri_fact_plain(&c->l, &len);
	}
	is = (!code || code == '\n' || gkri_fact_ends_value(code)) &&
	    is_of_something(c, at);
	c->l.at = at;
	return is;
}

/* 1 where the negation there may say of something that it is not. */
static int is_of_nothing(struct scan *c, const found *f)
{
	struct search s = {0};

	if (is_nil(c, f))
		return 1;
	if (c->l.at < c->denial)
		return 0;
	if (!f->open && !f->before &&
	    gkri_fact_words[f->leaf - 1].classes == NEG && !is_negated(c->l, f))
		return 0;
	s.classes = GKRI_FACT_NOUNS;
	s.begins = GKRI_FACT_BEGINS_NOUN;
	s.from = s.to = c->l.at;
	if (find_word(c, &s))
		return 1;
	c->denial = s.end;
	return 0;
}

/* ------------------------------------------------------------------ */

/* 1 for what may stand in a number behind its first digit. */
static int goes_on(uint32_t code)
{
	return code - '0' < 10 || code == ',' || code == '.' || code == '\n' ||
	    code == 0x4f59 /* 余 */ || code == 0x591a /* 多 */ ||
	    code == 0x51e0 /* 几 */;
}

/* 1 where a nil may be the number that begins there. */
static int begins_with_nil(look l, size_t at)
{
	const struct gkri_fact_han *han;
	uint32_t code;
	size_t len;

	l.at = at;
	code = gkri_fact_plain(&l, &len);
	han = gkri_fact_han_code(code);
	return code == '0' || (han && han->digit == 0);
}

/*
 * Steps over the number at the scan.  1 where it may state something: with a
 * unit behind it, or with applications and the like behind 零.
 */
static int take_number(struct scan *c)
{
	const struct gkri_fact_han *last = NULL, *han;
	found f;
	size_t len, at = c->l.at;
	uint32_t code;
	int lines = 0;

	for (;; c->l.at += len) {
		while (c->l.at < c->l.n && is_digit(c->l.p[c->l.at])) {
			c->l.at++;
			last = NULL;
		}
		if (!lines && !(last && last->digit == 0) &&
		    c->l.n - c->l.at >= 3 &&
		    gkri_fact_ends_number(c->l.p + c->l.at))
			return 0;
		code = gkri_fact_plain(&c->l, &len);
		han = gkri_fact_han_code(code);
		if (!han && !goes_on(code))
			break;
		/* 无、0，零: no group of digits follows a nil */
		if (code == ',' && begins_with_nil(c->l, at))
			break;
		if (code == '\n')
			lines = 1;
		else
			last = han;
	}
	if (gkri_fact_is_unit(c->l) || (lines && gkri_fact_is_dash(code)) ||
	    ((lines || !code || gkri_fact_ends_value(code)) &&
		begins_with_nil(c->l, at)))
		return is_of_something(c, at);
	return last && last->digit == 0 &&
	    (gkri_fact_classes(c->l, &f) & (APP | GENERIC | REVIEW | SUIT)) !=
	    0;
}

/* What begins with a Han character. */
static int take_han(struct scan *c)
{
	int ignored;
	size_t len;
	uint32_t number = gkri_fact_number(&c->l, &len, &ignored);
	const struct gkri_fact_han *han = gkri_fact_han_of(number);
	uint64_t classes;
	found f;

	if (han && c->sought->numbers) {
		return take_number(c);
	} else if (number & GKRI_FACT_BEGINS_WORD) {
		classes = gkri_fact_classes(c->l, &f) & c->sought->classes;
		if (classes & ~NEG || (classes && is_of_nothing(c, &f)))
			return 1;
	}
	c->l.at += len;
	return 0;
}

/* Steps over the character at the scan; 1 where something may be stated. */
static int take(struct scan *c)
{
	uint32_t code;
	size_t len;

	if (gkri_fact_is_han(c->l.p[c->l.at]))
		return take_han(c);
	if (is_digit(c->l.p[c->l.at]))
		return take_number(c);
	code = gkri_fact_plain(&c->l, &len);
	if (c->sought->numbers && (code - '0' < 10 || gkri_fact_han_code(code)))
		return take_number(c);
	c->l.at += len;
	return 0;
}

size_t gkri_fact_scan(const struct gkri_fact_text *t,
    const struct gkri_fact_sought *sought, size_t *start)
{
	struct scan c;
	struct gkri_fact_skim skim;

	memset(&c, 0, sizeof c);
	c.l.p = t->p;
	c.l.n = t->n;
	c.l.at = c.first = c.begin = c.asked = t->at;
	c.sought = &kinds[sought->seek];
	c.marks = sought->totals ? GKRI_FACT_MARKS : GKRI_FACT_MARKS & ~COLUMN;
	gkri_fact_skim_begin(&skim, t, sought, c.sought->numbers);
	for (;;) {
		size_t at = gkri_fact_skim(&skim, c.l.at);

		if (at == c.l.n)
			return at;
		c.l.at = at;
		if (take(&c)) {
			*start = sentence_of(&c, at);
			return at;
		}
	}
}
