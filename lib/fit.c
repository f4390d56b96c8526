/* Fitting a row's values to the form's columns. */
#include <string.h>
#include "fit.h"
#include "text.h"

#define REVIEW GKR_TABLE_REVIEW_LITIGATION
/* A table's rows are so near: how far rows of one shape are looked for. */
#define NEAR 64
/* A head has at most so many rows. */
#define HEAD_ROWS 24
/* So many rows with more values than columns are no mishap. */
#define CROWDED 2
/* More cells than that has no row of applicants, whatever is merged. */
#define WIDE (3 * 7)

static int is_blank(
    const struct gkri_fit *f, const struct gkri_data *d, uint32_t i)
{
	return gkri_fit_value(f, d, i)->kind == GKRI_CELL_BLANK;
}

static uint32_t leading(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i = 0;

	while (i < d->count && is_blank(f, d, i))
		i++;
	return i;
}

uint32_t gkri_fit_trailing(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i = 0;

	while (i < d->count && is_blank(f, d, d->count - 1 - i))
		i++;
	return i;
}

/* ---- targets ---- */

static uint32_t edition(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t =
	    d->instance ? &f->g->instances[d->instance - 1] : NULL;
	uint32_t e = gkri_form_edition(f->form, d->table);

	if (t && t->edition && t->table == d->table)
		return t->edition;
	if (d->table == GKR_TABLE_ARTICLE20_9 ||
	    d->row == GKRI_ROW_applications_other)
		return GKR_FORM_2019;
	return e ? e : GKR_FORM_2021;
}

/* The columns of a table in an edition, asked for once. */
static uint32_t columns_of(
    struct gkri_fit *f, uint32_t e, uint32_t table, const uint8_t **out)
{
	uint8_t *c = f->columns_of[e][table];
	uint32_t i, n = f->count_of[e][table];

	if (n == 0) {
		n = gkr_form_column_count(e, table);
		f->count_of[e][table] = (uint8_t)n;
		for (i = 0; i < n; i++)
			c[i] = (uint8_t)gkr_form_column_at(e, table, i);
	}
	*out = c;
	return n;
}

/* The cells that the row's values have to fill, in order. */
void gkri_fit_targets(struct gkri_fit *f, const struct gkri_data *d)
{
	const uint8_t *columns;
	uint32_t i;

	f->n = 0;
	if (d->table == REVIEW && d->row == 0) {
		for (f->n = 15, i = 0; i < 15; i++) {
			f->rows[i] = (uint8_t)(i / 5 + 1);
			f->columns[i] = (uint8_t)(i % 5 + 1);
		}
	} else if (d->table && d->row) {
		f->n = columns_of(f, edition(f, d), d->table, &columns);
		memset(f->rows, d->row, f->n);
		memcpy(f->columns, columns, f->n);
	}
	gkri_fit_order(f, d);
}

/* ---- how many blanks stand before the first column ---- */

/* Fewest and most; 0 where there is no way. */
static int range(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t *lo, uint32_t *hi)
{
	uint32_t k = d->count - f->n, lead = leading(f, d),
		 trail = gkri_fit_trailing(f, d);

	*lo = k > trail ? k - trail : 0;
	*hi = lead < k ? lead : k;
	return *lo <= *hi;
}

static int same_shape(const struct gkri_data *a, const struct gkri_data *b)
{
	return a->instance == b->instance && a->depth == b->depth &&
	    a->count == b->count && a->width == b->width;
}

/* Rows of the same shape have their blanks in the same places. */
static void narrow_by_shape(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t *lo, uint32_t *hi)
{
	const struct gkri_region *g = f->g;
	uint32_t a, b, l = *lo, h = *hi;
	size_t i = (size_t)(d - g->data), end = i + NEAR;

	for (i = i > NEAR ? i - NEAR : 0; i < end && i < g->data_count; i++) {
		const struct gkri_data *e = &g->data[i];

		if (e == d || e->row == 0 || !same_shape(d, e) ||
		    !range(f, e, &a, &b))
			continue;
		l = a > l ? a : l;
		h = b < h ? b : h;
	}
	if (l <= h) {
		*lo = l;
		*hi = h;
	}
}

/* The head, where it is as wide as the row, says where column 1 is. */
static void narrow_by_head(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t *lo, uint32_t *hi)
{
	const struct gkri_region *g = f->g;
	const struct gkri_instance *t = &g->instances[d->instance - 1];
	uint32_t cell = t->column_cell[f->columns[0]], i, l;

	if (cell == GKRI_NONE)
		return;
	for (i = t->header_first; i < t->header_last; i++) {
		const struct gkri_row *r = &g->rows[i];

		if (cell < r->first || cell >= r->first + r->count ||
		    r->count != d->width || cell - r->first <= d->depth)
			continue;
		l = cell - r->first - d->depth - 1;
		if (l >= *lo && l <= *hi)
			*lo = *hi = l;
	}
}

/* Is the row narrower than another with its label in the same place? */
static int is_short(const struct gkri_fit *f, const struct gkri_data *d)
{
	if (d->flags & GKRI_ROW_OPEN || d->depth >= GKRI_DEPTHS)
		return 0;
	return d->width < f->width[d->instance][d->depth];
}

static int same_text(const struct gkri_fit *f, const struct gkri_cell *a,
    const struct gkri_cell *b)
{
	if (a->kind == GKRI_CELL_VALUE && b->kind == GKRI_CELL_VALUE)
		f->g->digits = 1;
	return a->len == b->len &&
	    memcmp(gkri_cell_text(f->g, a), gkri_cell_text(f->g, b), a->len) ==
	    0;
}

/*
 * A merged cell repeated: what is left over at the end says the same as the
 * last column.  Only where the head repeats its cells too, or the one value.
 */
static int is_repeated(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t =
	    d->instance ? &f->g->instances[d->instance - 1] : NULL;
	const struct gkri_cell *last;
	uint32_t i;

	if (d->count <= f->n || d->count > 4 ||
	    !(f->n == 1 || (t && t->merged)))
		return 0;
	last = gkri_fit_value(f, d, f->n - 1);
	for (i = f->n; i < d->count; i++)
		if (!same_text(f, last, gkri_fit_value(f, d, i)))
			return 0;
	return last->len > 0;
}

/* How many values are not blank. */
static uint32_t filled(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i, n = 0;

	for (i = 0; i < d->count; i++)
		n += !is_blank(f, d, i);
	return n;
}

/* The row's values, from value `from` on, fill the targets in order. */
static int in_order(
    struct gkri_fit *f, const struct gkri_data *d, uint32_t from)
{
	uint32_t i;

	for (i = 0; i < f->n; i++)
		f->where[i] = from + i < d->count ? from + i : GKRI_NONE;
	return 1;
}

/*
 * Every value that is not blank is one target's.  Words behind a blank may be
 * another cell's.
 */
static int as_filled(struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i, k = 0;

	for (i = 1; i < d->count && d->count > f->n; i++)
		if (gkri_fit_value(f, d, i)->kind == GKRI_CELL_TEXT &&
		    is_blank(f, d, i - 1))
			return 0;

	for (i = 0; i < d->count && k < f->n; i++)
		if (!is_blank(f, d, i))
			f->where[k++] = i;
	return 1;
}

/* ---- full rows of the same shape ---- */

struct shape {
	uint32_t at[GKRI_TARGETS]; /* cells of the physical row */
	int known, differs, holes;
};

/* Learns from a full row where the columns are, counted in its cells. */
static void learn(
    const struct gkri_fit *f, const struct gkri_data *e, struct shape *s)
{
	uint32_t i, k = 0, first = GKRI_NONE, last = 0;

	for (i = 0; i < e->count && k < f->n; i++) {
		if (is_blank(f, e, i))
			continue;
		if (s->known && s->at[k] != e->depth + 1 + i)
			s->differs = 1;
		s->at[k++] = e->depth + 1 + i;
		first = first == GKRI_NONE ? i : first;
		last = i;
	}
	s->known = 1;
	s->holes |= last - first + 1 > f->n;
}

/* Full rows near the row that are as wide; at the same depth, or any. */
static void learn_shape(const struct gkri_fit *f, const struct gkri_data *d,
    int any_depth, struct shape *s)
{
	const struct gkri_region *g = f->g;
	size_t i = (size_t)(d - g->data), end = i + NEAR;

	memset(s, 0, sizeof(*s));
	for (i = i > NEAR ? i - NEAR : 0; i < end && i < g->data_count; i++) {
		const struct gkri_data *e = &g->data[i];

		if (e->instance == d->instance && e->row &&
		    e->width == d->width &&
		    (any_depth || e->depth == d->depth) && e->count >= f->n &&
		    filled(f, e) == f->n)
			learn(f, e, s);
	}
}

/* Places the row as the shape says; 0 where a value is left over. */
static int by_shape(
    struct gkri_fit *f, const struct gkri_data *d, const struct shape *s)
{
	uint32_t i, k, used = 0;

	for (k = 0; k < f->n; k++) {
		if (s->at[k] < d->depth + 1u ||
		    s->at[k] - d->depth - 1 >= d->count)
			return 0;
		i = s->at[k] - d->depth - 1;
		f->where[k] = i;
		used += !is_blank(f, d, i);
	}
	return used == filled(f, d);
}

/* ---- a row ---- */

/* Does the head of the review table, as wide as the row, begin where it does?
 */
static int begins_with_head(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_region *g = f->g;
	const struct gkri_instance *t = &g->instances[d->instance - 1];
	uint32_t i;

	if (d->table != REVIEW || d->label != GKRI_NONE)
		return 0;
	for (i = t->header_first; i < t->header_last; i++)
		if (g->rows[i].count == d->width &&
		    t->column_cell[f->columns[0]] == g->rows[i].first)
			return 1;
	return 0;
}

/* By the blanks at its ends, the shapes of its neighbours, the head. */
static int by_blanks(struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t =
	    d->instance ? &f->g->instances[d->instance - 1] : NULL;
	uint32_t lo, hi;

	if (!range(f, d, &lo, &hi) || (lo && t && begins_with_head(f, d)))
		return 0;
	if (lo != hi && leading(f, d) < d->count) {
		narrow_by_shape(f, d, &lo, &hi);
		if (lo != hi && t)
			narrow_by_head(f, d, &lo, &hi);
		if (lo != hi)
			return 0;
	}
	return in_order(f, d, lo);
}

/*
 * Are there words before the first value that name no row?  They may be what
 * its first cell says.
 */
static int has_words_before(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_region *g = f->g;
	uint32_t cell = g->rows[d->physical].first, end = g->refs[d->first];

	for (; cell < end; cell++)
		if (g->cells[cell].kind == GKRI_CELL_TEXT)
			return 1;
	return 0;
}

/*
 * The source breaks off in the last row: what is there stands in order.  Of
 * less than two groups nobody knows which they are.
 */
static int is_cut(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_region *g = f->g;

	/* with values before it, it is the rest of a row that they begin */
	if (d > g->data && d[-1].table == REVIEW && d[-1].count)
		return 0;
	return g->cut && d == &g->data[g->data_count - 1] && d->count > 10 &&
	    !(d->flags & (GKRI_ROW_LOSSY | GKRI_ROW_OPEN)) &&
	    d->table == REVIEW && !has_words_before(f, d) &&
	    !gkri_may_lack(f, d);
}

/* A drawn row with blanks that no other is like: its borders were broken. */
static int is_odd(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_region *g = f->g;
	uint8_t layout = g->rows[d->physical].layout;
	size_t i = (size_t)(d - g->data), end = i + NEAR;

	if ((layout != GKR_LAYOUT_BOXES && layout != GKR_LAYOUT_GRID) ||
	    d->table != GKR_TABLE_APPLICATIONS)
		return 0;
	for (i = i > NEAR ? i - NEAR : 0; i < end && i < g->data_count; i++)
		if (&g->data[i] != d && g->data[i].row &&
		    same_shape(&g->data[i], d))
			return 0;
	return 1;
}

/*
 * Does a separator stand before or behind each line of the table, where the
 * row begins or ends with a blank?  That is no cell, then: blanks within the
 * row, which such texts drop, make up for it.
 */
static int is_framed(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_region *g = f->g;
	const struct gkri_instance *t;
	uint32_t i, heads = 0;
	int first = leading(f, d) > 0, last = gkri_fit_trailing(f, d) > 0;

	if (d->table != REVIEW || d->row || !d->instance)
		return 0;
	t = &g->instances[d->instance - 1];
	for (i = t->header_first; i < t->header_last; i++) {
		const struct gkri_row *r = &g->rows[i];
		const struct gkri_cell *c = &g->cells[r->first];

		if (r->count == 0)
			continue;
		heads++;
		first &= c->kind == GKRI_CELL_BLANK;
		last &= c[r->count - 1].kind == GKRI_CELL_BLANK;
	}
	return heads && (first || last);
}

static int fit_row(struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_instance *t =
	    d->instance ? &f->g->instances[d->instance - 1] : NULL;
	struct shape s;

	f->others = 0;
	if (f->order == GKRI_ORDER_UNCLEAR ||
	    (d->flags & GKRI_ROW_OPEN && f->alarm[d->instance]))
		return 0;
	if (gkri_is_doubtful(f, d))
		return 0;
	if (gkri_fit_head(f, d))
		return 1;
	if (d->flags & GKRI_ROW_SPREAD)
		return gkri_fit_spread(f, d);
	if (f->turned[d->instance] && d->count > WIDE)
		return 0;
	if (is_framed(f, d) && filled(f, d) != f->n)
		return 0;
	if (d->count < f->n)
		return is_cut(f, d) && in_order(f, d, 0);
	/* before the count of values: a blank may stand before a repeat */
	if (is_repeated(f, d))
		return in_order(f, d, 0);
	if (t && t->merged && d->flags & GKRI_ROW_LOSSY && d->count < 3)
		return 0; /* one of them may be repeated */
	/* another column stands beside the form's, or before */
	if (d->count > f->n && f->crowded[d->instance] >= CROWDED)
		return 0;
	if (filled(f, d) == f->n)
		return as_filled(f, d);
	if (d->flags & GKRI_ROW_LOSSY || (t && t->lacks))
		return 0;
	if (gkri_fit_is_open(d))
		return gkri_fit_is_whole(f, d) && in_order(f, d, 0);
	if (is_short(f, d) || is_odd(f, d))
		return 0;
	learn_shape(f, d, 1, &s);
	if (s.holes || f->holes[d->instance])
		return s.known && !s.differs && by_shape(f, d, &s);
	learn_shape(f, d, 0, &s);
	if (s.known && !s.differs)
		return by_shape(f, d, &s);
	return by_blanks(f, d);
}

int gkri_fit_row(struct gkri_fit *f, const struct gkri_data *d)
{
	return fit_row(f, d) && !gkri_is_contradicted(f, d);
}

/* ---- the region ---- */

static void find_widths(struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];
		uint16_t *w = &f->width[d->instance][d->depth % GKRI_DEPTHS];

		if (d->row && d->depth < GKRI_DEPTHS && d->width > *w)
			*w = (uint16_t)(d->width < 65535 ? d->width : 65535);
	}
	for (i = 0; i < g->instance_count; i++)
		if (g->instances[i].header_last >
		    g->instances[i].header_first + HEAD_ROWS)
			g->instances[i].header_last =
			    g->instances[i].header_first + HEAD_ROWS;
}

/* How many values the row has, as far as the cells say. */
static uint32_t values(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i, n = 0;

	for (i = 0; i < d->count; i++)
		n += gkri_fit_value(f, d, i)->kind == GKRI_CELL_VALUE;
	return n;
}

/* Tables whose full rows have blank columns between their values. */
static void find_holes(struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];

		if (d->count <= 3)
			continue;
		gkri_fit_targets(f, d);
		if (d->table == GKR_TABLE_APPLICATIONS && d->count > WIDE &&
		    values(f, d) > 2 * 7)
			f->turned[d->instance] = 1;
		if (d->row && f->n > 3 && d->count > f->n &&
		    d->count < 2 * f->n && values(f, d) > f->n &&
		    f->crowded[d->instance] < 255)
			f->crowded[d->instance]++;
		if (d->row && f->n > 1 && d->count > f->n &&
		    filled(f, d) == f->n &&
		    d->count - leading(f, d) - gkri_fit_trailing(f, d) > f->n)
			f->holes[d->instance] = 1;
	}
}

void gkri_fit_begin(struct gkri_fit *f, struct gkri_region *g, uint32_t form)
{
	memset(f, 0, sizeof(*f));
	f->g = g;
	f->form = form;
	find_widths(f);
	gkri_fit_open_begin(f);
	find_holes(f);
	gkri_doubt_begin(f);
}
