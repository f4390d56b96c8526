/*
 * Suggestions of every kind, what proves them, and applying them; that none
 * is made where the source leaves the choice open.
 */
#include "support-check.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>

/*
 * A report of the form of 2021 in which every sum holds: three kinds of
 * applicants with 12, 8 and 25 applications.
 */
static gkr_report *three_applicants(void)
{
	static const struct {
		const char *row, *natural, *enterprise, *research, *total;
	} rows[] = {{"new_received", "11", "8", "25", "44"},
	    {"carried_in", "1", "0", "0", "1"},
	    {"granted", "7", "6", "25", "38"},
	    {"other_misc", "3", "0", "0", "3"},
	    {"outcome_total", "10", "6", "25", "41"},
	    {"carried_out", "2", "2", "0", "4"}};
	gkr_report *r = clean_report(GKR_FORM_2021);
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *row = rows[i].row;

		clean_fill(
		    r, "applications", row, "natural_person", rows[i].natural);
		clean_fill(
		    r, "applications", row, "enterprise", rows[i].enterprise);
		clean_fill(
		    r, "applications", row, "research", rows[i].research);
		clean_fill(r, "applications", row, "total", rows[i].total);
	}
	return r;
}

static gkr_findings *checked(const gkr_report *r)
{
	gkr_findings *f;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	return f;
}

/* The first finding of the rule there; `at` NULL: anywhere. */
static uint32_t find(const gkr_findings *f, const char *rule, const char *at)
{
	uint32_t i;

	for (i = 0; i < gkr_findings_count(f); i++)
		if (!strcmp(gkr_rule_name(gkr_finding_rule(f, i)), rule) &&
		    (!at || !strcmp(gkr_finding_at(f, i), at)))
			return i;
	ck_abort_msg(
	    "no %s at %s in:\n%s", rule, at ? at : "any", findings_text(f, 0));
	return 0;
}

/* "kind: address from>to; ..." */
static const char *changes(const gkr_findings *f, uint32_t index)
{
	static char out[1024];
	uint32_t i, n = gkr_finding_change_count(f, index);
	const char *kind =
	    gkr_suggestion_kind_name(gkr_finding_suggestion_kind(f, index));
	size_t len =
	    (size_t)snprintf(out, sizeof out, "%s", kind ? kind : "none");

	for (i = 0; i < n; i++)
		len += (size_t)snprintf(out + len, sizeof out - len,
		    "%s %s %s>%s", i ? ";" : ":",
		    gkr_cell_address(gkr_finding_change_cell(f, index, i)),
		    gkr_finding_change_from(f, index, i),
		    gkr_finding_change_to(f, index, i));
	ck_assert_uint_eq(gkr_finding_choices(f, index) == 1, n > 0);
	ck_assert(
	    (gkr_finding_suggestion(f, index, GKR_LANG_EN) != NULL) == (n > 0));
	return out;
}

/*
 * Every finding that fails or cannot be assessed suggests this.  A copy in
 * which it is applied has nothing to be found, and the report is as it was.
 */
static void mends(gkr_report *r, const char *want)
{
	gkr_findings *f = checked(r), *then;
	const char *before = strdup(findings_text(f, 1));
	uint32_t i;

	ck_assert_uint_gt(gkr_findings_count(f), 0);
	for (i = 0; i < gkr_findings_count(f); i++) {
		gkr_report *copy;

		ck_assert_str_eq(changes(f, i), want);
		ck_assert_int_eq(gkr_report_copy(r, &copy), GKR_OK);
		ck_assert_int_eq(gkr_finding_apply(f, i, copy), GKR_OK);
		then = checked(copy);
		ck_assert_str_eq(findings_text(then, 0), "");
		/* what is there by now is not what was checked */
		ck_assert_int_eq(gkr_finding_apply(f, i, copy), GKR_E_STATE);
		gkr_findings_free(then);
		gkr_report_free(copy);
	}
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_str_eq(findings_text(f, 1), before);
	free((void *)before);
	gkr_findings_free(f);
	gkr_report_free(r);
}

START_TEST(filled)
{
	static const char *const texts[] = {"", "/", "若干"};
	static const char cell[] = "applications.granted.enterprise";
	char want[128];
	gkr_report *r;
	size_t i;

	for (i = 0; i < 3; i++) {
		r = three_applicants();
		clean_set(r, cell, texts[i]);
		snprintf(want, sizeof want, "fill: %s %s>6", cell, texts[i]);
		mends(r, want);
	}
	r = three_applicants();
	clean_unset(r, cell);
	snprintf(want, sizeof want, "fill: %s >6", cell);
	mends(r, want);
}
END_TEST

/* Where the rest agrees already, no more than 0 is left for several. */
START_TEST(filled_with_zeros)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "review_litigation.review.upheld", "5");
	clean_set(r, "review_litigation.review.total", "5");
	clean_set(r, "review_litigation.review.corrected", "");
	clean_set(r, "review_litigation.review.other", "");
	mends(r,
	    "fill: review_litigation.review.corrected >0; "
	    "review_litigation.review.other >0");
}
END_TEST

START_TEST(swapped)
{
	gkr_report *r = three_applicants();
	gkr_findings *f;

	clean_set(r, "applications.granted.natural_person", "6");
	clean_set(r, "applications.granted.enterprise", "7");
	f = checked(r);
	ck_assert_str_eq(gkr_finding_suggestion(f, 0, GKR_LANG_EN),
	    "two numbers changed places: change row granted [（一）予以公开], "
	    "column natural person [自然人] from 6 to 7, row granted "
	    "[（一）予以公开], column enterprise [商业企业] from 7 to 6: every "
	    "sum concerned then agrees (column natural person [自然人]: 10 = 7 "
	    "+ 3; column enterprise [商业企业]: 6 = 6)");
	gkr_findings_free(f);
	mends(r,
	    "swap: applications.granted.natural_person 6>7; "
	    "applications.granted.enterprise 7>6");
	/* one below the other */
	r = three_applicants();
	clean_set(r, "applications.carried_in.natural_person", "11");
	clean_set(r, "applications.new_received.natural_person", "1");
	mends(r,
	    "swap: applications.new_received.natural_person 1>11; "
	    "applications.carried_in.natural_person 11>1");
}
END_TEST

START_TEST(split)
{
	gkr_report *r = three_applicants();

	clean_set(r, "applications.granted.research", "2");
	clean_set(r, "applications.granted.welfare", "5");
	mends(r,
	    "split: applications.granted.research 2>25; "
	    "applications.granted.welfare 5>0");
}
END_TEST

START_TEST(dropped_digit)
{
	gkr_report *r = three_applicants();

	clean_set(r, "applications.granted.total", "8");
	mends(r, "digit: applications.granted.total 8>38");
	r = three_applicants();
	clean_set(r, "applications.granted.total", "3");
	mends(r, "digit: applications.granted.total 3>38");
	/* a wrong digit is not a dropped one */
	r = three_applicants();
	clean_set(r, "applications.granted.total", "39");
	mends(r, "number: applications.granted.total 39>38");
}
END_TEST

/* No part can be as much too large as the total is too small. */
START_TEST(lonely_total)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "review_litigation.review.upheld", "10");
	clean_set(r, "review_litigation.review.corrected", "1");
	mends(r, "number: review_litigation.review.total 0>11");
}
END_TEST

/* Some of a row's values, in their order, or with digits apart. */
START_TEST(unplaced)
{
	static const char *const good[] = {"7", "6", "2", "5", "38", NULL};
	static const char *const bad[] = {"6", "7", "25", "38", NULL};
	static const char want[] =
	    "fill: applications.granted.natural_person >7; "
	    "applications.granted.enterprise >6; "
	    "applications.granted.research >25; applications.granted.welfare "
	    ">0; applications.granted.legal_service >0; "
	    "applications.granted.other_org >0; applications.granted.total >38";
	gkr_report *r;
	gkr_findings *f;
	uint32_t i, k, cell;

	for (k = 0; k < 2; k++) {
		r = three_applicants();
		for (i = 0; (cell = gkr_form_cell_at(r->form, i)) != 0; i++)
			if (!strncmp(gkr_cell_address(cell),
				"applications.granted.", 21)) {
				clean_unset(r, gkr_cell_address(cell));
				r->cells[gkri_slot(cell)].state =
				    GKR_STATE_UNPLACED;
			}
		clean_loose(r, GKR_LOOSE_UNPLACED, "applications", "granted",
		    "（一）予以公开", k ? bad : good);
		f = checked(r);
		i = find(f, "cell.unplaced", "applications.granted");
		ck_assert_str_eq(changes(f, i), k ? "none" : want);
		if (k == 0) {
			ck_assert_int_eq(gkr_finding_apply(f, i, r), GKR_OK);
			ck_assert_uint_eq(gkr_report_loose_count(r), 0);
			ck_assert_int_eq(gkr_check(f, r), GKR_OK);
			ck_assert_str_eq(findings_text(f, 0), "");
		}
		gkr_findings_free(f);
		gkr_report_free(r);
	}
}
END_TEST

/* What is suggested for a row whose first cells are blank. */
static void fills(
    const char *row, uint32_t blanks, const char *zh, const char *en)
{
	gkr_report *r = three_applicants();
	gkr_findings *f;
	uint32_t column, i;

	for (column = 1; column <= blanks; column++)
		clean_set(r,
		    gkr_cell_address(gkr_cell(GKR_TABLE_APPLICATIONS,
			gkr_row_from_name(GKR_TABLE_APPLICATIONS, row),
			column)),
		    "");
	f = checked(r);
	i = find(f, "cell.blank", NULL);
	ck_assert_str_eq(gkr_finding_suggestion(f, i, GKR_LANG_ZH), zh);
	ck_assert_str_eq(gkr_finding_suggestion(f, i, GKR_LANG_EN), en);
	gkr_findings_free(f);
	gkr_report_free(r);
}

/* Cells side by side that have to hold the same are named together. */
START_TEST(filled_together)
{
	gkr_report *r = three_applicants();
	gkr_findings *f;

	clean_set(r, "applications.granted_in_part.research", "");
	clean_set(r, "applications.denied_state_secret.research", "");
	f = checked(r);
	ck_assert_str_eq(gkr_finding_suggestion(f, 0, GKR_LANG_ZH),
	    "“（二）部分公开”行至“（三）不予公开 1.属于国家秘密”行“科研机构”列"
	    "均应为 0，所涉各项合计即都相符（“科研机构”列：25 = 25；"
	    "“（二）部分公开”行：0 = 0；“（三）不予公开 1.属于国家秘密”行："
	    "0 = 0）");
	gkr_findings_free(f);
	gkr_report_free(r);
	fills("granted_in_part", 7,
	    "“（二）部分公开”行各列均应为 0，所涉各项合计即都相符"
	    "（“自然人”列：10 = 7 + 3；“商业企业”列：6 = 6；"
	    "“科研机构”列：25 = 25 等 8 项）",
	    "row granted in part [（二）部分公开], all columns have to be 0: "
	    "every sum concerned then agrees (column natural person [自然人]: "
	    "10 = 7 + 3; column enterprise [商业企业]: 6 = 6; column research "
	    "[科研机构]: 25 = 25; 8 sums in all)");
	fills("granted_in_part", 2,
	    "“（二）部分公开”行“自然人”至“商业企业”各列均应为 0，"
	    "所涉各项合计即都相符（“自然人”列：10 = 7 + 3；“商业企业”列："
	    "6 = 6；“（二）部分公开”行：0 = 0）",
	    "row granted in part [（二）部分公开], columns natural person "
	    "[自然人] to enterprise [商业企业] have to be 0: every sum "
	    "concerned then agrees (column natural person [自然人]: 10 = 7 + "
	    "3; column enterprise [商业企业]: 6 = 6; row granted in part "
	    "[（二）部分公开]: 0 = 0)");
	fills("carried_out", 3,
	    "“四、结转下年度继续办理”行“自然人”至“商业企业”各列均应为 2、"
	    "“四、结转下年度继续办理”行“科研机构”列应为 0，"
	    "所涉各项合计即都相符（“自然人”列：11 + 1 = 10 + 2；“商业企业”列："
	    "8 = 6 + 2；“科研机构”列：25 = 25 等 4 项）",
	    "row carried out [四、结转下年度继续办理], columns natural person "
	    "[自然人] to enterprise [商业企业] have to be 2, row carried out "
	    "[四、结转下年度继续办理], column research [科研机构] 0: every sum "
	    "concerned then agrees (column natural person [自然人]: 11 + 1 = "
	    "10 + 2; column enterprise [商业企业]: 8 = 6 + 2; column research "
	    "[科研机构]: 25 = 25; 4 sums in all)");
	fills("granted", 1,
	    "“（一）予以公开”行“自然人”列应为 7，所涉各项合计即都相符"
	    "（“自然人”列：10 = 7 + 3；“（一）予以公开”行：38 = 7 + 6 + 25）",
	    "row granted [（一）予以公开], column natural person [自然人] has "
	    "to be 7: every sum concerned then agrees (column natural person "
	    "[自然人]: 10 = 7 + 3; row granted [（一）予以公开]: 38 = 7 + 6 + "
	    "25)");
}
END_TEST

/* Two corrections of as many cells that begin with the same one. */
START_TEST(filled_apart)
{
	static const char cell[] =
	    "applications.granted_in_part.natural_person";
	gkr_report *r = three_applicants();
	gkr_findings *f;
	char want[200];
	uint32_t i;

	clean_set(r, cell, "");
	clean_set(r, "applications.granted_in_part.enterprise", "");
	clean_set(r, "applications.denied_state_secret.natural_person", "");
	f = checked(r);
	i = find(f, "applications.row-total", "granted_in_part");
	snprintf(want, sizeof want,
	    "fill: %s >0; applications.granted_in_part.enterprise >0", cell);
	ck_assert_str_eq(changes(f, i), want);
	i = find(f, "applications.outcome-total", "natural_person");
	snprintf(want, sizeof want,
	    "fill: %s >0; applications.denied_state_secret.natural_person >0",
	    cell);
	ck_assert_str_eq(changes(f, i), want);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Several cells of one table, each with sums of its own: also very many. */
START_TEST(filled_each)
{
	static const struct {
		const char *row, *column, *to;
	} cells[] = {{"new_received", "research", "25"},
	    {"granted", "natural_person", "7"},
	    {"granted_in_part", "total", "0"},
	    {"denied_state_secret", "enterprise", "0"},
	    {"denied_other_law", "welfare", "0"},
	    {"denied_three_securities", "legal_service", "0"},
	    {"denied_third_party", "other_org", "0"},
	    {"denied_internal_affairs", "total", "0"},
	    {"denied_process_info", "natural_person", "0"},
	    {"denied_enforcement_file", "enterprise", "0"}};
	gkr_report *r = three_applicants();
	gkr_findings *f;
	char cell[80], want[120];
	size_t i;

	for (i = 0; i < sizeof cells / sizeof *cells; i++)
		clean_fill(
		    r, "applications", cells[i].row, cells[i].column, "");
	f = checked(r);
	for (i = 0; i < sizeof cells / sizeof *cells; i++) {
		snprintf(cell, sizeof cell, "applications.%s.%s", cells[i].row,
		    cells[i].column);
		snprintf(want, sizeof want, "fill: %s >%s", cell, cells[i].to);
		ck_assert_str_eq(changes(f, find(f, "cell.blank", cell)), want);
		ck_assert_str_eq(
		    changes(f, find(f, "applications.row-total", cells[i].row)),
		    want);
	}
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Where the choice is open                                           */

/* The finding suggests nothing, knows of so many ways, and says so. */
static void leaves_open(gkr_report *r, const char *rule, const char *at,
    uint32_t choices, const char *said)
{
	gkr_findings *f = checked(r);
	uint32_t i = find(f, rule, at);

	ck_assert_str_eq(changes(f, i), "none");
	ck_assert_uint_eq(gkr_finding_choices(f, i), choices);
	ck_assert_msg(
	    strstr(gkr_finding_message(f, i, GKR_LANG_EN), said) != NULL, "%s",
	    gkr_finding_message(f, i, GKR_LANG_EN));
	ck_assert_int_eq(gkr_finding_apply(f, i, r), GKR_E_NOT_FOUND);
	gkr_findings_free(f);
	gkr_report_free(r);
}

START_TEST(open_choice)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	/* any of the five may be the wrong one */
	clean_set(r, "review_litigation.review.total", "4");
	leaves_open(r, "review_litigation.total", "review", 5,
	    "; 5 different corrections would do, this report alone does not "
	    "tell which");
	/* the total may be 11, or have changed places with its neighbour */
	r = clean_report(GKR_FORM_2021);
	clean_set(r, "review_litigation.review.upheld", "5");
	clean_set(r, "review_litigation.review.corrected", "6");
	clean_set(r, "review_litigation.review.pending", "11");
	leaves_open(r, "review_litigation.total", "review", 2, "; 2 different");
	/* two pairs of neighbours differ by the same */
	r = three_applicants();
	clean_set(r, "applications.granted.natural_person", "6");
	clean_set(r, "applications.granted.enterprise", "7");
	clean_set(r, "applications.denied_other_law.natural_person", "1");
	clean_set(r, "applications.denied_other_law.enterprise", "2");
	clean_set(r, "applications.denied_other_law.total", "3");
	clean_set(r, "applications.new_received.natural_person", "12");
	clean_set(r, "applications.new_received.enterprise", "10");
	clean_set(r, "applications.new_received.total", "47");
	clean_set(r, "applications.outcome_total.natural_person", "11");
	clean_set(r, "applications.outcome_total.enterprise", "8");
	clean_set(r, "applications.outcome_total.total", "44");
	leaves_open(
	    r, "applications.outcome-total", "enterprise", 2, "; 2 different");
}
END_TEST

START_TEST(contradiction)
{
	gkr_report *r = three_applicants();

	/* the column says 6, the row 7 */
	clean_set(r, "applications.granted.enterprise", "");
	clean_set(r, "applications.granted.total", "39");
	leaves_open(r, "cell.blank", "applications.granted.enterprise", 2,
	    "contradict each other");
	/* less than nothing would be left */
	r = clean_report(GKR_FORM_2021);
	clean_set(r, "review_litigation.review.upheld", "5");
	clean_set(r, "review_litigation.review.pending", "");
	leaves_open(r, "cell.blank", "review_litigation.review.pending", 2,
	    "contradict each other");
}
END_TEST

/* What one sum says where another that crosses it does not hold. */
START_TEST(doubtful)
{
	gkr_report *r = three_applicants();
	gkr_findings *f;
	uint32_t i;

	clean_set(r, "applications.granted.enterprise", "");
	clean_set(r, "applications.denied_other_law.enterprise", "若干");
	clean_set(r, "applications.granted.research", "24");
	f = checked(r);
	i = find(f, "cell.blank", "applications.granted.enterprise");
	ck_assert_str_eq(changes(f, i), "none");
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Two blanks in a row, and the row's sum is not enough. */
START_TEST(two_unknown)
{
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;
	uint32_t i;

	clean_set(r, "review_litigation.review.total", "5");
	clean_set(r, "review_litigation.review.corrected", "");
	clean_set(r, "review_litigation.review.other", "");
	f = checked(r);
	for (i = 0; i < gkr_findings_count(f); i++)
		ck_assert_str_eq(changes(f, i), "none");
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Memory                                                             */

/* Copied, checked, mended, checked again. */
static int32_t work(struct test_alloc *a, void *arg)
{
	gkr_report *copy;
	gkr_findings *f = NULL;
	uint32_t i;
	int32_t rc = gkr_report_copy_with(arg, test_alloc, a, &copy);

	if (rc == GKR_OK)
		rc = gkr_findings_new_with(test_alloc, a, &f);
	if (rc == GKR_OK)
		rc = gkr_check(f, copy);
	for (i = 0; rc == GKR_OK && i < gkr_findings_count(f); i++)
		if (gkr_finding_suggestion_kind(f, i) == GKR_SUGGESTION_TOTALS)
			break;
	if (rc == GKR_OK) {
		int64_t v;
		uint32_t cell = gkr_finding_change_cell(f, i, 0);

		rc = gkr_finding_apply(f, i, copy);
		if (rc != GKR_OK) /* all or nothing */
			ck_assert(
			    gkr_report_number(copy, cell, &v, NULL) == GKR_OK &&
			    v == 0);
	}
	if (rc == GKR_OK)
		rc = gkr_check(f, copy);
	ck_assert(rc != GKR_OK || gkr_findings_count(f) == 0);
	gkr_findings_free(f);
	gkr_report_free(copy);
	return rc;
}

START_TEST(memory)
{
	gkr_report *r = three_applicants();

	clean_fill(r, "applications", "outcome_total", NULL, "0");
	/* so that there is no spare room for what is applied */
	while (r->text.len < r->text.cap)
		ck_assert_int_eq(gkri_buf_putc(&r->text, ' '), GKR_OK);
	ck_assert_uint_gt(test_each_failure(work, r), 8);
	gkr_report_free(r);
}
END_TEST

/* Everything that a report holds is in its copy, byte by byte. */
START_TEST(copies)
{
	static const char *const values[] = {"1", "2", NULL};
	gkr_report *r = three_applicants(), *copy;
	gkr_exporter *e;
	gkr_buffer *a, *b;
	size_t n, m;
	const char *p, *q;

	clean_loose(r, GKR_LOOSE_UNKNOWN, "applications", NULL, "甲", values);
	clean_event(r, GKRI_EVENT_LOSSY, NULL, NULL, NULL, "x");
	gkr_report_set_title(r, "题", 3);
	gkr_report_set_limit(r, GKR_LIMIT_MEMORY, 1 << 20);
	ck_assert_int_eq(gkr_report_copy(r, &copy), GKR_OK);
	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_JSON, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&a), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, a), GKR_OK);
	gkr_report_free(r);
	ck_assert_int_eq(gkr_exporter_write(e, copy, NULL, b), GKR_OK);
	p = gkr_buffer_data(a, &n);
	q = gkr_buffer_data(b, &m);
	test_bytes(q, m, p, n);
	ck_assert_uint_eq(gkr_report_limit(copy, GKR_LIMIT_MEMORY), 1 << 20);
	ck_assert_int_eq(
	    gkr_report_set_limit(copy, GKR_LIMIT_MEMORY, 100), GKR_OK);
	ck_assert_int_eq(gkr_report_copy(copy, &r), GKR_E_LIMIT);
	ck_assert_ptr_null(r);
	gkr_report_free(copy);
	gkr_exporter_free(e);
	gkr_buffer_free(a);
	gkr_buffer_free(b);
}
END_TEST

Suite *suite_check_suggest(void);
Suite *suite_check_suggest(void)
{
	Suite *s = suite_create("check-suggest");
	TCase *t = tcase_create("suggestions");

	tcase_add_test(t, filled);
	tcase_add_test(t, filled_with_zeros);
	tcase_add_test(t, swapped);
	tcase_add_test(t, split);
	tcase_add_test(t, dropped_digit);
	tcase_add_test(t, lonely_total);
	tcase_add_test(t, unplaced);
	tcase_add_test(t, filled_together);
	tcase_add_test(t, filled_apart);
	tcase_add_test(t, filled_each);
	tcase_add_test(t, open_choice);
	tcase_add_test(t, contradiction);
	tcase_add_test(t, doubtful);
	tcase_add_test(t, two_unknown);
	tcase_add_test(t, memory);
	tcase_add_test(t, copies);
	suite_add_tcase(s, t);
	return s;
}
