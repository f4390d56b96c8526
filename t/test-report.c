/* What a report takes from tokens, and what it then answers. */
#include "support-tokens.h"

#include <stdlib.h>
#include <string.h>

#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION
#define GRANTED 3
#define SECRET 5
#define TOTAL 7

static uint32_t cell_at(const char *address)
{
	uint32_t cell = gkr_cell_from_address(address);

	ck_assert_msg(cell != 0, "no cell %s", address);
	return cell;
}

static void assert_text(const char *got, size_t len, const char *want)
{
	ck_assert_ptr_nonnull(got);
	test_text(got, len, want);
}

static void assert_section(
    const gkr_report *r, uint32_t index, const char *want)
{
	size_t len;
	const char *text = gkr_report_section_text(r, index, &len);

	assert_text(text, len, want);
}

static void assert_loose(
    const gkr_report *r, uint32_t index, uint32_t value, const char *want)
{
	size_t len;
	const char *text = gkr_report_loose_value(r, index, value, &len);

	assert_text(text, len, want);
}

/* ------------------------------------------------------------------ */

START_TEST(fresh_report_is_empty)
{
	gkr_report *r = test_report(NULL);
	size_t len = 7;

	ck_assert_uint_eq(gkr_report_form(r), GKR_FORM_UNKNOWN);
	ck_assert_uint_eq(gkr_report_year(r), 0);
	ck_assert_ptr_null(gkr_report_title(r));
	ck_assert_ptr_null(gkr_report_agency(r));
	ck_assert_ptr_null(gkr_report_signed_by(r));
	ck_assert_ptr_null(gkr_report_date(r));
	ck_assert_ptr_null(gkr_report_source_name(r));
	ck_assert_uint_eq(gkr_report_section_count(r), 0);
	ck_assert_uint_eq(gkr_report_loose_count(r), 0);
	ck_assert_uint_eq(gkr_report_layout_count(r), 0);
	ck_assert_str_eq(gkr_report_preamble(r, &len), "");
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(gkr_report_error(r), GKR_OK);
	ck_assert_ptr_null(gkr_report_error_message(r, GKR_LANG_EN));
	ck_assert_uint_eq(
	    gkr_report_state(r, cell_at("applications.granted.total")),
	    GKR_STATE_MISSING);
	gkr_report_free(r);
}
END_TEST

START_TEST(cells_are_kept_as_read)
{
	gkr_report *r = test_report(NULL);
	uint32_t cell = cell_at("article20_8.fees.amount"), scale;
	uint64_t offset, length, line, column;
	int64_t mantissa;
	char value[24];
	size_t len;
	const char *p;

	ck_assert_int_eq(give_table(r, 4, 9), GKR_OK);
	ck_assert_int_eq(give_row(r, 4, 1, "行政事业性收费", 10), GKR_OK);
	ck_assert_int_eq(
	    give_cell(r, 4, 1, 3, "18.8710万元（含税）", 11), GKR_OK);
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_NUMBER);
	ck_assert_uint_eq(gkr_report_certainty(r, cell), GKR_CERTAINTY_READ);
	ck_assert_int_eq(gkr_report_number(r, cell, &mantissa, &scale), GKR_OK);
	ck_assert_int_eq(mantissa, 188710);
	ck_assert_uint_eq(scale, 4);
	ck_assert_int_eq(gkr_report_value(r, cell, value, sizeof value), 0);
	ck_assert_str_eq(value, "18.8710");
	p = gkr_report_raw(r, cell, &len);
	assert_text(p, len, "18.8710万元（含税）");
	p = gkr_report_note(r, cell, &len);
	assert_text(p, len, "（含税）");
	p = gkr_report_unit(r, cell, &len);
	assert_text(p, len, "万元");
	ck_assert_int_eq(
	    gkr_report_place(r, cell, &offset, &length, &line, &column), 0);
	ck_assert_uint_eq(offset, 11000);
	ck_assert_uint_eq(length, strlen("18.8710万元（含税）"));
	ck_assert_uint_eq(line, 11);
	ck_assert_uint_eq(column, 1);
	gkr_report_free(r);
}
END_TEST

START_TEST(states_of_cells)
{
	static const struct {
		const char *text;
		uint32_t state;
	} cases[] = {{"0", GKR_STATE_NUMBER}, {"", GKR_STATE_BLANK},
	    {"/", GKR_STATE_NIL}, {"另行公布", GKR_STATE_TEXT}};
	gkr_report *r = test_report(NULL);
	int64_t mantissa = 9;
	uint32_t i, scale = 9;
	char value[24];
	size_t len = 9;
	const char *p;

	ck_assert_int_eq(give_row(r, APPLICATIONS, GRANTED, "x", 1), 0);
	for (i = 0; i < 4; i++) {
		uint32_t cell = gkr_cell(APPLICATIONS, GRANTED, i + 1);

		ck_assert_int_eq(give_cell(r, APPLICATIONS, GRANTED, i + 1,
				     cases[i].text, 2),
		    GKR_OK);
		ck_assert_uint_eq(gkr_report_state(r, cell), cases[i].state);
		p = gkr_report_raw(r, cell, &len);
		assert_text(p, len, cases[i].text);
		ck_assert_ptr_null(gkr_report_note(r, cell, &len));
		ck_assert_uint_eq(len, 0);
		if (i == 0)
			continue;
		ck_assert_int_eq(gkr_report_number(r, cell, &mantissa, &scale),
		    GKR_E_NOT_FOUND);
		ck_assert_int_eq(mantissa, 0);
		ck_assert_uint_eq(scale, 0);
		ck_assert_int_eq(gkr_report_value(r, cell, value, sizeof value),
		    GKR_E_NOT_FOUND);
	}
	ck_assert_int_eq(give_end(r, GKR_FORM_2021), GKR_OK);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_NUMBER), 1);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_BLANK), 1);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_NIL), 1);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_TEXT), 1);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_MISSING), 196);
	ck_assert_uint_eq(gkr_report_count_state(r, 99), 0);
	gkr_report_free(r);
}
END_TEST

START_TEST(value_needs_room)
{
	gkr_report *r = test_report(NULL);
	uint32_t cell = gkr_cell(APPLICATIONS, GRANTED, 1);
	char out[8];

	give_row(r, APPLICATIONS, GRANTED, "x", 1);
	give_cell(r, APPLICATIONS, GRANTED, 1, "123", 1);
	ck_assert_int_eq(gkr_report_value(r, cell, out, 4), GKR_OK);
	ck_assert_str_eq(out, "123");
	ck_assert_int_eq(gkr_report_value(r, cell, out, 3), GKR_E_ARGUMENT);
	ck_assert_str_eq(out, "");
	ck_assert_int_eq(gkr_report_value(r, cell, NULL, 9), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_value(r, 0, out, 8), GKR_E_ARGUMENT);
	gkr_report_free(r);
}
END_TEST

START_TEST(missing_cell_has_no_place)
{
	gkr_report *r = test_report(NULL);
	uint32_t cell = gkr_cell(APPLICATIONS, GRANTED, 1);
	size_t len = 4;

	ck_assert_int_eq(
	    gkr_report_place(r, cell, NULL, NULL, NULL, NULL), GKR_E_NOT_FOUND);
	ck_assert_int_eq(
	    gkr_report_place(r, 0, NULL, NULL, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_str_eq(gkr_report_raw(r, cell, &len), "");
	ck_assert_uint_eq(len, 0);
	ck_assert_ptr_null(gkr_report_raw(r, 12345678, &len));
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */

START_TEST(second_row_of_a_kind_is_loose)
{
	gkr_report *r = test_report(NULL);
	size_t len;
	const char *p;

	give_row(r, APPLICATIONS, GRANTED, "（一）予以公开", 5);
	give_cell(r, APPLICATIONS, GRANTED, 1, "3", 5);
	give_row(r, APPLICATIONS, GRANTED, "予以公开", 8);
	ck_assert_int_eq(give_cell(r, APPLICATIONS, GRANTED, 1, "4", 8), 0);
	ck_assert_int_eq(give_cell(r, APPLICATIONS, GRANTED, 2, "", 8), 0);
	ck_assert_int_eq(give_cell(r, APPLICATIONS, GRANTED, 3, "56", 8), 0);
	give_end(r, GKR_FORM_2021);
	p = gkr_report_raw(r, gkr_cell(APPLICATIONS, GRANTED, 1), &len);
	assert_text(p, len, "3");
	ck_assert_uint_eq(
	    gkr_report_state(r, gkr_cell(APPLICATIONS, GRANTED, 3)),
	    GKR_STATE_MISSING);
	ck_assert_uint_eq(gkr_report_loose_count(r), 1);
	ck_assert_uint_eq(gkr_report_loose_kind(r, 0), GKR_LOOSE_UNPLACED);
	ck_assert_uint_eq(gkr_report_loose_table(r, 0), APPLICATIONS);
	ck_assert_uint_eq(gkr_report_loose_row(r, 0), GRANTED);
	ck_assert_uint_eq(gkr_report_loose_line(r, 0), 8);
	ck_assert_uint_eq(gkr_report_loose_value_count(r, 0), 3);
	assert_loose(r, 0, 0, "4");
	assert_loose(r, 0, 1, "");
	assert_loose(r, 0, 2, "56");
	p = gkr_report_loose_label(r, 0, &len);
	assert_text(p, len, "予以公开");
	ck_assert_uint_eq(r->event_count, 1);
	ck_assert_uint_eq(r->events[0].kind, GKRI_EVENT_ROW_DUPLICATE);
	ck_assert_uint_eq(r->events[0].row, GRANTED);
	ck_assert_uint_eq(r->events[0].span.line, 8);
	gkr_report_free(r);
}
END_TEST

/* A row without values that is met again is an event and nothing else. */
START_TEST(second_row_without_values)
{
	gkr_report *r = test_report(NULL);

	give_row(r, APPLICATIONS, GRANTED, "a", 5);
	give_row(r, APPLICATIONS, GRANTED, "b", 6);
	give_end(r, GKR_FORM_2021);
	ck_assert_uint_eq(r->event_count, 1);
	ck_assert_uint_eq(gkr_report_loose_count(r), 0);
	gkr_report_free(r);
}
END_TEST

START_TEST(unplaced_values_mark_the_row)
{
	gkr_report *r = test_report(NULL);
	uint32_t i, cell = gkr_cell(APPLICATIONS, SECRET, TOTAL);

	give_row(r, APPLICATIONS, SECRET, "1.属于国家秘密", 4);
	give_cell(r, APPLICATIONS, SECRET, 1, "", 4);
	ck_assert_int_eq(give_text(r, GKR_TOKEN_UNPLACED, "5", 4), GKR_OK);
	ck_assert_int_eq(give_text(r, GKR_TOKEN_UNPLACED, "6", 4), GKR_OK);
	/* one of them could be placed all the same */
	ck_assert_int_eq(
	    give_cell(r, APPLICATIONS, SECRET, TOTAL, "11", 4), GKR_OK);
	give_row(r, APPLICATIONS, GRANTED, "x", 5);
	give_cell(r, APPLICATIONS, GRANTED, 1, "1", 5);
	give_end(r, GKR_FORM_2021);
	ck_assert_uint_eq(
	    gkr_report_state(r, gkr_cell(APPLICATIONS, SECRET, 1)),
	    GKR_STATE_BLANK);
	for (i = 2; i < TOTAL; i++)
		ck_assert_uint_eq(
		    gkr_report_state(r, gkr_cell(APPLICATIONS, SECRET, i)),
		    GKR_STATE_UNPLACED);
	ck_assert_uint_eq(gkr_report_state(r, cell), GKR_STATE_NUMBER);
	ck_assert_int_eq(gkr_report_place(r, gkr_cell(APPLICATIONS, SECRET, 2),
			     NULL, NULL, NULL, NULL),
	    GKR_E_NOT_FOUND);
	ck_assert_uint_eq(
	    gkr_report_state(r, gkr_cell(APPLICATIONS, GRANTED, 2)),
	    GKR_STATE_MISSING);
	ck_assert_uint_eq(gkr_report_loose_count(r), 1);
	ck_assert_uint_eq(gkr_report_loose_value_count(r, 0), 2);
	assert_loose(r, 0, 1, "6");
	ck_assert_ptr_null(gkr_report_loose_value(r, 0, 2, NULL));
	gkr_report_free(r);
}
END_TEST

/* A row of article 20 has the cells of two editions until the form is known. */
START_TEST(cells_of_another_form_are_not_unplaced)
{
	gkr_report *r = test_report(NULL);

	give_row(r, 1, 1, "规章", 4);
	give_text(r, GKR_TOKEN_UNPLACED, "22", 4);
	give_end(r, GKR_FORM_2021);
	ck_assert_uint_eq(
	    gkr_report_state(r, cell_at("article20_1.rules.issued")),
	    GKR_STATE_UNPLACED);
	ck_assert_uint_eq(
	    gkr_report_state(r, cell_at("article20_1.rules.created")),
	    GKR_STATE_MISSING);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_UNPLACED), 3);
	gkr_report_free(r);
}
END_TEST

/* The review table with so many values without a cell in its first row. */
static gkr_report *review_report(const char *label, uint32_t values)
{
	gkr_report *r = test_report(NULL);

	give_row(r, REVIEW, 1, label, *label ? 4 : 0);
	for (; values; values--)
		give_text(r, GKR_TOKEN_UNPLACED, "5", 5);
	return r;
}

static void review_end(gkr_report *r, uint32_t unplaced, uint32_t missing)
{
	give_end(r, GKR_FORM_2021);
	ck_assert_uint_eq(
	    gkr_report_count_state(r, GKR_STATE_UNPLACED), unplaced);
	ck_assert_uint_eq(
	    gkr_report_state(r, cell_at("review_litigation.suit_direct.total")),
	    missing ? GKR_STATE_MISSING : GKR_STATE_UNPLACED);
	gkr_report_free(r);
}

/* Its values stand in one row: those of the other rows are among them. */
START_TEST(unplaced_values_of_the_review_table)
{
	gkr_report *r;

	review_end(review_report("行政复议", 5), 5, 1);
	review_end(review_report("行政复议", 6), 15, 0);
	review_end(review_report("", 1), 15, 0);
	review_end(review_report("", 0), 0, 1);
	/* a row that has a cell has its own values */
	r = review_report("", 6);
	give_row(r, REVIEW, 3, "复议后起诉", 6);
	give_cell(r, REVIEW, 3, 1, "1", 6);
	ck_assert_uint_eq(
	    gkr_report_state(
		r, cell_at("review_litigation.suit_after_review.total")),
	    GKR_STATE_MISSING);
	review_end(r, 10, 0);
}
END_TEST

START_TEST(unknown_rows_are_kept)
{
	gkr_report *r = test_report(NULL);
	struct gkri_token t;

	memset(&t, 0, sizeof t);
	t.kind = GKR_TOKEN_UNKNOWN_ROW;
	t.table = 1;
	t.text = "其他主动公开文件";
	t.text_len = (uint32_t)strlen(t.text);
	t.line = 12;
	ck_assert_int_eq(give(r, &t), GKR_OK);
	give_text(r, GKR_TOKEN_UNKNOWN_VALUE, "143", 12);
	give_text(r, GKR_TOKEN_UNKNOWN_VALUE, "97", 12);
	t.text = "又一行";
	t.text_len = (uint32_t)strlen(t.text);
	t.line = 13;
	ck_assert_int_eq(give(r, &t), GKR_OK);
	ck_assert_uint_eq(gkr_report_loose_count(r), 2);
	ck_assert_uint_eq(gkr_report_loose_kind(r, 0), GKR_LOOSE_UNKNOWN);
	ck_assert_uint_eq(gkr_report_loose_table(r, 0), 1);
	ck_assert_uint_eq(gkr_report_loose_row(r, 0), 0);
	ck_assert_uint_eq(gkr_report_loose_value_count(r, 0), 2);
	assert_loose(r, 0, 0, "143");
	ck_assert_uint_eq(gkr_report_loose_value_count(r, 1), 0);
	ck_assert_uint_eq(gkr_report_loose_line(r, 1), 13);
	ck_assert_uint_eq(gkr_report_loose_kind(r, 2), 0);
	gkr_report_free(r);
}
END_TEST

/* A second value for a cell is not written over the first. */
START_TEST(cell_given_twice)
{
	gkr_report *r = test_report(NULL);
	size_t len;
	const char *p;

	give_row(r, APPLICATIONS, GRANTED, "x", 1);
	give_cell(r, APPLICATIONS, GRANTED, 1, "", 1);
	give_cell(r, APPLICATIONS, GRANTED, 1, "9", 1);
	p = gkr_report_raw(r, gkr_cell(APPLICATIONS, GRANTED, 1), &len);
	assert_text(p, len, "");
	ck_assert_uint_eq(gkr_report_loose_count(r), 1);
	assert_loose(r, 0, 0, "9");
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */

START_TEST(tables_rows_columns_layouts)
{
	gkr_report *r = test_report(NULL);
	struct gkri_token t;
	size_t len;
	const char *p;

	give_table(r, APPLICATIONS, 3);
	give_table(r, 1, 4);
	memset(&t, 0, sizeof t);
	t.kind = GKR_TOKEN_TABLE;
	t.table = 2;
	t.layout = GKR_LAYOUT_PIPES;
	t.text = "";
	t.line = 5;
	ck_assert_int_eq(give(r, &t), GKR_OK);
	t.kind = GKR_TOKEN_COLUMN;
	t.table = 4;
	t.col = 3;
	t.text = "本年收费金额（单位：元）";
	t.text_len = (uint32_t)strlen(t.text);
	t.unit_at = (uint16_t)(t.text_len - 6);
	t.unit_len = 3;
	ck_assert_int_eq(give(r, &t), GKR_OK);
	ck_assert_int_eq(give(r, &t), GKR_OK);
	give_row(r, APPLICATIONS, GRANTED, "予以公开", 7);
	ck_assert_uint_eq(gkr_report_has_table(r, APPLICATIONS), 1);
	ck_assert_uint_eq(gkr_report_has_table(r, 3), 0);
	ck_assert_uint_eq(gkr_report_has_row(r, APPLICATIONS, GRANTED), 1);
	ck_assert_uint_eq(gkr_report_has_row(r, APPLICATIONS, SECRET), 0);
	ck_assert_uint_eq(gkr_report_has_column(r, 4, 3), 1);
	ck_assert_uint_eq(gkr_report_has_column(r, 4, 2), 0);
	p = gkr_report_row_label(r, APPLICATIONS, GRANTED, &len);
	assert_text(p, len, "予以公开");
	p = gkr_report_column_label(r, 4, 3, &len);
	assert_text(p, len, "本年收费金额（单位：元）");
	ck_assert_ptr_null(gkr_report_column_label(r, 4, 1, &len));
	ck_assert_uint_eq(r->event_count, 1);
	ck_assert_uint_eq(r->events[0].kind, GKRI_EVENT_UNIT);
	test_text(
	    r->text.data + r->events[0].span.at, r->events[0].span.len, "元");
	ck_assert_uint_eq(gkr_report_layout_count(r), 2);
	ck_assert_uint_eq(gkr_report_layout_at(r, 0), GKR_LAYOUT_TABS);
	ck_assert_uint_eq(gkr_report_layout_at(r, 1), GKR_LAYOUT_PIPES);
	ck_assert_uint_eq(gkr_report_layout_at(r, 2), 0);
	gkr_report_free(r);
}
END_TEST

START_TEST(table_at_once)
{
	gkr_report *r = test_report(NULL);
	uint8_t states[182], scales[182];
	int64_t mantissas[182];
	size_t count = 0;

	give_row(r, APPLICATIONS, 1, "x", 1);
	give_cell(r, APPLICATIONS, 1, 1, "7", 1);
	give_cell(r, APPLICATIONS, 1, 2, "1.50", 1);
	give_cell(r, APPLICATIONS, 1, 3, "/", 1);
	ck_assert_int_eq(gkr_report_table(r, APPLICATIONS, states, mantissas,
			     scales, 182, &count),
	    GKR_OK);
	ck_assert_uint_eq(count, 0); /* no form, no cells */
	give_end(r, GKR_FORM_2021);
	ck_assert_int_eq(gkr_report_table(r, APPLICATIONS, states, mantissas,
			     scales, 182, &count),
	    GKR_OK);
	ck_assert_uint_eq(count, 25 * 7);
	ck_assert_uint_eq(states[0], GKR_STATE_NUMBER);
	ck_assert_int_eq(mantissas[0], 7);
	ck_assert_int_eq(mantissas[1], 150);
	ck_assert_uint_eq(scales[1], 2);
	ck_assert_uint_eq(states[2], GKR_STATE_NIL);
	ck_assert_int_eq(mantissas[2], 0);
	ck_assert_uint_eq(states[3], GKR_STATE_MISSING);
	count = 0;
	ck_assert_int_eq(gkr_report_table(r, APPLICATIONS, states, NULL, NULL,
			     count, &count),
	    GKR_E_ARGUMENT);
	ck_assert_uint_eq(count, 25 * 7);
	ck_assert_int_eq(
	    gkr_report_table(r, APPLICATIONS, NULL, NULL, NULL, 0, &count),
	    GKR_OK);
	ck_assert_int_eq(
	    gkr_report_table(r, 8, NULL, NULL, NULL, 0, NULL), GKR_E_ARGUMENT);
	/* the form has no article 20 item 9 */
	ck_assert_int_eq(
	    gkr_report_table(r, 5, states, NULL, NULL, 182, &count), GKR_OK);
	ck_assert_uint_eq(count, 0);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */

START_TEST(prose_stays_with_its_section)
{
	gkr_report *r = test_report(NULL);
	size_t len;
	const char *p;

	give_prose(r, "某局报告", 1);
	give_prose(r, "说明", 2);
	give_section(r, 1, "一、总体情况", 3);
	give_prose(r, "甲", 4);
	give_text(r, GKR_TOKEN_MARK, "- 1 -", 5);
	give_prose(r, "乙", 7);
	give_section(r, 2, "二、主动公开政府信息情况", 8);
	give_section(r, 3, "三、收到和处理", 9);
	give_prose(r, "丙", 10);
	p = gkr_report_preamble(r, &len);
	assert_text(p, len, "某局报告\n说明");
	ck_assert_uint_eq(gkr_report_section_count(r), 3);
	assert_section(r, 0, "甲\n乙");
	assert_section(r, 1, "");
	assert_section(r, 2, "丙");
	ck_assert_ptr_null(gkr_report_section_text(r, 3, &len));
	p = gkr_report_section_heading(r, 1, &len);
	assert_text(p, len, "二、主动公开政府信息情况");
	ck_assert_uint_eq(gkr_report_section_id(r, 2), GKR_SECTION_REQUESTS);
	ck_assert_uint_eq(gkr_report_section_number(r, 2), 3);
	ck_assert_uint_eq(gkr_report_section_line(r, 2), 9);
	ck_assert_uint_eq(gkr_report_section_offset(r, 2), 9000);
	ck_assert_uint_eq(gkr_report_section_id(r, 3), 0);
	gkr_report_free(r);
}
END_TEST

static int32_t give_piece(
    gkr_report *r, const char *text, uint32_t offset, int continues)
{
	struct gkri_token t;

	memset(&t, 0, sizeof t);
	t.kind = GKR_TOKEN_PROSE;
	t.text = text;
	t.text_len = t.length = (uint32_t)strlen(text);
	t.line = 4;
	t.column = 1 + offset;
	t.offset = offset;
	t.flags = continues ? GKRI_TOKEN_CONTINUES : 0;
	return give(r, &t);
}

START_TEST(pieces_of_a_line_are_joined)
{
	gkr_report *r = test_report(NULL);
	uint64_t offset, line, column;

	give_section(r, 1, "h", 1);
	give_piece(r, "ab", 10, 1);
	give_piece(r, "cd", 40, 1);
	give_piece(r, "ef", 70, 0);
	give_piece(r, "gh", 90, 1);
	give_section(r, 2, "h", 1); /* ends the line, whatever was said */
	give_piece(r, "ij", 99, 0);
	assert_section(r, 0, "abcdef\ngh");
	assert_section(r, 1, "ij");
	ck_assert_int_eq(
	    gkr_report_section_place(r, 0, 3, &offset, &line, &column), 0);
	ck_assert_uint_eq(offset, 41);
	ck_assert_uint_eq(line, 4);
	ck_assert_uint_eq(column, 42);
	/* the line end is behind its line */
	gkr_report_section_place(r, 0, 6, &offset, NULL, NULL);
	ck_assert_uint_eq(offset, 72);
	gkr_report_section_place(r, 0, 7, &offset, NULL, NULL);
	ck_assert_uint_eq(offset, 90);
	gkr_report_section_place(r, 0, 9, &offset, NULL, NULL);
	ck_assert_uint_eq(offset, 92);
	ck_assert_int_eq(
	    gkr_report_section_place(r, 0, 10, &offset, NULL, NULL),
	    GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_section_place(r, 9, 0, NULL, NULL, NULL),
	    GKR_E_ARGUMENT);
	gkr_report_free(r);
}
END_TEST

static uint64_t place_in(
    gkr_report *r, uint32_t encoding, uint32_t length, size_t at)
{
	uint64_t offset = 0;
	struct gkri_token t;

	gkr_report_clear(r);
	memset(&t, 0, sizeof t);
	t.kind = GKR_TOKEN_PROSE;
	t.text = "a政b\xf0\xa0\x80\x80";
	t.text_len = 9;
	t.length = length;
	t.line = 1;
	t.column = 5;
	give_section(r, 1, "h", 1);
	give(r, &t);
	r->source.encoding = (uint8_t)encoding;
	ck_assert_int_eq(
	    gkr_report_section_place(r, 0, at, &offset, NULL, NULL), 0);
	return offset;
}

START_TEST(places_in_other_encodings)
{
	gkr_report *r = test_report(NULL);
	uint64_t column;

	/* before b, and the end */
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_UTF8, 9, 4), 4);
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_UTF16LE, 10, 4), 4);
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_UTF16LE, 10, 5), 6);
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_GB18030, 8, 4), 3);
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_GB18030, 8, 5), 4);
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_GB18030, 8, 9), 8);
	/* no plain copy: only the ends are known */
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_UTF8, 30, 4), 0);
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_UTF8, 30, 9), 30);
	/* nor where it is as long as another encoding would make it */
	ck_assert_uint_eq(place_in(r, GKR_ENCODING_UTF8, 10, 4), 0);
	ck_assert_int_eq(
	    gkr_report_section_place(r, 0, 4, NULL, NULL, &column), 0);
	ck_assert_uint_eq(column, 7);
	/* where cells were fed, a paragraph has no columns within */
	r->source.position_kind = GKR_POSITION_CELLS;
	ck_assert_int_eq(
	    gkr_report_section_place(r, 0, 4, NULL, NULL, &column), 0);
	ck_assert_uint_eq(column, 5);
	gkr_report_free(r);
}
END_TEST

/* Random lines, every byte against a plain count. */
START_TEST(every_byte_has_its_place)
{
	struct test_random rnd;
	gkr_report *r = test_report(NULL);
	struct {
		uint64_t line, column;
	} want[4096];
	size_t n = 0, i, lines;
	char text[64];

	test_random_init(&rnd, 11);
	give_prose(r, "before", 1);
	give_section(r, 1, "h", 2);
	for (lines = 0; lines < 100; lines++) {
		size_t chars = test_random_below(&rnd, 12), k, len = 0;

		for (k = 0; k < chars; k++) {
			int wide = test_random_below(&rnd, 2) != 0;
			size_t b;

			for (b = 0; b < (wide ? 3u : 1u); b++) {
				want[n + len + b].line = lines + 3;
				want[n + len + b].column = k + 1;
			}
			memcpy(text + len, wide ? "政" : "x", wide ? 3 : 1);
			len += wide ? 3 : 1;
		}
		text[len] = '\0';
		give_prose(r, text, (uint32_t)lines + 3);
		n += len;
		want[n].line = lines + 3;
		want[n].column = chars + 1;
		n++;
	}
	give_section(r, 2, "h", 200);
	give_prose(r, "behind", 201);
	for (i = 0; i < n; i++) {
		uint64_t offset, line, column;

		ck_assert_int_eq(
		    gkr_report_section_place(r, 0, i, &offset, &line, &column),
		    GKR_OK);
		ck_assert_uint_eq(line, want[i].line);
		if (((unsigned char)gkr_report_section_text(r, 0, NULL)[i] &
			0xc0) != 0x80)
			ck_assert_uint_eq(column, want[i].column);
		ck_assert_uint_eq(offset / 1000, line);
	}
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */

START_TEST(limits_can_be_set)
{
	gkr_report *r = test_report(NULL);

	ck_assert_uint_eq(gkr_report_limit(r, GKR_LIMIT_PROSE),
	    gkr_limit_default(GKR_LIMIT_PROSE));
	ck_assert_int_eq(gkr_report_set_limit(r, GKR_LIMIT_PROSE, 5), GKR_OK);
	ck_assert_int_eq(gkr_report_set_limit(r, GKR_LIMIT_LOOSE, 6), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_set_limit(r, GKR_LIMIT_MEMORY, 1 << 20), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_set_limit(r, GKR_LIMIT_PROSE, 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_report_set_limit(r, GKR_LIMIT_CELL, 5), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_set_limit(r, 99, 5), GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_report_limit(r, GKR_LIMIT_CELL), 0);
	ck_assert_uint_eq(gkr_report_limit(r, 99), 0);
	gkr_report_clear(r);
	ck_assert_uint_eq(gkr_report_limit(r, GKR_LIMIT_PROSE), 5);
	ck_assert_uint_eq(gkr_report_limit(r, GKR_LIMIT_LOOSE), 6);
	ck_assert_uint_eq(gkr_report_limit(r, GKR_LIMIT_MEMORY), 1 << 20);
	gkr_report_free(r);
}
END_TEST

START_TEST(prose_limit_is_exact)
{
	gkr_report *r = test_report(NULL);

	gkr_report_set_limit(r, GKR_LIMIT_PROSE, 7);
	give_section(r, 1, "h", 1);
	ck_assert_int_eq(give_prose(r, "abc", 2), GKR_OK);
	ck_assert_int_eq(give_prose(r, "def", 3), GKR_OK); /* 3 + 1 + 3 */
	ck_assert_int_eq(give_prose(r, "", 4), GKR_E_LIMIT);
	ck_assert_uint_eq(r->error_limit, GKR_LIMIT_PROSE);
	assert_section(r, 0, "abc\ndef");
	gkr_report_clear(r);
	give_section(r, 1, "h", 1);
	ck_assert_int_eq(give_prose(r, "一二三", 2), GKR_E_LIMIT);
	assert_section(r, 0, "一二"); /* no half character */
	gkr_report_clear(r);
	gkr_report_set_limit(r, GKR_LIMIT_PROSE, 6);
	give_section(r, 1, "h", 1);
	ck_assert_int_eq(give_prose(r, "abc", 2), GKR_OK);
	ck_assert_int_eq(give_prose(r, "def", 3), GKR_E_LIMIT);
	assert_section(r, 0, "abc\nde");
	gkr_report_free(r);
}
END_TEST

START_TEST(loose_limit_is_exact)
{
	gkr_report *r = test_report(NULL);

	gkr_report_set_limit(r, GKR_LIMIT_LOOSE, 2);
	ck_assert_int_eq(give_text(r, GKR_TOKEN_UNKNOWN_ROW, "a", 1), GKR_OK);
	give_row(r, APPLICATIONS, GRANTED, "b", 2);
	ck_assert_int_eq(give_text(r, GKR_TOKEN_UNPLACED, "1", 2), GKR_OK);
	ck_assert_int_eq(give_text(r, GKR_TOKEN_UNPLACED, "2", 2), GKR_OK);
	ck_assert_int_eq(
	    give_text(r, GKR_TOKEN_UNKNOWN_ROW, "c", 3), GKR_E_LIMIT);
	ck_assert_uint_eq(r->error_limit, GKR_LIMIT_LOOSE);
	ck_assert_uint_eq(gkr_report_loose_count(r), 2);
	ck_assert_uint_eq(gkr_report_loose_value_count(r, 1), 2);
	gkr_report_free(r);
}
END_TEST

START_TEST(memory_limit_is_named)
{
	gkr_report *r = test_report(NULL);
	char *text = malloc(100001);
	int32_t rc = GKR_OK;
	uint32_t i;

	memset(text, 'x', 100000);
	text[100000] = '\0';
	gkr_report_set_limit(r, GKR_LIMIT_MEMORY, 1 << 20);
	give_section(r, 1, "h", 1);
	for (i = 0; i < 100 && rc == GKR_OK; i++)
		rc = give_prose(r, text, i + 2);
	ck_assert_int_eq(rc, GKR_E_LIMIT);
	ck_assert_uint_eq(r->error_limit, GKR_LIMIT_MEMORY);
	ck_assert_uint_gt(i, 2);
	ck_assert_uint_le(r->mem.held, 1 << 20);
	gkr_report_free(r);
	free(text);
}
END_TEST

/* ------------------------------------------------------------------ */

/* Of what is told, nothing is left. */
START_TEST(clear_forgets_all)
{
	gkr_report *r = test_report(NULL);

	give_prose(r, "甲乙区环境局2021年政府信息公开工作年度报告", 1);
	give_section(r, 1, "h", 2);
	give_prose(r, "x", 3);
	give_table(r, APPLICATIONS, 4);
	give_row(r, APPLICATIONS, GRANTED, "l", 5);
	give_cell(r, APPLICATIONS, GRANTED, 1, "5", 5);
	give_text(r, GKR_TOKEN_UNPLACED, "6", 5);
	give_text(r, GKR_TOKEN_LOSSY, "antiword", 5);
	give_end(r, GKR_FORM_2019);
	gkri_report_meta(r);
	gkr_report_set_source_name(r, "n", 1);
	ck_assert_uint_eq(gkr_report_year(r), 2021);
	ck_assert_uint_eq(r->event_count, 1);
	ck_assert_int_eq(gkr_report_clear(r), GKR_OK);
	ck_assert_uint_eq(gkr_report_form(r), 0);
	ck_assert_uint_eq(gkr_report_year(r), 0);
	ck_assert_ptr_null(gkr_report_title(r));
	ck_assert_ptr_null(gkr_report_source_name(r));
	ck_assert_uint_eq(gkr_report_section_count(r), 0);
	ck_assert_str_eq(gkr_report_preamble(r, NULL), "");
	ck_assert_uint_eq(gkr_report_loose_count(r), 0);
	ck_assert_uint_eq(gkr_report_has_row(r, APPLICATIONS, GRANTED), 0);
	ck_assert_uint_eq(gkr_report_has_table(r, APPLICATIONS), 0);
	ck_assert_uint_eq(gkr_report_layout_count(r), 0);
	ck_assert_uint_eq(r->event_count, 0);
	ck_assert_uint_eq(
	    gkr_report_state(r, gkr_cell(APPLICATIONS, GRANTED, 1)),
	    GKR_STATE_MISSING);
	gkr_report_free(r);
}
END_TEST

START_TEST(null_is_answered)
{
	gkr_report *r = test_report(NULL);
	size_t len = 5;

	ck_assert_int_eq(gkr_report_new(NULL), GKR_E_ARGUMENT);
	gkr_report_free(NULL);
	ck_assert_int_eq(gkr_report_clear(NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_read(NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_read(r, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_parse(r, NULL, "", 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_error(NULL), GKR_E_ARGUMENT);
	ck_assert_ptr_null(gkr_report_error_message(NULL, GKR_LANG_ZH));
	ck_assert_uint_eq(gkr_report_error_limit(NULL), 0);
	ck_assert_uint_eq(gkr_report_section_count(NULL), 0);
	ck_assert_ptr_null(gkr_report_section_text(NULL, 0, &len));
	ck_assert_uint_eq(len, 0);
	ck_assert_ptr_null(gkr_report_preamble(NULL, &len));
	ck_assert_uint_eq(gkr_report_state(NULL, 1), GKR_STATE_MISSING);
	ck_assert_int_eq(
	    gkr_report_number(NULL, 1, NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_report_table(NULL, 1, NULL, NULL, NULL, 0, NULL),
	    GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_report_count_state(NULL, 0), 0);
	ck_assert_uint_eq(gkr_report_count_inferred(NULL), 0);
	ck_assert_uint_eq(gkr_report_loose_count(NULL), 0);
	ck_assert_uint_eq(gkr_report_has_table(NULL, 1), 0);
	ck_assert_uint_eq(gkr_report_has_row(r, 99, 1), 0);
	ck_assert_uint_eq(gkr_report_has_row(r, 1, 99), 0);
	ck_assert_uint_eq(gkr_report_has_column(r, 1, 99), 0);
	ck_assert_uint_eq(gkr_report_has_table(r, 99), 0);
	ck_assert_uint_eq(gkr_report_layout_at(NULL, 0), 0);
	ck_assert_uint_eq(gkr_report_year(NULL), 0);
	ck_assert_ptr_null(gkr_report_title(NULL));
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */

static int32_t fill(struct test_alloc *a, void *arg)
{
	gkr_report *r;
	int32_t rc = gkr_report_new_with(test_alloc, a, &r);
	uint32_t i;

	(void)arg;
	if (rc != GKR_OK)
		return rc;
	rc = give_prose(r, "甲区乙局2021年政府信息公开工作年度报告", 1);
	for (i = 1; i <= 40 && rc == GKR_OK; i++)
		rc = give_section(r, 1 + i % 6, "一、总体情况", i);
	for (i = 1; i <= 40 && rc == GKR_OK; i++)
		rc = give_prose(r, "一些文字，不少。", i);
	if (rc == GKR_OK)
		rc = give_table(r, APPLICATIONS, 50);
	for (i = 1; i <= 20 && rc == GKR_OK; i++) {
		rc = give_row(r, APPLICATIONS, 1 + i % 10, "label", i);
		if (rc == GKR_OK)
			rc = give_cell(r, APPLICATIONS, 1 + i % 10, 1, "12", i);
		if (rc == GKR_OK)
			rc = give_text(r, GKR_TOKEN_UNPLACED, "3", i);
	}
	if (rc == GKR_OK)
		rc = give_text(r, GKR_TOKEN_EVIDENCE, "why", 60);
	if (rc == GKR_OK)
		rc = give_end(r, GKR_FORM_2021);
	if (rc == GKR_OK)
		rc = gkri_report_meta(r);
	gkr_report_free(r);
	return rc;
}

START_TEST(every_allocation_may_fail)
{
	ck_assert_uint_gt(test_each_failure(fill, NULL), 8);
}
END_TEST

/* Any tokens in any order: nothing is lost, nothing overflows. */
START_TEST(random_tokens)
{
	static const char *const texts[] = {"", "0", "12", "/",
	    "（一）予以公开", "2021年", "1,075.178万元", "无"};
	struct test_random rnd;
	struct test_alloc a;
	gkr_report *r;
	uint32_t i;

	test_random_init(&rnd, 5);
	test_alloc_init(&a);
	r = test_report(&a);
	for (i = 0; i < 200000; i++) {
		struct gkri_token t;

		memset(&t, 0, sizeof t);
		t.kind = (uint8_t)test_random_below(&rnd, 16);
		t.text = texts[test_random_below(&rnd, 8)];
		t.text_len = t.length = (uint32_t)strlen(t.text);
		t.table = (uint8_t)test_random_below(&rnd, 9);
		t.row = (uint8_t)test_random_below(&rnd, 28);
		t.col = (uint8_t)test_random_below(&rnd, 9);
		t.layout = (uint8_t)test_random_below(&rnd, 40);
		t.form = (uint8_t)test_random_below(&rnd, 5);
		t.state = (uint8_t)test_random_below(&rnd, 6);
		t.flags = (uint8_t)test_random_below(&rnd, 8);
		t.section = (uint8_t)test_random_below(&rnd, 7);
		t.line = i + 1;
		ck_assert_int_eq(give(r, &t), GKR_OK);
		if (test_random_below(&rnd, 1000) == 0) {
			ck_assert_int_eq(gkri_report_meta(r), GKR_OK);
			gkr_report_clear(r);
		}
	}
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

/* ------------------------------------------------------------------ */

Suite *suite_report(void)
{
	Suite *s = suite_create("report");
	TCase *cells = tcase_create("cells"), *prose = tcase_create("prose"),
	      *rest = tcase_create("rest");

	tcase_add_test(cells, fresh_report_is_empty);
	tcase_add_test(cells, cells_are_kept_as_read);
	tcase_add_test(cells, states_of_cells);
	tcase_add_test(cells, value_needs_room);
	tcase_add_test(cells, missing_cell_has_no_place);
	tcase_add_test(cells, second_row_of_a_kind_is_loose);
	tcase_add_test(cells, second_row_without_values);
	tcase_add_test(cells, unplaced_values_mark_the_row);
	tcase_add_test(cells, cells_of_another_form_are_not_unplaced);
	tcase_add_test(cells, unplaced_values_of_the_review_table);
	tcase_add_test(cells, unknown_rows_are_kept);
	tcase_add_test(cells, cell_given_twice);
	tcase_add_test(cells, tables_rows_columns_layouts);
	tcase_add_test(cells, table_at_once);
	suite_add_tcase(s, cells);
	tcase_add_test(prose, prose_stays_with_its_section);
	tcase_add_test(prose, pieces_of_a_line_are_joined);
	tcase_add_test(prose, places_in_other_encodings);
	tcase_add_test(prose, every_byte_has_its_place);
	suite_add_tcase(s, prose);
	tcase_add_test(rest, limits_can_be_set);
	tcase_add_test(rest, prose_limit_is_exact);
	tcase_add_test(rest, loose_limit_is_exact);
	tcase_add_test(rest, memory_limit_is_named);
	tcase_add_test(rest, clear_forgets_all);
	tcase_add_test(rest, null_is_answered);
	tcase_add_test(rest, every_allocation_may_fail);
	tcase_add_test(rest, random_tokens);
	suite_add_tcase(s, rest);
	return s;
}
