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
	gkri_buf_init(&f->words, &f->mem);
	f->text.limit = f->words.limit = MOST_TEXT;
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
	gkri_release(&f->mem, f->slots, f->slot_cap * sizeof *f->slots);
	gkri_release(&f->mem, f->fixes, f->fix_cap * sizeof *f->fixes);
	gkri_release(
	    &f->mem, f->accepted, f->accepted_cap * sizeof *f->accepted);
	gkri_buf_free(&f->text);
	gkri_buf_free(&f->words);
	gkr_facts_free(f->facts);
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

void gkri_findings_clear(struct gkr_findings *f)
{
	f->count = 0;
	f->slot_count = 0;
	f->fix_count = 0;
	f->text.len = 0;
	memset(f->chain, 0, sizeof f->chain);
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

static int32_t add_fix(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_change *change)
{
	const struct gkri_rcell *cell = &r->cells[change->slot];
	struct gkri_fix *fix = &f->fixes[f->fix_count];
	char to[24];
	size_t n = gkri_decimal_write(to, change->to, 0);
	int32_t rc;

	fix->slot = change->slot;
	fix->state = cell->state;
	fix->scale = cell->scale;
	fix->mantissa = cell->mantissa;
	fix->from = mark(f);
	rc = gkri_buf_put(&f->text,
	    gkri_run(&r->text, cell->raw, cell->raw_len, NULL), cell->raw_len);
	if (rc == GKR_OK)
		rc = gkri_buf_putc(&f->text, '\0');
	fix->to = mark(f);
	if (rc == GKR_OK)
		rc = gkri_buf_put(&f->text, to, n);
	if (rc == GKR_OK)
		rc = gkri_buf_putc(&f->text, '\0');
	f->fix_count += rc == GKR_OK;
	return rc;
}

static int32_t add_fixes(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_repair *repair, struct gkri_finding *made)
{
	void *fixes = f->fixes;
	uint32_t i;
	int32_t rc = gkri_grow(&f->mem, &fixes, &f->fix_cap,
	    f->fix_count + repair->count, sizeof *f->fixes);

	f->fixes = fixes;
	made->fix_first = (uint32_t)f->fix_count;
	made->fix_count = repair->count;
	made->kind = repair->kind;
	for (i = 0; rc == GKR_OK && i < repair->count; i++)
		rc = add_fix(f, r, &repair->list[i]);
	return rc;
}

static int32_t add_repair(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, struct gkri_finding *made)
{
	int32_t rc;

	if (!c->repair)
		return GKR_OK;
	made->choices = c->repair->choices;
	if (made->choices != 1)
		return GKR_OK;
	rc = add_fixes(f, r, c->repair, made);
	made->repair_zh = mark(f);
	if (rc == GKR_OK)
		rc = gkri_repair_put(
		    &f->text, r, c->repair, c->run.table, GKR_LANG_ZH);
	made->repair_en = mark(f);
	return rc == GKR_OK
	    ? gkri_repair_put(&f->text, r, c->repair, c->run.table, GKR_LANG_EN)
	    : rc;
}

/* How many findings before have the same print. */
static uint32_t count_alike(
    const struct gkr_findings *f, const struct gkri_finding *made)
{
	uint32_t at = made->alike;

	for (; at; at = f->list[at - 1].alike)
		if (f->list[at - 1].print == made->print)
			return f->list[at - 1].nth + 1;
	return 0;
}

/* Two faults that look the same have fingerprints of their own. */
static int32_t add_print(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, struct gkri_finding *made)
{
	const char *at = made->at ? f->text.data + made->at - 1 : "";
	char text[GKRI_PRINT_BYTES];
	uint64_t print;

	made->print = gkri_print_of(r, c, at);
	made->alike = f->chain[made->print % GKRI_CHAINS];
	made->nth = count_alike(f, made);
	print = gkri_print_nth(made->print, made->nth);
	made->accepted = gkri_accepted_find(f, print);
	made->printed = mark(f);
	gkri_print_write(text, print);
	return gkri_buf_put(&f->text, text, sizeof text);
}

static int32_t add_cells(struct gkr_findings *f, const struct gkri_case *c,
    struct gkri_finding *made)
{
	void *slots = f->slots;
	int32_t rc = gkri_grow(&f->mem, &slots, &f->slot_cap,
	    f->slot_count + c->slot_count, sizeof *f->slots);

	f->slots = slots;
	if (rc != GKR_OK)
		return rc;
	made->first = (uint32_t)f->slot_count;
	made->count = (uint32_t)c->slot_count;
	if (c->slot_count)
		memcpy(f->slots + f->slot_count, c->slots,
		    c->slot_count * sizeof *c->slots);
	f->slot_count += c->slot_count;
	return GKR_OK;
}

static int32_t add_other(struct gkr_findings *f, const struct gkri_case *c,
    struct gkri_finding *made)
{
	int32_t rc;

	if (!c->other)
		return GKR_OK;
	made->other = c->other->spot;
	if (!c->other->source)
		return GKR_OK;
	made->other_source = mark(f);
	rc = gkri_buf_puts(&f->text, c->other->source);
	return rc == GKR_OK ? gkri_buf_putc(&f->text, '\0') : rc;
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
		rc = add_other(f, c, made);
	if (rc == GKR_OK)
		rc = add_messages(f, r, c, made);
	if (rc == GKR_OK)
		rc = add_repair(f, r, c, made);
	return rc == GKR_OK ? add_print(f, r, c, made) : rc;
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

/* The caller's word, else that of the case, else the rule's. */
static uint8_t severity_of(
    const struct gkr_findings *f, const struct gkri_case *c)
{
	if (f->severities[c->rule])
		return f->severities[c->rule];
	return (
	    uint8_t)(c->severity ? c->severity : gkr_rule_severity(c->rule));
}

static void keep(struct gkr_findings *f, const struct gkri_finding *made)
{
	f->list[f->count++] = *made;
	f->chain[made->print % GKRI_CHAINS] = (uint32_t)f->count;
	if (made->accepted)
		f->accepted[made->accepted - 1].matches++;
}

int32_t gkri_finding_add(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c)
{
	struct gkri_finding made = {0};
	size_t text = f->text.len, slots = f->slot_count, fixes = f->fix_count;
	int32_t rc;

	if (f->off[c->rule])
		return GKR_OK;
	rc = make_room(f);
	if (rc != GKR_OK)
		return rc;
	made.rule = c->rule;
	made.status = c->status ? c->status : GKR_FINDING_FAIL;
	made.severity = severity_of(f, c);
	made.spot = c->spot;
	rc = fill(f, r, c, &made);
	if (rc != GKR_OK) {
		f->text.len = text;
		f->slot_count = slots;
		f->fix_count = fixes;
		return rc;
	}
	keep(f, &made);
	return GKR_OK;
}
