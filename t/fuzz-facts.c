/*
 * Text to facts, with memory that fails; and the same without, where no
 * sentence is passed over and no vectors are used.  The entry's lowest bit
 * hands the text over as a report that was read, bit 1 chooses what writes the
 * facts.
 */
#include "fuzz.h"

#include "fact.h"

uint64_t *fuzz_outcome;

/* What is compared; h.b is made last and freed by whoever looks at it. */
struct handles {
	struct fuzz_alloc alloc;
	gkr_facts *f;
	gkr_buffer *b;
	uint8_t plain; /* as slowly as it can be done */
};

static int32_t write_facts(struct handles *h, uint32_t format)
{
	gkr_exporter *e = NULL;
	int32_t rc = gkr_buffer_new_with(fuzz_memory, &h->alloc, &h->b);

	if (rc == GKR_OK)
		rc = gkr_exporter_new_with(format, fuzz_memory, &h->alloc, &e);
	if (rc == GKR_OK)
		rc = gkr_exporter_write_facts(e, NULL, h->f, h->b);
	gkr_exporter_free(e);
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

/* Text that is not UTF-8 is no text. */
static int32_t from_text(struct handles *h, const struct fuzz_plan *p)
{
	int32_t rc = gkr_facts_read_text(h->f, p->bytes, p->len);

	return rc == GKR_E_ARGUMENT ? GKR_OK : rc;
}

static int32_t from_report(struct handles *h, const struct fuzz_plan *p)
{
	gkr_tokenizer *t = NULL;
	gkr_report *r = NULL;
	int32_t rc = gkr_tokenizer_new_with(fuzz_memory, &h->alloc, &t);

	if (rc == GKR_OK)
		rc = gkr_report_new_with(fuzz_memory, &h->alloc, &r);
	if (rc == GKR_OK)
		rc = gkr_report_parse(r, t, p->bytes, p->len);
	if (rc != GKR_E_MEMORY && r)
		rc = gkr_facts_read(h->f, r);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc;
}

static int32_t read_facts(struct handles *h, const struct fuzz_plan *p)
{
	return p->entry & 1 ? from_report(h, p) : from_text(h, p);
}

static void read_before(struct handles *h, const struct fuzz_plan *p)
{
	struct fuzz_plan before = *p;
	char *bytes = fuzz_before(p, &before.len);

	before.bytes = bytes;
	read_facts(h, &before);
	free(bytes);
	fuzz_forget(&h->alloc);
}

static int32_t run(struct handles *h, const struct fuzz_plan *p)
{
	int32_t rc = gkr_facts_new_with(fuzz_memory, &h->alloc, &h->f);

	if (rc != GKR_OK)
		return rc;
	h->f->unsifted = h->f->narrow = h->plain;
	if (p->again && !h->plain)
		read_before(h, p);
	rc = read_facts(h, p);
	if (rc != GKR_OK)
		return rc;
	ask(h->f, p->len);
	return write_facts(
	    h, p->entry & 2 ? GKR_FORMAT_JSON : GKR_FORMAT_NDJSON);
}

static void same(const struct handles *a, const struct handles *b)
{
	size_t n, m;
	const char *p = gkr_buffer_data(a->b, &n);
	const char *q = gkr_buffer_data(b->b, &m);

	FUZZ_CHECK(n == m && memcmp(p, q, n) == 0);
}

static void unmake(struct handles *h)
{
	gkr_buffer_free(h->b);
	gkr_facts_free(h->f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct handles h, clean;
	struct fuzz_plan p;
	const char *b;
	size_t n;
	int32_t rc, want;

	if (!fuzz_begin(&p, data, size))
		return -1;
	memset(&h, 0, sizeof(h));
	memset(&clean, 0, sizeof(clean));
	clean.alloc.fails = -1;
	clean.plain = 1;
	fuzz_alloc_plan(&h.alloc, &p);
	rc = run(&h, &p);
	want = run(&clean, &p);
	FUZZ_CHECK(want != GKR_E_MEMORY);
	FUZZ_CHECK((rc == GKR_E_MEMORY) == (h.alloc.refused > 0));
	FUZZ_CHECK(rc == GKR_E_MEMORY || rc == want);
	if (rc == GKR_OK)
		same(&h, &clean);
	fuzz_tell_number((uint64_t)want);
	b = gkr_buffer_data(clean.b, &n);
	fuzz_tell(b, n);
	unmake(&h);
	unmake(&clean);
	fuzz_end(&p);
	return 0;
}
