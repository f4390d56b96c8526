/*
 * An export that is text is read again before it is handed on: each cell has
 * to come back in its state, and each number as it was.
 */
#include "walk.h"

static int32_t make_tools(struct gkr_exporter *e)
{
	int32_t rc = GKR_OK;

	if (e->tokenizer == NULL)
		rc = gkr_tokenizer_new_with(
		    e->mem.fn, e->mem.context, &e->tokenizer);
	if (rc == GKR_OK && e->again == NULL)
		rc = gkr_report_new_with(e->mem.fn, e->mem.context, &e->again);
	return rc;
}

static int is_same(const struct gkri_rcell *a, const struct gkri_rcell *b)
{
	if (a->state != b->state)
		return 0;
	return a->state != GKR_STATE_NUMBER ||
	    (a->mantissa == b->mantissa && a->scale == b->scale);
}

static int has_same_cells(
    const struct gkr_report *a, const struct gkr_report *b)
{
	int slot;

	for (slot = 0; slot < GKRI_SLOTS; slot++)
		if (!is_same(&a->cells[slot], &b->cells[slot]))
			return 0;
	return a->form == b->form;
}

void gkri_reread(struct gkri_walk *w)
{
	struct gkr_exporter *e = w->e;
	struct gkri_out *o = &w->out;
	size_t len;

	if (o->status != GKR_OK)
		return;
	len = gkri_out_len(o) - o->was;
	o->status = make_tools(e);
	if (o->status == GKR_OK)
		o->status = gkr_report_clear(e->again);
	/* with all the room, reading does not go around a lack of it */
	if (o->status == GKR_OK)
		o->status = gkri_buf_reserve(&e->again->text, 2 * len);
	if (o->status == GKR_OK)
		o->status =
		    gkr_report_parse(e->again, e->tokenizer, o->at - len, len);
	if (o->status == GKR_E_MEMORY || o->status == GKR_E_LIMIT)
		return;
	if (o->status != GKR_OK || w->r->error < 0 ||
	    !has_same_cells(w->r, e->again))
		o->status = GKR_E_UNSHOWN;
}
