/* The command on Word documents, and the samples of them. */
#include "support-cli.h"
#include "support-docx.h"
#include "support-emit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A committed sample, under another name. */
static void copy_sample(const char *sample, const char *name)
{
	char path[200];
	size_t len;
	char *bytes;

	snprintf(path, sizeof path, "t/docx/%s", sample);
	bytes = test_read(path, &len);
	cli_write(name, bytes, len);
	free(bytes);
}

/* ------------------------------------------------------------------ */
/* Samples                                                            */

START_TEST(samples_are_made)
{
	char arguments[1200];

	snprintf(
	    arguments, sizeof arguments, "--check '%s'", test_path("t/docx"));
	sample_script("sample_docx.py", arguments);
}
END_TEST

START_TEST(samples_read_true)
{
	char arguments[3600];

	snprintf(arguments, sizeof arguments, "'%s' '%s' '%s'", cli_program(),
	    test_path("t/samples"), test_path("t/docx"));
	sample_script("truth.py", arguments);
}
END_TEST

/* ------------------------------------------------------------------ */
/* The command                                                        */

/* The bytes decide, not the name; so does a pipe. */
START_TEST(any_name)
{
	static const char *const names[] = {"a.docx", "a.doc", "a.html", "a"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		copy_sample("water_word.docx", names[i]);
		ck_assert_int_eq(
		    cli_gkr("check", "--lang=en", names[i], NULL), 0);
		cli_has(cli_out, "200 of 200 cells read");
		cli_has(cli_out, "places count paragraphs and rows, and cells");
	}
	cli_with.input =
	    "<w:document" DOCX_NS "><w:body><w:p><w:r><w:t>一、总体情况"
	    "</w:t></w:r></w:p></w:body></w:document>";
	cli_with.piped = 1;
	ck_assert_int_eq(cli_gkr("tokens", "-", NULL), 0);
	cli_has(cli_out,
	    "section overview number=1 row=1 cell=1 \"一、总体情况\"\n");
	/* an old document with the new name is still an old one */
	cli_write("old.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	ck_assert_int_eq(cli_gkr("check", "--lang=en", "old.docx", NULL), 4);
	cli_has(cli_err, "old Office file");
}
END_TEST

START_TEST(outputs)
{
	copy_sample("county_numbered.docx", "a.docx");
	ck_assert_int_eq(cli_gkr("convert", "a.docx", NULL), 0);
	cli_has(cli_out, "\"layouts\": [\"docx\"], \"positions\": \"cells\"");
	cli_lacks(cli_out, "\"offset\": 0");
	ck_assert_int_eq(cli_gkr("tokens", "a.docx", NULL), 0);
	cli_has(cli_out, "section proactive number=2 row=");
	cli_has(cli_out, " cell=2 ");
	cli_lacks(cli_out, " off=");
	ck_assert_int_eq(cli_gkr("--version", NULL), 0);
	cli_has(cli_out, "\nzlib ");
	cli_has(cli_out, "\nexpat ");
	cli_has(cli_out, " docx\n");
	/* pieces of the input make no difference */
	ck_assert_int_eq(
	    cli_gkr("convert", "--chunk=7", "-ob", "a.docx", NULL), 0);
	ck_assert_int_eq(cli_gkr("convert", "-oc", "a.docx", NULL), 0);
	{
		char *b = cli_read("b"), *c = cli_read("c");

		ck_assert_str_eq(b, c);
		free(b);
		free(c);
	}
}
END_TEST

START_TEST(among_other_files)
{
	copy_sample("market_tracked.docx", "a.docx");
	cli_good("b.txt");
	cli_write("c.zip", "PK\3\4junk", 8);
	ck_assert_int_eq(cli_gkr("convert", "--to=ndjson", "a.docx", "b.txt",
			     "c.zip", "a.docx", NULL),
	    4);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 4);
	ck_assert_uint_eq(cli_count(cli_out, "\"positions\":\"cells\""), 2);
	ck_assert_uint_eq(cli_count(cli_out, "\"error\":{"), 1);
}
END_TEST

static void write_zip(const char *name, const char *part, const char *text)
{
	struct docx_zip z;

	memset(&z, 0, sizeof z);
	docx_text(&z, part, text, DOCX_DEFLATED);
	docx_end(&z);
	cli_write(name, z.file.p, z.file.len);
	docx_free(&z);
}

/* Other archives: what it is and how to get text out of it. */
START_TEST(other_archives)
{
	struct docx_zip z;

	memset(&z, 0, sizeof z);
	write_zip("a.docx", "xl/workbook.xml", "<workbook/>");
	ck_assert_int_eq(cli_gkr("check", "--lang=en", "a.docx", NULL), 4);
	cli_has(cli_err, "Excel workbook (.xlsx): save it as text");
	docx_text(&z, "mimetype", "application/vnd.oasis.opendocument.text",
	    DOCX_STORED);
	docx_end(&z);
	cli_write("a.docx", z.file.p, z.file.len);
	docx_free(&z);
	ck_assert_int_eq(cli_gkr("check", "--lang=en", "a.docx", NULL), 4);
	cli_has(cli_err, "OpenDocument text (.odt): save it as");
	write_zip("a.docx", "readme.txt", "x");
	ck_assert_int_eq(cli_gkr("check", "--lang=en", "a.docx", NULL), 4);
	cli_has(cli_err, "ZIP archive: unpack it first");
}
END_TEST

/* Exit 4 for damage, 5 for a limit, with the row that was come to. */
START_TEST(failures)
{
	static const char begin[] =
	    "<w:document" DOCX_NS
	    "><w:body><w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>"
	    "<w:p><w:r><w:t>平稳。</w:t></w:r></w:p>";
	char *bytes, *text = malloc(sizeof begin + 5000000);

	ck_assert(text != NULL);
	copy_sample("water_word.docx", "a.docx");
	bytes = cli_read("a.docx");
	cli_write("cut.docx", bytes, 2000);
	free(bytes);
	ck_assert_int_eq(cli_gkr("check", "--lang=en", "cut.docx", NULL), 4);
	cli_has(cli_err, "cut.docx: error: The Word document is cut off");
	memcpy(text, begin, sizeof begin - 1);
	memset(text + sizeof begin - 1, ' ', 5000000);
	text[sizeof begin - 1 + 5000000] = '\0';
	write_zip("bomb.docx", "word/document.xml", text);
	ck_assert_int_eq(cli_gkr("tokens", "--lang=en", "bomb.docx", NULL), 5);
	cli_has(cli_out, "prose overview row=2 cell=1 \"平稳。\"\n");
	cli_has(cli_out, "\nerror GKR_E_LIMIT row=2 \"");
	cli_has(cli_err, "bomb.docx:2: error: ");
	cli_has(cli_err, "inflates to many times");
	ck_assert_int_eq(
	    cli_gkr("check", "--lang=en", "--limit=input=5000", "a.docx", NULL),
	    5);
	cli_has(cli_err, "--limit input=N raises it");
	free(text);
}
END_TEST

Suite *suite_docx_cli(void);
Suite *suite_docx_cli(void)
{
	Suite *s = suite_create("docx-cli");
	TCase *tc = tcase_create("docx-cli");

	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, cli_setup, cli_teardown);
	tcase_add_test(tc, samples_are_made);
	tcase_add_test(tc, samples_read_true);
	tcase_add_test(tc, any_name);
	tcase_add_test(tc, outputs);
	tcase_add_test(tc, among_other_files);
	tcase_add_test(tc, other_archives);
	tcase_add_test(tc, failures);
	suite_add_tcase(s, tc);
	return s;
}
