/*
 * What labels are looked up by: folded texts without ordinal, their keys.
 * For the files of this room; label.h is for others.
 */
#ifndef GKRI_LABEL_KEY_H
#define GKRI_LABEL_KEY_H

#include "label.h"

#define GKRI_LABEL_FOLD 1024  /* bytes of folded text that are looked at */
#define GKRI_LABEL_CHARS 64   /* most characters that are compared */
#define GKRI_LABEL_ORDINAL 12 /* most bytes of a bracketed ordinal */

/* What a key may be a label of; the first of several is meant sooner. */
struct gkri_meaning {
	uint8_t kind, table, id; /* as in struct gkri_label */
	uint8_t forms;
	uint8_t number; /* of the ordinal before it, 0 if none is printed */
};

struct gkri_key {
	const char *text;
	uint64_t mask;	/* of its characters, see gkri_label_mask */
	uint16_t first; /* in gkri_meanings */
	uint8_t count;
	uint8_t len, chars;
};

extern const struct gkri_meaning gkri_meanings[];
extern const struct gkri_key gkri_keys[]; /* sorted by their bytes */
extern const size_t gkri_key_count;
/* Their indices and masks, by chars; where those begin that have so many. */
extern const uint16_t gkri_keys_by_chars[];
extern const uint64_t gkri_masks_by_chars[];
extern const uint16_t gkri_chars_at[GKRI_LABEL_CHARS + 2];
extern const uint64_t gkri_label_known[128]; /* see gkri_label_knows */

/* A section's title, folded. */
struct gkri_section_title {
	const char *text;
	uint8_t section;
	uint8_t official; /* else a variant */
	uint8_t len, chars;
};

extern const struct gkri_section_title gkri_titles[];
extern const size_t gkri_title_count;
extern const uint64_t gkri_title_first; /* of first characters, as a mask */
extern const size_t gkri_title_chars;	/* most that one has */
/* Of all characters that become a title's; see gkri_label_strange. */
extern const uint64_t gkri_title_known[128];

/* What is asked for. */
struct gkri_query {
	uint32_t kinds, table;
	unsigned number; /* of the ordinal that was read, 0 if there was none */
	int strict; /* another ordinal than the label's own is not tolerated */
};

/*
 * How many Han of the text the set lacks, before what may be a note; counted
 * up to `most`.
 */
size_t gkri_label_strange(
    const uint64_t set[128], const char *p, size_t n, size_t most);

/* A bit for each of the code points, 64 bits for all there are. */
static inline uint64_t gkri_label_bit(uint32_t code)
{
	return UINT64_C(1) << ((code ^ code >> 6) & 63);
}

/* The code point at *at of folded text, which is well-formed; steps on. */
static inline uint32_t gkri_label_next(const char *text, size_t n, size_t *at)
{
	const unsigned char *p = (const unsigned char *)text + *at;
	size_t left = n - *at;

	if (p[0] >= 0xe0 && p[0] < 0xf0 && left >= 3) {
		*at += 3;
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
		    (p[2] & 0x3fu);
	}
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	/* no label has such a character */
	*at += p[0] < 0xe0 && left > 2 ? 2 : left < 4 ? left : 4;
	return 0xfffd;
}

/* 0 where no key has the code point. */
static inline int gkri_label_knows(uint32_t code)
{
	uint32_t bit = code & 8191;

	return (int)(gkri_label_known[bit >> 6] >> (bit & 63) & 1);
}

/*
 * Looks a key up.  1: *out says what it is (but for `used`); 0: no such key;
 * -1: there is one, but not of what is asked for.
 */
int gkri_label_look(const char *key, size_t n, const struct gkri_query *q,
    struct gkri_label *out);
/* 1 where a key may begin with the code point. */
int gkri_label_begins(uint32_t code);
/*
 * Replaces words by those that labels have, in folded text; returns the new
 * length, which is at most cap.
 */
size_t gkri_label_words(char *text, size_t n, size_t cap);
/*
 * Folded text without the bracketed note that ends it, or that begins and
 * does not end; its new length.
 */
size_t gkri_label_cut_note(const char *text, size_t n);
/* Where a bracket of folded text opens that is not closed, n if none does. */
size_t gkri_label_open_bracket(const char *text, size_t n);
/* Drops all notes; but what may be a damaged ordinal is none. */
size_t gkri_label_drop_notes(char *text, size_t n);
/* Text that is not folded: has it a bracket that opens? */
int gkri_label_has_note(const char *p, size_t n);
/* May it be the end of a note that began before it?  Then it ends with one. */
int gkri_label_ends_in_note(const char *p, size_t n);
/* The key that a folded text abbreviates, or misses by few characters. */
int gkri_label_near(const char *text, size_t n, const struct gkri_query *q,
    struct gkri_label *out);
/*
 * The fewest characters to change, drop or put in that make a into b; more
 * than `limit` is said to be limit + 1.  Both have at most 64 characters.
 */
unsigned gkri_label_distance(
    const uint16_t *a, size_t m, const uint16_t *b, size_t n, unsigned limit);
/* Code points of folded text; more than cap is said to be cap + 1. */
size_t gkri_label_codes(uint16_t *out, size_t cap, const char *p, size_t n);

#endif
