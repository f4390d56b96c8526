/* Reports that are set cell by cell from their JSON. */
#include "support-emit.h"
#include "support-samples.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sets the cells of a list of addresses and raw texts in hexadecimal. */
static void set_raws(gkr_report *back, const char *list)
{
	char line[4096], raw[2048], *hex;
	FILE *f = fopen(list, "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof line, f)) {
		hex = strchr(line, '\t');
		ck_assert_ptr_nonnull(hex);
		*hex++ = '\0';
		for (n = 0; hex[2 * n] != '\n'; n++)
			sscanf(hex + 2 * n, "%2hhx", (unsigned char *)&raw[n]);
		ck_assert_int_eq(gkr_report_set_cell(
				     back, gkr_cell_from_address(line), raw, n),
		    GKR_OK);
	}
	fclose(f);
}

/* A report that was set cell by cell from another's JSON is that one. */
static void is_read_back(const gkr_report *r, const char *name)
{
	gkr_report *back = sample_empty(gkr_report_form(r));
	gkr_buffer *b = sample_write(GKR_FORMAT_JSON, r, NULL);
	const char *list = sample_file("raws", "", 0);
	char arguments[1024];
	size_t n;

	gkr_buffer_data(b, &n);
	snprintf(arguments, sizeof arguments, "raws '%s' >'%s'",
	    sample_file("set.json", gkr_buffer_data(b, NULL), n), list);
	if (sample_script("readers.py", arguments))
		set_raws(back, list);
	else
		name = NULL;
	for (n = 0; name && n < GKRI_SLOTS; n++) {
		uint32_t cell = gkri_slot_cell((int)n);
		char a[32] = "", z[32] = "";

		gkr_report_value(r, cell, a, sizeof a);
		gkr_report_value(back, cell, z, sizeof z);
		ck_assert_msg(!strcmp(a, z), "%s: %s is %s, not %s", name,
		    gkr_cell_address(cell), z, a);
		/* what has no cell cannot be set either */
		if (gkr_report_state(r, cell) != GKR_STATE_UNPLACED)
			ck_assert_uint_eq(gkr_report_state(back, cell),
			    gkr_report_state(r, cell));
	}
	gkr_buffer_free(b);
	gkr_report_free(back);
}

START_TEST(json_can_be_read_back)
{
	gkr_report *r = sample_states();

	is_read_back(r, "states");
	gkr_report_free(r);
}
END_TEST

START_TEST(samples_can_be_read_back)
{
	size_t count, i, len;
	char **names = samples_list(&count);
	gkr_tokenizer *t;
	gkr_report *r;

	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	for (i = 0; i < count; i++) {
		char *bytes = samples_read(names[i], &len);

		if (gkr_report_parse(r, t, bytes, len) == GKR_OK)
			is_read_back(r, names[i]);
		free(bytes);
		free(names[i]);
	}
	free(names);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
}
END_TEST

Suite *suite_json_back(void)
{
	Suite *s = suite_create("json-back");
	TCase *c = tcase_create("json-back");

	tcase_add_test(c, json_can_be_read_back);
	tcase_add_test(c, samples_can_be_read_back);
	suite_add_tcase(s, c);
	return s;
}
