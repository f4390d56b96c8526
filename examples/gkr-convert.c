/* gkr convert: reports in another format, and documents of JSON. */
#include "gkr-cmd.h"

#include <string.h>

/* JSON of several inputs is an array; a list is one whatever it holds. */
static int in_array(const struct cmd *c)
{
	uint32_t format = c->opt.format ? c->opt.format : GKR_FORMAT_JSON;

	if (c->opt.command & CMD_SEVERAL)
		return format == GKR_FORMAT_JSON && c->opt.by_agency;
	return format == GKR_FORMAT_JSON &&
	    (c->opt.files0 || c->file_count > 1);
}

/* Hands on what the exporter wrote into the buffer. */
void document_write(struct cmd *c)
{
	size_t len;
	const char *data = gkr_buffer_data(c->buffer, &len);

	if (!len)
		return;
	if (in_array(c)) {
		out_puts(c, c->documents++ ? ",\n" : "[\n");
		while (len && data[len - 1] == '\n')
			len--;
	}
	out_write(c, data, len);
	gkr_buffer_clear(c->buffer);
}

/* What closes a log of all reports, for formats that have one. */
void documents_end(struct cmd *c)
{
	int32_t rc;

	if (in_array(c))
		out_puts(c, c->documents ? "\n]\n" : "[]\n");
	rc = gkr_exporter_finish(c->exporter, c->buffer);
	if (rc == GKR_OK) {
		document_write(c);
		return;
	}
	complain(c, NULL, gkr_status_message(rc, c->opt.lang));
	worse(c, EXIT_RESOURCES);
}

/*
 * The object that stands for a file that was not read; CSV has none.  It is
 * short, and no limit of the reports keeps it back.
 */
void error_document(struct cmd *c, const struct failure *f)
{
	uint64_t most = c->opt.limits[GKR_LIMIT_OUTPUT];
	int32_t rc;

	gkr_buffer_clear(c->buffer);
	if (most)
		gkr_buffer_set_limit(c->buffer, GKR_LIMIT_OUTPUT, UINT64_MAX);
	rc = gkr_exporter_write_error(c->exporter, c->name, f->status,
	    f->message, f->offset, f->line, c->buffer);
	if (most)
		gkr_buffer_set_limit(c->buffer, GKR_LIMIT_OUTPUT, most);
	if (rc == GKR_OK) {
		document_write(c);
		return;
	}
	complain(c, NULL, gkr_status_message(rc, c->opt.lang));
	worse(c, EXIT_RESOURCES);
}

static int is_json(const struct cmd *c)
{
	return c->opt.format != GKR_FORMAT_CSV &&
	    c->opt.format != GKR_FORMAT_CSV_WIDE &&
	    c->opt.format != GKR_FORMAT_MARKDOWN;
}

static int32_t convert(struct cmd *c, const char *name)
{
	int32_t rc = report_load(c, name);

	if (rc == GKR_OK && is_json(c)) {
		c->limit = GKR_LIMIT_FINDINGS;
		rc = gkr_check(c->findings, c->report);
	}
	if (rc != GKR_OK)
		return rc;
	c->limit = GKR_LIMIT_OUTPUT;
	return gkr_exporter_write(
	    c->exporter, c->report, is_json(c) ? c->findings : NULL, c->buffer);
}

void convert_file(struct cmd *c, const char *name)
{
	struct failure f;
	int32_t rc = convert(c, name);

	if (rc == GKR_OK) {
		document_write(c);
		c->totals.read++;
		return;
	}
	failure_report(c, name, rc, &f);
	error_document(c, &f);
}
