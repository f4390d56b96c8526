/* Corrections to a report. */
#include "support-tokens.h"

#include <string.h>

static uint32_t cell_at(const char *address)
{
	uint32_t cell = gkr_cell_from_address(address);

	ck_assert_msg(cell != 0, "no cell %s", address);
	return cell;
}

static int32_t set(gkr_report *r, uint32_t cell, const char *text)
{
	return gkr_report_set_cell(r, cell, text, strlen(text));
}

static void assert_raw(const gkr_report *r, uint32_t cell, const char *want)
{
	size_t len;
	const char *p = gkr_report_raw(r, cell, &len);

	ck_assert_ptr_nonnull(p);
	test_text(p, len, want);
}

START_TEST(cell_is_read_from_text)
{
	static const struct {
		const char *text, *raw, *value;
		uint32_t state;
	} cases[] = {{"1,075.178", "1,075.178", "1075.178", GKR_STATE_NUMBER},
	    {"　-8 ", "-8", "-8", GKR_STATE_NUMBER},
	    {"22（其中修订 16 件）", "22（其中修订 16 件）", "22",
		GKR_STATE_NUMBER},
	    {"", "", NULL, GKR_STATE_BLANK}, {" \t", "", NULL, GKR_STATE_BLANK},
	    {"/", "/", NULL, GKR_STATE_NIL},
	    {"待定", "待定", NULL, GKR_STATE_TEXT}};
	uint32_t cell = cell_at("applications.granted.total");
	gkr_report *r = test_report(NULL);
	char value[24];
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		ck_assert_int_eq(set(r, cell, cases[i].text), GKR_OK);
		assert_raw(r, cell, cases[i].raw);
		ck_assert_uint_eq(gkr_report_state(r, cell), cases[i].state);
		ck_assert_uint_eq(
		    gkr_report_certainty(r, cell), GKR_CERTAINTY_SET);
		ck_assert_int_eq(gkr_report_value(r, cell, value, sizeof value),
		    cases[i].value ? GKR_OK : GKR_E_NOT_FOUND);
		if (cases[i].value)
			ck_assert_str_eq(value, cases[i].value);
		ck_assert_int_eq(
		    gkr_report_place(r, cell, NULL, NULL, NULL, NULL),
		    GKR_E_NOT_FOUND);
	}
	gkr_report_free(r);
}
END_TEST

START_TEST(note_follows_the_cell)
{
	uint32_t cell = cell_at("applications.granted.total");
	gkr_report *r = test_report(NULL);
	size_t len;
	const char *p;

	set(r, cell, "22（其中修订 16 件）");
	p = gkr_report_note(r, cell, &len);
	ck_assert_ptr_nonnull(p);
	test_text(p, len, "（其中修订 16 件）");
	set(r, cell, "22");
	ck_assert_ptr_null(gkr_report_note(r, cell, &len));
	gkr_report_free(r);
}
END_TEST

START_TEST(bad_cells_are_refused)
{
	static char big[65536 + 2];
	uint32_t cell = cell_at("applications.granted.total");
	gkr_report *r = test_report(NULL);

	set(r, cell, "5");
	ck_assert_int_eq(set(r, 0, "5"), GKR_E_ARGUMENT);
	ck_assert_int_eq(set(r, 12345678, "5"), GKR_E_ARGUMENT);
	ck_assert_int_eq(set(NULL, cell, "5"), GKR_E_ARGUMENT);
	ck_assert_int_eq(set(r, cell, "\xff"), GKR_E_ARGUMENT);
	ck_assert_int_eq(set(r, cell, "\xe6\x94"), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_report_set_cell(r, cell, "1\0002", 3), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_set_cell(r, cell, NULL, 1), GKR_E_ARGUMENT);
	memset(big, 'x', sizeof big);
	ck_assert_int_eq(gkr_report_set_cell(r, cell, big, 65536), GKR_E_LIMIT);
	assert_raw(r, cell, "5");
	ck_assert_int_eq(gkr_report_set_cell(r, cell, big, 65535), GKR_OK);
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_TEXT);
	ck_assert_int_eq(gkr_report_set_cell(r, cell, NULL, 0), GKR_OK);
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_BLANK);
	gkr_report_free(r);
}
END_TEST

START_TEST(cell_of_another_form)
{
	uint32_t cell = cell_at("article20_9.procurement.amount");
	gkr_report *r = test_report(NULL);

	gkr_report_set_form(r, GKR_FORM_2021);
	ck_assert_int_eq(set(r, cell, "1.5"), GKR_OK);
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_NUMBER);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_NUMBER), 0);
	gkr_report_set_form(r, GKR_FORM_2019);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_NUMBER), 1);
	gkr_report_free(r);
}
END_TEST

START_TEST(numbers)
{
	static const struct {
		int64_t mantissa;
		uint32_t scale;
		const char *text;
	} cases[] = {{0, 0, "0"}, {-554, 0, "-554"}, {188710, 4, "18.8710"},
	    {999999999999999999, 0, "999999999999999999"},
	    {-999999999999999999, 18, "-0.999999999999999999"},
	    {5, 18, "0.000000000000000005"}};
	uint32_t cell = cell_at("article20_8.fees.amount"), scale;
	gkr_report *r = test_report(NULL);
	int64_t mantissa;
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		ck_assert_int_eq(gkr_report_set_number(r, cell,
				     cases[i].mantissa, cases[i].scale),
		    GKR_OK);
		assert_raw(r, cell, cases[i].text);
		ck_assert_int_eq(
		    gkr_report_number(r, cell, &mantissa, &scale), GKR_OK);
		ck_assert_int_eq(mantissa, cases[i].mantissa);
		ck_assert_uint_eq(scale, cases[i].scale);
		ck_assert_uint_eq(
		    gkr_report_certainty(r, cell), GKR_CERTAINTY_SET);
	}
	ck_assert_int_eq(gkr_report_set_number(r, cell, 1000000000000000000, 0),
	    GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_report_set_number(r, cell, INT64_MIN, 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_set_number(r, cell, 1, 19), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_set_number(r, 0, 1, 0), GKR_E_ARGUMENT);
	assert_raw(r, cell, "0.000000000000000005");
	gkr_report_free(r);
}
END_TEST

START_TEST(unset_makes_missing)
{
	uint32_t cell = cell_at("applications.granted.total");
	gkr_report *r = test_report(NULL);

	set(r, cell, "5");
	ck_assert_int_eq(gkr_report_unset_cell(r, cell), GKR_OK);
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_MISSING);
	ck_assert_uint_eq(gkr_report_certainty(r, cell), GKR_CERTAINTY_NONE);
	assert_raw(r, cell, "");
	ck_assert_int_eq(gkr_report_unset_cell(r, 0), GKR_E_ARGUMENT);
	gkr_report_free(r);
}
END_TEST

/* A clerk corrects for a day; memory does not grow with it. */
START_TEST(cell_set_many_times)
{
	uint32_t cell = cell_at("applications.granted.total");
	struct test_alloc a;
	gkr_report *r;
	int i;

	test_alloc_init(&a);
	r = test_report(&a);
	for (i = 0; i < 100000; i++)
		ck_assert_int_eq(
		    gkr_report_set_number(r, cell, i % 10, 0), GKR_OK);
	ck_assert_uint_lt(r->text.len, 100);
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

/* What the report itself lent may be given back, though it moves. */
START_TEST(text_of_the_report_itself)
{
	uint32_t from = cell_at("applications.granted.total"), to;
	struct test_alloc a;
	gkr_report *r;
	size_t len, i;
	const char *p;

	test_alloc_init(&a);
	r = test_report(&a);
	set(r, from, "12345678（说明）");
	for (i = 1; i <= 26; i++) {
		to = gkr_cell(GKR_TABLE_APPLICATIONS, (uint32_t)i, 1);
		p = gkr_report_raw(r, from, &len);
		ck_assert_int_eq(gkr_report_set_cell(r, to, p, len), GKR_OK);
		assert_raw(r, to, "12345678（说明）");
		p = gkr_report_raw(r, from, &len);
		ck_assert_int_eq(gkr_report_set_title(r, p, len), GKR_OK);
		ck_assert_str_eq(gkr_report_title(r), "12345678（说明）");
	}
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

/* ------------------------------------------------------------------ */

START_TEST(form_and_year)
{
	gkr_report *r = test_report(NULL);

	ck_assert_int_eq(gkr_report_set_form(r, GKR_FORM_HYBRID), GKR_OK);
	ck_assert_uint_eq(gkr_report_form(r), GKR_FORM_HYBRID);
	ck_assert_int_eq(gkr_report_set_form(r, 5), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_set_form(r, 257), GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_report_form(r), GKR_FORM_HYBRID);
	ck_assert_int_eq(gkr_report_set_form(r, GKR_FORM_UNKNOWN), GKR_OK);
	ck_assert_int_eq(gkr_report_set_form(NULL, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_set_year(r, 2021), GKR_OK);
	ck_assert_uint_eq(gkr_report_year(r), 2021);
	ck_assert_int_eq(gkr_report_set_year(r, 2007), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_set_year(r, 2100), GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_report_year(r), 2021);
	ck_assert_int_eq(gkr_report_set_year(r, 0), GKR_OK);
	ck_assert_uint_eq(gkr_report_year(r), 0);
	ck_assert_int_eq(gkr_report_set_year(NULL, 2021), GKR_E_ARGUMENT);
	gkr_report_free(r);
}
END_TEST

typedef int32_t (*setter)(gkr_report *, const char *, size_t);
typedef const char *(*getter)(const gkr_report *);

static const struct {
	setter set;
	getter get;
} strings[] = {{gkr_report_set_title, gkr_report_title},
    {gkr_report_set_agency, gkr_report_agency},
    {gkr_report_set_signed_by, gkr_report_signed_by},
    {gkr_report_set_source_name, gkr_report_source_name}};

START_TEST(strings_are_set)
{
	gkr_report *r = test_report(NULL);
	size_t i;

	for (i = 0; i < sizeof strings / sizeof *strings; i++) {
		ck_assert_int_eq(strings[i].set(r, " 甲局\n", 8), GKR_OK);
		ck_assert_str_eq(strings[i].get(r), "甲局");
		ck_assert_int_eq(strings[i].set(r, "\xff", 1), GKR_E_ARGUMENT);
		ck_assert_int_eq(strings[i].set(r, "a\0b", 3), GKR_E_ARGUMENT);
		ck_assert_int_eq(strings[i].set(r, NULL, 3), GKR_E_ARGUMENT);
		ck_assert_int_eq(strings[i].set(NULL, "a", 1), GKR_E_ARGUMENT);
		ck_assert_str_eq(strings[i].get(r), "甲局");
		ck_assert_int_eq(strings[i].set(r, NULL, 0), GKR_OK);
		ck_assert_ptr_null(strings[i].get(r));
	}
	gkr_report_free(r);
}
END_TEST

START_TEST(dates)
{
	static const char *const bad[] = {"2022-02-29", "2022-13-01",
	    "2022-00-10", "2022-01-00", "2022-1-1", "2022-01-32", "2022/01/01",
	    "22-01-011", "2022-04-31", "1900-02-29", "2022-01-1x", "0000-01-01",
	    "2022-01-011"};
	static const char *const good[] = {
	    "2022-01-18", "2024-02-29", "2022-12-31", "2000-02-29"};
	gkr_report *r = test_report(NULL);
	size_t i;

	for (i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert_int_eq(
		    gkr_report_set_date(r, good[i], strlen(good[i])), GKR_OK);
		ck_assert_str_eq(gkr_report_date(r), good[i]);
	}
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(gkr_report_set_date(r, bad[i], strlen(bad[i])) ==
			GKR_E_ARGUMENT,
		    "%s", bad[i]);
	ck_assert_str_eq(gkr_report_date(r), "2000-02-29");
	ck_assert_int_eq(gkr_report_set_date(r, "", 0), GKR_OK);
	ck_assert_ptr_null(gkr_report_date(r));
	ck_assert_int_eq(
	    gkr_report_set_date(NULL, "2022-01-18", 10), GKR_E_ARGUMENT);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */

/*
 * Every setter with no memory to be had: it fails, and nothing has changed.
 * The buffer's room is used up first, so that each of them has to ask.
 */
START_TEST(unchanged_where_memory_fails)
{
	uint32_t cell = cell_at("applications.granted.total");
	static char big[4096];
	struct test_alloc a;
	gkr_report *r;
	size_t i, n = sizeof big;

	test_alloc_init(&a);
	r = test_report(&a);
	memset(big, 'x', n);
	set(r, cell, "5");
	for (i = 0; i < sizeof strings / sizeof *strings; i++)
		strings[i].set(r, "old", 3);
	gkr_report_set_date(r, "2022-01-18", 10);
	while (r->text.cap - r->text.len >= 8)
		ck_assert_int_eq(gkr_report_set_title(r, "old", 3), GKR_OK);
	test_alloc_fail(&a, 0, 1);
	ck_assert_int_eq(gkr_report_set_cell(r, cell, big, n), GKR_E_MEMORY);
	ck_assert_int_eq(
	    gkr_report_set_number(r, cell, 123456789, 2), GKR_E_MEMORY);
	for (i = 0; i < sizeof strings / sizeof *strings; i++) {
		ck_assert_int_eq(strings[i].set(r, big, n), GKR_E_MEMORY);
		ck_assert_str_eq(strings[i].get(r), "old");
	}
	ck_assert_int_eq(
	    gkr_report_set_date(r, "2023-01-18", 10), GKR_E_MEMORY);
	ck_assert_str_eq(gkr_report_date(r), "2022-01-18");
	assert_raw(r, cell, "5");
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_NUMBER);
	test_alloc_fail(&a, -1, 0);
	ck_assert_int_eq(gkr_report_set_cell(r, cell, big, n), GKR_OK);
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

static int32_t set_all(struct test_alloc *a, void *arg)
{
	gkr_report *r;
	int32_t rc = gkr_report_new_with(test_alloc, a, &r);
	uint32_t i;

	(void)arg;
	for (i = 1; i <= 26 && rc == GKR_OK; i++)
		rc = set(r, gkr_cell(6, i, 1), "1234567890（说明）");
	for (i = 0; i < 4 && rc == GKR_OK; i++)
		rc = strings[i].set(r, "甲山市乙水区林业局", 27);
	gkr_report_free(r);
	return rc;
}

START_TEST(every_allocation_may_fail)
{
	ck_assert_uint_gt(test_each_failure(set_all, NULL), 3);
}
END_TEST

Suite *suite_report_set(void)
{
	Suite *s = suite_create("report-set");
	TCase *c = tcase_create("set");

	tcase_add_test(c, cell_is_read_from_text);
	tcase_add_test(c, note_follows_the_cell);
	tcase_add_test(c, bad_cells_are_refused);
	tcase_add_test(c, cell_of_another_form);
	tcase_add_test(c, numbers);
	tcase_add_test(c, unset_makes_missing);
	tcase_add_test(c, cell_set_many_times);
	tcase_add_test(c, text_of_the_report_itself);
	tcase_add_test(c, form_and_year);
	tcase_add_test(c, strings_are_set);
	tcase_add_test(c, dates);
	tcase_add_test(c, unchanged_where_memory_fails);
	tcase_add_test(c, every_allocation_may_fail);
	suite_add_tcase(s, c);
	return s;
}
