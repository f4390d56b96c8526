/*
 * Parts and their whole: for each cell what the children have in it is
 * counted and added up; a child is not kept.
 */
#include "rollup.h"

#include "organ.h"

#include <stdio.h>

#define MOST_MET 65536 /* organs that are remembered */
#define FEW_MET 64     /* room for organs at first */

int32_t gkr_rollup_new_with(gkr_alloc_fn alloc, void *context, gkr_rollup **out)
{
	gkr_rollup *u;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = NULL;
	u = gkri_handle_new(
	    sizeof *u, offsetof(gkr_rollup, mem), alloc, context);
	if (!u)
		return GKR_E_MEMORY;
	gkri_buf_init(&u->text, &u->mem);
	gkri_buf_init(&u->said[0], &u->mem);
	gkri_buf_init(&u->said[1], &u->mem);
	*out = u;
	return GKR_OK;
}

int32_t gkr_rollup_new(gkr_rollup **out)
{
	return gkr_rollup_new_with(NULL, NULL, out);
}

void gkr_rollup_free(gkr_rollup *u)
{
	if (!u)
		return;
	gkri_release(&u->mem, u->met, u->met_cap * sizeof *u->met);
	gkri_buf_free(&u->text);
	gkri_buf_free(&u->said[0]);
	gkri_buf_free(&u->said[1]);
	gkri_handle_free(u, sizeof *u, offsetof(gkr_rollup, mem));
}

void gkri_rollup_forget(struct gkr_rollup *u)
{
	u->text.len = 0;
	u->zh = u->en = 0;
	u->checked = 0;
	memset(&u->parent, 0, sizeof u->parent);
}

int32_t gkr_rollup_clear(gkr_rollup *u)
{
	if (!u)
		return GKR_E_ARGUMENT;
	gkri_rollup_forget(u);
	memset(u->cells, 0, sizeof u->cells);
	u->count = u->repeated = 0;
	u->year = 0;
	u->form = u->mixed = 0;
	if (u->met)
		memset(u->met, 0, u->met_cap * sizeof *u->met);
	u->met_count = 0;
	return GKR_OK;
}

int32_t gkr_rollup_set_option(gkr_rollup *u, uint32_t option, int64_t value)
{
	if (!u || value < 0 || value > 1 || option != GKR_ROLLUP_ANY_YEAR)
		return GKR_E_ARGUMENT;
	u->any_year = (uint8_t)value;
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Refusals                                                           */

int32_t gkri_rollup_refuse(struct gkr_rollup *u, int32_t status, const char *en,
    const char *zh, const char *const *gaps)
{
	int32_t rc = gkri_text_fill(&u->text, en, gaps, &u->en);

	if (rc == GKR_OK)
		rc = gkri_text_fill(&u->text, zh, gaps, &u->zh);
	return rc == GKR_OK ? status : rc;
}

int32_t gkri_rollup_refuse_form(struct gkr_rollup *u, uint32_t form)
{
	const char *gaps[2];

	gaps[0] = gkr_form_name(form);
	gaps[1] = "";
	return gkri_rollup_refuse(u, GKR_E_FORM,
	    "The form of the report has no cells that are read: {1}.",
	    "报告的格式没有可读的格：{1}。", gaps);
}

int32_t gkri_rollup_judge_year(struct gkr_rollup *u, uint32_t year)
{
	char one[16], two[16];
	const char *gaps[2];

	if (u->any_year || !year || !u->year || year == u->year)
		return GKR_OK;
	gaps[0] = one;
	gaps[1] = two;
	snprintf(one, sizeof one, "%u", (unsigned)u->year);
	snprintf(two, sizeof two, "%u", (unsigned)year);
	return gkri_rollup_refuse(u, GKR_E_YEAR,
	    "The parts are for {1}, and this report is for {2}.",
	    "下级报告是 {1} 年的，这份报告是 {2} 年的。", gaps);
}

const char *gkr_rollup_error_message(const gkr_rollup *u, uint32_t lang)
{
	uint32_t at;

	if (!u || (lang != GKR_LANG_ZH && lang != GKR_LANG_EN))
		return NULL;
	at = lang == GKR_LANG_ZH ? u->zh : u->en;
	return at ? u->text.data + at - 1 : NULL;
}

/* ------------------------------------------------------------------ */
/* Organs that were met                                               */

/* FNV-1a, from two different beginnings, and stirred. */
static uint64_t hash(const char *p, size_t n, uint64_t h)
{
	size_t i;

	for (i = 0; i < n; i++) {
		h ^= (unsigned char)p[i];
		h *= UINT64_C(0x100000001b3);
	}
	h ^= h >> 29;
	h *= UINT64_C(0xbf58476d1ce4e5b9);
	return h ^ h >> 32;
}

/* Where the organ is, or the free place where it belongs. */
static struct gkri_met *met_at(
    struct gkri_met *list, size_t cap, const uint64_t want[2])
{
	size_t i = (size_t)want[0] & (cap - 1);

	while (list[i].child &&
	    (list[i].hash[0] != want[0] || list[i].hash[1] != want[1]))
		i = (i + 1) & (cap - 1);
	return &list[i];
}

/* At least half of the places are free; the list ends to grow at MOST_MET. */
static int32_t make_room(struct gkr_rollup *u)
{
	size_t cap = u->met_cap ? 2 * u->met_cap : FEW_MET, i;
	struct gkri_met *list;

	if (2 * (u->met_count + 1) <= u->met_cap)
		return GKR_OK;
	list = gkri_resize(&u->mem, NULL, 0, cap * sizeof *list);
	if (!list)
		return u->mem.status;
	memset(list, 0, cap * sizeof *list);
	for (i = 0; i < u->met_cap; i++)
		if (u->met[i].child)
			*met_at(list, cap, u->met[i].hash) = u->met[i];
	gkri_release(&u->mem, u->met, u->met_cap * sizeof *u->met);
	u->met = list;
	u->met_cap = cap;
	return GKR_OK;
}

static int32_t meet(
    struct gkr_rollup *u, const struct gkr_report *r, uint64_t *same_as)
{
	const char *name = gkri_organ_of(r);
	char key[GKRI_ORGAN_KEY];
	struct gkri_met *at;
	uint64_t want[2];
	size_t n = name ? gkri_organ_key(key, name, strlen(name)) : 0;
	int32_t rc;

	*same_as = 0;
	if (!n)
		return GKR_OK;
	if (u->met_count < MOST_MET) {
		rc = make_room(u);
		if (rc != GKR_OK)
			return rc;
	}
	want[0] = hash(key, n, UINT64_C(0xcbf29ce484222325));
	want[1] = hash(key, n, UINT64_C(0x84222325cbf29ce4));
	at = met_at(u->met, u->met_cap, want);
	*same_as = at->child;
	if (!at->child && u->met_count < MOST_MET) {
		at->hash[0] = want[0];
		at->hash[1] = want[1];
		at->child = u->count + 1;
		u->met_count++;
	}
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Adding                                                             */

static void tally(struct gkri_tally *t, const struct gkri_rcell *c)
{
	switch (c->state) {
	case GKR_STATE_NUMBER:
		t->numbers++;
		gkri_sum_add(&t->sum, c->mantissa, c->scale, 1);
		break;
	case GKR_STATE_BLANK:
	case GKR_STATE_NIL:
		t->blanks++;
		break;
	default:
		t->others++;
		break;
	}
}

/* What the form of a child lacks the child lacks. */
static void tally_all(struct gkr_rollup *u, const struct gkr_report *r)
{
	static const struct gkri_rcell none;
	uint32_t slot;

	for (slot = 0; slot < GKRI_SLOTS; slot++)
		tally(&u->cells[slot],
		    gkr_form_has_cell(r->form, gkri_slot_cell((int)slot))
			? &r->cells[slot]
			: &none);
}

int32_t gkr_rollup_add(
    gkr_rollup *u, const gkr_report *child, uint64_t *same_as)
{
	uint64_t same = 0;
	int32_t rc;

	if (same_as)
		*same_as = 0;
	if (!u || !child)
		return GKR_E_ARGUMENT;
	gkri_rollup_forget(u);
	if (!gkri_has_cells(child->form))
		return gkri_rollup_refuse_form(u, child->form);
	rc = gkri_rollup_judge_year(u, child->year);
	if (rc == GKR_OK)
		rc = meet(u, child, &same);
	if (rc != GKR_OK)
		return rc;
	tally_all(u, child);
	if (u->count++ == 0)
		u->form = child->form;
	u->mixed |= u->form != child->form;
	if (!u->year)
		u->year = child->year;
	u->repeated += same != 0;
	if (same_as)
		*same_as = same;
	return GKR_OK;
}

uint64_t gkr_rollup_count(const gkr_rollup *u)
{
	return u ? u->count : 0;
}

uint64_t gkr_rollup_repeated(const gkr_rollup *u)
{
	return u ? u->repeated : 0;
}

uint32_t gkr_rollup_form(const gkr_rollup *u)
{
	return u && !u->mixed ? u->form : GKR_FORM_UNKNOWN;
}

uint32_t gkr_rollup_year(const gkr_rollup *u)
{
	return u ? u->year : 0;
}

/* ------------------------------------------------------------------ */
/* Sums                                                               */

static const struct gkri_tally *tally_of(const gkr_rollup *u, uint32_t cell)
{
	int slot = u ? gkri_slot(cell) : -1;

	return slot < 0 ? NULL : &u->cells[slot];
}

uint64_t gkr_rollup_numbers(const gkr_rollup *u, uint32_t cell)
{
	const struct gkri_tally *t = tally_of(u, cell);

	return t ? t->numbers : 0;
}

uint64_t gkr_rollup_blanks(const gkr_rollup *u, uint32_t cell)
{
	const struct gkri_tally *t = tally_of(u, cell);

	return t ? t->blanks : 0;
}

uint64_t gkr_rollup_others(const gkr_rollup *u, uint32_t cell)
{
	const struct gkri_tally *t = tally_of(u, cell);

	return t ? t->others : 0;
}

int32_t gkr_rollup_sum(
    const gkr_rollup *u, uint32_t cell, char *out, size_t cap)
{
	const struct gkri_tally *t = tally_of(u, cell);

	if (out && cap)
		*out = '\0';
	if (!t || !out)
		return GKR_E_ARGUMENT;
	return t->numbers ? gkri_sum_text(&t->sum, out, cap) : GKR_E_NOT_FOUND;
}

int32_t gkr_rollup_sum_number(
    const gkr_rollup *u, uint32_t cell, int64_t *mantissa, uint32_t *scale)
{
	const struct gkri_tally *t = tally_of(u, cell);
	int64_t m = 0;
	uint32_t s = 0;
	int32_t rc = GKR_OK;

	if (!t)
		rc = GKR_E_ARGUMENT;
	else if (!t->numbers)
		rc = GKR_E_NOT_FOUND;
	else if (!gkri_sum_value(&t->sum, &m, &s))
		rc = GKR_E_OVERFLOW;
	if (mantissa)
		*mantissa = m;
	if (scale)
		*scale = s;
	return rc;
}

int gkri_tally_counts(const struct gkr_rollup *u, const struct gkri_tally *t)
{
	return t->others == 0 && (u->blank_as_zero || t->blanks == 0);
}

int gkri_rollup_assessed(const struct gkr_rollup *u, uint32_t slot)
{
	return gkri_figure_counts(&u->parent.cells[slot], u->blank_as_zero) &&
	    gkri_tally_counts(u, &u->cells[slot]);
}

void gkri_rollup_less(
    const struct gkr_rollup *u, uint32_t slot, struct gkri_sum *out)
{
	const struct gkri_figure *p = &u->parent.cells[slot];
	struct gkri_sum sum = u->cells[slot].sum;
	uint64_t carry = 1;
	size_t i;

	for (i = 0; i < GKRI_SUM_LIMBS; i++) {
		sum.limb[i] = ~sum.limb[i] + carry;
		carry = carry && sum.limb[i] == 0;
	}
	gkri_sum_add(&sum, p->mantissa, p->scale, 1);
	*out = sum;
}
