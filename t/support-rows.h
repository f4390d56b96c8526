/* Small tables as text, and what is to be read of them. */
#ifndef TEST_SUPPORT_ROWS_H
#define TEST_SUPPORT_ROWS_H

/*
 * A text, and rows of it: "table.row value value ..." separated by ";".  A
 * value is a number, "." blank, "/" nil, "t" text, "-" missing, "?" unplaced;
 * "~" behind it: inferred.
 */
struct sample {
	const char *name, *text, *rows;
};

void check_sample(const struct sample *s);

#define LOOP(tc, test, samples) \
	tcase_add_loop_test(    \
	    tc, test, 0, (int)(sizeof(samples) / sizeof(*(samples))))

#endif
