/*
 * The other way in: paragraphs and cells from a host that has them.
 *
 * A paragraph goes through the same lines as text does; cells become rows of
 * the open region, with ordinals for places.
 */
#include <string.h>
#include "compiler.h"
#include "layout.h"
#include "text.h"
#include "tokenizer.h"

/* May something be fed, and is the text what it should be? */
static int32_t ready(gkr_tokenizer *t, const char *text, size_t len)
{
	size_t bad, cut;

	if (!t || (!text && len))
		return GKR_E_ARGUMENT;
	if (t->error != GKR_OK)
		return t->error;
	if (t->finished || t->fed == GKRI_FEED_BYTES)
		return GKR_E_STATE;
	if (len &&
	    (gkri_utf8_check(text, len, &bad, &cut) != len ||
		memchr(text, 0, len)))
		return GKR_E_ARGUMENT;
	t->fed = GKRI_FEED_CELLS;
	return GKR_OK;
}

/* An error met here is one of what was fed last. */
static int32_t broken(gkr_tokenizer *t, int32_t rc)
{
	if (rc < 0)
		gkri_tokenizer_fail(t, rc,
		    rc == GKR_E_LIMIT
			? (t->region.hit ? t->region.hit : GKR_LIMIT_MEMORY)
			: 0,
		    0, t->ordinal - 1);
	return rc;
}

/* ---- lines ---- */

static int32_t add_spot(
    gkr_tokenizer *t, size_t at, uint32_t kind, const struct gkri_place *place)
{
	struct gkri_source_spot *spot;
	int32_t rc = gkri_grow(&t->mem, (void **)&t->spots, &t->spot_cap,
	    t->spot_count + 1, sizeof(*t->spots));

	if (rc != GKR_OK)
		return rc;
	spot = &t->spots[t->spot_count++];
	spot->at = (uint32_t)(t->window.len + at);
	spot->kind = kind;
	spot->place = *place;
	return GKR_OK;
}

int32_t gkri_feed_piece(
    gkr_tokenizer *t, size_t at, uint32_t kind, const struct gkri_place *place)
{
	t->in_pieces = 1;
	return add_spot(t, at, kind, place);
}

int32_t gkri_feed_word(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place)
{
	int32_t rc = gkri_buf_reserve(&t->window, len + GKRI_SLACK);

	if (rc == GKR_OK)
		rc = add_spot(t, 0, GKRI_SPOT_WORD, place);
	if (rc != GKR_OK)
		return rc;
	memcpy(t->window.data + t->window.len, text, len);
	t->window.len += len;
	memset(t->window.data + t->window.len, 0, GKRI_SLACK);
	return GKR_OK;
}

/* In place of what would end a line. */
static void put_blanks(char *p, const char *end, char mark)
{
	while ((p = memchr(p, mark, (size_t)(end - p))) != NULL)
		*p++ = ' ';
}

int32_t gkri_feed_line(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place)
{
	char *p, *end;
	int32_t rc = gkri_feed_table_end(t);

	if (rc == GKR_OK)
		rc = gkri_buf_reserve(&t->window, len + 1 + GKRI_SLACK);
	if (rc == GKR_OK && !t->in_pieces)
		rc = add_spot(t, 0, GKRI_SPOT_LINE, place);
	t->in_pieces = 0;
	if (rc != GKR_OK)
		return rc;
	p = t->window.data + t->window.len;
	end = p + len;
	if (len)
		memcpy(p, text, len);
	put_blanks(p, end, '\n');
	put_blanks(p, end, '\r');
	*end = '\n';
	memset(end + 1, 0, GKRI_SLACK);
	t->window.len += len + 1;
	return GKR_OK;
}

int32_t gkr_tokenizer_feed_paragraph(
    gkr_tokenizer *t, const char *text, size_t len)
{
	int32_t rc = ready(t, text, len);
	struct gkri_place place;

	if (rc != GKR_OK)
		return rc;
	memset(&place, 0, sizeof(place));
	place.line = t->ordinal++;
	place.column = 1;
	return broken(t, gkri_feed_line(t, text, len, &place));
}

/* ---- cells ---- */

/* A table may begin here: what was fed before has to be lines by now. */
static int32_t begin_row(gkr_tokenizer *t)
{
	int32_t rc = t->inlined ? GKR_OK : gkri_tokenizer_take_lines(t);

	if (rc == GKR_OK)
		rc = gkri_tokenizer_open_region(t);
	if (rc == GKR_OK)
		rc = gkri_layout_run(&t->region);
	if (rc == GKR_OK)
		rc = gkri_region_row(&t->region, 0,
		    t->inlined ? GKR_LAYOUT_HTML : t->cell_layout,
		    t->in_table ? 0 : GKRI_ROW_TABLE);
	if (rc != GKR_OK)
		return rc;
	t->in_row = t->in_table = 1;
	return GKR_OK;
}

static int32_t add_place(
    struct gkri_region *g, const struct gkri_place *place, uint32_t *index)
{
	int32_t rc = gkri_grow(g->mem, (void **)&g->places, &g->place_cap,
	    g->place_count + 1, sizeof(*place));

	if (rc != GKR_OK)
		return rc;
	*index = (uint32_t)g->place_count;
	g->places[g->place_count++] = *place;
	return GKR_OK;
}

/* Remembers where the lines of a cell are, if it has several. */
static int32_t add_breaks(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place, const struct gkri_place *lines)
{
	const char *p = text, *end = text + len;
	int32_t rc = GKR_OK;
	size_t n = 1, i;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		n++;
	}
	if (n == 1)
		return GKR_OK;
	rc = gkri_grow(&t->mem, (void **)&t->breaks, &t->break_cap,
	    t->break_count + n, sizeof(*t->breaks));
	for (i = 0; i < n && rc == GKR_OK; i++)
		t->breaks[t->break_count++] = lines ? lines[i] : *place;
	return rc;
}

/* Does the text neither begin nor end with what may be a blank's byte? */
static inline int is_trimmed(const char *text, size_t len)
{
	unsigned char c, d;

	if (len == 0)
		return 1;
	c = (unsigned char)*text;
	d = (unsigned char)text[len - 1];
	/* blanks are of ASCII, U+00A0, U+2000 on, U+3000 or U+FEFF */
	return c > ' ' && d > ' ' && (c < 0x80 || (c >= 0xe4 && c <= 0xe9)) &&
	    (d < 0x80 || (d >= 0x8c && d != 0xa0 && d != 0xbf));
}

/*
 * Is there room for so many cells, their places and texts of so many bytes in
 * all, and is no limit near?
 */
static inline int has_room(const gkr_tokenizer *t, size_t cells, size_t len)
{
	const struct gkri_region *g = &t->region;
	const struct gkri_buf *b = &g->arena;

	return g->cell_count + cells <= g->cell_room &&
	    g->place_count + cells <= g->place_cap && len < b->cap - b->len &&
	    !b->limit && len <= g->limits[GKR_LIMIT_CELL] &&
	    b->len - g->arena_from + len <= t->limits[GKR_LIMIT_TABLE];
}

/* As most cells are: there is room for it. */
static void add_cell(struct gkri_region *g, const char *text, size_t len,
    const struct gkri_place *place)
{
	struct gkri_ends e = gkri_region_ends(g);

	if (!is_trimmed(text, len))
		gkri_trim(&text, &len);
	if (len == 1)
		*e.text = *text;
	else if (len)
		memcpy(e.text, text, len);
	*e.place = *place;
	gkri_ends_cell(&e, g, len);
	gkri_region_take(g, &e);
}

/* Any other cell; its text is trimmed. */
SELDOM int32_t add_slowly(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place, const struct gkri_place *lines)
{
	struct gkri_region *g = &t->region;
	struct gkri_cell c;
	int32_t rc = t->in_row ? GKR_OK : begin_row(t);

	/* the reader of HTML tells of lines where there are several */
	if (rc == GKR_OK && len && (lines || t->fed == GKRI_FEED_CELLS))
		rc = add_breaks(t, text, len, place, lines);
	if (rc != GKR_OK)
		return rc;
	if (g->arena.len - g->arena_from + len > t->limits[GKR_LIMIT_TABLE]) {
		g->hit = GKR_LIMIT_TABLE;
		return GKR_E_LIMIT;
	}
	memset(&c, 0, sizeof(c));
	c.flags = GKRI_AT_ARENA | GKRI_PLACED;
	c.line = place->line;
	c.at = (uint32_t)g->arena.len;
	c.len = (uint32_t)len;
	g->rows[g->row_count - 1].line = place->line;
	/* a byte more: where all cells are empty, their text is somewhere */
	rc = gkri_buf_reserve(&g->arena, len + 1);
	if (rc == GKR_OK)
		rc = gkri_buf_put(&g->arena, text, len);
	if (rc == GKR_OK)
		rc = add_place(g, place, &c.place);
	return rc == GKR_OK ? gkri_region_cell(g, &c) : rc;
}

int32_t gkri_feed_cell(gkr_tokenizer *t, const char *text, size_t len,
    const struct gkri_place *place, const struct gkri_place *lines)
{
	if (!t->in_row || lines || t->fed == GKRI_FEED_CELLS ||
	    !has_room(t, 1, len)) {
		gkri_trim(&text, &len);
		return add_slowly(t, text, len, place, lines);
	}
	add_cell(&t->region, text, len, place);
	return GKR_OK;
}

int32_t gkri_feed_row(gkr_tokenizer *t, struct gkri_row_note *note, int *known)
{
	int32_t rc = begin_row(t);

	if (rc != GKR_OK)
		return rc;
	t->moulds.note = note;
	*known = gkri_mould_expects(t, note);
	return GKR_OK;
}

struct gkri_region *gkri_feed_room(gkr_tokenizer *t, size_t cells, size_t len)
{
	return has_room(t, cells, len) ? &t->region : NULL;
}

int32_t gkr_tokenizer_feed_cell(gkr_tokenizer *t, const char *text, size_t len,
    uint32_t rowspan, uint32_t colspan)
{
	int32_t rc = ready(t, text, len);
	struct gkri_place place;

	if (rc != GKR_OK)
		return rc;
	if (rowspan == 0 || colspan == 0)
		return GKR_E_ARGUMENT;
	if (rowspan > t->limits[GKR_LIMIT_SPAN] ||
	    colspan > t->limits[GKR_LIMIT_SPAN]) {
		t->region.hit = GKR_LIMIT_SPAN;
		return broken(t, GKR_E_LIMIT);
	}
	if (!t->in_row) {
		t->ordinal++;
		t->row_cell = 0;
	}
	memset(&place, 0, sizeof(place));
	place.line = t->ordinal - 1;
	place.column = ++t->row_cell;
	return broken(t, gkri_feed_cell(t, text, len, &place, NULL));
}

int32_t gkri_feed_table_end(gkr_tokenizer *t)
{
	int32_t rc = gkri_feed_row_end(t);

	t->in_table = 0;
	return rc;
}

int32_t gkr_tokenizer_end_row(gkr_tokenizer *t)
{
	int32_t rc = ready(t, NULL, 0);

	return rc == GKR_OK ? broken(t, gkri_feed_row_end(t)) : rc;
}

int32_t gkr_tokenizer_end_table(gkr_tokenizer *t)
{
	int32_t rc = ready(t, NULL, 0);

	return rc == GKR_OK ? broken(t, gkri_feed_table_end(t)) : rc;
}

static int32_t keep_reason(gkr_tokenizer *t, const char *zh, const char *en)
{
	int32_t rc = gkri_buf_put(&t->reason, zh, strlen(zh) + 1);

	if (rc == GKR_OK)
		rc = gkri_buf_put(&t->reason, en, strlen(en) + 1);
	if (rc != GKR_OK)
		t->reason.len = 0;
	return rc;
}

int32_t gkr_tokenizer_fail(gkr_tokenizer *t, int32_t status, uint32_t limit,
    const char *zh, const char *en)
{
	int32_t rc;

	if (status >= 0 || !gkr_status_name(status) || !zh != !en ||
	    (status == GKR_E_LIMIT ? !gkr_limit_name(limit) : limit != 0))
		return GKR_E_ARGUMENT;
	rc = ready(t, NULL, 0);
	if (rc != GKR_OK)
		return rc;
	if (zh)
		rc = keep_reason(t, zh, en);
	if (rc != GKR_OK)
		return broken(t, rc);
	gkri_tokenizer_fail(t, status, limit, 0, t->ordinal - 1);
	return GKR_OK;
}

int32_t gkr_tokenizer_set_cell_layout(gkr_tokenizer *t, uint32_t layout)
{
	if (!t || !gkr_layout_name(layout))
		return GKR_E_ARGUMENT;
	if (t->fed || t->finished)
		return GKR_E_STATE;
	t->cell_layout = (uint8_t)layout;
	return GKR_OK;
}
