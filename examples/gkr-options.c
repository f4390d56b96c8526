/* The command line: options in any order, from the table below. */
#include "gkr-cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPT_ACCEPT,
	OPT_ALL,
	OPT_BLANK_AS_ZERO,
	OPT_BOM,
	OPT_CHUNK,
	OPT_COLOR,
	OPT_ENCODING,
	OPT_FILES0,
	OPT_GRID,
	OPT_HELP,
	OPT_JOBS,
	OPT_JSON,
	OPT_LANG,
	OPT_LIMIT,
	OPT_NDJSON,
	OPT_OFF,
	OPT_OUTPUT,
	OPT_PRINTS,
	OPT_QUIET,
	OPT_REPLACE,
	OPT_RESUME,
	OPT_SARIF,
	OPT_SEVERITY,
	OPT_TO,
	OPT_VERSION,
	OPT_ANY_AGENCY,
	OPT_ANY_YEAR,
	OPT_BY_AGENCY,
	OPT_NO_PARENT
};

#define CMD_READ (CMD_FILES | CMD_SEVERAL)
#define CMD_ALL (CMD_READ | CMD_FORMS | CMD_EXPLAIN)

static const struct option {
	const char *name;
	char letter; /* of the short form, or 0 */
	unsigned char id;
	unsigned char value; /* 1: takes a value */
	unsigned char commands;
} options[] = {
    {"accept", 0, OPT_ACCEPT, 1, CMD_CHECK | CMD_CONVERT | CMD_SEVERAL},
    {"all", 'a', OPT_ALL, 0, CMD_CHECK | CMD_SEVERAL},
    {"any-agency", 0, OPT_ANY_AGENCY, 0, CMD_COMPARE},
    {"any-year", 0, OPT_ANY_YEAR, 0, CMD_SEVERAL},
    {"blank-as-zero", 0, OPT_BLANK_AS_ZERO, 0,
	CMD_CHECK | CMD_CONVERT | CMD_SEVERAL},
    {"bom", 0, OPT_BOM, 0, CMD_CONVERT | CMD_SEVERAL},
    {"by-agency", 0, OPT_BY_AGENCY, 0, CMD_COMPARE},
    {"chunk", 0, OPT_CHUNK, 1, CMD_READ},
    {"color", 0, OPT_COLOR, 1, CMD_ALL},
    {"colour", 0, OPT_COLOR, 1, CMD_ALL},
    {"encoding", 0, OPT_ENCODING, 1, CMD_READ},
    {"files0-from", 0, OPT_FILES0, 1, CMD_READ},
    {"grid", 0, OPT_GRID, 1, CMD_CHECK},
    {"help", 'h', OPT_HELP, 0, CMD_ALL},
    {"jobs", 'j', OPT_JOBS, 1, CMD_CONVERT},
    {"json", 0, OPT_JSON, 0,
	CMD_CHECK | CMD_CONVERT | CMD_SEVERAL | CMD_FORMS | CMD_FACTS},
    {"lang", 0, OPT_LANG, 1, CMD_ALL},
    {"limit", 0, OPT_LIMIT, 1, CMD_READ},
    {"ndjson", 0, OPT_NDJSON, 0,
	CMD_CHECK | CMD_CONVERT | CMD_SEVERAL | CMD_FACTS},
    {"no-parent", 0, OPT_NO_PARENT, 0, CMD_ROLLUP},
    {"off", 0, OPT_OFF, 1, CMD_CHECK | CMD_CONVERT | CMD_SEVERAL},
    {"output", 'o', OPT_OUTPUT, 1, CMD_ALL},
    {"print-fingerprints", 0, OPT_PRINTS, 0, CMD_CHECK},
    {"quiet", 'q', OPT_QUIET, 0, CMD_ALL},
    {"replace-invalid", 0, OPT_REPLACE, 0, CMD_READ},
    {"resume", 0, OPT_RESUME, 0, CMD_CONVERT},
    {"sarif", 0, OPT_SARIF, 0, CMD_CHECK},
    {"severity", 0, OPT_SEVERITY, 1, CMD_CHECK | CMD_CONVERT | CMD_SEVERAL},
    {"to", 0, OPT_TO, 1, CMD_CONVERT | CMD_SEVERAL},
    {"version", 'V', OPT_VERSION, 0, CMD_ALL},
};
#define OPTION_COUNT (sizeof(options) / sizeof(options[0]))

static const char *option_name(size_t index)
{
	return index < OPTION_COUNT ? options[index].name : NULL;
}

/* Options with a value. */
static int apply_value(struct cmd *c, unsigned id, const char *value)
{
	switch (id) {
	case OPT_ACCEPT:
		return add_list(c, value);
	case OPT_CHUNK:
		return set_chunk(c, value);
	case OPT_COLOR:
		return set_when(c, &c->opt.color, "--color", value);
	case OPT_ENCODING:
		return set_encoding(c, value);
	case OPT_FILES0:
		c->opt.files0 = value;
		return EXIT_NONE;
	case OPT_JOBS:
		return set_jobs(c, value);
	case OPT_GRID:
		return set_when(c, &c->opt.grid, "--grid", value);
	case OPT_LANG:
		return set_lang(c, value);
	case OPT_LIMIT:
		return set_limit(c, value);
	case OPT_OFF:
		/* it has a value: NOLINTNEXTLINE(clang-analyzer-core.*) */
		return set_rules(c, c->opt.off, value, strlen(value), 1);
	case OPT_OUTPUT:
		c->opt.output = value;
		return EXIT_NONE;
	case OPT_SEVERITY:
		return set_severity(c, value);
	default:
		return set_format(c, value);
	}
}

static int apply(struct cmd *c, unsigned id, const char *value)
{
	c->opt.seen |= 1u << id;
	switch (id) {
	case OPT_ALL:
		return c->opt.all = 1, EXIT_NONE;
	case OPT_ANY_AGENCY:
		return c->opt.any_agency = 1, EXIT_NONE;
	case OPT_ANY_YEAR:
		return c->opt.any_year = 1, EXIT_NONE;
	case OPT_BY_AGENCY:
		return c->opt.by_agency = 1, EXIT_NONE;
	case OPT_NO_PARENT:
		return c->opt.no_parent = 1, EXIT_NONE;
	case OPT_BLANK_AS_ZERO:
		return c->opt.blank_as_zero = 1, EXIT_NONE;
	case OPT_BOM:
		return c->opt.bom = 1, EXIT_NONE;
	case OPT_HELP:
		return c->opt.help = 1, EXIT_NONE;
	case OPT_JSON:
		return set_format(c, "json");
	case OPT_NDJSON:
		return set_format(c, "ndjson");
	case OPT_PRINTS:
		return c->opt.prints = 1, EXIT_NONE;
	case OPT_QUIET:
		return c->opt.quiet = 1, EXIT_NONE;
	case OPT_REPLACE:
		return c->opt.replace = 1, EXIT_NONE;
	case OPT_RESUME:
		return c->opt.resume = 1, EXIT_NONE;
	case OPT_SARIF:
		return set_format(c, "sarif");
	case OPT_VERSION:
		return c->opt.version = 1, EXIT_NONE;
	default:
		return apply_value(c, id, value);
	}
}

/* The option of that long name or letter, or NULL. */
static const struct option *option_find(
    const char *name, size_t len, char letter)
{
	size_t i;

	for (i = 0; i < OPTION_COUNT; i++) {
		if (letter ? options[i].letter == letter
			   : strlen(options[i].name) == len &&
			    !strncmp(options[i].name, name, len))
			return &options[i];
	}
	return NULL;
}

/* The value behind an option: argv[*i + 1], which is then used up. */
static const char *next_value(int argc, char **argv, int *i)
{
	return *i + 1 < argc ? argv[++*i] : NULL;
}

static int parse_long(struct cmd *c, int argc, char **argv, int *i)
{
	const char *arg = argv[*i], *name = arg + 2;
	size_t len = strcspn(name, "=");
	const char *value = name[len] ? name + len + 1 : NULL;
	const struct option *o = option_find(name, len, 0);
	char bare[48];

	if (!o) {
		snprintf(
		    bare, sizeof(bare), "%.*s", len < 40 ? (int)len : 40, name);
		return usage_near(c, tr(c, "没有此选项", "unknown option"), arg,
		    "--", nearest(bare, option_name));
	}
	if (!o->value && value)
		return usage(
		    c, arg, "", tr(c, "此选项不带值", "it takes no value"));
	if (o->value && !value)
		value = next_value(argc, argv, i);
	if (o->value && !value)
		return usage(
		    c, arg, "", tr(c, "缺少值", "its value is missing"));
	return apply(c, o->id, value);
}

static int parse_short(struct cmd *c, int argc, char **argv, int *i)
{
	const char *at = argv[*i] + 1, *value;
	const struct option *o;
	int code = EXIT_NONE;

	for (; *at && code == EXIT_NONE; at++) {
		o = option_find(NULL, 0, *at);
		if (!o)
			return usage(c, tr(c, "没有此选项", "unknown option"),
			    argv[*i], NULL);
		if (!o->value) {
			code = apply(c, o->id, NULL);
			continue;
		}
		value = at[1] ? at + 1 : next_value(argc, argv, i);
		if (!value)
			return usage(c, argv[*i], "",
			    tr(c, "缺少值", "its value is missing"));
		return apply(c, o->id, value);
	}
	return code;
}

/* Reads the options; the operands are moved to the front of argv. */
static int parse(struct cmd *c, int argc, char **argv, int *operands)
{
	int i, n = 0, code = EXIT_NONE, only_operands = 0;

	for (i = 1; i < argc && code == EXIT_NONE; i++) {
		if (only_operands || argv[i][0] != '-' || !argv[i][1])
			argv[n++] = argv[i];
		else if (strcmp(argv[i], "--") == 0)
			only_operands = 1;
		else if (argv[i][1] == '-')
			code = parse_long(c, argc, argv, &i);
		else
			code = parse_short(c, argc, argv, &i);
	}
	*operands = n;
	return code;
}

/* Every option that was given must be one that the command takes. */
static int options_fit(const struct cmd *c)
{
	size_t i;
	char text[96];

	for (i = 0; i < OPTION_COUNT; i++) {
		if (!(c->opt.seen >> options[i].id & 1) ||
		    options[i].commands & c->opt.command)
			continue;
		snprintf(text, sizeof(text),
		    tr(c, "%s 没有选项 --%s", "%s does not take --%s"),
		    c->opt.name, options[i].name);
		return usage(c, text, "", NULL);
	}
	if (c->opt.format == GKR_FORMAT_SARIF && c->opt.command != CMD_CHECK)
		return usage(c, "--to sarif", "",
		    tr(c, "只列问题，用 gkr check --sarif",
			"it is for findings alone: gkr check --sarif"));
	if (c->opt.bom && c->opt.format != GKR_FORMAT_CSV &&
	    c->opt.format != GKR_FORMAT_CSV_WIDE)
		return usage(c, "--bom", "",
		    tr(c, "仅用于 csv 和 csv-wide",
			"it is for --to csv and csv-wide"));
	if ((c->opt.jobs || c->opt.resume) &&
	    c->opt.format != GKR_FORMAT_NDJSON)
		return usage(c, c->opt.jobs ? "--jobs" : "--resume", "",
		    tr(c, "仅用于 --to ndjson", "it is for --to ndjson"));
	if (c->opt.resume && !c->opt.output)
		return usage(c, "--resume", "",
		    tr(c, "须以 -o 指定输出文件", "it needs -o FILE"));
	if (c->opt.prints && c->opt.format)
		return usage(c, "--print-fingerprints", "",
		    tr(c, "JSON 和 SARIF 中已有指纹",
			"JSON and SARIF have them"));
	if (c->opt.command == CMD_FORMS && c->opt.format == GKR_FORMAT_NDJSON)
		return usage(c, "--ndjson", "", NULL);
	return EXIT_NONE;
}

/* These are for reports; what is written of several has no such form. */
static int several_fit(const struct cmd *c)
{
	if ((c->opt.format == GKR_FORMAT_CSV_WIDE ||
		c->opt.format == GKR_FORMAT_MARKDOWN) &&
	    !c->opt.no_parent)
		return usage(c,
		    c->opt.format == GKR_FORMAT_MARKDOWN ? "--to markdown"
							 : "--to csv-wide",
		    "",
		    tr(c, "此处可用 json、ndjson、csv",
			"here it is json, ndjson or csv"));
	if (c->opt.command != CMD_COMPARE || c->opt.by_agency)
		return EXIT_NONE;
	if (c->opt.files0 || c->opt.name_count != 2)
		return usage(c,
		    tr(c, "应给出上年和本年的两份报告",
			"it needs last year's report and this year's"),
		    "",
		    tr(c, "多份报告用 --by-agency",
			"--by-agency takes any number"));
	return EXIT_NONE;
}

static int operands_fit(const struct cmd *c)
{
	size_t n = c->opt.name_count, i;
	int list_on_stdin;

	if (!(c->opt.command & CMD_READ))
		return n < 2 ? EXIT_NONE
			     : usage(c, tr(c, "多余的参数", "too much:"),
				   c->opt.names[1], NULL);
	if (n == 0 && !c->opt.files0)
		return usage(c, tr(c, "没有给出文件", "no file is given"), "",
		    tr(c, "- 表示标准输入，用法见 gkr --help",
			"- is the standard input, see gkr --help"));
	list_on_stdin = c->opt.files0 && strcmp(c->opt.files0, "-") == 0;
	for (i = 0; i < n && list_on_stdin; i++) {
		if (strcmp(c->opt.names[i], "-") == 0)
			return usage(c, "-", "",
			    tr(c, "标准输入已用作文件清单",
				"the standard input is the list of files"));
	}
	return c->opt.command & CMD_SEVERAL ? several_fit(c) : EXIT_NONE;
}

/* The language of the environment: the first variable that is set. */
static uint32_t environment_language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "zh", 2) == 0 ? GKR_LANG_ZH
							    : GKR_LANG_EN;
	}
	return GKR_LANG_EN;
}

static int command_read(struct cmd *c, int operands, char **argv)
{
	int code;

	if (operands > 0 && strcmp(argv[0], "help") == 0) {
		c->opt.help = 1;
		operands--;
		argv++;
	}
	if (operands == 0 && (c->opt.help || c->opt.version))
		return EXIT_NONE;
	if (operands == 0)
		return usage(
		    c, tr(c, "没有给出命令", "no command is given"), "", NULL);
	c->opt.name = argv[0];
	c->opt.command = command_from_name(argv[0]);
	if (!c->opt.command)
		return usage_near(c, tr(c, "没有此命令", "unknown command"),
		    argv[0], "", nearest(argv[0], command_name));
	if (c->opt.help || c->opt.version)
		return EXIT_NONE;
	c->opt.names = argv + 1;
	c->opt.name_count = (size_t)operands - 1;
	code = options_fit(c);
	return code == EXIT_NONE ? operands_fit(c) : code;
}

int options_read(struct cmd *c, int argc, char **argv)
{
	int operands, code;

	c->opt.lang = environment_language();
	code = parse(c, argc, argv, &operands);
	if (code == EXIT_NONE)
		code = command_read(c, operands, argv);
	return code;
}
