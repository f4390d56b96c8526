/* Parts that are added up, one by one. */
#ifndef GKRI_ROLLUP_H
#define GKRI_ROLLUP_H

#include "compare.h"

/* What the children have in a cell. */
struct gkri_tally {
	uint64_t numbers, blanks, others;
	struct gkri_sum sum;
};

/* An organ that was met: two hashes of its name, and which child it was. */
struct gkri_met {
	uint64_t hash[2];
	uint64_t child; /* 0: free */
};

struct gkr_rollup {
	struct gkri_mem mem;
	struct gkri_buf text;
	struct gkri_tally cells[GKRI_SLOTS];
	uint64_t count, repeated;
	uint32_t year;
	uint8_t form, mixed;
	uint8_t any_year, blank_as_zero, checked, position_kind;
	struct gkri_kept parent;
	uint32_t zh, en;	 /* why it refused: in text, + 1 */
	struct gkri_buf said[2]; /* en, zh: pieces of a message */
	struct gkri_met *met;
	size_t met_count, met_cap; /* a power of two */
};

/* What was said and checked was of the children up to now. */
void gkri_rollup_forget(struct gkr_rollup *u);
/* Says why it refuses, with what stands in the gaps; returns the status. */
int32_t gkri_rollup_refuse(struct gkr_rollup *u, int32_t status, const char *en,
    const char *zh, const char *const *gaps);
int32_t gkri_rollup_refuse_form(struct gkr_rollup *u, uint32_t form);
/* A year that is not known agrees with every one. */
int32_t gkri_rollup_judge_year(struct gkr_rollup *u, uint32_t year);
/* 1 where every child has a number there, or a blank that counts as 0. */
int gkri_tally_counts(const struct gkr_rollup *u, const struct gkri_tally *t);
/* 1 where the rule could be applied to the parent's cell. */
int gkri_rollup_assessed(const struct gkr_rollup *u, uint32_t slot);
/* Parent less children; the cell was assessed. */
void gkri_rollup_less(
    const struct gkr_rollup *u, uint32_t slot, struct gkri_sum *out);

#endif
