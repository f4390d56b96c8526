#include "json.h"
#include "text.h"

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

/*
 * Bytes at which copying stops: controls, quote, backslash, DEL, and C2 and
 * E2, with which C1 controls and U+2028 begin.
 */
static const uint32_t stops[8] = {0xffffffff, 0x00000004, 0x10000000,
    0x80000000, 0, 0, 0x00000004, 0x00000004};

static int is_stop(unsigned char c)
{
	return stops[c >> 5] >> (c & 31) & 1;
}

size_t gkri_json_run_scalar(char *out, const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (is_stop((unsigned char)p[i]) &&
		    !gkri_json_is_harmless(p + i, n - i))
			break;
		out[i] = p[i];
	}
	return i;
}

#if defined(__SSE2__) && defined(__GNUC__)
static __m128i load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static __m128i differs(__m128i block, int c)
{
	return _mm_xor_si128(block, _mm_set1_epi8((char)c));
}

/* A byte that is 0 for each stop. */
static __m128i differences(__m128i b)
{
	__m128i low = _mm_subs_epu8(b, _mm_set1_epi8(0x1f));
	__m128i lead = _mm_and_si128(b, _mm_set1_epi8((char)0xdf));
	__m128i a = _mm_min_epu8(low, differs(b, '"'));
	__m128i c = _mm_min_epu8(differs(b, '\\'), differs(b, 0x7f));

	return _mm_min_epu8(_mm_min_epu8(a, c), differs(lead, 0xc2));
}

/* A bit for each stop. */
static unsigned stops_of(__m128i b)
{
	__m128i hit = _mm_cmpeq_epi8(differences(b), _mm_setzero_si128());

	return (unsigned)_mm_movemask_epi8(hit);
}

/* How many bytes of a block, of `left` bytes, come before a true stop. */
static size_t before_stop(const char *p, size_t left, unsigned mask)
{
	size_t at;

	for (; mask; mask &= mask - 1) {
		at = (size_t)__builtin_ctz(mask);
		if (!gkri_json_is_harmless(p + at, left - at))
			return at;
	}
	return 16;
}

/* Copies 16 bytes, returns how many of them come before a stop. */
static size_t copy_block(char *out, const char *p, size_t left)
{
	__m128i b = load(p);
	unsigned mask = stops_of(b);

	_mm_storeu_si128((__m128i *)(void *)out, b);
	return mask ? before_stop(p, left, mask) : 16;
}

/* 8 to 15 bytes: both ends make up a block. */
static size_t copy_few(char *out, const char *p, size_t n)
{
	__m128i a = _mm_loadl_epi64((const __m128i *)(const void *)p);
	__m128i z = _mm_loadl_epi64((const __m128i *)(const void *)(p + n - 8));

	if (stops_of(_mm_unpacklo_epi64(a, z)))
		return gkri_json_run_scalar(out, p, n);
	_mm_storel_epi64((__m128i *)(void *)out, a);
	_mm_storel_epi64((__m128i *)(void *)(out + n - 8), z);
	return n;
}

/* What is left behind whole blocks is the end of a block that overlaps. */
size_t gkri_json_run(char *out, const char *p, size_t n)
{
	size_t i, run;

	if (n < 8)
		return gkri_json_run_scalar(out, p, n);
	if (n < 16)
		return copy_few(out, p, n);
	for (i = 0; n - i >= 16; i += 16) {
		run = copy_block(out + i, p + i, n - i);
		if (run < 16)
			return i + run;
	}
	return i == n ? n : n - 16 + copy_block(out + n - 16, p + n - 16, 16);
}
#else
size_t gkri_json_run(char *out, const char *p, size_t n)
{
	return gkri_json_run_scalar(out, p, n);
}
#endif

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
	static const char to[] = {['"'] = '"',
	    ['\\'] = '\\',
	    ['\n'] = 'n',
	    ['\r'] = 'r',
	    ['\t'] = 't',
	    ['\b'] = 'b',
	    ['\f'] = 'f'};

	if (c >= sizeof to || to[c] == 0)
		return put_hex(out, c);
	*out++ = '\\';
	*out++ = to[c];
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
#define WIDE 48 /* bytes of which a call is worth it */

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
			if (stop - p >= WIDE)
				p = gkri_json_wide(&o->at, p, stop);
			used = gkri_json_run(o->at, p, (size_t)(stop - p));
			o->at += used;
			p += used;
			if (p == stop)
				break;
			o->at =
			    put_stop(o->at, (const unsigned char *)p, &used);
		}
	}
}

void gkri_json_known(struct gkri_out *o, const char *text, size_t len)
{
	gkri_out_putc(o, '"');
	put_valid(o, text, len);
	gkri_out_putc(o, '"');
}

/* Text that is partly ill-formed, without its quotes. */
static void put_torn(struct gkri_out *o, const char *text, size_t len)
{
	size_t good, bad, torn;

	while (len > 0 && o->status == GKR_OK) {
		bad = torn = 0;
		good = gkri_utf8_check(text, len, &bad, &torn);
		put_valid(o, text, good);
		if (bad + torn > 0)
			gkri_out_put(o, "\xef\xbf\xbd", 3);
		text += good + bad + torn;
		len -= good + bad + torn;
	}
}

void gkri_json_string(struct gkri_out *o, const char *text, size_t len)
{
	size_t bad, torn;

	if (text == NULL) {
		gkri_out_put(o, "null", 4);
		return;
	}
	if (gkri_utf8_check(text, len, &bad, &torn) == len) {
		gkri_json_known(o, text, len);
		return;
	}
	gkri_out_putc(o, '"');
	put_torn(o, text, len);
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
