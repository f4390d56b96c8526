/*
 * Markdown: a report as text that can be published, and read again.
 *
 * Sections and their prose come in the order of the source, tables where they
 * stood in it, under the labels of the report's form; a table of Markdown has
 * one head line, so that reviews and suits are rows and not groups of columns.
 * What the source did not have is left out: tables, columns, rows, and what
 * was cut off at the end of a row.  Values that have no cell stand behind
 * their row's label, too few for its columns.
 *
 * It is read again before it is handed on (emit-reread.c): where a cell would
 * not come back in its state, nothing is written.
 */
#include "emit-markdown.h"
#include "text.h"

#include <string.h>

/* Where the tables stand in the form. */
static const uint8_t homes[GKRI_TABLES + 1] = {
#define GKR_DEF_HOME(table, section) \
	[GKRI_TABLE_##table] = GKR_SECTION_##section,
#include "rule.def"
};

/* ------------------------------------------------------------------ */
/* Prose                                                              */

/* A line of prose, which is a paragraph of its own. */
static void put_paragraph(struct gkri_page *g, const char *p, size_t n)
{
	gkri_trim(&p, &n);
	if (n == 0)
		return;
	if (!g->marked && (*p == '#' || *p == '>' || *p == '~'))
		gkri_out_putc(g->o, '\\');
	if (g->marked)
		gkri_out_put(g->o, p, n);
	else
		gkri_md_text(g->o, p, n, 0);
	gkri_out_puts(g->o, "\n\n");
}

/* ------------------------------------------------------------------ */
/* Which tables, and where                                            */

static void note_line(struct gkri_md_table *t, uint32_t line)
{
	if (line && (t->line == 0 || line < t->line))
		t->line = line;
}

/* The columns that hold something; all where the table is but a head. */
static void note_columns(struct gkri_page *g, struct gkri_md_table *t)
{
	const uint8_t *ids = g->w->plan->columns[t->id];
	uint32_t i, all = g->w->plan->column_count[t->id];
	const struct gkri_plan_row *row;
	const struct gkri_rcell *c;
	int found;

	for (i = 0; i < all; i++) {
		found = 0;
		for (row = t->rows; row < t->end; row++) {
			c = g->r->cells + row->slot + ids[i] - 1;
			found |= c->state != GKR_STATE_MISSING;
			note_line(t, c->line);
		}
		if (found)
			t->columns[t->count++] = ids[i];
	}
	if (t->count || !g->r->table_seen[t->id])
		return;
	t->count = (uint8_t)all;
	memcpy(t->columns, ids, all);
}

static void note_depth(struct gkri_page *g, struct gkri_md_table *t)
{
	const struct gkri_plan_row *row;
	uint32_t n;

	t->depth = 1;
	for (row = t->rows; row < t->end; row++) {
		for (n = 0; gkr_form_row_group(g->r->form, t->id, row->row, n);)
			n++;
		if (n + 1 > t->depth)
			t->depth = (uint8_t)(n + 1);
	}
}

/* Behind the last heading before it, or that of its home. */
static void note_section(struct gkri_page *g, struct gkri_md_table *t)
{
	const struct gkri_section *s = g->r->sections;
	size_t i, home = 0;

	t->section = 0;
	for (i = 1; i < g->r->section_count; i++) {
		if (t->line && s[i].heading.line <= t->line)
			t->section = i;
		if (home == 0 && s[i].id == t->home)
			home = i;
	}
	if (t->line == 0 && i > 1)
		t->section = home ? home : i - 1;
}

static void note_table(struct gkri_page *g, const struct gkri_plan_row *rows,
    const struct gkri_plan_row *end)
{
	struct gkri_md_table *t = &g->tables[g->count];

	memset(t, 0, sizeof *t);
	t->id = rows->table;
	t->home = homes[t->id];
	t->rows = rows;
	t->end = end;
	note_columns(g, t);
	note_line(t, g->r->caption[t->id].line);
	if (t->count == 0)
		return;
	note_depth(g, t);
	note_section(g, t);
	g->count++;
}

static void note_tables(struct gkri_page *g)
{
	const struct gkri_plan_row *row = g->w->plan->rows, *next;
	const struct gkri_plan_row *end = row + g->w->plan->row_count;

	for (; row < end; row = next) {
		for (next = row; next < end && next->table == row->table;)
			next++;
		note_table(g, row, next);
	}
}

/* Those of the section that stand before the line of its prose. */
static void put_tables(struct gkri_page *g, size_t section, uint32_t line)
{
	struct gkri_md_table *t;

	if (g->r->section_count <= 1)
		return;
	for (; g->done < g->count; g->done++) {
		t = &g->tables[g->done];
		if (t->section > section ||
		    (t->section == section && t->line >= line))
			break;
		gkri_md_table(g, t);
	}
}

/* ------------------------------------------------------------------ */
/* Sections                                                           */

static void put_heading(
    struct gkri_page *g, const char *mark, const char *p, size_t n)
{
	gkri_out_puts(g->o, mark);
	gkri_md_text(g->o, p, n, g->marked);
	gkri_out_puts(g->o, "\n\n");
}

/* A line without the signs of a heading. */
static void unmark(const char **p, size_t *n)
{
	gkri_trim(p, n);
	while (*n && (**p == '#' || **p == ' ' || **p == '*')) {
		(*p)++;
		(*n)--;
	}
	while (*n && ((*p)[*n - 1] == '#' || (*p)[*n - 1] == '*'))
		(*n)--;
	gkri_trim(p, n);
}

#define TITLE_BYTES 512 /* no line is a title that is longer */

/* What is no blank of a line or title; its length, 0 where that is too much. */
static size_t squeeze(char *out, const char *p, size_t n)
{
	size_t len = 0, i, blank;

	for (i = 0; i < n; i += blank ? blank : 1) {
		blank = gkri_blank(p + i, n - i);
		if (blank)
			continue;
		if (len == TITLE_BYTES)
			return 0;
		out[len++] = p[i];
	}
	return len;
}

static int has_part(const char *p, size_t n, const char *part, size_t len)
{
	for (; n >= len; p++, n--)
		if (memcmp(p, part, len) == 0)
			return 1;
	return 0;
}

/* What a line of the preamble has of the title. */
enum { NOTHING, PART, ALL_AND_MORE };

static int title_in(struct gkri_page *g, const char *p, size_t n, uint32_t line)
{
	const char *title = gkri_report_kept(g->r, g->r->title);
	uint32_t from = g->r->title_span.line;
	char all[TITLE_BYTES], some[TITLE_BYTES];
	size_t len, some_len;

	unmark(&p, &n);
	len = title ? squeeze(all, title, strlen(title)) : 0;
	some_len = squeeze(some, p, n);
	if (len == 0 || some_len == 0 || line < from)
		return NOTHING;
	if (has_part(all, len, some, some_len))
		return PART;
	return from && line == from && has_part(some, some_len, all, len)
	    ? ALL_AND_MORE
	    : NOTHING;
}

/* A line that may be the title, which is written once; 1: it was of it. */
static int put_title(
    struct gkri_page *g, const char *p, size_t n, uint32_t line)
{
	const char *title = gkri_report_kept(g->r, g->r->title);
	int part = title_in(g, p, n, line);

	if (part == NOTHING)
		return 0;
	if (!g->titled)
		put_heading(g, "# ", title, strlen(title));
	g->titled = 1;
	unmark(&p, &n);
	if (part == ALL_AND_MORE)
		put_paragraph(g, p, n);
	return 1;
}

static uint32_t line_of(
    const struct gkr_report *r, const struct gkri_section *s, size_t at)
{
	struct gkri_span place;

	return gkri_prose_place(r, s, at, &place) ? place.line : 0;
}

/* The lines of a section, its tables between them. */
static void put_prose(struct gkri_page *g, size_t section)
{
	const struct gkri_section *s = &g->r->sections[section];
	const char *base = g->r->prose.data, *lf;
	size_t at = s->text, end = s->text + s->text_len, n;
	uint32_t line;

	for (; at < end; at += n + 1) {
		lf = memchr(base + at, '\n', end - at);
		n = lf ? (size_t)(lf - base) - at : end - at;
		line = line_of(g->r, s, at);
		put_tables(g, section, line);
		if (section == 0 && put_title(g, base + at, n, line))
			continue;
		put_paragraph(g, base + at, n);
	}
	put_tables(g, section, UINT32_MAX);
}

static void put_sections(struct gkri_page *g)
{
	const struct gkri_section *s = g->r->sections;
	size_t i;

	for (i = 1; i < g->r->section_count; i++) {
		put_heading(g, "## ",
		    gkri_run(
			&g->r->text, s[i].heading.at, s[i].heading.len, NULL),
		    s[i].heading.len);
		if (g->w->e->options[GKR_EXPORT_PROSE])
			put_prose(g, i);
		else
			put_tables(g, i, UINT32_MAX);
	}
}

/* A report that has none, but numbers: those that its tables stand in. */
static void put_form_sections(struct gkri_page *g)
{
	static const char *const numbers[] = {"## ", "## 一、", "## 二、",
	    "## 三、", "## 四、", "## 五、", "## 六、"};
	uint32_t last = 0, home;
	const char *title;

	for (; g->done < g->count; g->done++) {
		home = g->tables[g->done].home;
		title = gkr_section_title(home);
		if (home != last)
			put_heading(g, numbers[home], title, strlen(title));
		last = home;
		gkri_md_table(g, &g->tables[g->done]);
	}
}

/* Is the title among the lines before the first section? */
static int has_title_line(struct gkri_page *g)
{
	const struct gkri_section *s = g->r->sections;
	const char *base = g->r->prose.data, *lf;
	size_t at, end, n;

	if (g->r->section_count == 0)
		return 0;
	for (at = s->text, end = at + s->text_len; at < end; at += n + 1) {
		lf = memchr(base + at, '\n', end - at);
		n = lf ? (size_t)(lf - base) - at : end - at;
		if (title_in(g, base + at, n, line_of(g->r, s, at)))
			return 1;
	}
	return 0;
}

static void put_front(struct gkri_page *g)
{
	const char *title = gkri_report_kept(g->r, g->r->title);
	int prose = g->w->e->options[GKR_EXPORT_PROSE];

	if (title && (!prose || !has_title_line(g)))
		put_heading(g, "# ", title, strlen(title));
	if (prose && g->r->section_count)
		put_prose(g, 0);
	else
		put_tables(g, 0, UINT32_MAX);
}

static void write(struct gkri_walk *w)
{
	struct gkri_page g;

	memset(&g, 0, sizeof g);
	g.w = w;
	g.o = &w->out;
	g.r = w->r;
	g.marked = w->r->layouts >> GKR_LAYOUT_PIPES & 1;
	if (w->plan->row_count == 0) {
		w->out.status = GKR_E_FORM;
		return;
	}
	note_tables(&g);
	put_front(&g);
	put_sections(&g);
	put_form_sections(&g);
	if (w->out.status == GKR_OK)
		w->out.at--; /* the last blank line */
	gkri_reread(w);
}

const struct gkri_writer gkri_writer_markdown = {.whole = write};
