/* Paragraphs: text, fields, numbering. */
#include "doc.h"

#include <string.h>

/* Fields stand in each other at most so deep. */
#define MOST_FIELDS 256

struct gkri_para *gkri_para_open(struct gkri_doc *d)
{
	return d->para_count ? &d->paras[d->para_count - 1] : NULL;
}

int32_t gkri_para_begin(struct gkri_doc *d)
{
	struct gkri_para *p;
	int32_t rc;

	rc = gkri_grow(d->mem, (void **)&d->paras, &d->para_cap,
	    d->para_count + 1, sizeof(*p));
	if (rc != 0)
		return rc;
	p = &d->paras[d->para_count++];
	memset(p, 0, sizeof(*p));
	p->start = d->carries ? d->carry : d->text.len;
	p->num = p->level = GKRI_UNSET;
	d->carries = 0;
	return 0;
}

void gkri_para_style(struct gkri_doc *d, const char *id)
{
	struct gkri_para *p = gkri_para_open(d);

	if (p)
		p->style = gkri_styles_find(&d->styles, id);
}

/* ---- fields ---- */

int32_t gkri_field_begin(struct gkri_doc *d)
{
	int32_t rc;

	if (d->field_count == MOST_FIELDS)
		return GKRI_FAULT_DEEP;
	rc = gkri_grow(d->mem, (void **)&d->fields, &d->field_cap,
	    d->field_count + 1, sizeof(*d->fields));
	if (rc == 0)
		memset(&d->fields[d->field_count++], 0, sizeof(*d->fields));
	return rc;
}

static struct gkri_field *open_field(struct gkri_doc *d)
{
	return d->field_count ? &d->fields[d->field_count - 1] : NULL;
}

void gkri_field_code(struct gkri_doc *d, const char *p, size_t n)
{
	struct gkri_field *f = open_field(d);

	for (; f && f->part == GKRI_FIELD_CODE && n; p++, n--)
		if (f->len < sizeof(f->code) && (f->len || *p != ' '))
			f->code[f->len++] = *p;
}

void gkri_field_separate(struct gkri_doc *d)
{
	struct gkri_field *f = open_field(d);

	if (!f || f->part != GKRI_FIELD_CODE)
		return;
	f->part = f->len >= 3 && memcmp(f->code, "TOC", 3) == 0 &&
		(f->len == 3 || f->code[3] == ' ')
	    ? GKRI_FIELD_CONTENTS
	    : GKRI_FIELD_RESULT;
}

void gkri_field_end(struct gkri_doc *d)
{
	if (d->field_count)
		d->field_count--;
}

void gkri_field_table(struct gkri_doc *d)
{
	size_t i;

	for (i = 0; i < d->field_count; i++)
		if (d->fields[i].part == GKRI_FIELD_CONTENTS)
			d->fields[i].part = GKRI_FIELD_RESULT;
}

/*
 * A field says in one paragraph what it does; one that does not come to its
 * result there is damaged, and must not swallow what follows.
 */
static void drop_codes(struct gkri_doc *d)
{
	size_t i, kept = 0;

	for (i = 0; i < d->field_count; i++)
		if (d->fields[i].part != GKRI_FIELD_CODE)
			d->fields[kept++] = d->fields[i];
	d->field_count = kept;
}

/* ---- text ---- */

int gkri_para_is_shown(const struct gkri_doc *d)
{
	size_t i;

	if (!d->para_count || d->paras[d->para_count - 1].hidden)
		return 0;
	for (i = 0; i < d->field_count; i++)
		if (d->fields[i].part != GKRI_FIELD_RESULT)
			return 0;
	return 1;
}

int32_t gkri_para_put(struct gkri_doc *d, const char *p, size_t n)
{
	return gkri_para_is_shown(d) ? gkri_buf_put(&d->text, p, n) : 0;
}

int32_t gkri_para_put_code(struct gkri_doc *d, uint32_t code)
{
	char out[4];
	size_t n = 0;

	if (code < 0x20 || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff)
		code = 0xfffd;
	if (code < 0x80) {
		out[n++] = (char)code;
	} else if (code < 0x800) {
		out[n++] = (char)(0xc0 | code >> 6);
	} else if (code < 0x10000) {
		out[n++] = (char)(0xe0 | code >> 12);
		out[n++] = (char)(0x80 | (code >> 6 & 0x3f));
	} else {
		out[n++] = (char)(0xf0 | code >> 18);
		out[n++] = (char)(0x80 | (code >> 12 & 0x3f));
		out[n++] = (char)(0x80 | (code >> 6 & 0x3f));
	}
	if (code >= 0x80)
		out[n++] = (char)(0x80 | (code & 0x3f));
	return gkri_para_put(d, out, n);
}

/* ---- ends ---- */

/* The numbering of a paragraph: its own, else its style's. */
static int32_t count(struct gkri_doc *d, const struct gkri_para *p, int *bare)
{
	const struct gkri_style *s = p->style;
	int32_t num = p->num, level = p->level;

	if (num == GKRI_UNSET && s && s->num > 0) {
		num = s->num;
		if (level == GKRI_UNSET)
			level = gkri_numbers_level(&d->numbers, num,
			    d->styles.names.data + s->name,
			    gkri_numbers_level(&d->numbers, num,
				d->styles.names.data + s->num_name, s->level));
	}
	d->number.len = 0;
	if (num <= 0)
		return 0;
	return gkri_numbers_next(&d->numbers, num,
	    level == GKRI_UNSET ? 0 : level, &d->number, bare);
}

/* Puts the number before the text that begins at `start`. */
static int32_t put_number(struct gkri_doc *d, size_t start, int bare)
{
	const char *text = d->text.data;
	size_t len = d->text.len - start, gap;
	int32_t rc;

	/* before Han a number needs no blank, before digits it does */
	gap = !bare && len && (unsigned char)text[start] < 0x80;
	if (gap)
		rc = gkri_buf_putc(&d->number, ' ');
	else
		rc = 0;
	if (rc == 0)
		rc = gkri_buf_reserve(&d->text, d->number.len + 1);
	if (rc != 0 || !d->number.len)
		return rc;
	memmove(
	    d->text.data + start + d->number.len, d->text.data + start, len);
	memcpy(d->text.data + start, d->number.data, d->number.len);
	d->text.len += d->number.len;
	return 0;
}

/* Hands on the text from `start` on. */
static int32_t give(struct gkri_doc *d, size_t start)
{
	int32_t rc = 0;

	if (d->text.len > start)
		rc = gkri_flow_paragraph(
		    &d->flow, d->text.data + start, d->text.len - start);
	d->text.len = start;
	return rc;
}

int32_t gkri_para_end(struct gkri_doc *d)
{
	struct gkri_para p = *gkri_para_open(d);
	int bare = 0;
	int32_t rc;

	d->para_count--;
	drop_codes(d);
	if (p.mark_gone) {
		d->carry = p.start;
		d->carries = 1;
		return 0;
	}
	rc = count(d, &p, &bare);
	if (rc == 0 && d->number.len)
		rc = put_number(d, p.start, bare);
	return rc == 0 ? give(d, p.start) : rc;
}

int32_t gkri_para_settle(struct gkri_doc *d)
{
	if (!d->carries)
		return 0;
	d->carries = 0;
	return give(d, d->carry);
}
