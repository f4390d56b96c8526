/*
 * From paragraphs and tables of a document to what the tokenizer is fed:
 * paragraphs, and rows of cells.
 *
 * A row is held until it ends.  Then a row of a table with one column is no
 * row: its paragraphs belong to what is around the table.  A real row inside
 * a cell shows that the cell only lays things out: what was held of the rows
 * around it goes first, as rows and paragraphs, and the rest of those cells
 * follows as paragraphs.
 */
#ifndef GKRI_DOCX_FLOW_H
#define GKRI_DOCX_FLOW_H

#include "../buf.h"
#include "fault.h"

struct gkri_flow_cell {
	size_t at, len; /* in held */
	uint32_t span;
};

/* How a cell takes part in a vertical merge. */
enum { GKRI_MERGE_NONE, GKRI_MERGE_BEGIN, GKRI_MERGE_GO_ON };

/* An open table. */
struct gkri_flow_table {
	size_t first;	  /* of its row's cells, in cells */
	size_t text;	  /* of the open cell's text, in held */
	size_t row_text;  /* of the row's, in held */
	size_t merges;	  /* of its columns, in merges */
	uint32_t columns; /* that its grid has */
	uint32_t column;  /* where the open cell begins */
	uint32_t span;	  /* of the open cell */
	uint8_t merge;	  /* of the open cell */
	uint8_t in_row, in_cell;
	uint8_t known;		     /* the open cell's properties are */
	uint8_t picture;	     /* the open cell has one */
	uint8_t row_gone, cell_gone; /* deleted or hidden */
	uint8_t covered; /* the open cell is part of one above or before */
	uint8_t spilt; /* the open cell was given out, the rest is paragraphs */
	uint8_t wide;  /* a row had several cells */
};

struct gkri_flow {
	struct gkri_mem *mem;
	gkr_tokenizer *tokenizer;
	struct gkri_buf held;	      /* text of the rows that are held */
	struct gkri_flow_cell *cells; /* of those rows */
	size_t cell_count, cell_cap;
	struct gkri_flow_table *tables; /* the open ones */
	size_t table_count, table_cap;
	uint8_t *merges; /* by column: a vertical merge goes on below it */
	size_t merge_count, merge_cap;
};

void gkri_flow_init(struct gkri_flow *f, struct gkri_mem *mem);
void gkri_flow_free(struct gkri_flow *f);
void gkri_flow_begin(struct gkri_flow *f, gkr_tokenizer *t);

/* Each returns 0, a fault, or a status (the tokenizer's too). */

/* A paragraph: its lines end in \n; blanks around them are left out. */
int32_t gkri_flow_paragraph(struct gkri_flow *f, const char *p, size_t n);
int32_t gkri_flow_table(struct gkri_flow *f);
int32_t gkri_flow_table_end(struct gkri_flow *f);
int32_t gkri_flow_row(struct gkri_flow *f);
int32_t gkri_flow_row_end(struct gkri_flow *f);
int32_t gkri_flow_cell(struct gkri_flow *f);
/* The properties of the open cell are known. */
int32_t gkri_flow_cell_known(struct gkri_flow *f);
int32_t gkri_flow_cell_end(struct gkri_flow *f);

/* The innermost table, NULL outside of all. */
struct gkri_flow_table *gkri_flow_open(struct gkri_flow *f);
/* A cell is open. */
int gkri_flow_in_cell(struct gkri_flow *f);
/* What the open cell holds is shown (as is what is in none). */
int gkri_flow_is_shown(struct gkri_flow *f);

#endif
