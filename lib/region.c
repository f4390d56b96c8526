/* What a region holds. */
#include <string.h>
#include "region.h"
#include "sheet.h"
#include "text.h"

void gkri_region_init(
    struct gkri_region *g, struct gkri_mem *mem, const struct gkri_buf *window)
{
	g->mem = mem;
	g->window = window;
	gkri_buf_init(&g->arena, mem);
}

void gkri_region_free(struct gkri_region *g)
{
	struct gkri_mem *m = g->mem;

	gkri_buf_free(&g->arena);
	gkri_release(m, g->lines, g->line_cap * sizeof(*g->lines));
	gkri_release(m, g->cursors, g->cursor_cap * sizeof(*g->cursors));
	gkri_release(m, g->boxes, g->box_cap * sizeof(*g->boxes));
	gkri_release(m, g->pieces, g->piece_cap * sizeof(*g->pieces));
	gkri_release(m, g->cells, g->cell_cap * sizeof(*g->cells));
	gkri_release(m, g->rows, g->row_cap * sizeof(*g->rows));
	gkri_release(m, g->marks, g->mark_cap * sizeof(*g->marks));
	gkri_release(m, g->places, g->place_cap * sizeof(*g->places));
	gkri_release(m, g->data, g->data_cap * sizeof(*g->data));
	gkri_release(m, g->refs, g->ref_cap * sizeof(*g->refs));
	gkri_release(m, g->instances, g->instance_cap * sizeof(*g->instances));
}

void gkri_region_clear(struct gkri_region *g, int arena)
{
	if (arena)
		g->arena.len = 0;
	g->arena_from = g->arena.len;
	g->line_count = g->line_done = 0;
	g->cell_count = g->row_count = g->place_count = 0;
	g->cell_room = 0;
	g->detached = 0;
	g->mark_count = 0;
	g->data_count = g->ref_count = g->instance_count = 0;
	g->cut = g->digits = g->unended = 0;
}

void gkri_region_drained(struct gkri_region *g, int open)
{
	struct gkri_buf *a = &g->arena;
	size_t from = g->arena_from, i;

	if (a->len == 0)
		return;
	if (!open)
		from = a->len;
	if (from == 0)
		return;
	memmove(a->data, a->data + from, a->len - from);
	a->len -= from;
	g->arena_from = 0;
	for (i = 0; open && i < g->cell_count; i++)
		if (g->cells[i].flags & GKRI_AT_ARENA)
			g->cells[i].at -= (uint32_t)from;
}

int32_t gkri_region_line(struct gkri_region *g, const struct gkri_line *line)
{
	int32_t rc = GKR_OK;

	if (g->line_count == g->line_cap)
		rc = gkri_grow(g->mem, (void **)&g->lines, &g->line_cap,
		    g->line_count + 1, sizeof(*g->lines));
	if (rc == GKR_OK)
		g->lines[g->line_count++] = *line;
	return rc;
}

int32_t gkri_region_cursors(struct gkri_region *g, size_t n)
{
	return gkri_grow(g->mem, (void **)&g->cursors, &g->cursor_cap, n,
	    sizeof(*g->cursors));
}

int32_t gkri_region_mark(
    struct gkri_region *g, uint32_t at, uint32_t len, uint32_t line)
{
	struct gkri_mark *m;
	int32_t rc = gkri_grow(g->mem, (void **)&g->marks, &g->mark_cap,
	    g->mark_count + 1, sizeof(*m));

	if (rc != GKR_OK)
		return rc;
	m = &g->marks[g->mark_count++];
	m->at = at;
	m->len = len;
	m->line = line;
	return GKR_OK;
}

static void shift_boxes(struct gkri_region *g, uint32_t n)
{
	size_t i, kept = 0;

	for (i = 0; i < g->box_count; i++) {
		if (g->boxes[i].at < n)
			continue;
		g->boxes[kept] = g->boxes[i];
		g->boxes[kept++].at -= n;
	}
	g->box_count = kept;
}

void gkri_region_shift(struct gkri_region *g, uint32_t n)
{
	size_t i;

	shift_boxes(g, n);

	for (i = 0; i < g->line_count; i++)
		g->lines[i].at -= n;
	for (i = 0; i < g->mark_count; i++)
		g->marks[i].at -= n;
}

void gkri_region_lines_done(struct gkri_region *g)
{
	g->line_count = g->line_done = 0;
	g->mark_count = 0;
}

int32_t gkri_region_row(
    struct gkri_region *g, uint32_t line, uint8_t layout, uint8_t flags)
{
	struct gkri_row *r;

	if (g->row_count == g->row_cap) {
		int32_t rc = gkri_grow(g->mem, (void **)&g->rows, &g->row_cap,
		    g->row_count + 1, sizeof(*g->rows));

		if (rc != GKR_OK)
			return rc;
	}
	r = &g->rows[g->row_count++];
	r->first = (uint32_t)g->cell_count;
	r->count = 0;
	r->line = line;
	r->flags = flags;
	r->layout = layout;
	return GKR_OK;
}

/* Room for one more cell; counts it against the limit. */
static int32_t more_cells(struct gkri_region *g)
{
	uint64_t limit = g->limits[GKR_LIMIT_CELLS];
	int32_t rc;

	if (g->cell_count >= limit) {
		g->hit = GKR_LIMIT_CELLS;
		return GKR_E_LIMIT;
	}
	rc = gkri_grow(g->mem, (void **)&g->cells, &g->cell_cap,
	    g->cell_count + 1, sizeof(*g->cells));
	g->cell_room = g->cell_cap < limit ? g->cell_cap : (size_t)limit;
	return rc;
}

/* Counts a new cell to the last row; NULL where it has no room, *rc why. */
static inline struct gkri_cell *new_cell(
    struct gkri_region *g, size_t len, int32_t *rc)
{
	*rc = GKR_OK;
	if (g->cell_count >= g->cell_room)
		*rc = more_cells(g);
	if (*rc == GKR_OK && len > g->limits[GKR_LIMIT_CELL]) {
		g->hit = GKR_LIMIT_CELL;
		*rc = GKR_E_LIMIT;
	}
	if (*rc != GKR_OK)
		return NULL;
	g->rows[g->row_count - 1].count++;
	return &g->cells[g->cell_count++];
}

int32_t gkri_region_cell(struct gkri_region *g, const struct gkri_cell *cell)
{
	int32_t rc;
	struct gkri_cell *c = new_cell(g, cell->len, &rc);

	if (c)
		*c = *cell;
	return rc;
}

/* A trimmed cell of the window. */
static inline void fill(
    struct gkri_cell *c, uint32_t at, uint32_t len, uint32_t line, uint8_t kind)
{
	c->at = at;
	c->len = len;
	c->place = at;
	c->extent = len;
	c->line = line;
	c->lo = c->hi = 0;
	c->flags = 0;
	c->kind = kind;
	memset(&c->label, 0, sizeof(c->label));
}

int32_t gkri_region_slice(
    struct gkri_region *g, uint32_t at, uint32_t len, uint32_t line)
{
	const char *p = g->window->data + at;
	size_t n = len;
	struct gkri_cell *c;
	int32_t rc;

	/* no blank begins or ends with such bytes */
	if (n &&
	    ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0xc2 ||
		(unsigned char)p[n - 1] <= ' ' ||
		(unsigned char)p[n - 1] >= 0x80))
		gkri_trim(&p, &n);
	c = new_cell(g, n, &rc);
	if (c)
		fill(c, (uint32_t)(p - g->window->data), (uint32_t)n, line,
		    GKRI_CELL_BLANK);
	return rc;
}

size_t gkri_region_digits(
    struct gkri_region *g, const struct gkri_line *line, size_t n)
{
	struct gkri_cell *c = g->cells + g->cell_count;
	const char *base = g->window->data;
	size_t i, room = 0;
	uint32_t at;

	if (g->cell_count < g->cell_room)
		room = g->cell_room - g->cell_count;
	if (n > room)
		n = room;
	for (i = 0; i < n && line[i].flags & GKRI_LINE_DIGIT; i++) {
		at = line[i].at + 1;
		if ((unsigned char)base[at] >= 0x80)
			at += 2; /* U+00A0 */
		fill(c + i, at, 1, line[i].line, GKRI_CELL_VALUE);
	}
	g->cell_count += i;
	g->rows[g->row_count - 1].count += (uint32_t)i;
	return i;
}

/* Adds the cell at p, which may be just a digit, or empty. */
static inline int32_t add_part(
    struct gkri_region *g, uint32_t at, uint32_t n, uint32_t line)
{
	/* a row has bytes: NOLINTNEXTLINE(clang-analyzer-core.Null*) */
	char c = g->window->data[at];
	int is_digit = n == 1 && c >= '0' && c <= '9';

	if (n > (unsigned)is_digit || g->cell_count >= g->cell_room)
		return gkri_region_slice(g, at, n, line);
	fill(&g->cells[g->cell_count++], at, n, line,
	    is_digit ? GKRI_CELL_VALUE : GKRI_CELL_BLANK);
	g->rows[g->row_count - 1].count++;
	return GKR_OK;
}

int32_t gkri_region_split(
    struct gkri_region *g, uint32_t at, uint32_t end, uint32_t line)
{
	int32_t rc;
	uint32_t n;

	for (;;) {
		const char *p = g->window->data + at, *tab = p;

		/* most cells are a digit or nothing */
		if (at < end && *tab != '\t')
			tab++;
		if (at + 1 < end && *tab != '\t')
			tab = memchr(tab, '\t', end - at - 1);
		n = tab && at + (uint32_t)(tab - p) < end ? (uint32_t)(tab - p)
							  : end - at;
		rc = add_part(g, at, n, line);
		if (at + n == end || rc != GKR_OK)
			return rc;
		at += n + 1;
	}
}

static int is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* Moves the cell's text to the arena's end, where it can grow. */
static int32_t to_arena(struct gkri_region *g, struct gkri_cell *c)
{
	int32_t rc;

	if (c->flags & GKRI_AT_ARENA && c->at + c->len == g->arena.len)
		return GKR_OK;
	rc = gkri_buf_reserve(&g->arena, c->len + 1);
	if (rc != GKR_OK)
		return rc;
	memcpy(g->arena.data + g->arena.len, gkri_cell_text(g, c), c->len);
	c->at = (uint32_t)g->arena.len;
	g->arena.len += c->len;
	c->flags |= GKRI_AT_ARENA;
	return GKR_OK;
}

int32_t gkri_region_join(
    struct gkri_region *g, uint32_t at, uint32_t len, uint32_t line, int spaced)
{
	struct gkri_cell *c = &g->cells[g->cell_count - 1];
	const char *p = g->window->data + at;
	size_t n = len;
	int32_t rc;

	gkri_trim(&p, &n);
	if (n == 0)
		return GKR_OK;
	if (c->len + n > g->limits[GKR_LIMIT_CELL]) {
		g->hit = GKR_LIMIT_CELL;
		return GKR_E_LIMIT;
	}
	c->kind = GKRI_CELL_BLANK; /* it is another text now */
	at = (uint32_t)(p - g->window->data);
	if (c->len == 0) {
		c->at = c->place = at;
		c->len = c->extent = (uint32_t)n;
		c->line = line;
		c->flags &= (uint8_t)~GKRI_AT_ARENA;
		return GKR_OK;
	}
	rc = to_arena(g, c);
	if (rc == GKR_OK)
		rc = gkri_buf_reserve(&g->arena, n + 1);
	if (rc != GKR_OK)
		return rc;
	if (spaced && is_word(g->arena.data[c->at + c->len - 1]) &&
	    is_word(*p)) {
		g->arena.data[g->arena.len++] = ' ';
		c->len++;
	}
	memcpy(g->arena.data + g->arena.len, p, n);
	g->arena.len += n;
	c->len += (uint32_t)n;
	if (!(c->flags & GKRI_PLACED))
		c->extent = (uint32_t)(at + n) - c->place;
	return GKR_OK;
}
