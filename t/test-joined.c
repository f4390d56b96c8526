/*
 * Headings within running text: paragraphs that a converter joined to one
 * line.
 */
#include "support.h"

#include <stdio.h>
#include <string.h>

#define TITLE "霁川区2022年政府信息公开工作年度报告\n"
#define FILLER                                                                                                   \
	"本区把常用的办事材料做成一页纸，放在窗口和网上，群众可以自己取用。"    \
	"（一）全年更新栏目三十六个，清理失效链接一百二十条，逐条登记备查。"    \
	"（二）各镇街的公开专区都有专人值守，周末也能查阅纸质公报和办事指南。" \
	"（三）年内培训两次，新到岗的人员先跟班一个月，再独立答复申请。"
#define REST                                                                        \
	"三、收到和处理政府信息公开申请情况\n"                     \
	"四、政府信息公开行政复议、行政诉讼情况\n"               \
	"五、存在的主要问题及改进情况\n一是公开不够主动。\n" \
	"六、其他需要报告的事项\n无。\n"

/* A text, and its sections: "id@line:offset bytes of text" each. */
struct sample {
	const char *name, *text, *sections;
};

static const struct sample samples[] = {
    {"two headings in a line",
	TITLE "一、总体情况" FILLER
	      "二、主动公开政府信息情况情况见下表。\n" REST,
	"1@2:53 393;2@2:464 18;3@3:519 0;4@4:571 0;5@5:629 27;6@7:700 6;"},
    {"nothing behind the last",
	TITLE "一、总体情况" FILLER "二、主动公开政府信息情况　 \n" REST,
	"1@2:53 393;2@2:464 0;3@3:505 0;4@4:557 0;5@5:615 27;6@7:686 6;"},
    {"a table of contents is none",
	TITLE FILLER "目录：一、总体情况二、主动公开政府信息情况三、收到\n"
		     "一、总体情况\n好。\n二、主动公开政府信息情况\n" REST,
	"1@3:522 6;2@5:548 0;3@6:585 0;4@7:637 0;5@8:695 27;6@10:766 6;"},
    {"a heading that is quoted",
	TITLE "一、总体情况\n" FILLER "详见“二、主动公开政府信息情况”。\n"
	      "二、主动公开政府信息情况\n" REST,
	"1@2:53 444;2@4:517 0;3@5:554 0;4@6:606 0;5@7:664 27;6@9:735 6;"},
    {"a short line",
	TITLE "一、总体情况良好。\n二、主动公开政府信息情况\n" REST,
	"2@3:81 0;3@4:118 0;4@5:170 0;5@6:228 27;6@8:299 6;"},
    {"an earlier section's name",
	TITLE "一、总体情况\n好。\n二、主动公开政府信息情况\n" REST FILLER
	      "一、总体情况如前所述，不再重复。\n",
	"1@2:53 6;2@4:79 0;3@5:116 0;4@6:168 0;5@7:226 27;6@9:297 448;"},
};

static void check_sample(const struct sample *s, size_t chunk)
{
	size_t n = strlen(s->text), at = 0, len;
	char got[256];
	gkr_tokenizer *t;
	gkr_report *r;
	uint32_t i;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (; at < n; at += len) {
		len = n - at < chunk ? n - at : chunk;
		ck_assert_int_eq(
		    gkr_tokenizer_feed(t, s->text + at, len), GKR_OK);
		ck_assert_int_eq(gkr_report_read(r, t), GKR_MORE);
	}
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(gkr_report_read(r, t), GKR_END);
	for (i = 0, at = 0; i < gkr_report_section_count(r); i++) {
		gkr_report_section_text(r, i, &len);
		at += (size_t)snprintf(got + at, sizeof got - at,
		    "%u@%u:%u %u;", (unsigned)gkr_report_section_id(r, i),
		    (unsigned)gkr_report_section_line(r, i),
		    (unsigned)gkr_report_section_offset(r, i), (unsigned)len);
	}
	ck_assert_msg(strcmp(got, s->sections) == 0, "%s: want %s | got %s",
	    s->name, s->sections, got);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}

START_TEST(sections)
{
	size_t chunk;

	for (chunk = 1; chunk < 32; chunk += 3)
		check_sample(&samples[_i], chunk);
	check_sample(&samples[_i], 100000);
}
END_TEST

Suite *suite_joined(void)
{
	Suite *s = suite_create("joined");
	TCase *t = tcase_create("joined");

	tcase_add_loop_test(
	    t, sections, 0, (int)(sizeof samples / sizeof *samples));
	suite_add_tcase(s, t);
	return s;
}
