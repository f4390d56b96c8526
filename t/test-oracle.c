/*
 * What is found in random reports is what follows from their cells, as a
 * script derives it that knows nothing of the library.
 *
 * GKR_ROUNDS is how many reports of each form there are, each once as it is
 * and once with a fault.
 */
#include "support-cli.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS "40"

static void oracle(const char *arguments)
{
	char command[8192];

	if (system("command -v python3 >/dev/null") != 0) {
		fprintf(stderr, "no python3: findings were not derived\n");
		return;
	}
	snprintf(command, sizeof command, "python3 -B '%s' '%s' %s",
	    test_path("t/oracle.py"), cli_program(), arguments);
	ck_assert_msg(system(command) == 0, "%s", command);
}

START_TEST(random_reports)
{
	const char *rounds = getenv("GKR_ROUNDS");
	char arguments[64];

	snprintf(arguments, sizeof arguments, "--rounds %.9s",
	    rounds ? rounds : ROUNDS);
	oracle(arguments);
}
END_TEST

START_TEST(samples)
{
	char arguments[4096];

	snprintf(arguments, sizeof arguments,
	    "--files '%s'/*.txt '%s'/*.md '%s'/*.html", test_path("t/samples"),
	    test_path("t/samples"), test_path("t/samples"));
	oracle(arguments);
}
END_TEST

/*
 * Words in the first of 15 cells are no label of 14 values: none of these may
 * move to the cell before it.
 */
START_TEST(words_for_a_value)
{
	cli_changed("words.txt", "\n0\t0\t0\t0\t0\t0\t0\t0",
	    "\n若干\t7\t0\t0\t0\t0\t0\t0");
	ck_assert_int_eq(cli_gkr("convert", "--to=csv", "words.txt", NULL), 0);
	cli_lacks(cli_out, "review,upheld,number,");
	ck_assert_int_eq(cli_gkr("check", "words.txt", NULL), 1);
	cli_has(cli_out, ": error: [cell.unplaced] table review_litigation ");
}
END_TEST

Suite *suite_oracle(void);
Suite *suite_oracle(void)
{
	Suite *s = suite_create("oracle");
	TCase *t = tcase_create("oracle");

	tcase_set_timeout(t, 1200);
	tcase_add_checked_fixture(t, cli_setup, cli_teardown);
	tcase_add_test(t, random_reports);
	tcase_add_test(t, samples);
	tcase_add_test(t, words_for_a_value);
	suite_add_tcase(s, t);
	return s;
}
