/* The year that prose without a report speaks of. */
#include "fact.h"

#include "fact-class.h"

typedef struct gkri_fact_reading reading;
typedef struct gkri_fact_token token;

#define YEARS 16
struct votes {
	uint32_t year[YEARS], weight[YEARS], count;
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

uint32_t gkri_fact_year(reading *s, const char *p, size_t n)
{
	struct gkri_fact_text text = {p, n, 0, 0, 1};
	struct votes v;
	uint32_t i, best = 0;

	v.count = 0;
	while (gkri_fact_sentence(s->w, &text)) {
		gkri_fact_tokens(s->w);
		s->f->work += s->w->len + s->w->token_count;
		for (i = 0; i < s->w->token_count; i++)
			if (s->w->tokens[i].kind == GKRI_FACT_YEAR &&
			    !is_beside_carry(s->w, i))
				vote(&v, (uint32_t)s->w->tokens[i].mantissa,
				    s->w->tokens[i + 1].kind == GKRI_FACT_MONTH
					? 1
					: 2);
	}
	for (i = 1; i < v.count; i++)
		if (v.weight[i] > v.weight[best])
			best = i;
	return v.count ? v.year[best] : 0;
}
