/*
 * Bytes to a report, checked and written in every format, with memory that
 * fails; and the same without.  The entry's lowest bits choose the format,
 * bit 2 replaces invalid bytes, bit 3 counts blanks as 0, bit 4 sets a cell to
 * the input's first line before checking, bit 5 takes SARIF for the format, or
 * Markdown where the lowest two are set, bit 6 sets title, names and date to
 * that line, too.  What is compared with knows neither shapes nor tags.
 *
 * Markdown that was written is read in the input's pieces and has to give the
 * same cells; CSV has to be rows of as many fields each, of which none is a
 * formula.
 */
#include "fuzz.h"

#include "report.h"
#include "tokenizer.h"

uint64_t *fuzz_outcome;

struct handles {
	struct fuzz_alloc alloc;
	gkr_tokenizer *t;
	gkr_report *r;
	gkr_findings *f;
	gkr_buffer *b;
	gkr_exporter *e;
};

static int32_t make(struct handles *h, uint32_t format)
{
	int32_t rc = gkr_tokenizer_new_with(fuzz_memory, &h->alloc, &h->t);

	if (rc == GKR_OK)
		rc = gkr_report_new_with(fuzz_memory, &h->alloc, &h->r);
	if (rc == GKR_OK)
		rc = gkr_findings_new_with(fuzz_memory, &h->alloc, &h->f);
	if (rc == GKR_OK)
		rc = gkr_buffer_new_with(fuzz_memory, &h->alloc, &h->b);
	if (rc == GKR_OK)
		rc = gkr_exporter_new_with(
		    format, fuzz_memory, &h->alloc, &h->e);
	return rc;
}

static void unmake(struct handles *h)
{
	gkr_exporter_free(h->e);
	gkr_buffer_free(h->b);
	gkr_findings_free(h->f);
	gkr_report_free(h->r);
	gkr_tokenizer_free(h->t);
}

static int32_t read_pieces(
    struct handles *h, const struct fuzz_plan *p, int whole)
{
	size_t at = 0, n;
	int32_t rc = GKR_MORE;

	if (whole || !p->piece)
		return gkr_report_parse(h->r, h->t, p->bytes, p->len);
	for (; at < p->len && rc == GKR_MORE; at += n) {
		n = fuzz_piece(p, at);
		rc = gkr_tokenizer_feed(h->t, p->bytes + at, n);
		if (rc == GKR_OK)
			rc = gkr_report_read(h->r, h->t);
	}
	if (rc == GKR_MORE) {
		rc = gkr_tokenizer_finish(h->t);
		if (rc == GKR_OK)
			rc = gkr_report_read(h->r, h->t);
	}
	return rc == GKR_END ? GKR_OK : rc;
}

static int32_t set_cell(struct handles *h, const struct fuzz_plan *p)
{
	size_t n = 0;
	uint32_t cell = gkr_form_cell_at(GKR_FORM_2021, p->entry);
	int32_t rc;

	while (n < p->len && p->bytes[n] != '\n')
		n++;
	rc = gkr_report_set_cell(h->r, cell, p->bytes, n);
	/* a clerk's text may be refused; memory's failure is told */
	return rc == GKR_E_MEMORY ? rc : GKR_OK;
}

static int32_t set_names(struct handles *h, const struct fuzz_plan *p)
{
	static int32_t (*const set[])(gkr_report *, const char *, size_t) = {
	    gkr_report_set_title, gkr_report_set_agency,
	    gkr_report_set_signed_by, gkr_report_set_date,
	    gkr_report_set_source_name};
	size_t n = 0, i;

	while (n < p->len && p->bytes[n] != '\n')
		n++;
	for (i = 0; i < sizeof(set) / sizeof(set[0]); i++)
		if (set[i](h->r, p->bytes, n) == GKR_E_MEMORY)
			return GKR_E_MEMORY;
	return GKR_OK;
}

/* What was read is there and whole, whatever reading ended with. */
static int32_t use(struct handles *h, const struct fuzz_plan *p)
{
	int32_t rc;

	gkr_findings_set_policy(
	    h->f, GKR_POLICY_BLANK_AS_ZERO, (p->entry >> 3) & 1);
	rc = p->entry & 16 ? set_cell(h, p) : GKR_OK;
	if (rc == GKR_OK && p->entry & 64)
		rc = set_names(h, p);
	if (rc == GKR_OK)
		rc = gkr_check(h->f, h->r);
	if (rc == GKR_OK)
		rc = gkr_exporter_write(h->e, h->r, h->f, h->b);
	if (rc == GKR_OK)
		rc = gkr_exporter_finish(h->e, h->b);
	return rc;
}

/* Reads, checks and writes something, or begins to; the handles stay. */
static void use_before(struct handles *h, const struct fuzz_plan *p)
{
	struct fuzz_plan before = *p;
	char *bytes = fuzz_before(p, &before.len);

	before.bytes = bytes;
	h->t->shapes.met = UINT8_MAX; /* this leaves shapes already */
	if (before.len & 2) {
		read_pieces(h, &before, 1);
		use(h, &before);
	} else if (gkr_tokenizer_feed(h->t, bytes, before.len) == GKR_OK) {
		gkr_report_read(h->r, h->t);
	}
	free(bytes);
	gkr_buffer_clear(h->b);
	FUZZ_CHECK(gkr_tokenizer_reset(h->t) == GKR_OK);
	FUZZ_CHECK(gkr_report_clear(h->r) == GKR_OK);
	fuzz_forget(&h->alloc);
}

/* An exporter that has written a header, or half a log, goes on behind it. */
static int32_t other_exporter(struct handles *h, uint32_t format)
{
	gkr_exporter_free(h->e);
	h->e = NULL;
	return gkr_exporter_new_with(format, fuzz_memory, &h->alloc, &h->e);
}

static uint32_t format_of(const struct fuzz_plan *p)
{
	if (!(p->entry & 32))
		return (p->entry & 3) + 1;
	return (p->entry & 3) == 3 ? GKR_FORMAT_MARKDOWN : GKR_FORMAT_SARIF;
}

static int32_t prepare(struct handles *h, const struct fuzz_plan *p, int whole)
{
	uint32_t format = format_of(p);
	int32_t rc = make(h, format);

	if (rc != GKR_OK)
		return rc;
	gkr_tokenizer_set_option(
	    h->t, GKR_OPTION_REPLACE_INVALID, (p->entry >> 2) & 1);
	if (fuzz_cuts(p))
		h->t->gathers = 0;
	if (whole) {
		h->t->shapes.off = 1;
		h->t->html.no_known = 1;
	}
	if (!p->again || whole)
		return GKR_OK;
	use_before(h, p);
	return format >= GKR_FORMAT_CSV ? other_exporter(h, format) : GKR_OK;
}

/* The status that counts: memory's, wherever it was met. */
static int32_t run(struct handles *h, const struct fuzz_plan *p, int whole)
{
	int32_t rc = prepare(h, p, whole), used;

	if (rc != GKR_OK)
		return rc;
	rc = read_pieces(h, p, whole);
	if (rc == GKR_E_MEMORY)
		return rc;
	used = use(h, p);
	return used == GKR_OK || used == GKR_E_LIMIT ? rc : used;
}

/* ------------------------------------------------------------------ */
/* What was written is read                                           */

/* Is it what a spreadsheet calculates? */
static int is_formula(const char *p, size_t n)
{
	size_t i;

	if (!n || !memchr("=+-@\t\r\n", *p, 7))
		return 0;
	for (i = 1; i < n && memchr("0123456789.eE+-", p[i], 15);)
		i++;
	return *p != '-' || i == 1 || i < n;
}

/* One field; returns where it ends. */
static const char *csv_field(const char *p, const char *end)
{
	const char *from = p;

	if (p == end || *p != '"') {
		while (p < end && !memchr(",\r\n", *p, 3))
			FUZZ_CHECK(*p++ != '"');
		FUZZ_CHECK(!is_formula(from, (size_t)(p - from)));
		return p;
	}
	FUZZ_CHECK(end - p > 1 && !is_formula(p + 1, 1));
	while (++p < end && (*p != '"' || (p + 1 < end && p[1] == '"')))
		p += *p == '"';
	FUZZ_CHECK(p < end);
	return p + 1;
}

static void read_csv(const char *p, size_t n)
{
	const char *end = p + n;
	size_t fields = 0, first = 0;

	while (p < end) {
		p = csv_field(p, end);
		fields++;
		FUZZ_CHECK(p < end);
		if (*p++ == ',')
			continue;
		FUZZ_CHECK(p < end && p[-1] == '\r' && *p++ == '\n');
		FUZZ_CHECK(fields == first || !first);
		first = fields;
		fields = 0;
	}
	FUZZ_CHECK(!fields);
}

static void same_cells(const gkr_report *a, const gkr_report *b)
{
	const struct gkri_rcell *c = a->cells, *d = b->cells;
	size_t i;

	for (i = 0; i < GKRI_SLOTS; i++, c++, d++) {
		FUZZ_CHECK(c->state == d->state);
		FUZZ_CHECK(c->state != GKR_STATE_NUMBER ||
		    (c->mantissa == d->mantissa && c->scale == d->scale));
	}
}

static void read_markdown(const struct handles *from, const struct fuzz_plan *p,
    const char *bytes, size_t n)
{
	struct fuzz_plan again = *p;
	struct handles h;

	memset(&h, 0, sizeof(h));
	h.alloc.fails = -1;
	again.bytes = bytes;
	again.len = n;
	FUZZ_CHECK(make(&h, GKR_FORMAT_JSON) == GKR_OK);
	FUZZ_CHECK(read_pieces(&h, &again, 0) == GKR_OK);
	same_cells(from->r, h.r);
	unmake(&h);
}

static void read_written(const struct handles *h, const struct fuzz_plan *p)
{
	uint32_t format = format_of(p);
	size_t n;
	const char *bytes = gkr_buffer_data(h->b, &n);

	if (n && (format == GKR_FORMAT_CSV || format == GKR_FORMAT_CSV_WIDE))
		read_csv(bytes, n);
	else if (n && format == GKR_FORMAT_MARKDOWN)
		read_markdown(h, p, bytes, n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_plan p;
	struct handles h, clean;
	const char *a, *b;
	size_t n, m;
	int32_t rc, want;

	if (!fuzz_begin(&p, data, size))
		return -1;
	memset(&h, 0, sizeof(h));
	memset(&clean, 0, sizeof(clean));
	clean.alloc.fails = -1;
	fuzz_alloc_plan(&h.alloc, &p);
	rc = run(&h, &p, 0);
	want = run(&clean, &p, 1);
	FUZZ_CHECK(want != GKR_E_MEMORY);
	FUZZ_CHECK((rc == GKR_E_MEMORY) == (h.alloc.refused > 0));
	if (rc != GKR_E_MEMORY) {
		FUZZ_CHECK(rc == want);
		a = gkr_buffer_data(h.b, &n);
		b = gkr_buffer_data(clean.b, &m);
		FUZZ_CHECK(n == m && memcmp(a, b, n) == 0);
	}
	read_written(&clean, &p);
	fuzz_tell_number((uint64_t)want);
	b = gkr_buffer_data(clean.b, &m);
	fuzz_tell(b, m);
	unmake(&h);
	unmake(&clean);
	fuzz_end(&p);
	return 0;
}
