/*
 * Small pieces wait for each other (lib/gather.c): what comes of them is what
 * comes of the input in one piece, and not much later.
 */
#include "support-samples.h"

#include "tokenizer.h"

#include <stdlib.h>

/* A handle and its report: of pieces, and of the whole. */
struct side {
	gkr_tokenizer *t;
	gkr_report *r;
};

static struct side sides[2];

static void setup(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(gkr_tokenizer_new(&sides[i].t), GKR_OK);
		ck_assert_int_eq(gkr_report_new(&sides[i].r), GKR_OK);
	}
}

static void teardown(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		gkr_tokenizer_free(sides[i].t);
		gkr_report_free(sides[i].r);
	}
}

static void begin(uint64_t limit, int replace)
{
	int i;

	for (i = 0; i < 2; i++) {
		gkr_tokenizer_reset(sides[i].t);
		gkr_report_clear(sides[i].r);
		gkr_tokenizer_set_limit(sides[i].t, GKR_LIMIT_INPUT, limit);
		gkr_tokenizer_set_option(
		    sides[i].t, GKR_OPTION_REPLACE_INVALID, replace);
	}
}

/* Adds to *count the tokens that there are; what is behind them. */
static int32_t tokens(gkr_tokenizer *t, size_t *count)
{
	int32_t rc;

	while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
		++*count;
	return rc;
}

/* Some bytes, or the end; `reads`: into the report. */
static int32_t give(
    struct side *s, const char *bytes, size_t n, int reads, size_t *count)
{
	char *own = malloc(n + 1);
	int32_t rc;

	ck_assert(own != NULL);
	memcpy(own, bytes, n);
	rc = n ? gkr_tokenizer_feed(s->t, own, n) : gkr_tokenizer_finish(s->t);
	if (rc == GKR_OK)
		rc = reads ? gkr_report_read(s->r, s->t) : tokens(s->t, count);
	free(own);
	return rc;
}

static void same_figures(void)
{
	const gkr_tokenizer *a = sides[0].t, *b = sides[1].t;
	const gkr_report *x = sides[0].r, *y = sides[1].r;

#define SAME(what) ck_assert_msg(what(a) == what(b), #what " differs")
	SAME(gkr_tokenizer_error);
	SAME(gkr_tokenizer_error_offset);
	SAME(gkr_tokenizer_error_line);
	SAME(gkr_tokenizer_encoding);
	SAME(gkr_tokenizer_replaced);
#undef SAME
#define SAME(what) ck_assert_msg(what(x) == what(y), #what " differs")
	SAME(gkr_report_source_bytes);
	SAME(gkr_report_encoding);
	SAME(gkr_report_replaced);
	SAME(gkr_report_position_kind);
	SAME(gkr_report_error);
#undef SAME
}

/* In pieces, and in one; returns the last answer. */
static int32_t both(const char *bytes, size_t len, size_t piece, int reads)
{
	int32_t rc = GKR_MORE, other;
	size_t i, count = 0, counts = 0;

	for (i = 0; i < len && rc == GKR_MORE; i += piece) {
		size_t n = len - i < piece ? len - i : piece;

		rc = give(&sides[0], bytes + i, n, reads, &count);
		if (rc == GKR_MORE && reads)
			ck_assert_uint_eq(
			    gkr_report_source_bytes(sides[0].r), i + n);
	}
	if (rc == GKR_MORE)
		rc = give(&sides[0], bytes, 0, reads, &count);
	other = give(&sides[1], bytes, len, reads, &counts);
	if (other == GKR_MORE)
		other = give(&sides[1], bytes, 0, reads, &counts);
	ck_assert_int_eq(rc, other);
	ck_assert_uint_eq(count, counts);
	same_figures();
	return rc;
}

/* Twice, so that regions are compared with a shape, too. */
START_TEST(every_sample)
{
	static const size_t pieces[] = {
	    1, 7, 64, 200, 1000, GKRI_GATHER, GKRI_GATHER + 1};
	size_t count, i, len, piece = pieces[_i >> 2];
	char **names = samples_list(&count);
	int times;

	for (i = 0; i < count; i++) {
		char *bytes = samples_read(names[i], &len);

		for (times = 0; times < 2; times++) {
			begin(UINT64_MAX, _i & 1);
			both(bytes, len, piece, _i & 2);
		}
		free(bytes);
	}
	test_list_free(names, count);
}
END_TEST

/* A sample twice: longer than the beginning that is held. */
static char *read_twice(const char *name, size_t *len)
{
	char *bytes = samples_read(name, len), *twice = malloc(2 * *len);

	ck_assert(twice != NULL);
	memcpy(twice, bytes, *len);
	memcpy(twice + *len, bytes, *len);
	*len *= 2;
	free(bytes);
	return twice;
}

/* What waits is not more than a piece may be: tokens come no later. */
START_TEST(come_in_time)
{
	size_t len, at, i;
	char *bytes = read_twice("water_lines.txt", &len);

	for (at = 1; at + GKRI_GATHER <= len; at += 101) {
		size_t count = 0, counts = 0;

		begin(UINT64_MAX, 0);
		for (i = 0; i < at + GKRI_GATHER; i++)
			give(&sides[0], bytes + i, 1, 0, &count);
		give(&sides[1], bytes, at, 0, &counts);
		ck_assert_uint_ge(count, counts);
		ck_assert(at < 5000 || counts > 0);
	}
	free(bytes);
}
END_TEST

/* A small piece does not wait before tokens that are there already. */
START_TEST(comes_after_tokens)
{
	size_t len, count = 1, counts = 0;
	char *bytes = read_twice("water_lines.txt", &len);

	begin(UINT64_MAX, 0);
	give(&sides[0], bytes, 9, 0, &count);
	give(&sides[1], bytes, 9, 0, &counts);
	gkr_tokenizer_feed(sides[0].t, bytes + 9, len - 10);
	ck_assert_int_eq(gkr_tokenizer_next(sides[0].t), GKR_OK);
	ck_assert_uint_eq(sides[0].t->in_len, 0);
	give(&sides[0], bytes + len - 1, 1, 0, &count);
	give(&sides[1], bytes + 9, len - 10, 0, &counts);
	ck_assert_uint_eq(count, counts);
	ck_assert_uint_gt(count, 1);
	free(bytes);
}
END_TEST

/* Lines that are taken at once end where a region begins. */
START_TEST(up_to_a_table)
{
	static const char text[] =
	    "某局2021年政府信息公开工作年度报告\n一、总体情况\n甲。\n乙。\n"
	    "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
	    "<tr><td>行政许可</td><td>3</td></tr></table>\n丙。\n丁。\n"
	    "信息内容\t本年处理决定数量\n行政许可\t3\n戊。\n";
	size_t piece;

	for (piece = 1; piece < sizeof text; piece++) {
		begin(UINT64_MAX, 0);
		ck_assert_int_eq(
		    both(text, sizeof text - 1, piece, piece & 1), GKR_END);
	}
}
END_TEST

START_TEST(at_the_limit)
{
	size_t len, at;
	char *bytes = read_twice("water_lines.txt", &len);

	for (at = 1; at < len; at += 97) {
		begin(at, 0);
		ck_assert_int_eq(both(bytes, len, at % 3 + 1, 1), GKR_E_LIMIT);
		ck_assert_uint_eq(gkr_report_error_offset(sides[0].r), at);
	}
	free(bytes);
}
END_TEST

/* What is spoilt is met at the same byte. */
START_TEST(damaged)
{
	struct test_random r;
	size_t len, i;
	char *bytes = samples_read("county_tabs.txt", &len), *copy;

	test_random_init(&r, 9);
	copy = malloc(2 * len);
	ck_assert(copy != NULL);
	for (i = 0; i < 30; i++) {
		memcpy(copy, bytes, len);
		memcpy(copy + len, bytes, len);
		test_random_damage(&r, copy + 4000, 2 * len - 4000, 1, 400);
		begin(UINT64_MAX, i & 1);
		both(copy, 2 * len, 1 + i % 3, i & 2);
	}
	free(copy);
	free(bytes);
}
END_TEST

/* A report that joins in later knows of the input what there is to know. */
START_TEST(another_report)
{
	gkr_report *late;
	size_t len, i;
	char *bytes = samples_read("water_lines.txt", &len);

	ck_assert_int_eq(gkr_report_new(&late), GKR_OK);
	begin(UINT64_MAX, 0);
	for (i = 0; i < len; i++) {
		gkr_tokenizer_feed(sides[0].t, bytes + i, 1);
		ck_assert_int_eq(
		    gkr_report_read(
			i < len - 20 ? sides[0].r : late, sides[0].t),
		    GKR_MORE);
	}
	ck_assert_uint_eq(gkr_report_source_bytes(late), len);
	ck_assert_uint_eq(
	    gkr_report_encoding(late), gkr_report_encoding(sides[0].r));
	ck_assert_uint_eq(gkr_report_position_kind(late), GKR_POSITION_BYTES);
	gkr_report_free(late);
	free(bytes);
}
END_TEST

Suite *suite_pieces(void);
Suite *suite_pieces(void)
{
	Suite *s = suite_create("pieces");
	TCase *tc = tcase_create("pieces");

	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, every_sample, 0, 28);
	tcase_add_test(tc, come_in_time);
	tcase_add_test(tc, comes_after_tokens);
	tcase_add_test(tc, up_to_a_table);
	tcase_add_test(tc, at_the_limit);
	tcase_add_test(tc, damaged);
	tcase_add_test(tc, another_report);
	suite_add_tcase(s, tc);
	return s;
}
