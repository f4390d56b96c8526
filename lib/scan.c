/*
 * Where a line ends and what it holds, in blocks of 16 bytes: one pass for
 * line ends, TABs, bars and the lead byte of box drawing.
 */
#include <string.h>
#include "tokenizer.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Box drawing is U+2500-257F: E2 94 80 to E2 95 BF. */
static int has_box(const char *p, size_t n)
{
	const char *end = p + n;

	while ((p = memchr(p, 0xe2, (size_t)(end - p))) != NULL) {
		if (end - p >= 3 &&
		    ((unsigned char)p[1] == 0x94 ||
			(unsigned char)p[1] == 0x95))
			return 1;
		p++;
	}
	return 0;
}

#if defined(__SSE2__)

struct masks {
	unsigned end, tab, bar, high;
};

static void block(const char *p, struct masks *m)
{
	__m128i b = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i end = _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8('\n')),
	    _mm_cmpeq_epi8(b, _mm_set1_epi8('\r')));

	m->end = (unsigned)_mm_movemask_epi8(end);
	m->tab =
	    (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b, _mm_set1_epi8('\t')));
	m->bar =
	    (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b, _mm_set1_epi8('|')));
	m->high = (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(b, _mm_set1_epi8((char)0xe2)));
}

static unsigned lowest(unsigned mask)
{
#if defined(__GNUC__)
	return (unsigned)__builtin_ctz(mask);
#else
	unsigned i = 0;

	while (!(mask >> i & 1))
		i++;
	return i;
#endif
}

static size_t find_end(const char *p, size_t n, unsigned *tab, unsigned *bar,
    unsigned *high, int *ended)
{
	struct masks m;
	size_t i;

	for (i = 0; i < n; i += 16) {
		unsigned keep = 0xffff;

		block(p + i, &m);
		if (n - i < 16)
			keep = (1u << (n - i)) - 1;
		if (m.end & keep) {
			unsigned at = lowest(m.end & keep);

			keep &= (1u << at) - 1;
			*tab |= m.tab & keep;
			*bar |= m.bar & keep;
			*high |= m.high & keep;
			*ended = 1;
			return i + at;
		}
		*tab |= m.tab & keep;
		*bar |= m.bar & keep;
		*high |= m.high & keep;
	}
	return n;
}

#else

static size_t find_end(const char *p, size_t n, unsigned *tab, unsigned *bar,
    unsigned *high, int *ended)
{
	size_t i;

	for (i = 0; i < n; i++) {
		char c = p[i];

		if (c == '\n' || c == '\r') {
			*ended = 1;
			return i;
		}
		*tab |= c == '\t';
		*bar |= c == '|';
		*high |= (unsigned char)c == 0xe2;
	}
	return n;
}

#endif

void gkri_scan_line(const char *p, size_t n, struct gkri_scan *out)
{
	unsigned tab = 0, bar = 0, high = 0;
	size_t lead = 0;
	int ended = 0;

	out->len = find_end(p, n, &tab, &bar, &high, &ended);
	out->ended = (uint8_t)ended;
	out->flags = 0;
	if (bar)
		out->flags |= GKRI_LINE_BAR;
	if (high && has_box(p, out->len))
		out->flags |= GKRI_LINE_BOX;
	if (!tab)
		return;
	while (lead < out->len && p[lead] == ' ')
		lead++;
	if (lead < out->len && p[lead] == '\t') {
		out->flags |= GKRI_LINE_TAB_FIRST;
		if (memchr(p + lead + 1, '\t', out->len - lead - 1))
			out->flags |= GKRI_LINE_TAB;
	} else {
		out->flags |= GKRI_LINE_TAB;
	}
}

#if defined(__SSE2__)

int gkri_scan_short(const char *p, size_t n, struct gkri_scan *out)
{
	struct masks m;
	unsigned at, line;

	block(p, &m);
	if (m.end == 0)
		return 0;
	at = lowest(m.end);
	line = (1u << at) - 1;
	if (at >= n || ((m.tab & line) & ~1u) || (m.bar | m.high) & line)
		return 0;
	out->len = at;
	out->flags = m.tab & line ? GKRI_LINE_TAB_FIRST : 0;
	out->ended = 1;
	return 1;
}

#else

int gkri_scan_short(const char *p, size_t n, struct gkri_scan *out)
{
	size_t i;

	out->flags = n && *p == '\t' ? GKRI_LINE_TAB_FIRST : 0;
	for (i = out->flags != 0; i < n && i < 16; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '\n' || c == '\r') {
			out->len = i;
			out->ended = 1;
			return 1;
		}
		if (c == '\t' || c == '|' || c == 0xe2)
			return 0;
	}
	return 0;
}

#endif
