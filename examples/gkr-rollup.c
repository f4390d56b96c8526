/* gkr rollup: the reports of parts, added up, against that of their whole. */
#include "gkr-cmd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_zero(const char *text)
{
	return strspn(text, "-0.") == strlen(text);
}

/* ------------------------------------------------------------------ */
/* The children                                                       */

/* Names of the children that were added, by their number from 1. */
struct children {
	const char **names;
	uint64_t lost; /* files that are in no sum */
};

static void note_repeated(struct cmd *c, const char *name, const char *first)
{
	char text[512];

	snprintf(text, sizeof(text),
	    tr(c, "与 %s 是同一机关的报告", "it is of the same organ as %s"),
	    first);
	complain(c, name, text);
}

static void add_failed(struct cmd *c, const char *name, int32_t status)
{
	const char *why = gkr_rollup_error_message(c->rollup, c->opt.lang);
	char text[1024];

	snprintf(text, sizeof(text), "%s%s",
	    why ? why : gkr_status_message(status, c->opt.lang),
	    status == GKR_E_YEAR
		? tr(c, "（--any-year 仍计入）", " (--any-year takes it)")
		: "");
	complain_at(c, name, 0, text);
	worse(c,
	    status == GKR_E_YEAR       ? EXIT_USAGE
		: status == GKR_E_FORM ? EXIT_FOREIGN
				       : EXIT_RESOURCES);
}

static void add_child(struct cmd *c, const char *name, struct children *all)
{
	struct failure f;
	uint64_t same;
	int32_t rc = report_load(c, name);

	if (rc != GKR_OK) {
		failure_report(c, name, rc, &f);
		all->lost++;
		return;
	}
	rc = gkr_rollup_add(c->rollup, c->report, &same);
	if (rc != GKR_OK) {
		add_failed(c, name, rc);
		all->lost++;
		return;
	}
	c->totals.read++;
	all->names[gkr_rollup_count(c->rollup)] = name;
	if (same)
		note_repeated(c, name, all->names[same]);
}

static int add_children(struct cmd *c, size_t first, struct children *all)
{
	char text[128];
	size_t i;

	all->lost = 0;
	all->names = calloc(c->file_count + 1, sizeof(*all->names));
	if (!all->names) {
		complain(c, NULL, system_message(c, ENOMEM));
		worse(c, EXIT_RESOURCES);
		return 0;
	}
	progress_begin(c);
	for (i = first; i < c->file_count; i++) {
		add_child(c, c->files[i], all);
		progress_step(c);
	}
	progress_hide(c);
	free(all->names);
	if (!all->lost)
		return 1;
	snprintf(text, sizeof(text),
	    tr(c, "%" PRIu64 " 份下级报告没有计入，不作合计",
		"%" PRIu64 " of the parts are not in the sum: there is none"),
	    all->lost);
	complain(c, NULL, text);
	c->out.discard = 1;
	return 0;
}

/* ------------------------------------------------------------------ */
/* The table                                                          */

static uint32_t cell_of_parent(const void *of, uint32_t index)
{
	return gkr_form_cell_at(gkr_rollup_parent_form(of), index);
}

static uint32_t cell_of_children(const void *of, uint32_t index)
{
	return gkr_form_cell_at(gkr_rollup_form(of), index);
}

/* How many children have no number there. */
static uint64_t count_open(
    const struct cmd *c, const gkr_rollup *u, uint32_t cell)
{
	return gkr_rollup_others(u, cell) +
	    (c->opt.blank_as_zero ? 0 : gkr_rollup_blanks(u, cell));
}

/* The sum, or how many do not let there be one. */
static void take_sum(
    const struct cmd *c, const gkr_rollup *u, uint32_t cell, char text[64])
{
	uint64_t open = count_open(c, u, cell);

	if (open)
		snprintf(text, 64,
		    tr(c, "%" PRIu64 " 份没有数", "%" PRIu64 " without"), open);
	else if (gkr_rollup_sum(u, cell, text, 64) != GKR_OK)
		snprintf(text, 64, "0"); /* blanks that count as 0 */
}

static int differs(const struct cmd *c, const void *of, uint32_t cell)
{
	char text[64];

	if (c->opt.all)
		return 1;
	return gkr_rollup_difference(of, cell, text, sizeof(text)) != GKR_OK ||
	    !is_zero(text);
}

static int has_sum(const struct cmd *c, const void *of, uint32_t cell)
{
	char text[64];

	if (c->opt.all || count_open(c, of, cell))
		return 1;
	take_sum(c, of, cell, text);
	return !is_zero(text);
}

static void take_both(
    const struct cmd *c, const void *of, uint32_t cell, char (*text)[64])
{
	if (gkr_rollup_parent_value(of, cell, text[0], 64) != GKR_OK)
		snprintf(text[0], 64, "%s",
		    state_word(c, gkr_rollup_parent_state(of, cell)));
	take_sum(c, of, cell, text[1]);
	if (gkr_rollup_difference(of, cell, text[2], 64) != GKR_OK)
		snprintf(text[2], 64, "?");
}

static void take_one(
    const struct cmd *c, const void *of, uint32_t cell, char (*text)[64])
{
	take_sum(c, of, cell, text[0]);
}

/* ------------------------------------------------------------------ */
/* With a parent                                                      */

static uint32_t count_status(const gkr_findings *f, uint32_t status)
{
	uint32_t i, n = 0;

	for (i = 0; i < gkr_findings_count(f); i++)
		n += gkr_finding_status(f, i) == status;
	return n;
}

static void print_rollup(struct cmd *c, const char *name)
{
	struct cells it = {c, c->rollup, gkr_rollup_parent_form(c->rollup), 3,
	    {tr(c, "上级", "parent"), tr(c, "下级合计", "sum of parts"),
		tr(c, "相差", "difference")},
	    cell_of_parent, differs, take_both};

	findings_print(c, name);
	if (c->opt.quiet)
		return;
	cells_print(&it);
	out_safe(c, name);
	out_format(c,
	    tr(c,
		"：下级报告 %" PRIu64 " 份；不符 %" PRIu32
		" 格，无法核对 %" PRIu32 " 格",
		": %" PRIu64 " parts; %" PRIu32 " cells differ, %" PRIu32
		" not assessable"),
	    gkr_rollup_count(c->rollup),
	    count_status(c->findings, GKR_FINDING_FAIL),
	    count_status(c->findings, GKR_FINDING_UNASSESSABLE));
	if (gkr_rollup_repeated(c->rollup))
		out_format(c,
		    tr(c, "；重复的机关 %" PRIu64,
			"; repeated organs %" PRIu64),
		    gkr_rollup_repeated(c->rollup));
	if (c->opt.blank_as_zero)
		out_puts(c,
		    tr(c, "（空白和无数据标记按 0 计）",
			" (blanks and nil marks counted as 0)"));
	out_puts(c, "\n");
}

/* Writes what was appended to the buffer, or says why nothing was. */
static void written(struct cmd *c, int32_t status)
{
	if (status == GKR_OK) {
		document_write(c);
		return;
	}
	c->out.discard = 1;
	complain(c, NULL, gkr_status_message(status, c->opt.lang));
	worse(c, status == GKR_E_FORM ? EXIT_FOREIGN : EXIT_RESOURCES);
}

static void rollup_parent(struct cmd *c, const char *name)
{
	int32_t rc = gkr_rollup_check(c->rollup, c->findings, c->other);
	gkr_report *r = c->report;

	if (rc != GKR_OK) {
		add_failed(c, name, rc);
		c->out.discard = 1;
		return;
	}
	c->report = c->other; /* whose findings they are */
	c->other = r;
	if (gkr_findings_count_severity(c->findings, GKR_SEVERITY_ERROR))
		worse(c, EXIT_FINDINGS);
	if (c->opt.format)
		written(c,
		    gkr_exporter_write_rollup(
			c->exporter, c->rollup, c->findings, c->buffer));
	else
		print_rollup(c, name);
}

/* ------------------------------------------------------------------ */
/* Without                                                            */

static void print_sum(struct cmd *c)
{
	struct cells it = {c, c->rollup, gkr_rollup_form(c->rollup), 1,
	    {tr(c, "合计", "sum"), NULL, NULL}, cell_of_children, has_sum,
	    take_one};

	cells_print(&it);
	if (c->opt.quiet)
		return;
	out_format(c,
	    tr(c, "下级报告 %" PRIu64 " 份，无法合计 %" PRIu32 " 格",
		"%" PRIu64 " parts, %" PRIu32 " cells without a sum"),
	    gkr_rollup_count(c->rollup), gkr_findings_count(c->findings));
	if (c->opt.blank_as_zero)
		out_puts(c,
		    tr(c, "（空白和无数据标记按 0 计）",
			" (blanks and nil marks counted as 0)"));
	out_puts(c, "\n");
}

static void rollup_alone(struct cmd *c)
{
	int32_t rc = gkr_rollup_report(c->rollup, c->findings, c->report);
	const char *why;

	if (rc != GKR_OK) {
		why = gkr_rollup_error_message(c->rollup, c->opt.lang);
		complain(
		    c, NULL, why ? why : gkr_status_message(rc, c->opt.lang));
		c->out.discard = 1;
		worse(c, rc == GKR_E_FORM ? EXIT_FOREIGN : EXIT_RESOURCES);
		return;
	}
	if (c->opt.format)
		written(c,
		    gkr_exporter_write(
			c->exporter, c->report, c->findings, c->buffer));
	else
		print_sum(c);
}

/* ------------------------------------------------------------------ */

/* The parent is read first, so that nothing is added up in vain. */
static int load_parent(struct cmd *c)
{
	struct failure f;
	gkr_report *r;
	int32_t rc = report_load(c, c->files[0]);

	if (rc != GKR_OK) {
		failure_report(c, c->files[0], rc, &f);
		c->out.discard = 1;
		return 0;
	}
	c->totals.read++;
	r = c->report;
	c->report = c->other;
	c->other = r;
	return 1;
}

static void rollup_files(struct cmd *c)
{
	struct children all;

	if (!c->opt.no_parent && !load_parent(c))
		return;
	if (!add_children(c, c->opt.no_parent ? 0 : 1, &all))
		return;
	c->limit = GKR_LIMIT_OUTPUT;
	if (c->opt.no_parent)
		rollup_alone(c);
	else
		rollup_parent(c, c->files[0]);
}

int rollup_run(struct cmd *c)
{
	int code = inputs_open(c);
	int32_t rc = GKR_OK;

	if (code == EXIT_NONE && c->file_count < (c->opt.no_parent ? 1 : 2))
		code = usage(
		    c, tr(c, "没有给出下级报告", "no part is given"), "", NULL);
	if (code == EXIT_NONE)
		code = handles_open(c);
	if (code == EXIT_NONE)
		rc = gkr_report_new(&c->other);
	if (code == EXIT_NONE && rc == GKR_OK)
		rc = gkr_rollup_new(&c->rollup);
	if (code == EXIT_NONE && rc == GKR_OK)
		rc = gkr_rollup_set_option(
		    c->rollup, GKR_ROLLUP_ANY_YEAR, c->opt.any_year);
	if (rc != GKR_OK) {
		complain(c, NULL, gkr_status_message(rc, c->opt.lang));
		code = EXIT_RESOURCES;
	}
	if (code == EXIT_NONE)
		rollup_files(c);
	gkr_rollup_free(c->rollup);
	gkr_report_free(c->other);
	handles_free(c);
	return code == EXIT_NONE ? EXIT_READ : code;
}
