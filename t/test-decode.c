/* Bytes to text in every encoding: text, places, errors. */
#include "support-decode.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

#define BYTES(text) text, sizeof(text) - 1

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
	struct feeding how = {.encoding = test_encodings[_i]};
	unsigned char bytes[600];
	size_t n =
	    test_encode(bytes, sizeof bytes, test_encodings[_i], test_sample);
	struct decoded d;

	decode_always(&d, bytes, n, &how);
	ck_assert_int_eq(d.rc, GKR_OK);
	test_text(d.text, d.len, test_sample);
	ck_assert_uint_eq(d.encoding, test_encodings[_i]);
	ck_assert_uint_eq(d.bytes, n);
	check_places(&d, test_encodings[_i], test_sample, 0);
	decoded_free(&d);
	/* the same without being told */
	how.encoding = 0;
	decode_always(&d, bytes, n, &how);
	test_text(d.text, d.len, test_sample);
	ck_assert_uint_eq(d.encoding, test_encodings[_i]);
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

	strcat(text, test_sample);
	n = test_encode(bytes, sizeof bytes, test_encodings[_i], text);
	bom = width_in(test_encodings[_i], text);
	decode_always(&d, bytes, n, &plain);
	test_text(d.text, d.len, test_sample);
	check_places(&d, test_encodings[_i], test_sample, bom);
	decoded_free(&d);
	/* only at the beginning is U+FEFF a BOM; not every iconv knows it */
	if (test_encodings[_i] == GKR_ENCODING_GB18030)
		return;
	n = test_encode(bytes, sizeof bytes, test_encodings[_i],
	    "\xef\xbb\xbf\xef\xbb\xbf中");
	decode_always(&d, bytes, n, &plain);
	test_text(d.text, d.len, "\xef\xbb\xbf中");
	decoded_free(&d);
}
END_TEST

/* Many windows, segments and slices long. */
START_TEST(long_text)
{
	struct feeding how = {.encoding = test_encodings[_i]};
	char *text = malloc(70000);
	unsigned char *bytes = malloc(140000);
	struct test_random r;
	struct decoded d;
	size_t n = 0, len, k;

	ck_assert(text && bytes);
	test_random_init(&r, 3);
	while (n < 60000) {
		k = test_random_below(&r, strlen(test_sample) - 7);
		while ((test_sample[k] & 0xc0) == 0x80)
			k--;
		gkri_code(test_sample + k, strlen(test_sample + k), &len);
		memcpy(text + n, test_sample + k, len);
		n += len;
	}
	text[n] = '\0';
	len = test_encode(bytes, 140000, test_encodings[_i], text);
	decode(&d, bytes, len, &how);
	test_text(d.text, d.len, text);
	check_places(&d, test_encodings[_i], text, 0);
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
	gkri_decoder_set_encoding(d, test_encodings[_i]);
	gkri_decoder_set_replace(d, 1);
	test_random_init(&r, 4);
	while (n < 29000)
		n += test_encode(
		    bytes + n, 30000 - n, test_encodings[_i], test_sample);
	test_random_damage(&r, bytes, n, 1, 200);
	test_without_nul(bytes, n, test_encodings[_i]);
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
	/* and when the front is gone */
	while ((at = 1 + test_random_below(&r, 3000)) < window.len) {
		while ((window.data[at] & 0xc0) == 0x80)
			at++;
		gkri_decoder_shift(d, &window, at);
		memmove(window.data, window.data + at, window.len - at);
		window.len -= at;
		memmove(want, want + at, (window.len + 1) * sizeof *want);
		for (i = 0; i < 300; i++) {
			at = test_random_below(&r, window.len + 1);
			must(gkri_decoder_source(d, &window, at) == want[at]);
		}
	}
	free(want);
	free(bytes);
	gkri_decoder_free(d);
	gkri_buf_free(&window);
}
END_TEST

/* A place far behind is asked first, after another text. */
START_TEST(places_after_a_reset)
{
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;
	unsigned char bytes[600];
	size_t n, used;

	gkri_mem_init(&mem, NULL, NULL);
	gkri_buf_init(&window, &mem);
	ck_assert_int_eq(gkri_decoder_new(&mem, &d), GKR_OK);
	n = test_encode(
	    bytes, sizeof bytes, test_encodings[_i], "\xef\xbb\xbf一二三");
	gkri_decoder_run(d, bytes, n, 1, &window, SIZE_MAX, &used);
	ck_assert_uint_eq(gkri_decoder_source(d, &window, 6),
	    n - width_in(test_encodings[_i], "三"));
	window.len = 0;
	gkri_decoder_reset(d);
	n = test_encode(
	    bytes, sizeof bytes, test_encodings[_i], "2021年一二三");
	gkri_decoder_set_encoding(d, test_encodings[_i]);
	gkri_decoder_run(d, bytes, n, 1, &window, SIZE_MAX, &used);
	ck_assert_uint_eq(gkri_decoder_source(d, &window, 13),
	    n - width_in(test_encodings[_i], "三"));
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
    {GKR_ENCODING_UTF16BE, BYTES("\xdc\x00\xdc\x00"), "", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd\xef\xbf\xbd", 2},
    {GKR_ENCODING_UTF16BE, BYTES("\xd8\x40\xe0\x00"), "", GKR_E_ENCODING, 0,
	"\xef\xbf\xbd\xee\x80\x80", 1},
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

/* In long text, wherever it stands. */
START_TEST(nul_at_every_place)
{
	struct feeding how = {.encoding = test_encodings[_i]};
	size_t unit = test_encodings[_i] % 4 > 1 ? 2 : 1, i, n;
	unsigned char bytes[600], copy[600];
	struct decoded d;

	/* characters of one and of two bytes only */
	n = test_encode(bytes, sizeof bytes, test_encodings[_i],
	    "0年度报1告2021总\t件\n103涉及7项\n行政许可1,234.5万元9876543210");
	for (i = 0; i < n; i += unit) {
		memcpy(copy, bytes, n);
		memset(copy + i, 0, unit);
		decode(&d, copy, n, &how);
		must(d.rc != GKR_OK);
		/* as the second half of a character it spoils that */
		must(d.rc == GKR_E_NUL ? d.error_at == i
				       : d.error_at < i && i < d.error_at + 3);
		must(d.source[d.len] == d.error_at);
		if (unit == 2 || copy[i ? i - 1 : 0] < 0x80)
			must(d.rc == GKR_E_NUL);
		decoded_free(&d);
	}
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
	struct feeding how = {.encoding = test_encodings[_i]};
	unsigned char bom[8];
	struct decoded d;
	size_t n;

	decode_always(&d, "", 0, &how);
	ck_assert_int_eq(d.rc, GKR_E_EMPTY);
	ck_assert_uint_eq(d.error_at, 0);
	decoded_free(&d);
	n = test_encode(bom, sizeof bom, test_encodings[_i], "\xef\xbb\xbf");
	decode_always(&d, bom, n, &how);
	ck_assert_int_eq(d.rc, GKR_E_EMPTY);
	ck_assert_uint_eq(d.error_at, n);
	decoded_free(&d);
}
END_TEST

Suite *suite_decode(void);
Suite *suite_decode(void)
{
	Suite *s = suite_create("decode");
	TCase *tc = tcase_create("decode");

	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, every_encoding, 0, TEST_ENCODINGS);
	tcase_add_loop_test(tc, behind_a_bom, 0, TEST_ENCODINGS);
	tcase_add_loop_test(tc, long_text, 0, TEST_ENCODINGS);
	tcase_add_loop_test(tc, places_in_any_order, 0, TEST_ENCODINGS);
	tcase_add_loop_test(tc, places_after_a_reset, 0, TEST_ENCODINGS);
	tcase_add_loop_test(
	    tc, errors_have_places, 0, (int)(sizeof errors / sizeof *errors));
	tcase_add_loop_test(tc, nul_at_every_place, 0, TEST_ENCODINGS);
	tcase_add_test(tc, replaced_places);
	tcase_add_loop_test(tc, nothing_at_all, 0, TEST_ENCODINGS);
	suite_add_tcase(s, tc);
	return s;
}
