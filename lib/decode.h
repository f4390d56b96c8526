/*
 * Bytes to text: detection, strict checking, conversion, and the way back
 * from a place in the text to the caller's byte.
 *
 * The decoder appends UTF-8 to a window that its user owns.  The user takes
 * text from the window's front and tells the decoder so with _shift.
 */
#ifndef GKRI_DECODE_H
#define GKRI_DECODE_H

#include "buf.h"

struct gkri_decoder; /* defined in decode.c; the handle keeps a pointer */

/* Returns GKR_OK, GKR_E_MEMORY, GKR_E_LIMIT. */
int32_t gkri_decoder_new(struct gkri_mem *mem, struct gkri_decoder **out);
void gkri_decoder_free(struct gkri_decoder *d);
/* For the next report; keeps encoding override, options and memory. */
void gkri_decoder_reset(struct gkri_decoder *d);
void gkri_decoder_set_encoding(struct gkri_decoder *d, uint32_t encoding);
void gkri_decoder_set_replace(struct gkri_decoder *d, int on);
void gkri_decoder_set_limit(struct gkri_decoder *d, uint64_t input);
/* GKR_ENCODING_... in use, 0 while undecided. */
uint32_t gkri_decoder_encoding(const struct gkri_decoder *d);
uint64_t gkri_decoder_replaced(const struct gkri_decoder *d);

/*
 * Takes bytes from src and appends text to the window until the window has
 * at least `enough` bytes or src is used up; *used says how many bytes were
 * taken.  `last` says that src is the input's end.  What it holds back (a
 * cut character, bytes before detection) it keeps itself: where the window
 * has less than `enough` afterwards, there is no more text to be had without
 * more bytes.  It may become somewhat longer than `enough`.
 *
 * Returns GKR_OK, or the error of the input: GKR_E_ENCODING, GKR_E_ICONV,
 * GKR_E_NUL, GKR_E_FORMAT, GKR_E_EMPTY, GKR_E_LIMIT (GKR_LIMIT_INPUT), the
 * place of which the functions below tell.  All text before the error is in
 * the window then, appended by this call or earlier ones.  Errors are sticky,
 * and the same for every way of cutting the input.
 * GKR_E_MEMORY, or GKR_E_LIMIT of the memory, is not sticky: the call may be
 * repeated with what is left of src.
 */
int32_t gkri_decoder_run(struct gkri_decoder *d, const unsigned char *src,
    size_t n, int last, struct gkri_buf *window, size_t enough, size_t *used);
/* Bytes that a character of ASCII has in the encoding in use. */
uint32_t gkri_decoder_ascii(const struct gkri_decoder *d);
/* The sticky error, GKR_OK while there is none. */
int32_t gkri_decoder_error(const struct gkri_decoder *d);
/* The caller's byte where the sticky error is. */
uint64_t gkri_decoder_error_offset(const struct gkri_decoder *d);
/* Name of the file format of GKR_E_FORMAT ("PDF"), with advice, else NULL. */
const char *gkri_decoder_format(const struct gkri_decoder *d, uint32_t lang);
/* What GKR_E_ENCODING comes of ("html2text"), with advice, else NULL. */
const char *gkri_decoder_cut(const struct gkri_decoder *d, uint32_t lang);
/* All bytes taken so far; behind an error, those before it. */
uint64_t gkri_decoder_bytes(const struct gkri_decoder *d);

/*
 * The caller's byte from which the text byte at window offset `at` came
 * (`at` may be the window's end).  Cheap where `at` grows from call to call.
 */
uint64_t gkri_decoder_source(
    struct gkri_decoder *d, const struct gkri_buf *window, size_t at);
/*
 * 1 where the caller's byte is simply the window offset plus *delta, for the
 * whole window as it is now.
 */
int gkri_decoder_plain(const struct gkri_decoder *d, uint64_t *delta);
/* The offset in the window behind all that was decoded. */
size_t gkri_decoder_plain_end(const struct gkri_decoder *d);
/*
 * The user is about to move the first n bytes, whole characters, out of the
 * window; they are still there.
 */
void gkri_decoder_shift(
    struct gkri_decoder *d, const struct gkri_buf *window, size_t n);

#endif
