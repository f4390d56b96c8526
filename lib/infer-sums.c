/*
 * The one placement of short rows with which all sums of the applicant table
 * hold, and which one mistake in the source could not have made up.
 *
 * Every short row has a set of vectors: its values that are not 0 in some
 * columns, in their order, with room for its zeros.  A joint choice of vectors
 * leaves differences in the sums of rows and columns.  Choices that leave none
 * are solutions; choices whose differences one mistake explains are doubts.
 * A value has its column where all solutions and all doubts agree on it.
 *
 * Where the whole table has no solution, its two systems are asked alone: the
 * outcome rows with their total, and the balance.
 */
#include <string.h>
#include "infer.h"

#define C GKRI_COLUMNS
#define TOTAL (C - 1)
/* Ways to put up to 7 values into 7 columns, at most. */
#define VECTORS 35
/* With more short rows than this nothing is unique. */
#define LANES 12

#define NEW GKRI_ROW_applications_new_received
#define IN GKRI_ROW_applications_carried_in
#define ALL GKRI_ROW_applications_outcome_total
#define OUT GKRI_ROW_applications_carried_out

struct vector {
	int64_t v[C];
	uint8_t column[C]; /* of each value, from 1; 0: it is 0 */
	uint8_t unfit;	   /* its columns do not make its total */
};

/* A short row and the vector that is tried. */
struct lane {
	struct gkri_sheet_row *row;
	uint32_t id, count;
	const struct vector *now;
	const struct vector *first; /* of the first solution */
	struct vector vector[VECTORS];
};

enum { OUTCOME = 1, BALANCE = 2 };

struct search {
	struct gkri_sheet *s;
	int system;
	uint32_t *work;
	uint32_t lanes;
	int64_t outcome[C]; /* outcome rows less their total */
	int64_t balance[C]; /* new and carried in less total and carried out */
	uint32_t unfit;	    /* rows of the choice so far that do not add up */
	uint32_t solutions;
	int doubts; /* solutions are known: doubts are looked for */
	struct lane lane[LANES];
};

static int makes_total(const int64_t *v)
{
	int64_t sum = 0;
	uint32_t i;

	for (i = 0; i < TOTAL; i++)
		sum += v[i];
	return sum == v[TOTAL];
}

/* ---- vectors ---- */

/* Puts value i and those behind it into columns from `from` on. */
static void spread(
    struct lane *l, struct vector *now, uint32_t i, uint32_t from)
{
	const struct gkri_sheet_row *r = l->row;
	uint32_t column, zeros = 0;

	while (i < r->count && r->v[i] == 0) {
		now->column[i++] = 0;
		zeros++;
	}
	if (i == r->count) {
		if (l->count < VECTORS) {
			now->unfit = !makes_total(now->v);
			l->vector[l->count++] = *now;
		}
		return;
	}
	for (column = from + zeros; column + (r->count - i) <= C; column++) {
		now->v[column] = r->v[i];
		now->column[i] = (uint8_t)(column + 1);
		spread(l, now, i + 1, column + 1);
		now->v[column] = 0;
	}
}

static void add_lane(struct search *x, struct gkri_sheet_row *r, uint32_t id)
{
	struct lane *l = &x->lane[x->lanes++];
	struct vector now;

	memset(&now, 0, sizeof(now));
	l->row = r;
	l->id = id;
	l->count = 0;
	l->now = l->first = NULL;
	spread(l, &now, 0, 0);
}

/* ---- differences ---- */

/* What a row adds to the differences of its columns: factors. */
static void factors(int system, uint32_t id, int *outcome, int *balance)
{
	*outcome = id == ALL ? -1 : id == NEW || id == IN || id == OUT ? 0 : 1;
	*balance = id == NEW || id == IN ? 1 : id == ALL || id == OUT ? -1 : 0;
	if (!(system & OUTCOME))
		*outcome = 0;
	if (!(system & BALANCE))
		*balance = 0;
}

/* Has the system a use for the row? */
static int has_row(int system, uint32_t id)
{
	int outcome, balance;

	factors(system, id, &outcome, &balance);
	return outcome || balance;
}

static void add(struct search *x, uint32_t id, const int64_t *v, int sign)
{
	int outcome, balance;
	uint32_t i;

	factors(x->system, id, &outcome, &balance);
	for (i = 0; i < C; i++) {
		x->outcome[i] += sign * outcome * v[i];
		x->balance[i] += sign * balance * v[i];
	}
}

/* Would these two columns be right if the row had them swapped? */
static int swap_mends(const struct search *x, uint32_t id, const int64_t *v,
    uint32_t i, uint32_t j)
{
	int64_t by = v[j] - v[i], w[C];
	int outcome, balance;

	memcpy(w, v, sizeof(w));
	w[i] = v[j];
	w[j] = v[i];
	factors(x->system, id, &outcome, &balance);
	return makes_total(w) && x->outcome[i] + outcome * by == 0 &&
	    x->balance[i] + balance * by == 0 &&
	    x->outcome[j] - outcome * by == 0 &&
	    x->balance[j] - balance * by == 0;
}

/* May two values of a row that is read stand in each other's place? */
static int some_swap_mends(const struct search *x, uint32_t i, uint32_t j)
{
	const struct gkri_sheet_row *r = x->s->row;
	uint32_t id;

	for (id = 1; id <= GKRI_ROWS; id++)
		if (r[id].state == GKRI_SHEET_READ && has_row(x->system, id) &&
		    swap_mends(x, id, r[id].v, i, j))
			return 1;
	for (id = 0; id < x->lanes; id++) {
		const struct lane *l = &x->lane[id];

		if (l->now == l->first && swap_mends(x, l->id, l->now->v, i, j))
			return 1;
	}
	return 0;
}

/* Can one mistake in the source explain what does not hold? */
static int is_doubt(const struct search *x)
{
	uint32_t i, bad[2], n = 0;

	for (i = 0; i < C; i++) {
		if (x->outcome[i] == 0 && x->balance[i] == 0)
			continue;
		if (n == 2)
			return 0;
		bad[n++] = i;
	}
	return n < 2 || some_swap_mends(x, bad[0], bad[1]);
}

static int is_solution(const struct search *x)
{
	uint32_t i;

	for (i = 0; i < C; i++)
		if (x->outcome[i] || x->balance[i])
			return 0;
	return x->unfit == 0;
}

/* ---- the search ---- */

/* Of each value's column only what this choice agrees with is kept. */
static void agree(struct search *x)
{
	uint32_t i, k;

	for (i = 0; i < x->lanes; i++) {
		struct lane *l = &x->lane[i];

		for (k = 0; k < l->row->count; k++)
			if (l->row->column[k] != l->now->column[k])
				l->row->column[k] = 0;
	}
}

static void begin_with(struct search *x)
{
	uint32_t i;

	for (i = 0; i < x->lanes; i++) {
		struct lane *l = &x->lane[i];

		l->first = l->now;
		memcpy(l->row->column, l->now->column, C);
	}
}

static void judge(struct search *x)
{
	if (x->doubts) {
		if (is_doubt(x))
			agree(x);
	} else if (is_solution(x)) {
		if (x->solutions++)
			agree(x);
		else
			begin_with(x);
	}
}

/* Tries all vectors of lane i and those behind it; 0: too much work. */
static int try_lane(struct search *x, uint32_t i)
{
	struct lane *l = &x->lane[i];
	uint32_t k;
	int going = 1;

	if (i == x->lanes) {
		judge(x);
		return 1;
	}
	for (k = 0; k < l->count && going; k++) {
		if (*x->work == 0)
			return 0;
		--*x->work;
		l->now = &l->vector[k];
		x->unfit += l->now->unfit;
		add(x, l->id, l->now->v, 1);
		if (x->unfit <= 1)
			going = try_lane(x, i + 1);
		add(x, l->id, l->now->v, -1);
		x->unfit -= l->now->unfit;
	}
	return going;
}

/* Are all rows of the system there, some of them short, but not too many? */
static int may_begin(const struct gkri_sheet *s, int system)
{
	uint32_t i, id, lanes = 0;

	for (i = 1; i <= s->rows; i++) {
		id = s->row_at[i];
		if (!has_row(system, id))
			continue;
		if (s->row[id].state == GKRI_SHEET_NONE)
			return 0;
		lanes += s->row[id].state == GKRI_SHEET_SHORT;
	}
	return lanes && lanes <= LANES;
}

/* Takes the rows in; 0 where one that is read does not add up. */
static int begin(struct search *x, struct gkri_sheet *s)
{
	uint32_t i, id;

	x->s = s;
	for (i = 1; i <= s->rows; i++) {
		struct gkri_sheet_row *r;

		id = s->row_at[i];
		r = &s->row[id];
		if (!has_row(x->system, id))
			continue;
		if (r->state == GKRI_SHEET_SHORT)
			add_lane(x, r, id);
		else if (makes_total(r->v))
			add(x, id, r->v, 1);
		else
			return 0;
	}
	return 1;
}

/* Solves the rows of a system; 0 where it has no solution. */
static int solve(struct gkri_sheet *s, int system, uint32_t *work)
{
	struct search x;
	uint32_t i;

	if (!may_begin(s, system))
		return 0;
	memset(&x, 0, offsetof(struct search, lane));
	x.system = system;
	x.work = work;
	if (begin(&x, s) && try_lane(&x, 0) && x.solutions) {
		x.doubts = 1;
		if (try_lane(&x, 0))
			return 1;
	}
	for (i = 0; i < x.lanes; i++)
		memset(x.lane[i].row->column, 0, C);
	return 0;
}

/* Is the balance alone of use? */
static int may_balance(const struct gkri_sheet *s)
{
	return s->row[ALL].state != GKRI_SHEET_SHORT;
}

int gkri_infer_may_sum(const struct gkri_sheet *s)
{
	return may_begin(s, OUTCOME | BALANCE) || may_begin(s, OUTCOME) ||
	    (may_balance(s) && may_begin(s, BALANCE));
}

void gkri_infer_sums(struct gkri_sheet *s, uint32_t *work)
{
	if (solve(s, OUTCOME | BALANCE, work))
		return;
	solve(s, OUTCOME, work);
	if (may_balance(s))
		solve(s, BALANCE, work);
}
