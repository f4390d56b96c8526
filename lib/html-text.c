/* HTML: the text of lines and cells, and where it stands. */
#include <string.h>
#include "html.h"
#include "text.h"

/* ---- places ---- */

/* Counts lines and characters up to `to`. */
static void walk(struct gkri_html *h, const char *p, size_t to)
{
	const char *q = p + h->at, *end = p + to, *lf;

	if (to <= h->at)
		return;
	while ((lf = memchr(q, '\n', (size_t)(end - q))) != NULL) {
		h->line++;
		h->column = 1;
		q = lf + 1;
	}
	h->column += (uint32_t)gkri_count(q, (size_t)(end - q));
	h->at = to;
}

void gkri_html_shift(struct gkri_html *h, const char *p, size_t n)
{
	walk(h, p, n);
	h->at -= n;
}

void gkri_html_place(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, struct gkri_place *out)
{
	walk(h, p, at);
	out->offset = s->source(s->context, at);
	out->line = h->line;
	out->column = h->column;
	out->length = 0;
}

static void begin_text(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at)
{
	gkri_html_place(h, s, p, at, &h->place);
	h->end = h->place.offset;
}

/* ---- text ---- */

static int32_t put(struct gkri_html *h, const char *p, size_t n)
{
	if (h->text.len + n > h->text_limit) {
		h->hit = GKR_LIMIT_CELL;
		return GKR_E_LIMIT;
	}
	return gkri_buf_put(&h->text, p, n);
}

/* A line of the cell begins at `place`; the first began with the text. */
static int32_t begin_line(struct gkri_html *h, const struct gkri_place *place)
{
	int32_t rc = gkri_grow(h->text.mem, (void **)&h->lines, &h->line_cap,
	    h->line_count + 2, sizeof(*h->lines));

	if (rc != GKR_OK)
		return rc;
	if (h->line_count == 0)
		h->lines[h->line_count++] = h->place;
	gkri_html_end_line(h);
	h->lines[h->line_count++] = *place;
	return put(h, "\n", 1);
}

/*
 * The blanks that waited before the text at p[at]: one, or none between Han
 * at a line's end; in a cell the end of a line of its own.
 */
static int32_t put_space(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at, unsigned char next)
{
	int space = h->space;
	struct gkri_place place;

	h->space = 0;
	if (!space || !h->text.len)
		return GKR_OK;
	if (space == GKRI_SPACE_LINE) {
		gkri_html_place(h, s, p, at, &place);
		return begin_line(h, &place);
	}
	if (space == GKRI_SPACE_WRAP &&
	    (next >= 0x80 ||
		(unsigned char)h->text.data[h->text.len - 1] >= 0x80))
		return GKR_OK;
	return put(h, " ", 1);
}

/* A blank waits for what follows it. */
static void wait(struct gkri_html *h, char c)
{
	uint8_t space =
	    c == '\n' || c == '\r' ? GKRI_SPACE_WRAP : GKRI_SPACE_BLANK;

	if (h->space < space)
		h->space = space;
}

void gkri_html_end_line(struct gkri_html *h)
{
	struct gkri_place *last;

	if (h->line_count == 0)
		return;
	last = &h->lines[h->line_count - 1];
	last->length = (uint32_t)(h->end - last->offset);
}

/* Text p[from, to) without markup. */
int32_t gkri_html_add(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to)
{
	int32_t rc = GKR_OK;
	size_t i = from, run;

	while (i < to && rc == GKR_OK) {
		if (gkri_html_is_space(p[i])) {
			wait(h, p[i]);
			i++;
			continue;
		}
		for (run = i; run < to && !gkri_html_is_space(p[run]); run++)
			;
		if (!h->began) {
			begin_text(h, s, p, i);
			h->began = 1;
		}
		rc = put_space(h, s, p, i, (unsigned char)p[i]);
		if (rc == GKR_OK)
			rc = put(h, p + i, run - i);
		h->end = s->source(s->context, run);
		i = run;
	}
	return rc;
}

/* Text that the reference p[from, to) stands for. */
int32_t gkri_html_add_reference(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to,
    const char *text, size_t n)
{
	int32_t rc;

	if (!h->began) {
		begin_text(h, s, p, from);
		h->began = 1;
	}
	rc = put_space(h, s, p, from, (unsigned char)*text);
	h->end = s->source(s->context, to);
	return rc == GKR_OK ? put(h, text, n) : rc;
}
