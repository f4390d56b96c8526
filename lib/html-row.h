/*
 * Rows of tables that were met before, but for their numbers.
 *
 * A row that was read leaves, for each of its cells, what stands before the
 * cell's text and that text as it is in the page, and its place within the
 * row.  A text of digits is a hole.  Where the same bytes come again around
 * other numbers, the same cells come of them: nothing that goes from a page to
 * cells asks which digits a text is made of.
 *
 * A row is taken where nothing is open and behind it nothing is: a page is
 * read on from there as if the row had been read tag by tag.  Only rows that
 * are in the text whole are learnt or found, and only where the text is what
 * the caller gave, byte for byte.
 */
#ifndef GKRI_HTML_ROW_H
#define GKRI_HTML_ROW_H

#include "html.h"

/* How many rows and cells of them there may be, and bytes of all. */
#define GKRI_KNOWN_ROWS 128
#define GKRI_KNOWN_ROW_CELLS 768
#define GKRI_KNOWN_ROW_STORE 24576
/* Cells of a row. */
#define GKRI_KNOWN_ROW_LONGEST 64
/* Lines of all cells that have several, and of those of a row. */
#define GKRI_KNOWN_ROW_LINES 256
#define GKRI_KNOWN_ROW_MOST_LINES 64
/* A text of several lines has no more bytes. */
#define GKRI_KNOWN_ROW_LONG 1024
/* A number of a hole has fewer bytes. */
#define GKRI_KNOWN_ROW_NUMBER 16
/* Short texts are moved with as much behind them. */
#define GKRI_KNOWN_ROW_SHORT 16

/* Bytes of the store. */
struct gkri_row_bytes {
	uint16_t at, len;
};
#define GKRI_KNOWN_ROW_HOLE UINT16_MAX

struct gkri_row_cell {
	struct gkri_row_bytes before;
	struct gkri_row_bytes source; /* the text; a hole's length is _HOLE */
	struct gkri_row_bytes text;   /* what was made of it */
	struct gkri_row_bytes joined; /* the same, its lines joined */
	/* from the row's first line; holes before it in its line count as 0 */
	uint16_t line, column;
	uint16_t first_line, lines; /* where its text has several */
	/* so many cells as of this one are holes of a line, each behind the
	   same bytes; 0 where they are fewer than two */
	uint16_t run;
};

/* A line of a cell's text, from where the cell's text begins. */
struct gkri_row_line {
	uint16_t at, len;
	uint16_t line, column; /* as a cell's */
};

struct gkri_known_row {
	struct gkri_row_bytes behind; /* its last text */
	uint16_t cell, cells;
	uint16_t line, column;	   /* as a cell's, behind it */
	struct gkri_row_note note; /* of who takes it */
	uint32_t longest;	   /* text, as a limit sees it */
	uint32_t text;		   /* bytes of all but the holes */
	uint32_t fixed;		   /* the same of the page */
	uint8_t follower;	   /* the row that came next, counted from 1 */
	uint8_t next; /* with the same first text, counted from 1 */
	uint8_t xml;
	uint8_t trimmed; /* no text has blanks around it */
	uint8_t lined;	 /* some have several lines */
};

/* What gkri_html.drafting says of the row that may be kept. */
enum { GKRI_DRAFT_NONE, GKRI_DRAFT_ROW, GKRI_DRAFT_BEHIND };

/* The row that is being read, which may be kept. */
struct gkri_row_draft {
	size_t at, end; /* where it begins; behind its last text so far */
	uint32_t line, column;
	uint32_t bytes, cells; /* of store and cells, with what it has */
	uint32_t lines;	       /* the same of lines */
	uint32_t holes;	       /* bytes of them in the present line */
	uint32_t hole_line;
	uint32_t longest, text; /* as a row's */
	uint8_t trimmed, lined;
};

struct gkri_html_rows {
	struct gkri_known_row rows[GKRI_KNOWN_ROWS];
	struct gkri_row_cell cells[GKRI_KNOWN_ROW_CELLS];
	struct gkri_row_line lines[GKRI_KNOWN_ROW_LINES];
	uint8_t first[64]; /* by what a row's first text begins with */
	uint32_t row_count, cell_count, line_count, bytes;
	uint32_t last;	  /* the row that was read before, counted from 1 */
	uint32_t idle;	  /* rows begun since one was found */
	uint32_t rest;	  /* so many rows are not looked at */
	uint32_t lacking; /* rows there was no room for, less those found */
	uint32_t span_limit;
	uint64_t uses; /* for tests */
	struct gkri_row_draft draft;
	char store[GKRI_KNOWN_ROW_STORE + 16];
};

/*
 * html-row-learn.c.  By what the first text at p begins with, if it is not far;
 * else 0.
 */
size_t gkri_row_slot(const char *p, size_t n);
/* The row before, if it can be kept, ends where the next may begin. */
int32_t gkri_row_turn(struct gkri_html_reader *r);
/* A row may begin at r->i that was not met before. */
void gkri_row_begin(struct gkri_html_reader *r);

/* Is p[0, n) that of the store?  16 bytes behind both may be looked at. */
static inline int gkri_row_same(const char *p, const char *q, size_t n)
{
#if defined(__SSE2__)
	for (; n > 32; n -= 32, p += 32, q += 32)
		if ((gkri_html_equal(p, q) & gkri_html_equal(p + 16, q + 16)) !=
		    0xffff)
			return 0;
	if (n > 16) {
		if (gkri_html_equal(p, q) != 0xffff)
			return 0;
		n -= 16;
		p += 16;
		q += 16;
	}
	return (~gkri_html_equal(p, q) & ((1u << n) - 1)) == 0;
#else
	return memcmp(p, q, n) == 0;
#endif
}

#endif
