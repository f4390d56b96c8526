/* Numbers of cells without their reports, and text that is kept. */
#include "compare.h"

const char *gkri_organ_of(const struct gkr_report *r)
{
	const char *name = gkr_report_agency(r);

	return name ? name : gkr_report_signed_by(r);
}

int gkri_has_cells(uint32_t form)
{
	return gkr_form_cell_count(form) > 0;
}

void gkri_figure_take(struct gkri_figure *to, const struct gkri_rcell *c)
{
	int is_number = c->state == GKR_STATE_NUMBER;

	to->state = c->state;
	to->mantissa = is_number ? c->mantissa : 0;
	to->scale = is_number ? c->scale : 0;
}

int gkri_figure_counts(const struct gkri_figure *c, int blank_as_zero)
{
	if (c->state == GKR_STATE_NUMBER)
		return 1;
	return blank_as_zero &&
	    (c->state == GKR_STATE_BLANK || c->state == GKR_STATE_NIL);
}

static int32_t copy_text(char *out, size_t cap, const char *p, size_t n)
{
	if (n >= cap)
		return GKR_E_ARGUMENT;
	memcpy(out, p, n);
	out[n] = '\0';
	return GKR_OK;
}

int32_t gkri_figure_write(const struct gkri_figure *c, char *out, size_t cap)
{
	char text[24];

	if (c->state != GKR_STATE_NUMBER)
		return GKR_E_NOT_FOUND;
	return copy_text(
	    out, cap, text, gkri_decimal_write(text, c->mantissa, c->scale));
}

int32_t gkri_sum_text(const struct gkri_sum *sum, char *out, size_t cap)
{
	char text[64];

	return copy_text(out, cap, text, gkri_sum_write(text, sum));
}

int32_t gkri_text_keep(
    struct gkri_buf *b, const char *p, size_t n, uint32_t *at)
{
	int32_t rc;

	if (n > UINT32_MAX / 2 - b->len)
		return GKR_E_LIMIT;
	rc = gkri_buf_reserve(b, n + 1);
	if (rc != GKR_OK)
		return rc;
	*at = (uint32_t)b->len + 1;
	if (n)
		memcpy(b->data + b->len, p, n);
	b->data[b->len + n] = '\0';
	b->len += n + 1;
	return GKR_OK;
}

int32_t gkri_text_fill(
    struct gkri_buf *b, const char *text, const char *const *gaps, uint32_t *at)
{
	uint32_t from = (uint32_t)b->len;
	const char *gap;
	int32_t rc = GKR_OK;

	for (; rc == GKR_OK && (gap = strchr(text, '{')) != NULL;
	     text = gap + 3) {
		rc = gkri_buf_put(b, text, (size_t)(gap - text));
		if (rc == GKR_OK)
			rc = gkri_buf_puts(b, gaps[gap[1] - '1']);
	}
	if (rc == GKR_OK)
		rc = gkri_buf_put(b, text, strlen(text) + 1);
	if (rc == GKR_OK)
		*at = from + 1;
	else
		b->len = from;
	return rc;
}

static const char *const says[GKR_STATE_UNPLACED + 1][2] = {
    [GKR_STATE_NUMBER] = {"", ""},
#define GKR_DEF_NOT_A_NUMBER(state, zh, en) [GKR_STATE_##state] = {en, zh},
#include "message.def"
};

const char *gkri_state_says(uint32_t state, int zh)
{
	return state <= GKR_STATE_UNPLACED ? says[state][zh != 0] : "";
}
