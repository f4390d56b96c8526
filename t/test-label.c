/* Labels: exact, folded, with notes. */
#include "label-items.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ */
/* Printed as in the form                                             */

START_TEST(every_label_is_exact)
{
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(items); i++) {
		const struct item *it = &items[i];

		if (!it->text)
			continue;
		ck_assert_msg(
		    match(it->text, it->kind, it->table, &l), "%s", it->text);
		ck_assert_msg(is_item(&l, it), "%s: %d %d %d", it->text, l.kind,
		    l.table, l.id);
		ck_assert_uint_eq(l.how, GKRI_MATCH_EXACT);
		ck_assert_uint_eq(l.used, strlen(it->text));
		ck_assert_uint_eq(l.forms & it->forms, it->forms);
	}
}
END_TEST

START_TEST(labels_are_of_their_kind_and_table)
{
	struct gkri_label l;
	uint32_t kind, table;
	size_t i, k;
	int known;

	for (i = 0; i < COUNT(items); i++) {
		if (!items[i].text)
			continue;
		for (kind = 1; kind <= GROUP; kind *= 2)
			for (table = 1; table <= GKRI_TABLES; table++) {
				if (!match(items[i].text, kind, table, &l))
					continue;
				ck_assert_uint_eq(l.kind, kind);
				/* some item with this text says so */
				known = 0;
				for (k = 0; k < COUNT(items); k++)
					known |= is_item(&l, &items[k]);
				ck_assert(known);
				ck_assert(!l.table || l.table == table);
			}
	}
	ck_assert(!match("行政复议", ROW, GKR_TABLE_APPLICATIONS, &l));
	ck_assert(!match("结果维持", ROW, 0, &l));
	ck_assert(!match("行政许可", COLUMN, 0, &l));
	ck_assert(!match("行政许可", ROW, GKR_TABLE_ARTICLE20_6, &l));
	ck_assert_uint_eq(l.kind, 0);
}
END_TEST

START_TEST(shared_labels_have_no_table)
{
	static const struct {
		const char *text;
		uint32_t id, forms;
	} shared[] = {{"上一年项目数量", 1, 1}, {"本年增/减", 2, 1},
	    {"处理决定数量", 3, 1}, {"本年处理决定数量", 3, 2}, {"总计", 0, 3}};
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(shared); i++) {
		ck_assert(match(shared[i].text, COLUMN, 0, &l));
		ck_assert_uint_eq(l.table, 0);
		ck_assert_uint_eq(l.id, shared[i].id);
		ck_assert_uint_eq(l.forms, shared[i].forms);
	}
	ck_assert(match("总计", COLUMN, GKR_TABLE_APPLICATIONS, &l));
	ck_assert_uint_eq(l.id, 7);
	ck_assert(match("总计", COLUMN, GKR_TABLE_REVIEW_LITIGATION, &l));
	ck_assert_uint_eq(l.id, 5);
	ck_assert(match("采购项目数量", COLUMN, 0, &l));
	ck_assert_uint_eq(l.table, GKR_TABLE_ARTICLE20_9);
	ck_assert(match("类别", ALL, GKR_TABLE_APPLICATIONS, &l));
	ck_assert_uint_eq(l.kind, HEADER);
	ck_assert_uint_eq(l.table, 0);
}
END_TEST

/* What a text with several meanings is, by what is asked for. */
START_TEST(kinds_decide_between_meanings)
{
	static const struct {
		const char *text;
		uint32_t kinds, table, kind, id;
	} cases[] = {{"其他", ALL, 0, COLUMN, 6}, {"其他", ROW, 0, ROW, 24},
	    {"3.其他", ALL, 0, ROW, 24}, {"3.其他", COLUMN, 0, 0, 0},
	    {"3、其他", ALL, 0, ROW, 24}, {"（六）其他", ALL, 0, ROW, 21},
	    {"（六）其他", GROUP, 0, GROUP, 5},
	    {"（六）其他处理", ROW | GROUP, 0, ROW, 21},
	    {"（六）其他处理", GROUP, 0, GROUP, 5},
	    {"（六）其他处理", COLUMN, 0, 0, 0}, {"总计", ALL, 6, COLUMN, 7},
	    {"总计", ROW, 6, ROW, 25}, {"总计", ROW, 0, ROW, 25},
	    {"总计", ROW, 7, 0, 0}, {"（七）总计", ALL, 0, ROW, 25},
	    {"（七）总计", COLUMN, 0, 0, 0}, {"合计", ALL, 6, COLUMN, 7},
	    {"（七）合计", ALL, 0, ROW, 25}, {"行政复议", ALL, 0, ROW, 1},
	    {"行政诉讼", ALL, 0, GROUP, 1}, {"行政诉讼", ROW, 0, 0, 0}};
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		int found =
		    match(cases[i].text, cases[i].kinds, cases[i].table, &l);

		ck_assert_msg(found == (cases[i].kind != 0) &&
			l.kind == cases[i].kind && l.id == cases[i].id,
		    "%s as %u in %u: %d %d", cases[i].text, cases[i].kinds,
		    cases[i].table, l.kind, l.id);
	}
	ck_assert(match("（六）其他处理", ROW, 0, &l));
	ck_assert_uint_eq(l.forms, 1);
	ck_assert(match("（六）其他处理", GROUP, 0, &l));
	ck_assert_uint_eq(l.forms, 2);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Folded                                                             */

/* Every label, changed by `change`, is still itself. */
static void check_changed(
    size_t (*change)(char *out, const char *text, int variant), int variant)
{
	struct gkri_label l;
	char text[1024];
	size_t i, n;

	for (i = 0; i < COUNT(items); i++) {
		const struct item *it = &items[i];

		if (!it->text)
			continue;
		n = change(text, it->text, variant);
		if (n == 0)
			continue;
		ck_assert_msg(
		    gkri_label_match(text, n, it->kind, it->table, &l) &&
			is_item(&l, it) && l.how <= GKRI_MATCH_NOTED,
		    "%.*s: %d %d %d %d", (int)n, text, l.kind, l.table, l.id,
		    l.how);
	}
}

static size_t append(char *out, size_t n, const char *text)
{
	strcpy(out + n, text);
	return n + strlen(text);
}

/* Another style of ordinal, or none. */
static size_t restyle(char *out, const char *text, int variant)
{
	static const char *const before[] = {
	    "", "（", "(", "（ ", "", "", "", "", "(", "  ", "**", "〔"};
	static const char *const behind[] = {"", "）", ") ", " ） ", "、", ". ",
	    "．", " ", ")", "、 ", ".", "〕"};
	static const char *const han[] = {
	    "一", "二", "三", "四", "五", "六", "七", "八"};
	struct gkri_ordinal o;
	char digit[2] = {0, 0};
	size_t n;

	gkri_ordinal(text, strlen(text), &o);
	/* 其他 alone is another row than （六）其他 */
	if (o.kind == GKRI_ORDINAL_NONE ||
	    (!variant && strcmp(text, "（六）其他") == 0))
		return 0;
	n = append(out, 0, before[variant]);
	/* 3 其他 may be a value and another label */
	if (variant == 7 && strlen(text + o.bytes) < 12)
		return 0;
	digit[0] = (char)('0' + o.number);
	if (variant)
		n = append(out, n,
		    variant >= 5 && variant < 11 ? digit : han[o.number - 1]);
	n = append(out, n, behind[variant]);
	return append(out, n, text + o.bytes);
}

START_TEST(ordinals_of_any_style)
{
	check_changed(restyle, _i);
}
END_TEST

/* Blanks between all characters. */
static size_t space_out(char *out, const char *text, int variant)
{
	static const char *const blanks[] = {
	    " ", "　", "\xc2\xa0", "\n", "\t ", "\xe2\x80\x8b"};
	size_t n = 0, len, left = strlen(text);

	for (; left; text += len, left -= len) {
		gkri_code(text, left, &len);
		memcpy(out + n, text, len);
		n += len;
		if (left > len)
			n = append(out, n, blanks[variant]);
	}
	return n;
}

START_TEST(blanks_between_characters)
{
	check_changed(space_out, _i);
}
END_TEST

/* Other spellings of marks. */
static size_t respell(char *out, const char *text, int variant)
{
	static const char *const from[] = {
	    "（", "）", "，", "：", "“", "”", "、", "/", ".", "1", "4"};
	static const char *const to[][COUNT(from)] = {
	    {"(", ")", ",", ":", "\"", "\"", "､", "／", "．", "１", "４"},
	    {"〔", "〕", "", "", "", "", "", "/", "、", "1", "4"},
	    {"(", ")", "， ", "： ", "「", "」", ",", "/", ". ", "1", "4"}};
	size_t n = 0, k, len, left = strlen(text);

	for (; left; text += len, left -= len) {
		gkri_code(text, left, &len);
		for (k = 0; k < COUNT(from); k++)
			if (strlen(from[k]) == len &&
			    !memcmp(text, from[k], len))
				break;
		if (k < COUNT(from)) {
			n = append(out, n, to[variant][k]);
			continue;
		}
		memcpy(out + n, text, len);
		n += len;
	}
	return n;
}

START_TEST(marks_of_any_width)
{
	check_changed(respell, _i);
}
END_TEST

/* Traditional characters: those that fold to what the label has. */
static const struct {
	const char *from, *to;
} script[] = {
#define GKRI_HAN(from, code, to, to_code) {from, to},
#include "script.def"
};

static size_t make_traditional(char *out, const char *text, int variant)
{
	size_t n = 0, k, len, left = strlen(text);
	int changed = 0;

	for (; left; text += len, left -= len) {
		gkri_code(text, left, &len);
		memcpy(out + n, text, len);
		/* the first or the last of several traditional ones */
		for (k = 0; k < COUNT(script) && len == 3; k++) {
			size_t at = variant ? COUNT(script) - 1 - k : k;

			if (memcmp(text, script[at].to, 3) != 0)
				continue;
			memcpy(out + n, script[at].from, 3);
			changed = 1;
			break;
		}
		n += len;
	}
	return changed ? n : 0;
}

START_TEST(traditional_characters)
{
	check_changed(make_traditional, _i);
}
END_TEST

static size_t decorate(char *out, const char *text, int variant)
{
	static const char *const before[] = {"**", "### ", "`", " ", ""};
	static const char *const behind[] = {"**", "", "`", "：", "。"};
	size_t n = append(out, 0, before[variant]);

	n = append(out, n, text);
	return append(out, n, behind[variant]);
}

START_TEST(marks_around)
{
	check_changed(decorate, _i);
}
END_TEST

START_TEST(wrong_ordinal_needs_the_exact_label)
{
	struct gkri_label l;

	ck_assert(match("（二）予以公开", ROW, 6, &l));
	ck_assert_uint_eq(l.id, GKRI_ROW_applications_granted);
	ck_assert_uint_eq(l.how, GKRI_MATCH_FOLDED);
	ck_assert(match("9.属于行政查询事项", ROW, 6, &l));
	ck_assert(!match("9.属于行政查询事像", ROW, 6, &l));
	ck_assert(match("8.属于行政查询事像", ROW, 6, &l));
	ck_assert_uint_eq(l.how, GKRI_MATCH_TYPO);
	ck_assert(!match("3.逾期不补", ROW, 6, &l));
	ck_assert(match("1.逾期不补", ROW, 6, &l));
	/* a number without its mark is a value unless it is the right one */
	ck_assert(match("1 属于国家秘密", ROW, 6, &l));
	ck_assert(!match("26属于国家秘密", ROW, 6, &l));
	ck_assert(!match("4 属于国家秘密", ROW, 6, &l));
	ck_assert(!match("5结果维持", ALL, 0, &l));
}
END_TEST

START_TEST(words_of_other_usage)
{
	static const struct {
		const char *text;
		uint8_t kind, table, id;
	} cases[] = {{"規範性檔案", ROW, 1, 2}, {"行政規範性檔案", ROW, 1, 2},
	    {"一、本年新收政府資訊公開申請數量", ROW, 6, 1},
	    {"5.屬於三類內部事務資訊", ROW, 6, 9},
	    {"採購專案數量", COLUMN, 5, 1}, {"資訊內容", HEADER, 1, 0}};
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		ck_assert_msg(match(cases[i].text, ALL, 0, &l) &&
			l.kind == cases[i].kind && l.table == cases[i].table &&
			l.id == cases[i].id,
		    "%s", cases[i].text);
}
END_TEST

START_TEST(captions_in_all_their_forms)
{
	static const char *const forms[] = {"第二十条第（%s）项",
	    "第二十条 第（%s）项", "第二十条（%s）项", "二十条(%s)项",
	    "第二十条第(%s)项", "第二十条第%s项", "### 第二十条第（%s）项",
	    "第二十條第（%s）項", "二十条第（%s）项", "第20条第（%s）项",
	    "《条例》第二十条第（%s）项", "一、第二十条第（%s）项",
	    "《中华人民共和国政府信息公开条例》第二十条第（%s）项",
	    "第二十条第（%s）项（主动公开）", "第二十条第（%s）"};
	static const char *const items_of[] = {"一", "五", "六", "八", "九"};
	struct gkri_label l;
	char text[256];
	size_t i, k;

	for (i = 0; i < COUNT(forms); i++) {
		for (k = 0; k < COUNT(items_of); k++) {
			sprintf(text, forms[i], items_of[k]);
			ck_assert_msg(match(text, ALL, 0, &l) &&
				l.kind == CAPTION && l.table == k + 1,
			    "%s", text);
		}
		sprintf(text, forms[i], "二");
		ck_assert_msg(!match(text, ALL, 0, &l), "%s", text);
	}
	ck_assert(!match("第十九条第（一）项", ALL, 0, &l));
	ck_assert(!match("第二十条", ALL, 0, &l));
	ck_assert(!match("第二十一条第（一）项", ALL, 0, &l));
}
END_TEST

/* ------------------------------------------------------------------ */
/* Notes                                                              */

static size_t note(char *out, const char *text, int variant)
{
	static const char *const notes[] = {"（含当场处罚）",
	    "(减用负值表示,如-8)", "（2018年末仍在目录上的项数",
	    " 【注：见下表】", "（含（一）和（二））", "(a)(b)"};

	return append(out, append(out, 0, text), notes[variant]);
}

START_TEST(notes_behind_labels)
{
	check_changed(note, _i);
}
END_TEST

START_TEST(long_notes)
{
	static const char part[] =
	    "对不特定的单位和个人有约束力的公文，例如-5；";
	struct gkri_label l;
	char text[8192];
	size_t n = 0;

	n = append(text, n, "规范性文件（");
	while (n < 4000)
		n = append(text, n, part);
	ck_assert(match(text, ALL, 0, &l));
	ck_assert_uint_eq(l.how, GKRI_MATCH_NOTED);
	ck_assert_uint_eq(l.id, GKRI_ROW_article20_1_normative_documents);
	n = append(text, n, "）");
	ck_assert(match(text, ALL, 0, &l));
	ck_assert_uint_eq(l.used, n);
	/* what stands behind the note may make it something else */
	append(text, n, "以外的公文");
	ck_assert(!match(text, ALL, 0, &l));
	/* a long text is none, wherever its brackets are */
	for (n = 0; n < 4000;)
		n = append(text, n, part);
	ck_assert(!match(text, ALL, 0, &l));
	memcpy(text, "行政许可", 12);
	ck_assert(!match(text, ALL, 0, &l));
}
END_TEST

START_TEST(notes_inside_labels)
{
	struct gkri_label l;

	ck_assert(match("本年（2020年）增/减", COLUMN, 2, &l));
	ck_assert_uint_eq(l.how, GKRI_MATCH_NOTED);
	ck_assert(match("本年收费金额（单位：元）", COLUMN, 4, &l));
	ck_assert(match("总计（件）", COLUMN, 6, &l));
	ck_assert(match("行政诉讼（未经复议直接起诉）", ALL, 0, &l));
	ck_assert_uint_eq(l.kind, ROW);
	ck_assert_uint_eq(l.id, GKRI_ROW_review_litigation_suit_direct);
	ck_assert(!match("（其中修订 16 件）", ALL, 0, &l));
	ck_assert(!match("22（其中修订 16 件）", ALL, 0, &l));
	ck_assert(!match("（含行政许可）", ALL, 0, &l));
	ck_assert(!match("）（", ALL, 0, &l));
}
END_TEST

/* ------------------------------------------------------------------ */
/* Whatever comes                                                     */

START_TEST(any_bytes_are_read_safely)
{
	struct test_random random;
	struct gkri_label l;
	char text[256], *copy;
	size_t i, n;

	test_random_init(&random, 7);
	for (i = 0; i < 60000; i++) {
		const char *from = items[i % COUNT(items)].text;

		if (!from)
			continue;
		n = append(text, 0, from);
		n = append(text, n, "（注）26 0");
		test_random_damage(&random, text, n, 1, 10);
		n -= test_random_below(&random, n);
		/* of its own size, so that a read past its end is seen */
		copy = malloc(n);
		memcpy(copy, text, n);
		gkri_label_match(copy, n, ALL, 0, &l);
		ck_assert_uint_le(l.used, n);
		gkri_label_prefix(copy, n, ALL, 0, &l);
		ck_assert_uint_le(l.used, n);
		gkri_label_contains(6, ROW, (uint32_t)(i % 30), copy, n);
		free(copy);
	}
}
END_TEST

START_TEST(empty_and_short_texts_are_none)
{
	static const char *const texts[] = {"", " ", "0", "（", "）", "其",
	    "（一）", "一、", "*", "。。。。。。"};
	struct gkri_label l;
	size_t i;

	for (i = 0; i < COUNT(texts); i++) {
		ck_assert(!match(texts[i], ALL, 0, &l));
		ck_assert_uint_eq(l.kind, 0);
		ck_assert(
		    !gkri_label_prefix(texts[i], strlen(texts[i]), ALL, 0, &l));
	}
	ck_assert(!match("规章", 0, 0, &l));
	ck_assert(!match("规章", ALL, 99, &l));
}
END_TEST

Suite *suite_label(void)
{
	Suite *s = suite_create("label");
	TCase *c = tcase_create("label");

	tcase_add_test(c, every_label_is_exact);
	tcase_add_test(c, labels_are_of_their_kind_and_table);
	tcase_add_test(c, shared_labels_have_no_table);
	tcase_add_test(c, kinds_decide_between_meanings);
	tcase_add_loop_test(c, ordinals_of_any_style, 0, 12);
	tcase_add_loop_test(c, blanks_between_characters, 0, 6);
	tcase_add_loop_test(c, marks_of_any_width, 0, 3);
	tcase_add_loop_test(c, traditional_characters, 0, 2);
	tcase_add_loop_test(c, marks_around, 0, 5);
	tcase_add_test(c, wrong_ordinal_needs_the_exact_label);
	tcase_add_test(c, words_of_other_usage);
	tcase_add_test(c, captions_in_all_their_forms);
	tcase_add_loop_test(c, notes_behind_labels, 0, 6);
	tcase_add_test(c, long_notes);
	tcase_add_test(c, notes_inside_labels);
	tcase_add_test(c, any_bytes_are_read_safely);
	tcase_add_test(c, empty_and_short_texts_are_none);
	suite_add_tcase(s, c);
	return s;
}
