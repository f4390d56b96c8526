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
	gkr_tokenizer *tokenizer; /* that is being fed */
	int32_t rc;		  /* the error, a fault or a status */
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
	d->package.mem = &d->mem;
	gkri_xml_init(&d->package.xml, &d->mem);
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
	gkri_part_end(&d->package);
	gkri_xml_free(&d->package.xml);
	gkri_doc_free(&d->doc);
	gkri_handle_free(d, sizeof(*d), offsetof(gkr_docx, mem));
}

int32_t gkr_docx_set_limit(gkr_docx *d, uint32_t limit, uint64_t value)
{
	if (!d || value == 0)
		return GKR_E_ARGUMENT;
	if (limit == GKR_LIMIT_INPUT)
		d->input_limit = value;
	else if (limit == GKR_LIMIT_MEMORY)
		d->mem.limit = value;
	else
		return GKR_E_ARGUMENT;
	return GKR_OK;
}

uint64_t gkr_docx_limit(const gkr_docx *d, uint32_t limit)
{
	if (!d)
		return 0;
	return limit == GKR_LIMIT_INPUT ? d->input_limit
	    : limit == GKR_LIMIT_MEMORY ? d->mem.limit
					: 0;
}

/* ---- what it is ---- */

/* How much of a file is looked at where its directory is not there. */
#define SNIFF 4096

static int has(const unsigned char *p, size_t n, const char *word, size_t len)
{
	const unsigned char *end = p + n;

	while ((size_t)(end - p) >= len &&
	    (p = memchr(p, *word, (size_t)(end - p) - len + 1)) != NULL) {
		if (memcmp(p, word, len) == 0)
			return 1;
		p++;
	}
	return 0;
}

uint32_t gkr_docx_is_docx(const void *bytes, size_t len)
{
	struct gkri_zip zip;

	if (!bytes || len < 4 || memcmp(bytes, "PK\3\4", 4) != 0)
		return 0;
	if (gkri_zip_open(&zip, bytes, len) == 0)
		return (uint32_t)gkri_zip_has(&zip, "word/document");
	return (uint32_t)has(bytes, len < SNIFF ? len : SNIFF, "word/", 5);
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
	if (d->main.len == 0) {
		memcpy(d->main.text, "word/document.xml", 17);
		d->main.len = 17;
	}
	rc = gkri_part_relations(k, &d->main, parts, 2);
	if (rc == 0 && parts[0].target.len)
		rc = gkri_styles_read(&d->doc.styles, k, &parts[0].target);
	if (rc == 0 && parts[1].target.len)
		rc = gkri_numbers_read(&d->doc.numbers, k, &parts[1].target);
	return rc;
}

/* Remembers what went wrong; returns its status. */
static int32_t settle(gkr_docx *d, int32_t rc)
{
	if (rc == 0 || rc == GKR_MORE || rc == GKR_END)
		return rc;
	d->rc = rc;
	d->state = IDLE;
	gkri_part_end(&d->package);
	return gkri_fault_status(rc);
}

int32_t gkr_docx_open(gkr_docx *d, const void *bytes, size_t len)
{
	int32_t rc;

	if (!d || (!bytes && len))
		return GKR_E_ARGUMENT;
	gkri_part_end(&d->package);
	gkri_styles_clear(&d->doc.styles);
	gkri_numbers_clear(&d->doc.numbers);
	d->package.left = d->input_limit;
	d->tokenizer = NULL;
	d->rc = 0;
	d->state = IDLE;
	rc = gkri_zip_open(&d->package.zip, bytes, len);
	if (rc == 0)
		rc = read_parts(d);
	if (rc != 0)
		return settle(d, rc);
	d->state = OPEN;
	return GKR_OK;
}

/* ---- feeding ---- */

static int32_t begin(gkr_docx *d, gkr_tokenizer *t)
{
	gkri_doc_begin(&d->doc, t);
	d->tokenizer = t;
	d->state = FEEDING;
	return gkri_part_begin(
	    &d->package, &d->main, &gkri_doc_reader, &d->doc);
}

static int32_t finish(gkr_docx *d)
{
	int32_t rc = gkri_doc_end(&d->doc);

	gkri_part_end(&d->package);
	if (rc == 0)
		rc = gkr_tokenizer_finish(d->tokenizer);
	d->state = DONE;
	return rc == 0 ? GKR_END : rc;
}

int32_t gkr_docx_feed(gkr_docx *d, gkr_tokenizer *t)
{
	int32_t rc = 0;
	int done = 0;

	if (!d || !t)
		return GKR_E_ARGUMENT;
	if (d->rc != 0)
		return gkri_fault_status(d->rc);
	if (d->state == DONE)
		return GKR_END;
	if (d->state == IDLE || (d->tokenizer && d->tokenizer != t))
		return GKR_E_STATE;
	if (d->state == OPEN) {
		rc = gkr_tokenizer_set_cell_layout(t, GKR_LAYOUT_DOCX);
		if (rc != GKR_OK)
			return rc;
		rc = begin(d, t);
	}
	if (rc == 0)
		rc = gkri_part_step(&d->package, &done);
	if (rc == 0)
		rc = done ? finish(d) : GKR_MORE;
	return settle(d, rc);
}

/* ---- a whole file ---- */

static int32_t read_all(gkr_docx *d, gkr_report *r, gkr_tokenizer *t)
{
	int32_t fed, rc;

	do {
		fed = gkr_docx_feed(d, t);
		if (fed < 0)
			return fed;
		rc = gkr_report_read(r, t);
		if (rc < 0)
			return rc;
	} while (fed == GKR_MORE);
	return rc == GKR_END ? GKR_OK : GKR_E_STATE;
}

int32_t gkr_docx_read(
    gkr_docx *d, gkr_report *r, gkr_tokenizer *t, const void *bytes, size_t len)
{
	int32_t rc;

	if (!d || !r || !t || (!bytes && len))
		return GKR_E_ARGUMENT;
	(void)gkr_report_clear(r);
	(void)gkr_tokenizer_reset(t);
	rc = gkr_docx_open(d, bytes, len);
	if (rc == GKR_OK)
		rc = read_all(d, r, t);
	if (rc != GKR_OK && d->rc != 0)
		(void)gkr_report_clear(r);
	return rc;
}

/* ---- errors and figures ---- */

int32_t gkr_docx_error(const gkr_docx *d)
{
	return d ? gkri_fault_status(d->rc) : GKR_E_ARGUMENT;
}

const char *gkr_docx_error_message(const gkr_docx *d, uint32_t lang)
{
	if (!d)
		return NULL;
	if (d->tokenizer && d->rc != 0 &&
	    gkr_tokenizer_error(d->tokenizer) == d->rc)
		return gkr_tokenizer_error_message(d->tokenizer, lang);
	return gkri_fault_message(d->rc, lang);
}

uint32_t gkr_docx_error_limit(const gkr_docx *d)
{
	if (!d || gkri_fault_status(d->rc) != GKR_E_LIMIT)
		return 0;
	if (d->rc == GKRI_FAULT_SIZE)
		return GKR_LIMIT_INPUT;
	if (d->tokenizer && gkr_tokenizer_error(d->tokenizer) == GKR_E_LIMIT)
		return gkr_tokenizer_error_limit(d->tokenizer);
	return GKR_LIMIT_MEMORY;
}

uint64_t gkr_docx_memory(const gkr_docx *d)
{
	return d ? d->mem.held : 0;
}

uint64_t gkr_docx_memory_peak(const gkr_docx *d)
{
	return d ? d->mem.peak : 0;
}

const char *gkr_docx_version(void)
{
	return gkr_version();
}

#define TEXT(x) #x
#define TEXT_OF(x) TEXT(x)

const char *gkr_docx_dependency_version(const char *name)
{
	if (!name)
		return NULL;
	if (strcmp(name, "zlib") == 0)
		return zlibVersion();
	if (strcmp(name, "expat") == 0)
		return TEXT_OF(XML_MAJOR_VERSION) "." TEXT_OF(
		    XML_MINOR_VERSION) "." TEXT_OF(XML_MICRO_VERSION);
	return NULL;
}
