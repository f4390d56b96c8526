/* Paragraphs, and rows that are held until they end. */
#include "flow.h"

#include <string.h>

void gkri_flow_init(struct gkri_flow *f, struct gkri_mem *mem)
{
	memset(f, 0, sizeof(*f));
	f->mem = mem;
	gkri_buf_init(&f->held, mem);
}

void gkri_flow_free(struct gkri_flow *f)
{
	gkri_buf_free(&f->held);
	gkri_release(f->mem, f->cells, f->cell_cap * sizeof(*f->cells));
	gkri_release(f->mem, f->tables, f->table_cap * sizeof(*f->tables));
	gkri_release(f->mem, f->merges, f->merge_cap * sizeof(*f->merges));
}

void gkri_flow_begin(struct gkri_flow *f, gkr_tokenizer *t)
{
	f->tokenizer = t;
	f->held.len = 0;
	f->cell_count = f->table_count = f->merge_count = 0;
}

struct gkri_flow_table *gkri_flow_open(struct gkri_flow *f)
{
	return f->table_count ? &f->tables[f->table_count - 1] : NULL;
}

int gkri_flow_in_cell(struct gkri_flow *f)
{
	return f->table_count && gkri_flow_open(f)->in_cell;
}

/* ---- giving out ---- */

static int is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void trim(const char **p, size_t *n)
{
	while (*n && is_space(**p)) {
		++*p;
		--*n;
	}
	while (*n && is_space((*p)[*n - 1]))
		--*n;
}

/* Lines of text, as paragraphs. */
static int32_t give_lines(struct gkri_flow *f, const char *p, size_t n)
{
	int32_t rc = 0;

	while (n && rc == 0) {
		const char *lf = memchr(p, '\n', n);
		size_t step = lf ? (size_t)(lf - p) : n, len = step;
		const char *line = p;

		trim(&line, &len);
		if (len)
			rc = gkr_tokenizer_feed_paragraph(
			    f->tokenizer, line, len);
		step += lf != NULL;
		p += step;
		n -= step;
	}
	return rc;
}

static int32_t give_cells(struct gkri_flow *f, size_t first, size_t end)
{
	int32_t rc = 0;
	size_t i;

	for (i = first; i < end && rc == 0; i++) {
		const struct gkri_flow_cell *c = &f->cells[i];
		const char *p = c->len ? f->held.data + c->at : "";
		size_t n = c->len;

		trim(&p, &n);
		rc = gkr_tokenizer_feed_cell(f->tokenizer, p, n, 1, c->span);
	}
	return rc == 0 && first < end ? gkr_tokenizer_end_row(f->tokenizer)
				      : rc;
}

/* What the tables around the innermost one hold. */
static int32_t spill(struct gkri_flow *f)
{
	int32_t rc = 0;
	size_t i;

	for (i = 0; i + 1 < f->table_count && rc == 0; i++) {
		struct gkri_flow_table *t = &f->tables[i];
		struct gkri_flow_table *in = &f->tables[i + 1];

		if (t->spilt)
			continue;
		rc = give_cells(f, t->first, in->first);
		if (rc == 0)
			rc = gkr_tokenizer_end_table(f->tokenizer);
		if (rc == 0 && in->row_text > t->text)
			rc = give_lines(
			    f, f->held.data + t->text, in->row_text - t->text);
		t->spilt = 1;
	}
	return rc;
}

/* Nothing is held any more by the tables around the innermost one. */
static void forget_outer(struct gkri_flow *f)
{
	size_t i;

	for (i = 0; i < f->table_count; i++)
		f->tables[i].first = f->tables[i].text = f->tables[i].row_text =
		    0;
	f->held.len = 0;
	f->cell_count = 0;
}

/* ---- paragraphs ---- */

/* Adds to what is held of the open cell; TABs mean nothing there. */
static int32_t hold(struct gkri_flow *f, const char *p, size_t n)
{
	struct gkri_flow_table *t = gkri_flow_open(f);
	size_t i, at;
	int32_t rc = 0;

	if (f->held.len > t->text)
		rc = gkri_buf_putc(&f->held, '\n');
	at = f->held.len;
	if (rc == 0)
		rc = gkri_buf_put(&f->held, p, n);
	for (i = at; rc == 0 && i < f->held.len; i++)
		if (f->held.data[i] == '\t')
			f->held.data[i] = ' ';
	return rc;
}

int32_t gkri_flow_paragraph(struct gkri_flow *f, const char *p, size_t n)
{
	trim(&p, &n);
	if (n == 0)
		return 0;
	if (!gkri_flow_in_cell(f) || gkri_flow_open(f)->spilt)
		return give_lines(f, p, n);
	return hold(f, p, n);
}

/* ---- tables ---- */

int32_t gkri_flow_table(struct gkri_flow *f)
{
	struct gkri_flow_table *t = gkri_flow_open(f);
	int32_t rc;

	if (t && !t->in_cell)
		return GKRI_FAULT_STRUCTURE;
	rc = gkri_grow(f->mem, (void **)&f->tables, &f->table_cap,
	    f->table_count + 1, sizeof(*t));
	if (rc != 0)
		return rc;
	t = &f->tables[f->table_count++];
	memset(t, 0, sizeof(*t));
	t->first = f->cell_count;
	t->text = t->row_text = f->held.len;
	t->merges = f->merge_count;
	return 0;
}

int32_t gkri_flow_table_end(struct gkri_flow *f)
{
	f->merge_count = gkri_flow_open(f)->merges;
	f->table_count--;
	return gkr_tokenizer_end_table(f->tokenizer);
}

/* ---- rows ---- */

int32_t gkri_flow_row(struct gkri_flow *f)
{
	struct gkri_flow_table *t = gkri_flow_open(f);

	if (!t || t->in_row)
		return GKRI_FAULT_STRUCTURE;
	t->in_row = 1;
	t->row_gone = 0;
	t->column = 0;
	t->first = f->cell_count;
	t->text = t->row_text = f->held.len;
	return 0;
}

/* The only cell of a row goes to what is around its table. */
static int32_t dissolve(struct gkri_flow *f, struct gkri_flow_table *t)
{
	struct gkri_flow_cell c = f->cells[t->first];
	struct gkri_flow_table *around = f->table_count > 1 ? t - 1 : NULL;
	int32_t rc = 0;

	f->cell_count = t->first;
	if (around && !around->spilt) {
		/* it lies behind the outer cell's text already */
		if (c.at > around->text && c.len)
			rc = gkri_buf_putc(&f->held, '\n');
		if (rc == 0 && c.at > around->text && c.len) {
			memmove(f->held.data + c.at + 1, f->held.data + c.at,
			    c.len);
			f->held.data[c.at] = '\n';
		}
		return rc;
	}
	if (c.len)
		rc = give_lines(f, f->held.data + c.at, c.len);
	f->held.len = t->row_text;
	return rc;
}

static int is_layout(const struct gkri_flow *f, const struct gkri_flow_table *t)
{
	return t->columns == 1 && !t->wide && f->cell_count == t->first + 1;
}

int32_t gkri_flow_row_end(struct gkri_flow *f)
{
	struct gkri_flow_table *t = gkri_flow_open(f);
	int32_t rc = 0;

	t->in_row = 0;
	if (t->row_gone || f->cell_count == t->first) {
		f->cell_count = t->first;
		f->held.len = t->row_text;
		return 0;
	}
	if (f->cell_count > t->first + 1)
		t->wide = 1;
	if (is_layout(f, t))
		return dissolve(f, t);
	rc = spill(f);
	if (rc == 0)
		rc = give_cells(f, t->first, f->cell_count);
	forget_outer(f);
	return rc;
}

/* ---- cells ---- */

int32_t gkri_flow_cell(struct gkri_flow *f)
{
	struct gkri_flow_table *t = gkri_flow_open(f);

	if (!t || !t->in_row || t->in_cell)
		return GKRI_FAULT_STRUCTURE;
	t->in_cell = 1;
	t->span = 1;
	t->merge = GKRI_MERGE_NONE;
	t->covered = t->cell_gone = t->spilt = t->known = t->picture = 0;
	t->text = f->held.len;
	return 0;
}

/* The columns of the table up to `end` have their merges. */
static int32_t widen(struct gkri_flow *f, size_t end)
{
	int32_t rc = 0;

	if (end > f->merge_cap)
		rc = gkri_grow(f->mem, (void **)&f->merges, &f->merge_cap, end,
		    sizeof(*f->merges));
	while (rc == 0 && f->merge_count < end)
		f->merges[f->merge_count++] = 0;
	return rc;
}

int32_t gkri_flow_cell_known(struct gkri_flow *f)
{
	struct gkri_flow_table *t = gkri_flow_open(f);
	size_t at = t->merges + t->column, i;
	int32_t rc;

	t->known = 1;
	if (t->row_gone || t->cell_gone || t->covered)
		return 0;
	rc = widen(f, at + 1);
	if (rc != 0)
		return rc;
	if (t->merge == GKRI_MERGE_GO_ON && f->merges[at]) {
		t->covered = 1;
		return 0;
	}
	for (i = at; i < at + t->span && i < f->merge_count; i++)
		f->merges[i] = 0;
	f->merges[at] = t->merge != GKRI_MERGE_NONE;
	return 0;
}

int gkri_flow_is_shown(struct gkri_flow *f)
{
	const struct gkri_flow_table *t = gkri_flow_open(f);

	return !t || !t->in_cell ||
	    !(t->row_gone || t->cell_gone || t->covered);
}

/* Keeps the open cell; a picture without words is a cell with something. */
static int32_t keep_cell(struct gkri_flow *f, struct gkri_flow_table *t)
{
	struct gkri_flow_cell *c;
	int32_t rc = gkri_grow(f->mem, (void **)&f->cells, &f->cell_cap,
	    f->cell_count + 1, sizeof(*c));

	if (rc == 0 && t->picture && f->held.len == t->text)
		rc = gkri_buf_puts(&f->held, "\xef\xbf\xbc");
	if (rc != 0)
		return rc;
	c = &f->cells[f->cell_count++];
	c->at = t->text;
	c->len = f->held.len - t->text;
	c->span = t->span;
	return 0;
}

int32_t gkri_flow_cell_end(struct gkri_flow *f)
{
	struct gkri_flow_table *t = gkri_flow_open(f);
	int32_t rc = t->known ? 0 : gkri_flow_cell_known(f);

	if (rc == 0 && !t->spilt && gkri_flow_is_shown(f))
		rc = keep_cell(f, t);
	t->in_cell = 0;
	if (!t->cell_gone)
		t->column += t->span;
	return rc;
}
