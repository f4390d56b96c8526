/* Exact decimals and the reading of a value cell. */
#ifndef GKRI_DECIMAL_H
#define GKRI_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

enum {
	GKRI_VALUE_SIGNED = 1, /* a sign was printed */
	GKRI_VALUE_TOO_LONG =
	    2 /* a number with more digits than fit: state is text */
};

/* What a value cell says. */
struct gkri_value {
	int64_t mantissa;
	uint8_t scale; /* value = mantissa / 10^scale */
	uint8_t state; /* GKR_STATE_NUMBER, _BLANK, _NIL, _TEXT */
	uint8_t flags;
	/* slices of the trimmed cell, relative to its first byte */
	uint16_t note_at, note_len; /* note_len 0: none */
	uint16_t unit_at, unit_len;
};

/*
 * Reads the (trimmed) text of a value cell.  A number is: ASCII or full-width
 * digits, groups of three with separators, ASCII, full-width or Unicode sign
 * before them, decimals as printed; behind it a unit of unit.def; before or
 * behind all that one bracketed note, which may be the unit, or behind it
 * another mark of value.def.  Else: nothing, a nil mark of nil.def, or text.
 * What is not wholly of this shape is text, and so is a number of more than 18
 * digits without leading zeros, which the flags tell.
 */
void gkri_value_read(const char *p, size_t n, struct gkri_value *v);

/*
 * Writes the number with exactly its digits ("-18.8710"); room for 24.  The
 * scale is 18 at most.
 */
size_t gkri_decimal_write(char *out, int64_t mantissa, uint32_t scale);

/*
 * A sum of decimals of scale 0 to 18 that cannot overflow for up to 2^20
 * terms, of whatever scales.
 */
enum { GKRI_SUM_LIMBS = 3 };
struct gkri_sum {
	/* two's complement at `scale`, the lowest bits first */
	uint64_t limb[GKRI_SUM_LIMBS];
	uint8_t scale;
};
void gkri_sum_zero(struct gkri_sum *s);
/* Adds sign * value; sign is 1 or -1. */
void gkri_sum_add(
    struct gkri_sum *s, int64_t mantissa, uint32_t scale, int sign);
/* -1, 0, 1. */
int gkri_sum_compare(const struct gkri_sum *a, const struct gkri_sum *b);
/* As text without needless zeros behind the point; room for 48. */
size_t gkri_sum_write(char *out, const struct gkri_sum *s);
/*
 * The sum as a decimal without needless zeros behind the point.  Returns 0
 * where it does not fit into 18 digits.
 */
int gkri_sum_value(
    const struct gkri_sum *s, int64_t *mantissa, uint32_t *scale);

#endif
