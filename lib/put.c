/* Queues tokens and finds where they stand in the caller's bytes. */
#include <string.h>
#include "text.h"
#include "tokenizer.h"

int32_t gkri_tokenizer_fail(gkr_tokenizer *t, int32_t error, uint32_t limit,
    uint64_t offset, uint64_t line)
{
	/* the decoder is ahead of what is read: its error may be the later */
	int before = error == GKR_E_LIMIT && t->error_line == 0 && offset > 0 &&
	    offset < t->error_offset;

	if (t->error == GKR_OK || before) {
		t->error = error;
		t->error_limit = limit;
		t->error_offset = offset;
		t->error_line = line;
	}
	return error;
}

static int32_t more_queue(gkr_tokenizer *t)
{
	return gkri_grow(&t->mem, (void **)&t->queue, &t->q_cap, t->q_len + 1,
	    sizeof(*t->queue));
}

int32_t gkri_tokenizer_expect(gkr_tokenizer *t, size_t n)
{
	return gkri_grow_to(&t->mem, (void **)&t->queue, &t->q_cap,
	    t->q_len + n, sizeof(*t->queue));
}

int32_t gkri_tokenizer_push(gkr_tokenizer *t, const struct gkri_token *token)
{
	int32_t rc = t->q_len < t->q_cap ? GKR_OK : more_queue(t);

	if (rc == GKR_OK)
		t->queue[t->q_len++] = *token;
	return rc;
}

/* Buffers may move while a token waits: it keeps the place, not the text. */
static void tie(const gkr_tokenizer *t, struct gkri_token *token)
{
	const struct gkri_buf *arena = &t->region.arena;
	const char *p = token->text;

	if (!token->text_len)
		return;
	if (arena->len && p >= arena->data && p < arena->data + arena->len) {
		token->text_in = GKRI_TEXT_ARENA;
		token->text_at = (uint32_t)(p - arena->data);
	} else {
		token->text_in = GKRI_TEXT_WINDOW;
		token->text_at = (uint32_t)(p - t->window.data);
	}
}

/* The column of a window offset: characters since its line began. */
static uint32_t column_of(gkr_tokenizer *t, size_t at, uint32_t line)
{
	const char *base = t->window.data;
	size_t from = t->place_at;

	if (t->place_line != line || from > at || from == 0) {
		if (at && base[at - 1] == '\n') { /* as most begin */
			t->place_at = at;
			t->place_line = line;
			return t->place_column = 1;
		}
		for (from = at; from > 0 && base[from - 1] != '\n' &&
		     base[from - 1] != '\r';
		     from--)
			;
		t->work_bytes += at - from;
		t->place_column = 1;
		t->place_line = line;
	}
	t->place_column += (uint32_t)gkri_count(base + from, at - from);
	t->work_bytes += at - from;
	t->place_at = at;
	return t->place_column;
}

uint64_t gkri_tokenizer_source(gkr_tokenizer *t, size_t at)
{
	const struct gkri_buf *b =
	    t->markup >= GKRI_MARKUP_HTML ? &t->source : &t->window;

	return t->fed == GKRI_FEED_CELLS
	    ? 0
	    : gkri_decoder_source(t->decoder, b, at);
}

/* The last spot that is not behind `at`. */
static const struct gkri_source_spot *spot_of(const gkr_tokenizer *t, size_t at)
{
	size_t lo = 0, hi = t->spot_count;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->spots[mid].at <= at)
			lo = mid;
		else
			hi = mid;
	}
	return &t->spots[lo];
}

/* From the word that `at` is in to the one that ends; in any order. */
static void place_words(const struct gkri_source_spot *first,
    const struct gkri_source_spot *last, struct gkri_place *out)
{
	const struct gkri_place *a = &first->place, *b = &last->place;
	uint64_t end = a->offset + a->length, other = b->offset + b->length;

	*out = a->offset <= b->offset ? *a : *b;
	end = end > other ? end : other;
	out->length = (uint32_t)(end - out->offset);
}

/* A fed line stands where its feeder said, or a piece of it does. */
static void place_fed(
    gkr_tokenizer *t, size_t at, size_t len, struct gkri_place *out)
{
	const struct gkri_source_spot *s = spot_of(t, at), *e;
	uint64_t end;

	if (s->kind == GKRI_SPOT_WORD) {
		place_words(s, len ? spot_of(t, at + len - 1) : s, out);
		out->length = len ? out->length : 0;
		return;
	}
	*out = s->place;
	if (s->kind == GKRI_SPOT_LINE)
		return;
	if (s->kind == GKRI_SPOT_EXACT) {
		out->offset += at - s->at;
		out->column +=
		    (uint32_t)gkri_count(t->window.data + s->at, at - s->at);
		t->work_bytes += at - s->at;
	}
	e = len ? spot_of(t, at + len - 1) : s;
	end = e->place.offset +
	    (e->kind == GKRI_SPOT_EXACT ? at + len - e->at : e->place.length);
	out->length =
	    (uint32_t)(len && end > out->offset ? end - out->offset : 0);
}

void gkri_tokenizer_place(gkr_tokenizer *t, size_t at, size_t len,
    uint32_t line, struct gkri_place *out)
{
	if (t->spot_count) {
		place_fed(t, at, len, out);
		return;
	}
	if (t->plain) {
		out->line = line;
		out->column = column_of(t, at, line);
		out->offset = t->delta + at;
		out->length = (uint32_t)len;
		return;
	}
	out->line = line;
	out->column = column_of(t, at, line);
	out->offset = gkri_tokenizer_source(t, at);
	out->length =
	    (uint32_t)(gkri_tokenizer_source(t, at + len) - out->offset);
}

int32_t gkri_tokenizer_fail_here(
    gkr_tokenizer *t, int32_t error, uint32_t limit)
{
	struct gkri_place p;

	gkri_tokenizer_place(t, t->pos, 0, t->line, &p);
	return gkri_tokenizer_fail(t, error, limit, p.offset, p.line);
}

uint32_t gkri_tokenizer_source_line(const gkr_tokenizer *t)
{
	if (t->fed == GKRI_FEED_CELLS)
		return t->ordinal - 1; /* of what was fed last */
	if (t->markup == GKRI_MARKUP_WORDS)
		return t->words.line;
	return t->markup == GKRI_MARKUP_HTML ? t->html.line : t->line;
}

static void place(struct gkri_token *token, const struct gkri_place *p)
{
	token->offset = p->offset;
	token->length = p->length;
	token->line = p->line;
	token->column = p->column;
}

/* Places of the window as it is now. */
void gkri_tokenizer_settle_places(gkr_tokenizer *t)
{
	t->plain = t->spot_count == 0 && t->fed == GKRI_FEED_BYTES &&
	    t->markup < GKRI_MARKUP_HTML &&
	    gkri_decoder_plain(t->decoder, &t->delta);
}

static void place_cell(gkr_tokenizer *t, const struct gkri_region *g,
    struct gkri_token *token, const struct gkri_cell *cell)
{
	struct gkri_place p;

	if (cell->flags & GKRI_PLACED) {
		place(token, &g->places[cell->place]);
		return;
	}
	token->place = cell->place;
	token->extent =
	    cell->extent < UINT16_MAX ? (uint16_t)cell->extent : UINT16_MAX;
	if (t->plain) {
		token->line = cell->line;
		token->column = column_of(t, cell->place, cell->line);
		token->offset = t->delta + cell->place;
		token->length = cell->extent;
	} else {
		gkri_tokenizer_place(
		    t, cell->place, cell->extent, cell->line, &p);
		place(token, &p);
	}
}

int32_t gkri_tokenizer_put(void *context, const struct gkri_region *g,
    struct gkri_token *token, const struct gkri_cell *cell)
{
	gkr_tokenizer *t = context;

	token->section = t->section;
	token->place = GKRI_NONE;
	tie(t, token);
	if (cell)
		place_cell(t, g, token, cell);
	return gkri_tokenizer_push(t, token);
}

int gkri_token_is_sure(const struct gkri_token *token)
{
	switch (token->kind) {
	case GKR_TOKEN_CELL:
		return token->certainty == GKR_CERTAINTY_READ;
	case GKR_TOKEN_UNPLACED:
	case GKR_TOKEN_SECTION:
	case GKR_TOKEN_PROSE:
	case GKR_TOKEN_TABLE:
	case GKR_TOKEN_COLUMN:
	case GKR_TOKEN_ROW:
	case GKR_TOKEN_TABLE_END:
	case GKR_TOKEN_MARK:
		return 1;
	default:
		return 0;
	}
}

int32_t gkri_tokenizer_put_text(
    gkr_tokenizer *t, uint8_t kind, size_t at, size_t len, uint8_t flags)
{
	int32_t rc = t->q_len < t->q_cap ? GKR_OK : more_queue(t);
	struct gkri_token *token;
	struct gkri_place p;

	if (kind != GKR_TOKEN_SECTION)
		t->shapes.stage = GKRI_SHAPE_IDLE;
	if (rc != GKR_OK)
		return rc;
	token = &t->queue[t->q_len++];
	memset(token, 0, sizeof(*token));
	token->kind = kind;
	token->section = t->section;
	token->flags = flags;
	token->text = t->window.data + at;
	token->text_len = (uint32_t)len;
	token->place = (uint32_t)at;
	token->extent = len < UINT16_MAX ? (uint16_t)len : UINT16_MAX;
	if (len) {
		token->text_in = GKRI_TEXT_WINDOW;
		token->text_at = (uint32_t)at;
	}
	if (t->plain) {
		token->line = t->line;
		token->column = column_of(t, at, t->line);
		token->offset = t->delta + at;
		token->length = (uint32_t)len;
	} else {
		gkri_tokenizer_place(t, at, len, t->line, &p);
		place(token, &p);
	}
	return GKR_OK;
}

void gkri_token_value(struct gkri_token *t)
{
	struct gkri_value v;

	if (t->text_len == 1 && *t->text >= '0' && *t->text <= '9') {
		t->state = GKR_STATE_NUMBER;
		t->mantissa = *t->text - '0';
		return;
	}
	gkri_value_read(t->text, t->text_len, &v);
	t->state = v.state;
	t->mantissa = v.state == GKR_STATE_NUMBER ? v.mantissa : 0;
	t->scale = v.state == GKR_STATE_NUMBER ? v.scale : 0;
	t->note_at = v.note_at;
	t->note_len = v.note_len;
	t->unit_at = v.unit_at;
	t->unit_len = v.unit_len;
	if (v.flags & GKRI_VALUE_SIGNED)
		t->flags |= GKRI_TOKEN_SIGNED;
	if (v.flags & GKRI_VALUE_TOO_LONG)
		t->flags |= GKRI_TOKEN_TOO_LONG;
}
