/*
 * Every rule fires where it has to and is silent where it must not: the
 * cases stand in rule-case.def.
 */
#include "support-check.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST 1024

/* A word of the edits, cut in the middle. */
struct edit {
	char kind; /* 0: a cell */
	char table[64], row[64], column[64];
	char section;
	const char *text;
};

static void blanks_for_tildes(char *p)
{
	for (; *p; p++)
		if (*p == '~')
			*p = ' ';
}

/* "table.row.column", of which the end may be lacking. */
static void cut_address(struct edit *e, const char *p)
{
	size_t n = strcspn(p, "."), m;

	snprintf(e->table, sizeof e->table, "%.*s", (int)n, p);
	p += n + (p[n] == '.');
	m = strcspn(p, ".");
	snprintf(e->row, sizeof e->row, "%.*s", (int)m, p);
	p += m + (p[m] == '.');
	snprintf(e->column, sizeof e->column, "%s", p);
}

/* Clears the text that a test has no use for. */
static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

static void set_sections(gkr_report *r, const char *order)
{
	static const char digits[] = "一二三四五六";
	char heading[128];
	uint32_t id;

	clean_no_sections(r);
	for (; *order; order++) {
		id = (uint32_t)(*order - '0');
		snprintf(heading, sizeof heading, "%.3s、%s",
		    &digits[3 * (id - 1)], gkr_section_title(id));
		clean_section(r, id, id, heading, "本节有情况说明。");
	}
}

/* The number that a heading prints. */
static uint32_t number_of(const char *heading)
{
	static const char digits[] = "一二三四五六";
	uint32_t i;

	if (*heading >= '1' && *heading <= '9')
		return (uint32_t)(*heading - '0');
	for (i = 0; i < 6; i++)
		if (!strncmp(heading, &digits[3 * i], 3))
			return i + 1;
	return 0;
}

static void add_section(gkr_report *r, const char *word, const char *text)
{
	char heading[128];
	uint32_t id = (uint32_t)(word[0] - '0');

	snprintf(heading, sizeof heading, "%s", word + 2);
	if (word[1] == ':')
		clean_section(r, id, number_of(heading), heading, text);
	else
		set_sections(r, text);
}

static void drop(gkr_report *r, const struct edit *e, const char *address)
{
	uint32_t table = gkr_table_from_name(e->table);

	if (!*e->row && !*e->column)
		clean_drop_table(r, e->table);
	else if (!*e->column)
		clean_drop_row(r, e->table, e->row);
	else if (*e->row)
		clean_unset(r, address);
	else
		memset(&r->column_label[table]
				       [gkr_column_from_name(table, e->column)],
		    0, sizeof r->column_label[0][0]);
}

static void unplace(gkr_report *r, const struct edit *e)
{
	static const char *const values[] = {"3", "4", NULL};
	uint32_t table = gkr_table_from_name(e->table), i, cell;
	uint32_t row = gkr_row_from_name(table, e->row);

	for (i = 0; (cell = gkr_form_cell_at(r->form, i)) != 0; i++)
		if (gkr_cell_table(cell) == table &&
		    gkr_cell_row(cell) == row) {
			gkr_report_unset_cell(r, cell);
			r->cells[gkri_slot(cell)].state = GKR_STATE_UNPLACED;
		}
	clean_loose(r, GKR_LOOSE_UNPLACED, e->table, e->row, "x", values);
}

static void infer(gkr_report *r, const struct edit *e, const char *why)
{
	uint32_t table = gkr_table_from_name(e->table), i, cell;

	clean_event(r, GKRI_EVENT_EVIDENCE, e->table, e->row, NULL, why);
	for (i = 0; (cell = gkr_form_cell_at(r->form, i)) != 0; i++)
		if (gkr_cell_table(cell) == table &&
		    gkr_cell_row(cell) == gkr_row_from_name(table, e->row))
			r->cells[gkri_slot(cell)].certainty =
			    GKR_CERTAINTY_INFERRED;
}

static void of_report(gkr_report *r, char kind, const char *text)
{
	size_t n = strlen(text);
	int32_t rc = GKR_OK;

	if (kind == 'y')
		rc = gkr_report_set_year(r, (uint32_t)atoi(text));
	else if (kind == 'd')
		rc = gkr_report_set_date(r, text, n);
	else if (kind == 'a')
		rc = gkr_report_set_agency(r, text, n);
	else if (kind == 'f')
		rc = gkr_report_set_form(r, gkr_form_from_name(text));
	else
		clean_event(r, GKRI_EVENT_LOSSY, NULL, NULL, NULL, text);
	ck_assert_int_eq(rc, GKR_OK);
}

/* What is edited within a table; `word` has no text any more. */
static void of_table(
    gkr_report *r, char kind, const char *word, const char *text)
{
	const char *values[2] = {text, NULL};
	struct edit e;

	cut_address(&e, word);
	ck_assert_msg(gkr_table_from_name(e.table), "%s", word);
	if (kind == '-')
		drop(r, &e, word);
	else if (kind == '2')
		clean_event(
		    r, GKRI_EVENT_ROW_DUPLICATE, e.table, e.row, NULL, "x");
	else if (kind == '?')
		clean_loose(r, GKR_LOOSE_UNKNOWN, e.table, NULL, e.row, values);
	else if (kind == '!')
		unplace(r, &e);
	else if (kind == 'i')
		infer(r, &e, text);
	else
		clean_event(r, GKRI_EVENT_UNIT, e.table, or_null(e.row),
		    e.column, text);
}

static void edit(gkr_report *r, char *word)
{
	char *text = strchr(word, '=');

	if (text)
		*text++ = '\0';
	else
		text = word + strlen(word);
	blanks_for_tildes(text);
	if (strchr("ydalf", word[0]) && !word[1])
		of_report(r, word[0], text);
	else if (word[0] == 's' && (!word[1] || word[2] == ':'))
		add_section(r, word + 1, text);
	else if (strchr("-2?!", word[0]) ||
	    (strchr("iu", word[0]) && strncmp(word, "items", 5)))
		of_table(r, word[0], word + 1, text);
	else
		clean_set(r, word, text);
}

static gkr_report *edited(uint32_t form, const char *edits)
{
	char words[MOST], *word, *next;
	gkr_report *r = clean_report(form);

	ck_assert_uint_lt(strlen(edits), sizeof words);
	strcpy(words, edits);
	for (word = words; *word; word = next) {
		next = word + strcspn(word, " ");
		if (*next)
			*next++ = '\0';
		edit(r, word);
	}
	return r;
}

/* ------------------------------------------------------------------ */

static const struct rule_case {
	uint32_t rule, form;
	const char *bad, *at, *good;
} cases[] = {
#define GKR_DEF_RULE_CASE(rule, form, bad, at, good) \
	{GKRI_RULE_##rule, GKR_FORM_##form, bad, at, good},
#include "rule-case.def"
};
#define CASES (sizeof cases / sizeof *cases)

static const struct {
	uint32_t rule;
	const char *suite;
} others[] = {
#define GKR_DEF_RULE_TEST(rule, suite) {GKRI_RULE_##rule, #suite},
#include "rule-case.def"
    {0, NULL}};

static const uint32_t idle[] = {
#define GKR_DEF_RULE_IDLE(rule) GKRI_RULE_##rule,
#include "rule-case.def"
    0};

static uint32_t count(const gkr_findings *f, uint32_t rule, const char *at)
{
	uint32_t i, n = 0;

	for (i = 0; i < gkr_findings_count(f); i++) {
		const char *found = gkr_finding_at(f, i);

		n += gkr_finding_rule(f, i) == rule &&
		    (!at || (found && !strcmp(found, at)));
	}
	return n;
}

static uint32_t found_in(
    const struct rule_case *c, const char *edits, const char *at)
{
	gkr_report *r = edited(c->form, edits);
	gkr_findings *f;
	uint32_t n;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	n = count(f, c->rule, at);
	gkr_findings_free(f);
	gkr_report_free(r);
	return n;
}

START_TEST(fires_and_is_silent)
{
	const struct rule_case *c = &cases[_i];

	ck_assert_msg(found_in(c, c->bad, c->at) == 1, "%s does not fire: %s",
	    gkr_rule_name(c->rule), c->bad);
	ck_assert_msg(found_in(c, c->good, NULL) == 0, "%s is not silent: %s",
	    gkr_rule_name(c->rule), c->good);
}
END_TEST

/* How often a rule stands in the lists. */
static uint32_t listed(uint32_t rule, uint32_t *is_idle)
{
	uint32_t n = 0;
	size_t i;

	for (i = 0; i < CASES; i++)
		n += cases[i].rule == rule;
	for (i = 0; others[i].rule; i++)
		n += others[i].rule == rule;
	*is_idle = 0;
	for (i = 0; idle[i]; i++)
		*is_idle += idle[i] == rule;
	return n;
}

/* What is applied is tested; what has a test is applied. */
START_TEST(every_rule_has_a_case)
{
	uint32_t rule, n, is_idle;

	for (rule = 1; rule <= gkr_rule_count(); rule++) {
		n = listed(rule, &is_idle);
		ck_assert_msg(n + is_idle >= 1 && (n == 0 || is_idle == 0),
		    "%s: see rule-case.def", gkr_rule_name(rule));
		ck_assert_ptr_nonnull(gkr_rule_text(rule, GKR_LANG_ZH));
		ck_assert_ptr_nonnull(gkr_rule_advice(rule, GKR_LANG_EN));
	}
}
END_TEST

/* A suite that is named is one. */
START_TEST(suites_are_there)
{
	char path[128];
	size_t i, len;
	char *text;

	for (i = 0; others[i].rule; i++) {
		snprintf(path, sizeof path, "t/test-%s.c", others[i].suite);
		text = test_read(path, &len);
		ck_assert_msg(
		    strstr(text, gkr_rule_name(others[i].rule)) != NULL,
		    "%s does not name %s", path, gkr_rule_name(others[i].rule));
		free(text);
	}
}
END_TEST

/* Nothing is found in clean reports, of whatever form. */
START_TEST(clean_reports)
{
	uint32_t form, i, rule;

	for (form = GKR_FORM_2019; form <= GKR_FORM_HYBRID; form++) {
		gkr_report *r = clean_report(form);
		gkr_findings *f;

		ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
		ck_assert_int_eq(gkr_check(f, r), GKR_OK);
		for (i = 0; i < gkr_findings_count(f); i++) {
			rule = gkr_finding_rule(f, i);
			ck_assert_msg(rule == GKRI_RULE_form_hybrid ||
				rule == GKRI_RULE_text_fees,
			    "%s", gkr_rule_name(rule));
		}
		gkr_findings_free(f);
		gkr_report_free(r);
	}
}
END_TEST

Suite *suite_rule_cases(void);
Suite *suite_rule_cases(void)
{
	Suite *s = suite_create("rule-cases");
	TCase *t = tcase_create("cases");

	tcase_add_loop_test(t, fires_and_is_silent, 0, (int)CASES);
	tcase_add_test(t, every_rule_has_a_case);
	tcase_add_test(t, suites_are_there);
	tcase_add_test(t, clean_reports);
	suite_add_tcase(s, t);
	return s;
}
