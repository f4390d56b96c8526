/* What gkr.h promises of every function, tried through gkr.h alone. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* Parses a sample with one limit lowered; returns the limit that was hit. */
static uint32_t hit(const char *sample, uint32_t limit, uint64_t value)
{
	gkr_tokenizer *t;
	gkr_report *r;
	size_t len;
	char *bytes = test_read(sample, &len);
	uint32_t named;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_set_limit(t, limit, value), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, bytes, len), GKR_E_LIMIT);
	named = gkr_report_error_limit(r);
	ck_assert_uint_eq(gkr_tokenizer_error_limit(t), named);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	free(bytes);
	return named;
}

START_TEST(the_limit_that_was_hit_is_named)
{
	const char *lines = "t/samples/water_lines.txt";
	uint64_t memory;

	ck_assert_uint_eq(hit(lines, GKR_LIMIT_INPUT, 1000), GKR_LIMIT_INPUT);
	ck_assert_uint_eq(hit(lines, GKR_LIMIT_TABLE, 300), GKR_LIMIT_TABLE);
	/* wherever memory runs out: in the window, the decoder, the tables */
	for (memory = 7000; memory < 14000; memory += 100)
		ck_assert_uint_eq(hit("t/samples/water_lines-gb18030.txt",
				      GKR_LIMIT_MEMORY, memory),
		    GKR_LIMIT_MEMORY);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Arguments that are not there                                       */

#define NONE(call) ck_assert_uint_eq((uint64_t)(call), 0)
#define NOTHING(call) ck_assert_ptr_null(call)
#define REFUSED(call) ck_assert_int_eq(call, GKR_E_ARGUMENT)

START_TEST(no_tokenizer)
{
	gkr_tokenizer *t = NULL;
	size_t n = 7;

	REFUSED(gkr_tokenizer_new(NULL));
	REFUSED(gkr_tokenizer_new_with(NULL, NULL, NULL));
	gkr_tokenizer_free(NULL);
	REFUSED(gkr_tokenizer_reset(t));
	REFUSED(gkr_tokenizer_set_encoding(t, 1));
	REFUSED(gkr_tokenizer_set_limit(t, GKR_LIMIT_SPAN, 1));
	REFUSED(gkr_tokenizer_set_option(t, 1, 1));
	REFUSED(gkr_tokenizer_feed(t, "", 1));
	REFUSED(gkr_tokenizer_finish(t));
	REFUSED(gkr_tokenizer_feed_paragraph(t, "", 0));
	REFUSED(gkr_tokenizer_feed_cell(t, "", 0, 1, 1));
	REFUSED(gkr_tokenizer_end_row(t));
	REFUSED(gkr_tokenizer_end_table(t));
	REFUSED(gkr_tokenizer_set_cell_layout(t, 1));
	REFUSED(gkr_tokenizer_next(t));
	REFUSED(gkr_tokenizer_error(t));
	NONE(gkr_tokenizer_encoding(t));
	NONE(gkr_tokenizer_limit(t, GKR_LIMIT_SPAN));
	NONE(gkr_tokenizer_replaced(t));
	NONE(gkr_tokenizer_position_kind(t));
	NONE(gkr_tokenizer_error_offset(t));
	NONE(gkr_tokenizer_error_line(t));
	NONE(gkr_tokenizer_error_limit(t));
	NONE(gkr_tokenizer_memory(t) + gkr_tokenizer_memory_peak(t));
	NONE(gkr_tokenizer_work_bytes(t) + gkr_tokenizer_work_cells(t));
	NOTHING(gkr_tokenizer_error_message(t, GKR_LANG_EN));
	NONE(gkr_token_kind(t));
	ck_assert_str_eq(gkr_token_text(t, &n), "");
	NONE(n);
	NOTHING(gkr_token_unit(t, NULL));
}
END_TEST

START_TEST(no_report)
{
	gkr_tokenizer *t;
	gkr_report *r = NULL;
	size_t n = 7;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	REFUSED(gkr_report_new(NULL));
	REFUSED(gkr_report_new_with(NULL, NULL, NULL));
	gkr_report_free(NULL);
	REFUSED(gkr_report_clear(r));
	REFUSED(gkr_report_set_limit(r, GKR_LIMIT_PROSE, 1));
	REFUSED(gkr_report_read(r, t));
	REFUSED(gkr_report_parse(r, t, "", 1));
	REFUSED(gkr_report_error(r));
	REFUSED(gkr_report_section_place(r, 0, 0, NULL, NULL, NULL));
	REFUSED(gkr_report_table(r, 1, NULL, NULL, NULL, 0, &n));
	NONE(n);
	REFUSED(gkr_report_set_form(r, GKR_FORM_2021));
	REFUSED(gkr_report_set_year(r, 2021));
	REFUSED(gkr_report_set_title(r, "x", 1));
	REFUSED(gkr_report_set_agency(r, "x", 1));
	REFUSED(gkr_report_set_signed_by(r, "x", 1));
	REFUSED(gkr_report_set_date(r, "2021-01-01", 10));
	REFUSED(gkr_report_set_source_name(r, "x", 1));
	NONE(gkr_report_limit(r, GKR_LIMIT_PROSE) + gkr_report_error_offset(r));
	NONE(gkr_report_error_line(r) + gkr_report_error_limit(r));
	NONE(gkr_report_form(r) + gkr_report_year(r));
	NONE(gkr_report_source_bytes(r) + gkr_report_encoding(r));
	NONE(gkr_report_replaced(r) + gkr_report_position_kind(r));
	NONE(gkr_report_layout_count(r) + gkr_report_layout_at(r, 0));
	NONE(gkr_report_section_count(r) + gkr_report_count_inferred(r));
	NONE(gkr_report_has_table(r, 1) + gkr_report_has_row(r, 1, 1));
	NONE(gkr_report_has_column(r, 1, 4) + gkr_report_loose_count(r));
	NONE(gkr_report_count_state(r, GKR_STATE_MISSING));
	NOTHING(gkr_report_error_message(r, GKR_LANG_EN));
	NOTHING(gkr_report_title(r));
	NOTHING(gkr_report_agency(r));
	NOTHING(gkr_report_signed_by(r));
	NOTHING(gkr_report_date(r));
	NOTHING(gkr_report_source_name(r));
	NOTHING(gkr_report_preamble(r, &n));
	gkr_tokenizer_free(t);
}
END_TEST

/* With an index or id that is none: of an empty report, and of none. */
static void no_such_part(gkr_report *r)
{
	size_t n = 7;

	NONE(gkr_report_section_id(r, 0) + gkr_report_section_number(r, 0));
	NONE(gkr_report_section_line(r, 0) + gkr_report_section_offset(r, 0));
	NOTHING(gkr_report_section_heading(r, 0, &n));
	NONE(n);
	NOTHING(gkr_report_section_text(r, UINT32_MAX, NULL));
	NONE(gkr_report_loose_kind(r, 0) + gkr_report_loose_table(r, 0));
	NONE(gkr_report_loose_row(r, 0) + gkr_report_loose_line(r, 0));
	NONE(gkr_report_loose_value_count(r, 0));
	NOTHING(gkr_report_loose_label(r, 0, &n));
	NOTHING(gkr_report_loose_value(r, 0, 0, &n));
	NOTHING(gkr_report_row_label(r, 1, 1, &n));
	NOTHING(gkr_report_column_label(r, 99, 99, &n));
	NONE(gkr_report_has_table(r, 0) + gkr_report_has_table(r, UINT32_MAX));
	NONE(gkr_report_has_row(r, 1, UINT32_MAX));
}

static void no_such_cell(gkr_report *r, uint32_t cell)
{
	int64_t mantissa = 7;
	uint32_t scale = 7;
	char out[24] = "x";
	size_t n = 7;

	NONE(gkr_report_state(r, cell) + gkr_report_certainty(r, cell));
	REFUSED(gkr_report_number(r, cell, &mantissa, &scale));
	NONE(mantissa);
	NONE(scale);
	REFUSED(gkr_report_value(r, cell, out, sizeof out));
	ck_assert_str_eq(out, "");
	NOTHING(gkr_report_raw(r, cell, &n));
	NONE(n);
	NOTHING(gkr_report_note(r, cell, NULL));
	NOTHING(gkr_report_unit(r, cell, NULL));
	REFUSED(gkr_report_place(r, cell, NULL, NULL, NULL, NULL));
	REFUSED(gkr_report_set_cell(r, cell, "1", 1));
	REFUSED(gkr_report_set_number(r, cell, 1, 0));
	REFUSED(gkr_report_unset_cell(r, cell));
}

START_TEST(nothing_of_the_kind)
{
	gkr_report *r;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	no_such_part(NULL);
	no_such_part(r);
	no_such_cell(NULL, gkr_cell(1, 1, 1));
	no_such_cell(r, 0);
	no_such_cell(r, UINT32_MAX);
	no_such_cell(r, gkr_cell(1, 1, 1) + 7);
	gkr_report_free(r);
}
END_TEST

START_TEST(no_findings)
{
	gkr_findings *f = NULL, *empty;
	gkr_report *r, *copy = NULL;
	int i;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&empty), GKR_OK);
	REFUSED(gkr_findings_new(NULL));
	REFUSED(gkr_findings_new_with(NULL, NULL, NULL));
	gkr_findings_free(NULL);
	REFUSED(gkr_findings_set_limit(f, GKR_LIMIT_FINDINGS, 1));
	REFUSED(gkr_findings_set_limit(empty, GKR_LIMIT_SPAN, 1));
	REFUSED(gkr_findings_set_limit(empty, GKR_LIMIT_FINDINGS, 0));
	REFUSED(gkr_findings_set_policy(f, GKR_POLICY_BLANK_AS_ZERO, 1));
	REFUSED(gkr_findings_set_policy(empty, 99, 1));
	REFUSED(gkr_findings_set_policy(empty, GKR_POLICY_BLANK_AS_ZERO, 2));
	REFUSED(gkr_check(f, r));
	REFUSED(gkr_check(empty, NULL));
	for (i = 0; i < 2; i++, f = empty) {
		NONE(gkr_findings_count(f));
		NONE(gkr_findings_count_severity(f, GKR_SEVERITY_INFO));
		NONE(gkr_findings_count_severity(f, 0));
		NONE(gkr_finding_rule(f, 0) + gkr_finding_status(f, 0));
		NONE(gkr_finding_severity(f, 0) + gkr_finding_cell_count(f, 0));
		NONE(gkr_finding_cell(f, 0, 0) + gkr_finding_line(f, 0));
		NONE(gkr_finding_column(f, 0) + gkr_finding_offset(f, 0));
		NONE(gkr_finding_length(f, 0));
		NOTHING(gkr_finding_at(f, 0));
		NOTHING(gkr_finding_left(f, 0));
		NOTHING(gkr_finding_right(f, 0));
		NOTHING(gkr_finding_message(f, 0, GKR_LANG_EN));
		NOTHING(gkr_finding_suggestion(f, 0, GKR_LANG_EN));
		NONE(gkr_finding_suggestion_kind(f, 0));
		NONE(gkr_finding_choices(f, 0) + gkr_finding_accepted(f, 0));
		NONE(gkr_finding_change_count(f, 0));
		NONE(gkr_finding_change_cell(f, 0, 0));
		NOTHING(gkr_finding_change_from(f, 0, 0));
		NOTHING(gkr_finding_change_to(f, 0, 0));
		NOTHING(gkr_finding_fingerprint(f, 0));
		NOTHING(gkr_finding_reason(f, 0));
		NONE(gkr_accepted_count(f) + gkr_accepted_matches(f, 0));
		NONE(gkr_accepted_line(f, 0));
		NOTHING(gkr_accepted_fingerprint(f, 0));
		NOTHING(gkr_accepted_reason(f, 0));
		REFUSED(gkr_finding_apply(f, 0, r));
		REFUSED(gkr_findings_set_severity(f, 0, 1));
		REFUSED(gkr_findings_set_severity(f, 1, 4));
		REFUSED(gkr_findings_set_off(f, gkr_rule_count() + 1, 1));
		REFUSED(gkr_findings_set_off(f, 1, 2));
		REFUSED(gkr_findings_accept(f, NULL, "", 0));
		REFUSED(gkr_findings_accept(f, "123", "", 0));
		REFUSED(gkr_findings_accept_list(f, NULL, 1, NULL));
	}
	REFUSED(gkr_findings_set_severity(NULL, 1, 1));
	REFUSED(gkr_findings_set_off(NULL, 1, 1));
	REFUSED(gkr_findings_accept_list(NULL, "", 0, NULL));
	gkr_findings_accept_none(NULL);
	NOTHING(gkr_suggestion_kind_name(0));
	NOTHING(gkr_suggestion_kind_name(7));
	REFUSED(gkr_report_copy(NULL, &copy));
	NOTHING(copy);
	REFUSED(gkr_report_copy(r, NULL));
	REFUSED(gkr_report_copy_with(NULL, NULL, NULL, &copy));
	gkr_findings_free(empty);
	gkr_report_free(r);
}
END_TEST

START_TEST(no_output)
{
	gkr_exporter *e = NULL;
	gkr_buffer *b = NULL;
	gkr_report *r;
	size_t n = 7;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	REFUSED(gkr_buffer_new(NULL));
	REFUSED(gkr_buffer_new_with(NULL, NULL, NULL));
	NOTHING(gkr_buffer_data(b, &n));
	NONE(n);
	gkr_buffer_clear(b);
	gkr_buffer_free(b);
	REFUSED(gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 1));
	REFUSED(gkr_exporter_new(GKR_FORMAT_CSV, NULL));
	REFUSED(gkr_exporter_new(0, &e));
	REFUSED(gkr_exporter_new_with(99, NULL, NULL, &e));
	NOTHING(e);
	gkr_exporter_free(e);
	REFUSED(gkr_exporter_set_option(e, GKR_EXPORT_BOM, 1));
	REFUSED(gkr_exporter_write(e, r, NULL, b));
	REFUSED(gkr_exporter_write_error(e, "x", GKR_E_NUL, "x", 0, 0, b));
	REFUSED(gkr_exporter_write_findings(e, r, NULL, b));
	REFUSED(gkr_convert("x", 1, GKR_FORMAT_CSV, b));
	gkr_report_free(r);
}
END_TEST

START_TEST(no_such_name)
{
	REFUSED(gkr_status_at(99) == INT32_MIN ? GKR_E_ARGUMENT : GKR_OK);
	NOTHING(gkr_status_name(99));
	NOTHING(gkr_status_message(GKR_OK, 0));
	NOTHING(gkr_status_message(99, GKR_LANG_EN));
	NONE(gkr_has_feature(0) + gkr_has_feature(99));
	NOTHING(gkr_feature_name(0));
	NOTHING(gkr_dependency_version(NULL));
	NONE(gkr_form_from_name(NULL) + gkr_form_from_name("1999"));
	NONE(gkr_table_from_name(NULL) + gkr_row_from_name(1, NULL));
	NONE(gkr_column_from_name(1, NULL) + gkr_cell_from_address(NULL));
	NONE(gkr_encoding_from_name(NULL) + gkr_limit_from_name(NULL));
	NONE(gkr_rule_from_name(NULL) + gkr_format_from_name(NULL));
	NOTHING(gkr_form_name(99));
	NOTHING(gkr_form_document(GKR_FORM_HYBRID));
	NOTHING(gkr_state_name(99));
	NOTHING(gkr_certainty_name(99));
	NOTHING(gkr_section_name(GKR_SECTION_NONE));
	NOTHING(gkr_section_title(99));
	NOTHING(gkr_encoding_name(GKR_ENCODING_AUTO));
	NOTHING(gkr_layout_name(0));
	NOTHING(gkr_limit_name(0));
	NONE(gkr_limit_default(0) + gkr_limit_default(99));
	NOTHING(gkr_token_name(0));
	NOTHING(gkr_finding_status_name(0));
	NOTHING(gkr_severity_name(99));
	NOTHING(gkr_rule_name(0));
	NOTHING(gkr_rule_text(1, 99));
	NOTHING(gkr_rule_advice(99, GKR_LANG_EN));
	NOTHING(gkr_rule_basis(gkr_rule_count() + 1));
	NOTHING(gkr_format_name(99));
	NOTHING(gkr_format_media_type(0));
	NONE(gkr_form_cell_count(GKR_FORM_UNKNOWN));
	NONE(gkr_form_table_count(GKR_FORM_PRE2019));
	NONE(gkr_form_cell_at(GKR_FORM_2021, 200));
}
END_TEST

/* ------------------------------------------------------------------ */
/* The order of calls                                                 */

START_TEST(settings_come_first)
{
	gkr_tokenizer *t;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(
	    gkr_tokenizer_set_limit(t, GKR_LIMIT_TABLE, UINT64_MAX), GKR_OK);
	ck_assert_uint_eq(
	    gkr_tokenizer_limit(t, GKR_LIMIT_TABLE), UINT64_C(1) << 30);
	ck_assert_int_eq(
	    gkr_tokenizer_set_limit(t, GKR_LIMIT_PROSE, 5), GKR_OK);
	ck_assert_uint_eq(gkr_tokenizer_limit(t, GKR_LIMIT_PROSE), 5);
	REFUSED(gkr_tokenizer_set_limit(t, GKR_LIMIT_SPAN, 0));
	REFUSED(gkr_tokenizer_set_encoding(t, 99));
	REFUSED(gkr_tokenizer_set_option(t, 1, 2));
	ck_assert_int_eq(gkr_tokenizer_feed(t, "1", 1), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_set_encoding(t, 1), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_set_limit(t, 1, 1), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_set_option(t, 1, 1), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_set_cell_layout(t, 1), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_feed(t, "1", 1), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_feed(t, NULL, 0), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_end_row(t), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_next(t), GKR_MORE);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed(t, NULL, 0), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed(t, "1", 1), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_error(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_reset(t), GKR_OK);
	ck_assert_uint_eq(gkr_tokenizer_limit(t, GKR_LIMIT_PROSE), 5);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_set_limit(t, 1, 1), GKR_E_STATE);
	gkr_tokenizer_free(t);
}
END_TEST

/* What is refused is not fed, and leaves no error behind. */
START_TEST(bad_cells_are_not_fed)
{
	gkr_tokenizer *t;
	int32_t rc;
	int cells = 0;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed_cell(t, "规章", 6, 1, 1), GKR_OK);
	REFUSED(gkr_tokenizer_feed_cell(t, "\xff", 1, 1, 1));
	REFUSED(gkr_tokenizer_feed_cell(t, "1\0002", 3, 1, 1));
	REFUSED(gkr_tokenizer_feed_cell(t, "1", 1, 0, 1));
	REFUSED(gkr_tokenizer_feed_cell(t, NULL, 1, 1, 1));
	REFUSED(gkr_tokenizer_feed_paragraph(t, "\xe8", 1));
	ck_assert_int_eq(gkr_tokenizer_feed_cell(t, "4", 1, 1, 1), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed_cell(t, "5", 1, 1, 1), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed_cell(t, NULL, 0, 1, 1), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_error(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	while ((rc = gkr_tokenizer_next(t)) == GKR_OK) {
		uint32_t kind = gkr_token_kind(t);

		cells += kind == GKR_TOKEN_CELL || kind == GKR_TOKEN_UNPLACED;
	}
	ck_assert_int_eq(rc, GKR_END);
	ck_assert_int_eq(cells, 3);
	NONE(gkr_token_kind(t));
	gkr_tokenizer_free(t);
}
END_TEST

START_TEST(errors_stay_until_cleared)
{
	gkr_tokenizer *t;
	gkr_report *r;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_str_eq(gkr_tokenizer_error_message(t, GKR_LANG_EN),
	    gkr_status_message(GKR_OK, GKR_LANG_EN));
	NOTHING(gkr_report_error_message(r, GKR_LANG_EN));
	ck_assert_int_eq(gkr_report_parse(r, t, "", 0), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_report_error(r), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_tokenizer_feed(t, NULL, 0), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_tokenizer_next(t), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_tokenizer_reset(t), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_error(t), GKR_OK);
	ck_assert_int_eq(gkr_report_read(r, t), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_report_clear(r), GKR_OK);
	ck_assert_int_eq(gkr_report_read(r, t), GKR_MORE);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

/* ------------------------------------------------------------------ */
/* What setters and bulk getters take                                 */

START_TEST(setters_at_their_ends)
{
	uint32_t cell = gkr_cell(1, 1, 4);
	int64_t most = INT64_C(999999999999999999);
	char value[24];
	gkr_report *r;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	REFUSED(gkr_report_set_year(r, 2007));
	REFUSED(gkr_report_set_year(r, 2100));
	ck_assert_int_eq(gkr_report_set_year(r, 2008), GKR_OK);
	ck_assert_int_eq(gkr_report_set_year(r, 2099), GKR_OK);
	ck_assert_int_eq(gkr_report_set_year(r, 0), GKR_OK);
	REFUSED(gkr_report_set_form(r, 99));
	ck_assert_int_eq(gkr_report_set_form(r, GKR_FORM_PRE2019), GKR_OK);
	ck_assert_int_eq(gkr_report_set_form(r, GKR_FORM_UNKNOWN), GKR_OK);
	ck_assert_int_eq(gkr_report_set_title(r, "  t ", 4), GKR_OK);
	ck_assert_str_eq(gkr_report_title(r), "t");
	REFUSED(gkr_report_set_title(r, "\xff", 1));
	REFUSED(gkr_report_set_title(r, NULL, 1));
	ck_assert_str_eq(gkr_report_title(r), "t");
	ck_assert_int_eq(gkr_report_set_title(r, NULL, 0), GKR_OK);
	NOTHING(gkr_report_title(r));
	REFUSED(gkr_report_set_date(r, "2023-02-29", 10));
	ck_assert_int_eq(gkr_report_set_date(r, "", 0), GKR_OK);
	REFUSED(gkr_report_set_number(r, cell, most + 1, 0));
	REFUSED(gkr_report_set_number(r, cell, 1, 19));
	ck_assert_int_eq(gkr_report_set_number(r, cell, -most, 18), GKR_OK);
	ck_assert_int_eq(gkr_report_value(r, cell, value, 24), GKR_OK);
	ck_assert_str_eq(value, "-0.999999999999999999");
	REFUSED(gkr_report_value(r, cell, value, 21));
	ck_assert_str_eq(value, "");
	ck_assert_int_eq(gkr_report_value(r, cell, value, 22), GKR_OK);
	gkr_report_free(r);
}
END_TEST

START_TEST(text_of_a_cell_has_a_limit)
{
	uint32_t cell = gkr_cell(1, 1, 4);
	char *text = malloc(65536);
	gkr_report *r;
	size_t n;

	memset(text, 'x', 65536);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_set_cell(r, cell, text, 65535), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_set_cell(r, cell, text, 65536), GKR_E_LIMIT);
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_TEXT);
	ck_assert_ptr_nonnull(gkr_report_raw(r, cell, &n));
	ck_assert_uint_eq(n, 65535);
	gkr_report_free(r);
	free(text);
}
END_TEST

START_TEST(tables_say_how_large_they_are)
{
	uint8_t states[6];
	gkr_report *r;
	size_t n = 7;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_table(r, 1, NULL, NULL, NULL, 0, &n), GKR_OK);
	NONE(n);
	ck_assert_int_eq(gkr_report_set_form(r, GKR_FORM_2021), GKR_OK);
	REFUSED(gkr_report_table(r, 1, states, NULL, NULL, 5, &n));
	ck_assert_uint_eq(n, 6);
	ck_assert_int_eq(
	    gkr_report_table(r, 1, states, NULL, NULL, 6, &n), GKR_OK);
	NONE(states[5]);
	ck_assert_int_eq(gkr_report_table(r, GKR_TABLE_ARTICLE20_9, states,
			     NULL, NULL, 6, &n),
	    GKR_OK);
	NONE(n);
	REFUSED(gkr_report_table(r, 0, NULL, NULL, NULL, 0, &n));
	gkr_report_free(r);
}
END_TEST

START_TEST(cells_without_a_place)
{
	const char *text = "规章\t1\t2\n"; /* two values for three cells */
	uint32_t cell = gkr_cell_from_address("article20_1.rules.in_force");
	uint64_t line = 7;
	gkr_tokenizer *t;
	gkr_report *r;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, strlen(text)), GKR_OK);
	ck_assert_uint_eq(gkr_report_certainty(r, cell), GKR_CERTAINTY_NONE);
	ck_assert_int_eq(gkr_report_place(r, cell, NULL, NULL, &line, NULL),
	    GKR_E_NOT_FOUND);
	ck_assert_uint_eq(line, 7);
	ck_assert_int_eq(gkr_report_set_cell(r, cell, "3", 1), GKR_OK);
	ck_assert_int_eq(gkr_report_place(r, cell, NULL, NULL, &line, NULL),
	    GKR_E_NOT_FOUND);
	ck_assert_uint_eq(line, 7);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

START_TEST(a_buffer_stays_where_converting_fails)
{
	gkr_buffer *b;
	size_t n;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	REFUSED(gkr_convert("x", 1, 99, b));
	ck_assert_int_eq(gkr_convert("x", 1, GKR_FORMAT_CSV, b), GKR_E_FOREIGN);
	ck_assert_int_eq(gkr_convert(NULL, 0, GKR_FORMAT_CSV, b), GKR_E_EMPTY);
	ck_assert_str_eq(gkr_buffer_data(b, &n), "");
	NONE(n);
	gkr_buffer_free(b);
}
END_TEST

Suite *suite_api(void);
Suite *suite_api(void)
{
	Suite *s = suite_create("api");
	TCase *tc = tcase_create("api");

	tcase_add_test(tc, the_limit_that_was_hit_is_named);
	tcase_add_test(tc, no_tokenizer);
	tcase_add_test(tc, no_report);
	tcase_add_test(tc, nothing_of_the_kind);
	tcase_add_test(tc, no_findings);
	tcase_add_test(tc, no_output);
	tcase_add_test(tc, no_such_name);
	tcase_add_test(tc, settings_come_first);
	tcase_add_test(tc, bad_cells_are_not_fed);
	tcase_add_test(tc, errors_stay_until_cleared);
	tcase_add_test(tc, setters_at_their_ends);
	tcase_add_test(tc, text_of_a_cell_has_a_limit);
	tcase_add_test(tc, tables_say_how_large_they_are);
	tcase_add_test(tc, cells_without_a_place);
	tcase_add_test(tc, a_buffer_stays_where_converting_fails);
	suite_add_tcase(s, tc);
	return s;
}
