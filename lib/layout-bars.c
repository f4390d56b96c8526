/*
 * Bars on lines of their own, empty lines around them: what is between is a
 * cell, over as many lines as it likes.  A line of two blanks, which Markdown
 * takes for a line's end, ends a row.
 */
#include "layout.h"
#include "text.h"

static int is_bar(const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at;
	size_t n = l->len;

	if (!(l->flags & GKRI_LINE_BAR))
		return 0;
	gkri_trim(&p, &n);
	return n == 1;
}

static int ends_row(const struct gkri_line *l)
{
	return l->flags & GKRI_LINE_BLANK && l->len > 1;
}

/* Only - : | and blanks, and no nil mark: what parts a head from its rows. */
static int is_rule(const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at;
	size_t i, dashes = 0;

	for (i = 0; i < l->len; i++) {
		dashes += p[i] == '-';
		if (p[i] != '-' && p[i] != '|' && p[i] != ':' && p[i] != ' ')
			return 0;
	}
	return dashes > 2;
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	size_t i, bars = 0, apart = 0, ends = 0;

	if (k->bar < 6)
		return 0;
	for (i = lo; i < hi; i++) {
		ends += (size_t)ends_row(&g->lines[i]);
		if (!is_bar(g, &g->lines[i]))
			continue;
		bars++;
		apart += i > lo && g->lines[i - 1].len == 0;
	}
	return bars * 5 >= (size_t)k->bar * 4 && apart * 5 >= bars * 4 &&
		ends > 2
	    ? k->bar * 4
	    : 0;
}

/* A text begins a row, or goes on with its last cell. */
static int32_t put_text(
    struct gkri_region *g, const struct gkri_line *l, int open)
{
	int32_t rc;

	if (open)
		return gkri_region_join(g, l->at, l->len, l->line, 1);
	rc = gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, 0);
	return rc == GKR_OK ? gkri_region_slice(g, l->at, l->len, l->line) : rc;
}

/* A bar begins a cell; before the first of a row one is empty. */
static int32_t put_bar(
    struct gkri_region *g, const struct gkri_line *l, int open)
{
	int32_t rc = GKR_OK;

	if (!open) {
		rc = gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, 0);
		if (rc == GKR_OK)
			rc = gkri_region_slice(g, l->at, 0, l->line);
	}
	return rc == GKR_OK ? gkri_region_slice(g, l->at + l->len, 0, l->line)
			    : rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	int open = 0;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK) {
			open = open && !ends_row(l);
			continue;
		}
		if (is_rule(g, l))
			continue;
		rc = is_bar(g, l) ? put_bar(g, l, open) : put_text(g, l, open);
		if (open && rc == GKR_OK)
			g->cells[g->cell_count - 1].line = l->line;
		open = 1;
	}
	return rc;
}

const struct gkri_layout gkri_layout_bars = {GKR_LAYOUT_PIPES, score, read};
