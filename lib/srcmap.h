/*
 * The way back: from a place in the converted text to the caller's byte.
 *
 * The text is a row of segments in which a rule says how many source bytes a
 * character had.  Where the rule needs the text itself, segments are kept
 * short, so that any place is found by looking at few bytes.
 *
 * Text positions count from the front of the window that holds the text.
 */
#ifndef GKRI_SRCMAP_H
#define GKRI_SRCMAP_H

#include "mem.h"

enum {
	GKRI_MAP_SAME = 0,   /* as many bytes as in the text */
			     /* 1 to 4: a character has so many */
	GKRI_MAP_GB = 5,     /* ASCII 1, U+10000 and above 4, others 2 */
	GKRI_MAP_UTF16 = 6,  /* U+10000 and above 4, others 2 */
	GKRI_MAP_STEP = 1024 /* text bytes of a segment of these two, about */
};

struct gkri_segment {
	uint64_t text, source; /* where it begins, counted from the start */
	uint32_t rule;
};

struct gkri_srcmap {
	struct gkri_mem *mem;
	struct gkri_segment *segments;
	size_t count, cap;
	uint64_t front;	       /* of the text: what the window begins with */
	uint64_t text, source; /* where both end */
	/* the last answer, in segment `at`, from which the next one goes on */
	uint64_t last_text, last_source;
	size_t at;
};

void gkri_srcmap_init(struct gkri_srcmap *m, struct gkri_mem *mem);
void gkri_srcmap_free(struct gkri_srcmap *m);
/* For the next text; keeps its memory. */
void gkri_srcmap_reset(struct gkri_srcmap *m);
/*
 * Room for `more` calls of gkri_srcmap_add.  Returns GKR_OK, GKR_E_MEMORY,
 * GKR_E_LIMIT.
 */
int32_t gkri_srcmap_reserve(struct gkri_srcmap *m, size_t more);
/* So many bytes of text were appended, from so many of the source. */
void gkri_srcmap_add(
    struct gkri_srcmap *m, size_t text, size_t source, uint32_t rule);
/* Source bytes before all text: a BOM. */
void gkri_srcmap_skip(struct gkri_srcmap *m, size_t source);
/*
 * The source byte of the character at window + at; `at` may be the end of
 * the text.
 */
uint64_t gkri_srcmap_find(struct gkri_srcmap *m, const char *window, size_t at);
/* n bytes, whole characters, leave the window's front; they are there still. */
void gkri_srcmap_shift(struct gkri_srcmap *m, const char *window, size_t n);

#endif
