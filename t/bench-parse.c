/* What the library does, and the one pass that all is compared with. */
#include "bench.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static gkr_tokenizer *tokenizer;
static gkr_report *report;
static gkr_findings *findings;
static gkr_exporter *exporter;
static gkr_buffer *buffer;

void library_open(void)
{
	if (gkr_tokenizer_new(&tokenizer) != GKR_OK ||
	    gkr_report_new(&report) != GKR_OK ||
	    gkr_findings_new(&findings) != GKR_OK ||
	    gkr_exporter_new(GKR_FORMAT_JSON, &exporter) != GKR_OK ||
	    gkr_buffer_new(&buffer) != GKR_OK)
		exit(1);
}

void library_close(void)
{
	gkr_tokenizer_free(tokenizer);
	gkr_report_free(report);
	gkr_findings_free(findings);
	gkr_exporter_free(exporter);
	gkr_buffer_free(buffer);
}

static void fail(int32_t rc)
{
	fprintf(stderr, "bench: %s\n", gkr_status_message(rc, GKR_LANG_EN));
	exit(1);
}

static void read_one(const struct file *f)
{
	int32_t rc = gkr_report_parse(report, tokenizer, f->p, f->n);

	if (rc != GKR_OK)
		fail(rc);
}

static void check_one(void)
{
	int32_t rc = gkr_check(findings, report);

	if (rc != GKR_OK)
		fail(rc);
}

static void write_one(void)
{
	int32_t rc;

	gkr_buffer_clear(buffer);
	rc = gkr_exporter_write(exporter, report, findings, buffer);
	if (rc != GKR_OK)
		fail(rc);
}

void library_run(const struct set *s, int what)
{
	size_t i;

	for (i = 0; i < s->count; i++) {
		read_one(&s->files[i]);
		if (what >= 1)
			check_one();
		if (what >= 2)
			write_one();
	}
}

void library_cold(const struct set *s)
{
	gkr_tokenizer *warm = tokenizer;
	size_t i;

	for (i = 0; i < s->count; i++) {
		if (gkr_tokenizer_new(&tokenizer) != GKR_OK)
			exit(1);
		read_one(&s->files[i]);
		gkr_tokenizer_free(tokenizer);
	}
	tokenizer = warm;
}

void print_findings(const struct set *s)
{
	size_t i, all = 0, errors = 0;

	for (i = 0; i < s->count; i++) {
		read_one(&s->files[i]);
		check_one();
		all += gkr_findings_count(findings);
		errors +=
		    gkr_findings_count_severity(findings, GKR_SEVERITY_ERROR);
	}
	printf("findings in a report: %.2f, errors %.2f\n",
	    (double)all / (double)s->count, (double)errors / (double)s->count);
}

/* ------------------------------------------------------------------ */
/* Measurements                                                       */

static volatile size_t sink; /* what is counted is not thrown away */

static double run_pass(const struct measure *m)
{
	size_t i, lines = 0;

	for (i = 0; i < m->set->count; i++) {
		const char *p = m->set->files[i].p;
		const char *end = p + m->set->files[i].n;

		while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
			p++;
			lines++;
		}
	}
	sink = lines;
	return 0;
}

static double run_cold(const struct measure *m)
{
	library_cold(m->set);
	return 0;
}

static double run_library(const struct measure *m)
{
	library_run(m->set, (int)m->number);
	return 0;
}

static int add(struct bench *b, const char *what, const struct set *s,
    double (*run)(const struct measure *), size_t number, int against,
    const char *goal)
{
	struct measure m = {0};

	m.what = what;
	m.run = run;
	m.set = s;
	m.number = number;
	m.against = against < 0 ? b->count : against;
	m.goal = goal;
	return measure_add(b, m);
}

int add_pass(struct bench *b, const struct set *s, const char *name)
{
	return add(b, name, s, run_pass, 0, -1, NULL);
}

int add_library(struct bench *b, const struct set *s, int pass)
{
	add(b, "bytes to report", s, run_library, 0, pass, ">= 0.40");
	add(b, "the same, a new tokenizer for each", s, run_cold, 0, pass,
	    NULL);
	add(b, "bytes to report, checked", s, run_library, 1, pass, NULL);
	return add(b, "checked and written as JSON", s, run_library, 2, pass,
	    ">= 0.30");
}

void add_layouts(
    struct bench *b, const struct set *lines, const struct set *tabs)
{
	int pass;

	measure_title(b, "by layout, its own pass");
	if (lines->count) {
		pass = add_pass(b, lines, "the pass over lines");
		add(b, "lines to report", lines, run_library, 0, pass,
		    ">= 0.50");
	}
	if (tabs->count) {
		pass = add_pass(b, tabs, "the pass over tabs");
		add(b, "tabs to report", tabs, run_library, 0, pass, ">= 0.16");
	}
}

/* ------------------------------------------------------------------ */
/* In chunks                                                          */

static void read_in_chunks(const struct file *f, size_t chunk)
{
	size_t at = 0, n;
	int32_t rc;

	gkr_report_clear(report);
	gkr_tokenizer_reset(tokenizer);
	for (; at < f->n; at += n) {
		n = f->n - at < chunk ? f->n - at : chunk;
		rc = gkr_tokenizer_feed(tokenizer, f->p + at, n);
		if (rc == GKR_OK)
			rc = gkr_report_read(report, tokenizer);
		if (rc != GKR_MORE)
			fail(rc);
	}
	gkr_tokenizer_finish(tokenizer);
	rc = gkr_report_read(report, tokenizer);
	if (rc != GKR_END)
		fail(rc);
}

void library_chunks(const struct set *s, size_t chunk)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		read_in_chunks(&s->files[i], chunk);
}

static double run_chunks(const struct measure *m)
{
	library_chunks(m->set, m->number);
	return 0;
}

void add_chunks(struct bench *b, const struct set *s)
{
	int one;

	measure_title(b, "in chunks, against one call");
	one = add(b, "one call", s, run_library, 0, -1, NULL);
	add(b, "4 KB", s, run_chunks, 4096, one, ">= 0.85");
	add(b, "64 bytes", s, run_chunks, 64, one, ">= 0.80");
	add(b, "1 byte", s, run_chunks, 1, one, ">= 0.10");
}

/* ------------------------------------------------------------------ */
/* GB18030                                                            */

static double run_iconv(const struct measure *m)
{
	static char out[1 << 20];
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	size_t i, total = 0;

	for (i = 0; i < m->set->count; i++) {
		char *from = m->set->files[i].p, *to = out;
		size_t n = m->set->files[i].n, room = sizeof out;

		iconv(cd, &from, &n, &to, &room);
		total += (size_t)(to - out);
	}
	iconv_close(cd);
	sink = total;
	return 0;
}

void add_gb(struct bench *b, const struct set *gb)
{
	int alone;

	if (!gb->count)
		return;
	measure_title(b, "GB18030: times iconv's time alone");
	alone = add(b, "iconv to UTF-8", gb, run_iconv, 0, -1, NULL);
	add(b, "GB18030 to report", gb, run_library, 0, alone, "<= 1.4");
	b->all[b->count - 1].slower = 1;
}

/* ------------------------------------------------------------------ */
/* JSON                                                               */

/* Reports are read, and written so many times: only that is measured. */
#define TIMES 8

static size_t write_json(size_t by_hand)
{
	static char out[1 << 20];
	size_t len;

	if (by_hand)
		return json_by_snprintf(report, out, sizeof out);
	gkr_buffer_clear(buffer);
	gkr_exporter_write(exporter, report, NULL, buffer);
	gkr_buffer_data(buffer, &len);
	return len;
}

static double run_json(const struct measure *m)
{
	double took = 0, began;
	size_t i, k, total = 0;

	for (i = 0; i < m->set->count; i += TIMES) {
		read_one(&m->set->files[i]);
		began = now();
		for (k = 0; k < TIMES; k++)
			total += write_json(m->number);
		took += now() - began;
	}
	sink = total;
	return took;
}

void add_json(struct bench *b, const struct set *s)
{
	int by_hand;

	measure_title(b, "a report's JSON, against snprintf");
	by_hand = add(b, "by snprintf", s, run_json, 1, -1, NULL);
	add(b, "by the library", s, run_json, 0, by_hand, ">= 6");
}

void add_html(struct bench *b, const struct set *s, int pass)
{
	add(b, "HTML to report", s, run_library, 0, pass, NULL);
}
