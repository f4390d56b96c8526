/* Labels that are cut or have wrong characters, and what is no label. */
#include "label-items.h"

#define ROUNDS 60 /* of random slips for each label */

static size_t fold(char *out, size_t cap, const char *p, size_t n)
{
	size_t len = gkri_fold(out, cap, p, n);

	ck_assert_uint_lt(len, cap);
	out[len] = 0;
	return len;
}

/* 1 where the answer may be the item's: the same, or shared by tables. */
static int covers(const struct gkri_label *l, const struct item *it)
{
	return l->kind == it->kind && (!l->table || l->table == it->table) &&
	    (l->id == it->id || !l->id);
}

/* Where folded text of an item ends its ordinal. */
static size_t ordinal_bytes(const char *text)
{
	struct gkri_ordinal o;

	gkri_ordinal(text, strlen(text), &o);
	return o.bytes;
}

/* ------------------------------------------------------------------ */
/* Abbreviations                                                      */

START_TEST(abbreviations)
{
	static const struct {
		const char *text;
		uint32_t kinds, kind, id;
	} cases[] = {{"逾期不补正", ROW, ROW, 22}, {"逾期不缴费", ROW, ROW, 23},
	    {"1.申请人无正当", ROW, ROW, 22}, {"2.申请人", ROW, ROW, 23},
	    {"申请人", ROW, 0, 0}, {"本年新", ALL, 0, 0},
	    {"本年新", COLUMN, 0, 0}, {"本年新制", ALL, COLUMN, 1},
	    {"行政", ALL, 0, 0}, {"结果", ALL, 0, 0}, {"复议", ALL, 0, 0},
	    {"尚未", ALL, COLUMN, 4}, {"科研", ALL, COLUMN, 3},
	    {"要求", ALL, 0, 0}, {"1.属于", ALL, 0, 0}, {"危及", ALL, 0, 0},
	    {"危及三", ALL, ROW, 7}, {"没有现成信息", ALL, ROW, 14},
	    {"四、结转下年度", ALL, ROW, 26}, {"信息", ALL, 0, 0},
	    {"机构", ALL, 0, 0}, {"公开", ALL, 0, 0},
	    {"政府信息公开", ALL, 0, 0}, {"其他情形）", ALL, 0, 0},
	    {"已获取信息", ALL, 0, 0}, {"补正", ALL, 0, 0},
	    {"本年制作数", ALL, 0, 0}, {"规", ALL, 0, 0}};
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		int found = match(cases[i].text, cases[i].kinds, 0, &l);

		ck_assert_msg(found == (cases[i].kind != 0) &&
			l.kind == cases[i].kind && l.id == cases[i].id,
		    "%s: %d %d %d", cases[i].text, l.kind, l.table, l.id);
	}
	/* pieces of what both editions print speak for neither */
	ck_assert(match("处理决定", COLUMN, 0, &l));
	ck_assert_uint_eq(l.forms, 3);
	ck_assert(match("本年处理决定", COLUMN, 0, &l));
	ck_assert_uint_eq(l.forms, 2);
	ck_assert(match("年处理决定数量", COLUMN, 0, &l));
	ck_assert_uint_eq(l.forms, 3);
}
END_TEST

/* Whatever a label is cut to, it is never taken for another one. */
START_TEST(cut_labels_are_no_others)
{
	struct gkri_label l;
	size_t i, n, k;

	for (i = 0; i < COUNT(items); i++) {
		const struct item *it = &items[i];

		if (!it->text || it->kind == HEADER)
			continue;
		for (n = 0; n < strlen(it->text); n++) {
			if (!gkri_label_match(it->text, n, it->kind, 0, &l) ||
			    covers(&l, it))
				continue;
			/* unless it is cut to that label */
			for (k = 0; k < COUNT(items); k++)
				if (items[k].text && covers(&l, &items[k]) &&
				    strlen(items[k].text) -
					    ordinal_bytes(items[k].text) <=
					n)
					break;
			ck_assert_msg(
			    k < COUNT(items) && l.how <= GKRI_MATCH_NOTED,
			    "%.*s: %d %d %d", (int)n, it->text, l.kind, l.table,
			    l.id);
		}
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Wrong characters                                                   */

START_TEST(slips)
{
	static const struct {
		const char *text;
		uint32_t kind, id;
	} cases[] = {{"2.其他法律行政止公开", ROW, 6},
	    {"其他法律行政止公开", ROW, 6},
	    {"2.其它法律行政法规禁止公开", ROW, 6},
	    {"其他法律、法规规定禁止公开", ROW, 6},
	    {"5.要求行政机关确认或重新出居已获取信息", ROW, 20},
	    {"1.本单位不掌握相关政府信息", ROW, 13},
	    {"一、本年新收政府信公开申请数量", ROW, 1},
	    {"社会公益组识", COLUMN, 4}, {"行政规范性文仵", ROW, 2},
	    {"法律服努机构", COLUMN, 5}, {"4.保护第三方合法权利", ROW, 8},
	    {"对外公开总数里", COLUMN, 3}, {"现行有效件数量", COLUMN, 6}};
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		ck_assert_msg(match(cases[i].text, ALL, 0, &l) &&
			l.kind == cases[i].kind && l.id == cases[i].id &&
			l.how == GKRI_MATCH_TYPO,
		    "%s: %d %d %d %d", cases[i].text, l.kind, l.table, l.id,
		    l.how);
}
END_TEST

START_TEST(other_words_are_no_slips)
{
	static const char *const others[] = {"行政处理", "行政处分", "行政复核",
	    "行政强拆", "行政确认", "行政征收", "行政检查", "行政裁决",
	    "行政处许", "行政复讼", "结果维正", "结果更正", "其他维持",
	    "未予公开", "不以公开", "其他对外发布文件", "其他主动公开文件",
	    "其他对外發布檔案", "其他信息", "上年新收政府信息公开申请数量",
	    "本年结转政府信息公开申请数量", "他组织", "复申请", "公开",
	    "其他法律服务", "自然资源", "情况如下", "情况如下：",
	    "表二：主动公开政府信息情况", "指标名称", "统计数", "综合政务/其他",
	    "新洲区大数据中心", "行政机关", "1075.178", "２０２１", "2021年",
	    "无", "不涉及", "——", "万元", "单位：件"};
	struct gkri_label l;
	uint32_t kind;
	size_t i;

	for (i = 0; i < COUNT(others); i++) {
		ck_assert_msg(!match(others[i], ALL, 0, &l), "%s: %d %d %d",
		    others[i], l.kind, l.table, l.id);
		for (kind = 1; kind <= GROUP; kind *= 2)
			ck_assert_msg(!match(others[i], kind, 0, &l),
			    "%s: %d %d %d", others[i], l.kind, l.table, l.id);
	}
}
END_TEST

/* 1 where the text is some item's but for marks: then it may be that one. */
static int is_known(const char *p, size_t n, const struct gkri_label *l)
{
	char a[1024], b[1024];
	size_t i, skip = 0, len;
	struct gkri_ordinal o;

	gkri_ordinal(p, n, &o);
	len = fold(a, sizeof(a), p + o.bytes, n - o.bytes);
	for (i = 0; i < COUNT(items); i++) {
		if (!items[i].text || !covers(l, &items[i]))
			continue;
		skip = ordinal_bytes(items[i].text);
		if (fold(b, sizeof(b), items[i].text + skip,
			strlen(items[i].text) - skip) == len &&
		    !memcmp(a, b, len))
			return 1;
	}
	return 0;
}

/* A Han character of some label, or any one. */
static size_t random_char(struct test_random *r, char *out)
{
	const char *text = NULL;
	size_t at, len;
	uint32_t code = 0;

	if (test_random_below(r, 4) == 0)
		code = 0x4e00 + (uint32_t)test_random_below(r, 0x51a6);
	while (code < 0x4e00 || code > 0x9fff) {
		text = items[test_random_below(r, COUNT(items))].text;
		if (!text)
			continue;
		at = test_random_below(r, strlen(text));
		code = gkri_code(text + at, strlen(text + at), &len);
	}
	return gkri_encode(out, code);
}

/* The text with one character dropped, replaced or put in. */
static size_t slip(struct test_random *r, char *out, const char *text)
{
	size_t n = strlen(text), at = test_random_below(r, n), len, k = 0;
	unsigned how = (unsigned)test_random_below(r, 3);

	while (((unsigned char)text[at] & 0xc0) == 0x80)
		at--;
	gkri_code(text + at, n - at, &len);
	memcpy(out, text, at);
	if (how)
		k = random_char(r, out + at);
	if (how == 2)
		len = 0;
	memcpy(out + at + k, text + at + len, n - at - len);
	return n - len + k;
}

/* Where a slip in ordinal or note leads to the row or to the group. */
static int is_twin(const struct gkri_label *l, const struct item *it)
{
	if (it->table == GKR_TABLE_APPLICATIONS && it->kind == GROUP)
		return it->id == 5 && l->kind == ROW && l->id == 21;
	return it->table == GKR_TABLE_REVIEW_LITIGATION && it->kind == ROW &&
	    l->kind == GROUP;
}

START_TEST(random_slips_are_no_other_label)
{
	struct test_random random;
	struct gkri_label l;
	char text[1024];
	size_t i, k, n, hits = 0;

	test_random_init(&random, 5);
	for (i = 0; i < COUNT(items) * ROUNDS; i++) {
		const struct item *it = &items[i % COUNT(items)];

		if (!it->text || it->kind == HEADER || it->kind == CAPTION)
			continue;
		n = slip(&random, text, it->text);
		for (k = 0; k < 2; k++) {
			if (!gkri_label_match(
				text, n, k ? it->kind : ALL, 0, &l))
				continue;
			hits++;
			if (is_twin(&l, it))
				continue;
			ck_assert_msg(covers(&l, it) || is_known(text, n, &l),
			    "%.*s: %d %d %d %d", (int)n, text, l.kind, l.table,
			    l.id, l.how);
		}
	}
	ck_assert_uint_gt(hits, COUNT(items) * ROUNDS / 3);
}
END_TEST

START_TEST(random_text_is_no_label)
{
	struct test_random random;
	struct gkri_label l;
	char text[512];
	size_t i, k, n, chars;

	test_random_init(&random, 6);
	for (i = 0; i < 20000; i++) {
		chars = 2 + test_random_below(&random, 40);
		for (n = k = 0; k < chars; k++)
			n += gkri_encode(text + n,
			    0x4e00 +
				(uint32_t)test_random_below(&random, 0x51a6));
		ck_assert_msg(!gkri_label_match(text, n, ALL, 0, &l), "%.*s",
		    (int)n, text);
		ck_assert(
		    !gkri_label_prefix(text, n, ALL, 0, &l) || l.used < n);
	}
}
END_TEST

Suite *suite_label_near(void)
{
	Suite *s = suite_create("label-near");
	TCase *c = tcase_create("label-near");

	tcase_add_test(c, abbreviations);
	tcase_add_test(c, cut_labels_are_no_others);
	tcase_add_test(c, slips);
	tcase_add_test(c, other_words_are_no_slips);
	tcase_add_test(c, random_slips_are_no_other_label);
	tcase_add_test(c, random_text_is_no_label);
	suite_add_tcase(s, c);
	return s;
}
