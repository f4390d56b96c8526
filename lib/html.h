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

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* What the reader hands on; each returns a status. */
struct gkri_html_sink {
	int32_t (*line)(void *context, const char *text, size_t len,
	    const struct gkri_place *place);
	/* a cell's lines end in \n; their places, NULL where it has but one */
	int32_t (*cell)(void *context, const char *text, size_t len,
	    const struct gkri_place *place, const struct gkri_place *lines);
	int32_t (*row_end)(void *context);
	/* a row that was met before begins; the note lasts to its end; *known:
	   it is one where lines of cells are joined whatever they say */
	int32_t (*row)(void *context, struct gkri_row_note *note, int *known);
	/* where so many cells of it, with so much text, can go; NULL: one by
	   one to the above */
	struct gkri_region *(*room)(void *context, size_t cells, size_t len);
	int32_t (*table_end)(void *context);
	/* the caller's byte of an offset in the text that is being read */
	uint64_t (*source)(void *context, size_t at);
	void *context;
	/* before that offset, it is `delta` more */
	size_t plain_end;
	uint64_t delta;
};

enum {
	GKRI_SPACE_NONE = 0,
	GKRI_SPACE_BLANK = 1, /* blanks */
	GKRI_SPACE_WRAP = 2,  /* with a line end of the source */
	GKRI_SPACE_LINE = 3   /* a line of the cell ends */
};

/* Why text is of no account. */
enum { GKRI_MUTE_SELECT = 1, GKRI_MUTE_DELETED = 2, GKRI_MUTE_HIDDEN = 4 };

/* Tables within tables: deeper ones count as not within a cell. */
#define GKRI_TABLE_DEPTH 512
/* A longer name is none that means anything. */
#define GKRI_TAG_LONGEST 32
#define GKRI_NOWHERE SIZE_MAX

/*
 * Where lines of the source count, a line's text comes in pieces that stand
 * there as they are; a reference is one that does not.
 */
struct gkri_html_piece {
	size_t at; /* in the text */
	struct gkri_place place;
	int exact;
};

/* What a field of a form was filled with; html-field.c. */
struct gkri_html_field {
	struct gkri_buf text;
	struct gkri_place place; /* of the text, blanks around it left out */
	uint8_t choice;		 /* of the open choice; 0: there is none */
	uint8_t blank;		 /* in its text one waits */
};

struct gkri_html {
	struct gkri_buf text;	 /* of the line or cell that is open */
	struct gkri_place place; /* where it began */
	/* where the open cell's tag began, and the tag being read: as long as
	   the text is there only the offset, or else GKRI_NOWHERE */
	size_t cell_at, tag_at;
	/* line and column of the former, where they are noted */
	uint32_t cell_line, cell_column;
	struct gkri_place tag;
	struct gkri_place hit_at; /* where a limit was hit */
	uint64_t end;  /* the caller's byte behind its last character */
	size_t end_at; /* the same in the text, or GKRI_NOWHERE */
	struct gkri_place *lines; /* of the open cell, where it has several */
	size_t line_count, line_cap;
	struct gkri_html_piece *pieces; /* of the open line */
	size_t piece_count, piece_cap;
	/* a cursor that counts lines and columns of the source */
	size_t at;
	uint32_t line, column;
	uint32_t depth; /* of open tables */
	uint32_t span_limit, text_limit;
	uint32_t hit; /* the limit that was hit */
	uint32_t pre; /* depth of elements whose line ends count */
	uint16_t attribute_len, value_len;
	uint8_t state;	 /* what is being read; html.c */
	uint8_t part;	 /* of a tag; html-attribute.c */
	uint8_t meaning; /* of the tag being read */
	uint8_t closing; /* it is an end tag */
	uint8_t wanted;	 /* its attributes are looked at */
	uint8_t seen;	 /* the ones it had */
	uint8_t style;	 /* how far a style says display:none */
	uint8_t number;	 /* within a number that no character has */
	uint8_t script;	 /* how deep in comments of a script */
	uint8_t raw_len; /* of the raw element's name */
	uint8_t in_cell; /* text is a cell's */
	uint8_t cell_noted;
	uint8_t inside; /* a cell is open, which may hold a table */
	uint8_t in_row;
	uint8_t exact;	     /* the last piece goes on */
	uint8_t converted;   /* a piece is not as long as where it stands */
	uint8_t began;	     /* text has a first character */
	uint8_t space;	     /* blanks that wait: GKRI_SPACE_... */
	uint8_t paragraph;   /* one is open that has no text yet */
	uint8_t mute;	     /* text is of no account: GKRI_MUTE_... */
	uint8_t lines_count; /* of the source: the page is made of them */
	uint8_t after_cr, after_pre;
	uint8_t bar;	  /* a line of other text has a bar in it */
	uint8_t slash;	  /* the tag being read ended in one so far */
	uint8_t xml;	  /* it is XML: such a tag holds nothing */
	uint8_t mixed;	  /* lines of other text with tags in them */
	uint8_t no_known; /* never: a test says so */
	uint8_t drafting; /* a row is read that may be kept; html-row.h */
	uint8_t again;	  /* a page was read before: rows are kept */
	struct gkri_html_known *known; /* tags that were met; may be NULL */
	struct gkri_html_rows *rows;   /* and rows; may be NULL */
	char raw[16], attribute[16], value[64];
	/* the tag being read; what is not shown, and how deep in it */
	char name[GKRI_TAG_LONGEST], hidden[GKRI_TAG_LONGEST];
	uint32_t hidden_depth;
	uint8_t hides_line; /* what is not shown has lines of its own */
	struct gkri_html_field field;
	/* whether a cell was open where table number n began */
	unsigned char nested[GKRI_TABLE_DEPTH / 8];
};

void gkri_html_init(struct gkri_html *h, struct gkri_mem *mem);
void gkri_html_free(struct gkri_html *h);
/* Ready for the next text, which begins at a place of the source. */
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

/* ---- between the files of the reader ---- */

struct gkri_html_reader {
	struct gkri_html *h;
	const struct gkri_html_sink *s;
	const char *p;
	size_t i, n; /* where it reads, where the text ends */
	int last;
	int32_t rc;
};

/*
 * html-attribute.c: reads from behind a tag's name to the > that ends it.  0:
 * the text ends before.
 */
int gkri_html_attributes(struct gkri_html_reader *r);
/* Do they say that what the tag holds is not shown? */
int gkri_html_hides(const struct gkri_html *h);
/* Or that a field's value is no text, of a choice that it is a list, of an
   option that it is chosen or that it cannot be? */
int gkri_html_is_shown_as_text(const struct gkri_html *h);
int gkri_html_is_list(const struct gkri_html *h);
int gkri_html_is_chosen(const struct gkri_html *h);
int gkri_html_is_disabled(const struct gkri_html *h);
/*
 * html-field.c: p[r->i, to) is of the value of the field whose tag is read.
 * Without a sink only its place is noted, which is one in p.
 */
void gkri_html_field_value(struct gkri_html_reader *r, size_t to);
/* A field's tag begins; it was read; a choice's or option's was. */
int32_t gkri_html_begin_field(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p);
int32_t gkri_html_field_tag(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p);
int32_t gkri_html_choice_tag(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p);
int32_t gkri_html_option_tag(struct gkri_html *h);
/* The open choice ends, if there is one. */
int32_t gkri_html_end_choice(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p);
/* Text within a choice, as gkri_html_add_reference has it; blanks there. */
int32_t gkri_html_choice_text(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to,
    const char *text, size_t n);
/*
 * html-known.c: reads the tags from r->i on that were met before; 0: the next
 * is none.  A tag that was read whole, of n bytes, is kept; GKR_E_MEMORY.
 */
int gkri_html_known(struct gkri_html_reader *r);
int32_t gkri_html_learn_tag(struct gkri_html *h, const char *p, size_t n);
void gkri_html_forget_tags(struct gkri_html *h);
/*
 * html-row.c: between rows, at a <: takes the row that stands there if it was
 * met before; 0: it was not, or r->rc says why not.
 */
int gkri_html_row(struct gkri_html_reader *r);
/* Of the row that is being read: a cell that is handed on, the row's end. */
void gkri_html_row_cell(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const char *text, size_t n);
void gkri_html_row_end(struct gkri_html *h);
void gkri_html_forget_rows(struct gkri_html *h);
/*
 * Between rows of a table, where nothing is open and no text waits.  Bytes that
 * were just written are read one by one: for several at once processors wait.
 */
static inline int gkri_html_is_between(const struct gkri_html *h)
{
	return !(h->in_cell | h->in_row | h->inside | h->began | h->mute |
		   h->mixed | h->lines_count | h->paragraph | h->after_cr) &&
	    h->depth && !h->text.len && !h->pre;
}
/* html-tree.c: what a tag does that was read whole. */
int32_t gkri_html_tag(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at);
/*
 * The tag that was read hides what it holds, if that is text of a line or
 * cell.  Of another one within: is it hidden, too?  Tags that were met before
 * are not asked for there, and a tag that hides is never one of them.
 */
void gkri_html_hide(struct gkri_html *h);
int gkri_html_stays_hidden(struct gkri_html *h);
/* The page ends. */
int32_t gkri_html_close(struct gkri_html *h, const struct gkri_html_sink *s);

/*
 * html-text.c: the text of the line or cell that is open.  p[from, to) is a
 * run without blanks, a run of blanks, or a reference that stands for `text`.
 * All return GKR_OK, GKR_E_LIMIT, GKR_E_MEMORY or what the sink did.
 */
int32_t gkri_html_add(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to);
int32_t gkri_html_add_blanks(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to);
int32_t gkri_html_add_reference(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to,
    const char *text, size_t n);
/* The same of what a field has, at h->field.place. */
int32_t gkri_html_add_field(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const char *text, size_t n);
/* What stands before and behind belongs to no one number. */
static inline void gkri_html_part_text(struct gkri_html *h)
{
	if (h->space < GKRI_SPACE_BLANK)
		h->space = GKRI_SPACE_BLANK;
}
/* Hands on the open line (or cell); an empty line only where `blank`. */
int32_t gkri_html_flush(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, int blank);
/* No text waits, and none that comes is special. */
static inline int gkri_html_is_idle(const struct gkri_html *h)
{
	return !(h->in_cell | h->began | h->mute | h->mixed | h->lines_count) &&
	    !h->text.len && !h->pre;
}
/* Where that is so, a cell begins, whose tag does at p[at]. */
static inline void gkri_html_open_cell(struct gkri_html *h, size_t at)
{
	h->in_cell = h->inside = 1;
	h->cell_at = at;
	h->cell_noted = 0;
	h->space = h->after_pre = h->bar = 0;
	h->line_count = h->piece_count = 0;
}
/* A whole cell where it was so before it: p[from, to) is its text. */
int32_t gkri_html_cell(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to);
/* Asks for the places that were put off while p is there. */
void gkri_html_settle(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p);
void gkri_html_settle_tag(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p);
/* Counts lines and characters of p up to `to`. */
void gkri_html_walk_on(struct gkri_html *h, const char *p, size_t to);
static inline void gkri_html_walk(struct gkri_html *h, const char *p, size_t to)
{
	/* a digit or two: ASCII, whether a char has a sign or not */
	while (h->at < to && to - h->at < 4 &&
	    (unsigned char)(p[h->at] - ' ') < 0x80 - ' ') {
		h->at++;
		h->column++;
	}
	if (h->at < to)
		gkri_html_walk_on(h, p, to);
}
static inline uint64_t gkri_html_source(
    const struct gkri_html_sink *s, size_t at)
{
	return at < s->plain_end ? at + s->delta : s->source(s->context, at);
}
/* Where p[at] stands in the source. */
static inline void gkri_html_place(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t at,
    struct gkri_place *out)
{
	gkri_html_walk(h, p, at);
	out->offset = gkri_html_source(s, at);
	out->line = h->line;
	out->column = h->column;
	out->length = 0;
}
/*
 * How many bytes of text there are without blank, < and &; 16 behind the n may
 * be looked at.
 */
static inline size_t gkri_html_plain(const char *p, size_t n)
{
	size_t i = 0;

#if defined(__SSE2__)
	const __m128i blank = _mm_set1_epi8(' '), lt = _mm_set1_epi8('<'),
		      amp = _mm_set1_epi8('&');

	for (; i < n; i += 16) {
		__m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		unsigned m = (unsigned)_mm_movemask_epi8(
		    _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(b, blank), b),
			_mm_or_si128(
			    _mm_cmpeq_epi8(b, lt), _mm_cmpeq_epi8(b, amp))));

		if (m) {
			i += (size_t)__builtin_ctz(m);
			break;
		}
	}
	return i < n ? i : n;
#else
	while (i < n && (unsigned char)p[i] > ' ' && p[i] != '<' && p[i] != '&')
		i++;
	return i;
#endif
}
#if defined(__SSE2__)
/* Which of 16 bytes are the same. */
static inline unsigned gkri_html_equal(const char *p, const char *q)
{
	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)p),
		_mm_loadu_si128((const __m128i *)(const void *)q)));
}
#endif
static inline int gkri_html_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
static inline char gkri_html_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* What the beginning of a text looks like. */
enum {
	GKRI_HTML_NONE = 0, /* other text */
	GKRI_HTML_PAGE,
	GKRI_HTML_XML,	/* a page as XML */
	GKRI_HTML_MIXED /* lines of Markdown that begin with a tag */
};
int gkri_html_sniff(const char *p, size_t n);

/*
 * A character reference at p, behind its &: writes its UTF-8 to out (room
 * for 8) and returns its bytes, *used the bytes it takes; 0 where it is none.
 */
size_t gkri_entity(const char *p, size_t n, char *out, size_t *used);
/* A cell of other text: may it have tags or references? */
int gkri_html_has_markup(const char *p, size_t n);
/*
 * The same without the tags that are known, and with its references read;
 * writes at most 2 n bytes and returns how many.
 */
size_t gkri_html_strip(const char *p, size_t n, char *out);

#endif
