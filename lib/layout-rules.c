/*
 * Columns under dash rules.  A rule of several groups of dashes says where
 * the columns are; rows end at empty lines where there are any, else at
 * every line.
 */
#include "layout.h"
#include "text.h"
#include "word.h"

struct band {
	uint32_t lo, hi;
};
struct bands {
	struct band band[GKRI_WORDS];
	uint32_t count;
};

/*
 * Only dashes (or only =) and blanks: how many groups; 0 if anything else
 * stands there.
 */
static uint32_t read_rule(
    const struct gkri_region *g, const struct gkri_line *l, struct bands *b)
{
	const char *p = g->window->data + l->at, *end;
	size_t n = l->len, k;
	uint32_t column = 0, groups = 0;
	char stroke = 0;
	int in = 0;

	b->count = 0;
	for (end = p + n; p < end; p += k) {
		k = gkri_blank(p, (size_t)(end - p));
		if (k) {
			groups += in && groups < GKRI_WORDS;
			in = 0;
			column += k == 3 ? 2 : 1;
			continue;
		}
		if ((*p != '-' && *p != '=') || (stroke && *p != stroke) ||
		    groups == GKRI_WORDS)
			return 0;
		stroke = *p;
		if (!in)
			b->band[groups].lo = column;
		b->band[groups].hi = ++column;
		in = 1;
		k = 1;
	}
	b->count = groups + (in && groups < GKRI_WORDS);
	return b->count;
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	struct bands b;
	uint32_t rules = 0;
	size_t i;

	if (k->rule < 2 || k->bar > k->rule)
		return 0;
	for (i = lo; i < hi; i++)
		rules += read_rule(g, &g->lines[i], &b) >= 2;
	return rules ? k->lines * 2 : 0;
}

/* The band that the word covers most. */
static uint32_t band_of(const struct bands *b, const struct gkri_line_word *w)
{
	uint32_t i, best = 0, most = 0, far = UINT32_MAX;

	for (i = 0; i < b->count; i++) {
		uint32_t lo = w->lo > b->band[i].lo ? w->lo : b->band[i].lo;
		uint32_t hi = w->hi < b->band[i].hi ? w->hi : b->band[i].hi;
		uint32_t gap = w->lo > b->band[i].hi ? w->lo - b->band[i].hi
		    : b->band[i].lo > w->hi	     ? b->band[i].lo - w->hi
						     : 0;

		if (hi > lo && hi - lo > most) {
			most = hi - lo;
			best = i;
		} else if (!most && gap < far) {
			far = gap;
			best = i;
		}
	}
	return best;
}

/* A word of a row, as the region's cursors keep it. */
enum { AT, LEN, LINE, COLUMN, VALUE, WORD };

/* Puts the words of the lines [lo, hi) into the cursors; *n is how many. */
static int32_t take_words(struct gkri_region *g, const struct bands *b,
    size_t lo, size_t hi, size_t *n)
{
	struct gkri_line_word w[GKRI_WORDS];
	int32_t rc = GKR_OK;
	uint32_t k, count, *to;
	size_t i;

	*n = 0;
	for (i = lo; i < hi && rc == GKR_OK; i++) {
		count = gkri_line_words(g, &g->lines[i], w);
		rc = gkri_region_cursors(g, (*n + count) * WORD);
		for (k = 0; k < count && rc == GKR_OK; k++) {
			to = g->cursors + (*n)++ * WORD;
			to[AT] = w[k].at;
			to[LEN] = w[k].len;
			to[LINE] = g->lines[i].line;
			to[COLUMN] = band_of(b, &w[k]);
			to[VALUE] = w[k].value;
		}
	}
	return rc;
}

/*
 * A column's cell, of the words that stand in it.  Two values in one line are
 * two cells: who drew the rules did not draw them over these columns.
 */
static int32_t column_cell(
    struct gkri_region *g, uint32_t column, size_t n, size_t line)
{
	int32_t rc =
	    gkri_region_slice(g, g->lines[line].at, 0, g->lines[line].line);
	uint32_t value_line = 0;
	const uint32_t *w;
	size_t i;

	for (i = 0; i < n && rc == GKR_OK; i++) {
		w = g->cursors + i * WORD;
		if (w[COLUMN] != column)
			continue;
		if (w[VALUE] && value_line == w[LINE]) {
			g->rows[g->row_count - 1].flags |= GKRI_ROW_LOSSY;
			rc = gkri_region_slice(g, w[AT], w[LEN], w[LINE]);
			continue;
		}
		value_line = w[VALUE] ? w[LINE] : value_line;
		rc = gkri_region_join(g, w[AT], w[LEN], w[LINE], 1);
	}
	return rc;
}

/* Lines [lo, hi) are one row. */
static int32_t row(
    struct gkri_region *g, const struct bands *b, size_t lo, size_t hi)
{
	int32_t rc = gkri_region_row(g, g->lines[lo].line, GKR_LAYOUT_RULES, 0);
	uint32_t column;
	size_t n = 0;

	if (rc == GKR_OK)
		rc = take_words(g, b, lo, hi, &n);
	for (column = 0; column < b->count && rc == GKR_OK; column++)
		rc = column_cell(g, column, n, lo);
	return rc;
}

/* Which columns the line has words in: a bit each. */
static uint64_t columns_of(const struct gkri_region *g, const struct bands *b,
    const struct gkri_line *l)
{
	struct gkri_line_word w[GKRI_WORDS];
	uint32_t i, count = gkri_line_words(g, l, w);
	uint64_t found = 0;

	for (i = 0; i < count; i++)
		found |= (uint64_t)1 << (band_of(b, &w[i]) % 64);
	return found;
}

/*
 * Do the lines go on with the row before them?  What had no room stands in the
 * next line: nothing in the first column, and elsewhere only where there was
 * nothing yet.
 */
static size_t end_of_row(
    const struct gkri_region *g, const struct bands *b, size_t from, size_t hi)
{
	uint64_t there = columns_of(g, b, &g->lines[from]), more;

	for (; from + 1 < hi; from++) {
		if (g->lines[from + 1].flags & GKRI_LINE_BLANK)
			break;
		more = columns_of(g, b, &g->lines[from + 1]);
		if (more & (there | 1) || !(there & 1))
			break;
		there |= more;
	}
	return from + 1;
}

/* The lines [lo, hi) between two rules. */
static int32_t table(
    struct gkri_region *g, const struct bands *b, size_t lo, size_t hi)
{
	size_t i, from, empty = 0;
	int32_t rc = GKR_OK;

	for (i = lo; i + 1 < hi; i++)
		empty += (g->lines[i].flags & GKRI_LINE_BLANK) != 0;
	for (i = lo; i < hi && rc == GKR_OK; i++) {
		if (g->lines[i].flags & GKRI_LINE_BLANK)
			continue;
		from = i;
		if (!empty)
			i = end_of_row(g, b, i, hi) - 1;
		while (empty && i + 1 < hi &&
		    !(g->lines[i + 1].flags & GKRI_LINE_BLANK))
			i++;
		rc = row(g, b, from, i + 1);
	}
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	struct bands b, end;
	int32_t rc = GKR_OK;
	size_t i, j;

	b.count = 0;

	for (i = lo; i < hi && rc == GKR_OK; i++) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK)
			continue;
		if (read_rule(g, l, &b) >= 2) {
			for (j = i + 1;
			     j < hi && read_rule(g, &g->lines[j], &end) == 0;
			     j++)
				;
			rc = table(g, &b, i + 1, j);
			/* a rule below a head is the one above its rows */
			i = j + 1 < hi &&
				!(g->lines[j + 1].flags & GKRI_LINE_BLANK)
			    ? j - 1
			    : j;
		} else if (b.count != 1) {
			rc = gkri_region_row(g, l->line, GKR_LAYOUT_RULES, 0);
			if (rc == GKR_OK)
				rc = gkri_region_slice(
				    g, l->at, l->len, l->line);
		}
	}
	return rc;
}

const struct gkri_layout gkri_layout_rules = {GKR_LAYOUT_RULES, score, read};
