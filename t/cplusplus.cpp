/*
 * Every function of the headers, called from C++98 and linked to the
 * archives: what is exported has C linkage, and no signature needs more than
 * C++ has.  Exit 0 where all answers are as they should be, else the line that
 * is not.
 */
#include "gkr.h"
#ifdef GKR_WITH_DOCX
#include "gkr-docx.h"
#endif

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#define CHECK(what) check((what) != 0, #what, __LINE__)

static int failures;

static void check(bool holds, const char *what, int line)
{
	if (holds)
		return;
	std::fprintf(stderr, "cplusplus.cpp:%d: %s\n", line, what);
	failures++;
}

static bool same(const char *a, const char *b)
{
	return a && b && std::strcmp(a, b) == 0;
}

static bool text(const char *p, std::size_t n, const char *want)
{
	return p && std::string(p, n) == want;
}

/* ---- an allocator that counts ---- */

extern "C" {
static void *counting(void *context, void *ptr, size_t old, size_t size)
{
	long *live = static_cast<long *>(context);

	*live += static_cast<long>(size) - static_cast<long>(old);
	if (size == 0) {
		std::free(ptr);
		return NULL;
	}
	return std::realloc(ptr, size);
}
}

/* ---- what the library says of itself ---- */

static void names()
{
	CHECK(same(gkr_version(), "1.0.0") || gkr_version_number() != 10000);
	CHECK(gkr_abi() == GKR_ABI);
	CHECK(gkr_has_feature(GKR_FEATURE_HTML));
	CHECK(same(gkr_feature_name(GKR_FEATURE_GB18030), "gb18030"));
	CHECK(gkr_dependency_version("utf8proc"));
	CHECK(same(gkr_status_name(GKR_E_LIMIT), "GKR_E_LIMIT"));
	CHECK(gkr_status_message(GKR_E_NUL, GKR_LANG_ZH));
	CHECK(gkr_status_at(0) == GKR_OK);
	CHECK(same(gkr_state_name(GKR_STATE_NIL), "nil"));
	CHECK(same(gkr_certainty_name(GKR_CERTAINTY_SET), "set"));
	CHECK(same(gkr_section_name(GKR_SECTION_OVERVIEW), "overview"));
	CHECK(gkr_section_title(GKR_SECTION_OVERVIEW));
	CHECK(same(gkr_encoding_name(GKR_ENCODING_UTF8), "UTF-8"));
	CHECK(gkr_encoding_from_name("GBK") == GKR_ENCODING_GB18030);
	CHECK(same(gkr_layout_name(GKR_LAYOUT_TABS), "tabs"));
	CHECK(same(gkr_limit_name(GKR_LIMIT_SPAN), "span"));
	CHECK(gkr_limit_from_name("span") == GKR_LIMIT_SPAN);
	CHECK(gkr_limit_default(GKR_LIMIT_SPAN) == 1000);
	CHECK(same(gkr_token_name(GKR_TOKEN_CELL), "cell"));
	CHECK(same(gkr_finding_status_name(GKR_FINDING_FAIL), "fail"));
	CHECK(same(gkr_severity_name(GKR_SEVERITY_ERROR), "error"));
	CHECK(same(gkr_format_name(GKR_FORMAT_CSV), "csv"));
	CHECK(gkr_format_from_name("csv-wide") == GKR_FORMAT_CSV_WIDE);
	CHECK(same(gkr_format_media_type(GKR_FORMAT_CSV), "text/csv"));
}

static void rules()
{
	uint32_t rule = gkr_rule_from_name("applications.balance");

	CHECK(rule > 0 && rule <= gkr_rule_count());
	CHECK(same(gkr_rule_name(rule), "applications.balance"));
	CHECK(gkr_rule_severity(rule) == GKR_SEVERITY_ERROR);
	CHECK(gkr_rule_text(rule, GKR_LANG_EN));
	CHECK(gkr_rule_advice(rule, GKR_LANG_EN));
	CHECK(same(gkr_rule_basis(rule), "T"));
}

static void forms()
{
	const uint32_t form = gkr_form_from_name("2021");
	const uint32_t table = gkr_table_from_name("applications");
	const uint32_t row = gkr_row_from_name(table, "granted");
	const uint32_t column = gkr_column_from_name(table, "total");
	const uint32_t fees = GKR_TABLE_ARTICLE20_8;

	CHECK(form == GKR_FORM_2021 && table == GKR_TABLE_APPLICATIONS);
	CHECK(gkr_form_count() == 4 && gkr_form_at(1) == form);
	CHECK(same(gkr_form_name(form), "2021") && gkr_form_document(form));
	CHECK(gkr_form_table_count(form) == 6);
	CHECK(gkr_form_table_at(form, 0) == GKR_TABLE_ARTICLE20_1);
	CHECK(gkr_form_row_count(form, table) == 25);
	CHECK(gkr_form_row_at(form, table, 2) == row);
	CHECK(gkr_form_column_count(form, table) == 7);
	CHECK(gkr_form_column_at(form, table, 6) == column);
	CHECK(gkr_form_cell_count(form) == 200);
	CHECK(gkr_form_has_cell(form, gkr_form_cell_at(form, 199)));
	CHECK(same(gkr_table_name(table), "applications"));
	CHECK(same(gkr_row_name(table, row), "granted"));
	CHECK(same(gkr_column_name(table, column), "total"));
	CHECK(gkr_form_table_label(form, GKR_TABLE_ARTICLE20_1));
	CHECK(gkr_form_row_label(form, table, row));
	CHECK(gkr_form_column_label(form, table, column));
	CHECK(gkr_form_row_group(form, table, row, 0));
	CHECK(gkr_form_column_kind(form, fees,
		  gkr_form_column_at(form, fees, 0)) == GKR_COLUMN_MONEY);
	CHECK(gkr_form_column_unit(
	    form, fees, gkr_form_column_at(form, fees, 0)));
}

static uint32_t cells()
{
	const uint32_t cell =
	    gkr_cell_from_address("article20_1.normative_documents.in_force");

	CHECK(gkr_cell(gkr_cell_table(cell), gkr_cell_row(cell),
		  gkr_cell_column(cell)) == cell);
	CHECK(same(gkr_cell_address(cell),
	    "article20_1.normative_documents.in_force"));
	return cell;
}

/* ---- a report that is fed as cells ---- */

static void feed(gkr_tokenizer *t, const char *const *rows)
{
	CHECK(gkr_tokenizer_set_cell_layout(t, GKR_LAYOUT_DOCX) == GKR_OK);
	CHECK(gkr_tokenizer_feed_paragraph(t, rows[0], std::strlen(rows[0])) ==
	    GKR_OK);
	for (rows++; *rows; rows++) {
		if (**rows == '\n')
			CHECK(gkr_tokenizer_end_row(t) == GKR_OK);
		else
			CHECK(gkr_tokenizer_feed_cell(t, *rows,
				  std::strlen(*rows), 1, 1) == GKR_OK);
	}
	CHECK(gkr_tokenizer_end_table(t) == GKR_OK);
	CHECK(gkr_tokenizer_finish(t) == GKR_OK);
}

static void cell_token(const gkr_tokenizer *t)
{
	std::size_t n = 0;
	const char *p;

	CHECK(gkr_token_table(t) == GKR_TABLE_ARTICLE20_1);
	CHECK(gkr_token_cell(t) ==
	    gkr_cell(
		gkr_token_table(t), gkr_token_row(t), gkr_token_column(t)));
	CHECK(gkr_token_state(t) == GKR_STATE_NUMBER);
	CHECK(gkr_token_certainty(t) == GKR_CERTAINTY_READ);
	CHECK(gkr_token_mantissa(t) == 1075178 && gkr_token_scale(t) == 3);
	CHECK(gkr_token_length(t) == 0 && gkr_token_offset(t) == 0);
	CHECK(gkr_token_line(t) > 1 && gkr_token_column_number(t) == 4);
	CHECK(gkr_token_section(t) == 0 && gkr_token_number(t) == 0);
	CHECK(gkr_token_form(t) == 0 && gkr_token_layout(t) == 0);
	p = gkr_token_text(t, &n);
	CHECK(text(p, n, "1,075.178万元（含2件）"));
	p = gkr_token_note(t, &n);
	CHECK(text(p, n, "（含2件）"));
	p = gkr_token_unit(t, &n);
	CHECK(text(p, n, "万元"));
}

static void tokens(gkr_alloc_fn alloc, void *context)
{
	static const char *const rows[] = {
	    "青禾县2023年政府信息公开工作年度报告", "第二十条第（一）项", "\n",
	    "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "\n",
	    "行政规范性文件", "15", "1", "1,075.178万元（含2件）", "\n", NULL};
	gkr_tokenizer *t;
	int32_t rc;
	int seen = 0;

	CHECK(gkr_tokenizer_new_with(alloc, context, &t) == GKR_OK);
	CHECK(gkr_tokenizer_set_encoding(t, GKR_ENCODING_AUTO) == GKR_OK);
	CHECK(gkr_tokenizer_set_limit(t, GKR_LIMIT_SPAN, 9) == GKR_OK);
	CHECK(gkr_tokenizer_limit(t, GKR_LIMIT_SPAN) == 9);
	CHECK(gkr_tokenizer_set_option(t, GKR_OPTION_REPLACE_INVALID, 1) ==
	    GKR_OK);
	feed(t, rows);
	CHECK(gkr_tokenizer_position_kind(t) == GKR_POSITION_CELLS);
	while ((rc = gkr_tokenizer_next(t)) == GKR_OK) {
		if (gkr_token_kind(t) == GKR_TOKEN_CELL && ++seen == 3)
			cell_token(t);
	}
	CHECK(rc == GKR_END && seen == 3);
	CHECK(gkr_tokenizer_error(t) == GKR_OK);
	CHECK(gkr_tokenizer_memory(t) <= gkr_tokenizer_memory_peak(t));
	CHECK(gkr_tokenizer_work_cells(t) > 0);
	CHECK(gkr_tokenizer_work_bytes(t) < UINT32_MAX);
	CHECK(gkr_tokenizer_reset(t) == GKR_OK);
	CHECK(
	    gkr_tokenizer_fail(t, GKR_E_FORMAT, 0, "坏了", "broken") == GKR_OK);
	CHECK(gkr_tokenizer_next(t) == GKR_E_FORMAT);
	CHECK(same(gkr_tokenizer_error_message(t, GKR_LANG_EN), "broken"));
	CHECK(gkr_tokenizer_reset(t) == GKR_OK);
	CHECK(gkr_tokenizer_feed(t, "a\xff\n", 3) == GKR_OK);
	CHECK(gkr_tokenizer_next(t) == GKR_MORE);
	CHECK(gkr_tokenizer_finish(t) == GKR_OK);
	while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
		continue;
	CHECK(rc == GKR_E_FOREIGN && gkr_tokenizer_error(t) == rc);
	CHECK(gkr_tokenizer_error_message(t, GKR_LANG_EN));
	CHECK(gkr_tokenizer_error_offset(t) < 4);
	CHECK(gkr_tokenizer_error_line(t) < 3);
	CHECK(gkr_tokenizer_error_limit(t) == 0);
	CHECK(gkr_tokenizer_encoding(t) == GKR_ENCODING_UTF8);
	CHECK(gkr_tokenizer_replaced(t) == 1);
	gkr_tokenizer_free(t);
}

/* ---- a report that is read from bytes ---- */

static const char source[] =
    "青禾县水务局2023年政府信息公开工作年度报告\n"
    "一、总体情况\n"
    "全年安排。\n"
    "二、主动公开政府信息情况\n"
    "\t第二十条第（一）项\n"
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    "规章\t0\t0\t0\n"
    "行政规范性文件\t15\t1\t2（含1件）\n"
    "其他公开文件\t7\t0\t0\n"
    "青禾县水务局\n2024年1月20日\n";

static void whole(gkr_report *r)
{
	std::size_t n = 0;
	const char *p;

	CHECK(gkr_report_error(r) == GKR_OK);
	CHECK(gkr_report_error_message(r, GKR_LANG_ZH) == NULL);
	CHECK(gkr_report_error_offset(r) == 0);
	CHECK(gkr_report_error_line(r) == 0);
	CHECK(gkr_report_error_limit(r) == 0);
	CHECK(gkr_report_form(r) == GKR_FORM_2021);
	CHECK(gkr_report_year(r) == 2023);
	CHECK(gkr_report_title(r));
	CHECK(same(gkr_report_agency(r), "青禾县水务局"));
	CHECK(gkr_report_signed_by(r));
	CHECK(same(gkr_report_date(r), "2024-01-20"));
	CHECK(gkr_report_source_name(r) == NULL);
	CHECK(gkr_report_source_bytes(r) == sizeof source - 1);
	CHECK(gkr_report_encoding(r) == GKR_ENCODING_UTF8);
	CHECK(gkr_report_replaced(r) == 0);
	CHECK(gkr_report_position_kind(r) == GKR_POSITION_BYTES);
	CHECK(gkr_report_layout_count(r) == 1);
	CHECK(gkr_report_layout_at(r, 0) == GKR_LAYOUT_TABS);
	CHECK(gkr_report_section_count(r) == 2);
	CHECK(gkr_report_section_id(r, 1) == GKR_SECTION_PROACTIVE);
	CHECK(gkr_report_section_number(r, 1) == 2);
	CHECK(gkr_report_section_line(r, 1) == 4);
	CHECK(gkr_report_section_offset(r, 1) > 0);
	p = gkr_report_section_heading(r, 0, &n);
	CHECK(text(p, n, "一、总体情况"));
	p = gkr_report_section_text(r, 0, &n);
	CHECK(text(p, n, "全年安排。"));
	p = gkr_report_preamble(r, &n);
	CHECK(p && n > 0);
}

static void parts(gkr_report *r, uint32_t cell)
{
	const uint32_t table = gkr_cell_table(cell), row = gkr_cell_row(cell);
	uint64_t offset = 0, length = 0, line = 0, column = 0;
	std::size_t n = 0;
	const char *p;

	CHECK(gkr_report_section_place(r, 0, 3, &offset, &line, &column) ==
	    GKR_OK);
	CHECK(line == 3 && column == 2);
	CHECK(gkr_report_place(r, cell, &offset, &length, &line, &column) ==
	    GKR_OK);
	CHECK(line == 8 && std::strncmp(source + offset, "2", 1) == 0);
	p = gkr_report_raw(r, cell, &n);
	CHECK(text(p, n, "2（含1件）") && n == length);
	p = gkr_report_note(r, cell, &n);
	CHECK(text(p, n, "（含1件）"));
	CHECK(gkr_report_unit(r, cell, &n) == NULL && n == 0);
	CHECK(gkr_report_has_table(r, table));
	CHECK(gkr_report_has_row(r, table, row));
	CHECK(gkr_report_has_column(r, table, gkr_cell_column(cell)));
	p = gkr_report_row_label(r, table, row, &n);
	CHECK(text(p, n, "行政规范性文件"));
	p = gkr_report_column_label(r, table, gkr_cell_column(cell), &n);
	CHECK(text(p, n, "现行有效件数"));
	CHECK(gkr_report_count_state(r, GKR_STATE_NUMBER) == 6);
	CHECK(gkr_report_count_inferred(r) == 0);
}

static void loose(gkr_report *r)
{
	std::size_t n = 0;
	const char *p;

	CHECK(gkr_report_loose_count(r) == 1);
	CHECK(gkr_report_loose_kind(r, 0) == GKR_LOOSE_UNKNOWN);
	CHECK(gkr_report_loose_table(r, 0) == GKR_TABLE_ARTICLE20_1);
	CHECK(gkr_report_loose_row(r, 0) == 0);
	CHECK(gkr_report_loose_line(r, 0) == 9);
	CHECK(gkr_report_loose_value_count(r, 0) == 3);
	p = gkr_report_loose_label(r, 0, &n);
	CHECK(text(p, n, "其他公开文件"));
	p = gkr_report_loose_value(r, 0, 0, &n);
	CHECK(text(p, n, "7"));
}

static void numbers(gkr_report *r, uint32_t cell)
{
	uint8_t states[6], scales[6];
	int64_t mantissas[6], mantissa = 0;
	uint32_t scale = 9;
	std::size_t n = 0;
	char value[24];

	CHECK(gkr_report_number(r, cell, &mantissa, &scale) == GKR_OK);
	CHECK(mantissa == 2 && scale == 0);
	CHECK(gkr_report_table(r, gkr_cell_table(cell), states, mantissas,
		  scales, 6, &n) == GKR_OK);
	CHECK(n == 6 && mantissas[5] == 2 && states[5] == GKR_STATE_NUMBER);
	CHECK(gkr_report_set_number(r, cell, 188710, 4) == GKR_OK);
	CHECK(gkr_report_value(r, cell, value, sizeof value) == GKR_OK);
	CHECK(same(value, "18.8710"));
	CHECK(gkr_report_set_cell(r, cell, "/", 1) == GKR_OK);
	CHECK(gkr_report_state(r, cell) == GKR_STATE_NIL);
	CHECK(gkr_report_certainty(r, cell) == GKR_CERTAINTY_SET);
	CHECK(gkr_report_unset_cell(r, cell) == GKR_OK);
	CHECK(gkr_report_state(r, cell) == GKR_STATE_MISSING);
	CHECK(gkr_report_set_cell(r, cell, "2", 1) == GKR_OK);
}

static void setters(gkr_report *r)
{
	CHECK(gkr_report_set_limit(r, GKR_LIMIT_PROSE, 1000) == GKR_OK);
	CHECK(gkr_report_limit(r, GKR_LIMIT_PROSE) == 1000);
	CHECK(gkr_report_set_form(r, GKR_FORM_2021) == GKR_OK);
	CHECK(gkr_report_set_year(r, 2022) == GKR_OK);
	CHECK(gkr_report_set_title(r, "t", 1) == GKR_OK);
	CHECK(gkr_report_set_agency(r, "a", 1) == GKR_OK);
	CHECK(gkr_report_set_signed_by(r, "s", 1) == GKR_OK);
	CHECK(gkr_report_set_date(r, "2023-01-31", 10) == GKR_OK);
	CHECK(gkr_report_set_source_name(r, "n", 1) == GKR_OK);
}

/* ---- findings and exports ---- */

static void findings(const gkr_findings *f)
{
	const uint32_t n = gkr_findings_count(f);
	uint32_t i = 0;

	while (i < n &&
	    gkr_finding_rule(f, i) != gkr_rule_from_name("article20.in-force"))
		i++;
	CHECK(i < n);
	CHECK(gkr_findings_count_severity(f, GKR_SEVERITY_WARNING) > 0);
	CHECK(gkr_finding_status(f, i) == GKR_FINDING_FAIL);
	CHECK(gkr_finding_severity(f, i) == GKR_SEVERITY_WARNING);
	CHECK(same(gkr_finding_at(f, i), "normative_documents"));
	CHECK(same(gkr_finding_left(f, i), "3"));
	CHECK(same(gkr_finding_right(f, i), "15"));
	CHECK(gkr_finding_cell_count(f, i) == 3);
	CHECK(
	    gkr_cell_table(gkr_finding_cell(f, i, 0)) == GKR_TABLE_ARTICLE20_1);
	CHECK(gkr_finding_line(f, i) == 8 && gkr_finding_column(f, i) > 1);
	CHECK(gkr_finding_offset(f, i) > 0 && gkr_finding_length(f, i) > 0);
	CHECK(gkr_finding_message(f, i, GKR_LANG_EN));
	CHECK(gkr_finding_suggestion(f, i, GKR_LANG_EN) == NULL);
}

static void decisions(
    gkr_findings *f, const gkr_report *r, gkr_alloc_fn alloc, void *context)
{
	const uint32_t rule = gkr_rule_from_name("article20.in-force");
	const uint32_t balance = gkr_rule_from_name("applications.balance");
	gkr_report *copy, *other;
	std::string print;
	uint64_t line = 7;
	uint32_t i = 0;

	CHECK(same(gkr_suggestion_kind_name(GKR_SUGGESTION_SWAP), "swap"));
	while (i < gkr_findings_count(f) && gkr_finding_rule(f, i) != rule)
		i++;
	CHECK(gkr_finding_suggestion_kind(f, i) == 0);
	CHECK(gkr_finding_choices(f, i) == 0);
	CHECK(gkr_finding_change_count(f, i) == 0);
	CHECK(gkr_finding_change_cell(f, i, 0) == 0);
	CHECK(gkr_finding_change_from(f, i, 0) == NULL);
	CHECK(gkr_finding_change_to(f, i, 0) == NULL);
	CHECK(gkr_report_copy(r, &copy) == GKR_OK);
	CHECK(gkr_report_copy_with(copy, alloc, context, &other) == GKR_OK);
	CHECK(gkr_finding_apply(f, i, other) == GKR_E_NOT_FOUND);
	print = gkr_finding_fingerprint(f, i);
	CHECK(gkr_finding_accepted(f, i) == 0);
	CHECK(gkr_finding_reason(f, i) == NULL);
	CHECK(gkr_findings_accept(f, print.c_str(), "so", 2) == GKR_OK);
	CHECK(gkr_findings_accept_list(f, "# none\n", 7, &line) == GKR_OK);
	CHECK(line == 0 && gkr_accepted_count(f) == 1);
	CHECK(gkr_findings_set_severity(f, rule, GKR_SEVERITY_ERROR) == GKR_OK);
	CHECK(gkr_findings_set_off(f, balance, 1) == GKR_OK);
	CHECK(gkr_check(f, other) == GKR_OK);
	for (i = 0; i < gkr_findings_count(f) && gkr_finding_rule(f, i) != rule;
	     i++)
		CHECK(gkr_finding_rule(f, i) != balance);
	CHECK(gkr_finding_severity(f, i) == GKR_SEVERITY_ERROR);
	CHECK(same(gkr_finding_reason(f, i), "so"));
	CHECK(print == gkr_accepted_fingerprint(f, 0));
	CHECK(same(gkr_accepted_reason(f, 0), "so"));
	CHECK(gkr_accepted_line(f, 0) == 0 && gkr_accepted_matches(f, 0) == 1);
	gkr_findings_accept_none(f);
	CHECK(gkr_accepted_count(f) == 0 && !gkr_finding_accepted(f, i));
	CHECK(gkr_findings_set_severity(f, rule, 0) == GKR_OK);
	CHECK(gkr_findings_set_off(f, balance, 0) == GKR_OK);
	CHECK(gkr_check(f, r) == GKR_OK);
	gkr_report_free(other);
	gkr_report_free(copy);
}

static void facts(const gkr_report *r, gkr_alloc_fn alloc, void *context)
{
	const char said[] = "本机关收到政府信息公开申请12件，结转下年度1件。";
	gkr_exporter *e;
	gkr_buffer *b;
	gkr_facts *f, *other;
	std::size_t n = 0;
	int64_t mantissa = 0;
	uint32_t scale = 1, id;

	CHECK(gkr_facts_new(&other) == GKR_OK);
	gkr_facts_free(other);
	CHECK(gkr_facts_new_with(alloc, context, &f) == GKR_OK);
	CHECK(gkr_facts_set_limit(f, GKR_LIMIT_MEMORY, 1 << 24) == GKR_OK);
	CHECK(gkr_facts_read(f, r) == GKR_OK);
	CHECK(gkr_facts_read_text(f, said, sizeof said - 1) == GKR_OK);
	CHECK(gkr_facts_count(f) == 2 && gkr_facts_work(f) > 0);
	id = gkr_fact_concept(f, 0);
	CHECK(id == gkr_concept_from_name("new_received"));
	CHECK(id > 0 && id <= gkr_concept_count());
	CHECK(gkr_concept_name(id) != NULL);
	CHECK(gkr_concept_label(id, GKR_LANG_EN) != NULL);
	CHECK(gkr_concept_cell_count(id, GKR_FORM_2021) == 1);
	CHECK(gkr_concept_cell(id, GKR_FORM_2021, 0) ==
	    gkr_cell_from_address("applications.new_received.total"));
	CHECK(std::strcmp(gkr_fact_value(f, 0), "12") == 0);
	CHECK(gkr_fact_number(f, 0, &mantissa, &scale) == GKR_OK);
	CHECK(mantissa == 12 && scale == 0);
	CHECK(gkr_fact_also(f, 0) == 0 && gkr_fact_applicant(f, 0) == NULL);
	CHECK(gkr_fact_scope(f, 0) == GKR_SCOPE_ORGAN);
	CHECK(gkr_scope_name(GKR_SCOPE_ORGAN) != NULL);
	CHECK(gkr_fact_certain(f, 0) == 1 && gkr_fact_negative(f, 0) == 0);
	CHECK(gkr_fact_section(f, 0) == GKR_SECTION_NONE);
	CHECK(gkr_fact_text(f, 0, &n) != NULL && n > 0);
	CHECK(gkr_fact_printed(f, 0, &n) != NULL && n == 2);
	CHECK(gkr_fact_offset(f, 0) == 9 && gkr_fact_length(f, 0) > 0);
	CHECK(gkr_fact_line(f, 0) == 1 && gkr_fact_column(f, 0) == 4);
	CHECK(gkr_buffer_new(&b) == GKR_OK);
	CHECK(gkr_exporter_new(GKR_FORMAT_NDJSON, &e) == GKR_OK);
	CHECK(gkr_exporter_write_facts(e, NULL, f, b) == GKR_OK);
	CHECK(std::strncmp(gkr_buffer_data(b, &n), "{\"concept\":", 11) == 0);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_facts_free(f);
}

static void exports(const gkr_report *r, const gkr_findings *f,
    gkr_alloc_fn alloc, void *context)
{
	gkr_exporter *e, *csv;
	gkr_buffer *b;
	std::size_t n = 0, before;

	CHECK(gkr_buffer_new_with(alloc, context, &b) == GKR_OK);
	CHECK(gkr_exporter_new_with(GKR_FORMAT_NDJSON, alloc, context, &e) ==
	    GKR_OK);
	CHECK(gkr_exporter_new(GKR_FORMAT_CSV, &csv) == GKR_OK);
	CHECK(gkr_buffer_set_limit(b, GKR_LIMIT_OUTPUT, 1 << 20) == GKR_OK);
	CHECK(gkr_exporter_set_option(csv, GKR_EXPORT_BOM, 1) == GKR_OK);
	CHECK(gkr_exporter_write(e, r, f, b) == GKR_OK);
	CHECK(gkr_exporter_write_findings(e, r, f, b) == GKR_OK);
	CHECK(gkr_exporter_write_error(e, "x", GKR_E_NUL, NULL, 1, 1, b) ==
	    GKR_OK);
	CHECK(gkr_exporter_finish(e, b) == GKR_OK);
	CHECK(gkr_buffer_data(b, &n)[n - 1] == '\n');
	before = n;
	CHECK(gkr_exporter_write(csv, r, f, b) == GKR_OK);
	CHECK(std::strncmp(gkr_buffer_data(b, &n) + before,
		  "\xef\xbb\xbfsource,", 10) == 0);
	gkr_buffer_clear(b);
	CHECK(gkr_convert(source, sizeof source - 1, GKR_FORMAT_JSON, b) ==
	    GKR_OK);
	CHECK(*gkr_buffer_data(b, &n) == '{');
	gkr_exporter_free(csv);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
}

static void report(gkr_alloc_fn alloc, void *context)
{
	const uint32_t cell = cells();
	gkr_tokenizer *t;
	gkr_report *r, *other;
	gkr_findings *f;

	CHECK(gkr_tokenizer_new(&t) == GKR_OK);
	CHECK(gkr_report_new_with(alloc, context, &r) == GKR_OK);
	CHECK(gkr_findings_new_with(alloc, context, &f) == GKR_OK);
	CHECK(gkr_report_parse(r, t, source, sizeof source - 1) == GKR_OK);
	whole(r);
	parts(r, cell);
	loose(r);
	CHECK(gkr_findings_set_limit(f, GKR_LIMIT_FINDINGS, 500) == GKR_OK);
	CHECK(
	    gkr_findings_set_policy(f, GKR_POLICY_BLANK_AS_ZERO, 0) == GKR_OK);
	CHECK(gkr_check(f, r) == GKR_OK);
	findings(f);
	decisions(f, r, alloc, context);
	numbers(r, cell);
	setters(r);
	exports(r, f, alloc, context);
	facts(r, alloc, context);
	CHECK(gkr_report_clear(r) == GKR_OK);
	CHECK(gkr_report_new(&other) == GKR_OK);
	CHECK(gkr_tokenizer_reset(t) == GKR_OK);
	CHECK(gkr_tokenizer_feed(t, source, sizeof source - 1) == GKR_OK);
	CHECK(gkr_report_read(other, t) == GKR_MORE);
	gkr_report_free(other);
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}

/* ---- years and parts ---- */

static gkr_report *of_year(uint32_t year)
{
	gkr_tokenizer *t;
	gkr_report *r;

	CHECK(gkr_tokenizer_new(&t) == GKR_OK);
	CHECK(gkr_report_new(&r) == GKR_OK);
	CHECK(gkr_report_parse(r, t, source, sizeof source - 1) == GKR_OK);
	CHECK(gkr_report_set_form(r, GKR_FORM_2021) == GKR_OK);
	CHECK(gkr_report_set_year(r, year) == GKR_OK);
	CHECK(gkr_report_set_agency(r, "A", 1) == GKR_OK);
	CHECK(gkr_report_set_source_name(r, "a.txt", 5) == GKR_OK);
	gkr_tokenizer_free(t);
	return r;
}

static void sides(const gkr_comparison *c, uint32_t cell)
{
	const uint32_t side = GKR_SIDE_THIS;
	char text[48];
	int64_t m;
	uint32_t s;

	CHECK(gkr_comparison_error_message(c, GKR_LANG_EN) == NULL);
	CHECK(gkr_comparison_form(c, side) == GKR_FORM_2021);
	CHECK(gkr_comparison_year(c, side) == 2022);
	CHECK(same(gkr_comparison_agency(c, side), "A"));
	CHECK(same(gkr_comparison_source_name(c, side), "a.txt"));
	CHECK(gkr_comparison_cell_count(c) == 200);
	CHECK(gkr_comparison_cell_at(c, 0) != 0);
	CHECK(gkr_comparison_state(c, side, cell) == GKR_STATE_NUMBER);
	CHECK(
	    gkr_comparison_value(c, side, cell, text, sizeof text) == GKR_OK &&
	    same(text, "5"));
	CHECK(gkr_comparison_change(c, cell, text, sizeof text) == GKR_OK &&
	    same(text, "3"));
	CHECK(
	    gkr_comparison_change_number(c, cell, &m, &s) == GKR_OK && m == 3);
}

static void others(const gkr_findings *f)
{
	CHECK(gkr_findings_count(f) > 0);
	CHECK(same(gkr_finding_other_source(f, 0), "a.txt"));
	gkr_finding_other_line(f, 0);
	gkr_finding_other_column(f, 0);
	gkr_finding_other_offset(f, 0);
	gkr_finding_other_length(f, 0);
}

static void years(gkr_report *last, gkr_report *now, gkr_findings *f,
    gkr_exporter *e, gkr_buffer *b, long *live)
{
	const uint32_t cell =
	    gkr_cell_from_address("applications.carried_in.total");
	gkr_comparison *c;
	gkr_series *s;

	CHECK(gkr_agency_same("A", 1, "A", 1) == 1);
	CHECK(gkr_comparison_new(&c) == GKR_OK);
	gkr_comparison_free(c);
	CHECK(gkr_comparison_new_with(counting, live, &c) == GKR_OK);
	CHECK(gkr_comparison_set_option(c, GKR_COMPARE_ANY_YEAR, 0) == GKR_OK);
	CHECK(gkr_report_set_number(last, cell, 2, 0) == GKR_OK);
	CHECK(gkr_report_set_number(now, cell, 5, 0) == GKR_OK);
	CHECK(gkr_compare(c, f, last, now) == GKR_OK);
	sides(c, cell);
	others(f);
	CHECK(gkr_exporter_write_comparison(e, c, f, b) == GKR_OK);
	gkr_comparison_free(c);

	CHECK(gkr_series_new(&s) == GKR_OK);
	gkr_series_free(s);
	CHECK(gkr_series_new_with(counting, live, &s) == GKR_OK);
	CHECK(gkr_series_set_limit(s, GKR_LIMIT_MEMORY, 1 << 20) == GKR_OK);
	CHECK(gkr_series_add(s, last) == GKR_OK);
	CHECK(gkr_report_set_year(now, 2024) == GKR_OK);
	CHECK(gkr_series_add(s, now) == GKR_OK);
	CHECK(gkr_series_count(s) == 2);
	CHECK(gkr_series_arrange(s) == GKR_OK);
	CHECK(gkr_series_step_count(s) == 1);
	CHECK(gkr_series_step_kind(s, 0) == GKR_STEP_MISSING);
	CHECK(same(gkr_step_name(GKR_STEP_MISSING), "missing"));
	CHECK(same(gkr_series_step_agency(s, 0), "A"));
	CHECK(gkr_series_step_year(s, 0) == 2022);
	CHECK(gkr_series_step_year_to(s, 0) == 2023);
	CHECK(gkr_series_step_last(s, 0) == 0);
	CHECK(gkr_series_step_this(s, 0) == 1);
	CHECK(same(gkr_series_source_name(s, 0), "a.txt"));
	CHECK(gkr_series_agency_count(s) == 1);
	CHECK(gkr_series_load(s, 1, now) == GKR_OK);
	CHECK(gkr_report_year(now) == 2024);
	CHECK(gkr_exporter_write_step(e, s, 0, b) == GKR_OK);
	gkr_series_free(s);
}

static void parts_and_whole(
    gkr_report *r, gkr_findings *f, gkr_exporter *e, gkr_buffer *b, long *live)
{
	const uint32_t cell =
	    gkr_cell_from_address("applications.carried_in.total");
	gkr_rollup *u;
	gkr_report *out;
	uint64_t same_as;
	char text[64];
	int64_t m;
	uint32_t s;

	CHECK(gkr_rollup_new(&u) == GKR_OK);
	gkr_rollup_free(u);
	CHECK(gkr_rollup_new_with(counting, live, &u) == GKR_OK);
	CHECK(gkr_rollup_set_option(u, GKR_ROLLUP_ANY_YEAR, 0) == GKR_OK);
	CHECK(gkr_rollup_add(u, r, &same_as) == GKR_OK && same_as == 0);
	CHECK(gkr_rollup_add(u, r, &same_as) == GKR_OK && same_as == 1);
	CHECK(gkr_rollup_count(u) == 2 && gkr_rollup_repeated(u) == 1);
	CHECK(gkr_rollup_form(u) == GKR_FORM_2021);
	CHECK(gkr_rollup_year(u) == 2021);
	CHECK(gkr_rollup_numbers(u, cell) == 2);
	CHECK(gkr_rollup_blanks(u, cell) == 0);
	CHECK(gkr_rollup_others(u, cell) == 0);
	CHECK(gkr_rollup_sum(u, cell, text, sizeof text) == GKR_OK &&
	    same(text, "4"));
	CHECK(gkr_rollup_sum_number(u, cell, &m, &s) == GKR_OK && m == 4);
	CHECK(gkr_rollup_check(u, f, r) == GKR_OK);
	CHECK(gkr_rollup_error_message(u, GKR_LANG_ZH) == NULL);
	CHECK(gkr_rollup_parent_state(u, cell) == GKR_STATE_NUMBER);
	CHECK(gkr_rollup_parent_value(u, cell, text, sizeof text) == GKR_OK &&
	    same(text, "2"));
	CHECK(gkr_rollup_difference(u, cell, text, sizeof text) == GKR_OK &&
	    same(text, "-2"));
	CHECK(gkr_rollup_parent_form(u) == GKR_FORM_2021);
	CHECK(same(gkr_rollup_parent_agency(u), "A"));
	CHECK(gkr_exporter_write_rollup(e, u, f, b) == GKR_OK);
	CHECK(gkr_report_new(&out) == GKR_OK);
	CHECK(gkr_rollup_report(u, f, out) == GKR_OK);
	CHECK(gkr_report_value(out, cell, text, sizeof text) == GKR_OK &&
	    same(text, "4"));
	CHECK(gkr_rollup_clear(u) == GKR_OK);
	gkr_report_free(out);
	gkr_rollup_free(u);
}

static void several(long *live)
{
	gkr_report *last = of_year(2021), *now = of_year(2022);
	gkr_findings *f;
	gkr_exporter *e;
	gkr_buffer *b;

	CHECK(gkr_findings_new(&f) == GKR_OK);
	CHECK(gkr_buffer_new(&b) == GKR_OK);
	CHECK(gkr_exporter_new(GKR_FORMAT_JSON, &e) == GKR_OK);
	years(last, now, f, e, b, live);
	parts_and_whole(last, f, e, b, live);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	gkr_findings_free(f);
	gkr_report_free(last);
	gkr_report_free(now);
}

/* ---- Word documents ---- */

#ifdef GKR_WITH_DOCX
static const char document[] =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
    "wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>一、总体情况"
    "</w:t></w:r></w:p></w:body></w:document>";

static void word_document(gkr_alloc_fn alloc, void *context)
{
	gkr_docx *d;
	gkr_tokenizer *t = NULL;
	gkr_report *r = NULL;
	int32_t fed;

	CHECK(gkr_docx_new(&d) == GKR_OK);
	gkr_docx_free(d);
	CHECK(gkr_docx_new_with(alloc, context, &d) == GKR_OK);
	CHECK(gkr_tokenizer_new(&t) == GKR_OK && gkr_report_new(&r) == GKR_OK);
	CHECK(gkr_docx_set_limit(d, GKR_LIMIT_DEPTH, 9) == GKR_OK);
	CHECK(gkr_docx_limit(d, GKR_LIMIT_DEPTH) == 9);
	CHECK(gkr_docx_is_docx(document, sizeof document - 1) == 1);
	CHECK(gkr_docx_read(d, r, t, document, sizeof document - 1) == GKR_OK);
	CHECK(gkr_report_section_count(r) == 1);
	CHECK(gkr_docx_error(d) == GKR_OK && gkr_docx_error_limit(d) == 0);
	CHECK(gkr_docx_memory(d) > 0);
	CHECK(gkr_docx_memory(d) <= gkr_docx_memory_peak(d));
	CHECK(gkr_tokenizer_reset(t) == GKR_OK);
	CHECK(gkr_docx_open(d, document, 3) == GKR_E_FORMAT);
	CHECK(gkr_docx_error_message(d, GKR_LANG_ZH));
	CHECK(gkr_docx_open(d, document, sizeof document - 1) == GKR_OK);
	do
		fed = gkr_docx_feed(d, t);
	while (fed == GKR_MORE && gkr_tokenizer_next(t) >= GKR_OK);
	CHECK(fed == GKR_END);
	CHECK(same(gkr_docx_version(), gkr_version()));
	CHECK(gkr_docx_dependency_version("zlib"));
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	gkr_docx_free(d);
}
#endif

int main()
{
	long live = 0;
	gkr_findings *f = NULL;
	gkr_buffer *b = NULL;

	names();
	rules();
	forms();
	tokens(counting, &live);
	report(counting, &live);
	several(&live);
#ifdef GKR_WITH_DOCX
	word_document(counting, &live);
#endif
	CHECK(gkr_findings_new(&f) == GKR_OK);
	CHECK(gkr_buffer_new(&b) == GKR_OK);
	gkr_findings_free(f);
	gkr_buffer_free(b);
	CHECK(live == 0);
	return failures ? 1 : 0;
}
