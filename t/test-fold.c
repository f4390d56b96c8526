/* Folding of labels and headings. */
#include "support.h"
#include "support-exact.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

static void folds_to(const char *text, const char *want)
{
	char out[512];
	size_t n = gkri_fold(out, sizeof out, text, strlen(text));

	ck_assert_uint_le(n, sizeof out);
	test_text(out, n, want);
}

static const struct {
	const char *text, *folded;
} cases[] = {{"", ""}, {" \t\r\n\f", ""}, {"规章", "规章"},
    {"自 然 人", "自然人"}, {"自\xe3\x80\x80然\xc2\xa0人", "自然人"},
    {"自\xe2\x80\x8b然\xe2\x81\xa0人\xef\xbb\xbf", "自然人"},
    {"自\xc2\xad然\xe2\x80\x8d人\xef\xb8\x80", "自然人"},
    {"1.属于国家秘密", "1属于国家秘密"}, {"1、属于", "1属于"},
    {"１．属于", "1属于"}, {"1\\.属于", "1属于"}, {"**规章**", "规章"},
    {"#### 四、其他", "四其他"}, {"`规_章`", "规章"},
    {"（一）予以公开", "(一)予以公开"}, {"(一)予以公开", "(一)予以公开"},
    {"【一】[二]［三］〔四〕", "(一)(二)(三)(四)"},
    {"〖一〗〘二〙〚三〛{四}｛五｝｟六｠", "(一)(二)(三)(四)(五)(六)"},
    {"﹙一﹚︵二︶﹝三﹞", "(一)(二)(三)"}, {"㈠⑴", "(一)(1)"}, {"①㊁", "1二"},
    {"“三安全”‘一’\"稳\"'定'", "三安全一稳定"},
    {"「三」『安』〝全〞〟《一》〈稳〉«定»‹﹁﹂›", "三安全一稳定"},
    {"＂三＇", "三"}, {"行政复议、行政诉讼，情况。", "行政复议行政诉讼情况"},
    {"单位：万元；甲:乙;丙", "单位万元甲乙丙"},
    {"甲·乙・丙•丁‧戊∙己⋅庚･辛", "甲乙丙丁戊己庚辛"}, {"｡､﹒﹑", ""},
    {"本年增/减", "本年增/减"}, {"本年增／减", "本年增/减"},
    {"本年增∕减", "本年增/减"}, {"ＡbＣ Word", "abcword"}, {"É", "e\xcc\x81"},
    {"E\xcc\x81", "e\xcc\x81"}, {"Ωß", "ωss"}, {"ﬁ½", "fi1/2"},
    {"－—–−─", "-----"}, {"8％", "8%"}, {"一?二!三~", "一?二!三~"},
    {"⼀、⼆⼤⽅⽆", "一二大方无"}, {"⾒⻅⻓⻔⺠", "见见长门民"},
    {"\xef\xa4\x80\xef\xa4\x9d", "岂栏"}, {"規範性文件", "规范性文件"},
    {"鉤稽鈎稽钩稽勾稽", "勾稽勾稽勾稽勾稽"}, {"製作制作", "制作制作"},
    {"復議複議覆議复议", "复议复议复议复议"},
    {"\xff规\xe4", "\xef\xbf\xbd规\xef\xbf\xbd"},
    {"\xe4"
     "A\x80甲",
	"\xef\xbf\xbd"
	"a\xef\xbf\xbd甲"},
    {"\xe4\xb8"
     "A甲",
	"\xef\xbf\xbd\xef\xbf\xbd"
	"a甲"},
    {"𠀀", "𠀀"}, {"\xf0\xaf\xa0\x80", "丽"}, {"㍿", "株式会社"}};

START_TEST(spellings_become_one)
{
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		folds_to(cases[i].text, cases[i].folded);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The tables                                                         */

static const struct han {
	const char *from;
	uint32_t code;
	const char *to;
	uint32_t to_code;
} hans[] = {
#define GKRI_HAN(from, code, to, to_code) {from, code, to, to_code},
#include "script.def"
};
static const struct han radicals[] = {
#define GKRI_RADICAL(from, code, to, to_code) {from, code, to, to_code},
#include "script.def"
};
static const struct {
	uint32_t first, last;
	char to;
} marks[] = {
#define GKRI_MARK(first, last, to) {first, last, to},
#include "mark.def"
};
#define HANS (sizeof hans / sizeof *hans)
#define RADICALS (sizeof radicals / sizeof *radicals)

static void check_row(const struct han *row)
{
	size_t len;

	if (gkri_code(row->from, strlen(row->from), &len) != row->code ||
	    row->from[len])
		ck_abort_msg(
		    "%s is not U+%04X", row->from, (unsigned)row->code);
	if (gkri_code(row->to, strlen(row->to), &len) != row->to_code ||
	    row->to[len])
		ck_abort_msg(
		    "%s is not U+%04X", row->to, (unsigned)row->to_code);
	folds_to(row->from, row->to);
	folds_to(row->to, row->to);
}

START_TEST(rows_say_what_they_do)
{
	size_t i;

	for (i = 0; i < HANS; i++) {
		check_row(&hans[i]);
		ck_assert(i == 0 || hans[i - 1].code < hans[i].code);
	}
	for (i = 0; i < RADICALS; i++) {
		check_row(&radicals[i]);
		ck_assert(i == 0 || radicals[i - 1].code < radicals[i].code);
	}
}
END_TEST

START_TEST(marks_do_what_rows_say)
{
	char text[4], want[2] = "";
	uint32_t code;
	size_t i, n, got;

	for (i = 0; i < sizeof marks / sizeof *marks; i++) {
		ck_assert_uint_le(marks[i].first, marks[i].last);
		ck_assert(i == 0 || marks[i - 1].last < marks[i].first);
		want[0] = marks[i].to;
		for (code = marks[i].first; code <= marks[i].last; code++) {
			n = gkri_encode(text, code);
			got = gkri_fold(text, sizeof text, text, n);
			test_text(text, got, want);
		}
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Whole labels                                                       */

/* The forms' labels as a converter to traditional characters writes them. */
static const struct {
	const char *traditional, *simplified;
} labels[] = {{"第二十條第（一）項", "第二十条第（一）项"},
    {"第二十條第（八）項", "第二十条第（八）项"},
    {"第二十條第（九）項", "第二十条第（九）项"},
    {"本年新製作數量", "本年新制作数量"}, {"本年新公開數量", "本年新公开数量"},
    {"對外公開總數量", "对外公开总数量"}, {"本年制發件數", "本年制发件数"},
    {"本年製發件數", "本年制发件数"}, {"本年廢止件數", "本年废止件数"},
    {"現行有效件數", "现行有效件数"}, {"規章", "规章"},
    {"行政規範性文件", "行政规范性文件"}, {"上一年項目數量", "上一年项目数量"},
    {"本年增/減", "本年增/减"}, {"本年處理決定數量", "本年处理决定数量"},
    {"行政許可", "行政许可"}, {"其他對外管理服務事項", "其他对外管理服务事项"},
    {"行政處罰", "行政处罚"}, {"行政強制", "行政强制"},
    {"行政事業性收費", "行政事业性收费"},
    {"本年收費金額（單位：萬元，保留4位小數）",
	"本年收费金额（单位：万元，保留4位小数）"},
    {"採購項目數量", "采购项目数量"}, {"采購總金額", "采购总金额"},
    {"政府集中採購", "政府集中采购"},
    {"三、收到和處理政府信息公開申請情況",
	"三、收到和处理政府信息公开申请情况"},
    {"自然人", "自然人"}, {"商業企業", "商业企业"}, {"科研機構", "科研机构"},
    {"社會公益組織", "社会公益组织"}, {"法律服務機構", "法律服务机构"},
    {"（七）總計", "（七）总计"}, {"合計", "合计"},
    {"三、本年度辦理結果", "三、本年度办理结果"},
    {"（三）不予公開", "（三）不予公开"}, {"（四）無法提供", "（四）无法提供"},
    {"（五）不予處理", "（五）不予处理"}, {"（六）其他處理", "（六）其他处理"},
    {"一、本年新收政府信息公開申請數量", "一、本年新收政府信息公开申请数量"},
    {"二、上年結轉政府信息公開申請數量", "二、上年结转政府信息公开申请数量"},
    {"（一）予以公開", "（一）予以公开"},
    {"（二）部分公開（區分處理的，只計這一情形，不計其他情形）",
	"（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
    {"1.屬於國家秘密", "1.属于国家秘密"}, {"1.屬于國家祕密", "1.属于国家秘密"},
    {"2.其他法律行政法規禁止公開", "2.其他法律行政法规禁止公开"},
    {"3.危及「三安全一穩定」", "3.危及“三安全一稳定”"},
    {"4.保護第三方合法權益", "4.保护第三方合法权益"},
    {"5.屬於三類內部事務信息", "5.属于三类内部事务信息"},
    {"6.屬於四類過程性信息", "6.属于四类过程性信息"},
    {"7.屬於行政執法案卷", "7.属于行政执法案卷"},
    {"8.屬於行政查詢事項", "8.属于行政查询事项"},
    {"8.屬於行政査詢事項", "8.属于行政查询事项"},
    {"1.本機關不掌握相關政府信息", "1.本机关不掌握相关政府信息"},
    {"2.沒有現成信息需要另行製作", "2.没有现成信息需要另行制作"},
    {"3.補正後申請內容仍不明確", "3.补正后申请内容仍不明确"},
    {"1.信訪舉報投訴類申請", "1.信访举报投诉类申请"},
    {"2.重複申請", "2.重复申请"},
    {"3.要求提供公開出版物", "3.要求提供公开出版物"},
    {"4.無正當理由大量反覆申請", "4.无正当理由大量反复申请"},
    {"4.無正當理由大量反復申請", "4.无正当理由大量反复申请"},
    {"5.要求行政機關確認或重新出具已獲取信息",
	"5.要求行政机关确认或重新出具已获取信息"},
    {"1.申請人無正當理由逾期不補正、行政機關不再處理其政府信息公開申請",
	"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
    {"2.申請人逾期未按收費通知要求繳納費用、行政機關不再處理",
	"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理"},
    {"四、結轉下一年度繼續辦理", "四、结转下一年度继续办理"},
    {"四、政府信息公開行政復議、行政訴訟情況",
	"四、政府信息公开行政复议、行政诉讼情况"},
    {"四、政府信息公開行政複議、行政訴訟情況",
	"四、政府信息公开行政复议、行政诉讼情况"},
    {"結果維持", "结果维持"}, {"結果糾正", "结果纠正"},
    {"其他結果", "其他结果"}, {"尚未審結", "尚未审结"},
    {"未經復議直接起訴", "未经复议直接起诉"}, {"復議後起訴", "复议后起诉"},
    {"復議后起訴", "复议后起诉"}, {"信息內容", "信息内容"},
    {"信息内容", "信息内容"},
    {"（本列數據的勾稽關係為：第一項加第二項之和，等於第三項加第四項之和）",
	"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"},
    {"本列數據的鈎稽關係爲", "本列数据的勾稽关系为"},
    {"申請人情況", "申请人情况"}, {"法人或其他組織", "法人或其他组织"},
    {"一、總體情況", "一、总体情况"}, {"總體情况", "总体情况"},
    {"因政府信息公開工作被申請行政復議、提起行政訴訟情況",
	"因政府信息公开工作被申请行政复议、提起行政诉讼情况"},
    {"存在的主要問題及改進情況", "存在的主要问题及改进情况"},
    {"存在問題和改進措施", "存在问题和改进措施"},
    {"其他需要報告的事項", "其他需要报告的事项"}};
#define LABELS (sizeof labels / sizeof *labels)

START_TEST(traditional_labels_fold_alike)
{
	char folded[512];
	size_t i, n;

	for (i = 0; i < LABELS; i++) {
		n = gkri_fold(folded, sizeof folded - 1, labels[i].simplified,
		    strlen(labels[i].simplified));
		folded[n] = '\0';
		folds_to(labels[i].traditional, folded);
	}
}
END_TEST

/* Every text that the forms print, row by row; NULL where there is none. */
static const char *const printed[] = {
#define BOTH 3
#define GKR_DEF_TABLE(table, id, forms, caption) caption,
#define GKR_DEF_COLUMN(table, id, name, kind, forms, a, b, unit) a, b, unit,
#define GKR_DEF_GROUP(table, id, parent, label) label,
#define GKR_DEF_ROW(table, id, name, forms, a, b, group) a, b,
#define GKR_DEF_ALIAS(kind, table, id, text) text,
#define GKR_DEF_HEADER(table, text) text,
#define GKR_DEF_SECTION(id, name, title) title,
#define GKR_DEF_SECTION_ALIAS(id, title) title,
#include "form.def"
};

/* Usual characters that both scripts have, and the labels above lack. */
static const char shared[] =
    "代令任份仿但住例依便值偏做健先入共凡函前包化千印受口史右司各"
    "同名含均坊型城基多天失她如始委子字季它宋完室少局居川州巡左市"
    "平底康建式引得意慢懂房所打批找把抽括排推描撤放整料族日是晦更"
    "最月材村柏根次此步殊每比民汐治流渠源溪漫照特率生登百省督短示"
    "移稿究窗站答算篇索累缺置老考者能至街解走超足追退送逐途道邀配"
    "附院除非高";

static int is_tried(const char *p, size_t len)
{
	char c[5] = "";
	size_t i;

	memcpy(c, p, len);
	for (i = 0; i < LABELS; i++)
		if (strstr(labels[i].simplified, c) ||
		    strstr(labels[i].traditional, c))
			return 1;
	for (i = 0; i < HANS; i++)
		if (strcmp(hans[i].from, c) == 0 || strcmp(hans[i].to, c) == 0)
			return 1;
	return strstr(shared, c) != NULL;
}

/* Whoever writes a label with another character adds it above. */
START_TEST(every_character_of_a_label_is_tried)
{
	size_t i, len, n;
	const char *p;

	for (i = 0; i < sizeof printed / sizeof *printed; i++) {
		if (!printed[i])
			continue;
		n = strlen(printed[i]);
		for (p = printed[i]; n; p += len, n -= len)
			if (gkri_code(p, n, &len) >= 0x4e00 &&
			    gkri_code(p, n, &len) <= 0x9fff &&
			    !is_tried(p, len))
				ck_abort_msg("%s: %.3s stands in no label "
					     "above",
				    printed[i], p);
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* What holds for every text                                          */

START_TEST(folding_twice_changes_nothing)
{
	char text[4], once[256], twice[256];
	uint32_t code;
	size_t n, m;

	for (code = 0; code <= 0x10ffff; code++) {
		if (code == 0xd800)
			code = 0xe000;
		n = gkri_encode(text, code);
		n = gkri_fold(once, sizeof once, text, n);
		if (n > sizeof once)
			ck_abort_msg("U+%04X", (unsigned)code);
		m = gkri_fold(twice, sizeof twice, once, n);
		if (n != m || memcmp(once, twice, n) != 0)
			ck_abort_msg("U+%04X", (unsigned)code);
	}
}
END_TEST

/* With less room the beginning is written, in whole characters. */
START_TEST(room_is_kept)
{
	static const char text[] = "（二）部分ａ公開①ﷺ é";
	char want[128], got[128];
	size_t need = gkri_fold(want, sizeof want, text, strlen(text));
	size_t cap, i, bad, cut;

	ck_assert_uint_le(need, sizeof want);
	ck_assert_uint_eq(gkri_fold(NULL, 0, text, strlen(text)), need);
	for (cap = 0; cap <= need; cap++) {
		memset(got, '#', sizeof got);
		ck_assert_uint_eq(
		    gkri_fold(got, cap, text, strlen(text)), need);
		for (i = 0; i < cap && got[i] != '#'; i++)
			;
		ck_assert_mem_eq(got, want, i);
		ck_assert_uint_gt(i + 4, cap);
		ck_assert_uint_eq(gkri_utf8_check(got, i, &bad, &cut), i);
		for (; i < sizeof got; i++)
			ck_assert_int_eq(got[i], '#');
	}
	test_bytes(got, need, want, need);
}
END_TEST

START_TEST(any_bytes_are_folded)
{
	struct test_random r;
	char text[24], out[512], *block, *p;
	size_t n, i, len, bad, cut, round;

	test_random_init(&r, 4);
	for (round = 0; round < 20000; round++) {
		n = test_random_below(&r, sizeof text + 1);
		for (i = 0; i < n; i++)
			text[i] = (char)test_random_below(&r, 256);
		if (round % 2)
			test_random_damage(&r, memcpy(text, "規範性文件數", 18),
			    n = 18, 1, 20);
		p = test_exact(text, n, &block);
		len = gkri_fold(out, sizeof out, p, n);
		ck_assert_uint_le(len, sizeof out);
		ck_assert_uint_eq(gkri_utf8_check(out, len, &bad, &cut), len);
		free(block);
	}
}
END_TEST

Suite *suite_fold(void)
{
	Suite *s = suite_create("fold");
	TCase *tc = tcase_create("fold");

	tcase_add_test(tc, spellings_become_one);
	tcase_add_test(tc, rows_say_what_they_do);
	tcase_add_test(tc, marks_do_what_rows_say);
	tcase_add_test(tc, traditional_labels_fold_alike);
	tcase_add_test(tc, every_character_of_a_label_is_tried);
	tcase_add_test(tc, folding_twice_changes_nothing);
	tcase_add_test(tc, room_is_kept);
	tcase_add_test(tc, any_bytes_are_folded);
	suite_add_tcase(s, tc);
	return s;
}
