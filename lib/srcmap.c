#include "srcmap.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

void gkri_srcmap_init(struct gkri_srcmap *m, struct gkri_mem *mem)
{
	memset(m, 0, sizeof *m);
	m->mem = mem;
}

void gkri_srcmap_free(struct gkri_srcmap *m)
{
	gkri_release(m->mem, m->segments, m->cap * sizeof *m->segments);
	gkri_srcmap_init(m, m->mem);
}

void gkri_srcmap_reset(struct gkri_srcmap *m)
{
	m->count = 0;
	m->front = m->text = m->source = 0;
	m->last_text = m->last_source = 0;
	m->at = 0;
}

int32_t gkri_srcmap_reserve(struct gkri_srcmap *m, size_t more)
{
	void *segments = m->segments;
	int32_t rc;

	if (more <= m->cap - m->count)
		return GKR_OK;
	rc = gkri_grow(
	    m->mem, &segments, &m->cap, m->count + more, sizeof *m->segments);
	m->segments = segments;
	return rc;
}

static int by_text(uint32_t rule)
{
	return rule == GKRI_MAP_GB || rule == GKRI_MAP_UTF16;
}

/* 1 where what is appended belongs to the last segment. */
static int goes_on(const struct gkri_srcmap *m, uint32_t rule)
{
	const struct gkri_segment *s;

	if (m->count == 0)
		return 0;
	s = m->segments + m->count - 1;
	return s->rule == rule &&
	    (!by_text(rule) || m->text - s->text < GKRI_MAP_STEP);
}

void gkri_srcmap_add(
    struct gkri_srcmap *m, size_t text, size_t source, uint32_t rule)
{
	if (text > 0 && !goes_on(m, rule)) {
		struct gkri_segment *s = m->segments + m->count++;

		s->text = m->text;
		s->source = m->source;
		s->rule = rule;
	}
	m->text += text;
	m->source += source;
}

void gkri_srcmap_skip(struct gkri_srcmap *m, size_t source)
{
	m->source += source;
	m->last_source = m->source;
}

/* ------------------------------------------------------------------ */

static int is_tail(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* What a character counts: ASCII, any other, and on top beyond the BMP. */
static const struct weights {
	unsigned char ascii, lead, four;
} weights[] = {{1, 1, 1}, {1, 1, 0}, {2, 2, 0}, {3, 3, 0}, {4, 4, 0}, {1, 2, 2},
    {2, 2, 2}};

#define EACH(b) (UINT64_C(0x0101010101010101) * (b))

/* The weights of the characters that begin in eight bytes. */
static uint64_t weigh(uint64_t x, const struct weights *w)
{
	uint64_t high = x >> 7 & EACH(1), lead = high & x >> 6;
	uint64_t four = lead & x >> 5 & x >> 4;
	uint64_t sum =
	    (high ^ EACH(1)) * w->ascii + lead * w->lead + four * w->four;

	return sum * EACH(1) >> 56;
}

/* The first byte becomes the lowest one; compilers know this for a load. */
static inline uint64_t load8(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
	    (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* The next n < 8 of the bytes that there are, others zero. */
static inline uint64_t load_some(const char *p, size_t n, size_t there)
{
	uint64_t x = 0;
	size_t i;

	if (there >= 8)
		return load8(p) & ((UINT64_C(1) << 8 * n) - 1);
	for (i = 0; i < n; i++)
		x |= (uint64_t)(unsigned char)p[i] << 8 * i;
	return x;
}

static uint64_t measure_scalar(
    const char *p, size_t n, size_t there, const struct weights *w)
{
	uint64_t sum = 0;

	for (; n >= 8; n -= 8, there -= 8, p += 8)
		sum += weigh(load8(p), w);
	/* the bytes that are missing are weighed as ASCII */
	return sum + weigh(load_some(p, n, there), w) - (8 - n) * w->ascii;
}

#if defined(__SSE2__)
/* The first n of 16 bytes. */
static inline __m128i first(size_t n)
{
	static const unsigned char those[32] = {0xff, 0xff, 0xff, 0xff, 0xff,
	    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

	return _mm_loadu_si128((const __m128i *)(const void *)(those + 16 - n));
}

/*
 * What 16 bytes weigh by the rules that go by the text, each byte less than
 * zero: -1 for a character, as much again for one that is not ASCII or where
 * `wide` says so, and -2 beyond the BMP.
 */
static inline __m128i weigh16(const char *p, __m128i wide)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i high = _mm_cmpgt_epi8(_mm_setzero_si128(), v);
	/* as signed numbers: tails up to BF, leads up to EF, ASCII */
	__m128i begins = _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xbf));
	__m128i four =
	    _mm_and_si128(high, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xef)));

	high = _mm_and_si128(begins, _mm_or_si128(high, wide));
	return _mm_add_epi8(
	    _mm_add_epi8(begins, high), _mm_add_epi8(four, four));
}

/* The sum of bytes less than zero, without the sign, as two halves. */
static inline __m128i add_up(__m128i sum, __m128i v)
{
	__m128i none = _mm_setzero_si128();

	return _mm_add_epi64(sum, _mm_sad_epu8(_mm_sub_epi8(none, v), none));
}

/* By such a rule; 16 bytes and those that count are there at least. */
static inline uint64_t measure_vectors(const char *p, size_t n, uint32_t rule)
{
	__m128i wide = _mm_set1_epi8(rule == GKRI_MAP_UTF16 ? -1 : 0);
	__m128i sum = _mm_setzero_si128();

	for (; n > 16; n -= 16, p += 16)
		sum = add_up(sum, weigh16(p, wide));
	sum = add_up(sum, _mm_and_si128(weigh16(p, wide), first(n)));
	sum = _mm_add_epi64(sum, _mm_srli_si128(sum, 8));
	return (uint32_t)_mm_cvtsi128_si32(sum);
}
#endif

/*
 * Source bytes of the characters that make up n bytes of text, behind which
 * it goes on to `there`.
 */
static inline uint64_t measure(
    const char *p, size_t n, size_t there, uint32_t rule)
{
#if defined(__SSE2__)
	if (there >= n + 16 && by_text(rule))
		return measure_vectors(p, n, rule);
#endif
	return rule == GKRI_MAP_SAME
	    ? n
	    : measure_scalar(p, n, there, weights + rule);
}

/* Where segment i ends. */
static uint64_t text_end(const struct gkri_srcmap *m, size_t i)
{
	return i + 1 < m->count ? m->segments[i + 1].text : m->text;
}

/* The last segment that begins at `text` or before. */
static size_t search(const struct gkri_srcmap *m, uint64_t text)
{
	size_t low = 0, high = m->count, middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (m->segments[middle].text <= text)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Puts the last answer into the segment of `text`, at or before it. */
static void seek(struct gkri_srcmap *m, uint64_t text)
{
	m->at = text == text_end(m, m->at) && m->at + 1 < m->count
	    ? m->at + 1
	    : search(m, text);
	m->last_text = m->segments[m->at].text;
	m->last_source = m->segments[m->at].source;
}

uint64_t gkri_srcmap_find(struct gkri_srcmap *m, const char *window, size_t at)
{
	uint64_t text = m->front + at, last;
	const char *p;
	uint32_t rule;

	if (text >= m->text)
		return m->source;
	p = window + at; /* there may be none before */
	if (text < m->last_text || text >= text_end(m, m->at))
		seek(m, text);
	rule = m->segments[m->at].rule;
	last = m->last_text;
	if (rule != GKRI_MAP_SAME)
		for (; text > last && is_tail(*p); text--)
			p--;
	m->last_text = text;
	return m->last_source += measure(p - (text - last),
		   (size_t)(text - last), (size_t)(m->text - last), rule);
}

void gkri_srcmap_shift(struct gkri_srcmap *m, const char *window, size_t n)
{
	uint64_t source;

	if (n > m->text - m->front)
		n = (size_t)(m->text - m->front);
	source = gkri_srcmap_find(m, window, n);
	m->front += n;
	if (m->front == m->text) {
		m->count = 0;
	} else {
		/* the answer left its segment behind in `at` */
		m->count -= m->at;
		memmove(m->segments, m->segments + m->at,
		    m->count * sizeof *m->segments);
		m->segments[0].text = m->front;
		m->segments[0].source = source;
	}
	m->at = 0;
	m->last_text = m->front;
	m->last_source = source;
}
