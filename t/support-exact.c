#include "support-exact.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

char *test_exact(const char *p, size_t n, char **block)
{
	*block = malloc(n ? n : 1);
	ck_assert_ptr_nonnull(*block);
	if (n == 0)
		return *block + 1;
	memcpy(*block, p, n);
	return *block;
}
