/* What rule.def compares: a row's columns or a column's rows. */
#include "check-repair.h"

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
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}};

/* Those of a table stand together. */
const struct gkri_compare *gkri_compares_of(uint32_t table)
{
	const struct gkri_compare *what = compares;

	while (what->table && what->table != table)
		what++;
	return what;
}

/* One comparison at work. */
struct work {
	struct gkri_check *k;
	const struct gkri_compare *what;
	uint32_t left, right; /* of the form at hand */
	uint32_t id;	      /* the row or column compared */
	uint32_t slot, step;  /* of its first term, to the next */
	uint32_t zeroes;      /* states that count as 0, a set */
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
/* One by one                                                         */

/* What a sum lacks. */
struct lack {
	uint64_t zeroed; /* blanks that count as 0 */
	uint32_t first;	 /* the slot of the first cell that is no number */
};

/* A term that is no number. */
static void take_open(struct gkri_opens *opens, uint32_t id, uint8_t state)
{
	if (opens->count < GKRI_OPENS) {
		opens->list[opens->count].id = (uint8_t)id;
		opens->list[opens->count].state = state;
	}
	opens->count++;
}

/*
 * Adds the cells up and takes their slots; where one is no number, the sum is
 * not asked for.  Counts that are small enough are first added up by
 * themselves: no 32 of them reach 2^61.
 */
static void add_up(const struct work *w, uint32_t terms, struct gkri_sum *sum,
    struct gkri_made *m, struct lack *lack)
{
	const struct gkri_rcell *cells = w->k->r->cells, *cell;
	uint16_t *out = m->slots + m->c.slot_count;
	uint32_t slot, id;
	int64_t plain = 0;

	gkri_sum_zero(sum);
	for (; terms; terms &= terms - 1) {
		id = gkri_lowest(terms);
		slot = slot_of(w, id);
		cell = &cells[slot];
		*out++ = (uint16_t)slot;
		if (cell->state != GKR_STATE_NUMBER) {
			if (w->zeroes >> cell->state & 1) {
				lack->zeroed++;
				continue;
			}
			if (m->c.opens.count == 0)
				lack->first = slot;
			take_open(&m->c.opens, id, cell->state);
		} else if (!cell->scale && !((uint64_t)cell->mantissa >> 56)) {
			plain += cell->mantissa;
		} else {
			gkri_sum_add(sum, cell->mantissa, cell->scale, 1);
		}
	}
	m->c.slot_count = (size_t)(out - m->slots);
	if (plain && !m->c.opens.count)
		gkri_sum_add(sum, plain, 0, 1);
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
	m->c.opens.table = (uint8_t)w->k->table;
	m->c.opens.by_column = (uint8_t)by_column;
	m->c.left.mask = w->left;
	m->c.right.mask = w->right;
	m->c.blank_as_zero = w->k->f->blank_as_zero != 0;
}

static int32_t judge(const struct work *w)
{
	struct gkri_sum left, right;
	struct gkri_repair repair;
	struct lack lack = {0, 0};
	struct gkri_made m;
	struct gkri_case *c = &m.c;

	begin(w, &m);
	add_up(w, w->left, &left, &m, &lack);
	add_up(w, w->right, &right, &m, &lack);
	if (c->opens.count) {
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

/* Plain counts, of which no sum reaches 2^61. */
static int64_t sum_of(const struct work *w, uint32_t terms)
{
	const struct gkri_rcell *cell = &w->k->r->cells[w->slot];
	int64_t sum = 0;

	for (terms >>= 1; terms; terms >>= 1, cell += w->step)
		if (terms & 1)
			sum += cell->mantissa;
	return sum;
}

/* Of a row that holds nothing else. */
static int plainly_holds(const struct work *w, uint32_t row)
{
	int64_t order;

	if (w->k->odd >> row & 1)
		return 0;
	order = sum_of(w, w->left) - sum_of(w, w->right);
	return holds(w->what->op, order < 0 ? -1 : order > 0);
}

static int32_t compare_one(struct work *w, uint32_t id)
{
	int by_column = w->what->by == GKRI_BY_COLUMN;

	w->id = id;
	w->slot = by_column ? gkri_check_slot(w->k, 1, id)
			    : gkri_check_slot(w->k, id, 1);
	w->step = by_column ? w->k->width : 1;
	return !by_column && plainly_holds(w, id) ? GKR_OK : judge(w);
}

/* Of sums that have to be equal: those that are not known to be. */
static int32_t compare_equal(struct work *w)
{
	const struct gkri_repair_lines *lines = gkri_repair_lines_of(w->k);
	uint64_t set = lines->broken | lines->unknown;
	const struct gkri_repair_line *line;
	int32_t rc = GKR_OK;

	for (; rc == GKR_OK && set; set &= set - 1) {
		line = &lines->list[gkri_lowest(set)];
		if (line->what == w->what)
			rc = compare_one(w, line->id);
	}
	return rc;
}

static int32_t compare_all(struct work *w)
{
	const struct gkri_check *k = w->k;
	int by_column = w->what->by == GKRI_BY_COLUMN;
	uint32_t terms = by_column ? k->rows : k->columns, id;
	uint32_t ids = by_column ? k->columns : k->rows;
	int32_t rc = GKR_OK;

	w->left = w->what->left & terms;
	w->right = w->what->right & terms;
	if (w->what->op == GKRI_OP_EQ)
		return compare_equal(w);
	for (id = 1; rc == GKR_OK && ids >> id; id++)
		if (ids >> id & 1)
			rc = compare_one(w, id);
	return rc;
}

int32_t gkri_check_sums(struct gkri_check *k)
{
	struct work w;
	int32_t rc = GKR_OK;

	w.k = k;
	w.zeroes =
	    k->f->blank_as_zero ? BIT(GKR_STATE_BLANK) | BIT(GKR_STATE_NIL) : 0;
	for (w.what = k->compares; rc == GKR_OK && w.what->table == k->table;
	     w.what++)
		if (w.what->forms & k->edition)
			rc = compare_all(&w);
	return rc;
}
