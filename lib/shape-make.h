/* What a shape is made of: shape-learn.c finds it, shape-make.c writes it. */
#ifndef GKRI_SHAPE_MAKE_H
#define GKRI_SHAPE_MAKE_H

#include "tokenizer.h"

/*
 * A number in the region that becomes a hole.  They lie where the cells were:
 * tokens were made of all of these.
 */
struct gkri_found {
	uint32_t from, at;     /* where the hole begins, where the number */
	uint16_t line, column; /* as gkri_holes has them */
	uint16_t next;	       /* the column behind the hole */
	uint8_t len, tail;
	uint8_t slot;
	uint8_t lead; /* between it and the one before, 0: begins a row */
	uint8_t first;
	uint16_t text; /* where a shape has what stands before it, or 0 */
};

struct gkri_maker {
	const gkr_tokenizer *t;
	const char *text; /* of the region */
	size_t len;
	struct gkri_found *found;
	uint32_t holes, most;
	uint32_t steps, rows, more, joined;
	uint16_t behind; /* where a shape has what stands behind them all */
	uint8_t layout;	 /* of the table */
	int behind_hole; /* the token before was one */
	struct gkri_token step; /* the last that was none */
};

static inline uint32_t gkri_found_end(const struct gkri_found *f)
{
	return f->at + f->len + f->tail;
}

/*
 * Token i of the queue with its places counted from the region's first byte;
 * 0 where it has others, or may not be in a shape.
 */
int gkri_maker_tell(
    const struct gkri_maker *k, struct gkri_token *token, size_t i);
/* Is there more to the token than a step says? */
int gkri_has_more(const struct gkri_token *token);
/* Looks for what text other shapes have; returns the bytes that none has. */
size_t gkri_maker_own(struct gkri_maker *k);
/* Fills the shape, of which the counts are there; 0 where it cannot be. */
int gkri_shape_make(const struct gkri_maker *k, struct gkri_shape *s);

#endif
