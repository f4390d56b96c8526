/*
 * Word documents to a report, with memory that fails, the tokens taken while
 * they come; and the same without, taken at the end.  The entry's bit 0 puts
 * the input into the body of a document, bits 1 to 3 lower a limit.
 */
#include "fuzz.h"

#include "gkr-docx.h"

uint64_t *fuzz_outcome;

static const char begin[] =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
    "wordprocessingml/2006/main\" xmlns:mc=\"http://"
    "schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>";
static const char end[] = "</w:body></w:document>";

struct input {
	char *bytes;
	size_t len;
};

/* The file that the plan asks for; bytes is NULL where memory ran out. */
static struct input file_of(const struct fuzz_plan *p)
{
	size_t before = p->entry & 1 ? sizeof(begin) - 1 : 0;
	size_t after = p->entry & 1 ? sizeof(end) - 1 : 0;
	struct input in;

	in.len = before + p->len + after;
	in.bytes = malloc(in.len + 1);
	if (!in.bytes)
		return in;
	memcpy(in.bytes, begin, before);
	memcpy(in.bytes + before, p->bytes, p->len);
	memcpy(in.bytes + before + p->len, end, after);
	return in;
}

struct handles {
	struct fuzz_alloc alloc;
	gkr_docx *d;
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_buffer *b;
	gkr_exporter *e;
};

static int32_t make(struct handles *h)
{
	int32_t rc = gkr_docx_new_with(fuzz_memory, &h->alloc, &h->d);

	if (rc == GKR_OK)
		rc = gkr_tokenizer_new_with(fuzz_memory, &h->alloc, &h->t);
	if (rc == GKR_OK)
		rc = gkr_report_new_with(fuzz_memory, &h->alloc, &h->r);
	if (rc == GKR_OK)
		rc = gkr_buffer_new_with(fuzz_memory, &h->alloc, &h->b);
	if (rc == GKR_OK)
		rc = gkr_exporter_new_with(
		    GKR_FORMAT_JSON, fuzz_memory, &h->alloc, &h->e);
	return rc;
}

static void unmake(struct handles *h)
{
	gkr_docx_free(h->d);
	gkr_exporter_free(h->e);
	gkr_buffer_free(h->b);
	gkr_report_free(h->r);
	gkr_tokenizer_free(h->t);
}

static void lower(struct handles *h, uint32_t entry)
{
	if (entry & 2)
		gkr_docx_set_limit(h->d, GKR_LIMIT_INPUT, 3000);
	if (entry & 4)
		gkr_docx_set_limit(h->d, GKR_LIMIT_DEPTH, 12);
	if (entry & 8)
		gkr_docx_set_limit(h->d, GKR_LIMIT_MEMORY, 60000);
}

static int32_t read_file(struct handles *h, const struct input *in, int whole)
{
	int32_t fed, rc = GKR_MORE;

	if (gkr_docx_open(h->d, in->bytes, in->len) == GKR_E_MEMORY)
		return GKR_E_MEMORY;
	do {
		fed = gkr_docx_feed(h->d, h->t);
		if (!whole || fed != GKR_MORE)
			rc = gkr_report_read(h->r, h->t);
	} while (fed == GKR_MORE && rc == GKR_MORE);
	FUZZ_CHECK(fed != GKR_END || rc == GKR_END || rc < 0);
	FUZZ_CHECK(fed >= 0 || rc < 0);
	FUZZ_CHECK(gkr_docx_error(h->d) == GKR_OK || rc < 0);
	return rc == GKR_END ? GKR_OK : rc;
}

/* Another file, or the front of one, is fed in part. */
static void read_before(struct handles *h, const struct fuzz_plan *p)
{
	struct fuzz_plan before = *p;
	char *bytes = fuzz_before(p, &before.len);
	struct input in;

	before.bytes = bytes;
	in = file_of(&before);
	if (!in.bytes)
		abort();
	gkr_docx_open(h->d, in.bytes, in.len);
	gkr_docx_feed(h->d, h->t);
	gkr_report_read(h->r, h->t);
	FUZZ_CHECK(gkr_tokenizer_reset(h->t) == GKR_OK);
	FUZZ_CHECK(gkr_report_clear(h->r) == GKR_OK);
	free(in.bytes);
	free(bytes);
	fuzz_forget(&h->alloc);
}

static int32_t run(struct handles *h, const struct fuzz_plan *p,
    const struct input *in, int whole)
{
	int32_t rc = make(h), written;

	if (rc != GKR_OK)
		return rc;
	lower(h, p->entry);
	if (p->again && !whole)
		read_before(h, p);
	rc = read_file(h, in, whole);
	if (rc == GKR_E_MEMORY)
		return rc;
	FUZZ_CHECK(gkr_docx_memory(h->d) <= gkr_docx_memory_peak(h->d));
	written = gkr_exporter_write(h->e, h->r, NULL, h->b);
	return written == GKR_E_MEMORY ? written : rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_plan p;
	struct handles h, clean;
	struct input in;
	const char *a, *b;
	size_t n, m;
	int32_t rc, want;

	if (!fuzz_begin(&p, data, size))
		return -1;
	memset(&h, 0, sizeof(h));
	memset(&clean, 0, sizeof(clean));
	clean.alloc.fails = -1;
	fuzz_alloc_plan(&h.alloc, &p);
	in = file_of(&p);
	if (in.bytes) {
		rc = run(&h, &p, &in, 0);
		want = run(&clean, &p, &in, 1);
		FUZZ_CHECK(want != GKR_E_MEMORY);
		FUZZ_CHECK((rc == GKR_E_MEMORY) == (h.alloc.refused > 0));
		a = gkr_buffer_data(h.b, &n);
		b = gkr_buffer_data(clean.b, &m);
		FUZZ_CHECK(rc == GKR_E_MEMORY ||
		    (rc == want && n == m && memcmp(a, b, n) == 0));
		fuzz_tell_number((uint64_t)want);
		fuzz_tell(b, m);
	}
	unmake(&h);
	unmake(&clean);
	free(in.bytes);
	fuzz_end(&p);
	return 0;
}
