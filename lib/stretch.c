/* Columns learnt from rows that are not full. */
#include <string.h>
#include "stretch.h"

#define ALONE 2 /* blanks before a value that stands by itself */
#define ROWS 4	/* so many rows must keep to the stretches */
#define PAIRS 3 /* so many neighbours must stand in one row */

static uint32_t lo_of(
    const struct gkri_stretches *s, const struct gkri_line_word *w)
{
	return s->chars ? w->from : w->lo;
}

static uint32_t hi_of(
    const struct gkri_stretches *s, const struct gkri_line_word *w)
{
	return s->chars ? w->to : w->hi;
}

void gkri_stretches_begin(struct gkri_stretches *s, int chars)
{
	memset(s, 0, sizeof(*s));
	s->chars = chars;
}

/* Takes one stretch more, made one with those that it meets or touches. */
static void take(struct gkri_stretches *s, uint32_t lo, uint32_t hi)
{
	uint32_t i, n = 0;

	for (i = 0; i < s->n; i++) {
		if (s->lo[i] <= hi && lo <= s->hi[i]) {
			lo = s->lo[i] < lo ? s->lo[i] : lo;
			hi = s->hi[i] > hi ? s->hi[i] : hi;
			continue;
		}
		s->lo[n] = s->lo[i];
		s->hi[n++] = s->hi[i];
	}
	for (i = n; i > 0 && s->lo[i - 1] > lo; i--) {
		s->lo[i] = s->lo[i - 1];
		s->hi[i] = s->hi[i - 1];
	}
	s->lo[i] = lo;
	s->hi[i] = hi;
	s->n = n + 1;
}

void gkri_stretches_learn(
    struct gkri_stretches *s, const struct gkri_line_word *v, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n && s->n < GKRI_STRETCHES; i++)
		if (v[i].gap >= ALONE)
			take(s, lo_of(s, &v[i]), hi_of(s, &v[i]));
}

/* The one stretch that the value meets; GKRI_FULL: none, or two. */
static uint32_t met(
    const struct gkri_stretches *s, const struct gkri_line_word *w)
{
	uint32_t k, at = GKRI_FULL;

	for (k = 0; k < GKRI_FULL; k++) {
		if (s->hi[k] <= lo_of(s, w) || s->lo[k] >= hi_of(s, w))
			continue;
		if (at < GKRI_FULL)
			return GKRI_FULL;
		at = k;
	}
	return at;
}

/* A value set right behind another: it may stand before its column only. */
static int follows(
    const struct gkri_stretches *s, uint32_t k, const struct gkri_line_word *w)
{
	return k < GKRI_FULL && lo_of(s, w) < s->hi[k] &&
	    (k + 1 == GKRI_FULL || hi_of(s, w) <= s->lo[k + 1]);
}

int gkri_stretches_fit(const struct gkri_stretches *s,
    const struct gkri_line_word *v, uint32_t n, uint8_t *target)
{
	uint32_t i, k, next = 0;

	if (s->n != GKRI_FULL || n == 0 || v[0].gap < ALONE)
		return 0;
	for (i = 0; i < n; i++) {
		if (v[i].gap >= ALONE) {
			k = met(s, &v[i]);
			if (k == GKRI_FULL || k < next)
				return 0;
		} else {
			k = next;
			if (!follows(s, k, &v[i]))
				return 0;
		}
		target[i] = (uint8_t)k;
		next = k + 1;
	}
	/* a row without its total may be a row of another table */
	return next == GKRI_FULL;
}

void gkri_stretches_try(
    struct gkri_stretches *s, const struct gkri_line_word *v, uint32_t n)
{
	uint8_t target[GKRI_FULL];
	uint32_t i;

	if (!gkri_stretches_fit(s, v, n, target)) {
		s->unfit++;
		return;
	}
	s->rows++;
	s->full |= n == GKRI_FULL;
	for (i = 1; i < n; i++)
		if (target[i] == target[i - 1] + 1 && v[i].gap >= ALONE &&
		    v[i - 1].gap >= ALONE)
			s->beside |= 1u << target[i - 1];
}

/* Twice the way from the middle of a stretch to that of the next. */
static uint32_t way(const struct gkri_stretches *s, uint32_t k)
{
	return s->lo[k + 1] + s->hi[k + 1] - s->lo[k] - s->hi[k];
}

/* Pairs at the ends: a value behind a short label may stand too far left. */
#define ENDS (1u | 1u << (GKRI_FULL - 2))

/* Is a stretch seen beside none of its neighbours? */
static int is_lone(const struct gkri_stretches *s)
{
	uint32_t k;

	for (k = 1; k + 1 < GKRI_FULL; k++)
		if (!(s->beside & 3u << (k - 1)))
			return 1;
	return 0;
}

/*
 * Two stretches that no row has side by side may be one column, in which
 * values stand here and there: they must be as far apart as others are, and
 * not be the first two or the last two.  One that has no neighbour may stand
 * for a column that is always blank, unless a full row shows that none is.
 */
int gkri_stretches_hold(const struct gkri_stretches *s)
{
	uint32_t k, pairs = 0, least = UINT32_MAX;

	if (s->n != GKRI_FULL || s->unfit || s->rows < ROWS ||
	    (s->beside & ENDS) != ENDS || (is_lone(s) && !s->full))
		return 0;
	for (k = 0; k + 1 < GKRI_FULL; k++) {
		if (!(s->beside & 1u << k))
			continue;
		pairs++;
		least = way(s, k) < least ? way(s, k) : least;
	}
	for (k = 0; k + 1 < GKRI_FULL; k++)
		if (way(s, k) < least)
			return 0;
	return pairs >= PAIRS;
}
