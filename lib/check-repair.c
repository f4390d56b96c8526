/*
 * The one correction that mends a sum.  A wrong number breaks every sum that
 * it takes part in by the same amount: where it crosses another, or where a
 * row of totals is wrong, they tell together what it has to be.  Two numbers
 * that changed places, or one whose digits stand in two cells, break several
 * sums in a way of their own.
 *
 * Each kind of slip is tried everywhere in the sum.  What mends one sum alone
 * (where no other crosses it) counts for less than what mends several: it is
 * believed only if all sums that cross this one hold.  Where two of a kind
 * would do, the source leaves the choice open.
 */
#include "check-repair.h"

/* What was found so far. */
struct found {
	const struct gkri_repair_lines *lines;
	const struct gkri_repair_line *goal;
	const struct gkri_check *k;
	uint32_t strong, weak; /* how many mend several sums, or one */
	struct gkri_repair best;
	struct gkri_effect effect;
};

/* Tries a correction; `least` is how many sums it has to mend. */
static void try(struct found *found, struct gkri_repair *r, uint32_t least)
{
	struct gkri_effect effect;
	uint32_t strong;

	if (!gkri_repair_try(found->lines, found->goal, r, &effect) ||
	    effect.mended < least)
		return;
	strong = effect.mended > 1;
	if (strong || !found->strong) {
		found->best = *r;
		found->effect = effect;
	}
	found->strong += strong;
	found->weak += !strong;
}

static int value_of(
    const struct found *found, uint32_t row, uint32_t column, int64_t *value)
{
	return gkri_cell_counts(
	    found->k, gkri_check_cell(found->k, row, column), value);
}

/* ------------------------------------------------------------------ */
/* One number                                                         */

/* 1 where `from` is `to` without one of its digits. */
static int is_dropped_digit(int64_t from, int64_t to)
{
	int64_t power;

	for (power = 1; from > 0 && power <= to; power *= 10)
		if (to / (power * 10) * power + to % power == from)
			return 1;
	return 0;
}

static uint8_t kind_of(const struct gkri_rcell *cell, int64_t from, int64_t to)
{
	if (cell->state != GKR_STATE_NUMBER)
		return GKR_SUGGESTION_FILL;
	return is_dropped_digit(from, to) ? GKR_SUGGESTION_DIGIT
					  : GKR_SUGGESTION_NUMBER;
}

static void try_number(struct found *found, uint32_t term)
{
	const struct gkri_repair_line *goal = found->goal;
	struct gkri_repair r;
	uint32_t row, column;
	int64_t from, to;

	gkri_repair_line_cell(goal, term, &row, &column);
	if (!value_of(found, row, column, &from))
		return;
	to = from - gkri_repair_line_sign(goal, term) * goal->difference;
	if (to < 0)
		return;
	memset(&r, 0, sizeof r);
	if (!gkri_repair_change(found->k, &r, row, column, to))
		return;
	r.kind = kind_of(gkri_check_cell(found->k, row, column), from, to);
	try(found, &r, 1);
}

/* ------------------------------------------------------------------ */
/* Two numbers side by side                                           */

/* What the sum that is to be mended gains where a cell gains so much. */
static int64_t gain(const struct found *found, const uint32_t *at, int64_t by)
{
	uint32_t term = gkri_repair_line_term(found->goal, at[0], at[1]);

	return term ? gkri_repair_line_sign(found->goal, term) * by : 0;
}

static void try_pair(struct found *found, uint8_t kind, const uint32_t *a,
    int64_t to_a, const uint32_t *b, int64_t to_b)
{
	struct gkri_repair r = {0};

	r.kind = kind;
	if (gkri_repair_change(found->k, &r, a[0], a[1], to_a) &&
	    gkri_repair_change(found->k, &r, b[0], b[1], to_b))
		try(found, &r, 1);
}

/* The digits of both as one number, -1 where it has too many. */
static int64_t join(int64_t a, int64_t b)
{
	int64_t power = 10;

	if (a <= 0 || a > 99999999 || b > 99999999)
		return -1;
	while (power <= b)
		power *= 10;
	return a * power + b;
}

/*
 * Cells as row and column; b stands right of a, or below it.  Most pairs do not
 * mend the sum at hand, whatever they do to others.
 */
static void try_neighbours(
    struct found *found, const uint32_t *a, const uint32_t *b)
{
	int64_t lacks = -found->goal->difference, x, y, joined;

	if (!value_of(found, a[0], a[1], &x) ||
	    !value_of(found, b[0], b[1], &y))
		return;
	if (x != y && gain(found, a, y - x) + gain(found, b, x - y) == lacks)
		try_pair(found, GKR_SUGGESTION_SWAP, a, y, b, x);
	joined = a[0] == b[0] ? join(x, y) : -1;
	if (joined < 0)
		return;
	if (gain(found, a, joined - x) + gain(found, b, -y) == lacks)
		try_pair(found, GKR_SUGGESTION_SPLIT, a, joined, b, 0);
	if (gain(found, a, -x) + gain(found, b, joined - y) == lacks)
		try_pair(found, GKR_SUGGESTION_SPLIT, a, 0, b, joined);
}

/* The next row or column of the form in that direction, 0: none. */
static uint32_t next_of(uint32_t set, uint32_t id, int step)
{
	do
		id = (uint32_t)((int)id + step);
	while (id && id < 32 && !gkri_in(set, id));
	return id < 32 ? id : 0;
}

/* Most cells are 0: where both are, there is nothing to be tried. */
static void try_beside(
    struct found *found, const uint32_t *at, const uint32_t *other, int step)
{
	if (!other[0] || !other[1] ||
	    !(gkri_check_cell(found->k, at[0], at[1])->mantissa |
		gkri_check_cell(found->k, other[0], other[1])->mantissa))
		return;
	if (step > 0)
		try_neighbours(found, at, other);
	else if (!gkri_repair_line_term(found->goal, other[0], other[1]))
		try_neighbours(found, other, at);
}

/* Two that are both in the sum are met from the one that comes first. */
static void try_around(struct found *found, uint32_t term)
{
	uint32_t at[2], other[2];
	int step;

	gkri_repair_line_cell(found->goal, term, &at[0], &at[1]);
	for (step = -1; step <= 1; step += 2) {
		other[0] = at[0];
		other[1] = next_of(found->k->columns, at[1], step);
		try_beside(found, at, other, step);
		other[0] = next_of(found->k->rows, at[0], step);
		other[1] = at[1];
		try_beside(found, at, other, step);
	}
}

/* ------------------------------------------------------------------ */
/* Totals                                                             */

/* The totals of one rule that are not the sum of what they are of. */
static void try_totals(struct found *found, const struct gkri_compare *what)
{
	uint64_t set = found->lines->broken;
	const struct gkri_repair_line *line;
	struct gkri_repair r = {0};
	uint32_t row, column;
	int64_t from;

	r.kind = GKR_SUGGESTION_TOTALS;
	for (; set; set &= set - 1) {
		line = &found->lines->list[gkri_lowest(set)];
		if (line->what != what)
			continue;
		gkri_repair_line_cell(line, what->blame, &row, &column);
		if (!value_of(found, row, column, &from) ||
		    !gkri_repair_change(
			found->k, &r, row, column, from - line->difference))
			return;
	}
	/* one alone is a cell of the line, or has nothing to do with it */
	if (r.count > 1)
		try(found, &r, r.count + 1);
}

static void try_all_totals(struct found *found)
{
	uint64_t set = found->lines->broken;
	const struct gkri_compare *what, *last = NULL;

	/* the lines of a rule stand together */
	for (; set; set &= set - 1) {
		what = found->lines->list[gkri_lowest(set)].what;
		if (what != last && what->left == (uint32_t)1 << what->blame)
			try_totals(found, what);
		last = what;
	}
}

/* ------------------------------------------------------------------ */

static const struct gkri_repair_line *find_line(
    const struct gkri_repair_lines *lines, const struct gkri_compare *what,
    uint32_t id)
{
	const uint8_t *at =
	    what->by == GKRI_BY_ROW ? &lines->of_row[id] : lines->of_column[id];

	if (what->by != GKRI_BY_ROW && at[0] &&
	    lines->list[at[0] - 1].what != what)
		at++;
	return *at && lines->list[*at - 1].what == what ? &lines->list[*at - 1]
							: NULL;
}

/* The cells of a sum that hold no number. */
static int fill_line(const struct gkri_check *k,
    const struct gkri_repair_line *line, struct gkri_repair *out)
{
	uint32_t terms = line->terms, row, column, slot;
	uint16_t slots[32];
	size_t n = 0;
	int64_t value;

	if (gkri_repair_line_open(line) > GKRI_CHANGES)
		return 0;
	for (; terms; terms &= terms - 1) {
		gkri_repair_line_cell(line, gkri_lowest(terms), &row, &column);
		slot = gkri_check_slot(k, row, column);
		if (!gkri_cell_counts(k, &k->r->cells[slot], &value))
			slots[n++] = (uint16_t)slot;
	}
	return gkri_repair_fill(k, slots, n, NULL, out);
}

/* One that mends a single sum is believed where all else agrees. */
static int choose(struct found *found, struct gkri_repair *out)
{
	uint32_t n = found->strong ? found->strong : found->weak;
	int sure =
	    found->strong || gkri_repair_line_alone(found->lines, found->goal);

	memset(out, 0, sizeof *out);
	if (n == 1 && sure) {
		*out = found->best;
		gkri_repair_prove(found->lines, &found->effect, out);
	}
	out->choices = n > 1 || sure ? n : 0;
	return out->choices > 0;
}

static int mend_line(const struct gkri_check *k,
    const struct gkri_repair_line *line, struct gkri_repair *out)
{
	struct found found = {0};
	uint32_t terms = line->terms, term;

	found.k = k;
	found.lines = k->lines;
	found.goal = line;
	for (; terms; terms &= terms - 1) {
		term = gkri_lowest(terms);
		try_number(&found, term);
		try_around(&found, term);
	}
	try_all_totals(&found);
	return choose(&found, out);
}

int gkri_repair_find(const struct gkri_check *k,
    const struct gkri_compare *what, uint32_t id, struct gkri_repair *out)
{
	const struct gkri_repair_line *line =
	    find_line(gkri_repair_lines_of(k), what, id);

	if (!line || line->odd)
		return 0;
	return gkri_repair_line_known(line) ? mend_line(k, line, out)
					    : fill_line(k, line, out);
}
