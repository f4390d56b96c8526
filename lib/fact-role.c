/* What numbers are to the account: 收到, 上年结转, 办结, 结转下年. */
#include "fact.h"

#include "fact-class.h"

typedef struct gkri_fact_reading reading;

int gkri_fact_is_by_channel(uint64_t left)
{
	return left & CHANNEL && !(left & WAYS);
}

static uint32_t role_of(uint32_t concept, uint64_t left)
{
	switch (concept) {
	case GKRI_FACT_new_received:
	case GKRI_FACT_received_plus_carried:
		if (left & RECV)
			return GKRI_ROLE_RECEIVED;
		if (left & ACCEPT)
			return GKRI_ROLE_ACCEPTED;
		return left & COLLECT ? GKRI_ROLE_COLLECTED
				      : GKRI_ROLE_RECEIVED;
	case GKRI_FACT_carried_in:
		return GKRI_ROLE_IN;
	case GKRI_FACT_outcome_total:
		return GKRI_ROLE_DONE;
	case GKRI_FACT_carried_out:
		return GKRI_ROLE_OUT;
	default:
		return GKRI_ROLE_NONE;
	}
}

/* 受理信访事项9件，办结8件，结转1件: these may be no applications. */
static int is_of_others(reading *s, uint64_t left)
{
	const struct gkr_facts *f = s->f;
	size_t i = s->others ? s->others - 1 : s->sentence_fact;

	if (left & APP ||
	    (!s->others && !gkri_fact_topics(s, GKRI_TOPIC_OTHER)))
		return 0;
	for (; i + 1 < f->count; i++)
		if (f->list[i].role)
			return 0;
	return 1;
}

/* 收到申请9件。窗口受理业务70件: of something else, perhaps. */
static int is_beside(const reading *s, uint64_t left, int64_t number)
{
	const struct gkri_fact *total =
	    s->total ? &s->f->list[s->total - 1] : NULL;

	return total && total->certain && !total->column &&
	    total->sentence != s->sentence && total->mantissa != number &&
	    !(left & (APP | DISC | AREA));
}

/*
 * 许可申请9件，公开申请2件，办结8件: more than can have been handled; or it is
 * of what stands beside the applications.
 */
static int is_excess(const reading *s, uint64_t left, int64_t number)
{
	const struct gkr_facts *f = s->f;
	size_t i = f->count > 8 ? f->count - 8 : 0;
	int64_t most;

	if (left & APP || !s->total)
		return 0;
	if (s->beside)
		return 1;
	if (!s->foreign && f->list[s->total - 1].sentence == s->sentence)
		return 0;
	most = f->list[s->total - 1].mantissa;
	for (; i < f->count; i++)
		if (f->list[i].role == GKRI_ROLE_IN)
			most += f->list[i].mantissa;
	return number > most;
}

void gkri_fact_give_role(
    reading *s, uint32_t what, struct gkri_fact *fact, uint64_t left)
{
	int64_t number = fact->mantissa;

	/* 登记9件，受理8件: which are those received? */
	if (left & REGISTER)
		s->registered = 1;
	else if (left & ACCEPT && s->registered)
		fact->certain = 0;
	fact->role = gkri_fact_is_new_part(s, what, left)
	    ? GKRI_ROLE_NEW
	    : (uint8_t)role_of(fact->concept, left);
	if (fact->role == GKRI_ROLE_RECEIVED ||
	    fact->role == GKRI_ROLE_ACCEPTED) {
		if (is_beside(s, left, number)) {
			s->beside = 1;
			fact->certain = 0;
			fact->role = GKRI_ROLE_NONE;
		}
		if (gkri_fact_is_by_channel(left) && !s->depth) {
			s->channels += number;
			fact->role = GKRI_ROLE_NONE;
		}
	} else if (fact->concept == GKRI_FACT_carried_out ||
	    fact->concept == GKRI_FACT_carried_in) {
		if (is_of_others(s, left))
			fact->certain = 0;
	} else if (fact->role == GKRI_ROLE_DONE && is_excess(s, left, number)) {
		fact->certain = 0;
	}
	/* 其中，市级收到9件；县级收到5件 */
	if (s->parted && s->total && !s->depth && fact->role &&
	    fact->role == s->f->list[s->total - 1].role)
		fact->certain = 0;
	if (what == GKRI_FACT_outcome) {
		fact->role = GKRI_ROLE_ROW;
		s->rows += number;
	}
	if (what == GKRI_FACT_handled)
		fact->role = GKRI_ROLE_HANDLED;
	if (fact->role == GKRI_ROLE_NEW || fact->role == GKRI_ROLE_IN)
		gkri_fact_add_up(s);
}
