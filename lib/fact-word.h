/*
 * The words, units and numerals of fact.def, as trees of characters: made by
 * fact-table.py.
 */
#ifndef GKRI_FACT_WORD_H
#define GKRI_FACT_WORD_H

#include <stddef.h>
#include <stdint.h>

#define GKRI_FACT_HAN_FIRST 0x4e00
#define GKRI_FACT_HAN_LAST 0x9fff

/* Within the library, so that no table is looked for where it is used. */
#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif

/* Roots; state 0 is none. */
enum { GKRI_FACT_WORDS = 1, GKRI_FACT_UNITS };

/*
 * A Han character's number (0: no word has it), and what it may begin; or that
 * another one stands for it.
 */
enum {
	GKRI_FACT_BEGINS_WORD = 0x8000,
	GKRI_FACT_BEGINS_OTHER = 0x4000, /* a numeral, or a mark */
	GKRI_FACT_TRADITIONAL = 0x2000,
	GKRI_FACT_BEGINS_MARK = 0x1000, /* a word of GKRI_FACT_MARKS */
	GKRI_FACT_BEGINS_NOUN = 0x0800,
	/* may stand behind a digit, or a first character of gkri_fact_sets */
	GKRI_FACT_GOES_ON = 0x0400,
	GKRI_FACT_NUMBERS = 0x03ff
};
extern const uint16_t gkri_fact_ids[];
extern const uint16_t gkri_fact_base[], gkri_fact_check[], gkri_fact_leaf[];

/*
 * Characters of which one is in every sentence that is looked for, by
 * GKRI_FACT_SEEK_...: by their last byte but one, a bit for the last.
 */
extern const uint64_t gkri_fact_sets[][256];
/* Likewise those that may be looked for whatever Han character is behind. */
extern const uint64_t gkri_fact_alone[256];
/*
 * Likewise by nibbles, a bit for some of them each: of the first byte, and of
 * the two behind it.  What has no bit in common is not among them.
 */
struct gkri_fact_nibbles {
	uint8_t lead[16], high[2][16], low[2][16];
};
extern const struct gkri_fact_nibbles gkri_fact_nibbles[];

static inline uint32_t gkri_fact_char(uint32_t code)
{
	code -= GKRI_FACT_HAN_FIRST;
	return code <= GKRI_FACT_HAN_LAST - GKRI_FACT_HAN_FIRST
	    ? gkri_fact_ids[code]
	    : 0;
}

/* The state behind a character, as gkri_fact_char has it. */
static inline uint32_t gkri_fact_step(uint32_t state, uint32_t c)
{
	uint32_t next = gkri_fact_base[state] + (c & GKRI_FACT_NUMBERS);

	return gkri_fact_check[next] == state ? next : 0;
}

/* 1 for the first byte of what may be a Han character. */
static inline int gkri_fact_is_han(char c)
{
	return (unsigned char)((unsigned char)c - 0xe4) <= 5;
}

/* The code of a character of three bytes. */
static inline uint32_t gkri_fact_code(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (u[0] & 0x0fu) << 12 | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
}

/* Words and units, by what gkri_fact_leaf has: index + 1. */
struct gkri_fact_word {
	uint64_t classes;
	uint8_t value;
};
extern const struct gkri_fact_word gkri_fact_words[];
extern const uint8_t gkri_fact_unit_kinds[];

/* A Han numeral: its digit, or -1 and the power of ten. */
struct gkri_fact_han {
	char text[4];
	int8_t digit;
	uint8_t power;
};
extern const struct gkri_fact_han gkri_fact_hans[];
/* Those that are Han characters: they have the first numbers. */
#define GKRI_FACT_HANS 28
/* That of a character's number; NULL: it is none. */
static inline const struct gkri_fact_han *gkri_fact_han_of(uint32_t number)
{
	number = (number & GKRI_FACT_NUMBERS) - 1;
	return number < GKRI_FACT_HANS ? &gkri_fact_hans[number] : NULL;
}
/* That of a code point. */
const struct gkri_fact_han *gkri_fact_han_code(uint32_t code);
/* The one that p begins with. */
const struct gkri_fact_han *gkri_fact_han(const char *p, size_t n);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#endif
