/*
 * How a report names itself: title, signature, year and date in prose.
 *
 *	meta.c		what is looked for where, and what is kept
 *	meta-text.c	words, lines and names
 *	meta-date.c	years, dates and periods
 *	meta-phrase.c	what a title says
 *	meta-title.c	titles, of one line or several
 *	meta-sign.c	signatures
 *	meta-known.c	what was understood before
 *
 * All of it works on cleaned lines: blanks and the marks around a line are
 * gone.  What is longer than GKRI_META_LINE is prose and neither title nor
 * signature, so that the work is bounded for every line.
 */
#ifndef GKRI_META_H
#define GKRI_META_H

#include "report.h"

#define GKRI_META_LINE 360 /* bytes */
#define GKRI_META_NAME 150 /* bytes of an organ's name */

/* A cleaned line. */
struct gkri_clean {
	size_t len; /* 0: nothing, or too long */
	char text[GKRI_META_LINE];
};

/* ------------------------------------------------------------------ */
/* Words of meta.def                                                  */

struct gkri_word {
	const char *text;
	uint8_t len;
	uint8_t value; /* weight in a tail, side of a separator */
};
enum { GKRI_NAME_NOWHERE, GKRI_NAME_BEFORE, GKRI_NAME_BEHIND };
/* Rows of a list of words, and its end. */
#define GKRI_WORD(text, value) {text, sizeof text - 1, value},
#define GKRI_NO_WORD       \
	{                  \
		NULL, 0, 0 \
	}
extern const struct gkri_word gkri_meta_subjects[], gkri_meta_middles[],
    gkri_meta_lasts[], gkri_meta_leads[], gkri_meta_trails[], gkri_meta_kinds[],
    gkri_meta_dividers[], gkri_meta_notices[], gkri_meta_ties[],
    gkri_meta_fields[], gkri_meta_points[], gkri_meta_labels[],
    gkri_meta_acts[], gkri_meta_things[], gkri_meta_seals[];

/* The longest word with which text begins, ends; NULL where none. */
const struct gkri_word *gkri_word_begins(
    const struct gkri_word *words, const char *p, size_t n);
const struct gkri_word *gkri_word_ends(
    const struct gkri_word *words, const char *p, size_t n);

/*
 * Most text has none of the words of a list: for words of Han characters a bit
 * for the last byte of their first character, of their last tells so.  A
 * function that returns 0 and such bits is a constant to compilers.
 */
static inline uint64_t gkri_bit(char c)
{
	return UINT64_C(1) << ((unsigned char)c & 63);
}
#define GKRI_FIRST(text) | gkri_bit((text)[2])
#define GKRI_LAST(text) | gkri_bit((text)[sizeof(text) - 2])

/* ------------------------------------------------------------------ */
/* Lines and names                                                    */

/* 1 where p begins with a Han character of three bytes. */
static inline int gkri_is_han(const char *p, size_t n)
{
	return n >= 3 && (unsigned char)(*p - 0xe4) <= 0xe9 - 0xe4;
}
void gkri_clean(struct gkri_clean *out, const char *p, size_t n);
/* Where `part` begins in text, n where it does not occur. */
size_t gkri_find(const char *p, size_t n, const char *part, size_t part_len);
/* 1 where text could be the name of an organ or place, whatever its end. */
int gkri_is_name(const char *p, size_t n);
/* 1 where a name ends as organs' names do. */
int gkri_is_organ(const char *p, size_t n);
/* 1 where a name ends as organs' or places' names do. */
int gkri_is_organ_or_place(const char *p, size_t n);
/* 1 where it stands where a name should and is none ("本局"). */
int gkri_is_self(const char *p, size_t n);
/* The closing bracket that belongs to the opening one at p, else NULL. */
const struct gkri_word *gkri_bracket_open(const char *p, size_t n);
/* Takes brackets off that are around all of the text. */
void gkri_unbracket(const char **p, size_t *n);
/* 1 where text ends with a closing bracket. */
int gkri_bracket_closes(const char *p, size_t n);
/* Bytes of text without a note in brackets behind it: （全文）. */
size_t gkri_without_note(const char *p, size_t n);
/* Bytes of the opening bracket at the end of text, 0 where there is none. */
size_t gkri_bracket_ends(
    const char *p, size_t n, const struct gkri_word **closing);

/* ------------------------------------------------------------------ */
/* Years and dates                                                    */

static inline int gkri_is_arabic(char c)
{
	return c >= '0' && c <= '9';
}
/* Bytes of the digit at p (of any kind, tens included), 0 if none. */
size_t gkri_digit(const char *p, size_t n, uint32_t *value);
/* 1 where p may begin a year: at 2, ２ or 二. */
static inline int gkri_may_be_year(const char *p, size_t n)
{
	if (*p == '2')
		return 1;
	return n >= 3 && (memcmp(p, "二", 3) == 0 || memcmp(p, "２", 3) == 0);
}
/*
 * Bytes of the year of four digits with which text begins, 0 if none: one
 * that reports can have, and no digit behind it.  *arabic is 0 where it is
 * written in Han digits.
 */
size_t gkri_year(const char *p, size_t n, uint32_t *year, int *arabic);
/*
 * 1 where all of the cleaned text is a date that exists, perhaps in brackets;
 * *alone is 1 where it is one even with no name near.
 */
struct gkri_day {
	uint32_t year, month, day;
};
int gkri_date(const char *p, size_t n, struct gkri_day *day, int *alone);
/* 0 where no date, or bracket around one, ends as the text does. */
int gkri_ends_like_date(const char *p, size_t n);
/* 1 where cleaned text begins with the period of a whole year. */
int gkri_period(const char *p, size_t n, uint32_t *year);
/* Bytes of the month, perhaps a day in it, behind a year; 0 if none. */
size_t gkri_month(const char *p, size_t n);

/* ------------------------------------------------------------------ */
/* Title and signature                                                */

/* Prose of one section or several. */
struct gkri_range {
	size_t first, last; /* sections, both included */
	size_t from;	    /* in gkr_report.prose, in the first section */
	size_t most;	    /* lines to look at */
};
/* A piece of prose. */
struct gkri_passage {
	size_t section, at, end; /* in gkr_report.prose */
};
/* Steps over the lines of a range that are not blank. */
struct gkri_meta_lines {
	const struct gkr_report *r;
	size_t section, last, at, left;
};
void gkri_meta_lines_init(struct gkri_meta_lines *l, const struct gkr_report *r,
    const struct gkri_range *range);
int gkri_meta_lines_next(struct gkri_meta_lines *l, struct gkri_passage *line);

/* A title, or a text that is none (score 0). */
struct gkri_title {
	uint32_t year; /* 0: none, or several */
	uint32_t score;
	size_t name_len;
	char name[GKRI_META_LINE]; /* of the agency */
	struct gkri_clean text;
	struct gkri_passage where;
	struct gkri_clean before; /* the line above it */
};
enum { /* parts of a score; the rest of it is the tail's weight */
	GKRI_TITLE_NAME = 16,
	GKRI_TITLE_YEAR = 8,
	GKRI_TITLE_WHOLE = 4, /* nothing else stands in the line */
	GKRI_TITLE_BARE = 7   /* least score of a title */
};
/* Reads cleaned text as a title; the score is 0 where it is none. */
void gkri_title_parse(struct gkri_title *t, const char *p, size_t n);
/* 0 where no title ends as cleaned text does. */
int gkri_title_may_end(const char *p, size_t n);
/* 1 where the line is a name of its own, or nothing but a year. */
int gkri_title_part(const struct gkri_clean *line, int want_name);
/* Bytes of the tail with which text begins (工作年度报告), 0 where none. */
size_t gkri_tail_begins(const char *p, size_t n);
/* The best title in the range; `first` where the first of equals wins. */
void gkri_title_find(const struct gkr_report *r, const struct gkri_range *range,
    int first, struct gkri_title *title);

struct gkri_signature {
	struct gkri_clean name; /* len 0: none */
	struct gkri_day day;	/* year 0: none */
	struct gkri_passage name_at, day_at;
};
/*
 * The signature in the range; agency may be empty.  Where `pairs` is 1 a
 * name counts only with a date, and a date only with a name.
 */
void gkri_signature_find(const struct gkr_report *r,
    const struct gkri_range *range, const char *agency, size_t agency_len,
    int pairs, struct gkri_signature *out);

/* ------------------------------------------------------------------ */
/* What was understood before                                         */

/* Where a span of the report came from. */
void gkri_meta_place(const struct gkr_report *r,
    const struct gkri_passage *piece, struct gkri_span *span);
/*
 * Was the preamble read before, with such a last section?  NULL where not; this
 * is for reports where title and signature depend on nothing else.
 */
const struct gkri_known *gkri_known_find(const struct gkr_report *r);
/* Keeps what was kept then; as gkri_buf_put where it fails. */
int32_t gkri_known_repeat(struct gkr_report *r, const struct gkri_known *known);
/*
 * Remembers what was kept, which is the report's text from `from` on; pieces
 * are those of the names, in their order.
 */
void gkri_known_add(struct gkr_report *r, size_t from,
    const struct gkri_passage *const *pieces);

#endif
