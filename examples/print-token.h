/*
 * One token as a line of text.  The format is described in gkr(1), TOKENS,
 * and is stable: recorded token streams are compared byte for byte.
 */
#ifndef PRINT_TOKEN_H
#define PRINT_TOKEN_H

#include "gkr.h"

/*
 * Writes the tokenizer's present token and a line feed to out, at most cap
 * bytes, without a NUL.  Returns how many bytes the whole line has; where
 * that is more than cap, the line was cut: ask again with more room.
 */
size_t print_token(const gkr_tokenizer *t, char *out, size_t cap);
/* The same for the tokenizer's error, its message in English. */
size_t print_token_error(const gkr_tokenizer *t, char *out, size_t cap);

#endif
