/* Which encoding, or which other file format. */
#include "support-decode.h"

#include <stdlib.h>
#include <string.h>

#define BYTES(text) text, sizeof(text) - 1

static const char prose[] =
    "柳溪县2021年政府信息公开工作年度报告\n"
    "一、总体情况\n本年度主动公开政府信息12条，受理依申请公开3件。\n";

/* A page whose label and content are told apart. */
#define META(charset)                                    \
	"<html><head><meta http-equiv=\"Content-Type\" " \
	"content=\"text/html; charset=" charset "\"></head><body>"

struct sample {
	const char *bytes;
	size_t len;
	uint32_t encoding;
	int32_t rc;
	uint64_t error_at;
};

static const struct sample samples[] = {
    /* BOMs */
    {BYTES("\xef\xbb\xbf中"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("\xff\xfe\x2d\x4e"), GKR_ENCODING_UTF16LE, GKR_OK, 0},
    {BYTES("\xfe\xff\x4e\x2d"), GKR_ENCODING_UTF16BE, GKR_OK, 0},
    {BYTES("\x84\x31\x95\x33\xd6\xd0"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES("\xef\xbb\xbf\xd6\xd0"), GKR_ENCODING_UTF8, GKR_E_ENCODING, 3},
    {BYTES("\xef\xbb"), GKR_ENCODING_UTF8, GKR_E_ENCODING, 0},
    /* only ASCII */
    {BYTES("2021\n"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("0"), GKR_ENCODING_UTF8, GKR_OK, 0},
    /* content */
    {BYTES("1 件"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("12\xc4\xea"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES("\xd5\xfe\xb8\xae"), GKR_ENCODING_GB18030, GKR_OK, 0},
    /* mostly rare characters, or Latin-1: not believed */
    {BYTES("\xe9\x46\xe9\x47\xd6\xd0"), GKR_ENCODING_UTF8, GKR_E_ENCODING, 0},
    {BYTES("caf\xe9 cr\xe8me"), GKR_ENCODING_UTF8, GKR_E_ENCODING, 3},
    {BYTES("ab\xff"), GKR_ENCODING_UTF8, GKR_E_ENCODING, 2},
    /* UTF-8 that a converter cut inside a character */
    {BYTES("政府信\xe6\x81\n公开\n"), GKR_ENCODING_UTF8, GKR_E_ENCODING, 9},
    /* UTF-16 by its zeros */
    {BYTES("\x34\x4e"
	   "1\0"
	   "0\0\n\0"),
	GKR_ENCODING_UTF16LE, GKR_OK, 0},
    {BYTES("\x4e\x34\0"
	   "1\0"
	   "0\0\n"),
	GKR_ENCODING_UTF16BE, GKR_OK, 0},
    {BYTES("1\0"
	   "2\0"),
	GKR_ENCODING_UTF16LE, GKR_OK, 0},
    {BYTES("\0"
	   "1\0"
	   "2"),
	GKR_ENCODING_UTF16BE, GKR_OK, 0},
    /* and by its other bytes: four characters, one blank beyond ASCII */
    {BYTES("\x9c\x5e\x2d\x8d\xe1\x4f\x00\x30"), GKR_ENCODING_UTF16LE, GKR_OK,
	0},
    {BYTES("\x5e\x9c\x8d\x2d\x4f\xe1\x30\x00"), GKR_ENCODING_UTF16BE, GKR_OK,
	0},
    /* a NUL does not make UTF-16 */
    {BYTES("abc\0def"), GKR_ENCODING_UTF8, GKR_E_NUL, 3},
    {BYTES("a\0b"), GKR_ENCODING_UTF8, GKR_E_NUL, 1},
    {BYTES("政府\0信息\0公开"), GKR_ENCODING_UTF8, GKR_E_NUL, 6},
    {BYTES("\0"), GKR_ENCODING_UTF8, GKR_E_NUL, 0},
    {BYTES("\xd5\xfe\xb8\xae\0\xd0\xc5"), GKR_ENCODING_GB18030, GKR_E_NUL, 4},
    /* labels: believed if nothing speaks against them */
    {BYTES(META("gb2312") "1"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES(META("gb2312") "\xe9\x46"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES(META("GBK") "\xd6\xd0"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES(META("gb2312") "中文"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES(META("utf-8") "中文"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES(META("utf-8") "\xd6\xd0\xb9\xfa"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES(META("utf-16") "中文"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES(META("x-unheard-of") "1"), GKR_ENCODING_UTF8, GKR_OK, 0},
    /* other spellings of a label */
    {BYTES("<META CHARSET=gb2312>1"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES("<meta charset = 'GB18030' />1"), GKR_ENCODING_GB18030, GKR_OK, 0},
    {BYTES("<?xml version='1.0' encoding='gbk'?>1"), GKR_ENCODING_GB18030,
	GKR_OK, 0},
    {BYTES("<?xml version='1.0'?><meta charset=\"gbk\">1"),
	GKR_ENCODING_GB18030, GKR_OK, 0},
    /* and what is none */
    {BYTES("<!-- <meta charset=gbk> -->1"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("<meta name=charset>=gbk"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("<meta charset>"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("<meta charset="), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("<meta charset"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("<met"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("charset=gbk <p charset=gbk>"), GKR_ENCODING_UTF8, GKR_OK, 0},
    {BYTES("<!-- never closed <meta charset=gbk>"), GKR_ENCODING_UTF8, GKR_OK,
	0},
    {BYTES("<meta charset=gbkgbkgbkgbkgbkgbkgbkgbkgbkgbkgbkgbk>"),
	GKR_ENCODING_UTF8, GKR_OK, 0},
    /* nothing */
    {BYTES(""), 0, GKR_E_EMPTY, 0},
    {BYTES("\xef\xbb\xbf"), GKR_ENCODING_UTF8, GKR_E_EMPTY, 3},
    {BYTES("\xff\xfe"), GKR_ENCODING_UTF16LE, GKR_E_EMPTY, 2},
};

START_TEST(samples_are_told_apart)
{
	static const struct feeding plain;
	const struct sample *s = samples + _i;
	struct decoded d;

	decode_always(&d, s->bytes, s->len, &plain);
	ck_assert_msg(d.encoding == s->encoding, "sample %d: encoding %u", _i,
	    d.encoding);
	ck_assert_msg(d.rc == s->rc, "sample %d: rc %d", _i, d.rc);
	ck_assert_msg(d.error_at == s->error_at, "sample %d: error at %d", _i,
	    (int)d.error_at);
	decoded_free(&d);
}
END_TEST

START_TEST(overrides_are_obeyed)
{
	struct feeding how = {0};
	struct decoded d;

	how.encoding = GKR_ENCODING_GB18030;
	decode_always(&d, BYTES("\xe4\xb8\xad\xe6\x96\x87"), &how);
	test_text(d.text, d.len, "涓\xee\x85\x9f枃");
	ck_assert_uint_eq(d.encoding, GKR_ENCODING_GB18030);
	decoded_free(&d);
	how.encoding = GKR_ENCODING_UTF8;
	decode_always(&d, BYTES("\xd6\xd0\xb9\xfa"), &how);
	ck_assert_int_eq(d.rc, GKR_E_ENCODING);
	ck_assert_uint_eq(d.error_at, 0);
	decoded_free(&d);
	how.encoding = GKR_ENCODING_UTF16BE;
	decode_always(&d, BYTES("12"), &how);
	test_text(d.text, d.len, "ㄲ");
	decoded_free(&d);
	/* a BOM of that encoding goes, another's stays */
	how.encoding = GKR_ENCODING_UTF16LE;
	decode_always(&d, BYTES("\xff\xfe\x2d\x4e"), &how);
	test_text(d.text, d.len, "中");
	ck_assert_uint_eq(d.source[0], 2);
	decoded_free(&d);
	decode_always(&d, BYTES("\xfe\xff\x2d\x4e"), &how);
	test_text(d.text, d.len, "\xef\xbf\xbe中");
	decoded_free(&d);
}
END_TEST

/* ------------------------------------------------------------------ */

#define ANYWHERE SIZE_MAX

static const struct {
	const char *magic, *more;
	size_t magic_len, more_len, at;
	const char *zh, *en;
} files[] = {
#define GKR_DEF_FILE(magic, at, more, zh, en) \
	{magic, more, sizeof(magic) - 1, sizeof(more) - 1, at, zh, en},
#include "format.def"
};

/* A file as the row describes it, `len` bytes long. */
static void make_file(unsigned char *p, size_t len, int row)
{
	size_t at = files[row].at == ANYWHERE ? 100 : files[row].at;

	memset(p, 0x11, len);
	memcpy(p, files[row].magic, files[row].magic_len);
	if (at + files[row].more_len <= len && files[row].more_len)
		memcpy(p + at, files[row].more, files[row].more_len);
}

START_TEST(files_are_named)
{
	unsigned char p[5000];
	size_t lengths[] = {300, 4096, 5000}, i, used;
	struct gkri_mem mem;
	struct gkri_decoder *d;
	struct gkri_buf window;

	gkri_mem_init(&mem, NULL, NULL);
	gkri_buf_init(&window, &mem);
	ck_assert_int_eq(gkri_decoder_new(&mem, &d), GKR_OK);
	for (i = 0; i < 3; i++) {
		make_file(p, lengths[i], _i);
		/* whatever encoding it is said to have */
		gkri_decoder_set_encoding(d, (uint32_t)i);
		gkri_decoder_reset(d);
		ck_assert_ptr_null(gkri_decoder_format(d, GKR_LANG_EN));
		ck_assert_int_eq(gkri_decoder_run(d, p, lengths[i], 1, &window,
				     SIZE_MAX, &used),
		    GKR_E_FORMAT);
		ck_assert_uint_eq(gkri_decoder_error_offset(d), 0);
		ck_assert_uint_eq(window.len, 0);
		ck_assert_str_eq(
		    gkri_decoder_format(d, GKR_LANG_ZH), files[_i].zh);
		ck_assert_str_eq(
		    gkri_decoder_format(d, GKR_LANG_EN), files[_i].en);
		ck_assert_ptr_null(gkri_decoder_format(d, 3));
	}
	gkri_decoder_free(d);
	gkri_buf_free(&window);
}
END_TEST

START_TEST(files_in_pieces)
{
	static const struct feeding plain;
	unsigned char p[4500];
	struct decoded d;

	make_file(p, sizeof p, 0);
	decode_always(&d, p, sizeof p, &plain);
	ck_assert_int_eq(d.rc, GKR_E_FORMAT);
	decoded_free(&d);
	make_file(p, 150, 2);
	decode_always(&d, p, 150, &plain);
	ck_assert_int_eq(d.rc, GKR_E_FORMAT);
	decoded_free(&d);
}
END_TEST

START_TEST(nearly_files)
{
	static const struct feeding plain;
	static const struct {
		const char *bytes;
		size_t len;
	} texts[] = {{BYTES("%PDF")}, {BYTES("BM 1 2 3 4 5")}, {BYTES("BM")},
	    {BYTES("PK")}, {BYTES("{\\rt")}, {BYTES("From: 甲\n乙\n")},
	    {BYTES("<?xml version=\"1.0\"?>")}, {BYTES("RIFF    WEB")},
	    {BYTES(" %PDF-1.4")}, {BYTES("GIF8 9a")},
	    {BYTES("{\"schema\": 1}")}, {BYTES("[TABLE]")},
	    {BYTES("source,year\n")}};
	struct decoded d;
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		decode_always(&d, texts[i].bytes, texts[i].len, &plain);
		ck_assert_int_eq(d.rc, GKR_OK);
		test_bytes(d.text, d.len, texts[i].bytes, texts[i].len);
		decoded_free(&d);
	}
}
END_TEST

/* ------------------------------------------------------------------ */

/*
 * ASCII of every length about what is looked at first, then the prose in
 * another encoding, so that each is met in every state.
 */
START_TEST(late_beginnings)
{
	static const struct feeding plain;
	unsigned char *p = malloc(20000);
	static const size_t before[] = {
	    1, 4000, 4093, 4094, 4095, 4096, 4097, 4098, 8191, 8192, 9001};
	uint32_t encodings[] = {GKR_ENCODING_UTF8, GKR_ENCODING_GB18030};
	struct decoded d;
	size_t i, n, text = strlen(prose);

	ck_assert(p != NULL);
	for (i = 0; i < 2 * sizeof before / sizeof *before; i++) {
		size_t ascii = before[i / 2];

		memset(p, '7', ascii);
		n = ascii +
		    test_encode(p + ascii, 2000, encodings[i % 2], prose);
		decode_always(&d, p, n, &plain);
		ck_assert_int_eq(d.rc, GKR_OK);
		ck_assert_uint_eq(d.encoding, encodings[i % 2]);
		test_bytes(d.text + ascii, d.len - ascii, prose, text);
		ck_assert_uint_eq(d.source[ascii], ascii);
		ck_assert_uint_eq(d.source[d.len], n);
		decoded_free(&d);
	}
	free(p);
}
END_TEST

/* What comes after the lookahead has no say. */
START_TEST(lookahead_is_bounded)
{
	static const struct feeding plain;
	size_t len = 3 * GKRI_SNIFF, i;
	unsigned char *p = malloc(len);
	struct decoded d;

	ck_assert(p != NULL);
	for (i = 0; i + 3 <= len; i += 3)
		memcpy(p + i, "中", 3);
	p[GKRI_SNIFF] = 0xff;
	decode_always(&d, p, len, &plain);
	ck_assert_uint_eq(d.encoding, GKR_ENCODING_UTF8);
	ck_assert_int_eq(d.rc, GKR_E_ENCODING);
	ck_assert_uint_eq(d.error_at, GKRI_SNIFF / 3 * 3);
	decoded_free(&d);
	/* GB18030, but for one sequence behind the lookahead */
	for (i = 0; i + 2 <= len; i += 2)
		memcpy(p + i, "\xd6\xd0", 2);
	p[GKRI_SNIFF + 1] = 0xff;
	decode_always(&d, p, len, &plain);
	ck_assert_uint_eq(d.encoding, GKR_ENCODING_GB18030);
	ck_assert_uint_eq(d.error_at, GKRI_SNIFF);
	decoded_free(&d);
	/* what decides stands near its end, in pieces as well */
	for (i = 0; i < GKRI_SNIFF / 4 * 3; i += 2)
		memcpy(p + i, "\xc2\xa1", 2);
	for (; i + 2 <= len; i += 2)
		memcpy(p + i, "\xd6\xd0", 2);
	decode_always(&d, p, len, &plain);
	ck_assert_uint_eq(d.encoding, GKR_ENCODING_GB18030);
	decoded_free(&d);
	free(p);
}
END_TEST

/* Some damage does not make another encoding of a text. */
START_TEST(damage_is_not_an_encoding)
{
	struct feeding how = {0};
	unsigned char p[8000];
	uint32_t encodings[] = {GKR_ENCODING_UTF8, GKR_ENCODING_GB18030};
	struct test_random r;
	struct decoded d;
	size_t i, n, k;

	how.replace = 1;
	test_random_init(&r, 5);
	for (i = 0; i < 400; i++) {
		n = 0;
		while (n < 3000)
			n += test_encode(
			    p + n, sizeof p - n, encodings[i % 2], prose);
		for (k = 0; k < n / 200; k++)
			p[test_random_below(&r, n)] =
			    (unsigned char)(1 + test_random_below(&r, 255));
		decode(&d, p, n, &how);
		ck_assert_uint_eq(d.encoding, encodings[i % 2]);
		decoded_free(&d);
	}
}
END_TEST

Suite *suite_sniff(void);
Suite *suite_sniff(void)
{
	Suite *s = suite_create("sniff");
	TCase *tc = tcase_create("sniff");

	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, samples_are_told_apart, 0,
	    (int)(sizeof samples / sizeof *samples));
	tcase_add_test(tc, overrides_are_obeyed);
	tcase_add_loop_test(
	    tc, files_are_named, 0, (int)(sizeof files / sizeof *files));
	tcase_add_test(tc, files_in_pieces);
	tcase_add_test(tc, nearly_files);
	tcase_add_test(tc, late_beginnings);
	tcase_add_test(tc, lookahead_is_bounded);
	tcase_add_test(tc, damage_is_not_an_encoding);
	suite_add_tcase(s, tc);
	return s;
}
