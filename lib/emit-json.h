/*
 * What the files of the JSON writer share.
 *
 *	emit-json-put.c		keys, values, one cell
 *	emit-json-cells.c	the tables
 *	emit-json-findings.c	findings
 *	emit-json.c		the writer: the rest, and the order
 */
#ifndef GKRI_EMIT_JSON_H
#define GKRI_EMIT_JSON_H

#include "decimal.h"
#include "walk.h"

/* Styles of the writer: over many lines, or all on one. */
enum { GKRI_JSON_PRETTY, GKRI_JSON_COMPACT };

/* Fixed text, by style; an array so that a copy may have a fixed size. */
#define GKRI_LIT_BYTES 40
struct gkri_lit {
	char text[2][GKRI_LIT_BYTES];
	uint8_t len[2];
};
/* clang-format off */
#define LIT(a, b) {{a, b}, {sizeof(a) - 1, sizeof(b) - 1}}
/* clang-format on */
/* ,"name": on a line of its own, within a line, and as the first of a line. */
#define KEY_AT(blank, name) LIT(",\n" blank "\"" name "\": ", ",\"" name "\":")
#define KEY_IN(name) LIT(", \"" name "\": ", ",\"" name "\":")
#define KEY_FIRST(name) LIT("{\"" name "\": ", "{\"" name "\":")

void gkri_json_put(struct gkri_walk *w, const struct gkri_lit *l);
/* The same where there is room. */
static inline void gkri_json_lit(struct gkri_walk *w, const struct gkri_lit *l)
{
	memcpy(w->out.at, l->text[w->style], GKRI_LIT_BYTES);
	w->out.at += l->len[w->style];
}
/* Bytes where there is room; returns their end. */
static inline char *gkri_json_copy(char *p, const char *bytes, size_t n)
{
	memcpy(p, bytes, n);
	return p + n;
}
/* A key with text, null where that is NULL; with a number. */
void gkri_json_str(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s);
void gkri_json_text(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s, size_t len);
void gkri_json_number(
    struct gkri_walk *w, const struct gkri_lit *key, uint64_t number);
/* A number, or null where there is none. */
void gkri_json_maybe(struct gkri_walk *w, const struct gkri_lit *key, int there,
    uint64_t number);
/* Text of which nothing has to be escaped: names, digits. */
static inline void gkri_json_plain(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s, size_t len)
{
	char *p;

	if (!gkri_out_room(&w->out, 2 * GKRI_LIT_BYTES + len))
		return;
	gkri_json_lit(w, key);
	p = w->out.at;
	*p++ = '"';
	memcpy(p, s, len);
	p += len;
	*p++ = '"';
	w->out.at = p;
}
/* A name, or null where there is none. */
void gkri_json_name(
    struct gkri_walk *w, const struct gkri_lit *key, const char *name);
/* Text of a report or of findings, which is well-formed. */
void gkri_json_well(
    struct gkri_walk *w, const struct gkri_lit *key, const char *s, size_t len);
/* What separates an item from the one before it in its list. */
void gkri_json_comma(struct gkri_walk *w);

/* Writes the value of a number (room for 24 bytes); returns its end. */
static inline char *gkri_json_value(char *p, const struct gkri_rcell *c)
{
	if (c->scale == 0 && c->mantissa >= 0)
		return gkri_put_number(p, (uint64_t)c->mantissa);
	return p + gkri_decimal_write(p, c->mantissa, c->scale);
}
/* Any cell that is there, from the name of its state on. */
void gkri_json_cell(struct gkri_walk *w, const struct gkri_rcell *c);

/* The writer's steps over findings and tables. */
void gkri_json_finding(struct gkri_walk *w, uint32_t i);
void gkri_json_cells(struct gkri_walk *w);
void gkri_json_table(struct gkri_walk *w, const struct gkri_plan_row *row,
    const struct gkri_plan_row *end);

#endif
