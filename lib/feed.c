/*
 * The other way in: paragraphs and cells from a host that has them.
 *
 * A paragraph goes through the same lines as text does; cells become rows of
 * the open region, with ordinals for places.
 */
#include <string.h>
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

static int32_t broken(gkr_tokenizer *t, int32_t rc)
{
	if (rc < 0)
		gkri_tokenizer_fail(t, rc,
		    rc == GKR_E_LIMIT
			? (t->region.hit ? t->region.hit : GKR_LIMIT_MEMORY)
			: 0,
		    0, t->line);
	return rc;
}

int32_t gkr_tokenizer_feed_paragraph(
    gkr_tokenizer *t, const char *text, size_t len)
{
	int32_t rc = ready(t, text, len);
	size_t at, i;

	if (rc != GKR_OK)
		return rc;
	rc = gkr_tokenizer_end_table(t);
	/* texts already handed out stay valid until the next call of next */
	if (rc == GKR_OK)
		rc = gkri_buf_reserve(&t->window, len + 1 + 64);
	if (rc != GKR_OK)
		return broken(t, rc);
	at = t->window.len;
	if (len)
		memcpy(t->window.data + at, text, len);
	for (i = at; i < at + len; i++)
		if (t->window.data[i] == '\n' || t->window.data[i] == '\r')
			t->window.data[i] = ' ';
	t->window.data[at + len] = '\n';
	t->window.len = at + len + 1;
	memset(t->window.data + t->window.len, 0, 64);
	return GKR_OK;
}

/* A table may begin here: what was fed before has to be lines by now. */
static int32_t begin_row(gkr_tokenizer *t)
{
	int32_t rc;

	rc = gkri_tokenizer_take_lines(t);
	if (rc == GKR_OK)
		rc = gkri_tokenizer_open_region(t);
	if (rc == GKR_OK)
		rc = gkri_layout_run(&t->region);
	if (rc == GKR_OK)
		rc = gkri_region_row(&t->region, t->line, t->cell_layout,
		    t->in_table ? 0 : GKRI_ROW_TABLE);
	if (rc != GKR_OK)
		return rc;
	t->in_row = t->in_table = 1;
	t->row_cell = 0;
	return GKR_OK;
}

static int32_t add_place(gkr_tokenizer *t, uint32_t *index)
{
	struct gkri_region *g = &t->region;
	struct gkri_place *p;
	int32_t rc = gkri_grow(g->mem, (void **)&g->places, &g->place_cap,
	    g->place_count + 1, sizeof(*p));

	if (rc != GKR_OK)
		return rc;
	*index = (uint32_t)g->place_count;
	p = &g->places[g->place_count++];
	memset(p, 0, sizeof(*p));
	p->line = t->line;
	p->column = ++t->row_cell;
	return GKR_OK;
}

static int32_t add_cell(gkr_tokenizer *t, const char *text, size_t len)
{
	struct gkri_region *g = &t->region;
	struct gkri_cell c;
	int32_t rc;

	gkri_trim(&text, &len);
	if (len > t->limits[GKR_LIMIT_CELL]) {
		g->hit = GKR_LIMIT_CELL;
		return GKR_E_LIMIT;
	}
	memset(&c, 0, sizeof(c));
	c.flags = GKRI_AT_ARENA | GKRI_PLACED;
	c.line = t->line;
	c.at = (uint32_t)g->arena.len;
	c.len = (uint32_t)len;
	rc = gkri_buf_put(&g->arena, text, len);
	if (rc == GKR_OK)
		rc = add_place(t, &c.place);
	return rc == GKR_OK ? gkri_region_cell(g, &c) : rc;
}

int32_t gkr_tokenizer_feed_cell(gkr_tokenizer *t, const char *text, size_t len,
    uint32_t rowspan, uint32_t colspan)
{
	int32_t rc = ready(t, text, len);

	if (rc != GKR_OK)
		return rc;
	if (rowspan == 0 || colspan == 0)
		return GKR_E_ARGUMENT;
	if (rowspan > t->limits[GKR_LIMIT_SPAN] ||
	    colspan > t->limits[GKR_LIMIT_SPAN]) {
		t->region.hit = GKR_LIMIT_SPAN;
		return broken(t, GKR_E_LIMIT);
	}
	if (!t->in_row)
		rc = begin_row(t);
	if (rc == GKR_OK)
		rc = add_cell(t, text, len);
	return broken(t, rc);
}

int32_t gkr_tokenizer_end_row(gkr_tokenizer *t)
{
	int32_t rc = ready(t, NULL, 0);

	if (rc != GKR_OK)
		return rc;
	if (t->in_row)
		t->line++;
	t->in_row = 0;
	return GKR_OK;
}

int32_t gkr_tokenizer_end_table(gkr_tokenizer *t)
{
	int32_t rc = gkr_tokenizer_end_row(t);

	if (rc == GKR_OK)
		t->in_table = 0;
	return rc;
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
