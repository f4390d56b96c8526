/*
 * Rows that are not what they seem: where a layout shows blanks badly, what
 * the row itself says decides whether its values may be placed.
 */
#include "support.h"
#include "support-rows.h"

#define SUITS                                                              \
	"四、政府信息公开行政复议、行政诉讼情况\n\n"    \
	"行政复议\t行政诉讼\n"                                     \
	"未经复议直接起诉\t复议后起诉\n"                      \
	"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t" \
	"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t" \
	"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
#define NEXT "五、存在的主要问题及改进情况\n"

static const struct sample reviews[] = {
    {"the row breaks off", SUITS "1\t\t2\t\t3\t4\t\t\t\t4\t\t5\t6\t\n" NEXT,
	"review_litigation.review 1 . 2 . 3;"
	"review_litigation.suit_direct 4 . . . 4;"
	"review_litigation.suit_after_review . 5 6 . -"},
    {"the row breaks off, and no sum holds anyhow",
	SUITS "1\t\t2\t\t9\t4\t\t\t\t8\t\t5\t6\t7\n" NEXT,
	"review_litigation.review 1 . 2 . 9;"
	"review_litigation.suit_after_review . 5 6 7 -"},
    {"blanks at its front are lost",
	SUITS "2\t1\t3\t4\t\t\t\t4\t\t5\t6\t\t11\n" NEXT,
	"review_litigation.review ? ? ? ? ?"},
    {"of a single group nobody knows which", SUITS "1\t\t2\t\t3\n" NEXT,
	"review_litigation.review ? ? ? ? ?"},
    {"blanks of its front stand behind it",
	SUITS "2\t1\t3\t4\t\t\t\t4\t\t5\t6\t\t11\t\t\n" NEXT,
	"review_litigation.review ? ? ? ? ?"},
    {"blanks behind it are its own",
	SUITS "1\t\t2\t\t3\t4\t\t\t\t4\t\t\t\t\t\n" NEXT,
	"review_litigation.review 1 . 2 . 3;"
	"review_litigation.suit_after_review . . . . ."},
};

START_TEST(adds_up_reviews)
{
	check_sample(&reviews[_i]);
}
END_TEST

#define HEAD                                                          \
	"三、收到和处理政府信息公开申请情况\n"       \
	"申请人情况\n自然人\n法人或其他组织\n总计\n" \
	"商业\n企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"

static const struct sample paragraphs[] = {
    {"the last value is the sum of those before it",
	HEAD "一、本年新收政府信息公开申请数量\n6\n2\n1\n\n\n\n9\n"
	     "二、上年结转政府信息公开申请数量\n5\n1\n\n1\n7\n\n\n"
	     "四、结转下年度继续办理\n5\n1\n\n1\n8\n\n\n" NEXT,
	"applications.new_received 6 2 1 . . . 9;"
	"applications.carried_in ? ? ? ? ? ? ?;"
	"applications.carried_out 5 1 . 1 8 . ."},
    {"several empty lines behind every row, none within",
	HEAD "\n\n一、本年新收政府信息公开申请数量\n0\n0\n0\n0\n0\n0\n0\n\n\n"
	     "二、上年结转政府信息公开申请数量\n0\n0\n0\n0\n0\n0\n0\n\n\n"
	     "三、本年度办理结果\n（一）予以公开\n0\n0\n0\n0\n0\n0\n0\n\n\n"
	     "（三）不予公开\n1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0\n\n\n"
	     "2.其他法律行政法规禁止公开\n0\n0\n0\n0\n0\n\n\n"
	     "3.危及“三安全一稳定”\n0\n0\n0\n0\n0\n0\n0\n\n\n"
	     "4.保护第三方合法权益\n0\n0\n0\n0\n0\n0\n0\n\n\n"
	     "四、结转下年度继续办理\n0\n0\n0\n0\n0\n\n\n\n\n" NEXT,
	"applications.denied_state_secret 0 0 0 0 0 0 0;"
	"applications.denied_other_law ? ? ? ? ? ? ?;"
	"applications.carried_out ? ? ? ? ? ? ?"},
};

START_TEST(adds_up_applicants)
{
	check_sample(&paragraphs[_i]);
}
END_TEST

static const struct sample values[] = {
    {"a label stands in a value's place",
	"三、收到和处理政府信息公开申请情况\n"
	"一、本年新收政府信息公开申请数量\t6\t2\t1\t0\t0\t0\t9\n"
	"二、上年结转政府信息公开申请数量\t1\t2\t3\t0\t0\t0\t"
	"三、本年度办理结果\n"
	"四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received 6 2 1 0 0 0 9;"
	"applications.carried_in ? ? ? ? ? ? ?"},
    {"one of two equal values may be a repeat",
	"二、主动公开政府信息情况\n"
	"第二十条第（八）项 第二十条第（八）项 第二十条第（八）项 "
	"第二十条第（八）项\n"
	"信息内容 上一年项目数量 本年增/减 本年增/减\n"
	"行政事业性收费 5 1 1\n"
	"第二十条第（九）项 第二十条第（九）项 第二十条第（九）项 "
	"第二十条第（九）项\n"
	"信息内容 采购项目数量 采购总金额 采购总金额\n"
	"政府集中采购  7.5 7.5\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_8.fees 5 1;article20_9.procurement ? ?"},
    {"an amount where the number of projects belongs",
	"二、主动公开政府信息情况\n第二十条第（九）项\n信息内容\n"
	"采购项目数量\n采购总金额\n政府集中采购\n7.5\n7.5\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_9.procurement ? ?"},
    {"a line broken within its last number",
	"三、收到和处理政府信息公开申请情况\n"
	"一、本年新收政府信息公开申请数量\t6\t2\t1\t0\t0\t50\t5\n9\n"
	"二、上年结转政府信息公开申请数量\t1\t2\t3\t0\t0\t0\t6\n"
	"四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received ? ? ? ? ? ? ?;"
	"applications.carried_in 1 2 3 0 0 0 6"},
    {"a text cut off within a number",
	"三、收到和处理政府信息公开申请情况\n"
	"一、本年新收政府信息公开申请数量\t6\t2\t1\t0\t0\t0\t9\n"
	"二、上年结转政府信息公开申请数量\t1\t2\t3\t0\t0\t6\t1",
	"applications.new_received 6 2 1 0 0 0 9;"
	"applications.carried_in ? ? ? ? ? ? ?"},
    {"a text that ends in a row",
	"三、收到和处理政府信息公开申请情况\n"
	"一、本年新收政府信息公开申请数量\t6\t2\t1\t0\t0\t0\t9\n"
	"四、结转下年度继续办理\t1\t2\t3\t0\t0\t6\t1",
	"applications.carried_out 1 2 3 0 0 6 1"},
    {"cells of equal value taken out",
	"四、政府信息公开行政复议、行政诉讼情况\n"
	"{|\n! 结果维持\n! 结果纠正\n! 其他结果\n! 尚未审结\n! 总计\n"
	"! 结果维持\n! 结果纠正\n! 其他结果\n! 尚未审结\n! 总计\n"
	"! 结果维持\n! 结果纠正\n! 其他结果\n! 尚未审结\n! 总计\n|-\n"
	"| 0\n| 31\n| 0\n| 31\n| 51\n| 0\n| 13\n| 64\n| 0\n"
	"| 2\n| 0\n| 2\n|}\n" NEXT,
	"review_litigation.review ? ? ? ? ?"},
};

START_TEST(looks_at_values)
{
	check_sample(&values[_i]);
}
END_TEST

Suite *suite_doubt(void);
Suite *suite_doubt(void)
{
	Suite *s = suite_create("doubt");
	TCase *tc = tcase_create("doubt");

	LOOP(tc, adds_up_reviews, reviews);
	LOOP(tc, adds_up_applicants, paragraphs);
	LOOP(tc, looks_at_values, values);
	suite_add_tcase(s, tc);
	return s;
}
