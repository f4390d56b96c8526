/*
 * The caller's buffer, and its free end during one export.
 *
 * A writer puts bytes at the free end and need not look at failures: after
 * the first one nothing more is put, and all of it is taken back at the end.
 */
#ifndef GKRI_OUT_H
#define GKRI_OUT_H

#include "buf.h"

#include <string.h>

struct gkr_buffer {
	struct gkri_mem mem;
	struct gkri_buf bytes; /* a NUL stands behind the last one */
	uint64_t limit;	       /* GKR_LIMIT_OUTPUT */
};

/* The free end of a buffer during one export. */
struct gkri_out {
	struct gkr_buffer *buffer;
	char *at, *end;
	size_t was;	/* what the buffer held before */
	int32_t status; /* the first failure */
	char none[1];	/* the free end of a buffer without memory */
};

/* Bytes in the buffer so far, with those that were put. */
size_t gkri_out_len(const struct gkri_out *o);
int gkri_out_grow(struct gkri_out *o, size_t more);
/* 1 where `more` bytes can be put at o->at, 0 after a failure. */
static inline int gkri_out_room(struct gkri_out *o, size_t more)
{
	return (size_t)(o->end - o->at) >= more || gkri_out_grow(o, more);
}
static inline void gkri_out_putc(struct gkri_out *o, char c)
{
	if (gkri_out_room(o, 1))
		*o->at++ = c;
}
void gkri_out_put(struct gkri_out *o, const char *text, size_t len);
void gkri_out_puts(struct gkri_out *o, const char *text);

void gkri_out_begin(struct gkri_out *o, struct gkr_buffer *b);
/* Keeps all that was put, or nothing of it; the first failure. */
int32_t gkri_out_end(struct gkri_out *o);
/* Takes back everything behind the first len bytes. */
void gkri_buffer_cut(struct gkr_buffer *b, size_t len);

#endif
