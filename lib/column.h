/*
 * Where the columns of an aligned table stand, learnt from its full rows: the
 * stretch that each column's values keep to.  By what they keep to it best is
 * found out as well: left ends, right ends or middles, counted in display
 * columns or in characters (some programs take a wide character for one).
 */
#ifndef GKRI_COLUMN_H
#define GKRI_COLUMN_H

#include "word.h"

/* The full row of the applicant table. */
#define GKRI_FULL 7
#define GKRI_MEASURES 6

struct gkri_columns {
	uint32_t rows; /* full rows seen */
	uint32_t lo[GKRI_MEASURES][GKRI_FULL], hi[GKRI_MEASURES][GKRI_FULL];
	int measure; /* the best; -1: the columns cannot be told apart */
};

void gkri_columns_begin(struct gkri_columns *c);
/* Learns from a full row's values. */
void gkri_columns_learn(struct gkri_columns *c, const struct gkri_line_word *v);
/* All full rows were seen: which measure is best. */
void gkri_columns_settle(struct gkri_columns *c);
/*
 * Which column each of n values stands in: target[].  0 where one of them is
 * not clearly nearest to a column of its own.
 */
int gkri_columns_fit(const struct gkri_columns *c,
    const struct gkri_line_word *v, uint32_t n, uint8_t *target);

#endif
