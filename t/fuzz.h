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
 * Bit 7 of the entry is the same for all harnesses that have handles to use
 * again: they have read other bytes before, whole or the front of them, and a
 * request that failed then is forgotten.
 *
 * Whatever the input is, a harness aborts where the library breaks a promise:
 * out of memory is told if and only if a request was refused, and neither
 * pieces nor what handles read before nor an earlier failure change what comes
 * out.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "gkr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FUZZ_HEAD 4
#define FUZZ_AGAIN 128u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Where all that came out is added up, in a number that is the same on every
 * machine and however the library was compiled; NULL while nobody asks.  Each
 * harness defines it, replay sets it.
 */
extern uint64_t *fuzz_outcome;

/* What the head says. */
struct fuzz_plan {
	const char *bytes; /* the rest, in memory of its own size; never NULL */
	size_t len;
	size_t piece;
	int32_t fails; /* -1: no request */
	int forever;
	int again; /* the handles are used for the second time */
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

static inline void fuzz_hear(uint64_t *sum, const void *p, size_t n)
{
	const unsigned char *b = p;

	while (n--)
		*sum = (*sum ^ *b++) * UINT64_C(0x100000001b3);
}

static inline void fuzz_hear_number(uint64_t *sum, uint64_t n)
{
	*sum = (*sum ^ n) * UINT64_C(0x9e3779b97f4a7c15);
	*sum ^= *sum >> 29;
}

static inline void fuzz_tell(const void *p, size_t n)
{
	if (fuzz_outcome)
		fuzz_hear(fuzz_outcome, p, n);
}

static inline void fuzz_tell_number(uint64_t n)
{
	if (fuzz_outcome)
		fuzz_hear_number(fuzz_outcome, n);
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
	p->again = (data[0] & FUZZ_AGAIN) != 0;
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

/* 1 where pieces are read as they are: none waits for others. */
static inline int fuzz_cuts(const struct fuzz_plan *p)
{
	return p->piece & 1;
}

/* How many digits, of one that stands there: mostly as many, seldom others. */
static inline size_t fuzz_digits(char *out, uint32_t random)
{
	static const unsigned char many[] = {1, 1, 1, 1, 1, 2, 0, 3};
	size_t n = many[random >> 24 & 7], i;

	for (i = 0; i < n; i++)
		out[i] = (char)('0' + (random >> (8 + 4 * i)) % 10);
	return n;
}

/*
 * The bytes with other numbers in them, as one report follows the other of the
 * same kind; every other time the front of them alone.  Freed by the caller.
 */
static inline char *fuzz_before(const struct fuzz_plan *p, size_t *len)
{
	char *out = malloc(3 * p->len + 1);
	uint32_t random = (uint32_t)p->len;
	size_t i, n = 0, most;

	if (!out)
		abort();
	most = random & 1 ? p->len - p->len / 3 : p->len;
	for (i = 0; i < most; i++) {
		random = random * 1664525u + 1013904223u;
		if (p->bytes[i] >= '0' && p->bytes[i] <= '9')
			n += fuzz_digits(out + n, random);
		else
			out[n++] = p->bytes[i];
	}
	*len = n;
	return out;
}

/* Memory for the second time: what failed in the first does not matter. */
static inline void fuzz_forget(struct fuzz_alloc *a)
{
	if (a->refused)
		a->fails = -1;
	a->refused = 0;
}

#endif
