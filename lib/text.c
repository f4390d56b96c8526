/* Blanks, code points, UTF-8 and display columns. */
#include "text.h"

#include <string.h>

#include <utf8proc.h>

#include "utf8.h"

#define BYTES(b) (UINT64_C(0x0101010101010101) * (b))

static uint64_t load8(const unsigned char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return x;
}

/* ------------------------------------------------------------------ */
/* Blanks                                                             */

static int is_blank3(const unsigned char *p)
{
	if (p[0] == 0xe3)
		return p[1] == 0x80 && p[2] == 0x80;
	if (p[0] == 0xe2)
		return p[1] == 0x80 && p[2] <= 0x8b && p[2] >= 0x80;
	return p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf;
}

static int is_blank1(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t gkri_blank(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;

	if (n == 0)
		return 0;
	if (p[0] < 0x80)
		return is_blank1(p[0]) ? 1 : 0;
	if (p[0] == 0xc2)
		return n >= 2 && p[1] == 0xa0 ? 2 : 0;
	return n >= 3 && is_blank3(p) ? 3 : 0;
}

/* Bytes of the blank that ends at p + n, 0 where none does. */
static size_t blank_before(const unsigned char *p, size_t n)
{
	if (n == 0)
		return 0;
	if (p[n - 1] < 0x80)
		return is_blank1(p[n - 1]) ? 1 : 0;
	if (n >= 2 && p[n - 1] == 0xa0 && p[n - 2] == 0xc2)
		return 2;
	return n >= 3 && is_blank3(p + n - 3) ? 3 : 0;
}

/* 1 for the first bytes of blanks. */
static int may_begin_blank(unsigned char c)
{
	return c <= ' ' || c == 0xc2 || c == 0xe2 || c == 0xe3 || c == 0xef;
}

/* 1 for the last bytes of blanks. */
static int may_end_blank(unsigned char c)
{
	return c <= ' ' || (c >= 0x80 && c <= 0x8b) || c == 0xa0 || c == 0xbf;
}

static inline int ends_in_stop(const unsigned char *p, size_t n)
{
	return n >= 3 && p[n - 1] == 0x82 && p[n - 2] == 0x80 &&
	    p[n - 3] == 0xe3;
}

void gkri_trim(const char **text, size_t *n)
{
	const unsigned char *p = (const unsigned char *)*text;
	size_t left = *n, k;

	while (left && may_begin_blank(p[0])) {
		k = gkri_blank((const char *)p, left);
		if (k == 0)
			break;
		p += k;
		left -= k;
	}
	while (left && may_end_blank(p[left - 1])) {
		/* most lines end in a full stop */
		k = ends_in_stop(p, left) ? 0 : blank_before(p, left);
		if (k == 0)
			break;
		left -= k;
	}
	*text = (const char *)p;
	*n = left;
}

size_t gkri_blanks(const char *p, size_t n)
{
	size_t i = 0, k;

	while ((k = gkri_blank(p + i, n - i)) != 0)
		i += k;
	return i;
}

int gkri_is_blank(const char *p, size_t n)
{
	return gkri_blanks(p, n) == n;
}

static int is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

size_t gkri_join_lines(char *text, size_t n)
{
	const char *p = text, *end = text + n, *line, *lf;
	size_t len, to = 0;

	for (; p < end; p = lf + 1) {
		lf = memchr(p, '\n', (size_t)(end - p));
		lf = lf ? lf : end;
		line = p;
		len = (size_t)(lf - p);
		gkri_trim(&line, &len);
		if (len == 0)
			continue;
		if (to && is_ascii(text[to - 1]) && is_ascii(*line))
			text[to++] = ' ';
		memmove(text + to, line, len);
		to += len;
	}
	return to;
}

/* ------------------------------------------------------------------ */
/* Code points                                                        */

/* 1 where the three bytes are U+1000 to U+CFFF, which need no second look. */
static int is_plain3(const unsigned char *p)
{
	return p[0] >= 0xe1 && p[0] <= 0xec && (p[1] & 0xc0) == 0x80 &&
	    (p[2] & 0xc0) == 0x80;
}

static uint32_t code3(const unsigned char *p)
{
	return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
}

/*
 * Bytes of the character at p, n > 0.  Where it is none: 0, and either *bad is
 * how many bytes cannot begin a character, or *cut how many are the whole
 * rest of the text and may begin one.
 */
static size_t check_one(
    const unsigned char *p, size_t n, size_t *bad, size_t *cut)
{
	unsigned lead = p[0], low = 0x80, high = 0xbf;
	size_t need = 1, k;

	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xf4)
		need = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	/* overlong forms, surrogates and what is above U+10FFFF */
	if (lead == 0xe0)
		low = 0xa0;
	else if (lead == 0xf0)
		low = 0x90;
	else if (lead == 0xed)
		high = 0x9f;
	else if (lead == 0xf4)
		high = 0x8f;
	for (k = 1; k < need && k < n && p[k] >= low && p[k] <= high; k++) {
		low = 0x80;
		high = 0xbf;
	}
	if (k == need && need > 1)
		return need;
	*(need > 1 && k == n ? cut : bad) = k;
	return 0;
}

/* The code point of any text but what gkri_code decodes itself. */
static uint32_t any_code(const unsigned char *p, size_t n, size_t *len)
{
	size_t ignored;

	*len = check_one(p, n, &ignored, &ignored);
	switch (*len) {
	case 2:
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	case 3:
		return code3(p);
	case 4:
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 |
		    (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
	default:
		*len = 1;
		return 0xfffd;
	}
}

uint32_t gkri_code(const char *text, size_t n, size_t *len)
{
	const unsigned char *p = (const unsigned char *)text;

	if (n == 0) {
		*len = 0;
		return 0;
	}
	if (p[0] < 0x80) {
		*len = 1;
		return p[0];
	}
	if (n >= 3 && is_plain3(p)) {
		*len = 3;
		return code3(p);
	}
	return any_code(p, n, len);
}

size_t gkri_encode(char *out, uint32_t code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | (code >> 18 & 0x07));
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

size_t gkri_count(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t i = 0, count = n;

	for (; n - i >= 8; i += 8) {
		uint64_t x = load8(p + i);

		/* one bit for each byte 10xxxxxx, then their number */
		x = x >> 7 & (~x >> 6) & BYTES(1);
		count -= (size_t)(x * BYTES(1) >> 56);
	}
	for (; i < n; i++)
		count -= (p[i] & 0xc0) == 0x80;
	return count;
}

size_t gkri_utf8_check(const char *text, size_t n, size_t *bad, size_t *cut)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t i = 0, k;

	*bad = 0;
	*cut = 0;
	for (;;) {
		i += gkri_utf8_run(p + i, n - i);
		if (i == n)
			return n;
		/* what ends a run is ill-formed, or U+0000 */
		k = check_one(p + i, n - i, bad, cut);
		if (k == 0)
			return i;
		i += k;
	}
}

/* ------------------------------------------------------------------ */
/* Display columns                                                    */

uint32_t gkri_width_of(uint32_t code)
{
	if (code < 0x300)
		return code >= 0x20 && (code < 0x7f || code >= 0xa0);
	if (code >= 0x4e00 && code <= 0x9fff)
		return 2;
	if (code >= 0x2500 && code <= 0x257f) /* box drawing: ambiguous */
		return 1;
	if (code >= 0x3000 && code <= 0x3029)
		return 2;
	if (code >= 0xff01 && code <= 0xff60)
		return 2;
	return (uint32_t)utf8proc_charwidth((utf8proc_int32_t)code);
}

/* 1 where all eight bytes are printable ASCII. */
static int is_printable8(uint64_t x)
{
	/* below 20 the difference, at 7F the sum reaches the upper bit */
	return ((x | (x - BYTES(0x20)) | (x + BYTES(1))) & BYTES(0x80)) == 0;
}

/* 1 where the three bytes at p are U+4E00 to U+9FFF. */
static int is_han3(const unsigned char *p)
{
	return p[0] >= 0xe4 && p[0] <= 0xe9 && (p[0] > 0xe4 || p[1] >= 0xb8) &&
	    (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80;
}

size_t gkri_width(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t i = 0, width = 0, len;

	while (i < n) {
		if (n - i >= 3 && is_han3(p + i)) {
			width += 2;
			i += 3;
		} else if (n - i >= 8 && is_printable8(load8(p + i))) {
			width += 8;
			i += 8;
		} else if (p[i] < 0x80) {
			width += p[i] >= 0x20 && p[i] != 0x7f;
			i++;
		} else {
			width +=
			    gkri_width_of(gkri_code(text + i, n - i, &len));
			i += len;
		}
	}
	return width;
}
