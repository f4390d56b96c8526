/*
 * Marks of old word processors' files: a cell ends with a mark, a row with
 * one more, and a converter prints a TAB for a mark but a line end for two in
 * a row.  Blank cells and merged ones so turn into line ends:
 *
 *	label 7 8 9           label <TAB> 7 <TAB> 8 <TAB> 9 <LF>
 *	label _ 8 9           label <LF> 8 <TAB> 9 <LF>
 *	label 7 _ _ 8         label <TAB> 7 <LF> <TAB> 8 <LF>
 *
 * So the marks between two texts can be counted, and there is one blank less.
 * Where lines are wrapped, two marks are an empty line, and a line end alone
 * stands for a blank, a TAB or nothing.
 */
#include <string.h>
#include "layout.h"
#include "text.h"

struct reader {
	struct gkri_region *g;
	int wrapped;
	uint32_t marks; /* since the last text */
	int begun;	/* a text was met */
};

/* ---- is it such a text? ---- */

/* How often lines hang: behind so many empty lines, and not at a TAB. */
static size_t hanging(
    const struct gkri_region *g, size_t lo, size_t hi, size_t empty)
{
	size_t i, blank = 0, found = 0;

	for (i = lo; i < hi; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK) {
			blank += !(l->flags & GKRI_LINE_TAB_FIRST);
			continue;
		}
		found += blank == empty && i > lo &&
		    !(l->flags & GKRI_LINE_TAB_FIRST) &&
		    l->flags & GKRI_LINE_TAB;
		blank = 0;
	}
	return found;
}

/* Lines with one TAB in front: rows below one merged cell. */
static size_t stepped(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, found = 0;

	for (i = lo; i < hi; i++) {
		const struct gkri_line *l = &g->lines[i];
		const char *p = g->window->data + l->at;

		if (!(l->flags & GKRI_LINE_TAB_FIRST) || l->len < 2)
			continue;
		if (p[1] == '\t')
			return 0;
		found++;
	}
	return found;
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	if (k->tab_inside < 8 || k->bar || k->box || k->grid ||
	    stepped(g, lo, hi) < 3)
		return 0;
	return hanging(g, lo, hi, 3) >= 3 || hanging(g, lo, hi, 1) >= 3
	    ? (k->tab_inside + k->tab_first) * 3
	    : 0;
}

/* ---- cells ---- */

static int is_value(const char *p, size_t n)
{
	struct gkri_value v;

	gkri_trim(&p, &n);
	if (n == 0)
		return 0;
	gkri_value_read(p, n, &v);
	return v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL;
}

static int32_t put_cell(
    struct reader *r, uint32_t at, uint32_t len, uint32_t line)
{
	int32_t rc =
	    gkri_region_row(r->g, line, GKR_LAYOUT_TABS, GKRI_ROW_OPEN);

	return rc == GKR_OK ? gkri_region_slice(r->g, at, len, line) : rc;
}

/* The blank cells between the last text and what stands at `at`. */
static int32_t put_blanks(struct reader *r, uint32_t at, uint32_t line)
{
	int32_t rc = GKR_OK;

	for (; r->begun && r->marks > 1 && rc == GKR_OK; r->marks--)
		rc = put_cell(r, at, 0, line);
	r->marks = 0;
	r->begun = 1;
	return rc;
}

/* Does a line that goes on in the next one end with a cell? */
static int ends_cell(const struct reader *r, const char *p, size_t n)
{
	const struct gkri_cell *c = &r->g->cells[r->g->cell_count - 1];
	struct gkri_ordinal o;
	struct gkri_label l;

	if (is_value(p, n))
		return 1;
	gkri_trim(&p, &n);
	gkri_ordinal(p, n, &o);
	return o.kind != GKRI_ORDINAL_NONE &&
	    gkri_label_match(gkri_cell_text(r->g, c), c->len,
		GKRI_LABEL_ROW | GKRI_LABEL_GROUP, 0, &l);
}

/* A piece between TABs; `fresh` where it does not go on with a wrapped one. */
static int32_t piece(
    struct reader *r, uint32_t at, uint32_t len, uint32_t line, int fresh)
{
	const char *p = r->g->window->data + at;
	int32_t rc;

	if (gkri_is_blank(p, len))
		return GKR_OK;
	if (!fresh && r->begun && r->marks == 0 && !ends_cell(r, p, len))
		return gkri_region_join(r->g, at, len, line, 1);
	rc = put_blanks(r, at, line);
	return rc == GKR_OK ? put_cell(r, at, len, line) : rc;
}

static int32_t text_line(struct reader *r, const struct gkri_line *l, int fresh)
{
	uint32_t at = l->at, end = l->at + l->len;
	int32_t rc;

	for (;;) {
		const char *p = r->g->window->data + at;
		const char *tab = memchr(p, '\t', end - at);
		uint32_t n = tab ? (uint32_t)(tab - p) : end - at;

		rc = piece(r, at, n, l->line, fresh);
		if (!tab || rc != GKR_OK)
			return rc;
		r->marks++;
		fresh = 1;
		at += n + 1;
	}
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	struct reader r;
	int32_t rc = GKR_OK;
	size_t i, ends = 0;

	memset(&r, 0, sizeof(r));
	r.g = g;
	r.wrapped = hanging(g, lo, hi, 3) >= 3;
	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (i > lo)
			ends++;
		if (l->flags & GKRI_LINE_BLANK && l->len == 0)
			continue;
		r.marks += (uint32_t)(r.wrapped ? ends / 2 : ends) * 2;
		rc = text_line(&r, l, !(r.wrapped && ends == 1));
		ends = 0;
	}
	if (rc == GKR_OK && hi > lo) {
		const struct gkri_line *l = &g->lines[hi - 1];

		ends++;
		r.marks += (uint32_t)(r.wrapped ? ends / 2 : ends) * 2;
		rc = put_blanks(&r, l->at + l->len, l->line);
	}
	return rc;
}

const struct gkri_layout gkri_layout_marks = {GKR_LAYOUT_TABS, score, read};
