/* The handle of a comparison: what it takes, what it refuses, its cells. */
#include "compare.h"

#include <stdio.h>

enum { LAST, THIS };

/* Why a comparison is refused: {1} and {2} are names, years or forms. */
struct refusal {
	int32_t status;
	const char *text[2]; /* en, zh */
};
static const struct refusal other_agency = {GKR_E_AGENCY,
    {"The reports are of different organs: {1} and {2}.",
	"两份报告不是同一机关的：{1}，{2}。"}};
static const struct refusal no_agency = {GKR_E_AGENCY,
    {"It is not known whose report it is: {1}, {2}.",
	"不知道是哪个机关的报告：{1}，{2}。"}};
static const struct refusal other_year = {GKR_E_YEAR,
    {"The years do not follow each other: {1} and {2}.",
	"两份报告的年度不相接：{1}，{2}。"}};
static const struct refusal no_year = {GKR_E_YEAR,
    {"It is not known for which year a report is: {1}, {2}.",
	"不知道报告的是哪一年：{1}，{2}。"}};
static const struct refusal no_cells = {GKR_E_FORM,
    {"The form of a report has no cells that are read: {1}, {2}.",
	"报告的格式没有可读的格：{1}，{2}。"}};

/* ------------------------------------------------------------------ */
/* The handle                                                         */

int32_t gkr_comparison_new_with(
    gkr_alloc_fn alloc, void *context, gkr_comparison **out)
{
	gkr_comparison *c;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = NULL;
	c = gkri_handle_new(
	    sizeof *c, offsetof(gkr_comparison, mem), alloc, context);
	if (!c)
		return GKR_E_MEMORY;
	gkri_buf_init(&c->text, &c->mem);
	gkri_buf_init(&c->said[0], &c->mem);
	gkri_buf_init(&c->said[1], &c->mem);
	*out = c;
	return GKR_OK;
}

int32_t gkr_comparison_new(gkr_comparison **out)
{
	return gkr_comparison_new_with(NULL, NULL, out);
}

void gkr_comparison_free(gkr_comparison *c)
{
	if (!c)
		return;
	gkri_buf_free(&c->text);
	gkri_buf_free(&c->said[0]);
	gkri_buf_free(&c->said[1]);
	gkri_handle_free(c, sizeof *c, offsetof(gkr_comparison, mem));
}

int32_t gkr_comparison_set_option(
    gkr_comparison *c, uint32_t option, int64_t value)
{
	if (!c || value < 0 || value > 1)
		return GKR_E_ARGUMENT;
	if (option == GKR_COMPARE_ANY_AGENCY)
		c->any_agency = (uint8_t)value;
	else if (option == GKR_COMPARE_ANY_YEAR)
		c->any_year = (uint8_t)value;
	else
		return GKR_E_ARGUMENT;
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Refusals                                                           */

static int32_t refuse(struct gkr_comparison *c, const struct refusal *why,
    const char *one, const char *two)
{
	const char *gaps[2];
	int32_t rc;

	gaps[0] = one;
	gaps[1] = two;
	rc = gkri_text_fill(&c->text, why->text[0], gaps, &c->en);
	if (rc == GKR_OK)
		rc = gkri_text_fill(&c->text, why->text[1], gaps, &c->zh);
	return rc == GKR_OK ? why->status : rc;
}

static int32_t judge_form(struct gkr_comparison *c,
    const struct gkr_report *last, const struct gkr_report *now)
{
	if (gkri_has_cells(last->form) && gkri_has_cells(now->form))
		return GKR_OK;
	return refuse(
	    c, &no_cells, gkr_form_name(last->form), gkr_form_name(now->form));
}

static int32_t judge_agency(struct gkr_comparison *c,
    const struct gkr_report *last, const struct gkr_report *now)
{
	const char *a = gkri_organ_of(last), *b = gkri_organ_of(now);

	if (c->any_agency)
		return GKR_OK;
	if (!a || !b)
		return refuse(c, &no_agency, a ? a : "?", b ? b : "?");
	if (strcmp(a, b) == 0 || gkr_agency_same(a, strlen(a), b, strlen(b)))
		return GKR_OK;
	return refuse(c, &other_agency, a, b);
}

static void write_year(char text[16], uint32_t year)
{
	if (year)
		snprintf(text, 16, "%u", (unsigned)year);
	else
		memcpy(text, "?", 2);
}

static int32_t judge_year(struct gkr_comparison *c,
    const struct gkr_report *last, const struct gkr_report *now)
{
	char one[16], two[16];

	if (c->any_year)
		return GKR_OK;
	write_year(one, last->year);
	write_year(two, now->year);
	if (!last->year || !now->year)
		return refuse(c, &no_year, one, two);
	if (last->year + 1 != now->year)
		return refuse(c, &other_year, one, two);
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Taking                                                             */

static int32_t keep(struct gkr_comparison *c, const char *text, uint32_t *at)
{
	*at = 0;
	return text ? gkri_text_keep(&c->text, text, strlen(text), at) : GKR_OK;
}

static int32_t take(
    struct gkr_comparison *c, int side, const struct gkr_report *r)
{
	struct gkri_kept *to = &c->sides[side];
	size_t i;
	int32_t rc = keep(c, gkri_organ_of(r), &to->agency);

	if (rc == GKR_OK)
		rc = keep(c, gkr_report_source_name(r), &to->source);
	to->form = r->form;
	to->year = r->year;
	for (i = 0; i < GKRI_SLOTS; i++)
		gkri_figure_take(&to->cells[i], &r->cells[i]);
	return rc;
}

/* The same address is the same thing in every form that has it. */
static void find_comparable(struct gkr_comparison *c)
{
	uint32_t last = c->sides[LAST].form, now = c->sides[THIS].form;
	uint32_t i, cell;

	for (i = 0; (cell = gkr_form_cell_at(now, i)) != 0; i++)
		if (gkr_form_has_cell(last, cell))
			c->slots[c->count++] = (uint16_t)gkri_slot(cell);
}

static void empty(struct gkr_comparison *c)
{
	c->text.len = 0;
	c->count = 0;
	c->zh = c->en = 0;
	memset(c->sides, 0, sizeof c->sides);
}

static int32_t judge(struct gkr_comparison *c, const struct gkr_report *last,
    const struct gkr_report *now)
{
	int32_t rc = judge_form(c, last, now);

	if (rc == GKR_OK)
		rc = judge_agency(c, last, now);
	return rc == GKR_OK ? judge_year(c, last, now) : rc;
}

int32_t gkr_compare(gkr_comparison *c, gkr_findings *f, const gkr_report *last,
    const gkr_report *now)
{
	int32_t rc;

	if (!c || !f || !last || !now)
		return GKR_E_ARGUMENT;
	empty(c);
	gkri_findings_clear(f);
	c->blank_as_zero = f->blank_as_zero != 0;
	rc = judge(c, last, now);
	if (rc == GKR_OK)
		rc = take(c, LAST, last);
	if (rc == GKR_OK)
		rc = take(c, THIS, now);
	if (rc != GKR_OK)
		return rc;
	c->position_kind = now->source.position_kind;
	find_comparable(c);
	return gkri_cross_check(c, f, last, now);
}

/* ------------------------------------------------------------------ */
/* Asking                                                             */

static const char *text_of(const gkr_comparison *c, uint32_t at)
{
	return at ? c->text.data + at - 1 : NULL;
}

const char *gkr_comparison_error_message(const gkr_comparison *c, uint32_t lang)
{
	if (!c || (lang != GKR_LANG_ZH && lang != GKR_LANG_EN))
		return NULL;
	return text_of(c, lang == GKR_LANG_ZH ? c->zh : c->en);
}

static const struct gkri_kept *side_of(const gkr_comparison *c, uint32_t side)
{
	if (!c || !c->count)
		return NULL;
	if (side != GKR_SIDE_LAST && side != GKR_SIDE_THIS)
		return NULL;
	return &c->sides[side - GKR_SIDE_LAST];
}

uint32_t gkr_comparison_form(const gkr_comparison *c, uint32_t side)
{
	const struct gkri_kept *k = side_of(c, side);

	return k ? k->form : 0;
}

uint32_t gkr_comparison_year(const gkr_comparison *c, uint32_t side)
{
	const struct gkri_kept *k = side_of(c, side);

	return k ? k->year : 0;
}

const char *gkr_comparison_agency(const gkr_comparison *c, uint32_t side)
{
	const struct gkri_kept *k = side_of(c, side);

	return k ? text_of(c, k->agency) : NULL;
}

const char *gkr_comparison_source_name(const gkr_comparison *c, uint32_t side)
{
	const struct gkri_kept *k = side_of(c, side);

	return k ? text_of(c, k->source) : NULL;
}

uint32_t gkr_comparison_cell_count(const gkr_comparison *c)
{
	return c ? c->count : 0;
}

uint32_t gkr_comparison_cell_at(const gkr_comparison *c, uint32_t index)
{
	return c && index < c->count ? gkri_slot_cell(c->slots[index]) : 0;
}

static const struct gkri_figure *figure_of(
    const gkr_comparison *c, uint32_t side, uint32_t cell)
{
	const struct gkri_kept *k = side_of(c, side);

	if (!k || !gkr_form_has_cell(c->sides[LAST].form, cell) ||
	    !gkr_form_has_cell(c->sides[THIS].form, cell))
		return NULL;
	return &k->cells[gkri_slot(cell)];
}

uint32_t gkr_comparison_state(
    const gkr_comparison *c, uint32_t side, uint32_t cell)
{
	const struct gkri_figure *it = figure_of(c, side, cell);

	return it ? it->state : GKR_STATE_MISSING;
}

int32_t gkr_comparison_value(const gkr_comparison *c, uint32_t side,
    uint32_t cell, char *out, size_t cap)
{
	const struct gkri_figure *it = figure_of(c, side, cell);

	if (out && cap)
		*out = '\0';
	if (!it || !out)
		return GKR_E_ARGUMENT;
	return gkri_figure_write(it, out, cap);
}

static int32_t change(
    const gkr_comparison *c, uint32_t cell, struct gkri_sum *sum)
{
	const struct gkri_figure *last = figure_of(c, GKR_SIDE_LAST, cell);
	const struct gkri_figure *now = figure_of(c, GKR_SIDE_THIS, cell);

	if (!last || !now)
		return GKR_E_ARGUMENT;
	if (!gkri_figure_counts(last, c->blank_as_zero) ||
	    !gkri_figure_counts(now, c->blank_as_zero))
		return GKR_E_NOT_FOUND;
	gkri_sum_zero(sum);
	gkri_sum_add(sum, now->mantissa, now->scale, 1);
	gkri_sum_add(sum, last->mantissa, last->scale, -1);
	return GKR_OK;
}

int32_t gkr_comparison_change(
    const gkr_comparison *c, uint32_t cell, char *out, size_t cap)
{
	struct gkri_sum sum;
	int32_t rc = change(c, cell, &sum);

	if (out && cap)
		*out = '\0';
	if (rc != GKR_OK || !out)
		return rc != GKR_OK ? rc : GKR_E_ARGUMENT;
	return gkri_sum_text(&sum, out, cap);
}

int32_t gkr_comparison_change_number(
    const gkr_comparison *c, uint32_t cell, int64_t *mantissa, uint32_t *scale)
{
	struct gkri_sum sum;
	int64_t m = 0;
	uint32_t s = 0;
	int32_t rc = change(c, cell, &sum);

	if (rc == GKR_OK && !gkri_sum_value(&sum, &m, &s))
		rc = GKR_E_OVERFLOW;
	if (mantissa)
		*mantissa = m;
	if (scale)
		*scale = s;
	return rc;
}
