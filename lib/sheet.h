/*
 * A page as a sheet: pieces of text that stand somewhere.
 *
 * Words near each other in a line are a piece; pieces below each other are a
 * label where together they say one.  A row of a table is a label and what
 * stands beside it; a cell of it, what stands in the row and below each other.
 */
#ifndef GKRI_SHEET_H
#define GKRI_SHEET_H

#include "layout.h"

enum {
	GKRI_PIECE_FREE = 0,
	GKRI_PIECE_HEAD = 1, /* a label begins with it */
	GKRI_PIECE_PART = 2, /* it goes on with a label */
	GKRI_PIECE_CELL = 3  /* it belongs to a row of values */
};

struct gkri_piece {
	struct gkri_box box;  /* `at` in the window, blanks inside included */
	uint32_t line;	      /* index of the region's line */
	uint32_t next;	      /* head and part: the next part; cell: the next of
			       * its row; GKRI_NONE at the end */
	uint32_t row;	      /* cell: the piece that begins its row */
	uint32_t cells, last; /* of a piece that begins a row */
	int32_t right, bottom; /* of a head, with its parts */
	uint8_t use;
	uint8_t value;		 /* a number or a nil mark */
	uint8_t row_head;	 /* begins a row of values */
	uint8_t suspect;	 /* a row's cell is perhaps not its own */
	struct gkri_label label; /* of a head */
};

/* Makes pieces of the region's lines [lo, hi). */
int32_t gkri_sheet_pieces(struct gkri_region *g, size_t lo, size_t hi);
/* Finds labels among the pieces, and which cells belong to which row. */
void gkri_sheet_labels(struct gkri_region *g);
void gkri_sheet_rows(struct gkri_region *g);

/* Bytes of the piece that stands next below, and may go on with it. */
uint32_t gkri_sheet_below(const struct gkri_region *g, uint32_t i);

static inline int32_t gkri_box_height(const struct gkri_box *b)
{
	return b->bottom - b->top;
}

static inline int32_t gkri_box_middle(const struct gkri_box *b)
{
	return b->top + (b->bottom - b->top) / 2;
}

/* How far they stand over each other; negative: apart. */
static inline int32_t gkri_box_overlap(
    const struct gkri_box *a, const struct gkri_box *b)
{
	return (a->right < b->right ? a->right : b->right) -
	    (a->left > b->left ? a->left : b->left);
}

#endif
