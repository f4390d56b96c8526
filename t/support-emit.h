/* Reports and findings made up for the tests of exports. */
#ifndef TEST_SUPPORT_EMIT_H
#define TEST_SUPPORT_EMIT_H

#include "check.h"
#include "walk.h"
#include "support.h"

/* A report of that form with title, source and sections, and no cells. */
gkr_report *sample_empty(uint32_t form);
/* The same with a number in every cell of its form. */
gkr_report *sample_report(uint32_t form);
/* One of form 2021 with every state, notes, units, loose rows. */
gkr_report *sample_states(void);
/* One whose every text is hostile to JSON, CSV and spreadsheets. */
gkr_report *sample_hostile(void);

/* What a cell holds, as if it were read; NUL may be in it. */
void sample_cell(gkr_report *r, const char *address, const char *raw,
    size_t len, uint32_t certainty);
void sample_text(gkr_report *r, uint32_t *at, const char *text, size_t len);
void sample_section(gkr_report *r, uint32_t id, uint32_t number,
    const char *heading, const char *text, size_t len);
/* values: NULL ends them. */
void sample_loose(gkr_report *r, uint32_t kind, uint32_t table, uint32_t row,
    const char *label, const char *const *values);

gkr_findings *sample_findings(void);

/* Writes with a new exporter into a new buffer; fails where that fails. */
gkr_buffer *sample_write(
    uint32_t format, const gkr_report *r, const gkr_findings *f);

/* The text in the buffer, which has no NUL; fails where `part` is not there. */
const char *sample_bytes(const gkr_buffer *b);
void sample_has(const gkr_buffer *b, const char *part);
/* A number of at most that many bits, small ones as often as large ones. */
uint64_t sample_number(struct test_random *random, unsigned bits);

/* A file in a directory of this process, removed when it ends. */
const char *sample_file(const char *name, const void *bytes, size_t len);
/*
 * Runs a script of t/ with the arguments; fails where it does.  Returns 0
 * where there is no interpreter for it.
 */
int sample_script(const char *script, const char *arguments);

#endif
