/*
 * The rules run over a report, and what the rooms that do so share.
 *
 *	check-run.c		runs them, table by table
 *	made.c			makes the cases of findings
 *	check-cells.c		states of cells, rows, columns, tables
 *	check-values.c		numbers and units
 *	check-events.c		what reading noticed beside the cells
 *	check-sums.c		what rule.def compares
 *	check-repair.h		the one correction that mends a sum
 *	check-sections.c	sections, form and source
 *	check-text.c		prose against tables, period, date
 */
#ifndef GKRI_CHECK_H
#define GKRI_CHECK_H

#include "finding.h"

/* Those of a table, in the order of rule.def; what ends them has no table. */
const struct gkri_compare *gkri_compares_of(uint32_t table);

/* One check of one report. */
struct gkri_check {
	struct gkr_findings *f;
	const struct gkr_report *r;
	/* the table at hand */
	uint32_t table, edition, rows, columns;
	uint32_t slot, width;	    /* of row 1, column 1; slots of a row */
	uint32_t odd;		    /* rows that hold other than plain counts */
	uint32_t zero;		    /* rows that hold only 0 */
	uint32_t no_row, no_column; /* missing as a whole */
	int64_t sums[GKRI_ROWS + 1]; /* of what rows of plain counts hold */
	const struct gkri_compare *compares;
	struct gkri_repair_lines *lines; /* sums of the table, once looked at */
};

/* The table's cell by row and column ids that it has. */
static inline uint32_t gkri_check_slot(
    const struct gkri_check *k, uint32_t row, uint32_t column)
{
	return k->slot + (row - 1) * k->width + (column - 1);
}
/* And back. */
static inline uint32_t gkri_check_row(const struct gkri_check *k, uint32_t slot)
{
	return (slot - k->slot) / k->width + 1;
}
static inline uint32_t gkri_check_column(
    const struct gkri_check *k, uint32_t slot)
{
	return (slot - k->slot) % k->width + 1;
}
static inline const struct gkri_rcell *gkri_check_cell(
    const struct gkri_check *k, uint32_t row, uint32_t column)
{
	return &k->r->cells[gkri_check_slot(k, row, column)];
}

/* Zeroes the case and names rule, message, kind of `at`, table at hand. */
void gkri_made_begin(struct gkri_check *k, struct gkri_made *m, uint32_t rule,
    uint32_t say, uint32_t at);
/* Adds the cells that these rows have in these columns. */
void gkri_made_cells(
    struct gkri_check *k, struct gkri_made *m, uint32_t rows, uint32_t columns);
/* The run is the one cell, the place its own. */
void gkri_made_cell(
    struct gkri_check *k, struct gkri_made *m, uint32_t row, uint32_t column);
int32_t gkri_made_add(struct gkri_check *k, const struct gkri_made *m);

/* The parts of gkr_check; each returns GKR_OK or the first failure. */
int32_t gkri_check_cells(struct gkri_check *k);
int32_t gkri_check_sums(struct gkri_check *k);
/*
 * Looks for the correction of a comparison (of the row or column `id`) that
 * does not hold or cannot be made; or of cells that hold no number.  Returns
 * 1 where there is something to be said of it: just one is proved, or more
 * than one would do.
 */
int gkri_repair_find(const struct gkri_check *k,
    const struct gkri_compare *what, uint32_t id, struct gkri_repair *out);
int gkri_repair_fill(const struct gkri_check *k, const uint16_t *slots,
    size_t count, const struct gkri_loose *loose, struct gkri_repair *out);
/* A cell that holds a number, or one with too many digits. */
int32_t gkri_check_value(struct gkri_check *k, uint32_t row, uint32_t column);
/* A unit printed in the header of a column. */
int32_t gkri_check_header_unit(
    struct gkri_check *k, const struct gkri_event *event);
/* Events and loose rows of the table at hand, or of no table of the form. */
int32_t gkri_check_events(struct gkri_check *k);
int32_t gkri_check_sections(struct gkri_check *k);
int32_t gkri_check_form(struct gkri_check *k);
/* Numbers of the prose, its period, fees, and the date of the signature. */
int32_t gkri_check_text(struct gkri_check *k);
/* Marks of converters that destroyed data. */
int32_t gkri_check_source(struct gkri_check *k);

#endif
