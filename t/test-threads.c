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
	int wrong;
};

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
		j->wrong +=
		    j->shared ? differs(j, j->shared) : read_and_compare(j);
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
