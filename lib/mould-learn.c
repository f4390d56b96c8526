/*
 * What mould a region had whose cells were looked at one by one.  A number
 * becomes a hole where a token was made of it, and nothing asked for its
 * digits.
 */
#include <string.h>
#include "tokenizer.h"

/* A mould that was not used for so many regions may go. */
#define STALE 64

/* What tokens are made of a cell; it is its kind, which nobody wants now. */
enum { NUMBER = 1, OTHER = 2 };

/* ---- while tokens are made ---- */

int32_t gkri_mould_put(void *context, const struct gkri_region *g,
    struct gkri_token *token, const struct gkri_cell *cell)
{
	gkr_tokenizer *t = context;
	struct gkri_moulds *m = &t->moulds;
	size_t at = cell ? (size_t)(cell - g->cells) : GKRI_MOULD_NOWHERE;
	int32_t rc = gkri_grow(&t->mem, (void **)&m->of, &m->of_cap,
	    m->of_count + 1, sizeof(*m->of));

	/* it is no loss where memory is short by a limit */
	if (rc == GKR_E_LIMIT)
		m->odd = 1;
	else if (rc != GKR_OK)
		return rc;
	else
		m->of[m->of_count++] = (uint16_t)at;
	if (cell &&
	    (cell < g->cells || at >= g->cell_count ||
		at >= GKRI_MOULD_NOWHERE))
		m->odd = 1;
	return gkri_tokenizer_put(t, g, token, cell);
}

/* ---- may it be learnt? ---- */

static int is_shown(const struct gkri_region *g)
{
	size_t i;

	for (i = 0; i < g->row_count; i++) {
		const struct gkri_row *r = &g->rows[i];

		if (r->flags &
		    (GKRI_ROW_LOSSY | GKRI_ROW_OPEN | GKRI_ROW_SUSPECT))
			return 0;
		if (r->layout != GKR_LAYOUT_HTML &&
		    !(r->flags & GKRI_ROW_PROSE))
			return 0;
		if (r->count > UINT16_MAX)
			return 0;
	}
	return !g->digits;
}

/* Is the token's text none, or that of the cell? */
static int has_own_text(
    const struct gkri_token *token, const struct gkri_cell *c)
{
	uint8_t in = GKRI_TEXT_WINDOW;

	if (!token->text_len)
		return 1;
	if (!c)
		return 0;
	if (c->flags & GKRI_AT_ARENA)
		in = GKRI_TEXT_ARENA;
	return token->text_in == in && token->text_at == c->at &&
	    token->text_len == c->len;
}

static int is_number(const struct gkri_token *token)
{
	return (token->kind == GKR_TOKEN_CELL ||
		   token->kind == GKR_TOKEN_UNPLACED) &&
	    token->state == GKR_STATE_NUMBER && !token->note_len &&
	    !token->unit_len;
}

/* The cell of token i of those that were made, NULL if none. */
static struct gkri_cell *cell_of(gkr_tokenizer *t, size_t i)
{
	uint16_t at = t->moulds.of[i];

	return at == GKRI_MOULD_NOWHERE ? NULL : &t->region.cells[at];
}

/* Says of each cell what tokens are made of it; 0: not all of them are sure. */
static int mark_cells(gkr_tokenizer *t, size_t from)
{
	struct gkri_region *g = &t->region;
	size_t i;

	for (i = 0; i < g->cell_count; i++)
		g->cells[i].kind = 0;
	for (i = 0; i < t->moulds.of_count; i++) {
		const struct gkri_token *token = &t->queue[from + i];
		struct gkri_cell *c = cell_of(t, i);

		if (!gkri_token_is_sure(token) || !has_own_text(token, c))
			return 0;
		if (c && token->text_len)
			c->kind |= is_number(token) &&
				gkri_mould_is_number(
				    gkri_cell_text(g, c), c->len)
			    ? NUMBER
			    : OTHER;
	}
	return 1;
}

/* ---- writing ---- */

static int is_hole(const struct gkri_cell *c)
{
	return c->kind == NUMBER;
}

static int has_more(const struct gkri_token *token, const struct gkri_cell *c)
{
	return !(c && token->text_len && is_hole(c)) &&
	    (token->mantissa || token->note_len || token->unit_len ||
		token->state || token->certainty || token->scale ||
		token->flags);
}

static void count(gkr_tokenizer *t, size_t from, struct gkri_mould *k)
{
	const struct gkri_region *g = &t->region;
	size_t i;

	for (i = 0; i < g->cell_count; i++)
		if (!is_hole(&g->cells[i]))
			k->len += g->cells[i].len;
	for (i = 0; i < t->moulds.of_count; i++)
		k->more +=
		    (uint32_t)has_more(&t->queue[from + i], cell_of(t, i));
	k->tokens = (uint32_t)t->moulds.of_count;
	k->cells = (uint32_t)g->cell_count;
	k->rows = (uint32_t)g->row_count;
	k->size = (uint32_t)sizeof(*k) +
	    k->more * (uint32_t)sizeof(struct gkri_mould_more) +
	    k->tokens * (uint32_t)sizeof(struct gkri_mould_token) +
	    k->cells * (uint32_t)sizeof(struct gkri_mould_cell) +
	    k->rows * (uint32_t)sizeof(struct gkri_mould_row) + k->len;
	k->size = (k->size + 7) & ~7u;
}

/* Each writes at `to` and returns where it ends. */
static char *put_tokens(
    gkr_tokenizer *t, size_t from, const struct gkri_mould *of, char *to)
{
	struct gkri_mould_more *more = (struct gkri_mould_more *)(void *)to;
	struct gkri_mould_token *x;
	size_t i, n = of->more;

	x = (struct gkri_mould_token *)(void *)(more + n);
	for (i = n = 0; i < t->moulds.of_count; i++, x++) {
		const struct gkri_token *k = &t->queue[from + i];

		x->cell = t->moulds.of[i];
		x->kind = k->kind;
		x->table = k->table;
		x->row = k->row;
		x->col = k->col;
		x->layout = k->layout;
		x->form = k->form;
		x->text = k->text_len != 0;
		x->hole = x->text && is_hole(cell_of(t, i));
		x->more = 0;
		if (!has_more(k, cell_of(t, i)))
			continue;
		memset(&more[n], 0, sizeof(*more));
		more[n].mantissa = k->mantissa;
		more[n].note_at = k->note_at;
		more[n].note_len = k->note_len;
		more[n].unit_at = k->unit_at;
		more[n].unit_len = k->unit_len;
		more[n].state = k->state;
		more[n].certainty = k->certainty;
		more[n].scale = k->scale;
		more[n].flags = k->flags;
		x->more = (uint8_t)++n;
	}
	return (char *)x;
}

static char *put_cells(const struct gkri_region *g, char *to)
{
	struct gkri_mould_cell *x = (struct gkri_mould_cell *)(void *)to;
	const struct gkri_cell *c = g->cells, *end = c + g->cell_count;

	for (; c < end; c++, x++) {
		x->len = is_hole(c) ? GKRI_MOULD_HOLE : (uint16_t)c->len;
		x->lo = c->lo;
		x->hi = c->hi;
		x->flags = c->flags;
	}
	return (char *)x;
}

static char *put_rows(const struct gkri_region *g, char *to)
{
	struct gkri_mould_row *x = (struct gkri_mould_row *)(void *)to;
	const struct gkri_row *r = g->rows, *end = r + g->row_count;

	for (; r < end; r++, x++) {
		x->count = (uint16_t)r->count;
		/* what was found of it is not known before */
		x->flags = r->flags & (uint8_t)~GKRI_ROW_TAKEN;
		x->layout = r->layout;
	}
	return (char *)x;
}

static void put_text(const struct gkri_region *g, char *to)
{
	const struct gkri_cell *c = g->cells, *end = c + g->cell_count;

	for (; c < end; c++) {
		if (is_hole(c) || !c->len)
			continue;
		memcpy(to, gkri_cell_text(g, c), c->len);
		to += c->len;
	}
}

/* ---- the store ---- */

/* Lets moulds go that are no longer met, until there is room. */
static int make_room(struct gkri_moulds *m, size_t size)
{
	struct gkri_buf *b = &m->store;
	size_t at = 0;

	while (b->len + size > GKRI_MOULDS && at < b->len) {
		struct gkri_mould *k =
		    (struct gkri_mould *)(void *)(b->data + at);
		uint32_t n = k->size;

		if (m->clock - k->seen < STALE) {
			at += n;
			continue;
		}
		memmove(b->data + at, b->data + at + n, b->len - at - n);
		b->len -= n;
	}
	return b->len + size <= GKRI_MOULDS;
}

static int32_t learn(gkr_tokenizer *t, size_t from, struct gkri_mould *k)
{
	struct gkri_moulds *m = &t->moulds;
	void *store;
	char *to;
	int32_t rc;

	if (!make_room(m, k->size)) {
		m->skip = STALE / 2;
		return GKR_OK;
	}
	store = m->store.data;
	rc = gkri_grow_to(
	    &t->mem, &store, &m->store.cap, m->store.len + k->size, 1);
	m->store.data = store;
	if (rc != GKR_OK)
		return rc == GKR_E_LIMIT ? GKR_OK : rc;
	k->id = ++m->ids;
	k->seen = m->clock;
	to = m->store.data + m->store.len;
	memcpy(to, k, sizeof(*k));
	to = put_tokens(t, from, k, to + sizeof(*k));
	to = put_cells(&t->region, to);
	to = put_rows(&t->region, to);
	put_text(&t->region, to);
	m->store.len += k->size;
	gkri_mould_follows(t, k->id);
	return GKR_OK;
}

int gkri_mould_may_learn(gkr_tokenizer *t)
{
	struct gkri_moulds *m = &t->moulds;
	const struct gkri_region *g = &t->region;

	m->last_votes = t->votes;
	m->cells = g->cell_count;
	m->work = g->work_cells;
	m->of_count = 0;
	if (m->skip) {
		m->skip--;
		m->odd = 1;
	}
	return !m->odd && g->cut && g->row_count && !g->mark_count &&
	    !g->box_count && g->cell_count < GKRI_MOULD_NOWHERE &&
	    !t->shapes.off && is_shown(g);
}

int32_t gkri_mould_learn(gkr_tokenizer *t, size_t from)
{
	struct gkri_moulds *m = &t->moulds;
	struct gkri_region *g = &t->region;
	struct gkri_mould k;

	m->last = 0;
	if (m->odd || g->cell_count != m->cells ||
	    m->of_count != t->q_len - from || !is_shown(g) ||
	    !mark_cells(t, from))
		return GKR_OK;
	memset(&k, 0, sizeof(k));
	count(t, from, &k);
	if (k.more > UINT8_MAX || k.len > GKRI_MOULDS || k.size > GKRI_MOULDS)
		return GKR_OK;
	k.work = (uint32_t)(g->work_cells - m->work);
	k.before = m->last_votes;
	k.after = t->votes;
	k.context = g->context;
	return learn(t, from, &k);
}
