/* Goes through a report, for any format. */
#include "walk.h"

#include <string.h>

static void walk_sections(struct gkri_walk *w, const struct gkri_writer *to)
{
	size_t i;

	/* the first one is what stands before all sections */
	for (i = 1; i < w->r->section_count; i++) {
		to->section(w, &w->r->sections[i]);
		w->first = 0;
	}
}

static void walk_cells(struct gkri_walk *w, const struct gkri_writer *to)
{
	const struct gkri_plan_row *row = w->plan->rows, *next;
	const struct gkri_plan_row *end = row + w->plan->row_count;

	for (; row < end && w->out.status == GKR_OK; row = next) {
		next = row + 1;
		if (!to->table) {
			to->row(w, row);
			continue;
		}
		while (next < end && next->table == row->table)
			next++;
		to->table(w, row, next);
	}
}

static void walk_findings(struct gkri_walk *w, const struct gkri_writer *to)
{
	uint32_t i, n = gkr_findings_count(w->f);

	for (i = 0; i < n && w->out.status == GKR_OK; i++) {
		to->finding(w, i);
		w->first = 0;
	}
}

static void walk_loose(
    struct gkri_walk *w, const struct gkri_writer *to, int kind)
{
	size_t i;

	for (i = 0; i < w->r->loose_count; i++) {
		if (w->r->loose[i].kind != kind)
			continue;
		to->loose(w, &w->r->loose[i]);
		w->first = 0;
	}
}

void gkri_walk_part(struct gkri_walk *w, int part)
{
	const struct gkri_writer *to = w->e->format->writer;

	w->first = 1;
	to->open(w, part);
	if (part == GKRI_PART_SECTIONS)
		walk_sections(w, to);
	else if (part == GKRI_PART_CELLS)
		walk_cells(w, to);
	else if (part == GKRI_PART_FINDINGS)
		walk_findings(w, to);
	else if (part == GKRI_PART_UNPLACED)
		walk_loose(w, to, GKR_LOOSE_UNPLACED);
	else
		walk_loose(w, to, GKR_LOOSE_UNKNOWN);
	to->close(w, part);
}

void gkri_walk_report(struct gkri_walk *w)
{
	const struct gkri_writer *to = w->e->format->writer;

	to->head(w);
	if (to->open) {
		gkri_walk_part(w, GKRI_PART_SECTIONS);
		gkri_walk_part(w, GKRI_PART_CELLS);
		if (w->f)
			gkri_walk_part(w, GKRI_PART_FINDINGS);
		gkri_walk_part(w, GKRI_PART_UNPLACED);
		gkri_walk_part(w, GKRI_PART_UNKNOWN);
	} else {
		walk_cells(w, to);
	}
	if (to->foot)
		to->foot(w);
}

void gkri_walk_log(struct gkri_walk *w)
{
	const struct gkri_writer *to = w->e->format->writer;

	if (!w->e->started)
		to->open_log(w);
	w->first = 1;
	walk_findings(w, to);
}

void gkri_walk_begin(struct gkri_walk *w, gkr_exporter *e, const gkr_report *r,
    const gkr_findings *f, gkr_buffer *out)
{
	memset(w, 0, sizeof *w);
	w->e = e;
	w->r = r;
	w->f = f;
	w->position_kind = r ? r->source.position_kind : GKR_POSITION_BYTES;
	w->style = e->format->writer->style;
	gkri_out_begin(&w->out, out);
}

int32_t gkri_walk_end(struct gkri_walk *w)
{
	int32_t rc = gkri_out_end(&w->out);

	if (rc == GKR_OK) {
		w->e->started = 1;
		w->e->results += gkr_findings_count(w->f);
	}
	return rc;
}
