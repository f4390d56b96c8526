/* gkr tokens: what the tokenizer reads, a token a line. */
#include "gkr-cmd.h"
#include "print-token.h"

#include <stdlib.h>

typedef size_t (*printer)(const gkr_tokenizer *t, char *out, size_t cap);

/* Prints through a line that grows as long as the longest token needs. */
static int32_t print_line(struct cmd *c, printer print)
{
	size_t need = print(c->tokenizer, c->line, c->line_size);
	char *more;

	if (need > c->line_size) {
		more = realloc(c->line, need + need / 2);
		if (!more)
			return GKR_E_MEMORY;
		c->line = more;
		c->line_size = need + need / 2;
		print(c->tokenizer, c->line, c->line_size);
	}
	out_write(c, c->line, need);
	return GKR_OK;
}

static int32_t take_tokens(struct cmd *c)
{
	int32_t rc;

	while ((rc = gkr_tokenizer_next(c->tokenizer)) == GKR_OK) {
		rc = print_line(c, print_token);
		if (rc != GKR_OK)
			return rc;
	}
	return rc;
}

void tokens_file(struct cmd *c, const char *name)
{
	struct failure f;
	int32_t rc;

	if (c->file_count > 1) {
		out_puts(c, "file \"");
		out_safe(c, name);
		out_puts(c, "\"\n");
	}
	rc = file_read(c, name, take_tokens);
	if (rc == GKR_OK) {
		c->totals.read++;
		return;
	}
	if (gkr_tokenizer_error(c->tokenizer) == rc)
		print_line(c, print_token_error);
	failure_report(c, name, rc, &f);
}
