#include "emit.h"

#include <string.h>

/* The buffer */

int32_t gkr_buffer_new(gkr_buffer **out)
{
	return gkr_buffer_new_with(NULL, NULL, out);
}

int32_t gkr_buffer_new_with(gkr_alloc_fn alloc, void *context, gkr_buffer **out)
{
	gkr_buffer *b;

	if (out == NULL)
		return GKR_E_ARGUMENT;
	b = gkri_handle_new(
	    sizeof *b, offsetof(struct gkr_buffer, mem), alloc, context);
	*out = b;
	if (b == NULL)
		return GKR_E_MEMORY;
	gkri_buf_init(&b->bytes, &b->mem);
	b->limit = gkr_limit_default(GKR_LIMIT_OUTPUT);
	/* what a buffer holds is its output: one limit is enough */
	b->mem.limit = UINT64_MAX;
	return GKR_OK;
}

void gkr_buffer_free(gkr_buffer *b)
{
	if (b == NULL)
		return;
	gkri_buf_free(&b->bytes);
	gkri_handle_free(b, sizeof *b, offsetof(struct gkr_buffer, mem));
}

const char *gkr_buffer_data(const gkr_buffer *b, size_t *len)
{
	if (len)
		*len = b ? b->bytes.len : 0;
	if (b == NULL)
		return NULL;
	return b->bytes.data ? b->bytes.data : "";
}

/* Takes back everything behind the first len bytes. */
static void cut(gkr_buffer *b, size_t len)
{
	b->bytes.len = len;
	if (b->bytes.data)
		b->bytes.data[len] = '\0';
}

void gkr_buffer_clear(gkr_buffer *b)
{
	if (b)
		cut(b, 0);
}

int32_t gkr_buffer_set_limit(gkr_buffer *b, uint32_t limit, uint64_t value)
{
	if (b == NULL || value == 0)
		return GKR_E_ARGUMENT;
	if (limit == GKR_LIMIT_OUTPUT)
		b->limit = value;
	else if (limit == GKR_LIMIT_MEMORY)
		b->mem.limit = value;
	else
		return GKR_E_ARGUMENT;
	return GKR_OK;
}

/* The buffer's free end */

size_t gkri_out_len(const struct gkri_out *o)
{
	return o->buffer->bytes.data ? (size_t)(o->at - o->buffer->bytes.data)
				     : 0;
}

static void out_refresh(struct gkri_out *o)
{
	struct gkri_buf *bytes = &o->buffer->bytes;

	o->at = bytes->data ? bytes->data + bytes->len : o->none;
	o->end = bytes->data ? bytes->data + bytes->cap : o->none;
}

static void out_begin(struct gkri_out *o, gkr_buffer *b)
{
	o->buffer = b;
	o->was = b->bytes.len;
	o->status = GKR_OK;
	out_refresh(o);
}

int gkri_out_grow(struct gkri_out *o, size_t more)
{
	struct gkri_buf *bytes = &o->buffer->bytes;

	if (o->status != GKR_OK)
		return 0;
	bytes->len = gkri_out_len(o);
	if (bytes->len > o->buffer->limit)
		o->status = GKR_E_LIMIT;
	else
		o->status = gkri_buf_reserve(bytes, more);
	if (o->status == GKR_OK)
		out_refresh(o);
	else
		o->end = o->at; /* not even what would still fit */
	return o->status == GKR_OK;
}

/* Keeps all that was put, or nothing of it. */
int32_t gkri_out_end(struct gkri_out *o)
{
	gkr_buffer *b = o->buffer;
	size_t len;

	gkri_out_room(o, 1);
	len = gkri_out_len(o);
	if (o->status == GKR_OK && len > b->limit)
		o->status = GKR_E_LIMIT;
	cut(b, o->status == GKR_OK ? len : o->was);
	return o->status;
}

void gkri_out_put(struct gkri_out *o, const char *text, size_t len)
{
	if (!gkri_out_room(o, len))
		return;
	memcpy(o->at, text, len);
	o->at += len;
}

void gkri_out_puts(struct gkri_out *o, const char *text)
{
	gkri_out_put(o, text, strlen(text));
}

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

/* Which cells */

static void plan_row(struct gkri_plan *p, uint32_t table, uint32_t row)
{
	struct gkri_plan_row *to = &p->rows[p->row_count++];

	to->table = (uint8_t)table;
	to->row = (uint8_t)row;
	to->slot = (int16_t)gkri_slot_of(table, row, 1);
}

/* The columns of a table are all there. */
static void plan_runs(struct gkri_plan *p, uint32_t table)
{
	const uint8_t *ids = p->columns[table];
	uint32_t i;

	for (i = p->column_count[table]; i-- > 0;) {
		p->runs[table][i] = 1;
		if (i + 1 < p->column_count[table] && ids[i] + 1 == ids[i + 1])
			p->runs[table][i] =
			    (uint8_t)(p->runs[table][i + 1] + 1);
	}
}

static void plan_table(struct gkri_plan *p, uint32_t form, uint32_t table)
{
	uint32_t i, n = gkr_form_column_count(form, table);

	p->column_count[table] = (uint8_t)n;
	for (i = 0; i < n; i++)
		p->columns[table][i] =
		    (uint8_t)gkr_form_column_at(form, table, i);
	plan_runs(p, table);
	n = gkr_form_row_count(form, table);
	for (i = 0; i < n; i++)
		plan_row(p, table, gkr_form_row_at(form, table, i));
}

/* Every row and column that has a name, whatever form prints it. */
static void plan_all_of(struct gkri_plan *p, uint32_t table)
{
	uint32_t i;

	for (i = 1; gkr_column_name(table, i); i++)
		p->columns[table][i - 1] = (uint8_t)i;
	p->column_count[table] = (uint8_t)(i - 1);
	plan_runs(p, table);
	for (i = 1; gkr_row_name(table, i); i++)
		plan_row(p, table, i);
}

static void plan_make(struct gkri_plan *p, uint32_t form)
{
	uint32_t i, n = gkr_form_table_count(form);

	p->is_made = 1;
	if (form == GKRI_PLAN_ALL) {
		for (i = 1; i <= GKRI_TABLES; i++)
			plan_all_of(p, i);
		return;
	}
	for (i = 0; i < n; i++)
		plan_table(p, form, gkr_form_table_at(form, i));
}

static const struct gkri_plan *plan_of(gkr_exporter *e, uint32_t form)
{
	struct gkri_plan *p = &e->plans[form];

	if (!p->is_made)
		plan_make(p, form);
	return p;
}

/* The walker */

static void walk_sections(struct gkri_walk *w, const struct gkri_writer *to)
{
	size_t i;

	/* the first one is what stands before all sections */
	for (i = 1; i < w->r->section_count; i++) {
		to->section(w, &w->r->sections[i]);
		w->first = 0;
	}
}

static void walk_cells(struct gkri_walk *w, const struct gkri_writer *to)
{
	const struct gkri_plan_row *row = w->plan->rows;
	const struct gkri_plan_row *end = row + w->plan->row_count;
	uint32_t table = 0;

	for (; row < end && w->out.status == GKR_OK; row++) {
		if (row->table != table) {
			if (table && to->table_end)
				to->table_end(w);
			table = row->table;
			if (to->table)
				to->table(w, table);
		}
		to->row(w, row);
	}
	if (table && to->table_end)
		to->table_end(w);
}

static void walk_findings(struct gkri_walk *w, const struct gkri_writer *to)
{
	uint32_t i, n = gkr_findings_count(w->f);

	for (i = 0; i < n && w->out.status == GKR_OK; i++) {
		to->finding(w, i);
		w->first = 0;
	}
}

static void walk_loose(
    struct gkri_walk *w, const struct gkri_writer *to, int kind)
{
	size_t i;

	for (i = 0; i < w->r->loose_count; i++) {
		if (w->r->loose[i].kind != kind)
			continue;
		to->loose(w, &w->r->loose[i]);
		w->first = 0;
	}
}

static void walk_part(
    struct gkri_walk *w, const struct gkri_writer *to, int part)
{
	w->first = 1;
	to->open(w, part);
	if (part == GKRI_PART_SECTIONS)
		walk_sections(w, to);
	else if (part == GKRI_PART_CELLS)
		walk_cells(w, to);
	else if (part == GKRI_PART_FINDINGS)
		walk_findings(w, to);
	else if (part == GKRI_PART_UNPLACED)
		walk_loose(w, to, GKR_LOOSE_UNPLACED);
	else
		walk_loose(w, to, GKR_LOOSE_UNKNOWN);
	to->close(w, part);
}

void gkri_walk_findings(struct gkri_walk *w)
{
	walk_part(w, w->e->format->writer, GKRI_PART_FINDINGS);
}

static void walk(struct gkri_walk *w, const struct gkri_writer *to)
{
	to->head(w);
	if (to->open) {
		walk_part(w, to, GKRI_PART_SECTIONS);
		walk_part(w, to, GKRI_PART_CELLS);
		if (w->f)
			walk_part(w, to, GKRI_PART_FINDINGS);
		walk_part(w, to, GKRI_PART_UNPLACED);
		walk_part(w, to, GKRI_PART_UNKNOWN);
	} else {
		walk_cells(w, to);
	}
	if (to->foot)
		to->foot(w);
}

static void walk_log(struct gkri_walk *w, const struct gkri_writer *to)
{
	if (!w->e->started)
		to->open_log(w);
	w->first = 1;
	walk_findings(w, to);
}

void gkri_walk_begin(struct gkri_walk *w, gkr_exporter *e, const gkr_report *r,
    const gkr_findings *f, gkr_buffer *out)
{
	memset(w, 0, sizeof *w);
	w->e = e;
	w->r = r;
	w->f = f;
	gkri_thousand_begin(&w->thousand);
	w->position_kind = r ? r->position_kind : GKR_POSITION_BYTES;
	w->style = e->format->writer->style;
	out_begin(&w->out, out);
}

/* Ends what was written; the next report knows that this one was there. */
static int32_t walk_end(struct gkri_walk *w)
{
	int32_t rc = gkri_out_end(&w->out);

	if (rc == GKR_OK) {
		w->e->started = 1;
		w->e->results += gkr_findings_count(w->f);
	}
	return rc;
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
		walk_log(&w, to);
	else if (to->whole)
		to->whole(&w);
	else
		walk(&w, to);
	return walk_end(&w);
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
	cut(o->buffer, was);
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
		walk_log(&w, e->format->writer);
		return walk_end(&w);
	}
	w.alone = 1;
	walk_part(&w, e->format->writer, GKRI_PART_FINDINGS);
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
