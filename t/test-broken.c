/*
 * Rows that a converter broke: labels and values whose other half stands in
 * the next line, blanks of which only the lines around them tell.
 */
#include "support.h"
#include "support-rows.h"

#define TABLE_TWO "二、主动公开政府信息情况\n"
#define TABLE_THREE "三、收到和处理政府信息公开申请情况\n"
#define TABLE_FOUR "四、政府信息公开行政复议、行政诉讼情况\n"
#define TEX_COLUMN                                              \
	"  >{\\raggedright\\arraybackslash}p{(\\columnwidth - " \
	"28\\tabcolsep)}\n"
#define TEX_COLUMNS TEX_COLUMN TEX_COLUMN TEX_COLUMN TEX_COLUMN TEX_COLUMN
#define HEAD_ONE                                                                                             \
	"第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件" \
	"数\n"
#define HEAD_FIVE "第二十条第（五）项\n信息内容\n本年处理决定数量\n"
#define HEAD_SIX "第二十条第（六）项\n信息内容\n本年处理决定数量\n"

static const struct sample halves[] = {
    {"both halves of a drawn label are rows of their own elsewhere",
	TABLE_THREE "+------------+---+---+---+---+---+---+---+\n"
		    "| 1.属于国家 | 9 | 1 |   |   |   | 0 | 2 |\n"
		    "| 秘密       |   | 7 |   |   |   |   | 6 |\n"
		    "+------------+---+---+---+---+---+---+---+\n"
		    "| 2.其他     | 9 | 1 |   |   |   | 3 | 1 |\n"
		    "| 法律行政法规禁止公开 | | 0 | | | |   | 2 |\n"
		    "+------------+---+---+---+---+---+---+---+\n"
		    "| 3.其他     | 4 | 9 |   |   |   | 0 | 1 |\n"
		    "|            |   |   |   |   |   |   | 3 |\n"
		    "+------------+---+---+---+---+---+---+---+\n" TABLE_FOUR,
	"applications.denied_state_secret 9 17 . . . 0 26;"
	"applications.denied_other_law 9 10 . . . 3 12;"
	"applications.other_misc 4 9 . . . 0 13"},
    {"the last values behind the last bar of a line",
	TABLE_THREE "（一）予以公开| 1| 3| 11| | | 6| 22  \n"
		    "1.属于国家秘密| 9| 17| | | | 0|\n26  \n"
		    "2.其他法律行政法规禁止公开| 9| 0| | |  \n 3| 3| 15  \n"
		    "3.危及“三安全一稳定” | 1 | 2 | 3 | 4 | 5 | 6 |      \n"
		    "21             \n"
		    "四、结转下年度继续办理| 1| 0| | | | 3|\n\n"
		    "- 26 -\n" TABLE_FOUR,
	"applications.granted 1 3 11 . . 6 22;"
	"applications.denied_state_secret 9 17 . . . 0 26;"
	"applications.denied_other_law 9 0 . . 3 3 15;"
	"applications.denied_three_securities 1 2 3 4 5 6 21;"
	"applications.carried_out 1 0 . . . 3 ."},
    {"a value below its own row, under dash rules",
	"二、主动公开政府信息情况\n"
	"============== ============ ============ ============\n"
	"信息内容       本年制发件数 本年废止件数 现行有效件数\n"
	"============== ============ ============ ============\n"
	"规章           4,075                     4,511\n"
	"                            123,456.7800             \n"
	"行政规范性文件 71           24           \n"
	"============== ============ ============ ============\n" TABLE_THREE,
	"article20_1.rules 4075 123456.7800 4511;"
	"article20_1.normative_documents 71 24 ."},
    {"rows of TeX that end where it says so",
	TABLE_THREE
	"\\begin{longtable}[]{@{}\n"
	"  >{\\raggedright\\arraybackslash}p{(\\columnwidth - 18\\tabcolsep) * "
	"\\real{0.1}}\n"
	"  >{\\raggedright\\arraybackslash}p{(\\columnwidth - 18\\tabcolsep) * "
	"\\real{0.1}}@{}}\n"
	"\\toprule\n"
	"\\endhead\n"
	"\\multicolumn{3}{l}{一、本年新收政府信息公开申请数量} & 9 & 8 & 7 & 6 "
	"&\n"
	"5 & 4 & 39 \\\\\n"
	"\\multicolumn{3}{l}{二、上年结转政府信息公开申请数量} & 1 & & & & &\n"
	"0 & 1 \\\\\n"
	"\\multicolumn{3}{l}{（一）予以公开} & 1 & 3 & 11 & & & 6 &\n"
	"22 \\\\\n"
	"（三）不予公开 & & 1.属于国家\n"
	"秘密 & 9 & 17 & & & & 0 & 26 \\\\\n"
	"& & 2.其他法律行政法规禁止公开 & 9 & 0 & & & 3 & 3 &\n"
	"15 \\\\\n"
	"& & 3.危及“三安全一稳定” & 1 & 2 & 3 & 4 & 5 & 6 & \\\\\n"
	"\\multicolumn{3}{l}{（七）总计} & 5 & 9 & & & & 0 & 14\n"
	"\\\\\n"
	"\\multicolumn{3}{l}{四、结转下年度继续办理} & 0 & 1 & 2 & 3 & 4 & 5 & "
	"15 \\\\\n"
	"\\bottomrule\n"
	"\\end{longtable}\n" TABLE_FOUR
	"\\begin{longtable}[]{@{}\n" TEX_COLUMNS TEX_COLUMNS TEX_COLUMNS
	"\\toprule\n"
	"\\multicolumn{5}{l}{行政复议} & \\multicolumn{10}{l}{行政诉讼} \\\\\n"
	"\\multirow{2}{*}{结果维持} & \\multirow{2}{*}{结果纠正} &\n"
	"\\multirow{2}{*}{其他结果} & \\multirow{2}{*}{尚未审结} &\n"
	"\\multirow{2}{*}{总计} & \\multicolumn{5}{l}{未经复议直接起诉} &\n"
	"\\multicolumn{5}{l}{复议后起诉} \\\\\n"
	"& & & & & 结果维持 & 结果纠正 & 其他结果 & 尚未审结 & 总计 & 结果维持 "
	"&\n"
	"结果纠正 & 其他结果 & 尚未审结 & 总计 \\\\\n"
	"4 & 5 & 7 & 6 & 22 & 8 & 9 & & 1 &\n"
	"18 & 0 & 1 & 2 & & 3 \\\\\n"
	"\\bottomrule\n"
	"\\end{longtable}\n",
	"applications.new_received 9 8 7 6 5 4 39;"
	"applications.carried_in 1 . . . . 0 1;"
	"applications.granted 1 3 11 . . 6 22;"
	"applications.denied_state_secret 9 17 . . . 0 26;"
	"applications.denied_other_law 9 0 . . 3 3 15;"
	"applications.denied_three_securities 1 2 3 4 5 6 .;"
	"applications.outcome_total 5 9 . . . 0 14;"
	"applications.carried_out 0 1 2 3 4 5 15;"
	"review_litigation.review 4 5 7 6 22;"
	"review_litigation.suit_direct 8 9 . 1 18;"
	"review_litigation.suit_after_review 0 1 2 . 3"},
};

START_TEST(joins_halves)
{
	check_sample(&halves[_i]);
}
END_TEST

/* Labels and values apart. */
static const struct sample apart[] = {
    {"values above labels, the first row of a table is blank",
	TABLE_TWO HEAD_ONE "规章\n9\n11\n17\n行政规范性文件\n" HEAD_FIVE
			   "2\n行政许可\n" HEAD_SIX
			   "1\n行政处罚\n11\n行政强制\n" TABLE_THREE,
	"article20_1.rules - - -;article20_1.normative_documents ? ? ?;"
	"article20_5.licensing 2;article20_6.penalties 1;"
	"article20_6.coercive_measures 11"},
    {"rows above their labels, which others have not",
	TABLE_THREE
	"自然人\n\n总计\n\n"
	"24\n\n7\n\n9\n\n一、本年新收政府信息公开申请数量\n\n17\n\n91\n\n85\n\n"
	"二、上年结转政府信息公开申请数量\n\n5\n\n7\n\n（一）予以公开\n\n3\n\n1"
	"\n\n"
	"（六）其\n他处理\n\n31 20 92 29 40 21 233\n\n（七）总\n计\n\n"
	"23\n\n6\n\n四、结转下年度\n继续办理\n" TABLE_FOUR,
	"applications.other ? ? ? ? ? ? ?"},
    {"a change in the place of last year's items",
	TABLE_TWO "第二十条第（六）项\n信息内容\n上一年项目数量\n本年增／减\n处"
		  "理决定数量\n"
		  "行政处罚\n9\n-1\n46\n行政强制\n－3\n26\n376\n" TABLE_THREE,
	"article20_6.penalties 9 -1 46;article20_6.coercive_measures ? ? ?"},
};

START_TEST(leaves_apart)
{
	check_sample(&apart[_i]);
}
END_TEST

/* Digits that narrow cells had no room for, above or below their row. */
static const struct sample narrow[] = {
    {"a row whose first line has only what was cut in two",
	TABLE_THREE
	"1.属于国家秘密           7      0     0      0     7     0    14\n"
	"2.其他法律行政法规禁止   0      3     0      0     0     1    4\n"
	"公开\n"
	"4.保护第三方合法权             ２３\n"
	"                         609          44     0     63    0\n"
	"益                             ８９\n"
	"5.属于三类内部事务信息   1      1     0      0     0     0    2\n",
	"applications.denied_state_secret 7 0 0 0 7 0 14;"
	"applications.denied_other_law 0 3 0 0 0 1 4;"
	"applications.denied_third_party ? ? ? ? ? ? ?;"
	"applications.denied_internal_affairs 1 1 0 0 0 0 2"},
    {"the other digits behind a label's end that is one by itself",
	TABLE_THREE
	"4.保护第三方合法权益     7      0     0      0     7     0    14\n"
	"6.属于四类               7      0     0      1317  978   49   235\n"
	"过程性信息                                                    1\n"
	"8.属于行政查询事项       1      1     0      0     0     0    2\n",
	"applications.denied_process_info ? ? ? ? ? ? ?;"
	"applications.denied_query_matter 1 1 0 0 0 0 2"},
    {"a last row that lacks values within",
	"四、政府信息公开行政复议、行政诉讼情况\n"
	"结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
	"3\t1\t0\t5\t874\t6\t472\t1354\t11\t17\t45\n"
	"五、存在的主要问题及改进情况\n",
	"review_litigation.review ? ? ? ? ?;"
	"review_litigation.suit_after_review ? ? ? ? ?"},
    {"thousands broken behind their commas and elsewhere",
	TABLE_THREE
	"                                 102,   93,7   105,   87,8 85,9   94,8"
	"   570,\n"
	"      一、本年新收政府信息公开申请数量\n"
	"                                 563     33    215     31   51     88"
	"    181\n"
	"      1.属于国家秘密               7      0      0      0    0      7"
	"     14\n",
	"applications.new_received ? ? ? ? ? ? ?"},
};

START_TEST(doubts_narrow)
{
	check_sample(&narrow[_i]);
}
END_TEST

/* Empty lines of Article 20: cells, or what parts blocks of a page. */
static const struct sample empty[] = {
    {"as many empty lines as columns",
	TABLE_TWO HEAD_ONE
	"规章\n\n\n\n行政规范性文件\n9\n\n17\n" HEAD_FIVE
	"行政许可\n\n" HEAD_SIX
	"行政处罚\n\n行政强制\n11\n第二十条第（八）项\n信息内容\n"
	"本年收费金额（单位：万元）\n行政事业性收费\n0.35\n\n" TABLE_THREE,
	"article20_1.rules . . .;article20_1.normative_documents 9 . 17;"
	"article20_5.licensing .;article20_6.penalties .;"
	"article20_6.coercive_measures 11;article20_8.fees 0.35"},
    {"one empty line too many",
	TABLE_TWO HEAD_ONE
	"规章\n\n\n\n行政规范性文件\n9\n8\n17\n" HEAD_FIVE
	"行政许可\n\n" HEAD_SIX
	"行政处罚\n\n\n行政强制\n11\n第二十条第（八）项\n信息内容\n"
	"本年收费金额（单位：万元）\n行政事业性收费\n0.35\n\n" TABLE_THREE,
	"article20_1.rules - - -;article20_1.normative_documents 9 8 17;"
	"article20_5.licensing -;article20_6.penalties -"},
    {"blocks of a page",
	TABLE_TWO
	"信息内容\n规章\n行政规范性文件\n\n第二十条第（一）项\n本年制发件数\n"
	"本年废止件数\n143\n2\n116\n1\n\n现行有效件数\n168\n139\n\n信息内容\n"
	"行政许可\n\n第二十条第（五）项\n本年处理决定数量\n75\n\n信息内容\n"
	"行政处罚\n行政强制\n\n第二十条第（六）项\n本年处理决定数量\n22\n109\n"
	"\n" TABLE_THREE,
	"article20_1.rules - - -;article20_5.licensing -;"
	"article20_6.penalties -"},
};

START_TEST(counts_empty_lines)
{
	check_sample(&empty[_i]);
}
END_TEST

Suite *suite_broken(void);
Suite *suite_broken(void)
{
	Suite *s = suite_create("broken");
	TCase *tc = tcase_create("broken");

	LOOP(tc, joins_halves, halves);
	LOOP(tc, leaves_apart, apart);
	LOOP(tc, doubts_narrow, narrow);
	LOOP(tc, counts_empty_lines, empty);
	suite_add_tcase(s, tc);
	return s;
}
