/* What the values of options may be. */
#include "gkr-cmd.h"

#include <stdio.h>
#include <string.h>

/* "64", "64K", "1M", "2G"; 0 where it is no such number. */
static uint64_t size_read(const char *text)
{
	static const char suffixes[] = "kKmMgG";
	uint64_t n = 0;
	const char *at;
	unsigned shift = 0;

	if (*text < '0' || *text > '9')
		return 0;
	for (; *text >= '0' && *text <= '9'; text++) {
		if (n > (UINT64_MAX >> 34) / 10)
			return 0;
		n = n * 10 + (uint64_t)(*text - '0');
	}
	if (*text) {
		at = strchr(suffixes, *text);
		if (!at || text[1])
			return 0;
		shift = 10 * (unsigned)((at - suffixes) / 2 + 1);
	}
	return n << shift;
}

static const char *limit_name(size_t index)
{
	return index < LIMIT_IDS ? gkr_limit_name((uint32_t)index + 1) : NULL;
}

int set_limit(struct cmd *c, const char *text)
{
	const char *equals = strchr(text, '=');
	char name[32];
	uint32_t id;
	uint64_t value;

	if (!equals || (size_t)(equals - text) >= sizeof(name))
		return usage(c, "--limit", text,
		    tr(c, "应写作 名称=数值", "it needs NAME=VALUE"));
	memcpy(name, text, (size_t)(equals - text));
	name[equals - text] = '\0';
	id = gkr_limit_from_name(name);
	if (id == 0 || id >= LIMIT_IDS)
		return usage_name(c,
		    tr(c, "没有此项限制", "no limit is called"), name,
		    limit_name);
	value = size_read(equals + 1);
	if (value == 0)
		return usage(c, "--limit", text,
		    tr(c, "数值应大于0，可带 K、M、G",
			"the value is a number above 0, with K, M or G"));
	c->opt.limits[id] = value;
	return EXIT_NONE;
}

int set_chunk(struct cmd *c, const char *text)
{
	uint64_t n = size_read(text);

	if (n == 0 || n > 64 * 1024 * 1024)
		return usage(c, "--chunk", text,
		    tr(c, "应为1至64M的数",
			"a number from 1 to 64M is needed"));
	c->opt.chunk = (size_t)n;
	return EXIT_NONE;
}

/* A worker is a process; more than the machine has hands for is no help. */
int set_jobs(struct cmd *c, const char *text)
{
	uint64_t n = size_read(text);

	if (n == 0 || n > 256)
		return usage(c, "--jobs", text,
		    tr(c, "应为1至256的数",
			"a number from 1 to 256 is needed"));
	c->opt.jobs = (size_t)n;
	return EXIT_NONE;
}

int set_lang(struct cmd *c, const char *text)
{
	if (strcmp(text, "zh") == 0)
		c->opt.lang = GKR_LANG_ZH;
	else if (strcmp(text, "en") == 0)
		c->opt.lang = GKR_LANG_EN;
	else
		return usage(c, "--lang", text,
		    tr(c, "应为 zh 或 en", "it is zh or en"));
	return EXIT_NONE;
}

int set_when(struct cmd *c, int *when, const char *option, const char *text)
{
	if (strcmp(text, "auto") == 0)
		*when = WHEN_AUTO;
	else if (strcmp(text, "always") == 0)
		*when = WHEN_ALWAYS;
	else if (strcmp(text, "never") == 0)
		*when = WHEN_NEVER;
	else
		return usage(c, option, text,
		    tr(c, "应为 auto、always 或 never",
			"it is auto, always or never"));
	return EXIT_NONE;
}

static const char *rule_name(size_t index)
{
	return gkr_rule_name((uint32_t)index + 1);
}

/* "text.*" is every rule whose name begins so. */
static int is_named(const char *rule, const char *name, size_t len)
{
	if (len > 1 && name[len - 1] == '*')
		return strncmp(rule, name, len - 1) == 0;
	return strlen(rule) == len && strncmp(rule, name, len) == 0;
}

int set_rules(struct cmd *c, unsigned char *values, const char *name,
    size_t len, unsigned char value)
{
	uint32_t rule, found = 0;
	char bare[64];

	for (rule = 1; rule <= gkr_rule_count() && rule < RULE_IDS; rule++)
		if (is_named(gkr_rule_name(rule), name, len)) {
			values[rule] = value;
			found++;
		}
	if (found)
		return EXIT_NONE;
	snprintf(bare, sizeof(bare), "%.*s", len < 60 ? (int)len : 60, name);
	return usage_name(
	    c, tr(c, "没有此规则", "no rule is called"), bare, rule_name);
}

static const char *severity_name(size_t index)
{
	return gkr_severity_name((uint32_t)index + 1);
}

int set_severity(struct cmd *c, const char *text)
{
	const char *equals = strchr(text, '=');
	size_t i;

	for (i = 0; equals && severity_name(i); i++)
		if (strcmp(severity_name(i), equals + 1) == 0)
			return set_rules(c, c->opt.severity, text,
			    (size_t)(equals - text), (unsigned char)(i + 1));
	return usage(c, "--severity", text,
	    tr(c, "应写作 规则=error、warning 或 info",
		"it needs RULE=error, warning or info"));
}

int add_list(struct cmd *c, const char *name)
{
	if (c->opt.accept_count == LISTS)
		return usage(c, "--accept", name,
		    tr(c, "次数过多", "it is given too often"));
	c->opt.accept[c->opt.accept_count++] = name;
	return EXIT_NONE;
}

static const char *encoding_name(size_t index)
{
	return gkr_encoding_name((uint32_t)index + 1);
}

int set_encoding(struct cmd *c, const char *text)
{
	c->opt.encoding = gkr_encoding_from_name(text);
	if (c->opt.encoding)
		return EXIT_NONE;
	return usage_name(
	    c, tr(c, "不支持的编码", "unknown encoding"), text, encoding_name);
}

static const char *format_name(size_t index)
{
	/* SARIF is for findings alone, and has --sarif */
	if (index + 1 >= GKR_FORMAT_SARIF)
		index++;
	return gkr_format_name((uint32_t)index + 1);
}

int set_format(struct cmd *c, const char *text)
{
	uint32_t format = gkr_format_from_name(text);

	if (!format)
		return usage_name(c, tr(c, "不支持的格式", "unknown format"),
		    text, format_name);
	if (c->opt.format && c->opt.format != format)
		return usage(c, gkr_format_name(c->opt.format),
		    gkr_format_name(format),
		    tr(c, "只能选一种格式", "only one format can be chosen"));
	c->opt.format = format;
	return EXIT_NONE;
}
