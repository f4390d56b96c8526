/*
 * A cell a line, a TAB before it.  Three habits of the same converters:
 *
 *	a row's cells stand line by line, an empty line ends the row; where an
 *	empty line stands inside a cell, the next line has no TAB;
 *
 *	a row's cells stand in one line, which begins with a TAB; a cell that
 *	has line breaks goes on in the next line;
 *
 *	a row's first cell has its TAB in the first column, the others have
 *	blanks before it (word processors' HTML).
 */
#include <string.h>
#include "layout.h"
#include "text.h"

enum { BY_BLANK_LINE, BY_LINE, BY_INDENT };

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	(void)g;
	(void)lo;
	(void)hi;
	return k->tab_first * 2 > k->lines / 3 ? k->tab_first * 3
					       : k->tab_first;
}

static int habit(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, many = 0, first = 0, indented = 0;

	for (i = lo; i < hi; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (!(l->flags & GKRI_LINE_TAB_FIRST))
			continue;
		first++;
		if (l->flags & GKRI_LINE_DIGIT)
			continue;
		many += (l->flags & GKRI_LINE_TAB) != 0;
		indented += g->window->data[l->at] != '\t';
	}
	if (many * 3 > first)
		return BY_LINE;
	return indented > 2 ? BY_INDENT : BY_BLANK_LINE;
}

/*
 * May a line without a TAB go on with the last cell?  Behind a number only
 * its note or unit does; behind an empty line only the rest of a label.
 */
static int continues(
    const struct gkri_region *g, const struct gkri_line *l, int after_blank)
{
	const struct gkri_cell *c = &g->cells[g->cell_count - 1];
	const char *p = g->window->data + l->at;
	size_t n = l->len;
	struct gkri_value v;

	gkri_trim(&p, &n);
	gkri_value_read(gkri_cell_text(g, c), c->len, &v);
	if (v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL)
		return !after_blank && n >= 3 &&
		    (*p == '(' || memcmp(p, "（", 3) == 0);
	return !after_blank || (c->len && c->len < 60 && n < 60);
}

static int32_t prose(struct gkri_region *g, const struct gkri_line *l)
{
	int32_t rc =
	    gkri_region_row(g, l->line, GKR_LAYOUT_LINES, GKRI_ROW_PROSE);

	return rc == GKR_OK ? gkri_region_slice(g, l->at, l->len, l->line) : rc;
}

/* A line without a TAB in front. */
static int32_t loose_line(struct gkri_region *g, const struct gkri_line *l,
    int mode, int *open, int after_blank)
{
	const char *p = g->window->data + l->at;
	const char *tab = memchr(p, '\t', l->len);
	uint32_t n = tab ? (uint32_t)(tab - p) : l->len;
	int32_t rc;

	if (mode == BY_INDENT)
		after_blank = 0;
	if (!*open || !continues(g, l, after_blank)) {
		*open = 0;
		return prose(g, l);
	}
	rc = gkri_region_join(g, l->at, n, l->line, 1);
	if (rc == GKR_OK && tab)
		rc = gkri_region_split(
		    g, l->at + n + 1, l->at + l->len, l->line);
	return rc;
}

/* A line with a TAB in front: a cell, or a row of cells. */
static int32_t tab_line(
    struct gkri_region *g, const struct gkri_line *l, int new_row)
{
	const char *p = g->window->data + l->at;
	uint32_t skip = 1;
	int32_t rc = GKR_OK;

	while (*p++ == ' ')
		skip++;

	if (new_row)
		rc = gkri_region_row(g, l->line, GKR_LAYOUT_LINES, 0);
	if (rc != GKR_OK)
		return rc;
	if (!(l->flags & GKRI_LINE_TAB))
		return gkri_region_slice(
		    g, l->at + skip, l->len - skip, l->line);
	return gkri_region_split(g, l->at + skip, l->at + l->len, l->line);
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int mode = habit(g, lo, hi), open = 0, blank = 0;
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_TAB_FIRST) {
			int row = !open || mode == BY_LINE ||
			    (mode == BY_BLANK_LINE
				    ? blank
				    : g->window->data[l->at] == '\t');

			rc = tab_line(g, l, row);
			open = 1;
			blank = 0;
			if (rc == GKR_OK && mode == BY_BLANK_LINE)
				i += gkri_region_digits(g, l + 1, hi - i - 1);
		} else if (l->flags & GKRI_LINE_BLANK) {
			blank++;
			if (blank > 1 && mode == BY_BLANK_LINE)
				open = 0;
		} else {
			rc = loose_line(g, l, mode, &open, blank);
			blank = 0;
		}
	}
	return rc;
}

const struct gkri_layout gkri_layout_lines = {GKR_LAYOUT_LINES, score, read};
