/* Numbers and units, and what reading noticed beside the cells. */
#include "support-check.h"

#include "support.h"

/* ------------------------------------------------------------------ */
/* Values                                                             */

START_TEST(negative_values)
{
	gkr_report *r = clean_report(GKR_FORM_2019);

	clean_set(r, "article20_5.licensing.items_last_year", "5");
	clean_set(r, "article20_5.licensing.items_change", "-3");
	clean_set(r, "article20_5.licensing.decisions", "－12件");
	clean_set(r, "article20_9.procurement.amount", "-0.50");
	ck_assert_int_eq(
	    gkr_report_set_number(r, gkr_cell(5, 1, 1), -7, 0), GKR_OK);
	expect_said(r,
	    "value.negative@article20_5.licensing.decisions fail error 201:4 "
	    "article20_5.licensing.decisions\n"
	    "\t“行政许可”行“处理决定数量”列是 －12件，不能是负数\n"
	    "\trow licensing [行政许可], column decisions [处理决定数量]: "
	    "－12件 must not be negative\n"
	    "value.negative@article20_9.procurement.projects fail error "
	    "501:1 article20_9.procurement.projects\n"
	    "\t“政府集中采购”行“采购项目数量”列是 -7，不能是负数\n"
	    "\trow procurement [政府集中采购], column projects "
	    "[采购项目数量]: -7 must not be negative\n"
	    "value.negative@article20_9.procurement.amount fail error 501:3 "
	    "article20_9.procurement.amount\n"
	    "\t“政府集中采购”行“采购总金额”列是 -0.50，不能是负数\n"
	    "\trow procurement [政府集中采购], column amount [采购总金额]: "
	    "-0.50 must not be negative\n");
}
END_TEST

START_TEST(decimals)
{
	gkr_report *r = clean_report(GKR_FORM_2019);

	clean_set(r, "article20_5.licensing.items_change", "-0.5");
	clean_set(r, "article20_5.licensing.items_last_year", "3.00");
	clean_set(r, "article20_6.penalties.decisions", "1.25");
	clean_set(r, "article20_9.procurement.amount", "18.8710");
	expect_said(r,
	    "value.not-integer@article20_5.licensing.items_change fail error "
	    "201:3 article20_5.licensing.items_change\n"
	    "\t“行政许可”行“本年增/减”列是 -0.5，应为整数\n"
	    "\trow licensing [行政许可], column items change [本年增/减]: "
	    "-0.5 is no integer\n"
	    "value.not-integer@article20_6.penalties.decisions fail error "
	    "301:4 article20_6.penalties.decisions\n"
	    "\t“行政处罚”行“处理决定数量”列是 1.25，应为整数\n"
	    "\trow penalties [行政处罚], column decisions [处理决定数量]: "
	    "1.25 is no integer\n");
}
END_TEST

START_TEST(too_many_digits)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "article20_5.licensing.decisions", "1234567890123456789");
	clean_set(r, "article20_6.penalties.decisions", "123456789012345678");
	expect_said(r,
	    "value.too-long@article20_5.licensing.decisions fail error 201:4 "
	    "article20_5.licensing.decisions\n"
	    "\t“行政许可”行“本年处理决定数量”列是“1234567890123456789”，"
	    "位数过多，没有读作数字\n"
	    "\trow licensing [行政许可], column decisions "
	    "[本年处理决定数量]: \"1234567890123456789\" has too many "
	    "digits and was not read as a number\n");
}
END_TEST

START_TEST(units_in_cells)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "article20_5.licensing.decisions", "3件");
	clean_set(r, "article20_6.penalties.decisions", "3 项");
	clean_set(r, "article20_6.coercive_measures.decisions", "3万元");
	clean_set(r, "article20_8.fees.amount", "251000元");
	expect_said(r,
	    "value.unit@article20_6.coercive_measures.decisions fail warning "
	    "302:4 article20_6.coercive_measures.decisions\n"
	    "\t“行政强制”行“本年处理决定数量”列印的单位是“万元”，"
	    "格式规定此处是件数\n"
	    "\trow coercive measures [行政强制], column decisions "
	    "[本年处理决定数量]: the unit 万元 is printed where the form "
	    "has a count\n"
	    "value.unit@article20_8.fees.amount fail warning 401:4 "
	    "article20_8.fees.amount\n"
	    "\t“行政事业性收费”行“本年收费金额（单位：万元）”列印的单位是"
	    "“元”，格式规定的单位是“万元”\n"
	    "\trow fees [行政事业性收费], column amount "
	    "[本年收费金额（单位：万元）]: the unit 元 is printed, "
	    "the form's is 万元\n");

	r = clean_report(GKR_FORM_2021);
	clean_set(r, "article20_8.fees.amount", "25.1万元");
	expect(r, "");
	r = clean_report(GKR_FORM_2021);
	clean_set(r, "article20_8.fees.amount", "25.1 萬元");
	expect(r, "");
}
END_TEST

/* The form of 2019 prints no unit for the amount: any money will do. */
START_TEST(units_of_2019)
{
	gkr_report *r = clean_report(GKR_FORM_2019);

	clean_set(r, "article20_9.procurement.amount", "364500元");
	expect(r, "");
	r = clean_report(GKR_FORM_2019);
	clean_set(r, "article20_9.procurement.amount", "364.5万元");
	expect(r, "");
	r = clean_report(GKR_FORM_2019);
	clean_set(r, "article20_9.procurement.amount", "3件");
	expect_said(r,
	    "value.unit@article20_9.procurement.amount fail warning 501:3 "
	    "article20_9.procurement.amount\n"
	    "\t“政府集中采购”行“采购总金额”列印的单位是“件”，"
	    "格式规定此处是金额\n"
	    "\trow procurement [政府集中采购], column amount [采购总金额]: "
	    "the unit 件 is printed where the form has an amount of "
	    "money\n");
}
END_TEST

START_TEST(units_in_headers)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_event(r, GKRI_EVENT_UNIT, "article20_8", NULL, "amount", "万元");
	clean_event(r, GKRI_EVENT_UNIT, "article20_1", NULL, "issued", "件");
	expect(r, "");

	r = clean_report(GKR_FORM_2021);
	clean_event(r, GKRI_EVENT_UNIT, "article20_8", NULL, "amount", "元");
	clean_event(r, GKRI_EVENT_UNIT, "article20_1", NULL, "issued", "元");
	expect_said(r,
	    "value.unit@article20_1.issued fail warning 900:2 "
	    "article20_1.rules.issued "
	    "article20_1.normative_documents.issued\n"
	    "\t“本年制发件数”列印的单位是“元”，格式规定此处是件数\n"
	    "\tcolumn issued [本年制发件数]: the unit 元 is printed where "
	    "the form has a count\n"
	    "value.unit@article20_8.fees.amount fail warning 900:1 "
	    "article20_8.fees.amount\n"
	    "\t“行政事业性收费”行“本年收费金额（单位：万元）”列印的单位是"
	    "“元”，格式规定的单位是“万元”\n"
	    "\trow fees [行政事业性收费], column amount "
	    "[本年收费金额（单位：万元）]: the unit 元 is printed, "
	    "the form's is 万元\n");
}
END_TEST

/* ------------------------------------------------------------------ */
/* What reading noticed                                               */

START_TEST(duplicate_rows)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_event(r, GKRI_EVENT_ROW_DUPLICATE, "applications", "granted",
	    NULL, "（一）予以公开");
	/* not a row of this form */
	clean_event(r, GKRI_EVENT_ROW_DUPLICATE, "applications", "other", NULL,
	    "（六）其他处理");
	expect_said(r,
	    "row.duplicate@applications.granted fail error 900:1 "
	    "applications.granted.natural_person.."
	    "applications.granted.total 7\n"
	    "\t“三、收到和处理政府信息公开申请情况”表的“（一）予以公开”"
	    "行不止一次出现\n"
	    "\ttable applications [三、收到和处理政府信息公开申请情况] "
	    "has row granted [（一）予以公开] more than once\n");
}
END_TEST

START_TEST(unknown_rows)
{
	static const char *const values[] = {"143", "97", "312", NULL};
	gkr_report *r = clean_report(GKR_FORM_2019);

	clean_loose(r, GKR_LOOSE_UNKNOWN, NULL, NULL, "", values + 3);
	clean_loose(
	    r, GKR_LOOSE_UNKNOWN, "article20_1", NULL, "其他文件", values);
	expect_said(r,
	    "row.unknown fail info 802:1\n"
	    "\t“其他文件”行不在格式之中，没有计入：143、97、312\n"
	    "\trow \"其他文件\" is not in the form and is not counted: "
	    "143, 97, 312\n"
	    "row.unknown fail info 801:1\n"
	    "\t没有标签的一行不在格式之中，没有计入\n"
	    "\ta row without a label is not in the form and is not "
	    "counted\n");
	/* the first of the values was taken for the label */
	r = clean_report(GKR_FORM_2021);
	clean_loose(r, GKR_LOOSE_UNKNOWN, NULL, NULL, "143", values);
	r->loose[0].label = r->values[r->loose[0].first];
	expect_said(r,
	    "row.unknown fail info 801:2\n"
	    "\t没有标签的一行不在格式之中，没有计入：143、97、312\n"
	    "\ta row without a label is not in the form and is not "
	    "counted: 143, 97, 312\n");
}
END_TEST

START_TEST(inferred_cells)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	r->cells[gkri_slot_of(6, 3, 2)].certainty = GKR_CERTAINTY_INFERRED;
	r->cells[gkri_slot_of(6, 4, 1)].certainty = GKR_CERTAINTY_INFERRED;
	clean_event(r, GKRI_EVENT_EVIDENCE, NULL, NULL, NULL, "七个数一行");
	clean_event(r, GKRI_EVENT_EVIDENCE, "applications", "granted", NULL,
	    "各列相加等于总计");
	clean_event(r, GKRI_EVENT_EVIDENCE, "applications", NULL, NULL,
	    "各行相加等于总计");
	expect_said(r,
	    "cell.inferred@applications.granted fail info 900:2 "
	    "applications.granted.enterprise\n"
	    "\t“（一）予以公开”行各列：有的值按旁证放置：各列相加等于总计\n"
	    "\trow granted [（一）予以公开], all columns: values placed by "
	    "evidence: 各列相加等于总计\n"
	    "cell.inferred@applications fail info 900:3 "
	    "applications.granted.enterprise "
	    "applications.granted_in_part.natural_person\n"
	    "\t“三、收到和处理政府信息公开申请情况”表各格：有的值按旁证放置："
	    "各行相加等于总计\n"
	    "\ttable applications [三、收到和处理政府信息公开申请情况], "
	    "all cells: values placed by evidence: 各行相加等于总计\n"
	    "cell.inferred fail info 900:1\n"
	    "\t有的值按旁证放置：七个数一行\n"
	    "\tvalues placed by evidence: 七个数一行\n");
}
END_TEST

START_TEST(lossy_sources)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_event(r, GKRI_EVENT_LOSSY, NULL, NULL, NULL, "some tool");
	clean_event(r, GKRI_EVENT_LOSSY, "applications", NULL, NULL, "[TABLE]");
	expect_said(r,
	    "source.lossy fail error 900:1\n"
	    "\t文本带有会丢失数据的转换的痕迹：some tool\n"
	    "\tthe text bears the mark of a conversion that destroys data: "
	    "some tool\n"
	    "source.lossy fail error 900:2\n"
	    "\t文本带有会丢失数据的转换的痕迹：[TABLE]\n"
	    "\tthe text bears the mark of a conversion that destroys data: "
	    "[TABLE]\n");
}
END_TEST

Suite *suite_check_values(void)
{
	Suite *s = suite_create("check-values");
	TCase *t = tcase_create("values");

	tcase_add_test(t, negative_values);
	tcase_add_test(t, decimals);
	tcase_add_test(t, too_many_digits);
	tcase_add_test(t, units_in_cells);
	tcase_add_test(t, units_of_2019);
	tcase_add_test(t, units_in_headers);
	tcase_add_test(t, duplicate_rows);
	tcase_add_test(t, unknown_rows);
	tcase_add_test(t, inferred_cells);
	tcase_add_test(t, lossy_sources);
	suite_add_tcase(s, t);
	return s;
}
