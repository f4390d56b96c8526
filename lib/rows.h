/*
 * Inside the search for rows of the forms: rows.c asks classify.c what a row
 * holds and heads.c where tables begin.
 */
#ifndef GKRI_ROWS_H
#define GKRI_ROWS_H

#include "place.h"

/* What a physical row holds. */
struct gkri_glance {
	uint32_t values, blanks, texts, labels;
	uint32_t leaf; /* index in the row of the label that names the row */
	uint32_t first_value; /* index in the row, or the row's count */
	uint8_t kinds;	      /* of its labels */
	uint8_t review;	      /* how many rows of the review table it names */
	uint8_t review_row;   /* the last of them */
	uint8_t column_table; /* table whose columns it names, 0 if shared */
};

/* Where the search stands. */
struct gkri_finder {
	struct gkri_region *g;
	struct gkri_votes *votes;
	int open;	     /* the last data row may take more values */
	uint32_t fragments;  /* first row of label parts without values */
	uint8_t table;	     /* the table we are in, 0 if none */
	uint8_t review_row;  /* the last row of the review table named */
	uint8_t review_rows; /* how many were named since the last values */
};

/* The table that was begun last, NULL if none. */
static inline struct gkri_instance *gkri_instance_open(
    const struct gkri_finder *f)
{
	return f->g->instance_count ? &f->g->instances[f->g->instance_count - 1]
				    : NULL;
}

/* The table uses the row's cells: they are no prose. */
static inline void gkri_row_take(struct gkri_finder *f, uint32_t physical)
{
	f->g->rows[physical].flags |= GKRI_ROW_TAKEN;
}

/* classify.c */
void gkri_glance(
    struct gkri_finder *f, const struct gkri_row *r, struct gkri_glance *k);

/* heads.c */
/* Makes sure that we are in the table. */
int32_t gkri_table_enter(
    struct gkri_finder *f, uint8_t table, uint32_t physical);
/* Has the open table rows of values? */
int gkri_table_has_data(const struct gkri_finder *f);
/* A label that only some forms print votes for them. */
void gkri_vote(
    struct gkri_finder *f, uint8_t table, uint8_t forms, uint32_t weight);
/* A row of labels without values. */
int32_t gkri_head_row(
    struct gkri_finder *f, uint32_t physical, const struct gkri_glance *k);
/* The column of the table that the cell names, if it names one: 1. */
int gkri_head_column(const struct gkri_region *g, const struct gkri_cell *c,
    uint32_t table, struct gkri_label *out);
/* Short texts between the lines of a head are pieces of its labels. */
void gkri_heads_take(struct gkri_region *g);

#endif
