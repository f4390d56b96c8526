/* Words to facts: sentences, clause by clause. */
#include "fact.h"
#include "text.h"

#include "fact-class.h"

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
	if (s->view.span || s->view.partial || s->view.last_year)
		return GKRI_SCOPE_OTHER_PERIOD;
	if (s->view.below)
		return GKRI_SCOPE_UNIT_BELOW;
	if (s->view.scope)
		return s->view.scope;
	if (s->view.government)
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
		fact->negative = number->value == GKRI_NIL_WORD;
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

int gkri_fact_unknown_application(const reading *s, size_t i)
{
	const token *t = s->w->tokens;

	return i > 0 && t[i].classes & GENERIC &&
	    (t[i - 1].kind == GKRI_FACT_OTHER || t[i - 1].classes & FOREIGN);
}

static void take_scope(reading *s, uint64_t c)
{
	if (c & DEPT)
		s->department = 1;
	if (c & AREA) {
		s->view.scope = GKRI_SCOPE_AREA;
		s->view.government = s->view.below = 0;
		s->view.of_government = 0;
	} else if (c & ORGAN) {
		s->view.scope = GKRI_SCOPE_ORGAN;
		s->view.government = s->view.below = 0;
	} else if (c & GOV) {
		s->view.government = 1;
	}
	if (c & BELOW)
		s->view.below = 1;
}

static void take_time(reading *s, uint64_t c)
{
	if (c & (THIS | NEXT)) {
		if (c & THIS)
			s->view.span = s->view.partial = s->view.last_year = 0;
		if (!(s->now.left & (CARRY | PENDING)))
			s->now.left &= ~LAST;
	}
	if (c & SPAN)
		s->view.span = 1;
	if (c & PARTIAL)
		s->view.partial = 1;
}

static void begin_at(reading *s, size_t i, uint64_t c)
{
	const uint64_t weak = LIGHT | THIS | ORGAN | AREA | GOV | DEPT | PART;

	if (!s->now.words && c & ~weak)
		s->now.words = (uint32_t)i + 1;
}

/* 新收和上年结转: the two together, all that is to be handled. */
static uint64_t joined(const struct gkri_fact_clause *now, uint64_t c)
{
	return c & CARRY && now->joined & RECV ? c | COLLECT : c;
}

static void take_light(reading *s, const token *t)
{
	struct gkri_fact_clause *now = &s->now;

	if (t->value == 1)
		now->rough = 1;
	else if (t->value == 3)
		now->joined = now->left;
	else if (t->value == 4)
		now->apart = 1;
	else if (t->value == 9)
		now->apart = now->outside = 1;
	else if (t->value == 6)
		s->subjects = 1;
	else if (t->value == 7)
		gkri_fact_sum_follows(now);
	else if (t->value == 8)
		now->reaches = 1;
	now->left |= t->classes & ~LIGHT;
}

/* 不含上年结转共收到9件: what was left out is said, the number is of the rest.
 */
static void leave_out(struct gkri_fact_clause *now, uint64_t c)
{
	if (now->outside && now->left & CARRY && c & GKRI_FACT_VERBS)
		now->left &= ~(CARRY | LAST | VAGUE);
}

/* What the word's value says, by its class. */
static void take_value(struct gkri_fact_clause *now, uint64_t c, uint8_t value)
{
	if (c & OUTCOME)
		now->outcome = value;
	if (c & RESULT)
		now->result = value;
	if (c & LICENCE)
		now->licence = value;
	if (c & COLUMN)
		now->columns |= (uint16_t)(1u << value);
	if (c & CARRY)
		now->whither = value;
	if (c & DONE)
		now->timely = value;
	if (c & COMPARE && value)
		now->late = 1;
	if (c & CHANNEL && value)
		now->asked = 1;
}

void gkri_fact_take(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];
	struct gkri_fact_clause *now = &s->now;
	uint64_t c = t->classes;

	if (c & GENERIC) {
		if (gkri_fact_unknown_application(s, i) || now->foreign)
			c = FOREIGN;
		else if (!(now->left & (OUTCOME | REVIEW | SUIT)))
			c |= APP;
	}
	if (c & PIECES && now->left & (RECV | ACCEPT))
		c = APP | DISC;
	/* 信函、网络方式, but not 信函方式 */
	now->ways += (c & CHANNEL) != 0;
	if (c & WAYS && t->value && now->ways < 2)
		c &= ~WAYS;
	if (c & LIGHT) {
		take_light(s, t);
		return;
	}
	begin_at(s, i, c);
	leave_out(now, c);
	take_scope(s, c);
	take_time(s, c);
	if (c & PART) {
		s->part = 1;
		s->parts = 0;
		s->whole = s->view;
	}
	if (c & KINDS)
		s->kinds = 1;
	if (c & LAPSE)
		s->lapse = 1;
	/* with no total before, results are of one group of suits */
	if (c & (DIRECT | AFTER) && s->f->count == s->sentence_fact)
		s->vague = 1;
	if (c & FOREIGN)
		s->foreign = 1;
	/* 咨询、信息公开申请共收到: they are counted together */
	if (c & GKRI_FACT_VERBS && !(now->left & APP)) {
		now->foreign |= (now->left & FOREIGN) != 0;
		now->left &= ~(FOREIGN | DOC);
	}
	take_value(now, c, t->value);
	/* only what can be counted ends a run of unknown words */
	if (c & ~(THIS | ORGAN | AREA | GOV | DEPT | BE | SUM))
		now->gap = 0;
	now->left |= joined(now, c);
	if (!(c & (OUTCOME | RESULT)))
		gkri_fact_topic(s, c);
}

void gkri_fact_take_time(reading *s, size_t i, uint64_t c)
{
	begin_at(s, i, c);
	take_time(s, c);
	s->now.left |= c;
}

static void take_month(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];

	if (t->mantissa / 100 == 12)
		s->view.partial = 0;
	else
		s->view.partial = 1;
}

/* ------------------------------------------------------------------ */
/* Clauses and sentences                                              */

void gkri_fact_note_fee(reading *s)
{
	uint64_t left = s->now.left;

	if (left & FEEINFO && left & CHARGE && !(left & (NEG | DUE | DOC)) &&
	    !s->now.money)
		s->fee = left;
}

/* 收到申请，共计9件: the number stands in the clause behind. */
static void note_open(reading *s)
{
	const uint64_t quiet =
	    RECV | ACCEPT | APP | GENERIC | DISC | THIS | ORGAN | AREA;
	uint64_t left = s->now.left;

	s->open = left & APP && left & (RECV | ACCEPT) && !(left & ~quiet) &&
		!s->now.numbers && !s->now.gap
	    ? left
	    : 0;
}

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
	gkri_fact_note_fee(s);
	note_open(s);
	memset(&s->now, 0, sizeof s->now);
	s->pause = 0;
}

/* 1 for brackets around a number alone. */
static int holds_number(const token *t)
{
	return t->kind == GKRI_FACT_OPEN && t[1].kind == GKRI_FACT_NUMBER &&
	    t[1].unit && t[2].kind == GKRI_FACT_CLOSE_MARK;
}

/* What stands before the bracket goes on behind it. */
static void open_bracket(reading *s, const token *t)
{
	/* 申请（9件）: as if there were no brackets */
	s->flat = holds_number(t) && !(s->now.left & (LAST | COMPARE));
	if (s->flat)
		return;
	if (s->depth < GKRI_FACT_DEPTH) {
		s->stack[s->depth] = s->now;
		s->stack[s->depth].outer = s->view;
		s->stack[s->depth].counted = s->counted;
		s->stack[s->depth].part = s->part;
	}
	s->depth++;
	memset(&s->now, 0, sizeof s->now);
}

static void close_bracket(reading *s, size_t i)
{
	if (s->flat) {
		s->flat = 0;
		return;
	}
	gkri_fact_note_held(s);
	end_clause(s, i);
	if (s->depth && --s->depth < GKRI_FACT_DEPTH) {
		s->now = s->stack[s->depth];
		s->view.below = s->now.outer.below;
		s->part = s->now.part;
		/* (上年5件) is of last year, what follows is not */
		if (s->counted > s->now.counted)
			s->view = s->now.outer;
	}
}

static void take_mark(reading *s, size_t i)
{
	const token *t = &s->w->tokens[i];

	switch (t->kind) {
	case GKRI_FACT_PAUSE:
		if (!s->now.numbers) {
			s->now.gap = 0;
			s->now.joined = s->now.left;
		} else {
			end_clause(s, i);
			s->pause = 1;
		}
		return;
	case GKRI_FACT_COLON:
		if (t[1].kind == GKRI_FACT_NUMBER)
			return;
		end_clause(s, i);
		return;
	case GKRI_FACT_OPEN:
		open_bracket(s, t);
		return;
	case GKRI_FACT_CLOSE_MARK:
		close_bracket(s, i);
		return;
	case GKRI_FACT_SEMICOLON:
		end_clause(s, i);
		s->parted |= s->part == 2;
		s->subjects = 0;
		s->part = 0;
		s->verb = 0;
		s->view.below = 0;
		s->channels = 0;
		return;
	default:
		end_clause(s, i);
		s->view.below = 0;
		return;
	}
}

static void begin_sentence(reading *s)
{
	size_t i;

	s->sentence++;
	s->verb = 0;
	memset(&s->view, 0, sizeof s->view);
	s->withdrawn = s->part = s->pause = s->instances = s->lapse = 0;
	s->kinds = 0;
	s->channels = s->rows = 0;
	s->before = 0;
	memset(&s->sum, 0, sizeof s->sum);
	memset(&s->amount, 0, sizeof s->amount);
	s->parted = 0;
	s->fee = s->open = 0;
	s->others = 0;
	s->counted = 0;
	s->foreign = s->documents = s->registered = s->late = 0;
	s->due = s->tariff = s->flat = s->compared = 0;
	s->elsewhere = s->beside = 0;
	s->subjects = s->published = s->vague = 0;
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
		if (s->late && fact->timely)
			fact->certain = 0;
	}
}

void gkri_fact_read(reading *s)
{
	size_t i, n;

	gkri_fact_tokens(s->w);
	n = s->w->token_count;
	begin_sentence(s);
	s->f->work += s->w->len + n;
	for (i = 0; i < n && s->rc == GKR_OK; i++) {
		const token *t = &s->w->tokens[i];

		switch (t->kind) {
		case GKRI_FACT_OTHER:
			s->now.gap = s->now.strange = 1;
			break;
		case GKRI_FACT_WORD:
			if (t->classes & NEG)
				i = gkri_fact_deny(s, i) - 1;
			else if (t->classes & EACH && t->value)
				i = gkri_fact_each(s, i) - 1;
			else
				gkri_fact_take(s, i);
			break;
		case GKRI_FACT_NUMBER:
			gkri_fact_count(s, i);
			break;
		case GKRI_FACT_YEAR:
			gkri_fact_take_year(s, i);
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
