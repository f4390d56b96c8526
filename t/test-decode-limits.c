/* Decoding at its limits: the input's size, damage, memory, reuse. */
#include "support-decode.h"

#include <stdlib.h>
#include <string.h>

#define BYTES(text) text, sizeof(text) - 1

/* ------------------------------------------------------------------ */
/* The limit                                                          */

START_TEST(limit_at_the_exact_byte)
{
	struct feeding how = {.encoding = test_encodings[_i]};
	unsigned char bytes[600];
	size_t n =
	    test_encode(bytes, sizeof bytes, test_encodings[_i], test_sample);
	struct decoded whole, d;
	uint64_t limit;

	decode(&whole, bytes, n, &how);
	for (limit = 1; limit <= n + 1; limit += 1 + limit % 3) {
		how.limit = limit;
		decode_always(&d, bytes, n, &how);
		if (limit >= n) {
			must(d.rc == GKR_OK);
			must(d.bytes == n);
		} else {
			must(d.rc == GKR_E_LIMIT);
			must(d.error_at == limit);
			must(d.bytes == limit);
			/* all whole characters before it */
			must(d.source[d.len] <= limit);
			must((limit - d.source[d.len]) < 4);
		}
		must(d.len <= whole.len);
		test_bytes(d.text, d.len, whole.text, d.len);
		decoded_free(&d);
	}
	how.limit = n;
	decode_always(&d, bytes, n, &how);
	must(d.rc == GKR_OK);
	decoded_free(&d);
	decoded_free(&whole);
}
END_TEST

/* An error before the limit comes first. */
START_TEST(limit_and_detection)
{
	struct feeding how = {.limit = 5};
	struct decoded d;

	decode_always(&d,
	    BYTES("12\xff"
		  "34567"),
	    &how);
	ck_assert_int_eq(d.rc, GKR_E_ENCODING);
	ck_assert_uint_eq(d.error_at, 2);
	decoded_free(&d);
	decode_always(&d, BYTES("年度报告"), &how);
	ck_assert_int_eq(d.rc, GKR_E_LIMIT);
	ck_assert_uint_eq(d.encoding, GKR_ENCODING_UTF8);
	test_text(d.text, d.len, "年");
	decoded_free(&d);
	how.limit = GKRI_SNIFF + 100;
	{
		unsigned char *p = malloc(3 * GKRI_SNIFF);

		ck_assert(p != NULL);
		memset(p, 'x', 3 * GKRI_SNIFF);
		memcpy(p + GKRI_SNIFF + 50, "\xc4\xea\xb6\xc8", 4);
		decode_always(&d, p, 3 * GKRI_SNIFF, &how);
		ck_assert_int_eq(d.rc, GKR_E_LIMIT);
		ck_assert_uint_eq(d.error_at, how.limit);
		ck_assert_uint_eq(d.encoding, GKR_ENCODING_GB18030);
		decoded_free(&d);
		free(p);
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Damage                                                             */

START_TEST(damaged_inputs)
{
	struct feeding how = {.encoding = _i < 4 ? test_encodings[_i] : 0};
	unsigned char bytes[2000];
	struct test_random r;
	struct decoded d;
	size_t n, i;

	test_random_init(&r, 100 + (uint64_t)_i);
	for (i = 0; i < 60; i++) {
		n = test_encode(bytes, sizeof bytes,
		    test_encodings[(size_t)(_i + (int)i) % 4], test_sample);
		test_random_damage(&r, bytes, n, 1, 100);
		how.replace = (int)(i & 1);
		how.limit = i % 5 ? 0 : 1 + test_random_below(&r, n);
		decode_always(&d, bytes, 1 + test_random_below(&r, n), &how);
		decoded_free(&d);
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Memory                                                             */

struct job {
	unsigned char bytes[3000];
	size_t len;
	int replace;
};

/* Decodes in pieces; where memory fails, once more from there. */
static int32_t decode_job(struct gkri_decoder *d, struct gkri_buf *window,
    const struct job *job, int32_t *first)
{
	size_t at = 0, used, piece;
	int32_t rc;

	for (;;) {
		piece = job->len - at < 700 ? job->len - at : 700;
		rc = gkri_decoder_run(d, job->bytes + at, piece,
		    at + piece == job->len, window, SIZE_MAX, &used);
		at += used;
		if (rc == GKR_E_MEMORY && *first == GKR_OK) {
			*first = rc;
			continue;
		}
		if (rc != GKR_OK || at == job->len)
			return rc;
	}
}

static int32_t memory_work(struct test_alloc *a, void *arg)
{
	const struct job *job = arg;
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;
	struct decoded want;
	int32_t rc, first = GKR_OK;

	gkri_mem_init(&mem, test_alloc, a);
	gkri_buf_init(&window, &mem);
	rc = gkri_decoder_new(&mem, &d);
	if (rc != GKR_OK) {
		ck_assert_ptr_null(d);
		return rc;
	}
	gkri_decoder_set_replace(d, job->replace);
	rc = decode_job(d, &window, job, &first);
	if (rc == GKR_OK) {
		struct feeding how = {.replace = job->replace};

		/* nothing was lost by what failed in between */
		decode(&want, job->bytes, job->len, &how);
		test_bytes(window.data, window.len, want.text, want.len);
		ck_assert_uint_eq(gkri_decoder_replaced(d), want.replaced);
		ck_assert_uint_eq(
		    gkri_decoder_source(d, &window, window.len), job->len);
		decoded_free(&want);
	}
	gkri_decoder_free(d);
	gkri_buf_free(&window);
	ck_assert_uint_eq(mem.held, 0);
	return first ? first : rc;
}

START_TEST(each_allocation_fails)
{
	struct job job = {.replace = _i / 4};
	struct test_random r;
	uint64_t requests;

	while (job.len < 2000)
		job.len +=
		    test_encode(job.bytes + job.len, sizeof job.bytes - job.len,
			test_encodings[_i % 4], test_sample);
	if (job.replace) {
		test_random_init(&r, 9);
		test_random_damage(&r, job.bytes + 8, job.len - 8, 1, 50);
	}
	test_without_nul(job.bytes, job.len, test_encodings[_i % 4]);
	requests = test_each_failure(memory_work, &job);
	ck_assert_uint_ge(requests, 3);
}
END_TEST

START_TEST(warm_decoders_allocate_nothing)
{
	struct feeding how = {.encoding = test_encodings[_i],
	    .piece = 50,
	    .enough = 300,
	    .replace = 1};
	struct test_alloc a;
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;
	struct decoded cold, warm;
	unsigned char bytes[4000];
	size_t n = 0;
	uint64_t requests;

	while (n < 3000)
		n += test_encode(bytes + n, sizeof bytes - n,
		    test_encodings[_i], test_sample);
	test_alloc_init(&a);
	gkri_mem_init(&mem, test_alloc, &a);
	gkri_buf_init(&window, &mem);
	ck_assert_int_eq(gkri_decoder_new(&mem, &d), GKR_OK);
	gkri_decoder_set_encoding(d, test_encodings[_i]);
	decode_with(d, &window, &cold, bytes, n, &how);
	requests = a.requests;
	gkri_decoder_reset(d);
	ck_assert_uint_eq(gkri_decoder_encoding(d), 0);
	ck_assert_uint_eq(gkri_decoder_bytes(d), 0);
	decode_with(d, &window, &warm, bytes, n, &how);
	ck_assert_uint_eq(a.requests, requests);
	decoded_same(&cold, &warm, "warm");
	decoded_free(&cold);
	decoded_free(&warm);
	gkri_decoder_free(d);
	gkri_buf_free(&window);
	test_alloc_done(&a);
}
END_TEST

/*
 * Where the window may not grow, the call fails; with room again it goes on as
 * if nothing had been.
 */
static void with_refusals(struct gkri_decoder *d, struct gkri_buf *window,
    const unsigned char *bytes, size_t len, size_t piece, size_t room)
{
	size_t at = 0, used, n;
	int32_t rc;

	while (at < len) {
		n = len - at < piece ? len - at : piece;
		window->limit = window->len + room;
		rc = gkri_decoder_run(
		    d, bytes + at, n, at + n == len, window, SIZE_MAX, &used);
		at += used;
		n -= used;
		if (rc == GKR_OK)
			continue;
		must(rc == GKR_E_LIMIT);
		must(gkri_decoder_error(d) == GKR_OK);
		window->limit = 0;
		rc = gkri_decoder_run(
		    d, bytes + at, n, at + n == len, window, SIZE_MAX, &used);
		must(rc == GKR_OK && used == n);
		at += n;
	}
}

START_TEST(refused_room)
{
	struct feeding how = {.encoding = test_encodings[_i], .replace = 1};
	struct test_random r;
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;
	struct decoded want;
	unsigned char bytes[600];
	size_t n, i;

	test_random_init(&r, 77);
	for (i = 0; i < 2000; i++) {
		n = test_encode(
		    bytes, sizeof bytes, test_encodings[_i], test_sample);
		test_random_damage(&r, bytes, n, 1, 8);
		test_without_nul(bytes, n, test_encodings[_i]);
		decode(&want, bytes, n, &how);
		gkri_mem_init(&mem, NULL, NULL);
		gkri_buf_init(&window, &mem);
		must(gkri_decoder_new(&mem, &d) == GKR_OK);
		gkri_decoder_set_encoding(d, test_encodings[_i]);
		gkri_decoder_set_replace(d, 1);
		with_refusals(d, &window, bytes, n, 1 + i % 5, 1 + i % 13);
		test_bytes(window.data, window.len, want.text, want.len);
		must(gkri_decoder_replaced(d) == want.replaced);
		decoded_free(&want);
		gkri_decoder_free(d);
		gkri_buf_free(&window);
	}
}
END_TEST

/* After whatever came before, a reset decoder is like a new one. */
START_TEST(reset_forgets)
{
	static const struct {
		const char *bytes;
		size_t len;
	} inputs[] = {{BYTES("%PDF-1.7")}, {BYTES("\xff\xfe\x2d\x4e")},
	    {BYTES("\xd6\xd0\x81")}, {BYTES("1\0")}, {BYTES("")},
	    {BYTES("中文\xe4")}, {BYTES("2021")},
	    {BYTES("\xd6\xd0\x80\xb9\xfa")}};
	size_t count = sizeof inputs / sizeof *inputs, i;
	struct feeding how = {.piece = 3};
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;
	struct decoded want, got;

	gkri_mem_init(&mem, NULL, NULL);
	gkri_buf_init(&window, &mem);
	ck_assert_int_eq(gkri_decoder_new(&mem, &d), GKR_OK);
	for (i = 0; i < count * count * 2; i++) {
		size_t k = i % 2 ? i / 2 / count : i / 2 % count;

		gkri_decoder_reset(d);
		ck_assert_int_eq(gkri_decoder_error(d), GKR_OK);
		ck_assert_ptr_null(gkri_decoder_format(d, GKR_LANG_EN));
		decode_with(
		    d, &window, &got, inputs[k].bytes, inputs[k].len, &how);
		decode(&want, inputs[k].bytes, inputs[k].len, &how);
		decoded_same(&want, &got, "after a reset");
		decoded_free(&want);
		decoded_free(&got);
	}
	gkri_decoder_free(d);
	gkri_buf_free(&window);
}
END_TEST

Suite *suite_decode_limits(void);
Suite *suite_decode_limits(void)
{
	Suite *s = suite_create("decode-limits");
	TCase *tc = tcase_create("decode-limits");

	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, limit_at_the_exact_byte, 0, TEST_ENCODINGS);
	tcase_add_test(tc, limit_and_detection);
	tcase_add_loop_test(tc, damaged_inputs, 0, 5);
	tcase_add_loop_test(tc, each_allocation_fails, 0, 8);
	tcase_add_loop_test(
	    tc, warm_decoders_allocate_nothing, 0, TEST_ENCODINGS);
	tcase_add_loop_test(tc, refused_room, 0, TEST_ENCODINGS);
	tcase_add_test(tc, reset_forgets);
	suite_add_tcase(s, tc);
	return s;
}
