/*
 * Numerals of plain text: Arabic with groups and decimals, Han numerals, 万 and
 * 亿; dates; and what has digits and is no count.
 */
#include "fact.h"
#include "fact-word.h"
#include "text.h"

#define DIGITS_MAX 12 /* of a number that could be in a report */

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bytes of the word where p begins with it, else 0. */
static int at(const char *p, size_t n, const char *word)
{
	size_t len;

	/* almost always other bytes: then there is nothing to measure */
	if (n == 0 || *p != *word || (word[1] && (n < 2 || p[1] != word[1])))
		return 0;
	len = strlen(word);
	return n >= len && memcmp(p, word, len) == 0 ? (int)len : 0;
}

/* ------------------------------------------------------------------ */
/* Han numerals                                                       */

const struct gkri_fact_han gkri_fact_hans[] = {
#define GKR_FACT_HAN(text, digit, power) {text, digit, power},
#include "fact.def"
};
#define ALL_HANS (sizeof gkri_fact_hans / sizeof *gkri_fact_hans)

const struct gkri_fact_han *gkri_fact_han_code(uint32_t code)
{
	size_t i;

	if (code >= GKRI_FACT_HAN_FIRST)
		return gkri_fact_han_of(gkri_fact_char(code));
	for (i = GKRI_FACT_HANS; i < ALL_HANS; i++)
		if (gkri_fact_code(gkri_fact_hans[i].text) == code)
			return &gkri_fact_hans[i];
	return NULL;
}

const struct gkri_fact_han *gkri_fact_han(const char *p, size_t n)
{
	if (n < 3 || (unsigned char)*p < 0xe2 || (unsigned char)*p > 0xe9)
		return NULL;
	return gkri_fact_han_code(gkri_fact_code(p));
}

static int64_t power_of(uint32_t power)
{
	int64_t value = 1;

	while (power--)
		value *= 10;
	return value;
}

/* Digits alone (二〇一九), their count in *digits; else 0. */
static int64_t plain_digits(const char *p, size_t len)
{
	int64_t value = 0;
	size_t i;

	for (i = 0; i < len; i += 3)
		value = value * 10 + gkri_fact_han(p + i, len - i)->digit;
	return value;
}

/* The value of digits and powers; -1 where they are in no order. */
static int64_t powers(const char *p, size_t len)
{
	int64_t total = 0, group = 0, digit = -1;
	const struct gkri_fact_han *h;
	size_t i;

	for (i = 0; i < len; i += 3) {
		h = gkri_fact_han(p + i, len - i);
		if (h->digit >= 0) {
			if (digit > 0)
				return -1;
			digit = h->digit;
		} else if (h->power < 4) {
			if (digit < 0 && h->power != 1)
				return -1;
			group += (digit < 0 ? 1 : digit) * power_of(h->power);
			digit = -1;
		} else {
			group += digit > 0 ? digit : 0;
			total = (total + group) * power_of(h->power);
			group = 0;
			digit = -1;
		}
	}
	return total + group + (digit > 0 ? digit : 0);
}

static void han_numeral(const char *p, size_t n, struct gkri_fact_numeral *out)
{
	const struct gkri_fact_han *h;
	size_t len = 0;
	int has_power = 0;

	while ((h = gkri_fact_han(p + len, n - len)) != NULL && len < 30) {
		has_power |= h->digit < 0;
		len += 3;
	}
	out->len = (uint32_t)len;
	if (len == 0)
		return;
	if (!has_power) {
		out->mantissa = plain_digits(p, len);
		if (len == 12 && at(p + len, n - len, "年")) {
			out->kind = GKRI_FACT_YEAR;
			out->len += 3;
			out->len +=
			    (uint32_t)at(p + out->len, n - out->len, "度");
			return;
		}
		/* 三四件 is no thirty-four */
		out->kind = len == 3 ? GKRI_FACT_NUMBER : GKRI_FACT_OTHER;
		return;
	}
	out->mantissa = powers(p, len);
	out->kind = out->mantissa < 0 || gkri_fact_han(p, n)->power > 1
	    ? GKRI_FACT_OTHER
	    : GKRI_FACT_NUMBER;
}

/* ------------------------------------------------------------------ */
/* Arabic numerals                                                    */

static size_t digits(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && is_digit(p[i]))
		i++;
	return i;
}

/* 1,234,567: the bytes of the groups, 0 where they are none. */
static size_t groups(const char *p, size_t n, size_t first)
{
	size_t i = first, k;

	if (first > 3 || *p == '0')
		return 0;
	while (i < n && p[i] == ',') {
		k = digits(p + i + 1, n - i - 1);
		if (k != 3)
			break;
		i += 4;
	}
	return i > first && (i == n || !is_digit(p[i])) ? i : 0;
}

static int64_t value_of(const char *p, size_t len, uint32_t *count)
{
	int64_t value = 0;
	size_t i;

	*count = 0;
	for (i = 0; i < len && *count <= DIGITS_MAX; i++) {
		if (!is_digit(p[i]))
			continue;
		value = value * 10 + (p[i] - '0');
		++*count;
	}
	return value;
}

/* 万, 亿, 千 and 百 behind digits. */
static size_t multiply(const char *p, size_t n, struct gkri_fact_numeral *out)
{
	const struct gkri_fact_han *h;
	size_t i = 0;
	uint32_t power;

	while ((h = gkri_fact_han(p + i, n - i)) != NULL && h->digit < 0 &&
	    i < 6 && h->power != 1) {
		power = h->power;
		for (; power && out->scale; power--)
			out->scale--;
		if (out->mantissa < INT64_C(1000000000))
			out->mantissa *= power_of(power);
		out->rough = 2;
		i += 3;
	}
	return i;
}

/* 3月, 3月5日, 1至11月: months and days; 0 where it is none. */
static size_t month(const char *p, size_t n, size_t len, int64_t value,
    struct gkri_fact_numeral *out)
{
	static const char *const joins[] = {"至", "到", "-", "~", "—"};
	size_t i, k = len;
	uint32_t count;

	for (i = 0; i < sizeof joins / sizeof *joins; i++)
		if (at(p + len, n - len, joins[i])) {
			k = len + strlen(joins[i]);
			i = digits(p + k, n - k);
			if (i == 0 || i > 2 || !at(p + k + i, n - k - i, "月"))
				return 0;
			value = value_of(p + k, i, &count);
			k += i;
			break;
		}
	if (!at(p + k, n - k, "月") || value < 1 || value > 12)
		return 0;
	k += 3;
	out->kind = GKRI_FACT_MONTH;
	out->mantissa = value * 100;
	i = digits(p + k, n - k);
	if (i && i <= 2 &&
	    (at(p + k + i, n - k - i, "日") ||
		at(p + k + i, n - k - i, "号"))) {
		out->mantissa += value_of(p + k, i, &count);
		k += i + 3;
	}
	return k;
}

/* What makes digits something else than a count. */
static int is_other(const char *p, size_t n)
{
	static const char marks[][4] = {"‰", "成", "倍", "日", "号", "时", "秒",
	    "楼", "室", "栋", "层", "路", "天", "岁", "家", "名", "人", "℃",
	    "〕"};
	size_t i;

	if (n == 0)
		return 0;
	if ((unsigned char)*p < 0x80) {
		if (*p == '%' || *p == '/' || *p == '@' || *p == ']')
			return 1;
		/* telephones, dates and versions: digits or letters go on */
		if (n >= 2 && (*p == '-' || *p == '.') && is_digit(p[1]))
			return 1;
		return (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z';
	}
	if (n < 3)
		return 0;
	for (i = 0; i < sizeof marks / sizeof *marks; i++)
		if (memcmp(p, marks[i], 3) == 0)
			return 1;
	return at(p, n, "个百分点") || at(p, n, "分钟");
}

/* 1 for 件, which nearly all numbers have behind them: they end there. */
static int ends_usually(const char *p, size_t n)
{
	return n >= 3 && memcmp(p, "件", 3) == 0;
}

static void arabic_numeral(
    const char *p, size_t n, struct gkri_fact_numeral *out)
{
	size_t first = digits(p, n), len = groups(p, n, first), k;
	uint32_t count, decimals = 0;

	if (len == 0)
		len = first;
	out->kind = GKRI_FACT_OTHER;
	out->len = (uint32_t)len;
	out->mantissa = value_of(p, len, &count);
	if (count > DIGITS_MAX || (*p == '0' && count > 1))
		return;
	if (ends_usually(p + len, n - len)) {
		out->kind = GKRI_FACT_NUMBER;
		return;
	}
	if (len == 4 && out->mantissa > 1900 && out->mantissa < 2100 &&
	    at(p + len, n - len, "年")) {
		out->kind = GKRI_FACT_YEAR;
		out->len += 3;
		out->len += (uint32_t)at(p + out->len, n - out->len, "度");
		return;
	}
	if (len <= 2) {
		k = month(p, n, len, out->mantissa, out);
		if (k) {
			out->len = (uint32_t)k;
			return;
		}
	}
	if (len < n && p[len] == '.') {
		k = digits(p + len + 1, n - len - 1);
		if (k && k + count <= DIGITS_MAX) {
			out->mantissa = out->mantissa * power_of((uint32_t)k) +
			    value_of(p + len + 1, k, &decimals);
			out->scale = (uint8_t)k;
			len += 1 + k;
		}
	}
	len += multiply(p + len, n - len, out);
	out->len = (uint32_t)len;
	if (!is_other(p + len, n - len))
		out->kind = GKRI_FACT_NUMBER;
}

void gkri_fact_numeral(const char *p, size_t n, struct gkri_fact_numeral *out)
{
	static const char *const roughs[] = {"余", "多", "几"};
	size_t i;

	memset(out, 0, sizeof *out);
	if (n && is_digit(*p))
		arabic_numeral(p, n, out);
	else
		han_numeral(p, n, out);
	if (out->kind != GKRI_FACT_NUMBER ||
	    ends_usually(p + out->len, n - out->len))
		return;
	for (i = 0; i < sizeof roughs / sizeof *roughs; i++)
		if (at(p + out->len, n - out->len, roughs[i])) {
			out->len += 3;
			out->rough = 1;
			break;
		}
	/* 2.3万余, 5余万 */
	if (out->rough == 1)
		out->len += (uint32_t)multiply(p + out->len, n - out->len, out);
	if (out->rough && i < sizeof roughs / sizeof *roughs)
		out->rough = 1;
}
