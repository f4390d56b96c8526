/*
 * What the files of the Markdown writer share.
 *
 *	emit-markdown-text.c	text of the source
 *	emit-markdown-tables.c	tables
 *	emit-markdown.c		the writer: sections and prose, and the order
 */
#ifndef GKRI_EMIT_MARKDOWN_H
#define GKRI_EMIT_MARKDOWN_H

#include "walk.h"

/* A table that is to be written. */
struct gkri_md_table {
	uint8_t id;
	uint8_t home;  /* the section it stands in */
	uint8_t depth; /* columns of labels */
	uint8_t count; /* columns of cells that the source has */
	uint8_t columns[GKRI_COLUMNS];
	uint32_t line;	/* where the source has it; 0: unknown */
	size_t section; /* behind whose heading it stands */
	const struct gkri_plan_row *rows, *end;
};

struct gkri_page {
	struct gkri_walk *w;
	struct gkri_out *o;
	const struct gkr_report *r;
	struct gkri_md_table tables[GKRI_TABLES];
	size_t count, done; /* tables; those that are written */
	int marked;	    /* the source's text is Markdown already */
	int titled;	    /* the title is written */
	const struct gkri_plan_row *above; /* the last row of a table */
};

/* Text on one line; `marked`: only bars get a backslash. */
void gkri_md_text(struct gkri_out *o, const char *p, size_t n, int marked);
void gkri_md_label(struct gkri_out *o, const char *label);
/* A table with the blank line behind it. */
void gkri_md_table(struct gkri_page *g, const struct gkri_md_table *t);

#endif
