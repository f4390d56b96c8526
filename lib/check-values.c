/* Numbers and units. */
#include "check.h"

static int32_t bad_value(struct gkri_check *k, uint32_t rule, uint32_t say,
    uint32_t row, uint32_t column)
{
	const struct gkri_rcell *cell = gkri_check_cell(k, row, column);
	struct gkri_made m;
	char digits[24];

	gkri_made_begin(k, &m, rule, say, GKRI_AT_CELLS);
	gkri_made_cell(k, &m, row, column);
	m.c.text = digits;
	if (cell->raw_len) {
		m.c.text = k->r->text.data + cell->raw;
		m.c.text_len = cell->raw_len;
	} else {
		m.c.text_len =
		    gkri_decimal_write(digits, cell->mantissa, cell->scale);
	}
	return gkri_made_add(k, &m);
}

static int is_integer(const struct gkri_rcell *cell)
{
	int64_t value = cell->mantissa;
	uint32_t i;

	for (i = 0; i < cell->scale; i++, value /= 10)
		if (value % 10)
			return 0;
	return 1;
}

static const struct money {
	const char *text;
	uint32_t power;
} monies[] = {
#define GKR_DEF_MONEY(text, power) {text, power},
#include "rule.def"
};

/* All units, those of money too. */
static const char *const units[] = {
#define GKRI_UNIT(text) text,
#include "unit.def"
};

static int is_text(const char *text, const char *p, size_t n)
{
	return strlen(text) == n && !memcmp(text, p, n);
}

static const struct money *money_of(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof monies / sizeof *monies; i++)
		if (is_text(monies[i].text, p, n))
			return &monies[i];
	return NULL;
}

static int counts(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof units / sizeof *units; i++)
		if (is_text(units[i], p, n))
			return !money_of(p, n);
	return 0;
}

static int is_kind(const struct gkri_check *k, uint32_t column, uint32_t kind)
{
	return gkr_form_column_kind(k->r->form, k->table, column) == kind;
}

/*
 * What is to be said of a unit printed for the column; NOTHING where it is
 * the form's, or the form has none and it fits.
 */
static uint8_t judge_unit(
    const struct gkri_check *k, uint32_t column, const struct gkri_case *c)
{
	const struct money *printed = money_of(c->text, c->text_len), *want;

	if (!is_kind(k, column, GKR_COLUMN_MONEY))
		return counts(c->text, c->text_len) ? GKRI_SAY_NOTHING
						    : GKRI_SAY_unit_count;
	if (!c->text2)
		return printed ? GKRI_SAY_NOTHING : GKRI_SAY_unit_money;
	want = money_of(c->text2, c->text2_len);
	return printed && want && printed->power == want->power
	    ? GKRI_SAY_NOTHING
	    : GKRI_SAY_unit_other;
}

static void take_unit(struct gkri_check *k, struct gkri_made *m,
    uint32_t column, const char *text, size_t len)
{
	struct gkri_case *c = &m->c;

	gkri_made_begin(
	    k, m, GKRI_RULE_value_unit, GKRI_SAY_NOTHING, GKRI_AT_CELLS);
	c->text = text;
	c->text_len = len;
	c->text2 = gkr_form_column_unit(k->r->form, k->table, column);
	c->text2_len = c->text2 ? strlen(c->text2) : 0;
	c->say = judge_unit(k, column, c);
}

static int32_t check_unit(struct gkri_check *k, uint32_t row, uint32_t column)
{
	const struct gkri_rcell *cell = gkri_check_cell(k, row, column);
	struct gkri_made m;

	if (!cell->unit_len)
		return GKR_OK;
	take_unit(k, &m, column, k->r->text.data + cell->raw + cell->unit_at,
	    cell->unit_len);
	if (m.c.say == GKRI_SAY_NOTHING)
		return GKR_OK;
	gkri_made_cell(k, &m, row, column);
	return gkri_made_add(k, &m);
}

int32_t gkri_check_header_unit(
    struct gkri_check *k, const struct gkri_event *event)
{
	const struct gkri_span *span = &event->span;
	uint32_t column = event->column;
	struct gkri_made m;

	if (!span->len || !gkri_in(k->columns, column))
		return GKR_OK;
	take_unit(k, &m, column, k->r->text.data + span->at, span->len);
	if (m.c.say == GKRI_SAY_NOTHING)
		return GKR_OK;
	gkri_made_cells(k, &m, k->rows, (uint32_t)1 << column);
	m.c.run.row = m.c.run.row_to =
	    (uint8_t)gkr_cell_row(gkri_slot_cell(m.slots[0]));
	m.c.run.column = m.c.run.column_to = event->column;
	if (m.c.slot_count > 1)
		m.c.run.whole = GKRI_WHOLE_COLUMN;
	m.c.spot = gkri_spot_span(span);
	return gkri_made_add(k, &m);
}

static int32_t check_number(struct gkri_check *k, uint32_t row, uint32_t column)
{
	const struct gkri_rcell *cell = gkri_check_cell(k, row, column);
	int32_t rc = GKR_OK;

	if (cell->mantissa < 0 && !is_kind(k, column, GKR_COLUMN_SIGNED))
		rc = bad_value(k, GKRI_RULE_value_negative,
		    GKRI_SAY_value_negative, row, column);
	if (rc == GKR_OK && !is_integer(cell) &&
	    !is_kind(k, column, GKR_COLUMN_MONEY))
		rc = bad_value(k, GKRI_RULE_value_not_integer,
		    GKRI_SAY_value_not_integer, row, column);
	return rc == GKR_OK ? check_unit(k, row, column) : rc;
}

int32_t gkri_check_value(struct gkri_check *k, uint32_t row, uint32_t column)
{
	const struct gkri_rcell *cell = gkri_check_cell(k, row, column);

	if (cell->state == GKR_STATE_NUMBER)
		return check_number(k, row, column);
	if (cell->flags & GKRI_CELL_TOO_LONG)
		return bad_value(k, GKRI_RULE_value_too_long,
		    GKRI_SAY_value_too_long, row, column);
	return GKR_OK;
}
