/* Bytes to text in every encoding: places, errors, limits, memory. */
#include "support-decode.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

#define BYTES(text) text, sizeof(text) - 1

/* Characters of one to four bytes, alone and in runs. */
static const char sample[] =
    "2021年度报告\r\n\t103\t7 \n　　é·×\t（一）\n\xc2\xa0"
    "0\xc2\xa0\n"
    "𠀀𠂇😀1\n规章：12 件，涉及 3 项；行政许可 1,234.5 万元。\n";

static const uint32_t encodings[] = {GKR_ENCODING_UTF8, GKR_ENCODING_UTF16LE,
    GKR_ENCODING_UTF16BE, GKR_ENCODING_GB18030};
#define ENCODINGS (sizeof encodings / sizeof *encodings)

/* Bytes that a character has in an encoding. */
static size_t width_in(uint32_t encoding, const char *character)
{
	unsigned char bytes[16];
	char one[8] = "";
	size_t len;

	gkri_code(character, strlen(character), &len);
	memcpy(one, character, len);
	return test_encode(bytes, sizeof bytes, encoding, one);
}

/* Every place of `text` comes from where its characters' widths say. */
static void check_places(
    const struct decoded *d, uint32_t encoding, const char *text, uint64_t at)
{
	size_t i, k, len;

	for (i = 0; text[i]; i += len) {
		gkri_code(text + i, strlen(text + i), &len);
		must(d->source[i] == at);
		/* inside a character: UTF-8 tells the byte, others the
		 * character's first one */
		for (k = 1; k < len; k++)
			must(d->source[i + k] ==
			    (encoding == GKR_ENCODING_UTF8 ? at + k : at));
		at += width_in(encoding, text + i);
	}
	must(d->source[i] == at);
}

START_TEST(every_encoding)
{
	struct feeding how = {.encoding = encodings[_i]};
	unsigned char bytes[600];
	size_t n = test_encode(bytes, sizeof bytes, encodings[_i], sample);
	struct decoded d;

	decode_always(&d, bytes, n, &how);
	ck_assert_int_eq(d.rc, GKR_OK);
	test_text(d.text, d.len, sample);
	ck_assert_uint_eq(d.encoding, encodings[_i]);
	ck_assert_uint_eq(d.bytes, n);
	check_places(&d, encodings[_i], sample, 0);
	decoded_free(&d);
	/* the same without being told */
	how.encoding = 0;
	decode_always(&d, bytes, n, &how);
	test_text(d.text, d.len, sample);
	ck_assert_uint_eq(d.encoding, encodings[_i]);
	decoded_free(&d);
}
END_TEST

START_TEST(behind_a_bom)
{
	static const struct feeding plain;
	unsigned char bytes[600];
	struct decoded d;
	char text[600] = "\xef\xbb\xbf";
	size_t n, bom;

	strcat(text, sample);
	n = test_encode(bytes, sizeof bytes, encodings[_i], text);
	bom = width_in(encodings[_i], text);
	decode_always(&d, bytes, n, &plain);
	test_text(d.text, d.len, sample);
	check_places(&d, encodings[_i], sample, bom);
	decoded_free(&d);
	/* only at the beginning is U+FEFF a BOM */
	n = test_encode(
	    bytes, sizeof bytes, encodings[_i], "\xef\xbb\xbf\xef\xbb\xbf中");
	decode_always(&d, bytes, n, &plain);
	test_text(d.text, d.len, "\xef\xbb\xbf中");
	decoded_free(&d);
}
END_TEST

/* Many windows, segments and slices long. */
START_TEST(long_text)
{
	struct feeding how = {.encoding = encodings[_i]};
	char *text = malloc(70000);
	unsigned char *bytes = malloc(140000);
	struct test_random r;
	struct decoded d;
	size_t n = 0, len, k;

	ck_assert(text && bytes);
	test_random_init(&r, 3);
	while (n < 60000) {
		k = test_random_below(&r, sizeof sample - 8);
		while ((sample[k] & 0xc0) == 0x80)
			k--;
		gkri_code(sample + k, strlen(sample + k), &len);
		memcpy(text + n, sample + k, len);
		n += len;
	}
	text[n] = '\0';
	len = test_encode(bytes, 140000, encodings[_i], text);
	decode(&d, bytes, len, &how);
	test_text(d.text, d.len, text);
	check_places(&d, encodings[_i], text, 0);
	decoded_free(&d);
	decode_always(&d, bytes, len, &how);
	decoded_free(&d);
	free(bytes);
	free(text);
}
END_TEST

/* Asked in any order, the way back is the same. */
START_TEST(places_in_any_order)
{
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;
	unsigned char *bytes = malloc(30000);
	size_t n = 0, used, i, at;
	struct test_random r;
	uint64_t *want;

	must(bytes != NULL);
	gkri_mem_init(&mem, NULL, NULL);
	gkri_buf_init(&window, &mem);
	must(gkri_decoder_new(&mem, &d) == GKR_OK);
	gkri_decoder_set_encoding(d, encodings[_i]);
	gkri_decoder_set_replace(d, 1);
	test_random_init(&r, 4);
	while (n < 29000)
		n += test_encode(bytes + n, 30000 - n, encodings[_i], sample);
	test_random_damage(&r, bytes, n, 1, 200);
	for (i = 0; i < n; i++)
		bytes[i] = bytes[i] ? bytes[i] : encodings[_i] % 4 == 1;
	gkri_decoder_run(d, bytes, n, 1, &window, SIZE_MAX, &used);
	must(window.len > 1000);
	want = malloc((window.len + 1) * sizeof *want);
	must(want != NULL);
	for (i = 0; i <= window.len; i++)
		want[i] = gkri_decoder_source(d, &window, i);
	for (i = window.len; i-- > 0;)
		must(gkri_decoder_source(d, &window, i) == want[i]);
	for (i = 0; i < 20000; i++) {
		at = test_random_below(&r, window.len + 1);
		must(gkri_decoder_source(d, &window, at) == want[at]);
	}
	free(want);
	free(bytes);
	gkri_decoder_free(d);
	gkri_buf_free(&window);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Errors                                                             */

static const struct {
	uint32_t encoding;
	const char *bytes;
	size_t len;
	const char *text; /* as far as it goes, or with U+FFFD */
	int32_t rc;	  /* GKR_E_ENCODING where the other text is none */
	uint64_t at;
	const char *replaced; /* NULL where it is the same error */
	uint64_t count;
} errors[] = {
    {GKR_ENCODING_UTF8,
	BYTES("1\xff"
	      "2"),
	"1", GKR_E_ENCODING, 1,
	"1\xef\xbf\xbd"
	"2",
	1},
    {GKR_ENCODING_UTF8,
	BYTES("中\xe4\xb8"
	      "2"),
	"中", GKR_E_ENCODING, 3,
	"中\xef\xbf\xbd"
	"2",
	1},
    /* overlong, a surrogate, above U+10FFFF: each byte by itself */
    {GKR_ENCODING_UTF8, BYTES("\xc0\x80"), "", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd\xef\xbf\xbd", 2},
    {GKR_ENCODING_UTF8, BYTES("\xed\xa0\x80"), "", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3},
    {GKR_ENCODING_UTF8, BYTES("\xf4\x90\x80\x80"), "", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 4},
    {GKR_ENCODING_UTF8,
	BYTES("\xf0\xa0\x80"
	      "1"),
	"", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd"
	"1",
	1},
    /* cut off at the end */
    {GKR_ENCODING_UTF8, BYTES("1中\xe4\xb8"), "1中", GKR_E_ENCODING, 4,
	"1中\xef\xbf\xbd", 1},
    {GKR_ENCODING_UTF8, BYTES("\xf0"), "", GKR_E_ENCODING, 0, "\xef\xbf\xbd",
	1},
    {GKR_ENCODING_UTF8, BYTES("\xf0\xa0\x80"), "", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd", 1},
    {GKR_ENCODING_UTF16LE,
	BYTES("1\0"
	      "2"),
	"1", GKR_E_ENCODING, 2, "1\xef\xbf\xbd", 1},
    {GKR_ENCODING_UTF16LE, BYTES("\x40\xd8\x00"), "", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd", 1},
    {GKR_ENCODING_UTF16BE,
	BYTES("\0"
	      "1\xd8\x40"),
	"1", GKR_E_ENCODING, 2, "1\xef\xbf\xbd", 1},
    /* surrogates alone, the wrong way round, before another */
    {GKR_ENCODING_UTF16LE,
	BYTES("\x40\xd8"
	      "1\0"),
	"", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd"
	"1",
	1},
    {GKR_ENCODING_UTF16LE, BYTES("1\0\x00\xdc"), "1", GKR_E_ENCODING, 2,
	"1\xef\xbf\xbd", 1},
    {GKR_ENCODING_UTF16BE,
	BYTES("\xdc\x00\xd8\x40\0"
	      "1"),
	"", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd\xef\xbf\xbd"
	"1",
	2},
    {GKR_ENCODING_UTF16BE, BYTES("\xd8\x40\xd8\x40\xdc\x00"), "",
	GKR_E_ENCODING, 0, "\xef\xbf\xbd𠀀", 1},
    /* NUL: replacing does not help */
    {GKR_ENCODING_UTF8,
	BYTES("1\0"
	      "2"),
	"1", GKR_E_NUL, 1, NULL, 0},
    {GKR_ENCODING_UTF8, BYTES("中文\0"), "中文", GKR_E_NUL, 6, NULL, 0},
    {GKR_ENCODING_UTF8, BYTES("\xe4\xb8\0"), "", GKR_E_ENCODING, 0, NULL, 0},
    {GKR_ENCODING_UTF16LE,
	BYTES("1\0\0\0"
	      "2\0"),
	"1", GKR_E_NUL, 2, NULL, 0},
    {GKR_ENCODING_UTF16BE,
	BYTES("\0"
	      "1\0\0"),
	"1", GKR_E_NUL, 2, NULL, 0},
    {GKR_ENCODING_GB18030, BYTES("\xd6\xd0\0"), "中", GKR_E_NUL, 2, NULL, 0},
};

START_TEST(errors_have_places)
{
	struct feeding how = {.encoding = errors[_i].encoding};
	struct decoded d;

	decode_always(&d, errors[_i].bytes, errors[_i].len, &how);
	ck_assert_int_eq(d.rc, errors[_i].rc);
	ck_assert_uint_eq(d.error_at, errors[_i].at);
	ck_assert_uint_eq(d.bytes, errors[_i].at);
	test_text(d.text, d.len, errors[_i].text);
	decoded_free(&d);
	how.replace = 1;
	decode_always(&d, errors[_i].bytes, errors[_i].len, &how);
	if (errors[_i].replaced) {
		ck_assert_int_eq(d.rc, GKR_OK);
		test_text(d.text, d.len, errors[_i].replaced);
		ck_assert_uint_eq(d.replaced, errors[_i].count);
		ck_assert_uint_eq(d.source[d.len], errors[_i].len);
	} else {
		ck_assert_int_eq(d.rc, GKR_E_NUL);
	}
	decoded_free(&d);
}
END_TEST

START_TEST(replaced_places)
{
	struct feeding how = {.encoding = GKR_ENCODING_UTF8, .replace = 1};
	static const uint64_t want[] = {0, 1, 1, 1, 2, 4, 4, 4, 6, 7, 8, 9};
	struct decoded d;
	size_t i;

	decode_always(&d,
	    BYTES("1\xff"
		  "23\xe4\xb8\xe4\xb8\xad"),
	    &how);
	test_text(d.text, d.len,
	    "1\xef\xbf\xbd"
	    "23\xef\xbf\xbd中");
	for (i = 0; i < 5; i++)
		ck_assert_uint_eq(d.source[i], want[i]);
	ck_assert_uint_eq(d.source[4], 2);
	ck_assert_uint_eq(d.source[5], 3);
	ck_assert_uint_eq(d.source[6], 4);
	ck_assert_uint_eq(d.source[9], 6);
	ck_assert_uint_eq(d.source[12], 9);
	decoded_free(&d);
}
END_TEST

START_TEST(nothing_at_all)
{
	struct feeding how = {.encoding = encodings[_i]};
	unsigned char bom[8];
	struct decoded d;
	size_t n;

	decode_always(&d, "", 0, &how);
	ck_assert_int_eq(d.rc, GKR_E_EMPTY);
	ck_assert_uint_eq(d.error_at, 0);
	decoded_free(&d);
	n = test_encode(bom, sizeof bom, encodings[_i], "\xef\xbb\xbf");
	decode_always(&d, bom, n, &how);
	ck_assert_int_eq(d.rc, GKR_E_EMPTY);
	ck_assert_uint_eq(d.error_at, n);
	decoded_free(&d);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The limit                                                          */

START_TEST(limit_at_the_exact_byte)
{
	struct feeding how = {.encoding = encodings[_i]};
	unsigned char bytes[600];
	size_t n = test_encode(bytes, sizeof bytes, encodings[_i], sample);
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
	struct feeding how = {.encoding = _i < 4 ? encodings[_i] : 0};
	unsigned char bytes[2000];
	struct test_random r;
	struct decoded d;
	size_t n, i;

	test_random_init(&r, 100 + (uint64_t)_i);
	for (i = 0; i < 60; i++) {
		n = test_encode(bytes, sizeof bytes,
		    encodings[(size_t)(_i + (int)i) % 4], sample);
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
		job.len += test_encode(job.bytes + job.len,
		    sizeof job.bytes - job.len, encodings[_i % 4], sample);
	if (job.replace) {
		test_random_init(&r, 9);
		test_random_damage(&r, job.bytes + 8, job.len - 8, 1, 50);
	}
	for (requests = 0; requests < job.len; requests++)
		if (job.bytes[requests] == 0 && encodings[_i % 4] % 3 == 1)
			job.bytes[requests] = 1;
	requests = test_each_failure(memory_work, &job);
	ck_assert_uint_ge(requests, 3);
}
END_TEST

START_TEST(warm_decoders_allocate_nothing)
{
	struct feeding how = {.encoding = encodings[_i],
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
		n += test_encode(
		    bytes + n, sizeof bytes - n, encodings[_i], sample);
	test_alloc_init(&a);
	gkri_mem_init(&mem, test_alloc, &a);
	gkri_buf_init(&window, &mem);
	ck_assert_int_eq(gkri_decoder_new(&mem, &d), GKR_OK);
	gkri_decoder_set_encoding(d, encodings[_i]);
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

Suite *suite_decode(void);
Suite *suite_decode(void)
{
	Suite *s = suite_create("decode");
	TCase *tc = tcase_create("decode");

	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, every_encoding, 0, ENCODINGS);
	tcase_add_loop_test(tc, behind_a_bom, 0, ENCODINGS);
	tcase_add_loop_test(tc, long_text, 0, ENCODINGS);
	tcase_add_loop_test(tc, places_in_any_order, 0, ENCODINGS);
	tcase_add_loop_test(
	    tc, errors_have_places, 0, (int)(sizeof errors / sizeof *errors));
	tcase_add_test(tc, replaced_places);
	tcase_add_loop_test(tc, nothing_at_all, 0, ENCODINGS);
	tcase_add_loop_test(tc, limit_at_the_exact_byte, 0, ENCODINGS);
	tcase_add_test(tc, limit_and_detection);
	tcase_add_loop_test(tc, damaged_inputs, 0, 5);
	tcase_add_loop_test(tc, each_allocation_fails, 0, 8);
	tcase_add_loop_test(tc, warm_decoders_allocate_nothing, 0, ENCODINGS);
	tcase_add_test(tc, reset_forgets);
	suite_add_tcase(s, tc);
	return s;
}
