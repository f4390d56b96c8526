/*
 * What the account of a paragraph proves: received + carried in =
 * handled + carried out, and whether 受理 counts what was carried in.
 */
#include "fact.h"

#define NEAR 40 /* facts of a sentence that are compared with each other */

/* The facts of one account; NULL: not stated. */
struct account {
	struct gkri_fact *total, *in, *done, *handled, *out;
	int64_t rows;
	uint32_t row_count;
};

static int64_t value(const struct gkri_fact *fact)
{
	return fact ? fact->mantissa : 0;
}

/* What was handled and what was carried out together; -1: not known. */
static int64_t right_side(const struct account *a)
{
	const struct gkri_fact *done = a->done ? a->done : a->handled;

	if (!a->out)
		return -1;
	if (done)
		return done->mantissa + a->out->mantissa;
	return a->row_count > 1 ? a->rows + a->out->mantissa : -1;
}

static void sure(struct gkri_fact *fact)
{
	if (fact)
		fact->proof = 0;
}

static void set_total(struct gkri_fact *t, uint32_t concept, uint32_t also)
{
	t->concept = (uint8_t) concept;
	t->also = (uint8_t)also;
}

/* 受理, 收办, 办理: what they count is proved, or left open. */
static void settle_total(struct account *a, int net, int gross)
{
	struct gkri_fact *t = a->total;
	int carried = value(a->in) > 0 || value(a->out) > 0;

	if (t->tally && t->holds == GKRI_HOLDS_NOT)
		return;
	if (t->role == GKRI_ROLE_RECEIVED && t->holds == GKRI_HOLDS_NOT) {
		/* 收到20件，上年结转2件，办结18件，结转2件: what of the 2? */
		if (gross && !net && a->done) {
			t->also = GKRI_FACT_received_plus_carried;
			t->certain = a->done->certain = 0;
		}
		return;
	}
	if (net && a->in)
		set_total(t, GKRI_FACT_new_received,
		    gross ? GKRI_FACT_received_plus_carried : 0);
	else if (gross && carried)
		set_total(t, GKRI_FACT_received_plus_carried, 0);
	else if (gross && t->role == GKRI_ROLE_ACCEPTED)
		return;
	else if (t->holds == GKRI_HOLDS)
		set_total(t, GKRI_FACT_received_plus_carried, 0);
	else if (t->holds == GKRI_HOLDS_PERHAPS) {
		set_total(
		    t, GKRI_FACT_new_received, GKRI_FACT_received_plus_carried);
		t->certain = 0;
		return;
	} else {
		return;
	}
	t->proof = 0;
}

static void close(struct account *a)
{
	int64_t right = right_side(a), n = value(a->total);
	int net, gross;

	if (a->total && a->handled && a->done && a->handled != a->done &&
	    a->handled->mantissa == n + value(a->in))
		set_total(a->handled, GKRI_FACT_received_plus_carried, 0);
	if (a->total) {
		net = right >= 0 && n + value(a->in) == right;
		gross = right >= 0 && n == right;
		settle_total(a, net, gross);
		if (net || gross) {
			sure(a->done);
			sure(a->handled);
			sure(a->out);
		}
	}
	memset(a, 0, sizeof *a);
}

static int is_total(const struct account *a, const struct gkri_fact *fact)
{
	if (fact->role == GKRI_ROLE_HANDLED)
		return !a->total;
	return fact->role >= GKRI_ROLE_RECEIVED &&
	    fact->role <= GKRI_ROLE_COLLECTED;
}

static void take(struct account *a, struct gkri_fact *fact)
{
	if (is_total(a, fact)) {
		if (a->total)
			close(a);
		a->total = fact;
		return;
	}
	switch (fact->role) {
	case GKRI_ROLE_IN:
		if (a->in)
			close(a);
		a->in = fact;
		break;
	case GKRI_ROLE_DONE:
		if (!a->done)
			a->done = fact;
		break;
	case GKRI_ROLE_HANDLED:
		if (!a->handled)
			a->handled = fact;
		break;
	case GKRI_ROLE_OUT:
		if (!a->out)
			a->out = fact;
		break;
	case GKRI_ROLE_ROW:
		a->rows += fact->mantissa;
		a->row_count++;
		break;
	default:
		break;
	}
}

void gkri_facts_prove(struct gkr_facts *f, size_t first)
{
	struct account a;
	struct gkri_fact *fact, *total = NULL;
	size_t i;

	memset(&a, 0, sizeof a);
	for (i = first; i < f->count; i++) {
		fact = &f->list[i];
		if (fact->role && fact->scope != GKRI_SCOPE_OTHER_PERIOD &&
		    fact->scope != GKRI_SCOPE_UNIT_BELOW)
			take(&a, fact);
	}
	close(&a);
	for (i = first; i < f->count; i++) {
		fact = &f->list[i];
		if (fact->column && total && !fact->negative) {
			fact->concept = total->concept;
			fact->also = total->also;
			if (!total->certain || total->proof)
				fact->certain = 0;
			fact->proof = 0;
		}
		if (fact->role && fact->role <= GKRI_ROLE_HANDLED)
			total = fact;
		if (fact->proof)
			fact->certain = 0;
	}
}

/* ------------------------------------------------------------------ */

/* 1 where another certain figure of the sentence says something else. */
static int is_at_odds(const struct gkr_facts *f, size_t i, size_t first)
{
	const struct gkri_fact *a = &f->list[i], *b;
	size_t k = i > first + NEAR ? i - NEAR : first;

	for (; k < f->count && k < i + NEAR; k++) {
		b = &f->list[k];
		if (b->sentence == a->sentence && b->concept == a->concept &&
		    b->column == a->column && b->certain &&
		    (b->mantissa != a->mantissa || b->scale != a->scale))
			return 1;
	}
	return 0;
}

void gkri_facts_weigh(struct gkri_fact_reading *s)
{
	struct gkr_facts *f = s->f;
	size_t i;

	for (i = s->first_fact; i < f->count; i++)
		if (f->list[i].scope == GKRI_SCOPE_AREA &&
		    (s->department || s->about.department))
			f->list[i].certain = 0;
	for (i = s->first_fact; i < f->count; i++)
		f->list[i].proof =
		    f->list[i].certain && is_at_odds(f, i, s->first_fact);
	for (i = s->first_fact; i < f->count; i++)
		if (f->list[i].proof)
			f->list[i].certain = 0;
}
