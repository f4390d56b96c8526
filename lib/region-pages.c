/*
 * Page numbers.  A number alone in the line before a form feed is one where
 * it counts pages: from 1, or in step with the others before form feeds.
 */
#include <string.h>
#include "region.h"
#include "text.h"

/* So many empty lines may stand between the number and the form feed. */
#define EMPTY 8
#define UNKNOWN INT32_MAX

/* The page number that the line is, -1: it is none. */
static int32_t number_of(const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at;
	size_t n = l->len, i;
	int32_t v = 0;

	if (l->flags & (GKRI_LINE_TAB | GKRI_LINE_TAB_FIRST))
		return -1; /* a cell */
	gkri_trim(&p, &n);
	for (i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9' || i > 3)
			return -1;
		v = v * 10 + p[i] - '0';
	}
	return n ? v : -1;
}

/* The last line before the form feed at `i` that is not empty; from `lo` on. */
static size_t line_before(const struct gkri_region *g, size_t lo, size_t i)
{
	size_t least = i > lo + EMPTY ? i - EMPTY : lo;

	while (i-- > least)
		if (!(g->lines[i].flags & GKRI_LINE_BLANK))
			return i;
	return SIZE_MAX;
}

/* Do most lines have marks of cells?  A number alone is no cell there. */
static int has_marks(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t lines = 0, marked = 0;

	for (; lo < hi; lo++) {
		uint8_t flags = g->lines[lo].flags;

		lines += !(flags & GKRI_LINE_BLANK);
		marked += (flags &
			      (GKRI_LINE_TAB | GKRI_LINE_TAB_FIRST |
				  GKRI_LINE_BAR)) != 0;
	}
	return marked * 2 > lines;
}

/*
 * By how much the form feeds are ahead of the numbers before them; UNKNOWN
 * where that is not the same for all.  A single one has to be known, or 0, or
 * to stand where it can be nothing else.
 */
static int32_t find_lag(
    const struct gkri_region *g, size_t lo, size_t hi, int32_t page)
{
	int32_t lag = UNKNOWN, v;
	size_t i, j, met = 0;

	for (i = lo; i < hi; i++) {
		if (!(g->lines[i].flags & GKRI_LINE_PAGE))
			continue;
		page++;
		j = line_before(g, lo, i);
		v = j == SIZE_MAX ? -1 : number_of(g, &g->lines[j]);
		if (v < 0)
			continue;
		if (met++ && page - v != lag)
			return UNKNOWN;
		lag = page - v;
	}
	return met > 1 || lag == g->page_lag || has_marks(g, lo, hi) ? lag
								     : UNKNOWN;
}

/* The line becomes a mark; marks are in the order of their lines. */
static int32_t to_mark(struct gkri_region *g, const struct gkri_line *l)
{
	int32_t rc = gkri_region_mark(g, l->at, l->len, l->line);
	struct gkri_mark mark;
	size_t k;

	if (rc != GKR_OK)
		return rc;
	k = g->mark_count - 1;
	for (mark = g->marks[k]; k && g->marks[k - 1].line > mark.line; k--)
		g->marks[k] = g->marks[k - 1];
	g->marks[k] = mark;
	return rc;
}

int32_t gkri_region_pages(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t page = (int32_t)g->pages, lag, rc = GKR_OK;
	size_t i, j, kept;

	if (page == 0)
		return GKR_OK;
	for (i = lo; i < hi; i++)
		page -= (g->lines[i].flags & GKRI_LINE_PAGE) != 0;
	lag = find_lag(g, lo, hi, page);
	if (lag == UNKNOWN)
		return GKR_OK;
	g->page_lag = lag;
	for (i = kept = lo; i < hi && rc == GKR_OK; i++) {
		if (g->lines[i].flags & GKRI_LINE_PAGE) {
			j = line_before(g, lo, kept);
			if (j != SIZE_MAX && number_of(g, &g->lines[j]) >= 0) {
				rc = to_mark(g, &g->lines[j]);
				memmove(g->lines + j, g->lines + j + 1,
				    (kept - j - 1) * sizeof(*g->lines));
				kept--;
			}
		}
		g->lines[kept++] = g->lines[i];
	}
	if (rc == GKR_OK)
		g->line_count -= i - kept;
	return rc;
}
