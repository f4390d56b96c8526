/* Pieces of a page, and the labels that they make. */
#include <string.h>
#include "sheet.h"
#include "text.h"

/* A label is in so many pieces at most, and so long, in bytes. */
#define PARTS 10
#define LABEL 400
/* So many pieces are looked at for the one below. */
#define NEAR 128

/* ---- pieces ---- */

static int is_value(const struct gkri_region *g, const struct gkri_box *b)
{
	struct gkri_value v;

	gkri_value_read(g->window->data + b->at, b->len, &v);
	return v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL;
}

/* Where the first word of the window's `at` is, or of what follows it. */
static size_t first_box(const struct gkri_region *g, uint32_t at)
{
	size_t lo = 0, hi = g->box_count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (g->boxes[mid].at < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int32_t add_piece(
    struct gkri_region *g, const struct gkri_box *box, uint32_t line, int value)
{
	struct gkri_piece *p;
	int32_t rc = gkri_grow(g->mem, (void **)&g->pieces, &g->piece_cap,
	    g->piece_count + 1, sizeof(*p));

	if (rc != GKR_OK)
		return rc;
	p = &g->pieces[g->piece_count++];
	memset(p, 0, sizeof(*p));
	p->box = *box;
	p->line = line;
	p->next = p->row = p->cells = p->last = GKRI_NONE;
	p->value = (uint8_t)value;
	p->right = box->right;
	p->bottom = box->bottom;
	return GKR_OK;
}

/*
 * Does the word go on with the piece?  Between cells there is more room than
 * between words; numbers side by side are never one.
 */
static int goes_on(
    const struct gkri_piece *p, const struct gkri_box *b, int value)
{
	int32_t gap = b->left - p->box.right;

	return gap * 20 < gkri_box_height(&p->box) * 7 && !(p->value && value);
}

static int32_t line_pieces(struct gkri_region *g, size_t i)
{
	const struct gkri_line *l = &g->lines[i];
	size_t k = first_box(g, l->at), from = g->piece_count;
	int32_t rc = GKR_OK;

	for (; k < g->box_count && g->boxes[k].at < l->at + l->len &&
	     rc == GKR_OK;
	     k++) {
		const struct gkri_box *b = &g->boxes[k];
		int value = is_value(g, b);
		struct gkri_piece *p = g->piece_count > from
		    ? &g->pieces[g->piece_count - 1]
		    : NULL;

		if (!p || !goes_on(p, b, value)) {
			rc = add_piece(g, b, (uint32_t)i, value);
			continue;
		}
		p->box.len = b->at + b->len - p->box.at;
		if (b->right > p->box.right)
			p->box.right = p->right = b->right;
		if (b->bottom > p->box.bottom)
			p->box.bottom = p->bottom = b->bottom;
		p->value = (uint8_t)is_value(g, &p->box);
	}
	return rc;
}

int32_t gkri_sheet_pieces(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	size_t i;

	g->piece_count = 0;
	for (i = lo; i < hi && rc == GKR_OK; i++)
		if (!(g->lines[i].flags & GKRI_LINE_BLANK))
			rc = line_pieces(g, i);
	g->work_cells += g->piece_count;
	return rc;
}

/* ---- labels ---- */

/* May b stand right below a: in the same column, with no line between? */
static int is_below(const struct gkri_box *a, const struct gkri_box *b)
{
	int32_t wa = a->right - a->left, wb = b->right - b->left,
		overlap = gkri_box_overlap(a, b);

	return overlap > 0 && overlap * 2 >= (wa < wb ? wa : wb);
}

uint32_t gkri_sheet_below(const struct gkri_region *g, uint32_t i)
{
	const struct gkri_piece *p = &g->pieces[i];
	uint32_t j, end = i + NEAR, pages = 0;

	for (j = i + 1; j < g->piece_count && j < end; j++) {
		const struct gkri_piece *q = &g->pieces[j];

		if (q->line == p->line)
			continue;
		if (q->box.page == p->box.page) {
			if ((q->box.top - p->box.top) * 10 >
			    gkri_box_height(&p->box) * 16)
				return GKRI_NONE;
		} else if (q->line != g->pieces[j - 1].line && ++pages > 2) {
			/* it may go on in the first lines of the next page */
			return GKRI_NONE;
		}
		if (is_below(&p->box, &q->box))
			return j;
	}
	return GKRI_NONE;
}

static int has_ordinal(const struct gkri_region *g, const struct gkri_box *b)
{
	struct gkri_ordinal o;

	gkri_ordinal(g->window->data + b->at, b->len, &o);
	return o.kind != GKRI_ORDINAL_NONE;
}

/* The piece that may go on with label piece i. */
static uint32_t next_part(const struct gkri_region *g, uint32_t i)
{
	uint32_t j = gkri_sheet_below(g, i);

	if (j == GKRI_NONE || g->pieces[j].use != GKRI_PIECE_FREE ||
	    g->pieces[j].value || has_ordinal(g, &g->pieces[j].box))
		return GKRI_NONE;
	return j;
}

/* Pieces of one label, as far as they are tried. */
struct stack {
	uint32_t part[PARTS], count;
	uint32_t best; /* so many of them are a label */
	struct gkri_label label;
};

static void try_stack(
    const struct gkri_region *g, uint32_t i, int how, struct stack *s)
{
	char text[LABEL];
	size_t n = 0;
	struct gkri_label l;

	s->count = s->best = 0;
	while (i != GKRI_NONE && s->count < PARTS) {
		const struct gkri_box *b = &g->pieces[i].box;

		if (n + b->len > LABEL)
			return;
		memcpy(text + n, g->window->data + b->at, b->len);
		n += b->len;
		s->part[s->count++] = i;
		if (how <= GKRI_MATCH_NOTED && !gkri_label_may_be(text, n))
			return;
		if (gkri_label_match(text, n, GKRI_LABEL_ANY, 0, &l) &&
		    l.how <= how) {
			s->best = s->count;
			s->label = l;
		}
		i = next_part(g, i);
	}
}

static void link_stack(struct gkri_region *g, const struct stack *s)
{
	struct gkri_piece *head = &g->pieces[s->part[0]];
	uint32_t k;

	head->use = GKRI_PIECE_HEAD;
	head->label = s->label;
	head->row_head = s->label.kind == GKRI_LABEL_ROW;
	for (k = 1; k < s->best; k++) {
		struct gkri_piece *p = &g->pieces[s->part[k]];

		p->use = GKRI_PIECE_PART;
		g->pieces[s->part[k - 1]].next = s->part[k];
		if (p->box.right > head->right)
			head->right = p->box.right;
		if (p->box.page == head->box.page)
			head->bottom = p->box.bottom;
	}
}

void gkri_sheet_labels(struct gkri_region *g)
{
	static const uint8_t how[] = {GKRI_MATCH_NOTED, GKRI_MATCH_TYPO};
	struct stack s;
	uint32_t i, k;

	/* what is surely a label first */
	for (k = 0; k < 2; k++) {
		for (i = 0; i < g->piece_count; i++) {
			if (g->pieces[i].use != GKRI_PIECE_FREE ||
			    g->pieces[i].value)
				continue;
			try_stack(g, i, how[k], &s);
			if (s.best)
				link_stack(g, &s);
		}
	}
}
