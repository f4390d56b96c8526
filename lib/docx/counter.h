/* Numbers as the counters of lists print them. */
#ifndef GKRI_DOCX_COUNTER_H
#define GKRI_DOCX_COUNTER_H

#include <stddef.h>
#include <stdint.h>

enum {
	GKRI_COUNTER_UNKNOWN,
	GKRI_COUNTER_DECIMAL,
	GKRI_COUNTER_TWO_DIGITS,
	GKRI_COUNTER_FULL_WIDTH,
	GKRI_COUNTER_CIRCLED,
	GKRI_COUNTER_BRACKETED,
	GKRI_COUNTER_STOPPED,
	GKRI_COUNTER_CHINESE,
	GKRI_COUNTER_DIGITS,
	GKRI_COUNTER_FORMAL,
	GKRI_COUNTER_CIRCLED_HAN,
	GKRI_COUNTER_UPPER_LETTER,
	GKRI_COUNTER_LOWER_LETTER,
	GKRI_COUNTER_UPPER_ROMAN,
	GKRI_COUNTER_LOWER_ROMAN,
	GKRI_COUNTER_NOTHING,
	GKRI_COUNTER_BULLET
};
/* Room for any number in any way. */
#define GKRI_COUNTER_SIZE 64

/* The way that w:numFmt names. */
uint8_t gkri_counter_way(const char *name);
/* Writes n that way, without a NUL; returns its bytes. */
size_t gkri_counter_put(uint8_t way, uint32_t n, char *out);

#endif
