/*
 * A region of a known shape into a report: what its tokens would do one after
 * the other, done at once.
 *
 * The region's text is kept in one piece, and all that is kept of it points
 * there.  This is for regions whose tables the report has not met yet, and
 * which have every table, column, row and cell once: each cell is then the
 * first of its kind, in a row that is there for the first time.
 */
#include "report.h"
#include "compiler.h"
#include "shape.h"

#include "token.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* What goes on while a region is taken. */
struct taking {
	struct gkr_report *r;
	const struct gkri_run *run;
	const struct gkri_more *more;
	uint32_t raw;	 /* the region's text in the report's */
	uint32_t joined; /* texts of joined cells, so that + text is there */
};

int gkri_report_fits(struct gkr_report *r, const struct gkri_run *run)
{
	const struct gkri_shape *s = run->shape;

	/* where memory is short, what comes before that is kept */
	return (r->reading.tables & s->tables) == 0 &&
	    gkri_buf_reserve(&r->text, run->len + s->joined) != GKR_E_LIMIT;
}

/* What else the step has, NULL where there is nothing. */
static inline const struct gkri_more *more_of(
    const struct taking *k, const struct gkri_step *s)
{
	return s->more ? k->more + s->more - 1 : NULL;
}

/* What has more than its place, or another source than the text. */
SELDOM void put_other_span(
    const struct taking *k, const struct gkri_step *s, struct gkri_span *out)
{
	const struct gkri_run *run = k->run;
	const struct gkri_more *more = more_of(k, s);
	uint32_t at = gkri_step_at(s, run->fills);

	out->at = more && more->text != GKRI_STEP_NOWHERE
	    ? k->joined + more->text
	    : k->raw + at;
	out->len = s->len;
	if (s->line == GKRI_STEP_NOWHERE)
		return;
	out->line = run->line + s->line;
	out->column = gkri_step_column(s, run->fills);
	gkri_run_place(
	    run, at, more ? more->extent : s->len, &out->offset, &out->length);
}

static inline void put_span(
    const struct taking *k, const struct gkri_step *s, struct gkri_span *out)
{
	const struct gkri_run *run = k->run;
	uint32_t at;

	if (s->more || s->line == GKRI_STEP_NOWHERE || run->source) {
		put_other_span(k, s, out);
		return;
	}
	at = gkri_step_at(s, run->fills);
	out->offset = run->offset + at;
	out->at = k->raw + at;
	out->len = out->length = s->len;
	out->line = run->line + s->line;
	out->column = gkri_step_column(s, run->fills);
}

/* ------------------------------------------------------------------ */
/* Cells of a row                                                     */

#if defined(__SSE2__)

static inline __m128i four(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
	return _mm_set_epi32((int)d, (int)c, (int)b, (int)a);
}

/* A cell is three times 16 bytes; its fill has all of them but the line. */
typedef char cells_fit[offsetof(struct gkri_rcell, raw) == 16 &&
	    offsetof(struct gkri_rcell, column) == 20 &&
	    offsetof(struct gkri_rcell, length) == 24 &&
	    offsetof(struct gkri_rcell, line) == 28 &&
	    offsetof(struct gkri_rcell, raw_len) == 32 &&
	    offsetof(struct gkri_rcell, state) == 44 &&
	    offsetof(struct gkri_print, what) == 2
	? 1
	: -1];

static void put_cells(const struct taking *k, const struct gkri_holes *h,
    const struct gkri_fill *f)
{
	struct gkri_rcell *c = &k->r->cells[h->slot], *stop = c + h->count;
	__m128i offset = _mm_set_epi64x((long long)k->run->offset, 0);
	__m128i raw = four(0, 0, k->raw, 0);
	__m128i line = four(0, 0, 0, k->run->line + h->line);
	__m128i lines = four(0, 0, 0, h->lead == 2);

	for (; c < stop; c++, f++) {
		__m128i *to = (__m128i *)(void *)c;
		__m128i value = _mm_loadu_si128((const void *)f);
		__m128i print = _mm_loadl_epi64((const void *)&f->print);
		__m128i len = _mm_and_si128(print, four(255, 0, 0, 0));
		__m128i at = _mm_and_si128(value, four(~0u, ~0u, ~0u, 0));
		__m128i what = _mm_slli_si128(print, 12 - 2);

		_mm_storeu_si128(to, _mm_add_epi64(at, offset));
		at = _mm_unpackhi_epi64(
		    _mm_add_epi32(value, raw), _mm_slli_si128(len, 8));
		_mm_storeu_si128(to + 1, _mm_or_si128(at, line));
		what = _mm_and_si128(what, four(0, 0, 0, ~0u));
		_mm_storeu_si128(to + 2, _mm_or_si128(len, what));
		line = _mm_add_epi32(line, lines);
	}
}

#else

static void put_cells(const struct taking *k, const struct gkri_holes *h,
    const struct gkri_fill *f)
{
	const struct gkri_run *run = k->run;
	struct gkri_rcell *c = &k->r->cells[h->slot], *stop = c + h->count;
	uint32_t line = run->line + h->line, lines = h->lead == 2;

	for (; c < stop; c++, f++) {
		uint32_t at = gkri_fill_at(f), len = f->print.len;

		c->mantissa = f->mantissa;
		c->offset = run->offset + at;
		c->raw = k->raw + at;
		c->column = gkri_fill_column(f);
		c->length = c->raw_len = len;
		c->line = line;
		memcpy(&c->state, f->print.what, sizeof(f->print.what));
		line += lines;
	}
}

#endif

/*
 * Where text is not the source's, its places are asked for: but for a cell
 * between which and the one before there is nothing but ASCII.
 */
static void put_places(const struct taking *k, const struct gkri_holes *h,
    const struct gkri_fill *f)
{
	const struct gkri_run *run = k->run;
	struct gkri_rcell *c = &k->r->cells[h->slot], *stop = c + h->count;
	uint32_t next = UINT32_MAX, taken = 0, ascii = run->ascii;
	uint64_t offset = 0;

	for (; c < stop; c++, f++) {
		uint32_t at = gkri_fill_at(f), len = f->print.len;

		offset = at == next ? offset + (uint64_t)taken * ascii
				    : run->source(run, at);
		c->offset = offset;
		c->length = len * ascii;
		taken = len + h->lead;
		next = at + taken;
	}
}

/* Values that stay with their row; *at says which failed. */
static int32_t put_loose(const struct taking *k, const struct gkri_step *s,
    const struct gkri_holes *h, const struct gkri_fill *f,
    struct gkri_token *at)
{
	const struct gkri_run *run = k->run;
	int32_t rc = GKR_OK;
	uint32_t i;

	for (i = 0; i < h->count && rc == GKR_OK; i++, f++) {
		struct gkri_span span;

		span.at = k->raw + gkri_fill_at(f);
		span.len = f->print.len;
		span.line = run->line + gkri_hole_line(h, i);
		span.column = gkri_fill_column(f);
		gkri_run_place(
		    run, gkri_fill_at(f), span.len, &span.offset, &span.length);
		rc = gkri_report_take_loose(k->r, &span);
		if (rc != GKR_OK)
			gkri_shape_cell(run, s, h, i, f, at);
	}
	return rc;
}

/* What is in the holes behind the step, from *h on. */
static int32_t put_holes(const struct taking *k, const struct gkri_step *s,
    const struct gkri_holes **h, const struct gkri_fill *f,
    struct gkri_token *at)
{
	const struct gkri_fill *end = f + s->cells;
	int32_t rc = GKR_OK;

	for (; f < end && rc == GKR_OK; f += (*h)++->count) {
		if ((*h)->slot == GKRI_HOLE_LOOSE) {
			rc = put_loose(k, s, *h, f, at);
			continue;
		}
		put_cells(k, *h, f);
		if (k->run->source)
			put_places(k, *h, f);
	}
	return rc;
}

/* A cell whose text is always the same. */
static void put_cell(const struct taking *k, const struct gkri_step *s)
{
	struct gkri_rcell *c =
	    &k->r->cells[gkri_slot_of(s->table, s->row, s->col)];
	const struct gkri_more *more = more_of(k, s);
	struct gkri_span span = {0, 0, 0, 0, 0, 0};

	put_other_span(k, s, &span);
	c->offset = span.offset;
	c->length = span.length;
	c->line = span.line;
	c->column = span.column;
	c->raw = span.at;
	c->raw_len = s->len;
	c->mantissa = more->mantissa;
	c->note_at = more->note_at;
	c->note_len = more->note_len;
	c->unit_at = more->unit_at;
	c->unit_len = more->unit_len;
	c->state = more->state;
	c->certainty = more->certainty;
	c->scale = more->scale;
	c->flags = more->flags;
}

/* Any other token goes the usual way. */
static int32_t put_token(
    const struct taking *k, const struct gkri_step *s, struct gkri_token *token)
{
	gkri_shape_token(k->run, s, token);
	return gkri_report_take(k->r, token);
}

/* Are the row's values loose?  There is a step behind it. */
static int is_loose(const struct gkri_step *s, const struct gkri_holes *h)
{
	return s->cells ? h->slot == GKRI_HOLE_LOOSE
			: s[1].kind == GKR_TOKEN_UNPLACED;
}

/* A step that is more than a label. */
static int32_t put_other(
    const struct taking *k, const struct gkri_step *s, struct gkri_token *token)
{
	struct gkr_report *r = k->r;

	switch (s->kind) {
	case GKR_TOKEN_CELL:
		put_cell(k, s);
		return GKR_OK;
	case GKR_TOKEN_TABLE:
		gkri_report_table(r, s->table, s->number);
		put_other_span(k, s, &r->caption[s->table]);
		return GKR_OK;
	case GKR_TOKEN_TABLE_END:
		gkri_report_table_end(r, s->number);
		return GKR_OK;
	default:
		break;
	}
	return put_token(k, s, token);
}

/* Where the step's text is kept if it is but a label, else NULL. */
static inline struct gkri_span *label_of(const struct taking *k,
    const struct gkri_step *s, const struct gkri_holes *h)
{
	struct gkr_report *r = k->r;

	if (s->kind == GKR_TOKEN_ROW && !is_loose(s, h))
		return &r->row_label[s->table][s->row];
	if (s->kind == GKR_TOKEN_COLUMN &&
	    !(s->more && more_of(k, s)->unit_len))
		return &r->column_label[s->table][s->col];
	return NULL;
}

static inline int32_t put_step(const struct taking *k,
    const struct gkri_step *s, const struct gkri_holes *h,
    struct gkri_token *token)
{
	struct gkri_span *label = label_of(k, s, h);

	if (!label)
		return put_other(k, s, token);
	put_span(k, s, label);
	return GKR_OK;
}

static int32_t put_texts(struct taking *k)
{
	const struct gkri_run *run = k->run;
	const struct gkri_shape *s = run->shape;
	struct gkri_buf *b = &k->r->text;
	int32_t rc;

	k->raw = (uint32_t)b->len;
	k->joined = k->raw + run->len - s->len;
	rc = gkri_buf_put(b, run->text, run->len);
	return rc == GKR_OK
	    ? gkri_buf_put(b, gkri_shape_text(s) + s->len, s->joined)
	    : rc;
}

int32_t gkri_report_take_run(
    struct gkr_report *r, const struct gkri_run *run, struct gkri_token *at)
{
	const struct gkri_shape *shape = run->shape;
	const struct gkri_step *s = gkri_shape_steps(shape),
			       *end = s + shape->steps;
	const struct gkri_holes *h = gkri_shape_holes(shape);
	const struct gkri_fill *f = run->fills;
	struct taking k;
	int32_t rc;

	k.r = r;
	k.run = run;
	k.more = gkri_shape_more(shape);
	rc = put_texts(&k);
	if (rc != GKR_OK)
		gkri_shape_token(run, s, at);
	for (; s < end && rc == GKR_OK; s++) {
		rc = put_step(&k, s, h, at);
		if (s->cells && rc == GKR_OK) {
			rc = put_holes(&k, s, &h, f, at);
			f += s->cells;
		}
	}
	return rc;
}
