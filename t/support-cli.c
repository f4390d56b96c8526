#include "support-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGS 64

struct cli_start cli_with;
char *cli_out, *cli_err;

static char top[32];
static char *binary, *directory; /* the command; where the programs are */

/* ------------------------------------------------------------------ */
/* Files of a test                                                    */

static char *join(const char *a, const char *b)
{
	size_t n = strlen(a) + strlen(b) + 2;
	char *path = malloc(n);

	ck_assert_ptr_nonnull(path);
	snprintf(path, n, "%s/%s", a, b);
	return path;
}

void cli_write(const char *name, const char *bytes, size_t len)
{
	FILE *f = fopen(name, "wb");

	ck_assert_msg(f != NULL, "%s: %s", name, strerror(errno));
	ck_assert_uint_eq(fwrite(bytes, 1, len, f), len);
	ck_assert_int_eq(fclose(f), 0);
}

void cli_write_text(const char *name, const char *text)
{
	cli_write(name, text, strlen(text));
}

char *cli_read(const char *name)
{
	FILE *f = fopen(name, "rb");
	char *text = calloc(1, 1 << 22);
	size_t len;

	ck_assert_msg(f != NULL, "%s: %s", name, strerror(errno));
	ck_assert_ptr_nonnull(text);
	len = fread(text, 1, (1 << 22) - 1, f);
	text[len] = '\0';
	fclose(f);
	return text;
}

int cli_exists(const char *name)
{
	struct stat st;

	return lstat(name, &st) == 0;
}

size_t cli_count(const char *text, const char *what)
{
	size_t n = 0;

	while ((text = strstr(text, what)) != NULL) {
		n++;
		text += strlen(what);
	}
	return n;
}

static void remove_tree(const char *path)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", path);
	if (system(command) != 0)
		perror(path);
}

static char *find_binary(void)
{
	const char *bin = getenv("GKR_BIN"), *build = getenv("GKR_BUILD");
	char *found = join(build ? build : test_path("build"), "gkr");
	char *path = realpath(bin ? bin : found, NULL);

	ck_assert_msg(path != NULL, "%s is not built", bin ? bin : found);
	free(found);
	return path;
}

void cli_setup(void)
{
	binary = find_binary();
	directory = strdup(binary);
	ck_assert_ptr_nonnull(directory);
	*strrchr(directory, '/') = '\0';
	strcpy(top, "/tmp/gkr-cli-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(top));
	ck_assert_int_eq(chdir(top), 0);
}

void cli_teardown(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	remove_tree(top);
	free(cli_out);
	free(cli_err);
	free(binary);
	free(directory);
}

/* ------------------------------------------------------------------ */
/* Running                                                            */

static void onto(const char *file, int flags, int fd)
{
	int from = open(file, flags, 0600);

	if (from < 0 || dup2(from, fd) < 0)
		_exit(126);
	close(from);
}

/* Standard input: a file, a pipe that a child fills, or nothing. */
static void child_input(void)
{
	int ends[2];
	size_t n;

	if (!cli_with.input) {
		onto("/dev/null", O_RDONLY, 0);
		return;
	}
	if (!cli_with.piped) {
		onto(".in", O_RDONLY, 0);
		return;
	}
	if (pipe(ends) != 0)
		_exit(126);
	if (fork() == 0) {
		close(ends[0]);
		for (n = strlen(cli_with.input); n; n--, cli_with.input++)
			if (write(ends[1], cli_with.input, 1) != 1)
				_exit(1);
		_exit(0);
	}
	dup2(ends[0], 0);
	close(ends[0]);
	close(ends[1]);
}

/* The same for every test, but for what the test asks for. */
static void child_environment(void)
{
	char *all = strdup(cli_with.env ? cli_with.env : ""), *one;

	setenv("LC_ALL", "", 1);
	unsetenv("LC_MESSAGES");
	setenv("LANG", "C", 1);
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	for (one = all ? strtok(all, " ") : NULL; one; one = strtok(NULL, " "))
		putenv(one);
}

static void child(char **args)
{
	child_environment();
	child_input();
	if (cli_with.out_fd)
		dup2(cli_with.out_fd, 1);
	else
		onto(".out", O_WRONLY | O_CREAT | O_TRUNC, 1);
	if (cli_with.err_fd)
		dup2(cli_with.err_fd, 2);
	else
		onto(".err", O_WRONLY | O_CREAT | O_TRUNC, 2);
	if (cli_with.close_out)
		close(1);
	if (cli_with.close_err)
		close(2);
	execv(args[0], args);
	_exit(127);
}

char *cli_program(void)
{
	return binary;
}

int cli_run(char **args)
{
	int status;
	pid_t pid;

	if (cli_with.input)
		cli_write_text(".in", cli_with.input);
	cli_write_text(".out", "");
	cli_write_text(".err", "");
	fflush(NULL);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		child(args);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	free(cli_out);
	free(cli_err);
	cli_out = cli_read(".out");
	cli_err = cli_read(".err");
	memset(&cli_with, 0, sizeof(cli_with));
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int cli_gkr(const char *first, ...)
{
	char *args[ARGS + 2], *program = NULL;
	const char *arg;
	va_list list;
	int n = 1, code;

	if (cli_with.program)
		program = join(directory, cli_with.program);
	args[0] = program ? program : binary;
	va_start(list, first);
	for (arg = first; arg && n < ARGS; arg = va_arg(list, const char *))
		args[n++] = (char *)(uintptr_t)arg;
	va_end(list);
	args[n] = NULL;
	code = cli_run(args);
	free(program);
	return code;
}

void cli_has(const char *text, const char *what)
{
	ck_assert_msg(
	    strstr(text, what) != NULL, "no \"%s\" in:\n%.2000s", what, text);
}

void cli_lacks(const char *text, const char *what)
{
	ck_assert_msg(
	    strstr(text, what) == NULL, "\"%s\" in:\n%.2000s", what, text);
}

void cli_usage(int code, const char *words)
{
	ck_assert_int_eq(code, 2);
	ck_assert_str_eq(cli_out, "");
	ck_assert_uint_eq(cli_count(cli_err, "\n"), 1);
	cli_has(cli_err, "gkr: ");
	cli_has(cli_err, words);
}

/* ------------------------------------------------------------------ */
/* Reports of a test                                                  */

static const char head[] = "青禾县档案馆2023年政府信息公开工作年度报告\n"
			   "\n"
			   "一、总体情况\n"
			   "2023年，县档案馆依法公开政府信息。\n"
			   "二、主动公开政府信息情况\n";
static const char foot[] = "五、存在的主要问题及改进情况\n"
			   "公开的及时性有待提高，下一步将加强培训。\n"
			   "六、其他需要报告的事项\n"
			   "本年度未收取信息处理费。\n"
			   "青禾县档案馆\n"
			   "2024年1月18日\n";

/* A value for a cell: all rows add up. */
static int plain_value(uint32_t table, uint32_t row, uint32_t column)
{
	const char *name = gkr_row_name(table, row);
	int value;

	if (table == GKR_TABLE_APPLICATIONS) {
		value = !strcmp(name, "new_received")	   ? 3
		    : !strcmp(name, "carried_in")	   ? 1
		    : !strcmp(name, "granted")		   ? 2
		    : !strcmp(name, "denied_process_info") ? 1
		    : !strcmp(name, "outcome_total")	   ? 3
		    : !strcmp(name, "carried_out")	   ? 1
							   : 0;
		return column == 1 || column == 7 ? value : 0;
	}
	return 0;
}

static void put_table(FILE *f, uint32_t table)
{
	uint32_t form = GKR_FORM_2021, i, j, row, column;

	for (i = 0; (row = gkr_form_row_at(form, table, i)) != 0; i++) {
		fprintf(f, "%s", gkr_form_row_label(form, table, row));
		for (j = 0; (column = gkr_form_column_at(form, table, j)) != 0;
		     j++)
			fprintf(f, "\t%d", plain_value(table, row, column));
		fputc('\n', f);
	}
}

static void put_header(FILE *f, uint32_t table, const char *first)
{
	uint32_t form = GKR_FORM_2021, j, column;

	fprintf(f, "%s", first);
	for (j = 0; (column = gkr_form_column_at(form, table, j)) != 0; j++)
		fprintf(f, "\t%s", gkr_form_column_label(form, table, column));
	fputc('\n', f);
}

static void put_review(FILE *f)
{
	int i;

	fputs("四、政府信息公开行政复议、行政诉讼情况\n"
	      "行政复议\t行政诉讼\n"
	      "未经复议直接起诉\t复议后起诉\n",
	    f);
	for (i = 0; i < 3; i++)
		fprintf(f, "%s结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
		    i ? "\t" : "");
	fputs("\n0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n", f);
}

void cli_good(const char *name)
{
	FILE *f = fopen(name, "w");
	uint32_t i, table;

	ck_assert_ptr_nonnull(f);
	fputs(head, f);
	for (i = 0; (table = gkr_form_table_at(GKR_FORM_2021, i)) != 0; i++) {
		if (table >= GKR_TABLE_APPLICATIONS)
			break;
		fprintf(f, "%s\n", gkr_form_table_label(GKR_FORM_2021, table));
		put_header(f, table, "信息内容");
		put_table(f, table);
	}
	fputs("三、收到和处理政府信息公开申请情况\n", f);
	put_header(f, GKR_TABLE_APPLICATIONS, "申请人情况");
	put_table(f, GKR_TABLE_APPLICATIONS);
	put_review(f);
	fputs(foot, f);
	ck_assert_int_eq(fclose(f), 0);
}

/* The good report with one text in place of another; the line it is in. */
int cli_changed(const char *name, const char *from, const char *to)
{
	char *text, *at, *p;
	FILE *f;
	int line = 1;

	cli_good(name);
	text = cli_read(name);
	at = strstr(text, from);
	ck_assert_msg(at != NULL, "no %s in the sample", from);
	for (p = text; p < at; p++)
		line += *p == '\n';
	f = fopen(name, "w");
	ck_assert_ptr_nonnull(f);
	fwrite(text, 1, (size_t)(at - text), f);
	fprintf(f, "%s%s", to, at + strlen(from));
	ck_assert_int_eq(fclose(f), 0);
	free(text);
	return line;
}

int cli_bad(const char *name)
{
	return cli_changed(name, "（一）予以公开\t2\t", "（一）予以公开\t5\t");
}
