/*
 * What a table's head says of its columns: in what order they stand, and what
 * stands between them.  A head counts where it names them all, by cells of its
 * own; one whose order cannot be made out leaves the table's rows open.
 */
#include <string.h>
#include "fit.h"
#include "rows.h"

#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION
#define GROUP 5
/* Rows whose cells are not those of a grid. */
#define LOOSE (GKRI_ROW_OPEN | GKRI_ROW_LOSSY | GKRI_ROW_SPREAD)

static const struct gkri_instance *instance_of(
    const struct gkri_fit *f, const struct gkri_data *d)
{
	return d->instance ? &f->g->instances[d->instance - 1] : NULL;
}

/* The cell that names the row's column k first; a piece of its name is none. */
static uint32_t head_cell(
    const struct gkri_fit *f, const struct gkri_instance *t, uint32_t k)
{
	uint32_t cell = t->column_cell[f->columns[k]];

	return cell != GKRI_NONE && f->g->cells[cell].kind == GKRI_CELL_LABEL
	    ? cell
	    : GKRI_NONE;
}

/* The row of the head that has the cell; NULL: none has. */
static const struct gkri_row *head_row(
    const struct gkri_region *g, const struct gkri_instance *t, uint32_t cell)
{
	uint32_t i;

	for (i = t->header_first; i < t->header_last; i++)
		if (cell >= g->rows[i].first &&
		    cell < g->rows[i].first + g->rows[i].count)
			return &g->rows[i];
	return NULL;
}

/* ---- where the columns stand ---- */

/* Where rows as wide as d have the columns; 0: the head does not show it. */
static int find_places(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t at[GKRI_COLUMNS])
{
	const struct gkri_instance *t = instance_of(f, d);
	const struct gkri_row *r;
	uint32_t k, cell;

	for (k = 0; k < f->n; k++) {
		cell = head_cell(f, t, k);
		r = head_row(f->g, t, cell);
		if (!r || r->count != d->width || r->flags & LOOSE)
			return 0;
		at[k] = cell - r->first;
	}
	return 1;
}

/* Where one row of the head has them all. */
static const struct gkri_row *find_row(const struct gkri_fit *f,
    const struct gkri_instance *t, uint32_t at[GKRI_COLUMNS])
{
	const struct gkri_row *r = head_row(f->g, t, head_cell(f, t, 0));
	uint32_t k;

	for (k = 0; r && k < f->n; k++) {
		at[k] = head_cell(f, t, k) - r->first;
		if (head_cell(f, t, k) < r->first || at[k] >= r->count)
			return NULL;
	}
	return r;
}

/* Are the places side by side, without one between them? */
static int are_joined(const uint32_t *at, uint32_t n)
{
	uint32_t k, lo = at[0];
	uint64_t seen = 0;

	for (k = 1; k < n; k++)
		lo = at[k] < lo ? at[k] : lo;
	for (k = 0; k < n; k++)
		if (at[k] - lo < n)
			seen |= UINT64_C(1) << (at[k] - lo);
	return seen == (UINT64_C(1) << n) - 1;
}

/* ---- their order ---- */

static int is_total(
    const struct gkri_fit *f, const struct gkri_data *d, uint32_t k)
{
	return d->table == APPLICATIONS && k + 1 == f->n;
}

static int is_same_row(const struct gkri_row *a, const struct gkri_row *b)
{
	return a == b || (a && b && a->count == 1 && b->count == 1);
}

/*
 * Do columns that one row of the head names, or a row each, follow each other
 * as in the form?  The total of applicants stands beside the others only where
 * no cells are merged: it may come before them.  Of a name that is there twice,
 * one may be a piece of another: 其他组织 of 法人或其他组织.
 */
static int keeps_order(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t = instance_of(f, d);
	const struct gkri_row *r, *last_row = NULL;
	uint32_t k, cell, last = 0;

	for (k = 0; k < f->n && !is_total(f, d, k); k++) {
		if (t->again >> f->columns[k] & 1)
			continue;
		cell = head_cell(f, t, k);
		r = head_row(f->g, t, cell);
		if (r && is_same_row(r, last_row) && cell < last)
			return 0;
		last_row = r ? r : last_row;
		last = r ? cell : last;
	}
	return 1;
}

static int is_ascending(const uint32_t *at, uint32_t n)
{
	uint32_t k;

	for (k = 1; k < n; k++)
		if (at[k] < at[k - 1])
			return 0;
	return 1;
}

/* Puts n columns from the k-th on in the order of their places. */
static void sort(struct gkri_fit *f, uint32_t *at, uint32_t k, uint32_t n)
{
	uint32_t i, j, place;
	uint8_t column;

	if (is_ascending(at + k, n))
		return;
	f->order = GKRI_ORDER_OTHER;
	for (i = k + 1; i < k + n; i++) {
		place = at[i];
		column = f->columns[i];
		for (j = i; j > k && at[j - 1] > place; j--) {
			at[j] = at[j - 1];
			f->columns[j] = f->columns[j - 1];
		}
		at[j] = place;
		f->columns[j] = column;
	}
}

/*
 * The head of applicants in two rows: natural persons and the total in one,
 * the five kinds of organizations in the other.
 */
static int is_two_rows(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t at[GKRI_COLUMNS])
{
	const struct gkri_instance *t = instance_of(f, d);
	const struct gkri_row *above, *below;
	uint32_t k;

	if (d->table != APPLICATIONS || f->n != GKRI_COLUMNS)
		return 0;
	above = head_row(f->g, t, head_cell(f, t, 0));
	below = head_row(f->g, t, head_cell(f, t, 1));
	if (!above || !below || above == below || below->flags & LOOSE ||
	    above != head_row(f->g, t, head_cell(f, t, f->n - 1)))
		return 0;
	for (k = 0; k < f->n; k++)
		at[k] = head_cell(f, t, k) - below->first;
	for (k = 1; k + 1 < f->n; k++)
		if (head_row(f->g, t, head_cell(f, t, k)) != below)
			return 0;
	return are_joined(at + 1, f->n - 2);
}

/*
 * Do the cells of that row stand in the order of the columns?  Where cells were
 * merged, the total of applicants comes behind natural persons in a text, and
 * the kinds of organizations later: it is last only where none were.
 */
static int tells_order(const struct gkri_fit *f, const struct gkri_data *d,
    const struct gkri_row *r, const uint32_t *at)
{
	uint32_t k, last = f->n - 1;

	if (d->table != APPLICATIONS)
		return 1;
	if (r->flags & LOOSE)
		return 0;
	for (k = 0; k < last && at[k] < at[last]; k++)
		;
	return k == last || are_joined(at, f->n);
}

static void order_columns(struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t at[GKRI_COLUMNS];
	const struct gkri_row *r;

	if (find_places(f, d, at) && are_joined(at, f->n)) {
		sort(f, at, 0, f->n);
		return;
	}
	r = find_row(f, instance_of(f, d), at);
	if (r && tells_order(f, d, r, at))
		sort(f, at, 0, f->n);
	else if (is_two_rows(f, d, at))
		sort(f, at, 1, f->n - 2);
	else if (!keeps_order(f, d))
		f->order = GKRI_ORDER_UNCLEAR;
}

/* ---- the review table ---- */

/* Its five columns, as often as the row names them: are they in order? */
static int are_in_fives(const struct gkri_region *g, const struct gkri_row *r)
{
	struct gkri_label l;
	uint32_t i, n = 0, last = 0, wrong = 0;

	for (i = 0; i < r->count; i++) {
		if (!gkri_head_column(g, &g->cells[r->first + i], REVIEW, &l))
			continue;
		wrong |= n && l.id != last % GROUP + 1;
		last = l.id;
		n++;
	}
	return n % GROUP != 0 || !wrong;
}

/* The rows that stand above the columns: are they in order? */
static int are_groups_in_order(
    const struct gkri_region *g, const struct gkri_row *r)
{
	uint32_t i, last = 0, suits = 0;

	for (i = 0; i < r->count; i++) {
		const struct gkri_cell *c = &g->cells[r->first + i];

		if (c->kind != GKRI_CELL_LABEL || c->label.table != REVIEW)
			continue;
		if (c->label.kind == GKRI_LABEL_GROUP)
			suits = 1;
		if (c->label.kind != GKRI_LABEL_ROW)
			continue;
		if (c->label.id < last ||
		    (suits && c->label.id == GKRI_ROW_review_litigation_review))
			return 0;
		last = c->label.id;
	}
	return 1;
}

/*
 * Is the total named before all that it adds up, each in a line of its own?
 * Then the text has the cells in another order than the page.
 */
static int is_total_first(
    const struct gkri_fit *f, const struct gkri_instance *t)
{
	uint32_t total = t->column_cell[GROUP], cell, k, named = 0;
	const struct gkri_row *r = head_row(f->g, t, total);

	if (!r || r->count != 1)
		return 0;
	for (k = 1; k < GROUP; k++) {
		cell = t->column_cell[k];
		r = head_row(f->g, t, cell);
		if (cell < total || (r && r->count != 1))
			return 0;
		named += r != NULL;
	}
	return named > 0;
}

/*
 * Where words stand apart by blanks, pieces of a name over two lines may come
 * in any order.
 */
static void order_groups(struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t = instance_of(f, d);
	uint32_t i;

	for (i = t->header_first; i < t->header_last; i++) {
		const struct gkri_row *r = &f->g->rows[i];

		if (r->flags & (GKRI_ROW_LOSSY | GKRI_ROW_SPREAD))
			continue;
		if (!are_in_fives(f->g, r) || !are_groups_in_order(f->g, r))
			f->order = GKRI_ORDER_UNCLEAR;
	}
	if (is_total_first(f, t))
		f->order = GKRI_ORDER_UNCLEAR;
}

/* ---- a row ---- */

/* Does the head name the columns one after the other, as the form does? */
static int is_plain(const struct gkri_fit *f, const struct gkri_instance *t)
{
	uint32_t k, cell, last = 0;

	for (k = 0; k < f->n; k++) {
		cell = head_cell(f, t, k);
		if (cell == GKRI_NONE)
			continue;
		if (cell < last)
			return 0;
		last = cell;
	}
	return 1;
}

/*
 * A head is asked once for rows of its table that are as wide; of reviews,
 * which have all columns or those of one group, for all: it may be wide itself.
 */
void gkri_fit_order(struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t = instance_of(f, d);
	struct gkri_headed *said = &f->said;
	int review = d->table == REVIEW;
	uint32_t width = review ? 0 : d->width;

	f->order = GKRI_ORDER_FORM;
	if (!t || f->n < 2 || t->table != d->table)
		return;
	if (said->instance != d->instance || said->width != width ||
	    (said->n != f->n && !review)) {
		if (review)
			order_groups(f, d);
		else if (!is_plain(f, t))
			order_columns(f, d);
		said->width = width;
		said->instance = d->instance;
		said->n = (uint8_t)f->n;
		said->order = f->order;
		if (!review)
			memcpy(said->columns, f->columns, f->n);
	}
	f->order = said->order;
	if (!review)
		memcpy(f->columns, said->columns, f->n);
}

/* Does the head name what stands there, and is it no column of the form? */
static int is_strange(
    const struct gkri_region *g, const struct gkri_row *r, uint32_t at)
{
	const struct gkri_cell *c = &g->cells[r->first + at];

	return c->kind == GKRI_CELL_TEXT && c->len > 0;
}

int gkri_fit_head(struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t = instance_of(f, d);
	const struct gkri_row *r;
	uint32_t at[GKRI_COLUMNS], i, k, from = d->depth + 1u, others = 0;

	if (!t || d->table == REVIEW || f->n < 2 || d->count <= f->n ||
	    d->label == GKRI_NONE)
		return 0;
	r = find_row(f, t, at);
	if (!r || r->flags & LOOSE || r->count != d->width)
		return 0;
	for (i = 0; i < d->count; i++) {
		for (k = 0; k < f->n && at[k] != from + i; k++)
			;
		if (k < f->n ||
		    gkri_fit_value(f, d, i)->kind == GKRI_CELL_BLANK)
			continue;
		if (from + i >= r->count || !is_strange(f->g, r, from + i))
			return 0;
		others++;
	}
	for (k = 0; k < f->n; k++) {
		if (at[k] < from || at[k] - from >= d->count)
			return 0;
		f->where[k] = at[k] - from;
	}
	f->others = others > 0;
	return f->others;
}
