/*
 * JSON: a report as one object, over many lines or on one.
 *
 * Both spellings come from the same functions: every piece of fixed text has
 * two versions.  The keys of cells are written out here for each column of
 * form.def, so that a cell is a few copies of fixed size and its numbers.
 */
#include "emit-json.h"
#include "json.h"

/* The head of a report */

static void put_layouts(struct gkri_walk *w)
{
	static const struct gkri_lit key = KEY_IN("layouts");
	static const struct gkri_lit next = LIT(", ", ",");
	static const struct gkri_lit first = LIT("", "");
	uint32_t i;

	gkri_json_put(w, &key);
	gkri_out_putc(&w->out, '[');
	for (i = 0; i < w->r->layout_count; i++)
		gkri_json_name(w, i ? &next : &first,
		    gkr_layout_name(w->r->layout_order[i]));
	gkri_out_putc(&w->out, ']');
}

static void put_source(struct gkri_walk *w)
{
	static const struct gkri_lit source = KEY_AT("  ", "source");
	static const struct gkri_lit name = KEY_FIRST("name");
	static const struct gkri_lit bytes = KEY_IN("bytes");
	static const struct gkri_lit encoding = KEY_IN("encoding");
	static const struct gkri_lit positions = KEY_IN("positions");
	static const struct gkri_lit replaced = KEY_IN("replaced");
	const struct gkr_report *r = w->r;

	gkri_json_put(w, &source);
	gkri_json_str(w, &name, gkri_report_kept(r, r->source_name));
	gkri_json_number(w, &bytes, r->source.bytes);
	gkri_json_name(w, &encoding, gkr_encoding_name(r->source.encoding));
	put_layouts(w);
	gkri_json_name(w, &positions,
	    r->source.position_kind == GKR_POSITION_CELLS ? "cells" : "bytes");
	if (r->source.replaced)
		gkri_json_number(w, &replaced, r->source.replaced);
	gkri_out_putc(&w->out, '}');
}

static void put_error(struct gkri_walk *w, const struct gkri_failure *f)
{
	static const struct gkri_lit status = KEY_FIRST("status");
	static const struct gkri_lit message = KEY_IN("message");
	static const struct gkri_lit offset = KEY_IN("offset");
	static const struct gkri_lit line = KEY_IN("line");

	gkri_json_str(w, &status, gkr_status_name(f->status));
	gkri_json_str(w, &message, f->message);
	gkri_json_maybe(w, &offset, f->line || f->offset, f->offset);
	gkri_json_maybe(w, &line, f->line > 0, f->line);
	gkri_out_putc(&w->out, '}');
}

/* A report that broke off is not to be taken for a whole one. */
static void put_report_error(struct gkri_walk *w)
{
	static const struct gkri_lit error = KEY_AT("  ", "error");
	const struct gkr_report *r = w->r;
	struct gkri_failure f = {NULL, gkr_report_error_message(r, GKR_LANG_ZH),
	    r->error_offset, r->error_line, r->error};

	gkri_json_put(w, &error);
	put_error(w, &f);
}

static void head(struct gkri_walk *w)
{
	static const struct gkri_lit schema =
	    LIT("{\n  \"schema\": \"gkr-report/1\"",
		"{\"schema\":\"gkr-report/1\"");
	static const struct gkri_lit form = KEY_AT("  ", "form");
	static const struct gkri_lit title = KEY_AT("  ", "title");
	static const struct gkri_lit year = KEY_AT("  ", "year");
	static const struct gkri_lit agency = KEY_AT("  ", "agency");
	static const struct gkri_lit signed_by = KEY_AT("  ", "signed_by");
	static const struct gkri_lit date = KEY_AT("  ", "date");
	const struct gkr_report *r = w->r;

	gkri_json_put(w, &schema);
	gkri_json_name(w, &form, gkr_form_name(r->form));
	gkri_json_str(w, &title, gkri_report_kept(r, r->title));
	gkri_json_maybe(w, &year, r->year > 0, r->year);
	gkri_json_str(w, &agency, gkri_report_kept(r, r->agency));
	gkri_json_str(w, &signed_by, gkri_report_kept(r, r->signed_by));
	gkri_json_str(w, &date, gkri_report_kept(r, r->date));
	put_source(w);
	if (r->error < 0)
		put_report_error(w);
}

/* Lists */

static void open_part(struct gkri_walk *w, int part)
{
	static const struct gkri_lit parts[] = {
	    [GKRI_PART_SECTIONS] = KEY_AT("  ", "sections"),
	    [GKRI_PART_CELLS] = KEY_AT("  ", "tables"),
	    [GKRI_PART_FINDINGS] = KEY_AT("  ", "findings"),
	    [GKRI_PART_UNPLACED] = KEY_AT("  ", "unplaced"),
	    [GKRI_PART_UNKNOWN] = KEY_AT("  ", "unknown_rows")};

	if (!w->alone)
		gkri_json_put(w, &parts[part]);
	else if (w->style == GKRI_JSON_COMPACT)
		return;
	gkri_out_putc(&w->out, part == GKRI_PART_CELLS ? '{' : '[');
	if (part == GKRI_PART_CELLS)
		gkri_json_cells(w);
}

/* How many cells were found in which state, and how surely. */
static void put_reading(struct gkri_walk *w)
{
	static const struct gkri_lit cells = KEY_FIRST("cells");
	static const struct gkri_lit reading = KEY_AT("  ", "reading");
	static const struct gkri_lit states[] = {
#define GKR_DEF_STATE(id, name) [GKR_STATE_##id] = KEY_IN(name),
#include "name.def"
	};
	static const struct gkri_lit certainties[] = {
#define GKR_DEF_CERTAINTY(id, name) [GKR_CERTAINTY_##id] = KEY_IN(name),
#include "name.def"
	};
	uint64_t all = 0;
	uint32_t i;

	w->states[GKR_STATE_NUMBER] += w->few;
	w->certain[GKR_CERTAINTY_READ] += w->few;
	w->few = 0;
	for (i = 0; i < sizeof states / sizeof *states; i++)
		all += w->states[i];
	gkri_json_put(w, &reading);
	gkri_json_number(w, &cells, all);
	for (i = 0; i < sizeof states / sizeof *states; i++)
		gkri_json_number(w, &states[i], w->states[i]);
	for (i = GKR_CERTAINTY_READ;
	     i < sizeof certainties / sizeof *certainties; i++)
		gkri_json_number(w, &certainties[i], w->certain[i]);
	gkri_out_putc(&w->out, '}');
}

static void close_part(struct gkri_walk *w, int part)
{
	static const struct gkri_lit line = LIT("\n  ", "");

	if (w->alone) {
		if (w->style == GKRI_JSON_PRETTY)
			gkri_out_puts(&w->out, w->first ? "]\n" : "\n]\n");
		return;
	}
	if (!w->first)
		gkri_json_put(w, &line);
	gkri_out_putc(&w->out, part == GKRI_PART_CELLS ? '}' : ']');
	if (part == GKRI_PART_CELLS)
		put_reading(w);
}

static void foot(struct gkri_walk *w)
{
	static const struct gkri_lit end = LIT("\n}\n", "}\n");

	gkri_json_put(w, &end);
}

/* Sections */

static void section(struct gkri_walk *w, const struct gkri_section *s)
{
	static const struct gkri_lit id =
	    LIT("\n    {\n      \"id\": ", "{\"id\":");
	static const struct gkri_lit number = KEY_AT("      ", "number");
	static const struct gkri_lit heading = KEY_AT("      ", "heading");
	static const struct gkri_lit text = KEY_AT("      ", "text");
	static const struct gkri_lit line = KEY_AT("      ", "line");
	static const struct gkri_lit end = LIT("\n    }", "}");
	const struct gkr_report *r = w->r;

	gkri_json_comma(w);
	gkri_json_name(w, &id, gkr_section_name(s->id));
	gkri_json_maybe(w, &number, s->number > 0, s->number);
	gkri_json_well(w, &heading,
	    gkri_run(&r->text, s->heading.at, s->heading.len, NULL),
	    s->heading.len);
	if (w->e->options[GKR_EXPORT_PROSE])
		gkri_json_well(w, &text,
		    gkri_run(&r->prose, s->text, s->text_len, NULL),
		    s->text_len);
	gkri_json_number(w, &line, s->heading.line);
	gkri_json_put(w, &end);
}

/* Rows without cells */

/* A text without anything to escape is mostly a number. */
static int is_digits(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)(p[i] - '0') > 9)
			return 0;
	return 1;
}

#define SHORT 8

static void put_value(struct gkri_walk *w, const struct gkri_span *value)
{
	const char *p = gkri_run(&w->r->text, value->at, value->len, NULL);
	size_t n = value->len;

	if (n > SHORT || !is_digits(p, n)) {
		gkri_json_known(&w->out, p, n);
		return;
	}
	if (!gkri_out_room(&w->out, SHORT + 2))
		return;
	*w->out.at++ = '"';
	while (n-- > 0)
		*w->out.at++ = *p++;
	*w->out.at++ = '"';
}

static void put_values(struct gkri_walk *w, const struct gkri_loose *l)
{
	static const struct gkri_lit raw = KEY_IN("raw");
	const struct gkri_span *value = w->r->values + l->first;
	uint32_t i;

	gkri_json_put(w, &raw);
	gkri_out_putc(&w->out, '[');
	for (i = 0; i < l->count; i++) {
		if (i)
			gkri_out_putc(&w->out, ',');
		if (i && w->style == GKRI_JSON_PRETTY)
			gkri_out_putc(&w->out, ' ');
		put_value(w, value + i);
	}
	gkri_out_putc(&w->out, ']');
}

static void loose(struct gkri_walk *w, const struct gkri_loose *l)
{
	static const struct gkri_lit line = LIT("\n    ", "");
	static const struct gkri_lit table = KEY_FIRST("table");
	static const struct gkri_lit row = KEY_IN("row");
	static const struct gkri_lit label = KEY_IN("label");
	static const struct gkri_lit place = KEY_IN("line");

	gkri_json_comma(w);
	gkri_json_put(w, &line);
	gkri_json_name(w, &table, gkr_table_name(l->table));
	gkri_json_name(w, &row, gkr_row_name(l->table, l->row));
	gkri_json_well(w, &label,
	    gkri_run(&w->r->text, l->label.at, l->label.len, NULL),
	    l->label.len);
	put_values(w, l);
	gkri_json_number(w, &place, l->label.line);
	gkri_out_putc(&w->out, '}');
}

/* A report that could not be read */

static void failure(struct gkri_walk *w, const struct gkri_failure *f)
{
	static const struct gkri_lit source =
	    LIT("{\n  \"source\": {\"name\": ", "{\"source\":{\"name\":");
	static const struct gkri_lit error =
	    LIT("},\n  \"error\": ", "},\"error\":");

	gkri_json_str(w, &source, f->source_name);
	gkri_json_put(w, &error);
	put_error(w, f);
	foot(w);
}

/* clang-format off */
#define WRITER(style_) { \
	.style = style_, \
	.head = head, \
	.open = open_part, \
	.section = section, \
	.table = gkri_json_table, \
	.finding = gkri_json_finding, \
	.loose = loose, \
	.close = close_part, \
	.foot = foot, \
	.failure = failure \
}
/* clang-format on */
const struct gkri_writer gkri_writer_json = WRITER(GKRI_JSON_PRETTY);
const struct gkri_writer gkri_writer_ndjson = WRITER(GKRI_JSON_COMPACT);
