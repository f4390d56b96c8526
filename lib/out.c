#include "out.h"

#include <stddef.h>

/* The buffer */

int32_t gkr_buffer_new(gkr_buffer **out)
{
	return gkr_buffer_new_with(NULL, NULL, out);
}

int32_t gkr_buffer_new_with(gkr_alloc_fn alloc, void *context, gkr_buffer **out)
{
	gkr_buffer *b;

	if (out == NULL)
		return GKR_E_ARGUMENT;
	b = gkri_handle_new(
	    sizeof *b, offsetof(struct gkr_buffer, mem), alloc, context);
	*out = b;
	if (b == NULL)
		return GKR_E_MEMORY;
	gkri_buf_init(&b->bytes, &b->mem);
	b->limit = gkr_limit_default(GKR_LIMIT_OUTPUT);
	/* what a buffer holds is its output: one limit is enough */
	b->mem.limit = UINT64_MAX;
	return GKR_OK;
}

void gkr_buffer_free(gkr_buffer *b)
{
	if (b == NULL)
		return;
	gkri_buf_free(&b->bytes);
	gkri_handle_free(b, sizeof *b, offsetof(struct gkr_buffer, mem));
}

const char *gkr_buffer_data(const gkr_buffer *b, size_t *len)
{
	if (len)
		*len = b ? b->bytes.len : 0;
	if (b == NULL)
		return NULL;
	return b->bytes.data ? b->bytes.data : "";
}

void gkri_buffer_cut(gkr_buffer *b, size_t len)
{
	b->bytes.len = len;
	if (b->bytes.data)
		b->bytes.data[len] = '\0';
}

void gkr_buffer_clear(gkr_buffer *b)
{
	if (b)
		gkri_buffer_cut(b, 0);
}

int32_t gkr_buffer_set_limit(gkr_buffer *b, uint32_t limit, uint64_t value)
{
	if (b == NULL || value == 0)
		return GKR_E_ARGUMENT;
	if (limit == GKR_LIMIT_OUTPUT)
		b->limit = value;
	else if (limit == GKR_LIMIT_MEMORY)
		b->mem.limit = value;
	else
		return GKR_E_ARGUMENT;
	return GKR_OK;
}

/* The buffer's free end */

size_t gkri_out_len(const struct gkri_out *o)
{
	return o->buffer->bytes.data ? (size_t)(o->at - o->buffer->bytes.data)
				     : 0;
}

static void refresh(struct gkri_out *o)
{
	struct gkri_buf *bytes = &o->buffer->bytes;

	o->at = bytes->data ? bytes->data + bytes->len : o->none;
	o->end = bytes->data ? bytes->data + bytes->cap : o->none;
}

void gkri_out_begin(struct gkri_out *o, gkr_buffer *b)
{
	o->buffer = b;
	o->was = b->bytes.len;
	o->status = GKR_OK;
	refresh(o);
}

int gkri_out_grow(struct gkri_out *o, size_t more)
{
	struct gkri_buf *bytes = &o->buffer->bytes;

	if (o->status != GKR_OK)
		return 0;
	bytes->len = gkri_out_len(o);
	if (bytes->len > o->buffer->limit)
		o->status = GKR_E_LIMIT;
	else
		o->status = gkri_buf_reserve(bytes, more);
	if (o->status == GKR_OK)
		refresh(o);
	else
		o->end = o->at; /* not even what would still fit */
	return o->status == GKR_OK;
}

int32_t gkri_out_end(struct gkri_out *o)
{
	gkr_buffer *b = o->buffer;
	size_t len;

	gkri_out_room(o, 1);
	len = gkri_out_len(o);
	if (o->status == GKR_OK && len > b->limit)
		o->status = GKR_E_LIMIT;
	gkri_buffer_cut(b, o->status == GKR_OK ? len : o->was);
	return o->status;
}

void gkri_out_put(struct gkri_out *o, const char *text, size_t len)
{
	if (!gkri_out_room(o, len))
		return;
	memcpy(o->at, text, len);
	o->at += len;
}

void gkri_out_puts(struct gkri_out *o, const char *text)
{
	gkri_out_put(o, text, strlen(text));
}
