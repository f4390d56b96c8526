/* Years and days. */
#ifndef GKRI_CALENDAR_H
#define GKRI_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

/* 1 where reports of that year can exist: the law is of 2008. */
int gkri_is_report_year(uint32_t year);
/* 1 where the calendar has the day. */
int gkri_is_day(uint32_t year, uint32_t month, uint32_t day);
/* Reads YYYY-MM-DD.  Returns 1 where it is a day that exists. */
int gkri_iso_date(
    const char *p, size_t n, uint32_t *year, uint32_t *month, uint32_t *day);
/* Writes YYYY-MM-DD, 10 bytes and no NUL; year below 10000. */
void gkri_iso_write(char *out, uint32_t year, uint32_t month, uint32_t day);

#endif
