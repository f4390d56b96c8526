/* The reports of t/samples, read whole or in pieces. */
#ifndef TEST_SUPPORT_SAMPLES_H
#define TEST_SUPPORT_SAMPLES_H

#include "support.h"

/* Every file that is fed to the library, readable or not; sorted. */
char **samples_list(size_t *count);
char *samples_read(const char *name, size_t *len);

/* A growing text, NUL behind it; {0} is empty. */
struct samples_text {
	char *p;
	size_t len, cap;
};
void samples_add(struct samples_text *s, const void *p, size_t n);
void samples_free(struct samples_text *s);

/*
 * How input is cut: `first` bytes (0: none), then pieces of `piece` bytes
 * (0: the rest in one).  Each piece is fed from memory of its own that is
 * gone when it is used up.  Where the number is odd, none waits for others.
 */
struct samples_cut {
	size_t first, piece;
};

/*
 * Takes all tokens, as print_token prints them, and the error behind them.
 * The tokenizer is reset before.  Returns the last status.
 */
int32_t samples_tokens(gkr_tokenizer *t, const char *bytes, size_t len,
    struct samples_cut cut, struct samples_text *out);
/*
 * Reads and checks the report and adds it as JSON, then the findings a line
 * each; what could not be read adds the object that stands for it.
 */
int32_t samples_report(gkr_tokenizer *t, const char *bytes, size_t len,
    struct samples_cut cut, struct samples_text *out);

#endif
