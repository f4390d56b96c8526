/* Years, dates and periods, by the patterns of meta.def. */
#include "meta.h"

#include "calendar.h"
#include "text.h"

static const struct gkri_word dates[] = {
#define GKR_META_DATE(pattern, alone) GKRI_WORD(pattern, alone)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word periods[] = {
#define GKR_META_PERIOD(pattern) GKRI_WORD(pattern, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word months[] = {
#define GKR_META_MONTH(pattern) GKRI_WORD(pattern, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word joins[] = {
#define GKR_META_JOIN(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

/* The value of a digit that is not ASCII, -1 of what is none. */
static int digit_value(uint32_t code)
{
	if (code - 0xff10 < 10) /* full-width */
		return (int)(code - 0xff10);
	switch (code) {
#define GKR_META_DIGIT(text, code, value) \
	case code:                        \
		return value;
#include "meta.def"
	default:
		return -1;
	}
}

size_t gkri_digit(const char *p, size_t n, uint32_t *value)
{
	size_t len = 1;
	int found;

	if (n == 0)
		return 0;
	if (gkri_is_arabic(*p)) {
		*value = (uint32_t)(*p - '0');
		return 1;
	}
	found = digit_value(gkri_code(p, n, &len));
	if (found < 0)
		return 0;
	*value = (uint32_t)found;
	return len;
}

/*
 * Bytes of the number at p: up to four digits, or tens in Han (二十一).
 * *count is the number of digits, 0 where there are tens.
 */
static size_t number(const char *p, size_t n, uint32_t *value, uint32_t *count)
{
	uint32_t digit, tens = 0;
	size_t i = 0, k;

	*value = *count = 0;
	while ((k = gkri_digit(p + i, n - i, &digit)) != 0) {
		if (digit >= 10) {
			if (tens || *count > 1)
				return 0;
			tens = digit == 10 && *count ? *value * 10 : digit;
			*value = *count = 0;
		} else {
			if (*count == (tens ? 1 : 4))
				return 0;
			*value = *value * 10 + digit;
			++*count;
		}
		i += k;
	}
	if (tens) {
		*value += tens;
		*count = 0;
	}
	return i;
}

size_t gkri_year(const char *p, size_t n, uint32_t *year, int *arabic)
{
	uint32_t count;
	size_t len = number(p, n, year, &count);

	*arabic = len == 4 || (len && (unsigned char)*p == 0xef);
	return len && count == 4 && gkri_is_report_year(*year) ? len : 0;
}

/* What a pattern took; months and days that it does not name are 1. */
struct parts {
	uint32_t year, other_year, month, day;
};

/* Bytes of the part of text that one letter of a pattern stands for. */
static size_t match_letter(
    char letter, const char *p, size_t n, struct parts *out)
{
	const struct gkri_word *join;
	uint32_t value, count;
	size_t len;

	if (letter == 'J') {
		join = n ? gkri_word_begins(joins, p, n) : NULL;
		return join ? join->len : 0;
	}
	len = number(p, n, &value, &count);
	if (len == 0 || (letter == 'Y' ? count != 4 : count > 2))
		return 0;
	if (letter == 'M')
		out->month = value;
	else if (letter == 'D')
		out->day = value;
	else if (out->year)
		out->other_year = value;
	else
		out->year = value;
	return len;
}

/* Takes the number at *w from the pattern; 0 where the text's is another. */
static size_t match_number(const char **w, const char *p, size_t n)
{
	uint32_t want = 0, value, count;
	size_t len;

	while (gkri_is_arabic(**w))
		want = want * 10 + (uint32_t)(*(*w)++ - '0');
	len = number(p, n, &value, &count);
	return value == want ? len : 0;
}

/* Bytes of the text that the pattern takes, 0 where it does not fit. */
static size_t match(
    const char *pattern, const char *p, size_t n, struct parts *out)
{
	const char *w = pattern;
	size_t i = 0, len;

	out->year = out->other_year = 0;
	out->month = out->day = 1;
	while (*w) {
		if (gkri_is_arabic(*w)) {
			len = match_number(&w, p + i, n - i);
		} else if (*w >= 'A' && *w <= 'Z') {
			len = match_letter(*w++, p + i, n - i, out);
		} else {
			len = i < n && p[i] == *w;
			w++;
		}
		if (len == 0)
			return 0;
		i += len;
	}
	return i;
}

static int ends_in_digit(const char *p, size_t n)
{
	uint32_t value;

	return gkri_is_arabic(p[n - 1]) ||
	    (n >= 3 && gkri_digit(p + n - 3, 3, &value) == 3);
}

int gkri_ends_like_date(const char *p, size_t n)
{
	const struct gkri_word *w;
	int in_digits = n && ends_in_digit(p, n);

	if (n == 0 || gkri_bracket_closes(p, n))
		return n != 0;
	for (w = dates; w->text; w++)
		if (w->text[w->len - 1] == 'D'
			? in_digits
			: w->text[w->len - 1] == p[n - 1])
			return 1;
	return 0;
}

/* Does a date end as the pattern does: in a day, or in its last byte? */
static int ends_alike(
    const struct gkri_word *w, const char *p, size_t n, int in_digits)
{
	char last = w->text[w->len - 1];

	return last == 'D' ? in_digits : !in_digits && last == p[n - 1];
}

int gkri_date(const char *p, size_t n, struct gkri_day *day, int *alone)
{
	const struct gkri_word *w;
	struct parts parts;
	uint32_t year;
	int arabic, in_digits;

	if (n && !gkri_is_han(p, n))
		gkri_unbracket(&p, &n);
	if (n == 0 || !gkri_may_be_year(p, n) || !gkri_ends_like_date(p, n) ||
	    gkri_year(p, n, &year, &arabic) == 0)
		return 0;
	in_digits = ends_in_digit(p, n);
	for (w = dates; w->text; w++) {
		if (!ends_alike(w, p, n, in_digits) ||
		    match(w->text, p, n, &parts) != n)
			continue;
		if (!gkri_is_day(parts.year, parts.month, parts.day))
			return 0;
		day->year = parts.year;
		day->month = parts.month;
		day->day = parts.day;
		*alone = w->value;
		return 1;
	}
	return 0;
}

int gkri_period(const char *p, size_t n, uint32_t *year)
{
	const struct gkri_word *w;
	struct parts parts;
	int arabic;

	if (gkri_year(p, n, year, &arabic) == 0)
		return 0;
	for (w = periods; w->text; w++)
		if (match(w->text, p, n, &parts))
			return parts.other_year == 0 ||
			    parts.other_year == parts.year;
	return 0;
}

size_t gkri_month(const char *p, size_t n)
{
	const struct gkri_word *w;
	struct parts parts;
	size_t len = 0, k;
	uint32_t value;

	/* behind most years stands a word */
	if (n < 4 ||
	    !(gkri_is_arabic(p[1]) || gkri_digit(p + 3, n - 3, &value) ||
		(n >= 6 && memcmp(p + 3, "元", 3) == 0)))
		return 0;
	for (w = months; w->text; w++) {
		k = match(w->text, p, n, &parts);
		if (k > len)
			len = k;
	}
	return len;
}
