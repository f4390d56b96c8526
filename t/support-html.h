/* What the HTML reader makes of a text, written out line by line. */
#ifndef TEST_SUPPORT_HTML_H
#define TEST_SUPPORT_HTML_H

#include "support.h"

/* How it is read. */
struct html_reading {
	size_t piece;	    /* bytes shown at a time, 0: all */
	size_t split;	    /* the first piece's bytes, 0: as the others */
	int places;	    /* where lines and cells stand, too */
	int lines;	    /* line ends count, unknown tags are text */
	int xml;	    /* it is XML; what was read before is not */
	int forgetful;	    /* no tag is known from one that was met before */
	const char *before; /* what the same reader read before, or NULL */
	size_t before_len;
	uint32_t most; /* bytes of a text, 0: 65536; not of what was before */
	int32_t rc;    /* what came of it */
	uint32_t hit;  /* the limit that was hit */
	uint32_t line; /* where */
	uint64_t rows; /* how many were found among those of before */
	int rests;     /* no row is looked for, for a while */
	int tags;      /* how many are known in the end */
};

/*
 * "line TEXT", "cell TEXT", "row" at the end of one, "table" between tables;
 * line ends in a text are \n.  To be freed with free().
 */
char *html_written(const char *text, size_t len, struct html_reading *how);

/* The next "== NAME" and what follows it up to the next; 0 at the end. */
struct html_part {
	const char *name, *text;
	size_t name_len, len;
};
int html_next_part(const char **p, const char *end, struct html_part *out);
/* In a part, what stands before and behind a line "--". */
void html_halves(const struct html_part *part, struct html_part *input,
    struct html_part *output);

#endif
