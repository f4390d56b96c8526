/* Parts and their whole. */
#include "support-compare.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

#define GRANTED "applications.granted.total"
#define FEES "article20_8.fees.amount"

static gkr_report *part(const char *agency)
{
	return year_report(GKR_FORM_2021, 2022, agency);
}

struct sums {
	gkr_rollup *u;
	gkr_findings *f;
};

static struct sums sums_new(void)
{
	struct sums s;

	ck_assert_int_eq(gkr_rollup_new(&s.u), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&s.f), GKR_OK);
	return s;
}

static void sums_free(struct sums *s)
{
	gkr_rollup_free(s->u);
	gkr_findings_free(s->f);
}

/* Adds a part with this text in a cell; which child it repeats. */
static uint64_t add(
    struct sums *s, const char *agency, const char *address, const char *text)
{
	gkr_report *r = part(agency);
	uint64_t same = 99;

	clean_set(r, address, text);
	ck_assert_int_eq(gkr_rollup_add(s->u, r, &same), GKR_OK);
	gkr_report_free(r);
	return same;
}

static void zero(struct sums *s)
{
	gkr_findings_set_policy(s->f, GKR_POLICY_BLANK_AS_ZERO, 1);
}

static void check_parent(
    struct sums *s, gkr_report *parent, int messages, const char *want)
{
	ck_assert_int_eq(gkr_rollup_check(s->u, s->f, parent), GKR_OK);
	ck_assert_str_eq(findings_text(s->f, messages), want);
	gkr_report_free(parent);
}

static const char *sum(const struct sums *s, const char *address)
{
	static char text[64];

	gkr_rollup_sum(s->u, gkr_cell_from_address(address), text, sizeof text);
	return text;
}

/* ------------------------------------------------------------------ */

START_TEST(sums_that_agree)
{
	struct sums s = sums_new();
	gkr_report *parent = part("枕溪区");

	ck_assert_uint_eq(add(&s, "枕溪区水务局", GRANTED, "3"), 0);
	ck_assert_uint_eq(add(&s, "枕溪区教育局", GRANTED, "1,200"), 0);
	ck_assert_uint_eq(add(&s, "枕溪区民政局", FEES, "0.5000"), 0);
	clean_set(parent, GRANTED, "1203");
	clean_set(parent, FEES, "0.5");
	check_parent(&s, parent, 0, "");
	ck_assert_uint_eq(gkr_rollup_count(s.u), 3);
	ck_assert_uint_eq(gkr_rollup_form(s.u), GKR_FORM_2021);
	ck_assert_uint_eq(gkr_rollup_year(s.u), 2022);
	ck_assert_str_eq(sum(&s, GRANTED), "1203");
	ck_assert_str_eq(sum(&s, FEES), "0.5");
	sums_free(&s);
}
END_TEST

START_TEST(difference)
{
	struct sums s = sums_new();
	gkr_report *parent = part("枕溪区");
	char text[64];

	add(&s, "枕溪区水务局", FEES, "3.1250");
	add(&s, "枕溪区教育局", FEES, "1");
	clean_set(parent, FEES, "4");
	check_parent(&s, parent, 1,
	    "rollup.sum@article20_8.fees.amount fail warning 4|4.125 401:4 "
	    "article20_8.fees.amount\n"
	    "\t“行政事业性收费”行“本年收费金额（单位：万元）”列：上级报告是 4，"
	    "2 份下级报告相加是 4.125，相差 -0.125\n"
	    "\trow fees [行政事业性收费], column amount "
	    "[本年收费金额（单位：万元）]: the parent has 4, but the 2 parts "
	    "add "
	    "up to 4.125, a difference of -0.125\n");
	ck_assert_int_eq(gkr_rollup_difference(s.u, gkr_cell_from_address(FEES),
			     text, sizeof text),
	    GKR_OK);
	ck_assert_str_eq(text, "-0.125");
	ck_assert_int_eq(gkr_rollup_parent_value(s.u,
			     gkr_cell_from_address(FEES), text, sizeof text),
	    GKR_OK);
	ck_assert_str_eq(text, "4");
	ck_assert_uint_eq(gkr_rollup_parent_form(s.u), GKR_FORM_2021);
	ck_assert_str_eq(gkr_rollup_parent_agency(s.u), "枕溪区");
	ck_assert_uint_eq(
	    gkr_rollup_parent_state(s.u, gkr_cell_from_address(FEES)),
	    GKR_STATE_NUMBER);
	sums_free(&s);
}
END_TEST

START_TEST(children_that_miss_a_cell)
{
	struct sums s = sums_new();
	uint32_t cell = gkr_cell_from_address(GRANTED);
	gkr_report *parent = part("枕溪区"), *r;
	char text[64] = "x";

	add(&s, "枕溪区水务局", GRANTED, "");
	add(&s, "枕溪区教育局", GRANTED, "/");
	add(&s, "枕溪区民政局", GRANTED, "三");
	r = part("枕溪区档案馆");
	clean_unset(r, GRANTED);
	ck_assert_int_eq(gkr_rollup_add(s.u, r, NULL), GKR_OK);
	gkr_report_free(r);
	add(&s, "枕溪区体育局", GRANTED, "7");
	clean_set(parent, GRANTED, "7");
	clean_set(parent, FEES, "");
	check_parent(&s, parent, 1,
	    "rollup.sum@article20_8.fees.amount unassessable warning 401:4 "
	    "article20_8.fees.amount\n"
	    "\t“行政事业性收费”行“本年收费金额（单位：万元）”列"
	    "无法与下级报告核对：上级报告空白\n"
	    "\trow fees [行政事业性收费], column amount "
	    "[本年收费金额（单位：万元）] cannot be compared with the parts: "
	    "the parent's is blank\n"
	    "rollup.sum@applications.granted.total unassessable warning 603:8 "
	    "applications.granted.total\n"
	    "\t“（一）予以公开”行“总计”列"
	    "无法与下级报告核对：2 份下级报告空白或是无数据标记，"
	    "2 份下级报告没有这个数\n"
	    "\trow granted [（一）予以公开], column total "
	    "[总计] cannot be compared with the parts: 2 of the parts are "
	    "blank or hold a nil mark, 2 of the parts have no number\n");
	ck_assert_uint_eq(gkr_rollup_numbers(s.u, cell), 1);
	ck_assert_uint_eq(gkr_rollup_blanks(s.u, cell), 2);
	ck_assert_uint_eq(gkr_rollup_others(s.u, cell), 2);
	ck_assert_int_eq(gkr_rollup_difference(s.u, cell, text, sizeof text),
	    GKR_E_NOT_FOUND);
	ck_assert_str_eq(text, "");
	sums_free(&s);
}
END_TEST

START_TEST(blanks_as_zero)
{
	struct sums s = sums_new();
	gkr_report *parent = part("枕溪区");

	zero(&s);
	add(&s, "枕溪区水务局", GRANTED, "");
	add(&s, "枕溪区教育局", GRANTED, "/");
	add(&s, "枕溪区民政局", GRANTED, "4");
	clean_set(parent, GRANTED, "5");
	check_parent(&s, parent, 1,
	    "rollup.sum@applications.granted.total fail warning 5|4 603:8 "
	    "applications.granted.total\n"
	    "\t“（一）予以公开”行“总计”列：上级报告是 5，"
	    "3 份下级报告相加是 4，相差 1；空白和无数据标记按 0 计（2 格）\n"
	    "\trow granted [（一）予以公开], column total "
	    "[总计]: the parent has 5, but the 3 parts add up to 4, a "
	    "difference of 1; blank and nil cells count as 0 (2)\n");
	sums_free(&s);
}
END_TEST

/* Nothing is right because nobody has it. */
START_TEST(missing_everywhere)
{
	struct sums s = sums_new();
	gkr_report *parent = part("枕溪区"), *r = part("枕溪区水务局");

	zero(&s);
	clean_drop_table(parent, "review_litigation");
	clean_drop_table(r, "review_litigation");
	ck_assert_int_eq(gkr_rollup_add(s.u, r, NULL), GKR_OK);
	gkr_report_free(r);
	ck_assert_int_eq(gkr_rollup_check(s.u, s.f, parent), GKR_OK);
	ck_assert_uint_eq(gkr_findings_count(s.f), 15);
	ck_assert_uint_eq(
	    gkr_finding_status(s.f, 14), GKR_FINDING_UNASSESSABLE);
	gkr_report_free(parent);
	sums_free(&s);
}
END_TEST

/* What a child's form does not have the child lacks. */
START_TEST(forms_mixed)
{
	struct sums s = sums_new();
	gkr_report *parent = part("枕溪区");
	gkr_report *r = year_report(GKR_FORM_HYBRID, 2022, "枕溪区民政局");
	gkr_report *out;
	uint32_t i, n = 0;

	add(&s, "枕溪区水务局", GRANTED, "2");
	/* what its form has not, it does not hold either */
	gkr_report_set_cell(
	    r, gkr_cell_from_address("applications.other_misc.total"), "5", 1);
	ck_assert_int_eq(gkr_rollup_add(s.u, r, NULL), GKR_OK);
	gkr_report_free(r);
	ck_assert_uint_eq(gkr_rollup_form(s.u), GKR_FORM_UNKNOWN);
	clean_set(parent, GRANTED, "2");
	ck_assert_int_eq(gkr_rollup_check(s.u, s.f, parent), GKR_OK);
	for (i = 0; i < gkr_findings_count(s.f); i++)
		n += gkr_finding_status(s.f, i) == GKR_FINDING_UNASSESSABLE;
	ck_assert_uint_eq(n, 21);
	ck_assert_uint_eq(gkr_findings_count(s.f), 21);
	gkr_report_free(parent);
	gkr_report_new(&out);
	ck_assert_int_eq(gkr_rollup_report(s.u, s.f, out), GKR_E_FORM);
	ck_assert_str_eq(gkr_rollup_error_message(s.u, GKR_LANG_ZH),
	    "下级报告的格式不一，不能合成一份报告。");
	gkr_report_free(out);
	sums_free(&s);
}
END_TEST

START_TEST(refused)
{
	struct sums s = sums_new();
	gkr_report *r = year_report(GKR_FORM_2021, 2021, "枕溪区水务局");
	gkr_report *old = year_report(GKR_FORM_PRE2019, 2018, "枕溪区");

	ck_assert_int_eq(gkr_rollup_check(s.u, s.f, r), GKR_E_STATE);
	ck_assert_int_eq(gkr_rollup_report(s.u, s.f, r), GKR_E_STATE);
	gkr_report_set_year(r, 2021);
	gkr_report_set_form(r, GKR_FORM_2021);
	add(&s, "枕溪区教育局", GRANTED, "1");
	ck_assert_int_eq(gkr_rollup_add(s.u, r, NULL), GKR_E_YEAR);
	ck_assert_str_eq(gkr_rollup_error_message(s.u, GKR_LANG_EN),
	    "The parts are for 2022, and this report is for 2021.");
	ck_assert_int_eq(gkr_rollup_check(s.u, s.f, r), GKR_E_YEAR);
	ck_assert_int_eq(gkr_rollup_add(s.u, old, NULL), GKR_E_FORM);
	ck_assert_int_eq(gkr_rollup_check(s.u, s.f, old), GKR_E_FORM);
	ck_assert_str_eq(gkr_rollup_error_message(s.u, GKR_LANG_ZH),
	    "报告的格式没有可读的格：pre2019。");
	ck_assert_uint_eq(gkr_rollup_count(s.u), 1);
	ck_assert_int_eq(
	    gkr_rollup_set_option(s.u, GKR_ROLLUP_ANY_YEAR, 1), GKR_OK);
	ck_assert_int_eq(gkr_rollup_add(s.u, r, NULL), GKR_OK);
	ck_assert_ptr_null(gkr_rollup_error_message(s.u, GKR_LANG_ZH));
	ck_assert_int_eq(gkr_rollup_clear(s.u), GKR_OK);
	ck_assert_uint_eq(gkr_rollup_count(s.u), 0);
	ck_assert_str_eq(sum(&s, GRANTED), "");
	gkr_report_free(r);
	gkr_report_free(old);
	sums_free(&s);
}
END_TEST

START_TEST(repeated_organs)
{
	struct sums s = sums_new();

	ck_assert_uint_eq(add(&s, "枕溪区水务局", GRANTED, "1"), 0);
	ck_assert_uint_eq(add(&s, "枕溪区政府办", GRANTED, "1"), 0);
	ck_assert_uint_eq(add(&s, "枕溪区水務局", GRANTED, "1"), 1);
	ck_assert_uint_eq(add(&s, "枕溪区人民政府办公室", GRANTED, "1"), 2);
	ck_assert_uint_eq(add(&s, "", GRANTED, "1"), 0);
	ck_assert_uint_eq(add(&s, "", GRANTED, "1"), 0);
	ck_assert_uint_eq(gkr_rollup_repeated(s.u), 2);
	ck_assert_uint_eq(gkr_rollup_count(s.u), 6);
	ck_assert_str_eq(sum(&s, GRANTED), "6");
	sums_free(&s);
}
END_TEST

/* More than 64 bits, and more than 18 digits: exact, or an answer. */
START_TEST(overflow)
{
	struct sums s = sums_new();
	gkr_report *r = part("枕溪区水务局"), *parent = part("枕溪区"), *out;
	uint32_t cell = gkr_cell_from_address(GRANTED), i;
	int64_t m = 1;
	uint32_t scale = 1;
	size_t len;
	const char *raw;

	clean_set(r, GRANTED, "999999999999999999");
	clean_set(r, FEES, "0.000000000000000001");
	for (i = 0; i < 30; i++)
		ck_assert_int_eq(gkr_rollup_add(s.u, r, NULL), GKR_OK);
	ck_assert_str_eq(sum(&s, GRANTED), "29999999999999999970");
	ck_assert_str_eq(sum(&s, FEES), "0.00000000000000003");
	ck_assert_int_eq(
	    gkr_rollup_sum_number(s.u, cell, &m, &scale), GKR_E_OVERFLOW);
	ck_assert(m == 0 && scale == 0);
	clean_set(parent, GRANTED, "1");
	clean_set(parent, FEES, "0.00000000000000003");
	ck_assert_int_eq(gkr_rollup_check(s.u, s.f, parent), GKR_OK);
	ck_assert_str_eq(findings_text(s.f, 0),
	    "rollup.sum@applications.granted.total fail warning "
	    "1|29999999999999999970 603:8 applications.granted.total\n");
	gkr_report_new(&out);
	ck_assert_int_eq(gkr_rollup_report(s.u, s.f, out), GKR_OK);
	ck_assert_uint_eq(gkr_report_state(out, cell), GKR_STATE_TEXT);
	raw = gkr_report_raw(out, cell, &len);
	test_text(raw, len, "29999999999999999970");
	gkr_report_free(out);
	gkr_report_free(parent);
	gkr_report_free(r);
	sums_free(&s);
}
END_TEST

START_TEST(sum_as_report)
{
	struct sums s = sums_new();
	gkr_report *out;
	char text[64];

	add(&s, "枕溪区水务局", GRANTED, "3");
	add(&s, "枕溪区教育局", FEES, "1.25");
	add(&s, "枕溪区民政局", "article20_1.rules.issued", "");
	gkr_report_new(&out);
	ck_assert_int_eq(gkr_rollup_report(s.u, s.f, out), GKR_OK);
	ck_assert_str_eq(findings_text(s.f, 1),
	    "rollup.sum@article20_1.rules.issued unassessable warning 0:0 "
	    "article20_1.rules.issued\n"
	    "\t“规章”行“本年制发件数”列没有合计：1 "
	    "份下级报告空白或是无数据标记\n"
	    "\trow rules [规章], column issued [本年制发件数] has no sum: 1 of "
	    "the parts are blank or hold a nil mark\n");
	ck_assert_uint_eq(gkr_report_form(out), GKR_FORM_2021);
	ck_assert_uint_eq(gkr_report_year(out), 2022);
	ck_assert_int_eq(gkr_report_value(out, gkr_cell_from_address(FEES),
			     text, sizeof text),
	    GKR_OK);
	ck_assert_str_eq(text, "1.25");
	ck_assert_int_eq(gkr_report_value(out, gkr_cell_from_address(GRANTED),
			     text, sizeof text),
	    GKR_OK);
	ck_assert_str_eq(text, "3");
	ck_assert_uint_eq(gkr_report_count_state(out, GKR_STATE_MISSING), 1);
	ck_assert_uint_eq(gkr_report_count_state(out, GKR_STATE_NUMBER), 199);
	zero(&s);
	ck_assert_int_eq(gkr_rollup_report(s.u, s.f, out), GKR_OK);
	ck_assert_uint_eq(gkr_findings_count(s.f), 0);
	ck_assert_uint_eq(gkr_report_count_state(out, GKR_STATE_NUMBER), 200);
	gkr_report_free(out);
	sums_free(&s);
}
END_TEST

START_TEST(blank_for_all)
{
	struct sums s = sums_new();
	gkr_report *out;
	uint32_t cell = gkr_cell_from_address(GRANTED);

	add(&s, "枕溪区水务局", GRANTED, "");
	add(&s, "枕溪区教育局", GRANTED, "—");
	gkr_report_new(&out);
	ck_assert_int_eq(gkr_rollup_report(s.u, s.f, out), GKR_OK);
	ck_assert_uint_eq(gkr_report_state(out, cell), GKR_STATE_BLANK);
	ck_assert_uint_eq(gkr_findings_count(s.f), 0);
	gkr_report_free(out);
	sums_free(&s);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Many                                                               */

#define MANY 100000

/* Children of as many organs: the memory of the last is that of the first. */
START_TEST(many_children)
{
	struct test_alloc a;
	gkr_rollup *u;
	gkr_report *r = part("枕溪区水务局");
	char name[64];
	uint64_t before = 0, i;

	clean_set(r, GRANTED, "999999999999");
	clean_set(r, FEES, "0.0001");
	test_alloc_init(&a);
	ck_assert_int_eq(gkr_rollup_new_with(test_alloc, &a, &u), GKR_OK);
	for (i = 0; i < MANY; i++) {
		r->text.len = r->agency - 1; /* the name before it goes */
		snprintf(name, sizeof name, "枕溪区第%u管理站", (unsigned)i);
		gkr_report_set_agency(r, name, strlen(name));
		ck_assert_int_eq(gkr_rollup_add(u, r, NULL), GKR_OK);
		if (i == 70000)
			before = a.peak;
	}
	ck_assert_uint_eq(a.peak, before);
	ck_assert_uint_lt(a.peak, 8 << 20);
	ck_assert_uint_eq(gkr_rollup_count(u), MANY);
	ck_assert_uint_eq(gkr_rollup_repeated(u), 0);
	gkr_rollup_sum(u, gkr_cell_from_address(GRANTED), name, sizeof name);
	ck_assert_str_eq(name, "99999999999900000");
	gkr_rollup_sum(u, gkr_cell_from_address(FEES), name, sizeof name);
	ck_assert_str_eq(name, "10");
	gkr_rollup_free(u);
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

/* The same organ again and again: nothing at all is asked for. */
START_TEST(many_of_one)
{
	struct test_alloc a;
	gkr_rollup *u;
	gkr_report *r = part("枕溪区水务局");
	uint64_t i, requests;

	test_alloc_init(&a);
	ck_assert_int_eq(gkr_rollup_new_with(test_alloc, &a, &u), GKR_OK);
	ck_assert_int_eq(gkr_rollup_add(u, r, NULL), GKR_OK);
	requests = a.requests;
	for (i = 1; i < MANY; i++)
		ck_assert_int_eq(gkr_rollup_add(u, r, NULL), GKR_OK);
	ck_assert_uint_eq(a.requests, requests);
	ck_assert_uint_eq(gkr_rollup_repeated(u), MANY - 1);
	gkr_rollup_free(u);
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

static int32_t work(struct test_alloc *a, void *arg)
{
	gkr_report **parts = arg, *out = NULL;
	gkr_rollup *u = NULL;
	gkr_findings *f = NULL;
	gkr_exporter *e = NULL;
	gkr_buffer *b = NULL;
	int32_t rc = gkr_rollup_new_with(test_alloc, a, &u);

	if (rc == GKR_OK)
		rc = gkr_findings_new_with(test_alloc, a, &f);
	if (rc == GKR_OK)
		rc = gkr_report_new_with(test_alloc, a, &out);
	if (rc == GKR_OK)
		rc = gkr_buffer_new_with(test_alloc, a, &b);
	if (rc == GKR_OK)
		rc =
		    gkr_exporter_new_with(GKR_FORMAT_NDJSON, test_alloc, a, &e);
	if (rc == GKR_OK)
		rc = gkr_rollup_add(u, parts[0], NULL);
	if (rc == GKR_OK)
		rc = gkr_rollup_add(u, parts[1], NULL);
	if (rc == GKR_OK)
		rc = gkr_rollup_check(u, f, parts[2]);
	if (rc == GKR_OK)
		rc = gkr_exporter_write_rollup(e, u, f, b);
	if (rc == GKR_OK)
		rc = gkr_rollup_report(u, f, out);
	gkr_rollup_free(u);
	gkr_findings_free(f);
	gkr_report_free(out);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	return rc;
}

START_TEST(memory)
{
	gkr_report *parts[3];

	parts[0] = part("枕溪区水务局");
	parts[1] = part("枕溪区教育局");
	parts[2] = part("枕溪区");
	clean_set(parts[0], GRANTED, "");
	clean_set(parts[2], FEES, "3");
	ck_assert_uint_gt(test_each_failure(work, parts), 8);
	gkr_report_free(parts[0]);
	gkr_report_free(parts[1]);
	gkr_report_free(parts[2]);
}
END_TEST

START_TEST(exports)
{
	struct sums s = sums_new();
	gkr_report *parent = part("枕溪区");
	gkr_exporter *e;
	gkr_buffer *b;
	const char *text;

	add(&s, "枕溪区水务局", GRANTED, "999999999999999999");
	add(&s, "枕溪区教育局", GRANTED, "1");
	add(&s, "枕溪区民政局", FEES, "/");
	clean_set(parent, FEES, "2");
	gkr_buffer_new(&b);
	gkr_exporter_new(GKR_FORMAT_NDJSON, &e);
	ck_assert_int_eq(
	    gkr_exporter_write_rollup(e, s.u, s.f, b), GKR_E_STATE);
	ck_assert_int_eq(gkr_rollup_check(s.u, s.f, parent), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write_rollup(e, s.u, s.f, b), GKR_OK);
	text = gkr_buffer_data(b, NULL);
	ck_assert_ptr_nonnull(strstr(text,
	    "{\"schema\":\"gkr-rollup/1\",\"parent\":{\"agency\":\"枕溪区\","
	    "\"year\":2022,\"form\":\"2021\",\"source\":{\"name\":"
	    "\"2022.txt\"}},\"children\":3,\"repeated\":0,\"form\":\"2021\","
	    "\"year\":2022,\"blank_as_zero\":false,\"cells\":["));
	ck_assert_ptr_nonnull(strstr(text,
	    "{\"cell\":\"applications.granted.total\",\"parent\":{\"state\":"
	    "\"number\",\"value\":0},\"sum\":1000000000000000000,"
	    "\"difference\":-1000000000000000000,\"numbers\":3,\"blanks\":0,"
	    "\"others\":0}"));
	ck_assert_ptr_nonnull(strstr(text,
	    "{\"cell\":\"article20_8.fees.amount\",\"parent\":{\"state\":"
	    "\"number\",\"value\":2},\"sum\":null,\"difference\":null,"
	    "\"numbers\":2,\"blanks\":1,\"others\":0}"));
	ck_assert_ptr_nonnull(strstr(text,
	    "\"findings\":[{\"rule\":"
	    "\"rollup.sum\""));
	gkr_exporter_free(e);
	gkr_buffer_clear(b);
	gkr_exporter_new(GKR_FORMAT_CSV, &e);
	ck_assert_int_eq(gkr_exporter_write_rollup(e, s.u, s.f, b), GKR_OK);
	text = gkr_buffer_data(b, NULL);
	ck_assert_ptr_nonnull(strstr(text,
	    "\r\n枕溪区,2022.txt,2022,2021,article20_8,fees,amount,number,2,"
	    ",,3,2,1,0\r\n"));
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_report_free(parent);
	sums_free(&s);
}
END_TEST

START_TEST(arguments)
{
	gkr_rollup *u;
	char text[64];

	ck_assert_int_eq(gkr_rollup_new(NULL), GKR_E_ARGUMENT);
	gkr_rollup_new(&u);
	ck_assert_int_eq(gkr_rollup_add(u, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_rollup_set_option(u, 2, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_rollup_sum(u, 0, text, 64), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_rollup_sum(u, gkr_cell_from_address(GRANTED), text, 64),
	    GKR_E_NOT_FOUND);
	ck_assert_int_eq(gkr_rollup_parent_value(
			     u, gkr_cell_from_address(GRANTED), text, 64),
	    GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_rollup_count(NULL), 0);
	ck_assert_int_eq(gkr_rollup_clear(NULL), GKR_E_ARGUMENT);
	gkr_rollup_free(NULL);
	gkr_rollup_free(u);
}
END_TEST

Suite *suite_rollup(void);
Suite *suite_rollup(void)
{
	Suite *s = suite_create("rollup");
	TCase *t = tcase_create("rollup");

	tcase_add_test(t, sums_that_agree);
	tcase_add_test(t, difference);
	tcase_add_test(t, children_that_miss_a_cell);
	tcase_add_test(t, blanks_as_zero);
	tcase_add_test(t, missing_everywhere);
	tcase_add_test(t, forms_mixed);
	tcase_add_test(t, refused);
	tcase_add_test(t, repeated_organs);
	tcase_add_test(t, overflow);
	tcase_add_test(t, sum_as_report);
	tcase_add_test(t, blank_for_all);
	tcase_add_test(t, many_children);
	tcase_add_test(t, many_of_one);
	tcase_add_test(t, memory);
	tcase_add_test(t, exports);
	tcase_add_test(t, arguments);
	suite_add_tcase(s, t);
	return s;
}
