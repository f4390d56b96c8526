/*
 * Text without knowledge of forms: trimming, code points, widths, folding.
 * utf8proc is used only off the fast path, for what no table here knows.
 */
#ifndef GKRI_TEXT_H
#define GKRI_TEXT_H

#include <stddef.h>
#include <stdint.h>

/*
 * Takes U+0009, 000A, 000D, 0020, 00A0, 3000, 2000-200B, FEFF off both ends
 * of well-formed UTF-8.
 */
void gkri_trim(const char **p, size_t *n);
/* Bytes that a blank at p has (0 where p begins with none). */
size_t gkri_blank(const char *p, size_t n);
/* Those of all blanks that text begins with. */
size_t gkri_blanks(const char *p, size_t n);
/* 1 where there are only blanks. */
int gkri_is_blank(const char *p, size_t n);

/*
 * Joins the lines of a text in place, each trimmed: with a blank between, but
 * not beside what is not ASCII.  Returns how long it is then.
 */
size_t gkri_join_lines(char *text, size_t n);

/*
 * The code point at p, *len its bytes.  Where p is ill-formed: U+FFFD and 1;
 * where n is 0: 0 and 0.
 */
uint32_t gkri_code(const char *p, size_t n, size_t *len);
/* Writes the code point as UTF-8 (room for 4 bytes); returns its bytes. */
size_t gkri_encode(char *out, uint32_t code);
/* How many code points. */
size_t gkri_count(const char *p, size_t n);
/*
 * Checks UTF-8 strictly (no overlong, no surrogate, at most U+10FFFF).
 * Returns how many bytes from p on are whole, valid characters; *bad is set
 * to the bytes of the maximal ill-formed part that follows (0 at the end, or
 * where what follows is the valid beginning of a character that is cut off:
 * then *cut is set to its bytes).
 */
size_t gkri_utf8_check(const char *p, size_t n, size_t *bad, size_t *cut);

/*
 * Display columns: wide and full-width characters 2, combining ones and
 * controls 0, ambiguous ones and box drawing 1.
 */
size_t gkri_width(const char *p, size_t n);
uint32_t gkri_width_of(uint32_t code);

/*
 * Folds a label or heading for comparison: blanks, quotes, punctuation and
 * Markdown marks (* # ` _ \) drop out, brackets become ( and ), see mark.def;
 * full-width becomes ASCII, letters lower case; traditional characters and
 * radicals become simplified ones, see script.def; what else has a
 * compatibility form gets it.  Bracketed parts and / stay.  Folding twice is
 * folding once.  Writes at most cap bytes, whole characters alone, and returns
 * how many it would need.
 */
size_t gkri_fold(char *out, size_t cap, const char *p, size_t n);
/*
 * The simplified, whole or ASCII character in the place of a traditional one,
 * a radical or a full-width one; others are what they are.
 */
uint32_t gkri_simplify(uint32_t code);

/* What numbers a label or heading; blanks may stand within. */
enum {
	GKRI_ORDINAL_NONE,
	GKRI_ORDINAL_HAN, /* 一、 or 一. or 第一部分 or 第一章 */
	GKRI_ORDINAL_HAN_BRACKET,   /* （一） or 一） or ㈠ */
	GKRI_ORDINAL_ARABIC,	    /* 1. 1、 1． 1\. */
	GKRI_ORDINAL_ARABIC_BRACKET /* (1) or 1) or ① */
};
struct gkri_ordinal {
	uint8_t kind;
	uint8_t number; /* 1-99 */
	uint8_t bytes;	/* how many bytes of the text it takes, blanks behind it
			   included */
};
/*
 * Reads the ordinal with which (trimmed) text begins; kind NONE if none.  A
 * number with decimals (1.5), with a group of thousands or with nothing behind
 * it that ends an ordinal is none; neither is 第二十条.
 */
void gkri_ordinal(const char *p, size_t n, struct gkri_ordinal *out);

#endif
