/*
 * A region of a known shape into a report: what its tokens would do one after
 * the other, done at once.
 *
 * The region's text is kept in one piece, and all that is kept of it points
 * there.  This is for regions whose tables the report has not met yet, and
 * which have every table, column, row and cell once: each cell is then the
 * first of its kind, in a row that is there for the first time.
 */
#include "report.h"
#include "shape.h"

#include "token.h"

/* What goes on while a region is taken. */
struct taking {
	struct gkr_report *r;
	const struct gkri_run *run;
	uint32_t raw;	 /* the region's text in the report's */
	uint32_t joined; /* texts of joined cells, so that + text is there */
};

int gkri_report_fits(struct gkr_report *r, const struct gkri_run *run)
{
	const struct gkri_shape *s = run->shape;

	/* where memory is short, what comes before that is kept */
	return (r->reading.tables & s->tables) == 0 &&
	    gkri_buf_reserve(&r->text, run->len + s->joined) != GKR_E_LIMIT;
}

/* What else the step has, NULL where there is nothing. */
static const struct gkri_more *more_of(
    const struct taking *k, const struct gkri_step *s)
{
	return s->more ? gkri_shape_more(k->run->shape) + s->more - 1 : NULL;
}

static void put_span(
    const struct taking *k, const struct gkri_step *s, struct gkri_span *out)
{
	const struct gkri_run *run = k->run;
	const struct gkri_more *more = more_of(k, s);
	uint32_t at = gkri_step_at(run->shape, s, run->fills);

	out->at = more && more->text != GKRI_STEP_NOWHERE
	    ? k->joined + more->text
	    : k->raw + at;
	out->len = s->len;
	if (s->line == GKRI_STEP_NOWHERE)
		return;
	out->line = run->line + s->line;
	out->column = gkri_step_column(run->shape, s, run->fills);
	gkri_run_place(
	    run, at, more ? more->extent : s->len, &out->offset, &out->length);
}

/* The cells behind a row's label. */
static void put_cells(
    const struct taking *k, const struct gkri_hole *h, uint32_t n)
{
	const struct gkri_fill *f =
	    k->run->fills + (h - gkri_shape_holes(k->run->shape));
	struct gkri_rcell *cells = k->r->cells, *c;
	uint64_t offset = k->run->offset;
	uint32_t line = k->run->line, raw = k->raw;
	int placed = k->run->source == NULL;

	for (; n; n--, h++, f++) {
		c = &cells[h->slot];
		c->mantissa = f->mantissa;
		c->offset = offset + f->at;
		c->length = c->raw_len = f->len;
		c->line = line + h->line;
		c->column = f->column;
		c->raw = raw + f->at;
		memcpy(&c->state, f->what, sizeof(f->what));
		if (placed)
			continue;
		c->offset = k->run->source(k->run, f->at);
		c->length = f->len * k->run->ascii;
	}
}

/* A cell whose text is always the same. */
static void put_cell(const struct taking *k, const struct gkri_step *s)
{
	struct gkri_rcell *c =
	    &k->r->cells[gkri_slot_of(s->table, s->row, s->col)];
	const struct gkri_more *more = more_of(k, s);
	struct gkri_span span = {0, 0, 0, 0, 0, 0};

	put_span(k, s, &span);
	c->offset = span.offset;
	c->length = span.length;
	c->line = span.line;
	c->column = span.column;
	c->raw = span.at;
	c->raw_len = s->len;
	c->mantissa = more->mantissa;
	c->note_at = more->note_at;
	c->note_len = more->note_len;
	c->unit_at = more->unit_at;
	c->unit_len = more->unit_len;
	c->state = more->state;
	c->certainty = more->certainty;
	c->scale = more->scale;
	c->flags = more->flags;
}

/* Any other token goes the usual way. */
static int32_t put_token(
    const struct taking *k, const struct gkri_step *s, struct gkri_token *token)
{
	gkri_shape_token(k->run, s, token);
	return gkri_report_take(k->r, token);
}

static int32_t put_step(
    const struct taking *k, const struct gkri_step *s, struct gkri_token *token)
{
	struct gkr_report *r = k->r;

	switch (s->kind) {
	case GKR_TOKEN_ROW:
		if (s[1].kind == GKR_TOKEN_UNPLACED) /* the last is another */
			return put_token(k, s, token);
		put_span(k, s, &r->row_label[s->table][s->row]);
		return GKR_OK;
	case GKR_TOKEN_CELL:
		put_cell(k, s);
		return GKR_OK;
	case GKR_TOKEN_COLUMN:
		if (s->more && more_of(k, s)->unit_len)
			return put_token(k, s, token);
		put_span(k, s, &r->column_label[s->table][s->col]);
		return GKR_OK;
	default:
		return put_token(k, s, token);
	}
}

int32_t gkri_report_take_run(
    struct gkr_report *r, const struct gkri_run *run, struct gkri_token *at)
{
	const struct gkri_shape *shape = run->shape;
	const struct gkri_step *s = gkri_shape_steps(shape);
	const struct gkri_hole *h = gkri_shape_holes(shape);
	struct taking k;
	int32_t rc;
	uint32_t i;

	k.r = r;
	k.run = run;
	k.raw = (uint32_t)r->text.len;
	k.joined = k.raw + run->len - shape->len;
	gkri_shape_token(run, s, at);
	rc = gkri_buf_put(&r->text, run->text, run->len);
	if (rc == GKR_OK)
		rc = gkri_buf_put(&r->text, gkri_shape_text(shape) + shape->len,
		    shape->joined);
	for (i = 0; i < shape->steps && rc == GKR_OK; i++, s++) {
		rc = put_step(&k, s, at);
		put_cells(&k, h, s->cells);
		h += s->cells;
	}
	return rc;
}
