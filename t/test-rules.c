/* The rules and messages as data. */
#include "support-check.h"

#include "support.h"

/* Names, severities and bases are published: this list only grows. */
static const struct {
	const char *name;
	uint32_t severity;
} published[] = {{"applications.balance", GKR_SEVERITY_ERROR},
    {"applications.outcome-total", GKR_SEVERITY_ERROR},
    {"applications.row-total", GKR_SEVERITY_ERROR},
    {"review_litigation.total", GKR_SEVERITY_ERROR},
    {"article20.in-force", GKR_SEVERITY_WARNING},
    {"article20.disclosed", GKR_SEVERITY_WARNING},
    {"article20.items", GKR_SEVERITY_WARNING},
    {"value.negative", GKR_SEVERITY_ERROR},
    {"value.not-integer", GKR_SEVERITY_ERROR},
    {"value.unit", GKR_SEVERITY_WARNING},
    {"value.too-long", GKR_SEVERITY_ERROR},
    {"cell.blank", GKR_SEVERITY_WARNING}, {"cell.nil", GKR_SEVERITY_WARNING},
    {"cell.text", GKR_SEVERITY_ERROR}, {"cell.missing", GKR_SEVERITY_ERROR},
    {"cell.unplaced", GKR_SEVERITY_ERROR}, {"cell.inferred", GKR_SEVERITY_INFO},
    {"table.missing", GKR_SEVERITY_ERROR}, {"row.missing", GKR_SEVERITY_ERROR},
    {"row.duplicate", GKR_SEVERITY_ERROR},
    {"column.missing", GKR_SEVERITY_ERROR}, {"row.unknown", GKR_SEVERITY_INFO},
    {"section.missing", GKR_SEVERITY_ERROR},
    {"section.order", GKR_SEVERITY_ERROR},
    {"section.misnumbered", GKR_SEVERITY_WARNING},
    {"section.empty", GKR_SEVERITY_WARNING},
    {"form.year", GKR_SEVERITY_WARNING}, {"form.hybrid", GKR_SEVERITY_INFO},
    {"form.unsupported", GKR_SEVERITY_ERROR},
    {"text.new_received", GKR_SEVERITY_WARNING},
    {"text.carried_in", GKR_SEVERITY_WARNING},
    {"text.outcome_total", GKR_SEVERITY_WARNING},
    {"text.carried_out", GKR_SEVERITY_WARNING},
    {"text.review_total", GKR_SEVERITY_WARNING},
    {"text.suit_total", GKR_SEVERITY_WARNING},
    {"text.normative_documents", GKR_SEVERITY_WARNING},
    {"text.fees", GKR_SEVERITY_WARNING}, {"text.period", GKR_SEVERITY_WARNING},
    {"date.late", GKR_SEVERITY_WARNING},
    {"crossyear.carryover", GKR_SEVERITY_ERROR},
    {"crossyear.in-force", GKR_SEVERITY_WARNING},
    {"crossyear.items", GKR_SEVERITY_WARNING},
    {"rollup.sum", GKR_SEVERITY_WARNING}, {"source.lossy", GKR_SEVERITY_ERROR}};

#define PUBLISHED (sizeof published / sizeof *published)

START_TEST(published_rules)
{
	uint32_t i;

	ck_assert_uint_ge(gkr_rule_count(), PUBLISHED);
	for (i = 0; i < PUBLISHED; i++) {
		ck_assert_str_eq(gkr_rule_name(i + 1), published[i].name);
		ck_assert_uint_eq(
		    gkr_rule_severity(i + 1), published[i].severity);
	}
}
END_TEST

START_TEST(names_are_unique)
{
	uint32_t i, n = gkr_rule_count();

	for (i = 1; i <= n; i++) {
		ck_assert_ptr_nonnull(gkr_rule_name(i));
		ck_assert_uint_eq(gkr_rule_from_name(gkr_rule_name(i)), i);
	}
	ck_assert_uint_eq(gkr_rule_from_name("applications"), 0);
	ck_assert_uint_eq(gkr_rule_from_name(""), 0);
	ck_assert_uint_eq(gkr_rule_from_name(NULL), 0);
}
END_TEST

/* Ids count from 1 without a gap, and each has one row. */
START_TEST(ids_are_unique)
{
	static const uint8_t ids[] = {
#define GKR_DEF_RULE(id, ...) id,
#include "rule.def"
	};
	size_t i;

	ck_assert_uint_eq(sizeof ids, gkr_rule_count());
	for (i = 0; i < sizeof ids; i++)
		ck_assert_uint_eq(ids[i], i + 1);
}
END_TEST

static int ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n > m && !strcmp(text + n - m, end);
}

START_TEST(every_rule_is_described)
{
	uint32_t i, n = gkr_rule_count();

	for (i = 1; i <= n; i++) {
		const char *basis = gkr_rule_basis(i);

		ck_assert(ends_in(gkr_rule_text(i, GKR_LANG_ZH), "。"));
		ck_assert(ends_in(gkr_rule_text(i, GKR_LANG_EN), "."));
		ck_assert(ends_in(gkr_rule_advice(i, GKR_LANG_ZH), "。"));
		ck_assert(ends_in(gkr_rule_advice(i, GKR_LANG_EN), "."));
		ck_assert_ptr_null(gkr_rule_text(i, 0));
		ck_assert_ptr_null(gkr_rule_advice(i, 3));
		ck_assert(strlen(basis) == 1 && strchr("TRLDM", *basis));
		ck_assert(gkr_rule_severity(i) >= GKR_SEVERITY_INFO &&
		    gkr_rule_severity(i) <= GKR_SEVERITY_ERROR);
	}
}
END_TEST

/* One rule is printed on the form itself. */
START_TEST(bases)
{
	ck_assert_str_eq(gkr_rule_basis(1), "T");
	ck_assert_str_eq(gkr_rule_basis(2), "D");
	ck_assert_str_eq(gkr_rule_basis(GKRI_RULE_date_late), "T");
	ck_assert_str_eq(gkr_rule_basis(GKRI_RULE_rollup_sum), "M");
}
END_TEST

static void no_rule(uint32_t rule)
{
	ck_assert_ptr_null(gkr_rule_name(rule));
	ck_assert_uint_eq(gkr_rule_severity(rule), 0);
	ck_assert_ptr_null(gkr_rule_text(rule, GKR_LANG_ZH));
	ck_assert_ptr_null(gkr_rule_advice(rule, GKR_LANG_ZH));
	ck_assert_ptr_null(gkr_rule_basis(rule));
}

START_TEST(no_such_rule)
{
	no_rule(0);
	no_rule(gkr_rule_count() + 1);
	no_rule(UINT32_MAX);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Messages                                                           */

/* The gaps of a text as a set of their letters; fails for a bad one. */
static uint64_t gaps(const char *text)
{
	static const char known[] = "LRlrBzwpWXkKtsxyunve1aoN";
	uint64_t set = 0;
	const char *at;

	for (; (text = strchr(text, '{')) != NULL; text += 3) {
		ck_assert_msg(text[1] && text[2] == '}', "%s", text);
		at = strchr(known, text[1]);
		ck_assert_msg(at != NULL, "%s", text);
		set |= UINT64_C(1) << (at - known);
	}
	return set;
}

/* Both languages say the same things. */
START_TEST(messages)
{
	static const struct {
		const char *name, *zh, *en;
	} all[] = {
#define GKR_DEF_MESSAGE(id, zh, en) {#id, zh, en},
#include "message.def"
	};
	size_t i;

	for (i = 0; i < sizeof all / sizeof *all; i++) {
		ck_assert(*all[i].zh && *all[i].en);
		ck_assert_msg(
		    gaps(all[i].zh) == gaps(all[i].en), "%s", all[i].name);
	}
}
END_TEST

START_TEST(words_of_states)
{
	static const char *const zh[] = {
#define GKR_DEF_NOT_A_NUMBER(state, zh, en) [GKR_STATE_##state] = zh,
#include "message.def"
	};
	static const char *const en[] = {
#define GKR_DEF_NOT_A_NUMBER(state, zh, en) [GKR_STATE_##state] = en,
#include "message.def"
	};
	uint32_t i;

	for (i = 0; gkr_state_name(i); i++)
		ck_assert_msg(
		    i == GKR_STATE_NUMBER || (zh[i] && en[i]), "%u", i);
}
END_TEST

Suite *suite_rules(void)
{
	Suite *s = suite_create("rules");
	TCase *t = tcase_create("rules");

	tcase_add_test(t, published_rules);
	tcase_add_test(t, names_are_unique);
	tcase_add_test(t, ids_are_unique);
	tcase_add_test(t, every_rule_is_described);
	tcase_add_test(t, bases);
	tcase_add_test(t, no_such_rule);
	tcase_add_test(t, messages);
	tcase_add_test(t, words_of_states);
	suite_add_tcase(s, t);
	return s;
}
