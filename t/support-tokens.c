#include "support-tokens.h"

#include "decimal.h"

#include <string.h>

gkr_report *test_report(struct test_alloc *a)
{
	gkr_report *r;

	ck_assert_int_eq(
	    gkr_report_new_with(a ? test_alloc : NULL, a, &r), GKR_OK);
	return r;
}

static struct gkri_token token_of(
    uint32_t kind, const char *text, uint32_t line)
{
	struct gkri_token t;

	memset(&t, 0, sizeof t);
	t.kind = (uint8_t)kind;
	t.text = text;
	t.text_len = (uint32_t)strlen(text);
	t.length = t.text_len;
	t.line = line;
	t.column = 1;
	t.offset = line * UINT64_C(1000);
	return t;
}

int32_t give(gkr_report *r, const struct gkri_token *token)
{
	return gkri_report_take(r, token);
}

int32_t give_section(
    gkr_report *r, uint32_t id, const char *heading, uint32_t line)
{
	struct gkri_token t = token_of(GKR_TOKEN_SECTION, heading, line);

	t.section = t.number = (uint8_t)id;
	return give(r, &t);
}

int32_t give_prose(gkr_report *r, const char *text, uint32_t line)
{
	return give_text(r, GKR_TOKEN_PROSE, text, line);
}

int32_t give_table(gkr_report *r, uint32_t table, uint32_t line)
{
	struct gkri_token t = token_of(GKR_TOKEN_TABLE, "caption", line);

	t.table = (uint8_t)table;
	t.layout = GKR_LAYOUT_TABS;
	return give(r, &t);
}

int32_t give_row(gkr_report *r, uint32_t table, uint32_t row, const char *label,
    uint32_t line)
{
	struct gkri_token t = token_of(GKR_TOKEN_ROW, label, line);

	t.table = (uint8_t)table;
	t.row = (uint8_t)row;
	return give(r, &t);
}

int32_t give_cell(gkr_report *r, uint32_t table, uint32_t row, uint32_t column,
    const char *text, uint32_t line)
{
	struct gkri_token t = token_of(GKR_TOKEN_CELL, text, line);
	struct gkri_value v;

	gkri_value_read(text, strlen(text), &v);
	t.table = (uint8_t)table;
	t.row = (uint8_t)row;
	t.col = (uint8_t)column;
	t.state = v.state;
	t.mantissa = v.mantissa;
	t.scale = v.scale;
	t.note_at = v.note_at;
	t.note_len = v.note_len;
	t.unit_at = v.unit_at;
	t.unit_len = v.unit_len;
	t.flags = v.flags;
	t.certainty = GKR_CERTAINTY_READ;
	return give(r, &t);
}

int32_t give_text(gkr_report *r, uint32_t kind, const char *text, uint32_t line)
{
	struct gkri_token t = token_of(kind, text, line);

	return give(r, &t);
}

int32_t give_end(gkr_report *r, uint32_t form)
{
	struct gkri_token t = token_of(GKR_TOKEN_REPORT_END, "", 0);

	t.form = (uint8_t)form;
	return give(r, &t);
}

static int32_t give_line(gkr_report *r, const char *p, size_t n, uint32_t line)
{
	struct gkri_token t = token_of(GKR_TOKEN_PROSE, "", line);

	t.text = p;
	t.text_len = t.length = (uint32_t)n;
	if (n == 3 && p[0] == '#' && p[2] >= '1' && p[2] <= '6') {
		t.kind = GKR_TOKEN_SECTION;
		t.section = t.number = (uint8_t)(p[2] - '0');
	}
	return n ? give(r, &t) : GKR_OK;
}

int32_t give_lines(gkr_report *r, const char *text)
{
	uint32_t line = 1;
	int32_t rc = GKR_OK;

	for (; *text && rc == GKR_OK; line++) {
		size_t n = strcspn(text, "\n");

		rc = give_line(r, text, n, line);
		text += n + (text[n] == '\n');
	}
	return rc == GKR_OK ? gkri_report_meta(r) : rc;
}
