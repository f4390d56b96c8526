/*
 * What the head of a table says of its columns: values stand in the column
 * that the head has there, in whatever order, and not in one that no form has.
 */
#include "support-rows.h"
#include "support.h"

#include <stdio.h>
#include <string.h>

#define TWO "二、主动公开政府信息情况\n"
#define THREE "三、收到和处理政府信息公开申请情况\n"
#define FOUR "四、政府信息公开行政复议、行政诉讼情况\n"
#define TD(text) "<td>" text "</td>"

static const struct sample orders[] = {
    {"between TABs",
	TWO "信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n"
	    "规章\t5\t1\t0\n行政规范性文件\t7\t\t2\n",
	"article20_1.rules 1 0 5;article20_1.normative_documents . 2 7"},
    {"between bars",
	TWO "| 信息内容 | 本年废止件数 | 本年制发件数 | 现行有效件数 |\n"
	    "|---|---|---|---|\n| 规章 | 5 | 1 | 0 |\n",
	"article20_1.rules 1 5 0"},
    {"in a page",
	TWO "<table><tr>" TD("信息内容") TD("现行有效件数") TD("本年制发件数")
	    TD("本年废止件数") "</tr><tr>" TD("规章") TD("5") TD("1")
		TD("0") "</tr></table>",
	"article20_1.rules 1 0 5"},
    {"a cell a line",
	TWO "信息内容\n现行有效件数\n本年制发件数\n本年废止件数\n"
	    "规章\n5\n1\n0\n行政规范性文件\n7\n3\n2\n",
	"article20_1.rules ? ? ?;article20_1.normative_documents ? ? ?"},
    {"apart by blanks",
	TWO "信息内容          现行有效件数   本年制发件数   本年废止件数\n"
	    "规章                    5             1              0\n",
	"article20_1.rules 1 0 5"},
    {"applicants in one row",
	THREE "项目\t总计\t自然人\t商业企业\t科研机构\t社会公益组织\t"
	      "法律服务机构\t其他\n"
	      "一、本年新收政府信息公开申请数量\t21\t1\t2\t3\t4\t5\t6\n",
	"applications.new_received 1 2 3 4 5 6 21"},
    {"kinds of organizations in a row of their own",
	THREE
	"<table><tr><td colspan='3' rowspan='2'>申请人情况</td>"
	"<td rowspan='2'>自然人</td><td colspan='5'>法人或其他组织</td>"
	"<td rowspan='2'>总计</td></tr><tr>" TD("其他") TD("商业企业")
	    TD("科研机构") TD("法律服务机构") TD(
		"社会公益组织") "</tr><tr><td "
				"colspan='3'>二、上年结转政府信息公开申请数量"
				"</td>" TD("1") TD("2") TD("3") TD("4") TD("5")
				    TD("6") TD("21") "</tr></table>",
	"applications.carried_in 1 3 4 6 5 2 21"},
    {"a merged total comes before the others",
	THREE "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n"
	      "社会公益组织\n法律服务机构\n其他\n"
	      "一、本年新收政府信息公开申请数量\n1\n2\n3\n4\n5\n6\n21\n",
	"applications.new_received 1 2 3 4 5 6 21"},
    {"applicants in lines, in another order",
	THREE "申请人情况\n自然人\n法人或其他组织\n总计\n科研机构\n商业企业\n"
	      "社会公益组织\n法律服务机构\n其他\n"
	      "一、本年新收政府信息公开申请数量\n1\n2\n3\n4\n5\n6\n21\n",
	"applications.new_received ? ? ? ? ? ? ?"},
    {"a piece of the word above the organizations",
	THREE "申请人情况\n自然人\n法人或\n其他组织\n总计\n商业企业\n科研机构\n"
	      "社会公益组织\n法律服务机构\n其他\n"
	      "一、本年新收政府信息公开申请数量\n1\n2\n3\n4\n5\n6\n21\n",
	"applications.new_received 1 2 3 4 5 6 21"},
    {"a word above the organizations in the same row",
	THREE "申请人情况\t自然人\t法人或其他组织\t科研机构\t商业企业\t"
	      "社会公益组织\t法律服务机构\t其他\t总计\n"
	      "一、本年新收政府信息公开申请数量\t1\t3\t2\t4\t5\t6\t21\n",
	"applications.new_received 1 2 3 4 5 6 21"},
    {"a row without a name, in an order that is not clear",
	THREE "申请人情况\t自然人\t总计\t法人或其他组织\t科研机构\t"
	      "商业企业\t社会公益组织\t法律服务机构\t其他\n"
	      "一、本年新收政府信息公开申请数量\t1\t3\t2\t4\t5\t6\t21\n"
	      "1\t2\t3\t4\t5\t6\t21\n（一）予以公开\t2\t2\t3\t4\t5\t6\t22\n",
	"applications.new_received ? ? ? ? ? ? ?;"
	"applications.carried_in - - - - - - -"},
    {"a second table in the form's order",
	TWO "信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n"
	    "规章\t5\t1\t0\n第二十条第（六）项\n"
	    "信息内容\t本年处理决定数量\n行政处罚\t8\n",
	"article20_1.rules 1 0 5;article20_6.penalties 8"},
};

START_TEST(head_orders_columns)
{
	check_sample(&orders[_i]);
}
END_TEST

static const struct sample others[] = {
    {"a column more, and a blank",
	TWO "信息内容\t上年数\t本年制发件数\t本年废止件数\t现行有效件数\n"
	    "规章\t4\t1\t\t5\n行政规范性文件\t\t2\t1\t7\n",
	"article20_1.rules 1 . 5;article20_1.normative_documents 2 1 7"},
    {"a column more",
	TWO "| 信息内容 | 本年制发件数 | 备注 | 本年废止件数 | 现行有效件数 |\n"
	    "|---|---|---|---|---|\n| 规章 | 1 | 9 | 0 | 5 |\n",
	"article20_1.rules 1 0 5"},
    {"a column more, and another order",
	TWO "信息内容\t现行有效件数\t上年数\t本年制发件数\t本年废止件数\n"
	    "规章\t5\t4\t1\t0\n",
	"article20_1.rules 1 0 5"},
    {"a column more without a name",
	TWO "信息内容\t\t本年制发件数\t本年废止件数\t现行有效件数\n"
	    "规章\t4\t1\t0\t5\n",
	"article20_1.rules ? ? ?"},
    {"no column stands there",
	TWO "信息内容\t本年制发件数\t现行有效件数\n规章\t1\t5\n",
	"article20_1.rules ? ? ?"},
};

START_TEST(head_names_others)
{
	check_sample(&others[_i]);
}
END_TEST

/* Its value is kept with the row. */
START_TEST(other_value_is_kept)
{
	gkr_tokenizer *t;
	gkr_report *r;
	const char *raw;
	size_t len;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_parse(r, t, others[1].text, strlen(others[1].text)),
	    GKR_OK);
	ck_assert_uint_eq(gkr_report_loose_count(r), 1);
	raw = gkr_report_loose_value(r, 0, 0, &len);
	ck_assert_uint_eq(len, 1);
	ck_assert_int_eq(*raw, '9');
	gkr_tokenizer_free(t);
	gkr_report_free(r);
}
END_TEST

#define FIVE(a, b, c, d, e) a "\t" b "\t" c "\t" d "\t" e
#define AS_FORM FIVE("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
#define VALUES "1\t0\t0\t0\t1\t2\t0\t0\t0\t2\t3\t0\t0\t0\t3\n"

static const struct sample reviews[] = {
    {"as the form",
	FOUR "行政复议\t行政诉讼\n未经复议直接起诉\t复议后起诉\n" AS_FORM
	     "\t" AS_FORM "\t" AS_FORM "\n" VALUES,
	"review_litigation.review 1 0 0 0 1;"
	"review_litigation.suit_after_review 3 0 0 0 3"},
    {"suits before reviews",
	FOUR "行政诉讼\t行政复议\n未经复议直接起诉\t复议后起诉\n" AS_FORM
	     "\t" AS_FORM "\t" AS_FORM "\n" VALUES,
	"review_litigation.review ? ? ? ? ?"},
    {"suits in another order",
	FOUR "行政复议\t行政诉讼\n复议后起诉\t未经复议直接起诉\n" AS_FORM
	     "\t" AS_FORM "\t" AS_FORM "\n" VALUES,
	"review_litigation.review ? ? ? ? ?"},
    {"results in another order",
	FOUR "行政复议\t行政诉讼\n未经复议直接起诉\t复议后起诉\n" AS_FORM
	     "\t" FIVE("结果纠正", "结果维持", "其他结果", "尚未审结",
		 "总计") "\t" AS_FORM "\n" VALUES,
	"review_litigation.review ? ? ? ? ?"},
    /* TABs around each line are no cells; blanks may be lacking within */
    {"TABs before and behind, all there",
	FOUR "\t行政复议\t行政诉讼\t\n\t未经复议直接起诉\t复议后起诉\t\n"
	     "\t" AS_FORM "\t" AS_FORM "\t" AS_FORM
	     "\t\n\t11\t12\t13\t14\t50\t21\t22\t23\t24\t90\t31\t32\t33"
	     "\t34\t130\t\n",
	"review_litigation.review 11 12 13 14 50;"
	"review_litigation.suit_after_review 31 32 33 34 130"},
    {"TABs before and behind, two blanks lacking",
	FOUR "\t行政复议\t行政诉讼\t\n\t未经复议直接起诉\t复议后起诉\t\n"
	     "\t" AS_FORM "\t" AS_FORM "\t" AS_FORM
	     "\t\n\t11\t13\t14\t38\t21\t22\t23\t24\t90\t31\t32\t33"
	     "\t96\t\n",
	"review_litigation.review ? ? ? ? ?;"
	"review_litigation.suit_after_review ? ? ? ? ?"},
    {"TABs behind, one blank lacking",
	FOUR "行政复议\t行政诉讼\t\n未经复议直接起诉\t复议后起诉\t\n" AS_FORM
	     "\t" AS_FORM "\t" AS_FORM
	     "\t\n11\t13\t14\t38\t21\t22\t23\t24\t90\t31\t32\t33\t34"
	     "\t130\t\n",
	"review_litigation.review ? ? ? ? ?;"
	"review_litigation.suit_after_review ? ? ? ? ?"},
    {"blanks at both ends",
	FOUR "行政复议\t\t\t\t\t行政诉讼\n"
	     "\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉\n" AS_FORM
	     "\t" AS_FORM "\t" AS_FORM
	     "\n\t12\t13\t14\t39\t21\t22\t23\t24\t90\t31\t32\t33\t34\t\n",
	"review_litigation.review . 12 13 14 39;"
	"review_litigation.suit_after_review 31 32 33 34 ."},
    {"the total before what it adds up, a word a line",
	FOUR "\n行政复议\n\n行政诉讼\n\n7\n\n15\n\n27\n\n总计\n\n尚未\n审结\n\n"
	     "其他\n结果\n\n结果\n纠正\n\n结果\n维持\n\n结果\n维持\n15\n\n"
	     "未经复议直接起诉\n尚未\n其他\n结果\n审结\n结果\n纠正\n101\n39\n"
	     "149\n216\n78\n",
	"review_litigation.suit_direct ? ? ? ? ?"},
    {"the same as the form has it",
	FOUR "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n"
	     "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
	     "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
	     "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
	     "1\n2\n3\n4\n10\n5\n6\n7\n8\n26\n9\n8\n7\n6\n30\n",
	"review_litigation.suit_direct 5 6 7 8 26"},
};

START_TEST(head_orders_reviews)
{
	check_sample(&reviews[_i]);
}
END_TEST

/* A table that is known from the report before has the same columns. */
START_TEST(known_table_keeps_order)
{
	static const char *const texts[] = {
	    TWO "信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n"
		"规章\t5\t1\t0\n行政规范性文件\t7\t3\t2\n",
	    TWO "信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n"
		"规章\t6\t2\t4\n行政规范性文件\t9\t1\t8\n",
	};
	gkr_tokenizer *t;
	gkr_report *r;
	uint32_t i;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (i = 0; i < 6; i++) {
		char value[32];
		const char *text = texts[i % 2];

		ck_assert_int_eq(
		    gkr_report_parse(r, t, text, strlen(text)), GKR_OK);
		gkr_report_value(r,
		    gkr_cell_from_address("article20_1.rules.in_force"), value,
		    sizeof value);
		ck_assert_str_eq(value, i % 2 ? "6" : "5");
		gkr_report_value(r,
		    gkr_cell_from_address(
			"article20_1.normative_documents.issued"),
		    value, sizeof value);
		ck_assert_str_eq(value, i % 2 ? "1" : "3");
	}
	gkr_tokenizer_free(t);
	gkr_report_free(r);
}
END_TEST

/* The unit that the head prints for what fees came to. */
static const struct unit {
	const char *label, *unit;
	int differs; /* from the form's, 万元 */
} units[] = {
    {"本年收费金额（单位：元）", "元", 1},
    {"本年收费金额（元）", "元", 1},
    {"本年收费金额(单位: 万元)", "万元", 0},
    {"本年收费金额（万元）", "万元", 0},
    {"**本年收费金额〔单位：亿元〕**", "亿元", 1},
    {"本年收费金额", NULL, 0},
};

static gkr_report *report_of(gkr_tokenizer *t, const struct unit *u)
{
	char text[512];
	gkr_report *r;
	int n = snprintf(text, sizeof text,
	    TWO "第二十条第（八）项\n信息内容\t%s\n行政事业性收费\t12500\n",
	    u->label);

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, (size_t)n), GKR_OK);
	return r;
}

/* How many findings say it, each at the head. */
static uint32_t unit_findings(gkr_report *r)
{
	gkr_findings *f;
	uint32_t i, n = 0;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (strcmp(gkr_rule_name(gkr_finding_rule(f, i)), "value.unit"))
			continue;
		n++;
		ck_assert_uint_eq(gkr_finding_line(f, i), 3);
		ck_assert_uint_eq(gkr_finding_column(f, i), 6);
	}
	gkr_findings_free(f);
	return n;
}

START_TEST(head_prints_unit)
{
	gkr_tokenizer *t;
	gkr_report *r;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	r = report_of(t, &units[_i]);
	ck_assert_int_eq((int)unit_findings(r), units[_i].differs);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

/* The unit of the last column that the tokenizer has. */
static void take_tokens(gkr_tokenizer *t, char unit[32])
{
	const char *p;
	size_t len;

	while (gkr_tokenizer_next(t) == GKR_OK) {
		if (gkr_token_kind(t) != GKR_TOKEN_COLUMN)
			continue;
		p = gkr_token_unit(t, &len);
		snprintf(unit, 32, "%.*s", p ? (int)len : 1, p ? p : "-");
	}
}

START_TEST(head_token_has_unit)
{
	const struct unit *u = &units[_i];
	gkr_tokenizer *t;
	char text[512], unit[32] = "";
	int n = snprintf(text, sizeof text,
	    TWO "第二十条第（八）项\n信息内容\t%s\n行政事业性收费\t1\n",
	    u->label);

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed(t, text, (size_t)n), GKR_OK);
	take_tokens(t, unit);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	take_tokens(t, unit);
	ck_assert_str_eq(unit, u->unit ? u->unit : "-");
	gkr_tokenizer_free(t);
}
END_TEST

Suite *suite_columns(void);
Suite *suite_columns(void)
{
	Suite *s = suite_create("columns");
	TCase *tc = tcase_create("columns");

	LOOP(tc, head_orders_columns, orders);
	LOOP(tc, head_names_others, others);
	tcase_add_test(tc, other_value_is_kept);
	LOOP(tc, head_orders_reviews, reviews);
	tcase_add_test(tc, known_table_keeps_order);
	LOOP(tc, head_prints_unit, units);
	LOOP(tc, head_token_has_unit, units);
	suite_add_tcase(s, tc);
	return s;
}
