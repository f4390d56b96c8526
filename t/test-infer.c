/*
 * Values placed by evidence: what proves a place, and all that must not be
 * taken for a proof.  One table, changed a little in each case.
 */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                         \
	"霁川区2022年政府信息公开工作年度报告\n一、总体情况\n" \
	"二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
#define TAIL                                                          \
	"四、政府信息公开行政复议、行政诉讼情况\n" \
	"五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"

/* All sums hold; （二） has a 0 in two columns, 8. and 要求… have none. */
static const char table[] = HEAD
    "一、本年新收政府信息公开申请数量 214 60 48 18 49 47 436\n"
    "二、上年结转政府信息公开申请数量 11 2 0 0 3 5 21\n"
    "（一）予以公开 130 31 12 9 20 25 227\n"
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    " 41 0 30 0 17 12 100\n"
    "1.属于国家秘密 2 0 0 0 0 0 2\n"
    "2.其他法律行政法规禁止公开 0 1 0 0 0 0 1\n"
    "3.危及“三安全一稳定” 0 0 0 0 0 0 0\n"
    "4.保护第三方合法权益 5 4 0 0 1 0 10\n"
    "5.属于三类内部事务信息 0 0 0 0 0 0 0\n"
    "6.属于四类过程性信息 6 0 0 2 0 0 8\n"
    "7.属于行政执法案卷 1 0 0 0 0 3 4\n"
    "8.属于行政查询事项 9 8 0 0 7 6 30\n"
    "1.本机关不掌握相关政府信息 15 9 4 0 2 1 31\n"
    "2.没有现成信息需要另行制作 1 0 0 0 0 0 1\n"
    "3.补正后申请内容仍不明确 0 0 0 0 0 0 0\n"
    "1.信访举报投诉类申请 3 0 0 0 0 0 3\n"
    "2.重复申请 1 0 0 0 0 0 1\n"
    "3.要求提供公开出版物 0 0 0 4 0 0 4\n"
    "4.无正当理由大量反复申请 2 0 0 0 0 0 2\n"
    "5.要求行政机关确认或重新出具已获取信息 0 1 0 0 0 0 1\n"
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    " 0 0 1 0 0 0 1\n"
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    " 0 0 0 0 0 0 0\n"
    "3.其他 1 2 0 3 4 0 10\n"
    "（七）总计 217 56 47 18 51 47 436\n"
    "四、结转下年度继续办理 8 6 1 0 1 5 21\n" TAIL;

struct change {
	const char *what, *by;
};

/* Up to four changes, and a row of what comes of it: see cell(). */
struct sample {
	const char *name;
	struct change change[4];
	const char *row;
};

static char *changed(const struct sample *s)
{
	size_t i, cap = sizeof table + 1024;
	char *text = malloc(cap), *rest = malloc(cap), *at;

	ck_assert(text && rest);
	memcpy(text, table, sizeof table);
	for (i = 0; i < 4 && s->change[i].what; i++) {
		at = strstr(text, s->change[i].what);
		ck_assert_msg(
		    at != NULL, "%s: no %s", s->name, s->change[i].what);
		strcpy(rest, at + strlen(s->change[i].what));
		snprintf(at, cap - (size_t)(at - text), "%s%s", s->change[i].by,
		    rest);
	}
	free(rest);
	return text;
}

static gkr_report *parse(const char *text)
{
	gkr_tokenizer *t;
	gkr_report *r;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, strlen(text)), GKR_OK);
	gkr_tokenizer_free(t);
	return r;
}

/* A number, "." blank, "-" missing, "?" unplaced, "~" behind it: inferred. */
static size_t put_cell(
    const gkr_report *r, uint32_t cell, char *out, size_t cap)
{
	static const char *const signs[] = {"-", "", ".", "/", "t", "?"};
	uint32_t state = gkr_report_state(r, cell);
	char value[32] = "";

	gkr_report_value(r, cell, value, sizeof value);
	return (size_t)snprintf(out, cap, " %s%s",
	    state == GKR_STATE_NUMBER ? value : signs[state],
	    gkr_report_certainty(r, cell) == GKR_CERTAINTY_INFERRED ? "~" : "");
}

static void check_row(const gkr_report *r, const char *name, const char *row)
{
	char t[64], w[64], got[256];
	uint32_t table_id, row_id, i, c;
	size_t n;

	ck_assert_int_eq(sscanf(row, "%63[^.].%63s", t, w), 2);
	table_id = gkr_table_from_name(t);
	row_id = gkr_row_from_name(table_id, w);
	n = (size_t)snprintf(got, sizeof got, "%s.%s", t, w);
	for (i = 0; i < gkr_form_column_count(GKR_FORM_2021, table_id); i++) {
		c = gkr_form_column_at(GKR_FORM_2021, table_id, i);
		n += put_cell(
		    r, gkr_cell(table_id, row_id, c), got + n, sizeof got - n);
	}
	ck_assert_msg(
	    strcmp(got, row) == 0, "%s: want %s | got %s", name, row, got);
}

static void check_sample(const struct sample *s)
{
	char *text = changed(s);
	gkr_report *r = parse(text);

	check_row(r, s->name, s->row);
	gkr_report_free(r);
	free(text);
}

/* ---- order ---- */

#define PART "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
#define OVERDUE \
	"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
#define UNPAID                                                                                      \
	"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府" \
	"信息公开申请"

static const struct sample order[] = {
    {"one row has no label", {{PART " 41 0", "41 0"}},
	"applications.granted_in_part 41~ 0~ 30~ 0~ 17~ 12~ 100~"},
    {"a row of zeros", {{"3.危及“三安全一稳定” ", ""}},
	"applications.denied_three_securities 0~ 0~ 0~ 0~ 0~ 0~ 0~"},
    {"two in turn", {{OVERDUE " ", ""}, {UNPAID " ", ""}},
	"applications.other_overdue_correction 0~ 0~ 1~ 0~ 0~ 0~ 1~"},
    {"its label a line above, cut",
	{{PART " 41",
	    "（二）部分公开（区分处理的，只计这一情 形，不\n计其他情形）\n41"}},
	"applications.granted_in_part 41~ 0~ 30~ 0~ 17~ 12~ 100~"},
    {"one row too many", {{PART " 41 0", "9 0 0 0 0 0 9\n41 0"}},
	"applications.granted_in_part - - - - - - -"},
    {"one row too few",
	{{"6.属于四类过程性信息 6 0 0 2 0 0 8\n", ""},
	    {"7.属于行政执法案卷 ", ""}},
	"applications.denied_enforcement_file - - - - - - -"},
    {"its sum does not hold", {{PART " 41 0", "40 0"}},
	"applications.granted_in_part - - - - - - -"},
    {"numbers of columns", {{PART " 41 0 30 0 17 12 100", "1 2 3 4 5 6 7"}},
	"applications.granted_in_part - - - - - - -"},
    {"words of another row", {{PART " 41 0", "另行转办 41 0"}},
	"applications.granted_in_part - - - - - - -"},
    {"the row is there already",
	{{PART " 41 0", "41 0"},
	    {"3.其他 1 2", PART " 9 0 0 0 0 0 9\n3.其他 1 2"}},
	"applications.granted_in_part 9 0 0 0 0 0 9"},
    {"four in turn",
	{{"3.危及“三安全一稳定” ", ""}, {"4.保护第三方合法权益 ", ""},
	    {"5.属于三类内部事务信息 ", ""}, {"6.属于四类过程性信息 ", ""}},
	"applications.denied_third_party - - - - - - -"},
};

START_TEST(rows_in_order)
{
	check_sample(&order[_i]);
}
END_TEST

/* ---- sums ---- */

static const struct sample sums[] = {
    {"a blank between numbers", {{"11 2 0 0 3 5 21", "11 2 0 3 5 21"}},
	/* one of the two zeros is a blank: which is not known */
	"applications.carried_in 11~ 2~ ? ? 3~ 5~ 21~"},
    {"all blanks are shown by the numbers",
	{{"41 0 30 0 17 12 100", "41 30 17 12 100"}},
	"applications.granted_in_part 41~ .~ 30~ .~ 17~ 12~ 100~"},
    {"in the new requests",
	{{"214 60 48 18 49 47 436", "214 60 48 18 47 387"},
	    {"11 2 0 0 3 5 21", "11 2 0 0 53 5 71"},
	    {"8 6 1 0 1 5 21", "8 6 1 0 2 5 22"}},
	"applications.new_received 214~ 60~ 48~ 18~ .~ 47~ 387~"},
    {"two rows at once",
	{{"41 0 30 0 17 12 100", "41 30 17 12 100"},
	    {"9 8 0 0 7 6 30", "9 8 7 6 30"}},
	"applications.denied_query_matter 9~ 8~ .~ .~ 7~ 6~ 30~"},
    {"the balance does not hold",
	{{"41 0 30 0 17 12 100", "41 30 17 12 100"},
	    {"继续办理 8 6", "继续办理 9 5"}},
	"applications.granted_in_part 41~ .~ 30~ .~ 17~ 12~ 100~"},
    {"a wrong number in the column",
	{{"41 0 30 0 17 12 100", "41 30 17 12 100"},
	    {"4 0 0 1 0 10", "3 0 0 1 0 10"}},
	"applications.granted_in_part ? ? ? ? ? ? ?"},
    {"a wrong total",
	{{"41 0 30 0 17 12 100", "41 30 17 12 100"},
	    {"217 56 47 18 51 47 436", "217 56 47 19 50 47 436"}},
	"applications.granted_in_part ? ? ? ? ? ? ?"},
    {"a blank that is no 0", {{"130 31 12 9 20", "130 31 12 20"}},
	"applications.granted ? ? ? ? ? ? ?"},
    {"a row is missing",
	{{"41 0 30 0 17 12 100", "41 30 17 12 100"},
	    {"2.重复申请 1 0 0 0 0 0 1\n", ""}},
	"applications.granted_in_part ? ? ? ? ? ? ?"},
    {"nothing but zeros",
	{{"5.属于三类内部事务信息 0", "5.属于三类内部事务信息"}},
	"applications.denied_internal_affairs ? ? ? ? ? ? ?"},
    {"numbers so small fit by chance",
	{{"6.属于四类过程性信息 6 0 0 2 0 0 8", "6.属于四类过程性信息 6 2 8"}},
	"applications.denied_process_info ? ? ? ? ? ? ?"},
    /* 3.要求 has 0 and 4 where 4 would have to be 0 and 4 */
    {"a swap elsewhere would do", {{"5 4 0 0 1 0 10", "5 4 1 0 10"}},
	"applications.denied_third_party 5~ ? ? ? ? ? 10~"},
    {"stray values", {{"41 0 30 0 17 12 100", "41 30 17 12 100\n7 7"}},
	"applications.granted_in_part ? ? ? ? ? ? ?"},
};

START_TEST(short_rows)
{
	check_sample(&sums[_i]);
}
END_TEST

/* ---- groups ---- */

#define GROUPS "四、政府信息公开行政复议、行政诉讼情况\n"

static const struct sample groups[] = {
    {"no head", {{GROUPS, GROUPS "8 3 1 0 12 2 0 0 1 3 0 0 0 0 0\n"}},
	"review_litigation.suit_direct 2~ 0~ 0~ 1~ 3~"},
    {"a total is wrong", {{GROUPS, GROUPS "8 3 1 0 12 2 0 0 1 4 0 0 0 0 0\n"}},
	"review_litigation.suit_direct - - - - -"},
    {"one group says nothing",
	{{GROUPS, GROUPS "8 3 1 0 12 0 0 0 0 0 0 0 0 0 0\n"}},
	"review_litigation.review - - - - -"},
    {"two such rows",
	{{GROUPS,
	    GROUPS "8 3 1 0 12 2 0 0 1 3 0 0 0 0 0\n"
		   "1 0 0 0 1 2 0 0 1 3 0 0 0 0 0\n"}},
	"review_litigation.suit_direct - - - - -"},
    {"not in that section", {{TAIL, "8 3 1 0 12 2 0 0 1 3 0 0 0 0 0\n" TAIL}},
	"review_litigation.suit_direct - - - - -"},
};

START_TEST(headless_groups)
{
	check_sample(&groups[_i]);
}
END_TEST

/* ---- what is said ---- */

static void check_message(
    const struct sample *s, const char *at, const char *zh, const char *en)
{
	char *text = changed(s);
	gkr_report *r = parse(text);
	gkr_findings *f;
	uint32_t rule = gkr_rule_from_name("cell.inferred");
	uint32_t i, seen = 0;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (gkr_finding_rule(f, i) != rule)
			continue;
		seen++;
		ck_assert_str_eq(gkr_finding_at(f, i), at);
		ck_assert_uint_eq(
		    gkr_finding_severity(f, i), GKR_SEVERITY_INFO);
		ck_assert_str_eq(gkr_finding_message(f, i, GKR_LANG_ZH), zh);
		ck_assert_str_eq(gkr_finding_message(f, i, GKR_LANG_EN), en);
	}
	ck_assert_uint_eq(seen, 1);
	gkr_findings_free(f);
	gkr_report_free(r);
	free(text);
}

START_TEST(evidence_is_told)
{
	check_message(&order[0], "applications.granted_in_part",
	    "“（二）部分公开”行各列：这行的数没有行名；前后两行之间，"
	    "格式规定的行正好只缺这里的几行，按格式的行序放置",
	    "row granted in part [（二）部分公开], all columns: the numbers "
	    "have no label; between the rows before and behind them the form "
	    "has just as many rows as stand there, none of them met elsewhere");
	check_message(&sums[1], "applications.granted_in_part",
	    "“（二）部分公开”行各列：来源不显示空白格；把空白按 0 计，"
	    "只有这样放置，所涉各行各列的合计才全部相符",
	    "row granted in part [（二）部分公开], all columns: the source "
	    "does not show blank cells; counting them as 0, this is the only "
	    "placement with which all sums concerned hold");
}
END_TEST

/* ---- memory ---- */

static int32_t work(struct test_alloc *a, void *arg)
{
	const char *text = arg;
	gkr_tokenizer *t;
	gkr_report *r = NULL;
	int32_t rc = gkr_tokenizer_new_with(test_alloc, a, &t);

	if (rc != GKR_OK)
		return rc;
	rc = gkr_report_new_with(test_alloc, a, &r);
	if (rc == GKR_OK)
		rc = gkr_report_parse(r, t, text, strlen(text));
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc;
}

START_TEST(memory_fails)
{
	static const struct sample all = {"all",
	    {{"41 0 30 0 17 12 100", "41 30 17 12 100"},
		{"3.危及“三安全一稳定” ", ""},
		{GROUPS, GROUPS "8 3 1 0 12 2 0 0 1 3 0 0 0 0 0\n"}},
	    "applications.granted_in_part 41~ .~ 30~ .~ 17~ 12~ 100~"};
	char *text = changed(&all);

	check_sample(&all);
	ck_assert_uint_gt(test_each_failure(work, text), 10);
	free(text);
}
END_TEST

/* ---- bounded work ---- */

/* Tables in which hardly anything is placed cost what others cost. */
START_TEST(bounded_search)
{
	char *text = malloc(8192);
	gkr_tokenizer *t;
	gkr_report *r;
	const char *p = table;
	size_t n = 0;

	ck_assert(text != NULL);
	for (; *p; p++) {
		/* of each row two values are left */
		const char *end = strchr(p, '\n');
		const char *six = end;
		int blanks = 0;

		while (six > p && blanks < 5)
			blanks += *--six == ' ';
		if (blanks == 5 && six[-1] >= '0' && six[-1] <= '9')
			n += (size_t)sprintf(
			    text + n, "%.*s\n", (int)(six - p), p);
		else
			n += (size_t)sprintf(
			    text + n, "%.*s\n", (int)(end - p), p);
		p = end;
	}
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, n), GKR_OK);
	ck_assert_uint_eq(gkr_report_count_inferred(r), 0);
	ck_assert_uint_lt(gkr_tokenizer_work_cells(t), 25000);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	free(text);
}
END_TEST

#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))

Suite *suite_infer(void)
{
	Suite *s = suite_create("infer");
	TCase *t = tcase_create("infer");

	tcase_add_loop_test(t, rows_in_order, 0, COUNT(order));
	tcase_add_loop_test(t, short_rows, 0, COUNT(sums));
	tcase_add_loop_test(t, headless_groups, 0, COUNT(groups));
	tcase_add_test(t, evidence_is_told);
	tcase_add_test(t, memory_fails);
	tcase_add_test(t, bounded_search);
	suite_add_tcase(s, t);
	return s;
}
