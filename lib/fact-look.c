/*
 * Text as sentences have it, before they are made: what drops out of them is
 * passed over, and words are found that go on in the next line.
 */
#include "fact-scan.h"
#include "text.h"

#include "fact-class.h"

static int is_digit(uint32_t code)
{
	return code - '0' < 10;
}

/* That of a simplified Han character; 0: it is none. */
static uint32_t simple_code(const struct gkri_fact_look *c)
{
	const char *p = c->p + c->at;
	uint32_t code;

	if (c->n - c->at < 3 || !gkri_fact_is_han(*p))
		return 0;
	code = gkri_fact_code(p);
	return code >= GKRI_FACT_HAN_FIRST && code <= GKRI_FACT_HAN_LAST &&
		!(gkri_fact_char(code) & GKRI_FACT_TRADITIONAL)
	    ? code
	    : 0;
}

uint32_t gkri_fact_plain(struct gkri_fact_look *c, size_t *len)
{
	uint32_t code;

	for (; c->at < c->n; c->at += *len) {
		code = simple_code(c);
		if (code) {
			*len = 3;
			return code;
		}
		if (c->p[c->at] == '\n') {
			*len = 1;
			return '\n';
		}
		code = gkri_fact_usual(c->p + c->at, c->n - c->at, len);
		if (code) {
			if (*len > 1 || !gkri_fact_drops_out(code))
				return code;
			continue;
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

/* The same, of what is no simplified Han character. */
static uint32_t other_number(
    struct gkri_fact_look *c, size_t *len, int *ends_line)
{
	uint32_t code = gkri_fact_plain(c, len);

	*ends_line = code == '\n';
	return gkri_fact_char(code);
}

static inline uint32_t number_at(
    struct gkri_fact_look *c, size_t *len, int *ends_line)
{
	const char *p = c->p + c->at;
	uint32_t number;

	if (c->n - c->at >= 3 && gkri_fact_is_han(*p)) {
		number = gkri_fact_char(gkri_fact_code(p));
		if (!(number & GKRI_FACT_TRADITIONAL)) {
			*len = 3;
			return number;
		}
	}
	return other_number(c, len, ends_line);
}

uint32_t gkri_fact_number(struct gkri_fact_look *c, size_t *len, int *ends_line)
{
	return number_at(c, len, ends_line);
}

/*
 * 1 where a Han character stands near in the line: 3月9日 is no page's number.
 */
#define NEAR 24
static int has_han(const struct gkri_fact_look *c)
{
	size_t i, end = c->n - c->at > NEAR ? c->at + NEAR : c->n;

	for (i = c->at; i < end && c->p[i] != '\n'; i++)
		if (gkri_fact_is_han(c->p[i]))
			return 1;
	return 0;
}

/*
 * 1 where a text may go on in the line that begins there, 2 where there is no
 * telling, for what looks like the number of a page drops out.
 */
static int next_line(struct gkri_fact_look *c)
{
	size_t len;
	uint32_t code = gkri_fact_plain(c, &len);

	if (is_digit(code) || gkri_fact_is_dash(code))
		return has_han(c) ? 1 : 2;
	return code != '\n';
}

static void find(
    struct gkri_fact_look c, uint32_t state, struct gkri_fact_found *f)
{
	uint32_t number;
	size_t len;
	int ends_line = 0, lines = 0;

	memset(f, 0, sizeof *f);
	for (;; c.at += len) {
		number = number_at(&c, &len, &ends_line);
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

uint64_t gkri_fact_classes(struct gkri_fact_look c, struct gkri_fact_found *f)
{
	uint64_t classes = 0;

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

int gkri_fact_is_unit(struct gkri_fact_look c)
{
	struct gkri_fact_found f;

	find(c, GKRI_FACT_UNITS, &f);
	return f.open || counts(f.leaf) || counts(f.before);
}

/* One character after the other. */
static size_t skim_narrow(const struct gkri_fact_skim *s, size_t at)
{
	const unsigned char *p = s->p + at, *end = s->p + s->n - 2;

	if (s->n < 3)
		return s->n;
	while (p < end) {
		if (*p >= 0xe0) {
			if (gkri_fact_is_of(s->set, p) &&
			    !gkri_fact_is_idle(s, p))
				return (size_t)(p - s->p);
			p += 3;
		} else if (*p - (uint32_t)'0' < s->digits) {
			return (size_t)(p - s->p);
		} else {
			p++;
		}
	}
	/* a nil may be the last */
	for (end = s->p + s->n; p < end; p++)
		if (*p - (uint32_t)'0' < s->digits)
			return (size_t)(p - s->p);
	return s->n;
}

void gkri_fact_skim_begin(struct gkri_fact_skim *s,
    const struct gkri_fact_text *t, const struct gkri_fact_sought *sought,
    int digits)
{
	s->p = (const unsigned char *)t->p;
	s->n = t->n;
	s->set = gkri_fact_sets[sought->seek];
	s->nibbles = &gkri_fact_nibbles[sought->seek];
	s->block = t->at;
	s->bits = 0;
	s->digits = digits ? 10 : 0;
	s->narrow = sought->narrow || !gkri_fact_is_wide();
}

size_t gkri_fact_skim(struct gkri_fact_skim *s, size_t at)
{
	if (!s->narrow && gkri_fact_skim_wide(s, &at))
		return at;
	return skim_narrow(s, at);
}
