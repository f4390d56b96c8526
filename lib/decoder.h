/* The decoder's inside, for decode.c and the tests of it. */
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
	const struct gkri_file *file;
	uint64_t replaced;
	struct gkri_srcmap map; /* its source: the next byte to convert */
	size_t held_len;	/* bytes taken but not converted yet */
	unsigned char held[GKRI_SNIFF];
};

#endif
