#include "support-rows.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gkr_report *parse(const char *text, size_t len)
{
	gkr_tokenizer *t;
	gkr_report *r;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, len), GKR_OK);
	gkr_tokenizer_free(t);
	return r;
}

/* What the report says of a cell, in the notation above. */
static void say_cell(const gkr_report *r, uint32_t cell, char *out, size_t cap)
{
	static const char *const signs[] = {"-", "", ".", "/", "t", "?"};
	uint32_t state = gkr_report_state(r, cell);
	char value[32] = "";

	gkr_report_value(r, cell, value, sizeof value);
	snprintf(out, cap, " %s%s",
	    state == GKR_STATE_NUMBER ? value : signs[state],
	    gkr_report_certainty(r, cell) == GKR_CERTAINTY_INFERRED ? "~" : "");
}

/* Compares one row; `row` is "table.row value value ...". */
static void check_row(const gkr_report *r, const char *name, const char *row)
{
	char table[64], label[64], got[256], cell[64];
	uint32_t t, w, c, i, n;
	size_t len;

	ck_assert_int_eq(sscanf(row, "%63[^.].%63s", table, label), 2);
	t = gkr_table_from_name(table);
	w = gkr_row_from_name(t, label);
	ck_assert_msg(t && w, "%s: %s: no such row", name, row);
	len = (size_t)snprintf(got, sizeof got, "%s.%s", table, label);
	n = gkr_form_column_count(gkr_report_form(r), t);
	for (i = 0; i < n; i++) {
		c = gkr_form_column_at(gkr_report_form(r), t, i);
		say_cell(r, gkr_cell(t, w, c), cell, sizeof cell);
		len +=
		    (size_t)snprintf(got + len, sizeof got - len, "%s", cell);
	}
	ck_assert_msg(
	    strcmp(got, row) == 0, "%s: want %s | got %s", name, row, got);
}

static void check_rows(const gkr_report *r, const char *name, const char *rows)
{
	char row[256];
	const char *end;

	for (; *rows; rows = *end ? end + 1 : end) {
		while (*rows == '\n')
			rows++;
		end = strchr(rows, ';');
		if (!end)
			end = rows + strlen(rows);
		ck_assert_uint_lt((size_t)(end - rows), sizeof row);
		memcpy(row, rows, (size_t)(end - rows));
		row[end - rows] = '\0';
		check_row(r, name, row);
	}
}

void check_sample(const struct sample *s)
{
	gkr_report *r = parse(s->text, strlen(s->text));

	check_rows(r, s->name, s->rows);
	gkr_report_free(r);
}
