/* How JSON spells text and numbers. */
#ifndef GKRI_JSON_H
#define GKRI_JSON_H

#include "emit.h"

/*
 * Writes text with its quotes, or null where text is NULL.  Control
 * characters (C1 and DEL too), the quote, the backslash, U+2028 and U+2029
 * are escaped; each ill-formed part of the text becomes one U+FFFD.
 */
void gkri_json_string(struct gkri_out *o, const char *text, size_t len);
/* 1 where text is a number as JSON spells it, without an exponent. */
int gkri_json_is_number(const char *text, size_t len);

#endif
