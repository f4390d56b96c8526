/*
 * TABs on lines of their own, as a browser's copy of a page has them where
 * cells hold paragraphs:
 *
 *	label <LF> <LF> <TAB> <LF> <LF> 7 <LF> <LF> <TAB> ...
 *
 * A TAB parts two cells, two in a line have an empty one between them.  An
 * empty line parts two paragraphs of a cell; more of them end the row.
 */
#include <string.h>
#include "layout.h"
#include "text.h"

struct reader {
	struct gkri_region *g;
	int open;	 /* a row is */
	int parted;	 /* it has a TAB */
	int empty;	 /* nothing was put into its last cell */
	unsigned blanks; /* empty lines since the last text or TAB */
	uint32_t line;	 /* the last one's number */
	int paged;	 /* a page's end stood since the last text or TAB */
};

static int is_blank(const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at;
	size_t n = l->len;

	if (n && l->flags & GKRI_LINE_DIGIT)
		return 0;
	gkri_trim(&p, &n);
	return n == 0;
}

/* Nothing but TABs, and blanks behind them; with blanks before it one would
 * begin a cell. */
static int is_tab(const struct gkri_region *g, const struct gkri_line *l)
{
	return l->flags & (GKRI_LINE_TAB_FIRST | GKRI_LINE_TAB) &&
	    g->window->data[l->at] == '\t' && is_blank(g, l);
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	size_t i, apart = 0, other = 0, texts = 0;

	if (k->tab_first < 6 || k->bar || k->box || k->grid)
		return 0;
	for (i = lo; i < hi; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (is_tab(g, l))
			apart++;
		else if (l->flags & (GKRI_LINE_TAB_FIRST | GKRI_LINE_TAB))
			other++;
		else
			texts += !is_blank(g, l);
	}
	return apart > 8 * other && texts * 2 > apart ? k->tab_first * 6 : 0;
}

/* No label or value is longer: a cell that grows is not read over and over. */
#define SHORT_TEXT 256

static int is_value(const char *p, size_t n)
{
	struct gkri_value v;

	if (n > SHORT_TEXT)
		return 0;
	gkri_value_read(p, n, &v);
	return v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL;
}

static int is_label(const char *p, size_t n)
{
	struct gkri_label l;

	return n <= SHORT_TEXT &&
	    gkri_label_match(p, n, GKRI_LABEL_ANY, 0, &l) &&
	    l.how <= GKRI_MATCH_FOLDED;
}

/*
 * May a paragraph go on with the last cell?  Behind a number only its note
 * does; text before a table looks as if it went on with its first cell.
 */
static int goes_on(const struct reader *r, const char *p, size_t n)
{
	const struct gkri_cell *c = &r->g->cells[r->g->cell_count - 1];
	const char *text = gkri_cell_text(r->g, c);

	if (r->empty || n == 0)
		return 1;
	if (is_value(text, c->len))
		return n > 3 && (*p == '(' || memcmp(p, "（", 3) == 0);
	return r->parted ||
	    !((c->len > 3 && memcmp(text + c->len - 3, "。", 3) == 0) ||
		is_label(text, c->len) || is_label(p, n));
}

/* The open cell has ended; it is put now if it holds nothing. */
static int32_t end_cell(struct reader *r, uint32_t at, uint32_t line)
{
	int32_t rc = r->empty ? gkri_region_slice(r->g, at, 0, line) : GKR_OK;

	r->empty = 1;
	return rc;
}

static int32_t begin_row(struct reader *r, const struct gkri_line *l)
{
	int32_t rc = r->open ? end_cell(r, l->at, l->line) : GKR_OK;

	r->open = 1;
	r->parted = 0;
	r->empty = 1;
	return rc == GKR_OK ? gkri_region_row(r->g, l->line, GKR_LAYOUT_TABS, 0)
			    : rc;
}

/* Does the row go on?  Around a page's end there are empty lines of its own. */
static int is_within(const struct reader *r, const char *p, size_t n)
{
	return r->paged ? !is_label(p, n) : r->blanks < 2;
}

static int32_t put_text(struct reader *r, const struct gkri_line *l)
{
	const char *p = r->g->window->data + l->at;
	size_t n = l->len;
	int32_t rc = GKR_OK;

	gkri_trim(&p, &n);
	if (r->open && is_within(r, p, n) && goes_on(r, p, n)) {
		if (!r->empty)
			return gkri_region_join(
			    r->g, l->at, l->len, l->line, 1);
	} else {
		rc = begin_row(r, l);
	}
	if (rc == GKR_OK)
		rc = gkri_region_slice(r->g, l->at, l->len, l->line);
	r->empty = 0;
	return rc;
}

static int32_t put_tabs(struct reader *r, const struct gkri_line *l)
{
	const char *p = r->g->window->data + l->at;
	int32_t rc = GKR_OK;
	uint32_t i;

	if (!r->open || (r->blanks > 1 && !r->empty && !r->paged))
		rc = begin_row(r, l);
	for (i = 0; i < l->len && rc == GKR_OK; i++)
		if (p[i] == '\t')
			rc = end_cell(r, l->at + i, l->line);
	r->parted = 1;
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	struct reader r = {g, 0, 0, 0, 0, 0, 0};
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];
		int tab = is_tab(g, l);

		/* a page mark is no line of the region */
		r.paged |= l->flags & GKRI_LINE_PAGE ||
		    (i > lo && l->line - r.line > 1);
		r.line = l->line;
		if (!tab && is_blank(g, l)) {
			r.blanks++;
			continue;
		}
		rc = tab ? put_tabs(&r, l) : put_text(&r, l);
		r.blanks = 0;
		r.paged = 0;
	}
	if (r.open && rc == GKR_OK)
		rc = end_cell(&r, g->lines[hi - 1].at, g->lines[hi - 1].line);
	return rc;
}

const struct gkri_layout gkri_layout_apart = {GKR_LAYOUT_TABS, score, read};
