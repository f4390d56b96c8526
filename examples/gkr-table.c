/* Rows of text set in columns, by the width that a terminal gives them. */
#include "gkr-cmd.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MOST_WIDTH 44 /* of a label */

static uint32_t code_at(const char *p, size_t *len)
{
	const unsigned char *u = (const unsigned char *)p;

	*len = u[0] < 0x80 ? 1 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
	if (*len == 1)
		return u[0];
	if (*len == 2)
		return (uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3F);
	if (*len == 3)
		return (uint32_t)(u[0] & 0x0F) << 12 |
		    (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
	return (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3F) << 12 |
	    (uint32_t)(u[2] & 0x3F) << 6 | (u[3] & 0x3F);
}

/* Columns of a character; what is East Asian takes two. */
static size_t width_of(uint32_t c)
{
	static const uint32_t wide[][2] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF},
	    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
	    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x20000, 0x3FFFD}};
	size_t i;

	if (c < 0x20 || (c >= 0x300 && c <= 0x36F))
		return 0;
	for (i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (c >= wide[i][0] && c <= wide[i][1])
			return 2;
	/* quotes and dots are wide where Chinese is set */
	return 1;
}

/* How many bytes of text fit into `most` columns, and how many they take. */
static size_t fit(const char *text, size_t most, size_t *width)
{
	size_t at = 0, len, w;

	for (*width = 0; text[at]; at += len) {
		w = width_of(code_at(text + at, &len));
		if (*width + w > most)
			break;
		*width += w;
	}
	return at;
}

size_t text_width(const char *text)
{
	size_t width;

	fit(text, SIZE_MAX, &width);
	return width < MOST_WIDTH ? width : MOST_WIDTH;
}

static void put_blanks(struct cmd *c, size_t n)
{
	while (n--)
		out_puts(c, " ");
}

void out_column(struct cmd *c, const char *text, size_t width, int right)
{
	size_t taken, n = fit(text, MOST_WIDTH, &taken);
	int cut = text[n] != '\0';

	if (cut) /* room for what says so */
		n = fit(text, MOST_WIDTH - 1, &taken);
	taken += cut ? 1 : 0;
	if (right && taken < width)
		put_blanks(c, width - taken);
	out_write(c, text, n);
	out_puts(c, cut ? "…" : "");
	if (!right && taken < width)
		put_blanks(c, width - taken);
}

const char *state_word(const struct cmd *c, uint32_t state)
{
	static const char *const words[] = {
	    "缺", "数", "空白", "无数标记", "文字", "未归位"};
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
	size_t row, column, text[MOST_COLUMNS];
};

static void widen(size_t *width, const char *text)
{
	size_t n = text_width(text);

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
	out_column(c, row, widths->row, 0);
	out_puts(c, "  ");
	out_column(c, column, widths->column, 0);
	for (k = 0; k < it->columns; k++) {
		out_puts(c, "  ");
		out_column(
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
