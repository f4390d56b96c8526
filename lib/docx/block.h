/*
 * Memory for libraries that do not tell how large a block was when they give
 * it back: the size stands before the block.
 */
#ifndef GKRI_DOCX_BLOCK_H
#define GKRI_DOCX_BLOCK_H

#include "../mem.h"

/* NULL where there is none; mem->status says why. */
void *gkri_block_new(struct gkri_mem *mem, size_t size);
void *gkri_block_resize(struct gkri_mem *mem, void *block, size_t size);
/* NULL is allowed. */
void gkri_block_free(struct gkri_mem *mem, void *block);

#endif
