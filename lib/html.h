/*
 * HTML as a stream: tokens as the HTML Standard has them, and of the tree
 * only what a report needs: lines of text, and rows of cells.
 *
 * Text comes in pieces; whatever is cut off is carried in the state, so that
 * nothing is scanned twice and nothing grows but the text of one cell.
 */
#ifndef GKRI_HTML_H
#define GKRI_HTML_H

#include "buf.h"
#include "region.h"

/* What the reader hands on; each returns a status. */
struct gkri_html_sink {
	int32_t (*line)(void *context, const char *text, size_t len,
	    const struct gkri_place *place);
	/* a cell's lines end in \n; their places, NULL where it has but one */
	int32_t (*cell)(void *context, const char *text, size_t len,
	    const struct gkri_place *place, const struct gkri_place *lines);
	int32_t (*row_end)(void *context);
	int32_t (*table_end)(void *context);
	/* the caller's byte of an offset in the text that is being read */
	uint64_t (*source)(void *context, size_t at);
	void *context;
};

enum {
	GKRI_SPACE_NONE = 0,
	GKRI_SPACE_BLANK = 1, /* blanks */
	GKRI_SPACE_WRAP = 2,  /* with a line end of the source */
	GKRI_SPACE_LINE = 3   /* a line of the cell ends */
};

struct gkri_html {
	struct gkri_buf text;	 /* of the line or cell that is open */
	struct gkri_place place; /* where it began */
	struct gkri_place tag;	 /* where the tag being read began */
	uint64_t end; /* the caller's byte behind its last character */
	struct gkri_place *lines; /* of the open cell, where it has several */
	size_t line_count, line_cap;
	/* a cursor that counts lines and columns of the source */
	size_t at;
	uint32_t line, column;
	uint32_t depth; /* of open tables */
	uint32_t span;	/* the last span that was asked for */
	uint32_t span_limit, text_limit;
	uint32_t hit; /* the limit that was hit */
	uint16_t name_len, attribute_len, value_len;
	uint8_t state;
	uint8_t raw;	 /* the tag whose raw text is skipped or kept */
	uint8_t closing; /* the tag being read is an end tag */
	uint8_t in_cell, in_row, in_table;
	uint8_t began; /* text has a first character */
	uint8_t space; /* blanks that wait: GKRI_SPACE_... */
	uint8_t pre;   /* depth of pre elements */
	char name[16], attribute[16], value[16];
};

void gkri_html_init(struct gkri_html *h, struct gkri_mem *mem);
void gkri_html_free(struct gkri_html *h);
/* Ready for the next text, whose first line is `line`. */
void gkri_html_begin(
    struct gkri_html *h, uint32_t line, uint32_t column, size_t at);

/*
 * Reads p[from, n), the text at offset 0 being p; `last` says that nothing
 * follows.  *used says how far it came (the rest has to be shown again with
 * more behind it; never more than 64 bytes).  With `table`, it stops behind
 * the end of the outermost table and sets *done.  Returns GKR_OK,
 * GKR_E_LIMIT (h->hit), or what the sink returned.
 */
int32_t gkri_html_run(struct gkri_html *h, const struct gkri_html_sink *sink,
    const char *p, size_t from, size_t n, int last, int table, size_t *used,
    int *done);
/* The text before offset n was dropped: offsets are less by n from now on. */
void gkri_html_shift(struct gkri_html *h, const char *p, size_t n);
/* The input ended: what is open is handed on. */
int32_t gkri_html_end(struct gkri_html *h, const struct gkri_html_sink *sink);

/*
 * The text of the line or cell that is open; html-text.c.  p[from, to) is
 * text without markup, or a reference that stands for `text`.  Both return
 * GKR_OK, GKR_E_LIMIT, GKR_E_MEMORY.
 */
int32_t gkri_html_add(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to);
int32_t gkri_html_add_reference(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to,
    const char *text, size_t n);
/* The last of the cell's lines ends where its text does. */
void gkri_html_end_line(struct gkri_html *h);
/* Where p[at] stands in the source. */
void gkri_html_place(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, struct gkri_place *out);
static inline int gkri_html_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Does the text look like HTML? */
int gkri_html_sniff(const char *p, size_t n);

/*
 * A character reference at p, behind its &: writes its UTF-8 to out (room
 * for 8) and returns its bytes, *used the bytes it takes; 0 where it is none.
 */
size_t gkri_entity(const char *p, size_t n, char *out, size_t *used);

#endif
