/*
 * What a printed label means.  The labels come from form.def; matching is
 * exact first (one probe), then folded, then by abbreviation, then with a
 * bounded number of wrong characters.
 */
#ifndef GKRI_LABEL_H
#define GKRI_LABEL_H

#include "gkr.h"

/* Kinds are bits, so that a caller can say what it is ready to meet. */
enum {
	GKRI_LABEL_CAPTION = 1, /* names a table: 第二十条第（一）项 */
	GKRI_LABEL_HEADER = 2,	/* belongs to a table's head, names no column */
	GKRI_LABEL_COLUMN = 4,
	GKRI_LABEL_ROW = 8, /* a row that has cells */
	GKRI_LABEL_GROUP =
	    16, /* a label above rows: （三）不予公开, 行政诉讼 */
	GKRI_LABEL_ANY = 31,
	/* in a mask: what is like no label is not searched for a slip */
	GKRI_LABEL_SURE = 32
};
enum {
	GKRI_MATCH_EXACT = 1,  /* byte for byte */
	GKRI_MATCH_FOLDED = 2, /* but for blanks, punctuation, script */
	GKRI_MATCH_NOTED = 3,  /* with a bracketed note behind or in it */
	GKRI_MATCH_SHORT = 4,  /* abbreviated, no other label begins so */
	GKRI_MATCH_TYPO =
	    5 /* one or two wrong characters, no other label near */
};

/* What was matched. */
struct gkri_label {
	uint8_t kind; /* one GKRI_LABEL_ bit; 0: nothing */
	uint8_t how;  /* GKRI_MATCH_... */
	uint8_t
	    table;  /* GKR_TABLE_..., 0 where several tables share the label */
	uint8_t id; /* row or column id; group: its number in form.def */
	uint8_t forms; /* bit 0: printed by form 2019, bit 1: by form 2021 */
	uint16_t used; /* bytes of the text that the label takes (see prefix) */
};

/*
 * The label that (trimmed) text is, among the kinds of the mask and, where
 * table is not 0, of that table alone.  0 where it is none; *out is then zero.
 *
 * Where several tables share the label, table is 0 and so is an id in which
 * they differ (总计); forms are those of all.  Of several kinds asked for, the
 * form's own print decides (其他 is a column, 3.其他 a row), then ROW comes
 * before GROUP: （六）其他处理 is the row of 2019, unless rows of its own
 * follow it, which the caller sees.  Ordinals may be missing or of another
 * style; a wrong one is tolerated where all the rest is exact.  forms of an
 * abbreviation or slip are those of every edition it may come from.
 */
int gkri_label_match(const char *p, size_t n, uint32_t kinds, uint32_t table,
    struct gkri_label *out);
/*
 * 1 where the text is a label of a form, byte for byte, and no caption which
 * may be a section's heading as well.
 */
int gkri_label_exact(const char *p, size_t n);
/*
 * The label that the text is, byte for byte and for whatever is asked; 0 where
 * it is none or several, *out is then untouched.
 */
int gkri_label_printed(const char *p, size_t n, struct gkri_label *out);
/*
 * 0 where the text is surely no label, neither folded nor with notes: it has
 * Han that no label has.  Abbreviated or mistyped it may still be one.
 */
int gkri_label_may_be(const char *p, size_t n);
/*
 * The longest label with which text begins (for layouts whose label and
 * values share a line): folded comparison, no typos; out->used says how far,
 * notes behind the label included.  What follows is a blank, a mark, a digit,
 * a nil mark or another label, so that 其他 does not begin 其他对外发布文件.
 */
int gkri_label_prefix(const char *p, size_t n, uint32_t kinds, uint32_t table,
    struct gkri_label *out);
/*
 * How well a fragment (part of a wrapped label) fits a row's or column's
 * label: 0 not at all, else 1 + the number of code points that are found, in
 * order and without a gap, in the folded label.
 */
int gkri_label_contains(
    uint32_t table, uint32_t kind, uint32_t id, const char *p, size_t n);

/*
 * The unit that a column's label ends with, in brackets or behind 单位:
 * （单位：万元）.  Its bytes and where it begins; 0 where there is none.
 */
size_t gkri_label_unit(const char *p, size_t n, size_t *at);

/*
 * Section headings.  Reads a (trimmed) line: leading Markdown marks and an
 * ordinal of any kind, then the title of a section or a known variant of it,
 * and nothing else but closing marks.  Returns the section, 0 if none; the
 * ordinal's number goes to *number (0 where there is none) and its kind to
 * *kind (GKRI_ORDINAL_...).  *at is where the ordinal (or title) begins.  A
 * bracketed ordinal must be the section's own: （二）主动公开政府信息情况 may
 * still be a paragraph of section one.
 */
uint32_t gkri_section_heading(
    const char *p, size_t n, uint32_t *number, uint32_t *kind, size_t *at);
/* 0 where no heading begins so. */
int gkri_heading_may_be(const char *p, size_t n);
/*
 * A heading glued behind other text in the line ("142五、存在的…"), whole and
 * with its own number: where it begins, or 0.
 */
size_t gkri_section_glued(const char *p, size_t n, uint32_t *section);
/*
 * The first heading behind section `after` that is printed within a line of
 * running text just as the form has it, text before and behind it, or between
 * blanks: where it begins goes to *at, its bytes are returned, 0 if there is
 * none.  Where TABs or bars stand in the line, only one between blanks counts.
 */
size_t gkri_section_inside(
    const char *p, size_t n, uint32_t after, int cells, size_t *at);

#endif
