/* Which layout a run of lines has. */
#include <string.h>
#include "html.h"
#include "layout.h"
#include "text.h"

static const struct gkri_layout *const layouts[] = {
    &gkri_layout_lines,
    &gkri_layout_tabs,
    &gkri_layout_marks,
    &gkri_layout_pipes,
    &gkri_layout_asciidoc,
    &gkri_layout_boxes,
    &gkri_layout_grid,
    &gkri_layout_rules,
    &gkri_layout_runs,
    &gkri_layout_aligned,
    &gkri_layout_paragraphs,
    &gkri_layout_words,
    &gkri_layout_bars,
    &gkri_layout_apart,
    &gkri_layout_commas,
    &gkri_layout_parted,
    &gkri_layout_lists,
    &gkri_layout_flow,
};

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Display columns of the blank at p, its bytes in *k; 0: none is there. */
static size_t blank_columns(const char *p, size_t n, size_t *k)
{
	*k = *p == ' ' ? 1 : (unsigned char)*p < 0xc2 ? 0 : gkri_blank(p, n);
	return *k == 3 ? 2 : *k != 0;
}

/* Dash rules and grid rules: only - = + : | and blanks, and enough of them. */
static void look_rule(struct gkri_look *k, const char *p, size_t n)
{
	size_t i, dashes = 0, plus = 0, bytes;

	gkri_trim(&p, &n);
	for (i = 0; i < n; i += bytes) {
		bytes = 1;
		if (p[i] == '-' || p[i] == '=')
			dashes++;
		else if (p[i] == '+')
			plus++;
		else if (p[i] != '|' && p[i] != ':' &&
		    !blank_columns(p + i, n - i, &bytes))
			return;
	}
	if (dashes >= 3 && plus >= 2)
		k->grid++;
	else if (dashes >= 3)
		k->rule++;
}

/* Values side by side: with one blank between, whatever its width, or more. */
static void look_values(struct gkri_look *k, const char *p, size_t n)
{
	size_t i, gap = 0, near = 0, far = 0, columns, bytes, blanks = 0;
	int seen = 0, gaps = 0;

	if (!memchr(p, ' ', n) && !memchr(p, 0xc2, n) && !memchr(p, 0xe3, n))
		return;
	bytes = gkri_blanks(p, n);
	p += bytes;
	n -= bytes;

	for (i = 0; i < n; i += bytes) {
		columns = blank_columns(p + i, n - i, &bytes);
		gap += columns;
		blanks += columns > 0;
		if (columns)
			continue;
		bytes = 1;
		if (seen && gap && is_digit(p[i])) {
			near += blanks == 1;
			far += blanks > 1;
		}
		gaps |= gap > 2;
		seen = is_digit(p[i]);
		gap = blanks = 0;
	}
	k->gaps += (uint32_t)gaps;
	if (far)
		k->wide++;
	else if (near)
		k->run++;
}

/* Behind the blanks in front, of whatever kind. */
static char first_character(const char *p, size_t n)
{
	size_t lead = strspn(p, " ");

	if (lead < n && (unsigned char)p[lead] >= 0xc2)
		gkri_trim(&p, &n);
	else
		p += lead;
	return *p;
}

static void look_line(
    struct gkri_look *k, const struct gkri_line *line, const char *p)
{
	/* most lines of most tables */
	if ((line->flags & ~(GKRI_LINE_BLANK | GKRI_LINE_DIGIT)) ==
	    GKRI_LINE_TAB_FIRST) {
		k->lines++;
		k->tab_first++;
		return;
	}
	if (line->flags & GKRI_LINE_BLANK &&
	    !(line->flags & (GKRI_LINE_TAB_FIRST | GKRI_LINE_BAR))) {
		k->blank++;
		return;
	}
	k->lines++;
	if (line->flags & GKRI_LINE_TAB_FIRST)
		k->tab_first++;
	if (line->flags & GKRI_LINE_TAB) {
		k->tab_inside++;
		k->tab_many += (line->flags & GKRI_LINE_TAB_FIRST) != 0;
	}
	if (line->flags & GKRI_LINE_BOX)
		k->box++;
	if (line->flags & GKRI_LINE_BAR) {
		k->bar++;
		k->bar_first += p[strspn(p, " ")] == '|';
	}
	if (line->len &&
	    !(line->flags & (GKRI_LINE_TAB_FIRST | GKRI_LINE_TAB))) {
		char c = first_character(p, line->len);

		if (c == '-' || c == '+' || c == '=' || c == '|')
			look_rule(k, p, line->len);
		look_values(k, p, line->len);
	}
}

/* Takes tags and references out of a cell. */
static int32_t strip(struct gkri_region *g, struct gkri_cell *c)
{
	const char *p = gkri_cell_text(g, c), *text;
	size_t n;
	int32_t rc;

	g->work_cells++;
	if (!gkri_html_has_markup(p, c->len))
		return GKR_OK;
	rc = gkri_buf_reserve(&g->arena, 2 * (size_t)c->len + 1);
	if (rc != GKR_OK)
		return rc;
	text = g->arena.data + g->arena.len;
	n = gkri_html_strip(
	    gkri_cell_text(g, c), c->len, g->arena.data + g->arena.len);
	gkri_trim(&text, &n);
	c->at = (uint32_t)(text - g->arena.data);
	c->len = (uint32_t)n;
	c->flags |= GKRI_AT_ARENA;
	c->kind = GKRI_CELL_BLANK;
	g->arena.len = c->at + n;
	return GKR_OK;
}

/* What is left of HTML in the cells that lines [lo, hi) became. */
static int32_t strip_cells(
    struct gkri_region *g, size_t cell, size_t lo, size_t hi)
{
	const struct gkri_line *last = &g->lines[hi - 1];
	uint32_t at = g->lines[lo].at;
	int32_t rc = GKR_OK;

	if (!gkri_html_has_markup(
		g->window->data + at, last->at + last->len - at))
		return GKR_OK;
	for (; cell < g->cell_count && rc == GKR_OK; cell++)
		rc = strip(g, &g->cells[cell]);
	return rc;
}

/* ---- indentation ---- */

/* Blanks with which both begin, at most n bytes of whole characters. */
static size_t same_blanks(const char *a, size_t n, const char *b, size_t m)
{
	size_t i = 0, k;

	while (i < n && a[i] != '\t' && (k = gkri_blank(a + i, n - i)) != 0 &&
	    k <= m - i && memcmp(a + i, b + i, k) == 0)
		i += k;
	return i;
}

/* Bytes of blanks go, with which the line begins. */
static void shorten(struct gkri_line *l, const char *p, size_t k)
{
	l->at += (uint32_t)k;
	l->len -= (uint32_t)k;
	if (l->len && p[k] == '\t' && l->flags & GKRI_LINE_TAB) {
		l->flags |= GKRI_LINE_TAB_FIRST;
		if (!memchr(p + k + 1, '\t', l->len - 1))
			l->flags &= (uint8_t)~GKRI_LINE_TAB;
	}
}

/* Takes off the blanks, but for TABs, with which all lines begin. */
static void outdent(struct gkri_region *g, size_t lo, size_t hi)
{
	const char *base = g->window->data, *first = NULL;
	size_t i, n = SIZE_MAX, k;

	for (i = lo; i < hi && n; i++) {
		struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK)
			continue;
		if (!first) {
			first = base + l->at;
			n = l->len;
		}
		n = same_blanks(first, n, base + l->at, l->len);
	}
	if (!first || n == 0)
		return;
	for (i = lo; i < hi; i++) {
		struct gkri_line *l = &g->lines[i];

		k = same_blanks(first, n, base + l->at, l->len);
		shorten(l, base + l->at, k);
	}
}

int32_t gkri_layout_run(struct gkri_region *g)
{
	struct gkri_look look;
	const struct gkri_layout *best = NULL;
	uint32_t score, most = 0;
	size_t i, lo = g->line_done, hi = g->line_count, cell = g->cell_count;
	size_t row = g->row_count;
	int32_t rc;

	if (lo == hi)
		return GKR_OK;
	rc = gkri_region_pages(g, lo, hi);
	if (rc != GKR_OK)
		return rc;
	hi = g->line_count;
	outdent(g, lo, hi);
	memset(&look, 0, sizeof(look));
	for (i = lo; i < hi; i++)
		look_line(
		    &look, &g->lines[i], g->window->data + g->lines[i].at);
	for (i = 0; i < sizeof(layouts) / sizeof(*layouts); i++) {
		score = layouts[i]->score(g, &look, lo, hi);
		if (score > most) {
			most = score;
			best = layouts[i];
		}
	}
	g->line_done = hi;
	rc = best ? best->read(g, lo, hi) : GKR_OK;
	if (rc == GKR_OK)
		gkri_layout_unnumber(g, row);
	return rc == GKR_OK ? strip_cells(g, cell, lo, hi) : rc;
}
