/* One token after the other into a report. */
#include "report.h"

#include "token.h"

#ifdef __GNUC__
#define SELDOM static __attribute__((noinline))
#else
#define SELDOM static
#endif

#define TABLE_TEXT 1024 /* bytes of text that a table is likely to add */

/* What becomes of the values of the row that is being read. */
enum {
	ROW_NONE,    /* there is no row */
	ROW_CELLS,   /* a known row, met for the first time */
	ROW_AGAIN,   /* a known row that has its cells already */
	ROW_UNKNOWN, /* a row that no form has */
	ROW_LOOSE    /* a known row, some values of which have no cell */
};

/* ------------------------------------------------------------------ */
/* Text                                                               */

static int32_t keep_text(
    struct gkr_report *r, const char *p, size_t n, uint32_t *at)
{
	struct gkri_buf *b = &r->text;
	int32_t rc;

	*at = (uint32_t)b->len;
	rc = gkri_buf_put(b, p, n);
	if (rc == GKR_E_LIMIT)
		r->error_limit = GKR_LIMIT_MEMORY;
	return rc;
}

static int32_t keep_span(struct gkr_report *r, const struct gkri_token *t,
    const char *p, size_t n, struct gkri_span *span)
{
	uint32_t at;
	int32_t rc = keep_text(r, p, n, &at);

	if (rc != GKR_OK)
		return rc;
	span->offset = t->offset;
	span->at = at;
	span->len = (uint32_t)n;
	span->line = t->line;
	span->column = t->column;
	span->length = t->length;
	return GKR_OK;
}

static int32_t keep_token(
    struct gkr_report *r, const struct gkri_token *t, struct gkri_span *span)
{
	return keep_span(r, t, t->text, t->text_len, span);
}

/* Room for one more element of one of the report's arrays. */
static int32_t grow(
    struct gkr_report *r, void **ptr, size_t *cap, size_t count, size_t size)
{
	int32_t rc;

	if (count < *cap)
		return GKR_OK;
	rc = gkri_grow(&r->mem, ptr, cap, count + 1, size);
	if (rc == GKR_E_LIMIT)
		r->error_limit = GKR_LIMIT_MEMORY;
	return rc;
}

static int32_t add_event(struct gkr_report *r, const struct gkri_token *t,
    uint8_t kind, const char *p, size_t n)
{
	void *events = r->events;
	struct gkri_event *e;
	int32_t rc = grow(r, &events, &r->event_cap, r->event_count, sizeof *e);

	r->events = events;
	if (rc != GKR_OK)
		return rc;
	e = &r->events[r->event_count];
	e->kind = kind;
	e->table = t->table;
	e->row = t->row;
	e->column = t->col;
	rc = keep_span(r, t, p, n, &e->span);
	if (rc == GKR_OK)
		r->event_count++;
	return rc;
}

/* ------------------------------------------------------------------ */
/* Sections and prose                                                 */

/*
 * One of the first sections again, behind one of the last: another report
 * begins in the same text, and what it says is nothing of this one's.
 */
static int begins_another(
    const struct gkr_report *r, const struct gkri_token *t)
{
	size_t i;

	if (t->section > GKR_SECTION_PROACTIVE ||
	    r->sections[r->section_count - 1].id < GKR_SECTION_PROBLEMS)
		return 0;
	for (i = 0; i < r->section_count; i++)
		if (r->sections[i].id == t->section)
			return 1;
	return 0;
}

static int is_closed(const struct gkr_report *r, uint32_t table)
{
	return r->reading.closed >> table & 1;
}

static int32_t take_section(struct gkr_report *r, const struct gkri_token *t)
{
	void *sections = r->sections;
	struct gkri_section *s;
	int32_t rc =
	    grow(r, &sections, &r->section_cap, r->section_count, sizeof *s);

	r->sections = sections;
	if (begins_another(r, t))
		r->reading.closed = r->reading.tables;
	if (rc != GKR_OK)
		return rc;
	s = &r->sections[r->section_count];
	rc = keep_token(r, t, &s->heading);
	if (rc != GKR_OK)
		return rc;
	s->id = t->section;
	s->number = t->number;
	s->text = (uint32_t)r->prose.len;
	s->text_len = 0;
	s->first_line = (uint32_t)r->line_count;
	s->lines = 0;
	r->section_count++;
	return GKR_OK;
}

/* The most bytes, at most n, that end with a whole character. */
static size_t whole(const char *p, size_t n)
{
	while (n && ((unsigned char)p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* Room for so many bytes of prose, and for where they stood. */
static int32_t room_for_prose(struct gkr_report *r, size_t n)
{
	void *lines = r->lines;
	int32_t rc = gkri_buf_reserve(&r->prose, n);

	if (rc == GKR_E_LIMIT)
		r->error_limit = GKR_LIMIT_MEMORY;
	if (rc != GKR_OK || r->line_count < r->line_cap)
		return rc;
	rc = grow(r, &lines, &r->line_cap, r->line_count, sizeof *r->lines);
	r->lines = lines;
	return rc;
}

static int32_t append_prose(
    struct gkr_report *r, const struct gkri_token *t, size_t newline, size_t n)
{
	struct gkri_section *s = &r->sections[r->section_count - 1];
	int32_t rc = room_for_prose(r, n + newline);
	struct gkri_prose_line *l;

	if (rc != GKR_OK)
		return rc;
	if (newline)
		r->prose.data[r->prose.len++] = '\n';
	l = &r->lines[r->line_count++];
	l->offset = t->offset;
	l->at = (uint32_t)r->prose.len;
	l->line = t->line;
	l->column = t->column;
	l->length = t->length;
	if (n)
		memcpy(r->prose.data + r->prose.len, t->text, n);
	r->prose.len += n;
	s->lines++;
	s->text_len = (uint32_t)(r->prose.len - s->text);
	return GKR_OK;
}

static int32_t take_prose(struct gkr_report *r, const struct gkri_token *t)
{
	const struct gkri_section *s = &r->sections[r->section_count - 1];
	uint64_t limit = r->limits[GKR_LIMIT_PROSE], held = r->prose.len;
	uint64_t room = limit > held ? limit - held : 0;
	size_t newline = s->lines > 0 && !r->reading.continues, n = t->text_len;
	int fits = n + newline <= room;
	int32_t rc = GKR_OK;

	r->reading.continues = (t->flags & GKRI_TOKEN_CONTINUES) != 0;
	if (!fits)
		n = room > newline ? whole(t->text, (size_t)room - newline) : 0;
	if (fits || n)
		rc = append_prose(r, t, newline, n);
	if (rc != GKR_OK || fits)
		return rc;
	r->error_limit = GKR_LIMIT_PROSE;
	return GKR_E_LIMIT;
}

/* ------------------------------------------------------------------ */
/* Loose rows                                                         */

static int32_t begin_loose(
    struct gkr_report *r, uint8_t kind, const struct gkri_span *label)
{
	void *loose = r->loose;
	struct gkri_loose *l;
	int32_t rc;

	if (r->loose_count >= r->limits[GKR_LIMIT_LOOSE]) {
		r->error_limit = GKR_LIMIT_LOOSE;
		return GKR_E_LIMIT;
	}
	rc = grow(r, &loose, &r->loose_cap, r->loose_count, sizeof *l);
	r->loose = loose;
	if (rc != GKR_OK)
		return rc;
	l = &r->loose[r->loose_count++];
	l->kind = kind;
	l->table = r->reading.table;
	l->row = r->reading.row;
	l->first = (uint32_t)r->value_count;
	l->count = 0;
	l->label = *label;
	r->reading.loose = r->loose_count;
	return GKR_OK;
}

/* Room for a value that its row keeps. */
static int32_t room_for_value(struct gkr_report *r)
{
	void *values = r->values;
	int32_t rc;

	if (r->reading.loose == 0) {
		rc = begin_loose(r, GKR_LOOSE_UNPLACED, &r->reading.label);
		if (rc != GKR_OK)
			return rc;
	}
	rc = grow(r, &values, &r->value_cap, r->value_count, sizeof *r->values);
	r->values = values;
	return rc;
}

/* Keeps a value with its row instead of in a cell. */
static int32_t keep_value(struct gkr_report *r, const struct gkri_token *t)
{
	int32_t rc = room_for_value(r);

	if (rc == GKR_OK)
		rc = keep_token(r, t, &r->values[r->value_count]);
	if (rc != GKR_OK)
		return rc;
	r->value_count++;
	r->loose[r->reading.loose - 1].count++;
	return GKR_OK;
}

/* The cells of the row that have nothing yet have something unknown. */
static void unplace_row(struct gkr_report *r)
{
	struct gkri_rcell *c;
	uint32_t n;

	if (r->reading.how != ROW_CELLS)
		return;
	/* a row that has no cells has no slot */
	c = &r->cells[r->reading.slot];
	for (n = r->columns[r->reading.table]; n; n--, c++)
		if (c->state == GKR_STATE_MISSING)
			c->state = GKR_STATE_UNPLACED;
	r->reading.how = ROW_LOOSE;
}

static int32_t take_unplaced(struct gkr_report *r, const struct gkri_token *t)
{
	unplace_row(r);
	return keep_value(r, t);
}

int32_t gkri_report_take_loose(struct gkr_report *r, const struct gkri_span *at)
{
	int32_t rc;

	unplace_row(r);
	rc = room_for_value(r);
	if (rc != GKR_OK)
		return rc;
	r->values[r->value_count++] = *at;
	r->loose[r->reading.loose - 1].count++;
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Tables                                                             */

/* What comes belongs to no row until the next one begins. */
static void leave_row(struct gkr_report *r)
{
	struct gkri_reading *now = &r->reading;

	now->how = ROW_NONE;
	now->table = now->row = 0;
	now->loose = 0;
	now->label.len = 0;
	now->label.line = 0;
}

static void note_layout(struct gkr_report *r, uint8_t layout)
{
	uint32_t bit;

	if (layout == 0 || layout >= 32)
		return;
	bit = UINT32_C(1) << layout;
	if (r->layouts & bit || r->layout_count >= sizeof r->layout_order)
		return;
	r->layouts |= bit;
	r->layout_order[r->layout_count++] = layout;
}

void gkri_report_table(struct gkr_report *r, uint32_t table, uint8_t layout)
{
	note_layout(r, layout);
	leave_row(r);
	r->reading.tables |= (uint8_t)(1u << table);
	r->table_seen[table] = 1;
}

static int32_t take_table(struct gkr_report *r, const struct gkri_token *t)
{
	int32_t rc;

	note_layout(r, t->layout);
	leave_row(r);
	rc = gkri_buf_reserve(&r->text, TABLE_TEXT);
	if (rc == GKR_E_MEMORY)
		return rc;
	if (t->table == 0 || t->table > GKRI_TABLES || r->table_seen[t->table])
		return GKR_OK;
	rc = keep_token(r, t, &r->caption[t->table]);
	if (rc == GKR_OK)
		r->table_seen[t->table] = 1;
	return rc;
}

static int32_t take_column(struct gkr_report *r, const struct gkri_token *t)
{
	struct gkri_span *label;
	int32_t rc;

	if (t->table > GKRI_TABLES || t->col > r->columns[t->table])
		return GKR_OK;
	label = &r->column_label[t->table][t->col];
	if (label->len || label->line) /* a header is printed on every page */
		return GKR_OK;
	rc = keep_token(r, t, label);
	if (rc != GKR_OK || t->unit_len == 0)
		return rc;
	return add_event(
	    r, t, GKRI_EVENT_UNIT, t->text + t->unit_at, t->unit_len);
}

static int32_t take_row(struct gkr_report *r, const struct gkri_token *t)
{
	struct gkri_reading *now = &r->reading;
	struct gkri_span *label;
	int32_t rc;

	leave_row(r);
	now->table = t->table;
	now->row = t->row;
	now->slot = (int16_t)gkri_slot_of(t->table, t->row, 1);
	if (now->slot < 0)
		return keep_token(r, t, &now->label);
	label = &r->row_label[t->table][t->row];
	if (is_closed(r, t->table) && label->line == 0) {
		now->how = ROW_AGAIN;
		return keep_token(r, t, &now->label);
	}
	if (label->len == 0 && label->line == 0) {
		rc = keep_token(r, t, label);
		now->how = ROW_CELLS;
		now->label = *label;
		return rc;
	}
	rc = add_event(r, t, GKRI_EVENT_ROW_DUPLICATE, t->text, t->text_len);
	now->how = ROW_AGAIN;
	if (rc == GKR_OK)
		now->label = r->events[r->event_count - 1].span;
	return rc;
}

static int32_t take_unknown_row(
    struct gkr_report *r, const struct gkri_token *t)
{
	int32_t rc;

	leave_row(r);
	r->reading.how = ROW_UNKNOWN;
	r->reading.table = t->table;
	rc = keep_token(r, t, &r->reading.label);
	if (rc != GKR_OK)
		return rc;
	return begin_loose(r, GKR_LOOSE_UNKNOWN, &r->reading.label);
}

static void fill_cell(struct gkri_rcell *c, const struct gkri_token *t)
{
	/* in the order of both, so that neighbours are copied together */
	c->mantissa = t->mantissa;
	c->offset = t->offset;
	c->length = t->length;
	c->line = t->line;
	c->column = t->column;
	c->raw_len = t->text_len;
	c->note_at = t->note_at;
	c->note_len = t->note_len;
	c->unit_at = t->unit_at;
	c->unit_len = t->unit_len;
	c->state = t->state;
	c->certainty = t->certainty;
	c->scale = t->scale;
	c->flags = t->flags;
}

/*
 * The short cut for what most tokens are: a cell of up to three digits in the
 * row that is being read.  Returns 0 where it is something else.
 */
static inline int take_short(struct gkr_report *r, const struct gkri_token *t)
{
	const struct gkri_reading *now = &r->reading;
	struct gkri_buf *b = &r->text;
	size_t n = t->text_len;
	struct gkri_rcell *c;
	char *to;

	if (t->kind != GKR_TOKEN_CELL || now->how != ROW_CELLS ||
	    t->row != now->row || t->table != now->table ||
	    t->col - 1u >= r->columns[t->table] || n - 1 > 2 ||
	    b->cap - b->len < n)
		return 0;
	c = &r->cells[now->slot + t->col - 1];
	if (c->state != GKR_STATE_MISSING)
		return 0;
	c->raw = (uint32_t)b->len;
	to = b->data + b->len;
	to[0] = t->text[0];
	to[n >> 1] = t->text[n >> 1];
	to[n - 1] = t->text[n - 1];
	b->len += n;
	fill_cell(c, t);
	return 1;
}

static int32_t take_cell(struct gkr_report *r, const struct gkri_token *t)
{
	int slot = gkri_slot_of(t->table, t->row, t->col);
	struct gkri_rcell *c = &r->cells[slot < 0 ? 0 : slot];
	int32_t rc;

	if (slot < 0 || r->reading.how == ROW_AGAIN || is_closed(r, t->table) ||
	    (c->state != GKR_STATE_MISSING && c->state != GKR_STATE_UNPLACED))
		return keep_value(r, t);
	rc = keep_text(r, t->text, t->text_len, &c->raw);
	if (rc == GKR_OK)
		fill_cell(c, t);
	return rc;
}

void gkri_report_table_end(struct gkr_report *r, uint8_t form)
{
	if (form)
		r->form = form;
	leave_row(r);
}

/* ------------------------------------------------------------------ */
/* Any of them                                                        */

SELDOM int32_t take(struct gkr_report *r, const struct gkri_token *t)
{
	r->reading.tables |= (uint8_t)(t->table ? 1u << t->table : 0);
	switch (t->kind) {
	case GKR_TOKEN_CELL:
		return take_cell(r, t);
	case GKR_TOKEN_SECTION:
		return take_section(r, t);
	case GKR_TOKEN_PROSE:
		return take_prose(r, t);
	case GKR_TOKEN_TABLE:
		return take_table(r, t);
	case GKR_TOKEN_COLUMN:
		return take_column(r, t);
	case GKR_TOKEN_ROW:
		return take_row(r, t);
	case GKR_TOKEN_UNPLACED:
		return take_unplaced(r, t);
	case GKR_TOKEN_UNKNOWN_ROW:
		return take_unknown_row(r, t);
	case GKR_TOKEN_UNKNOWN_VALUE:
		return keep_value(r, t);
	case GKR_TOKEN_TABLE_END:
		gkri_report_table_end(r, t->form);
		return GKR_OK;
	case GKR_TOKEN_EVIDENCE:
		return add_event(
		    r, t, GKRI_EVENT_EVIDENCE, t->text, t->text_len);
	case GKR_TOKEN_LOSSY:
		return add_event(r, t, GKRI_EVENT_LOSSY, t->text, t->text_len);
	case GKR_TOKEN_REPORT_END:
		gkri_report_end(r, t->form);
		return GKR_OK;
	default: /* marks are no prose */
		return GKR_OK;
	}
}

int32_t gkri_report_take(struct gkr_report *r, const struct gkri_token *t)
{
	return take_short(r, t) ? GKR_OK : take(r, t);
}

int32_t gkri_report_take_all(struct gkr_report *r,
    const struct gkri_token **next, const struct gkri_token *end)
{
	const struct gkri_token *t = *next;
	int32_t rc = GKR_OK;

	for (; t < end && rc == GKR_OK; t++)
		rc = gkri_report_take(r, t);
	*next = t;
	return rc;
}
