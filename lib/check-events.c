/* What reading noticed beside the cells: events and loose rows. */
#include "check.h"

struct known {
	const char *name;
	uint8_t say;
};

static const struct known evidences[] = {
#define GKR_DEF_EVIDENCE(id, name, say) {name, GKRI_SAY_##say},
#include "evidence.def"
    {NULL, 0}};

static const struct known marks[] = {
#define GKR_DEF_LOSSY(id, name, say) {name, GKRI_SAY_##say},
#include "lossy.def"
    {NULL, 0}};

/* What is said of a text that has a name; `other` where it has none. */
static uint8_t say_known(
    const struct known *k, const struct gkri_case *c, uint8_t other)
{
	for (; k->name; k++)
		if (strlen(k->name) == c->text_len &&
		    memcmp(k->name, c->text, c->text_len) == 0)
			return k->say;
	return other;
}

static void take_text(
    struct gkri_check *k, struct gkri_case *c, const struct gkri_span *span)
{
	c->text = gkri_run(&k->r->text, span->at, span->len, &c->text_len);
	c->spot = gkri_spot_span(span);
}

static int32_t duplicate_row(
    struct gkri_check *k, const struct gkri_event *event)
{
	struct gkri_made m;

	if (!gkri_in(k->rows, event->row))
		return GKR_OK;
	gkri_made_begin(k, &m, GKRI_RULE_row_duplicate, GKRI_SAY_row_duplicate,
	    GKRI_AT_TABLE_ROW);
	m.c.run.row = event->row;
	gkri_made_cells(k, &m, (uint32_t)1 << event->row, k->columns);
	m.c.spot = gkri_spot_span(&event->span);
	return gkri_made_add(k, &m);
}

/* The cells of these rows that were inferred. */
static void take_inferred(
    struct gkri_check *k, struct gkri_made *m, uint32_t rows)
{
	const struct gkri_rcell *cells = k->r->cells;
	size_t i, n = 0;

	gkri_made_cells(k, m, rows, k->columns);
	for (i = 0; i < m->c.slot_count; i++)
		if (cells[m->slots[i]].certainty == GKR_CERTAINTY_INFERRED)
			m->slots[n++] = m->slots[i];
	m->c.slot_count = n;
}

static int32_t evidence(struct gkri_check *k, const struct gkri_event *event)
{
	struct gkri_made m;
	uint8_t row = event->row;

	gkri_made_begin(k, &m, GKRI_RULE_cell_inferred, GKRI_SAY_cell_inferred,
	    GKRI_AT_CELLS);
	take_text(k, &m.c, &event->span);
	m.c.say = say_known(evidences, &m.c, GKRI_SAY_cell_inferred);
	if (!k->table) {
		m.c.at = GKRI_AT_NONE;
		m.c.say = GKRI_SAY_some_inferred;
	} else if (gkri_in(k->rows, row)) {
		take_inferred(k, &m, (uint32_t)1 << row);
		m.c.run.row = m.c.run.row_to = row;
		m.c.run.whole = GKRI_WHOLE_ROWS;
	} else {
		take_inferred(k, &m, k->rows);
		m.c.run.whole = GKRI_WHOLE_TABLE;
	}
	return gkri_made_add(k, &m);
}

static int32_t lossy(struct gkri_check *k, const struct gkri_event *event)
{
	struct gkri_made m;

	gkri_made_begin(
	    k, &m, GKRI_RULE_source_lossy, GKRI_SAY_source_lossy, GKRI_AT_NONE);
	take_text(k, &m.c, &event->span);
	m.c.say = say_known(marks, &m.c, GKRI_SAY_source_lossy);
	return gkri_made_add(k, &m);
}

/* A row has no label, or the first of its values was taken for one. */
static int is_nameless(
    const struct gkr_report *r, const struct gkri_loose *loose)
{
	const struct gkri_span *first;

	if (!loose->label.len || !loose->count)
		return !loose->label.len;
	first = &r->values[loose->first];
	return loose->label.line == first->line &&
	    loose->label.offset == first->offset;
}

static int32_t unknown_row(struct gkri_check *k, const struct gkri_loose *loose)
{
	struct gkri_made m;

	gkri_made_begin(
	    k, &m, GKRI_RULE_row_unknown, GKRI_SAY_row_unknown, GKRI_AT_NONE);
	take_text(k, &m.c, &loose->label);
	if (is_nameless(k->r, loose))
		m.c.say = GKRI_SAY_row_nameless;
	m.c.loose = loose;
	return gkri_made_add(k, &m);
}

/* 1 where it is the table at hand, or no table of the form is. */
static int is_at_hand(const struct gkri_check *k, uint32_t table)
{
	if (k->table)
		return table == k->table;
	return !gkri_form_edition(k->r->form, table);
}

static int32_t one_event(struct gkri_check *k, const struct gkri_event *event)
{
	switch (event->kind) {
	case GKRI_EVENT_ROW_DUPLICATE:
		return duplicate_row(k, event);
	case GKRI_EVENT_EVIDENCE:
		return evidence(k, event);
	case GKRI_EVENT_UNIT:
		return gkri_check_header_unit(k, event);
	default:
		return GKR_OK;
	}
}

int32_t gkri_check_events(struct gkri_check *k)
{
	const struct gkr_report *r = k->r;
	size_t i;
	int32_t rc = GKR_OK;

	for (i = 0; rc == GKR_OK && i < r->event_count; i++)
		if (is_at_hand(k, r->events[i].table))
			rc = one_event(k, &r->events[i]);
	for (i = 0; rc == GKR_OK && i < r->loose_count; i++)
		if (r->loose[i].kind == GKR_LOOSE_UNKNOWN &&
		    is_at_hand(k, r->loose[i].table))
			rc = unknown_row(k, &r->loose[i]);
	return rc;
}

int32_t gkri_check_source(struct gkri_check *k)
{
	const struct gkr_report *r = k->r;
	size_t i;
	int32_t rc = GKR_OK;

	for (i = 0; rc == GKR_OK && i < r->event_count; i++)
		if (r->events[i].kind == GKRI_EVENT_LOSSY)
			rc = lossy(k, &r->events[i]);
	return rc;
}
