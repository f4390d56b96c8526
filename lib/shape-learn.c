/*
 * What shape a region had that was read line by line; shape.h says what for.
 *
 * Its tokens wait in the queue, its text stands in the window.  A number
 * becomes a hole only where no other number in its place could change what
 * its line or its row is taken for.
 */
#include <string.h>
#include "tokenizer.h"

/* A shape that was not used for so many regions may go. */
#define STALE 64
/* Regions not learnt after one that was learnt in vain, at most. */
#define WAIT 64

/* While a shape is made. */
struct maker {
	const gkr_tokenizer *t;
	const char *text; /* of the region */
	size_t len;
	struct gkri_fill *fills; /* where the holes are in it */
	uint32_t steps, holes, most, more, absorbed, joined;
	uint8_t layout;		/* of the table */
	struct gkri_token step; /* the last that is no hole */
};

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

static const char *line_begin(const struct maker *k, size_t at)
{
	const char *p = k->text + at;

	while (p > k->text && p[-1] != '\n')
		p--;
	return p;
}

static const char *line_end(const struct maker *k, size_t at)
{
	return memchr(k->text + at, '\n', k->len - at);
}

/* ---- holes ---- */

/* With the blanks around it, up to TABs and line ends. */
static int widen(const struct maker *k, struct gkri_fill *f)
{
	const char *p = k->text + f->at, *q = p + f->print.len;
	const char *end = k->text + k->len;
	uint32_t chars = 0;

	for (;; chars++) {
		if (p - k->text >= 2 && memcmp(p - 2, "\xc2\xa0", 2) == 0)
			p -= 2;
		else if (p - k->text >= 3 &&
		    memcmp(p - 3, "\xe3\x80\x80", 3) == 0)
			p -= 3;
		else
			break;
	}
	f->column = (uint16_t)chars;
	for (;; chars++) {
		if (end - q >= 2 && memcmp(q, "\xc2\xa0", 2) == 0)
			q += 2;
		else if (end - q >= 3 && memcmp(q, "\xe3\x80\x80", 3) == 0)
			q += 3;
		else
			break;
	}
	if (q - p > UINT8_MAX || p == k->text ||
	    (p[-1] != '\t' && p[-1] != '\n') || q == end ||
	    (*q != '\t' && *q != '\n'))
		return 0;
	f->chars = (uint16_t)(chars + f->print.len);
	f->mantissa = p - k->text; /* where the hole begins */
	f->print.tail = (uint8_t)(q - k->text - f->at - f->print.len);
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
static int slot_of(const struct maker *k, const struct gkri_token *token)
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
static int is_hole(
    const struct maker *k, const struct gkri_token *token, struct gkri_fill *f)
{
	const char *p = k->text + token->place, *begin, *end;

	if (slot_of(k, token) < 0 || token->state != GKR_STATE_NUMBER ||
	    token->text_len > 16 || token->text_in != GKRI_TEXT_WINDOW ||
	    token->note_len || token->unit_len ||
	    (k->layout != GKR_LAYOUT_LINES && k->layout != GKR_LAYOUT_TABS) ||
	    !is_number(p, token->text_len))
		return 0;
	f->at = token->place;
	f->print.len = (uint8_t)token->text_len;
	if (!widen(k, f) || (k->holes && f->mantissa < gkri_fill_end(f - 1)))
		return 0;
	begin = line_begin(k, f->at);
	end = line_end(k, f->at);
	return end && may_have_holes(begin, (size_t)(end - begin));
}

/* ---- what cannot be learnt ---- */

/*
 * All that was placed as the form has it; the region is whole in the window,
 * a token's text is where it stands.
 */
static int is_sure(const struct maker *k, const struct gkri_token *token)
{
	switch (token->kind) {
	case GKR_TOKEN_CELL:
		if (token->certainty != GKR_CERTAINTY_READ)
			return 0;
		break;
	case GKR_TOKEN_UNPLACED:
	case GKR_TOKEN_SECTION:
	case GKR_TOKEN_PROSE:
	case GKR_TOKEN_TABLE:
	case GKR_TOKEN_COLUMN:
	case GKR_TOKEN_ROW:
	case GKR_TOKEN_TABLE_END:
	case GKR_TOKEN_MARK:
		break;
	default:
		return 0;
	}
	if (token->extent == UINT16_MAX ||
	    (token->place != GKRI_NONE &&
		(token->place > k->len ||
		    token->extent > k->len - token->place)))
		return 0;
	if (token->place == GKRI_NONE)
		return token->text_len == 0 && token->line == 0;
	return token->text_len == 0 || token->text_in == GKRI_TEXT_ARENA ||
	    token->text_len <= k->len - token->place;
}

/*
 * The token with its places counted from the region's first byte; 0 where
 * it has others.
 */
static int tell(const struct maker *k, struct gkri_token *token, size_t i)
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

/* ---- making ---- */

/* How many holes stand before a place; one that is over it is too many. */
static uint32_t holes_before(const struct maker *k, uint32_t at, uint32_t len)
{
	uint32_t lo = 0, hi = k->holes;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if ((uint32_t)k->fills[mid].mantissa < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	if ((lo && gkri_fill_end(&k->fills[lo - 1]) > at) ||
	    (lo < k->holes && (uint32_t)k->fills[lo].mantissa < at + len))
		return GKRI_NONE;
	return lo;
}

static uint32_t has_more(const struct gkri_token *token)
{
	return token->text_in == GKRI_TEXT_ARENA ||
	    token->extent != token->text_len || token->state ||
	    token->certainty || token->scale || token->flags ||
	    token->mantissa || token->unit_len || token->note_len;
}

/* Counts what the shape will have; 0 where it can have none. */
static int count(struct maker *k)
{
	const gkr_tokenizer *t = k->t;
	struct gkri_token token;
	size_t i;

	for (i = 0; i < t->q_len; i++) {
		if (!tell(k, &token, i))
			return 0;
		if (token.kind == GKR_TOKEN_TABLE)
			k->layout = token.layout;
		if (k->holes < k->most &&
		    is_hole(k, &token, &k->fills[k->holes])) {
			k->absorbed += gkri_fill_end(&k->fills[k->holes]) -
			    (uint32_t)k->fills[k->holes].mantissa;
			k->holes++;
			if (i == 0)
				return 0;
			continue;
		}
		k->step = token;
		k->steps++;
		k->more += has_more(&token);
		if (token.text_in == GKRI_TEXT_ARENA)
			k->joined += token.text_len;
	}
	return 1;
}

/* The text without what is in the holes. */
static void put_text(const struct maker *k, char *out)
{
	uint32_t i, from = 0;

	for (i = 0; i <= k->holes; i++) {
		size_t end =
		    i < k->holes ? (size_t)k->fills[i].mantissa : k->len;

		memcpy(out, k->text + from, end - from);
		out += end - from;
		from = i < k->holes ? gkri_fill_end(&k->fills[i]) : 0;
	}
	memset(out + k->joined, 0, GKRI_SHAPE_SLACK);
}

/* Does so little stand between the hole and the one before? */
static uint8_t behind(const struct maker *k, uint32_t i)
{
	const struct gkri_fill *f = &k->fills[i];
	const char *from, *to = k->text + f->mantissa;

	if (i == 0)
		return 0;
	from = k->text + gkri_fill_end(f - 1);
	if (to - from == 1 && *from == '\t')
		return GKRI_HOLE_TAB;
	return to - from == 2 && memcmp(from, "\n\t", 2) == 0 ? GKRI_HOLE_LINE
							      : 0;
}

static void put_hole(const struct maker *k, const struct gkri_shape *s,
    const struct gkri_token *token, uint32_t i)
{
	struct gkri_hole *h = (struct gkri_hole *)gkri_shape_holes(s) + i;
	struct gkri_fill *f = &k->fills[i];
	uint32_t at = (uint32_t)f->mantissa;

	memset(h, 0, sizeof(*h));
	h->at = (uint16_t)(i ? h[-1].at + at - gkri_fill_end(f - 1) : at);
	h->line = (uint16_t)(token->line - k->t->shapes.line);
	if (i == 0 || h[-1].line != h->line)
		h->flags |= GKRI_HOLE_FIRST;
	h->column = (uint16_t)(token->column - f->column);
	if (!(h->flags & GKRI_HOLE_FIRST)) {
		h->column = (uint16_t)(h->column - f[-1].chars);
		f->chars = (uint16_t)(f->chars + f[-1].chars);
	}
	h->flags |= behind(k, i);
	h->slot = token->kind == GKR_TOKEN_UNPLACED
	    ? GKRI_HOLE_LOOSE
	    : (uint8_t)gkri_slot_of(token->table, token->row, token->col);
}

/* Where the token stands; 0 where a hole is in its own text. */
static int put_place(const struct maker *k, const struct gkri_shape *s,
    const struct gkri_token *token, struct gkri_step *out)
{
	const struct gkri_hole *h; /* the last one before it */
	const struct gkri_fill *f;
	uint32_t n = holes_before(k, token->place, token->extent);

	if (n == GKRI_NONE)
		return 0;
	out->holes = (uint8_t)n;
	out->at = (uint16_t)token->place;
	out->line = (uint16_t)(token->line - k->t->shapes.line);
	out->column = (uint16_t)token->column;
	if (n) {
		h = gkri_shape_holes(s) + n - 1;
		f = k->fills + n - 1;
		out->at = (uint16_t)(token->place + h->at - gkri_fill_end(f));
		if (h->line == out->line)
			out->column = (uint16_t)(out->column - f->chars);
	}
	return token->column <= INT16_MAX;
}

static void put_more(const struct maker *k, const struct gkri_shape *s,
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

static int put_step(const struct maker *k, const struct gkri_shape *s,
    const struct gkri_token *token, struct gkri_step *out)
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
	return token->place == GKRI_NONE || put_place(k, s, token, out);
}

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
	const struct gkri_hole *h = gkri_shape_holes(s);
	struct met m;
	uint32_t i;

	memset(&m, 0, sizeof(m));
	for (; k < end; k++) {
		if (k->table > GKRI_TABLES || !step_once(&m, k))
			return 0;
		for (i = 0; i < k->cells; i++, h++)
			if (h->slot == GKRI_HOLE_LOOSE
				? !m.row
				: !cell_once(&m, h->slot))
				return 0;
	}
	return 1;
}

static int fills_hole(
    const struct maker *k, const struct gkri_token *token, uint32_t hole)
{
	return hole < k->holes && token->place == k->fills[hole].at &&
	    (token->kind == GKR_TOKEN_CELL ||
		token->kind == GKR_TOKEN_UNPLACED);
}

/* Fills the shape, of which the counts are there. */
static int make(const struct maker *k, struct gkri_shape *s)
{
	const gkr_tokenizer *t = k->t;
	struct gkri_step *step = (struct gkri_step *)gkri_shape_steps(s) - 1;
	struct gkri_more *more = (struct gkri_more *)gkri_shape_more(s);
	struct gkri_token token;
	char *joined = (char *)gkri_shape_text(s) + s->len;
	uint32_t i, holes = 0;

	/* where all holes are comes first: steps stand behind them */
	for (i = 0; i < t->q_len; i++) {
		tell(k, &token, i);
		if (fills_hole(k, &token, holes))
			put_hole(k, s, &token, holes++);
	}
	put_text(k, (char *)gkri_shape_text(s));
	holes = 0;
	for (i = 0; i < t->q_len; i++) {
		tell(k, &token, i);
		s->tables |= (uint8_t)(token.table ? 1u << token.table : 0);
		if (fills_hole(k, &token, holes)) {
			holes++;
			step->cells++;
			continue;
		}
		if (!put_step(k, s, &token, ++step))
			return 0;
		if (has_more(&token)) {
			put_more(k, s, &token, more++, &joined);
			step->more = (uint8_t)(more - gkri_shape_more(s));
		}
	}
	s->simple = (uint8_t)is_simple(s);
	return holes == k->holes;
}

/* ---- the store ---- */

/* Lets shapes go that are no longer met, until there is room. */
static int make_room(struct gkri_shapes *m, size_t size)
{
	size_t at = 0;

	while (m->store.len + size > GKRI_SHAPES && at < m->store.len) {
		struct gkri_shape *s =
		    (struct gkri_shape *)(void *)(m->store.data + at);
		uint32_t gone = s->size;

		if (s->tried < STALE) {
			at += gone;
			continue;
		}
		if (s->used == 0)
			m->wait = m->wait ? m->wait * 2 : 1;
		if (m->wait > WAIT)
			m->wait = WAIT;
		memmove(m->store.data + at, m->store.data + at + gone,
		    m->store.len - at - gone);
		m->store.len -= gone;
	}
	return m->store.len + size <= GKRI_SHAPES;
}

static size_t size_of(const struct maker *k)
{
	size_t n = sizeof(struct gkri_shape) +
	    k->more * sizeof(struct gkri_more) +
	    k->steps * sizeof(struct gkri_step) +
	    k->holes * sizeof(struct gkri_hole) + k->len - k->absorbed +
	    k->joined + GKRI_SHAPE_SLACK;

	return (n + 15) & ~(size_t)15;
}

static void put_state(const gkr_tokenizer *t, struct gkri_shape *s)
{
	s->lines = t->line - t->shapes.line;
	s->work = (uint32_t)t->region.cell_count;
	s->before = t->shapes.votes;
	s->after = t->votes;
	s->section = t->shapes.section;
	s->next = t->section;
	s->title_before = t->shapes.title;
	s->title_after = t->title_seen;
}

static int32_t learn(gkr_tokenizer *t, struct maker *k)
{
	struct gkri_shapes *m = &t->shapes;
	size_t size = size_of(k);
	struct gkri_shape *s;
	void *store;
	int32_t rc;

	if (!make_room(m, size)) {
		m->skip = STALE / 2;
		return GKR_OK;
	}
	store = m->store.data;
	rc = gkri_grow_to(
	    &t->mem, &store, &m->store.cap, m->store.len + size, 1);
	m->store.data = store;
	if (rc != GKR_OK)
		return rc;
	s = (struct gkri_shape *)(void *)(m->store.data + m->store.len);
	memset(s, 0, sizeof(*s));
	s->size = (uint32_t)size;
	s->more = k->more;
	s->steps = k->steps;
	s->holes = k->holes;
	s->len = (uint32_t)k->len - k->absorbed;
	s->joined = k->joined;
	put_state(t, s);
	s->id = ++m->ids;
	if (make(k, s)) {
		m->store.len += size;
		gkri_shape_follows(m, s->id);
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

/* How many holes there may be. */
static uint32_t values_of(const gkr_tokenizer *t)
{
	uint32_t n = 0;
	size_t i;

	for (i = 0; i < t->q_len; i++)
		n += t->queue[i].kind == GKR_TOKEN_CELL ||
		    t->queue[i].kind == GKR_TOKEN_UNPLACED;
	return n < GKRI_SHAPE_HOLES ? n : GKRI_SHAPE_HOLES;
}

/* The heading behind a region may be cut where the text breaks off. */
int32_t gkri_shape_learn(gkr_tokenizer *t)
{
	struct gkri_shapes *m = &t->shapes;
	struct maker k;
	void *fills;
	int32_t rc;

	if (m->skip) {
		m->skip--;
		return GKR_OK;
	}
	memset(&k, 0, sizeof(k));
	k.t = t;
	k.text = t->window.data + m->from;
	k.len = t->pos - m->from;
	if (!is_shown(&t->region) || k.len > GKRI_SHAPE_TEXT || !t->q_len ||
	    t->spot_count || !k.len || k.text[k.len - 1] != '\n' ||
	    memchr(k.text, '\r', k.len))
		return GKR_OK;
	k.most = values_of(t);
	fills = m->fills;
	rc = gkri_grow_to(
	    &t->mem, &fills, &m->fill_cap, k.most, sizeof(*m->fills));
	m->fills = k.fills = fills;
	if (rc == GKR_OK) {
		if (count(&k) && k.more <= UINT8_MAX)
			rc = learn(t, &k);
	}
	/* it is no loss where memory is short by a limit */
	return rc == GKR_E_LIMIT ? GKR_OK : rc;
}
