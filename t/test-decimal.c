/* The reading of a value cell, and decimals as text. */
#include "support.h"
#include "support-exact.h"

#include "decimal.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	NUM = GKR_STATE_NUMBER,
	BLANK = GKR_STATE_BLANK,
	NIL = GKR_STATE_NIL,
	TEXT = GKR_STATE_TEXT,
	SIGNED = GKRI_VALUE_SIGNED,
	LONG = GKRI_VALUE_TOO_LONG
};

static const struct cell {
	const char *text;
	int state, flags;
	const char *number; /* as gkri_decimal_write writes it */
	const char *note, *unit;
} cells[] = {
    /* digits */
    {"0", NUM, 0, "0", "", ""}, {"7", NUM, 0, "7", "", ""},
    {"11", NUM, 0, "11", "", ""}, {"2984", NUM, 0, "2984", "", ""},
    {"007", NUM, 0, "7", "", ""}, {"000", NUM, 0, "0", "", ""},
    {"12345678", NUM, 0, "12345678", "", ""},
    {"123456789012345678", NUM, 0, "123456789012345678", "", ""},
    {"999999999999999999", NUM, 0, "999999999999999999", "", ""},
    {"0999999999999999999", NUM, 0, "999999999999999999", "", ""},
    {"00000000000000000000000000000005", NUM, 0, "5", "", ""},
    {"1000000000000000000", TEXT, LONG, "0", "", ""},
    {"1234567890123456789012", TEXT, LONG, "0", "", ""},
    {"-1000000000000000000", TEXT, LONG, "0", "", ""},
    {"1000000000000000000件（甲）", TEXT, LONG, "0", "", ""},
    {"1000000000000000000x", TEXT, 0, "0", "", ""},
    {"１２", NUM, 0, "12", "", ""}, {"１2３", NUM, 0, "123", "", ""},
    {"１８８", NUM, 0, "188", "", ""},
    /* blanks around */
    {"", BLANK, 0, "0", "", ""}, {" ", BLANK, 0, "0", "", ""},
    {"\xe3\x80\x80\xc2\xa0\t", BLANK, 0, "0", "", ""},
    {" 0\xc2\xa0", NUM, 0, "0", "", ""},
    {"\xe3\x80\x80"
     "11",
	NUM, 0, "11", "", ""},
    {"1 2", TEXT, 0, "0", "", ""}, {"1 075", TEXT, 0, "0", "", ""},
    {"1\xe2\x80\x89"
     "075",
	TEXT, 0, "0", "", ""},
    /* groups of three */
    {"1,075", NUM, 0, "1075", "", ""}, {"10,039", NUM, 0, "10039", "", ""},
    {"340,316", NUM, 0, "340316", "", ""},
    {"1,234,567", NUM, 0, "1234567", "", ""},
    {"1，075", NUM, 0, "1075", "", ""}, {"１,２３４", NUM, 0, "1234", "", ""},
    {"1,075.17", NUM, 0, "1075.17", "", ""},
    {"-1,075", NUM, SIGNED, "-1075", "", ""},
    {"1,000,000,000,000,000,000", TEXT, LONG, "0", "", ""},
    {"1,07", TEXT, 0, "0", "", ""}, {"1,0755", TEXT, 0, "0", "", ""},
    {"1075,123", TEXT, 0, "0", "", ""}, {"1,075，123", TEXT, 0, "0", "", ""},
    {"0,123", TEXT, 0, "0", "", ""}, {"01,123", TEXT, 0, "0", "", ""},
    {",123", TEXT, 0, "0", "", ""}, {"1,", TEXT, 0, "0", "", ""},
    {"1,,075", TEXT, 0, "0", "", ""}, {"1,075,", TEXT, 0, "0", "", ""},
    {"1、075", TEXT, 0, "0", "", ""}, {"1'075", TEXT, 0, "0", "", ""},
    {"1, 075", TEXT, 0, "0", "", ""}, {"1.5,075", TEXT, 0, "0", "", ""},
    /* signs */
    {"+3", NUM, SIGNED, "3", "", ""}, {"-8", NUM, SIGNED, "-8", "", ""},
    {"＋8", NUM, SIGNED, "8", "", ""}, {"－8", NUM, SIGNED, "-8", "", ""},
    {"−554", NUM, SIGNED, "-554", "", ""}, {"‐8", NUM, SIGNED, "-8", "", ""},
    {"‑8", NUM, SIGNED, "-8", "", ""}, {"–8", NUM, SIGNED, "-8", "", ""},
    {"﹣8", NUM, SIGNED, "-8", "", ""}, {"﹢8", NUM, SIGNED, "8", "", ""},
    {"-0", NUM, SIGNED, "0", "", ""}, {"+0", NUM, SIGNED, "0", "", ""},
    {"-0.5", NUM, SIGNED, "-0.5", "", ""}, {"—8", TEXT, 0, "0", "", ""},
    {"--8", TEXT, 0, "0", "", ""}, {"+-8", TEXT, 0, "0", "", ""},
    {"- 8", TEXT, 0, "0", "", ""}, {"8-", TEXT, 0, "0", "", ""},
    {"减8", TEXT, 0, "0", "", ""}, {"△8", TEXT, 0, "0", "", ""},
    {"+", TEXT, 0, "0", "", ""}, {"- 4 -", TEXT, 0, "0", "", ""},
    {"3-5", TEXT, 0, "0", "", ""}, {"(8)", TEXT, 0, "0", "", ""},
    /* decimals */
    {"18.8710", NUM, 0, "18.8710", "", ""},
    {"1075.178", NUM, 0, "1075.178", "", ""},
    {"0.067", NUM, 0, "0.067", "", ""}, {"0.00", NUM, 0, "0.00", "", ""},
    {"00.50", NUM, 0, "0.50", "", ""},
    {"８８.８７１０", NUM, 0, "88.8710", "", ""},
    {"１．５", NUM, 0, "1.5", "", ""},
    {"0.000000000000000001", NUM, 0, "0.000000000000000001", "", ""},
    {"12345678901234567.8", NUM, 0, "12345678901234567.8", "", ""},
    {"0.0000000000000000001", TEXT, LONG, "0", "", ""},
    {"123456789012345678.9", TEXT, LONG, "0", "", ""},
    {".5", TEXT, 0, "0", "", ""}, {"5.", TEXT, 0, "0", "", ""},
    {"1.2.3", TEXT, 0, "0", "", ""}, {"1..2", TEXT, 0, "0", "", ""},
    {"1。5", TEXT, 0, "0", "", ""}, {"1·5", TEXT, 0, "0", "", ""},
    {"1e3", TEXT, 0, "0", "", ""}, {"0x10", TEXT, 0, "0", "", ""},
    /* as Markdown escapes and stresses them */
    {"\\-8", NUM, SIGNED, "-8", "", ""}, {"\\+8", NUM, SIGNED, "8", "", ""},
    {"18\\.8710", NUM, 0, "18.8710", "", ""}, {"\\8", TEXT, 0, "0", "", ""},
    {"8\\", TEXT, 0, "0", "", ""}, {"**12**", NUM, 0, "12", "", ""},
    {"*12*", NUM, 0, "12", "", ""}, {"''12''", NUM, 0, "12", "", ""},
    {"__1,075__", NUM, 0, "1075", "", ""}, {"`7`", NUM, 0, "7", "", ""},
    {"~~7~~", TEXT, 0, "0", "", ""}, {"\"7\"", NUM, 0, "7", "", ""},
    {"**_7_**", NUM, 0, "7", "", ""}, {"** 7 **", NUM, 0, "7", "", ""},
    {"**-8件**", NUM, SIGNED, "-8", "", "件"},
    {"*22（甲）*", NUM, 0, "22", "（甲）", ""},
    {"**（含上年）22**", NUM, 0, "22", "（含上年）", ""},
    {"**（1）22**", TEXT, 0, "0", "", ""}, {"**/**", NIL, 0, "0", "", ""},
    {"*无*", NIL, 0, "0", "", ""}, {"12*", TEXT, 0, "0", "", ""},
    {"*12", TEXT, 0, "0", "", ""}, {"*12_", TEXT, 0, "0", "", ""},
    {"*", TEXT, 0, "0", "", ""}, {"**", TEXT, 0, "0", "", ""},
    {"***", TEXT, 0, "0", "", ""}, {"* *", TEXT, 0, "0", "", ""},
    {"1*2", TEXT, 0, "0", "", ""},
    /* units */
    {"3件", NUM, 0, "3", "", "件"}, {"3 件", NUM, 0, "3", "", "件"},
    {"3\xe3\x80\x80件", NUM, 0, "3", "", "件"},
    {"12条", NUM, 0, "12", "", "条"}, {"3人次", NUM, 0, "3", "", "人次"},
    {"251000元", NUM, 0, "251000", "", "元"},
    {"25.10万元", NUM, 0, "25.10", "", "万元"},
    {"1.2亿元", NUM, 0, "1.2", "", "亿元"},
    {"-3件", NUM, SIGNED, "-3", "", "件"}, {"5万", TEXT, 0, "0", "", ""},
    {"5亿", TEXT, 0, "0", "", ""}, {"5万件", TEXT, 0, "0", "", ""},
    {"8%", TEXT, 0, "0", "", ""}, {"8％", TEXT, 0, "0", "", ""},
    {"件", TEXT, 0, "0", "", ""}, {"3件5", TEXT, 0, "0", "", ""},
    {"3件件", TEXT, 0, "0", "", ""}, {"约3件", TEXT, 0, "0", "", ""},
    {"3余件", TEXT, 0, "0", "", ""}, {"￥5", TEXT, 0, "0", "", ""},
    {"2021年", TEXT, 0, "0", "", ""}, {"元5", TEXT, 0, "0", "", ""},
    /* notes */
    {"22（其中修订 16 件）", NUM, 0, "22", "（其中修订 16 件）", ""},
    {"89(含网上54件)", NUM, 0, "89", "(含网上54件)", ""},
    {"22 （甲）", NUM, 0, "22", "（甲）", ""},
    {"22件（甲）", NUM, 0, "22", "（甲）", "件"},
    {"22 件 （甲）", NUM, 0, "22", "（甲）", "件"},
    {"22【甲】", NUM, 0, "22", "【甲】", ""},
    {"22[甲]", NUM, 0, "22", "[甲]", ""},
    {"22〔甲〕", NUM, 0, "22", "〔甲〕", ""},
    {"22（甲)", NUM, 0, "22", "（甲)", ""},
    {"22［甲]", NUM, 0, "22", "［甲]", ""},
    {"22（甲（乙）丙）", NUM, 0, "22", "（甲（乙）丙）", ""},
    {"22（甲【乙）", NUM, 0, "22", "（甲【乙）", ""},
    {"22（）", NUM, 0, "22", "（）", ""},
    {"22（1）", NUM, 0, "22", "（1）", ""},
    {"（含上年）22", NUM, 0, "22", "（含上年）", ""},
    {"（含上年） -22 件", NUM, SIGNED, "-22", "（含上年）", "件"},
    {"251000（元）", NUM, 0, "251000", "（元）", "元"},
    {"25( 万元 )", NUM, 0, "25", "( 万元 )", "万元"},
    {"（元）5", NUM, 0, "5", "（元）", "元"}, {"（元）", TEXT, 0, "0", "", ""},
    {"（元）5x", TEXT, 0, "0", "", ""},
    {"（万元）25元", NUM, 0, "25", "（万元）", "元"},
    {"（件）5人次", NUM, 0, "5", "（件）", "人次"},
    {"25元（万元）", NUM, 0, "25", "（万元）", "元"},
    {"22（甲）（乙）", TEXT, 0, "0", "", ""},
    {"22（甲）乙", TEXT, 0, "0", "", ""}, {"22（甲）3", TEXT, 0, "0", "", ""},
    {"22（甲）件", TEXT, 0, "0", "", ""},
    {"（甲）22（乙）", TEXT, 0, "0", "", ""}, {"22（甲", TEXT, 0, "0", "", ""},
    {"22（甲】", TEXT, 0, "0", "", ""}, {"22【甲]", TEXT, 0, "0", "", ""},
    {"22〔甲】", TEXT, 0, "0", "", ""}, {"22[甲)", TEXT, 0, "0", "", ""},
    {"９：", TEXT, 0, "0", "", ""}, {"９０", NUM, 0, "90", "", ""},
    {"22甲）", TEXT, 0, "0", "", ""}, {"22其中修订16件", TEXT, 0, "0", "", ""},
    {"（22）", TEXT, 0, "0", "", ""}, {"（一）22", TEXT, 0, "0", "", ""},
    {"(1)22", TEXT, 0, "0", "", ""}, {"22）（", TEXT, 0, "0", "", ""},
    {"{甲}22", TEXT, 0, "0", "", ""},
    /* marks of footnotes, and of raised figures that may be none */
    {"23①", NUM, 0, "23", "①", ""}, {"23件 ①②", NUM, 0, "23", "①②", "件"},
    {"23※", NUM, 0, "23", "※", ""}, {"-2.5†", NUM, SIGNED, "-2.5", "†", ""},
    {"（甲）23①", TEXT, 0, "0", "", ""}, {"23（甲）①", TEXT, 0, "0", "", ""},
    {"①23", TEXT, 0, "0", "", ""}, {"23①4", TEXT, 0, "0", "", ""},
    {"23①件", TEXT, 0, "0", "", ""}, {"23¹", TEXT, 0, "0", "", ""},
    {"10⁴", TEXT, 0, "0", "", ""}, {"²³", TEXT, 0, "0", "", ""},
    {"22（甲①", TEXT, 0, "0", "", ""}, {"⑫", TEXT, 0, "0", "", ""},
    /* what ends a sentence, and what numbers a line */
    {"23。", NUM, 0, "23", "", ""}, {"23件；", NUM, 0, "23", "", "件"},
    {"23（甲）。", NUM, 0, "23", "（甲）", ""},
    {"23①；", NUM, 0, "23", "①", ""}, {"23。。", TEXT, 0, "0", "", ""},
    {"12；13", TEXT, 0, "0", "", ""}, {"。", TEXT, 0, "0", "", ""},
    {"23、", TEXT, 0, "0", "", ""}, {"23，", TEXT, 0, "0", "", ""},
    {"23/0", TEXT, 0, "0", "", ""},
    /* a spreadsheet's texts and formulas */
    {"'23", NUM, 0, "23", "", ""}, {"=23", NUM, 0, "23", "", ""},
    {"=\"23\"", NUM, 0, "23", "", ""}, {"'-23", NUM, SIGNED, "-23", "", ""},
    {"'/", NIL, 0, "0", "", ""}, {"'", TEXT, 0, "0", "", ""},
    {"=", TEXT, 0, "0", "", ""}, {"''23", TEXT, 0, "0", "", ""},
    {"=1+2", TEXT, 0, "0", "", ""}, {"=A1", TEXT, 0, "0", "", ""},
    {"=SUM(1)", TEXT, 0, "0", "", ""}, {"=23=", TEXT, 0, "0", "", ""},
    /* what nobody sees */
    {"2\xe2\x80\x8b"
     "3",
	NUM, 0, "23", "", ""},
    {"2\xc2\xad"
     "3\xef\xbb\xbf"
     "4",
	NUM, 0, "234", "", ""},
    {"2\xe2\x81\xa0"
     "3件（甲\xe2\x80\x8b乙）\xe2\x80\x8e",
	NUM, 0, "23", "（甲\xe2\x80\x8b乙）", "件"},
    {"\xe2\x80\x8e/", NIL, 0, "0", "", ""},
    {"\xe2\x80\x8e", TEXT, 0, "0", "", ""},
    {"\xe2\x80\xae"
     "23",
	TEXT, 0, "0", "", ""},
    {"2\xe2\x80\x8b甲", TEXT, 0, "0", "", ""},
    /* nil marks; the whole list is tried below */
    {"/", NIL, 0, "0", "", ""}, {"无", NIL, 0, "0", "", ""},
    {" — ", NIL, 0, "0", "", ""}, {"——", NIL, 0, "0", "", ""},
    {"—-－", NIL, 0, "0", "", ""}, {"— —", NIL, 0, "0", "", ""},
    {"N/A", NIL, 0, "0", "", ""}, {"-/", TEXT, 0, "0", "", ""},
    {"///", TEXT, 0, "0", "", ""}, {"无。", NIL, 0, "0", "", ""},
    {"（无）", NIL, 0, "0", "", ""}, {"未发生", NIL, 0, "0", "", ""},
    {"(未发生)", TEXT, 0, "0", "", ""}, {"未统计", TEXT, 0, "0", "", ""},
    {"#N/A", TEXT, 0, "0", "", ""}, {"同上", TEXT, 0, "0", "", ""},
    {"-无", TEXT, 0, "0", "", ""}, {"无件", TEXT, 0, "0", "", ""},
    {"-（无）", TEXT, 0, "0", "", ""}, {"/0", TEXT, 0, "0", "", ""},
    {"－－8", TEXT, 0, "0", "", ""},
    /* never a number, never nil */
    {"零", TEXT, 0, "0", "", ""}, {"〇", TEXT, 0, "0", "", ""},
    {"O", TEXT, 0, "0", "", ""}, {"o", TEXT, 0, "0", "", ""},
    {"○", TEXT, 0, "0", "", ""}, {"Ｏ", TEXT, 0, "0", "", ""},
    {"l", TEXT, 0, "0", "", ""}, {"一", TEXT, 0, "0", "", ""},
    {"①", TEXT, 0, "0", "", ""}, {"٣", TEXT, 0, "0", "", ""},
    {"×", TEXT, 0, "0", "", ""}, {"*", TEXT, 0, "0", "", ""},
    {"?", TEXT, 0, "0", "", ""}, {"…", TEXT, 0, "0", "", ""},
    {"NULL", TEXT, 0, "0", "", ""}, {"nan", TEXT, 0, "0", "", ""},
    {"1\xef\xbc", TEXT, 0, "0", "", ""}, {"\xff", TEXT, 0, "0", "", ""},
    {"1/2", TEXT, 0, "0", "", ""}, {":", TEXT, 0, "0", "", ""},
    {"12:", TEXT, 0, "0", "", ""}, {"1:30", TEXT, 0, "0", "", ""},
    {"详见附件", TEXT, 0, "0", "", ""}};
#define CELLS (sizeof cells / sizeof *cells)

static void check_cell(const struct cell *c)
{
	struct gkri_value v;
	const char *p = c->text;
	size_t n = strlen(p), len;
	char out[24];

	gkri_value_read(p, n, &v);
	len = gkri_decimal_write(out, v.mantissa, v.scale);
	if (v.state != c->state || v.flags != c->flags)
		ck_abort_msg("%s: state %d flags %d, value %.*s", c->text,
		    v.state, v.flags, (int)len, out);
	test_text(out, len, c->number);
	gkri_trim(&p, &n);
	test_text(p + v.note_at, v.note_len, c->note);
	test_text(p + v.unit_at, v.unit_len, c->unit);
}

START_TEST(cells_are_read)
{
	size_t i;

	for (i = 0; i < CELLS; i++)
		check_cell(&cells[i]);
}
END_TEST

static uint64_t power(unsigned n)
{
	return n ? 10 * power(n - 1) : 1;
}

/* What holds for any cell. */
static void check_sane(const char *p, size_t n)
{
	struct gkri_value v;

	memset(&v, 0xa5, sizeof v);
	gkri_value_read(p, n, &v);
	gkri_trim(&p, &n);
	ck_assert_uint_le((size_t)v.note_at + v.note_len, n);
	ck_assert_uint_le((size_t)v.unit_at + v.unit_len, n);
	ck_assert((v.state == BLANK) == (n == 0));
	if (v.state == NUM) {
		ck_assert_uint_le(v.scale, 18);
		ck_assert_int_lt(llabs(v.mantissa), (int64_t)power(18));
		ck_assert_uint_eq(v.flags & ~(unsigned)SIGNED, 0);
		return;
	}
	ck_assert(v.state == BLANK || v.state == NIL || v.state == TEXT);
	ck_assert(v.flags == 0 || (v.state == TEXT && v.flags == LONG));
	ck_assert_int_eq(v.mantissa, 0);
	ck_assert_int_eq(v.scale, 0);
	ck_assert_int_eq(v.note_len + v.unit_len, 0);
}

static void check_exact(const char *p, size_t n)
{
	char *block;

	check_sane(test_exact(p, n, &block), n);
	free(block);
}

START_TEST(prefixes_are_read)
{
	size_t i, n, from;

	for (i = 0; i < CELLS; i++)
		for (n = 0; n <= strlen(cells[i].text); n++)
			for (from = 0; from <= n; from++)
				check_exact(cells[i].text + from, n - from);
}
END_TEST

/* Random strings of what cells are made of. */
START_TEST(anything_is_read)
{
	static const char *const picks[] = {"0", "1", "9", "０", "５", ",",
	    "，", ".", "．", "+", "-", "－", "—", "(", ")", "（", "）", "【",
	    "】", "[", "]", "件", "万", "元", "无", "/", " ", "\xe3\x80\x80",
	    "甲", "\xef", "\xbc", "\xe3"};
	struct test_random r;
	size_t round, n, k, len;
	char text[128];

	test_random_init(&r, 5);
	for (round = 0; round < 30000; round++) {
		k = test_random_below(&r, 28);
		for (n = 0; k; k--) {
			const char *pick = picks[test_random_below(
			    &r, round % 2 ? sizeof picks / sizeof *picks : 16)];

			len = strlen(pick);
			memcpy(text + n, pick, len);
			n += len;
		}
		check_exact(text, n);
	}
}
END_TEST

/* What was written is read, bare and with all that may stand around it. */
START_TEST(written_numbers_are_read_back)
{
	struct test_random r;
	struct gkri_value v;
	char text[64], number[24], again[24];
	size_t round, len, n;
	int64_t mantissa;
	uint32_t scale;

	test_random_init(&r, 6);
	for (round = 0; round < 20000; round++) {
		mantissa = (int64_t)test_random_below(
		    &r, power((unsigned)test_random_below(&r, 19)));
		scale = (uint32_t)test_random_below(&r, 19);
		if (round % 3 == 0)
			mantissa = -mantissa;
		if (round % 2 == 0)
			scale = 0;
		len = gkri_decimal_write(number, mantissa, scale);
		ck_assert_uint_le(len, sizeof number);
		gkri_value_read(number, len, &v);
		ck_assert_int_eq(v.state, NUM);
		ck_assert_int_eq(v.mantissa, mantissa);
		ck_assert_uint_eq(v.scale, scale);
		ck_assert_int_eq(v.flags, mantissa < 0 ? SIGNED : 0);
		n = (size_t)sprintf(
		    text, " %.*s 万元 （甲）", (int)len, number);
		gkri_value_read(text, n, &v);
		ck_assert_int_eq(v.state, NUM);
		n = gkri_decimal_write(again, v.mantissa, v.scale);
		test_bytes(again, n, number, len);
		ck_assert_uint_eq(v.unit_at, len + 1);
		ck_assert_uint_eq(v.note_at, len + 8);
	}
}
END_TEST

static const struct {
	int64_t mantissa;
	uint32_t scale;
	const char *text;
} written[] = {{0, 0, "0"}, {0, 2, "0.00"}, {5, 0, "5"}, {5, 1, "0.5"},
    {5, 3, "0.005"}, {-5, 3, "-0.005"}, {188710, 4, "18.8710"},
    {-188710, 4, "-18.8710"}, {-1, 0, "-1"}, {10, 1, "1.0"},
    {999999999999999999, 18, "0.999999999999999999"},
    {INT64_MAX, 0, "9223372036854775807"},
    {INT64_MIN, 0, "-9223372036854775808"},
    {INT64_MIN, 18, "-9.223372036854775808"}};

START_TEST(numbers_are_written)
{
	size_t i, n;
	char out[24];

	for (i = 0; i < sizeof written / sizeof *written; i++) {
		n = gkri_decimal_write(
		    out, written[i].mantissa, written[i].scale);
		test_text(out, n, written[i].text);
	}
}
END_TEST

static const char *const nils[] = {
#define GKRI_NIL(text) text,
#include "nil.def"
};
static const char *const dashes[] = {
#define GKRI_NIL_DASH(text) text,
#include "nil.def"
};
static const char *const units[] = {
#define GKRI_UNIT(text) text,
#include "unit.def"
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static int state_of(const char *text)
{
	struct gkri_value v;

	gkri_value_read(text, strlen(text), &v);
	return v.state;
}

START_TEST(every_nil_mark_is_nil)
{
	char text[64];
	size_t i, k;

	for (i = 0; i < COUNT(nils); i++) {
		ck_assert_int_eq(state_of(nils[i]), NIL);
		sprintf(text, " %s\xe3\x80\x80", nils[i]);
		ck_assert_int_eq(state_of(text), NIL);
		sprintf(text, "%s甲", nils[i]);
		ck_assert_int_eq(state_of(text), TEXT);
	}
	for (i = 0; i < COUNT(dashes); i++) {
		ck_assert_int_eq(state_of(dashes[i]), NIL);
		for (k = 0; k < COUNT(dashes); k++) {
			sprintf(
			    text, "%s%s %s", dashes[i], dashes[k], dashes[i]);
			ck_assert_int_eq(state_of(text), NIL);
			sprintf(text, "%s%s8", dashes[i], dashes[k]);
			ck_assert_int_eq(state_of(text), TEXT);
		}
	}
}
END_TEST

START_TEST(every_unit_is_known)
{
	struct gkri_value v;
	char text[64];
	size_t i, n;

	for (i = 0; i < COUNT(units); i++) {
		n = (size_t)sprintf(text, "12 %s", units[i]);
		gkri_value_read(text, n, &v);
		ck_assert_int_eq(v.state, NUM);
		ck_assert_int_eq(v.mantissa, 12);
		test_text(text + v.unit_at, v.unit_len, units[i]);
	}
}
END_TEST

/* Slices are 16 bits: a cell that is longer is text, whatever it says. */
START_TEST(long_cells_are_text)
{
	size_t n = 70000;
	char *text = malloc(n);
	struct gkri_value v;

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', n);
	memcpy(text, "5(", 2);
	text[65534] = ')';
	gkri_value_read(text, 65535, &v);
	ck_assert_int_eq(v.state, NUM);
	ck_assert_uint_eq(v.note_len, 65534);
	text[65534] = 'x';
	text[65535] = ')';
	gkri_value_read(text, 65536, &v);
	ck_assert_int_eq(v.state, TEXT);
	memset(text, '0', n);
	text[65534] = '7';
	gkri_value_read(text, 65535, &v);
	ck_assert_int_eq(v.state, NUM);
	ck_assert_int_eq(v.mantissa, 7);
	memset(text, '9', n);
	check_exact(text, n);
	memset(text, '(', n);
	check_exact(text, n);
	memset(text, '-', n);
	check_exact(text, n);
	memset(text, ' ', n);
	check_exact(text, n);
	free(text);
}
END_TEST

Suite *suite_decimal(void)
{
	Suite *s = suite_create("decimal");
	TCase *tc = tcase_create("decimal");

	tcase_add_test(tc, cells_are_read);
	tcase_add_test(tc, prefixes_are_read);
	tcase_add_test(tc, anything_is_read);
	tcase_add_test(tc, written_numbers_are_read_back);
	tcase_add_test(tc, numbers_are_written);
	tcase_add_test(tc, every_nil_mark_is_nil);
	tcase_add_test(tc, every_unit_is_known);
	tcase_add_test(tc, long_cells_are_text);
	suite_add_tcase(s, tc);
	return s;
}
