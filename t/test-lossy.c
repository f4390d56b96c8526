/*
 * Converters that destroy data: each mark alone, and texts that come near to
 * it and have lost nothing.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define HEAD                                                                         \
	"霁川区2022年政府信息公开工作年度报告\n一、总体情况\n" \
	"二、主动公开政府信息情况\n"
#define THREE "三、收到和处理政府信息公开申请情况\n"
#define TAIL                                                          \
	"四、政府信息公开行政复议、行政诉讼情况\n" \
	"五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
#define NEW "一、本年新收政府信息公开申请数量"
#define IN "二、上年结转政府信息公开申请数量"

/* A text, the line of its mark (0: none) and words that the message has. */
struct sample {
	const char *name, *text;
	uint32_t line;
	const char *zh, *en;
};

static const struct sample samples[] = {
    {"pandoc plain", HEAD THREE "情况如下：\n\n  [TABLE]\n\n" TAIL, 7,
	"[TABLE]", "pandoc"},
    {"the word in prose", HEAD THREE "见 [TABLE] 一栏。\n" TAIL, 0, NULL, NULL},
    {"the word in a cell",
	HEAD THREE NEW "\t1\t0\t0\t0\t0\t0\t1\n" IN "\t[TABLE]\n" TAIL, 0, NULL,
	NULL},
    {"antiword",
	HEAD THREE
	"|（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） "
	"|申请人情况 |\n"
	"|   |自然人 |商业企业 |科研机构 |总计 |\n|   |    |\n" TAIL,
	5, "antiword", "antiword"},
    {"a Markdown table with rows",
	HEAD THREE "|   |自然人 |商业企业 |科研机构 |总计 |\n|---|---|---|\n"
		   "| " NEW " | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n" TAIL,
	0, NULL, NULL},
    {"catdoc",
	HEAD THREE NEW "\t1\t0\t0\t0\t0\t0\t1\n" IN "\t1\t0\t0\t0\t0\t0\t1\n"
		       "t1u'YÏ‘ÍS bÍ‘°eúQwQò]\n" TAIL,
	7, "catdoc", "catdoc"},
    {"a sign or two", HEAD THREE NEW "\t1\t0\t0\t0\t0\t0\t1\n备注 2×3 é\n" TAIL,
	0, NULL, NULL},
    {"glued",
	HEAD THREE NEW "214602118\n" IN "30 0　03\n（一）予以公开26 0 2\n"
		       "1.属于国家秘密０００000\n" TAIL,
	5, "get_text", "get_text"},
    {"labels stuck to rows that are whole",
	HEAD THREE NEW "2 1 0 0 0 0 3\n" IN "3 0 0 0 0 0 3\n"
		       "（一）予以公开2 0 0 0 0 0 2\n"
		       "1.属于国家秘密1 0 0 0 0 0 1\n" TAIL,
	0, NULL, NULL},
    {"scrambled",
	HEAD THREE NEW "\n" IN "\n（一）予以公开\n1.属于国家秘密\n"
		       "2.其他法律行政法规禁止公开\n3.危及“三安全一稳定”\n"
		       "4.保护第三方合法权益\n申请人情况\n"
		       "2\n1\n1\n0\n0\n0\n0\n\n0\n1\n0\n0\n0\n0\n0\n\n"
		       "申请人情况\n5\n2\n1\n1\n0\n0\n0\n\n"
		       "申请人情况\n7\n3\n1\n1\n0\n0\n0\n" TAIL,
	5, "pdftotext", "pdftotext"},
    {"an empty form",
	HEAD THREE NEW "\n" IN "\n（一）予以公开\n1.属于国家秘密\n"
		       "2.其他法律行政法规禁止公开\n3.危及“三安全一稳定”\n"
		       "4.保护第三方合法权益\n" TAIL,
	0, NULL, NULL},
    {"repeated lines are gone",
	HEAD "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n"
	     "现行有效件数\n规章\n0\n行政规范性文件\n第二十条第（五）项\n"
	     "本年处理决定数量\n行政许可\n第二十条第（六）项\n行政处罚\n"
	     "行政强制\n第二十条第（八）项\n行政事业性收费\n" THREE TAIL,
	4, "重复的行", "repeated lines"},
    {"all words are there",
	HEAD "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n"
	     "现行有效件数\n规章\n0\n0\n0\n行政规范性文件\n1\n0\n2\n"
	     "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n"
	     "第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n"
	     "行政强制\n第二十条第（八）项\n信息内容\n本年收费金额\n"
	     "行政事业性收费\n" THREE TAIL,
	0, NULL, NULL},
};

static gkr_report *parse(const char *text, size_t chunk)
{
	size_t n = strlen(text), at = 0, len;
	gkr_tokenizer *t;
	gkr_report *r;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (; at < n; at += len) {
		len = n - at < chunk ? n - at : chunk;
		ck_assert_int_eq(gkr_tokenizer_feed(t, text + at, len), GKR_OK);
		ck_assert_int_eq(gkr_report_read(r, t), GKR_MORE);
	}
	ck_assert_int_eq(gkr_tokenizer_finish(t), GKR_OK);
	ck_assert_int_eq(gkr_report_read(r, t), GKR_END);
	gkr_tokenizer_free(t);
	return r;
}

static void check_sample(const struct sample *s, size_t chunk)
{
	gkr_report *r = parse(s->text, chunk);
	uint32_t i, seen = 0, rule = gkr_rule_from_name("source.lossy");
	gkr_findings *f;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (gkr_finding_rule(f, i) != rule)
			continue;
		seen++;
		ck_assert_msg(s->line != 0, "%s: %s", s->name,
		    gkr_finding_message(f, i, GKR_LANG_EN));
		ck_assert_msg(gkr_finding_line(f, i) == s->line, "%s: line %u",
		    s->name, (unsigned)gkr_finding_line(f, i));
		ck_assert_uint_eq(
		    gkr_finding_severity(f, i), GKR_SEVERITY_ERROR);
		ck_assert_ptr_nonnull(
		    strstr(gkr_finding_message(f, i, GKR_LANG_ZH), s->zh));
		ck_assert_ptr_nonnull(
		    strstr(gkr_finding_message(f, i, GKR_LANG_EN), s->en));
	}
	ck_assert_msg(seen == (s->line != 0), "%s: %u", s->name, seen);
	gkr_findings_free(f);
	gkr_report_free(r);
}

START_TEST(marks)
{
	size_t chunk;

	for (chunk = 1; chunk < 32; chunk += 5)
		check_sample(&samples[_i], chunk);
	check_sample(&samples[_i], 100000);
}
END_TEST

/* ---- characters cut in two ---- */

static void check_bytes(const char *text, uint64_t offset, const char *word)
{
	gkr_tokenizer *t;
	gkr_report *r;
	const char *said;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_parse(r, t, text, strlen(text)), GKR_E_ENCODING);
	ck_assert_uint_eq(gkr_tokenizer_error_offset(t), offset);
	said = gkr_tokenizer_error_message(t, GKR_LANG_EN);
	ck_assert_msg(
	    (strstr(said, "html2text") != NULL) == (word != NULL), "%s", said);
	ck_assert(
	    !word || strstr(gkr_tokenizer_error_message(t, GKR_LANG_ZH), word));
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}

START_TEST(cut_characters)
{
	check_bytes("\xef\xbb\xbf"
		    "信息\xe5|本年\n",
	    9, "html2text");
	check_bytes("\xef\xbb\xbf"
		    "信息\xe6 \x8f本年\n",
	    9, "html2text");
	check_bytes("\xef\xbb\xbf"
		    "信息\xe5",
	    9, NULL);
	check_bytes("\xef\xbb\xbf"
		    "信息\xff|本年\n",
	    9, NULL);
	check_bytes("\xef\xbb\xbf"
		    "信息\xe5"
		    "a\n",
	    9, NULL);
}
END_TEST

/* ---- memory ---- */

static int32_t work(struct test_alloc *a, void *arg)
{
	const char *text = arg;
	gkr_tokenizer *t;
	gkr_report *r = NULL;
	int32_t rc = gkr_tokenizer_new_with(test_alloc, a, &t);

	if (rc != GKR_OK)
		return rc;
	rc = gkr_report_new_with(test_alloc, a, &r);
	if (rc == GKR_OK)
		rc = gkr_report_parse(r, t, text, strlen(text));
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc;
}

START_TEST(memory_fails)
{
	char *text = strdup(samples[_i].text);

	ck_assert(text != NULL);
	ck_assert_uint_gt(test_each_failure(work, text), 10);
	free(text);
}
END_TEST

#define COUNT ((int)(sizeof samples / sizeof *samples))

Suite *suite_lossy(void)
{
	Suite *s = suite_create("lossy");
	TCase *t = tcase_create("lossy");

	tcase_add_loop_test(t, marks, 0, COUNT);
	tcase_add_test(t, cut_characters);
	tcase_add_loop_test(t, memory_fails, 0, COUNT);
	suite_add_tcase(s, t);
	return s;
}
