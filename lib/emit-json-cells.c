/*
 * The cells of a report in JSON.
 *
 * Most cells are one digit that was read where it was looked for, or short
 * and without anything beside them: such cells are a few copies of fixed size
 * and their numbers.  Any other goes the long way (gkri_json_cell), which
 * spells it in the same way.
 */
#include "emit-json.h"

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

/* ,"row": of all tables one after the other, and where each one begins. */
static const struct text rows[2][GKRI_PLAN_ROWS] = {
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
enum {
#define GKR_DEF_TABLE(table, ...) \
	ROWS_##table, ROWS_BACK_##table = ROWS_##table - 1,
#define GKR_DEF_ROW(table, id, name, ...) ROW_##table##_##name,
#include "form.def"
	ROWS_END
};
static const uint8_t rows_at[GKRI_TABLES + 1] = {
#define GKR_DEF_TABLE(table, id, ...) [id] = ROWS_##table,
#include "form.def"
};

/*
 * What stands between the varying parts of a cell; the digits in it are
 * written over.  `head` is where the second one is.
 */
struct pieces {
	struct text digit[2]; /* by certainty: from the value to the line */
	struct text place;    /* from the line to the offset */
	struct text one;      /* the end of a cell of length 1 */
	struct text raw;      /* behind the value of a number */
	struct text line[2];  /* by certainty: from the raw text on */
	struct text column, offset, length;
	struct text state[4]; /* GKR_STATE_MISSING, -, _BLANK, _NIL */
};
static const struct pieces pieces[2] = {
	{
		{
			TEXT("0, \"raw\": \"",
			    "0\", \"certainty\": \"read\", \"line\": "),
			TEXT("0, \"raw\": \"",
			    "0\", \"certainty\": \"inferred\", \"line\": ")
		},
		TEXT(", \"column\": ", "0, \"offset\": "),
		TEXT(", \"length\": 1}", ""),
		TEXT(", \"raw\": \"", ""),
		{
			TEXT("\", \"certainty\": \"read\", \"line\": ", ""),
			TEXT("\", \"certainty\": \"inferred\", \"line\": ", "")
		},
		TEXT(", \"column\": ", ""),
		TEXT(", \"offset\": ", ""),
		TEXT(", \"length\": ", ""),
		{
			TEXT("missing\"}", ""),
			TEXT("", ""),
			TEXT("blank\", \"raw\": \"", ""),
			TEXT("nil\", \"raw\": \"", "")
		}
	},
	{
		{
			TEXT("0,\"raw\":\"",
			    "0\",\"certainty\":\"read\",\"line\":"),
			TEXT("0,\"raw\":\"",
			    "0\",\"certainty\":\"inferred\",\"line\":")
		},
		TEXT(",\"column\":", "0,\"offset\":"),
		TEXT(",\"length\":1}", ""),
		TEXT(",\"raw\":\"", ""),
		{
			TEXT("\",\"certainty\":\"read\",\"line\":", ""),
			TEXT("\",\"certainty\":\"inferred\",\"line\":", "")
		},
		TEXT(",\"column\":", ""),
		TEXT(",\"offset\":", ""),
		TEXT(",\"length\":", ""),
		{
			TEXT("missing\"}", ""),
			TEXT("", ""),
			TEXT("blank\",\"raw\":\"", ""),
			TEXT("nil\",\"raw\":\"", "")
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

/* A number of one digit, printed as that digit. */
static inline int is_digit(const struct gkri_rcell *c, const char *text)
{
	return c->state == GKR_STATE_NUMBER && c->scale == 0 &&
	    (uint64_t)c->mantissa < 10 && c->raw_len == 1 && c->length == 1 &&
	    text[c->raw] == '0' + (char)c->mantissa && c->column < 10 &&
	    is_simple(c);
}

static inline char *digit_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, char open, const struct pieces *is)
{
	const struct text *value =
	    &is->digit[c->certainty - GKR_CERTAINTY_READ];
	char digit = (char)('0' + c->mantissa);

	copy_key(p, key, open);
	p += key->len;
	memcpy(p, value, 48);
	p[0] = digit;
	p[value->head] = digit;
	p = gkri_put_number(p + value->len, c->line);
	memcpy(p, &is->place, 32);
	p[is->place.head] = (char)('0' + c->column);
	p = gkri_put_number(p + is->place.len, c->offset);
	return copy(p, &is->one, 16);
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

/* NULL where the raw text is not so plain. */
static char *short_cell(char *p, const struct gkri_rcell *c,
    const struct text *key, char open, const struct pieces *is, const char *raw)
{
	copy_key(p, key, open);
	if (c->state == GKR_STATE_NUMBER) {
		p = gkri_json_value(p + key->len, c);
		p = copy(p, &is->raw, 16);
	} else {
		p = copy(p + key->head, &is->state[c->state], 16);
	}
	p = copy_raw(p, raw, c->raw_len);
	if (p == NULL)
		return NULL;
	p = copy(p, &is->line[c->certainty - GKR_CERTAINTY_READ], 40);
	p = copy(gkri_put_number(p, c->line), &is->column, 16);
	p = copy(gkri_put_number(p, c->column), &is->offset, 16);
	p = copy(gkri_put_number(p, c->offset), &is->length, 16);
	p = gkri_put_number(p, c->length);
	*p++ = '}';
	return p;
}

static char *missing_cell(
    char *p, const struct text *key, char open, const struct pieces *is)
{
	copy_key(p, key, open);
	return copy(p + key->head, &is->state[GKR_STATE_MISSING], 16);
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
	if (c->state == GKR_STATE_MISSING)
		end = missing_cell(w->out.at, key, open, is);
	else if (c->state <= GKR_STATE_NIL && c->raw_len <= SHORT_RAW &&
	    is_simple(c) && w->r->position_kind != GKR_POSITION_CELLS)
		end = short_cell(
		    w->out.at, c, key, open, is, w->r->text.data + c->raw);
	if (end) {
		w->out.at = end;
		return;
	}
	copy_key(w->out.at, key, open);
	w->out.at += key->head;
	gkri_json_cell(w, c);
}

/* The cells of a row from the i-th on that are digits; returns the next i. */
static size_t digits(
    struct gkri_walk *w, const struct gkri_plan_row *row, size_t i)
{
	/* all in locals: what is written might be anything, says the language
	 */
	const struct pieces *is = &pieces[w->style];
	const struct text *key = columns[w->style][row->table];
	const uint8_t *ids = w->plan->columns[row->table];
	const struct gkri_rcell *c, *cells = w->r->cells + row->slot;
	const char *text = w->r->text.data;
	size_t from = i, n = w->plan->column_count[row->table];
	uint32_t certain[GKR_CERTAINTY_INFERRED + 1] = {0, 0, 0};
	char *p;

	if (w->r->position_kind == GKR_POSITION_CELLS ||
	    !gkri_out_room(&w->out, (n - i) * SHORT_ROOM))
		return i;
	for (p = w->out.at; i < n; i++) {
		c = cells + ids[i] - 1;
		if (!is_digit(c, text))
			break;
		p = digit_cell(p, c, key + ids[i], i ? ',' : '{', is);
		certain[c->certainty]++;
	}
	w->out.at = p;
	w->states[GKR_STATE_NUMBER] += (uint32_t)(i - from);
	w->certain[GKR_CERTAINTY_READ] += certain[GKR_CERTAINTY_READ];
	w->certain[GKR_CERTAINTY_INFERRED] += certain[GKR_CERTAINTY_INFERRED];
	return i;
}

void gkri_json_row(struct gkri_walk *w, const struct gkri_plan_row *row)
{
	static const struct gkri_lit end = LIT("\n      }", "}");
	const struct text *head =
	    &rows[w->style][rows_at[row->table] + row->row - 1];
	const struct text *key = columns[w->style][row->table];
	const uint8_t *ids = w->plan->columns[row->table];
	const struct gkri_rcell *cells = w->r->cells + row->slot;
	size_t i = 0, n = w->plan->column_count[row->table];

	if (!gkri_out_room(&w->out, TEXT_BYTES))
		return;
	copy_key(w->out.at, head, w->first ? '{' : ',');
	w->out.at += head->len;
	while ((i = digits(w, row, i)) < n) {
		cell(w, key + ids[i], i ? ',' : '{', cells + ids[i] - 1);
		i++;
	}
	gkri_json_put(w, &end);
	w->first = 0;
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
