/* The corrections that findings suggest: what is proved, and what is not. */
#include "support-check.h"

#include "support.h"

#include <stdio.h>

/*
 * A report of the form of 2021 in which every sum holds: two applicants with
 * 12 and 8 applications.
 */
static gkr_report *two_applicants(void)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "applications.new_received.natural_person", "11");
	clean_set(r, "applications.new_received.enterprise", "8");
	clean_set(r, "applications.new_received.total", "19");
	clean_set(r, "applications.carried_in.natural_person", "1");
	clean_set(r, "applications.carried_in.total", "1");
	clean_set(r, "applications.granted.natural_person", "7");
	clean_set(r, "applications.granted.enterprise", "6");
	clean_set(r, "applications.granted.total", "13");
	clean_set(r, "applications.other_misc.natural_person", "3");
	clean_set(r, "applications.other_misc.total", "3");
	clean_set(r, "applications.outcome_total.natural_person", "10");
	clean_set(r, "applications.outcome_total.enterprise", "6");
	clean_set(r, "applications.outcome_total.total", "16");
	clean_set(r, "applications.carried_out.natural_person", "2");
	clean_set(r, "applications.carried_out.enterprise", "2");
	clean_set(r, "applications.carried_out.total", "4");
	return r;
}

/*
 * Checks the report, which is then freed: every finding that fails must have
 * this suggestion (NULL: none).  Returns how many fail.
 */
static uint32_t suggests(gkr_report *r, uint32_t lang, const char *want)
{
	gkr_findings *f;
	uint32_t i, n = 0;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	for (i = 0; i < gkr_findings_count(f); i++) {
		const char *got = gkr_finding_suggestion(f, i, lang);

		if (gkr_finding_severity(f, i) != GKR_SEVERITY_ERROR ||
		    gkr_finding_status(f, i) != GKR_FINDING_FAIL) {
			ck_assert_ptr_null(got);
			continue;
		}
		n++;
		/* the proof is looked at by itself */
		if (want)
			ck_assert_msg(got && !strncmp(got, want, strlen(want)),
			    "%s", got ? got : "no suggestion");
		else
			ck_assert_msg(!got, "%s", got);
	}
	gkr_findings_free(f);
	gkr_report_free(r);
	return n;
}

START_TEST(nothing_to_mend)
{
	ck_assert_uint_eq(suggests(two_applicants(), GKR_LANG_ZH, NULL), 0);
}
END_TEST

/* A number where two sums that break by the same amount cross. */
START_TEST(crossing)
{
	gkr_report *r = two_applicants();

	clean_set(r, "applications.granted.enterprise", "9");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH,
			      "把“（一）予以公开”行“商业企业”列由 9 改为 6，"
			      "所涉各项合计即都相符"),
	    2);
	r = two_applicants();
	clean_set(r, "applications.granted.enterprise", "9");
	ck_assert_uint_eq(suggests(r, GKR_LANG_EN,
			      "change row granted [（一）予以公开], column "
			      "enterprise [商业企业] from 9 to 6: every sum "
			      "concerned then agrees"),
	    2);
}
END_TEST

START_TEST(totals)
{
	gkr_report *r = two_applicants();

	/* a row's total stands in the totals of its column */
	clean_set(r, "applications.granted.total", "31");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH,
			      "把“（一）予以公开”行“总计”列由 31 改为 13，"
			      "所涉各项合计即都相符"),
	    2);
	/* what is in three sums */
	r = two_applicants();
	clean_set(r, "applications.outcome_total.natural_person", "0");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH,
			      "把“（七）总计”行“自然人”列由 0 改为 10，"
			      "所涉各项合计即都相符"),
	    3);
}
END_TEST

/* A row of totals that agrees with itself and with nothing else. */
START_TEST(row_of_totals)
{
	gkr_report *r = two_applicants();
	static const char want[] =
	    "把“（七）总计”行“自然人”列由 0 改为 10、“（七）总计”行"
	    "“商业企业”列由 0 改为 6、“（七）总计”行“总计”列由 0 改为 16，"
	    "所涉各项合计即都相符";

	clean_fill(r, "applications", "outcome_total", NULL, "0");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH, want), 6);

	/* a blank proves nothing and disproves nothing */
	r = two_applicants();
	clean_fill(r, "applications", "outcome_total", NULL, "0");
	clean_set(r, "applications.carried_out.total", "");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH, want), 5);
}
END_TEST

START_TEST(not_proved)
{
	gkr_report *r = two_applicants();

	/* one sum alone: any of its numbers may be the wrong one */
	clean_set(r, "review_litigation.review.total", "4");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH, NULL), 1);
	/* the sums break by different amounts */
	r = two_applicants();
	clean_set(r, "applications.granted.enterprise", "9");
	clean_set(r, "applications.granted.research", "1");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH, NULL), 3);
	/* two numbers of which no other sum tells */
	r = two_applicants();
	clean_set(r, "applications.granted.enterprise", "9");
	clean_set(r, "applications.other_misc.enterprise", "/");
	clean_set(r, "applications.other_misc.natural_person", "/");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH, NULL), 1);
	/* two rows and two columns break by the same amount */
	r = two_applicants();
	clean_set(r, "applications.new_received.natural_person", "15");
	clean_set(r, "applications.new_received.enterprise", "12");
	clean_set(r, "applications.new_received.total", "27");
	clean_set(r, "applications.granted_in_part.natural_person", "4");
	clean_set(r, "applications.granted_in_part.enterprise", "4");
	clean_set(r, "applications.granted_in_part.total", "8");
	clean_set(r, "applications.outcome_total.natural_person", "14");
	clean_set(r, "applications.outcome_total.enterprise", "10");
	clean_set(r, "applications.outcome_total.total", "24");
	clean_set(r, "applications.granted.enterprise", "9");
	clean_set(r, "applications.granted_in_part.natural_person", "7");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH, NULL), 4);
	/* what is no whole number of few digits is not corrected */
	r = two_applicants();
	clean_set(r, "applications.granted.total", "13.5");
	suggests(r, GKR_LANG_ZH, NULL);
	r = two_applicants();
	clean_set(r, "applications.granted.total", "999999999999999999");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH, NULL), 2);
}
END_TEST

/* All numbers of the sum but one are in other sums, which hold. */
START_TEST(by_elimination)
{
	gkr_report *r = two_applicants();

	clean_set(r, "applications.granted.enterprise", "9");
	clean_set(r, "applications.other_misc.enterprise", "/");
	ck_assert_uint_eq(suggests(r, GKR_LANG_ZH,
			      "把“（一）予以公开”行“商业企业”列由 9 改为 6，"
			      "所涉各项合计即都相符（“（一）予以公开”行："
			      "13 = 7 + 6）"),
	    1);
}
END_TEST

/* What would have to be less than 0 is not the wrong number. */
START_TEST(never_below_zero)
{
	gkr_report *r = two_applicants();
	uint32_t rule = gkr_rule_from_name("applications.row-total");
	gkr_findings *f;
	uint32_t i = 0;

	clean_set(r, "applications.other_misc.natural_person", "5");
	clean_set(r, "applications.granted.enterprise", "8");
	clean_set(r, "applications.granted.total", "15");
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	while (gkr_finding_rule(f, i) != rule && i < gkr_findings_count(f))
		i++;
	ck_assert_pstr_eq(gkr_finding_suggestion(f, i, GKR_LANG_ZH),
	    "把“（六）其他处理 3.其他”行“自然人”列由 5 改为 3，"
	    "所涉各项合计即都相符（“自然人”列：10 = 7 + 3；"
	    "“（六）其他处理 3.其他”行：3 = 3）");
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

START_TEST(blank_as_zero)
{
	gkr_report *r = two_applicants();
	gkr_findings *f;

	clean_set(r, "applications.granted.enterprise", "9");
	clean_set(r, "applications.other_misc.enterprise", "/");
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(
	    gkr_findings_set_policy(f, GKR_POLICY_BLANK_AS_ZERO, 1), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 2);
	ck_assert_str_eq(gkr_finding_suggestion(f, 1, GKR_LANG_ZH),
	    "把“（一）予以公开”行“商业企业”列由 9 改为 6，"
	    "所涉各项合计即都相符（“商业企业”列：6 = 6；"
	    "“（一）予以公开”行：13 = 7 + 6）");
	ck_assert_ptr_null(gkr_finding_suggestion(f, 1, 0));
	ck_assert_ptr_null(gkr_finding_suggestion(f, 99, GKR_LANG_ZH));
	ck_assert_ptr_null(gkr_finding_suggestion(NULL, 0, GKR_LANG_ZH));
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Rows whose totals are wrong: more of them than a suggestion has room for. */
START_TEST(many_totals)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_fill(r, "applications", NULL, "total", "1");
	ck_assert_uint_gt(suggests(r, GKR_LANG_ZH, NULL), GKRI_CHANGES);
}
END_TEST

Suite *suite_check_repair(void)
{
	Suite *s = suite_create("check-repair");
	TCase *t = tcase_create("suggestions");

	tcase_add_test(t, nothing_to_mend);
	tcase_add_test(t, crossing);
	tcase_add_test(t, totals);
	tcase_add_test(t, row_of_totals);
	tcase_add_test(t, not_proved);
	tcase_add_test(t, by_elimination);
	tcase_add_test(t, never_below_zero);
	tcase_add_test(t, blank_as_zero);
	tcase_add_test(t, many_totals);
	suite_add_tcase(s, t);
	return s;
}
