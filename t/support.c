#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef GKR_TOP
#define GKR_TOP "."
#endif

/* The allocator.  A header before each block holds its true size. */

union header {
	struct {
		size_t size;
		uint64_t magic;
	} is;
	char align[32]; /* a multiple of what any type wants */
};

#define MAGIC UINT64_C(0x676b722d74657374)

void test_alloc_init(struct test_alloc *a)
{
	memset(a, 0, sizeof *a);
	a->fail_at = -1;
}

void test_alloc_fail(struct test_alloc *a, int64_t n, int forever)
{
	a->fail_at = n < 0 ? -1 : (int64_t)a->requests + n;
	a->forever = forever;
}

static union header *header_of(struct test_alloc *a, void *ptr, size_t old)
{
	union header *h;

	if (ptr == NULL)
		return NULL;
	h = (union header *)ptr - 1;
	if (h->is.magic != MAGIC)
		ck_abort_msg("a block that was never allocated, or freed");
	if (h->is.size != old)
		a->misused++;
	return h;
}

static void dispose(struct test_alloc *a, union header *h)
{
	if (h == NULL)
		return;
	a->blocks--;
	a->bytes -= h->is.size;
	memset(h, 0x5a, sizeof *h + h->is.size);
	free(h);
}

static int refused(struct test_alloc *a)
{
	int64_t n = (int64_t)a->requests++;

	if (a->fail_at < 0 || n < a->fail_at || (n > a->fail_at && !a->forever))
		return 0;
	a->failed++;
	return 1;
}

static void count_block(struct test_alloc *a, size_t size)
{
	a->blocks++;
	a->bytes += size;
	if (a->bytes > a->peak)
		a->peak = a->bytes;
}

void *test_alloc(void *context, void *ptr, size_t old, size_t size)
{
	struct test_alloc *a = context;
	union header *was = header_of(a, ptr, old);
	union header *h;

	if (size == 0) {
		dispose(a, was);
		return NULL;
	}
	if (refused(a) || size > SIZE_MAX / 2)
		return NULL;
	h = malloc(sizeof *h + size);
	if (h == NULL)
		return NULL;
	h->is.size = size;
	h->is.magic = MAGIC;
	memset(h + 1, 0xa5, size);
	if (was) {
		memcpy(h + 1, ptr, was->is.size < size ? was->is.size : size);
		dispose(a, was);
	}
	count_block(a, size);
	return h + 1;
}

void test_alloc_done(const struct test_alloc *a)
{
	ck_assert_msg(a->blocks == 0, "%llu blocks, %llu bytes leaked",
	    (unsigned long long)a->blocks, (unsigned long long)a->bytes);
	ck_assert_msg(a->misused == 0, "%llu calls with a wrong old size",
	    (unsigned long long)a->misused);
}

/* One run; returns whether a request failed. */
static int one_failure(test_work work, void *arg, int64_t n, int forever)
{
	struct test_alloc a;
	int32_t rc;

	test_alloc_init(&a);
	test_alloc_fail(&a, n, forever);
	rc = work(&a, arg);
	ck_assert_msg((rc == GKR_E_MEMORY) == (a.failed > 0),
	    "request %lld of %llu %s%s, the answer is %d", (long long)n,
	    (unsigned long long)a.requests, a.failed ? "failed" : "held",
	    forever ? " (and all behind it)" : "", (int)rc);
	test_alloc_done(&a);
	return a.failed > 0;
}

uint64_t test_each_failure(test_work work, void *arg)
{
	int64_t n;

	one_failure(work, arg, -1, 0);
	for (n = 0; one_failure(work, arg, n, 0); n++)
		one_failure(work, arg, n, 1);
	return (uint64_t)n;
}

/* Files */

const char *test_path(const char *relative)
{
	static char paths[8][1024];
	static unsigned turn;
	const char *top = getenv("GKR_TOP");
	char *path = paths[turn++ % 8];
	int n = snprintf(path, sizeof paths[0], "%s/%s",
	    top && *top ? top : GKR_TOP, relative);

	ck_assert_msg(n > 0 && (size_t)n < sizeof paths[0], "path too long");
	return path;
}

char *test_read(const char *relative, size_t *len)
{
	const char *path = test_path(relative);
	FILE *f = fopen(path, "rb");
	size_t n = 0, cap = 65536;
	char *text = malloc(cap + 1);

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	while (text && (n += fread(text + n, 1, cap - n, f)) == cap)
		text = realloc(text, (cap *= 2) + 1);
	ck_assert_msg(text && !ferror(f), "%s cannot be read", path);
	fclose(f);
	text[n] = '\0';
	if (len)
		*len = n;
	return text;
}

static int ends_in(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);

	return n >= m && strcmp(name + n - m, suffix) == 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *copy(const char *text)
{
	size_t n = strlen(text) + 1;
	char *p = malloc(n);

	ck_assert(p != NULL);
	return memcpy(p, text, n);
}

char **test_list(const char *relative, const char *suffix, size_t *count)
{
	DIR *dir = opendir(test_path(relative));
	char **names = NULL;
	struct dirent *entry;

	*count = 0;
	while (dir && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' || !ends_in(entry->d_name, suffix))
			continue;
		names = realloc(names, (*count + 1) * sizeof *names);
		ck_assert(names != NULL);
		names[(*count)++] = copy(entry->d_name);
	}
	if (dir)
		closedir(dir);
	if (*count)
		qsort(names, *count, sizeof *names, by_name);
	return names;
}

void test_list_free(char **names, size_t count)
{
	while (count)
		free(names[--count]);
	free(names);
}

static void write_file(const char *relative, const void *bytes, size_t len)
{
	const char *path = test_path(relative);
	FILE *f = fopen(path, "wb");

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	ck_assert(fwrite(bytes, 1, len, f) == len && fclose(f) == 0);
}

void test_golden(const char *relative, const void *bytes, size_t len)
{
	const char *mode = getenv("GKR_GOLDEN");
	size_t want_len;
	char *want;

	if (mode && strcmp(mode, "update") == 0) {
		write_file(relative, bytes, len);
		return;
	}
	want = test_read(relative, &want_len);
	test_bytes_at(relative, 0, bytes, len, want, want_len);
	free(want);
}

/* Random numbers: splitmix64 */

void test_random_init(struct test_random *r, uint64_t seed)
{
	r->state = seed;
}

uint64_t test_random_next(struct test_random *r)
{
	uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

uint64_t test_random_below(struct test_random *r, uint64_t n)
{
	return test_random_next(r) % n;
}

void test_random_damage(
    struct test_random *r, void *bytes, size_t len, uint64_t n, uint64_t of)
{
	unsigned char *p = bytes;
	size_t i;

	for (i = 0; i < len; i++)
		if (test_random_below(r, of) < n)
			p[i] = (unsigned char)test_random_next(r);
}

/* Comparison */

static void hex_line(char *out, size_t cap, const char *name,
    const unsigned char *p, size_t len, size_t from)
{
	size_t i, n = (size_t)snprintf(out, cap, "\n  %s", name);

	for (i = from; i < from + 24 && i < len; i++)
		n += (size_t)snprintf(out + n, cap - n, " %02x", p[i]);
	n += (size_t)snprintf(out + n, cap - n, "  |");
	for (i = from; i < from + 24 && i < len; i++)
		n += (size_t)snprintf(out + n, cap - n, "%c",
		    p[i] < 0x20 || p[i] == 0x7f ? '.' : p[i]);
	snprintf(out + n, cap - n, "|");
}

void test_bytes_at(const char *file, int line, const void *got, size_t got_len,
    const void *want, size_t want_len)
{
	const unsigned char *g = got, *w = want;
	char a[256], b[256];
	size_t at = 0, from, lines = 1;

	while (at < got_len && at < want_len && g[at] == w[at])
		lines += g[at++] == '\n';
	if (at == got_len && at == want_len) {
		ck_assert(1);
		return;
	}
	from = at < 8 ? 0 : at - 8;
	hex_line(a, sizeof a, "got ", g, got_len, from);
	hex_line(b, sizeof b, "want", w, want_len, from);
	ck_abort_msg("%s:%d: %lu bytes for %lu, they differ at %lu (line "
		     "%lu); from %lu on:%s%s",
	    file, line, (unsigned long)got_len, (unsigned long)want_len,
	    (unsigned long)at, (unsigned long)lines, (unsigned long)from, a, b);
}
