#include "json.h"
#include "text.h"

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

/*
 * Bytes at which copying stops: controls, quote, backslash, DEL, and C2 and
 * E2, with which C1 controls and U+2028 begin.  Blocks of bytes pass an E2
 * that begins something else.
 */
static const uint32_t stops[8] = {0xffffffff, 0x00000004, 0x10000000,
    0x80000000, 0, 0, 0x00000004, 0x00000004};

static int is_stop(unsigned char c)
{
	return stops[c >> 5] >> (c & 31) & 1;
}

/* A block needs to look at as many bytes, to copy 16 of them. */
#define AHEAD 18

#if defined(__SSE2__) && defined(__GNUC__)
static __m128i load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static __m128i equal(__m128i block, int c)
{
	return _mm_cmpeq_epi8(block, _mm_set1_epi8((char)c));
}

/* E2 80 A8 and E2 80 A9 */
static __m128i separators(__m128i block, const char *p)
{
	__m128i last = _mm_and_si128(load(p + 2), _mm_set1_epi8((char)0xfe));

	return _mm_and_si128(
	    _mm_and_si128(equal(block, 0xe2), equal(load(p + 1), 0x80)),
	    equal(last, 0xa8));
}

/* Copies 16 bytes, returns how many of them come before a stop. */
static size_t copy_block(char *out, const char *p)
{
	__m128i b = load(p);
	__m128i low = _mm_min_epu8(b, _mm_set1_epi8(0x1f));
	__m128i hit =
	    _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(low, b), equal(b, '"')),
		_mm_or_si128(_mm_or_si128(equal(b, '\\'), equal(b, 0x7f)),
		    _mm_or_si128(equal(b, 0xc2), separators(b, p))));
	unsigned mask = (unsigned)_mm_movemask_epi8(hit);

	_mm_storeu_si128((__m128i *)(void *)out, b);
	return mask ? (size_t)__builtin_ctz(mask) : 16;
}
#else
static size_t copy_block(char *out, const char *p)
{
	size_t i;

	for (i = 0; i < 16 && !is_stop((unsigned char)p[i]); i++)
		out[i] = p[i];
	return i;
}
#endif

/* Copies up to a stop; out has room for n + 16 bytes.  Returns how many. */
static size_t copy_run(char *out, const char *p, size_t n)
{
	size_t i = 0, run;

	while (n - i >= AHEAD) {
		run = copy_block(out + i, p + i);
		i += run;
		if (run < 16)
			return i;
	}
	for (; i < n && !is_stop((unsigned char)p[i]); i++)
		out[i] = p[i];
	return i;
}

static char *put_hex(char *out, unsigned code)
{
	static const char digits[] = "0123456789abcdef";

	*out++ = '\\';
	*out++ = 'u';
	*out++ = digits[code >> 12];
	*out++ = digits[code >> 8 & 15];
	*out++ = digits[code >> 4 & 15];
	*out++ = digits[code & 15];
	return out;
}

static char *put_ascii(char *out, unsigned char c)
{
	static const char from[] = "\"\\\n\r\t\b\f", to[] = "\"\\nrtbf";
	const char *at = c ? strchr(from, c) : NULL;

	if (at == NULL)
		return put_hex(out, c);
	*out++ = '\\';
	*out++ = to[at - from];
	return out;
}

/* Writes the character at a stop; *used says how many bytes it has. */
static char *put_stop(char *out, const unsigned char *p, size_t *used)
{
	*used = p[0] < 0x80 ? 1 : p[0] == 0xc2 ? 2 : 3;
	if (*used == 1)
		return put_ascii(out, p[0]);
	if (*used == 2 && p[1] < 0xa0)
		return put_hex(out, p[1]);
	if (*used == 3 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9))
		return put_hex(out, 0x2000u + (p[2] & 0x3fu));
	memcpy(out, p, *used);
	return out + *used;
}

#define BLOCK 4096

/* Well-formed text; room is taken a block at a time. */
static void put_valid(struct gkri_out *o, const char *p, size_t n)
{
	const char *end = p + n, *stop;
	size_t part, used;

	while (p < end) {
		part = (size_t)(end - p) < BLOCK ? (size_t)(end - p) : BLOCK;
		if (!gkri_out_room(o, 6 * part + 32))
			return;
		for (stop = p + part; p < stop; p += used) {
			used = copy_run(o->at, p, (size_t)(stop - p));
			o->at += used;
			p += used;
			if (p == stop)
				break;
			o->at =
			    put_stop(o->at, (const unsigned char *)p, &used);
		}
	}
}

#define SHORT 16

/* Short text of plain ASCII; 0 where it is not. */
static int put_short(struct gkri_out *o, const char *text, size_t len)
{
	size_t i;

	if (!gkri_out_room(o, SHORT))
		return 1;
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 0x80 || is_stop(c))
			return 0;
		o->at[i] = text[i];
	}
	o->at += len;
	return 1;
}

void gkri_json_string(struct gkri_out *o, const char *text, size_t len)
{
	size_t good, bad, torn;

	if (text == NULL) {
		gkri_out_put(o, "null", 4);
		return;
	}
	gkri_out_putc(o, '"');
	if (len <= SHORT && put_short(o, text, len)) {
		gkri_out_putc(o, '"');
		return;
	}
	while (len > 0 && o->status == GKR_OK) {
		bad = torn = 0;
		good = gkri_utf8_check(text, len, &bad, &torn);
		put_valid(o, text, good);
		if (bad + torn > 0)
			gkri_out_put(o, "\xef\xbf\xbd", 3);
		text += good + bad + torn;
		len -= good + bad + torn;
	}
	gkri_out_putc(o, '"');
}

static const char *digits(const char *p, const char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

int gkri_json_is_number(const char *text, size_t len)
{
	const char *end = text + len;
	const char *from = text + (len > 0 && *text == '-');
	const char *p = digits(from, end);

	if (p == from || (*from == '0' && p > from + 1))
		return 0;
	if (p < end && *p == '.') {
		from = p + 1;
		p = digits(from, end);
		if (p == from)
			return 0;
	}
	return p == end;
}
