/*
 * The run of json.c in vectors of 32 bytes, where the machine has them: that
 * is found out when it runs.
 */
#include "json.h"

#if defined(__x86_64__) && defined(__SSE2__) && defined(__GNUC__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

/*
 * A byte is a stop where both of its halves have the same bit: 1 for the
 * controls, 2 for the quote, C2 and E2, 4 for the backslash, 8 for DEL.
 */
#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/* Copies whole blocks until one has a stop; returns where that is, or ends. */
WIDE static size_t run(char *out, const char *p, size_t n, size_t i)
{
	const __m256i low =
	    TWICE(1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 1, 1, 9);
	const __m256i high =
	    TWICE(1, 1, 2, 0, 0, 4, 0, 8, 0, 0, 0, 0, 2, 0, 2, 0);
	const __m256i half = _mm256_set1_epi8(15);
	__m256i b, l, h;

	for (; n - i >= 32; i += 32) {
		b = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
		l = _mm256_shuffle_epi8(low, _mm256_and_si256(b, half));
		h = _mm256_and_si256(_mm256_srli_epi16(b, 4), half);
		h = _mm256_shuffle_epi8(high, h);
		if (!_mm256_testz_si256(l, h))
			break;
		_mm256_storeu_si256((__m256i *)(void *)(out + i), b);
	}
	return i;
}

size_t gkri_json_wide(char *out, const char *p, size_t n, size_t i)
{
	return __builtin_cpu_supports("avx2") ? run(out, p, n, i) : i;
}

#else

size_t gkri_json_wide(char *out, const char *p, size_t n, size_t i)
{
	(void)out;
	(void)p;
	(void)n;
	return i;
}

#endif
