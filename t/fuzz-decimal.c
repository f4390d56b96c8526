/*
 * Cells to values and sums of them: slices lie within the cell, what is
 * written is read as the same number, and sums do not depend on their order.
 */
#include "fuzz.h"

#include "decimal.h"

uint64_t *fuzz_outcome;

#define MOST 64 /* values that are added up */

static void read_again(const struct gkri_value *v)
{
	struct gkri_value w;
	char text[24];
	size_t n = gkri_decimal_write(text, v->mantissa, v->scale);

	FUZZ_CHECK(n > 0 && n < sizeof(text));
	gkri_value_read(text, n, &w);
	FUZZ_CHECK(w.state == GKR_STATE_NUMBER);
	fuzz_tell(text, n);
	FUZZ_CHECK(w.mantissa == v->mantissa && w.scale == v->scale);
}

static void read_cell(const char *p, size_t n, struct gkri_value *v)
{
	gkri_value_read(p, n, v);
	FUZZ_CHECK((size_t)v->note_at + v->note_len <= n);
	FUZZ_CHECK((size_t)v->unit_at + v->unit_len <= n);
	FUZZ_CHECK(v->state >= GKR_STATE_NUMBER && v->state <= GKR_STATE_TEXT);
	fuzz_tell_number(v->state);
	if (v->state == GKR_STATE_NUMBER)
		read_again(v);
}

static void sums(const struct gkri_value *v, size_t count)
{
	struct gkri_sum up, down;
	char a[48], b[48];
	size_t i, n;

	gkri_sum_zero(&up);
	gkri_sum_zero(&down);
	for (i = 0; i < count; i++) {
		gkri_sum_add(&up, v[i].mantissa, v[i].scale, 1);
		gkri_sum_add(&down, v[count - 1 - i].mantissa,
		    v[count - 1 - i].scale, 1);
	}
	FUZZ_CHECK(gkri_sum_compare(&up, &down) == 0);
	n = gkri_sum_write(a, &up);
	FUZZ_CHECK(n < sizeof(a));
	FUZZ_CHECK(n == gkri_sum_write(b, &down) && memcmp(a, b, n) == 0);
	for (i = 0; i < count; i++)
		gkri_sum_add(&up, v[i].mantissa, v[i].scale, -1);
	gkri_sum_zero(&down);
	FUZZ_CHECK(gkri_sum_compare(&up, &down) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_plan p;
	struct gkri_value values[MOST], v;
	size_t at = 0, end, count = 0;

	if (!fuzz_begin(&p, data, size))
		return -1;
	read_cell(p.bytes, p.len, &v);
	for (; at < p.len && count < MOST; at = end + 1) {
		for (end = at; end < p.len && p.bytes[end] != '\n';)
			end++;
		read_cell(p.bytes + at, end - at, &v);
		if (v.state == GKR_STATE_NUMBER)
			values[count++] = v;
	}
	sums(values, count);
	fuzz_end(&p);
	return 0;
}
