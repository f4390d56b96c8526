/* Rows of tables that were met before: html-row.h. */
#include "html-row.h"

/* Of the rows whose first text is the same, so many are looked at. */
#define CHAIN 8

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
	size_t end;
};

/*
 * A run at p: how long its numbers are, and where it ends; NULL: there is
 * none.
 */
static inline const char *fits_run(const char *p, const char *end,
    const char *store, const struct gkri_row_cell *c, uint8_t *numbers)
{
	const uint8_t *last = numbers + c->run;
	ptrdiff_t n = c->before.len;
#if defined(__SSE2__)
	const __m128i short_one = _mm_loadu_si128(
	    (const __m128i *)(const void *)(store + c->before.at));
	unsigned mask = n < 16 ? ~0u << n : 0xffff0000u;

	for (; n <= 16 && numbers < last; numbers++) {
		unsigned same = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(
		    _mm_loadu_si128((const __m128i *)(const void *)p),
		    short_one));

		if ((same | mask) != ~0u || n > end - p)
			return NULL;
		*numbers = (uint8_t)number(p + n);
		if (!*numbers)
			return NULL;
		p += n + *numbers;
	}
#endif
	for (; numbers < last; numbers++) {
		if (!is_next(p, end, store, c->before))
			return NULL;
		*numbers = (uint8_t)number(p + n);
		if (!*numbers)
			return NULL;
		p += n + *numbers;
	}
	return p;
}

/* Any other cell; the same. */
static inline const char *fits_cell(const char *p, const char *end,
    const char *store, const struct gkri_row_cell *c, uint8_t *numbers)
{
	size_t n = c->source.len;

	if (!is_next(p, end, store, c->before))
		return NULL;
	p += c->before.len;
	if (n == GKRI_KNOWN_ROW_HOLE) {
		n = number(p);
		*numbers = (uint8_t)n;
		return n ? p + n : NULL;
	}
	*numbers = 0;
	return is_next(p, end, store, c->source) ? p + n : NULL;
}

static int fits(const struct gkri_html_reader *r,
    const struct gkri_known_row *row, struct found *f)
{
	const struct gkri_row_cell *c = r->h->rows->cells + row->cell,
				   *last = c + row->cells;
	const char *p = r->p + r->i, *end = r->p + r->n;
	const char *store = r->h->rows->store;
	uint8_t *numbers = f->number;
	uint32_t n;

	for (; c < last; c += n, numbers += n) {
		n = c->run ? c->run : 1;
		p = c->run ? fits_run(p, end, store, c, numbers)
			   : fits_cell(p, end, store, c, numbers);
		if (!p)
			return 0;
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
	i = k->first[gkri_row_slot(r->p + r->i, r->n - r->i)];
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
		/* fits() wrote it: NOLINTNEXTLINE(clang-analyzer-core.*) */
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

/* The cells of a run, which have a number each. */
static inline void take_run(
    struct way *w, struct gkri_ends *to, const struct gkri_region *g)
{
	const struct gkri_row_cell *c = w->cell;
	const uint8_t *number = w->number, *last = number + c->run;
	const char *p = w->r->p;
	struct gkri_ends e = *to;
	uint64_t delta = w->r->s->delta;
	size_t at = w->at, before = c->before.len, n;
	uint32_t text = (uint32_t)(e.text - g->arena.data), line, column;
	uint32_t place = (uint32_t)(e.place - g->places);
	uint32_t columns = (uint32_t)(c[1].column - c->column), from;

	move(w, c->line, c->column, &line, &column);
	from = text;
	for (; number < last; number++) {
		/* NOLINTNEXTLINE(clang-analyzer-core.*): as above */
		n = *number;
		at += before;
		memcpy(e.text, p + at, GKRI_KNOWN_ROW_NUMBER);
		e.place->offset = at + delta;
		e.place->length = (uint32_t)n;
		e.place->line = line;
		e.place->column = column;
		memset(e.cell, 0, sizeof(*e.cell));
		e.cell->at = text;
		e.cell->len = (uint32_t)n;
		e.cell->place = place++;
		e.cell->line = line;
		e.cell->flags = GKRI_AT_ARENA | GKRI_PLACED;
		e.cell++;
		e.place++;
		e.text += n;
		text += (uint32_t)n;
		column += columns + (uint32_t)n;
		at += n;
	}
	w->columns += text - from;
	w->cell += c->run;
	w->number = last;
	w->at = at;
	*to = e;
}

/* The cells that are left, for which there is room. */
static void take_cells(struct way *from, size_t left, struct gkri_region *g)
{
	struct gkri_ends e = gkri_region_ends(g);
	struct way w = *from;
	const struct gkri_row_cell *last = w.cell + left;
	const char *text;
	size_t n, joined;

	while (w.cell < last) {
		if (w.cell->run) {
			take_run(&w, &e, g);
			continue;
		}
		text = next(&w, &n, e.place);
		joined = n;
		if (w.cell[-1].lines) {
			text = w.r->h->rows->store + w.cell[-1].joined.at;
			joined = w.cell[-1].joined.len;
		}
		if (joined <= GKRI_KNOWN_ROW_SHORT)
			memcpy(e.text, text, GKRI_KNOWN_ROW_SHORT);
		else
			memcpy(e.text, text, joined);
		gkri_ends_cell(&e, g, joined);
		/* it takes the room of its lines */
		e.text += n - joined;
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
	size_t left = row->cells, n;
	size_t len = row->text + (f->end - r->i - row->fixed);
	struct gkri_region *g;
	int known = 0;

	r->rc = s->row(s->context, &row->note, &known);
	if (r->rc != GKR_OK)
		next(&w, &n, &h->place);
	while (left && r->rc == GKR_OK) {
		g = row->trimmed && (known || !row->lined)
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

int gkri_html_row(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	struct found f;
	uint32_t i;

	/* all of the text is as it came, or it may be that none is */
	if (!h->again || r->s->plain_end < r->n)
		return 0;
	gkri_html_walk(h, r->p, r->i);
	r->rc = gkri_row_turn(r);
	if (!h->rows)
		return 0;
	i = h->rows->rest ? 0 : find(r, &f);
	if (!i) {
		gkri_row_begin(r);
		return 0;
	}
	if (h->rows->last)
		h->rows->rows[h->rows->last - 1].follower = (uint8_t)i;
	h->rows->last = i;
	h->rows->idle = 0;
	h->rows->lacking -= h->rows->lacking > 0;
	h->rows->uses++;
	h->drafting = GKRI_DRAFT_NONE;
	take(r, &h->rows->rows[i - 1], &f);
	return 1;
}
