/* Tokens of a region: tables, heads, rows and cells, and what is none. */
#include <string.h>
#include "fit.h"
#include "infer.h"
#include "place.h"
#include "text.h"

struct placer {
	struct gkri_region *g;
	const struct gkri_sink *sink;
	struct gkri_fit fit;
	struct gkri_votes *votes;
	struct gkri_infer *infer; /* asked: whether it was filled */
	int asked;
};

static const struct gkri_cell *value(
    const struct placer *p, const struct gkri_data *d, uint32_t i)
{
	return gkri_fit_value(&p->fit, d, i);
}

static int32_t put(
    struct placer *p, struct gkri_token *t, const struct gkri_cell *c)
{
	return p->sink->put(p->sink->context, p->g, t, c);
}

static void text_of(
    const struct placer *p, struct gkri_token *t, const struct gkri_cell *c)
{
	t->text = gkri_cell_text(p->g, c);
	t->text_len = c->len;
}

static int32_t put_simple(struct placer *p, uint8_t kind, uint8_t table,
    uint8_t row, const struct gkri_cell *c)
{
	struct gkri_token t;

	memset(&t, 0, sizeof(t));
	t.kind = kind;
	t.table = table;
	t.row = row;
	t.text = "";
	if (c)
		text_of(p, &t, c);
	return put(p, &t, c);
}

/* A blank cell that is not shown: it stands before the row's next value. */
static struct gkri_cell hole_of(
    const struct placer *p, const struct gkri_data *d, uint32_t column)
{
	struct gkri_cell c;
	uint32_t i = column;

	while (i < p->fit.n && p->fit.where[i] == GKRI_HOLE)
		i++;
	if (i < p->fit.n)
		c = *value(p, d, p->fit.where[i]);
	else if (d->count)
		c = *value(p, d, d->count - 1);
	else
		c = p->g->cells[d->label];
	c.len = c.extent = 0;
	return c;
}

static int32_t put_value(struct placer *p, uint8_t kind,
    const struct gkri_data *d, uint32_t i, uint8_t row, uint32_t column)
{
	const struct gkri_cell *c;
	struct gkri_cell hole;
	struct gkri_token t;

	if (i == GKRI_HOLE) {
		hole = hole_of(p, d, column);
		c = &hole;
	} else {
		c = value(p, d, i);
	}
	memset(&t, 0, sizeof(t));
	t.kind = kind;
	t.table = d->table;
	t.row = row;
	text_of(p, &t, c);
	gkri_token_value(&t);
	if (kind == GKR_TOKEN_CELL) {
		t.row = p->fit.rows[column];
		t.col = p->fit.columns[column];
		t.certainty = GKR_CERTAINTY_READ;
	}
	return put(p, &t, c);
}

/* The row's values in columns that no form has. */
static int32_t put_others(struct placer *p, const struct gkri_data *d)
{
	const struct gkri_fit *f = &p->fit;
	int32_t rc = GKR_OK;
	uint32_t i, k;

	for (i = 0; i < d->count && rc == GKR_OK; i++) {
		for (k = 0; k < f->n && f->where[k] != i; k++)
			;
		if (k == f->n && value(p, d, i)->kind != GKRI_CELL_BLANK)
			rc = put_value(p, GKR_TOKEN_UNPLACED, d, i, d->row, 0);
	}
	return rc;
}

/* The cells of the row that was fitted. */
static int32_t put_cells(struct placer *p, const struct gkri_data *d)
{
	const struct gkri_cell *label =
	    d->label == GKRI_NONE ? NULL : &p->g->cells[d->label];
	const struct gkri_fit *f = &p->fit;
	int32_t rc = GKR_OK;
	uint32_t i;

	for (i = 0; i < f->n && rc == GKR_OK; i++) {
		if (i == 0 || f->rows[i] != f->rows[i - 1])
			rc = put_simple(
			    p, GKR_TOKEN_ROW, d->table, f->rows[i], label);
		if (rc == GKR_OK && f->where[i] != GKRI_NONE)
			rc = put_value(p, GKR_TOKEN_CELL, d, f->where[i], 0, i);
	}
	return rc == GKR_OK && f->others ? put_others(p, d) : rc;
}

/* Values without a cell: of a row that is known, or of none. */
static int32_t put_loose(struct placer *p, const struct gkri_data *d)
{
	const struct gkri_cell *label =
	    d->label == GKRI_NONE ? NULL : &p->g->cells[d->label];
	/* the review table has one row of values, whose first part it is */
	uint8_t row = d->row || d->table != GKR_TABLE_REVIEW_LITIGATION
	    ? d->row
	    : GKRI_ROW_review_litigation_review;
	int32_t rc;
	uint32_t i;

	if (!label && !row && d->count)
		label = value(p, d, 0);
	rc = put_simple(p, row ? GKR_TOKEN_ROW : GKR_TOKEN_UNKNOWN_ROW,
	    d->table, row, label);
	for (i = 0; i < d->count && rc == GKR_OK; i++)
		if (value(p, d, i)->kind != GKRI_CELL_BLANK)
			rc = put_value(p,
			    row ? GKR_TOKEN_UNPLACED : GKR_TOKEN_UNKNOWN_VALUE,
			    d, i, row, 0);
	return rc;
}

/* Values that have no places of their own: proved, or loose. */
static int32_t put_unfit(struct placer *p, const struct gkri_data *d)
{
	const struct gkri_inferred *w;

	if (!p->asked) {
		p->asked = 1;
		gkri_infer(p->infer, &p->fit, p->votes);
	}
	w = gkri_infer_row(p->infer, &p->fit, d);
	return w ? gkri_infer_put(&p->fit, p->sink, d, w) : put_loose(p, d);
}

/* Is a row without values one of blank cells? */
static int shows_blank(struct gkri_fit *f, const struct gkri_data *d)
{
	return d->flags & GKRI_ROW_SPREAD && gkri_fit_row(f, d);
}

static int32_t put_data(struct placer *p, const struct gkri_data *d)
{
	struct gkri_fit *f = &p->fit;

	gkri_fit_targets(f, d);
	p->g->work_cells += d->count;
	if (f->n == 0)
		return put_unfit(p, d);
	if (d->count == 0 && !shows_blank(f, d))
		return put_simple(
		    p, GKR_TOKEN_ROW, d->table, d->row, &p->g->cells[d->label]);
	return gkri_fit_row(f, d) ? put_cells(p, d) : put_unfit(p, d);
}

/* ---- heads ---- */

/* A piece of the column's label among the cells of the head. */
static uint32_t head_piece(
    const struct placer *p, const struct gkri_instance *t, uint32_t column)
{
	const struct gkri_region *g = p->g;
	uint32_t i, j;

	for (i = t->header_first; i < t->header_last; i++) {
		const struct gkri_row *r = &g->rows[i];

		for (j = 0; j < r->count; j++) {
			const struct gkri_cell *c = &g->cells[r->first + j];

			if (c->kind == GKRI_CELL_TEXT &&
			    gkri_label_contains(t->table, GKRI_LABEL_COLUMN,
				column, gkri_cell_text(g, c), c->len))
				return r->first + j;
		}
	}
	return GKRI_NONE;
}

static int32_t put_column(struct placer *p, const struct gkri_instance *t,
    uint32_t column, const struct gkri_cell *c)
{
	struct gkri_token k;
	size_t at = 0;

	memset(&k, 0, sizeof(k));
	k.kind = GKR_TOKEN_COLUMN;
	k.table = t->table;
	k.col = (uint8_t)column;
	text_of(p, &k, c);
	if (k.text_len <= UINT16_MAX) {
		k.unit_len = (uint16_t)gkri_label_unit(k.text, k.text_len, &at);
		k.unit_at = (uint16_t)at;
	}
	return put(p, &k, c);
}

/* Is the head of such a layout there whole, if it is there? */
static int shows_head(uint8_t layout)
{
	return layout == GKR_LAYOUT_LINES || layout == GKR_LAYOUT_TABS ||
	    layout == GKR_LAYOUT_PIPES ||
	    (layout >= GKR_LAYOUT_HTML && layout != GKR_LAYOUT_WORDS);
}

/* The columns that the head names, if enough of it was read. */
static int32_t put_head(struct placer *p, struct gkri_instance *t)
{
	uint32_t e =
	    t->edition ? t->edition : gkri_form_edition(p->fit.form, t->table);
	uint32_t i, id, seen = 0, n = gkr_form_column_count(e, t->table);
	int32_t rc = GKR_OK;

	for (i = 0; i < n; i++) {
		id = gkr_form_column_at(e, t->table, i);
		if (t->column_cell[id] == GKRI_NONE)
			t->column_cell[id] = head_piece(p, t, id);
		seen += t->column_cell[id] != GKRI_NONE;
	}
	if ((seen * 2 <= n && n > 1) || (seen < n && !shows_head(t->layout)))
		return GKR_OK;
	t->lacks = seen < n && t->table == GKR_TABLE_APPLICATIONS;
	for (i = 0; i < n && rc == GKR_OK; i++) {
		id = gkr_form_column_at(e, t->table, i);
		if (t->column_cell[id] != GKRI_NONE)
			rc = put_column(
			    p, t, id, &p->g->cells[t->column_cell[id]]);
	}
	return rc;
}

static int32_t put_table(struct placer *p, struct gkri_instance *t)
{
	const struct gkri_cell *c =
	    t->caption == GKRI_NONE ? NULL : &p->g->cells[t->caption];
	struct gkri_token k;
	int32_t rc;

	memset(&k, 0, sizeof(k));
	k.kind = GKR_TOKEN_TABLE;
	k.table = t->table;
	k.layout = t->layout;
	k.text = "";
	if (c)
		text_of(p, &k, c);
	rc = put(p, &k, c ? c : &p->g->cells[p->g->rows[t->physical].first]);
	return rc == GKR_OK ? put_head(p, t) : rc;
}

static int32_t end_table(struct placer *p, const struct gkri_instance *t)
{
	struct gkri_token k;

	memset(&k, 0, sizeof(k));
	k.kind = GKR_TOKEN_TABLE_END;
	k.table = t->table;
	k.text = "";
	k.form = t->edition ? t->edition
			    : (uint8_t)gkri_form_edition(p->fit.form, t->table);
	return put(p, &k, NULL);
}

/* ---- row by row ---- */

/* What no table uses is prose. */
static int32_t put_prose(struct placer *p, const struct gkri_row *r)
{
	int32_t rc = GKR_OK;
	uint32_t i;

	if (r->flags & GKRI_ROW_TAKEN)
		return GKR_OK;
	for (i = 0; i < r->count && rc == GKR_OK; i++) {
		const struct gkri_cell *c = &p->g->cells[r->first + i];

		if (c->len)
			rc = put_simple(p, GKR_TOKEN_PROSE, 0, 0, c);
	}
	return rc;
}

/* Marks that stand before a line. */
static int32_t put_marks(struct placer *p, size_t *next, uint32_t line)
{
	const struct gkri_region *g = p->g;
	int32_t rc = GKR_OK;

	while (*next < g->mark_count && g->marks[*next].line < line &&
	    rc == GKR_OK) {
		const struct gkri_mark *m = &g->marks[(*next)++];
		struct gkri_cell c;

		memset(&c, 0, sizeof(c));
		c.at = c.place = m->at;
		c.len = c.extent = m->len;
		c.line = m->line;
		rc = put_simple(p, GKR_TOKEN_MARK, 0, 0, &c);
	}
	return rc;
}

int32_t gkri_place(struct gkri_region *g, struct gkri_votes *votes,
    const struct gkri_sink *sink)
{
	struct placer p;
	struct gkri_infer infer; /* filled when a row has no places */
	struct gkri_instance *open = NULL;
	size_t i, d = 0, t = 0, m = 0;
	int32_t rc = GKR_OK;

	memset(&p, 0, sizeof(p));
	p.g = g;
	p.sink = sink;
	p.votes = votes;
	p.infer = &infer;
	gkri_fit_begin(&p.fit, g, gkri_votes_form(votes));
	for (i = 0; i < g->row_count && rc == GKR_OK; i++) {
		rc = put_marks(&p, &m, g->rows[i].line);
		while (t < g->instance_count && g->instances[t].physical == i &&
		    rc == GKR_OK) {
			if (open)
				rc = end_table(&p, open);
			open = &g->instances[t++];
			if (rc == GKR_OK)
				rc = put_table(&p, open);
		}
		while (d < g->data_count && g->data[d].physical == i &&
		    rc == GKR_OK)
			rc = put_data(&p, &g->data[d++]);
		if (rc == GKR_OK)
			rc = put_prose(&p, &g->rows[i]);
	}
	if (rc == GKR_OK && open)
		rc = end_table(&p, open);
	return rc == GKR_OK ? put_marks(&p, &m, UINT32_MAX) : rc;
}
