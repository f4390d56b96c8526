/*
 * A host that has cells instead of bytes: it feeds a small grid, checks it,
 * corrects a value as a clerk would, and checks again.
 */
#include "gkr.h"

#include <stdio.h>
#include <string.h>

static const char *const title = "青禾县2023年政府信息公开工作年度报告";
static const char *const caption = "第二十条第（一）项";
static const char *const grid[12] = {"信息内容", "本年制发件数", "本年废止件数",
    "现行有效件数", "规章", "0", "0", "0", "行政规范性文件", "15", "1", "2"};

/* Errors are sticky: it is enough to look at the last status. */
static int32_t feed(gkr_tokenizer *t)
{
	size_t i;

	gkr_tokenizer_feed_paragraph(t, title, strlen(title));
	gkr_tokenizer_feed_paragraph(t, caption, strlen(caption));
	for (i = 0; i < 12; i++) {
		gkr_tokenizer_feed_cell(t, grid[i], strlen(grid[i]), 1, 1);
		if (i % 4 == 3)
			gkr_tokenizer_end_row(t);
	}
	return gkr_tokenizer_finish(t);
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

	gkr_tokenizer_new(&t);
	gkr_report_new(&r);
	gkr_findings_new(&f);
	rc = feed(t) == GKR_OK ? gkr_report_read(r, t) : GKR_E_STATE;
	if (rc == GKR_END) {
		check("as fed", f, r);
		gkr_report_set_cell(r, cell, "22", 2);
		check("corrected", f, r);
	}
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc == GKR_END ? 0 : 1;
}
