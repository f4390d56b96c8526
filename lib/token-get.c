/* What a token says. */
#include <string.h>
#include "tokenizer.h"

static const struct gkri_token nothing;

static const struct gkri_token *current(const gkr_tokenizer *t)
{
	return t && t->q_head < t->q_len ? &t->queue[t->q_head] : &nothing;
}

#define GETTER(type, name, field)                     \
	type gkr_token_##name(const gkr_tokenizer *t) \
	{                                             \
		return current(t)->field;             \
	}

GETTER(uint32_t, kind, kind)
GETTER(uint32_t, table, table)
GETTER(uint32_t, row, row)
GETTER(uint32_t, column, col)
GETTER(uint32_t, section, section)
GETTER(uint32_t, number, number)
GETTER(uint32_t, form, form)
GETTER(uint32_t, layout, layout)
GETTER(uint32_t, state, state)
GETTER(uint32_t, certainty, certainty)
GETTER(int64_t, mantissa, mantissa)
GETTER(uint32_t, scale, scale)
GETTER(uint64_t, offset, offset)
GETTER(uint64_t, length, length)
GETTER(uint64_t, line, line)
GETTER(uint64_t, column_number, column)

uint32_t gkr_token_cell(const gkr_tokenizer *t)
{
	const struct gkri_token *k = current(t);

	return k->kind == GKR_TOKEN_CELL ? gkr_cell(k->table, k->row, k->col)
					 : 0;
}

static const char *slice(
    const struct gkri_token *k, size_t at, size_t n, size_t *len)
{
	if (len)
		*len = n;
	return n ? k->text + at : NULL;
}

const char *gkr_token_text(const gkr_tokenizer *t, size_t *len)
{
	const struct gkri_token *k = current(t);

	if (len)
		*len = k->text_len;
	return k->text && k->text_len ? k->text : "";
}

const char *gkr_token_note(const gkr_tokenizer *t, size_t *len)
{
	const struct gkri_token *k = current(t);

	return slice(k, k->note_at, k->note_len, len);
}

const char *gkr_token_unit(const gkr_tokenizer *t, size_t *len)
{
	const struct gkri_token *k = current(t);

	return slice(k, k->unit_at, k->unit_len, len);
}
