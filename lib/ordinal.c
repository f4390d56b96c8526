/* The numbers in front of labels and headings. */
#include "text.h"

#include <string.h>

enum {
	LIMIT = 255, /* most bytes of an ordinal */
	TEN = 10
};

struct cursor {
	const char *p;
	size_t n, at;
};

/* What a character may be in an ordinal. */
enum {
	MARK_NONE,
	MARK_OPEN,  /* ( */
	MARK_CLOSE, /* ) */
	MARK_STOP,  /* 、 ends the number whatever follows */
	MARK_POINT, /* . does so unless a digit follows */
	MARK_COMMA  /* , does so where anything but a digit follows */
};

/* The usual ones first. */
static const struct {
	uint16_t code;
	uint8_t mark;
} marks[] = {{0x3001, MARK_STOP} /* 、 */, {0xff08, MARK_OPEN} /* （ */,
    {0xff09, MARK_CLOSE} /* ） */, {'.', MARK_POINT}, {'(', MARK_OPEN},
    {')', MARK_CLOSE}, {0xff0e, MARK_POINT} /* ． */,
    {0xff0c, MARK_COMMA} /* ， */, {0xff1a, MARK_COMMA} /* ： */,
    {',', MARK_COMMA}, {':', MARK_COMMA}, {0x3002, MARK_POINT} /* 。 */,
    {0x3014, MARK_OPEN} /* 〔 */, {0x3015, MARK_CLOSE} /* 〕 */,
    {0x00b7, MARK_POINT} /* · */, {0x30fb, MARK_POINT} /* ・ */,
    {0xfe51, MARK_STOP} /* ﹑ */, {0xfe52, MARK_POINT} /* ﹒ */,
    {0xfe59, MARK_OPEN} /* ﹙ */, {0xfe5a, MARK_CLOSE} /* ﹚ */,
    {0xff61, MARK_POINT} /* ｡ */, {0xff64, MARK_STOP} /* ､ */};

/* Han numerals and the radicals that stand for them in text from PDF. */
static const struct {
	uint16_t code;
	uint8_t value;
} numerals[] = {{0x4e00, 1} /* 一 */, {0x4e8c, 2} /* 二 */,
    {0x4e09, 3} /* 三 */, {0x56db, 4} /* 四 */, {0x4e94, 5} /* 五 */,
    {0x516d, 6} /* 六 */, {0x4e03, 7} /* 七 */, {0x516b, 8} /* 八 */,
    {0x4e5d, 9} /* 九 */, {0x5341, TEN} /* 十 */, {0x2f00, 1} /* ⼀ */,
    {0x2f06, 2} /* ⼆ */, {0x2f0b, 8} /* ⼋ */, {0x2f17, TEN} /* ⼗ */};

/* Characters that are a whole ordinal: first stands for 1. */
static const struct {
	uint16_t first, last;
	uint8_t kind;
} wholes[] = {
    {0x2460, 0x2473, GKRI_ORDINAL_ARABIC_BRACKET}, /* ① */
    {0x2474, 0x2487, GKRI_ORDINAL_ARABIC_BRACKET}, /* ⑴ */
    {0x2488, 0x249b, GKRI_ORDINAL_ARABIC},	   /* ⒈ */
    {0x3220, 0x3229, GKRI_ORDINAL_HAN_BRACKET},	   /* ㈠ */
    {0x3280, 0x3289, GKRI_ORDINAL_HAN_BRACKET}	   /* ㊀ */
};

/* What a part of a document is called: 第一部分, 第一章. */
static const char *const parts[] = {"部分", "章", "节", "節", "篇"};

/* The character at the cursor, 0 at the end. */
static uint32_t peek(const struct cursor *c, size_t *len)
{
	return gkri_code(c->p + c->at, c->n - c->at, len);
}

static void skip_blanks(struct cursor *c)
{
	c->at += gkri_blanks(c->p + c->at, c->n - c->at);
}

static int mark_at(const struct cursor *c, size_t *len)
{
	uint32_t code = peek(c, len);
	size_t i;

	/* most often it is Han: none of the marks is, nor near */
	if (code > 0x30ff && code < 0xfe00)
		return MARK_NONE;
	for (i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (marks[i].code == code)
			return marks[i].mark;
	return MARK_NONE;
}

/* The value of a digit, -1 where there is none. */
static int digit_at(const struct cursor *c, size_t *len)
{
	uint32_t code = peek(c, len);

	if (code - '0' < 10)
		return (int)(code - '0');
	if (code - 0xff10 < 10)
		return (int)(code - 0xff10);
	return -1;
}

/* The value of a Han numeral, 0 where there is none. */
static unsigned numeral_at(const struct cursor *c, size_t *len)
{
	uint32_t code = peek(c, len);
	size_t i;

	if (code < 0x2f00)
		return 0;
	for (i = 0; i < sizeof numerals / sizeof numerals[0]; i++)
		if (numerals[i].code == code)
			return numerals[i].value;
	return 0;
}

/* 1-99 in Han numerals, 0 where there is none. */
static unsigned read_han(struct cursor *c)
{
	size_t len;
	unsigned number = 0, value = numeral_at(c, &len);

	if (value && value < TEN) {
		number = value;
		c->at += len;
		value = numeral_at(c, &len);
	}
	if (value != TEN)
		return number;
	number = number ? number * TEN : TEN;
	c->at += len;
	value = numeral_at(c, &len);
	if (value == 0 || value == TEN)
		return number;
	c->at += len;
	return number + value;
}

/* 1-99 in digits, at most two, 0 where there is none. */
static unsigned read_arabic(struct cursor *c)
{
	unsigned number = 0;
	size_t len;
	int k, digit;

	for (k = 0; (digit = digit_at(c, &len)) >= 0; k++) {
		if (k == 2)
			return 0;
		number = number * 10 + (unsigned)digit;
		c->at += len;
	}
	return number;
}

/* The number at the cursor and which kind it is if nothing encloses it. */
static unsigned read_number(struct cursor *c, uint8_t *kind)
{
	unsigned number = read_han(c);

	*kind = GKRI_ORDINAL_HAN;
	if (number == 0) {
		number = read_arabic(c);
		*kind = GKRI_ORDINAL_ARABIC;
	}
	return number;
}

static uint8_t bracketed(uint8_t kind)
{
	return kind == GKRI_ORDINAL_HAN ? GKRI_ORDINAL_HAN_BRACKET
					: GKRI_ORDINAL_ARABIC_BRACKET;
}

/* Takes a closing bracket. */
static int take_close(struct cursor *c)
{
	size_t len;

	if (mark_at(c, &len) != MARK_CLOSE)
		return 0;
	c->at += len;
	return 1;
}

/* Takes the mark that ends a number, if it is one here. */
static int take_stop(struct cursor *c)
{
	size_t len, ignored;
	int mark = mark_at(c, &len), digit;

	if (mark < MARK_STOP)
		return 0;
	c->at += len;
	digit = digit_at(c, &ignored) >= 0;
	if (mark == MARK_STOP || (mark == MARK_POINT && !digit))
		return 1;
	if (mark == MARK_COMMA && !digit && c->at < c->n)
		return 1;
	c->at -= len;
	return 0;
}

/* （一）, (1), with a 、 behind it or not. */
static unsigned read_bracket(struct cursor *c, uint8_t *kind)
{
	unsigned number;

	skip_blanks(c);
	number = read_number(c, kind);
	*kind = bracketed(*kind);
	skip_blanks(c);
	if (number == 0 || !take_close(c))
		return 0;
	take_stop(c);
	return number;
}

/* 一、 1. 1) and 1\. */
static unsigned read_plain(struct cursor *c, uint8_t *kind)
{
	unsigned number = read_number(c, kind);

	skip_blanks(c);
	if (c->at < c->n && c->p[c->at] == '\\')
		c->at++;
	if (number && take_close(c)) {
		*kind = bracketed(*kind);
		return number;
	}
	return take_stop(c) ? number : 0;
}

/* 第一部分, the cursor behind 第. */
static unsigned read_part(struct cursor *c, uint8_t *kind)
{
	unsigned number;
	size_t i, k;

	skip_blanks(c);
	number = read_number(c, kind);
	*kind = GKRI_ORDINAL_HAN;
	skip_blanks(c);
	for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		for (k = 0; parts[i][k] && c->at + k < c->n; k++)
			if (c->p[c->at + k] != parts[i][k])
				break;
		if (parts[i][k])
			continue;
		c->at += k;
		take_stop(c);
		return number;
	}
	return 0;
}

/* ① ㈠ ⒈ */
static unsigned read_whole(
    struct cursor *c, uint32_t code, size_t len, uint8_t *kind)
{
	size_t i;

	if (code < 0x2460 || code > 0x3289)
		return 0;
	for (i = 0; i < sizeof wholes / sizeof wholes[0]; i++) {
		if (code < wholes[i].first || code > wholes[i].last)
			continue;
		*kind = wholes[i].kind;
		c->at += len;
		take_stop(c);
		return code - wholes[i].first + 1;
	}
	return 0;
}

static unsigned read_ordinal(struct cursor *c, uint8_t *kind)
{
	size_t len;
	uint32_t code = peek(c, &len);
	unsigned number = read_whole(c, code, len, kind);

	if (number)
		return number;
	if (mark_at(c, &len) == MARK_OPEN) {
		c->at += len;
		return read_bracket(c, kind);
	}
	if (code == 0x7b2c) { /* 第 */
		c->at += len;
		return read_part(c, kind);
	}
	return read_plain(c, kind);
}

static int is_han(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c >= 0xe4 && c <= 0xe9;
}

/* 一 to 九 between two marks, with Han behind: 一、 （一） */
static int read_between(const char *p, const char *before, const char *behind,
    struct gkri_ordinal *out)
{
	size_t k = strlen(before), len;
	struct cursor c = {p, k + 3, k};
	unsigned number;

	if (memcmp(p + k + 3, behind, 3) != 0 || !is_han(p[k + 6]) ||
	    memcmp(p, before, k) != 0)
		return 0;
	number = numeral_at(&c, &len);
	out->number = (uint8_t)number;
	out->bytes = (uint8_t)(k + 6);
	return number && number < TEN;
}

/*
 * The most usual ones with Han behind them, 一、 （一） 1. and text that
 * begins with another Han character than 第 and the numerals.  0: to be
 * looked at.
 */
static int read_usual(const char *p, size_t n, struct gkri_ordinal *out)
{
	struct cursor c = {p, n, 0};
	size_t len;

	if (n < 10)
		return 0;
	if (is_han(*p)) {
		out->kind = GKRI_ORDINAL_HAN;
		if (read_between(p, "", "、", out))
			return 1;
		out->kind = GKRI_ORDINAL_NONE;
		out->number = out->bytes = 0;
		return memcmp(p, "第", 3) != 0 && !numeral_at(&c, &len);
	}
	out->kind = GKRI_ORDINAL_HAN_BRACKET;
	if ((unsigned char)*p == 0xef && read_between(p, "（", "）", out))
		return 1;
	out->kind = GKRI_ORDINAL_ARABIC;
	out->number = (uint8_t)(*p - '0');
	out->bytes = 2;
	return *p >= '1' && *p <= '9' && p[1] == '.' && is_han(p[2]);
}

void gkri_ordinal(const char *p, size_t n, struct gkri_ordinal *out)
{
	struct cursor c;
	unsigned number;
	uint8_t kind = GKRI_ORDINAL_NONE;

	if (read_usual(p, n, out))
		return;
	c.p = p;
	c.n = n < LIMIT ? n : LIMIT;
	c.at = 0;
	number = read_ordinal(&c, &kind);
	out->kind = number ? kind : GKRI_ORDINAL_NONE;
	out->number = (uint8_t)number;
	out->bytes = 0;
	if (number == 0)
		return;
	skip_blanks(&c);
	out->bytes = (uint8_t)c.at;
}
