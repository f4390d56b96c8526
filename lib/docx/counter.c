/* Counters. */
#include "counter.h"

#include <string.h>

static const struct {
	const char *name;
	uint8_t way;
} ways[] = {
#define GKR_DEF_COUNTER(name, way) {name, GKRI_COUNTER_##way},
#include "format.def"
#undef GKR_DEF_COUNTER
};

uint8_t gkri_counter_way(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (strcmp(ways[i].name, name) == 0)
			return ways[i].way;
	return GKRI_COUNTER_UNKNOWN;
}

/* ---- each way ---- */

/* A character of three bytes, as all are that are used here. */
static size_t put_code(uint32_t code, char *out)
{
	out[0] = (char)(0xe0 | code >> 12);
	out[1] = (char)(0x80 | (code >> 6 & 0x3f));
	out[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

static size_t put_text(const char *text, char *out)
{
	size_t n = strlen(text);

	memcpy(out, text, n);
	return n;
}

static size_t put_decimal(uint32_t n, char *out)
{
	char digits[10];
	size_t at = sizeof(digits), len;

	do
		digits[--at] = (char)('0' + n % 10);
	while ((n /= 10) != 0);
	len = sizeof(digits) - at;
	memcpy(out, digits + at, len);
	return len;
}

/* Each digit as the character of its own. */
static size_t put_digits(const char *const *digits, uint32_t n, char *out)
{
	char plain[10];
	size_t count = put_decimal(n, plain), i, len = 0;

	for (i = 0; i < count; i++)
		len += put_text(digits[plain[i] - '0'], out + len);
	return len;
}

static size_t put_full_width(uint32_t n, char *out)
{
	char plain[10];
	size_t count = put_decimal(n, plain), i, len = 0;

	for (i = 0; i < count; i++)
		len += put_code(0xff10 + (uint32_t)(plain[i] - '0'), out + len);
	return len;
}

/* The n-th of `most` characters from `first` on; plain digits beyond. */
static size_t put_nth(uint32_t n, uint32_t first, uint32_t most, char *out)
{
	return n >= 1 && n <= most ? put_code(first + n - 1, out)
				   : put_decimal(n, out);
}

static const char *const han[] = {
    "零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const formal[] = {
    "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
static const char *const zero_circle[] = {
    "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const han_units[] = {"", "十", "百", "千"};
static const char *const formal_units[] = {"", "拾", "佰", "仟"};

/* With units, below 10000: 一百零五; 十二 without a leading 一. */
static size_t put_counted(const char *const *digits, const char *const *units,
    int bare_ten, uint32_t n, char *out)
{
	uint32_t divisor = 1000, place = 3;
	size_t len = 0;
	int zero = 0;

	if (n == 0 || n >= 10000)
		return put_digits(digits, n, out);
	for (; divisor; divisor /= 10, place--) {
		uint32_t d = n / divisor % 10;

		if (d == 0) {
			zero = len > 0;
			continue;
		}
		if (zero)
			len += put_text(digits[0], out + len);
		zero = 0;
		if (!(bare_ten && place == 1 && d == 1 && len == 0))
			len += put_text(digits[d], out + len);
		len += put_text(units[place], out + len);
	}
	return len;
}

/* a to z, then aa, bb ...; at most so many letters as there is room. */
static size_t put_letters(char first, uint32_t n, char *out)
{
	uint32_t times = n ? (n - 1) / 26 + 1 : 0;

	if (times == 0 || times > 32)
		return put_decimal(n, out);
	memset(out, first + (char)((n - 1) % 26), times);
	return times;
}

static size_t put_roman(uint32_t n, int lower, char *out)
{
	static const struct {
		uint32_t value;
		const char *text;
	} steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"},
	    {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"},
	    {5, "V"}, {4, "IV"}, {1, "I"}};
	size_t len = 0, i;

	if (n == 0 || n >= 4000)
		return put_decimal(n, out);
	for (i = 0; n; i++)
		for (; n >= steps[i].value; n -= steps[i].value)
			len += put_text(steps[i].text, out + len);
	for (i = 0; lower && i < len; i++)
		out[i] = (char)(out[i] | 32);
	return len;
}

size_t gkri_counter_put(uint8_t way, uint32_t n, char *out)
{
	switch (way) {
	case GKRI_COUNTER_DECIMAL:
		return put_decimal(n, out);
	case GKRI_COUNTER_TWO_DIGITS:
		*out = '0';
		return n < 10 ? 1 + put_decimal(n, out + 1)
			      : put_decimal(n, out);
	case GKRI_COUNTER_FULL_WIDTH:
		return put_full_width(n, out);
	case GKRI_COUNTER_CIRCLED:
		return put_nth(n, 0x2460, 20, out);
	case GKRI_COUNTER_BRACKETED:
		return put_nth(n, 0x2474, 20, out);
	case GKRI_COUNTER_STOPPED:
		return put_nth(n, 0x2488, 20, out);
	case GKRI_COUNTER_CHINESE:
		return put_counted(han, han_units, 1, n, out);
	case GKRI_COUNTER_DIGITS:
		return put_digits(zero_circle, n, out);
	case GKRI_COUNTER_FORMAL:
		return put_counted(formal, formal_units, 0, n, out);
	case GKRI_COUNTER_CIRCLED_HAN:
		return put_nth(n, 0x3280, 10, out);
	case GKRI_COUNTER_UPPER_LETTER:
		return put_letters('A', n, out);
	case GKRI_COUNTER_LOWER_LETTER:
		return put_letters('a', n, out);
	case GKRI_COUNTER_UPPER_ROMAN:
		return put_roman(n, 0, out);
	case GKRI_COUNTER_LOWER_ROMAN:
		return put_roman(n, 1, out);
	default:
		return 0;
	}
}
