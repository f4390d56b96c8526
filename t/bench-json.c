/*
 * The report as JSON as one would write it first: public getters, snprintf,
 * and a loop over the bytes of every string.
 */
#include "bench.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

struct writer {
	char *p;
	size_t n, cap;
};

static void add(struct writer *w, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(w->p + w->n, w->cap - w->n, format, args);
	va_end(args);
	if (n > 0 && (size_t)n < w->cap - w->n)
		w->n += (size_t)n;
}

static void add_string(struct writer *w, const char *p, size_t n)
{
	size_t i;

	add(w, "\"");
	for (i = 0; i < n && w->n + 8 < w->cap; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '"' || c == '\\')
			add(w, "\\%c", c);
		else if (c < 0x20)
			add(w, "\\u%04x", c);
		else
			w->p[w->n++] = (char)c;
	}
	add(w, "\"");
}

static void add_text(struct writer *w, const char *name, const char *text)
{
	add(w, "  \"%s\": ", name);
	if (text)
		add_string(w, text, strlen(text));
	else
		add(w, "null");
	add(w, ",\n");
}

static void add_section(struct writer *w, const gkr_report *r, uint32_t i)
{
	size_t n;
	const char *p = gkr_report_section_heading(r, i, &n);

	add(w, "%s    {\n      \"id\": \"%s\",\n      \"number\": %u,\n",
	    i ? ",\n" : "", gkr_section_name(gkr_report_section_id(r, i)),
	    (unsigned)gkr_report_section_number(r, i));
	add(w, "      \"heading\": ");
	add_string(w, p, n);
	p = gkr_report_section_text(r, i, &n);
	add(w, ",\n      \"text\": ");
	add_string(w, p, n);
	add(w, ",\n      \"line\": %" PRIu64 "\n    }",
	    gkr_report_section_line(r, i));
}

static void add_cell(struct writer *w, const gkr_report *r, uint32_t cell)
{
	uint64_t offset, length, line, column;
	char value[24];
	size_t n;
	const char *p = gkr_report_raw(r, cell, &n);

	add(w, "{\"state\": \"%s\"", gkr_state_name(gkr_report_state(r, cell)));
	if (gkr_report_value(r, cell, value, sizeof value) == GKR_OK)
		add(w, ", \"value\": %s", value);
	add(w, ", \"raw\": ");
	add_string(w, p, n);
	p = gkr_certainty_name(gkr_report_certainty(r, cell));
	add(w, ", \"certainty\": \"%s\"", p ? p : "");
	if (gkr_report_place(r, cell, &offset, &length, &line, &column) ==
	    GKR_OK)
		add(w,
		    ", \"line\": %" PRIu64 ", \"column\": %" PRIu64
		    ", \"offset\": %" PRIu64 ", \"length\": %" PRIu64,
		    line, column, offset, length);
	add(w, "}");
}

static void add_row(
    struct writer *w, const gkr_report *r, uint32_t table, uint32_t row)
{
	uint32_t form = gkr_report_form(r), i;

	add(w, "      \"%s\": {\n", gkr_row_name(table, row));
	for (i = 0; i < gkr_form_column_count(form, table); i++) {
		uint32_t column = gkr_form_column_at(form, table, i);
		uint32_t cell = gkr_cell(table, row, column);

		if (!gkr_form_has_cell(form, cell))
			continue;
		add(w, "%s        \"%s\": ", i ? ",\n" : "",
		    gkr_column_name(table, column));
		add_cell(w, r, cell);
	}
	add(w, "\n      }");
}

static void add_table(struct writer *w, const gkr_report *r, uint32_t table)
{
	uint32_t form = gkr_report_form(r), i;

	add(w, "    \"%s\": {\n", gkr_table_name(table));
	for (i = 0; i < gkr_form_row_count(form, table); i++) {
		if (i)
			add(w, ",\n");
		add_row(w, r, table, gkr_form_row_at(form, table, i));
	}
	add(w, "\n    }");
}

size_t json_by_snprintf(const gkr_report *r, char *out, size_t cap)
{
	struct writer w;
	uint32_t form = gkr_report_form(r), i;

	w.p = out;
	w.n = 0;
	w.cap = cap;
	add(&w, "{\n  \"schema\": \"gkr-report/1\",\n  \"form\": \"%s\",\n",
	    gkr_form_name(form));
	add_text(&w, "title", gkr_report_title(r));
	add(&w, "  \"year\": %u,\n", (unsigned)gkr_report_year(r));
	add_text(&w, "agency", gkr_report_agency(r));
	add_text(&w, "signed_by", gkr_report_signed_by(r));
	add_text(&w, "date", gkr_report_date(r));
	add(&w,
	    "  \"source\": {\"bytes\": %" PRIu64 ", \"encoding\": \"%s\"},\n",
	    gkr_report_source_bytes(r),
	    gkr_encoding_name(gkr_report_encoding(r)));
	add(&w, "  \"sections\": [\n");
	for (i = 0; i < gkr_report_section_count(r); i++)
		add_section(&w, r, i);
	add(&w, "\n  ],\n  \"tables\": {\n");
	for (i = 0; i < gkr_form_table_count(form); i++) {
		if (i)
			add(&w, ",\n");
		add_table(&w, r, gkr_form_table_at(form, i));
	}
	add(&w, "\n  }\n}\n");
	return w.n;
}
