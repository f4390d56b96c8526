/*
 * Shapes: regions that were read before.
 *
 * Reports made from one form have the same tables but for their numbers.  A
 * region that was read leaves its shape: its text with holes where plain
 * numbers stood, and the tokens that were made of it.  Where the same text
 * comes again around its holes, the same tokens come of it, with numbers and
 * places of their own.
 *
 * Why nothing can be told apart: what goes from lines to tokens asks of the
 * text of a cell that is a number only what sort of cell it is.  Whoever asks
 * for its digits says so (gkri_region.digits), and such a region leaves no
 * shape; nor does one with anything inferred or lossy.  The rest of what
 * decides (section, votes, title) is compared.  A line with a hole can be no
 * heading and no page number, whatever the number is.  shape-learn.c has the
 * conditions, one by one; the suite `shape` compares both ways.
 */
#ifndef GKRI_SHAPE_H
#define GKRI_SHAPE_H

#include "place.h"

/*
 * Text of a shape at most, its holes, and all shapes of a handle, in bytes: a
 * tokenizer that has read files of 6 KB then holds no more than 64 KB.
 */
#define GKRI_SHAPE_TEXT 12288
#define GKRI_SHAPE_HOLES 250
#define GKRI_SHAPES 19072
/* Bytes behind the last shape that may be looked at. */
#define GKRI_SHAPE_SLACK 16

/*
 * Places for numbers that follow each other as the cells of a row do: the
 * tokens of cells, or of values without one.  The last of a shape has no hole,
 * but the text behind them all.
 */
struct gkri_holes {
	uint16_t before; /* bytes of text before the first */
	uint16_t text;	 /* where that is, in the store */
	uint16_t line;	 /* of the first, counted from the region's first */
	uint16_t column; /* of the first; else counted from the hole before */
	uint8_t count;
	uint8_t slot;  /* of the first, see form.h, or GKRI_HOLE_LOOSE */
	uint8_t lead;  /* between two: 1 a TAB, 2 a line's end and a TAB */
	uint8_t first; /* the first is its line's */
};
/* Values of the row whose token stands before them; a slot is less. */
#define GKRI_HOLE_LOOSE UINT8_MAX
/* Line of hole i, its slot. */
static inline uint32_t gkri_hole_line(const struct gkri_holes *h, uint32_t i)
{
	return h->line + (h->lead == 2 ? i : 0);
}
static inline uint32_t gkri_hole_slot(const struct gkri_holes *h, uint32_t i)
{
	return h->slot == GKRI_HOLE_LOOSE ? h->slot : h->slot + i;
}

/* Another token, and how many holes are the tokens behind it. */
struct gkri_step {
	uint16_t at, len; /* behind the hole before it, or the region's front */
	uint16_t line, column;
	uint8_t holes; /* how many stand before it */
	uint8_t cells; /* the tokens behind it, some of gkri_holes */
	uint8_t kind, table, row, col;
	uint8_t number; /* of a section; a table's layout; its end's form */
	uint8_t more;	/* what else there is, counted from 1; 0: nothing */
};
#define GKRI_STEP_NOWHERE UINT16_MAX /* its line */
/* Of a column: counted from the end of the line's last hole before it. */
#define GKRI_STEP_BEHIND 0x8000

/* What few tokens have. */
struct gkri_more {
	int64_t mantissa;
	uint16_t extent;
	uint16_t text; /* where the text is, or STEP_NOWHERE: as it stands */
	uint16_t note_at, note_len, unit_at, unit_len;
	uint8_t state, certainty, scale, flags;
};

/*
 * Behind it lie all of these, its text and that of joined cells.  Text that a
 * shape before it has is not there once more.
 */
struct gkri_shape {
	uint16_t size; /* of all that */
	uint16_t len, joined;
	uint16_t more, steps, rows; /* rows: of gkri_holes */
	uint16_t lines;
	uint16_t follower; /* where the one that came next last time is, + 1 */
	uint64_t work;	   /* cells; so wide, what lies behind is aligned */
	struct gkri_votes before, after;
	uint8_t used, tried;   /* since it was learnt, since it was used */
	uint8_t section, next; /* of the region, behind it */
	uint8_t title_before, title_after;
	uint8_t tables; /* a bit for each */
	uint8_t simple; /* every table, column, row and cell comes once */
};

/* How a number is printed, in one word. */
struct gkri_print {
	uint8_t len, tail; /* bytes of the number, of blanks behind it */
	/* as a report's cell has them, so that they are copied together */
	uint8_t what[4]; /* state, certainty, scale, flags */
	uint8_t blanks;	 /* as characters */
	uint8_t spare;
};

/* What stands in a hole. */
struct gkri_fill {
	int64_t mantissa;
	uint64_t place; /* both parts of it are moved at once */
	struct gkri_print print;
};
/* Where the number is in the region, and its column. */
#define GKRI_FILL_PLACE(at, column) ((uint64_t)(at) | (uint64_t)(column) << 32)
static inline uint32_t gkri_fill_at(const struct gkri_fill *f)
{
	return (uint32_t)f->place;
}
static inline uint32_t gkri_fill_column(const struct gkri_fill *f)
{
	return (uint32_t)(f->place >> 32);
}
/* The column behind the hole. */
static inline uint32_t gkri_fill_next(const struct gkri_fill *f)
{
	return gkri_fill_column(f) + f->print.len + f->print.blanks;
}

enum { GKRI_SHAPE_FITS, GKRI_SHAPE_DIFFERS, GKRI_SHAPE_MORE };
/* Where the reading of a region stands. */
enum {
	GKRI_SHAPE_IDLE,
	GKRI_SHAPE_TRY,	   /* a region may begin: is it one of the shapes? */
	GKRI_SHAPE_LEARN,  /* it is not, and is read line by line */
	GKRI_SHAPE_CLOSED, /* the heading behind it was met in this line */
	GKRI_SHAPE_HELD	   /* its tokens are being handed out */
};

struct gkri_shapes {
	struct gkri_buf store;
	uint8_t stage;
	uint8_t off; /* never: limits are low, or a test says so */
	uint8_t met; /* sections of which one was read line by line: bits */
	uint32_t skip, wait; /* regions that are not learnt */
	/* in the store, + 1: the shape of the region before, 0: it has none */
	uint16_t last;
	uint16_t likely; /* the same of the one that is tried first */
	/* trying: the shape in the store, and how far it fits */
	size_t shape;
	uint8_t is_first;	/* that one is being tried */
	uint32_t hole, row, in; /* the next hole, in its gkri_holes */
	uint32_t at;
	uint32_t need; /* bytes without which it fits no further */
	/* learning: where the region began, and what was known then */
	size_t from;
	uint32_t line;
	struct gkri_votes votes;
	uint64_t work;
	uint8_t section, title;
	/* held: the region, and the token that is next */
	const struct gkri_shape *held;
	uint32_t step, cell, filled, nth;
	const struct gkri_holes *holes; /* of the hole, the nth of them */
	uint64_t uses;			/* for tests */
};

/* A region as a report takes it whole. */
struct gkri_run {
	const struct gkri_shape *shape;
	const struct gkri_fill *fills;
	const char *text; /* of the window, from the region's first byte */
	uint64_t offset;  /* of that byte, where the text is the source's */
	/* elsewhere: the source's byte of a place in the region */
	uint64_t (*source)(const struct gkri_run *run, size_t at);
	gkr_tokenizer *tokenizer;
	uint32_t ascii; /* bytes of the source that ASCII has there */
	uint32_t len, line;
};

/* Where text of the region came from. */
static inline void gkri_run_place(const struct gkri_run *run, uint32_t at,
    uint32_t len, uint64_t *offset, uint32_t *length)
{
	*offset = run->offset + at;
	*length = len;
	if (run->source) {
		*offset = run->source(run, at);
		*length = (uint32_t)(run->source(run, at + len) - *offset);
	}
}

static inline const struct gkri_more *gkri_shape_more(
    const struct gkri_shape *s)
{
	return (const struct gkri_more *)(const void *)(s + 1);
}

static inline const struct gkri_step *gkri_shape_steps(
    const struct gkri_shape *s)
{
	return (const struct gkri_step *)(const void *)(gkri_shape_more(s) +
	    s->more);
}

static inline const struct gkri_holes *gkri_shape_holes(
    const struct gkri_shape *s)
{
	return (const struct gkri_holes *)(const void *)(gkri_shape_steps(s) +
	    s->steps);
}

static inline const char *gkri_shape_text(const struct gkri_shape *s)
{
	return (const char *)(gkri_shape_holes(s) + s->rows);
}

static inline uint32_t gkri_fill_end(const struct gkri_fill *f)
{
	return gkri_fill_at(f) + f->print.len + f->print.tail;
}

/* Where a step stands in the region. */
static inline uint32_t gkri_step_at(
    const struct gkri_step *k, const struct gkri_fill *fills)
{
	return k->at + (k->holes ? gkri_fill_end(&fills[k->holes - 1]) : 0);
}

static inline uint32_t gkri_step_column(
    const struct gkri_step *k, const struct gkri_fill *fills)
{
	return k->column & GKRI_STEP_BEHIND
	    ? (k->column & ~(uint32_t)GKRI_STEP_BEHIND) +
		gkri_fill_next(&fills[k->holes - 1])
	    : k->column;
}

/*
 * Compares the n bytes at p, behind which GKRI_SLACK may be read, with the
 * shape, from where it stopped last; `last`: there are no more.
 */
int gkri_shape_match(struct gkri_shapes *m, const struct gkri_shape *s,
    struct gkri_fill *fills, const char *p, size_t n, int last);

/* The token of a step, or of hole i of h behind it, which has the fill. */
void gkri_shape_token(const struct gkri_run *run, const struct gkri_step *k,
    struct gkri_token *out);
void gkri_shape_cell(const struct gkri_run *run, const struct gkri_step *k,
    const struct gkri_holes *h, uint32_t i, const struct gkri_fill *f,
    struct gkri_token *out);

#endif
