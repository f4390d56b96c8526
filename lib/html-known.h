/*
 * What is kept of tags that were met before: html-known.c reads by it,
 * html-keep.c writes it.
 */
#ifndef GKRI_HTML_KNOWN_H
#define GKRI_HTML_KNOWN_H

#include "html.h"
#include "html-tag.h"

/* How many tags and runs of them, the longest, and bytes of all. */
#define GKRI_KNOWN_TAGS 128
#define GKRI_KNOWN_TAG 255
#define GKRI_KNOWN_TAG_STORE 6144
#define GKRI_KNOWN_RUNS 64
#define GKRI_KNOWN_RUN 1023
#define GKRI_KNOWN_RUN_STORE 8192
/* What a run may do, and all of them. */
#define GKRI_KNOWN_RUN_OPS 12
#define GKRI_KNOWN_OPS 256
/* Runs are looked for by so many bytes, among so many that begin alike. */
#define GKRI_KNOWN_BEGINNING 9
#define GKRI_KNOWN_CHAIN 8
/* The meaning of what is no tag. */
#define GKRI_KNOWN_BLANKS 255

struct gkri_known_tag {
	uint64_t head; /* its first 8 bytes, zeros behind a shorter one */
	uint16_t at;   /* in the store, if it is longer */
	uint8_t len;
	uint8_t meaning, closing;
};

/* What a run does at some place: a tag, or meaning GKRI_KNOWN_BLANKS. */
struct gkri_known_op {
	uint16_t at, end; /* from the run's beginning */
	uint8_t meaning, closing;
	uint16_t lines; /* ends of lines before it */
	uint16_t chars; /* behind the last of them */
};

struct gkri_known_run {
	uint64_t head;
	uint16_t at, len; /* in the store */
	uint16_t op;
	uint8_t ops;
	uint8_t closing; /* of these, the first that only close a cell */
	uint8_t opens;	 /* the next one opens a cell, and nothing follows */
	uint8_t waits;	 /* but the space that a paragraph leaves there */
	uint8_t prefix;	 /* another begins with it, and goes on */
	uint8_t next;	 /* with the same beginning, counted from 1; 0: none */
	uint16_t lines;	 /* as of an op, behind it */
	uint16_t chars;
};

struct gkri_html_known {
	struct gkri_known_tag tags[GKRI_KNOWN_TAGS];
	struct gkri_known_run runs[GKRI_KNOWN_RUNS];
	struct gkri_known_op ops[GKRI_KNOWN_OPS];
	/* by what runs begin with, as their next */
	uint8_t first[GKRI_KNOWN_RUNS];
	uint32_t tag_bytes, run_bytes, run_count, op_count;
	uint32_t span_limit;
	char tag_store[GKRI_KNOWN_TAG_STORE], run_store[GKRI_KNOWN_RUN_STORE];
};

/* A run that is read tag by tag. */
struct gkri_known_reading {
	size_t from;
	struct gkri_known_op ops[GKRI_KNOWN_RUN_OPS +
	    1]; /* blanks are counted with what follows */
	uint8_t count, tags;
};

static inline uint64_t gkri_known_word(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

/* ---- bytes ---- */

/* The first n of up to 8 bytes at p, of which 8 are readable. */
static inline uint64_t gkri_known_head(const char *p, size_t n)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return n < 8 ? gkri_known_word(p) & ((UINT64_C(1) << 8 * n) - 1)
		     : gkri_known_word(p);
#else
	char bytes[8] = {0};

	memcpy(bytes, p, n < 8 ? n : 8);
	return gkri_known_word(bytes);
#endif
}

/* Up to the first > of a tag that is not too long; 0 where there is none. */
static inline size_t gkri_known_length(const char *p, size_t left)
{
	size_t most = left < GKRI_KNOWN_TAG ? left : GKRI_KNOWN_TAG, i;

#if defined(__SSE2__)
	for (i = 0; i < most; i += 16) {
		__m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		unsigned m = (unsigned)_mm_movemask_epi8(
		    _mm_cmpeq_epi8(b, _mm_set1_epi8('>')));

		if (m) {
			i += (size_t)__builtin_ctz(m) + 1;
			return i <= most ? i : 0;
		}
	}
	return 0;
#else
	const char *end = memchr(p, '>', most);

	i = end ? (size_t)(end - p) + 1 : 0;
	return i;
#endif
}

#if defined(__SSE2__)
static inline __m128i gkri_known_equal(const char *p, const char *q)
{
	return _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)p),
	    _mm_loadu_si128((const __m128i *)(const void *)q));
}
#endif

/* Are n bytes, 8 at least, the same but for the first 8? */
static inline int gkri_known_same(const char *p, const char *q, size_t n)
{
	size_t i = 8;

	if (gkri_known_word(p + n - 8) != gkri_known_word(q + n - 8))
		return 0;
#if defined(__SSE2__)
	for (; i + 32 < n; i += 32)
		if (_mm_movemask_epi8(_mm_and_si128(
			gkri_known_equal(p + i, q + i),
			gkri_known_equal(p + i + 16, q + i + 16))) != 0xffff)
			return 0;
#endif
	for (; i + 8 < n; i += 8)
		if (gkri_known_word(p + i) != gkri_known_word(q + i))
			return 0;
	return 1;
}

static inline size_t gkri_known_mix(uint64_t x)
{
	return (size_t)(x * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

/* The first of the two slots a tag of n bytes may be in. */
static inline size_t gkri_known_slot(const char *p, size_t n, uint64_t head)
{
	uint64_t x = head + n;

	if (n > 8)
		x ^= gkri_known_word(p + n - 8) << 1;
	if (n > 16)
		x += gkri_known_word(p + 8) ^ gkri_known_word(p + n / 2);
	return gkri_known_mix(x) % (GKRI_KNOWN_TAGS / 2) * 2;
}

/* Where runs begin that begin so. */
static inline size_t gkri_known_run_slot(const char *p, uint64_t head)
{
	return gkri_known_mix(
		   head ^ (unsigned char)p[GKRI_KNOWN_BEGINNING - 1]) %
	    GKRI_KNOWN_RUNS;
}

static inline int gkri_known_is_cell(const struct gkri_known_op *op)
{
	return op->meaning == GKRI_TAG_CELL && !op->closing;
}

/* html-keep.c: the run that was read, and ends at r->i, is kept. */
void gkri_html_learn_run(
    const struct gkri_html_reader *r, struct gkri_known_reading *g);

#endif
