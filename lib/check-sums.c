/* What rule.def compares: a row's columns or a column's rows. */
#include "check.h"

#define F2019 1
#define F2021 2
#define BOTH 3

#define BIT(id) ((uint32_t)1 << (id))
#define BITS(first, last) (BIT((last) + 1) - BIT(first))
#define ROW(table, row) BIT(GKRI_ROW_##table##_##row)
#define ROWS(table, first, last) \
	BITS(GKRI_ROW_##table##_##first, GKRI_ROW_##table##_##last)
#define COL(table, column) BIT(GKRI_COL_##table##_##column)
#define COLS(table, first, last) \
	BITS(GKRI_COL_##table##_##first, GKRI_COL_##table##_##last)

static const struct gkri_compare compares[] = {
#define GKR_DEF_COMPARE(                                                \
    ident, table, forms, by, left, op, right, blame, say, open)         \
	{GKRI_RULE_##ident, GKRI_TABLE_##table, forms, GKRI_BY_##by,    \
	    GKRI_OP_##op, blame, GKRI_SAY_##say, GKRI_SAY_##open, left, \
	    right},
#include "rule.def"
};

const struct gkri_compare *gkri_compare_at(size_t index)
{
	return index < sizeof compares / sizeof *compares ? &compares[index]
							  : NULL;
}

/* Neighbouring terms on the same side. */
struct stretch {
	uint32_t first, count;
	int64_t sign;
};

/* One comparison at work. */
struct work {
	struct gkri_check *k;
	const struct gkri_compare *what;
	uint32_t left, right; /* of the form at hand */
	uint32_t id;	      /* the row or column compared */
	uint32_t slot, step;  /* of its first term, to the next */
	struct stretch stretches[GKRI_ROWS + GKRI_COLUMNS];
	uint32_t count;
};

static uint32_t slot_of(const struct work *w, uint32_t term)
{
	return w->slot + (term - 1) * w->step;
}

static int holds(uint8_t op, int order)
{
	if (op == GKRI_OP_EQ)
		return order == 0;
	return op == GKRI_OP_GE ? order >= 0 : order <= 0;
}

/* ------------------------------------------------------------------ */
/* Plain counts: no sum reaches 2^61                                  */

static void add_stretches(struct work *w, uint32_t set, int64_t sign)
{
	struct stretch *s;
	uint32_t id = 0;

	while (set) {
		for (; !(set & 1); set >>= 1)
			id++;
		s = &w->stretches[w->count++];
		s->first = id;
		s->sign = sign;
		for (; set & 1; set >>= 1)
			id++;
		s->count = id - s->first;
	}
}

/* Up to the last cell: behind it there may be no other to point at. */
static int64_t stretch_sum(
    const struct gkri_rcell *cell, uint32_t n, uint32_t step)
{
	int64_t sum = cell->mantissa;

	while (--n) {
		cell += step;
		sum += cell->mantissa;
	}
	return sum;
}

static int64_t difference(const struct work *w)
{
	const struct gkri_rcell *cells = w->k->r->cells;
	const struct stretch *s = w->stretches, *end = s + w->count;
	int64_t total = 0;

	for (; s < end; s++)
		total += s->sign *
		    stretch_sum(
			&cells[slot_of(w, s->first)], s->count, w->step);
	return total;
}

/* 1 where all its cells are plain and it holds. */
static int plainly_holds(const struct work *w)
{
	uint32_t rows =
	    w->what->by == GKRI_BY_COLUMN ? w->left | w->right : BIT(w->id);
	int64_t order;

	if (w->k->odd & rows)
		return 0;
	order = difference(w);
	return holds(w->what->op, order < 0 ? -1 : order > 0);
}

/* ------------------------------------------------------------------ */
/* One by one                                                         */

/* What a sum lacks. */
struct lack {
	uint64_t zeroed; /* blanks that count as 0 */
	uint32_t open;	 /* cells that are no numbers */
	uint32_t first;	 /* the slot of the first of them */
};

/* 1 where the cell counts as 0. */
static int is_zero(const struct work *w, const struct gkri_rcell *cell)
{
	return w->k->f->blank_as_zero &&
	    (cell->state == GKR_STATE_BLANK || cell->state == GKR_STATE_NIL);
}

/* Adds the cells up and takes their slots. */
static void add_up(const struct work *w, uint32_t terms, struct gkri_sum *sum,
    struct gkri_made *m, struct lack *lack)
{
	const struct gkri_rcell *cell;
	uint32_t id, slot;

	gkri_sum_zero(sum);
	for (id = 1; terms >> id; id++) {
		if (!gkri_in(terms, id))
			continue;
		slot = slot_of(w, id);
		cell = &w->k->r->cells[slot];
		m->slots[m->c.slot_count++] = (uint16_t)slot;
		if (cell->state == GKR_STATE_NUMBER)
			gkri_sum_add(sum, cell->mantissa, cell->scale, 1);
		else if (is_zero(w, cell))
			lack->zeroed++;
		else if (lack->open++ == 0)
			lack->first = slot;
	}
}

static void begin(const struct work *w, struct gkri_made *m)
{
	int by_column = w->what->by == GKRI_BY_COLUMN;

	gkri_made_begin(w->k, m, w->what->rule, w->what->say,
	    by_column ? GKRI_AT_COLUMN : GKRI_AT_ROW);
	m->c.by_column = (uint8_t)by_column;
	if (by_column)
		m->c.run.column = (uint8_t)w->id;
	else
		m->c.run.row = (uint8_t)w->id;
	m->c.left.mask = w->left;
	m->c.right.mask = w->right;
	m->c.blank_as_zero = w->k->f->blank_as_zero != 0;
}

static int32_t judge(const struct work *w)
{
	struct gkri_sum left, right;
	struct gkri_repair repair;
	struct lack lack = {0, 0, 0};
	struct gkri_made m;
	struct gkri_case *c = &m.c;

	begin(w, &m);
	add_up(w, w->left, &left, &m, &lack);
	add_up(w, w->right, &right, &m, &lack);
	if (lack.open) {
		c->say = w->what->open;
		c->status = GKR_FINDING_UNASSESSABLE;
		c->spot = gkri_spot_cell(w->k->r, lack.first);
		if (gkri_repair_find(w->k, w->what, w->id, &repair))
			c->repair = &repair;
		return gkri_made_add(w->k, &m);
	}
	if (holds(w->what->op, gkri_sum_compare(&left, &right)))
		return GKR_OK;
	c->compares = 1;
	c->number = lack.zeroed;
	c->left.len = (uint32_t)gkri_sum_write(c->left.digits, &left);
	c->right.len = (uint32_t)gkri_sum_write(c->right.digits, &right);
	c->spot = gkri_spot_cell(w->k->r, slot_of(w, w->what->blame));
	if (gkri_repair_find(w->k, w->what, w->id, &repair))
		c->repair = &repair;
	return gkri_made_add(w->k, &m);
}

/* ------------------------------------------------------------------ */

static int32_t compare_all(struct work *w)
{
	const struct gkri_check *k = w->k;
	int by_column = w->what->by == GKRI_BY_COLUMN;
	uint32_t terms = by_column ? k->rows : k->columns;
	uint32_t ids = by_column ? k->columns : k->rows;
	int32_t rc = GKR_OK;

	w->left = w->what->left & terms;
	w->right = w->what->right & terms;
	w->count = 0;
	add_stretches(w, w->left, 1);
	add_stretches(w, w->right, -1);
	w->step = by_column ? k->width : 1;
	for (w->id = 1; rc == GKR_OK && ids >> w->id; w->id++) {
		if (!(ids >> w->id & 1))
			continue;
		w->slot = by_column ? gkri_check_slot(k, 1, w->id)
				    : gkri_check_slot(k, w->id, 1);
		if (!plainly_holds(w))
			rc = judge(w);
	}
	return rc;
}

int32_t gkri_check_sums(struct gkri_check *k)
{
	struct work w;
	size_t i;
	int32_t rc = GKR_OK;

	w.k = k;
	for (i = 0; rc == GKR_OK && i < sizeof compares / sizeof *compares;
	     i++) {
		w.what = &compares[i];
		if (w.what->table == k->table && w.what->forms & k->edition)
			rc = compare_all(&w);
	}
	return rc;
}
