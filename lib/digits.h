/* Numbers as digits, from tables. */
#ifndef GKRI_DIGITS_H
#define GKRI_DIGITS_H

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

/* The digits before the last three, for numbers near each other. */
struct gkri_thousand {
	uint64_t from; /* 1000 to 999000 */
	char digits[4];
};

static inline void gkri_thousand_begin(struct gkri_thousand *t)
{
	t->from = 1000;
	memcpy(t->digits, gkri_digits[1], 4);
}
/* Any number, whose digits are kept where it may be like the next ones. */
char *gkri_put_other(char *p, uint64_t n, struct gkri_thousand *t);
/* As gkri_put_number. */
static inline char *gkri_put_near(char *p, uint64_t n, struct gkri_thousand *t)
{
	if (GKRI_SELDOM(n - t->from >= 1000))
		return gkri_put_other(p, n, t);
	memcpy(p, t->digits, 4);
	p += t->digits[3];
	memcpy(p, gkri_three_digits[n - t->from], 4);
	return p + 3;
}

#endif
