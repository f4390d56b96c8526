/* The buffer, the exporter, and what all formats have in common. */
#include "support.h"
#include "support-emit.h"

#include <stdlib.h>
#include <string.h>

#define FORMATS 6

/* ------------------------------------------------------------------ */
/* The buffer                                                         */

START_TEST(buffer_is_empty_at_first)
{
	gkr_buffer *b = NULL;
	size_t len = 7;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_str_eq(gkr_buffer_data(b, &len), "");
	ck_assert_uint_eq(len, 0);
	gkr_buffer_clear(b);
	ck_assert_str_eq(gkr_buffer_data(b, NULL), "");
	gkr_buffer_free(b);
}
END_TEST

START_TEST(buffer_refuses_what_is_no_argument)
{
	gkr_buffer *b;
	size_t len = 7;

	ck_assert_int_eq(gkr_buffer_new(NULL), GKR_E_ARGUMENT);
	ck_assert_ptr_null(gkr_buffer_data(NULL, &len));
	ck_assert_uint_eq(len, 0);
	gkr_buffer_clear(NULL);
	gkr_buffer_free(NULL);
	ck_assert_int_eq(
	    gkr_buffer_set_limit(NULL, GKR_LIMIT_OUTPUT, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_buffer_set_limit(b, GKR_LIMIT_CELL, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 1), GKR_OK);
	ck_assert_int_eq(gkr_buffer_set_limit(b, GKR_LIMIT_MEMORY, 1), GKR_OK);
	gkr_buffer_free(b);
}
END_TEST

START_TEST(memory_limit_refuses_growth)
{
	gkr_report *r = sample_report(GKR_FORM_2021);
	gkr_exporter *e;
	gkr_buffer *b;
	size_t len;

	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_JSON, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_buffer_set_limit(b, GKR_LIMIT_MEMORY, 4096), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_E_LIMIT);
	gkr_buffer_data(b, &len);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(
	    gkr_buffer_set_limit(b, GKR_LIMIT_MEMORY, 1 << 20), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_report_free(r);
}
END_TEST

/* Memory that suffices for the text suffices for the NUL behind it, too. */
START_TEST(there_is_always_room_for_the_nul)
{
	gkr_report *r = sample_empty(GKR_FORM_UNKNOWN);
	gkr_exporter *e;
	gkr_buffer *b;
	uint64_t limit;
	int32_t rc = GKR_E_LIMIT;

	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_CSV, &e), GKR_OK);
	for (limit = 1; rc != GKR_OK; limit++) {
		ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
		gkr_buffer_set_limit(b, GKR_LIMIT_MEMORY, limit);
		rc = gkr_exporter_write(e, r, NULL, b);
		ck_assert(rc == GKR_OK || rc == GKR_E_LIMIT);
		if (rc == GKR_OK)
			ck_assert_uint_gt(b->bytes.cap, b->bytes.len);
		else
			ck_assert_uint_eq(b->bytes.len, 0);
		gkr_buffer_free(b);
	}
	ck_assert_uint_lt(limit, 1000);
	gkr_exporter_free(e);
	gkr_report_free(r);
}
END_TEST

/* What is too long is not written to its end before that is noticed. */
START_TEST(refused_output_takes_little_memory)
{
	static char prose[1 << 20];
	gkr_report *r = sample_empty(GKR_FORM_2021);
	struct test_alloc a;
	gkr_exporter *e;
	gkr_buffer *b;

	memset(prose, '"', sizeof prose);
	sample_section(r, 5, 5, "五", prose, sizeof prose);
	test_alloc_init(&a);
	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_JSON, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new_with(test_alloc, &a, &b), GKR_OK);
	gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 2000);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_E_LIMIT);
	ck_assert_uint_lt(a.peak, 64 * 1024);
	gkr_buffer_free(b);
	gkr_exporter_free(e);
	gkr_report_free(r);
	test_alloc_done(&a);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Formats and options                                                */

START_TEST(formats_have_names)
{
	static const char *const names[] = {
	    "json", "ndjson", "csv", "csv-wide", "sarif", "markdown"};
	static const char *const types[] = {"application/json",
	    "application/x-ndjson", "text/csv", "text/csv",
	    "application/sarif+json", "text/markdown"};
	uint32_t i;

	for (i = 1; i <= FORMATS; i++) {
		ck_assert_str_eq(gkr_format_name(i), names[i - 1]);
		ck_assert_uint_eq(gkr_format_from_name(names[i - 1]), i);
		ck_assert_str_eq(gkr_format_media_type(i), types[i - 1]);
	}
	ck_assert_ptr_null(gkr_format_name(0));
	ck_assert_ptr_null(gkr_format_name(FORMATS + 1));
	ck_assert_ptr_null(gkr_format_name(UINT32_MAX));
	ck_assert_ptr_null(gkr_format_media_type(0));
	ck_assert_ptr_null(gkr_format_media_type(FORMATS + 1));
	ck_assert_uint_eq(gkr_format_from_name("xml"), 0);
	ck_assert_uint_eq(gkr_format_from_name(""), 0);
	ck_assert_uint_eq(gkr_format_from_name("JSON"), 0);
	ck_assert_uint_eq(gkr_format_from_name(NULL), 0);
}
END_TEST

START_TEST(exporter_refuses_what_is_no_argument)
{
	gkr_exporter *e = NULL;

	ck_assert_int_eq(gkr_exporter_new(1, NULL), GKR_E_ARGUMENT);
	e = (gkr_exporter *)(void *)&e;
	ck_assert_int_eq(gkr_exporter_new(0, &e), GKR_E_ARGUMENT);
	ck_assert_ptr_null(e);
	ck_assert_int_eq(gkr_exporter_new(FORMATS + 1, &e), GKR_E_ARGUMENT);
	gkr_exporter_free(NULL);
	ck_assert_int_eq(
	    gkr_exporter_set_option(NULL, GKR_EXPORT_BOM, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_exporter_new(1, &e), GKR_OK);
	ck_assert_int_eq(gkr_exporter_set_option(e, 0, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_exporter_set_option(e, 6, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_exporter_set_option(e, GKR_EXPORT_BOM, 2), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_exporter_set_option(e, GKR_EXPORT_BOM, -1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_exporter_set_option(e, GKR_EXPORT_BOM, 1), GKR_OK);
	gkr_exporter_free(e);
}
END_TEST

START_TEST(writing_refuses_what_is_no_argument)
{
	gkr_report *r = sample_empty(GKR_FORM_2021);
	gkr_findings *f = sample_findings();
	gkr_exporter *e, *csv;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_JSON, &e), GKR_OK);
	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_CSV, &csv), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
#define REFUSED(call) ck_assert_int_eq(call, GKR_E_ARGUMENT)
	REFUSED(gkr_exporter_write(NULL, r, f, b));
	REFUSED(gkr_exporter_write(e, NULL, f, b));
	REFUSED(gkr_exporter_write(e, r, f, NULL));
	REFUSED(gkr_exporter_write_findings(NULL, r, f, b));
	REFUSED(gkr_exporter_write_findings(e, NULL, f, b));
	REFUSED(gkr_exporter_write_findings(e, r, NULL, b));
	REFUSED(gkr_exporter_write_findings(e, r, f, NULL));
	REFUSED(gkr_exporter_write_findings(csv, r, f, b));
#define ERROR(e, status, b) \
	gkr_exporter_write_error(e, "x", status, NULL, 0, 0, b)
	REFUSED(ERROR(NULL, GKR_E_NUL, b));
	REFUSED(ERROR(e, GKR_E_NUL, NULL));
	REFUSED(ERROR(e, GKR_OK, b));
	REFUSED(ERROR(e, GKR_END, b));
	REFUSED(ERROR(e, -9999, b));
	REFUSED(ERROR(csv, -9999, b));
	ck_assert_str_eq(gkr_buffer_data(b, NULL), "");
	gkr_buffer_free(b);
	gkr_exporter_free(csv);
	gkr_exporter_free(e);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Appending                                                          */

START_TEST(reports_follow_one_another)
{
	uint32_t format = (uint32_t)_i;
	gkr_report *r = sample_states();
	gkr_buffer *once = sample_write(format, r, NULL), *b;
	size_t first, len, one;
	const char *data;
	gkr_exporter *e;

	gkr_buffer_data(once, &one);
	ck_assert_int_eq(gkr_exporter_new(format, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	data = gkr_buffer_data(b, &first);
	test_bytes(data, first, gkr_buffer_data(once, NULL), one);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	data = gkr_buffer_data(b, &len);
	/* the second one is the end of the first: all but a header line */
	ck_assert_uint_gt(len, first);
	test_bytes(
	    data + first, len - first, data + 2 * first - len, len - first);
	ck_assert_uint_eq((unsigned char)data[len], 0);
	gkr_buffer_clear(b);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	gkr_buffer_data(b, &one);
	ck_assert_uint_eq(one, len - first);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_buffer_free(once);
	gkr_report_free(r);
}
END_TEST

START_TEST(forms_may_alternate)
{
	uint32_t format = (uint32_t)_i, i;
	gkr_report *r[2];
	gkr_buffer *b, *alone;
	gkr_exporter *e;
	size_t len, want;
	const char *data;

	r[0] = sample_report(GKR_FORM_2019);
	r[1] = sample_report(GKR_FORM_HYBRID);
	ck_assert_int_eq(gkr_exporter_new(format, &e), GKR_OK);
	ck_assert_int_eq(
	    gkr_exporter_set_option(e, GKR_EXPORT_HEADER, 0), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	for (i = 0; i < 4; i++) {
		gkr_buffer_clear(b);
		ck_assert_int_eq(
		    gkr_exporter_write(e, r[i % 2], NULL, b), GKR_OK);
		alone = sample_write(format, r[i % 2], NULL);
		data = gkr_buffer_data(alone, &want);
		gkr_buffer_data(b, &len);
		ck_assert_uint_le(len, want);
		test_bytes(
		    gkr_buffer_data(b, NULL), len, data + want - len, len);
		gkr_buffer_free(alone);
	}
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_report_free(r[0]);
	gkr_report_free(r[1]);
}
END_TEST

/* What the format can show. */
static gkr_report *sample_for(uint32_t format)
{
	return format == GKR_FORMAT_MARKDOWN ? sample_report(GKR_FORM_2021)
					     : sample_states();
}

START_TEST(nothing_is_allocated_once_warm)
{
	gkr_report *r = sample_for((uint32_t)_i);
	gkr_findings *f = sample_findings();
	struct test_alloc a;
	gkr_exporter *e;
	gkr_buffer *b;
	uint64_t requests;

	test_alloc_init(&a);
	ck_assert_int_eq(
	    gkr_exporter_new_with((uint32_t)_i, test_alloc, &a, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new_with(test_alloc, &a, &b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, f, b), GKR_OK);
	requests = a.requests;
	gkr_buffer_clear(b);
	ck_assert_int_eq(gkr_exporter_write(e, r, f, b), GKR_OK);
	ck_assert_uint_eq(a.requests, requests);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	test_alloc_done(&a);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Failures                                                           */

/* What can be written. */
enum { REPORT, FAILURE, FINDINGS };
struct job {
	uint32_t format;
	int what;
	gkr_report *r;
	gkr_findings *f;
};

static int32_t write_job(const struct job *j, gkr_exporter *e, gkr_buffer *b)
{
	if (j->what == REPORT)
		return gkr_exporter_write(e, j->r, j->f, b);
	if (j->what == FINDINGS)
		return gkr_exporter_write_findings(e, j->r, j->f, b);
	return gkr_exporter_write_error(
	    e, "a\"b", GKR_E_NUL, "sentence", 12, 3, b);
}

/* With something in the buffer already, which every failure must leave. */
static void begin(struct job *j, gkr_exporter **e, gkr_buffer **b)
{
	gkr_report *small = j->format == GKR_FORMAT_MARKDOWN
	    ? sample_report(GKR_FORM_2021)
	    : sample_empty(GKR_FORM_UNKNOWN);

	ck_assert_int_eq(gkr_exporter_new(j->format, e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(*e, small, NULL, *b), GKR_OK);
	gkr_report_free(small);
}

static void each_limit(struct job *j)
{
	gkr_exporter *e;
	gkr_buffer *b, *whole;
	char *before;
	size_t was, len, n;
	int32_t rc;

	begin(j, &e, &whole);
	gkr_buffer_data(whole, &was);
	before = malloc(was + 1);
	ck_assert(before != NULL);
	memcpy(before, gkr_buffer_data(whole, NULL), was + 1);
	ck_assert_int_eq(write_job(j, e, whole), GKR_OK);
	gkr_buffer_data(whole, &len);
	gkr_exporter_free(e);
	for (n = 1; n <= len; n += n + 700 < len ? 13 : 1) {
		begin(j, &e, &b);
		gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, n);
		rc = write_job(j, e, b);
		ck_assert_int_eq(rc, n < len ? GKR_E_LIMIT : GKR_OK);
		if (n < len)
			test_bytes(
			    gkr_buffer_data(b, NULL), was + 1, before, was + 1);
		else
			test_bytes(gkr_buffer_data(b, NULL), n + 1,
			    gkr_buffer_data(whole, NULL), len + 1);
		gkr_exporter_free(e);
		gkr_buffer_free(b);
	}
	gkr_buffer_free(whole);
	free(before);
}

START_TEST(output_may_end_at_every_byte)
{
	struct job j = {(uint32_t)_i, REPORT, NULL, NULL};

	j.r = sample_for(j.format);
	j.f = sample_findings();
	each_limit(&j);
	if (_i <= GKR_FORMAT_NDJSON) {
		j.what = FINDINGS;
		each_limit(&j);
		j.what = FAILURE;
		each_limit(&j);
	}
	gkr_report_free(j.r);
	gkr_findings_free(j.f);
}
END_TEST

/* A first report that fails has not begun the file. */
START_TEST(header_comes_after_a_failure)
{
	gkr_report *r = sample_states();
	gkr_buffer *b, *want = sample_write(GKR_FORMAT_CSV, r, NULL);
	gkr_exporter *e;
	size_t len, want_len;

	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_CSV, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 1000);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_E_LIMIT);
	gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 1000000);
	ck_assert_int_eq(gkr_exporter_write(e, r, NULL, b), GKR_OK);
	gkr_buffer_data(b, &len);
	gkr_buffer_data(want, &want_len);
	test_bytes(gkr_buffer_data(b, NULL), len, gkr_buffer_data(want, NULL),
	    want_len);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_buffer_free(want);
	gkr_report_free(r);
}
END_TEST

/* A log that cannot be closed now can be later. */
START_TEST(log_is_closed)
{
	gkr_report *r = sample_states();
	gkr_findings *f = sample_findings();
	gkr_exporter *e;
	gkr_buffer *b;
	size_t len, then;

	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_SARIF, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_finish(NULL, b), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_exporter_finish(e, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_exporter_set_option(e, GKR_EXPORT_LANG, 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_exporter_set_option(e, GKR_EXPORT_LANG, 3), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_exporter_set_option(e, GKR_EXPORT_LANG, GKR_LANG_EN), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, f, b), GKR_OK);
	gkr_buffer_data(b, &len);
	ck_assert_int_eq(
	    gkr_exporter_write_error(e, "x", GKR_E_NUL, NULL, 0, 7, b), GKR_OK);
	gkr_buffer_data(b, &then);
	ck_assert_uint_eq(then, len);
	gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, len + 20);
	ck_assert_int_eq(gkr_exporter_finish(e, b), GKR_E_LIMIT);
	gkr_buffer_data(b, &then);
	ck_assert_uint_eq(then, len);
	gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 1 << 20);
	ck_assert_int_eq(gkr_exporter_finish(e, b), GKR_OK);
	sample_has(b, "\"executionSuccessful\":false");
	sample_has(b, "\"uri\":\"x\"},\"region\":{\"startLine\":7}");
	sample_has(b, "\"level\":\"none\"");
	sample_has(b, "\"justification\":\"\\\"核实\\\"\"");
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_findings_free(f);
	gkr_report_free(r);
}
END_TEST

static int32_t export_all(struct test_alloc *a, void *arg)
{
	struct job *j = arg;
	gkr_exporter *e = NULL;
	gkr_buffer *b = NULL;
	int32_t rc;
	size_t before = 0, after;

	rc = gkr_exporter_new_with(j->format, test_alloc, a, &e);
	if (rc == GKR_OK)
		rc = gkr_buffer_new_with(test_alloc, a, &b);
	for (j->what = REPORT; rc == GKR_OK && j->what <= FINDINGS; j->what++) {
		if (j->what == FINDINGS && j->format > GKR_FORMAT_NDJSON)
			break;
		gkr_buffer_data(b, &before);
		rc = write_job(j, e, b);
		gkr_buffer_data(b, &after);
		ck_assert(rc == GKR_OK || after == before);
		ck_assert_uint_eq(
		    (unsigned char)gkr_buffer_data(b, NULL)[after], 0);
	}
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	return rc;
}

START_TEST(each_allocation_may_fail)
{
	struct job j = {(uint32_t)_i, REPORT, NULL, NULL};

	j.r = sample_states();
	j.f = sample_findings();
	ck_assert_uint_gt(test_each_failure(export_all, &j), 4);
	gkr_report_free(j.r);
	gkr_findings_free(j.f);
}
END_TEST

/* ------------------------------------------------------------------ */
/* gkr_convert                                                        */

static const char text[] =
    "白石岭市档案馆2023年政府信息公开工作年度报告\n"
    "一、总体情况\n全年公开信息8条。\n"
    "二、主动公开政府信息情况\n"
    "第二十条第（一）项\n"
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    "规章\t0\t\t/\n"
    "行政规范性文件\t3\t1\t22\n";

START_TEST(convert_is_read_check_write)
{
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_findings *f;
	gkr_buffer *b, *want;
	size_t len, want_len;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, sizeof text - 1), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	want = sample_write((uint32_t)_i, r, f);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_convert(text, sizeof text - 1, (uint32_t)_i, b), GKR_OK);
	gkr_buffer_data(b, &len);
	gkr_buffer_data(want, &want_len);
	test_bytes(gkr_buffer_data(b, NULL), len, gkr_buffer_data(want, NULL),
	    want_len);
	gkr_buffer_free(b);
	gkr_buffer_free(want);
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

/* What was written as data is told from a report, and not read as one. */
START_TEST(markdown_alone_is_read_again)
{
	int32_t want = _i == GKR_FORMAT_MARKDOWN ? GKR_OK : GKR_E_FORMAT;
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_buffer *b;
	const char *data;
	size_t len;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_convert(text, sizeof text - 1, (uint32_t)_i, b), GKR_OK);
	data = gkr_buffer_data(b, &len);
	ck_assert_int_eq(gkr_report_parse(r, t, data, len), want);
	gkr_buffer_free(b);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

START_TEST(convert_answers_with_the_first_error)
{
	gkr_buffer *b;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_convert(text, 9, GKR_FORMAT_JSON, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_convert(NULL, 9, GKR_FORMAT_JSON, b), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_convert(text, 9, 0, b), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_convert("", 0, GKR_FORMAT_JSON, b), GKR_E_EMPTY);
	ck_assert_int_eq(
	    gkr_convert("hello\n", 6, GKR_FORMAT_JSON, b), GKR_E_FOREIGN);
	gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 100);
	ck_assert_int_eq(gkr_convert(text, sizeof text - 1, GKR_FORMAT_JSON, b),
	    GKR_E_LIMIT);
	ck_assert_str_eq(gkr_buffer_data(b, NULL), "");
	gkr_buffer_free(b);
}
END_TEST

static int32_t convert(struct test_alloc *a, void *arg)
{
	gkr_buffer *b = NULL;
	int32_t rc = gkr_buffer_new_with(test_alloc, a, &b);

	(void)arg;
	if (rc == GKR_OK)
		rc = gkr_convert(text, sizeof text - 1, GKR_FORMAT_JSON, b);
	if (rc != GKR_OK && b)
		ck_assert_str_eq(gkr_buffer_data(b, NULL), "");
	gkr_buffer_free(b);
	return rc;
}

START_TEST(convert_survives_each_failure)
{
	ck_assert_uint_gt(test_each_failure(convert, NULL), 8);
}
END_TEST

/* ------------------------------------------------------------------ */

static TCase *buffer_case(void)
{
	TCase *c = tcase_create("buffer");

	tcase_add_test(c, buffer_is_empty_at_first);
	tcase_add_test(c, buffer_refuses_what_is_no_argument);
	tcase_add_test(c, memory_limit_refuses_growth);
	tcase_add_test(c, there_is_always_room_for_the_nul);
	tcase_add_test(c, refused_output_takes_little_memory);
	return c;
}

static TCase *exporter_case(void)
{
	TCase *c = tcase_create("exporter");

	tcase_add_test(c, formats_have_names);
	tcase_add_test(c, exporter_refuses_what_is_no_argument);
	tcase_add_test(c, writing_refuses_what_is_no_argument);
	/* a log ends differently: see log_is_closed */
	tcase_add_loop_test(c, reports_follow_one_another, 1, GKR_FORMAT_SARIF);
	tcase_add_loop_test(c, forms_may_alternate, 1, GKR_FORMAT_SARIF);
	tcase_add_loop_test(c, nothing_is_allocated_once_warm, 1, FORMATS + 1);
	tcase_add_loop_test(c, output_may_end_at_every_byte, 1, FORMATS + 1);
	tcase_add_test(c, header_comes_after_a_failure);
	tcase_add_loop_test(c, each_allocation_may_fail, 1, FORMATS + 1);
	tcase_add_test(c, log_is_closed);
	return c;
}

static TCase *convert_case(void)
{
	TCase *c = tcase_create("convert");

	tcase_add_loop_test(c, convert_is_read_check_write, 1, FORMATS + 1);
	tcase_add_loop_test(c, markdown_alone_is_read_again, 1, FORMATS + 1);
	tcase_add_test(c, convert_answers_with_the_first_error);
	tcase_add_test(c, convert_survives_each_failure);
	return c;
}

Suite *suite_emit(void)
{
	Suite *s = suite_create("emit");

	suite_add_tcase(s, buffer_case());
	suite_add_tcase(s, exporter_case());
	suite_add_tcase(s, convert_case());
	return s;
}
