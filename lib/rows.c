/*
 * From physical rows to rows of the forms: what each cell holds, where
 * tables begin, which row a label names, which values belong to it.
 */
#include <string.h>
#include "rows.h"
#include "sequence.h"
#include "text.h"

#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION

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
    struct gkri_finder *f, uint32_t physical, uint32_t from, uint32_t to)
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

static int32_t begin_data(struct gkri_finder *f, uint8_t table, uint8_t row,
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

/* Where the values of the row begin: behind the label and what repeats it. */
static uint32_t values_from(
    const struct gkri_finder *f, const struct gkri_row *r, uint32_t leaf)
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
    const struct gkri_finder *f, const struct gkri_row *r, uint32_t i)
{
	for (; i < r->count; i++) {
		const struct gkri_cell *c = &f->g->cells[r->first + i];

		if (c->kind == GKRI_CELL_LABEL &&
		    c->label.kind == GKRI_LABEL_ROW)
			break;
	}
	return i;
}

/*
 * Where a row's values end that has others behind it in the line: the groups
 * above the next one stand between, and so may merged cells' words.
 */
static uint32_t values_to(const struct gkri_finder *f, const struct gkri_row *r,
    uint32_t from, uint32_t to)
{
	const struct gkri_cell *c = &f->g->cells[r->first];

	while (to > from &&
	    (c[to - 1].kind == GKRI_CELL_LABEL ||
		c[to - 1].kind == GKRI_CELL_TEXT))
		to--;
	return to;
}

/* A row that names itself; several may stand in one physical row. */
static int32_t labelled_row(
    struct gkri_finder *f, uint32_t physical, uint32_t leaf)
{
	struct gkri_region *g = f->g;
	int32_t rc = GKR_OK;
	int several = next_leaf(f, &g->rows[physical],
			  values_from(f, &g->rows[physical], leaf)) <
	    g->rows[physical].count;

	while (rc == GKR_OK && leaf < g->rows[physical].count) {
		const struct gkri_row *r = &g->rows[physical];
		const struct gkri_cell *c = &g->cells[r->first + leaf];
		uint32_t from = values_from(f, r, leaf),
			 to = next_leaf(f, r, from), end = to;

		if (several && c->label.table == APPLICATIONS)
			end = values_to(f, r, from, to);

		rc = gkri_table_enter(f, c->label.table, physical);
		if (rc == GKR_OK)
			rc = begin_data(f, c->label.table, c->label.id,
			    physical, r->first + leaf);
		if (rc == GKR_OK)
			rc = take_values(f, physical, from, end);
		/* where the row ends is not shown */
		if (rc == GKR_OK && several && c->label.table == APPLICATIONS)
			g->data[g->data_count - 1].flags |= GKRI_ROW_OPEN;
		gkri_vote(f, c->label.table, c->label.forms,
		    c->label.table == APPLICATIONS ? 0 : 1);
		leaf = to;
	}
	gkri_row_take(f, physical);
	f->fragments = GKRI_NONE;
	return rc;
}

/* ---- rows whose label is in pieces ---- */

/* Joins the text cells of rows [lo, hi] that stand before values. */
static size_t join_texts(const struct gkri_finder *f, uint32_t lo, uint32_t hi,
    char *out, size_t cap)
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
    const struct gkri_finder *f, uint32_t physical, struct gkri_label *out)
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

static uint32_t first_text(const struct gkri_finder *f, uint32_t physical)
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
    struct gkri_finder *f, uint32_t physical, const struct gkri_glance *k)
{
	const struct gkri_cell *cells =
	    &f->g->cells[f->g->rows[physical].first];
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
	if (rc == GKR_OK && row == 0 && k->texts == 0)
		f->g->data[f->g->data_count - 1].depth = 0;
	if (rc == GKR_OK)
		rc = take_values(f, physical, k->texts ? k->first_value : 0,
		    f->g->rows[physical].count);
	/* blanks behind the words may be cells of the row, or not */
	if (rc == GKR_OK && row == 0 && k->texts && k->first_value &&
	    cells[k->first_value - 1].kind == GKRI_CELL_BLANK)
		f->g->data[f->g->data_count - 1].flags |= GKRI_ROW_LOSSY;
	gkri_row_take(f, physical);
	f->fragments = GKRI_NONE;
	return rc;
}

/* ---- the review table: one row of values under three groups ---- */

static int32_t review_values(struct gkri_finder *f, uint32_t physical)
{
	struct gkri_instance *t = gkri_instance_open(f);
	int32_t rc;

	/* where words alone were split, a head may have lost its other names */
	t->group = f->review_rows == 1 &&
		!(f->g->rows[physical].flags & GKRI_ROW_LOSSY)
	    ? f->review_row
	    : 0;
	rc = begin_data(f, REVIEW, t->group, physical, GKRI_NONE);
	if (rc == GKR_OK)
		rc = take_values(f, physical, 0, f->g->rows[physical].count);
	gkri_row_take(f, physical);
	return rc;
}

/* ---- row by row ---- */

/* Do the row's values go on with the data row before? */
static int goes_on(const struct gkri_finder *f, const struct gkri_row *r,
    const struct gkri_glance *k)
{
	const struct gkri_data *d;
	uint32_t most;

	if (!f->open || !f->g->data_count || k->labels || k->texts)
		return 0;
	if (r->flags & GKRI_ROW_SPREAD)
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
static void drop_filler(struct gkri_finder *f)
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
    struct gkri_finder *f, uint32_t physical, const struct gkri_glance *k)
{
	if (goes_on(f, &f->g->rows[physical], k)) {
		gkri_row_take(f, physical);
		/* broken off: what stood at the break, a blank or none? */
		if (!(f->g->rows[physical].flags & GKRI_ROW_OPEN))
			f->g->data[f->g->data_count - 1].flags |=
			    GKRI_ROW_LOSSY;
		return take_values(f, physical, 0, f->g->rows[physical].count);
	}
	if (f->table == REVIEW)
		drop_filler(f);
	if (f->table == REVIEW && !k->texts)
		return review_values(f, physical);
	if (f->table == 0 && gkri_instance_open(f) == NULL &&
	    f->g->context == 0)
		return GKR_OK;
	return unlabelled_row(f, physical, k);
}

/* Blanks alone: cells of an empty row, or of the review table. */
static int32_t blank_row(
    struct gkri_finder *f, uint32_t physical, const struct gkri_glance *k)
{
	const struct gkri_row *r = &f->g->rows[physical];

	if (f->table == REVIEW && r->count >= 15 && gkri_instance_open(f) &&
	    gkri_instance_open(f)->columns && !gkri_table_has_data(f))
		return review_values(f, physical);
	if (goes_on(f, r, k) && r->flags & GKRI_ROW_OPEN) {
		gkri_row_take(f, physical);
		return take_values(f, physical, 0, r->count);
	}
	return GKR_OK;
}

/* Labels up to the row's end, no value among them: a head, whatever it says. */
static int names_columns(const struct gkri_finder *f, const struct gkri_row *r,
    const struct gkri_glance *k)
{
	return k->labels > 1 && k->values == 0 && k->blanks == 0 &&
	    k->leaf + 1 < r->count &&
	    f->g->cells[r->first + r->count - 1].kind == GKRI_CELL_LABEL &&
	    f->g->cells[r->first + r->count - 1].label.kind != GKRI_LABEL_ROW;
}

/* Names of columns before a group's: a head, though a mark stands behind. */
static int heads_review(const struct gkri_finder *f, const struct gkri_row *r,
    const struct gkri_glance *k)
{
	return f->g->cells[r->first + k->leaf].label.table == REVIEW &&
	    (k->values == 0 || k->labels > 3);
}

static int32_t find_row(struct gkri_finder *f, uint32_t physical)
{
	const struct gkri_row *r = &f->g->rows[physical];
	struct gkri_glance k;

	if (r->flags & GKRI_ROW_PROSE) {
		f->open = 0;
		return GKR_OK;
	}
	gkri_glance(f, r, &k);
	if (k.leaf != GKRI_NONE && !names_columns(f, r, &k) &&
	    !heads_review(f, r, &k))
		return labelled_row(f, physical, k.leaf);
	if (k.values && (k.leaf == GKRI_NONE || k.labels < 4))
		return value_row(f, physical, &k);
	if (k.labels)
		return gkri_head_row(f, physical, &k);
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

int32_t gkri_rows_find(struct gkri_region *g, struct gkri_votes *votes)
{
	struct gkri_finder f;
	int32_t rc = GKR_OK;
	uint32_t i;

	memset(&f, 0, sizeof(f));
	f.g = g;
	f.votes = votes;
	f.fragments = GKRI_NONE;
	for (i = 0; i < g->row_count && rc == GKR_OK; i++)
		rc = find_row(&f, i);
	drop_groups(g, votes);
	gkri_values_above(g);
	if (rc == GKR_OK)
		rc = gkri_sequence(g, votes);
	gkri_heads_take(g);
	return rc;
}
