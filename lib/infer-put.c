/* Tokens of rows whose values were placed by evidence. */
#include <string.h>
#include "infer.h"

struct put {
	struct gkri_fit *f;
	const struct gkri_sink *sink;
	const struct gkri_data *d;
	const struct gkri_inferred *w;
	uint32_t used; /* bit per value that has its cell */
};

static int32_t put(
    const struct put *p, struct gkri_token *t, const struct gkri_cell *c)
{
	t->table = p->w->table;
	return p->sink->put(p->sink->context, p->f->g, t, c);
}

/* What the row is named by, else its first value. */
static const struct gkri_cell *head(const struct put *p)
{
	return p->d->label == GKRI_NONE ? gkri_fit_value(p->f, p->d, 0)
					: &p->f->g->cells[p->d->label];
}

static int32_t put_evidence(const struct put *p)
{
	struct gkri_buf *arena = &p->f->g->arena;
	const char *name = gkri_why_name(p->w->why);
	struct gkri_token t;
	int32_t rc = gkri_buf_puts(arena, name);

	if (rc != GKR_OK)
		return rc;
	memset(&t, 0, sizeof(t));
	t.kind = GKR_TOKEN_EVIDENCE;
	t.row = p->w->row;
	t.text_len = (uint32_t)strlen(name);
	t.text = arena->data + arena->len - t.text_len;
	return put(p, &t, head(p));
}

/* A row that has no label has the place of its first value. */
static int32_t put_row(const struct put *p, uint8_t row)
{
	const struct gkri_cell *c = head(p);
	struct gkri_token t;

	memset(&t, 0, sizeof(t));
	t.kind = GKR_TOKEN_ROW;
	t.row = row;
	t.text = "";
	if (p->d->label != GKRI_NONE) {
		t.text = gkri_cell_text(p->f->g, c);
		t.text_len = c->len;
	}
	return put(p, &t, c);
}

static int32_t put_value(
    struct put *p, uint8_t kind, uint32_t value, uint8_t row, uint8_t column)
{
	const struct gkri_cell *c = gkri_fit_value(p->f, p->d, value);
	struct gkri_token t;

	memset(&t, 0, sizeof(t));
	t.kind = kind;
	t.row = row;
	t.col = column;
	t.text = gkri_cell_text(p->f->g, c);
	t.text_len = c->len;
	gkri_token_value(&t);
	if (column)
		t.certainty = GKR_CERTAINTY_INFERRED;
	return put(p, &t, c);
}

/* A blank that is not shown stands nowhere: at its row, with no length. */
static int32_t put_blank(const struct put *p, uint8_t row, uint8_t column)
{
	struct gkri_cell c = *head(p);
	struct gkri_token t;

	memset(&t, 0, sizeof(t));
	t.kind = GKR_TOKEN_CELL;
	t.row = row;
	t.col = column;
	t.text = "";
	t.state = GKR_STATE_BLANK;
	t.certainty = GKR_CERTAINTY_INFERRED;
	c.extent = 0;
	return put(p, &t, c.flags & GKRI_PLACED ? NULL : &c);
}

static int32_t put_cell(struct put *p, uint32_t i)
{
	const struct gkri_fit *f = p->f;
	uint8_t at = p->w->at[i];

	if (at == GKRI_INFER_OPEN)
		return GKR_OK;
	if (at == GKRI_INFER_BLANK)
		return put_blank(p, f->rows[i], f->columns[i]);
	p->used |= UINT32_C(1) << at;
	return put_value(p, GKR_TOKEN_CELL, at, f->rows[i], f->columns[i]);
}

/* Values that are in no cell stay with the row. */
static int32_t put_rest(struct put *p)
{
	int32_t rc = GKR_OK;
	uint32_t i;

	for (i = 0; i < p->d->count && rc == GKR_OK; i++)
		if (!(p->used >> i & 1) &&
		    gkri_fit_value(p->f, p->d, i)->kind != GKRI_CELL_BLANK)
			rc = put_value(p, GKR_TOKEN_UNPLACED, i, p->w->row, 0);
	return rc;
}

int32_t gkri_infer_put(struct gkri_fit *f, const struct gkri_sink *sink,
    const struct gkri_data *d, const struct gkri_inferred *w)
{
	struct gkri_data row = *d; /* as what it was proved to be */
	struct put p;
	int32_t rc;
	uint32_t i;

	row.table = w->table;
	row.row = w->row;
	gkri_fit_targets(f, &row);
	p.f = f;
	p.sink = sink;
	p.d = d;
	p.w = w;
	p.used = 0;
	rc = put_evidence(&p);
	for (i = 0; i < f->n && rc == GKR_OK; i++) {
		if (!w->named && (i == 0 || f->rows[i] != f->rows[i - 1]))
			rc = put_row(&p, f->rows[i]);
		if (rc == GKR_OK)
			rc = put_cell(&p, i);
	}
	return rc == GKR_OK ? put_rest(&p) : rc;
}
