/* A row a line, a TAB between its cells. */
#include "layout.h"

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	(void)g;
	(void)lo;
	(void)hi;
	return k->tab_inside > k->tab_first / 2
	    ? (k->tab_inside + k->tab_first) * 2
	    : 0;
}

static int32_t row(struct gkri_region *g, const struct gkri_line *l)
{
	int32_t rc = gkri_region_row(g, l->line, GKR_LAYOUT_TABS, 0);

	return rc == GKR_OK
	    ? gkri_region_split(g, l->at, l->at + l->len, l->line)
	    : rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (!(l->flags & GKRI_LINE_BLANK) ||
		    l->flags & (GKRI_LINE_TAB_FIRST | GKRI_LINE_TAB))
			rc = row(g, l);
	}
	return rc;
}

const struct gkri_layout gkri_layout_tabs = {GKR_LAYOUT_TABS, score, read};
