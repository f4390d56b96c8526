/* Numbers as digits, from tables. */
#ifndef GKRI_DIGITS_H
#define GKRI_DIGITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A compiler that knows that no table is another library's saves a load. */
#ifdef __GNUC__
#define GKRI_OWN __attribute__((visibility("hidden")))
#define GKRI_SELDOM(condition) __builtin_expect(condition, 0)
#else
#define GKRI_OWN
#define GKRI_SELDOM(condition) (condition)
#endif

/* "0" to "999" and how many digits that is; "000" to "999". */
GKRI_OWN extern const char gkri_digits[1000][4];
GKRI_OWN extern const char gkri_three_digits[1000][4];

/* Writes a number of more than 6 digits; returns its end. */
char *gkri_put_long(char *p, uint64_t n);

/* Writes a number (room for 20 bytes); returns its end. */
static inline char *gkri_put_number(char *p, uint64_t n)
{
	uint32_t high;

	if (GKRI_SELDOM(n >= 1000)) {
		if (n >= 1000000)
			return gkri_put_long(p, n);
		high = (uint32_t)n / 1000;
		n = (uint32_t)n - high * 1000;
		memcpy(p, gkri_digits[high], 4);
		p += gkri_digits[high][3];
		memcpy(p, gkri_three_digits[n], 4);
		return p + 3;
	}
	memcpy(p, gkri_digits[n], 4);
	return p + gkri_digits[n][3];
}

/* Writes a number below 1000, for which there is room for 4 bytes. */
static inline char *gkri_put_few(char *p, uint32_t n)
{
	memcpy(p, gkri_digits[n], 4);
	return p + gkri_digits[n][3];
}

/*
 * A text and a number behind it, of numbers near each other: the text is kept
 * together with the digits before the last three.
 */
struct gkri_near {
	uint64_t from; /* 1000 to 999000 */
	char text[16];
	uint8_t before, len; /* the text, with and without the digits */
};

/* The text has 13 bytes at most. */
void gkri_near_begin(struct gkri_near *t, const char *text, size_t len);
/* Any number; it is kept where it may be like the next ones. */
char *gkri_put_other(char *p, uint64_t n, struct gkri_near *t);
/* Writes text and number (room for 36 bytes); returns their end. */
static inline char *gkri_put_near(char *p, uint64_t n, struct gkri_near *t)
{
	uint64_t low = n - t->from;

	if (GKRI_SELDOM(low >= 1000))
		return gkri_put_other(p, n, t);
	memcpy(p, t->text, sizeof t->text);
	p += t->len;
	memcpy(p, gkri_three_digits[low], 4);
	return p + 3;
}

#endif
