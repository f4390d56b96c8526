/*
 * Fitting by place: which column of the form a cell stands in, where layouts
 * say how far each cell reaches.  The head's cells and full rows show where
 * the columns are; a column in which nothing stands is blank.
 */
#include <string.h>
#include "fit.h"

#define REVIEW GKR_TABLE_REVIEW_LITIGATION

static void widen(struct gkri_bands *b, uint32_t k, const struct gkri_cell *c)
{
	if (!b->known[k] || c->lo < b->lo[k])
		b->lo[k] = c->lo;
	if (!b->known[k] || c->hi > b->hi[k])
		b->hi[k] = c->hi;
	b->known[k] = 1;
}

/* ---- what the head shows ---- */

static void by_column(struct gkri_fit *f, const struct gkri_instance *t)
{
	uint32_t k;

	for (k = 0; k < f->n; k++) {
		uint32_t cell = t->column_cell[f->columns[k]];

		if (cell != GKRI_NONE && f->g->cells[cell].hi)
			widen(&f->bands, k, &f->g->cells[cell]);
	}
}

/* All labels of columns in the table's head, from the left; 0: too many. */
static uint32_t head_cells(const struct gkri_region *g,
    const struct gkri_instance *t, const struct gkri_cell **out)
{
	uint32_t i, j, k, n = 0;

	for (i = t->header_first; i < t->header_last; i++) {
		const struct gkri_row *r = &g->rows[i];

		for (j = 0; j < r->count; j++) {
			const struct gkri_cell *c = &g->cells[r->first + j];

			if (c->kind != GKRI_CELL_LABEL || !c->hi ||
			    c->label.kind != GKRI_LABEL_COLUMN)
				continue;
			if (n == GKRI_TARGETS)
				return 0;
			for (k = n++; k > 0 && out[k - 1]->lo > c->lo; k--)
				out[k] = out[k - 1];
			out[k] = c;
		}
	}
	return n;
}

/* The review table names its five columns three times. */
static void by_groups(struct gkri_fit *f, const struct gkri_instance *t)
{
	const struct gkri_cell *c[GKRI_TARGETS];
	uint32_t k, n = head_cells(f->g, t, c);

	if (n != f->n)
		return;
	for (k = 0; k < n; k++)
		widen(&f->bands, k, c[k]);
}

/* ---- what full rows show ---- */

static void by_rows(struct gkri_fit *f, uint8_t instance)
{
	const struct gkri_region *g = f->g;
	size_t i;
	uint32_t k;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];

		if (d->instance != instance || d->count != f->n ||
		    !(d->flags & GKRI_ROW_SPREAD) || d->flags & GKRI_ROW_LOSSY)
			continue;
		for (k = 0; k < f->n; k++)
			widen(&f->bands, k, gkri_fit_value(f, d, k));
	}
}

/* All columns are known, and stand beside each other. */
static int are_apart(const struct gkri_fit *f)
{
	const struct gkri_bands *b = &f->bands;
	uint32_t k;

	for (k = 0; k < f->n; k++)
		if (!b->known[k] || (k && b->lo[k] < b->hi[k - 1]))
			return 0;
	return 1;
}

static int find_bands(struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t = &f->g->instances[d->instance - 1];

	if (f->bands.instance == d->instance && f->bands.n == f->n)
		return f->bands.sure;
	memset(&f->bands, 0, sizeof(f->bands));
	f->bands.instance = d->instance;
	f->bands.n = (uint8_t)f->n;
	if (d->table == REVIEW)
		by_groups(f, t);
	else
		by_column(f, t);
	by_rows(f, d->instance);
	f->bands.sure = (uint8_t)are_apart(f);
	return f->bands.sure;
}

/* ---- a row ---- */

static uint32_t overlap(
    const struct gkri_bands *b, uint32_t k, const struct gkri_cell *c)
{
	uint32_t lo = c->lo > b->lo[k] ? c->lo : b->lo[k],
		 hi = c->hi < b->hi[k] ? c->hi : b->hi[k];

	return hi > lo ? hi - lo : 0;
}

/* Twice the way from the cell's middle to the column's. */
static uint32_t way(
    const struct gkri_bands *b, uint32_t k, const struct gkri_cell *c)
{
	uint32_t x = (uint32_t)c->lo + c->hi, y = (uint32_t)b->lo[k] + b->hi[k];

	return x < y ? y - x : x - y;
}

/* The column that the cell stands in; GKRI_NONE where that is not clear. */
static uint32_t column_of(const struct gkri_fit *f, const struct gkri_cell *c)
{
	const struct gkri_bands *b = &f->bands;
	uint32_t k, met = 0, at = GKRI_NONE, near = 0, second = GKRI_NONE;

	for (k = 0; k < f->n; k++) {
		if (overlap(b, k, c)) {
			met++;
			at = k;
		}
	}
	if (met == 1)
		return at;
	for (k = 1; k < f->n; k++)
		if (way(b, k, c) < way(b, near, c))
			near = k;
	for (k = 0; k < f->n; k++)
		if (k != near &&
		    (second == GKRI_NONE || way(b, k, c) < way(b, second, c)))
			second = k;
	if (second != GKRI_NONE && way(b, near, c) * 2 > way(b, second, c))
		return GKRI_NONE;
	return second == GKRI_NONE && met == 0 ? GKRI_NONE : near;
}

int gkri_fit_spread(struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i, k, from = 0;

	if (d->count > f->n)
		return 0;
	if (d->count == f->n) {
		for (i = 0; i < f->n; i++)
			f->where[i] = i;
		return 1;
	}
	if (d->instance == 0 || !find_bands(f, d))
		return 0;
	for (i = 0; i < f->n; i++)
		f->where[i] = GKRI_HOLE;
	for (i = 0; i < d->count; i++) {
		k = column_of(f, gkri_fit_value(f, d, i));
		if (k == GKRI_NONE || k < from)
			return 0;
		f->where[k] = i;
		from = k + 1;
	}
	return 1;
}
