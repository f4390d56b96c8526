/*
 * Runs every suite in one program, or those that the arguments name
 * ("check decode text"; "check -l" lists them).
 *
 * Check's own report prints the failures behind the totals; here the totals
 * are the last line, so that whoever looks at the end sees them.
 */
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return 1;
	return argc < 2;
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

	for (i = 1; i < argc; i++) {
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

static int report(SRunner *sr)
{
	const char *verbosity = getenv("CK_VERBOSITY");
	int run = srunner_ntests_run(sr), failed = srunner_ntests_failed(sr);
	int errors =
	    print_results(sr, verbosity && strcmp(verbosity, "verbose") == 0);

	printf("%d%%: Checks: %d, Failures: %d, Errors: %d\n",
	    run ? (int)((run - failed) * 100L / run) : 100, run,
	    failed - errors, errors);
	/* that nothing was run is no success */
	return failed != 0 || run == 0;
}

int main(int argc, char **argv)
{
	SRunner *sr;
	size_t i;
	int failed;

	if (argc == 2 && strcmp(argv[1], "-l") == 0) {
		for (i = 0; suites[i].name; i++)
			printf("%s\n", suites[i].name);
		return 0;
	}
	if (usage_error(argc, argv))
		return 2;
	/* the library must not care: .ci/run sets awkward ones */
	setlocale(LC_ALL, "");
	/* sanitizers and valgrind need more than Check's four seconds */
	setenv("CK_DEFAULT_TIMEOUT", "120", 0);
	sr = runner(argc, argv);
	srunner_run_all(sr, CK_SILENT);
	failed = report(sr);
	srunner_free(sr);
	return failed;
}
