#include "calendar.h"

#define FIRST_YEAR 2008
#define LAST_YEAR 2099

int gkri_is_report_year(uint32_t year)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static int is_leap(uint32_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int gkri_is_day(uint32_t year, uint32_t month, uint32_t day)
{
	static const uint8_t days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (year == 0 || month < 1 || month > 12 || day < 1)
		return 0;
	return day <= days[month - 1] + (uint32_t)(month == 2 && is_leap(year));
}

/* The number that n digits are; 0 where there is something else. */
static int digits(const char *p, size_t n, uint32_t *value)
{
	size_t i;

	*value = 0;
	for (i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return 0;
		*value = *value * 10 + (uint32_t)(p[i] - '0');
	}
	return 1;
}

int gkri_iso_date(
    const char *p, size_t n, uint32_t *year, uint32_t *month, uint32_t *day)
{
	return n == 10 && p[4] == '-' && p[7] == '-' && digits(p, 4, year) &&
	    digits(p + 5, 2, month) && digits(p + 8, 2, day) &&
	    gkri_is_day(*year, *month, *day);
}

static void put_digits(char *out, size_t n, uint32_t value)
{
	while (n) {
		out[--n] = (char)('0' + value % 10);
		value /= 10;
	}
}

void gkri_iso_write(char *out, uint32_t year, uint32_t month, uint32_t day)
{
	put_digits(out, 4, year);
	out[4] = '-';
	put_digits(out + 5, 2, month);
	out[7] = '-';
	put_digits(out + 8, 2, day);
}
