/* A correction and its proof as text. */
#include "check.h"

#define MOST_TERMS 8	/* of a side, whose numbers are written out */
#define ARITHMETIC 1024 /* bytes */

struct text {
	struct gkri_buf *out;
	const struct gkr_report *r;
	const struct gkri_repair *repair;
	struct gkri_case piece;
	uint32_t lang;
	int32_t rc;
	int pieces;
	char *at, arithmetic[ARITHMETIC];
};

/* A further piece: the one before loses its NUL. */
static void put_piece(struct text *t, uint32_t say)
{
	if (t->rc != GKR_OK)
		return;
	if (t->pieces++)
		t->out->len--;
	t->piece.say = (uint8_t)say;
	t->rc = gkri_message_put(t->out, t->r, &t->piece, t->lang);
}

/* ------------------------------------------------------------------ */
/* What is changed                                                    */

static void put_change(
    struct text *t, const struct gkri_change *change, int is_first)
{
	const struct gkri_rcell *cell = &t->r->cells[change->slot];
	int is_fill = t->repair->kind == GKR_SUGGESTION_FILL;
	struct gkri_case *c = &t->piece;
	char from[24], to[24];

	c->run.row = c->run.row_to = change->row;
	c->run.column = c->run.column_to = change->column;
	c->slots = &change->slot;
	c->slot_count = 1;
	c->text = from;
	c->text_len = gkri_decimal_write(from, cell->mantissa, cell->scale);
	c->text2 = to;
	c->text2_len = gkri_decimal_write(to, change->to, 0);
	if (is_fill)
		put_piece(t,
		    is_first ? GKRI_SAY_repair_fill
			     : GKRI_SAY_repair_fill_next);
	else
		put_piece(t,
		    is_first ? GKRI_SAY_repair_change
			     : GKRI_SAY_repair_change_next);
}

static void put_kind(struct text *t)
{
	switch (t->repair->kind) {
	case GKR_SUGGESTION_SWAP:
		put_piece(t, GKRI_SAY_repair_swap);
		break;
	case GKR_SUGGESTION_SPLIT:
		put_piece(t, GKRI_SAY_repair_split);
		break;
	case GKR_SUGGESTION_DIGIT:
		put_piece(t, GKRI_SAY_repair_digit);
		break;
	default:
		break;
	}
}

/* ------------------------------------------------------------------ */
/* What proves it                                                     */

/* The cell's number as it would be. */
static int64_t value_of(const struct text *t, uint32_t slot)
{
	const struct gkri_rcell *cell = &t->r->cells[slot];
	uint32_t i;

	for (i = 0; i < t->repair->count; i++)
		if (t->repair->list[i].slot == slot)
			return t->repair->list[i].to;
	return cell->state == GKR_STATE_NUMBER ? cell->mantissa : 0;
}

static void put_text(struct text *t, const char *p, size_t n)
{
	memcpy(t->at, p, n);
	t->at += n;
}

static void put_value(struct text *t, int64_t value)
{
	char digits[24];

	put_text(t, digits, gkri_decimal_write(digits, value, 0));
}

/* The numbers of one side that are not 0; of many only what they make. */
static void put_side(
    struct text *t, const struct gkri_proof *proof, uint32_t terms)
{
	int by_column = proof->what->by == GKRI_BY_COLUMN, slot;
	uint32_t table = proof->what->table, term, n = 0, said = 0;
	int64_t sum = 0, values[32];

	for (term = 1; terms >> term; term++) {
		if (!gkri_in(terms, term))
			continue;
		slot = by_column ? gkri_slot_of(table, term, proof->id)
				 : gkri_slot_of(table, proof->id, term);
		if (slot < 0)
			continue;
		values[n] = value_of(t, (uint32_t)slot);
		/* most are 0: only for others the form is looked at */
		if (values[n] == 0 ||
		    !gkr_form_has_cell(t->r->form, gkri_slot_cell(slot)))
			continue;
		sum += values[n++];
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

static void put_sum(struct text *t, const struct gkri_proof *proof)
{
	int by_column = proof->what->by == GKRI_BY_COLUMN;
	struct gkri_case *c = &t->piece;

	t->at = t->arithmetic;
	put_side(t, proof, proof->what->left);
	put_text(t, " = ", 3);
	put_side(t, proof, proof->what->right);
	c->by_column = (uint8_t)by_column;
	c->run.row = by_column ? 0 : proof->id;
	c->run.column = by_column ? proof->id : 0;
	c->text = t->arithmetic;
	c->text_len = (size_t)(t->at - t->arithmetic);
	put_piece(t, by_column ? GKRI_SAY_proof_column : GKRI_SAY_proof_row);
}

static void put_proof(struct text *t)
{
	const struct gkri_repair *r = t->repair;
	uint32_t i;

	for (i = 0; i < r->proof_count; i++) {
		put_piece(t, i ? GKRI_SAY_proof_next : GKRI_SAY_proof_first);
		put_sum(t, &r->proof[i]);
	}
	t->piece.number = r->proofs;
	if (r->proof_count)
		put_piece(t,
		    r->proofs > r->proof_count ? GKRI_SAY_proof_more
					       : GKRI_SAY_proof_end);
}

int32_t gkri_repair_put(struct gkri_buf *out, const struct gkr_report *r,
    const struct gkri_repair *repair, uint32_t table, uint32_t lang)
{
	struct text t;
	uint32_t i;

	memset(&t.piece, 0, sizeof t.piece);
	t.out = out;
	t.r = r;
	t.repair = repair;
	t.piece.run.table = (uint8_t)table;
	t.lang = lang;
	t.rc = GKR_OK;
	t.pieces = 0;
	put_kind(&t);
	for (i = 0; i < repair->count; i++)
		put_change(&t, &repair->list[i], i == 0);
	put_piece(&t, GKRI_SAY_repair_last);
	put_proof(&t);
	return t.rc;
}
