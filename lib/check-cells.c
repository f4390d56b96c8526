/* States and values of cells; rows, columns and tables that are missing. */
#include "check.h"

/* What is said of a state that is no number. */
static const struct {
	uint8_t rule, say;
} of_state[GKR_STATE_UNPLACED + 1] = {
    [GKR_STATE_MISSING] = {GKRI_RULE_cell_missing, GKRI_SAY_cell_missing},
    [GKR_STATE_BLANK] = {GKRI_RULE_cell_blank, GKRI_SAY_cell_blank},
    [GKR_STATE_NIL] = {GKRI_RULE_cell_nil, GKRI_SAY_cell_nil},
    [GKR_STATE_TEXT] = {GKRI_RULE_cell_text, GKRI_SAY_cell_text},
    [GKR_STATE_UNPLACED] = {GKRI_RULE_cell_unplaced, GKRI_SAY_cell_unplaced}};

/* ------------------------------------------------------------------ */
/* What is missing as a whole                                         */

/*
 * What of a cell is looked at lies side by side, from its unit on: 8 bytes at
 * once, in whatever order the machine has them.
 */
typedef char tail_fits[offsetof(struct gkri_rcell, flags) -
		offsetof(struct gkri_rcell, unit_at) ==
	    7
	? 1
	: -1];

static uint64_t tail_of(const struct gkri_rcell *cell)
{
	uint64_t tail;

	memcpy(&tail, (const char *)cell + offsetof(struct gkri_rcell, unit_at),
	    8);
	return tail;
}

struct tails {
	uint64_t plain, cares;
};

static struct tails plain_tails(void)
{
	struct gkri_rcell plain = {0}, cares = {0};
	struct tails t;

	plain.state = GKR_STATE_NUMBER;
	cares.unit_len = UINT16_MAX;
	cares.state = cares.scale = UINT8_MAX;
	t.plain = tail_of(&plain);
	t.cares = tail_of(&cares);
	return t;
}

/*
 * Rows that hold anything but counts without unit and decimals, small enough
 * to be added up in 64 bits; and rows that hold nothing but 0.
 */
static void sort_row(struct gkri_check *k, const struct gkri_rcell *cell,
    uint32_t n, const struct tails *t, uint32_t row)
{
	uint64_t differ = 0, bits = 0, sum = 0;

	for (; n; n--, cell++) {
		bits |= (uint64_t)cell->mantissa;
		sum += (uint64_t)cell->mantissa;
		differ |= tail_of(cell) ^ t->plain;
	}
	k->sums[row] = (int64_t)sum;
	if ((differ & t->cares) || bits >> 56)
		k->odd |= (uint32_t)1 << row;
	else if (!bits)
		k->zero |= (uint32_t)1 << row;
}

static void sort_rows(struct gkri_check *k)
{
	struct tails t = plain_tails();
	const struct gkri_rcell *cell;
	uint32_t first = 1, n = 0, rows = k->rows >> 1, row;

	while (!gkri_in(k->columns, first))
		first++;
	while (k->columns >> first >> n)
		n++;
	cell = gkri_check_cell(k, 1, first);
	for (row = 1; rows; rows >>= 1, row++, cell += k->width)
		if (rows & 1)
			sort_row(k, cell, n, &t, row);
}

/* Rows of which nothing is there, neither a cell nor the label. */
static void find_missing_rows(struct gkri_check *k)
{
	uint32_t rows = k->odd & k->rows, row, columns;
	const struct gkri_span *labels = k->r->row_label[k->table];
	const struct gkri_rcell *cells;

	for (; rows; rows &= rows - 1) {
		row = gkri_lowest(rows);
		if (labels[row].line || labels[row].len)
			continue;
		cells = gkri_check_cell(k, row, 1);
		columns = k->columns;
		while (columns &&
		    cells[gkri_lowest(columns) - 1].state == GKR_STATE_MISSING)
			columns &= columns - 1;
		if (!columns)
			k->no_row |= (uint32_t)1 << row;
	}
}

static int32_t missing_table(struct gkri_check *k)
{
	struct gkri_made m;

	gkri_made_begin(k, &m, GKRI_RULE_table_missing, GKRI_SAY_table_missing,
	    GKRI_AT_TABLE);
	if (k->r->table_seen[k->table])
		m.c.say = GKRI_SAY_table_empty;
	m.c.spot = gkri_spot_table(k->r, k->table);
	return gkri_made_add(k, &m);
}

static int32_t missing_row(struct gkri_check *k, uint32_t row)
{
	struct gkri_made m;

	gkri_made_begin(k, &m, GKRI_RULE_row_missing, GKRI_SAY_row_missing,
	    GKRI_AT_TABLE_ROW);
	m.c.run.row = (uint8_t)row;
	m.c.spot = gkri_spot_table(k->r, k->table);
	return gkri_made_add(k, &m);
}

/* 1 where no row has the column's cell. */
static int is_column_missing(const struct gkri_check *k, uint32_t column)
{
	uint32_t row;

	for (row = 1; k->rows >> row; row++)
		if (gkri_in(k->rows, row) &&
		    gkri_check_cell(k, row, column)->state != GKR_STATE_MISSING)
			return 0;
	return 1;
}

static int32_t missing_column(struct gkri_check *k, uint32_t column)
{
	struct gkri_made m;

	if (is_column_missing(k, column))
		k->no_column |= (uint32_t)1 << column;
	gkri_made_begin(k, &m, GKRI_RULE_column_missing,
	    GKRI_SAY_column_missing, GKRI_AT_TABLE_COLUMN);
	m.c.run.column = (uint8_t)column;
	m.c.spot = gkri_spot_table(k->r, k->table);
	return gkri_made_add(k, &m);
}

/* What the printed header lacks, where one was seen. */
static int32_t check_header(struct gkri_check *k)
{
	const struct gkri_span *labels = k->r->column_label[k->table];
	uint32_t column, seen = 0;
	int32_t rc = GKR_OK;

	for (column = 1; k->columns >> column; column++)
		if (labels[column].line || labels[column].len)
			seen |= (uint32_t)1 << column;
	seen &= k->columns;
	if (!seen || seen == k->columns)
		return GKR_OK;
	for (column = 1; rc == GKR_OK && k->columns >> column; column++)
		if (gkri_in(k->columns & ~seen, column))
			rc = missing_column(k, column);
	return rc;
}

/* ------------------------------------------------------------------ */
/* Runs of one state                                                  */

/* Cells of one state, side by side, that may go on in the next row. */
struct block {
	uint8_t state;
	uint32_t columns, rows;
};
struct blocks {
	struct block list[GKRI_COLUMNS];
	uint32_t count;
};

/* The state that counts: a number with too many digits has a rule of its own.
 */
static uint8_t state_of(const struct gkri_rcell *cell)
{
	return cell->flags & GKRI_CELL_TOO_LONG ? GKR_STATE_NUMBER
						: cell->state;
}

/* The words of the first cell, and whether others have other ones. */
static void take_words(struct gkri_check *k, struct gkri_case *c)
{
	const struct gkri_rcell *first = &k->r->cells[c->slots[0]], *cell;
	const char *text = k->r->text.data;
	size_t i;

	c->text =
	    gkri_run(&k->r->text, first->raw, first->raw_len, &c->text_len);
	for (i = 1; i < c->slot_count && !c->more; i++) {
		cell = &k->r->cells[c->slots[i]];
		c->more = cell->raw_len != c->text_len ||
		    (c->text_len &&
			memcmp(text + cell->raw, c->text, c->text_len));
	}
}

/* The row's values that have no cell. */
static const struct gkri_loose *loose_of(
    const struct gkri_check *k, uint32_t row)
{
	size_t i;

	for (i = 0; i < k->r->loose_count; i++)
		if (k->r->loose[i].kind == GKR_LOOSE_UNPLACED &&
		    k->r->loose[i].table == k->table &&
		    k->r->loose[i].row == row)
			return &k->r->loose[i];
	return NULL;
}

static int32_t add_run(struct gkri_check *k, struct gkri_made *m, uint8_t state)
{
	struct gkri_case *c = &m->c;
	struct gkri_repair repair;
	int32_t rc;

	c->rule = of_state[state].rule;
	c->say = of_state[state].say;
	c->spot = gkri_spot_cell(k->r, c->slots[0]);
	if (state == GKR_STATE_NIL || state == GKR_STATE_TEXT)
		take_words(k, c);
	if (state == GKR_STATE_BLANK || state == GKR_STATE_NIL)
		c->blank_as_zero = k->f->blank_as_zero != 0;
	/* those of the whole review table are kept with its first row */
	if (state == GKR_STATE_UNPLACED &&
	    (c->run.row == c->run.row_to ||
		k->table == GKR_TABLE_REVIEW_LITIGATION))
		c->loose = loose_of(k, c->run.row);
	if (gkri_repair_fill(k, c->slots, c->slot_count, c->loose, &repair))
		c->repair = &repair;
	rc = gkri_made_add(k, m);
	c->repair = NULL;
	return rc;
}

static void name_run(
    struct gkri_check *k, struct gkri_case *c, const struct block *block)
{
	uint32_t first = c->slots[0], last = c->slots[c->slot_count - 1];

	c->run.row = (uint8_t)gkri_check_row(k, first);
	c->run.row_to = (uint8_t)gkri_check_row(k, last);
	c->run.column = (uint8_t)gkri_check_column(k, first);
	c->run.column_to = (uint8_t)gkri_check_column(k, last);
	if (block->columns != (k->columns & ~k->no_column) ||
	    c->slot_count == 1)
		c->run.whole = GKRI_WHOLE_NO;
	else if (block->rows == k->rows && !k->no_column)
		c->run.whole = GKRI_WHOLE_TABLE;
	else
		c->run.whole = GKRI_WHOLE_ROWS;
}

static int32_t end_block(struct gkri_check *k, const struct block *block)
{
	struct gkri_made m;

	gkri_made_begin(k, &m, 0, 0, GKRI_AT_CELLS);
	gkri_made_cells(k, &m, block->rows, block->columns);
	name_run(k, &m.c, block);
	return add_run(k, &m, block->state);
}

/*
 * What of a row is no number.  The cells of a column that is missing as a whole
 * were reported with it.
 */
static void find_blocks(
    const struct gkri_check *k, uint32_t row, struct blocks *found)
{
	const struct gkri_rcell *cells = gkri_check_cell(k, row, 1);
	uint32_t columns = k->columns & ~k->no_column;
	struct block *block = NULL;
	uint8_t state;

	for (; columns; columns &= columns - 1) {
		state = state_of(&cells[gkri_lowest(columns) - 1]);
		if (state == GKR_STATE_NUMBER) {
			block = NULL;
			continue;
		}
		if (!block || block->state != state) {
			block = &found->list[found->count++];
			block->state = state;
			block->columns = 0;
			block->rows = (uint32_t)1 << row;
		}
		block->columns |= columns & -columns;
	}
}

/*
 * What goes on in the row below.  Where the rows of a table are printed side
 * by side, only whole ones do.
 */
static struct block *block_like(
    const struct gkri_check *k, struct blocks *in, const struct block *block)
{
	uint32_t i;

	if (k->table == GKR_TABLE_REVIEW_LITIGATION &&
	    block->columns != (k->columns & ~k->no_column))
		return NULL;

	for (i = 0; i < in->count; i++)
		if (in->list[i].state == block->state &&
		    in->list[i].columns == block->columns)
			return &in->list[i];
	return NULL;
}

/* Those that the row does not go on with end above it. */
static int32_t end_blocks(
    struct gkri_check *k, struct blocks *open, struct blocks *row)
{
	uint32_t i;
	struct block *on;
	int32_t rc = GKR_OK;

	for (i = 0; rc == GKR_OK && i < open->count; i++) {
		on = block_like(k, row, &open->list[i]);
		if (on)
			on->rows |= open->list[i].rows;
		else
			rc = end_block(k, &open->list[i]);
	}
	open->count = row->count;
	memcpy(open->list, row->list, row->count * sizeof *row->list);
	return rc;
}

/* 1 for a count of which nothing is to be said, as nearly all are. */
static int is_plain(const struct gkri_rcell *cell)
{
	return cell->state == GKR_STATE_NUMBER && cell->mantissa >= 0 &&
	    !(cell->scale | cell->unit_len);
}

static int32_t check_values(struct gkri_check *k, uint32_t row)
{
	const struct gkri_rcell *cells = gkri_check_cell(k, row, 1);
	uint32_t columns = k->columns & ~k->no_column, column;
	int32_t rc = GKR_OK;

	for (; rc == GKR_OK && columns; columns &= columns - 1) {
		column = gkri_lowest(columns);
		if (!is_plain(&cells[column - 1]) &&
		    state_of(&cells[column - 1]) == GKR_STATE_NUMBER)
			rc = gkri_check_value(k, row, column);
	}
	return rc;
}

static int32_t next_row(struct gkri_check *k, struct blocks *open, uint32_t row)
{
	int there = gkri_in(k->odd & ~k->no_row, row);
	struct blocks here;
	int32_t rc;

	here.count = 0;
	if (there)
		find_blocks(k, row, &here);
	rc = end_blocks(k, open, &here);
	if (rc == GKR_OK && gkri_in(k->no_row, row))
		return missing_row(k, row);
	return rc == GKR_OK && there ? check_values(k, row) : rc;
}

static int32_t check_rows(struct gkri_check *k)
{
	struct blocks open, none;
	uint32_t rows = k->rows, row;
	int32_t rc = GKR_OK;

	open.count = none.count = 0;
	for (; rc == GKR_OK && rows; rows &= rows - 1) {
		row = gkri_lowest(rows);
		if (open.count || (k->odd | k->no_row) >> row & 1)
			rc = next_row(k, &open, row);
	}
	return rc == GKR_OK ? end_blocks(k, &open, &none) : rc;
}

int32_t gkri_check_cells(struct gkri_check *k)
{
	int32_t rc;

	sort_rows(k);
	if (k->odd)
		find_missing_rows(k);
	if (k->no_row == k->rows)
		return missing_table(k);
	rc = check_header(k);
	return rc == GKR_OK && k->odd ? check_rows(k) : rc;
}
