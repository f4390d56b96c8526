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
#include "fact.h"
#include "fact-word.h"
#include "text.h"

#include "fact-class.h"

/* What is looked for, by GKRI_FACT_SEEK_...: numbers or not, and words. */
static const struct sought {
	int numbers;
	uint64_t classes;
} soughts[] = {
    {1, NEG},
    {1, NEG | PERIOD},
    {1, NEG | PERIOD | FEE | FEEINFO},
    {0, PERIOD},
    {0, DEPT},
};

/* The text at hand; what is left of it is looked at character by character. */
struct scan {
	const char *p;
	size_t n, at;
	const struct sought *sought;
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

/* What stands at the scan, of one of the trees. */
struct found {
	uint32_t leaf;	 /* of the longest text, 0: none */
	uint32_t before; /* likewise, where a line ends within it */
	int open;	 /* it may be anything */
	size_t end;	 /* behind the longest */
};

/* As those are around the number of a page. */
static int is_dash(uint32_t code)
{
	return code == '-' || (code >= 0x2000 && code < 0x3000);
}

/*
 * 1 where a text may go on in the line that begins at the scan, 2 where there
 * is no telling, for what looks like the number of a page drops out.
 */
static int next_line(struct scan *c)
{
	size_t len;
	uint32_t code = plain_at(c, &len);

	if (is_digit(code) || is_dash(code))
		return 2;
	return code != '\n';
}

static void find(struct scan c, uint32_t state, struct found *f)
{
	uint32_t number;
	size_t len;
	int ends_line = 0, lines = 0;

	memset(f, 0, sizeof *f);
	for (;; c.at += len) {
		number = char_at(&c, &len, &ends_line);
		if (ends_line) {
			if (!gkri_fact_base[state])
				return;
			c.at += len;
			len = 0;
			ends_line = 0;
			f->before = f->leaf;
			f->open = lines || next_line(&c) == 2;
			if (f->open || next_line(&c) == 0)
				return;
			lines = 1;
			continue;
		}
		state = number ? gkri_fact_step(state, number) : 0;
		if (!state)
			return;
		if (gkri_fact_leaf[state]) {
			f->leaf = gkri_fact_leaf[state];
			f->end = c.at + len;
		}
	}
}

/* The classes of the word that begins there, as far as there is telling. */
static uint64_t classes_at(struct scan c, size_t at, struct found *f)
{
	uint64_t classes = 0;

	c.at = at;
	find(c, GKRI_FACT_WORDS, f);
	if (f->open)
		return UINT64_MAX;
	if (f->leaf)
		classes = gkri_fact_words[f->leaf - 1].classes;
	if (f->before)
		classes |= gkri_fact_words[f->before - 1].classes;
	return classes;
}

static int counts(uint32_t leaf)
{
	return leaf && gkri_fact_unit_kinds[leaf - 1] != GKRI_UNIT_OTHER;
}

/* 1 where a unit stands there that can make a number a fact. */
static int is_unit_at(const struct scan *c)
{
	struct found f;

	find(*c, GKRI_FACT_UNITS, &f);
	return f.open || counts(f.leaf) || counts(f.before);
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

	while (i >= c->asked + 3 && !is_stop(c->p + i - 3))
		i -= gkri_fact_is_han(c->p[i - 3]) ? 3 : 1;
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
	const char *p = c->p + at;
	size_t len = 1;

	if (*p != ',' && *p != ';') {
		if (c->n - at < 3 ||
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
 * end of brackets, of a document's name or number.
 */
static int closes(const char *p)
{
	return memcmp(p, "）", 3) == 0 || memcmp(p, "》", 3) == 0 ||
	    memcmp(p, "号", 3) == 0 || memcmp(p, "號", 3) == 0;
}

/* 1 with the beginning of the clause that `at` is in; 0: it may be any. */
static int find_clause(const struct scan *c, size_t at, size_t *begin)
{
	size_t i = at;

	while (i >= c->first + 3) {
		const char *p = c->p + i - 3;

		if (closes(p) || p[2] == ')')
			return 0;
		if (gkri_fact_is_han(*p)) {
			i -= 3;
			continue;
		}
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
	int is_name = memcmp(c->p + at, "《", 3) == 0;
	size_t i;

	for (i = at + 3; i + 3 <= c->n && i < at + NAME_MAX; i++) {
		const char *p = c->p + i;

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
	size_t unit;	 /* no word begins there */
	size_t end;	 /* of the clause */
	size_t closed;	 /* the first place in it that closes something */
	int passed;	 /* a word was at the unit */
};

/* 1 where such a word begins. */
static int is_word(const struct scan *c, struct search *s, size_t at)
{
	struct found f;
	uint32_t number = gkri_fact_char(gkri_fact_code(c->p + at));

	if (!(number & (s->begins | GKRI_FACT_TRADITIONAL)) ||
	    !(classes_at(*c, at, &f) & s->classes))
		return 0;
	if (at != s->unit)
		return 1;
	s->passed = 1;
	return 0;
}

static int find_word(const struct scan *c, struct search *s)
{
	size_t i = s->from, hidden = 0, step, end;

	s->closed = SIZE_MAX;
	for (; i + 3 <= c->n; i += step) {
		const char *p = c->p + i;

		step = 1;
		if (gkri_fact_is_han(*p)) {
			if (is_word(c, s, i))
				return 1;
			step = 3;
		} else if (is_stop(p) ||
		    (i >= s->to && i >= hidden && pause_at(c, i))) {
			break;
		} else if (memcmp(p, "《", 3) == 0 || memcmp(p, "〔", 3) == 0) {
			end = name_end(c, i);
			hidden = end > hidden ? end : hidden;
		}
		if (i >= s->to && s->closed == SIZE_MAX &&
		    (closes(p) || *p == ')'))
			s->closed = i;
	}
	s->end = i + 3 <= c->n ? i : c->n;
	return 0;
}

/*
 * 1 where the number that begins there may state something; the scan is at its
 * unit, in which no word begins.
 */
static int is_of_something(struct scan *c, size_t at)
{
	struct search s = {0};
	int in_clause;

	if (c->at <= c->clause || c->at <= c->sentence)
		return 0;
	s.classes = c->marks;
	s.begins = GKRI_FACT_BEGINS_MARK;
	s.to = s.unit = c->at;
	in_clause = find_clause(c, at, &s.from);
	if (!in_clause) {
		s.from = sentence_of(c, at);
		if (s.from < c->sentence)
			s.from = c->sentence;
	}
	if (find_word(c, &s))
		return 1;
	if (s.passed)
		s.end = s.unit;
	if (in_clause)
		c->clause = s.closed < s.end ? s.closed : s.end;
	else
		c->sentence = s.end;
	return 0;
}

/* 1 where the word behind a bare 未 or 无 is one that it can negate. */
static int is_negated(struct scan c, const struct found *f)
{
	uint64_t classes;
	struct found next;
	int ends_line = 0;
	size_t len;

	c.at = f->end;
	if (char_at(&c, &len, &ends_line) == 0 && !ends_line)
		return 0;
	if (ends_line)
		return 1;
	classes = classes_at(c, c.at, &next);
	if (gkri_fact_words[f->leaf - 1].value)
		classes &= GKRI_FACT_DEEDS | LIGHT;
	return classes != 0;
}

/* 1 where the negation there may say of something that it is not. */
static int is_of_nothing(struct scan *c, const struct found *f)
{
	struct search s = {0};

	if (c->at < c->denial)
		return 0;
	if (!f->open && !f->before &&
	    gkri_fact_words[f->leaf - 1].classes == NEG && !is_negated(*c, f))
		return 0;
	s.classes = GKRI_FACT_NOUNS;
	s.begins = GKRI_FACT_BEGINS_NOUN;
	s.from = s.to = c->at;
	s.unit = SIZE_MAX;
	if (find_word(c, &s))
		return 1;
	c->denial = s.end;
	return 0;
}

/* ------------------------------------------------------------------ */

/* 1 for what may stand in a number behind its first digit. */
static int goes_on(uint32_t code)
{
	return is_digit(code) || code == ',' || code == '.' || code == '\n' ||
	    code == 0x4f59 /* 余 */ || code == 0x591a /* 多 */ ||
	    code == 0x51e0 /* 几 */;
}

/*
 * Steps over the number at the scan.  1 where it may state something: with a
 * unit behind it, or with applications and the like behind 零.
 */
static int take_number(struct scan *c)
{
	const struct gkri_fact_han *last = NULL, *han;
	struct found f;
	size_t len, at = c->at;
	uint32_t code;
	int lines = 0;

	for (;; c->at += len) {
		while (c->at < c->n && is_digit((unsigned char)c->p[c->at])) {
			c->at++;
			last = NULL;
		}
		code = plain_at(c, &len);
		han = gkri_fact_han_code(code);
		if (!han && !goes_on(code))
			break;
		if (code == '\n')
			lines = 1;
		else
			last = han;
	}
	if (is_unit_at(c) || (lines && is_dash(code)))
		return is_of_something(c, at);
	return last && last->digit == 0 &&
	    (classes_at(*c, c->at, &f) & (APP | GENERIC | REVIEW | SUIT)) != 0;
}

/* What begins with a Han character. */
static int take_han(struct scan *c)
{
	int ignored;
	size_t len;
	uint32_t number = char_at(c, &len, &ignored);
	uint64_t classes;
	struct found f;

	if (c->sought->numbers && gkri_fact_han_of(number))
		return take_number(c);
	if (number & GKRI_FACT_BEGINS_WORD) {
		classes = classes_at(*c, c->at, &f) & c->sought->classes;
		if (classes & ~NEG || (classes && is_of_nothing(c, &f)))
			return 1;
	}
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
	if (c->sought->numbers && (is_digit(code) || gkri_fact_han_code(code)))
		return take_number(c);
	c->at += len;
	return 0;
}

/*
 * Where the next character of the set is, or digit where numbers are looked
 * for; near the end, where no character of three bytes has room.
 */
static size_t skim(const struct scan *c, const uint64_t *set)
{
	const unsigned char *text = (const unsigned char *)c->p;
	const unsigned char *p = text + c->at, *end = text + c->n - 2;
	uint32_t digits = c->sought->numbers ? 10 : 0;

	if (c->n < 3)
		return c->n;
	while (p < end) {
		if (*p >= 0xe0) {
			if (set[p[1]] >> (p[2] & 63) & 1)
				return (size_t)(p - text);
			p += 3;
		} else if (*p - (uint32_t)'0' < digits) {
			return (size_t)(p - text);
		} else {
			p++;
		}
	}
	return c->n;
}

size_t gkri_fact_scan(
    const struct gkri_fact_text *t, uint32_t seek, int totals, size_t *start)
{
	struct scan c;
	size_t at;

	memset(&c, 0, sizeof c);
	c.p = t->p;
	c.n = t->n;
	c.at = c.first = c.begin = c.asked = t->at;
	c.sought = &soughts[seek];
	c.marks = totals ? GKRI_FACT_MARKS : GKRI_FACT_MARKS & ~COLUMN;
	for (;;) {
		at = skim(&c, gkri_fact_sets[seek]);
		if (at == c.n)
			return at;
		c.at = at;
		if (take(&c)) {
			*start = sentence_of(&c, at);
			return at;
		}
	}
}
