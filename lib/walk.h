/*
 * Exports: the walker over a report, and what a format is.
 *
 * The walker knows what a report consists of and in which order it is
 * written; a writer knows how its format spells it.
 *
 *	out.h		where the bytes go
 *	plan.c		which cells are written, in which order
 *	walk.c		goes through a report
 *	emit-*.c	the writers, one for each format
 *	emit.c		the formats and the calls that use them
 */
#ifndef GKRI_WALK_H
#define GKRI_WALK_H

#include "digits.h"
#include "out.h"
#include "report.h"

/* A row of a form: its ids, and the slot of its first column (id 1). */
struct gkri_plan_row {
	uint8_t table, row;
	int16_t slot;
};

/* The cells that are written, in order: of a form, and of all of them. */
#define GKRI_PLAN_ALL (GKR_FORM_PRE2019 + 1)
#define GKRI_PLANS (GKRI_PLAN_ALL + 1)
struct gkri_plan {
	uint8_t is_made;
	uint8_t row_count;
	struct gkri_plan_row rows[GKRI_ALL_ROWS];
	uint8_t column_count[GKRI_TABLES + 1];
	uint8_t columns[GKRI_TABLES + 1][GKRI_COLUMNS];
	/* how many columns, from each one on, have ids one after the other */
	uint8_t runs[GKRI_TABLES + 1][GKRI_COLUMNS];
};

/* Makes the plan of a form, or GKRI_PLAN_ALL. */
void gkri_plan_make(struct gkri_plan *p, uint32_t form);

/* One export of one report. */
struct gkri_walk {
	struct gkri_out out;
	struct gkr_exporter *e;
	const struct gkr_report *r;
	const gkr_findings *f; /* NULL: not to be written */
	const struct gkri_plan *plan;
	/* cells so far, which JSON counts: short numbers, and all others */
	uint32_t few, states[8], certain[4];
	struct gkri_near near;	   /* JSON: the last offset */
	size_t prefix, prefix_len; /* CSV: a row's first fields */
	uint8_t first;		   /* the next one is its list's first */
	uint8_t alone;		   /* findings are written by themselves */
	uint8_t style;		   /* of the writer */
	uint8_t position_kind;	   /* of places; GKR_POSITION_ */
};

/* One export begins, of a report or of something else (r NULL). */
void gkri_walk_begin(struct gkri_walk *w, struct gkr_exporter *e,
    const struct gkr_report *r, const gkr_findings *f, struct gkr_buffer *out);
/* All of the report, or just one of its lists. */
void gkri_walk_report(struct gkri_walk *w);
void gkri_walk_part(struct gkri_walk *w, int part);
/* The findings of the report, in a log of many. */
void gkri_walk_log(struct gkri_walk *w);
/* Ends what was written; the next report knows that this one was there. */
int32_t gkri_walk_end(struct gkri_walk *w);

/* CSV: 1 where a header line is due, the BOM is put; a field of free text. */
int gkri_csv_begin(struct gkri_walk *w);
void gkri_csv_str(struct gkri_out *o, const char *text);

/*
 * Reads what was put of the walk's report; a failure where a cell does not
 * come back as it is.
 */
void gkri_reread(struct gkri_walk *w);

/* A report that could not be read. */
struct gkri_failure {
	const char *source_name, *message;
	uint64_t offset, line;
	int32_t status;
};

/* The lists of a report. */
enum {
	GKRI_PART_SECTIONS,
	GKRI_PART_CELLS,
	GKRI_PART_FINDINGS,
	GKRI_PART_UNPLACED,
	GKRI_PART_UNKNOWN
};

/*
 * What a format does at each step; NULL: nothing.  A writer without open and
 * close has no lists but the cells.
 */
struct gkri_writer {
	uint8_t all_forms; /* the cells of every form, not of the report's */
	uint8_t style;	   /* for writers that share functions */
	/* writes a report by itself; nothing else is called for it */
	void (*whole)(struct gkri_walk *w);
	void (*head)(struct gkri_walk *w);
	void (*open)(struct gkri_walk *w, int part);
	void (*section)(struct gkri_walk *w, const struct gkri_section *s);
	/* a table's rows up to the end, or each row by itself */
	void (*table)(struct gkri_walk *w, const struct gkri_plan_row *row,
	    const struct gkri_plan_row *end);
	void (*row)(struct gkri_walk *w, const struct gkri_plan_row *row);
	void (*finding)(struct gkri_walk *w, uint32_t index);
	void (*loose)(struct gkri_walk *w, const struct gkri_loose *l);
	void (*close)(struct gkri_walk *w, int part);
	void (*foot)(struct gkri_walk *w);
	void (*failure)(struct gkri_walk *w, const struct gkri_failure *f);
	/*
	 * A log of findings alone, of all reports together: it is opened
	 * before the first, and closed with the failures that were kept.
	 */
	void (*open_log)(struct gkri_walk *w);
	void (*close_log)(struct gkri_walk *w, const struct gkri_buf *failures);
};

/* A row of format-list.def. */
struct gkri_format {
	uint32_t id;
	const char *name, *media_type;
	const struct gkri_writer *writer;
};
#define GKR_DEF_FORMAT(id, name, media_type, writer) \
	extern const struct gkri_writer gkri_writer_##writer;
#include "format-list.def"

/* The facts, in JSON of the walk's style; emit-facts.c. */
void gkri_json_facts(struct gkri_walk *w, const gkr_facts *f);

struct gkr_exporter {
	struct gkri_mem mem;
	const struct gkri_format *format;
	struct gkri_plan plans[GKRI_PLANS]; /* of forms, when first needed */
	uint8_t started;		    /* a report was written */
	uint8_t options[8];		    /* by GKR_EXPORT_ */
	uint64_t results;		    /* in the log so far */
	struct gkri_buf notes;		    /* failures, for its end */
	gkr_tokenizer *tokenizer;	    /* for what is read again */
	gkr_report *again;
};

#endif
