/* What the first bytes say: another file format, or which encoding. */
#ifndef GKRI_SNIFF_H
#define GKRI_SNIFF_H

#include <stddef.h>
#include <stdint.h>

struct gkri_file; /* a row of format.def */

enum {
	/*
	 * How many bytes a decision is based on, if there are as many: of the
	 * input's beginning, then from the first one that is not ASCII on.
	 */
	GKRI_SNIFF = 4096
};

struct gkri_sniff {
	uint32_t encoding; /* GKR_ENCODING_..., 0 where it is open */
	uint32_t label;	   /* what a meta element or the like names, or 0 */
	size_t bom;	   /* bytes to leave out */
	size_t good;	   /* bytes that are known to be whole UTF-8 */
	const struct gkri_file *file; /* NULL for text */
};

/*
 * Looks at the input's beginning.  `override` is the caller's encoding, or 0;
 * a file format is told in spite of it, as no encoding makes text of a PDF.
 */
void gkri_sniff_head(const unsigned char *p, size_t n, uint32_t override,
    struct gkri_sniff *out);
/*
 * Decides by content between GKR_ENCODING_UTF8 and _GB18030: p is the first
 * byte that is not ASCII.  A character that is cut off at the end counts for
 * nothing.
 */
uint32_t gkri_sniff_content(const unsigned char *p, size_t n, uint32_t label);

/*
 * 1 where all is UTF-8, the last character perhaps cut off; NULs are left for
 * the decoder to complain about.  *good: before the first of them, or before
 * what is not.
 */
int gkri_sniff_is_utf8(const unsigned char *p, size_t n, size_t *good);

/* The format's name and advice; NULL where there is no such language. */
const char *gkri_file_text(const struct gkri_file *file, uint32_t lang);

#endif
