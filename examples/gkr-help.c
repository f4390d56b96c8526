/* What gkr says about itself. */
#include "gkr-cmd.h"

#include <inttypes.h>
#include <string.h>

static const struct {
	const char *name;
	uint32_t command;
} commands[] = {{"check", CMD_CHECK}, {"convert", CMD_CONVERT},
    {"tokens", CMD_TOKENS}, {"forms", CMD_FORMS}, {"explain", CMD_EXPLAIN},
    {"facts", CMD_FACTS}, {"compare", CMD_COMPARE}, {"rollup", CMD_ROLLUP}};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

const char *command_name(size_t index)
{
	return index < COMMANDS ? commands[index].name : NULL;
}

uint32_t command_from_name(const char *name)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].command;
	}
	return 0;
}

/* A paragraph of help, for the commands whose bits it has; 0: general. */
static const struct {
	uint32_t commands;
	const char *zh, *en;
} help[] = {
    {0,
	"用法：gkr 命令 [选项] [文件...]\n"
	"\n"
	"读取、检查和转换政府信息公开工作年度报告。\n"
	"\n"
	"  check 文件...     检查报告，列出发现的问题\n"
	"  convert 文件...   转换为 JSON、CSV 或 Markdown\n"
	"  compare 上年 本年 对照一个机关两年的报告\n"
	"  rollup 上级 下级...\n"
	"                    把下级报告相加，与上级报告对照\n"
	"  tokens 文件...    逐行列出读到的内容\n"
	"  forms [名称]      列出内置的格式\n"
	"  explain [规则]    说明检查规则\n"
	"  facts 文件...     列出正文所述的数字\n"
	"\n"
	"文件为 - 时读标准输入。各命令的选项见 gkr 命令 --help。\n",
	"Usage: gkr COMMAND [OPTION...] [FILE...]\n"
	"\n"
	"Reads, checks and converts annual reports on open government\n"
	"information.\n"
	"\n"
	"  check FILE...     check reports, print what was found\n"
	"  convert FILE...   turn reports into JSON, CSV or Markdown\n"
	"  compare LAST THIS put two years' reports of an organ side by side\n"
	"  rollup PARENT CHILD...\n"
	"                    add up reports, compare the sum with a parent's\n"
	"  tokens FILE...    print what is read, line by line\n"
	"  forms [NAME]      print the forms that are known\n"
	"  explain [RULE]    say what a rule checks\n"
	"  facts FILE...     print the numbers that the prose states\n"
	"\n"
	"A FILE - is standard input.  See gkr COMMAND --help for options.\n"},
    {CMD_CHECK,
	"用法：gkr check [选项] 文件...\n"
	"\n"
	"检查报告，每行列出一个问题；在终端上按表列出，附有关的行或列。\n"
	"\n"
	"  -a, --all                逐条列出，同类的警告不合并\n"
	"      --json, --ndjson     以 JSON 列出问题\n"
	"      --sarif              以 SARIF 2.1.0 列出问题\n"
	"      --grid=何时          按表列出：auto、always 或 never\n"
	"      --print-fingerprints 列出尚未接受的问题的指纹\n"
	"  -q, --quiet              不列出小结和进度\n",
	"Usage: gkr check [OPTION...] FILE...\n"
	"\n"
	"Checks reports and prints what was found, one finding a line; on a\n"
	"terminal by table, with the row or column.\n"
	"\n"
	"  -a, --all                every warning, also many of a kind\n"
	"      --json, --ndjson     print the findings as JSON\n"
	"      --sarif              print them as SARIF 2.1.0\n"
	"      --grid=WHEN          by table: auto, always or never\n"
	"      --print-fingerprints print lines for --accept\n"
	"  -q, --quiet              no summaries, no progress\n"},
    {CMD_CONVERT,
	"用法：gkr convert [--to 格式] [选项] 文件...\n"
	"\n"
	"      --to 格式            json（默认）、ndjson、csv、csv-wide\n"
	"                           或 markdown\n"
	"      --json、--ndjson     即 --to json、--to ndjson\n"
	"      --bom                CSV 前加字节顺序标记，供电子表格软件用\n"
	"  -j, --jobs N             用 N 个进程；仅用于 ndjson\n"
	"      --resume             续写 -o 的文件，已有的不再读；仅用于 "
	"ndjson\n",
	"Usage: gkr convert [--to FORMAT] [OPTION...] FILE...\n"
	"\n"
	"      --to FORMAT          json (the default), ndjson, csv, "
	"csv-wide,\n"
	"                           markdown\n"
	"      --json, --ndjson     the same as --to json, --to ndjson\n"
	"      --bom                begin CSV with a byte order mark, for\n"
	"                           spreadsheets\n"
	"  -j, --jobs N             N processes; for ndjson\n"
	"      --resume             go on with OUT, leave out what it has; "
	"for\n"
	"                           ndjson\n"},
    {CMD_COMPARE,
	"用法：gkr compare [选项] 上年 本年\n"
	"      gkr compare --by-agency [选项] 目录或文件...\n"
	"\n"
	"按跨年度的规则对照两年的报告，列出各格的增减。\n"
	"\n"
	"      --by-agency          "
	"按机关和年度配对，列出缺的年度和重复的报告\n"
	"      --any-agency         不同机关的报告也作比较\n",
	"Usage: gkr compare [OPTION...] LAST THIS\n"
	"       gkr compare --by-agency [OPTION...] FOLDER-OR-FILE...\n"
	"\n"
	"Compares two years' reports by the rules that need both, and lists\n"
	"what has changed.\n"
	"\n"
	"      --by-agency          pair them by organ and year, list what is\n"
	"                           missing or there twice\n"
	"      --any-agency         compare reports of different organs, "
	"too\n"},
    {CMD_ROLLUP,
	"用法：gkr rollup [选项] 上级 下级...\n"
	"      gkr rollup --no-parent [选项] 下级...\n"
	"\n"
	"把下级报告逐格相加，与上级报告对照，或写成一份报告。\n"
	"\n"
	"      --no-parent          没有上级报告，只要合计\n",
	"Usage: gkr rollup [OPTION...] PARENT CHILD...\n"
	"       gkr rollup --no-parent [OPTION...] CHILD...\n"
	"\n"
	"Adds up the children's reports cell by cell and compares the sum "
	"with\n"
	"the parent's, or makes it a report.\n"
	"\n"
	"      --no-parent          there is no parent: only the sum\n"},
    {CMD_SEVERAL,
	"      --any-year           不问报告的年度\n"
	"  -a, --all                逐条列出问题，逐格列出各数\n"
	"      --json, --ndjson, --to 格式\n"
	"                           以 json、ndjson 或 csv 列出\n"
	"      --bom                CSV 前加字节顺序标记\n"
	"  -q, --quiet              不列出表格、小结和进度\n",
	"      --any-year           whatever years the reports name\n"
	"  -a, --all                every finding, and every cell\n"
	"      --json, --ndjson, --to FORMAT\n"
	"                           as json, ndjson or csv\n"
	"      --bom                begin CSV with a byte order mark\n"
	"  -q, --quiet              no tables, no summaries, no progress\n"},
    {CMD_CHECK | CMD_CONVERT | CMD_SEVERAL,
	"      --blank-as-zero      求和时空白和无数据标记按 0 计\n",
	"      --blank-as-zero      count blanks and nil marks as 0 in sums\n"},
    {CMD_CHECK | CMD_CONVERT | CMD_SEVERAL,
	"      --accept 清单        清单中的问题已经核实接受，见 gkr(5)\n"
	"      --off 规则           不用此规则；text.* 指一类\n"
	"      --severity 规则=程度 改变规则的程度：error、warning 或 info\n",
	"      --accept LIST        findings that may stay; see gkr(5)\n"
	"      --off RULE           leave a rule out; text.* is all of a kind\n"
	"      --severity RULE=LEVEL  take it as error, warning or info\n"},
    {CMD_TOKENS,
	"用法：gkr tokens [选项] 文件...\n"
	"\n"
	"每行列出一个记号；格式见 gkr(1)。\n"
	"\n",
	"Usage: gkr tokens [OPTION...] FILE...\n"
	"\n"
	"Prints one token a line; the format is described in gkr(1).\n"
	"\n"},
    {CMD_FORMS,
	"用法：gkr forms [--json] [名称]\n"
	"\n"
	"      --json               以 JSON 列出\n",
	"Usage: gkr forms [--json] [NAME]\n"
	"\n"
	"      --json               as JSON\n"},
    {CMD_EXPLAIN,
	"用法：gkr explain [规则]\n"
	"\n",
	"Usage: gkr explain [RULE]\n"
	"\n"},
    {CMD_FACTS,
	"用法：gkr facts [选项] 文件...\n"
	"\n"
	"每行列出正文所述的一个数字；文件可以不是完整的报告。\n"
	"\n"
	"      --json, --ndjson     以 JSON 列出\n",
	"Usage: gkr facts [OPTION...] FILE...\n"
	"\n"
	"Prints a number that the prose states a line; a FILE need not be\n"
	"a whole report.\n"
	"\n"
	"      --json, --ndjson     as JSON\n"},
    {CMD_FILES | CMD_SEVERAL,
	"      --encoding 名称      指定编码，不自动判断\n"
	"      --replace-invalid    遇无效字节不停，代以 U+FFFD\n"
	"      --files0-from 文件   从文件读取以 NUL 结尾的文件名清单\n"
	"      --limit 名称=数值    设置一项限制\n"
	"      --chunk N            每次交给库 N 个字节\n",
	"      --encoding NAME      the encoding, instead of finding it out\n"
	"      --replace-invalid    read on over invalid bytes, as U+FFFD\n"
	"      --files0-from FILE   read names that end in NUL from FILE\n"
	"      --limit NAME=VALUE   set a limit\n"
	"      --chunk N            hand N bytes at a time to the library\n"},
    {CMD_FILES | CMD_SEVERAL | CMD_FORMS | CMD_EXPLAIN,
	"  -o, --output 文件        写入文件，写完才替换原有的\n"
	"      --lang zh|en         语言\n"
	"      --color=何时         auto、always 或 never\n"
	"  -h, --help               本帮助\n"
	"  -V, --version            版本\n",
	"  -o, --output OUT         write to OUT, replaced when complete\n"
	"      --lang zh|en         the language of messages\n"
	"      --color=WHEN         auto, always or never\n"
	"  -h, --help               this help\n"
	"  -V, --version            the version\n"}};

void help_print(struct cmd *c, uint32_t command)
{
	size_t i;

	for (i = 0; i < sizeof(help) / sizeof(help[0]); i++) {
		if (command ? (help[i].commands & command) != 0
			    : help[i].commands == 0)
			out_puts(c, tr(c, help[i].zh, help[i].en));
	}
}

void version_print(struct cmd *c)
{
	static const char *const dependencies[] = {"utf8proc", "iconv"};
	const char *name;
	uint32_t feature;
	const char *version;
	size_t i;

	out_format(c, "gkr %s (ABI %" PRIu32 ")\n", gkr_version(), gkr_abi());
	for (i = 0; i < sizeof(dependencies) / sizeof(char *); i++) {
		name = gkr_dependency_version(dependencies[i]);
		if (name)
			out_format(c, "%s %s\n", dependencies[i], name);
	}
	for (i = 0; (version = word_dependency(c, i, &name)) != NULL; i++)
		out_format(c, "%s %s\n", name, version);
	out_puts(c, "features:");
	for (feature = 1; (name = gkr_feature_name(feature)) != NULL;
	     feature++) {
		if (gkr_has_feature(feature))
			out_format(c, " %s", name);
	}
	if (word_dependency(c, 0, &name))
		out_puts(c, " docx");
	out_puts(c, "\n");
}
