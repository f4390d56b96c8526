/*
 * Rows of a sheet.  What stands beside a label is in its row; what a cell has
 * on further lines stands below or above that.  Tables put the text of a row's
 * cells at its top or in its middle, and labels of several lines show which.
 */
#include "sheet.h"

#define REVIEW GKR_TABLE_REVIEW_LITIGATION
/* So many pieces are looked at for one above or below. */
#define NEAR 96

enum { UNKNOWN, TOP, MIDDLE };

static void add_cell(struct gkri_region *g, uint32_t row, uint32_t i)
{
	struct gkri_piece *r = &g->pieces[row], *p = &g->pieces[i];

	p->use = GKRI_PIECE_CELL;
	p->row = row;
	p->next = GKRI_NONE;
	if (r->cells == GKRI_NONE)
		r->cells = i;
	else
		g->pieces[r->last].next = i;
	r->last = i;
}

/* ---- what stands beside a label ---- */

static int32_t apart(int32_t a, int32_t b)
{
	return a < b ? b - a : a - b;
}

/* How far the piece is from where the row's cells may be; -1: too far. */
static int32_t distance(
    const struct gkri_piece *row, const struct gkri_piece *p)
{
	int32_t at = gkri_box_middle(&p->box), h = gkri_box_height(&row->box),
		top = apart(at, gkri_box_middle(&row->box)),
		middle = apart(at, (row->box.top + row->bottom) / 2);

	if (row->box.page != p->box.page ||
	    (row->right - p->box.left) * 2 > h ||
	    (row->box.top - at) * 5 > h * 2 || (at - row->bottom) * 5 > h * 2)
		return -1;
	return top < middle ? top : middle;
}

/* The label beside which piece i stands. */
static uint32_t row_beside(const struct gkri_region *g, uint32_t i)
{
	const struct gkri_piece *p = &g->pieces[i];
	uint32_t k, best = GKRI_NONE, end = i + NEAR;
	int32_t d, least = 0;

	k = i > 2 * NEAR ? i - 2 * NEAR : 0;
	for (; k < g->piece_count && k < end; k++) {
		if (!g->pieces[k].row_head)
			continue;
		d = distance(&g->pieces[k], p);
		if (d < 0 || (best != GKRI_NONE && d > least))
			continue;
		/* of labels side by side the nearer one */
		if (best != GKRI_NONE && d == least &&
		    g->pieces[k].right < g->pieces[best].right)
			continue;
		least = d;
		best = k;
	}
	return best;
}

/* A text before values, which no form has: a row of its own. */
static void find_unknown(struct gkri_region *g)
{
	uint32_t i, j;

	for (i = 0; i + 1 < g->piece_count; i = j) {
		struct gkri_piece *p = &g->pieces[i];

		for (j = i + 1;
		     j < g->piece_count && g->pieces[j].line == p->line; j++)
			;
		if (p->use == GKRI_PIECE_FREE && !p->value && j > i + 1 &&
		    g->pieces[j - 1].value) {
			p->use = GKRI_PIECE_HEAD;
			p->row_head = 1;
		}
	}
}

/* ---- further lines of a cell ---- */

/* Where the cells of rows stand, by labels of several lines. */
static int find_style(const struct gkri_region *g)
{
	uint32_t i, top = 0, middle = 0;

	for (i = 0; i < g->piece_count; i++) {
		const struct gkri_piece *p = &g->pieces[i], *r;
		int32_t at = gkri_box_middle(&p->box), a, b;

		if (p->use != GKRI_PIECE_CELL)
			continue;
		r = &g->pieces[p->row];
		if ((r->bottom - r->box.top) * 2 < gkri_box_height(&r->box) * 3)
			continue;
		a = apart(at, gkri_box_middle(&r->box));
		b = apart(at, (r->box.top + r->bottom) / 2);
		top += a * 2 < b;
		middle += b * 2 < a;
	}
	if (top > middle * 4)
		return TOP;
	return middle > top * 4 ? MIDDLE : UNKNOWN;
}

/* Is b a line of the same cell as a, by where it stands? */
static int is_near(const struct gkri_box *a, const struct gkri_box *b)
{
	return a->page == b->page && gkri_box_overlap(a, b) > 0 &&
	    apart(a->top, b->top) * 100 <= gkri_box_height(a) * 145;
}

/* The piece next above or below in the column; step -1 or 1. */
static uint32_t neighbour(const struct gkri_region *g, uint32_t i, int step)
{
	const struct gkri_piece *p = &g->pieces[i];
	uint32_t j = i, k;

	for (k = 0; k < NEAR; k++) {
		const struct gkri_piece *q;

		if (step < 0 ? j == 0 : j + 1 >= g->piece_count)
			break;
		j = step < 0 ? j - 1 : j + 1;
		q = &g->pieces[j];
		if (q->line == p->line)
			continue;
		if (is_near(&p->box, &q->box))
			return q->use == GKRI_PIECE_CELL ||
				q->use == GKRI_PIECE_FREE
			    ? j
			    : GKRI_NONE;
		if (apart(p->box.top, q->box.top) >
			gkri_box_height(&p->box) * 2 ||
		    q->box.page != p->box.page)
			break;
	}
	return GKRI_NONE;
}

/* The row that a further line belongs to, where that is clear. */
static uint32_t row_of_line(const struct gkri_region *g, uint32_t i, int style)
{
	const struct gkri_piece *p = &g->pieces[i];
	uint32_t up = neighbour(g, i, -1), down = neighbour(g, i, 1);
	int32_t above, below;

	if (up != GKRI_NONE && g->pieces[up].use != GKRI_PIECE_CELL)
		up = GKRI_NONE;
	if (style == TOP || down == GKRI_NONE)
		return up == GKRI_NONE ? GKRI_NONE : g->pieces[up].row;
	if (up != GKRI_NONE) {
		above = p->box.top - g->pieces[up].box.top;
		below = g->pieces[down].box.top - p->box.top;
		if (above * 10 < below * 9)
			return g->pieces[up].row;
		if (above * 9 < below * 10)
			return GKRI_NONE;
	}
	return g->pieces[down].use == GKRI_PIECE_CELL ? g->pieces[down].row
						      : GKRI_NONE;
}

static void add_line(struct gkri_region *g, uint32_t i, int style)
{
	uint32_t row;

	if (g->pieces[i].use != GKRI_PIECE_FREE)
		return;
	row = row_of_line(g, i, style);
	if (row == GKRI_NONE ||
	    (g->pieces[row].use == GKRI_PIECE_HEAD &&
		(g->pieces[row].right - g->pieces[i].box.left) * 2 >
		    gkri_box_height(&g->pieces[i].box)))
		return;
	add_cell(g, row, i);
	g->pieces[row].suspect |= style == UNKNOWN;
}

/* ---- the table of one row, which has no label ---- */

static int is_first(const struct gkri_region *g, uint32_t i)
{
	return i == 0 || g->pieces[i].line != g->pieces[i - 1].line;
}

/* Over how many cells of the row does the piece stand, at most 2? */
static int covers(
    const struct gkri_region *g, uint32_t row, const struct gkri_piece *p)
{
	const struct gkri_box *last = NULL;
	uint32_t i;
	int n = 0;

	for (i = g->pieces[row].cells; i != GKRI_NONE && n < 2;
	     i = g->pieces[i].next) {
		const struct gkri_box *b = &g->pieces[i].box;

		if (gkri_box_overlap(b, &p->box) <= 0 ||
		    (last && gkri_box_overlap(b, last) > 0))
			continue;
		last = b;
		n++;
	}
	return n;
}

/* The pieces from i on are its values, as far as they hang together. */
static void take_row(struct gkri_region *g, uint32_t i)
{
	uint32_t row = i, j, cells = 0, broken = 0;
	int32_t top = g->pieces[i].box.top;
	int over;

	g->pieces[row].row_head = 1;
	for (j = i; j < g->piece_count && j < i + NEAR; j++) {
		const struct gkri_piece *p = &g->pieces[j];
		int further = (p->box.top - g->pieces[i].box.top) * 2 >
		    gkri_box_height(&p->box);

		if (p->use != GKRI_PIECE_FREE ||
		    p->box.page != g->pieces[i].box.page ||
		    (p->box.top - top) * 100 > gkri_box_height(&p->box) * 145)
			return;
		over = further ? covers(g, row, p) : 0;
		if (over > 1 || (further && over == 0 && !p->value))
			return;
		top = p->box.top;
		add_cell(g, row, j);
		broken += over == 1;
		cells += over == 0;
		/* perhaps not one row but two */
		g->pieces[row].suspect = broken * 2 > cells;
	}
}

/* Lines of values below the heads of that table. */
static void find_review(struct gkri_region *g)
{
	uint32_t i, table = 0;

	for (i = 0; i < g->piece_count; i++) {
		const struct gkri_piece *p = &g->pieces[i];

		if (p->use == GKRI_PIECE_HEAD && p->label.table)
			table = p->label.table;
		if (table == REVIEW && p->use == GKRI_PIECE_FREE && p->value &&
		    is_first(g, i)) {
			take_row(g, i);
			table = 0;
		}
	}
}

void gkri_sheet_rows(struct gkri_region *g)
{
	uint32_t i, row;
	int style;

	find_review(g);
	find_unknown(g);
	for (i = 0; i < g->piece_count; i++) {
		if (g->pieces[i].use != GKRI_PIECE_FREE)
			continue;
		row = row_beside(g, i);
		if (row != GKRI_NONE)
			add_cell(g, row, i);
	}
	style = find_style(g);
	for (i = 0; i < g->piece_count; i++)
		add_line(g, i, style);
	for (i = (uint32_t)g->piece_count; i-- > 0 && style != TOP;)
		add_line(g, i, style);
}
