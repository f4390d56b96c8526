/*
 * What is written of reports side by side, of gaps in a series, and of parts
 * and their whole: JSON objects, and CSV with a cell a row.
 */
#include "emit-json.h"
#include "json.h"
#include "rollup.h"
#include "series.h"

#define DIGITS 64

static int is_json(const gkr_exporter *e)
{
	return e->format->id == GKR_FORMAT_JSON ||
	    e->format->id == GKR_FORMAT_NDJSON;
}

static int is_csv(const gkr_exporter *e)
{
	return e->format->id == GKR_FORMAT_CSV;
}

/* ------------------------------------------------------------------ */
/* JSON                                                               */

/* A number that is text already, null where it is none. */
static void put_digits(
    struct gkri_walk *w, const struct gkri_lit *key, const char *digits)
{
	gkri_json_put(w, key);
	gkri_out_puts(&w->out, *digits ? digits : "null");
}

static void put_year(
    struct gkri_walk *w, const struct gkri_lit *key, uint32_t year)
{
	if (year)
		gkri_json_number(w, key, year);
	else
		put_digits(w, key, "");
}

static void put_flag(struct gkri_walk *w, const struct gkri_lit *key, int flag)
{
	gkri_json_put(w, key);
	gkri_out_puts(&w->out, flag ? "true" : "false");
}

/* {"agency": ..., "year": ..., "form": ..., "source": {"name": ...}} */
static void put_kept(
    struct gkri_walk *w, const struct gkri_kept *k, const char *text)
{
	static const struct gkri_lit agency = KEY_FIRST("agency");
	static const struct gkri_lit year = KEY_IN("year");
	static const struct gkri_lit form = KEY_IN("form");
	static const struct gkri_lit source = KEY_IN("source");
	static const struct gkri_lit name = KEY_FIRST("name");

	gkri_json_str(w, &agency, k->agency ? text + k->agency - 1 : NULL);
	put_year(w, &year, k->year);
	gkri_json_str(w, &form, gkr_form_name(k->form));
	gkri_json_put(w, &source);
	gkri_json_str(w, &name, k->source ? text + k->source - 1 : NULL);
	gkri_out_puts(&w->out, "}}");
}

/* {"state": "number", "value": 3} */
static void put_figure(struct gkri_walk *w, const struct gkri_lit *key,
    const struct gkri_figure *c)
{
	static const struct gkri_lit state = KEY_FIRST("state");
	static const struct gkri_lit value = KEY_IN("value");
	char digits[DIGITS] = "";

	gkri_json_put(w, key);
	gkri_json_str(w, &state, gkr_state_name(c->state));
	if (gkri_figure_write(c, digits, sizeof digits) == GKR_OK)
		put_digits(w, &value, digits);
	gkri_out_putc(&w->out, '}');
}

/* {"cell": "...", as the next of its list. */
static void open_cell(struct gkri_walk *w, uint32_t cell)
{
	static const struct gkri_lit line = LIT("\n    ", "");
	static const struct gkri_lit key = KEY_FIRST("cell");

	gkri_json_comma(w);
	w->first = 0;
	gkri_json_put(w, &line);
	gkri_json_str(w, &key, gkr_cell_address(cell));
}

static void open_cells(struct gkri_walk *w)
{
	static const struct gkri_lit cells = KEY_AT("  ", "cells");

	gkri_json_put(w, &cells);
	gkri_out_putc(&w->out, '[');
	w->first = 1;
}

static void close_all(struct gkri_walk *w)
{
	static const struct gkri_lit list = LIT("\n  ]", "]");
	static const struct gkri_lit end = LIT("\n}\n", "}\n");

	gkri_json_put(w, &list);
	if (w->f)
		gkri_walk_part(w, GKRI_PART_FINDINGS);
	gkri_json_put(w, &end);
}

static void json_comparison(struct gkri_walk *w, const gkr_comparison *c)
{
	static const struct gkri_lit schema =
	    LIT("{\n  \"schema\": \"gkr-comparison/1\"",
		"{\"schema\":\"gkr-comparison/1\"");
	static const struct gkri_lit last = KEY_AT("  ", "last");
	static const struct gkri_lit now = KEY_AT("  ", "this");
	static const struct gkri_lit zero = KEY_AT("  ", "blank_as_zero");
	static const struct gkri_lit key_last = KEY_IN("last");
	static const struct gkri_lit key_now = KEY_IN("this");
	static const struct gkri_lit key_change = KEY_IN("change");
	char digits[DIGITS];
	uint32_t i, cell;

	gkri_json_put(w, &schema);
	gkri_json_put(w, &last);
	put_kept(w, &c->sides[0], c->text.data);
	gkri_json_put(w, &now);
	put_kept(w, &c->sides[1], c->text.data);
	put_flag(w, &zero, c->blank_as_zero);
	open_cells(w);
	for (i = 0; i < c->count; i++) {
		cell = gkr_comparison_cell_at(c, i);
		open_cell(w, cell);
		put_figure(w, &key_last, &c->sides[0].cells[c->slots[i]]);
		put_figure(w, &key_now, &c->sides[1].cells[c->slots[i]]);
		gkr_comparison_change(c, cell, digits, sizeof digits);
		put_digits(w, &key_change, digits);
		gkri_out_putc(&w->out, '}');
	}
	close_all(w);
}

/* What all children add up to, where all of them have a number. */
static void write_sum(const gkr_rollup *u, uint32_t slot, char digits[DIGITS])
{
	const struct gkri_tally *t = &u->cells[slot];

	*digits = '\0';
	if (gkri_tally_counts(u, t))
		gkri_sum_text(&t->sum, digits, DIGITS);
}

static void json_rollup_cell(
    struct gkri_walk *w, const gkr_rollup *u, uint32_t cell)
{
	static const struct gkri_lit parent = KEY_IN("parent");
	static const struct gkri_lit sum = KEY_IN("sum");
	static const struct gkri_lit difference = KEY_IN("difference");
	static const struct gkri_lit numbers = KEY_IN("numbers");
	static const struct gkri_lit blanks = KEY_IN("blanks");
	static const struct gkri_lit others = KEY_IN("others");
	uint32_t slot = (uint32_t)gkri_slot(cell);
	const struct gkri_tally *t = &u->cells[slot];
	char digits[DIGITS];

	open_cell(w, cell);
	put_figure(w, &parent, &u->parent.cells[slot]);
	write_sum(u, slot, digits);
	put_digits(w, &sum, digits);
	gkr_rollup_difference(u, cell, digits, sizeof digits);
	put_digits(w, &difference, digits);
	gkri_json_number(w, &numbers, t->numbers);
	gkri_json_number(w, &blanks, t->blanks);
	gkri_json_number(w, &others, t->others);
	gkri_out_putc(&w->out, '}');
}

static void json_rollup(struct gkri_walk *w, const gkr_rollup *u)
{
	static const struct gkri_lit schema =
	    LIT("{\n  \"schema\": \"gkr-rollup/1\"",
		"{\"schema\":\"gkr-rollup/1\"");
	static const struct gkri_lit parent = KEY_AT("  ", "parent");
	static const struct gkri_lit children = KEY_AT("  ", "children");
	static const struct gkri_lit repeated = KEY_AT("  ", "repeated");
	static const struct gkri_lit form = KEY_AT("  ", "form");
	static const struct gkri_lit year = KEY_AT("  ", "year");
	static const struct gkri_lit zero = KEY_AT("  ", "blank_as_zero");
	uint32_t i, cell;

	gkri_json_put(w, &schema);
	gkri_json_put(w, &parent);
	put_kept(w, &u->parent, u->text.data);
	gkri_json_number(w, &children, u->count);
	gkri_json_number(w, &repeated, u->repeated);
	gkri_json_str(
	    w, &form, u->mixed ? NULL : gkr_form_name(gkr_rollup_form(u)));
	put_year(w, &year, u->year);
	put_flag(w, &zero, u->blank_as_zero);
	open_cells(w);
	for (i = 0; (cell = gkr_form_cell_at(u->parent.form, i)) != 0; i++)
		json_rollup_cell(w, u, cell);
	close_all(w);
}

static void put_number_source(struct gkri_walk *w, const gkr_series *s,
    const struct gkri_lit *key, uint32_t number)
{
	static const struct gkri_lit name = KEY_FIRST("name");

	if (number == UINT32_MAX) {
		put_digits(w, key, "");
		return;
	}
	gkri_json_put(w, key);
	gkri_json_str(w, &name, gkr_series_source_name(s, number));
	gkri_out_putc(&w->out, '}');
}

static void json_step(struct gkri_walk *w, const gkr_series *s, uint32_t step)
{
	static const struct gkri_lit schema = LIT(
	    "{\n  \"schema\": \"gkr-step/1\"", "{\"schema\":\"gkr-step/1\"");
	static const struct gkri_lit kind = KEY_AT("  ", "step");
	static const struct gkri_lit agency = KEY_AT("  ", "agency");
	static const struct gkri_lit year = KEY_AT("  ", "year");
	static const struct gkri_lit year_to = KEY_AT("  ", "year_to");
	static const struct gkri_lit last = KEY_AT("  ", "last");
	static const struct gkri_lit now = KEY_AT("  ", "this");
	static const struct gkri_lit end = LIT("\n}\n", "}\n");

	gkri_json_put(w, &schema);
	gkri_json_str(w, &kind, gkr_step_name(gkr_series_step_kind(s, step)));
	gkri_json_str(w, &agency, gkr_series_step_agency(s, step));
	put_year(w, &year, gkr_series_step_year(s, step));
	put_year(w, &year_to, gkr_series_step_year_to(s, step));
	put_number_source(w, s, &last, gkr_series_step_last(s, step));
	put_number_source(w, s, &now, gkr_series_step_this(s, step));
	gkri_json_put(w, &end);
}

/* ------------------------------------------------------------------ */
/* CSV                                                                */

static void put_comma(struct gkri_out *o)
{
	gkri_out_putc(o, ',');
}

/* A field of digits or a name of our own. */
static void put_field(struct gkri_out *o, const char *text)
{
	put_comma(o);
	gkri_out_puts(o, text ? text : "");
}

static void put_count(struct gkri_out *o, uint64_t n)
{
	put_comma(o);
	if (gkri_out_room(o, 20))
		o->at = gkri_put_number(o->at, n);
}

/* agency,source,year,form of a report */
static void csv_kept(
    struct gkri_out *o, const struct gkri_kept *k, const char *text)
{
	if (k->agency)
		gkri_csv_str(o, text + k->agency - 1);
	put_comma(o);
	if (k->source)
		gkri_csv_str(o, text + k->source - 1);
	if (k->year)
		put_count(o, k->year);
	else
		put_comma(o);
	put_field(o, gkr_form_name(k->form));
}

static void csv_cell(struct gkri_out *o, uint32_t cell)
{
	uint32_t table = gkr_cell_table(cell);

	put_field(o, gkr_table_name(table));
	put_field(o, gkr_row_name(table, gkr_cell_row(cell)));
	put_field(o, gkr_column_name(table, gkr_cell_column(cell)));
}

static void csv_figure(struct gkri_out *o, const struct gkri_figure *c)
{
	char digits[DIGITS] = "";

	put_field(o, gkr_state_name(c->state));
	gkri_figure_write(c, digits, sizeof digits);
	put_field(o, digits);
}

static void csv_comparison(struct gkri_walk *w, const gkr_comparison *c)
{
	struct gkri_out *o = &w->out;
	char digits[DIGITS];
	uint32_t i, cell;

	if (gkri_csv_begin(w))
		gkri_out_puts(o,
		    "last_agency,last_source,last_year,last_form,this_agency,"
		    "this_source,this_year,this_form,table,row,column,"
		    "last_state,last_value,this_state,this_value,change\r\n");
	for (i = 0; i < c->count; i++) {
		cell = gkr_comparison_cell_at(c, i);
		csv_kept(o, &c->sides[0], c->text.data);
		put_comma(o);
		csv_kept(o, &c->sides[1], c->text.data);
		csv_cell(o, cell);
		csv_figure(o, &c->sides[0].cells[c->slots[i]]);
		csv_figure(o, &c->sides[1].cells[c->slots[i]]);
		gkr_comparison_change(c, cell, digits, sizeof digits);
		put_field(o, digits);
		gkri_out_puts(o, "\r\n");
	}
}

static void csv_rollup(struct gkri_walk *w, const gkr_rollup *u)
{
	struct gkri_out *o = &w->out;
	const struct gkri_tally *t;
	char digits[DIGITS];
	uint32_t i, cell, slot;

	if (gkri_csv_begin(w))
		gkri_out_puts(o,
		    "agency,source,year,form,table,row,column,parent_state,"
		    "parent_value,sum,difference,children,numbers,blanks,"
		    "others\r\n");
	for (i = 0; (cell = gkr_form_cell_at(u->parent.form, i)) != 0; i++) {
		slot = (uint32_t)gkri_slot(cell);
		t = &u->cells[slot];
		csv_kept(o, &u->parent, u->text.data);
		csv_cell(o, cell);
		csv_figure(o, &u->parent.cells[slot]);
		write_sum(u, slot, digits);
		put_field(o, digits);
		gkr_rollup_difference(u, cell, digits, sizeof digits);
		put_field(o, digits);
		put_count(o, u->count);
		put_count(o, t->numbers);
		put_count(o, t->blanks);
		put_count(o, t->others);
		gkri_out_puts(o, "\r\n");
	}
}

/* ------------------------------------------------------------------ */

static int32_t end(struct gkri_walk *w, gkr_exporter *e)
{
	int32_t rc = gkri_out_end(&w->out);

	if (rc == GKR_OK && is_csv(e))
		e->started = 1;
	return rc;
}

static void begin(struct gkri_walk *w, gkr_exporter *e, const gkr_findings *f,
    uint32_t position_kind, gkr_buffer *out)
{
	gkri_walk_begin(
	    w, e, NULL, e->options[GKR_EXPORT_FINDINGS] ? f : NULL, out);
	w->position_kind = (uint8_t)position_kind;
}

int32_t gkr_exporter_write_comparison(gkr_exporter *e, const gkr_comparison *c,
    const gkr_findings *f, gkr_buffer *out)
{
	struct gkri_walk w;

	if (!e || !c || !out || (!is_json(e) && !is_csv(e)))
		return GKR_E_ARGUMENT;
	if (!c->count)
		return GKR_E_STATE;
	begin(&w, e, f, c->position_kind, out);
	if (is_json(e))
		json_comparison(&w, c);
	else
		csv_comparison(&w, c);
	return end(&w, e);
}

int32_t gkr_exporter_write_step(
    gkr_exporter *e, const gkr_series *s, uint32_t step, gkr_buffer *out)
{
	struct gkri_walk w;

	if (!e || !s || !out || step >= s->step_count)
		return GKR_E_ARGUMENT;
	if (is_csv(e))
		return GKR_OK;
	if (!is_json(e))
		return GKR_E_ARGUMENT;
	begin(&w, e, NULL, GKR_POSITION_BYTES, out);
	json_step(&w, s, step);
	return end(&w, e);
}

int32_t gkr_exporter_write_rollup(gkr_exporter *e, const gkr_rollup *u,
    const gkr_findings *f, gkr_buffer *out)
{
	struct gkri_walk w;

	if (!e || !u || !out || (!is_json(e) && !is_csv(e)))
		return GKR_E_ARGUMENT;
	if (!u->checked)
		return GKR_E_STATE;
	begin(&w, e, f, u->position_kind, out);
	if (is_json(e))
		json_rollup(&w, u);
	else
		csv_rollup(&w, u);
	return end(&w, e);
}
