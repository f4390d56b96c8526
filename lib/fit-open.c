/* Fitting rows whose ends are not shown, but whose blanks are. */
#include <string.h>
#include "fit.h"

/* Of blanks behind a row. */
#define TAIL_UNKNOWN 255
#define TAIL_DIFFERS 254

/* A row's labels are printed once for all rows that share them. */
static int what_next(const struct gkri_fit *f, const struct gkri_data *d)
{
	const struct gkri_region *g = f->g;
	const struct gkri_data *e = d + 1;
	uint32_t depth = 0, form = GKR_FORM_2021;
	const char *mine, *its;

	if ((size_t)(e - g->data) >= g->data_count ||
	    e->instance != d->instance || e->row == 0)
		return GKRI_NEXT_NONE;
	for (; depth < 2; depth++) {
		mine = gkr_form_row_group(form, d->table, d->row, depth);
		its = gkr_form_row_group(form, e->table, e->row, depth);
		if (!mine || mine != its)
			break;
	}
	return GKRI_NEXT_SHARES_0 + (int)depth;
}

int gkri_fit_is_open(const struct gkri_data *d)
{
	return d->flags & GKRI_ROW_OPEN && !(d->flags & GKRI_ROW_LOSSY);
}

/* Full rows teach how many blanks of other columns follow a row. */
static void find_tails(struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	size_t i;

	memset(f->tail, TAIL_UNKNOWN, sizeof(f->tail));
	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];
		uint32_t t;
		uint8_t *tail;

		if (!gkri_fit_is_open(d))
			continue;
		t = gkri_fit_trailing(f, d);
		tail = &f->tail[what_next(f, d)];
		if (d->table != GKR_TABLE_APPLICATIONS || d->row == 0 ||
		    d->count - t != 7 ||
		    gkri_fit_value(f, d, 0)->kind == GKRI_CELL_BLANK)
			continue;
		*tail = *tail == TAIL_UNKNOWN || *tail == t ? (uint8_t)t
							    : TAIL_DIFFERS;
	}
}

/* Filled rows that show that each empty line of Article 20 is a cell. */
#define SHOWN 3

/*
 * Have all rows of such a text, in the tables of Article 20, as many values and
 * blanks as columns?  Behind the last one more may stand.
 */
static int is_exact(struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	uint32_t shown = 0;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];
		int last = i + 1 == g->data_count;

		if (!gkri_fit_is_open(d) || d->row == 0 ||
		    d->table >= GKR_TABLE_APPLICATIONS)
			return 0;
		gkri_fit_targets(f, d);
		if (last ? d->count - gkri_fit_trailing(f, d) > f->n
			 : d->count != f->n)
			return 0;
		shown += gkri_fit_trailing(f, d) < d->count;
	}
	return shown >= SHOWN;
}

int gkri_fit_is_whole(const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t extra = d->count - f->n;
	uint8_t tail = f->tail[what_next(f, d)];

	if (d->table != GKR_TABLE_APPLICATIONS)
		return f->exact && extra == 0;
	if (gkri_fit_trailing(f, d) < extra)
		return 0;
	if (what_next(f, d) == GKRI_NEXT_NONE) {
		/* the least that ends a row; what follows may be no cells */
		tail = f->tail[GKRI_NEXT_SHARES_0];
		return tail == TAIL_UNKNOWN ||
		    (tail != TAIL_DIFFERS && extra >= tail);
	}
	return tail == TAIL_UNKNOWN ? extra == 0 : extra == tail;
}

void gkri_fit_open_begin(struct gkri_fit *f)
{
	find_tails(f);
	f->exact = (uint8_t)is_exact(f);
}
