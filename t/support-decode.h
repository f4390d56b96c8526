/*
 * Decoding as the tests do it: the input in pieces of any sizes, the text
 * taken out of the window in portions of any sizes, and every place of the
 * text asked for its source.
 */
#ifndef TEST_SUPPORT_DECODE_H
#define TEST_SUPPORT_DECODE_H

#include "decoder.h"
#include "support.h"

/*
 * Check's own assertions note every place they come past, in a file.  Where
 * there are millions of them, that is most of the time.
 */
#define must(condition) \
	((condition) ? (void)0 : ck_abort_msg("failed: " #condition))

struct decoded {
	char *text;
	uint64_t *source; /* of each byte of the text, and of its end */
	size_t len;
	int32_t rc;
	uint64_t error_at, replaced, bytes;
	uint32_t encoding;
};

/* How to feed; {0} is everything at once and the text out at the end. */
struct feeding {
	size_t first;		    /* the first piece, where not 0 */
	size_t piece;		    /* all (other) pieces; 0: one */
	size_t enough;		    /* text that is asked for; 0: all */
	struct test_random *random; /* random pieces, portions and shifts */
	int separate_end;	    /* the end is told without bytes */
	uint32_t encoding;
	int replace;
	uint64_t limit;	     /* where not 0 */
	const char *charset; /* for iconv_open, where not NULL */
};

/* Frees *out's memory with decoded_free. */
void decode(struct decoded *out, const void *bytes, size_t len,
    const struct feeding *how);
/* The same with a decoder that is there, after gkri_decoder_reset. */
void decode_with(struct gkri_decoder *d, struct gkri_buf *window,
    struct decoded *out, const void *bytes, size_t len,
    const struct feeding *how);
void decoded_free(struct decoded *d);
/* Fails with `what` where they differ in anything. */
void decoded_same(
    const struct decoded *a, const struct decoded *b, const char *what);

/*
 * Decodes in one piece, and then in every other way: cut in two everywhere
 * (for short inputs), pieces of 1 to 31 bytes, random ones.  *out is the
 * answer that all agree on.
 */
void decode_always(struct decoded *out, const void *bytes, size_t len,
    const struct feeding *how);

/* The encodings, and a text with characters of one to four bytes. */
#define TEST_ENCODINGS 4
extern const uint32_t test_encodings[TEST_ENCODINGS];
extern const char test_sample[];
/* NUL characters, which damage may make, become others. */
void test_without_nul(unsigned char *bytes, size_t n, uint32_t encoding);

/* The UTF-8 text in an encoding, written to out; returns the bytes. */
size_t test_encode(
    unsigned char *out, size_t room, uint32_t encoding, const char *text);

#endif
