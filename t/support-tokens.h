/* Tokens by hand, for reports whose every token a test wants to choose. */
#ifndef TEST_SUPPORT_TOKENS_H
#define TEST_SUPPORT_TOKENS_H

#include "support.h"

#include "report.h"
#include "token.h"

/* A report from the allocator; NULL stands for the C library. */
gkr_report *test_report(struct test_alloc *a);

/*
 * Each gives the report one token and returns what that returned.  Lines are
 * numbered by `line`; offsets are line * 1000, columns 1, lengths those of
 * the text.
 */
int32_t give(gkr_report *r, const struct gkri_token *token);
int32_t give_section(
    gkr_report *r, uint32_t id, const char *heading, uint32_t line);
int32_t give_prose(gkr_report *r, const char *text, uint32_t line);
int32_t give_table(gkr_report *r, uint32_t table, uint32_t line);
int32_t give_row(gkr_report *r, uint32_t table, uint32_t row, const char *label,
    uint32_t line);
/* State and value are read from the text. */
int32_t give_cell(gkr_report *r, uint32_t table, uint32_t row, uint32_t column,
    const char *text, uint32_t line);
int32_t give_text(
    gkr_report *r, uint32_t kind, const char *text, uint32_t line);
int32_t give_end(gkr_report *r, uint32_t form);
/*
 * A whole text as prose, a line a token; "# " before a number from 1 to 6
 * begins that section.  Titles and signatures are then read.
 */
int32_t give_lines(gkr_report *r, const char *text);

#endif
