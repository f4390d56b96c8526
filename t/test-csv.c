/* CSV, tidy and wide. */
#include "support.h"
#include "support-emit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER                                                  \
	"source,year,form,agency,table,row,column,state,value," \
	"unit,note,raw,line,offset,certainty\r\n"
#define BOM "\xef\xbb\xbf"

static const char *save(const char *name, const gkr_buffer *b)
{
	size_t len;
	const char *data = gkr_buffer_data(b, &len);

	return sample_file(name, data, len);
}

static void golden(const char *name, const gkr_buffer *b)
{
	size_t len;
	const char *data = gkr_buffer_data(b, &len);

	test_golden(name, data, len);
}

/* Python's csv finds in the file what its json finds in the JSON. */
static void reopened(const char *how, const gkr_report *r, const gkr_buffer *b)
{
	gkr_buffer *json = sample_write(GKR_FORMAT_JSON, r, NULL);
	char arguments[1024];

	snprintf(arguments, sizeof arguments, "%s '%s' '%s'", how,
	    save("x.csv", b), save("x.json", json));
	sample_script("readers.py", arguments);
	gkr_buffer_free(json);
}

static void each_way(gkr_report *r, const char *csv, const char *wide)
{
	gkr_buffer *b = sample_write(GKR_FORMAT_CSV, r, NULL);

	reopened("csv", r, b);
	if (csv)
		golden(csv, b);
	gkr_buffer_free(b);
	b = sample_write(GKR_FORMAT_CSV_WIDE, r, NULL);
	reopened("wide", r, b);
	if (wide)
		golden(wide, b);
	gkr_buffer_free(b);
	gkr_report_free(r);
}

START_TEST(states_are_as_before)
{
	each_way(sample_states(), "t/golden/emit-states.csv",
	    "t/golden/emit-states-wide.csv");
}
END_TEST

START_TEST(hostile_text_is_reopened)
{
	each_way(sample_hostile(), "t/golden/emit-hostile.csv", NULL);
}
END_TEST

START_TEST(every_form_is_reopened)
{
	each_way(sample_report((uint32_t)_i), NULL, NULL);
}
END_TEST

START_TEST(several_reports_are_reopened)
{
	static const char *const how[] = {"csv", "wide"};
	uint32_t format = _i ? GKR_FORMAT_CSV_WIDE : GKR_FORMAT_CSV;
	gkr_buffer *csv, *json;
	gkr_exporter *to_csv, *to_json;
	char arguments[1024];
	uint32_t form;

	ck_assert_int_eq(gkr_buffer_new(&csv), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&json), GKR_OK);
	ck_assert_int_eq(gkr_exporter_new(format, &to_csv), GKR_OK);
	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_NDJSON, &to_json), GKR_OK);
	ck_assert_int_eq(
	    gkr_exporter_set_option(to_csv, GKR_EXPORT_BOM, 1), GKR_OK);
	for (form = 0; form < gkr_form_count() + 1; form++) {
		gkr_report *r = sample_report(form);

		ck_assert_int_eq(
		    gkr_exporter_write(to_csv, r, NULL, csv), GKR_OK);
		ck_assert_int_eq(
		    gkr_exporter_write(to_json, r, NULL, json), GKR_OK);
		/* stands for nothing in CSV */
		ck_assert_int_eq(gkr_exporter_write_error(
				     to_csv, "x", GKR_E_NUL, NULL, 0, 0, csv),
		    GKR_OK);
		gkr_report_free(r);
	}
	snprintf(arguments, sizeof arguments, "%s '%s' '%s'", how[_i],
	    save("x.csv", csv), save("x.ndjson", json));
	sample_script("readers.py", arguments);
	gkr_exporter_free(to_csv);
	gkr_exporter_free(to_json);
	gkr_buffer_free(csv);
	gkr_buffer_free(json);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The first bytes                                                    */

static gkr_buffer *write_twice(int bom, int header)
{
	gkr_report *r = sample_empty(GKR_FORM_UNKNOWN);
	gkr_exporter *e;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_CSV, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	gkr_exporter_set_option(e, GKR_EXPORT_BOM, bom);
	gkr_exporter_set_option(e, GKR_EXPORT_HEADER, header);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	gkr_exporter_free(e);
	gkr_report_free(r);
	return b;
}

START_TEST(bom_and_header_come_once)
{
	static const char *const want[] = {"", HEADER, BOM, BOM HEADER};
	gkr_buffer *b = write_twice(_i / 2, _i % 2);

	ck_assert_str_eq(gkr_buffer_data(b, NULL), want[_i]);
	gkr_buffer_free(b);
}
END_TEST

START_TEST(wide_header_is_addresses)
{
	gkr_report *r = sample_empty(GKR_FORM_UNKNOWN);
	gkr_buffer *b = sample_write(GKR_FORMAT_CSV_WIDE, r, NULL);
	const char *at = gkr_buffer_data(b, NULL);
	int slot;
	size_t len;

	len = strlen("source,year,form,agency,title,date");
	ck_assert(strncmp(at, "source,year,form,agency,title,date", len) == 0);
	for (slot = 0; slot < GKRI_SLOTS; slot++) {
		const char *address = gkr_cell_address(gkri_slot_cell(slot));

		at += len;
		ck_assert_int_eq(*at++, ',');
		len = strlen(address);
		ck_assert(strncmp(at, address, len) == 0);
	}
	at += len;
	len = strlen("\r\nreports/baishiling.txt,2023,unknown,"
		     "白石岭市档案馆,白石岭市档案馆2023年政府信息公开工作年度"
		     "报告,2024-01-18");
	/* and a field for each cell, all of them empty */
	ck_assert_uint_eq(strspn(at + len, ","), GKRI_SLOTS);
	ck_assert_str_eq(at + len + GKRI_SLOTS, "\r\n");
	gkr_buffer_free(b);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Fields                                                             */

/* What becomes of text, in the column of agencies. */
static void field_is(const char *text, size_t len, const char *want)
{
	gkr_report *r = sample_empty(GKR_FORM_UNKNOWN);
	gkr_exporter *e;
	gkr_buffer *b;
	char line[512];
	size_t n;

	sample_text(r, &r->agency, text, len);
	r->source_name = r->title = r->date = 0;
	r->year = 0;
	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_CSV_WIDE, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	gkr_exporter_set_option(e, GKR_EXPORT_HEADER, 0);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	n = (size_t)snprintf(line, sizeof line, ",,unknown,%s", want);
	ck_assert_msg(strncmp(gkr_buffer_data(b, NULL), line, n) == 0 &&
		strspn(gkr_buffer_data(b, NULL) + n, ",") == GKRI_SLOTS + 2,
	    "%.100s for %.100s", gkr_buffer_data(b, NULL), line);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_report_free(r);
}
#define FIELD(text, want) field_is(text, sizeof(text) - 1, want)

START_TEST(fields_are_quoted)
{
	FIELD("plain text", "plain text");
	FIELD("", "");
	FIELD("a,b", "\"a,b\"");
	FIELD("say \"x\"", "\"say \"\"x\"\"\"");
	FIELD("\"", "\"\"\"\"");
	FIELD("one\ntwo", "\"one\ntwo\"");
	FIELD("one\r\ntwo", "\"one\r\ntwo\"");
	FIELD("tab\there", "tab\there");
	FIELD(" blank ", " blank ");
	FIELD("bad \xff \xe4\xb8", "bad \xef\xbf\xbd \xef\xbf\xbd");
}
END_TEST

START_TEST(formulas_are_guarded)
{
	FIELD("=1+1", "'=1+1");
	FIELD("+1", "'+1");
	FIELD("+", "'+");
	FIELD("-", "'-");
	FIELD("-1-1", "'-1-1");
	FIELD("-1,000", "\"'-1,000\"");
	FIELD("-cmd", "'-cmd");
	FIELD("@SUM(1)", "'@SUM(1)");
	FIELD("\tx", "'\tx");
	FIELD("\rx", "\"'\rx\"");
	FIELD("\nx", "\"'\nx\"");
	FIELD("=\"a\"", "\"'=\"\"a\"\"\"");
	FIELD("＝1", "'＝1");
	FIELD("＋1", "'＋1");
	FIELD("－1", "'－1");
	FIELD("＠1", "'＠1");
}
END_TEST

START_TEST(what_is_no_formula_stays)
{
	FIELD("1=1", "1=1");
	FIELD("-3", "-3");
	FIELD("-18.8710", "-18.8710");
	FIELD("'x", "'x");
	FIELD("！1", "！1");
	FIELD("\xef\xbc", "\xef\xbf\xbd");
	FIELD("—", "—");
}
END_TEST

/* Text that is longer than what is copied at a time. */
START_TEST(long_fields_are_whole)
{
	gkr_report *r = sample_report(GKR_FORM_2021);
	struct test_random random;
	char text[16000];
	size_t i;
	gkr_buffer *b;

	test_random_init(&random, 4180);
	for (i = 0; i < sizeof text; i++)
		text[i] = "\"a,\n\xe4\xb8\xad\0"[test_random_below(&random, 8)];
	sample_cell(r, "article20_1.rules.issued", text, sizeof text,
	    GKR_CERTAINTY_READ);
	b = sample_write(GKR_FORMAT_CSV, r, NULL);
	ck_assert_uint_eq(strlen(gkr_buffer_data(b, NULL)), b->bytes.len);
	gkr_buffer_free(b);
	for (i = 0; i < sizeof text; i++)
		text[i] = "\"a,\n"[test_random_below(&random, 4)];
	sample_cell(r, "article20_1.rules.issued", text, sizeof text,
	    GKR_CERTAINTY_READ);
	each_way(r, NULL, NULL);
}
END_TEST

START_TEST(fed_cells_have_no_offset)
{
	gkr_report *r = sample_report(GKR_FORM_2021);

	r->source.position_kind = GKR_POSITION_CELLS;
	each_way(r, NULL, NULL);
}
END_TEST

Suite *suite_csv(void)
{
	Suite *s = suite_create("csv");
	TCase *files = tcase_create("files"), *fields = tcase_create("fields");

	tcase_add_test(files, states_are_as_before);
	tcase_add_test(files, hostile_text_is_reopened);
	tcase_add_loop_test(files, every_form_is_reopened, 0, 5);
	tcase_add_loop_test(files, several_reports_are_reopened, 0, 2);
	tcase_add_loop_test(files, bom_and_header_come_once, 0, 4);
	tcase_add_test(files, wide_header_is_addresses);
	tcase_add_test(files, fed_cells_have_no_offset);
	suite_add_tcase(s, files);
	tcase_add_test(fields, fields_are_quoted);
	tcase_add_test(fields, formulas_are_guarded);
	tcase_add_test(fields, what_is_no_formula_stays);
	tcase_add_test(fields, long_fields_are_whole);
	suite_add_tcase(s, fields);
	return s;
}
