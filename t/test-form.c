/* The forms: what they consist of, names, labels, cells and their slots. */
#include "support.h"

#include "form.h"

#include <stdio.h>
#include <string.h>

#define F2019 1
#define F2021 2
#define BOTH 3

/* form.def once more, read plainly. */
static const struct {
	uint32_t table, id;
	const char *name;
	uint32_t forms;
	const char *label[2];
} rows[] = {
#define GKR_DEF_ROW(table, id, name, forms, old, new, group) \
	{GKRI_TABLE_##table, id, #name, forms, {old, new}},
#include "form.def"
};
static const struct {
	uint32_t table, id;
	const char *name;
	uint32_t forms;
	const char *label[2], *unit;
} columns[] = {
#define GKR_DEF_COLUMN(table, id, name, kind, forms, old, new, unit) \
	{GKRI_TABLE_##table, id, #name, forms, {old, new}, unit},
#include "form.def"
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* ------------------------------------------------------------------ */
/* Forms                                                              */

START_TEST(forms_have_names)
{
	ck_assert_uint_eq(gkr_form_count(), 4);
	ck_assert_uint_eq(gkr_form_at(0), GKR_FORM_2019);
	ck_assert_uint_eq(gkr_form_at(3), GKR_FORM_PRE2019);
	ck_assert_uint_eq(gkr_form_at(4), 0);
	ck_assert_str_eq(gkr_form_name(GKR_FORM_UNKNOWN), "unknown");
	ck_assert_str_eq(gkr_form_name(GKR_FORM_2019), "2019");
	ck_assert_str_eq(gkr_form_name(GKR_FORM_2021), "2021");
	ck_assert_str_eq(gkr_form_name(GKR_FORM_HYBRID), "hybrid");
	ck_assert_str_eq(gkr_form_name(GKR_FORM_PRE2019), "pre2019");
	ck_assert_ptr_null(gkr_form_name(5));
	ck_assert_str_eq(
	    gkr_form_document(GKR_FORM_2021), "国办公开办函〔2021〕30号");
	ck_assert_ptr_null(gkr_form_document(GKR_FORM_HYBRID));
	ck_assert_ptr_null(gkr_form_document(UINT32_MAX));
	ck_assert_uint_eq(gkr_form_from_name("hybrid"), GKR_FORM_HYBRID);
	ck_assert_uint_eq(gkr_form_from_name("unknown"), GKR_FORM_UNKNOWN);
	ck_assert_uint_eq(gkr_form_from_name("2020"), GKR_FORM_UNKNOWN);
	ck_assert_uint_eq(gkr_form_from_name(NULL), GKR_FORM_UNKNOWN);
}
END_TEST

/* Rows and columns of each table, from the first. */
static const struct {
	uint32_t form, cells;
	uint32_t rows[GKRI_TABLES], columns[GKRI_TABLES];
} sizes[] = {
    {GKR_FORM_UNKNOWN, 0, {0}, {0}},
    {GKR_FORM_2019, 198, {2, 2, 2, 1, 1, 23, 3}, {3, 3, 3, 2, 2, 7, 5}},
    {GKR_FORM_2021, 200, {2, 1, 2, 1, 0, 25, 3}, {3, 1, 1, 1, 0, 7, 5}},
    {GKR_FORM_HYBRID, 186, {2, 1, 2, 1, 0, 23, 3}, {3, 1, 1, 1, 0, 7, 5}},
    {GKR_FORM_PRE2019, 0, {0}, {0}},
    {5, 0, {0}, {0}},
};

START_TEST(forms_have_their_sizes)
{
	uint32_t table, form = sizes[_i].form, tables = 0;

	ck_assert_uint_eq(gkr_form_cell_count(form), sizes[_i].cells);
	for (table = 1; table <= GKRI_TABLES; table++) {
		uint32_t r = sizes[_i].rows[table - 1];
		uint32_t c = sizes[_i].columns[table - 1];

		ck_assert_uint_eq(gkr_form_row_count(form, table), r);
		ck_assert_uint_eq(gkr_form_column_count(form, table), c);
		ck_assert_uint_eq(gkr_form_row_at(form, table, r), 0);
		ck_assert_uint_eq(gkr_form_column_at(form, table, c), 0);
		ck_assert_int_eq(
		    gkr_form_table_label(form, table) != NULL, r > 0);
		if (r)
			ck_assert_uint_eq(
			    gkr_form_table_at(form, tables++), table);
	}
	ck_assert_uint_eq(gkr_form_table_count(form), tables);
	ck_assert_uint_eq(gkr_form_table_at(form, tables), 0);
	ck_assert_uint_eq(gkr_form_cell_at(form, sizes[_i].cells), 0);
	ck_assert_uint_eq(gkr_form_cell_at(form, UINT32_MAX), 0);
}
END_TEST

/* Walking by tables, rows and columns gives the cells in their order. */
START_TEST(cells_come_in_printed_order)
{
	uint32_t form = sizes[_i].form, t, r, c, table, row, n = 0, cell;

	for (t = 0; (table = gkr_form_table_at(form, t)) != 0; t++)
		for (r = 0; (row = gkr_form_row_at(form, table, r)) != 0; r++)
			for (c = 0; c < gkr_form_column_count(form, table);
			     c++) {
				cell = gkr_cell(table, row,
				    gkr_form_column_at(form, table, c));
				ck_assert_uint_ne(cell, 0);
				ck_assert_uint_eq(
				    gkr_form_cell_at(form, n++), cell);
				ck_assert_uint_eq(
				    gkr_form_has_cell(form, cell), 1);
			}
	ck_assert_uint_eq(n, gkr_form_cell_count(form));
}
END_TEST

START_TEST(forms_have_no_other_cells)
{
	uint32_t form, n, cell;
	int slot;

	for (form = 0; form <= GKR_FORM_PRE2019; form++) {
		for (n = 0, slot = 0; slot < GKRI_SLOTS; slot++)
			n += gkr_form_has_cell(form, gkri_slot_cell(slot));
		ck_assert_uint_eq(n, gkr_form_cell_count(form));
	}
	cell = gkr_cell_from_address("article20_8.fees.amount");
	ck_assert_uint_eq(gkr_form_has_cell(GKR_FORM_2019, cell), 0);
	ck_assert_uint_eq(gkr_form_has_cell(GKR_FORM_2021, cell), 1);
	cell = gkr_cell_from_address("applications.other.total");
	ck_assert_uint_eq(gkr_form_has_cell(GKR_FORM_2021, cell), 0);
	ck_assert_uint_eq(gkr_form_has_cell(GKR_FORM_HYBRID, cell), 1);
	ck_assert_uint_eq(gkr_form_has_cell(GKR_FORM_2019, 0), 0);
	ck_assert_uint_eq(gkr_form_has_cell(UINT32_MAX, cell), 0);
	ck_assert_uint_eq(gkr_form_has_cell(GKR_FORM_2019, UINT32_MAX), 0);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Names and labels                                                   */

START_TEST(names_lead_back_to_ids)
{
	uint32_t table;
	size_t i;

	for (table = 1; table <= GKRI_TABLES; table++)
		ck_assert_uint_eq(
		    gkr_table_from_name(gkr_table_name(table)), table);
	for (i = 0; i < COUNT(rows); i++) {
		ck_assert_str_eq(
		    gkr_row_name(rows[i].table, rows[i].id), rows[i].name);
		ck_assert_uint_eq(
		    gkr_row_from_name(rows[i].table, rows[i].name), rows[i].id);
	}
	for (i = 0; i < COUNT(columns); i++) {
		ck_assert_str_eq(
		    gkr_column_name(columns[i].table, columns[i].id),
		    columns[i].name);
		ck_assert_uint_eq(
		    gkr_column_from_name(columns[i].table, columns[i].name),
		    columns[i].id);
	}
}
END_TEST

START_TEST(no_names_for_other_ids)
{
	static const uint32_t wrong[] = {0, 27, 28, 255, 256, 257, UINT32_MAX};
	size_t i;

	for (i = 0; i < COUNT(wrong); i++) {
		ck_assert_ptr_null(gkr_table_name(wrong[i]));
		ck_assert_ptr_null(gkr_row_name(6, wrong[i]));
		ck_assert_ptr_null(gkr_column_name(6, wrong[i]));
		ck_assert_ptr_null(gkr_row_name(wrong[i], 1));
		ck_assert_ptr_null(gkr_column_name(wrong[i], 1));
		ck_assert_uint_eq(gkr_cell(6, wrong[i], 1), 0);
		ck_assert_uint_eq(gkr_cell(6, 1, wrong[i]), 0);
		ck_assert_uint_eq(gkr_cell(wrong[i], 1, 1), 0);
		ck_assert_uint_eq(gkr_row_from_name(wrong[i], "rules"), 0);
		ck_assert_ptr_null(gkr_form_row_label(2, 6, wrong[i]));
		ck_assert_ptr_null(gkr_form_row_label(wrong[i], 6, 1));
		ck_assert_ptr_null(gkr_form_column_label(2, wrong[i], 1));
		ck_assert_ptr_null(gkr_form_row_group(2, 6, wrong[i], 0));
		if (i > 0)
			ck_assert_ptr_null(
			    gkr_form_row_group(2, 6, 5, wrong[i]));
		ck_assert_uint_eq(gkr_form_column_kind(2, 6, wrong[i]), 0);
		ck_assert_ptr_null(gkr_form_column_unit(2, 4, wrong[i]));
		ck_assert_uint_eq(gkr_form_row_count(wrong[i], 6), 0);
	}
	/* a table's ids are its own */
	ck_assert_ptr_null(gkr_row_name(1, 3));
	ck_assert_ptr_null(gkr_column_name(5, 3));
	ck_assert_uint_eq(gkr_row_from_name(1, "granted"), 0);
	ck_assert_uint_eq(gkr_table_from_name("article20"), 0);
	ck_assert_uint_eq(gkr_table_from_name("applications "), 0);
	ck_assert_uint_eq(gkr_table_from_name(""), 0);
	ck_assert_uint_eq(gkr_table_from_name(NULL), 0);
	ck_assert_uint_eq(gkr_row_from_name(6, NULL), 0);
	ck_assert_uint_eq(gkr_column_from_name(6, NULL), 0);
}
END_TEST

static void same(const char *got, const char *want)
{
	if (want) {
		ck_assert_ptr_nonnull(got);
		ck_assert_str_eq(got, want);
	} else {
		ck_assert_ptr_null(got);
	}
}

START_TEST(labels_are_those_of_the_edition)
{
	size_t i;
	uint32_t table, edition;

	for (i = 0; i < COUNT(rows); i++) {
		table = rows[i].table;
		same(gkr_form_row_label(GKR_FORM_2019, table, rows[i].id),
		    rows[i].label[0]);
		same(gkr_form_row_label(GKR_FORM_2021, table, rows[i].id),
		    rows[i].label[1]);
		edition = table == GKR_TABLE_APPLICATIONS ? 0 : 1;
		same(gkr_form_row_label(GKR_FORM_HYBRID, table, rows[i].id),
		    table == GKR_TABLE_ARTICLE20_9 ? NULL
						   : rows[i].label[edition]);
		ck_assert_ptr_null(
		    gkr_form_row_label(GKR_FORM_UNKNOWN, table, rows[i].id));
	}
	for (i = 0; i < COUNT(columns); i++) {
		table = columns[i].table;
		same(gkr_form_column_label(GKR_FORM_2019, table, columns[i].id),
		    columns[i].label[0]);
		same(gkr_form_column_label(GKR_FORM_2021, table, columns[i].id),
		    columns[i].label[1]);
	}
	same(gkr_form_table_label(GKR_FORM_2021, 1), "第二十条第（一）项");
}
END_TEST

/* One line, nothing that JSON escapes, no blanks between characters. */
static void is_plain(const char *label)
{
	const unsigned char *p = (const unsigned char *)label;
	size_t i;

	for (i = 0; p && p[i]; i++) {
		ck_assert(p[i] >= 0x20 && p[i] != 0x7f);
		ck_assert(p[i] != '"' && p[i] != '\\');
		if (i && p[i] == ' ')
			ck_assert_msg(
			    !(p[i - 1] & 0x80 && p[i + 1] & 0x80), "%s", label);
	}
	ck_assert_msg(!p || !strstr(label, "　"), "%s", label);
}

/* Messages take the labels as they are. */
START_TEST(labels_are_plain)
{
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		is_plain(rows[i].label[0]);
		is_plain(rows[i].label[1]);
	}
	for (i = 0; i < COUNT(columns); i++) {
		is_plain(columns[i].label[0]);
		is_plain(columns[i].label[1]);
	}
	for (i = 1; i <= GKRI_TABLES; i++) {
		is_plain(gkr_form_table_label(GKR_FORM_2019, (uint32_t)i));
		is_plain(gkr_form_table_label(GKR_FORM_2021, (uint32_t)i));
	}
}
END_TEST

/* A row or column has a label in an edition where it says so. */
START_TEST(labels_agree_with_forms)
{
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		ck_assert_int_eq(rows[i].label[0] != NULL, rows[i].forms & 1);
		ck_assert_int_eq(rows[i].label[1] != NULL, rows[i].forms >> 1);
	}
	for (i = 0; i < COUNT(columns); i++) {
		ck_assert_int_eq(
		    columns[i].label[0] != NULL, columns[i].forms & 1);
		ck_assert_int_eq(
		    columns[i].label[1] != NULL, columns[i].forms >> 1);
	}
}
END_TEST

START_TEST(groups_stand_above_rows)
{
	uint32_t other = gkr_row_from_name(6, "other");
	uint32_t unpaid = gkr_row_from_name(6, "other_unpaid_fee");

	same(gkr_form_row_group(2, 6, unpaid, 0), "三、本年度办理结果");
	same(gkr_form_row_group(2, 6, unpaid, 1), "（六）其他处理");
	same(gkr_form_row_group(2, 6, unpaid, 2), NULL);
	same(gkr_form_row_group(1, 6, unpaid, 0), NULL);
	same(gkr_form_row_group(3, 6, other, 0), "三、本年度办理结果");
	same(gkr_form_row_group(3, 6, other, 1), NULL);
	same(gkr_form_row_group(2, 6, other, 0), NULL);
	same(gkr_form_row_group(2, 6, 1, 0), NULL);
	same(gkr_form_row_group(2, 7, 1, 0), NULL);
	same(gkr_form_row_group(2, 7, 2, 0), "行政诉讼");
}
END_TEST

START_TEST(columns_have_kinds_and_units)
{
	uint32_t change = gkr_column_from_name(2, "items_change");
	uint32_t amount = gkr_column_from_name(4, "amount");

	ck_assert_uint_eq(
	    gkr_form_column_kind(1, 2, change), GKR_COLUMN_SIGNED);
	ck_assert_uint_eq(gkr_form_column_kind(2, 2, change), 0);
	ck_assert_uint_eq(gkr_form_column_kind(2, 4, amount), GKR_COLUMN_MONEY);
	ck_assert_uint_eq(gkr_form_column_kind(1, 6, 7), GKR_COLUMN_COUNT);
	same(gkr_form_column_unit(2, 4, amount), "万元");
	same(gkr_form_column_unit(1, 4, amount), NULL);
	same(gkr_form_column_unit(1, 5, 2), NULL);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Cells                                                              */

static void address_of(char *out, size_t size, size_t r, size_t c)
{
	ck_assert_int_lt(
	    snprintf(out, size, "%s.%s.%s", gkr_table_name(rows[r].table),
		rows[r].name, columns[c].name),
	    (int)size);
}

START_TEST(every_cell_has_slot_and_address)
{
	char text[128];
	size_t r, c;
	int slot = 0;
	uint32_t cell;

	for (r = 0; r < COUNT(rows); r++)
		for (c = 0; c < COUNT(columns); c++) {
			if (columns[c].table != rows[r].table)
				continue;
			cell =
			    gkr_cell(rows[r].table, rows[r].id, columns[c].id);
			/* no row meets a column of no common edition */
			ck_assert_uint_ne(rows[r].forms & columns[c].forms, 0);
			ck_assert_uint_ne(cell, 0);
			ck_assert_uint_eq(gkr_cell_table(cell), rows[r].table);
			ck_assert_uint_eq(gkr_cell_row(cell), rows[r].id);
			ck_assert_uint_eq(gkr_cell_column(cell), columns[c].id);
			address_of(text, sizeof(text), r, c);
			ck_assert_str_eq(gkr_cell_address(cell), text);
			ck_assert_uint_eq(gkr_cell_from_address(text), cell);
			ck_assert_int_eq(gkri_slot(cell), slot);
			ck_assert_int_eq(gkri_slot_of(rows[r].table, rows[r].id,
					     columns[c].id),
			    slot);
			ck_assert_uint_eq(gkri_slot_cell(slot++), cell);
		}
	ck_assert_int_eq(slot, GKRI_SLOTS);
}
END_TEST

START_TEST(no_cell_where_there_is_none)
{
	static const char *const wrong[] = {"", ".", "..", "applications",
	    "applications.granted", "applications.granted.",
	    "applications.granted.total.", "applications.granted.total ",
	    "applications..total", ".granted.total",
	    "article20_1.granted.total", "applications.granted.upheld",
	    "Applications.granted.total"};
	struct test_random random;
	uint32_t cell;
	size_t i;

	for (i = 0; i < COUNT(wrong); i++)
		ck_assert_uint_eq(gkr_cell_from_address(wrong[i]), 0);
	ck_assert_uint_eq(gkr_cell_from_address(NULL), 0);
	ck_assert_uint_eq(gkri_slot_cell(-1), 0);
	ck_assert_uint_eq(gkri_slot_cell(GKRI_SLOTS), 0);
	test_random_init(&random, 20);
	for (i = 0; i < 100000; i++) {
		cell = (uint32_t)test_random_next(&random);
		if (i & 1)
			cell &= 0x0f1f0f;
		if (gkri_slot(cell) >= 0) {
			ck_assert_uint_eq(
			    gkri_slot_cell(gkri_slot(cell)), cell);
			continue;
		}
		ck_assert_ptr_null(gkr_cell_address(cell));
		ck_assert_uint_eq(gkr_cell_table(cell), 0);
		ck_assert_uint_eq(gkr_cell_row(cell), 0);
		ck_assert_uint_eq(gkr_cell_column(cell), 0);
		ck_assert_uint_eq(gkr_form_has_cell(GKR_FORM_2019, cell), 0);
	}
}
END_TEST

/* Ids are permanent: these numbers must never change. */
START_TEST(ids_stay_as_they_are)
{
	ck_assert_uint_eq(
	    gkr_cell_from_address("article20_1.rules.in_force"), 0x010106);
	ck_assert_uint_eq(
	    gkr_cell_from_address("article20_8.fees.amount"), 0x040103);
	ck_assert_uint_eq(
	    gkr_cell_from_address("applications.other.enterprise"), 0x061502);
	ck_assert_uint_eq(
	    gkr_cell_from_address("applications.carried_out.total"), 0x061a07);
	ck_assert_uint_eq(
	    gkr_cell_from_address("review_litigation.suit_direct.upheld"),
	    0x070201);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Sections                                                           */

START_TEST(sections_have_names_and_titles)
{
	ck_assert_ptr_null(gkr_section_name(GKR_SECTION_NONE));
	ck_assert_ptr_null(gkr_section_title(GKR_SECTION_NONE));
	ck_assert_str_eq(gkr_section_name(GKR_SECTION_OVERVIEW), "overview");
	ck_assert_str_eq(
	    gkr_section_name(GKR_SECTION_OTHER_MATTERS), "other_matters");
	ck_assert_str_eq(gkr_section_title(GKR_SECTION_REVIEW_LITIGATION),
	    "政府信息公开行政复议、行政诉讼情况");
	ck_assert_ptr_null(gkr_section_name(7));
	ck_assert_ptr_null(gkr_section_title(UINT32_MAX));
}
END_TEST

Suite *suite_form(void)
{
	Suite *s = suite_create("form");
	TCase *c = tcase_create("form");

	tcase_add_test(c, forms_have_names);
	tcase_add_loop_test(c, forms_have_their_sizes, 0, (int)COUNT(sizes));
	tcase_add_loop_test(
	    c, cells_come_in_printed_order, 0, (int)COUNT(sizes));
	tcase_add_test(c, forms_have_no_other_cells);
	tcase_add_test(c, names_lead_back_to_ids);
	tcase_add_test(c, no_names_for_other_ids);
	tcase_add_test(c, labels_are_those_of_the_edition);
	tcase_add_test(c, labels_agree_with_forms);
	tcase_add_test(c, labels_are_plain);
	tcase_add_test(c, groups_stand_above_rows);
	tcase_add_test(c, columns_have_kinds_and_units);
	tcase_add_test(c, every_cell_has_slot_and_address);
	tcase_add_test(c, no_cell_where_there_is_none);
	tcase_add_test(c, ids_stay_as_they_are);
	tcase_add_test(c, sections_have_names_and_titles);
	suite_add_tcase(s, c);
	return s;
}
