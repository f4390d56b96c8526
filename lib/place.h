/*
 * What physical rows mean: labels first, then values.
 *
 *	gkri_classify   what every cell holds
 *	gkri_rows_find  tables, headers and rows of the forms
 *	gkri_place      which cell each value is, as tokens
 */
#ifndef GKRI_PLACE_H
#define GKRI_PLACE_H

#include "region.h"
#include "token.h"

/* Votes for the edition of each part of a report; labels decide. */
struct gkri_votes {
	uint32_t article20[3]; /* by edition: [1] 2019, [2] 2021 */
	uint32_t applications[3];
	/* no holes between them: whether votes are the same is seen by bytes */
	uint16_t tables;   /* bit per table met */
	uint16_t pre2019;  /* the older statistics table was met */
	uint32_t searched; /* steps of the search for evidence, infer.h */
};
/* The form that the votes decide. */
uint32_t gkri_votes_form(const struct gkri_votes *v);

/* Where tokens go; returns GKR_OK, GKR_E_MEMORY, GKR_E_LIMIT. */
struct gkri_sink {
	int32_t (*put)(void *context, const struct gkri_region *g,
	    struct gkri_token *token, const struct gkri_cell *cell);
	void *context;
};

void gkri_classify(struct gkri_region *g);
int32_t gkri_rows_find(struct gkri_region *g, struct gkri_votes *votes);
int32_t gkri_place(struct gkri_region *g, struct gkri_votes *votes,
    const struct gkri_sink *sink);

#endif
