/*
 * A report that is named as one before: what a handle has read before changes
 * nothing of what it says.
 */
#include "support-tokens.h"

#include <stdio.h>
#include <string.h>

/* What stands before the first section, and in the last. */
static const char *const heads[] = {
    "甲市林业局2021年政府信息公开工作年度报告",
    "甲市林业局2020年政府信息公开工作年度报告",
    "x\n  # 甲市林业局2021年政府信息公开工作年度报告  ",
    "甲市\n林业局2021年政府信息公开工作年度报告",
    "2021年政府信息公开工作年度报告",
    "甲市林业局政府信息公开工作年度报告\n2022年1月18日\n甲市林业局",
    "甲市林业局2021年政府信息公开工作年度报告\n2022年1月18日\n甲市林业局",
    "甲市林业局政府信息公开工作年度报告",
    "文字。",
    "",
};
static const char *const ends[] = {
    "无\n甲市林业局\n2022年1月18日",
    "无\n甲市林业局\n2022年1月19日",
    "无\n  甲市林业局  \n 2022 年 1 月 18 日 ",
    "2022年1月18日\n乙县水务局",
    "甲市\n林业局\n2022年1月18日",
    "无",
    "甲市林业局2022年1月18日\n# 6\n甲市林业局\n2022年1月20日",
    "无\n# 1\n2020年1月1日至2020年12月31日",
    "",
};
#define HEADS (sizeof heads / sizeof *heads)
#define ENDS (sizeof ends / sizeof *ends)

/* The lines between both move what is behind them. */
static const char *text_of(size_t head, size_t end, uint64_t lines)
{
	static char text[2000];
	size_t n =
	    (size_t)snprintf(text, sizeof text, "%s\n# 1\n", heads[head]);

	for (; lines; lines--)
		n += (size_t)snprintf(text + n, sizeof text - n,
		    "这是2019年1月1日至2019年12月31日的文字。\n");
	snprintf(text + n, sizeof text - n, "# 6\n%s", ends[end]);
	return text;
}

static void assert_span(const struct gkri_span *a, const struct gkri_span *b)
{
	ck_assert_uint_eq(a->offset, b->offset);
	ck_assert_uint_eq(a->at, b->at);
	ck_assert_uint_eq(a->len, b->len);
	ck_assert_uint_eq(a->line, b->line);
	ck_assert_uint_eq(a->column, b->column);
	ck_assert_uint_eq(a->length, b->length);
}

static void assert_same(const gkr_report *a, const gkr_report *b)
{
	ck_assert_uint_eq(a->year, b->year);
	ck_assert_uint_eq(a->title, b->title);
	ck_assert_uint_eq(a->agency, b->agency);
	ck_assert_uint_eq(a->signed_by, b->signed_by);
	ck_assert_uint_eq(a->date, b->date);
	assert_span(&a->title_span, &b->title_span);
	assert_span(&a->signed_span, &b->signed_span);
	assert_span(&a->date_span, &b->date_span);
	test_bytes(a->text.data, a->text.len, b->text.data, b->text.len);
}

/* What a handle that knows nothing says of the text. */
static void assert_read(gkr_report *warm, const char *text, size_t room)
{
	gkr_report *fresh = test_report(NULL);

	gkr_report_clear(warm);
	fresh->text.limit = warm->text.limit = room;
	ck_assert_int_eq(give_lines(warm, text), give_lines(fresh, text));
	assert_same(warm, fresh);
	gkr_report_free(fresh);
}

START_TEST(named_as_before)
{
	gkr_report *warm = test_report(NULL);
	struct test_random seed;
	int i;

	test_random_init(&seed, 11);
	for (i = 0; i < 3000; i++) {
		uint64_t k = test_random_next(&seed);
		/* some often, so that they are still known */
		size_t head = k >> 8 & 3 ? k % 3 : k % HEADS;
		size_t end = k >> 10 & 3 ? (k >> 16) % 3 : (k >> 16) % ENDS;

		assert_read(
		    warm, text_of(head, end, k >> 32 & 3), UINT32_MAX - 1);
	}
	gkr_report_free(warm);
}
END_TEST

START_TEST(what_was_known_is_not_learnt)
{
	gkr_report *warm = test_report(NULL);
	size_t i, k;

	for (i = 0; i < GKRI_KNOWN; i++) {
		give_lines(warm, text_of(i % 2, i / 2, 0));
		gkr_report_clear(warm);
	}
	ck_assert_uint_eq(warm->next_known, 0);
	for (k = 0; k < 3; k++)
		for (i = 0; i < GKRI_KNOWN; i++) {
			assert_read(
			    warm, text_of(i % 2, i / 2, k), UINT32_MAX - 1);
			ck_assert_uint_eq(warm->next_known, 0);
		}
	/* one more takes the place of the first */
	assert_read(warm, text_of(0, GKRI_KNOWN / 2, 0), UINT32_MAX - 1);
	ck_assert_uint_eq(warm->next_known, 1);
	gkr_report_free(warm);
}
END_TEST

/* Where not all can be kept, as much is as would have been. */
START_TEST(no_room_for_what_is_known)
{
	gkr_report *warm = test_report(NULL);
	const char *text = text_of(0, 0, 1);
	size_t room;

	for (room = 1; room < 200; room++) {
		assert_read(warm, text, UINT32_MAX - 1);
		assert_read(warm, text, room);
	}
	gkr_report_free(warm);
}
END_TEST

/* A name is longer than what is remembered: all is as ever. */
START_TEST(more_than_is_remembered)
{
	gkr_report *warm = test_report(NULL);
	char text[2 * GKRI_KNOWN_TEXT];
	size_t lines, n, i;

	for (lines = 0; lines < 30; lines++) {
		n = (size_t)snprintf(text, sizeof text, "%s\n# 6\n", heads[0]);
		for (i = 0; i < lines; i++)
			n += (size_t)snprintf(text + n, sizeof text - n,
			    "本年度没有收取信息处理费。\n");
		snprintf(text + n, sizeof text - n, "%s", ends[0]);
		assert_read(warm, text, UINT32_MAX - 1);
		assert_read(warm, text, UINT32_MAX - 1);
	}
	ck_assert_uint_gt(warm->next_known, 0);
	gkr_report_free(warm);
}
END_TEST

Suite *suite_meta_known(void)
{
	Suite *s = suite_create("meta-known");
	TCase *c = tcase_create("meta-known");

	tcase_add_test(c, named_as_before);
	tcase_add_test(c, what_was_known_is_not_learnt);
	tcase_add_test(c, no_room_for_what_is_known);
	tcase_add_test(c, more_than_is_remembered);
	suite_add_tcase(s, c);
	return s;
}
