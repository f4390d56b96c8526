/*
 * Evidence: where a value stands apart from its label, or blanks are not
 * shown, its cell is proved by what stands around it, or not named at all.
 *
 *	order   rows without a label stand between two rows of the form, and
 *		the form has just so many rows there, none of them met
 *	sums    blanks counted as 0, one placement of the values is the only
 *		one with which all sums of the table hold; and no other would
 *		hold if the source had one mistake: a wrong number anywhere,
 *		or two numbers of another row in each other's place
 *	groups  15 values without a head, the first four of each five make
 *		the fifth
 *
 * Sums are asked only of a table that is whole: every row is there once, no
 * value strays, all sums of the rows that are read hold.  A 0 and a blank are
 * the same to a sum: a 0 is placed only where the numbers on both sides leave
 * no room for a blank, and a row of nothing but 0 never is.
 *
 * The search is for rows that could not be placed otherwise; its work is
 * bounded by GKRI_INFER_WORK for each report.
 */
#ifndef GKRI_INFER_H
#define GKRI_INFER_H

#include "fit.h"
#include "place.h"

/* Steps of the search in one report: more is given up, nothing is placed. */
#define GKRI_INFER_WORK 20000

/* What proves it; the text of the token, and what findings say. */
enum {
#define GKR_DEF_EVIDENCE(id, name, say) GKRI_WHY_##id,
#include "evidence.def"
	GKRI_WHY_END
};
const char *gkri_why_name(uint32_t why);

enum {
	GKRI_INFER_BLANK = 254, /* the source has nothing in this cell */
	GKRI_INFER_OPEN = 255	/* it cannot be told */
};

/* A row of values and where they belong. */
struct gkri_inferred {
	uint32_t data; /* index in region->data */
	uint8_t why, table, row;
	uint8_t named;		  /* the row's label came just before */
	uint8_t at[GKRI_TARGETS]; /* the value of each target, or see above */
};

/* A row of the applicant table. */
enum {
	GKRI_SHEET_NONE,  /* not met */
	GKRI_SHEET_READ,  /* v: by column */
	GKRI_SHEET_SHORT, /* v: its `count` values in order */
	GKRI_SHEET_EMPTY  /* no value */
};
struct gkri_sheet_row {
	int64_t v[GKRI_COLUMNS];
	uint32_t data;
	uint8_t state, count;
	uint8_t index[GKRI_COLUMNS];  /* of a value in the data row */
	uint8_t column[GKRI_COLUMNS]; /* proved, from 1; 0: not */
};

struct gkri_sheet {
	struct gkri_sheet_row row[GKRI_ROWS + 1]; /* by row id */
	uint8_t order[GKRI_ROWS + 1];  /* place in the form, from 1 */
	uint8_t row_at[GKRI_ROWS + 2]; /* row id by place */
	uint32_t rows;
	uint8_t broken; /* something does not belong: sums prove nothing */
};

struct gkri_infer {
	uint32_t count;
	struct gkri_inferred list[GKRI_ROWS + 1];
};

/* Looks over the whole region; asked for once, when a row had no place. */
void gkri_infer(
    struct gkri_infer *out, struct gkri_fit *f, struct gkri_votes *votes);
/* What is known of the data row; NULL: nothing. */
const struct gkri_inferred *gkri_infer_row(const struct gkri_infer *i,
    const struct gkri_fit *f, const struct gkri_data *d);
/* Its tokens. */
int32_t gkri_infer_put(struct gkri_fit *f, const struct gkri_sink *sink,
    const struct gkri_data *d, const struct gkri_inferred *w);

/* Has any of the systems of sums rows to place, and not too many? */
int gkri_infer_may_sum(const struct gkri_sheet *s);
/* Fills `column` of rows that are short; *work is used up; infer-sums.c. */
void gkri_infer_sums(struct gkri_sheet *s, uint32_t *work);

#endif
