/*
 * What the tests share.
 *
 * A test file t/test-foo-bar.c exports `Suite *suite_foo_bar(void)`; the
 * Makefile finds it by its name.  Everything below fails the running test
 * (ck_abort_msg) instead of returning an error.
 */
#ifndef TEST_SUPPORT_H
#define TEST_SUPPORT_H

#include "gkr.h"

#include <check.h>
#include <stddef.h>
#include <stdint.h>

/* ------------------------------------------------------------------ */
/* The failing allocator                                              */

/*
 *	struct test_alloc a;
 *	test_alloc_init(&a);
 *	gkr_report_new_with(test_alloc, &a, &r);
 *
 * Fresh memory is filled with garbage, every resize moves the block, and the
 * library's idea of a block's size is compared with the truth.
 */
struct test_alloc {
	int64_t fail_at;   /* the request (from 0) that fails, -1: none */
	int forever;	   /* and all requests behind it */
	uint64_t requests; /* allocations and resizes so far, not frees */
	uint64_t failed;   /* of which were refused on purpose */
	uint64_t blocks;   /* live blocks */
	uint64_t bytes;	   /* live bytes */
	uint64_t peak;	   /* most live bytes */
	uint64_t misused;  /* calls with a wrong `old` size */
};

void test_alloc_init(struct test_alloc *a);
/* Lets request n from now on fail, once only or with all behind it. */
void test_alloc_fail(struct test_alloc *a, int64_t n, int forever);
/* The gkr_alloc_fn; context is a struct test_alloc. */
void *test_alloc(void *context, void *ptr, size_t old, size_t size);
/* Nothing is live and nothing was misused. */
void test_alloc_done(const struct test_alloc *a);

/*
 * Runs `work` with request 0, 1, 2 ... failing, each once only and then from
 * there on, until it asks for less.  work makes its handles with test_alloc
 * and `a`, uses and frees them, and returns the first status that was not
 * GKR_OK.  GKR_E_MEMORY must come back if and only if a request failed, and
 * nothing may stay live.  Returns how many requests an undisturbed run makes.
 */
typedef int32_t (*test_work)(struct test_alloc *a, void *arg);
uint64_t test_each_failure(test_work work, void *arg);

/* ------------------------------------------------------------------ */
/* Files                                                              */

/*
 * The path of a file of the project ("t/samples/x.txt"), from the variable
 * GKR_TOP of the environment, else as compiled in.  The last 8 answers stay
 * valid.
 */
const char *test_path(const char *relative);
/* The whole file, NUL behind it; to be freed with free().  len may be NULL. */
char *test_read(const char *relative, size_t *len);
/*
 * The names in a directory that end in `suffix` ("" for all), sorted, without
 * those that begin with a dot.  Freed with test_list_free; NULL and 0 where
 * there is no such directory.
 */
char **test_list(const char *relative, const char *suffix, size_t *count);
void test_list_free(char **names, size_t count);
/*
 * Compares with a committed file; `make golden` (GKR_GOLDEN=update in the
 * environment) writes the file instead.
 */
void test_golden(const char *relative, const void *bytes, size_t len);

/* ------------------------------------------------------------------ */
/* Random numbers, the same everywhere                                */

struct test_random {
	uint64_t state;
};
void test_random_init(struct test_random *r, uint64_t seed);
uint64_t test_random_next(struct test_random *r);
/* 0 to n - 1; n > 0. */
uint64_t test_random_below(struct test_random *r, uint64_t n);
/* Changes about n in `of` bytes: overwritten by any byte. */
void test_random_damage(
    struct test_random *r, void *bytes, size_t len, uint64_t n, uint64_t of);

/* ------------------------------------------------------------------ */
/* Comparison                                                         */

/* Fails with both sides in hexadecimal around the first difference. */
void test_bytes_at(const char *file, int line, const void *got, size_t got_len,
    const void *want, size_t want_len);
#define test_bytes(got, got_len, want, want_len) \
	test_bytes_at(__FILE__, __LINE__, got, got_len, want, want_len)
/* The same against a string. */
#define test_text(got, got_len, want) \
	test_bytes(got, got_len, want, strlen(want))

#endif
