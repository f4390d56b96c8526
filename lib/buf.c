#include "buf.h"

void gkri_buf_init(struct gkri_buf *b, struct gkri_mem *mem)
{
	memset(b, 0, sizeof *b);
	b->mem = mem;
}

void gkri_buf_free(struct gkri_buf *b)
{
	if (b->data == NULL)
		return;
	gkri_release(b->mem, b->data, b->cap);
	b->data = NULL;
	b->len = 0;
	b->cap = 0;
}

int32_t gkri_buf_extend(struct gkri_buf *b, size_t more)
{
	size_t most = b->limit ? b->limit : SIZE_MAX;
	void *data = b->data;
	int32_t rc;

	if (more == 0)
		return GKR_OK;
	if (b->len > most || more > most - b->len) {
		b->mem->status = GKR_E_LIMIT;
		return GKR_E_LIMIT;
	}
	rc = gkri_grow(b->mem, &data, &b->cap, b->len + more, 1);
	b->data = data;
	return rc;
}
