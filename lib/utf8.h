/*
 * UTF-8 checking for the bytes of the caller's input, where every byte comes
 * past: vectors where the compiler has them, the same answers without.
 */
#ifndef GKRI_UTF8_H
#define GKRI_UTF8_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * How many bytes from p on are whole, valid characters (no overlong form, no
 * surrogate, at most U+10FFFF), none of them U+0000.
 */
size_t gkri_utf8_run(const unsigned char *p, size_t n);
/* The same without vectors: what the tests compare with. */
size_t gkri_utf8_run_scalar(const unsigned char *p, size_t n);

/*
 * From i on, with 2 bytes before it at least, where a character may go on:
 * how far all is proved, by vectors that only some machines have.
 */
size_t gkri_utf8_wide(const unsigned char *p, size_t n, size_t i);

/*
 * What stands where a run ended, n > 0.  Returns the bytes of the maximal
 * ill-formed part at p; 0 where p begins with U+0000 or a valid character.
 * *cut is 1 where these bytes are all there are and more could make them a
 * character, else 0.
 */
size_t gkri_utf8_bad(const unsigned char *p, size_t n, int *cut);

/* 1 where the eight bytes at p are U+0001 to U+007F. */
static inline int gkri_is_ascii8(const unsigned char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t x;

	memcpy(&x, p, sizeof x);
	/* with no upper bit set, only a zero byte borrows one */
	return ((x | (x - ones)) & ones * 0x80) == 0;
}

/* How many bytes from p on are U+0001 to U+007F. */
size_t gkri_ascii_run(const unsigned char *p, size_t n);

#endif
