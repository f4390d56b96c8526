/* gkr forms: what the library knows about the official forms. */
#include "gkr-cmd.h"

#include <inttypes.h>
#include <string.h>

static const char *kind_name(uint32_t kind)
{
	return kind == GKR_COLUMN_COUNT ? "count"
	    : kind == GKR_COLUMN_SIGNED ? "signed"
	    : kind == GKR_COLUMN_MONEY	? "money"
					: "-";
}

/* ------------------------------------------------------------------ */
/* For people                                                         */

static void text_columns(struct cmd *c, uint32_t form, uint32_t table)
{
	uint32_t i, column;
	const char *unit;

	for (i = 0; (column = gkr_form_column_at(form, table, i)) != 0; i++) {
		unit = gkr_form_column_unit(form, table, column);
		out_format(c, "    %s %2" PRIu32 "  %-26s %-7s",
		    tr(c, "列", "column"), column,
		    gkr_column_name(table, column),
		    kind_name(gkr_form_column_kind(form, table, column)));
		out_puts(c, gkr_form_column_label(form, table, column));
		if (unit)
			out_format(c, " [%s]", unit);
		out_puts(c, "\n");
	}
}

/* The label with those that stand above it, outermost first. */
static void text_row_label(
    struct cmd *c, uint32_t form, uint32_t table, uint32_t row)
{
	const char *group;
	uint32_t depth;

	for (depth = 0;
	     (group = gkr_form_row_group(form, table, row, depth)) != NULL;
	     depth++) {
		out_puts(c, group);
		out_puts(c, " / ");
	}
	out_puts(c, gkr_form_row_label(form, table, row));
	out_puts(c, "\n");
}

static void text_rows(struct cmd *c, uint32_t form, uint32_t table)
{
	uint32_t i, row;

	for (i = 0; (row = gkr_form_row_at(form, table, i)) != 0; i++) {
		out_format(c, "    %s    %2" PRIu32 "  %-26s        ",
		    tr(c, "行", "row"), row, gkr_row_name(table, row));
		text_row_label(c, form, table, row);
	}
}

static void text_table(struct cmd *c, uint32_t form, uint32_t table)
{
	uint32_t rows = gkr_form_row_count(form, table);
	uint32_t columns = gkr_form_column_count(form, table);

	out_puts(c, "\n  ");
	out_color(c, "1");
	out_format(c, "%" PRIu32 "  %s", table, gkr_table_name(table));
	out_plain(c);
	out_puts(c, "  ");
	out_puts(c, gkr_form_table_label(form, table));
	out_format(c,
	    tr(c, "（%" PRIu32 " 行 × %" PRIu32 " 列）\n",
		" (%" PRIu32 " x %" PRIu32 ")\n"),
	    rows, columns);
	text_columns(c, form, table);
	text_rows(c, form, table);
}

static void text_form(struct cmd *c, uint32_t form)
{
	const char *document = gkr_form_document(form);
	uint32_t i, table;

	out_color(c, "1");
	out_puts(c, gkr_form_name(form));
	out_plain(c);
	if (document)
		out_format(c, "  %s", document);
	if (gkr_form_cell_count(form))
		out_format(c,
		    tr(c, "  %" PRIu32 " 表 %" PRIu32 " 格\n",
			"  %" PRIu32 " tables, %" PRIu32 " cells\n"),
		    gkr_form_table_count(form), gkr_form_cell_count(form));
	else
		out_puts(
		    c, tr(c, "  可以识别，不读取\n", "  named, not read\n"));
	for (i = 0; (table = gkr_form_table_at(form, i)) != 0; i++)
		text_table(c, form, table);
}

/* ------------------------------------------------------------------ */
/* For programs                                                       */

/* Text of the library's own tables: nothing but quotes needs an escape. */
static void json_text(struct cmd *c, const char *text)
{
	size_t n;

	if (!text) {
		out_puts(c, "null");
		return;
	}
	out_puts(c, "\"");
	while (*text) {
		n = strcspn(text, "\"\\");
		out_write(c, text, n);
		text += n;
		if (*text) {
			out_puts(c, "\\");
			out_write(c, text++, 1);
		}
	}
	out_puts(c, "\"");
}

static void json_key(struct cmd *c, const char *key, const char *text)
{
	out_format(c, ", \"%s\": ", key);
	json_text(c, text);
}

/* Begins an element of a list: the comma, the line, the id. */
static void json_item(
    struct cmd *c, uint32_t index, const char *indent, uint32_t id)
{
	out_puts(c, index ? ",\n" : "\n");
	out_format(c, "%s{\"id\": %" PRIu32, indent, id);
}

static void json_columns(struct cmd *c, uint32_t form, uint32_t table)
{
	uint32_t i, column;

	out_puts(c, ",\n          \"columns\": [");
	for (i = 0; (column = gkr_form_column_at(form, table, i)) != 0; i++) {
		json_item(c, i, "            ", column);
		json_key(c, "name", gkr_column_name(table, column));
		json_key(
		    c, "label", gkr_form_column_label(form, table, column));
		json_key(c, "kind",
		    kind_name(gkr_form_column_kind(form, table, column)));
		json_key(c, "unit", gkr_form_column_unit(form, table, column));
		out_puts(c, "}");
	}
	out_puts(c, "\n          ]");
}

static void json_groups(
    struct cmd *c, uint32_t form, uint32_t table, uint32_t row)
{
	const char *group;
	uint32_t depth;

	out_puts(c, ", \"groups\": [");
	for (depth = 0;
	     (group = gkr_form_row_group(form, table, row, depth)) != NULL;
	     depth++) {
		out_puts(c, depth ? ", " : "");
		json_text(c, group);
	}
	out_puts(c, "]");
}

static void json_rows(struct cmd *c, uint32_t form, uint32_t table)
{
	uint32_t i, row;

	out_puts(c, ",\n          \"rows\": [");
	for (i = 0; (row = gkr_form_row_at(form, table, i)) != 0; i++) {
		json_item(c, i, "            ", row);
		json_key(c, "name", gkr_row_name(table, row));
		json_key(c, "label", gkr_form_row_label(form, table, row));
		json_groups(c, form, table, row);
		out_puts(c, "}");
	}
	out_puts(c, "\n          ]");
}

static void json_tables(struct cmd *c, uint32_t form)
{
	uint32_t i, table;

	out_puts(c, ",\n      \"tables\": [");
	for (i = 0; (table = gkr_form_table_at(form, i)) != 0; i++) {
		json_item(c, i, "        ", table);
		json_key(c, "name", gkr_table_name(table));
		json_key(c, "label", gkr_form_table_label(form, table));
		json_columns(c, form, table);
		json_rows(c, form, table);
		out_puts(c, "\n        }");
	}
	out_puts(c, i ? "\n      ]" : "]");
}

static void json_form(struct cmd *c, uint32_t index, uint32_t form)
{
	json_item(c, index, "    ", form);
	json_key(c, "name", gkr_form_name(form));
	json_key(c, "document", gkr_form_document(form));
	out_format(c, ", \"cells\": %" PRIu32, gkr_form_cell_count(form));
	json_tables(c, form);
	out_puts(c, "\n    }");
}

/* ------------------------------------------------------------------ */

static const char *form_name(size_t index)
{
	uint32_t form = gkr_form_at((uint32_t)index);

	return form ? gkr_form_name(form) : NULL;
}

/* The form that is asked for; 0: all of them. */
static int form_wanted(struct cmd *c, uint32_t *form)
{
	const char *name = c->opt.name_count ? c->opt.names[0] : NULL;

	*form = name ? gkr_form_from_name(name) : 0;
	if (!name || *form)
		return EXIT_NONE;
	return usage_name(
	    c, tr(c, "没有此格式", "no form is called"), name, form_name);
}

static void text_forms(struct cmd *c, uint32_t only)
{
	uint32_t i, n = 0, form;

	for (i = 0; (form = gkr_form_at(i)) != 0; i++) {
		if (only && form != only)
			continue;
		out_puts(c, n++ ? "\n" : "");
		text_form(c, form);
	}
}

static void json_forms(struct cmd *c, uint32_t only)
{
	uint32_t i, n = 0, form;

	out_puts(c, "{\n  \"schema\": \"gkr-forms/1\",\n  \"forms\": [");
	for (i = 0; (form = gkr_form_at(i)) != 0; i++) {
		if (!only || form == only)
			json_form(c, n++, form);
	}
	out_puts(c, "\n  ]\n}\n");
}

int forms_run(struct cmd *c)
{
	uint32_t form;
	int code = form_wanted(c, &form);

	if (code != EXIT_NONE)
		return code;
	if (c->opt.format == GKR_FORMAT_JSON)
		json_forms(c, form);
	else
		text_forms(c, form);
	return EXIT_READ;
}
