/* Where the columns of an aligned table stand. */
#include <string.h>
#include "column.h"

/* A place, doubled, so that middles are whole numbers. */
static uint32_t place_of(const struct gkri_line_word *w, int measure)
{
	uint32_t lo = measure < 3 ? w->lo : w->from,
		 hi = measure < 3 ? w->hi : w->to;

	switch (measure % 3) {
	case 0:
		return 2 * lo;
	case 1:
		return 2 * hi;
	default:
		return lo + hi;
	}
}

void gkri_columns_begin(struct gkri_columns *c)
{
	memset(c, 0, sizeof(*c));
	memset(c->lo, 0xff, sizeof(c->lo));
	c->measure = -1;
}

void gkri_columns_learn(struct gkri_columns *c, const struct gkri_line_word *v)
{
	uint32_t k, at;
	int m;

	for (m = 0; m < GKRI_MEASURES; m++) {
		for (k = 0; k < GKRI_FULL; k++) {
			at = place_of(&v[k], m);
			if (at < c->lo[m][k])
				c->lo[m][k] = at;
			if (at > c->hi[m][k])
				c->hi[m][k] = at;
		}
	}
	c->rows++;
}

/* The narrowest space between two columns; 0 where they touch. */
static uint32_t space(const struct gkri_columns *c, int m)
{
	uint32_t k, least = UINT32_MAX;

	for (k = 1; k < GKRI_FULL; k++) {
		if (c->lo[m][k] <= c->hi[m][k - 1])
			return 0;
		if (c->lo[m][k] - c->hi[m][k - 1] < least)
			least = c->lo[m][k] - c->hi[m][k - 1];
	}
	return least;
}

void gkri_columns_settle(struct gkri_columns *c)
{
	uint32_t most = 0;
	int m;

	/* one row alone does not show what its columns keep to */
	for (m = 0; m < GKRI_MEASURES && c->rows > 1; m++) {
		if (space(c, m) > most) {
			most = space(c, m);
			c->measure = m;
		}
	}
}

int gkri_columns_fit(const struct gkri_columns *c,
    const struct gkri_line_word *v, uint32_t n, uint8_t *target)
{
	uint32_t i, k, last = 0;

	for (i = 0; i < n; i++) {
		uint32_t best = 0, near = UINT32_MAX, next = UINT32_MAX;
		uint32_t at = place_of(&v[i], c->measure);

		for (k = 0; k < GKRI_FULL; k++) {
			uint32_t lo = c->lo[c->measure][k],
				 hi = c->hi[c->measure][k];
			uint32_t d = at < lo ? lo - at : at > hi ? at - hi : 0;

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
