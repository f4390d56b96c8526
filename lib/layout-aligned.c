/*
 * Cells parted by blanks: aligned in columns, or just one blank between.
 *
 * Values stand at the right end of a line, the label's parts before them.  A
 * full row needs no columns.  A shorter row has lost its blanks; where the
 * page keeps columns, the full rows nearest to it say which are missing,
 * each value being clearly nearest to one of theirs.
 */
#include "layout.h"
#include "text.h"
#include "word.h"

/* The full row of the applicant table. */
#define FULL 7
/* How far a full row may be from the row that it explains, in lines. */
#define REACH 40

struct line_look {
	struct gkri_word word[GKRI_WORDS];
	uint32_t count, values;
};

static void look(const struct gkri_region *g, size_t i, struct line_look *out)
{
	out->count = out->values = 0;
	if (g->lines[i].flags & GKRI_LINE_BLANK)
		return;
	out->count = gkri_words(g, &g->lines[i], out->word);
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

/* What lines up: left ends, right ends, middles (of twice the columns). */
enum { LEFT, RIGHT, MIDDLE, MEASURES };

static uint32_t place_of(const struct gkri_word *w, int measure)
{
	return measure == LEFT ? 2 * w->lo
	    : measure == RIGHT ? 2 * w->hi
			       : w->lo + w->hi;
}

static uint32_t distance(
    const struct gkri_word *a, const struct gkri_word *b, int measure)
{
	uint32_t x = place_of(a, measure), y = place_of(b, measure);

	return x > y ? x - y : y - x;
}

/* By which measure two full rows are nearest to each other. */
static int best_measure(const struct line_look *a, const struct line_look *b)
{
	const struct gkri_word *x = a->word + a->count - FULL;
	const struct gkri_word *y = b->word + b->count - FULL;
	uint32_t sum, least = UINT32_MAX;
	int m, i, best = LEFT;

	for (m = LEFT; m < MEASURES; m++) {
		for (sum = 0, i = 0; i < FULL; i++)
			sum += distance(&x[i], &y[i], m);
		if (sum < least) {
			least = sum;
			best = m;
		}
	}
	return best;
}

/*
 * Which of the full row's columns each value stands in: target[] by value.
 * 0 where one of them is not clearly nearest to a column of its own.
 */
static int fit(const struct line_look *row, const struct line_look *full,
    int measure, uint8_t *target)
{
	const struct gkri_word *v = row->word + row->count - row->values;
	const struct gkri_word *f = full->word + full->count - FULL;
	uint32_t i, k, last = 0;

	for (i = 0; i < row->values; i++) {
		uint32_t best = 0, near = UINT32_MAX, next = UINT32_MAX;

		for (k = 0; k < FULL; k++) {
			uint32_t d = distance(&v[i], &f[k], measure);

			if (d < near) {
				next = near;
				near = d;
				best = k;
			} else if (d < next) {
				next = d;
			}
		}
		if (near * 3 > next || (i && best <= last))
			return 0;
		target[i] = (uint8_t)best;
		last = best;
	}
	return 1;
}

/* The nearest full row above (step -1) or below (1); hi if there is none. */
static size_t full_row(const struct gkri_region *g, size_t lo, size_t hi,
    size_t i, int step, struct line_look *out)
{
	size_t n;

	for (n = 0; n < REACH; n++) {
		if (step < 0 ? i == lo : i + 1 == hi)
			return hi;
		i = step < 0 ? i - 1 : i + 1;
		look(g, i, out);
		if (out->values == FULL)
			return i;
	}
	return hi;
}

/* Do two full rows have their values in the same columns? */
static int agree(
    const struct line_look *a, const struct line_look *b, int measure)
{
	const struct gkri_word *x = a->word + a->count - FULL;
	const struct gkri_word *y = b->word + b->count - FULL;
	uint32_t i, step;

	for (i = 0; i < FULL; i++) {
		step = distance(&x[i], &x[i ? i - 1 : 1], measure);
		if (i + 1 < FULL && distance(&x[i], &x[i + 1], measure) < step)
			step = distance(&x[i], &x[i + 1], measure);
		if (distance(&x[i], &y[i], measure) * 2 >= step)
			return 0;
	}
	return 1;
}

/*
 * Columns of a short row's values; 0 where they cannot be told.  Two full
 * rows are asked, on both sides if there are, and have to agree.
 */
static int columns(const struct gkri_region *g, size_t lo, size_t hi, size_t i,
    const struct line_look *row, uint8_t *target)
{
	struct line_look a, b;
	uint8_t other[FULL];
	uint32_t k;
	int m;
	size_t above = full_row(g, lo, hi, i, -1, &a),
	       below = full_row(g, lo, hi, i, 1, &b);

	if (above == hi && below < hi &&
	    full_row(g, lo, hi, below, 1, &a) == hi)
		return 0;
	if (below == hi && above < hi &&
	    full_row(g, lo, hi, above, -1, &b) == hi)
		return 0;
	if (above == hi && below == hi)
		return 0;
	m = best_measure(&a, &b);
	if (!agree(&a, &b, m))
		return 0;
	if (!fit(row, &a, m, target) || !fit(row, &b, m, other))
		return 0;
	for (k = 0; k < row->values; k++)
		if (other[k] != target[k])
			return 0;
	return 1;
}

/* ---- rows ---- */

/* The label's parts: words with less than `wide` blanks between are one. */
static int32_t put_labels(struct gkri_region *g, const struct gkri_line *l,
    const struct line_look *row, uint32_t wide)
{
	uint32_t i, j, n = row->count - row->values;
	int32_t rc = GKR_OK;

	for (i = 0; i < n && rc == GKR_OK; i = j) {
		for (j = i + 1; j < n && row->word[j].gap < wide; j++)
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
	const struct gkri_word *v = row->word + row->count - row->values;
	uint32_t i, k = 0, end = target ? FULL : row->values;
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
		const struct gkri_word *w = &row->word[i];

		if (w->len > 30 ||
		    gkri_holds_stop(g->window->data + w->at, w->len))
			return 0;
	}
	return row->count > 1;
}

/* Blanks that part two labels of the line. */
static uint32_t label_gap(
    const struct gkri_region *g, const struct line_look *row)
{
	return row->values || is_head(g, row) ? 1 : 2;
}

static int32_t read_line(
    struct gkri_region *g, size_t lo, size_t hi, size_t i, uint8_t id)
{
	const struct gkri_line *l = &g->lines[i];
	struct line_look row;
	uint8_t target[FULL], flags = GKRI_ROW_LOSSY;
	int placed = 0;
	int32_t rc;

	look(g, i, &row);
	if (id == GKR_LAYOUT_ALIGNED && !mixed(&row) && row.values > 0 &&
	    row.values < FULL && row.count > row.values)
		placed = columns(g, lo, hi, i, &row, target);
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
	int32_t rc = GKR_OK;
	size_t i;

	for (i = lo; i < hi && rc == GKR_OK; i++)
		if (!(g->lines[i].flags & GKRI_LINE_BLANK) &&
		    !gkri_layout_is_stroke(
			g->window->data + g->lines[i].at, g->lines[i].len))
			rc = read_line(g, lo, hi, i, id);
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
