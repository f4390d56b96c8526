/* GB18030: every character against iconv, and what it does not have. */
#include "support-decode.h"

#include "text.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define BYTES(text) text, sizeof(text) - 1

static const struct feeding gb = {.encoding = GKR_ENCODING_GB18030};
static const struct feeding gb_replace = {
    .encoding = GKR_ENCODING_GB18030, .replace = 1};

/* A four-byte form that is not one for the BMP: by the standard's sums. */
static uint32_t beyond(const unsigned char *p)
{
	uint32_t form = (p[0] - 0x81u) * 12600 + (p[1] - 0x30u) * 1260 +
	    (p[2] - 0x81u) * 10 + (p[3] - 0x30u);

	if (form < 189000 || form - 189000 >= 0x100000)
		return 0;
	return form - 189000 + 0x10000;
}

static int knows_late_forms(iconv_t cd)
{
	char in[] = "\x84\x31\x95\x33", out[8], *from = in, *to = out;
	size_t left = 4, room = sizeof out;

	iconv(cd, NULL, NULL, NULL, NULL);
	iconv(cd, &from, &left, &to, &room);
	return room == 5 && memcmp(out, "\xef\xbb\xbf", 3) == 0;
}

/* iconv's answer for one character, 0 where it has none. */
static uint32_t ask(iconv_t cd, const unsigned char *p, size_t n)
{
	char in[4], out[16], *from = in, *to = out;
	size_t left = n, room = sizeof out, len;

	if (n == 4 && memcmp(p, "\x84\x31\xa4\x39", 4) > 0)
		return beyond(p);
	/* not believed of an iconv that counts surrogates */
	if (n == 4 && memcmp(p, "\x83\x36\xc7\x39", 4) >= 0 &&
	    !knows_late_forms(cd))
		return 0;
	memcpy(in, p, n);
	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from, &left, &to, &room) != 0 || left ||
	    room > sizeof out)
		return 0;
	return gkri_code(out, sizeof out - room, &len);
}

/* Decodes the character between two others. */
static void check_one(
    iconv_t cd, struct gkri_decoder *d, const unsigned char *p, size_t n)
{
	struct gkri_mem mem;
	struct gkri_buf window;
	unsigned char in[8] = "a";
	uint32_t want = ask(cd, p, n);
	char text[8] = "a";
	size_t used, len;

	gkri_mem_init(&mem, NULL, NULL);
	gkri_buf_init(&window, &mem);
	memcpy(in + 1, p, n);
	in[n + 1] = 'z';
	gkri_decoder_reset(d);
	gkri_decoder_run(d, in, n + 2, 1, &window, SIZE_MAX, &used);
	if (want == 0xe5e5)
		want = 0x3000;
	if (want == 0) {
		must(gkri_decoder_error(d) == GKR_E_ENCODING);
		must(gkri_decoder_error_offset(d) == 1);
		test_text(window.data, window.len, "a");
	} else {
		len = 1 + gkri_encode(text + 1, want);
		text[len++] = 'z';
		test_bytes(window.data, window.len, text, len);
		must(gkri_decoder_source(d, &window, 1) == 1);
		must(gkri_decoder_source(d, &window, len - 1) == n + 1);
		must(gkri_decoder_source(d, &window, len) == n + 2);
	}
	gkri_buf_free(&window);
}

struct setting {
	struct gkri_mem mem;
	struct gkri_decoder *d;
	iconv_t cd;
};

static void set_up(struct setting *s)
{
	gkri_mem_init(&s->mem, NULL, NULL);
	ck_assert_int_eq(gkri_decoder_new(&s->mem, &s->d), GKR_OK);
	gkri_decoder_set_encoding(s->d, GKR_ENCODING_GB18030);
	s->cd = iconv_open("UTF-8", "GB18030");
	ck_assert((intptr_t)s->cd != -1);
}

static void tear_down(struct setting *s)
{
	gkri_decoder_free(s->d);
	iconv_close(s->cd);
}

START_TEST(every_pair)
{
	struct setting s;
	unsigned a, b;

	set_up(&s);
	for (a = 0x80; a < 0x100; a++)
		for (b = 0x40; b < 0x100; b++) {
			unsigned char p[2] = {
			    (unsigned char)a, (unsigned char)b};

			/* 0x80 is taken alone; FE FF .. are no characters */
			if (a > 0x80)
				check_one(s.cd, s.d, p, 2);
		}
	tear_down(&s);
}
END_TEST

START_TEST(every_four_byte_form)
{
	struct setting s;
	uint32_t i;

	set_up(&s);
	/* all of the BMP; beyond it, a sample and what comes last */
	for (i = 0; i < 0x7f * 12600; i += i < 0x84 * 1260 ? 1 : 577) {
		unsigned char p[4];

		p[0] = (unsigned char)(0x81 + i / 12600);
		p[1] = (unsigned char)(0x30 + i / 1260 % 10);
		p[2] = (unsigned char)(0x81 + i / 10 % 126);
		p[3] = (unsigned char)(0x30 + i % 10);
		check_one(s.cd, s.d, p, 4);
	}
	check_one(s.cd, s.d, (const unsigned char *)"\xe3\x32\x9a\x35", 4);
	check_one(s.cd, s.d, (const unsigned char *)"\xe3\x32\x9a\x36", 4);
	tear_down(&s);
}
END_TEST

/* The table answers the same when it is full as when it is empty. */
START_TEST(in_long_text)
{
	unsigned char *p = malloc(60000);
	struct decoded d;
	char *want = malloc(200000), *to = want, *from = (char *)p;
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	size_t n = 0, left, room = 200000, i;
	unsigned a, b;

	ck_assert(p && want && (intptr_t)cd != -1);
	for (b = 0xfe; b >= 0x40; b--)
		for (a = 0x81; a <= 0xfe && b != 0x7f; a++) {
			p[n++] = (unsigned char)a;
			p[n++] = (unsigned char)b;
			/* digits between, so that all places are met */
			if (a % 7 == 0)
				p[n++] = '0';
		}
	left = n;
	ck_assert(iconv(cd, &from, &left, &to, &room) == 0);
	for (i = 0; i + 3 <= 200000 - room; i++)
		if (memcmp(want + i, "\xee\x97\xa5", 3) == 0)
			memcpy(want + i, "\xe3\x80\x80", 3);
	decode_always(&d, p, n, &gb);
	ck_assert_int_eq(d.rc, GKR_OK);
	test_bytes(d.text, d.len, want, 200000 - room);
	decoded_free(&d);
	iconv_close(cd);
	free(want);
	free(p);
}
END_TEST

/* Up to `most` characters of one sort; returns the bytes. */
static size_t put_sort(
    struct test_random *r, unsigned sort, size_t most, unsigned char *p)
{
	/* lead from..to, trail from..to; the usual, of two bytes in UTF-8, of
	 * GBK, with a high bit alone, anything */
	static const unsigned char range[][4] = {{0xb0, 0xf7, 0xa1, 0xfe},
	    {0xa7, 0xa8, 0xa1, 0xc0}, {0x81, 0xa0, 0x40, 0x7e},
	    {0x80, 0xff, 0x80, 0xff}, {0x81, 0xfe, 0x01, 0xff}};
	size_t n = 0, i, k, count = (size_t)test_random_below(r, most + 1);

	for (i = 0; i < count; i++) {
		if (sort == 5) {
			p[n++] = (unsigned char)(1 + test_random_below(r, 127));
			continue;
		}
		if (sort == 6) { /* a blank of four bytes */
			memcpy(p + n, "\x81\x30\x84\x32", 4);
			n += 4;
			continue;
		}
		for (k = 0; k < 2; k++)
			p[n++] = (unsigned char)(range[sort][2 * k] +
			    test_random_below(r,
				range[sort][2 * k + 1] - range[sort][2 * k] +
				    1u));
	}
	return n;
}

/* Runs of every sort, long enough for vectors and too short for them. */
START_TEST(runs_of_all_sorts)
{
	static const struct feeding *const how[] = {&gb, &gb_replace};
	struct test_random r;
	struct decoded d;
	unsigned char p[4000];
	size_t n = 0, nul;

	test_random_init(&r, (uint64_t)_i + 1);
	while (n < 3000) {
		unsigned rare = test_random_below(&r, 4) == 0;
		unsigned sort = (unsigned)test_random_below(&r, 7);

		/* not only what is seldom met */
		if (!rare && (_i & 1 || (sort != 3 && sort != 4)))
			sort = sort & 1 ? 5 : 0;
		n += put_sort(&r, sort, rare ? 3 : 40, p + n);
	}
	decode_always(&d, p, n, how[_i % 2]);
	decoded_free(&d);
	nul = (size_t)test_random_below(&r, n);
	p[nul] = 0;
	decode_always(&d, p, n, &gb_replace);
	ck_assert_int_eq(d.rc, GKR_E_NUL);
	ck_assert_uint_eq(d.error_at, nul);
	decoded_free(&d);
}
END_TEST

/* What is no pair stays none when all rows are known. */
START_TEST(wrong_pairs)
{
	struct setting s;
	unsigned char p[40];
	unsigned a, b;
	struct gkri_buf window;
	size_t used;

	set_up(&s);
	gkri_buf_init(&window, &s.mem);
	for (a = 0x81; a < 0xff; a++) {
		p[0] = (unsigned char)a;
		p[1] = 0x40;
		check_one(s.cd, s.d, p, 2);
	}
	for (a = 0x80; a <= 0xff; a++)
		for (b = 1; b < 0x40; b++) {
			/* one in the midst of others, and not a digit */
			if (a == 0x80 || (b >= '0' && b <= '9'))
				continue;
			memset(p, 0xd6, sizeof p);
			p[10] = (unsigned char)a;
			p[11] = (unsigned char)b;
			gkri_decoder_reset(s.d);
			window.len = 0;
			must(gkri_decoder_run(s.d, p, sizeof p, 1, &window,
				 SIZE_MAX, &used) == GKR_E_ENCODING);
			must(gkri_decoder_error_offset(s.d) == 10);
			must(window.len == 15);
		}
	gkri_buf_free(&window);
	tear_down(&s);
}
END_TEST

/* ------------------------------------------------------------------ */

static const struct {
	const char *bytes;
	size_t len;
	const char *text;    /* U+FFFD for what is no character */
	uint64_t replaced;   /* how many of these */
	int64_t error_at;    /* where they are not replaced; -1: no error */
	const char *sources; /* of the characters, as digits and letters */
} odds[] = {
    {BYTES("\x80"), "€", 0, -1, "0"},
    {BYTES("\x80\x80"
	   "1\x80"),
	"€€1€", 0, -1, "0123"},
    /* the full-width blank's old place */
    {BYTES("\xa3\xa0\xa1\xa1"), "　　", 0, -1, "02"},
    /* a pair beyond the BMP, and four bytes within and beyond */
    {BYTES("\xfe\x51"
	   "1"),
	"𠂇1", 0, -1, "02"},
    {BYTES("\x81\x30\x84\x32"
	   "1"),
	"\xc2\xa0"
	"1",
	0, -1, "04"},
    {BYTES("\x95\x32\x82\x36\xd6\xd0"), "𠀀中", 0, -1, "04"},
    {BYTES("\xd6\xd0\x80\x81\x30\x84\x32\x81\x30\x84\x32\xb9\xfa"),
	"中€\xc2\xa0\xc2\xa0国", 0, -1, "0237b"},
    /* U+FFFD itself is a character */
    {BYTES("\x84\x31\xa4\x37"), "\xef\xbf\xbd", 0, -1, "0"},
    {BYTES("\xff"
	   "1"),
	"\xef\xbf\xbd"
	"1",
	1, 0, "01"},
    {BYTES("\xd6"
	   "1"),
	"\xef\xbf\xbd"
	"1",
	1, 0, "01"},
    {BYTES("1\xd6\n\xd6\xd0"), "1\xef\xbf\xbd\n中", 1, 1, "0123"},
    {BYTES("\xd6\x7f"), "\xef\xbf\xbd\x7f", 1, 0, "01"},
    {BYTES("\xd6\xff"), "\xef\xbf\xbd\xef\xbf\xbd", 2, 0, "01"},
    {BYTES("\x81\x30\x41"),
	"\xef\xbf\xbd"
	"0A",
	1, 0, "012"},
    {BYTES("\x81\x30\x81\x41"),
	"\xef\xbf\xbd"
	"0丄",
	1, 0, "012"},
    /* four bytes that stand for nothing */
    {BYTES("\xe3\x32\x9a\x36"
	   "1"),
	"\xef\xbf\xbd"
	"1",
	1, 0, "04"},
    /* cut off at the end */
    {BYTES("1\xd6"), "1\xef\xbf\xbd", 1, 1, "01"},
    /* of which a digit is kept */
    {BYTES("1\x81\x30"),
	"1\xef\xbf\xbd"
	"0",
	1, 1, "012"},
    {BYTES("1\x81\x30\x84"),
	"1\xef\xbf\xbd"
	"0\xef\xbf\xbd",
	2, 1, "0123"},
};

static uint64_t digit(char c)
{
	return (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/*
 * 1 where this iconv tells the row's first character otherwise: its version of
 * the standard has the pair in the private use area, or it is not believed.
 */
static int told_otherwise(int row)
{
	const unsigned char *p = (const unsigned char *)odds[row].bytes;
	size_t n = p[1] >= 0x40 ? 2 : 4, len;
	iconv_t cd;
	uint32_t code;

	if (odds[row].error_at >= 0 || *p <= 0x80 || *p == 0xa3)
		return 0;
	cd = iconv_open("UTF-8", "GB18030");
	ck_assert((intptr_t)cd != -1);
	code = ask(cd, p, n);
	iconv_close(cd);
	return code != gkri_code(odds[row].text, strlen(odds[row].text), &len);
}

START_TEST(odd_ones)
{
	struct decoded d;
	size_t i, k = 0, len = strlen(odds[_i].text);

	if (told_otherwise(_i))
		return;
	decode_always(&d, odds[_i].bytes, odds[_i].len, &gb_replace);
	ck_assert_int_eq(d.rc, GKR_OK);
	test_bytes(d.text, d.len, odds[_i].text, len);
	ck_assert_uint_eq(d.replaced, odds[_i].replaced);
	for (i = 0; i < len; i++)
		if ((d.text[i] & 0xc0) != 0x80)
			ck_assert_uint_eq(
			    d.source[i], digit(odds[_i].sources[k++]));
	ck_assert_uint_eq(d.source[len], odds[_i].len);
	ck_assert_uint_eq(k, strlen(odds[_i].sources));
	decoded_free(&d);

	decode_always(&d, odds[_i].bytes, odds[_i].len, &gb);
	if (odds[_i].error_at < 0) {
		ck_assert_int_eq(d.rc, GKR_OK);
	} else {
		ck_assert_int_eq(d.rc, GKR_E_ENCODING);
		ck_assert_uint_eq(d.error_at, (uint64_t)odds[_i].error_at);
		ck_assert_uint_eq(d.bytes, d.error_at);
		ck_assert_uint_eq(d.source[d.len], d.error_at);
	}
	decoded_free(&d);
}
END_TEST

/* ------------------------------------------------------------------ */
/* iconv                                                              */

START_TEST(no_converter)
{
	struct feeding how = {.charset = "no-such-charset"};
	struct decoded d;

	/* it is missed where it is needed first */
	decode_always(&d, BYTES("2021\xc4\xea\xb6\xc8"), &how);
	ck_assert_int_eq(d.rc, GKR_E_ICONV);
	ck_assert_uint_eq(d.error_at, 4);
	test_text(d.text, d.len, "2021");
	ck_assert_uint_eq(d.encoding, GKR_ENCODING_GB18030);
	decoded_free(&d);
	/* and nowhere else */
	decode_always(&d, BYTES("<meta charset=gb2312>2021"), &how);
	ck_assert_int_eq(d.rc, GKR_OK);
	ck_assert_uint_eq(d.encoding, GKR_ENCODING_GB18030);
	decoded_free(&d);
	decode_always(&d, BYTES("2021年"), &how);
	ck_assert_int_eq(d.rc, GKR_OK);
	decoded_free(&d);
}
END_TEST

/*
 * A converter that knows less is not trusted beyond that: what it does not
 * have is an error, never something else.
 */
START_TEST(poor_converter)
{
	struct feeding how = {
	    .charset = "GB2312", .encoding = GKR_ENCODING_GB18030};
	struct decoded d;
	iconv_t cd = iconv_open("UTF-8", "GB2312");

	if ((intptr_t)cd == -1)
		return;
	iconv_close(cd);
	decode_always(&d, BYTES("\xd6\xd0\xb9\xfa"), &how);
	test_text(d.text, d.len, "中国");
	decoded_free(&d);
	decode_always(&d, BYTES("\xd6\xd0\xe9\x46\xd6\xd0"), &how);
	ck_assert_int_eq(d.rc, GKR_E_ENCODING);
	ck_assert_uint_eq(d.error_at, 2);
	decoded_free(&d);
	decode_always(&d, BYTES("\xd6\xd0\x81\x30\x84\x32"), &how);
	ck_assert_int_eq(d.rc, GKR_E_ENCODING);
	ck_assert_uint_eq(d.error_at, 2);
	decoded_free(&d);
}
END_TEST

Suite *suite_gb(void);
Suite *suite_gb(void)
{
	Suite *s = suite_create("gb");
	TCase *tc = tcase_create("gb");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, every_pair);
	tcase_add_test(tc, every_four_byte_form);
	tcase_add_test(tc, wrong_pairs);
	tcase_add_test(tc, in_long_text);
	tcase_add_loop_test(tc, runs_of_all_sorts, 0, 16);
	tcase_add_loop_test(tc, odd_ones, 0, (int)(sizeof odds / sizeof *odds));
	tcase_add_test(tc, no_converter);
	tcase_add_test(tc, poor_converter);
	suite_add_tcase(s, tc);
	return s;
}
