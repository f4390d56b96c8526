/* Words and display columns: what a page looks like. */
#include <string.h>
#include "word.h"
#include "text.h"

/* Display columns of the blank at p. */
static uint32_t blank_width(const char *p, size_t n)
{
	return n == 3 && (unsigned char)p[0] == 0xe3 ? 2 : 1;
}

static void read_word(const struct gkri_region *g, struct gkri_line_word *w)
{
	const char *p = g->window->data + w->at;
	struct gkri_value v;

	gkri_value_read(p, w->len, &v);
	w->value = v.state == GKR_STATE_NUMBER || v.state == GKR_STATE_NIL;
}

/*
 * Blanks that are no plain spaces pad a cell, where a plain one parts it from
 * the one before: the word's columns begin with them.
 */
uint32_t gkri_line_words(const struct gkri_region *g,
    const struct gkri_line *line, struct gkri_line_word *out)
{
	const char *base = g->window->data, *p = base + line->at,
		   *end = p + line->len;
	uint32_t n = 0, column = 0, gap = 0, pad = UINT32_MAX;
	uint32_t character = 0, pad_character = 0;

	while (p < end) {
		size_t k = gkri_blank(p, (size_t)(end - p));
		const char *from = p;

		if (k) {
			if (k == 1) {
				pad = UINT32_MAX;
			} else if (pad == UINT32_MAX && character &&
			    p[-1] == ' ') {
				pad = column;
				pad_character = character;
			}
			character++;
			column += blank_width(p, k);
			gap += blank_width(p, k);
			p += k;
			continue;
		}
		while (p < end &&
		    (n == GKRI_WORDS - 1 ||
			!gkri_blank(p, (size_t)(end - p)))) {
			gkri_code(p, (size_t)(end - p), &k);
			p += k;
		}
		out[n].at = (uint32_t)(from - base);
		out[n].len = (uint32_t)(p - from);
		out[n].lo = pad < column ? pad : column;
		out[n].from = pad < column ? pad_character : character;
		character += (uint32_t)gkri_count(from, (size_t)(p - from));
		out[n].to = character;
		column += (uint32_t)gkri_width(from, (size_t)(p - from));
		out[n].hi = column;
		out[n].gap = gap;
		gap = 0;
		pad = UINT32_MAX;
		read_word(g, &out[n++]);
		if (n == GKRI_WORDS)
			break;
	}
	return n;
}

uint32_t gkri_trailing_values(const struct gkri_line_word *w, uint32_t n)
{
	uint32_t v = 0;

	while (v < n && w[n - 1 - v].value)
		v++;
	return v;
}

int gkri_holds_stop(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i + 3 <= n; i++)
		if (memcmp(p + i, "。", 3) == 0 ||
		    memcmp(p + i, "，", 3) == 0 || memcmp(p + i, "；", 3) == 0)
			return 1;
	return 0;
}
