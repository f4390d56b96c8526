/*
 * Every sample, whole and in pieces.  t/golden/NAME.tokens is what the
 * tokenizer says of t/samples/NAME, t/golden/NAME.json the report of some.
 */
#include "support-samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct samples_cut whole;

/* Those whose report is committed as well: one of each kind. */
static const char *const with_json[] = {"county_tabs.txt", "market_page.html",
    "water-faults_lines.txt", "blank_lines.txt", "unsupported-pre2019.txt",
    "city_repeated.txt", NULL};

/* Cut at every byte: small ones that decode and lay out differently. */
static const char *const each_cut[] = {"water_lines-gb18030.txt",
    "county_tabs-utf16le.txt", "blank_tabs.txt", "water_lines-cr.txt", NULL};

static const char *golden_path(const char *name, const char *end)
{
	static char path[256];

	snprintf(path, sizeof path, "t/golden/%s%s", name, end);
	return path;
}

static gkr_tokenizer *new_tokenizer(void)
{
	gkr_tokenizer *t;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	return t;
}

static int listed(const char *const *list, const char *name)
{
	while (*list && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

START_TEST(tokens_are_golden)
{
	struct samples_text tokens = {NULL, 0, 0};
	size_t count, i, len;
	char **names = samples_list(&count), *bytes;

	for (i = 0; i < count; i++) {
		gkr_tokenizer *t = new_tokenizer();

		bytes = samples_read(names[i], &len);
		tokens.len = 0;
		samples_tokens(t, bytes, len, whole, &tokens);
		test_golden(
		    golden_path(names[i], ".tokens"), tokens.p, tokens.len);
		free(bytes);
		gkr_tokenizer_free(t);
	}
	samples_free(&tokens);
	test_list_free(names, count);
}
END_TEST

START_TEST(reports_are_golden)
{
	size_t i, len, json_len;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	for (i = 0; with_json[i]; i++) {
		char *bytes = samples_read(with_json[i], &len);
		const char *json;

		gkr_buffer_clear(b);
		ck_assert_int_eq(
		    gkr_convert(bytes, len, GKR_FORMAT_JSON, b), GKR_OK);
		json = gkr_buffer_data(b, &json_len);
		test_golden(golden_path(with_json[i], ".json"), json, json_len);
		free(bytes);
	}
	gkr_buffer_free(b);
}
END_TEST

/* A sample that was renamed leaves no golden file behind. */
START_TEST(golden_files_have_samples)
{
	size_t count, golden_count, i;
	char **names = samples_list(&count);
	char **golden = test_list("t/golden", ".tokens", &golden_count);

	for (i = 0; i < golden_count; i++) {
		size_t k = 0;

		golden[i][strlen(golden[i]) - 7] = '\0';
		while (k < count && strcmp(names[k], golden[i]) != 0)
			k++;
		ck_assert_msg(
		    k < count, "t/golden/%s.tokens: no such sample", golden[i]);
	}
	for (i = 0; with_json[i]; i++)
		ck_assert(test_path(golden_path(with_json[i], ".json")));
	for (i = 0; each_cut[i]; i++) {
		size_t k = 0;

		while (k < count && strcmp(names[k], each_cut[i]) != 0)
			k++;
		ck_assert_msg(k < count, "%s: no such sample", each_cut[i]);
	}
	test_list_free(names, count);
	test_list_free(golden, golden_count);
}
END_TEST

typedef int32_t (*reader)(gkr_tokenizer *t, const char *bytes, size_t len,
    struct samples_cut cut, struct samples_text *out);

/* One sample in pieces says what it says in one. */
static void same_in_pieces(gkr_tokenizer *t, reader read, const char *name,
    const char *bytes, size_t len, struct samples_cut cut,
    const struct samples_text *want)
{
	struct samples_text got = {NULL, 0, 0};
	char where[300];

	samples_add(&got, "", 0);
	read(t, bytes, len, cut, &got);
	snprintf(where, sizeof where, "%s in %lu bytes, then pieces of %lu",
	    name, (unsigned long)cut.first, (unsigned long)cut.piece);
	test_bytes_at(where, 0, got.p, got.len, want->p, want->len);
	samples_free(&got);
}

/* Every sample in pieces of _i bytes, on a handle that has read others. */
static void all_in_pieces(reader read, size_t piece)
{
	struct samples_cut cut = {0, 0};
	struct samples_text want = {NULL, 0, 0};
	size_t count, i, len;
	char **names = samples_list(&count);
	gkr_tokenizer *warm = new_tokenizer();

	cut.piece = piece;
	for (i = 0; i < count; i++) {
		char *bytes = samples_read(names[i], &len);
		gkr_tokenizer *t = new_tokenizer();

		want.len = 0;
		samples_add(&want, "", 0);
		read(t, bytes, len, whole, &want);
		same_in_pieces(warm, read, names[i], bytes, len, cut, &want);
		gkr_tokenizer_free(t);
		free(bytes);
	}
	gkr_tokenizer_free(warm);
	samples_free(&want);
	test_list_free(names, count);
}

START_TEST(tokens_in_pieces)
{
	all_in_pieces(samples_tokens, (size_t)_i);
}
END_TEST

START_TEST(reports_in_pieces)
{
	all_in_pieces(samples_report, (size_t)_i);
}
END_TEST

START_TEST(cut_at_every_byte)
{
	struct samples_text want = {NULL, 0, 0};
	struct samples_cut cut = {1, 0};
	gkr_tokenizer *t = new_tokenizer();
	size_t len;
	char *bytes = samples_read(each_cut[_i], &len);

	samples_tokens(t, bytes, len, whole, &want);
	for (; cut.first < len; cut.first++)
		same_in_pieces(
		    t, samples_tokens, each_cut[_i], bytes, len, cut, &want);
	gkr_tokenizer_free(t);
	free(bytes);
	samples_free(&want);
}
END_TEST

/*
 * Every sample cut at some places, each time others; with GKR_ROUNDS of a
 * thousand at every byte.  Each fourth, so that there are several processes.
 */
START_TEST(cut_at_any_byte)
{
	const char *rounds = getenv("GKR_ROUNDS");
	int every = rounds && atoi(rounds) >= 1000;
	struct samples_text want = {NULL, 0, 0};
	struct samples_cut cut = {0, 0};
	size_t count, i, len;
	char **names = samples_list(&count);
	gkr_tokenizer *t = new_tokenizer();

	for (i = (size_t)_i; i < count; i += 4) {
		char *bytes = samples_read(names[i], &len);
		size_t step = every ? 1 : len / 20 + 1;

		want.len = 0;
		samples_add(&want, "", 0);
		samples_tokens(t, bytes, len, whole, &want);
		for (cut.first = 1 + i % step; cut.first < len;
		     cut.first += step)
			same_in_pieces(t, samples_tokens, names[i], bytes, len,
			    cut, &want);
		free(bytes);
	}
	gkr_tokenizer_free(t);
	samples_free(&want);
	test_list_free(names, count);
}
END_TEST

/* The lists of files must not rot. */
START_TEST(some_samples_are_reports)
{
	struct samples_text text = {NULL, 0, 0};
	size_t count, i, len, good = 0;
	char **names = samples_list(&count);
	gkr_tokenizer *t = new_tokenizer();

	for (i = 0; i < count; i++) {
		char *bytes = samples_read(names[i], &len);
		int32_t rc = samples_tokens(t, bytes, len, whole, &text);

		ck_assert_msg(
		    (rc == GKR_END) == (strncmp(names[i], "bad-", 4) != 0),
		    "%s: %d", names[i], (int)rc);
		good += rc == GKR_END;
		free(bytes);
	}
	ck_assert_uint_ge(good, 30);
	ck_assert(listed(each_cut, "blank_tabs.txt"));
	gkr_tokenizer_free(t);
	samples_free(&text);
	test_list_free(names, count);
}
END_TEST

Suite *suite_golden(void);
Suite *suite_golden(void)
{
	Suite *s = suite_create("golden");
	TCase *tc = tcase_create("golden");

	tcase_set_timeout(tc, 600);
	tcase_add_test(tc, tokens_are_golden);
	tcase_add_test(tc, reports_are_golden);
	tcase_add_test(tc, golden_files_have_samples);
	tcase_add_test(tc, some_samples_are_reports);
	tcase_add_loop_test(tc, tokens_in_pieces, 1, 32);
	tcase_add_loop_test(tc, reports_in_pieces, 1, 32);
	tcase_add_loop_test(tc, cut_at_any_byte, 0, 4);
	tcase_add_loop_test(tc, cut_at_every_byte, 0,
	    (int)(sizeof each_cut / sizeof each_cut[0]) - 1);
	suite_add_tcase(s, tc);
	return s;
}
