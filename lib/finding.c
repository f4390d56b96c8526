/* Where findings are kept, and what can be asked of them. */
#include "check.h"

/* Texts are found by 32 bits. */
#define MOST_TEXT ((size_t)0xfffffff0u)

int32_t gkr_findings_new_with(
    gkr_alloc_fn alloc, void *context, gkr_findings **out)
{
	gkr_findings *f;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = NULL;
	f = gkri_handle_new(
	    sizeof *f, offsetof(gkr_findings, mem), alloc, context);
	if (!f)
		return GKR_E_MEMORY;
	gkri_buf_init(&f->text, &f->mem);
	f->text.limit = MOST_TEXT;
	f->limit = gkr_limit_default(GKR_LIMIT_FINDINGS);
	*out = f;
	return GKR_OK;
}

int32_t gkr_findings_new(gkr_findings **out)
{
	return gkr_findings_new_with(NULL, NULL, out);
}

void gkr_findings_free(gkr_findings *f)
{
	if (!f)
		return;
	gkri_release(&f->mem, f->list, f->cap * sizeof *f->list);
	gkri_release(&f->mem, f->cells, f->cell_cap * sizeof *f->cells);
	gkri_buf_free(&f->text);
	gkri_handle_free(f, sizeof *f, offsetof(gkr_findings, mem));
}

int32_t gkr_findings_set_limit(gkr_findings *f, uint32_t limit, uint64_t value)
{
	if (!f || value == 0)
		return GKR_E_ARGUMENT;
	if (limit == GKR_LIMIT_FINDINGS)
		f->limit = value;
	else if (limit == GKR_LIMIT_MEMORY)
		f->mem.limit = value;
	else
		return GKR_E_ARGUMENT;
	return GKR_OK;
}

int32_t gkr_findings_set_policy(gkr_findings *f, uint32_t policy, int64_t value)
{
	if (!f || policy != GKR_POLICY_BLANK_AS_ZERO || value < 0 || value > 1)
		return GKR_E_ARGUMENT;
	f->blank_as_zero = value;
	return GKR_OK;
}

void gkri_findings_clear(struct gkr_findings *f)
{
	f->count = 0;
	f->cell_count = 0;
	f->text.len = 0;
}

/* ------------------------------------------------------------------ */
/* Adding                                                             */

/* The place that the next text will have, as kept: + 1. */
static uint32_t mark(const struct gkr_findings *f)
{
	return (uint32_t)f->text.len + 1;
}

static int32_t put_pair(
    struct gkri_buf *b, const char *a, const char *between, const char *z)
{
	int32_t rc = gkri_buf_puts(b, a);

	if (rc == GKR_OK)
		rc = gkri_buf_puts(b, between);
	return rc == GKR_OK ? gkri_buf_puts(b, z) : rc;
}

/* A cell, a row, a column, a table, or from the first cell to the last. */
static int32_t put_run(struct gkri_buf *b, const struct gkri_case *c)
{
	const struct gkri_run *run = &c->run;
	const char *first;
	size_t n = c->slot_count;

	if (run->whole == GKRI_WHOLE_TABLE)
		return gkri_buf_puts(b, gkr_table_name(run->table));
	if (run->whole == GKRI_WHOLE_COLUMN)
		return put_pair(b, gkr_table_name(run->table), ".",
		    gkr_column_name(run->table, run->column));
	if (run->whole == GKRI_WHOLE_ROWS && run->row == run->row_to)
		return put_pair(b, gkr_table_name(run->table), ".",
		    gkr_row_name(run->table, run->row));
	first = gkr_cell_address(gkri_slot_cell(c->slots[0]));
	if (n == 1)
		return gkri_buf_puts(b, first);
	return put_pair(
	    b, first, "..", gkr_cell_address(gkri_slot_cell(c->slots[n - 1])));
}

static int32_t put_at(struct gkri_buf *b, const struct gkri_case *c)
{
	const struct gkri_run *run = &c->run;
	uint32_t table = run->table;

	switch (c->at) {
	case GKRI_AT_ROW:
		return gkri_buf_puts(b, gkr_row_name(table, run->row));
	case GKRI_AT_COLUMN:
		return gkri_buf_puts(b, gkr_column_name(table, run->column));
	case GKRI_AT_TABLE:
		return gkri_buf_puts(b, gkr_table_name(table));
	case GKRI_AT_TABLE_ROW:
		return put_pair(b, gkr_table_name(table), ".",
		    gkr_row_name(table, run->row));
	case GKRI_AT_TABLE_COLUMN:
		return put_pair(b, gkr_table_name(table), ".",
		    gkr_column_name(table, run->column));
	case GKRI_AT_SECTION:
		return gkri_buf_puts(b, gkr_section_name(c->section));
	default:
		return put_run(b, c);
	}
}

static int32_t add_at(struct gkr_findings *f, const struct gkri_case *c,
    struct gkri_finding *made)
{
	int32_t rc;

	if (c->at == GKRI_AT_NONE)
		return GKR_OK;
	made->at = mark(f);
	rc = put_at(&f->text, c);
	return rc == GKR_OK ? gkri_buf_putc(&f->text, '\0') : rc;
}

static int32_t add_side(
    struct gkr_findings *f, const struct gkri_side *side, uint32_t *at)
{
	int32_t rc;

	*at = mark(f);
	rc = gkri_buf_put(&f->text, side->digits, side->len);
	return rc == GKR_OK ? gkri_buf_putc(&f->text, '\0') : rc;
}

static int32_t add_sides(struct gkr_findings *f, const struct gkri_case *c,
    struct gkri_finding *made)
{
	int32_t rc;

	if (!c->compares)
		return GKR_OK;
	rc = add_side(f, &c->left, &made->left);
	return rc == GKR_OK ? add_side(f, &c->right, &made->right) : rc;
}

static int32_t add_messages(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, struct gkri_finding *made)
{
	int32_t rc;

	made->zh = mark(f);
	rc = gkri_message_put(&f->text, r, c, GKR_LANG_ZH);
	if (rc != GKR_OK)
		return rc;
	made->en = mark(f);
	return gkri_message_put(&f->text, r, c, GKR_LANG_EN);
}

/* A piece of the suggestion: the piece before loses its NUL. */
static int32_t add_piece(struct gkr_findings *f, const struct gkr_report *r,
    struct gkri_case *c, uint32_t say, uint32_t lang)
{
	if (say != GKRI_SAY_repair_first)
		f->text.len--;
	c->say = (uint8_t)say;
	return gkri_message_put(&f->text, r, c, lang);
}

static void name_change(
    struct gkri_case *c, const struct gkri_change *change, char digits[2][48])
{
	struct gkri_sum sum;

	c->run.row = c->run.row_to = change->row;
	c->run.column = c->run.column_to = change->column;
	c->slots = &change->slot;
	c->slot_count = 1;
	gkri_sum_zero(&sum);
	gkri_sum_add(&sum, change->from, 0, 1);
	c->text = digits[0];
	c->text_len = gkri_sum_write(digits[0], &sum);
	gkri_sum_zero(&sum);
	gkri_sum_add(&sum, change->to, 0, 1);
	c->text2 = digits[1];
	c->text2_len = gkri_sum_write(digits[1], &sum);
}

static int32_t add_repair(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, uint32_t lang, uint32_t *at)
{
	struct gkri_case piece = {0};
	char digits[2][48];
	uint32_t i;
	int32_t rc = GKR_OK;

	if (!c->repair)
		return GKR_OK;
	*at = mark(f);
	piece.run.table = c->run.table;
	for (i = 0; rc == GKR_OK && i < c->repair->count; i++) {
		name_change(&piece, &c->repair->list[i], digits);
		rc = add_piece(f, r, &piece,
		    i ? GKRI_SAY_repair_next : GKRI_SAY_repair_first, lang);
	}
	return rc == GKR_OK
	    ? add_piece(f, r, &piece, GKRI_SAY_repair_last, lang)
	    : rc;
}

static int32_t add_cells(struct gkr_findings *f, const struct gkri_case *c,
    struct gkri_finding *made)
{
	void *cells = f->cells;
	size_t i;
	int32_t rc = gkri_grow(&f->mem, &cells, &f->cell_cap,
	    f->cell_count + c->slot_count, sizeof *f->cells);

	f->cells = cells;
	if (rc != GKR_OK)
		return rc;
	made->first = (uint32_t)f->cell_count;
	made->count = (uint32_t)c->slot_count;
	for (i = 0; i < c->slot_count; i++)
		f->cells[f->cell_count++] = gkri_slot_cell(c->slots[i]);
	return GKR_OK;
}

static int32_t fill(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, struct gkri_finding *made)
{
	int32_t rc = add_cells(f, c, made);

	if (rc == GKR_OK)
		rc = add_at(f, c, made);
	if (rc == GKR_OK)
		rc = add_sides(f, c, made);
	if (rc == GKR_OK)
		rc = add_messages(f, r, c, made);
	if (rc == GKR_OK)
		rc = add_repair(f, r, c, GKR_LANG_ZH, &made->repair_zh);
	return rc == GKR_OK ? add_repair(f, r, c, GKR_LANG_EN, &made->repair_en)
			    : rc;
}

static int32_t make_room(struct gkr_findings *f)
{
	void *list = f->list;
	int32_t rc;

	if (f->count >= f->limit)
		return GKR_E_LIMIT;
	rc = gkri_grow(&f->mem, &list, &f->cap, f->count + 1, sizeof *f->list);
	f->list = list;
	return rc;
}

int32_t gkri_finding_add(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c)
{
	struct gkri_finding made = {0};
	size_t text = f->text.len, cells = f->cell_count;
	int32_t rc = make_room(f);

	if (rc != GKR_OK)
		return rc;
	made.rule = c->rule;
	made.status = c->status ? c->status : GKR_FINDING_FAIL;
	made.severity =
	    (uint8_t)(c->severity ? c->severity : gkr_rule_severity(c->rule));
	made.spot = c->spot;
	rc = fill(f, r, c, &made);
	if (rc != GKR_OK) {
		f->text.len = text;
		f->cell_count = cells;
		return rc;
	}
	f->list[f->count++] = made;
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Asking                                                             */

static const struct gkri_finding *finding_of(
    const gkr_findings *f, uint32_t index)
{
	return f && index < f->count ? &f->list[index] : NULL;
}

static const char *text_of(const gkr_findings *f, uint32_t at)
{
	return at ? f->text.data + at - 1 : NULL;
}

uint32_t gkr_findings_count(const gkr_findings *f)
{
	return f ? (uint32_t)f->count : 0;
}

uint32_t gkr_findings_count_severity(const gkr_findings *f, uint32_t severity)
{
	uint32_t n = 0;
	size_t i;

	if (!f || severity < GKR_SEVERITY_INFO || severity > GKR_SEVERITY_ERROR)
		return 0;
	for (i = 0; i < f->count; i++)
		n += f->list[i].severity >= severity &&
		    f->list[i].status == GKR_FINDING_FAIL;
	return n;
}

uint32_t gkr_finding_rule(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->rule : 0;
}

uint32_t gkr_finding_status(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->status : 0;
}

uint32_t gkr_finding_severity(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->severity : 0;
}

const char *gkr_finding_at(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->at) : NULL;
}

const char *gkr_finding_left(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->left) : NULL;
}

const char *gkr_finding_right(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->right) : NULL;
}

uint32_t gkr_finding_cell_count(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->count : 0;
}

uint32_t gkr_finding_cell(const gkr_findings *f, uint32_t index, uint32_t cell)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it && cell < it->count ? f->cells[it->first + cell] : 0;
}

uint64_t gkr_finding_line(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.line : 0;
}

uint64_t gkr_finding_column(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.column : 0;
}

uint64_t gkr_finding_offset(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.offset : 0;
}

uint64_t gkr_finding_length(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.length : 0;
}

const char *gkr_finding_message(
    const gkr_findings *f, uint32_t index, uint32_t lang)
{
	const struct gkri_finding *it = finding_of(f, index);

	if (!it)
		return NULL;
	if (lang == GKR_LANG_ZH)
		return text_of(f, it->zh);
	return lang == GKR_LANG_EN ? text_of(f, it->en) : NULL;
}

const char *gkr_finding_suggestion(
    const gkr_findings *f, uint32_t index, uint32_t lang)
{
	const struct gkri_finding *it = finding_of(f, index);

	if (!it)
		return NULL;
	if (lang == GKR_LANG_ZH)
		return text_of(f, it->repair_zh);
	return lang == GKR_LANG_EN ? text_of(f, it->repair_en) : NULL;
}
