/*
 * What shape a region had that was read line by line; shape.h says what for.
 *
 * Its tokens wait in the queue, its text stands in the window.  A number
 * becomes a hole only where no other number in its place could change what
 * its line or its row is taken for.
 */
#include "shape-make.h"

#include <string.h>

/* A shape that was not used for so many regions may go. */
#define STALE 64
/* Regions not learnt after one that was learnt in vain, at most. */
#define WAIT 64

/* ---- lines ---- */

/*
 * A line that is a number between dashes (or 第, 页) is a page number, one
 * that ends in Han may have a heading at its end, and bars are of layouts that
 * ask how wide cells are.
 */
static int may_have_holes(const char *p, size_t n)
{
	const char *end = p + n, *q;

	if (!memchr(p, '\t', n) || memchr(p, '|', n))
		return 0;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	for (q = end; q - p >= 2 && (unsigned char)q[-1] >= 0x80;) {
		if (memcmp(q - 2, "\xc2\xa0", 2) == 0)
			q -= 2;
		else if (q - p >= 3 && memcmp(q - 3, "\xe3\x80\x80", 3) == 0)
			q -= 3;
		else
			return 0;
	}
	return end[-1] != '-' && (end - p < 3 || memcmp(p, "第", 3) != 0);
}

static const char *line_begin(const struct gkri_maker *k, size_t at)
{
	const char *p = k->text + at;

	while (p > k->text && p[-1] != '\n')
		p--;
	return p;
}

static const char *line_end(const struct gkri_maker *k, size_t at)
{
	return memchr(k->text + at, '\n', k->len - at);
}

/* ---- holes ---- */

/* Bytes of a blank that ends before p, begins at q; 0 where none. */
static size_t blank_before(const char *begin, const char *p)
{
	if (p - begin >= 2 && memcmp(p - 2, "\xc2\xa0", 2) == 0)
		return 2;
	return p - begin >= 3 && memcmp(p - 3, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

static size_t blank_behind(const char *q, const char *end)
{
	if (end - q >= 2 && memcmp(q, "\xc2\xa0", 2) == 0)
		return 2;
	return end - q >= 3 && memcmp(q, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

/* Other blanks are no part of a hole, and may stand between it and a TAB. */
static int begins_cell(const char *begin, const char *p)
{
	size_t n;

	if (p > begin && p[-1] == '\n')
		return 1;
	while (p > begin && (n = p[-1] == ' ' ? 1 : blank_before(begin, p)) > 0)
		p -= n;
	return p > begin && p[-1] == '\t';
}

static int ends_cell(const char *q, const char *end)
{
	size_t n;

	while (q < end && (n = *q == ' ' ? 1 : blank_behind(q, end)) > 0)
		q += n;
	return q < end && (*q == '\t' || *q == '\n');
}

/* With the blanks around it, up to TABs and line ends. */
static int widen(const struct gkri_maker *k, struct gkri_found *f)
{
	const char *p = k->text + f->at, *q = p + f->len;
	const char *end = k->text + k->len;
	size_t n;

	f->next = (uint16_t)(f->column + f->len);
	for (; (n = blank_before(k->text, p)) > 0; f->column--)
		p -= n;
	for (; (n = blank_behind(q, end)) > 0; f->next++)
		q += n;
	if (q - p > UINT8_MAX || !begins_cell(k->text, p) || !ends_cell(q, end))
		return 0;
	f->from = (uint32_t)(p - k->text);
	f->tail = (uint8_t)((uint32_t)(q - k->text) - f->at - f->len);
	return 1;
}

static int is_number(const char *p, size_t n)
{
	size_t i;

	for (i = *p == '+' || *p == '-'; i < n; i++)
		if ((p[i] < '0' || p[i] > '9') && p[i] != '.' && p[i] != ',')
			return 0;
	return 1;
}

/* Of the cell, or of a value of the row before; -1 where it is neither. */
static int slot_of(const struct gkri_maker *k, const struct gkri_token *token)
{
	const struct gkri_token *row = &k->step;

	if (token->kind == GKR_TOKEN_CELL)
		return gkri_slot_of(token->table, token->row, token->col);
	return token->kind == GKR_TOKEN_UNPLACED &&
		(row->kind == GKR_TOKEN_ROW ||
		    row->kind == GKR_TOKEN_UNPLACED) &&
		row->table == token->table && row->row == token->row
	    ? GKRI_HOLE_LOOSE
	    : -1;
}

/* Is the token that of a hole?  *f says where then. */
static int is_hole(const struct gkri_maker *k, const struct gkri_token *token,
    struct gkri_found *f)
{
	const char *p = k->text + token->place, *begin, *end;
	int slot = slot_of(k, token);

	if (slot < 0 || token->state != GKR_STATE_NUMBER ||
	    token->text_len > 16 || token->text_in != GKRI_TEXT_WINDOW ||
	    token->note_len || token->unit_len || token->column > INT16_MAX ||
	    (k->layout != GKR_LAYOUT_LINES && k->layout != GKR_LAYOUT_TABS) ||
	    !is_number(p, token->text_len))
		return 0;
	f->at = token->place;
	f->len = (uint8_t)token->text_len;
	f->line = (uint16_t)(token->line - k->t->shapes.line);
	f->column = (uint16_t)token->column;
	f->slot = (uint8_t)slot;
	if (!widen(k, f) || (k->holes && f->from < gkri_found_end(f - 1)))
		return 0;
	begin = line_begin(k, f->at);
	end = line_end(k, f->at);
	return end && may_have_holes(begin, (size_t)(end - begin));
}

/* What stands between the hole and the one before, if it is so little. */
static uint8_t lead_of(const struct gkri_maker *k, const struct gkri_found *f)
{
	const char *p = k->text + gkri_found_end(f - 1);
	uint32_t n = f->from - gkri_found_end(f - 1);

	if (n == 1 && *p == '\t')
		return 1;
	return n == 2 && memcmp(p, "\n\t", 2) == 0 ? 2 : 0;
}

/* Does the hole go on with the row of the one before? */
static int goes_on(const struct gkri_maker *k, const struct gkri_found *f)
{
	const struct gkri_found *row = f - 1;
	uint8_t lead;

	if (k->holes == 0 || !k->behind_hole)
		return 0;
	lead = lead_of(k, f);
	while (row->lead)
		row--;
	if (!lead || (row + 1 < f && f[-1].lead != lead) ||
	    (lead == 2 && !(row->first && row->column == f->column)))
		return 0;
	return row->slot == GKRI_HOLE_LOOSE ? f->slot == GKRI_HOLE_LOOSE
					    : f->slot == row->slot + (f - row);
}

/* Adds the hole to the row before, or to a new one. */
static void add_hole(struct gkri_maker *k, struct gkri_found *f)
{
	f->first = k->holes == 0 || f[-1].line != f->line;
	if (!f->first)
		f->column = (uint16_t)(f->column - f[-1].next);
	f->lead = goes_on(k, f) ? lead_of(k, f) : 0;
	k->rows += f->lead == 0;
	k->holes++;
	k->behind_hole = 1;
}

/* ---- what cannot be learnt ---- */

/* The region is whole in the window, a token's text is where it stands. */
static int is_sure(const struct gkri_maker *k, const struct gkri_token *token)
{
	if (!gkri_token_is_sure(token) || token->extent == UINT16_MAX ||
	    (token->place != GKRI_NONE &&
		(token->place > k->len ||
		    token->extent > k->len - token->place)))
		return 0;
	if (token->place == GKRI_NONE)
		return token->text_len == 0 && token->line == 0;
	return token->text_len == 0 || token->text_in == GKRI_TEXT_ARENA ||
	    token->text_len <= k->len - token->place;
}

int gkri_maker_tell(
    const struct gkri_maker *k, struct gkri_token *token, size_t i)
{
	const gkr_tokenizer *t = k->t;

	*token = t->queue[i];
	if (token->place != GKRI_NONE) {
		if (token->place < t->shapes.from)
			return 0;
		token->place -= (uint32_t)t->shapes.from;
		if (token->text_len && token->text_in == GKRI_TEXT_WINDOW &&
		    token->text_at != token->place + t->shapes.from)
			return 0;
	}
	return is_sure(k, token);
}

/* ---- counting ---- */

int gkri_has_more(const struct gkri_token *token)
{
	return token->text_in == GKRI_TEXT_ARENA ||
	    token->extent != token->text_len || token->state ||
	    token->certainty || token->scale || token->flags ||
	    token->mantissa || token->unit_len || token->note_len;
}

static void add_step(struct gkri_maker *k, const struct gkri_token *token)
{
	k->step = *token;
	k->behind_hole = 0;
	k->steps++;
	k->more += gkri_has_more(token) != 0;
	if (token->text_in == GKRI_TEXT_ARENA)
		k->joined += token->text_len;
}

/* Counts what the shape will have; 0 where it can have none. */
static int count(struct gkri_maker *k)
{
	const gkr_tokenizer *t = k->t;
	struct gkri_token token;
	size_t i;

	for (i = 0; i < t->q_len; i++) {
		struct gkri_found *f = &k->found[k->holes];

		if (!gkri_maker_tell(k, &token, i))
			return 0;
		if (token.kind == GKR_TOKEN_TABLE)
			k->layout = token.layout;
		if (k->steps && k->holes < k->most && is_hole(k, &token, f))
			add_hole(k, f);
		else
			add_step(k, &token);
	}
	k->rows++; /* of the text behind them */
	return k->more <= UINT8_MAX;
}

/* ---- the store ---- */

static struct gkri_shape *shape_at(const struct gkri_shapes *m, size_t at)
{
	return (struct gkri_shape *)(void *)(m->store.data + at);
}

/* Is text in [at, end) that of a shape elsewhere? */
static int is_lent(const struct gkri_shapes *m, size_t at, size_t end)
{
	const struct gkri_shape *s;
	const struct gkri_holes *h, *stop;
	size_t i;

	for (i = 0; i < m->store.len; i += s->size) {
		s = shape_at(m, i);
		h = gkri_shape_holes(s);
		for (stop = h + s->rows; i != at && h < stop; h++)
			if (h->text >= at && h->text < end)
				return 1;
	}
	return 0;
}

/* Of a place in the store, + 1, that loses n bytes at `at`. */
static uint16_t moved(uint16_t place, size_t at, uint32_t n)
{
	if (place <= at)
		return place;
	return place == at + 1 ? 0 : (uint16_t)(place - n);
}

/* The store loses n bytes at `at`. */
static void cut_out(struct gkri_shapes *m, size_t at, uint32_t n)
{
	struct gkri_shape *s;
	struct gkri_holes *h, *stop;
	size_t from = at;

	memmove(
	    m->store.data + at, m->store.data + at + n, m->store.len - at - n);
	m->store.len -= n;
	m->last = moved(m->last, from, n);
	for (at = 0; at < m->store.len; at += s->size) {
		s = shape_at(m, at);
		s->follower = moved(s->follower, from, n);
		h = (struct gkri_holes *)gkri_shape_holes(s);
		for (stop = h + s->rows; h < stop; h++)
			if (h->text >= from)
				h->text = (uint16_t)(h->text - n);
	}
}

/* Lets go of a shape that is no longer met; 0 where there is none. */
static int forget_one(struct gkri_shapes *m)
{
	const struct gkri_shape *s;
	size_t at;

	for (at = 0; at < m->store.len; at += s->size) {
		s = shape_at(m, at);
		if (s->tried < STALE || is_lent(m, at, at + s->size))
			continue;
		if (s->used == 0)
			m->wait = m->wait ? m->wait * 2 : 1;
		if (m->wait > WAIT)
			m->wait = WAIT;
		cut_out(m, at, s->size);
		return 1;
	}
	return 0;
}

/* Of a shape that has so much text of its own. */
static size_t size_of(const struct gkri_maker *k, size_t text)
{
	size_t n = sizeof(struct gkri_shape) +
	    k->more * sizeof(struct gkri_more) +
	    k->steps * sizeof(struct gkri_step) +
	    k->rows * sizeof(struct gkri_holes) + text + k->joined;

	return (n + 7) & ~(size_t)7;
}

/* What the shape takes, once there is room for it; 0 where there is none. */
static size_t make_room(struct gkri_shapes *m, struct gkri_maker *k)
{
	size_t size;

	do {
		size = size_of(k, gkri_maker_own(k));
		if (m->store.len + size + GKRI_SHAPE_SLACK <= GKRI_SHAPES)
			return size;
	} while (forget_one(m));
	return 0;
}

static void put_state(const gkr_tokenizer *t, struct gkri_shape *s)
{
	s->lines = (uint16_t)(t->line - t->shapes.line);
	s->work = t->region.work_cells - t->shapes.work;
	s->before = t->shapes.votes;
	s->after = t->votes;
	s->section = t->shapes.section;
	s->next = t->section;
	s->title_before = t->shapes.title;
	s->title_after = t->title_seen;
}

static int32_t learn(gkr_tokenizer *t, struct gkri_maker *k)
{
	struct gkri_shapes *m = &t->shapes;
	size_t size = make_room(m, k);
	struct gkri_shape *s;
	void *store;
	int32_t rc;

	if (!size) {
		m->skip = STALE / 2;
		return GKR_OK;
	}
	store = m->store.data;
	rc = gkri_grow_to(&t->mem, &store, &m->store.cap,
	    m->store.len + size + GKRI_SHAPE_SLACK, 1);
	m->store.data = store;
	if (rc != GKR_OK)
		return rc;
	s = (struct gkri_shape *)(void *)(m->store.data + m->store.len);
	memset(s, 0, sizeof(*s));
	s->more = (uint16_t)k->more;
	s->steps = (uint16_t)k->steps;
	s->rows = (uint16_t)k->rows;
	s->joined = (uint16_t)k->joined;
	put_state(t, s);
	if (gkri_shape_make(k, s)) {
		s->size = (uint16_t)size;
		m->store.len += s->size;
		gkri_shape_follows(m, s);
	}
	m->skip = m->wait;
	return GKR_OK;
}

/* Rows whose ends or blanks are not shown are guessed at. */
static int is_shown(const struct gkri_region *g)
{
	size_t i;

	for (i = 0; i < g->row_count; i++)
		if (g->rows[i].flags &
		    (GKRI_ROW_LOSSY | GKRI_ROW_OPEN | GKRI_ROW_SUSPECT))
			return 0;
	return !g->digits;
}

/* How many holes there may be: a cell has made each. */
static uint32_t most_holes(const struct gkri_region *g)
{
	size_t room = g->cell_cap * sizeof(*g->cells);

	room /= sizeof(struct gkri_found);
	return room < GKRI_SHAPE_HOLES ? (uint32_t)room : GKRI_SHAPE_HOLES;
}

/*
 * The first region of its section leaves no shape: many handles read one
 * report and are freed, and would learn what they never meet again.
 */
static int is_new(struct gkri_shapes *m)
{
	uint8_t bit = (uint8_t)(1u << m->section);
	int first = !(m->met & bit);

	m->met |= bit;
	return first;
}

/* The heading behind a region may be cut where the text breaks off. */
int32_t gkri_shape_learn(gkr_tokenizer *t)
{
	struct gkri_shapes *m = &t->shapes;
	struct gkri_maker k;
	int32_t rc;

	if (is_new(m))
		return GKR_OK;
	if (m->skip) {
		m->skip--;
		return GKR_OK;
	}
	memset(&k, 0, sizeof(k));
	k.t = t;
	k.text = t->window.data + m->from;
	k.len = t->pos - m->from;
	if (!is_shown(&t->region) || k.len > GKRI_SHAPE_TEXT || !t->q_len ||
	    t->region.cell_count > UINT16_MAX || t->spot_count || !k.len ||
	    k.text[k.len - 1] != '\n' || memchr(k.text, '\r', k.len))
		return GKR_OK;
	k.most = most_holes(&t->region);
	k.found = (struct gkri_found *)(void *)t->region.cells;
	rc = count(&k) ? learn(t, &k) : GKR_OK;
	/* it is no loss where memory is short by a limit */
	return rc == GKR_E_LIMIT ? GKR_OK : rc;
}
