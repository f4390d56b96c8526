/*
 * Long text in vectors of 32 bytes, where the machine has them: that is found
 * out when it runs.
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

/* How many bytes come before the first that is not 0. */
WIDE static inline int before(__m256i stops)
{
	__m256i none = _mm256_cmpeq_epi8(stops, _mm256_setzero_si256());

	return __builtin_ctz(~(unsigned)_mm256_movemask_epi8(none));
}

/*
 * From a block on that is copied, up to behind its first stop.  0 where that
 * is none of the common ones.
 */
WIDE static inline int put_stop(
    char **out, const char **text, const char *end, int at)
{
	const char *p = *text + at;
	char *to = *out + at;
	size_t n;

	*text = p;
	*out = to;
	if (*p == '\n') {
		memcpy(to, "\\n", 2);
		*out += 2;
		*text += 1;
		return 1;
	}
	if (!gkri_json_is_harmless(p, (size_t)(end - p)))
		return 0;
	n = *p == '\xc2' ? 2 : 3;
	memcpy(to, p, 2); /* the block may end within it */
	to[n - 1] = p[n - 1];
	*out += n;
	*text += n;
	return 1;
}

WIDE static const char *copy(char **out, const char *p, const char *end)
{
	const __m256i low =
	    TWICE(1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 1, 1, 9);
	const __m256i high =
	    TWICE(1, 1, 2, 0, 0, 4, 0, 8, 0, 0, 0, 0, 2, 0, 2, 0);
	const __m256i half = _mm256_set1_epi8(15);
	char *to = *out;
	__m256i b, l, h;

	while (end - p >= 32) {
		b = _mm256_loadu_si256((const __m256i *)(const void *)p);
		_mm256_storeu_si256((__m256i *)(void *)to, b);
		l = _mm256_shuffle_epi8(low, _mm256_and_si256(b, half));
		h = _mm256_and_si256(_mm256_srli_epi16(b, 4), half);
		h = _mm256_and_si256(l, _mm256_shuffle_epi8(high, h));
		if (_mm256_testz_si256(h, h)) {
			p += 32;
			to += 32;
		} else if (!put_stop(&to, &p, end, before(h))) {
			break;
		}
	}
	*out = to;
	return p;
}

const char *gkri_json_wide(char **out, const char *p, const char *end)
{
	return __builtin_cpu_supports("avx2") ? copy(out, p, end) : p;
}

#else

const char *gkri_json_wide(char **out, const char *p, const char *end)
{
	(void)out;
	(void)end;
	return p;
}

#endif
