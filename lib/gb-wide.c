/*
 * The usual characters of GB18030 by vectors, where the machine
 * has the vectors: that is found out when it runs.
 */
#include "gb.h"

#if defined(__x86_64__) && defined(__SSE2__) && defined(__GNUC__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2"))) static
/* The table's values for eight pairs; any for what is none. */
WIDE inline __m128i look_up(const uint16_t *pairs, __m128i v)
{
	__m128i lead = _mm_and_si128(v, _mm_set1_epi16(0xff));
	__m128i trail = _mm_srli_epi16(v, 8), at, out;

	at = _mm_mullo_epi16(lead, _mm_set1_epi16(GKRI_GB_COLUMNS));
	at = _mm_add_epi16(at, trail);
	at = _mm_sub_epi16(at, _mm_set1_epi16(0x80 * GKRI_GB_COLUMNS + 0x40));
	/* as numbers without sign, so that what is none is too large */
	at = _mm_min_epu16(at, _mm_set1_epi16(GKRI_GB_ENTRIES - 1));
	out = _mm_setzero_si128();
#define PUT(k)                  \
	out = _mm_insert_epi16( \
	    out, (short)pairs[(unsigned)_mm_extract_epi16(at, k)], k)
	PUT(0);
	PUT(1);
	PUT(2);
	PUT(3);
	PUT(4);
	PUT(5);
	PUT(6);
	PUT(7);
#undef PUT
	return out;
}

/* Eight code points from U+0800 on, three bytes each. */
WIDE inline void write(char *out, __m128i codes)
{
	__m256i c = _mm256_cvtepu16_epi32(codes), low, middle, text;
	const __m256i order =
	    _mm256_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1,
		-1, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);

	middle = _mm256_and_si256(
	    _mm256_slli_epi32(c, 2), _mm256_set1_epi32(0x3f00));
	low = _mm256_and_si256(
	    _mm256_slli_epi32(c, 16), _mm256_set1_epi32(0x3f0000));
	text = _mm256_or_si256(_mm256_srli_epi32(c, 12), middle);
	text = _mm256_or_si256(
	    text, _mm256_or_si256(low, _mm256_set1_epi32(0x8080e0)));
	text = _mm256_shuffle_epi8(text, order);
	_mm_storeu_si128((__m128i *)(void *)out, _mm256_castsi256_si128(text));
	_mm_storeu_si128(
	    (__m128i *)(void *)(out + 12), _mm256_extracti128_si256(text, 1));
}

/* Which of the code points are less than U+0800, two bits for each. */
WIDE inline unsigned short_ones(__m128i codes)
{
	__m128i most = _mm_max_epu16(codes, _mm_set1_epi16(0x800));

	return 0xffffu ^
	    (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi16(most, codes));
}

WIDE inline __m128i load(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/*
 * Each time some ASCII and some pairs of which both bytes are high, as in
 * GB 2312: what comes next is a toss-up, so that there is nothing to guess.
 * How far it is must not wait for the table either.
 */
WIDE void run(const uint16_t *pairs, struct gkri_conversion *s)
{
	const unsigned char *in = s->in;
	char *out = s->out;

	while (s->end - in >= 48 && out < s->out_end) {
		__m128i a = load(in), b = load(in + 16), none, codes;
		unsigned high, low, n, bad;

		none = _mm_cmpeq_epi8(_mm_min_epu8(a, b), _mm_setzero_si128());
		if (_mm_movemask_epi8(none))
			break; /* a NUL is near */
		_mm_storeu_si128((__m128i *)(void *)out, a);
		_mm_storeu_si128((__m128i *)(void *)(out + 16), b);
		high = (unsigned)_mm_movemask_epi8(a) |
		    (unsigned)_mm_movemask_epi8(b) << 16;
		if (high == 0) {
			in += 32;
			out += 32;
			continue;
		}
		low = (unsigned)__builtin_ctz(high);
		in += low;
		out += low;
		n = (unsigned)__builtin_ctzll(~(uint64_t)(high >> low)) / 2;
		n = n < 8 ? n : 8;
		codes = look_up(pairs, load(in));
		write(out, codes);
		bad = short_ones(codes) & ((1u << 2 * n) - 1);
		if (bad)
			n = (unsigned)__builtin_ctz(bad) / 2;
		in += 2 * n;
		out += 3 * n;
		if (bad || n == 0)
			break;
	}
	s->in = in;
	s->out = out;
}

int gkri_gb_wide(const uint16_t *pairs, struct gkri_conversion *s)
{
	if (!__builtin_cpu_supports("avx2"))
		return 0;
	run(pairs, s);
	return 1;
}

#else

int gkri_gb_wide(const uint16_t *pairs, struct gkri_conversion *s)
{
	(void)pairs;
	(void)s;
	return 0;
}

#endif
