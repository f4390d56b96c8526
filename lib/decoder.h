/* The decoder's inside, for decode*.c, gather.c and the tests. */
#ifndef GKRI_DECODER_H
#define GKRI_DECODER_H

#include "decode.h"
#include "gb.h"
#include "sniff.h"
#include "srcmap.h"

enum {
	GKRI_DECODE_HEAD,  /* collects the beginning */
	GKRI_DECODE_ASCII, /* the encoding is open, but all was ASCII so far */
	GKRI_DECODE_TEXT   /* the encoding is known */
};

struct gkri_decoder {
	struct gkri_mem *mem;
	uint32_t override;
	int replace;
	uint64_t limit;
	struct gkri_gb gb;

	/* of this report */
	int stage;
	uint32_t encoding, label;
	int32_t error;
	uint64_t error_at;
	int cut; /* of GKR_E_ENCODING: a character was cut in two */
	const struct gkri_file *file;
	uint64_t replaced;
	struct gkri_srcmap map; /* its source: the next byte to convert */
	size_t held_len;	/* bytes taken but not converted yet */
	size_t held_good;	/* so many of these are whole UTF-8 */
	unsigned char *held;	/* room for GKRI_SNIFF, once it was needed */
};

/* Remembers the error and returns it. */
int32_t gkri_decoder_fail(struct gkri_decoder *d, int32_t error, uint64_t at);
/* Room for text, and for telling where it came from. */
int32_t gkri_decoder_reserve(
    struct gkri_decoder *d, struct gkri_buf *window, size_t more);
/*
 * Converts what is in the span until the window has `enough`; leaves in it
 * what was not, the beginning of a character included (which is bad bytes
 * where `last` says so).  Returns as gkri_decoder_run.
 */
int32_t gkri_decoder_convert(struct gkri_decoder *d, struct gkri_buf *window,
    struct gkri_conversion *s, size_t enough, int last);

#endif
