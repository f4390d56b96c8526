/* Corrections to a report: each is made whole or not at all. */
#include "report.h"

#include "calendar.h"
#include "decimal.h"
#include "text.h"

#define CELL_MAX UINT16_MAX /* slices of a cell are 16 bits wide */
#define NUMBER_MAX INT64_C(999999999999999999)
#define SCALE_MAX 18

/* Well-formed, and nothing that would end a C string early. */
static int is_text(const char *p, size_t n)
{
	size_t bad, cut;

	if (n == 0)
		return 1;
	return p && memchr(p, '\0', n) == NULL &&
	    gkri_utf8_check(p, n, &bad, &cut) == n;
}

/* ------------------------------------------------------------------ */
/* Cells                                                              */

static struct gkri_rcell *cell_of(gkr_report *r, uint32_t cell)
{
	int slot = r ? gkri_slot(cell) : -1;

	return slot < 0 ? NULL : &r->cells[slot];
}

/* A cell that was set, but for its text. */
static void set_value(struct gkri_rcell *c, const struct gkri_value *v)
{
	uint32_t raw = c->raw, raw_len = c->raw_len;

	memset(c, 0, sizeof *c);
	c->raw = raw;
	c->raw_len = raw_len;
	c->mantissa = v->mantissa;
	c->scale = v->scale;
	c->state = v->state;
	c->flags = v->flags;
	c->note_at = v->note_at;
	c->note_len = v->note_len;
	c->unit_at = v->unit_at;
	c->unit_len = v->unit_len;
	c->certainty = GKR_CERTAINTY_SET;
}

/*
 * Room for n bytes.  Text that is the report's own (the raw text of another
 * cell) moves with the buffer, and *p follows it.
 */
static int32_t reserve(gkr_report *r, const char **p, size_t n)
{
	uintptr_t from = (uintptr_t)*p - (uintptr_t)r->text.data;
	int own = *p && r->text.data && from < r->text.len;
	int32_t rc = gkri_buf_reserve(&r->text, n);

	if (rc == GKR_OK && own)
		*p = r->text.data + from;
	return rc;
}

/* A cell that is set again and again uses the room that its text has. */
static int32_t set_raw(
    gkr_report *r, struct gkri_rcell *c, const char *p, size_t n)
{
	int32_t rc;

	if (n > c->raw_len) {
		rc = reserve(r, &p, n);
		if (rc != GKR_OK)
			return rc;
		c->raw = (uint32_t)r->text.len;
		r->text.len += n;
	}
	if (n) /* only then is there a p:
		  NOLINTNEXTLINE(clang-analyzer-core.NonNull*) */
		memmove(r->text.data + c->raw, p, n);
	c->raw_len = (uint32_t)n;
	return GKR_OK;
}

int32_t gkr_report_set_cell(
    gkr_report *r, uint32_t cell, const char *text, size_t len)
{
	struct gkri_rcell *c = cell_of(r, cell);
	struct gkri_value v;
	int32_t rc;

	if (c == NULL || !is_text(text, len))
		return GKR_E_ARGUMENT;
	if (len)
		gkri_trim(&text, &len);
	if (len > CELL_MAX)
		return GKR_E_LIMIT;
	gkri_value_read(text ? text : "", len, &v);
	rc = set_raw(r, c, text, len);
	if (rc == GKR_OK)
		set_value(c, &v);
	return rc;
}

int32_t gkr_report_set_number(
    gkr_report *r, uint32_t cell, int64_t mantissa, uint32_t scale)
{
	struct gkri_rcell *c = cell_of(r, cell);
	struct gkri_value v;
	char text[24];
	int32_t rc;

	if (c == NULL || scale > SCALE_MAX || mantissa > NUMBER_MAX ||
	    mantissa < -NUMBER_MAX)
		return GKR_E_ARGUMENT;
	memset(&v, 0, sizeof v);
	v.mantissa = mantissa;
	v.scale = (uint8_t)scale;
	v.state = GKR_STATE_NUMBER;
	v.flags = mantissa < 0 ? GKRI_VALUE_SIGNED : 0;
	rc = set_raw(r, c, text, gkri_decimal_write(text, mantissa, scale));
	if (rc == GKR_OK)
		set_value(c, &v);
	return rc;
}

int32_t gkr_report_unset_cell(gkr_report *r, uint32_t cell)
{
	struct gkri_rcell *c = cell_of(r, cell);

	if (c == NULL)
		return GKR_E_ARGUMENT;
	memset(c, 0, sizeof *c);
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* The rest                                                           */

int32_t gkr_report_set_form(gkr_report *r, uint32_t form)
{
	if (r == NULL || (form && gkr_form_name(form) == NULL))
		return GKR_E_ARGUMENT;
	r->form = (uint8_t)form;
	return GKR_OK;
}

int32_t gkr_report_set_year(gkr_report *r, uint32_t year)
{
	if (r == NULL || (year && !gkri_is_report_year(year)))
		return GKR_E_ARGUMENT;
	r->year = year;
	return GKR_OK;
}

/* Nothing at all stands for "unknown". */
static int32_t set_string(gkr_report *r, uint32_t *at, struct gkri_span *span,
    const char *text, size_t len)
{
	uint32_t kept = 0;
	int32_t rc;

	if (!is_text(text, len))
		return GKR_E_ARGUMENT;
	if (len)
		gkri_trim(&text, &len);
	if (len) {
		rc = reserve(r, &text, len + 1);
		if (rc == GKR_OK)
			rc = gkri_report_keep(r, text, len, &kept);
		if (rc != GKR_OK)
			return rc;
	}
	*at = kept;
	if (span) /* what the caller says stands nowhere in the source */
		memset(span, 0, sizeof *span);
	return GKR_OK;
}

int32_t gkr_report_set_title(gkr_report *r, const char *text, size_t len)
{
	return r ? set_string(r, &r->title, &r->title_span, text, len)
		 : GKR_E_ARGUMENT;
}

int32_t gkr_report_set_agency(gkr_report *r, const char *text, size_t len)
{
	return r ? set_string(r, &r->agency, NULL, text, len) : GKR_E_ARGUMENT;
}

int32_t gkr_report_set_signed_by(gkr_report *r, const char *text, size_t len)
{
	return r ? set_string(r, &r->signed_by, &r->signed_span, text, len)
		 : GKR_E_ARGUMENT;
}

int32_t gkr_report_set_date(gkr_report *r, const char *text, size_t len)
{
	uint32_t year, month, day;

	if (r == NULL)
		return GKR_E_ARGUMENT;
	if (len && (!text || !gkri_iso_date(text, len, &year, &month, &day)))
		return GKR_E_ARGUMENT;
	return set_string(r, &r->date, &r->date_span, text, len);
}

int32_t gkr_report_set_source_name(gkr_report *r, const char *text, size_t len)
{
	return r ? set_string(r, &r->source_name, NULL, text, len)
		 : GKR_E_ARGUMENT;
}
