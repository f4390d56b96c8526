/*
 * The cells of a report in JSON.
 *
 * Most cells are a short number that was read where it was looked for: such
 * a one is a few copies of fixed size and its numbers (copy_cell).  Any other
 * goes the long way (put_cell), which writes the same.
 */
#include "decimal.h"
#include "emit-json.h"

/*
 * ,"column":{"state":"number","value": as one copy of fixed size; `head`
 * bytes of it reach up to the state.
 */
#define KEY_BYTES 64
struct key {
	char text[KEY_BYTES];
	uint8_t len, head;
};
/* clang-format off */
#define KEY(a, b) {a b, sizeof(a b) - 1, sizeof(a) - 1}
static const struct key keys[2][GKRI_TABLES + 1][GKRI_COLUMNS + 1] = {
	{
#define GKR_DEF_COLUMN(table, id, name, ...) \
	[GKRI_TABLE_##table][id] = \
	    KEY(",\n        \"" #name "\": {\"state\": \"", \
		"number\", \"value\": "),
#include "form.def"
	},
	{
#define GKR_DEF_COLUMN(table, id, name, ...) \
	[GKRI_TABLE_##table][id] = \
	    KEY(",\"" #name "\":{\"state\":\"", "number\",\"value\":"),
#include "form.def"
	}
};
/* clang-format on */

static const struct gkri_lit cell_value = KEY_IN("value");
static const struct gkri_lit cell_raw = KEY_IN("raw");
static const struct gkri_lit cell_certainty = KEY_IN("certainty");
static const struct gkri_lit cell_line = KEY_IN("line");
static const struct gkri_lit cell_column = KEY_IN("column");
static const struct gkri_lit cell_offset = KEY_IN("offset");
static const struct gkri_lit cell_length = KEY_IN("length");
static const struct gkri_lit cell_unit = KEY_IN("unit");
static const struct gkri_lit cell_note = KEY_IN("note");

static char *copy_value(char *p, const struct gkri_rcell *c)
{
	if (c->scale == 0 && c->mantissa >= 0 && c->mantissa < 10000)
		return gkri_put_number(p, (uint64_t)c->mantissa);
	return p + gkri_decimal_write(p, c->mantissa, c->scale);
}

static void put_place(struct gkri_walk *w, const struct gkri_rcell *c)
{
	if (c->line == 0)
		return;
	gkri_json_number(w, &cell_line, c->line);
	gkri_json_number(w, &cell_column, c->column);
	if (w->r->position_kind == GKR_POSITION_CELLS)
		return;
	gkri_json_number(w, &cell_offset, c->offset);
	gkri_json_number(w, &cell_length, c->length);
}

/* Any cell, its key's first `skip` bytes left out. */
static void put_cell(struct gkri_walk *w, const struct key *key, size_t skip,
    const struct gkri_rcell *c)
{
	const char *raw = gkri_run(&w->r->text, c->raw, c->raw_len, NULL);

	gkri_out_put(&w->out, key->text + skip, key->head - skip);
	gkri_out_puts(&w->out, gkr_state_name(c->state));
	gkri_out_put(&w->out, "\"", 1);
	if (c->state == GKR_STATE_NUMBER) {
		gkri_json_put(w, &cell_value);
		if (gkri_out_room(&w->out, 24))
			w->out.at = copy_value(w->out.at, c);
	}
	if (c->raw_len > 0 ||
	    (c->state != GKR_STATE_MISSING && c->state != GKR_STATE_UNPLACED))
		gkri_json_text(w, &cell_raw, raw, c->raw_len);
	if (c->certainty != GKR_CERTAINTY_NONE)
		gkri_json_str(
		    w, &cell_certainty, gkr_certainty_name(c->certainty));
	put_place(w, c);
	if (c->unit_len)
		gkri_json_text(w, &cell_unit, raw + c->unit_at, c->unit_len);
	if (c->note_len)
		gkri_json_text(w, &cell_note, raw + c->note_at, c->note_len);
	gkri_out_put(&w->out, "}", 1);
}

#define SHORT_RAW 16
/* Enough for all copies of a plain cell. */
#define PLAIN_ROOM (KEY_BYTES + 24 + SHORT_RAW + GKRI_LIT_BYTES + 5 * (20 + 16))

/* A short number that was read, with a place and nothing beside it. */
static int is_plain(const struct gkri_walk *w, const struct gkri_rcell *c)
{
	return c->state == GKR_STATE_NUMBER && c->line > 0 &&
	    c->raw_len <= SHORT_RAW && (c->note_len | c->unit_len) == 0 &&
	    (c->certainty == GKR_CERTAINTY_READ ||
		c->certainty == GKR_CERTAINTY_INFERRED) &&
	    w->r->position_kind != GKR_POSITION_CELLS;
}

/* Copies digits and + , - . / or returns NULL where there is anything else. */
static char *copy_raw(char *p, const char *raw, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)(raw[i] - '+') > '9' - '+')
			return NULL;
		p[i] = raw[i];
	}
	return p + len;
}

/* A lit of at most 16 bytes, and a number. */
static char *copy_number(
    char *p, const struct gkri_lit *key, int style, uint64_t number)
{
	memcpy(p, key->text[style], 16);
	return gkri_put_number(p + key->len[style], number);
}

/* What put_cell writes, in few copies; NULL where the raw text is special. */
static char *copy_cell(char *p, const struct gkri_walk *w,
    const struct key *key, size_t skip, const struct gkri_rcell *c)
{
	static const struct gkri_lit raw = LIT(", \"raw\": \"", ",\"raw\":\"");
	static const struct gkri_lit read =
	    LIT("\", \"certainty\": \"read\", \"line\": ",
		"\",\"certainty\":\"read\",\"line\":");
	static const struct gkri_lit inferred =
	    LIT("\", \"certainty\": \"inferred\", \"line\": ",
		"\",\"certainty\":\"inferred\",\"line\":");
	const struct gkri_lit *line =
	    c->certainty == GKR_CERTAINTY_READ ? &read : &inferred;
	int style = w->style;

	memcpy(p, key->text + skip, KEY_BYTES - 1);
	p = copy_value(p + key->len - skip, c);
	memcpy(p, raw.text[style], 16);
	p = copy_raw(p + raw.len[style], w->r->text.data + c->raw, c->raw_len);
	if (p == NULL)
		return NULL;
	memcpy(p, line->text[style], GKRI_LIT_BYTES);
	p = gkri_put_number(p + line->len[style], c->line);
	p = copy_number(p, &cell_column, style, c->column);
	p = copy_number(p, &cell_offset, style, c->offset);
	p = copy_number(p, &cell_length, style, c->length);
	*p++ = '}';
	return p;
}

static void cell(struct gkri_walk *w, const struct key *key, size_t skip,
    const struct gkri_rcell *c)
{
	char *end = NULL;

	w->states[c->state & 7]++;
	w->certain[c->certainty & 3]++;
	if (is_plain(w, c) && gkri_out_room(&w->out, PLAIN_ROOM))
		end = copy_cell(w->out.at, w, key, skip, c);
	if (end)
		w->out.at = end;
	else
		put_cell(w, key, skip, c);
}

void gkri_json_row(struct gkri_walk *w, const struct gkri_plan_row *row)
{
	static const struct gkri_lit before = LIT("\n      \"", "\"");
	static const struct gkri_lit behind = LIT("\": {", "\":{");
	static const struct gkri_lit end = LIT("\n      }", "}");
	const uint8_t *columns = w->plan->columns[row->table];
	const struct gkri_rcell *cells = w->r->cells + row->slot;
	const struct key *key = keys[w->style][row->table];
	size_t i;

	gkri_json_comma(w);
	gkri_json_put(w, &before);
	gkri_out_puts(&w->out, gkr_row_name(row->table, row->row));
	gkri_json_put(w, &behind);
	for (i = 0; i < w->plan->column_count[row->table]; i++)
		cell(w, &key[columns[i]], i == 0, &cells[columns[i] - 1]);
	gkri_json_put(w, &end);
	w->first = 0;
}

void gkri_json_table(struct gkri_walk *w, uint32_t table)
{
	static const struct gkri_lit before = LIT("\n    \"", "\"");
	static const struct gkri_lit behind = LIT("\": {", "\":{");

	gkri_json_comma(w);
	gkri_json_put(w, &before);
	gkri_out_puts(&w->out, gkr_table_name(table));
	gkri_json_put(w, &behind);
	w->first = 1;
}

void gkri_json_table_end(struct gkri_walk *w)
{
	static const struct gkri_lit end = LIT("\n    }", "}");

	gkri_json_put(w, &end);
	w->first = 0;
}
