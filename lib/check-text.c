/*
 * The prose: its numbers against the tables, what section six says of fees,
 * the period of the data, and the date of the signature.
 */
#include "check.h"

#include "calendar.h"
#include "fact.h"
#include "meta.h"
#include "agency.h"
#include "text.h"

#define FEES_YEAR 2021 /* from then on section six reports on fees */
#define DATE_MAX 48    /* bytes of a line that could be a date */
#define LAST_LINES 6   /* lines in which a signature may stand */

/* ------------------------------------------------------------------ */
/* Numbers                                                            */

static const struct prose {
	uint8_t rule, concept;
} proses[] = {
#define GKR_DEF_PROSE(ident, concept) {GKRI_RULE_##ident, GKRI_FACT_##concept},
#include "rule.def"
};

static uint32_t rule_of(uint32_t concept)
{
	size_t i;

	for (i = 0; i < sizeof proses / sizeof *proses; i++)
		if (proses[i].concept == concept)
			return proses[i].rule;
	return 0;
}

/* What the table has: a sum, or a reason why there is none. */
struct sum {
	struct gkri_sum value;
	int known;
	int nil;    /* blank or a nil mark, and nothing else is in the way */
	int absent; /* missing or unplaced: reported with the tables */
};

static void add_cells(const struct gkri_check *k, uint32_t concept,
    struct sum *out, struct gkri_made *m)
{
	const struct gkri_fact_cells *c = gkri_fact_cells(concept, k->r->form);
	const struct gkri_rcell *cell;
	uint32_t row;
	int slot;

	gkri_sum_zero(&out->value);
	out->known = out->nil = 1;
	out->absent = 0;
	for (row = c->row; row <= c->row_to; row++) {
		slot = gkri_slot_of(c->table, row, c->column);
		cell = &k->r->cells[slot];
		if (m)
			m->slots[m->c.slot_count++] = (uint16_t)slot;
		if (cell->state == GKR_STATE_NUMBER) {
			gkri_sum_add(
			    &out->value, cell->mantissa, cell->scale, 1);
			continue;
		}
		if (cell->state != GKR_STATE_BLANK &&
		    cell->state != GKR_STATE_NIL)
			out->nil = 0;
		if (cell->state == GKR_STATE_MISSING ||
		    cell->state == GKR_STATE_UNPLACED)
			out->absent = 1;
		if (!out->nil || !k->f->blank_as_zero)
			out->known = 0;
	}
}

static int is_equal(const struct gkri_fact *fact, const struct gkri_sum *sum)
{
	struct gkri_sum value;

	gkri_sum_zero(&value);
	gkri_sum_add(&value, fact->mantissa, fact->scale, 1);
	return gkri_sum_compare(&value, sum) == 0;
}

/* 1 where the table has just that number for the concept. */
static int agrees(
    const struct gkri_check *k, const struct gkri_fact *fact, uint32_t concept)
{
	struct sum sum;

	if (!concept || !gkri_fact_cells(concept, k->r->form))
		return 0;
	add_cells(k, concept, &sum, NULL);
	if (!sum.known)
		return sum.nil && fact->mantissa == 0;
	return is_equal(fact, &sum.value);
}

/* 1 where something else of the text says of the concept what the table has. */
static int is_said_rightly(
    const struct gkri_check *k, const struct gkri_fact *fact)
{
	const struct gkr_facts *f = k->f->facts;
	size_t i;

	for (i = 0; i < f->count; i++)
		if (f->list[i].concept == fact->concept && !f->list[i].column &&
		    &f->list[i] != fact &&
		    agrees(k, &f->list[i], fact->concept))
			return 1;
	return 0;
}

/* 1 where the same words are read in another way, and that agrees. */
static int is_other_reading(
    const struct gkri_check *k, const struct gkri_fact *fact)
{
	const struct gkr_facts *f = k->f->facts;
	size_t i;

	for (i = 0; i < f->count; i++)
		if (f->list[i].printed_place.offset ==
			fact->printed_place.offset &&
		    f->list[i].place.line == fact->place.line &&
		    !fact->negative && rule_of(f->list[i].concept) &&
		    agrees(k, &f->list[i], f->list[i].concept))
			return 1;
	return 0;
}

static void name_cells(struct gkri_made *m, const struct gkri_fact_cells *c)
{
	struct gkri_cell_run *run = &m->c.run;

	run->table = c->table;
	run->row = c->row;
	run->row_to = c->row_to;
	run->column = run->column_to = c->column;
}

static int32_t differs(
    struct gkri_check *k, const struct gkri_fact *fact, int sure)
{
	const struct gkri_fact_cells *c =
	    gkri_fact_cells(fact->concept, k->r->form);
	const struct gkr_facts *f = k->f->facts;
	struct gkri_made m;
	struct sum sum;
	int several = c->row_to > c->row;

	gkri_made_begin(k, &m, rule_of(fact->concept), GKRI_SAY_text_differs,
	    GKRI_AT_CELLS);
	name_cells(&m, c);
	add_cells(k, fact->concept, &sum, &m);
	if (several)
		m.c.say = GKRI_SAY_text_differs_sum;
	if (!sure)
		m.c.say = several ? GKRI_SAY_text_open_sum : GKRI_SAY_text_open;
	if (!sum.known)
		m.c.say = GKRI_SAY_text_no_number;
	if (!sure || !sum.known)
		m.c.status = GKR_FINDING_UNASSESSABLE;
	m.c.text =
	    gkri_run(&f->text, fact->text - 1, fact->text_len, &m.c.text_len);
	m.c.left.len = (uint32_t)strlen(f->text.data + fact->value - 1);
	memcpy(m.c.left.digits, f->text.data + fact->value - 1, m.c.left.len);
	if (sum.known)
		m.c.right.len =
		    (uint32_t)gkri_sum_write(m.c.right.digits, &sum.value);
	m.c.compares = (uint8_t)sum.known;
	m.c.spot = gkri_spot_span(
	    fact->negative ? &fact->place : &fact->printed_place);
	return gkri_made_add(k, &m);
}

/*
 * What is of another year or unit, rounded, or not said in a number (均已答复)
 * is not the table's number.
 */
static int is_comparable(
    const struct gkri_check *k, const struct gkri_fact *fact)
{
	return rule_of(fact->concept) && !fact->column && !fact->rough &&
	    (fact->negative || fact->printed_end > fact->printed_at) &&
	    fact->scope != GKR_SCOPE_OTHER_PERIOD &&
	    fact->scope != GKR_SCOPE_UNIT_BELOW &&
	    gkri_fact_cells(fact->concept, k->r->form);
}

static int32_t check_fact(struct gkri_check *k, size_t i)
{
	const struct gkri_fact *fact = &k->f->facts->list[i];
	struct sum sum;
	int32_t rc;

	if (!is_comparable(k, fact) || agrees(k, fact, fact->concept) ||
	    agrees(k, fact, fact->also))
		return GKR_OK;
	add_cells(k, fact->concept, &sum, NULL);
	if (sum.absent)
		return GKR_OK;
	rc = gkri_facts_place(k->f->facts, k->r);
	if (rc != GKR_OK)
		return rc;
	fact = &k->f->facts->list[i];
	if (fact->certain)
		return differs(k, fact, !is_said_rightly(k, fact));
	if (!sum.known || is_other_reading(k, fact) || is_said_rightly(k, fact))
		return GKR_OK;
	return differs(k, fact, 0);
}

static int32_t check_facts(struct gkri_check *k)
{
	const struct gkr_facts *f = k->f->facts;
	int32_t rc = GKR_OK;
	size_t i;

	for (i = 0; rc == GKR_OK && i < f->count; i++)
		rc = check_fact(k, i);
	return rc;
}

/* ------------------------------------------------------------------ */
/* Fees and the period                                                */

static int32_t check_fees(struct gkri_check *k)
{
	const struct gkr_report *r = k->r;
	struct gkri_made m;
	size_t i;

	if (k->f->facts->fees_said || r->form == GKR_FORM_2019 ||
	    r->form == GKR_FORM_PRE2019 || r->form == GKR_FORM_UNKNOWN ||
	    (r->year && r->year < FEES_YEAR))
		return GKR_OK;
	for (i = 1; i < r->section_count; i++)
		if (r->sections[i].id == GKR_SECTION_OTHER_MATTERS)
			break;
	if (i >= r->section_count)
		return GKR_OK;
	gkri_made_begin(
	    k, &m, GKRI_RULE_text_fees, GKRI_SAY_text_fees, GKRI_AT_SECTION);
	m.c.section = GKR_SECTION_OTHER_MATTERS;
	m.c.spot = gkri_spot_span(&r->sections[i].heading);
	return gkri_made_add(k, &m);
}

/* The year that the title names, 0 where it names none. */
static uint32_t title_year(const struct gkr_report *r)
{
	const char *title = gkri_report_kept(r, r->title);
	size_t n = title ? strlen(title) : 0, i, len;
	uint32_t year;
	int arabic;

	for (i = 0; i < n; i += len) {
		gkri_code(title + i, n - i, &len);
		if (gkri_may_be_year(title + i, n - i) &&
		    gkri_year(title + i, n - i, &year, &arabic))
			return year == r->year ? year : 0;
	}
	return 0;
}

static int is_whole_year(const struct gkri_period *p)
{
	return p->from_year == p->to_year && p->from_month == 1 &&
	    p->from_day <= 1 && p->to_month == 12 &&
	    (p->to_day == 31 || p->to_day == 0);
}

static int32_t check_period(struct gkri_check *k)
{
	const struct gkr_facts *f = k->f->facts;
	const struct gkri_period *p = &f->period;
	struct gkri_made m;
	uint32_t year;

	if (!f->has_period)
		return GKR_OK;
	year = title_year(k->r);
	if ((is_whole_year(p) && (!year || p->from_year == year)))
		return GKR_OK;
	gkri_made_begin(k, &m, GKRI_RULE_text_period,
	    year ? GKRI_SAY_text_period : GKRI_SAY_text_period_part,
	    GKRI_AT_NONE);
	if (is_whole_year(p) == 0 && p->from_year == year)
		m.c.say = GKRI_SAY_text_period_part;
	m.c.number = year;
	m.c.text = f->text.data + p->text - 1;
	m.c.text_len = p->text_len;
	m.c.spot = gkri_spot_span(&p->place);
	return gkri_made_add(k, &m);
}

/* ------------------------------------------------------------------ */
/* The date                                                           */

static const struct deadline {
	uint8_t kind, month, day, say;
} deadlines[] = {
#define GKR_DEF_DEADLINE(kind, month, day, say) \
	{GKRI_AGENCY_##kind, month, day, GKRI_SAY_##say},
#include "rule.def"
};

/* The day by which the organ has to publish; NULL: the law names none. */
static const struct deadline *deadline_of(const struct gkr_report *r)
{
	const char *name = gkri_report_kept(r, r->agency);
	uint32_t kind;
	size_t i;

	if (!name)
		name = gkri_report_kept(r, r->signed_by);
	kind = name ? gkri_agency_kind(name, strlen(name)) : 0;
	for (i = 0; i < sizeof deadlines / sizeof *deadlines; i++)
		if (deadlines[i].kind == kind)
			return &deadlines[i];
	return NULL;
}

/* 1 where a report that is dated so is in time, whatever organ it is of. */
static int is_in_time(const struct gkr_report *r)
{
	const char *date = gkri_report_kept(r, r->date);
	char last[10];
	size_t i;

	for (i = 0; i < sizeof deadlines / sizeof *deadlines; i++) {
		gkri_iso_write(
		    last, r->year + 1, deadlines[i].month, deadlines[i].day);
		if (memcmp(date, last, sizeof last) > 0)
			return 0;
	}
	return 1;
}

static int32_t check_late(struct gkri_check *k, const struct deadline *d)
{
	const struct gkr_report *r = k->r;
	const char *date = gkri_report_kept(r, r->date);
	struct gkri_made m;
	char last[10];

	gkri_iso_write(last, r->year + 1, d->month, d->day);
	if (memcmp(date, last, sizeof last) <= 0)
		return GKR_OK;
	gkri_made_begin(k, &m, GKRI_RULE_date_late, d->say, GKRI_AT_NONE);
	m.c.text = date;
	m.c.text_len = strlen(date);
	m.c.text2 = last;
	m.c.text2_len = sizeof last;
	m.c.spot = gkri_spot_span(&r->date_span);
	return gkri_made_add(k, &m);
}

/*
 * 1 where all of the line is a year, 年, 月 and perhaps a day: a date, as it
 * seems, though none that exists.
 */
static int is_like_date(const char *p, size_t n)
{
	struct gkri_clean clean;
	size_t i, len;
	uint32_t year, value;
	int arabic, month = 0;

	if (n > DATE_MAX)
		return 0;
	gkri_clean(&clean, p, n);
	len = gkri_year(clean.text, clean.len, &year, &arabic);
	if (!len || clean.len - len < 3 || memcmp(clean.text + len, "年", 3))
		return 0;
	for (i = len + 3; i < clean.len; i += len) {
		p = clean.text + i;
		n = clean.len - i;
		len = gkri_digit(p, n, &value);
		if (!len && n >= 3 && memcmp(p, "月", 3) == 0)
			month = 1;
		else if (!len && *p != ' ' && *p != 'X' && *p != 'x' &&
		    (n < 3 || (memcmp(p, "日", 3) && memcmp(p, "×", 2))))
			return 0;
		if (!len)
			gkri_code(p, n, &len);
	}
	return month;
}

/* A broken date in the last lines of the last section with prose. */
static int32_t check_broken(struct gkri_check *k)
{
	const struct gkr_report *r = k->r;
	const struct gkri_section *s;
	const struct gkri_prose_line *line;
	struct gkri_made m;
	size_t i, n, end;

	i = r->section_count;
	while (i > 1 && !r->sections[i - 1].lines)
		i--;
	if (i <= 1)
		return GKR_OK;
	s = &r->sections[i - 1];
	end = (size_t)s->text + s->text_len;
	for (i = 0; i < s->lines && i < LAST_LINES; i++) {
		line = &r->lines[s->first_line + s->lines - 1 - i];
		n = end - line->at;
		end = line->at ? line->at - 1 : 0;
		if (!is_like_date(r->prose.data + line->at, n))
			continue;
		gkri_made_begin(k, &m, GKRI_RULE_date_late,
		    GKRI_SAY_date_broken, GKRI_AT_NONE);
		m.c.status = GKR_FINDING_UNASSESSABLE;
		m.c.text = r->prose.data + line->at;
		m.c.text_len = n;
		gkri_trim(&m.c.text, &m.c.text_len);
		m.c.spot.offset = line->offset;
		m.c.spot.length = line->length;
		m.c.spot.line = line->line;
		m.c.spot.column = line->column;
		return gkri_made_add(k, &m);
	}
	return GKR_OK;
}

static int32_t check_date(struct gkri_check *k)
{
	const struct gkr_report *r = k->r;
	const struct deadline *d;

	if (r->date && (!r->year || is_in_time(r)))
		return GKR_OK;
	d = deadline_of(r);
	if (!d)
		return GKR_OK;
	return r->date ? check_late(k, d) : check_broken(k);
}

/* ------------------------------------------------------------------ */

static int32_t read_facts(struct gkri_check *k)
{
	struct gkr_findings *f = k->f;
	int32_t rc = GKR_OK;

	if (!f->facts)
		rc = gkr_facts_new_with(f->mem.fn, f->mem.context, &f->facts);
	if (rc != GKR_OK)
		return rc;
	f->facts->mem.limit = f->mem.limit;
	return gkri_facts_find(f->facts, k->r);
}

int32_t gkri_check_text(struct gkri_check *k)
{
	int32_t rc;

	if (k->r->form == GKR_FORM_PRE2019)
		return GKR_OK;
	rc = read_facts(k);
	if (rc == GKR_OK)
		rc = check_facts(k);
	if (rc == GKR_OK)
		rc = check_fees(k);
	if (rc == GKR_OK)
		rc = check_period(k);
	return rc == GKR_OK ? check_date(k) : rc;
}
