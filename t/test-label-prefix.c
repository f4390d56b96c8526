/* Labels in front of values, and pieces of labels. */
#include "label-items.h"

static size_t prefix(const char *text, struct gkri_label *l)
{
	return gkri_label_prefix(text, strlen(text), ALL, 0, l) ? l->used : 0;
}

START_TEST(every_label_before_values)
{
	static const char *const values[] = {" 26 0 2 0 0 0 28", "0", " -1",
	    "　　5", "\t/", " 无", "", " 不涉及", "／", "—", "（注：见下）3"};
	struct gkri_label l;
	char text[512];
	size_t i, k, n;

	for (i = 0; i < COUNT(items); i++) {
		const struct item *it = &items[i];

		if (!it->text || it->kind == HEADER)
			continue;
		n = strlen(it->text);
		for (k = 0; k < COUNT(values); k++) {
			strcpy(text, it->text);
			strcpy(text + n, values[k]);
			ck_assert_msg(gkri_label_prefix(text, strlen(text),
					  it->kind, it->table, &l),
			    "%s", text);
			ck_assert_msg(is_item(&l, it), "%s: %d %d %d", text,
			    l.kind, l.table, l.id);
			ck_assert_uint_eq(l.used,
			    k + 1 < COUNT(values) ? n : strlen(text) - 1);
		}
	}
}
END_TEST

START_TEST(where_labels_end)
{
	static const struct {
		const char *text, *label;
	} cases[] = {{"（一）予以公开 26 0 2 0 0 0 28", "（一）予以公开"},
	    {"行政许可0", "行政许可"}, {"行政许可-3", "行政许可"},
	    {"行政许可：3", "行政许可："}, {"行政许可无", "行政许可"},
	    {"其他对外发布文件 3", ""}, {"其他 3", "其他"},
	    {"其他对外管理服务事项 3", "其他对外管理服务事项"},
	    {"行政处罚决定 2", ""}, {"行政许可数量 3", ""}, {"规章草案 3", ""},
	    {"行政复议行政诉讼", "行政复议"},
	    {"未经复议直接起诉复议后起诉", "未经复议直接起诉"},
	    {"结果维持结果纠正其他结果尚未审结总计", "结果维持"},
	    {"其他结果尚未审结总计", "其他结果"},
	    {"3.危及“三安全一稳定” 0 1", "3.危及“三安全一稳定”"},
	    {"三、本年度办理结果（一）予以公开 26", "三、本年度办理结果"},
	    {"（三）不予公开1.属于国家秘密 3", "（三）不予公开"},
	    {"三 、本 年 度办 理 结果 1", "三 、本 年 度办 理 结果"},
	    {"行政处罚（含当场处罚） 3", "行政处罚（含当场处罚）"},
	    {"（二）部分公开（区分处理的，只计这一情 1 -2",
		"（二）部分公开（区分处理的，只计这一情"},
	    {"采购总金额（单位：万元，保留4位小数） 3",
		"采购总金额（单位：万元，保留4位小数）"},
	    {"**规章** 1", "**规章**"}, {"2. 重复申请 1", "2. 重复申请"},
	    {"本年度主动公开的情况见下表：", ""}, {"26 0 2", ""}, {"— 4 —", ""},
	    {"信息内容本年处理决定数量", "信息内容"},
	    {"行政許可 3", "行政許可"}, {"（七）总计 2 3", "（七）总计"}};
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		ck_assert_msg(
		    prefix(cases[i].text, &l) == strlen(cases[i].label),
		    "%s: %d", cases[i].text, l.used);
}
END_TEST

START_TEST(prefixes_are_of_kind_and_table)
{
	struct gkri_label l;

	ck_assert(gkri_label_prefix("总计 3", 8, ROW, 6, &l));
	ck_assert_uint_eq(l.id, GKRI_ROW_applications_outcome_total);
	ck_assert(gkri_label_prefix("总计 3", 8, COLUMN, 7, &l));
	ck_assert_uint_eq(l.id, GKRI_COL_review_litigation_total);
	ck_assert(!gkri_label_prefix("行政许可 3", 14, ROW, 6, &l));
	ck_assert_uint_eq(l.kind, 0);
	ck_assert(!gkri_label_prefix("行政许可 3", 14, COLUMN, 0, &l));
	/* 其他处理 is no row 其他 where only columns are asked for */
	ck_assert(!gkri_label_prefix("其他处理 3", 14, COLUMN, 0, &l));
}
END_TEST

/* A line of any length is read up to its first characters only. */
START_TEST(long_lines)
{
	static char text[200000];
	struct gkri_label l;
	size_t n;

	memset(text, ' ', sizeof(text));
	memcpy(text, "行政许可", 12);
	ck_assert(gkri_label_prefix(text, sizeof(text), ALL, 0, &l));
	ck_assert_uint_eq(l.used, 12);
	for (n = 0; n + 3 <= sizeof(text); n += 3)
		memcpy(text + n, "政", 3);
	ck_assert(!gkri_label_prefix(text, n, ALL, 0, &l));
	ck_assert(!gkri_label_match(text, n, ALL, 0, &l));
	memcpy(text, "行政许可（", 15);
	ck_assert(!gkri_label_prefix(text, n, ALL, 0, &l));
}
END_TEST

/* ------------------------------------------------------------------ */
/* Pieces                                                             */

static int contains(
    uint32_t table, uint32_t kind, uint32_t id, const char *text)
{
	return gkri_label_contains(table, kind, id, text, strlen(text));
}

START_TEST(pieces_of_labels)
{
	uint32_t reissue = GKRI_ROW_applications_not_processed_reissue;

	ck_assert_int_eq(contains(6, ROW, reissue, "已获取信息"), 6);
	ck_assert_int_eq(contains(6, ROW, reissue, "已获 取信 息"), 6);
	ck_assert_int_eq(contains(6, ROW, reissue, "5.要求行政"), 6);
	ck_assert_int_eq(contains(6, ROW, reissue, "4.要求行政"), 0);
	ck_assert_int_eq(contains(6, ROW, reissue, "5.行政机关"), 0);
	ck_assert_int_eq(contains(6, ROW, reissue, "已得到信息"), 0);
	ck_assert_int_eq(contains(6, ROW, reissue, "要求信息"), 0);
	ck_assert_int_eq(contains(6, GROUP, 2, "（三）不"), 3);
	ck_assert_int_eq(contains(6, GROUP, 2, "予公开"), 4);
	ck_assert_int_eq(contains(6, GROUP, 2, "（四）"), 0);
	ck_assert_int_gt(contains(6, GROUP, 2, "（三）"), 0);
	ck_assert_int_eq(contains(6, COLUMN, 4, "公益"), 3);
	ck_assert_int_eq(contains(6, COLUMN, 4, "機構"), 0);
	ck_assert_int_eq(contains(6, COLUMN, 5, "機構"), 3);
	ck_assert_int_eq(contains(1, ROW, 2, "性文件"), 4);
	ck_assert_int_eq(contains(6, ROW, 4, "只计这一情形，不计"), 9);
}
END_TEST

START_TEST(no_pieces)
{
	ck_assert_int_eq(contains(6, ROW, 1, ""), 0);
	ck_assert_int_eq(contains(6, ROW, 1, " "), 0);
	ck_assert_int_eq(contains(6, ROW, 1, "3"), 0);
	ck_assert_int_eq(contains(6, ROW, 0, "信息"), 0);
	ck_assert_int_eq(contains(6, ROW, 27, "信息"), 0);
	ck_assert_int_eq(contains(6, ROW, UINT32_MAX, "信息"), 0);
	ck_assert_int_eq(contains(0, ROW, 1, "信息"), 0);
	ck_assert_int_eq(contains(8, ROW, 1, "信息"), 0);
	ck_assert_int_eq(contains(6, CAPTION, 0, "信息"), 0);
	ck_assert_int_eq(contains(6, HEADER, 0, "信息"), 0);
}
END_TEST

/* Every cut of every label is a piece of it. */
START_TEST(every_piece_of_every_label)
{
	struct gkri_ordinal o;
	size_t i, k, n;

	for (i = 0; i < COUNT(items); i++) {
		const struct item *it = &items[i];

		if (!it->text || it->kind == HEADER || it->kind == CAPTION)
			continue;
		n = strlen(it->text);
		for (k = 0; k < n; k++) {
			if (((unsigned char)it->text[k] & 0xc0) == 0x80 ||
			    n - k < 6)
				continue;
			gkri_ordinal(it->text, n, &o);
			if (k && k < o.bytes)
				continue;
			ck_assert_msg(
			    contains(it->table, it->kind, it->id, it->text + k),
			    "%s", it->text + k);
		}
	}
}
END_TEST

Suite *suite_label_prefix(void)
{
	Suite *s = suite_create("label-prefix");
	TCase *c = tcase_create("label-prefix");

	tcase_add_test(c, every_label_before_values);
	tcase_add_test(c, where_labels_end);
	tcase_add_test(c, prefixes_are_of_kind_and_table);
	tcase_add_test(c, long_lines);
	tcase_add_test(c, pieces_of_labels);
	tcase_add_test(c, no_pieces);
	tcase_add_test(c, every_piece_of_every_label);
	suite_add_tcase(s, c);
	return s;
}
