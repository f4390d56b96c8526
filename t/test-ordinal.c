/* What numbers a label or heading. */
#include "support.h"
#include "support-exact.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

enum {
	NONE = GKRI_ORDINAL_NONE,
	HAN = GKRI_ORDINAL_HAN,
	HAN_B = GKRI_ORDINAL_HAN_BRACKET,
	ARABIC = GKRI_ORDINAL_ARABIC,
	ARABIC_B = GKRI_ORDINAL_ARABIC_BRACKET
};

/* rest is what stands behind the ordinal. */
static const struct {
	const char *text;
	int kind, number;
	const char *rest;
} cases[] = {{"一、总体情况", HAN, 1, "总体情况"},
    {"二． 主动", HAN, 2, "主动"}, {"三. 收到", HAN, 3, "收到"},
    {"四 、行政", HAN, 4, "行政"}, {"五，存在", HAN, 5, "存在"},
    {"六：其他", HAN, 6, "其他"}, {"七。", HAN, 7, ""}, {"八·甲", HAN, 8, "甲"},
    {"九﹑甲", HAN, 9, "甲"}, {"十、", HAN, 10, ""},
    {"十一、甲", HAN, 11, "甲"}, {"二十、甲", HAN, 20, "甲"},
    {"九十九、甲", HAN, 99, "甲"}, {"⼀、总体", HAN, 1, "总体"},
    {"⼆、主动", HAN, 2, "主动"}, {"⼗⼀、甲", HAN, 11, "甲"},
    {"一、二级", HAN, 1, "二级"}, {"一、　总体", HAN, 1, "总体"},
    {"一、\xc2\xa0总体", HAN, 1, "总体"},
    {"（一）予以公开", HAN_B, 1, "予以公开"}, {"(一)予以", HAN_B, 1, "予以"},
    {"（ 一 ） 予以", HAN_B, 1, "予以"}, {"（七)总计", HAN_B, 7, "总计"},
    {"(七）总计", HAN_B, 7, "总计"}, {"〔三〕不予", HAN_B, 3, "不予"},
    {"﹙三﹚不予", HAN_B, 3, "不予"}, {"（十二）甲", HAN_B, 12, "甲"},
    {"（一）、予以", HAN_B, 1, "予以"}, {"一）予以", HAN_B, 1, "予以"},
    {"㈠予以", HAN_B, 1, "予以"}, {"㈩甲", HAN_B, 10, "甲"},
    {"㊂甲", HAN_B, 3, "甲"}, {"1.属于国家秘密", ARABIC, 1, "属于国家秘密"},
    {"1．属于", ARABIC, 1, "属于"}, {"1、属于", ARABIC, 1, "属于"},
    {"1 .属于", ARABIC, 1, "属于"}, {"1 . 属于", ARABIC, 1, "属于"},
    {"１．属于", ARABIC, 1, "属于"}, {"１２、属于", ARABIC, 12, "属于"},
    {"1\\.属于", ARABIC, 1, "属于"}, {"4、", ARABIC, 4, ""},
    {"4.", ARABIC, 4, ""}, {"3，要求", ARABIC, 3, "要求"},
    {"3: 要求", ARABIC, 3, "要求"}, {"5。要求", ARABIC, 5, "要求"},
    {"1、2月", ARABIC, 1, "2月"}, {"1. 5件", ARABIC, 1, "5件"},
    {"01.甲", ARABIC, 1, "甲"}, {"99.甲", ARABIC, 99, "甲"},
    {"1・甲", ARABIC, 1, "甲"}, {"1﹒甲", ARABIC, 1, "甲"},
    {"1｡甲", ARABIC, 1, "甲"}, {"１０、甲", ARABIC, 10, "甲"},
    {"９：甲", ARABIC, 9, "甲"}, {"⒈甲", ARABIC, 1, "甲"},
    {"⒛甲", ARABIC, 20, "甲"}, {"(1)甲", ARABIC_B, 1, "甲"},
    {"（1）甲", ARABIC_B, 1, "甲"}, {"（１２）甲", ARABIC_B, 12, "甲"},
    {"1)甲", ARABIC_B, 1, "甲"}, {"1）甲", ARABIC_B, 1, "甲"},
    {"1\\)甲", ARABIC_B, 1, "甲"}, {"(1) 、甲", ARABIC_B, 1, "、甲"},
    {"①甲", ARABIC_B, 1, "甲"}, {"⑳、甲", ARABIC_B, 20, "甲"},
    {"⑴甲", ARABIC_B, 1, "甲"}, {"第一部分 总体", HAN, 1, "总体"},
    {"第三章、甲", HAN, 3, "甲"}, {"第 二 节 甲", HAN, 2, "甲"},
    {"第2部分：甲", HAN, 2, "甲"}, {"第十篇", HAN, 10, ""},
    {"第一節", HAN, 1, ""},
    /* none */
    {"", NONE, 0, ""}, {"总体情况", NONE, 0, ""}, {"一", NONE, 0, ""},
    {"一般", NONE, 0, ""}, {"一 般", NONE, 0, ""}, {"一二、", NONE, 0, ""},
    {"十十、", NONE, 0, ""}, {"1", NONE, 0, ""}, {"12", NONE, 0, ""},
    {"1.5", NONE, 0, ""}, {"1．5", NONE, 0, ""}, {"12.31", NONE, 0, ""},
    {"1,075", NONE, 0, ""}, {"1，075", NONE, 0, ""}, {"3,", NONE, 0, ""},
    {"10:30", NONE, 0, ""}, {"2021年", NONE, 0, ""}, {"100、", NONE, 0, ""},
    {"2021.", NONE, 0, ""}, {"0.", NONE, 0, ""}, {"00、", NONE, 0, ""},
    {"第二十条第（一）项", NONE, 0, ""}, {"第一项", NONE, 0, ""},
    {"第部分", NONE, 0, ""}, {"第一", NONE, 0, ""}, {"（一", NONE, 0, ""},
    {"（）", NONE, 0, ""}, {"（一二）", NONE, 0, ""}, {"（含一）", NONE, 0, ""},
    {"(2021)", NONE, 0, ""}, {"、一", NONE, 0, ""}, {" 一、", NONE, 0, ""},
    {"-1.", NONE, 0, ""}, {"〇、", NONE, 0, ""}, {"百、", NONE, 0, ""},
    {"a.", NONE, 0, ""}, {"⒜甲", NONE, 0, ""}, {"㈪甲", NONE, 0, ""},
    {"㊊甲", NONE, 0, ""}, {"㊉", HAN_B, 10, ""}, {"㉟", NONE, 0, ""},
    {"\xef\xbc", NONE, 0, ""}, {"一\xe3\x80", NONE, 0, ""}};
#define CASES (sizeof cases / sizeof *cases)

START_TEST(ordinals_are_read)
{
	struct gkri_ordinal o;
	size_t i, n;

	for (i = 0; i < CASES; i++) {
		n = strlen(cases[i].text);
		gkri_ordinal(cases[i].text, n, &o);
		if (o.kind != cases[i].kind || o.number != cases[i].number)
			ck_abort_msg("%s: kind %d number %d", cases[i].text,
			    o.kind, o.number);
		if (o.kind != NONE)
			test_text(cases[i].text + o.bytes, n - o.bytes,
			    cases[i].rest);
		else
			ck_assert_uint_eq(o.bytes, 0);
	}
}
END_TEST

/* Every prefix, in memory that ends with it. */
START_TEST(prefixes_are_read)
{
	struct gkri_ordinal o;
	char *block, *p;
	size_t i, n;

	for (i = 0; i < CASES; i++) {
		for (n = 0; n <= strlen(cases[i].text); n++) {
			p = test_exact(cases[i].text, n, &block);
			gkri_ordinal(p, n, &o);
			ck_assert_uint_le(o.bytes, n);
			ck_assert((o.kind == NONE) == (o.bytes == 0));
			free(block);
		}
	}
}
END_TEST

/* 1 to 99, written by the rule: 九, 十, 十九, 二十, 九十九. */
static size_t write_han(char *out, unsigned number)
{
	static const char digits[] = "一二三四五六七八九";
	size_t n = 0;

	if (number >= 20) {
		memcpy(out, digits + (number / 10 - 1) * 3, 3);
		n = 3;
	}
	if (number >= 10) {
		memcpy(out + n, "十", 3);
		n += 3;
	}
	if (number % 10) {
		memcpy(out + n, digits + (number % 10 - 1) * 3, 3);
		n += 3;
	}
	return n;
}

START_TEST(all_han_numbers)
{
	struct gkri_ordinal o;
	char text[32];
	unsigned number;
	size_t n;

	for (number = 1; number < 100; number++) {
		n = write_han(text, number);
		memcpy(text + n, "、", 3);
		gkri_ordinal(text, n + 3, &o);
		ck_assert_int_eq(o.kind, HAN);
		ck_assert_uint_eq(o.number, number);
		ck_assert_uint_eq(o.bytes, n + 3);
		gkri_ordinal(text, n, &o);
		ck_assert_int_eq(o.kind, NONE);
	}
}
END_TEST

/* bytes has room for 255: blanks beyond that stay in the text. */
START_TEST(many_blanks)
{
	struct gkri_ordinal o;
	char text[1000];

	memset(text, ' ', sizeof text);
	memcpy(text, "1.", 2);
	gkri_ordinal(text, 200, &o);
	ck_assert_uint_eq(o.bytes, 200);
	gkri_ordinal(text, sizeof text, &o);
	ck_assert_int_eq(o.kind, ARABIC);
	ck_assert_uint_eq(o.bytes, 255);
	text[1] = ' ';
	text[999] = '.';
	gkri_ordinal(text, sizeof text, &o);
	ck_assert_int_eq(o.kind, NONE);
}
END_TEST

Suite *suite_ordinal(void)
{
	Suite *s = suite_create("ordinal");
	TCase *tc = tcase_create("ordinal");

	tcase_add_test(tc, ordinals_are_read);
	tcase_add_test(tc, prefixes_are_read);
	tcase_add_test(tc, all_han_numbers);
	tcase_add_test(tc, many_blanks);
	suite_add_tcase(s, tc);
	return s;
}
