/* The inside of the opaque tokenizer. */
#ifndef GKRI_TOKENIZER_H
#define GKRI_TOKENIZER_H

#include "decode.h"
#include "html.h"
#include "mould.h"
#include "place.h"
#include "region.h"
#include "shape.h"
#include "token.h"
#include "words.h"

/* Bytes behind the window's end that scanners may look at. */
#define GKRI_SLACK 64
/* A line longer than this is prose and comes in pieces of this size. */
#define GKRI_LONG_LINE 65536
/* Bytes of small pieces of input that wait for each other; gather.c. */
#define GKRI_GATHER 2048

enum {
	GKRI_STAGE_TEXT = 0,  /* text may follow */
	GKRI_STAGE_LAST = 1,  /* the window holds all that is left */
	GKRI_STAGE_CLOSED = 2 /* the report's last token is queued */
};
enum {
	GKRI_MARKUP_UNKNOWN = 0,
	GKRI_MARKUP_NONE = 1,
	/* the window holds what is made of the source */
	GKRI_MARKUP_HTML = 2,
	GKRI_MARKUP_WORDS = 3
};
enum { GKRI_FEED_NONE = 0, GKRI_FEED_BYTES = 1, GKRI_FEED_CELLS = 2 };

/* Before the first token of the queue: the next is at 0. */
#define GKRI_NO_TOKEN SIZE_MAX

/*
 * Where a line of the window came from, when it was fed; or a piece of it,
 * which stands in the source as it is, or is a reference there.
 */
enum {
	GKRI_SPOT_LINE = 0,
	GKRI_SPOT_EXACT = 1,
	GKRI_SPOT_REFERENCE = 2,
	GKRI_SPOT_WORD = 3 /* behind it another may stand before it */
};
struct gkri_source_spot {
	uint32_t at; /* its first byte in the window */
	uint32_t kind;
	struct gkri_place place;
};

/* A cell of a row that lays things out; its text is in laid_text. */
struct gkri_laid {
	uint32_t at, len;
	struct gkri_place place;
};

/*
 * Headings, and lines of prose that no heading is and no table begins with, as
 * report after report has them: they need not be looked at again.
 */
#define GKRI_SEEN 28
struct gkri_seen {
	uint8_t len;		 /* 0: nothing */
	uint8_t section, number; /* of a heading; 0: of prose */
	uint8_t skip;		 /* bytes of marks before the heading */
	char text[60];
};

struct gkr_tokenizer {
	struct gkri_mem mem;
	struct gkri_decoder *decoder;
	struct gkri_buf window;	 /* text; zero bytes behind its end */
	size_t pos;		 /* first character not yet used */
	size_t scanned;		 /* no line ends in [pos, scanned) */
	const unsigned char *in; /* what the caller lent */
	size_t in_len;
	size_t room; /* so many bytes may wait; 0: there is text to be read */
	size_t gathered_len;	 /* what waits, before what was lent */
	unsigned char *gathered; /* room for GKRI_GATHER, once needed */
	size_t gathers;		 /* how many may wait; tests make it 0 */
	uint64_t limits[16];
	struct gkri_token *queue;
	/* feeding cells queues tokens before any is asked for */
	size_t q_head; /* the token handed out last, or GKRI_NO_TOKEN */
	size_t q_len, q_cap;
	struct gkri_region region;
	struct gkri_votes votes;
	struct gkri_source_spot *spots; /* of fed lines, in order */
	size_t spot_count, spot_cap;
	/* of the lines in cells of the open row that have several, in order */
	struct gkri_place *breaks;
	size_t break_count, break_cap;
	struct gkri_laid *laid; /* the cells of a row that is taken apart */
	size_t laid_count, laid_cap;
	struct gkri_buf laid_text;
	uint64_t work_bytes;
	/* the last place asked for: a cache that only moves forward */
	uint64_t delta; /* of plain places: what to add to a window offset */
	size_t place_at;
	uint32_t place_line, place_column;
	uint32_t line;	   /* number of the line at pos */
	uint32_t sections; /* bit per section met */
	int32_t error;	   /* sticky; reported once the queue is empty */
	uint64_t error_offset, error_line;
	uint32_t error_limit;
	struct gkri_buf reason; /* the host's, in each language, with NULs */
	uint32_t encoding;	/* override */
	uint32_t ordinal;	/* fed cells: of the next paragraph or row */
	uint32_t row_cell;	/* fed cells: ordinal in the row */
	uint8_t replace;
	uint8_t stage, fed, finished;
	uint8_t region_open, region_text; /* a region; lines since its start */
	uint8_t skip_lf;		  /* the line before ended in CR */
	uint8_t long_line; /* the line at pos is the rest of a long one */
	uint8_t section, title_seen;
	uint8_t in_row, in_table; /* fed cells */
	uint8_t in_pieces;	  /* the next fed line is */
	uint8_t in_bars;	  /* a line that bars make lines of */
	uint8_t in_joined;	  /* what is left of one behind a heading */
	uint8_t cell_layout;
	uint8_t plain;	  /* places need only delta */
	uint8_t numbered; /* its number stands before every line */
	uint8_t markup;	  /* GKRI_MARKUP_... */
	uint8_t inlined;  /* the window is read as HTML, up to a table's end */
	struct gkri_html html;
	struct gkri_shapes shapes;
	struct gkri_moulds moulds;
	struct gkri_seen seen[GKRI_SEEN];
	struct gkri_words words;
	struct gkri_buf source; /* marked-up: the decoder's text */
	size_t source_pos;
	uint8_t source_last; /* the source holds all that is left */
};

/* Makes tokens of what there is: GKR_OK, GKR_MORE or an error. */
int32_t gkri_tokenizer_advance(gkr_tokenizer *t);
/*
 * What stands behind the feeding functions, and behind readers of marked-up
 * text: a line (text without line ends) or a cell, with its place; the end of
 * a row and of a table.  Text is copied and trimmed.  A cell's lines end in
 * \n; `lines` are their places where there are several (NULL: the cell's).
 */
int32_t gkri_feed_line(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place);
/* The next line that is fed has such a piece, `at` bytes behind its front. */
int32_t gkri_feed_piece(
    gkr_tokenizer *t, size_t at, uint32_t kind, const struct gkri_place *place);
/* A word of a line with its place, blanks between words, or line ends. */
int32_t gkri_feed_word(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place);
int32_t gkri_feed_cell(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place, const struct gkri_place *lines);
int32_t gkri_feed_row_end(gkr_tokenizer *t); /* unlay.c */
/* A known row of HTML, behind the end of another one: it begins, and has
 * room for cells at once or none. */
int32_t gkri_feed_row(gkr_tokenizer *t, struct gkri_row_note *note, int *known);
struct gkri_region *gkri_feed_room(gkr_tokenizer *t, size_t cells, size_t len);
int32_t gkri_feed_table_end(gkr_tokenizer *t);
/* Takes every whole line that the window holds (fed paragraphs). */
int32_t gkri_tokenizer_take_lines(gkr_tokenizer *t);
/* A line with tags and attributes that is longer is left as it is. */
#define GKRI_MARKED 600
/* A line without its tags and attributes, as of <span>...</span>, []{...} or
 * \section{...} */
struct gkri_marked {
	const char *p;
	size_t n;
	char text[2 * GKRI_MARKED];
};
/* 0 where no line with such marks begins so. */
static inline int gkri_may_be_marked(const char *p)
{
	return *p == '[' || *p == '<' || *p == '*' || *p == '#' || *p == '_' ||
	    *p == '\\';
}
/* 0 where it has none, or more than such marks before it. */
int gkri_strip_marks(struct gkri_marked *m, const char *p, size_t n);
/*
 * A line of one cell that holds something, as spreadsheets have of a text
 * between tables: that text.  0 where the line is another.
 */
int gkri_lone_cell(const char **p, size_t *n);
/*
 * Bytes of the line's number before its text, as `cat -n` and `grep -n` print
 * it; 0: it has none.  Zeros may stand before it.
 */
size_t gkri_line_number(const char *p, size_t n, uint32_t line);
/* Bytes before the line's text that quote it, or that nobody sees. */
size_t gkri_quotation(const char *p, size_t n, int html);
/*
 * Where the (trimmed) line of no cells is remembered, or may be; NULL where it
 * is too short or too long for that.  What is kept is prose at first.
 */
struct gkri_seen *gkri_seen_place(gkr_tokenizer *t, const char *p, size_t n);
int gkri_is_seen(const struct gkri_seen *s, const char *p, size_t n);
void gkri_seen_keep(struct gkri_seen *s, const char *p, size_t n);
/* Takes one line of text, [at, at + len) of the window. */
int32_t gkri_tokenizer_line(
    gkr_tokenizer *t, size_t at, size_t len, uint8_t flags);
/* How many bytes more the open region may take. */
uint64_t gkri_tokenizer_region_left(const gkr_tokenizer *t);
/* Bytes of the shortest title of a section. */
#define GKRI_HEADING_LEAST 12
/* A line that several paragraphs were joined to has so many bytes. */
#define GKRI_JOINED 400
/*
 * Reads a line that has paragraphs with a heading among them, or cells and
 * paragraphs with a bar behind each; 0 where it is none.
 */
int gkri_joined_line(
    gkr_tokenizer *t, size_t at, size_t len, uint8_t flags, int32_t *rc);
/* Is the (trimmed) line a section's heading? */
int gkri_is_section(const char *p, size_t n);
/* Sections two to four are tables with words around them. */
static inline int gkri_is_table_section(const gkr_tokenizer *t)
{
	return t->section >= GKR_SECTION_PROACTIVE &&
	    t->section <= GKR_SECTION_REVIEW_LITIGATION && !t->region_text;
}
/* Looks for words that tell what kind of report this is. */
void gkri_tokenizer_look(gkr_tokenizer *t, const char *p, size_t n);
/* Makes tokens of the open region; `cut`: a heading or the end follows. */
int32_t gkri_tokenizer_close_region(gkr_tokenizer *t, int cut);
int32_t gkri_tokenizer_open_region(gkr_tokenizer *t);
/* Queues a token and fills in where it stands; cell may be NULL. */
int32_t gkri_tokenizer_put(void *t, const struct gkri_region *g,
    struct gkri_token *token, const struct gkri_cell *cell);
/* Before tokens of a region are made: how places are found. */
void gkri_tokenizer_settle_places(gkr_tokenizer *t);
/* Queues a token for a run of the window. */
int32_t gkri_tokenizer_put_text(
    gkr_tokenizer *t, uint8_t kind, size_t at, size_t len, uint8_t flags);
/* Makes room for n tokens, so that it need not grow beyond. */
int32_t gkri_tokenizer_expect(gkr_tokenizer *t, size_t n);
/* Queues a token as it is. */
int32_t gkri_tokenizer_push(gkr_tokenizer *t, const struct gkri_token *token);
/* The caller's byte of a place in the decoder's text. */
uint64_t gkri_tokenizer_source(gkr_tokenizer *t, size_t at);
/* Resolves a place in the window. */
void gkri_tokenizer_place(gkr_tokenizer *t, size_t at, size_t len,
    uint32_t line, struct gkri_place *out);
/*
 * Reads HTML from the source (or, inlined, from the window) as far as there
 * is any; read-html.c.  Returns GKR_OK or an error; *used whether it moved.
 */
int32_t gkri_tokenizer_html(gkr_tokenizer *t, int last, int *moved);
int32_t gkri_tokenizer_html_end(gkr_tokenizer *t);
/*
 * The same for words with coordinates; read-words.c.  It reads whole lines,
 * until some text was made.
 */
int32_t gkri_tokenizer_words(gkr_tokenizer *t, int *moved);
int32_t gkri_tokenizer_words_end(gkr_tokenizer *t);
/* Begins to read the window as HTML at `at`. */
int32_t gkri_tokenizer_inline(gkr_tokenizer *t, size_t at);
/*
 * Where in the line an HTML table begins that only tags like <div> stand
 * before; n if none does.
 */
size_t gkri_html_table_at(const char *p, size_t n);
/*
 * Shapes (shape.h): a section's heading was met; the line is read, and what
 * follows may be a region; limits were set; the window lost its first bytes.
 */
void gkri_shapes_init(struct gkri_shapes *m, struct gkri_mem *mem);
void gkri_shapes_free(struct gkri_shapes *m);
void gkri_shape_section(gkr_tokenizer *t);
void gkri_shape_next(gkr_tokenizer *t);
void gkri_shape_follows(struct gkri_shapes *m, const struct gkri_shape *s);
void gkri_shapes_limits(struct gkri_shapes *m, const uint64_t *limits);
void gkri_shape_shift(gkr_tokenizer *t, size_t n);
/* Is what begins at pos of a known shape?  GKRI_SHAPE_FITS takes it. */
int gkri_shape_try(gkr_tokenizer *t);
/* Remembers the region that was closed; GKR_OK or GKR_E_MEMORY. */
int32_t gkri_shape_learn(gkr_tokenizer *t);
/* The next token of what was taken, or whether there is one. */
int gkri_shape_step(gkr_tokenizer *t, struct gkri_token *out);
int gkri_shape_holds(gkr_tokenizer *t);
/*
 * Moulds (mould.h): a region begins; a row ended, which is the next of the
 * likely mould (1), or is noted as such before its cells' lines are joined; the
 * region is one of them, which is then taken.
 */
void gkri_moulds_init(struct gkri_moulds *m, struct gkri_mem *mem);
void gkri_moulds_free(struct gkri_moulds *m);
void gkri_mould_begin(gkr_tokenizer *t);
int gkri_mould_row(gkr_tokenizer *t, struct gkri_row_note *note);
int gkri_mould_noted(gkr_tokenizer *t, const struct gkri_row_note *note);
/* The row has begun: will it be noted so, whatever its numbers are? */
int gkri_mould_expects(
    const gkr_tokenizer *t, const struct gkri_row_note *note);
int gkri_mould_find(gkr_tokenizer *t);
int32_t gkri_mould_take(gkr_tokenizer *t);
void gkri_mould_follows(gkr_tokenizer *t, uint32_t id);
int gkri_mould_is_number(const char *p, size_t n);
/*
 * Before tokens are made of a region: may it leave a mould?  Then they are
 * queued by _put, and the mould is learnt of those behind `from`.
 */
int gkri_mould_may_learn(gkr_tokenizer *t);
int32_t gkri_mould_put(void *t, const struct gkri_region *g,
    struct gkri_token *token, const struct gkri_cell *cell);
int32_t gkri_mould_learn(gkr_tokenizer *t, size_t from);
/* Remembers an error and where it was met; returns it. */
int32_t gkri_tokenizer_fail(gkr_tokenizer *t, int32_t error, uint32_t limit,
    uint64_t offset, uint64_t line);
/* The same, met in the window's present line. */
int32_t gkri_tokenizer_fail_here(
    gkr_tokenizer *t, int32_t error, uint32_t limit);
/* The line of the source that reading has come to. */
uint32_t gkri_tokenizer_source_line(const gkr_tokenizer *t);

/* Where the line that begins at p ends, and what it holds; scan.c. */
struct gkri_scan {
	size_t len;    /* to the line end, or to the text's end */
	uint8_t flags; /* GKRI_LINE_ */
	uint8_t ended; /* a line end was met */
};
/* p[n] and GKRI_SLACK bytes behind it are readable. */
void gkri_scan_line(const char *p, size_t n, struct gkri_scan *out);
/* No line of a cell that is so short is a heading or a mark; in bytes. */
#define GKRI_SHORT_LINE 11
/*
 * Takes lines as most of a table are, up to `room`: a short cell behind a
 * TAB, or nothing, ended by LF.  out[0] has the place and the number of the
 * first; returns how many there are.
 */
size_t gkri_scan_cells(
    const char *p, size_t n, struct gkri_line *out, size_t room);
/* Page numbers, bookmarks and picture marks; mark.c. */
int gkri_is_page_mark(const char *p, size_t n);
/* 0 where no page number begins so: with a dash or 第. */
static inline int gkri_may_be_page_mark(const char *p)
{
	unsigned char c = (unsigned char)*p;

	return c == '-' || c == 0xe2 || c == 0xe7 || c == 0xef;
}
/* Bytes of the marks like [bookmark: x] with which text begins. */
size_t gkri_mark_prefix(const char *p, size_t n);

#endif
