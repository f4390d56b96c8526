/* How JSON spells text and numbers. */
#include "support-emit.h"

#include "json.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The end of a buffer, for what is put there without an exporter. */
static void out_open(struct gkri_out *o, gkr_buffer *b)
{
	memset(o, 0, sizeof *o);
	o->buffer = b;
	o->at = o->end = o->none;
}

static void out_close(struct gkri_out *o)
{
	ck_assert_int_eq(o->status, GKR_OK);
	o->buffer->bytes.len = gkri_out_len(o);
}

/* A text as JSON; where it is well-formed, as one that is known to be. */
static void text_is(const char *text, size_t len, const char *want)
{
	size_t bad, cut;
	struct gkri_out o;
	char quoted[256];
	gkr_buffer *b;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	out_open(&o, b);
	gkri_json_string(&o, text, len);
	if (gkri_utf8_check(text, len, &bad, &cut) == len)
		gkri_json_known(&o, text, len);
	else
		gkri_json_string(&o, text, len);
	gkri_out_putc(&o, '\0');
	out_close(&o);
	b->bytes.len--; /* but the NUL */
	snprintf(quoted, sizeof quoted, "\"%s\"\"%s\"", want, want);
	ck_assert_str_eq(sample_bytes(b), quoted);
	gkr_buffer_free(b);
}

START_TEST(text_is_escaped)
{
#define TEXT(text, want) text_is(text, sizeof(text) - 1, want)
	TEXT("", "");
	TEXT("政府 a/b", "政府 a/b");
	TEXT("\"\\", "\\\"\\\\");
	TEXT("\b\f\n\r\t", "\\b\\f\\n\\r\\t");
	TEXT("\0\x01\x1f", "\\u0000\\u0001\\u001f");
	TEXT("\x7f\xc2\x80\xc2\x9f\xc2\xa0", "\\u007f\\u0080\\u009f\xc2\xa0");
	TEXT("\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa",
	    "\xe2\x80\xa7\\u2028\\u2029\xe2\x80\xaa");
	TEXT("\xe2\x81\xa8", "\xe2\x81\xa8");
	TEXT("\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80");
}
END_TEST

START_TEST(what_is_no_text_is_replaced)
{
	TEXT("\xff", "\xef\xbf\xbd");
	TEXT("a\x80z", "a\xef\xbf\xbdz");
	TEXT("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	TEXT("\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd");
	TEXT("\xe4\xb8", "\xef\xbf\xbd");
	TEXT("\xe4\xb8\"", "\xef\xbf\xbd\\\"");
	TEXT("\xf4\x90\x80\x80",
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}
END_TEST

/* What is copied in blocks is looked at in every place of a block. */
START_TEST(text_is_escaped_anywhere)
{
	static const char *const what[][2] = {{"\"", "\\\""}, {"\\", "\\\\"},
	    {"\n", "\\n"}, {"\x1f", "\\u001f"}, {"\x7f", "\\u007f"},
	    {"\xc2\x85", "\\u0085"}, {"\xe2\x80\xa8", "\\u2028"},
	    {"\xe2\x80\xa9", "\\u2029"}, {"\xe2\x80\x9c", "\xe2\x80\x9c"},
	    {"\xc2\xb7", "\xc2\xb7"}, {"\xff", "\xef\xbf\xbd"}};
	char text[128], want[128];
	int before, n;
	size_t i;

	for (i = 0; i < sizeof what / sizeof *what; i++) {
		for (before = 0; before < 36; before++) {
			n = snprintf(text, sizeof text, "%.*s%s%.40s", before,
			    "abcdefghijklmnopqrstuvwxyz0123456789", what[i][0],
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMN");
			snprintf(want, sizeof want, "%.*s%s%.40s", before,
			    "abcdefghijklmnopqrstuvwxyz0123456789", what[i][1],
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMN");
			text_is(text, (size_t)n, want);
		}
	}
}
END_TEST

/* Pieces of which the random text is put together. */
static size_t some_piece(struct test_random *random, char *out)
{
	static const char *const pieces[] = {"政府信息公开", "a", "\n", "\"",
	    "\\", "\xe2\x80\xa8", "\xe2\x80\x9c", "\x7f", "\xc2\x85",
	    "\xf0\x9f\x98\x80", "0123456789abcdef", "\x1b", "\xed\xa0\x80"};
	uint64_t n = test_random_below(random, 16);
	size_t len;

	if (n >= sizeof pieces / sizeof *pieces) {
		*out = (char)test_random_next(random);
		return 1;
	}
	len = strlen(pieces[n]);
	memcpy(out, pieces[n], len);
	return len;
}

static size_t some_text(struct test_random *random, char *out, size_t most)
{
	size_t len = 0, want = (size_t)test_random_below(random, most);

	while (len < want)
		len += some_piece(random, out + len);
	return len;
}

static void put_pair(struct gkri_out *o, const char *text, size_t len)
{
	char hex[3];
	size_t i;

	gkri_out_puts(o, "{\"hex\":\"");
	for (i = 0; i < len; i++) {
		snprintf(hex, sizeof hex, "%02x", (unsigned char)text[i]);
		gkri_out_put(o, hex, 2);
	}
	gkri_out_puts(o, "\",\"text\":");
	gkri_json_string(o, text, len);
	gkri_out_puts(o, "}\n");
}

/* Any bytes come out as what another's decoder makes of them. */
START_TEST(any_text_is_what_it_decodes_to)
{
	struct test_random random;
	struct gkri_out o;
	gkr_buffer *b;
	char text[16384], arguments[1024], *exact;
	size_t len;
	const char *path;
	int i;

	test_random_init(&random, 711);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	out_open(&o, b);
	for (i = 0; i < 1000; i++) {
		len = some_text(&random, text, i % 50 ? 80 : 16000);
		/* nothing behind it may be looked at */
		exact = malloc(len ? len : 1);
		ck_assert(exact != NULL);
		put_pair(&o, memcpy(exact, text, len), len);
		free(exact);
	}
	out_close(&o);
	path = sample_file("text.ndjson", b->bytes.data, b->bytes.len);
	snprintf(arguments, sizeof arguments, "text '%s'", path);
	sample_script("readers.py", arguments);
	snprintf(arguments, sizeof arguments, "json '%s'", path);
	sample_script("readers.py", arguments);
	gkr_buffer_free(b);
}
END_TEST

/* Vectors and single bytes stop at the same place. */
START_TEST(runs_are_as_long_without_vectors)
{
	struct test_random random;
	char text[512], a[544], z[544], *exact;
	size_t len, got, want;
	int i;

	test_random_init(&random, 1623);
	for (i = 0; i < 20000; i++) {
		len = some_text(&random, text, i % 4 ? 60 : 400);
		exact = malloc(len ? len : 1);
		ck_assert(exact != NULL);
		memcpy(exact, text, len);
		got = gkri_json_run(a, exact, len);
		want = gkri_json_run_scalar(z, exact, len);
		free(exact);
		ck_assert_uint_eq(got, want);
		ck_assert_mem_eq(a, text, got);
		ck_assert_mem_eq(z, text, got);
	}
}
END_TEST

/* Any byte in any place of two vectors of any width, in long clean text. */
START_TEST(any_byte_stops_vectors_or_does_not)
{
	char text[160], a[192], z[192], *out;
	const char *end;
	size_t at, run, more;
	int byte;

	for (byte = 0; byte < 256; byte++) {
		for (at = 0; at < 96; at++) {
			memset(text, 'x', sizeof text);
			text[at] = (char)byte;
			run = gkri_json_run_scalar(z, text, sizeof text);
			ck_assert_uint_eq(
			    gkri_json_run(a, text, sizeof text), run);
			out = a;
			end = gkri_json_wide(&out, text, text + sizeof text);
			more = byte == '\n' && end > text + at;
			ck_assert(more || end <= text + run);
			ck_assert_ptr_eq(out, a + (end - text) + more);
			ck_assert(!more || !memcmp(a + at, "\\n", 2));
			memmove(a + at, a + at + more, sizeof text - at);
			if (more)
				a[at] = '\n';
			ck_assert_mem_eq(a, text, (size_t)(end - text));
		}
	}
}
END_TEST

START_TEST(numbers_are_known)
{
	static const char *const good[] = {"0", "-0", "7", "-7", "10", "0.5",
	    "18.8710", "-0.00", "123456789012345678"};
	static const char *const bad[] = {"", "-", "+1", "01", "-01", "1.",
	    ".5", "1e5", "1.5.5", "0x1", "1 ", " 1", "--1", "NaN", "1,000"};
	size_t i;

	for (i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(gkri_json_is_number(good[i], strlen(good[i])),
		    "%s is a number", good[i]);
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!gkri_json_is_number(bad[i], strlen(bad[i])),
		    "%s is no number", bad[i]);
	ck_assert(gkri_json_is_number("12x", 2));
	ck_assert(!gkri_json_is_number("-1", 1));
}
END_TEST

START_TEST(numbers_are_written)
{
	static const uint64_t at[] = {0, 9, 10, 99, 100, 101, 110, 999, 1000,
	    1001, 1010, 9999, 10000, 10001, 12345, 99999, 100000, 999999,
	    UINT32_MAX, INT64_MAX, UINT64_MAX};
	struct test_random random;
	char got[24], want[24];
	size_t i;

	test_random_init(&random, 5);
	for (i = 0; i < 20000; i++) {
		uint64_t n = i < sizeof at / sizeof *at
		    ? at[i]
		    : sample_number(&random, 64);

		*gkri_put_number(got, n) = '\0';
		snprintf(want, sizeof want, "%" PRIu64, n);
		ck_assert_str_eq(got, want);
	}
}
END_TEST

/* However far they are from each other. */
START_TEST(numbers_in_a_row_are_written)
{
	struct gkri_near near;
	struct test_random random;
	uint64_t n = 0;
	char got[40], want[40];
	int i;

	test_random_init(&random, 6);
	gkri_near_begin(&near, ", \"offset\": ", 12);
	for (i = 0; i < 50000; i++) {
		if (test_random_below(&random, 9))
			n += test_random_below(&random, 90);
		else
			n = sample_number(&random, 64);
		*gkri_put_near(got, n, &near) = '\0';
		snprintf(want, sizeof want, ", \"offset\": %" PRIu64, n);
		ck_assert_str_eq(got, want);
	}
}
END_TEST

Suite *suite_json_text(void)
{
	Suite *s = suite_create("json-text");
	TCase *c = tcase_create("spelling");

	tcase_add_test(c, text_is_escaped);
	tcase_add_test(c, text_is_escaped_anywhere);
	tcase_add_test(c, what_is_no_text_is_replaced);
	tcase_add_test(c, any_text_is_what_it_decodes_to);
	tcase_add_test(c, runs_are_as_long_without_vectors);
	tcase_add_test(c, any_byte_stops_vectors_or_does_not);
	tcase_add_test(c, numbers_are_known);
	tcase_add_test(c, numbers_are_written);
	tcase_add_test(c, numbers_in_a_row_are_written);
	suite_add_tcase(s, c);
	return s;
}
