/*
 * Words with coordinates.  Where each word stands is known, so rows and cells
 * are found by that alone; which column a cell belongs to is for gkri_fit to
 * say, by the head and by full rows.
 */
#include "layout.h"
#include "sheet.h"

/* Pieces of a row of values that are put in order. */
#define MOST 64
/* Coordinates are kept in hundredths, cells have them in tenths. */
#define TENTH 10

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	(void)k;
	(void)lo;
	(void)hi;
	return g->box_count ? UINT32_MAX : 0;
}

/* ---- cells ---- */

static uint16_t tenths(int32_t v)
{
	v /= TENTH;
	return (uint16_t)(v < 0 ? 0 : v > UINT16_MAX ? UINT16_MAX : v);
}

static int32_t put_piece(struct gkri_region *g, const struct gkri_piece *p)
{
	struct gkri_cell *c;
	int32_t rc =
	    gkri_region_slice(g, p->box.at, p->box.len, g->lines[p->line].line);

	if (rc != GKR_OK)
		return rc;
	c = &g->cells[g->cell_count - 1];
	c->lo = tenths(p->box.left);
	c->hi = tenths(p->box.right);
	return GKR_OK;
}

static int32_t join_piece(struct gkri_region *g, const struct gkri_piece *p)
{
	struct gkri_cell *c = &g->cells[g->cell_count - 1];
	uint16_t lo = tenths(p->box.left), hi = tenths(p->box.right);

	c->lo = lo < c->lo ? lo : c->lo;
	c->hi = hi > c->hi ? hi : c->hi;
	return gkri_region_join(
	    g, p->box.at, p->box.len, g->lines[p->line].line, 0);
}

static int32_t put_label(struct gkri_region *g, const struct gkri_piece *head)
{
	int32_t rc = put_piece(g, head);
	uint32_t i = head->next;

	for (; i != GKRI_NONE && rc == GKR_OK; i = g->pieces[i].next)
		rc = join_piece(g, &g->pieces[i]);
	return rc;
}

/* The row's pieces in the order of the page: a line's from the left. */
static uint32_t gather(
    const struct gkri_region *g, const struct gkri_piece *row, uint32_t *out)
{
	uint32_t n = 0, i, k;

	for (i = row->cells; i != GKRI_NONE && n < MOST;
	     i = g->pieces[i].next) {
		for (k = n++; k > 0 && out[k - 1] > i; k--)
			out[k] = out[k - 1];
		out[k] = i;
	}
	return n;
}

/* The leftmost piece that no cell has yet, n if none. */
static uint32_t leftmost(
    const struct gkri_region *g, const uint32_t *list, uint32_t n)
{
	uint32_t i, best = n;

	for (i = 0; i < n; i++)
		if (list[i] != GKRI_NONE &&
		    (best == n ||
			g->pieces[list[i]].box.left <
			    g->pieces[list[best]].box.left))
			best = i;
	return best;
}

/* Makes one cell of what stands below each other, from the left on. */
static int32_t put_cell(
    struct gkri_region *g, uint32_t *list, uint32_t n, uint32_t first)
{
	struct gkri_box box = g->pieces[list[first]].box;
	int32_t rc = GKR_OK;
	uint32_t i, parts = 0;

	for (i = 0; i < n && rc == GKR_OK; i++) {
		const struct gkri_piece *p;

		if (list[i] == GKRI_NONE)
			continue;
		p = &g->pieces[list[i]];
		/* what has no width overlaps nothing, not even itself */
		if (i != first && gkri_box_overlap(&box, &p->box) <= 0)
			continue;
		if (p->box.right > box.right)
			box.right = p->box.right;
		rc = parts++ ? join_piece(g, p) : put_piece(g, p);
		list[i] = GKRI_NONE;
	}
	return rc;
}

static int32_t put_values(struct gkri_region *g, const struct gkri_piece *row)
{
	uint32_t list[MOST], n = gather(g, row, list), first;
	int32_t rc = GKR_OK;

	while (rc == GKR_OK && (first = leftmost(g, list, n)) < n)
		rc = put_cell(g, list, n, first);
	return rc;
}

/* ---- rows ---- */

static int32_t open_row(
    struct gkri_region *g, const struct gkri_piece *p, uint8_t flags, int *open)
{
	int was = *open;

	*open = 1;
	return was ? GKR_OK
		   : gkri_region_row(
			 g, g->lines[p->line].line, GKR_LAYOUT_WORDS, flags);
}

/* A label, or what begins a row without one, and the row's values. */
static int32_t put_row(
    struct gkri_region *g, const struct gkri_piece *p, int *open)
{
	int32_t rc = open_row(g, p, 0, open);

	if (rc != GKR_OK)
		return rc;
	g->rows[g->row_count - 1].flags |= GKRI_ROW_SPREAD;
	if (p->suspect)
		g->rows[g->row_count - 1].flags |= GKRI_ROW_SUSPECT;
	*open = 0;
	if (p->use == GKRI_PIECE_HEAD)
		rc = put_label(g, p);
	return rc == GKR_OK ? put_values(g, p) : rc;
}

/* Values without a row: nothing says where they belong. */
static uint8_t loose_flags(
    const struct gkri_region *g, uint32_t lo, uint32_t hi)
{
	for (; lo < hi; lo++)
		if (g->pieces[lo].use == GKRI_PIECE_FREE && g->pieces[lo].value)
			return GKRI_ROW_SPREAD | GKRI_ROW_LOSSY;
	return 0;
}

/* The pieces [lo, hi) of a line. */
static int32_t put_line(struct gkri_region *g, uint32_t lo, uint32_t hi)
{
	uint8_t flags = loose_flags(g, lo, hi);
	int32_t rc = GKR_OK;
	int open = 0;
	uint32_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_piece *p = &g->pieces[i];

		if (p->row_head) {
			rc = put_row(g, p, &open);
			continue;
		}
		if (p->use == GKRI_PIECE_PART || p->use == GKRI_PIECE_CELL)
			continue;
		rc = open_row(g, p, flags, &open);
		if (rc == GKR_OK)
			rc = put_label(g, p);
	}
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = gkri_sheet_pieces(g, lo, hi);
	uint32_t i, j;

	if (rc != GKR_OK)
		return rc;
	gkri_sheet_labels(g);
	gkri_sheet_rows(g);
	for (i = 0; i < g->piece_count && rc == GKR_OK; i = j) {
		for (j = i + 1; j < g->piece_count &&
		     g->pieces[j].line == g->pieces[i].line;
		     j++)
			;
		rc = put_line(g, i, j);
	}
	return rc;
}

const struct gkri_layout gkri_layout_words = {GKR_LAYOUT_WORDS, score, read};
