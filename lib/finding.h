/*
 * Rules, and findings: what is kept of each, and the case that one is made of.
 *
 *	rule.def, rule.c	what the rules are
 *	finding.c		where findings are kept
 *	finding-get.c		what can be asked of them
 *	spot.c			where they are
 *	message.h, message.def	what they say
 *	policy.c		severities, and findings that are accepted
 */
#ifndef GKRI_FINDING_H
#define GKRI_FINDING_H

#include "compiler.h"
#include "decimal.h"
#include "report.h"

/* Rule ids by name: GKRI_RULE_applications_balance ... */
enum {
#define GKR_DEF_RULE(id, ident, ...) GKRI_RULE_##ident = id,
#include "rule.def"
	GKRI_RULE_END
};

/* What is compared: sums over a table's columns (of rows) or rows. */
enum { GKRI_BY_ROW, GKRI_BY_COLUMN };
enum { GKRI_OP_EQ, GKRI_OP_GE, GKRI_OP_LE };
struct gkri_compare {
	uint8_t rule, table, forms, by, op, blame, say, open;
	uint32_t left, right; /* sets of rows or columns */
};

/* Messages: GKRI_SAY_balance ... */
enum {
	GKRI_SAY_NOTHING,
#define GKR_DEF_MESSAGE(id, zh, en) GKRI_SAY_##id,
#include "message.def"
	GKRI_SAY_END
};

/* What a finding is about, for its `at`. */
enum {
	GKRI_AT_NONE,
	GKRI_AT_ROW,	      /* granted */
	GKRI_AT_COLUMN,	      /* natural_person */
	GKRI_AT_CELLS,	      /* a cell, a row, a table, first..last */
	GKRI_AT_TABLE,	      /* applications */
	GKRI_AT_TABLE_ROW,    /* applications.granted */
	GKRI_AT_TABLE_COLUMN, /* applications.natural_person */
	GKRI_AT_SECTION	      /* problems */
};

struct gkri_spot {
	uint64_t offset;
	uint32_t length, line, column;
};

struct gkri_finding {
	struct gkri_spot spot;
	uint64_t print;			  /* of rule, place and operands */
	uint32_t alike;			  /* chains those of like prints; + 1 */
	uint32_t nth;			  /* of the same print */
	uint32_t accepted;		  /* in the accepted, + 1 */
	uint32_t at, left, right, zh, en; /* in text, + 1; 0: NULL */
	uint32_t repair_zh, repair_en, printed; /* likewise */
	uint32_t other_source;			/* likewise: gkri_other */
	struct gkri_spot other;
	uint32_t first, count;	       /* in slots */
	uint32_t fix_first, fix_count; /* in fixes */
	uint32_t choices;
	uint8_t rule, status, severity, kind;
	uint8_t plain; /* GKRI_PLAIN_...: texts without quotes and the like */
};
enum {
	GKRI_PLAIN_ZH = 1,
	GKRI_PLAIN_EN = 2,
	GKRI_PLAIN_REPAIR = 2 /* both once more, so many bits higher */
};

/* A cell that a suggestion changes. */
struct gkri_fix {
	uint16_t slot;
	uint32_t from, to; /* in text, + 1; from: as it is printed */
	int64_t mantissa;  /* what it was */
	int64_t value;	   /* what it will be */
	uint8_t state, scale;
};

/* A finding that somebody has accepted. */
struct gkri_accepted {
	uint64_t print;
	uint64_t line; /* in the list that it was read from */
	uint32_t text; /* in words: the print, NUL, the reason, NUL */
	uint32_t alike, matches;
};

/* Chains begin by the last bits of a print. */
#define GKRI_CHAINS 256
#define GKRI_PRINT_BYTES 17 /* 16 digits and a NUL */

/*
 * Labels that were said before: where in the text of the findings.  Rows
 * without their group and with it; the two parts of what a cell is called.
 */
struct gkri_said_label {
	uint32_t at;
	uint16_t len; /* 0: not yet */
	uint8_t odd;  /* as in gkri_say */
};
/* What a comparison lacks: how many cells, and the first of them. */
#define GKRI_OPENS 3 /* cells named in a list */
struct gkri_opens {
	uint8_t table, by_column, count;
	struct {
		uint8_t id, state;
	} list[GKRI_OPENS];
	uint8_t zero[7]; /* so that these are two words */
};
struct gkri_labels {
	struct gkri_said_label rows[2][GKRI_ALL_ROWS];
	struct gkri_said_label columns[GKRI_ALL_COLUMNS];
	struct gkri_said_label cell_rows[GKRI_ALL_ROWS];
	struct gkri_said_label cell_columns[GKRI_ALL_COLUMNS];
	/* the last list of cells that a comparison lacked */
	struct gkri_said_label opens;
	struct gkri_opens of_opens;
};
struct gkri_said {
	const struct gkr_report *of;  /* whose they are; NULL: all are unsaid */
	uint64_t print;		      /* how fingerprints of the rule begin */
	uint8_t rule;		      /* 0: none */
	struct gkri_labels labels[2]; /* en, zh */
	/* the last finding whose correction begins with the slot, + 1 */
	uint32_t repairs[GKRI_SLOTS];
};

struct gkr_findings {
	struct gkri_mem mem;
	struct gkri_finding *list;
	size_t count, cap;
	uint16_t *slots; /* the cells of findings */
	size_t slot_count, slot_cap;
	struct gkri_fix *fixes;
	size_t fix_count, fix_cap;
	struct gkri_buf text; /* NUL-terminated pieces */
	uint64_t limit;	      /* GKR_LIMIT_FINDINGS */
	int64_t blank_as_zero;
	uint8_t severities[GKRI_RULE_END]; /* 0: the rule's */
	uint8_t off[GKRI_RULE_END];
	struct gkri_accepted *accepted;
	size_t accepted_count, accepted_cap;
	struct gkri_buf words;
	uint32_t accepted_chain[GKRI_CHAINS]; /* indices + 1 */
	uint32_t chain[GKRI_CHAINS];
	struct gkri_said said;
	struct gkr_facts *facts; /* of the prose, made when first checked */
};

/*
 * Cells that a finding is about: whole rows from `row` to `row_to`, or within
 * one row the columns from `column` to `column_to`.
 */
struct gkri_cell_run {
	uint8_t table, row, row_to, column, column_to;
	uint8_t whole; /* GKRI_WHOLE_... */
};
enum { GKRI_WHOLE_NO, GKRI_WHOLE_ROWS, GKRI_WHOLE_COLUMN, GKRI_WHOLE_TABLE };

/* A side of a comparison: its rows or columns, and what they add up to. */
struct gkri_side {
	uint32_t mask;
	uint32_t len;
	char digits[48];
};

/*
 * Cells that would have to hold other numbers, and the sums that say so.
 * Where several corrections would do, there is none, but how many.
 */
#define GKRI_CHANGES 8
#define GKRI_PROOFS 3
struct gkri_repair {
	uint32_t count;
	uint32_t choices;
	uint8_t kind;		     /* GKR_SUGGESTION_... */
	uint8_t proof_count, proofs; /* those kept, and all of them */
	struct gkri_change {
		uint16_t slot;
		uint8_t row, column;
		int64_t to;
	} list[GKRI_CHANGES];
	struct gkri_proof {
		const struct gkri_compare *what;
		uint32_t terms; /* the rows or columns that the form has */
		uint8_t id;
	} proof[GKRI_PROOFS];
};

/* The place in the other report, and its name. */
struct gkri_other {
	struct gkri_spot spot;
	const char *source;
};

/* Pieces of a message that were made before, by language (en, zh). */
struct gkri_phrase {
	const char *text[2];
	size_t len[2];
};

/*
 * A finding to be made; zeroed, then filled with what its message and its
 * `at` name.
 */
struct gkri_case {
	uint8_t rule;
	uint8_t status;	  /* 0: fail */
	uint8_t severity; /* 0: the rule's */
	uint8_t say;	  /* GKRI_SAY_... */
	uint8_t at;	  /* GKRI_AT_... */
	uint8_t section;
	uint8_t by_column; /* sides are sets of rows, else of columns */
	uint8_t compares;  /* left and right are known */
	uint8_t blank_as_zero;
	uint8_t more; /* text is that of the first cell, others differ */
	struct gkri_cell_run run; /* table, row, column: also of other kinds */
	struct gkri_side left, right;
	const char *text, *text2;
	size_t text_len, text2_len;
	struct gkri_opens opens;
	const struct gkri_loose *loose;
	const struct gkri_repair *repair;
	const struct gkri_phrase *words;
	const struct gkri_other *other;
	uint64_t number; /* where it compares: blanks counted as 0 */
	struct gkri_spot spot;
	const uint16_t *slots; /* the cells */
	size_t slot_count;
};

/* A case with room for all cells of a table. */
struct gkri_made {
	struct gkri_case c;
	uint16_t slots[GKRI_ROWS * GKRI_COLUMNS];
};

/*
 * Adds a finding.  Returns GKR_OK, GKR_E_MEMORY, GKR_E_LIMIT; where it fails
 * the findings are what they were.
 */
int32_t gkri_finding_add(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c);
/* Forgets the findings, keeps the memory. */
void gkri_findings_clear(struct gkr_findings *f);

/*
 * The fingerprint of a finding (of its `at`, as text): a number of names,
 * places and operands that does not depend on where in the file they stand.
 */
uint64_t gkri_print_of(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, const char *at);
/* Of the nth finding (from 0) that has the same. */
uint64_t gkri_print_nth(uint64_t print, uint32_t nth);
/* Its 16 digits and a NUL. */
void gkri_print_write(char *out, uint64_t print);
/* Its place in the accepted, + 1; 0: it is not.  Counts that it was met. */
uint32_t gkri_accepted_find(struct gkr_findings *f, uint64_t print);
/* What was said before is of the report from now on, or forgotten. */
void gkri_said_clear(struct gkri_said *said);
void gkri_said_begin(struct gkri_said *said, const struct gkr_report *r);

/* The place of a cell; else of its row's label, table or section. */
struct gkri_spot gkri_spot_cell(const struct gkr_report *r, uint32_t slot);
struct gkri_spot gkri_spot_row(
    const struct gkr_report *r, uint32_t table, uint32_t row);
struct gkri_spot gkri_spot_table(const struct gkr_report *r, uint32_t table);
struct gkri_spot gkri_spot_span(const struct gkri_span *span);

#endif
