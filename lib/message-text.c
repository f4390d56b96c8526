#include "message.h"

#define SPARE 512 /* bytes that are made room for at a time */

void gkri_said_clear(struct gkri_said *said)
{
	if (said->of)
		memset(said, 0, sizeof *said);
}

void gkri_said_begin(struct gkri_said *said, const struct gkr_report *r)
{
	if (said->of == r)
		return;
	gkri_said_clear(said);
	said->of = r;
}

void gkri_say_begin(struct gkri_say *s, struct gkr_findings *f,
    const struct gkr_report *r, const struct gkri_case *c)
{
	s->f = f;
	s->r = r;
	s->c = c;
	gkri_said_begin(&f->said, r);
	s->number = c->number;
	s->open = 0;
	gkri_say_in(s, 0);
	s->row_1 = gkri_form_at[c->run.table].row;
	s->column_1 = gkri_form_at[c->run.table].column;
	s->rc = gkri_buf_reserve(&f->text, SPARE);
	s->at = s->end = s->none;
	if (s->rc != GKR_OK)
		return;
	s->at = f->text.data + f->text.len;
	s->end = f->text.data + f->text.cap;
}

int gkri_say_grow(struct gkri_say *s, size_t n)
{
	struct gkri_buf *b = &s->f->text;
	size_t was = b->len, len;

	if (s->rc != GKR_OK)
		return 0;
	len = (size_t)(s->at - b->data);
	b->len = len;
	s->rc = gkri_buf_reserve(b, n + SPARE);
	b->len = was;
	s->at = b->data + len;
	s->end = s->rc == GKR_OK ? b->data + b->cap : s->at;
	return s->rc == GKR_OK;
}

int32_t gkri_say_end(struct gkri_say *s)
{
	if (s->rc == GKR_OK)
		s->f->text.len = (size_t)(s->at - s->f->text.data);
	return s->rc;
}
