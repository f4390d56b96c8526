/* What can be asked of the rules, from rule.def. */
#include "finding.h"

struct rule {
	const char *name, *basis;
	const char *text[2], *advice[2]; /* zh, en */
	uint32_t severity;
};

static const struct rule rules[GKRI_RULE_END] = {
#define GKR_DEF_RULE(id, ident, name, severity, basis, zh, en, do_zh, do_en) \
	[id] = {name, basis, {zh, en}, {do_zh, do_en}, GKR_SEVERITY_##severity},
#include "rule.def"
};

static const struct rule *rule_of(uint32_t rule)
{
	return rule > 0 && rule < GKRI_RULE_END ? &rules[rule] : NULL;
}

static const char *in_language(const char *const *texts, uint32_t lang)
{
	if (lang == GKR_LANG_ZH)
		return texts[0];
	return lang == GKR_LANG_EN ? texts[1] : NULL;
}

uint32_t gkr_rule_count(void)
{
	return GKRI_RULE_END - 1;
}

const char *gkr_rule_name(uint32_t rule)
{
	const struct rule *r = rule_of(rule);

	return r ? r->name : NULL;
}

uint32_t gkr_rule_from_name(const char *name)
{
	uint32_t i;

	for (i = 1; name && i < GKRI_RULE_END; i++)
		if (!strcmp(rules[i].name, name))
			return i;
	return 0;
}

uint32_t gkr_rule_severity(uint32_t rule)
{
	const struct rule *r = rule_of(rule);

	return r ? r->severity : 0;
}

const char *gkr_rule_text(uint32_t rule, uint32_t lang)
{
	const struct rule *r = rule_of(rule);

	return r ? in_language(r->text, lang) : NULL;
}

const char *gkr_rule_advice(uint32_t rule, uint32_t lang)
{
	const struct rule *r = rule_of(rule);

	return r ? in_language(r->advice, lang) : NULL;
}

const char *gkr_rule_basis(uint32_t rule)
{
	const struct rule *r = rule_of(rule);

	return r ? r->basis : NULL;
}
