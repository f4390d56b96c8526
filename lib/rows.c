/*
 * From physical rows to rows of the forms: what each cell holds, where
 * tables begin, which row a label names, which values belong to it.
 */
#include <string.h>
#include "place.h"
#include "text.h"

#define ANY                                                           \
	(GKRI_LABEL_CAPTION | GKRI_LABEL_HEADER | GKRI_LABEL_COLUMN | \
	    GKRI_LABEL_ROW | GKRI_LABEL_GROUP)
#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION
/* No piece of a head's label is longer, in bytes. */
#define HEAD_PIECE 48

/* ---- what a cell holds ---- */

static int may_be_value(unsigned char c)
{
	return (c >= '+' && c <= '9') || c >= 0xe2;
}

static void classify(const struct gkri_region *g, struct gkri_cell *c)
{
	const char *p = gkri_cell_text(g, c);
	struct gkri_value v;

	if (c->len == 0) {
		c->kind = GKRI_CELL_BLANK;
		return;
	}
	if (c->len == 1 && *p >= '0' && *p <= '9') {
		c->kind = GKRI_CELL_VALUE;
		return;
	}
	v.state = GKR_STATE_TEXT;
	if (may_be_value((unsigned char)*p) || c->len <= 16)
		gkri_value_read(p, c->len, &v);
	if (v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL)
		c->kind = GKRI_CELL_VALUE;
	else if (gkri_label_match(p, c->len, ANY, 0, &c->label))
		c->kind = GKRI_CELL_LABEL;
	else
		c->kind = v.flags & GKRI_VALUE_TOO_LONG &&
			v.state == GKR_STATE_TEXT &&
			may_be_value((unsigned char)*p)
		    ? GKRI_CELL_VALUE
		    : GKRI_CELL_TEXT;
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
		for (j = 0; j < r->count; j++)
			classify(g, &g->cells[r->first + j]);
	}
	g->work_cells += g->cell_count;
}

/* ---- what a row holds ---- */

struct glance {
	uint32_t values, blanks, texts, labels;
	uint32_t leaf; /* index in the row of the label that names the row */
	uint32_t first_value; /* index in the row, or the row's count */
	uint8_t kinds;	      /* of its labels */
	uint8_t review;	      /* how many rows of the review table it names */
	uint8_t review_row;   /* the last of them */
	uint8_t column_table; /* table whose columns it names, 0 if shared */
};

struct finder {
	struct gkri_region *g;
	struct gkri_votes *votes;
	int open;	     /* the last data row may take more values */
	uint32_t fragments;  /* first row of label parts without values */
	uint8_t table;	     /* the table we are in, 0 if none */
	uint8_t review_row;  /* the last row of the review table named */
	uint8_t review_rows; /* how many were named since the last values */
};

static struct gkri_instance *instance(struct finder *f)
{
	return f->g->instance_count ? &f->g->instances[f->g->instance_count - 1]
				    : NULL;
}

/* A bare 总计 or 其他 with values behind it names a row, not a column. */
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

static void glance_label(
    const struct finder *f, struct gkri_cell *c, uint32_t i, struct glance *k)
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

static void glance_row(
    struct finder *f, const struct gkri_row *r, struct glance *k)
{
	struct gkri_cell *c = &f->g->cells[r->first];
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

/* ---- tables ---- */

static int32_t begin_table(
    struct finder *f, uint8_t table, uint32_t physical, uint32_t caption)
{
	struct gkri_region *g = f->g;
	struct gkri_instance *t;
	int32_t rc = GKR_OK;

	if (g->instance_count == 255)
		return GKR_OK;
	if (g->instance_count == g->instance_cap)
		rc = gkri_grow(g->mem, (void **)&g->instances, &g->instance_cap,
		    g->instance_count + 1, sizeof(*t));
	if (rc != GKR_OK)
		return rc;
	t = &g->instances[g->instance_count++];
	memset(t, 0, sizeof(*t));
	memset(t->column_cell, 0xff, sizeof(t->column_cell));
	t->caption = caption;
	t->physical = physical;
	t->header_first = t->header_last = physical;
	t->table = table;
	t->layout = g->rows[physical].layout;
	f->table = table;
	f->votes->tables |= (uint8_t)(1u << table);
	f->open = 0;
	return GKR_OK;
}

/* Makes sure that we are in the table. */
static int32_t enter(struct finder *f, uint8_t table, uint32_t physical)
{
	if (f->table == table && instance(f))
		return GKR_OK;
	return begin_table(f, table, physical, GKRI_NONE);
}

static int has_data(const struct finder *f)
{
	const struct gkri_region *g = f->g;

	return g->data_count &&
	    g->data[g->data_count - 1].instance == g->instance_count;
}

static uint8_t edition_of(uint8_t forms)
{
	return forms == 1 ? GKR_FORM_2019 : forms == 2 ? GKR_FORM_2021 : 0;
}

static void vote(
    struct finder *f, uint8_t table, uint8_t forms, uint32_t weight)
{
	uint8_t e = edition_of(forms);

	if (e && table <= GKR_TABLE_ARTICLE20_9)
		f->votes->article20[e] += weight;
	else if (e && table == APPLICATIONS)
		f->votes->applications[e] += weight;
}

/* ---- rows of the forms ---- */

static int32_t add_ref(struct gkri_region *g, uint32_t cell)
{
	if (g->ref_count == g->ref_cap) {
		int32_t rc = gkri_grow(g->mem, (void **)&g->refs, &g->ref_cap,
		    g->ref_count + 1, sizeof(*g->refs));

		if (rc != GKR_OK)
			return rc;
	}
	g->refs[g->ref_count++] = cell;
	g->data[g->data_count - 1].count++;
	return GKR_OK;
}

/* Appends cells [from, to) of a physical row to the last data row. */
static int32_t take_values(
    struct finder *f, uint32_t physical, uint32_t from, uint32_t to)
{
	struct gkri_region *g = f->g;
	const struct gkri_row *r = &g->rows[physical];
	int32_t rc = GKR_OK;

	for (; from < to && rc == GKR_OK; from++)
		rc = add_ref(g, r->first + from);
	g->data[g->data_count - 1].flags |=
	    r->flags & (GKRI_ROW_LOSSY | GKRI_ROW_OPEN);
	return rc;
}

static int32_t begin_data(struct finder *f, uint8_t table, uint8_t row,
    uint32_t physical, uint32_t label)
{
	struct gkri_region *g = f->g;
	const struct gkri_row *r = &g->rows[physical];
	struct gkri_data *d;
	int32_t rc = GKR_OK;

	if (g->data_count == g->data_cap)
		rc = gkri_grow(g->mem, (void **)&g->data, &g->data_cap,
		    g->data_count + 1, sizeof(*d));
	if (rc != GKR_OK)
		return rc;
	d = &g->data[g->data_count++];
	memset(d, 0, sizeof(*d));
	d->physical = physical;
	d->label = label;
	d->first = (uint32_t)g->ref_count;
	d->width = r->count;
	d->depth = label == GKRI_NONE || label < r->first
	    ? 0
	    : (uint16_t)(label - r->first);
	d->table = table;
	d->row = row;
	d->flags = r->flags;
	d->instance = (uint8_t)g->instance_count;
	f->open = 1;
	f->review_rows = 0;
	return GKR_OK;
}

/* Most values that a row of the table can have. */
static uint32_t most_values(uint8_t table)
{
	return table == REVIEW ? 15 : table == APPLICATIONS ? 7 : 3;
}

static void take_physical(struct finder *f, uint32_t physical)
{
	f->g->rows[physical].flags |= GKRI_ROW_TAKEN;
}

/* Where the values of the row begin: behind the label and what repeats it. */
static uint32_t values_from(
    const struct finder *f, const struct gkri_row *r, uint32_t leaf)
{
	const struct gkri_region *g = f->g;
	const struct gkri_cell *label = &g->cells[r->first + leaf];
	uint32_t i, rest = r->count - leaf - 1;

	for (i = leaf + 1; i < r->count; i++) {
		const struct gkri_cell *c = &g->cells[r->first + i];

		if (c->kind == GKRI_CELL_LABEL && c->len == label->len &&
		    memcmp(gkri_cell_text(g, c), gkri_cell_text(g, label),
			c->len) == 0)
			leaf = i;
		else if (c->kind == GKRI_CELL_TEXT && leaf + 1 == i &&
		    rest > most_values(label->label.table))
			leaf = i;
		else
			break;
	}
	return leaf + 1;
}

/* The next cell that names another row, from `i` on; the count if none. */
static uint32_t next_leaf(
    const struct finder *f, const struct gkri_row *r, uint32_t i)
{
	for (; i < r->count; i++) {
		const struct gkri_cell *c = &f->g->cells[r->first + i];

		if (c->kind == GKRI_CELL_LABEL &&
		    c->label.kind == GKRI_LABEL_ROW)
			break;
	}
	return i;
}

/* A row that names itself; several may stand in one physical row. */
static int32_t labelled_row(struct finder *f, uint32_t physical, uint32_t leaf)
{
	struct gkri_region *g = f->g;
	int32_t rc = GKR_OK;

	while (rc == GKR_OK && leaf < g->rows[physical].count) {
		const struct gkri_row *r = &g->rows[physical];
		const struct gkri_cell *c = &g->cells[r->first + leaf];
		uint32_t from = values_from(f, r, leaf),
			 to = next_leaf(f, r, from);

		rc = enter(f, c->label.table, physical);
		if (rc == GKR_OK)
			rc = begin_data(f, c->label.table, c->label.id,
			    physical, r->first + leaf);
		if (rc == GKR_OK)
			rc = take_values(f, physical, from, to);
		vote(f, c->label.table, c->label.forms,
		    c->label.table == APPLICATIONS ? 0 : 1);
		leaf = to;
	}
	take_physical(f, physical);
	f->fragments = GKRI_NONE;
	return rc;
}

/* ---- rows whose label is in pieces ---- */

/* Joins the text cells of rows [lo, hi] that stand before values. */
static size_t join_texts(
    const struct finder *f, uint32_t lo, uint32_t hi, char *out, size_t cap)
{
	const struct gkri_region *g = f->g;
	size_t n = 0;
	uint32_t i, j;

	for (i = lo; i <= hi; i++) {
		const struct gkri_row *r = &g->rows[i];

		for (j = 0; j < r->count; j++) {
			const struct gkri_cell *c = &g->cells[r->first + j];

			if (c->kind == GKRI_CELL_VALUE)
				break;
			if (c->kind != GKRI_CELL_TEXT)
				continue;
			if (n + c->len > cap)
				return 0;
			memcpy(out + n, gkri_cell_text(g, c), c->len);
			n += c->len;
		}
	}
	return n;
}

/* The only row of the table whose label holds the piece. */
static int row_by_piece(
    uint8_t table, const char *p, size_t n, struct gkri_label *out)
{
	uint32_t id, found = 0;

	if (gkri_count(p, n) < 4)
		return 0;
	for (id = 1; id <= GKRI_ROWS; id++) {
		if (!gkr_row_name(table, id) ||
		    !gkri_label_contains(table, GKRI_LABEL_ROW, id, p, n))
			continue;
		if (found)
			return 0;
		found = id;
	}
	memset(out, 0, sizeof(*out));
	out->kind = GKRI_LABEL_ROW;
	out->table = table;
	out->id = (uint8_t)found;
	return found != 0;
}

/* The row that pieces of a label above and in this row name. */
static int row_of_pieces(
    const struct finder *f, uint32_t physical, struct gkri_label *out)
{
	uint32_t lo = f->fragments == GKRI_NONE ? physical : f->fragments;
	char text[512];
	size_t n;

	if (physical - lo > 6)
		lo = physical - 6;
	for (; lo <= physical; lo++) {
		n = join_texts(f, lo, physical, text, sizeof(text));
		if (n &&
		    gkri_label_match(text, n, GKRI_LABEL_ROW, f->table, out) &&
		    out->table)
			return 1;
	}
	n = join_texts(f, physical, physical, text, sizeof(text));
	return n && f->table && row_by_piece(f->table, text, n, out);
}

static uint32_t first_text(const struct finder *f, uint32_t physical)
{
	const struct gkri_row *r = &f->g->rows[physical];
	uint32_t i;

	for (i = 0; i < r->count; i++)
		if (f->g->cells[r->first + i].kind == GKRI_CELL_TEXT)
			return r->first + i;
	return GKRI_NONE;
}

/* Values that no label in their row explains. */
static int32_t unlabelled_row(
    struct finder *f, uint32_t physical, const struct glance *k)
{
	struct gkri_label l;
	uint32_t label = first_text(f, physical);
	uint8_t table = f->table, row = 0;
	int32_t rc;

	if (row_of_pieces(f, physical, &l)) {
		table = l.table;
		row = l.id;
		if (label == GKRI_NONE)
			label = first_text(f, f->fragments);
	}
	rc = begin_data(f, table, row, physical, label);
	if (row == 0 && k->texts == 0)
		f->g->data[f->g->data_count - 1].depth = 0;
	if (rc == GKR_OK)
		rc = take_values(f, physical, k->texts ? k->first_value : 0,
		    f->g->rows[physical].count);
	take_physical(f, physical);
	f->fragments = GKRI_NONE;
	return rc;
}

/* ---- the review table: one row of values under three groups ---- */

static int32_t review_values(struct finder *f, uint32_t physical)
{
	struct gkri_instance *t = instance(f);
	int32_t rc;

	t->group = f->review_rows == 1 ? f->review_row : 0;
	rc = begin_data(f, REVIEW, t->group, physical, GKRI_NONE);
	if (rc == GKR_OK)
		rc = take_values(f, physical, 0, f->g->rows[physical].count);
	take_physical(f, physical);
	return rc;
}

/* ---- heads of tables ---- */

static uint8_t table_of_head(
    const struct finder *f, const struct gkri_row *r, const struct glance *k)
{
	uint32_t i;

	if (k->review)
		return REVIEW;
	for (i = 0; i < r->count; i++) {
		const struct gkri_cell *c = &f->g->cells[r->first + i];

		if (c->kind != GKRI_CELL_LABEL || !c->label.table)
			continue;
		/* 其他 and 总计 say nothing against the table we are in */
		if (f->table && c->len < 9)
			continue;
		if (c->label.kind == GKRI_LABEL_HEADER &&
		    c->label.table <= GKR_TABLE_ARTICLE20_9 && f->table &&
		    f->table <= GKR_TABLE_ARTICLE20_9)
			continue;
		return c->label.table;
	}
	return f->table;
}

static void note_columns(
    struct finder *f, const struct gkri_row *r, struct gkri_instance *t)
{
	uint32_t i;

	for (i = 0; i < r->count; i++) {
		const struct gkri_cell *c = &f->g->cells[r->first + i];
		struct gkri_label l;

		if (c->kind != GKRI_CELL_LABEL ||
		    c->label.kind != GKRI_LABEL_COLUMN)
			continue;
		l = c->label;
		if (l.table != t->table &&
		    !gkri_label_match(gkri_cell_text(f->g, c), c->len,
			GKRI_LABEL_COLUMN, t->table, &l))
			continue;
		if (t->column_cell[l.id] == GKRI_NONE)
			t->column_cell[l.id] = r->first + i;
		t->columns++;
		vote(f, t->table, l.forms, 4);
		if (edition_of(l.forms))
			t->edition = edition_of(l.forms);
	}
}

/* Do cells side by side in a head say the same? */
static int repeats(const struct gkri_region *g, const struct gkri_row *r)
{
	uint32_t i;

	for (i = 1; i < r->count; i++) {
		const struct gkri_cell *a = &g->cells[r->first + i - 1],
				       *b = a + 1;

		if (a->len && a->len == b->len && a->kind == GKRI_CELL_LABEL &&
		    memcmp(gkri_cell_text(g, a), gkri_cell_text(g, b),
			a->len) == 0)
			return 1;
	}
	return 0;
}

static int32_t head_row(
    struct finder *f, uint32_t physical, const struct glance *k)
{
	const struct gkri_row *r = &f->g->rows[physical];
	uint8_t table = table_of_head(f, r, k);
	int32_t rc = GKR_OK;

	if (table == 0)
		return GKR_OK;
	if (k->kinds & GKRI_LABEL_CAPTION && table != REVIEW) {
		uint32_t i;

		for (i = 0; i < r->count &&
		     f->g->cells[r->first + i].label.kind != GKRI_LABEL_CAPTION;
		     i++)
			;
		if (table != f->table || has_data(f))
			rc = begin_table(f, table, physical, r->first + i);
	} else if (table != f->table) {
		rc = begin_table(f, table, physical, GKRI_NONE);
	}
	if (rc != GKR_OK || !instance(f))
		return rc;
	if (k->review) {
		f->review_rows = (uint8_t)(f->review_rows + k->review);
		f->review_row = k->review_row;
	}
	if (!has_data(f) || table == REVIEW)
		instance(f)->header_last = physical + 1;
	instance(f)->merged |= (uint8_t)repeats(f->g, &f->g->rows[physical]);
	note_columns(f, &f->g->rows[physical], instance(f));
	take_physical(f, physical);
	f->open = 0;
	f->fragments = GKRI_NONE;
	return GKR_OK;
}

/* ---- row by row ---- */

/* Do the row's values go on with the data row before? */
static int goes_on(
    const struct finder *f, const struct gkri_row *r, const struct glance *k)
{
	const struct gkri_data *d;
	uint32_t most;

	if (!f->open || !f->g->data_count || k->labels || k->texts)
		return 0;
	d = &f->g->data[f->g->data_count - 1];
	most = most_values(d->table);
	if (r->flags & GKRI_ROW_OPEN)
		return d->count < most + 3 || d->row == 0;
	if (r->flags & GKRI_ROW_LOSSY && d->count)
		return 0;
	return d->count < most && d->count + r->count <= most && k->values;
}

/* An empty row of the head looked like empty values until now. */
static void drop_filler(struct finder *f)
{
	struct gkri_region *g = f->g;
	const struct gkri_data *d =
	    g->data_count ? &g->data[g->data_count - 1] : NULL;
	uint32_t i;

	if (!d || d->table != REVIEW || d->instance != g->instance_count ||
	    d->label != GKRI_NONE)
		return;
	for (i = 0; i < d->count; i++)
		if (g->cells[g->refs[d->first + i]].kind != GKRI_CELL_BLANK)
			return;
	g->data_count--;
}

static int32_t value_row(
    struct finder *f, uint32_t physical, const struct glance *k)
{
	if (goes_on(f, &f->g->rows[physical], k)) {
		take_physical(f, physical);
		return take_values(f, physical, 0, f->g->rows[physical].count);
	}
	if (f->table == REVIEW && !k->texts) {
		drop_filler(f);
		return review_values(f, physical);
	}
	if (f->table == 0 && instance(f) == NULL && f->g->context == 0)
		return GKR_OK;
	return unlabelled_row(f, physical, k);
}

/* Blanks alone: cells of an empty row, or of the review table. */
static int32_t blank_row(
    struct finder *f, uint32_t physical, const struct glance *k)
{
	const struct gkri_row *r = &f->g->rows[physical];

	if (f->table == REVIEW && r->count >= 15 && instance(f) &&
	    instance(f)->columns && !has_data(f))
		return review_values(f, physical);
	if (goes_on(f, r, k) && r->flags & GKRI_ROW_OPEN) {
		take_physical(f, physical);
		return take_values(f, physical, 0, r->count);
	}
	return GKR_OK;
}

static int32_t find_row(struct finder *f, uint32_t physical)
{
	const struct gkri_row *r = &f->g->rows[physical];
	struct glance k;

	if (r->flags & GKRI_ROW_PROSE) {
		f->open = 0;
		return GKR_OK;
	}
	glance_row(f, r, &k);
	if (k.leaf != GKRI_NONE &&
	    (f->g->cells[r->first + k.leaf].label.table != REVIEW || k.values))
		return labelled_row(f, physical, k.leaf);
	if (k.values)
		return value_row(f, physical, &k);
	if (k.labels)
		return head_row(f, physical, &k);
	if (k.texts == 0)
		return blank_row(f, physical, &k);
	if (f->fragments == GKRI_NONE)
		f->fragments = physical;
	f->open = f->open && r->flags & GKRI_ROW_OPEN && k.texts == 0;
	return GKR_OK;
}

static int is_other(const struct gkri_data *d)
{
	return d->table == APPLICATIONS &&
	    d->row == GKRI_ROW_applications_other;
}

/* A label over two lines names its row twice: the first has no values. */
static int comes_again(const struct gkri_region *g, size_t i)
{
	size_t j;

	for (j = i + 1; j < g->data_count && j <= i + 2; j++)
		if (g->data[j].table == g->data[i].table &&
		    g->data[j].row == g->data[i].row)
			return 1;
	return 0;
}

/* （六）其他处理 without values is the label above three rows. */
static void drop_groups(struct gkri_region *g, struct gkri_votes *votes)
{
	size_t i, kept = 0;

	for (i = 0; i < g->data_count; i++) {
		struct gkri_data *d = &g->data[i];
		uint8_t row = d->row;

		if (d->count == 0 && (is_other(d) || comes_again(g, i)))
			continue;
		if (is_other(d))
			votes->applications[GKR_FORM_2019] += 3;
		else if (d->table == APPLICATIONS &&
		    row >= GKRI_ROW_applications_other_overdue_correction &&
		    row <= GKRI_ROW_applications_other_misc)
			votes->applications[GKR_FORM_2021] += 3;
		g->data[kept++] = *d;
	}
	g->data_count = kept;
}

/* Short texts between the lines of a head are pieces of its labels. */
static void take_heads(struct gkri_region *g)
{
	size_t t;
	uint32_t i, j;

	for (t = 0; t < g->instance_count; t++) {
		for (i = g->instances[t].header_first;
		     i < g->instances[t].header_last; i++) {
			struct gkri_row *r = &g->rows[i];

			for (j = 0; j < r->count &&
			     g->cells[r->first + j].len <= HEAD_PIECE;
			     j++)
				;
			if (j == r->count)
				r->flags |= GKRI_ROW_TAKEN;
		}
	}
}

int32_t gkri_rows_find(struct gkri_region *g, struct gkri_votes *votes)
{
	struct finder f;
	int32_t rc = GKR_OK;
	uint32_t i;

	memset(&f, 0, sizeof(f));
	f.g = g;
	f.votes = votes;
	f.fragments = GKRI_NONE;
	for (i = 0; i < g->row_count && rc == GKR_OK; i++)
		rc = find_row(&f, i);
	drop_groups(g, votes);
	take_heads(g);
	return rc;
}

uint32_t gkri_votes_form(const struct gkri_votes *v)
{
	uint32_t a = v->article20[1] || v->article20[2]
	    ? (v->article20[2] >= v->article20[1] ? GKR_FORM_2021
						  : GKR_FORM_2019)
	    : 0;
	uint32_t b = v->applications[1] || v->applications[2]
	    ? (v->applications[2] >= v->applications[1] ? GKR_FORM_2021
							: GKR_FORM_2019)
	    : 0;

	if (v->tables == 0)
		return v->pre2019 ? GKR_FORM_PRE2019 : GKR_FORM_UNKNOWN;
	if (a == GKR_FORM_2021 && b == GKR_FORM_2019)
		return GKR_FORM_HYBRID;
	if (a)
		return a;
	return b ? b : GKR_FORM_2021;
}
