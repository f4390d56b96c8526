/* The six sections, the form and the year. */
#include "check.h"
#include "text.h"

#define SECTIONS GKR_SECTION_OTHER_MATTERS

static const char digits[] = "一二三四五六";

/* Where each section stands first: indices into the report's, 0: nowhere. */
struct sections {
	struct gkri_check *k;
	size_t first[SECTIONS + 1];
	uint32_t moved; /* a set of ids */
};

static void begin(struct sections *s, struct gkri_made *m, uint32_t rule,
    uint32_t say, uint32_t id)
{
	gkri_made_begin(s->k, m, rule, say, GKRI_AT_SECTION);
	m->c.section = (uint8_t)id;
}

/* Names a heading that is there. */
static void take_heading(
    struct sections *s, struct gkri_case *c, const struct gkri_section *it)
{
	const struct gkri_span *span = &it->heading;

	c->text = gkri_run(&s->k->r->text, span->at, span->len, &c->text_len);
	c->spot = gkri_spot_span(span);
}

/* ------------------------------------------------------------------ */
/* Order                                                              */

static uint32_t find_first(struct sections *s, uint8_t *order)
{
	const struct gkr_report *r = s->k->r;
	uint32_t n = 0, id;
	size_t i;

	for (i = 1; i < r->section_count; i++) {
		id = r->sections[i].id;
		if (id < 1 || id > SECTIONS || s->first[id])
			continue;
		s->first[id] = i;
		order[n++] = (uint8_t)id;
	}
	return n;
}

/* How many ids the set of places has if they ascend, else 0. */
static uint32_t ascending(const uint8_t *order, uint32_t n, uint32_t set)
{
	uint32_t i, last = 0, count = 0;

	for (i = 0; i < n; i++) {
		if (!gkri_in(set, i))
			continue;
		if (order[i] < last)
			return 0;
		last = order[i];
		count++;
	}
	return count;
}

/*
 * What is moved is what must be taken out for the rest to ascend; of several
 * ways the fewest, and then what stands last.
 */
static void find_moved(struct sections *s, const uint8_t *order, uint32_t n)
{
	uint32_t set, best = 0, most = 0, count, i;

	if (n < 2 || ascending(order, n, (1u << n) - 1))
		return;
	for (set = 1; set < 1u << n; set++) {
		count = ascending(order, n, set);
		if (count > most) {
			most = count;
			best = set;
		}
	}
	for (i = 0; i < n; i++)
		if (!gkri_in(best, i))
			s->moved |= 1u << order[i];
}

/* ------------------------------------------------------------------ */
/* Numbers                                                            */

/*
 * Whether a heading is numbered as the form has it.  A number that is not
 * printed at all is no wrong one.
 */
static int is_numbered(const struct sections *s, const struct gkri_section *it)
{
	size_t n;
	const char *p =
	    gkri_run(&s->k->r->text, it->heading.at, it->heading.len, &n);
	struct gkri_ordinal ordinal;

	if (!it->number)
		return 1;
	if (it->number != it->id)
		return 0;
	if (n >= 6 && !memcmp(p, &digits[3 * (it->id - 1)], 3) &&
	    !memcmp(p + 3, "、", 3))
		return 1;
	while (n && strchr("#*_ \t\\>", *p)) {
		p++;
		n--;
	}
	gkri_ordinal(p, n, &ordinal);
	return ordinal.kind == GKRI_ORDINAL_HAN ||
	    ordinal.kind == GKRI_ORDINAL_NONE;
}

static int32_t wrong_number(struct sections *s, const struct gkri_section *it)
{
	struct gkri_made m;
	char right[6];

	begin(s, &m, GKRI_RULE_section_misnumbered, GKRI_SAY_section_number,
	    it->id);
	take_heading(s, &m.c, it);
	memcpy(right, &digits[3 * (it->id - 1)], 3);
	memcpy(right + 3, "、", 3);
	m.c.text2 = right;
	m.c.text2_len = sizeof right;
	return gkri_made_add(s->k, &m);
}

static int32_t repeated(struct sections *s, const struct gkri_section *it,
    const struct gkri_section *before)
{
	struct gkri_made m;

	begin(s, &m, GKRI_RULE_section_misnumbered, GKRI_SAY_section_repeated,
	    it->id);
	take_heading(s, &m.c, it);
	m.c.number = before->heading.line;
	return gkri_made_add(s->k, &m);
}

static int32_t check_numbers(struct sections *s, uint32_t id)
{
	const struct gkr_report *r = s->k->r;
	const struct gkri_section *it, *before = NULL;
	size_t i;
	int32_t rc = GKR_OK;

	for (i = s->first[id]; rc == GKR_OK && i < r->section_count; i++) {
		it = &r->sections[i];
		if (it->id != id)
			continue;
		if (!is_numbered(s, it))
			rc = wrong_number(s, it);
		if (rc == GKR_OK && before)
			rc = repeated(s, it, before);
		before = it;
	}
	return rc;
}

/* ------------------------------------------------------------------ */
/* Contents                                                           */

#define MOST_NOTHING 5 /* characters, of 3 bytes each */
static const char nothings[][3 * MOST_NOTHING + 1] = {
#define GKR_DEF_NOTHING(text) text,
#include "rule.def"
};

/* Folding leaves each character from U+5000 to U+9FFF one of 3 bytes. */
static int is_longer(const char *p, size_t n)
{
	size_t i, left = MOST_NOTHING;

	for (i = 0; i < n; i++)
		if ((unsigned char)p[i] - 0xe5u <= 4 && left-- == 0)
			return 1;
	return 0;
}

/* 1 where (trimmed) text is no account of anything. */
static int is_nothing(const char *p, size_t n)
{
	char folded[96];
	const char *from = folded;
	size_t i, len;

	if (n > sizeof folded || is_longer(p, n))
		return 0;
	len = gkri_fold(folded, sizeof folded, p, n);
	if (len > sizeof folded)
		return 0;
	while (len && (*from == '(' || *from == ')')) {
		from++;
		len--;
	}
	while (len && (from[len - 1] == ')' || from[len - 1] == '('))
		len--;
	for (i = 0; i < sizeof nothings / sizeof *nothings; i++)
		if (strlen(nothings[i]) == len &&
		    !memcmp(nothings[i], from, len))
			return 1;
	return len == 0;
}

/* Something that stands under any of its headings will do. */
static int32_t check_contents(struct sections *s, uint32_t id)
{
	const struct gkr_report *r = s->k->r;
	struct gkri_made m;
	const char *p;
	size_t i, n;

	begin(s, &m, GKRI_RULE_section_empty, GKRI_SAY_section_empty, id);
	m.c.spot = gkri_spot_span(&r->sections[s->first[id]].heading);
	for (i = s->first[id]; i < r->section_count; i++) {
		n = r->sections[i].text_len;
		if (r->sections[i].id != id || !n)
			continue;
		p = r->prose.data + r->sections[i].text;
		gkri_trim(&p, &n);
		if (!n)
			continue;
		if (!is_nothing(p, n))
			return GKR_OK;
		m.c.say = GKRI_SAY_section_nothing;
		m.c.text = p;
		m.c.text_len = n;
	}
	return gkri_made_add(s->k, &m);
}

/* ------------------------------------------------------------------ */

static int32_t missing(struct sections *s, uint32_t id)
{
	struct gkri_made m;

	begin(s, &m, GKRI_RULE_section_missing, GKRI_SAY_section_missing, id);
	return gkri_made_add(s->k, &m);
}

static int32_t moved(struct sections *s, uint32_t id)
{
	struct gkri_made m;

	begin(s, &m, GKRI_RULE_section_order, GKRI_SAY_section_order, id);
	take_heading(s, &m.c, &s->k->r->sections[s->first[id]]);
	return gkri_made_add(s->k, &m);
}

static int32_t check_section(struct sections *s, uint32_t id)
{
	int32_t rc = GKR_OK;

	if (!s->first[id])
		return missing(s, id);
	if (gkri_in(s->moved, id))
		rc = moved(s, id);
	if (rc == GKR_OK)
		rc = check_numbers(s, id);
	if (rc == GKR_OK && id == GKR_SECTION_PROBLEMS)
		rc = check_contents(s, id);
	return rc;
}

int32_t gkri_check_sections(struct gkri_check *k)
{
	struct sections s = {0};
	uint8_t order[SECTIONS];
	uint32_t id, n;
	int32_t rc = GKR_OK;

	/* the older report had other sections */
	if (k->r->form == GKR_FORM_PRE2019)
		return GKR_OK;
	s.k = k;
	n = find_first(&s, order);
	find_moved(&s, order, n);
	for (id = 1; rc == GKR_OK && id <= SECTIONS; id++)
		rc = check_section(&s, id);
	return rc;
}

/* ------------------------------------------------------------------ */
/* Form and year                                                      */

static const struct {
	uint32_t form, first, last;
} years[] = {
#define GKR_DEF_YEARS(form, first, last) {GKR_FORM_##form, first, last},
#include "rule.def"
};

static int is_of_form(uint32_t form, uint32_t year)
{
	size_t i;

	for (i = 0; i < sizeof years / sizeof *years; i++)
		if (years[i].form == form)
			return year >= years[i].first && year <= years[i].last;
	return 1;
}

static int32_t check_year(struct gkri_check *k)
{
	const struct gkr_report *r = k->r;
	struct gkri_made m;

	if (!r->year || is_of_form(r->form, r->year))
		return GKR_OK;
	gkri_made_begin(
	    k, &m, GKRI_RULE_form_year, GKRI_SAY_form_year, GKRI_AT_NONE);
	m.c.number = r->year;
	m.c.text = gkr_form_name(r->form);
	m.c.text_len = strlen(m.c.text);
	m.c.text2 = gkr_form_document(r->form);
	m.c.text2_len = strlen(m.c.text2);
	m.c.spot = gkri_spot_span(&r->title_span);
	return gkri_made_add(k, &m);
}

static int32_t add_form(struct gkri_check *k, uint32_t rule, uint32_t say)
{
	struct gkri_made m;

	gkri_made_begin(k, &m, rule, say, GKRI_AT_NONE);
	if (rule == GKRI_RULE_form_hybrid)
		m.c.spot = gkri_spot_table(k->r, GKR_TABLE_APPLICATIONS);
	return gkri_made_add(k, &m);
}

/* 1 where tables stand, or ought to. */
static int has_tables(const struct gkr_report *r)
{
	size_t i;

	for (i = 1; i < r->section_count; i++)
		if (r->sections[i].id >= GKR_SECTION_PROACTIVE &&
		    r->sections[i].id <= GKR_SECTION_REVIEW_LITIGATION)
			return 1;
	for (i = 1; i <= GKRI_TABLES; i++)
		if (r->table_seen[i])
			return 1;
	return r->loose_count != 0;
}

int32_t gkri_check_form(struct gkri_check *k)
{
	switch (k->r->form) {
	case GKR_FORM_HYBRID:
		return add_form(k, GKRI_RULE_form_hybrid, GKRI_SAY_form_hybrid);
	case GKR_FORM_PRE2019:
		return add_form(
		    k, GKRI_RULE_form_unsupported, GKRI_SAY_form_pre2019);
	case GKR_FORM_UNKNOWN:
		return has_tables(k->r)
		    ? add_form(
			  k, GKRI_RULE_form_unsupported, GKRI_SAY_form_unknown)
		    : GKR_OK;
	default:
		return check_year(k);
	}
}
