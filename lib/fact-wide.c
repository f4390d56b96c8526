/*
 * Prose is skimmed in vectors of 32 bytes, where the machine has them: that is
 * found out when it runs.
 */
#include "fact-scan.h"

#if defined(__x86_64__) && defined(__SSE2__) && defined(__GNUC__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2")))
#define WIDE_BYTES (32 + 2) /* that a vector looks at */

WIDE static inline __m256i table(const uint8_t *nibbles)
{
	return _mm256_broadcastsi128_si256(
	    _mm_loadu_si128((const __m128i *)(const void *)nibbles));
}

/* What is looked for; bytes are below `digits` once '0' + 128 is taken off. */
struct sought {
	__m256i lead, low[2], high[2], digits;
};

WIDE static inline struct sought sought_of(const struct gkri_fact_skim *s)
{
	const struct gkri_fact_nibbles *t = s->nibbles;
	struct sought v;

	v.lead = table(t->lead);
	v.low[0] = table(t->low[0]);
	v.low[1] = table(t->low[1]);
	v.high[0] = table(t->high[0]);
	v.high[1] = table(t->high[1]);
	v.digits = _mm256_set1_epi8((char)(s->digits - 128));
	return v;
}

WIDE static inline __m256i load(const unsigned char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

/* The bits that bytes have by both of their nibbles. */
WIDE static inline __m256i classify(__m256i v, __m256i low, __m256i high)
{
	const __m256i four = _mm256_set1_epi8(0x0f);
	__m256i above = _mm256_and_si256(_mm256_srli_epi16(v, 4), four);

	return _mm256_and_si256(
	    _mm256_shuffle_epi8(low, _mm256_and_si256(v, four)),
	    _mm256_shuffle_epi8(high, above));
}

/*
 * Where what is looked for may begin in the next 32 bytes; two more are there.
 * Bytes compare as signed ones: digits are put below all others.
 */
WIDE static inline uint32_t look(const struct sought *t, const unsigned char *p)
{
	__m256i first = load(p), all, digits;

	all = _mm256_and_si256(classify(load(p + 1), t->low[0], t->high[0]),
	    classify(load(p + 2), t->low[1], t->high[1]));
	all = _mm256_and_si256(all,
	    _mm256_shuffle_epi8(
		t->lead, _mm256_and_si256(first, _mm256_set1_epi8(0x0f))));
	all = _mm256_cmpeq_epi8(all, _mm256_setzero_si256());
	digits = _mm256_cmpgt_epi8(t->digits,
	    _mm256_sub_epi8(first, _mm256_set1_epi8((char)('0' + 128))));
	return ~(uint32_t)_mm256_movemask_epi8(
	    _mm256_andnot_si256(digits, all));
}

/*
 * Behind the digits at p, where they state nothing; else p.  Of many digits no
 * more are looked at, since each of them might ask.
 */
#define FEW 8
static inline const unsigned char *behind_idle(
    const struct gkri_fact_skim *s, const unsigned char *p)
{
	size_t left = s->n - (size_t)(p - s->p), n = 1;

	while (n < FEW && n < left && p[n] - (uint32_t)'0' < 10)
		n++;
	return left - n >= 3 && gkri_fact_ends_number((const char *)p + n)
	    ? p + n
	    : p;
}

/* The place of the next bit where there really is what is looked for. */
static inline size_t next_of(struct gkri_fact_skim *s, size_t at)
{
	const unsigned char *block = s->p + s->base, *p;
	const unsigned char *from = s->p + at;
	uint32_t bits = s->bits;

	for (; bits; bits &= bits - 1) {
		p = block + __builtin_ctz(bits);
		if (p < from)
			continue;
		if (*p < 0x80) {
			from = behind_idle(s, p);
			if (from > p)
				continue;
		} else if (*p < 0xe0 || !gkri_fact_is_of(s->set, p) ||
		    gkri_fact_is_idle(s, p)) {
			continue;
		}
		s->bits = bits & (bits - 1);
		return (size_t)(p - s->p);
	}
	s->bits = 0;
	return SIZE_MAX;
}

/*
 * The last vector takes in some of what the one before it had: all that is
 * left then is no character of three bytes.  0 where it was taken already.
 */
WIDE static inline int last_bits(
    struct gkri_fact_skim *s, const struct sought *sought)
{
	size_t base = s->n - WIDE_BYTES;

	if (s->n < WIDE_BYTES || s->block >= s->n - 2)
		return 0;
	s->bits = look(sought, s->p + base);
	s->bits &= UINT32_MAX << (s->block - base);
	s->base = base;
	s->block = s->n - 2;
	return 1;
}

WIDE int gkri_fact_skim_wide(struct gkri_fact_skim *s, size_t *at)
{
	const struct sought sought = sought_of(s);
	const size_t n = s->n;
	size_t found = SIZE_MAX;

	if (*at > s->block) {
		s->block = *at;
		s->bits = 0;
	}
	for (;;) {
		if (s->bits)
			found = next_of(s, *at);
		if (found != SIZE_MAX)
			break;
		if (n - s->block < WIDE_BYTES) {
			if (!last_bits(s, &sought))
				break;
			continue;
		}
		s->bits = look(&sought, s->p + s->block);
		s->base = s->block;
		s->block += 32;
	}
	if (found != SIZE_MAX)
		*at = found;
	else if (s->block > *at)
		*at = s->block;
	return found != SIZE_MAX;
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
