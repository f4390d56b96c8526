/* Words of a line and the display columns that they cover. */
#ifndef GKRI_WORD_H
#define GKRI_WORD_H

#include "region.h"

/* A line has at most so many words; the rest is taken as one. */
#define GKRI_WORDS 64

struct gkri_line_word {
	uint32_t at, len;  /* in the window */
	uint32_t lo, hi;   /* display columns, half-open */
	uint32_t from, to; /* the same in characters */
	uint32_t gap;	   /* blanks before it */
	uint8_t value;	   /* a number or a nil mark */
};

/* Splits the line at blanks (U+0020, TAB, U+00A0, U+3000). */
uint32_t gkri_line_words(const struct gkri_region *g,
    const struct gkri_line *line, struct gkri_line_word *out);
/* How many words at the end of the line are values. */
uint32_t gkri_trailing_values(const struct gkri_line_word *w, uint32_t n);

/* Does the text hold a mark that ends or parts sentences? */
int gkri_holds_stop(const char *p, size_t n);

#endif
