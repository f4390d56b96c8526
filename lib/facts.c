/* The facts of a report or a text, and what can be asked of them. */
#include "fact.h"

#include "decimal.h"
#include "agency.h"
#include "text.h"

/* ------------------------------------------------------------------ */
/* Concepts                                                           */

static const struct concept {
	const char *name, *label[2]; /* zh, en */
}
concepts[GKRI_FACT_END] = {
#define GKR_FACT_CONCEPT(id, name, zh, en) [id] = {#name, {zh, en}},
#include "fact.def"
};

#define F2019 1
#define F2021 2
#define BOTH 3
static const struct gkri_fact_cells cells[] = {
#define GKR_FACT_CELLS(concept, forms, table, row, row_to, column) \
	{GKRI_FACT_##concept, forms, GKRI_TABLE_##table,           \
	    GKRI_ROW_##table##_##row, GKRI_ROW_##table##_##row_to, \
	    GKRI_COL_##table##_##column},
#include "fact.def"
};

static int is_concept(uint32_t concept)
{
	return concept > 0 && concept < GKRI_FACT_END;
}

uint32_t gkr_concept_count(void)
{
	return GKRI_FACT_END - 1;
}

const char *gkr_concept_name(uint32_t concept)
{
	return is_concept(concept) ? concepts[concept].name : NULL;
}

uint32_t gkr_concept_from_name(const char *name)
{
	uint32_t i;

	for (i = 1; name && i < GKRI_FACT_END; i++)
		if (strcmp(concepts[i].name, name) == 0)
			return i;
	return 0;
}

const char *gkr_concept_label(uint32_t concept, uint32_t lang)
{
	if (!is_concept(concept) ||
	    (lang != GKR_LANG_ZH && lang != GKR_LANG_EN))
		return NULL;
	return concepts[concept].label[lang == GKR_LANG_EN];
}

const struct gkri_fact_cells *gkri_fact_cells(uint32_t concept, uint32_t form)
{
	size_t i;

	for (i = 0; i < sizeof cells / sizeof *cells; i++)
		if (cells[i].concept == concept &&
		    gkri_form_edition(form, cells[i].table) & cells[i].forms)
			return &cells[i];
	return NULL;
}

uint32_t gkr_concept_cell_count(uint32_t concept, uint32_t form)
{
	const struct gkri_fact_cells *c = gkri_fact_cells(concept, form);

	return c ? c->row_to - c->row + 1u : 0;
}

uint32_t gkr_concept_cell(uint32_t concept, uint32_t form, uint32_t index)
{
	const struct gkri_fact_cells *c = gkri_fact_cells(concept, form);

	if (!c || index > (uint32_t)c->row_to - c->row)
		return 0;
	return gkr_cell(c->table, c->row + index, c->column);
}

const char *gkr_scope_name(uint32_t scope)
{
	static const char *const names[] = {
	    NULL,
#define GKR_FACT_SCOPE(id, name, text) text,
#include "fact.def"
	};

	return scope < sizeof names / sizeof *names ? names[scope] : NULL;
}

/* ------------------------------------------------------------------ */
/* The handle                                                         */

int32_t gkr_facts_new_with(gkr_alloc_fn alloc, void *context, gkr_facts **out)
{
	gkr_facts *f;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = NULL;
	f = gkri_handle_new(
	    sizeof *f, offsetof(gkr_facts, mem), alloc, context);
	if (!f)
		return GKR_E_MEMORY;
	gkri_buf_init(&f->text, &f->mem);
	f->text.limit = UINT32_MAX - 16;
	f->reader = gkri_resize(&f->mem, NULL, 0, sizeof *f->reader);
	if (!f->reader) {
		gkr_facts_free(f);
		return GKR_E_MEMORY;
	}
	*out = f;
	return GKR_OK;
}

int32_t gkr_facts_new(gkr_facts **out)
{
	return gkr_facts_new_with(NULL, NULL, out);
}

void gkr_facts_free(gkr_facts *f)
{
	if (!f)
		return;
	gkri_release(&f->mem, f->list, f->cap * sizeof *f->list);
	gkri_release(&f->mem, f->reader, sizeof *f->reader);
	gkri_buf_free(&f->text);
	gkri_handle_free(f, sizeof *f, offsetof(gkr_facts, mem));
}

int32_t gkr_facts_set_limit(gkr_facts *f, uint32_t limit, uint64_t value)
{
	if (!f || limit != GKR_LIMIT_MEMORY || value == 0)
		return GKR_E_ARGUMENT;
	f->mem.limit = value;
	return GKR_OK;
}

static void clear(gkr_facts *f)
{
	f->count = 0;
	f->text.len = 0;
	f->work = 0;
	f->has_period = 0;
	f->placed = 0;
	f->unheard = 0;
	f->fees_said = 0;
}

/* ------------------------------------------------------------------ */
/* Keeping                                                            */

static int32_t keep(
    gkr_facts *f, const char *p, size_t n, uint32_t *at, uint32_t *len)
{
	int32_t rc;

	*at = (uint32_t)f->text.len + 1;
	*len = (uint32_t)n;
	rc = gkri_buf_put(&f->text, p, n);
	return rc == GKR_OK ? gkri_buf_putc(&f->text, '\0') : rc;
}

static int32_t keep_value(gkr_facts *f, struct gkri_fact *fact)
{
	char digits[48];
	struct gkri_sum sum;
	uint32_t len;

	gkri_sum_zero(&sum);
	gkri_sum_add(&sum, fact->mantissa, fact->scale, 1);
	return keep(
	    f, digits, gkri_sum_write(digits, &sum), &fact->value, &len);
}

/* Copies what a fact shows of the text p. */
static int32_t keep_fact(gkr_facts *f, struct gkri_fact *fact, const char *p)
{
	int32_t rc = keep(f, p + fact->at, fact->end - fact->at, &fact->text,
	    &fact->text_len);

	if (rc == GKR_OK)
		rc = keep(f, p + fact->printed_at,
		    fact->printed_end - fact->printed_at, &fact->printed,
		    &fact->printed_len);
	return rc == GKR_OK ? keep_value(f, fact) : rc;
}

/* ------------------------------------------------------------------ */
/* A report                                                           */

static void about_agency(const gkr_report *r, struct gkri_fact_about *about)
{
	const char *name = gkri_report_kept(r, r->agency);
	uint32_t kind;

	if (!name)
		return;
	kind = gkri_agency_kind(name, strlen(name));
	about->government =
	    kind == GKRI_AGENCY_GOVERNMENT || kind == GKRI_AGENCY_PLACE;
	about->department = gkri_agency_is_part(kind) != 0;
}

/* Places in a section, the last ones again: facts share them. */
#define SPOTS 4
struct spots {
	const gkr_report *r;
	const struct gkri_section *s;
	size_t at[SPOTS];
	struct gkri_span span[SPOTS];
	size_t count;
	uint8_t good[SPOTS];
	struct gkri_prose_near near;
};

static const struct gkri_span *spot_of(struct spots *p, size_t at)
{
	size_t i;

	for (i = 0; i < SPOTS && i < p->count; i++)
		if (p->at[i] == at)
			break;
	if (i == SPOTS || i == p->count) {
		i = p->count++ % SPOTS;
		p->at[i] = at;
		memset(&p->span[i], 0, sizeof p->span[i]);
		p->good[i] = gkri_prose_place_near(p->r, p->s, p->s->text + at,
				 &p->near, &p->span[i]) != 0;
	}
	return p->good[i] ? &p->span[i] : NULL;
}

static void place_in(
    struct spots *p, size_t at, size_t end, struct gkri_span *span)
{
	const struct gkri_span *spot = spot_of(p, at);

	memset(span, 0, sizeof *span);
	if (!spot)
		return;
	*span = *spot;
	spot = spot_of(p, end);
	/* words are read in another order than they stand in */
	if (spot && spot->offset > span->offset)
		span->length = (uint32_t)(spot->offset - span->offset);
}

static void begin_spots(
    struct spots *p, const gkr_report *r, const struct gkri_section *s)
{
	memset(p, 0, sizeof *p);
	p->r = r;
	p->s = s;
}

static int32_t place_period(
    gkr_facts *f, const gkr_report *r, const struct gkri_section *s)
{
	struct gkri_period *period = &f->period;
	struct spots spots;

	begin_spots(&spots, r, s);
	place_in(&spots, period->at, period->end, &period->place);
	return keep(f, r->prose.data + s->text + period->at,
	    period->end - period->at, &period->text, &period->text_len);
}

static int32_t read_section(gkr_facts *f, const gkr_report *r, size_t part,
    struct gkri_fact_about *about)
{
	const struct gkri_section *s = &r->sections[part];
	size_t i = f->count;
	int had = f->has_period;
	int32_t rc;

	if (!s->text_len)
		return GKR_OK;
	about->other_matters = s->id == GKR_SECTION_OTHER_MATTERS;
	about->applications = s->id == GKR_SECTION_REQUESTS;
	about->disclosure = s->id == GKR_SECTION_REVIEW_LITIGATION ||
	    s->id == GKR_SECTION_OTHER_MATTERS;
	rc = gkri_facts_text(f, r->prose.data + s->text, s->text_len, about);
	for (; i < f->count; i++) {
		f->list[i].section = s->id;
		f->list[i].part = (uint32_t)part;
	}
	return rc == GKR_OK && f->has_period && !had ? place_period(f, r, s)
						     : rc;
}

/* 1 where what stands before the sections is not before a report. */
static int is_bare(const gkr_report *r)
{
	size_t i;

	for (i = 1; i < r->section_count; i++)
		if (r->sections[i].id == GKR_SECTION_OVERVIEW)
			return 0;
	return 1;
}

static int32_t find(struct gkr_facts *f, const struct gkr_report *r)
{
	struct gkri_fact_about about;
	size_t i;
	int32_t rc = GKR_OK;

	clear(f);
	memset(&about, 0, sizeof about);
	about.year = r->year;
	about_agency(r, &about);
	for (i = 0; rc == GKR_OK && i < r->section_count; i++) {
		/* before a report stands its period, and what is none of it */
		about.prelude = i == 0 && !is_bare(r);
		rc = read_section(f, r, i, &about);
		if (about.prelude)
			f->count = 0;
	}
	if (rc != GKR_OK)
		f->count = 0;
	return rc;
}

int32_t gkri_facts_find(struct gkr_facts *f, const struct gkr_report *r)
{
	int32_t rc;

	f->hasty = 1;
	rc = find(f, r);
	f->hasty = 0;
	return rc;
}

static int32_t place(struct gkr_facts *f, const struct gkr_report *r)
{
	const struct gkri_section *s;
	struct spots spots = {0};
	struct gkri_fact *fact;
	size_t i;
	int32_t rc = GKR_OK;

	for (i = 0; rc == GKR_OK && i < f->count; i++) {
		fact = &f->list[i];
		s = &r->sections[fact->part];
		if (spots.s != s)
			begin_spots(&spots, r, s);
		place_in(&spots, fact->at, fact->end, &fact->place);
		place_in(&spots, fact->printed_at, fact->printed_end,
		    &fact->printed_place);
		rc = keep_fact(f, fact, r->prose.data + s->text);
	}
	f->placed = rc == GKR_OK;
	return rc;
}

int32_t gkri_facts_place(struct gkr_facts *f, const struct gkr_report *r)
{
	int32_t rc = GKR_OK;

	if (f->placed)
		return rc;
	if (f->unheard)
		rc = find(f, r);
	return rc == GKR_OK ? place(f, r) : rc;
}

int32_t gkr_facts_read(gkr_facts *f, const gkr_report *r)
{
	int32_t rc;

	if (!f || !r)
		return GKR_E_ARGUMENT;
	rc = find(f, r);
	if (rc == GKR_OK)
		rc = place(f, r);
	if (rc != GKR_OK)
		f->count = 0;
	return rc;
}

/* ------------------------------------------------------------------ */
/* A text                                                             */

/* Lines and columns of offsets that go up, or down by little. */
struct cursor {
	const char *p;
	size_t at, line_at;
	uint32_t line;
};

static void seek(struct cursor *c, size_t at)
{
	while (c->at < at)
		if (c->p[c->at++] == '\n') {
			c->line++;
			c->line_at = c->at;
		}
	while (c->at > at && c->at > c->line_at)
		c->at = at > c->line_at ? at : c->line_at;
	while (c->at > at) {
		/* the line before */
		c->line--;
		c->at--;
		for (c->line_at = c->at;
		     c->line_at && c->p[c->line_at - 1] != '\n'; c->line_at--)
			;
		if (at >= c->line_at)
			c->at = at;
		else
			c->at = c->line_at;
	}
}

static void place_at(
    struct cursor *c, size_t at, size_t end, struct gkri_span *span)
{
	memset(span, 0, sizeof *span);
	seek(c, at);
	span->offset = at;
	span->length = (uint32_t)(end - at);
	span->line = c->line;
	span->column =
	    (uint32_t)gkri_count(c->p + c->line_at, at - c->line_at) + 1;
}

static int32_t read_text(gkr_facts *f, const char *p, size_t n)
{
	struct gkri_fact_about about;
	struct cursor c = {p, 0, 0, 1};
	size_t i;
	int32_t rc;

	memset(&about, 0, sizeof about);
	rc = gkri_facts_text(f, p, n, &about);
	for (i = 0; rc == GKR_OK && i < f->count; i++) {
		place_at(&c, f->list[i].at, f->list[i].end, &f->list[i].place);
		rc = keep_fact(f, &f->list[i], p);
	}
	return rc;
}

int32_t gkr_facts_read_text(gkr_facts *f, const char *text, size_t len)
{
	size_t bad, cut;
	int32_t rc;

	if (!f || (!text && len))
		return GKR_E_ARGUMENT;
	clear(f);
	if (len == 0)
		return GKR_OK;
	if (memchr(text, '\0', len) ||
	    gkri_utf8_check(text, len, &bad, &cut) != len)
		return GKR_E_ARGUMENT;
	rc = read_text(f, text, len);
	if (rc != GKR_OK)
		f->count = 0;
	return rc;
}

uint64_t gkr_facts_work(const gkr_facts *f)
{
	return f ? f->work : 0;
}

/* ------------------------------------------------------------------ */
/* Asking                                                             */

static const struct gkri_fact *fact_of(const gkr_facts *f, uint32_t index)
{
	return f && index < f->count ? &f->list[index] : NULL;
}

uint32_t gkr_facts_count(const gkr_facts *f)
{
	return f ? (uint32_t)f->count : 0;
}

/* A number of a fact, 0 where there is none. */
#define ANSWER(type, name, member)                                \
	type gkr_fact_##name(const gkr_facts *f, uint32_t index)  \
	{                                                         \
		const struct gkri_fact *fact = fact_of(f, index); \
                                                                  \
		return fact ? fact->member : 0;                   \
	}
ANSWER(uint32_t, concept, concept)
ANSWER(uint32_t, also, also)
ANSWER(uint32_t, scope, scope)
ANSWER(uint32_t, certain, certain)
ANSWER(uint32_t, negative, negative)
ANSWER(uint32_t, section, section)
ANSWER(uint64_t, offset, place.offset)
ANSWER(uint64_t, length, place.length)
ANSWER(uint64_t, line, place.line)
ANSWER(uint64_t, column, place.column)

const char *gkr_fact_value(const gkr_facts *f, uint32_t index)
{
	const struct gkri_fact *fact = fact_of(f, index);

	return fact ? f->text.data + fact->value - 1 : NULL;
}

int32_t gkr_fact_number(
    const gkr_facts *f, uint32_t index, int64_t *mantissa, uint32_t *scale)
{
	const struct gkri_fact *fact = fact_of(f, index);

	if (mantissa)
		*mantissa = fact ? fact->mantissa : 0;
	if (scale)
		*scale = fact ? fact->scale : 0;
	return fact ? GKR_OK : GKR_E_ARGUMENT;
}

const char *gkr_fact_applicant(const gkr_facts *f, uint32_t index)
{
	const struct gkri_fact *fact = fact_of(f, index);

	if (!fact || !fact->column)
		return NULL;
	return fact->column == GKRI_FACT_COLUMN_ORGS
	    ? "organisations"
	    : gkr_column_name(GKR_TABLE_APPLICATIONS, fact->column);
}

const char *gkr_fact_text(const gkr_facts *f, uint32_t index, size_t *len)
{
	const struct gkri_fact *fact = fact_of(f, index);

	return fact ? gkri_run(&f->text, fact->text - 1, fact->text_len, len)
		    : gkri_no_run(len);
}

const char *gkr_fact_printed(const gkr_facts *f, uint32_t index, size_t *len)
{
	const struct gkri_fact *fact = fact_of(f, index);

	return fact
	    ? gkri_run(&f->text, fact->printed - 1, fact->printed_len, len)
	    : gkri_no_run(len);
}
