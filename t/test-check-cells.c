/* States of cells, and what is missing. */
#include "support-check.h"

#include "support.h"

/* ------------------------------------------------------------------ */
/* Runs                                                               */

START_TEST(blank_cells_in_a_row)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.granted.enterprise", "");
	clean_set(r, "applications.granted.research", "");
	clean_set(r, "applications.granted.welfare", "");
	clean_set(r, "applications.granted.other_org", "　");
	ck_assert_str_eq(said(r, "cell.blank"),
	    "cell.blank@applications.granted.enterprise.."
	    "applications.granted.welfare fail warning 603:3 "
	    "applications.granted.enterprise "
	    "applications.granted.research applications.granted.welfare\n"
	    "\t“（一）予以公开”行“商业企业”至“社会公益组织”各列空白\n"
	    "\trow granted [（一）予以公开], columns enterprise [商业企业] "
	    "to welfare [社会公益组织]: blank\n"
	    "cell.blank@applications.granted.other_org fail warning 603:7 "
	    "applications.granted.other_org\n"
	    "\t“（一）予以公开”行“其他”列空白\n"
	    "\trow granted [（一）予以公开], column other org [其他]: "
	    "blank\n");
}
END_TEST

START_TEST(blank_rows)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_fill(r, "applications", "carried_in", NULL, "");
	clean_fill(r, "applications", "denied_state_secret", NULL, "");
	clean_fill(r, "applications", "denied_other_law", NULL, "");
	clean_set(r, "applications.denied_three_securities.natural_person", "");
	ck_assert_str_eq(said(r, "cell.blank"),
	    "cell.blank@applications.carried_in fail warning 602:2 "
	    "applications.carried_in.natural_person.."
	    "applications.carried_in.total 7\n"
	    "\t“二、上年结转政府信息公开申请数量”行各列空白\n"
	    "\trow carried in [二、上年结转政府信息公开申请数量], "
	    "all columns: blank\n"
	    "cell.blank@applications.denied_state_secret.natural_person.."
	    "applications.denied_other_law.total fail warning 605:2 "
	    "applications.denied_state_secret.natural_person.."
	    "applications.denied_other_law.total 14\n"
	    "\t“（三）不予公开 1.属于国家秘密”行至"
	    "“（三）不予公开 2.其他法律行政法规禁止公开”行各列空白\n"
	    "\trows denied state secret [（三）不予公开 1.属于国家秘密] to "
	    "denied other law [（三）不予公开 2.其他法律行政法规禁止公开], "
	    "all columns: blank\n"
	    "cell.blank@applications.denied_three_securities.natural_person "
	    "fail warning 607:2 "
	    "applications.denied_three_securities.natural_person\n"
	    "\t“（三）不予公开 3.危及“三安全一稳定””行“自然人”列空白\n"
	    "\trow denied three securities [（三）不予公开 "
	    "3.危及“三安全一稳定”], column natural person [自然人]: "
	    "blank\n");
}
END_TEST

/* Rows of different states, and a row between, do not make one run. */
START_TEST(runs_that_end)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_fill(r, "review_litigation", "review", NULL, "");
	clean_fill(r, "review_litigation", "suit_direct", NULL, "/");
	clean_fill(r, "article20_6", "penalties", NULL, "");
	clean_fill(r, "article20_1", "rules", NULL, "");
	clean_set(r, "article20_1.normative_documents.repealed", "");
	expect(r,
	    "cell.blank@article20_1.rules fail warning 101:5 "
	    "article20_1.rules.issued article20_1.rules.repealed "
	    "article20_1.rules.in_force\n"
	    "cell.blank@article20_1.normative_documents.repealed fail "
	    "warning 102:6 article20_1.normative_documents.repealed\n"
	    "article20.in-force@rules unassessable warning 101:6 "
	    "article20_1.rules.repealed article20_1.rules.in_force "
	    "article20_1.rules.issued\n"
	    "article20.in-force@normative_documents unassessable warning "
	    "102:6 article20_1.normative_documents.repealed "
	    "article20_1.normative_documents.in_force "
	    "article20_1.normative_documents.issued\n"
	    "cell.blank@article20_6.penalties.decisions fail warning 301:4 "
	    "article20_6.penalties.decisions\n"
	    "cell.blank@review_litigation.review fail warning 701:2 "
	    "review_litigation.review.upheld.."
	    "review_litigation.review.total 5\n"
	    "cell.nil@review_litigation.suit_direct fail warning 702:2 "
	    "review_litigation.suit_direct.upheld.."
	    "review_litigation.suit_direct.total 5\n"
	    "review_litigation.total@review unassessable error 701:6 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n"
	    "review_litigation.total@suit_direct unassessable error 702:6 "
	    "review_litigation.suit_direct.total.."
	    "review_litigation.suit_direct.pending 5\n");
}
END_TEST

/* The same columns of rows one below the other are one finding. */
START_TEST(blocks)
{
	static const char *const rows[] = {
	    "new_received", "carried_in", "granted", "granted_in_part"};
	static const char *const columns[] = {"enterprise", "research"};
	gkr_report *r = clean_report(GKR_FORM_2021);
	size_t i, k;

	for (i = 0; i < 4; i++)
		for (k = 0; k < 2; k++)
			clean_fill(r, "applications", rows[i], columns[k], "");
	/* others in between belong to none of it */
	clean_set(r, "applications.granted.total", "/");
	clean_set(r, "applications.denied_state_secret.enterprise", "");
	ck_assert_str_eq(said(r, "cell.blank"),
	    "cell.blank@applications.new_received.enterprise.."
	    "applications.granted_in_part.research fail warning 601:3 "
	    "applications.new_received.enterprise.."
	    "applications.granted_in_part.research 8\n"
	    "\t“一、本年新收政府信息公开申请数量”行至“（二）部分公开”行"
	    "“商业企业”至“科研机构”各列空白\n"
	    "\trows new received [一、本年新收政府信息公开申请数量] to granted "
	    "in part [（二）部分公开], columns enterprise [商业企业] to "
	    "research [科研机构]: blank\n"
	    "cell.blank@applications.denied_state_secret.enterprise fail "
	    "warning 605:3 applications.denied_state_secret.enterprise\n"
	    "\t“（三）不予公开 1.属于国家秘密”行“商业企业”列空白\n"
	    "\trow denied state secret [（三）不予公开 1.属于国家秘密], column "
	    "enterprise [商业企业]: blank\n");
	/* one column of several rows */
	r = clean_report(GKR_FORM_2021);
	clean_set(r, "article20_1.rules.issued", "/");
	clean_set(r, "article20_1.normative_documents.issued", "-");
	ck_assert_str_eq(said(r, "cell.nil"),
	    "cell.nil@article20_1.rules.issued.."
	    "article20_1.normative_documents.issued fail warning 101:5 "
	    "article20_1.rules.issued article20_1.normative_documents.issued\n"
	    "\t“规章”行至“行政规范性文件”行“本年制发件数”列印的是“/”等，"
	    "不是数字\n"
	    "\trows rules [规章] to normative documents [行政规范性文件], "
	    "column issued [本年制发件数]: \"/\" ..., not a number\n");
	/* rows that are printed side by side are not below each other */
	r = clean_report(GKR_FORM_2021);
	clean_set(r, "review_litigation.review.upheld", "");
	clean_set(r, "review_litigation.suit_direct.upheld", "");
	ck_assert_str_eq(found(r, "cell.blank"),
	    "cell.blank@review_litigation.review.upheld fail warning 701:2 "
	    "review_litigation.review.upheld\n"
	    "cell.blank@review_litigation.suit_direct.upheld fail warning "
	    "702:2 review_litigation.suit_direct.upheld\n");
}
END_TEST

START_TEST(empty_form)
{
	static const char *const tables[] = {"article20_1", "article20_5",
	    "article20_6", "article20_8", "applications", "review_litigation"};
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;
	uint32_t i, blank = 0, open = 0;

	for (i = 0; i < 6; i++)
		clean_fill(r, tables[i], NULL, NULL, i % 2 ? "" : "　 ");
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 0);
	for (i = 0; i < gkr_findings_count(f); i++) {
		blank += gkr_finding_status(f, i) == GKR_FINDING_FAIL;
		open += gkr_finding_status(f, i) == GKR_FINDING_UNASSESSABLE;
	}
	/* one a table; 2 of Article 20, 7 + 7 columns, 25 rows, 3 groups */
	ck_assert_uint_eq(blank, 6);
	ck_assert_uint_eq(open, 44);
	gkr_findings_free(f);
	ck_assert_str_eq(said(r, "cell.blank"),
	    "cell.blank@article20_1 fail warning 101:5 "
	    "article20_1.rules.issued.."
	    "article20_1.normative_documents.in_force 6\n"
	    "\t“第二十条第（一）项”表各格空白\n"
	    "\ttable article20_1 [第二十条第（一）项], all cells: blank\n"
	    "cell.blank@article20_5.licensing.decisions fail warning 201:4 "
	    "article20_5.licensing.decisions\n"
	    "\t“行政许可”行“本年处理决定数量”列空白\n"
	    "\trow licensing [行政许可], column decisions "
	    "[本年处理决定数量]: blank\n"
	    "cell.blank@article20_6 fail warning 301:4 "
	    "article20_6.penalties.decisions "
	    "article20_6.coercive_measures.decisions\n"
	    "\t“第二十条第（六）项”表各格空白\n"
	    "\ttable article20_6 [第二十条第（六）项], all cells: blank\n"
	    "cell.blank@article20_8.fees.amount fail warning 401:4 "
	    "article20_8.fees.amount\n"
	    "\t“行政事业性收费”行“本年收费金额（单位：万元）”列空白\n"
	    "\trow fees [行政事业性收费], column amount "
	    "[本年收费金额（单位：万元）]: blank\n"
	    "cell.blank@applications fail warning 601:2 "
	    "applications.new_received.natural_person.."
	    "applications.carried_out.total 175\n"
	    "\t“三、收到和处理政府信息公开申请情况”表各格空白\n"
	    "\ttable applications [三、收到和处理政府信息公开申请情况], "
	    "all cells: blank\n"
	    "cell.blank@review_litigation fail warning 701:2 "
	    "review_litigation.review.upheld.."
	    "review_litigation.suit_after_review.total 15\n"
	    "\t“四、政府信息公开行政复议、行政诉讼情况”表各格空白\n"
	    "\ttable review_litigation "
	    "[四、政府信息公开行政复议、行政诉讼情况], all cells: blank\n");
}
END_TEST

START_TEST(words_of_runs)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_fill(r, "review_litigation", "review", NULL, "/");
	clean_fill(r, "review_litigation", "suit_direct", NULL, "—");
	clean_set(r, "review_litigation.suit_direct.pending", "无");
	clean_set(r, "review_litigation.suit_after_review.other", "约5");
	clean_set(r, "review_litigation.suit_after_review.pending", "近6\t件");
	ck_assert_str_eq(said(r, "cell.nil"),
	    "cell.nil@review_litigation.review.upheld.."
	    "review_litigation.suit_direct.total fail warning 701:2 "
	    "review_litigation.review.upheld.."
	    "review_litigation.suit_direct.total 10\n"
	    "\t“行政复议”行至“未经复议直接起诉”行各列印的是“/”等，不是数字\n"
	    "\trows review [行政复议] to suit direct [未经复议直接起诉], "
	    "all columns: \"/\" ..., not a number\n");

	r = clean_report(GKR_FORM_2021);
	clean_fill(r, "review_litigation", "review", NULL, "/");
	ck_assert_str_eq(said(r, "cell.nil"),
	    "cell.nil@review_litigation.review fail warning 701:2 "
	    "review_litigation.review.upheld.."
	    "review_litigation.review.total 5\n"
	    "\t“行政复议”行各列印的是“/”，不是数字\n"
	    "\trow review [行政复议], all columns: \"/\", not a number\n");

	r = clean_report(GKR_FORM_2021);
	clean_set(r, "review_litigation.suit_after_review.other", "约5");
	clean_set(r, "review_litigation.suit_after_review.pending", "近6\t件");
	ck_assert_str_eq(said(r, "cell.text"),
	    "cell.text@review_litigation.suit_after_review.other.."
	    "review_litigation.suit_after_review.pending fail error 703:4 "
	    "review_litigation.suit_after_review.other "
	    "review_litigation.suit_after_review.pending\n"
	    "\t“复议后起诉”行“其他结果”至“尚未审结”各列印的是“约5”等，"
	    "不能读作数字\n"
	    "\trow suit after review [复议后起诉], columns other [其他结果] "
	    "to pending [尚未审结]: \"约5\" ... cannot be read as a "
	    "number\n");
}
END_TEST

START_TEST(values_without_cells)
{
	static const char *const values[] = {"1", "2", "0", NULL};
	static const char *const many[] = {
	    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", NULL};
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t column;

	for (column = 1; column <= 7; column++) {
		r->cells[gkri_slot_of(6, 3, column)].state = GKR_STATE_UNPLACED;
		r->cells[gkri_slot_of(6, 26, column)].state =
		    GKR_STATE_UNPLACED;
	}
	clean_loose(r, GKR_LOOSE_UNPLACED, "applications", "granted",
	    "（一）予以公开", values);
	clean_loose(r, GKR_LOOSE_UNPLACED, "applications", "carried_out",
	    "四、结转下年度继续办理", many);
	ck_assert_str_eq(said(r, "cell.unplaced"),
	    "cell.unplaced@applications.granted fail error 603:2 "
	    "applications.granted.natural_person.."
	    "applications.granted.total 7\n"
	    "\t“（一）予以公开”行各列：值无法确定属于哪一格：1、2、0\n"
	    "\trow granted [（一）予以公开], all columns: it cannot be told "
	    "which cell a value belongs to: 1, 2, 0\n"
	    "cell.unplaced@applications.carried_out fail error 626:2 "
	    "applications.carried_out.natural_person.."
	    "applications.carried_out.total 7\n"
	    "\t“四、结转下年度继续办理”行各列：值无法确定属于哪一格："
	    "1、2、3、4、5、6、7、8、9、10…\n"
	    "\trow carried out [四、结转下年度继续办理], all columns: "
	    "it cannot be told which cell a value belongs to: "
	    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10…\n");

	/* its first row keeps those of the whole table */
	r = clean_report(GKR_FORM_2021);
	for (column = 0; column < 15; column++)
		r->cells[gkri_slot_of(7, 1, 1) + (int)column].state =
		    GKR_STATE_UNPLACED;
	clean_loose(
	    r, GKR_LOOSE_UNPLACED, "review_litigation", "review", "", values);
	ck_assert_str_eq(said(r, "cell.unplaced"),
	    "cell.unplaced@review_litigation fail error 701:2 "
	    "review_litigation.review.upheld.."
	    "review_litigation.suit_after_review.total 15\n"
	    "\t“四、政府信息公开行政复议、行政诉讼情况”表各格："
	    "值无法确定属于哪一格：1、2、0\n"
	    "\ttable review_litigation "
	    "[四、政府信息公开行政复议、行政诉讼情况], all cells: it cannot "
	    "be told which cell a value belongs to: 1, 2, 0\n");

	/* the row is no unknown one */
	r = clean_report(GKR_FORM_2021);
	clean_loose(r, GKR_LOOSE_UNPLACED, "applications", "granted",
	    "（一）予以公开", values);
	expect(r, "");
}
END_TEST

/* ------------------------------------------------------------------ */
/* What is missing                                                    */

START_TEST(missing_table)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_drop_table(r, "applications");
	clean_drop_table(r, "article20_8");
	r->table_seen[GKR_TABLE_ARTICLE20_8] = 1;
	ck_assert_str_eq(said(r, "table.missing"),
	    "table.missing@article20_8 fail error 20:1\n"
	    "\t“第二十条第（八）项”表没有一行数据\n"
	    "\ttable article20_8 [第二十条第（八）项] has no rows\n"
	    "table.missing@applications fail error 30:1\n"
	    "\t没有“三、收到和处理政府信息公开申请情况”表\n"
	    "\tthere is no table applications "
	    "[三、收到和处理政府信息公开申请情况]\n");

	r = clean_report(GKR_FORM_2019);
	clean_drop_table(r, "article20_9");
	clean_drop_table(r, "review_litigation");
	ck_assert_str_eq(found(r, "table.missing"),
	    "table.missing@article20_9 fail error 20:1\n"
	    "table.missing@review_litigation fail error 40:1\n");
}
END_TEST

/* What a missing table leaves unchecked is said of each of its sums. */
START_TEST(sums_of_a_missing_table)
{
	gkr_report *r = clean_report(GKR_FORM_2019);
	gkr_findings *f;
	uint32_t i, open = 0;

	clean_drop_table(r, "applications");
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	for (i = 0; i < gkr_findings_count(f); i++)
		open += gkr_finding_status(f, i) == GKR_FINDING_UNASSESSABLE;
	/* 2 for each of 7 columns, 1 for each of 23 rows, and the table */
	ck_assert_uint_eq(open, 14 + 23);
	ck_assert_uint_eq(gkr_findings_count(f), open + 1);
	ck_assert_str_eq(finding_text(f, 1),
	    "applications.balance@natural_person unassessable error 30:1 "
	    "applications.new_received.natural_person "
	    "applications.carried_in.natural_person "
	    "applications.outcome_total.natural_person "
	    "applications.carried_out.natural_person");
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* A cell that was set makes its table present, labels or not. */
START_TEST(table_of_one_cell)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_drop_table(r, "article20_6");
	clean_set(r, "article20_6.penalties.decisions", "4");
	expect_said(r,
	    "row.missing@article20_6.coercive_measures fail error 20:1\n"
	    "\t“第二十条第（六）项”表没有“行政强制”行\n"
	    "\ttable article20_6 [第二十条第（六）项] has no row "
	    "coercive measures [行政强制]\n");
}
END_TEST

START_TEST(missing_rows)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;
	uint32_t i, open = 0;

	clean_drop_row(r, "applications", "denied_process_info");
	clean_drop_row(r, "applications", "denied_enforcement_file");
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_str_eq(finding_text(f, 0),
	    "row.missing@applications.denied_process_info fail error 600:1");
	ck_assert_str_eq(finding_text(f, 1),
	    "row.missing@applications.denied_enforcement_file fail error "
	    "600:1");
	for (i = 2; i < gkr_findings_count(f); i++)
		open += gkr_finding_status(f, i) == GKR_FINDING_UNASSESSABLE;
	/* 7 columns' outcomes and the two rows themselves */
	ck_assert_uint_eq(open, 9);
	ck_assert_uint_eq(gkr_findings_count(f), 11);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* The row's label is there, its cells are not. */
START_TEST(row_without_cells)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t column;

	for (column = 1; column <= 7; column++)
		ck_assert_int_eq(
		    gkr_report_unset_cell(r, gkr_cell(6, 2, column)), GKR_OK);
	ck_assert_str_eq(said(r, "cell.missing"),
	    "cell.missing@applications.carried_in fail error 602:1 "
	    "applications.carried_in.natural_person.."
	    "applications.carried_in.total 7\n"
	    "\t来源中没有“二、上年结转政府信息公开申请数量”行各列\n"
	    "\trow carried in [二、上年结转政府信息公开申请数量], "
	    "all columns: not in the source\n");
}
END_TEST

START_TEST(missing_column)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	memset(&r->column_label[6][6], 0, sizeof r->column_label[6][6]);
	expect_said(r,
	    "column.missing@applications.other_org fail error 600:1\n"
	    "\t“三、收到和处理政府信息公开申请情况”表的表头没有“其他”列\n"
	    "\tthe header of table applications "
	    "[三、收到和处理政府信息公开申请情况] has no column "
	    "other org [其他]\n");
}
END_TEST

/* Its cells are missing with the column, and not once more each. */
START_TEST(missing_column_with_cells)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t row;

	memset(&r->column_label[7][3], 0, sizeof r->column_label[7][3]);
	for (row = 1; row <= 3; row++)
		ck_assert_int_eq(
		    gkr_report_unset_cell(r, gkr_cell(7, row, 3)), GKR_OK);
	clean_set(r, "review_litigation.review.corrected", "");
	clean_set(r, "review_litigation.review.pending", "");
	clean_fill(r, "review_litigation", "suit_direct", "upheld", "");
	expect(r,
	    "column.missing@review_litigation.other fail error 700:1\n"
	    "cell.blank@review_litigation.review.corrected.."
	    "review_litigation.review.pending fail warning 701:3 "
	    "review_litigation.review.corrected "
	    "review_litigation.review.pending\n"
	    "cell.blank@review_litigation.suit_direct.upheld fail warning "
	    "702:2 review_litigation.suit_direct.upheld\n"
	    "review_litigation.total@review unassessable error 701:3 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n"
	    "review_litigation.total@suit_direct unassessable error 702:2 "
	    "review_litigation.suit_direct.total.."
	    "review_litigation.suit_direct.pending 5\n"
	    "review_litigation.total@suit_after_review unassessable error "
	    "703:1 review_litigation.suit_after_review.total.."
	    "review_litigation.suit_after_review.pending 5\n");
}
END_TEST

/* All that is printed of the table is blank, yet that is not all of it. */
START_TEST(blank_table_without_a_column)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	uint32_t row;

	clean_fill(r, "article20_1", NULL, NULL, "");
	memset(&r->column_label[1][6], 0, sizeof r->column_label[1][6]);
	for (row = 1; row <= 2; row++)
		ck_assert_int_eq(
		    gkr_report_unset_cell(r, gkr_cell(1, row, 6)), GKR_OK);
	ck_assert_str_eq(found(r, "cell.blank"),
	    "cell.blank@article20_1.rules.issued.."
	    "article20_1.normative_documents.repealed fail warning 101:5 "
	    "article20_1.rules.issued article20_1.rules.repealed "
	    "article20_1.normative_documents.issued "
	    "article20_1.normative_documents.repealed\n");
}
END_TEST

/* Six values here and seven there: the cell that lacks is still told. */
START_TEST(missing_column_in_part)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	memset(&r->column_label[7][3], 0, sizeof r->column_label[7][3]);
	clean_unset(r, "review_litigation.review.other");
	expect(r,
	    "column.missing@review_litigation.other fail error 700:1\n"
	    "cell.missing@review_litigation.review.other fail error 701:1 "
	    "review_litigation.review.other\n"
	    "review_litigation.total@review unassessable error 701:1 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n");
}
END_TEST

START_TEST(no_header_at_all)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	memset(r->column_label, 0, sizeof r->column_label);
	expect(r, "");
}
END_TEST

Suite *suite_check_cells(void)
{
	Suite *s = suite_create("check-cells");
	TCase *t = tcase_create("cells");

	tcase_add_test(t, blank_cells_in_a_row);
	tcase_add_test(t, blank_rows);
	tcase_add_test(t, runs_that_end);
	tcase_add_test(t, blocks);
	tcase_add_test(t, empty_form);
	tcase_add_test(t, words_of_runs);
	tcase_add_test(t, values_without_cells);
	tcase_add_test(t, missing_table);
	tcase_add_test(t, sums_of_a_missing_table);
	tcase_add_test(t, table_of_one_cell);
	tcase_add_test(t, missing_rows);
	tcase_add_test(t, row_without_cells);
	tcase_add_test(t, missing_column);
	tcase_add_test(t, missing_column_with_cells);
	tcase_add_test(t, blank_table_without_a_column);
	tcase_add_test(t, missing_column_in_part);
	tcase_add_test(t, no_header_at_all);
	suite_add_tcase(s, t);
	return s;
}
