/* Findings as text: a line each, what repeats itself in one. */
#include "gkr-cmd.h"

#include <inttypes.h>
#include <string.h>

/*
 * Findings of one kind: of the same rule in the same table.  Errors are shown
 * one by one, but for what is missing; of that and of warnings the first FEW;
 * sums that cannot be checked in one line, since what they lack is reported by
 * itself.
 */
#define FEW 3
#define RULES 64
#define TABLES 16
struct kind {
	uint32_t count, met;
	uint64_t first, last; /* lines of those that are not shown */
};
struct fold {
	struct kind open[RULES][TABLES], warnings[RULES][TABLES];
};

static int is_open(const gkr_findings *f, uint32_t i)
{
	return gkr_finding_status(f, i) == GKR_FINDING_UNASSESSABLE;
}

/* Where a table breaks off, all of its rows are missing. */
static int is_lack(uint32_t rule)
{
	static const char *const names[] = {
	    "row.missing", "cell.missing", "cell.unplaced"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(gkr_rule_name(rule), names[i]) == 0)
			return 1;
	return 0;
}

/* The kind of a finding that may be folded, else NULL. */
static struct kind *kind_of(
    struct fold *fold, const gkr_findings *f, uint32_t i)
{
	uint32_t rule = gkr_finding_rule(f, i);
	uint32_t table = gkr_cell_table(gkr_finding_cell(f, i, 0));

	if (rule >= RULES || table >= TABLES || gkr_finding_accepted(f, i))
		return NULL;
	if (is_open(f, i))
		return &fold->open[rule][table];
	if (gkr_finding_severity(f, i) == GKR_SEVERITY_ERROR && !is_lack(rule))
		return NULL;
	return &fold->warnings[rule][table];
}

/*
 * How many of them are shown: all but one is as long as all, but where each
 * has its numbers below it.
 */
static uint32_t shown(const struct cmd *c, const struct kind *k, int open)
{
	uint32_t few = open ? 0 : FEW;

	if (open && grid_wanted(c))
		return 0;
	return k->count <= few + 1 ? k->count : few;
}

static void count_kinds(struct fold *fold, const gkr_findings *f)
{
	struct kind *k;
	uint32_t i;

	for (i = 0; i < gkr_findings_count(f); i++) {
		k = kind_of(fold, f, i);
		if (k)
			k->count++;
	}
}

/* The lines that the ones not shown are in. */
static void measure_kinds(struct cmd *c, struct fold *fold)
{
	const gkr_findings *f = c->findings;
	struct kind *k;
	uint64_t line;
	uint32_t i;

	for (i = 0; i < gkr_findings_count(f); i++) {
		k = kind_of(fold, f, i);
		line = gkr_finding_line(f, i);
		if (!k || k->met++ < shown(c, k, is_open(f, i)) || !line)
			continue;
		if (!k->first || line < k->first)
			k->first = line;
		if (line > k->last)
			k->last = line;
	}
	for (i = 0; i < gkr_findings_count(f); i++) {
		k = kind_of(fold, f, i);
		if (k)
			k->met = 0;
	}
}

/* ------------------------------------------------------------------ */
/* A line                                                             */

/* What could not be assessed is never an error, nor is what is accepted. */
uint32_t shown_severity(const struct cmd *c, uint32_t i)
{
	const gkr_findings *f = c->findings;
	uint32_t severity = gkr_finding_severity(f, i);

	if (gkr_finding_accepted(f, i))
		return GKR_SEVERITY_INFO;
	return is_open(f, i) && severity == GKR_SEVERITY_ERROR
	    ? GKR_SEVERITY_WARNING
	    : severity;
}

const char *severity_color(uint32_t severity)
{
	return severity == GKR_SEVERITY_ERROR  ? "1;31"
	    : severity == GKR_SEVERITY_WARNING ? "1;33"
					       : "1;36";
}

/* "report.txt:90:2: ", without what is not known. */
static void print_place(struct cmd *c, const char *name, uint32_t i)
{
	uint64_t line = gkr_finding_line(c->findings, i);

	out_color(c, "1");
	out_safe(c, name);
	if (line)
		out_format(c, ":%" PRIu64 ":%" PRIu64, line,
		    gkr_finding_column(c->findings, i));
	out_puts(c, ":");
	out_plain(c);
	out_puts(c, " ");
}

/* "report.txt:90:2: error: [rule] " */
static void print_head(struct cmd *c, const char *name, uint32_t i)
{
	uint32_t severity = shown_severity(c, i);
	const char *word = gkr_severity_name(severity);
	const char *rule = gkr_rule_name(gkr_finding_rule(c->findings, i));

	print_place(c, name, i);
	out_color(c, severity_color(severity));
	out_format(c, "%s:", word ? word : "?");
	out_plain(c);
	out_format(c, " [%s] ", rule ? rule : "?");
}

static void print_suggestion(struct cmd *c, uint32_t i)
{
	const char *text = gkr_finding_suggestion(c->findings, i, c->opt.lang);

	if (!text)
		return;
	out_puts(c, tr(c, "    建议：", "    suggestion: "));
	out_safe(c, text);
	out_puts(c, "\n");
}

/* Behind the message of a finding that is accepted. */
static void print_reason(struct cmd *c, uint32_t i)
{
	const char *reason = gkr_finding_reason(c->findings, i);

	if (!gkr_finding_accepted(c->findings, i))
		return;
	out_puts(c, tr(c, "（已接受", " (accepted"));
	if (reason && *reason) {
		out_puts(c, tr(c, "：", ": "));
		out_safe(c, reason);
	}
	out_puts(c, tr(c, "）", ")"));
}

static void print_finding(struct cmd *c, const char *name, uint32_t i)
{
	const char *message = gkr_finding_message(c->findings, i, c->opt.lang);

	print_head(c, name, i);
	out_safe(c, message ? message : "");
	print_reason(c, i);
	out_puts(c, "\n");
	print_suggestion(c, i);
}

/* ------------------------------------------------------------------ */
/* Many of a kind                                                     */

/* The label of the row or column that the finding is about. */
static const char *subject(const struct cmd *c, uint32_t i)
{
	uint32_t cell = gkr_finding_cell(c->findings, i, 0);
	uint32_t table = gkr_cell_table(cell), row = gkr_cell_row(cell);
	uint32_t column = gkr_cell_column(cell);
	uint32_t form = gkr_report_form(c->report);
	const char *at = gkr_finding_at(c->findings, i);
	const char *name = gkr_column_name(table, column), *label;

	if (at && name && strcmp(at, name) == 0)
		label = gkr_form_column_label(form, table, column);
	else
		label = gkr_form_row_label(form, table, row);
	return label ? label : at ? at : "?";
}

/*
 * The first FEW of the finding's kind, from i on: "a, b, c ..."; a row whose
 * cells follow each other is named once.
 */
static void put_subjects(
    struct cmd *c, struct fold *fold, const struct kind *k, uint32_t i)
{
	const char *last = "", *at;
	uint32_t n = 0, seen;

	for (seen = 0; seen < k->count; i++) {
		if (kind_of(fold, c->findings, i) != k)
			continue;
		seen++;
		at = subject(c, i);
		if (strcmp(at, last) == 0)
			continue;
		if (n == FEW) {
			out_puts(c, tr(c, "等", " ..."));
			return;
		}
		if (n++)
			out_puts(c, tr(c, "、", ", "));
		out_safe(c, at);
		last = at;
	}
}

static void put_lines(struct cmd *c, const struct kind *k)
{
	if (!k->first)
		return;
	if (k->first == k->last)
		out_format(c, tr(c, "，第 %" PRIu64 " 行", ", line %" PRIu64),
		    k->first);
	else
		out_format(c,
		    tr(c, "，第 %" PRIu64 " 至 %" PRIu64 " 行",
			", lines %" PRIu64 " to %" PRIu64),
		    k->first, k->last);
}

static void print_many(struct cmd *c, const char *name, struct fold *fold,
    const struct kind *k, uint32_t i)
{
	int open = is_open(c->findings, i);

	if (grid_wanted(c))
		out_puts(c, "  ");
	else
		print_head(c, name, i);
	out_format(c,
	    open ? tr(c, "%" PRIu32 " 项无法核对：",
		       "%" PRIu32 " checks cannot be made: ")
		 : tr(c, "另有 %" PRIu32 " 处", "%" PRIu32 " more of these"),
	    k->count - shown(c, k, open));
	if (open)
		put_subjects(c, fold, k, i);
	put_lines(c, k);
	out_puts(c, tr(c, "（--all 逐条列出）\n", " (--all shows them)\n"));
}

/* One that is shown by itself. */
static void show(struct cmd *c, const char *name, uint32_t i, uint32_t *group)
{
	if (!grid_wanted(c)) {
		print_finding(c, name, i);
		return;
	}
	grid_heading(c, i, group);
	grid_print(c, i);
}

static void show_many(struct cmd *c, const char *name, struct fold *fold,
    const struct kind *k, uint32_t i, uint32_t *group)
{
	if (grid_wanted(c))
		grid_heading(c, i, group);
	print_many(c, name, fold, k, i);
}

static void print_folded(struct cmd *c, const char *name, struct fold *fold)
{
	const gkr_findings *f = c->findings;
	uint32_t i, most, group = 0;
	struct kind *k;

	for (i = 0; i < gkr_findings_count(f); i++) {
		k = kind_of(fold, f, i);
		most = k ? shown(c, k, is_open(f, i)) : 0;
		if (!k || k->met < most)
			show(c, name, i, &group);
		else if (k->met == most)
			show_many(c, name, fold, k, i, &group);
		if (k)
			k->met++;
	}
}

void findings_print(struct cmd *c, const char *name)
{
	struct fold fold;
	uint32_t i, group = 0;

	if (grid_wanted(c))
		grid_title(c, name);
	if (c->opt.all) {
		for (i = 0; i < gkr_findings_count(c->findings); i++)
			show(c, name, i, &group);
		return;
	}
	memset(&fold, 0, sizeof fold);
	count_kinds(&fold, c->findings);
	measure_kinds(c, &fold);
	print_folded(c, name, &fold);
}
