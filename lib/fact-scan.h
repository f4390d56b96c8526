/* Looking for sentences that state something: fact-scan.c, fact-look.c. */
#ifndef GKRI_FACT_SCAN_H
#define GKRI_FACT_SCAN_H

#include "fact.h"
#include "fact-word.h"

/* A place in a text that is looked at as sentences have it. */
struct gkri_fact_look {
	const char *p;
	size_t n, at;
};

/*
 * The character at c->at as a sentence has it, what drops out of sentences
 * passed over, or '\n', or 0 at the end; *len is its bytes.
 */
uint32_t gkri_fact_plain(struct gkri_fact_look *c, size_t *len);
/* The number of the character there, as gkri_fact_char has it. */
uint32_t gkri_fact_number(
    struct gkri_fact_look *c, size_t *len, int *ends_line);

/* What stands there, of one of the trees. */
struct gkri_fact_found {
	uint32_t leaf;	 /* of the longest text, 0: none */
	uint32_t before; /* likewise, where a line ends within it */
	int open;	 /* it may be anything */
	size_t end;	 /* behind the longest */
};
/* The classes of the word that begins there, as far as there is telling. */
uint64_t gkri_fact_classes(struct gkri_fact_look c, struct gkri_fact_found *f);
/* 1 where a unit stands there that can make a number a fact. */
int gkri_fact_is_unit(struct gkri_fact_look c);
/* 1 for dashes as they are around the number of a page. */
static inline int gkri_fact_is_dash(uint32_t code)
{
	return code == '-' || (code >= 0x2000 && code < 0x3000);
}

/* The number of the simplified Han character there; TRADITIONAL: it is none. */
static inline uint32_t gkri_fact_simple(const char *p)
{
	return gkri_fact_is_han(*p) ? gkri_fact_char(gkri_fact_code(p))
				    : GKRI_FACT_TRADITIONAL;
}
/*
 * 1 where no word begins with a character of that number before that other
 * one: so it is nearly everywhere.
 */
static inline int gkri_fact_no_word(uint32_t number, uint32_t next)
{
	uint32_t state = gkri_fact_step(GKRI_FACT_WORDS, number);

	return !(next & GKRI_FACT_TRADITIONAL) && !gkri_fact_leaf[state] &&
	    !gkri_fact_step(state, next);
}

/* Looks for characters of a set, and for digits where these are wanted. */
struct gkri_fact_skim {
	const unsigned char *p;
	size_t n;
	const uint64_t *set;
	const struct gkri_fact_nibbles *nibbles;
	/*
	 * Bits for the bytes where a digit or a character may begin, of those
	 * from `base` up to `block`.
	 */
	size_t base, block;
	uint32_t bits;
	uint8_t digits, narrow;
};
/* 1 where the character is of the set, by its last two bytes. */
static inline int gkri_fact_is_of(const uint64_t *set, const unsigned char *at)
{
	return (int)(set[at[1]] >> (at[2] & 63) & 1);
}
/*
 * 1 for a Han character that no number goes on with, and which counts nothing:
 * so it is with nearly all numbers.
 */
static inline int gkri_fact_ends_number(const char *p)
{
	return !(
	    gkri_fact_simple(p) & (GKRI_FACT_TRADITIONAL | GKRI_FACT_GOES_ON));
}
/*
 * 1 where a character of the set states nothing because of the one behind it:
 * no number goes on so, and no word.
 */
static inline int gkri_fact_is_idle(
    const struct gkri_fact_skim *s, const unsigned char *at)
{
	return s->n - (size_t)(at - s->p) >= 6 &&
	    gkri_fact_ends_number((const char *)at + 3) &&
	    !gkri_fact_is_of(gkri_fact_alone, at);
}
void gkri_fact_skim_begin(struct gkri_fact_skim *s,
    const struct gkri_fact_text *t, const struct gkri_fact_sought *sought,
    int digits);
/*
 * The first place from `at` on, the end where there is none, or
 * near it, where no character of three bytes has room.
 */
size_t gkri_fact_skim(struct gkri_fact_skim *s, size_t at);
/*
 * The same by vectors of 32 bytes, where the machine has them: 1 with the
 * place; 0 with a place before which there is none.
 */
int gkri_fact_skim_wide(struct gkri_fact_skim *s, size_t *at);
int gkri_fact_is_wide(void);

#endif
