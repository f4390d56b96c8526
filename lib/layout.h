/*
 * Layouts: how cells are laid out in lines.  One file each behind one
 * interface; chosen per region by what its lines look like.
 */
#ifndef GKRI_LAYOUT_H
#define GKRI_LAYOUT_H

#include "region.h"

/* What a run of lines looks like: counts of lines. */
struct gkri_look {
	uint32_t lines; /* that are not blank */
	uint32_t blank;
	uint32_t tab_first;  /* begin with a TAB (blanks before it count too) */
	uint32_t tab_inside; /* have a TAB elsewhere */
	uint32_t tab_many;   /* begin with a TAB and have another */
	uint32_t bar;	     /* have a bar */
	uint32_t bar_first;  /* begin with a bar */
	uint32_t box;	     /* have box-drawing characters */
	uint32_t rule;	     /* dash rules: --- --- */
	uint32_t grid;	     /* +---+ */
	uint32_t wide; /* have two values with two or more blanks between */
	uint32_t run;  /* have two values with one blank between */
	uint32_t gaps; /* have words with three or more blanks between */
};

/*
 * A layout: scores a run of lines (0: not mine; the highest wins) and makes
 * rows of it.  `read` gets the lines [lo, hi) of the region and returns
 * GKR_OK, GKR_E_MEMORY or GKR_E_LIMIT.
 */
struct gkri_layout {
	uint8_t id; /* GKR_LAYOUT_... */
	uint32_t (*score)(const struct gkri_region *g,
	    const struct gkri_look *look, size_t lo, size_t hi);
	int32_t (*read)(struct gkri_region *g, size_t lo, size_t hi);
};

extern const struct gkri_layout gkri_layout_lines;
extern const struct gkri_layout gkri_layout_tabs;
extern const struct gkri_layout gkri_layout_marks;
extern const struct gkri_layout gkri_layout_pipes;
extern const struct gkri_layout gkri_layout_asciidoc;
extern const struct gkri_layout gkri_layout_paragraphs;
extern const struct gkri_layout gkri_layout_boxes;
extern const struct gkri_layout gkri_layout_rules;
extern const struct gkri_layout gkri_layout_runs;
extern const struct gkri_layout gkri_layout_aligned;
extern const struct gkri_layout gkri_layout_grid;
extern const struct gkri_layout gkri_layout_words;
extern const struct gkri_layout gkri_layout_bars;
extern const struct gkri_layout gkri_layout_apart;
extern const struct gkri_layout gkri_layout_commas;
extern const struct gkri_layout gkri_layout_parted;
extern const struct gkri_layout gkri_layout_lists;
extern const struct gkri_layout gkri_layout_flow;

/*
 * A cell's empty text that a converter kept: only blanks, one of them no
 * plain space.  Do such lines stand in the run?
 */
int gkri_layout_is_shown_blank(const char *p, size_t n);
int gkri_layout_shows_blanks(const struct gkri_region *g, size_t lo, size_t hi);
/* A line of strokes and nothing else: it underlines or parts. */
int gkri_layout_is_stroke(const char *p, size_t n);
/* Takes numbers of rows and columns out of the rows from `from` on. */
void gkri_layout_unnumber(struct gkri_region *g, size_t from);
/* Makes rows of the lines that have none yet, by the layout that fits. */
int32_t gkri_layout_run(struct gkri_region *g);

#endif
