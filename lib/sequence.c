/* Rows whose labels stand apart, by the order of the form's rows. */
#include <string.h>
#include "decimal.h"
#include "sequence.h"

#define APPLICATIONS GKR_TABLE_APPLICATIONS
/* Columns of that table. */
#define FULL 7

/* A table's data rows [lo, hi), and the form's rows that they should be. */
struct table {
	struct gkri_region *g;
	size_t lo, hi;
	uint32_t count;
	uint8_t row[GKRI_ROWS];
};

/* ---- values ---- */

static const struct gkri_cell *value(const struct gkri_region *g, uint32_t ref)
{
	return &g->cells[g->refs[ref]];
}

/* Are the values from `ref` on numbers, the last the sum of the others? */
static int adds_up(const struct gkri_region *g, uint32_t ref)
{
	struct gkri_sum sum, zero;
	struct gkri_value v;
	uint32_t i;

	gkri_sum_zero(&sum);
	gkri_sum_zero(&zero);
	for (i = 0; i < FULL; i++) {
		const struct gkri_cell *c = value(g, ref + i);

		gkri_value_read(gkri_cell_text(g, c), c->len, &v);
		if (v.state != GKR_STATE_NUMBER)
			return 0;
		gkri_sum_add(&sum, v.mantissa, v.scale, i + 1 < FULL ? 1 : -1);
	}
	return gkri_sum_compare(&sum, &zero) == 0;
}

/* Values that are not blank; blank ones only behind them, or SIZE_MAX. */
static size_t filled(const struct gkri_region *g, const struct gkri_data *d)
{
	uint32_t i, n = d->count;

	while (n && value(g, d->first + n - 1)->kind == GKRI_CELL_BLANK)
		n--;
	for (i = 0; i < n; i++)
		if (value(g, d->first + i)->kind != GKRI_CELL_VALUE)
			return SIZE_MAX;
	return n;
}

/* ---- between two rows that have their labels ---- */

/* Which of the form's rows it is; count if none. */
static uint32_t index_of(const struct table *t, uint32_t row)
{
	uint32_t i = 0;

	while (i < t->count && t->row[i] != row)
		i++;
	return i;
}

/* The label that stands alone for a row, among data [lo, hi). */
static uint32_t lone_label(
    const struct gkri_data *d, size_t lo, size_t hi, uint32_t row)
{
	for (; lo < hi; lo++)
		if (d[lo].row == row && d[lo].count == 0)
			return d[lo].label;
	return GKRI_NONE;
}

/* ---- values one by one ---- */

/* How many rows from the first on have their values in order. */
static uint32_t rows_in_order(const struct table *t)
{
	const struct gkri_region *g = t->g;
	uint32_t n = 0, sure = 0, base = GKRI_NONE;
	size_t i;

	for (i = t->lo; i < t->hi; i++) {
		const struct gkri_data *d = &g->data[i];
		uint32_t at;

		if (d->count == 0)
			continue;
		if (base == GKRI_NONE)
			base = d->first;
		/* its label has to stand where its values begin */
		at = d->row ? index_of(t, d->row) : GKRI_NONE;
		if (d->row) {
			if (d->first - base != at * FULL || at >= t->count)
				return sure;
			while (sure < at && adds_up(g, base + sure * FULL))
				sure++;
			if (sure < at)
				return sure;
		}
		if (!(d->flags & GKRI_ROW_OPEN) || filled(g, d) != d->count)
			return sure;
		n = d->first + d->count - base;
	}
	while (sure < t->count && (sure + 1) * FULL <= n &&
	    n == t->count * FULL && adds_up(g, base + sure * FULL))
		sure++;
	return sure;
}

/* Is there any number but 0 in the rows? */
static int says_something(const struct table *t, uint32_t base, uint32_t rows)
{
	uint32_t i;

	for (i = 0; i < rows * FULL; i++) {
		const struct gkri_cell *c = value(t->g, base + i);

		if (c->len != 1 || *gkri_cell_text(t->g, c) != '0')
			return 1;
	}
	return 0;
}

/* The first n of the form's rows, whose values begin at `base`. */
static void make_rows(
    const struct table *t, uint32_t base, uint32_t n, struct gkri_data *out)
{
	const struct gkri_data *d = t->g->data;
	size_t k = t->lo;
	uint32_t at;

	for (at = 0; at < n; at++) {
		uint32_t first = base + at * FULL;

		/* the physical row that it begins in */
		while (k + 1 < t->hi &&
		    (d[k].count == 0 || d[k].first + d[k].count <= first))
			k++;
		out[at] = d[k];
		/* n were found: NOLINTNEXTLINE(clang-analyzer-core.*) */
		out[at].row = t->row[at];
		out[at].first = first;
		out[at].count = FULL;
		out[at].flags &= (uint8_t) ~(GKRI_ROW_OPEN | GKRI_ROW_LOSSY);
		/* NOLINTNEXTLINE(clang-analyzer-core.*): as above */
		if (d[k].row != t->row[at])
			out[at].label = lone_label(d, t->lo, t->hi, t->row[at]);
	}
}

/* What the rows made do not use: values behind them, labels of others. */
static size_t left_over(
    const struct table *t, uint32_t end, uint32_t rows, struct gkri_data *out)
{
	size_t i, n = 0;

	for (i = t->lo; i < t->hi; i++) {
		struct gkri_data d = t->g->data[i];

		if (d.count == 0 && index_of(t, d.row) < rows)
			continue;
		if (d.count && d.first + d.count <= end)
			continue;
		if (d.count && d.first < end) {
			d.count -= end - d.first;
			d.first = end;
			d.row = 0;
			d.label = GKRI_NONE;
		}
		out[n++] = d;
	}
	return n;
}

/* Cuts the values that are in order into rows. */
static int32_t cut(struct table *t, uint32_t base, uint32_t rows)
{
	struct gkri_region *g = t->g;
	size_t tail = g->data_count - t->hi, n;
	struct gkri_data *out;
	int32_t rc = gkri_grow(g->mem, (void **)&g->data, &g->data_cap,
	    g->data_count + rows + (t->hi - t->lo) + tail, sizeof(*g->data));

	if (rc != GKR_OK)
		return rc;
	/* behind all others first, then in their place */
	out = g->data + g->data_count;
	make_rows(t, base, rows, out);
	n = rows + left_over(t, base + rows * FULL, rows, out + rows);
	memcpy(out + n, g->data + t->hi, tail * sizeof(*out));
	memmove(g->data + t->lo, out, (n + tail) * sizeof(*out));
	t->hi = t->lo + n;
	g->data_count = t->hi + tail;
	return GKR_OK;
}

/* ---- tables of one row ---- */

/* Its values stand before its label. */
static void by_table(struct table *t)
{
	struct gkri_data *d = t->g->data + t->lo;

	if (t->count != 1 || t->hi - t->lo != 2 || d[0].row ||
	    d[0].count == 0 || d[1].row != t->row[0] || d[1].count ||
	    (d[0].label != GKRI_NONE &&
		t->g->cells[d[0].label].kind != GKRI_CELL_VALUE))
		return;
	d[0].row = d[1].row;
	d[1].row = 0;
}

/* ---- the region ---- */

static void find_rows(struct table *t, uint32_t form, uint32_t id)
{
	uint32_t i, n = gkr_form_row_count(form, id);

	t->count = 0;
	for (i = 0; i < n && t->count < GKRI_ROWS; i++)
		t->row[t->count++] = (uint8_t)gkr_form_row_at(form, id, i);
}

static int32_t one_table(struct table *t, const struct gkri_votes *votes)
{
	const struct gkri_region *g = t->g;
	const struct gkri_data *d = &g->data[t->lo];
	uint32_t id = d->instance ? g->instances[d->instance - 1].table : 0,
		 rows, base;
	size_t i;

	if (id == 0 || id == GKR_TABLE_REVIEW_LITIGATION)
		return GKR_OK;
	find_rows(t, gkri_form_edition(gkri_votes_form(votes), id), id);
	if (id != APPLICATIONS) {
		by_table(t);
		return GKR_OK;
	}
	rows = rows_in_order(t);
	for (i = t->lo; i < t->hi && g->data[i].count == 0; i++)
		;
	if (rows == 0 || i == t->hi)
		return GKR_OK;
	base = g->data[i].first;
	return says_something(t, base, rows) ? cut(t, base, rows) : GKR_OK;
}

/* Labels whose values were found elsewhere have said what they had to. */
static void drop_labels(struct gkri_region *g)
{
	size_t i, kept = 0;

	for (i = 0; i < g->data_count; i++)
		if (g->data[i].row || g->data[i].count)
			g->data[kept++] = g->data[i];
	g->data_count = kept;
}

int32_t gkri_sequence(struct gkri_region *g, const struct gkri_votes *votes)
{
	struct table t;
	int32_t rc = GKR_OK;

	t.g = g;
	for (t.lo = 0; t.lo < g->data_count && rc == GKR_OK; t.lo = t.hi) {
		for (t.hi = t.lo + 1; t.hi < g->data_count &&
		     g->data[t.hi].instance == g->data[t.lo].instance;
		     t.hi++)
			;
		rc = one_table(&t, votes);
	}
	drop_labels(g);
	return rc;
}
