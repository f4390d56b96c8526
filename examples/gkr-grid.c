/*
 * Findings for a person at a terminal: by table, each with its row or column
 * as a small grid in which the cells concerned are marked.
 */
#include "gkr-cmd.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INDENT 4
#define HEAD_WIDTH 8 /* of a line of a column's heading */
#define HEAD_LINES 2
#define LABEL_WIDTH 20 /* of a row's label beside its numbers */
#define MOST_COLUMNS 8
#define MOST_ROWS 12
#define CELL TEXT_SAFE

/* ------------------------------------------------------------------ */
/* Cells                                                              */

static const char *row_label(
    const struct cmd *c, uint32_t table, uint32_t row, size_t *len)
{
	const char *p = gkr_report_row_label(c->report, table, row, len);

	if (!p || !*len) {
		p = gkr_form_row_label(gkr_report_form(c->report), table, row);
		*len = p ? strlen(p) : 0;
	}
	return p ? p : "";
}

static const char *column_label(
    const struct cmd *c, uint32_t table, uint32_t column, size_t *len)
{
	const char *p = gkr_report_column_label(c->report, table, column, len);

	if (!p || !*len) {
		p = gkr_form_column_label(
		    gkr_report_form(c->report), table, column);
		*len = p ? strlen(p) : 0;
	}
	return p ? p : "";
}

/* What stands in the cell, in few columns. */
static void cell_text(struct cmd *c, uint32_t cell, char *out)
{
	uint32_t state = gkr_report_state(c->report, cell);
	const char *raw;
	size_t len = 0;

	if (state == GKR_STATE_NUMBER) {
		gkr_report_value(c->report, cell, out, CELL);
		return;
	}
	raw = gkr_report_raw(c->report, cell, &len);
	if (state == GKR_STATE_BLANK)
		strcpy(out, tr(c, "空白", "blank"));
	else if (state == GKR_STATE_MISSING)
		strcpy(out, tr(c, "缺", "none"));
	else if (state == GKR_STATE_UNPLACED)
		strcpy(out, "?");
	else
		text_safe(out, raw ? raw : "", len, HEAD_WIDTH);
}

/* The new value where the finding suggests one, else NULL. */
static const char *change_of(const struct cmd *c, uint32_t i, uint32_t cell)
{
	uint32_t k;

	for (k = 0; k < gkr_finding_change_count(c->findings, i); k++)
		if (gkr_finding_change_cell(c->findings, i, k) == cell)
			return gkr_finding_change_to(c->findings, i, k);
	return NULL;
}

static int is_involved(const struct cmd *c, uint32_t i, uint32_t cell)
{
	uint32_t k;

	for (k = 0; k < gkr_finding_cell_count(c->findings, i); k++)
		if (gkr_finding_cell(c->findings, i, k) == cell)
			return 1;
	return 0;
}

static int is_blamed(const struct cmd *c, uint32_t i, uint32_t cell)
{
	uint64_t line = 0, column = 0;

	return gkr_report_place(c->report, cell, NULL, NULL, &line, &column) ==
	    GKR_OK &&
	    line == gkr_finding_line(c->findings, i) &&
	    column == gkr_finding_column(c->findings, i);
}

/*
 * What is to be looked at: what the suggestion changes; else, of numbers that
 * are compared, the one that the finding points at; else those that the rule
 * cannot use.
 */
static int is_marked(const struct cmd *c, uint32_t i, uint32_t cell)
{
	const gkr_findings *f = c->findings;

	if (!is_involved(c, i, cell))
		return 0;
	if (gkr_finding_change_count(f, i))
		return change_of(c, i, cell) != NULL;
	if (gkr_finding_left(f, i))
		return is_blamed(c, i, cell);
	if (gkr_finding_status(f, i) == GKR_FINDING_UNASSESSABLE)
		return gkr_report_state(c->report, cell) != GKR_STATE_NUMBER;
	return 1;
}

/* "[41]", or "[41→44]". */
static void marked_text(struct cmd *c, uint32_t i, uint32_t cell, char *out)
{
	const char *to = change_of(c, i, cell);
	char text[CELL];

	cell_text(c, cell, text);
	if (!is_marked(c, i, cell))
		strcpy(out, text);
	else
		snprintf(out, 2 * CELL, "[%s%s%s]", text, to ? "->" : "",
		    to ? to : "");
}

static void put_cell(
    struct cmd *c, uint32_t i, uint32_t cell, const char *text, unsigned n)
{
	unsigned has = text_width(text);

	out_blanks(c, has < n ? n - has : 0);
	if (is_marked(c, i, cell))
		out_color(c, "1;31");
	out_puts(c, text);
	if (is_marked(c, i, cell))
		out_plain(c);
}

/* ------------------------------------------------------------------ */
/* A row                                                              */

struct head {
	uint32_t cell;
	char lines[HEAD_LINES][CELL], text[2 * CELL];
	unsigned width;
};

/* The heading in lines of few columns. */
static void take_head(struct cmd *c, uint32_t i, struct head *h, uint32_t cell)
{
	char label[CELL];
	size_t len, n, k;
	const char *p =
	    column_label(c, gkr_cell_table(cell), gkr_cell_column(cell), &len);

	h->cell = cell;
	text_safe(label, p, len, HEAD_WIDTH * HEAD_LINES);
	marked_text(c, i, cell, h->text);
	h->width = text_width(h->text);
	for (p = label, k = 0; k < HEAD_LINES; k++, p += n) {
		n = text_fit(p, HEAD_WIDTH);
		memcpy(h->lines[k], p, n);
		h->lines[k][n] = '\0';
		if (text_width(h->lines[k]) > h->width)
			h->width = text_width(h->lines[k]);
	}
}

static void print_row(struct cmd *c, uint32_t i, uint32_t table, uint32_t row)
{
	uint32_t form = gkr_report_form(c->report), n = 0, k, line, column;
	uint32_t last;
	struct head heads[MOST_COLUMNS];
	char label[CELL];
	size_t len;
	const char *p = row_label(c, table, row, &len);

	text_safe(label, p, len, LABEL_WIDTH);
	while (n < MOST_COLUMNS &&
	    (column = gkr_form_column_at(form, table, n)) != 0)
		take_head(c, i, &heads[n++], gkr_cell(table, row, column));
	last = n;
	for (line = 0; line < HEAD_LINES; line++) {
		for (k = 0; k < n && !*heads[k].lines[line]; k++)
			continue;
		if (k == n)
			continue;
		out_blanks(c, INDENT + text_width(label));
		out_color(c, "2");
		while (last > 1 && !*heads[last - 1].lines[line])
			last--;
		for (k = 0; k < last; k++) {
			out_blanks(c, 2);
			out_padded(c, heads[k].lines[line], heads[k].width, 1);
		}
		last = n;
		out_plain(c);
		out_puts(c, "\n");
	}
	out_blanks(c, INDENT);
	out_puts(c, label);
	for (k = 0; k < n; k++) {
		out_blanks(c, 2);
		put_cell(c, i, heads[k].cell, heads[k].text, heads[k].width);
	}
	out_puts(c, "\n");
}

/* ------------------------------------------------------------------ */
/* A column                                                           */

/* Of many rows those that are marked or hold something but 0. */
static int is_shown(struct cmd *c, uint32_t i, uint32_t cell)
{
	char text[CELL];

	if (is_marked(c, i, cell) ||
	    gkr_finding_cell_count(c->findings, i) <= 4)
		return 1;
	cell_text(c, cell, text);
	return strcmp(text, "0") != 0;
}

static void print_column(struct cmd *c, uint32_t i)
{
	uint32_t n = gkr_finding_cell_count(c->findings, i), k, shown = 0, cell;
	char label[CELL], text[2 * CELL];
	unsigned labels = 0, values = 0;
	const char *p;
	size_t len;
	int pass;

	/* the first pass measures */
	for (pass = 0; pass < 2; pass++) {
		for (k = shown = 0; k < n; k++) {
			cell = gkr_finding_cell(c->findings, i, k);
			if (!is_shown(c, i, cell) ||
			    (shown >= MOST_ROWS && !is_marked(c, i, cell)))
				continue;
			shown++;
			p = row_label(
			    c, gkr_cell_table(cell), gkr_cell_row(cell), &len);
			text_safe(label, p, len, 2 * LABEL_WIDTH);
			marked_text(c, i, cell, text);
			if (pass == 0) {
				if (text_width(label) > labels)
					labels = text_width(label);
				if (text_width(text) > values)
					values = text_width(text);
				continue;
			}
			out_blanks(c, INDENT);
			out_padded(c, label, labels + 2, 0);
			put_cell(c, i, cell, text, values);
			out_puts(c, "\n");
		}
	}
	if (shown < n) {
		out_blanks(c, INDENT);
		out_format(c,
		    tr(c, "（其余 %" PRIu32 " 行略）\n",
			"(%" PRIu32 " more rows)\n"),
		    n - shown);
	}
}

/* ------------------------------------------------------------------ */

/* The one row or column that all its cells stand in. */
static void print_cells(struct cmd *c, uint32_t i)
{
	uint32_t n = gkr_finding_cell_count(c->findings, i), k, cell, first;
	int row = 1, column = 1;

	first = gkr_finding_cell(c->findings, i, 0);
	for (k = 1; k < n; k++) {
		cell = gkr_finding_cell(c->findings, i, k);
		row = row && gkr_cell_row(cell) == gkr_cell_row(first);
		column =
		    column && gkr_cell_column(cell) == gkr_cell_column(first);
	}
	if (n && row)
		print_row(c, i, gkr_cell_table(first), gkr_cell_row(first));
	else if (n && column)
		print_column(c, i);
}

static const char *severity_word(const struct cmd *c, uint32_t severity)
{
	return severity == GKR_SEVERITY_ERROR  ? tr(c, "错误", "error")
	    : severity == GKR_SEVERITY_WARNING ? tr(c, "警告", "warning")
					       : tr(c, "提示", "info");
}

/* "  错误 第 90 行 [rule] "; returns its columns. */
static unsigned put_head(struct cmd *c, uint32_t i)
{
	uint32_t severity = shown_severity(c, i);
	const char *rule = gkr_rule_name(gkr_finding_rule(c->findings, i));
	uint64_t line = gkr_finding_line(c->findings, i);
	char place[64] = "";

	if (line)
		snprintf(place, sizeof place,
		    tr(c, " 第 %" PRIu64 " 行", " line %" PRIu64), line);
	out_puts(c, "  ");
	out_color(c, severity_color(severity));
	out_puts(c, severity_word(c, severity));
	out_plain(c);
	out_puts(c, place);
	out_format(c, " [%s] ", rule);
	return 2 + text_width(severity_word(c, severity)) + text_width(place) +
	    4 + (unsigned)strlen(rule);
}

static void put_note(struct cmd *c, const char *key, const char *text)
{
	out_blanks(c, INDENT);
	out_color(c, "36");
	out_puts(c, key);
	out_plain(c);
	out_wrapped(c, text, INDENT + text_width(key), INDENT);
}

int grid_wanted(const struct cmd *c)
{
	return c->opt.grid == WHEN_AUTO ? c->out.tty
					: c->opt.grid == WHEN_ALWAYS;
}

static int same_changes(const gkr_findings *f, uint32_t i, uint32_t j)
{
	uint32_t n = gkr_finding_change_count(f, i), k;

	if (gkr_finding_change_count(f, j) != n)
		return 0;
	for (k = 0; k < n; k++)
		if (gkr_finding_change_cell(f, i, k) !=
			gkr_finding_change_cell(f, j, k) ||
		    strcmp(gkr_finding_change_to(f, i, k),
			gkr_finding_change_to(f, j, k)))
			return 0;
	return 1;
}

/* A correction that mends several findings is told with the first. */
static void put_suggestion(struct cmd *c, uint32_t i)
{
	const gkr_findings *f = c->findings;
	const char *key = tr(c, "建议：", "suggestion: ");
	char text[96];
	uint32_t j = 0;

	while (j < i && !same_changes(f, i, j))
		j++;
	if (j == i) {
		put_note(c, key, gkr_finding_suggestion(f, i, c->opt.lang));
		return;
	}
	snprintf(text, sizeof(text),
	    tr(c, "同第 %" PRIu64 " 行 [%s]", "as for line %" PRIu64 " [%s]"),
	    gkr_finding_line(f, j), gkr_rule_name(gkr_finding_rule(f, j)));
	put_note(c, key, text);
}

void grid_print(struct cmd *c, uint32_t i)
{
	const char *message = gkr_finding_message(c->findings, i, c->opt.lang);
	const char *reason = gkr_finding_reason(c->findings, i);

	out_wrapped(c, message ? message : "", put_head(c, i), INDENT);
	print_cells(c, i);
	if (gkr_finding_change_count(c->findings, i))
		put_suggestion(c, i);
	if (gkr_finding_accepted(c->findings, i))
		put_note(c, tr(c, "已接受：", "accepted: "),
		    *reason ? reason
			    : tr(c, "没有写明理由", "no reason was given"));
}

/* The table that the finding is about, 0: none. */
static uint32_t table_of(const gkr_findings *f, uint32_t i)
{
	const char *at = gkr_finding_at(f, i);
	char name[32];
	size_t n;

	if (gkr_finding_cell_count(f, i))
		return gkr_cell_table(gkr_finding_cell(f, i, 0));
	/* a section has the name of a table */
	if (strncmp(gkr_rule_name(gkr_finding_rule(f, i)), "section.", 8) == 0)
		return 0;
	n = at ? strcspn(at, ".") : 0;
	if (!n || n >= sizeof name)
		return 0;
	memcpy(name, at, n);
	name[n] = '\0';
	return gkr_table_from_name(name);
}

void grid_heading(struct cmd *c, uint32_t i, uint32_t *group)
{
	uint32_t table = table_of(c->findings, i);
	const char *label =
	    gkr_form_table_label(gkr_report_form(c->report), table);

	if (*group == table + 1)
		return;
	if (*group)
		out_puts(c, "\n");
	*group = table + 1;
	out_color(c, "1;4");
	if (!table)
		out_puts(c, tr(c, "全文", "The report as a whole"));
	else
		out_puts(c, label ? label : gkr_table_name(table));
	out_plain(c);
	out_puts(c, "\n");
}

/* Whose findings follow. */
void grid_title(struct cmd *c, const char *name)
{
	const char *title = gkr_report_title(c->report);

	if (!gkr_findings_count(c->findings))
		return;
	out_color(c, "1");
	out_safe(c, name);
	out_plain(c);
	if (title) {
		out_puts(c, "  ");
		out_safe(c, title);
	}
	out_puts(c, "\n\n");
}
