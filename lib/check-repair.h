/*
 * Corrections that the sums prove: the sums of one table, and what becomes of
 * them where cells are changed.
 *
 *	check-lines.c	the sums, and trying a correction on them
 *	check-repair.c	which corrections are tried for a sum that fails
 *	check-fill.c	what a cell without a number has to hold
 */
#ifndef GKRI_CHECK_REPAIR_H
#define GKRI_CHECK_REPAIR_H

#include "check.h"

/* Of one table: two sums a column, one a row. */
#define GKRI_LINES (GKRI_ROWS + 2 * GKRI_COLUMNS)

/* A sum of one row or column; its cells are its terms. */
struct gkri_repair_line {
	const struct gkri_compare *what;
	uint32_t terms;	    /* the rows or columns that the form has */
	uint32_t left;	    /* those that stand on the left */
	int64_t difference; /* left - right of the terms that are counts */
	uint8_t id;
	uint8_t odd;	   /* a number that is no count is in it */
	uint8_t open_left; /* terms that are no numbers */
	uint8_t open_right;
	uint8_t says; /* GKRI_SAYS_...: of its terms that are no numbers */
	int64_t said;
};
/* That each has to be `said`; or that no numbers would do. */
enum { GKRI_SAYS_NOTHING, GKRI_SAYS_NUMBER, GKRI_SAYS_ALL_WRONG };

/* What was found of a cell without a number; its sums ask for it again. */
#define GKRI_FILLS 8
struct gkri_repair_fill {
	uint16_t slot;
	uint8_t found;
	struct gkri_repair repair;
};

struct gkri_repair_lines {
	const struct gkri_check *k;
	uint32_t table; /* whose they are; 0: not yet found */
	uint32_t count;
	/* those that do not hold and those that cannot be made, a bit each */
	uint64_t broken, unknown;
	/* left - right of the rows of plain counts */
	int64_t rows[GKRI_ROWS + 1], columns[2][GKRI_COLUMNS];
	struct gkri_repair_line list[GKRI_LINES];
	/* the sums that a row and a column may be in: indices, + 1 */
	uint8_t of_row[GKRI_ROWS + 1], of_column[GKRI_COLUMNS + 1][2];
	uint32_t filled; /* cells looked at; the last of them in turn */
	struct gkri_repair_fill fills[GKRI_FILLS];
};

/* What a correction does. */
struct gkri_effect {
	uint32_t mended;	    /* sums that did not hold and do now */
	uint32_t closed;	    /* that could not be made, and hold now */
	uint8_t lines[GKRI_PROOFS]; /* the first of all these */
};

/* The sums of the table at hand. */
const struct gkri_repair_lines *gkri_repair_lines_of(
    const struct gkri_check *k);
static inline uint32_t gkri_repair_line_known(
    const struct gkri_repair_line *line)
{
	return !line->odd && !line->open_left && !line->open_right;
}
/* How many terms are no numbers. */
static inline uint32_t gkri_repair_line_open(
    const struct gkri_repair_line *line)
{
	return (uint32_t)line->open_left + line->open_right;
}
static inline int gkri_repair_line_sign(
    const struct gkri_repair_line *line, uint32_t term)
{
	return line->left >> term & 1 ? 1 : -1;
}
/* Row and column of a term. */
static inline void gkri_repair_line_cell(const struct gkri_repair_line *line,
    uint32_t term, uint32_t *row, uint32_t *column)
{
	int by_column = line->what->by == GKRI_BY_COLUMN;

	*row = by_column ? term : line->id;
	*column = by_column ? line->id : term;
}
/* The cell's term in the line, 0: it is not in it. */
static inline uint32_t gkri_repair_line_term(
    const struct gkri_repair_line *line, uint32_t row, uint32_t column)
{
	int by_column = line->what->by == GKRI_BY_COLUMN;
	uint32_t term = by_column ? row : column;

	return (by_column ? column : row) == line->id &&
		gkri_in(line->terms, term)
	    ? term
	    : 0;
}

/*
 * 1 where the cell holds a count, small enough to be added up in 64 bits, or
 * counts as 0; *value is what it counts.
 */
static inline int gkri_cell_counts(
    const struct gkri_check *k, const struct gkri_rcell *cell, int64_t *value)
{
	*value = 0;
	if (cell->state != GKR_STATE_NUMBER)
		return k->f->blank_as_zero &&
		    (cell->state == GKR_STATE_BLANK ||
			cell->state == GKR_STATE_NIL);
	if (cell->scale || (uint64_t)cell->mantissa >> 56)
		return 0;
	*value = cell->mantissa;
	return 1;
}
/* Adds a change to the correction; 0 where it cannot be made. */
int gkri_repair_change(const struct gkri_check *k, struct gkri_repair *r,
    uint32_t row, uint32_t column, int64_t to);
/*
 * What the correction does; 0 where a sum that a changed cell is in can be
 * made then and does not hold, or the goal (NULL: any) is not among those
 * that are mended or closed.
 */
int gkri_repair_try(const struct gkri_repair_lines *lines,
    const struct gkri_repair_line *goal, const struct gkri_repair *r,
    struct gkri_effect *effect);
/* 1 where no sum that does not hold crosses this one. */
int gkri_repair_line_alone(
    const struct gkri_repair_lines *lines, const struct gkri_repair_line *line);
/* Takes the sums that prove the correction. */
void gkri_repair_prove(const struct gkri_repair_lines *lines,
    const struct gkri_effect *effect, struct gkri_repair *r);

#endif
