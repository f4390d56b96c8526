/* Blocks that know their size. */
#include "block.h"

/* As large as the strictest alignment asks for. */
union head {
	size_t size;
	long double number;
	void *pointer;
	uint64_t integer;
};

void *gkri_block_new(struct gkri_mem *mem, size_t size)
{
	return gkri_block_resize(mem, NULL, size);
}

void *gkri_block_resize(struct gkri_mem *mem, void *block, size_t size)
{
	union head *h = block;
	size_t old = 0;

	if (size > SIZE_MAX - sizeof(*h)) {
		mem->status = GKR_E_MEMORY;
		return NULL;
	}
	if (h) {
		h--;
		old = h->size;
	}
	h = gkri_resize(mem, h, old, size + sizeof(*h));
	if (!h)
		return NULL;
	h->size = size + sizeof(*h);
	return h + 1;
}

void gkri_block_free(struct gkri_mem *mem, void *block)
{
	union head *h = block;

	if (h)
		gkri_release(mem, h - 1, h[-1].size);
}
