/* What cells and rows hold: values, labels, texts. */
#include <string.h>
#include "rows.h"
#include "text.h"

#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION
/* ---- what a cell holds ---- */

static int may_be_value(unsigned char c)
{
	return (c >= '+' && c <= '9') || c >= 0xe2;
}

/* So many digits are a number, whatever they are. */
#define PLAIN 18

static int is_plain_number(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (p[i] < '0' || p[i] > '9')
			return 0;
	return n <= PLAIN;
}

/* What is neither empty, nor digits, nor just a label. */
static uint8_t kind_of(const char *p, size_t n, struct gkri_label *label)
{
	struct gkri_value v;

	v.state = GKR_STATE_TEXT;
	v.flags = 0;
	if (may_be_value((unsigned char)*p) || n <= 16)
		gkri_value_read(p, n, &v);
	if (v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL)
		return GKRI_CELL_VALUE;
	if (gkri_label_match(p, n, GKRI_LABEL_ANY, 0, label))
		return GKRI_CELL_LABEL;
	return v.flags & GKRI_VALUE_TOO_LONG && may_be_value((unsigned char)*p)
	    ? GKRI_CELL_VALUE
	    : GKRI_CELL_TEXT;
}

static void classify(const struct gkri_region *g, struct gkri_cell *c)
{
	const char *p = gkri_cell_text(g, c);

	if (is_plain_number(p, c->len))
		c->kind = GKRI_CELL_VALUE;
	else if (gkri_label_printed(p, c->len, &c->label))
		c->kind = GKRI_CELL_LABEL;
	else
		c->kind = kind_of(p, c->len, &c->label);
}

void gkri_classify(struct gkri_region *g)
{
	size_t i, j;

	for (i = 0; i < g->row_count; i++) {
		const struct gkri_row *r = &g->rows[i];

		if (r->flags & GKRI_ROW_PROSE) {
			g->cells[r->first].kind = GKRI_CELL_TEXT;
			continue;
		}
		/* a layout may have seen that a cell is a digit */
		for (j = r->first; j < r->first + r->count; j++)
			if (g->cells[j].kind == GKRI_CELL_BLANK &&
			    g->cells[j].len)
				classify(g, &g->cells[j]);
	}
	g->work_cells += g->cell_count;
}

/* ---- what a row holds ---- */

static int reads_as_row(
    const struct gkri_region *g, struct gkri_cell *c, uint32_t table)
{
	struct gkri_label l;

	if (c->label.kind != GKRI_LABEL_COLUMN ||
	    (table && table != APPLICATIONS))
		return 0;
	if (!gkri_label_match(
		gkri_cell_text(g, c), c->len, GKRI_LABEL_ROW, APPLICATIONS, &l))
		return 0;
	c->label = l;
	return 1;
}

/* 行政诉讼（未经复议直接起诉）: the note names the row. */
static void look_into_note(const struct gkri_region *g, struct gkri_cell *c)
{
	const char *p = gkri_cell_text(g, c), *end = p + c->len, *q;
	struct gkri_label l;

	if (c->label.kind != GKRI_LABEL_GROUP || c->label.table != REVIEW)
		return;
	for (q = p; q + 3 < end; q++) {
		size_t skip = *q == '(' ? 1 : memcmp(q, "（", 3) == 0 ? 3 : 0;

		if (!skip)
			continue;
		p = q + skip;
		while (end > p &&
		    (end[-1] == ')' ||
			(end - p >= 3 && memcmp(end - 3, "）", 3) == 0)))
			end -= end[-1] == ')' ? 1 : 3;
		if (gkri_label_match(
			p, (size_t)(end - p), GKRI_LABEL_ROW, REVIEW, &l))
			c->label = l;
		return;
	}
}

static void glance_label(const struct gkri_finder *f, struct gkri_cell *c,
    uint32_t i, struct gkri_glance *k)
{
	look_into_note(f->g, c);
	k->labels++;
	k->kinds |= c->label.kind;
	if (c->label.kind == GKRI_LABEL_ROW && c->label.table == REVIEW) {
		k->review++;
		k->review_row = c->label.id;
	}
	if (c->label.kind == GKRI_LABEL_ROW && k->values == 0)
		k->leaf = i;
	if (c->label.kind == GKRI_LABEL_COLUMN && c->label.table)
		k->column_table = c->label.table;
}

void gkri_glance(
    struct gkri_finder *f, const struct gkri_row *r, struct gkri_glance *k)
{
	struct gkri_cell *c = r->count ? &f->g->cells[r->first] : NULL;
	uint32_t i;

	memset(k, 0, sizeof(*k));
	k->leaf = GKRI_NONE;
	k->first_value = r->count;
	for (i = 0; i < r->count; i++, c++) {
		switch (c->kind) {
		case GKRI_CELL_BLANK:
			k->blanks++;
			break;
		case GKRI_CELL_VALUE:
			if (k->values++ == 0)
				k->first_value = i;
			break;
		case GKRI_CELL_LABEL:
			glance_label(f, c, i, k);
			break;
		default:
			k->texts++;
		}
	}
	if (k->leaf == GKRI_NONE && k->values && k->labels) {
		c = &f->g->cells[r->first];
		for (i = 0; i < k->first_value; i++)
			if (c[i].kind == GKRI_CELL_LABEL &&
			    reads_as_row(f->g, &c[i], f->table))
				k->leaf = i;
	}
}
