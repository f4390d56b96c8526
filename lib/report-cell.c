/* What a report answers about its cells, tables and loose rows. */
#include "report.h"

#include "decimal.h"

static const struct gkri_rcell *cell_of(const gkr_report *r, uint32_t cell)
{
	int slot = r ? gkri_slot(cell) : -1;

	return slot < 0 ? NULL : &r->cells[slot];
}

/* ------------------------------------------------------------------ */
/* One cell                                                           */

uint32_t gkr_report_state(const gkr_report *r, uint32_t cell)
{
	const struct gkri_rcell *c = cell_of(r, cell);

	return c ? c->state : GKR_STATE_MISSING;
}

uint32_t gkr_report_certainty(const gkr_report *r, uint32_t cell)
{
	const struct gkri_rcell *c = cell_of(r, cell);

	return c ? c->certainty : GKR_CERTAINTY_NONE;
}

int32_t gkr_report_number(
    const gkr_report *r, uint32_t cell, int64_t *mantissa, uint32_t *scale)
{
	const struct gkri_rcell *c = cell_of(r, cell);
	int is_number = c && c->state == GKR_STATE_NUMBER;

	if (mantissa)
		*mantissa = is_number ? c->mantissa : 0;
	if (scale)
		*scale = is_number ? c->scale : 0;
	if (c == NULL)
		return GKR_E_ARGUMENT;
	return is_number ? GKR_OK : GKR_E_NOT_FOUND;
}

int32_t gkr_report_value(
    const gkr_report *r, uint32_t cell, char *out, size_t cap)
{
	const struct gkri_rcell *c = cell_of(r, cell);
	char text[24];
	size_t n;

	if (out && cap)
		*out = '\0';
	if (c == NULL || out == NULL)
		return GKR_E_ARGUMENT;
	if (c->state != GKR_STATE_NUMBER)
		return GKR_E_NOT_FOUND;
	n = gkri_decimal_write(text, c->mantissa, c->scale);
	if (n >= cap)
		return GKR_E_ARGUMENT;
	memcpy(out, text, n);
	out[n] = '\0';
	return GKR_OK;
}

const char *gkr_report_raw(const gkr_report *r, uint32_t cell, size_t *len)
{
	const struct gkri_rcell *c = cell_of(r, cell);

	return c ? gkri_run(&r->text, c->raw, c->raw_len, len)
		 : gkri_no_run(len);
}

const char *gkr_report_note(const gkr_report *r, uint32_t cell, size_t *len)
{
	const struct gkri_rcell *c = cell_of(r, cell);

	if (c == NULL || c->note_len == 0)
		return gkri_no_run(len);
	return gkri_run(
	    &r->text, (size_t)c->raw + c->note_at, c->note_len, len);
}

const char *gkr_report_unit(const gkr_report *r, uint32_t cell, size_t *len)
{
	const struct gkri_rcell *c = cell_of(r, cell);

	if (c == NULL || c->unit_len == 0)
		return gkri_no_run(len);
	return gkri_run(
	    &r->text, (size_t)c->raw + c->unit_at, c->unit_len, len);
}

static int has_place(const struct gkri_rcell *c)
{
	return c->state != GKR_STATE_MISSING &&
	    c->state != GKR_STATE_UNPLACED && c->certainty != GKR_CERTAINTY_SET;
}

int32_t gkr_report_place(const gkr_report *r, uint32_t cell, uint64_t *offset,
    uint64_t *length, uint64_t *line, uint64_t *column)
{
	const struct gkri_rcell *c = cell_of(r, cell);

	if (c == NULL)
		return GKR_E_ARGUMENT;
	if (!has_place(c))
		return GKR_E_NOT_FOUND;
	if (offset)
		*offset = c->offset;
	if (length)
		*length = c->length;
	if (line)
		*line = c->line;
	if (column)
		*column = c->column;
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Tables                                                             */

static void table_cell(const struct gkri_rcell *c, size_t i, uint8_t *states,
    int64_t *mantissas, uint8_t *scales)
{
	int is_number = c->state == GKR_STATE_NUMBER;

	if (states)
		states[i] = c->state;
	if (mantissas)
		mantissas[i] = is_number ? c->mantissa : 0;
	if (scales)
		scales[i] = is_number ? c->scale : 0;
}

int32_t gkr_report_table(const gkr_report *r, uint32_t table, uint8_t *states,
    int64_t *mantissas, uint8_t *scales, size_t cap, size_t *count)
{
	uint32_t form = gkr_report_form(r), rows, columns, i, j;

	if (count)
		*count = 0;
	if (r == NULL || table == 0 || table > GKRI_TABLES)
		return GKR_E_ARGUMENT;
	rows = gkr_form_row_count(form, table);
	columns = gkr_form_column_count(form, table);
	if (count)
		*count = (size_t)rows * columns;
	if ((states || mantissas || scales) && cap < (size_t)rows * columns)
		return GKR_E_ARGUMENT;
	for (i = 0; i < rows; i++) {
		uint32_t row = gkr_form_row_at(form, table, i);

		for (j = 0; j < columns; j++) {
			int slot = gkri_slot_of(
			    table, row, gkr_form_column_at(form, table, j));

			table_cell(&r->cells[slot], (size_t)i * columns + j,
			    states, mantissas, scales);
		}
	}
	return GKR_OK;
}

uint32_t gkr_report_has_table(const gkr_report *r, uint32_t table)
{
	return r && table <= GKRI_TABLES ? r->table_seen[table] : 0;
}

static int is_seen(const struct gkri_span *s)
{
	return s->len || s->line;
}

/* The label of a row or column that the source has, else NULL. */
static const struct gkri_span *row_label(
    const gkr_report *r, uint32_t table, uint32_t row)
{
	if (r == NULL || table > GKRI_TABLES || row > GKRI_ROWS ||
	    !is_seen(&r->row_label[table][row]))
		return NULL;
	return &r->row_label[table][row];
}

static const struct gkri_span *column_label(
    const gkr_report *r, uint32_t table, uint32_t column)
{
	if (r == NULL || table > GKRI_TABLES || column > GKRI_COLUMNS ||
	    !is_seen(&r->column_label[table][column]))
		return NULL;
	return &r->column_label[table][column];
}

uint32_t gkr_report_has_row(const gkr_report *r, uint32_t table, uint32_t row)
{
	return row_label(r, table, row) != NULL;
}

uint32_t gkr_report_has_column(
    const gkr_report *r, uint32_t table, uint32_t column)
{
	return column_label(r, table, column) != NULL;
}

const char *gkr_report_row_label(
    const gkr_report *r, uint32_t table, uint32_t row, size_t *len)
{
	const struct gkri_span *s = row_label(r, table, row);

	return s ? gkri_run(&r->text, s->at, s->len, len) : gkri_no_run(len);
}

const char *gkr_report_column_label(
    const gkr_report *r, uint32_t table, uint32_t column, size_t *len)
{
	const struct gkri_span *s = column_label(r, table, column);

	return s ? gkri_run(&r->text, s->at, s->len, len) : gkri_no_run(len);
}

uint32_t gkr_report_count_state(const gkr_report *r, uint32_t state)
{
	uint32_t form = gkr_report_form(r), i, n = 0, cell;

	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++)
		n += gkr_report_state(r, cell) == state;
	return n;
}

uint32_t gkr_report_count_inferred(const gkr_report *r)
{
	uint32_t form = gkr_report_form(r), i, n = 0, cell;

	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++)
		n += gkr_report_certainty(r, cell) == GKR_CERTAINTY_INFERRED;
	return n;
}

/* ------------------------------------------------------------------ */
/* Loose rows                                                         */

static const struct gkri_loose *loose_at(const gkr_report *r, uint32_t index)
{
	return r && index < r->loose_count ? &r->loose[index] : NULL;
}

uint32_t gkr_report_loose_count(const gkr_report *r)
{
	return r ? (uint32_t)r->loose_count : 0;
}

uint32_t gkr_report_loose_kind(const gkr_report *r, uint32_t index)
{
	const struct gkri_loose *l = loose_at(r, index);

	return l ? l->kind : 0;
}

uint32_t gkr_report_loose_table(const gkr_report *r, uint32_t index)
{
	const struct gkri_loose *l = loose_at(r, index);

	return l ? l->table : 0;
}

uint32_t gkr_report_loose_row(const gkr_report *r, uint32_t index)
{
	const struct gkri_loose *l = loose_at(r, index);

	return l ? l->row : 0;
}

const char *gkr_report_loose_label(
    const gkr_report *r, uint32_t index, size_t *len)
{
	const struct gkri_loose *l = loose_at(r, index);

	return l ? gkri_run(&r->text, l->label.at, l->label.len, len)
		 : gkri_no_run(len);
}

uint64_t gkr_report_loose_line(const gkr_report *r, uint32_t index)
{
	const struct gkri_loose *l = loose_at(r, index);

	return l ? l->label.line : 0;
}

uint32_t gkr_report_loose_value_count(const gkr_report *r, uint32_t index)
{
	const struct gkri_loose *l = loose_at(r, index);

	return l ? l->count : 0;
}

const char *gkr_report_loose_value(
    const gkr_report *r, uint32_t index, uint32_t value, size_t *len)
{
	const struct gkri_loose *l = loose_at(r, index);
	const struct gkri_span *s;

	if (l == NULL || value >= l->count)
		return gkri_no_run(len);
	s = &r->values[l->first + value];
	return gkri_run(&r->text, s->at, s->len, len);
}
