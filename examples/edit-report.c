/*
 * A program in which reports are corrected.  What it keeps of a correction is
 * the cell's address and its text, in a file beside the report:
 *
 *	edit-report REPORT EDITS
 *
 * reads the report, makes the edits that are kept already, tries whatever the
 * findings suggest, undoes what leaves as many errors as there were, and
 * keeps all edits for the next time.
 */
#include "gkr.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static gkr_tokenizer *t;
static gkr_findings *f;

/* The file in pieces; any piece may be overwritten once it was read. */
static int32_t read_report(gkr_report *r, FILE *file)
{
	char piece[4096];
	size_t len;
	int32_t rc = GKR_MORE;

	while (rc == GKR_MORE && (len = fread(piece, 1, 4096, file)) > 0) {
		gkr_tokenizer_feed(t, piece, len);
		rc = gkr_report_read(r, t);
	}
	if (rc == GKR_MORE && gkr_tokenizer_finish(t) == GKR_OK)
		rc = gkr_report_read(r, t);
	return rc;
}

/* A line for each cell: its address, a tab, what was typed. */
static void load_edits(gkr_report *r, FILE *file)
{
	char line[65536], *text;

	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		text = strchr(line, '\t');
		if (text == NULL)
			continue;
		*text++ = '\0';
		if (gkr_report_set_cell(r, gkr_cell_from_address(line), text,
			strlen(text)) != GKR_OK)
			fprintf(stderr, "%s: not set\n", line);
	}
}

/* The cells that were set are known by their certainty. */
static void save_edits(const gkr_report *r, FILE *file)
{
	uint32_t form = gkr_report_form(r), cell, i;
	const char *raw;
	size_t len;

	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		if (gkr_report_certainty(r, cell) != GKR_CERTAINTY_SET)
			continue;
		raw = gkr_report_raw(r, cell, &len); /* it ends in no NUL */
		fprintf(
		    file, "%s\t%.*s\n", gkr_cell_address(cell), (int)len, raw);
	}
}

static uint32_t errors(const gkr_report *r)
{
	gkr_check(f, r);
	return gkr_findings_count_severity(f, GKR_SEVERITY_ERROR);
}

/* Tries what finding i suggests; the copy made before undoes it. */
static int try_suggestion(gkr_report **r, uint32_t i)
{
	uint32_t before = gkr_findings_count_severity(f, GKR_SEVERITY_ERROR);
	gkr_report *was;

	if (gkr_finding_severity(f, i) != GKR_SEVERITY_ERROR ||
	    gkr_report_copy(*r, &was) != GKR_OK)
		return 0;
	if (gkr_finding_apply(f, i, *r) == GKR_OK) {
		printf("%s\n", gkr_finding_suggestion(f, i, GKR_LANG_EN));
		if (errors(*r) < before) {
			gkr_report_free(was);
			return 1;
		}
		printf("undone\n");
	}
	gkr_report_free(*r);
	*r = was;
	errors(*r);
	return 0;
}

/* A change that helps makes other findings: they are gone through anew. */
static void correct(gkr_report **r)
{
	uint32_t i = 0;

	printf("%" PRIu32 " errors\n", errors(*r));
	while (i < gkr_findings_count(f))
		i = try_suggestion(r, i) ? 0 : i + 1;
	printf("%" PRIu32 " errors left\n", errors(*r));
}

int main(int argc, char **argv)
{
	FILE *report = argc == 3 ? fopen(argv[1], "rb") : NULL, *edits;
	gkr_report *r = NULL;
	int32_t rc;

	if (report == NULL) {
		fputs("usage: edit-report REPORT EDITS\n", stderr);
		return 2;
	}
	if ((rc = gkr_tokenizer_new(&t)) == GKR_OK &&
	    (rc = gkr_report_new(&r)) == GKR_OK &&
	    (rc = gkr_findings_new(&f)) == GKR_OK)
		rc = read_report(r, report);
	fclose(report);
	if (rc == GKR_END) {
		if ((edits = fopen(argv[2], "r")) != NULL) {
			load_edits(r, edits);
			fclose(edits);
		}
		correct(&r);
		if ((edits = fopen(argv[2], "w")) != NULL) {
			save_edits(r, edits);
			rc = fclose(edits) == 0 ? GKR_END : GKR_E_STATE;
		}
	} else {
		fprintf(stderr, "%s\n", gkr_status_message(rc, GKR_LANG_EN));
	}
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc == GKR_END ? 0 : 1;
}
