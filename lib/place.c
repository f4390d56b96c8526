/*
 * Which cell each value of a row is, and the tokens that say so.
 *
 * A row has m values for n columns.  Merged cells of other columns leave
 * blanks before or behind the n; where more than one way of taking them off
 * is left, rows of the same shape in the table decide, then the head.  What
 * stays open is unplaced.
 */
#include <string.h>
#include "place.h"
#include "text.h"

#define REVIEW GKR_TABLE_REVIEW_LITIGATION

/* Labels stand at most so deep in a row. */
#define DEPTHS 4
/* A table's rows are so near: how far rows of one shape are looked for. */
#define NEAR 64
/* A head has at most so many rows. */
#define HEAD_ROWS 24

/* What row comes next: none, level 1, level 2, a row of the same group, of
 * another. */
enum { NEXT_NONE, NEXT_FIRST, NEXT_SECOND, NEXT_SAME, NEXT_OTHER, NEXTS };
#define TAIL_UNKNOWN 255
#define TAIL_DIFFERS 254

struct placer {
	struct gkri_region *g;
	const struct gkri_sink *sink;
	uint32_t form;		       /* as far as the votes so far tell */
	uint8_t columns[15], rows[15]; /* targets of the row at hand */
	uint32_t n;
	/* blanks behind full rows of an open layout, by what comes next */
	uint8_t tail[NEXTS];
	uint8_t alarm[256]; /* by instance: values stray in an open layout */
	uint16_t width[256][DEPTHS]; /* widest row by instance and depth */
};

static const struct gkri_cell *value(
    const struct placer *p, const struct gkri_data *d, uint32_t i)
{
	return &p->g->cells[p->g->refs[d->first + i]];
}

static int is_blank(
    const struct placer *p, const struct gkri_data *d, uint32_t i)
{
	return value(p, d, i)->kind == GKRI_CELL_BLANK;
}

static uint32_t leading(const struct placer *p, const struct gkri_data *d)
{
	uint32_t i = 0;

	while (i < d->count && is_blank(p, d, i))
		i++;
	return i;
}

static uint32_t trailing(const struct placer *p, const struct gkri_data *d)
{
	uint32_t i = 0;

	while (i < d->count && is_blank(p, d, d->count - 1 - i))
		i++;
	return i;
}

/* ---- targets ---- */

static uint32_t edition(const struct placer *p, const struct gkri_data *d)
{
	const struct gkri_instance *t =
	    d->instance ? &p->g->instances[d->instance - 1] : NULL;
	uint32_t e = gkri_form_edition(p->form, d->table);

	if (t && t->edition && t->table == d->table)
		return t->edition;
	if (d->table == GKR_TABLE_ARTICLE20_9 ||
	    d->row == GKRI_ROW_applications_other)
		return GKR_FORM_2019;
	return e ? e : GKR_FORM_2021;
}

/* The cells that the row's values have to fill, in order. */
static void targets(struct placer *p, const struct gkri_data *d)
{
	uint32_t i, e = edition(p, d);

	p->n = 0;
	if (d->table == 0)
		return;
	if (d->table == REVIEW && d->row == 0) {
		for (p->n = 15, i = 0; i < 15; i++) {
			p->rows[i] = (uint8_t)(i / 5 + 1);
			p->columns[i] = (uint8_t)(i % 5 + 1);
		}
		return;
	}
	if (d->row == 0)
		return;
	p->n = gkr_form_column_count(e, d->table);
	for (i = 0; i < p->n; i++) {
		p->rows[i] = d->row;
		p->columns[i] = (uint8_t)gkr_form_column_at(e, d->table, i);
	}
}

/* ---- how many blanks stand before the first column ---- */

/* Fewest and most; 0 where there is no way. */
static int range(const struct placer *p, const struct gkri_data *d,
    uint32_t *lo, uint32_t *hi)
{
	uint32_t k = d->count - p->n, lead = leading(p, d),
		 trail = trailing(p, d);

	*lo = k > trail ? k - trail : 0;
	*hi = lead < k ? lead : k;
	return *lo <= *hi;
}

static int same_shape(const struct gkri_data *a, const struct gkri_data *b)
{
	return a->instance == b->instance && a->depth == b->depth &&
	    a->count == b->count && a->width == b->width;
}

/* Rows of the same shape have their blanks in the same places. */
static void narrow_by_shape(const struct placer *p, const struct gkri_data *d,
    uint32_t *lo, uint32_t *hi)
{
	const struct gkri_region *g = p->g;
	uint32_t a, b, l = *lo, h = *hi;
	size_t i = (size_t)(d - g->data), end = i + NEAR;

	for (i = i > NEAR ? i - NEAR : 0; i < end && i < g->data_count; i++) {
		const struct gkri_data *e = &g->data[i];

		if (e == d || e->row == 0 || !same_shape(d, e) ||
		    !range(p, e, &a, &b))
			continue;
		l = a > l ? a : l;
		h = b < h ? b : h;
	}
	if (l <= h) {
		*lo = l;
		*hi = h;
	}
}

/* The head, where it is as wide as the row, says where column 1 is. */
static void narrow_by_head(const struct placer *p, const struct gkri_data *d,
    uint32_t *lo, uint32_t *hi)
{
	const struct gkri_region *g = p->g;
	const struct gkri_instance *t = &g->instances[d->instance - 1];
	uint32_t cell = t->column_cell[p->columns[0]], i, l;

	if (cell == GKRI_NONE)
		return;
	for (i = t->header_first; i < t->header_last; i++) {
		const struct gkri_row *r = &g->rows[i];

		if (cell < r->first || cell >= r->first + r->count ||
		    r->count != d->width || cell - r->first <= d->depth)
			continue;
		l = cell - r->first - d->depth - 1;
		if (l >= *lo && l <= *hi)
			*lo = *hi = l;
	}
}

/* Is the row narrower than another with its label in the same place? */
static int is_short(const struct placer *p, const struct gkri_data *d)
{
	if (d->flags & GKRI_ROW_OPEN || d->depth >= DEPTHS)
		return 0;
	return d->width < p->width[d->instance][d->depth];
}

/* ---- rows whose ends are not shown, but whose blanks are ---- */

/* The innermost label above a row, NULL if there is none; and how deep. */
static const char *group_of(const struct gkri_data *d, uint32_t *depth)
{
	const char *group = NULL, *next;

	for (*depth = 0; (next = gkr_form_row_group(
			      GKR_FORM_2021, d->table, d->row, *depth)) != NULL;
	     ++*depth)
		group = next;
	return group;
}

static int what_next(const struct placer *p, const struct gkri_data *d)
{
	const struct gkri_region *g = p->g;
	const struct gkri_data *e = d + 1;
	uint32_t a, b;
	const char *mine, *its;

	if ((size_t)(e - g->data) >= g->data_count ||
	    e->instance != d->instance || e->row == 0)
		return NEXT_NONE;
	mine = group_of(d, &a);
	its = group_of(e, &b);
	if (b < 2)
		return b ? NEXT_SECOND : NEXT_FIRST;
	return mine == its ? NEXT_SAME : NEXT_OTHER;
}

static int is_sequence(const struct gkri_data *d)
{
	return d->flags & GKRI_ROW_OPEN && !(d->flags & GKRI_ROW_LOSSY);
}

/* Full rows teach how many blanks of other columns follow a row. */
static void find_tails(struct placer *p)
{
	const struct gkri_region *g = p->g;
	size_t i;

	memset(p->tail, TAIL_UNKNOWN, sizeof(p->tail));
	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];
		uint32_t t = trailing(p, d);
		uint8_t *tail = &p->tail[what_next(p, d)];

		if (d->table != GKR_TABLE_APPLICATIONS || !is_sequence(d) ||
		    d->row == 0 || d->count - t != 7 || leading(p, d))
			continue;
		*tail = *tail == TAIL_UNKNOWN || *tail == t ? (uint8_t)t
							    : TAIL_DIFFERS;
	}
}

/* May the first n values of such a row be its cells? */
static int is_whole(const struct placer *p, const struct gkri_data *d)
{
	uint32_t extra = d->count - p->n;
	uint8_t tail = p->tail[what_next(p, d)];

	if (d->table != GKR_TABLE_APPLICATIONS || trailing(p, d) < extra)
		return 0;
	if (what_next(p, d) == NEXT_NONE)
		return 1;
	return tail == TAIL_UNKNOWN ? extra == 0 : extra == tail;
}

/*
 * How many values stand before the first column; -1 where it cannot be
 * told.  For a row with as many values as columns, or more.
 */
static int shift(const struct placer *p, const struct gkri_data *d)
{
	const struct gkri_instance *t =
	    d->instance ? &p->g->instances[d->instance - 1] : NULL;
	uint32_t lo, hi, full = d->count - leading(p, d) - trailing(p, d);

	if (full == p->n)
		return (int)leading(p, d);
	if (d->flags & GKRI_ROW_LOSSY || (t && t->lacks))
		return -1;
	if (is_sequence(d))
		return is_whole(p, d) ? 0 : -1;
	if (!range(p, d, &lo, &hi))
		return -1;
	if (is_short(p, d))
		return -1;
	if (lo != hi && leading(p, d) < d->count) {
		narrow_by_shape(p, d, &lo, &hi);
		if (lo != hi && t)
			narrow_by_head(p, d, &lo, &hi);
		if (lo != hi)
			return -1;
	}
	return (int)lo;
}

/* The source breaks off in the last row: what is there stands in order. */
static int is_cut(const struct placer *p, const struct gkri_data *d)
{
	const struct gkri_region *g = p->g;

	return g->cut && d == &g->data[g->data_count - 1] && d->count &&
	    !(d->flags & (GKRI_ROW_LOSSY | GKRI_ROW_OPEN)) &&
	    d->table == REVIEW;
}

/* ---- tokens ---- */

static int32_t put(
    struct placer *p, struct gkri_token *t, const struct gkri_cell *c)
{
	return p->sink->put(p->sink->context, p->g, t, c);
}

static void text_of(
    const struct placer *p, struct gkri_token *t, const struct gkri_cell *c)
{
	t->text = gkri_cell_text(p->g, c);
	t->text_len = c->len;
}

static int32_t put_simple(struct placer *p, uint8_t kind, uint8_t table,
    uint8_t row, const struct gkri_cell *c)
{
	struct gkri_token t;

	memset(&t, 0, sizeof(t));
	t.kind = kind;
	t.table = table;
	t.row = row;
	t.text = "";
	if (c)
		text_of(p, &t, c);
	return put(p, &t, c);
}

static void read_value(struct gkri_token *t)
{
	struct gkri_value v;

	if (t->text_len == 1 && *t->text >= '0' && *t->text <= '9') {
		t->state = GKR_STATE_NUMBER;
		t->mantissa = *t->text - '0';
		return;
	}
	gkri_value_read(t->text, t->text_len, &v);
	t->state = v.state;
	t->mantissa = v.state == GKR_STATE_NUMBER ? v.mantissa : 0;
	t->scale = v.state == GKR_STATE_NUMBER ? v.scale : 0;
	t->note_at = v.note_at;
	t->note_len = v.note_len;
	t->unit_at = v.unit_at;
	t->unit_len = v.unit_len;
	if (v.flags & GKRI_VALUE_SIGNED)
		t->flags |= GKRI_TOKEN_SIGNED;
	if (v.flags & GKRI_VALUE_TOO_LONG)
		t->flags |= GKRI_TOKEN_TOO_LONG;
}

static int32_t put_value(struct placer *p, uint8_t kind,
    const struct gkri_data *d, uint32_t i, uint32_t column)
{
	const struct gkri_cell *c = value(p, d, i);
	struct gkri_token t;

	memset(&t, 0, sizeof(t));
	t.kind = kind;
	t.table = d->table;
	t.row = d->row;
	text_of(p, &t, c);
	read_value(&t);
	if (kind == GKR_TOKEN_CELL) {
		t.row = p->rows[column];
		t.col = p->columns[column];
		t.certainty = GKR_CERTAINTY_READ;
	}
	return put(p, &t, c);
}

/* ---- rows beside stray values ---- */

/* Adds values [i, end) of the row; 0 where one of them is no number. */
static int add_up(const struct placer *p, const struct gkri_data *d, uint32_t i,
    uint32_t end, int sign, struct gkri_sum *sum)
{
	struct gkri_value v;

	for (; i < end; i++) {
		const struct gkri_cell *c = value(p, d, i);

		gkri_value_read(gkri_cell_text(p->g, c), c->len, &v);
		if (v.state != GKR_STATE_NUMBER)
			return 0;
		gkri_sum_add(sum, v.mantissa, v.scale, sign);
	}
	return 1;
}

/* Do the parts of each group of `size` values make its last? */
static int adds_up(
    const struct placer *p, const struct gkri_data *d, uint32_t size)
{
	struct gkri_sum sum, zero;
	uint32_t i;

	gkri_sum_zero(&zero);
	for (i = 0; i + size <= d->count; i += size) {
		gkri_sum_zero(&sum);
		if (!add_up(p, d, i, i + size - 1, 1, &sum) ||
		    !add_up(p, d, i + size - 1, i + size, -1, &sum) ||
		    gkri_sum_compare(&sum, &zero) != 0)
			return 0;
	}
	return 1;
}

/*
 * Where digits may have been cut off a narrow cell and printed beside the
 * row, only a row whose sum holds is what it seems.
 */
static int is_doubtful(const struct placer *p, const struct gkri_data *d)
{
	uint32_t i;

	for (i = 0; d->flags & GKRI_ROW_LOSSY && i < d->count; i++)
		if (value(p, d, i)->kind == GKRI_CELL_TEXT)
			return 1;
	if (!(d->flags & GKRI_ROW_SUSPECT))
		return 0;
	if (d->table == REVIEW)
		return !adds_up(p, d, 5);
	return d->table != GKR_TABLE_APPLICATIONS || d->count != 7 ||
	    !adds_up(p, d, 7);
}

/* Cells of the row from value `from` on, at most n. */
static int32_t put_cells(
    struct placer *p, const struct gkri_data *d, uint32_t from)
{
	const struct gkri_cell *label =
	    d->label == GKRI_NONE ? NULL : &p->g->cells[d->label];
	int32_t rc = GKR_OK;
	uint32_t i;

	for (i = 0; i < p->n && from + i < d->count && rc == GKR_OK; i++) {
		if (i == 0 || p->rows[i] != p->rows[i - 1])
			rc = put_simple(
			    p, GKR_TOKEN_ROW, d->table, p->rows[i], label);
		if (rc == GKR_OK)
			rc = put_value(p, GKR_TOKEN_CELL, d, from + i, i);
	}
	return rc;
}

/* Values without a cell: of a row that is known, or of none. */
static int32_t put_loose(struct placer *p, const struct gkri_data *d)
{
	const struct gkri_cell *label =
	    d->label == GKRI_NONE ? NULL : &p->g->cells[d->label];
	int known = d->row != 0;
	int32_t rc = put_simple(p,
	    known ? GKR_TOKEN_ROW : GKR_TOKEN_UNKNOWN_ROW, d->table, d->row,
	    label	   ? label
		: d->count ? value(p, d, 0)
			   : NULL);
	uint32_t i;

	for (i = 0; i < d->count && rc == GKR_OK; i++)
		if (!is_blank(p, d, i))
			rc = put_value(p,
			    known ? GKR_TOKEN_UNPLACED
				  : GKR_TOKEN_UNKNOWN_VALUE,
			    d, i, 0);
	return rc;
}

static int32_t put_data(struct placer *p, const struct gkri_data *d)
{
	int from;

	targets(p, d);
	p->g->work_cells += d->count;
	if (p->n == 0)
		return put_loose(p, d);
	if (d->count == 0)
		return put_simple(
		    p, GKR_TOKEN_ROW, d->table, d->row, &p->g->cells[d->label]);
	if (d->flags & GKRI_ROW_OPEN && p->alarm[d->instance])
		return put_loose(p, d);
	if (is_doubtful(p, d))
		return put_loose(p, d);
	if (d->count < p->n)
		return is_cut(p, d) ? put_cells(p, d, 0) : put_loose(p, d);
	from = shift(p, d);
	return from < 0 ? put_loose(p, d) : put_cells(p, d, (uint32_t)from);
}

/* ---- heads ---- */

/* A piece of the column's label among the cells of the head. */
static uint32_t head_piece(
    const struct placer *p, const struct gkri_instance *t, uint32_t column)
{
	const struct gkri_region *g = p->g;
	uint32_t i, j;

	for (i = t->header_first; i < t->header_last; i++) {
		const struct gkri_row *r = &g->rows[i];

		for (j = 0; j < r->count; j++) {
			const struct gkri_cell *c = &g->cells[r->first + j];

			if (c->kind == GKRI_CELL_TEXT &&
			    gkri_label_contains(t->table, GKRI_LABEL_COLUMN,
				column, gkri_cell_text(g, c), c->len))
				return r->first + j;
		}
	}
	return GKRI_NONE;
}

static int32_t put_column(struct placer *p, const struct gkri_instance *t,
    uint32_t column, const struct gkri_cell *c)
{
	struct gkri_token k;

	memset(&k, 0, sizeof(k));
	k.kind = GKR_TOKEN_COLUMN;
	k.table = t->table;
	k.col = (uint8_t)column;
	text_of(p, &k, c);
	return put(p, &k, c);
}

/* The columns that the head names, if enough of it was read. */
static int32_t put_head(struct placer *p, struct gkri_instance *t)
{
	uint32_t e =
	    t->edition ? t->edition : gkri_form_edition(p->form, t->table);
	uint32_t i, id, seen = 0, n = gkr_form_column_count(e, t->table);
	int32_t rc = GKR_OK;

	for (i = 0; i < n; i++) {
		id = gkr_form_column_at(e, t->table, i);
		if (t->column_cell[id] == GKRI_NONE)
			t->column_cell[id] = head_piece(p, t, id);
		seen += t->column_cell[id] != GKRI_NONE;
	}
	if (seen * 2 <= n && n > 1)
		return GKR_OK;
	t->lacks = seen < n && t->table == GKR_TABLE_APPLICATIONS;
	for (i = 0; i < n && rc == GKR_OK; i++) {
		id = gkr_form_column_at(e, t->table, i);
		if (t->column_cell[id] != GKRI_NONE)
			rc = put_column(
			    p, t, id, &p->g->cells[t->column_cell[id]]);
	}
	return rc;
}

static int32_t put_table(struct placer *p, struct gkri_instance *t)
{
	const struct gkri_cell *c =
	    t->caption == GKRI_NONE ? NULL : &p->g->cells[t->caption];
	struct gkri_token k;
	int32_t rc;

	memset(&k, 0, sizeof(k));
	k.kind = GKR_TOKEN_TABLE;
	k.table = t->table;
	k.layout = t->layout;
	k.text = "";
	if (c)
		text_of(p, &k, c);
	rc = put(p, &k, c ? c : &p->g->cells[p->g->rows[t->physical].first]);
	return rc == GKR_OK ? put_head(p, t) : rc;
}

static int32_t end_table(struct placer *p, const struct gkri_instance *t)
{
	struct gkri_token k;

	memset(&k, 0, sizeof(k));
	k.kind = GKR_TOKEN_TABLE_END;
	k.table = t->table;
	k.text = "";
	k.form = t->edition ? t->edition
			    : (uint8_t)gkri_form_edition(p->form, t->table);
	return put(p, &k, NULL);
}

/* ---- row by row ---- */

/* What no table uses is prose. */
static int32_t put_prose(struct placer *p, const struct gkri_row *r)
{
	int32_t rc = GKR_OK;
	uint32_t i;

	if (r->flags & GKRI_ROW_TAKEN)
		return GKR_OK;
	for (i = 0; i < r->count && rc == GKR_OK; i++) {
		const struct gkri_cell *c = &p->g->cells[r->first + i];

		if (c->len)
			rc = put_simple(p, GKR_TOKEN_PROSE, 0, 0, c);
	}
	return rc;
}

static void find_widths(struct placer *p)
{
	const struct gkri_region *g = p->g;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];
		uint16_t *w = &p->width[d->instance][d->depth % DEPTHS];

		if (d->row && d->depth < DEPTHS && d->width > *w)
			*w = (uint16_t)(d->width < 65535 ? d->width : 65535);
	}
	for (i = 0; i < g->instance_count; i++)
		if (g->instances[i].header_last >
		    g->instances[i].header_first + HEAD_ROWS)
			g->instances[i].header_last =
			    g->instances[i].header_first + HEAD_ROWS;
}

/* A row of values alone, shorter than any that the form has. */
static int is_stray(const struct gkri_data *d)
{
	return d->row == 0 && d->label == GKRI_NONE &&
	    d->flags & GKRI_ROW_LOSSY && !(d->flags & GKRI_ROW_OPEN) &&
	    (d->table != REVIEW || d->count < 15);
}

/* Rows next to stray values are suspect. */
static void find_suspects(struct placer *p)
{
	struct gkri_region *g = p->g;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		if (!is_stray(&g->data[i]))
			continue;
		if (i && g->data[i].physical - g->data[i - 1].physical <= 2)
			g->data[i - 1].flags |= GKRI_ROW_SUSPECT;
		if (i + 1 < g->data_count &&
		    g->data[i + 1].physical - g->data[i].physical <= 2)
			g->data[i + 1].flags |= GKRI_ROW_SUSPECT;
	}
}

/*
 * Where the ends of rows are not shown, stray values mean that values and
 * labels do not stand in the same order: nothing there can be trusted.
 */
static void find_alarms(struct placer *p)
{
	const struct gkri_region *g = p->g;
	const struct gkri_data *last = NULL;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];

		if (!(d->flags & GKRI_ROW_OPEN))
			continue;
		targets(p, d);
		if ((d->row == 0 && d->table != REVIEW) ||
		    (p->n && d->count - trailing(p, d) > p->n))
			p->alarm[d->instance] = 1;
		if (last && last->instance == d->instance && last->count == 0 &&
		    d->count)
			p->alarm[d->instance] = 1;
		last = d;
	}
}

/* Marks that stand before a line. */
static int32_t put_marks(struct placer *p, size_t *next, uint32_t line)
{
	const struct gkri_region *g = p->g;
	int32_t rc = GKR_OK;

	while (*next < g->mark_count && g->marks[*next].line < line &&
	    rc == GKR_OK) {
		const struct gkri_mark *m = &g->marks[(*next)++];
		struct gkri_cell c;

		memset(&c, 0, sizeof(c));
		c.at = c.place = m->at;
		c.len = c.extent = m->len;
		c.line = m->line;
		rc = put_simple(p, GKR_TOKEN_MARK, 0, 0, &c);
	}
	return rc;
}

int32_t gkri_place(struct gkri_region *g, struct gkri_votes *votes,
    const struct gkri_sink *sink)
{
	struct placer p;
	struct gkri_instance *open = NULL;
	size_t i, d = 0, t = 0, m = 0;
	int32_t rc = GKR_OK;

	memset(&p, 0, sizeof(p));
	p.g = g;
	p.sink = sink;
	p.form = gkri_votes_form(votes);
	find_widths(&p);
	find_tails(&p);
	find_suspects(&p);
	find_alarms(&p);
	for (i = 0; i < g->row_count && rc == GKR_OK; i++) {
		rc = put_marks(&p, &m, g->rows[i].line);
		while (t < g->instance_count && g->instances[t].physical == i &&
		    rc == GKR_OK) {
			if (open)
				rc = end_table(&p, open);
			open = &g->instances[t++];
			if (rc == GKR_OK)
				rc = put_table(&p, open);
		}
		while (d < g->data_count && g->data[d].physical == i &&
		    rc == GKR_OK)
			rc = put_data(&p, &g->data[d++]);
		if (rc == GKR_OK)
			rc = put_prose(&p, &g->rows[i]);
	}
	if (rc == GKR_OK && open)
		rc = end_table(&p, open);
	return rc == GKR_OK ? put_marks(&p, &m, UINT32_MAX) : rc;
}
