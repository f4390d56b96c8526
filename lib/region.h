/*
 * A region: the run of lines (or fed rows) that may hold tables, from the
 * first label met to the next section heading.  It is kept whole, because
 * what a row means is often decided by the rows below it.
 *
 *	lines      as they stand in the text window
 *	rows       physical rows of physical cells, made by a layout from lines
 *	data       rows of the forms (or unknown ones) with their values
 *
 * All arrays belong to the tokenizer and are used again for every region.
 */
#ifndef GKRI_REGION_H
#define GKRI_REGION_H

#include "buf.h"
#include "decimal.h"
#include "form.h"
#include "label.h"

enum {
	GKRI_LINE_TAB_FIRST = 1, /* the first character is a TAB */
	GKRI_LINE_TAB = 2,	 /* a TAB stands elsewhere */
	GKRI_LINE_BAR = 4,	 /* has a | */
	GKRI_LINE_BLANK = 8,	 /* nothing but blanks */
	GKRI_LINE_BOX = 16,	 /* has a box-drawing character */
	GKRI_LINE_GLUED = 32,	 /* a heading was cut off its end */
	/* is a TAB and one digit, U+00A0 before or behind it or not */
	GKRI_LINE_DIGIT = 64,
	GKRI_LINE_PAGE = 128 /* a form feed stood before it */
};

/* A line without its end; at is an offset in the window. */
struct gkri_line {
	uint32_t at, len;
	uint32_t line;
	uint8_t flags;
};

/* A word of a page: where it stands in the window and on the page. */
struct gkri_box {
	uint32_t at, len;		  /* in the window */
	int32_t left, top, right, bottom; /* in units of the source */
	uint32_t page;
};

/* What a cell holds. */
enum {
	GKRI_CELL_BLANK = 0,
	GKRI_CELL_VALUE = 1, /* a number or a nil mark */
	GKRI_CELL_LABEL = 2,
	GKRI_CELL_TEXT = 3
};
enum {
	GKRI_AT_ARENA = 1, /* the text is in the arena, not in the window */
	GKRI_PLACED = 2,   /* place indexes region->places, no window offset */
	GKRI_REPEATED = 4  /* stands for a merged cell already given */
};

/* A physical cell; its text is trimmed. */
struct gkri_cell {
	uint32_t at, len; /* in the window, or in the arena */
	uint32_t place;	  /* window offset of its first character, or index */
	uint32_t extent;  /* bytes of the window that it covers */
	uint32_t line;
	uint16_t lo, hi; /* display or grid columns, half-open; 0, 0: unknown */
	uint8_t flags;
	uint8_t kind;		 /* GKRI_CELL_..., set by gkri_classify */
	struct gkri_label label; /* of a label */
};

enum {
	GKRI_ROW_PROSE = 1, /* one cell of running text */
	/* blanks between values are not shown: only a full row has places */
	GKRI_ROW_LOSSY = 2,
	/* the end of the row is not shown: values may go on in the next */
	GKRI_ROW_OPEN = 4,
	GKRI_ROW_CUT = 8,    /* the source breaks off behind it */
	GKRI_ROW_TAKEN = 16, /* its cells are used by the table */
	/* stray values stand beside it: digits may be cut off */
	GKRI_ROW_SUSPECT = 64,
	/* a table of the source begins with this row (html, docx, fed) */
	GKRI_ROW_TABLE = 32,
	/* its cells have lo and hi; blank ones are not shown */
	GKRI_ROW_SPREAD = 128,
	/* of a row of a form, which prose is not: its values may be another's
	 */
	GKRI_DATA_ASTRAY = GKRI_ROW_PROSE
};

/* A physical row. */
struct gkri_row {
	uint32_t first, count; /* in region->cells */
	uint32_t line;
	uint8_t flags, layout;
};

/* A page number or the like between lines. */
struct gkri_mark {
	uint32_t at, len; /* in the window */
	uint32_t line;
};

/* Where something stands that has no place of its own in the window. */
struct gkri_place {
	uint64_t offset;
	uint32_t length, line, column;
};

/* What a row was found to be, by whoever takes it; zeros: nothing. */
struct gkri_row_note {
	uint32_t mould, row, behind; /* see mould.c */
};

/* A row of a form, with its values; row 0: no form has it. */
struct gkri_data {
	uint32_t physical; /* index of its (first) physical row */
	uint32_t label;	   /* index of the label's cell, GKRI_NONE if none */
	uint32_t first, count; /* values, in region->refs */
	uint32_t width;	       /* cells of the physical row */
	uint16_t depth;	       /* index of the label in its row */
	uint8_t table, row;
	uint8_t flags;	  /* GKRI_ROW_... */
	uint8_t instance; /* which table of the region */
};
#define GKRI_NONE UINT32_MAX

/* A table met in the region. */
struct gkri_instance {
	uint32_t caption;			/* cell, GKRI_NONE if none */
	uint32_t physical;			/* first physical row */
	uint32_t header_first, header_last;	/* physical rows, half-open */
	uint32_t column_cell[GKRI_COLUMNS + 1]; /* by column id; GKRI_NONE */
	uint8_t table, layout;
	uint8_t edition; /* GKR_FORM_2019, _2021, 0 not known */
	uint8_t columns; /* how many columns the header names */
	uint8_t again;	 /* which of them more than once, a bit by id */
	uint8_t group; /* review: the row all columns belong to, 0: all three */
	uint8_t merged; /* merged cells are repeated */
	uint8_t lacks;	/* the header was read and lacks a column */
};

struct gkri_piece;

struct gkri_region {
	struct gkri_mem *mem;
	const struct gkri_buf *window;
	struct gkri_buf arena;
	size_t arena_from; /* before it: texts of tokens that wait */
	struct gkri_line *lines;
	size_t line_count, line_cap;
	size_t line_done;  /* lines already made into rows */
	uint32_t *cursors; /* of the row that a layout makes, see there */
	size_t cursor_cap;
	/* of the window's words, in order, where the source tells */
	struct gkri_box *boxes;
	size_t box_count, box_cap;
	struct gkri_piece *pieces; /* see sheet.h */
	size_t piece_count, piece_cap;
	struct gkri_cell *cells;
	size_t cell_count, cell_cap;
	size_t cell_room; /* so many may be without asking */
	size_t detached;  /* cells that no longer need the window */
	struct gkri_row *rows;
	size_t row_count, row_cap;
	struct gkri_mark *marks;
	size_t mark_count, mark_cap;
	struct gkri_place *places;
	size_t place_count, place_cap;
	struct gkri_data *data;
	size_t data_count, data_cap;
	uint32_t *refs; /* indices of cells */
	size_t ref_count, ref_cap;
	struct gkri_instance *instances;
	size_t instance_count, instance_cap;
	const uint64_t *limits; /* the tokenizer's, by GKR_LIMIT_... */
	uint32_t hit;		/* the limit that was hit */
	uint64_t work_cells;
	uint32_t pages;	  /* form feeds that the source had so far */
	int32_t page_lag; /* form feeds less page numbers, where one was met */
	uint8_t digits;	  /* what a number says has decided something */
	uint8_t context;  /* table that the text before spoke of */
	uint8_t unended;  /* the input's end cut its last line off */
	uint8_t cut;	  /* a heading or the end stands right behind */
};

void gkri_region_init(
    struct gkri_region *g, struct gkri_mem *mem, const struct gkri_buf *window);
void gkri_region_free(struct gkri_region *g);
/* Texts in the arena stay where they are unless `arena` is set. */
void gkri_region_clear(struct gkri_region *g, int arena);
/* No token waits any more: the arena keeps what an open region has there. */
void gkri_region_drained(struct gkri_region *g, int open);

/* Each returns GKR_OK, GKR_E_MEMORY, GKR_E_LIMIT (g->hit says which). */
int32_t gkri_region_line(struct gkri_region *g, const struct gkri_line *line);
int32_t gkri_region_row(
    struct gkri_region *g, uint32_t line, uint8_t layout, uint8_t flags);
/* Adds a cell to the last row. */
int32_t gkri_region_cell(struct gkri_region *g, const struct gkri_cell *cell);
int32_t gkri_region_mark(
    struct gkri_region *g, uint32_t at, uint32_t len, uint32_t line);
/* Lines [lo, hi) that are page numbers before form feeds become marks. */
int32_t gkri_region_pages(struct gkri_region *g, size_t lo, size_t hi);
/* The window lost its first n bytes; the region has only lines. */
void gkri_region_shift(struct gkri_region *g, uint32_t n);
/* Forgets the lines (and marks), which are all made into rows. */
void gkri_region_lines_done(struct gkri_region *g);
/* Adds the window's [at, at + len), trimmed, as a cell to the last row. */
int32_t gkri_region_slice(
    struct gkri_region *g, uint32_t at, uint32_t len, uint32_t line);
/*
 * Adds the lines from `line` on that are one digit (_LINE_DIGIT), at most n, as
 * cells to the last row, while that asks nothing; returns how many.
 */
size_t gkri_region_digits(
    struct gkri_region *g, const struct gkri_line *line, size_t n);
/* Makes room for n cursors; those that there were are kept. */
int32_t gkri_region_cursors(struct gkri_region *g, size_t n);
/* Adds the cells of the window's [at, end), which TABs part. */
int32_t gkri_region_split(
    struct gkri_region *g, uint32_t at, uint32_t end, uint32_t line);
/*
 * Appends the window's [at, at + len), which stands in that line of the source,
 * to the last cell of the last row, for cells that go over several lines; a
 * blank is put between where both sides are ASCII letters or digits and
 * `spaced` is set.
 */
int32_t gkri_region_join(struct gkri_region *g, uint32_t at, uint32_t len,
    uint32_t line, int spaced);

/*
 * Where the next cells of the last row go, their places and texts, for which
 * there is room: the text and the place first, then the cell.
 */
struct gkri_ends {
	struct gkri_cell *cell;
	struct gkri_place *place;
	char *text;
};
static inline struct gkri_ends gkri_region_ends(const struct gkri_region *g)
{
	struct gkri_ends e = {g->cells + g->cell_count,
	    g->places + g->place_count, g->arena.data + g->arena.len};

	return e;
}
/* A cell whose (trimmed) text has n bytes. */
static inline void gkri_ends_cell(
    struct gkri_ends *e, const struct gkri_region *g, size_t n)
{
	struct gkri_cell *c = e->cell++;

	memset(c, 0, sizeof(*c));
	c->flags = GKRI_AT_ARENA | GKRI_PLACED;
	c->line = e->place->line;
	c->at = (uint32_t)(e->text - g->arena.data);
	c->len = (uint32_t)n;
	c->place = (uint32_t)(e->place - g->places);
	e->place++;
	e->text += n;
}
/* They are the row's. */
static inline void gkri_region_take(
    struct gkri_region *g, const struct gkri_ends *e)
{
	struct gkri_row *r = &g->rows[g->row_count - 1];

	r->count += (uint32_t)(e->cell - g->cells) - (uint32_t)g->cell_count;
	r->line = e->place[-1].line;
	g->cell_count = (size_t)(e->cell - g->cells);
	g->place_count = (size_t)(e->place - g->places);
	g->arena.len = (size_t)(e->text - g->arena.data);
}

/* A cell's text. */
static inline const char *gkri_cell_text(
    const struct gkri_region *g, const struct gkri_cell *c)
{
	const struct gkri_buf *b =
	    c->flags & GKRI_AT_ARENA ? &g->arena : g->window;
	return b->data + c->at;
}

#endif
