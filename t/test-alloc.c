/*
 * Every allocation of the whole way fails in turn: handles, reading, checking,
 * every export, setters.  GKR_E_MEMORY is returned if and only if one failed;
 * nothing leaks; what failed left its handle as it was, and the same handles
 * then do the same work with the same result.
 */
#include "support-samples.h"

#include <stdlib.h>
#include <string.h>

/* One of each layout, and what decodes or goes wrong in ways of its own. */
static const char *const names[] = {"water_lines-gb18030.txt",
    "water-faults_lines.txt", "county_tabs-utf16le.txt", "market_pipes.md",
    "market_page-gb2312.html", "market_portal.html", "market_html-inside.md",
    "county_boxes.txt", "county_rules.txt", "water_aligned.txt",
    "water_runs.txt", "market_paragraphs.txt", "city_repeated.txt",
    "blank_lines.txt", "market_words-middle.tsv", "bad-not-a-report.txt",
    "bad-utf8.txt", "unsupported-pre2019.txt"};
#define NAMES ((int)(sizeof names / sizeof names[0]))
#define FORMATS 6

struct handles {
	struct test_alloc alloc;
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_findings *f;
	gkr_buffer *b;
	gkr_exporter *e[FORMATS];
	const char *bytes;
	size_t len;
};

static void free_handles(struct handles *h)
{
	int i;

	gkr_tokenizer_free(h->t);
	gkr_report_free(h->r);
	gkr_findings_free(h->f);
	gkr_buffer_free(h->b);
	for (i = 0; i < FORMATS; i++)
		gkr_exporter_free(h->e[i]);
	test_alloc_done(&h->alloc);
}

/* A constructor that fails leaves NULL. */
static void made(int32_t rc, const void *handle)
{
	ck_assert((rc == GKR_OK) == (handle != NULL));
}

static int32_t make_exporters(struct handles *h)
{
	int32_t rc = GKR_OK;
	int i;

	for (i = 0; rc == GKR_OK && i < FORMATS; i++) {
		if (h->e[i])
			continue;
		rc = gkr_exporter_new_with(
		    (uint32_t)i + 1, test_alloc, &h->alloc, &h->e[i]);
		made(rc, h->e[i]);
	}
	return rc;
}

/* Those that are not there yet. */
static int32_t make_handles(struct handles *h)
{
	struct test_alloc *a = &h->alloc;
	int32_t rc = GKR_OK;

	if (!h->t) {
		rc = gkr_tokenizer_new_with(test_alloc, a, &h->t);
		made(rc, h->t);
	}
	if (rc == GKR_OK && !h->r) {
		rc = gkr_report_new_with(test_alloc, a, &h->r);
		made(rc, h->r);
	}
	if (rc == GKR_OK && !h->f) {
		rc = gkr_findings_new_with(test_alloc, a, &h->f);
		made(rc, h->f);
	}
	if (rc == GKR_OK && !h->b) {
		rc = gkr_buffer_new_with(test_alloc, a, &h->b);
		made(rc, h->b);
	}
	return rc == GKR_OK ? make_exporters(h) : rc;
}

/* Reading ends with the answer that the sample has, or for want of memory. */
static int32_t read_report(struct handles *h)
{
	int32_t rc = gkr_report_parse(h->r, h->t, h->bytes, h->len);

	ck_assert_int_eq(gkr_report_error(h->r), rc);
	if (rc == GKR_E_MEMORY || rc == GKR_OK)
		return rc;
	ck_assert(rc == GKR_E_ENCODING || rc == GKR_E_FOREIGN);
	return GKR_OK;
}

/* An export that fails leaves the buffer as it was. */
static int32_t write_report(struct handles *h, int i)
{
	size_t before, after;
	const char *data;
	char *copy;
	int32_t rc;

	data = gkr_buffer_data(h->b, &before);
	copy = malloc(before + 1);
	ck_assert(copy != NULL);
	memcpy(copy, data, before);
	rc = gkr_exporter_write(h->e[i], h->r, h->f, h->b);
	data = gkr_buffer_data(h->b, &after);
	if (rc != GKR_OK)
		test_bytes(data, after, copy, before);
	free(copy);
	/* Markdown does not show all of them */
	return rc == GKR_E_FORM || rc == GKR_E_UNSHOWN ? GKR_OK : rc;
}

static int32_t write_others(struct handles *h)
{
	static const int formats[] = {0, 1, 4}; /* those of findings alone */
	int32_t rc = GKR_OK;
	gkr_exporter *e;
	int i;

	for (i = 0; rc == GKR_OK && i < 3; i++) {
		e = h->e[formats[i]];
		rc = gkr_exporter_write_findings(e, h->r, h->f, h->b);
		if (rc == GKR_OK)
			rc = gkr_exporter_write_error(
			    e, "name", GKR_E_FOREIGN, "message", 1, 2, h->b);
		if (rc == GKR_OK)
			rc = gkr_exporter_finish(e, h->b);
	}
	return rc;
}

/* A setter that fails leaves the report as it was: see what is written. */
static int32_t set_all(gkr_report *r)
{
	uint32_t cell =
	    gkr_cell_from_address("applications.carried_in.natural_person");
	char note[600];
	int32_t rc;

	memset(note, 'x', sizeof note);
	memcpy(note, "12(", 3);
	note[sizeof note - 1] = ')';
	rc = gkr_report_set_cell(r, cell, note, sizeof note);
	if (rc == GKR_OK)
		rc = gkr_report_set_number(r, cell + 1, 17, 0);
	if (rc == GKR_OK)
		rc = gkr_report_set_form(r, GKR_FORM_2021);
	if (rc == GKR_OK)
		rc = gkr_report_set_title(r, note, 500);
	if (rc == GKR_OK)
		rc = gkr_report_set_agency(r, note, 400);
	if (rc == GKR_OK)
		rc = gkr_report_set_signed_by(r, note, 300);
	if (rc == GKR_OK)
		rc = gkr_report_set_date(r, "2022-01-03", 10);
	if (rc == GKR_OK)
		rc = gkr_report_set_source_name(r, note, 200);
	return rc;
}

/* The whole way on these handles; the first status that is not GKR_OK. */
static int32_t whole_way(struct handles *h)
{
	int32_t rc = make_handles(h);
	int i, round;

	if (rc == GKR_OK)
		rc = read_report(h);
	for (round = 0; round < 2 && rc == GKR_OK; round++) {
		rc = gkr_check(h->f, h->r);
		for (i = 0; i < FORMATS && rc == GKR_OK; i++)
			rc = write_report(h, i);
		if (rc == GKR_OK)
			rc = write_others(h);
		if (rc == GKR_OK && round == 0)
			rc = set_all(h->r);
	}
	return rc;
}

/* What a clean run writes; the exporters have written their headers. */
static void result(struct handles *h, struct samples_text *out)
{
	size_t len;
	const char *data;

	out->len = 0;
	ck_assert_int_eq(make_handles(h), GKR_OK);
	/* a log that was begun is not gone on with */
	ck_assert_int_eq(gkr_exporter_finish(h->e[4], h->b), GKR_OK);
	gkr_buffer_clear(h->b);
	ck_assert_int_eq(
	    gkr_exporter_set_option(h->e[2], GKR_EXPORT_HEADER, 0), GKR_OK);
	ck_assert_int_eq(
	    gkr_exporter_set_option(h->e[3], GKR_EXPORT_HEADER, 0), GKR_OK);
	ck_assert_int_eq(whole_way(h), GKR_OK);
	data = gkr_buffer_data(h->b, &len);
	samples_add(out, data, len);
}

/* One run in which request n fails; returns whether one did. */
static int one_run(const char *name, const char *bytes, size_t len, int64_t n,
    int forever, const struct samples_text *want)
{
	struct samples_text got = {NULL, 0, 0};
	struct handles h;
	uint64_t failed;
	int32_t rc;

	memset(&h, 0, sizeof h);
	h.bytes = bytes;
	h.len = len;
	test_alloc_init(&h.alloc);
	test_alloc_fail(&h.alloc, n, forever);
	rc = whole_way(&h);
	failed = h.alloc.failed;
	ck_assert_msg((rc == GKR_E_MEMORY) == (failed > 0),
	    "%s, request %lld of %llu%s: the answer is %d", name, (long long)n,
	    (unsigned long long)h.alloc.requests, forever ? " and on" : "",
	    (int)rc);
	ck_assert(rc == GKR_OK || rc == GKR_E_MEMORY);
	test_alloc_fail(&h.alloc, -1, 0);
	result(&h, &got);
	test_bytes(got.p, got.len, want->p, want->len);
	free_handles(&h);
	samples_free(&got);
	return failed > 0;
}

START_TEST(each_allocation_fails)
{
	struct samples_text want = {NULL, 0, 0};
	struct handles h;
	size_t len;
	char *bytes = samples_read(names[_i], &len);
	int64_t n;

	memset(&h, 0, sizeof h);
	h.bytes = bytes;
	h.len = len;
	test_alloc_init(&h.alloc);
	result(&h, &want);
	free_handles(&h);
	for (n = 0; one_run(names[_i], bytes, len, n, 0, &want); n++)
		one_run(names[_i], bytes, len, n, 1, &want);
	ck_assert_int_gt(n, 20);
	samples_free(&want);
	free(bytes);
}
END_TEST

/* The quick answer makes and frees handles of the C library's memory. */
START_TEST(buffer_of_convert_fails)
{
	struct test_alloc a;
	size_t len, out;
	char *bytes = samples_read(names[_i], &len);
	gkr_buffer *b;
	uint32_t format;

	for (format = 1; format <= FORMATS; format++) {
		test_alloc_init(&a);
		ck_assert_int_eq(
		    gkr_buffer_new_with(test_alloc, &a, &b), GKR_OK);
		test_alloc_fail(&a, 0, 1);
		ck_assert_int_lt(gkr_convert(bytes, len, format, b), 0);
		gkr_buffer_data(b, &out);
		ck_assert_uint_eq(out, 0);
		gkr_buffer_free(b);
		test_alloc_done(&a);
	}
	free(bytes);
}
END_TEST

/* Fed as paragraphs and cells. */
static int32_t feed_cells(struct test_alloc *a, void *arg)
{
	gkr_tokenizer *t;
	gkr_report *r = NULL;
	int32_t rc = gkr_tokenizer_new_with(test_alloc, a, &t);
	int i;

	(void)arg;
	if (rc == GKR_OK)
		rc = gkr_report_new_with(test_alloc, a, &r);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_feed_paragraph(
		    t, "二、主动公开政府信息情况", 36);
	for (i = 0; i < 60 && rc == GKR_OK; i++) {
		rc = gkr_tokenizer_feed_cell(t, "行政许可", 12, 1, 1);
		if (rc == GKR_OK)
			rc = gkr_tokenizer_feed_cell(t, "1907", 4, 1, 3);
		if (rc == GKR_OK)
			rc = gkr_tokenizer_end_row(t);
	}
	if (rc == GKR_OK)
		rc = gkr_tokenizer_end_table(t);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_finish(t);
	if (rc == GKR_OK)
		rc = gkr_report_read(r, t);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc == GKR_END ? GKR_OK : rc;
}

START_TEST(cells_fail)
{
	ck_assert_uint_gt(test_each_failure(feed_cells, NULL), 3);
}
END_TEST

Suite *suite_alloc(void);
Suite *suite_alloc(void)
{
	Suite *s = suite_create("alloc");
	TCase *tc = tcase_create("alloc");

	tcase_set_timeout(tc, 600);
	tcase_add_loop_test(tc, each_allocation_fails, 0, NAMES);
	tcase_add_loop_test(tc, buffer_of_convert_fails, 0, NAMES);
	tcase_add_test(tc, cells_fail);
	suite_add_tcase(s, tc);
	return s;
}
