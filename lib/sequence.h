/*
 * Rows by their order.  Where labels stand apart from their values, a table
 * that is whole still has its values in the order of its rows: between two
 * rows that have their labels there are as many values as the rows of the form
 * between them need, or they are not what they seem.
 */
#ifndef GKRI_SEQUENCE_H
#define GKRI_SEQUENCE_H

#include "place.h"

/*
 * Gives values without a label the row that their place in the order proves.
 * Returns GKR_OK or GKR_E_MEMORY.
 */
int32_t gkri_sequence(struct gkri_region *g, const struct gkri_votes *votes);

/* Values that stand above their labels, in lines of their own, get those. */
void gkri_values_above(struct gkri_region *g);

#endif
