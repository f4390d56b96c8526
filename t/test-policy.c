/* Severities, rules switched off, fingerprints, and accepted findings. */
#include "support-check.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>

/* A total that is wrong by itself, a blank, and two rows that look alike. */
static gkr_report *faulty(void)
{
	static const char *const values[] = {"1", NULL};
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "review_litigation.review.total", "4");
	clean_set(r, "article20_1.rules.issued", "");
	clean_loose(r, GKR_LOOSE_UNKNOWN, "applications", NULL, "甲", values);
	clean_loose(r, GKR_LOOSE_UNKNOWN, "applications", NULL, "甲", values);
	return r;
}

static gkr_findings *checked(const gkr_report *r)
{
	gkr_findings *f;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	return f;
}

/* All fingerprints, a line each; to be freed. */
static char *prints(const gkr_report *r)
{
	gkr_findings *f = checked(r);
	char *out = calloc(gkr_findings_count(f) + 1, 18);
	uint32_t i;

	for (i = 0; i < gkr_findings_count(f); i++)
		sprintf(
		    out + strlen(out), "%s\n", gkr_finding_fingerprint(f, i));
	gkr_findings_free(f);
	return out;
}

START_TEST(severities)
{
	gkr_report *r = faulty();
	gkr_findings *f = checked(r);
	uint32_t rule = gkr_rule_from_name("review_litigation.total");

	ck_assert_uint_eq(gkr_findings_count(f), 5);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 1);
	gkr_findings_set_severity(f, rule, GKR_SEVERITY_INFO);
	gkr_findings_set_severity(
	    f, gkr_rule_from_name("row.unknown"), GKR_SEVERITY_ERROR);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_findings_count(f), 5);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 2);
	ck_assert_uint_eq(gkr_finding_severity(f, 4), GKR_SEVERITY_INFO);
	/* what rules say of themselves is not what one caller wants */
	ck_assert_uint_eq(gkr_rule_severity(rule), GKR_SEVERITY_ERROR);
	gkr_findings_set_severity(f, rule, 0);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_finding_severity(f, 4), GKR_SEVERITY_ERROR);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Each rule can be switched off, and only it is then silent. */
START_TEST(rules_off)
{
	gkr_report *r = faulty();
	gkr_findings *f = checked(r);
	uint32_t rule, i, n, all = gkr_findings_count(f), of;

	for (rule = 1; rule <= gkr_rule_count(); rule++) {
		ck_assert_int_eq(gkr_check(f, r), GKR_OK);
		for (i = of = 0; i < all; i++)
			of += gkr_finding_rule(f, i) == rule;
		ck_assert_int_eq(gkr_findings_set_off(f, rule, 1), GKR_OK);
		ck_assert_int_eq(gkr_check(f, r), GKR_OK);
		n = gkr_findings_count(f);
		ck_assert_uint_eq(n, all - of);
		for (i = 0; i < n; i++)
			ck_assert_uint_ne(gkr_finding_rule(f, i), rule);
		ck_assert_int_eq(gkr_findings_set_off(f, rule, 0), GKR_OK);
	}
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Fingerprints                                                       */

/* Published: lists that people keep have them. */
START_TEST(published_prints)
{
	gkr_report *r = faulty();
	char *got = prints(r);

	ck_assert_str_eq(got,
	    "e291a3198a5e8d3b\n17cf027426550bb0\n"
	    "a927152b73c65f82\na73ad5db09d2b6ef\n0565bb0528d555bb\n");
	free(got);
	gkr_report_free(r);
}
END_TEST

START_TEST(what_prints_are_of)
{
	gkr_report *r = faulty();
	char *before = prints(r), *after;
	size_t i;

	/* neither places nor names of files */
	for (i = 0; i < GKRI_SLOTS; i++)
		if (r->cells[i].line) {
			r->cells[i].line += 7;
			r->cells[i].offset += 7000;
		}
	for (i = 0; i < r->loose_count; i++) {
		r->loose[i].label.line += 7;
		r->loose[i].label.offset += 7000;
	}
	gkr_report_set_source_name(r, "b.txt", 5);
	after = prints(r);
	ck_assert_str_eq(after, before);
	free(after);
	/* other numbers are other findings, and so are other organs */
	clean_set(r, "review_litigation.review.total", "5");
	after = prints(r);
	ck_assert_int_eq(strncmp(after, before, 4 * 17), 0);
	ck_assert_int_ne(strcmp(after, before), 0);
	free(after);
	clean_set(r, "review_litigation.review.total", "4");
	gkr_report_set_agency(r, "甲县", 6);
	after = prints(r);
	for (i = 0; i < 5; i++)
		ck_assert_int_ne(
		    strncmp(after + 17 * i, before + 17 * i, 16), 0);
	free(after);
	free(before);
	gkr_report_free(r);
}
END_TEST

/* The same row twice: two findings, which stay apart. */
START_TEST(alike)
{
	gkr_report *r = faulty();
	gkr_findings *f = checked(r);
	uint32_t i = 2;

	ck_assert_str_eq(gkr_finding_message(f, i, GKR_LANG_ZH),
	    gkr_finding_message(f, i + 1, GKR_LANG_ZH));
	ck_assert_str_ne(
	    gkr_finding_fingerprint(f, i), gkr_finding_fingerprint(f, i + 1));
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* Very many that are alike, and all in linear work. */
START_TEST(many_alike)
{
	static const char *const values[] = {"1", NULL};
	gkr_report *r = clean_report(GKR_FORM_2021);
	gkr_findings *f;
	int i;

	for (i = 0; i < 4000; i++)
		clean_loose(
		    r, GKR_LOOSE_UNKNOWN, "applications", NULL, "甲", values);
	f = checked(r);
	ck_assert_uint_eq(gkr_findings_count(f), 4000);
	ck_assert_uint_eq(f->list[3999].nth, 3999);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Accepted findings                                                  */

START_TEST(accepted)
{
	gkr_report *r = faulty();
	gkr_findings *f = checked(r);
	char print[17];

	strcpy(print, gkr_finding_fingerprint(f, 4));
	ck_assert_uint_eq(gkr_finding_accepted(f, 4), 0);
	ck_assert_ptr_null(gkr_finding_reason(f, 4));
	ck_assert_int_eq(gkr_findings_accept(f, print, NULL, 0), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_findings_count(f), 5);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 0);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_WARNING), 1);
	ck_assert_uint_eq(gkr_finding_accepted(f, 4), 1);
	ck_assert_str_eq(gkr_finding_reason(f, 4), "");
	/* again, with a reason: it is the same one */
	ck_assert_int_eq(
	    gkr_findings_accept(f, print, "  见批示 \r", 13), GKR_OK);
	ck_assert_uint_eq(gkr_accepted_count(f), 1);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_str_eq(gkr_finding_reason(f, 4), "见批示");
	ck_assert_uint_eq(gkr_accepted_matches(f, 0), 2);
	/* the fault is another one now */
	clean_set(r, "review_litigation.review.total", "5");
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	ck_assert_uint_eq(gkr_finding_accepted(f, 4), 0);
	ck_assert_uint_eq(
	    gkr_findings_count_severity(f, GKR_SEVERITY_ERROR), 1);
	ck_assert_uint_eq(gkr_accepted_matches(f, 0), 2);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

START_TEST(lists)
{
	static const char text[] = "\xef\xbb\xbf# 名单\r\n"
				   "\r\n"
				   "  00c0ffee00c0ffee\t 核实  \r\n"
				   "00C0FFEE00C0FFEF\n"
				   "  # 完\n"
				   "00c0ffee00c0ffee 再次核实";
	gkr_findings *f;
	uint64_t line = 1;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(
	    gkr_findings_accept_list(f, text, sizeof text - 1, &line), GKR_OK);
	ck_assert_uint_eq(line, 0);
	ck_assert_uint_eq(gkr_accepted_count(f), 2);
	ck_assert_str_eq(gkr_accepted_fingerprint(f, 0), "00c0ffee00c0ffee");
	ck_assert_str_eq(gkr_accepted_reason(f, 0), "再次核实");
	ck_assert_uint_eq(gkr_accepted_line(f, 0), 6);
	ck_assert_str_eq(gkr_accepted_fingerprint(f, 1), "00c0ffee00c0ffef");
	ck_assert_str_eq(gkr_accepted_reason(f, 1), "");
	ck_assert_uint_eq(gkr_accepted_line(f, 1), 4);
	ck_assert_int_eq(gkr_findings_accept_list(f, NULL, 0, NULL), GKR_OK);
	gkr_findings_accept_none(f);
	ck_assert_uint_eq(gkr_accepted_count(f), 0);
	gkr_findings_free(f);
}
END_TEST

START_TEST(bad_lists)
{
	static const char *const bad[] = {"00c0ffee00c0ffe x", "hello",
	    "00c0ffee00c0ffeex", "00c0ffee00c0ffeg x", "00c0ffee00c0ffee \xff",
	    "00c0ffee00c0ffee\xe3\x80\x80x"};
	char text[128];
	gkr_findings *f;
	uint64_t line;
	size_t i;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		snprintf(
		    text, sizeof text, "#\n11c0ffee00c0ffee y\n%s\n", bad[i]);
		ck_assert_msg(gkr_findings_accept_list(f, text, strlen(text),
				  &line) == GKR_E_ARGUMENT,
		    "%s", bad[i]);
		ck_assert_uint_eq(line, 3);
		ck_assert_uint_eq(gkr_accepted_count(f), 1);
		gkr_findings_accept_none(f);
	}
	ck_assert_int_eq(
	    gkr_findings_accept_list(f, "#\0", 2, &line), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_findings_accept(f, "00c0ffee00c0ffee", "a\nb", 3),
	    GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_accepted_count(f), 0);
	gkr_findings_free(f);
}
END_TEST

static int32_t work(struct test_alloc *a, void *arg)
{
	char text[64];
	gkr_findings *f;
	int32_t rc = gkr_findings_new_with(test_alloc, a, &f);
	uint32_t i;

	for (i = 0; rc == GKR_OK && i < 40; i++) {
		snprintf(text, sizeof text, "%016u 第 %u 条", i, i);
		rc = gkr_findings_accept_list(f, text, strlen(text), NULL);
	}
	if (rc == GKR_OK)
		rc = gkr_check(f, arg);
	gkr_findings_free(f);
	return rc;
}

START_TEST(memory)
{
	gkr_report *r = faulty();

	ck_assert_uint_gt(test_each_failure(work, r), 5);
	gkr_report_free(r);
}
END_TEST

Suite *suite_policy(void);
Suite *suite_policy(void)
{
	Suite *s = suite_create("policy");
	TCase *t = tcase_create("policy");

	tcase_add_test(t, severities);
	tcase_add_test(t, rules_off);
	tcase_add_test(t, published_prints);
	tcase_add_test(t, what_prints_are_of);
	tcase_add_test(t, alike);
	tcase_add_test(t, many_alike);
	tcase_add_test(t, accepted);
	tcase_add_test(t, lists);
	tcase_add_test(t, bad_lists);
	tcase_add_test(t, memory);
	suite_add_tcase(s, t);
	return s;
}
