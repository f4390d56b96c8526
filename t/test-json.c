/* JSON and NDJSON. */
#include "support.h"
#include "support-emit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ */
/* Helpers                                                            */

static void has_not(const gkr_buffer *b, const char *part)
{
	ck_assert_msg(strstr(sample_bytes(b), part) == NULL, "%.400s in %.800s",
	    part, sample_bytes(b));
}

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
	char path[256];

	snprintf(path, sizeof path, "t/golden/%s", name);
	test_golden(path, data, len);
}

/* The JSON without the blanks that it need not have. */
static char *squeeze(const char *p)
{
	char *out = malloc(strlen(p) + 1), *to = out;
	int in_string = 0;

	ck_assert(out != NULL);
	for (; *p; p++) {
		if (*p == '"')
			in_string = !in_string;
		if (in_string && *p == '\\')
			*to++ = *p++;
		if (in_string || (*p != ' ' && *p != '\n'))
			*to++ = *p;
	}
	*to = '\0';
	return out;
}

/* Both spellings say the same; the second one is one line. */
static void same_in_both(const gkr_buffer *json, const gkr_buffer *ndjson)
{
	char *want = squeeze(sample_bytes(json));
	const char *line = sample_bytes(ndjson);
	size_t len = strlen(line);

	ck_assert_int_eq(line[len - 1], '\n');
	ck_assert_ptr_eq(strchr(line, '\n'), line + len - 1);
	test_bytes(line, len - 1, want, strlen(want));
	free(want);
}

/* Everything that reads JSON here accepts it, and the schema fits. */
static void accepted(const gkr_buffer *json, const gkr_buffer *ndjson)
{
	char arguments[1024];

	snprintf(arguments, sizeof arguments, "json '%s' '%s'",
	    save("x.json", json), save("x.ndjson", ndjson));
	sample_script("readers.py", arguments);
	sample_script("schema.py", arguments + 5);
}

static void each_way(gkr_report *r, gkr_findings *f, const char *name)
{
	gkr_buffer *json = sample_write(GKR_FORMAT_JSON, r, f);
	gkr_buffer *ndjson = sample_write(GKR_FORMAT_NDJSON, r, f);
	char file[128];

	same_in_both(json, ndjson);
	accepted(json, ndjson);
	if (name) {
		snprintf(file, sizeof file, "%s.json", name);
		golden(file, json);
		snprintf(file, sizeof file, "%s.ndjson", name);
		golden(file, ndjson);
	}
	gkr_buffer_free(json);
	gkr_buffer_free(ndjson);
	gkr_report_free(r);
	gkr_findings_free(f);
}

/* ------------------------------------------------------------------ */
/* Whole reports                                                      */

START_TEST(states_are_as_before)
{
	each_way(sample_states(), sample_findings(), "emit-states");
}
END_TEST

START_TEST(hostile_text_is_read_by_others)
{
	each_way(sample_hostile(), sample_findings(), "emit-hostile");
}
END_TEST

START_TEST(every_form_fits_the_schema)
{
	each_way(sample_report((uint32_t)_i), NULL, NULL);
}
END_TEST

START_TEST(empty_report_has_every_key)
{
	gkr_report *r;
	gkr_findings *f;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	each_way(r, f, "emit-empty");
}
END_TEST

/* The cells come in the order of the form, each once. */
START_TEST(cells_are_all_there_in_order)
{
	uint32_t form = (uint32_t)_i, i, cell, table = 0, row = 0, n = 0;
	gkr_report *r = sample_empty(form);
	gkr_buffer *b = sample_write(GKR_FORMAT_NDJSON, r, NULL);
	const char *at = strstr(sample_bytes(b), "\"tables\":{");
	char want[160];

	ck_assert_ptr_nonnull(at);
	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		if (gkr_cell_table(cell) != table)
			row = 0;
		table = gkr_cell_table(cell);
		if (gkr_cell_row(cell) != row) {
			row = gkr_cell_row(cell);
			snprintf(want, sizeof want, "\"%s\":{",
			    gkr_row_name(table, row));
			at = strstr(at, want);
			ck_assert_msg(at != NULL, "no %s", want);
		}
		snprintf(want, sizeof want, "\"%s\":{\"state\":\"missing\"}",
		    gkr_column_name(table, gkr_cell_column(cell)));
		at = strstr(at, want);
		ck_assert_msg(at != NULL, "no %s", want);
		at += strlen(want);
	}
	for (at = sample_bytes(b); (at = strstr(at, "{\"state\":")) != NULL;
	     at++)
		n++;
	ck_assert_uint_eq(n, gkr_form_cell_count(form));
	ck_assert_uint_eq(n, i);
	gkr_buffer_free(b);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Cells                                                              */

/* A cell as the format is described, spelled the plain way. */
static void spell(char *out, size_t cap, const char *value, const char *raw,
    const char *certainty, const struct gkri_rcell *c)
{
	snprintf(out, cap,
	    "{\"state\":\"number\",\"value\":%s,\"raw\":\"%s\","
	    "\"certainty\":\"%s\",\"line\":%" PRIu32 ",\"column\":%" PRIu32
	    ",\"offset\":%" PRIu64 ",\"length\":%" PRIu32 "}",
	    value, raw, certainty, c->line, c->column, c->offset, c->length);
}

/* What stands behind a cell's text is none of it. */
static void put_behind(gkr_report *r, const char *text)
{
	ck_assert_int_eq(gkri_buf_put(&r->text, text, strlen(text)), GKR_OK);
}

/* The short way to write a cell and the long one agree, for any numbers. */
START_TEST(cells_are_spelled_in_one_way)
{
	static const char *const raws[] = {"%s", "+%s", "%s,", "%s/", "%s 件",
	    "%s\xef\xbc\x90", "0000000000000000%s", "'%s", "%s."};
	gkr_report *r = sample_empty(GKR_FORM_2021);
	struct gkri_rcell *c = &r->cells[gkri_slot_of(7, 1, 1)];
	struct test_random random;
	char value[32], raw[64], want[512];
	gkr_buffer *b;
	int i;

	test_random_init(&random, 20240131);
	for (i = 0; i < 4000; i++) {
		int64_t n = (int64_t)sample_number(&random, 59);
		uint32_t scale = (uint32_t)test_random_below(&random, 5);
		uint32_t sure = 1 + (uint32_t)test_random_below(&random, 2);

		n = i % 3 ? n : -n;
		scale = i % 2 ? scale : 0;
		value[gkri_decimal_write(value, n, scale)] = '\0';
		snprintf(raw, sizeof raw,
		    raws[test_random_below(
			&random, sizeof raws / sizeof *raws)],
		    value);
		r->text.len = 0;
		sample_cell(r, gkr_cell_address(gkr_cell(7, 1, 1)), raw,
		    strlen(raw), sure);
		put_behind(r, i & 2 ? "12345678" : "");
		c->state = GKR_STATE_NUMBER;
		c->mantissa = n;
		c->scale = (uint8_t)scale;
		c->note_len = c->unit_len = 0;
		c->line = 1 + (uint32_t)sample_number(&random, 31);
		c->column = 1 + (uint32_t)sample_number(&random, 31);
		c->offset = sample_number(&random, 64);
		c->length = (uint32_t)sample_number(&random, 32);
		r->title = r->agency = r->date = r->source_name = 0;
		r->section_count = 1;
		b = sample_write(GKR_FORMAT_NDJSON, r, NULL);
		spell(want, sizeof want, value, raw,
		    sure == 1 ? "read" : "inferred", c);
		sample_has(b, want);
		gkr_buffer_free(b);
	}
	gkr_report_free(r);
}
END_TEST

/* One digit is written in a way of its own; these only look like one. */
START_TEST(digits_are_told_from_others)
{
	static const struct {
		const char *value, *raw;
		int64_t mantissa;
		uint32_t scale, column, length;
	} of[] = {{"5", "5", 5, 0, 2, 1}, {"0.5", "5", 5, 1, 2, 1},
	    {"5", "5", 5, 0, 9, 1}, {"5", "5", 5, 0, 10, 1},
	    {"5", "5", 5, 0, 2, 3}, {"5", "05", 5, 0, 2, 2},
	    {"0", "0", 0, 0, 2, 1}, {"0", "00", 0, 0, 2, 2},
	    {"5", "\xef\xbc\x95", 5, 0, 2, 3}, {"-5", "-5", -5, 0, 2, 2},
	    {"0", "", 0, 0, 2, 1}};
	gkr_report *r = sample_empty(GKR_FORM_2021);
	struct gkri_rcell *c = &r->cells[gkri_slot_of(7, 1, 1)];
	char want[512];
	gkr_buffer *b;
	size_t i;

	for (i = 0; i < sizeof of / sizeof *of; i++) {
		sample_cell(r, "review_litigation.review.upheld", of[i].raw,
		    strlen(of[i].raw), GKR_CERTAINTY_READ);
		put_behind(r, "12345678");
		c->state = GKR_STATE_NUMBER;
		c->mantissa = of[i].mantissa;
		c->scale = (uint8_t)of[i].scale;
		c->column = of[i].column;
		c->length = of[i].length;
		b = sample_write(GKR_FORMAT_NDJSON, r, NULL);
		spell(want, sizeof want, of[i].value, of[i].raw, "read", c);
		sample_has(b, want);
		gkr_buffer_free(b);
	}
	gkr_report_free(r);
}
END_TEST

START_TEST(fed_cells_have_no_bytes)
{
	gkr_report *r = sample_report(GKR_FORM_2021);
	gkr_findings *f = sample_findings();
	gkr_buffer *b;

	r->source.position_kind = GKR_POSITION_CELLS;
	b = sample_write(GKR_FORMAT_NDJSON, r, f);
	sample_has(b, "\"positions\":\"cells\"");
	sample_has(b, "\"certainty\":\"read\",\"line\":24,\"column\":2}");
	sample_has(
	    b, "\"line\":90,\"column\":2,\"offset\":null,\"length\":null,");
	has_not(b, "\"offset\":1");
	gkr_buffer_free(b);
	each_way(r, f, NULL);
}
END_TEST

START_TEST(cells_without_a_place_have_none)
{
	gkr_report *r = sample_empty(GKR_FORM_2021);
	gkr_buffer *b;

	sample_cell(
	    r, "review_litigation.review.other", "7", 1, GKR_CERTAINTY_READ);
	r->cells[gkri_slot_of(7, 1, 3)].line = 0;
	sample_cell(
	    r, "review_litigation.review.total", "7", 1, GKR_CERTAINTY_SET);
	b = sample_write(GKR_FORMAT_NDJSON, r, NULL);
	sample_has(b,
	    "\"total\":{\"state\":\"number\",\"value\":7,\"raw\":\"7\","
	    "\"certainty\":\"set\"}");
	sample_has(b,
	    "\"other\":{\"state\":\"number\",\"value\":7,\"raw\":\"7\","
	    "\"certainty\":\"read\"}");
	gkr_buffer_free(b);
	gkr_report_free(r);
}
END_TEST

START_TEST(raw_text_of_numbers_is_escaped)
{
	gkr_report *r = sample_empty(GKR_FORM_2021);
	struct gkri_rcell *c = &r->cells[gkri_slot_of(7, 1, 1)];
	gkr_buffer *b;

	sample_cell(
	    r, "review_litigation.review.upheld", "7\\", 2, GKR_CERTAINTY_READ);
	c->state = GKR_STATE_NUMBER;
	c->mantissa = 7;
	b = sample_write(GKR_FORMAT_NDJSON, r, NULL);
	sample_has(b, "\"value\":7,\"raw\":\"7\\\\\",\"certainty\":\"read\",");
	gkr_buffer_free(b);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Options, findings, errors                                          */

static gkr_buffer *write_with(uint32_t option, int64_t value)
{
	gkr_report *r = sample_report(GKR_FORM_2019);
	gkr_findings *f = sample_findings();
	gkr_exporter *e;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_NDJSON, &e), GKR_OK);
	ck_assert_int_eq(gkr_exporter_set_option(e, option, value), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, f, b), GKR_OK);
	gkr_exporter_free(e);
	gkr_findings_free(f);
	gkr_report_free(r);
	return b;
}

START_TEST(findings_may_be_left_out)
{
	gkr_report *r = sample_empty(GKR_FORM_2021);
	gkr_findings *none;
	gkr_buffer *b = write_with(GKR_EXPORT_FINDINGS, 1);

	sample_has(b, "\"findings\":[{\"rule\":");
	gkr_buffer_free(b);
	b = write_with(GKR_EXPORT_FINDINGS, 0);
	has_not(b, "\"findings\"");
	gkr_buffer_free(b);
	b = sample_write(GKR_FORMAT_NDJSON, r, NULL);
	has_not(b, "\"findings\"");
	gkr_buffer_free(b);
	ck_assert_int_eq(gkr_findings_new(&none), GKR_OK);
	b = sample_write(GKR_FORMAT_NDJSON, r, none);
	sample_has(b, "\"findings\":[],");
	gkr_buffer_free(b);
	gkr_findings_free(none);
	gkr_report_free(r);
}
END_TEST

START_TEST(prose_may_be_left_out)
{
	gkr_buffer *b = write_with(GKR_EXPORT_PROSE, 0);

	has_not(b, "\"text\":\"");
	sample_has(b, "\"heading\":\"一、总体情况\",\"line\":6}");
	gkr_buffer_free(b);
	b = write_with(GKR_EXPORT_PROSE, 1);
	sample_has(b, "\"text\":\"全年主动公开信息 1024 条。\\n");
	gkr_buffer_free(b);
}
END_TEST

START_TEST(options_of_other_formats_change_nothing)
{
	gkr_buffer *b = write_with(GKR_EXPORT_BOM, 1);

	ck_assert_int_eq(sample_bytes(b)[0], '{');
	gkr_buffer_free(b);
}
END_TEST

START_TEST(findings_stand_alone)
{
	static const char *const names[] = {NULL, "json", "ndjson"};
	gkr_report *r = sample_empty(GKR_FORM_2021);
	gkr_findings *f = sample_findings(), *none;
	char name[64], arguments[1024];
	gkr_exporter *e;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_findings_new(&none), GKR_OK);
	ck_assert_int_eq(gkr_exporter_new((uint32_t)_i, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write_findings(e, r, none, b), GKR_OK);
	ck_assert_str_eq(sample_bytes(b), _i == GKR_FORMAT_JSON ? "[]\n" : "");
	gkr_buffer_clear(b);
	ck_assert_int_eq(gkr_exporter_write_findings(e, r, f, b), GKR_OK);
	snprintf(name, sizeof name, "emit-findings.%s", names[_i]);
	golden(name, b);
	snprintf(arguments, sizeof arguments, "--def %s '%s'",
	    _i == GKR_FORMAT_JSON ? "findings" : "finding", save(name, b));
	sample_script("schema.py", arguments);
	gkr_buffer_free(b);
	gkr_exporter_free(e);
	gkr_findings_free(none);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

static gkr_buffer *write_error(uint32_t format, const char *name,
    int32_t status, const char *message, uint64_t offset, uint64_t line)
{
	gkr_exporter *e;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_exporter_new(format, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_exporter_write_error(e, name, status, message, offset, line, b),
	    GKR_OK);
	gkr_exporter_free(e);
	return b;
}

START_TEST(errors_have_their_object)
{
	gkr_buffer *b = write_error(
	    GKR_FORMAT_NDJSON, "a/\"b\xff", GKR_E_ENCODING, "字节无效", 17, 2);
	gkr_buffer *pretty = write_error(
	    GKR_FORMAT_JSON, "a/\"b\xff", GKR_E_ENCODING, "字节无效", 17, 2);

	ck_assert_str_eq(sample_bytes(b),
	    "{\"source\":{\"name\":\"a/\\\"b\xef\xbf\xbd\"},"
	    "\"error\":{\"status\":\"GKR_E_ENCODING\","
	    "\"message\":\"字节无效\",\"offset\":17,\"line\":2}}\n");
	ck_assert_str_eq(sample_bytes(pretty),
	    "{\n  \"source\": {\"name\": \"a/\\\"b\xef\xbf\xbd\"},\n"
	    "  \"error\": {\"status\": \"GKR_E_ENCODING\", "
	    "\"message\": \"字节无效\", \"offset\": 17, \"line\": 2}\n}\n");
	accepted(pretty, b);
	gkr_buffer_free(b);
	gkr_buffer_free(pretty);
	b = write_error(GKR_FORMAT_NDJSON, NULL, GKR_E_MEMORY, NULL, 0, 0);
	pretty = write_error(GKR_FORMAT_JSON, NULL, GKR_E_MEMORY, NULL, 0, 0);
	ck_assert_str_eq(sample_bytes(b),
	    "{\"source\":{\"name\":null},\"error\":{\"status\":"
	    "\"GKR_E_MEMORY\",\"message\":null,\"offset\":null,"
	    "\"line\":null}}\n");
	same_in_both(pretty, b);
	accepted(pretty, b);
	gkr_buffer_free(b);
	gkr_buffer_free(pretty);
}
END_TEST

/* Every code has its name in the error object, and no other number has. */
START_TEST(errors_are_named)
{
	uint32_t i;
	int32_t status;
	gkr_buffer *b;

	for (i = 0; (status = gkr_status_at(i)) != INT32_MIN; i++) {
		if (status >= 0)
			continue;
		b = write_error(GKR_FORMAT_NDJSON, "x", status, NULL, 9, 0);
		sample_has(b, gkr_status_name(status));
		sample_has(b, "\"offset\":9,\"line\":null");
		gkr_buffer_free(b);
	}
}
END_TEST

START_TEST(broken_report_says_so)
{
	gkr_report *r = sample_states();
	gkr_buffer *b;

	r->error = GKR_E_ENCODING;
	r->error_offset = 77;
	r->error_line = 5;
	b = sample_write(GKR_FORMAT_NDJSON, r, NULL);
	sample_has(
	    b, ",\"error\":{\"status\":\"GKR_E_ENCODING\",\"message\":\"");
	sample_has(b, ",\"offset\":77,\"line\":5},\"sections\":");
	gkr_buffer_free(b);
	each_way(r, NULL, NULL);
}
END_TEST

/* ------------------------------------------------------------------ */

static TCase *report_case(void)
{
	TCase *c = tcase_create("reports");

	tcase_add_test(c, states_are_as_before);
	tcase_add_test(c, hostile_text_is_read_by_others);
	tcase_add_test(c, empty_report_has_every_key);
	tcase_add_loop_test(c, every_form_fits_the_schema, 0, 5);
	tcase_add_loop_test(c, cells_are_all_there_in_order, 0, 5);
	tcase_add_test(c, cells_are_spelled_in_one_way);
	tcase_add_test(c, digits_are_told_from_others);
	tcase_add_test(c, fed_cells_have_no_bytes);
	tcase_add_test(c, cells_without_a_place_have_none);
	tcase_add_test(c, raw_text_of_numbers_is_escaped);
	return c;
}

static TCase *parts_case(void)
{
	TCase *c = tcase_create("parts");

	tcase_add_test(c, findings_may_be_left_out);
	tcase_add_test(c, prose_may_be_left_out);
	tcase_add_test(c, options_of_other_formats_change_nothing);
	tcase_add_loop_test(c, findings_stand_alone, 1, 3);
	tcase_add_test(c, errors_have_their_object);
	tcase_add_test(c, errors_are_named);
	tcase_add_test(c, broken_report_says_so);
	return c;
}

Suite *suite_json(void)
{
	Suite *s = suite_create("json");

	suite_add_tcase(s, report_case());
	suite_add_tcase(s, parts_case());
	return s;
}
