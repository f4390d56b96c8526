/*
 * Lines that come again: a handle that has seen them takes them for what a
 * handle takes them for that has seen nothing.
 */
#include "support-samples.h"

#include "gkr.h"

#include <stdio.h>
#include <string.h>

static const char *const lines[] = {
    "一、总体情况",
    "一、 总体情况",
    "# 一、总体情况",
    "**二、主动公开政府信息情况**",
    "<p>二、主动公开政府信息情况</p>",
    "1、主动公开政府信息情况",
    "4、收到和处理政府信息公开申请情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "存在的主要问题及改进情况",
    "\"存在的主要问题及改进情况\",,",
    "六、其他需要报告的事项",
    "其他需要报告的事项：无",
    "（一）主动公开",
    "（二）依申请公开情况",
    "本年度收取信息处理费0元。",
    "甲市林业局",
    "规章",
    "行政许可\t12",
    "甲市林业局2021年政府信息公开工作年度报告",
    "我们将继续做好政府信息公开工作，及时回应群众关切。",
};
#define LINES (sizeof lines / sizeof *lines)
#define MOST 2000

static size_t compose(struct test_random *seed, char *out)
{
	size_t n = 0, count = 1 + (size_t)test_random_below(seed, 24);

	for (; count; count--)
		n += (size_t)snprintf(out + n, MOST - n, "%s%s\n",
		    test_random_below(seed, 4) ? "" : "　　",
		    lines[test_random_below(seed, LINES)]);
	return n;
}

START_TEST(seen_again)
{
	struct samples_cut whole = {0, 0};
	struct samples_text want = {0}, got = {0};
	struct test_random seed;
	gkr_tokenizer *warm, *fresh;
	char text[MOST];
	int i;

	test_random_init(&seed, 5);
	ck_assert_int_eq(gkr_tokenizer_new(&warm), GKR_OK);
	for (i = 0; i < 2000; i++) {
		size_t n = compose(&seed, text);
		int32_t rc = samples_tokens(warm, text, n, whole, &got);

		ck_assert_int_eq(gkr_tokenizer_new(&fresh), GKR_OK);
		ck_assert_int_eq(
		    samples_tokens(fresh, text, n, whole, &want), rc);
		gkr_tokenizer_free(fresh);
		test_text(got.p, got.len, want.p);
		got.len = want.len = 0;
	}
	gkr_tokenizer_free(warm);
	samples_free(&want);
	samples_free(&got);
}
END_TEST

Suite *suite_read_seen(void)
{
	Suite *s = suite_create("read-seen");
	TCase *c = tcase_create("read-seen");

	tcase_add_test(c, seen_again);
	suite_add_tcase(s, c);
	return s;
}
