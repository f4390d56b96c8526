/* Which cells an export writes, and in which order. */
#include "walk.h"

static void plan_row(struct gkri_plan *p, uint32_t table, uint32_t row)
{
	struct gkri_plan_row *to = &p->rows[p->row_count++];

	to->table = (uint8_t)table;
	to->row = (uint8_t)row;
	to->slot = (int16_t)gkri_slot_of(table, row, 1);
}

/* The columns of a table are all there. */
static void plan_runs(struct gkri_plan *p, uint32_t table)
{
	const uint8_t *ids = p->columns[table];
	uint32_t i;

	for (i = p->column_count[table]; i-- > 0;) {
		p->runs[table][i] = 1;
		if (i + 1 < p->column_count[table] && ids[i] + 1 == ids[i + 1])
			p->runs[table][i] =
			    (uint8_t)(p->runs[table][i + 1] + 1);
	}
}

static void plan_table(struct gkri_plan *p, uint32_t form, uint32_t table)
{
	uint32_t i, n = gkr_form_column_count(form, table);

	p->column_count[table] = (uint8_t)n;
	for (i = 0; i < n; i++)
		p->columns[table][i] =
		    (uint8_t)gkr_form_column_at(form, table, i);
	plan_runs(p, table);
	n = gkr_form_row_count(form, table);
	for (i = 0; i < n; i++)
		plan_row(p, table, gkr_form_row_at(form, table, i));
}

/* Every row and column that has a name, whatever form prints it. */
static void plan_all_of(struct gkri_plan *p, uint32_t table)
{
	uint32_t i;

	for (i = 1; gkr_column_name(table, i); i++)
		p->columns[table][i - 1] = (uint8_t)i;
	p->column_count[table] = (uint8_t)(i - 1);
	plan_runs(p, table);
	for (i = 1; gkr_row_name(table, i); i++)
		plan_row(p, table, i);
}

void gkri_plan_make(struct gkri_plan *p, uint32_t form)
{
	uint32_t i, n = gkr_form_table_count(form);

	p->is_made = 1;
	if (form == GKRI_PLAN_ALL) {
		for (i = 1; i <= GKRI_TABLES; i++)
			plan_all_of(p, i);
		return;
	}
	for (i = 0; i < n; i++)
		plan_table(p, form, gkr_form_table_at(form, i));
}
