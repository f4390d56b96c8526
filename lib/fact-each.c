/* Lists of things, and then of their numbers: 复议、诉讼分别为4件、2件. */
#include "fact.h"

#include "fact-class.h"

typedef struct gkri_fact_reading reading;
typedef struct gkri_fact_token token;

#define MOST 16 /* a list of so many may go on, and is not read */
#define NOUNS (APP | NORM | RULES | REVIEW | SUIT | LICENCE)
/* With one of these a thing is whole without a noun, */
#define WHOLE \
	(NOUNS | OUTCOME | RESULT | CARRY | PENDING | COLUMN | DIRECT | AFTER)
/* and with one of these no verb is its own. */
#define ALONE (REVIEW | SUIT | OUTCOME | RESULT | CARRY | PENDING | COLUMN)

struct list {
	size_t from[MOST], to[MOST];
	uint64_t classes[MOST];
	size_t count;
};

static int is_and(const token *t)
{
	return t->kind == GKRI_FACT_PAUSE ||
	    (t->kind == GKRI_FACT_WORD && t->classes & LIGHT && t->value == 3);
}

/* The things before token `end`, as far as the clause goes back. */
static void find_things(const reading *s, size_t end, struct list *l)
{
	const token *t = s->w->tokens;
	size_t at = end;

	while (at &&
	    (t[at - 1].kind <= GKRI_FACT_WORD ||
		t[at - 1].kind == GKRI_FACT_YEAR ||
		t[at - 1].kind == GKRI_FACT_PAUSE))
		at--;
	l->count = 1;
	l->from[0] = at;
	l->classes[0] = 0;
	for (; at < end; at++) {
		if (is_and(&t[at])) {
			l->to[l->count - 1] = at;
			if (l->count == MOST)
				return;
			l->from[l->count] = at + 1;
			l->classes[l->count++] = 0;
		} else if (t[at].kind == GKRI_FACT_WORD) {
			l->classes[l->count - 1] |= t[at].classes;
		}
	}
	l->to[l->count - 1] = end;
}

/* The numbers from token `at` on; returns the token behind them. */
static size_t find_numbers(const reading *s, size_t at, struct list *l)
{
	const token *t = s->w->tokens;

	l->count = 0;
	while (t[at].kind == GKRI_FACT_NUMBER && t[at].unit &&
	    t[at].unit != GKRI_UNIT_OTHER && l->count < MOST) {
		l->from[l->count++] = at++;
		if ((is_and(&t[at]) || t[at].kind == GKRI_FACT_COMMA) &&
		    t[at + 1].kind == GKRI_FACT_NUMBER && t[at + 1].unit)
			at++;
		else
			break;
	}
	return at;
}

/* 制发、废止规范性文件: what one thing lacks another one says. */
static uint64_t shared(const struct list *l, size_t i)
{
	uint64_t own = l->classes[i], c = 0;
	size_t k;

	for (k = 0; k < l->count; k++)
		c |= l->classes[k] & DISC;
	for (k = i + 1; k < l->count && !(own & WHOLE); k++)
		own |= l->classes[k] & NOUNS;
	for (k = i; k-- && !(own & (GKRI_FACT_VERBS | ALONE));)
		own |= l->classes[k] & GKRI_FACT_VERBS;
	return c | (own & ~l->classes[i]);
}

static void read_one(reading *s, const struct list *l, size_t i, size_t number)
{
	size_t k;

	memset(&s->now, 0, sizeof s->now);
	s->verb = 0;
	s->pause = 0;
	for (k = l->from[i]; k < l->to[i]; k++)
		if (s->w->tokens[k].kind == GKRI_FACT_WORD &&
		    !(s->w->tokens[k].classes & NEG))
			gkri_fact_take(s, k);
		else if (s->w->tokens[k].kind == GKRI_FACT_OTHER)
			s->now.gap = 1;
	s->now.left |= shared(l, i);
	gkri_fact_count(s, number);
}

size_t gkri_fact_each(reading *s, size_t i)
{
	struct list things, numbers;
	size_t end = find_numbers(s, i + 1, &numbers), k;

	if (!numbers.count) {
		s->now.left |= EACH;
		return i + 1;
	}
	find_things(s, i, &things);
	if (things.count != numbers.count || things.count < 2 ||
	    things.count == MOST)
		memset(&s->now, 0, sizeof s->now);
	else
		for (k = 0; k < things.count && s->rc == GKR_OK; k++)
			read_one(s, &things, k, numbers.from[k]);
	s->verb = 0;
	s->now.numbers = 1;
	return end;
}
