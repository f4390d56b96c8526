/* A sum beside the report of the whole: what is found, and what is shown. */
#include "rollup.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------ */
/* What is said                                                       */

/* "3 parts", and what they have there. */
static int32_t say(struct gkr_rollup *u, int zh, const char *text, uint64_t n)
{
	char number[24];
	const char *gap = strchr(text, '#');
	int32_t rc = gkri_buf_put(&u->said[zh], text, (size_t)(gap - text));

	if (rc == GKR_OK)
		rc = gkri_buf_put(&u->said[zh], number,
		    (size_t)snprintf(
			number, sizeof number, "%llu", (unsigned long long)n));
	return rc == GKR_OK ? gkri_buf_puts(&u->said[zh], gap + 1) : rc;
}

static int32_t say_some(struct gkr_rollup *u, int zh, uint64_t n,
    const char *zh_text, const char *en_text)
{
	int32_t rc = GKR_OK;

	if (!n)
		return GKR_OK;
	if (u->said[zh].len)
		rc = gkri_buf_puts(&u->said[zh], zh ? "，" : ", ");
	return rc == GKR_OK ? say(u, zh, zh ? zh_text : en_text, n) : rc;
}

/* Why a cell could not be compared, or added up. */
static int32_t say_open(struct gkr_rollup *u, int zh, uint32_t slot, int parent)
{
	const struct gkri_tally *t = &u->cells[slot];
	const struct gkri_figure *p = &u->parent.cells[slot];
	int32_t rc = GKR_OK;

	if (parent && !gkri_figure_counts(p, u->blank_as_zero)) {
		rc = gkri_buf_puts(
		    &u->said[zh], zh ? "上级报告" : "the parent's ");
		if (rc == GKR_OK)
			rc = gkri_buf_puts(
			    &u->said[zh], gkri_state_says(p->state, zh));
	}
	if (rc == GKR_OK && !u->blank_as_zero)
		rc =
		    say_some(u, zh, t->blanks, "# 份下级报告空白或是无数据标记",
			"# of the parts are blank or hold a nil mark");
	return rc == GKR_OK
	    ? say_some(u, zh, t->others, "# 份下级报告没有这个数",
		  "# of the parts have no number")
	    : rc;
}

static int32_t say_both(struct gkr_rollup *u, uint32_t slot, int open,
    int parent, struct gkri_phrase *words)
{
	int zh;
	int32_t rc = GKR_OK;

	for (zh = 0; rc == GKR_OK && zh < 2; zh++) {
		u->said[zh].len = 0;
		if (open)
			rc = say_open(u, zh, slot, parent);
		else
			rc = say(u, zh, zh ? "# 份下级报告" : "the # parts",
			    u->count);
		words->text[zh] = u->said[zh].data;
		words->len[zh] = u->said[zh].len;
	}
	return rc;
}

/* ------------------------------------------------------------------ */
/* The rule                                                           */

/* A finding about one cell of `r`. */
static void begin(struct gkri_made *m, const struct gkr_rollup *u,
    const struct gkr_report *r, uint32_t slot)
{
	uint32_t cell = gkri_slot_cell((int)slot);

	memset(&m->c, 0, sizeof m->c);
	m->c.slots = m->slots;
	m->slots[0] = (uint16_t)slot;
	m->c.slot_count = 1;
	m->c.rule = GKRI_RULE_rollup_sum;
	m->c.at = GKRI_AT_CELLS;
	m->c.run.table = (uint8_t)gkr_cell_table(cell);
	m->c.run.row = m->c.run.row_to = (uint8_t)gkr_cell_row(cell);
	m->c.run.column = m->c.run.column_to = (uint8_t)gkr_cell_column(cell);
	m->c.blank_as_zero = u->blank_as_zero;
	m->c.spot = gkri_spot_cell(r, slot);
}

static int32_t add_open(struct gkr_rollup *u, struct gkr_findings *f,
    const struct gkr_report *r, uint32_t slot, int parent)
{
	struct gkri_phrase words;
	struct gkri_made m;
	int32_t rc = say_both(u, slot, 1, parent, &words);

	begin(&m, u, r, slot);
	m.c.status = GKR_FINDING_UNASSESSABLE;
	m.c.say = parent ? GKRI_SAY_rollup_open : GKRI_SAY_rollup_gap;
	m.c.words = &words;
	return rc == GKR_OK ? gkri_finding_add(f, r, &m.c) : rc;
}

static int32_t add_fail(struct gkr_rollup *u, struct gkr_findings *f,
    const struct gkr_report *r, uint32_t slot, const struct gkri_sum *less)
{
	const struct gkri_figure *p = &u->parent.cells[slot];
	struct gkri_phrase words;
	struct gkri_sum sum;
	struct gkri_made m;
	char digits[64];
	int32_t rc = say_both(u, slot, 0, 1, &words);

	begin(&m, u, r, slot);
	m.c.say = GKRI_SAY_rollup;
	m.c.words = &words;
	m.c.compares = 1;
	m.c.number = u->cells[slot].blanks + (p->state != GKR_STATE_NUMBER);
	gkri_sum_zero(&sum);
	gkri_sum_add(&sum, p->mantissa, p->scale, 1);
	m.c.left.len = (uint32_t)gkri_sum_write(m.c.left.digits, &sum);
	m.c.right.len =
	    (uint32_t)gkri_sum_write(m.c.right.digits, &u->cells[slot].sum);
	m.c.text2 = digits;
	m.c.text2_len = gkri_sum_write(digits, less);
	return rc == GKR_OK ? gkri_finding_add(f, r, &m.c) : rc;
}

static int32_t check_cell(struct gkr_rollup *u, struct gkr_findings *f,
    const struct gkr_report *parent, uint32_t slot)
{
	struct gkri_sum less;

	if (!gkri_rollup_assessed(u, slot))
		return add_open(u, f, parent, slot, 1);
	gkri_rollup_less(u, slot, &less);
	if (!(less.limb[0] | less.limb[1] | less.limb[2]))
		return GKR_OK;
	return add_fail(u, f, parent, slot, &less);
}

static int32_t take_parent(struct gkr_rollup *u, const struct gkr_report *r)
{
	const char *name = gkri_organ_of(r);
	const char *source = gkr_report_source_name(r);
	size_t i;
	int32_t rc = GKR_OK;

	for (i = 0; i < GKRI_SLOTS; i++)
		gkri_figure_take(&u->parent.cells[i], &r->cells[i]);
	u->parent.form = r->form;
	u->parent.year = r->year;
	u->position_kind = r->source.position_kind;
	if (name)
		rc = gkri_text_keep(
		    &u->text, name, strlen(name), &u->parent.agency);
	if (rc == GKR_OK && source)
		rc = gkri_text_keep(
		    &u->text, source, strlen(source), &u->parent.source);
	return rc;
}

int32_t gkr_rollup_check(
    gkr_rollup *u, gkr_findings *f, const gkr_report *parent)
{
	uint32_t i, cell;
	int32_t rc;

	if (!u || !f || !parent)
		return GKR_E_ARGUMENT;
	gkri_findings_clear(f);
	gkri_rollup_forget(u);
	u->blank_as_zero = f->blank_as_zero != 0;
	if (!u->count)
		return GKR_E_STATE;
	if (!gkri_has_cells(parent->form))
		return gkri_rollup_refuse_form(u, parent->form);
	rc = gkri_rollup_judge_year(u, parent->year);
	if (rc == GKR_OK)
		rc = take_parent(u, parent);
	if (rc != GKR_OK)
		return rc;
	u->checked = 1;
	for (i = 0;
	     rc == GKR_OK && (cell = gkr_form_cell_at(parent->form, i)) != 0;
	     i++)
		rc = check_cell(u, f, parent, (uint32_t)gkri_slot(cell));
	return rc;
}

/* ------------------------------------------------------------------ */
/* After the check                                                    */

static const struct gkri_figure *parent_of(const gkr_rollup *u, uint32_t cell)
{
	if (!u || !u->checked || !gkr_form_has_cell(u->parent.form, cell))
		return NULL;
	return &u->parent.cells[gkri_slot(cell)];
}

uint32_t gkr_rollup_parent_state(const gkr_rollup *u, uint32_t cell)
{
	const struct gkri_figure *p = parent_of(u, cell);

	return p ? p->state : GKR_STATE_MISSING;
}

int32_t gkr_rollup_parent_value(
    const gkr_rollup *u, uint32_t cell, char *out, size_t cap)
{
	const struct gkri_figure *p = parent_of(u, cell);

	if (out && cap)
		*out = '\0';
	return p && out ? gkri_figure_write(p, out, cap) : GKR_E_ARGUMENT;
}

int32_t gkr_rollup_difference(
    const gkr_rollup *u, uint32_t cell, char *out, size_t cap)
{
	struct gkri_sum less;
	uint32_t slot;

	if (out && cap)
		*out = '\0';
	if (!parent_of(u, cell) || !out)
		return GKR_E_ARGUMENT;
	slot = (uint32_t)gkri_slot(cell);
	if (!gkri_rollup_assessed(u, slot))
		return GKR_E_NOT_FOUND;
	gkri_rollup_less(u, slot, &less);
	return gkri_sum_text(&less, out, cap);
}

uint32_t gkr_rollup_parent_form(const gkr_rollup *u)
{
	return u && u->checked ? u->parent.form : 0;
}

const char *gkr_rollup_parent_agency(const gkr_rollup *u)
{
	return u && u->checked && u->parent.agency
	    ? u->text.data + u->parent.agency - 1
	    : NULL;
}

/* ------------------------------------------------------------------ */
/* The sum as a report                                                */

static int32_t make_cell(struct gkr_rollup *u, struct gkr_findings *f,
    gkr_report *out, uint32_t cell)
{
	uint32_t slot = (uint32_t)gkri_slot(cell);
	const struct gkri_tally *t = &u->cells[slot];
	char text[64];

	if (t->blanks == u->count && !u->blank_as_zero)
		return gkr_report_set_cell(out, cell, "", 0);
	if (!gkri_tally_counts(u, t))
		return add_open(u, f, out, slot, 0);
	return gkr_report_set_cell(
	    out, cell, text, gkri_sum_write(text, &t->sum));
}

/* A report has its tables. */
static void show_tables(gkr_report *out)
{
	uint32_t i, table;

	for (i = 0; (table = gkr_form_table_at(out->form, i)) != 0; i++)
		out->table_seen[table] = 1;
}

int32_t gkr_rollup_report(gkr_rollup *u, gkr_findings *f, gkr_report *out)
{
	const char *gaps[2] = {"", ""};
	uint32_t i, cell;
	int32_t rc;

	if (!u || !f || !out)
		return GKR_E_ARGUMENT;
	gkri_findings_clear(f);
	gkri_rollup_forget(u);
	gkr_report_clear(out);
	u->blank_as_zero = f->blank_as_zero != 0;
	if (!u->count)
		return GKR_E_STATE;
	if (u->mixed)
		return gkri_rollup_refuse(u, GKR_E_FORM,
		    "The parts have different forms: their sum has none.",
		    "下级报告的格式不一，不能合成一份报告。", gaps);
	rc = gkr_report_set_form(out, u->form);
	if (rc == GKR_OK)
		rc = gkr_report_set_year(out, u->year);
	if (rc == GKR_OK)
		show_tables(out);
	for (i = 0; rc == GKR_OK && (cell = gkr_form_cell_at(u->form, i)) != 0;
	     i++)
		rc = make_cell(u, f, out, cell);
	return rc;
}
