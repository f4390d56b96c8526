/*
 * The one correction that mends a sum.  A wrong number breaks every sum that
 * it takes part in by the same amount: where it crosses another, or where a
 * row of totals is wrong, they tell together what it has to be.
 */
#include "check.h"

/* Of one table: two sums a column, one a row. */
#define LINES (GKRI_ROWS + 2 * GKRI_COLUMNS)

/* A comparison of one row or column. */
struct line {
	const struct gkri_compare *what;
	uint32_t id;
	int known;	    /* all its cells are counts */
	int64_t difference; /* left - right; 0: it holds */
};

struct search {
	const struct gkri_check *k;
	struct line lines[LINES];
	uint32_t count;
};

static const struct gkri_rcell *cell_of(
    const struct search *s, const struct line *line, uint32_t term)
{
	return line->what->by == GKRI_BY_COLUMN
	    ? gkri_check_cell(s->k, term, line->id)
	    : gkri_check_cell(s->k, line->id, term);
}

/* The rows or columns of a line that the form has. */
static uint32_t terms_of(const struct search *s, const struct line *line)
{
	uint32_t terms = line->what->left | line->what->right;

	return terms &
	    (line->what->by == GKRI_BY_COLUMN ? s->k->rows : s->k->columns);
}

static int sign_of(const struct line *line, uint32_t term)
{
	return gkri_in(line->what->left, term) ? 1 : -1;
}

/* A count small enough to be added up in 64 bits. */
static int is_count(const struct gkri_rcell *cell)
{
	return cell->state == GKR_STATE_NUMBER && cell->scale == 0 &&
	    cell->mantissa >= 0 && cell->mantissa >> 56 == 0;
}

static int counts_as_zero(const struct search *s, const struct gkri_rcell *cell)
{
	return s->k->f->blank_as_zero &&
	    (cell->state == GKR_STATE_BLANK || cell->state == GKR_STATE_NIL);
}

static void measure(const struct search *s, struct line *line)
{
	uint32_t terms = terms_of(s, line), term;
	const struct gkri_rcell *cell;

	line->known = 1;
	line->difference = 0;
	for (term = 1; terms >> term; term++) {
		if (!gkri_in(terms, term))
			continue;
		cell = cell_of(s, line, term);
		if (is_count(cell))
			line->difference +=
			    sign_of(line, term) * cell->mantissa;
		else if (!counts_as_zero(s, cell))
			line->known = 0;
	}
}

static void add_lines(struct search *s, const struct gkri_compare *what)
{
	uint32_t id;
	uint32_t ids = what->by == GKRI_BY_COLUMN ? s->k->columns : s->k->rows;
	struct line *line;

	for (id = 1; ids >> id && s->count < LINES; id++) {
		if (!gkri_in(ids, id))
			continue;
		line = &s->lines[s->count++];
		line->what = what;
		line->id = id;
		measure(s, line);
	}
}

static void find_lines(struct search *s)
{
	const struct gkri_compare *what;
	size_t i;

	s->count = 0;
	for (i = 0; (what = gkri_compare_at(i)) != NULL; i++)
		if (what->table == s->k->table && what->op == GKRI_OP_EQ &&
		    what->forms & s->k->edition)
			add_lines(s, what);
}

/* ------------------------------------------------------------------ */

/* Corrects a term of the line by the amount; 0 where it is no count then. */
static int change(const struct search *s, const struct line *line,
    uint32_t term, struct gkri_repair *repair)
{
	const struct gkri_rcell *cell = cell_of(s, line, term);
	int by_column = line->what->by == GKRI_BY_COLUMN;
	struct gkri_change *c;

	if (repair->count == GKRI_CHANGES || !is_count(cell))
		return 0;
	c = &repair->list[repair->count++];
	c->row = (uint8_t)(by_column ? term : line->id);
	c->column = (uint8_t)(by_column ? line->id : term);
	c->slot = (uint16_t)gkri_check_slot(s->k, c->row, c->column);
	c->from = cell->mantissa;
	c->to = c->from - sign_of(line, term) * line->difference;
	return c->to >= 0;
}

/* How many of the cells are in the line, and what they change of it. */
static uint32_t touch(const struct search *s, const struct line *line,
    const struct gkri_repair *repair, int64_t *difference)
{
	int by_column = line->what->by == GKRI_BY_COLUMN;
	uint32_t i, n = 0, terms = terms_of(s, line);
	const struct gkri_change *c;

	for (i = 0; i < repair->count; i++) {
		uint32_t id, term;

		c = &repair->list[i];
		id = by_column ? c->column : c->row;
		term = by_column ? c->row : c->column;
		if (id != line->id || !gkri_in(terms, term))
			continue;
		*difference += sign_of(line, term) * (c->to - c->from);
		n++;
	}
	return n;
}

/* 1 where the goal is mended, more than is corrected, and nothing broken. */
static int is_proved(const struct search *s, const struct line *goal,
    const struct gkri_repair *repair)
{
	const struct line *line = s->lines, *end = line + s->count;
	uint32_t mended = 0;
	int reached = 0;

	for (; line < end; line++) {
		int64_t difference = line->difference;

		if (!line->known || !touch(s, line, repair, &difference))
			continue;
		if (difference)
			return 0;
		mended += line->difference != 0;
		reached |= line == goal;
	}
	return reached && mended > repair->count;
}

/* One cell of the line. */
static uint32_t try_cells(
    const struct search *s, const struct line *goal, struct gkri_repair *out)
{
	uint32_t terms = terms_of(s, goal), term, found = 0;
	struct gkri_repair repair;

	for (term = 1; terms >> term; term++) {
		repair.count = 0;
		if (!gkri_in(terms, term) || !change(s, goal, term, &repair) ||
		    !is_proved(s, goal, &repair))
			continue;
		*out = repair;
		found++;
	}
	return found;
}

/* The totals of one rule that are not the sum of what they are of. */
static uint32_t try_totals(const struct search *s, const struct line *goal,
    const struct gkri_compare *what, struct gkri_repair *out)
{
	const struct line *line = s->lines, *end = line + s->count;
	struct gkri_repair repair;

	repair.count = 0;
	for (; line < end; line++)
		if (line->what == what && line->known && line->difference &&
		    !change(s, line, what->blame, &repair))
			return 0;
	/* one alone is a cell of the line, or has nothing to do with it */
	if (repair.count < 2 || !is_proved(s, goal, &repair))
		return 0;
	*out = repair;
	return 1;
}

int gkri_repair_find(const struct gkri_check *k,
    const struct gkri_compare *what, uint32_t id, struct gkri_repair *out)
{
	const struct line *goal = NULL;
	struct search s;
	uint32_t i, found;

	s.k = k;
	find_lines(&s);
	for (i = 0; i < s.count; i++)
		if (s.lines[i].what == what && s.lines[i].id == id)
			goal = &s.lines[i];
	if (!goal || !goal->known)
		return 0;
	found = try_cells(&s, goal, out);
	for (i = 0; i < s.count; i++) {
		const struct gkri_compare *totals = s.lines[i].what;

		/* the lines of a rule stand together */
		if ((!i || totals != s.lines[i - 1].what) &&
		    totals->left == (uint32_t)1 << totals->blame)
			found += try_totals(&s, goal, totals, out);
	}
	return found == 1;
}
