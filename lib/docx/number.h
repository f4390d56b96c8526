/*
 * Automatic numbering: what stands before a paragraph without being in its
 * text.  Numbers are counted as the paragraphs come.
 */
#ifndef GKRI_DOCX_NUMBER_H
#define GKRI_DOCX_NUMBER_H

#include "../buf.h"
#include "part.h"

#define GKRI_LEVELS 9

/* How a level is printed. */
struct gkri_level {
	uint32_t text, text_len; /* in texts: "%1、" */
	uint32_t style; /* in texts, NUL behind it: a paragraph style */
	int32_t start;
	int32_t restart; /* behind which level; 0 never, -1 any above */
	uint8_t way;	 /* GKRI_COUNTER_... */
	uint8_t bare;	 /* nothing stands between number and text */
	uint8_t legal;	 /* every counter as a decimal */
};

/* A list's definition, and its counters. */
struct gkri_list {
	int32_t id;
	uint32_t level[GKRI_LEVELS]; /* in levels, or GKRI_NO_LEVEL */
	int32_t count[GKRI_LEVELS];
	uint8_t used[GKRI_LEVELS];
};

/* What paragraphs name. */
struct gkri_num {
	int32_t id;
	int32_t list; /* id of its definition, then its index; -1 none */
	uint32_t level[GKRI_LEVELS]; /* in place of the definition's */
	int32_t start[GKRI_LEVELS];  /* in place of the definition's; -1 not */
	uint8_t begun[GKRI_LEVELS];
};
#define GKRI_NO_LEVEL UINT32_MAX

struct gkri_numbers {
	struct gkri_mem *mem;
	struct gkri_buf texts;
	struct gkri_level *levels;
	size_t level_count, level_cap;
	struct gkri_list *lists; /* by id */
	size_t list_count, list_cap;
	struct gkri_num *nums; /* by id */
	size_t num_count, num_cap;
	int32_t override; /* while reading: the level that is overridden */
};

void gkri_numbers_init(struct gkri_numbers *n, struct gkri_mem *mem);
void gkri_numbers_free(struct gkri_numbers *n);
void gkri_numbers_clear(struct gkri_numbers *n);
/* Reads the part.  Returns 0, a fault or a status. */
int32_t gkri_numbers_read(struct gkri_numbers *n, struct gkri_package *k,
    const struct gkri_part_name *name);
/* The level that belongs to a style in a numbering, or `other`. */
int32_t gkri_numbers_level(const struct gkri_numbers *n, int32_t num,
    const char *style, int32_t other);
/*
 * Counts a paragraph and appends what is printed before it to out; *bare is
 * set where nothing stands between.  Returns 0, GKR_E_MEMORY, GKR_E_LIMIT.
 */
int32_t gkri_numbers_next(struct gkri_numbers *n, int32_t num, int32_t level,
    struct gkri_buf *out, int *bare);

#endif
