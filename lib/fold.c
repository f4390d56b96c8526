/* Folding of labels and headings, so that spellings of one label are equal. */
#include "text.h"

#include <string.h>

#include <utf8proc.h>

#define HAN_FIRST 0x4e00
#define HAN_LAST 0x9fff
#define RADICAL_FIRST 0x2e80
#define RADICAL_LAST 0x2eff
#define FULLWIDTH_FIRST 0xff01
#define FULLWIDTH_LAST 0xff5e
#define FULLWIDTH_OFFSET 0xfee0
#define OPTIONS                                                     \
	(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | \
	    UTF8PROC_IGNORE)
#define DECOMPOSED_MAX 32 /* the longest decomposition has 18 */

static const struct mark {
	uint16_t first, last;
	char to;
} marks[] = {
#define GKRI_MARK(first, last, to) {first, last, to},
#include "mark.def"
};

/* The simplified character in the place of a traditional one; 0 for others. */
static const uint16_t han[HAN_LAST - HAN_FIRST + 1] = {
#define GKRI_HAN(from, code, to, to_code) [(code)-HAN_FIRST] = to_code,
#include "script.def"
};

/* The same for radicals, which Unicode decomposes only in part. */
static const uint16_t radicals[RADICAL_LAST - RADICAL_FIRST + 1] = {
#define GKRI_RADICAL(from, code, to, to_code) [(code)-RADICAL_FIRST] = to_code,
#include "script.def"
};

/* The ASCII characters that drop out, a bit each, as mark.def has them. */
#define BITS_TO(last)                      \
	((last) < 0	      ? 0          \
		: (last) > 63 ? UINT64_MAX \
			      : (UINT64_C(2) << ((last)&63)) - 1)
#define BITS(first, last, base) \
	(BITS_TO((last) - (base)) & ~BITS_TO((first) - (base)-1))
static const uint64_t dropped[2] = {0
#define GKRI_MARK(first, last, to) | ((to) ? 0 : BITS(first, last, 0))
#include "mark.def"
    ,
    0
#define GKRI_MARK(first, last, to) | ((to) ? 0 : BITS(first, last, 64))
#include "mark.def"
};

struct sink {
	char *out;
	size_t cap, len;
};

/* Room for n bytes more; from the first character without on, there is none. */
static char *room(struct sink *s, size_t n)
{
	char *at = NULL;

	if (s->len <= s->cap && s->cap - s->len >= n)
		at = s->out + s->len;
	else
		s->cap = 0;
	s->len += n;
	return at;
}

static void put_byte(struct sink *s, char c)
{
	char *at = room(s, 1);

	if (at)
		*at = c;
}

static void put_code(struct sink *s, uint32_t code)
{
	char bytes[4], *at;
	size_t n = gkri_encode(bytes, code);

	at = room(s, n);
	if (at)
		memcpy(at, bytes, n);
}

static const struct mark *find_mark(uint32_t code)
{
	size_t low = 0, high = sizeof marks / sizeof marks[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code > marks[middle].last)
			low = middle + 1;
		else if (code < marks[middle].first)
			high = middle;
		else
			return &marks[middle];
	}
	return NULL;
}

static void put_ascii(struct sink *s, uint32_t code)
{
	const struct mark *mark;

	if (dropped[code >> 6] >> (code & 63) & 1)
		return;
	if (code - 'A' < 26) {
		code |= 0x20;
	} else if (code > 'Z' && code - 'a' >= 26) {
		mark = find_mark(code);
		code = mark ? (unsigned char)mark->to : code;
	}
	put_byte(s, (char)code);
}

/* What tables know of a character.  Returns 0 where they know nothing. */
static int put_known(struct sink *s, uint32_t code)
{
	const struct mark *mark;
	uint32_t to = 0;

	if (code - FULLWIDTH_FIRST <= FULLWIDTH_LAST - FULLWIDTH_FIRST)
		code -= FULLWIDTH_OFFSET;
	if (code < 0x80) {
		put_ascii(s, code);
		return 1;
	}
	if (code - HAN_FIRST <= HAN_LAST - HAN_FIRST) {
		to = han[code - HAN_FIRST];
		put_code(s, to ? to : code);
		return 1;
	}
	mark = find_mark(code);
	if (mark)
		to = (unsigned char)mark->to;
	else if (code - RADICAL_FIRST <= RADICAL_LAST - RADICAL_FIRST)
		to = radicals[code - RADICAL_FIRST];
	if (to)
		put_code(s, to);
	return to || mark;
}

/* Compatibility forms and letters of other scripts. */
static void put_decomposed(struct sink *s, uint32_t code)
{
	utf8proc_int32_t parts[DECOMPOSED_MAX];
	utf8proc_ssize_t n, i;
	int boundary = 0;

	n = utf8proc_decompose_char(
	    (utf8proc_int32_t)code, parts, DECOMPOSED_MAX, OPTIONS, &boundary);
	if (n < 0 || n > DECOMPOSED_MAX) {
		put_code(s, code);
		return;
	}
	for (i = 0; i < n; i++)
		if (!put_known(s, (uint32_t)parts[i]))
			put_code(s, (uint32_t)parts[i]);
}

/* The Han characters from p + i on, simplified; returns where they end. */
static size_t put_han(
    struct sink *s, const unsigned char *p, size_t i, size_t n)
{
	uint32_t code, to;
	char *at;

	for (; n - i >= 3 && (unsigned char)(p[i] - 0xe4) <= 5; i += 3) {
		if ((p[i + 1] & 0xc0) != 0x80 || (p[i + 2] & 0xc0) != 0x80)
			break;
		code = (p[i] & 0x0fu) << 12 | (p[i + 1] & 0x3fu) << 6 |
		    (p[i + 2] & 0x3fu);
		if (code < HAN_FIRST)
			break;
		to = han[code - HAN_FIRST];
		at = room(s, 3);
		if (at && to)
			gkri_encode(at, to);
		else if (at)
			memcpy(at, p + i, 3);
	}
	return i;
}

/* The character that a traditional, radical or full-width one stands for. */
uint32_t gkri_simplify(uint32_t code)
{
	if (code - HAN_FIRST <= HAN_LAST - HAN_FIRST)
		return han[code - HAN_FIRST] ? han[code - HAN_FIRST] : code;
	if (code - FULLWIDTH_FIRST <= FULLWIDTH_LAST - FULLWIDTH_FIRST)
		return code - FULLWIDTH_OFFSET;
	if (code - RADICAL_FIRST <= RADICAL_LAST - RADICAL_FIRST &&
	    radicals[code - RADICAL_FIRST])
		return radicals[code - RADICAL_FIRST];
	return code;
}

size_t gkri_fold(char *out, size_t cap, const char *p, size_t n)
{
	struct sink s;
	size_t i = 0, len;
	uint32_t code;

	s.out = out;
	s.cap = cap;
	s.len = 0;
	while (i < n) {
		i = put_han(&s, (const unsigned char *)p, i, n);
		if (i == n)
			break;
		code = gkri_code(p + i, n - i, &len);
		if (!put_known(&s, code))
			put_decomposed(&s, code);
		i += len;
	}
	return s.len;
}
