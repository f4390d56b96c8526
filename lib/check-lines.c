/* The sums of a table, and what becomes of them where cells are changed. */
#include "check-repair.h"

/* Sums are bits of a set. */
typedef char lines_fit[GKRI_LINES < 63 ? 1 : -1];

/*
 * A row may be in one sum, a column in two: rule.def's equalities, counted in
 * a byte for each table, by row in its low half and by column in its high one.
 */
#define GKR_DEF_COMPARE(                                        \
    ident, table, forms, by, left, op, right, blame, say, open) \
	+(GKRI_OP_##op != GKRI_OP_EQ ? 0                        \
		: GKRI_BY_##by == GKRI_BY_ROW                   \
		? UINT64_C(0x01) << 8 * GKRI_TABLE_##table      \
		: UINT64_C(0x10) << 8 * GKRI_TABLE_##table)
typedef char sums_fit[((0
#include "rule.def"
			   + UINT64_C(0x5050505050505050)) &
			  UINT64_C(0x8E8E8E8E8E8E8E8E))
	? -1
	: 1];

/* ------------------------------------------------------------------ */
/* The sums                                                           */

/* Adds rows to the columns' sums, or takes them away. */
static void add_rows(
    const struct gkri_check *k, uint32_t rows, int is_left, int64_t *sums)
{
	const struct gkri_rcell *cell;
	uint32_t width = k->width, i;

	for (; rows; rows &= rows - 1) {
		cell = gkri_check_cell(k, gkri_lowest(rows), 1);
		if (is_left)
			for (i = 0; i < width; i++)
				sums[i] += cell[i].mantissa;
		else
			for (i = 0; i < width; i++)
				sums[i] -= cell[i].mantissa;
	}
}

/* Of rows that hold only 0 nothing has to be added. */
static int64_t sum_columns(
    const struct gkri_check *k, const struct gkri_compare *what, int64_t *sums)
{
	uint32_t plain = k->rows & ~(k->odd | k->zero), i;
	int64_t any = 0;

	memset(sums, 0, GKRI_COLUMNS * sizeof *sums);
	add_rows(k, what->left & plain, 1, sums);
	add_rows(k, what->right & plain, 0, sums);
	for (i = 0; i < k->width; i++)
		any |= sums[i];
	return any;
}

/* All of the row is known: what stands on the left is there twice. */
static int64_t sum_row(
    const struct gkri_check *k, const struct gkri_compare *what, uint32_t row)
{
	const struct gkri_rcell *cells = gkri_check_cell(k, row, 1);
	uint32_t left = what->left & k->columns;
	uint32_t none = k->columns & ~(what->left | what->right);
	int64_t sum = -k->sums[row];

	for (; left; left &= left - 1)
		sum += 2 * cells[gkri_lowest(left) - 1].mantissa;
	for (; none; none &= none - 1)
		sum += cells[gkri_lowest(none) - 1].mantissa;
	return sum;
}

static int64_t sum_rows(
    const struct gkri_check *k, const struct gkri_compare *what, int64_t *sums)
{
	uint32_t plain = k->rows & ~(k->odd | k->zero), row;
	int64_t any = 0;

	memset(sums, 0, (GKRI_ROWS + 1) * sizeof *sums);
	for (; plain; plain &= plain - 1) {
		row = gkri_lowest(plain);
		sums[row] = sum_row(k, what, row);
		any |= sums[row];
	}
	return any;
}

/*
 * The sums of the rows of plain counts; a row has one, a column up to two.
 * Returns 0 where all hold.
 */
static int64_t sum_all(struct gkri_repair_lines *s)
{
	const struct gkri_check *k = s->k;
	const struct gkri_compare *what = k->compares;
	uint32_t n = 0;
	int64_t any = 0;

	for (; what->table == k->table; what++) {
		if (what->op != GKRI_OP_EQ || !(what->forms & k->edition))
			continue;
		any |= what->by == GKRI_BY_ROW
		    ? sum_rows(k, what, s->rows)
		    : sum_columns(k, what, s->columns[n++]);
	}
	return any;
}

/* ------------------------------------------------------------------ */
/* One by one                                                         */

static struct gkri_repair_line *add_line(
    struct gkri_repair_lines *s, const struct gkri_repair_line *of, uint32_t id)
{
	struct gkri_repair_line *line = &s->list[s->count++];

	*line = *of;
	line->id = (uint8_t)id;
	return line;
}

static void add_row_lines(
    struct gkri_repair_lines *s, const struct gkri_repair_line *of)
{
	uint32_t rows = s->k->rows, id;

	for (; rows && s->count < GKRI_LINES; rows &= rows - 1) {
		id = gkri_lowest(rows);
		add_line(s, of, id)->difference = s->rows[id];
		s->of_row[id] = (uint8_t)s->count;
	}
}

static void add_column_lines(
    struct gkri_repair_lines *s, const struct gkri_repair_line *of)
{
	uint32_t columns = s->k->columns, id;
	int nth = s->of_column[gkri_lowest(columns)][0] != 0;

	for (; columns && s->count < GKRI_LINES; columns &= columns - 1) {
		id = gkri_lowest(columns);
		add_line(s, of, id)->difference = s->columns[nth][id - 1];
		s->of_column[id][nth] = (uint8_t)s->count;
	}
}

static void add_lines(
    struct gkri_repair_lines *s, const struct gkri_compare *what)
{
	int by_column = what->by == GKRI_BY_COLUMN;
	uint32_t terms = by_column ? s->k->rows : s->k->columns;
	struct gkri_repair_line of = {0};

	of.what = what;
	of.terms = (what->left | what->right) & terms;
	of.left = what->left & terms;
	if (by_column)
		add_column_lines(s, &of);
	else
		add_row_lines(s, &of);
}

/* A cell, as a term of one of the sums, `at` from 1 on, that it may be in. */
struct part {
	const struct gkri_rcell *cell;
	int64_t value;
	int counts;
};

static inline void add_term(struct gkri_repair_lines *s, uint32_t at,
    uint32_t term, const struct part *part)
{
	uint32_t bit = (uint32_t)1 << term;
	struct gkri_repair_line *line;

	if (!at--)
		return;
	line = &s->list[at];
	if (!(line->terms & bit))
		return;
	if (part->counts)
		line->difference +=
		    line->left & bit ? part->value : -part->value;
	else if (part->cell->state == GKR_STATE_NUMBER)
		line->odd = 1;
	else if (line->left & bit)
		line->open_left++;
	else
		line->open_right++;
}

/* A row that holds something else, cell by cell. */
static void add_odd_row(struct gkri_repair_lines *s, uint32_t row)
{
	const struct gkri_check *k = s->k;
	uint32_t columns = k->columns, column;
	struct part part;

	for (; columns; columns &= columns - 1) {
		column = gkri_lowest(columns);
		part.cell = gkri_check_cell(k, row, column);
		part.counts = gkri_cell_counts(k, part.cell, &part.value);
		add_term(s, s->of_row[row], column, &part);
		add_term(s, s->of_column[column][0], row, &part);
		add_term(s, s->of_column[column][1], row, &part);
	}
}

/*
 * What a sum says of its terms that are no numbers.  Where it is but one, all
 * others determine it; and where the known ones agree already, what is added
 * on one side can only be 0, as no count is negative.
 */
static void find_said(struct gkri_repair_line *line)
{
	if (line->odd || (line->open_left && line->open_right))
		return;
	line->said = line->open_left ? -line->difference : line->difference;
	if (line->said < 0)
		line->says = GKRI_SAYS_ALL_WRONG;
	else if (!line->said || gkri_repair_line_open(line) == 1)
		line->says = GKRI_SAYS_NUMBER;
}

static void sort_lines(struct gkri_repair_lines *s)
{
	struct gkri_repair_line *line = s->list, *end = line + s->count;
	uint64_t bit = 1;

	for (; line < end; line++, bit <<= 1) {
		if (!gkri_repair_line_known(line)) {
			s->unknown |= bit;
			find_said(line);
		} else if (line->difference) {
			s->broken |= bit;
		}
	}
}

static void add_all(struct gkri_repair_lines *s)
{
	const struct gkri_check *k = s->k;
	const struct gkri_compare *what = k->compares;
	uint32_t rows;

	for (; what->table == k->table; what++)
		if (what->op == GKRI_OP_EQ && what->forms & k->edition)
			add_lines(s, what);
	for (rows = s->count ? k->rows & k->odd : 0; rows; rows &= rows - 1)
		add_odd_row(s, gkri_lowest(rows));
	sort_lines(s);
}

/* Where all sums hold, there are none of which anything is to be said. */
const struct gkri_repair_lines *gkri_repair_lines_of(const struct gkri_check *k)
{
	struct gkri_repair_lines *s = k->lines;

	if (s->table == k->table)
		return s;
	s->k = k;
	s->table = k->table;
	s->count = s->filled = 0;
	s->broken = s->unknown = 0;
	memset(s->of_row, 0, sizeof s->of_row);
	memset(s->of_column, 0, sizeof s->of_column);
	if (k->zero != k->rows && (sum_all(s) || k->odd))
		add_all(s);
	return s;
}

/* ------------------------------------------------------------------ */
/* Corrections                                                        */

int gkri_repair_change(const struct gkri_check *k, struct gkri_repair *r,
    uint32_t row, uint32_t column, int64_t to)
{
	struct gkri_change *c;

	if (r->count == GKRI_CHANGES || to < 0 || to >> 56)
		return 0;
	c = &r->list[r->count++];
	c->slot = (uint16_t)gkri_check_slot(k, row, column);
	c->row = (uint8_t)row;
	c->column = (uint8_t)column;
	c->to = to;
	return 1;
}

/* The sums of changed cells, as they would be then; `set` has a bit each. */
struct trial {
	const struct gkri_repair_lines *lines;
	uint64_t set;
	int64_t difference[GKRI_LINES];
	uint8_t open[GKRI_LINES]; /* terms that are no numbers */
};

/* A change of one of the sums, `at` from 1 on, that the cell may be in. */
static inline void change_line(
    struct trial *then, uint32_t at, uint32_t term, int64_t by, int closes)
{
	const struct gkri_repair_line *line;
	uint64_t bit;

	if (!at--)
		return;
	line = &then->lines->list[at];
	if (!(line->terms >> term & 1))
		return;
	bit = UINT64_C(1) << at;
	if (!(then->set & bit)) {
		then->set |= bit;
		then->difference[at] = line->difference;
		then->open[at] = (uint8_t)(line->open_left + line->open_right);
	}
	then->difference[at] += line->left >> term & 1 ? by : -by;
	then->open[at] = (uint8_t)(then->open[at] - closes);
}

static void change_cell(struct trial *then, const struct gkri_change *c)
{
	const struct gkri_repair_lines *lines = then->lines;
	const uint8_t *of_column = lines->of_column[c->column];
	int64_t value;
	int closes =
	    !gkri_cell_counts(lines->k, &lines->k->r->cells[c->slot], &value);

	value = c->to - value;
	change_line(then, lines->of_row[c->row], c->column, value, closes);
	change_line(then, of_column[0], c->row, value, closes);
	change_line(then, of_column[1], c->row, value, closes);
}

/* What the correction makes of one of these sums; 0: it would not hold. */
static int try_line(
    const struct trial *then, uint32_t at, struct gkri_effect *effect)
{
	const struct gkri_repair_line *line = &then->lines->list[at];
	uint32_t n = effect->mended + effect->closed;
	int known = gkri_repair_line_known(line) != 0;

	if (line->odd || then->open[at])
		return 1;
	if (then->difference[at])
		return 0;
	if (known && !line->difference)
		return 1;
	effect->mended += known != 0;
	effect->closed += !known;
	if (n < GKRI_PROOFS)
		effect->lines[n] = (uint8_t)at;
	return 1;
}

/* Does the sum hold with it, and did not before?  None that changed fails. */
static int is_reached(
    const struct trial *then, const struct gkri_repair_line *goal)
{
	size_t at = (size_t)(goal - then->lines->list);

	return !goal->odd && !then->open[at] &&
	    (!gkri_repair_line_known(goal) || goal->difference);
}

int gkri_repair_try(const struct gkri_repair_lines *lines,
    const struct gkri_repair_line *goal, const struct gkri_repair *r,
    struct gkri_effect *effect)
{
	struct trial then;
	uint64_t set;
	uint32_t at;

	memset(effect, 0, sizeof *effect);
	then.lines = lines;
	then.set = 0;
	for (at = 0; at < r->count; at++)
		change_cell(&then, &r->list[at]);
	if (goal && !(then.set >> (goal - lines->list) & 1))
		return 0;
	for (set = then.set; set; set &= set - 1)
		if (!try_line(&then, gkri_lowest(set), effect))
			return 0;
	return effect->mended + effect->closed > 0 &&
	    (!goal || is_reached(&then, goal));
}

/* Sums of a row and of a column cross, and those of the same column. */
int gkri_repair_line_alone(
    const struct gkri_repair_lines *lines, const struct gkri_repair_line *line)
{
	uint64_t set = lines->broken;
	const struct gkri_repair_line *other;

	for (; set; set &= set - 1) {
		other = &lines->list[gkri_lowest(set)];
		if (other != line &&
		    (other->what->by != line->what->by ||
			other->id == line->id))
			return 0;
	}
	return 1;
}

void gkri_repair_prove(const struct gkri_repair_lines *lines,
    const struct gkri_effect *effect, struct gkri_repair *r)
{
	const struct gkri_repair_line *line;
	uint32_t i;

	r->proofs = (uint8_t)(effect->mended + effect->closed);
	r->proof_count =
	    r->proofs < GKRI_PROOFS ? r->proofs : (uint8_t)GKRI_PROOFS;
	for (i = 0; i < r->proof_count; i++) {
		line = &lines->list[effect->lines[i]];
		r->proof[i].what = line->what;
		r->proof[i].terms = line->terms;
		r->proof[i].id = line->id;
	}
}
