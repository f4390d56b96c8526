/*
 * Facts: what prose states, by t/facts.txt and through every function; and
 * the rules that compare it with the tables, on a sample whose prose is
 * exchanged.
 */
#include "support-check.h"
#include "support-cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ */
/* Sentences                                                          */

#define CORE                                                            \
	" new_received carried_in received_plus_carried outcome_total " \
	"carried_out review_total suit_total normative_issued "         \
	"normative_repealed normative_in_force fees_info_processing "   \
	"fees_amount "

/* An entry of facts.txt: lines of text, then facts behind two blanks. */
struct entry {
	char text[2048], facts[2048];
	int line;
};

static char *take_line(char **p)
{
	char *line = *p, *end;

	if (!*line)
		return NULL;
	end = strchr(line, '\n');
	if (end) {
		*end = '\0';
		*p = end + 1;
	} else {
		*p = line + strlen(line);
	}
	return line;
}

static void add(char *to, size_t cap, const char *text, const char *end)
{
	size_t n = strlen(to);

	ck_assert_uint_lt(n + strlen(text) + 2, cap);
	snprintf(to + n, cap - n, "%s%s", text, end);
}

static int next_entry(char **p, struct entry *e, int *number)
{
	char *line;

	e->text[0] = e->facts[0] = '\0';
	while ((line = take_line(p)) != NULL) {
		++*number;
		if (*line == '#')
			continue;
		if (!*line) {
			if (*e->text)
				return 1;
			continue;
		}
		if (!*e->text)
			e->line = *number;
		if (strncmp(line, "  ", 2) == 0)
			add(e->facts, sizeof e->facts, line + 2, "\n");
		else
			add(e->text, sizeof e->text, line, "\n");
	}
	return *e->text != '\0';
}

static int is_core(const char *concept)
{
	char word[64];

	snprintf(word, sizeof word, " %s ", concept);
	return strstr(CORE, word) != NULL;
}

/* The totals that are certain, a line each, as the file has them. */
static void certain_facts(const gkr_facts *f, char *out, size_t cap)
{
	const char *concept;
	uint32_t i;
	size_t n = 0;

	*out = '\0';
	for (i = 0; i < gkr_facts_count(f); i++) {
		concept = gkr_concept_name(gkr_fact_concept(f, i));
		if (!gkr_fact_certain(f, i) || gkr_fact_applicant(f, i) ||
		    !is_core(concept))
			continue;
		n += (size_t)snprintf(out + n, cap - n, "%s%s%s %s\n", concept,
		    gkr_fact_also(f, i) ? "/" : "",
		    gkr_fact_also(f, i) ? gkr_concept_name(gkr_fact_also(f, i))
					: "",
		    gkr_fact_value(f, i));
		ck_assert_uint_lt(n, cap);
	}
}

START_TEST(sentences)
{
	char *all = test_read("t/facts.txt", NULL), *p = all;
	struct entry e;
	char got[2048];
	gkr_facts *f;
	int number = 0, count = 0;

	ck_assert_int_eq(gkr_facts_new(&f), GKR_OK);
	while (next_entry(&p, &e, &number)) {
		ck_assert_int_eq(
		    gkr_facts_read_text(f, e.text, strlen(e.text)), GKR_OK);
		certain_facts(f, got, sizeof got);
		ck_assert_msg(strcmp(got, e.facts) == 0,
		    "t/facts.txt:%d: %s-- got\n%s-- for\n%s", e.line, e.text,
		    got, e.facts);
		count++;
	}
	ck_assert_int_gt(count, 150);
	gkr_facts_free(f);
	free(all);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The functions                                                      */

static gkr_facts *facts_of(const char *text)
{
	gkr_facts *f;

	ck_assert_int_eq(gkr_facts_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_facts_read_text(f, text, strlen(text)), GKR_OK);
	return f;
}

/* concept=value@offset+length,line:column "text" printed, a line each. */
static const char *listed(const gkr_facts *f)
{
	static char out[4096];
	size_t n = 0, text, printed;
	const char *p, *q;
	uint32_t i;

	out[0] = '\0';
	for (i = 0; i < gkr_facts_count(f); i++) {
		p = gkr_fact_text(f, i, &text);
		q = gkr_fact_printed(f, i, &printed);
		n += (size_t)snprintf(out + n, sizeof out - n,
		    "%s%s%s=%s %s%s %u+%u %u:%u <%.*s> <%.*s>\n",
		    gkr_concept_name(gkr_fact_concept(f, i)),
		    gkr_fact_applicant(f, i) ? "." : "",
		    gkr_fact_applicant(f, i) ? gkr_fact_applicant(f, i) : "",
		    gkr_fact_value(f, i), gkr_scope_name(gkr_fact_scope(f, i)),
		    gkr_fact_certain(f, i) ? "" : "?",
		    (unsigned)gkr_fact_offset(f, i),
		    (unsigned)gkr_fact_length(f, i),
		    (unsigned)gkr_fact_line(f, i),
		    (unsigned)gkr_fact_column(f, i), (int)text, p, (int)printed,
		    q);
		ck_assert_uint_lt(n, sizeof out);
	}
	return out;
}

START_TEST(places_are_those_of_the_text)
{
	gkr_facts *f =
	    facts_of("２０２４年，全市新收政府\n信息公开申请 １,０５８\n"
		     "件，上年結\r\n轉 7 件。\n- 3 -\n未收到行政復議。\n");

	ck_assert_str_eq(listed(f),
	    "new_received=1058 area 24+49 1:9 "
	    "<新收政府\n信息公开申请 １,０５８\n件> <１,０５８>\n"
	    "carried_in=7 area 76+20 3:3 <上年結\r\n轉 7 件> <7>\n"
	    "review_total=0 organ 106+21 6:1 <未收到行政復議> <>\n");
	gkr_facts_free(f);
}
END_TEST

/* How public documents are is no outcome; decisions are counted as such. */
START_TEST(outcomes_and_decisions)
{
	gkr_facts *f =
	    facts_of("印发公文50件，其中主动公开30件，不予公开4件。"
		     "收到政府信息公开申请9件，提供文件6件，不予公开3件。"
		     "作出行政许可处理决定8件，未开展行政强制。"
		     "收到申请3件，2件予以公开，一件因不掌握无法提供。");

	ck_assert_str_eq(listed(f),
	    "new_received=9 organ 65+34 1:26 <收到政府信息公开申请9件> <9>\n"
	    "denied=3 organ 121+16 1:46 <不予公开3件> <3>\n"
	    "licensing=8 organ 140+34 1:53 <作出行政许可处理决定8件> <8>\n"
	    "coercive=0 organ 177+21 1:66 <未开展行政强制> <>\n"
	    "new_received=3 organ 201+16 1:74 <收到申请3件> <3>\n"
	    "granted=2 organ 220+16 1:81 <2件予以公开> <2>\n"
	    "unavailable_not_held=1 organ 239+30 1:88 "
	    "<一件因不掌握无法提供> <一>\n");
	gkr_facts_free(f);
}
END_TEST

/* What parts are of is said before them. */
START_TEST(parts_of_what)
{
	gkr_facts *f = facts_of(
	    "目录有主动公开事项85项、依申请公开事项12件、不予公开事项3件。"
	    "复议机关作出政府信息公开复议决定6件，其中维持5件。"
	    "政府信息公开诉讼复议后起诉3件（结果维持2件）。"
	    "收到申请9件，主要涉及行政处罚2件、行政许可3件。");

	ck_assert_str_eq(listed(f),
	    "review_total=6 organ? 89+52 1:34 "
	    "<复议机关作出政府信息公开复议决定6件> <6>\n"
	    "review_upheld=5 organ? 150+10 1:55 <维持5件> <5>\n"
	    "suit_after_review_total=3 organ 163+43 1:60 "
	    "<政府信息公开诉讼复议后起诉3件> <3>\n"
	    "suit_upheld=2 organ? 209+16 1:76 <结果维持2件> <2>\n"
	    "new_received=9 organ 231+16 1:84 <收到申请9件> <9>\n");
	gkr_facts_free(f);
}
END_TEST

START_TEST(applicants_and_scopes)
{
	gkr_facts *f = facts_of(
	    "全市收到申请10件，其中自然人申请7件、法人或其他组织申请3件。"
	    "三年来收到申请30件。执法支队收到申请2件。");

	ck_assert_str_eq(listed(f),
	    "new_received=10 area 6+17 1:3 <收到申请10件> <10>\n"
	    "new_received.natural_person=7 area 32+19 1:13 "
	    "<自然人申请7件> <7>\n"
	    "new_received.organisations=3 area 54+31 1:21 "
	    "<法人或其他组织申请3件> <3>\n"
	    "new_received=30 other-period? 88+26 1:33 "
	    "<三年来收到申请30件> <30>\n"
	    "new_received=2 unit-below? 123+22 1:46 "
	    "<支队收到申请2件> <2>\n");
	gkr_facts_free(f);
}
END_TEST

START_TEST(money_is_exact)
{
	gkr_facts *f = facts_of(
	    "收取行政事业性收费18.8710万元。收取行政事业性收费0.5元。");
	int64_t mantissa;
	uint32_t scale;

	ck_assert_str_eq(gkr_fact_value(f, 0), "188710");
	ck_assert_int_eq(gkr_fact_number(f, 0, &mantissa, &scale), GKR_OK);
	ck_assert_int_eq(mantissa, 188710);
	ck_assert_uint_eq(scale, 0);
	ck_assert_str_eq(gkr_fact_value(f, 1), "0.5");
	ck_assert_int_eq(gkr_fact_number(f, 1, &mantissa, &scale), GKR_OK);
	ck_assert_int_eq(mantissa, 5);
	ck_assert_uint_eq(scale, 1);
	gkr_facts_free(f);
}
END_TEST

START_TEST(questions_without_an_answer)
{
	gkr_facts *f = facts_of("收到申请1件。");
	size_t n = 9;
	int64_t mantissa = 9;
	uint32_t scale = 9;

	ck_assert_uint_eq(gkr_facts_count(f), 1);
	ck_assert_uint_eq(gkr_fact_concept(f, 1), 0);
	ck_assert_ptr_null(gkr_fact_value(f, 1));
	ck_assert_ptr_null(gkr_fact_applicant(f, 0));
	ck_assert_ptr_null(gkr_fact_text(f, 1, &n));
	ck_assert_uint_eq(n, 0);
	ck_assert_ptr_null(gkr_fact_printed(NULL, 0, &n));
	ck_assert_int_eq(
	    gkr_fact_number(f, 1, &mantissa, &scale), GKR_E_ARGUMENT);
	ck_assert_int_eq(mantissa, 0);
	ck_assert_uint_eq(scale, 0);
	ck_assert_uint_eq(gkr_fact_certain(NULL, 0), 0);
	ck_assert_uint_eq(gkr_facts_count(NULL), 0);
	ck_assert_uint_eq(gkr_facts_work(NULL), 0);
	ck_assert_int_eq(gkr_facts_read(f, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_facts_read(NULL, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_facts_read_text(f, NULL, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_facts_read_text(f, "\0", 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_facts_read_text(f, "\xff", 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_facts_read_text(f, "\xe5\x8f", 2), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_facts_read_text(f, NULL, 0), GKR_OK);
	ck_assert_uint_eq(gkr_facts_count(f), 0);
	ck_assert_int_eq(gkr_facts_new(NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_facts_set_limit(f, GKR_LIMIT_MEMORY, 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_facts_set_limit(f, GKR_LIMIT_CELL, 1), GKR_E_ARGUMENT);
	gkr_facts_free(f);
	gkr_facts_free(NULL);
}
END_TEST

START_TEST(concepts_are_data)
{
	uint32_t id, form, i, cell, forms[] = {GKR_FORM_2019, GKR_FORM_2021};
	const char *name;

	for (id = 1; id <= gkr_concept_count(); id++) {
		name = gkr_concept_name(id);
		ck_assert_uint_eq(gkr_concept_from_name(name), id);
		ck_assert_ptr_nonnull(gkr_concept_label(id, GKR_LANG_ZH));
		ck_assert_ptr_nonnull(gkr_concept_label(id, GKR_LANG_EN));
		ck_assert_ptr_null(gkr_concept_label(id, 3));
		for (form = 0; form < 2; form++)
			for (i = 0;
			     (cell = gkr_concept_cell(id, forms[form], i)) != 0;
			     i++)
				ck_assert_uint_eq(
				    gkr_form_has_cell(forms[form], cell), 1);
	}
	ck_assert_ptr_null(gkr_concept_name(0));
	ck_assert_ptr_null(gkr_concept_name(id));
	ck_assert_ptr_null(gkr_concept_label(id, GKR_LANG_ZH));
	ck_assert_uint_eq(gkr_concept_from_name("nothing"), 0);
	ck_assert_uint_eq(gkr_concept_from_name(NULL), 0);
	id = gkr_concept_from_name("denied");
	ck_assert_uint_eq(gkr_concept_cell_count(id, GKR_FORM_2019), 8);
	ck_assert_uint_eq(gkr_concept_cell_count(id, GKR_FORM_UNKNOWN), 0);
	id = gkr_concept_from_name("normative_issued");
	ck_assert_uint_eq(gkr_concept_cell_count(id, GKR_FORM_2019), 0);
	ck_assert_uint_eq(gkr_concept_cell(id, GKR_FORM_2021, 0),
	    gkr_cell_from_address("article20_1.normative_documents.issued"));
	for (i = 1; gkr_scope_name(i); i++)
		;
	ck_assert_uint_eq(i, 6);
	ck_assert_ptr_null(gkr_scope_name(0));
}
END_TEST

/* ------------------------------------------------------------------ */
/* Memory, and text that means no good                                */

static const char busy[] =
    "2022年，我局收到申请12件，上年结转2件，办结13件，结转下年度1件。"
    "未发生行政复议、行政诉讼。未收取信息处理费。";

static int32_t read_with(struct test_alloc *a, void *arg)
{
	gkr_facts *f;
	int32_t rc = gkr_facts_new_with(test_alloc, a, &f);

	(void)arg;
	if (rc == GKR_OK)
		rc = gkr_facts_read_text(f, busy, strlen(busy));
	if (rc != GKR_OK)
		ck_assert_uint_eq(gkr_facts_count(f), 0);
	gkr_facts_free(f);
	return rc;
}

START_TEST(memory_that_fails)
{
	ck_assert_uint_gt(test_each_failure(read_with, NULL), 3);
}
END_TEST

START_TEST(memory_has_a_limit)
{
	gkr_facts *f = facts_of(busy);
	char *many = malloc(400 * sizeof busy);
	size_t i;

	for (i = 0; i < 400; i++)
		memcpy(many + i * (sizeof busy - 1), busy, sizeof busy);
	ck_assert_int_eq(
	    gkr_facts_set_limit(f, GKR_LIMIT_MEMORY, 300000), GKR_OK);
	ck_assert_int_eq(
	    gkr_facts_read_text(f, many, strlen(many)), GKR_E_LIMIT);
	ck_assert_uint_eq(gkr_facts_count(f), 0);
	ck_assert_int_eq(gkr_facts_read_text(f, busy, strlen(busy)), GKR_OK);
	ck_assert_uint_eq(gkr_facts_count(f), 7);
	free(many);
	gkr_facts_free(f);
}
END_TEST

/* Pieces that are repeated until the text is long. */
static const char *const hostile[] = {"9", "其中", "（", "收到申请1件，", "未",
    "《", "〔", "，", "二〇", "一二三四五六七八九十", "结转", "1-",
    "收到申请1件\n", "1、", "、", "1.", "第", "万", "a", " 1", "未收到申请",
    "其中收到1件（", "2022年", "\xf0\xa0\x80\x80", "行政复议、"};

static uint64_t work_of(const char *piece, size_t times)
{
	size_t n = strlen(piece), i;
	char *text = malloc(n * times + 64);
	gkr_facts *f;
	uint64_t work;

	strcpy(text, "2022年收到政府信息公开申请");
	i = strlen(text);
	for (; times; times--, i += n)
		memcpy(text + i, piece, n);
	ck_assert_int_eq(gkr_facts_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_facts_read_text(f, text, i), GKR_OK);
	work = gkr_facts_work(f);
	gkr_facts_free(f);
	free(text);
	return work;
}

START_TEST(work_is_linear)
{
	const char *piece = hostile[_i];
	size_t times = 250000 / strlen(piece);
	uint64_t one = work_of(piece, times), four = work_of(piece, 4 * times);

	ck_assert_uint_le(four, 5 * one + 10000);
	ck_assert_uint_le(four, 6 * 4 * strlen(piece) * (times + 100));
}
END_TEST

/* ------------------------------------------------------------------ */
/* The rules                                                          */

/* A sample's text with `from` exchanged for `to`. */
static char *changed(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	size_t n = strlen(text) + strlen(to) + 1;
	char *out = malloc(n);

	ck_assert_ptr_nonnull(at);
	snprintf(
	    out, n, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	return out;
}

#define PROSE                                                                                            \
	"全年新收政府信息公开申请171件，上年结转4件，都在期限内答复，结转" \
	"下年度7件。"
#define NAME "鹿鸣市枕溪区水务局"

static int is_ours(const char *rule)
{
	return strncmp(rule, "text.", 5) == 0 || strncmp(rule, "date.", 5) == 0;
}

/* A finding as its rule, place, status, sides, position and cells. */
static size_t put_finding(
    char *out, size_t cap, const gkr_findings *f, uint32_t i)
{
	const char *at = gkr_finding_at(f, i), *left = gkr_finding_left(f, i);
	size_t n;
	uint32_t cell;

	n = (size_t)snprintf(out, cap, "%s%s%s %s %s",
	    gkr_rule_name(gkr_finding_rule(f, i)), at ? "@" : "", at ? at : "",
	    gkr_finding_status_name(gkr_finding_status(f, i)),
	    gkr_severity_name(gkr_finding_severity(f, i)));
	if (left)
		n += (size_t)snprintf(
		    out + n, cap - n, " %s|%s", left, gkr_finding_right(f, i));
	n += (size_t)snprintf(out + n, cap - n, " %u:%u",
	    (unsigned)gkr_finding_line(f, i),
	    (unsigned)gkr_finding_column(f, i));
	for (cell = 0; cell < gkr_finding_cell_count(f, i); cell++)
		n += (size_t)snprintf(out + n, cap - n, " %s",
		    gkr_cell_address(gkr_finding_cell(f, i, cell)));
	return n + (size_t)snprintf(out + n, cap - n, "\n");
}

/* Findings of the rules at hand, with messages if asked. */
static const char *found_in(const char *text, int messages)
{
	static char out[8192];
	gkr_tokenizer *t;
	gkr_findings *f;
	gkr_report *r;
	size_t n = 0;
	uint32_t i;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, strlen(text)), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	out[0] = '\0';
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (!is_ours(gkr_rule_name(gkr_finding_rule(f, i))))
			continue;
		n += put_finding(out + n, sizeof out - n, f, i);
		if (messages)
			n += (size_t)snprintf(out + n, sizeof out - n,
			    "\t%s\n\t%s\n",
			    gkr_finding_message(f, i, GKR_LANG_ZH),
			    gkr_finding_message(f, i, GKR_LANG_EN));
	}
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return out;
}

static const char *with(const char *from, const char *to, int messages)
{
	char *text = test_read("t/samples/water_lines.txt", NULL);
	char *other = changed(text, from, to);
	const char *found = found_in(other, messages);

	free(text);
	free(other);
	return found;
}

static const char *prose(const char *text)
{
	return with(PROSE, text, 0);
}

START_TEST(a_number_that_differs)
{
	ck_assert_str_eq(with("申请171件", "申请172件", 1),
	    "text.new_received@applications.new_received.total fail warning "
	    "172|171 5:13 applications.new_received.total\n"
	    "\t正文“新收政府信息公开申请172件”（172），表中“一、本年新收政府"
	    "信息公开申请数量”行“总计”列是 171\n"
	    "\tthe text has \"新收政府信息公开申请172件\" (172), the table "
	    "171 in row new received [一、本年新收政府信息公开申请数量], "
	    "column total [总计]\n");
	ck_assert_str_eq(prose(PROSE), "");
}
END_TEST

/* prose, and the findings: rule status left|right, a line each */
static const struct {
	const char *text, *found;
} compared[] = {{"新收申请171件，办结168件。", ""},
    {"新收申请171件，办结169件。",
	"text.outcome_total@applications.outcome_total.total fail warning "
	"169|168 5:12 applications.outcome_total.total\n"},
    {"收到政府信息公开申请171件，上年结转5件，办结168件，结转下年度8件。",
	"text.carried_in@applications.carried_in.total fail warning 5|4 5:20 "
	"applications.carried_in.total\n"
	"text.carried_out@applications.carried_out.total fail warning 8|7 "
	"5:35 applications.carried_out.total\n"},
    /* all that was to be handled, or all but what was carried in */
    {"收到申请171件，连同上年结转4件，共175件。", ""},
    {"连同上年结转共175件。", ""}, {"连同上年结转的申请共175件。", ""},
    {"加上上年结转共175件。", ""},
    {"本年度，不含上年结转共收到政府信息公开申请171件。", ""},
    {"本年度，不含上年结转共收到政府信息公开申请170件。",
	"text.new_received@applications.new_received.total fail warning "
	"170|171 5:22 applications.new_received.total\n"},
    {"收到申请171件（不含上年结转4件）。", ""},
    {"收到申请171件（不含上年结转共5件）。",
	"text.carried_in@applications.carried_in.total unassessable warning "
	"5|4 5:17 applications.carried_in.total\n"},
    /* 受理 may count what was carried in: 171 + 4 */
    {"受理政府信息公开申请175件。", ""}, {"受理政府信息公开申请171件。", ""},
    {"受理政府信息公开申请175件，办结168件，结转下年度7件。", ""},
    {"受理政府信息公开申请176件，办结169件，结转下年度7件。",
	"text.new_received@applications.new_received.total.."
	"applications.carried_in.total fail warning 176|175 5:11 "
	"applications.new_received.total applications.carried_in.total\n"
	"text.outcome_total@applications.outcome_total.total fail warning "
	"169|168 5:18 applications.outcome_total.total\n"},
    /* none at all is 0 */
    {"本年度未收到政府信息公开申请。",
	"text.new_received@applications.new_received.total fail warning "
	"0|171 5:4 applications.new_received.total\n"},
    {"未发生政府信息公开行政复议、行政诉讼。",
	"text.review_total@review_litigation.review.total fail warning 0|6 "
	"5:1 review_litigation.review.total\n"
	"text.suit_total@review_litigation.suit_direct.total.."
	"review_litigation.suit_after_review.total fail warning 0|13 5:1 "
	"review_litigation.suit_direct.total "
	"review_litigation.suit_after_review.total\n"},
    {"因政府信息公开引发行政复议6件、行政诉讼13件。", ""},
    {"制发行政规范性文件3件，废止1件，现行有效17件。", ""},
    {"制发行政规范性文件3件，废止2件，现行有效18件。",
	"text.normative_documents@article20_1.normative_documents.repealed "
	"fail warning 2|1 5:15 article20_1.normative_documents.repealed\n"
	"text.normative_documents@article20_1.normative_documents.in_force "
	"fail warning 18|17 5:22 article20_1.normative_documents.in_force\n"},
    /* not sure enough: both numbers, and no mistake */
    {"主动公开行政规范性文件14件。",
	"text.normative_documents@article20_1.normative_documents.issued "
	"unassessable warning 14|3 5:12 "
	"article20_1.normative_documents.issued\n"},
    {"办理政府信息公开申请33件。",
	"text.outcome_total@applications.outcome_total.total unassessable "
	"warning 33|168 5:11 applications.outcome_total.total\n"},
    {"全区收到申请684件。我局做好服务。",
	"text.new_received@applications.new_received.total unassessable "
	"warning 684|171 5:7 applications.new_received.total\n"},
    /* nothing to compare */
    {"去年收到申请190件。", ""}, {"上半年收到申请90件。", ""},
    {"收到申请约200件。", ""}, {"收到网民留言312条，办结298条。", ""},
    {"地址：河滨路12号3楼，电话：0718-2245678。", ""},
    /* a figure that is right beside one that is not */
    {"新收申请171件。据统计，收到申请180件。",
	"text.new_received@applications.new_received.total unassessable "
	"warning 180|171 5:18 applications.new_received.total\n"}};

START_TEST(prose_and_table)
{
	ck_assert_str_eq(prose(compared[_i].text), compared[_i].found);
}
END_TEST

/* A government's number; unless a department speaks somewhere else. */
START_TEST(who_speaks)
{
	char *text = test_read("t/samples/county_tabs.txt", NULL);
	char *wrong = changed(text, "收到申请431件", "收到申请432件");
	char *bureau = changed(wrong, "牵头", "牵头，我局配合");

	ck_assert_str_eq(found_in(text, 0), "");
	ck_assert_str_eq(found_in(wrong, 0),
	    "text.new_received@applications.new_received.total fail warning "
	    "432|431 7:5 applications.new_received.total\n");
	ck_assert_str_eq(found_in(bureau, 0),
	    "text.new_received@applications.new_received.total unassessable "
	    "warning 432|431 7:5 applications.new_received.total\n");
	free(text);
	free(wrong);
	free(bureau);
}
END_TEST

START_TEST(a_table_without_the_number)
{
	/* of a blank total only a number says more than nothing */
	char *text = test_read("t/samples/water_lines.txt", NULL);
	char *blank = changed(text, "\n\t168\n", "\n\t\n");
	char *none = changed(blank, "都在期限内答复", "办结168件");

	ck_assert_str_eq(found_in(none, 1),
	    "text.outcome_total@applications.outcome_total.total unassessable "
	    "warning 5:27 applications.outcome_total.total\n"
	    "\t正文“办结168件”（168），表中“（七）总计”行“总计”列不是数字，"
	    "无法核对\n"
	    "\tthe text has \"办结168件\" (168), the table no number in row "
	    "outcome total [（七）总计], column total [总计]: they cannot be "
	    "compared\n");
	free(none);
	none = changed(blank, "都在期限内答复", "办结0件");
	ck_assert_str_eq(found_in(none, 0), "");
	free(text);
	free(blank);
	free(none);
}
END_TEST

START_TEST(fees)
{
	const char *said = "本年度没有收取信息处理费，也没有别的事项。";

	ck_assert_str_eq(with(said, "无其他需要报告的事项。", 1),
	    "text.fees@other_matters fail warning 401:1\n"
	    "\t“六、其他需要报告的事项”没有说明信息处理费的收取情况\n"
	    "\tsection other matters [六、其他需要报告的事项] says nothing of "
	    "fees for processing information\n");
	ck_assert_str_eq(with(said, "信息处理费收取0元。", 0), "");
	ck_assert_str_eq(with(said, "未发生收费情况。", 0), "");
	ck_assert_str_eq(with("水务局2021年政府", "水务局2020年政府", 0),
	    "date.late fail warning 404:1\n");
}
END_TEST

START_TEST(fees_before_2021)
{
	ck_assert_str_eq(found(clean_report(GKR_FORM_2019), "text.fees"), "");
	ck_assert_str_eq(found(clean_report(GKR_FORM_2021), "text.fees"), "");
}
END_TEST

START_TEST(period)
{
	ck_assert_str_eq(
	    with(PROSE,
		"本报告所列数据的统计期限自2020年1月1日至2020年12月31日。", 1),
	    "text.period fail warning 5:14\n"
	    "\t标题的年度是 2021 年，正文所列数据的期限是“2020年1月1日至2020年"
	    "12月31日”\n"
	    "\tthe title's year is 2021, the period of the data in the text is "
	    "\"2020年1月1日至2020年12月31日\"\n");
	ck_assert_str_eq(
	    with(PROSE, "所列数据统计时限为2021年1月1日至11月30日。", 1),
	    "text.period fail warning 5:10\n"
	    "\t正文所列数据的期限是“2021年1月1日至11月30日”，不是一个完整的年度"
	    "\n"
	    "\tthe period of the data in the text is "
	    "\"2021年1月1日至11月30日\", not a whole year\n");
	ck_assert_str_eq(
	    prose("所列数据统计时限为2021年1月1日至12月31日。"), "");
	ck_assert_str_eq(prose("所列数据统计期限自 2021 年 1 月 1 日起至 2021 "
			       "年 12 月 31 日止。"),
	    "");
	ck_assert_str_eq(prose("2020年1月1日至5月1日开展宣传。"), "");
}
END_TEST

/* the agency, the date, and what is said of it */
static const struct {
	const char *agency, *date;
	const char *late; /* NULL: nothing */
} dated[] = {{NAME, "2022年1月31日", NULL},
    {NAME, "2022年2月1日", "2022-02-01"},
    {NAME, "二〇二二年三月五日", "2022-03-05"},
    {NAME, "2022-02-07", "2022-02-07"}, {NAME, "2022.2.8", "2022-02-08"},
    {NAME, "2022 年 2 月 9 日", "2022-02-09"},
    {"鹿鸣市枕溪区人民政府", "2022年3月31日", NULL},
    {"鹿鸣市枕溪区人民政府", "2022年4月1日", "2022-04-01"},
    {"鹿鸣市枕溪区人民政府办公室", "2022年2月1日", "2022-02-01"},
    {"枕溪区云桥镇人民政府", "2022年6月1日", NULL},
    {"枕溪区云桥街道办事处", "2022年6月1日", NULL},
    {"枕溪区云桥镇财政局", "2022年6月1日", NULL},
    {"枕溪区数据中心", "2022年6月1日", NULL},
    {"鹿鸣经济开发区管理委员会", "2022年6月1日", NULL},
    {"国家税务总局鹿鸣市税务局", "2022年6月1日", NULL}};

START_TEST(late)
{
	char *text = test_read("t/samples/water_lines.txt", NULL), *a, *b, *c;
	const char *found;

	a = changed(text, NAME "2021年",
	    "\1"
	    "2021年");
	b = changed(a, NAME "\n2022年1月14日", "\2\n\3");
	free(text);
	text = changed(b, "\1", dated[_i].agency);
	free(a);
	free(b);
	a = changed(text, "\2", dated[_i].agency);
	c = changed(a, "\3", dated[_i].date);
	found = found_in(c, 1);
	if (dated[_i].late) {
		ck_assert_int_eq(
		    strncmp(found, "date.late fail warning", 22), 0);
		ck_assert_ptr_nonnull(strstr(found, dated[_i].late));
		ck_assert_ptr_nonnull(strstr(found, " 404:1\n"));
	} else {
		ck_assert_str_eq(found, "");
	}
	free(text);
	free(a);
	free(c);
}
END_TEST

START_TEST(a_broken_date)
{
	ck_assert_str_eq(with("2022年1月14日", "2022年2月30日", 1),
	    "date.late unassessable warning 404:1\n"
	    "\t落款日期“2022年2月30日”不完整或不存在，无法核对\n"
	    "\tthe date \"2022年2月30日\" is not whole or does not exist: it "
	    "cannot be checked\n");
	ck_assert_str_eq(with("2022年1月14日", "2022年1月 日", 0),
	    "date.late unassessable warning 404:1\n");
	ck_assert_str_eq(with("2022年1月14日", "二〇二二年一月", 0),
	    "date.late unassessable warning 404:1\n");
	ck_assert_str_eq(with("\n2022年1月14日", "", 0), "");
}
END_TEST

/* ------------------------------------------------------------------ */
/* The command                                                        */

START_TEST(pieces_do_not_matter)
{
	char number[8], *whole,
	    *path = strdup(test_path("t/samples/"
				     "water_lines.txt"));
	int chunk;

	ck_assert_int_eq(cli_gkr("facts", "--ndjson", path, NULL), 0);
	whole = strdup(cli_out);
	ck_assert_uint_eq(cli_count(whole, "\n"), 5);
	for (chunk = 1; chunk <= 31; chunk++) {
		snprintf(number, sizeof number, "%d", chunk);
		ck_assert_int_eq(
		    cli_gkr("facts", "--ndjson", "--chunk", number, path, NULL),
		    0);
		ck_assert_str_eq(cli_out, whole);
	}
	free(whole);
	free(path);
}
END_TEST

START_TEST(text_without_a_report)
{
	cli_with.input = "本年度共收到政府信息公开申请3件。";
	ck_assert_int_eq(cli_gkr("facts", "--lang", "en", "-", NULL), 0);
	ck_assert_str_eq(cli_out,
	    "-:1:5: new_received = 3 (organ, certain) "
	    "\"收到政府信息公开申请3件\"\n");
	ck_assert_str_eq(cli_err, "");
	cli_with.input = "本年度共收到政府信息公开申请3件。";
	ck_assert_int_eq(cli_gkr("facts", "--lang", "zh", "-", NULL), 0);
	cli_has(cli_out, "(organ, 确定) “收到政府信息公开申请3件”");
	cli_with.input = "\xca\xd5\xb5\xbd\xc9\xea\xc7\xeb\x33\xbc\xfe\xa1\xa3";
	ck_assert_int_eq(
	    cli_gkr("facts", "--ndjson", "--encoding", "gbk", "-", NULL), 0);
	ck_assert_str_eq(cli_out,
	    "{\"source\":{\"name\":\"-\"},\"concept\":\"new_received\","
	    "\"value\":3,\"scope\":\"organ\",\"certain\":true,"
	    "\"negative\":false,\"offset\":0,\"length\":11,\"line\":1,"
	    "\"column\":1,\"section\":null,\"text\":\"收到申请3件\","
	    "\"printed\":\"3\"}\n");
	cli_with.input = "没有数字。";
	ck_assert_int_eq(cli_gkr("facts", "--json", "-", NULL), 0);
	ck_assert_str_eq(cli_out, "[]\n");
	ck_assert_int_eq(cli_gkr("facts", "nothing.txt", NULL), 3);
}
END_TEST

Suite *suite_facts(void);
Suite *suite_facts(void)
{
	Suite *s = suite_create("facts");
	TCase *c = tcase_create("facts");

	tcase_add_test(c, sentences);
	tcase_add_test(c, places_are_those_of_the_text);
	tcase_add_test(c, outcomes_and_decisions);
	tcase_add_test(c, parts_of_what);
	tcase_add_test(c, applicants_and_scopes);
	tcase_add_test(c, money_is_exact);
	tcase_add_test(c, questions_without_an_answer);
	tcase_add_test(c, concepts_are_data);
	tcase_add_test(c, memory_that_fails);
	tcase_add_test(c, memory_has_a_limit);
	tcase_add_loop_test(
	    c, work_is_linear, 0, sizeof hostile / sizeof *hostile);
	suite_add_tcase(s, c);
	c = tcase_create("rules");
	tcase_add_test(c, a_number_that_differs);
	tcase_add_loop_test(
	    c, prose_and_table, 0, sizeof compared / sizeof *compared);
	tcase_add_test(c, a_table_without_the_number);
	tcase_add_test(c, who_speaks);
	tcase_add_test(c, fees);
	tcase_add_test(c, fees_before_2021);
	tcase_add_test(c, period);
	tcase_add_loop_test(c, late, 0, sizeof dated / sizeof *dated);
	tcase_add_test(c, a_broken_date);
	suite_add_tcase(s, c);
	c = tcase_create("command");
	tcase_add_checked_fixture(c, cli_setup, cli_teardown);
	tcase_add_test(c, pieces_do_not_matter);
	tcase_add_test(c, text_without_a_report);
	suite_add_tcase(s, c);
	return s;
}
