/* Sentences to words, numbers and marks, by the words of fact.def. */
#include "fact.h"
#include "text.h"

#include "fact-class.h"

static const struct word {
	uint64_t classes;
	const char *text;
	uint8_t len, value;
} words[] = {
#define GKR_FACT_WORD(classes, value, text) \
	{classes, text, sizeof text - 1, value},
#include "fact.def"
};
#define WORDS (sizeof words / sizeof *words)

static const struct unit {
	const char *text;
	uint8_t len, kind;
} units[] = {
#define GKR_FACT_UNIT(text, kind) {text, sizeof text - 1, GKRI_UNIT_##kind},
#include "fact.def"
};

static size_t head_of(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (u[0] * 5u ^ u[1] * 67u ^ u[2] * 9u) % GKRI_FACT_HEADS;
}

void gkri_fact_words_init(struct gkri_fact_reader *w)
{
	size_t i, head;

	memset(w->head, 0, sizeof w->head);
	for (i = 0; i < WORDS; i++) {
		head = head_of(words[i].text);
		w->next[i] = w->head[head];
		w->head[head] = (uint16_t)(i + 1);
	}
}

static const struct word *longest(
    const struct gkri_fact_reader *w, const char *p, size_t n)
{
	const struct word *it, *best = NULL;
	size_t i;

	if (n < 3)
		return NULL;
	for (i = w->head[head_of(p)]; i; i = w->next[i - 1]) {
		it = &words[i - 1];
		if (it->len <= n && (best == NULL || it->len > best->len) &&
		    memcmp(it->text, p, it->len) == 0)
			best = it;
	}
	return best;
}

/* The unit behind a number: its bytes, and what it counts. */
static size_t unit_at(const char *p, size_t n, uint8_t *kind)
{
	size_t i, best = 0;

	*kind = GKRI_UNIT_NONE;
	for (i = 0; i < sizeof units / sizeof *units; i++)
		if (units[i].len <= n && units[i].len > best &&
		    memcmp(units[i].text, p, units[i].len) == 0) {
			best = units[i].len;
			*kind = units[i].kind;
		}
	return best;
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

static size_t take_number(struct gkri_fact_reader *w, size_t at)
{
	const char *p = w->plain + at;
	size_t n = w->len - at, unit;
	struct gkri_fact_numeral number;
	struct gkri_fact_token *t;

	gkri_fact_numeral(p, n, &number);
	if (number.len == 0)
		return 0;
	t = add(w, at, at + number.len, number.kind);
	if (number.kind == GKRI_FACT_OTHER)
		return number.len;
	t->mantissa = number.mantissa;
	t->scale = number.scale;
	t->rough = number.rough;
	t->unit_end = t->end;
	if (number.kind != GKRI_FACT_NUMBER)
		return number.len;
	unit = unit_at(p + number.len, n - number.len, &t->unit);
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
	const struct word *word = longest(w, w->plain + at, w->len - at);
	struct gkri_fact_token *t;

	if (!word)
		return 0;
	t = add(w, at, at + word->len, GKRI_FACT_WORD);
	t->classes = word->classes;
	t->value = word->value;
	return word->len;
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
		len = take_word(w, at);
		if (!len && w->len - at >= 3) {
			len = take_name(w, at);
			if (len)
				add(w, at, at + len, GKRI_FACT_OTHER);
		}
		if (!len)
			len = take_letters(w, at);
		if (!len)
			len = take_number(w, at);
		at += len ? len : take_other(w, at);
	}
}
