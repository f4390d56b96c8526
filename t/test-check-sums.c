/* What the checks compare: each rule's findings, their words and places. */
#include "support-check.h"

#include "support.h"

#include <stdio.h>

/* ------------------------------------------------------------------ */
/* Nothing to be found                                                */

START_TEST(clean_reports)
{
	expect_said(clean_report(GKR_FORM_2019), "");
	expect_said(clean_report(GKR_FORM_2021), "");
}
END_TEST

START_TEST(sums_that_hold)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.new_received.natural_person", "7");
	clean_set(r, "applications.new_received.research", "1,200");
	clean_set(r, "applications.new_received.total", "1207");
	clean_set(r, "applications.carried_in.natural_person", "3");
	clean_set(r, "applications.carried_in.total", "3");
	clean_set(r, "applications.granted.natural_person", "4");
	clean_set(r, "applications.granted.research", "1200");
	clean_set(r, "applications.granted.total", "1204");
	clean_set(r, "applications.other_misc.natural_person", "5");
	clean_set(r, "applications.other_misc.total", "5");
	clean_set(r, "applications.outcome_total.natural_person", "9");
	clean_set(r, "applications.outcome_total.research", "1200");
	clean_set(r, "applications.outcome_total.total", "1209");
	clean_set(r, "applications.carried_out.natural_person", "1");
	clean_set(r, "applications.carried_out.total", "1");
	clean_set(r, "review_litigation.review.upheld", "2");
	clean_set(r, "review_litigation.review.pending", "3");
	clean_set(r, "review_litigation.review.total", "5");
	clean_set(r, "article20_8.fees.amount", "1075.1780");
	expect(r, "");
}
END_TEST

/* Neither a single cell nor a sum may go through 64 bits or a double. */
START_TEST(numbers_of_eighteen_digits)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_fill(
	    r, "review_litigation", "review", NULL, "999999999999999999");
	expect(r,
	    "review_litigation.total@review fail error "
	    "999999999999999999|3999999999999999996 701:6 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n");

	r = clean_report(GKR_FORM_2021);
	clean_set(r, "review_litigation.review.upheld", "999999999999999998");
	clean_set(r, "review_litigation.review.other", "1");
	clean_set(r, "review_litigation.review.total", "999999999999999999");
	expect(r, "");
}
END_TEST

/* Rows that add up to 2^64 do not add up to 0. */
START_TEST(sums_beyond_64_bits)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t i, row;

	for (i = 0; i < 19; i++) {
		row = gkr_form_row_at(GKR_FORM_2021, 6, 2 + i);
		clean_set(r, gkr_cell_address(gkr_cell(6, row, 5)),
		    i ? "999999999999999999" : "446744073709551634");
	}
	ck_assert_str_eq(found(r, "applications.outcome-total"),
	    "applications.outcome-total@legal_service fail error "
	    "0|18446744073709551616 625:6 "
	    "applications.outcome_total.legal_service.."
	    "applications.other_misc.legal_service 22\n");
}
END_TEST

/* ------------------------------------------------------------------ */
/* The applicant table                                                */

/* One applicant's 11 applications, granted, in no total. */
START_TEST(outcome_without_total)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.new_received.natural_person", "11");
	clean_set(r, "applications.new_received.total", "11");
	clean_set(r, "applications.granted.natural_person", "11");
	clean_set(r, "applications.granted.total", "11");
	expect_said(r,
	    "applications.balance@natural_person fail error 11|0 625:2 "
	    "applications.new_received.natural_person "
	    "applications.carried_in.natural_person "
	    "applications.outcome_total.natural_person "
	    "applications.carried_out.natural_person\n"
	    "\t一、本年新收政府信息公开申请数量 11 + "
	    "二、上年结转政府信息公开申请数量 0 = 11，（七）总计 0 + "
	    "四、结转下年度继续办理 0 = 0（自然人）\n"
	    "\tnew received [一、本年新收政府信息公开申请数量] 11 + "
	    "carried in [二、上年结转政府信息公开申请数量] 0 = 11, but "
	    "outcome total [（七）总计] 0 + "
	    "carried out [四、结转下年度继续办理] 0 = 0 "
	    "(natural person [自然人])\n"
	    "applications.balance@total fail error 11|0 625:8 "
	    "applications.new_received.total "
	    "applications.carried_in.total "
	    "applications.outcome_total.total "
	    "applications.carried_out.total\n"
	    "\t一、本年新收政府信息公开申请数量 11 + "
	    "二、上年结转政府信息公开申请数量 0 = 11，（七）总计 0 + "
	    "四、结转下年度继续办理 0 = 0（总计）\n"
	    "\tnew received [一、本年新收政府信息公开申请数量] 11 + "
	    "carried in [二、上年结转政府信息公开申请数量] 0 = 11, but "
	    "outcome total [（七）总计] 0 + "
	    "carried out [四、结转下年度继续办理] 0 = 0 (total [总计])\n"
	    "applications.outcome-total@natural_person fail error 0|11 625:2 "
	    "applications.outcome_total.natural_person.."
	    "applications.other_misc.natural_person 22\n"
	    "\t（七）总计 0，各行相加：（一）予以公开 11（其余各行为 0） = "
	    "11（自然人）\n"
	    "\toutcome total [（七）总计] 0, but the rows add up: "
	    "granted [（一）予以公开] 11 (all other rows are 0) = 11 "
	    "(natural person [自然人])\n"
	    "applications.outcome-total@total fail error 0|11 625:8 "
	    "applications.outcome_total.total.."
	    "applications.other_misc.total 22\n"
	    "\t（七）总计 0，各行相加：（一）予以公开 11（其余各行为 0） = "
	    "11（总计）\n"
	    "\toutcome total [（七）总计] 0, but the rows add up: "
	    "granted [（一）予以公开] 11 (all other rows are 0) = 11 "
	    "(total [总计])\n");
}
END_TEST

/* The same, the last cell of the last row cut off. */
START_TEST(cut_off_cell)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_unset(r, "applications.carried_out.total");
	expect_said(r,
	    "cell.missing@applications.carried_out.total fail error 626:1 "
	    "applications.carried_out.total\n"
	    "\t来源中没有“四、结转下年度继续办理”行“总计”列\n"
	    "\trow carried out [四、结转下年度继续办理], "
	    "column total [总计]: not in the source\n"
	    "applications.balance@total unassessable error 626:1 "
	    "applications.new_received.total "
	    "applications.carried_in.total "
	    "applications.outcome_total.total "
	    "applications.carried_out.total\n"
	    "\t“总计”列的勾稽关系无法核对："
	    "“四、结转下年度继续办理”来源中没有\n"
	    "\tthe balance of column total [总计] cannot be checked: "
	    "carried out [四、结转下年度继续办理] is not in the source\n"
	    "applications.row-total@carried_out unassessable error 626:1 "
	    "applications.carried_out.total.."
	    "applications.carried_out.other_org 7\n"
	    "\t“四、结转下年度继续办理”行的总计无法核对："
	    "“总计”来源中没有\n"
	    "\tthe total of row carried out [四、结转下年度继续办理] "
	    "cannot be checked: total [总计] is not in the source\n");
}
END_TEST

START_TEST(row_total)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.denied_state_secret.enterprise", "2");
	clean_set(r, "applications.denied_state_secret.other_org", "3");
	clean_set(r, "applications.denied_state_secret.total", "4");
	clean_set(r, "applications.outcome_total.enterprise", "2");
	clean_set(r, "applications.outcome_total.other_org", "3");
	clean_set(r, "applications.outcome_total.total", "4");
	clean_set(r, "applications.new_received.enterprise", "2");
	clean_set(r, "applications.new_received.other_org", "3");
	clean_set(r, "applications.new_received.total", "5");
	clean_set(r, "applications.carried_out.total", "1");
	clean_set(r, "applications.carried_out.legal_service", "1");
	clean_set(r, "applications.carried_in.legal_service", "1");
	expect_said(r,
	    "applications.row-total@carried_in fail error 0|1 602:8 "
	    "applications.carried_in.total.."
	    "applications.carried_in.other_org 7\n"
	    "\t“二、上年结转政府信息公开申请数量”行：总计 0，各列相加："
	    "法律服务机构 1（其余各列为 0） = 1\n"
	    "\trow carried in [二、上年结转政府信息公开申请数量]: "
	    "total [总计] 0, but the columns add up: "
	    "legal service [法律服务机构] 1 (all other columns are 0) = 1\n"
	    "applications.row-total@denied_state_secret fail error 4|5 605:8 "
	    "applications.denied_state_secret.total.."
	    "applications.denied_state_secret.other_org 7\n"
	    "\t“（三）不予公开 1.属于国家秘密”行：总计 4，各列相加："
	    "商业企业 2 + 其他 3（其余各列为 0） = 5\n"
	    "\trow denied state secret [（三）不予公开 1.属于国家秘密]: "
	    "total [总计] 4, but the columns add up: "
	    "enterprise [商业企业] 2 + other org [其他] 3 "
	    "(all other columns are 0) = 5\n"
	    "applications.row-total@outcome_total fail error 4|5 625:8 "
	    "applications.outcome_total.total.."
	    "applications.outcome_total.other_org 7\n"
	    "\t“（七）总计”行：总计 4，各列相加："
	    "商业企业 2 + 其他 3（其余各列为 0） = 5\n"
	    "\trow outcome total [（七）总计]: "
	    "total [总计] 4, but the columns add up: "
	    "enterprise [商业企业] 2 + other org [其他] 3 "
	    "(all other columns are 0) = 5\n");
}
END_TEST

START_TEST(total_of_nothing)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.outcome_total.welfare", "5");
	clean_set(r, "applications.outcome_total.total", "5");
	clean_set(r, "applications.new_received.welfare", "5");
	clean_set(r, "applications.new_received.total", "5");
	clean_set(r, "applications.granted.total", "5");
	expect_said(r,
	    "applications.outcome-total@welfare fail error 5|0 625:5 "
	    "applications.outcome_total.welfare.."
	    "applications.other_misc.welfare 22\n"
	    "\t（七）总计 5，各行相加：各行均为 0 = 0（社会公益组织）\n"
	    "\toutcome total [（七）总计] 5, but the rows add up: "
	    "all rows are 0 = 0 (welfare [社会公益组织])\n"
	    "applications.row-total@granted fail error 5|0 603:8 "
	    "applications.granted.total..applications.granted.other_org 7\n"
	    "\t“（一）予以公开”行：总计 5，各列相加：各列均为 0 = 0\n"
	    "\trow granted [（一）予以公开]: total [总计] 5, "
	    "but the columns add up: all columns are 0 = 0\n");
}
END_TEST

/* Six terms are named; of more only the numbers are told. */
START_TEST(many_terms)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t i;

	for (i = 2; i < 8; i++)
		clean_set(r,
		    gkr_cell_address(
			gkr_cell(6, gkr_form_row_at(GKR_FORM_2021, 6, i), 1)),
		    "3");
	for (i = 2; i < 9; i++)
		clean_set(r,
		    gkr_cell_address(
			gkr_cell(6, gkr_form_row_at(GKR_FORM_2021, 6, i), 2)),
		    "10");
	ck_assert_str_eq(said(r, "applications.outcome-total"),
	    "applications.outcome-total@natural_person fail error 0|18 625:2 "
	    "applications.outcome_total.natural_person.."
	    "applications.other_misc.natural_person 22\n"
	    "\t（七）总计 0，各行相加：（一）予以公开 3 + （二）部分公开 3 + "
	    "1.属于国家秘密 3 + 2.其他法律行政法规禁止公开 3 + "
	    "3.危及“三安全一稳定” 3 + 4.保护第三方合法权益 3"
	    "（其余各行为 0） = 18（自然人）\n"
	    "\toutcome total [（七）总计] 0, but the rows add up: "
	    "granted [（一）予以公开] 3 + granted in part [（二）部分公开] 3 + "
	    "denied state secret [1.属于国家秘密] 3 + "
	    "denied other law [2.其他法律行政法规禁止公开] 3 + "
	    "denied three securities [3.危及“三安全一稳定”] 3 + "
	    "denied third party [4.保护第三方合法权益] 3 "
	    "(all other rows are 0) = 18 (natural person [自然人])\n"
	    "applications.outcome-total@enterprise fail error 0|70 625:3 "
	    "applications.outcome_total.enterprise.."
	    "applications.other_misc.enterprise 22\n"
	    "\t（七）总计 0，各行相加：10 + 10 + 10 + 10 + 10 + 10 + 10"
	    "（其余各行为 0） = 70（商业企业）\n"
	    "\toutcome total [（七）总计] 0, but the rows add up: "
	    "10 + 10 + 10 + 10 + 10 + 10 + 10 (all other rows are 0) = 70 "
	    "(enterprise [商业企业])\n");
}
END_TEST

/* Form 2019 and the hybrid have one row of others, form 2021 three. */
static void others(uint32_t form, const char *row, const char *more)
{
	gkr_report *r = clean_report(form);
	char address[64], text[512];

	snprintf(address, sizeof address, "applications.%s.research", row);
	clean_set(r, address, "2");
	snprintf(text, sizeof text,
	    "applications.outcome-total@research fail error 0|2 625:4 "
	    "applications.outcome_total.research..applications.%s.research "
	    "%d\napplications.row-total@%s fail error 0|2 %u:8 "
	    "applications.%s.total..applications.%s.other_org 7\n%s",
	    form == GKR_FORM_2021 ? "other_misc" : "other",
	    form == GKR_FORM_2021 ? 22 : 20, row,
	    600 + (unsigned)gkr_row_from_name(6, row), row, row, more);
	expect(r, text);
}

START_TEST(outcomes_by_form)
{
	others(GKR_FORM_2019, "other", "");
	others(GKR_FORM_HYBRID, "other", "form.hybrid fail info 600:1\n");
	others(GKR_FORM_2021, "other_misc", "");
	others(GKR_FORM_2021, "other_unpaid_fee", "");
}
END_TEST

/* What stands in a row of the other edition is no part of any sum. */
START_TEST(rows_of_the_other_form)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.other.research", "2");
	expect(r, "");
}
END_TEST

/* ------------------------------------------------------------------ */
/* The other tables                                                   */

START_TEST(review_total)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "review_litigation.suit_direct.upheld", "10");
	clean_set(r, "review_litigation.suit_direct.other", "1");
	expect_said(r,
	    "review_litigation.total@suit_direct fail error 0|11 702:6 "
	    "review_litigation.suit_direct.total.."
	    "review_litigation.suit_direct.pending 5\n"
	    "\t“未经复议直接起诉”行：总计 0，各列相加："
	    "结果维持 10 + 其他结果 1（其余各列为 0） = 11\n"
	    "\trow suit direct [未经复议直接起诉]: total [总计] 0, "
	    "but the columns add up: upheld [结果维持] 10 + "
	    "other [其他结果] 1 (all other columns are 0) = 11\n");
}
END_TEST

START_TEST(in_force)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "article20_1.rules.issued", "4");
	clean_set(r, "article20_1.rules.in_force", "4");
	clean_set(r, "article20_1.normative_documents.issued", "5");
	clean_set(r, "article20_1.normative_documents.repealed", "1");
	clean_set(r, "article20_1.normative_documents.in_force", "3");
	expect_said(r,
	    "article20.in-force@normative_documents fail warning 4|5 102:7 "
	    "article20_1.normative_documents.repealed "
	    "article20_1.normative_documents.in_force "
	    "article20_1.normative_documents.issued\n"
	    "\t“行政规范性文件”行：本年废止件数 1 + 现行有效件数 3 = 4，"
	    "小于本年制发件数 5\n"
	    "\trow normative documents [行政规范性文件]: "
	    "repealed [本年废止件数] 1 + in force [现行有效件数] 3 = 4, "
	    "less than issued [本年制发件数] 5\n");
}
END_TEST

START_TEST(disclosed)
{
	gkr_report *r = clean_report(GKR_FORM_2019);

	clean_set(r, "article20_1.rules.newly_disclosed", "2");
	clean_set(r, "article20_1.rules.disclosed_total", "2");
	clean_set(r, "article20_1.normative_documents.created", "9");
	clean_set(r, "article20_1.normative_documents.newly_disclosed", "3");
	clean_set(r, "article20_1.normative_documents.disclosed_total", "2");
	expect_said(r,
	    "article20.disclosed@normative_documents fail warning 3|2 102:4 "
	    "article20_1.normative_documents.newly_disclosed "
	    "article20_1.normative_documents.disclosed_total\n"
	    "\t“规范性文件”行：本年新公开数量 3，大于对外公开总数量 2\n"
	    "\trow normative documents [规范性文件]: "
	    "newly disclosed [本年新公开数量] 3, "
	    "more than disclosed total [对外公开总数量] 2\n");
}
END_TEST

START_TEST(items)
{
	gkr_report *r = clean_report(GKR_FORM_2019);

	clean_set(r, "article20_5.licensing.items_last_year", "3");
	clean_set(r, "article20_5.licensing.items_change", "-5");
	clean_set(r, "article20_6.penalties.items_last_year", "5");
	clean_set(r, "article20_6.penalties.items_change", "-5");
	clean_set(r, "article20_6.coercive_measures.items_change", "+5");
	clean_set(r, "article20_8.fees.items_change", "－1");
	expect_said(r,
	    "article20.items@licensing fail warning -2|0 201:3 "
	    "article20_5.licensing.items_last_year "
	    "article20_5.licensing.items_change\n"
	    "\t“行政许可”行：上一年项目数量 3 + 本年增/减 -5 = -2，小于 0\n"
	    "\trow licensing [行政许可]: items last year [上一年项目数量] 3 + "
	    "items change [本年增/减] -5 = -2, less than 0\n"
	    "article20.items@fees fail warning -1|0 401:3 "
	    "article20_8.fees.items_last_year article20_8.fees.items_change\n"
	    "\t“行政事业性收费”行：上一年项目数量 0 + 本年增/减 -1 = -1，"
	    "小于 0\n"
	    "\trow fees [行政事业性收费]: items last year [上一年项目数量] "
	    "0 + items change [本年增/减] -1 = -1, less than 0\n");
}
END_TEST

/* ------------------------------------------------------------------ */
/* Cells that are no numbers                                          */

START_TEST(open_sums)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "article20_1.rules.in_force", "/");
	clean_set(r, "review_litigation.review.upheld", "");
	clean_set(r, "review_litigation.review.corrected", "-");
	clean_set(r, "review_litigation.review.other", "两件");
	clean_set(r, "review_litigation.review.pending", "");
	clean_set(r, "review_litigation.suit_after_review.total", "若干");
	r->cells[gkri_slot(gkr_cell_from_address(
		     "review_litigation.suit_after_review.other"))]
	    .state = GKR_STATE_UNPLACED;
	expect_said(r,
	    "cell.nil@article20_1.rules.in_force fail warning 101:7 "
	    "article20_1.rules.in_force\n"
	    "\t“规章”行“现行有效件数”列印的是“/”，不是数字\n"
	    "\trow rules [规章], column in force [现行有效件数]: \"/\", "
	    "not a number\n"
	    "article20.in-force@rules unassessable warning 101:7 "
	    "article20_1.rules.repealed article20_1.rules.in_force "
	    "article20_1.rules.issued\n"
	    "\t“规章”行的各数无法核对：“现行有效件数”是无数据标记\n"
	    "\tthe numbers of row rules [规章] cannot be checked: "
	    "in force [现行有效件数] holds a nil mark\n"
	    "cell.blank@review_litigation.review.upheld fail warning 701:2 "
	    "review_litigation.review.upheld\n"
	    "\t“行政复议”行“结果维持”列空白\n"
	    "\trow review [行政复议], column upheld [结果维持]: blank\n"
	    "cell.nil@review_litigation.review.corrected fail warning 701:3 "
	    "review_litigation.review.corrected\n"
	    "\t“行政复议”行“结果纠正”列印的是“-”，不是数字\n"
	    "\trow review [行政复议], column corrected [结果纠正]: \"-\", "
	    "not a number\n"
	    "cell.text@review_litigation.review.other fail error 701:4 "
	    "review_litigation.review.other\n"
	    "\t“行政复议”行“其他结果”列印的是“两件”，不能读作数字\n"
	    "\trow review [行政复议], column other [其他结果]: \"两件\" "
	    "cannot be read as a number\n"
	    "cell.blank@review_litigation.review.pending fail warning 701:5 "
	    "review_litigation.review.pending\n"
	    "\t“行政复议”行“尚未审结”列空白\n"
	    "\trow review [行政复议], column pending [尚未审结]: blank\n"
	    "cell.unplaced@review_litigation.suit_after_review.other fail "
	    "error 703:4 review_litigation.suit_after_review.other\n"
	    "\t“复议后起诉”行“其他结果”列：值无法确定属于哪一格\n"
	    "\trow suit after review [复议后起诉], column other [其他结果]: "
	    "it cannot be told which cell a value belongs to\n"
	    "cell.text@review_litigation.suit_after_review.total fail error "
	    "703:6 review_litigation.suit_after_review.total\n"
	    "\t“复议后起诉”行“总计”列印的是“若干”，不能读作数字\n"
	    "\trow suit after review [复议后起诉], column total [总计]: "
	    "\"若干\" cannot be read as a number\n"
	    "review_litigation.total@review unassessable error 701:2 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n"
	    "\t“行政复议”行的总计无法核对：“结果维持”空白、"
	    "“结果纠正”是无数据标记、“其他结果”不是数字等 4 格\n"
	    "\tthe total of row review [行政复议] cannot be checked: "
	    "upheld [结果维持] is blank, corrected [结果纠正] holds a nil "
	    "mark, other [其他结果] is no number and others, 4 cells\n"
	    "review_litigation.total@suit_after_review unassessable error "
	    "703:6 review_litigation.suit_after_review.total.."
	    "review_litigation.suit_after_review.pending 5\n"
	    "\t“复议后起诉”行的总计无法核对：“总计”不是数字、"
	    "“其他结果”归属不明\n"
	    "\tthe total of row suit after review [复议后起诉] cannot be "
	    "checked: total [总计] is no number, other [其他结果] "
	    "cannot be placed\n");
}
END_TEST

/* A wrong sum beside the cell that is open is not the open one's fault. */
START_TEST(open_and_wrong)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.granted.enterprise", "");
	clean_set(r, "applications.granted_in_part.total", "1");
	expect(r,
	    "cell.blank@applications.granted.enterprise fail warning 603:3 "
	    "applications.granted.enterprise\n"
	    "applications.outcome-total@enterprise unassessable error 603:3 "
	    "applications.outcome_total.enterprise.."
	    "applications.other_misc.enterprise 22\n"
	    "applications.outcome-total@total fail error 0|1 625:8 "
	    "applications.outcome_total.total.."
	    "applications.other_misc.total 22\n"
	    "applications.row-total@granted unassessable error 603:3 "
	    "applications.granted.total..applications.granted.other_org 7\n"
	    "applications.row-total@granted_in_part fail error 1|0 604:8 "
	    "applications.granted_in_part.total.."
	    "applications.granted_in_part.other_org 7\n");
}
END_TEST

Suite *suite_check_sums(void)
{
	Suite *s = suite_create("check-sums");
	TCase *t = tcase_create("sums");

	tcase_add_test(t, clean_reports);
	tcase_add_test(t, sums_that_hold);
	tcase_add_test(t, numbers_of_eighteen_digits);
	tcase_add_test(t, sums_beyond_64_bits);
	tcase_add_test(t, outcome_without_total);
	tcase_add_test(t, cut_off_cell);
	tcase_add_test(t, row_total);
	tcase_add_test(t, total_of_nothing);
	tcase_add_test(t, many_terms);
	tcase_add_test(t, outcomes_by_form);
	tcase_add_test(t, rows_of_the_other_form);
	tcase_add_test(t, review_total);
	tcase_add_test(t, in_force);
	tcase_add_test(t, disclosed);
	tcase_add_test(t, items);
	tcase_add_test(t, open_sums);
	tcase_add_test(t, open_and_wrong);
	suite_add_tcase(s, t);
	return s;
}
