/*
 * Text to facts, with memory that fails; and the same without.  The entry's
 * lowest bit hands the text over as a report that was read, bits 1 and 2 choose
 * what writes the facts.
 */
#include "fuzz.h"

static int32_t write_facts(
    struct fuzz_alloc *a, const gkr_facts *f, uint32_t format)
{
	gkr_exporter *e = NULL;
	gkr_buffer *b = NULL;
	int32_t rc = gkr_buffer_new_with(fuzz_memory, a, &b);

	if (rc == GKR_OK)
		rc = gkr_exporter_new_with(format, fuzz_memory, a, &e);
	if (rc == GKR_OK)
		rc = gkr_exporter_write_facts(e, NULL, f, b);
	gkr_exporter_free(e);
	gkr_buffer_free(b);
	return rc;
}

/* What can be asked holds for every fact. */
static void ask(const gkr_facts *f, size_t len)
{
	uint32_t i;
	size_t n;

	for (i = 0; i < gkr_facts_count(f); i++) {
		FUZZ_CHECK(gkr_concept_name(gkr_fact_concept(f, i)) != NULL);
		FUZZ_CHECK(gkr_scope_name(gkr_fact_scope(f, i)) != NULL);
		FUZZ_CHECK(gkr_fact_value(f, i) != NULL);
		FUZZ_CHECK(gkr_fact_text(f, i, &n) != NULL);
		FUZZ_CHECK(gkr_fact_printed(f, i, &n) != NULL);
		FUZZ_CHECK(
		    gkr_fact_offset(f, i) + gkr_fact_length(f, i) <= len);
	}
}

static int32_t from_text(
    struct fuzz_alloc *a, const struct fuzz_plan *p, gkr_facts *f)
{
	int32_t rc = gkr_facts_read_text(f, p->bytes, p->len);

	(void)a;
	/* text that is not UTF-8 is no text */
	return rc == GKR_E_ARGUMENT ? GKR_OK : rc;
}

static int32_t from_report(
    struct fuzz_alloc *a, const struct fuzz_plan *p, gkr_facts *f)
{
	gkr_tokenizer *t = NULL;
	gkr_report *r = NULL;
	int32_t rc = gkr_tokenizer_new_with(fuzz_memory, a, &t);

	if (rc == GKR_OK)
		rc = gkr_report_new_with(fuzz_memory, a, &r);
	if (rc == GKR_OK)
		rc = gkr_report_parse(r, t, p->bytes, p->len);
	if (rc != GKR_E_MEMORY && r)
		rc = gkr_facts_read(f, r);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc;
}

static int32_t run(struct fuzz_alloc *a, const struct fuzz_plan *p)
{
	gkr_facts *f = NULL;
	int32_t rc = gkr_facts_new_with(fuzz_memory, a, &f);

	if (rc == GKR_OK)
		rc = p->entry & 1 ? from_report(a, p, f) : from_text(a, p, f);
	if (rc == GKR_OK) {
		ask(f, p->len);
		rc = write_facts(
		    a, f, p->entry & 2 ? GKR_FORMAT_JSON : GKR_FORMAT_NDJSON);
	}
	gkr_facts_free(f);
	return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_alloc a;
	struct fuzz_plan p;
	int32_t rc;

	if (!fuzz_begin(&p, data, size))
		return 0;
	memset(&a, 0, sizeof a);
	a.fails = p.fails;
	a.forever = p.forever;
	rc = run(&a, &p);
	FUZZ_CHECK((rc == GKR_E_MEMORY) == (a.refused != 0));
	memset(&a, 0, sizeof a);
	a.fails = -1;
	rc = run(&a, &p);
	FUZZ_CHECK(rc != GKR_E_MEMORY);
	fuzz_end(&p);
	return 0;
}
