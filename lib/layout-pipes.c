/*
 * Bars between cells: Markdown, org, asciidoc, mediawiki, and what editors
 * and pasted pages make of them.  Two habits: a row a line, or a cell a line
 * with bars behind it (or on lines of their own), where the end of a row and
 * an empty cell leave no sure trace.
 */
#include <string.h>
#include "layout.h"
#include "text.h"
#include "word.h"

/* No row without bars is longer, in bytes. */
#define LOOSE 200

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	(void)g;
	(void)lo;
	(void)hi;
	return k->box || k->grid ? k->bar : k->bar * 3;
}

/* The bar that ends the cell at p; a backslash takes a bar's meaning away. */
static const char *next_bar(const char *p, const char *end)
{
	const char *bar = p;

	while ((bar = memchr(bar, '|', (size_t)(end - bar))) != NULL) {
		if (bar == p || bar[-1] != '\\')
			return bar;
		bar++;
	}
	return NULL;
}

/* Nothing but - : = + | and blanks, with a dash among them. */
static int is_strokes(const char *p, size_t n)
{
	int dash = 0;

	gkri_trim(&p, &n);
	for (; n; p++, n--) {
		if (*p == '-' || *p == '=')
			dash = 1;
		else if (*p != ':' && *p != '+' && *p != '|' && *p != ' ')
			return 0;
	}
	return dash;
}

/* So much may stand before every line of a text; in bytes. */
#define BEFORE 8

/* The line under a head, whatever stands before every line of the text. */
static int is_rule(const char *p, size_t n)
{
	const char *bar;

	if (is_strokes(p, n))
		return 1;
	bar = memchr(p, '|', n < BEFORE ? n : BEFORE);
	if (!bar || bar == p || (unsigned char)*p >= 0x80)
		return 0;
	n -= (size_t)(bar - p);
	return n > 5 && is_strokes(bar, n) &&
	    (memcmp(bar, "|---", 4) == 0 || memcmp(bar, "| ---", 5) == 0) &&
	    memchr(bar + 5, '|', n - 5) != NULL && bar[n - 1] == '|';
}

static int only_bars(const char *p, size_t n)
{
	return strspn(p, "| ") >= n;
}

/* How many cells of the line hold something, at most 2. */
static int filled(const char *p, size_t n)
{
	const char *end = p + n, *bar;
	int count = 0;

	for (; count < 2; p = bar + 1) {
		bar = next_bar(p, end);
		count += !gkri_is_blank(p, (size_t)((bar ? bar : end) - p));
		if (!bar)
			break;
	}
	return count;
}

/* Does the line's only filled cell hold what cannot be a row's label? */
static int holds_no_label(const char *p, const char *end)
{
	struct gkri_value v;
	const char *bar;
	size_t n;

	while (p < end && (*p == '|' || gkri_blank(p, (size_t)(end - p))))
		p += *p == '|' ? 1 : gkri_blank(p, (size_t)(end - p));
	bar = next_bar(p, end);
	n = (size_t)((bar ? bar : end) - p);
	if (memchr(p, '<', n))
		return 1;
	gkri_trim(&p, &n);
	gkri_value_read(p, n, &v);
	return v.state != GKR_STATE_TEXT;
}

/*
 * A row that is closed at both ends, however few of its cells are filled; but a
 * line of tags, or a value alone, is one of a drawn cell that holds a table.
 */
static int is_closed_row(const char *p, size_t n)
{
	const char *end, *bar;

	gkri_trim(&p, &n);
	end = p + n;
	if (n < 3 || p[0] != '|' || end[-1] != '|')
		return 0;
	bar = next_bar(p + 1, end);
	return bar && bar + 1 < end && !only_bars(p, n) &&
	    !holds_no_label(p, end);
}

/* Is it a cell a line? */
static int by_cell(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, single = 0, several = 0;

	for (i = lo; i < hi; i++) {
		const struct gkri_line *l = &g->lines[i];
		const char *p = g->window->data + l->at;

		if (!(l->flags & GKRI_LINE_BAR) || is_rule(p, l->len))
			continue;
		if (filled(p, l->len) > 1 || is_closed_row(p, l->len))
			several++;
		else
			single++;
	}
	return single > 3 * several && single > 8;
}

/* mediawiki: attributes of a cell stand before a bar of their own. */
static const char *skip_attributes(const char *p, const char *end)
{
	const char *bar = next_bar(p, end);
	const char *q;

	if (bar && bar > p && bar[-1] == '"' &&
	    (bar + 1 == end || bar[1] != '|'))
		for (q = p; q < bar; q++)
			if (*q == '=')
				return bar + 1;
	return p;
}

/* dokuwiki: a cell of line breaks alone, \\\\ \\\\, is empty. */
static int is_breaks(const char *p, size_t n)
{
	size_t pairs = 0;

	gkri_trim(&p, &n);
	for (; n >= 2 && p[0] == '\\' && p[1] == '\\'; pairs++) {
		p += 2;
		n -= 2;
		while (n && *p == ' ') {
			p++;
			n--;
		}
	}
	return n == 0 && pairs > 1;
}

static int32_t put_piece(
    struct gkri_region *g, uint32_t at, uint32_t len, uint32_t line)
{
	return gkri_region_slice(
	    g, at, is_breaks(g->window->data + at, len) ? 0 : len, line);
}

/* Splits [at, end) at bars into cells of the last row. */
static int32_t split(
    struct gkri_region *g, uint32_t at, uint32_t end, uint32_t line, int closed)
{
	const char *base = g->window->data;
	int32_t rc = GKR_OK;

	while (rc == GKR_OK) {
		const char *bar = next_bar(base + at, base + end);
		uint32_t stop = bar ? (uint32_t)(bar - base) : end;

		if (!bar && closed && gkri_is_blank(base + at, end - at))
			break;
		rc = put_piece(g, at, stop - at, line);
		if (!bar)
			break;
		at = stop + 1;
	}
	return rc;
}

/* Does the line begin with a bar? */
static int begins_with_bar(
    const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at;
	size_t i = strspn(p, " ");

	return i < l->len && p[i] == '|';
}

/* Is a bar the line's last character? */
static int ends_with_bar(const struct gkri_region *g, const struct gkri_line *l)
{
	return l->len && g->window->data[l->at + l->len - 1] == '|';
}

/*
 * Do rows begin with a bar?  Where most do not, a bar at the front stands
 * behind an empty cell.
 */
static int rows_open(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, open = 0, bare = 0;

	for (i = lo; i < hi; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (!(l->flags & GKRI_LINE_BAR))
			continue;
		if (begins_with_bar(g, l))
			open++;
		else
			bare++;
	}
	return open >= bare;
}

static int32_t row(struct gkri_region *g, const struct gkri_line *l, int open)
{
	const char *p = g->window->data + l->at;
	uint32_t at = l->at + (uint32_t)strspn(p, " "), end = l->at + l->len;
	int first = open && begins_with_bar(g, l);
	int32_t rc = gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, 0);

	return rc == GKR_OK
	    ? split(g, at + (uint32_t)first, end, l->line, first)
	    : rc;
}

/*
 * A row that has no bars, between rows that have: the words of the line, its
 * label as one.  How many values it has, 0 where it is no such row.
 */
static uint32_t loose_row(const struct gkri_region *g,
    const struct gkri_line *l, struct gkri_line_word *w, uint32_t *words)
{
	struct gkri_label label;
	uint32_t values;
	const char *p = g->window->data;

	if (l->flags & GKRI_LINE_BAR || l->len > LOOSE)
		return 0;
	*words = gkri_line_words(g, l, w);
	values = gkri_trailing_values(w, *words);
	if (values == 0 || values == *words)
		return 0;
	p += w[0].at;
	return gkri_label_match(p,
		   w[*words - values - 1].at + w[*words - values - 1].len -
		       w[0].at,
		   GKRI_LABEL_ROW, 0, &label) &&
		label.how <= GKRI_MATCH_FOLDED
	    ? values
	    : 0;
}

static int32_t put_loose(struct gkri_region *g, const struct gkri_line *l,
    const struct gkri_line_word *w, uint32_t words, uint32_t values)
{
	uint32_t label = words - values, i;
	int32_t rc =
	    gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, GKRI_ROW_LOSSY);

	if (rc == GKR_OK)
		rc = gkri_region_slice(g, w[0].at,
		    w[label - 1].at + w[label - 1].len - w[0].at, l->line);
	for (i = label; i < words && rc == GKR_OK; i++)
		rc = gkri_region_slice(g, w[i].at, w[i].len, l->line);
	return rc;
}

/* How many cells of the line hold numbers, how many anything else. */
struct holds {
	uint32_t numbers, others;
};

static void look_at(
    const struct gkri_region *g, const struct gkri_line *l, struct holds *h)
{
	const char *p = g->window->data + l->at, *end = p + l->len, *bar, *q;
	struct gkri_value v;
	size_t n;

	h->numbers = h->others = 0;
	for (; p < end; p = bar + 1) {
		bar = next_bar(p, end);
		n = (size_t)((bar ? bar : end) - p);
		q = p;
		gkri_trim(&q, &n);
		gkri_value_read(q, n, &v);
		h->numbers += v.state == GKR_STATE_NUMBER;
		h->others += n && v.state != GKR_STATE_NUMBER;
		if (!bar)
			break;
	}
}

/*
 * The end of a row that a filter cut behind a bar, where rows begin with none:
 * numbers alone, below what would be an empty cell.
 */
static int is_cut_off(const struct gkri_region *g, size_t lo, size_t i)
{
	const struct gkri_line *l = &g->lines[i];
	struct holds h, above;
	const char *p;
	size_t n;

	if (i == lo || begins_with_bar(g, l))
		return 0;
	p = g->window->data + l[-1].at;
	n = l[-1].len;
	gkri_trim(&p, &n);
	if (n == 0 || p[n - 1] != '|')
		return 0;
	look_at(g, l, &h);
	look_at(g, l - 1, &above);
	return h.numbers && !h.others && above.numbers && above.others;
}

/* A line of an open row: its first piece goes on with the last cell. */
static int32_t more_cells(struct gkri_region *g, const struct gkri_line *l)
{
	uint32_t at = l->at, end = l->at + l->len;
	const char *base = g->window->data,
		   *bar = next_bar(base + at, base + end);
	uint32_t stop = bar ? (uint32_t)(bar - base) : end;
	int32_t rc;

	rc = gkri_region_join(g, at, stop - at, l->line, 1);
	return rc == GKR_OK && bar
	    ? split(g, stop + 1, end, l->line, ends_with_bar(g, l))
	    : rc;
}

static int32_t read_rows(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	struct gkri_line_word w[GKRI_WORDS];
	uint32_t words = 0, values;
	int open = rows_open(g, lo, hi);
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];
		const char *p = g->window->data + l->at;

		if (!l->len || is_rule(p, l->len) || l->flags & GKRI_LINE_BLANK)
			continue;
		if (!open && is_cut_off(g, lo, i)) {
			rc = more_cells(g, l);
			continue;
		}
		values = loose_row(g, l, w, &words);
		rc = values ? put_loose(g, l, w, words, values)
			    : row(g, l, open);
	}
	return rc;
}

/* ---- cells of several lines ---- */

/* A row is open from the line that begins with a bar to one that ends so. */
static int is_open(
    const struct gkri_region *g, const struct gkri_line *l, int open)
{
	return (open || begins_with_bar(g, l)) && !ends_with_bar(g, l);
}

/*
 * jira: where a cell has line ends, its row goes over as many lines, and ends
 * with the one that ends with a bar.
 */
static int is_wrapped(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, closed = 0;
	int open = 0;

	for (i = lo; i < hi; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (begins_with_bar(g, l) ? open
					  : !open && l->flags & GKRI_LINE_BAR)
			return 0;
		closed += open && ends_with_bar(g, l);
		open = is_open(g, l, open);
	}
	return closed > 2;
}

static int32_t read_wrapped(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	int open = 0;

	for (; lo < hi && rc == GKR_OK; lo++) {
		const struct gkri_line *l = &g->lines[lo];
		uint32_t at =
		    l->at + (uint32_t)strspn(g->window->data + l->at, " ");

		if (open) {
			rc = more_cells(g, l);
		} else if (!begins_with_bar(g, l)) {
			if (!(l->flags & GKRI_LINE_BLANK))
				rc = row(g, l, 1);
		} else if (!is_rule(g->window->data + l->at, l->len)) {
			rc = gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, 0);
			if (rc == GKR_OK)
				rc = split(g, at + 1, l->at + l->len, l->line,
				    ends_with_bar(g, l));
		}
		open = is_open(g, l, open);
	}
	return rc;
}

/* A wiki table: every line that begins with a bar begins a cell. */
static int is_wiki(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, breaks = 0;

	for (i = lo; i < hi; i++) {
		const char *p = g->window->data + g->lines[i].at;

		if (g->lines[i].len >= 2 &&
		    (memcmp(p, "|-", 2) == 0 || memcmp(p, "{|", 2) == 0))
			breaks += g->lines[i].len == 2 || p[2] != '-';
	}
	return breaks > 1;
}

static int32_t wiki_cell(
    struct gkri_region *g, const struct gkri_line *l, int *open)
{
	const char *base = g->window->data, *p = base + l->at + 1,
		   *end = p + l->len - 1;
	int32_t rc = GKR_OK;

	if (!*open)
		rc = gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, 0);
	*open = 1;
	p = skip_attributes(p, end);
	return rc == GKR_OK ? gkri_region_slice(g, (uint32_t)(p - base),
				  (uint32_t)(end - p), l->line)
			    : rc;
}

static int32_t read_wiki(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	int open = 0, joins = 0;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];
		const char *p = g->window->data + l->at;
		char c = l->len ? *p : 0;

		if (l->flags & GKRI_LINE_BLANK && c != '|')
			continue;
		if ((c == '|' && l->len > 1 && (p[1] == '-' || p[1] == '}')) ||
		    c == '{') {
			open = 0;
			joins = p[0] == '|' && p[1] == '-';
		} else if (c == '|' || c == '!') {
			rc = wiki_cell(g, l, &open);
		} else if (open && joins) {
			rc = gkri_region_join(g, l->at, l->len, l->line, 1);
		} else {
			rc = row(g, l, 1);
		}
	}
	return rc;
}

/* One cell as a row of its own. */
static int32_t put_cell(struct gkri_region *g, const struct gkri_line *l,
    const char *p, size_t n, uint8_t flags)
{
	int32_t rc = gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, flags);

	return rc == GKR_OK
	    ? gkri_region_slice(
		  g, (uint32_t)(p - g->window->data), (uint32_t)n, l->line)
	    : rc;
}

/*
 * A cell a line: rows of one cell, whose ends are not known.  Empty cells
 * leave a trace only where they hold a blank that is no plain space.
 */
static int32_t read_cells(struct gkri_region *g, size_t lo, size_t hi)
{
	uint8_t flags = GKRI_ROW_OPEN |
	    (gkri_layout_shows_blanks(g, lo, hi) ? 0 : GKRI_ROW_LOSSY);
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];
		const char *p = g->window->data + l->at, *end = p + l->len;

		if (only_bars(p, l->len) || is_rule(p, l->len))
			continue;
		while (rc == GKR_OK) {
			const char *q = next_bar(p, end);
			size_t n = (size_t)((q ? q : end) - p);

			if (!gkri_is_blank(p, n) ||
			    gkri_layout_is_shown_blank(p, n))
				rc = put_cell(g, l, p, n, flags);
			if (!q)
				break;
			p = q + 1;
		}
	}
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	if (is_wiki(g, lo, hi))
		return read_wiki(g, lo, hi);
	if (is_wrapped(g, lo, hi))
		return read_wrapped(g, lo, hi);
	if (by_cell(g, lo, hi))
		return read_cells(g, lo, hi);
	return read_rows(g, lo, hi);
}

const struct gkri_layout gkri_layout_pipes = {GKR_LAYOUT_PIPES, score, read};
