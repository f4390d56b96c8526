/* The allocator behind a handle, and the buffer. */
#include "support.h"

#include "buf.h"

#include <string.h>

struct handle {
	int before;
	struct gkri_mem mem;
	char after[40];
};

static struct test_alloc alloc;
static struct gkri_mem mem;

static void setup(void)
{
	test_alloc_init(&alloc);
	gkri_mem_init(&mem, test_alloc, &alloc);
}

static void teardown(void)
{
	ck_assert_uint_eq(mem.held, 0);
	test_alloc_done(&alloc);
}

START_TEST(mem_starts_empty)
{
	ck_assert_uint_eq(mem.held, 0);
	ck_assert_uint_eq(mem.peak, 0);
	ck_assert_uint_eq(mem.limit, gkr_limit_default(GKR_LIMIT_MEMORY));
	ck_assert_int_eq(mem.status, GKR_OK);
}
END_TEST

START_TEST(mem_counts_held_and_peak)
{
	void *a = gkri_resize(&mem, NULL, 0, 100), *b;

	ck_assert_ptr_nonnull(a);
	b = gkri_resize(&mem, NULL, 0, 50);
	ck_assert_uint_eq(mem.held, 150);
	a = gkri_resize(&mem, a, 100, 10);
	ck_assert_uint_eq(mem.held, 60);
	ck_assert_uint_eq(mem.peak, 150);
	ck_assert_uint_eq(alloc.bytes, 60);
	ck_assert_ptr_null(gkri_resize(&mem, b, 50, 0));
	ck_assert_uint_eq(mem.held, 10);
	gkri_release(&mem, a, 10);
	gkri_release(&mem, NULL, 0);
	ck_assert_int_eq(mem.status, GKR_OK);
}
END_TEST

START_TEST(mem_resize_keeps_bytes)
{
	char *p = gkri_resize(&mem, NULL, 0, 4);

	memcpy(p, "abcd", 4);
	p = gkri_resize(&mem, p, 4, 4000);
	test_text(p, 4, "abcd");
	p = gkri_resize(&mem, p, 4000, 2);
	test_text(p, 2, "ab");
	gkri_release(&mem, p, 2);
}
END_TEST

START_TEST(mem_limit_is_exact)
{
	void *p, *q;

	mem.limit = 100;
	p = gkri_resize(&mem, NULL, 0, 60);
	ck_assert_ptr_null(gkri_resize(&mem, NULL, 0, 41));
	ck_assert_int_eq(mem.status, GKR_E_LIMIT);
	ck_assert_uint_eq(mem.held, 60);
	q = gkri_resize(&mem, NULL, 0, 40);
	ck_assert_ptr_nonnull(q);
	ck_assert_ptr_null(gkri_resize(&mem, p, 60, 61));
	ck_assert_ptr_null(gkri_resize(&mem, p, 60, SIZE_MAX));
	gkri_release(&mem, q, 40);
	p = gkri_resize(&mem, p, 60, 100);
	ck_assert_uint_eq(mem.held, 100);
	gkri_release(&mem, p, 100);
}
END_TEST

START_TEST(mem_lowered_limit_lets_shrink)
{
	void *p = gkri_resize(&mem, NULL, 0, 60);

	mem.limit = 10;
	ck_assert_ptr_null(gkri_resize(&mem, p, 60, 61));
	p = gkri_resize(&mem, p, 60, 30);
	ck_assert_ptr_nonnull(p);
	gkri_release(&mem, p, 30);
}
END_TEST

START_TEST(mem_failure_is_told_from_limit)
{
	void *p = gkri_resize(&mem, NULL, 0, 8);

	test_alloc_fail(&alloc, 0, 0);
	ck_assert_ptr_null(gkri_resize(&mem, p, 8, 16));
	ck_assert_int_eq(mem.status, GKR_E_MEMORY);
	ck_assert_uint_eq(mem.held, 8);
	gkri_release(&mem, p, 8);
}
END_TEST

START_TEST(mem_default_allocator)
{
	struct gkri_mem libc;
	char *p;

	gkri_mem_init(&libc, NULL, NULL);
	p = gkri_resize(&libc, NULL, 0, 10);
	memcpy(p, "0123456789", 10);
	p = gkri_resize(&libc, p, 10, 100000);
	test_text(p, 10, "0123456789");
	gkri_release(&libc, p, 100000);
	ck_assert_uint_eq(libc.held, 0);
	ck_assert_uint_eq(libc.peak, 100000);
}
END_TEST

START_TEST(mem_handle)
{
	struct handle *h = gkri_handle_new(
	    sizeof *h, offsetof(struct handle, mem), test_alloc, &alloc);
	size_t i;

	ck_assert_ptr_nonnull(h);
	ck_assert_int_eq(h->before, 0);
	for (i = 0; i < sizeof h->after; i++)
		ck_assert_int_eq(h->after[i], 0);
	ck_assert_uint_eq(h->mem.held, sizeof *h);
	ck_assert_uint_eq(h->mem.peak, sizeof *h);
	gkri_handle_free(h, sizeof *h, offsetof(struct handle, mem));
	gkri_handle_free(NULL, sizeof *h, offsetof(struct handle, mem));
}
END_TEST

START_TEST(mem_handle_fails)
{
	test_alloc_fail(&alloc, 0, 1);
	ck_assert_ptr_null(gkri_handle_new(sizeof(struct handle),
	    offsetof(struct handle, mem), test_alloc, &alloc));
}
END_TEST

START_TEST(grow_is_geometric)
{
	void *p = NULL;
	size_t cap = 0, n;

	for (n = 1; n <= 100000; n++)
		ck_assert_int_eq(gkri_grow(&mem, &p, &cap, n, 4), GKR_OK);
	ck_assert_uint_ge(cap, 100000);
	ck_assert_uint_le(cap, 150000);
	ck_assert_uint_le(alloc.requests, 30);
	gkri_release(&mem, p, cap * 4);
}
END_TEST

START_TEST(grow_fills_the_limit)
{
	void *p = NULL;
	size_t cap = 0;

	mem.limit = 100;
	ck_assert_int_eq(gkri_grow(&mem, &p, &cap, 20, 4), GKR_OK);
	ck_assert_int_eq(gkri_grow(&mem, &p, &cap, 25, 4), GKR_OK);
	ck_assert_uint_eq(cap, 25);
	ck_assert_int_eq(gkri_grow(&mem, &p, &cap, 26, 4), GKR_E_LIMIT);
	ck_assert_uint_eq(cap, 25);
	gkri_release(&mem, p, cap * 4);
}
END_TEST

START_TEST(grow_does_not_overflow)
{
	void *p = NULL;
	size_t cap = 0;

	mem.limit = UINT64_MAX;
	ck_assert_int_eq(
	    gkri_grow(&mem, &p, &cap, SIZE_MAX / 4 + 1, 4), GKR_E_LIMIT);
	ck_assert_int_eq(
	    gkri_grow(&mem, &p, &cap, SIZE_MAX / 4, 4), GKR_E_MEMORY);
	ck_assert_uint_eq(cap, 0);
	ck_assert_ptr_null(p);
}
END_TEST

START_TEST(grow_failure_changes_nothing)
{
	void *p = NULL, *was;
	size_t cap = 0, old;

	gkri_grow(&mem, &p, &cap, 1, 8);
	was = p;
	old = cap;
	test_alloc_fail(&alloc, 0, 0);
	ck_assert_int_eq(gkri_grow(&mem, &p, &cap, 99, 8), GKR_E_MEMORY);
	ck_assert_ptr_eq(p, was);
	ck_assert_uint_eq(cap, old);
	gkri_release(&mem, p, cap * 8);
}
END_TEST

START_TEST(buf_appends)
{
	struct gkri_buf b;

	gkri_buf_init(&b, &mem);
	ck_assert_int_eq(gkri_buf_put(&b, NULL, 0), GKR_OK);
	ck_assert_ptr_null(b.data);
	gkri_buf_puts(&b, "abc");
	gkri_buf_putc(&b, '\0');
	gkri_buf_put(&b, "de", 2);
	gkri_buf_puts(&b, "");
	test_bytes(b.data, b.len, "abc\0de", 6);
	gkri_buf_free(&b);
	ck_assert_uint_eq(b.len, 0);
	gkri_buf_free(&b);
}
END_TEST

START_TEST(buf_limit_is_exact)
{
	struct gkri_buf b;

	gkri_buf_init(&b, &mem);
	b.limit = 5;
	ck_assert_int_eq(gkri_buf_puts(&b, "abc"), GKR_OK);
	ck_assert_int_eq(gkri_buf_puts(&b, "def"), GKR_E_LIMIT);
	ck_assert_int_eq(mem.status, GKR_E_LIMIT);
	ck_assert_int_eq(gkri_buf_puts(&b, "de"), GKR_OK);
	ck_assert_int_eq(gkri_buf_putc(&b, 'f'), GKR_E_LIMIT);
	ck_assert_int_eq(gkri_buf_reserve(&b, 0), GKR_OK);
	ck_assert_int_eq(gkri_buf_reserve(&b, SIZE_MAX), GKR_E_LIMIT);
	test_text(b.data, b.len, "abcde");
	/* lowered under what is there already */
	b.limit = 2;
	ck_assert_int_eq(gkri_buf_putc(&b, 'f'), GKR_E_LIMIT);
	b.limit = 0;
	ck_assert_int_eq(gkri_buf_putc(&b, 'f'), GKR_OK);
	gkri_buf_free(&b);
}
END_TEST

START_TEST(buf_memory_limit)
{
	struct gkri_buf b;
	int i;

	gkri_buf_init(&b, &mem);
	mem.limit = 30;
	for (i = 0; i < 30; i++)
		ck_assert_int_eq(gkri_buf_putc(&b, 'x'), GKR_OK);
	ck_assert_int_eq(gkri_buf_putc(&b, 'x'), GKR_E_LIMIT);
	ck_assert_uint_eq(b.len, 30);
	gkri_buf_free(&b);
}
END_TEST

START_TEST(buf_reserve_then_write)
{
	struct gkri_buf b;
	char *p;

	gkri_buf_init(&b, &mem);
	ck_assert_int_eq(gkri_buf_reserve(&b, 1000), GKR_OK);
	ck_assert_uint_ge(b.cap - b.len, 1000);
	p = b.data;
	for (b.len = 0; b.len < 1000; b.len++)
		b.data[b.len] = 'x';
	ck_assert_ptr_eq(b.data, p);
	gkri_buf_free(&b);
}
END_TEST

static int32_t fill(struct test_alloc *a, void *arg)
{
	struct gkri_mem m;
	struct gkri_buf b;
	int32_t rc = GKR_OK;
	int i;

	(void)arg;
	gkri_mem_init(&m, test_alloc, a);
	gkri_buf_init(&b, &m);
	for (i = 0; i < 1000 && rc == GKR_OK; i++) {
		size_t len = b.len;

		rc = gkri_buf_puts(&b, "0123456789");
		ck_assert_uint_eq(b.len, rc == GKR_OK ? len + 10 : len);
	}
	gkri_buf_free(&b);
	ck_assert_uint_eq(m.held, 0);
	return rc;
}

START_TEST(buf_each_failure)
{
	uint64_t requests = test_each_failure(fill, NULL);

	ck_assert_uint_ge(requests, 5);
	ck_assert_uint_le(requests, 30);
}
END_TEST

Suite *suite_mem(void)
{
	Suite *s = suite_create("mem");
	TCase *t = tcase_create("mem");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, mem_starts_empty);
	tcase_add_test(t, mem_counts_held_and_peak);
	tcase_add_test(t, mem_resize_keeps_bytes);
	tcase_add_test(t, mem_limit_is_exact);
	tcase_add_test(t, mem_lowered_limit_lets_shrink);
	tcase_add_test(t, mem_failure_is_told_from_limit);
	tcase_add_test(t, mem_default_allocator);
	tcase_add_test(t, mem_handle);
	tcase_add_test(t, mem_handle_fails);
	tcase_add_test(t, grow_is_geometric);
	tcase_add_test(t, grow_fills_the_limit);
	tcase_add_test(t, grow_does_not_overflow);
	tcase_add_test(t, grow_failure_changes_nothing);
	suite_add_tcase(s, t);
	t = tcase_create("buf");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, buf_appends);
	tcase_add_test(t, buf_limit_is_exact);
	tcase_add_test(t, buf_memory_limit);
	tcase_add_test(t, buf_reserve_then_write);
	tcase_add_test(t, buf_each_failure);
	suite_add_tcase(s, t);
	return s;
}
