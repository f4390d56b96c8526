/*
 * Cells in JSON are written in short ways where they are plain.  Here are
 * reports with cells of any kind in any order, and a writer that has one way
 * only.
 */
#include "support.h"
#include "support-emit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------ */
/* The plain writer                                                   */

/* Blanks and line ends of a style. */
struct style {
	uint32_t format;
	const char *colon, *comma, *table, *row, *cell, *row_end, *table_end;
};
static const struct style styles[] = {
    {GKR_FORMAT_JSON, ": ", ", ", "\n    ", "\n      ", "\n        ",
	"\n      }", "\n    }"},
    {GKR_FORMAT_NDJSON, ":", ",", "", "", "", "}", "}"}};

struct plain {
	const struct style *style;
	char *at, text[200000];
};

static void put(struct plain *o, const char *text)
{
	size_t n = strlen(text);

	ck_assert(o->at + n < o->text + sizeof o->text);
	memcpy(o->at, text, n + 1);
	o->at += n;
}

static void put_key(struct plain *o, const char *before, const char *key)
{
	put(o, before);
	put(o, "\"");
	put(o, key);
	put(o, "\"");
	put(o, o->style->colon);
}

static void put_string(struct plain *o, const char *p, size_t n)
{
	char escaped[8];
	size_t i;

	put(o, "\"");
	for (i = 0; i < n; i++) {
		if (p[i] == '"' || p[i] == '\\')
			snprintf(escaped, sizeof escaped, "\\%c", p[i]);
		else if (p[i] > 0 && p[i] < 0x20)
			snprintf(escaped, sizeof escaped, "\\u%04x", p[i]);
		else
			snprintf(escaped, sizeof escaped, "%c", p[i]);
		put(o, escaped);
	}
	put(o, "\"");
}

static void put_number(struct plain *o, const char *key, uint64_t number)
{
	char text[32];

	snprintf(text, sizeof text, "%" PRIu64, number);
	put_key(o, o->style->comma, key);
	put(o, text);
}

/* Whatever the state: what there is of a place. */
static void put_place(struct plain *o, const gkr_report *r, uint32_t cell)
{
	const struct gkri_rcell *c = &r->cells[gkri_slot(cell)];

	if (c->line == 0)
		return;
	put_number(o, "line", c->line);
	put_number(o, "column", c->column);
	if (r->source.position_kind == GKR_POSITION_CELLS)
		return;
	put_number(o, "offset", c->offset);
	put_number(o, "length", c->length);
}

static void put_more(struct plain *o, const gkr_report *r, uint32_t cell)
{
	const char *unit, *note;
	size_t unit_len, note_len;

	unit = gkr_report_unit(r, cell, &unit_len);
	note = gkr_report_note(r, cell, &note_len);
	if (unit && unit_len) {
		put_key(o, o->style->comma, "unit");
		put_string(o, unit, unit_len);
	}
	if (note && note_len) {
		put_key(o, o->style->comma, "note");
		put_string(o, note, note_len);
	}
}

static void put_cell(struct plain *o, const gkr_report *r, uint32_t cell)
{
	uint32_t state = gkr_report_state(r, cell);
	uint32_t sure = gkr_report_certainty(r, cell);
	const char *raw;
	char value[32];
	size_t n;

	put_key(o, "{", "state");
	put_string(o, gkr_state_name(state), strlen(gkr_state_name(state)));
	if (state == GKR_STATE_MISSING) {
		put(o, "}");
		return;
	}
	if (state == GKR_STATE_NUMBER) {
		put_key(o, o->style->comma, "value");
		ck_assert_int_eq(
		    gkr_report_value(r, cell, value, sizeof value), GKR_OK);
		put(o, value);
	}
	raw = gkr_report_raw(r, cell, &n);
	if (n || state != GKR_STATE_UNPLACED) {
		put_key(o, o->style->comma, "raw");
		put_string(o, raw, n);
	}
	if (sure != GKR_CERTAINTY_NONE) {
		put_key(o, o->style->comma, "certainty");
		put_string(o, gkr_certainty_name(sure),
		    strlen(gkr_certainty_name(sure)));
	}
	put_place(o, r, cell);
	put_more(o, r, cell);
	put(o, "}");
}

/* The tables with all rows and columns of the form. */
static void put_tables(struct plain *o, const gkr_report *r)
{
	uint32_t form = gkr_report_form(r), i, cell, table = 0, row = 0;

	o->at = o->text;
	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		if (gkr_cell_table(cell) != table) {
			put(o, table ? o->style->row_end : "");
			put(o, table ? o->style->table_end : "");
			put(o, table ? "," : "{");
			table = gkr_cell_table(cell);
			row = 0;
			put_key(o, o->style->table, gkr_table_name(table));
		}
		if (gkr_cell_row(cell) != row) {
			put(o, row ? o->style->row_end : "");
			put(o, row ? "," : "{");
			row = gkr_cell_row(cell);
			put_key(o, o->style->row, gkr_row_name(table, row));
			put(o, "{");
		} else {
			put(o, ",");
		}
		put_key(o, o->style->cell,
		    gkr_column_name(table, gkr_cell_column(cell)));
		put_cell(o, r, cell);
	}
	put(o, o->style->row_end);
	put(o, o->style->table_end);
}

/* ------------------------------------------------------------------ */
/* Reports with any cells                                             */

static const char *some_raw(struct test_random *random)
{
	static const char *const raws[] = {"", "12", "345", "1075.178", "-3",
	    "+6", "1,024", "/", "-", "无", "22（其中修订 16 件）", "3万元",
	    "０", "5.", "a\"b", "\\", "\x01", "\0377", "不涉及",
	    "999999999999999999", "0000000000000000000000000000000000000012",
	    "7654321", "87654321", "987654321", "00", "0123", "7 件",
	    "18.8710 万元（含）", "\"1\"", "…"};

	return raws[test_random_below(random, sizeof raws / sizeof *raws)];
}

/* What hardly ever is so: no place, the other certainties, another scale. */
static void make_odd(struct test_random *random, struct gkri_rcell *c)
{
	switch (test_random_below(random, 7)) {
	case 0:
		c->line = 0;
		break;
	case 1:
		c->certainty = (uint8_t)test_random_below(random, 4);
		break;
	case 2:
		c->length++;
		break;
	case 3:
		c->scale = c->state == GKR_STATE_NUMBER ? 1 : 0;
		break;
	case 4:
		c->state = GKR_STATE_UNPLACED;
		break;
	case 5:
		memset(c, 0, sizeof *c);
		break;
	default:
		memset(c, 0, sizeof *c);
		c->state = GKR_STATE_UNPLACED;
		break;
	}
}

static void fill(
    struct test_random *random, gkr_report *r, uint32_t cell, uint64_t odd)
{
	struct gkri_rcell *c = &r->cells[gkri_slot(cell)];
	char digit[2] = {0, 0};
	const char *raw = digit;

	digit[0] = (char)('0' + test_random_below(random, 10));
	if (test_random_below(random, 100) < odd)
		raw = some_raw(random);
	sample_cell(r, gkr_cell_address(cell), raw, strlen(raw),
	    1 + (uint32_t)(test_random_below(random, 100) < odd / 4));
	c->line = 1 + (uint32_t)sample_number(random, 32) % UINT32_MAX;
	c->column = 1 + (uint32_t)sample_number(random, 16);
	c->offset = sample_number(random, 64);
	if (test_random_below(random, 2))
		c->offset = 1000 + test_random_below(random, 9000);
	if (test_random_below(random, 100) < odd / 2)
		make_odd(random, c);
}

static void tables_are(const gkr_buffer *b, const char *want)
{
	const char *got = strstr(sample_bytes(b), "\"tables\":");

	ck_assert(got != NULL);
	got = strchr(got, '{');
	test_bytes(got, strnlen(got, strlen(want)), want, strlen(want));
}

/* From reports of plain digits to such as have hardly any. */
START_TEST(cells_of_any_kind)
{
	static struct plain plain;
	struct test_random random;
	uint32_t form, i, cell;
	gkr_report *r;
	gkr_buffer *b;
	int round;

	test_random_init(&random, 20260101 + (uint64_t)_i);
	plain.style = &styles[_i];
	for (round = 0; round < 300; round++) {
		form = GKR_FORM_2019 + (uint32_t)round % 3;
		r = sample_empty(form);
		if (round % 10 == 9)
			r->source.position_kind = GKR_POSITION_CELLS;
		for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++)
			fill(&random, r, cell, (uint64_t)round % 7 * 15);
		put_tables(&plain, r);
		b = sample_write(plain.style->format, r, NULL);
		tables_are(b, plain.text);
		gkr_buffer_free(b);
		gkr_report_free(r);
	}
}
END_TEST

Suite *suite_json_cells(void)
{
	Suite *s = suite_create("json-cells");
	TCase *c = tcase_create("cells");

	tcase_add_loop_test(c, cells_of_any_kind, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
