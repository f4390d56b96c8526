/* Names that compiler and linker know: -fsanitize-coverage, --wrap. */
#include "support-blocks.h"

#include <stddef.h>

#if defined(__clang__)
#define UNTOLD __attribute__((no_sanitize("coverage")))
#elif defined(__GNUC__) && __GNUC__ >= 12
#define UNTOLD __attribute__((no_sanitize_coverage))
#else
#define UNTOLD
#endif

static uint64_t blocks;

UNTOLD uint64_t blocks_run(void)
{
	return blocks;
}

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl*) */
void __sanitizer_cov_trace_pc(void);
UNTOLD void __sanitizer_cov_trace_pc(void)
{
	blocks++;
}

/* The linker makes the one of the other; where it does not, neither runs. */
#define WRAP(type, name, parameters)                         \
	__attribute__((weak)) type __real_##name parameters; \
	type __wrap_##name parameters;                       \
	UNTOLD type __wrap_##name parameters

static UNTOLD void count(size_t n)
{
	blocks += n / 16;
}

WRAP(void *, memchr, (const void *p, int c, size_t n))
{
	void *found = __real_memchr(p, c, n);

	count(found ? (size_t)((char *)found - (const char *)p) : n);
	return found;
}

WRAP(int, memcmp, (const void *p, const void *q, size_t n))
{
	count(n);
	return __real_memcmp(p, q, n);
}

WRAP(void *, memcpy, (void *to, const void *from, size_t n))
{
	count(n);
	return __real_memcpy(to, from, n);
}

WRAP(void *, memmove, (void *to, const void *from, size_t n))
{
	count(n);
	return __real_memmove(to, from, n);
}

WRAP(void *, memset, (void *to, int c, size_t n))
{
	count(n);
	return __real_memset(to, c, n);
}

WRAP(size_t, strlen, (const char *p))
{
	size_t n = __real_strlen(p);

	count(n);
	return n;
}

WRAP(size_t, strspn, (const char *p, const char *set))
{
	size_t n = __real_strspn(p, set);

	count(16 * n);
	return n;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl*) */
