/* Tables in Markdown. */
#include "decimal.h"
#include "emit-markdown.h"

#include <string.h>

/* What their first column is called. */
static const char *const heads[GKRI_TABLES + 1] = {
#define GKR_DEF_CORNER(table, text) [GKRI_TABLE_##table] = text,
#include "form.def"
};

/* May the source have another unit in the column's head than the form? */
static int has_own_unit(
    const struct gkri_page *g, const struct gkri_md_table *t, uint32_t column)
{
	const struct gkri_event *e = g->r->events;
	size_t i;

	if (gkr_form_column_kind(g->r->form, t->id, column) == GKR_COLUMN_MONEY)
		return 1;
	for (i = 0; i < g->r->event_count; i++)
		if (e[i].kind == GKRI_EVENT_UNIT && e[i].table == t->id &&
		    e[i].column == column)
			return 1;
	return 0;
}

/* The form's label, or the source's where that changes what is counted. */
static void put_column(
    struct gkri_page *g, const struct gkri_md_table *t, uint32_t column)
{
	const struct gkri_span *own = &g->r->column_label[t->id][column];
	const char *label = gkr_form_column_label(g->r->form, t->id, column);

	if (own->len && has_own_unit(g, t, column))
		gkri_md_text(g->o,
		    gkri_run(&g->r->text, own->at, own->len, NULL), own->len,
		    g->marked);
	else
		gkri_md_label(g->o, label);
}

static void put_head(struct gkri_page *g, const struct gkri_md_table *t)
{
	uint32_t i;

	gkri_out_puts(g->o, "| ");
	gkri_out_puts(g->o, heads[t->id]);
	for (i = 1; i < t->depth; i++)
		gkri_out_puts(g->o, " | ");
	for (i = 0; i < t->count; i++) {
		gkri_out_puts(g->o, " | ");
		put_column(g, t, t->columns[i]);
	}
	gkri_out_puts(g->o, " |\n|");
	for (i = 0; i < t->depth; i++)
		gkri_out_puts(g->o, " :--- |");
	for (i = 0; i < t->count; i++)
		gkri_out_puts(g->o, " ---: |");
	gkri_out_putc(g->o, '\n');
}

/* The labels of a row; those above it only where they are new. */
static void put_labels(struct gkri_page *g, const struct gkri_md_table *t,
    const struct gkri_plan_row *row)
{
	const struct gkri_plan_row *before = g->above;
	uint32_t form = g->r->form, i;
	const char *group, *last;

	for (i = 0; i < t->depth; i++) {
		gkri_out_puts(g->o, "| ");
		group = gkr_form_row_group(form, t->id, row->row, i);
		if (group == NULL)
			break;
		last = before ? gkr_form_row_group(form, t->id, before->row, i)
			      : NULL;
		if (last == NULL || strcmp(group, last) != 0)
			gkri_md_label(g->o, group);
		gkri_out_putc(g->o, ' ');
	}
	gkri_md_label(g->o, gkr_form_row_label(form, t->id, row->row));
	for (i++; i < t->depth; i++)
		gkri_out_puts(g->o, " | ");
	g->above = row;
}

static void put_raw(struct gkri_page *g, uint32_t at, size_t len)
{
	gkri_md_text(g->o, gkri_run(&g->r->text, at, len, NULL), len, 1);
}

static void put_value(struct gkri_page *g, const struct gkri_rcell *c)
{
	if (c->raw_len)
		put_raw(g, c->raw, c->raw_len);
	else if (c->state == GKR_STATE_NUMBER && gkri_out_room(g->o, 24))
		g->o->at += gkri_decimal_write(g->o->at, c->mantissa, c->scale);
}

static void put_values(struct gkri_page *g, const struct gkri_loose *l)
{
	uint32_t i;

	for (i = 0; i < l->count; i++) {
		const struct gkri_span *value = &g->r->values[l->first + i];

		gkri_out_puts(g->o, " | ");
		put_raw(g, value->at, value->len);
	}
}

/* Values of the row that have no cell. */
static void put_unplaced(struct gkri_page *g, const struct gkri_plan_row *row)
{
	size_t i;

	for (i = 0; i < g->r->loose_count; i++)
		if (g->r->loose[i].kind == GKR_LOOSE_UNPLACED &&
		    g->r->loose[i].table == row->table &&
		    g->r->loose[i].row == row->row)
			put_values(g, &g->r->loose[i]);
}

/* How many of the table's columns the row has, and if they are placed. */
static uint32_t row_length(struct gkri_page *g, const struct gkri_md_table *t,
    const struct gkri_plan_row *row, int *placed)
{
	const struct gkri_rcell *cells = g->r->cells + row->slot - 1;
	uint32_t i, n = 0;

	*placed = 1;
	for (i = 0; i < t->count; i++) {
		if (cells[t->columns[i]].state != GKR_STATE_MISSING)
			n = i + 1;
		if (cells[t->columns[i]].state == GKR_STATE_UNPLACED)
			*placed = 0;
	}
	return n;
}

static void put_row(struct gkri_page *g, const struct gkri_md_table *t,
    const struct gkri_plan_row *row)
{
	const struct gkri_rcell *cells = g->r->cells + row->slot - 1;
	uint32_t i, n;
	int placed;

	n = row_length(g, t, row, &placed);
	if (n == 0 && !g->r->row_label[t->id][row->row].line)
		return;
	put_labels(g, t, row);
	for (i = 0; placed && i < n; i++) {
		gkri_out_puts(g->o, " | ");
		put_value(g, &cells[t->columns[i]]);
	}
	if (!placed)
		put_unplaced(g, row);
	gkri_out_puts(g->o, " |\n");
}

/* Rows that no form has, behind those that it has. */
static void put_unknown(struct gkri_page *g, const struct gkri_md_table *t)
{
	const struct gkri_loose *l = g->r->loose;
	uint32_t k;
	size_t i;

	for (i = 0; i < g->r->loose_count; i++) {
		if (l[i].kind != GKR_LOOSE_UNKNOWN || l[i].table != t->id)
			continue;
		gkri_out_puts(g->o, "| ");
		/* one without a name is called after its first value */
		if (!l[i].count ||
		    g->r->values[l[i].first].offset != l[i].label.offset)
			put_raw(g, l[i].label.at, l[i].label.len);
		for (k = 1; k < t->depth; k++)
			gkri_out_puts(g->o, " | ");
		put_values(g, &l[i]);
		gkri_out_puts(g->o, " |\n");
	}
}

/* ------------------------------------------------------------------ */
/* Reviews and suits as the form has them: groups of columns          */

/* A cell over the columns of a row of the table; NULL: nothing in it. */
static void put_over(
    struct gkri_page *g, const struct gkri_md_table *t, const char *label)
{
	uint32_t i;

	gkri_out_putc(g->o, ' ');
	if (label)
		gkri_md_label(g->o, label);
	gkri_out_puts(g->o, " |");
	for (i = 1; i < t->count; i++)
		gkri_out_puts(g->o, "  |");
}

static void put_columns(struct gkri_page *g, const struct gkri_md_table *t)
{
	uint32_t i;

	for (i = 0; i < t->count; i++) {
		gkri_out_putc(g->o, ' ');
		put_column(g, t, t->columns[i]);
		gkri_out_puts(g->o, " |");
	}
}

/* One row of the head: groups, then rows of the table, then columns. */
static void put_wide_head(
    struct gkri_page *g, const struct gkri_md_table *t, int level)
{
	const struct gkri_plan_row *row;
	const char *group, *label, *last = NULL;
	uint32_t form = g->r->form;

	gkri_out_putc(g->o, '|');
	for (row = t->rows; row < t->end; row++) {
		group = gkr_form_row_group(form, t->id, row->row, 0);
		label = gkr_form_row_label(form, t->id, row->row);
		if (level == (group ? 2 : 1))
			put_columns(g, t);
		else if (level == (group ? 1 : 0))
			put_over(g, t, label);
		else
			put_over(
			    g, t, level == 0 && last != group ? group : NULL);
		last = group;
	}
	gkri_out_putc(g->o, '\n');
}

/* Its cells; what is cut off at their end is left out. */
static void put_wide_cells(struct gkri_page *g, const struct gkri_md_table *t)
{
	const struct gkri_plan_row *row, *end = t->end;
	const struct gkri_rcell *cells;
	uint32_t i, n = 0;
	int placed;

	while (end > t->rows && (n = row_length(g, t, end - 1, &placed)) == 0)
		end--;
	gkri_out_putc(g->o, '|');
	for (row = t->rows; row < end; row++) {
		cells = g->r->cells + row->slot - 1;
		for (i = 0; i < (row < end - 1 ? t->count : n); i++) {
			gkri_out_putc(g->o, ' ');
			put_value(g, &cells[t->columns[i]]);
			gkri_out_puts(g->o, " |");
		}
	}
	gkri_out_putc(g->o, '\n');
}

static void put_wide(struct gkri_page *g, const struct gkri_md_table *t)
{
	uint32_t i, n = t->count * (uint32_t)(t->end - t->rows);

	put_wide_head(g, t, 0);
	gkri_out_putc(g->o, '|');
	for (i = 0; i < n; i++)
		gkri_out_puts(g->o, " ---: |");
	gkri_out_putc(g->o, '\n');
	put_wide_head(g, t, 1);
	put_wide_head(g, t, 2);
	put_wide_cells(g, t);
}

/*
 * Is there a row without values, which would be read as a head, or is the end
 * of the last one cut off?
 */
static int is_wide(struct gkri_page *g, const struct gkri_md_table *t)
{
	const struct gkri_plan_row *row;
	const struct gkri_rcell *cells;
	uint32_t i, n;
	int placed;

	if (t->id != GKRI_TABLE_review_litigation)
		return 0;
	for (row = t->rows; row < t->end; row++) {
		cells = g->r->cells + row->slot - 1;
		for (i = 0; i < t->count; i++)
			if (cells[t->columns[i]].state != GKR_STATE_BLANK)
				break;
		if (i == t->count)
			return 1;
	}
	n = row_length(g, t, t->end - 1, &placed);
	return placed && n > 0 && n < t->count;
}

/* ------------------------------------------------------------------ */

static void put_rows(struct gkri_page *g, const struct gkri_md_table *t)
{
	const struct gkri_plan_row *row;

	put_head(g, t);
	g->above = NULL;
	for (row = t->rows; row < t->end; row++)
		put_row(g, t, row);
	put_unknown(g, t);
}

/* A table; one that no section is named after has its name above it. */
void gkri_md_table(struct gkri_page *g, const struct gkri_md_table *t)
{
	if (t->home == GKR_SECTION_PROACTIVE) {
		gkri_out_puts(g->o, "**");
		gkri_md_label(g->o, gkr_form_table_label(g->r->form, t->id));
		gkri_out_puts(g->o, "**\n\n");
	}
	if (is_wide(g, t))
		put_wide(g, t);
	else
		put_rows(g, t);
	gkri_out_putc(g->o, '\n');
}
