/*
 * Handles in many threads, and many readers of one report.  Under a thread
 * sanitizer (make tsan) this shows races; without one, wrong results.
 */
#include "support-samples.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 8
#define ROUNDS 6

/* What one thread does with its own handles. */
struct job {
	const char *bytes, *want;
	size_t len, want_len;
	const gkr_report *shared; /* or NULL: reads its own */
	uint64_t answers;	  /* of the report, in one number */
	int wrong;
};

/* ------------------------------------------------------------------ */
/* All that a report answers, in one number                           */

static void add(uint64_t *sum, uint64_t n)
{
	*sum = (*sum ^ n) * UINT64_C(0x100000001b3);
}

static void add_text(uint64_t *sum, const char *p, size_t n)
{
	size_t i;

	add(sum, p != NULL);
	for (i = 0; p && i < n; i++)
		add(sum, (unsigned char)p[i]);
}

static void add_string(uint64_t *sum, const char *p)
{
	add_text(sum, p, p ? strlen(p) : 0);
}

static void ask_of_all(uint64_t *sum, const gkr_report *r)
{
	size_t n;
	const char *p = gkr_report_preamble(r, &n);
	uint32_t i;

	add_text(sum, p, n);
	add(sum, (uint64_t)gkr_report_error(r));
	add_string(sum, gkr_report_error_message(r, GKR_LANG_EN));
	add(sum, gkr_report_error_offset(r) + gkr_report_error_line(r));
	add(sum, gkr_report_error_limit(r) + gkr_report_form(r));
	add(sum, gkr_report_limit(r, GKR_LIMIT_PROSE) + gkr_report_year(r));
	add_string(sum, gkr_report_title(r));
	add_string(sum, gkr_report_agency(r));
	add_string(sum, gkr_report_signed_by(r));
	add_string(sum, gkr_report_date(r));
	add_string(sum, gkr_report_source_name(r));
	add(sum, gkr_report_source_bytes(r) + gkr_report_encoding(r));
	add(sum, gkr_report_replaced(r) + gkr_report_position_kind(r));
	for (i = 0; i < gkr_report_layout_count(r); i++)
		add(sum, gkr_report_layout_at(r, i));
	add(sum, gkr_report_count_inferred(r));
	for (i = 0; i < 8; i++)
		add(sum, gkr_report_count_state(r, i));
}

static void ask_of_sections(uint64_t *sum, const gkr_report *r)
{
	uint64_t offset = 0, line = 0, column = 0;
	const char *p;
	size_t n, at;
	uint32_t i;

	for (i = 0; i < gkr_report_section_count(r); i++) {
		add(sum, gkr_report_section_id(r, i));
		add(sum, gkr_report_section_number(r, i));
		add(sum, gkr_report_section_line(r, i));
		add(sum, gkr_report_section_offset(r, i));
		p = gkr_report_section_heading(r, i, &n);
		add_text(sum, p, n);
		p = gkr_report_section_text(r, i, &n);
		add_text(sum, p, n);
		for (at = 0; at < n; at += 50) {
			(void)gkr_report_section_place(
			    r, i, at, &offset, &line, &column);
			add(sum, offset + line + column);
		}
	}
}

static void ask_of_cell(uint64_t *sum, const gkr_report *r, uint32_t cell)
{
	uint64_t place[4] = {0, 0, 0, 0};
	int64_t mantissa;
	uint32_t scale;
	char text[32];
	const char *p;
	size_t n;

	add(sum,
	    gkr_report_state(r, cell) << 2 | gkr_report_certainty(r, cell));
	(void)gkr_report_number(r, cell, &mantissa, &scale);
	add(sum, (uint64_t)mantissa + scale);
	(void)gkr_report_value(r, cell, text, sizeof text);
	add_string(sum, text);
	(void)gkr_report_place(
	    r, cell, &place[0], &place[1], &place[2], &place[3]);
	add(sum, place[0] + place[1] + place[2] + place[3]);
	p = gkr_report_raw(r, cell, &n);
	add_text(sum, p, n);
	p = gkr_report_note(r, cell, &n);
	add_text(sum, p, n);
	p = gkr_report_unit(r, cell, &n);
	add_text(sum, p, n);
	p = gkr_report_row_label(
	    r, gkr_cell_table(cell), gkr_cell_row(cell), &n);
	add_text(sum, p, n);
	p = gkr_report_column_label(
	    r, gkr_cell_table(cell), gkr_cell_column(cell), &n);
	add_text(sum, p, n);
	add(sum,
	    gkr_report_has_row(r, gkr_cell_table(cell), gkr_cell_row(cell)));
	add(sum,
	    gkr_report_has_column(
		r, gkr_cell_table(cell), gkr_cell_column(cell)));
}

static void ask_of_cells(uint64_t *sum, const gkr_report *r)
{
	uint8_t states[512], scales[512];
	int64_t mantissas[512];
	uint32_t i, cell;
	size_t n, k;

	for (i = 0; (cell = gkr_form_cell_at(gkr_report_form(r), i)) != 0; i++)
		ask_of_cell(sum, r, cell);
	for (i = 1; gkr_table_name(i); i++) {
		add(sum, gkr_report_has_table(r, i));
		(void)gkr_report_table(
		    r, i, states, mantissas, scales, 512, &n);
		for (k = 0; k < n; k++)
			add(sum,
			    states[k] + (uint64_t)mantissas[k] + scales[k]);
	}
}

static void ask_of_loose(uint64_t *sum, const gkr_report *r)
{
	const char *p;
	uint32_t i, k;
	size_t n;

	for (i = 0; i < gkr_report_loose_count(r); i++) {
		add(sum, gkr_report_loose_kind(r, i));
		add(sum, gkr_report_loose_table(r, i));
		add(sum, gkr_report_loose_row(r, i));
		add(sum, gkr_report_loose_line(r, i));
		p = gkr_report_loose_label(r, i, &n);
		add_text(sum, p, n);
		for (k = 0; k < gkr_report_loose_value_count(r, i); k++) {
			p = gkr_report_loose_value(r, i, k, &n);
			add_text(sum, p, n);
		}
	}
}

/* Each format; 0 where one fails. */
static int ask_exports(uint64_t *sum, const gkr_report *r)
{
	uint32_t format;
	gkr_findings *f = NULL;
	int good = gkr_findings_new(&f) == GKR_OK && gkr_check(f, r) == GKR_OK;

	for (format = 1; good && gkr_format_name(format); format++) {
		gkr_exporter *e = NULL;
		gkr_buffer *b = NULL;
		const char *p;
		size_t n;

		good = gkr_exporter_new(format, &e) == GKR_OK &&
		    gkr_buffer_new(&b) == GKR_OK &&
		    gkr_exporter_write(e, r, f, b) == GKR_OK &&
		    gkr_exporter_finish(e, b) == GKR_OK;
		p = gkr_buffer_data(b, &n);
		add_text(sum, p, n);
		gkr_buffer_free(b);
		gkr_exporter_free(e);
	}
	gkr_findings_free(f);
	return good;
}

/* What is made of a report: its facts, a copy, a comparison. */
static int ask_others(uint64_t *sum, const gkr_report *r)
{
	gkr_facts *facts = NULL;
	gkr_report *copy = NULL;
	gkr_comparison *c = NULL;
	gkr_findings *f = NULL;
	int good = gkr_facts_new(&facts) == GKR_OK &&
	    gkr_facts_read(facts, r) == GKR_OK &&
	    gkr_report_copy(r, &copy) == GKR_OK &&
	    gkr_comparison_new(&c) == GKR_OK && gkr_findings_new(&f) == GKR_OK;

	if (good) {
		add(sum, gkr_facts_count(facts));
		ask_of_all(sum, copy);
		(void)gkr_report_set_year(copy, gkr_report_year(r) + 1);
		add(sum, (uint64_t)gkr_compare(c, f, r, copy));
		add(sum, gkr_findings_count(f));
	}
	gkr_findings_free(f);
	gkr_comparison_free(c);
	gkr_report_free(copy);
	gkr_facts_free(facts);
	return good;
}

/* 0 where something fails. */
static uint64_t answers_of(const gkr_report *r)
{
	uint64_t sum = UINT64_C(0xcbf29ce484222325);

	ask_of_all(&sum, r);
	ask_of_sections(&sum, r);
	ask_of_cells(&sum, r);
	ask_of_loose(&sum, r);
	return ask_exports(&sum, r) && ask_others(&sum, r) ? sum : 0;
}

/* ------------------------------------------------------------------ */

static int write_json(const gkr_report *r, gkr_findings *f, gkr_buffer *out)
{
	gkr_exporter *e;
	int32_t rc = gkr_exporter_new(GKR_FORMAT_NDJSON, &e);

	if (rc == GKR_OK)
		rc = gkr_check(f, r);
	if (rc == GKR_OK)
		rc = gkr_exporter_write(e, r, f, out);
	gkr_exporter_free(e);
	return rc != GKR_OK;
}

/* No assertion here: Check's are for the main thread. */
static int differs(struct job *j, const gkr_report *r)
{
	gkr_findings *f = NULL;
	gkr_buffer *b = NULL;
	const char *data;
	size_t n;
	int wrong = gkr_findings_new(&f) != GKR_OK ||
	    gkr_buffer_new(&b) != GKR_OK || write_json(r, f, b);

	if (!wrong) {
		data = gkr_buffer_data(b, &n);
		wrong = n != j->want_len || memcmp(data, j->want, n) != 0;
	}
	gkr_buffer_free(b);
	gkr_findings_free(f);
	return wrong;
}

static int read_and_compare(struct job *j)
{
	gkr_tokenizer *t = NULL;
	gkr_report *r = NULL;
	int wrong =
	    gkr_tokenizer_new(&t) != GKR_OK || gkr_report_new(&r) != GKR_OK;

	if (!wrong)
		wrong = gkr_report_parse(r, t, j->bytes, j->len) != GKR_OK ||
		    differs(j, r);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return wrong;
}

static void *work(void *arg)
{
	struct job *j = arg;
	int i;

	for (i = 0; i < ROUNDS; i++)
		j->wrong += j->shared ? differs(j, j->shared) ||
			answers_of(j->shared) != j->answers
				      : read_and_compare(j);
	return NULL;
}

static gkr_report *read_report(const char *name, char **bytes, size_t *len)
{
	gkr_tokenizer *t;
	gkr_report *r;

	*bytes = samples_read(name, len);
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, *bytes, *len), GKR_OK);
	gkr_tokenizer_free(t);
	return r;
}

/* Thread i has sample i of the list; a shared report is that of the first. */
static void run(const char *const *names, size_t count, int shared)
{
	pthread_t threads[THREADS];
	struct job jobs[THREADS];
	gkr_report *reports[THREADS];
	gkr_findings *f;
	gkr_buffer *wants[THREADS];
	char *bytes[THREADS];
	size_t i;

	memset(jobs, 0, sizeof jobs);
	for (i = 0; i < THREADS; i++) {
		reports[i] =
		    read_report(names[i % count], &bytes[i], &jobs[i].len);
		ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
		ck_assert_int_eq(gkr_buffer_new(&wants[i]), GKR_OK);
		ck_assert(!write_json(reports[i], f, wants[i]));
		gkr_findings_free(f);
		jobs[i].bytes = bytes[i];
		jobs[i].want = gkr_buffer_data(wants[i], &jobs[i].want_len);
		jobs[i].shared = shared ? reports[0] : NULL;
		jobs[i].answers = answers_of(reports[i]);
		ck_assert(jobs[i].answers != 0);
	}
	for (i = 0; i < THREADS; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
	for (i = 0; i < THREADS; i++) {
		ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
		ck_assert_int_eq(jobs[i].wrong, 0);
	}
	for (i = 0; i < THREADS; i++) {
		gkr_report_free(reports[i]);
		gkr_buffer_free(wants[i]);
		free(bytes[i]);
	}
}

START_TEST(handles_live_in_many_threads)
{
	static const char *const names[] = {"water_lines-gb18030.txt",
	    "market_page-gb2312.html", "county_tabs.txt", "county_boxes.txt",
	    "market_pipes.md", "water-traditional_lines.txt",
	    "county_tabs-utf16le.txt", "water_aligned.txt"};

	run(names, sizeof names / sizeof names[0], 0);
}
END_TEST

START_TEST(a_report_has_many_readers)
{
	static const char *const names[] = {"water-faults_lines.txt"};

	run(names, 1, 1);
}
END_TEST

Suite *suite_threads(void);
Suite *suite_threads(void)
{
	Suite *s = suite_create("threads");
	TCase *tc = tcase_create("threads");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, handles_live_in_many_threads);
	tcase_add_test(tc, a_report_has_many_readers);
	suite_add_tcase(s, tc);
	return s;
}
