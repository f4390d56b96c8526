/*
 * Tables that only lay a page out.  A section's heading in a cell is a
 * heading; a cell that stands alone in its row and has several paragraphs is
 * those paragraphs.  What else is in such a row remains one.
 */
#include <string.h>
#include "text.h"
#include "tokenizer.h"

/* A head that names the table is in one of its first rows. */
#define HEAD_ROWS 4

/* ---- lines of a cell ---- */

/* A cell's text comes in lines, each with its place. */
struct lines {
	const char *p;
	size_t left;
};

/* The next line, trimmed; 0 where there is none. */
static int next_line(struct lines *l, const char **p, size_t *n)
{
	const char *lf;

	if (!l->p)
		return 0;
	lf = memchr(l->p, '\n', l->left);
	*p = l->p;
	*n = lf ? (size_t)(lf - l->p) : l->left;
	l->left -= lf ? *n + 1 : *n;
	l->p = lf ? lf + 1 : NULL;
	gkri_trim(p, n);
	return 1;
}

static int has_heading(const char *text, size_t len)
{
	struct lines l = {text, len};
	const char *p;
	size_t n;

	if (!len || !memchr(text, '\n', len))
		return gkri_is_section(text, len);
	while (next_line(&l, &p, &n))
		if (gkri_is_section(p, n))
			return 1;
	return 0;
}

/* ---- rows that are rows ---- */

static char *text_of(struct gkri_region *g, const struct gkri_cell *c)
{
	return c->len ? g->arena.data + c->at : g->arena.data;
}

/* What is a heading on one line may be none on several; in no known row. */
static void join_row(gkr_tokenizer *t, const struct gkri_row *r, int known)
{
	struct gkri_region *g = &t->region;
	uint32_t i;

	for (i = r->first; i < r->first + r->count; i++) {
		struct gkri_cell *c = &g->cells[i];

		if (!c->len || !memchr(text_of(g, c), '\n', c->len))
			continue;
		c->len = (uint32_t)gkri_join_lines(text_of(g, c), c->len);
		t->moulds.odd |=
		    !known && gkri_is_section(text_of(g, c), c->len);
	}
}

/* Does what the row says tell what kind of report this is? */
static void look(gkr_tokenizer *t, const struct gkri_row *r)
{
	struct gkri_region *g = &t->region;
	uint32_t i;

	if (t->votes.tables || g->row_count > HEAD_ROWS)
		return;
	for (i = r->first; i < r->first + r->count; i++)
		gkri_tokenizer_look(
		    t, text_of(g, &g->cells[i]), g->cells[i].len);
}

/* ---- rows that are none ---- */

/* Paragraphs, and no label or value that was put on several lines. */
static int is_prose(const char *p, size_t n)
{
	struct gkri_label l;
	struct gkri_value v;

	gkri_value_read(p, n, &v);
	return v.state == GKR_STATE_TEXT &&
	    !gkri_label_match(p, n, GKRI_LABEL_ANY, 0, &l);
}

static int is_layout(struct gkri_region *g, const struct gkri_row *r)
{
	const struct gkri_cell *c = r->count ? &g->cells[r->first] : NULL;
	uint32_t i;

	for (i = 0; i < r->count; i++)
		if (c[i].len && has_heading(text_of(g, &c[i]), c[i].len))
			return 1;
	return r->count == 1 && c->len && memchr(text_of(g, c), '\n', c->len) &&
	    is_prose(text_of(g, c), c->len);
}

/* Keeps the row's cells apart from the region, and takes it out there. */
static int32_t take_out(gkr_tokenizer *t)
{
	struct gkri_region *g = &t->region;
	const struct gkri_row *r = &g->rows[g->row_count - 1];
	const struct gkri_cell *c = &g->cells[r->first];
	size_t from = c->at;
	uint32_t i;
	int32_t rc = gkri_grow(&t->mem, (void **)&t->laid, &t->laid_cap,
	    r->count, sizeof(*t->laid));

	t->laid_text.len = 0;
	if (rc == GKR_OK)
		rc = gkri_buf_put(
		    &t->laid_text, g->arena.data + from, g->arena.len - from);
	if (rc != GKR_OK)
		return rc;
	t->laid_count = r->count;
	for (i = 0; i < r->count; i++) {
		t->laid[i].at = (uint32_t)(c[i].at - from);
		t->laid[i].len = c[i].len;
		t->laid[i].place = g->places[c[i].place];
	}
	g->arena.len = from;
	g->place_count = c->place;
	g->cell_count = r->first;
	g->row_count--;
	if (!g->row_count && !g->line_count && !g->mark_count)
		t->region_open = 0;
	return GKR_OK;
}

static const char *laid_text(const gkr_tokenizer *t, const struct gkri_laid *c)
{
	return c->len ? t->laid_text.data + c->at : "";
}

/* How many places of lines the cell has among the breaks. */
static size_t breaks_of(const gkr_tokenizer *t, const struct gkri_laid *c)
{
	const char *p = laid_text(t, c), *end = p + c->len;
	size_t n = 0;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		n++;
	}
	return n ? n + 1 : 0;
}

static int32_t put_lines(
    gkr_tokenizer *t, const struct gkri_laid *c, size_t breaks)
{
	int many = breaks_of(t, c) > 0;
	const struct gkri_place *place = many ? &t->breaks[breaks] : &c->place;
	struct lines l = {laid_text(t, c), c->len};
	const char *p;
	size_t n;
	int32_t rc = GKR_OK;

	while (rc == GKR_OK && next_line(&l, &p, &n)) {
		if (n)
			rc = gkri_feed_line(t, p, n, place);
		place += many;
	}
	return rc;
}

/* Cells [lo, hi), none of them a heading, whose breaks begin at `breaks`. */
static int32_t put_cells(gkr_tokenizer *t, size_t lo, size_t hi, size_t breaks)
{
	int32_t rc = GKR_OK;
	size_t i;

	while (lo < hi &&
	    gkri_is_blank(laid_text(t, &t->laid[lo]), t->laid[lo].len))
		breaks += breaks_of(t, &t->laid[lo++]);
	if (lo == hi)
		return GKR_OK;
	if (hi - lo == 1 &&
	    is_prose(laid_text(t, &t->laid[lo]), t->laid[lo].len))
		return put_lines(t, &t->laid[lo], breaks);
	for (i = lo; i < hi && rc == GKR_OK; i++) {
		struct gkri_laid *c = &t->laid[i];
		char *text = c->len ? t->laid_text.data + c->at : NULL;
		size_t len = text ? gkri_join_lines(text, c->len) : 0;

		t->moulds.odd |= text && gkri_is_section(text, len);
		rc = gkri_feed_cell(t, text ? text : "", len, &c->place, NULL);
	}
	t->in_row = 0;
	return rc;
}

/* Gives the cells again: headings as lines, what is between as rows. */
static int32_t unlay(gkr_tokenizer *t)
{
	size_t i, lo = 0, at = 0, from = 0;
	int32_t rc = take_out(t);

	for (i = 0; i < t->laid_count && rc == GKR_OK; i++) {
		const struct gkri_laid *c = &t->laid[i];
		size_t breaks = breaks_of(t, c);

		if (has_heading(laid_text(t, c), c->len)) {
			rc = put_cells(t, lo, i, from);
			if (rc == GKR_OK)
				rc = put_lines(t, c, at);
			lo = i + 1;
			from = at + breaks;
		}
		at += breaks;
	}
	return rc == GKR_OK ? put_cells(t, lo, t->laid_count, from) : rc;
}

/* The row remains one. */
static void take_row(gkr_tokenizer *t, const struct gkri_row *r, int known,
    struct gkri_row_note *note)
{
	if (t->break_count) {
		join_row(t, r, known);
		if (!known)
			gkri_mould_row(t, note);
	}
	look(t, r);
}

int32_t gkri_feed_row_end(gkr_tokenizer *t)
{
	struct gkri_region *g = &t->region;
	struct gkri_row_note *note = t->moulds.note;
	const struct gkri_row *r;
	int32_t rc = GKR_OK;
	int known, lays_out;

	if (!t->in_row)
		return GKR_OK;
	t->in_row = 0;
	t->moulds.note = NULL;
	r = &g->rows[g->row_count - 1];
	known = t->break_count ? gkri_mould_noted(t, note)
			       : gkri_mould_row(t, note);
	lays_out = !known && is_layout(g, r);
	/* known rows are taken as rows wherever they stand */
	if (lays_out && t->inlined)
		t->moulds.odd = 1;
	if (lays_out && !t->inlined)
		rc = unlay(t);
	else
		take_row(t, r, known, note);
	t->break_count = 0;
	return rc;
}
