/* The formats, and the calls that write a report in one of them. */
#include "walk.h"

#include <string.h>

/* Formats */

static const struct gkri_format formats[] = {
#define GKR_DEF_FORMAT(id, name, media_type, writer) \
	{id, name, media_type, &gkri_writer_##writer},
#include "format-list.def"
};
#define FORMATS (sizeof formats / sizeof formats[0])

static const struct gkri_format *format_of(uint32_t format)
{
	return format >= 1 && format <= FORMATS ? &formats[format - 1] : NULL;
}

const char *gkr_format_name(uint32_t format)
{
	const struct gkri_format *f = format_of(format);

	return f ? f->name : NULL;
}

uint32_t gkr_format_from_name(const char *name)
{
	size_t i;

	for (i = 0; name && i < FORMATS; i++)
		if (strcmp(formats[i].name, name) == 0)
			return formats[i].id;
	return 0;
}

const char *gkr_format_media_type(uint32_t format)
{
	const struct gkri_format *f = format_of(format);

	return f ? f->media_type : NULL;
}

/* The exporter */

int32_t gkr_exporter_new(uint32_t format, gkr_exporter **out)
{
	return gkr_exporter_new_with(format, NULL, NULL, out);
}

int32_t gkr_exporter_new_with(
    uint32_t format, gkr_alloc_fn alloc, void *context, gkr_exporter **out)
{
	gkr_exporter *e;

	if (out == NULL)
		return GKR_E_ARGUMENT;
	*out = NULL;
	if (format_of(format) == NULL)
		return GKR_E_ARGUMENT;
	e = gkri_handle_new(
	    sizeof *e, offsetof(struct gkr_exporter, mem), alloc, context);
	if (e == NULL)
		return GKR_E_MEMORY;
	e->format = format_of(format);
	e->options[GKR_EXPORT_HEADER] = 1;
	e->options[GKR_EXPORT_FINDINGS] = 1;
	e->options[GKR_EXPORT_PROSE] = 1;
	e->options[GKR_EXPORT_LANG] = GKR_LANG_ZH;
	gkri_buf_init(&e->notes, &e->mem);
	*out = e;
	return GKR_OK;
}

void gkr_exporter_free(gkr_exporter *e)
{
	if (e == NULL)
		return;
	gkr_tokenizer_free(e->tokenizer);
	gkr_report_free(e->again);
	gkri_buf_free(&e->notes);
	gkri_handle_free(e, sizeof *e, offsetof(struct gkr_exporter, mem));
}

int32_t gkr_exporter_set_option(gkr_exporter *e, uint32_t option, int64_t value)
{
	if (e == NULL || option < GKR_EXPORT_BOM || option > GKR_EXPORT_LANG)
		return GKR_E_ARGUMENT;
	if (option == GKR_EXPORT_LANG
		? value != GKR_LANG_ZH && value != GKR_LANG_EN
		: value < 0 || value > 1)
		return GKR_E_ARGUMENT;
	e->options[option] = (uint8_t)value;
	return GKR_OK;
}

/* Writing */

static const struct gkri_plan *plan_of(gkr_exporter *e, uint32_t form)
{
	struct gkri_plan *p = &e->plans[form];

	if (!p->is_made)
		gkri_plan_make(p, form);
	return p;
}

int32_t gkr_exporter_write(gkr_exporter *e, const gkr_report *r,
    const gkr_findings *f, gkr_buffer *out)
{
	const struct gkri_writer *to;
	struct gkri_walk w;

	if (e == NULL || r == NULL || out == NULL)
		return GKR_E_ARGUMENT;
	to = e->format->writer;
	if (!e->options[GKR_EXPORT_FINDINGS])
		f = NULL;
	gkri_walk_begin(&w, e, r, f, out);
	w.plan = plan_of(e, to->all_forms ? GKRI_PLAN_ALL : r->form);
	if (to->open_log)
		gkri_walk_log(&w);
	else if (to->whole)
		to->whole(&w);
	else
		gkri_walk_report(&w);
	return gkri_walk_end(&w);
}

/* What was put moves to the end of the log. */
static int32_t keep_failure(gkr_exporter *e, struct gkri_out *o)
{
	const char *text;
	size_t was = o->was;
	int32_t rc = gkri_out_end(o);

	if (rc != GKR_OK)
		return rc;
	text = o->buffer->bytes.data + was;
	rc = gkri_buf_put(&e->notes, text, o->buffer->bytes.len - was);
	gkri_buffer_cut(o->buffer, was);
	return rc;
}

int32_t gkr_exporter_write_error(gkr_exporter *e, const char *source_name,
    int32_t status, const char *message, uint64_t offset, uint64_t line,
    gkr_buffer *out)
{
	struct gkri_failure f = {source_name, message, offset, line, status};
	struct gkri_walk w;

	if (e == NULL || out == NULL || status >= GKR_OK)
		return GKR_E_ARGUMENT;
	if (gkr_status_name(status) == NULL)
		return GKR_E_ARGUMENT;
	if (e->format->writer->failure == NULL)
		return GKR_OK;
	gkri_walk_begin(&w, e, NULL, NULL, out);
	e->format->writer->failure(&w, &f);
	return e->format->writer->close_log ? keep_failure(e, &w.out)
					    : gkri_out_end(&w.out);
}

int32_t gkr_exporter_write_findings(gkr_exporter *e, const gkr_report *r,
    const gkr_findings *f, gkr_buffer *out)
{
	struct gkri_walk w;

	if (e == NULL || r == NULL || f == NULL || out == NULL)
		return GKR_E_ARGUMENT;
	if (e->format->writer->finding == NULL)
		return GKR_E_ARGUMENT;
	gkri_walk_begin(&w, e, r, f, out);
	if (e->format->writer->open_log) {
		gkri_walk_log(&w);
		return gkri_walk_end(&w);
	}
	w.alone = 1;
	gkri_walk_part(&w, GKRI_PART_FINDINGS);
	return gkri_out_end(&w.out);
}

int32_t gkr_exporter_write_facts(
    gkr_exporter *e, const gkr_report *r, const gkr_facts *f, gkr_buffer *out)
{
	struct gkri_walk w;

	if (e == NULL || f == NULL || out == NULL)
		return GKR_E_ARGUMENT;
	if (e->format->writer->finding == NULL || e->format->writer->open_log)
		return GKR_E_ARGUMENT;
	gkri_walk_begin(&w, e, r, NULL, out);
	gkri_json_facts(&w, f);
	return gkri_out_end(&w.out);
}

int32_t gkr_exporter_finish(gkr_exporter *e, gkr_buffer *out)
{
	const struct gkri_writer *to;
	struct gkri_walk w;
	int32_t rc;

	if (e == NULL || out == NULL)
		return GKR_E_ARGUMENT;
	to = e->format->writer;
	if (to->close_log == NULL)
		return GKR_OK;
	gkri_walk_begin(&w, e, NULL, NULL, out);
	if (!e->started)
		to->open_log(&w);
	to->close_log(&w, &e->notes);
	rc = gkri_out_end(&w.out);
	if (rc != GKR_OK)
		return rc;
	e->started = 0;
	e->results = 0;
	e->notes.len = 0;
	return GKR_OK;
}
