/*
 * Random reports against an oracle of the comparisons that shares nothing
 * with the library but the addresses of cells.
 */
#include "support-check.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 400

static const char *const applicants[] = {"natural_person", "enterprise",
    "research", "welfare", "legal_service", "other_org", "total"};
static const char *const outcomes[] = {"granted", "granted_in_part",
    "denied_state_secret", "denied_other_law", "denied_three_securities",
    "denied_third_party", "denied_internal_affairs", "denied_process_info",
    "denied_enforcement_file", "denied_query_matter", "unavailable_not_held",
    "unavailable_needs_creation", "unavailable_unclear",
    "not_processed_petition", "not_processed_duplicate",
    "not_processed_publication", "not_processed_excessive",
    "not_processed_reissue", "other", "other_overdue_correction",
    "other_unpaid_fee", "other_misc"};
static const char *const cases[] = {
    "review", "suit_direct", "suit_after_review"};
static const char *const results[] = {
    "upheld", "corrected", "other", "pending"};

static int is_old(uint32_t form)
{
	return form != GKR_FORM_2021;
}

/* 19 outcomes with one row of others, 21 with three. */
static size_t outcomes_of(uint32_t form, const char **rows)
{
	size_t i, n = 0;

	for (i = 0; i < 22; i++)
		if (i < 18 || (i == 18) == is_old(form))
			rows[n++] = outcomes[i];
	return n;
}

/* ------------------------------------------------------------------ */
/* Cells by their address                                             */

static const char *address(const char *table, const char *row, const char *col)
{
	static char text[128];

	snprintf(text, sizeof text, "%s.%s.%s", table, row, col);
	return text;
}

static uint32_t cell_of(const char *table, const char *row, const char *col)
{
	uint32_t cell = gkr_cell_from_address(address(table, row, col));

	ck_assert_msg(cell != 0, "%s", address(table, row, col));
	return cell;
}

static void put(gkr_report *r, const char *table, const char *row,
    const char *col, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)value);
	clean_set(r, address(table, row, col), text);
}

/* ------------------------------------------------------------------ */
/* Reports in which everything holds                                  */

struct random_table {
	struct test_random *random;
	gkr_report *r;
	uint64_t most;
	int64_t totals[32];
};

static int64_t some(struct random_table *t)
{
	/* zeros are most of what is printed */
	if (test_random_below(t->random, 3))
		return 0;
	return (int64_t)test_random_below(t->random, t->most);
}

static void put_applicant(
    struct random_table *t, size_t row, const char *name, size_t col, int64_t v)
{
	put(t->r, "applications", name, applicants[col], v);
	t->totals[row] += v;
}

static void fill_applications(struct random_table *t)
{
	const char *rows[22];
	size_t n = outcomes_of(t->r->form, rows), i, col;

	memset(t->totals, 0, sizeof t->totals);
	for (col = 0; col < 6; col++) {
		int64_t sum = 0, in, out = some(t), v;

		for (i = 0; i < n; i++) {
			v = some(t);
			sum += v;
			put_applicant(t, i, rows[i], col, v);
		}
		in = (int64_t)test_random_below(
		    t->random, (uint64_t)(sum + out + 1));
		put_applicant(t, n, "outcome_total", col, sum);
		put_applicant(t, n + 1, "carried_out", col, out);
		put_applicant(t, n + 2, "carried_in", col, in);
		put_applicant(t, n + 3, "new_received", col, sum + out - in);
	}
	for (i = 0; i < n; i++)
		put(t->r, "applications", rows[i], "total", t->totals[i]);
	put(t->r, "applications", "outcome_total", "total", t->totals[n]);
	put(t->r, "applications", "carried_out", "total", t->totals[n + 1]);
	put(t->r, "applications", "carried_in", "total", t->totals[n + 2]);
	put(t->r, "applications", "new_received", "total", t->totals[n + 3]);
}

static void fill_review(struct random_table *t)
{
	size_t i, k;

	for (i = 0; i < 3; i++) {
		int64_t sum = 0, v;

		for (k = 0; k < 4; k++) {
			v = some(t);
			sum += v;
			put(t->r, "review_litigation", cases[i], results[k], v);
		}
		put(t->r, "review_litigation", cases[i], "total", sum);
	}
}

static void fill_documents(struct random_table *t, const char *row)
{
	int64_t a = some(t), b = some(t);

	if (t->r->form == GKR_FORM_2019) {
		put(t->r, "article20_1", row, "created", some(t));
		put(t->r, "article20_1", row, "newly_disclosed", a);
		put(t->r, "article20_1", row, "disclosed_total", a + b);
	} else {
		put(t->r, "article20_1", row, "repealed", a);
		put(t->r, "article20_1", row, "in_force", b);
		put(t->r, "article20_1", row, "issued",
		    (int64_t)test_random_below(
			t->random, (uint64_t)(a + b + 1)));
	}
}

static void fill_items(
    struct random_table *t, const char *table, const char *row)
{
	int64_t last = some(t);
	int64_t change =
	    (int64_t)test_random_below(t->random, (uint64_t)(2 * last + 1)) -
	    last;

	put(t->r, table, row, "items_last_year", last);
	put(t->r, table, row, "items_change", change);
}

static gkr_report *random_report(struct test_random *random, uint32_t form)
{
	static const uint64_t most[] = {
	    2, 10, 3000, UINT64_C(10000000000000000)};
	struct random_table t;

	t.random = random;
	t.r = clean_report(form);
	t.most = most[test_random_below(random, 4)];
	fill_applications(&t);
	fill_review(&t);
	fill_documents(&t, "rules");
	fill_documents(&t, "normative_documents");
	if (form == GKR_FORM_2019) {
		fill_items(&t, "article20_5", "licensing");
		fill_items(&t, "article20_5", "other_external_services");
		fill_items(&t, "article20_6", "penalties");
		fill_items(&t, "article20_6", "coercive_measures");
		fill_items(&t, "article20_8", "fees");
	}
	return t.r;
}

/* ------------------------------------------------------------------ */
/* The oracle                                                         */

struct oracle {
	const gkr_report *r;
	int blank_as_zero;
	size_t count;
	char found[128][80]; /* rule@at status */
};

/* A sum, as long as all that was added are numbers. */
struct total {
	int64_t high, low; /* high counts 10^12 */
	int open;
};

static void take(struct oracle *o, struct total *t, const char *table,
    const char *row, const char *col)
{
	uint32_t cell = cell_of(table, row, col), scale;
	uint32_t state = gkr_report_state(o->r, cell);
	int64_t v;

	if (gkr_report_number(o->r, cell, &v, &scale) == GKR_OK) {
		ck_assert_uint_eq(scale, 0);
		t->high += v / INT64_C(1000000000000);
		t->low += v % INT64_C(1000000000000);
	} else if (!o->blank_as_zero ||
	    (state != GKR_STATE_BLANK && state != GKR_STATE_NIL)) {
		t->open = 1;
	}
}

static int compare(const struct total *a, const struct total *b)
{
	int64_t low = a->low - b->low;
	int64_t high = a->high - b->high + low / INT64_C(1000000000000);

	low %= INT64_C(1000000000000);
	if (high == 0)
		return low < 0 ? -1 : low > 0;
	if (high == 1 && low < 0)
		return 1;
	if (high == -1 && low > 0)
		return -1;
	return high < 0 ? -1 : 1;
}

static void judge(struct oracle *o, const char *rule, const char *at,
    const struct total *a, const char *op, const struct total *b)
{
	int order = compare(a, b);
	int good = *op == '=' ? order == 0
	    : *op == '>'      ? order >= 0
			      : order <= 0;

	if (!a->open && !b->open && good)
		return;
	snprintf(o->found[o->count++], sizeof o->found[0], "%s@%s %s", rule, at,
	    a->open || b->open ? "unassessable" : "fail");
}

static void judge_columns(struct oracle *o, int balance)
{
	const char *rows[22];
	size_t n = outcomes_of(o->r->form, rows), col, i;

	for (col = 0; col < 7; col++) {
		struct total a = {0, 0, 0}, b = {0, 0, 0};
		const char *c = applicants[col];

		take(o, &a, "applications",
		    balance ? "new_received" : "outcome_total", c);
		if (balance) {
			take(o, &a, "applications", "carried_in", c);
			take(o, &b, "applications", "outcome_total", c);
			take(o, &b, "applications", "carried_out", c);
		}
		for (i = 0; !balance && i < n; i++)
			take(o, &b, "applications", rows[i], c);
		judge(o,
		    balance ? "applications.balance"
			    : "applications.outcome-total",
		    c, &a, "=", &b);
	}
}

static void judge_applicants(struct oracle *o, const char *row)
{
	struct total a = {0, 0, 0}, b = {0, 0, 0};
	size_t i;

	take(o, &a, "applications", row, "total");
	for (i = 0; i < 6; i++)
		take(o, &b, "applications", row, applicants[i]);
	judge(o, "applications.row-total", row, &a, "=", &b);
}

static void judge_review(struct oracle *o, const char *row)
{
	struct total a = {0, 0, 0}, b = {0, 0, 0};
	size_t i;

	take(o, &a, "review_litigation", row, "total");
	for (i = 0; i < 4; i++)
		take(o, &b, "review_litigation", row, results[i]);
	judge(o, "review_litigation.total", row, &a, "=", &b);
}

static void judge_documents(struct oracle *o, const char *row)
{
	struct total a = {0, 0, 0}, b = {0, 0, 0};

	if (o->r->form == GKR_FORM_2019) {
		take(o, &a, "article20_1", row, "newly_disclosed");
		take(o, &b, "article20_1", row, "disclosed_total");
		judge(o, "article20.disclosed", row, &a, "<", &b);
	} else {
		take(o, &a, "article20_1", row, "in_force");
		take(o, &a, "article20_1", row, "repealed");
		take(o, &b, "article20_1", row, "issued");
		judge(o, "article20.in-force", row, &a, ">", &b);
	}
}

static void judge_items(struct oracle *o, const char *table, const char *row)
{
	struct total a = {0, 0, 0}, b = {0, 0, 0};

	take(o, &a, table, row, "items_last_year");
	take(o, &a, table, row, "items_change");
	judge(o, "article20.items", row, &a, ">", &b);
}

static void judge_all(struct oracle *o)
{
	const char *rows[22];
	size_t n = outcomes_of(o->r->form, rows), i;

	o->count = 0;
	judge_columns(o, 0);
	judge_columns(o, 1);
	for (i = 0; i < n; i++)
		judge_applicants(o, rows[i]);
	judge_applicants(o, "new_received");
	judge_applicants(o, "carried_in");
	judge_applicants(o, "outcome_total");
	judge_applicants(o, "carried_out");
	for (i = 0; i < 3; i++)
		judge_review(o, cases[i]);
	judge_documents(o, "rules");
	judge_documents(o, "normative_documents");
	if (o->r->form != GKR_FORM_2019)
		return;
	judge_items(o, "article20_5", "licensing");
	judge_items(o, "article20_5", "other_external_services");
	judge_items(o, "article20_6", "penalties");
	judge_items(o, "article20_6", "coercive_measures");
	judge_items(o, "article20_8", "fees");
}

/* ------------------------------------------------------------------ */
/* The library's answer against it                                    */

static int is_comparison(uint32_t rule)
{
	return rule >= GKRI_RULE_applications_balance &&
	    rule <= GKRI_RULE_article20_items;
}

static int knows(const struct oracle *o, const char *finding)
{
	size_t i;

	for (i = 0; i < o->count; i++)
		if (!strcmp(o->found[i], finding))
			return 1;
	return 0;
}

/* Every finding of a comparison is the oracle's, and they are as many. */
static void agree(const gkr_report *r, gkr_findings *f, int blank_as_zero)
{
	struct oracle o;
	char text[96];
	size_t n = 0;
	uint32_t i;

	o.r = r;
	o.blank_as_zero = blank_as_zero;
	judge_all(&o);
	gkr_findings_set_policy(f, GKR_POLICY_BLANK_AS_ZERO, blank_as_zero);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (!is_comparison(gkr_finding_rule(f, i)))
			continue;
		n++;
		snprintf(text, sizeof text, "%s@%s %s",
		    gkr_rule_name(gkr_finding_rule(f, i)), gkr_finding_at(f, i),
		    gkr_finding_status_name(gkr_finding_status(f, i)));
		ck_assert_msg(knows(&o, text), "false %s", text);
	}
	ck_assert_msg(n == o.count, "%u findings for %u, one is %s",
	    (unsigned)n, (unsigned)o.count, o.count ? o.found[0] : "");
}

static uint32_t some_form(struct test_random *random)
{
	return GKR_FORM_2019 + (uint32_t)test_random_below(random, 3);
}

static uint32_t some_cell(struct test_random *random, uint32_t form)
{
	return gkr_form_cell_at(form,
	    (uint32_t)test_random_below(random, gkr_form_cell_count(form)));
}

START_TEST(valid_reports)
{
	struct test_random random;
	gkr_findings *f;
	int i;

	test_random_init(&random, 20190601);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	for (i = 0; i < ROUNDS; i++) {
		uint32_t form = some_form(&random);
		gkr_report *r = random_report(&random, form);

		agree(r, f, 0);
		ck_assert_uint_eq(
		    gkr_findings_count(f), form == GKR_FORM_HYBRID);
		gkr_report_free(r);
	}
	gkr_findings_free(f);
}
END_TEST

/* One number that is wrong. */
START_TEST(one_fault)
{
	struct test_random random;
	gkr_findings *f;
	int i;

	test_random_init(&random, 20211001);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	for (i = 0; i < ROUNDS; i++) {
		uint32_t form = some_form(&random);
		gkr_report *r = random_report(&random, form);
		uint32_t cell = some_cell(&random, form);
		char text[24];

		snprintf(text, sizeof text, "%llu",
		    (unsigned long long)test_random_below(&random, 12));
		clean_set(r, gkr_cell_address(cell), text);
		agree(r, f, 0);
		gkr_report_free(r);
	}
	gkr_findings_free(f);
}
END_TEST

/* Anything anywhere. */
START_TEST(many_faults)
{
	static const char *const texts[] = {"0", "7", "", "", "/", "若干", "5",
	    "12345678901234567890", "　", "123456789012345678"};
	struct test_random random;
	gkr_findings *f;
	int i, k, n;

	test_random_init(&random, 20260331);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	for (i = 0; i < ROUNDS; i++) {
		uint32_t form = some_form(&random);
		gkr_report *r = random_report(&random, form);

		n = 1 + (int)test_random_below(&random, 40);
		for (k = 0; k < n; k++)
			clean_set(r, gkr_cell_address(some_cell(&random, form)),
			    texts[test_random_below(&random, 10)]);
		agree(r, f, 0);
		agree(r, f, 1);
		gkr_report_free(r);
	}
	gkr_findings_free(f);
}
END_TEST

/* What is set is what counts, at once. */
START_TEST(corrected_report)
{
	struct test_random random;
	gkr_report *r;
	gkr_findings *f;
	uint32_t cell = cell_of("applications", "outcome_total", "total");
	int64_t v;
	uint32_t scale;

	test_random_init(&random, 1);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	r = random_report(&random, GKR_FORM_2021);
	ck_assert_int_eq(gkr_report_number(r, cell, &v, &scale), GKR_OK);
	ck_assert_int_eq(gkr_report_set_number(r, cell, v + 1, 0), GKR_OK);
	agree(r, f, 0);
	ck_assert_uint_eq(gkr_findings_count(f), 3);
	ck_assert_int_eq(gkr_report_set_number(r, cell, v, 0), GKR_OK);
	agree(r, f, 0);
	ck_assert_uint_eq(gkr_findings_count(f), 0);
	gkr_report_free(r);
	gkr_findings_free(f);
}
END_TEST

Suite *suite_check_random(void)
{
	Suite *s = suite_create("check-random");
	TCase *t = tcase_create("oracle");

	tcase_add_test(t, valid_reports);
	tcase_add_test(t, one_fault);
	tcase_add_test(t, many_faults);
	tcase_add_test(t, corrected_report);
	suite_add_tcase(s, t);
	return s;
}
