/* What a report keeps; the inside of the opaque handle. */
#ifndef GKRI_REPORT_H
#define GKRI_REPORT_H

#include "buf.h"
#include "form.h"
#include "token.h"

enum {
	GKRI_CELL_SIGNED = 1,  /* a sign was printed */
	GKRI_CELL_TOO_LONG = 2 /* more digits than a number may have */
};

/*
 * A cell of the union of all forms.  Zero is a missing cell.  What was read or
 * set is what its raw text says (gkri_value_read).
 */
struct gkri_rcell {
	int64_t mantissa;
	uint64_t offset; /* in the caller's bytes */
	uint32_t raw;	 /* in gkr_report.text */
	uint32_t column, length, line;
	uint32_t raw_len;
	uint16_t note_at, note_len; /* relative to raw */
	uint16_t unit_at, unit_len;
	uint8_t state, certainty, scale, flags;
	/* report-run.c knows where each is, and what gkri_fill has of them */
};

/* A run of gkr_report.text and where it stood. */
struct gkri_span {
	uint64_t offset;
	uint32_t at, len; /* in gkr_report.text */
	uint32_t line, column;
	uint32_t length; /* in the caller's bytes */
};

struct gkri_section {
	uint8_t id;	/* GKR_SECTION_..., 0 for the preamble (index 0) */
	uint8_t number; /* as printed, 0 if none */
	struct gkri_span heading;
	uint32_t text, text_len;    /* in gkr_report.prose */
	uint32_t first_line, lines; /* in gkr_report.lines */
};

/* A line (or piece of one) of prose. */
struct gkri_prose_line {
	uint64_t offset; /* in the caller's bytes */
	uint32_t at;	 /* in gkr_report.prose */
	uint32_t line, column;
	uint32_t length; /* in the caller's bytes */
};

/* A row whose values have no cell, or that no form has. */
struct gkri_loose {
	uint8_t kind, table, row;
	uint32_t first, count; /* in gkr_report.values */
	struct gkri_span label;
};

/* Things to be reported that are not cells. */
enum {
	GKRI_EVENT_ROW_DUPLICATE = 1, /* table, row */
	GKRI_EVENT_EVIDENCE = 2,      /* text: why cells were inferred */
	GKRI_EVENT_LOSSY = 3,	      /* text: the converter's mark */
	GKRI_EVENT_UNIT =
	    4 /* table, column, text: unit printed in the header */
};
struct gkri_event {
	uint8_t kind, table, row, column;
	struct gkri_span span;
};

/* Where the reading of tokens stands. */
struct gkri_reading {
	uint8_t table, row; /* of the row that is being read */
	uint8_t how;	    /* report-read.c knows */
	uint8_t continues;  /* the next prose joins the last line */
	uint8_t tables;	    /* a bit for each that was met */
	uint8_t closed;	    /* the same, in a report that ended before */
	int16_t slot;	    /* of the row's first column */
	size_t loose;	    /* the row's loose row, counted from 1; 0: none */
	struct gkri_span label;
};

/*
 * What was read before the account and in its last section, what was kept of
 * it, and where that stood; meta-known.c.
 */
#define GKRI_KNOWN 8
#define GKRI_KNOWN_TEXT 1000
enum {
	GKRI_NAME_TITLE,
	GKRI_NAME_AGENCY,
	GKRI_NAME_SIGNED,
	GKRI_NAME_DATE,
	GKRI_NAMES
};
struct gkri_known {
	uint16_t front, back, kept; /* bytes of each, as they stand in text */
	uint16_t year;
	struct {
		uint16_t at, end; /* in the text of both */
		uint16_t name;	  /* in what was kept, + 1; 0: none */
		uint16_t len;
	} names[GKRI_NAMES];
	char text[GKRI_KNOWN_TEXT];
};

struct gkr_report {
	struct gkri_mem mem;
	struct gkri_rcell cells[GKRI_SLOTS];
	struct gkri_span caption[GKRI_TABLES + 1]; /* as the source has it */
	uint8_t table_seen[GKRI_TABLES + 1];
	uint8_t form;
	uint8_t complete; /* GKR_END was met */
	uint32_t layouts; /* bit per GKR_LAYOUT_ */
	uint8_t layout_order[16];
	uint8_t layout_count;
	uint32_t year;
	struct gkri_source source;
	/* metadata: offsets into text + 1, each NUL-terminated there; 0: NULL
	 */
	uint32_t title, agency, signed_by, date, source_name;
	struct gkri_span title_span, signed_span, date_span;
	int32_t error;
	uint64_t error_offset, error_line;
	uint32_t error_zh, error_en; /* offsets into text + 1 */
	uint32_t error_limit;	     /* GKR_LIMIT_... of GKR_E_LIMIT */
	struct gkri_reading reading;
	/*
	 * Up to here all is cleared at once; of what follows, what is in use.
	 *
	 * What the source printed, by table id and row or column id.
	 */
	struct gkri_span row_label[GKRI_TABLES + 1]
				  [GKRI_ROWS + 1]; /* len 0, line 0: not seen */
	struct gkri_span column_label[GKRI_TABLES + 1][GKRI_COLUMNS + 1];
	struct gkri_buf text; /* raw text of cells, labels, headings */
	struct gkri_buf
	    prose; /* prose, section by section, '\n' between lines */
	struct gkri_section *sections; /* [0] is the preamble */
	size_t section_count, section_cap;
	struct gkri_prose_line *lines;
	size_t line_count, line_cap;
	struct gkri_loose *loose;
	size_t loose_count, loose_cap;
	struct gkri_span *values;
	size_t value_count, value_cap;
	struct gkri_event *events;
	size_t event_count, event_cap;
	uint64_t limits[16];
	uint8_t columns[GKRI_TABLES + 1]; /* of all forms, by table */
	struct gkri_known known[GKRI_KNOWN];
	uint32_t next_known; /* goes when room is wanted */
};

/* A run of bytes for the caller: never NULL, though it be empty. */
static inline const char *gkri_run(
    const struct gkri_buf *b, size_t at, size_t n, size_t *len)
{
	if (len)
		*len = n;
	return n ? b->data + at : "";
}

/* The answer where there is no such run. */
static inline const char *gkri_no_run(size_t *len)
{
	if (len)
		*len = 0;
	return NULL;
}

/*
 * Appends text and a NUL to r->text; *at is its offset + 1.  Returns GKR_OK,
 * GKR_E_MEMORY, GKR_E_LIMIT; nothing is changed where it fails.
 */
int32_t gkri_report_keep(
    struct gkr_report *r, const char *p, size_t n, uint32_t *at);
/* The text that was kept there; NULL for 0. */
const char *gkri_report_kept(const struct gkr_report *r, uint32_t at);
/*
 * Where the byte at offset `at` of r->prose, in the section, came from.  0
 * where the section has no such byte.  The end of its text is a place, too.
 */
int gkri_prose_place(const struct gkr_report *r, const struct gkri_section *s,
    size_t at, struct gkri_span *place);
/*
 * The same, from the place that was asked for last on, so that many places of a
 * long line cost no more than the line; {0} at first.
 */
struct gkri_prose_near {
	size_t piece; /* of r->lines, counted from 1; 0: none yet */
	size_t in, chars,
	    bytes; /* how far into it: text, and source if coded */
	int coded; /* the source is the text in another encoding */
};
int gkri_prose_place_near(const struct gkr_report *r,
    const struct gkri_section *s, size_t at, struct gkri_prose_near *k,
    struct gkri_span *place);

/*
 * One token into the report.  Returns GKR_OK, GKR_E_MEMORY, GKR_E_LIMIT; what
 * was taken before stays.
 */
struct gkri_token;
int32_t gkri_report_take(struct gkr_report *r, const struct gkri_token *t);
/*
 * The same for those from *next on, until one is not; *next is behind it or
 * the last.
 */
int32_t gkri_report_take_all(struct gkr_report *r,
    const struct gkri_token **next, const struct gkri_token *end);

/*
 * A whole region into the report (shape.h), as its tokens one after the other
 * would; only where _fits says so.  *at says where it failed.
 */
struct gkri_run;
/*
 * Parts of it: a table begins that was not met, or ends; the report ends; a
 * loose value.
 */
void gkri_report_table(struct gkr_report *r, uint32_t table, uint8_t layout);
void gkri_report_table_end(struct gkr_report *r, uint8_t form);
void gkri_report_end(struct gkr_report *r, uint8_t form);
int32_t gkri_report_take_loose(
    struct gkr_report *r, const struct gkri_span *at);
int gkri_report_fits(struct gkr_report *r, const struct gkri_run *run);
int32_t gkri_report_take_run(
    struct gkr_report *r, const struct gkri_run *run, struct gkri_token *at);

/* Reads title, agency, year, signatory and date from the prose; meta.c. */
int32_t gkri_report_meta(struct gkr_report *r);

#endif
