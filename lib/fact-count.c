/* Numbers to facts: each by what stands around it. */
#include "fact.h"

#include "fact-class.h"

#define TALLIED (APP | NORM | RULES | REVIEW | SUIT | LICENCE)

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
	/* 3件予以公开2件: which? */
	return t->kind == GKRI_FACT_NUMBER ? c & ~OUTCOME : c;
}

/* 3件予以公开: the outcome that stands behind it. */
static uint8_t outcome_behind(const reading *s, size_t i)
{
	while (!(s->w->tokens[++i].classes & OUTCOME))
		;
	return s->w->tokens[i].value;
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

void gkri_fact_settle(reading *s, struct gkri_fact *fact, uint32_t how,
    uint64_t left, int right_gap)
{
	if (!fact)
		return;
	if (s->now.rough)
		fact->rough = 1;
	if (how & UNSURE || s->now.rough || right_gap ||
	    gkri_fact_is_by_channel(left) || left & (VAGUE | EACH) ||
	    s->view.government || s->view.of_government)
		fact->certain = 0;
	if (s->view.government)
		s->view.of_government = 1;
	if (how & PROOF)
		fact->proof = 1;
}

static uint32_t result_concept(reading *s, uint64_t left)
{
	uint32_t n = s->now.result - 1u;

	if (left & SUIT ||
	    (!(left & REVIEW) && gkri_fact_topics(s, GKRI_TOPIC_SUIT)))
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

static uint32_t concept_of(reading *s, uint32_t what, uint64_t left)
{
	switch (what) {
	case GKRI_FACT_outcome:
		return s->now.outcome;
	case GKRI_FACT_result:
		return result_concept(s, left);
	case GKRI_FACT_licence:
		return s->now.licence;
	case GKRI_FACT_handled:
		return GKRI_FACT_outcome_total;
	default:
		return what;
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
		gkri_fact_settle(s, fact, r->how, left, right_gap);
		return;
	}
	if (!concept)
		return;
	fact = gkri_fact_add(
	    s, concept, from, r->right ? right_end(s, i) : t->unit_end, t);
	gkri_fact_settle(s, fact, r->how, left & ~(r->all & EACH), right_gap);
	if (!fact)
		return;
	/* 公民申请 may be all; 收到的N件 is of something else */
	if (concept == GKRI_FACT_new_received &&
	    (s->now.columns == 1u << 9 ||
		(i && t[-1].value == 2 && t[-1].classes & LIGHT)))
		fact->certain = 0;
	/* 工程结转9个: it need not be applications */
	if ((left | r->right) & CARRY && !(left & APP) && s->now.strange &&
	    t->unit == GKRI_UNIT_ROUGH)
		fact->certain = 0;
	fact->timely = concept == GKRI_FACT_outcome_total && s->now.timely;
	gkri_fact_give_role(s, r->concept, fact, left);
	if (r->how & GROSS) {
		/* 申请总量: it may hold what was carried in */
		fact->tally |= fact->role == GKRI_ROLE_RECEIVED;
		fact->also = GKRI_FACT_received_plus_carried;
	}
	if (fact->role && fact->role <= GKRI_ROLE_HANDLED)
		s->total = s->f->count;
}

static const struct read *find_read(
    reading *s, uint64_t left, uint64_t right, const struct read *r)
{
	for (; r < reads + READS; r++)
		if ((left & r->all) == r->all && !(left & r->none) &&
		    (right & r->right) == r->right &&
		    !(right & r->right_none) &&
		    (!r->topics || gkri_fact_topics(s, r->topics)))
			return r;
	return NULL;
}

static uint64_t inherited(const reading *s, uint64_t left)
{
	uint64_t verb = s->verb;

	if (left & GKRI_FACT_VERBS || !(left & TALLIED))
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

static int is_barred(const reading *s, const struct read *r, int *proof)
{
	uint64_t left = s->now.left;

	*proof = 0;
	if (r->how & CLOSE && s->now.gap)
		return 1;
	if ((!s->part && !s->depth) || r->how & WITHIN)
		return 0;
	/* 制发文件9件，其中规范性文件2件 */
	if (s->documents && !s->depth &&
	    r->concept == GKRI_FACT_normative_issued)
		return 0;
	/* 办理9件，其中新收7件，上年结转2件 */
	if (gkri_fact_is_new_part(s, r->concept, left)) {
		*proof = 1;
		return 0;
	}
	/* 其中…，办结N件: it may be beside what is a part */
	if (s->part == 2 && !s->depth &&
	    (left | r->right) & (DONE | CARRY | PENDING)) {
		*proof = 1;
		return 0;
	}
	return 1;
}

/*
 * 1 where outcomes are of documents: 印发公文9件，其中不予公开2件; or of what
 * is published, with no applications: 主动公开9件，依申请公开5件，不予公开2件.
 */
static int is_of_documents(const reading *s)
{
	return s->documents ||
	    (s->published &&
		!(s->total &&
		    s->f->list[s->total - 1].sentence == s->sentence));
}

/* What parts that follow are of. */
static void note_counted(reading *s, uint64_t left)
{
	if (left & (REVIEW | SUIT | DIRECT | AFTER) && !(left & RESULT))
		s->vague = (left & (VAGUE | DIRECT | AFTER | ACCEPT)) != 0;
	if (left & PUBLISH)
		s->published = 1;
}

/* 申请5件，主要涉及行政处罚3件、行政复议2件: what is asked for. */
static int is_subject(const reading *s, uint64_t left)
{
	return s->subjects &&
	    left & (REVIEW | SUIT | NORM | RULES | LICENCE | DOC) &&
	    !(s->now.left & (GKRI_FACT_VERBS | BE | HAPPEN | OUTCOME));
}

/*
 * 由上年的9件增至14件; 比上年增加5件，达到14件: what is counted stands with
 * the number before.
 */
static uint64_t reached(reading *s, uint64_t left)
{
	const uint64_t kept = GKRI_FACT_VERBS | TALLIED | DISC | VAGUE |
	    FOREIGN | DOC | PIECES | BELOW | HAPPEN;
	if (!s->now.reaches || s->now.gap ||
	    left & ~(THIS | SUM | ORGAN | AREA))
		return left;
	/* 由9件增至14件: the year before is not named */
	if (s->now.stated)
		s->f->list[s->f->count - 1].certain = 0;
	s->view.last_year = 0;
	return left | (s->before & kept);
}

/* 复议9件，其中涉及信息公开2件: of what these are stands before. */
static uint64_t of_cases(const reading *s, uint64_t left)
{
	const uint64_t cases = REVIEW | SUIT;

	if (s->part != 1 || !(left & DISC) ||
	    left & (cases | TALLIED | GENERIC | GKRI_FACT_VERBS) ||
	    !(s->before & cases) || (s->before & cases) == cases)
		return left;
	left |= s->before & (cases | VAGUE);
	/* those that the organ itself decides on */
	return s->before & (SUIT | BE | HAPPEN) ? left : left | VAGUE;
}

/* 因征地引发行政复议9件，行政诉讼5件: these are not of disclosure, perhaps. */
static int is_elsewhere(reading *s, uint64_t left)
{
	s->elsewhere |= (left & ACCEPT) != 0;
	if (left & DISC)
		return 0;
	if (s->now.strange || left & (LICENCE | REGISTER))
		s->elsewhere = 1;
	return s->elsewhere;
}

/* The words before the number, and what the sentence so far makes of them. */
static uint64_t left_of(reading *s)
{
	uint64_t left = of_cases(s, reached(s, inherited(s, s->now.left)));

	if (s->lapse && left & REPEAL)
		left |= LAPSE;
	if (left & (REVIEW | SUIT) && s->kinds && !(left & DISC))
		left |= KINDS;
	if (s->instances && left & SUIT)
		left |= VAGUE;
	s->before = left & (TALLIED | GKRI_FACT_VERBS) ? left : s->before;
	if (left & (REVIEW | SUIT) && is_elsewhere(s, left))
		left |= VAGUE;
	if (is_of_documents(s) && left & OUTCOME)
		left |= DOC;
	if (s->documents && left & (REPEAL | INFORCE))
		left |= VAGUE;
	if (s->vague && left & RESULT)
		left |= VAGUE;
	return left;
}

static void read_count(reading *s, size_t i, size_t from)
{
	uint64_t left = left_of(s), right;
	const struct read *r;
	struct read how;
	int gap, proof;

	right = right_of(s, i, &gap);
	if (!s->part && !s->depth)
		note_counted(s, left);
	if (left & RECV && right & APP)
		gkri_fact_topic(s, APP | DISC);
	r = is_subject(s, left) ? NULL : find_read(s, left, right, reads);
	if (r && r->right & OUTCOME)
		s->now.outcome = outcome_behind(s, i);
	if (!r) {
		if (left & CHANNEL && gkri_fact_topics(s, GKRI_TOPIC_APP))
			s->channels += s->w->tokens[i].mantissa;
		else
			gkri_fact_add_bare(s, i, from, left);
		return;
	}
	if (r->concept == GKRI_FACT_none) {
		if (left & DOC && left & (ISSUE | PUBLISH))
			s->documents = 1;
		if (left & FOREIGN && !(left & COMPARE))
			s->others = s->f->count + 1;
		/* 较2023年9件、2022年5件逐年下降 */
		if (left & LAST && !(left & (FOREIGN | COMPARE)) &&
		    !(s->pause && s->compared))
			s->view.last_year = 1;
		return;
	}
	if (is_barred(s, r, &proof)) {
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
		gkri_fact_note_holding(s, i, left);
}

/* Of reviews and suits there are none where there is none of both. */
static void read_counts(reading *s, size_t i, size_t from)
{
	uint64_t left = s->now.left;

	if (s->w->tokens[i].mantissa || !(left & REVIEW) || !(left & SUIT) ||
	    left & EACH) {
		read_count(s, i, from);
		return;
	}
	s->now.left = left & ~SUIT;
	read_count(s, i, from);
	s->now.left = left & ~REVIEW;
	read_count(s, i, from);
	s->now.left = left;
}

/* 零申请 */
static void add_nil(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];
	uint64_t c = t[1].classes;
	struct gkri_fact *fact;
	uint32_t what = 0;

	/* not 0.0, which is as long */
	if (t->mantissa || t->end - t->at != 3 || s->w->plain[t->at] == '0' ||
	    t[1].kind != GKRI_FACT_WORD)
		return;
	if (c & (APP | GENERIC))
		what = GKRI_FACT_new_received;
	else if (c & (REVIEW | SUIT))
		what =
		    c & REVIEW ? GKRI_FACT_review_total : GKRI_FACT_suit_total;
	fact = what ? gkri_fact_add(s, what, i, t[1].end, t) : NULL;
	if (fact)
		fact->certain = 0;
}

/* 前11个月 */
static int is_months(const reading *s, const token *t)
{
	const char *p = s->w->plain;

	return t->unit == GKRI_UNIT_OTHER && t->mantissa != 12 && t->at >= 3 &&
	    memcmp(p + t->at - 3, "前", 3) == 0 && t->unit_end - t->end == 6 &&
	    memcmp(p + t->end, "个月", 6) == 0;
}

void gkri_fact_count(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];
	size_t from = s->now.words ? s->now.words - 1 : i;
	uint64_t published;
	size_t first = s->f->count;
	int gap;

	if (t->unit == GKRI_UNIT_NONE) {
		add_nil(s, i);
		return;
	}
	if (is_months(s, t))
		s->view.partial = 1;
	if (t->unit == GKRI_UNIT_MONEY ||
	    (t->value && s->now.left & (FEEINFO | FEEADM | FEE | CHARGE)))
		gkri_fact_add_money(s, i, from, s->now.left);
	else if (t->unit != GKRI_UNIT_OTHER) {
		read_counts(s, i, from);
		gkri_fact_note_number(s, t, first);
	}
	gkri_fact_note_fee(s);
	s->due |= (s->now.left & DUE) != 0;
	s->tariff |= (t->rough || s->now.rough) && !t->value &&
	    !(s->now.left & GKRI_FACT_MARKS);
	s->compared = (s->now.left & COMPARE) != 0 || (s->pause && s->compared);
	if (s->now.late && t->mantissa)
		s->late = 1;
	if (t->mantissa && !s->part && !s->depth &&
	    (s->now.left & WITHDRAWN ||
		(t[1].kind == GKRI_FACT_WORD &&
		    right_of(s, i, &gap) & WITHDRAWN)))
		s->withdrawn = 1;
	if (s->now.left & (GKRI_FACT_VERBS | TALLIED) || !s->pause) {
		/* 公开通知9件，公报2期，行政许可7件 */
		published =
		    s->now.left & GKRI_FACT_VERBS ? 0 : s->verb & PUBLISH;
		s->verb = inherited(s, s->now.left) & (GKRI_FACT_VERBS | DISC);
		s->verb |= published;
	}
	/* 收到留言5件，办结5件，申请2件: these are not said to be 办结 */
	if (s->verb & DONE && s->foreign &&
	    !(s->now.left & (TALLIED | FOREIGN)) &&
	    gkri_fact_topics(s, GKRI_TOPIC_OTHER))
		s->verb &= ~DONE;
	memset(&s->now, 0, sizeof s->now);
	s->now.numbers = 1;
	s->now.stated = s->f->count > first;
	s->counted++;
	gkri_fact_close_parts(s, t);
	if (s->part)
		s->part = 2;
	s->pause = 0;
}
