/*
 * Comma-separated values, as spreadsheets write them: a row a line, commas or
 * semicolons between its cells; a cell may stand in quotes, and then have
 * line ends within.
 */
#include <string.h>
#include "layout.h"
#include "text.h"

struct reader {
	struct gkri_region *g;
	char mark;
	int quoted; /* the last cell's quotes are open */
};

/* The end of the cell at p, which begins no quotes or has none to end. */
static const char *cell_end(const char *p, const char *end, char mark)
{
	const char *q;

	if (p < end && *p == '"') {
		for (q = p + 1; q < end; q++) {
			if (*q != '"')
				continue;
			if (q + 1 == end || q[1] == mark)
				return q + 1;
			q += q[1] == '"';
		}
		return end;
	}
	q = memchr(p, mark, (size_t)(end - p));
	return q ? q : end;
}

/* The line's text without the blanks behind it; a TAB or so is in no cell. */
static const char *line_end(
    const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at;
	size_t n = l->len;

	gkri_trim(&p, &n);
	return p + n;
}

/* ---- is it such a text? ---- */

static void unquote(const char **p, size_t *n)
{
	gkri_trim(p, n);
	if (*n && **p == '"') {
		++*p;
		--*n;
		*n -= *n && (*p)[*n - 1] == '"';
	}
	gkri_trim(p, n);
}

static int is_label_or_blank(const char *p, size_t n)
{
	struct gkri_label l;

	unquote(&p, &n);
	return n == 0 ||
	    (gkri_label_match(p, n, GKRI_LABEL_ANY, 0, &l) &&
		l.how <= GKRI_MATCH_NOTED);
}

static int is_value(const char *p, size_t n)
{
	struct gkri_value v;

	unquote(&p, &n);
	gkri_value_read(p, n, &v);
	return v.state != GKR_STATE_TEXT;
}

/* Up to three digits may number the row. */
static int is_index(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && *q >= '0' && *q <= '9')
		q++;
	return q == end && q > p && q - p < 4;
}

/* Does the line begin with a label (or blank) and go on with another cell? */
static int is_row(const char *p, const char *end, char mark)
{
	const char *stop = cell_end(p, end, mark), *next;

	if (stop < end && is_index(p, stop)) {
		p = stop + 1;
		stop = cell_end(p, end, mark);
	}
	if (stop == end || *stop != mark ||
	    !is_label_or_blank(p, (size_t)(stop - p)))
		return 0;
	p = stop + 1;
	next = cell_end(p, end, mark);
	return is_value(p, (size_t)(next - p)) ||
	    is_label_or_blank(p, (size_t)(next - p));
}

/* How many values the line has, 0 where something else stands there too. */
static uint32_t values(const char *p, const char *end, char mark)
{
	const char *stop;
	uint32_t cells = 0;

	for (;; p = stop + 1) {
		stop = cell_end(p, end, mark);
		if (!is_value(p, (size_t)(stop - p)))
			return 0;
		cells++;
		if (stop == end)
			return cells;
	}
}

/* Do quotes end or begin beside a mark, as in rows over several lines? */
static int has_quotes(const char *p, const char *end, char mark)
{
	const char *q = p;

	while ((q = memchr(q, mark, (size_t)(end - q))) != NULL) {
		if ((q > p && q[-1] == '"') || (q + 1 < end && q[1] == '"'))
			return 1;
		q++;
	}
	return 0;
}

/* Programs print lists of strings in brackets: what is in those is not known.
 */
static int is_list(const char *p, const char *end)
{
	while (p < end && *p == ' ')
		p++;
	return p < end && *p == '[';
}

/* A row of values alone is sure, but its head is in pieces. */
static uint32_t row_weight(const char *p, const char *end, char mark)
{
	if (is_list(p, end))
		return 0;
	if (values(p, end, mark) > 9)
		return 8;
	return is_row(p, end, mark) || has_quotes(p, end, mark);
}

static uint32_t count_rows(
    const struct gkri_region *g, size_t lo, size_t hi, char mark)
{
	uint32_t rows = 0;

	for (; lo < hi; lo++) {
		const struct gkri_line *l = &g->lines[lo];
		const char *p = g->window->data + l->at;

		if (memchr(p, mark, l->len))
			rows += row_weight(p, line_end(g, l), mark);
	}
	return rows;
}

static char mark_of(
    const struct gkri_region *g, size_t lo, size_t hi, uint32_t *rows)
{
	uint32_t semicolons = count_rows(g, lo, hi, ';');

	*rows = count_rows(g, lo, hi, ',');
	if (semicolons <= *rows)
		return ',';
	*rows = semicolons;
	return ';';
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	uint32_t rows;

	if (k->tab_first + k->tab_inside + k->bar + k->box + k->grid)
		return 0;
	mark_of(g, lo, hi, &rows);
	return rows > 2 && rows * 4 > k->lines ? rows * 6 : 0;
}

/* ---- cells ---- */

static uint32_t offset(const struct reader *r, const char *p)
{
	return (uint32_t)(p - r->g->window->data);
}

static int32_t put_cell(
    struct reader *r, const char *p, const char *end, uint32_t line)
{
	r->quoted = 0;
	if (p < end && *p == '"') {
		p++;
		r->quoted = end == p || end[-1] != '"';
		end -= !r->quoted;
	}
	return gkri_region_slice(r->g, offset(r, p), (uint32_t)(end - p), line);
}

/* The rest of a cell that began in a line before; *p behind it. */
static int32_t put_rest(
    struct reader *r, const char **p, const char *end, uint32_t line)
{
	const char *from = *p, *stop = from;

	while (stop < end &&
	    (*stop != '"' || (stop + 1 < end && stop[1] != r->mark)))
		stop +=
		    stop + 1 < end && *stop == '"' && stop[1] == '"' ? 2 : 1;
	if (stop > end)
		stop = end;
	r->quoted = stop == end;
	*p = stop + (stop < end);
	return gkri_region_join(
	    r->g, offset(r, from), (uint32_t)(stop - from), line, 1);
}

static int32_t put_line(struct reader *r, const struct gkri_line *l)
{
	const char *p = r->g->window->data + l->at, *stop;
	const char *end = line_end(r->g, l);
	int32_t rc;

	if (r->quoted) {
		rc = put_rest(r, &p, end, l->line);
		if (rc != GKR_OK || r->quoted || p == end)
			return rc;
		p++; /* the mark behind its quotes */
	} else {
		rc = gkri_region_row(r->g, l->line, GKR_LAYOUT_COMMAS, 0);
	}
	while (rc == GKR_OK) {
		stop = cell_end(p, end, r->mark);
		rc = put_cell(r, p, stop, l->line);
		if (stop == end)
			break;
		p = stop + 1;
	}
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	struct reader r = {g, ',', 0};
	uint32_t rows;
	int32_t rc = GKR_OK;

	r.mark = mark_of(g, lo, hi, &rows);
	for (; lo < hi && rc == GKR_OK; lo++)
		if (!(g->lines[lo].flags & GKRI_LINE_BLANK) || r.quoted)
			rc = put_line(&r, &g->lines[lo]);
	return rc;
}

const struct gkri_layout gkri_layout_commas = {GKR_LAYOUT_COMMAS, score, read};
