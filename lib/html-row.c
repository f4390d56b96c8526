/* Rows of tables that were met before: html-row.h. */
#include "compiler.h"
#include "html-row.h"

/* The state of a row that may be kept. */
enum { NONE = 0, IN_ROW, BEHIND_ROW };

/* So many rows are begun in vain before none is for a while. */
#define PATIENCE 192
#define REST 1024
/* So many more found no room than were found: others are kept than come. */
#define STALE 64
/* Of the rows whose first text is the same, so many are looked at. */
#define CHAIN 8

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

/* By what the first text at p begins with, if it is not far; else 0. */
static size_t slot(const char *p, size_t n)
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
			return x * UINT64_C(0x9e3779b97f4a7c15) >> 58;
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

	if (same && is_number(text, n)) {
		c->source.len = GKRI_KNOWN_ROW_HOLE;
		k->draft.holes += (uint32_t)n;
		return 1;
	}
	if (!keep_bytes(k, text, n, &c->text))
		return 0;
	c->source = c->text;
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
	if (!keep_tags(k, p + d->end, at - d->end, like(k, i), &c->before) ||
	    !keep_place(
		d, h->place.line, h->place.column, &c->line, &c->column) ||
	    !keep_text(k, c, p + at, h->place.length, text, n) ||
	    !keep_lines(k, c, h->lines, h->line_count))
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

	h->drafting = NONE;
	if (++k->lacking > STALE)
		clear(k, k->span_limit);
}

void gkri_html_row_cell(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const char *text, size_t n)
{
	uint64_t at = h->place.offset - s->delta;

	if (h->drafting != IN_ROW)
		h->drafting = NONE;
	else if (!keep_cell(h, (size_t)at, p, text, n))
		give_up(h);
}

void gkri_html_row_end(struct gkri_html *h)
{
	h->drafting = h->drafting == IN_ROW ? BEHIND_ROW : NONE;
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
	row->lines = (uint16_t)(d->lines - k->line_count);
	row->longest = d->longest;
	row->follower = 0;
	row->xml = h->xml;
	memset(&row->note, 0, sizeof(row->note));
	first = &k->first[slot(r->p + d->at, r->i - d->at)];
	row->next = *first;
	*first = (uint8_t)++k->row_count;
	k->cell_count += d->cells;
	k->line_count = d->lines;
	k->bytes = d->bytes;
	if (k->last)
		k->rows[k->last - 1].follower = *first;
	k->last = *first;
}

/* A row may begin at r->i. */
static void begin(struct gkri_html_reader *r)
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
		h->drafting = NONE;
		return;
	}
	memset(d, 0, sizeof(*d));
	d->at = d->end = r->i;
	d->line = h->line;
	d->column = h->column;
	d->bytes = k->bytes;
	d->lines = k->line_count;
	h->drafting = IN_ROW;
}

/* ---- what is found ---- */

/* How long the number is that may stand in a hole; 0: there is none. */
static inline size_t number(const char *p)
{
	size_t i = 0;

	while (i < GKRI_KNOWN_ROW_NUMBER && p[i] >= '0' && p[i] <= '9')
		i++;
	return i < GKRI_KNOWN_ROW_NUMBER ? i : 0;
}

static inline int is_next(
    const struct gkri_html_reader *r, struct gkri_row_bytes b, size_t at)
{
	return b.len <= r->n - at &&
	    gkri_row_same(r->p + at, r->h->rows->store + b.at, b.len);
}

/* A row as it stands in the text. */
struct found {
	struct gkri_whole_cell cells[GKRI_KNOWN_ROW_LONGEST];
	struct gkri_place lines[GKRI_KNOWN_ROW_MOST_LINES];
	size_t end, len, line_count;
	uint32_t line, column; /* behind it */
};

/* Where the cursor is when the row begins, and what it has passed since. */
struct cursor {
	uint32_t line, column, holes;
	uint16_t holes_line;
};

static inline void move(struct cursor *at, uint16_t line, uint16_t column,
    uint32_t *out_line, uint32_t *out_column)
{
	if (line != at->holes_line) {
		at->holes_line = line;
		at->holes = 0;
	}
	*out_line = at->line + line;
	*out_column = (line ? 0 : at->column) + column + at->holes;
}

/* Is the cell's text at p[at]?  Of which bytes, and what it is. */
static inline int find_text(const struct gkri_html_reader *r,
    const struct gkri_row_cell *c, size_t at, struct gkri_whole_cell *out)
{
	size_t n = c->source.len;

	out->number = n == GKRI_KNOWN_ROW_HOLE;
	if (out->number) {
		n = number(r->p + at);
		out->text = r->p + at;
		out->len = n;
	} else {
		out->text = r->h->rows->store + c->text.at;
		out->len = c->text.len;
	}
	out->place.offset = at + r->s->delta;
	out->place.length = (uint32_t)n;
	return out->number ? n > 0 : is_next(r, c->source, at);
}

/* Where the lines of the cell's text are, if it has several. */
static void place_lines(const struct gkri_html_rows *k,
    const struct gkri_row_cell *c, struct cursor *place, struct found *f,
    struct gkri_whole_cell *out)
{
	const struct gkri_row_line *from = k->lines + c->first_line;
	struct gkri_place *to = f->lines + f->line_count;
	size_t i;

	out->lines = to;
	f->line_count += c->lines;
	for (i = 0; i < c->lines; i++, from++, to++) {
		to->offset = out->place.offset + from->at;
		to->length = from->len;
		move(place, from->line, from->column, &to->line, &to->column);
	}
}

static int fits(const struct gkri_html_reader *r,
    const struct gkri_known_row *row, struct found *f)
{
	const struct gkri_row_cell *c = r->h->rows->cells + row->cell;
	struct gkri_whole_cell *out = f->cells, *end = out + row->cells;
	struct cursor place = {r->h->line, r->h->column, 0, 0};
	size_t at = r->i;

	f->len = f->line_count = 0;
	for (; out < end; out++, c++) {
		if (!is_next(r, c->before, at) ||
		    !find_text(r, c, at + c->before.len, out))
			return 0;
		at += c->before.len + out->place.length;
		move(&place, c->line, c->column, &out->place.line,
		    &out->place.column);
		out->lines = NULL;
		if (c->lines)
			place_lines(r->h->rows, c, &place, f, out);
		if (out->number)
			place.holes += out->place.length;
		f->len += out->len;
	}
	f->end = at + row->behind.len;
	move(&place, row->line, row->column, &f->line, &f->column);
	return is_next(r, row->behind, at) && row->xml == r->h->xml &&
	    row->longest <= r->h->text_limit &&
	    GKRI_KNOWN_ROW_NUMBER <= r->h->text_limit;
}

/* The likely row first, then those whose first text is as the next one's. */
static uint32_t find(const struct gkri_html_reader *r, struct found *f)
{
	const struct gkri_html_rows *k = r->h->rows;
	uint32_t likely = k->last ? k->rows[k->last - 1].follower : 0, i, n;

	if (likely && fits(r, &k->rows[likely - 1], f))
		return likely;
	i = k->first[slot(r->p + r->i, r->n - r->i)];
	for (n = 0; i && n < CHAIN; n++, i = k->rows[i - 1].next)
		if (i != likely && fits(r, &k->rows[i - 1], f))
			return i;
	return 0;
}

static void take(struct gkri_html_reader *r, struct gkri_known_row *row,
    const struct found *f)
{
	struct gkri_html *h = r->h;
	struct gkri_whole_row whole = {
	    f->cells, row->cells, f->len, &row->note, 0, row->lines > 0};
	size_t last = row->cells - 1u;

	r->rc = r->s->row(r->s->context, &whole);
	if (r->rc != GKR_OK && whole.done < last)
		last = whole.done;
	h->place = f->cells[last].place;
	h->in_row = r->rc != GKR_OK;
	h->line = f->line;
	h->column = f->column;
	h->at = r->i = f->end;
}

/* The row before, if it can be kept, ends where the next may begin. */
static int32_t turn(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;

	if (!h->rows)
		return make(h);
	if (h->rows->span_limit != h->span_limit)
		clear(h->rows, h->span_limit);
	else if (h->drafting == BEHIND_ROW)
		learn(r);
	return GKR_OK;
}

int gkri_html_row(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	struct found f;
	uint32_t i;

	/* all of the text is as it came, or it may be that none is */
	if (!h->again || r->s->plain_end < r->n)
		return 0;
	gkri_html_walk(h, r->p, r->i);
	r->rc = turn(r);
	if (!h->rows)
		return 0;
	i = h->rows->rest ? 0 : find(r, &f);
	if (!i) {
		begin(r);
		return 0;
	}
	if (h->rows->last)
		h->rows->rows[h->rows->last - 1].follower = (uint8_t)i;
	h->rows->last = i;
	h->rows->idle = 0;
	h->rows->lacking -= h->rows->lacking > 0;
	h->rows->uses++;
	h->drafting = NONE;
	take(r, &h->rows->rows[i - 1], &f);
	return 1;
}
