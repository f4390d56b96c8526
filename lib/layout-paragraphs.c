/*
 * A paragraph a line, nothing between cells but the line's end.  An empty
 * line is an empty cell, unless there is one behind every line: then empty
 * cells have left no trace, and only full rows find their places.
 */
#include "layout.h"

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	(void)g;
	(void)k;
	(void)lo;
	(void)hi;
	return 1;
}

/* Does an empty line stand behind (nearly) every line? */
static int is_spaced(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, lines = 0, followed = 0;

	for (i = lo; i + 1 < hi; i++) {
		if (g->lines[i].flags & GKRI_LINE_BLANK)
			continue;
		lines++;
		followed += (g->lines[i + 1].flags & GKRI_LINE_BLANK) != 0;
	}
	return followed * 2 > lines || followed == 0;
}

/* How empty cells show: by empty lines, by lines of odd blanks, or not. */
enum { EMPTY_LINES, ODD_BLANKS, NOT_SHOWN };

static int habit(const struct gkri_region *g, size_t lo, size_t hi)
{
	if (gkri_layout_shows_blanks(g, lo, hi))
		return ODD_BLANKS;
	return is_spaced(g, lo, hi) ? NOT_SHOWN : EMPTY_LINES;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int mode = habit(g, lo, hi);
	uint8_t flags =
	    GKRI_ROW_OPEN | (mode == NOT_SHOWN ? GKRI_ROW_LOSSY : 0);
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK && mode != EMPTY_LINES &&
		    !gkri_layout_is_shown_blank(
			g->window->data + l->at, l->len))
			continue;
		if (gkri_layout_is_stroke(g->window->data + l->at, l->len))
			continue;
		rc = gkri_region_row(g, l->line, GKR_LAYOUT_PARAGRAPHS, flags);
		if (rc == GKR_OK)
			rc = gkri_region_slice(g, l->at, l->len, l->line);
	}
	return rc;
}

const struct gkri_layout gkri_layout_paragraphs = {
    GKR_LAYOUT_PARAGRAPHS, score, read};
