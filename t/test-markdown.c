/* Reports as Markdown: what is read of it is the report. */
#include "support.h"
#include "support-emit.h"
#include "support-samples.h"

#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ------------------------------------------------------------------ */
/* There and back                                                     */

/* A report, what was written of it, and what was read of that. */
struct trip {
	const char *name;
	gkr_tokenizer *t;
	gkr_report *there, *back;
	gkr_exporter *e;
	gkr_buffer *b;
};

static void trip_begin(struct trip *k)
{
	ck_assert_int_eq(gkr_tokenizer_new(&k->t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&k->there), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&k->back), GKR_OK);
	ck_assert_int_eq(gkr_exporter_new(GKR_FORMAT_MARKDOWN, &k->e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&k->b), GKR_OK);
}

static void trip_end(struct trip *k)
{
	gkr_tokenizer_free(k->t);
	gkr_report_free(k->there);
	gkr_report_free(k->back);
	gkr_exporter_free(k->e);
	gkr_buffer_free(k->b);
}

/* Writes and reads it; 0 where it is refused. */
static int trip_make(struct trip *k)
{
	int32_t rc;
	size_t len;
	const char *data;

	gkr_buffer_clear(k->b);
	rc = gkr_exporter_write(k->e, k->there, NULL, k->b);
	data = gkr_buffer_data(k->b, &len);
	if (rc != GKR_OK) {
		ck_assert_uint_eq(len, 0);
		ck_assert_msg(rc == GKR_E_FORM || rc == GKR_E_UNSHOWN, "%s: %d",
		    k->name, (int)rc);
		return 0;
	}
	ck_assert_msg(gkr_report_parse(k->back, k->t, data, len) == GKR_OK,
	    "%s is not read again", k->name);
	return 1;
}

static const char *text_of(const char *text)
{
	return text ? text : "(none)";
}

/* Raw text as it stands in a line; a bar has its backslash. */
static void squeeze(char *out, size_t cap, const char *p, size_t n)
{
	size_t len = 0, i;

	gkri_trim(&p, &n);
	for (i = 0; i < n && len + 2 < cap; i++) {
		if (p[i] == '|' && (i == 0 || p[i - 1] != '\\'))
			out[len++] = '\\';
		out[len++] = p[i];
		if (p[i] == '\n' || p[i] == '\r')
			out[len - 1] = ' ';
	}
	out[len] = '\0';
}

static void same_cell(const struct trip *k, uint32_t cell)
{
	char want[512], got[512];
	const char *p;
	size_t n;

	ck_assert_msg(
	    gkr_report_state(k->there, cell) == gkr_report_state(k->back, cell),
	    "%s: %s is %s, and comes back as %s", k->name,
	    gkr_cell_address(cell),
	    gkr_state_name(gkr_report_state(k->there, cell)),
	    gkr_state_name(gkr_report_state(k->back, cell)));
	if (gkr_report_state(k->there, cell) == GKR_STATE_NUMBER) {
		gkr_report_value(k->there, cell, want, sizeof want);
		gkr_report_value(k->back, cell, got, sizeof got);
		ck_assert_str_eq(got, want);
	}
	p = gkr_report_raw(k->there, cell, &n);
	if (!p || (!n && gkr_report_state(k->there, cell) == GKR_STATE_NUMBER))
		return;
	squeeze(want, sizeof want, p, n);
	p = gkr_report_raw(k->back, cell, &n);
	squeeze(got, sizeof got, p, n);
	ck_assert_msg(!strcmp(got, want), "%s: %s is '%s', not '%s'", k->name,
	    gkr_cell_address(cell), got, want);
}

static void same_cells(const struct trip *k)
{
	uint32_t form = gkr_report_form(k->there), i, cell;

	ck_assert_uint_eq(gkr_report_form(k->back), form);
	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++)
		same_cell(k, cell);
}

static void same_head(const struct trip *k)
{
#define SAME(call)                                                             \
	ck_assert_msg(                                                         \
	    !strcmp(text_of(call(k->there)), text_of(call(k->back))),          \
	    "%s: " #call " '%s' is not '%s'", k->name, text_of(call(k->back)), \
	    text_of(call(k->there)))
	SAME(gkr_report_title);
	SAME(gkr_report_agency);
	SAME(gkr_report_signed_by);
	SAME(gkr_report_date);
	ck_assert_uint_eq(gkr_report_year(k->there), gkr_report_year(k->back));
}

static void same_sections(const struct trip *k)
{
	uint32_t i, n = gkr_report_section_count(k->there);
	const char *want, *got;
	size_t want_len, got_len;

	ck_assert_uint_eq(gkr_report_section_count(k->back), n);
	for (i = 0; i < n; i++) {
		ck_assert_uint_eq(gkr_report_section_id(k->back, i),
		    gkr_report_section_id(k->there, i));
		ck_assert_uint_eq(gkr_report_section_number(k->back, i),
		    gkr_report_section_number(k->there, i));
		want = gkr_report_section_heading(k->there, i, &want_len);
		got = gkr_report_section_heading(k->back, i, &got_len);
		test_bytes(got, got_len, want, want_len);
	}
}

/* ------------------------------------------------------------------ */
/* Findings                                                           */

/* What rules say of how the source is printed stays there. */
static int is_of_print(const char *rule)
{
	static const char *const rules[] = {
	    "cell.inferred", "column.missing", "row.duplicate", "source.lossy"};
	size_t i;

	for (i = 0; i < sizeof rules / sizeof *rules; i++)
		if (!strcmp(rule, rules[i]))
			return 1;
	return 0;
}

static void add_findings(const gkr_report *r, struct samples_text *out)
{
	char line[512];
	gkr_findings *f;
	uint32_t i;
	int n;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	ck_assert_int_eq(gkr_check(f, r), GKR_OK);
	for (i = 0; i < gkr_findings_count(f); i++) {
		const char *rule = gkr_rule_name(gkr_finding_rule(f, i));

		if (is_of_print(rule))
			continue;
		n = snprintf(line, sizeof line, "%s %s %u %s %s\n", rule,
		    text_of(gkr_finding_at(f, i)), gkr_finding_status(f, i),
		    text_of(gkr_finding_left(f, i)),
		    text_of(gkr_finding_right(f, i)));
		samples_add(out, line, (size_t)n);
	}
	gkr_findings_free(f);
}

static void same_findings(const struct trip *k)
{
	struct samples_text want = {NULL, 0, 0}, got = {NULL, 0, 0};

	samples_add(&want, k->name, strlen(k->name));
	samples_add(&got, k->name, strlen(k->name));
	add_findings(k->there, &want);
	add_findings(k->back, &got);
	test_bytes(got.p, got.len, want.p, want.len);
	samples_free(&want);
	samples_free(&got);
}

/* What was read of it is written as it was. */
static void same_again(struct trip *k)
{
	gkr_buffer *b = sample_write(GKR_FORMAT_MARKDOWN, k->back, NULL);
	size_t len, want_len;
	const char *want = gkr_buffer_data(k->b, &want_len);
	const char *got = gkr_buffer_data(b, &len);

	test_bytes(got, len, want, want_len);
	gkr_buffer_free(b);
}

/* ------------------------------------------------------------------ */
/* Reports that are there                                             */

/* A row that lacks a cell is read as one of values without a place. */
static int has_hole(const gkr_report *r)
{
	uint32_t form = gkr_report_form(r), i, cell, last = 0, there = 0;
	uint32_t state;

	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		state = gkr_report_state(r, cell) != GKR_STATE_MISSING;
		if (last && gkr_cell_row(last) == gkr_cell_row(cell) &&
		    gkr_cell_table(last) == gkr_cell_table(cell) &&
		    state != there)
			return 1;
		last = cell;
		there = state;
	}
	return 0;
}

static int has_unplaced(const gkr_report *r)
{
	uint32_t i, cell;

	for (i = 0; (cell = gkr_form_cell_at(gkr_report_form(r), i)) != 0; i++)
		if (gkr_report_state(r, cell) == GKR_STATE_UNPLACED)
			return 1;
	return 0;
}

static void refused_for_a_reason(const struct trip *k)
{
	ck_assert_msg(gkr_form_cell_count(gkr_report_form(k->there)) == 0 ||
		has_unplaced(k->there) || has_hole(k->there),
	    "%s is refused", k->name);
}

START_TEST(samples_come_back)
{
	size_t count, i, len, refused = 0;
	char **names = samples_list(&count);
	struct trip k;

	trip_begin(&k);
	for (i = 0; i < count; i++) {
		char *bytes = samples_read(names[i], &len);

		k.name = names[i];
		if (gkr_report_parse(k.there, k.t, bytes, len) == GKR_OK) {
			if (trip_make(&k)) {
				same_head(&k);
				same_cells(&k);
				same_sections(&k);
				same_findings(&k);
				same_again(&k);
			} else {
				refused_for_a_reason(&k);
				refused++;
			}
		}
		free(bytes);
		free(names[i]);
	}
	free(names);
	trip_end(&k);
	ck_assert_uint_eq(refused, 2); /* one unplaced, one of no form */
}
END_TEST

static void one_file(struct trip *k, const char *path, size_t *read)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(1 << 22);
	size_t len;

	ck_assert(file != NULL && bytes != NULL);
	len = fread(bytes, 1, 1 << 22, file);
	fclose(file);
	k->name = path;
	if (gkr_report_parse(k->there, k->t, bytes, len) == GKR_OK) {
		if (trip_make(k)) {
			same_head(k);
			same_cells(k);
			++*read;
		} else {
			refused_for_a_reason(k);
		}
	}
	free(bytes);
}

/* The files in a folder and those in it, at most so deep. */
static void folder(struct trip *k, const char *path, int deep, size_t *read)
{
	DIR *dir = opendir(path);
	char name[1024];
	struct dirent *it;
	struct stat st;

	while (dir && (it = readdir(dir)) != NULL) {
		if (*it->d_name == '.')
			continue;
		snprintf(name, sizeof name, "%s/%s", path, it->d_name);
		if (stat(name, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode) && deep)
			folder(k, name, deep - 1, read);
		else if (S_ISREG(st.st_mode))
			one_file(k, name, read);
	}
	if (dir)
		closedir(dir);
}

START_TEST(others_come_back)
{
	struct trip k;
	size_t read = 0;

	trip_begin(&k);
	folder(&k, test_path("../shared/corpus"), 3, &read);
	if (!read)
		printf("markdown: no ../shared/corpus, its reports are "
		       "skipped\n");
	trip_end(&k);
}
END_TEST

/* ------------------------------------------------------------------ */
/* How it is spelled                                                  */

static void read_text(struct trip *k, const char *text)
{
	k->name = text;
	ck_assert_int_eq(
	    gkr_report_parse(k->there, k->t, text, strlen(text)), GKR_OK);
}

#define HEAD "白石岭市档案馆2023年政府信息公开工作年度报告\n一、总体情况\n"
#define TABLE                                                                 \
	"二、主动公开政府信息情况\n第二十条第（一）项\n" \
	"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"

START_TEST(document_looks_like_this)
{
	struct trip k;

	trip_begin(&k);
	read_text(&k,
	    HEAD "#全年*公开*a|b<c>`信息`\n>二\n1. 三\n" TABLE
		 "规章\t0\t\t/\n行政规范性文件\t3（其中|修订 1 件）\t-\t无|有\n"
		 "三、收到和处理政府信息公开申请情况\n没有申请。\n");
	ck_assert(trip_make(&k));
	ck_assert_str_eq(gkr_buffer_data(k.b, NULL),
	    "# 白石岭市档案馆2023年政府信息公开工作年度报告\n\n"
	    "## 一、总体情况\n\n"
	    "\\#全年\\*公开\\*a\\|b\\<c>\\`信息\\`\n\n\\>二\n\n1. 三\n\n"
	    "## 二、主动公开政府信息情况\n\n"
	    "**第二十条第（一）项**\n\n"
	    "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
	    "| :--- | ---: | ---: | ---: |\n"
	    "| 规章 | 0 |  | / |\n"
	    "| 行政规范性文件 | 3（其中\\|修订 1 件） | - | 无\\|有 |\n\n"
	    "## 三、收到和处理政府信息公开申请情况\n\n"
	    "没有申请。\n");
	same_cells(&k);
	same_head(&k);
	same_again(&k);
	trip_end(&k);
}
END_TEST

/* A header's unit counts, whatever the form prints. */
START_TEST(unit_of_the_source_stays)
{
	struct trip k;

	trip_begin(&k);
	read_text(&k,
	    HEAD "好。\n二、主动公开政府信息情况\n第二十条第（八）项\n"
		 "信息内容\t本年收费金额（单位：元）\n行政事业性收费\t18.50\n");
	ck_assert(trip_make(&k));
	sample_has(k.b, "| 信息内容 | 本年收费金额（单位：元） |");
	same_findings(&k);
	trip_end(&k);
}
END_TEST

START_TEST(prose_may_be_left_out)
{
	struct trip k;

	trip_begin(&k);
	gkr_exporter_set_option(k.e, GKR_EXPORT_PROSE, 0);
	read_text(&k, "前言。\n" HEAD "全年好。\n" TABLE "规章\t0\t1\t2\n");
	ck_assert(trip_make(&k));
	ck_assert_ptr_null(strstr(gkr_buffer_data(k.b, NULL), "。"));
	same_head(&k);
	same_cells(&k);
	trip_end(&k);
}
END_TEST

/* ------------------------------------------------------------------ */
/* States                                                             */

static void set_state(gkr_report *r, const char *address, uint8_t state)
{
	int slot = gkri_slot(gkr_cell_from_address(address));

	memset(&r->cells[slot], 0, sizeof r->cells[slot]);
	r->cells[slot].state = state;
}

/* Rows and tables that are not there are not there again. */
START_TEST(what_is_missing_is_left_out)
{
	struct trip k;
	uint32_t column;
	char address[80];

	trip_begin(&k);
	gkr_report_free(k.there);
	k.there = sample_report(GKR_FORM_2021);
	k.name = "missing";
	set_state(k.there, "article20_8.fees.amount", GKR_STATE_MISSING);
	for (column = 1; column <= 7; column++) {
		snprintf(address, sizeof address, "applications.granted.%s",
		    gkr_column_name(GKRI_TABLE_applications, column));
		set_state(k.there, address, GKR_STATE_MISSING);
	}
	ck_assert(trip_make(&k));
	same_cells(&k);
	ck_assert_ptr_null(strstr(gkr_buffer_data(k.b, NULL), "予以公开"));
	trip_end(&k);
}
END_TEST

START_TEST(what_would_change_is_refused)
{
	static const uint8_t states[] = {
	    GKR_STATE_MISSING, GKR_STATE_UNPLACED, GKR_STATE_TEXT};
	struct trip k;

	trip_begin(&k);
	gkr_report_free(k.there);
	k.there = sample_report(GKR_FORM_2021);
	k.name = "refused";
	ck_assert(trip_make(&k));
	set_state(k.there, "applications.granted.research", states[_i]);
	gkr_buffer_clear(k.b);
	ck_assert_int_eq(
	    gkr_exporter_write(k.e, k.there, NULL, k.b), GKR_E_UNSHOWN);
	ck_assert_str_eq(gkr_buffer_data(k.b, NULL), "");
	k.there->form = GKR_FORM_PRE2019;
	ck_assert_int_eq(
	    gkr_exporter_write(k.e, k.there, NULL, k.b), GKR_E_FORM);
	trip_end(&k);
}
END_TEST

/* A report that broke off is none to publish. */
START_TEST(what_broke_off_is_refused)
{
	struct trip k;

	trip_begin(&k);
	gkr_report_free(k.there);
	k.there = sample_report(GKR_FORM_2021);
	k.there->error = GKR_E_ENCODING;
	ck_assert_int_eq(
	    gkr_exporter_write(k.e, k.there, NULL, k.b), GKR_E_UNSHOWN);
	trip_end(&k);
}
END_TEST

/* Numbers that were set, in no section. */
START_TEST(sum_has_the_headings_of_its_tables)
{
	struct trip k;
	uint32_t form = GKR_FORM_2021, i, cell;

	trip_begin(&k);
	k.name = "sum";
	ck_assert_int_eq(gkr_report_set_form(k.there, form), GKR_OK);
	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++)
		ck_assert_int_eq(
		    gkr_report_set_number(k.there, cell, (int64_t)i * 7, 0),
		    GKR_OK);
	ck_assert(trip_make(&k));
	same_cells(&k);
	sample_has(k.b, "## 二、主动公开政府信息情况\n");
	sample_has(k.b, "## 三、收到和处理政府信息公开申请情况\n");
	sample_has(k.b, "## 四、政府信息公开行政复议、行政诉讼情况\n");
	trip_end(&k);
}
END_TEST

Suite *suite_markdown(void)
{
	Suite *s = suite_create("markdown");
	TCase *c = tcase_create("markdown");

	tcase_add_test(c, samples_come_back);
	tcase_add_test(c, others_come_back);
	tcase_add_test(c, document_looks_like_this);
	tcase_add_test(c, unit_of_the_source_stays);
	tcase_add_test(c, prose_may_be_left_out);
	tcase_add_test(c, what_is_missing_is_left_out);
	tcase_add_loop_test(c, what_would_change_is_refused, 0, 3);
	tcase_add_test(c, what_broke_off_is_refused);
	tcase_add_test(c, sum_has_the_headings_of_its_tables);
	suite_add_tcase(s, c);
	return s;
}
