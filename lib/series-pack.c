/*
 * What a series keeps of a report: the cells of its form with their places,
 * and the labels that are not the form's own.  Numbers take as many bytes as
 * they need, places are told from the one before.
 */
#include "series.h"

enum { LABEL_NONE, LABEL_FORM, LABEL_OWN };

/* Where the next place is reckoned from. */
struct at {
	uint64_t offset;
	uint32_t line;
};

/* ------------------------------------------------------------------ */
/* Packing                                                            */

struct packer {
	struct gkri_buf *b;
	struct at at;
	int32_t rc;
};

static void put_byte(struct packer *k, uint32_t byte)
{
	if (k->rc == GKR_OK)
		k->rc = gkri_buf_putc(k->b, (char)(unsigned char)byte);
}

static void put_number(struct packer *k, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		put_byte(k, (uint32_t)(n & 0x7f) | 0x80);
	put_byte(k, (uint32_t)n);
}

/* Small amounts of either sign are small. */
static void put_signed(struct packer *k, uint64_t n)
{
	put_number(k, n >> 63 ? ~n << 1 | 1 : n << 1);
}

static void put_place(struct packer *k, uint64_t offset, uint32_t length,
    uint32_t line, uint32_t column)
{
	put_signed(k, (uint64_t)line - k->at.line);
	put_number(k, column);
	put_signed(k, offset - k->at.offset);
	put_number(k, length);
	k->at.line = line;
	k->at.offset = offset;
}

static void put_cell(struct packer *k, const struct gkri_rcell *c)
{
	int place = c->line != 0;

	put_byte(k,
	    c->state | (uint32_t)c->certainty << 3 | (uint32_t)place << 5 |
		(uint32_t)(c->scale != 0) << 6);
	if (c->state == GKR_STATE_NUMBER)
		put_signed(k, (uint64_t)c->mantissa);
	if (c->scale)
		put_byte(k, c->scale);
	if (place)
		put_place(k, c->offset, c->length, c->line, c->column);
}

static void put_label(struct packer *k, const struct gkr_report *r,
    const struct gkri_span *span, const char *label)
{
	const char *p = gkri_run(&r->text, span->at, span->len, NULL);
	int own;

	if (!span->len && !span->line) {
		put_byte(k, LABEL_NONE);
		return;
	}
	own = !label || strlen(label) != span->len ||
	    memcmp(label, p, span->len) != 0;
	put_byte(k, own ? LABEL_OWN : LABEL_FORM);
	put_place(k, span->offset, span->length, span->line, span->column);
	if (!own)
		return;
	put_number(k, span->len);
	if (k->rc == GKR_OK)
		k->rc = gkri_buf_put(k->b, p, span->len);
}

static void put_table(
    struct packer *k, const struct gkr_report *r, uint32_t table)
{
	uint32_t i, id;

	put_byte(k, r->table_seen[table]);
	put_label(
	    k, r, &r->caption[table], gkr_form_table_label(r->form, table));
	for (i = 0; (id = gkr_form_row_at(r->form, table, i)) != 0; i++)
		put_label(k, r, &r->row_label[table][id],
		    gkr_form_row_label(r->form, table, id));
	for (i = 0; (id = gkr_form_column_at(r->form, table, i)) != 0; i++)
		put_label(k, r, &r->column_label[table][id],
		    gkr_form_column_label(r->form, table, id));
}

int32_t gkri_pack(struct gkri_buf *b, const struct gkr_report *r)
{
	struct packer k = {NULL, {0, 0}, GKR_OK};
	uint32_t i, cell, table;

	k.b = b;
	put_byte(&k, r->form);
	for (i = 0; (cell = gkr_form_cell_at(r->form, i)) != 0; i++)
		put_cell(&k, &r->cells[gkri_slot(cell)]);
	put_byte(&k, r->source.position_kind);
	put_number(&k, r->year);
	for (i = 0; (table = gkr_form_table_at(r->form, i)) != 0; i++)
		put_table(&k, r, table);
	return k.rc;
}

/* ------------------------------------------------------------------ */
/* Unpacking                                                          */

struct unpacker {
	const unsigned char *p;
	struct at at;
	int32_t rc;
};

static uint64_t take_number(struct unpacker *u)
{
	uint64_t n = 0;
	unsigned shift = 0;

	for (; *u->p & 0x80; shift += 7)
		n |= (uint64_t)(*u->p++ & 0x7f) << shift;
	return n | (uint64_t)*u->p++ << shift;
}

static uint64_t take_signed(struct unpacker *u)
{
	uint64_t n = take_number(u);

	return n & 1 ? ~(n >> 1) : n >> 1;
}

static void take_place(struct unpacker *u, struct gkri_span *at)
{
	at->line = (uint32_t)(u->at.line + take_signed(u));
	at->column = (uint32_t)take_number(u);
	at->offset = u->at.offset + take_signed(u);
	at->length = (uint32_t)take_number(u);
	u->at.line = at->line;
	u->at.offset = at->offset;
}

static void take_cell(struct unpacker *u, struct gkri_rcell *c)
{
	unsigned bits = *u->p++;
	struct gkri_span at = {0, 0, 0, 0, 0, 0};

	memset(c, 0, sizeof *c);
	c->state = bits & 7;
	c->certainty = bits >> 3 & 3;
	if (c->state == GKR_STATE_NUMBER)
		c->mantissa = (int64_t)take_signed(u);
	if (bits >> 6 & 1)
		c->scale = *u->p++;
	if (bits >> 5 & 1)
		take_place(u, &at);
	c->offset = at.offset;
	c->length = at.length;
	c->line = at.line;
	c->column = at.column;
}

static void take_label(struct unpacker *u, struct gkr_report *r,
    struct gkri_span *span, const char *label)
{
	uint32_t kind = *u->p++, at = 0;
	size_t n = 0;

	if (kind == LABEL_NONE || u->rc != GKR_OK)
		return;
	take_place(u, span);
	if (kind == LABEL_OWN) {
		n = (size_t)take_number(u);
		label = (const char *)u->p;
		u->p += n;
	} else if (label) {
		n = strlen(label);
	}
	if (n)
		u->rc = gkri_report_keep(r, label, n, &at);
	if (u->rc == GKR_OK && n) {
		span->at = at - 1;
		span->len = (uint32_t)n;
	}
}

static void take_table(struct unpacker *u, struct gkr_report *r, uint32_t table)
{
	uint32_t i, id;

	r->table_seen[table] = *u->p++;
	take_label(
	    u, r, &r->caption[table], gkr_form_table_label(r->form, table));
	for (i = 0; (id = gkr_form_row_at(r->form, table, i)) != 0; i++)
		take_label(u, r, &r->row_label[table][id],
		    gkr_form_row_label(r->form, table, id));
	for (i = 0; (id = gkr_form_column_at(r->form, table, i)) != 0; i++)
		take_label(u, r, &r->column_label[table][id],
		    gkr_form_column_label(r->form, table, id));
}

int32_t gkri_unpack(const char *p, struct gkr_report *r)
{
	struct unpacker u = {NULL, {0, 0}, GKR_OK};
	uint32_t i, cell, table;

	u.p = (const unsigned char *)p;
	r->form = *u.p++;
	for (i = 0; (cell = gkr_form_cell_at(r->form, i)) != 0; i++)
		take_cell(&u, &r->cells[gkri_slot(cell)]);
	r->source.position_kind = *u.p++;
	r->year = (uint32_t)take_number(&u);
	for (i = 0;
	     u.rc == GKR_OK && (table = gkr_form_table_at(r->form, i)) != 0;
	     i++)
		take_table(&u, r, table);
	return u.rc;
}

int gkri_pack_same(const char *a, const char *b)
{
	struct unpacker one = {NULL, {0, 0}, GKR_OK}, two = one;
	struct gkri_rcell x, y;
	uint32_t form, i;

	one.p = (const unsigned char *)a;
	two.p = (const unsigned char *)b;
	form = *one.p++;
	if (*two.p++ != form)
		return 0;
	for (i = 0; gkr_form_cell_at(form, i); i++) {
		struct gkri_sum sum;

		take_cell(&one, &x);
		take_cell(&two, &y);
		if (x.state != y.state)
			return 0;
		gkri_sum_zero(&sum);
		gkri_sum_add(&sum, x.mantissa, x.scale, 1);
		gkri_sum_add(&sum, y.mantissa, y.scale, -1);
		if (sum.limb[0] | sum.limb[1] | sum.limb[2])
			return 0;
	}
	return 1;
}
