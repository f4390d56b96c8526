/* The reading of a value cell, and decimals as text. */
#include "decimal.h"

#include <string.h>

#include "digits.h"
#include "gkr.h"
#include "text.h"

enum {
	DIGITS = 18,	   /* most digits of a number */
	NIL_MAX = 9,	   /* bytes of the longest nil mark but dashes */
	CELL_MAX = 0xffff, /* a longer cell is no number: slices are 16 bits */
	SEEN_MAX = 64 /* in a longer one, what nobody sees is not looked for */
};

struct scan {
	const char *p;
	size_t n, at;
};

struct piece {
	const char *text;
	size_t len;
};
#define PIECE(text)                    \
	{                              \
		text, sizeof(text) - 1 \
	}

static const struct piece nils[] = {
#define GKRI_NIL(text) PIECE(text),
#include "nil.def"
};
static const struct piece dashes[] = {
#define GKRI_NIL_DASH(text) PIECE(text),
#include "nil.def"
};
static const struct piece units[] = {
#define GKRI_UNIT(text) PIECE(text),
#include "unit.def"
};
static const struct piece marks_before[] = {
#define GKRI_VALUE_BEFORE(text) PIECE(text),
#include "value.def"
};
static const struct piece note_marks[] = {
#define GKRI_VALUE_NOTE(text) PIECE(text),
#include "value.def"
};
static const struct piece stops[] = {
#define GKRI_VALUE_STOP(text) PIECE(text),
#include "value.def"
};
static const struct piece unseen[] = {
#define GKRI_VALUE_UNSEEN(text) PIECE(text),
#include "value.def"
};
/* An em dash before a number may be either a dash or a minus: not here. */
static const struct piece pluses[] = {PIECE("+"), PIECE("＋"),
    PIECE("\xef\xb9\xa2") /* U+FE62 small plus */,
    PIECE("\\+") /* as Markdown escapes it */};
static const struct piece minuses[] = {PIECE("-"), PIECE("－"), PIECE("\\-"),
    PIECE("\xe2\x88\x92"), /* U+2212 minus */
    PIECE("\xe2\x80\x90"), /* U+2010 hyphen */
    PIECE("\xe2\x80\x91"), /* U+2011 non-breaking hyphen */
    PIECE("\xe2\x80\x93"), /* U+2013 en dash */
    PIECE("\xef\xb9\xa3") /* U+FE63 small hyphen */};
static const struct piece separators[] = {PIECE(","), PIECE("，")};
static const struct piece points[] = {PIECE("."), PIECE("．"), PIECE("\\.")};
/* What Markdown and its kin put around words, as often behind as before.  Not
 * the tilde: it strikes out, and what is struck out does not stand. */
static const char emphasis[] = "*_`'\"";
/* By turns one that opens and the one that closes it. */
static const struct piece brackets[] = {PIECE("("), PIECE(")"), PIECE("（"),
    PIECE("）"), PIECE("["), PIECE("]"), PIECE("［"), PIECE("］"), PIECE("【"),
    PIECE("】"), PIECE("〔"), PIECE("〕")};
/* Pairs of one kind may be mixed: （ with ). */
static const uint8_t bracket_kind[] = {1, 1, 2, 2, 3, 4};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static int is_at(const struct scan *s, const struct piece *piece)
{
	const char *p = s->p + s->at;

	/* characters of one block differ in their last bytes */
	return piece->len <= s->n - s->at && piece->text[0] == *p &&
	    piece->text[piece->len - 1] == p[piece->len - 1] &&
	    memcmp(p, piece->text, piece->len) == 0;
}

/* Which of the list is at the cursor; COUNT(list) if none. */
static size_t find(const struct scan *s, const struct piece *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (is_at(s, &list[i]))
			break;
	return i;
}

/* Takes one of the list; returns its index, COUNT(list) if none is there. */
static size_t take(struct scan *s, const struct piece *list, size_t count)
{
	size_t i = find(s, list, count);

	if (i < count)
		s->at += list[i].len;
	return i;
}
#define TAKE(s, list) take(s, list, COUNT(list))

static void skip_blanks(struct scan *s)
{
	s->at += gkri_blanks(s->p + s->at, s->n - s->at);
}

/* ------------------------------------------------------------------ */
/* Nil marks                                                          */

static int is_dashes(const char *p, size_t n)
{
	struct scan s;

	s.p = p;
	s.n = n;
	s.at = 0;
	while (s.at < n) {
		if (TAKE(&s, dashes) == COUNT(dashes))
			return 0;
		skip_blanks(&s);
	}
	return 1;
}

/*
 * 1 for the first byte of U+4000 to U+9FFF: no sign, digit, dash or bracket is
 * among these.  Most labels begin so.
 */
static int begins_word(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c >= 0xe4 && c <= 0xe9;
}

static int is_nil(const char *p, size_t n)
{
	size_t i;

	for (i = 0; n <= NIL_MAX && i < COUNT(nils); i++)
		if (nils[i].len == n && nils[i].text[0] == *p &&
		    memcmp(nils[i].text, p, n) == 0)
			return 1;
	return !begins_word(*p) && is_dashes(p, n);
}

/* ------------------------------------------------------------------ */
/* Numbers                                                            */

struct number {
	uint64_t mantissa;
	size_t digits; /* without leading zeros of the integer */
	size_t scale;
};

/* Takes a digit, ASCII or full-width; -1 if none is there. */
static int take_digit(struct scan *s)
{
	const unsigned char *p = (const unsigned char *)s->p + s->at;
	size_t left = s->n - s->at;

	if (left >= 1 && p[0] >= '0' && p[0] <= '9') {
		s->at++;
		return p[0] - '0';
	}
	if (left >= 3 && p[0] == 0xef && p[1] == 0xbc && p[2] >= 0x90 &&
	    p[2] <= 0x99) {
		s->at += 3;
		return p[2] - 0x90;
	}
	return -1;
}

/* Takes a run of digits; returns how many. */
static size_t take_digits(struct scan *s, struct number *x, int fraction)
{
	size_t count = 0;
	int digit;

	while ((digit = take_digit(s)) >= 0) {
		count++;
		if (x->digits == 0 && digit == 0 && !fraction)
			continue;
		x->digits++;
		if (x->digits <= DIGITS)
			x->mantissa = x->mantissa * 10 + (unsigned)digit;
	}
	return count;
}

/* 1075 or 1,075: groups of three, all with the same separator. */
static int take_integer(struct scan *s, struct number *x)
{
	size_t count = take_digits(s, x, 0);
	size_t separator = find(s, separators, COUNT(separators));

	if (count == 0)
		return 0;
	if (separator == COUNT(separators))
		return 1;
	if (count > 3 || x->digits != count)
		return 0;
	while (find(s, separators, COUNT(separators)) == separator) {
		s->at += separators[separator].len;
		if (take_digits(s, x, 0) != 3)
			return 0;
	}
	return 1;
}

static int take_number(struct scan *s, struct number *x)
{
	if (!take_integer(s, x))
		return 0;
	if (TAKE(s, points) == COUNT(points))
		return 1;
	x->scale = take_digits(s, x, 1);
	return x->scale != 0;
}

/* ------------------------------------------------------------------ */
/* Cells                                                              */

/* 1 for the first bytes of all brackets. */
static int may_be_bracket(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c == '(' || c == ')' || c == '[' || c == ']' || c == 0xe3 ||
	    c == 0xef;
}

/* 1 where an opening bracket is at the cursor. */
static int opens(const struct scan *s)
{
	size_t i;

	if (s->at == s->n || !may_be_bracket(s->p[s->at]))
		return 0;
	i = find(s, brackets, COUNT(brackets));
	return i < COUNT(brackets) && i % 2 == 0;
}

/*
 * From behind an opening bracket to behind the one that closes it, others of
 * its kind within included.  *inside ends before the closing one.  Returns 0
 * where none closes it.
 */
static int take_to_close(struct scan *s, unsigned kind, size_t *inside)
{
	size_t depth = 1, i;

	while (s->at < s->n) {
		*inside = s->at;
		i = COUNT(brackets);
		if (may_be_bracket(s->p[s->at]))
			i = TAKE(s, brackets);
		if (i == COUNT(brackets)) {
			s->at++;
			continue;
		}
		if (bracket_kind[i / 2] != kind)
			continue;
		depth = i % 2 ? depth - 1 : depth + 1;
		if (depth == 0)
			return 1;
	}
	return 0;
}

/* A unit in brackets is a note and a unit. */
static void unit_of_note(
    const struct scan *s, size_t from, size_t to, struct gkri_value *v)
{
	const char *p = s->p + from;
	size_t n = to - from, i;

	gkri_trim(&p, &n);
	for (i = 0; i < COUNT(units); i++) {
		if (units[i].len != n || memcmp(units[i].text, p, n) != 0)
			continue;
		v->unit_at = (uint16_t)(p - s->p);
		v->unit_len = (uint16_t)n;
	}
}

/* Takes a bracketed note. */
static int take_note(struct scan *s, struct gkri_value *v)
{
	size_t start = s->at, inside, end, i;

	if (!opens(s))
		return 0;
	i = TAKE(s, brackets);
	inside = s->at;
	if (!take_to_close(s, bracket_kind[i / 2], &end))
		return 0;
	v->note_at = (uint16_t)start;
	v->note_len = (uint16_t)(s->at - start);
	if (v->unit_len == 0)
		unit_of_note(s, inside, end, v);
	return 1;
}

/* 1 where the cell begins with （1）, which may be a label's and no note. */
static int is_numbered(const struct scan *s, size_t from)
{
	struct gkri_ordinal ordinal;

	gkri_ordinal(s->p + from, s->n - from, &ordinal);
	return ordinal.kind != GKRI_ORDINAL_NONE;
}

/* The longest unit at the cursor; one in a note before it is outdone. */
static void take_unit(struct scan *s, struct gkri_value *v)
{
	size_t i, len = 0;

	for (i = 0; i < COUNT(units); i++)
		if (units[i].len > len && is_at(s, &units[i]))
			len = units[i].len;
	if (len == 0)
		return;
	v->unit_at = (uint16_t)s->at;
	v->unit_len = (uint16_t)len;
	s->at += len;
	skip_blanks(s);
}

static int take_sign(struct scan *s, struct gkri_value *v)
{
	int negative;

	if (s->at == s->n || (unsigned)(s->p[s->at] - '0') < 10)
		return 0;
	negative = TAKE(s, minuses) < COUNT(minuses);
	if (negative || TAKE(s, pluses) < COUNT(pluses))
		v->flags = GKRI_VALUE_SIGNED;
	return negative;
}

/* What stands behind number and unit; 0: it does not belong there. */
static int take_behind(struct scan *s, struct gkri_value *v)
{
	size_t from = s->at;

	if (s->at == s->n)
		return 1;
	if (opens(s)) {
		if (v->note_len || !take_note(s, v))
			return 0;
	} else if (!v->note_len) {
		while (TAKE(s, note_marks) < COUNT(note_marks))
			v->note_len = (uint16_t)(s->at - from);
		if (v->note_len)
			v->note_at = (uint16_t)from;
	}
	if (s->at < s->n)
		TAKE(s, stops);
	return s->at == s->n;
}

/*
 * A number with what may stand around it.  Returns 0 for anything else, and
 * for a number that is too long, which v->flags tells.
 */
static int take_cell(struct scan *s, struct gkri_value *v)
{
	struct number x = {0, 0, 0};
	size_t from = s->at;
	int negative;

	if (take_note(s, v))
		skip_blanks(s);
	if (s->at < s->n && begins_word(s->p[s->at]))
		return 0;
	negative = take_sign(s, v);
	if (!take_number(s, &x))
		return 0;
	skip_blanks(s);
	take_unit(s, v);
	if (!take_behind(s, v))
		return 0;
	if (v->note_len && v->note_at == from && is_numbered(s, from))
		return 0;
	if (x.digits > DIGITS) {
		v->flags = GKRI_VALUE_TOO_LONG;
		return 0;
	}
	v->mantissa = negative ? -(int64_t)x.mantissa : (int64_t)x.mantissa;
	v->scale = (uint8_t)x.scale;
	return 1;
}

static void skip_emphasis(struct scan *s)
{
	char mark = s->p[s->at];

	while (
	    s->n > s->at + 2 && s->p[s->at] == mark && s->p[s->n - 1] == mark) {
		s->at++;
		s->n--;
	}
	skip_blanks(s);
	while (s->n > s->at && s->p[s->n - 1] == ' ')
		s->n--;
}

static uint8_t state_of(struct scan *s, struct gkri_value *v)
{
	if (s->n == 0)
		return GKR_STATE_BLANK;
	if (s->n > CELL_MAX || (s->n > NIL_MAX && begins_word(*s->p)))
		return GKR_STATE_TEXT;
	if (s->n > 1 && s->p[s->n - 1] != *s->p)
		TAKE(s, marks_before);
	while (s->n > s->at + 2 &&
	    memchr(emphasis, s->p[s->at], sizeof(emphasis) - 1) &&
	    s->p[s->at] == s->p[s->n - 1])
		skip_emphasis(s);
	if (s->n == s->at)
		return GKR_STATE_TEXT;
	if (is_nil(s->p + s->at, s->n - s->at))
		return GKR_STATE_NIL;
	return take_cell(s, v) ? GKR_STATE_NUMBER : GKR_STATE_TEXT;
}

static void read_seen(const char *p, size_t n, struct gkri_value *v)
{
	static const struct gkri_value none;
	struct scan s;
	unsigned flags;
	uint8_t state;

	s.p = p;
	s.n = n;
	s.at = 0;
	*v = none;
	state = state_of(&s, v);
	if (state == GKR_STATE_TEXT) {
		flags = v->flags & GKRI_VALUE_TOO_LONG;
		*v = none;
		v->flags = (uint8_t)flags;
	}
	v->state = state;
}

/* Where a slice of the text that is seen stands in all of it. */
static void map_slice(const uint8_t *at, uint16_t *from, uint16_t *len)
{
	if (*len == 0)
		return;
	*len = (uint16_t)(at[*from + *len - 1] + 1 - at[*from]);
	*from = at[*from];
}

/* The same without what nobody sees, if there is any. */
static void read_unseen(const char *p, size_t n, struct gkri_value *v)
{
	struct scan s = {p, n, 0};
	char text[SEEN_MAX];
	uint8_t at[SEEN_MAX];
	size_t len = 0;

	while (s.at < n) {
		if (TAKE(&s, unseen) < COUNT(unseen))
			continue;
		at[len] = (uint8_t)s.at;
		text[len++] = p[s.at++];
	}
	if (len == n || len == 0)
		return;
	read_seen(text, len, v);
	map_slice(at, &v->note_at, &v->note_len);
	map_slice(at, &v->unit_at, &v->unit_len);
}

/* Any cell but a short run of digits. */
static void read_any(const char *p, size_t n, struct gkri_value *v)
{
	gkri_trim(&p, &n);
	read_seen(p, n, v);
	if (v->state == GKR_STATE_TEXT && n <= SEEN_MAX && !begins_word(*p))
		read_unseen(p, n, v);
}

/* Reads a short run of full-width digits; 0: it is something else. */
static int read_wide(const char *p, size_t n, int64_t *mantissa)
{
	size_t i;

	if (n > 3 * DIGITS || (unsigned char)*p != 0xef || n % 3)
		return 0;
	for (i = 0; i < n; i += 3) {
		unsigned digit = (unsigned char)p[i + 2] - 0x90u;

		if (memcmp(p + i, "\xef\xbc", 2) != 0 || digit > 9)
			return 0;
		*mantissa = *mantissa * 10 + digit;
	}
	return 1;
}

/* Reads ASCII digits, a sign before and a point within; 0: it is another. */
static int read_digits(const char *p, size_t n, struct gkri_value *v)
{
	static const struct gkri_value number = {
	    0, 0, GKR_STATE_NUMBER, 0, 0, 0, 0, 0};
	size_t sign = *p == '-' || *p == '+', i, point = n;
	int64_t mantissa = 0;

	for (i = sign; i < n; i++) {
		if ((unsigned)(p[i] - '0') < 10)
			mantissa = mantissa * 10 + (p[i] - '0');
		else if (i > sign && p[i] == '.' && point == n && i + 1 < n)
			point = i;
		else
			return 0;
	}
	if (n == sign)
		return 0;
	*v = number;
	v->mantissa = *p == '-' ? -mantissa : mantissa;
	if (sign)
		v->flags = GKRI_VALUE_SIGNED;
	if (point < n)
		v->scale = (uint8_t)(n - point - 1);
	return 1;
}

void gkri_value_read(const char *p, size_t n, struct gkri_value *v)
{
	static const struct gkri_value number = {
	    0, 0, GKR_STATE_NUMBER, 0, 0, 0, 0, 0};
	int64_t mantissa = 0;

	if (n && n <= DIGITS && read_digits(p, n, v))
		return;
	if (n && read_wide(p, n, &mantissa)) {
		*v = number;
		v->mantissa = mantissa;
		return;
	}
	read_any(p, n, v);
}

/* ------------------------------------------------------------------ */
/* Writing                                                            */

size_t gkri_decimal_write(char *out, int64_t mantissa, uint32_t scale)
{
	uint64_t left = (uint64_t)mantissa;
	char digits[24];
	size_t n = 0, len = 0;

	if (scale == 0 && mantissa >= 0)
		return (size_t)(gkri_put_number(out, left) - out);
	if (mantissa < 0) {
		left = 0 - left;
		out[len++] = '-';
	}
	if (scale > DIGITS)
		scale = DIGITS;
	do {
		digits[n++] = (char)('0' + left % 10);
		left /= 10;
	} while (left || n <= scale);
	while (n) {
		if (n == scale)
			out[len++] = '.';
		out[len++] = digits[--n];
	}
	return len;
}
