/*
 * gkr - reads, checks and converts annual reports on open government
 * information; see gkr(1).
 *
 *	gkr-options.c	the command line
 *	gkr-input.c	the files, and reading them
 *	gkr-output.c	results, messages, the progress bar
 *	gkr-jobs.c	several processes; gkr-resume.c: after an interruption
 *	gkr-check.c, gkr-convert.c, gkr-tokens.c, gkr-forms.c, gkr-explain.c,
 *	gkr-facts.c
 *	gkr-compare.c, gkr-rollup.c, with gkr-folder.c and gkr-table.c
 *	gkr-help.c	--help and --version
 */
#include "gkr-cmd.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

const char *tr(const struct cmd *c, const char *zh, const char *en)
{
	return c->opt.lang == GKR_LANG_ZH ? zh : en;
}

void worse(struct cmd *c, int code)
{
	if (code > c->code)
		c->code = code;
}

static void run_file(struct cmd *c, const char *name)
{
	switch (c->opt.command) {
	case CMD_CHECK:
		check_file(c, name);
		break;
	case CMD_CONVERT:
		convert_file(c, name);
		break;
	case CMD_FACTS:
		facts_file(c, name);
		break;
	default:
		tokens_file(c, name);
		break;
	}
}

/* Every file through the same handles; where nothing can be written, stop. */
static void run_each(struct cmd *c)
{
	size_t i;

	for (i = 0; i < c->file_count && !c->out.error; i++) {
		run_file(c, c->files[i]);
		if (c->out.tty)
			out_flush(c);
		progress_step(c);
	}
}

static void run_files(struct cmd *c)
{
	progress_begin(c);
	if (c->opt.jobs > 1)
		jobs_run(c);
	else
		run_each(c);
	progress_hide(c);
	if (c->opt.command == CMD_CHECK)
		check_end(c);
	else if (c->opt.command == CMD_CONVERT ||
	    (c->opt.command == CMD_FACTS && c->opt.format))
		documents_end(c);
}

static int files_run(struct cmd *c)
{
	int code = inputs_open(c);

	if (code == EXIT_NONE)
		code = handles_open(c);
	if (code == EXIT_NONE && c->opt.resume)
		code = resume(c);
	if (code == EXIT_NONE)
		run_files(c);
	handles_free(c);
	return code == EXIT_NONE ? EXIT_READ : code;
}

static int command_run(struct cmd *c)
{
	switch (c->opt.command) {
	case CMD_FORMS:
		return forms_run(c);
	case CMD_EXPLAIN:
		return explain_run(c);
	case CMD_COMPARE:
		return compare_run(c);
	case CMD_ROLLUP:
		return rollup_run(c);
	default:
		return files_run(c);
	}
}

/*
 * Whether -o may replace what is there: not where all files failed, so that
 * a mistyped name does not cost the result of last time.
 */
static int is_complete(const struct cmd *c)
{
	return !c->out.discard && (c->totals.read > 0 || c->code < EXIT_USAGE);
}

static int run(struct cmd *c, int argc, char **argv)
{
	int code = options_read(c, argc, argv);

	if (code != EXIT_NONE)
		return code;
	code = out_open(c);
	if (code != EXIT_NONE)
		return code;
	if (c->opt.help)
		help_print(c, c->opt.command);
	else if (c->opt.version)
		version_print(c);
	else
		worse(c, command_run(c));
	out_close(c, is_complete(c));
	return c->code;
}

/*
 * A standard descriptor that is closed would be taken by the next file that
 * is opened; what is meant for one must not go into the other.
 */
static void hold_descriptors(void)
{
	int fd;

	for (fd = 0; fd < 3; fd++) {
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd ? O_RDONLY : O_WRONLY);
	}
}

int main(int argc, char **argv)
{
	static struct cmd c;
	static char messages[4096];

	hold_descriptors();
	setvbuf(stderr, messages, _IOFBF, sizeof(messages));
	return run(&c, argc, argv);
}
