/* Where findings are: the place of a cell, else of what it stands in. */
#include "finding.h"

struct gkri_spot gkri_spot_span(const struct gkri_span *span)
{
	struct gkri_spot spot;

	spot.offset = span->offset;
	spot.length = span->length;
	spot.line = span->line;
	spot.column = span->column;
	return spot;
}

/* The section in which a table stands. */
static const uint8_t homes[GKRI_TABLES + 1] = {
#define GKR_DEF_HOME(table, section) \
	[GKRI_TABLE_##table] = GKR_SECTION_##section,
#include "rule.def"
};

struct gkri_spot gkri_spot_table(const struct gkr_report *r, uint32_t table)
{
	struct gkri_spot none = {0, 0, 0, 0};
	size_t i;

	if (r->caption[table].line)
		return gkri_spot_span(&r->caption[table]);
	for (i = 1; i < r->section_count; i++)
		if (r->sections[i].id == homes[table])
			return gkri_spot_span(&r->sections[i].heading);
	return none;
}

struct gkri_spot gkri_spot_row(
    const struct gkr_report *r, uint32_t table, uint32_t row)
{
	return r->row_label[table][row].line
	    ? gkri_spot_span(&r->row_label[table][row])
	    : gkri_spot_table(r, table);
}

struct gkri_spot gkri_spot_cell(const struct gkr_report *r, uint32_t slot)
{
	const struct gkri_rcell *cell = &r->cells[slot];
	uint32_t id = gkri_slot_cell((int)slot);
	struct gkri_spot spot;

	if (!cell->line)
		return gkri_spot_row(r, gkr_cell_table(id), gkr_cell_row(id));
	spot.offset = cell->offset;
	spot.length = cell->length;
	spot.line = cell->line;
	spot.column = cell->column;
	return spot;
}
