/* Makes the case of a finding, of the table at hand. */
#include "check.h"

#include <string.h>

void gkri_made_begin(struct gkri_check *k, struct gkri_made *m, uint32_t rule,
    uint32_t say, uint32_t at)
{
	memset(&m->c, 0, sizeof m->c);
	m->c.rule = (uint8_t)rule;
	m->c.say = (uint8_t)say;
	m->c.at = (uint8_t)at;
	m->c.run.table = (uint8_t)k->table;
	m->c.slots = m->slots;
}

void gkri_made_cells(struct gkri_check *k, struct gkri_made *m,
    uint32_t row_ids, uint32_t column_ids)
{
	uint16_t *out = m->slots + m->c.slot_count;
	uint32_t rows, columns, slot;

	for (rows = row_ids; rows; rows &= rows - 1) {
		slot = gkri_check_slot(k, gkri_lowest(rows), 0);
		for (columns = column_ids; columns; columns &= columns - 1)
			*out++ = (uint16_t)(slot + gkri_lowest(columns));
	}
	m->c.slot_count = (size_t)(out - m->slots);
}

void gkri_made_cell(
    struct gkri_check *k, struct gkri_made *m, uint32_t row, uint32_t column)
{
	struct gkri_cell_run *run = &m->c.run;

	run->row = run->row_to = (uint8_t)row;
	run->column = run->column_to = (uint8_t)column;
	m->slots[0] = (uint16_t)gkri_check_slot(k, row, column);
	m->c.slot_count = 1;
	m->c.spot = gkri_spot_cell(k->r, m->slots[0]);
}

int32_t gkri_made_add(struct gkri_check *k, const struct gkri_made *m)
{
	return gkri_finding_add(k->f, k->r, &m->c);
}
