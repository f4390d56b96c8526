/* HTML: the text of lines and cells, and where it stands. */
#include <string.h>
#include "html.h"
#include "text.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Outside of cells no character begins behind so many bytes of a text. */
#define LONG_TEXT 32768

/* ---- places ---- */

#if defined(__SSE2__)
/* From byte 16 - n on: n bytes of ones and as many as follow of zeros. */
static const unsigned char ones[32] = {255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255};

static inline __m128i load(const void *p)
{
	return _mm_loadu_si128((const __m128i *)p);
}

/* How many bytes of the mask are ones. */
static inline uint32_t count(__m128i mask)
{
	__m128i sum = _mm_sad_epu8(
	    _mm_sub_epi8(_mm_setzero_si128(), mask), _mm_setzero_si128());

	return (uint32_t)_mm_cvtsi128_si32(sum) +
	    (uint32_t)_mm_extract_epi16(sum, 4);
}

/* Walks from h->at to `to`; the bytes behind are readable, see plain. */
static void walk(struct gkri_html *h, const char *p, size_t to)
{
	const __m128i lf = _mm_set1_epi8('\n'), tail = _mm_set1_epi8(-64);
	size_t at;

	for (at = h->at; at < to; at += 16) {
		__m128i b = load(p + at), mask = load(ones);
		unsigned ends;

		if (to - at < 16)
			mask = load(ones + 16 - (to - at));
		ends = (unsigned)_mm_movemask_epi8(
		    _mm_and_si128(_mm_cmpeq_epi8(b, lf), mask));
		if (ends) {
			unsigned last = 31 - (unsigned)__builtin_clz(ends);

			for (; ends; ends &= ends - 1)
				h->line++;
			h->column = 1;
			mask = _mm_andnot_si128(load(ones + 15 - last), mask);
		}
		/* what begins a character */
		h->column +=
		    count(_mm_andnot_si128(_mm_cmplt_epi8(b, tail), mask));
	}
}
#else
static void walk(struct gkri_html *h, const char *p, size_t to)
{
	size_t at;

	for (at = h->at; at < to; at++) {
		if (p[at] == '\n') {
			h->line++;
			h->column = 1;
		} else {
			h->column += ((unsigned char)p[at] & 0xc0) != 0x80;
		}
	}
}
#endif

void gkri_html_walk_on(struct gkri_html *h, const char *p, size_t to)
{
	walk(h, p, to);
	h->at = to;
}

void gkri_html_shift(struct gkri_html *h, const char *p, size_t n)
{
	gkri_html_walk(h, p, n);
	h->at -= n;
}

void gkri_html_settle(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p)
{
	if (h->cell_at != GKRI_NOWHERE) {
		if (h->cell_noted) {
			h->place.offset = gkri_html_source(s, h->cell_at);
			h->place.line = h->cell_line;
			h->place.column = h->cell_column;
			h->place.length = 0;
		} else {
			gkri_html_place(h, s, p, h->cell_at, &h->place);
		}
		h->end = h->place.offset;
		h->cell_at = GKRI_NOWHERE;
	}
	if (h->end_at != GKRI_NOWHERE) {
		h->end = gkri_html_source(s, h->end_at);
		h->end_at = GKRI_NOWHERE;
	}
}

void gkri_html_settle_tag(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p)
{
	if (h->tag_at == GKRI_NOWHERE)
		return;
	gkri_html_place(h, s, p, h->tag_at, &h->tag);
	h->tag_at = GKRI_NOWHERE;
}

/* ---- handing on ---- */

/* The last of the cell's lines ends where its text does. */
static void end_line(struct gkri_html *h)
{
	struct gkri_place *last;

	if (h->line_count == 0)
		return;
	last = &h->lines[h->line_count - 1];
	last->length = (uint32_t)(h->end - last->offset);
}

static void forget(struct gkri_html *h)
{
	h->text.len = 0;
	h->line_count = h->piece_count = 0;
	h->cell_at = GKRI_NOWHERE;
	h->in_cell = h->began = h->space = h->after_pre = h->bar = 0;
	h->converted = 0;
}

static int32_t put_cell(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const char *text, size_t n)
{
	const struct gkri_place *lines = h->line_count ? h->lines : NULL;

	h->in_row = 1;
	if (h->drafting)
		gkri_html_row_cell(h, s, p, text, n);
	return s->cell(s->context, text, n, &h->place, lines);
}

int32_t gkri_html_flush(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, int blank)
{
	const char *text = h->text.data;
	size_t n = h->text.len;
	int32_t rc = GKR_OK;

	gkri_html_settle(h, s, p);
	if (h->began)
		h->place.length = (uint32_t)(h->end - h->place.offset);
	if (h->in_cell) {
		end_line(h);
		rc = put_cell(h, s, p, text ? text : "", n);
	} else if (n && !gkri_is_blank(text, n)) {
		h->drafting = 0;
		rc = s->line(s->context, text, n, &h->place);
		h->paragraph = 0;
	} else if (blank && !h->in_row) {
		gkri_html_place(h, s, p, at, &h->place);
		h->drafting = 0;
		rc = s->line(s->context, "", 0, &h->place);
		h->paragraph = 0;
	}
	forget(h);
	return rc;
}

int32_t gkri_html_cell(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to)
{
	int32_t rc;

	gkri_html_place(h, s, p, from, &h->place);
	if (to - from > h->text_limit) {
		h->hit = GKR_LIMIT_CELL;
		h->hit_at = h->place;
		return GKR_E_LIMIT;
	}
	h->end = gkri_html_source(s, to);
	h->after_cr = 0;
	h->place.length = (uint32_t)(h->end - h->place.offset);
	rc = put_cell(h, s, p, p + from, to - from);
	h->inside = 0;
	forget(h);
	return rc;
}

/* A long text is cut behind one of its characters. */
static int32_t hand_on_piece(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p)
{
	int32_t rc;

	gkri_html_settle(h, s, p);
	h->place.length = (uint32_t)(h->end - h->place.offset);
	rc = s->line(s->context, h->text.data, h->text.len, &h->place);
	h->paragraph = 0;
	forget(h);
	return rc;
}

/* ---- text ---- */

/* Where the text that comes stands: p[at], or the field's place. */
static void place_text(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, struct gkri_place *out)
{
	if (at == GKRI_NOWHERE)
		*out = h->field.place;
	else
		gkri_html_place(h, s, p, at, out);
}

static int32_t put(struct gkri_html *h, const char *p, size_t n)
{
	if (h->text.len + n > h->text_limit) {
		h->hit = GKR_LIMIT_CELL;
		h->hit_at = h->place;
		return GKR_E_LIMIT;
	}
	return gkri_buf_put(&h->text, p, n);
}

/* A line of the cell begins at `place`; the first began with the text. */
static int32_t begin_line(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const struct gkri_place *place)
{
	int32_t rc = gkri_grow(h->text.mem, (void **)&h->lines, &h->line_cap,
	    h->line_count + 2, sizeof(*h->lines));

	if (rc != GKR_OK)
		return rc;
	gkri_html_settle(h, s, p);
	if (h->line_count == 0)
		h->lines[h->line_count++] = h->place;
	end_line(h);
	h->lines[h->line_count++] = *place;
	return put(h, "\n", 1);
}

/*
 * The blanks that waited before the text at p[at]: one, or none between Han
 * at a line's end; in a cell the end of a line of its own.
 */
static int32_t put_space(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, unsigned char next)
{
	int space = h->space;
	struct gkri_place place;

	h->space = 0;
	if (!h->text.len)
		return GKR_OK;
	if (space == GKRI_SPACE_LINE) {
		place_text(h, s, p, at, &place);
		return begin_line(h, s, p, &place);
	}
	if (space == GKRI_SPACE_WRAP &&
	    (next >= 0x80 ||
		(unsigned char)h->text.data[h->text.len - 1] >= 0x80))
		return GKR_OK;
	return put(h, " ", 1);
}

/* The text goes on with what stands at p[at]: as it is, or a reference. */
static int32_t begin_piece(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, int exact)
{
	struct gkri_html_piece *piece;
	int32_t rc;

	if (exact && h->exact && h->end_at == at && h->piece_count)
		return GKR_OK;
	rc = gkri_grow(h->text.mem, (void **)&h->pieces, &h->piece_cap,
	    h->piece_count + 1, sizeof(*piece));
	if (rc != GKR_OK)
		return rc;
	piece = &h->pieces[h->piece_count++];
	piece->at = h->text.len;
	piece->exact = exact;
	place_text(h, s, p, at, &piece->place);
	h->exact = (uint8_t)exact;
	return GKR_OK;
}

/* Text follows whose first character is at p[at] and begins with `next`. */
static int32_t begin(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, char next, int exact)
{
	int32_t rc = GKR_OK;

	h->after_pre = h->after_cr = 0;
	if (!h->in_cell && h->text.len > LONG_TEXT)
		rc = hand_on_piece(h, s, p);
	if (!h->began) {
		place_text(h, s, p, at, &h->place);
		h->began = 1;
		h->cell_at = GKRI_NOWHERE;
	}
	if (h->space && rc == GKR_OK)
		rc = put_space(h, s, p, at, (unsigned char)next);
	if (h->lines_count && !h->in_cell && rc == GKR_OK)
		rc = begin_piece(h, s, p, at, exact);
	return rc;
}

/* How much of p[0, n) goes into the text: no character of it too late. */
static size_t piece(const struct gkri_html *h, const char *p, size_t n)
{
	size_t k = 1;

	if (h->in_cell || h->text.len + n <= LONG_TEXT)
		return n;
	if (h->text.len <= LONG_TEXT)
		k += LONG_TEXT - h->text.len;
	while (k < n && ((unsigned char)p[k] & 0xc0) == 0x80)
		k++;
	return k < n ? k : n;
}

/* Has part of a piece another number of bytes than where it stands? */
static int is_converted(const struct gkri_html_sink *s, size_t from, size_t to)
{
	uint64_t begin = gkri_html_source(s, from);

	return gkri_html_source(s, to) - begin != to - from;
}

/*
 * A few bytes that go on with a cell's text, or begin it, where nothing else
 * has to be done; 0: it is not so.  16 bytes may be looked at.
 */
static inline int append(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to)
{
	struct gkri_buf *b = &h->text;
	size_t n = to - from;

	if (!h->in_cell || h->lines_count || h->mixed || n > 16 ||
	    b->cap - b->len < 16 || b->len + n > h->text_limit)
		return 0;
	if (!h->began) {
		if (b->len)
			return 0;
		gkri_html_place(h, s, p, from, &h->place);
		h->began = 1;
		h->cell_at = GKRI_NOWHERE;
	} else if (h->space) {
		return 0;
	}
	h->after_pre = h->after_cr = h->space = 0;
	memcpy(b->data + b->len, p + from, 16);
	b->len += n;
	h->end_at = to;
	return 1;
}

int32_t gkri_html_add(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to)
{
	int32_t rc = GKR_OK;
	size_t n;

	if (h->mute)
		return gkri_html_choice_text(
		    h, s, p, from, to, p + from, to - from);
	if (append(h, s, p, from, to))
		return GKR_OK;
	for (; from < to && rc == GKR_OK; from += n) {
		rc = begin(h, s, p, from, p[from], 1);
		n = piece(h, p + from, to - from);
		if (rc == GKR_OK)
			rc = put(h, p + from, n);
		if (h->mixed && memchr(p + from, '|', n))
			h->bar = 1;
		if (h->piece_count && is_converted(s, from, from + n))
			h->converted = 1;
		h->end_at = from + n;
	}
	return rc;
}

int32_t gkri_html_add_reference(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to,
    const char *text, size_t n)
{
	int32_t rc;

	if (h->mute)
		return gkri_html_choice_text(h, s, p, from, to, text, n);
	rc = begin(h, s, p, from, *text, 0);
	if (h->piece_count && rc == GKR_OK)
		h->pieces[h->piece_count - 1].place.length =
		    (uint32_t)(gkri_html_source(s, to) -
			h->pieces[h->piece_count - 1].place.offset);
	h->end_at = to;
	return rc == GKR_OK ? put(h, text, n) : rc;
}

int32_t gkri_html_add_field(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const char *text, size_t n)
{
	const struct gkri_place *place = &h->field.place;
	int32_t rc = begin(h, s, p, GKRI_NOWHERE, *text, 0);

	if (h->piece_count && rc == GKR_OK)
		h->pieces[h->piece_count - 1].place.length = place->length;
	h->end = place->offset + place->length;
	h->end_at = GKRI_NOWHERE;
	return rc == GKR_OK ? put(h, text, n) : rc;
}

/* ---- blanks ---- */

static void wait(struct gkri_html *h, uint8_t space)
{
	if (h->space < space)
		h->space = space;
}

/* The end of a source line that counts. */
static int32_t line_end(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at)
{
	if (h->after_pre) {
		h->after_pre = 0;
		return GKR_OK;
	}
	if (h->in_cell) {
		wait(h, GKRI_SPACE_LINE);
		return GKR_OK;
	}
	return gkri_html_flush(h, s, p, at, 1);
}

/* Blanks of text whose lines are those of the source. */
static int32_t add_kept(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to)
{
	int32_t rc = GKR_OK;
	int after_cr;

	for (; from < to && rc == GKR_OK; from++) {
		after_cr = h->after_cr;
		h->after_cr = p[from] == '\r';
		if (p[from] == '\n' && after_cr)
			continue;
		if (p[from] == '\n' || p[from] == '\r') {
			rc = line_end(h, s, p, from);
		} else if (h->in_cell) {
			wait(h, GKRI_SPACE_BLANK);
			h->after_pre = 0;
		} else {
			rc = begin(h, s, p, from, p[from], 1);
			if (rc == GKR_OK)
				rc = put(h, p + from, 1);
			h->end_at = from + 1;
		}
	}
	return rc;
}

/* Not between cells: blanks there are no text, whatever they stand in. */
static int keeps_blanks(const struct gkri_html *h)
{
	if (!h->pre && (!h->lines_count || h->in_cell))
		return 0;
	return (!h->depth && !h->in_row) || h->inside;
}

int32_t gkri_html_add_blanks(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to)
{
	if (h->mute) {
		h->field.blank = 1;
		return GKR_OK;
	}
	if (keeps_blanks(h))
		return add_kept(h, s, p, from, to);
	for (; from < to && h->space < GKRI_SPACE_WRAP; from++)
		wait(h,
		    p[from] == '\n' || p[from] == '\r' ? GKRI_SPACE_WRAP
						       : GKRI_SPACE_BLANK);
	return GKR_OK;
}
