/*
 * Which cell of the form each value of a row is.
 *
 * A row has m values for n columns.  Merged cells of other columns leave
 * blanks before, behind or between the n.  A row with n values and no more is
 * full; full rows of the same shape show where the columns are.  What stays
 * open is not placed.
 */
#ifndef GKRI_FIT_H
#define GKRI_FIT_H

#include "region.h"

/* Labels stand at most so deep in a row. */
#define GKRI_DEPTHS 4
/* Most cells that one row of values can fill: the review table's. */
#define GKRI_TARGETS 15

/* What comes next: how many labels above the row the next row shares. */
enum {
	GKRI_NEXT_NONE,
	GKRI_NEXT_SHARES_0,
	GKRI_NEXT_SHARES_1,
	GKRI_NEXT_SHARES_2,
	GKRI_NEXTS
};

/* In what order the head of a row's table has the columns. */
enum {
	GKRI_ORDER_FORM,   /* the form's, or it does not say */
	GKRI_ORDER_OTHER,  /* another one, which `columns` has */
	GKRI_ORDER_UNCLEAR /* another one: no value has a place */
};

/* The source shows the cell by showing nothing where it is: it is blank. */
#define GKRI_HOLE (UINT32_MAX - 1)

/* Where a table's columns stand; fit-spread.c. */
struct gkri_bands {
	uint16_t lo[GKRI_TARGETS], hi[GKRI_TARGETS];
	uint8_t known[GKRI_TARGETS];
	uint8_t instance, n; /* of which table; instance 0: none yet */
	uint8_t sure;	     /* all are known and apart */
};

/* What the head says of rows so wide, once it was asked; fit-head.c. */
struct gkri_headed {
	uint32_t width;
	uint8_t instance, n; /* of which table; instance 0: none yet */
	uint8_t order, columns[GKRI_COLUMNS];
};

struct gkri_fit {
	struct gkri_region *g;
	uint32_t form; /* as far as the votes so far tell */
	/* columns by edition and table: how many (0: not asked yet), which */
	uint8_t count_of[3][GKRI_TABLES + 1];
	uint8_t columns_of[3][GKRI_TABLES + 1][GKRI_COLUMNS];
	/* of the row at hand: its targets, and which value fills each */
	uint32_t n;
	uint8_t order;	/* GKRI_ORDER_... */
	uint8_t others; /* it has values under heads that no form has */
	uint8_t columns[GKRI_TARGETS], rows[GKRI_TARGETS];
	/* GKRI_NONE: the source lacks it */
	uint32_t where[GKRI_TARGETS];
	struct gkri_bands bands;
	struct gkri_headed said;
	/* blanks behind full rows of an open layout, by what comes next */
	uint8_t tail[GKRI_NEXTS];
	/* all open rows have just as many values and blanks as columns */
	uint8_t exact;
	uint8_t alarm[256]; /* by instance: values stray in an open layout */
	uint8_t holes[256]; /* by instance: blank columns between the columns */
	uint8_t turned[256];  /* a table turned on its side: rows are columns */
	uint8_t crowded[256]; /* so many rows have more values than columns */
	uint16_t width[256][GKRI_DEPTHS]; /* widest row by instance and depth */
};

/* Value i of a row. */
static inline const struct gkri_cell *gkri_fit_value(
    const struct gkri_fit *f, const struct gkri_data *d, uint32_t i)
{
	return &f->g->cells[f->g->refs[d->first + i]];
}

/* Looks over all rows of the region. */
void gkri_fit_begin(struct gkri_fit *f, struct gkri_region *g, uint32_t form);
/* Fills n, columns and rows for the row. */
void gkri_fit_targets(struct gkri_fit *f, const struct gkri_data *d);
/* Fills where as well; 0 where the values have no sure places. */
int gkri_fit_row(struct gkri_fit *f, const struct gkri_data *d);

/* Puts the row's columns in the order of its table's head; fit-head.c. */
void gkri_fit_order(struct gkri_fit *f, const struct gkri_data *d);
/*
 * Fits a row that has values in columns which no form has, but the head names;
 * 0 where it has none, or they do not tell.
 */
int gkri_fit_head(struct gkri_fit *f, const struct gkri_data *d);
/* The same for a row whose cells have places (GKRI_ROW_SPREAD). */
int gkri_fit_spread(struct gkri_fit *f, const struct gkri_data *d);

/* Is its end not shown, but its blanks? */
int gkri_fit_is_open(const struct gkri_data *d);
/* May the first n values of such a row be its cells?  fit-open.c. */
int gkri_fit_is_whole(const struct gkri_fit *f, const struct gkri_data *d);
void gkri_fit_open_begin(struct gkri_fit *f);

/* Marks rows and tables whose values cannot be trusted; doubt.c. */
void gkri_doubt_begin(struct gkri_fit *f);
int gkri_is_doubtful(const struct gkri_fit *f, const struct gkri_data *d);
/* A cut row of the review table: may it lack others than its last cells? */
int gkri_may_lack(const struct gkri_fit *f, const struct gkri_data *d);
/* Of a row whose values have been placed: does it say otherwise itself? */
int gkri_is_contradicted(const struct gkri_fit *f, const struct gkri_data *d);
/* Blanks at the end of a row's values. */
uint32_t gkri_fit_trailing(const struct gkri_fit *f, const struct gkri_data *d);

#endif
