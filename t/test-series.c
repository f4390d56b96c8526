/* Many reports, paired by organ and year. */
#include "support-compare.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

static gkr_report *report(const char *agency, uint32_t year, const char *value)
{
	gkr_report *r = year_report(
	    year < 2021 ? GKR_FORM_2019 : GKR_FORM_2021, year, agency);

	clean_set(r, "applications.granted.total", value);
	return r;
}

static void add(
    gkr_series *s, const char *agency, uint32_t year, const char *value)
{
	gkr_report *r = report(agency, year, value);

	ck_assert_int_eq(gkr_series_add(s, r), GKR_OK);
	gkr_report_free(r);
}

/* The steps as text: "kind agency year-year last this", a line each. */
static const char *steps(const gkr_series *s)
{
	static char text[8192];
	size_t at = 0;
	uint32_t i;

	*text = '\0';
	for (i = 0; i < gkr_series_step_count(s); i++)
		at += (size_t)snprintf(text + at, sizeof text - at,
		    "%s %s %u-%u %d %d\n",
		    gkr_step_name(gkr_series_step_kind(s, i)),
		    gkr_series_step_agency(s, i),
		    (unsigned)gkr_series_step_year(s, i),
		    (unsigned)gkr_series_step_year_to(s, i),
		    (int)gkr_series_step_last(s, i),
		    (int)gkr_series_step_this(s, i));
	return text;
}

START_TEST(pairs)
{
	gkr_series *s;

	gkr_series_new(&s);
	add(s, "枕溪区水务局", 2023, "0");
	add(s, "枕溪区教育局", 2022, "0");
	add(s, "枕溪区水务局", 2021, "0");
	add(s, "枕溪区教育局", 2021, "0");
	add(s, "枕溪区水务局", 2022, "0");
	add(s, "枕溪区教育局", 2023, "0");
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_str_eq(steps(s),
	    "pair 枕溪区教育局 2022-2022 3 1\n"
	    "pair 枕溪区教育局 2023-2023 1 5\n"
	    "pair 枕溪区水务局 2022-2022 2 4\n"
	    "pair 枕溪区水务局 2023-2023 4 0\n");
	ck_assert_uint_eq(gkr_series_agency_count(s), 2);
	ck_assert_uint_eq(gkr_series_count(s), 6);
	gkr_series_free(s);
}
END_TEST

START_TEST(gaps)
{
	gkr_series *s;

	gkr_series_new(&s);
	add(s, "枕溪区水务局", 2019, "0");
	add(s, "枕溪区水务局", 2020, "0");
	add(s, "枕溪区水务局", 2023, "0");
	add(s, "枕溪区教育局", 2021, "0");
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_str_eq(steps(s),
	    "missing 枕溪区教育局 2019-2020 -1 3\n"
	    "missing 枕溪区教育局 2022-2023 3 -1\n"
	    "pair 枕溪区水务局 2020-2020 0 1\n"
	    "missing 枕溪区水务局 2021-2022 1 2\n");
	/* one more, and again */
	add(s, "枕溪区水务局", 2022, "0");
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_str_eq(steps(s),
	    "missing 枕溪区教育局 2019-2020 -1 3\n"
	    "missing 枕溪区教育局 2022-2023 3 -1\n"
	    "pair 枕溪区水务局 2020-2020 0 1\n"
	    "missing 枕溪区水务局 2021-2021 1 4\n"
	    "pair 枕溪区水务局 2023-2023 4 2\n");
	gkr_series_free(s);
}
END_TEST

/* The same numbers twice are one report; others are not to be chosen from. */
START_TEST(doubles)
{
	gkr_series *s;

	gkr_series_new(&s);
	add(s, "枕溪区水务局", 2021, "0");
	add(s, "枕溪区水务局", 2022, "3");
	add(s, "枕溪区水务局", 2022, "3");
	add(s, "枕溪区水务局", 2023, "4");
	add(s, "枕溪区水务局", 2023, "5");
	add(s, "枕溪区水务局", 2024, "5");
	add(s, "枕溪区水务局", 2025, "5");
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_str_eq(steps(s),
	    "double 枕溪区水务局 2022-2022 1 2\n"
	    "pair 枕溪区水务局 2022-2022 0 1\n"
	    "differing 枕溪区水务局 2023-2023 3 4\n"
	    "pair 枕溪区水务局 2025-2025 5 6\n");
	gkr_series_free(s);
}
END_TEST

START_TEST(names_of_one_organ)
{
	gkr_series *s;

	gkr_series_new(&s);
	add(s, "枕溪区水务局", 2021, "0");
	add(s, "云岭省鹿鸣市枕溪区水务局", 2022, "0");
	add(s, "鹿鸣市枕溪区水務局", 2023, "0");
	add(s, "枕溪区人民政府", 2022, "0");
	add(s, "枕溪区人民政府办公室", 2023, "0");
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_str_eq(steps(s),
	    "missing 枕溪区人民政府 2021-2021 -1 3\n"
	    "missing 枕溪区人民政府 2023-2023 3 -1\n"
	    "missing 枕溪区人民政府办公室 2021-2022 -1 4\n"
	    "pair 云岭省鹿鸣市枕溪区水务局 2022-2022 0 1\n"
	    "pair 云岭省鹿鸣市枕溪区水务局 2023-2023 1 2\n");
	gkr_series_free(s);
}
END_TEST

/* 枕溪区水务局 may be that of two cities: of neither is it taken. */
START_TEST(names_of_several)
{
	gkr_series *s;

	gkr_series_new(&s);
	add(s, "鹿鸣市枕溪区水务局", 2022, "0");
	add(s, "枕溪区水务局", 2021, "0");
	add(s, "青禾市枕溪区水务局", 2021, "0");
	add(s, "青禾市枕溪区水务局", 2022, "0");
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_str_eq(steps(s),
	    "ambiguous 枕溪区水务局 0-0 1 -1\n"
	    "missing 枕溪区水务局 2022-2022 1 -1\n"
	    "pair 青禾市枕溪区水务局 2022-2022 2 3\n"
	    "missing 鹿鸣市枕溪区水务局 2021-2021 -1 0\n");
	ck_assert_uint_eq(gkr_series_agency_count(s), 3);
	gkr_series_free(s);
}
END_TEST

/* What is loaded compares as the report that was added. */
START_TEST(loaded)
{
	gkr_report *r = report("枕溪区水务局", 2022, "1,234.5678"), *back;
	gkr_series *s;
	uint32_t i, cell;
	uint64_t a[4], b[4];
	size_t n, m;
	const char *label;

	gkr_series_new(&s);
	clean_set(r, "article20_8.fees.amount", "-0.0001");
	clean_set(r, "applications.granted.research", "/");
	clean_set(r, "applications.granted.welfare", "三");
	clean_set(r, "applications.granted.enterprise", "999999999999999999");
	clean_unset(r, "applications.granted.natural_person");
	clean_span(r, &r->row_label[6][3], "（一）公开", 603, 1);
	r->cells[gkri_slot(gkr_cell(6, 5, 3))].offset = UINT64_MAX - 7;
	r->source.position_kind = GKR_POSITION_CELLS;
	ck_assert_int_eq(gkr_series_add(s, r), GKR_OK);
	gkr_report_new(&back);
	gkr_report_set_title(back, "x", 1);
	ck_assert_int_eq(gkr_series_load(s, 0, back), GKR_OK);
	ck_assert_ptr_null(gkr_report_title(back));
	ck_assert_str_eq(gkr_report_agency(back), "枕溪区水务局");
	ck_assert_str_eq(gkr_report_source_name(back), "2022.txt");
	ck_assert_uint_eq(gkr_report_year(back), 2022);
	ck_assert_uint_eq(gkr_report_form(back), GKR_FORM_2021);
	ck_assert_uint_eq(gkr_report_position_kind(back), GKR_POSITION_CELLS);
	for (i = 0; (cell = gkr_form_cell_at(GKR_FORM_2021, i)) != 0; i++) {
		const struct gkri_rcell *x = &r->cells[gkri_slot(cell)];
		const struct gkri_rcell *y = &back->cells[gkri_slot(cell)];

		ck_assert_uint_eq(x->state, y->state);
		ck_assert_uint_eq(x->certainty, y->certainty);
		ck_assert(x->mantissa == y->mantissa && x->scale == y->scale);
		ck_assert_int_eq(
		    gkr_report_place(r, cell, &a[0], &a[1], &a[2], &a[3]),
		    gkr_report_place(back, cell, &b[0], &b[1], &b[2], &b[3]));
		ck_assert(memcmp(a, b, sizeof a) == 0);
	}
	label = gkr_report_row_label(back, 6, 3, &n);
	test_text(label, n, "（一）公开");
	label = gkr_report_column_label(back, 6, 7, &m);
	test_text(label, m, "总计");
	ck_assert_uint_eq(gkr_report_has_table(back, 7), 1);
	ck_assert_int_eq(gkr_series_load(s, 1, back), GKR_E_ARGUMENT);
	gkr_report_free(back);
	gkr_report_free(r);
	gkr_series_free(s);
}
END_TEST

START_TEST(not_added)
{
	gkr_report *r = report("枕溪区水务局", 2022, "1");
	gkr_series *s;

	gkr_series_new(&s);
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_uint_eq(gkr_series_step_count(s), 0);
	gkr_report_set_year(r, 0);
	ck_assert_int_eq(gkr_series_add(s, r), GKR_E_YEAR);
	gkr_report_set_agency(r, "", 0);
	ck_assert_int_eq(gkr_series_add(s, r), GKR_E_AGENCY);
	gkr_report_set_signed_by(r, "枕溪区水务局", strlen("枕溪区水务局"));
	gkr_report_set_year(r, 2022);
	ck_assert_int_eq(gkr_series_add(s, r), GKR_OK);
	gkr_report_set_form(r, GKR_FORM_UNKNOWN);
	ck_assert_int_eq(gkr_series_add(s, r), GKR_E_FORM);
	ck_assert_int_eq(gkr_series_add(NULL, r), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_series_add(s, NULL), GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_series_count(s), 1);
	ck_assert_int_eq(
	    gkr_series_set_limit(s, GKR_LIMIT_CELL, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_series_set_limit(s, GKR_LIMIT_MEMORY, 1), GKR_OK);
	gkr_report_set_form(r, GKR_FORM_2021);
	while (gkr_series_add(s, r) == GKR_OK)
		ck_assert_uint_lt(gkr_series_count(s), 100);
	ck_assert_int_eq(gkr_series_add(s, r), GKR_E_LIMIT);
	ck_assert_ptr_null(gkr_series_step_agency(s, 9));
	ck_assert_uint_eq(gkr_series_step_last(s, 9), UINT32_MAX);
	ck_assert_ptr_null(gkr_step_name(0));
	ck_assert_ptr_null(gkr_step_name(6));
	gkr_series_free(NULL);
	gkr_series_free(s);
	gkr_report_free(r);
}
END_TEST

/* A summary is small, and so is the time to sort them. */
START_TEST(many)
{
	enum { ORGANS = 2000, YEARS = 5 };
	struct test_alloc a;
	gkr_report *r = report("枕溪区", 2021, "7");
	gkr_series *s;
	char name[64];
	uint32_t i, y;

	test_alloc_init(&a);
	ck_assert_int_eq(gkr_series_new_with(test_alloc, &a, &s), GKR_OK);
	for (i = 0; i < ORGANS; i++)
		for (y = 0; y < YEARS; y++) {
			r->text.len = r->agency - 1;
			snprintf(name, sizeof name, "%s枕溪区第%u管理站",
			    y & 1 ? "" : "鹿鸣市",
			    (unsigned)(i * 7919 % ORGANS));
			gkr_report_set_agency(r, name, strlen(name));
			gkr_report_set_year(r, 2021 + (y * 3 + i) % YEARS);
			ck_assert_int_eq(gkr_series_add(s, r), GKR_OK);
		}
	ck_assert_uint_lt(a.bytes / (ORGANS * YEARS), 4000);
	ck_assert_int_eq(gkr_series_arrange(s), GKR_OK);
	ck_assert_uint_eq(gkr_series_agency_count(s), ORGANS);
	ck_assert_uint_eq(gkr_series_step_count(s), ORGANS * (YEARS - 1));
	for (i = 0; i < gkr_series_step_count(s); i++)
		ck_assert_uint_eq(gkr_series_step_kind(s, i), GKR_STEP_PAIR);
	gkr_series_free(s);
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

static int32_t work(struct test_alloc *a, void *arg)
{
	gkr_report **parts = arg, *back = NULL;
	gkr_series *s = NULL;
	gkr_buffer *b = NULL;
	gkr_exporter *e = NULL;
	int32_t rc = gkr_series_new_with(test_alloc, a, &s);
	uint32_t i;

	if (rc == GKR_OK)
		rc = gkr_report_new_with(test_alloc, a, &back);
	if (rc == GKR_OK)
		rc = gkr_buffer_new_with(test_alloc, a, &b);
	if (rc == GKR_OK)
		rc = gkr_exporter_new_with(GKR_FORMAT_JSON, test_alloc, a, &e);
	for (i = 0; rc == GKR_OK && i < 3; i++)
		rc = gkr_series_add(s, parts[i]);
	if (rc == GKR_OK)
		rc = gkr_series_arrange(s);
	if (rc == GKR_OK)
		rc = gkr_exporter_write_step(e, s, 0, b);
	if (rc == GKR_OK)
		rc = gkr_series_load(s, 1, back);
	gkr_series_free(s);
	gkr_report_free(back);
	gkr_buffer_free(b);
	gkr_exporter_free(e);
	return rc;
}

START_TEST(memory)
{
	gkr_report *parts[3];

	parts[0] = report("枕溪区水务局", 2021, "1");
	parts[1] = report("枕溪区水务局", 2022, "1");
	parts[2] = report("枕溪区教育局", 2022, "1");
	ck_assert_uint_gt(test_each_failure(work, parts), 8);
	gkr_report_free(parts[0]);
	gkr_report_free(parts[1]);
	gkr_report_free(parts[2]);
}
END_TEST

START_TEST(exports)
{
	gkr_series *s;
	gkr_exporter *e;
	gkr_buffer *b;

	gkr_series_new(&s);
	gkr_buffer_new(&b);
	gkr_exporter_new(GKR_FORMAT_NDJSON, &e);
	add(s, "枕溪区水务局", 2021, "0");
	add(s, "枕溪区水务局", 2023, "0");
	gkr_series_arrange(s);
	ck_assert_int_eq(gkr_exporter_write_step(e, s, 0, b), GKR_OK);
	ck_assert_str_eq(gkr_buffer_data(b, NULL),
	    "{\"schema\":\"gkr-step/1\",\"step\":\"missing\",\"agency\":"
	    "\"枕溪区水务局\",\"year\":2022,\"year_to\":2022,\"last\":{"
	    "\"name\":\"2021.txt\"},\"this\":{\"name\":\"2023.txt\"}}\n");
	ck_assert_int_eq(gkr_exporter_write_step(e, s, 1, b), GKR_E_ARGUMENT);
	gkr_exporter_free(e);
	gkr_buffer_clear(b);
	gkr_exporter_new(GKR_FORMAT_CSV, &e);
	ck_assert_int_eq(gkr_exporter_write_step(e, s, 0, b), GKR_OK);
	ck_assert_str_eq(gkr_buffer_data(b, NULL), "");
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_series_free(s);
}
END_TEST

Suite *suite_series(void);
Suite *suite_series(void)
{
	Suite *s = suite_create("series");
	TCase *t = tcase_create("series");

	tcase_add_test(t, pairs);
	tcase_add_test(t, gaps);
	tcase_add_test(t, doubles);
	tcase_add_test(t, names_of_one_organ);
	tcase_add_test(t, names_of_several);
	tcase_add_test(t, loaded);
	tcase_add_test(t, not_added);
	tcase_add_test(t, many);
	tcase_add_test(t, memory);
	tcase_add_test(t, exports);
	suite_add_tcase(s, t);
	return s;
}
