/* Reports made up for the tests of the checks, and findings as text. */
#ifndef TEST_SUPPORT_CHECK_H
#define TEST_SUPPORT_CHECK_H

#include "check.h"

/*
 * A report of the form with nothing to be found: the six sections, every
 * label as the form prints it, 0 in every cell.  A table stands at the lines
 * 100 * its id: its header there, row n at + n, a cell in the column of its
 * id + 1; section n at line 10 * n.  Offsets are 1000 * line + column.
 */
gkr_report *clean_report(uint32_t form);
/* The cell's text, at its place. */
void clean_set(gkr_report *r, const char *address, const char *text);
/* Each cell of the table; row or column NULL: of all. */
void clean_fill(gkr_report *r, const char *table, const char *row,
    const char *column, const char *text);
/* The source has no such cell; no such row, no such table. */
void clean_unset(gkr_report *r, const char *address);
void clean_drop_row(gkr_report *r, const char *table, const char *row);
void clean_drop_table(gkr_report *r, const char *table);
/* Takes text in; a span at the line and column. */
void clean_span(gkr_report *r, struct gkri_span *span, const char *text,
    uint32_t line, uint32_t column);
void clean_event(gkr_report *r, uint32_t kind, const char *table,
    const char *row, const char *column, const char *text);
/* values: NULL ends them. */
void clean_loose(gkr_report *r, uint32_t kind, const char *table,
    const char *row, const char *label, const char *const *values);
/* The sections again: none, then one at a time, from line 10 on. */
void clean_no_sections(gkr_report *r);
void clean_section(gkr_report *r, uint32_t id, uint32_t number,
    const char *heading, const char *text);

/*
 * The finding as text: "rule@at status severity left|right line:column cells"
 * (as "a b c", of more than four "a..z n"); valid until the next call.
 */
const char *finding_text(const gkr_findings *f, uint32_t index);
/* All of them, one a line; with their messages in lines below if asked. */
const char *findings_text(const gkr_findings *f, int messages);

/*
 * Checks the report, which is then freed; the findings of one rule, a line
 * each, and with both messages below.
 */
const char *found(gkr_report *r, const char *rule);
const char *said(gkr_report *r, const char *rule);

/* Checks the report, which is then freed; the text must be this. */
void expect_findings(
    const char *file, int line, gkr_report *r, const char *text);
/* The same with both messages: "\tzh\n\ten\n" behind each. */
void expect_messages(
    const char *file, int line, gkr_report *r, const char *text);
#define expect(r, text) expect_findings(__FILE__, __LINE__, r, text)
#define expect_said(r, text) expect_messages(__FILE__, __LINE__, r, text)

#endif
