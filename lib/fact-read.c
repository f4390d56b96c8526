/* Words to facts: each number by what stands around it. */
#include "fact.h"
#include "text.h"

#include "fact-class.h"

#define VERBS                                                         \
	(RECV | ACCEPT | HANDLE | COLLECT | REGISTER | DONE | ISSUE | \
	    PUBLISH | REPEAL | CHARGE)
#define TALLIED (APP | NORM | RULES | REVIEW | SUIT | LICENCE)

#define NEAR 40 /* facts of a sentence that are compared with each other */

/* How; the names that rows of fact.def use. */
#define SURE GKRI_FACT_SURE
#define UNSURE GKRI_FACT_UNSURE
#define WITHIN GKRI_FACT_WITHIN
#define PROOF GKRI_FACT_PROOF
#define CLOSE GKRI_FACT_CLOSE
#define GROSS GKRI_FACT_GROSS
#define BOTH GKRI_FACT_BOTH
static const struct read {
	uint64_t all, none, right, right_none;
	uint8_t concept, how, topics;
} reads[] = {
#define GKR_FACT_READ(concept, how, all, none, right, right_none, topics) \
	{all, none, right, right_none, GKRI_FACT_##concept, how, topics},
#include "fact.def"
};
#define READS (sizeof reads / sizeof *reads)

typedef struct gkri_fact_reading reading;
typedef struct gkri_fact_token token;

/* ------------------------------------------------------------------ */
/* Adding                                                             */

/* Where the character that ends before byte `end` of plain text ends. */
static size_t source_end(const reading *s, size_t end)
{
	size_t at = gkri_fact_source(s->w, end - 1), len;

	gkri_code(s->p + at, 4, &len);
	return at + len;
}

static size_t source_at(const reading *s, size_t at)
{
	return gkri_fact_source(s->w, at);
}

static uint32_t scope_of(const reading *s)
{
	if (s->span || s->partial || s->last_year)
		return GKRI_SCOPE_OTHER_PERIOD;
	if (s->below)
		return GKRI_SCOPE_UNIT_BELOW;
	if (s->scope)
		return s->scope;
	if (s->government)
		return GKRI_SCOPE_ORGAN;
	return s->about.government ? GKRI_SCOPE_AREA : GKRI_SCOPE_ORGAN;
}

struct gkri_fact *gkri_fact_add(
    reading *s, uint32_t concept, size_t from, size_t to, const token *number)
{
	struct gkr_facts *f = s->f;
	struct gkri_fact *fact;
	void *list = f->list;

	if (s->rc == GKR_OK)
		s->rc = gkri_grow(
		    &f->mem, &list, &f->cap, f->count + 1, sizeof *f->list);
	f->list = list;
	if (s->rc != GKR_OK)
		return NULL;
	fact = &f->list[f->count++];
	memset(fact, 0, sizeof *fact);
	fact->concept = (uint8_t) concept;
	fact->at = source_at(s, s->w->tokens[from].at);
	fact->end = source_end(s, to);
	fact->sentence = s->sentence;
	fact->scope = (uint8_t)scope_of(s);
	fact->certain = 1;
	if (number) {
		fact->mantissa = number->mantissa;
		fact->scale = number->scale;
		fact->rough = number->rough != 0;
		fact->printed_at = source_at(s, number->at);
		fact->printed_end = source_end(s, number->end);
		fact->certain = !number->rough;
		/* the statement may begin behind the number */
		if (fact->printed_at < fact->at)
			fact->at = fact->printed_at;
	} else {
		fact->printed_at = fact->at;
		fact->printed_end = fact->at;
	}
	if (fact->scope == GKRI_SCOPE_OTHER_PERIOD ||
	    fact->scope == GKRI_SCOPE_UNIT_BELOW)
		fact->certain = 0;
	return fact;
}

/* ------------------------------------------------------------------ */
/* Words                                                              */

void gkri_fact_topic(reading *s, uint64_t c)
{
	uint32_t disc = s->topic & GKRI_TOPIC_DISC;

	if (c & DISC)
		disc = GKRI_TOPIC_DISC;
	if (c & (APP | GENERIC))
		s->topic = GKRI_TOPIC_APP | GKRI_TOPIC_DISC;
	else if (c & (REVIEW | SUIT | DIRECT | AFTER))
		s->topic = disc | (c & REVIEW ? GKRI_TOPIC_REVIEW : 0) |
		    (c & (SUIT | DIRECT | AFTER) ? GKRI_TOPIC_SUIT : 0);
	else if (c & NORM)
		s->topic = disc | GKRI_TOPIC_NORM;
	else if (c & FEEINFO)
		s->topic = disc | GKRI_TOPIC_FEE;
	else if (c & (FOREIGN | LICENCE | FEEADM | RULES | PIECES))
		s->topic = disc | GKRI_TOPIC_OTHER;
	else
		s->topic |= disc;
}

int gkri_fact_unknown_application(const reading *s, size_t i)
{
	const token *t = s->w->tokens;

	return i > 0 && t[i].classes & GENERIC &&
	    t[i - 1].kind == GKRI_FACT_OTHER;
}

static void take_scope(reading *s, uint64_t c)
{
	if (c & DEPT)
		s->department = 1;
	if (c & AREA) {
		s->scope = GKRI_SCOPE_AREA;
		s->government = s->below = 0;
	} else if (c & ORGAN) {
		s->scope = GKRI_SCOPE_ORGAN;
		s->government = s->below = 0;
	} else if (c & GOV) {
		s->government = 1;
	}
	if (c & BELOW)
		s->below = 1;
}

static void take_time(reading *s, uint64_t c)
{
	if (c & (THIS | NEXT)) {
		if (c & THIS)
			s->span = s->partial = s->last_year = 0;
		if (!(s->now.left & (CARRY | PENDING)))
			s->now.left &= ~LAST;
	}
	if (c & SPAN)
		s->span = 1;
	if (c & PARTIAL)
		s->partial = 1;
}

static void begin_at(reading *s, size_t i, uint64_t c)
{
	const uint64_t weak = LIGHT | THIS | ORGAN | AREA | GOV | DEPT | PART;

	if (!s->now.words && c & ~weak)
		s->now.words = (uint32_t)i + 1;
}

static void take_word(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];
	struct gkri_fact_clause *now = &s->now;
	uint64_t c = t->classes;

	if (c & GENERIC) {
		if (gkri_fact_unknown_application(s, i))
			c = FOREIGN;
		else if (!(now->left & (OUTCOME | REVIEW | SUIT)))
			c = APP | GENERIC;
	}
	if (c & PIECES && now->left & (RECV | ACCEPT))
		c = APP | DISC;
	if (c & LIGHT) {
		if (t->value == 1)
			now->rough = 1;
		now->left |= c & ~LIGHT;
		return;
	}
	begin_at(s, i, c);
	take_scope(s, c);
	take_time(s, c);
	if (c & PART)
		s->part = 1;
	if (c & KINDS)
		s->kinds = 1;
	if (c & LAPSE)
		s->lapse = 1;
	if (c & VERBS)
		now->left &= ~(FOREIGN | DOC);
	if (c & OUTCOME)
		now->outcome = t->value;
	if (c & RESULT)
		now->result = t->value;
	if (c & LICENCE)
		now->licence = t->value;
	if (c & COLUMN)
		now->columns |= (uint16_t)(1u << t->value);
	if (c & CARRY)
		now->whither = t->value;
	/* only what can be counted ends a run of unknown words */
	if (c & ~(THIS | ORGAN | AREA | GOV | DEPT | BE | SUM))
		now->gap = 0;
	now->left |= c;
	if (!(c & (OUTCOME | RESULT)))
		gkri_fact_topic(s, c);
}

/* A year says whether it was before, now, or is to come. */
static void take_year(reading *s, size_t i)
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
	begin_at(s, i, c);
	take_time(s, c);
	s->now.left |= c;
}

static void take_month(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];

	if (t->mantissa / 100 == 12)
		s->partial = 0;
	else
		s->partial = 1;
}

/* ------------------------------------------------------------------ */
/* Numbers                                                            */

/* What stands to the right of a number, up to the next mark or number. */
static uint64_t right_of(const reading *s, size_t i, int *gap)
{
	const token *t = &s->w->tokens[i + 1];
	const token *end = s->w->tokens + s->w->token_count;
	uint64_t c = 0;

	*gap = t < end && t->kind == GKRI_FACT_OTHER;
	for (; t < end; t++) {
		if (t->kind == GKRI_FACT_YEAR) {
			c |= c & CARRY || !s->year
			    ? (uint32_t)t->mantissa > s->year ? NEXT : 0
			    : 0;
			continue;
		}
		if (t->kind != GKRI_FACT_WORD && t->kind != GKRI_FACT_OTHER)
			break;
		c |= t->classes & ~LIGHT;
	}
	if (c & GENERIC)
		c = (c & ~GENERIC) | (*gap ? FOREIGN : APP);
	return c;
}

/* Where the last word to the right of a number ends, in plain text. */
static size_t right_end(const reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];
	const token *end = s->w->tokens + s->w->token_count;
	size_t at = t->unit_end;

	for (t++; t < end && t->kind <= GKRI_FACT_YEAR; t++) {
		if (t->kind == GKRI_FACT_NUMBER)
			break;
		at = t->end;
	}
	return at;
}

static void settle(reading *s, struct gkri_fact *fact, uint32_t how,
    uint64_t left, int right_gap)
{
	if (!fact)
		return;
	if (s->now.rough)
		fact->rough = 1;
	if (how & UNSURE || s->now.rough || right_gap ||
	    (left & CHANNEL && !(left & WAYS)) || left & VAGUE ||
	    s->government || s->of_government)
		fact->certain = 0;
	if (s->government)
		s->of_government = 1;
	if (how & PROOF)
		fact->proof = 1;
}

static uint32_t result_concept(const reading *s, uint64_t left)
{
	uint32_t n = s->now.result - 1u;

	if (left & SUIT || (!(left & REVIEW) && s->topic & GKRI_TOPIC_SUIT))
		return left & REVIEW ? 0 : GKRI_FACT_suit_upheld + n;
	return GKRI_FACT_review_upheld + n;
}

/* One column, or the organisations together; 0: several, or any. */
static uint32_t column_of(uint32_t set)
{
	uint32_t id;

	for (id = 1; id <= GKRI_FACT_COLUMN_ORGS; id++)
		if (set == 1u << id)
			return id;
	return 0;
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

/* A figure of one kind of applicant, of the total before it. */
static struct gkri_fact *add_column(
    reading *s, const token *t, size_t from, uint32_t column)
{
	struct gkri_fact *fact, *total;

	if (!s->total || !column)
		return NULL;
	fact = gkri_fact_add(
	    s, s->f->list[s->total - 1].concept, from, t->unit_end, t);
	if (!fact)
		return NULL;
	total = &s->f->list[s->total - 1];
	fact->column = (uint8_t)column;
	fact->certain &= total->certain;
	fact->proof = total->proof;
	fact->role = GKRI_ROLE_NONE;
	return fact;
}

static uint32_t concept_of(const reading *s, uint32_t concept, uint64_t left)
{
	switch (concept) {
	case GKRI_FACT_outcome:
		return s->now.outcome;
	case GKRI_FACT_result:
		return result_concept(s, left);
	case GKRI_FACT_licence:
		return s->now.licence;
	case GKRI_FACT_handled:
		return GKRI_FACT_outcome_total;
	default:
		return concept
		;
	}
}

static void add_read(reading *s, const struct read *r, size_t i, size_t from,
    uint64_t left, int right_gap)
{
	const token *t = &s->w->tokens[i];
	uint32_t concept = concept_of(s, r->concept, left), column;
	struct gkri_fact *fact;

	column = column_of(s->now.columns);
	if (r->concept == GKRI_FACT_column ||
	    (concept == GKRI_FACT_new_received && column)) {
		if (r->concept != GKRI_FACT_column)
			fact = gkri_fact_add(s, concept, from, t->unit_end, t);
		else
			fact = add_column(s, t, from, column);
		if (fact)
			fact->column = (uint8_t)column;
		settle(s, fact, r->how, left, right_gap);
		return;
	}
	if (!concept)
		return;
	fact = gkri_fact_add(
	    s, concept, from, r->right ? right_end(s, i) : t->unit_end, t);
	settle(s, fact, r->how, left, right_gap);
	if (!fact)
		return;
	/* 公民申请 may be all; 收到的N件 is of something else */
	if (concept == GKRI_FACT_new_received &&
	    (s->now.columns == 1u << 9 ||
		(i && t[-1].value == 2 && t[-1].classes & LIGHT)))
		fact->certain = 0;
	fact->role = (uint8_t)role_of(concept, left);
	if (r->concept == GKRI_FACT_outcome)
		fact->role = GKRI_ROLE_ROW;
	if (r->concept == GKRI_FACT_handled)
		fact->role = GKRI_ROLE_HANDLED;
	if (r->how & GROSS)
		fact->also = GKRI_FACT_received_plus_carried;
	if (fact->role && fact->role <= GKRI_ROLE_HANDLED)
		s->total = s->f->count;
}

/* What is carried in stands in a bracket, or as a part: of the total. */
static void note_holding(reading *s, uint64_t left)
{
	struct gkri_fact *total;

	if (!s->total || (!s->depth && !s->part))
		return;
	total = &s->f->list[s->total - 1];
	if (s->f->count >= 2 && s->total != s->f->count - 1 &&
	    s->f->list[s->f->count - 2].role)
		return; /* another figure stands between */
	if (total->role)
		total->holds = left & INCL ? GKRI_HOLDS : GKRI_HOLDS_PERHAPS;
}

static const struct read *find_read(
    const reading *s, uint64_t left, uint64_t right, const struct read *r)
{
	uint32_t topic = s->topic;

	if (!(topic & ~(uint32_t)GKRI_TOPIC_DISC))
		topic |= GKRI_TOPIC_NONE;
	for (; r < reads + READS; r++)
		if ((left & r->all) == r->all && !(left & r->none) &&
		    (right & r->right) == r->right &&
		    !(right & r->right_none) &&
		    (!r->topics || topic & r->topics))
			return r;
	return NULL;
}

static struct gkri_fact *add_money(
    reading *s, size_t i, size_t from, uint64_t left)
{
	const token *t = &s->w->tokens[i];
	struct gkri_fact *fact;
	uint32_t concept;

	if (left & (DUE | COMPARE) || s->part || s->depth ||
	    (left & LAST && !(left & THIS)))
		return NULL;
	if (left & FEEADM)
	concept = GKRI_FACT_fees_amount;
	else if (left & (FEEINFO | FEE | CHARGE) &&
	    (left & FEEINFO || s->topic & GKRI_TOPIC_FEE)) concept =
	    GKRI_FACT_fees_info_processing;
	else if (left & CHARGE && left & FEE) concept =
	    GKRI_FACT_fees_info_processing;
	else return NULL;
	fact = gkri_fact_add(s, concept, from, t->unit_end, t);
	if (!fact)
		return NULL;
	if (t->rough != 1)
		fact->certain = fact->scope != GKRI_SCOPE_OTHER_PERIOD &&
		    fact->scope != GKRI_SCOPE_UNIT_BELOW;
	if (s->now.rough ||
	    (!(left & (FEEINFO | FEEADM)) && !(s->topic & GKRI_TOPIC_FEE)))
		fact->certain = 0;
	return fact;
}

/* A number with nothing of its own: a sum, or the year's part of several. */
static void add_bare(reading *s, size_t i, size_t from, uint64_t left)
{
	const token *t = &s->w->tokens[i];
	struct gkri_fact *fact, *last;
	uint32_t concept = GKRI_FACT_new_received;

	if (left & SUM && s->topic & GKRI_TOPIC_APP && !s->part && !s->depth &&
	    !(left & ~(SUM | THIS | APP | ORGAN | AREA))) {
		int sums = s->channels && s->channels == t->mantissa;
		last = s->f->count > s->sentence_fact
		    ? &s->f->list[s->f->count - 1]
		    : NULL;
		if (last && last->role == GKRI_ROLE_IN && s->total &&
		    s->f->list[s->total - 1].mantissa + last->mantissa ==
			t->mantissa) {
			concept = GKRI_FACT_received_plus_carried;
			sums = 1;
		}
		fact = gkri_fact_add(s, concept, from, t->unit_end, t);
		settle(s, fact, sums ? SURE : UNSURE, left, 0);
		if (fact && concept == GKRI_FACT_new_received) {
			fact->role = GKRI_ROLE_RECEIVED;
			s->total = s->f->count;
		}
		return;
	}
	if (left & THIS && !(left & ~(THIS | PART)) &&
	    s->f->count > s->sentence_fact) {
		last = &s->f->list[s->f->count - 1];
		if (last->scope != GKRI_SCOPE_OTHER_PERIOD || last->negative)
			return;
		concept = last->concept;
		fact = gkri_fact_add(s, concept, from, t->unit_end, t);
		settle(s, fact, SURE, left, 0);
	}
}

static uint64_t inherited(const reading *s, uint64_t left)
{
	uint64_t verb = s->verb;

	if (left & VERBS || !(left & TALLIED))
		return left;
	if (!s->pause) {
		if (left & (REVIEW | SUIT))
			return left;
		verb &= ~DISC;
	}
	if (!(left & APP))
		verb &= ~(DONE | RECV | ACCEPT) |
		    (left & (REVIEW | SUIT) ? ~UINT64_C(0) : 0);
	if (left & CARRY || left & PENDING || left & COLUMN)
		return left;
	return left | verb;
}

static int is_barred(
    const reading *s, const struct read *r, size_t i, int *proof)
{
	uint64_t left = s->now.left;

	*proof = 0;
	if (r->how & CLOSE && s->now.gap)
		return 1;
	if ((!s->part && !s->depth) || r->how & WITHIN)
		return 0;
	/* 其中…，办结N件: it may be beside what is a part */
	if (s->part == 2 && !s->depth && left & DONE && i) {
		*proof = 1;
		return 0;
	}
	return 1;
}

static void read_count(reading *s, size_t i, size_t from)
{
	uint64_t left = inherited(s, s->now.left), right;
	const struct read *r;
	struct read how;
	int gap, proof;

	right = right_of(s, i, &gap);
	if (s->lapse && left & REPEAL)
		left |= LAPSE;
	if (left & (REVIEW | SUIT) && s->kinds && !(left & DISC))
		left |= KINDS;
	if (s->instances && left & (REVIEW | SUIT))
		left |= VAGUE;
	if (left & RECV && right & APP)
		gkri_fact_topic(s, APP | DISC);
	r = find_read(s, left, right, reads);
	if (!r) {
		if (left & CHANNEL && s->topic & GKRI_TOPIC_APP)
			s->channels += s->w->tokens[i].mantissa;
		else
			add_bare(s, i, from, left);
		return;
	}
	if (r->concept == GKRI_FACT_none) {
		if (left & LAST && !(left & (FOREIGN | COMPARE)))
			s->last_year = 1;
		return;
	}
	if (is_barred(s, r, i, &proof)) {
		if (left & CHANNEL)
			s->channels += s->w->tokens[i].mantissa;
		return;
	}
	how = *r;
	if (proof)
		how.how |= PROOF;
	add_read(s, &how, i, from, left, gap);
	if (r->how & BOTH)
		add_read(s, r + 1, i, from, left, gap);
	if (r->concept == GKRI_FACT_carried_in)
		note_holding(s, left);
}

static void take_number(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];
	size_t from = s->now.words ? s->now.words - 1 : i;

	if (t->unit == GKRI_UNIT_NONE) {
		/* 零申请 */
		if (t->mantissa == 0 && t->end - t->at == 3 &&
		    t[1].kind == GKRI_FACT_WORD) {
			uint64_t c = t[1].classes;
			struct gkri_fact *fact = NULL;
			if (c & (APP | GENERIC))
				fact = gkri_fact_add(
				    s, GKRI_FACT_new_received, i, t[1].end, t);
			else if (c & REVIEW)
				fact = gkri_fact_add(
				    s, GKRI_FACT_review_total, i, t[1].end, t);
			else if (c & SUIT)
				fact = gkri_fact_add(
				    s, GKRI_FACT_suit_total, i, t[1].end, t);
			if (fact)
				fact->certain = 0;
		}
		return;
	}
	if (t->unit == GKRI_UNIT_MONEY)
		add_money(s, i, from, s->now.left);
	else if (t->unit != GKRI_UNIT_OTHER)
		read_count(s, i, from);
	if (s->now.left & WITHDRAWN && !s->part && !s->depth)
		s->withdrawn = 1;
	if (t[1].kind == GKRI_FACT_WORD) {
		int gap;
		if (right_of(s, i, &gap) & WITHDRAWN && !s->part && !s->depth)
			s->withdrawn = 1;
	}
	if (s->now.left & (VERBS | TALLIED) || !s->pause)
		s->verb = inherited(s, s->now.left) & (VERBS | DISC);
	memset(&s->now, 0, sizeof s->now);
	s->now.numbers = 1;
	if (s->part)
		s->part = 2;
	s->pause = 0;
}

/* ------------------------------------------------------------------ */
/* Clauses and sentences                                              */

/* 均已答复: as many as the total before it. */
static void end_clause(reading *s, size_t i)
{
	uint64_t left = s->now.left;
	struct gkri_fact *fact;
	token number;

	if (left & ALLOF && left & DONE && !s->now.numbers && s->total &&
	    s->now.words && i > 0 && !s->part &&
	    s->f->list[s->total - 1].sentence == s->sentence &&
	    !(left & (REVIEW | SUIT | FOREIGN))) {
		memset(&number, 0, sizeof number);
		fact = gkri_fact_add(s, GKRI_FACT_outcome_total,
		    s->now.words - 1, s->w->tokens[i - 1].end, NULL);
		if (!fact)
			return;
		fact->mantissa = s->f->list[s->total - 1].mantissa;
		fact->certain = 0;
	}
	memset(&s->now, 0, sizeof s->now);
	s->pause = 0;
}

static void take_mark(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];

	switch (t->kind) {
	case GKRI_FACT_PAUSE:
		if (!s->now.numbers)
			s->now.gap = 0;
		else
			end_clause(s, i);
		s->pause = 1;
		return;
	case GKRI_FACT_COLON:
		if (t[1].kind == GKRI_FACT_NUMBER)
			return;
		end_clause(s, i);
		return;
	case GKRI_FACT_OPEN:
		if (s->depth < GKRI_FACT_DEPTH)
			s->stack[s->depth] = s->now;
		s->depth++;
		memset(&s->now, 0, sizeof s->now);
		return;
	case GKRI_FACT_CLOSE_MARK:
		end_clause(s, i);
		if (s->depth && --s->depth < GKRI_FACT_DEPTH)
			s->now = s->stack[s->depth];
		return;
	case GKRI_FACT_SEMICOLON:
		end_clause(s, i);
		s->part = 0;
		s->verb = 0;
		s->below = 0;
		s->channels = 0;
		return;
	default:
		end_clause(s, i);
		s->below = 0;
		return;
	}
}

static void begin_sentence(reading *s)
{
	size_t i;

	s->sentence++;
	s->verb = 0;
	s->scope = s->government = s->below = s->of_government = 0;
	s->span = s->partial = s->last_year = s->kinds = 0;
	s->withdrawn = s->part = s->pause = s->instances = s->lapse = 0;
	s->channels = 0;
	s->depth = 0;
	s->sentence_fact = s->f->count;
	memset(&s->now, 0, sizeof s->now);
	for (i = 0; i < s->w->token_count; i++) {
		if (s->w->tokens[i].kind != GKRI_FACT_WORD)
			continue;
		if (s->w->tokens[i].classes & LAPSE)
			s->lapse = 1;
		if (s->w->tokens[i].classes & (FEEINFO | FEE) &&
		    s->about.other_matters)
			s->f->fees_said = 1;
		if (s->w->tokens[i].classes & PERIOD && !s->f->has_period)
			gkri_fact_period(s);
		if (s->w->tokens[i].classes & VAGUE && s->w->tokens[i].value)
			s->instances = 1;
	}
}

static void end_sentence(reading *s)
{
	struct gkri_fact *fact;
	size_t i;

	end_clause(s, s->w->token_count);
	for (i = s->sentence_fact; i < s->f->count; i++) {
		fact = &s->f->list[i];
		/* 办结10件，另有7件撤回: the total may hold both */
		if (s->withdrawn && fact->concept == GKRI_FACT_outcome_total)
			fact->certain = 0;
	}
}

static void read_sentence(reading *s)
{
	size_t i, n = s->w->token_count;

	begin_sentence(s);
	memset(&s->w->tokens[n], 0, sizeof s->w->tokens[n]);
	s->f->work += s->w->len + n;
	for (i = 0; i < n && s->rc == GKR_OK; i++) {
		const token *t = &s->w->tokens[i];

		switch (t->kind) {
		case GKRI_FACT_OTHER:
			s->now.gap = 1;
			break;
		case GKRI_FACT_WORD:
			if (t->classes & NEG)
				i = gkri_fact_deny(s, i) - 1;
			else
				take_word(s, i);
			break;
		case GKRI_FACT_NUMBER:
			take_number(s, i);
			break;
		case GKRI_FACT_YEAR:
			take_year(s, i);
			break;
		case GKRI_FACT_MONTH:
			take_month(s, i);
			break;
		default:
			take_mark(s, i);
			break;
		}
	}
	end_sentence(s);
}

/* ------------------------------------------------------------------ */
/* The year                                                           */

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

/* The year that a text without a report speaks of: named first, or most. */
static uint32_t guess_year(reading *s, const char *p, size_t n)
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

/* Figures of other scopes, or at odds with each other, are not certain. */
static void weigh(reading *s)
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

int32_t gkri_facts_text(struct gkr_facts *f, const char *p, size_t n,
    const struct gkri_fact_about *about)
{
	struct gkri_fact_text text = {p, n, 0, 0, 1};
	reading s;

	memset(&s, 0, sizeof s);
	s.f = f;
	s.w = f->reader;
	s.p = p;
	s.about = *about;
	s.first_fact = f->count;
	if (about->disclosure || about->applications)
		s.topic = GKRI_TOPIC_DISC;
	if (about->applications)
		s.topic |= GKRI_TOPIC_APP;
	s.year = about->year ? about->year : guess_year(&s, p, n);
	while (s.rc == GKR_OK && gkri_fact_sentence(s.w, &text)) {
		gkri_fact_tokens(s.w);
		read_sentence(&s);
	}
	if (s.rc != GKR_OK)
		return s.rc;
	gkri_facts_prove(f, s.first_fact);
	weigh(&s);
	return GKR_OK;
}
