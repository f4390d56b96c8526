/* A report from a tokenizer, and the errors that end the reading. */
#include "report.h"

#include "compiler.h"
#include "shape.h"
#include "token.h"

/* Memory ran out behind another error: that is the answer then. */
static int32_t out_of_memory(struct gkr_report *r)
{
	r->error_zh = r->error_en = r->error_limit = 0;
	return r->error = GKR_E_MEMORY;
}

/* Title and date of what was read are kept; the error is what counts. */
static int32_t fail_here(
    struct gkr_report *r, int32_t rc, uint64_t offset, uint64_t line)
{
	uint32_t limit = rc == GKR_E_LIMIT ? r->error_limit : 0;

	r->error = rc;
	r->error_offset = offset;
	r->error_line = line;
	if (rc == GKR_E_MEMORY || gkri_report_meta(r) == GKR_E_MEMORY)
		return out_of_memory(r);
	r->error_limit = limit;
	return rc;
}

/*
 * How far a piece had been decoded when a limit was hit says how the input was
 * cut.  That of the input is kept by the decoder itself, to the byte.
 */
static int32_t fail_at(
    struct gkr_report *r, int32_t rc, uint64_t offset, uint64_t line)
{
	if (rc == GKR_E_LIMIT && r->error_limit != GKR_LIMIT_INPUT) {
		r->source.bytes = offset;
		r->source.replaced = 0;
	}
	return fail_here(r, rc, offset, line);
}

static int32_t keep_message(
    struct gkr_report *r, const char *message, uint32_t *at)
{
	return message && r->error != GKR_E_MEMORY
	    ? gkri_report_keep(r, message, strlen(message), at)
	    : GKR_OK;
}

/* The tokenizer's error becomes the report's. */
static int32_t fail_input(struct gkr_report *r, gkr_tokenizer *t, int32_t rc)
{
	int32_t kept;

	r->error = rc;
	kept = keep_message(
	    r, gkr_tokenizer_error_message(t, GKR_LANG_ZH), &r->error_zh);
	if (kept == GKR_OK)
		kept = keep_message(r,
		    gkr_tokenizer_error_message(t, GKR_LANG_EN), &r->error_en);
	r->error_limit = gkr_tokenizer_error_limit(t);
	return fail_at(r, kept == GKR_E_MEMORY ? kept : rc,
	    gkr_tokenizer_error_offset(t), gkr_tokenizer_error_line(t));
}

static int32_t finish(struct gkr_report *r)
{
	int32_t rc = gkri_report_meta(r);

	if (rc == GKR_E_LIMIT)
		r->error_limit = GKR_LIMIT_MEMORY;
	return rc == GKR_OK ? GKR_END : fail_here(r, rc, 0, 0);
}

/* A report that has its end takes no further token. */
static int32_t read_past_end(gkr_tokenizer *t)
{
	const struct gkri_token *token;
	int32_t rc = gkri_tokenizer_step(t, &token);

	return rc == GKR_OK ? GKR_E_STATE : rc;
}

/* Takes the tokens that wait; *token is the last one. */
static int32_t take_queued(
    struct gkr_report *r, gkr_tokenizer *t, const struct gkri_token **token)
{
	const struct gkri_token *next, *end;
	size_t n;
	int32_t rc;

	(void)gkri_tokenizer_step(t, token);
	rc = gkri_report_take(r, *token);
	if (rc != GKR_OK)
		return rc;
	next = gkri_tokenizer_queued(t, &n);
	if (n == 0)
		return GKR_OK;
	end = next + n;
	rc = gkri_report_take_all(r, &next, end);
	*token = next - 1;
	gkri_tokenizer_taken(t, n - (size_t)(end - next));
	return rc;
}

SELDOM int32_t read_on(gkr_report *r, gkr_tokenizer *t)
{
	const struct gkri_token *token;
	struct gkri_token last;
	struct gkri_run run;
	int32_t rc, kept;

	while ((rc = gkri_tokenizer_fill(t)) == GKR_OK) {
		if (gkri_tokenizer_run(t, &run) && gkri_report_fits(r, &run)) {
			kept = gkri_report_take_run(r, &run, &last);
			token = &last;
			gkri_tokenizer_pass(t);
		} else {
			kept = take_queued(r, t, &token);
		}
		if (kept != GKR_OK) {
			gkri_tokenizer_note(t, &r->source);
			return fail_at(r, kept, token->offset, token->line);
		}
	}
	gkri_tokenizer_note(t, &r->source);
	if (rc < 0)
		return fail_input(r, t, rc);
	return rc == GKR_END ? finish(r) : rc;
}

int32_t gkr_report_read(gkr_report *r, gkr_tokenizer *t)
{
	if (r == NULL || t == NULL)
		return GKR_E_ARGUMENT;
	if (r->error != GKR_OK)
		return r->error;
	if (r->complete)
		return read_past_end(t);
	return gkri_tokenizer_gather(t, &r->source) ? GKR_MORE : read_on(r, t);
}

int32_t gkr_report_parse(
    gkr_report *r, gkr_tokenizer *t, const void *bytes, size_t len)
{
	int32_t rc;

	if (r == NULL || t == NULL || (bytes == NULL && len))
		return GKR_E_ARGUMENT;
	(void)gkr_report_clear(r);
	rc = gkr_tokenizer_reset(t);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_feed(t, bytes, len);
	if (rc != GKR_OK)
		return fail_input(r, t, rc);
	rc = gkr_report_read(r, t);
	if (rc != GKR_MORE)
		return rc == GKR_END ? GKR_OK : rc;
	rc = gkr_tokenizer_finish(t);
	if (rc != GKR_OK)
		return fail_input(r, t, rc);
	rc = gkr_report_read(r, t);
	return rc == GKR_END ? GKR_OK : rc;
}
