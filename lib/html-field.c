/*
 * HTML: fields of forms, filled in.  Systems for content and pages that were
 * saved have numbers there: what a browser shows in a field is text.
 */
#include <string.h>
#include "html.h"
#include "text.h"

/* A longer text of a field is cut, and marked so: it is no number. */
#define LONGEST 4096

/* Of the open choice. */
enum {
	OPEN = 1,
	LIST = 2,    /* nothing is chosen unless it says so */
	CHOSEN = 4,  /* an option was */
	OFFERED = 8, /* one was met that is, unless another says so */
	TAKEN = 16   /* what follows is the text */
};

/* ---- the text of a field ---- */

/* It stands at p[from, to), too; the cursor only goes on. */
static void note_place(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t from, size_t to)
{
	struct gkri_html_field *f = &h->field;

	if (!f->text.len) {
		gkri_html_settle(h, s, p);
		gkri_html_place(h, s, p, from, &f->place);
	}
	f->place.length = (uint32_t)(gkri_html_source(s, to) - f->place.offset);
}

/* So much more than is shown that a cut text can be told. */
static int32_t put(struct gkri_html_field *f, const char *p, size_t n)
{
	size_t room = LONGEST + 1 - f->text.len;

	return gkri_buf_put(&f->text, p, n < room ? n : room);
}

/* What is shown of the text: where it is too long, no part of a character. */
static size_t shown(const struct gkri_html_field *f)
{
	const char *p = f->text.data;
	size_t n = f->text.len;

	if (n > LONGEST)
		for (n = LONGEST; n && ((unsigned char)p[n] & 0xc0) == 0x80;)
			n--;
	while (n && gkri_html_is_space(p[n - 1]))
		n--;
	return n;
}

/* The text becomes part of the line or cell. */
static int32_t add(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, const char *text, size_t n)
{
	struct gkri_html_field *f = &h->field;
	int32_t rc = GKR_OK;

	if (n) {
		gkri_html_part_text(h);
		rc = gkri_html_add_field(h, s, p, text, n);
	}
	if (rc == GKR_OK)
		gkri_html_part_text(h);
	f->text.len = 0;
	return rc;
}

/* ---- fields of a line ---- */

void gkri_html_field_value(struct gkri_html_reader *r, size_t to)
{
	struct gkri_html_field *f = &r->h->field;
	size_t from = r->i, end = to;

	r->i = to;
	while (!f->text.len && from < to && gkri_html_is_space(r->p[from]))
		from++;
	while (end > from && gkri_html_is_space(r->p[end - 1]))
		end--;
	if (!r->s) {
		f->place.offset = from;
		f->place.length = (uint32_t)(end - from);
		return;
	}
	if (from == to)
		return;
	if (end > from)
		note_place(r->h, r->s, r->p, from, end);
	r->rc = put(f, r->p + from, to - from);
}

/* One character or reference of the value at p[*at]: no line ends there. */
static int32_t put_decoded(
    struct gkri_buf *b, const char *p, size_t n, size_t *at)
{
	char text[8];
	size_t used = 0, len = 0;

	if (p[*at] == '&')
		len = gkri_entity(p + *at + 1, n - *at - 1, text, &used);
	if (!len)
		text[len++] = p[*at];
	*at += 1 + used;
	if (len == 1 && (*text == '\n' || *text == '\r'))
		return GKR_OK;
	if (len == 1 && *text == '\t')
		*text = ' ';
	return gkri_buf_put(b, text, len);
}

/* The value is followed by what is shown of it. */
static int32_t decode(struct gkri_html_field *f, size_t raw)
{
	size_t n = shown(f), at = 0;
	int32_t rc = gkri_buf_reserve(&f->text, 2 * raw + 8);

	f->text.len = raw;
	while (at < n && rc == GKR_OK)
		rc = put_decoded(&f->text, f->text.data, n, &at);
	if (raw > LONGEST && rc == GKR_OK)
		rc = gkri_buf_puts(&f->text, "…");
	return rc;
}

int32_t gkri_html_begin_field(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p)
{
	/* no choice holds one, so that it ends */
	int32_t rc = gkri_html_end_choice(h, s, p);

	h->field.text.len = 0;
	return rc;
}

int32_t gkri_html_field_tag(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p)
{
	struct gkri_html_field *f = &h->field;
	size_t raw = f->text.len;
	int32_t rc;

	if (h->closing || h->mute || gkri_html_hides(h) ||
	    !gkri_html_is_shown_as_text(h))
		return GKR_OK;
	rc = decode(f, raw);
	return rc == GKR_OK
	    ? add(h, s, p, f->text.data + raw, f->text.len - raw)
	    : rc;
}

/* ---- choices ---- */

int32_t gkri_html_end_choice(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p)
{
	struct gkri_html_field *f = &h->field;
	int long_text = f->text.len > LONGEST;
	int32_t rc = GKR_OK;

	if (!f->choice)
		return GKR_OK;
	f->choice = 0;
	h->mute &= (uint8_t)~GKRI_MUTE_SELECT;
	f->text.len = shown(f);
	if (long_text)
		rc = gkri_buf_puts(&f->text, "…");
	return rc == GKR_OK ? add(h, s, p, f->text.data, f->text.len) : rc;
}

int32_t gkri_html_choice_tag(
    struct gkri_html *h, const struct gkri_html_sink *s, const char *p)
{
	struct gkri_html_field *f = &h->field;

	/* none holds another, whose tag ends it */
	if (h->closing || f->choice)
		return gkri_html_end_choice(h, s, p);
	if (h->mute || (h->xml && h->slash))
		return GKR_OK;
	h->mute = GKRI_MUTE_SELECT;
	f->text.len = 0;
	/* of one that is not shown, no option is asked for */
	f->choice = gkri_html_hides(h) ? OPEN | LIST | OFFERED
	    : gkri_html_is_list(h)     ? OPEN | LIST
				       : OPEN;
	return GKR_OK;
}

int32_t gkri_html_option_tag(struct gkri_html *h)
{
	struct gkri_html_field *f = &h->field;
	unsigned was = f->choice, is = was & (unsigned)~TAKEN;

	if (h->closing || (was & (LIST | OFFERED)) == (LIST | OFFERED)) {
		/* it has no text from here on */
	} else if (gkri_html_is_chosen(h)) {
		if (!(was & LIST))
			f->text.len = 0;
		is |= CHOSEN | TAKEN;
	} else if (!(was & (LIST | CHOSEN | OFFERED)) &&
	    !gkri_html_is_disabled(h)) {
		is |= OFFERED | TAKEN;
	}
	f->choice = (uint8_t)is;
	f->blank = 1;
	return GKR_OK;
}

int32_t gkri_html_choice_text(struct gkri_html *h,
    const struct gkri_html_sink *s, const char *p, size_t from, size_t to,
    const char *text, size_t n)
{
	struct gkri_html_field *f = &h->field;
	int32_t rc = GKR_OK;

	if (!(f->choice & TAKEN) || h->mute != GKRI_MUTE_SELECT)
		return GKR_OK;
	note_place(h, s, p, from, to);
	if (f->text.len && f->blank)
		rc = put(f, " ", 1);
	f->blank = 0;
	return rc == GKR_OK ? put(f, text, n) : rc;
}
