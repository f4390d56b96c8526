/* Regions of cells that were read before: mould.h. */
#include <string.h>
#include "tokenizer.h"

void gkri_moulds_init(struct gkri_moulds *m, struct gkri_mem *mem)
{
	gkri_buf_init(&m->store, mem);
	m->store.limit = GKRI_MOULDS;
}

void gkri_moulds_free(struct gkri_moulds *m)
{
	gkri_release(m->store.mem, m->of, m->of_cap * sizeof(*m->of));
	gkri_buf_free(&m->store);
}

/* ---- what a mould holds ---- */

static const struct gkri_mould *mould_at(const struct gkri_moulds *m, size_t at)
{
	return at < m->store.len
	    ? (const struct gkri_mould *)(const void *)(m->store.data + at)
	    : NULL;
}

static const struct gkri_mould *by_id(const struct gkri_moulds *m, uint32_t id)
{
	const struct gkri_mould *k;
	size_t at = 0;

	while ((k = mould_at(m, at)) != NULL && k->id != id)
		at += k->size;
	return k;
}

static const struct gkri_mould_more *more_of(const struct gkri_mould *k)
{
	return (const struct gkri_mould_more *)(const void *)(k + 1);
}

static const struct gkri_mould_token *tokens_of(const struct gkri_mould *k)
{
	return (const struct gkri_mould_token *)(const void *)(more_of(k) +
	    k->more);
}

static const struct gkri_mould_cell *cells_of(const struct gkri_mould *k)
{
	return (const struct gkri_mould_cell *)(const void *)(tokens_of(k) +
	    k->tokens);
}

static const struct gkri_mould_row *rows_of(const struct gkri_mould *k)
{
	return (const struct gkri_mould_row *)(const void *)(cells_of(k) +
	    k->cells);
}

static const char *text_of(const struct gkri_mould *k)
{
	return (const char *)(rows_of(k) + k->rows);
}

/* ---- is it one of them? ---- */

static inline uint64_t word(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

static inline int same(const char *p, const char *q, size_t n)
{
	size_t i;

	if (n < 8) {
		for (i = 0; i < n; i++)
			if (p[i] != q[i])
				return 0;
		return 1;
	}
	for (i = 0; i + 8 < n; i += 8)
		if (word(p + i) != word(q + i))
			return 0;
	return word(p + n - 8) == word(q + n - 8);
}

int gkri_mould_is_number(const char *p, size_t n)
{
	struct gkri_value v;
	size_t i;

	for (i = 0; i < n && p[i] >= '0' && p[i] <= '9'; i++)
		;
	if (n == 0 || n > 16)
		return 0;
	if (i == n)
		return 1;
	for (i = *p == '+' || *p == '-'; i < n; i++)
		if ((p[i] < '0' || p[i] > '9') && p[i] != '.' && p[i] != ',')
			return 0;
	gkri_value_read(p, n, &v);
	return v.state == GKR_STATE_NUMBER && !v.note_len && !v.unit_len;
}

/* Is the region's next row that of the mould? */
static int row_fits(const struct gkri_region *g, struct gkri_moulds *m)
{
	const struct gkri_mould *k = m->likely;
	const struct gkri_row *r = &g->rows[m->rows];
	const struct gkri_mould_row *x = rows_of(k) + m->rows;
	const struct gkri_mould_cell *y = cells_of(k) + m->cell;
	const struct gkri_cell *c = &g->cells[m->cell];
	const char *text = text_of(k) + m->at;
	uint32_t i;

	if (m->rows == k->rows || r->first != m->cell || r->count != x->count ||
	    r->flags != x->flags || r->layout != x->layout)
		return 0;
	for (i = 0; i < r->count; i++, c++, y++) {
		if (c->flags != y->flags || c->lo != y->lo || c->hi != y->hi)
			return 0;
		if (y->len == GKRI_MOULD_HOLE) {
			if (!gkri_mould_is_number(gkri_cell_text(g, c), c->len))
				return 0;
			continue;
		}
		if (c->len != y->len ||
		    !same(gkri_cell_text(g, c), text, c->len))
			return 0;
		text += c->len;
	}
	m->rows++;
	m->cell += r->count;
	m->at = (uint32_t)(text - text_of(k));
	return 1;
}

static int rows_fit(const struct gkri_region *g, struct gkri_moulds *m)
{
	while (m->rows < g->row_count)
		if (!row_fits(g, m))
			return 0;
	return 1;
}

/*
 * A row that was given as a whole was once found to be a row of a mould.  It is
 * that one wherever it comes behind the same ones.
 */
static int is_expected(const struct gkri_region *g, const struct gkri_moulds *m,
    const struct gkri_row_note *note)
{
	const struct gkri_row *r = &g->rows[g->row_count - 1];

	return note->mould == m->likely->id && note->row == m->rows &&
	    note->row == g->row_count - 1 &&
	    r->flags == rows_of(m->likely)[note->row].flags;
}

static int is_noted(const struct gkri_region *g, struct gkri_moulds *m,
    const struct gkri_row_note *note)
{
	const struct gkri_row *r = &g->rows[g->row_count - 1];

	if (!is_expected(g, m, note))
		return 0;
	m->rows++;
	m->cell += r->count;
	m->at = note->behind;
	return 1;
}

static int is_digits(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n && p[i] >= '0' && p[i] <= '9'; i++)
		;
	return n && i == n;
}

/*
 * A known row is the mould's whatever numbers it has, where they are its
 * numbers, too: digits that may be others.
 */
static void put_note(const struct gkri_region *g, struct gkri_moulds *m,
    struct gkri_row_note *note)
{
	const struct gkri_row *r = &g->rows[m->rows - 1];
	const struct gkri_cell *c = &g->cells[r->first];
	const struct gkri_mould_cell *y = cells_of(m->likely) + r->first;
	uint32_t i;

	for (i = 0; i < r->count; i++)
		if (y[i].len != GKRI_MOULD_HOLE &&
		    is_digits(gkri_cell_text(g, &c[i]), c[i].len))
			return;
	note->mould = m->likely->id;
	note->row = m->rows - 1;
	note->behind = m->at;
}

static void try_first(struct gkri_moulds *m, const struct gkri_mould *k)
{
	m->likely = k;
	m->rows = m->cell = m->at = 0;
}

/* One of the same section, where none came behind the one before. */
static const struct gkri_mould *of_section(
    const struct gkri_moulds *m, uint8_t section)
{
	const struct gkri_mould *k;
	size_t at = 0;

	while ((k = mould_at(m, at)) != NULL && k->context != section)
		at += k->size;
	return k;
}

void gkri_mould_begin(gkr_tokenizer *t)
{
	struct gkri_moulds *m = &t->moulds;
	const struct gkri_mould *k = m->last ? by_id(m, m->last) : NULL;

	m->odd = 0;
	if (k)
		k = k->follower ? by_id(m, k->follower) : NULL;
	try_first(m, k ? k : of_section(m, t->section));
}

int gkri_mould_noted(gkr_tokenizer *t, const struct gkri_row_note *note)
{
	struct gkri_moulds *m = &t->moulds;

	return note && m->likely && !t->shapes.off &&
	    is_noted(&t->region, m, note);
}

int gkri_mould_expects(const gkr_tokenizer *t, const struct gkri_row_note *note)
{
	return t->moulds.likely && !t->shapes.off &&
	    is_expected(&t->region, &t->moulds, note);
}

int gkri_mould_row(gkr_tokenizer *t, struct gkri_row_note *note)
{
	struct gkri_moulds *m = &t->moulds;

	if (!m->likely || t->shapes.off)
		return 0;
	if (note && is_noted(&t->region, m, note))
		return 1;
	if (!rows_fit(&t->region, m)) {
		m->likely = NULL;
		return 0;
	}
	if (note)
		put_note(&t->region, m, note);
	return 1;
}

/* Has what decides beside the cells been the same? */
static int same_before(const gkr_tokenizer *t, const struct gkri_mould *k)
{
	const struct gkri_region *g = &t->region;

	return k->rows == g->row_count && k->cells == g->cell_count &&
	    k->context == g->context &&
	    memcmp(&k->before, &t->votes, sizeof(t->votes)) == 0;
}

/* Is the region one that may be in a mould? */
static int is_plain(const gkr_tokenizer *t)
{
	const struct gkri_region *g = &t->region;

	return g->cut && g->row_count && !g->mark_count && !g->box_count &&
	    !t->shapes.off;
}

int gkri_mould_find(gkr_tokenizer *t)
{
	struct gkri_moulds *m = &t->moulds;
	const struct gkri_mould *likely = m->likely, *k;
	size_t at;

	m->clock++;
	if (!is_plain(t))
		return 0;
	if (likely && same_before(t, likely) && rows_fit(&t->region, m))
		return 1;
	for (at = 0; (k = mould_at(m, at)) != NULL; at += k->size) {
		if (k == likely || !same_before(t, k))
			continue;
		try_first(m, k);
		if (rows_fit(&t->region, m))
			return 1;
	}
	m->likely = NULL;
	return 0;
}

/* ---- tokens ---- */

static void put_number(struct gkri_token *token, const char *p, size_t n)
{
	uint32_t value = 0;
	size_t i;

	token->text = p;
	if (n > 9) {
		gkri_token_value(token);
		return;
	}
	for (i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9') {
			gkri_token_value(token);
			return;
		}
		value = value * 10 + (uint32_t)(p[i] - '0');
	}
	token->state = GKR_STATE_NUMBER;
	token->mantissa = value;
}

static void put_more(struct gkri_token *token, const struct gkri_mould_more *m)
{
	token->mantissa = m->mantissa;
	token->note_at = m->note_at;
	token->note_len = m->note_len;
	token->unit_at = m->unit_at;
	token->unit_len = m->unit_len;
	token->state = m->state;
	token->certainty = m->certainty;
	token->scale = m->scale;
	token->flags = m->flags;
}

/* All but what the cell says, and its value. */
static inline void put_kind(
    struct gkri_token *token, const struct gkri_mould_token *x, uint8_t section)
{
	memset(token, 0, sizeof(*token));
	token->kind = x->kind;
	token->table = x->table;
	token->row = x->row;
	token->col = x->col;
	token->layout = x->layout;
	token->form = x->form;
	token->section = section;
	token->text = "";
}

static inline void put_value(struct gkri_token *token,
    const struct gkri_mould *k, const struct gkri_mould_token *x)
{
	if (x->more) {
		put_more(token, more_of(k) + x->more - 1);
	} else if (x->hole) {
		put_number(token, token->text, token->text_len);
		if (x->kind == GKR_TOKEN_CELL)
			token->certainty = GKR_CERTAINTY_READ;
	}
}

/* Any token, as it would be put without a mould. */
static int32_t put_token(gkr_tokenizer *t, const struct gkri_mould *k,
    const struct gkri_mould_token *x)
{
	const struct gkri_region *g = &t->region;
	const struct gkri_cell *c =
	    x->cell == GKRI_MOULD_NOWHERE ? NULL : &g->cells[x->cell];
	struct gkri_token token;

	put_kind(&token, x, t->section);
	if (c && x->text) {
		token.text = gkri_cell_text(g, c);
		token.text_len = c->len;
	}
	put_value(&token, k, x);
	return gkri_tokenizer_put(t, g, &token, c);
}

/*
 * Tokens from x on as long as they are of cells of HTML, into the queue where
 * there is room for all: the same without asking what sort of cell it is.
 */
static const struct gkri_mould_token *put_cells(gkr_tokenizer *t,
    const struct gkri_mould *k, const struct gkri_mould_token *x)
{
	const struct gkri_mould_token *end = tokens_of(k) + k->tokens;
	const struct gkri_cell *cells = t->region.cells, *c;
	const struct gkri_place *places = t->region.places, *p;
	const char *texts = t->region.arena.data;
	struct gkri_token *token = t->queue + t->q_len;
	uint8_t section = t->section;

	for (; x < end && x->cell != GKRI_MOULD_NOWHERE; x++, token++) {
		c = &cells[x->cell];
		if (c->flags != (GKRI_AT_ARENA | GKRI_PLACED))
			break;
		p = &places[c->place];
		put_kind(token, x, section);
		token->offset = p->offset;
		token->length = p->length;
		token->line = p->line;
		token->column = p->column;
		token->place = GKRI_NONE;
		if (x->text) {
			token->text = texts + c->at;
			token->text_len = c->len;
			token->text_in = GKRI_TEXT_ARENA;
			token->text_at = c->at;
		}
		put_value(token, k, x);
	}
	t->q_len = (size_t)(token - t->queue);
	return x;
}

int32_t gkri_mould_take(gkr_tokenizer *t)
{
	struct gkri_moulds *m = &t->moulds;
	struct gkri_mould *k = (struct gkri_mould *)(uintptr_t)m->likely;
	const struct gkri_mould_token *x = tokens_of(k), *end = x + k->tokens;
	int32_t rc = gkri_tokenizer_expect(t, k->tokens);

	while (x < end && rc == GKR_OK) {
		x = put_cells(t, k, x);
		if (x < end)
			rc = put_token(t, k, x++);
	}
	t->votes = k->after;
	t->region.work_cells += k->work;
	k->seen = m->clock;
	k->used = 1;
	m->uses++;
	gkri_mould_follows(t, k->id);
	return rc;
}

void gkri_mould_follows(gkr_tokenizer *t, uint32_t id)
{
	struct gkri_moulds *m = &t->moulds;
	struct gkri_mould *last =
	    m->last ? (struct gkri_mould *)(uintptr_t)by_id(m, m->last) : NULL;

	if (last)
		last->follower = id;
	m->last = id;
}
