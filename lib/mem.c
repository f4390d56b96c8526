#include "mem.h"

#include <stdlib.h>
#include <string.h>

static void *libc_alloc(void *context, void *ptr, size_t old, size_t size)
{
	(void)context;
	(void)old;
	if (size == 0) {
		free(ptr);
		return NULL;
	}
	return realloc(ptr, size);
}

void gkri_mem_init(struct gkri_mem *m, gkr_alloc_fn fn, void *context)
{
	m->fn = fn ? fn : libc_alloc;
	m->context = context;
	m->held = 0;
	m->peak = 0;
	m->limit = gkr_limit_default(GKR_LIMIT_MEMORY);
	m->status = GKR_OK;
}

static void count(struct gkri_mem *m, size_t old, size_t size)
{
	m->held = m->held - old + size;
	if (m->held > m->peak)
		m->peak = m->held;
}

/* A lowered limit refuses growth only: what is held may always shrink. */
static int over_limit(const struct gkri_mem *m, size_t old, size_t size)
{
	uint64_t more = size - old;

	return size > old && (m->held > m->limit || more > m->limit - m->held);
}

void *gkri_resize(struct gkri_mem *m, void *ptr, size_t old, size_t size)
{
	void *fresh;

	if (size == 0) {
		gkri_release(m, ptr, old);
		return NULL;
	}
	if (ptr == NULL)
		old = 0;
	if (over_limit(m, old, size)) {
		m->status = GKR_E_LIMIT;
		return NULL;
	}
	fresh = m->fn(m->context, ptr, old, size);
	if (fresh == NULL) {
		m->status = GKR_E_MEMORY;
		return NULL;
	}
	count(m, old, size);
	return fresh;
}

void gkri_release(struct gkri_mem *m, void *ptr, size_t size)
{
	if (ptr == NULL)
		return;
	m->fn(m->context, ptr, size, 0);
	count(m, size, 0);
}

void *gkri_handle_new(
    size_t size, size_t offset, gkr_alloc_fn fn, void *context)
{
	struct gkri_mem m;
	void *handle;

	gkri_mem_init(&m, fn, context);
	handle = gkri_resize(&m, NULL, 0, size);
	if (handle == NULL)
		return NULL;
	memset(handle, 0, size);
	memcpy((char *)handle + offset, &m, sizeof m);
	return handle;
}

void gkri_handle_free(void *handle, size_t size, size_t offset)
{
	struct gkri_mem m;

	if (handle == NULL)
		return;
	/* The allocator's description lies in the block that goes away. */
	memcpy(&m, (char *)handle + offset, sizeof m);
	gkri_release(&m, handle, size);
}

/*
 * By half, so that appending costs constant time an element, but never past
 * what the limit leaves where the need itself would fit.
 */
static size_t grown(
    const struct gkri_mem *m, size_t cap, size_t need, size_t size)
{
	size_t most = SIZE_MAX / size;
	size_t want = cap > most - cap / 2 ? most : cap + cap / 2;

	if (want < need)
		want = need;
	if (want < 8 && most >= 8)
		want = 8;
	return over_limit(m, cap * size, want * size) ? need : want;
}

static int32_t resize_array(
    struct gkri_mem *m, void **ptr, size_t *cap, size_t want, size_t size)
{
	void *fresh = gkri_resize(m, *ptr, *cap * size, want * size);

	if (fresh == NULL)
		return m->status;
	*ptr = fresh;
	*cap = want;
	return GKR_OK;
}

int32_t gkri_grow(
    struct gkri_mem *m, void **ptr, size_t *cap, size_t need, size_t size)
{
	if (need <= *cap)
		return GKR_OK;
	if (need > SIZE_MAX / size) {
		m->status = GKR_E_LIMIT;
		return GKR_E_LIMIT;
	}
	return resize_array(m, ptr, cap, grown(m, *cap, need, size), size);
}

int32_t gkri_grow_to(
    struct gkri_mem *m, void **ptr, size_t *cap, size_t need, size_t size)
{
	if (need <= *cap)
		return GKR_OK;
	if (need > SIZE_MAX / size) {
		m->status = GKR_E_LIMIT;
		return GKR_E_LIMIT;
	}
	return resize_array(m, ptr, cap, need, size);
}
