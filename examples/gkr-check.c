/* gkr check: each file's findings and summary, and the totals. */
#include "gkr-cmd.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* How many findings of each kind a report has. */
struct tally {
	uint32_t errors, warnings, infos, open, accepted;
};

static struct tally count_findings(const gkr_findings *f)
{
	struct tally t = {0, 0, 0, 0, 0};
	uint32_t i, severity;

	for (i = 0; i < gkr_findings_count(f); i++) {
		severity = gkr_finding_severity(f, i);
		if (gkr_finding_accepted(f, i))
			t.accepted++;
		else if (gkr_finding_status(f, i) == GKR_FINDING_UNASSESSABLE)
			t.open++;
		else if (severity == GKR_SEVERITY_ERROR)
			t.errors++;
		else if (severity == GKR_SEVERITY_WARNING)
			t.warnings++;
		else
			t.infos++;
	}
	return t;
}

/* ------------------------------------------------------------------ */
/* The summary                                                        */

/* "3 errors", or "no errors"; coloured where there are some. */
static void put_count(struct cmd *c, uint64_t n, const char *zh, const char *en,
    const char *color)
{
	if (n)
		out_color(c, color);
	if (c->opt.lang == GKR_LANG_ZH)
		out_format(c, "%s %" PRIu64, zh, n);
	else if (n)
		out_format(c, "%" PRIu64 " %s%s", n, en, n == 1 ? "" : "s");
	else
		out_format(c, "no %ss", en);
	if (n)
		out_plain(c);
}

static void put_errors(struct cmd *c, uint64_t errors, uint64_t warnings)
{
	put_count(c, errors, "错误", "error", "1;31");
	out_puts(c, tr(c, "，", ", "));
	put_count(c, warnings, "警告", "warning", "1;33");
}

/* ", 3 inferred" where there are any. */
static void put_some(struct cmd *c, uint32_t n, const char *zh, const char *en)
{
	if (n && c->opt.lang == GKR_LANG_ZH)
		out_format(c, "，%s%" PRIu32, zh, n);
	else if (n)
		out_format(c, ", %" PRIu32 " %s", n, en);
}

/* "青禾县水务局 2022, form 2021" */
static void put_identity(struct cmd *c)
{
	const char *agency = gkr_report_agency(c->report);
	uint32_t year = gkr_report_year(c->report);
	uint32_t form = gkr_report_form(c->report);
	const char *name = gkr_form_name(form);

	out_safe(c, agency ? agency : tr(c, "机关未知", "organ unknown"));
	if (year)
		out_format(c, tr(c, " %" PRIu32 " 年度", " %" PRIu32), year);
	else
		out_puts(c, tr(c, " 年度未知", ", year unknown"));
	if (form == GKR_FORM_UNKNOWN || !name)
		out_puts(c, tr(c, "，格式未能识别", ", form not recognised"));
	else if (form == GKR_FORM_HYBRID)
		out_puts(c, tr(c, "，混合格式", ", form hybrid"));
	else
		out_format(c, tr(c, "，%s 格式", ", form %s"), name);
}

/* The cells that a form has, by what became of them. */
static void put_cells(struct cmd *c)
{
	const gkr_report *r = c->report;
	uint32_t all = gkr_form_cell_count(gkr_report_form(r));
	uint32_t inferred = gkr_report_count_inferred(r);
	uint32_t unplaced = gkr_report_count_state(r, GKR_STATE_UNPLACED);
	uint32_t missing = gkr_report_count_state(r, GKR_STATE_MISSING);
	uint32_t read;

	if (!all) {
		out_puts(c, tr(c, "没有读取表格", "no tables were read"));
		return;
	}
	read = all - inferred - unplaced - missing;
	if (c->opt.lang == GKR_LANG_ZH)
		out_format(c, "共 %" PRIu32 " 格，读出 %" PRIu32, all, read);
	else
		out_format(
		    c, "%" PRIu32 " of %" PRIu32 " cells read", read, all);
	put_some(c, inferred, "推定 ", "inferred");
	put_some(c, unplaced, "未能归位 ", "unplaced");
	put_some(c, missing, "缺失 ", "missing");
}

static void put_other_findings(struct cmd *c, const struct tally *t)
{
	put_some(c, t->infos, "提示 ", t->infos == 1 ? "remark" : "remarks");
	put_some(c, t->open, "无法核对 ", "that could not be checked");
	put_some(c, t->accepted, "已接受 ", "accepted");
	if (c->opt.blank_as_zero)
		out_puts(c,
		    tr(c, "（求和时空白和无数据标记按 0 计）",
			" (blanks and nil marks counted as 0 in sums)"));
}

static void print_summary(
    struct cmd *c, const char *name, const struct tally *t)
{
	if (grid_wanted(c))
		out_puts(c, "\n");
	out_color(c, "1");
	out_safe(c, name);
	out_plain(c);
	out_puts(c, tr(c, "：", ": "));
	put_identity(c);
	out_puts(c, tr(c, "；", ": "));
	put_cells(c);
	out_puts(c, tr(c, "；", "; "));
	put_errors(c, t->errors, t->warnings);
	put_other_findings(c, t);
	if (gkr_report_position_kind(c->report) == GKR_POSITION_CELLS)
		out_puts(c,
		    tr(c, "（位置为段落或表格行的序号和行内单元格的序号）",
			" (places count paragraphs and rows, and cells)"));
	out_puts(c, "\n");
}

/* ------------------------------------------------------------------ */
/* A file                                                             */

static void print_text(struct cmd *c, const char *name, const struct tally *t)
{
	findings_print(c, name);
	if (c->opt.quiet)
		return;
	print_summary(c, name, t);
	if (grid_wanted(c) && c->file_count > 1)
		out_puts(c, "\n");
}

static void add_totals(struct cmd *c, const struct tally *t)
{
	c->totals.errors += t->errors;
	c->totals.warnings += t->warnings;
	c->totals.accepted += t->accepted;
	if (t->errors)
		worse(c, EXIT_FINDINGS);
	else
		c->totals.clean++;
}

/* Findings up to a limit are worth printing; in a document they are not. */
static int32_t check(struct cmd *c, const char *name)
{
	struct tally t;
	int32_t rc = report_load(c, name);

	if (rc != GKR_OK)
		return rc;
	c->limit = GKR_LIMIT_FINDINGS;
	rc = gkr_check(c->findings, c->report);
	t = count_findings(c->findings);
	if (c->opt.prints) {
		prints_print(c, name);
	} else if (!c->opt.format) {
		print_text(c, name, &t);
	} else if (rc == GKR_OK) {
		c->limit = GKR_LIMIT_OUTPUT;
		rc = gkr_exporter_write_findings(
		    c->exporter, c->report, c->findings, c->buffer);
	}
	if (rc == GKR_OK)
		add_totals(c, &t);
	return rc;
}

void check_file(struct cmd *c, const char *name)
{
	struct failure f;
	int32_t rc = check(c, name);

	if (rc == GKR_OK) {
		document_write(c);
		c->totals.read++;
		return;
	}
	failure_report(c, name, rc, &f);
	if (c->opt.format)
		error_document(c, &f);
}

static void put_total_files(struct cmd *c)
{
	const struct totals *t = &c->totals;
	uint64_t files = c->file_count;

	if (c->opt.lang == GKR_LANG_ZH)
		out_format(c,
		    "合计 %" PRIu64 " 个文件：读出 %" PRIu64 "，其中 %" PRIu64
		    " 个没有错误；未能读取 %" PRIu64 "；",
		    files, t->read, t->clean, t->failed);
	else
		out_format(c,
		    "%" PRIu64 " files: %" PRIu64 " read, %" PRIu64
		    " of them without errors, %" PRIu64 " not read; ",
		    files, t->read, t->clean, t->failed);
}

static void print_totals(struct cmd *c)
{
	put_total_files(c);
	put_errors(c, c->totals.errors, c->totals.warnings);
	put_some(c, (uint32_t)c->totals.accepted, "已接受 ", "accepted");
	out_puts(c, "\n");
}

void check_end(struct cmd *c)
{
	if (c->opt.format)
		documents_end(c);
	else if (!c->opt.quiet && !c->opt.prints && c->file_count > 1)
		print_totals(c);
	accept_end(c);
}
