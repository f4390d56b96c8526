/*
 * The cells of a report in JSON.
 *
 * Most cells are one digit or a few that were read where they were looked
 * for, or short and without anything beside them: such cells are a few copies
 * of fixed size and their numbers.  Any other goes the long way
 * (gkri_json_cell), which spells it in the same way.
 */
#include "compiler.h"
#include "emit-json.h"

#include "json.h"

#include <stddef.h>

/* Text of which a fixed number of bytes is copied, however long it is. */
#define TEXT_BYTES 64
struct text {
	char text[TEXT_BYTES - 2];
	uint8_t len, head;
};
/* clang-format off */
#define TEXT(a, b) {a b, sizeof(a b) - 1, sizeof(a) - 1}

/*
 * "column":{"state":"number","value": of which `head` bytes reach up to the
 * state.  Each cell and row ends with a comma, over the last of which what
 * closes them is written.
 */
static const struct text columns[2][GKRI_TABLES + 1][GKRI_COLUMNS + 1] = {
	{
#define GKR_DEF_COLUMN(table, id, name, ...) \
	[GKRI_TABLE_##table][id] = \
	    TEXT("\n        \"" #name "\": {\"state\": \"", \
		"number\", \"value\": "),
#include "form.def"
	},
	{
#define GKR_DEF_COLUMN(table, id, name, ...) \
	[GKRI_TABLE_##table][id] = \
	    TEXT("\"" #name "\":{\"state\":\"", "number\",\"value\":"),
#include "form.def"
	}
};

/* "row":{ of all tables one after the other; ,"table":{ of all of them. */
static const struct text rows[2][GKRI_ALL_ROWS] = {
	{
#define GKR_DEF_ROW(table, id, name, ...) \
	TEXT("\n      \"" #name "\": {", ""),
#include "form.def"
	},
	{
#define GKR_DEF_ROW(table, id, name, ...) TEXT("\"" #name "\":{", ""),
#include "form.def"
	}
};
static const struct text tables[2][GKRI_TABLES + 1] = {
	{
#define GKR_DEF_TABLE(name, id, ...) \
	[id] = TEXT(",\n    \"" #name "\": {", ""),
#include "form.def"
	},
	{
#define GKR_DEF_TABLE(name, id, ...) [id] = TEXT(",\"" #name "\":{", ""),
#include "form.def"
	}
};

/*
 * What stands between the varying parts of a cell.
 */
struct pieces {
	struct text one; /* a length of 1 and the end; its digit at `head` */
	struct text raw;     /* behind the value of a number */
	struct text line[2]; /* by certainty: from the raw text on */
	struct text column, offset, length;
	struct text row_end;
	struct text state[GKR_STATE_UNPLACED + 1];
};
static const struct pieces pieces[2] = {
	{
		TEXT(", \"length\": ", "1},"),
		TEXT(", \"raw\": \"", ""),
		{
			TEXT("\", \"certainty\": \"read\", \"line\": ", ""),
			TEXT("\", \"certainty\": \"inferred\", \"line\": ", "")
		},
		TEXT(", \"column\": ", ""),
		TEXT(", \"offset\": ", ""),
		TEXT(", \"length\": ", ""),
		TEXT("\n      },", ""),
		{
			[GKR_STATE_MISSING] = TEXT("missing\"},", ""),
			[GKR_STATE_BLANK] = TEXT("blank\", \"raw\": \"", ""),
			[GKR_STATE_NIL] = TEXT("nil\", \"raw\": \"", ""),
			[GKR_STATE_UNPLACED] = TEXT("unplaced\"},", "")
		}
	},
	{
		TEXT(",\"length\":", "1},"),
		TEXT(",\"raw\":\"", ""),
		{
			TEXT("\",\"certainty\":\"read\",\"line\":", ""),
			TEXT("\",\"certainty\":\"inferred\",\"line\":", "")
		},
		TEXT(",\"column\":", ""),
		TEXT(",\"offset\":", ""),
		TEXT(",\"length\":", ""),
		TEXT("},", ""),
		{
			[GKR_STATE_MISSING] = TEXT("missing\"},", ""),
			[GKR_STATE_BLANK] = TEXT("blank\",\"raw\":\"", ""),
			[GKR_STATE_NIL] = TEXT("nil\",\"raw\":\"", ""),
			[GKR_STATE_UNPLACED] = TEXT("unplaced\"},", "")
		}
	}
};
/* clang-format on */

#define SHORT_RAW 16
/* Enough for what they write, and for what copies write behind that. */
#define SHORT_ROOM (6 * TEXT_BYTES + 5 * 20 + SHORT_RAW)
#define ROW_ROOM (GKRI_COLUMNS * SHORT_ROOM + 2 * TEXT_BYTES)

/* Copies `bytes` bytes, at least the text's; returns the text's end. */
static inline char *copy(char *p, const struct text *t, size_t bytes)
{
	memcpy(p, t, bytes);
	return p + t->len;
}

/* Read in one place, with nothing beside it. */
static inline int is_simple(const struct gkri_rcell *c)
{
	return c->line > 0 && (c->note_len | c->unit_len) == 0 &&
	    (uint8_t)(c->certainty - GKR_CERTAINTY_READ) <=
	    GKR_CERTAINTY_INFERRED - GKR_CERTAINTY_READ;
}

/* Nothing was read, not even where it should stand. */
static inline int is_empty(const struct gkri_rcell *c)
{
	return (c->state == GKR_STATE_UNPLACED ||
		   c->state == GKR_STATE_MISSING) &&
	    (c->raw_len | c->line) == 0 &&
	    (c->note_len | c->unit_len | c->certainty) == 0;
}

/* What a cell has beside its number, and from its state on, as numbers. */
#define BESIDE_AT offsetof(struct gkri_rcell, note_at)
#define KIND_AT offsetof(struct gkri_rcell, state)
typedef char beside_fits[KIND_AT - BESIDE_AT == 8 ? 1 : -1];
typedef char kind_fits[sizeof(struct gkri_rcell) - KIND_AT == 4 ? 1 : -1];

static inline uint64_t beside(const struct gkri_rcell *c)
{
	uint64_t is;

	memcpy(&is, (const char *)c + BESIDE_AT, sizeof is);
	return is;
}

static inline uint32_t kind_of(const struct gkri_rcell *c)
{
	uint32_t kind;

	memcpy(&kind, (const char *)c + KIND_AT, sizeof kind);
	return kind;
}

/* Read as a number without a sign or decimals. */
static inline uint32_t plain_kind(void)
{
	struct gkri_rcell c = {0};

	c.state = GKR_STATE_NUMBER;
	c.certainty = GKR_CERTAINTY_READ;
	return kind_of(&c);
}

/*
 * A number whose text is how its value is written, in `len` digits: so many
 * bytes that say it can be nothing but those.
 */
static inline int is_plain(const struct gkri_rcell *c, uint32_t len)
{
	return c->raw_len == len && beside(c) == 0 &&
	    kind_of(c) == plain_kind();
}

/*
 * A plain number of at most 3 digits, each in one byte, with a line and a
 * column like that.
 */
#define FEW 1000
OFTEN int is_few(const struct gkri_rcell *c, uint64_t few)
{
	uint32_t len;

	if ((uint64_t)c->mantissa >= few || c->column >= FEW ||
	    c->line - 1 >= FEW - 1)
		return 0;
	len = (uint32_t)gkri_digits[c->mantissa][3];
	return is_plain(c, len) && c->length == len;
}

OFTEN char *few_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, const struct pieces *is, struct gkri_near *near)
{
	const char *digits = gkri_digits[c->mantissa];
	size_t len = (size_t)digits[3];

	memcpy(p, key, TEXT_BYTES);
	p += key->len;
	memcpy(p, digits, 4);
	p = copy(p + len, &is->raw, 16);
	memcpy(p, digits, 4);
	p = copy(p + len, &is->line[0], 32);
	p = copy(gkri_put_few(p, c->line), &is->column, 16);
	p = gkri_put_near(gkri_put_few(p, c->column), c->offset, near);
	memcpy(p, &is->one, 16);
	p[is->one.head] = (char)('0' + len);
	return p + is->one.len;
}

/* Any other plain number; NULL where the cell is none. */
static char *number_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, const struct pieces *is, struct gkri_near *near)
{
	uint64_t value = (uint64_t)c->mantissa;
	const char *digits;

	memcpy(p, key, TEXT_BYTES);
	digits = p += key->len;
	p = gkri_put_number(p, value);
	if (!is_plain(c, (uint32_t)(p - digits)) || c->line == 0)
		return NULL;
	p = gkri_put_number(copy(p, &is->raw, 16), value);
	p = gkri_put_number(copy(p, &is->line[0], 32), c->line);
	p = gkri_put_number(copy(p, &is->column, 16), c->column);
	p = gkri_put_near(p, c->offset, near);
	p = gkri_put_number(copy(p, &is->length, 16), c->length);
	return gkri_json_copy(p, "},", 2);
}

OFTEN char *empty_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, const struct pieces *is)
{
	memcpy(p, key, TEXT_BYTES);
	return copy(p + key->head, &is->state[c->state], 16);
}

/*
 * NULL where something in the raw text has to be escaped.  It is well-formed:
 * what is not is neither a number nor a nil mark.
 */
static char *short_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, const struct pieces *is, const char *raw)
{
	memcpy(p, key, TEXT_BYTES);
	if (c->state == GKR_STATE_NUMBER) {
		p = gkri_json_value(p + key->len, c);
		p = copy(p, &is->raw, 16);
	} else {
		p = copy(p + key->head, &is->state[c->state], 16);
	}
	if (gkri_json_run(p, raw, c->raw_len) < c->raw_len)
		return NULL;
	p = copy(
	    p + c->raw_len, &is->line[c->certainty - GKR_CERTAINTY_READ], 40);
	p = copy(gkri_put_number(p, c->line), &is->column, 16);
	p = copy(gkri_put_number(p, c->column), &is->offset, 16);
	p = copy(gkri_put_number(p, c->offset), &is->length, 16);
	p = gkri_put_number(p, c->length);
	return gkri_json_copy(p, "},", 2);
}

/* Any cell; its end, NULL where none is known that quickly. */
static char *quick_cell(struct gkri_walk *w, char *p,
    const struct gkri_rcell *c, const struct text *key, const struct pieces *is)
{
	int has_bytes = w->position_kind != GKR_POSITION_CELLS;
	char *end = NULL;

	if (c->state == GKR_STATE_MISSING || is_empty(c))
		return empty_cell(p, c, key, is);
	if (has_bytes && c->mantissa >= 0 && kind_of(c) == plain_kind())
		end = number_cell(p, c, key, is, &w->near);
	if (!end && has_bytes && c->state <= GKR_STATE_NIL &&
	    c->raw_len <= SHORT_RAW && is_simple(c))
		end = short_cell(p, c, key, is, w->r->text.data + c->raw);
	return end;
}

/*
 * A cell that has more than few digits, or something else.  Returns its end,
 * where there is room for more; NULL after a failure.
 */
SELDOM char *other_cell(struct gkri_walk *w, char *p,
    const struct gkri_rcell *c, const struct text *key, const struct pieces *is)
{
	char *end = quick_cell(w, p, c, key, is);

	w->states[c->state & 7]++;
	w->certain[c->certainty & 3]++;
	w->few--;
	if (end) {
		w->out.at = end;
	} else {
		w->out.at = copy(p, key, TEXT_BYTES) - key->len + key->head;
		gkri_json_cell(w, c);
		gkri_out_putc(&w->out, ',');
	}
	return gkri_out_room(&w->out, ROW_ROOM) ? w->out.at : NULL;
}

/* Columns next to each other, of which `key` is the first. */
OFTEN char *put_cells(struct gkri_walk *w, const struct gkri_rcell *c, size_t n,
    const struct text *key, uint64_t few, char *p, const struct pieces *is)
{
	const struct gkri_rcell *end = c + n;

	for (; c < end; c++, key++) {
		if (is_few(c, few)) {
			p = few_cell(p, c, key, is, &w->near);
			continue;
		}
		p = other_cell(w, p, c, key, is);
		if (!p)
			break;
	}
	return p;
}

OFTEN void put_table(struct gkri_walk *w, const struct gkri_plan_row *row,
    const struct gkri_plan_row *end, int style)
{
	const struct pieces *is = &pieces[style];
	const uint64_t few = w->position_kind == GKR_POSITION_CELLS ? 0 : FEW;
	uint32_t table = row->table, count = w->plan->column_count[table], i;
	const uint8_t *ids = w->plan->columns[table];
	const uint8_t *runs = w->plan->runs[table];
	const struct text *keys = columns[style][table];
	const struct text *heads = &rows[style][gkri_form_at[table].row] - 1;
	char *p;

	for (; row < end; row++) {
		if (!gkri_out_room(&w->out, ROW_ROOM))
			return;
		p = copy(w->out.at, heads + row->row, TEXT_BYTES);
		for (i = 0; i < count && p; i += runs[i])
			p = put_cells(w, w->r->cells + row->slot + ids[i] - 1,
			    runs[i], keys + ids[i], few, p, is);
		if (!p)
			return;
		w->out.at = copy(p - 1, &is->row_end, 16);
		w->few += count;
	}
}

static void open_table(struct gkri_walk *w, uint32_t table)
{
	const struct text *t = &tables[w->style][table];
	const char *text = t->text + w->first;

	gkri_out_put(&w->out, text, (size_t)t->len - w->first);
	w->first = 0;
}

static void close_table(struct gkri_walk *w)
{
	static const struct gkri_lit end = LIT("\n    }", "}");

	w->out.at--;
	gkri_json_put(w, &end);
}

/* Of each style with the lengths of its pieces as constants. */
void gkri_json_table(struct gkri_walk *w, const struct gkri_plan_row *row,
    const struct gkri_plan_row *end)
{
	open_table(w, row->table);
	if (w->style == GKRI_JSON_PRETTY)
		put_table(w, row, end, GKRI_JSON_PRETTY);
	else
		put_table(w, row, end, GKRI_JSON_COMPACT);
	if (w->out.status == GKR_OK)
		close_table(w);
}

void gkri_json_cells(struct gkri_walk *w)
{
	const struct text *offset = &pieces[w->style].offset;

	gkri_near_begin(&w->near, offset->text, offset->len);
}
