/*
 * Output that fails at every byte, for all that is ever written: it is
 * GKR_E_LIMIT, what was in the buffer before stays as it was, and the same
 * written again with room is whole.  With GKR_ROUNDS of a thousand it is each
 * byte, else each of the first and last and some of those between.
 */
#include "support-compare.h"
#include "support-samples.h"

#include <stdlib.h>
#include <string.h>

/* All that can be written of; made once for each test. */
struct source {
	gkr_report *r;
	gkr_findings *f, *cf, *uf;
	gkr_facts *facts;
	gkr_comparison *c;
	gkr_series *s;
	gkr_rollup *u;
};

static gkr_report *read_sample(const char *name)
{
	gkr_tokenizer *t;
	gkr_report *r;
	size_t len;
	char *bytes = samples_read(name, &len);

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, bytes, len), GKR_OK);
	gkr_report_set_source_name(r, name, strlen(name));
	gkr_tokenizer_free(t);
	free(bytes);
	return r;
}

static void make(struct source *s)
{
	gkr_report *last, *far;

	s->r = read_sample("water-faults_lines.txt");
	last = year_report(GKR_FORM_2021, 2021, "枕溪区水务局");
	far = year_report(GKR_FORM_2021, 2023, "枕溪区水务局");
	ck_assert_int_eq(gkr_findings_new(&s->f), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&s->cf), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&s->uf), GKR_OK);
	ck_assert_int_eq(gkr_check(s->f, s->r), GKR_OK);
	ck_assert_int_eq(gkr_facts_new(&s->facts), GKR_OK);
	ck_assert_int_eq(gkr_facts_read(s->facts, s->r), GKR_OK);
	ck_assert_int_eq(gkr_series_new(&s->s), GKR_OK);
	ck_assert_int_eq(gkr_series_add(s->s, last), GKR_OK);
	ck_assert_int_eq(gkr_series_add(s->s, far), GKR_OK);
	ck_assert_int_eq(gkr_series_arrange(s->s), GKR_OK);
	ck_assert_int_eq(gkr_rollup_new(&s->u), GKR_OK);
	ck_assert_int_eq(gkr_rollup_add(s->u, last, NULL), GKR_OK);
	ck_assert_int_eq(gkr_rollup_check(s->u, s->uf, last), GKR_OK);
	gkr_report_set_year(far, 2022);
	ck_assert_int_eq(gkr_comparison_new(&s->c), GKR_OK);
	ck_assert_int_eq(gkr_compare(s->c, s->cf, last, far), GKR_OK);
	gkr_report_free(last);
	gkr_report_free(far);
}

static void unmake(struct source *s)
{
	gkr_report_free(s->r);
	gkr_findings_free(s->f);
	gkr_findings_free(s->cf);
	gkr_findings_free(s->uf);
	gkr_facts_free(s->facts);
	gkr_comparison_free(s->c);
	gkr_series_free(s->s);
	gkr_rollup_free(s->u);
}

enum {
	REPORT,
	FINDINGS,
	FAILURE,
	FACTS,
	COMPARISON,
	STEP,
	ROLLUP,
	LOG_END,
	KINDS
};

static int32_t put(
    const struct source *s, int kind, gkr_exporter *e, gkr_buffer *b)
{
	switch (kind) {
	case REPORT:
		return gkr_exporter_write(e, s->r, s->f, b);
	case FINDINGS:
		return gkr_exporter_write_findings(e, s->r, s->f, b);
	case FAILURE:
		return gkr_exporter_write_error(
		    e, "a\"b", GKR_E_NUL, "sentence", 12, 3, b);
	case FACTS:
		return gkr_exporter_write_facts(e, s->r, s->facts, b);
	case COMPARISON:
		return gkr_exporter_write_comparison(e, s->c, s->cf, b);
	case STEP:
		return gkr_exporter_write_step(e, s->s, 0, b);
	case ROLLUP:
		return gkr_exporter_write_rollup(e, s->u, s->uf, b);
	default:
		return gkr_exporter_finish(e, b);
	}
}

/* An empty buffer, and an exporter that wrote nothing yet. */
static void begin(uint32_t format, gkr_exporter **e, gkr_buffer **b)
{
	ck_assert_int_eq(gkr_exporter_new(format, e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(b), GKR_OK);
}

/* From one byte to the next that is tried. */
static size_t stride(size_t n, size_t len)
{
	const char *rounds = getenv("GKR_ROUNDS");

	if (n < 1500 || n + 500 > len || (rounds && atoi(rounds) >= 1000))
		return 1;
	return 17;
}

static void each_byte(const struct source *s, int kind, uint32_t format)
{
	gkr_exporter *e;
	gkr_buffer *b, *whole;
	const char *want, *got;
	size_t len, n, m;
	int32_t rc;

	begin(format, &e, &whole);
	rc = put(s, kind, e, whole);
	want = gkr_buffer_data(whole, &len);
	gkr_exporter_free(e);
	ck_assert(rc == GKR_OK || rc == GKR_E_ARGUMENT);
	begin(format, &e, &b);
	for (n = 1; n < len; n += stride(n, len)) {
		(void)gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, n);
		rc = put(s, kind, e, b);
		ck_assert_msg(rc == GKR_E_LIMIT,
		    "kind %d, format %u, %lu of %lu bytes: %d", kind, format,
		    (unsigned long)n, (unsigned long)len, (int)rc);
		(void)gkr_buffer_data(b, &m);
		ck_assert_uint_eq(m, 0);
	}
	if (len) {
		(void)gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, len);
		ck_assert_int_eq(put(s, kind, e, b), GKR_OK);
		got = gkr_buffer_data(b, &m);
		test_bytes(got, m, want, len);
	}
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_buffer_free(whole);
}

START_TEST(fails_at_every_byte)
{
	struct source s;
	uint32_t format;

	make(&s);
	for (format = 1; gkr_format_name(format); format++)
		each_byte(&s, _i, format);
	unmake(&s);
}
END_TEST

/* A document that is read, checked and written in one call. */
START_TEST(converting_fails_at_every_byte)
{
	size_t len, n, whole, m;
	char *bytes = samples_read("blank_lines.txt", &len);
	gkr_buffer *b;
	int32_t rc;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(
	    gkr_convert(bytes, len, GKR_FORMAT_CSV_WIDE, b), GKR_OK);
	(void)gkr_buffer_data(b, &whole);
	gkr_buffer_clear(b);
	for (n = 1; n <= whole; n += n < 800 && n + 100 < whole ? 7 : 1) {
		(void)gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, n);
		rc = gkr_convert(bytes, len, GKR_FORMAT_CSV_WIDE, b);
		(void)gkr_buffer_data(b, &m);
		ck_assert_int_eq(rc, n < whole ? GKR_E_LIMIT : GKR_OK);
		ck_assert_uint_eq(m, n < whole ? 0 : whole);
	}
	gkr_buffer_free(b);
	free(bytes);
}
END_TEST

Suite *suite_writer(void);
Suite *suite_writer(void)
{
	Suite *s = suite_create("writer");
	TCase *tc = tcase_create("writer");

	tcase_set_timeout(tc, 600);
	tcase_add_loop_test(tc, fails_at_every_byte, 0, KINDS);
	tcase_add_test(tc, converting_fails_at_every_byte);
	suite_add_tcase(s, tc);
	return s;
}
