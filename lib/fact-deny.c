/* What is said not to be: 未收到…申请, 未发生…行政复议、行政诉讼. */
#include "fact.h"

#include "fact-class.h"

typedef struct gkri_fact_reading reading;
typedef struct gkri_fact_token token;

/* with these a clause goes on to something else, once a noun was negated */
#define ENDS (RECV | ACCEPT | DONE | ISSUE | REPEAL | CHARGE | PUBLISH | HANDLE)

struct run {
	uint64_t all;  /* classes of the run */
	uint64_t verb; /* of the negation itself */
	size_t first, end;
	uint32_t columns, licences, ways;
	int app_listed; /* applications are an item of the list */
	int caused;	/* 因…引发: what stands before is the cause */
	int pieces;	/* of information, which may be no applications */
	int foreign;
	int of_kind; /* 涉及商业秘密的申请: there may be others */
	int of_some; /* 有3个部门未收到: others did */
};

static void take(reading *s, struct run *r, size_t i, uint64_t c)
{
	const token *t = &s->w->tokens[i];

	if (c & GENERIC)
		c = gkri_fact_unknown_application(s, i) ? FOREIGN : APP;
	if (c & APP)
		r->app_listed = t[1].kind == GKRI_FACT_PAUSE ||
		    (t[1].kind == GKRI_FACT_WORD && t[1].classes & LIGHT &&
			i + 2 < s->w->token_count &&
			t[2].classes & (REVIEW | SUIT | FEEINFO | FEE));
	if (c & (BE | HAPPEN) && i != r->first)
		r->caused = 1;
	if (c & HAPPEN && i != r->first && t[1].kind == GKRI_FACT_OTHER)
		r->of_kind = 1;
	r->ways += (c & CHANNEL) != 0;
	if (c & WAYS && t->value && r->ways < 2)
		c &= ~WAYS;
	if (c & COLUMN)
		r->columns |= 1u << t->value;
	if (c & LICENCE)
		r->licences |= 1u << ((t->value - GKRI_FACT_licensing) & 31);
	if (c & PIECES && !t->value)
		r->pieces = 1;
	if (c & FOREIGN)
		r->foreign = 1;
	r->all |= c;
}

/*
 * A bare 无 negates the word behind it, a bare 未 (value 1) only one of what is
 * done.
 */
static int is_negation(const reading *s, size_t i)
{
	const token *t = &s->w->tokens[i], *next = t + 1;

	if (t->classes & ~NEG)
		return 1;
	if (i + 1 == s->w->token_count || next->kind != GKRI_FACT_WORD)
		return 0;
	if (!t->value)
		return 1;
	if (next->classes & LIGHT && i + 2 < s->w->token_count)
		next++;
	return next->kind == GKRI_FACT_WORD && next->classes & GKRI_FACT_DEEDS;
}

static int counts(const token *t)
{
	return t->unit == GKRI_UNIT_COUNT || t->unit == GKRI_UNIT_ROUGH;
}

/* 1 where the negation is of so many of them: their number stands before it. */
static int is_some(const reading *s, size_t i)
{
	const token *t = s->w->tokens;

	/* 有9个村均未收到 */
	if (i > 0 && t[i - 1].classes & ALLOF)
		i--;
	return (i > 0 && counts(&t[i - 1])) ||
	    (i > 1 && t[i - 1].kind <= GKRI_FACT_WORD && counts(&t[i - 2]));
}

/* 未产生与诉讼有关的费用: it is no suit that there was none of. */
static int is_beside(const reading *s, size_t i)
{
	const token *t = s->w->tokens + i + 1;

	return i + 2 < s->w->token_count && t->classes & LIGHT &&
	    t->value == 3 && t[1].classes & (REVIEW | SUIT);
}

static void find_run(reading *s, size_t i, struct run *r)
{
	const token *t;
	uint64_t nouns = 0;

	memset(r, 0, sizeof *r);
	r->first = i;
	r->of_some = is_some(s, i);
	r->verb = s->w->tokens[i].classes & ~NEG;
	if (is_beside(s, i))
		r->all = QUALIFY;
	for (; i < s->w->token_count; i++) {
		t = &s->w->tokens[i];
		if (t->kind == GKRI_FACT_NUMBER && t->unit && t->mantissa > 1)
			break;
		if (t->kind == GKRI_FACT_COMMA || (t->kind > GKRI_FACT_PAUSE))
			break;
		if (t->kind != GKRI_FACT_WORD)
			continue;
		if (i > r->first && nouns && t->classes & (NEG | ENDS) &&
		    !(t->classes & GKRI_FACT_NOUNS))
			break;
		take(s, r, i, t->classes & ~NEG);
		nouns |= t->classes & GKRI_FACT_NOUNS;
	}
	r->end = i;
}

static struct gkri_fact *add(reading *s, const struct run *r, uint32_t concept)
{
	struct gkri_fact *fact = gkri_fact_add(
	    s, concept, r->first, s->w->tokens[r->end - 1].end, NULL);

	if (!fact)
		return NULL;
	fact->negative = 1;
	if (s->view.government || r->of_some ||
	    r->all & (BELOW | SPAN | PARTIAL))
		fact->certain = 0;
	return fact;
}

static void unsure(struct gkri_fact *fact)
{
	if (fact)
		fact->certain = 0;
}

static void deny_documents(reading *s, const struct run *r)
{
	struct gkri_fact *fact;
	int vague = (r->all & (AMEND | LAPSE | PUBLISH | DRAFT)) != 0;

	if (r->all & NORM ||
	    (r->all & REPEAL && !(r->all & RULES) &&
		gkri_fact_topics(s, GKRI_TOPIC_NORM))) {
		if (r->all & INFORCE)
			add(s, r, GKRI_FACT_normative_in_force);
		if (r->all & REPEAL) {
			fact = add(s, r, GKRI_FACT_normative_repealed);
			if (vague)
				unsure(fact);
		}
		if (r->all & ISSUE || !(r->all & (INFORCE | REPEAL))) {
			fact = add(s, r, GKRI_FACT_normative_issued);
			if (vague || !(r->all & ISSUE))
				unsure(fact);
		}
	}
	if (r->all & RULES && r->all & ISSUE) {
		fact = add(s, r, GKRI_FACT_rules_issued);
		if (vague)
			unsure(fact);
	}
}

static void deny_fees(reading *s, const struct run *r)
{
	struct gkri_fact *fact;
	uint32_t near = GKRI_TOPIC_DISC | GKRI_TOPIC_FEE;

	if (r->all & (FEEINFO | FEE)) {
		if (r->all & DUE && !(r->all & (FEEINFO | CHARGE | FEE)))
			return;
		/* 未收到减免费用的申请 */
		if (r->verb & (RECV | ACCEPT) && r->all & (GENERIC | APP))
			return;
		fact = add(s, r, GKRI_FACT_fees_info_processing);
		if (!(r->all & (FEEINFO | DISC | APP)) &&
		    !gkri_fact_topics(s, near) && !s->about.other_matters)
			unsure(fact);
	} else if (r->all & FEEADM) {
		add(s, r, GKRI_FACT_fees_amount);
	}
}

/*
 * The columns that are denied, a set; 0: all of them.  Organisations (8) are
 * all but natural persons (1), 9 may be anyone.
 */
static uint32_t some_columns(uint32_t set)
{
	const uint32_t all = 1u << 1 | 1u << GKRI_FACT_COLUMN_ORGS;

	return (set & all) == all || set & 1u << 9 ? 0 : set;
}

static void deny_columns(
    reading *s, const struct run *r, uint32_t columns, int is_unsure)
{
	struct gkri_fact *fact;
	uint32_t id;

	for (id = 0; id <= GKRI_FACT_COLUMN_ORGS; id++) {
		if (columns ? !(columns >> id & 1) : id)
			continue;
		fact = add(s, r, GKRI_FACT_new_received);
		if (!fact)
			return;
		fact->role = GKRI_ROLE_NONE;
		fact->column = (uint8_t)id;
		if (is_unsure)
			fact->certain = 0;
	}
}

static void deny_applications(reading *s, const struct run *r)
{
	const uint64_t others = REVIEW | SUIT | FEE | FEEINFO | NORM | RULES;

	/* 无不予公开申请: there are others */
	if (!(r->all & (APP | PIECES)) || r->all & OUTCOME || r->foreign)
		return;
	if (r->verb & (BE | CHARGE | ISSUE | REPEAL) || r->all & (DONE | DUE))
		return;
	if (r->all & others && (r->caused || !r->app_listed))
		return;
	if (r->caused && !(r->verb & (RECV | ACCEPT)) && r->all & others)
		return;
	deny_columns(s, r, some_columns(r->columns),
	    (r->all & PIECES && (r->pieces || !(r->verb & (RECV | ACCEPT)))) ||
		((r->all | s->now.left) & CHANNEL &&
		    !((r->all | s->now.left) & WAYS)) ||
		r->all & (HANDLE | QUALIFY | COMPARE) || r->of_kind);
}

static void deny_licences(reading *s, const struct run *r)
{
	struct gkri_fact *fact;
	uint32_t i;

	for (i = 0; i < 3; i++) {
		if (!(r->licences >> i & 1))
			continue;
		fact = add(s, r, GKRI_FACT_licensing + i);
		if (r->all & (RECV | ACCEPT | BE))
			unsure(fact);
	}
}

static void deny_cases(reading *s, const struct run *r)
{
	int corrected = (r->all & RESULT) != 0;

	if (r->all & REVIEW)
		add(s, r,
		    corrected ? GKRI_FACT_review_corrected
			      : GKRI_FACT_review_total);
	if (r->all & SUIT)
		add(s, r,
		    corrected ? GKRI_FACT_suit_corrected
			      : GKRI_FACT_suit_total);
}

/* 无结转: whither, only the account can tell. */
static void deny_carried(reading *s, const struct run *r)
{
	int in = (r->all & LAST) != 0, out = (r->all & NEXT) != 0;
	struct gkri_fact *fact;

	if (in && out)
		return;
	fact = add(s, r, in ? GKRI_FACT_carried_in : GKRI_FACT_carried_out);
	if (!fact || in || out)
		return;
	fact->proof = 1;
	fact->role = GKRI_ROLE_OUT;
}

static void deny_run(reading *s, const struct run *r)
{
	if (r->all & (QUALIFY | PENDING | VAGUE) && !(r->all & RESULT))
		return;
	if (r->all & CARRY) {
		deny_carried(s, r);
		return;
	}
	deny_cases(s, r);
	if (r->all & RESULT)
		return;
	deny_fees(s, r);
	deny_documents(s, r);
	deny_applications(s, r);
	deny_licences(s, r);
}

size_t gkri_fact_deny(reading *s, size_t i)
{
	struct run r;

	if (!is_negation(s, i)) {
		s->now.gap = 1;
		return i + 1;
	}
	find_run(s, i, &r);
	/* 上年度无结转 */
	if (r.all & CARRY && !(r.all & (LAST | NEXT)))
		r.all |= s->now.left & (LAST | NEXT);
	deny_run(s, &r);
	gkri_fact_topic(s, r.foreign ? FOREIGN | (r.all & DISC) : r.all);
	s->now.numbers = 1;
	return r.end;
}
