/* Blanks, code points, UTF-8, display columns. */
#include "support.h"
#include "support-exact.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ */
/* Blanks                                                             */

/* Each whole string is one blank, or none. */
static const char *const blanks[] = {" ", "\t", "\n", "\r", "\xc2\xa0",
    "\xe3\x80\x80", "\xe2\x80\x80", "\xe2\x80\x85", "\xe2\x80\x8b",
    "\xef\xbb\xbf"};
static const char *const no_blanks[] = {"", "a", "\v", "\f", "\x1f", "0",
    "\xc2\xa1", "\xc3\xa0", "\xc2", "\xe3\x80\x81", "\xe3\x81\x80", "\xe3\x80",
    "\xe3", "\xe2\x80\x8c", "\xe2\x80\x7f", "\xe2\x81\x80", "\xe2\x80",
    "\xef\xbb\xbe", "\xef\xbc\xbf", "\xef\xbb", "\xa0", "\x80", "中"};

START_TEST(blank_is_known)
{
	size_t i;

	for (i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		ck_assert_uint_eq(gkri_blank(blanks[i], strlen(blanks[i])),
		    strlen(blanks[i]));
		ck_assert_uint_eq(
		    gkri_blank(blanks[i], strlen(blanks[i]) - 1), 0);
		ck_assert(gkri_is_blank(blanks[i], strlen(blanks[i])));
	}
	for (i = 0; i < sizeof no_blanks / sizeof *no_blanks; i++)
		ck_assert_uint_eq(
		    gkri_blank(no_blanks[i], strlen(no_blanks[i])), 0);
	ck_assert(gkri_is_blank("", 0));
	ck_assert(gkri_is_blank(" \xe3\x80\x80\xc2\xa0", 6));
	ck_assert(!gkri_is_blank(" \xe3\x80\x80.", 5));
}
END_TEST

static const struct {
	const char *text, *trimmed;
} trims[] = {{"", ""}, {" ", ""}, {"0", "0"}, {" 0", "0"}, {"0 ", "0"},
    {"\xc2\xa0\xe3\x80\x80"
     "11\xc2\xa0",
	"11"},
    {"甲 乙", "甲 乙"}, {"\t\r\n甲乙\xe3\x80\x80\n", "甲乙"},
    {"\xef\xbb\xbf一、\xe2\x80\x8b", "一、"}, {"\xe3\x80\x80\xe3\x80\x80", ""},
    {"à", "à"}, {"\xe5\xa0\x80", "\xe5\xa0\x80"},
    {"\xc3\xa0\xc2\xa0", "\xc3\xa0"}, {"\xa0x\xa0", "\xa0x\xa0"}, {"、", "、"},
    {"\xe3\x80\x80\x80", "\x80"}};

START_TEST(trim_takes_both_ends)
{
	size_t i, n;
	char *block;
	const char *p;

	for (i = 0; i < sizeof trims / sizeof *trims; i++) {
		n = strlen(trims[i].text);
		p = test_exact(trims[i].text, n, &block);
		gkri_trim(&p, &n);
		test_text(p, n, trims[i].trimmed);
		free(block);
	}
}
END_TEST

/* Trimming every prefix and suffix never reads outside of it. */
START_TEST(trim_stays_inside)
{
	static const char text[] = "\xe3\x80\x80\xc2\xa0\xef\xbb\xbf 甲 "
				   "\xe2\x80\x8b\xc2\xa0\xe3\x80\x80\xef\xbb";
	size_t from, to, n;
	char *block;
	const char *p;

	for (from = 0; from < sizeof text; from++) {
		for (to = from; to < sizeof text; to++) {
			n = to - from;
			p = test_exact(text + from, n, &block);
			gkri_trim(&p, &n);
			ck_assert(p >= block);
			ck_assert(p + n <= block + (to > from ? to - from : 1));
			free(block);
		}
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Code points                                                        */

START_TEST(every_code_point_goes_round)
{
	uint32_t code;
	char bytes[4];
	size_t n, len, bad, cut;

	for (code = 0; code <= 0x10ffff; code++) {
		if (code == 0xd800)
			code = 0xe000;
		n = gkri_encode(bytes, code);
		if (gkri_code(bytes, n, &len) != code || len != n ||
		    gkri_utf8_check(bytes, n, &bad, &cut) != n || bad || cut ||
		    gkri_count(bytes, n) != 1)
			ck_abort_msg("U+%04X", (unsigned)code);
	}
}
END_TEST

/* How long the maximal ill-formed part is, or the cut beginning. */
static const struct {
	const char *text;
	size_t good, bad, cut;
} checks[] = {{"", 0, 0, 0}, {"abc", 3, 0, 0}, {"a中", 4, 0, 0},
    {"0123456789abcdef\x80", 16, 1, 0}, {"中\xff", 3, 1, 0},
    {"\xc0\x80", 0, 1, 0}, {"\xc1\xbf", 0, 1, 0}, {"\xc2", 0, 0, 1},
    {"\xc2z", 0, 1, 0}, {"\xe0\x80\x80", 0, 1, 0}, {"\xe0\x9f", 0, 1, 0},
    {"\xe0\xa0", 0, 0, 2}, {"\xe0", 0, 0, 1}, {"\xe4\xb8", 0, 0, 2},
    {"\xe4\xb8z", 0, 2, 0}, {"\xe4z", 0, 1, 0}, {"\xed\x9f\xbf", 3, 0, 0},
    {"\xed\xa0\x80", 0, 1, 0}, {"\xed\xbf", 0, 1, 0}, {"\xee\x80\x80", 3, 0, 0},
    {"\xef\xbf\xbf", 3, 0, 0}, {"\xf0\x8f\xbf\xbf", 0, 1, 0},
    {"\xf0\x90\x80\x80", 4, 0, 0}, {"\xf0\x90\x80", 0, 0, 3},
    {"\xf0\x90\x80z", 0, 3, 0}, {"\xf4\x8f\xbf\xbf", 4, 0, 0},
    {"\xf4\x90\x80\x80", 0, 1, 0}, {"\xf4\x90", 0, 1, 0},
    {"\xf5\x80\x80\x80", 0, 1, 0}, {"中中中中中中中中\xe4\xb8", 24, 0, 2},
    {"中中中\xe4中", 9, 1, 0}, {"é中é\xbf", 7, 1, 0}};

START_TEST(ill_formed_text_is_found)
{
	size_t i, n, bad, cut;
	char *block, *p;

	for (i = 0; i < sizeof checks / sizeof *checks; i++) {
		n = strlen(checks[i].text);
		p = test_exact(checks[i].text, n, &block);
		ck_assert_uint_eq(
		    gkri_utf8_check(p, n, &bad, &cut), checks[i].good);
		ck_assert_uint_eq(bad, checks[i].bad);
		ck_assert_uint_eq(cut, checks[i].cut);
		free(block);
	}
	ck_assert_uint_eq(gkri_utf8_check("a\0b", 3, &bad, &cut), 3);
}
END_TEST

/* 1 where the bytes encode one code point, told by encoding them all. */
static int is_character(const char *p, size_t n)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t code = (unsigned char)p[0];
	size_t i;

	if (n == 1)
		return code < 0x80;
	code &= n == 2 ? 0x1fu : n == 3 ? 0x0fu : 0x07u;
	for (i = 1; i < n; i++) {
		if (((unsigned char)p[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | ((unsigned char)p[i] & 0x3fu);
	}
	return code >= least[n] && code <= 0x10ffff &&
	    (code < 0xd800 || code > 0xdfff);
}

static size_t naive_check(const char *p, size_t n)
{
	size_t i = 0, len;

	while (i < n) {
		unsigned char c = (unsigned char)p[i];

		len = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		if (c >= 0xf8 || len > n - i || !is_character(p + i, len))
			break;
		i += len;
	}
	return i;
}

START_TEST(checks_agree_with_the_definition)
{
	static const unsigned char picks[] = {0x00, 0x41, 0x7f, 0x80, 0x8f,
	    0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xe4,
	    0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff};
	struct test_random r;
	char text[24];
	size_t i, n, bad, cut, got, round;

	test_random_init(&r, 1);
	for (round = 0; round < 30000; round++) {
		n = test_random_below(&r, sizeof text + 1);
		for (i = 0; i < n; i++)
			text[i] =
			    (char)picks[test_random_below(&r, sizeof picks)];
		if (round % 2 && n >= 12)
			memcpy(text, "甲乙丙丁", 12);
		got = gkri_utf8_check(text, n, &bad, &cut);
		ck_assert_uint_eq(got, naive_check(text, n));
		ck_assert(got == n ? !bad && !cut : !bad != !cut);
		ck_assert_uint_le(got + bad + cut, n);
		ck_assert(cut == 0 || got + cut == n);
	}
}
END_TEST

START_TEST(code_of_ill_formed_text)
{
	size_t i, len;

	for (i = 0; i < sizeof checks / sizeof *checks; i++) {
		if (checks[i].good || checks[i].bad + checks[i].cut == 0)
			continue;
		ck_assert_uint_eq(
		    gkri_code(checks[i].text, strlen(checks[i].text), &len),
		    0xfffd);
		ck_assert_uint_eq(len, 1);
	}
	ck_assert_uint_eq(gkri_code("", 0, &len), 0);
	ck_assert_uint_eq(len, 0);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Counting and display columns                                       */

static const struct {
	const char *text;
	size_t width;
} widths[] = {{"", 0}, {"abc", 3}, {"12345678", 8}, {"123456789", 9},
    {"（一）", 6}, {"(一)", 4}, {"自然人  12", 10}, {"０", 2}, {"　", 2},
    {"│", 1}, {"┼", 1}, {"─", 1}, {"“三”", 4}, {"、。", 4}, {"—", 1}, {"é", 1},
    {"e\xcc\x81", 1}, {"\xe2\x80\x8b", 0}, {"\xef\xbb\xbf", 0}, {"\f12", 2},
    {"\t", 0}, {"12345\t78", 7},
    {"12345\x7f"
     "78",
	7},
    {"〔〕", 4}, {"\xe3\x80\xaa", 0}, {"\xe3\x80\xbf", 1}, {"㈠", 2}, {"①", 1},
    {"⼀", 2}, {"ｱ", 1}, {"\xc2\xa0", 1}, {"𠀀", 2}, {"한", 2}, {"䶵", 2},
    {"…", 1}, {"%", 1}, {"％", 2}, {"12345678中12345678文", 20}, {"\xff", 1},
    {"\xe4\xb8", 2}};

START_TEST(width_is_counted)
{
	size_t i, n;
	char *block, *p;

	for (i = 0; i < sizeof widths / sizeof *widths; i++) {
		n = strlen(widths[i].text);
		p = test_exact(widths[i].text, n, &block);
		if (gkri_width(p, n) != widths[i].width)
			ck_abort_msg(
			    "%s: %d", widths[i].text, (int)gkri_width(p, n));
		free(block);
	}
}
END_TEST

/* Whole texts against their characters one by one. */
START_TEST(blocks_agree_with_characters)
{
	static const uint32_t picks[] = {'a', '0', ' ', '~', '\t', 0x7f, 0x1f,
	    0x20, 0xe9, 0x301, 0x2500, 0x3000, 0x4dff, 0x4e00, 0x5000, 0x9fff,
	    0xa000, 0xff08, 0xff61, 0x20000};
	struct test_random r;
	uint32_t code;
	char text[256];
	size_t n, width, round, k, count;

	test_random_init(&r, 2);
	for (round = 0; round < 8000; round++) {
		count = test_random_below(&r, 48);
		for (n = width = k = 0; k < count; k++) {
			code = k % 3 ? picks[test_random_below(&r, 3)]
				     : picks[test_random_below(&r, 20)];
			n += gkri_encode(text + n, code);
			width += gkri_width_of(code);
		}
		ck_assert_uint_eq(gkri_width(text, n), width);
		ck_assert_uint_eq(gkri_count(text, n), count);
	}
}
END_TEST

/* Any bytes may come: nothing is read behind them, and all of them are. */
START_TEST(any_bytes_are_survived)
{
	struct test_random r;
	char text[40], *block, *p;
	size_t n, i, at, len, round;

	test_random_init(&r, 3);
	for (round = 0; round < 8000; round++) {
		n = test_random_below(&r, sizeof text + 1);
		for (i = 0; i < n; i++)
			text[i] = (char)(0xe0 + test_random_below(&r, 0x60));
		p = test_exact(text, n, &block);
		for (at = 0; at < n; at += len) {
			gkri_code(p + at, n - at, &len);
			ck_assert(len >= 1 && len <= n - at);
		}
		gkri_width(p, n);
		gkri_count(p, n);
		gkri_is_blank(p, n);
		free(block);
	}
}
END_TEST

Suite *suite_text(void)
{
	Suite *s = suite_create("text");
	TCase *tc = tcase_create("text");

	tcase_add_test(tc, blank_is_known);
	tcase_add_test(tc, trim_takes_both_ends);
	tcase_add_test(tc, trim_stays_inside);
	tcase_add_test(tc, every_code_point_goes_round);
	tcase_add_test(tc, ill_formed_text_is_found);
	tcase_add_test(tc, checks_agree_with_the_definition);
	tcase_add_test(tc, code_of_ill_formed_text);
	tcase_add_test(tc, width_is_counted);
	tcase_add_test(tc, blocks_agree_with_characters);
	tcase_add_test(tc, any_bytes_are_survived);
	suite_add_tcase(s, tc);
	return s;
}
