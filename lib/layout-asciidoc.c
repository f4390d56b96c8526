/*
 * AsciiDoc tables: between two lines |=== a bar begins a cell, which goes on
 * over lines to the next bar.  How many cells make a row is said by cols="...",
 * else by the first line of cells.
 */
#include <string.h>
#include "layout.h"
#include "text.h"

/* A table has at most so many columns. */
#define COLUMNS 64
/* A specification before a bar, 2.3+^.^a, is not longer. */
#define SPEC 16

struct table {
	struct gkri_region *g;
	uint32_t columns; /* 0: the first line of cells decides */
	uint32_t column;  /* where the next cell of the open row stands */
	uint32_t covered[COLUMNS]; /* rows that a cell above still covers */
	int inside;		   /* a table is open */
	int open;		   /* a cell is open: lines go on with it */
};

static int is_fence(const char *p, size_t n)
{
	size_t i;

	gkri_trim(&p, &n);
	if (n < 4 || *p != '|')
		return 0;
	for (i = 1; i < n && p[i] == '='; i++)
		;
	return i == n;
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	size_t i;

	if (k->bar < 3)
		return 0;
	for (i = lo; i < hi; i++)
		if (g->lines[i].flags & GKRI_LINE_BAR &&
		    is_fence(g->window->data + g->lines[i].at, g->lines[i].len))
			return k->lines * 4;
	return 0;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* cols="14%,2*,a" says four columns; 0 where the line says nothing. */
static uint32_t columns_said(const char *p, size_t n)
{
	const char *end = p + n;
	uint32_t columns = 1, times = 0;

	if (*p != '[')
		return 0;
	while (end - p > 5 && memcmp(p, "cols=", 5) != 0)
		p++;
	if (end - p <= 5)
		return 0;
	for (p += p[5] == '"' ? 6 : 5; p < end && *p != '"' && *p != ']'; p++) {
		if (*p == '*' && times > 1)
			columns += times - 1;
		times = is_digit(*p) && times < COLUMNS
		    ? times * 10 + (uint32_t)(*p - '0')
		    : 0;
		columns += *p == ',';
	}
	return columns < COLUMNS ? columns : COLUMNS;
}

static int is_spec(char c)
{
	return is_digit(c) || memchr(".+*<>^adehlmsv", c, 14) != NULL;
}

/*
 * Bytes of the specification right before the bar, which begins the line or
 * stands behind a blank; and what its cell spans.
 */
static size_t spec(
    const char *line, const char *bar, uint32_t *wide, uint32_t *high)
{
	const char *p = bar, *q;
	uint32_t part[2] = {0, 0};
	int i = 0;

	*wide = *high = 1;
	while (p > line && bar - p < SPEC && is_spec(p[-1]))
		p--;
	if (p == bar || (p > line && p[-1] != ' ') || is_digit(bar[-1]))
		return 0;
	for (q = p; q < bar && (*q == '.' || is_digit(*q)); q++) {
		if (*q == '.')
			i = 1;
		else if (part[i] < COLUMNS)
			part[i] = part[i] * 10 + (uint32_t)(*q - '0');
	}
	if (q < bar && (*q == '+' || *q == '*')) {
		*wide = part[0] ? part[0] : 1;
		*high = part[1] ? part[1] : 1;
	}
	return (size_t)(bar - p);
}

/* Passes the columns that cells above cover. */
static void pass_covered(struct table *t)
{
	while (t->column < t->columns && t->covered[t->column]) {
		t->covered[t->column]--;
		t->column++;
	}
}

static int32_t begin_cell(struct table *t, const struct gkri_line *l,
    const char *p, size_t n, uint32_t wide, uint32_t high)
{
	int32_t rc = GKR_OK;

	if (t->columns && t->column >= t->columns)
		t->column = 0;
	if (t->column == 0)
		rc = gkri_region_row(t->g, l->line, GKR_LAYOUT_PIPES, 0);
	pass_covered(t);
	for (; wide && t->column < COLUMNS; wide--)
		t->covered[t->column++] = high - 1;
	if (t->columns)
		pass_covered(t);
	t->open = 1;
	return rc == GKR_OK
	    ? gkri_region_slice(t->g, (uint32_t)(p - t->g->window->data),
		  (uint32_t)n, l->line)
	    : rc;
}

/* The bar that begins the next cell; a backslash takes its meaning away. */
static const char *next_bar(const char *p, const char *end)
{
	const char *bar = p;

	while ((bar = memchr(bar, '|', (size_t)(end - bar))) != NULL &&
	    bar > p && bar[-1] == '\\')
		bar++;
	return bar;
}

static int32_t cell_line(struct table *t, const struct gkri_line *l)
{
	const char *line = t->g->window->data + l->at, *p = line,
		   *end = line + l->len, *bar = next_bar(p, end), *next;
	uint32_t wide, high, wide_next, high_next;
	size_t skip = bar ? spec(line, bar, &wide, &high) : 0;
	int32_t rc = GKR_OK;

	if (t->open)
		rc = gkri_region_join(t->g, l->at,
		    (uint32_t)((bar ? bar - skip : end) - p), l->line, 1);
	while (bar && rc == GKR_OK) {
		p = bar + 1;
		next = next_bar(p, end);
		skip = next ? spec(p, next, &wide_next, &high_next) : 0;
		rc = begin_cell(t, l, p,
		    (size_t)((next ? next - skip : end) - p), wide, high);
		bar = next;
		if (next) {
			wide = wide_next;
			high = high_next;
		}
	}
	return rc;
}

/* Without cols, the first line of cells is a row. */
static void count_columns(struct table *t)
{
	if (t->inside && t->columns == 0 && t->column)
		t->columns = t->column < COLUMNS ? t->column : COLUMNS;
}

static int32_t prose(struct gkri_region *g, const struct gkri_line *l)
{
	int32_t rc = gkri_region_row(g, l->line, GKR_LAYOUT_PIPES, 0);

	return rc == GKR_OK ? gkri_region_slice(g, l->at, l->len, l->line) : rc;
}

static int32_t one_line(struct table *t, const struct gkri_line *l)
{
	const char *p = t->g->window->data + l->at;
	uint32_t said;

	if (l->flags & GKRI_LINE_BAR && is_fence(p, l->len)) {
		t->inside = !t->inside;
		t->open = 0;
		t->column = 0;
		memset(t->covered, 0, sizeof(t->covered));
		if (!t->inside)
			t->columns = 0;
		return GKR_OK;
	}
	if (l->flags & GKRI_LINE_BLANK)
		return GKR_OK;
	if (t->inside) {
		int32_t rc = cell_line(t, l);

		count_columns(t);
		return rc;
	}
	said = columns_said(p, l->len);
	if (said) {
		t->columns = said;
		return GKR_OK;
	}
	return prose(t->g, l);
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	struct table t;
	int32_t rc = GKR_OK;
	size_t i;

	memset(&t, 0, sizeof(t));
	t.g = g;
	for (i = lo; i < hi && rc == GKR_OK; i++)
		rc = one_line(&t, &g->lines[i]);
	return rc;
}

const struct gkri_layout gkri_layout_asciidoc = {GKR_LAYOUT_PIPES, score, read};
