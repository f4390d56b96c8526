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

/* The code of a character of three bytes. */
static uint32_t code3(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (u[0] & 0x0fu) << 12 | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
}

/* Words by their first two characters; `second` is 0 for those of one. */
static size_t head_of(uint32_t first, uint32_t second)
{
	return ((first << 16 | second) * 2654435761u & 0xffffffffu) >> 21;
}

static void begins(struct gkri_fact_reader *w, const char *p, uint32_t what)
{
	uint32_t code = code3(p);

	w->begins[code >> 2] |= (uint8_t)(what << (code & 3) * 2);
}

static uint32_t may_begin(const struct gkri_fact_reader *w, uint32_t code)
{
	return w->begins[code >> 2] >> (code & 3) * 2 & 3u;
}

void gkri_fact_words_init(struct gkri_fact_reader *w)
{
	static const char *const others[] = {"《", "〔", "第", "。", "、"};
	const char *p;
	size_t i, head;

	memset(w->head, 0, sizeof w->head);
	memset(w->begins, 0, sizeof w->begins);
	for (i = 0; i < WORDS; i++) {
		p = words[i].text;
		head = head_of(code3(p), words[i].len > 3 ? code3(p + 3) : 0);
		w->next[i] = w->head[head];
		w->head[head] = (uint16_t)(i + 1);
		begins(w, p, GKRI_FACT_BEGINS_WORD);
	}
	for (i = 0; (p = gkri_fact_han(i)) != NULL; i++)
		begins(w, p, GKRI_FACT_BEGINS_OTHER);
	for (i = 0; i < sizeof others / sizeof *others; i++)
		begins(w, others[i], GKRI_FACT_BEGINS_OTHER);
}

/* The longest word of a chain; last bytes differ where first ones may not. */
static const struct word *longest_of(
    const struct gkri_fact_reader *w, size_t head, const char *p, size_t n)
{
	const struct word *it, *best = NULL;
	size_t i, len = 0;

	for (i = w->head[head]; i; i = w->next[i - 1]) {
		it = &words[i - 1];
		if (it->len <= n && it->len > len &&
		    it->text[it->len - 1] == p[it->len - 1] &&
		    memcmp(it->text, p, it->len) == 0) {
			best = it;
			len = it->len;
		}
	}
	return best;
}

/* There are three bytes at p, and behind the text there is room for more. */
static const struct word *longest(
    const struct gkri_fact_reader *w, const char *p, size_t n)
{
	uint32_t code = code3(p);
	const struct word *best;

	best = longest_of(w, head_of(code, code3(p + 3)), p, n);
	return best ? best : longest_of(w, head_of(code, 0), p, n);
}

/* The unit behind a number: its bytes, and what it counts. */
static size_t unit_at(const char *p, size_t n, uint8_t *kind)
{
	size_t i, best = 0;

	*kind = GKRI_UNIT_NONE;
	for (i = 0; i < sizeof units / sizeof *units; i++)
		if (*units[i].text == *p && units[i].len <= n &&
		    units[i].len > best && units[i].text[1] == p[1] &&
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

static int has_three_bytes(char c)
{
	return ((unsigned char)c & 0xf0) == 0xe0;
}

/*
 * Characters that begin no word, numeral, name or mark.  Whatever is read here
 * begins with an ASCII character or with one that `begins` knows.
 */
static size_t take_unknown(struct gkri_fact_reader *w, size_t at)
{
	size_t i = at;

	while (
	    has_three_bytes(w->plain[i]) && !may_begin(w, code3(w->plain + i)))
		i += 3;
	if (i > at)
		add(w, at, i, GKRI_FACT_OTHER);
	return i - at;
}

/* What begins with a character of three bytes. */
static size_t take_wide(struct gkri_fact_reader *w, size_t at)
{
	uint32_t may = may_begin(w, code3(w->plain + at));
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
			len = take_unknown(w, at);
			if (!len)
				len = take_wide(w, at);
		} else {
			len = take_letters(w, at);
			if (!len)
				len = take_number(w, at);
		}
		at += len ? len : take_other(w, at);
	}
}
