/* Sentences to words, numbers and marks, by the words of fact.def. */
#include "fact.h"
#include "fact-word.h"
#include "text.h"

#include "fact-table.h"

#include "fact-class.h"

const struct gkri_fact_word gkri_fact_words[] = {
#define GKR_FACT_WORD(classes, value, text) {classes, value},
#include "fact.def"
};

const uint8_t gkri_fact_unit_kinds[] = {
#define GKR_FACT_UNIT(text, kind) GKRI_UNIT_##kind,
#include "fact.def"
};

/* Behind these a value may stand without a unit, if it is nil. */
#define VALUED (GKRI_FACT_NOUNS | NEXT | OUTCOME | RESULT)

/* The longest text of a tree that stands there: its bytes, and its leaf. */
static size_t longest(
    const struct gkri_fact_reader *w, size_t at, uint32_t state, uint32_t *leaf)
{
	size_t i = at, best = at;

	while (gkri_fact_is_han(w->plain[i])) {
		state = gkri_fact_step(state, w->numbers[i]);
		if (!state)
			break;
		i += 3;
		if (gkri_fact_leaf[state]) {
			*leaf = gkri_fact_leaf[state];
			best = i;
		}
	}
	return best - at;
}

/* The unit behind a number: its bytes, and what it counts. */
static size_t unit_at(
    const struct gkri_fact_reader *w, size_t at, uint8_t *kind)
{
	uint32_t leaf;
	size_t len = longest(w, at, GKRI_FACT_UNITS, &leaf);

	*kind = len ? gkri_fact_unit_kinds[leaf - 1] : GKRI_UNIT_NONE;
	return len;
}

/* ------------------------------------------------------------------ */

static struct gkri_fact_token *add(
    struct gkri_fact_reader *w, size_t at, size_t end, uint32_t kind)
{
	struct gkri_fact_token *t = &w->tokens[w->token_count];

	/* unknown characters are one run */
	if (kind == GKRI_FACT_OTHER && w->token_count &&
	    t[-1].kind == GKRI_FACT_OTHER && t[-1].end == at) {
		t[-1].end = (uint32_t)end;
		return &t[-1];
	}
	if (w->token_count == GKRI_FACT_TOKENS)
		return t;
	memset(t, 0, sizeof *t);
	t->at = (uint32_t)at;
	t->end = (uint32_t)end;
	t->kind = (uint8_t)kind;
	w->token_count++;
	return t;
}

/* 1 where a value stands at `at`: behind what has one, and before a mark. */
static int is_value(const struct gkri_fact_reader *w, size_t at, size_t end)
{
	const struct gkri_fact_token *t = &w->tokens[w->token_count];
	size_t len;

	if (!w->token_count || t[-1].end != at ||
	    !(t[-1].kind == GKRI_FACT_COLON || t[-1].classes & VALUED ||
		(t[-1].classes & LIGHT && t[-1].value == 5)))
		return 0;
	return end == w->len ||
	    gkri_fact_ends_value(
		gkri_fact_usual(w->plain + end, w->len - end, &len));
}

/* 1 for 十 behind 数, which may be the end of another word. */
static int is_tens(const struct gkri_fact_reader *w, size_t at)
{
	return at >= 3 && w->len - at >= 3 &&
	    memcmp(&w->plain[at - 3], "数十", 6) == 0;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 1 286件: groups of three digits behind blanks are of the number, too. */
static void take_groups(
    const struct gkri_fact_reader *w, size_t at, struct gkri_fact_numeral *out)
{
	const struct gkri_fact_token *t = &w->tokens[w->token_count];
	const char *p = w->plain;
	size_t i = at + out->len, k;
	int64_t value = out->mantissa;
	uint8_t unit;

	if (!w->token_count || t[-1].kind != GKRI_FACT_WORD ||
	    t[-1].end != at || out->scale || out->rough || out->len > 3 ||
	    !is_digit(p[at]) || p[at] == '0')
		return;
	for (; i < at + 12 && p[i] == ' '; i += 4) {
		for (k = i + 1; k < i + 5 && is_digit(p[k]); k++)
			value = value * 10 + (p[k] - '0');
		if (k != i + 4)
			return;
	}
	if (unit_at(w, i, &unit) == 0 || unit != GKRI_UNIT_COUNT)
		return;
	out->mantissa = value;
	out->len = (uint32_t)(i - at);
}

static size_t take_number(struct gkri_fact_reader *w, size_t at)
{
	const char *p = w->plain + at;
	size_t n = w->len - at, unit;
	struct gkri_fact_numeral number;
	struct gkri_fact_token *t;
	int nil;

	gkri_fact_numeral(p, n, &number);
	if (number.len == 0)
		return 0;
	if (p[number.len] == ' ' && number.kind == GKRI_FACT_NUMBER)
		take_groups(w, at, &number);
	nil = number.mantissa == 0 && number.scale == 0 &&
	    is_value(w, at, at + number.len);
	t = add(w, at, at + number.len, number.kind);
	if (number.kind == GKRI_FACT_OTHER)
		return number.len;
	t->mantissa = number.mantissa;
	t->scale = number.scale;
	t->rough = number.rough;
	/* 1 03件: the number may begin before the blank; 数十件 is none */
	if (at && (w->plain[at - 1] == ' ' || is_tens(w, at)))
		t->rough = 1;
	t->unit_end = t->end;
	if (number.kind != GKRI_FACT_NUMBER)
		return number.len;
	unit = unit_at(w, at + number.len, &t->unit);
	if (nil) {
		t->unit = GKRI_UNIT_COUNT;
		t->value = GKRI_NIL_NUMERAL;
	}
	t->unit_end += (uint32_t)unit;
	/* 5件左右 */
	n -= number.len + unit;
	p += number.len + unit;
	if (n >= 6 &&
	    (memcmp(p, "左右", 6) == 0 || memcmp(p, "以上", 6) == 0 ||
		memcmp(p, "上下", 6) == 0 || memcmp(p, "以内", 6) == 0))
		t->rough = 1;
	return number.len + unit;
}

static uint32_t mark_of(const char *p, size_t n, size_t *len)
{
	*len = 1;
	switch (*p) {
	case ',':
		return GKRI_FACT_COMMA;
	case ';':
		return GKRI_FACT_SEMICOLON;
	case ':':
		return GKRI_FACT_COLON;
	case '(':
		return GKRI_FACT_OPEN;
	case ')':
		return GKRI_FACT_CLOSE_MARK;
	case '!':
	case '?':
	case '.':
		return GKRI_FACT_COMMA;
	default:
		break;
	}
	*len = 3;
	if (n >= 3 && memcmp(p, "。", 3) == 0)
		return GKRI_FACT_COMMA;
	return n >= 3 && memcmp(p, "、", 3) == 0 ? GKRI_FACT_PAUSE
						 : GKRI_FACT_OTHER;
}

/* Names of documents, and their numbers: 《…》, 〔2021〕30号, 第711号. */
static size_t take_name(struct gkri_fact_reader *w, size_t at)
{
	static const char *const names[][2] = {{"《", "》"}, {"〔", "号"}};
	size_t i, k;

	for (i = 0; i < 2; i++) {
		if (memcmp(w->plain + at, names[i][0], 3) != 0)
			continue;
		for (k = at + 3; k + 3 <= w->len && k < at + 300; k++)
			if (memcmp(w->plain + k, names[i][1], 3) == 0)
				return k + 3 - at;
	}
	if (memcmp(w->plain + at, "第", 3) == 0) {
		struct gkri_fact_numeral number;

		gkri_fact_numeral(w->plain + at + 3, w->len - at - 3, &number);
		return number.len ? 3 + number.len : 0;
	}
	return 0;
}

static size_t take_word(struct gkri_fact_reader *w, size_t at)
{
	uint32_t leaf;
	size_t len = longest(w, at, GKRI_FACT_WORDS, &leaf);
	const struct gkri_fact_word *word;
	struct gkri_fact_token *t;

	if (!len)
		return 0;
	word = &gkri_fact_words[leaf - 1];
	if (word->classes == NEG && !word->value && is_value(w, at, at + len)) {
		t = add(w, at, at + len, GKRI_FACT_NUMBER);
		t->unit_end = t->end;
		t->unit = GKRI_UNIT_COUNT;
		t->value = GKRI_NIL_WORD;
		return len;
	}
	t = add(w, at, at + len, GKRI_FACT_WORD);
	t->classes = word->classes;
	t->value = word->value;
	return len;
}

static size_t take_other(struct gkri_fact_reader *w, size_t at)
{
	size_t len;
	uint32_t kind = mark_of(w->plain + at, w->len - at, &len);

	if (kind == GKRI_FACT_OTHER)
		gkri_code(w->plain + at, w->len - at, &len);
	add(w, at, at + len, kind);
	return len;
}

static int is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Letters and digits that belong together: v2.0, hazwgkc@163.com. */
static size_t take_letters(struct gkri_fact_reader *w, size_t at)
{
	size_t i = at;

	if (!is_letter(w->plain[at]))
		return 0;
	while (i < w->len && (unsigned char)w->plain[i] < 0x80 &&
	    w->plain[i] != ',' && w->plain[i] != ';' && w->plain[i] != ')' &&
	    w->plain[i] != '(')
		i++;
	add(w, at, i, GKRI_FACT_OTHER);
	return i - at;
}

static int has_three_bytes(char c)
{
	return ((unsigned char)c & 0xf0) == 0xe0;
}

/* What the character of three bytes may begin. */
static uint32_t may_begin(const struct gkri_fact_reader *w, size_t at)
{
	const char *p = w->plain + at;
	static const char *const marks[] = {"、", "。", "《", "〔"};
	size_t i;

	if (gkri_fact_is_han(*p))
		return w->numbers[at] &
		    (GKRI_FACT_BEGINS_WORD | GKRI_FACT_BEGINS_OTHER);
	for (i = 0; i < sizeof marks / sizeof *marks; i++)
		if (memcmp(p, marks[i], 3) == 0)
			return GKRI_FACT_BEGINS_OTHER;
	return gkri_fact_han(p, 3) ? GKRI_FACT_BEGINS_OTHER : 0;
}

/* What begins with a character of three bytes. */
static size_t take_wide(struct gkri_fact_reader *w, size_t at, uint32_t may)
{
	size_t len = 0;

	if (may & GKRI_FACT_BEGINS_WORD)
		len = take_word(w, at);
	if (!len && may & GKRI_FACT_BEGINS_OTHER) {
		len = take_name(w, at);
		if (len)
			add(w, at, at + len, GKRI_FACT_OTHER);
		else
			len = take_number(w, at);
	}
	return len;
}

/* Characters that begin no word, numeral, name or mark are one run. */
static size_t take_three(struct gkri_fact_reader *w, size_t at)
{
	uint32_t may = may_begin(w, at);
	size_t i = at;

	if (may)
		return take_wide(w, at, may);
	do
		i += 3;
	while (has_three_bytes(w->plain[i]) && !may_begin(w, i));
	add(w, at, i, GKRI_FACT_OTHER);
	return i - at;
}

void gkri_fact_tokens(struct gkri_fact_reader *w)
{
	size_t at = 0, len;

	w->token_count = 0;
	memset(w->plain + w->len, 0, 8);
	while (at < w->len && w->token_count < GKRI_FACT_TOKENS) {
		if (w->plain[at] == ' ') {
			at++;
			continue;
		}
		if (has_three_bytes(w->plain[at])) {
			len = take_three(w, at);
		} else {
			len = is_digit(w->plain[at]) ? take_number(w, at)
						     : take_letters(w, at);
		}
		at += len ? len : take_other(w, at);
	}
	/* what is looked at behind the last is nothing */
	memset(&w->tokens[w->token_count], 0, sizeof *w->tokens);
}
