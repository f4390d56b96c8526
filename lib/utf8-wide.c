/*
 * The proof of utf8.c in vectors of 32 bytes, where the machine has them:
 * that is found out when it runs.
 */
#include "utf8.h"

#if defined(__x86_64__) && defined(__SSE2__) && defined(__GNUC__)
#include <immintrin.h>

/* Proved before one look at what was found. */
#define STRETCH 512
/* Text that was not touched yet is fetched so far ahead. */
#define AHEAD 1024

#define WIDE __attribute__((target("avx2")))
#define IS(v, byte) _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)(byte)))
#define OVER(v, limit) _mm256_subs_epu8(v, _mm256_set1_epi8((char)(limit)))

WIDE static inline __m256i load(const unsigned char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

/* As prove and is_proved of utf8.c; n is a multiple of 32. */
WIDE static int is_good(const unsigned char *p, size_t n)
{
	__m256i wrong = _mm256_setzero_si256(), most = wrong;
	__m256i least = _mm256_set1_epi8((char)0xff), leads = least;
	size_t i;

	for (i = 0; i < n; i += 32) {
		__m256i v = load(p + i), due, tails;

		_mm_prefetch((const char *)(p + i + AHEAD), _MM_HINT_T0);
		due = _mm256_or_si256(
		    OVER(load(p + i - 1), 0xbf), OVER(load(p + i - 2), 0xdf));
		tails = _mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xc0), v);
		wrong = _mm256_or_si256(
		    wrong, _mm256_cmpeq_epi8(IS(due, 0), tails));
		wrong = _mm256_or_si256(
		    wrong, _mm256_or_si256(IS(v, 0xe0), IS(v, 0xed)));
		least = _mm256_min_epu8(least, v);
		leads = _mm256_min_epu8(
		    leads, _mm256_xor_si256(v, _mm256_set1_epi8((char)0xc0)));
		most = _mm256_max_epu8(most, v);
	}
	wrong = _mm256_or_si256(wrong, IS(OVER(leads, 1), 0));
	wrong = _mm256_or_si256(
	    wrong, _mm256_or_si256(IS(least, 0), OVER(most, 0xef)));
	return _mm256_testz_si256(wrong, wrong);
}

WIDE static size_t run(const unsigned char *p, size_t n, size_t i)
{
	size_t len;

	while (n - i >= 64) {
		len = n - i < STRETCH ? (n - i) & ~(size_t)31 : STRETCH;
		if (!is_good(p + i, len)) {
			/* most of it may be good still */
			if (len == 64 || !is_good(p + i, len = 64))
				break;
		}
		i += len;
	}
	return i;
}

size_t gkri_utf8_wide(const unsigned char *p, size_t n, size_t i)
{
	return __builtin_cpu_supports("avx2") ? run(p, n, i) : i;
}

#else

size_t gkri_utf8_wide(const unsigned char *p, size_t n, size_t i)
{
	(void)p;
	(void)n;
	return i;
}

#endif
