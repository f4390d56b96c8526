/* How JSON spells text and numbers. */
#ifndef GKRI_JSON_H
#define GKRI_JSON_H

#include "out.h"

/*
 * Writes text with its quotes, or null where text is NULL.  Control
 * characters (C1 and DEL too), the quote, the backslash, U+2028 and U+2029
 * are escaped; each ill-formed part of the text becomes one U+FFFD.
 */
void gkri_json_string(struct gkri_out *o, const char *text, size_t len);
/* Text that is there, and known to be well-formed: what a reader made. */
void gkri_json_known(struct gkri_out *o, const char *text, size_t len);
/*
 * Copies what comes before the first character that has to be escaped, or of
 * which the n bytes do not tell, and perhaps more of them.  Returns how many
 * bytes come before it.
 */
size_t gkri_json_run(char *out, const char *p, size_t n);
/* The same without vectors: what the tests compare with. */
size_t gkri_json_run_scalar(char *out, const char *p, size_t n);
/*
 * Copies well-formed text, with newlines escaped, as far as vectors of 32
 * bytes make it quick; returns the end of what was copied, of which *out has
 * the other.  What it has no word for, and the last bytes, are left.
 */
const char *gkri_json_wide(char **out, const char *p, const char *end);
/* 1 where what may begin something to be escaped, with `left` bytes, is none.
 */
static inline int gkri_json_is_harmless(const char *text, size_t left)
{
	const unsigned char *p = (const unsigned char *)text;

	if (p[0] == 0xc2)
		return left >= 2 && p[1] >= 0xa0;
	return p[0] == 0xe2 && left >= 3 &&
	    !(p[1] == 0x80 && (p[2] & 0xfe) == 0xa8);
}
/* 1 where text is a number as JSON spells it, without an exponent. */
int gkri_json_is_number(const char *text, size_t len);

#endif
