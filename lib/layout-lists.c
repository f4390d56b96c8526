/*
 * Lists in brackets, as programs print the rows of a table: JSON and Python.
 * The innermost brackets are a row; strings stand in either quotes, whatever
 * has no quotes is a number or nothing (null, None, nan).  Of a name and its
 * value the value is the cell.
 */
#include <string.h>
#include "layout.h"
#include "text.h"

struct reader {
	struct gkri_region *g;
	uint32_t line;
	int depth;
	int open;  /* a row is, in these brackets */
	int named; /* a name and its colon stood last */
	int skip;  /* so many brackets within are no rows */
	int head;  /* so many brackets within are the names of columns */
};

static int opens(char c)
{
	return c == '[' || c == '(' || c == '{';
}

static int closes(char c)
{
	return c == ']' || c == ')' || c == '}';
}

static int is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* Behind the string in quotes at p, or end. */
static const char *string_end(const char *p, const char *end)
{
	char quote = *p++;

	while (p < end && *p != quote)
		p += *p == '\\' && end - p > 1 ? 2 : 1;
	return p < end ? p + 1 : end;
}

/* ---- is it such a text? ---- */

static const char *skip_blanks(const char *p, const char *end)
{
	return p + gkri_blanks(p, (size_t)(end - p));
}

/* Does a list begin or end there, or a string that is one of its cells? */
static int is_list(const char *p, const char *end)
{
	const char *q;
	size_t n = (size_t)(end - p);

	gkri_trim(&p, &n);
	end = p + n;
	if (p == end)
		return 0;
	if (opens(*p)) {
		q = skip_blanks(p + 1, end);
		return q == end || opens(*q) || is_quote(*q) ||
		    (closes(end[-1]) && (*q >= '0' && *q <= '9')) ||
		    ((closes(end[-1]) || end[-1] == ',') &&
			(*q == 'N' || *q == 'n'));
	}
	if (closes(*p))
		return 1;
	if (!is_quote(*p))
		return 0;
	q = skip_blanks(string_end(p, end), end);
	return q == end || (*q == ',' && q + 1 == end);
}

static uint32_t score(const struct gkri_region *g, const struct gkri_look *k,
    size_t lo, size_t hi)
{
	uint32_t lists = 0;
	int begun = 0;

	if (k->tab_first + k->tab_inside + k->grid + k->box)
		return 0;
	for (; lo < hi; lo++) {
		const struct gkri_line *l = &g->lines[lo];
		const char *p = g->window->data + l->at, *end = p + l->len;

		if (l->flags & GKRI_LINE_BLANK || !is_list(p, end))
			continue;
		lists++;
		begun |= opens(*skip_blanks(p, end));
	}
	return begun && lists * 3 > k->lines ? lists * 100 : 0;
}

/* ---- cells ---- */

static int hex(char c)
{
	return c >= '0' && c <= '9'		 ? c - '0'
	    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
						 : -1;
}

/* What is behind the backslash at p, of n bytes; its bytes in *used. */
static size_t escaped(const char *p, size_t n, char *out, size_t *used)
{
	uint32_t code = 0;
	size_t i;

	*used = n > 1 ? 2 : 1;
	if (n < 2)
		return 0;
	if (p[1] == 'n' || p[1] == 'r' || p[1] == 't')
		return 0;
	if (p[1] == 'u' && n >= 6) {
		for (i = 2; i < 6 && hex(p[i]) >= 0; i++)
			code = code * 16 + (uint32_t)hex(p[i]);
		/* a surrogate is in no label or value */
		if (i == 6 && (code < 0xd800 || code > 0xdfff)) {
			*used = 6;
			return code ? gkri_encode(out, code) : 0;
		}
	}
	*out = p[1];
	return 1;
}

/* The last cell without its backslashes. */
static int32_t unescape(struct gkri_region *g)
{
	struct gkri_cell *c = &g->cells[g->cell_count - 1];
	const char *p;
	size_t i, n = 0, used;
	char *out;
	int32_t rc;

	if (!c->len || !memchr(gkri_cell_text(g, c), '\\', c->len))
		return GKR_OK;
	rc = gkri_buf_reserve(&g->arena, c->len);
	if (rc != GKR_OK)
		return rc;
	p = gkri_cell_text(g, c);
	out = g->arena.data + g->arena.len;
	for (i = 0; i < c->len; i += used) {
		used = 1;
		if (p[i] == '\\')
			n += escaped(p + i, c->len - i, out + n, &used);
		else
			out[n++] = p[i];
	}
	p = out;
	gkri_trim(&p, &n);
	c->at = (uint32_t)(p - g->arena.data);
	c->len = (uint32_t)n;
	c->flags |= GKRI_AT_ARENA;
	g->arena.len = c->at + n;
	return GKR_OK;
}

static int32_t put(struct reader *r, const char *p, const char *end, int text)
{
	struct gkri_region *g = r->g;
	int32_t rc = GKR_OK;

	r->named = 0;
	if (r->skip || (r->head && !text))
		return GKR_OK;
	if (!r->open)
		rc = gkri_region_row(g, r->line, GKR_LAYOUT_COMMAS, 0);
	r->open = 1;
	if (rc == GKR_OK)
		rc = gkri_region_slice(g, (uint32_t)(p - g->window->data),
		    (uint32_t)(end - p), r->line);
	return rc == GKR_OK && text ? unescape(g) : rc;
}

/* ---- lists ---- */

static int is_text(const char *p, size_t n, const char *text, size_t len)
{
	return n == len && memcmp(p, text, len) == 0;
}
#define OR_IS(text) || is_text(p, n, text, sizeof(text) - 1)

static int is_index(const char *p, size_t n)
{
	return 0
#define GKRI_LIST_ROWS(name) OR_IS(name)
#include "list.def"
	    ;
}

static int is_columns(const char *p, size_t n)
{
	return 0
#define GKRI_LIST_COLUMNS(name) OR_IS(name)
#include "list.def"
	    ;
}

static int32_t string(struct reader *r, const char **at, const char *end)
{
	const char *p = *at + 1, *stop = string_end(*at, end), *next;

	*at = stop;
	next = skip_blanks(stop, end);
	stop -= stop > p;
	if (next < end && *next == ':') {
		r->named = 1;
		if (is_index(p, (size_t)(stop - p)))
			r->skip = r->depth + 1;
		if (is_columns(p, (size_t)(stop - p)))
			r->head = r->depth + 1;
		*at = next + 1;
		return GKR_OK;
	}
	return put(r, p, stop, 1);
}

static int32_t word(struct reader *r, const char **at, const char *end)
{
	const char *p = *at, *q = p, *next;

	while (q < end && *q != ',' && *q != ':' && !closes(*q) && !opens(*q))
		q++;
	*at = q;
	next = q;
	if (next < end && *next == ':') {
		*at = next + 1;
		return GKR_OK;
	}
	if (*p == 'N' || *p == 'n')
		q = p;
	return put(r, p, q, 0);
}

static int32_t in_list(struct reader *r, const char **at, const char *end)
{
	char c = **at;

	if (is_quote(c))
		return string(r, at, end);
	if (!opens(c) && !closes(c) && c != ',' && !gkri_blank(*at, 1))
		return word(r, at, end);
	if (opens(c) || closes(c)) {
		r->open = 0;
		if (closes(c) && r->skip == r->depth)
			r->skip = 0;
		if (closes(c) && r->head == r->depth)
			r->head = 0;
		r->depth += opens(c) ? 1 : -1;
	}
	++*at;
	return GKR_OK;
}

static int32_t put_line(struct reader *r, const struct gkri_line *l)
{
	const char *p = r->g->window->data + l->at, *end = p + l->len;
	int32_t rc = GKR_OK;

	r->line = l->line;
	if (r->depth == 0 && !is_list(p, end)) {
		r->open = 0;
		rc = put(r, p, end, 0);
		r->open = 0;
		return rc;
	}
	while (rc == GKR_OK && p < end) {
		if (r->depth == 0 && !opens(*p))
			p++;
		else
			rc = in_list(r, &p, end);
	}
	return rc;
}

static int32_t read(struct gkri_region *g, size_t lo, size_t hi)
{
	struct reader r = {g, 0, 0, 0, 0, 0, 0};
	int32_t rc = GKR_OK;

	for (; lo < hi && rc == GKR_OK; lo++)
		if (!(g->lines[lo].flags & GKRI_LINE_BLANK))
			rc = put_line(&r, &g->lines[lo]);
	return rc;
}

const struct gkri_layout gkri_layout_lists = {GKR_LAYOUT_COMMAS, score, read};
