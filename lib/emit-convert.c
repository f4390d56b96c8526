/* The quick way: one call from bytes to an export. */
#include "walk.h"

struct tools {
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_findings *f;
	gkr_exporter *e;
};

/* All from the allocator of the buffer. */
static int32_t make_tools(
    struct tools *is, uint32_t format, const struct gkri_mem *mem)
{
	int32_t rc;

	rc = gkr_exporter_new_with(format, mem->fn, mem->context, &is->e);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_new_with(mem->fn, mem->context, &is->t);
	if (rc == GKR_OK)
		rc = gkr_report_new_with(mem->fn, mem->context, &is->r);
	if (rc == GKR_OK)
		rc = gkr_findings_new_with(mem->fn, mem->context, &is->f);
	return rc;
}

static void free_tools(struct tools *is)
{
	gkr_findings_free(is->f);
	gkr_report_free(is->r);
	gkr_tokenizer_free(is->t);
	gkr_exporter_free(is->e);
}

/* Where it fails, what was written before goes, too. */
static int32_t finish(gkr_exporter *e, gkr_buffer *out, size_t was)
{
	int32_t rc = gkr_exporter_finish(e, out);

	if (rc != GKR_OK) {
		out->bytes.len = was;
		out->bytes.data[was] = '\0';
	}
	return rc;
}

int32_t gkr_convert(
    const void *bytes, size_t len, uint32_t format, gkr_buffer *out)
{
	struct tools is = {NULL, NULL, NULL, NULL};
	size_t was;
	int32_t rc;

	if (out == NULL || (bytes == NULL && len > 0))
		return GKR_E_ARGUMENT;
	was = out->bytes.len;
	rc = make_tools(&is, format, &out->mem);
	if (rc == GKR_OK)
		rc = gkr_report_parse(is.r, is.t, bytes, len);
	if (rc == GKR_OK)
		rc = gkr_check(is.f, is.r);
	if (rc == GKR_OK)
		rc = gkr_exporter_write(is.e, is.r, is.f, out);
	if (rc == GKR_OK)
		rc = finish(is.e, out, was);
	free_tools(&is);
	return rc;
}
