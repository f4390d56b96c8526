/*
 * One encoding's bytes to UTF-8, from a span to a span.  A converter goes as
 * far as it can, moves `in` and `out` behind what it has done and says why it
 * stopped.
 */
#ifndef GKRI_CONVERT_H
#define GKRI_CONVERT_H

#include <stddef.h>

struct gkri_conversion {
	const unsigned char *in, *end;
	char *out, *out_end; /* 4 bytes at least */
	/* GKRI_STOP_BAD, and _CUT if nothing follows: bytes of no character */
	size_t bad;
};

enum {
	GKRI_STOP_END,	/* everything is converted */
	GKRI_STOP_ROOM, /* the next character may not fit */
	GKRI_STOP_CUT,	/* what is left is the beginning of a character */
	GKRI_STOP_BAD,	/* `bad` bytes are no character */
	GKRI_STOP_NUL,	/* a NUL character */
	GKRI_STOP_ODD,	/* GB18030: a character of unusual width */
	GKRI_STOP_OPEN	/* GB18030: gkri_gb_open has to be called */
};

int gkri_convert_utf8(struct gkri_conversion *s);
int gkri_convert_utf16le(struct gkri_conversion *s);
int gkri_convert_utf16be(struct gkri_conversion *s);

#endif
