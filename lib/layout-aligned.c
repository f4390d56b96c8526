/*
 * Cells parted by blanks: aligned in columns, or just one blank between.
 *
 * Values stand at the right end of a line, the label's parts before them.  A
 * full row needs no columns.  A shorter row has lost its blanks; where the
 * page keeps columns, its full rows say which are missing, each value being
 * clearly nearest to one of theirs; where they do not, all rows together may.
 */
#include "layout.h"
#include "stretch.h"
#include "text.h"
#include "word.h"

struct line_look {
	struct gkri_line_word word[GKRI_WORDS];
	uint32_t count, values;
};

static void look(const struct gkri_region *g, size_t i, struct line_look *out)
{
	out->count = out->values = 0;
	if (g->lines[i].flags & GKRI_LINE_BLANK)
		return;
	out->count = gkri_line_words(g, &g->lines[i], out->word);
	out->values = gkri_trailing_values(out->word, out->count);
}

static uint32_t score_runs(const struct gkri_region *g,
    const struct gkri_look *k, size_t lo, size_t hi)
{
	(void)g;
	(void)lo;
	(void)hi;
	return k->run > k->wide ? k->run * 2 : 0;
}

static uint32_t score_aligned(const struct gkri_region *g,
    const struct gkri_look *k, size_t lo, size_t hi)
{
	(void)g;
	(void)lo;
	(void)hi;
	if (k->wide >= k->run && k->wide)
		return k->wide * 2;
	/* words alone, or one value a row: the gaps show the columns */
	return k->gaps * 2 > k->lines && !k->run && !k->bar ? k->gaps : 0;
}

/* ---- columns ---- */

/* A page's lines keep to columns of their own. */
struct page {
	size_t lo, hi; /* its lines; hi 0: none was looked at */
	struct gkri_columns columns;
	size_t first, last; /* the rows that showed the stretches */
	struct gkri_stretches stretches;
	int stretched; /* the stretches hold; -1: nobody asked yet */
};

/* The page that holds line i of [lo, hi), and what its full rows show. */
static void find_page(const struct gkri_region *g, size_t lo, size_t hi,
    size_t i, struct page *page)
{
	struct line_look row;

	if (page->hi > i && page->lo <= i)
		return;
	for (page->lo = i;
	     page->lo > lo && !(g->lines[page->lo].flags & GKRI_LINE_PAGE);
	     page->lo--)
		;
	for (page->hi = i + 1;
	     page->hi < hi && !(g->lines[page->hi].flags & GKRI_LINE_PAGE);
	     page->hi++)
		;
	gkri_columns_begin(&page->columns);
	for (i = page->lo; i < page->hi; i++) {
		look(g, i, &row);
		if (row.values == GKRI_FULL)
			gkri_columns_learn(
			    &page->columns, row.word + row.count - GKRI_FULL);
	}
	gkri_columns_settle(&page->columns);
	page->stretched = -1;
}

/* The values of line i, if it is a row from which to learn; else none. */
static uint32_t teaches(
    const struct gkri_region *g, size_t i, struct line_look *row)
{
	look(g, i, row);
	return row->values >= GKRI_TEACHES && row->values <= GKRI_FULL &&
		row->count > row->values
	    ? row->values
	    : 0;
}

/* What the page's rows show together, counted so or so. */
static void find_stretches(
    const struct gkri_region *g, struct page *page, int chars)
{
	struct gkri_stretches *s = &page->stretches;
	struct line_look row;
	uint32_t n;
	size_t i;

	gkri_stretches_begin(s, chars);
	page->first = page->hi;
	for (i = page->lo; i < page->hi; i++) {
		n = teaches(g, i, &row);
		if (n == 0)
			continue;
		gkri_stretches_learn(s, row.word + row.count - n, n);
		page->first = i < page->first ? i : page->first;
		page->last = i;
	}
	for (i = page->first; i < page->hi && s->n == GKRI_FULL; i++) {
		n = teaches(g, i, &row);
		if (n)
			gkri_stretches_try(s, row.word + row.count - n, n);
	}
	page->stretched = gkri_stretches_hold(s);
}

/* Which columns the values of line i stand in, its row; 0: not clear. */
static int find_targets(const struct gkri_region *g, size_t i,
    const struct line_look *row, struct page *page, uint8_t *target)
{
	const struct gkri_line_word *v = row->word + row->count - row->values;

	if (page->columns.measure >= 0 &&
	    gkri_columns_fit(&page->columns, v, row->values, target))
		return 1;
	if (page->stretched < 0)
		find_stretches(g, page, 0);
	if (page->stretched == 0 && !page->stretches.chars)
		find_stretches(g, page, 1);
	return page->stretched && i >= page->first && i <= page->last &&
	    gkri_stretches_fit(&page->stretches, v, row->values, target);
}

/* ---- what hangs beside a row ---- */

/* A piece of a value or of its note, to the eye: a digit or a bracket. */
static int is_scrap(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if ((p[i] >= '0' && p[i] <= '9') || p[i] == '(' || p[i] == ')')
			return 1;
		/* full-width ones: EF BC 88, 89, 90 to 99 */
		if (i + 2 < n && (unsigned char)p[i] == 0xef &&
		    (unsigned char)p[i + 1] == 0xbc &&
		    (unsigned char)p[i + 2] >= 0x88 &&
		    (unsigned char)p[i + 2] <= 0x99)
			return 1;
	}
	return 0;
}

static int is_label(const struct gkri_region *g,
    const struct gkri_line_word *from, const struct gkri_line_word *to,
    int whole)
{
	struct gkri_label l;

	return gkri_label_match(g->window->data + from->at,
		   to->at + to->len - from->at, GKRI_LABEL_ANY, 0, &l) &&
	    (!whole || l.how <= GKRI_MATCH_NOTED);
}

/* So many values are a row, whatever stands before them. */
#define MANY 4

/* Does the word begin with the number that a row's label has? */
static int is_numbered(
    const struct gkri_region *g, const struct gkri_line_word *w)
{
	struct gkri_ordinal o;

	gkri_ordinal(g->window->data + w->at, w->len, &o);
	return o.kind != GKRI_ORDINAL_NONE && o.bytes < w->len;
}

/*
 * Is the line, next to one of `beside` values, a row or a head by a label, or
 * a row by its values?  Next to many, few values behind part of a label (属于
 * 三类内 52) are what narrow cells had no room for; and next to few, many
 * values are a row that those belong to, unless it has a label of its own.
 */
static int is_row(
    const struct gkri_region *g, const struct line_look *row, uint32_t beside)
{
	uint32_t i, n = row->count - row->values;
	int many = row->values >= MANY || beside >= MANY,
	    whole = row->values && beside >= MANY;

	if (row->values >= MANY && beside >= MANY)
		return 1;
	for (i = 0; i < n; i++)
		if ((!row->values || !many || is_numbered(g, &row->word[i])) &&
		    (is_label(g, &row->word[i], &row->word[n - 1], whole) ||
			is_label(g, &row->word[i], &row->word[i], whole)))
			return 1;
	return 0;
}

/* Does line i hold what a narrow cell of the row beside it had no room for? */
static int hangs(const struct gkri_region *g, size_t i,
    const struct line_look *beside, const struct page *page)
{
	const struct gkri_line_word *first =
	    &beside->word[beside->count - beside->values];
	struct line_look row;
	uint32_t k, lo = first->lo, from = first->from;
	const struct gkri_columns *c = &page->columns;

	if (g->lines[i].flags & GKRI_LINE_BLANK)
		return 0;
	look(g, i, &row);
	if (c->rows && c->lo[0][0] / 2 < lo)
		lo = c->lo[0][0] / 2;
	if (c->rows && c->lo[3][0] / 2 < from)
		from = c->lo[3][0] / 2;
	for (k = 0; k < row.count; k++)
		if ((row.word[k].hi > lo && row.word[k].to > from) &&
		    is_scrap(g->window->data + row.word[k].at, row.word[k].len))
			return !is_row(g, &row, beside->values);
	return 0;
}

/* ---- rows ---- */

/* A word that only numbers what follows. */
static int is_ordinal(
    const struct gkri_region *g, const struct gkri_line_word *w)
{
	struct gkri_ordinal o;

	gkri_ordinal(g->window->data + w->at, w->len, &o);
	return o.kind != GKRI_ORDINAL_NONE && o.bytes == w->len;
}

/* The label's parts: words with less than `wide` blanks between are one. */
static int32_t put_labels(struct gkri_region *g, const struct gkri_line *l,
    const struct line_look *row, uint32_t wide)
{
	uint32_t i, j, n = row->count - row->values;
	int32_t rc = GKR_OK;

	for (i = 0; i < n && rc == GKR_OK; i = j) {
		for (j = i + 1; j < n &&
		     (row->word[j].gap < wide ||
			 (row->word[j].gap == 1 &&
			     is_ordinal(g, &row->word[j - 1])));
		     j++)
			;
		rc = gkri_region_slice(g, row->word[i].at,
		    row->word[j - 1].at + row->word[j - 1].len -
			row->word[i].at,
		    l->line);
	}
	return rc;
}

static int32_t put_values(struct gkri_region *g, const struct gkri_line *l,
    const struct line_look *row, const uint8_t *target)
{
	const struct gkri_line_word *v = row->word + row->count - row->values;
	uint32_t i, k = 0, end = target ? GKRI_FULL : row->values;
	int32_t rc = GKR_OK;

	for (i = 0; i < end && rc == GKR_OK; i++) {
		if (target && (k == row->values || target[k] != i)) {
			rc = gkri_region_slice(g,
			    k < row->values ? v[k].at : l->at + l->len, 0,
			    l->line);
			continue;
		}
		rc = gkri_region_slice(g, v[k].at, v[k].len, l->line);
		k++;
	}
	return rc;
}

/* Values among the label's parts: something broke the row of values. */
static int mixed(const struct line_look *row)
{
	uint32_t i, n = row->count - row->values;

	for (i = 0; i < n; i++)
		if (row->word[i].value)
			return 1;
	return 0;
}

/* Words side by side that are no sentence: labels of a head. */
static int is_head(const struct gkri_region *g, const struct line_look *row)
{
	uint32_t i;

	for (i = 0; i < row->count; i++) {
		const struct gkri_line_word *w = &row->word[i];

		if (w->len > 30 ||
		    gkri_holds_stop(g->window->data + w->at, w->len))
			return 0;
	}
	return row->count > 1;
}

/* Is every word a label, such as a row's behind that of its group? */
static int are_labels(const struct gkri_region *g, const struct line_look *row)
{
	uint32_t i;

	for (i = 0; i < row->count; i++)
		if (!is_label(g, &row->word[i], &row->word[i], 1))
			return 0;
	return row->count > 1 && row->count < 4;
}

/* Blanks that part two labels of the line. */
static uint32_t label_gap(
    const struct gkri_region *g, const struct line_look *row)
{
	return row->values || is_head(g, row) || are_labels(g, row) ? 1 : 2;
}

static int32_t read_line(struct gkri_region *g, size_t lo, size_t hi, size_t i,
    uint8_t id, struct page *page)
{
	const struct gkri_line *l = &g->lines[i];
	struct line_look row;
	uint8_t target[GKRI_FULL], flags = GKRI_ROW_LOSSY;
	int placed = 0, labelled;
	int32_t rc;

	look(g, i, &row);
	labelled = id == GKR_LAYOUT_ALIGNED && row.values > 0 &&
	    row.count > row.values;
	if (labelled) {
		find_page(g, lo, hi, i, page);
		if ((i > lo && hangs(g, i - 1, &row, page)) ||
		    (i + 1 < hi && hangs(g, i + 1, &row, page)))
			flags |= GKRI_ROW_SUSPECT;
	}
	if (labelled && !mixed(&row) && row.values < GKRI_FULL &&
	    !(flags & GKRI_ROW_SUSPECT))
		placed = find_targets(g, i, &row, page, target);
	if (placed)
		flags = 0;
	rc = gkri_region_row(g, l->line, id, flags);
	if (rc == GKR_OK)
		rc = put_labels(g, l, &row, label_gap(g, &row));
	return rc == GKR_OK ? put_values(g, l, &row, placed ? target : NULL)
			    : rc;
}

static int32_t read_as(struct gkri_region *g, size_t lo, size_t hi, uint8_t id)
{
	struct page page;
	int32_t rc = GKR_OK;
	size_t i;

	page.lo = page.hi = 0;
	for (i = lo; i < hi && rc == GKR_OK; i++)
		if (!(g->lines[i].flags & GKRI_LINE_BLANK) &&
		    !gkri_layout_is_stroke(
			g->window->data + g->lines[i].at, g->lines[i].len))
			rc = read_line(g, lo, hi, i, id, &page);
	return rc;
}

static int32_t read_runs(struct gkri_region *g, size_t lo, size_t hi)
{
	return read_as(g, lo, hi, GKR_LAYOUT_RUNS);
}

static int32_t read_aligned(struct gkri_region *g, size_t lo, size_t hi)
{
	return read_as(g, lo, hi, GKR_LAYOUT_ALIGNED);
}

const struct gkri_layout gkri_layout_runs = {
    GKR_LAYOUT_RUNS, score_runs, read_runs};
const struct gkri_layout gkri_layout_aligned = {
    GKR_LAYOUT_ALIGNED, score_aligned, read_aligned};
