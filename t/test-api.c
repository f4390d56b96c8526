/* What gkr.h promises of every function, tried through gkr.h alone. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* Parses a sample with one limit lowered; returns the limit that was hit. */
static uint32_t hit(const char *sample, uint32_t limit, uint64_t value)
{
	gkr_tokenizer *t;
	gkr_report *r;
	size_t len;
	char *bytes = test_read(sample, &len);
	uint32_t named;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_set_limit(t, limit, value), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, bytes, len), GKR_E_LIMIT);
	named = gkr_report_error_limit(r);
	ck_assert_uint_eq(gkr_tokenizer_error_limit(t), named);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	free(bytes);
	return named;
}

START_TEST(the_limit_that_was_hit_is_named)
{
	const char *lines = "t/samples/water_lines.txt";
	uint64_t memory;

	ck_assert_uint_eq(hit(lines, GKR_LIMIT_INPUT, 1000), GKR_LIMIT_INPUT);
	ck_assert_uint_eq(hit(lines, GKR_LIMIT_TABLE, 300), GKR_LIMIT_TABLE);
	/* wherever memory runs out: in the window, the decoder, the tables */
	for (memory = 7000; memory < 14000; memory += 100)
		ck_assert_uint_eq(hit("t/samples/water_lines-gb18030.txt",
				      GKR_LIMIT_MEMORY, memory),
		    GKR_LIMIT_MEMORY);
}
END_TEST

Suite *suite_api(void);
Suite *suite_api(void)
{
	Suite *s = suite_create("api");
	TCase *tc = tcase_create("api");

	tcase_add_test(tc, the_limit_that_was_hit_is_named);
	suite_add_tcase(s, tc);
	return s;
}
