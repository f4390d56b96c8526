/*
 * Where the columns of an aligned table stand, learnt from rows that are not
 * full: values that keep to as many stretches apart as there are columns.
 *
 * A value with two blanks or more before it stands where its column does.  One
 * with a single blank before it only follows the value before it: programs
 * that have no room between two columns set the second where the first ends.
 */
#ifndef GKRI_STRETCH_H
#define GKRI_STRETCH_H

#include "column.h"

/* So many values are a row from which to learn. */
#define GKRI_TEACHES 4

/* On the way so many at most; later values may join some of them. */
#define GKRI_STRETCHES 16

struct gkri_stretches {
	int chars; /* counted in characters, not in display columns */
	uint32_t n;
	uint32_t lo[GKRI_STRETCHES], hi[GKRI_STRETCHES];
	uint32_t rows,
	    unfit;	 /* rows that keep to them, and those that do not */
	uint32_t full;	 /* one of them has a value in each */
	uint32_t beside; /* bit k: a row has k and k + 1 */
};

void gkri_stretches_begin(struct gkri_stretches *s, int chars);
/* First all rows show where values stand... */
void gkri_stretches_learn(
    struct gkri_stretches *s, const struct gkri_line_word *v, uint32_t n);
/* ...then each shows whether it keeps to that. */
void gkri_stretches_try(
    struct gkri_stretches *s, const struct gkri_line_word *v, uint32_t n);
/* Are the stretches those of the columns? */
int gkri_stretches_hold(const struct gkri_stretches *s);
/* As gkri_columns_fit(). */
int gkri_stretches_fit(const struct gkri_stretches *s,
    const struct gkri_line_word *v, uint32_t n, uint8_t *target);

#endif
