/* gkr compare: two years of an organ, or a folder of many of them. */
#include "gkr-cmd.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What was met over all pairs. */
struct counts {
	uint64_t pairs, missing, doubles, unnamed;
};

static int is_number(const gkr_comparison *k, uint32_t side, uint32_t cell)
{
	return gkr_comparison_state(k, side, cell) == GKR_STATE_NUMBER;
}

/* ------------------------------------------------------------------ */
/* The table                                                          */

static uint32_t cell_at(const void *of, uint32_t index)
{
	return gkr_comparison_cell_at(of, index);
}

/* Cells that are 0 in both years are not worth a line. */
static int is_shown(const struct cmd *c, const void *of, uint32_t cell)
{
	char text[64];
	size_t i;

	if (c->opt.all || !is_number(of, GKR_SIDE_LAST, cell) ||
	    !is_number(of, GKR_SIDE_THIS, cell))
		return 1;
	for (i = GKR_SIDE_LAST; i <= GKR_SIDE_THIS; i++) {
		gkr_comparison_value(of, (uint32_t)i, cell, text, sizeof(text));
		if (strspn(text, "-0.") != strlen(text))
			return 1;
	}
	return 0;
}

static void take_value(const struct cmd *c, const gkr_comparison *k,
    uint32_t side, uint32_t cell, char text[64])
{
	if (gkr_comparison_value(k, side, cell, text, 64) != GKR_OK)
		snprintf(text, 64, "%s",
		    state_word(c, gkr_comparison_state(k, side, cell)));
}

static void take_cell(
    const struct cmd *c, const void *of, uint32_t cell, char (*text)[64])
{
	char change[63];

	take_value(c, of, GKR_SIDE_LAST, cell, text[0]);
	take_value(c, of, GKR_SIDE_THIS, cell, text[1]);
	if (gkr_comparison_change(of, cell, change, sizeof(change)) != GKR_OK)
		snprintf(text[2], 64, "%s", "?");
	else
		snprintf(text[2], 64, "%s%s",
		    change[0] == '-' || strcmp(change, "0") == 0 ? "" : "+",
		    change);
}

static void print_table(struct cmd *c)
{
	char last[32], now[32];
	struct cells it = {c, c->comparison,
	    gkr_comparison_form(c->comparison, GKR_SIDE_THIS), 3,
	    {last, now, NULL}, cell_at, is_shown, take_cell};

	snprintf(last, sizeof(last), "%s %" PRIu32, tr(c, "上年", "last"),
	    gkr_comparison_year(c->comparison, GKR_SIDE_LAST));
	snprintf(now, sizeof(now), "%s %" PRIu32, tr(c, "本年", "this"),
	    gkr_comparison_year(c->comparison, GKR_SIDE_THIS));
	it.heads[2] = tr(c, "增减", "change");
	cells_print(&it);
}

/* ------------------------------------------------------------------ */
/* A pair                                                             */

static void count_findings(struct cmd *c, uint32_t *errors, uint32_t *warnings)
{
	const gkr_findings *f = c->findings;
	uint32_t failures =
	    gkr_findings_count_severity(f, GKR_SEVERITY_WARNING);

	*errors = gkr_findings_count_severity(f, GKR_SEVERITY_ERROR);
	*warnings = failures - *errors;
	c->totals.errors += *errors;
	c->totals.warnings += *warnings;
	if (*errors)
		worse(c, EXIT_FINDINGS);
}

static uint32_t count_open(const gkr_findings *f)
{
	uint32_t i, n = 0;

	for (i = 0; i < gkr_findings_count(f); i++)
		n += gkr_finding_status(f, i) == GKR_FINDING_UNASSESSABLE;
	return n;
}

static uint32_t count_changes(const gkr_comparison *k)
{
	uint32_t i, n = 0, cell;
	char text[64];

	for (i = 0; (cell = gkr_comparison_cell_at(k, i)) != 0; i++)
		n += gkr_comparison_change(k, cell, text, sizeof(text)) ==
			GKR_OK &&
		    strcmp(text, "0") != 0;
	return n;
}

static void print_summary(struct cmd *c, uint32_t errors, uint32_t warnings)
{
	const gkr_comparison *k = c->comparison;
	const char *agency = gkr_comparison_agency(k, GKR_SIDE_THIS);

	out_safe(c, agency ? agency : tr(c, "（机关不明）", "(unknown organ)"));
	out_format(c,
	    tr(c,
		" %" PRIu32 "→%" PRIu32 "：可比 %" PRIu32 " 格，有增减 %" PRIu32
		" 格；错误 %" PRIu32 "，警告 %" PRIu32,
		" %" PRIu32 "-%" PRIu32 ": %" PRIu32
		" comparable cells, %" PRIu32 " changed; errors %" PRIu32
		", warnings %" PRIu32),
	    gkr_comparison_year(k, GKR_SIDE_LAST),
	    gkr_comparison_year(k, GKR_SIDE_THIS), gkr_comparison_cell_count(k),
	    count_changes(k), errors, warnings);
	if (count_open(c->findings))
		out_format(c,
		    tr(c, "，无法核对 %" PRIu32, ", not assessable %" PRIu32),
		    count_open(c->findings));
	if (c->opt.blank_as_zero)
		out_puts(c,
		    tr(c, "（空白和无数据标记按 0 计）",
			" (blanks and nil marks counted as 0)"));
	out_puts(c, "\n");
}

static void print_pair(struct cmd *c, int table)
{
	const char *name = gkr_report_source_name(c->report);
	uint32_t errors, warnings;

	count_findings(c, &errors, &warnings);
	findings_print(c, name ? name : "-");
	if (table)
		print_table(c);
	if (!c->opt.quiet)
		print_summary(c, errors, warnings);
}

static int32_t write_pair(struct cmd *c, int table)
{
	uint32_t errors, warnings;
	int32_t rc;

	if (!c->opt.format) {
		print_pair(c, table);
		return GKR_OK;
	}
	count_findings(c, &errors, &warnings);
	c->limit = GKR_LIMIT_OUTPUT;
	rc = gkr_exporter_write_comparison(
	    c->exporter, c->comparison, c->findings, c->buffer);
	if (rc == GKR_OK)
		document_write(c);
	return rc;
}

/* c->other is last year's report, c->report this year's. */
static int32_t compare_pair(struct cmd *c, int table)
{
	int32_t rc;

	c->limit = GKR_LIMIT_FINDINGS;
	rc = gkr_compare(c->comparison, c->findings, c->other, c->report);
	return rc == GKR_OK ? write_pair(c, table) : rc;
}

static void swap_reports(struct cmd *c)
{
	gkr_report *r = c->report;

	c->report = c->other;
	c->other = r;
}

/* ------------------------------------------------------------------ */
/* Two files                                                          */

static void refused(struct cmd *c, int32_t status)
{
	const char *why =
	    gkr_comparison_error_message(c->comparison, c->opt.lang);
	char text[1024];

	snprintf(text, sizeof(text), "%s%s",
	    why ? why : gkr_status_message(status, c->opt.lang),
	    status == GKR_E_AGENCY ? tr(c, "（--any-agency 仍作比较）",
					 " (--any-agency compares them)")
		: status == GKR_E_YEAR ? tr(c, "（--any-year 仍作比较）",
					     " (--any-year compares them)")
				       : "");
	complain(c, NULL, text);
	worse(c,
	    status == GKR_E_FORM ? EXIT_FOREIGN
		: status == GKR_E_LIMIT || status == GKR_E_MEMORY
		? EXIT_RESOURCES
		: EXIT_USAGE);
}

static void file_failed(struct cmd *c, const char *name, int32_t status)
{
	struct failure f;

	failure_report(c, name, status, &f);
	if (c->opt.format && c->opt.format != GKR_FORMAT_CSV)
		error_document(c, &f);
}

static void compare_two(struct cmd *c)
{
	int32_t rc = report_load(c, c->files[0]), second;

	if (rc != GKR_OK)
		file_failed(c, c->files[0], rc);
	else
		c->totals.read++;
	swap_reports(c);
	second = report_load(c, c->files[1]);
	if (second != GKR_OK)
		file_failed(c, c->files[1], second);
	else
		c->totals.read++;
	if (rc != GKR_OK || second != GKR_OK)
		return;
	rc = compare_pair(c, !c->opt.quiet);
	if (rc != GKR_OK) {
		c->out.discard = 1;
		refused(c, rc);
	}
}

/* ------------------------------------------------------------------ */
/* Many                                                               */

/* What is no failure of the file, but keeps it from being paired. */
static void not_placed(struct cmd *c, const char *name, int32_t status)
{
	struct failure f;

	memset(&f, 0, sizeof(f));
	f.status = status;
	snprintf(f.message, sizeof(f.message), "%s",
	    status == GKR_E_YEAR ? tr(c, "不知道报告的是哪一年",
				       "it is not known for which year it is")
		: status == GKR_E_AGENCY
		? tr(c, "不知道是哪个机关的报告",
		      "it is not known whose report it is")
		: tr(c, "报告的格式没有可读的格",
		      "its form has no cells that are read"));
	complain_at(c, name, 0, f.message);
	worse(c, EXIT_FOREIGN);
	if (c->opt.format && c->opt.format != GKR_FORMAT_CSV)
		error_document(c, &f);
}

static void add_file(struct cmd *c, const char *name, struct counts *n)
{
	int32_t rc = report_load(c, name);

	if (rc != GKR_OK) {
		file_failed(c, name, rc);
		return;
	}
	c->totals.read++;
	rc = gkr_series_add(c->series, c->report);
	if (rc == GKR_E_AGENCY || rc == GKR_E_YEAR || rc == GKR_E_FORM) {
		n->unnamed++;
		not_placed(c, name, rc);
	} else if (rc != GKR_OK) {
		c->limit = GKR_LIMIT_MEMORY;
		file_failed(c, name, rc);
	}
}

static const char *name_of(struct cmd *c, uint32_t number)
{
	const char *name = gkr_series_source_name(c->series, number);

	return name ? name : "-";
}

static void put_years(struct cmd *c, uint32_t step)
{
	uint32_t year = gkr_series_step_year(c->series, step);
	uint32_t to = gkr_series_step_year_to(c->series, step);

	if (year)
		out_format(c, " %" PRIu32, year);
	if (to != year)
		out_format(c, "-%" PRIu32, to);
	out_puts(c, tr(c, "：", ": "));
}

static void put_gap(struct cmd *c, uint32_t step, uint32_t kind)
{
	out_safe(c, gkr_series_step_agency(c->series, step));
	put_years(c, step);
	switch (kind) {
	case GKR_STEP_MISSING:
		out_puts(c, tr(c, "没有报告", "no report"));
		break;
	case GKR_STEP_DOUBLE:
		out_puts(c,
		    tr(c, "有两份报告，各数相同，用前一份：",
			"two reports with the same numbers, the first is "
			"used: "));
		break;
	case GKR_STEP_DIFFERING:
		out_puts(c,
		    tr(c, "有两份报告，各数不同，都不作比较：",
			"two reports with different numbers, neither is "
			"compared: "));
		break;
	default:
		out_puts(c,
		    tr(c, "不止一个机关可能是这个名称，单独列出：",
			"several organs may have this name, it stands "
			"alone: "));
		break;
	}
	if (kind != GKR_STEP_MISSING)
		out_safe(c, name_of(c, gkr_series_step_last(c->series, step)));
	if (kind == GKR_STEP_DOUBLE || kind == GKR_STEP_DIFFERING) {
		out_puts(c, tr(c, "，", ", "));
		out_safe(c, name_of(c, gkr_series_step_this(c->series, step)));
	}
	out_puts(c, "\n");
}

static int32_t write_gap(
    struct cmd *c, uint32_t step, uint32_t kind, struct counts *n)
{
	int32_t rc;

	n->missing += kind == GKR_STEP_MISSING;
	n->doubles += kind == GKR_STEP_DOUBLE || kind == GKR_STEP_DIFFERING;
	if (!c->opt.format) {
		put_gap(c, step, kind);
		return GKR_OK;
	}
	c->limit = GKR_LIMIT_OUTPUT;
	rc = gkr_exporter_write_step(c->exporter, c->series, step, c->buffer);
	if (rc == GKR_OK)
		document_write(c);
	return rc;
}

static int32_t write_step(struct cmd *c, uint32_t step, struct counts *n)
{
	uint32_t kind = gkr_series_step_kind(c->series, step);
	int32_t rc;

	if (kind != GKR_STEP_PAIR)
		return write_gap(c, step, kind, n);
	n->pairs++;
	c->limit = GKR_LIMIT_MEMORY;
	rc = gkr_series_load(
	    c->series, gkr_series_step_last(c->series, step), c->other);
	if (rc == GKR_OK)
		rc = gkr_series_load(c->series,
		    gkr_series_step_this(c->series, step), c->report);
	return rc == GKR_OK ? compare_pair(c, c->opt.all) : rc;
}

static void print_totals(struct cmd *c, const struct counts *n)
{
	const struct totals *t = &c->totals;

	out_format(c,
	    tr(c,
		"共 %zu 份文件，%" PRIu32 " 个机关：比较 %" PRIu64
		" 对，缺年度 %" PRIu64 " 处，重复 %" PRIu64
		" 处，机关或年度不明 %" PRIu64 " 份，未读 %" PRIu64
		" 份；错误 %" PRIu64 "，警告 %" PRIu64 "\n",
		"%zu files, %" PRIu32 " organs: %" PRIu64
		" pairs compared, %" PRIu64 " gaps, %" PRIu64
		" doubles, %" PRIu64 " without organ or year, %" PRIu64
		" not read; errors %" PRIu64 ", warnings %" PRIu64 "\n"),
	    c->file_count, gkr_series_agency_count(c->series), n->pairs,
	    n->missing, n->doubles, n->unnamed, t->failed, t->errors,
	    t->warnings);
}

static void compare_many(struct cmd *c)
{
	struct counts n = {0, 0, 0, 0};
	uint32_t i;
	size_t k;
	int32_t rc;

	progress_begin(c);
	for (k = 0; k < c->file_count && !c->out.error; k++) {
		add_file(c, c->files[k], &n);
		progress_step(c);
	}
	progress_hide(c);
	c->limit = GKR_LIMIT_MEMORY;
	rc = gkr_series_arrange(c->series);
	for (i = 0; rc == GKR_OK && !c->out.error &&
	     i < gkr_series_step_count(c->series);
	     i++)
		rc = write_step(c, i, &n);
	if (rc != GKR_OK)
		refused(c, rc);
	if (c->opt.format)
		documents_end(c);
	else if (!c->opt.quiet)
		print_totals(c, &n);
}

/* ------------------------------------------------------------------ */

static int32_t make_handles(struct cmd *c)
{
	int32_t rc = gkr_report_new(&c->other);

	if (rc == GKR_OK)
		rc = gkr_comparison_new(&c->comparison);
	if (rc == GKR_OK)
		rc = gkr_series_new(&c->series);
	if (rc == GKR_OK)
		rc = gkr_comparison_set_option(
		    c->comparison, GKR_COMPARE_ANY_AGENCY, c->opt.any_agency);
	/* names of a series were found to be one organ's before */
	if (rc == GKR_OK && c->opt.by_agency)
		rc = gkr_comparison_set_option(
		    c->comparison, GKR_COMPARE_ANY_AGENCY, 1);
	if (rc == GKR_OK)
		rc = gkr_comparison_set_option(
		    c->comparison, GKR_COMPARE_ANY_YEAR, c->opt.any_year);
	return rc;
}

int compare_run(struct cmd *c)
{
	int code = inputs_open(c);
	int32_t rc;

	if (code == EXIT_NONE && c->opt.by_agency)
		code = folders_open(c);
	if (code == EXIT_NONE)
		code = handles_open(c);
	rc = make_handles(c);
	if (code == EXIT_NONE && rc != GKR_OK) {
		complain(c, NULL, gkr_status_message(rc, c->opt.lang));
		code = EXIT_RESOURCES;
	}
	if (code == EXIT_NONE && c->opt.by_agency)
		compare_many(c);
	else if (code == EXIT_NONE)
		compare_two(c);
	gkr_comparison_free(c->comparison);
	gkr_series_free(c->series);
	gkr_report_free(c->other);
	handles_free(c);
	return code == EXIT_NONE ? EXIT_READ : code;
}
