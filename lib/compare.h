/*
 * Two reports side by side.
 *
 *	compare.c	the handle, what it refuses, the cells of both
 *	cross.c		the rules of rule.def that need two years
 *	organ.c		which names are one organ's
 *	series.c	many reports, paired; series-pack.c what is kept of one
 *	rollup.c	parts and their whole
 *	figure.c	numbers of cells without their reports
 *	emit-compare.c	what is written of all these
 */
#ifndef GKRI_COMPARE_H
#define GKRI_COMPARE_H

#include "finding.h"

/* A cell's state and number. */
struct gkri_figure {
	int64_t mantissa;
	uint8_t state, scale;
};

/* What is kept of a report that was compared. */
struct gkri_kept {
	uint8_t form;
	uint32_t year;
	uint32_t agency, source; /* in the text, + 1; 0: NULL */
	struct gkri_figure cells[GKRI_SLOTS];
};

struct gkr_comparison {
	struct gkri_mem mem;
	struct gkri_buf text;
	struct gkri_kept sides[2];
	uint16_t slots[GKRI_SLOTS]; /* the comparable cells */
	uint32_t count;
	uint8_t any_agency, any_year, blank_as_zero, position_kind;
	uint32_t zh, en;	 /* why it refused: in text, + 1 */
	struct gkri_buf said[2]; /* en, zh: pieces of a message */
};

/* The organ of a report: whom the title names, else who signed; or NULL. */
const char *gkri_organ_of(const struct gkr_report *r);
/* 1 where the form has cells. */
int gkri_has_cells(uint32_t form);
void gkri_figure_take(struct gkri_figure *to, const struct gkri_rcell *c);
/* 1 where it is a number, or a blank that counts as 0. */
int gkri_figure_counts(const struct gkri_figure *c, int blank_as_zero);
/* As gkr_comparison_value. */
int32_t gkri_figure_write(const struct gkri_figure *c, char *out, size_t cap);
/* A sum as gkr_comparison_change writes it. */
int32_t gkri_sum_text(const struct gkri_sum *sum, char *out, size_t cap);
/* Text and a NUL behind the buffer's; *at is its place + 1. */
int32_t gkri_text_keep(
    struct gkri_buf *b, const char *p, size_t n, uint32_t *at);
/* "text {1} {2}" with its gaps filled, as gkri_text_keep. */
int32_t gkri_text_fill(struct gkri_buf *b, const char *text,
    const char *const *gaps, uint32_t *at);

/* The findings of the rules that need two years. */
int32_t gkri_cross_check(struct gkr_comparison *c, struct gkr_findings *f,
    const struct gkr_report *last, const struct gkr_report *now);

/* What is said of a cell that is no number, by its state; en, zh. */
const char *gkri_state_says(uint32_t state, int zh);

#endif
