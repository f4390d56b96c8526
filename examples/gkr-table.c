/* Rows of text set in columns, by the width that a terminal gives them. */
#include "gkr-cmd.h"

#include <string.h>

#define MOST_WIDTH 44 /* of a label */

static unsigned label_width(const char *text)
{
	unsigned width = text_width(text);

	return width < MOST_WIDTH ? width : MOST_WIDTH;
}

static void put_column(
    struct cmd *c, const char *text, unsigned width, int right)
{
	char fits[TEXT_SAFE];

	text_safe(fits, text, strlen(text), MOST_WIDTH);
	out_padded(c, fits, width, right);
}

const char *state_word(const struct cmd *c, uint32_t state)
{
	static const char *const words[] = {
	    "缺", "数", "空白", "无数据标记", "文字", "未归位"};
	const char *name = gkr_state_name(state);

	if (state < sizeof(words) / sizeof(words[0]) && name)
		return tr(c, words[state], name);
	return "?";
}

/* ------------------------------------------------------------------ */
/* A table of cells                                                   */

enum { MOST_COLUMNS = 3, ROOM = 64 };

/* A line of the table, and what its columns need. */
struct line {
	const char *row, *column;
	char text[MOST_COLUMNS][ROOM];
};

struct widths {
	unsigned row, column, text[MOST_COLUMNS];
};

static void widen(unsigned *width, const char *text)
{
	unsigned n = label_width(text);

	if (n > *width)
		*width = n;
}

static void take_cell(const struct cells *it, uint32_t cell, struct line *line)
{
	uint32_t table = gkr_cell_table(cell), form = it->form;
	const char *row = gkr_form_row_label(form, table, gkr_cell_row(cell));
	const char *column =
	    gkr_form_column_label(form, table, gkr_cell_column(cell));
	size_t i;

	line->row = row ? row : gkr_row_name(table, gkr_cell_row(cell));
	line->column =
	    column ? column : gkr_column_name(table, gkr_cell_column(cell));
	for (i = 0; i < it->columns; i++)
		line->text[i][0] = '\0';
	it->take(it->c, it->of, cell, line->text);
}

static void measure(
    const struct cells *it, uint32_t table, struct widths *widths)
{
	struct line line;
	uint32_t i, cell;
	size_t k;

	memset(widths, 0, sizeof(*widths));
	for (k = 0; k < it->columns; k++)
		widen(&widths->text[k], it->heads[k]);
	for (i = 0; (cell = it->cell_at(it->of, i)) != 0; i++) {
		if (gkr_cell_table(cell) != table ||
		    !it->shown(it->c, it->of, cell))
			continue;
		take_cell(it, cell, &line);
		widen(&widths->row, line.row);
		widen(&widths->column, line.column);
		for (k = 0; k < it->columns; k++)
			widen(&widths->text[k], line.text[k]);
	}
}

static void put_line(const struct cells *it, const struct widths *widths,
    const char *row, const char *column, const char (*text)[ROOM])
{
	struct cmd *c = it->c;
	size_t k;

	out_puts(c, "  ");
	put_column(c, row, widths->row, 0);
	out_puts(c, "  ");
	put_column(c, column, widths->column, 0);
	for (k = 0; k < it->columns; k++) {
		out_puts(c, "  ");
		put_column(
		    c, text ? text[k] : it->heads[k], widths->text[k], 1);
	}
	out_puts(c, "\n");
}

static void put_head(
    const struct cells *it, uint32_t table, const struct widths *widths)
{
	const char *label = gkr_form_table_label(it->form, table);

	out_color(it->c, "1");
	out_puts(it->c, label ? label : gkr_table_name(table));
	out_plain(it->c);
	out_puts(it->c, "\n");
	put_line(it, widths, "", "", NULL);
}

static void put_table(const struct cells *it, uint32_t table)
{
	struct widths widths;
	struct line line;
	uint32_t i, cell, row = 0;
	int some = 0;

	measure(it, table, &widths);
	for (i = 0; (cell = it->cell_at(it->of, i)) != 0; i++) {
		if (gkr_cell_table(cell) != table ||
		    !it->shown(it->c, it->of, cell))
			continue;
		if (!some++)
			put_head(it, table, &widths);
		take_cell(it, cell, &line);
		put_line(it, &widths, gkr_cell_row(cell) == row ? "" : line.row,
		    line.column, (const char(*)[ROOM])line.text);
		row = gkr_cell_row(cell);
	}
}

void cells_print(const struct cells *it)
{
	uint32_t i, table;

	for (i = 0; (table = gkr_form_table_at(it->form, i)) != 0; i++)
		put_table(it, table);
}
