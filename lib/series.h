/* Many reports, packed, and what there is between them. */
#ifndef GKRI_SERIES_H
#define GKRI_SERIES_H

#include "compare.h"
#include "organ.h"

struct gkri_entry {
	size_t key, pack; /* in the bytes */
	uint32_t key_len;
	uint32_t agency, source; /* behind `pack`; 0: there is none */
	uint32_t year;
};

struct gkri_series_step {
	uint8_t kind;
	uint16_t year, year_to;
	uint32_t organ; /* the number of a report that has its longest name */
	uint32_t last, now;
};

struct gkr_series {
	struct gkri_mem mem;
	struct gkri_buf bytes;
	struct gkri_entry *entries;
	size_t count, cap;
	uint32_t *order; /* entries by organ and year */
	size_t order_cap;
	struct gkri_series_step *steps;
	size_t step_count, step_cap;
	uint32_t agencies;
};

/*
 * What is kept of a report's cells and labels, at the end of b.  Returns as
 * gkri_buf_put.
 */
int32_t gkri_pack(struct gkri_buf *b, const struct gkr_report *r);
/* The same back into an empty report.  Returns as gkr_series_load. */
int32_t gkri_unpack(const char *p, struct gkr_report *r);
/* 1 where two hold the same form, states and numbers. */
int gkri_pack_same(const char *a, const char *b);

#endif
