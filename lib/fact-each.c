/*
 * Lists of things, and then of their numbers: 复议、诉讼分别为4件、2件; of
 * years: 2022年、2023年分别收到申请9件、5件.
 */
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
	size_t years;		   /* how many of them are years */
	size_t tail_from, tail_to; /* 分别收到申请: what is said of each */
};

static int is_and(const token *t)
{
	return t->kind == GKRI_FACT_PAUSE ||
	    (t->kind == GKRI_FACT_WORD && t->classes & LIGHT && t->value == 3);
}

/* The year that the token is, or begins: 2022、2023年; 0: none. */
static uint32_t year_of(const token *t)
{
	if (t->kind == GKRI_FACT_YEAR ||
	    (t->kind == GKRI_FACT_NUMBER && !t->unit && !t->scale &&
		!t->rough && t->mantissa > 1900 && t->mantissa < 2100))
		return (uint32_t)t->mantissa;
	return 0;
}

static int ends_with_year(const reading *s, const struct list *l, size_t i)
{
	return l->to[i] > l->from[i] && year_of(&s->w->tokens[l->to[i] - 1]);
}

/* The things before token `end`, as far as the clause goes back. */
static void find_things(const reading *s, size_t end, struct list *l)
{
	const token *t = s->w->tokens;
	size_t at = end;

	while (at &&
	    (t[at - 1].kind <= GKRI_FACT_WORD || year_of(&t[at - 1]) ||
		t[at - 1].kind == GKRI_FACT_PAUSE))
		at--;
	l->count = 1;
	l->years = 0;
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
	/* 2022年、2023年收到申请分别为: what is said of both */
	at = l->from[l->count - 1];
	if (l->count > 1 && year_of(&t[at]) &&
	    ends_with_year(s, l, l->count - 2)) {
		l->to[l->count - 1] = at + 1;
		l->classes[l->count - 1] = 0;
		l->tail_from = at + 1;
	}
	for (at = 0; at < l->count; at++)
		l->years += (size_t)ends_with_year(s, l, at);
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
	if (l->years)
		return c | l->classes[0];
	for (k = i + 1; k < l->count && !(own & WHOLE); k++)
		own |= l->classes[k] & NOUNS;
	for (k = i; k-- && !(own & (GKRI_FACT_VERBS | ALONE));)
		own |= l->classes[k] & GKRI_FACT_VERBS;
	return c | (own & ~l->classes[i]);
}

static void take_tokens(reading *s, size_t from, size_t to)
{
	size_t k;

	for (k = from; k < to; k++)
		if (year_of(&s->w->tokens[k]))
			gkri_fact_take_year(s, k);
		else if (s->w->tokens[k].kind == GKRI_FACT_WORD &&
		    !(s->w->tokens[k].classes & (NEG | EACH)))
			gkri_fact_take(s, k);
		else if (s->w->tokens[k].kind == GKRI_FACT_OTHER)
			s->now.gap = 1;
}

static void read_one(reading *s, const struct list *l, size_t i, size_t number)
{
	struct gkri_fact_view view = s->view;

	memset(&s->now, 0, sizeof s->now);
	s->verb = 0;
	s->pause = 0;
	take_tokens(s, l->from[i], l->to[i]);
	take_tokens(s, l->tail_from, l->tail_to);
	s->now.left |= shared(l, i);
	/* of years, only the report's own has numbers of the tables */
	if (l->years && !(s->now.left & THIS && s->year))
		s->view.last_year = 1;
	gkri_fact_count(s, number);
	if (l->years)
		s->view = view;
}

/* 1 where all that the things lack stands behind 分别, or is shared. */
static int is_whole(const struct list *l)
{
	size_t i;

	if (l->years)
		return l->years == l->count;
	for (i = 0; l->tail_from < l->tail_to && i < l->count; i++)
		if (!(l->classes[i] & WHOLE))
			return 0;
	return 1;
}

size_t gkri_fact_each(reading *s, size_t i)
{
	struct list things, numbers;
	const token *t = s->w->tokens;
	size_t at = i + 1, end, k;

	while (at < s->w->token_count && t[at].kind <= GKRI_FACT_WORD)
		at++;
	end = find_numbers(s, at, &numbers);
	things.tail_from = i + 1;
	things.tail_to = at;
	if (numbers.count < (at == i + 1 ? 1 : 2)) {
		s->now.left |= EACH;
		return i + 1;
	}
	find_things(s, i, &things);
	if (things.count != numbers.count || things.count < 2 ||
	    things.count == MOST || !is_whole(&things))
		memset(&s->now, 0, sizeof s->now);
	else
		for (k = 0; k < things.count && s->rc == GKR_OK; k++)
			read_one(s, &things, k, numbers.from[k]);
	s->verb = 0;
	s->now.numbers = 1;
	return end;
}
