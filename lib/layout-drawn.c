/*
 * Tables with drawn borders: box characters, or bars, dashes and pluses.
 *
 * A line whose rightmost cell is a rule ends a row; the lines between two
 * such are one row, its cells joined from top to bottom.  A cell that spans
 * rows has its text wherever the drawer put it: its pieces stand in front of
 * the row's own label and do no harm there.
 */
#include <string.h>
#include "layout.h"
#include "text.h"

/* A row has at most so many cells. */
#define COLUMNS 48

struct edge {
	uint32_t at, len; /* of the piece between two bars, in the window */
};

/* One text line, cut at its bars. */
struct pieces {
	struct edge piece[COLUMNS];
	uint32_t count;
};

/* Bytes of the vertical (or crossing) border at p; 0 if there is none. */
static size_t border(const char *p, size_t n)
{
	unsigned char c;

	if (*p == '|' || *p == '+')
		return 1;
	if (n < 3 || (unsigned char)p[0] != 0xe2)
		return 0;
	c = (unsigned char)p[2];
	if ((unsigned char)p[1] == 0x94) /* U+2500-253F: but the dashes */
		return c == 0x82 || c == 0x83 || c >= 0x8c ? 3 : 0;
	if ((unsigned char)p[1] == 0x95) /* U+2540-257F: but the double dash */
		return c <= 0x8b || (c >= 0x91 && c <= 0xb0) ? 3 : 0;
	return 0;
}

/* Bytes of the horizontal border at p. */
static size_t stroke(const char *p, size_t n)
{
	if (*p == '-' || *p == '=' || *p == '_')
		return 1;
	if (n >= 3 && (unsigned char)p[0] == 0xe2 &&
	    (((unsigned char)p[1] == 0x94 &&
		 ((unsigned char)p[2] <= 0x81 ||
		     ((unsigned char)p[2] >= 0x84 &&
			 (unsigned char)p[2] <= 0x8b &&
			 (unsigned char)p[2] != 0x86 &&
			 (unsigned char)p[2] != 0x87 &&
			 (unsigned char)p[2] != 0x8a &&
			 (unsigned char)p[2] != 0x8b))) ||
		((unsigned char)p[1] == 0x95 && (unsigned char)p[2] == 0x90)))
		return 3;
	return 0;
}

/*
 * Nothing but strokes: a piece of a rule.  A dash with blanks around it is a
 * nil mark.
 */
static int is_stroke_run(const char *p, size_t n)
{
	size_t k;

	if (n == 0)
		return 0;
	for (; n; p += k, n -= k) {
		k = stroke(p, n);
		if (!k && *p == ':')
			k = 1;
		if (!k)
			return 0;
	}
	return 1;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Is the + at p a sign before a number, or says that it is more (30+)? */
static int is_of_number(const char *start, const char *p, const char *end)
{
	if (p + 1 == end)
		return 0;
	return is_digit(p[1]) ||
	    (p > start && is_digit(p[-1]) && p[1] != '-' && p[1] != '=');
}

/* Where the next border at or behind p begins, at which it ends in *k. */
static const char *next_border(const char *p, const char *end, size_t *k)
{
	const char *start = p;

	for (; p < end; p++) {
		if (*p != '|' && *p != '+' && *p != '\xe2')
			continue;
		*k = border(p, (size_t)(end - p));
		if (*k && !(*p == '+' && is_of_number(start, p, end)))
			return p;
	}
	return NULL;
}

/* The piece of l from *from on to the next bar, behind which *from stands. */
static int next_piece(const struct gkri_region *g, const struct gkri_line *l,
    uint32_t *from, struct edge *out)
{
	const char *base = g->window->data, *p;
	size_t k;

	p = next_border(base + *from, base + l->at + l->len, &k);
	if (!p)
		return 0;
	out->at = *from;
	out->len = (uint32_t)(p - base) - *from;
	*from += out->len + (uint32_t)k;
	return 1;
}

/* Where the first piece of l begins; 0 where it has no bar. */
static int first_piece(
    const struct gkri_region *g, const struct gkri_line *l, uint32_t *from)
{
	struct edge before;

	*from = l->at;
	return next_piece(g, l, from, &before);
}

static void cut(
    const struct gkri_region *g, const struct gkri_line *l, struct pieces *out)
{
	uint32_t from;

	out->count = 0;
	if (!first_piece(g, l, &from))
		return;
	while (out->count < COLUMNS &&
	    next_piece(g, l, &from, &out->piece[out->count]))
		out->count++;
}

/*
 * Does the line end a row?  Its rightmost piece is part of a rule; or several
 * pieces are, and beside them in the right half nothing is written.
 */
static int is_rule(const struct gkri_region *g, const struct pieces *s)
{
	const char *base = g->window->data;
	uint32_t i, strokes = 0, written = 0;

	for (i = 0; i < s->count; i++) {
		const struct edge *e = &s->piece[i];

		if (is_stroke_run(base + e->at, e->len))
			strokes++;
		else if (i >= s->count / 2)
			written += !gkri_is_blank(base + e->at, e->len);
		if (i + 1 == s->count && is_stroke_run(base + e->at, e->len))
			return 1;
	}
	return strokes >= 3 && written == 0;
}

/*
 * Puts the cursor of each of the lines [lo, hi) before its first piece, and
 * returns how many pieces the row has; lines that have fewer have none.
 */
static uint32_t begin_row(struct gkri_region *g, size_t lo, size_t hi)
{
	uint32_t *cursor = g->cursors, columns = 0;
	struct pieces s;
	size_t i;

	for (i = lo; i < hi; i++) {
		cut(g, &g->lines[i], &s);
		cursor[i - lo] = s.count;
		columns = s.count > columns ? s.count : columns;
	}
	for (i = lo; i < hi; i++)
		if (cursor[i - lo] != columns ||
		    !first_piece(g, &g->lines[i], &cursor[i - lo]))
			cursor[i - lo] = GKRI_NONE;
	return columns;
}

/* Joins the pieces of the lines [lo, hi) at which their cursors are. */
static int32_t column(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc =
	    gkri_region_slice(g, g->lines[lo].at, 0, g->lines[lo].line);
	struct edge e;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		if (g->cursors[i - lo] == GKRI_NONE ||
		    !next_piece(g, &g->lines[i], &g->cursors[i - lo], &e) ||
		    is_stroke_run(g->window->data + e.at, e.len))
			continue;
		rc = gkri_region_join(g, e.at, e.len, g->lines[i].line, 0);
	}
	return rc;
}

/* The lines [lo, hi) are one row: joins its cells column by column. */
static int32_t one_row(struct gkri_region *g, size_t lo, size_t hi, uint8_t id)
{
	int32_t rc = gkri_region_cursors(g, hi - lo);
	uint32_t columns;

	if (rc == GKR_OK)
		rc = gkri_region_row(g, g->lines[lo].line, id, 0);
	if (rc != GKR_OK)
		return rc;
	for (columns = begin_row(g, lo, hi); columns && rc == GKR_OK; columns--)
		rc = column(g, lo, hi);
	return rc;
}

/* How many pieces of a line are whole labels, how many are numbers. */
struct holds {
	uint32_t rows, columns, numbers;
};

static void look_at(
    const struct gkri_region *g, const struct gkri_line *line, struct holds *h)
{
	struct pieces s;
	struct gkri_label l;
	uint32_t i;

	memset(h, 0, sizeof(*h));
	cut(g, line, &s);
	for (i = 0; i < s.count; i++) {
		const char *p = g->window->data + s.piece[i].at;
		size_t n = s.piece[i].len;

		gkri_trim(&p, &n);
		if (n && is_digit(*p) && is_digit(p[n - 1])) {
			h->numbers++;
		} else if (n && gkri_label_may_be(p, n) &&
		    gkri_label_match(p, n, GKRI_LABEL_ANY, 0, &l) &&
		    l.how <= GKRI_MATCH_FOLDED) {
			h->rows += l.kind == GKRI_LABEL_ROW;
			h->columns += l.kind == GKRI_LABEL_COLUMN;
		}
	}
}

/* Longest label, in bytes, that is looked for in the pieces of two lines. */
#define LABEL 256

/*
 * Is a piece of the line the first half of a row's label, whose other half
 * stands below it?  Either half may be another row's label.
 */
static int is_half(const struct gkri_region *g, const struct gkri_line *line)
{
	char text[LABEL];
	struct pieces a, b;
	struct gkri_label l;
	uint32_t i;

	cut(g, line, &a);
	cut(g, line + 1, &b);
	for (i = 0; i < a.count && i < b.count; i++) {
		const char *p = g->window->data + a.piece[i].at,
			   *q = g->window->data + b.piece[i].at;
		size_t n = a.piece[i].len, k = b.piece[i].len;

		gkri_trim(&p, &n);
		gkri_trim(&q, &k);
		if (!n || !k || n + k > sizeof(text) || is_digit(p[n - 1]))
			continue;
		memcpy(text, p, n);
		memcpy(text + n, q, k);
		if (gkri_label_match(text, n + k, GKRI_LABEL_ROW, 0, &l) &&
		    l.how <= GKRI_MATCH_FOLDED)
			return 1;
	}
	return 0;
}

/*
 * Are the lines between two rules rows of their own?  Several of them are where
 * only the head has a rule below it: no label is whole twice in one row.
 */
static int are_rows(const struct gkri_region *g, size_t lo, size_t hi)
{
	uint32_t whole = 0, heads = 0, values = 0;
	struct holds h;

	if (hi - lo < 2 || is_half(g, &g->lines[lo]))
		return 0;
	for (; lo < hi && whole < 2; lo++) {
		look_at(g, &g->lines[lo], &h);
		whole += h.rows && h.numbers;
		heads += h.columns > 2;
		values += h.rows == 0 && h.numbers > 2;
	}
	return whole > 1 || (heads && values);
}

static int32_t row(struct gkri_region *g, size_t lo, size_t hi, uint8_t id)
{
	int32_t rc = GKR_OK;

	if (!are_rows(g, lo, hi))
		return one_row(g, lo, hi, id);
	for (; lo < hi && rc == GKR_OK; lo++)
		if (!(g->lines[lo].flags & GKRI_LINE_BLANK))
			rc = one_row(g, lo, lo + 1, id);
	return rc;
}

/* Nothing but digits, and no border: a page's number. */
static int is_page_number(const char *p, size_t n)
{
	size_t i;

	gkri_trim(&p, &n);
	for (i = 0; i < n; i++)
		if (!is_digit(p[i]))
			return 0;
	return n > 0;
}

/*
 * Is the row, open up to line i, still open behind the lines from there on?  No
 * rule has ended it, and what stands there is a page's end: blank lines, and
 * its number.
 */
static int goes_on(const struct gkri_region *g, size_t i, size_t hi)
{
	uint32_t from, count;
	struct pieces s;

	cut(g, &g->lines[i - 1], &s);
	count = s.count;
	while (i < hi && !first_piece(g, &g->lines[i], &from)) {
		const struct gkri_line *l = &g->lines[i++];

		if (!(l->flags & GKRI_LINE_BLANK) &&
		    !is_page_number(g->window->data + l->at, l->len))
			return 0;
	}
	if (i == hi)
		return 0;
	cut(g, &g->lines[i], &s);
	return s.count == count;
}

static int32_t prose(
    struct gkri_region *g, const struct gkri_line *l, uint8_t id)
{
	int32_t rc = gkri_region_row(g, l->line, id,
	    is_page_number(g->window->data + l->at, l->len) ? GKRI_ROW_PROSE
							    : 0);

	return rc == GKR_OK ? gkri_region_slice(g, l->at, l->len, l->line) : rc;
}

static int32_t read_as(struct gkri_region *g, size_t lo, size_t hi, uint8_t id)
{
	size_t i, from = lo;
	int32_t rc = GKR_OK;
	struct pieces s;
	uint32_t at;
	int open = 0;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		s.count = 0;
		if (!(l->flags & GKRI_LINE_BLANK))
			cut(g, l, &s);
		if (s.count && !is_rule(g, &s)) {
			if (!open)
				from = i;
			open = 1;
			continue;
		}
		/* behind the first line without a piece it was found to go on
		 */
		if (open &&
		    (s.count ||
			(first_piece(g, &g->lines[i - 1], &at) &&
			    !goes_on(g, i, hi)))) {
			rc = row(g, from, i, id);
			open = 0;
		}
		if (s.count == 0 && !(l->flags & GKRI_LINE_BLANK) &&
		    !is_stroke_run(g->window->data + l->at, l->len) &&
		    rc == GKR_OK)
			rc = prose(g, l, id);
	}
	return open && rc == GKR_OK ? row(g, from, hi, id) : rc;
}

/* How many lines end rows, how many hold text between borders. */
static void count_rules(const struct gkri_region *g, size_t lo, size_t hi,
    uint32_t *rules, uint32_t *texts)
{
	struct pieces s;
	size_t i;

	*rules = *texts = 0;
	for (i = lo; i < hi; i++) {
		if (!(g->lines[i].flags & (GKRI_LINE_BAR | GKRI_LINE_BOX)) &&
		    g->window->data[g->lines[i].at] != '+' &&
		    g->window->data[g->lines[i].at] != ' ')
			continue;
		cut(g, &g->lines[i], &s);
		if (is_rule(g, &s))
			*rules += memchr(g->window->data + g->lines[i].at, '+',
				      g->lines[i].len) != NULL;
		else if (s.count > 1)
			++*texts;
	}
}

static uint32_t score_boxes(const struct gkri_region *g,
    const struct gkri_look *k, size_t lo, size_t hi)
{
	uint32_t rules, texts;

	if (k->box)
		return k->box * 8;
	if (k->bar < 4)
		return 0;
	count_rules(g, lo, hi, &rules, &texts);
	return rules > 4 && rules * 3 > texts ? k->bar * 4 : 0;
}

static uint32_t score_grid(const struct gkri_region *g,
    const struct gkri_look *k, size_t lo, size_t hi)
{
	(void)g;
	(void)lo;
	(void)hi;
	return k->grid > 2 && !k->box ? (k->bar + k->grid) * 8 : 0;
}

static int32_t read_boxes(struct gkri_region *g, size_t lo, size_t hi)
{
	return read_as(g, lo, hi, GKR_LAYOUT_BOXES);
}

static int32_t read_grid(struct gkri_region *g, size_t lo, size_t hi)
{
	return read_as(g, lo, hi, GKR_LAYOUT_GRID);
}

const struct gkri_layout gkri_layout_boxes = {
    GKR_LAYOUT_BOXES, score_boxes, read_boxes};
const struct gkri_layout gkri_layout_grid = {
    GKR_LAYOUT_GRID, score_grid, read_grid};
