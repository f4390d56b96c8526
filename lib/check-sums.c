/* What rule.def compares: a row's columns or a column's rows. */
#include "check.h"

#define F2019 1
#define F2021 2
#define BOTH 3

enum { BY_ROW, BY_COLUMN };
enum { EQ, GE, LE };

#define BIT(id) ((uint32_t)1 << (id))
#define BITS(first, last) (BIT((last) + 1) - BIT(first))
#define ROW(table, row) BIT(GKRI_ROW_##table##_##row)
#define ROWS(table, first, last) \
	BITS(GKRI_ROW_##table##_##first, GKRI_ROW_##table##_##last)
#define COL(table, column) BIT(GKRI_COL_##table##_##column)
#define COLS(table, first, last) \
	BITS(GKRI_COL_##table##_##first, GKRI_COL_##table##_##last)

struct compare {
	uint8_t rule, table, forms, by, op, blame, say, open;
	uint32_t left, right;
};

static const struct compare compares[] = {
#define GKR_DEF_COMPARE(                                                   \
    ident, table, forms, by, left, op, right, blame, say, open)            \
	{GKRI_RULE_##ident, GKRI_TABLE_##table, forms, BY_##by, op, blame, \
	    GKRI_SAY_##say, GKRI_SAY_##open, left, right},
#include "rule.def"
};

/* One comparison at work. */
struct work {
	struct gkri_check *k;
	const struct compare *what;
	uint32_t left, right; /* of the form at hand */
	uint32_t id;	      /* the row or column compared */
};

static uint32_t slot_of(const struct work *w, uint32_t term)
{
	return w->what->by == BY_COLUMN ? gkri_check_slot(w->k, term, w->id)
					: gkri_check_slot(w->k, w->id, term);
}

static int holds(uint8_t op, int order)
{
	if (op == EQ)
		return order == 0;
	return op == GE ? order >= 0 : order <= 0;
}

/* ------------------------------------------------------------------ */
/* Counts that are all plain                                          */

static int64_t plain_sum(const struct work *w, uint32_t mask)
{
	const struct gkri_rcell *cells = w->k->r->cells;
	int64_t sum = 0;
	uint32_t id;

	for (id = 1; mask >> id; id++)
		if (mask >> id & 1)
			sum += cells[slot_of(w, id)].mantissa;
	return sum;
}

/* Every cell of it is a number without decimals below 2^56. */
static int is_plain(const struct work *w)
{
	if (w->what->by == BY_COLUMN)
		return !(w->k->odd & (w->left | w->right));
	return !(w->k->odd >> w->id & 1);
}

static int plain_holds(const struct work *w)
{
	int64_t left = plain_sum(w, w->left), right = plain_sum(w, w->right);

	return holds(w->what->op, left < right ? -1 : left > right);
}

/* ------------------------------------------------------------------ */
/* All others                                                         */

/* A case, and what it lacks. */
struct judged {
	struct gkri_made m;
	uint32_t open; /* cells that are no numbers */
	uint32_t first_open;
};

/* Adds a cell to the side's sum; 0 where it is none. */
static int add_term(
    struct judged *j, struct gkri_sum *sum, const struct gkri_rcell *cell)
{
	if (cell->state == GKR_STATE_NUMBER) {
		gkri_sum_add(sum, cell->mantissa, cell->scale, 1);
		return 1;
	}
	if (!j->m.c.blank_as_zero ||
	    (cell->state != GKR_STATE_BLANK && cell->state != GKR_STATE_NIL))
		return 0;
	j->m.c.number++;
	return 1;
}

static void add_side(const struct work *w, struct judged *j,
    struct gkri_side *side, uint32_t mask)
{
	uint32_t id, slot;

	side->mask = mask;
	gkri_sum_zero(&side->sum);
	for (id = 1; mask >> id; id++) {
		if (!(mask >> id & 1))
			continue;
		slot = slot_of(w, id);
		j->m.slots[j->m.c.slot_count++] = (uint16_t)slot;
		if (!add_term(j, &side->sum, &w->k->r->cells[slot]) &&
		    j->open++ == 0)
			j->first_open = slot;
	}
}

static void name_it(const struct work *w, struct gkri_case *c)
{
	if (c->by_column)
		c->run.column = (uint8_t)w->id;
	else
		c->run.row = (uint8_t)w->id;
	c->blank_as_zero = w->k->f->blank_as_zero != 0;
}

static int32_t judge(const struct work *w)
{
	const struct compare *what = w->what;
	struct judged j = {0};
	struct gkri_case *c = &j.m.c;
	int by_column = what->by == BY_COLUMN;

	gkri_made_begin(w->k, &j.m, what->rule, what->say,
	    by_column ? GKRI_AT_COLUMN : GKRI_AT_ROW);
	c->by_column = (uint8_t)by_column;
	name_it(w, c);
	add_side(w, &j, &c->left, w->left);
	add_side(w, &j, &c->right, w->right);
	if (j.open) {
		c->say = what->open;
		c->status = GKR_FINDING_UNASSESSABLE;
		c->spot = gkri_spot_cell(w->k->r, j.first_open);
		return gkri_made_add(w->k, &j.m);
	}
	if (holds(what->op, gkri_sum_compare(&c->left.sum, &c->right.sum)))
		return GKR_OK;
	c->compares = 1;
	c->spot = gkri_spot_cell(w->k->r, slot_of(w, what->blame));
	return gkri_made_add(w->k, &j.m);
}

/* ------------------------------------------------------------------ */

static int32_t compare_all(struct work *w)
{
	const struct compare *what = w->what;
	int columns = what->by == BY_COLUMN;
	uint32_t terms = columns ? w->k->rows : w->k->columns;
	uint32_t ids = columns ? w->k->columns : w->k->rows;
	int32_t rc = GKR_OK;

	w->left = what->left & terms;
	w->right = what->right & terms;
	for (w->id = 1; rc == GKR_OK && ids >> w->id; w->id++)
		if (ids >> w->id & 1 && !(is_plain(w) && plain_holds(w)))
			rc = judge(w);
	return rc;
}

int32_t gkri_check_sums(struct gkri_check *k)
{
	struct work w;
	size_t i;
	int32_t rc = GKR_OK;

	if (k->no_row == k->rows)
		return GKR_OK;
	w.k = k;
	for (i = 0; rc == GKR_OK && i < sizeof compares / sizeof *compares;
	     i++) {
		w.what = &compares[i];
		if (w.what->table == k->table && w.what->forms & k->edition)
			rc = compare_all(&w);
	}
	return rc;
}
