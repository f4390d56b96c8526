/* The public reader of documents. */
#include "gkr-docx.h"

#include "doc.h"

#include <string.h>

enum { IDLE, OPEN, FEEDING, DONE };

struct gkr_docx {
	struct gkri_mem mem;
	struct gkri_package package;
	struct gkri_doc doc;
	struct gkri_part_name main;
	uint64_t input_limit;
	const gkr_tokenizer *tokenizer; /* that is being fed; never looked at */
	int32_t rc;   /* the error, a fault or a status; 0: none */
	uint32_t hit; /* the limit of the tokenizer's error */
	uint8_t state;
};

/* ---- life ---- */

int32_t gkr_docx_new_with(gkr_alloc_fn alloc, void *context, gkr_docx **out)
{
	gkr_docx *d;

	if (!out)
		return GKR_E_ARGUMENT;
	*out = gkri_handle_new(
	    sizeof(*d), offsetof(gkr_docx, mem), alloc, context);
	d = *out;
	if (!d)
		return GKR_E_MEMORY;
	d->input_limit = gkr_limit_default(GKR_LIMIT_INPUT);
	gkri_part_init(&d->package, &d->mem);
	gkri_doc_init(&d->doc, &d->mem);
	return GKR_OK;
}

int32_t gkr_docx_new(gkr_docx **out)
{
	return gkr_docx_new_with(NULL, NULL, out);
}

void gkr_docx_free(gkr_docx *d)
{
	if (!d)
		return;
	gkri_part_free(&d->package);
	gkri_doc_free(&d->doc);
	gkri_handle_free(d, sizeof(*d), offsetof(gkr_docx, mem));
}

/* Where a limit is kept; NULL for those of other handles. */
static uint64_t *limit_at(gkr_docx *d, uint32_t limit)
{
	switch (limit) {
	case GKR_LIMIT_INPUT:
		return &d->input_limit;
	case GKR_LIMIT_DEPTH:
		return &d->package.xml.most_depth;
	case GKR_LIMIT_MEMORY:
		return &d->mem.limit;
	default:
		return NULL;
	}
}

int32_t gkr_docx_set_limit(gkr_docx *d, uint32_t limit, uint64_t value)
{
	uint64_t *at = d ? limit_at(d, limit) : NULL;

	if (!at || value == 0)
		return GKR_E_ARGUMENT;
	*at = value;
	return GKR_OK;
}

uint64_t gkr_docx_limit(const gkr_docx *d, uint32_t limit)
{
	/* only the address is taken */
	const uint64_t *at =
	    d ? limit_at((gkr_docx *)(uintptr_t)d, limit) : NULL;

	return at ? *at : 0;
}

/* ---- what it is ---- */

uint32_t gkr_docx_is_docx(const void *bytes, size_t len)
{
	struct gkri_zip zip;

	if (!bytes)
		return 0;
	if (gkri_zip_begins(bytes, len))
		return gkri_zip_open(&zip, bytes, len) == 0
		    ? (uint32_t)gkri_zip_has(&zip, "word/document")
		    : (uint32_t)gkri_zip_speaks_of(bytes, len, "word/");
	return (uint32_t)gkri_part_is_bare(bytes, len);
}

/* ---- opening ---- */

/* The main part, and from it the parts that its text depends on. */
static int32_t read_parts(gkr_docx *d)
{
	static const struct gkri_part_name package;
	struct gkri_relation main = {"/officeDocument", {"", 0}};
	struct gkri_relation parts[2] = {
	    {"/styles", {"", 0}}, {"/numbering", {"", 0}}};
	struct gkri_package *k = &d->package;
	int32_t rc = gkri_part_relations(k, &package, &main, 1);

	if (rc != 0)
		return rc;
	d->main = main.target;
	if (d->main.len == 0)
		gkri_part_name(&d->main, GKRI_PART_MAIN);
	rc = gkri_part_check(k, &d->main);
	if (rc == 0)
		rc = gkri_part_relations(k, &d->main, parts, 2);
	if (rc == 0 && parts[0].target.len)
		rc = gkri_styles_read(&d->doc.styles, k, &parts[0].target);
	if (rc == 0 && parts[1].target.len)
		rc = gkri_numbers_read(&d->doc.numbers, k, &parts[1].target);
	return rc;
}

int32_t gkr_docx_open(gkr_docx *d, const void *bytes, size_t len)
{
	if (!d || (!bytes && len))
		return GKR_E_ARGUMENT;
	gkri_styles_clear(&d->doc.styles);
	gkri_numbers_clear(&d->doc.numbers);
	d->tokenizer = NULL;
	d->hit = 0;
	d->rc = gkri_part_open(&d->package, bytes, len, d->input_limit);
	if (d->rc == 0)
		d->rc = read_parts(d);
	d->state = OPEN;
	return gkri_fault_status(d->rc);
}

/* ---- feeding ---- */

static int32_t begin(gkr_docx *d, gkr_tokenizer *t)
{
	int32_t rc = gkr_tokenizer_set_cell_layout(t, GKR_LAYOUT_DOCX);

	if (rc != GKR_OK)
		return rc;
	d->tokenizer = t;
	d->state = FEEDING;
	if (d->rc != 0)
		return GKR_OK;
	gkri_doc_begin(&d->doc, t);
	d->rc =
	    gkri_part_begin(&d->package, &d->main, &gkri_doc_reader, &d->doc);
	return GKR_OK;
}

/* The document ended, well or not: the tokenizer is told. */
static int32_t settle(gkr_docx *d, gkr_tokenizer *t)
{
	int32_t status;

	d->state = DONE;
	gkri_part_end(&d->package);
	if (d->rc == 0)
		d->rc = gkri_doc_end(&d->doc);
	if (d->rc == 0)
		d->rc = gkr_tokenizer_finish(t);
	if (d->rc == 0)
		return GKR_END;
	status = gkri_fault_status(d->rc);
	if (gkr_tokenizer_error(t) == GKR_OK)
		(void)gkr_tokenizer_fail(t, status, gkri_fault_limit(d->rc),
		    gkri_fault_message(d->rc, GKR_LANG_ZH),
		    gkri_fault_message(d->rc, GKR_LANG_EN));
	d->hit = gkr_tokenizer_error_limit(t);
	return status;
}

int32_t gkr_docx_feed(gkr_docx *d, gkr_tokenizer *t)
{
	int32_t rc = GKR_OK;
	int done = 0;

	if (!d || !t)
		return GKR_E_ARGUMENT;
	if (d->state == IDLE || (d->state != OPEN && d->tokenizer != t))
		return GKR_E_STATE;
	if (d->state == DONE)
		return d->rc == 0 ? GKR_END : gkri_fault_status(d->rc);
	if (d->state == OPEN)
		rc = begin(d, t);
	if (rc != GKR_OK)
		return rc;
	if (d->rc == 0)
		d->rc = gkri_part_step(&d->package, &done);
	return d->rc == 0 && !done ? GKR_MORE : settle(d, t);
}

int32_t gkr_docx_read(
    gkr_docx *d, gkr_report *r, gkr_tokenizer *t, const void *bytes, size_t len)
{
	int32_t fed, rc;

	if (!d || !r || !t || (!bytes && len))
		return GKR_E_ARGUMENT;
	(void)gkr_report_clear(r);
	(void)gkr_tokenizer_reset(t);
	(void)gkr_docx_open(d, bytes, len);
	do {
		fed = gkr_docx_feed(d, t);
		rc = gkr_report_read(r, t);
	} while (fed == GKR_MORE && rc == GKR_MORE);
	return rc == GKR_END ? GKR_OK : rc;
}

/* ---- errors and figures ---- */

int32_t gkr_docx_error(const gkr_docx *d)
{
	return d ? gkri_fault_status(d->rc) : GKR_E_ARGUMENT;
}

const char *gkr_docx_error_message(const gkr_docx *d, uint32_t lang)
{
	return d ? gkri_fault_message(d->rc, lang) : NULL;
}

uint32_t gkr_docx_error_limit(const gkr_docx *d)
{
	if (!d)
		return 0;
	return d->hit ? d->hit : gkri_fault_limit(d->rc);
}

uint64_t gkr_docx_memory(const gkr_docx *d)
{
	return d ? d->mem.held : 0;
}

uint64_t gkr_docx_memory_peak(const gkr_docx *d)
{
	return d ? d->mem.peak : 0;
}

/* ---- versions ---- */

const char *gkr_docx_version(void)
{
	return gkr_version();
}

const char *gkr_docx_dependency_version(const char *name)
{
	if (!name)
		return NULL;
	if (strcmp(name, "zlib") == 0)
		return zlibVersion();
	/* "expat_2.5.0" */
	if (strcmp(name, "expat") == 0)
		return XML_ExpatVersion() +
		    strcspn(XML_ExpatVersion(), "0123456789");
	return NULL;
}
