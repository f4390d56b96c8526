/* Section headings, in every dress, and what only looks like one. */
#include "support.h"

#include "label.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct found {
	uint32_t section, number, kind;
	size_t at;
};

static struct found heading(const char *text)
{
	struct found f;

	f.section =
	    gkri_section_heading(text, strlen(text), &f.number, &f.kind, &f.at);
	return f;
}

static const struct title {
	uint32_t section;
	int official;
	const char *text;
} titles[] = {
#define GKR_DEF_SECTION(id, name, text) {id, 1, text},
#define GKR_DEF_SECTION_ALIAS(id, text) {id, 0, text},
#include "form.def"
};
static const char *const han[] = {"零", "一", "二", "三", "四", "五", "六"};

START_TEST(every_title_with_its_number)
{
	static const char *const forms[] = {"%s、%s", "%s、 %s", "#### %s、%s",
	    "**%s、%s**", "  %s、%s：", "***** %s、%s *****",
	    "== %s、%s ==", "## %s、%s {#id}",
	    "## %s、%s {#因政府信息公开工作被申请行政复议提起诉讼 .x}",
	    "[bookmark: _Toc1]%s、%s", "%s. %s。", "第%s部分　%s",
	    "%s、%s（略）", "%s、%s 12", "%s、%s……3", "'''%s、%s'''",
	    "%s、%s<ref></ref>", "[]{#anchor-1 .x}%s、%s"};
	struct found f;
	char text[256];
	size_t i, k;

	for (i = 0; i < COUNT(titles); i++)
		for (k = 0; k < COUNT(forms); k++) {
			sprintf(text, forms[k], han[titles[i].section],
			    titles[i].text);
			f = heading(text);
			ck_assert_msg(f.section == titles[i].section &&
				f.number == titles[i].section &&
				f.kind == GKRI_ORDINAL_HAN,
			    "%s: %u %u %u", text, f.section, f.number, f.kind);
			ck_assert_ptr_eq(text + f.at,
			    strstr(text, k == 11 ? "第" : han[f.number]));
		}
}
END_TEST

START_TEST(other_ordinals)
{
	static const struct {
		const char *text;
		uint32_t section, number, kind;
	} cases[] = {{"总体情况", 1, 0, GKRI_ORDINAL_NONE},
	    {"4、 政府信息公开行政复议、行政诉讼情况", 4, 4,
		GKRI_ORDINAL_ARABIC},
	    {"3.政府信息公开行政复议、行政诉讼情况", 4, 3, GKRI_ORDINAL_ARABIC},
	    {"一、主动公开政府信息情况", 2, 1, GKRI_ORDINAL_HAN},
	    {"五、其他需要报告的事项", 6, 5, GKRI_ORDINAL_HAN},
	    {"（三）收到和处理政府信息公开申请情况", 3, 3,
		GKRI_ORDINAL_HAN_BRACKET},
	    {"(6) 其他需要报告的事项", 6, 6, GKRI_ORDINAL_ARABIC_BRACKET},
	    {"六、其他需要报告的事項", 6, 6, GKRI_ORDINAL_HAN},
	    {"一、總體情況", 1, 1, GKRI_ORDINAL_HAN},
	    {"四、政府資訊公開行政復議、行政訴訟情況", 4, 4, GKRI_ORDINAL_HAN},
	    {"五 、 存 在 的 主 要 问 题 及 改 进 情 况", 5, 5,
		GKRI_ORDINAL_HAN},
	    /* paragraphs of the overview */
	    {"（一）总体情况", 0, 0, 0},
	    {"（一）主动公开政府信息情况", 0, 0, 0},
	    {"（二）政府信息主动公开情况", 0, 0, 0},
	    {"（一）主动公开情况", 0, 0, 0}, {"2.主动公开情况", 2, 2, 3},
	    {"1.主动公开政府信息情况", 0, 0, 0}, {"1.主动公开情况", 0, 0, 0},
	    {"主动公开情况", 0, 0, 0}, {"基本情况", 0, 0, 0}};
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		struct found f = heading(cases[i].text);

		ck_assert_msg(f.section == cases[i].section &&
			f.number == cases[i].number && f.kind == cases[i].kind,
		    "%s: %u %u %u", cases[i].text, f.section, f.number, f.kind);
	}
}
END_TEST

START_TEST(slips_in_long_titles)
{
	static const struct {
		const char *text;
		uint32_t section;
	} cases[] = {{"五、存在的主要间题及改进情况", 5},
	    {"五、存在的主要问题及改进情", 5}, {"五、存在的主要问题及改", 5},
	    {"五、存在的主要问题", 5}, {"五、存在主要问题及改进情况", 5},
	    {"三、收到和处理政府信公开申请情况", 3},
	    {"三、收到和处理政府信息公开申请", 3},
	    {"收到和处理政府信息公开申靖情况", 3},
	    {"六、其他需要报告的事顶", 6}, {"其他需要报告的事顶", 0},
	    {"六、其他需要报告的事项无", 0}, {"六、其他需要报告", 6},
	    {"六、其他需要", 0}, {"三、收到和处理", 0}, {"一、总体情", 0},
	    {"一、总休情况", 0}, {"二、收到和处理政府信息公开申靖情况", 0},
	    {"五、存在的重要间题及改进情况", 0}};
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		ck_assert_msg(
		    heading(cases[i].text).section == cases[i].section,
		    "%s: %u", cases[i].text, heading(cases[i].text).section);
}
END_TEST

START_TEST(no_headings)
{
	static const char *const lines[] = {
	    "2021年度我区三、收到和处理政府信息公开申请情况如下：",
	    "2021年度我区主动公开政府信息情况如下：",
	    "2021年度我区信息公开行政复议、行政诉讼情况如下：",
	    "表三：收到和处理政府信息公开申请情况", "四、结转下年度继续办理",
	    "三、本年度办理结果", "一、本年新收政府信息公开申请数量",
	    "（一）予以公开", "五、存在的主要问题及改进情况：一是人手少。",
	    "（一）2024 年工作中存在问题的改进情况",
	    "一是县区之间答复口径还有出入，同一件事两地说法不同。",
	    ":CUSTOM_ID: 六其他需要报告的事项", "6", "", "六、", "##", "****",
	    "[bookmark: 一、总体情况", "第二十条第（一）项", "主要问题",
	    "存在的不足：一是少数科室把公开当成“年底补课”。",
	    "其他需要报告的事项一、总体情况", "一、总体情况二、",
	    "三、收到和处理政府信息公开申请情况行政复议"};
	char text[4096];
	size_t i;

	for (i = 0; i < COUNT(lines); i++)
		ck_assert_msg(heading(lines[i]).section == 0, "%s", lines[i]);
	memset(text, ' ', sizeof(text));
	memcpy(text, "一、总体情况", 18);
	text[200] = 0;
	ck_assert_uint_eq(heading(text).section, 0);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Behind other text                                                  */

START_TEST(glued_headings)
{
	static const char *const before[] = {"142", " 0 | 142", "0　", "0\t",
	    "办理完毕。", "（略）", "| ", "- ", "/", "—— 4 ——", "报告## ",
	    "−3"};
	char text[512];
	uint32_t section;
	size_t i, k, at;

	for (i = 0; i < COUNT(titles); i++)
		for (k = 0; k < COUNT(before); k++) {
			sprintf(text, "%s%s、%s", before[k],
			    han[titles[i].section], titles[i].text);
			at = gkri_section_glued(text, strlen(text), &section);
			ck_assert_msg(at == strlen(before[k]) &&
				section == titles[i].section,
			    "%s: %zu", text, at);
		}
}
END_TEST

START_TEST(long_lines_with_a_glued_heading)
{
	static char text[100000];
	uint32_t section;
	size_t n = sizeof(text) - 60, at;

	memset(text, '7', n);
	strcpy(text + n, "五、存在的主要问题及改进情况");
	at = gkri_section_glued(text, strlen(text), &section);
	ck_assert_uint_eq(at, n);
	ck_assert_uint_eq(section, 5);
	memset(text, ' ', n);
	at = gkri_section_glued(text, strlen(text), &section);
	ck_assert(at == n || at == 0);
}
END_TEST

START_TEST(nothing_glued)
{
	static const char *const lines[] = {
	    "2021年度我区三、收到和处理政府信息公开申请情况",
	    "详见三、收到和处理政府信息公开申请情况",
	    "情况，三、收到和处理政府信息公开申请情况", "一、总体情况",
	    "142四、存在的主要问题及改进情况",
	    "142五、存在的主要间题及改进情况",
	    "142五、存在的主要问题及改进情况如下",
	    "142存在的主要问题及改进情况", "142五、结转下年度继续办理",
	    "、五、", "1、2、3、4、5、6、7、8、9、",
	    "见“五、存在的主要问题及改进情况”", "", "五、"};
	uint32_t section;
	size_t i;

	for (i = 0; i < COUNT(lines); i++) {
		ck_assert_msg(gkri_section_glued(
				  lines[i], strlen(lines[i]), &section) == 0,
		    "%s", lines[i]);
		ck_assert_uint_eq(section, 0);
	}
}
END_TEST

START_TEST(any_bytes_are_read_safely)
{
	struct test_random random;
	uint32_t number, kind, section;
	char text[512], *copy;
	size_t i, n, at;

	test_random_init(&random, 8);
	for (i = 0; i < 40000; i++) {
		const struct title *t = &titles[i % COUNT(titles)];

		n = (size_t)sprintf(text, "[x] 0 | ## %s、%s（注） 12",
		    han[t->section], t->text);
		test_random_damage(&random, text, n, 1, 12);
		n -= test_random_below(&random, n);
		copy = malloc(n);
		memcpy(copy, text, n);
		gkri_section_heading(copy, n, &number, &kind, &at);
		ck_assert_uint_le(at, n);
		at = gkri_section_glued(copy, n, &section);
		ck_assert_uint_lt(at, n);
		free(copy);
	}
}
END_TEST

Suite *suite_heading(void)
{
	Suite *s = suite_create("heading");
	TCase *c = tcase_create("heading");

	tcase_add_test(c, every_title_with_its_number);
	tcase_add_test(c, other_ordinals);
	tcase_add_test(c, slips_in_long_titles);
	tcase_add_test(c, no_headings);
	tcase_add_test(c, glued_headings);
	tcase_add_test(c, long_lines_with_a_glued_heading);
	tcase_add_test(c, nothing_glued);
	tcase_add_test(c, any_bytes_are_read_safely);
	suite_add_tcase(s, c);
	return s;
}
