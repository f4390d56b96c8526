#include "support-compare.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

gkr_report *year_report(uint32_t form, uint32_t year, const char *agency)
{
	gkr_report *r = clean_report(form);
	char name[32];

	snprintf(name, sizeof name, "%u.txt", (unsigned)year);
	ck_assert_int_eq(gkr_report_set_year(r, year), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_set_agency(r, agency, strlen(agency)), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_set_source_name(r, name, strlen(name)), GKR_OK);
	return r;
}

struct compared compare_reports(gkr_report *last, gkr_report *now, int how)
{
	struct compared it;

	ck_assert_int_eq(gkr_comparison_new(&it.c), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&it.f), GKR_OK);
	ck_assert_int_eq(gkr_findings_set_policy(it.f, GKR_POLICY_BLANK_AS_ZERO,
			     how & BLANK_AS_ZERO),
	    GKR_OK);
	ck_assert_int_eq(gkr_comparison_set_option(it.c, GKR_COMPARE_ANY_AGENCY,
			     (how & ANY_AGENCY) != 0),
	    GKR_OK);
	ck_assert_int_eq(gkr_comparison_set_option(
			     it.c, GKR_COMPARE_ANY_YEAR, (how & ANY_YEAR) != 0),
	    GKR_OK);
	it.rc = gkr_compare(it.c, it.f, last, now);
	it.text = findings_text(it.f, how & MESSAGES);
	gkr_report_free(last);
	gkr_report_free(now);
	return it;
}

void compared_free(struct compared *it)
{
	gkr_comparison_free(it->c);
	gkr_findings_free(it->f);
}

void compare_expect(const char *file, int line, gkr_report *last,
    gkr_report *now, int how, const char *text)
{
	struct compared it = compare_reports(last, now, how);

	ck_assert_msg(it.rc == GKR_OK, "%s:%d: %d", file, line, (int)it.rc);
	ck_assert_msg(strcmp(it.text, text) == 0, "%s:%d: got\n%s\nwant\n%s",
	    file, line, it.text, text);
	compared_free(&it);
}
