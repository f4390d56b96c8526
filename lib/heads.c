/* Where tables begin and what their heads say. */
#include <string.h>
#include "rows.h"
#include "text.h"

#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION
/* No piece of a head's label is longer, in bytes. */
#define HEAD_PIECE 48

static int32_t table_begin(
    struct gkri_finder *f, uint8_t table, uint32_t physical, uint32_t caption)
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
	/* there is room by now: NOLINTNEXTLINE(clang-analyzer-core.NonNull*) */
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
int32_t gkri_table_enter(
    struct gkri_finder *f, uint8_t table, uint32_t physical)
{
	if (f->table == table && gkri_instance_open(f))
		return GKR_OK;
	return table_begin(f, table, physical, GKRI_NONE);
}

int gkri_table_has_data(const struct gkri_finder *f)
{
	const struct gkri_region *g = f->g;

	return g->data_count &&
	    g->data[g->data_count - 1].instance == g->instance_count;
}

static uint8_t edition_of(uint8_t forms)
{
	return forms == 1 ? GKR_FORM_2019 : forms == 2 ? GKR_FORM_2021 : 0;
}

void gkri_vote(
    struct gkri_finder *f, uint8_t table, uint8_t forms, uint32_t weight)
{
	uint8_t e = edition_of(forms);

	if (e && table <= GKR_TABLE_ARTICLE20_9)
		f->votes->article20[e] += weight;
	else if (e && table == APPLICATIONS)
		f->votes->applications[e] += weight;
}

/* ---- heads of tables ---- */

static uint8_t table_of_head(const struct gkri_finder *f,
    const struct gkri_row *r, const struct gkri_glance *k)
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

int gkri_head_column(const struct gkri_region *g, const struct gkri_cell *c,
    uint32_t table, struct gkri_label *out)
{
	if (c->kind != GKRI_CELL_LABEL || c->label.kind != GKRI_LABEL_COLUMN)
		return 0;
	*out = c->label;
	return out->table == table ||
	    gkri_label_match(
		gkri_cell_text(g, c), c->len, GKRI_LABEL_COLUMN, table, out);
}

static void note_columns(
    struct gkri_finder *f, const struct gkri_row *r, struct gkri_instance *t)
{
	struct gkri_label l;
	uint32_t i;

	for (i = 0; i < r->count; i++) {
		if (!gkri_head_column(
			f->g, &f->g->cells[r->first + i], t->table, &l))
			continue;
		if (t->column_cell[l.id] == GKRI_NONE)
			t->column_cell[l.id] = r->first + i;
		else if (!gkri_table_has_data(f)) /* not on a page behind */
			t->again |= (uint8_t)(1u << l.id);
		t->columns++;
		gkri_vote(f, t->table, l.forms, 4);
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

int32_t gkri_head_row(
    struct gkri_finder *f, uint32_t physical, const struct gkri_glance *k)
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
		if (table != f->table || gkri_table_has_data(f))
			rc = table_begin(f, table, physical, r->first + i);
	} else if (table != f->table) {
		rc = table_begin(f, table, physical, GKRI_NONE);
	}
	if (rc != GKR_OK || !gkri_instance_open(f))
		return rc;
	if (k->review) {
		f->review_rows = (uint8_t)(f->review_rows + k->review);
		f->review_row = k->review_row;
	}
	if (!gkri_table_has_data(f) || table == REVIEW)
		gkri_instance_open(f)->header_last = physical + 1;
	gkri_instance_open(f)->merged |=
	    (uint8_t)repeats(f->g, &f->g->rows[physical]);
	note_columns(f, &f->g->rows[physical], gkri_instance_open(f));
	gkri_row_take(f, physical);
	f->open = 0;
	f->fragments = GKRI_NONE;
	return GKR_OK;
}

/* Short texts between the lines of a head are pieces of its labels. */
void gkri_heads_take(struct gkri_region *g)
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
