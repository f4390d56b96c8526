/* Checking UTF-8: vectors, scalar code, a plain reference and iconv. */
#include "support-decode.h"

#include "utf8.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/*
 * The reference: bytes of the character at p by its code point; 0 where there
 * is none.  *part is then the longest part that some character begins with.
 */
static size_t plain(const unsigned char *p, size_t n, size_t *part)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned lead = p[0];
	size_t need = lead < 0x80 ? 1
	    : lead < 0xc0	  ? 0
	    : lead < 0xe0	  ? 2
	    : lead < 0xf0	  ? 3
	    : lead < 0xf8	  ? 4
				  : 0;
	uint32_t code = need == 1 ? lead : lead & (0x7fu >> need), low, high;
	size_t k, bits;

	*part = 1;
	for (k = 1; k < need; k++) {
		if (k == n || (p[k] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (p[k] & 0x3fu);
		/* what the rest can still make of it */
		bits = 6 * (need - 1 - k);
		low = code << bits;
		high = low | ((UINT32_C(1) << bits) - 1);
		if (high < least[need] || low > 0x10ffff ||
		    (low >= 0xd800 && high <= 0xdfff))
			return 0;
		*part = k + 1;
	}
	return need;
}

static size_t plain_run(const unsigned char *p, size_t n)
{
	size_t i = 0, k, part;

	while (i < n && p[i] != 0 && (k = plain(p + i, n - i, &part)) != 0)
		i += k;
	return i;
}

/* All of them, on a block that ends where the bytes do. */
static void check(const unsigned char *bytes, size_t n)
{
	unsigned char *p = malloc(n + 1);
	size_t want = plain_run(bytes, n), part = 0, bad;
	int cut;

	must(p != NULL);
	/* no alignment, and tools see what is read beyond */
	memcpy(p + 1, bytes, n);
	must(gkri_utf8_run(p + 1, n) == want);
	must(gkri_utf8_run_scalar(p + 1, n) == want);
	if (want < n) {
		bad = gkri_utf8_bad(p + 1 + want, n - want, &cut);
		plain(p + 1 + want, n - want, &part);
		if (bytes[want] == 0) {
			must(bad == 0);
			must(cut == 0);
		} else {
			must(bad == part);
			must(cut ==
			    (part == n - want && bytes[want] >= 0xc2 &&
				bytes[want] <= 0xf4));
		}
	}
	free(p);
}

/* The bytes in the middle of others, at every place of a block. */
static void check_within(const unsigned char *bytes, size_t n)
{
	static const char *const fills[] = {"a", "中", "é", "\xf0\xa0\x80\x80"};
	unsigned char p[200];
	size_t i, f, at, len;

	for (f = 0; f < 4; f++)
		for (at = 0; at < 70; at++) {
			len = strlen(fills[f]);
			for (i = 0; i + len <= at; i += len)
				memcpy(p + i, fills[f], len);
			memcpy(p + i, bytes, n);
			for (i += n; i + len <= sizeof p; i += len)
				memcpy(p + i, fills[f], len);
			check(p, i);
			check(p, at + n);
		}
}

START_TEST(every_short_sequence)
{
	unsigned char p[20];
	unsigned a, b, c;

	memset(p, 'x', sizeof p);
	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b++) {
			p[0] = (unsigned char)a;
			p[1] = (unsigned char)b;
			check(p, 1);
			check(p, 2);
			check(p, sizeof p);
		}
	for (a = 0xe0; a < 0x100; a++)
		for (b = 0x70; b < 0xd0; b++)
			for (c = 0x7f; c < 0xc1; c++) {
				p[0] = (unsigned char)a;
				p[1] = (unsigned char)b;
				p[2] = (unsigned char)c;
				p[3] = 0xbf;
				check(p, 3);
				check(p, 4);
				check(p, sizeof p);
				p[3] = 'x';
				check(p, sizeof p);
			}
}
END_TEST

START_TEST(edges_at_every_place)
{
	static const char *const edges[] = {"\x7f", "\x80", "\xbf", "\xc0\x80",
	    "\xc1\xbf", "\xc2\x80", "\xc2", "\xdf\xbf", "\xe0\x9f\xbf",
	    "\xe0\xa0\x80", "\xe0\xa0", "\xe1\x80\x80", "\xec\xbf\xbf",
	    "\xed\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xee\x80\x80",
	    "\xef\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf0\x90\x80\x80",
	    "\xf0\x90\x80", "\xf4\x8f\xbf\xbf", "\xf4\x90\x80\x80",
	    "\xf5\x80\x80\x80", "\xfe", "\xff", "\xe4\xb8", "\xe4",
	    "\xe4\xb8\xad\x80", "\xf3\xa0\x80\x80\x80"};
	size_t i;

	for (i = 0; i < sizeof edges / sizeof *edges; i++)
		check_within((const unsigned char *)edges[i], strlen(edges[i]));
	check_within((const unsigned char *)"\0", 1);
	check_within((const unsigned char *)"\xe4\0\xad", 3);
}
END_TEST

/* A mixture of everything, sometimes damaged. */
static size_t mixture(struct test_random *r, unsigned char *p, size_t most)
{
	static const char *const parts[] = {"0", "\t", "\n", "abcdefghijklm",
	    "中", "年度", "政府信息公开", "　", "é", "ß", "\xed\x9f\xbf", "가",
	    "\xe0\xa4\x85", "\xf0\xa0\x80\x80", "😀", "\xef\xbf\xbd"};
	size_t n = 0, len, k, times;

	for (;;) {
		k = test_random_below(r, sizeof parts / sizeof *parts);
		len = strlen(parts[k]);
		for (times = test_random_below(r, 12); times; times--) {
			if (n + len > most)
				return n;
			memcpy(p + n, parts[k], len);
			n += len;
		}
	}
}

START_TEST(random_mixtures)
{
	unsigned char p[700];
	struct test_random r;
	size_t n, i;

	test_random_init(&r, 8);
	for (i = 0; i < 20000; i++) {
		n = mixture(&r, p, test_random_below(&r, sizeof p));
		ck_assert_uint_eq(plain_run(p, n), n);
		check(p, n);
		if (n)
			check(p, test_random_below(&r, n));
		test_random_damage(&r, p, n, 1, 1 + test_random_below(&r, 300));
		check(p, n);
	}
}
END_TEST

START_TEST(iconv_agrees)
{
	unsigned char p[400];
	char out[1700];
	iconv_t cd = iconv_open("UTF-16LE", "UTF-8");
	struct test_random r;
	size_t n, i, k;

	ck_assert((intptr_t)cd != -1);
	test_random_init(&r, 16);
	for (i = 0; i < 5000; i++) {
		char *from = (char *)p, *to = out;
		size_t left, room = sizeof out;

		n = mixture(&r, p, sizeof p);
		test_random_damage(&r, p, n, 1, 100);
		for (k = 0; k < n; k++)
			if (p[k] == 0)
				p[k] = 1;
		left = n;
		iconv(cd, NULL, NULL, NULL, NULL);
		iconv(cd, &from, &left, &to, &room);
		ck_assert_uint_eq(gkri_utf8_run(p, n), n - left);
	}
	iconv_close(cd);
}
END_TEST

/* In memory of just that size, so that a sanitizer sees what is beyond. */
START_TEST(ascii_runs)
{
	unsigned char *p;
	size_t n, at;
	unsigned c;

	for (n = 1; n < 200; n += 1 + n / 20) {
		p = malloc(n);
		must(p != NULL);
		for (at = 0; at <= n; at++)
			for (c = 0; c < 3; c++) {
				memset(p, c ? 1 : 0x7f, n);
				if (at < n)
					p[at] = c == 1 ? 0 : c ? 0x80 : 0xff;
				must(gkri_ascii_run(p, n) == at);
			}
		free(p);
	}
}
END_TEST

Suite *suite_utf8(void);
Suite *suite_utf8(void)
{
	Suite *s = suite_create("utf8");
	TCase *tc = tcase_create("utf8");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, every_short_sequence);
	tcase_add_test(tc, edges_at_every_place);
	tcase_add_test(tc, random_mixtures);
	tcase_add_test(tc, iconv_agrees);
	tcase_add_test(tc, ascii_runs);
	suite_add_tcase(s, tc);
	return s;
}
