/*
 * Moulds: regions of cells that were read before.
 *
 * Where a source shows its cells (HTML), a region is rows of cells before
 * anything is made of it.  One that was read leaves its mould: the texts of
 * its cells with holes where plain numbers stood, and the tokens that were
 * made of it.  Where the same rows come again, but for the numbers, the same
 * tokens come of them, with numbers and places of their own.  It is what
 * shape.h has for regions of text, and the same reason holds why nothing can
 * be told apart.
 */
#ifndef GKRI_MOULD_H
#define GKRI_MOULD_H

#include "place.h"

/* All moulds of a handle, in bytes. */
#define GKRI_MOULDS 24576

/* A row: what it is, how many cells it has. */
struct gkri_mould_row {
	uint16_t count;
	uint8_t flags, layout;
};

/* A cell whose text is the next `len` bytes, or a hole. */
struct gkri_mould_cell {
	uint16_t len;
	uint16_t lo, hi;
	uint8_t flags;
};
#define GKRI_MOULD_HOLE UINT16_MAX

/* A token made of a cell or of none, its text that of the cell or none. */
struct gkri_mould_token {
	uint16_t cell;
	uint8_t kind, table, row, col;
	uint8_t layout, form;
	uint8_t text; /* it has the cell's */
	uint8_t hole; /* the cell is one */
	uint8_t more; /* what else there is, counted from 1; 0: nothing */
	uint8_t spare;
};
#define GKRI_MOULD_NOWHERE UINT16_MAX

/* What few tokens have. */
struct gkri_mould_more {
	int64_t mantissa;
	uint16_t note_at, note_len, unit_at, unit_len;
	uint8_t state, certainty, scale, flags;
};

/* Behind it lie what tokens have more, tokens, cells, rows, and texts. */
struct gkri_mould {
	uint32_t size; /* of all that */
	uint32_t more, tokens, cells, rows, len;
	uint64_t work;	       /* cells that were looked at */
	uint32_t id, follower; /* the mould that came next, last time */
	uint32_t seen;	       /* when it was used, in regions */
	struct gkri_votes before, after;
	uint8_t context;
	uint8_t used;
};

struct gkri_moulds {
	struct gkri_buf store;
	uint32_t clock, skip, ids;
	uint32_t last; /* id of the region's before, 0: of no mould */
	/* the open region: the likely mould, 0 none, and how far it fits */
	const struct gkri_mould *likely;
	uint32_t rows, cell, at;
	uint8_t odd;		    /* it leaves no mould */
	struct gkri_row_note *note; /* of the known row that is open */
	/* while one is learnt: what there was before */
	struct gkri_votes last_votes;
	size_t cells;
	uint64_t work;
	uint16_t *of; /* of which cell each token is */
	size_t of_count, of_cap;
	uint64_t uses; /* for tests */
};

#endif
