/*
 * The cells of a report in JSON.
 *
 * Most cells are one digit or a few that were read where they were looked
 * for, or short and without anything beside them: such cells are a few copies
 * of fixed size and their numbers.  Any other goes the long way
 * (gkri_json_cell), which spells it in the same way.
 */
#include "emit-json.h"
#include "json.h"

#include <stddef.h>

#ifdef __GNUC__
#define OFTEN static inline __attribute__((always_inline))
#else
#define OFTEN static inline
#endif

/* Text of which a fixed number of bytes is copied, however long it is. */
#define TEXT_BYTES 64
struct text {
	char text[TEXT_BYTES - 2];
	uint8_t len, head;
};
/* clang-format off */
#define TEXT(a, b) {a b, sizeof(a b) - 1, sizeof(a) - 1}

/*
 * ,"column":{"state":"number","value": of which `head` bytes reach up to the
 * state.  Where it is the first of its row, the comma becomes a brace.
 */
static const struct text columns[2][GKRI_TABLES + 1][GKRI_COLUMNS + 1] = {
	{
#define GKR_DEF_COLUMN(table, id, name, ...) \
	[GKRI_TABLE_##table][id] = \
	    TEXT(",\n        \"" #name "\": {\"state\": \"", \
		"number\", \"value\": "),
#include "form.def"
	},
	{
#define GKR_DEF_COLUMN(table, id, name, ...) \
	[GKRI_TABLE_##table][id] = \
	    TEXT(",\"" #name "\":{\"state\":\"", "number\",\"value\":"),
#include "form.def"
	}
};

/* ,"row": of all tables one after the other. */
static const struct text rows[2][GKRI_ALL_ROWS] = {
	{
#define GKR_DEF_ROW(table, id, name, ...) \
	TEXT(",\n      \"" #name "\": ", ""),
#include "form.def"
	},
	{
#define GKR_DEF_ROW(table, id, name, ...) TEXT(",\"" #name "\":", ""),
#include "form.def"
	}
};

/*
 * What stands between the varying parts of a cell; the digits in the first
 * are written over, the second one of them at `head`.
 */
struct pieces {
	struct text digit;   /* from the value to the line */
	struct text one;     /* the end of a cell of length 1 */
	struct text raw;     /* behind the value of a number */
	struct text line[2]; /* by certainty: from the raw text on */
	struct text column, offset, length;
	struct text row_end;
	struct text state[GKR_STATE_UNPLACED + 1];
};
static const struct pieces pieces[2] = {
	{
		TEXT("0, \"raw\": \"",
		    "0\", \"certainty\": \"read\", \"line\": "),
		TEXT(", \"length\": 1}", ""),
		TEXT(", \"raw\": \"", ""),
		{
			TEXT("\", \"certainty\": \"read\", \"line\": ", ""),
			TEXT("\", \"certainty\": \"inferred\", \"line\": ", "")
		},
		TEXT(", \"column\": ", ""),
		TEXT(", \"offset\": ", ""),
		TEXT(", \"length\": ", ""),
		TEXT("\n      }", ""),
		{
			[GKR_STATE_MISSING] = TEXT("missing\"}", ""),
			[GKR_STATE_BLANK] = TEXT("blank\", \"raw\": \"", ""),
			[GKR_STATE_NIL] = TEXT("nil\", \"raw\": \"", ""),
			[GKR_STATE_UNPLACED] = TEXT("unplaced\"}", "")
		}
	},
	{
		TEXT("0,\"raw\":\"", "0\",\"certainty\":\"read\",\"line\":"),
		TEXT(",\"length\":1}", ""),
		TEXT(",\"raw\":\"", ""),
		{
			TEXT("\",\"certainty\":\"read\",\"line\":", ""),
			TEXT("\",\"certainty\":\"inferred\",\"line\":", "")
		},
		TEXT(",\"column\":", ""),
		TEXT(",\"offset\":", ""),
		TEXT(",\"length\":", ""),
		TEXT("}", ""),
		{
			[GKR_STATE_MISSING] = TEXT("missing\"}", ""),
			[GKR_STATE_BLANK] = TEXT("blank\",\"raw\":\"", ""),
			[GKR_STATE_NIL] = TEXT("nil\",\"raw\":\"", ""),
			[GKR_STATE_UNPLACED] = TEXT("unplaced\"}", "")
		}
	}
};
/* clang-format on */

#define SHORT_RAW 16
/* Enough for what they write, and for what copies write behind that. */
#define SHORT_ROOM (6 * TEXT_BYTES + 5 * 20 + SHORT_RAW)

/* Copies `bytes` bytes, at least the text's; returns the text's end. */
static inline char *copy(char *p, const struct text *t, size_t bytes)
{
	memcpy(p, t, bytes);
	return p + t->len;
}

/* The key, its comma replaced by what opens the row or cell. */
static inline void copy_key(char *p, const struct text *key, char open)
{
	memcpy(p, key, TEXT_BYTES);
	*p = open;
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

/*
 * What a cell of one digit has from raw_len on, as two numbers; the second
 * one, from the unit on, is that of other plain numbers, too.
 */
#define TAIL_AT offsetof(struct gkri_rcell, raw_len)
typedef char tail_fits[sizeof(struct gkri_rcell) - TAIL_AT == 16 ? 1 : -1];
struct tail {
	uint64_t a, z;
};

static inline struct tail tail_of(const struct gkri_rcell *c)
{
	struct tail t;

	memcpy(&t, (const char *)c + TAIL_AT, sizeof t);
	return t;
}

static inline struct tail digit_tail(uint8_t certainty)
{
	struct gkri_rcell c = {0};

	c.raw_len = 1;
	c.state = GKR_STATE_NUMBER;
	c.certainty = certainty;
	return tail_of(&c);
}

/*
 * A number of one digit; `as` is such a one's tail.  What was read is what is
 * printed: one byte can be nothing but that digit.
 */
static inline int is_digit(const struct gkri_rcell *c, const struct tail *as)
{
	struct tail t = tail_of(c);

	return t.a == as->a && t.z == as->z && c->length == 1 && c->line > 0;
}

OFTEN char *digit_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, const struct pieces *is, struct gkri_thousand *near)
{
	char digit = (char)('0' + c->mantissa);

	memcpy(p, key, TEXT_BYTES);
	p += key->len;
	memcpy(p, &is->digit, 48);
	p[0] = digit;
	p[is->digit.head] = digit;
	p = gkri_put_number(p + is->digit.len, c->line);
	p = gkri_put_number(copy(p, &is->column, 16), c->column);
	p = gkri_put_near(copy(p, &is->offset, 16), c->offset, near);
	return copy(p, &is->one, 16);
}

/* Numbers so short that all of their text is one number, too. */
#define SHORT_NUMBER 8
#define EACH_BYTE(n) ((n)*UINT64_C(0x0101010101010101))

/* Those of so many bytes, as they lie in memory. */
static const char first_bytes[SHORT_NUMBER + 1][SHORT_NUMBER] = {"", "\xff",
    "\xff\xff", "\xff\xff\xff", "\xff\xff\xff\xff", "\xff\xff\xff\xff\xff",
    "\xff\xff\xff\xff\xff\xff", "\xff\xff\xff\xff\xff\xff\xff",
    {'\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff', '\xff'}};

/*
 * A number whose text is how its value is written: digits without a zero
 * before them.
 */
static inline int is_number(const struct gkri_rcell *c, const struct tail *as,
    const struct gkri_buf *text)
{
	const char *raw = text->data + c->raw;
	uint64_t digits, few;

	if (tail_of(c).z != as->z || c->note_len || c->line == 0 ||
	    c->raw_len - 1 >= SHORT_NUMBER ||
	    text->len - c->raw < SHORT_NUMBER ||
	    (*raw == '0' && c->raw_len > 1))
		return 0;
	memcpy(&digits, raw, SHORT_NUMBER);
	memcpy(&few, first_bytes[c->raw_len], SHORT_NUMBER);
	digits ^= EACH_BYTE('0');
	return ((digits | (digits + EACH_BYTE(6))) & few & EACH_BYTE(0xf0)) ==
	    0;
}

OFTEN char *number_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, const struct pieces *is, const char *raw,
    struct gkri_thousand *near)
{
	memcpy(p, key, TEXT_BYTES);
	p += key->len;
	memcpy(p, raw, SHORT_NUMBER);
	p = copy(p + c->raw_len, &is->raw, 16);
	memcpy(p, raw, SHORT_NUMBER);
	p = copy(p + c->raw_len, &is->line[0], 32);
	p = copy(gkri_put_number(p, c->line), &is->column, 16);
	p = copy(gkri_put_number(p, c->column), &is->offset, 16);
	p = copy(gkri_put_near(p, c->offset, near), &is->length, 16);
	p = gkri_put_number(p, c->length);
	*p++ = '}';
	return p;
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
	*p++ = '}';
	return p;
}

/* A cell that is no digit. */
static void cell(struct gkri_walk *w, const struct text *key, char open,
    const struct gkri_rcell *c)
{
	const struct pieces *is = &pieces[w->style];
	char *end = NULL;

	w->states[c->state & 7]++;
	w->certain[c->certainty & 3]++;
	if (!gkri_out_room(&w->out, SHORT_ROOM))
		return;
	copy_key(w->out.at, key, open);
	if (c->state == GKR_STATE_MISSING)
		end = copy(w->out.at + key->head, &is->state[c->state], 16);
	else if (c->state <= GKR_STATE_NIL && c->raw_len <= SHORT_RAW &&
	    is_simple(c) && w->r->source.position_kind != GKR_POSITION_CELLS)
		end =
		    short_cell(w->out.at, c, key, is, w->r->text.data + c->raw);
	if (end) {
		w->out.at = end;
		return;
	}
	w->out.at += key->head;
	gkri_json_cell(w, c);
}

/*
 * The cells of a row from the i-th on that are plain numbers or nothing, for
 * which there is room; returns the next i.
 */
OFTEN size_t plain_cells(struct gkri_walk *w, const struct gkri_plan_row *row,
    size_t i, const struct text *key, const struct pieces *is)
{
	/* all in locals: what is written might be anything, says the language
	 */
	const struct tail as = digit_tail(GKR_CERTAINTY_READ);
	uint32_t id = w->plan->columns[row->table][i], empty = 0, n;
	const struct gkri_rcell *c = w->r->cells + row->slot + id - 1;
	const struct gkri_rcell *from = c, *end;
	const struct gkri_buf *text = &w->r->text;
	char *p = w->out.at, *begin = p;

	end = c + w->plan->runs[row->table][i];
	for (key += id; c < end; c++, key++) {
		if (is_digit(c, &as)) {
			p = digit_cell(p, c, key, is, &w->thousand);
		} else if (is_number(c, &as, text)) {
			p = number_cell(
			    p, c, key, is, text->data + c->raw, &w->thousand);
		} else if (is_empty(c)) {
			p = empty_cell(p, c, key, is);
			w->states[c->state]++;
			empty++;
		} else {
			break;
		}
	}
	n = (uint32_t)(c - from);
	if (n && i == 0)
		*begin = '{';
	w->out.at = p;
	w->plain += n - empty;
	return i + n;
}

#define ROW_ROOM (GKRI_COLUMNS * SHORT_ROOM + TEXT_BYTES)

OFTEN void put_row(
    struct gkri_walk *w, const struct gkri_plan_row *row, int style)
{
	const struct pieces *is = &pieces[style];
	const struct text *head =
	    &rows[style][gkri_form_at[row->table].row + row->row - 1];
	const struct text *keys = columns[style][row->table];
	const uint8_t *ids = w->plan->columns[row->table];
	size_t i = 0, n = w->plan->column_count[row->table];

	if (!gkri_out_room(&w->out, ROW_ROOM))
		return;
	copy_key(w->out.at, head, w->first ? '{' : ',');
	w->out.at += head->len;
	while (i < n) {
		if (w->position_kind != GKR_POSITION_CELLS)
			i = plain_cells(w, row, i, keys, is);
		if (i == n)
			break;
		cell(w, keys + ids[i], i ? ',' : '{',
		    w->r->cells + row->slot + ids[i] - 1);
		i++;
		if (!gkri_out_room(&w->out, ROW_ROOM))
			return;
	}
	w->out.at = copy(w->out.at, &is->row_end, 16);
	w->first = 0;
}

/* Of each style with the lengths of its pieces as constants. */
void gkri_json_row(struct gkri_walk *w, const struct gkri_plan_row *row)
{
	if (w->style == GKRI_JSON_PRETTY)
		put_row(w, row, GKRI_JSON_PRETTY);
	else
		put_row(w, row, GKRI_JSON_COMPACT);
}

void gkri_json_table(struct gkri_walk *w, uint32_t table)
{
	static const struct gkri_lit before = LIT("\n    \"", "\"");
	static const struct gkri_lit behind = LIT("\": ", "\":");

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
