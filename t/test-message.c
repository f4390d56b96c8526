/* What findings say, whatever was said before and whatever labels hold. */
#include "support-check.h"
#include "support-emit.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ */
/* Reports with labels and cells of any kind                          */

static const char *some_text(struct test_random *random)
{
	static const char *const texts[] = {"（一）予以公开", "\"", "a\\b",
	    "上年\n结转", "\x1b[31m", "\xc2\x85", "\xc2\xa0\xc2\xb7",
	    "\xe2\x80\xa8", "\xe2\x80\x9c总计\xe2\x80\x9d", "x",
	    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
	    "0123456789012345678901234567890123456789012345678901234567890",
	    "七，八九十一二三四五六七八九十一二三四五六七八九十\"",
	    ("\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f"
	     "\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f")};

	return texts[test_random_below(random, sizeof texts / sizeof *texts)];
}

static const char *some_value(struct test_random *random)
{
	static const char *const values[] = {"0", "1", "2", "10", "11", "37",
	    "-4", "1.5", "", "/", "无\"", "若干", "3 件", "２", "100 万元"};

	return values[test_random_below(
	    random, sizeof values / sizeof *values)];
}

static void fill_labels(
    struct test_random *random, gkr_report *r, uint32_t table)
{
	uint32_t id;

	for (id = 1; gkr_row_name(table, id); id++)
		if (test_random_below(random, 3) == 0)
			clean_span(r, &r->row_label[table][id],
			    some_text(random), 7, 1);
	for (id = 1; gkr_column_name(table, id); id++)
		if (test_random_below(random, 3) == 0)
			clean_span(r, &r->column_label[table][id],
			    some_text(random), 6, 1 + id);
	if (test_random_below(random, 3) == 0)
		clean_span(r, &r->caption[table], some_text(random), 5, 1);
}

static gkr_report *some_report(struct test_random *random)
{
	gkr_report *r = clean_report(
	    test_random_below(random, 2) ? GKR_FORM_2019 : GKR_FORM_2021);
	uint64_t rare = 1 + test_random_below(random, 20);
	uint32_t i, cell, form = r->form;

	for (i = 1; i <= GKRI_TABLES; i++)
		fill_labels(random, r, i);
	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		if (test_random_below(random, rare))
			continue;
		if (test_random_below(random, 8))
			clean_set(
			    r, gkr_cell_address(cell), some_value(random));
		else
			clean_unset(r, gkr_cell_address(cell));
	}
	return r;
}

/* ------------------------------------------------------------------ */

/* Well-formed and on one line. */
static void is_clean(const char *text)
{
	size_t bad, cut, n = strlen(text), i;

	ck_assert_uint_eq(gkri_utf8_check(text, n, &bad, &cut), n);
	for (i = 0; i < n; i++)
		ck_assert_msg((unsigned char)text[i] >= 0x20 &&
			text[i] != 0x7f &&
			!((unsigned char)text[i] == 0xc2 &&
			    (unsigned char)text[i + 1] < 0xa0),
		    "byte %u of %s", (unsigned)i, text);
}

/* The finding of `f` that `one`, of one rule alone, has at an index. */
static uint32_t same_of(
    const gkr_findings *f, const gkr_findings *one, uint32_t index)
{
	uint32_t i, rule = gkr_finding_rule(one, index);

	for (i = 0; i < gkr_findings_count(f); i++)
		if (gkr_finding_rule(f, i) == rule && index-- == 0)
			return i;
	ck_abort_msg("%s: more findings alone", gkr_rule_name(rule));
	return 0;
}

static void is_same(const char *a, const char *z)
{
	ck_assert_int_eq(a == NULL, z == NULL);
	if (a) {
		is_clean(a);
		ck_assert_str_eq(a, z);
	}
}

static void says_the_same(const gkr_findings *f, const gkr_findings *one)
{
	uint32_t i, k, lang;

	for (i = 0; i < gkr_findings_count(one); i++) {
		k = same_of(f, one, i);
		for (lang = GKR_LANG_ZH; lang <= GKR_LANG_EN; lang++) {
			is_same(gkr_finding_message(f, k, lang),
			    gkr_finding_message(one, i, lang));
			is_same(gkr_finding_suggestion(f, k, lang),
			    gkr_finding_suggestion(one, i, lang));
		}
		ck_assert_str_eq(gkr_finding_fingerprint(f, k),
		    gkr_finding_fingerprint(one, i));
	}
}

/*
 * Labels are copied from where they were said first.  That is elsewhere where
 * all other rules are off.
 */
START_TEST(what_was_said_before_does_not_matter)
{
	struct test_random random;
	gkr_findings *f, *one;
	gkr_report *r;
	uint32_t rule, i;
	int round;

	test_random_init(&random, 41);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&one), GKR_OK);
	for (round = 0; round < 60; round++) {
		r = some_report(&random);
		ck_assert_int_eq(gkr_check(f, r), GKR_OK);
		for (rule = 1; gkr_rule_name(rule); rule++) {
			for (i = 1; gkr_rule_name(i); i++)
				gkr_findings_set_off(one, i, i != rule);
			ck_assert_int_eq(gkr_check(one, r), GKR_OK);
			says_the_same(f, one);
		}
		gkr_report_free(r);
	}
	gkr_findings_free(one);
	gkr_findings_free(f);
}
END_TEST

static gkr_buffer *write_alone(
    uint32_t format, const gkr_report *r, const gkr_findings *f)
{
	gkr_exporter *e;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_exporter_new(format, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write_findings(e, r, f, b), GKR_OK);
	gkr_exporter_free(e);
	return b;
}

/* Texts that are said to be plain are copied; all others are looked at. */
START_TEST(plain_texts_are_plain)
{
	struct test_random random;
	gkr_buffer *copied, *escaped;
	gkr_findings *f;
	gkr_report *r;
	uint32_t i, plain = 0, odd = 0;
	int round;

	test_random_init(&random, 43);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	for (round = 0; round < 200; round++) {
		r = some_report(&random);
		ck_assert_int_eq(gkr_check(f, r), GKR_OK);
		copied = write_alone(GKR_FORMAT_JSON, r, f);
		for (i = 0; i < f->count; i++) {
			plain += f->list[i].plain == 15;
			odd += f->list[i].plain == 0;
			f->list[i].plain = 0;
		}
		escaped = write_alone(GKR_FORMAT_JSON, r, f);
		test_bytes(copied->bytes.data, copied->bytes.len,
		    escaped->bytes.data, escaped->bytes.len);
		gkr_buffer_free(escaped);
		gkr_buffer_free(copied);
		gkr_report_free(r);
	}
	/* there were enough of both to say so */
	ck_assert_uint_ge(plain, 100);
	ck_assert_uint_ge(odd, 100);
	gkr_findings_free(f);
}
END_TEST

Suite *suite_message(void)
{
	Suite *s = suite_create("message");
	TCase *c = tcase_create("texts");

	tcase_add_test(c, what_was_said_before_does_not_matter);
	tcase_add_test(c, plain_texts_are_plain);
	suite_add_tcase(s, c);
	return s;
}
