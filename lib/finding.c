/* Where findings are kept, and what can be asked of them. */
#include "message.h"

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
	gkri_said_clear(&f->said);
	memset(f->chain, 0, sizeof f->chain);
}

/* ------------------------------------------------------------------ */
/* Adding                                                             */

static void put_dotted(struct gkri_say *s, const char *a, const char *z)
{
	gkri_say_string(s, a);
	GKRI_SAY(s, ".");
	gkri_say_string(s, z);
}

static void put_row(struct gkri_say *s, const struct gkri_cell_run *run)
{
	put_dotted(
	    s, gkr_table_name(run->table), gkr_row_name(run->table, run->row));
}

static void put_column(struct gkri_say *s, const struct gkri_cell_run *run)
{
	put_dotted(s, gkr_table_name(run->table),
	    gkr_column_name(run->table, run->column));
}

/* A cell, a row, a column, a table, or from the first cell to the last. */
static void put_run(struct gkri_say *s)
{
	const struct gkri_case *c = s->c;
	const struct gkri_cell_run *run = &c->run;
	size_t n = c->slot_count;

	if (run->whole == GKRI_WHOLE_TABLE) {
		gkri_say_string(s, gkr_table_name(run->table));
	} else if (run->whole == GKRI_WHOLE_COLUMN) {
		put_column(s, run);
	} else if (run->whole == GKRI_WHOLE_ROWS && run->row == run->row_to) {
		put_row(s, run);
	} else {
		gkri_say_string(s, gkri_slot_address(c->slots[0]));
		if (n == 1)
			return;
		GKRI_SAY(s, "..");
		gkri_say_string(s, gkri_slot_address(c->slots[n - 1]));
	}
}

static void put_at(struct gkri_say *s)
{
	const struct gkri_case *c = s->c;
	const struct gkri_cell_run *run = &c->run;
	uint32_t table = run->table;

	switch (c->at) {
	case GKRI_AT_ROW:
		gkri_say_string(s, gkr_row_name(table, run->row));
		break;
	case GKRI_AT_COLUMN:
		gkri_say_string(s, gkr_column_name(table, run->column));
		break;
	case GKRI_AT_TABLE:
		gkri_say_string(s, gkr_table_name(table));
		break;
	case GKRI_AT_TABLE_ROW:
		put_row(s, run);
		break;
	case GKRI_AT_TABLE_COLUMN:
		put_column(s, run);
		break;
	case GKRI_AT_SECTION:
		gkri_say_string(s, gkr_section_name(c->section));
		break;
	default:
		put_run(s);
		break;
	}
}

static void add_at(struct gkri_say *s, struct gkri_finding *made)
{
	if (s->c->at == GKRI_AT_NONE)
		return;
	made->at = gkri_say_mark(s);
	put_at(s);
	gkri_say_stop(s);
}

static uint32_t add_side(struct gkri_say *s, const struct gkri_side *side)
{
	uint32_t at = gkri_say_mark(s);

	gkri_say_put(s, side->digits, side->len);
	gkri_say_stop(s);
	return at;
}

static void add_messages(struct gkri_say *s, struct gkri_finding *made)
{
	gkri_say_in(s, 1);
	made->zh = gkri_say_mark(s);
	gkri_say_case(s);
	gkri_say_stop(s);
	made->plain |= s->odd ? 0 : GKRI_PLAIN_ZH;
	gkri_say_in(s, 0);
	made->en = gkri_say_mark(s);
	gkri_say_case(s);
	gkri_say_stop(s);
	made->plain |= s->odd ? 0 : GKRI_PLAIN_EN;
}

static void add_fix(struct gkri_say *s, const struct gkri_change *change)
{
	const struct gkri_rcell *cell = &s->r->cells[change->slot];
	struct gkri_fix *fix = &s->f->fixes[s->f->fix_count++];

	fix->slot = change->slot;
	fix->state = cell->state;
	fix->scale = cell->scale;
	fix->mantissa = cell->mantissa;
	fix->value = change->to;
	fix->from = gkri_say_mark(s);
	if (cell->raw_len)
		gkri_say_put(s, s->r->text.data + cell->raw, cell->raw_len);
	gkri_say_stop(s);
	fix->to = gkri_say_mark(s);
	gkri_say_count(s, change->to, 0);
	gkri_say_stop(s);
}

static void add_fixes(struct gkri_say *s, const struct gkri_repair *repair,
    struct gkri_finding *made)
{
	struct gkr_findings *f = s->f;
	void *fixes = f->fixes;
	uint32_t i;
	int32_t rc = gkri_grow(&f->mem, &fixes, &f->fix_cap,
	    f->fix_count + repair->count, sizeof *f->fixes);

	f->fixes = fixes;
	if (s->rc == GKR_OK)
		s->rc = rc;
	if (s->rc != GKR_OK)
		return;
	made->fix_first = (uint32_t)f->fix_count;
	made->fix_count = repair->count;
	made->kind = repair->kind;
	for (i = 0; i < repair->count; i++)
		add_fix(s, &repair->list[i]);
}

static int is_fix(const struct gkri_fix *fix, const struct gkri_repair *repair)
{
	const struct gkri_change *change = repair->list;
	const struct gkri_change *end = change + repair->count;

	for (; change < end; change++, fix++)
		if (fix->slot != change->slot || fix->value != change->to)
			return 0;
	return 1;
}

/*
 * Takes over the correction of a finding that has the same: what it changes
 * says which sums prove it.  A wrong cell is met once in each of its sums.
 */
static int add_again(struct gkr_findings *f, const struct gkri_repair *repair,
    struct gkri_finding *made)
{
	uint32_t at = f->said.repairs[repair->list[0].slot];
	const struct gkri_finding *before;

	if (!at)
		return 0;
	before = &f->list[at - 1];
	if (before->kind != repair->kind ||
	    before->fix_count != repair->count ||
	    !is_fix(&f->fixes[before->fix_first], repair))
		return 0;
	made->kind = before->kind;
	made->fix_first = before->fix_first;
	made->fix_count = before->fix_count;
	made->repair_zh = before->repair_zh;
	made->repair_en = before->repair_en;
	made->plain |= before->plain &
	    (GKRI_PLAIN_ZH | GKRI_PLAIN_EN) << GKRI_PLAIN_REPAIR;
	return 1;
}

static void add_repair(struct gkri_say *s, struct gkri_finding *made)
{
	const struct gkri_repair *repair = s->c->repair;
	struct gkr_findings *f = s->f;

	if (!repair)
		return;
	made->choices = repair->choices;
	if (made->choices != 1 || add_again(f, repair, made))
		return;
	add_fixes(s, repair, made);
	gkri_say_repair(s, made);
	f->said.repairs[repair->list[0].slot] = (uint32_t)(made - f->list) + 1;
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
static void add_print(struct gkri_say *s, struct gkri_finding *made)
{
	struct gkr_findings *f = s->f;
	const char *at = made->at ? f->text.data + made->at - 1 : "";
	char text[GKRI_PRINT_BYTES];
	uint64_t print;

	made->print = gkri_print_of(f, s->r, s->c, at);
	made->alike = f->chain[made->print % GKRI_CHAINS];
	made->nth = count_alike(f, made);
	print = gkri_print_nth(made->print, made->nth);
	made->accepted = gkri_accepted_find(f, print);
	made->printed = gkri_say_mark(s);
	gkri_print_write(text, print);
	gkri_say_put(s, text, sizeof text);
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

static void add_other(struct gkri_say *s, struct gkri_finding *made)
{
	const struct gkri_other *other = s->c->other;

	if (!other)
		return;
	made->other = other->spot;
	if (!other->source)
		return;
	made->other_source = gkri_say_mark(s);
	gkri_say_string(s, other->source);
	gkri_say_stop(s);
}

static int32_t fill(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, struct gkri_finding *made)
{
	struct gkri_say s;
	int32_t rc = add_cells(f, c, made);

	if (rc != GKR_OK)
		return rc;
	gkri_say_begin(&s, f, r, c);
	add_at(&s, made);
	if (c->compares) {
		made->left = add_side(&s, &c->left);
		made->right = add_side(&s, &c->right);
	}
	add_other(&s, made);
	add_messages(&s, made);
	add_repair(&s, made);
	if (s.rc == GKR_OK)
		add_print(&s, made);
	return gkri_say_end(&s);
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
	f->count++;
	f->chain[made->print % GKRI_CHAINS] = (uint32_t)f->count;
	if (made->accepted)
		f->accepted[made->accepted - 1].matches++;
}

int32_t gkri_finding_add(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c)
{
	struct gkri_finding *made;
	size_t slots = f->slot_count, fixes = f->fix_count;
	int32_t rc;

	if (f->off[c->rule])
		return GKR_OK;
	rc = make_room(f);
	if (rc != GKR_OK)
		return rc;
	made = &f->list[f->count];
	memset(made, 0, sizeof *made);
	made->rule = c->rule;
	made->status = c->status ? c->status : GKR_FINDING_FAIL;
	made->severity = severity_of(f, c);
	made->spot = c->spot;
	rc = fill(f, r, c, made);
	if (rc == GKR_OK) {
		keep(f, made);
	} else {
		f->slot_count = slots;
		f->fix_count = fixes;
		gkri_said_clear(&f->said);
	}
	return rc;
}
