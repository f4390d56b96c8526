/* The pieces that JSON is put together from: keys, values, one cell. */
#include "compiler.h"
#include "emit-json.h"
#include "json.h"

/* Out of the way of those for which there is room: nearly all. */
SELDOM void put_grown(struct gkri_walk *w, const struct gkri_lit *l)
{
	if (gkri_out_grow(&w->out, GKRI_LIT_BYTES))
		gkri_json_lit(w, l);
}

void gkri_json_put(struct gkri_walk *w, const struct gkri_lit *l)
{
	if ((size_t)(w->out.end - w->out.at) >= GKRI_LIT_BYTES)
		gkri_json_lit(w, l);
	else
		put_grown(w, l);
}

void gkri_json_str(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s)
{
	gkri_json_put(w, key);
	gkri_json_string(&w->out, s, s ? strlen(s) : 0);
}

void gkri_json_text(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s, size_t len)
{
	gkri_json_put(w, key);
	gkri_json_string(&w->out, s, len);
}

void gkri_json_name(
    struct gkri_walk *w, const struct gkri_lit *key, const char *name)
{
	if (name)
		gkri_json_plain(w, key, name, strlen(name));
	else
		gkri_json_str(w, key, NULL);
}

void gkri_json_well(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s, size_t len)
{
	gkri_json_put(w, key);
	gkri_json_known(&w->out, s, len);
}

void gkri_json_number(
    struct gkri_walk *w, const struct gkri_lit *key, uint64_t number)
{
	if (!gkri_out_room(&w->out, GKRI_LIT_BYTES + 20))
		return;
	gkri_json_lit(w, key);
	w->out.at = gkri_put_number(w->out.at, number);
}

void gkri_json_maybe(
    struct gkri_walk *w, const struct gkri_lit *key, int there, uint64_t number)
{
	if (there) {
		gkri_json_number(w, key, number);
		return;
	}
	gkri_json_put(w, key);
	gkri_out_put(&w->out, "null", 4);
}

/* What separates an item from the one before it in its list. */
void gkri_json_comma(struct gkri_walk *w)
{
	if (!w->first)
		gkri_out_putc(&w->out, ',');
}

static const struct gkri_lit key_line = KEY_IN("line");
static const struct gkri_lit key_column = KEY_IN("column");
static const struct gkri_lit key_offset = KEY_IN("offset");
static const struct gkri_lit key_length = KEY_IN("length");

static void put_place(struct gkri_walk *w, const struct gkri_rcell *c)
{
	if (c->line == 0)
		return;
	gkri_json_number(w, &key_line, c->line);
	gkri_json_number(w, &key_column, c->column);
	if (w->r->source.position_kind == GKR_POSITION_CELLS)
		return;
	gkri_json_number(w, &key_offset, c->offset);
	gkri_json_number(w, &key_length, c->length);
}

void gkri_json_cell(struct gkri_walk *w, const struct gkri_rcell *c)
{
	static const struct gkri_lit value = KEY_IN("value");
	static const struct gkri_lit key_raw = KEY_IN("raw");
	static const struct gkri_lit certainty = KEY_IN("certainty");
	static const struct gkri_lit unit = KEY_IN("unit");
	static const struct gkri_lit note = KEY_IN("note");
	const char *raw = gkri_run(&w->r->text, c->raw, c->raw_len, NULL);

	gkri_out_puts(&w->out, gkr_state_name(c->state));
	gkri_out_putc(&w->out, '"');
	if (c->state == GKR_STATE_NUMBER) {
		gkri_json_put(w, &value);
		if (gkri_out_room(&w->out, 24))
			w->out.at = gkri_json_value(w->out.at, c);
	}
	if (c->raw_len > 0 || c->state != GKR_STATE_UNPLACED)
		gkri_json_text(w, &key_raw, raw, c->raw_len);
	if (c->certainty != GKR_CERTAINTY_NONE)
		gkri_json_name(w, &certainty, gkr_certainty_name(c->certainty));
	put_place(w, c);
	if (c->unit_len)
		gkri_json_text(w, &unit, raw + c->unit_at, c->unit_len);
	if (c->note_len)
		gkri_json_text(w, &note, raw + c->note_at, c->note_len);
	gkri_out_putc(&w->out, '}');
}
