/* Regions of a known shape, from the window to their tokens. */
#include <string.h>
#include "tokenizer.h"

void gkri_shapes_init(struct gkri_shapes *m, struct gkri_mem *mem)
{
	gkri_buf_init(&m->store, mem);
	m->store.limit = GKRI_SHAPES;
}

void gkri_shapes_free(struct gkri_shapes *m)
{
	gkri_buf_free(&m->store);
}

/*
 * The fills lie in the queue, behind its first token: it was long enough for
 * the tokens of all holes, and none of them waits in it where a region is
 * compared with a shape or taken by it.
 */
static struct gkri_fill *fills_of(const gkr_tokenizer *t)
{
	return (struct gkri_fill *)(void *)(t->queue + 1);
}

static struct gkri_shape *shape_at(const struct gkri_shapes *m, size_t at)
{
	return at < m->store.len
	    ? (struct gkri_shape *)(void *)(m->store.data + at)
	    : NULL;
}

/* Tables of a kind follow each other: what came next last time is likely. */
static size_t first_try(struct gkri_shapes *m)
{
	m->likely = m->last ? shape_at(m, m->last - 1u)->follower : 0;
	m->is_first = m->likely != 0;
	return m->is_first ? m->likely - 1u : 0;
}

void gkri_shape_follows(struct gkri_shapes *m, const struct gkri_shape *s)
{
	size_t at = (size_t)((const char *)s - m->store.data);

	if (m->last)
		shape_at(m, m->last - 1u)->follower = (uint16_t)(at + 1);
	m->last = (uint16_t)(at + 1);
}

void gkri_shape_section(gkr_tokenizer *t)
{
	struct gkri_shapes *m = &t->shapes;

	if (m->stage == GKRI_SHAPE_LEARN && t->q_len > 1)
		m->stage = GKRI_SHAPE_CLOSED;
	else
		gkri_shape_next(t);
}

static void begin_trial(struct gkri_shapes *m)
{
	m->hole = m->row = m->in = 0;
	m->at = m->need = 0;
}

void gkri_shape_next(gkr_tokenizer *t)
{
	struct gkri_shapes *m = &t->shapes;

	m->stage = GKRI_SHAPE_IDLE;
	m->held = NULL;
	if (m->off || !gkri_is_table_section(t) || t->fed != GKRI_FEED_BYTES ||
	    t->markup != GKRI_MARKUP_NONE || t->spot_count)
		return;
	m->stage = GKRI_SHAPE_TRY;
	m->shape = first_try(m);
	begin_trial(m);
}

void gkri_shapes_limits(struct gkri_shapes *m, const uint64_t *limits)
{
	m->off = limits[GKR_LIMIT_CELL] < gkr_limit_default(GKR_LIMIT_CELL) ||
	    limits[GKR_LIMIT_CELLS] < gkr_limit_default(GKR_LIMIT_CELLS) ||
	    limits[GKR_LIMIT_TABLE] < gkr_limit_default(GKR_LIMIT_TABLE);
}

/* ---- trying ---- */

/* Is what was known before the region the same? */
static int same_before(const gkr_tokenizer *t, const struct gkri_shape *s)
{
	return s->section == t->section && s->title_before == t->title_seen &&
	    memcmp(&s->before, &t->votes, sizeof(t->votes)) == 0;
}

/* No shape fits: the region is read line by line, and learnt. */
static void begin_to_learn(gkr_tokenizer *t)
{
	struct gkri_shapes *m = &t->shapes;

	m->stage = GKRI_SHAPE_LEARN;
	m->from = t->pos;
	m->line = t->line;
	m->votes = t->votes;
	m->work = t->region.work_cells;
	m->section = t->section;
	m->title = t->title_seen;
}

static void hold(gkr_tokenizer *t, struct gkri_shape *s)
{
	struct gkri_shapes *m = &t->shapes;

	gkri_tokenizer_settle_places(t);
	m->stage = GKRI_SHAPE_HELD;
	m->held = s;
	m->from = t->pos;
	m->line = t->line;
	m->step = m->cell = m->filled = m->nth = 0;
	m->holes = gkri_shape_holes(s);
	m->wait = m->skip = 0;
	m->uses++;
	s->used = 1;
	s->tried = 0;
	gkri_shape_follows(m, s);
	t->pos += m->at;
	t->scanned = t->pos;
	t->line += s->lines;
	t->work_bytes += m->at;
	t->region.work_cells += s->work;
	t->votes = s->after;
	t->title_seen = s->title_after;
	t->section = s->next;
	t->sections |= 1u << s->next;
}

int gkri_shape_try(gkr_tokenizer *t)
{
	struct gkri_shapes *m = &t->shapes;
	struct gkri_shape *s;
	int how;

	if (t->window.len - t->pos < m->need && t->stage == GKRI_STAGE_TEXT)
		return GKRI_SHAPE_MORE;

	while ((s = shape_at(m, m->shape)) != NULL) {
		how = GKRI_SHAPE_DIFFERS;
		if (same_before(t, s) &&
		    (m->is_first || m->shape + 1 != m->likely))
			how = gkri_shape_match(m, s, fills_of(t),
			    t->window.data + t->pos, t->window.len - t->pos,
			    t->stage == GKRI_STAGE_LAST);
		if (how == GKRI_SHAPE_FITS)
			hold(t, s);
		if (how != GKRI_SHAPE_DIFFERS)
			return how;
		if (s->tried < UINT8_MAX)
			s->tried++;
		begin_trial(m);
		m->shape = m->is_first ? 0 : m->shape + s->size;
		m->is_first = 0;
	}
	begin_to_learn(t);
	return GKRI_SHAPE_DIFFERS;
}

void gkri_shape_shift(gkr_tokenizer *t, size_t n)
{
	struct gkri_shapes *m = &t->shapes;

	if (m->stage != GKRI_SHAPE_LEARN)
		return;
	if (n > m->from)
		m->stage = GKRI_SHAPE_IDLE;
	else
		m->from -= n;
}

/* ---- tokens ---- */

static void put_more(const struct gkri_run *run, const struct gkri_step *k,
    struct gkri_token *out)
{
	const struct gkri_more *m = gkri_shape_more(run->shape) + k->more - 1;

	out->mantissa = m->mantissa;
	out->length = m->extent;
	if (m->text != GKRI_STEP_NOWHERE)
		out->text = gkri_shape_text(run->shape) + m->text;
	out->note_at = m->note_at;
	out->note_len = m->note_len;
	out->unit_at = m->unit_at;
	out->unit_len = m->unit_len;
	out->state = m->state;
	out->certainty = m->certainty;
	out->scale = m->scale;
	out->flags = m->flags;
}

static void put_number(const struct gkri_run *run, const struct gkri_step *k,
    struct gkri_token *out)
{
	out->section = run->shape->section;
	if (k->kind == GKR_TOKEN_SECTION) {
		out->section = run->shape->next;
		out->number = k->number;
	} else if (k->kind == GKR_TOKEN_TABLE) {
		out->layout = k->number;
	} else {
		out->form = k->number;
	}
}

void gkri_shape_token(const struct gkri_run *run, const struct gkri_step *k,
    struct gkri_token *out)
{
	uint32_t at = gkri_step_at(k, run->fills);

	memset(out, 0, sizeof(*out));
	out->kind = k->kind;
	out->table = k->table;
	out->row = k->row;
	out->col = k->col;
	put_number(run, k, out);
	out->text = k->len ? run->text + at : "";
	out->text_len = out->length = k->len;
	if (k->more)
		put_more(run, k, out);
	out->place = GKRI_NONE;
	if (k->line == GKRI_STEP_NOWHERE)
		return;
	gkri_run_place(run, at, out->length, &out->offset, &out->length);
	out->line = run->line + k->line;
	out->column = gkri_step_column(k, run->fills);
	out->place = at;
}

/* Whose number it is. */
static void put_cell(uint32_t cell, struct gkri_token *out)
{
	out->kind = GKR_TOKEN_CELL;
	out->table = (uint8_t)(cell >> 16);
	out->row = (uint8_t)(cell >> 8 & 255);
	out->col = (uint8_t)(cell & 255);
	out->certainty = GKR_CERTAINTY_READ;
}

void gkri_shape_cell(const struct gkri_run *run, const struct gkri_step *k,
    const struct gkri_holes *h, uint32_t i, const struct gkri_fill *f,
    struct gkri_token *out)
{
	uint32_t at = gkri_fill_at(f);

	memset(out, 0, sizeof(*out));
	out->kind = GKR_TOKEN_UNPLACED;
	out->table = k->table;
	out->row = k->row;
	if (h->slot != GKRI_HOLE_LOOSE)
		put_cell(gkri_slot_cell((int)gkri_hole_slot(h, i)), out);
	out->state = GKR_STATE_NUMBER;
	out->scale = f->print.what[2];
	out->flags = f->print.what[3];
	out->section = run->shape->section;
	out->mantissa = f->mantissa;
	out->text = run->text + at;
	out->text_len = f->print.len;
	gkri_run_place(run, at, f->print.len, &out->offset, &out->length);
	out->line = run->line + gkri_hole_line(h, i);
	out->column = gkri_fill_column(f);
	out->place = at;
}

static uint64_t source(const struct gkri_run *run, size_t at)
{
	gkr_tokenizer *t = run->tokenizer;

	/* no page has shapes: the window is the decoder's */
	return gkri_decoder_source(t->decoder, &t->window, t->shapes.from + at);
}

static void get_run(gkr_tokenizer *t, struct gkri_run *run)
{
	const struct gkri_shapes *m = &t->shapes;

	run->shape = m->held;
	run->fills = fills_of(t);
	run->text = t->window.data + m->from;
	run->offset = t->delta + m->from;
	run->source = t->plain ? NULL : source;
	run->tokenizer = t;
	run->ascii = gkri_decoder_ascii(t->decoder);
	run->len = (uint32_t)(t->pos - m->from);
	run->line = m->line;
}

int gkri_shape_holds(gkr_tokenizer *t)
{
	struct gkri_shapes *m = &t->shapes;

	if (m->stage != GKRI_SHAPE_HELD)
		return 0;
	if (m->cell || m->step < m->held->steps)
		return 1;
	gkri_shape_next(t);
	return 0;
}

int gkri_tokenizer_run(gkr_tokenizer *t, struct gkri_run *run)
{
	const struct gkri_shapes *m = &t->shapes;

	if (m->stage != GKRI_SHAPE_HELD || m->step || !m->held->simple ||
	    t->q_len)
		return 0;
	get_run(t, run);
	return 1;
}

void gkri_tokenizer_pass(gkr_tokenizer *t)
{
	gkri_shape_next(t);
}

int gkri_shape_step(gkr_tokenizer *t, struct gkri_token *out)
{
	struct gkri_shapes *m = &t->shapes;
	const struct gkri_step *k;
	struct gkri_run run;

	if (!gkri_shape_holds(t))
		return 0;
	get_run(t, &run);
	k = gkri_shape_steps(m->held) + m->step;
	if (m->cell) {
		gkri_shape_cell(&run, k - 1, m->holes, m->nth,
		    &run.fills[m->filled++], out);
		m->cell--;
		if (++m->nth == m->holes->count) {
			m->holes++;
			m->nth = 0;
		}
	} else {
		m->step++;
		gkri_shape_token(&run, k, out);
		m->cell = k->cells;
	}
	return 1;
}
