/* Parts of totals: 办理9件，其中新收7件、上年结转2件. */
#include "fact.h"

#include "fact-class.h"

typedef struct gkri_fact_reading reading;

static struct gkri_fact *total_of(const reading *s)
{
	return s->total ? &s->f->list[s->total - 1] : NULL;
}

int gkri_fact_is_new_part(const reading *s, uint32_t concept, uint64_t left)
{
	const struct gkri_fact *total = total_of(s);

	return (s->part || s->depth) && concept == GKRI_FACT_new_received &&
	    left & RECV && total && total->sentence == s->sentence &&
	    total->role && total->role <= GKRI_ROLE_HANDLED;
}

void gkri_fact_add_up(reading *s)
{
	struct gkri_fact *in, *new, *total = total_of(s);
	size_t n = s->f->count;

	if (n < 2 || !total || s->total > n - 2)
		return;
	in = &s->f->list[n - 1];
	new = &s->f->list[n - 2];
	if (in->role == GKRI_ROLE_NEW) {
		in = new;
		new = &s->f->list[n - 1];
	}
	if (in->role != GKRI_ROLE_IN || new->role != GKRI_ROLE_NEW ||
	    in->mantissa + new->mantissa != total->mantissa)
		return;
	total->holds = GKRI_HOLDS;
	new->proof = 0;
}

/* Said of what was carried in, but not how much of it there was. */
#define HELD (INCL | CARRY | LAST)

void gkri_fact_sum_follows(struct gkri_fact_clause *now)
{
	now->together = 1;
	if ((now->left & HELD) == HELD)
		now->left |= SUM;
	/* 不含上年结转共9件: those that are left out, or all others? */
	if (now->outside && now->left & CARRY)
		now->left |= VAGUE;
}

void gkri_fact_note_held(reading *s)
{
	struct gkri_fact *total = total_of(s);
	struct gkri_fact_clause *outer;

	if (!s->depth || s->depth > GKRI_FACT_DEPTH || s->now.numbers ||
	    (s->now.left & (HELD | NEXT)) != HELD)
		return;
	outer = &s->stack[s->depth - 1];
	if (!outer->numbers)
		outer->left |= HELD | SUM;
	else if (total && s->total == s->f->count && !outer->left &&
	    total->sentence == s->sentence)
		total->holds = GKRI_HOLDS;
}

/* 含上年结转9件, and no more of them: 含上年结转9件在内共14件 is another. */
static int is_clause(const reading *s, size_t i, uint64_t left)
{
	const struct gkri_fact_token *t = &s->w->tokens[i + 1];

	return (left & HELD) == HELD && !(left & GKRI_FACT_VERBS) &&
	    (i + 1 == s->w->token_count || t->kind >= GKRI_FACT_COMMA);
}

void gkri_fact_note_holding(reading *s, size_t i, uint64_t left)
{
	struct gkri_fact *total = total_of(s);

	if (!total || total->sentence != s->sentence ||
	    (!s->depth && !s->part && !is_clause(s, i, left)))
		return;
	if (s->f->count >= 2 && s->total != s->f->count - 1 &&
	    s->f->list[s->f->count - 2].role)
		return; /* another figure stands between */
	if (!total->role)
		return;
	if (s->now.apart)
		total->also = 0;
	else
		total->holds = left & INCL ? GKRI_HOLDS : GKRI_HOLDS_PERHAPS;
}

void gkri_fact_close_parts(reading *s, const struct gkri_fact_token *t)
{
	const struct gkri_fact *total = total_of(s);

	if (!s->part || s->depth || t->scale || t->rough == 1)
		return;
	s->parts += t->mantissa;
	if (total && total->sentence == s->sentence && !total->scale &&
	    total->mantissa == s->parts && s->part == 2) {
		s->part = 0;
		s->view = s->whole;
	}
}
