/* A report of its own with all that another one holds. */
#include "report.h"

static int32_t copy_list(struct gkri_mem *m, void **to, size_t *cap,
    const void *from, size_t count, size_t size)
{
	int32_t rc = gkri_grow(m, to, cap, count, size);

	if (rc == GKR_OK && count)
		memcpy(*to, from, count * size);
	return rc;
}

/* The pieces that stand outside the handle; the fields inside follow. */
static int32_t copy_pieces(gkr_report *to, const gkr_report *r)
{
	void *sections = to->sections, *lines = NULL, *loose = NULL;
	void *values = NULL, *events = NULL;
	struct gkri_mem *m = &to->mem;
	int32_t rc = gkri_buf_put(&to->text, r->text.data, r->text.len);

	if (rc == GKR_OK)
		rc = gkri_buf_put(&to->prose, r->prose.data, r->prose.len);
	if (rc == GKR_OK)
		rc = copy_list(m, &sections, &to->section_cap, r->sections,
		    r->section_count, sizeof *r->sections);
	to->sections = sections;
	if (rc == GKR_OK)
		rc = copy_list(m, &lines, &to->line_cap, r->lines,
		    r->line_count, sizeof *r->lines);
	to->lines = lines;
	if (rc == GKR_OK)
		rc = copy_list(m, &loose, &to->loose_cap, r->loose,
		    r->loose_count, sizeof *r->loose);
	to->loose = loose;
	if (rc == GKR_OK)
		rc = copy_list(m, &values, &to->value_cap, r->values,
		    r->value_count, sizeof *r->values);
	to->values = values;
	if (rc == GKR_OK)
		rc = copy_list(m, &events, &to->event_cap, r->events,
		    r->event_count, sizeof *r->events);
	to->events = events;
	return rc;
}

/* Everything but what the copy has of its own. */
static void copy_fields(gkr_report *to, const gkr_report *r)
{
	gkr_report own = *to;

	*to = *r;
	to->mem = own.mem;
	to->text = own.text;
	to->prose = own.prose;
	to->sections = own.sections;
	to->section_cap = own.section_cap;
	to->lines = own.lines;
	to->line_cap = own.line_cap;
	to->loose = own.loose;
	to->loose_cap = own.loose_cap;
	to->values = own.values;
	to->value_cap = own.value_cap;
	to->events = own.events;
	to->event_cap = own.event_cap;
}

int32_t gkr_report_copy_with(
    const gkr_report *r, gkr_alloc_fn alloc, void *context, gkr_report **out)
{
	gkr_report *to;
	int32_t rc;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = NULL;
	if (!r)
		return GKR_E_ARGUMENT;
	rc = gkr_report_new_with(alloc, context, &to);
	if (rc != GKR_OK)
		return rc;
	to->mem.limit = r->mem.limit;
	rc = copy_pieces(to, r);
	if (rc != GKR_OK) {
		gkr_report_free(to);
		return rc;
	}
	copy_fields(to, r);
	*out = to;
	return GKR_OK;
}

int32_t gkr_report_copy(const gkr_report *r, gkr_report **out)
{
	return gkr_report_copy_with(r, NULL, NULL, out);
}
