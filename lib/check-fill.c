/*
 * What a cell without a number has to hold.  All sums that determine it have
 * to say the same.
 */
#include "check-repair.h"

/* What a sum says of the cell that is one of its terms; no sum says nothing. */
static inline int ask_line(const struct gkri_repair_lines *lines, uint32_t at,
    uint32_t term, int64_t *value)
{
	const struct gkri_repair_line *line;

	if (!at)
		return GKRI_SAYS_NOTHING;
	line = &lines->list[at - 1];
	*value = line->said;
	return line->terms >> term & 1 ? line->says : GKRI_SAYS_NOTHING;
}

/* The sums that a cell may be in are one of its row, two of its column. */
static int ask_all(const struct gkri_repair_lines *lines, uint32_t row,
    uint32_t column, int64_t *value)
{
	const uint8_t *of_column = lines->of_column[column];
	int answer = GKRI_SAYS_NOTHING, one, i;
	int64_t said;

	for (i = 0; i < 3; i++) {
		one = i == 0
		    ? ask_line(lines, lines->of_row[row], column, &said)
		    : ask_line(lines, of_column[i - 1], row, &said);
		if (one == GKRI_SAYS_NOTHING)
			continue;
		if (one == GKRI_SAYS_ALL_WRONG ||
		    (answer == GKRI_SAYS_NUMBER && said != *value))
			return GKRI_SAYS_ALL_WRONG;
		answer = GKRI_SAYS_NUMBER;
		*value = said;
	}
	return answer;
}

/* ------------------------------------------------------------------ */
/* Rows whose values have no cell                                     */

/* A printed value that is a count, else -1. */
static int64_t printed(
    const struct gkri_check *k, const struct gkri_loose *loose, uint32_t i)
{
	const struct gkri_span *span = &k->r->values[loose->first + i];
	struct gkri_value v;

	gkri_value_read(
	    gkri_run(&k->r->text, span->at, span->len, NULL), span->len, &v);
	return v.state == GKR_STATE_NUMBER && !v.scale ? v.mantissa : -1;
}

static int64_t joined(int64_t a, int64_t b)
{
	int64_t power = 10;

	if (a <= 0 || b < 0 || a > 99999999 || b > 99999999)
		return -1;
	while (power <= b)
		power *= 10;
	return a * power + b;
}

/*
 * 1 where what is printed, in its order, is what the cells would hold: some
 * may be lacking, and one's digits may stand apart.
 */
static int agrees(const struct gkri_check *k, const struct gkri_loose *loose,
    const struct gkri_repair *r)
{
	uint32_t i = 0, n = loose->count, j;
	int64_t to;

	for (j = 0; j < r->count; j++) {
		to = r->list[j].to;
		if (i < n && printed(k, loose, i) == to)
			i++;
		else if (i + 1 < n &&
		    joined(printed(k, loose, i), printed(k, loose, i + 1)) ==
			to)
			i += 2;
	}
	return i == n;
}

/* What one sum alone says is worth as much as the sums that cross it. */
static int is_sure(
    const struct gkri_repair_lines *lines, const struct gkri_effect *effect)
{
	return effect->mended + effect->closed > 1 ||
	    gkri_repair_line_alone(lines, &lines->list[effect->lines[0]]);
}

/* ------------------------------------------------------------------ */

static int fill(const struct gkri_check *k, const uint16_t *slots, size_t count,
    const struct gkri_loose *loose, struct gkri_repair *out)
{
	const struct gkri_repair_lines *lines = k->lines;
	struct gkri_effect effect;
	uint32_t row, column;
	int64_t value = 0;
	size_t i;
	int answer;

	memset(out, 0, sizeof *out);
	if (count > GKRI_CHANGES)
		return 0;
	out->kind = GKR_SUGGESTION_FILL;
	for (i = 0; i < count; i++) {
		row = gkri_check_row(k, slots[i]);
		column = gkri_check_column(k, slots[i]);
		if (gkri_cell_counts(k, &k->r->cells[slots[i]], &value))
			return 0; /* as 0: the caller wants it so */
		answer = ask_all(lines, row, column, &value);
		if (answer == GKRI_SAYS_ALL_WRONG && count == 1) {
			/* the sums that disagree cannot all be right */
			out->choices = 2;
			return 1;
		}
		if (answer != GKRI_SAYS_NUMBER ||
		    !gkri_repair_change(k, out, row, column, value))
			return 0;
	}
	if (!gkri_repair_try(lines, NULL, out, &effect) ||
	    !is_sure(lines, &effect) || (loose && !agrees(k, loose, out)))
		return 0;
	out->choices = 1;
	gkri_repair_prove(lines, &effect, out);
	return 1;
}

static const struct gkri_repair_fill *fill_one(
    const struct gkri_check *k, const uint16_t *slot)
{
	struct gkri_repair_lines *lines = k->lines;
	struct gkri_repair_fill *one = lines->fills;
	uint32_t i;

	for (i = 0; i < lines->filled && i < GKRI_FILLS; i++, one++)
		if (one->slot == *slot)
			return one;
	one = &lines->fills[lines->filled++ % GKRI_FILLS];
	one->slot = *slot;
	one->found = (uint8_t)fill(k, slot, 1, NULL, &one->repair);
	return one;
}

int gkri_repair_fill(const struct gkri_check *k, const uint16_t *slots,
    size_t count, const struct gkri_loose *loose, struct gkri_repair *out)
{
	const struct gkri_repair_fill *one;

	gkri_repair_lines_of(k);
	if (count != 1 || loose)
		return fill(k, slots, count, loose, out);
	one = fill_one(k, slots);
	*out = one->repair;
	return one->found;
}
