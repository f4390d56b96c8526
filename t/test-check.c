/* The findings' handle: limits, memory, order, and the labels it prints. */
#include "support-check.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>

/* Something of every kind, in every part of the report. */
static gkr_report *faulty_report(void)
{
	static const char *const values[] = {"143", "97", NULL};
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_drop_table(r, "article20_1");
	clean_set(r, "article20_6.penalties.decisions", "-1");
	clean_set(r, "article20_8.fees.amount", "5元");
	memset(&r->column_label[6][4], 0, sizeof r->column_label[6][4]);
	clean_fill(r, "applications", "carried_in", NULL, "");
	clean_set(r, "applications.granted.natural_person", "11");
	clean_drop_row(r, "applications", "not_processed_petition");
	clean_event(r, GKRI_EVENT_LOSSY, NULL, NULL, NULL, "antiword");
	clean_event(r, GKRI_EVENT_ROW_DUPLICATE, "applications", "granted",
	    NULL, "（一）予以公开");
	clean_loose(r, GKR_LOOSE_UNKNOWN, "applications", NULL, "其他", values);
	clean_set(r, "review_litigation.review.total", "3");
	clean_set(r, "review_litigation.suit_direct.total", "若干");
	clean_section(r, 2, 2, "2、主动公开政府信息情况", "");
	return r;
}

static gkr_findings *checked(const gkr_report *r)
{
	gkr_findings *f;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	return f;
}

/* ------------------------------------------------------------------ */

START_TEST(arguments)
{
	gkr_findings *f = (gkr_findings *)&f;
	gkr_report *r = clean_report(GKR_FORM_2021);

	ck_assert_int_eq(gkr_findings_new(NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_findings_new_with(NULL, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(NULL, r), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_check(f, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_set_limit(NULL, GKR_LIMIT_FINDINGS, 1),
	    GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_findings_set_limit(f, GKR_LIMIT_FINDINGS, 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_findings_set_limit(f, GKR_LIMIT_INPUT, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_set_policy(NULL, 1, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_set_policy(f, 0, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_set_policy(f, 1, 2), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_set_policy(f, 1, -1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_set_policy(f, 1, 0), GKR_OK);
	gkr_findings_free(f);
	gkr_findings_free(NULL);
	gkr_report_free(r);
}
END_TEST

/* Nothing is answered where there is no finding. */
static void nothing_at(const gkr_findings *f, uint32_t index)
{
	ck_assert_uint_eq(gkr_finding_rule(f, index), 0);
	ck_assert_uint_eq(gkr_finding_status(f, index), 0);
	ck_assert_uint_eq(gkr_finding_severity(f, index), 0);
	ck_assert_ptr_null(gkr_finding_at(f, index));
	ck_assert_ptr_null(gkr_finding_left(f, index));
	ck_assert_ptr_null(gkr_finding_right(f, index));
	ck_assert_uint_eq(gkr_finding_cell_count(f, index), 0);
	ck_assert_uint_eq(gkr_finding_cell(f, index, 0), 0);
	ck_assert_uint_eq(gkr_finding_line(f, index), 0);
	ck_assert_uint_eq(gkr_finding_column(f, index), 0);
	ck_assert_uint_eq(gkr_finding_offset(f, index), 0);
	ck_assert_uint_eq(gkr_finding_length(f, index), 0);
	ck_assert_ptr_null(gkr_finding_message(f, index, GKR_LANG_ZH));
	ck_assert_ptr_null(gkr_finding_message(f, index, GKR_LANG_EN));
	ck_assert_ptr_null(gkr_finding_suggestion(f, index, GKR_LANG_ZH));
}

START_TEST(out_of_range)
{
	gkr_report *r = faulty_report();
	gkr_findings *f = checked(r);
	uint32_t n = gkr_findings_count(f), cells;

	ck_assert_uint_gt(n, 0);
	nothing_at(NULL, 0);
	nothing_at(f, n);
	nothing_at(f, UINT32_MAX);
	ck_assert_uint_eq(gkr_findings_count(NULL), 0);
	ck_assert_uint_eq(gkr_findings_count_severity(NULL, 3), 0);
	ck_assert_uint_eq(gkr_findings_count_severity(f, 0), 0);
	ck_assert_uint_eq(gkr_findings_count_severity(f, 4), 0);
	ck_assert_ptr_null(gkr_finding_message(f, 0, 0));
	ck_assert_ptr_null(gkr_finding_message(f, 0, 3));
	ck_assert_ptr_null(gkr_finding_suggestion(f, 0, GKR_LANG_EN));
	cells = gkr_finding_cell_count(f, n - 1);
	ck_assert_uint_eq(gkr_finding_cell(f, n - 1, cells), 0);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* What cannot be assessed is no failure, whatever its severity. */
START_TEST(counts_by_severity)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;

	clean_set(r, "review_litigation.review.total", "");
	clean_set(r, "review_litigation.suit_direct.total", "4");
	clean_set(r, "article20_8.fees.amount", "5元");
	clean_event(r, GKRI_EVENT_EVIDENCE, NULL, NULL, NULL, "x");
	f = checked(r);
	ck_assert_uint_eq(gkr_findings_count(f), 5);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 1);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_WARNING), 3);
	ck_assert_uint_eq(gkr_findings_count_severity(f, GKR_SEVERITY_INFO), 4);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Table by table: header, cells, events, sums; sections; the rest. */
START_TEST(order)
{
	static const char *const want[] = {"table.missing@article20_1",
	    "article20.in-force@rules",
	    "article20.in-force@normative_documents",
	    "value.negative@article20_6.penalties.decisions",
	    "value.unit@article20_8.fees.amount",
	    "column.missing@applications.welfare",
	    "cell.blank@applications.carried_in",
	    "row.missing@applications.not_processed_petition",
	    "row.duplicate@applications.granted", "row.unknown@",
	    "applications.balance@natural_person"};
	static const char *const last[] = {
	    "cell.text@review_litigation.suit_direct.total",
	    "review_litigation.total@review",
	    "review_litigation.total@suit_direct",
	    "section.misnumbered@proactive", "section.misnumbered@proactive",
	    "source.lossy@"};
	gkr_report *r = faulty_report();
	gkr_findings *f = checked(r);
	uint32_t i, n = gkr_findings_count(f);
	char got[128];
	const char *at;

	for (i = 0; i < 11 + 6; i++) {
		uint32_t index = i < 11 ? i : n - 17 + i;

		at = gkr_finding_at(f, index);
		snprintf(got, sizeof got, "%s@%s",
		    gkr_rule_name(gkr_finding_rule(f, index)), at ? at : "");
		ck_assert_str_eq(got, i < 11 ? want[i] : last[i - 11]);
	}
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Findings live on where the report does not, and go with a new check. */
START_TEST(own_text)
{
	gkr_report *r = faulty_report(), *clean = clean_report(GKR_FORM_2019);
	gkr_findings *f = checked(r);
	char *before = strdup(findings_text(f, 1));

	gkr_report_free(r);
	ck_assert_str_eq(findings_text(f, 1), before);
	ck_assert_int_eq(gkr_check(f, clean), GKR_OK);
	ck_assert_uint_eq(gkr_findings_count(f), 0);
	gkr_report_free(clean);
	r = faulty_report();
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_str_eq(findings_text(f, 1), before);
	free(before);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Limits and memory                                                  */

START_TEST(limit_of_findings)
{
	gkr_report *r = faulty_report();
	gkr_findings *f = checked(r);
	char *all = strdup(findings_text(f, 1));
	uint32_t n = gkr_findings_count(f), limit;
	const char *got;

	for (limit = 1; limit <= n + 1; limit++) {
		ck_assert_int_eq(
		    gkr_findings_set_limit(f, GKR_LIMIT_FINDINGS, limit),
		    GKR_OK);
		ck_assert_int_eq(
		    gkr_check(f, r), limit < n ? GKR_E_LIMIT : GKR_OK);
		ck_assert_uint_eq(gkr_findings_count(f), limit < n ? limit : n);
		got = findings_text(f, 1);
		ck_assert_int_eq(strncmp(got, all, strlen(got)), 0);
	}
	free(all);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

START_TEST(default_limit)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;
	int i;

	for (i = 0; i < 10001; i++)
		clean_event(r, GKRI_EVENT_LOSSY, NULL, NULL, NULL, "x");
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_E_LIMIT);
	ck_assert_uint_eq(gkr_findings_count(f), 10000);
	r->event_count = 10000;
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_findings_count(f), 10000);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Nothing is kept behind the last finding. */
static void nothing_behind(const gkr_findings *f)
{
	const struct gkri_finding *last;

	if (!f->count)
		return;
	last = &f->list[f->count - 1];
	/* the fingerprint comes last, its NUL with it */
	ck_assert_uint_eq(f->text.len, last->printed + 16);
	ck_assert_uint_eq(f->slot_count, last->first + last->count);
}

/* Less memory gives fewer findings, all of them whole. */
START_TEST(limit_of_memory)
{
	gkr_report *r = faulty_report();
	gkr_findings *f = checked(r);
	char *all = strdup(findings_text(f, 1));
	uint32_t n = gkr_findings_count(f), least = n;
	uint64_t limit;
	const char *got;
	int32_t rc = GKR_E_LIMIT;

	gkr_findings_free(f);
	for (limit = 256; rc == GKR_E_LIMIT; limit += 96) {
		ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
		gkr_findings_set_limit(f, GKR_LIMIT_MEMORY, limit);
		rc = gkr_check(f, r);
		got = findings_text(f, 1);
		ck_assert_int_eq(strncmp(got, all, strlen(got)), 0);
		nothing_behind(f);
		if (gkr_findings_count(f) < least)
			least = gkr_findings_count(f);
		gkr_findings_free(f);
	}
	ck_assert_int_eq(rc, GKR_OK);
	ck_assert_uint_eq(least, 0);
	free(all);
	gkr_report_free(r);
}
END_TEST

static int32_t check_with(struct test_alloc *a, void *arg)
{
	gkr_findings *f;
	int32_t rc = gkr_findings_new_with(test_alloc, a, &f);

	if (rc != GKR_OK)
		return rc;
	rc = gkr_check(f, arg);
	findings_text(f, 1); /* whatever is there can be read */
	gkr_findings_free(f);
	return rc;
}

START_TEST(each_allocation_fails)
{
	gkr_report *r = faulty_report();

	ck_assert_uint_gt(test_each_failure(check_with, r), 5);
	gkr_report_free(r);
}
END_TEST

/* After a failure the same handle gives the same answer as a new one. */
START_TEST(handle_after_a_failure)
{
	gkr_report *r = faulty_report();
	gkr_findings *f = checked(r);
	char *all = strdup(findings_text(f, 1));
	struct test_alloc a;
	int64_t n;

	gkr_findings_free(f);
	for (n = 0; n < 12; n++) {
		test_alloc_init(&a);
		ck_assert_int_eq(
		    gkr_findings_new_with(test_alloc, &a, &f), GKR_OK);
		test_alloc_fail(&a, n, 0);
		ck_assert_int_eq(gkr_check(f, r), GKR_E_MEMORY);
		test_alloc_fail(&a, -1, 0);
		ck_assert_int_eq(gkr_check(f, r), GKR_OK);
		ck_assert_str_eq(findings_text(f, 1), all);
		gkr_findings_free(f);
		test_alloc_done(&a);
	}
	free(all);
	gkr_report_free(r);
}
END_TEST

START_TEST(nothing_is_allocated_in_vain)
{
	gkr_report *clean = clean_report(GKR_FORM_2021), *r = faulty_report();
	struct test_alloc a;
	gkr_findings *f;
	uint64_t before;

	test_alloc_init(&a);
	ck_assert_int_eq(gkr_findings_new_with(test_alloc, &a, &f), GKR_OK);
	/* the first check makes room for reading prose */
	ck_assert_int_eq(gkr_check(f, clean), GKR_OK);
	before = a.requests;
	ck_assert_int_eq(gkr_check(f, clean), GKR_OK);
	ck_assert_uint_eq(a.requests, before);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_gt(a.requests, before);
	before = a.requests;
	ck_assert_int_eq(gkr_check(f, clean), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(a.requests, before);
	gkr_findings_free(f);
	test_alloc_done(&a);
	gkr_report_free(clean);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Labels in messages                                                 */

static void label_row(gkr_report *r, const char *text)
{
	clean_span(r, &r->row_label[6][4], text, 604, 1);
}

/* What is said of the cell when the row's label is printed so. */
static void expect_label(const char *printed, const char *said)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	char want[512];
	gkr_findings *f;

	label_row(r, printed);
	clean_set(r, "applications.granted_in_part.total", "甲");
	f = checked(r);
	snprintf(
	    want, sizeof want, "“%s”行“总计”列印的是“甲”，不能读作数字", said);
	ck_assert_str_eq(gkr_finding_message(f, 0, GKR_LANG_ZH), want);
	gkr_findings_free(f);
	gkr_report_free(r);
}

START_TEST(printed_labels)
{
	/* as printed, not as the form has it */
	expect_label("(二) 部分公开", "(二) 部分公开");
	/* a message is one line */
	expect_label("（二）\n部分\r\n公开\t", "（二）部分公开");
	expect_label("\x1b[31m部\xc2\x9b分\x7f", "[31m部分");
	expect_label("\xc2\xa0部分", "\xc2\xa0部分");
	/* a long one ends before a bracket or comma, not at its ordinal */
	expect_label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
	    "（二）部分公开");
	expect_label("二、部分公开、区分处理以及其他各种各样的情形一律列入此行",
	    "二、部分公开");
	/* or within a character never, and says so */
	expect_label("部分公开区分处理的只计这一情形不计其他情形一律列入此行",
	    "部分公开区分处理的只计这一情形不计其他情…");
	expect_label("a部分公开区分处理的只计这一情形不计其他情形一律列入此行",
	    "a部分公开区分处理的只计这一情形不计其他…");
	expect_label("（二）部分公开（区分处理的只计这一情形）",
	    "（二）部分公开（区分处理的只计这一情形）");
	/* blanks between its characters are no part of it */
	expect_label("（二） 部 分　公　 开", "（二）部分公开");
	expect_label("(二) 2. 部分 a　b", "(二) 2. 部分 a　b");
	expect_label("部分 ", "部分 ");
	/* of one that a line end has cut, the form has the rest */
	expect_label(
	    "（二）部分公开（区分处理的，只计这一情", "（二）部分公开");
	expect_label("（二）部", "（二）部分公开");
	/* twenty characters are not too long */
	expect_label("部分公开区分处理的只计这一情形不计其他情",
	    "部分公开区分处理的只计这一情形不计其他情");
}
END_TEST

START_TEST(printed_columns)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;

	clean_span(r, &r->column_label[6][2], "商业\n企业", 600, 3);
	clean_span(r, &r->column_label[6][7], "总", 600, 8);
	clean_set(r, "applications.carried_out.enterprise", "1");
	clean_set(r, "applications.carried_out.total", "1");
	f = checked(r);
	ck_assert_str_eq(gkr_finding_message(f, 0, GKR_LANG_ZH),
	    "一、本年新收政府信息公开申请数量 0 + "
	    "二、上年结转政府信息公开申请数量 0 = 0，（七）总计 0 + "
	    "四、结转下年度继续办理 1 = 1（商业企业）");
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* A cell's own words are cut, too, and never within a character. */
START_TEST(long_words)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	char text[301] = "", want[400];
	gkr_findings *f;
	int i;

	for (i = 0; i < 100; i++)
		strcat(text, "甲");
	clean_set(r, "article20_5.licensing.decisions", text);
	f = checked(r);
	snprintf(want, sizeof want,
	    "“行政许可”行“本年处理决定数量”列印的是“%.90s…”，不能读作数字",
	    text);
	ck_assert_str_eq(gkr_finding_message(f, 0, GKR_LANG_ZH), want);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Cells that the caller set have no place: the row's is the next best. */
START_TEST(places)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;
	uint32_t cell = gkr_cell_from_address("review_litigation.review.total");

	ck_assert_int_eq(gkr_report_set_number(r, cell, 3, 0), GKR_OK);
	f = checked(r);
	ck_assert_uint_eq(gkr_finding_line(f, 0), 701);
	ck_assert_uint_eq(gkr_finding_column(f, 0), 1);
	ck_assert_uint_eq(gkr_finding_offset(f, 0), 701001);
	ck_assert_uint_eq(gkr_finding_length(f, 0), strlen("行政复议"));
	memset(&r->row_label[7][1], 0, sizeof r->row_label[7][1]);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_finding_line(f, 0), 700);
	memset(&r->caption[7], 0, sizeof r->caption[7]);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_finding_line(f, 0), 40);
	clean_no_sections(r);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_finding_line(f, 0), 0);
	ck_assert_uint_eq(gkr_finding_offset(f, 0), 0);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

Suite *suite_check(void)
{
	Suite *s = suite_create("check");
	TCase *t = tcase_create("findings");

	tcase_add_test(t, arguments);
	tcase_add_test(t, out_of_range);
	tcase_add_test(t, counts_by_severity);
	tcase_add_test(t, order);
	tcase_add_test(t, own_text);
	tcase_add_test(t, limit_of_findings);
	tcase_add_test(t, default_limit);
	tcase_add_test(t, limit_of_memory);
	tcase_add_test(t, each_allocation_fails);
	tcase_add_test(t, handle_after_a_failure);
	tcase_add_test(t, nothing_is_allocated_in_vain);
	tcase_add_test(t, printed_labels);
	tcase_add_test(t, printed_columns);
	tcase_add_test(t, long_words);
	tcase_add_test(t, places);
	suite_add_tcase(s, t);
	return s;
}
