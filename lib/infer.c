/* What proves the place of values that have none of their own. */
#include <string.h>
#include "infer.h"

#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION
/* A count is less: sums of a table's rows cannot overflow. */
#define MOST INT64_C(1000000000000000)
/* So many rows in turn may lack their labels. */
#define MOST_ROWS 3
#define GROUP 5
/* Smaller numbers fit by chance: with several mistakes in the source. */
#define LEAST_TOTAL 10

const char *gkri_why_name(uint32_t why)
{
	static const char *const names[GKRI_WHY_END] = {
#define GKR_DEF_EVIDENCE(id, name, say) name,
#include "evidence.def"
	};
	return names[why];
}

/* A count; blanks and nil marks are 0 here. */
static int count_of(const struct gkri_fit *f, const struct gkri_data *d,
    uint32_t i, int64_t *out)
{
	const struct gkri_cell *c = gkri_fit_value(f, d, i);
	struct gkri_value v;

	gkri_value_read(gkri_cell_text(f->g, c), c->len, &v);
	*out = 0;
	if (v.state == GKR_STATE_BLANK || v.state == GKR_STATE_NIL)
		return 1;
	if (v.state != GKR_STATE_NUMBER || v.scale || v.mantissa < 0 ||
	    v.mantissa > MOST)
		return 0;
	*out = v.mantissa;
	return 1;
}

/* ---- the applicant table ---- */

static void begin_sheet(struct gkri_sheet *s, const struct gkri_fit *f)
{
	uint32_t i, id, form = f->form ? f->form : GKR_FORM_2021;

	memset(s, 0, sizeof(*s));
	s->rows = gkr_form_row_count(form, APPLICATIONS);
	for (i = 0; i < s->rows; i++) {
		id = gkr_form_row_at(form, APPLICATIONS, i);
		s->order[id] = (uint8_t)(i + 1);
		s->row_at[i + 1] = (uint8_t)id;
	}
}

/* The values of a row that has its places. */
static int take_read(const struct gkri_fit *f, const struct gkri_data *d,
    struct gkri_sheet_row *r)
{
	uint32_t i;
	int64_t *v;

	r->state = GKRI_SHEET_READ;
	for (i = 0; i < GKRI_COLUMNS; i++) {
		v = &r->v[f->columns[i] - 1];
		*v = 0; /* of a blank, whether it is printed or a hole */
		if (f->where[i] == GKRI_NONE ||
		    (f->where[i] != GKRI_HOLE &&
			!count_of(f, d, f->where[i], v)))
			return 0;
	}
	return 1;
}

/* The values of a row that has fewer than columns, in order. */
static int take_short(const struct gkri_fit *f, const struct gkri_data *d,
    struct gkri_sheet_row *r)
{
	uint32_t i;

	r->state = GKRI_SHEET_SHORT;
	for (i = 0; i < d->count; i++) {
		if (gkri_fit_value(f, d, i)->kind == GKRI_CELL_BLANK)
			continue;
		if (r->count == GKRI_COLUMNS - 1 || i > UINT8_MAX ||
		    !count_of(f, d, i, &r->v[r->count]))
			return 0;
		r->index[r->count++] = (uint8_t)i;
	}
	return 1;
}

static int is_sound(const struct gkri_fit *f, const struct gkri_data *d)
{
	return !(d->instance &&
		   (f->alarm[d->instance] ||
		       f->g->instances[d->instance - 1].lacks)) &&
	    !gkri_is_doubtful(f, d);
}

static int take_row(
    struct gkri_sheet *s, struct gkri_fit *f, const struct gkri_data *d)
{
	struct gkri_sheet_row *r = &s->row[d->row];

	if (r->state != GKRI_SHEET_NONE || !s->order[d->row])
		return 0;
	r->data = (uint32_t)(d - f->g->data);
	r->state = GKRI_SHEET_EMPTY;
	gkri_fit_targets(f, d);
	if (f->n != GKRI_COLUMNS || f->order != GKRI_ORDER_FORM ||
	    !is_sound(f, d))
		return 0;
	if (d->count == 0)
		return 1;
	return gkri_fit_row(f, d) ? take_read(f, d, r) : take_short(f, d, r);
}

/* ---- order ---- */

/* A row of seven values, the last of which is what the others make. */
static int is_full(const struct gkri_fit *f, const struct gkri_data *d)
{
	int64_t v, sum = 0;
	uint32_t i;

	if (d->count != GKRI_COLUMNS)
		return 0;
	f->g->digits = 1;
	for (i = 0; i < GKRI_COLUMNS; i++) {
		if (gkri_fit_value(f, d, i)->kind != GKRI_CELL_VALUE ||
		    !count_of(f, d, i, &v))
			return 0;
		sum += i < GKRI_COLUMNS - 1 ? v : -v;
	}
	return sum == 0;
}

/* Has it no words of its own, or words of the row's label? */
static int may_be_row(
    const struct gkri_fit *f, const struct gkri_data *d, uint32_t row)
{
	const struct gkri_cell *c;

	if (d->label == GKRI_NONE)
		return 1;
	c = &f->g->cells[d->label];
	return gkri_label_contains(
	    APPLICATIONS, GKRI_LABEL_ROW, row, gkri_cell_text(f->g, c), c->len);
}

/* A row that is named and has values: others are placed between two such. */
static int is_anchor(const struct gkri_data *d)
{
	return d->table == APPLICATIONS && d->row && d->count;
}

/* Has no row of values been met? */
static int is_free(const struct gkri_sheet_row *r)
{
	return r->state == GKRI_SHEET_NONE || r->state == GKRI_SHEET_EMPTY;
}

/*
 * Do the rows between two anchors fill the form's gap?  They are rows without
 * a label, and labels without values just before their row.
 */
static int fills_gap(
    const struct gkri_sheet *s, const struct gkri_fit *f, size_t i, size_t end)
{
	const struct gkri_data *d = f->g->data;
	uint32_t row, at = s->order[d[i].row], last = s->order[d[end].row];

	if (!at || last > at + 1 + MOST_ROWS)
		return 0;
	for (at++; ++i < end; at++) {
		if (at >= last || d[i].table != APPLICATIONS)
			return 0;
		row = s->row_at[at];
		if (d[i].row && d[i].row == row)
			i++;
		if (i == end || d[i].row || !is_full(f, &d[i]) ||
		    !is_free(&s->row[row]) || !may_be_row(f, &d[i], row))
			return 0;
	}
	return at == last;
}

static struct gkri_inferred *add(struct gkri_infer *out, size_t data,
    uint32_t why, uint32_t table, uint32_t row)
{
	struct gkri_inferred *w = &out->list[out->count++];

	w->data = (uint32_t)data;
	w->why = (uint8_t)why;
	w->table = (uint8_t)table;
	w->row = (uint8_t)row;
	w->named = 0;
	memset(w->at, GKRI_INFER_OPEN, sizeof(w->at));
	return w;
}

static void take_next(struct gkri_sheet *s, struct gkri_infer *out,
    const struct gkri_fit *f, size_t data, uint32_t row)
{
	struct gkri_inferred *w =
	    add(out, data, GKRI_WHY_ORDER, APPLICATIONS, row);
	struct gkri_sheet_row *r = &s->row[row];
	uint8_t i;

	w->named = r->state == GKRI_SHEET_EMPTY;
	r->state = GKRI_SHEET_READ;
	r->data = (uint32_t)data;
	for (i = 0; i < GKRI_COLUMNS; i++) {
		w->at[i] = i;
		count_of(f, &f->g->data[data], i, &r->v[i]);
	}
}

/* Rows between two anchors; those that fill no gap break the sheet. */
static void find_between(struct gkri_sheet *s, struct gkri_infer *out,
    const struct gkri_fit *f, size_t i, size_t end)
{
	const struct gkri_data *d = f->g->data;
	uint32_t at = s->order[d[i].row] + 1u;
	size_t k, loose = 0;

	for (k = i + 1; k < end; k++)
		loose += d[k].row == 0;
	if (!loose)
		return;
	if (!fills_gap(s, f, i, end)) {
		s->broken = 1;
		return;
	}
	for (k = i + 1; k < end; k++)
		if (d[k].row == 0)
			take_next(s, out, f, k, s->row_at[at++]);
}

/*
 * Do values stand before their labels?  A row's label is behind its values,
 * or values come before the first row's label.  What stands between two rows
 * may then be either's.
 */
static int comes_before(const struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	const struct gkri_data *d = g->data, *end = d + g->data_count;
	uint8_t instance = 0;

	for (; d < end; d++) {
		if (d->table != APPLICATIONS)
			continue;
		if (d->row == 0 && d->instance != instance &&
		    d->flags & GKRI_ROW_OPEN)
			return 1;
		if (d->row && d->count && d->label != GKRI_NONE &&
		    d->label > g->refs[d->first])
			return 1;
		instance = d->instance;
	}
	return 0;
}

/* Has a row a head whose columns are in an order that cannot be made out? */
static int is_unclear(struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		if (g->data[i].table != APPLICATIONS)
			continue;
		gkri_fit_targets(f, &g->data[i]);
		if (f->order == GKRI_ORDER_UNCLEAR)
			return 1;
	}
	return 0;
}

static void find_order(
    struct gkri_sheet *s, struct gkri_infer *out, struct gkri_fit *f)
{
	const struct gkri_data *d = f->g->data;
	size_t i, last = f->g->data_count;

	if (comes_before(f) || is_unclear(f)) {
		s->broken = 1;
		return;
	}
	for (i = 0; i < f->g->data_count; i++) {
		if (is_anchor(&d[i])) {
			if (last < i)
				find_between(s, out, f, last, i);
			else
				s->broken |= i > 0 && d[i - 1].row == 0;
			last = i;
		}
	}
	/* nothing may follow the last row */
	s->broken |= last + 1 < f->g->data_count;
}

/* ---- sums ---- */

/*
 * Values between two that are proved: where they are as many as the columns
 * there, each has its own; where there is none, the columns are blank.
 */
static void take_gap(struct gkri_inferred *w, const struct gkri_sheet_row *r,
    uint32_t value, uint32_t value_end, uint32_t column, uint32_t column_end)
{
	uint32_t n = value_end - value;

	if (n && n != column_end - column)
		return;
	for (; column < column_end; column++)
		w->at[column] =
		    n ? r->index[value++] : (uint8_t)GKRI_INFER_BLANK;
}

static void take_proved(
    struct gkri_infer *out, const struct gkri_sheet_row *r, uint32_t row)
{
	struct gkri_inferred *w = NULL;
	uint32_t k, value = 0, column = 0, at;

	if (r->count == 0)
		return;
	if (r->v[r->count - 1] < LEAST_TOTAL)
		return;
	for (k = 0; k < r->count; k++) {
		if (!(at = r->column[k]))
			continue;
		if (!w)
			w = add(out, r->data, GKRI_WHY_SUMS, APPLICATIONS, row);
		take_gap(w, r, value, k, column, at - 1);
		w->at[at - 1] = r->index[k];
		value = k + 1;
		column = at;
	}
	if (w)
		take_gap(w, r, value, r->count, column, GKRI_COLUMNS);
}

static void find_sums(struct gkri_sheet *s, struct gkri_infer *out,
    const struct gkri_fit *f, struct gkri_votes *votes)
{
	uint32_t left = GKRI_INFER_WORK - votes->searched, id;

	/* where nothing can be asked, no number changes the answer */
	if (!gkri_infer_may_sum(s))
		return;
	f->g->digits = 1;
	if (s->broken || !left)
		return;
	gkri_infer_sums(s, &left);
	f->g->work_cells += GKRI_INFER_WORK - left - votes->searched;
	votes->searched = GKRI_INFER_WORK - left;
	for (id = 1; id <= GKRI_ROWS; id++)
		if (s->row[id].state == GKRI_SHEET_SHORT)
			take_proved(out, &s->row[id], id);
}

/* ---- groups ---- */

/* Do the first four of each five make the fifth, two of them not 0? */
static int makes_groups(const struct gkri_fit *f, const struct gkri_data *d)
{
	int64_t v, sum = 0;
	uint32_t i, some = 0;

	if (d->count != GKRI_TARGETS)
		return 0;
	f->g->digits = 1;
	for (i = 0; i < GKRI_TARGETS; i++) {
		if (gkri_fit_value(f, d, i)->kind != GKRI_CELL_VALUE ||
		    !count_of(f, d, i, &v))
			return 0;
		if (i % GROUP != GROUP - 1) {
			sum += v;
			continue;
		}
		if (sum != v)
			return 0;
		some += v != 0;
		sum = 0;
	}
	return some >= 2;
}

/* The one row of values in its section that no head explains. */
static void find_groups(struct gkri_infer *out, const struct gkri_fit *f)
{
	const struct gkri_region *g = f->g;
	size_t i, found = g->data_count;

	if (g->context != GKR_SECTION_REVIEW_LITIGATION)
		return;
	for (i = 0; i < g->data_count; i++) {
		if (g->data[i].table == REVIEW || found < g->data_count)
			return;
		if (g->data[i].table == 0 && g->data[i].row == 0)
			found = i;
	}
	if (found < g->data_count && makes_groups(f, &g->data[found])) {
		struct gkri_inferred *w =
		    add(out, found, GKRI_WHY_GROUPS, REVIEW, 0);
		uint8_t k;

		for (k = 0; k < GKRI_TARGETS; k++)
			w->at[k] = k;
	}
}

/* ---- the region ---- */

void gkri_infer(
    struct gkri_infer *out, struct gkri_fit *f, struct gkri_votes *votes)
{
	struct gkri_region *g = f->g;
	struct gkri_sheet s;
	size_t i;

	out->count = 0;
	find_groups(out, f);
	begin_sheet(&s, f);
	for (i = 0; i < g->data_count; i++)
		if (g->data[i].table == APPLICATIONS && g->data[i].row &&
		    !take_row(&s, f, &g->data[i]))
			s.broken = 1;
	find_order(&s, out, f);
	find_sums(&s, out, f, votes);
}

const struct gkri_inferred *gkri_infer_row(const struct gkri_infer *in,
    const struct gkri_fit *f, const struct gkri_data *d)
{
	uint32_t i;

	for (i = 0; i < in->count; i++)
		if (&f->g->data[in->list[i].data] == d)
			return &in->list[i];
	return NULL;
}
