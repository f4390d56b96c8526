/* Keeps rows of tables that were read: html-row.h. */
#include "html-row.h"
#include "text.h"

/* So many rows are begun in vain before none is for a while. */
#define PATIENCE 192
#define REST 1024
/* So many more found no room than were found: others are kept than come. */
#define STALE 64

/* ---- the store ---- */

static void clear(struct gkri_html_rows *k, uint32_t span_limit)
{
	memset(k->first, 0, sizeof(k->first));
	k->row_count = k->cell_count = k->line_count = 0;
	k->bytes = k->last = k->lacking = 0;
	k->span_limit = span_limit;
}

static int32_t make(struct gkri_html *h)
{
	struct gkri_mem *m = h->text.mem;

	h->rows = gkri_resize(m, NULL, 0, sizeof(*h->rows));
	if (h->rows) {
		memset(h->rows, 0, sizeof(*h->rows));
		h->rows->span_limit = h->span_limit;
		return GKR_OK;
	}
	/* it is no loss where memory is short by a limit */
	return m->status == GKR_E_LIMIT ? GKR_OK : m->status;
}

void gkri_html_forget_rows(struct gkri_html *h)
{
	gkri_release(h->text.mem, h->rows, sizeof(*h->rows));
	h->rows = NULL;
}

size_t gkri_row_slot(const char *p, size_t n)
{
	size_t most = n < 200 ? n : 200, i;

	for (i = 0; i + 1 < most; i++) {
		const char *end = memchr(p + i, '>', most - i - 1);

		if (!end)
			return 0;
		i = (size_t)(end - p);
		if (p[i + 1] != '<' && (unsigned char)p[i + 1] > ' ') {
			uint64_t x;

			memcpy(&x, p + i + 1, sizeof(x));
			return (size_t)(x * UINT64_C(0x9e3779b97f4a7c15) >> 58);
		}
	}
	return 0;
}

/* ---- what is kept ---- */

static int has(const struct gkri_html_rows *k, struct gkri_row_bytes b,
    const char *p, size_t n)
{
	return b.len == n && memcmp(k->store + b.at, p, n) == 0;
}

/* p[0, n) in the store: where it is, or behind all else; 0: no room. */
static int keep_bytes(struct gkri_html_rows *k, const char *p, size_t n,
    struct gkri_row_bytes *out)
{
	struct gkri_row_draft *d = &k->draft;

	if (n > GKRI_KNOWN_ROW_STORE - d->bytes)
		return 0;
	out->at = (uint16_t)d->bytes;
	out->len = (uint16_t)n;
	memcpy(k->store + d->bytes, p, n);
	d->bytes += (uint32_t)n;
	return 1;
}

/* The same of what another row or cell may have, too. */
static int keep_tags(struct gkri_html_rows *k, const char *p, size_t n,
    const struct gkri_row_bytes *like, struct gkri_row_bytes *out)
{
	if (!like || !has(k, *like, p, n))
		return keep_bytes(k, p, n, out);
	*out = *like;
	return 1;
}

/* Whose bytes those before cell i of the draft may be: the cell's before. */
static const struct gkri_row_bytes *like(
    const struct gkri_html_rows *k, uint32_t i)
{
	const struct gkri_known_row *last =
	    k->row_count ? &k->rows[k->row_count - 1] : NULL;

	if (i > 1)
		return &k->cells[k->cell_count + i - 1].before;
	return last && last->cells > i ? &k->cells[last->cell + i].before
				       : NULL;
}

static int is_number(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n && p[i] >= '0' && p[i] <= '9'; i++)
		;
	return n && i == n && n < GKRI_KNOWN_ROW_NUMBER;
}

/* Line and column as they are kept; 0: they are too large. */
static int keep_place(struct gkri_row_draft *d, uint32_t line, uint32_t column,
    uint16_t *out_line, uint16_t *out_column)
{
	uint32_t lines = line - d->line;

	if (lines != d->hole_line) {
		d->hole_line = lines;
		d->holes = 0;
	}
	column -= d->holes;
	if (!lines)
		column -= d->column;
	*out_line = (uint16_t)lines;
	*out_column = (uint16_t)column;
	return lines <= UINT16_MAX && column <= UINT16_MAX;
}

/* The cell's text is that of p[at, at + place->length). */
static int keep_text(struct gkri_html_rows *k, struct gkri_row_cell *c,
    const char *p, size_t len, const char *text, size_t n)
{
	int same = len == n && memcmp(p, text, n) == 0;
	size_t trimmed = n;

	if (same && is_number(text, n)) {
		c->source.len = GKRI_KNOWN_ROW_HOLE;
		k->draft.holes += (uint32_t)n;
		return 1;
	}
	if (!keep_bytes(k, text, n, &c->text))
		return 0;
	c->source = c->text;
	k->draft.text += (uint32_t)n;
	gkri_trim(&text, &trimmed);
	k->draft.trimmed &= trimmed == n;
	return same || keep_bytes(k, p, len, &c->source);
}

/* Where the lines of the cell's text are; 0: there are too many. */
static int keep_lines(struct gkri_html_rows *k, struct gkri_row_cell *c,
    const struct gkri_place *lines, size_t n)
{
	struct gkri_row_draft *d = &k->draft;
	struct gkri_row_line *line = &k->lines[d->lines];
	size_t i;

	c->first_line = (uint16_t)d->lines;
	c->lines = (uint16_t)n;
	d->lined |= n != 0;
	if (n > GKRI_KNOWN_ROW_LINES - d->lines ||
	    n > GKRI_KNOWN_ROW_MOST_LINES - (d->lines - k->line_count))
		return 0;
	for (i = 0; i < n; i++, line++) {
		/* no farther than what was kept of the text */
		line->at = (uint16_t)(lines[i].offset - lines[0].offset);
		line->len = (uint16_t)lines[i].length;
		if (!keep_place(d, lines[i].line, lines[i].column, &line->line,
			&line->column))
			return 0;
	}
	d->lines += (uint32_t)n;
	return 1;
}

/* The cell's text, its lines joined. */
static int keep_joined(struct gkri_html_rows *k, struct gkri_row_cell *c)
{
	struct gkri_row_draft *d = &k->draft;
	char text[GKRI_KNOWN_ROW_LONG];
	size_t n = c->text.len;

	c->joined = c->text;
	if (!c->lines)
		return 1;
	if (n > sizeof(text)) {
		d->trimmed = 0;
		return 1;
	}
	memcpy(text, k->store + c->text.at, n);
	return keep_bytes(k, text, gkri_join_lines(text, n), &c->joined);
}

static int keep_cell(
    struct gkri_html *h, size_t at, const char *p, const char *text, size_t n)
{
	struct gkri_html_rows *k = h->rows;
	struct gkri_row_draft *d = &k->draft;
	uint32_t i = d->cells;
	struct gkri_row_cell *c;

	if (i == GKRI_KNOWN_ROW_LONGEST ||
	    k->cell_count + i == GKRI_KNOWN_ROW_CELLS)
		return 0;
	c = &k->cells[k->cell_count + i];
	c->run = 0;
	if (!keep_tags(k, p + d->end, at - d->end, like(k, i), &c->before) ||
	    !keep_place(
		d, h->place.line, h->place.column, &c->line, &c->column) ||
	    !keep_text(k, c, p + at, h->place.length, text, n) ||
	    !keep_lines(k, c, h->lines, h->line_count) || !keep_joined(k, c))
		return 0;
	if (d->longest < n)
		d->longest = (uint32_t)n;
	d->end = at + h->place.length;
	d->cells++;
	return 1;
}

/*
 * Too much for what there is.  What is kept stays where it is met: pages with
 * a row too many would else find none.
 */
static void give_up(struct gkri_html *h)
{
	struct gkri_html_rows *k = h->rows;

	h->drafting = GKRI_DRAFT_NONE;
	if (++k->lacking > STALE)
		clear(k, k->span_limit);
}

void gkri_html_row_cell(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const char *text, size_t n)
{
	uint64_t at = h->place.offset - s->delta;

	if (h->drafting != GKRI_DRAFT_ROW)
		h->drafting = GKRI_DRAFT_NONE;
	else if (!keep_cell(h, (size_t)at, p, text, n))
		give_up(h);
}

void gkri_html_row_end(struct gkri_html *h)
{
	h->drafting =
	    h->drafting == GKRI_DRAFT_ROW ? GKRI_DRAFT_BEHIND : GKRI_DRAFT_NONE;
}

/* Which of the row's n cells are runs? */
static void note_runs(struct gkri_row_cell *c, uint32_t n)
{
	struct gkri_row_cell *first;
	const struct gkri_row_cell *end = c + n;

	while (c < end) {
		first = c++;
		while (c < end && c->source.len == GKRI_KNOWN_ROW_HOLE &&
		    first->source.len == GKRI_KNOWN_ROW_HOLE &&
		    c->before.at == first->before.at &&
		    c->before.len == first->before.len &&
		    c->line == first->line)
			c++;
		first->run = (uint16_t)(c - first > 1 ? c - first : 0);
	}
}

/* How many bytes of the page are the row's, whatever numbers it has? */
static uint32_t fixed(
    const struct gkri_html_rows *k, const struct gkri_known_row *row)
{
	const struct gkri_row_cell *c = k->cells + row->cell,
				   *end = c + row->cells;
	uint32_t n = row->behind.len;

	for (; c < end; c++) {
		n += c->before.len;
		if (c->source.len != GKRI_KNOWN_ROW_HOLE)
			n += c->source.len;
	}
	return n;
}

/* The row that was read ends at r->i, to which the cursor has come. */
static void learn(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	struct gkri_html_rows *k = h->rows;
	struct gkri_row_draft *d = &k->draft;
	struct gkri_known_row *row = &k->rows[k->row_count];
	uint8_t *first;

	if (k->row_count == GKRI_KNOWN_ROWS ||
	    !keep_tags(k, r->p + d->end, r->i - d->end,
		k->row_count ? &row[-1].behind : NULL, &row->behind) ||
	    !keep_place(d, h->line, h->column, &row->line, &row->column)) {
		give_up(h);
		return;
	}
	row->cell = (uint16_t)k->cell_count;
	row->cells = (uint16_t)d->cells;
	note_runs(k->cells + row->cell, d->cells);
	row->fixed = fixed(k, row);
	row->longest = d->longest;
	row->text = d->text;
	row->trimmed = d->trimmed;
	row->lined = d->lined;
	row->follower = 0;
	row->xml = h->xml;
	memset(&row->note, 0, sizeof(row->note));
	first = &k->first[gkri_row_slot(r->p + d->at, r->i - d->at)];
	row->next = *first;
	*first = (uint8_t)++k->row_count;
	k->cell_count += d->cells;
	k->line_count = d->lines;
	k->bytes = d->bytes;
	if (k->last)
		k->rows[k->last - 1].follower = *first;
	k->last = *first;
}

void gkri_row_begin(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	struct gkri_html_rows *k = h->rows;
	struct gkri_row_draft *d = &k->draft;

	/* what is begun and never ends is looked for in vain, too */
	if (++k->idle > PATIENCE) {
		k->idle = PATIENCE / 2;
		k->rest = REST;
	}
	if (k->rest) {
		k->rest--;
		h->drafting = GKRI_DRAFT_NONE;
		return;
	}
	memset(d, 0, sizeof(*d));
	d->at = d->end = r->i;
	d->line = h->line;
	d->column = h->column;
	d->bytes = k->bytes;
	d->lines = k->line_count;
	d->trimmed = 1;
	h->drafting = GKRI_DRAFT_ROW;
}

int32_t gkri_row_turn(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;

	if (!h->rows)
		return make(h);
	if (h->rows->span_limit != h->span_limit)
		clear(h->rows, h->span_limit);
	else if (h->drafting == GKRI_DRAFT_BEHIND)
		learn(r);
	return GKR_OK;
}
