/*
 * CSV after RFC 4180, in UTF-8: a cell a row, or a report a row.
 *
 * The tidy one has the columns of the header line below; a field is empty
 * where there is nothing to say.  The wide one has a column for every cell of
 * every form, headed by its address: the number where one is printed, else
 * the state as a word (blank, nil, text, missing, unplaced), which no
 * spreadsheet adds up; empty where the report's form has no such cell.
 *
 * A spreadsheet takes a field that begins with = + - @ for a formula.  Free
 * text that begins so (or with their full-width twins, a TAB, CR or LF) gets
 * an apostrophe in front, unless the whole of it is a plain number.
 */
#include "decimal.h"
#include "walk.h"
#include "json.h"
#include "text.h"

/* Free text */

static int needs_quotes(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (p[i] == ',' || p[i] == '"' || p[i] == '\n' || p[i] == '\r')
			return 1;
	return 0;
}

static int begins(const char *p, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && memcmp(p, with, len) == 0;
}

/* 1 where a spreadsheet might calculate instead of show. */
static int is_formula(const char *p, size_t n)
{
	static const char *const twins[] = {"\xef\xbc\x9d", "\xef\xbc\x8b",
	    "\xef\xbc\x8d", "\xef\xbc\xa0"}; /* U+FF1D FF0B FF0D FF20 */
	size_t i;

	if (n > 0 && memchr("=+-@\t\r\n", p[0], 7))
		return !gkri_json_is_number(p, n);
	for (i = 0; i < sizeof twins / sizeof twins[0]; i++)
		if (begins(p, n, twins[i]))
			return 1;
	return 0;
}

#define BLOCK 4096

/* Well-formed text, quotes doubled; a NUL, which CSV has not, replaced. */
static void put_valid(struct gkri_out *o, const char *p, size_t n)
{
	const char *end = p + n, *stop;
	char *to;

	while (p < end) {
		stop = end - p < BLOCK ? end : p + BLOCK;
		if (!gkri_out_room(o, 3 * BLOCK))
			return;
		for (to = o->at; p < stop; p++) {
			if (*p == '"')
				*to++ = '"';
			if (*p) {
				*to++ = *p;
				continue;
			}
			memcpy(to, "\xef\xbf\xbd", 3);
			to += 3;
		}
		o->at = to;
	}
}

static void put_checked(struct gkri_out *o, const char *p, size_t n)
{
	size_t good, bad, torn;

	while (n > 0 && o->status == GKR_OK) {
		bad = torn = 0;
		good = gkri_utf8_check(p, n, &bad, &torn);
		put_valid(o, p, good);
		if (bad + torn > 0)
			gkri_out_put(o, "\xef\xbf\xbd", 3);
		p += good + bad + torn;
		n -= good + bad + torn;
	}
}

static void put_text(struct gkri_out *o, const char *p, size_t n)
{
	int quotes = needs_quotes(p, n);

	if (quotes)
		gkri_out_putc(o, '"');
	if (is_formula(p, n))
		gkri_out_putc(o, '\'');
	put_checked(o, p, n);
	if (quotes)
		gkri_out_putc(o, '"');
}

void gkri_csv_str(struct gkri_out *o, const char *text)
{
	if (text)
		put_text(o, text, strlen(text));
}

static void put_comma(struct gkri_out *o)
{
	gkri_out_putc(o, ',');
}

static void put_number(struct gkri_out *o, int there, uint64_t number)
{
	put_comma(o);
	if (there && gkri_out_room(o, 20))
		o->at = gkri_put_number(o->at, number);
}

static void put_value(struct gkri_out *o, const struct gkri_rcell *c)
{
	if (c->state == GKR_STATE_NUMBER && gkri_out_room(o, 24))
		o->at += gkri_decimal_write(o->at, c->mantissa, c->scale);
}

static void put_line_end(struct gkri_out *o)
{
	gkri_out_put(o, "\r\n", 2);
}

/* A header line is due: the first of the exporter, and wanted. */
int gkri_csv_begin(struct gkri_walk *w)
{
	if (w->e->started)
		return 0;
	if (w->e->options[GKR_EXPORT_BOM])
		gkri_out_put(&w->out, "\xef\xbb\xbf", 3);
	return w->e->options[GKR_EXPORT_HEADER];
}

static void put_report(struct gkri_walk *w)
{
	const struct gkr_report *r = w->r;

	gkri_csv_str(&w->out, gkri_report_kept(r, r->source_name));
	put_number(&w->out, r->year > 0, r->year);
	put_comma(&w->out);
	gkri_csv_str(&w->out, gkr_form_name(r->form));
	put_comma(&w->out);
	gkri_csv_str(&w->out, gkri_report_kept(r, r->agency));
}

/* Tidy: a cell a row */

static void tidy_head(struct gkri_walk *w)
{
	if (gkri_csv_begin(w))
		gkri_out_puts(&w->out,
		    "source,year,form,agency,table,row,column,state,value,"
		    "unit,note,raw,line,offset,certainty\r\n");
}

/* The fields that all rows of a report have; written once, then copied. */
static void put_prefix(struct gkri_walk *w)
{
	struct gkri_out *o = &w->out;

	if (w->prefix_len == 0) {
		w->prefix = gkri_out_len(o);
		put_report(w);
		put_comma(o);
		w->prefix_len = gkri_out_len(o) - w->prefix;
	} else if (gkri_out_room(o, w->prefix_len)) {
		memcpy(o->at, o->buffer->bytes.data + w->prefix, w->prefix_len);
		o->at += w->prefix_len;
	}
}

/* A part of the raw text, or nothing. */
static void put_part(
    struct gkri_walk *w, const struct gkri_rcell *c, size_t at, size_t len)
{
	gkri_out_putc(&w->out, ',');
	put_text(&w->out, gkri_run(&w->r->text, c->raw + at, len, NULL), len);
}

static void put_source(struct gkri_walk *w, const struct gkri_rcell *c)
{
	int bytes =
	    c->line > 0 && w->r->source.position_kind != GKR_POSITION_CELLS;
	struct gkri_out *o = &w->out;

	put_part(w, c, c->unit_at, c->unit_len);
	put_part(w, c, c->note_at, c->note_len);
	put_part(w, c, 0, c->raw_len);
	put_number(o, c->line > 0, c->line);
	put_number(o, bytes, c->offset);
	put_comma(o);
	if (c->certainty != GKR_CERTAINTY_NONE)
		gkri_out_puts(o, gkr_certainty_name(c->certainty));
}

static void tidy_cell(struct gkri_walk *w, const struct gkri_plan_row *row,
    uint32_t column, const struct gkri_rcell *c)
{
	struct gkri_out *o = &w->out;

	put_prefix(w);
	gkri_out_puts(o, gkr_table_name(row->table));
	put_comma(o);
	gkri_out_puts(o, gkr_row_name(row->table, row->row));
	put_comma(o);
	gkri_out_puts(o, gkr_column_name(row->table, column));
	put_comma(o);
	gkri_out_puts(o, gkr_state_name(c->state));
	put_comma(o);
	put_value(o, c);
	put_source(w, c);
	put_line_end(o);
}

static void tidy_row(struct gkri_walk *w, const struct gkri_plan_row *row)
{
	const uint8_t *columns = w->plan->columns[row->table];
	const struct gkri_rcell *cells = w->r->cells + row->slot;
	size_t i;

	for (i = 0; i < w->plan->column_count[row->table]; i++)
		tidy_cell(w, row, columns[i], &cells[columns[i] - 1]);
}

const struct gkri_writer gkri_writer_csv = {.head = tidy_head, .row = tidy_row};

/* Wide: a report a row */

static void wide_head(struct gkri_walk *w)
{
	struct gkri_out *o = &w->out;
	const struct gkr_report *r = w->r;
	int slot;

	if (gkri_csv_begin(w)) {
		gkri_out_puts(o, "source,year,form,agency,title,date");
		for (slot = 0; slot < GKRI_SLOTS; slot++) {
			put_comma(o);
			gkri_out_puts(
			    o, gkr_cell_address(gkri_slot_cell(slot)));
		}
		put_line_end(o);
	}
	put_report(w);
	put_comma(o);
	gkri_csv_str(o, gkri_report_kept(r, r->title));
	put_comma(o);
	gkri_csv_str(o, gkri_report_kept(r, r->date));
}

static void wide_row(struct gkri_walk *w, const struct gkri_plan_row *row)
{
	const struct gkri_rcell *c = w->r->cells + row->slot;
	uint32_t i, cell;

	for (i = 1; i <= w->plan->column_count[row->table]; i++, c++) {
		cell = gkr_cell(row->table, row->row, i);
		put_comma(&w->out);
		if (!gkr_form_has_cell(w->r->form, cell))
			continue;
		if (c->state == GKR_STATE_NUMBER)
			put_value(&w->out, c);
		else
			gkri_out_puts(&w->out, gkr_state_name(c->state));
	}
}

static void wide_foot(struct gkri_walk *w)
{
	put_line_end(&w->out);
}

const struct gkri_writer gkri_writer_csv_wide = {
    .all_forms = 1, .head = wide_head, .row = wide_row, .foot = wide_foot};
