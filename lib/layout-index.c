/*
 * A first column that only numbers the rows, and a first row that numbers the
 * columns, as programs print them that hold tables: no cells of the form.
 */
#include "layout.h"

/* A row of fewer cells may be a text between tables. */
#define LEAST_CELLS 3
/* So many rows in order are no chance. */
#define LEAST_ROWS 3
#define NO_NUMBER UINT32_MAX

/* What a cell says that is a number of a row or a column. */
static uint32_t number(const struct gkri_region *g, const struct gkri_cell *c)
{
	const char *p = gkri_cell_text(g, c);
	uint32_t i, n = 0;

	for (i = 0; i < c->len && p[i] >= '0' && p[i] <= '9'; i++)
		n = n * 10 + (uint32_t)(p[i] - '0');
	return c->len && i == c->len && c->len <= 3 ? n : NO_NUMBER;
}

static uint32_t first(const struct gkri_region *g, const struct gkri_row *r)
{
	return number(g, &g->cells[r->first]);
}

/* Rows from `from` on whose first cells count from 0 or 1; *begin the first. */
static size_t count(const struct gkri_region *g, size_t from, size_t *begin)
{
	uint32_t next = NO_NUMBER, n;
	size_t i, rows = 0;

	for (i = from; i < g->row_count; i++) {
		const struct gkri_row *r = &g->rows[i];

		if (r->flags & (GKRI_ROW_OPEN | GKRI_ROW_SPREAD))
			return 0;
		if (r->count < LEAST_CELLS)
			continue;
		n = first(g, r);
		if (rows == 0) {
			if (n > 1) {
				if (i > from + 1)
					return 0;
				continue;
			}
			*begin = i;
		} else if (n != next) {
			return 0;
		}
		next = n + 1;
		rows++;
	}
	return rows;
}

/* Does the row number the columns behind its first cell? */
static int numbers_columns(
    const struct gkri_region *g, const struct gkri_row *r)
{
	uint32_t i, n;

	for (i = 1; i < r->count; i++) {
		n = number(g, &g->cells[r->first + i]);
		if (n == NO_NUMBER || (i > 1 && n != i - 1) || n > 1 + i)
			return 0;
	}
	return r->count > 1;
}

void gkri_layout_unnumber(struct gkri_region *g, size_t from)
{
	size_t i, begin = from;

	if (count(g, from, &begin) < LEAST_ROWS)
		return;
	for (i = from; i < g->row_count; i++) {
		struct gkri_row *r = &g->rows[i];

		if (r->count < LEAST_CELLS)
			continue;
		if (i < begin && numbers_columns(g, r)) {
			r->count = 0;
			continue;
		}
		r->first++;
		r->count--;
	}
}
