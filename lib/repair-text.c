/* A correction and its proof as text. */
#include "message.h"

#define MOST_TERMS 8 /* of a side, whose numbers are written out */
/* bytes: both sides, each number of 20 with what is between them; room */
#define ARITHMETIC (2 * MOST_TERMS * 23 + 24)

/* What is the same in both languages. */
struct written {
	/* cells side by side that have to hold the same */
	struct fill {
		struct gkri_cell_run run;
		int64_t to;
	} fills[GKRI_CHANGES];
	uint32_t fill_count;
	/* the sums that prove it, as numbers */
	struct sum {
		size_t len;
		char text[ARITHMETIC];
	} sums[GKRI_PROOFS];
};

struct sides {
	const struct gkr_report *r;
	const struct gkri_repair *repair;
	uint32_t changed, zero; /* terms of the sum at hand */
	char *at;
};

/* ------------------------------------------------------------------ */
/* What proves it                                                     */

/* A row or a column: the slot of its first cell, and of the next ones. */
struct line {
	uint32_t slot, step;
};

static struct line line_of(const struct gkri_proof *proof)
{
	const struct gkri_form_place *at = &gkri_form_at[proof->what->table];
	uint32_t columns = (uint32_t)(at[1].column - at[0].column);
	struct line line = {at->slot, columns};

	if (proof->what->by == GKRI_BY_COLUMN) {
		line.slot += proof->id - 1u;
	} else {
		line.slot += (proof->id - 1u) * columns;
		line.step = 1;
	}
	return line;
}

static int64_t number_of(const struct sides *t, uint32_t slot)
{
	const struct gkri_rcell *cell = &t->r->cells[slot];

	return cell->state == GKR_STATE_NUMBER ? cell->mantissa : 0;
}

/* What a cell that is changed will hold. */
static int64_t value_of(const struct sides *t, uint32_t slot)
{
	const struct gkri_change *change = t->repair->list;

	while (change->slot != slot)
		change++;
	return change->to;
}

static void put_text(struct sides *t, const char *p, size_t n)
{
	memcpy(t->at, p, n);
	t->at += n;
}

static void put_value(struct sides *t, int64_t value)
{
	t->at += gkri_decimal_write(t->at, value, 0);
}

/*
 * The terms of the sum that are changed: those whose number has to be looked
 * up, and those that will be 0, of which nothing is said.
 */
static void find_changed(struct sides *t, const struct gkri_proof *proof)
{
	const struct gkri_change *change = t->repair->list;
	const struct gkri_change *end = change + t->repair->count;
	int by_column = proof->what->by == GKRI_BY_COLUMN;
	uint32_t term;

	t->changed = t->zero = 0;
	for (; change < end; change++) {
		term = (uint32_t)1
		    << (by_column ? change->row : change->column);
		if ((by_column ? change->column : change->row) != proof->id)
			continue;
		if (change->to)
			t->changed |= term;
		else
			t->zero |= term;
	}
}

/* The numbers of one side that are not 0; of many only what they make. */
static void put_side(
    struct sides *t, const struct gkri_proof *proof, uint32_t terms)
{
	struct line line = line_of(proof);
	uint32_t n = 0, said = 0, term, slot;
	int64_t sum = 0, value, values[32];

	terms &= proof->terms & ~t->zero;
	for (; terms; terms &= terms - 1) {
		term = gkri_lowest(terms);
		slot = line.slot + (term - 1) * line.step;
		value = t->changed >> term & 1 ? value_of(t, slot)
					       : number_of(t, slot);
		if (value == 0)
			continue;
		sum += value;
		values[n++] = value;
	}
	if (n == 0 || n > MOST_TERMS) {
		put_value(t, sum);
		return;
	}
	for (; said < n; said++) {
		if (said)
			put_text(t, " + ", 3);
		put_value(t, values[said]);
	}
}

static void write_proofs(const struct gkr_report *r,
    const struct gkri_repair *repair, struct written *out)
{
	struct sides t = {r, repair, 0, 0, NULL};
	const struct gkri_proof *proof = repair->proof;
	struct sum *sum = out->sums;
	uint32_t i;

	for (i = 0; i < repair->proof_count; i++, proof++, sum++) {
		t.at = sum->text;
		find_changed(&t, proof);
		put_side(&t, proof, proof->what->left);
		put_text(&t, " = ", 3);
		put_side(&t, proof, proof->what->right);
		sum->len = (size_t)(t.at - sum->text);
	}
}

static void put_sum(struct gkri_say *s, struct gkri_case *c,
    const struct gkri_proof *proof, const struct sum *sum)
{
	int by_column = proof->what->by == GKRI_BY_COLUMN;

	c->by_column = (uint8_t)by_column;
	c->run.row = by_column ? 0 : proof->id;
	c->run.column = by_column ? proof->id : 0;
	c->text = sum->text;
	c->text_len = sum->len;
	gkri_say_message(
	    s, by_column ? GKRI_SAY_proof_column : GKRI_SAY_proof_row);
}

static void put_proofs(struct gkri_say *s, struct gkri_case *c,
    const struct gkri_repair *repair, const struct written *written)
{
	uint32_t i;

	for (i = 0; i < repair->proof_count; i++) {
		gkri_say_message(
		    s, i ? GKRI_SAY_proof_next : GKRI_SAY_proof_first);
		put_sum(s, c, &repair->proof[i], &written->sums[i]);
	}
	s->number = repair->proofs;
	if (repair->proof_count)
		gkri_say_message(s,
		    repair->proofs > repair->proof_count ? GKRI_SAY_proof_more
							 : GKRI_SAY_proof_end);
}

/* ------------------------------------------------------------------ */
/* What is changed                                                    */

static void put_kind(struct gkri_say *s, uint8_t kind)
{
	switch (kind) {
	case GKR_SUGGESTION_SWAP:
		gkri_say_message(s, GKRI_SAY_repair_swap);
		break;
	case GKR_SUGGESTION_SPLIT:
		gkri_say_message(s, GKRI_SAY_repair_split);
		break;
	case GKR_SUGGESTION_DIGIT:
		gkri_say_message(s, GKRI_SAY_repair_digit);
		break;
	default:
		break;
	}
}

/* From the value on the left to that on the right. */
static void put_change(struct gkri_say *s, struct gkri_case *c,
    const struct gkri_change *change, int is_first)
{
	const struct gkri_rcell *cell = &s->r->cells[change->slot];

	c->run.row = c->run.row_to = change->row;
	c->run.column = c->run.column_to = change->column;
	c->right.len =
	    (uint32_t)gkri_decimal_write(c->right.digits, change->to, 0);
	c->left.len = (uint32_t)gkri_decimal_write(
	    c->left.digits, cell->mantissa, cell->scale);
	gkri_say_message(
	    s, is_first ? GKRI_SAY_repair_change : GKRI_SAY_repair_change_next);
}

/* Is it the form's next row, or column? */
static int is_next(
    const struct gkri_say *s, int is_row, uint32_t from, uint32_t to)
{
	uint32_t form = s->r->form, table = s->c->run.table, id;

	for (id = from + 1; id < to; id++)
		if (is_row ? gkr_form_row_label(form, table, id) != NULL
			   : gkr_form_column_label(form, table, id) != NULL)
			return 0;
	return from < to;
}

/* How many of the cells stand side by side and have to hold the same. */
static uint32_t count_alike(
    const struct gkri_say *s, const struct gkri_change *c, uint32_t n)
{
	int is_row = n > 1 && c[1].row != c->row;
	uint32_t i;

	for (i = 1; i < n && c[i].to == c->to; i++)
		if (is_row ? c[i].column != c->column ||
			    !is_next(s, 1, c[i - 1].row, c[i].row)
			   : c[i].row != c->row ||
			    !is_next(s, 0, c[i - 1].column, c[i].column))
			break;
	return i;
}

static void write_fills(const struct gkri_say *s,
    const struct gkri_repair *repair, struct written *out)
{
	uint32_t table = s->c->run.table, done, n;
	const struct gkri_change *c = repair->list;
	struct fill *fill = out->fills;

	for (done = 0; done < repair->count; done += n, c += n, fill++) {
		n = count_alike(s, c, repair->count - done);
		fill->to = c->to;
		fill->run.table = (uint8_t)table;
		fill->run.row = c->row;
		fill->run.column = c->column;
		fill->run.row_to = c[n - 1].row;
		fill->run.column_to = c[n - 1].column;
		fill->run.whole = c->row == c[n - 1].row && n > 1 &&
			n == gkr_form_column_count(s->r->form, table)
		    ? GKRI_WHOLE_ROWS
		    : GKRI_WHOLE_NO;
	}
	out->fill_count = (uint32_t)(fill - out->fills);
}

static void put_fills(
    struct gkri_say *s, struct gkri_case *c, const struct written *written)
{
	uint32_t i;

	for (i = 0; i < written->fill_count; i++) {
		c->run = written->fills[i].run;
		gkri_say_fill(s, written->fills[i].to, i == 0);
	}
	c->run.whole = GKRI_WHOLE_NO;
}

static void put_repair(struct gkri_say *s, struct gkri_case *c,
    const struct gkri_repair *repair, const struct written *written)
{
	uint32_t i;

	put_kind(s, repair->kind);
	if (repair->kind == GKR_SUGGESTION_FILL)
		put_fills(s, c, written);
	else
		for (i = 0; i < repair->count; i++)
			put_change(s, c, &repair->list[i], i == 0);
	gkri_say_message(s, GKRI_SAY_repair_last);
	put_proofs(s, c, repair, written);
	gkri_say_stop(s);
}

void gkri_say_repair(struct gkri_say *s, struct gkri_finding *made)
{
	const struct gkri_case *c = s->c;
	struct gkri_case piece;
	struct written written;

	memset(&piece, 0, sizeof piece);
	piece.run.table = c->run.table;
	if (c->repair->kind == GKR_SUGGESTION_FILL)
		write_fills(s, c->repair, &written);
	write_proofs(s->r, c->repair, &written);
	s->c = &piece;
	gkri_say_in(s, 1);
	made->repair_zh = gkri_say_mark(s);
	put_repair(s, &piece, c->repair, &written);
	made->plain |= s->odd ? 0 : GKRI_PLAIN_ZH << GKRI_PLAIN_REPAIR;
	gkri_say_in(s, 0);
	made->repair_en = gkri_say_mark(s);
	put_repair(s, &piece, c->repair, &written);
	made->plain |= s->odd ? 0 : GKRI_PLAIN_EN << GKRI_PLAIN_REPAIR;
	s->c = c;
}
