/* gkr explain: what the rules check, and on what they rest. */
#include "gkr-cmd.h"

static const char *basis_text(const struct cmd *c, const char *basis)
{
	switch (basis ? basis[0] : 0) {
	case 'T':
		return tr(c, "见于正式文本", "it stands in the official text");
	case 'R':
		return tr(
		    c, "见于已发布的报告", "it is met in published reports");
	case 'L':
		return tr(c, "地方的做法", "it is local habit");
	case 'D':
		return tr(c, "由格式本身推出", "it follows from the form");
	case 'M':
		return tr(c, "通常认为如此，未经证实",
		    "it is believed, not confirmed");
	default:
		return tr(c, "未知", "not known");
	}
}

static const char *severity_text(const struct cmd *c, uint32_t severity)
{
	switch (severity) {
	case GKR_SEVERITY_ERROR:
		return tr(c, "error（错误）", "error");
	case GKR_SEVERITY_WARNING:
		return tr(c, "warning（警告）", "warning");
	default:
		return tr(c, "info（提示）", "info");
	}
}

static void put_line(struct cmd *c, const char *key, const char *text)
{
	if (!text)
		return;
	out_puts(c, "  ");
	out_puts(c, key);
	out_puts(c, text);
	out_puts(c, "\n");
}

/* "  Basis: [T] it stands in the official text" */
static void put_basis(struct cmd *c, const char *basis)
{
	out_puts(c, "  ");
	out_puts(c, tr(c, "依据：", "Basis: "));
	out_format(c, "[%s] ", basis ? basis : "?");
	out_puts(c, basis_text(c, basis));
	out_puts(c, "\n");
}

static void explain(struct cmd *c, uint32_t rule)
{
	uint32_t lang = c->opt.lang;

	out_color(c, "1");
	out_puts(c, gkr_rule_name(rule));
	out_plain(c);
	out_puts(c, "\n");
	put_line(c, "", gkr_rule_text(rule, lang));
	put_line(c, tr(c, "程度：", "Severity: "),
	    severity_text(c, gkr_rule_severity(rule)));
	put_basis(c, gkr_rule_basis(rule));
	put_line(
	    c, tr(c, "处理：", "What to do: "), gkr_rule_advice(rule, lang));
}

static void list_rules(struct cmd *c)
{
	uint32_t rule;
	const char *severity, *text;

	for (rule = 1; rule <= gkr_rule_count(); rule++) {
		severity = gkr_severity_name(gkr_rule_severity(rule));
		text = gkr_rule_text(rule, c->opt.lang);
		out_format(c, "%-26s %-8s ", gkr_rule_name(rule),
		    severity ? severity : "-");
		out_puts(c, text ? text : "");
		out_puts(c, "\n");
	}
}

static const char *rule_name(size_t index)
{
	return gkr_rule_name((uint32_t)index + 1);
}

int explain_run(struct cmd *c)
{
	const char *name = c->opt.name_count ? c->opt.names[0] : NULL;
	uint32_t rule = name ? gkr_rule_from_name(name) : 0;

	if (name && !rule)
		return usage_name(c, tr(c, "没有此规则", "no rule is called"),
		    name, rule_name);
	if (rule)
		explain(c, rule);
	else
		list_rules(c);
	return EXIT_READ;
}
