/* Years in the prose, and that which a text without a report speaks of. */
#include "fact.h"

#include "fact-class.h"

typedef struct gkri_fact_reading reading;
typedef struct gkri_fact_token token;

#define YEARS 16
struct votes {
	uint32_t year[YEARS], weight[YEARS], count;
	uint32_t last; /* of those that numbers are of */
};

static void vote(struct votes *v, uint32_t year, uint32_t weight)
{
	uint32_t i;

	for (i = 0; i < v->count && v->year[i] != year; i++)
		;
	if (i == YEARS)
		return;
	if (i == v->count) {
		v->year[i] = year;
		v->weight[i] = 0;
		v->count++;
	}
	v->weight[i] += weight;
}

/* Years beside 结转 are others. */
static int is_beside_carry(const struct gkri_fact_reader *w, size_t i)
{
	const token *t = w->tokens;

	if (i && t[i - 1].classes & (CARRY | PENDING))
		return 1;
	return i + 1 < w->token_count && t[i + 1].classes & (CARRY | PENDING);
}

/* What is planned is not of the data. */
static int is_vague(const struct gkri_fact_reader *w)
{
	size_t i;

	for (i = 0; i < w->token_count; i++)
		if (w->tokens[i].kind == GKRI_FACT_WORD &&
		    w->tokens[i].classes & VAGUE)
			return 1;
	return 0;
}

/*
 * 1 where numbers are of the year: 2023年收到9件, 2023年的9件, but not of one
 * behind a word, 于2024年答复.
 */
static int has_numbers(const struct gkri_fact_reader *w, size_t i)
{
	const token *t = w->tokens, *end = t + w->token_count, *next;
	int behind_light = i && t[i - 1].classes & LIGHT;

	if (t[i + 1].classes & SPAN)
		return 0;
	for (next = t + i + 1; next < end; next++) {
		if (next->kind == GKRI_FACT_NUMBER &&
		    (next->unit == GKRI_UNIT_COUNT ||
			next->unit == GKRI_UNIT_MONEY))
			return 1;
		if (behind_light && !(next->classes & LIGHT))
			return 0;
	}
	return 0;
}

static void take_years(struct votes *v, const struct gkri_fact_reader *w)
{
	const token *t = w->tokens;
	int vague = is_vague(w), month;
	uint32_t year;
	size_t i;

	for (i = 0; i < w->token_count; i++) {
		if (t[i].kind != GKRI_FACT_YEAR || is_beside_carry(w, i))
			continue;
		year = (uint32_t)t[i].mantissa;
		month = t[i + 1].kind == GKRI_FACT_MONTH;
		vote(v, year, month ? 1 : 2);
		if (!vague && !month && year > v->last && has_numbers(w, i))
			v->last = year;
	}
}

uint32_t gkri_fact_year(reading *s, const char *p, size_t n)
{
	struct gkri_fact_text text = {p, n, 0, 0, 1};
	struct votes v;
	uint32_t i, best = 0;

	v.count = v.last = 0;
	while (gkri_fact_sentence(s->w, &text)) {
		gkri_fact_tokens(s->w);
		s->f->work += s->w->len + s->w->token_count;
		take_years(&v, s->w);
	}
	if (v.last)
		return v.last;
	for (i = 1; i < v.count; i++)
		if (v.weight[i] > v.weight[best])
			best = i;
	return v.count ? v.year[best] : 0;
}

/* ------------------------------------------------------------------ */

/* 2019年至2023年, 2019-2023年: the year is the end of several. */
static int ends_span(const reading *s, const token *t)
{
	static const char joins[][4] = {
#define GKR_FACT_JOIN(text) text,
#include "fact.def"
	};
	const char *p = s->w->plain + t->at;
	size_t left = t->at, i, len;
	struct gkri_fact_numeral before;

	for (i = 0; i < sizeof joins / sizeof *joins; i++) {
		len = strlen(joins[i]);
		if (left >= len && memcmp(p - len, joins[i], len) == 0)
			break;
	}
	if (i == sizeof joins / sizeof *joins)
		return 0;
	p -= len;
	left -= len;
	if (left >= 3 && memcmp(p - 3, "年", 3) == 0) {
		p -= 3;
		left -= 3;
	}
	if (left < 4)
		return 0;
	gkri_fact_numeral(p - 4, 4, &before);
	return before.len == 4 && before.mantissa != t->mantissa;
}

/* A year says whether it was before, now, or is to come. */
void gkri_fact_take_year(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];
	uint32_t year = (uint32_t)t->mantissa;
	uint64_t c;

	if (s->year)
		c = year < s->year ? LAST : year > s->year ? NEXT : THIS;
	else
		c = !(s->now.left & CARRY) || s->now.whither == 1 ? LAST : NEXT;
	if (!s->year && !(s->now.left & CARRY) &&
	    !(t[1].kind == GKRI_FACT_WORD && t[1].classes & (CARRY | PENDING)))
		c = THIS;
	if (c == LAST && t[1].kind == GKRI_FACT_MONTH)
		return;
	gkri_fact_take_time(s, i, c);
	if (ends_span(s, t))
		s->view.span = 1;
}
