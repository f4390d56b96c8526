/* Sums of decimals, against sums of single digits. */
#include "support.h"

#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The naive way: 19 digits behind the point and 45 before it, each in a cell
 * of its own that may have either sign until it is settled.
 */
enum { BEHIND = 19, PLACES = 64 };
struct naive {
	int64_t place[PLACES];
};

static void naive_add(
    struct naive *x, int64_t mantissa, uint32_t scale, int64_t times)
{
	uint64_t left =
	    mantissa < 0 ? 0 - (uint64_t)mantissa : (uint64_t)mantissa;
	size_t i;

	for (i = BEHIND - scale; left; i++, left /= 10)
		x->place[i] +=
		    (mantissa < 0 ? -times : times) * (int64_t)(left % 10);
}

/* Brings every place to 0-9 of one sign; returns the sign. */
static int naive_settle(struct naive *x)
{
	int64_t carry = 0;
	int sign = 0;
	size_t i;

	for (i = 0; i < PLACES; i++) {
		carry += x->place[i];
		x->place[i] = carry % 10;
		carry /= 10;
	}
	ck_assert_int_eq(carry, 0);
	for (i = PLACES; i-- && !sign;)
		sign = x->place[i] < 0 ? -1 : x->place[i] > 0;
	for (i = 0; i < PLACES; i++) {
		carry += sign * x->place[i];
		x->place[i] = (carry + 10) % 10;
		carry = carry < 0 ? -1 : carry / 10;
	}
	return sign;
}

/* As gkri_sum_write should. */
static size_t naive_write(char *out, struct naive *x)
{
	int sign = naive_settle(x);
	size_t top = PLACES - 1, end = 0, n = 0, i;

	while (top > BEHIND && x->place[top] == 0)
		top--;
	while (end < BEHIND && x->place[end] == 0)
		end++;
	if (sign < 0)
		out[n++] = '-';
	for (i = top + 1; i-- > end;) {
		if (i == BEHIND - 1)
			out[n++] = '.';
		out[n++] = (char)('0' + x->place[i]);
	}
	return n;
}

static void check_written(const struct gkri_sum *s, const char *want)
{
	char out[48];
	size_t n = gkri_sum_write(out, s);

	ck_assert_uint_le(n, sizeof out);
	test_text(out, n, want);
}

START_TEST(small_sums)
{
	struct gkri_sum s;

	gkri_sum_zero(&s);
	check_written(&s, "0");
	gkri_sum_add(&s, 11, 0, 1);
	check_written(&s, "11");
	gkri_sum_add(&s, 188710, 4, 1);
	check_written(&s, "29.871");
	gkri_sum_add(&s, 5, 1, -1);
	check_written(&s, "29.371");
	gkri_sum_add(&s, -629, 3, -1);
	check_written(&s, "30");
	gkri_sum_add(&s, 30, 0, -1);
	check_written(&s, "0");
	gkri_sum_add(&s, 1, 3, -1);
	check_written(&s, "-0.001");
	gkri_sum_add(&s, 1, 2, -1);
	check_written(&s, "-0.011");
	gkri_sum_add(&s, 100, 0, -1);
	check_written(&s, "-100.011");
}
END_TEST

/* Two-place decimals that binary floating point cannot hold. */
START_TEST(tenths_are_exact)
{
	struct gkri_sum s;
	int i;

	gkri_sum_zero(&s);
	for (i = 0; i < 1000000; i++)
		gkri_sum_add(&s, 1, 1, 1);
	check_written(&s, "100000");
}
END_TEST

/* The header's promise: 2^20 terms of 18 digits, any scale among them. */
START_TEST(the_greatest_sums_fit)
{
	static const struct {
		int64_t term;
		const char *sum, *with_last;
	} rows[] = {{INT64_C(999999999999999999), "1048575999999999998951424",
			"1048575999999999998951424.000000000000000001"},
	    {INT64_C(-999999999999999999), "-1048575999999999998951424",
		"-1048575999999999998951423.999999999999999999"},
	    {INT64_MIN, "-9671406556917033397649408",
		"-9671406556917033397649407.999999999999999999"}};
	struct gkri_sum s;
	size_t i;
	int k;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		gkri_sum_zero(&s);
		for (k = 0; k < 1 << 20; k++)
			gkri_sum_add(&s, rows[i].term, 0, 1);
		check_written(&s, rows[i].sum);
		gkri_sum_add(&s, 1, 18, 1);
		check_written(&s, rows[i].with_last);
		gkri_sum_zero(&s);
		gkri_sum_add(&s, 1, 18, 1);
		for (k = 0; k < 1 << 20; k++)
			gkri_sum_add(&s, rows[i].term, 0, 1);
		check_written(&s, rows[i].with_last);
	}
}
END_TEST

static int64_t any_mantissa(struct test_random *r)
{
	int64_t m =
	    (int64_t)(test_random_next(r) % UINT64_C(1000000000000000000));
	uint64_t shift = test_random_below(r, 60);

	m >>= shift;
	return test_random_below(r, 2) ? -m : m;
}

START_TEST(sums_agree_with_the_naive_way)
{
	struct test_random r;
	struct gkri_sum s;
	struct naive x;
	char want[80], got[48];
	size_t round, terms, n;

	test_random_init(&r, 7);
	for (round = 0; round < 6000; round++) {
		gkri_sum_zero(&s);
		memset(&x, 0, sizeof x);
		for (terms = test_random_below(&r, 12); terms; terms--) {
			int64_t m = any_mantissa(&r);
			uint32_t scale =
			    (uint32_t)test_random_below(&r, round % 2 ? 19 : 3);
			int sign = test_random_below(&r, 2) ? 1 : -1;

			gkri_sum_add(&s, m, scale, sign);
			naive_add(&x, m, scale, sign);
		}
		n = naive_write(want, &x);
		test_bytes(got, gkri_sum_write(got, &s), want, n);
	}
}
END_TEST

/* Compared by the sign of the naive difference. */
START_TEST(comparison_agrees_with_the_naive_way)
{
	struct test_random r;
	struct gkri_sum a, b;
	struct naive x;
	size_t round;

	test_random_init(&r, 8);
	for (round = 0; round < 10000; round++) {
		int64_t m = any_mantissa(&r), k = any_mantissa(&r);
		uint32_t p = (uint32_t)test_random_below(&r, 19);
		uint32_t q = (uint32_t)test_random_below(&r, 19);

		if (round % 4 == 0) { /* 1.5 and 1.500 */
			m %= 1000000;
			p %= 7;
			q = p + 3;
			k = m * 1000 + (round % 8 ? 0 : 1);
		}
		gkri_sum_zero(&a);
		gkri_sum_zero(&b);
		memset(&x, 0, sizeof x);
		gkri_sum_add(&a, m, p, 1);
		gkri_sum_add(&b, k, q, 1);
		naive_add(&x, m, p, 1);
		naive_add(&x, k, q, -1);
		ck_assert_int_eq(gkri_sum_compare(&a, &b), naive_settle(&x));
		ck_assert_int_eq(
		    gkri_sum_compare(&b, &a), -gkri_sum_compare(&a, &b));
		ck_assert_int_eq(gkri_sum_compare(&a, &a), 0);
	}
}
END_TEST

START_TEST(values_of_sums)
{
	struct gkri_sum s;
	int64_t mantissa;
	uint32_t scale;

	gkri_sum_zero(&s);
	ck_assert(gkri_sum_value(&s, &mantissa, &scale));
	ck_assert_int_eq(mantissa, 0);
	ck_assert_uint_eq(scale, 0);
	gkri_sum_add(&s, -188710, 4, 1);
	ck_assert(gkri_sum_value(&s, &mantissa, &scale));
	ck_assert_int_eq(mantissa, -18871);
	ck_assert_uint_eq(scale, 3);
	gkri_sum_zero(&s);
	gkri_sum_add(&s, 999999999999999999, 0, 1);
	ck_assert(gkri_sum_value(&s, &mantissa, &scale));
	ck_assert_int_eq(mantissa, 999999999999999999);
	gkri_sum_add(&s, 1, 0, 1);
	ck_assert(!gkri_sum_value(&s, &mantissa, &scale));
	ck_assert_int_eq(mantissa, 0);
	gkri_sum_add(&s, 1, 18, -1);
	ck_assert(!gkri_sum_value(&s, &mantissa, &scale));
	gkri_sum_zero(&s);
	gkri_sum_add(&s, INT64_MIN, 0, -1);
	gkri_sum_add(&s, INT64_MIN, 0, -1);
	check_written(&s, "18446744073709551616");
	ck_assert(!gkri_sum_value(&s, &mantissa, &scale));
	gkri_sum_zero(&s);
	gkri_sum_add(&s, 100000000000000000, 0, -1);
	gkri_sum_add(&s, 0, 18, 1);
	ck_assert(gkri_sum_value(&s, &mantissa, &scale));
	ck_assert_int_eq(mantissa, -100000000000000000);
	ck_assert_uint_eq(scale, 0);
}
END_TEST

Suite *suite_sum(void)
{
	Suite *s = suite_create("sum");
	TCase *tc = tcase_create("sum");

	tcase_add_test(tc, small_sums);
	tcase_add_test(tc, tenths_are_exact);
	tcase_add_test(tc, the_greatest_sums_fit);
	tcase_add_test(tc, sums_agree_with_the_naive_way);
	tcase_add_test(tc, comparison_agrees_with_the_naive_way);
	tcase_add_test(tc, values_of_sums);
	suite_add_tcase(s, tc);
	return s;
}
