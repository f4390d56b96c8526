/*
 * Prose is skimmed in vectors of 32 bytes, where the machine has them: that is
 * found out when it runs.
 */
#include "fact-scan.h"

#if defined(__x86_64__) && defined(__SSE2__) && defined(__GNUC__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))

WIDE static inline __m256i table(const uint8_t *nibbles)
{
	return _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const __m128i *)(const void *)nibbles));
}

/* What is looked for; bytes are below `digits` once '0' + 128 is taken off. */
struct sought {
	__m256i low[2], high[2], digits;
};

WIDE static inline struct sought sought_of(const struct gkri_fact_skim *s)
{
	const struct gkri_fact_nibbles *t = s->nibbles;
	struct sought v;

	v.low[0] = table(t->low[0]);
	v.low[1] = table(t->low[1]);
	v.high[0] = table(t->high[0]);
	v.high[1] = table(t->high[1]);
	v.digits = _mm256_set1_epi8((char)(s->digits - 128));
	return v;
}

/* A vector's bytes as nibbles. */
struct halves {
	__m256i low, high;
};

WIDE static inline __m256i classify(
    const struct halves *v, __m256i low, __m256i high)
{
	return _mm256_and_si256(_mm256_shuffle_epi8(low, v->low),
	    _mm256_shuffle_epi8(high, v->high));
}

/*
 * The next 32 bytes: what their last but one may be of is carried over.  Bytes
 * compare as signed ones: digits are put below all others.
 */
WIDE static inline uint32_t look(
    const struct sought *t, const unsigned char *p, __m256i *before)
{
	const __m256i four = _mm256_set1_epi8(0x0f);
	__m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i first, last, digits;
	struct halves h;

	h.low = _mm256_and_si256(v, four);
	h.high = _mm256_and_si256(_mm256_srli_epi16(v, 4), four);
	first = classify(&h, t->low[0], t->high[0]);
	last = classify(&h, t->low[1], t->high[1]);
	last = _mm256_and_si256(last,
	    _mm256_alignr_epi8(
		first, _mm256_permute2x128_si256(*before, first, 0x21), 15));
	*before = first;
	digits = _mm256_cmpgt_epi8(
	    t->digits, _mm256_sub_epi8(v, _mm256_set1_epi8((char)('0' + 128))));
	last = _mm256_cmpeq_epi8(last, _mm256_setzero_si256());
	return ~(uint32_t)_mm256_movemask_epi8(
	    _mm256_andnot_si256(digits, last));
}

/* The place of the next bit where there really is what is looked for. */
static inline size_t next_of(struct gkri_fact_skim *s, size_t at)
{
	const unsigned char *block = s->p + s->block - 32, *p;
	uint32_t bits = s->bits;
	size_t i;

	for (; bits; bits &= bits - 1) {
		p = block + __builtin_ctz(bits);
		if (*p >= 0x80) {
			p -= 2;
			if (*p < 0xe0 || !gkri_fact_is_of(s->set, p) ||
			    gkri_fact_is_idle(s, p))
				continue;
		}
		i = (size_t)(p - s->p);
		if (i >= at && i < s->n) {
			s->bits = bits & (bits - 1);
			return i;
		}
	}
	s->bits = 0;
	return SIZE_MAX;
}

WIDE int gkri_fact_skim_wide(struct gkri_fact_skim *s, size_t *at)
{
	const struct sought sought = sought_of(s);
	const size_t n = s->n;
	size_t found, block;
	__m256i before;

	if (*at > s->block) {
		s->block = *at;
		s->bits = s->last = 0;
	}
	found = s->bits ? next_of(s, *at) : SIZE_MAX;
	before = _mm256_set1_epi8((char)s->last);
	for (block = s->block; found == SIZE_MAX && n - block >= 32;) {
		s->bits = look(&sought, s->p + block, &before);
		block += 32;
		if (s->bits) {
			s->block = block;
			found = next_of(s, *at);
		}
	}
	s->block = block;
	s->last = (uint8_t)_mm256_extract_epi8(before, 31);
	if (found != SIZE_MAX) {
		*at = found;
		return 1;
	}
	if (block >= *at + 2)
		*at = block - 2;
	return 0;
}

int gkri_fact_is_wide(void)
{
	return __builtin_cpu_supports("avx2") != 0;
}

#else

int gkri_fact_skim_wide(struct gkri_fact_skim *s, size_t *at)
{
	(void)s;
	(void)at;
	return 0;
}

int gkri_fact_is_wide(void)
{
	return 0;
}

#endif
