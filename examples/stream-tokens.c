/*
 * Reads a report from standard input in small pieces, without ever holding
 * it, and adds up the outcomes of the applications as they pass.
 */
#include "gkr.h"

#include <inttypes.h>
#include <stdio.h>

static int64_t sum, total; /* of the outcomes; as the report has it */

static void take_cell(const gkr_tokenizer *t)
{
	const uint32_t table = GKR_TABLE_APPLICATIONS;
	uint32_t row = gkr_token_row(t);

	if (gkr_token_table(t) != table ||
	    gkr_token_column(t) != gkr_column_from_name(table, "total"))
		return;
	if (row == gkr_row_from_name(table, "outcome_total"))
		total = gkr_token_mantissa(t);
	else if (row >= gkr_row_from_name(table, "granted") &&
	    row <= gkr_row_from_name(table, "other_misc"))
		sum += gkr_token_mantissa(t);
}

/* Uses up the tokens that are ready: GKR_MORE, GKR_END or an error. */
static int32_t drain(gkr_tokenizer *t)
{
	int32_t rc;

	while ((rc = gkr_tokenizer_next(t)) == GKR_OK) {
		if (gkr_token_kind(t) == GKR_TOKEN_CELL)
			take_cell(t);
	}
	return rc;
}

int main(void)
{
	gkr_tokenizer *t;
	char piece[512];
	size_t len;
	int32_t rc;

	/* errors are sticky: what drain returns last is enough to look at */
	gkr_tokenizer_new(&t);
	while ((len = fread(piece, 1, sizeof(piece), stdin)) > 0) {
		gkr_tokenizer_feed(t, piece, len);
		drain(t);
	}
	gkr_tokenizer_finish(t);
	rc = drain(t);
	if (rc == GKR_END)
		printf("sum %" PRId64 ", total %" PRId64 "\n", sum, total);
	else
		fprintf(stderr, "%s\n", gkr_status_message(rc, GKR_LANG_EN));
	gkr_tokenizer_free(t);
	return rc == GKR_END ? 0 : 1;
}
