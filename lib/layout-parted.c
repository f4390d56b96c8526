/*
 * Rows a line each, with a mark between their cells that is neither of the
 * usual ones: full-width bars and commas, slashes between blanks, what TeX has
 * and what else is in parted.def.  All rows of a run have the same mark.
 *
 * TeX ends a row with \\ and puts merged cells into \multicolumn{7}{c}{...} and
 * \multirow{2}{*}{...}.
 */
#include <string.h>
#include "layout.h"
#include "text.h"

/* Which mark it is shows in the first lines, in which it stands so often. */
#define FIRST_LINES 16
#define OFTEN 2
/* A bracket that is longer is none; in bytes. */
#define BRACKET 240
/* So many of what TeX and quotes put around a text are taken away. */
#define WRAPPED 4

struct mark {
	const char *text;
	uint8_t len, apart;
};

static const struct mark marks[] = {
#define GKRI_PARTED(text) {text, sizeof(text) - 1, 0},
#define GKRI_PARTED_APART(text) {text, sizeof(text) - 1, 1},
#include "parted.def"
};
#define MARKS (sizeof(marks) / sizeof(*marks))

/* ---- cells of a line ---- */

/* Bytes of a bracket and what is in it, 0 where none begins or it is long. */
static size_t bracket(const char *p, const char *end)
{
	static const char open[] = "（", close[] = "）";
	const char *q;

	if (end - p < 6 || memcmp(p, open, 3) != 0)
		return 0;
	if (end - p > BRACKET)
		end = p + BRACKET;
	for (q = p + 3; q + 3 <= end; q++)
		if (*q == close[0] && memcmp(q, close, 3) == 0)
			return (size_t)(q + 3 - p);
	return 0;
}

/* Behind just one blank it is what the cell says: a nil mark. */
static int is_apart(
    const char *p, const char *from, const char *to, const char *end)
{
	return (p == from || (p[-1] == ' ' && p != from + 1)) &&
	    (to == end || *to == ' ');
}

/* The mark that ends the cell at p; a backslash takes its meaning away. */
static const char *next_mark(
    const char *p, const char *end, const struct mark *m)
{
	const char *from = p;
	size_t k;

	while ((size_t)(end - p) >= m->len) {
		if (*p == *m->text && memcmp(p, m->text, m->len) == 0 &&
		    (p == from || p[-1] != '\\') &&
		    (!m->apart || is_apart(p, from, p + m->len, end)))
			return p;
		k = *p == '\xef' ? bracket(p, end) : 0;
		p += k ? k : 1;
	}
	return NULL;
}

/* Behind the group in braces at p, or end. */
static const char *behind_group(const char *p, const char *end)
{
	int depth = 0;

	for (; p < end; p++) {
		depth += (*p == '{') - (*p == '}');
		if (depth == 0)
			return p + 1;
	}
	return end;
}

static int begins(const char *p, size_t n, const char *word)
{
	size_t len = strlen(word);

	return n >= len && memcmp(p, word, len) == 0;
}

/* \multirow{2}{*}{text}, \text{text}, “text” and the like: the text. */
static void unwrap(const char **p, const char **end)
{
	const char *q;
	int i, group;

	for (i = 0; i < WRAPPED; i++) {
		size_t n = (size_t)(*end - *p);

		gkri_trim(p, &n);
		*end = *p + n;
		if (n >= 6 && begins(*p, n, "“") &&
		    memcmp(*end - 3, "”", 3) == 0) {
			*p += 3;
			*end -= 3;
			continue;
		}
		if (!begins(*p, n, "\\multi") && !begins(*p, n, "\\text"))
			return;
		q = memchr(*p, '{', n);
		group = (*p)[1] == 'm' ? 2 : 0;
		for (; q && group; group--)
			q = q < *end && *q == '{' ? behind_group(q, *end)
						  : NULL;
		if (!q || *end - q < 2 || *q != '{' || (*end)[-1] != '}' ||
		    behind_group(q, *end) != *end)
			return;
		*p = q + 1;
		--*end;
	}
}

/* The next cell of a row: 0 where there is none behind. */
static int next_cell(const char **at, const char *end, const struct mark *m,
    const char **p, const char **to)
{
	const char *stop = next_mark(*at, end, m);

	*p = *at;
	*to = stop ? stop : end;
	unwrap(p, to);
	if (stop)
		*at = stop + m->len;
	return stop != NULL;
}

/* ---- rows of a line ---- */

/* What ends a row of TeX, \\ or \end{...}; or NULL. */
static const char *row_end(const char *p, const char *end)
{
	for (; end - p >= 2; p++)
		if (*p == '\\' &&
		    (p[1] == '\\' || begins(p, (size_t)(end - p), "\\end{")))
			return p;
	return NULL;
}

/*
 * Nothing but a command of TeX, which draws a rule or begins the table, or what
 * it says of a column: >{\raggedright}p{2cm}
 */
static int is_command(const char *p, const char *end)
{
	return end - p > 2 &&
	    ((*p == '\\' && p[1] != 'm' && p[1] != 't') ||
		(*p == '>' && p[1] == '{')) &&
	    !memchr(p, '&', (size_t)(end - p));
}

static int is_command_line(const char *p, size_t n)
{
	gkri_trim(&p, &n);
	return is_command(p, p + n);
}

/* Behind commands of TeX with which a row begins: \hline, \begin{x}{y} */
static const char *skip_commands(const char *p, const char *end)
{
	size_t n;

	for (;;) {
		n = (size_t)(end - p);
		gkri_trim(&p, &n);
		if (begins(p, n, "$$")) {
			p += 2;
		} else if (begins(p, n, "\\hline")) {
			p += 6;
		} else if (begins(p, n, "\\begin{")) {
			p = behind_group(p + 6, end);
			if (p < end && *p == '{')
				p = behind_group(p, end);
		} else {
			return p;
		}
	}
}

/* The next row at *at: [*p, *to), trimmed; 0 where the line has no more. */
static int next_row(const char **at, const char *end, const struct mark *m,
    const char **p, const char **to)
{
	const char *stop;
	size_t n;

	while (*at < end) {
		stop = *m->text == '&' ? row_end(*at, end) : NULL;
		*p = *at;
		*to = stop ? stop : end;
		*at = stop ? stop + 2 : end;
		if (stop && stop[1] != '\\')
			*at = end;
		if (*m->text == '&')
			*p = skip_commands(*p, *to);
		n = (size_t)(*to - *p);
		gkri_trim(p, &n);
		*to = *p + n;
		if (n && !(*m->text == '&' && is_command(*p, *to)) &&
		    !gkri_layout_is_stroke(*p, n))
			return 1;
	}
	return 0;
}

/* ---- is it such a text? ---- */

static int is_label(const char *p, size_t n)
{
	struct gkri_label l;

	return gkri_label_match(p, n, GKRI_LABEL_ANY, 0, &l) &&
	    l.how <= GKRI_MATCH_NOTED;
}

static int is_value(const char *p, size_t n)
{
	struct gkri_value v;

	gkri_value_read(p, n, &v);
	return v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL;
}

/* Values of a row without a label; in TeX its line may be filled and end. */
#define MANY(m) (*(m)->text == '&' ? 5u : 10u)

/*
 * How sure it is that the line is a row: of labels, or of labels and values,
 * or of many values alone.
 */
static uint32_t weight(const char *p, const char *end, const struct mark *m)
{
	const char *at = p, *to;
	uint32_t labels = 0, values = 0;
	int more = 1;

	while (more) {
		more = next_cell(&at, end, m, &p, &to);
		if (p == to)
			continue;
		if (is_value(p, (size_t)(to - p)))
			values++;
		else if (values == 0 && labels < 2 &&
		    is_label(p, (size_t)(to - p)))
			labels++;
		else if (values || labels == 0)
			return 0;
	}
	if (labels == 0)
		return values >= MANY(m) ? 8 : 0;
	return values || labels > 1;
}

static uint32_t count_rows(
    const struct gkri_region *g, size_t lo, size_t hi, const struct mark *m)
{
	uint32_t rows = 0;

	for (; lo < hi; lo++) {
		const struct gkri_line *l = &g->lines[lo];
		const char *at = g->window->data + l->at, *p, *to;

		while (
		    next_row(&at, g->window->data + l->at + l->len, m, &p, &to))
			if (next_mark(p, to, m))
				rows += weight(p, to, m);
	}
	return rows;
}

/* Does the line have the mark often enough? */
static int has_often(const char *p, const char *end, const struct mark *m)
{
	int n = 0;

	while (n < OFTEN && (p = next_mark(p, end, m)) != NULL) {
		p += m->len;
		n++;
	}
	return n == OFTEN;
}

static int shows(
    const struct gkri_region *g, size_t lo, size_t hi, const struct mark *m)
{
	uint32_t lines = 0;

	for (; lo < hi && lines < FIRST_LINES; lo++) {
		const struct gkri_line *l = &g->lines[lo];
		const char *p = g->window->data + l->at;

		if (l->flags & GKRI_LINE_BLANK || is_command_line(p, l->len))
			continue;
		lines++;
		if (memchr(p, *m->text, l->len) && has_often(p, p + l->len, m))
			return 1;
	}
	return 0;
}

/* The mark of the most rows; `tex`: that of TeX or none. */
static const struct mark *mark_of(
    const struct gkri_region *g, size_t lo, size_t hi, int tex, uint32_t *rows)
{
	const struct mark *best = NULL;
	uint32_t n;
	size_t i;

	*rows = 0;
	for (i = 0; i < MARKS; i++) {
		if ((tex && *marks[i].text != '&') ||
		    !shows(g, lo, hi, &marks[i]))
			continue;
		n = count_rows(g, lo, hi, &marks[i]);
		if (n > *rows) {
			*rows = n;
			best = &marks[i];
		}
	}
	return best;
}

/* Is the box-drawing character at p none of the upright lines? */
static int is_flat(const char *p)
{
	return ((unsigned char)p[1] == 0x94 && (unsigned char)p[2] != 0x82 &&
		   (unsigned char)p[2] != 0x83) ||
	    ((unsigned char)p[1] == 0x95 && (unsigned char)p[2] != 0x91);
}

/* Are the lines drawn: is there more than what stands upright? */
static int is_drawn(const struct gkri_region *g, size_t lo, size_t hi)
{
	for (; lo < hi; lo++) {
		const struct gkri_line *l = &g->lines[lo];
		const char *p = g->window->data + l->at, *end = p + l->len;

		if (!(l->flags & GKRI_LINE_BOX))
			continue;
		for (; end - p >= 3; p++)
			if (*p == '\xe2' && is_flat(p))
				return 1;
	}
	return 0;
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	uint32_t rows;

	/* a bar stands in what TeX says of the columns */
	if (k->tab_first + k->tab_inside + k->grid ||
	    (k->box && is_drawn(g, lo, hi)))
		return 0;
	mark_of(g, lo, hi, k->bar > 0, &rows);
	return rows > 2 && rows * 4 > k->lines ? rows * 40 : 0;
}

/* ---- rows ---- */

/* Puts cells into a row of their own, or joins them to the last one. */
static int32_t put_row(struct gkri_region *g, const char *p, const char *end,
    const struct mark *m, uint32_t line, int goes_on)
{
	const char *at = p, *to, *base = g->window->data;
	int32_t rc =
	    goes_on ? GKR_OK : gkri_region_row(g, line, GKR_LAYOUT_COMMAS, 0);
	int more = 1;

	for (; more && rc == GKR_OK; goes_on = 0) {
		uint32_t len;

		more = next_cell(&at, end, m, &p, &to);
		len = (uint32_t)(to - p);
		rc = goes_on
		    ? gkri_region_join(g, (uint32_t)(p - base), len, line, 1)
		    : gkri_region_slice(g, (uint32_t)(p - base), len, line);
	}
	return rc;
}

/* *open: the last row goes on in the next line, as nothing has ended it. */
static int32_t put_line(struct gkri_region *g, const struct gkri_line *l,
    const struct mark *m, int *open)
{
	const char *at = g->window->data + l->at, *last = at, *p, *to;
	const char *end = at + l->len;
	int32_t rc = GKR_OK;

	while (rc == GKR_OK && next_row(&at, end, m, &p, &to)) {
		rc = put_row(g, p, to, m, l->line, *open);
		*open = (*open || next_mark(p, to, m)) && !row_end(to, end);
		last = to;
	}
	if (row_end(last, end))
		*open = 0;
	return rc;
}

/* Does TeX end rows there? */
static int has_ends(const struct gkri_region *g, size_t lo, size_t hi)
{
	const char *p;

	for (; lo < hi; lo++) {
		p = g->window->data + g->lines[lo].at;
		if (memchr(p, '&', g->lines[lo].len) &&
		    row_end(p, p + g->lines[lo].len))
			return 1;
	}
	return 0;
}

static int has_bars(const struct gkri_region *g, size_t lo, size_t hi)
{
	while (lo < hi && !(g->lines[lo].flags & GKRI_LINE_BAR))
		lo++;
	return lo < hi;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	uint32_t rows;
	const struct mark *m = mark_of(g, lo, hi, has_bars(g, lo, hi), &rows);
	int32_t rc = GKR_OK;
	int ends = m && *m->text == '&' && has_ends(g, lo, hi), open = 0;

	for (; m && lo < hi && rc == GKR_OK; lo++) {
		if (g->lines[lo].flags & GKRI_LINE_BLANK) {
			open = 0;
			continue;
		}
		rc = put_line(g, &g->lines[lo], m, &open);
		open &= ends;
	}
	return rc;
}

const struct gkri_layout gkri_layout_parted = {GKR_LAYOUT_COMMAS, score, read};
