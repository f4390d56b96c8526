#include "digits.h"

/* clang-format off */
#define ONE(u) {u, 0, 0, 1}
#define TENS(t) \
	{t, '0', 0, 2}, {t, '1', 0, 2}, {t, '2', 0, 2}, {t, '3', 0, 2}, \
	{t, '4', 0, 2}, {t, '5', 0, 2}, {t, '6', 0, 2}, {t, '7', 0, 2}, \
	{t, '8', 0, 2}, {t, '9', 0, 2}
#define TEN_OF(h, t) \
	{h, t, '0', 3}, {h, t, '1', 3}, {h, t, '2', 3}, {h, t, '3', 3}, \
	{h, t, '4', 3}, {h, t, '5', 3}, {h, t, '6', 3}, {h, t, '7', 3}, \
	{h, t, '8', 3}, {h, t, '9', 3}
#define HUNDREDS(h) \
	TEN_OF(h, '0'), TEN_OF(h, '1'), TEN_OF(h, '2'), TEN_OF(h, '3'), \
	TEN_OF(h, '4'), TEN_OF(h, '5'), TEN_OF(h, '6'), TEN_OF(h, '7'), \
	TEN_OF(h, '8'), TEN_OF(h, '9')
#define FROM_100 \
	HUNDREDS('1'), HUNDREDS('2'), HUNDREDS('3'), HUNDREDS('4'), \
	HUNDREDS('5'), HUNDREDS('6'), HUNDREDS('7'), HUNDREDS('8'), \
	HUNDREDS('9')
const char gkri_digits[1000][4] = {
	ONE('0'), ONE('1'), ONE('2'), ONE('3'), ONE('4'),
	ONE('5'), ONE('6'), ONE('7'), ONE('8'), ONE('9'),
	TENS('1'), TENS('2'), TENS('3'), TENS('4'), TENS('5'),
	TENS('6'), TENS('7'), TENS('8'), TENS('9'),
	FROM_100
};
const char gkri_three_digits[1000][4] = {HUNDREDS('0'), FROM_100};
/* clang-format on */

char *gkri_put_long(char *p, uint64_t n)
{
	uint64_t low = n % 1000000;

	p = gkri_put_number(p, n / 1000000);
	memcpy(p, gkri_three_digits[low / 1000], 3);
	memcpy(p + 3, gkri_three_digits[low % 1000], 3);
	return p + 6;
}

static void keep_near(struct gkri_near *t, uint64_t from)
{
	t->from = from;
	t->len = (uint8_t)(gkri_put_few(
			       t->text + t->before, (uint32_t)(from / 1000)) -
	    t->text);
}

void gkri_near_begin(struct gkri_near *t, const char *text, size_t len)
{
	memset(t->text, 0, sizeof t->text);
	memcpy(t->text, text, len);
	t->before = (uint8_t)len;
	keep_near(t, 1000);
}

char *gkri_put_other(char *p, uint64_t n, struct gkri_near *t)
{
	if (n >= 1000 && n < 1000000)
		keep_near(t, n - n % 1000);
	memcpy(p, t->text, sizeof t->text);
	return gkri_put_number(p + t->before, n);
}
