/*
 * A paragraph a line, nothing between cells but the line's end.  How an empty
 * cell shows:
 *
 *	EMPTY_LINES  an empty line is an empty cell
 *	ODD_BLANKS   a line of blanks, not all of them plain spaces, is one
 *	MORE_LINES   an empty line (or more, but always as many) stands behind
 *		     every line; each further one is an empty cell
 *	NOT_SHOWN    as many empty lines behind every line, and no more, or
 *		     several behind every row: empty cells have left no trace,
 *		     only full rows find their places
 */
#include "layout.h"

enum { EMPTY_LINES, ODD_BLANKS, MORE_LINES, NOT_SHOWN };

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	(void)g;
	(void)k;
	(void)lo;
	(void)hi;
	return 1;
}

static int is_number(const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at;

	return l->len && l->len <= 12 && *p >= '0' && *p <= '9' &&
	    p[l->len - 1] >= '0' && p[l->len - 1] <= '9';
}

/*
 * Does an empty line stand behind (nearly) every line, or around every number?
 * Of texts some lines are always in pieces.
 */
static int is_spaced(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, lines = 0, followed = 0, numbers = 0, spaced = 0;

	for (i = lo; i + 1 < hi; i++) {
		int blank = (g->lines[i + 1].flags & GKRI_LINE_BLANK) != 0;

		if (g->lines[i].flags & GKRI_LINE_BLANK)
			continue;
		lines++;
		followed += (size_t)blank;
		if (!is_number(g, &g->lines[i]))
			continue;
		numbers++;
		spaced +=
		    blank && i > lo && g->lines[i - 1].flags & GKRI_LINE_BLANK;
	}
	return followed * 4 > lines * 3 || followed == 0 ||
	    (numbers >= 7 && spaced * 10 > numbers * 8);
}

/*
 * How many empty lines stand from line i on, up to the next text; 0 around a
 * page's end, which has empty lines of its own.
 */
static size_t empty_lines(const struct gkri_region *g, size_t i, size_t hi)
{
	size_t from = i;
	int page = 0;

	for (; i < hi && g->lines[i].flags & GKRI_LINE_BLANK; i++)
		page |= g->lines[i].flags & GKRI_LINE_PAGE;
	if (i == hi)
		return i - from;
	/* a page mark is no line of the region */
	page |= g->lines[i].line - g->lines[from].line != i - from ||
	    g->lines[i].flags & GKRI_LINE_PAGE;
	return page ? 0 : i - from;
}

struct habit {
	int mode;
	size_t usual; /* empty lines behind every line */
};

/* So many gaps, none of them of one line, end rows. */
#define ROW_GAPS 8

/*
 * The least that stands between two lines, where there is something; how often
 * that is, and how often there is more.
 */
static size_t usual_gap(const struct gkri_region *g, size_t lo, size_t hi,
    size_t *gaps, size_t *more)
{
	size_t i, n, usual = SIZE_MAX, runs = 0, least = 0;

	for (i = lo; i < hi; i++) {
		if (!(g->lines[i].flags & GKRI_LINE_BLANK) ||
		    (i > lo && g->lines[i - 1].flags & GKRI_LINE_BLANK))
			continue;
		n = empty_lines(g, i, hi);
		if (n == 0)
			continue;
		runs++;
		least = n < usual ? 1 : least + (n == usual);
		usual = n < usual ? n : usual;
	}
	*gaps = runs;
	*more = runs - least;
	return usual;
}

static void find_habit(
    const struct gkri_region *g, size_t lo, size_t hi, struct habit *h)
{
	size_t gaps, more;

	h->mode = EMPTY_LINES;
	h->usual = 0;
	if (gkri_layout_shows_blanks(g, lo, hi)) {
		h->mode = ODD_BLANKS;
	} else if (is_spaced(g, lo, hi)) {
		h->usual = usual_gap(g, lo, hi, &gaps, &more);
		h->mode = more > 2 ? MORE_LINES : NOT_SHOWN;
	} else if (usual_gap(g, lo, hi, &gaps, &more) > 1 && gaps >= ROW_GAPS) {
		h->mode = NOT_SHOWN;
	}
}

static int32_t put_line(
    struct gkri_region *g, const struct gkri_line *l, uint8_t flags)
{
	int32_t rc = gkri_region_row(g, l->line, GKR_LAYOUT_PARAGRAPHS, flags);

	return rc == GKR_OK ? gkri_region_slice(g, l->at, l->len, l->line) : rc;
}

/* The empty lines from *i on, up to the next text: which of them are cells. */
static int32_t put_empty(
    struct gkri_region *g, size_t *i, size_t hi, const struct habit *h)
{
	size_t n = h->mode == MORE_LINES && *i ? empty_lines(g, *i, hi) : 0,
	       cells = n > h->usual ? n - h->usual : 0;
	int32_t rc = GKR_OK;

	for (; *i < hi && g->lines[*i].flags & GKRI_LINE_BLANK && rc == GKR_OK;
	     ++*i) {
		const struct gkri_line *l = &g->lines[*i];

		if (h->mode == EMPTY_LINES || cells ||
		    gkri_layout_is_shown_blank(g->window->data + l->at, l->len))
			rc = put_line(g, l, GKRI_ROW_OPEN);
		cells -= cells > 0;
	}
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;
	size_t i = lo;
	struct habit h;
	uint8_t flags = GKRI_ROW_OPEN;

	find_habit(g, lo, hi, &h);
	if (h.mode == NOT_SHOWN)
		flags |= GKRI_ROW_LOSSY;

	while (i < hi && rc == GKR_OK) {
		const struct gkri_line *l = &g->lines[i];

		if (l->flags & GKRI_LINE_BLANK) {
			rc = put_empty(g, &i, hi, &h);
			continue;
		}
		if (!gkri_layout_is_stroke(g->window->data + l->at, l->len))
			rc = put_line(g, l, flags);
		i++;
	}
	return rc;
}

const struct gkri_layout gkri_layout_paragraphs = {
    GKR_LAYOUT_PARAGRAPHS, score, read};
