/*
 * Converters that destroy data, by the marks that they leave:
 *
 *	pandoc		a line [TABLE] in a table's place
 *	antiword	the head of the applicant table, drawn with bars, and
 *			not one of its rows
 *	catdoc		UTF-16 printed as if it were 8 bits: ÏÍ among Han
 *	glued		values run together with their labels, in row after
 *			row fewer than the form has columns
 *	scrambled	labels in one place and values in another, as pdftotext
 *			without -layout and -raw leaves them
 *	repeated	tables that share words, each word there once: lines
 *			met before were taken out
 *
 * A table all of whose rows were found is not looked through.
 */
#ifndef GKRI_LOSSY_H
#define GKRI_LOSSY_H

#include "place.h"

/* Is the (trimmed) line, which begins with a bracket, such a mark alone? */
int gkri_is_lossy_line(const char *p, size_t n);
int32_t gkri_lossy_line(struct gkri_region *g, const struct gkri_sink *sink,
    const struct gkri_cell *line);
/* Puts a token for what the region's text bears, if anything. */
int32_t gkri_lossy_region(struct gkri_region *g, const struct gkri_sink *sink);

#endif
