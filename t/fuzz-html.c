/*
 * Text to lines and cells by the HTML reader alone, in pieces, and whole by
 * one that knows no tags of before; and what it takes out of a cell of other
 * text.  The entry's bits: lines of other text with tags in them, XML, limits
 * that are soon hit.
 */
#include "fuzz.h"
#include "html.h"
#include "text.h"

uint64_t *fuzz_outcome;

/* Behind the text as much as the reader may look at. */
#define BEHIND 64

enum { LINES = 1, XML = 2, LOW = 4 };

/* All that was handed on, in one number. */
struct heard {
	uint64_t hash, dropped;
	uint32_t rows, in_row;
	int32_t rc;
	uint32_t hit, line;
};

static void hear(struct heard *h, const char *p, size_t n)
{
	fuzz_hear(&h->hash, p, n);
}

static void hear_place(struct heard *h, const struct gkri_place *p)
{
	fuzz_hear_number(&h->hash, p->offset);
	fuzz_hear_number(&h->hash, p->length);
	fuzz_hear_number(&h->hash, p->line);
	fuzz_hear_number(&h->hash, p->column);
}

static int32_t on_line(
    void *context, const char *text, size_t len, const struct gkri_place *place)
{
	FUZZ_CHECK(((struct heard *)context)->in_row == 0 || len > 0);
	hear(context, text, len);
	hear(context, "L", 1);
	hear_place(context, place);
	return GKR_OK;
}

static int32_t on_cell(void *context, const char *text, size_t len,
    const struct gkri_place *place, const struct gkri_place *lines)
{
	struct heard *h = context;
	size_t i;

	h->in_row++;
	hear(h, text, len);
	hear(h, "C", 1);
	hear_place(h, place);
	for (i = 0; lines && i < len; i++)
		if (i == 0 || text[i - 1] == '\n')
			hear_place(h, lines++);
	return GKR_OK;
}

static int32_t on_row_end(void *context)
{
	struct heard *h = context;

	FUZZ_CHECK(h->in_row > 0);
	h->in_row = 0;
	h->rows++;
	hear(h, "R", 1);
	return GKR_OK;
}

static int32_t on_row(void *context, struct gkri_row_note *note, int *known)
{
	(void)context;
	(void)note;
	(void)known;
	return GKR_OK;
}

/* Cells come one by one. */
static struct gkri_region *room(void *context, size_t cells, size_t len)
{
	(void)context;
	(void)cells;
	(void)len;
	return NULL;
}

static int32_t on_table_end(void *context)
{
	FUZZ_CHECK(((struct heard *)context)->in_row == 0);
	hear(context, "T", 1);
	return GKR_OK;
}

static uint64_t source(void *context, size_t at)
{
	return ((struct heard *)context)->dropped + at;
}

/* Shows what there is; what was read of it goes away. */
static void show(
    struct gkri_html *r, struct heard *h, char *window, size_t *have, int last)
{
	struct gkri_html_sink s = {on_line, on_cell, on_row_end, on_row, room,
	    on_table_end, source, NULL, 0, 0};
	size_t used = 0;
	int done;

	s.context = h;
	s.plain_end = *have;
	s.delta = h->dropped;
	memset(window + *have, 0, BEHIND);
	h->rc = gkri_html_run(r, &s, window, 0, *have, last, 0, &used, &done);
	if (h->rc == GKR_OK && last)
		h->rc = gkri_html_end(r, &s);
	FUZZ_CHECK(used <= *have);
	FUZZ_CHECK(h->rc != GKR_OK || *have - used <= (last ? 0 : BEHIND));
	gkri_html_shift(r, window, used);
	h->dropped += used;
	memmove(window, window + used, *have - used);
	*have -= used;
}

static void read_it(
    const struct fuzz_plan *p, struct gkri_html *r, int whole, struct heard *h)
{
	char *window = malloc(p->len + BEHIND);
	size_t at = 0, have = 0, n;

	memset(h, 0, sizeof(*h));
	if (!window)
		abort();
	while (h->rc == GKR_OK && at < p->len) {
		n = whole ? p->len - at : fuzz_piece(p, at);
		while (at + n < p->len &&
		    ((unsigned char)p->bytes[at + n] & 0xc0) == 0x80)
			n++;
		memcpy(window + have, p->bytes + at, n);
		have += n;
		at += n;
		show(r, h, window, &have, 0);
	}
	if (h->rc == GKR_OK)
		show(r, h, window, &have, 1);
	free(window);
}

static void begin(const struct fuzz_plan *p, struct gkri_html *r)
{
	gkri_html_begin(r, 1, 1, 0);
	r->mixed = r->lines_count = (p->entry & LINES) != 0;
	r->xml = (p->entry & XML) != 0;
}

static void read_before(const struct fuzz_plan *p, struct gkri_html *r)
{
	struct fuzz_plan before = *p;
	struct heard h;
	int i;
	char *bytes = fuzz_before(p, &before.len);

	before.bytes = bytes;
	/* rows are kept of the second text on */
	for (i = 0; i < 2; i++) {
		begin(p, r);
		read_it(&before, r, 0, &h);
	}
	free(bytes);
}

static void run(
    const struct fuzz_plan *p, struct fuzz_alloc *a, int whole, struct heard *h)
{
	struct gkri_mem mem;
	struct gkri_html r;

	gkri_mem_init(&mem, fuzz_memory, a);
	gkri_html_init(&r, &mem);
	r.no_known = whole != 0;
	r.span_limit = p->entry & LOW ? 3 : 1000;
	r.text_limit = p->entry & LOW ? 40 : 65536;
	if (p->again && !whole) {
		read_before(p, &r);
		fuzz_forget(a);
	}
	begin(p, &r);
	read_it(p, &r, whole, h);
	h->hit = r.hit;
	h->line = h->rc == GKR_OK ? r.line : r.hit_at.line;
	gkri_html_free(&r);
	FUZZ_CHECK(mem.held == 0);
}

static void strip(const struct fuzz_plan *p)
{
	char *out = malloc(2 * p->len + 1);
	size_t n;

	if (!out)
		abort();
	n = gkri_html_strip(p->bytes, p->len, out);
	FUZZ_CHECK(n <= 2 * p->len);
	FUZZ_CHECK(gkri_html_has_markup(p->bytes, p->len) ||
	    (n == p->len && memcmp(out, p->bytes, n) == 0));
	fuzz_tell(out, n);
	free(out);
}

static void tell(const struct heard *h)
{
	fuzz_tell_number(h->hash);
	fuzz_tell_number((uint64_t)h->rc);
	fuzz_tell_number(h->hit);
	fuzz_tell_number(h->line);
}

/* The decoder hands on nothing else. */
static int is_text(const struct fuzz_plan *p)
{
	size_t bad, cut;

	return gkri_utf8_check(p->bytes, p->len, &bad, &cut) == p->len &&
	    !memchr(p->bytes, 0, p->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_plan p;
	struct fuzz_alloc a, clean = {-1, 0, 0};
	struct heard got, want;

	if (!fuzz_begin(&p, data, size))
		return -1;
	if (is_text(&p)) {
		fuzz_alloc_plan(&a, &p);
		run(&p, &a, 0, &got);
		run(&p, &clean, 1, &want);
		FUZZ_CHECK((got.rc == GKR_E_MEMORY) == (a.refused > 0));
		FUZZ_CHECK(want.rc == GKR_OK || want.rc == GKR_E_LIMIT);
		if (got.rc != GKR_E_MEMORY)
			FUZZ_CHECK(got.hash == want.hash && got.rc == want.rc &&
			    got.hit == want.hit && got.line == want.line &&
			    got.rows == want.rows);
		tell(&want);
		strip(&p);
	}
	fuzz_end(&p);
	return 0;
}
