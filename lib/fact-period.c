/* The period of the report's data, where the prose names it. */
#include "fact.h"

#include "fact-class.h"

#define APART 4 /* tokens between both ends of a period */

typedef struct gkri_fact_token token;

struct day {
	uint32_t year;
	int64_t day; /* month * 100 + day */
	size_t next; /* the token behind it */
};

/* The date at token i; `year` is that of a date before it, or 0. */
static int read_day(
    const struct gkri_fact_reader *w, size_t i, uint32_t year, struct day *out)
{
	const token *t = w->tokens;

	out->year = year;
	if (i < w->token_count && t[i].kind == GKRI_FACT_YEAR)
		out->year = (uint32_t)t[i++].mantissa;
	if (!out->year || i >= w->token_count || t[i].kind != GKRI_FACT_MONTH)
		return 0;
	out->day = t[i].mantissa;
	out->next = i + 1;
	return 1;
}

static void keep(struct gkri_fact_reading *s, size_t i, const struct day *from,
    const struct day *to)
{
	const struct gkri_fact_reader *w = s->w;
	struct gkri_period *p = &s->f->period;
	const token *last = &w->tokens[to->next - 1];

	s->f->has_period = 1;
	p->from_year = (uint16_t)from->year;
	p->from_month = (uint8_t)(from->day / 100);
	p->from_day = (uint8_t)(from->day % 100);
	p->to_year = (uint16_t)to->year;
	p->to_month = (uint8_t)(to->day / 100);
	p->to_day = (uint8_t)(to->day % 100);
	p->at = gkri_fact_source(w, w->tokens[i].at);
	/* it ends in 月 or 日 */
	p->end = gkri_fact_source(w, last->end - 1) + 3;
}

void gkri_fact_period(struct gkri_fact_reading *s)
{
	const struct gkri_fact_reader *w = s->w;
	struct day from, to;
	size_t i, k;

	for (i = 0; i < w->token_count; i++) {
		if (w->tokens[i].kind != GKRI_FACT_YEAR ||
		    !read_day(w, i, 0, &from))
			continue;
		for (k = from.next; k < from.next + APART; k++)
			if (read_day(w, k, from.year, &to)) {
				keep(s, i, &from, &to);
				return;
			}
	}
}
