/*
 * Values that stand in lines of their own, above their labels instead of below
 * them.  One row cannot tell; but where a table's first values have no label
 * before them and its last label has no values behind it, each row's values
 * are the ones before its label.  Or all labels stand before all values.
 */
#include "sequence.h"

/* A table's data rows [lo, hi). */
struct run {
	size_t lo, hi;
};

/* Values of no label, and no words before them. */
static int is_stray(const struct gkri_region *g, const struct gkri_data *d)
{
	return d->row == 0 && d->count &&
	    (d->label == GKRI_NONE ||
		g->cells[d->label].kind == GKRI_CELL_VALUE);
}

/*
 * Do the values stand in another physical row than the label?  A label in
 * pieces has the row of its values, of which it is the first words or none.
 */
static int stand_below(const struct gkri_region *g, const struct gkri_data *d)
{
	const struct gkri_row *r = &g->rows[d->physical];

	return d->count &&
	    (g->refs[d->first] >= r->first + r->count ||
		(d->label < r->first && g->refs[d->first] == r->first));
}

/* How the labels of a table have their values. */
struct habit {
	size_t below, beside, without, stray;
};

static void look(
    const struct gkri_region *g, const struct run *t, struct habit *h)
{
	size_t i;

	h->below = h->beside = h->without = h->stray = 0;
	for (i = t->lo + 1; i < t->hi; i++) {
		const struct gkri_data *d = &g->data[i];

		if (d->row == 0)
			h->stray++;
		else if (d->count == 0)
			h->without++;
		else if (stand_below(g, d))
			h->below++;
		else
			h->beside++;
	}
}

/* Values first, and a label last that has none. */
static int may_be_above(const struct gkri_region *g, const struct run *t)
{
	const struct gkri_data *last = &g->data[t->hi - 1];

	return t->hi - t->lo > 1 && is_stray(g, &g->data[t->lo]) && last->row &&
	    !stand_below(g, last);
}

static void extend(const struct gkri_region *g, struct run *t)
{
	uint8_t instance = g->data[t->hi].instance;

	while (t->hi < g->data_count && g->data[t->hi].instance == instance)
		t->hi++;
}

/* A table without a head begins with its first label: values may be above. */
static int next_run(const struct gkri_region *g, struct run *t)
{
	const struct gkri_data *d;

	t->lo = t->hi;
	if (t->lo == g->data_count)
		return 0;
	d = &g->data[t->lo];
	extend(g, t);
	if (t->hi == t->lo + 1 && t->hi < g->data_count && is_stray(g, d) &&
	    d[1].row && d[1].physical == d->physical + 1)
		extend(g, t);
	return 1;
}

static int is_review(const struct gkri_region *g, const struct run *t)
{
	return g->data[t->hi - 1].table == GKR_TABLE_REVIEW_LITIGATION;
}

/*
 * Nothing is above the first label, but values are below it, and none below the
 * last: the first row may be blank.
 */
static int may_lack_first(const struct gkri_region *g, const struct run *t)
{
	const struct gkri_data *first = &g->data[t->lo], *last;

	last = &g->data[t->hi - 1];
	return t->hi - t->lo > 1 && first->row && stand_below(g, first) &&
	    last->row && last->count == 0;
}

/*
 * How many rows have their values above, 0 where any table says otherwise; of a
 * table whose first row is blank the others tell.
 */
static size_t rows_above(const struct gkri_region *g)
{
	struct run t = {0, 0};
	struct habit h;
	size_t rows = 0;

	while (next_run(g, &t)) {
		if (is_review(g, &t))
			continue;
		look(g, &t, &h);
		if (h.stray || h.beside || h.without != 1)
			return 0;
		if (may_be_above(g, &t))
			rows += h.below + 1;
		else if (!may_lack_first(g, &t))
			return 0;
	}
	return rows;
}

/* Each row gets the values of the one before; the first is no row any more. */
static void take_above(struct gkri_region *g, const struct run *t)
{
	size_t i;

	for (i = t->hi - 1; i > t->lo; i--) {
		const struct gkri_data *before = &g->data[i - 1];
		struct gkri_data *d = &g->data[i];

		d->first = before->first;
		d->count = before->count;
		d->flags |= before->flags;
	}
	g->data[t->lo].count = 0;
}

/* So many values below labels, or of none, are enough to ask whose they are. */
#define ASKED 3

/* Where rows are lacking, nobody knows whose values they are. */
static void doubt_run(struct gkri_region *g, const struct run *t)
{
	struct habit h;
	size_t i;

	if (!may_be_above(g, t))
		return;
	look(g, t, &h);
	if (h.below < ASKED && h.stray < ASKED)
		return;
	for (i = t->lo + 1; i < t->hi; i++)
		if (g->data[i].row && stand_below(g, &g->data[i]))
			g->data[i].flags |= GKRI_DATA_ASTRAY;
}

/*
 * Labels that have nothing, the last with values below it and more behind: all
 * labels stand before all values, and the first of those are not the last's.
 */
static void part_labels(struct gkri_region *g, const struct run *t)
{
	size_t i, bare = 0;

	for (i = t->lo; i < t->hi; i++) {
		struct gkri_data *d = &g->data[i];

		if (bare >= ASKED && d->row && stand_below(g, d) &&
		    i + 2 < t->hi && d[1].row == 0 && d[2].row == 0)
			d->flags |= GKRI_DATA_ASTRAY;
		bare = d->row && d->count == 0 ? bare + 1 : 0;
	}
}

void gkri_values_above(struct gkri_region *g)
{
	int above = rows_above(g) > 1;
	struct run t = {0, 0};

	while (next_run(g, &t)) {
		if (is_review(g, &t))
			continue;
		part_labels(g, &t);
		if (above)
			take_above(g, &t);
		else
			doubt_run(g, &t);
	}
}
