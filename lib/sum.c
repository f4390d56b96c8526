/* Exact sums of decimals. */
#include "decimal.h"
#include "digits.h"

#include <string.h>

enum { BLOCK = 9, DIGITS_MAX = 60 };

static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000,
    10000000, 100000000, 1000000000, UINT64_C(10000000000),
    UINT64_C(100000000000), UINT64_C(1000000000000), UINT64_C(10000000000000),
    UINT64_C(100000000000000), UINT64_C(1000000000000000),
    UINT64_C(10000000000000000), UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000)};
#define POWER_MAX 18

/*
 * Why 192 bits are enough.  A term is below 2^63 in amount and, brought from
 * scale 0 to 18, multiplied by 10^18 < 2^60; so 2^20 terms stay below
 * 2^(63 + 60 + 20) = 2^143 at every scale that the sum may have.  With 128 bits
 * 171 terms of 18 digits beside one of scale 18 would overflow.
 */

static void add(uint64_t *a, const uint64_t *b)
{
	uint64_t carry = 0, low;
	size_t i;

	for (i = 0; i < GKRI_SUM_LIMBS; i++) {
		low = a[i] + carry;
		carry = low < carry;
		a[i] = low + b[i];
		carry += a[i] < low;
	}
}

static void negate(uint64_t *a)
{
	uint64_t carry = 1;
	size_t i;

	for (i = 0; i < GKRI_SUM_LIMBS; i++) {
		a[i] = ~a[i] + carry;
		carry = carry && a[i] == 0;
	}
}

static int is_negative(const uint64_t *a)
{
	return a[GKRI_SUM_LIMBS - 1] >> 63 != 0;
}

/* a * b + *carry; the upper half goes to *carry. */
static uint64_t multiply_add(uint64_t a, uint64_t b, uint64_t *carry)
{
	uint64_t a0 = a & 0xffffffff, a1 = a >> 32;
	uint64_t b0 = b & 0xffffffff, b1 = b >> 32;
	uint64_t low = a0 * b0, middle = a1 * b0 + (low >> 32);
	uint64_t other = a0 * b1 + (middle & 0xffffffff), result;

	result = (other << 32) | (low & 0xffffffff);
	low = result + *carry;
	*carry = a1 * b1 + (middle >> 32) + (other >> 32) + (low < result);
	return low;
}

/*
 * Multiplies by a power of ten, modulo 2^192, which is right for negative
 * numbers too.
 */
static void raise(uint64_t *a, unsigned power)
{
	unsigned step;
	uint64_t carry;
	size_t i;

	for (; power; power -= step) {
		step = power < POWER_MAX ? power : POWER_MAX;
		carry = 0;
		for (i = 0; i < GKRI_SUM_LIMBS; i++)
			a[i] = multiply_add(a[i], powers[step], &carry);
	}
}

/* Divides a number that is not negative; returns the remainder. */
static uint32_t divide(uint64_t *a, uint32_t by)
{
	uint64_t rest = 0, upper, lower;
	size_t i = GKRI_SUM_LIMBS;

	while (i--) {
		upper = rest << 32 | a[i] >> 32;
		rest = upper % by;
		lower = rest << 32 | (a[i] & 0xffffffff);
		rest = lower % by;
		a[i] = (upper / by) << 32 | lower / by;
	}
	return (uint32_t)rest;
}

static int is_zero(const uint64_t *a)
{
	return (a[0] | a[1] | a[2]) == 0;
}

/* The amount without needless zeros behind the point.  1 if negative. */
static int normalize(const struct gkri_sum *s, uint64_t *a, unsigned *scale)
{
	uint64_t tenth[GKRI_SUM_LIMBS];
	int negative = is_negative(s->limb);

	memcpy(a, s->limb, sizeof s->limb);
	if (negative)
		negate(a);
	for (*scale = s->scale; *scale; --*scale) {
		memcpy(tenth, a, sizeof tenth);
		if (divide(tenth, 10) != 0)
			break;
		memcpy(a, tenth, sizeof tenth);
	}
	return negative;
}

void gkri_sum_zero(struct gkri_sum *s)
{
	memset(s, 0, sizeof *s);
}

void gkri_sum_add(
    struct gkri_sum *s, int64_t mantissa, uint32_t scale, int sign)
{
	uint64_t term[GKRI_SUM_LIMBS];

	term[0] = (uint64_t)mantissa;
	term[1] = term[2] = mantissa < 0 ? UINT64_MAX : 0;
	if (sign < 0)
		negate(term);
	if (scale < s->scale) {
		raise(term, s->scale - scale);
	} else if (scale > s->scale) {
		raise(s->limb, scale - s->scale);
		s->scale = (uint8_t)scale;
	}
	add(s->limb, term);
}

int gkri_sum_compare(const struct gkri_sum *a, const struct gkri_sum *b)
{
	struct gkri_sum x = *a, y = *b;

	if (x.scale < y.scale)
		raise(x.limb, (unsigned)(y.scale - x.scale));
	else
		raise(y.limb, (unsigned)(x.scale - y.scale));
	negate(y.limb);
	add(x.limb, y.limb);
	if (is_negative(x.limb))
		return -1;
	return !is_zero(x.limb);
}

size_t gkri_sum_write(char *out, const struct gkri_sum *s)
{
	uint64_t a[GKRI_SUM_LIMBS];
	char digits[DIGITS_MAX];
	size_t n = 0, len = 0, k;
	unsigned scale;
	uint32_t block;

	if (normalize(s, a, &scale))
		out[len++] = '-';
	if (!(scale | a[1] | a[2]))
		return (size_t)(gkri_put_number(out + len, a[0]) - out);
	while (!is_zero(a)) {
		block = divide(a, 1000000000);
		for (k = 0; k < BLOCK; k++, block /= 10)
			digits[n++] = (char)('0' + block % 10);
	}
	while (n > scale + 1 && digits[n - 1] == '0')
		n--;
	while (n <= scale)
		digits[n++] = '0';
	while (n) {
		if (n == scale)
			out[len++] = '.';
		out[len++] = digits[--n];
	}
	return len;
}

int gkri_sum_value(const struct gkri_sum *s, int64_t *mantissa, uint32_t *scale)
{
	uint64_t a[GKRI_SUM_LIMBS];
	unsigned power;
	int negative = normalize(s, a, &power);

	*mantissa = 0;
	*scale = 0;
	if (a[1] || a[2] || a[0] >= powers[POWER_MAX])
		return 0;
	*mantissa = negative ? -(int64_t)a[0] : (int64_t)a[0];
	*scale = power;
	return 1;
}
