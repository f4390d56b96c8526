/*
 * A host that has cells instead of bytes: it feeds a small grid, checks it,
 * corrects a value as a clerk would, and checks again.
 */
#include "gkr.h"

#include <stdio.h>
#include <string.h>

static const char *const grid[][4] = {
    {"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"},
    {"规章", "0", "0", "0"}, {"行政规范性文件", "15", "1", "2"}};

static void feed(gkr_tokenizer *t, const char *text)
{
	gkr_tokenizer_feed_paragraph(t, text, strlen(text));
}

static void feed_grid(gkr_tokenizer *t)
{
	size_t row, column;

	for (row = 0; row < 3; row++) {
		for (column = 0; column < 4; column++)
			gkr_tokenizer_feed_cell(t, grid[row][column],
			    strlen(grid[row][column]), 1, 1);
		gkr_tokenizer_end_row(t);
	}
	gkr_tokenizer_end_table(t);
}

/* Prints what one rule finds; a grid alone is no whole report. */
static void check(const char *when, gkr_findings *f, const gkr_report *r)
{
	uint32_t rule = gkr_rule_from_name("article20.in-force"), i;

	printf("%s\n", when);
	gkr_check(f, r);
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (gkr_finding_rule(f, i) == rule)
			printf(
			    "  %s\n", gkr_finding_message(f, i, GKR_LANG_EN));
	}
}

int main(void)
{
	uint32_t cell =
	    gkr_cell_from_address("article20_1.normative_documents.in_force");
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_findings *f;
	int32_t rc;

	/* errors are sticky, and NULL is an argument like another: it is
	 * enough to look at the last status */
	gkr_tokenizer_new(&t);
	gkr_report_new(&r);
	gkr_findings_new(&f);
	feed(t, "青禾县2023年政府信息公开工作年度报告");
	feed(t, "二、主动公开政府信息情况");
	feed(t, "第二十条第（一）项");
	feed_grid(t);
	gkr_tokenizer_finish(t);
	rc = gkr_report_read(r, t);
	if (rc == GKR_END) {
		check("as fed", f, r);
		gkr_report_set_cell(r, cell, "22", 2);
		check("corrected", f, r);
	} else {
		fprintf(stderr, "%s\n", gkr_status_message(rc, GKR_LANG_EN));
	}
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc == GKR_END ? 0 : 1;
}
