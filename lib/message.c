/* What findings say: message.def with its gaps filled. */
#include "digits.h"
#include "message.h"

#define MOST_WORDS 90 /* bytes of other words of the source */
#define MOST_LABEL 60 /* bytes of a value without a cell */
#define MOST_TEXT 400 /* bytes of what the reader says */
#define MOST_TERMS 6  /* terms of a sum that are named */
#define MOST_VALUES 10

/*
 * The texts of message.def, cut at their gaps and where a block ends.  Always
 * a block is copied, so that something has to be behind the last one.
 */
#define BLOCK 32
struct piece {
	uint16_t at;
	uint8_t len;
	uint8_t odd;  /* as in gkri_say, of all pieces; in the first one */
	char gap;     /* what comes behind it; 0: nothing */
	uint8_t last; /* nothing comes behind the gap */
};
#include "message-table.h"

static void put(struct gkri_say *s, const struct piece *p);

static void put_comma(struct gkri_say *s)
{
	if (s->zh)
		GKRI_SAY(s, "、");
	else
		GKRI_SAY(s, ", ");
}

/* ------------------------------------------------------------------ */
/* Comparisons                                                        */

static void put_term_label(struct gkri_say *s, uint32_t id)
{
	if (s->c->by_column)
		gkri_say_row(s, id, 0);
	else
		gkri_say_column(s, id);
}

static void put_value(struct gkri_say *s, const struct gkri_rcell *cell)
{
	if (cell->state == GKR_STATE_NUMBER)
		gkri_say_count(s, cell->mantissa, cell->scale);
	else
		GKRI_SAY(s, "0");
}

static int is_zero(const struct gkri_rcell *cell)
{
	return cell->state != GKR_STATE_NUMBER || cell->mantissa == 0;
}

/* How many of the side's cells are not 0. */
static uint32_t count_nonzero(
    const struct gkri_say *s, const uint16_t *slots, uint32_t all)
{
	uint32_t i, n = 0;

	for (i = 0; i < all; i++)
		n += !is_zero(&s->r->cells[slots[i]]);
	return n;
}

static uint32_t size_of(uint32_t set)
{
	uint32_t n;

	for (n = 0; set; n++)
		set &= set - 1;
	return n;
}

/*
 * A side term by term: of many those that are not 0, of very many without
 * their labels.
 */
static void put_side(
    struct gkri_say *s, const struct gkri_side *side, const uint16_t *slots)
{
	uint32_t mask = side->mask, all = size_of(mask), said = 0;
	uint32_t few = count_nonzero(s, slots, all) <= MOST_TERMS;
	const struct gkri_rcell *cell;
	int rows = s->c->by_column;

	for (; mask; mask &= mask - 1) {
		cell = &s->r->cells[*slots++];
		if (all > 2 && is_zero(cell))
			continue;
		if (said++)
			GKRI_SAY(s, " + ");
		if (few) {
			put_term_label(s, gkri_lowest(mask));
			GKRI_SAY(s, " ");
		}
		put_value(s, cell);
	}
	if (said == 0)
		gkri_say_message(
		    s, rows ? GKRI_SAY_all_rows : GKRI_SAY_all_columns);
	else if (said < all)
		gkri_say_message(
		    s, rows ? GKRI_SAY_rest_rows : GKRI_SAY_rest_columns);
}

static void put_left(struct gkri_say *s)
{
	put_side(s, &s->c->left, s->c->slots);
}

static void put_right(struct gkri_say *s)
{
	put_side(s, &s->c->right, s->c->slots + size_of(s->c->left.mask));
}

/* A cell of which nothing can be said. */
static void put_one_open(struct gkri_say *s)
{
	put_term_label(s, s->open);
}

/* Those for which nothing can be said, the first few by name. */
static void put_opens(struct gkri_say *s)
{
	const struct gkri_opens *opens = &s->c->opens;
	uint32_t i;

	for (i = 0; i < opens->count && i < GKRI_OPENS; i++) {
		if (i)
			put_comma(s);
		s->open = opens->list[i].id;
		put(s, &pieces[not_a_number[opens->list[i].state][s->zh]]);
	}
	if (opens->count <= GKRI_OPENS)
		return;
	s->number = opens->count;
	gkri_say_message(s, GKRI_SAY_more_cells);
	s->number = s->c->number;
}

/* Often they are the same in one row after the other. */
static void put_open(struct gkri_say *s)
{
	struct gkri_labels *l = s->labels;
	struct gkri_say_mark mark;

	if (l->opens.len &&
	    !memcmp(&l->of_opens, &s->c->opens, sizeof l->of_opens)) {
		gkri_say_again(s, &l->opens);
		return;
	}
	mark = gkri_say_label_begin(s);
	put_opens(s);
	gkri_say_label_end(s, mark, &l->opens);
	l->of_opens = s->c->opens;
}

/* ------------------------------------------------------------------ */
/* Runs and values                                                    */

static int is_cell(const struct gkri_cell_run *run)
{
	return !((run->row ^ run->row_to) | (run->column ^ run->column_to) |
	    run->whole);
}

static void put_run(struct gkri_say *s)
{
	const struct gkri_cell_run *run = &s->c->run;

	if (run->whole == GKRI_WHOLE_TABLE)
		gkri_say_message(s, GKRI_SAY_run_table);
	else if (run->whole == GKRI_WHOLE_COLUMN)
		gkri_say_message(s, GKRI_SAY_run_column);
	else if (run->whole == GKRI_WHOLE_ROWS)
		gkri_say_message(s,
		    run->row == run->row_to ? GKRI_SAY_run_row
					    : GKRI_SAY_run_rows);
	else if (run->row != run->row_to)
		gkri_say_message(s,
		    run->column == run->column_to ? GKRI_SAY_run_cells
						  : GKRI_SAY_run_block);
	else if (run->column != run->column_to)
		gkri_say_message(s, GKRI_SAY_run_columns);
	else
		gkri_say_cell(s);
}

static void put_values(struct gkri_say *s)
{
	const struct gkri_loose *loose = s->c->loose;
	const struct gkri_span *v;
	uint32_t i;

	for (i = 0; loose && i < loose->count && i < MOST_VALUES; i++) {
		v = &s->r->values[loose->first + i];
		if (i)
			put_comma(s);
		else if (s->zh)
			GKRI_SAY(s, "：");
		else
			GKRI_SAY(s, ": ");
		gkri_say_words(s, gkri_run(&s->r->text, v->at, v->len, NULL),
		    v->len, MOST_LABEL);
	}
	if (loose && loose->count > MOST_VALUES)
		GKRI_SAY(s, "…");
}

static void put_blanks(struct gkri_say *s)
{
	if (s->c->compares && s->c->number)
		gkri_say_message(s, GKRI_SAY_zeroed);
	else if (!s->c->compares && s->c->blank_as_zero)
		gkri_say_message(s, GKRI_SAY_counted);
}

/* ------------------------------------------------------------------ */

/* Words that were made of names, which are whatever a caller gave. */
static void put_said(struct gkri_say *s)
{
	const struct gkri_phrase *words = s->c->words;

	if (!words)
		return;
	s->odd = 1;
	gkri_say_clean(s, words->text[s->zh], words->len[s->zh]);
}

/* ------------------------------------------------------------------ */
/* Gaps                                                               */

static void put_first_row(struct gkri_say *s)
{
	gkri_say_row(s, s->c->run.row, 1);
}

static void put_last_row(struct gkri_say *s)
{
	gkri_say_row(s, s->c->run.row_to, 1);
}

static void put_first_column(struct gkri_say *s)
{
	gkri_say_column(s, s->c->run.column);
}

static void put_last_column(struct gkri_say *s)
{
	gkri_say_column(s, s->c->run.column_to);
}

static void put_compared(struct gkri_say *s)
{
	if (s->c->by_column)
		put_first_column(s);
	else
		put_first_row(s);
}

static void put_digits(struct gkri_say *s, const struct gkri_side *side)
{
	if (!gkri_say_room(s, sizeof side->digits))
		return;
	memcpy(s->at, side->digits, 16);
	if (side->len > 16)
		memcpy(s->at, side->digits, sizeof side->digits);
	s->at += side->len;
}

static void put_left_value(struct gkri_say *s)
{
	put_digits(s, &s->c->left);
}

static void put_right_value(struct gkri_say *s)
{
	put_digits(s, &s->c->right);
}

static void put_words(struct gkri_say *s)
{
	gkri_say_words(s, s->c->text, s->c->text_len, MOST_WORDS);
}

static void put_other_words(struct gkri_say *s)
{
	gkri_say_words(s, s->c->text2, s->c->text2_len, MOST_WORDS);
}

static void put_text(struct gkri_say *s)
{
	gkri_say_words(s, s->c->text, s->c->text_len, MOST_TEXT);
}

static void put_arithmetic(struct gkri_say *s)
{
	gkri_say_put(s, s->c->text, s->c->text_len);
}

static void put_number(struct gkri_say *s)
{
	gkri_say_count(s, (int64_t)s->number, 0);
}

static void put_more(struct gkri_say *s)
{
	if (s->c->more)
		gkri_say_string(s, s->zh ? "等" : " ...");
}

/* The text goes on. */
static void put_nothing(struct gkri_say *s)
{
	(void)s;
}

/* By the letters of message.def. */
static void (*const gaps['z' + 1])(struct gkri_say *s) = {['+'] = put_nothing,
    ['1'] = put_said,
    ['B'] = put_open,
    ['K'] = put_last_column,
    ['L'] = put_left,
    ['R'] = put_right,
    ['W'] = put_first_row,
    ['X'] = put_last_row,
    ['a'] = put_arithmetic,
    ['e'] = put_more,
    ['k'] = put_first_column,
    ['l'] = put_left_value,
    ['n'] = put_number,
    ['o'] = put_one_open,
    ['p'] = put_run,
    ['r'] = put_right_value,
    ['s'] = gkri_say_section,
    ['t'] = gkri_say_table,
    ['u'] = put_other_words,
    ['v'] = put_values,
    ['w'] = put_compared,
    ['x'] = put_words,
    ['y'] = put_text,
    ['z'] = put_blanks};

/* A piece; there is room for a whole block. */
static inline void put_piece(struct gkri_say *s, const struct piece *p)
{
	memcpy(s->at, piece_text + p->at, BLOCK);
	s->at += p->len;
}

/* Pieces and their gaps, out of the way of those that have none. */
SELDOM void put_pieces(struct gkri_say *s, const struct piece *p)
{
	for (; gkri_say_room(s, BLOCK); p++) {
		put_piece(s, p);
		if (!p->gap)
			return;
		if (p->gap == 'p' && is_cell(&s->c->run))
			gkri_say_cell(s);
		else
			gaps[(int)p->gap](s);
		if (p->last)
			return;
	}
}

/* A text from its first piece on; many are but one. */
static void put(struct gkri_say *s, const struct piece *p)
{
	s->odd |= p->odd;
	if (p->gap)
		put_pieces(s, p);
	else if (gkri_say_room(s, BLOCK))
		put_piece(s, p);
}

void gkri_say_message(struct gkri_say *s, uint32_t message)
{
	put(s, &pieces[messages[message][s->zh]]);
}

/* A text that is one piece without a gap. */
static inline void put_short(struct gkri_say *s, uint32_t message)
{
	put_piece(s, &pieces[messages[message][s->zh]]);
}

void gkri_say_fill(struct gkri_say *s, int64_t to, int is_first)
{
	int is_one = is_cell(&s->c->run);

	if (!is_first && gkri_say_room(s, BLOCK))
		put_short(s, GKRI_SAY_repair_fill_next);
	if (is_one)
		gkri_say_cell(s);
	else
		put_run(s);
	if (!gkri_say_room(s, BLOCK + 24))
		return;
	if (is_first)
		put_short(s,
		    is_one ? GKRI_SAY_repair_fill_first_to
			   : GKRI_SAY_repair_fill_all_first_to);
	else
		put_short(s,
		    is_one ? GKRI_SAY_repair_fill_to
			   : GKRI_SAY_repair_fill_all_to);
	s->at = gkri_put_number(s->at, (uint64_t)to);
}

/* That more than one correction would do. */
static void put_choice(struct gkri_say *s)
{
	const struct gkri_repair *repair = s->c->repair;

	if (!repair || repair->choices < 2)
		return;
	s->number = repair->choices;
	gkri_say_message(s,
	    repair->kind == GKR_SUGGESTION_FILL ? GKRI_SAY_contradiction
						: GKRI_SAY_choice);
}

void gkri_say_case(struct gkri_say *s)
{
	s->number = s->c->number;
	gkri_say_message(s, s->c->say);
	put_choice(s);
}
