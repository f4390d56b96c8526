/* What becomes of a report's cells once all of it was read. */
#include "report.h"

/* While the form was not known, whole rows of the union were unplaced. */
static void drop_foreign_cells(struct gkr_report *r)
{
	int slot;

	if (r->loose_count == 0)
		return;
	for (slot = 0; slot < GKRI_SLOTS; slot++)
		if (r->cells[slot].state == GKR_STATE_UNPLACED &&
		    !gkri_form_has_slot(r->form, slot))
			r->cells[slot].state = GKR_STATE_MISSING;
}

#define REVIEW GKR_TABLE_REVIEW_LITIGATION
#define REVIEW_ROW GKRI_ROW_review_litigation_review

/* Are values of other rows among those that the first one keeps? */
static int keeps_others(const struct gkr_report *r)
{
	const struct gkri_span *label = &r->row_label[REVIEW][REVIEW_ROW];
	uint32_t values = 0;
	size_t i;

	for (i = 0; i < r->loose_count; i++)
		if (r->loose[i].kind == GKR_LOOSE_UNPLACED &&
		    r->loose[i].table == REVIEW &&
		    r->loose[i].row == REVIEW_ROW)
			values += r->loose[i].count;
	return values > r->columns[REVIEW] || (values && !label->line);
}

/*
 * The review table is printed as one row of values.  Where they have no places
 * its first row keeps them, those of the other rows, too: then these are not
 * missing, though none of their cells is known.
 */
static void unplace_review(struct gkr_report *r)
{
	struct gkri_rcell *c = &r->cells[gkri_form_at[REVIEW].slot];
	struct gkri_rcell *end = &r->cells[gkri_form_at[REVIEW + 1].slot];
	uint32_t i, there;

	if (r->loose_count == 0 || !keeps_others(r))
		return;
	for (; c < end; c += r->columns[REVIEW]) {
		for (i = there = 0; i < r->columns[REVIEW]; i++)
			there += c[i].state != GKR_STATE_MISSING;
		for (i = 0; !there && i < r->columns[REVIEW]; i++)
			c[i].state = GKR_STATE_UNPLACED;
	}
}

void gkri_report_end(struct gkr_report *r, uint8_t form)
{
	r->form = form;
	r->complete = 1;
	unplace_review(r);
	drop_foreign_cells(r);
}
