#include "support-html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "html-known.h"
#include "html-row.h"

/* Behind the text as much as the reader may look at. */
#define BEHIND 64

struct writer {
	char *out;
	size_t len, cap;
	const struct html_reading *how;
	uint64_t dropped; /* bytes no longer in the window */
	int fresh;	  /* no cell since the last table's end */
};

static void put(struct writer *w, const char *p, size_t n)
{
	if (w->len + n + 1 > w->cap) {
		w->cap = 2 * (w->len + n + 1);
		w->out = realloc(w->out, w->cap);
		ck_assert(w->out != NULL);
	}
	memcpy(w->out + w->len, p, n);
	w->len += n;
	w->out[w->len] = 0;
}

static void put_text(struct writer *w, const char *p, size_t n)
{
	for (; n; p++, n--) {
		if (*p == '\n')
			put(w, "\\n", 2);
		else
			put(w, p, 1);
	}
}

static void put_place(struct writer *w, const struct gkri_place *p)
{
	char text[80];

	put(w, text,
	    (size_t)snprintf(text, sizeof text, " @%lu+%lu %lu:%lu",
		(unsigned long)p->offset, (unsigned long)p->length,
		(unsigned long)p->line, (unsigned long)p->column));
}

static int32_t on_line(
    void *context, const char *text, size_t len, const struct gkri_place *place)
{
	struct writer *w = context;

	put(w, "line ", 5);
	put_text(w, text, len);
	if (w->how->places)
		put_place(w, place);
	put(w, "\n", 1);
	return GKR_OK;
}

static int32_t on_cell(void *context, const char *text, size_t len,
    const struct gkri_place *place, const struct gkri_place *lines)
{
	struct writer *w = context;
	size_t i;

	put(w, "cell ", 5);
	put_text(w, text, len);
	if (w->how->places)
		put_place(w, place);
	for (i = 0; lines && w->how->places && i < len; i++)
		if (i == 0 || text[i - 1] == '\n')
			put_place(w, lines++);
	put(w, "\n", 1);
	w->fresh = 0;
	return GKR_OK;
}

static int32_t on_row_end(void *context)
{
	put(context, "row\n", 4);
	return GKR_OK;
}

static int32_t on_row(void *context, struct gkri_row_note *note, int *known)
{
	(void)context;
	(void)note;
	(void)known;
	return GKR_OK;
}

/* Cells come one by one. */
static struct gkri_region *room(void *context, size_t cells, size_t len)
{
	(void)context;
	(void)cells;
	(void)len;
	return NULL;
}

static int32_t on_table_end(void *context)
{
	struct writer *w = context;

	if (!w->fresh)
		put(w, "table\n", 6);
	w->fresh = 1;
	return GKR_OK;
}

static uint64_t source(void *context, size_t at)
{
	return ((struct writer *)context)->dropped + at;
}

/* Shows a piece; what was read of it goes away. */
static int32_t show(
    struct gkri_html *h, struct writer *w, char *window, size_t *have, int last)
{
	struct gkri_html_sink s = {on_line, on_cell, on_row_end, on_row, room,
	    on_table_end, source, NULL, 0, 0};
	size_t used = 0;
	int done;
	int32_t rc;

	s.context = w;
	s.plain_end = *have;
	s.delta = w->dropped;
	memset(window + *have, 0, BEHIND);
	rc = gkri_html_run(h, &s, window, 0, *have, last, 0, &used, &done);
	if (rc == GKR_OK && last)
		rc = gkri_html_end(h, &s);
	gkri_html_shift(h, window, used);
	w->dropped += used;
	memmove(window, window + used, *have - used);
	*have -= used;
	return rc;
}

static int32_t read_text(struct gkri_html *h, struct writer *w,
    const char *text, size_t len, const struct html_reading *how, int xml)
{
	char *window = malloc(len + BEHIND);
	size_t at = 0, have = 0, n;
	int32_t rc = GKR_OK;

	ck_assert(window != NULL);
	gkri_html_begin(h, 1, 1, 0);
	h->mixed = h->lines_count = (uint8_t)how->lines;
	h->xml = (uint8_t)xml;
	while (rc == GKR_OK && at < len) {
		n = how->split && at == 0 ? how->split
		    : how->piece	  ? how->piece
					  : len;
		for (n = n < len - at ? n : len - at; at + n < len &&
		     ((unsigned char)text[at + n] & 0xc0) == 0x80;
		     n++)
			;
		memcpy(window + have, text + at, n);
		have += n;
		at += n;
		rc = show(h, w, window, &have, 0);
	}
	if (rc == GKR_OK)
		rc = show(h, w, window, &have, 1);
	free(window);
	return rc;
}

static int known_tags(const struct gkri_html_known *k)
{
	int i, n = 0;

	for (i = 0; k && i < GKRI_KNOWN_TAGS; i++)
		n += k->tags[i].len > 0;
	return n;
}

char *html_written(const char *text, size_t len, struct html_reading *how)
{
	struct writer w = {NULL, 0, 0, NULL, 0, 1};
	struct gkri_mem mem;
	struct gkri_html h;
	int i;

	w.how = how;
	put(&w, "", 0);
	gkri_mem_init(&mem, NULL, NULL);
	gkri_html_init(&h, &mem);
	h.no_known = (uint8_t)how->forgetful;
	h.span_limit = 1000;
	h.text_limit = 65536;
	/* rows are kept of the second text on */
	for (i = 0; i < 2 && how->before; i++)
		read_text(&h, &w, how->before, how->before_len, how, 0);
	w.len = w.dropped = 0;
	w.fresh = 1;
	put(&w, "", 0);
	if (how->most)
		h.text_limit = how->most;
	how->rc = read_text(&h, &w, text, len, how, how->xml);
	how->hit = h.hit;
	how->line = h.hit_at.line;
	how->rows = h.rows ? h.rows->uses : 0;
	how->rests = h.rows && h.rows->rest > 0;
	how->tags = known_tags(h.known);
	gkri_html_free(&h);
	ck_assert_uint_eq(mem.held, 0);
	return w.out;
}

/* ------------------------------------------------------------------ */

static const char *line_end(const char *p, const char *end)
{
	const char *lf = memchr(p, '\n', (size_t)(end - p));

	return lf ? lf : end;
}

static int begins(const char *p, const char *end, const char *with)
{
	size_t n = strlen(with);

	return (size_t)(end - p) >= n && memcmp(p, with, n) == 0;
}

int html_next_part(const char **p, const char *end, struct html_part *out)
{
	const char *q = *p, *lf;

	while (q < end && !begins(q, end, "== "))
		q = line_end(q, end) + 1;
	if (q >= end)
		return 0;
	lf = line_end(q, end);
	out->name = q + 3;
	out->name_len = (size_t)(lf - out->name);
	out->text = q = lf < end ? lf + 1 : end;
	while (q < end && !begins(q, end, "== "))
		q = line_end(q, end) + 1;
	*p = q < end ? q : end;
	out->len = (size_t)(*p - out->text);
	return 1;
}

void html_halves(const struct html_part *part, struct html_part *input,
    struct html_part *output)
{
	const char *p = part->text, *end = p + part->len;

	*input = *output = *part;
	while (p < end && !begins(p, end, "--\n"))
		p = line_end(p, end) + 1;
	ck_assert_msg(p < end, "%.*s: no --", (int)part->name_len, part->name);
	/* the line end before -- is not the input's */
	input->len = p > part->text ? (size_t)(p - part->text) - 1 : 0;
	output->text = p + 3;
	output->len = (size_t)(end - output->text);
}
