/*
 * Words with coordinates, a word a line and a TAB between fields, as
 * `pdftotext -tsv` and picture readers print them: the first line names the
 * fields.  A page's words are gathered, then put in lines from top to bottom
 * and from left to right; where each word stands on the page goes on with it.
 */
#ifndef GKRI_WORDS_H
#define GKRI_WORDS_H

#include "buf.h"
#include "region.h"

/* What a line may hold before its text, in bytes. */
#define GKRI_WORDS_FIELDS 1024

/* A word of the page that is being gathered. */
struct gkri_page_word {
	struct gkri_box box; /* its `at` is in the page's text */
	struct gkri_place place;
	uint32_t row; /* line of the page */
};

struct gkri_words {
	struct gkri_mem *mem;
	struct gkri_buf text; /* of the page's words */
	struct gkri_page_word *page;
	size_t count, cap;
	uint32_t line;	  /* number of the source's line */
	uint32_t number;  /* of the page, counted from 1 */
	uint32_t printed; /* its number in the source */
	uint8_t
	    field[8];	 /* where each field stands in a line, counted from 1 */
	uint32_t hit;	 /* the limit that was hit */
	uint8_t named;	 /* the first line was read */
	uint8_t skip_lf; /* the line before ended in CR */
};

struct gkri_words_sink {
	/* a line's words; fresh: it is the first of its page */
	int32_t (*line)(void *context, const struct gkri_words *w, size_t lo,
	    size_t hi, int fresh);
	/* the caller's byte of an offset in the text that is being read */
	uint64_t (*source)(void *context, size_t at);
	void *context;
};

void gkri_words_init(struct gkri_words *w, struct gkri_mem *mem);
void gkri_words_free(struct gkri_words *w);
void gkri_words_begin(struct gkri_words *w);
/* Does text begin with the names of such fields? */
int gkri_words_sniff(const char *p, size_t n);
/*
 * Reads the line p[from, to), without its end.  `room` is the most that a
 * page may take.  Returns GKR_OK, GKR_E_LIMIT where that is not enough (w->hit
 * is set), or what memory and sink returned.
 */
int32_t gkri_words_line(struct gkri_words *w, const struct gkri_words_sink *s,
    const char *p, size_t from, size_t to, uint64_t room);
/* The input ended: the page's lines are handed on. */
int32_t gkri_words_end(struct gkri_words *w, const struct gkri_words_sink *s);

#endif
