/* How reports name themselves: title, agency, year, signature, date. */
#include "support-tokens.h"

#include "calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct expected {
	const char *text; /* lines; "# 1" begins section one */
	const char *title, *agency;
	uint32_t year;
	const char *signed_by, *date;
};

static int same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static const char *shown(const char *text)
{
	return text ? text : "(none)";
}

static void assert_meta(const struct expected *e)
{
	gkr_report *r = test_report(NULL);

	ck_assert_int_eq(give_lines(r, e->text), GKR_OK);
	ck_assert_msg(same(gkr_report_title(r), e->title), "%s\ntitle %s",
	    e->text, shown(gkr_report_title(r)));
	ck_assert_msg(same(gkr_report_agency(r), e->agency), "%s\nagency %s",
	    e->text, shown(gkr_report_agency(r)));
	ck_assert_msg(gkr_report_year(r) == e->year, "%s\nyear %u", e->text,
	    (unsigned)gkr_report_year(r));
	ck_assert_msg(same(gkr_report_signed_by(r), e->signed_by),
	    "%s\nsigned by %s", e->text, shown(gkr_report_signed_by(r)));
	ck_assert_msg(same(gkr_report_date(r), e->date), "%s\ndate %s", e->text,
	    shown(gkr_report_date(r)));
	gkr_report_free(r);
}

/* ------------------------------------------------------------------ */

/* A title of its own line, its agency and year. */
static const struct {
	const char *text, *agency;
	uint32_t year;
} titles[] = {
    {"甲区林业局2021年政府信息公开工作年度报告", "甲区林业局", 2021},
    {"2021年区林业局政府信息公开工作年度报告", "区林业局", 2021},
    {"甲县人民政府2020年度政府信息公开工作报告", "甲县人民政府", 2020},
    {"甲区2021年政府信息公开工作年度报告", "甲区", 2021},
    {"甲市林业局2019年政府信息公开年度报告", "甲市林业局", 2019},
    {"甲市林业局2019年政府信息公开年报", "甲市林业局", 2019},
    {"甲市林业局2019年信息公开年报", "甲市林业局", 2019},
    {"甲市林业局2019年政务公开工作年度报告", "甲市林业局", 2019},
    {"甲市林业局2019年政府信息公开工作情况的报告", "甲市林业局", 2019},
    {"甲市林业局政府信息公开2021年度报告", "甲市林业局", 2021},
    {"甲市林业局政府信息公开2021年年报", "甲市林业局", 2021},
    {"甲市林业局政府信息公开2021年报", "甲市林业局", 2021},
    {"甲市林业局政府信息公开工作年度报告（2021年）", "甲市林业局", 2021},
    {"甲市林业局政府信息公开工作年度报告(2021年度)", "甲市林业局", 2021},
    {"甲市林业局（2021年）政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲市林业局2021政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲市林业局２０２１年政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲市林业局二〇二一年政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲市林业局二○二一年度政府信息公开工作年度报告", "甲市林业局", 2021},
    {"三合市林业局2021年政府信息公开工作年度报告", "三合市林业局", 2021},
    {"甲市林业局2021年政府信息公开工作年度报告（全文）", "甲市林业局", 2021},
    {"甲市林业局(筹)2021年政府信息公开工作年度报告", "甲市林业局(筹)", 2021},
    {"甲市林业局2021年政府信息与政务公开工作年度报告", "甲市林业局", 2021},
    {"甲市林业局2021年度政府信息主动公开和依申请公开工作年度报告", "甲市林业局",
	2021},
    {"甲市林业局2014年政府信息公开工作总结", "甲市林业局", 2014},
    {"甲市林业局二O二一年政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲市CBD管委会2021年政府信息公开工作年度报告", "甲市CBD管委会", 2021},
    {"甲市CBD 2021年政府信息公开工作年度报告", "甲市CBD", 2021},
    {"甲市第30 2021年政府信息公开工作年度报告", "甲市第30", 2021},
    {"关于甲市林业局2021年政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲市林业局关于2021年度政府信息公开工作的报告", "甲市林业局", 2021},
    {"甲市林业局关于2021年政府信息公开工作的年度报告", "甲市林业局", 2021},
    {"关于2021年度政府信息公开工作情况的年度报告", NULL, 2021},
    {"甲市林业局2021年度政府信息公开工作总结报告", "甲市林业局", 2021},
    {"甲市林业局2021年政府信息公开工作年度总结", "甲市林业局", 2021},
    {"附件1甲市林业局2021年政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲市政府信息公开办公室2021年政府信息公开工作年度报告",
	"甲市政府信息公开办公室", 2021},
    {"关于印发甲市林业局2021年政府信息公开工作年度报告的通知", "甲市林业局",
	2021},
    {"甲市林业局关于印发2021年政府信息公开工作年度报告的通知", "甲市林业局",
	2021},
    {"甲市林业局关于印发《2021年政府信息公开工作年度报告》的通知", "甲市林业局",
	2021},
    {"甲市林业局关于报送2021年政府信息公开工作年度报告的报告", "甲市林业局",
	2021},
    {"甲市林业局关于公布政府信息公开工作年度报告（2021年）的公告", "甲市林业局",
	2021},
    {"甲市人民政府办公室关于印发《甲市2021年政府信息公开工作年度报告》的通知",
	"甲市", 2021},
    {"甲市人民政府办公室关于甲市2021年政府信息公开工作年度报告", "甲市", 2021},
    {"甲市林业局《2021年政府信息公开工作年度报告", "甲市林业局", 2021},
    {"（甲市林业局）2021年政府信息公开工作年度报告", "甲市林业局", 2021},
    /* when it was published is not what it is about */
    {"甲市林业局2021年政府信息公开工作年度报告（2022年1月17日）", "甲市林业局",
	2021},
    {"甲市林业局政府信息公开工作年度报告（2021年度）（2022年1月发布）",
	"甲市林业局", 2021},
    {"2021年甲市林业局政府信息公开工作年度报告（二〇二二年元月）", "甲市林业局",
	2021},
    {"甲市林业局政府信息公开工作年度报告（2022年1月17日）", "甲市林业局", 0},
    {"甲市林业局政府信息公开工作年度报告（2021年1月1日至12月31日）",
	"甲市林业局", 2021},
    {"甲市林业局政府信息公开工作年度报告（2021年1月1日—2021年12月31日）",
	"甲市林业局", 2021},
    {"【年度报告】甲市林业局2021年政府信息公开工作年度报告", "甲市林业局",
	2021},
    {"甲市林业局关于报送2021年政府信息公开工作年度报告", "甲市林业局", 2021},
    {"甲區林業局2021年政府信息公開工作年度報告", "甲區林業局", 2021},
    {"甲市政务公开办公室2021年政府信息公开工作年度报告", "甲市政务公开办公室",
	2021},
    {"甲市林业局（甲市园林局）2021年政府信息公开工作年度报告",
	"甲市林业局（甲市园林局）", 2021},
    /* words of a title's end in any order */
    {"甲市林业局2021年政府信息公开工作开展情况的报告", "甲市林业局", 2021},
    {"甲市林业局2021年政府信息主动公开工作年度报告", "甲市林业局", 2021},
    {"甲市林业局2021年政务公开工作及政府信息公开工作年度报告", "甲市林业局",
	2021},
    {"甲市林业局2021年政府信息公开和依申请公开、政务公开情况汇报", "甲市林业局",
	2021},
    {"甲市林业局2021年贯彻执行《政府信息公开条例》情况年度报告", "甲市林业局",
	2021},
    {"甲市林业局2021年依法公开政府信息工作年度报告", "甲市林业局", 2021},
    {"甲市林业局2021年政府信息公开工作年度报告及统计表", "甲市林业局", 2021},
    {"甲市林业局2021年政府信息公开工作年度报告全文", "甲市林业局", 2021},
    {"甲市林业局年度政府信息公开工作报告（2021年度）", "甲市林业局", 2021},
    {"甲市林业局关于呈报2021年度政府信息公开工作年度报告的函", "甲市林业局",
	2021},
    {"甲市林业局2021年政府信息公开工作总结及年度报告", "甲市林业局", 2021},
    {"甲市林业局2021年政府信息公开工作年度报告公示", "甲市林业局", 2021},
    {"甲市林业局2021年政府信息公开工作年度公报", "甲市林业局", 2021},
    /* whose 政府 it is */
    {"甲县人民政府信息公开2021年度报告", "甲县人民政府", 2021},
    {"甲县人民政府政府信息公开2021年度报告", "甲县人民政府", 2021},
    {"甲县政府信息公开2021年度报告", "甲县", 2021},
    /* between the organ and the subject */
    {"甲市第二中学2021年学校信息公开年度报告", "甲市第二中学", 2021},
    {"甲市特殊教育学校信息公开年度报告（2021年）", "甲市特殊教育学校", 2021},
    {"甲市供水公司2021年公共企事业单位信息公开年度报告", "甲市供水公司", 2021},
    {"甲市气象局2021年气象信息公开年度报告", "甲市气象局", 2021},
    {"甲市2021年林业局信息公开年度报告", "甲市林业局", 2021},
    {"甲市师范大学2020-2021学年信息公开年度报告", "甲市师范大学", 0},
    {"甲市“三江”综合治理办公室2021年政府信息公开工作年度报告",
	"甲市“三江”综合治理办公室", 2021},
    {"甲市开发区•乙区2021年政府信息公开工作年度报告", "甲市开发区•乙区", 2021},
    {"甲市林业局政府信息公开工作年度报告（2021.1.1-2021.12.31）", "甲市林业局",
	2021},
    {"甲市林业局政府信息公开工作年度报告", "甲市林业局", 0},
    {"2021年政府信息公开工作年度报告", NULL, 2021},
    {"2021年度政府信息公开年报", NULL, 2021},
    {"政府信息公开工作年度报告", NULL, 0},
    {"本机关2021年政府信息公开工作年度报告", NULL, 2021},
    {"2021学年信息公开工作年度报告", NULL, 2021},
    {"甲市林业局1999年政府信息公开工作年度报告", "甲市林业局1999年", 0},
    {"甲市林业局12021年政府信息公开工作年度报告", "甲市林业局12021年", 0},
    {"甲市林业局2020年2021年政府信息公开工作年度报告", "甲市林业局", 0},
};

START_TEST(titles_of_one_line)
{
	size_t i;

	for (i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct expected e = {NULL, NULL, NULL, 0, NULL, NULL};
		char text[400];

		snprintf(text, sizeof text, "%s\n# 1\n总体情况文字。",
		    titles[i].text);
		e.text = text;
		e.title = titles[i].text;
		e.agency = titles[i].agency;
		e.year = titles[i].year;
		assert_meta(&e);
	}
}
END_TEST

/* Lines that only look like titles, or not even that. */
START_TEST(no_titles)
{
	static const char *const texts[] = {"政府信息公开年报",
	    "政府信息公开年报 > 列表", "信息公开", "报告", "年度报告",
	    "首页 政务公开 政府信息公开年报",
	    "根据要求，现公布甲市林业局政府信息公开工作年度报告。",
	    "由甲市林业局编制，形成政府信息公开工作年度报告",
	    "索引号：11330000/2023-02159",
	    "关于做好政府信息公开工作年度报告的通知",
	    "关于印发政府信息公开工作年度报告的通知",
	    "根据要求，现将《甲市林业局政府信息公开工作年度报告",
	    "甲市林业局工作报告政府信息公开工作年度报告",
	    "一、政府信息公开工作报告", "（一）政府信息公开工作报告",
	    "5甲市林业局政府信息公开工作年度报告", "年政府信息公开工作年度报告",
	    "甲市林业局工作年度报告", "1、政府信息公开工作年度报告",
	    "报告：政府信息公开工作年度报告", "报送政府信息公开年度报告——全文",
	    "政府信息公开年报-甲县人民政府",
	    "甲市林业局\t政府信息公开工作年度报告\t2022-01-18"};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct expected e = {NULL, NULL, NULL, 0, NULL, NULL};
		char text[400];

		snprintf(
		    text, sizeof text, "%s\n# 1\n总体情况文字。", texts[i]);
		e.text = text;
		assert_meta(&e);
	}
}
END_TEST

#define TITLE "甲区林业局2021年政府信息公开工作年度报告"
#define ORGAN "甲区林业局"

static const struct expected layouts[] = {
    /* marks, blanks, notes of Markdown */
    {"# " TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"****** " TITLE " ******\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"== " TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"# " TITLE " {#甲区林业局2021年}\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"《" TITLE "》\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"   甲区林业局 2021 年 政府信息公开　工作年度报告　\n# 1\nx", TITLE, ORGAN,
	2021, NULL, NULL},
    {"甲 区 林 业 局 2 0 2 1 年政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN,
	2021, NULL, NULL},
    /* two lines and more */
    {"甲区林业局\n2021年政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"甲区林业局2021年政府信息公开\n工作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"正文\n2025 年甲市人民政府办公厅政府信息公开\n工作年度报告\n# 1\nx",
	"2025年甲市人民政府办公厅政府信息公开工作年度报告",
	"甲市人民政府办公厅", 2025, NULL, NULL},
    {"甲区林业局2021年政府信息公开工\n作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"甲区林业局\n2021年\n政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"甲区林业局2021年\n政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"甲区林业局\n政府信息公开工作年度报告\n（2021年度）\n# 1\nx",
	"甲区林业局政府信息公开工作年度报告（2021年度）", ORGAN, 2021, NULL,
	NULL},
    {"2021年甲区园林\n和林业局政府信息公开工作年度报告\n# 1\nx",
	"2021年甲区园林和林业局政府信息公开工作年度报告", "甲区园林和林业局",
	2021, NULL, NULL},
    {"甲区林业局关于\n2021年政府信息公开工作年度报告\n# 1\nx",
	"甲区林业局关于2021年政府信息公开工作年度报告", ORGAN, 2021, NULL,
	NULL},
    /* a name that is broken: in 和, or behind its place */
    {"甲区园林和\n林业局2021年政府信息公开工作年度报告\n# 1\nx",
	"甲区园林和林业局2021年政府信息公开工作年度报告", "甲区园林和林业局",
	2021, NULL, NULL},
    {"甲区园林和\n林业局2021年政府信息公开工作年度报告\n文字。",
	"甲区园林和林业局2021年政府信息公开工作年度报告", "甲区园林和林业局",
	2021, NULL, NULL},
    {"甲区\n林业局2021年政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"甲区\n林业局\n2021年政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"甲区\n市场监管局2021年政府信息公开工作年度报告\n# 1\nx",
	"甲区市场监管局2021年政府信息公开工作年度报告", "甲区市场监管局", 2021,
	NULL, NULL},
    {"甲市\n" TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"甲区\n区林业局2021年政府信息公开工作年度报告\n# 1\nx",
	"区林业局2021年政府信息公开工作年度报告", "区林业局", 2021, NULL, NULL},
    {"服务专区\n林业局2021年政府信息公开工作年度报告\n# 1\nx",
	"林业局2021年政府信息公开工作年度报告", "林业局", 2021, NULL, NULL},
    {"根据要求，政务公开和\n" TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"甲区林业局（甲区园林局）\n2021年政府信息公开工作年度报告\n# 1\nx",
	"甲区林业局（甲区园林局）2021年政府信息公开工作年度报告",
	"甲区林业局（甲区园林局）", 2021, NULL, NULL},
    {"甲区林业局\n（甲区园林局）\n2021年政府信息公开工作年度报告\n# 1\nx",
	"甲区林业局（甲区园林局）2021年政府信息公开工作年度报告",
	"甲区林业局（甲区园林局）", 2021, NULL, NULL},
    /* an organ in brackets or in the line below */
    {"2021年政府信息公开工作年度报告（甲区林业局）\n# 1\nx",
	"2021年政府信息公开工作年度报告（甲区林业局）", ORGAN, 2021, NULL,
	NULL},
    {"2021年政府信息公开工作年度报告\n（甲区林业局）\n# 1\nx",
	"2021年政府信息公开工作年度报告（甲区林业局）", ORGAN, 2021, NULL,
	NULL},
    {"2021年政府信息公开工作年度报告\n——甲区林业局\n# 1\nx",
	"2021年政府信息公开工作年度报告", ORGAN, 2021, NULL, NULL},
    {"2021年政府信息公开工作年度报告\n甲区林业局\n# 1\nx",
	"2021年政府信息公开工作年度报告", ORGAN, 2021, NULL, NULL},
    {"2021年政府信息公开工作年度报告（全文）\n来源：甲区林业局\n# 1\nx",
	"2021年政府信息公开工作年度报告（全文）", NULL, 2021, NULL, NULL},
    {"2021年政府信息公开工作年度报告\n# 1\n甲区林业局",
	"2021年政府信息公开工作年度报告", NULL, 2021, NULL, NULL},
    {"2021年政府信息公开工作年度报告\n文字。\n甲区林业局\n# 1\nx",
	"2021年政府信息公开工作年度报告", NULL, 2021, NULL, NULL},
    {"甲区林业局：2021年政府信息公开工作年度报告\n# 1\nx",
	"甲区林业局：2021年政府信息公开工作年度报告", ORGAN, 2021, NULL, NULL},
    {"甲区林业局\t2021年政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN, 2021,
	NULL, NULL},
    {"2021年政府信息公开工作年度报告——甲区林业局\n# 1\nx",
	"2021年政府信息公开工作年度报告——甲区林业局", ORGAN, 2021, NULL, NULL},
    /* what a list has around its titles */
    {TITLE " 2022-01-18\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {TITLE "[2022/1/18]\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {TITLE "（2022.1.18）\n# 1\nx", TITLE "（2022.1.18）", ORGAN, 2021, NULL,
	NULL},
    {TITLE ".docx\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"12." TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"3、甲区林业局\n2021年政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN,
	2021, NULL, NULL},
    {"2022-01-18 " TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"【" TITLE "】\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"（甲区林业局）2021年政府信息公开工作年度报告（全文）\n# 1\nx",
	"（甲区林业局）2021年政府信息公开工作年度报告（全文）", ORGAN, 2021,
	NULL, NULL},
    {"★" TITLE "★\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    /* other words in its line */
    {TITLE " 发布时间：2022-01-18 来源：乙市\n# 1\nx", TITLE, ORGAN, 2021, NULL,
	NULL},
    {"首页 政务公开 " TITLE " 打印\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"首页 > 年报 甲区林业局 2021年 政府信息公开工作年度报告 打印\n# 1\nx",
	TITLE, ORGAN, 2021, NULL, NULL},
    {"年报 甲区 林业局 2021年 政府信息公开工作年度报告 打印\n# 1\nx", TITLE,
	ORGAN, 2021, NULL, NULL},
    {"热 " TITLE " NEW\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"首页 政务公开 2021年政府信息公开工作年度报告 打印\n# 1\nx", NULL, NULL,
	2021, NULL, NULL},
    {"现公布 我局2021年政府信息公开工作年度报告 全文。\n# 1\nx", NULL, NULL,
	2021, NULL, NULL},
    /* six lines */
    {"甲区\n林业局\n2021年\n政府信息公开\n工作\n年度报告\n# 1\nx", TITLE, ORGAN,
	2021, NULL, NULL},
    /* a notice above the title knows whose it is */
    {"甲区林业局关于印发《2021年政府信息公开工作年度报告》的通知\n各科室：\n"
     "2021年政府信息公开工作年度报告\n# 1\nx",
	"甲区林业局关于印发《2021年政府信息公开工作年度报告》的通知", ORGAN,
	2021, NULL, NULL},
    {"甲区林业局关于印发《2020年政府信息公开工作年度报告》的通知\n" TITLE
     "\n甲区林业局关于印发《2022年政府信息公开工作年度报告》的通知\n# 1\nx",
	TITLE, ORGAN, 2021, NULL, NULL},
    /* what stands above is no part of it */
    {"正文\n" TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"首页\n2021年政府信息公开工作年度报告\n# 1\nx",
	"2021年政府信息公开工作年度报告", NULL, 2021, NULL, NULL},
    {"办事大厅\n2021年政府信息公开工作年度报告\n# 1\nx",
	"2021年政府信息公开工作年度报告", NULL, 2021, NULL, NULL},
    {TITLE "\n2021年\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"2022年1月18日\n甲区林业局政府信息公开工作年度报告\n# 1\nx",
	"甲区林业局政府信息公开工作年度报告", ORGAN, 0, NULL, NULL},
    /* a page around it */
    {TITLE " - 政府信息公开\n首页\n政务公开\n"
	   "当前位置：首页 > 政府信息公开 > 政府信息公开年报\n"
	   "索 引 号\t11330000/2023-02159\t主题分类\t综合政务/其他\n"
	   "发布机构\t乙区林业局\t发文日期\t2023-01-13\n"
	   "名　　称\t" TITLE "\n文　　号\t无\n" TITLE "\n# 1\nx",
	TITLE, ORGAN, 2021, NULL, NULL},
    {"名　　称\t" TITLE "\n文　　号\t无\n# 1\nx", TITLE, ORGAN, 2021, NULL,
	NULL},
    {"标题：" TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"首页 > 公开 > " TITLE "\n# 1\nx", TITLE, ORGAN, 2021, NULL, NULL},
    {"| 名称 | " TITLE " | 文号 | 无 |\n# 1\nx", TITLE, ORGAN, 2021, NULL,
	NULL},
    {"甲区林业局2019年政府信息公开工作年度报告\n"
     "甲区林业局2020年政府信息公开工作年度报告\n" TITLE "\n# 1\nx",
	TITLE, ORGAN, 2021, NULL, NULL},
    {TITLE "\n2020年政府信息公开工作年度报告\n# 1\nx", TITLE, ORGAN, 2021, NULL,
	NULL},
    /* the headings are listed before the title */
    {"目录\n# 1\n1\n# 2\n1\n# 6\n5\n" TITLE "\n# 1\nx\n# 6\ny", TITLE, ORGAN,
	2021, NULL, NULL},
    {"甲区林业局2021年政府信息公开工作报告\n"
     "名称\t乙区2020年政府信息公开工作年度报告\n# 1\nx",
	"甲区林业局2021年政府信息公开工作报告", ORGAN, 2021, NULL, NULL},
    /* a link to another report does not lend its year */
    {"甲区林业局政府信息公开年报\n2020年政府信息公开年报\n# 1\n无",
	"甲区林业局政府信息公开年报", ORGAN, 0, NULL, NULL},
    /* links behind the text are no titles of it */
    {"某页\n# 1\nx\n# 6\n无\n相关文章\n" TITLE, NULL, NULL, 0, NULL, NULL},
    /* without sections the first title counts */
    {TITLE "\n文字。\n甲区林业局2020年政府信息公开工作年度报告", TITLE, ORGAN,
	2021, NULL, NULL},
};

START_TEST(titles_in_their_surroundings)
{
	size_t i;

	for (i = 0; i < sizeof layouts / sizeof *layouts; i++)
		assert_meta(&layouts[i]);
}
END_TEST

/* ------------------------------------------------------------------ */

static const struct {
	const char *text;
	uint32_t year;
} prose[] = {
    {"x\n# 1\n统计期限自2022年1月1日起至2022年12月31日止。", 2022},
    {"x\n# 1\n现将2022年1月1日至12月31日期间的情况报告如下。", 2022},
    {"数据统计期限自 2023 年 1 月 1 日\n起至 2023 年 12 月 31 日止。\n# 1\nx",
	2023},
    {"x\n# 1\n自二〇二二年一月一日到十二月三十一日。", 2022},
    {"x\n# 1\n（2022年1月-12月）", 2022},
    {"x\n# 1\n自2022年1月1日至2023年12月31日。", 0},
    {"x\n# 1\n自2022年1月1日至2022年11月30日。", 0},
    {"x\n# 1\n自2022年1月1日至12月31日，又自2021年1月1日至12月31日。", 0},
    {"x\n# 1\n现公布本局2021年度政府信息公开工作年度报告，请予监督。", 2021},
    {"x\n# 1\n2021年，我局公开信息。\n2021年，又公开。", 2021},
    {"x\n# 1\n２０２１年，我局公开信息。", 2021},
    {"x\n# 1\n2021年，我局公开。\n2022年，将再公开。", 0},
    /* the period is surer than what a line begins with */
    {"x\n# 1\n2021年1月1日至12月31日。\n2020年，我局公开。", 2021},
    {"x\n# 1\n根据《关于印发2020年度政务公开工作考评方案的通知》。", 0},
    {"x\n# 1\n收到12021年，的件。", 0},
    {"x\n# 1\n文字。\n# 5\n2022年，我局将改进。", 0},
    {"x\n# 1\n1999年，我局公开。", 0},
};

START_TEST(year_of_the_prose)
{
	size_t i;

	for (i = 0; i < sizeof prose / sizeof *prose; i++) {
		struct expected e = {NULL, NULL, NULL, 0, NULL, NULL};

		e.text = prose[i].text;
		e.year = prose[i].year;
		assert_meta(&e);
	}
}
END_TEST

START_TEST(title_wins_over_the_prose)
{
	struct expected e = {TITLE "\n# 1\n2020年1月1日至12月31日。", TITLE,
	    ORGAN, 2021, NULL, NULL};

	assert_meta(&e);
}
END_TEST

/* ------------------------------------------------------------------ */

/* What stands behind "六、": who signs, and when. */
static const struct {
	const char *text, *signed_by, *date;
} signatures[] = {
    {"无\n甲区林业局\n2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n    甲区林业局\n  2022 年 1 月 18 日    ", ORGAN, "2022-01-18"},
    {"无\n乙市园林管理中心\n2022年1月18日", "乙市园林管理中心", "2022-01-18"},
    {"无\n甲区林业局\n2022年1月18号", ORGAN, "2022-01-18"},
    {"无\n甲区\n2022年1月18日", "甲区", "2022-01-18"},
    {"无\n2022年1月18日\n甲区林业局", ORGAN, "2022-01-18"},
    {"无\n甲区林业局 2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局（2022年1月18日）", ORGAN, "2022-01-18"},
    {"无\n甲区林业局（盖章）\n2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n甲区\n林业局\n2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n**甲区林业局**\n**2022年1月18日**", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\\\n2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n（甲区林业局  2022年1月18日）", ORGAN, "2022-01-18"},
    {"无\n（甲区林业局）\n（2022年1月18日）", ORGAN, "2022-01-18"},
    {"无\n甲区林业局办公室  2022年1月18日印发", "甲区林业局办公室",
	"2022-01-18"},
    {"无\n甲区林业局\n2022年1月18日发布", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2022年1月18日更新", ORGAN, NULL},
    {"无\n甲区侨联\n2022年1月18日", "甲区侨联", "2022-01-18"},
    {"无\n乙市第二中学\n2022年1月18日", "乙市第二中学", "2022-01-18"},
    {"无其他事项。甲区林业局2022年1月18日", ORGAN, "2022-01-18"},
    {"无其他事项。        甲区林业局\n2022年1月18日", ORGAN, "2022-01-18"},
    {"无其他事项。我局2022年1月18日", NULL, NULL},
    {"无\n甲区林业局 2022年1月18日（此件公开发布）", ORGAN, "2022-01-18"},
    {"无\n甲区林业局法规股\n2022年1月18日", "甲区林业局法规股", "2022-01-18"},
    {"无\n乙市办公室（公开科）\n2022年1月18日", "乙市办公室（公开科）",
	"2022-01-18"},
    {"无\n乙市政府信息公开办公室\n2022年1月18日", "乙市政府信息公开办公室",
	"2022-01-18"},
    {"无\n乙市政府信息公开目录室\n2022年1月18日", NULL, "2022-01-18"},
    {"无\n2022年1月18日 甲区林业局", ORGAN, "2022-01-18"},
    {"无\n2022年1月18日甲区林业局接受申请", NULL, NULL},
    {"无\n2022-01-18 甲区林业局", NULL, NULL},
    {"无\n甲区林业局\n2022年1月18日印", ORGAN, "2022-01-18"},
    /* a name over two lines; two names */
    {"无\n甲区林业局办公\n室\n2022年1月18日", "甲区林业局办公室", "2022-01-18"},
    {"无\n甲区林业局\n（甲区园林局）\n2022年1月18日",
	"甲区林业局（甲区园林局）", "2022-01-18"},
    {"无\n甲区林业局\n乙市园林局\n2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n乙市园林局\n甲区林业局\n2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局。\n2022年1月18日。", ORGAN, "2022-01-18"},
    {"无\n甲区林业局（代章）\n2022年1月18日星期二", ORGAN, "2022-01-18"},
    /* with labels */
    {"无\n编制单位（盖章）：甲区林业局\n编制时间：2022年1月18日", ORGAN,
	"2022-01-18"},
    {"无\n报告机关：甲区林业局\n成文日期：2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n单位：甲区林业局\n日期：2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n单位名称:甲区林业局（公章）\n填报日期:2022.1.18", ORGAN,
	"2022-01-18"},
    {"无\n填报单位（盖章）：甲区林业局    2022年1月18日", ORGAN, "2022-01-18"},
    {"无\n填报单位：甲区林业局\n填报人：张某\n2022年1月18日", ORGAN,
	"2022-01-18"},
    {"无\n编制单位：甲区林业局", ORGAN, NULL},
    {"无\n单位：万元", NULL, NULL},
    {"无\n单位：", NULL, NULL},
    {"无\n单位（盖章）", NULL, NULL},
    {"无\n发布机构：甲区林业局\n发布日期：2022年1月18日", NULL, NULL},
    {"无\n主办单位：甲区林业局\n2022年1月18日", NULL, "2022-01-18"},
    /* forms of dates */
    {"无\n甲区林业局\n二〇二二年一月十八日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n二O二二年一月十八日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n二○二二年十二月三十一日", ORGAN, "2022-12-31"},
    {"无\n甲区林业局\n二零二二年十月二十日", ORGAN, "2022-10-20"},
    {"无\n甲区林业局\n二О二二年一月十八日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n二〇二二年元月八日", ORGAN, "2022-01-08"},
    {"无\n甲区林业局\n２０２２年１月１８日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2 0 2 2 年 1 月 1 8 日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2022-01-18", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2022.1.18", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2022. 1. 18", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2022/1/18", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n（2022年1月18日）", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2022年1月\n18日", ORGAN, "2022-01-18"},
    {"无\n甲区林业局\n2022年\n1月18日", ORGAN, "2022-01-18"},
    /* no dates: the name is the agency's and counts by itself */
    {"无\n甲区林业局\n2022年2月29日", ORGAN, NULL},
    {"无\n甲区林业局\n2022年13月1日", ORGAN, NULL},
    {"无\n甲区林业局\n2022年1月", ORGAN, NULL},
    {"无\n甲区林业局\n1月18日", ORGAN, NULL},
    {"无\n甲区林业局\n2022年1月18", ORGAN, NULL},
    {"无\n甲区林业局\n12022年1月18日", ORGAN, NULL},
    {"无\n甲区林业局\n二〇二二年一月三十二日", ORGAN, NULL},
    {"无\n甲区林业局\n2022-01", ORGAN, NULL},
    {"无\n甲区林业局\n22年1月18日", ORGAN, NULL},
    {"无\n甲区林业局", ORGAN, NULL},
    {"无\n甲区林业局办公室", "甲区林业局办公室", NULL},
    /* a date by itself, if it is the only one */
    {"无\n2022年1月18日", NULL, "2022-01-18"},
    {"无\n2022年1月18日\n2022年1月18日", NULL, "2022-01-18"},
    {"无\n2022年1月18日\n文字。\n2022年1月19日", NULL, NULL},
    {"无\n2022-01-18", NULL, NULL},
    /* no signatures */
    {"无", NULL, NULL},
    {"无\n乙市园林管理中心", NULL, NULL},
    {"全年收费0元。\n请联系甲区林业局。", NULL, NULL},
    {"全年收费0元。请联系甲区林业局", NULL, NULL},
    {"请联系甲区林业局，电话12345", NULL, NULL},
    {"2022年1月18日，我局报告。", NULL, NULL},
    {"截至2022年1月18日甲区林业局已公开", NULL, NULL},
    {"地址：甲区林业局\n时间：2022年1月18日", NULL, NULL},
    /* the page goes on */
    {"无\n甲区林业局\n2022年1月18日\n【打印】 【关闭】\n相关文章\n"
     "2020年政府信息公开工作年度报告\n2022-03-04\n"
     "版权所有：甲区人民政府办公室\n2023年2月2日",
	ORGAN, "2022-01-18"},
    {"无\n乙市园林局\n2022年1月18日\n丙市水务局\n2022年2月18日", "乙市园林局",
	"2022-01-18"},
    {"无\n乙市园林局\n2022年1月18日\n甲区林业局\n2022年2月18日", ORGAN,
	"2022-02-18"},
    /* set off at the right end of a long line */
    {"本年度没有其他需要说明的重大事项。本报告电子版可在门户网站下载，"
     "邮编310012，电话12345，地址本区人民路八十八号三楼三百零八室，"
     "联系人办公室，传真同电话。本报告由办公室负责解释，欢迎监督。"
     "                                        甲区林业局\n"
     "                                       2022年1月18日",
	ORGAN, "2022-01-18"},
};

START_TEST(signatures_at_the_end)
{
	size_t i;

	for (i = 0; i < sizeof signatures / sizeof *signatures; i++) {
		struct expected e = {NULL, TITLE, ORGAN, 2021, NULL, NULL};
		char text[1000];

		snprintf(text, sizeof text,
		    TITLE "\n# 1\n文字。\n# 5\n乙市园林局\n2020年1月1日\n"
			  "# 6\n%s",
		    signatures[i].text);
		e.text = text;
		e.signed_by = signatures[i].signed_by;
		e.date = signatures[i].date;
		assert_meta(&e);
	}
}
END_TEST

static const struct expected elsewhere[] = {
    /* below the title, where the end has none */
    {TITLE "\n甲区林业局\n(2022年1月23日)\n# 1\nx\n# 6\n无", TITLE, ORGAN, 2021,
	ORGAN, "2022-01-23"},
    {TITLE "\n甲区林业局\n(2022年1月23日)\n# 1\nx\n# 6\n甲区林业局\n"
	   "2022年1月24日",
	TITLE, ORGAN, 2021, ORGAN, "2022-01-24"},
    /* there only both together */
    {TITLE "\n甲区林业局\n# 1\nx\n# 6\n无", TITLE, ORGAN, 2021, NULL, NULL},
    {TITLE "\n(2022年1月23日)\n# 1\nx\n# 6\n无", TITLE, ORGAN, 2021, NULL,
	NULL},
    {"发布机构：甲区林业局\n2022年1月23日\n" TITLE "\n# 1\nx\n# 6\n无", TITLE,
	ORGAN, 2021, NULL, NULL},
    /* without section six: the last one, the end of the text */
    {TITLE "\n# 1\nx\n# 5\n没有。\n甲区林业局\n2022年1月18日", TITLE, ORGAN,
	2021, ORGAN, "2022-01-18"},
    {TITLE "\n# 5\n没有。\n甲区林业局\n2022年1月18日\n# 4", TITLE, ORGAN, 2021,
	ORGAN, "2022-01-18"},
    {TITLE "\n文字。\n甲区林业局\n2022年1月18日", TITLE, ORGAN, 2021, ORGAN,
	"2022-01-18"},
    {"甲区林业局\n2022年1月18日\n" TITLE "\n文字。", TITLE, ORGAN, 2021, NULL,
	NULL},
    {"# 6\n无\n乙市园林局\n2022年1月18日", NULL, NULL, 0, "乙市园林局",
	"2022-01-18"},
    /* the name over two lines, as the signature shows */
    {"甲市乙区住房和\n城乡建设局2021年政府信息公开工作年度报告\n# 1\nx\n# 6\n"
     "甲市乙区住房和城乡建设局\n2022年1月18日",
	"甲市乙区住房和城乡建设局2021年政府信息公开工作年度报告",
	"甲市乙区住房和城乡建设局", 2021, "甲市乙区住房和城乡建设局",
	"2022-01-18"},
    {"", NULL, NULL, 0, NULL, NULL},
};

START_TEST(signatures_elsewhere)
{
	size_t i;

	for (i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		assert_meta(&elsewhere[i]);
}
END_TEST

/* ------------------------------------------------------------------ */

START_TEST(places_are_known)
{
	gkr_report *r = test_report(NULL);

	give_lines(r,
	    "x\n  # " TITLE "  \n# 1\nx\n# 6\n无\n  " ORGAN
	    "  \n 2022 年 1 月 18 日 \n");
	ck_assert_uint_eq(r->title_span.line, 2);
	ck_assert_uint_eq(r->title_span.column, 3);
	ck_assert_uint_eq(r->title_span.offset, 2002);
	ck_assert_uint_eq(r->title_span.length, strlen("# " TITLE));
	test_text(r->text.data + r->title_span.at, r->title_span.len, TITLE);
	ck_assert_uint_eq(r->signed_span.line, 7);
	ck_assert_uint_eq(r->signed_span.offset, 7002);
	ck_assert_uint_eq(r->signed_span.length, strlen(ORGAN));
	ck_assert_uint_eq(r->date_span.line, 8);
	ck_assert_uint_eq(r->date_span.offset, 8001);
	ck_assert_uint_eq(r->date_span.length, strlen("2022 年 1 月 18 日"));
	gkr_report_free(r);
}
END_TEST

/* Words are read by where they are: a title's end may stand before it. */
START_TEST(lines_in_another_order)
{
	static const char bytes[] =
	    "level\tpage_num\tleft\ttop\twidth\theight\ttext\n"
	    "5\t1\t50\t35\t300\t10\t2019年政府信息公开工作年度报告\n"
	    "5\t1\t50\t20\t100\t10\t甲区林业局\n"
	    "5\t1\t50\t90\t120\t10\t二、主动公开政府信息情况\n"
	    "5\t1\t60\t155\t40\t10\t信息内容\n"
	    "5\t1\t150\t155\t60\t10\t本年制发件数\n"
	    "5\t1\t250\t155\t60\t10\t本年废止件数\n"
	    "5\t1\t350\t155\t60\t10\t现行有效件数\n"
	    "5\t1\t60\t170\t20\t10\t规章\n"
	    "5\t1\t175\t170\t5\t10\t1\n"
	    "5\t1\t275\t170\t5\t10\t1\n"
	    "5\t1\t375\t170\t5\t10\t3\n";
	gkr_report *r = test_report(NULL);
	gkr_findings *f;
	gkr_tokenizer *t;
	uint32_t rule = gkr_rule_from_name("form.year"), i, found = 0;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_parse(r, t, bytes, sizeof bytes - 1), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_str_eq(
	    gkr_report_title(r), "甲区林业局2019年政府信息公开工作年度报告");
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (gkr_finding_rule(f, i) != rule)
			continue;
		ck_assert_uint_eq(gkr_finding_line(f, i), 3);
		ck_assert_uint_eq(gkr_finding_length(f, i), 0);
		found++;
	}
	ck_assert_uint_eq(found, 1);
	gkr_findings_free(f);
	gkr_tokenizer_free(t);
	gkr_report_free(r);
}
END_TEST

/* A report of n copies of one line before, in and behind its text. */
static void give_many(gkr_report *r, const char *line, uint32_t n)
{
	uint32_t i;

	gkr_report_clear(r);
	for (i = 0; i < n; i++)
		ck_assert_int_eq(give_prose(r, line, i + 1), GKR_OK);
	ck_assert_int_eq(give_section(r, 1, "h", n + 1), GKR_OK);
	for (i = 0; i < n; i++)
		ck_assert_int_eq(give_prose(r, line, n + i + 2), GKR_OK);
	ck_assert_int_eq(give_section(r, 6, "h", n + 1), GKR_OK);
	for (i = 0; i < n; i++)
		ck_assert_int_eq(give_prose(r, line, n + i + 2), GKR_OK);
	ck_assert_int_eq(gkri_report_meta(r), GKR_OK);
}

/* Megabytes of what looks like something, in lines short and long. */
START_TEST(hostile_prose)
{
	static const char *const parts[] = {"", "2", "2021年", "#", "（", "-",
	    "\t", " ", "政府信息公开工作年度报告", "局", "|甲局", "二〇",
	    "2021年1月1日至"};
	gkr_report *r = test_report(NULL);
	char *line = malloc(1 << 20);
	size_t i;

	gkr_report_set_limit(r, GKR_LIMIT_PROSE, 1 << 24);
	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t n = 0, k = strlen(parts[i]);

		give_many(r, parts[i], 20000);
		while (k && n + k < 1 << 20) {
			memcpy(line + n, parts[i], k);
			n += k;
		}
		line[n] = '\0';
		give_many(r, line, 2);
	}
	free(line);
	gkr_report_free(r);
}
END_TEST

/* Random text of what titles and signatures are made of. */
START_TEST(random_prose)
{
	static const char *const parts[] = {"\n", "\n", "2021年", "2022-01-18",
	    "甲区", "林业局", "政府信息公开", "工作", "年度报告", "（", "）",
	    " ", "\t", "# 1", "\n# 6\n", "，", "。", "二〇二一", "年", "日",
	    "1月1日至12月31日", "|", "关于", "\xf0\xa0\x80\x80", "a", "#"};
	struct test_random rnd;
	struct test_alloc a;
	gkr_report *r;
	int i;

	test_random_init(&rnd, 3);
	test_alloc_init(&a);
	r = test_report(&a);
	for (i = 0; i < 20000; i++) {
		char text[1200] = "";
		size_t k, n = test_random_below(&rnd, 60), len = 0;

		for (k = 0; k < n; k++) {
			const char *part = parts[test_random_below(
			    &rnd, sizeof parts / sizeof *parts)];

			memcpy(text + len, part, strlen(part) + 1);
			len += strlen(part);
		}
		gkr_report_clear(r);
		ck_assert_int_eq(give_lines(r, text), GKR_OK);
		if (gkr_report_year(r))
			ck_assert(gkri_is_report_year(gkr_report_year(r)));
		if (gkr_report_date(r))
			ck_assert_uint_eq(strlen(gkr_report_date(r)), 10);
	}
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

/* ------------------------------------------------------------------ */

START_TEST(days_of_the_calendar)
{
	uint32_t y, m, d, n = 0;
	char out[10];

	for (y = 2008; y < 2100; y++)
		for (m = 0; m < 15; m++)
			for (d = 0; d < 35; d++)
				n += (uint32_t)gkri_is_day(y, m, d);
	/* 92 years, 23 of them leap years */
	ck_assert_uint_eq(n, 92 * 365 + 23);
	ck_assert(!gkri_is_day(1900, 2, 29));
	ck_assert(gkri_is_day(2000, 2, 29));
	ck_assert(!gkri_is_day(0, 1, 1));
	gkri_iso_write(out, 2022, 1, 8);
	test_text(out, 10, "2022-01-08");
	ck_assert(gkri_iso_date(out, 10, &y, &m, &d));
	ck_assert_uint_eq(y, 2022);
	ck_assert_uint_eq(m, 1);
	ck_assert_uint_eq(d, 8);
}
END_TEST

Suite *suite_meta(void)
{
	Suite *s = suite_create("meta");
	TCase *c = tcase_create("meta");

	tcase_add_test(c, titles_of_one_line);
	tcase_add_test(c, no_titles);
	tcase_add_test(c, titles_in_their_surroundings);
	tcase_add_test(c, year_of_the_prose);
	tcase_add_test(c, title_wins_over_the_prose);
	tcase_add_test(c, signatures_at_the_end);
	tcase_add_test(c, signatures_elsewhere);
	tcase_add_test(c, places_are_known);
	tcase_add_test(c, lines_in_another_order);
	tcase_add_test(c, hostile_prose);
	tcase_add_test(c, random_prose);
	tcase_add_test(c, days_of_the_calendar);
	suite_add_tcase(s, c);
	return s;
}
