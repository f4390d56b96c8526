/* Blanks and nil marks that are counted as 0 where the caller asks for it. */
#include "support-check.h"

#include "support.h"

#include <stdio.h>

static const char *zero_checked(gkr_report *r)
{
	static char text[4096];
	gkr_findings *f;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(
	    gkr_findings_set_policy(f, GKR_POLICY_BLANK_AS_ZERO, 1), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	snprintf(text, sizeof text, "%s", findings_text(f, 1));
	gkr_findings_free(f);
	gkr_report_free(r);
	return text;
}

START_TEST(blank_as_zero)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "review_litigation.review.upheld", "");
	clean_set(r, "review_litigation.review.corrected", "/");
	clean_set(r, "review_litigation.review.total", "1");
	clean_set(r, "review_litigation.suit_direct.upheld", "");
	ck_assert_str_eq(zero_checked(r),
	    "cell.blank@review_litigation.review.upheld fail warning 701:2 "
	    "review_litigation.review.upheld\n"
	    "\t“行政复议”行“结果维持”列空白，求和时按 0 计\n"
	    "\trow review [行政复议], column upheld [结果维持]: blank; "
	    "counts as 0 in sums\n"
	    "cell.nil@review_litigation.review.corrected fail warning 701:3 "
	    "review_litigation.review.corrected\n"
	    "\t“行政复议”行“结果纠正”列印的是“/”，不是数字，求和时按 0 计\n"
	    "\trow review [行政复议], column corrected [结果纠正]: \"/\", "
	    "not a number; counts as 0 in sums\n"
	    "cell.blank@review_litigation.suit_direct.upheld fail warning "
	    "702:2 review_litigation.suit_direct.upheld\n"
	    "\t“未经复议直接起诉”行“结果维持”列空白，求和时按 0 计\n"
	    "\trow suit direct [未经复议直接起诉], column upheld [结果维持]: "
	    "blank; counts as 0 in sums\n"
	    "review_litigation.total@review fail error 1|0 701:6 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n"
	    "\t“行政复议”行：总计 1，各列相加：各列均为 0 = 0；"
	    "空白和无数据标记按 0 计（2 格）"
	    "；有 5 种改法都能使其相符，只凭本报告不能断定错在哪里\n"
	    "\trow review [行政复议]: total [总计] 1, but the columns add "
	    "up: all columns are 0 = 0; blank and nil cells count as 0 (2)"
	    "; 5 different corrections would do, this report alone does not "
	    "tell which\n");
}
END_TEST

/* A blank total is 0, too; what is missing or words is not. */
START_TEST(what_is_never_zero)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "review_litigation.review.upheld", "2");
	clean_set(r, "review_litigation.review.total", "");
	clean_set(r, "review_litigation.suit_direct.upheld", "有");
	clean_set(r, "review_litigation.suit_direct.other", "");
	clean_unset(r, "review_litigation.suit_after_review.other");
	ck_assert_str_eq(zero_checked(r),
	    "cell.blank@review_litigation.review.total fail warning 701:6 "
	    "review_litigation.review.total\n"
	    "\t“行政复议”行“总计”列空白，求和时按 0 计\n"
	    "\trow review [行政复议], column total [总计]: blank; "
	    "counts as 0 in sums\n"
	    "cell.text@review_litigation.suit_direct.upheld fail error 702:2 "
	    "review_litigation.suit_direct.upheld\n"
	    "\t“未经复议直接起诉”行“结果维持”列印的是“有”，不能读作数字\n"
	    "\trow suit direct [未经复议直接起诉], column upheld [结果维持]: "
	    "\"有\" cannot be read as a number\n"
	    "cell.blank@review_litigation.suit_direct.other fail warning "
	    "702:4 review_litigation.suit_direct.other\n"
	    "\t“未经复议直接起诉”行“其他结果”列空白，求和时按 0 计\n"
	    "\trow suit direct [未经复议直接起诉], column other [其他结果]: "
	    "blank; counts as 0 in sums\n"
	    "cell.missing@review_litigation.suit_after_review.other fail "
	    "error 703:1 review_litigation.suit_after_review.other\n"
	    "\t来源中没有“复议后起诉”行“其他结果”列\n"
	    "\trow suit after review [复议后起诉], column other [其他结果]: "
	    "not in the source\n"
	    "review_litigation.total@review fail error 0|2 701:6 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n"
	    "\t“行政复议”行：总计 0，各列相加：结果维持 2（其余各列为 0） "
	    "= 2；空白和无数据标记按 0 计（1 格）"
	    "；有 2 种改法都能使其相符，只凭本报告不能断定错在哪里\n"
	    "\trow review [行政复议]: total [总计] 0, but the columns add "
	    "up: upheld [结果维持] 2 (all other columns are 0) = 2; blank "
	    "and nil cells count as 0 (1)"
	    "; 2 different corrections would do, this report alone does not "
	    "tell which\n"
	    "review_litigation.total@suit_direct unassessable error 702:2 "
	    "review_litigation.suit_direct.total.."
	    "review_litigation.suit_direct.pending 5\n"
	    "\t“未经复议直接起诉”行的总计无法核对：“结果维持”不是数字\n"
	    "\tthe total of row suit direct [未经复议直接起诉] cannot be "
	    "checked: upheld [结果维持] is no number\n"
	    "review_litigation.total@suit_after_review unassessable error "
	    "703:1 review_litigation.suit_after_review.total.."
	    "review_litigation.suit_after_review.pending 5\n"
	    "\t“复议后起诉”行的总计无法核对：“其他结果”来源中没有\n"
	    "\tthe total of row suit after review [复议后起诉] cannot be "
	    "checked: other [其他结果] is not in the source\n");
}
END_TEST

/* Nothing is said of blanks where there are none. */
START_TEST(nothing_to_be_zero)
{
	gkr_report *r = clean_report(GKR_FORM_2021);

	clean_set(r, "review_litigation.review.total", "1");
	ck_assert_str_eq(zero_checked(r),
	    "review_litigation.total@review fail error 1|0 701:6 "
	    "review_litigation.review.total.."
	    "review_litigation.review.pending 5\n"
	    "\t“行政复议”行：总计 1，各列相加：各列均为 0 = 0"
	    "；有 5 种改法都能使其相符，只凭本报告不能断定错在哪里\n"
	    "\trow review [行政复议]: total [总计] 1, but the columns add "
	    "up: all columns are 0 = 0"
	    "; 5 different corrections would do, this report alone does not "
	    "tell which\n");
}
END_TEST

Suite *suite_check_zero(void)
{
	Suite *s = suite_create("check-zero");
	TCase *t = tcase_create("zero");

	tcase_add_test(t, blank_as_zero);
	tcase_add_test(t, what_is_never_zero);
	tcase_add_test(t, nothing_to_be_zero);
	suite_add_tcase(s, t);
	return s;
}
