#include "print-token.h"

#include <stdio.h>
#include <string.h>

struct line {
	char *out;
	size_t cap, len;
};

static void put(struct line *l, const char *p, size_t n)
{
	size_t room = l->cap > l->len ? l->cap - l->len : 0;

	if (room && n)
		memcpy(l->out + l->len, p, n < room ? n : room);
	l->len += n;
}

/* NULL, for what has no name, is "-". */
static void puts_to(struct line *l, const char *text)
{
	if (!text)
		text = "-";
	put(l, text, strlen(text));
}

static void put_name(struct line *l, const char *key, const char *name)
{
	puts_to(l, " ");
	puts_to(l, key);
	puts_to(l, "=");
	puts_to(l, name);
}

/* mantissa / 10^scale with all its digits. */
static void put_decimal(struct line *l, int64_t mantissa, uint32_t scale)
{
	char digits[64];
	size_t at = sizeof(digits);
	uint64_t rest =
	    mantissa < 0 ? 0 - (uint64_t)mantissa : (uint64_t)mantissa;
	uint32_t written = 0;

	if (scale > 30)
		scale = 30;
	do {
		if (scale && written == scale)
			digits[--at] = '.';
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
		written++;
	} while (rest || written <= scale);
	if (mantissa < 0)
		digits[--at] = '-';
	put(l, digits + at, sizeof(digits) - at);
}

static void put_number(struct line *l, const char *key, uint64_t number)
{
	put(l, " ", 1);
	puts_to(l, key);
	put(l, "=", 1);
	put_decimal(l, (int64_t)number, 0);
}

/*
 * The code point of a character of 2 or 3 bytes, the only ones among which
 * there are invisible ones; *n is its bytes.  0 for all others.
 */
static unsigned short_code(const unsigned char *p, size_t left, size_t *n)
{
	*n = 1;
	if ((p[0] & 0xE0) == 0xC0 && left >= 2) {
		*n = 2;
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	}
	if ((p[0] & 0xF0) == 0xE0 && left >= 3) {
		*n = 3;
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 |
		    (p[2] & 0x3Fu);
	}
	return 0;
}

/* Not seen, or changes the direction of what follows. */
static int invisible(unsigned code)
{
	return (code >= 0x80 && code <= 0xA0) || code == 0xAD ||
	    code == 0x061C || (code >= 0x2000 && code <= 0x200F) ||
	    (code >= 0x2028 && code <= 0x202F) ||
	    (code >= 0x205F && code <= 0x206F) || code == 0xFEFF ||
	    (code >= 0xFFF9 && code <= 0xFFFB);
}

/* The letter behind the backslash for a character that has one, or 0. */
static char escape_letter(char c)
{
	switch (c) {
	case '"':
	case '\\':
		return c;
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return 0;
	}
}

/*
 * The escape of the character at p, or an empty text where it stands for
 * itself; *n is the bytes of the character.
 */
static void escape(const char *p, size_t left, char *text, size_t *n)
{
	unsigned char c = (unsigned char)p[0];
	unsigned code;

	*n = 1;
	text[0] = '\0';
	if (c >= 0x80) {
		code = short_code((const unsigned char *)p, left, n);
		if (invisible(code))
			snprintf(text, 12, "\\u%04X", code);
	} else if (escape_letter(p[0])) {
		snprintf(text, 12, "\\%c", escape_letter(p[0]));
	} else if (c < 0x20 || c == 0x7F) {
		snprintf(text, 12, "\\x%02X", c);
	}
}

static void put_quoted(struct line *l, const char *p, size_t n)
{
	char text[12];
	size_t i, from = 0, step;

	puts_to(l, "\"");
	for (i = 0; i < n; i += step) {
		escape(p + i, n - i, text, &step);
		if (!text[0])
			continue;
		put(l, p + from, i - from);
		puts_to(l, text);
		from = i + step;
	}
	put(l, p + from, n - from);
	puts_to(l, "\"");
}

static void put_quoted_as(
    struct line *l, const char *key, const char *p, size_t n)
{
	if (!p)
		return;
	puts_to(l, key);
	put_quoted(l, p, n);
}

/* "table.row.column" as far as the token has it, the section, or "-". */
static void put_address(struct line *l, const gkr_tokenizer *t)
{
	uint32_t table = gkr_token_table(t), row = gkr_token_row(t);
	uint32_t column = gkr_token_column(t), kind = gkr_token_kind(t);
	const char *name = gkr_table_name(table);

	puts_to(l, " ");
	if (kind == GKR_TOKEN_SECTION || kind == GKR_TOKEN_PROSE)
		name = gkr_section_name(gkr_token_section(t));
	puts_to(l, name);
	if (kind == GKR_TOKEN_SECTION || kind == GKR_TOKEN_PROSE || !table)
		return;
	if (row) {
		puts_to(l, ".");
		puts_to(l, gkr_row_name(table, row));
	}
	if (column) {
		puts_to(l, ".");
		puts_to(l, gkr_column_name(table, column));
	}
}

static void put_value(struct line *l, const gkr_tokenizer *t)
{
	uint32_t state = gkr_token_state(t);

	puts_to(l, " ");
	puts_to(l, gkr_state_name(state));
	puts_to(l, " ");
	if (state == GKR_STATE_NUMBER)
		put_decimal(l, gkr_token_mantissa(t), gkr_token_scale(t));
	else
		puts_to(l, "-");
	puts_to(l, " ");
	puts_to(l, gkr_certainty_name(gkr_token_certainty(t)));
}

/* What only tokens of this kind have. */
static void put_details(struct line *l, const gkr_tokenizer *t)
{
	switch (gkr_token_kind(t)) {
	case GKR_TOKEN_SECTION:
		put_number(l, "number", gkr_token_number(t));
		break;
	case GKR_TOKEN_TABLE:
		put_name(l, "layout", gkr_layout_name(gkr_token_layout(t)));
		break;
	case GKR_TOKEN_CELL:
	case GKR_TOKEN_UNPLACED:
	case GKR_TOKEN_UNKNOWN_VALUE:
		put_value(l, t);
		break;
	case GKR_TOKEN_TABLE_END:
		put_name(l, "form", gkr_form_name(gkr_token_form(t)));
		break;
	case GKR_TOKEN_REPORT_END:
		put_name(l, "form", gkr_form_name(gkr_token_form(t)));
		put_name(l, "encoding",
		    gkr_encoding_name(gkr_tokenizer_encoding(t)));
		break;
	default:
		break;
	}
}

static int counts_cells(const gkr_tokenizer *t)
{
	return gkr_tokenizer_position_kind(t) == GKR_POSITION_CELLS;
}

static void put_place(struct line *l, const gkr_tokenizer *t)
{
	if (counts_cells(t)) {
		put_number(l, "row", gkr_token_line(t));
		put_number(l, "cell", gkr_token_column_number(t));
		return;
	}
	put_number(l, "off", gkr_token_offset(t));
	put_number(l, "len", gkr_token_length(t));
	put_number(l, "line", gkr_token_line(t));
	put_number(l, "col", gkr_token_column_number(t));
}

size_t print_token(const gkr_tokenizer *t, char *out, size_t cap)
{
	struct line l = {out, cap, 0};
	const char *text;
	size_t len = 0;

	puts_to(&l, gkr_token_name(gkr_token_kind(t)));
	put_address(&l, t);
	put_details(&l, t);
	put_place(&l, t);
	text = gkr_token_text(t, &len);
	put_quoted_as(&l, " ", text, len);
	text = gkr_token_note(t, &len);
	put_quoted_as(&l, " note=", text, len);
	text = gkr_token_unit(t, &len);
	put_quoted_as(&l, " unit=", text, len);
	puts_to(&l, "\n");
	return l.len;
}

size_t print_token_error(const gkr_tokenizer *t, char *out, size_t cap)
{
	struct line l = {out, cap, 0};
	const char *name = gkr_status_name(gkr_tokenizer_error(t));
	const char *message = gkr_tokenizer_error_message(t, GKR_LANG_EN);

	puts_to(&l, "error ");
	puts_to(&l, name);
	if (counts_cells(t)) {
		put_number(&l, "row", gkr_tokenizer_error_line(t));
	} else {
		put_number(&l, "off", gkr_tokenizer_error_offset(t));
		put_number(&l, "line", gkr_tokenizer_error_line(t));
	}
	if (message)
		put_quoted_as(&l, " ", message, strlen(message));
	puts_to(&l, "\n");
	return l.len;
}
