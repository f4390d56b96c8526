/* What the library says of itself. */
#include "support.h"

#include <stdio.h>
#include <string.h>

START_TEST(version)
{
	char text[32];

	snprintf(text, sizeof text, "%d.%d.%d", GKR_VERSION_MAJOR,
	    GKR_VERSION_MINOR, GKR_VERSION_PATCH);
	ck_assert_str_eq(gkr_version(), text);
	ck_assert_uint_eq(gkr_version_number(),
	    GKR_VERSION_MAJOR * 10000 + GKR_VERSION_MINOR * 100 +
		GKR_VERSION_PATCH);
	ck_assert_uint_eq(gkr_abi(), GKR_ABI);
}
END_TEST

START_TEST(features)
{
	ck_assert_uint_eq(gkr_has_feature(0), 0);
	ck_assert_uint_eq(gkr_has_feature(5), 0);
	ck_assert_uint_eq(gkr_has_feature(UINT32_MAX), 0);
	/* the machines that the suite runs on have the tables */
	ck_assert_uint_eq(gkr_has_feature(GKR_FEATURE_GB18030), 1);
	ck_assert_uint_le(gkr_has_feature(GKR_FEATURE_SIMD), 1);
	ck_assert_uint_eq(gkr_has_feature(GKR_FEATURE_HTML), 1);
	ck_assert_uint_eq(gkr_has_feature(GKR_FEATURE_THREADS), 1);
	ck_assert_str_eq(gkr_feature_name(GKR_FEATURE_GB18030), "gb18030");
}
END_TEST

START_TEST(dependencies)
{
	ck_assert_ptr_null(gkr_dependency_version(NULL));
	ck_assert_ptr_null(gkr_dependency_version(""));
	ck_assert_ptr_null(gkr_dependency_version("check"));
	ck_assert_ptr_nonnull(strchr(gkr_dependency_version("utf8proc"), '.'));
	ck_assert_uint_gt(strlen(gkr_dependency_version("iconv")), 0);
}
END_TEST

/* Numbers of codes are permanent: each stands here a second time. */
static const struct {
	int32_t code;
	const char *name;
} codes[] = {{0, "GKR_OK"}, {1, "GKR_MORE"}, {2, "GKR_END"},
    {-1, "GKR_E_ARGUMENT"}, {-2, "GKR_E_STATE"}, {-3, "GKR_E_MEMORY"},
    {-4, "GKR_E_LIMIT"}, {-5, "GKR_E_ENCODING"}, {-6, "GKR_E_ICONV"},
    {-7, "GKR_E_NUL"}, {-8, "GKR_E_FOREIGN"}, {-9, "GKR_E_FORMAT"},
    {-10, "GKR_E_NOT_FOUND"}, {-11, "GKR_E_EMPTY"}, {-12, "GKR_E_AGENCY"},
    {-13, "GKR_E_YEAR"}, {-14, "GKR_E_FORM"}, {-15, "GKR_E_OVERFLOW"},
    {-16, "GKR_E_UNSHOWN"}};

#define CODES (sizeof codes / sizeof *codes)

START_TEST(statuses)
{
	uint32_t i;

	for (i = 0; i < CODES; i++) {
		int32_t code = codes[i].code;

		ck_assert_int_eq(gkr_status_at(i), code);
		ck_assert_str_eq(gkr_status_name(code), codes[i].name);
		ck_assert_uint_gt(
		    strlen(gkr_status_message(code, GKR_LANG_ZH)), 0);
		ck_assert_uint_gt(
		    strlen(gkr_status_message(code, GKR_LANG_EN)), 0);
		ck_assert_str_ne(gkr_status_message(code, GKR_LANG_ZH),
		    gkr_status_message(code, GKR_LANG_EN));
		ck_assert_ptr_null(gkr_status_message(code, 0));
		ck_assert_ptr_null(gkr_status_message(code, 3));
	}
	ck_assert_int_eq(gkr_status_at((uint32_t)CODES), INT32_MIN);
	ck_assert_int_eq(gkr_status_at(UINT32_MAX), INT32_MIN);
}
END_TEST

START_TEST(unknown_statuses)
{
	static const int32_t none[] = {3, -17, INT32_MIN, INT32_MAX};
	size_t i;

	for (i = 0; i < sizeof none / sizeof *none; i++) {
		ck_assert_ptr_null(gkr_status_name(none[i]));
		ck_assert_ptr_null(gkr_status_message(none[i], GKR_LANG_ZH));
	}
}
END_TEST

/* A list of names: from `first` on without a gap, NULL before and behind. */
static void names_are(
    const char *(*name)(uint32_t), uint32_t first, const char *names)
{
	char all[400] = "";
	uint32_t id;

	if (first)
		ck_assert_ptr_null(name(0));
	for (id = first; name(id); id++) {
		strcat(all, *all ? " " : "");
		strcat(all, name(id));
	}
	ck_assert_str_eq(all, names);
	ck_assert_ptr_null(name(id + 1));
	ck_assert_ptr_null(name(UINT32_MAX));
}

START_TEST(names)
{
	names_are(gkr_feature_name, 1, "gb18030 simd html threads");
	names_are(gkr_state_name, 0, "missing number blank nil text unplaced");
	names_are(gkr_certainty_name, 0, "none read inferred set");
	names_are(gkr_encoding_name, 1, "UTF-8 UTF-16LE UTF-16BE GB18030");
	names_are(gkr_layout_name, 1,
	    "lines tabs pipes paragraphs rules grid boxes aligned runs html "
	    "docx cells words commas");
	names_are(gkr_token_name, 1,
	    "section prose mark table column row cell unplaced unknown-row "
	    "unknown-value table-end evidence lossy report-end");
	names_are(gkr_finding_status_name, 1, "fail unassessable");
	names_are(gkr_severity_name, 1, "info warning error");
	names_are(gkr_limit_name, 1,
	    "input cell cells span findings prose memory table output loose "
	    "depth");
}
END_TEST

START_TEST(encodings)
{
	static const struct {
		const char *label;
		uint32_t encoding;
	} rows[] = {{"utf-8", GKR_ENCODING_UTF8}, {"UTF8", GKR_ENCODING_UTF8},
	    {"Utf-16", GKR_ENCODING_UTF16LE},
	    {"utf-16le", GKR_ENCODING_UTF16LE},
	    {"UTF-16BE", GKR_ENCODING_UTF16BE},
	    {"GB2312", GKR_ENCODING_GB18030},
	    {"gb_2312-80", GKR_ENCODING_GB18030}, {"GBK", GKR_ENCODING_GB18030},
	    {"x-gbk", GKR_ENCODING_GB18030}, {"CP936", GKR_ENCODING_GB18030},
	    {"ms936", GKR_ENCODING_GB18030},
	    {"Windows-936", GKR_ENCODING_GB18030},
	    {"gb-18030", GKR_ENCODING_GB18030},
	    {"EUC-CN", GKR_ENCODING_GB18030}, {"", 0}, {"utf-", 0},
	    {"utf-88", 0}, {"big5", 0}, {" gbk", 0}, {"latin1", 0}};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(
		    gkr_encoding_from_name(rows[i].label) == rows[i].encoding,
		    "%s", rows[i].label);
	ck_assert_uint_eq(gkr_encoding_from_name(NULL), 0);
}
END_TEST

START_TEST(encoding_names_come_back)
{
	uint32_t id;

	for (id = 1; gkr_encoding_name(id); id++)
		ck_assert_uint_eq(
		    gkr_encoding_from_name(gkr_encoding_name(id)), id);
	ck_assert_uint_eq(id, 5);
}
END_TEST

START_TEST(limits)
{
	static const uint64_t values[] = {0, 268435456, 65536, 16384, 1000,
	    10000, 8388608, 67108864, 1048576, 1073741824, 4096, 1000};
	uint32_t id;

	for (id = 1; id < sizeof values / sizeof *values; id++) {
		ck_assert_uint_eq(gkr_limit_default(id), values[id]);
		ck_assert_uint_eq(gkr_limit_from_name(gkr_limit_name(id)), id);
	}
	ck_assert_uint_eq(gkr_limit_default(0), 0);
	ck_assert_uint_eq(gkr_limit_default(id), 0);
	ck_assert_uint_eq(gkr_limit_default(UINT32_MAX), 0);
	ck_assert_uint_eq(gkr_limit_from_name(NULL), 0);
	ck_assert_uint_eq(gkr_limit_from_name(""), 0);
	ck_assert_uint_eq(gkr_limit_from_name("Input"), 0);
	ck_assert_uint_eq(gkr_limit_from_name("inputs"), 0);
}
END_TEST

Suite *suite_info(void)
{
	Suite *s = suite_create("info");
	TCase *t = tcase_create("info");

	tcase_add_test(t, version);
	tcase_add_test(t, features);
	tcase_add_test(t, dependencies);
	tcase_add_test(t, statuses);
	tcase_add_test(t, unknown_statuses);
	tcase_add_test(t, names);
	tcase_add_test(t, encodings);
	tcase_add_test(t, encoding_names_come_back);
	tcase_add_test(t, limits);
	suite_add_tcase(s, t);
	return s;
}
