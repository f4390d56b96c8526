/*
 * Bytes to tokens, under limits that are soon hit, in pieces and whole.  The
 * entry's lowest bits choose the encoding, the others which limit is low.
 */
#include "fuzz.h"

/* All that a stream of tokens says, in one number. */
struct sum {
	uint64_t hash, tokens;
	uint64_t offset, line;
	int64_t rc; /* as wide as the others: no hole between them */
};

static void add(struct sum *s, const void *p, size_t n)
{
	const unsigned char *b = p;

	while (n--)
		s->hash = (s->hash ^ *b++) * UINT64_C(0x100000001b3);
}

static void add_number(struct sum *s, uint64_t n)
{
	add(s, &n, sizeof(n));
}

static void add_token(struct sum *s, const gkr_tokenizer *t)
{
	size_t n;
	const char *text;

	add_number(s, gkr_token_kind(t));
	add_number(s, gkr_token_cell(t));
	add_number(s,
	    gkr_token_table(t) << 16 | gkr_token_row(t) << 8 |
		gkr_token_section(t));
	add_number(s,
	    gkr_token_state(t) << 16 | gkr_token_certainty(t) << 8 |
		gkr_token_scale(t));
	add_number(s, (uint64_t)gkr_token_mantissa(t));
	add_number(s, gkr_token_offset(t));
	add_number(s, gkr_token_length(t));
	add_number(s, gkr_token_line(t));
	add_number(s, gkr_token_column_number(t));
	text = gkr_token_text(t, &n);
	add(s, text, n);
	text = gkr_token_note(t, &n);
	add(s, text, n);
	text = gkr_token_unit(t, &n);
	add(s, text, n);
	s->tokens++;
}

static int32_t drain(gkr_tokenizer *t, struct sum *s)
{
	int32_t rc;

	while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
		add_token(s, t);
	return rc;
}

static int32_t feed(
    gkr_tokenizer *t, const struct fuzz_plan *p, int whole, struct sum *s)
{
	size_t at = 0, n;
	int32_t rc = GKR_MORE;

	for (; at < p->len && rc == GKR_MORE; at += n) {
		n = whole ? p->len : fuzz_piece(p, at);
		rc = gkr_tokenizer_feed(t, p->bytes + at, n);
		if (rc == GKR_OK)
			rc = drain(t, s);
	}
	if (rc != GKR_MORE)
		return rc;
	rc = gkr_tokenizer_finish(t);
	return rc == GKR_OK ? drain(t, s) : rc;
}

static int32_t limits(gkr_tokenizer *t, uint32_t entry)
{
	static const struct {
		uint32_t limit, value;
	} low[] = {{GKR_LIMIT_INPUT, 2000}, {GKR_LIMIT_CELL, 40},
	    {GKR_LIMIT_CELLS, 60}, {GKR_LIMIT_SPAN, 3}, {GKR_LIMIT_TABLE, 700}};
	uint32_t which = entry >> 3;

	if (which >= sizeof(low) / sizeof(low[0]))
		return GKR_OK;
	return gkr_tokenizer_set_limit(t, low[which].limit, low[which].value);
}

static void run(
    const struct fuzz_plan *p, struct fuzz_alloc *a, int whole, struct sum *s)
{
	gkr_tokenizer *t;

	memset(s, 0, sizeof(*s));
	s->rc = gkr_tokenizer_new_with(fuzz_memory, a, &t);
	if (s->rc != GKR_OK)
		return;
	FUZZ_CHECK(limits(t, p->entry) == GKR_OK);
	FUZZ_CHECK(gkr_tokenizer_set_encoding(
		       t, (p->entry & 7) > 4 ? 0 : p->entry & 7) == GKR_OK);
	s->rc = feed(t, p, whole, s);
	s->offset = gkr_tokenizer_error_offset(t);
	s->line = gkr_tokenizer_error_line(t);
	gkr_tokenizer_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_plan p;
	struct fuzz_alloc a, clean = {-1, 0, 0};
	struct sum got, want;

	if (!fuzz_begin(&p, data, size))
		return -1;
	fuzz_alloc_plan(&a, &p);
	run(&p, &a, 0, &got);
	run(&p, &clean, 1, &want);
	FUZZ_CHECK((got.rc == GKR_E_MEMORY) == (a.refused > 0));
	FUZZ_CHECK(want.rc == GKR_END || want.rc < 0);
	if (got.rc != GKR_E_MEMORY)
		FUZZ_CHECK(memcmp(&got, &want, sizeof(got)) == 0);
	fuzz_end(&p);
	return 0;
}
