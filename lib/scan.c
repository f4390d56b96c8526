/*
 * Where a line ends and what it holds, in blocks of 16 bytes: one pass for
 * line ends, TABs, bars and the lead byte of box drawing.
 */
#include <string.h>
#include "compiler.h"
#include "text.h"
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
	unsigned end, tab, rare; /* rare: bars, leads of box drawing */
};

static inline __m128i load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline __m128i is(__m128i b, char c)
{
	return _mm_cmpeq_epi8(b, _mm_set1_epi8(c));
}

static inline __m128i either(__m128i b, char c, char d)
{
	return _mm_or_si128(is(b, c), is(b, d));
}

static inline unsigned bits(__m128i b)
{
	return (unsigned)_mm_movemask_epi8(b);
}

static inline void block(const char *p, struct masks *m)
{
	__m128i b = load(p);

	m->end = bits(either(b, '\n', '\r'));
	m->tab = bits(is(b, '\t'));
	m->rare = bits(either(b, '|', (char)0xe2));
}

/* 32 bytes of nothing but Han and its marks, as most prose is. */
static inline int is_han32(const char *p, __m128i *rares)
{
	__m128i a = load(p), b = load(p + 16);

	if (bits(_mm_and_si128(a, b)) != 0xffff)
		return 0;
	*rares = _mm_or_si128(
	    *rares, _mm_or_si128(is(a, (char)0xe2), is(b, (char)0xe2)));
	return 1;
}

/*
 * The line's length; *tab and *rare: not 0 where a TAB stands behind the
 * first byte, where there is a bar or what may be box drawing.
 */
static size_t find_end(
    const char *p, size_t n, unsigned *tab, unsigned *rare, int *ended)
{
	__m128i tabs = _mm_setzero_si128(), rares = tabs, b;
	struct masks m;
	unsigned keep;
	size_t i;

	for (i = 0; i + 16 <= n; i += 16) {
		for (; i + 48 <= n && is_han32(p + i, &rares); i += 32)
			;
		b = load(p + i);
		if (bits(either(b, '\n', '\r')))
			break;
		if (i == 0 && *p == '\t')
			b = _mm_andnot_si128(_mm_cvtsi32_si128(0xff), b);
		tabs = _mm_or_si128(tabs, is(b, '\t'));
		rares = _mm_or_si128(rares, either(b, '|', (char)0xe2));
	}
	*tab = bits(tabs);
	*rare = bits(rares);
	if (i == n)
		return n;
	/* in the last block nothing counts behind the line's end */
	block(p + i, &m);
	keep = n - i < 16 ? (1u << (n - i)) - 1 : 0xffff;
	*ended = (m.end & keep) != 0;
	if (*ended) {
		n = i + gkri_lowest(m.end & keep);
		keep = (1u << (n - i)) - 1;
	}
	*tab |= m.tab & keep & (i ? 0xffff : 0xfffe);
	*rare |= m.rare & keep;
	return n;
}

/* The length of a line of a cell or none, 16 where it is another. */
static inline size_t cell_length(const char *p, size_t n)
{
	struct masks m;
	unsigned line;

	block(p, &m);
	if (m.end == 0)
		return 16;
	line = (m.end & (0u - m.end)) - 1;
	if (line && (*p != '\t' || ((m.tab & ~1u) | m.rare) & line))
		return 16;
	return gkri_lowest(m.end) < n ? gkri_lowest(m.end) : 16;
}

#else

static size_t find_end(
    const char *p, size_t n, unsigned *tab, unsigned *rare, int *ended)
{
	size_t i;

	for (i = 0; i < n; i++) {
		char c = p[i];

		if (c == '\n' || c == '\r') {
			*ended = 1;
			return i;
		}
		*tab |= c == '\t' && i;
		*rare |= c == '|' || (unsigned char)c == 0xe2;
	}
	return n;
}

static size_t cell_length(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n && i < 16; i++) {
		if (p[i] == '\n' || p[i] == '\r')
			return i;
		if ((p[i] == '\t') != (i == 0) || p[i] == '|' ||
		    (unsigned char)p[i] == 0xe2)
			break;
	}
	return 16;
}

#endif

/* A TAB stands behind the first byte: before it there may be blanks only. */
static uint8_t tab_flags(const char *p, size_t n)
{
	size_t lead = 0;

	while (lead < n && p[lead] == ' ')
		lead++;
	if (lead == n || p[lead] != '\t')
		return GKRI_LINE_TAB;
	return memchr(p + lead + 1, '\t', n - lead - 1)
	    ? GKRI_LINE_TAB_FIRST | GKRI_LINE_TAB
	    : GKRI_LINE_TAB_FIRST;
}

static uint8_t rare_flags(const char *p, size_t n)
{
	uint8_t flags = memchr(p, '|', n) ? GKRI_LINE_BAR : 0;

	return has_box(p, n) ? flags | GKRI_LINE_BOX : flags;
}

void gkri_scan_line(const char *p, size_t n, struct gkri_scan *out)
{
	unsigned tab = 0, rare = 0;
	int ended = 0;

	out->len = find_end(p, n, &tab, &rare, &ended);
	out->ended = (uint8_t)ended;
	out->flags = 0;
	if (tab)
		out->flags = tab_flags(p, out->len);
	else if (out->len && *p == '\t')
		out->flags = GKRI_LINE_TAB_FIRST;
	if (rare)
		out->flags |= rare_flags(p, out->len);
}

static inline int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The blank that word processors leave in cells: U+00A0. */
static inline int is_hard_blank(const char *p)
{
	return (unsigned char)p[0] == 0xc2 && (unsigned char)p[1] == 0xa0;
}

/* The length of a line of one digit behind a TAB; 0 where it is another. */
static inline size_t digit_length(const char *p)
{
	if (*p != '\t')
		return 0;
	if (is_digit(p[1])) {
		if (p[2] == '\n')
			return 2;
		return is_hard_blank(p + 2) && p[4] == '\n' ? 4 : 0;
	}
	return is_hard_blank(p + 1) && is_digit(p[3]) && p[4] == '\n' ? 4 : 0;
}

/* Page numbers and marks begin so, be they as short as a cell. */
static int may_be_mark(const char *p)
{
	return *p == '-' || *p == '[' || memcmp(p, "第", 3) == 0 ||
	    memcmp(p, "－", 3) == 0;
}

size_t gkri_scan_cells(
    const char *p, size_t n, struct gkri_line *out, size_t room)
{
	uint32_t at = out->at, line = out->line;
	size_t k, len, lead;

	for (k = 0; k < room; k++, out++) {
		/* one digit behind a TAB, or nothing, is most common */
		len = digit_length(p);
		if (len && len < n) {
			out->flags = GKRI_LINE_TAB_FIRST | GKRI_LINE_DIGIT;
		} else {
			len = n && *p == '\n' ? 0 : cell_length(p, n);
			if (len > GKRI_SHORT_LINE || p[len] == '\r')
				break;
			lead = gkri_blanks(p, len);
			if (lead < len && may_be_mark(p + lead))
				break;
			out->flags = len ? GKRI_LINE_TAB_FIRST : 0;
			if (lead == len)
				out->flags |= GKRI_LINE_BLANK;
		}
		out->at = at;
		out->len = (uint32_t)len;
		out->line = line++;
		at += (uint32_t)len + 1;
		p += len + 1;
		n -= len + 1;
	}
	return k;
}
