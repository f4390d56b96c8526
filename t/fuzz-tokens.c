/*
 * Bytes to tokens, under limits that are soon hit, in pieces and whole.  The
 * entry's lowest bits choose the encoding, the next four which limit is low.
 * What is compared with knows neither shapes nor tags.
 */
#include "fuzz.h"

#include "tokenizer.h"

uint64_t *fuzz_outcome;

/* All that a stream of tokens says, in one number. */
struct sum {
	uint64_t hash, tokens;
	uint64_t offset, line;
	int64_t rc; /* as wide as the others: no hole between them */
};

static void add_text(struct sum *s, const char *p, size_t n)
{
	fuzz_hear(&s->hash, p, n);
	fuzz_hear_number(&s->hash, n);
}

static void add_number(struct sum *s, uint64_t n)
{
	fuzz_hear_number(&s->hash, n);
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
	add_text(s, text, n);
	text = gkr_token_note(t, &n);
	add_text(s, text, n);
	text = gkr_token_unit(t, &n);
	add_text(s, text, n);
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
	uint32_t which = entry >> 3 & 15;

	if (which >= sizeof(low) / sizeof(low[0]))
		return GKR_OK;
	return gkr_tokenizer_set_limit(t, low[which].limit, low[which].value);
}

static int32_t make(
    const struct fuzz_plan *p, struct fuzz_alloc *a, gkr_tokenizer **t)
{
	uint32_t encoding = p->entry & 7;
	int32_t rc = gkr_tokenizer_new_with(fuzz_memory, a, t);

	if (rc != GKR_OK)
		return rc;
	FUZZ_CHECK(limits(*t, p->entry) == GKR_OK);
	if (fuzz_cuts(p))
		(*t)->gathers = 0;
	FUZZ_CHECK(gkr_tokenizer_set_encoding(
		       *t, encoding > 4 ? 0 : encoding) == GKR_OK);
	return GKR_OK;
}

static void finish(
    gkr_tokenizer *t, const struct fuzz_plan *p, int whole, struct sum *s)
{
	s->rc = feed(t, p, whole, s);
	s->offset = gkr_tokenizer_error_offset(t);
	s->line = gkr_tokenizer_error_line(t);
	gkr_tokenizer_free(t);
}

/* Reads something, or begins to. */
static void read_before(gkr_tokenizer *t, const struct fuzz_plan *p)
{
	struct fuzz_plan before = *p;
	struct sum s = {0};
	char *bytes = fuzz_before(p, &before.len);

	before.bytes = bytes;
	t->shapes.met = UINT8_MAX; /* this leaves shapes already */
	if (before.len & 2)
		feed(t, &before, 0, &s);
	else if (gkr_tokenizer_feed(t, bytes, before.len) == GKR_OK)
		drain(t, &s);
	FUZZ_CHECK(gkr_tokenizer_reset(t) == GKR_OK);
	free(bytes);
}

static void in_pieces(
    const struct fuzz_plan *p, struct fuzz_alloc *a, struct sum *s)
{
	gkr_tokenizer *t;

	memset(s, 0, sizeof(*s));
	s->rc = make(p, a, &t);
	if (s->rc != GKR_OK)
		return;
	if (p->again) {
		read_before(t, p);
		fuzz_forget(a);
	}
	finish(t, p, 0, s);
}

static void at_once(
    const struct fuzz_plan *p, struct fuzz_alloc *a, struct sum *s)
{
	gkr_tokenizer *t;

	memset(s, 0, sizeof(*s));
	FUZZ_CHECK(make(p, a, &t) == GKR_OK);
	t->shapes.off = 1;
	t->html.no_known = 1;
	finish(t, p, 1, s);
}

static void tell(const struct sum *s)
{
	fuzz_tell_number(s->hash);
	fuzz_tell_number((uint64_t)s->rc);
	fuzz_tell_number(s->tokens);
	fuzz_tell_number(s->offset);
	fuzz_tell_number(s->line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_plan p;
	struct fuzz_alloc a, clean = {-1, 0, 0};
	struct sum got, want;

	if (!fuzz_begin(&p, data, size))
		return -1;
	fuzz_alloc_plan(&a, &p);
	in_pieces(&p, &a, &got);
	at_once(&p, &clean, &want);
	FUZZ_CHECK((got.rc == GKR_E_MEMORY) == (a.refused > 0));
	FUZZ_CHECK(want.rc == GKR_END || want.rc < 0);
	if (got.rc != GKR_E_MEMORY)
		FUZZ_CHECK(memcmp(&got, &want, sizeof(got)) == 0);
	tell(&want);
	fuzz_end(&p);
	return 0;
}
