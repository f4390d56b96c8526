/* The sums of a table, and what becomes of them where cells are changed. */
#include "check-repair.h"

/* Sums are bits of a set. */
typedef char lines_fit[GKRI_LINES < 63 ? 1 : -1];

static int counts_as_zero(
    const struct gkri_check *k, const struct gkri_rcell *cell)
{
	return k->f->blank_as_zero &&
	    (cell->state == GKR_STATE_BLANK || cell->state == GKR_STATE_NIL);
}

int gkri_cell_counts(
    const struct gkri_check *k, const struct gkri_rcell *cell, int64_t *value)
{
	*value = 0;
	if (counts_as_zero(k, cell))
		return 1;
	if (cell->state != GKR_STATE_NUMBER || cell->scale ||
	    cell->mantissa < 0 || cell->mantissa >> 56)
		return 0;
	*value = cell->mantissa;
	return 1;
}

/* ------------------------------------------------------------------ */
/* The sums                                                           */

static void measure(const struct gkri_check *k, struct gkri_line *line)
{
	const struct gkri_rcell *cell;
	uint32_t term, row, column;
	int64_t value;

	for (term = 1; line->terms >> term; term++) {
		if (!gkri_in(line->terms, term))
			continue;
		gkri_line_cell(line, term, &row, &column);
		cell = gkri_check_cell(k, row, column);
		if (gkri_cell_counts(k, cell, &value))
			line->difference += gkri_line_sign(line, term) * value;
		else if (cell->state == GKR_STATE_NUMBER)
			line->odd = 1;
		else if (gkri_in(line->what->left, term))
			line->open_left++;
		else
			line->open_right++;
	}
}

/* A row has one sum, a column up to two. */
static void index_line(struct gkri_lines *s, const struct gkri_line *line)
{
	uint8_t at = (uint8_t)(line - s->list + 1), *of;

	if (line->what->by == GKRI_BY_ROW) {
		s->of_row[line->id] = at;
		return;
	}
	of = s->of_column[line->id];
	of[of[0] != 0] = at;
}

static void add_lines(struct gkri_lines *s, const struct gkri_compare *what)
{
	const struct gkri_check *k = s->k;
	int by_column = what->by == GKRI_BY_COLUMN;
	uint32_t ids = by_column ? k->columns : k->rows, id;
	struct gkri_line *line;

	for (id = 1; ids >> id && s->count < GKRI_LINES; id++) {
		if (!gkri_in(ids, id))
			continue;
		line = &s->list[s->count++];
		memset(line, 0, sizeof *line);
		line->what = what;
		line->id = (uint8_t)id;
		line->terms = (what->left | what->right) &
		    (by_column ? k->rows : k->columns);
		measure(k, line);
		index_line(s, line);
	}
}

const struct gkri_lines *gkri_lines_of(const struct gkri_check *k)
{
	struct gkri_lines *s = k->lines;
	const struct gkri_compare *what;
	size_t i;

	if (!s || s->table == k->table)
		return s;
	s->k = k;
	s->table = k->table;
	s->count = 0;
	memset(s->of_row, 0, sizeof s->of_row);
	memset(s->of_column, 0, sizeof s->of_column);
	for (i = 0; (what = gkri_compare_at(i)) != NULL; i++)
		if (what->table == k->table && what->op == GKRI_OP_EQ &&
		    what->forms & k->edition)
			add_lines(s, what);
	return s;
}

/* ------------------------------------------------------------------ */
/* Corrections                                                        */

int gkri_repair_change(const struct gkri_check *k, struct gkri_repair *r,
    uint32_t row, uint32_t column, int64_t to)
{
	struct gkri_change *c;

	if (r->count == GKRI_CHANGES || to < 0 || to >> 56)
		return 0;
	c = &r->list[r->count++];
	c->slot = (uint16_t)gkri_check_slot(k, row, column);
	c->row = (uint8_t)row;
	c->column = (uint8_t)column;
	c->to = to;
	return 1;
}

/* The line as it would be; returns how many of its cells are changed. */
static uint32_t change_line(const struct gkri_check *k, struct gkri_line *line,
    const struct gkri_repair *r)
{
	const struct gkri_change *c = r->list, *end = c + r->count;
	uint32_t n = 0, term;
	int64_t value;

	for (; c < end; c++) {
		term = gkri_line_term(line, c->row, c->column);
		if (!term)
			continue;
		n++;
		if (!gkri_cell_counts(
			k, gkri_check_cell(k, c->row, c->column), &value)) {
			if (gkri_in(line->what->left, term))
				line->open_left--;
			else
				line->open_right--;
		}
		line->difference +=
		    gkri_line_sign(line, term) * (c->to - value);
	}
	return n;
}

/* Does the sum hold with it, and did not before? */
static int is_reached(const struct gkri_lines *lines,
    const struct gkri_line *goal, const struct gkri_repair *r)
{
	struct gkri_line then = *goal;

	return change_line(lines->k, &then, r) && gkri_line_known(&then) &&
	    !then.difference && (!gkri_line_known(goal) || goal->difference);
}

/* What the correction makes of one sum that its cells may be in. */
static int try_line(const struct gkri_lines *lines, uint32_t at,
    const struct gkri_repair *r, struct gkri_effect *effect)
{
	const struct gkri_line *line = &lines->list[at];
	struct gkri_line then = *line;
	uint32_t n = effect->mended + effect->closed;

	if (!change_line(lines->k, &then, r) || !gkri_line_known(&then))
		return 1;
	if (then.difference)
		return 0;
	if (gkri_line_known(line) && !line->difference)
		return 1;
	if (gkri_line_known(line))
		effect->mended++;
	else
		effect->closed++;
	if (n < GKRI_PROOFS)
		effect->lines[n] = (uint8_t)at;
	return 1;
}

/* The sums of the changed cells, a bit each. */
static uint64_t lines_of(
    const struct gkri_lines *lines, const struct gkri_repair *r)
{
	const struct gkri_change *c = r->list, *end = c + r->count;
	uint64_t set = 0;

	for (; c < end; c++) {
		set |= UINT64_C(1) << lines->of_row[c->row];
		set |= UINT64_C(1) << lines->of_column[c->column][0];
		set |= UINT64_C(1) << lines->of_column[c->column][1];
	}
	return set >> 1; /* 0 is none */
}

int gkri_repair_try(const struct gkri_lines *lines,
    const struct gkri_line *goal, const struct gkri_repair *r,
    struct gkri_effect *effect)
{
	uint64_t set = lines_of(lines, r);
	uint32_t at;

	memset(effect, 0, sizeof *effect);
	if (goal && !(set >> (goal - lines->list) & 1))
		return 0;
	for (at = 0; set >> at; at++)
		if (set >> at & 1 && !try_line(lines, at, r, effect))
			return 0;
	return effect->mended + effect->closed > 0 &&
	    (!goal || is_reached(lines, goal, r));
}

/* Sums of a row and of a column cross, and those of the same column. */
int gkri_line_alone(
    const struct gkri_lines *lines, const struct gkri_line *line)
{
	const struct gkri_line *other = lines->list;
	const struct gkri_line *end = other + lines->count;

	for (; other < end; other++)
		if (other != line && gkri_line_broken(other) &&
		    (other->what->by != line->what->by ||
			other->id == line->id))
			return 0;
	return 1;
}

void gkri_repair_prove(const struct gkri_lines *lines,
    const struct gkri_effect *effect, struct gkri_repair *r)
{
	uint32_t i;

	r->proofs = (uint8_t)(effect->mended + effect->closed);
	r->proof_count =
	    r->proofs < GKRI_PROOFS ? r->proofs : (uint8_t)GKRI_PROOFS;
	for (i = 0; i < r->proof_count; i++) {
		r->proof[i].what = lines->list[effect->lines[i]].what;
		r->proof[i].id = lines->list[effect->lines[i]].id;
	}
}
