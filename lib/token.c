/* The public tokenizer: its life, what is fed to it, what it hands out. */
#include <string.h>
#include "text.h"
#include "tokenizer.h"

/* ---- life ---- */

static void set_defaults(gkr_tokenizer *t)
{
	uint32_t i;

	for (i = 1; i < sizeof(t->limits) / sizeof(*t->limits); i++)
		t->limits[i] = gkr_limit_default(i);
	t->mem.limit = t->limits[GKR_LIMIT_MEMORY];
	t->cell_layout = GKR_LAYOUT_CELLS;
	t->gathers = GKRI_GATHER;
}

static void begin(gkr_tokenizer *t)
{
	t->window.len = 0;
	t->pos = t->scanned = 0;
	t->room = t->gathered_len = 0;
	t->in = NULL;
	t->in_len = 0;
	t->q_head = GKRI_NO_TOKEN;
	t->q_len = 0;
	gkri_region_clear(&t->region, 1);
	t->region.hit = 0;
	t->region.work_cells = 0;
	t->region.box_count = 0;
	memset(&t->votes, 0, sizeof(t->votes));
	t->work_bytes = 0;
	t->place_at = 0;
	t->place_line = 0;
	t->plain = 0;
	t->line = 1;
	t->sections = 0;
	t->error = GKR_OK;
	t->error_offset = t->error_line = 0;
	t->error_limit = 0;
	t->reason.len = 0;
	t->ordinal = 1;
	t->row_cell = 0;
	t->spot_count = 0;
	t->stage = t->fed = t->finished = 0;
	t->region_open = t->region_text = 0;
	t->skip_lf = t->long_line = t->numbered = 0;
	t->section = t->title_seen = 0;
	t->in_row = t->in_table = t->in_pieces = t->in_bars = 0;
	t->in_joined = 0;
	t->region.pages = 0;
	t->region.page_lag = 0;
	t->break_count = 0;
	t->markup = t->inlined = t->source_last = 0;
	if (t->cell_layout == GKR_LAYOUT_HTML)
		t->cell_layout = GKR_LAYOUT_CELLS;
	t->source.len = 0;
	t->source_pos = 0;
	t->shapes.stage = GKRI_SHAPE_IDLE;
	t->shapes.last = 0;
	t->moulds.last = 0;
	t->moulds.likely = NULL;
	t->moulds.note = NULL;
}

int32_t gkr_tokenizer_new_with(
    gkr_alloc_fn alloc, void *context, gkr_tokenizer **out)
{
	gkr_tokenizer *t;
	int32_t rc;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = NULL;
	t = gkri_handle_new(
	    sizeof(*t), offsetof(gkr_tokenizer, mem), alloc, context);
	if (!t)
		return GKR_E_MEMORY;
	gkri_buf_init(&t->window, &t->mem);
	gkri_buf_init(&t->source, &t->mem);
	gkri_buf_init(&t->laid_text, &t->mem);
	gkri_buf_init(&t->reason, &t->mem);
	gkri_html_init(&t->html, &t->mem);
	gkri_words_init(&t->words, &t->mem);
	gkri_region_init(&t->region, &t->mem, &t->window);
	t->region.limits = t->limits;
	gkri_shapes_init(&t->shapes, &t->mem);
	gkri_moulds_init(&t->moulds, &t->mem);
	set_defaults(t);
	rc = gkri_decoder_new(&t->mem, &t->decoder);
	if (rc != GKR_OK) {
		gkr_tokenizer_free(t);
		return rc;
	}
	begin(t);
	*out = t;
	return GKR_OK;
}

int32_t gkr_tokenizer_new(gkr_tokenizer **out)
{
	return gkr_tokenizer_new_with(NULL, NULL, out);
}

void gkr_tokenizer_free(gkr_tokenizer *t)
{
	if (!t)
		return;
	gkri_decoder_free(t->decoder);
	gkri_release(&t->mem, t->gathered, GKRI_GATHER);
	gkri_buf_free(&t->window);
	gkri_buf_free(&t->source);
	gkri_buf_free(&t->laid_text);
	gkri_buf_free(&t->reason);
	gkri_release(&t->mem, t->breaks, t->break_cap * sizeof(*t->breaks));
	gkri_release(&t->mem, t->laid, t->laid_cap * sizeof(*t->laid));
	gkri_html_free(&t->html);
	gkri_words_free(&t->words);
	gkri_region_free(&t->region);
	gkri_shapes_free(&t->shapes);
	gkri_moulds_free(&t->moulds);
	gkri_release(&t->mem, t->spots, t->spot_cap * sizeof(*t->spots));
	gkri_release(&t->mem, t->queue, t->q_cap * sizeof(*t->queue));
	gkri_handle_free(t, sizeof(*t), offsetof(gkr_tokenizer, mem));
}

int32_t gkr_tokenizer_reset(gkr_tokenizer *t)
{
	if (!t)
		return GKR_E_ARGUMENT;
	gkri_decoder_reset(t->decoder);
	begin(t);
	return GKR_OK;
}

/* ---- settings ---- */

static int32_t settable(const gkr_tokenizer *t)
{
	if (!t)
		return GKR_E_ARGUMENT;
	return t->fed || t->finished ? GKR_E_STATE : GKR_OK;
}

int32_t gkr_tokenizer_set_encoding(gkr_tokenizer *t, uint32_t encoding)
{
	int32_t rc = settable(t);

	if (rc != GKR_OK)
		return rc;
	if (encoding > GKR_ENCODING_GB18030)
		return GKR_E_ARGUMENT;
	t->encoding = encoding;
	gkri_decoder_set_encoding(t->decoder, encoding);
	return GKR_OK;
}

uint32_t gkr_tokenizer_encoding(const gkr_tokenizer *t)
{
	return t ? gkri_decoder_encoding(t->decoder) : 0;
}

int32_t gkr_tokenizer_set_limit(
    gkr_tokenizer *t, uint32_t limit, uint64_t value)
{
	int32_t rc = settable(t);

	if (rc != GKR_OK)
		return rc;
	if (!gkr_limit_name(limit) || value == 0)
		return GKR_E_ARGUMENT;
	/* window offsets are 32 bits */
	if (limit == GKR_LIMIT_TABLE && value > (1u << 30))
		value = 1u << 30;
	t->limits[limit] = value;
	gkri_shapes_limits(&t->shapes, t->limits);
	t->mem.limit = t->limits[GKR_LIMIT_MEMORY];
	gkri_decoder_set_limit(t->decoder, t->limits[GKR_LIMIT_INPUT]);
	return GKR_OK;
}

uint64_t gkr_tokenizer_limit(const gkr_tokenizer *t, uint32_t limit)
{
	return t && gkr_limit_name(limit) ? t->limits[limit] : 0;
}

int32_t gkr_tokenizer_set_option(
    gkr_tokenizer *t, uint32_t option, int64_t value)
{
	int32_t rc = settable(t);

	if (rc != GKR_OK)
		return rc;
	if (option != GKR_OPTION_REPLACE_INVALID || value < 0 || value > 1)
		return GKR_E_ARGUMENT;
	t->replace = (uint8_t)value;
	gkri_decoder_set_replace(t->decoder, t->replace);
	return GKR_OK;
}

uint64_t gkr_tokenizer_replaced(const gkr_tokenizer *t)
{
	return t ? gkri_decoder_replaced(t->decoder) : 0;
}

/* ---- bytes ---- */

int32_t gkr_tokenizer_feed(gkr_tokenizer *t, const void *bytes, size_t len)
{
	if (!t || (!bytes && len))
		return GKR_E_ARGUMENT;
	if (t->error != GKR_OK)
		return t->error;
	if (len == 0)
		return GKR_OK;
	if (t->in_len || t->finished || t->fed == GKRI_FEED_CELLS)
		return GKR_E_STATE;
	t->fed = GKRI_FEED_BYTES;
	t->in = bytes;
	t->in_len = len;
	return GKR_OK;
}

int32_t gkr_tokenizer_finish(gkr_tokenizer *t)
{
	if (!t)
		return GKR_E_ARGUMENT;
	if (t->error != GKR_OK)
		return t->error;
	if (t->in_len)
		return GKR_E_STATE;
	t->finished = 1;
	return GKR_OK;
}

/* ---- tokens ---- */

/* Errors that did not come from the text are remembered here. */
/* Bytes of the caller's input taken so far. */
static uint64_t taken(const gkr_tokenizer *t)
{
	struct gkri_source s;

	gkri_tokenizer_note(t, &s);
	return s.bytes;
}

static int32_t settle(gkr_tokenizer *t, int32_t rc)
{
	if (rc >= GKR_OK)
		return rc;
	/* less came out than was read before the text's own error */
	if (rc == GKR_E_MEMORY && t->error != GKR_E_MEMORY)
		t->error = GKR_OK;
	if (t->error == GKR_OK)
		gkri_tokenizer_fail(t, rc,
		    rc == GKR_E_LIMIT ? GKR_LIMIT_MEMORY : 0, taken(t),
		    gkri_tokenizer_source_line(t));
	t->stage = GKRI_STAGE_CLOSED;
	t->in_len = 0;
	return t->error;
}

/* The token at the queue's head, its text where the buffer now is. */
static const struct gkri_token *head(gkr_tokenizer *t)
{
	struct gkri_token *k = &t->queue[t->q_head];

	if (k->text_in == GKRI_TEXT_WINDOW)
		k->text = t->window.data + k->text_at;
	else if (k->text_in == GKRI_TEXT_ARENA)
		k->text = t->region.arena.data + k->text_at;
	return k;
}

/* The next token of a region that was taken by its shape; 0 if none. */
static int next_of_shape(gkr_tokenizer *t, const struct gkri_token **token)
{
	/* the region that the shape was learnt from has left a queue */
	if (!gkri_shape_step(t, t->queue))
		return 0;
	t->q_head = 0;
	t->q_len = 1;
	*token = t->queue;
	return 1;
}

int32_t gkri_tokenizer_fill(gkr_tokenizer *t)
{
	struct gkri_source ignored;
	int32_t rc;

	if (gkri_tokenizer_gather(t, &ignored))
		return GKR_MORE;
	if (t->q_head + 1 < t->q_len)
		return GKR_OK;
	t->q_head = GKRI_NO_TOKEN;
	t->q_len = 0;
	if (gkri_shape_holds(t))
		return GKR_OK;
	gkri_region_drained(&t->region, t->region_open);
	rc = gkri_tokenizer_advance(t);
	if (rc < 0 && t->q_len) {
		/* what was read before the error comes first */
		settle(t, rc);
		rc = GKR_OK;
	}
	return rc == GKR_OK ? rc : settle(t, rc);
}

int32_t gkri_tokenizer_step(gkr_tokenizer *t, const struct gkri_token **token)
{
	int32_t rc = gkri_tokenizer_fill(t);

	if (rc != GKR_OK)
		return rc;
	if (t->q_len == 0 && next_of_shape(t, token))
		return GKR_OK;
	t->q_head++; /* from GKRI_NO_TOKEN to 0 */
	*token = head(t);
	return GKR_OK;
}

const struct gkri_token *gkri_tokenizer_queued(gkr_tokenizer *t, size_t *n)
{
	struct gkri_token *first = t->queue + t->q_head + 1, *k;
	const struct gkri_token *end = t->queue + t->q_len;
	const char *window = t->window.data, *arena = t->region.arena.data;

	for (k = first; k < end; k++) {
		if (k->text_in == GKRI_TEXT_ARENA)
			k->text = arena + k->text_at;
		else if (k->text_in == GKRI_TEXT_WINDOW)
			k->text = window + k->text_at;
	}
	*n = (size_t)(k - first);
	return first;
}

void gkri_tokenizer_taken(gkr_tokenizer *t, size_t n)
{
	t->q_head += n;
}

int32_t gkr_tokenizer_next(gkr_tokenizer *t)
{
	const struct gkri_token *token;

	return t ? gkri_tokenizer_step(t, &token) : GKR_E_ARGUMENT;
}

/* ---- errors and figures ---- */

int32_t gkr_tokenizer_error(const gkr_tokenizer *t)
{
	return t ? t->error : GKR_E_ARGUMENT;
}

const char *gkr_tokenizer_error_message(const gkr_tokenizer *t, uint32_t lang)
{
	const char *special = NULL;

	if (!t || (lang != GKR_LANG_ZH && lang != GKR_LANG_EN))
		return NULL;
	if (t->reason.len)
		special = lang == GKR_LANG_ZH
		    ? t->reason.data
		    : t->reason.data + strlen(t->reason.data) + 1;
	else if (t->error == GKR_E_FORMAT)
		special = gkri_decoder_format(t->decoder, lang);
	else if (t->error == GKR_E_ENCODING)
		special = gkri_decoder_cut(t->decoder, lang);
	return special ? special : gkr_status_message(t->error, lang);
}

uint64_t gkr_tokenizer_error_offset(const gkr_tokenizer *t)
{
	return t ? t->error_offset : 0;
}

uint64_t gkr_tokenizer_error_line(const gkr_tokenizer *t)
{
	return t ? t->error_line : 0;
}

uint32_t gkr_tokenizer_error_limit(const gkr_tokenizer *t)
{
	return t ? t->error_limit : 0;
}

uint64_t gkr_tokenizer_memory(const gkr_tokenizer *t)
{
	return t ? t->mem.held : 0;
}

uint64_t gkr_tokenizer_memory_peak(const gkr_tokenizer *t)
{
	return t ? t->mem.peak : 0;
}

uint64_t gkr_tokenizer_work_bytes(const gkr_tokenizer *t)
{
	return t ? t->work_bytes : 0;
}

uint64_t gkr_tokenizer_work_cells(const gkr_tokenizer *t)
{
	return t ? t->region.work_cells : 0;
}

uint32_t gkr_tokenizer_position_kind(const gkr_tokenizer *t)
{
	if (!t)
		return 0;
	return t->fed == GKRI_FEED_CELLS ? GKR_POSITION_CELLS
					 : GKR_POSITION_BYTES;
}
