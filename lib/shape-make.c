/* Writes the shape of a region whose parts were found and counted. */
#include "shape-make.h"

#include <string.h>

/* ---- holes and text ---- */

/* Where shapes that are there have the same text; 0 where none has. */
static size_t find_text(const struct gkri_shapes *m, const char *p, uint32_t n)
{
	const char *store = m->store.data;
	size_t at;

	for (at = 0; at < m->store.len;) {
		const struct gkri_shape *s =
		    (const struct gkri_shape *)(const void *)(store + at);
		const struct gkri_holes *h = gkri_shape_holes(s),
					*end = h + s->rows;

		for (; h < end; h++)
			if (h->before == n &&
			    memcmp(store + h->text, p, n) == 0)
				return h->text;
		at += s->size;
	}
	return 0;
}

/* Bytes from `from` up to a hole; up to the end where f is behind them all. */
static uint32_t text_before(
    const struct gkri_maker *k, const struct gkri_found *f, uint32_t from)
{
	return (f < k->found + k->holes ? f->from : (uint32_t)k->len) - from;
}

size_t gkri_maker_own(struct gkri_maker *k)
{
	const struct gkri_shapes *m = &k->t->shapes;
	struct gkri_found *f = k->found, *end = f + k->holes;
	uint32_t from = 0, n;
	size_t own = 0;
	uint16_t *at;

	for (; f <= end; f++) {
		if (f == end || !f->lead) {
			n = text_before(k, f, from);
			at = f < end ? &f->text : &k->behind;
			*at = (uint16_t)find_text(m, k->text + from, n);
			own += *at ? 0 : n;
		}
		if (f < end)
			from = gkri_found_end(f);
	}
	return own;
}

/* The text before a row; *out is the end of the shape's own. */
static void put_text(const struct gkri_maker *k, struct gkri_holes *row,
    const struct gkri_found *f, uint32_t from, char **out)
{
	uint32_t n = text_before(k, f, from);

	row->before = (uint16_t)n;
	row->text = f < k->found + k->holes ? f->text : k->behind;
	if (row->text)
		return;
	row->text = (uint16_t)(*out - k->t->shapes.store.data);
	memcpy(*out, k->text + from, n);
	*out += n;
}

/* The holes, row by row, and the text before each row and behind the last. */
static void put_rows(const struct gkri_maker *k, struct gkri_shape *s)
{
	struct gkri_holes *row = (struct gkri_holes *)gkri_shape_holes(s) - 1;
	const struct gkri_found *f = k->found, *end = f + k->holes;
	char *out = (char *)gkri_shape_text(s);
	uint32_t from = 0;

	for (; f <= end; f++) {
		if (f < end && f->lead) {
			row->count++;
			row->lead = f->lead;
			from = gkri_found_end(f);
			continue;
		}
		memset(++row, 0, sizeof(*row));
		put_text(k, row, f, from, &out);
		if (f == end)
			break;
		row->line = f->line;
		row->column = f->column;
		row->count = 1;
		row->slot = f->slot;
		row->first = f->first;
		from = gkri_found_end(f);
	}
	s->len = (uint16_t)(out - gkri_shape_text(s));
	memset(out + k->joined, 0, GKRI_SHAPE_SLACK);
}

/* ---- steps ---- */

/* How many holes stand before a place; one that is over it is too many. */
static uint32_t holes_before(
    const struct gkri_maker *k, uint32_t at, uint32_t len)
{
	uint32_t lo = 0, hi = k->holes;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (k->found[mid].from < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	if ((lo && gkri_found_end(&k->found[lo - 1]) > at) ||
	    (lo < k->holes && k->found[lo].from < at + len))
		return GKRI_NONE;
	return lo;
}

/* Where the token stands; 0 where a hole is in its own text. */
static int put_place(const struct gkri_maker *k, const struct gkri_token *token,
    struct gkri_step *out)
{
	const struct gkri_found *f; /* the last one before it */
	uint32_t n = holes_before(k, token->place, token->extent);

	if (n == GKRI_NONE)
		return 0;
	out->holes = (uint8_t)n;
	out->at = (uint16_t)token->place;
	out->line = (uint16_t)(token->line - k->t->shapes.line);
	out->column = (uint16_t)token->column;
	if (n) {
		f = &k->found[n - 1];
		out->at = (uint16_t)(token->place - gkri_found_end(f));
		if (f->line == out->line)
			out->column = (uint16_t)((out->column - f->next) |
			    GKRI_STEP_BEHIND);
	}
	return token->column <= INT16_MAX;
}

static void put_more(const struct gkri_maker *k, const struct gkri_shape *s,
    const struct gkri_token *token, struct gkri_more *out, char **joined)
{
	memset(out, 0, sizeof(*out));
	out->mantissa = token->mantissa;
	out->extent = token->extent;
	out->text = GKRI_STEP_NOWHERE;
	out->note_at = token->note_at;
	out->note_len = token->note_len;
	out->unit_at = token->unit_at;
	out->unit_len = token->unit_len;
	out->state = token->state;
	out->certainty = token->certainty;
	out->scale = token->scale;
	out->flags = token->flags;
	if (token->text_in != GKRI_TEXT_ARENA)
		return;
	out->text = (uint16_t)(*joined - gkri_shape_text(s));
	memcpy(
	    *joined, k->t->region.arena.data + token->text_at, token->text_len);
	*joined += token->text_len;
}

static int put_step(const struct gkri_maker *k, const struct gkri_token *token,
    struct gkri_step *out)
{
	memset(out, 0, sizeof(*out));
	out->len = (uint16_t)token->text_len;
	out->kind = token->kind;
	out->table = token->table;
	out->row = token->row;
	out->col = token->col;
	out->number = token->kind == GKR_TOKEN_SECTION ? token->number
	    : token->kind == GKR_TOKEN_TABLE	       ? token->layout
						       : token->form;
	out->line = GKRI_STEP_NOWHERE;
	return token->place == GKRI_NONE || put_place(k, token, out);
}

/* ---- what comes once ---- */

/* What is_simple has met. */
struct met {
	uint64_t cells[(GKRI_SLOTS + 63) / 64];
	uint32_t rows[GKRI_TABLES + 1], columns[GKRI_TABLES + 1];
	uint32_t tables, table, row;
};

/* 0 where the bit is set already. */
static int once(uint32_t *set, uint32_t bit)
{
	uint32_t before = *set;

	*set |= 1u << bit;
	return *set != before;
}

static int cell_once(struct met *m, int slot)
{
	uint32_t cell = slot < 0 ? 0 : gkri_slot_cell(slot);
	uint64_t bit = UINT64_C(1) << (slot & 63), before;

	if (!m->row || gkr_cell_table(cell) != m->table ||
	    gkr_cell_row(cell) != m->row)
		return 0;
	before = m->cells[slot / 64];
	m->cells[slot / 64] |= bit;
	return m->cells[slot / 64] != before;
}

static int hole_once(struct met *m, uint32_t slot)
{
	return slot == GKRI_HOLE_LOOSE ? m->row != 0 : cell_once(m, (int)slot);
}

static int step_once(struct met *m, const struct gkri_step *k)
{
	switch (k->kind) {
	case GKR_TOKEN_TABLE:
		m->table = k->table;
		m->row = 0;
		return k->table && once(&m->tables, k->table);
	case GKR_TOKEN_TABLE_END:
		m->table = m->row = 0;
		return 1;
	case GKR_TOKEN_ROW:
		m->row = k->row;
		return k->table == m->table &&
		    gkri_slot_of(k->table, k->row, 1) >= 0 &&
		    once(&m->rows[k->table], k->row);
	case GKR_TOKEN_COLUMN:
		return k->table == m->table && k->col <= GKRI_COLUMNS &&
		    once(&m->columns[k->table], k->col);
	case GKR_TOKEN_CELL:
		return cell_once(m, gkri_slot_of(k->table, k->row, k->col));
	case GKR_TOKEN_UNPLACED:
		return k->table == m->table && k->row == m->row;
	default:
		return 1;
	}
}

/* Is every table, column, row and cell there once, each in its row? */
static int is_simple(const struct gkri_shape *s)
{
	const struct gkri_step *k = gkri_shape_steps(s), *end = k + s->steps;
	const struct gkri_holes *h = gkri_shape_holes(s);
	struct met m;
	uint32_t i, left;

	memset(&m, 0, sizeof(m));
	for (; k < end; k++) {
		if (k->table > GKRI_TABLES || !step_once(&m, k))
			return 0;
		for (left = k->cells; left; left -= h++->count)
			for (i = 0; i < h->count; i++)
				if (!hole_once(&m, gkri_hole_slot(h, i)))
					return 0;
	}
	return 1;
}

/* ---- the shape ---- */

/* Is the token that of the hole? */
static int fills_hole(
    const struct gkri_maker *k, const struct gkri_token *token, uint32_t hole)
{
	return hole < k->holes && token->place == k->found[hole].at &&
	    (token->kind == GKR_TOKEN_CELL ||
		token->kind == GKR_TOKEN_UNPLACED);
}

int gkri_shape_make(const struct gkri_maker *k, struct gkri_shape *s)
{
	const gkr_tokenizer *t = k->t;
	struct gkri_step *step = (struct gkri_step *)gkri_shape_steps(s) - 1;
	struct gkri_more *more = (struct gkri_more *)gkri_shape_more(s);
	struct gkri_token token;
	char *joined;
	uint32_t i, holes = 0;

	put_rows(k, s);
	joined = (char *)gkri_shape_text(s) + s->len;
	for (i = 0; i < t->q_len; i++) {
		gkri_maker_tell(k, &token, i);
		s->tables |= (uint8_t)(token.table ? 1u << token.table : 0);
		if (fills_hole(k, &token, holes)) {
			holes++;
			step->cells++;
			continue;
		}
		if (!put_step(k, &token, ++step))
			return 0;
		if (gkri_has_more(&token)) {
			put_more(k, s, &token, more++, &joined);
			step->more = (uint8_t)(more - gkri_shape_more(s));
		}
	}
	s->simple = (uint8_t)is_simple(s);
	return holes == k->holes;
}
