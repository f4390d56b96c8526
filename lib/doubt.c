/*
 * Rows that are not what they seem: digits cut off narrow cells, values that
 * do not stand in the order of their labels.
 */
#include <string.h>
#include "fit.h"

#define REVIEW GKR_TABLE_REVIEW_LITIGATION
#define GROUP 5

/* Adds values [i, end) of the row; 0 where one of them is no number. */
static int add_up(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t i, uint32_t end, int sign, struct gkri_sum *sum)
{
	struct gkri_value v;

	for (; i < end; i++) {
		const struct gkri_cell *c = gkri_fit_value(f, d, i);

		gkri_value_read(gkri_cell_text(f->g, c), c->len, &v);
		if (v.state != GKR_STATE_NUMBER)
			return 0;
		gkri_sum_add(sum, v.mantissa, v.scale, sign);
	}
	return 1;
}

/*
 * How many groups of `size` values have parts that make the last; whether all
 * are numbers goes to *numbers.
 */
static uint32_t groups_hold(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t size, int *numbers)
{
	struct gkri_sum sum, zero;
	uint32_t i, n = 0;

	*numbers = 1;
	gkri_sum_zero(&zero);
	for (i = 0; i + size <= d->count; i += size) {
		gkri_sum_zero(&sum);
		if (!add_up(f, d, i, i + size - 1, 1, &sum) ||
		    !add_up(f, d, i + size - 1, i + size, -1, &sum)) {
			*numbers = 0;
			return n;
		}
		n += gkri_sum_compare(&sum, &zero) == 0;
	}
	return n;
}

/* Do the parts of each group make its last? */
static int adds_up(
    const struct gkri_fit *f, const struct gkri_data *d, uint32_t size)
{
	int numbers;

	return groups_hold(f, d, size, &numbers) == d->count / size && numbers;
}

/* Of the groups of numbers that are whole, does none add up? */
static int no_group_holds(const struct gkri_fit *f, const struct gkri_data *d)
{
	int numbers;

	return d->count >= GROUP && !groups_hold(f, d, GROUP, &numbers) &&
	    numbers;
}

/* So far a neighbour that names a row is looked for. */
#define NEAR 8

/* The row of the form before (step -1) or behind d, 0 where none is near. */
static uint32_t neighbour(
    const struct gkri_fit *f, const struct gkri_data *d, int step)
{
	const struct gkri_region *g = f->g;
	size_t i = (size_t)(d - g->data), left;

	for (left = NEAR; left && (step > 0 ? i + 1 < g->data_count : i > 0);
	     left--) {
		i = step > 0 ? i + 1 : i - 1;
		if (g->data[i].instance != d->instance)
			return 0;
		if (g->data[i].row)
			return g->data[i].row;
	}
	return 0;
}

/*
 * Where lines are cut off, the first of a label may be another's: 2.其他 of
 * 2.其他法律行政法规禁止公开.  Its neighbours follow each other, but it
 * comes far later in the form.
 */
static int is_out_of_order(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t before = neighbour(f, d, -1), behind = neighbour(f, d, 1);

	return before && before < behind && d->row > behind;
}

/*
 * Where digits may have been cut off a narrow cell and printed beside the
 * row, only a row whose sum holds is what it seems.
 */
int gkri_is_doubtful(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i;

	if (d->flags & GKRI_DATA_ASTRAY)
		return 1;
	for (i = 0; d->flags & GKRI_ROW_LOSSY && i < d->count; i++)
		if (gkri_fit_value(f, d, i)->kind == GKRI_CELL_TEXT)
			return 1;
	if (d->flags & GKRI_ROW_LOSSY && is_out_of_order(f, d))
		return 1;
	if (!(d->flags & GKRI_ROW_SUSPECT))
		return 0;
	/* a value may be missing where nothing is shown */
	if (d->flags & GKRI_ROW_SPREAD && d->count < f->n)
		return 1;
	if (d->table == REVIEW)
		return !adds_up(f, d, GROUP);
	return d->table != GKR_TABLE_APPLICATIONS || d->count != 7 ||
	    !adds_up(f, d, 7);
}

/* ---- values that stand too far left ---- */

/* May a row have lost blanks at its front?  Not where each cell has a mark. */
static int may_lose_front(const struct gkri_fit *f, const struct gkri_data *d)
{
	switch (f->g->rows[d->physical].layout) {
	case GKR_LAYOUT_LINES:
	case GKR_LAYOUT_HTML:
	case GKR_LAYOUT_DOCX:
	case GKR_LAYOUT_CELLS:
		return 0;
	default:
		return 1;
	}
}

/* Does a line of cells, with marks between them, have the row? */
static int has_marks(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint8_t layout = f->g->rows[d->physical].layout;

	return !(d->flags & GKRI_ROW_OPEN) &&
	    (layout == GKR_LAYOUT_TABS || layout == GKR_LAYOUT_PIPES ||
		layout == GKR_LAYOUT_COMMAS);
}

/* Value i of the row; blank where the row has none. */
static void read_value(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t i, struct gkri_value *v)
{
	memset(v, 0, sizeof(*v));
	v->state = GKR_STATE_BLANK;
	if (i < d->count) {
		const struct gkri_cell *c = gkri_fit_value(f, d, i);

		if (c->len)
			gkri_value_read(gkri_cell_text(f->g, c), c->len, v);
	}
}

/*
 * Does every fifth cell of the review table's row show the sum of the four
 * before it, where its value from[i] is cell `at` + i of the form?  What is
 * blank counts as 0; of what comes behind the n values nothing is asked.
 */
static int sums_hold(const struct gkri_fit *f, const struct gkri_data *d,
    const uint32_t *from, uint32_t n, uint32_t at)
{
	struct gkri_sum sum, zero;
	struct gkri_value v;
	uint32_t i;

	gkri_sum_zero(&zero);
	gkri_sum_zero(&sum);
	for (i = 0; i < n; i++) {
		int total = (at + i) % 5 == 4;

		read_value(f, d, from ? from[i] : i, &v);
		if (v.state != GKR_STATE_BLANK && at + i >= f->n)
			return 0;
		if (v.state == GKR_STATE_NUMBER)
			gkri_sum_add(&sum, v.mantissa, v.scale, total ? -1 : 1);
		if (total && gkri_sum_compare(&sum, &zero) != 0)
			return 0;
	}
	return 1;
}

int gkri_may_lack(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t at;

	if (!may_lose_front(f, d))
		return 0;
	f->g->digits = 1;
	if (sums_hold(f, d, NULL, d->count, 0))
		return 0;
	if (no_group_holds(f, d))
		return 1;
	for (at = 1; at + d->count <= f->n; at++)
		if (sums_hold(f, d, NULL, d->count, at))
			return 1;
	/* of lines with a marked cell each, equal ones may have been dropped */
	return f->g->rows[d->physical].layout == GKR_LAYOUT_PIPES &&
	    gkri_fit_value(f, d, 0)->line + 1 <
	    gkri_fit_value(f, d, d->count - 1)->line;
}

/* Do the sums hold only where blanks stand before the row, not behind it? */
static int is_review_left(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t at;

	f->g->digits = 1;
	if (sums_hold(f, d, f->where, f->n, 0))
		return 0;
	for (at = 1; at < 5; at++)
		if (sums_hold(f, d, f->where, f->n, at))
			return 1;
	return 0;
}

/*
 * The last value of applicants is the sum of those before it, and stands left
 * of the total, which is blank.
 */
static int is_total_left(const struct gkri_fit *f, const struct gkri_data *d)
{
	struct gkri_sum sum, zero;
	struct gkri_value v;
	uint32_t i, last = f->n;

	do {
		if (last-- < 2)
			return 0;
		read_value(f, d, f->where[last], &v);
	} while (v.state == GKR_STATE_BLANK);
	if (last + 1 == f->n || v.state != GKR_STATE_NUMBER || v.mantissa == 0)
		return 0;
	f->g->digits = 1;
	gkri_sum_zero(&zero);
	gkri_sum_zero(&sum);
	gkri_sum_add(&sum, v.mantissa, v.scale, -1);
	for (i = 0; i < last; i++) {
		read_value(f, d, f->where[i], &v);
		if (v.state == GKR_STATE_NUMBER)
			gkri_sum_add(&sum, v.mantissa, v.scale, 1);
	}
	return gkri_sum_compare(&sum, &zero) == 0;
}

/*
 * What was bought is counted in whole projects: an amount in their place is one
 * that is printed twice, where blanks have left no trace.
 */
static int is_amount_left(const struct gkri_fit *f, const struct gkri_data *d)
{
	struct gkri_value v;

	if (d->table != GKR_TABLE_ARTICLE20_9 || !(d->flags & GKRI_ROW_LOSSY))
		return 0;
	read_value(f, d, f->where[0], &v);
	f->g->digits = 1;
	return v.state == GKR_STATE_NUMBER && v.scale > 0;
}

/*
 * Only a change may be negative: one in the place of what there was last year
 * says that the values do not stand in the order of their columns.
 */
static int is_change_left(const struct gkri_fit *f, const struct gkri_data *d)
{
	struct gkri_value v;

	if (f->n < 2 || !(d->flags & (GKRI_ROW_LOSSY | GKRI_ROW_OPEN)) ||
	    gkr_form_column_kind(GKR_FORM_2019, d->table, f->columns[1]) !=
		GKR_COLUMN_SIGNED)
		return 0;
	read_value(f, d, f->where[0], &v);
	f->g->digits = 1;
	return v.state == GKR_STATE_NUMBER && v.mantissa < 0;
}

/*
 * Of digits behind a comma that are no whole group of three, how many lack: 3
 * of 102, and 2 of 93,7; 0 of anything else.
 */
static uint32_t lacks(const char *p, size_t n)
{
	uint32_t comma = 0, behind = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (p[i] == ',') {
			comma++;
			behind = 0;
		} else if (p[i] >= '0' && p[i] <= '9') {
			behind++;
		} else {
			return 0;
		}
	}
	return comma && comma < n && behind < 3 ? 3 - behind : 0;
}

/* Has the row a value of so many digits, or that begins with such a group? */
static int has_end(
    const struct gkri_fit *f, const struct gkri_data *d, uint32_t digits)
{
	uint32_t i;

	for (i = 0; i < f->n; i++) {
		const struct gkri_cell *c;

		if (f->where[i] >= d->count)
			continue;
		c = gkri_fit_value(f, d, f->where[i]);
		if (c->len == digits ||
		    (c->len > digits && gkri_cell_text(f->g, c)[digits] == ','))
			return 1;
	}
	return 0;
}

/* Rows above one that may hold the fronts of its numbers. */
#define ABOVE 2

/*
 * Numbers that cells too narrow for them broke over two lines, as their commas
 * show: what looks like a value is the end of one.
 */
static int is_end_left(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_region *g = f->g;
	uint32_t at = d->physical > ABOVE ? d->physical - ABOVE : 0, i, digits;

	if (!(d->flags & (GKRI_ROW_LOSSY | GKRI_ROW_SPREAD)))
		return 0;
	for (; at < d->physical; at++) {
		const struct gkri_row *r = &g->rows[at];

		for (i = r->first; i < r->first + r->count; i++) {
			const struct gkri_cell *c = &g->cells[i];

			if (c->kind != GKRI_CELL_TEXT || c->len > 15)
				continue;
			f->g->digits = 1;
			digits = lacks(gkri_cell_text(g, c), c->len);
			if (digits && has_end(f, d, digits))
				return 1;
		}
	}
	return 0;
}

int gkri_is_contradicted(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i, blanks = 0;

	for (i = 0; i < f->n; i++) {
		const struct gkri_cell *c;

		if (f->where[i] >= d->count) {
			blanks++;
			continue;
		}
		c = gkri_fit_value(f, d, f->where[i]);
		if (c->kind == GKRI_CELL_LABEL)
			return 1;
		blanks += c->len == 0;
	}
	if (is_amount_left(f, d) || is_change_left(f, d) || is_end_left(f, d))
		return 1;
	if (blanks == 0 || blanks == f->n || !may_lose_front(f, d))
		return 0;
	if (d->table == REVIEW && d->row == 0)
		return is_review_left(f, d);
	return d->table == GKR_TABLE_APPLICATIONS && f->n == 7 &&
	    !has_marks(f, d) && is_total_left(f, d);
}

/* ---- rows beside each other ---- */

/*
 * A row of values alone, shorter than any that the form has: between marks of
 * cells one value, which a line that was broken may have lost.
 */
static int is_stray(const struct gkri_region *g, const struct gkri_data *d)
{
	uint8_t layout = g->rows[d->physical].layout;

	if (d->row || d->label != GKRI_NONE || d->flags & GKRI_ROW_OPEN)
		return 0;
	if (d->flags & GKRI_ROW_LOSSY)
		return d->table != REVIEW || d->count < 15;
	return d->width == 1 && d->count == 1 &&
	    (layout == GKR_LAYOUT_TABS || layout == GKR_LAYOUT_COMMAS);
}

/*
 * The last row where the text breaks off in the applicant table: of its last
 * value digits may be missing.
 */
static void suspect_last(struct gkri_region *g)
{
	struct gkri_data *d;

	if (!g->unended || !g->data_count)
		return;
	d = &g->data[g->data_count - 1];
	if (d->physical + 1 == g->row_count &&
	    d->table == GKR_TABLE_APPLICATIONS &&
	    d->row != GKRI_ROW_applications_carried_out)
		d->flags |= GKRI_ROW_SUSPECT;
}

/* Rows next to stray values are suspect. */
static void find_suspects(struct gkri_fit *f)
{
	struct gkri_region *g = f->g;
	size_t i;

	suspect_last(g);
	for (i = 0; i < g->data_count; i++) {
		if (!is_stray(g, &g->data[i]))
			continue;
		if (i && g->data[i].physical - g->data[i - 1].physical <= 2)
			g->data[i - 1].flags |= GKRI_ROW_SUSPECT;
		if (i + 1 < g->data_count &&
		    g->data[i + 1].physical - g->data[i].physical <= 2)
			g->data[i + 1].flags |= GKRI_ROW_SUSPECT;
	}
}

/*
 * Where the ends of rows are not shown, stray values mean that values and
 * labels do not stand in the same order: nothing there can be trusted.
 */
static void find_alarms(struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	const struct gkri_data *last = NULL;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];

		if (!(d->flags & GKRI_ROW_OPEN))
			continue;
		gkri_fit_targets(f, d);
		if ((d->row == 0 && d->table != REVIEW) ||
		    (f->n && d->count - gkri_fit_trailing(f, d) > f->n))
			f->alarm[d->instance] = 1;
		if (last && last->instance == d->instance && last->count == 0 &&
		    d->count)
			f->alarm[d->instance] = 1;
		last = d;
	}
}

void gkri_doubt_begin(struct gkri_fit *f)
{
	find_suspects(f);
	find_alarms(f);
}
