/* convert --jobs and --resume; t/jobs.sh has the cases. */
#include "support-cli.h"

START_TEST(jobs_and_resuming_change_nothing)
{
	char *args[] = {"/bin/sh", (char *)test_path("t/jobs.sh"), NULL,
	    cli_program(), NULL};

	args[2] = (char *)test_path(".");
	ck_assert_int_eq(cli_run(args), 0);
}
END_TEST

START_TEST(other_formats_are_refused)
{
	cli_good("good.txt");
	cli_usage(cli_gkr("convert", "-j", "2", "good.txt", NULL), "ndjson");
	cli_usage(cli_gkr("convert", "--to", "csv", "--resume", "-o", "x",
		      "good.txt", NULL),
	    "ndjson");
	cli_usage(
	    cli_gkr("convert", "--to", "ndjson", "--resume", "good.txt", NULL),
	    "-o");
	cli_usage(cli_gkr("convert", "--to", "ndjson", "--jobs", "0",
		      "good.txt", NULL),
	    "--jobs");
	cli_usage(cli_gkr("check", "--jobs", "2", "good.txt", NULL), "jobs");
}
END_TEST

Suite *suite_jobs(void);
Suite *suite_jobs(void)
{
	Suite *s = suite_create("jobs");
	TCase *tc = tcase_create("jobs");

	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, cli_setup, cli_teardown);
	tcase_add_test(tc, jobs_and_resuming_change_nothing);
	tcase_add_test(tc, other_formats_are_refused);
	suite_add_tcase(s, tc);
	return s;
}
