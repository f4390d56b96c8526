/*
 * A whole table in one line, single blanks between its words: what is left of
 * a page whose blanks and line ends were all made alike.  Blank cells have
 * left no trace, only full rows find their places.
 */
#include "layout.h"
#include "text.h"

/* Such a line has so many bytes and words, and of them so many values. */
#define BYTES 200
#define LEAST_WORDS 24
#define LEAST_VALUES 7
/* Where blanks are wider, so many labels stand behind a value. */
#define LEAST_ROWS 3

/* The word at or behind p; 0 where there is none. */
static size_t next_word(const char **p, const char *end)
{
	const char *q = *p + gkri_blanks(*p, (size_t)(end - *p));

	*p = q;
	while (q < end && !gkri_blank(q, (size_t)(end - q)))
		q++;
	return (size_t)(q - *p);
}

static int is_number(const char *p, size_t n)
{
	return *p >= '0' && *p <= '9' && p[n - 1] >= '0' && p[n - 1] <= '9';
}

static int is_flow(const struct gkri_region *g, const struct gkri_line *l)
{
	const char *p = g->window->data + l->at, *end = p + l->len, *from;
	size_t n, words = 0, values = 0, near = 0, rows = 0;
	int number = 0, before;

	if (l->len < BYTES || l->flags & ~GKRI_LINE_GLUED)
		return 0;
	for (from = p; (n = next_word(&p, end)) > 0; from = p += n) {
		before = number;
		number = is_number(p, n);
		words++;
		near += p - from < 2;
		values += (size_t)number;
		rows += before && !number;
	}
	return words >= LEAST_WORDS && values >= LEAST_VALUES &&
	    (rows >= LEAST_ROWS || near * 10 > words * 9);
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	/* where most lines are short, they say what a row is */
	if (k->lines > 8)
		return 0;
	for (; lo < hi; lo++)
		if (is_flow(g, &g->lines[lo]))
			return k->lines * 32;
	return 0;
}

static int32_t put(
    struct gkri_region *g, const struct gkri_line *l, uint32_t at, uint32_t n)
{
	int32_t rc = gkri_region_row(
	    g, l->line, GKR_LAYOUT_RUNS, GKRI_ROW_OPEN | GKRI_ROW_LOSSY);

	return rc == GKR_OK ? gkri_region_slice(g, at, n, l->line) : rc;
}

static int32_t put_words(struct gkri_region *g, const struct gkri_line *l)
{
	const char *base = g->window->data, *p = base + l->at,
		   *end = p + l->len;
	int32_t rc = GKR_OK;
	size_t n;

	for (; rc == GKR_OK && (n = next_word(&p, end)) > 0; p += n)
		rc = put(g, l, (uint32_t)(p - base), (uint32_t)n);
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	int32_t rc = GKR_OK;

	for (; lo < hi && rc == GKR_OK; lo++) {
		const struct gkri_line *l = &g->lines[lo];

		if (l->flags & GKRI_LINE_BLANK)
			continue;
		rc = is_flow(g, l) ? put_words(g, l) : put(g, l, l->at, l->len);
	}
	return rc;
}

const struct gkri_layout gkri_layout_flow = {GKR_LAYOUT_RUNS, score, read};
