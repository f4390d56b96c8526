/*
 * Allocation through the handle's allocator, counted and bounded.
 *
 * Every public handle embeds one gkri_mem and everything that it holds comes
 * from there.  A failure is remembered as a status, so that callers can tell
 * a refused limit from an exhausted machine.
 */
#ifndef GKRI_MEM_H
#define GKRI_MEM_H

#include "gkr.h"

struct gkri_mem {
	gkr_alloc_fn fn;
	void *context;
	uint64_t held;	/* bytes held now */
	uint64_t peak;	/* most ever held */
	uint64_t limit; /* GKR_LIMIT_MEMORY */
	int32_t status; /* GKR_OK, GKR_E_MEMORY or GKR_E_LIMIT of the last
			   failure */
};

/* fn NULL stands for the C library. */
void gkri_mem_init(struct gkri_mem *m, gkr_alloc_fn fn, void *context);

/* NULL on failure (m->status says why); size 0 frees and returns NULL. */
void *gkri_resize(struct gkri_mem *m, void *ptr, size_t old, size_t size);
void gkri_release(struct gkri_mem *m, void *ptr, size_t size);

/*
 * Allocates a zeroed handle of `size` bytes from the allocator and initialises
 * the gkri_mem at `offset` inside it, the handle's own bytes counted.
 */
void *gkri_handle_new(
    size_t size, size_t offset, gkr_alloc_fn fn, void *context);
void gkri_handle_free(void *handle, size_t size, size_t offset);

/*
 * Makes room for `need` elements of `size` bytes in the array at *ptr, whose
 * capacity in elements is *cap; grows by half.  Returns GKR_OK, GKR_E_MEMORY
 * or GKR_E_LIMIT; the array is unchanged where it fails.
 */
int32_t gkri_grow(
    struct gkri_mem *m, void **ptr, size_t *cap, size_t need, size_t size);
/* The same, to no more than what is needed: for what seldom grows. */
int32_t gkri_grow_to(
    struct gkri_mem *m, void **ptr, size_t *cap, size_t need, size_t size);

#endif
