/* Text in memory of its own, for seeing who reads outside of it. */
#ifndef TEST_SUPPORT_EXACT_H
#define TEST_SUPPORT_EXACT_H

#include <stddef.h>

/*
 * A copy of n bytes in memory that begins and ends with them, so that
 * valgrind or a sanitizer sees any other byte read.  *block is to be freed.
 */
char *test_exact(const char *p, size_t n, char **block);

#endif
