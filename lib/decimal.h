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
 * Reads the (trimmed) text of a value cell: ASCII and full-width digits,
 * thousands separators, ASCII, full-width and Unicode signs, decimals as
 * printed, a unit behind (件 条 项 个 次 宗 起 万元 元 亿元), a bracketed note
 * before or behind; nil marks; nothing; else text.  At most 18 digits count
 * as a number.
 */
void gkri_value_read(const char *p, size_t n, struct gkri_value *v);

/* Writes the number with exactly its digits ("-18.8710"); room for 24. */
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
