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

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int spaced = is_spaced(g, lo, hi);
	uint8_t flags = GKRI_ROW_OPEN | (spaced ? GKRI_ROW_LOSSY : 0);
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK && spaced)
			continue;
		rc = gkri_region_row(g, l->line, GKR_LAYOUT_PARAGRAPHS, flags);
		if (rc == GKR_OK)
			rc = gkri_region_slice(g, l->at, l->len, l->line);
	}
	return rc;
}

const struct gkri_layout gkri_layout_paragraphs = {
    GKR_LAYOUT_PARAGRAPHS, score, read};
