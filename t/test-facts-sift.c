/*
 * Sentences that are passed over state nothing: facts with them and without
 * are the same, of all prose there is and of random mixtures of what fact.def
 * has.
 */
#include "fact.h"
#include "support-samples.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 200
#define PIECES 60 /* of a random text */
#define TEXT_MAX 16384

struct both {
	gkr_facts *sifted, *narrow, *all;
};

static void setup(struct both *b)
{
	ck_assert_int_eq(gkr_facts_new(&b->sifted), GKR_OK);
	ck_assert_int_eq(gkr_facts_new(&b->narrow), GKR_OK);
	ck_assert_int_eq(gkr_facts_new(&b->all), GKR_OK);
	b->narrow->narrow = 1;
	b->all->unsifted = 1;
}

static void teardown(struct both *b)
{
	gkr_facts_free(b->sifted);
	gkr_facts_free(b->narrow);
	gkr_facts_free(b->all);
}

/* ------------------------------------------------------------------ */
/* What is compared                                                   */

static size_t put_fact(char *out, size_t cap, const struct gkri_fact *f)
{
	return (size_t)snprintf(out, cap,
	    "%s/%s %ld.%u scope %u%s%s at %lu+%lu printed %lu+%lu role %u %u "
	    "proof %u column %u rough %u\n",
	    gkr_concept_name(f->concept),
	    f->also ? gkr_concept_name(f->also) : "", (long)f->mantissa,
	    f->scale, f->scope, f->certain ? "" : "?",
	    f->negative ? " not" : "", (unsigned long)f->at,
	    (unsigned long)(f->end - f->at), (unsigned long)f->printed_at,
	    (unsigned long)(f->printed_end - f->printed_at), f->role, f->holds,
	    f->proof, f->column, f->rough);
}

/* All that is known of a text, a line each. */
static char *known(const gkr_facts *f)
{
	size_t cap = 256 * (f->count + 2), n = 0, i;
	char *out = malloc(cap);

	for (i = 0; i < f->count; i++)
		n += put_fact(out + n, cap - n, &f->list[i]);
	n += (size_t)snprintf(out + n, cap - n, "fees %u", f->fees_said);
	if (f->has_period)
		snprintf(out + n, cap - n, " %u-%u-%u..%u-%u-%u at %lu+%lu",
		    f->period.from_year, f->period.from_month,
		    f->period.from_day, f->period.to_year, f->period.to_month,
		    f->period.to_day, (unsigned long)f->period.at,
		    (unsigned long)(f->period.end - f->period.at));
	return out;
}

static void compare(struct both *b, const char *what, const char *text)
{
	char *sifted = known(b->sifted), *all = known(b->all);
	char *narrow = known(b->narrow);

	ck_assert_msg(strcmp(sifted, narrow) == 0,
	    "%s: %s\n-- in vectors:\n%s\n-- without:\n%s", what, text, sifted,
	    narrow);
	ck_assert_msg(strcmp(sifted, all) == 0,
	    "%s: %s\n-- sifted:\n%s\n-- all:\n%s", what, text, sifted, all);
	free(sifted);
	free(narrow);
	free(all);
}

static void read_one(
    gkr_facts *f, const char *p, size_t n, const struct gkri_fact_about *about)
{
	f->count = 0;
	f->has_period = f->fees_said = 0;
	f->work = 0;
	ck_assert_int_eq(gkri_facts_text(f, p, n, about), GKR_OK);
}

/* Returns how many facts there are. */
static size_t try_text(struct both *b, const char *what, const char *p,
    const struct gkri_fact_about *about)
{
	read_one(b->sifted, p, strlen(p), about);
	read_one(b->narrow, p, strlen(p), about);
	read_one(b->all, p, strlen(p), about);
	compare(b, what, p);
	return b->all->count;
}

/* As section of every kind, of a department and not, its year known or not. */
static size_t try_all(struct both *b, const char *what, const char *p)
{
	struct gkri_fact_about about;
	size_t i, facts = 0;

	for (i = 0; i < 16; i++) {
		memset(&about, 0, sizeof about);
		about.year = i & 1 ? 2021 : 0;
		about.department = i >> 1 & 1;
		about.government = !about.department;
		about.applications = i >> 2 == 1;
		about.disclosure = i >> 2 >= 2;
		about.other_matters = i >> 2 == 3;
		facts += try_text(b, what, p, &about);
	}
	return facts;
}

/* ------------------------------------------------------------------ */
/* Prose                                                              */

/* The texts of facts.txt alone, and all of them as one. */
START_TEST(sentences)
{
	char *all = test_read("t/facts.txt", NULL), *line, *end;
	char *text = calloc(1, strlen(all) + 1), *at = text, *from = text;
	struct both b;
	size_t facts = 0;

	setup(&b);
	for (line = all; *line; line = end + 1) {
		end = line + strcspn(line, "\n");
		*end = '\0';
		if (!*line && *from) {
			facts += try_all(&b, "t/facts.txt", from);
			from = at;
		}
		if (*line != '#' && *line != ' ')
			at += sprintf(at, "%s\n", line);
	}
	ck_assert_uint_gt(facts, 1000);
	ck_assert_uint_gt(try_all(&b, "t/facts.txt", text), 1000);
	teardown(&b);
	free(all);
	free(text);
}
END_TEST

/* A sample as a report, and as a mere text. */
static size_t try_sample(struct both *b, gkr_report *r, const char *name)
{
	size_t len, facts = 0;
	char *text = samples_read(name, &len);
	gkr_tokenizer *t;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	if (gkr_report_parse(r, t, text, len) == GKR_OK) {
		ck_assert_int_eq(gkr_facts_read(b->sifted, r), GKR_OK);
		ck_assert_int_eq(gkr_facts_read(b->narrow, r), GKR_OK);
		ck_assert_int_eq(gkr_facts_read(b->all, r), GKR_OK);
		compare(b, name, "a report");
		facts = b->all->count;
	}
	if (gkr_facts_read_text(b->all, text, len) == GKR_OK)
		facts += try_all(b, name, text);
	gkr_tokenizer_free(t);
	free(text);
	return facts;
}

START_TEST(samples)
{
	size_t count, i, facts = 0;
	char **names = samples_list(&count);
	gkr_report *r;
	struct both b;

	setup(&b);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (i = 0; i < count; i++)
		facts += try_sample(&b, r, names[i]);
	ck_assert_uint_gt(facts, 100);
	gkr_report_free(r);
	teardown(&b);
	test_list_free(names, count);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Random mixtures                                                    */

static const char *const parts[] = {
#define GKR_FACT_WORD(classes, value, text) text,
#include "fact.def"
};

static const char *const numerals[] = {
#define GKR_FACT_HAN(text, digit, power) text,
#include "fact.def"
    "1", "12", "０", "１,０５８", "1,234", "2.5", "0", "七十", "2021年",
    "二〇二一年度", "2020年1月1日", "12月31日", "3万", "5余", "几"};

static const char *const units[] = {
#define GKR_FACT_UNIT(text, kind) text,
#include "fact.def"
    "個", "條", "項", "件", "件", "条", "件左右", "名", "日", "年", "%"};

static const char *const marks[] = {"。", "。", "。", "，", "，", "，", "、",
    "、", "；", "：", "（", "）", "(", ")", "！", "\n", "\n", "\n\n", "\r\n",
    " ", "　", "\t", "“", "”", "*", "\n一、", "\n（二）", "\n1.", "\n- 3 -\n",
    "\n## ", "第", "《", "》", "〔2021〕3号", "余", "多", "万", "abc", "-",
    "v2", "—", "至", "\xc3\xa9", "\xf0\xa0\x80\x80", "某", "的", "一。",
    "\n一。", "》", "《办法》", "〔", "号", "號", ",", ";", ")，", "件，", "，",
    "\n－", "不", "\n件", "\n—"};

/* What stands for a simplified character elsewhere; NULL: nothing. */
static const char *traditional(const char *p)
{
	static const char *const script[][2] = {
#define GKRI_HAN(from, code, to, to_code) {to, from},
#include "script.def"
	};
	size_t i;

	for (i = 0; i < sizeof script / sizeof *script; i++)
		if (memcmp(script[i][0], p, 3) == 0)
			return script[i][1];
	return NULL;
}

/* Clauses of facts.txt: what really states something. */
struct clauses {
	char *all, *list[4096];
	size_t count;
};

static void find_clauses(struct clauses *c)
{
	char *line, *p;

	c->all = test_read("t/facts.txt", NULL);
	c->count = 0;
	for (line = strtok(c->all, "\n"); line; line = strtok(NULL, "\n")) {
		if (*line == '#' || *line == ' ')
			continue;
		for (p = line; p && c->count < 4096; c->count++) {
			c->list[c->count] = p;
			p = strstr(p, "，");
			if (p) {
				*p = '\0';
				p += 3;
			}
		}
	}
}

#define SOME(list, r) list[test_random_below(r, sizeof list / sizeof *list)]

static const char *some(struct test_random *r, const struct clauses *c)
{
	switch (test_random_below(r, 8)) {
	case 0:
		return SOME(numerals, r);
	case 1:
		return SOME(units, r);
	case 2:
	case 3:
		return SOME(marks, r);
	case 4:
		return c->list[test_random_below(r, c->count)];
	default:
		return SOME(parts, r);
	}
}

/*
 * Now and then a character in its traditional form, and a text without end:
 * longer than a sentence may be.
 */
static void mix(char *out, struct test_random *r, const struct clauses *c)
{
	int endless = test_random_below(r, 32) == 0;
	size_t pieces = 1 + test_random_below(r, endless ? 2000 : PIECES);
	size_t n = 0;
	const char *p, *other;

	for (; pieces; pieces--) {
		p = some(r, c);
		if (endless && strstr(p, "。"))
			continue;
		for (; *p && n < TEXT_MAX - 4; p++) {
			other = (unsigned char)*p >= 0xe4 &&
				test_random_below(r, 8) == 0
			    ? traditional(p)
			    : NULL;
			if (other) {
				memcpy(out + n, other, 3);
				n += 3;
				p += 2;
			} else {
				out[n++] = *p;
			}
		}
	}
	out[n] = '\0';
}

START_TEST(mixtures)
{
	char *text = malloc(TEXT_MAX);
	struct test_random r;
	struct clauses c;
	struct both b;
	size_t i, facts = 0;

	setup(&b);
	find_clauses(&c);
	test_random_init(&r, 20081 + (uint64_t)_i);
	for (i = 0; i < ROUNDS; i++) {
		mix(text, &r, &c);
		facts += try_all(&b, "a mixture", text);
	}
	ck_assert_uint_gt(facts, ROUNDS);
	teardown(&b);
	free(c.all);
	free(text);
}
END_TEST

/* ------------------------------------------------------------------ */

/* The topic may be that of a sentence which states nothing itself. */
START_TEST(what_is_needed)
{
	static const char *const texts[] = {
	    "政府信息公开申请渠道畅通。加强学习。本年收到3件。",
	    "制定了规范性文件管理办法。加强学习。本年废止3件。",
	    "政府信息公开行政复议、行政诉讼均为0",
	    ("政府信息公开工作有序。加强学习。行政复议工作有序。加强学习。"
	     "结果维持2件。"),
	    "信息处理费按规定办。加强学习。收费3元。",
	    "网民留言及时办。加强学习。本年收到3件。办结3件。",
	    /* and what else is looked for */
	    "加强学习。所列数据的统计期限为2021年1月1日至11月30日。",
	    "加强学习。所列數據的統計期限為2021年1月1日至11月30日。",
	    "加强学习。收到申请5\n件。", "加强学习。未\n收到申请。",
	    "全市收到申请5件。我局加强学习。", "加强学习。零申请。",
	    "加强学习。收到申请5\n- 3 -\n件。", "加强学习。收到申\n请5件。",
	    /* a line ends behind the number, and another number begins one */
	    "属于国家秘密 0\n3，报告", "1.属于国家秘密 0\n3报告",
	    /* a word ends with the line, or behind the number of a page */
	    "没有收取信息处\n3月9日，理费。", "没有收取信息处\n—3—\n理费。",
	    /* the word that counts stands before a comma */
	    "收到申请（其中，网上3件，信函2件）5件。",
	    "收到《甲，乙》申请书，等〔丙，丁〕3号，戊5件。",
	    "收到甲〔2021〕3号，1,234件。", "收到申请三，四件，5，6件。",
	    "收到《甲，乙》5件。", "收到（甲，5件乙）6件。",
	    "申请渠道畅通，另5件《甲，乙》结转下年度。",
	    /* or it is said what has a part of it */
	    "全市收到申请8件。其中自然人5件，两个人3件，第二个人2件。"};
	struct both b;
	size_t i;

	setup(&b);
	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		try_all(&b, "needed", texts[i]);
	teardown(&b);
}
END_TEST

/* What is passed over costs next to nothing, even where topics are asked. */
START_TEST(work_is_little)
{
	static const char idle[] = "全面推进政务公开工作。";
	struct both b;
	char *text = malloc(400 * sizeof idle), *p = text;
	size_t i;

	setup(&b);
	for (i = 0; i < 100; i++)
		p += sprintf(p, "%s%s收到3件。", idle, idle);
	try_all(&b, "idle", text);
	ck_assert_int_eq(
	    gkr_facts_read_text(b.sifted, text, strlen(text)), GKR_OK);
	ck_assert_int_eq(
	    gkr_facts_read_text(b.all, text, strlen(text)), GKR_OK);
	ck_assert_uint_eq(b.sifted->count, b.all->count);
	ck_assert_uint_le(b.sifted->work, 2 * b.all->work);
	teardown(&b);
	free(text);
}
END_TEST

/* A signature above its date, though a page's number may stand in a word. */
START_TEST(signature_is_idle)
{
	static const char text[] = "加强学习。\n某县人民政府\n2022年3月9日";
	struct gkri_fact_about about = {0};
	struct both b;

	setup(&b);
	about.year = 2021;
	about.other_matters = 1;
	ck_assert_uint_eq(try_text(&b, "a signature", text, &about), 0);
	ck_assert_uint_eq(b.sifted->work, strlen(text));
	teardown(&b);
}
END_TEST

Suite *suite_facts_sift(void);
Suite *suite_facts_sift(void)
{
	Suite *s = suite_create("facts-sift");
	TCase *c = tcase_create("facts-sift");

	tcase_add_test(c, sentences);
	tcase_add_test(c, samples);
	tcase_add_loop_test(c, mixtures, 0, 8);
	tcase_add_test(c, what_is_needed);
	tcase_add_test(c, work_is_little);
	tcase_add_test(c, signature_is_idle);
	suite_add_tcase(s, c);
	return s;
}
