/*
 * JSON: a report as one object, over many lines or on one.
 *
 * Both spellings come from the same functions: every piece of fixed text has
 * two versions.  The keys of cells are written out here for each column of
 * form.def, so that a cell is a few copies of fixed size and its numbers.
 */
#include "emit-json.h"
#include "json.h"

void gkri_json_put(struct gkri_walk *w, const struct gkri_lit *l)
{
	if (!gkri_out_room(&w->out, GKRI_LIT_BYTES))
		return;
	memcpy(w->out.at, l->text[w->style], GKRI_LIT_BYTES);
	w->out.at += l->len[w->style];
}

void gkri_json_str(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s)
{
	gkri_json_put(w, key);
	gkri_json_string(&w->out, s, s ? strlen(s) : 0);
}

void gkri_json_text(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s, size_t len)
{
	gkri_json_put(w, key);
	gkri_json_string(&w->out, s, len);
}

void gkri_json_number(
    struct gkri_walk *w, const struct gkri_lit *key, uint64_t number)
{
	gkri_json_put(w, key);
	if (gkri_out_room(&w->out, 20))
		w->out.at = gkri_put_number(w->out.at, number);
}

/* A number, or null where there is none. */
static void put_maybe(
    struct gkri_walk *w, const struct gkri_lit *key, int there, uint64_t number)
{
	if (there) {
		gkri_json_number(w, key, number);
		return;
	}
	gkri_json_put(w, key);
	gkri_out_put(&w->out, "null", 4);
}

/* What separates an item from the one before it in its list. */
void gkri_json_comma(struct gkri_walk *w)
{
	if (!w->first)
		gkri_out_putc(&w->out, ',');
}

static const struct gkri_lit key_line = KEY_IN("line");
static const struct gkri_lit key_column = KEY_IN("column");
static const struct gkri_lit key_offset = KEY_IN("offset");
static const struct gkri_lit key_length = KEY_IN("length");

/* The head of a report */

static void put_layouts(struct gkri_walk *w)
{
	static const struct gkri_lit key = KEY_IN("layouts");
	static const struct gkri_lit next = LIT(", ", ",");
	const char *name;
	uint32_t i;

	gkri_json_put(w, &key);
	gkri_out_putc(&w->out, '[');
	for (i = 0; i < w->r->layout_count; i++) {
		if (i)
			gkri_json_put(w, &next);
		name = gkr_layout_name(w->r->layout_order[i]);
		gkri_json_string(&w->out, name, name ? strlen(name) : 0);
	}
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
	gkri_json_number(w, &bytes, r->source_bytes);
	gkri_json_str(w, &encoding, gkr_encoding_name(r->encoding));
	put_layouts(w);
	gkri_json_str(w, &positions,
	    r->position_kind == GKR_POSITION_CELLS ? "cells" : "bytes");
	if (r->replaced)
		gkri_json_number(w, &replaced, r->replaced);
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
	put_maybe(w, &offset, f->line || f->offset, f->offset);
	put_maybe(w, &line, f->line > 0, f->line);
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
	gkri_json_str(w, &form, gkr_form_name(r->form));
	gkri_json_str(w, &title, gkri_report_kept(r, r->title));
	put_maybe(w, &year, r->year > 0, r->year);
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
}

/* How many cells were found in which state, and how surely. */
static void put_reading(struct gkri_walk *w)
{
	static const struct gkri_lit cells = KEY_FIRST("cells");
	static const struct gkri_lit reading = KEY_AT("  ", "reading");
	static const struct gkri_lit before = LIT(", \"", ",\"");
	static const struct gkri_lit behind = LIT("\": ", "\":");
	uint64_t all = 0;
	uint32_t i;

	for (i = 0; gkr_state_name(i); i++)
		all += w->states[i];
	gkri_json_put(w, &reading);
	gkri_json_number(w, &cells, all);
	for (i = 0; gkr_state_name(i); i++) {
		gkri_json_put(w, &before);
		gkri_out_puts(&w->out, gkr_state_name(i));
		gkri_json_number(w, &behind, w->states[i]);
	}
	for (i = GKR_CERTAINTY_READ; i <= GKR_CERTAINTY_SET; i++) {
		gkri_json_put(w, &before);
		gkri_out_puts(&w->out, gkr_certainty_name(i));
		gkri_json_number(w, &behind, w->certain[i]);
	}
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

/* Cells */

static void put_place(struct gkri_walk *w, const struct gkri_rcell *c)
{
	if (c->line == 0)
		return;
	gkri_json_number(w, &key_line, c->line);
	gkri_json_number(w, &key_column, c->column);
	if (w->r->position_kind == GKR_POSITION_CELLS)
		return;
	gkri_json_number(w, &key_offset, c->offset);
	gkri_json_number(w, &key_length, c->length);
}

void gkri_json_cell(struct gkri_walk *w, const struct gkri_rcell *c)
{
	static const struct gkri_lit value = KEY_IN("value");
	static const struct gkri_lit key_raw = KEY_IN("raw");
	static const struct gkri_lit certainty = KEY_IN("certainty");
	static const struct gkri_lit unit = KEY_IN("unit");
	static const struct gkri_lit note = KEY_IN("note");
	const char *raw = gkri_run(&w->r->text, c->raw, c->raw_len, NULL);

	gkri_out_puts(&w->out, gkr_state_name(c->state));
	gkri_out_putc(&w->out, '"');
	if (c->state == GKR_STATE_NUMBER) {
		gkri_json_put(w, &value);
		if (gkri_out_room(&w->out, 24))
			w->out.at = gkri_json_value(w->out.at, c);
	}
	if (c->raw_len > 0 || c->state != GKR_STATE_UNPLACED)
		gkri_json_text(w, &key_raw, raw, c->raw_len);
	if (c->certainty != GKR_CERTAINTY_NONE)
		gkri_json_str(w, &certainty, gkr_certainty_name(c->certainty));
	put_place(w, c);
	if (c->unit_len)
		gkri_json_text(w, &unit, raw + c->unit_at, c->unit_len);
	if (c->note_len)
		gkri_json_text(w, &note, raw + c->note_at, c->note_len);
	gkri_out_putc(&w->out, '}');
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
	gkri_json_str(w, &id, gkr_section_name(s->id));
	put_maybe(w, &number, s->number > 0, s->number);
	gkri_json_text(w, &heading,
	    gkri_run(&r->text, s->heading.at, s->heading.len, NULL),
	    s->heading.len);
	if (w->e->options[GKR_EXPORT_PROSE])
		gkri_json_text(w, &text,
		    gkri_run(&r->prose, s->text, s->text_len, NULL),
		    s->text_len);
	gkri_json_number(w, &line, s->heading.line);
	gkri_json_put(w, &end);
}

/* Findings */

static void put_operand(
    struct gkri_walk *w, const struct gkri_lit *key, const char *text)
{
	if (text == NULL || !gkri_json_is_number(text, strlen(text))) {
		gkri_json_str(w, key, text);
		return;
	}
	gkri_json_put(w, key);
	gkri_out_puts(&w->out, text);
}

/* Both languages of an object that may go on. */
static void put_pair(struct gkri_walk *w, const struct gkri_lit *key,
    const char *zh, const char *en)
{
	static const struct gkri_lit first = KEY_FIRST("zh");
	static const struct gkri_lit second = KEY_IN("en");

	gkri_json_put(w, key);
	gkri_json_str(w, &first, zh);
	gkri_json_str(w, &second, en);
}

static void put_cells(struct gkri_walk *w, uint32_t index)
{
	static const struct gkri_lit key = KEY_IN("cells");
	static const struct gkri_lit next = LIT(", ", ",");
	uint32_t i, n = gkr_finding_cell_count(w->f, index);

	gkri_json_put(w, &key);
	gkri_out_putc(&w->out, '[');
	for (i = 0; i < n; i++) {
		if (i)
			gkri_json_put(w, &next);
		gkri_out_putc(&w->out, '"');
		gkri_out_puts(&w->out,
		    gkr_cell_address(gkr_finding_cell(w->f, index, i)));
		gkri_out_putc(&w->out, '"');
	}
	gkri_out_putc(&w->out, ']');
}

static void put_finding_place(struct gkri_walk *w, uint32_t i)
{
	uint64_t line = gkr_finding_line(w->f, i);
	int bytes = line && w->position_kind != GKR_POSITION_CELLS;

	put_maybe(w, &key_line, line > 0, line);
	put_maybe(w, &key_column, line > 0, gkr_finding_column(w->f, i));
	put_maybe(w, &key_offset, bytes, gkr_finding_offset(w->f, i));
	put_maybe(w, &key_length, bytes, gkr_finding_length(w->f, i));
}

static void put_changes(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit key = KEY_IN("changes");
	static const struct gkri_lit next = LIT(", ", ",");
	static const struct gkri_lit cell = KEY_FIRST("cell");
	static const struct gkri_lit from = KEY_IN("from");
	static const struct gkri_lit to = KEY_IN("to");
	uint32_t k, n = gkr_finding_change_count(w->f, i);

	gkri_json_put(w, &key);
	gkri_out_putc(&w->out, '[');
	for (k = 0; k < n; k++) {
		if (k)
			gkri_json_put(w, &next);
		gkri_json_str(w, &cell,
		    gkr_cell_address(gkr_finding_change_cell(w->f, i, k)));
		gkri_json_str(w, &from, gkr_finding_change_from(w->f, i, k));
		gkri_json_str(w, &to, gkr_finding_change_to(w->f, i, k));
		gkri_out_putc(&w->out, '}');
	}
	gkri_out_putc(&w->out, ']');
}

static void put_suggestion(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit suggestion = KEY_IN("suggestion");
	static const struct gkri_lit kind = KEY_IN("kind");
	static const struct gkri_lit choices = KEY_IN("choices");
	const char *zh = gkr_finding_suggestion(w->f, i, GKR_LANG_ZH);

	if (zh) {
		put_pair(w, &suggestion, zh,
		    gkr_finding_suggestion(w->f, i, GKR_LANG_EN));
		gkri_json_str(w, &kind,
		    gkr_suggestion_kind_name(
			gkr_finding_suggestion_kind(w->f, i)));
		put_changes(w, i);
		gkri_out_putc(&w->out, '}');
	} else {
		gkri_json_str(w, &suggestion, NULL);
	}
	gkri_json_number(w, &choices, gkr_finding_choices(w->f, i));
}

static void put_decision(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit print = KEY_IN("fingerprint");
	static const struct gkri_lit accepted = KEY_IN("accepted");
	static const struct gkri_lit reason = KEY_FIRST("reason");

	gkri_json_str(w, &print, gkr_finding_fingerprint(w->f, i));
	if (!gkr_finding_accepted(w->f, i)) {
		gkri_json_str(w, &accepted, NULL);
		return;
	}
	gkri_json_put(w, &accepted);
	gkri_json_str(w, &reason, gkr_finding_reason(w->f, i));
	gkri_out_putc(&w->out, '}');
}

/* Where the other of two compared reports has it. */
static void put_other(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit other = KEY_IN("other");
	static const struct gkri_lit source = KEY_FIRST("source");
	const char *name = gkr_finding_other_source(w->f, i);
	uint64_t line = gkr_finding_other_line(w->f, i);

	if (!name && !line)
		return;
	gkri_json_put(w, &other);
	gkri_json_str(w, &source, name);
	put_maybe(w, &key_line, line > 0, line);
	put_maybe(w, &key_column, line > 0, gkr_finding_other_column(w->f, i));
	put_maybe(w, &key_offset, line > 0, gkr_finding_other_offset(w->f, i));
	put_maybe(w, &key_length, line > 0, gkr_finding_other_length(w->f, i));
	gkri_out_putc(&w->out, '}');
}

static void put_message(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit message = KEY_IN("message");

	put_pair(w, &message, gkr_finding_message(w->f, i, GKR_LANG_ZH),
	    gkr_finding_message(w->f, i, GKR_LANG_EN));
	gkri_out_putc(&w->out, '}');
}

/* How a finding begins: in its report, or by itself with its source. */
static void open_finding(struct gkri_walk *w)
{
	static const struct gkri_lit line = LIT("\n    ", "");
	static const struct gkri_lit line_alone = LIT("\n  ", "");
	static const struct gkri_lit source =
	    LIT("{\"source\": {\"name\": ", "{\"source\":{\"name\":");
	static const struct gkri_lit rule = LIT("}, \"rule\": ", "},\"rule\":");
	static const struct gkri_lit rule_first = KEY_FIRST("rule");
	const char *name =
	    w->alone ? gkri_report_kept(w->r, w->r->source_name) : NULL;

	if (!w->alone || w->style == GKRI_JSON_PRETTY)
		gkri_json_comma(w);
	gkri_json_put(w, w->alone ? &line_alone : &line);
	if (w->alone)
		gkri_json_str(w, &source, name);
	gkri_json_put(w, w->alone ? &rule : &rule_first);
}

static void finding(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit none = LIT("", "");
	static const struct gkri_lit at = KEY_IN("at");
	static const struct gkri_lit status = KEY_IN("status");
	static const struct gkri_lit severity = KEY_IN("severity");
	static const struct gkri_lit left = KEY_IN("left");
	static const struct gkri_lit right = KEY_IN("right");
	const gkr_findings *f = w->f;

	open_finding(w);
	gkri_json_str(w, &none, gkr_rule_name(gkr_finding_rule(f, i)));
	gkri_json_str(w, &at, gkr_finding_at(f, i));
	gkri_json_str(
	    w, &status, gkr_finding_status_name(gkr_finding_status(f, i)));
	gkri_json_str(
	    w, &severity, gkr_severity_name(gkr_finding_severity(f, i)));
	put_operand(w, &left, gkr_finding_left(f, i));
	put_operand(w, &right, gkr_finding_right(f, i));
	put_cells(w, i);
	put_finding_place(w, i);
	put_other(w, i);
	put_message(w, i);
	put_suggestion(w, i);
	put_decision(w, i);
	gkri_out_putc(&w->out, '}');
	if (w->alone && w->style == GKRI_JSON_COMPACT)
		gkri_out_putc(&w->out, '\n');
}

/* Rows without cells */

static void put_values(struct gkri_walk *w, const struct gkri_loose *l)
{
	static const struct gkri_lit raw = KEY_IN("raw");
	static const struct gkri_lit next = LIT(", ", ",");
	const struct gkri_span *value = w->r->values + l->first;
	uint32_t i;

	gkri_json_put(w, &raw);
	gkri_out_putc(&w->out, '[');
	for (i = 0; i < l->count; i++) {
		if (i)
			gkri_json_put(w, &next);
		gkri_json_string(&w->out,
		    gkri_run(&w->r->text, value[i].at, value[i].len, NULL),
		    value[i].len);
	}
	gkri_out_putc(&w->out, ']');
}

static void loose(struct gkri_walk *w, const struct gkri_loose *l)
{
	static const struct gkri_lit line = LIT("\n    ", "");
	static const struct gkri_lit table = KEY_FIRST("table");
	static const struct gkri_lit row = KEY_IN("row");
	static const struct gkri_lit label = KEY_IN("label");

	gkri_json_comma(w);
	gkri_json_put(w, &line);
	gkri_json_str(w, &table, gkr_table_name(l->table));
	gkri_json_str(w, &row, gkr_row_name(l->table, l->row));
	gkri_json_text(w, &label,
	    gkri_run(&w->r->text, l->label.at, l->label.len, NULL),
	    l->label.len);
	put_values(w, l);
	gkri_json_number(w, &key_line, l->label.line);
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
	.row = gkri_json_row, \
	.table_end = gkri_json_table_end, \
	.finding = finding, \
	.loose = loose, \
	.close = close_part, \
	.foot = foot, \
	.failure = failure \
}
/* clang-format on */
const struct gkri_writer gkri_writer_json = WRITER(GKRI_JSON_PRETTY);
const struct gkri_writer gkri_writer_ndjson = WRITER(GKRI_JSON_COMPACT);
