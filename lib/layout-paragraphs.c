/*
 * A paragraph a line, nothing between cells but the line's end.  Where
 * empty lines stand for empty cells cannot be told from the lines alone, so
 * only full rows find their places.
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

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK)
			continue;
		rc = gkri_region_row(g, l->line, GKR_LAYOUT_PARAGRAPHS,
		    GKRI_ROW_OPEN | GKRI_ROW_LOSSY);
		if (rc == GKR_OK)
			rc = gkri_region_slice(g, l->at, l->len, l->line);
	}
	return rc;
}

const struct gkri_layout gkri_layout_paragraphs = {
    GKR_LAYOUT_PARAGRAPHS, score, read};
