/*
 * What the fuzz harnesses share.
 *
 * The first FUZZ_HEAD bytes of an input choose what is done with the rest:
 *
 *	0	entry: what the harness likes, up to it
 *	1	pieces: 0 all at once; 1 to 63 bytes; from 64 on, 64 bytes times
 *		that number less 63; 128 is added where all requests behind the
 *		failing one fail, too
 *	2, 3	which request for memory fails, high byte first; from 0x8000 on
 *		none does
 *
 * Whatever the input is, a harness aborts where the library breaks a promise:
 * out of memory is told if and only if a request was refused, and neither
 * pieces nor an earlier failure change what comes out.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "gkr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FUZZ_HEAD 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the head says. */
struct fuzz_plan {
	const char *bytes; /* the rest, in memory of its own size; never NULL */
	size_t len;
	size_t piece;
	int32_t fails; /* -1: no request */
	int forever;
	uint32_t entry;
};

/* An allocator of which one request fails. */
struct fuzz_alloc {
	int32_t fails; /* so many requests from now, -1: none */
	int forever;
	uint32_t refused;
};

#define FUZZ_CHECK(what) \
	((what) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #what))

static inline void fuzz_broken(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

/* 0 where the input is too short to be one.  Ended by fuzz_end. */
static inline int fuzz_begin(
    struct fuzz_plan *p, const uint8_t *data, size_t size)
{
	uint32_t piece, request;
	char *copy;

	if (size < FUZZ_HEAD)
		return 0;
	piece = data[1] & 127u;
	request = ((uint32_t)data[2] << 8) | data[3];
	p->entry = data[0];
	p->piece = piece < 64 ? piece : (piece - 63) * 64;
	p->forever = data[1] >= 128;
	p->fails = request < 0x8000u ? (int32_t)request : -1;
	p->len = size - FUZZ_HEAD;
	/* so that a sanitizer sees every byte that is read beyond it */
	copy = malloc(p->len ? p->len : 1);
	if (!copy)
		return 0;
	memcpy(copy, data + FUZZ_HEAD, p->len);
	p->bytes = copy;
	return 1;
}

static inline void fuzz_end(struct fuzz_plan *p)
{
	free((char *)(uintptr_t)p->bytes);
}

/* The gkr_alloc_fn. */
static inline void *fuzz_memory(
    void *context, void *ptr, size_t old, size_t size)
{
	struct fuzz_alloc *a = context;

	(void)old;
	if (size == 0) {
		free(ptr);
		return NULL;
	}
	if (a->fails == 0) {
		a->refused++;
		if (!a->forever)
			a->fails = -1;
		return NULL;
	}
	if (a->fails > 0)
		a->fails--;
	return realloc(ptr, size);
}

static inline void fuzz_alloc_plan(
    struct fuzz_alloc *a, const struct fuzz_plan *p)
{
	a->fails = p->fails;
	a->forever = p->forever;
	a->refused = 0;
}

/* How many bytes of the rest are fed next. */
static inline size_t fuzz_piece(const struct fuzz_plan *p, size_t at)
{
	size_t left = p->len - at;

	return p->piece && p->piece < left ? p->piece : left;
}

#endif
