/*
 * What each layout makes of blanks, of labels in pieces, of line breaks: small
 * made-up tables and the cells that are to come of them.
 */
#include "support.h"
#include "support-rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- AsciiDoc ---- */

static const struct sample asciidoc[] = {
    {"rows over lines",
	"三、收到和处理政府信息公开申请情况\n\n"
	"[width=\"100%\",cols=\"14%,11%,26%,7%,7%,7%,7%,7%,7%,7%\",]\n"
	"|===\n"
	"| |申请人情况 | | | | | | | |\n\n"
	"| | | |自然人 a|\n商业\n\n企业\n\n|科研机构 |社会公益组织\n"
	"|法律服务机构 |其他 |总计\n\n"
	"|一、本年新收政府信息公开申请数量 | | |6 | |2 | | |1 |9\n\n"
	"|三、本年度办理结果 |（一）予以公开 | |3 |0\n|0 | 0 |\n0 |0 |3\n\n"
	"| |（七）总计 | | | | | | | |\n"
	"|===\n\n四、政府信息公开行政复议、行政诉讼情况\n\n"
	"[cols=\"15*\",]\n|===\n"
	"5+|行政复议 10+|行政诉讼\n"
	".2+|结果维持 .2+|结果纠正 .2+|其他结果 .2+|尚未审结 .2+|总计\n"
	"5+|未经复议直接起诉 5+|复议后起诉\n"
	"|结果维持 |结果纠正 |其他结果 |尚未审结 |总计\n"
	"|结果维持 |结果纠正 |其他结果 |尚未审结 |总计\n"
	"|1 |0 |0 |0 |1 |2 |0\n|0 |0 |2 |0 |3 |0 |0 |3\n"
	"|===\n五、存在的主要问题及改进情况\n",
	"applications.new_received 6 . 2 . . 1 9;"
	"applications.granted 3 0 0 0 0 0 3;"
	"applications.outcome_total . . . . . . .;"
	"review_litigation.review 1 0 0 0 1;"
	"review_litigation.suit_after_review 0 3 0 0 3"},
    {"columns by the first line",
	"二、主动公开政府信息情况\n\n|===\n"
	"|信息内容 |本年制发件数 |本年废止件数 |现行有效件数\n"
	"|规章 |1\n|0 |5\n|行政规范性文件 | |2\n|14\n|===\n",
	"article20_1.rules 1 0 5;article20_1.normative_documents . 2 14"},
    {"escaped bars and words around",
	"二、主动公开政府信息情况\n\n本年度情况如下。\n\n[cols=\",,,\"]\n"
	"|===\n|信息内容 |本年制发件数 |本年废止件数 |现行有效件数\n"
	"|规章 |1（含\\|1） |0 |5\n|===\n\n下表同上。\n",
	"article20_1.rules 1 0 5"},
};

START_TEST(reads_asciidoc)
{
	check_sample(&asciidoc[_i]);
}
END_TEST

/* ---- numbers of lines ---- */

static const struct sample numbers[] = {
    {"TABs and padding",
	"     1\t二、主动公开政府信息情况\n     2\t\n"
	"     3\t信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
	"     4\t规章\t4\t\t5\n",
	"article20_1.rules 4 . 5"},
    {"colons, and a line that was put between",
	"1:二、主动公开政府信息情况\n"
	"2:|信息内容|本年制发件数|本年废止件数|现行有效件数|\n"
	"\n4:|规章|4||5|\n",
	"article20_1.rules 4 . 5"},
};

static const struct sample slashes[] = {
    {"slashes that part cells, and are cells",
	"二、主动公开政府信息情况\n"
	"信息内容 / 本年制发件数 / 本年废止件数 / 现行有效件数\n"
	"规章 / / /  / 5\n行政规范性文件 / 2 / 1 / /\n",
	"article20_1.rules / . 5;article20_1.normative_documents 2 1 /"},
};

/* ---- tables of HTML in other text ---- */

#define RULES                                                         \
	"<tr><td>信息内容</td><td>本年制发件数</td>"        \
	"<td>本年废止件数</td><td>现行有效件数</td></tr>" \
	"<tr><td>规章</td><td>4</td><td></td><td>5</td></tr></table>\n"

static const struct sample tables[] = {
    {"alone", "二、主动公开政府信息情况\n<table>" RULES,
	"article20_1.rules 4 . 5"},
    {"its tag ends in the next line",
	"二、主动公开政府信息情况\n<table\nborder=1>" RULES,
	"article20_1.rules 4 . 5"},
    {"behind blocks",
	"二、主动公开政府信息情况\n<section> <DIV class=\"a\"><Table>" RULES,
	"article20_1.rules 4 . 5"},
};

START_TEST(finds_tables)
{
	check_sample(&tables[_i]);
}
END_TEST

START_TEST(parts_by_slashes)
{
	check_sample(&slashes[_i]);
}
END_TEST

#define MORE_ROWS                         \
	"2|行政规范性文件|2|1|9\n" \
	"3|第二十条第（五）项|||\n4|信息内容|本年处理决定数量||\n"

static const struct sample indices[] = {
    {"numbers of rows",
	"二、主动公开政府信息情况\n"
	"0|信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	"1|规章|4||5\n" MORE_ROWS "5|行政许可|8||\n",
	"article20_1.rules 4 . 5;article20_1.normative_documents 2 1 9;"
	"article20_5.licensing 8"},
    {"and of columns",
	"二、主动公开政府信息情况\n|0|1|2|3\n"
	"0|信息内容|本年制发件数|本年废止件数|现行有效件数\n"
	"1|规章|4||5\n" MORE_ROWS "5|行政许可|8||\n",
	"article20_1.rules 4 . 5;article20_5.licensing 8"},
    {"commas",
	"二、主动公开政府信息情况\n"
	"0,信息内容,本年制发件数,本年废止件数,现行有效件数\n"
	"1,规章,4,,5\n2,行政规范性文件,2,1,9\n"
	"3,第二十条第（五）项,,,\n",
	"article20_1.rules 4 . 5;article20_1.normative_documents 2 1 9"},
};

START_TEST(leaves_indices_out)
{
	check_sample(&indices[_i]);
}
END_TEST

START_TEST(leaves_numbers_out)
{
	check_sample(&numbers[_i]);
}
END_TEST

/* ---- lists in brackets ---- */

static const struct sample lists[] = {
    {"rows of JSON, escaped",
	"二、主动公开政府信息情况\n"
	"[\"信息内容\", \"本年\\n制发件数\", \"本年废止件数\", "
	"\"现行\\u6709\\u6548件数\"],\n"
	"[\"\\u89c4\\u7ae0\", 1, null, \"5\"],\n",
	"article20_1.rules 1 . 5"},
    {"a cell a line",
	"二、主动公开政府信息情况\n[\n [\n  \"信息内容\",\n"
	"  \"本年制发件数\",\n  \"本年废止件数\",\n  \"现行有效件数\"\n ],\n"
	" [\n  \"规章\",\n  \"1\",\n  \"\",\n  \"5\"\n ]\n]\n",
	"article20_1.rules 1 . 5"},
    {"names and values",
	"二、主动公开政府信息情况\n"
	"[{\"0\":\"信息内容\",\"1\":\"本年制发件数\",\"2\":\"本年废止件数\","
	"\"3\":\"现行有效件数\"},{\"0\":\"规章\",\"1\":\"1\",\"2\":\"0\","
	"\"3\":\"5\"}]\n",
	"article20_1.rules 1 0 5"},
    {"numbers of columns and rows are no values",
	"四、政府信息公开行政复议、行政诉讼情况\n"
	"{\"columns\":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14],"
	"\"index\":[0,1],\"data\":[[\"行政复议\",\"\",\"\",\"\",\"\","
	"\"未经复议直接起诉\",\"\",\"\",\"\",\"\",\"复议后起诉\",\"\","
	"\"\",\"\",\"\"],[\"1\",\"0\",\"0\",\"0\",\"1\",\"2\",\"0\",\"0\","
	"\"2\",\"4\",\"0\",\"3\",\"0\",\"0\",\"3\"]]}\n",
	"review_litigation.review 1 0 0 0 1;"
	"review_litigation.suit_direct 2 0 0 2 4;"
	"review_litigation.suit_after_review 0 3 0 0 3"},
    {"labels in the list of columns",
	"二、主动公开政府信息情况\n"
	"{\"columns\":[\"信息内容\",\"现行有效件数\",\"本年制发件数\","
	"\"本年废止件数\"],\"index\":[0],"
	"\"data\":[[\"规章\",5,1,0]]}\n",
	"article20_1.rules 1 0 5"},
    {"labels in the list of rows, apart from their values",
	"二、主动公开政府信息情况\n"
	"{\"columns\":[\"本年制发件数\",\"本年废止件数\",\"现行有效件数\"],"
	"\"index\":[\"规章\",\"行政规范性文件\"],"
	"\"data\":[[1,0,5],[2,0,7]]}\n",
	"article20_1.rules - - -;article20_1.normative_documents - - -"},
    {"Python, brackets that are not closed",
	"二、主动公开政府信息情况\n"
	"['信息内容', '本年制发件数', '本年废止件数', '现行有效件数']\n"
	"('规章', '1', None, '5'\n",
	"article20_1.rules 1 . 5"},
};

START_TEST(reads_lists)
{
	check_sample(&lists[_i]);
}
END_TEST

/* ---- columns under dashes ---- */

#define DASHES                                     \
	"二、主动公开政府信息情况\n\n" \
	"-------- ------------ ------------ ------------\n"
#define DASHES_END "\n-------- ------------ ------------ ------------\n\n"

static const struct sample dashes[] = {
    {"values in their columns",
	DASHES "信息内容 本年制发件数 本年废止件数 现行有效件数\n\n"
	       "规章                                5" DASHES_END,
	"article20_1.rules . . 5"},
    {"two values over one column",
	DASHES "信息内容 本年制发件数 本年废止件数 现行有效件数\n\n"
	       "规章     - 4            5" DASHES_END,
	"article20_1.rules / 4 5"},
    {"two values over one column, and a blank",
	DASHES "信息内容 本年制发件数 本年废止件数 现行有效件数\n\n"
	       "规章     - 4" DASHES_END,
	"article20_1.rules ? ? ?"},
    {"ideographic blanks",
	DASHES "信息内容 本年制发件数 本年废止件数 现行有效件数\n\n"
	       "规章　　　 3　　　　　　　　　　　　5" DASHES_END,
	"article20_1.rules 3 . 5"},
};

START_TEST(reads_dashes)
{
	check_sample(&dashes[_i]);
}
END_TEST

/* ---- commas ---- */

/* Two quotes in a quoted cell do not end it. */
START_TEST(keeps_quotes_in_cells)
{
	static const char text[] =
	    "二、主动公开政府信息情况\n规章,\"7\",1,\"2\"\n"
	    "规范性文件,\"字\"\",字\",1,2\n行政许可,7\n";
	gkr_tokenizer *t;
	gkr_report *r;
	const char *raw;
	size_t len;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, sizeof text - 1), GKR_OK);
	raw = gkr_report_raw(r,
	    gkr_cell_from_address("article20_1.normative_documents.issued"),
	    &len);
	ck_assert_uint_eq(len, 9);
	ck_assert_mem_eq(raw, "字\"\",字", 9);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

/* ---- marks of cells and rows ---- */

#define MARKED_HEAD                                                                                              \
	"三、收到和处理政府信息公开申请情况\n"                                                  \
	"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" \
	"\t申请人情况\n\t自然人\t法人或其他组织\t总计\n\n"                                      \
	"商业\n企业\t科研\n机构\t社会公益\n组织\t法律服务\n机构\t其他\n"

static const struct sample marks[] = {
    {"two marks are a line end",
	MARKED_HEAD
	"\t一、本年新收政府信息公开申请数量\n6\n2\n1\t9\n"
	"二、上年结转政府信息公开申请数量\n\n3\t0\t0\t3\n"
	"三、本年度办理结果\t（一）予以公开\t3\t0\t0\t0\t0\t0\t3\n"
	"\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t1"
	"\t0\t0\t0\t0\t0\t1\n"
	"\t（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0\n\n"
	"2.其他法律行政法规禁止公开\t0\t0\t0\t0\t0\t0\n\n"
	"\t3.危及“三安全一稳定”\t0\t0\t0\t0\t0\t1\t1\n\n"
	"4.保护第三方合法权益\t0\t0\t0\n0\t0\t0\n\n"
	"5.属于三类内部事务信息\n0\t0\t0\t0\t0\t0\n\n"
	"6.属于四类过程性信息\t0\t0\t0\t0\t0\t0\t0\n\n"
	"7.属于行政执法案卷\t0\t0\t0\t0\t0\t0\t0\n"
	"\t（七）总计\t4\t0\t0\t0\n1\t5\n"
	"四、结转下年度继续办理\t0\n\n0\t0\n\t\n"
	"四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received . 6 . 2 . 1 9;"
	"applications.carried_in . . . 3 0 0 3;"
	"applications.granted_in_part 1 0 0 0 0 0 1;"
	"applications.denied_other_law 0 0 0 0 0 0 .;"
	"applications.denied_three_securities 0 0 0 0 0 1 1;"
	"applications.denied_third_party 0 0 0 . 0 0 0;"
	"applications.denied_internal_affairs . 0 0 0 0 0 0;"
	"applications.outcome_total 4 0 0 0 . 1 5;"
	"applications.carried_out 0 . . . 0 0 ."},
    {"wrapped: two marks are an empty line",
	"三、收到和处理政府信息公开申请情况\n\n"
	"\t自然人\t法人或其他组织\t总计\n\n\n\n商业\n\n企业\t科研\n\n机构"
	"\t社会公益\n\n组织\t法律服务\n\n机构\t其他\n\n"
	"\t一、本年新收政府信息公开申请数量\n\n6\n\n2\n\n1\t9\n\n"
	"二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n\n"
	"三、本年度办理结果\t（一）予以公开\t3\t0\t0\t0\t0\t0\n3\n\n"
	"\t（二）部分公开（区分处理的，只计这一情\n形，不计其他情形）\t1"
	"\t0\t0\t0\n0\t0\t1\n\n"
	"\t（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0\n\n\n\n"
	"2.其他法律行政法规禁止公开\t0\t0\t0\t0\t0\t0\n\n\n\n"
	"\t3.危及“三安全一稳定”\t0\t0\t0\t0\t0\t1\t1\n\n\n\n"
	"4.保护第三方合法权益\t0\t0\t0\n\n0\t0\t0\n\n\n\n"
	"5.属于三类内部事务信息\n\n0\t0\t0\t0\t0\t0\n\n\n\n"
	"6.属于四类过程性信息\t0\t0\t0\t0\t0\t0\t0\n\n"
	"\t（六）其他处理\n"
	"1.申请人无正当理由逾期不补正、行政机关不再处理\n其政府信息公开申请"
	"\t0\t0\t0\t0\t0\t2\t2\n\n"
	"四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received . 6 . 2 . 1 9;"
	"applications.granted 3 0 0 0 0 0 3;"
	"applications.granted_in_part 1 0 0 0 0 0 1;"
	"applications.denied_other_law 0 0 0 0 0 0 .;"
	"applications.denied_third_party 0 0 0 . 0 0 0;"
	"applications.denied_internal_affairs . 0 0 0 0 0 0;"
	"applications.other_overdue_correction 0 0 0 0 0 2 2"},
};

START_TEST(counts_marks)
{
	check_sample(&marks[_i]);
}
END_TEST

/* ---- a paragraph a line ---- */

#define LABELS                                                                \
	"三、收到和处理政府信息公开申请情况\n\n"             \
	"申请人情况\n\n自然人\n\n法人或其他组织\n\n总计\n\n" \
	"商业\n企业\n\n科研机构\n\n社会公益组织\n\n法律服务机构\n\n其他\n\n"

static const struct sample paragraphs[] = {
    {"further empty lines are cells",
	LABELS "一、本年新收政府信息公开申请数量\n\n\n6\n\n\n2\n\n\n1\n\n9\n\n"
	       "二、上年结转政府信息公开申请数量\n\n\n\n\n3\n\n0\n\n0\n\n3\n\n"
	       "三、本年度办理结果\n\n（一）予以公开\n\n"
	       "3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3\n\n"
	       "（三）不予公开\n\n1.属于国家秘密\n\n"
	       "0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n\n"
	       "2.其他法律行政法规禁止公开\n\n"
	       "0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n"
	       "四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received . 6 . 2 . 1 9;"
	"applications.carried_in . . . 3 0 0 3;"
	"applications.granted 3 0 0 0 0 0 3;"
	"applications.denied_state_secret 0 0 0 0 0 0 ."},
    {"empty lines around a page's end are none",
	LABELS "一、本年新收政府信息公开申请数量\n\n\n6\n\n\n2\n\n\n1\n\n9\n\n"
	       "二、上年结转政府信息公开申请数量\n\n"
	       "3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3\n\n"
	       "三、本年度办理结果\n\n（一）予以公开\n\n"
	       "3\n\n0\n\n\n- 4 -\n\n\n\f0\n\n0\n\n0\n\n3\n\n"
	       "四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received . 6 . 2 . 1 9;"
	"applications.granted ? ? ? ? ? ? ?"},
    {"no empty line more: blanks left no trace",
	LABELS "一、本年新收政府信息公开申请数量\n\n6\n\n2\n\n1\n\n9\n\n"
	       "二、上年结转政府信息公开申请数量\n\n"
	       "3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3\n\n"
	       "四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received ? ? ? ? ? ? ?;"
	"applications.carried_in 3 0 0 0 0 0 3"},
    {"rows end in empty lines too: only their number tells",
	LABELS "一、本年新收政府信息公开申请数量\n\n6\n\n2\n\n1\n\n3\n\n1\n\n13"
	       "\n\n\n"
	       "二、上年结转政府信息公开申请数量\n\n"
	       "3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3\n\n\n"
	       "三、本年度办理结果\n\n（一）予以公开\n\n"
	       "3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3\n\n\n"
	       "四、结转下年度继续办理\n\n"
	       "3\n\n0\n\n0\n\n0\n\n0\n\n3\n\n\n"
	       "四、政府信息公开行政复议、行政诉讼情况\n",
	"applications.new_received ? ? ? ? ? ? ?;"
	"applications.granted 3 0 0 0 0 0 3;"
	"applications.carried_out ? ? ? ? ? ? ?"},
};

START_TEST(reads_paragraphs)
{
	check_sample(&paragraphs[_i]);
}
END_TEST

/* ---- aligned by blanks ---- */

#define TABLE_THREE "三、收到和处理政府信息公开申请情况\n\n"

static const struct sample aligned[] = {
    {"columns counted in characters",
	TABLE_THREE
	"  一、本年新收政府信息公开申请数量             16         22       28 "
	" 306\n"
	"  三、本年度办理结果 （一）予以公开     26     0     2    0   0    0  "
	" 28\n"
	"     （三）不予公开 1.属于国家秘密   7      0     0    0   7    0   "
	"14\n"
	"     2.其他法律行政法规禁止公开     0      0     0    0   0    0\n"
	"     3.危及“三安全一稳定”       0      0     2        0    0   2\n"
	"     4.保护第三方合法权益        0      0     0    0   0    0   0\n",
	"applications.new_received . 16 . 22 . 28 306;"
	"applications.denied_state_secret 7 0 0 0 7 0 14;"
	"applications.denied_other_law 0 0 0 0 0 0 .;"
	"applications.denied_three_securities 0 0 2 . 0 0 2"},
    {"columns of a page hold for that page alone",
	TABLE_THREE
	"（一）予以公开            26   0    2    0    0    0    28\n"
	"1.属于国家秘密            7    0    0    0    7    0    14\n"
	"3.危及“三安全一稳定”      0         2    0    0    0    2\n"
	"\f"
	"4.保护第三方合法权益           0    0    0    0    0    0    0\n"
	"5.属于三类内部事务信息         0    0    0    0    0         0\n"
	"6.属于四类过程性信息           0    0    0    0    0    0    0\n",
	"applications.denied_three_securities 0 . 2 0 0 0 2;"
	"applications.denied_third_party 0 0 0 0 0 0 0;"
	"applications.denied_internal_affairs 0 0 0 0 0 . 0"},
    {"one full row shows no columns",
	TABLE_THREE
	"（一）予以公开            26   0    2    0    0    0    28\n"
	"3.危及“三安全一稳定”      0         2    0    0    0    2\n",
	"applications.granted 26 0 2 0 0 0 28;"
	"applications.denied_three_securities ? ? ? ? ? ? ?"},
    {"a value between two columns",
	TABLE_THREE
	"（一）予以公开            26   0    2    0    0    0    28\n"
	"1.属于国家秘密            7    0    0    0    7    0    14\n"
	"3.危及“三安全一稳定”      0      2       0    0    0    2\n",
	"applications.denied_three_securities ? ? ? ? ? ? ?"},
    {"a digit that a narrow cell had no room for",
	TABLE_THREE
	"（一）予以公开            26   0    2    0    0    0    28\n"
	"1.属于国家秘密            7    0    0    0    7    0    14\n"
	"3.危及“三安全一稳定”      0    0    2    0    0    0    13\n"
	"                                                        7\n"
	"4.保护第三方合法权益      0    0    0    0    3    0    3\n",
	"applications.denied_three_securities ? ? ? ? ? ? ?;"
	"applications.denied_third_party 0 0 0 0 3 0 3"},
    {"a note over several lines around a number",
	TABLE_THREE
	"（一）予以公开            26   0    2    0    0    0    28\n"
	"1.属于国家秘密            7    0    0    0    7    0    14\n"
	"                         ４２（\n"
	"3.危及“三安全一稳定”     网上申   9   2    0    0    0    53\n"
	"                         请31件）\n"
	"4.保护第三方合法权益      0    0    0    0    3    0    3\n",
	"applications.denied_three_securities ? ? ? ? ? ? ?;"
	"applications.denied_third_party 0 0 0 0 3 0 3"},
    {"digits below, behind part of the label",
	TABLE_THREE "（一）予以公开     26   0    2    0    0      0    28\n"
		    "1.属于国家秘密     7    0    0    0    7      0    14\n"
		    "5.属于             0    0    0    0    4692   8    27\n"
		    "三类内                                 52\n"
		    "部事务\n"
		    "信息\n"
		    "6.属于四类过程性信息 0  0    0    0    3      0    3\n",
	"applications.denied_internal_affairs ? ? ? ? ? ? ?;"
	"applications.denied_process_info 0 0 0 0 3 0 3"},
    {"the first line of a label that is also another's",
	TABLE_THREE "1.属于国家秘密         7    0    0    0    7    0    14\n"
		    "2.其他                 0    3    0    0    0    1    4\n"
		    "法律行\n"
		    "政法规\n"
		    "禁止公\n"
		    "开\n"
		    "3.危及“三安全一稳定”   0    0    2    0    0    0    2\n"
		    "（七）总计             7    3    2    0    7    1    20\n",
	"applications.denied_state_secret 7 0 0 0 7 0 14;"
	"applications.denied_other_law - - - - - - -;"
	"applications.denied_three_securities 0 0 2 0 0 0 2;"
	"applications.other_misc ? ? ? ? ? ? ?"},
    {"no full row: what all rows keep to",
	TABLE_THREE
	"（一）予以公开                 1    3    11             6   22\n"
	"1.属于国家秘密                9    17        2    4        32\n"
	"2.其他法律行政法规禁止公开          9    0                   3   12\n"
	"3.危及“三安全一稳定”                 2    0    17            19\n"
	"4.保护第三方合法权益             0                   11 11 33\n"
	"5.属于三类内部事务信息                           5             5\n",
	"applications.granted 1 3 11 . . 6 22;"
	"applications.denied_state_secret 9 17 . 2 4 . 32;"
	"applications.denied_three_securities . 2 0 17 . . 19;"
	"applications.denied_third_party 0 . . . 11 11 33;"
	"applications.denied_internal_affairs ? ? ? ? ? ? ?"},
    {"a value that keeps to no column",
	TABLE_THREE
	"（一）予以公开                 1    3    11             6   22\n"
	"1.属于国家秘密                9    17        2    4        32\n"
	"2.其他法律行政法规禁止公开       9       0                   3   12\n"
	"3.危及“三安全一稳定”                 2    0    17            19\n"
	"4.保护第三方合法权益             0                   11 11 33\n"
	"5.属于三类内部事务信息                           5             5\n",
	"applications.granted ? ? ? ? ? ? ?;"
	"applications.denied_third_party ? ? ? ? ? ? ?"},
    {"a column that is always blank",
	TABLE_THREE
	"（一）予以公开                 1    3                   6   22\n"
	"1.属于国家秘密                9    17        2    4        32\n"
	"2.其他法律行政法规禁止公开          9    0                   3   12\n"
	"3.危及“三安全一稳定”                 2         17            19\n"
	"4.保护第三方合法权益             0                   11 11 33\n"
	"5.属于三类内部事务信息                           5             5\n",
	"applications.granted ? ? ? ? ? ? ?;"
	"applications.denied_state_secret ? ? ? ? ? ? ?"},
    {"a stretch beside none of its neighbours",
	TABLE_THREE
	"（一）予以公开                 1         3         7    6   17\n"
	"1.属于国家秘密                9    17             4    1   31\n"
	"2.其他法律行政法规禁止公开          9    0                   3   12\n"
	"3.危及“三安全一稳定”            2    1         1         4   8\n"
	"4.保护第三方合法权益             0    2              11       13\n"
	"5.属于三类内部事务信息                           5             5\n",
	"applications.granted ? ? ? ? ? ? ?;"
	"applications.denied_state_secret ? ? ? ? ? ? ?"},
    {"and a full row, which shows that it has one",
	TABLE_THREE
	"（一）予以公开                 1         3         7    6   17\n"
	"1.属于国家秘密                9    17             4    1   31\n"
	"2.其他法律行政法规禁止公开          9    0                   3   12\n"
	"3.危及“三安全一稳定”            2    1         1         4   8\n"
	"4.保护第三方合法权益             10 12 31 12 10 20 95\n"
	"5.属于三类内部事务信息                           5             5\n",
	"applications.granted 1 . 3 . 7 6 17;"
	"applications.denied_three_securities 2 1 . 1 . 4 8;"
	"applications.denied_third_party 10 12 31 12 10 20 95"},
    {"a first value that may stand too far left",
	TABLE_THREE
	"（一）予以公开                 7         3              6   16\n"
	"1.属于国家秘密                     4    5    17            26\n"
	"2.其他法律行政法规禁止公开               4    0              3   7\n"
	"3.危及“三安全一稳定”                 2    0    17            19\n"
	"4.保护第三方合法权益                            1    2    3   6\n"
	"5.属于三类内部事务信息                 1    2    3    4    5   15\n",
	"applications.denied_state_secret ? ? ? ? ? ? ?"},
    {"a row that ends before the last column",
	TABLE_THREE
	"（一）予以公开                 1    3    11             6   22\n"
	"1.属于国家秘密                9    17        2    4        32\n"
	"2.其他法律行政法规禁止公开          9    0         3         12\n"
	"3.危及“三安全一稳定”                 2    0    17            19\n"
	"4.保护第三方合法权益             0                   11 11 33\n"
	"5.属于三类内部事务信息                           5             5\n",
	"applications.granted ? ? ? ? ? ? ?;"
	"applications.denied_other_law ? ? ? ? ? ? ?"},
    {"one column in two places",
	TABLE_THREE
	"（一）予以公开                 1    3    11             6   22\n"
	"1.属于国家秘密                9    17      2      4        32\n"
	"2.其他法律行政法规禁止公开          9    0                   3   12\n"
	"3.危及“三安全一稳定”            1    2    0                  3\n"
	"4.保护第三方合法权益             0                   11 11 33\n"
	"5.属于三类内部事务信息                           5             5\n",
	"applications.granted ? ? ? ? ? ? ?;"
	"applications.denied_state_secret ? ? ? ? ? ? ?"},
};

START_TEST(lines_up)
{
	check_sample(&aligned[_i]);
}
END_TEST

/* What was bookmarked has an anchor before it; a dash may be escaped. */
START_TEST(leaves_anchors_out)
{
	static const struct sample marked = {"anchors and escapes",
	    TABLE_THREE "| （一）予以公开 | []{#a-1}26 | 0 | 2[]{.x} | [] | 0 "
			"| \\- | 28 |\n"
			"| 1.属于国家秘密 | []{7 | 0 | 0 | 0 | 7 | 0 | 14 |\n",
	    "applications.granted 26 0 2 t 0 / 28;"
	    "applications.denied_state_secret t 0 0 0 7 0 14"};

	check_sample(&marked);
}
END_TEST

/* Text with attributes; what else is in brackets stays. */
START_TEST(unwraps_spans)
{
	static const struct sample spans = {"spans",
	    TABLE_THREE
	    "| [（一）予]{.a}[以公开]{lang=\"zh\"} | [2]{#x}[6]{.x} | [0] {.x} "
	    "| **[2]{style=\"color: red\"}** | [[3]{.a}]{.b} | 0[a]{b} "
	    "| [0]{a=b | 31 |\n",
	    "applications.granted 26 t 2 3 t t 31"};

	check_sample(&spans);
}
END_TEST

/* Merged cells repeated, as in a document's rows asked for cell by cell. */
static const struct sample repeated[] = {
    {"a blank before the repeat",
	"二、主动公开政府信息情况\n"
	"第二十条第（九）项\t第二十条第（九）项\t第二十条第（九）项\t"
	"第二十条第（九）项\n"
	"信息内容\t采购项目数量\t采购总金额\t采购总金额\n"
	"政府集中采购\t\t24.5\t24.5\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_9.procurement . 24.5"},
    {"no blank",
	"二、主动公开政府信息情况\n"
	"第二十条第（九）项\t第二十条第（九）项\t第二十条第（九）项\t"
	"第二十条第（九）项\n"
	"信息内容\t采购项目数量\t采购总金额\t采购总金额\n"
	"政府集中采购\t7\t24.5\t24.5\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_9.procurement 7 24.5"},
};

START_TEST(folds_repeats)
{
	check_sample(&repeated[_i]);
}
END_TEST

/* Labels apart from their values: the order of the form's rows names them. */
#define TABLE_ROWS "三、收到和处理政府信息公开申请情况\n"
#define AND_AFTER "四、政府信息公开行政复议、行政诉讼情况\n"
static const struct sample sequence[] = {
    {"values one by one, labels behind the values of three rows",
	TABLE_ROWS "一、本年新收政府信息公开申请数量\n\n"
		   "9\n\n0\n\n0\n\n0\n\n0\n\n0\n\n9\n\n"
		   "二、上年结转政府信息公开申请数量\n\n"
		   "2\n\n0\n\n0\n\n0\n\n0\n\n0\n\n2\n\n"
		   "8\n\n0\n\n0\n\n1\n\n0\n\n0\n\n9\n\n"
		   "0\n\n1\n\n0\n\n0\n\n0\n\n0\n\n1\n\n"
		   "1.属于国家秘密\n\n"
		   "1\n\n0\n\n0\n\n0\n\n0\n\n0\n\n1\n\n"
		   "（一）予以公开\n\n（二）部分公开\n\n" AND_AFTER,
	"applications.new_received 9 0 0 0 0 0 9;"
	"applications.carried_in 2 0 0 0 0 0 2;"
	"applications.granted 8 0 0 1 0 0 9;"
	"applications.granted_in_part 0 1 0 0 0 0 1"},
    {"values one by one, column by column",
	TABLE_ROWS "一、本年新收政府信息公开申请数量\n\n"
		   "9\n\n0\n\n0\n\n0\n\n0\n\n0\n\n9\n\n"
		   "二、上年结转政府信息公开申请数量\n\n"
		   "2\n\n0\n\n0\n\n0\n\n0\n\n0\n\n2\n\n"
		   "8\n\n0\n\n0\n\n1\n\n0\n\n0\n\n1\n\n"
		   "0\n\n0\n\n0\n\n0\n\n0\n\n9\n\n1\n\n"
		   "1.属于国家秘密\n\n"
		   "1\n\n0\n\n0\n\n0\n\n0\n\n0\n\n1\n\n" AND_AFTER,
	"applications.granted - - - - - - -;"
	"applications.granted_in_part - - - - - - -"},
    {"values in lines of their own, above their labels",
	TABLE_ROWS "9 0 0 0 0 0 9\n一、本年新收政府信息公开申请数量\n"
		   "2 0 0 0 0 0 2\n二、上年结转政府信息公开申请数量\n"
		   "8 0 0 1 0 0 9\n三、本年度办理结果 （一）予以公开\n"
		   "0 1 0 0 0 0 1\n（四）无法提供 1.本机关不掌握相关政府信息\n"
		   "1 1 0 0 0 0 2\n四、结转下年度继续办理\n" AND_AFTER,
	"applications.new_received 9 0 0 0 0 0 9;"
	"applications.carried_in 2 0 0 0 0 0 2;"
	"applications.granted 8 0 0 1 0 0 9;"
	"applications.unavailable_not_held 0 1 0 0 0 0 1;"
	"applications.carried_out 1 1 0 0 0 0 2"},
    {"the same, but one row has nothing",
	TABLE_ROWS "9 0 0 0 0 0 9\n一、本年新收政府信息公开申请数量\n"
		   "2 0 0 0 0 0 2\n二、上年结转政府信息公开申请数量\n"
		   "8 0 0 1 0 0 9\n三、本年度办理结果 （一）予以公开\n"
		   "（二）部分公开\n"
		   "0 1 0 0 0 0 1\n（三）不予公开 1.属于国家秘密\n"
		   "1 1 0 0 0 0 2\n四、结转下年度继续办理\n" AND_AFTER,
	"applications.new_received ? ? ? ? ? ? ?;"
	"applications.carried_in ? ? ? ? ? ? ?;"
	"applications.denied_state_secret ? ? ? ? ? ? ?"},
    {"another report behind, which has more rows",
	"一、总体情况\n" TABLE_ROWS
	"一、本年新收政府信息公开申请数量 9 0 0 0 0 0 9\n"
	"五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
	"一、总体情况\n" TABLE_ROWS
	"一、本年新收政府信息公开申请数量 8 0 0 0 0 0 8\n"
	"二、上年结转政府信息公开申请数量 7 0 0 0 0 0 7\n"
	"五、存在的主要问题及改进情况\n",
	"applications.new_received 9 0 0 0 0 0 9;"
	"applications.carried_in - - - - - - -"},
    {"below their labels",
	TABLE_ROWS "一、本年新收政府信息公开申请数量\n9 0 0 0 0 0 9\n"
		   "三、本年度办理结果 （一）予以公开\n8 0 0 1 0 0 9\n"
		   "四、结转下年度继续办理\n1 1 0 0 0 0 2\n" AND_AFTER,
	"applications.new_received 9 0 0 0 0 0 9;"
	"applications.granted 8 0 0 1 0 0 9;"
	"applications.carried_out 1 1 0 0 0 0 2"},
    {"all labels before all values",
	TABLE_ROWS "一、本年新收政府信息公开申请数量\n"
		   "二、上年结转政府信息公开申请数量\n"
		   "三、本年度办理结果 （一）予以公开\n"
		   "（三）不予公开 1.属于国家秘密\n"
		   "四、结转下年度继续办理\n9 0 0 0 0 0 9\n"
		   "2 0 0 0 0 0 2\n8 0 0 1 0 0 9\n0 1 0 0 0 0 1\n"
		   "1 1 0 0 0 0 2\n" AND_AFTER,
	"applications.carried_out ? ? ? ? ? ? ?"},
    {"a single value before its label",
	"二、主动公开政府信息情况\n第二十条第（八）项\n\n信息内容\n\n"
	"本年收费金额（单位：万元）\n\n77.28\n\n行政事业性收费\n\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_8.fees 77.28"},
    {"the last row alone, in a page without headings before it",
	"四、结转下年度继续办理 3 1 0 0 0 0 4\n" AND_AFTER,
	"applications.carried_out 3 1 0 0 0 0 4"},
    {"a head whose words are labels of rows",
	TABLE_ROWS
	"| 项目 | 本年新收件数 | 结转下年度 | 总计 |\n|---|---|---|---|\n"
	"| 四、结转下年度继续办理 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |\n" AND_AFTER,
	"applications.carried_out 3 1 0 0 0 0 4"},
    {"rows without bars between rows that have them",
	"二、主动公开政府信息情况\n行政许可 7\n"
	"| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
	"|---|---|---|---|\n| 规章 | 1 | 2 | 3 |\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_5.licensing 7;article20_1.rules 1 2 3"},
};

/* Bars on lines of their own; a line of two blanks ends a row. */
static const struct sample bars[] = {
    {"a mark behind every row, another before the rule",
	"四、政府信息公开行政复议、行政诉讼情况\n"
	"> | 行政复议 | | | | | 行政诉讼 | | | | | | | | | | 备注 |\n"
	"# |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
	"| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
	"| 未经复议直接起诉 | | | | | 复议后起诉 | | | | | — |\n"
	"| | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
	"| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | — |\n"
	"| | | | | | | | 7 | | 7 | | | | | | — |\n",
	"review_litigation.review ? ? ? ? ?;"
	"review_litigation.suit_direct ? ? ? ? ?;"
	"review_litigation.suit_after_review ? ? ? ? ?"},
    {"a mark behind every row of applicants",
	"三、收到和处理政府信息公开申请情况\n"
	"| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 "
	"| 其他 | 总计 |\n"
	"| 一、本年新收政府信息公开申请数量 | 9 | 1 | 1 | 1 | 1 | 1 | 14 "
	"| — |\n"
	"| 二、上年结转政府信息公开申请数量 | | 3 | 1 | | | | 4 | — |\n"
	"| 四、结转下年度继续办理 | 1 | 1 | 1 | 1 | 1 | 1 | 6 | — |\n",
	"applications.carried_in ? ? ? ? ? ? ?"},
    {"a mark under a name of its own behind every row",
	"三、收到和处理政府信息公开申请情况\n"
	"| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 "
	"| 其他 | 总计 | 备注 |\n"
	"| 一、本年新收政府信息公开申请数量 | 9 | 1 | 1 | 1 | 1 | 1 | 14 "
	"| — |\n"
	"| 二、上年结转政府信息公开申请数量 | | 3 | 1 | | | | 4 | — |\n"
	"| 四、结转下年度继续办理 | 1 | 1 | 1 | 1 | 1 | 1 | 6 | — |\n",
	"applications.carried_in . 3 1 . . . 4"},
    {"cells over lines, blanks, a nil mark",
	"二、主动公开政府信息情况\n\n第二十条第（一）项  \n\n---|---  \n  \n"
	"信息内容\n\n| \n\n本年制  \n发件数\n\n| \n\n本年废止件数\n\n| \n\n"
	"现行有效件数  \n  \n规章\n\n| \n\n7\n\n| \n\n \n\n| \n\n-  \n  \n"
	"行政规范性文件\n\n| \n\n \n\n| \n\n2 \n\n| \n\n38  \n  \n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_1.rules 7 . /;article20_1.normative_documents . 2 38"},
    {"a drawn cell that holds a table, tag by tag",
	TABLE_ROWS
	"| | <td>一、本年新收政府信息公开申请数量</td> | |\n"
	"| | <td>4</td> | |\n| | <td>3</td> | |\n| | <td>2</td> | |\n"
	"| | <td>1</td> | |\n| | <td>0</td> | |\n| | <td>0</td> | |\n"
	"| | <td>10</td> | |\n| | </tr> | |\n| | <tr> | |\n"
	"| | <td>二、上年结转政府信息公开申请数量</td> | |\n"
	"| | <td>1</td> | |\n| | <td></td> | |\n| | <td>2</td> | |\n"
	"| | <td></td> | |\n| | <td>0</td> | |\n| | <td>0</td> | |\n"
	"| | <td>3</td> | |\n" AND_AFTER,
	"applications.new_received 4 3 2 1 0 0 10;"
	"applications.carried_in ? ? ? ? ? ? ?"},
    {"rows of nothing but a label, closed at both ends",
	TABLE_ROWS
	"|  |  |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | "
	"法律服务机构 | 其他 | 总计 |\n"
	"| - | - | - | - | - | - | - | - | - | - |\n"
	"| 一、本年新收政府信息公开申请数量 |  |  |  |  |  |  |  |  |  |\n"
	"| 二、上年结转政府信息公开申请数量 |  |  |  |  |  |  |  |  |  |\n"
	"|  | （一）予以公开 |  |  |  |  |  |  |  |  |\n"
	"|  | （二）部分公开 |  |  |  |  |  |  |  |  |\n"
	"|  | （三）不予公开 | 1.属于国家秘密 |  |  |  |  |  |  |  |\n"
	"|  |  | 2.其他法律行政法规禁止公开 |  |  |  |  |  |  |  |\n"
	"|  |  | 4.保护第三方合法权益 |  |  |  |  |  |  |  |\n"
	"|  |  | 5.属于三类内部事务信息 |  |  |  |  |  |  |  |\n"
	"|  |  | 6.属于四类过程性信息 |  |  |  |  |  |  |  |\n"
	"|  | （七）总计 |  |  |  |  |  |  |  |  |\n" AND_AFTER,
	"applications.new_received . . . . . . .;"
	"applications.denied_other_law . . . . . . .;"
	"applications.outcome_total . . . . . . ."},
    {"cells of several lines",
	TABLE_ROWS
	"|一、本年新收政府信息公开申请数量 | 5 | \n\xc2\xa0 | \n\xc2\xa0 | \n"
	"4 | \n\xc2\xa0 | 0 | 9 |\n"
	"|二、上年结转政府信息公开申请数量 | \n1 | 0 | 0 | 2 | \n\xc2\xa0 | \n"
	"0 | 3 |\n"
	"|（一）予以 \n公开 | 2 | 0 | 0 | 0 | 0 | 0 | \n2 |\n"
	"|（七）总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n" AND_AFTER,
	"applications.new_received 5 . . 4 . 0 9;"
	"applications.carried_in 1 0 0 2 . 0 3;"
	"applications.granted 2 0 0 0 0 0 2;"
	"applications.outcome_total 2 0 0 0 0 0 2"},
    {"line breaks are no words, a slash has a backslash",
	"二、主动公开政府信息情况\n"
	"| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
	"| 规章 | \\\\ \\\\ | \\/ | 3 |\n"
	"| 行政规范性文件 | 4 | \\\\ \\\\ \\\\ | 7 |\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_1.rules . / 3;article20_1.normative_documents 4 . 7"},
    {"blanks between a head and the values in its line",
	AND_AFTER
	"| 行政复议 | 行政诉讼 |\n"
	"| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 "
	"|"
	" 复议后起诉 |\n"
	"审结 |总计 | | | |0 |7 |7 | |8 | | |8 | |2 |3 |4 |9 | |存在的不足\n"
	"五、存在的主要问题及改进情况\n",
	"review_litigation.review ? ? ? ? ?;"
	"review_litigation.suit_after_review ? ? ? ? ?"},
    {"the row of values over two lines",
	AND_AFTER "| 行政复议 |  |  |  |  | 行政诉讼 |\n"
		  "| 结果维持| 结果纠正| 其他结果| 尚未审结| 总计|"
		  " 结果维持| 结果纠正| 其他结果| 尚未审结| 总计|"
		  " 结果维持| 结果纠正| 其他结果| 尚未审结| 总计|  |  | 4| 2|\n"
		  "6|  |  |  | 5| 5|  |  | 3| 4| 7\n"
		  "五、存在的主要问题及改进情况\n",
	"review_litigation.review ? ? ? ? ?;"
	"review_litigation.suit_after_review ? ? ? ? ?"},
};

/* Many rows in one line: behind each cell a TAB, behind a row one more. */
static const struct sample one_line[] = {
    {"blanks, and what rows share",
	TABLE_ROWS
	"其他\t\t\t一、本年新收政府信息公开申请数量\t9\t1\t0\t0\t2\t0\t12\t\t"
	"二、上年结转政府信息公开申请数量\t4\t\t\t1\t0\t3\t8\t\t"
	"三、本年度办理结果\t（一）予以公开\t5\t\t0\t\t\t6\t11\t\t\t"
	"（二）部分公开\t\t3\t\t0\t\t\t3\t\t\t"
	"（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\t\t\t\t"
	"2.其他法律行政法规禁止公开\t0\t0\t\t0\t\t1\t1\t\t\t\t"
	"3.危及“三安全一稳定”\t2\t0\t0\t0\t0\t0\t2\t\t\t"
	"（七）总计\t8\t3\t0\t0\t0\t7\t18\t\t"
	"四、结转下年度继续办理\t1\t\t0\t1\t\t\t2\t\n" AND_AFTER,
	"applications.new_received 9 1 0 0 2 0 12;"
	"applications.carried_in 4 . . 1 0 3 8;"
	"applications.granted 5 . 0 . . 6 11;"
	"applications.granted_in_part . 3 . 0 . . 3;"
	"applications.denied_other_law 0 0 . 0 . 1 1;"
	"applications.carried_out 1 . 0 1 . . 2"},
    {"words of merged cells are no values",
	TABLE_ROWS
	"其他\t同上\t\t一、本年新收政府信息公开申请数量\t9\t1\t0\t0\t2\t0\t12\t"
	"\t"
	"二、上年结转政府信息公开申请数量\t4\t\t\t1\t0\t3\t8\t\t"
	"三、本年度办理结果\t（一）予以公开\t5\t1\t0\t\t\t6\t12\t\t同上\t"
	"（三）不予公开\t1.属于国家秘密\t0\t\t\t6\t\t2\t8\t\t同上\t同上\t"
	"2.其他法律行政法规禁止公开\t0\t0\t\t0\t\t1\t1\t\t同上\t"
	"（七）总计\t5\t1\t0\t6\t0\t9\t21\t\n" AND_AFTER,
	"applications.carried_in 4 . . 1 0 3 8;"
	"applications.granted 5 1 0 . . 6 12;"
	"applications.denied_state_secret 0 . . 6 . 2 8;"
	"applications.denied_other_law 0 0 . 0 . 1 1"},
    {"values before the labels of some rows",
	TABLE_ROWS
	"自然人\n总计\n3\n0\n0\n0\n0\n0\n3\n（三）不予公开\n1.属于国家秘密\n"
	"0\n3\n1\n1\n0\n0\n5\n2.其他法律行政法规禁止公开\n"
	"4\n0\n0\n0\n0\n0\n4\n3.危及“三安全一稳定”\n"
	"2\n0\n0\n0\n2\n0\n4\n4.保护\n第三方合法\n权益\n"
	"1\n0\n0\n0\n0\n0\n1\n5.属于三类内部事务信息\n"
	"6\n0\n0\n0\n0\n0\n6\n6.属于四类过程性信息\n" AND_AFTER,
	"applications.denied_third_party - - - - - - -;"
	"applications.denied_internal_affairs ? ? ? ? ? ? ?"},
};

#define DRAWN "二、主动公开政府信息情况\n"
#define GRID_RULE "+--------+--------+--------+--------+\n"

static const struct sample drawn[] = {
    {"rules of double strokes alone",
	"二、主动公开政府信息情况\n"
	"╒══════════╤══════════════╤══════════════╤══════════════╕\n"
	"│ 信息内容 │ 本年制发件数 │ 本年废止件数 │ 现行有效件数 │\n"
	"├══════════┼══════════════┼══════════════┼══════════════┤\n"
	"│ 规章     │ 1            │              │ 5            │\n"
	"├══════════┼══════════════┼══════════════┼══════════════┤\n"
	"│ 行政规范 │ 2            │ 0            │ 7            │\n"
	"│ 性文件   │              │              │              │\n"
	"╘══════════╧══════════════╧══════════════╧══════════════╛\n",
	"article20_1.rules 1 . 5;article20_1.normative_documents 2 0 7"},
    {"upright lines alone",
	"二、主动公开政府信息情况\n"
	"信息内容 │ 本年制发件数 │ 本年废止件数 │ 现行有效件数\n"
	"规章 │ 1 │ │ 5\n行政规范性文件 │ 2 │ 0 │ 7\n",
	"article20_1.rules 1 . 5;article20_1.normative_documents 2 0 7"},
    {"rules around the head alone",
	"二、主动公开政府信息情况\n"
	"+--------+------+------+------+\n| 信息内容 | 本年制发件数 "
	"| 本年废止件数 | 现行有效件数 |\n+--------+------+------+------+\n"
	"| 规章 | 1 | | 5 |\n| 行政规范性文件 | 2 | 0 | 7 |\n"
	"+--------+------+------+------+\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_1.rules 1 . 5;article20_1.normative_documents 2 0 7"},
    {"a label and a number over two lines of one row",
	"二、主动公开政府信息情况\n"
	"+--------+------+------+------+\n| 信息内容 | 本年制发件数 "
	"| 本年废止件数 | 现行有效件数 |\n+--------+------+------+------+\n"
	"| 行政规 | 12 | 0 | 7 |\n| 范性文件 | 34 | | |\n"
	"+--------+------+------+------+\n"
	"| 规章 | 1 | | 5 |\n+--------+------+------+------+\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_1.rules 1 . 5;article20_1.normative_documents 1234 0 7"},
    {"wide blanks before a grid",
	DRAWN "　　" GRID_RULE "　　|        | 本年制 | 本年废 | 现行有 |\n"
	      "　　| 信息   | 发件数 | 止件数 | 效件数 |\n　　" GRID_RULE
	      "　　| 规章   | 1      | 2      | 3      |\n　　" GRID_RULE
	      "　　| 行政规 | 4      |        | 6      |\n"
	      "　　| 范性文 |        |        |        |\n"
	      "　　| 件     |        |        |        |\n　　" GRID_RULE
	      "三、收到和处理政府信息公开申请情况\n",
	"article20_1.rules 1 2 3;article20_1.normative_documents 4 . 6"},
    {"a page ends in a row",
	DRAWN GRID_RULE "|        | 本年制 | 本年废 | 现行有 |\n"
			"| 信息   | 发件数 | 止件数 | 效件数 |\n" GRID_RULE
			"| 规章   | 1      | 2      | 3      |\n" GRID_RULE
			"| 行政规 | 4      |        | 6      |\n17\n\f\n"
			"| 范性文 |        |        |        |\n"
			"| 件     |        |        |        |\n" GRID_RULE
			"三、收到和处理政府信息公开申请情况\n",
	"article20_1.rules 1 2 3;article20_1.normative_documents 4 . 6"},
    {"an empty line behind every line",
	DRAWN GRID_RULE
	"\n"
	"|        | 本年制 | 本年废 | 现行有 |\n\n"
	"| 信息   | 发件数 | 止件数 | 效件数 |\n\n" GRID_RULE "\n"
	"| 规章   | 1      | 2      | 3      |\n\n" GRID_RULE "\n"
	"| 行政规 | 4      |        | 6      |\n\n"
	"| 范性文 |        |        |        |\n\n"
	"| 件     |        |        |        |\n\n" GRID_RULE "\n"
	"三、收到和处理政府信息公开申请情况\n",
	"article20_1.rules 1 2 3;article20_1.normative_documents 4 . 6"},
    {"more than a number",
	"二、主动公开政府信息情况\n"
	"┌──────────┬────────┬────────┬────────┐\n"
	"│ 信息内容 │ 本年制发件数 │ 本年废止件数 │ 现行有效件数 │\n"
	"├──────────┼────────┼────────┼────────┤\n"
	"│ 规章     │ 1      │ 30+    │ +5     │\n"
	"├──────────┼────────┼────────┼────────┤\n"
	"│ 行政规范性文件 │ 2 │ 0 │ 7+│\n"
	"└──────────┴────────┴────────┴────────┘\n",
	"article20_1.rules 1 t 5;article20_1.normative_documents 2 0 t"},
    {"a row of bars broken off",
	TABLE_ROWS "| 一、本年新收政府信息公开申请数量 | 5 | 0 | 1 |  | 0 |\n"
		   "| 0 | 6 |\n"
		   "| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 |\n"
		   "| 0 | 2 | 3 |\n" AND_AFTER,
	"applications.new_received ? ? ? ? ? ? ?;"
	"applications.carried_in 1 0 0 0 0 2 3"},
};

START_TEST(reads_drawn)
{
	check_sample(&drawn[_i]);
}
END_TEST

START_TEST(reads_one_line)
{
	check_sample(&one_line[_i]);
}
END_TEST

START_TEST(reads_bars)
{
	check_sample(&bars[_i]);
}
END_TEST

START_TEST(names_rows_by_order)
{
	check_sample(&sequence[_i]);
}
END_TEST

/*
 * Words with coordinates: cells at the top of their row or in its middle,
 * labels and numbers over several lines, blanks by the head.
 */
#define FIELDS "level\tpage_num\tleft\ttop\twidth\theight\ttext\n"
#define WORD(left, top, width, text) \
	"5\t1\t" #left "\t" #top "\t" #width "\t10\t" text "\n"
#define WORDS_TWO                                                              \
	FIELDS WORD(50, 20, 120, "二、主动公开政府信息情况")                   \
	    WORD(200, 40, 90, "第二十条第（一）项")                            \
		WORD(60, 55, 40, "信息内容") WORD(150, 55, 60, "本年制发件数") \
		    WORD(250, 55, 60, "本年废止件数")                          \
			WORD(350, 55, 60, "现行有效件数")
#define WORDS_END WORD(50, 200, 170, "三、收到和处理政府信息公开申请情况")
static const struct sample words[] = {
    {"blanks by the head",
	WORDS_TWO WORD(60, 70, 20, "规章") WORD(275, 70, 5, "7") WORDS_END,
	"article20_1.rules . 7 ."},
    {"a row of blanks", WORDS_TWO WORD(60, 70, 20, "规章") WORDS_END,
	"article20_1.rules . . ."},
    {"in any order",
	FIELDS WORD(375, 71, 5, "3") WORD(60, 70, 20, "规章")
	    WORD(250, 55, 60, "本年废止件数") WORD(150, 55, 60, "本年制发件数")
		WORD(50, 20, 120, "二、主动公开政府信息情况")
		    WORD(175, 69, 5, "1") WORD(350, 55, 60, "现行有效件数"),
	"article20_1.rules 1 . 3"},
    {"a label over two lines, values at its top",
	WORDS_TWO WORD(60, 70, 60, "行政规范性") WORD(60, 82, 20, "文件")
	    WORD(175, 70, 5, "1") WORD(275, 70, 5, "2") WORD(375, 70, 5, "3")
		WORDS_END,
	"article20_1.normative_documents 1 2 3"},
    {"a label over two lines, values in its middle",
	WORDS_TWO WORD(60, 70, 60, "行政规范性") WORD(60, 82, 20, "文件")
	    WORD(175, 76, 5, "1") WORD(275, 76, 5, "2") WORD(375, 76, 5, "3")
		WORDS_END,
	"article20_1.normative_documents 1 2 3"},
    {"a number over two lines",
	WORDS_TWO WORD(60, 70, 60, "行政规范性") WORD(60, 82, 20, "文件")
	    WORD(165, 70, 25, "12345") WORD(170, 82, 15, "678")
		WORD(275, 70, 5, "2") WORD(375, 70, 5, "3") WORDS_END,
	"article20_1.normative_documents 12345678 2 3"},
    {"a note over two lines",
	WORDS_TWO WORD(60, 70, 60, "行政规范性") WORD(60, 82, 20, "文件")
	    WORD(160, 70, 40, "22（其中") WORD(160, 82, 40, "修订16件）")
		WORD(275, 70, 5, "2") WORD(375, 70, 5, "3") WORDS_END,
	"article20_1.normative_documents 22 2 3"},
    {"a value between two columns",
	WORDS_TWO WORD(60, 70, 20, "规章") WORD(228, 70, 5, "7") WORDS_END,
	"article20_1.rules ? ? ?"},
    {"a column that the head lacks",
	FIELDS WORD(50, 20, 120, "二、主动公开政府信息情况")
	    WORD(150, 55, 60, "本年制发件数") WORD(350, 55, 60, "现行有效件数")
		WORD(60, 70, 20, "规章") WORD(175, 70, 5, "7") WORDS_END,
	"article20_1.rules ? ? ?"},
    {"lines that are no words",
	WORDS_TWO "5\t1\tx\t70\t5\t10\t9\n5\t1\n\n"
		  "4\t1\t175\t70\t5\t10\t###LINE###\n"
		  "5\t1\t175\t70\t5\t0\t9\n"
		  "5\t1\t99999999999\t70\t5\t10\t9\n" WORD(60, 70, 20, "规章")
		      WORD(275, 70, 5, "7") WORDS_END,
	"article20_1.rules . 7 ."},
};

START_TEST(reads_words)
{
	check_sample(&words[_i]);
}
END_TEST

Suite *suite_layouts(void);
Suite *suite_layouts(void)
{
	Suite *s = suite_create("layouts");
	TCase *tc = tcase_create("layouts");

	LOOP(tc, reads_asciidoc, asciidoc);
	LOOP(tc, leaves_numbers_out, numbers);
	LOOP(tc, leaves_indices_out, indices);
	LOOP(tc, finds_tables, tables);
	LOOP(tc, parts_by_slashes, slashes);
	LOOP(tc, reads_lists, lists);
	LOOP(tc, reads_dashes, dashes);
	tcase_add_test(tc, keeps_quotes_in_cells);
	LOOP(tc, counts_marks, marks);
	LOOP(tc, reads_paragraphs, paragraphs);
	LOOP(tc, lines_up, aligned);
	tcase_add_test(tc, leaves_anchors_out);
	tcase_add_test(tc, unwraps_spans);
	LOOP(tc, folds_repeats, repeated);
	LOOP(tc, reads_bars, bars);
	LOOP(tc, reads_one_line, one_line);
	LOOP(tc, reads_drawn, drawn);
	LOOP(tc, names_rows_by_order, sequence);
	LOOP(tc, reads_words, words);
	suite_add_tcase(s, tc);
	return s;
}
