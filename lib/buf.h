/*
 * One growable run of bytes.
 *
 * The appending functions are inline so that text of a known length becomes a
 * comparison and a few stores; only growth is a call.
 */
#ifndef GKRI_BUF_H
#define GKRI_BUF_H

#include "mem.h"

#include <string.h>

struct gkri_buf {
	struct gkri_mem *mem;
	char *data;
	size_t len, cap;
	size_t limit; /* most bytes, 0 for none */
};

void gkri_buf_init(struct gkri_buf *b, struct gkri_mem *mem);
void gkri_buf_free(struct gkri_buf *b);
/* gkri_buf_reserve where there is no room yet, or the limit is near. */
int32_t gkri_buf_extend(struct gkri_buf *b, size_t more);

/*
 * Room for `more` bytes behind the end.  Returns GKR_OK, GKR_E_MEMORY,
 * GKR_E_LIMIT; unchanged where it fails.
 */
static inline int32_t gkri_buf_reserve(struct gkri_buf *b, size_t more)
{
	/* less 1 on both sides, so that no limit (0) is the largest one */
	if (more <= b->cap - b->len && b->len + more - 1 <= b->limit - 1)
		return GKR_OK;
	return gkri_buf_extend(b, more);
}

/* Appending returns as gkri_buf_reserve. */
static inline int32_t gkri_buf_put(
    struct gkri_buf *b, const void *bytes, size_t len)
{
	int32_t rc;

	if (len == 0)
		return GKR_OK;
	rc = gkri_buf_reserve(b, len);
	if (rc != GKR_OK)
		return rc;
	memcpy(b->data + b->len, bytes, len);
	b->len += len;
	return GKR_OK;
}

static inline int32_t gkri_buf_puts(struct gkri_buf *b, const char *text)
{
	return gkri_buf_put(b, text, strlen(text));
}

static inline int32_t gkri_buf_putc(struct gkri_buf *b, char c)
{
	int32_t rc = gkri_buf_reserve(b, 1);

	if (rc == GKR_OK)
		b->data[b->len++] = c;
	return rc;
}

#endif
