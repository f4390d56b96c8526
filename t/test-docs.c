/*
 * What stands beside the library: the Python module, gkr.h in C++, the manual
 * pages and what they say.  What a machine lacks for it is said and left out.
 */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || \
    __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static const char *build(void)
{
	const char *dir = getenv("GKR_BUILD");

	return dir ? dir : test_path("build");
}

/* 1 where a command is there; else it is said what is left out. */
static int there(const char *command, const char *what)
{
	char line[4096];

	snprintf(line, sizeof line, "command -v '%s' >/dev/null", command);
	if (system(line) == 0)
		return 1;
	fprintf(stderr, "no %s: %s\n", command, what);
	return 0;
}

static void run(const char *line)
{
	int status = system(line);

	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0,
	    "%s: status %d", line, status);
}

START_TEST(python_module)
{
	char line[2048];

	if (SANITIZED) /* python3 cannot load what needs the sanitizer first */
		return;
	if (!there("python3", "examples/gkr.py was not tested"))
		return;
	snprintf(line, sizeof line, "GKR_BUILD='%s' python3 -B '%s'", build(),
	    test_path("t/python.py"));
	run(line);
}
END_TEST

START_TEST(cplusplus)
{
	char line[2048];

	snprintf(line, sizeof line, "%s/t/cplusplus", build());
	if (there(line, "gkr.h was not tried from C++"))
		run(line);
}
END_TEST

START_TEST(pages_say_what_is)
{
	char line[2048];

	snprintf(line, sizeof line, "sh '%s' '%s' '%s'", test_path("t/docs.sh"),
	    test_path("."), build());
	run(line);
}
END_TEST

START_TEST(pages_are_well_formed)
{
	char line[2048];

	if (!there("mandoc", "the manual pages were not looked at"))
		return;
	snprintf(line, sizeof line,
	    "cd '%s' && mandoc -Tlint -Wwarning man/gkr.*", test_path("."));
	run(line);
}
END_TEST

/* The faults of `make faults` can be made: their texts are there. */
START_TEST(faults_have_their_places)
{
	char line[4096];

	if (!there("python3", "t/faults.txt was not looked at"))
		return;
	snprintf(line, sizeof line,
	    "cd '%s' && python3 -B t/faults.py . t/faults.txt -n",
	    test_path("."));
	run(line);
}
END_TEST

Suite *suite_docs(void);
Suite *suite_docs(void)
{
	Suite *s = suite_create("docs");
	TCase *tc = tcase_create("docs");

	tcase_add_test(tc, python_module);
	tcase_add_test(tc, cplusplus);
	tcase_add_test(tc, pages_say_what_is);
	tcase_add_test(tc, pages_are_well_formed);
	tcase_add_test(tc, faults_have_their_places);
	suite_add_tcase(s, tc);
	return s;
}
