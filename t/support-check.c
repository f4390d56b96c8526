#include "support-check.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ */
/* Reports                                                            */

static void ok(int32_t rc)
{
	ck_assert_int_eq(rc, GKR_OK);
}

void clean_span(gkr_report *r, struct gkri_span *span, const char *text,
    uint32_t line, uint32_t column)
{
	uint32_t at;

	ok(gkri_report_keep(r, text, strlen(text), &at));
	span->at = at - 1;
	span->len = (uint32_t)strlen(text);
	span->line = line;
	span->column = column;
	span->offset = (uint64_t)1000 * line + column;
	span->length = span->len;
}

static uint32_t table_of(const char *name)
{
	uint32_t table = name ? gkr_table_from_name(name) : 0;

	ck_assert(!name || table);
	return table;
}

static uint32_t row_of(uint32_t table, const char *name)
{
	uint32_t row = name ? gkr_row_from_name(table, name) : 0;

	ck_assert(!name || row);
	return row;
}

static uint32_t column_of(uint32_t table, const char *name)
{
	uint32_t column = name ? gkr_column_from_name(table, name) : 0;

	ck_assert(!name || column);
	return column;
}

static void set_cell(gkr_report *r, uint32_t cell, const char *text)
{
	struct gkri_rcell *c = &r->cells[gkri_slot(cell)];

	ok(gkr_report_set_cell(r, cell, text, strlen(text)));
	c->line = 100 * gkr_cell_table(cell) + gkr_cell_row(cell);
	c->column = gkr_cell_column(cell) + 1;
	c->offset = (uint64_t)1000 * c->line + c->column;
	c->length = (uint32_t)strlen(text);
	c->certainty = GKR_CERTAINTY_READ;
}

void clean_set(gkr_report *r, const char *address, const char *text)
{
	uint32_t cell = gkr_cell_from_address(address);

	ck_assert_msg(cell != 0, "%s", address);
	set_cell(r, cell, text);
}

void clean_unset(gkr_report *r, const char *address)
{
	ok(gkr_report_unset_cell(r, gkr_cell_from_address(address)));
}

void clean_fill(gkr_report *r, const char *table, const char *row,
    const char *column, const char *text)
{
	uint32_t t = table_of(table), ro = row_of(t, row),
		 co = column_of(t, column), i, cell;

	for (i = 0; (cell = gkr_form_cell_at(r->form, i)) != 0; i++)
		if (gkr_cell_table(cell) == t &&
		    (!row || gkr_cell_row(cell) == ro) &&
		    (!column || gkr_cell_column(cell) == co))
			set_cell(r, cell, text);
}

void clean_drop_row(gkr_report *r, const char *table, const char *row)
{
	uint32_t t = table_of(table), ro = row_of(t, row), i, cell;

	for (i = 0; (cell = gkr_form_cell_at(r->form, i)) != 0; i++)
		if (gkr_cell_table(cell) == t && gkr_cell_row(cell) == ro)
			ok(gkr_report_unset_cell(r, cell));
	memset(&r->row_label[t][ro], 0, sizeof r->row_label[t][ro]);
}

void clean_drop_table(gkr_report *r, const char *table)
{
	uint32_t t = table_of(table), i, row;

	for (i = 0; (row = gkr_form_row_at(r->form, t, i)) != 0; i++)
		clean_drop_row(r, table, gkr_row_name(t, row));
	memset(r->column_label[t], 0, sizeof r->column_label[t]);
	memset(&r->caption[t], 0, sizeof r->caption[t]);
	r->table_seen[t] = 0;
}

static void *grown(
    gkr_report *r, void *list, size_t *cap, size_t count, size_t size)
{
	ok(gkri_grow(&r->mem, &list, cap, count + 1, size));
	memset((char *)list + count * size, 0, size);
	return list;
}

void clean_event(gkr_report *r, uint32_t kind, const char *table,
    const char *row, const char *column, const char *text)
{
	struct gkri_event *e;

	r->events = grown(
	    r, r->events, &r->event_cap, r->event_count, sizeof *r->events);
	e = &r->events[r->event_count++];
	e->kind = (uint8_t)kind;
	e->table = (uint8_t)table_of(table);
	e->row = (uint8_t)row_of(e->table, row);
	e->column = (uint8_t)column_of(e->table, column);
	clean_span(r, &e->span, text, 900, (uint32_t)r->event_count);
}

static void add_value(gkr_report *r, struct gkri_loose *l, const char *value)
{
	r->values = grown(
	    r, r->values, &r->value_cap, r->value_count, sizeof *r->values);
	clean_span(r, &r->values[r->value_count++], value, l->label.line, 2);
	l->count++;
}

void clean_loose(gkr_report *r, uint32_t kind, const char *table,
    const char *row, const char *label, const char *const *values)
{
	struct gkri_loose *l;

	r->loose =
	    grown(r, r->loose, &r->loose_cap, r->loose_count, sizeof *r->loose);
	l = &r->loose[r->loose_count++];
	l->kind = (uint8_t)kind;
	l->table = (uint8_t)table_of(table);
	l->row = (uint8_t)row_of(l->table, row);
	l->first = (uint32_t)r->value_count;
	clean_span(r, &l->label, label, 800 + (uint32_t)r->loose_count, 1);
	for (; *values; values++)
		add_value(r, l, *values);
}

void clean_no_sections(gkr_report *r)
{
	r->section_count = 1; /* the preamble */
}

void clean_section(gkr_report *r, uint32_t id, uint32_t number,
    const char *heading, const char *text)
{
	struct gkri_section *s;

	r->sections = grown(r, r->sections, &r->section_cap, r->section_count,
	    sizeof *r->sections);
	s = &r->sections[r->section_count];
	s->id = (uint8_t)id;
	s->number = (uint8_t)number;
	clean_span(
	    r, &s->heading, heading, 10 * (uint32_t)r->section_count++, 1);
	s->text = (uint32_t)r->prose.len;
	s->text_len = (uint32_t)strlen(text);
	ok(gkri_buf_put(&r->prose, text, strlen(text)));
}

static void add_table(gkr_report *r, uint32_t t)
{
	uint32_t i, id, form = r->form;

	r->table_seen[t] = 1;
	clean_span(
	    r, &r->caption[t], gkr_form_table_label(form, t), 100 * t, 1);
	for (i = 0; (id = gkr_form_row_at(form, t, i)) != 0; i++)
		clean_span(r, &r->row_label[t][id],
		    gkr_form_row_label(form, t, id), 100 * t + id, 1);
	for (i = 0; (id = gkr_form_column_at(form, t, i)) != 0; i++)
		clean_span(r, &r->column_label[t][id],
		    gkr_form_column_label(form, t, id), 100 * t, id + 1);
}

gkr_report *clean_report(uint32_t form)
{
	static const char digits[] = "一二三四五六";
	char heading[128];
	gkr_report *r;
	uint32_t i, id;

	ok(gkr_report_new(&r));
	ok(gkr_report_set_form(r, form));
	r->complete = 1;
	for (id = 1; id <= 6; id++) {
		snprintf(heading, sizeof heading, "%.3s、%s",
		    &digits[3 * (id - 1)], gkr_section_title(id));
		clean_section(
		    r, id, id, heading, "本节有情况说明，未收取信息处理费。");
	}
	for (i = 0; (id = gkr_form_table_at(form, i)) != 0; i++)
		add_table(r, id);
	for (i = 0; (id = gkr_form_cell_at(form, i)) != 0; i++)
		set_cell(r, id, "0");
	return r;
}

/* ------------------------------------------------------------------ */
/* Findings                                                           */

static size_t put_cells(
    char *out, size_t cap, const gkr_findings *f, uint32_t index)
{
	uint32_t i, count = gkr_finding_cell_count(f, index);
	size_t n = 0;

	if (count > 4)
		return (size_t)snprintf(out, cap, " %s..%s %u",
		    gkr_cell_address(gkr_finding_cell(f, index, 0)),
		    gkr_cell_address(gkr_finding_cell(f, index, count - 1)),
		    (unsigned)count);
	for (i = 0; i < count; i++)
		n += (size_t)snprintf(out + n, cap - n, " %s",
		    gkr_cell_address(gkr_finding_cell(f, index, i)));
	return n;
}

static const char *or_nothing(const char *text)
{
	return text ? text : "";
}

const char *finding_text(const gkr_findings *f, uint32_t index)
{
	static char out[2048];
	uint64_t line = gkr_finding_line(f, index),
		 column = gkr_finding_column(f, index);
	const char *left = gkr_finding_left(f, index);
	int n;

	/* what has a place has an offset that goes with it */
	ck_assert(gkr_finding_offset(f, index) == 1000 * line + column);
	ck_assert((gkr_finding_right(f, index) != NULL) == (left != NULL));
	n = snprintf(out, sizeof out, "%s%s%s %s %s%s%s%s%s %llu:%llu",
	    gkr_rule_name(gkr_finding_rule(f, index)),
	    gkr_finding_at(f, index) ? "@" : "",
	    or_nothing(gkr_finding_at(f, index)),
	    gkr_finding_status_name(gkr_finding_status(f, index)),
	    gkr_severity_name(gkr_finding_severity(f, index)), left ? " " : "",
	    or_nothing(left), left ? "|" : "",
	    or_nothing(gkr_finding_right(f, index)), (unsigned long long)line,
	    (unsigned long long)column);
	put_cells(out + n, sizeof out - (size_t)n, f, index);
	return out;
}

/* rule 0: all of them. */
static const char *texts_of(const gkr_findings *f, uint32_t rule, int messages)
{
	static char out[1 << 18];
	size_t n = 0;
	uint32_t i;

	out[0] = '\0';
	for (i = 0; i < gkr_findings_count(f); i++) {
		if (rule && gkr_finding_rule(f, i) != rule)
			continue;
		n += (size_t)snprintf(
		    out + n, sizeof out - n, "%s\n", finding_text(f, i));
		if (messages)
			n += (size_t)snprintf(out + n, sizeof out - n,
			    "\t%s\n\t%s\n",
			    gkr_finding_message(f, i, GKR_LANG_ZH),
			    gkr_finding_message(f, i, GKR_LANG_EN));
		ck_assert(n < sizeof out);
	}
	return out;
}

const char *findings_text(const gkr_findings *f, int messages)
{
	return texts_of(f, 0, messages);
}

static const char *checked(gkr_report *r, uint32_t rule, int messages)
{
	gkr_findings *f;
	const char *text;

	ok(gkr_findings_new(&f));
	ok(gkr_check(f, r));
	text = texts_of(f, rule, messages);
	gkr_findings_free(f);
	gkr_report_free(r);
	return text;
}

const char *found(gkr_report *r, const char *rule)
{
	return checked(r, gkr_rule_from_name(rule), 0);
}

const char *said(gkr_report *r, const char *rule)
{
	return checked(r, gkr_rule_from_name(rule), 1);
}

static void compare(
    const char *file, int line, gkr_report *r, const char *text, int messages)
{
	const char *got = checked(r, 0, messages);

	if (strcmp(got, text))
		ck_abort_msg("%s:%d: found\n%sfor\n%s", file, line, got, text);
	ck_assert(1);
}

void expect_findings(
    const char *file, int line, gkr_report *r, const char *text)
{
	compare(file, line, r, text, 0);
}

void expect_messages(
    const char *file, int line, gkr_report *r, const char *text)
{
	compare(file, line, r, text, 1);
}
