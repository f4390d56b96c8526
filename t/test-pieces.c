/*
 * The short way for small pieces (lib/swallow.c): behind each of them a
 * handle that goes it is where one is that never does.
 */
#include "support-samples.h"

#include "tokenizer.h"

#include <stdlib.h>

/* A handle and its report; `plain`: the short way is closed. */
struct side {
	gkr_tokenizer *t;
	gkr_report *r;
	int plain;
	size_t eased; /* bytes that came by the short way */
};

static struct side sides[2];

static void setup(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(gkr_tokenizer_new(&sides[i].t), GKR_OK);
		ck_assert_int_eq(gkr_report_new(&sides[i].r), GKR_OK);
		sides[i].plain = i;
		sides[i].eased = 0;
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

/* All tokens that there are, and what is behind them. */
static int32_t tokens(gkr_tokenizer *t, size_t *count)
{
	int32_t rc;

	for (*count = 0; (rc = gkr_tokenizer_next(t)) == GKR_OK;)
		++*count;
	return rc;
}

/* Some bytes, or the end; `reads`: into the report. */
static int32_t give(
    struct side *s, const char *bytes, size_t n, int reads, size_t *count)
{
	char own[256];
	uint64_t before;
	int32_t rc;

	*count = 0;
	if (s->plain)
		s->t->ease = 0;
	before = s->t->ease;
	memcpy(own, bytes, n);
	rc = n ? gkr_tokenizer_feed(s->t, own, n) : gkr_tokenizer_finish(s->t);
	if (rc == GKR_OK)
		rc = reads ? gkr_report_read(s->r, s->t) : tokens(s->t, count);
	if (n && before >= n && s->t->ease == before - n)
		s->eased += n;
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
	SAME(gkr_tokenizer_work_bytes);
	SAME(gkr_tokenizer_work_cells);
	SAME(gkr_tokenizer_memory);
#undef SAME
#define SAME(what) ck_assert_msg(what(x) == what(y), #what " differs")
	SAME(gkr_report_source_bytes);
	SAME(gkr_report_encoding);
	SAME(gkr_report_replaced);
	SAME(gkr_report_position_kind);
	SAME(gkr_report_error);
#undef SAME
	if (a->markup < GKRI_MARKUP_HTML)
		ck_assert(a->scanned == b->scanned && a->pos == b->pos);
	test_bytes(
	    a->window.data, a->window.len, b->window.data, b->window.len);
}

/* In pieces; returns the last answer. */
static int32_t both(const char *bytes, size_t len, size_t piece, int reads)
{
	int32_t rc = GKR_MORE, other;
	size_t i, count, counts;

	for (i = 0; i < len && rc == GKR_MORE; i += piece) {
		size_t n = len - i < piece ? len - i : piece;

		rc = give(&sides[0], bytes + i, n, reads, &count);
		other = give(&sides[1], bytes + i, n, reads, &counts);
		if (rc != other || count != counts || i % 64 == 0)
			same_figures();
		ck_assert_int_eq(rc, other);
		ck_assert_uint_eq(count, counts);
	}
	if (rc == GKR_MORE) {
		rc = give(&sides[0], bytes, 0, reads, &count);
		ck_assert_int_eq(rc, give(&sides[1], bytes, 0, reads, &counts));
	}
	same_figures();
	return rc;
}

/* Twice, so that regions are compared with a shape, too. */
START_TEST(every_sample)
{
	static const size_t pieces[] = {1, 7, 64, 200};
	size_t count, i, len, piece = pieces[_i >> 2], all = 0;
	char **names = samples_list(&count);
	int times;

	for (i = 0; i < count; i++) {
		char *bytes = samples_read(names[i], &len);

		for (times = 0; times < 2; times++) {
			begin(UINT64_MAX, _i & 1);
			both(bytes, len, piece, _i & 2);
			all += len;
		}
		free(bytes);
	}
	test_list_free(names, count);
	/* the beginning of each, and text in UTF-8 that is no page */
	ck_assert_uint_ge(sides[0].eased, all / (piece == 1 ? 2 : 4));
	ck_assert_uint_eq(sides[1].eased, 0);
}
END_TEST

START_TEST(at_the_limit)
{
	size_t len, at;
	char *bytes = samples_read("water_lines.txt", &len), *twice;

	/* longer than the beginning that is held */
	twice = malloc(2 * len);
	ck_assert(twice != NULL);
	memcpy(twice, bytes, len);
	memcpy(twice + len, bytes, len);
	for (at = 1; at < 2 * len; at += 97) {
		begin(at, 0);
		ck_assert_int_eq(
		    both(twice, 2 * len, at % 3 + 1, 1), GKR_E_LIMIT);
		ck_assert_uint_eq(gkr_report_error_offset(sides[0].r), at);
	}
	free(twice);
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
	tcase_add_loop_test(tc, every_sample, 0, 16);
	tcase_add_test(tc, at_the_limit);
	tcase_add_test(tc, damaged);
	tcase_add_test(tc, another_report);
	suite_add_tcase(s, tc);
	return s;
}
