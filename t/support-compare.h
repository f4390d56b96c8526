/* Reports of years and parts, for the tests of what compares them. */
#ifndef TEST_SUPPORT_COMPARE_H
#define TEST_SUPPORT_COMPARE_H

#include "support-check.h"

/* A clean report of the year and organ, with a source name "YEAR.txt". */
gkr_report *year_report(uint32_t form, uint32_t year, const char *agency);
/* "NAME_last" and "NAME_this" of the two are compared; both are freed. */
struct compared {
	gkr_comparison *c;
	gkr_findings *f;
	int32_t rc;
	const char *text; /* the findings */
};
enum { BLANK_AS_ZERO = 1, ANY_AGENCY = 2, ANY_YEAR = 4, MESSAGES = 8 };
struct compared compare_reports(gkr_report *last, gkr_report *now, int how);
void compared_free(struct compared *it);
/* The findings of the two are these. */
void compare_expect(const char *file, int line, gkr_report *last,
    gkr_report *now, int how, const char *text);
#define expect_compared(last, now, how, text) \
	compare_expect(__FILE__, __LINE__, last, now, how, text)

#endif
