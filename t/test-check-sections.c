/* Sections, form and year. */
#include "support-check.h"

#include "support.h"

#define TEXT "本节有情况说明，未收取信息处理费。"

/* ------------------------------------------------------------------ */
/* Which sections there are, and in which order                       */

static const char *const headings[] = {"", "一、总体情况",
    "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项"};

/* A report whose sections stand so: "123456". */
static gkr_report *ordered(const char *order)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t id;

	clean_no_sections(r);
	for (; *order; order++) {
		id = (uint32_t)(*order - '0');
		clean_section(r, id, id, headings[id], TEXT);
	}
	return r;
}

START_TEST(missing_sections)
{
	expect_said(ordered("1346"),
	    "section.missing@proactive fail error 0:0\n"
	    "\t没有“二、主动公开政府信息情况”部分\n"
	    "\tthere is no section proactive [二、主动公开政府信息情况]\n"
	    "section.missing@problems fail error 0:0\n"
	    "\t没有“五、存在的主要问题及改进情况”部分\n"
	    "\tthere is no section problems "
	    "[五、存在的主要问题及改进情况]\n");
}
END_TEST

START_TEST(no_section)
{
	expect(ordered(""),
	    "section.missing@overview fail error 0:0\n"
	    "section.missing@proactive fail error 0:0\n"
	    "section.missing@requests fail error 0:0\n"
	    "section.missing@review_litigation fail error 0:0\n"
	    "section.missing@problems fail error 0:0\n"
	    "section.missing@other_matters fail error 0:0\n");
}
END_TEST

START_TEST(moved_sections)
{
	expect(ordered("123456"), "");
	/* two that change places: the one that stands last was moved */
	expect_said(ordered("132456"),
	    "section.order@proactive fail error 30:1\n"
	    "\t“二、主动公开政府信息情况”部分不在格式规定的位置\n"
	    "\tsection proactive [二、主动公开政府信息情况] is not where the "
	    "form has it\n");
	/* the first or the last one of all: that alone */
	expect(
	    ordered("612345"), "section.order@other_matters fail error 10:1\n");
	expect(ordered("234561"), "section.order@overview fail error 60:1\n");
	expect(ordered("435"),
	    "section.missing@overview fail error 0:0\n"
	    "section.missing@proactive fail error 0:0\n"
	    "section.order@requests fail error 20:1\n"
	    "section.missing@other_matters fail error 0:0\n");
	expect(ordered("654321"),
	    "section.order@overview fail error 60:1\n"
	    "section.order@proactive fail error 50:1\n"
	    "section.order@requests fail error 40:1\n"
	    "section.order@review_litigation fail error 30:1\n"
	    "section.order@problems fail error 20:1\n");
}
END_TEST

START_TEST(repeated_headings)
{
	expect_said(ordered("1233456"),
	    "section.misnumbered@requests fail warning 40:1\n"
	    "\t标题“三、收到和处理政府信息公开申请情况”重复，前一处在第 30 行\n"
	    "\tthe heading \"三、收到和处理政府信息公开申请情况\" is "
	    "repeated, the one before is in line 30\n");
	/* a list of contents before it; no section is missing or moved */
	expect(ordered("12123456"),
	    "section.misnumbered@overview fail warning 30:1\n"
	    "section.misnumbered@proactive fail warning 40:1\n");
}
END_TEST

/* ------------------------------------------------------------------ */
/* Numbers                                                            */

static gkr_report *headed(uint32_t number, const char *heading)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t id;

	clean_no_sections(r);
	for (id = 1; id <= 6; id++)
		if (id == 4)
			clean_section(r, id, number, heading, TEXT);
		else
			clean_section(r, id, id, headings[id], TEXT);
	return r;
}

START_TEST(right_numbers)
{
	expect(headed(4, "四、行政复议、行政诉讼情况"), "");
	expect(headed(4, "四．行政复议、行政诉讼情况"), "");
	expect(headed(4, "#### 四、行政复议、行政诉讼情况"), "");
	expect(headed(4, "**四、行政复议、行政诉讼情况**"), "");
	expect(headed(4, "四 、行政复议、行政诉讼情况"), "");
	/* no number is no wrong number */
	expect(headed(0, "行政复议、行政诉讼情况"), "");
	expect(headed(0, ""), "");
}
END_TEST

START_TEST(wrong_numbers)
{
	expect_said(headed(4, "4、行政复议、行政诉讼情况"),
	    "section.misnumbered@review_litigation fail warning 40:1\n"
	    "\t标题“4、行政复议、行政诉讼情况”的序号应为“四、”\n"
	    "\tthe heading \"4、行政复议、行政诉讼情况\" should be numbered "
	    "四、\n");
	expect(headed(4, "### （四）行政复议、行政诉讼情况"),
	    "section.misnumbered@review_litigation fail warning 40:1\n");
	expect(headed(3, "三、行政复议、行政诉讼情况"),
	    "section.misnumbered@review_litigation fail warning 40:1\n");
	expect(headed(14, "十四、行政复议、行政诉讼情况"),
	    "section.misnumbered@review_litigation fail warning 40:1\n");
}
END_TEST

/* ------------------------------------------------------------------ */
/* Section five                                                       */

static gkr_report *problems(const char *text)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t id;

	clean_no_sections(r);
	for (id = 1; id <= 6; id++)
		clean_section(r, id, id, headings[id],
		    id == 5	  ? text
			: id == 6 ? TEXT
				  : "");
	return r;
}

START_TEST(empty_sections)
{
	static const char *const nothing[] = {"无", "无。", "  無\n", "没有",
	    "暂无。", "（无）", "(无)", "不涉及", "（文字描述）", "本年度无。",
	    "本年度没有", "（本　年　度　没　有。）"};
	size_t i;

	expect_said(problems(""),
	    "section.empty@problems fail warning 50:1\n"
	    "\t“五、存在的主要问题及改进情况”没有内容\n"
	    "\tsection problems [五、存在的主要问题及改进情况] is empty\n");
	expect_said(problems("\n　 \n"),
	    "section.empty@problems fail warning 50:1\n"
	    "\t“五、存在的主要问题及改进情况”没有内容\n"
	    "\tsection problems [五、存在的主要问题及改进情况] is empty\n");
	expect_said(problems(" 无。\n"),
	    "section.empty@problems fail warning 50:1\n"
	    "\t“五、存在的主要问题及改进情况”只写了“无。”\n"
	    "\tsection problems [五、存在的主要问题及改进情况] says only "
	    "\"无。\"\n");
	for (i = 0; i < sizeof nothing / sizeof *nothing; i++)
		expect(problems(nothing[i]),
		    "section.empty@problems fail warning 50:1\n");
}
END_TEST

START_TEST(sections_with_an_account)
{
	expect(problems("无专职人员。"), "");
	expect(problems("问题"), "");
	expect(problems("没有做到及时更新栏目，下一步将安排专人，每周检查一次，"
			"并把检查的结果报告给分管的负责人。"),
	    "");
}
END_TEST

/* What stands under either of two headings is its account. */
START_TEST(account_under_a_repeated_heading)
{
	gkr_report *r = problems("无");

	clean_section(r, 5, 5, headings[5], "更新不够及时。");
	expect(r, "section.misnumbered@problems fail warning 70:1\n");
	r = problems("更新不够及时。");
	clean_section(r, 5, 5, headings[5], "");
	expect(r, "section.misnumbered@problems fail warning 70:1\n");
}
END_TEST

/* ------------------------------------------------------------------ */
/* Form and year                                                      */

static gkr_report *of_year(uint32_t form, uint32_t year)
{
	gkr_report *r = clean_report(form);

	ck_assert_int_eq(gkr_report_set_year(r, year), GKR_OK);
	clean_span(r, &r->title_span, "年度报告", 1, 1);
	return r;
}

START_TEST(years)
{
	expect(of_year(GKR_FORM_2019, 2019), "");
	expect(of_year(GKR_FORM_2019, 2020), "");
	expect_said(of_year(GKR_FORM_2019, 2021),
	    "form.year fail warning 1:1\n"
	    "\t报告年度是 2021 年，用的是 2019 年格式"
	    "（国办公开办函〔2019〕60号）\n"
	    "\tthe report is for 2021 and uses the form of 2019 "
	    "(国办公开办函〔2019〕60号)\n");
	expect(of_year(GKR_FORM_2019, 2018), "form.year fail warning 1:1\n");
	expect_said(of_year(GKR_FORM_2021, 2020),
	    "form.year fail warning 1:1\n"
	    "\t报告年度是 2020 年，用的是 2021 年格式"
	    "（国办公开办函〔2021〕30号）\n"
	    "\tthe report is for 2020 and uses the form of 2021 "
	    "(国办公开办函〔2021〕30号)\n");
	expect(of_year(GKR_FORM_2021, 2021), "");
	expect(of_year(GKR_FORM_2021, 2035), "");
}
END_TEST

/* The hybrid is of no year, and says so itself. */
START_TEST(hybrid)
{
	expect_said(of_year(GKR_FORM_HYBRID, 2021),
	    "form.hybrid fail info 600:1\n"
	    "\t第二十条各表是 2021 年格式，申请情况表是 2019 年格式\n"
	    "\tthe tables of Article 20 are those of 2021, the applicant "
	    "table is that of 2019\n");
	expect(of_year(GKR_FORM_HYBRID, 2019), "form.hybrid fail info 600:1\n");
}
END_TEST

/* The older report has other sections and tables: nothing else is said. */
START_TEST(before_2019)
{
	gkr_report *r = clean_report(GKR_FORM_PRE2019);

	clean_no_sections(r);
	expect_said(r,
	    "form.unsupported fail error 0:0\n"
	    "\t这是 2019 年以前的统计表，没有读取\n"
	    "\tthis is the statistics table used before 2019; it was not "
	    "read\n");
}
END_TEST

START_TEST(no_form)
{
	static const char *const values[] = {"1", NULL};
	gkr_report *r = clean_report(GKR_FORM_UNKNOWN);

	expect_said(r,
	    "form.unsupported fail error 0:0\n"
	    "\t没有找到 2019 年或 2021 年格式的表\n"
	    "\tno table of the form of 2019 or 2021 was found\n");
	r = clean_report(GKR_FORM_UNKNOWN);
	clean_no_sections(r);
	clean_loose(r, GKR_LOOSE_UNKNOWN, "applications", NULL, "甲", values);
	expect(r,
	    "section.missing@overview fail error 0:0\n"
	    "section.missing@proactive fail error 0:0\n"
	    "section.missing@requests fail error 0:0\n"
	    "section.missing@review_litigation fail error 0:0\n"
	    "section.missing@problems fail error 0:0\n"
	    "section.missing@other_matters fail error 0:0\n"
	    "form.unsupported fail error 0:0\n"
	    "row.unknown fail info 801:1\n");
}
END_TEST

/* A report that nothing was read into does not pass. */
START_TEST(empty_report)
{
	gkr_report *r;
	gkr_findings *f;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 6);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

Suite *suite_check_sections(void)
{
	Suite *s = suite_create("check-sections");
	TCase *t = tcase_create("sections");

	tcase_add_test(t, missing_sections);
	tcase_add_test(t, no_section);
	tcase_add_test(t, moved_sections);
	tcase_add_test(t, repeated_headings);
	tcase_add_test(t, right_numbers);
	tcase_add_test(t, wrong_numbers);
	tcase_add_test(t, empty_sections);
	tcase_add_test(t, sections_with_an_account);
	tcase_add_test(t, account_under_a_repeated_heading);
	tcase_add_test(t, years);
	tcase_add_test(t, hybrid);
	tcase_add_test(t, before_2019);
	tcase_add_test(t, no_form);
	tcase_add_test(t, empty_report);
	suite_add_tcase(s, t);
	return s;
}
