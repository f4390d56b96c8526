/* Many reports, sorted by organ and year. */
#include "series.h"

#define NONE UINT32_MAX

int32_t gkr_series_new_with(gkr_alloc_fn alloc, void *context, gkr_series **out)
{
	gkr_series *s;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = NULL;
	s = gkri_handle_new(
	    sizeof *s, offsetof(gkr_series, mem), alloc, context);
	if (!s)
		return GKR_E_MEMORY;
	gkri_buf_init(&s->bytes, &s->mem);
	s->mem.limit = UINT64_MAX;
	*out = s;
	return GKR_OK;
}

int32_t gkr_series_new(gkr_series **out)
{
	return gkr_series_new_with(NULL, NULL, out);
}

void gkr_series_free(gkr_series *s)
{
	if (!s)
		return;
	gkri_release(&s->mem, s->entries, s->cap * sizeof *s->entries);
	gkri_release(&s->mem, s->order, s->order_cap * sizeof *s->order);
	gkri_release(&s->mem, s->steps, s->step_cap * sizeof *s->steps);
	gkri_buf_free(&s->bytes);
	gkri_handle_free(s, sizeof *s, offsetof(gkr_series, mem));
}

int32_t gkr_series_set_limit(gkr_series *s, uint32_t limit, uint64_t value)
{
	if (!s || value == 0 || limit != GKR_LIMIT_MEMORY)
		return GKR_E_ARGUMENT;
	s->mem.limit = value;
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Adding                                                             */

static int32_t keep_text(
    struct gkr_series *s, const char *text, size_t from, uint32_t *at)
{
	size_t behind = s->bytes.len - from;

	if (!text)
		return GKR_OK;
	if (behind > UINT32_MAX / 2)
		return GKR_E_LIMIT;
	*at = (uint32_t)behind;
	return gkri_buf_put(&s->bytes, text, strlen(text) + 1);
}

static int32_t keep(
    struct gkr_series *s, const struct gkr_report *r, struct gkri_entry *e)
{
	int32_t rc;

	e->pack = s->bytes.len;
	rc = gkri_pack(&s->bytes, r);
	if (rc == GKR_OK)
		rc = keep_text(s, gkri_organ_of(r), e->pack, &e->agency);
	if (rc == GKR_OK)
		rc = keep_text(
		    s, gkr_report_source_name(r), e->pack, &e->source);
	return rc;
}

int32_t gkr_series_add(gkr_series *s, const gkr_report *r)
{
	struct gkri_entry e = {0, 0, 0, 0, 0, 0};
	char key[GKRI_ORGAN_KEY];
	const char *name = r ? gkri_organ_of(r) : NULL;
	size_t was = s ? s->bytes.len : 0, n;
	void *entries;
	int32_t rc;

	if (!s || !r)
		return GKR_E_ARGUMENT;
	if (!gkri_has_cells(r->form))
		return GKR_E_FORM;
	n = name ? gkri_organ_key(key, name, strlen(name)) : 0;
	if (!n)
		return GKR_E_AGENCY;
	if (!r->year)
		return GKR_E_YEAR;
	if (s->count >= NONE - 1)
		return GKR_E_LIMIT;
	entries = s->entries;
	rc = gkri_grow(&s->mem, &entries, &s->cap, s->count + 1, sizeof e);
	s->entries = entries;
	e.key = was;
	e.key_len = (uint32_t)n;
	e.year = r->year;
	if (rc == GKR_OK)
		rc = gkri_buf_put(&s->bytes, key, n);
	if (rc == GKR_OK)
		rc = keep(s, r, &e);
	if (rc == GKR_OK)
		s->entries[s->count++] = e;
	else
		s->bytes.len = was;
	return rc;
}

uint32_t gkr_series_count(const gkr_series *s)
{
	return s ? (uint32_t)s->count : 0;
}

static const char *agency_of(const gkr_series *s, uint32_t number)
{
	const struct gkri_entry *e = &s->entries[number];

	return s->bytes.data + e->pack + e->agency;
}

const char *gkr_series_source_name(const gkr_series *s, uint32_t number)
{
	const struct gkri_entry *e;

	if (!s || number >= s->count)
		return NULL;
	e = &s->entries[number];
	return e->source ? s->bytes.data + e->pack + e->source : NULL;
}

int32_t gkr_series_load(const gkr_series *s, uint32_t number, gkr_report *r)
{
	const char *source = gkr_series_source_name(s, number), *agency;
	int32_t rc;

	if (!s || !r || number >= s->count)
		return GKR_E_ARGUMENT;
	gkr_report_clear(r);
	rc = gkri_unpack(s->bytes.data + s->entries[number].pack, r);
	agency = agency_of(s, number);
	if (rc == GKR_OK)
		rc = gkr_report_set_agency(r, agency, strlen(agency));
	if (rc == GKR_OK && source)
		rc = gkr_report_set_source_name(r, source, strlen(source));
	if (rc != GKR_OK)
		gkr_report_clear(r);
	return rc;
}

/* ------------------------------------------------------------------ */
/* Sorting                                                            */

static int compare_keys(
    const gkr_series *s, const struct gkri_entry *a, const struct gkri_entry *b)
{
	uint32_t n = a->key_len < b->key_len ? a->key_len : b->key_len;
	int order = memcmp(s->bytes.data + a->key, s->bytes.data + b->key, n);

	if (order)
		return order;
	return a->key_len < b->key_len ? -1 : a->key_len > b->key_len;
}

/* By name (where by_key), year and number. */
static int comes_before(const gkr_series *s, uint32_t x, uint32_t y, int by_key)
{
	const struct gkri_entry *a = &s->entries[x], *b = &s->entries[y];
	int order = by_key ? compare_keys(s, a, b) : 0;

	if (order)
		return order < 0;
	return a->year != b->year ? a->year < b->year : x < y;
}

static void sift(
    const gkr_series *s, uint32_t *list, size_t at, size_t n, int by_key)
{
	uint32_t moved = list[at];
	size_t child;

	while ((child = 2 * at + 1) < n) {
		if (child + 1 < n &&
		    comes_before(s, list[child], list[child + 1], by_key))
			child++;
		if (!comes_before(s, moved, list[child], by_key))
			break;
		list[at] = list[child];
		at = child;
	}
	list[at] = moved;
}

/* A heap: no memory, no recursion, the same order whatever the input's. */
static void sort(const gkr_series *s, uint32_t *list, size_t n, int by_key)
{
	uint32_t top;
	size_t i;

	for (i = n / 2; i-- > 0;)
		sift(s, list, i, n, by_key);
	for (i = n; i-- > 1;) {
		top = list[0];
		list[0] = list[i];
		list[i] = top;
		sift(s, list, 0, i, by_key);
	}
}

/* ------------------------------------------------------------------ */
/* Organs                                                             */

/* What is between the reports of one organ: order[from] ... order[to - 1]. */
struct organ {
	size_t from, to;
	uint32_t name; /* the report with the longest name */
	int ambiguous;
};

struct years {
	uint32_t first, last;
};

static int extends(const gkr_series *s, size_t a, size_t b)
{
	const struct gkri_entry *x = &s->entries[s->order[a]];
	const struct gkri_entry *y = &s->entries[s->order[b]];

	return gkri_organ_extends(s->bytes.data + x->key, x->key_len,
	    s->bytes.data + y->key, y->key_len);
}

static int same_key(const gkr_series *s, size_t a, size_t b)
{
	return compare_keys(
		   s, &s->entries[s->order[a]], &s->entries[s->order[b]]) == 0;
}

/*
 * The organ that begins at order[from].  In this order the longer names of an
 * organ follow the shorter ones: as long as each is an extension of the one
 * before, all are one organ's.  A name that the next ones extend in different
 * ways is none of theirs.
 */
static struct organ organ_at(const gkr_series *s, size_t from)
{
	struct organ o = {0, 0, 0, 0};
	size_t i = from + 1, stop;

	while (i < s->count && same_key(s, from, i))
		i++;
	stop = i;
	while (i < s->count && extends(s, i - 1, i))
		i++;
	o.from = from;
	o.to = i;
	if (i < s->count && extends(s, from, i)) {
		o.ambiguous = 1;
		o.to = stop;
	}
	o.name = s->order[o.to - 1];
	return o;
}

/* ------------------------------------------------------------------ */
/* Steps                                                              */

static int32_t add_step(struct gkr_series *s, const struct organ *o,
    uint32_t kind, uint32_t year, uint32_t year_to, uint32_t last, uint32_t now)
{
	struct gkri_series_step *to;
	void *steps = s->steps;
	int32_t rc = gkri_grow(
	    &s->mem, &steps, &s->step_cap, s->step_count + 1, sizeof *to);

	s->steps = steps;
	if (rc != GKR_OK)
		return rc;
	to = &s->steps[s->step_count++];
	to->kind = (uint8_t)kind;
	to->organ = o->name;
	to->year = (uint16_t)year;
	to->year_to = (uint16_t)year_to;
	to->last = last;
	to->now = now;
	return GKR_OK;
}

static const char *pack_of(const gkr_series *s, uint32_t number)
{
	return s->bytes.data + s->entries[number].pack;
}

/* The reports of one year, from order[*i] on; *usable: all are alike. */
static int32_t take_year(
    struct gkr_series *s, const struct organ *o, size_t *i, int *usable)
{
	uint32_t first = s->order[*i], other;
	uint32_t year = s->entries[first].year;
	int32_t rc = GKR_OK;
	int same;

	*usable = 1;
	for (++*i; rc == GKR_OK && *i < o->to; ++*i) {
		other = s->order[*i];
		if (s->entries[other].year != year)
			break;
		same = gkri_pack_same(pack_of(s, first), pack_of(s, other));
		*usable &= same;
		rc = add_step(s, o, same ? GKR_STEP_DOUBLE : GKR_STEP_DIFFERING,
		    year, year, first, other);
	}
	return rc;
}

static int32_t add_missing(struct gkr_series *s, const struct organ *o,
    uint32_t year, uint32_t year_to, uint32_t last, uint32_t now)
{
	if (year > year_to)
		return GKR_OK;
	return add_step(s, o, GKR_STEP_MISSING, year, year_to, last, now);
}

static int32_t walk_organ(
    struct gkr_series *s, const struct organ *o, const struct years *all)
{
	uint32_t last = NONE, now, year = all->first - 1, next;
	size_t i = o->from;
	int usable = 0, before;
	int32_t rc = GKR_OK;

	if (o->ambiguous)
		rc = add_step(s, o, GKR_STEP_AMBIGUOUS, 0, 0, o->name, NONE);
	while (rc == GKR_OK && i < o->to) {
		now = s->order[i];
		next = s->entries[now].year;
		before = usable;
		rc = add_missing(s, o, year + 1, next - 1, last, now);
		if (rc == GKR_OK)
			rc = take_year(s, o, &i, &usable);
		if (rc == GKR_OK && before && usable && year + 1 == next)
			rc = add_step(
			    s, o, GKR_STEP_PAIR, next, next, last, now);
		last = now;
		year = next;
	}
	return rc == GKR_OK ? add_missing(s, o, year + 1, all->last, last, NONE)
			    : rc;
}

static struct years find_years(const gkr_series *s)
{
	struct years all = {UINT32_MAX, 0};
	size_t i;

	for (i = 0; i < s->count; i++) {
		if (s->entries[i].year < all.first)
			all.first = s->entries[i].year;
		if (s->entries[i].year > all.last)
			all.last = s->entries[i].year;
	}
	return all;
}

int32_t gkr_series_arrange(gkr_series *s)
{
	struct years all;
	struct organ o;
	void *order;
	size_t i;
	int32_t rc;

	if (!s)
		return GKR_E_ARGUMENT;
	s->step_count = 0;
	s->agencies = 0;
	order = s->order;
	rc = gkri_grow(
	    &s->mem, &order, &s->order_cap, s->count, sizeof *s->order);
	s->order = order;
	if (rc != GKR_OK)
		return rc;
	for (i = 0; i < s->count; i++)
		s->order[i] = (uint32_t)i;
	sort(s, s->order, s->count, 1);
	all = find_years(s);
	for (i = 0; rc == GKR_OK && i < s->count; i = o.to) {
		o = organ_at(s, i);
		s->agencies++;
		sort(s, s->order + o.from, o.to - o.from, 0);
		rc = walk_organ(s, &o, &all);
	}
	if (rc != GKR_OK)
		s->step_count = s->agencies = 0;
	return rc;
}

/* ------------------------------------------------------------------ */
/* Asking                                                             */

static const struct gkri_series_step *step_of(
    const gkr_series *s, uint32_t step)
{
	return s && step < s->step_count ? &s->steps[step] : NULL;
}

uint32_t gkr_series_step_count(const gkr_series *s)
{
	return s ? (uint32_t)s->step_count : 0;
}

uint32_t gkr_series_step_kind(const gkr_series *s, uint32_t step)
{
	const struct gkri_series_step *it = step_of(s, step);

	return it ? it->kind : 0;
}

const char *gkr_series_step_agency(const gkr_series *s, uint32_t step)
{
	const struct gkri_series_step *it = step_of(s, step);

	return it ? agency_of(s, it->organ) : NULL;
}

uint32_t gkr_series_step_year(const gkr_series *s, uint32_t step)
{
	const struct gkri_series_step *it = step_of(s, step);

	return it ? it->year : 0;
}

uint32_t gkr_series_step_year_to(const gkr_series *s, uint32_t step)
{
	const struct gkri_series_step *it = step_of(s, step);

	return it ? it->year_to : 0;
}

uint32_t gkr_series_step_last(const gkr_series *s, uint32_t step)
{
	const struct gkri_series_step *it = step_of(s, step);

	return it ? it->last : NONE;
}

uint32_t gkr_series_step_this(const gkr_series *s, uint32_t step)
{
	const struct gkri_series_step *it = step_of(s, step);

	return it ? it->now : NONE;
}

uint32_t gkr_series_agency_count(const gkr_series *s)
{
	return s ? s->agencies : 0;
}

const char *gkr_step_name(uint32_t kind)
{
	static const char *const names[] = {
	    NULL, "pair", "missing", "double", "differing", "ambiguous"};

	return kind < sizeof names / sizeof *names ? names[kind] : NULL;
}
