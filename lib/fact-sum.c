/* Sums behind their parts, and money: 网上申请9件，信函申请5件，共14件. */
#include "fact.h"

#include "fact-class.h"

typedef struct gkri_fact_reading reading;
typedef struct gkri_fact_token token;
typedef struct gkri_fact_parts parts;

/* A concept as one of a set. */
#define ONE(what) (UINT64_C(1) << (what))
#define BIT(what) ONE(GKRI_FACT_##what)
typedef char all_fit[GKRI_FACT_END <= 64 ? 1 : -1];

static void add_part(parts *p, const token *t)
{
	p->alien |= t->rough == 1 || (p->count && p->scale != t->scale);
	p->scale = t->scale;
	p->sum += t->mantissa;
	p->count++;
}

static int sums_up(const parts *p, const token *t)
{
	return p->count > 1 && !p->alien && t->rough != 1 &&
	    p->scale == t->scale && p->sum == t->mantissa;
}

/* What the parts are facts of, a set of concepts. */
static uint64_t concepts(const reading *s, size_t end)
{
	uint64_t set = 0;
	size_t i;

	for (i = s->sum.first; i < end; i++)
		set |= ONE(s->f->list[i].concept);
	return set;
}

/* What these are parts of; 0: of nothing that a table has. */
static uint32_t total_of(uint64_t set)
{
	static const struct {
		uint64_t parts;
		uint32_t total;
	} sums[] = {
#define GKR_FACT_SUM(total, part, other) \
	{BIT(part) | BIT(other), GKRI_FACT_##total},
#include "fact.def"
	};
	size_t i;

	for (i = 0; i < sizeof sums / sizeof *sums; i++)
		if (sums[i].parts == set)
			return sums[i].total;
	return 0;
}

/* What is a part of the sum is not the total. */
static void unsure_parts(reading *s, size_t from, size_t end, uint32_t what)
{
	size_t i;

	for (i = from; i < end; i++)
		if (s->f->list[i].concept == what && !s->f->list[i].column)
			s->f->list[i].certain = 0;
}

/* 网上5件 is of what is counted, though it is no total; 咨询5件 is not. */
static int is_alien(const reading *s, uint64_t left, size_t first)
{
	const uint64_t quiet = CHANNEL | WAYS | BELOW | ORGAN | AREA | GOV |
	    DEPT | THIS | BE | VAGUE | COLUMN | APP | DISC | REVIEW | SUIT |
	    GKRI_FACT_VERBS;

	return s->f->count == first && (s->now.gap || left & ~quiet);
}

/*
 * The sum of units of the organ need not be that of the organ, nor cases be of
 * disclosure.
 */
static int is_sure(reading *s, uint64_t left, uint64_t set)
{
	if (s->instances ||
	    (!(left & AREA) && s->sum.below && s->sum.below != s->sum.count))
		return 0;
	return !(set & (BIT(review_total) | BIT(suit_total))) ||
	    gkri_fact_topics(s, GKRI_TOPIC_DISC);
}

void gkri_fact_note_number(reading *s, const token *t, size_t first)
{
	uint64_t left = s->now.left, set;
	uint32_t what;

	if (s->f->count > first && (left & SUM || s->now.together) &&
	    sums_up(&s->sum, t)) {
		what = s->f->list[s->f->count - 1].concept;
		set = concepts(s, first);
		if (set == ONE(what) && is_sure(s, left, set))
			unsure_parts(s, s->sum.first, first, what);
		memset(&s->sum, 0, sizeof s->sum);
		return;
	}
	if (!s->sum.count)
		s->sum.first = first;
	s->sum.alien |= (uint8_t)is_alien(s, left, first);
	s->sum.marked |= (left & GKRI_FACT_MARKS) != 0 || s->now.asked;
	s->sum.asked += s->now.asked;
	s->sum.below += (left & BELOW) != 0;
	add_part(&s->sum, t);
}

/* Adds the sum of the numbers before it; 0 where it is none. */
static struct gkri_fact *add_sum(
    reading *s, const token *t, size_t from, uint64_t left)
{
	size_t end = s->f->count;
	uint64_t set;
	uint32_t what;
	struct gkri_fact *fact;
	int sure;

	if (!sums_up(&s->sum, t) || !s->sum.marked)
		return NULL;
	set = concepts(s, end);
	what = total_of(set);
	if (!what)
		return NULL;
	fact = gkri_fact_add(s, what, from, t->unit_end, t);
	if (!fact)
		return NULL;
	sure = is_sure(s, left, set);
	if (sure)
		unsure_parts(s, s->sum.first, end, what);
	gkri_fact_settle(
	    s, fact, sure ? GKRI_FACT_SURE : GKRI_FACT_UNSURE, left, 0);
	return fact;
}

/* The rows of outcomes, or what was new and what was carried in, add up. */
static uint32_t account_of(const reading *s, const token *t)
{
	const struct gkri_fact *last = s->f->count > s->sentence_fact
	    ? &s->f->list[s->f->count - 1]
	    : NULL;

	if (!last)
		return 0;
	if (s->rows && s->rows == t->mantissa && last->role == GKRI_ROLE_ROW)
		return GKRI_FACT_outcome_total;
	if (last->role == GKRI_ROLE_IN && s->total &&
	    s->f->list[s->total - 1].mantissa + last->mantissa == t->mantissa)
		return GKRI_FACT_received_plus_carried;
	return 0;
}

/* 当面申请9件，网络申请5件，共14件 */
static int are_ways(reading *s, const token *t)
{
	return s->sum.asked == s->sum.count && sums_up(&s->sum, t) &&
	    gkri_fact_topics(s, GKRI_TOPIC_APP | GKRI_TOPIC_NONE);
}

static struct gkri_fact *add_total(
    reading *s, const token *t, size_t from, uint64_t left)
{
	uint32_t what = 0, how = GKRI_FACT_SURE;
	struct gkri_fact *fact;

	if (gkri_fact_topics(s, GKRI_TOPIC_APP)) {
		what = account_of(s, t);
		if (!what && s->channels && s->channels == t->mantissa &&
		    (left & SUM || s->sum.marked))
			what = GKRI_FACT_new_received;
	}
	if (!what && are_ways(s, t))
		what = GKRI_FACT_new_received;
	fact = what ? NULL : add_sum(s, t, from, left);
	if (!what && !fact && left & SUM &&
	    gkri_fact_topics(s, GKRI_TOPIC_APP)) {
		what = GKRI_FACT_new_received;
		how =
		    s->open && !s->now.gap ? GKRI_FACT_SURE : GKRI_FACT_UNSURE;
	}
	if (!what)
		return fact;
	fact = gkri_fact_add(s, what, from, t->unit_end, t);
	gkri_fact_settle(s, fact, how, left, 0);
	return fact;
}

void gkri_fact_add_bare(reading *s, size_t i, size_t from, uint64_t left)
{
	const token *t = &s->w->tokens[i];
	struct gkri_fact *fact, *last;

	if ((left & SUM || s->now.together) && !s->part && !s->depth &&
	    !(left & ~(SUM | THIS | APP | ORGAN | AREA))) {
		fact = add_total(s, t, from, left);
		if (fact && fact->concept == GKRI_FACT_new_received) {
			fact->role = GKRI_ROLE_RECEIVED;
			if ((s->verb | s->open) & ACCEPT)
				fact->also = GKRI_FACT_received_plus_carried;
			s->total = s->f->count;
		}
		if (fact && fact->concept == GKRI_FACT_outcome_total)
			fact->role = GKRI_ROLE_DONE;
		return;
	}
	if (left & THIS && !(left & ~(THIS | PART)) &&
	    s->f->count > s->sentence_fact) {
		last = &s->f->list[s->f->count - 1];
		if (last->scope != GKRI_SCOPE_OTHER_PERIOD || last->negative)
			return;
		fact = gkri_fact_add(s, last->concept, from, t->unit_end, t);
		gkri_fact_settle(s, fact, GKRI_FACT_SURE, left, 0);
	}
}

/* ------------------------------------------------------------------ */

/* The concept of an amount of money, 0: none. */
static uint32_t money_concept(reading *s, uint64_t left, uint32_t near)
{
	if (left & FEEADM)
		return GKRI_FACT_fees_amount;
	if (left & FEEINFO || (left & FEE && left & (CHARGE | APP | DISC)))
		return GKRI_FACT_fees_info_processing;
	return left & (FEE | CHARGE) && gkri_fact_topics(s, near)
	    ? GKRI_FACT_fees_info_processing
	    : 0;
}

/* 龙华镇收取9元: another one's, perhaps. */
static int is_of_another(const reading *s, size_t from)
{
	const token *t = &s->w->tokens[from];

	return from > 0 && t[-1].kind == GKRI_FACT_OTHER && t[-1].end == t->at;
}

void gkri_fact_add_money(reading *s, size_t i, size_t from, uint64_t left)
{
	const token *t = &s->w->tokens[i];
	const uint64_t none = SUM | THIS | ORGAN | AREA | CHARGE;
	struct gkri_fact *fact;
	size_t end = s->f->count, from_fact;
	uint32_t what, near; /* to what was spoken of, nothing is due */
	int sum, own = (left & (FEEINFO | FEEADM)) != 0;

	s->now.money = 1;
	if (!s->amount.count)
		s->amount.first = end;
	from_fact = s->amount.first;
	sum = (left & SUM || s->now.together) && sums_up(&s->amount, t);
	if (sum)
		memset(&s->amount, 0, sizeof s->amount);
	else
		add_part(&s->amount, t);
	/* 收取信息处理费2笔，共计9元 */
	if ((left & (SUM | CHARGE) || sum) && !(left & ~none))
		left |= s->fee;
	near = GKRI_TOPIC_FEE | (t->mantissa ? 0u : GKRI_TOPIC_DISC);
	what = money_concept(s, left, near);
	if (left & (DUE | COMPARE) || s->part || s->depth ||
	    (left & LAST && !(left & THIS)) || !what)
		return;
	fact = gkri_fact_add(s, what, from, t->unit_end, t);
	if (!fact)
		return;
	if (sum)
		unsure_parts(s, from_fact, end, what);
	if (t->rough != 1)
		fact->certain = fact->scope != GKRI_SCOPE_OTHER_PERIOD &&
		    fact->scope != GKRI_SCOPE_UNIT_BELOW;
	/* 超过9件收取5元, 5元/件: so much for each */
	if (s->tariff || s->w->plain[t->unit_end] == '/')
		fact->certain = 0;
	if (s->now.rough || (s->due && !(left & (CHARGE | FEEADM))) ||
	    (!own && is_of_another(s, from)) ||
	    (!(left & (FEEINFO | FEEADM)) && !gkri_fact_topics(s, near)))
		fact->certain = 0;
}
