/*
 * The bundled reports: they are what their generator makes, the command reads
 * of them what is true, and so it does of those beside the checkout.
 */
#include "support-cli.h"
#include "support-emit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is missed is honest, but may not become more. */
#define LEAST_RIGHT "99"

START_TEST(samples_are_made)
{
	char arguments[1200];

	snprintf(arguments, sizeof arguments, "--check '%s'",
	    test_path("t/samples"));
	sample_script("samples.py", arguments);
}
END_TEST

START_TEST(samples_read_true)
{
	char arguments[2400];

	snprintf(arguments, sizeof arguments,
	    "--min-right " LEAST_RIGHT " '%s' '%s'", cli_program(),
	    test_path("t/samples"));
	sample_script("truth.py", arguments);
}
END_TEST

START_TEST(others_read_true)
{
	char command[4000];

	snprintf(command, sizeof command, "sh '%s' '%s' '%s'",
	    test_path("t/run-score.sh"), cli_program(), test_path("../shared"));
	ck_assert_msg(system(command) == 0, "t/run-score.sh");
}
END_TEST

Suite *suite_samples(void);
Suite *suite_samples(void)
{
	Suite *s = suite_create("samples");
	TCase *tc = tcase_create("samples");

	tcase_set_timeout(tc, 600);
	tcase_add_checked_fixture(tc, cli_setup, cli_teardown);
	tcase_add_test(tc, samples_are_made);
	tcase_add_test(tc, samples_read_true);
	tcase_add_test(tc, others_read_true);
	suite_add_tcase(s, tc);
	return s;
}
