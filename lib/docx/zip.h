/*
 * ZIP archives, as strictly as a document needs: one volume, the directory
 * at the end, parts stored or deflated.  What the directory says is compared
 * with what is there.
 */
#ifndef GKRI_DOCX_ZIP_H
#define GKRI_DOCX_ZIP_H

#include "../mem.h"
#include "fault.h"

#include <zlib.h>

/* The archive: bytes that the caller keeps. */
struct gkri_zip {
	const unsigned char *p;
	size_t n;
	size_t first, end; /* the central directory */
	uint32_t count;	   /* of its entries */
};

/* A part as it lies in the archive. */
struct gkri_zip_part {
	const unsigned char *data;
	uint32_t packed, size, crc;
	uint16_t method;
};

/* Do the bytes begin as an archive does? */
int gkri_zip_begins(const void *bytes, size_t len);
/* Do the first names of an archive whose end is lost contain the word? */
int gkri_zip_speaks_of(const void *bytes, size_t len, const char *word);
/* Returns 0 or a fault. */
int32_t gkri_zip_open(struct gkri_zip *z, const void *bytes, size_t len);
/*
 * Finds a part; upper and lower case of ASCII letters are the same.  Returns
 * 0, GKRI_FAULT_NO_DOCUMENT where there is none, or another fault.
 */
int32_t gkri_zip_find(const struct gkri_zip *z, const char *name, size_t len,
    struct gkri_zip_part *out);
/* Does the archive hold a part whose name begins so? */
int gkri_zip_has(const struct gkri_zip *z, const char *prefix);

/* A part that is being inflated. */
struct gkri_unzip {
	z_stream stream;
	struct gkri_zip_part part;
	uint64_t *left; /* how many bytes may still be inflated */
	uint32_t made;	/* bytes so far */
	uint32_t crc;
	uint8_t open, ended;
};

/*
 * *left is how many bytes may still be inflated; those that are will be taken
 * off.  Returns 0, a fault, GKR_E_MEMORY, GKR_E_LIMIT (the memory's).
 */
int32_t gkri_unzip_begin(struct gkri_unzip *u, struct gkri_mem *mem,
    const struct gkri_zip_part *part, uint64_t *left);
/*
 * Writes up to cap bytes, *got of them; 0 only at the part's end, when its
 * length and checksum were found right.  Returns as gkri_unzip_begin.
 */
int32_t gkri_unzip_read(
    struct gkri_unzip *u, void *out, size_t cap, size_t *got);
void gkri_unzip_end(struct gkri_unzip *u);

#endif
