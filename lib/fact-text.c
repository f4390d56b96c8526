/*
 * Prose to sentences of plain characters: blanks, quotes and marks are gone,
 * digits and punctuation are ASCII, Han characters are simplified.
 *
 * A line's end ends a sentence only where a heading or an item begins or has
 * ended, or a line is blank: converters break lines anywhere.
 */
#include "fact.h"
#include "fact-word.h"
#include "text.h"

#define HEADING_MAX 120 /* bytes of a line that can be a heading */

static size_t line_end(const struct gkri_fact_text *t, size_t at)
{
	const char *end = memchr(t->p + at, '\n', t->n - at);

	return end ? (size_t)(end - t->p) : t->n;
}

static int is_mark(char c)
{
	switch (c) {
	case '*':
	case '#':
	case '_':
	case '`':
	case '\\':
	case '|':
	case '~':
	case '>':
		return 1;
	default:
		return 0;
	}
}

/* A page's number: - 4 -. */
static int is_page(const char *p, size_t n)
{
	size_t i, dashes = 0;

	if (n == 0 || n > 24)
		return 0;
	for (i = 0; i < n; i++) {
		if (p[i] == '-' || (unsigned char)p[i] >= 0x80)
			dashes++;
		else if (p[i] != ' ' && (p[i] < '0' || p[i] > '9'))
			return 0;
		if ((unsigned char)p[i] >= 0x80 &&
		    (unsigned char)p[i] != 0xe2 &&
		    (unsigned char)p[i] != 0x80 && (unsigned char)p[i] != 0x94)
			return 0;
	}
	return dashes != 0;
}

static int holds_stop(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i + 3 <= n; i++) {
		if (p[i] == ',' || p[i] == ';')
			return 1;
		if (memcmp(p + i, "。", 3) == 0 ||
		    memcmp(p + i, "，", 3) == 0 || memcmp(p + i, "；", 3) == 0)
			return 1;
	}
	return 0;
}

/*
 * At the beginning of a line: steps over what numbers it.  0 where the line
 * begins a sentence of its own and one is there already.
 */
static int begin_line(struct gkri_fact_text *t, int in_sentence)
{
	size_t end = line_end(t, t->at), n = end - t->at, left;
	const char *p = t->p + t->at;
	struct gkri_ordinal ordinal;

	t->heading = 0;
	gkri_trim(&p, &n);
	if (n == 0)
		return !in_sentence;
	if (is_page(p, n)) {
		t->at = end;
		return 1;
	}
	left = n;
	while (left && is_mark(*p)) {
		p++;
		left--;
	}
	gkri_ordinal(p, left, &ordinal);
	if (ordinal.kind == GKRI_ORDINAL_NONE && left == n)
		return 1;
	if (in_sentence && (ordinal.kind != GKRI_ORDINAL_NONE || p[-1] == '#'))
		return 0;
	t->heading = n <= HEADING_MAX && !holds_stop(p, left);
	if (ordinal.kind != GKRI_ORDINAL_NONE)
		t->at = (size_t)(p - t->p) + ordinal.bytes;
	return 1;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

size_t gkri_fact_source(const struct gkri_fact_reader *w, size_t i)
{
	size_t low = 0, high = w->run_count, middle;

	while (i && ((unsigned char)w->plain[i] & 0xc0) == 0x80)
		i--;
	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (w->runs[middle].at <= i)
			low = middle;
		else
			high = middle;
	}
	return w->origin + w->runs[low].from + (i - w->runs[low].at);
}

/* What comes next stands at `at` in the text. */
static void begin_run(struct gkri_fact_reader *w, size_t at)
{
	uint32_t from = (uint32_t)(at - w->origin), len = (uint32_t)w->len;
	size_t n = w->run_count;

	if (n && from - w->runs[n - 1].from == len - w->runs[n - 1].at)
		return;
	w->runs[n].at = len;
	w->runs[n].from = from;
	w->run_count++;
}

static void put(struct gkri_fact_reader *w, uint32_t code, size_t at)
{
	begin_run(w, at);
	w->numbers[w->len] = (uint16_t)gkri_fact_char(code);
	w->len += gkri_encode(w->plain + w->len, code);
}

/*
 * Takes what is plain already: most of all prose is simplified Han characters,
 * which are no blanks, marks, digits or ends of anything.
 */
static size_t take_plain(struct gkri_fact_reader *w, struct gkri_fact_text *t)
{
	size_t most = (GKRI_FACT_SENTENCE - w->len + 2) / 3, i, number;
	size_t left = (t->n - t->at) / 3, code;
	const char *p = t->p + t->at;
	char *plain = w->plain + w->len;
	uint16_t *numbers = w->numbers + w->len;

	if (most > left)
		most = left;
	most *= 3;
	for (i = 0; i < most && gkri_fact_is_han(p[i]); i += 3) {
		code = gkri_fact_code(p + i) - GKRI_FACT_HAN_FIRST;
		if (code > GKRI_FACT_HAN_LAST - GKRI_FACT_HAN_FIRST)
			break;
		number = gkri_fact_ids[code];
		if (number & GKRI_FACT_TRADITIONAL)
			break;
		numbers[i] = (uint16_t)number;
		memcpy(plain + i, p + i, 3);
	}
	if (i)
		begin_run(w, t->at);
	w->len += i;
	t->at += i;
	return i;
}

/* Quotes, which say nothing. */
static int is_quote(uint32_t code)
{
	return (code >= 0x2018 && code <= 0x201f) ||
	    (code >= 0x300c && code <= 0x300f) || code == '"' || code == '\'';
}

int gkri_fact_drops_out(uint32_t code)
{
	return is_quote(code) || (code < 0x80 && is_mark((char)code)) ||
	    code < ' ';
}

/* What stands before the next character. */
enum {
	GAP_BLANK = 1,
	GAP_LINE = 2, /* a line's end */
	SPREAD = 4    /* one digit: more behind blanks may be of its number */
};

/* 1 where the digit of the text is one alone. */
static int is_lone(const struct gkri_fact_text *t)
{
	size_t len;
	uint32_t code = t->at < t->n
	    ? gkri_fact_usual(t->p + t->at, t->n - t->at, &len)
	    : 0;

	return code - '0' >= 10 && code != '.' && code != ',';
}

/*
 * Takes what is usual between Han characters: these have no other forms.
 * Digits of two numbers do not become one; but in 1 0 3 件 each is alone.
 */
static void take_usual(struct gkri_fact_reader *w,
    const struct gkri_fact_text *t, uint32_t code, size_t at, int *gap)
{
	char before = w->len ? w->plain[w->len - 1] : 0;
	int digit = code - '0' < 10, spread = 0;

	if (digit && !is_digit(before))
		spread = before != '.' && before != ',' && is_lone(t);
	else if (digit && *gap & ~SPREAD) {
		spread = *gap == (SPREAD | GAP_BLANK) && is_lone(t);
		if (!spread)
			put(w, ' ', at);
	}
	*gap = spread ? SPREAD : 0;
	begin_run(w, at);
	w->numbers[w->len] = 0;
	if (code < 0x80)
		w->plain[w->len++] = (char)code;
	else
		w->len += gkri_encode(w->plain + w->len, code);
}

/* Takes the character at t->at; 1 where it ends the sentence. */
static int take(struct gkri_fact_reader *w, struct gkri_fact_text *t, int *gap)
{
	const char *p = t->p + t->at;
	size_t len, at = t->at;
	uint32_t code = gkri_fact_usual(p, t->n - t->at, &len);

	if (code) {
		t->at += len;
		if (len == 1 && gkri_fact_drops_out(code))
			return 0;
		take_usual(w, t, code, at, gap);
		return code == 0x3002 || code == '!' || code == '?';
	}
	len = gkri_blank(p, t->n - t->at);
	t->at += len;
	*gap |= len ? GAP_BLANK : 0;
	if (len)
		return 0;
	code = gkri_code(p, t->n - t->at, &len);
	t->at += len;
	if (gkri_fact_drops_out(code))
		return 0;
	*gap = 0;
	put(w, gkri_simplify(code), at);
	return 0;
}

int gkri_fact_sentence(struct gkri_fact_reader *w, struct gkri_fact_text *t)
{
	int gap = 0;

	w->len = w->run_count = 0;
	w->origin = t->at;
	while (t->at < t->n && w->len < GKRI_FACT_SENTENCE) {
		if (t->fresh && !begin_line(t, w->len != 0))
			break;
		t->fresh = 0;
		if (t->at == t->n)
			break;
		if (gkri_fact_is_han(t->p[t->at]) && take_plain(w, t)) {
			gap = 0;
			continue;
		}
		if (t->p[t->at] == '\n') {
			t->fresh = 1;
			gap |= GAP_LINE;
			t->at++;
			if (t->heading && w->len)
				break;
		} else if (take(w, t, &gap)) {
			break;
		}
	}
	return w->len != 0 || t->at < t->n;
}
