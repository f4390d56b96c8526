/* Two years side by side: the rules, what is refused, the table of cells. */
#include "support-compare.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

#define ORGAN "鹿鸣市枕溪区水务局"

static gkr_report *of_2021(uint32_t year)
{
	return year_report(GKR_FORM_2021, year, ORGAN);
}

static gkr_report *of_2019(uint32_t year)
{
	return year_report(GKR_FORM_2019, year, ORGAN);
}

/* ------------------------------------------------------------------ */
/* The rules                                                          */

START_TEST(years_that_agree)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);

	clean_set(last, "applications.carried_out.research", "1,204");
	clean_set(now, "applications.carried_in.research", "1204");
	clean_set(last, "article20_1.rules.in_force", "12");
	clean_set(now, "article20_1.rules.issued", "3");
	clean_set(now, "article20_1.rules.repealed", "5");
	clean_set(now, "article20_1.rules.in_force", "10");
	expect_compared(last, now, 0, "");
	expect_compared(of_2019(2019), of_2019(2020), 0, "");
	expect_compared(of_2019(2020), of_2021(2021), 0, "");
}
END_TEST

START_TEST(carried_over)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);

	clean_set(last, "applications.carried_out.natural_person", "3");
	clean_set(now, "applications.carried_in.natural_person", "5");
	clean_set(last, "applications.carried_out.total", "3");
	clean_set(now, "applications.carried_in.total", "5");
	expect_compared(last, now, MESSAGES,
	    "crossyear.carryover@natural_person fail warning 3|5 602:2 "
	    "applications.carried_out.natural_person "
	    "applications.carried_in.natural_person\n"
	    "\t“自然人”列：上年（2021 年，2021.txt 第 626 行）"
	    "四、结转下年度继续办理 3，本年二、上年结转政府信息公开申请数量 5\n"
	    "\tcolumn natural person [自然人]: last year (2021, 2021.txt "
	    "line 626) carried out [四、结转下年度继续办理] 3, but this year "
	    "carried in [二、上年结转政府信息公开申请数量] 5\n"
	    "crossyear.carryover@total fail error 3|5 602:8 "
	    "applications.carried_out.total applications.carried_in.total\n"
	    "\t“总计”列：上年（2021 年，2021.txt 第 626 行）"
	    "四、结转下年度继续办理 3，本年二、上年结转政府信息公开申请数量 5\n"
	    "\tcolumn total [总计]: last year (2021, 2021.txt line 626) "
	    "carried out [四、结转下年度继续办理] 3, but this year carried in "
	    "[二、上年结转政府信息公开申请数量] 5\n");
}
END_TEST

/* The labels that each report prints, not the form's. */
START_TEST(printed_labels)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);
	struct compared it;

	clean_span(last, &last->row_label[6][26], "四、结转下一年度", 626, 1);
	clean_span(now, &now->row_label[6][2], "二、上年结转", 602, 1);
	clean_span(now, &now->column_label[6][7], "合计", 600, 8);
	clean_set(now, "applications.carried_in.total", "1");
	it = compare_reports(last, now, 0);
	ck_assert_str_eq(gkr_finding_message(it.f, 0, GKR_LANG_ZH),
	    "“合计”列：上年（2021 年，2021.txt 第 626 行）四、结转下一年度 0，"
	    "本年二、上年结转 1");
	ck_assert_str_eq(gkr_finding_other_source(it.f, 0), "2021.txt");
	ck_assert_uint_eq(gkr_finding_other_line(it.f, 0), 626);
	ck_assert_uint_eq(gkr_finding_other_column(it.f, 0), 8);
	ck_assert_uint_eq(gkr_finding_other_offset(it.f, 0), 626008);
	ck_assert_uint_eq(gkr_finding_other_length(it.f, 0), 1);
	ck_assert_uint_eq(gkr_finding_other_line(it.f, 1), 0);
	ck_assert_ptr_null(gkr_finding_other_source(it.f, 1));
	compared_free(&it);
}
END_TEST

START_TEST(from_the_form_of_2019_to_that_of_2021)
{
	gkr_report *last = of_2019(2020), *now = of_2021(2021);

	/* other columns under other names: nothing to compare */
	clean_fill(last, "article20_1", NULL, NULL, "7");
	clean_fill(now, "article20_1", NULL, NULL, "9");
	clean_fill(last, "article20_5", NULL, NULL, "7");
	clean_set(now, "article20_8.fees.amount", "18.8710");
	clean_set(last, "applications.carried_out.total", "7");
	expect_compared(last, now, 0,
	    "crossyear.carryover@total fail error 7|0 602:8 "
	    "applications.carried_out.total applications.carried_in.total\n");
}
END_TEST

START_TEST(in_force)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);

	clean_set(last, "article20_1.normative_documents.in_force", "12");
	clean_set(now, "article20_1.normative_documents.issued", "3");
	clean_set(now, "article20_1.normative_documents.repealed", "5");
	clean_set(now, "article20_1.normative_documents.in_force", "12");
	expect_compared(last, now, MESSAGES,
	    "crossyear.in-force@normative_documents fail warning 10|12 102:7 "
	    "article20_1.normative_documents.in_force "
	    "article20_1.normative_documents.issued "
	    "article20_1.normative_documents.repealed\n"
	    "\t“行政规范性文件”行：上年（2021 年，2021.txt 第 102 行）"
	    "现行有效件数 12 + 本年制发件数 3 - 本年废止件数 5 = 10，"
	    "本年现行有效件数 12\n"
	    "\trow normative documents [行政规范性文件]: last year (2021, "
	    "2021.txt line 102) in force [现行有效件数] 12 + this year issued "
	    "[本年制发件数] 3 - repealed [本年废止件数] 5 = 10, but this year "
	    "in force [现行有效件数] 12\n");
}
END_TEST

/* 2020 to 2021 is silent, though both should use the form of 2021. */
START_TEST(not_in_force_before_2021)
{
	gkr_report *last = of_2021(2020), *now = of_2021(2021);

	clean_set(last, "article20_1.rules.in_force", "12");
	expect_compared(last, now, 0, "");
	last = of_2021(2021);
	now = of_2021(2022);
	clean_set(last, "article20_1.rules.in_force", "12");
	expect_compared(last, now, 0,
	    "crossyear.in-force@rules fail warning 12|0 101:7 "
	    "article20_1.rules.in_force article20_1.rules.issued "
	    "article20_1.rules.repealed\n");
}
END_TEST

START_TEST(items)
{
	gkr_report *last = of_2019(2019), *now = of_2019(2020);

	clean_set(last, "article20_5.licensing.items_last_year", "20");
	clean_set(last, "article20_5.licensing.items_change", "-8");
	clean_set(now, "article20_5.licensing.items_last_year", "12");
	clean_set(last, "article20_6.penalties.items_last_year", "20");
	clean_set(last, "article20_6.penalties.items_change", "+3");
	clean_set(now, "article20_6.penalties.items_last_year", "20");
	clean_set(now, "article20_8.fees.items_last_year", "1");
	expect_compared(last, now, 0,
	    "crossyear.items@penalties fail warning 23|20 301:2 "
	    "article20_6.penalties.items_last_year "
	    "article20_6.penalties.items_change\n"
	    "crossyear.items@fees fail warning 0|1 401:2 "
	    "article20_8.fees.items_last_year "
	    "article20_8.fees.items_change\n");
	/* the same from 2018 on or to 2021 is no rule */
	last = of_2019(2020);
	clean_set(last, "article20_5.licensing.items_last_year", "20");
	expect_compared(last, of_2019(2021), 0, "");
}
END_TEST

/* Article 20 of 2021, applicants of 2019: both parts are compared. */
START_TEST(hybrids)
{
	gkr_report *last = year_report(GKR_FORM_HYBRID, 2021, ORGAN);
	gkr_report *now = of_2021(2022);
	struct compared it;

	clean_set(last, "article20_1.rules.in_force", "4");
	clean_set(last, "applications.carried_out.welfare", "2");
	it = compare_reports(last, now, 0);
	ck_assert_str_eq(it.text,
	    "crossyear.in-force@rules fail warning 4|0 101:7 "
	    "article20_1.rules.in_force article20_1.rules.issued "
	    "article20_1.rules.repealed\n"
	    "crossyear.carryover@welfare fail warning 2|0 602:5 "
	    "applications.carried_out.welfare "
	    "applications.carried_in.welfare\n");
	/* 200 cells, of which the 21 of 其他处理 are not those of 2019 */
	ck_assert_uint_eq(gkr_comparison_cell_count(it.c), 179);
	compared_free(&it);
	last = of_2019(2019);
	clean_set(last, "article20_5.licensing.items_last_year", "4");
	expect_compared(last, year_report(GKR_FORM_HYBRID, 2020, ORGAN), 0, "");
}
END_TEST

/* ------------------------------------------------------------------ */
/* What is no number                                                  */

START_TEST(not_assessable)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);

	clean_set(last, "applications.carried_out.total", "");
	clean_set(now, "applications.carried_in.total", "/");
	clean_unset(now, "applications.carried_in.research");
	clean_set(now, "article20_1.rules.issued", "三件");
	expect_compared(last, now, MESSAGES,
	    "crossyear.in-force@rules unassessable warning 101:7 "
	    "article20_1.rules.in_force article20_1.rules.issued "
	    "article20_1.rules.repealed\n"
	    "\t“规章”行无法与上年核对：“本年制发件数”不是数字\n"
	    "\trow rules [规章] cannot be compared with last year's: this "
	    "year issued [本年制发件数] is no number\n"
	    "crossyear.carryover@research unassessable warning 602:1 "
	    "applications.carried_out.research "
	    "applications.carried_in.research\n"
	    "\t“科研机构”列的结转无法与上年核对："
	    "本年“二、上年结转政府信息公开申请数量”来源中没有\n"
	    "\tthe applications carried over in column research [科研机构] "
	    "cannot be compared with last year's: this year carried in "
	    "[二、上年结转政府信息公开申请数量] is not in the source\n"
	    "crossyear.carryover@total unassessable error 602:8 "
	    "applications.carried_out.total applications.carried_in.total\n"
	    "\t“总计”列的结转无法与上年核对：上年（2021 年，2021.txt 第 626 "
	    "行）“四、结转下年度继续办理”空白，"
	    "本年“二、上年结转政府信息公开申请数量”是无数据标记\n"
	    "\tthe applications carried over in column total [总计] cannot be "
	    "compared with last year's: last year (2021, 2021.txt line 626) "
	    "carried out [四、结转下年度继续办理] is blank, this year "
	    "carried in [二、上年结转政府信息公开申请数量] holds a nil "
	    "mark\n");
}
END_TEST

/* Nothing is equal because both sides are missing. */
START_TEST(missing_on_both_sides)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);
	uint32_t cell = gkr_cell_from_address("applications.granted.total");
	char text[48] = "x";
	int64_t m = 5;
	uint32_t scale = 5;
	struct compared it;

	clean_drop_table(last, "applications");
	clean_drop_table(now, "applications");
	it = compare_reports(last, now, BLANK_AS_ZERO);
	ck_assert_uint_eq(gkr_findings_count(it.f), 7);
	ck_assert_uint_eq(
	    gkr_finding_status(it.f, 6), GKR_FINDING_UNASSESSABLE);
	ck_assert_int_eq(gkr_comparison_change(it.c, cell, text, sizeof text),
	    GKR_E_NOT_FOUND);
	ck_assert_str_eq(text, "");
	ck_assert_int_eq(gkr_comparison_change_number(it.c, cell, &m, &scale),
	    GKR_E_NOT_FOUND);
	ck_assert(m == 0 && scale == 0);
	ck_assert_uint_eq(
	    gkr_comparison_state(it.c, GKR_SIDE_LAST, cell), GKR_STATE_MISSING);
	compared_free(&it);
}
END_TEST

START_TEST(blanks_as_zero)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);

	clean_set(last, "applications.carried_out.research", "");
	clean_set(now, "applications.carried_in.welfare", "/");
	clean_set(last, "applications.carried_out.total", "—");
	clean_set(now, "applications.carried_in.total", "2");
	expect_compared(last, now, BLANK_AS_ZERO | MESSAGES,
	    "crossyear.carryover@total fail error 0|2 602:8 "
	    "applications.carried_out.total applications.carried_in.total\n"
	    "\t“总计”列：上年（2021 年，2021.txt 第 626 行）"
	    "四、结转下年度继续办理 0，本年二、上年结转政府信息公开申请数量 2；"
	    "空白和无数据标记按 0 计（1 格）\n"
	    "\tcolumn total [总计]: last year (2021, 2021.txt line 626) "
	    "carried out [四、结转下年度继续办理] 0, but this year carried in "
	    "[二、上年结转政府信息公开申请数量] 2; blank and nil cells count "
	    "as "
	    "0 (1)\n");
}
END_TEST

/* ------------------------------------------------------------------ */
/* What is refused                                                    */

static void refused(gkr_report *last, gkr_report *now, int how, int32_t status,
    const char *zh, const char *en)
{
	struct compared it = compare_reports(last, now, how);

	ck_assert_int_eq(it.rc, status);
	ck_assert_str_eq(gkr_comparison_error_message(it.c, GKR_LANG_ZH), zh);
	ck_assert_str_eq(gkr_comparison_error_message(it.c, GKR_LANG_EN), en);
	ck_assert_ptr_null(gkr_comparison_error_message(it.c, 3));
	ck_assert_uint_eq(gkr_findings_count(it.f), 0);
	ck_assert_uint_eq(gkr_comparison_cell_count(it.c), 0);
	ck_assert_uint_eq(gkr_comparison_form(it.c, GKR_SIDE_LAST), 0);
	ck_assert_ptr_null(gkr_comparison_agency(it.c, GKR_SIDE_LAST));
	compared_free(&it);
}

START_TEST(refusals)
{
	refused(of_2021(2021),
	    year_report(GKR_FORM_2021, 2022, "鹿鸣市枕溪区教育局"), ANY_YEAR,
	    GKR_E_AGENCY,
	    "两份报告不是同一机关的：鹿鸣市枕溪区水务局，鹿鸣市枕溪区教育局。",
	    "The reports are of different organs: 鹿鸣市枕溪区水务局 and "
	    "鹿鸣市枕溪区教育局.");
	refused(of_2021(2021), year_report(GKR_FORM_2021, 2022, ""), 0,
	    GKR_E_AGENCY, "不知道是哪个机关的报告：鹿鸣市枕溪区水务局，?。",
	    "It is not known whose report it is: 鹿鸣市枕溪区水务局, ?.");
	refused(of_2021(2021), of_2021(2023), ANY_AGENCY, GKR_E_YEAR,
	    "两份报告的年度不相接：2021，2023。",
	    "The years do not follow each other: 2021 and 2023.");
	refused(of_2021(2022), of_2021(2021), 0, GKR_E_YEAR,
	    "两份报告的年度不相接：2022，2021。",
	    "The years do not follow each other: 2022 and 2021.");
	refused(of_2021(2022), of_2021(2022), 0, GKR_E_YEAR,
	    "两份报告的年度不相接：2022，2022。",
	    "The years do not follow each other: 2022 and 2022.");
	refused(of_2021(0), of_2021(2022), 0, GKR_E_YEAR,
	    "不知道报告的是哪一年：?，2022。",
	    "It is not known for which year a report is: ?, 2022.");
	refused(year_report(GKR_FORM_PRE2019, 2018, ORGAN), of_2019(2019),
	    ANY_AGENCY | ANY_YEAR, GKR_E_FORM,
	    "报告的格式没有可读的格：pre2019，2019。",
	    "The form of a report has no cells that are read: pre2019, 2019.");
}
END_TEST

START_TEST(told_otherwise)
{
	gkr_report *last = of_2021(2021);

	clean_set(last, "applications.carried_out.total", "1");
	expect_compared(last, year_report(GKR_FORM_2021, 2024, "鹿鸣市教育局"),
	    ANY_AGENCY | ANY_YEAR,
	    "crossyear.carryover@total fail error 1|0 602:8 "
	    "applications.carried_out.total applications.carried_in.total\n");
	/* a year that is not named is the one that the other implies */
	last = of_2021(0);
	clean_set(last, "article20_1.rules.in_force", "1");
	expect_compared(last, of_2021(2021), ANY_YEAR, "");
}
END_TEST

/* A refusal does not leave anything of the comparison before. */
START_TEST(used_again)
{
	gkr_comparison *c;
	gkr_findings *f;
	gkr_report *last = of_2021(2021), *now = of_2021(2022);

	gkr_comparison_new(&c);
	gkr_findings_new(&f);
	clean_set(now, "applications.carried_in.total", "1");
	ck_assert_int_eq(gkr_compare(c, f, last, now), GKR_OK);
	ck_assert_uint_eq(gkr_findings_count(f), 1);
	ck_assert_ptr_null(gkr_comparison_error_message(c, GKR_LANG_ZH));
	ck_assert_int_eq(gkr_compare(c, f, now, last), GKR_E_YEAR);
	ck_assert_uint_eq(gkr_findings_count(f), 0);
	ck_assert_int_eq(gkr_compare(c, f, last, now), GKR_OK);
	ck_assert_ptr_null(gkr_comparison_error_message(c, GKR_LANG_ZH));
	ck_assert_uint_eq(gkr_findings_count(f), 1);
	gkr_report_free(last);
	gkr_report_free(now);
	ck_assert_str_eq(gkr_comparison_agency(c, GKR_SIDE_LAST), ORGAN);
	ck_assert_str_eq(
	    gkr_comparison_source_name(c, GKR_SIDE_THIS), "2022.txt");
	ck_assert_uint_eq(gkr_comparison_year(c, GKR_SIDE_THIS), 2022);
	ck_assert_uint_eq(gkr_comparison_year(c, 3), 0);
	gkr_comparison_free(c);
	gkr_findings_free(f);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The table                                                          */

START_TEST(cells_and_changes)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);
	uint32_t fees = gkr_cell_from_address("article20_8.fees.amount");
	uint32_t all = gkr_cell_from_address("applications.granted.total");
	uint32_t old = gkr_cell_from_address("article20_9.procurement.amount");
	struct compared it;
	char text[48];
	int64_t m;
	uint32_t s;

	clean_set(last, "article20_8.fees.amount", "18.8710");
	clean_set(now, "article20_8.fees.amount", "7.5");
	clean_set(last, "applications.granted.total", "-999999999999999999");
	clean_set(now, "applications.granted.total", "999999999999999999");
	it = compare_reports(last, now, 0);
	ck_assert_uint_eq(gkr_comparison_cell_count(it.c), 200);
	ck_assert_uint_eq(gkr_comparison_cell_at(it.c, 0),
	    gkr_form_cell_at(GKR_FORM_2021, 0));
	ck_assert_uint_eq(gkr_comparison_cell_at(it.c, 200), 0);
	ck_assert_int_eq(
	    gkr_comparison_value(it.c, GKR_SIDE_LAST, fees, text, sizeof text),
	    GKR_OK);
	ck_assert_str_eq(text, "18.8710");
	ck_assert_int_eq(
	    gkr_comparison_change(it.c, fees, text, sizeof text), GKR_OK);
	ck_assert_str_eq(text, "-11.371");
	ck_assert_int_eq(
	    gkr_comparison_change_number(it.c, fees, &m, &s), GKR_OK);
	ck_assert(m == -11371 && s == 3);
	/* more than 18 digits is an answer, not another number */
	ck_assert_int_eq(
	    gkr_comparison_change(it.c, all, text, sizeof text), GKR_OK);
	ck_assert_str_eq(text, "1999999999999999998");
	ck_assert_int_eq(
	    gkr_comparison_change_number(it.c, all, &m, &s), GKR_E_OVERFLOW);
	ck_assert(m == 0 && s == 0);
	ck_assert_int_eq(
	    gkr_comparison_change(it.c, all, text, 19), GKR_E_ARGUMENT);
	ck_assert_str_eq(text, "");
	ck_assert_int_eq(gkr_comparison_change(it.c, old, text, sizeof text),
	    GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_comparison_value(it.c, 0, fees, text, sizeof text),
	    GKR_E_ARGUMENT);
	compared_free(&it);
}
END_TEST

/* Only what both forms have, whatever the reports hold beside it. */
START_TEST(comparable_cells)
{
	struct compared it = compare_reports(of_2019(2020), of_2021(2021), 0);
	uint32_t i, cell;

	for (i = 0; (cell = gkr_comparison_cell_at(it.c, i)) != 0; i++) {
		ck_assert(gkr_form_has_cell(GKR_FORM_2019, cell));
		ck_assert(gkr_form_has_cell(GKR_FORM_2021, cell));
	}
	/* decisions 3, applicants 22 x 7 + 7, reviews 15 */
	ck_assert_uint_eq(i, 3 + 22 * 7 + 15);
	compared_free(&it);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Organs                                                             */

static int same(const char *a, const char *b)
{
	uint32_t one = gkr_agency_same(a, strlen(a), b, strlen(b));

	ck_assert_uint_eq(one, gkr_agency_same(b, strlen(b), a, strlen(a)));
	return (int)one;
}

START_TEST(same_organs)
{
	static const char *const pairs[][2] = {
	    {"鹿鸣市枕溪区水务局", "枕溪区水务局"},
	    {"鹿鸣市枕溪区水务局", "水务局"},
	    {"云岭省鹿鸣市枕溪区人民政府", "枕溪区人民政府"},
	    {"枕溪区人民政府", "枕溪区政府"},
	    {"枕溪区人民政府", "鹿鸣市枕溪区"},
	    {"枕溪区人民政府办公室", "枕溪区政府办"},
	    {"枕溪区人民政府办公室", "鹿鸣市枕溪区政府办公室"},
	    {"鹿鸣市发展和改革委员会", "鹿鸣市发改委"},
	    {"鹿鸣市市场监督管理局", "市场监管局"},
	    {"杭洲市溪口镇人民政府", "溪口镇"},
	    {"枕溪区水務局", "枕溪区水务局"}, {"枕溪区 水务局", "枕溪区水务局"},
	    {"枕溪区柳街道办事处", "柳街道"},
	    {"青禾苗族自治县人民政府", "青禾苗族自治县"},
	    {"鹿鸣市城市管理执法局", "城市管理执法局"}};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_assert_msg(same(pairs[i][0], pairs[i][1]), "%s = %s",
		    pairs[i][0], pairs[i][1]);
}
END_TEST

START_TEST(different_organs)
{
	static const char *const pairs[][2] = {
	    {"枕溪区人民政府", "枕溪区人民政府办公室"},
	    {"鹿鸣市人民政府", "鹿鸣市枕溪区人民政府"},
	    {"鹿鸣市水务局", "鹿鸣市枕溪区水务局"},
	    {"鹿鸣市枕溪区水务局", "青禾市枕溪区水务局"},
	    {"枕溪区水务局", "枕溪区教育局"}, {"人民政府", "枕溪区人民政府"},
	    {"鹿鸣市城乡建设局", "鹿鸣市建设局"},
	    {"鹿鸣市市场监督管理局", "鹿鸣市监督管理局"},
	    {"鹿鸣市乡村振兴局", "鹿鸣市振兴局"}, {"枕溪区水务局", ""}};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
		ck_assert_msg(!same(pairs[i][0], pairs[i][1]), "%s = %s",
		    pairs[i][0], pairs[i][1]);
	ck_assert_uint_eq(gkr_agency_same(NULL, 0, NULL, 0), 0);
}
END_TEST

/* A name of any length, and of bytes that are no text. */
START_TEST(names_that_are_none)
{
	char text[5000];

	memset(text, 'a', sizeof text);
	ck_assert_uint_eq(
	    gkr_agency_same(text, sizeof text, text, sizeof text), 0);
	memset(text, 0xff, sizeof text);
	gkr_agency_same(text, 200, text, 200);
	ck_assert_uint_eq(gkr_agency_same(text, 0, text, 0), 0);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Exports                                                            */

static const char *written(uint32_t format, const struct compared *it)
{
	static char text[65536];
	gkr_exporter *e;
	gkr_buffer *b;
	size_t len;
	const char *data;

	ck_assert_int_eq(gkr_exporter_new(format, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_exporter_write_comparison(e, it->c, it->f, b), GKR_OK);
	data = gkr_buffer_data(b, &len);
	ck_assert_uint_lt(len, sizeof text);
	memcpy(text, data, len + 1);
	gkr_buffer_free(b);
	gkr_exporter_free(e);
	return text;
}

static void has(const char *text, const char *what)
{
	ck_assert_msg(strstr(text, what) != NULL, "%s\nin\n%s", what, text);
}

START_TEST(exports)
{
	gkr_report *last = of_2021(2021), *now = of_2021(2022);
	struct compared it;
	const char *text;

	clean_set(last, "article20_8.fees.amount", "18.8710");
	clean_set(now, "article20_8.fees.amount", "");
	clean_set(now, "applications.carried_in.total", "2");
	it = compare_reports(last, now, 0);
	text = written(GKR_FORMAT_NDJSON, &it);
	has(text,
	    "{\"schema\":\"gkr-comparison/1\",\"last\":{\"agency\":\"" ORGAN
	    "\",\"year\":2021,\"form\":\"2021\",\"source\":{\"name\":"
	    "\"2021.txt\"}},\"this\":{");
	has(text,
	    "{\"cell\":\"article20_8.fees.amount\",\"last\":{\"state\":"
	    "\"number\",\"value\":18.8710},\"this\":{\"state\":\"blank\"},"
	    "\"change\":null}");
	has(text,
	    "{\"cell\":\"applications.carried_in.total\",\"last\":{\"state\":"
	    "\"number\",\"value\":0},\"this\":{\"state\":\"number\",\"value\":"
	    "2},\"change\":2}");
	has(text,
	    "\"findings\":[{\"rule\":\"crossyear.carryover\",\"at\":"
	    "\"total\",");
	has(text,
	    ",\"other\":{\"source\":\"2021.txt\",\"line\":626,\"column\":8,"
	    "\"offset\":626008,\"length\":1},\"message\":{");
	ck_assert_str_eq(text + strlen(text) - 3, "]}\n");
	text = written(GKR_FORMAT_CSV, &it);
	has(text,
	    "\r\n" ORGAN ",2021.txt,2021,2021," ORGAN
	    ",2022.txt,2022,2021,article20_8,fees,amount,number,18.8710,"
	    "blank,,\r\n");
	has(text, ",applications,carried_in,total,number,0,number,2,2\r\n");
	compared_free(&it);
}
END_TEST

START_TEST(exports_refused)
{
	gkr_comparison *c;
	gkr_exporter *e;
	gkr_buffer *b;

	gkr_comparison_new(&c);
	gkr_buffer_new(&b);
	gkr_exporter_new(GKR_FORMAT_JSON, &e);
	ck_assert_int_eq(
	    gkr_exporter_write_comparison(e, c, NULL, b), GKR_E_STATE);
	ck_assert_int_eq(
	    gkr_exporter_write_comparison(e, NULL, NULL, b), GKR_E_ARGUMENT);
	gkr_exporter_free(e);
	gkr_exporter_new(GKR_FORMAT_CSV_WIDE, &e);
	ck_assert_int_eq(
	    gkr_exporter_write_comparison(e, c, NULL, b), GKR_E_ARGUMENT);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_comparison_free(c);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Arguments, memory                                                  */

START_TEST(arguments)
{
	gkr_comparison *c;
	gkr_findings *f;
	gkr_report *r = of_2021(2021);

	ck_assert_int_eq(gkr_comparison_new(NULL), GKR_E_ARGUMENT);
	gkr_comparison_new(&c);
	gkr_findings_new(&f);
	ck_assert_int_eq(gkr_compare(NULL, f, r, r), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_compare(c, NULL, r, r), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_compare(c, f, NULL, r), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_compare(c, f, r, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_comparison_set_option(c, 0, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_comparison_set_option(c, 3, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_comparison_set_option(c, 1, 2), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_comparison_set_option(NULL, 1, 1), GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_comparison_cell_count(NULL), 0);
	ck_assert_uint_eq(gkr_comparison_cell_at(NULL, 0), 0);
	ck_assert_ptr_null(gkr_comparison_error_message(NULL, 1));
	gkr_comparison_free(NULL);
	gkr_comparison_free(c);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* A limit of the findings: what was found before it is there. */
START_TEST(limited)
{
	gkr_comparison *c;
	gkr_findings *f;
	gkr_report *last = of_2021(2021), *now = of_2021(2022);

	clean_fill(last, "applications", "carried_out", NULL, "1");
	gkr_comparison_new(&c);
	gkr_findings_new(&f);
	gkr_findings_set_limit(f, GKR_LIMIT_FINDINGS, 3);
	ck_assert_int_eq(gkr_compare(c, f, last, now), GKR_E_LIMIT);
	ck_assert_uint_eq(gkr_findings_count(f), 3);
	gkr_comparison_free(c);
	gkr_findings_free(f);
	gkr_report_free(last);
	gkr_report_free(now);
}
END_TEST

struct pair {
	gkr_report *last, *now;
};

static int32_t work(struct test_alloc *a, void *arg)
{
	const struct pair *p = arg;
	gkr_comparison *c = NULL;
	gkr_findings *f = NULL;
	gkr_exporter *e = NULL;
	gkr_buffer *b = NULL;
	int32_t rc = gkr_comparison_new_with(test_alloc, a, &c);

	if (rc == GKR_OK)
		rc = gkr_findings_new_with(test_alloc, a, &f);
	if (rc == GKR_OK)
		rc = gkr_buffer_new_with(test_alloc, a, &b);
	if (rc == GKR_OK)
		rc = gkr_exporter_new_with(GKR_FORMAT_JSON, test_alloc, a, &e);
	if (rc == GKR_OK)
		rc = gkr_compare(c, f, p->last, p->now);
	if (rc == GKR_OK)
		rc = gkr_exporter_write_comparison(e, c, f, b);
	if (rc == GKR_OK) {
		rc = gkr_compare(c, f, p->now, p->last);
		rc = rc == GKR_E_YEAR ? GKR_OK : rc;
	}
	gkr_comparison_free(c);
	gkr_findings_free(f);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	return rc;
}

START_TEST(memory)
{
	struct pair p;

	p.last = of_2021(2021);
	p.now = of_2021(2022);
	clean_fill(p.last, "applications", "carried_out", NULL, "1");
	clean_fill(p.now, "applications", "carried_in", "total", "");
	ck_assert_uint_gt(test_each_failure(work, &p), 8);
	gkr_report_free(p.last);
	gkr_report_free(p.now);
}
END_TEST

Suite *suite_compare(void);
Suite *suite_compare(void)
{
	Suite *s = suite_create("compare");
	TCase *t = tcase_create("rules");

	tcase_add_test(t, years_that_agree);
	tcase_add_test(t, carried_over);
	tcase_add_test(t, printed_labels);
	tcase_add_test(t, from_the_form_of_2019_to_that_of_2021);
	tcase_add_test(t, in_force);
	tcase_add_test(t, not_in_force_before_2021);
	tcase_add_test(t, items);
	tcase_add_test(t, hybrids);
	tcase_add_test(t, not_assessable);
	tcase_add_test(t, missing_on_both_sides);
	tcase_add_test(t, blanks_as_zero);
	suite_add_tcase(s, t);
	t = tcase_create("refused");
	tcase_add_test(t, refusals);
	tcase_add_test(t, told_otherwise);
	tcase_add_test(t, used_again);
	tcase_add_test(t, same_organs);
	tcase_add_test(t, different_organs);
	tcase_add_test(t, names_that_are_none);
	suite_add_tcase(s, t);
	t = tcase_create("table");
	tcase_add_test(t, cells_and_changes);
	tcase_add_test(t, comparable_cells);
	tcase_add_test(t, exports);
	tcase_add_test(t, exports_refused);
	tcase_add_test(t, arguments);
	tcase_add_test(t, limited);
	tcase_add_test(t, memory);
	suite_add_tcase(s, t);
	return s;
}
