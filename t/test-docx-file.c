/*
 * Word documents as files: archives that are not what they should be, limits,
 * memory, damage.  What is read of a sound one is in test-docx.c.
 */
#include "support-docx.h"

#include "gkr-docx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gkr_docx *d;
static gkr_tokenizer *t;
static gkr_report *r;
static struct docx_zip z;

static void setup(void)
{
	ck_assert_int_eq(gkr_docx_new(&d), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_new(&t), GKR_OK);
	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	memset(&z, 0, sizeof z);
}

static void teardown(void)
{
	gkr_docx_free(d);
	gkr_tokenizer_free(t);
	gkr_report_free(r);
	docx_free(&z);
}

/* ------------------------------------------------------------------ */
/* A document, and what may be put behind its table                   */

#define C(text) "<w:tc><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define BEGIN "<w:document" DOCX_NS "><w:body>"
#define END "</w:body></w:document>"
#define RULES                                  \
	"<w:tbl>" ROW(C("第二十条第（一）项")) \
	    ROW(C("规章") C("12") C("3") C("456")) "</w:tbl>"
#define LAST_LINE 2

static const char sound[] = BEGIN RULES END;

/* The body as a file, in z. */
static void make(const char *document)
{
	struct docx_parts parts = {NULL, NULL, NULL};

	parts.document = document;
	docx_free(&z);
	docx_make(&z, &parts);
}

static int32_t read_file(void)
{
	return gkr_docx_read(d, r, t, z.file.p, z.file.len);
}

static int has_rules(void)
{
	static const char *const cells[] = {"article20_1.rules.issued",
	    "article20_1.rules.repealed", "article20_1.rules.in_force"};
	static const int64_t values[] = {12, 3, 456};
	int64_t value;
	uint32_t scale;
	int i;

	for (i = 0; i < 3; i++)
		if (gkr_report_number(r, gkr_cell_from_address(cells[i]),
			&value, &scale) != GKR_OK ||
		    value != values[i] || scale != 0)
			return 0;
	return 1;
}

START_TEST(sound_file)
{
	make(sound);
	ck_assert_int_eq(read_file(), GKR_OK);
	ck_assert(has_rules());
	ck_assert_uint_eq(gkr_report_position_kind(r), GKR_POSITION_CELLS);
	ck_assert_uint_eq(gkr_report_layout_count(r), 1);
	ck_assert_uint_eq(gkr_report_layout_at(r, 0), GKR_LAYOUT_DOCX);
	ck_assert_int_eq(gkr_docx_error(d), GKR_OK);
	ck_assert_uint_eq(gkr_docx_error_limit(d), 0);
	ck_assert_uint_gt(gkr_docx_memory(d), 0);
	ck_assert_uint_ge(gkr_docx_memory_peak(d), gkr_docx_memory(d));
	/* something behind the archive, as some servers leave it */
	samples_add(&z.file, "\r\n\0", 3);
	ck_assert_int_eq(read_file(), GKR_OK);
	ck_assert(has_rules());
	/* the main part alone */
	ck_assert_int_eq(
	    gkr_docx_read(d, r, t, sound, sizeof sound - 1), GKR_OK);
	ck_assert(has_rules());
}
END_TEST

/* ------------------------------------------------------------------ */
/* Archives                                                           */

/* The file cannot be read: nothing of it is, and everyone says why. */
static void refused(int32_t status, const char *words)
{
	int32_t rc = read_file();

	ck_assert_msg(rc == status, "%d for %d (%s): %s", (int)rc, (int)status,
	    words, gkr_docx_error_message(d, GKR_LANG_EN));
	ck_assert_int_eq(gkr_docx_error(d), status);
	ck_assert_int_eq(gkr_tokenizer_error(t), status);
	ck_assert_int_eq(gkr_report_error(r), status);
	ck_assert_msg(
	    strstr(gkr_docx_error_message(d, GKR_LANG_EN), words) != NULL,
	    "%s: %s", words, gkr_docx_error_message(d, GKR_LANG_EN));
	ck_assert_str_eq(gkr_docx_error_message(d, GKR_LANG_EN),
	    gkr_report_error_message(r, GKR_LANG_EN));
	ck_assert_str_eq(gkr_docx_error_message(d, GKR_LANG_ZH),
	    gkr_tokenizer_error_message(t, GKR_LANG_ZH));
	ck_assert_uint_eq(gkr_docx_error_limit(d), gkr_report_error_limit(r));
	ck_assert_ptr_null(gkr_docx_error_message(d, 3));
}

/* An archive whose main part is not quite what its entry says. */
static void entry_refused(struct docx_entry e, const char *words)
{
	docx_free(&z);
	e.name = "word/document.xml";
	e.data = sound;
	e.len = sizeof sound - 1;
	docx_add(&z, &e);
	docx_end(&z);
	refused(GKR_E_FORMAT, words);
	ck_assert_uint_eq(gkr_report_count_state(r, GKR_STATE_NUMBER), 0);
}

START_TEST(entries_that_lie)
{
	struct docx_entry e = {NULL, NULL, 0, DOCX_DEFLATED, 0, 1, 0};

	entry_refused(e, "checksum");
	e.method = DOCX_STORED;
	entry_refused(e, "checksum");
	e.method = DOCX_DEFLATED;
	e.crc = 0;
	e.size = 1;
	entry_refused(e, "damaged");
	e.size = (uint32_t)-1;
	entry_refused(e, "damaged");
	e.method = DOCX_STORED;
	entry_refused(e, "damaged");
	e.size = 0;
	e.flags = 1;
	entry_refused(e, "encrypted");
	e.flags = 0;
	e.method = 12;
	entry_refused(e, "method");
}
END_TEST

START_TEST(archives_that_are_none)
{
	size_t len;

	ck_assert_int_eq(gkr_docx_open(d, NULL, 0), GKR_E_FORMAT);
	docx_free(&z);
	samples_add(&z.file, "一、总体情况", 18);
	refused(GKR_E_FORMAT, "Not a Word document");
	docx_free(&z);
	docx_text(&z, "word/settings.xml", "<x/>", DOCX_STORED);
	docx_end(&z);
	refused(GKR_E_FORMAT, "no Word document");
	docx_free(&z);
	docx_text(&z, "word/document.xml", sound, DOCX_STORED);
	docx_text(&z, "WORD\\document.xml", sound, DOCX_STORED);
	docx_end(&z);
	refused(GKR_E_FORMAT, "twice");
	/* cut anywhere: never a number */
	make(sound);
	for (len = 0; len < z.file.len; len++) {
		ck_assert_int_eq(
		    gkr_docx_read(d, r, t, z.file.p, len), GKR_E_FORMAT);
		ck_assert_uint_eq(
		    gkr_report_count_state(r, GKR_STATE_NUMBER), 0);
	}
}
END_TEST

START_TEST(other_documents)
{
	make("<w:workbook" DOCX_NS "/>");
	refused(GKR_E_FORMAT, "w:document");
	make("<document/>");
	refused(GKR_E_FORMAT, "w:document");
	make(BEGIN "<w:altChunk/>" END);
	refused(GKR_E_FORMAT, "embeds");
	make(BEGIN "<w:subDoc/>" END);
	refused(GKR_E_FORMAT, "embeds");
	make(BEGIN "<w:tr/>" END);
	refused(GKR_E_FORMAT, "tables");
	make(BEGIN "<w:tbl><w:tc/></w:tbl>" END);
	refused(GKR_E_FORMAT, "tables");
	make(BEGIN "<w:tbl><w:tr><w:tr/></w:tr></w:tbl>" END);
	refused(GKR_E_FORMAT, "tables");
	make(BEGIN "<w:tbl><w:tr><w:tbl/></w:tr></w:tbl>" END);
	refused(GKR_E_FORMAT, "tables");
	make(BEGIN "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
		   "<w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar "
		   "w:fldCharType=\"separate\"/></w:r></w:p>" END);
	refused(GKR_E_FORMAT, "table of contents");
}
END_TEST

/* ------------------------------------------------------------------ */
/* XML                                                                */

/* What stands before the fault is there, and the place is behind it. */
static void reads_until(const char *behind, int32_t status, const char *words)
{
	struct samples_text text = {NULL, 0, 0};

	samples_add(&text, BEGIN RULES, sizeof BEGIN RULES - 1);
	samples_add(&text, behind, strlen(behind));
	make(text.p);
	samples_free(&text);
	refused(status, words);
	ck_assert(has_rules());
	ck_assert_uint_eq(gkr_report_error_line(r), LAST_LINE);
	ck_assert_uint_eq(gkr_tokenizer_error_line(t), LAST_LINE);
}

START_TEST(xml_that_is_none)
{
	reads_until("", GKR_E_FORMAT, "well-formed");
	reads_until("</w:p>", GKR_E_FORMAT, "well-formed");
	reads_until("<w:p></w:body>", GKR_E_FORMAT, "well-formed");
	reads_until("<w:p a=\"1\" a=\"2\"/>" END, GKR_E_FORMAT, "well-formed");
	reads_until("<q:p/>" END, GKR_E_FORMAT, "well-formed");
	reads_until("<w:p>\xff</w:p>" END, GKR_E_FORMAT, "well-formed");
	reads_until("<w:p>&#0;</w:p>" END, GKR_E_FORMAT, "well-formed");
	reads_until("<w:p>\1</w:p>" END, GKR_E_FORMAT, "well-formed");
	reads_until(END "<w:p/>", GKR_E_FORMAT, "well-formed");
}
END_TEST

/* No entity is ever declared, so that none can grow or reach for a file. */
START_TEST(entity_tricks)
{
	make("<!DOCTYPE d [<!ENTITY a \"9999999999\"><!ENTITY b \"&a;&a;&a;\">"
	     "<!ENTITY c \"&b;&b;&b;\">]>" BEGIN
	     "<w:p><w:r><w:t>&c;</w:t></w:r></w:p>" END);
	refused(GKR_E_FORMAT, "document type");
	make("<!DOCTYPE d SYSTEM \"file:///etc/passwd\">" BEGIN END);
	refused(GKR_E_FORMAT, "document type");
	make(
	    "<!DOCTYPE d [<!ENTITY % p SYSTEM \"http://127.0.0.1/\">%p;]>" BEGIN
		END);
	refused(GKR_E_FORMAT, "document type");
	reads_until("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>" END, GKR_E_FORMAT,
	    "well-formed");
}
END_TEST

/* ------------------------------------------------------------------ */
/* Limits                                                             */

static char *repeated(const char *text, size_t n)
{
	struct samples_text s = {NULL, 0, 0};
	size_t len = strlen(text);

	samples_add(&s, "", 0);
	while (n--)
		samples_add(&s, text, len);
	return s.p;
}

/* A small file that becomes large. */
START_TEST(bombs)
{
	char *blanks = repeated("                ", 1 << 19);

	reads_until(blanks, GKR_E_LIMIT, "inflates");
	ck_assert_uint_lt(z.file.len, 20000);
	ck_assert_uint_eq(gkr_docx_error_limit(d), GKR_LIMIT_INPUT);
	ck_assert_uint_lt(gkr_docx_memory_peak(d), 200000);
	/* in a part that is read before */
	docx_free(&z);
	docx_text(&z, "word/document.xml", sound, DOCX_DEFLATED);
	docx_text(&z, "_rels/.rels", blanks, DOCX_DEFLATED);
	docx_end(&z);
	refused(GKR_E_LIMIT, "inflates");
	free(blanks);
}
END_TEST

/* The size that may be inflated is counted over all parts that are read. */
START_TEST(input_limit_is_exact)
{
	uint64_t limit = 0;

	make(sound);
	do
		ck_assert_int_eq(
		    gkr_docx_set_limit(d, GKR_LIMIT_INPUT, ++limit), GKR_OK);
	while (read_file() == GKR_E_LIMIT);
	ck_assert_int_eq(gkr_docx_error(d), GKR_OK);
	ck_assert(has_rules());
	ck_assert_uint_gt(limit, sizeof sound - 1);
	ck_assert_int_eq(
	    gkr_docx_set_limit(d, GKR_LIMIT_INPUT, limit - 1), GKR_OK);
	refused(GKR_E_LIMIT, "larger");
	ck_assert_uint_eq(gkr_docx_error_limit(d), GKR_LIMIT_INPUT);
	ck_assert_uint_eq(gkr_docx_limit(d, GKR_LIMIT_INPUT), limit - 1);
	/* the main part alone: just its bytes */
	limit = sizeof sound - 1;
	ck_assert_int_eq(gkr_docx_set_limit(d, GKR_LIMIT_INPUT, limit), GKR_OK);
	ck_assert_int_eq(
	    gkr_docx_read(d, r, t, sound, sizeof sound - 1), GKR_OK);
	ck_assert_int_eq(
	    gkr_docx_set_limit(d, GKR_LIMIT_INPUT, limit - 1), GKR_OK);
	ck_assert_int_eq(
	    gkr_docx_read(d, r, t, sound, sizeof sound - 1), GKR_E_LIMIT);
	ck_assert_uint_eq(gkr_report_error_limit(r), GKR_LIMIT_INPUT);
}
END_TEST

START_TEST(depth_limit_is_exact)
{
	char *opened = repeated("<w:sdt>", 998), *closed;
	struct samples_text s = {NULL, 0, 0};

	reads_until(opened, GKR_E_FORMAT, "well-formed");
	free(opened);
	opened = repeated("<w:sdt>", 999);
	reads_until(opened, GKR_E_LIMIT, "nested");
	ck_assert_uint_eq(gkr_docx_error_limit(d), GKR_LIMIT_DEPTH);
	free(opened);
	ck_assert_int_eq(gkr_docx_set_limit(d, GKR_LIMIT_DEPTH, 4), GKR_OK);
	opened = repeated("<w:sdt>", 2);
	closed = repeated("</w:sdt>", 2);
	samples_add(&s, BEGIN, sizeof BEGIN - 1);
	samples_add(&s, opened, strlen(opened));
	samples_add(&s, closed, strlen(closed));
	samples_add(&s, END, sizeof END - 1);
	make(s.p);
	ck_assert_int_eq(read_file(), GKR_E_EMPTY);
	ck_assert_int_eq(gkr_docx_set_limit(d, GKR_LIMIT_DEPTH, 3), GKR_OK);
	refused(GKR_E_LIMIT, "nested");
	samples_free(&s);
	free(opened);
	free(closed);
}
END_TEST

START_TEST(nested_tables)
{
	char *tables = repeated("<w:tbl><w:tr><w:tc>", 100000);

	reads_until(tables, GKR_E_LIMIT, "nested");
	free(tables);
	tables = repeated("<w:tbl><w:tr><w:tc><w:p><w:r><w:pict>"
			  "<w:txbxContent>",
	    100000);
	reads_until(tables, GKR_E_LIMIT, "nested");
	free(tables);
}
END_TEST

/* A tag of megabytes is read over, or more than the memory may hold. */
START_TEST(long_attributes)
{
	char *value = repeated("0123456789abcdef", 1 << 18);
	struct samples_text s = {NULL, 0, 0};
	size_t i, len = strlen(value);

	for (i = 0; i < len; i++)
		value[i] = (char)('a' + (i * i >> 7) % 23);
	samples_add(&s, BEGIN "<w:p><w:r><w:pict a=\"",
	    sizeof BEGIN "<w:p><w:r><w:pict a=\"" - 1);
	samples_add(&s, value, len);
	samples_add(&s, "\"/></w:r></w:p>" RULES END,
	    sizeof "\"/></w:r></w:p>" RULES END - 1);
	make(s.p);
	ck_assert_int_eq(
	    gkr_docx_set_limit(d, GKR_LIMIT_MEMORY, 1 << 20), GKR_OK);
	refused(GKR_E_LIMIT, "");
	ck_assert_uint_eq(gkr_docx_error_limit(d), GKR_LIMIT_MEMORY);
	ck_assert_uint_le(gkr_docx_memory_peak(d), 1 << 20);
	ck_assert_int_eq(
	    gkr_docx_set_limit(d, GKR_LIMIT_MEMORY, 64 << 20), GKR_OK);
	ck_assert_int_eq(read_file(), GKR_OK);
	ck_assert(has_rules());
	samples_free(&s);
	free(value);
}
END_TEST

/* Names that never come twice are kept by nobody beyond the limit. */
START_TEST(names_without_end)
{
	struct samples_text s = {NULL, 0, 0};
	char name[40];
	int i;

	for (i = 0; i < 200000; i++) {
		snprintf(name, sizeof name, "<a%d b%d=\"\"/>", i * 7919, i);
		samples_add(&s, name, strlen(name));
	}
	ck_assert_int_eq(
	    gkr_docx_set_limit(d, GKR_LIMIT_MEMORY, 1 << 20), GKR_OK);
	reads_until(s.p, GKR_E_LIMIT, "");
	ck_assert_uint_eq(gkr_docx_error_limit(d), GKR_LIMIT_MEMORY);
	samples_free(&s);
}
END_TEST

/* The tokenizer's own limits end it too, and are named. */
START_TEST(limits_of_the_tokenizer)
{
	reads_until("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"1001\"/>"
		    "</w:tcPr><w:p/></w:tc><w:tc/></w:tr></w:tbl>" END,
	    GKR_E_LIMIT, "");
	ck_assert_uint_eq(gkr_docx_error_limit(d), GKR_LIMIT_SPAN);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Memory                                                             */

static int32_t read_with(struct test_alloc *a, void *arg)
{
	const struct samples_text *file = arg;
	gkr_docx *docx = NULL;
	gkr_tokenizer *k = NULL;
	gkr_report *report = NULL;
	int32_t rc = gkr_docx_new_with(test_alloc, a, &docx);

	if (rc == GKR_OK)
		rc = gkr_tokenizer_new_with(test_alloc, a, &k);
	if (rc == GKR_OK)
		rc = gkr_report_new_with(test_alloc, a, &report);
	if (rc == GKR_OK)
		rc = gkr_docx_read(docx, report, k, file->p, file->len);
	gkr_docx_free(docx);
	gkr_tokenizer_free(k);
	gkr_report_free(report);
	return rc;
}

START_TEST(every_allocation_fails)
{
	struct docx_parts parts = {NULL, NULL, NULL};

	parts.document = BEGIN
	    "<w:p><w:pPr><w:pStyle w:val=\"h\"/></w:pPr><w:r><w:t>总体情况"
	    "</w:t></w:r></w:p>" RULES END;
	parts.styles = "<w:styles" DOCX_NS "><w:style w:styleId=\"h\"><w:pPr>"
		       "<w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
		       "</w:style></w:styles>";
	parts.numbering = "<w:numbering" DOCX_NS "><w:abstractNum "
			  "w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start "
			  "w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>"
			  "<w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>"
			  "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>"
			  "</w:num></w:numbering>";
	docx_make(&z, &parts);
	ck_assert_uint_gt(test_each_failure(read_with, &z.file), 60);
	ck_assert_int_eq(read_file(), GKR_OK);
	ck_assert_uint_eq(gkr_report_section_count(r), 1);
	ck_assert(has_rules());
}
END_TEST

/* At any limit of memory: all of it, or the limit. */
START_TEST(memory_limits)
{
	uint64_t limit = sizeof(void *);
	int32_t rc;

	make(sound);
	do {
		ck_assert_int_eq(
		    gkr_docx_set_limit(d, GKR_LIMIT_MEMORY, limit), GKR_OK);
		rc = read_file();
		ck_assert(rc == GKR_OK || rc == GKR_E_LIMIT);
		ck_assert(rc == GKR_OK ||
		    gkr_docx_error_limit(d) == GKR_LIMIT_MEMORY);
		limit += 997;
	} while (rc != GKR_OK);
	ck_assert(has_rules());
	ck_assert_uint_lt(limit, 200000);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Damage                                                             */

static uint64_t rounds(void)
{
	const char *n = getenv("GKR_ROUNDS");

	return n ? strtoull(n, NULL, 10) : 20;
}

/*
 * A file with bytes changed is refused, or its tables are what they were: the
 * checksums see to that.
 */
START_TEST(damaged_files)
{
	struct test_random random;
	uint64_t i, n = rounds() * 50, refusals = 0;
	char *copy;

	make(sound);
	copy = malloc(z.file.len);
	ck_assert(copy != NULL);
	test_random_init(&random, 20);
	for (i = 0; i < n; i++) {
		int32_t rc;

		memcpy(copy, z.file.p, z.file.len);
		test_random_damage(
		    &random, copy, z.file.len, 1, i % 2 ? 100 : z.file.len);
		rc = gkr_docx_read(d, r, t, copy, z.file.len);
		ck_assert_msg(
		    rc == GKR_OK || rc == GKR_E_FORMAT || rc == GKR_E_LIMIT,
		    "%d", (int)rc);
		if (rc == GKR_OK)
			ck_assert(has_rules());
		else
			ck_assert_uint_eq(
			    gkr_report_count_state(r, GKR_STATE_NUMBER), 0);
		refusals += rc != GKR_OK;
	}
	ck_assert_uint_gt(refusals, n / 2);
	free(copy);
}
END_TEST

/* XML with bytes changed and the right checksum: anything but a crash. */
START_TEST(damaged_xml)
{
	struct test_random random;
	uint64_t i, n = rounds() * 50;
	char copy[sizeof sound];

	test_random_init(&random, 21);
	for (i = 0; i < n; i++) {
		memcpy(copy, sound, sizeof sound);
		test_random_damage(&random, copy + sizeof BEGIN - 1,
		    sizeof sound - sizeof BEGIN, 1, 100);
		copy[sizeof sound - 1] = '\0';
		make(copy);
		(void)read_file();
		ck_assert_int_eq(gkr_report_error(r) == GKR_OK,
		    gkr_docx_error(d) == GKR_OK &&
			gkr_tokenizer_error(t) == GKR_OK);
	}
}
END_TEST

/* ------------------------------------------------------------------ */
/* Calls                                                              */

START_TEST(what_it_is)
{
	size_t len;

	make(sound);
	ck_assert_uint_eq(gkr_docx_is_docx(z.file.p, z.file.len), 1);
	ck_assert_uint_eq(gkr_docx_is_docx(z.file.p, z.file.len - 1), 1);
	ck_assert_uint_eq(gkr_docx_is_docx(sound, sizeof sound - 1), 1);
	ck_assert_uint_eq(
	    gkr_docx_is_docx("\xef\xbb\xbf\r\n<?xml?><w:document ", 25), 1);
	ck_assert_uint_eq(gkr_docx_is_docx(NULL, 0), 0);
	ck_assert_uint_eq(gkr_docx_is_docx("", 0), 0);
	ck_assert_uint_eq(gkr_docx_is_docx("PK\3\4", 4), 0);
	ck_assert_uint_eq(gkr_docx_is_docx("<html><w:p>", 11), 0);
	ck_assert_uint_eq(gkr_docx_is_docx("see <w:document>", 16), 0);
	for (len = 0; len < 30; len++)
		ck_assert_uint_eq(gkr_docx_is_docx(z.file.p, len), 0);
	docx_free(&z);
	docx_text(&z, "[Content_Types].xml", "<word/>", DOCX_STORED);
	docx_text(&z, "xl/workbook.xml", "<w:document/>", DOCX_STORED);
	docx_end(&z);
	ck_assert_uint_eq(gkr_docx_is_docx(z.file.p, z.file.len), 0);
}
END_TEST

START_TEST(calls_out_of_order)
{
	gkr_tokenizer *other;

	ck_assert_int_eq(gkr_tokenizer_new(&other), GKR_OK);
	make(sound);
	ck_assert_int_eq(gkr_docx_feed(d, t), GKR_E_STATE);
	ck_assert_int_eq(gkr_docx_open(d, z.file.p, z.file.len), GKR_OK);
	ck_assert_int_eq(gkr_tokenizer_feed(t, "a", 1), GKR_OK);
	ck_assert_int_eq(gkr_docx_feed(d, t), GKR_E_STATE);
	ck_assert_int_eq(gkr_tokenizer_reset(t), GKR_OK);
	ck_assert_int_eq(gkr_docx_feed(d, t), GKR_MORE);
	ck_assert_int_eq(gkr_docx_feed(d, other), GKR_E_STATE);
	while (gkr_docx_feed(d, t) == GKR_MORE)
		continue;
	ck_assert_int_eq(gkr_docx_feed(d, t), GKR_END);
	ck_assert_int_eq(gkr_docx_feed(d, other), GKR_E_STATE);
	/* one is left half read, and the next is opened */
	gkr_tokenizer_reset(t);
	ck_assert_int_eq(gkr_docx_open(d, z.file.p, z.file.len), GKR_OK);
	ck_assert_int_eq(gkr_docx_feed(d, t), GKR_MORE);
	ck_assert_int_eq(read_file(), GKR_OK);
	ck_assert(has_rules());
	gkr_tokenizer_free(other);
}
END_TEST

START_TEST(wrong_arguments)
{
	gkr_docx *none = d;

	ck_assert_int_eq(gkr_docx_new(NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_new_with(NULL, NULL, NULL), GKR_E_ARGUMENT);
	gkr_docx_free(NULL);
	ck_assert_int_eq(gkr_docx_open(NULL, "", 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_open(d, NULL, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_feed(NULL, t), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_feed(d, NULL), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_read(NULL, r, t, "", 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_read(d, NULL, t, "", 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_read(d, r, NULL, "", 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(gkr_docx_read(d, r, t, NULL, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_docx_set_limit(d, GKR_LIMIT_CELL, 1), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_docx_set_limit(d, GKR_LIMIT_INPUT, 0), GKR_E_ARGUMENT);
	ck_assert_int_eq(
	    gkr_docx_set_limit(NULL, GKR_LIMIT_INPUT, 1), GKR_E_ARGUMENT);
	ck_assert_uint_eq(gkr_docx_limit(NULL, GKR_LIMIT_INPUT), 0);
	ck_assert_uint_eq(gkr_docx_limit(d, GKR_LIMIT_CELL), 0);
	ck_assert_uint_eq(gkr_docx_limit(d, GKR_LIMIT_DEPTH), 1000);
	ck_assert_int_eq(gkr_docx_error(NULL), GKR_E_ARGUMENT);
	ck_assert_ptr_null(gkr_docx_error_message(NULL, GKR_LANG_EN));
	ck_assert_uint_eq(gkr_docx_error_limit(NULL), 0);
	ck_assert_uint_eq(gkr_docx_memory(NULL), 0);
	ck_assert_uint_eq(gkr_docx_memory_peak(NULL), 0);
	ck_assert_ptr_eq(none, d);
}
END_TEST

START_TEST(versions)
{
	ck_assert_str_eq(gkr_docx_version(), gkr_version());
	ck_assert_ptr_nonnull(gkr_docx_dependency_version("zlib"));
	ck_assert_ptr_nonnull(gkr_docx_dependency_version("expat"));
	ck_assert(*gkr_docx_dependency_version("expat") == '2');
	ck_assert_ptr_null(gkr_docx_dependency_version("utf8proc"));
	ck_assert_ptr_null(gkr_docx_dependency_version(NULL));
}
END_TEST

Suite *suite_docx_file(void);
Suite *suite_docx_file(void)
{
	Suite *s = suite_create("docx-file");
	TCase *tc = tcase_create("docx-file");

	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, sound_file);
	tcase_add_test(tc, entries_that_lie);
	tcase_add_test(tc, archives_that_are_none);
	tcase_add_test(tc, other_documents);
	tcase_add_test(tc, xml_that_is_none);
	tcase_add_test(tc, entity_tricks);
	tcase_add_test(tc, bombs);
	tcase_add_test(tc, input_limit_is_exact);
	tcase_add_test(tc, depth_limit_is_exact);
	tcase_add_test(tc, nested_tables);
	tcase_add_test(tc, long_attributes);
	tcase_add_test(tc, names_without_end);
	tcase_add_test(tc, limits_of_the_tokenizer);
	tcase_add_test(tc, every_allocation_fails);
	tcase_add_test(tc, memory_limits);
	tcase_add_test(tc, damaged_files);
	tcase_add_test(tc, damaged_xml);
	tcase_add_test(tc, what_it_is);
	tcase_add_test(tc, calls_out_of_order);
	tcase_add_test(tc, wrong_arguments);
	tcase_add_test(tc, versions);
	suite_add_tcase(s, tc);
	return s;
}
