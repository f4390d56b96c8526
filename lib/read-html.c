/*
 * HTML inside the tokenizer: a whole page, whose lines and cells go the way
 * of fed ones; or a table between lines of other text.
 */
#include <string.h>
#include "html-tag.h"
#include "layout.h"
#include "text.h"
#include "tokenizer.h"
#include "utf8.h"

static int is_ascii(const char *p, size_t n)
{
	return gkri_ascii_run((const unsigned char *)p, n) == n;
}

/*
 * Do the pieces of the line stand in the source byte for byte?  What the
 * window or the decoder holds by now does not matter: that depends on how the
 * input was cut.  In GB18030 longer and shorter characters may make up for
 * each other, which ASCII cannot.
 */
static int is_verbatim(const gkr_tokenizer *t, const char *text, size_t len)
{
	const struct gkri_html *h = &t->html;
	size_t i, end;

	if (h->converted || gkri_decoder_ascii(t->decoder) > 1)
		return 0;
	if (gkri_decoder_encoding(t->decoder) != GKR_ENCODING_GB18030)
		return 1;
	for (i = 0; i < h->piece_count; i++) {
		const struct gkri_html_piece *k = &h->pieces[i];

		end = i + 1 < h->piece_count ? k[1].at : len;
		if (k->exact && !is_ascii(text + k->at, end - k->at))
			return 0;
	}
	return 1;
}

/* Where the pieces of a line stand, if that takes no converting. */
static int32_t put_pieces(gkr_tokenizer *t, const char *text, size_t len)
{
	const struct gkri_html *h = &t->html;
	int32_t rc = GKR_OK;
	size_t i;

	if (h->piece_count && is_verbatim(t, text, len))
		for (i = 0; i < h->piece_count && rc == GKR_OK; i++)
			rc = gkri_feed_piece(t, h->pieces[i].at,
			    h->pieces[i].exact ? GKRI_SPOT_EXACT
					       : GKRI_SPOT_REFERENCE,
			    &h->pieces[i].place);
	return rc;
}

static int32_t put_line(
    void *context, const char *text, size_t len, const struct gkri_place *place)
{
	gkr_tokenizer *t = context;
	int32_t rc;

	if (!t->inlined) {
		/* the end of a row may put lines of its own before this one */
		rc = gkri_feed_table_end(t);
		if (rc == GKR_OK)
			rc = put_pieces(t, text, len);
		return rc == GKR_OK ? gkri_feed_line(t, text, len, place) : rc;
	}
	/* inside a region of lines the words between cells are a row */
	rc = gkri_feed_row_end(t);
	if (rc == GKR_OK)
		rc = gkri_feed_cell(t, text, len, place, NULL);
	return rc == GKR_OK ? gkri_feed_row_end(t) : rc;
}

static int32_t put_cell(void *context, const char *text, size_t len,
    const struct gkri_place *place, const struct gkri_place *lines)
{
	return gkri_feed_cell(context, text, len, place, lines);
}

static int32_t put_row_end(void *context)
{
	return gkri_feed_row_end(context);
}

static int32_t put_row(void *context, struct gkri_row_note *note, int *known)
{
	return gkri_feed_row(context, note, known);
}

static struct gkri_region *room(void *context, size_t cells, size_t len)
{
	return gkri_feed_room(context, cells, len);
}

static int32_t put_table_end(void *context)
{
	return gkri_feed_table_end(context);
}

static uint64_t source(void *context, size_t at)
{
	return gkri_tokenizer_source(context, at);
}

static void fill_sink(gkr_tokenizer *t, struct gkri_html_sink *s)
{
	s->line = put_line;
	s->cell = put_cell;
	s->row_end = put_row_end;
	s->row = put_row;
	s->room = room;
	s->table_end = put_table_end;
	s->source = source;
	s->context = t;
	s->plain_end = 0;
	if (gkri_decoder_plain(t->decoder, &s->delta))
		s->plain_end = gkri_decoder_plain_end(t->decoder);
}

static void set_limits(gkr_tokenizer *t)
{
	uint64_t span = t->limits[GKR_LIMIT_SPAN],
		 text = t->limits[GKR_LIMIT_CELL];

	t->html.span_limit = span < UINT32_MAX ? (uint32_t)span : UINT32_MAX;
	t->html.text_limit = text < UINT32_MAX ? (uint32_t)text : UINT32_MAX;
}

static int32_t failed(gkr_tokenizer *t, int32_t rc)
{
	/* a page's lines before the limit come first, however it was cut; but
	 * where one of them has met it, what is behind that one does not */
	if (rc == GKR_E_LIMIT && t->markup == GKRI_MARKUP_HTML &&
	    !t->error_line) {
		int32_t before = gkri_tokenizer_take_lines(t);

		if (before != GKR_OK)
			return before;
	}
	if (rc == GKR_E_LIMIT && t->html.hit) {
		gkri_tokenizer_fail(t, rc, t->html.hit, t->html.hit_at.offset,
		    t->html.hit_at.line);
		t->html.hit = 0;
	} else if (rc == GKR_E_LIMIT && t->region.hit) {
		gkri_tokenizer_fail(t, rc, t->region.hit, t->html.place.offset,
		    t->html.place.line);
		t->region.hit = 0;
	}
	return rc;
}

int32_t gkri_tokenizer_html(gkr_tokenizer *t, int last, int *moved)
{
	struct gkri_buf *b = t->inlined ? &t->window : &t->source;
	size_t from = t->inlined ? t->pos : t->source_pos, used = from;
	struct gkri_html_sink s;
	int32_t rc;
	int done;

	fill_sink(t, &s);
	set_limits(t);
	rc = gkri_html_run(&t->html, &s, b->data, from, b->len, last,
	    t->inlined, &used, &done);
	*moved = used > from;
	/* what waits for more has been looked at, too */
	t->work_bytes += (done ? used : b->len) - from;
	if (!t->inlined) {
		t->source_pos = used;
		return failed(t, rc);
	}
	t->pos = t->scanned = used;
	t->line = t->html.line;
	if (rc == GKR_OK && (done || (last && used == b->len))) {
		rc = gkri_html_end(&t->html, &s);
		t->inlined = 0;
	}
	return failed(t, rc);
}

int32_t gkri_tokenizer_html_end(gkr_tokenizer *t)
{
	struct gkri_html_sink s;

	fill_sink(t, &s);
	return failed(t, gkri_html_end(&t->html, &s));
}

/* Cells that were made of lines let go of the window. */
static int32_t detach(gkr_tokenizer *t)
{
	struct gkri_region *g = &t->region;
	int32_t rc = GKR_OK;
	size_t i;

	g->work_cells += g->cell_count - g->detached;
	for (i = g->detached; i < g->cell_count && rc == GKR_OK; i++) {
		struct gkri_cell *c = &g->cells[i];

		if (c->flags & GKRI_PLACED)
			continue;
		rc = gkri_grow(g->mem, (void **)&g->places, &g->place_cap,
		    g->place_count + 1, sizeof(*g->places));
		if (rc == GKR_OK)
			rc = gkri_buf_reserve(&g->arena, c->len + 1);
		if (rc != GKR_OK)
			break;
		gkri_tokenizer_place(t, c->place, c->extent, c->line,
		    &g->places[g->place_count]);
		c->place = (uint32_t)g->place_count++;
		if (!(c->flags & GKRI_AT_ARENA)) {
			memcpy(g->arena.data + g->arena.len,
			    g->window->data + c->at, c->len);
			c->at = (uint32_t)g->arena.len;
			g->arena.len += c->len;
		}
		c->flags |= GKRI_AT_ARENA | GKRI_PLACED;
	}
	g->detached = i;
	return rc;
}

int32_t gkri_tokenizer_inline(gkr_tokenizer *t, size_t at)
{
	struct gkri_place place;
	int32_t rc = gkri_tokenizer_open_region(t);

	if (rc == GKR_OK)
		rc = gkri_layout_run(&t->region);
	if (rc == GKR_OK)
		rc = detach(t);
	if (rc != GKR_OK)
		return rc;
	gkri_region_lines_done(&t->region);
	gkri_tokenizer_place(t, at, 0, t->line, &place);
	gkri_html_begin(&t->html, t->line, place.column, at);
	t->inlined = 1;
	return GKR_OK;
}

size_t gkri_html_table_at(const char *p, size_t n)
{
	size_t at = 0;
	const char *end;
	uint8_t meaning;

	while (at < n && p[at] == '<') {
		/* with what ends the line, which may end a name, too */
		meaning = gkri_tag_meaning_at(p + at + 1, n - at);
		if (meaning == GKRI_TAG_TABLE)
			return at;
		end = memchr(p + at, '>', n - at);
		if (meaning != GKRI_TAG_BLOCK || !end)
			break;
		at = (size_t)(end + 1 - p);
		at += gkri_blanks(p + at, n - at);
	}
	return n;
}
