/* Reports read from bytes: in pieces, with errors, again and again. */
#include "support-samples.h"
#include "support-tokens.h"

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char text[] =
    "甲山市乙水区林业局2021年政府信息公开工作年度报告\n"
    "\n"
    "一、总体情况\n"
    "2021年，我局公开信息12条。\n"
    "第二行。\n"
    "二、主动公开政府信息情况\n"
    "第二十条第（一）项\n"
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    "规章\t0\t0\t0\n"
    "行政规范性文件\t2\t1\t5\n"
    "三、收到和处理政府信息公开申请情况\n"
    "四、政府信息公开行政复议、行政诉讼情况\n"
    "五、存在的主要问题及改进情况\n"
    "没有。\n"
    "六、其他需要报告的事项\n"
    "无\n"
    "甲山市乙水区林业局\n"
    "2022年1月18日\n";

struct pair {
	gkr_tokenizer *t;
	gkr_report *r;
};

static struct pair new_pair(void)
{
	struct pair p;

	ck_assert_int_eq(gkr_tokenizer_new(&p.t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&p.r), GKR_OK);
	return p;
}

static void free_pair(struct pair *p)
{
	gkr_tokenizer_free(p->t);
	gkr_report_free(p->r);
}

static void assert_is_text(const gkr_report *r)
{
	size_t len;
	const char *p = gkr_report_section_text(r, 0, &len);

	ck_assert_ptr_nonnull(p);
	test_text(p, len, "2021年，我局公开信息12条。\n第二行。");
	ck_assert_uint_eq(gkr_report_section_count(r), 6);
	ck_assert_str_eq(gkr_report_title(r),
	    "甲山市乙水区林业局2021年政府信息公开工作年度报告");
	ck_assert_str_eq(gkr_report_agency(r), "甲山市乙水区林业局");
	ck_assert_str_eq(gkr_report_signed_by(r), "甲山市乙水区林业局");
	ck_assert_str_eq(gkr_report_date(r), "2022-01-18");
	ck_assert_uint_eq(gkr_report_year(r), 2021);
	ck_assert_uint_eq(gkr_report_form(r), GKR_FORM_2021);
	ck_assert_uint_eq(gkr_report_state(r,
			      gkr_cell_from_address(
				  "article20_1.normative_documents.in_force")),
	    GKR_STATE_NUMBER);
	ck_assert_uint_eq(gkr_report_encoding(r), GKR_ENCODING_UTF8);
	ck_assert_uint_eq(gkr_report_position_kind(r), GKR_POSITION_BYTES);
	ck_assert_uint_eq(gkr_report_source_bytes(r), sizeof text - 1);
	ck_assert_int_eq(gkr_report_error(r), GKR_OK);
}

START_TEST(one_call_reads_all)
{
	struct pair p = new_pair();

	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, text, sizeof text - 1), GKR_OK);
	assert_is_text(p.r);
	/* and again: what was there before is gone */
	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, text, sizeof text - 1), GKR_OK);
	assert_is_text(p.r);
	free_pair(&p);
}
END_TEST

static int32_t read_in_pieces(
    struct pair *p, const char *bytes, size_t n, size_t piece)
{
	int32_t rc = GKR_MORE;
	size_t i;

	ck_assert_int_eq(gkr_report_clear(p->r), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_reset(p->t), GKR_OK);
	for (i = 0; i < n && rc == GKR_MORE; i += piece) {
		ck_assert_int_eq(gkr_tokenizer_feed(p->t, bytes + i,
				     n - i < piece ? n - i : piece),
		    GKR_OK);
		rc = gkr_report_read(p->r, p->t);
	}
	if (rc != GKR_MORE)
		return rc;
	ck_assert_int_eq(gkr_tokenizer_finish(p->t), GKR_OK);
	return gkr_report_read(p->r, p->t);
}

START_TEST(pieces_do_not_matter)
{
	struct pair p = new_pair();
	size_t piece;

	for (piece = 1; piece < 40; piece++) {
		ck_assert_int_eq(
		    read_in_pieces(&p, text, sizeof text - 1, piece), GKR_END);
		assert_is_text(p.r);
	}
	free_pair(&p);
}
END_TEST

/* A place of prose is the same from wherever it is sought. */
static void seek_places(const gkr_report *r, struct test_random *random)
{
	struct gkri_prose_near near = {0, 0, 0, 0, 0};
	const struct gkri_section *s = r->sections;
	struct gkri_span want, got;
	size_t i, at, n = 1;

	for (; s < r->sections + r->section_count; s++) {
		for (i = 0; i < 200; i++, n++) {
			at = s->text + s->text_len * (i % 50) / 50;
			if (i > 50)
				at = s->text +
				    test_random_below(
					random, (uint32_t)s->text_len + 1);
			while (at < r->prose.len &&
			    (r->prose.data[at] & 0xc0) == 0x80)
				at--;
			memset(&want, 0, sizeof want);
			memset(&got, 0, sizeof got);
			ck_assert_int_eq(gkri_prose_place(r, s, at, &want),
			    gkri_prose_place_near(r, s, at, &near, &got));
			ck_assert_msg(want.offset == got.offset &&
				want.line == got.line &&
				want.column == got.column,
			    "byte %lu: column %lu for %lu", (unsigned long)at,
			    (unsigned long)got.column,
			    (unsigned long)want.column);
		}
	}
}

START_TEST(places_are_where_they_were)
{
	size_t count, i, n;
	char **names = samples_list(&count);
	struct test_random random;
	gkr_tokenizer *t;
	gkr_report *r;

	test_random_init(&random, 5);
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (i = 0; i < count; i++) {
		char *p = samples_read(names[i], &n);

		gkr_report_parse(r, t, p, n);
		seek_places(r, &random);
		free(p);
	}
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	test_list_free(names, count);
}
END_TEST

/* A cell whose first line holds nothing is where its text is. */
START_TEST(line_of_what_begins_below)
{
	static const char lines[] =
	    "甲山市乙水区林业局2021年政府信息公开工作年度报告\n"
	    "二、主动公开政府信息情况\n"
	    "\t信息内容\n\t本年制发件数\n\t本年废止件数\n\t现行有效件数\n\n"
	    "\t规章\n\t\n9\n\t2\n\t3\n";
	uint32_t cell = gkr_cell_from_address("article20_1.rules.issued");
	struct pair p = new_pair();
	uint64_t offset, line, column;

	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, lines, sizeof lines - 1), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_place(p.r, cell, &offset, NULL, &line, &column), GKR_OK);
	ck_assert_int_eq(lines[offset], '9');
	ck_assert_uint_eq(line, 10);
	ck_assert_uint_eq(column, 1);
	free_pair(&p);
}
END_TEST

/* A row of five values does not take those of a row that lost its label. */
START_TEST(rows_end_with_their_columns)
{
	static const char rows[] =
	    "甲山市乙水区林业局2021年政府信息公开工作年度报告\n"
	    "三、收到和处理政府信息公开申请情况\n"
	    "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
	    "（一）予以公开\t1\t0\t0\t0\t0\n"
	    "3\t0\t0\t0\t0\t0\t3\n"
	    "（二）部分公开\t1\t0\t0\t0\t0\t0\t1\n";
	struct pair p = new_pair();

	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, rows, sizeof rows - 1), GKR_OK);
	ck_assert_uint_eq(gkr_report_loose_count(p.r), 2);
	ck_assert_uint_eq(gkr_report_loose_kind(p.r, 0), GKR_LOOSE_UNPLACED);
	ck_assert_uint_eq(gkr_report_loose_value_count(p.r, 0), 5);
	ck_assert_uint_eq(gkr_report_loose_kind(p.r, 1), GKR_LOOSE_UNKNOWN);
	ck_assert_uint_eq(gkr_report_loose_value_count(p.r, 1), 7);
	ck_assert_uint_eq(
	    gkr_report_state(p.r,
		gkr_cell_from_address("applications.granted_in_part.total")),
	    GKR_STATE_NUMBER);
	free_pair(&p);
}
END_TEST

/* What fields of a form were filled with, and where it stands. */
START_TEST(fields_have_values)
{
	static const char page[] =
	    "<title>甲山市乙水区林业局2021年政府信息公开工作年度报告</title>\n"
	    "<h2>二、主动公开政府信息情况</h2><table>\n"
	    "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数\n"
	    "<tr><td>规章<td><input name=a value=\"12\"><td><input name=b>\n"
	    "<td><select><option>0<option selected>34</select>件\n"
	    "<tr><td>行政规范性文件<td><textarea>5</textarea>\n"
	    "<td><input value='&#54;'><td><input value=7><input value=8>\n"
	    "</table>\n";
	static const struct {
		const char *address;
		uint32_t state;
		const char *value, *at;
	} cells[] = {
	    {"article20_1.rules.issued", GKR_STATE_NUMBER, "12", "12\"><td>"},
	    {"article20_1.rules.repealed", GKR_STATE_BLANK, "", "<td><input n"},
	    {"article20_1.rules.in_force", GKR_STATE_NUMBER, "34", "34</sel"},
	    {"article20_1.normative_documents.issued", GKR_STATE_NUMBER, "5",
		"5</text"},
	    {"article20_1.normative_documents.repealed", GKR_STATE_NUMBER, "6",
		"&#54;"},
	    {"article20_1.normative_documents.in_force", GKR_STATE_TEXT, "",
		"7><input value=8"}};
	struct pair p = new_pair();
	uint64_t offset;
	uint32_t cell;
	char value[32];
	size_t i;

	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, page, sizeof page - 1), GKR_OK);
	for (i = 0; i < sizeof cells / sizeof *cells; i++) {
		cell = gkr_cell_from_address(cells[i].address);
		ck_assert_uint_eq(gkr_report_state(p.r, cell), cells[i].state);
		*value = 0;
		gkr_report_value(p.r, cell, value, sizeof value);
		ck_assert_str_eq(value, cells[i].value);
		ck_assert_int_eq(
		    gkr_report_place(p.r, cell, &offset, NULL, NULL, NULL),
		    GKR_OK);
		ck_assert_msg(strncmp(page + offset, cells[i].at,
				  strlen(cells[i].at)) == 0,
		    "%s is at %.20s", cells[i].address, page + offset);
	}
	free_pair(&p);
}
END_TEST

/*
 * A line of prose longer than any row comes in pieces that are whole
 * characters, and is one again in its section.
 */
START_TEST(long_lines_are_whole)
{
	enum { CHARACTERS = 50000 };
	static const char head[] = "一、总体情况\n";
	struct pair p = new_pair();
	char *line = malloc(sizeof head + 3 + 3 * CHARACTERS), *at;
	size_t before, len, bad, cut;
	const char *got;
	int i;

	ck_assert_ptr_nonnull(line);
	for (before = 0; before < 3; before++) {
		memcpy(line, head, sizeof head - 1);
		at = line + sizeof head - 1;
		memset(at, 'x', before);
		for (i = 0; i < CHARACTERS; i++)
			memcpy(at + before + 3 * i, "字", 3);
		len = before + 3 * CHARACTERS;
		(void)gkr_tokenizer_reset(p.t);
		ck_assert_int_eq(
		    gkr_tokenizer_feed(p.t, line, sizeof head - 1 + len),
		    GKR_OK);
		while (gkr_tokenizer_next(p.t) == GKR_OK) {
			size_t n;

			got = gkr_token_text(p.t, &n);
			ck_assert_uint_eq(
			    gkri_utf8_check(got, n, &bad, &cut), n);
		}
		ck_assert_int_eq(
		    gkr_report_parse(p.r, p.t, line, sizeof head - 1 + len),
		    GKR_OK);
		got = gkr_report_section_text(p.r, 0, &bad);
		ck_assert_uint_eq(bad, len);
		ck_assert(memcmp(got, at, len) == 0);
	}
	free(line);
	free_pair(&p);
}
END_TEST

START_TEST(complete_report_takes_no_more)
{
	struct pair p = new_pair();

	gkr_report_parse(p.r, p.t, text, sizeof text - 1);
	ck_assert_int_eq(gkr_report_read(p.r, p.t), GKR_END);
	gkr_tokenizer_reset(p.t);
	gkr_tokenizer_feed(p.t, text, sizeof text - 1);
	while (gkr_tokenizer_next(p.t) == GKR_OK)
		continue;
	gkr_tokenizer_finish(p.t);
	ck_assert_int_eq(gkr_report_read(p.r, p.t), GKR_E_STATE);
	assert_is_text(p.r);
	free_pair(&p);
}
END_TEST

START_TEST(error_of_the_input_is_kept)
{
	char bytes[sizeof text];
	const char *problem = strstr(text, "没有。");
	size_t at = (size_t)(problem - text), len;
	struct pair p = new_pair();
	const char *section;

	memcpy(bytes, text, sizeof text);
	bytes[at] = '\xff';
	ck_assert_int_eq(
	    gkr_tokenizer_set_encoding(p.t, GKR_ENCODING_UTF8), GKR_OK);
	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, bytes, sizeof text - 1), GKR_E_ENCODING);
	ck_assert_int_eq(gkr_report_error(p.r), GKR_E_ENCODING);
	ck_assert_uint_eq(gkr_report_error_offset(p.r), at);
	ck_assert_uint_eq(gkr_report_error_line(p.r), 14);
	ck_assert_uint_eq(gkr_report_error_limit(p.r), 0);
	ck_assert_str_eq(gkr_report_error_message(p.r, GKR_LANG_ZH),
	    gkr_tokenizer_error_message(p.t, GKR_LANG_ZH));
	ck_assert_str_eq(gkr_report_error_message(p.r, GKR_LANG_EN),
	    gkr_tokenizer_error_message(p.t, GKR_LANG_EN));
	ck_assert_ptr_null(gkr_report_error_message(p.r, 7));
	/* what was read before stays, and is read for the title, too */
	section = gkr_report_section_text(p.r, 0, &len);
	test_text(section, len, "2021年，我局公开信息12条。\n第二行。");
	ck_assert_uint_eq(gkr_report_year(p.r), 2021);
	/* the error, too, until the report is emptied */
	gkr_tokenizer_reset(p.t);
	ck_assert_int_eq(gkr_report_read(p.r, p.t), GKR_E_ENCODING);
	ck_assert_ptr_nonnull(gkr_report_error_message(p.r, GKR_LANG_EN));
	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, text, sizeof text - 1), GKR_OK);
	assert_is_text(p.r);
	free_pair(&p);
}
END_TEST

START_TEST(nothing_and_something_else)
{
	static const char other[] = "Dear reader,\nthis is a letter.\n";
	struct pair p = new_pair();

	ck_assert_int_eq(gkr_report_parse(p.r, p.t, NULL, 0), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_report_error(p.r), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_report_parse(p.r, p.t, NULL, 3), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, other, sizeof other - 1), GKR_E_FOREIGN);
	ck_assert_ptr_nonnull(gkr_report_error_message(p.r, GKR_LANG_ZH));
	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, text, sizeof text - 1), GKR_OK);
	free_pair(&p);
}
END_TEST

START_TEST(limit_of_the_report_ends_the_reading)
{
	struct pair p = new_pair();
	size_t len;

	gkr_report_set_limit(p.r, GKR_LIMIT_PROSE, 80);
	ck_assert_int_eq(
	    gkr_report_parse(p.r, p.t, text, sizeof text - 1), GKR_E_LIMIT);
	ck_assert_uint_eq(gkr_report_error_limit(p.r), GKR_LIMIT_PROSE);
	ck_assert_uint_eq(gkr_report_error_line(p.r), 4);
	ck_assert_uint_gt(gkr_report_error_offset(p.r), 0);
	ck_assert_str_eq(gkr_report_error_message(p.r, GKR_LANG_ZH),
	    gkr_status_message(GKR_E_LIMIT, GKR_LANG_ZH));
	ck_assert_uint_eq(gkr_report_year(p.r), 2021);
	gkr_report_preamble(p.r, &len);
	ck_assert_uint_gt(len, 0);
	ck_assert_int_eq(gkr_report_read(p.r, p.t), GKR_E_LIMIT);
	free_pair(&p);
}
END_TEST

/* ------------------------------------------------------------------ */

static int32_t parse_once(struct test_alloc *a, void *arg)
{
	gkr_tokenizer *t = NULL;
	gkr_report *r = NULL;
	int32_t rc = gkr_tokenizer_new_with(test_alloc, a, &t);

	if (rc == GKR_OK)
		rc = gkr_report_new_with(test_alloc, a, &r);
	if (rc == GKR_OK)
		rc = gkr_report_parse(r, t, arg, strlen(arg));
	if (r && rc != GKR_OK)
		ck_assert_int_eq(gkr_report_error(r), rc);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc;
}

/*
 * What is told of the source is what was read of it, and not how far a piece
 * had been decoded when the limit was hit.
 */
static void limit_in_pieces(uint32_t limit, uint64_t value, const char *bytes,
    size_t n, uint64_t replaced)
{
	static const size_t pieces[] = {1, 7, 1000, 5000, 1000000};
	struct pair p = new_pair();
	uint64_t first = 0;
	size_t i;

	if (gkr_report_set_limit(p.r, limit, value) != GKR_OK)
		ck_assert_int_eq(
		    gkr_tokenizer_set_limit(p.t, limit, value), GKR_OK);
	ck_assert_int_eq(
	    gkr_tokenizer_set_option(p.t, GKR_OPTION_REPLACE_INVALID, 1),
	    GKR_OK);
	for (i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		ck_assert_int_eq(
		    read_in_pieces(&p, bytes, n, pieces[i]), GKR_E_LIMIT);
		ck_assert_uint_eq(gkr_report_error_limit(p.r), limit);
		first = i ? first : gkr_report_source_bytes(p.r);
		ck_assert_uint_eq(gkr_report_source_bytes(p.r), first);
		ck_assert_uint_eq(gkr_report_error_offset(p.r), first);
		ck_assert_uint_eq(gkr_report_replaced(p.r), replaced);
	}
	free_pair(&p);
}

START_TEST(limits_in_pieces)
{
	static const char line[] = "本机关\xFF收到申请。\n";
	static char all[sizeof text + 2000 * sizeof line];
	size_t n = sizeof text - 1, i;

	memcpy(all, text, n);
	for (i = 0; i < 2000; i++, n += sizeof line - 1)
		memcpy(all + n, line, sizeof line - 1);
	limit_in_pieces(GKR_LIMIT_PROSE, 70, all, n, 0);
	limit_in_pieces(GKR_LIMIT_CELLS, 6, all, n, 0);
	/* the decoder itself stops at this one */
	limit_in_pieces(GKR_LIMIT_INPUT, sizeof text + 99, all, n, 4);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
	ck_assert_uint_gt(
	    test_each_failure(parse_once, (void *)(uintptr_t)text), 6);
}
END_TEST

/* Cells so long that the room taken for a table is not enough. */
START_TEST(long_cells_may_fail)
{
	static const char *const rows[] = {"（一）予以公开", "其他", "总计"};
	char long_text[20000], *p = long_text;
	int i, k;

	p += sprintf(p,
	    "甲局2021年政府信息公开工作年度报告\n"
	    "三、收到和处理政府信息公开申请情况\n");
	for (i = 0; i < 3; i++) {
		p += sprintf(p, "%s", rows[i]);
		for (k = 0; k < 7; k++)
			p += sprintf(p, "\t%0*d字", 400 + 80 * k, i);
		p += sprintf(p, "\n");
	}
	ck_assert_uint_gt(test_each_failure(parse_once, long_text), 6);
}
END_TEST

START_TEST(nothing_is_allocated_once_warm)
{
	struct test_alloc a;
	gkr_tokenizer *t;
	gkr_report *r;
	uint64_t before;
	int i;

	test_alloc_init(&a);
	ck_assert_int_eq(gkr_tokenizer_new_with(test_alloc, &a, &t), GKR_OK);
	ck_assert_int_eq(gkr_report_new_with(test_alloc, &a, &r), GKR_OK);
	/* the first shows the tokenizer a shape, the second meets it */
	ck_assert_int_eq(gkr_report_parse(r, t, text, sizeof text - 1), GKR_OK);
	ck_assert_int_eq(gkr_report_parse(r, t, text, sizeof text - 1), GKR_OK);
	before = a.requests;
	for (i = 0; i < 5; i++)
		ck_assert_int_eq(
		    gkr_report_parse(r, t, text, sizeof text - 1), GKR_OK);
	ck_assert_uint_eq(a.requests, before);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	test_alloc_done(&a);
}
END_TEST

/* ------------------------------------------------------------------ */

Suite *suite_report_read(void)
{
	Suite *s = suite_create("report-read");
	TCase *c = tcase_create("read");

	tcase_add_test(c, one_call_reads_all);
	tcase_add_test(c, pieces_do_not_matter);
	tcase_add_test(c, line_of_what_begins_below);
	tcase_add_test(c, rows_end_with_their_columns);
	tcase_add_test(c, fields_have_values);
	tcase_add_test(c, long_lines_are_whole);
	tcase_add_test(c, complete_report_takes_no_more);
	tcase_add_test(c, error_of_the_input_is_kept);
	tcase_add_test(c, nothing_and_something_else);
	tcase_add_test(c, limit_of_the_report_ends_the_reading);
	tcase_add_test(c, limits_in_pieces);
	tcase_add_test(c, every_allocation_may_fail);
	tcase_add_test(c, long_cells_may_fail);
	tcase_add_test(c, nothing_is_allocated_once_warm);
	tcase_add_test(c, places_are_where_they_were);
	suite_add_tcase(s, c);
	return s;
}
