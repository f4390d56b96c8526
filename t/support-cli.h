/*
 * Running programs in a directory of their own, and reports to run them on.
 *
 * The command is that of GKR_BIN in the environment, else gkr in GKR_BUILD,
 * else build/gkr; other programs stand beside it.
 */
#ifndef TEST_SUPPORT_CLI_H
#define TEST_SUPPORT_CLI_H

#include "support.h"

/* How the next program is started; forgotten when it has run. */
struct cli_start {
	const char *program; /* NULL: the command */
	const char *input;   /* standard input; NULL: nothing */
	const char *env;     /* NAME=value, several with a blank between */
	int out_fd, err_fd;  /* 0: caught */
	int piped;	     /* input through a pipe */
	int close_out, close_err;
};
extern struct cli_start cli_with;
/* What the last program wrote. */
extern char *cli_out, *cli_err;

/* A checked fixture: an empty directory, which is the working directory. */
void cli_setup(void);
void cli_teardown(void);

/*
 * Runs the command (or cli_with.program) with arguments up to NULL.  Returns
 * its exit code, or minus the signal.
 */
int cli_gkr(const char *first, ...);
/* The command's path. */
char *cli_program(void);
/* Runs any program, args[0]. */
int cli_run(char **args);
/* The text has it, or not. */
void cli_has(const char *text, const char *what);
void cli_lacks(const char *text, const char *what);
size_t cli_count(const char *text, const char *what);
/* Exit 2, nothing on standard output, one line that has the words. */
void cli_usage(int code, const char *words);

void cli_write(const char *name, const char *bytes, size_t len);
void cli_write_text(const char *name, const char *text);
/* The whole file, to be freed. */
char *cli_read(const char *name);
int cli_exists(const char *name);

/* A report of form 2021 without a fault. */
void cli_good(const char *name);
/* The same with one text in place of another; returns its line. */
int cli_changed(const char *name, const char *from, const char *to);
/* 予以公开 is 5 for 2 in the column of natural persons: two sums fail. */
int cli_bad(const char *name);

#endif
