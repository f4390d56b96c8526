/* Rows of tables that were met before: html-row.h. */
#include "compiler.h"
#include "html-row.h"
#include "text.h"

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
	k->draft.plain &= trimmed == n;
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
	d->plain &= n == 0;
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
	row->longest = d->longest;
	row->text = d->text;
	row->plain = d->plain;
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
	d->plain = 1;
	h->drafting = IN_ROW;
}

/* ---- what is found ---- */

/* How long the number is that may stand in a hole; 0: there is none. */
static inline size_t number(const char *p)
{
	size_t i = 0;

#if defined(__SSE2__)
	const __m128i nine = _mm_set1_epi8(9);
	__m128i b =
	    _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)p),
		_mm_set1_epi8('0'));

	i = (size_t)__builtin_ctz(~(unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(b, nine), b)));
#else
	while (i < GKRI_KNOWN_ROW_NUMBER && p[i] >= '0' && p[i] <= '9')
		i++;
#endif
	return i < GKRI_KNOWN_ROW_NUMBER ? i : 0;
}

static inline int is_next(
    const char *p, const char *end, const char *store, struct gkri_row_bytes b)
{
	return b.len <= end - p && gkri_row_same(p, store + b.at, b.len);
}

/* A row as it stands in the text. */
struct found {
	uint8_t number[GKRI_KNOWN_ROW_LONGEST]; /* bytes in a cell's hole */
	size_t numbers;				/* bytes of all of them */
	size_t end;
};

static int fits(const struct gkri_html_reader *r,
    const struct gkri_known_row *row, struct found *f)
{
	const struct gkri_row_cell *c = r->h->rows->cells + row->cell;
	const char *p = r->p + r->i, *end = r->p + r->n;
	const char *store = r->h->rows->store;
	size_t i, n;

	f->numbers = 0;
	for (i = 0; i < row->cells; i++, c++) {
		if (!is_next(p, end, store, c->before))
			return 0;
		p += c->before.len;
		n = c->source.len;
		if (n == GKRI_KNOWN_ROW_HOLE) {
			n = number(p);
			if (!n)
				return 0;
			f->number[i] = (uint8_t)n;
			f->numbers += n;
		} else if (!is_next(p, end, store, c->source)) {
			return 0;
		}
		p += n;
	}
	f->end = (size_t)(p - r->p) + row->behind.len;
	return is_next(p, end, store, row->behind) && row->xml == r->h->xml &&
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

/* ---- what is taken ---- */

/* The way through a row that was found. */
struct way {
	const struct gkri_html_reader *r;
	const struct gkri_row_cell *cell; /* the next one */
	const uint8_t *number;
	size_t at;	  /* behind the text of the one before */
	uint32_t first;	  /* the row's first line */
	uint32_t line;	  /* counted from it */
	uint32_t columns; /* of that line, that are not in what is kept */
};

static inline void move(struct way *w, uint32_t line, uint32_t column,
    uint32_t *out_line, uint32_t *out_column)
{
	if (line != w->line) {
		w->line = line;
		w->columns = 0;
	}
	*out_line = w->first + line;
	*out_column = w->columns + column;
}

/* The next cell's text, of *len bytes, and where it stands. */
static inline const char *next(
    struct way *w, size_t *len, struct gkri_place *place)
{
	const struct gkri_row_cell *c = w->cell++;
	const char *text = w->r->h->rows->store + c->text.at;
	size_t at = w->at + c->before.len, n = c->source.len;

	*len = c->text.len;
	move(w, c->line, c->column, &place->line, &place->column);
	if (n == GKRI_KNOWN_ROW_HOLE) {
		*len = n = *w->number;
		text = w->r->p + at;
		w->columns += (uint32_t)n;
	}
	place->offset = at + w->r->s->delta;
	place->length = (uint32_t)n;
	w->number++;
	w->at = at + n;
	return text;
}

/* Where the lines of the cell are that was the next, if it has several. */
static const struct gkri_place *lines_of(
    struct way *w, uint64_t offset, struct gkri_place *to)
{
	const struct gkri_row_cell *c = w->cell - 1;
	const struct gkri_row_line *from = w->r->h->rows->lines + c->first_line;
	size_t i;

	for (i = 0; i < c->lines; i++, from++) {
		to[i].offset = offset + from->at;
		to[i].length = from->len;
		move(w, from->line, from->column, &to[i].line, &to[i].column);
	}
	return c->lines ? to : NULL;
}

static int32_t take_cell(struct way *w)
{
	const struct gkri_html_sink *s = w->r->s;
	struct gkri_place *place = &w->r->h->place;
	struct gkri_place lines[GKRI_KNOWN_ROW_MOST_LINES];
	size_t n;
	const char *text = next(w, &n, place);

	return s->cell(
	    s->context, text, n, place, lines_of(w, place->offset, lines));
}

/* The cells that are left, for which there is room. */
static void take_cells(struct way *from, size_t left, struct gkri_region *g)
{
	struct gkri_ends e = gkri_region_ends(g);
	struct way w = *from;
	const char *text;
	size_t n;

	for (; left; left--) {
		text = next(&w, &n, e.place);
		if (n <= GKRI_KNOWN_ROW_SHORT)
			memcpy(e.text, text, GKRI_KNOWN_ROW_SHORT);
		else
			memcpy(e.text, text, n);
		gkri_ends_cell(&e, g, n);
	}
	w.r->h->place = e.place[-1];
	*from = w;
	gkri_region_take(g, &e);
}

static void take(struct gkri_html_reader *r, struct gkri_known_row *row,
    const struct found *f)
{
	struct gkri_html *h = r->h;
	const struct gkri_html_sink *s = r->s;
	struct way w = {r, h->rows->cells + row->cell, f->number, r->i, h->line,
	    0, h->column};
	size_t left = row->cells, len = row->text + f->numbers, n;
	struct gkri_region *g;

	r->rc = s->row(s->context, &row->note);
	if (r->rc != GKR_OK)
		next(&w, &n, &h->place);
	while (left && r->rc == GKR_OK) {
		g = row->plain
		    ? s->room(s->context, left, len + GKRI_KNOWN_ROW_SHORT)
		    : NULL;
		if (g)
			take_cells(&w, left, g);
		else
			r->rc = take_cell(&w);
		left = g ? 0 : left - 1;
	}
	if (r->rc == GKR_OK)
		r->rc = s->row_end(s->context);
	h->in_row = r->rc != GKR_OK;
	move(&w, row->line, row->column, &h->line, &h->column);
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
	memset(f.number, 0, sizeof(f.number));
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
