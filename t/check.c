/*
 * Runs every suite in one program, or those that the arguments name
 * ("check decode text"; "check -l" lists them).  With -j N, N suites run at a
 * time, each in a process of its own.
 *
 * Check's own report prints the failures behind the totals; here the totals
 * are the last line, so that whoever looks at the end sees them.
 */
#include <check.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define SUITE(name, file) Suite *suite_##name(void);
#include "suites.def"
#undef SUITE

static const struct {
	const char *name;
	Suite *(*make)(void);
} suites[] = {
#define SUITE(name, file) {file, suite_##name},
#include "suites.def"
#undef SUITE
    {NULL, NULL}};

static int wanted(const char *name, int argc, char **argv)
{
	int i;

	for (i = 0; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return 1;
	return argc < 1;
}

static int known(const char *name)
{
	size_t i;

	for (i = 0; suites[i].name; i++)
		if (strcmp(suites[i].name, name) == 0)
			return 1;
	return 0;
}

static int usage_error(int argc, char **argv)
{
	int i;

	for (i = 0; i < argc; i++) {
		if (known(argv[i]))
			continue;
		fprintf(stderr, "check: no suite %s; -l lists them\n", argv[i]);
		return 1;
	}
	return 0;
}

static SRunner *runner(int argc, char **argv)
{
	SRunner *sr = srunner_create(NULL);
	size_t i;

	printf("Running suite(s):");
	for (i = 0; suites[i].name; i++) {
		if (!wanted(suites[i].name, argc, argv))
			continue;
		printf(" %s", suites[i].name);
		srunner_add_suite(sr, suites[i].make());
	}
	printf("\n");
	fflush(stdout);
	return sr;
}

static void print_result(TestResult *tr, int kind)
{
	const char *file = tr_lfile(tr), *message = tr_msg(tr);
	char mark = 'E';

	if (kind == CK_PASS)
		mark = 'P';
	else if (kind == CK_FAILURE)
		mark = 'F';
	printf("%s:%d:%c:%s: %s\n", file ? file : "?", tr_lno(tr), mark,
	    tr_tcname(tr), message ? message : "");
}

/* Prints what failed, or everything; returns how many were errors. */
static int print_results(SRunner *sr, int all)
{
	TestResult **results = srunner_results(sr);
	int n = srunner_ntests_run(sr), errors = 0, i;

	for (i = 0; i < n; i++) {
		int kind = tr_rtype(results[i]);

		errors += kind == CK_ERROR;
		if (all || kind != CK_PASS)
			print_result(results[i], kind);
	}
	free(results);
	return errors;
}

/* ------------------------------------------------------------------ */
/* Totals                                                             */

#define TOTALS "%d%%: Checks: %d, Failures: %d, Errors: %d\n"

struct totals {
	int run, failures, errors;
};

/* Prints them as Check does; that nothing was run is no success. */
static int print_totals(const struct totals *t)
{
	int failed = t->failures + t->errors;

	printf(TOTALS, t->run ? (int)((t->run - failed) * 100L / t->run) : 100,
	    t->run, t->failures, t->errors);
	return failed != 0 || t->run == 0;
}

static int report(SRunner *sr)
{
	const char *verbosity = getenv("CK_VERBOSITY");
	struct totals t;

	t.run = srunner_ntests_run(sr);
	t.errors =
	    print_results(sr, verbosity && strcmp(verbosity, "verbose") == 0);
	t.failures = srunner_ntests_failed(sr) - t.errors;
	return print_totals(&t);
}

static int run_suites(int argc, char **argv)
{
	SRunner *sr = runner(argc, argv);
	int failed;

	srunner_run_all(sr, CK_SILENT);
	failed = report(sr);
	srunner_free(sr);
	return failed;
}

/* ------------------------------------------------------------------ */
/* Several at a time                                                  */

#define SUITES (sizeof suites / sizeof suites[0])

/* A suite at work; its output goes to a file. */
struct job {
	const char *name;
	FILE *out;
	pid_t pid;
};

/* What takes long begins first, so that it does not end alone. */
static const char *const longest[] = {"hostile", "alloc", "damage", "golden",
    "facts", "json", "docs", "html-encoding", "html", "rollup", "csv"};

static size_t line_up(struct job *jobs, int argc, char **argv)
{
	size_t n = 0, i, k, firsts = sizeof longest / sizeof longest[0];

	for (k = 0; k < firsts; k++)
		if (known(longest[k]) && wanted(longest[k], argc, argv))
			jobs[n++].name = longest[k];
	for (i = 0; suites[i].name; i++) {
		for (k = 0; k < firsts; k++)
			if (strcmp(suites[i].name, longest[k]) == 0)
				break;
		if (k == firsts && wanted(suites[i].name, argc, argv))
			jobs[n++].name = suites[i].name;
	}
	return n;
}

static void start(struct job *j)
{
	char *name[1];

	j->out = tmpfile();
	if (!j->out || (j->pid = fork()) < 0) {
		perror("check");
		exit(2);
	}
	if (j->pid)
		return;
	name[0] = (char *)(size_t)j->name;
	if (dup2(fileno(j->out), 1) < 0)
		_exit(2);
	exit(run_suites(1, name));
}

/* Prints what a suite printed, and adds up its totals. */
static void end(struct job *j, int status, struct totals *t)
{
	char line[4096];
	struct totals own = {0, 0, 0};
	int percent, found = 0;

	rewind(j->out);
	while (fgets(line, sizeof line, j->out)) {
		if (sscanf(line, "%d%%: Checks: %d, Failures: %d, Errors: %d",
			&percent, &own.run, &own.failures, &own.errors) == 4)
			found = 1;
		else if (strncmp(line, "Running suite", 13) != 0)
			fputs(line, stdout);
	}
	fclose(j->out);
	if (!found || (status != 0) != (own.failures + own.errors > 0)) {
		printf("%s: ended with status %d\n", j->name, status);
		own.errors++;
		own.run++;
	}
	t->run += own.run;
	t->failures += own.failures;
	t->errors += own.errors;
}

static void wait_for_one(struct job *jobs, size_t started, struct totals *t)
{
	int status;
	pid_t pid = wait(&status);
	size_t i;

	for (i = 0; i < started; i++)
		if (jobs[i].pid == pid)
			end(&jobs[i], status, t);
}

static int run_at_a_time(size_t most, int argc, char **argv)
{
	static struct job jobs[SUITES];
	struct totals t = {0, 0, 0};
	size_t n = line_up(jobs, argc, argv), i;

	printf("Running %lu suites, %lu at a time\n", (unsigned long)n,
	    (unsigned long)most);
	fflush(stdout);
	for (i = 0; i < n; i++) {
		if (i >= most)
			wait_for_one(jobs, i, &t);
		fflush(stdout);
		start(&jobs[i]);
	}
	for (i = n > most ? n - most : 0; i < n; i++)
		wait_for_one(jobs, n, &t);
	return print_totals(&t);
}

/* ------------------------------------------------------------------ */

/* -j N, or CK_FORK=no, which wants all in one process. */
static size_t at_a_time(int *argc, char ***argv)
{
	const char *forks = getenv("CK_FORK");
	long n = 1;

	if (*argc > 1 && strcmp((*argv)[0], "-j") == 0) {
		n = strtol((*argv)[1], NULL, 10);
		*argc -= 2;
		*argv += 2;
	}
	return n < 1 || (forks && strcmp(forks, "no") == 0) ? 1 : (size_t)n;
}

/* No test, and nothing that one starts, reads what was meant for others. */
static void no_input(void)
{
	int fd = open("/dev/null", O_RDONLY);

	if (fd < 0 || dup2(fd, 0) < 0) {
		perror("check: /dev/null");
		exit(2);
	}
	if (fd > 0)
		close(fd);
}

int main(int argc, char **argv)
{
	size_t most, i;

	argc--;
	argv++;
	if (argc == 1 && strcmp(argv[0], "-l") == 0) {
		for (i = 0; suites[i].name; i++)
			printf("%s\n", suites[i].name);
		return 0;
	}
	most = at_a_time(&argc, &argv);
	if (usage_error(argc, argv))
		return 2;
	no_input();
	/* the library must not care: .ci/run sets awkward ones */
	setlocale(LC_ALL, "");
	/* sanitizers and valgrind need more than Check's four seconds */
	setenv("CK_DEFAULT_TIMEOUT", "120", 0);
	return most > 1 ? run_at_a_time(most, argc, argv)
			: run_suites(argc, argv);
}
