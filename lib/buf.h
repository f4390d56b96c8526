/* One growable run of bytes. */
#ifndef GKRI_BUF_H
#define GKRI_BUF_H

#include "mem.h"

struct gkri_buf {
	struct gkri_mem *mem;
	char *data;
	size_t len, cap;
	size_t limit; /* most bytes, 0 for none */
};

void gkri_buf_init(struct gkri_buf *b, struct gkri_mem *mem);
void gkri_buf_free(struct gkri_buf *b);
/*
 * Room for `more` bytes behind the end.  Returns GKR_OK, GKR_E_MEMORY,
 * GKR_E_LIMIT; unchanged where it fails.
 */
int32_t gkri_buf_reserve(struct gkri_buf *b, size_t more);
int32_t gkri_buf_put(struct gkri_buf *b, const void *bytes, size_t len);
int32_t gkri_buf_puts(struct gkri_buf *b, const char *text);
int32_t gkri_buf_putc(struct gkri_buf *b, char c);
int32_t gkri_buf_putu(struct gkri_buf *b, uint64_t number);

#endif
