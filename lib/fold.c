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

struct sink {
	char *out;
	size_t cap, len;
};

static void put(struct sink *s, const char *bytes, size_t n)
{
	/* from the first character that has no room on, nothing is written */
	if (s->len <= s->cap && s->cap - s->len >= n)
		memcpy(s->out + s->len, bytes, n);
	else
		s->cap = 0;
	s->len += n;
}

static void put_code(struct sink *s, uint32_t code)
{
	char bytes[4];

	put(s, bytes, gkri_encode(bytes, code));
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
	char c = (char)code;

	if ((code | 0x20) - 'a' < 26) {
		c = (char)(code | 0x20);
	} else if (code - '0' >= 10) {
		mark = find_mark(code);
		if (mark)
			c = mark->to;
		if (c == 0)
			return;
	}
	put(s, &c, 1);
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
	mark = find_mark(code);
	if (mark)
		to = (unsigned char)mark->to;
	else if (code - HAN_FIRST <= HAN_LAST - HAN_FIRST)
		to = han[code - HAN_FIRST] ? han[code - HAN_FIRST] : code;
	else if (code - RADICAL_FIRST <= RADICAL_LAST - RADICAL_FIRST)
		to = radicals[code - RADICAL_FIRST];
	if (to)
		put_code(s, to);
	return to || mark;
}

/* Compatibility forms and letters of other scripts. */
static void put_other(struct sink *s, uint32_t code)
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

/* Bytes of the run of Han characters at p; simplified on the way. */
static size_t han_run(const unsigned char *p, size_t n, struct sink *s)
{
	size_t i = 0;

	while (n - i >= 3 && p[i] >= 0xe4 && p[i] <= 0xe9 &&
	    (p[i + 1] & 0xc0) == 0x80 && (p[i + 2] & 0xc0) == 0x80) {
		uint32_t code = (p[i] & 0x0fu) << 12 | (p[i + 1] & 0x3fu) << 6 |
		    (p[i + 2] & 0x3fu);

		if (code < HAN_FIRST)
			break;
		if (han[code - HAN_FIRST])
			put_code(s, han[code - HAN_FIRST]);
		else
			put(s, (const char *)p + i, 3);
		i += 3;
	}
	return i;
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
		i += han_run((const unsigned char *)p + i, n - i, &s);
		if (i == n)
			break;
		code = gkri_code(p + i, n - i, &len);
		if (!put_known(&s, code))
			put_other(&s, code);
		i += len;
	}
	return s.len;
}
