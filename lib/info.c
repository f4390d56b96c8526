/* What the library says of itself: versions, features, names of codes. */
#include "gkr.h"

#include <iconv.h>
#include <string.h>
#include <utf8proc.h>

/* A list's name by its id; NULL in the gaps and past the end. */
#define NAME_OF(list, id) \
	((id) < sizeof(list) / sizeof *(list) ? (list)[id] : NULL)
#define TEXT(number) TEXT_OF(number)
#define TEXT_OF(number) #number

/* Versions */

const char *gkr_version(void)
{
	return TEXT(GKR_VERSION_MAJOR) "." TEXT(GKR_VERSION_MINOR) "." TEXT(
	    GKR_VERSION_PATCH);
}

uint32_t gkr_version_number(void)
{
	return GKR_VERSION_MAJOR * 10000 + GKR_VERSION_MINOR * 100 +
	    GKR_VERSION_PATCH;
}

uint32_t gkr_abi(void)
{
	return GKR_ABI;
}

#define UTF8PROC_VERSION_TEXT        \
	TEXT(UTF8PROC_VERSION_MAJOR) \
	"." TEXT(UTF8PROC_VERSION_MINOR) "." TEXT(UTF8PROC_VERSION_PATCH)

#if defined(_LIBICONV_VERSION)
/* GNU libiconv packs its version into a number: 0x0111 is 1.17. */
static const char *iconv_version(void)
{
	static const char version[] = {'l', 'i', 'b', 'i', 'c', 'o', 'n', 'v',
	    ' ', '0' + (_LIBICONV_VERSION >> 8), '.',
	    '0' + (_LIBICONV_VERSION & 0xff) / 10,
	    '0' + (_LIBICONV_VERSION & 0xff) % 10, '\0'};

	return version;
}
#elif defined(__GLIBC__)
static const char *iconv_version(void)
{
	return "glibc " TEXT(__GLIBC__) "." TEXT(__GLIBC_MINOR__);
}
#else
static const char *iconv_version(void)
{
	return "C library";
}
#endif

const char *gkr_dependency_version(const char *name)
{
	if (name == NULL)
		return NULL;
	if (strcmp(name, "utf8proc") == 0)
		return UTF8PROC_VERSION_TEXT;
	if (strcmp(name, "iconv") == 0)
		return iconv_version();
	return NULL;
}

/* Features */

#ifndef ICONV_CONST
#define ICONV_CONST /* some iconv take a const char ** */
#endif

/*
 * U+4E2D in two bytes and U+0080 in four: a converter that only knows the
 * older sets fails on the second.
 */
static int converts_gb18030(iconv_t cd)
{
	char in[] = "\xd6\xd0\x81\x30\x81\x30", out[16];
	ICONV_CONST char *from = in;
	char *to = out;
	size_t left = 6, room = sizeof out;

	return iconv(cd, &from, &left, &to, &room) != (size_t)-1 && left == 0 &&
	    sizeof out - room == 5 &&
	    memcmp(out, "\xe4\xb8\xad\xc2\x80", 5) == 0;
}

static uint32_t has_gb18030(void)
{
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	int works;

	/* POSIX says (iconv_t)-1; an integer keeps the comparison portable. */
	if ((intptr_t)cd == -1)
		return 0;
	works = converts_gb18030(cd);
	iconv_close(cd);
	return works ? 1 : 0;
}

uint32_t gkr_has_feature(uint32_t feature)
{
	switch (feature) {
	case GKR_FEATURE_GB18030:
		return has_gb18030();
	case GKR_FEATURE_SIMD:
#if defined(__SSE2__) || (defined(__aarch64__) && defined(__ARM_NEON))
		return 1;
#else
		return 0;
#endif
	case GKR_FEATURE_HTML:
	case GKR_FEATURE_THREADS:
		return 1;
	default:
		return 0;
	}
}

const char *gkr_feature_name(uint32_t feature)
{
	static const char *const names[] = {
#define GKR_DEF_FEATURE(id, name) [GKR_FEATURE_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, feature);
}

/* Status codes */

static const struct status {
	int32_t code;
	const char *name, *zh, *en;
} statuses[] = {
#define GKR_DEF_STATUS(code, zh, en) {code, #code, zh, en},
#include "status.def"
#undef GKR_DEF_STATUS
};

#define STATUSES (sizeof statuses / sizeof *statuses)

static const struct status *status_of(int32_t code)
{
	size_t i;

	for (i = 0; i < STATUSES; i++)
		if (statuses[i].code == code)
			return &statuses[i];
	return NULL;
}

const char *gkr_status_name(int32_t status)
{
	const struct status *s = status_of(status);

	return s ? s->name : NULL;
}

const char *gkr_status_message(int32_t status, uint32_t lang)
{
	const struct status *s = status_of(status);

	if (s == NULL)
		return NULL;
	if (lang == GKR_LANG_ZH)
		return s->zh;
	return lang == GKR_LANG_EN ? s->en : NULL;
}

int32_t gkr_status_at(uint32_t index)
{
	return index < STATUSES ? statuses[index].code : INT32_MIN;
}

/* Encodings */

const char *gkr_encoding_name(uint32_t encoding)
{
	static const char *const names[] = {
#define GKR_DEF_ENCODING(id, name) [GKR_ENCODING_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, encoding);
}

/* label is lower case already; ASCII letters only, whatever the locale. */
static int same_label(const char *label, const char *text)
{
	for (; *label; label++, text++) {
		char c = *text;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != *label)
			return 0;
	}
	return *text == '\0';
}

uint32_t gkr_encoding_from_name(const char *label)
{
	static const struct {
		const char *label;
		uint32_t encoding;
	} labels[] = {
#define GKR_DEF_ENCODING_LABEL(id, label) {label, GKR_ENCODING_##id},
#include "name.def"
	};
	size_t i;

	if (label == NULL)
		return 0;
	for (i = 0; i < sizeof labels / sizeof *labels; i++)
		if (same_label(labels[i].label, label))
			return labels[i].encoding;
	return 0;
}

/* Limits */

static const struct {
	const char *name;
	uint64_t value;
} limits[] = {
#define GKR_DEF_LIMIT(id, name, value) [GKR_LIMIT_##id] = {name, value},
#include "limit.def"
#undef GKR_DEF_LIMIT
};

#define LIMITS (sizeof limits / sizeof *limits)

const char *gkr_limit_name(uint32_t limit)
{
	return limit < LIMITS ? limits[limit].name : NULL;
}

uint32_t gkr_limit_from_name(const char *name)
{
	uint32_t i;

	for (i = 1; name && i < LIMITS; i++)
		if (strcmp(limits[i].name, name) == 0)
			return i;
	return 0;
}

uint64_t gkr_limit_default(uint32_t limit)
{
	return limit < LIMITS ? limits[limit].value : 0;
}

/* Names of the other codes */

const char *gkr_state_name(uint32_t state)
{
	static const char *const names[] = {
#define GKR_DEF_STATE(id, name) [GKR_STATE_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, state);
}

const char *gkr_certainty_name(uint32_t certainty)
{
	static const char *const names[] = {
#define GKR_DEF_CERTAINTY(id, name) [GKR_CERTAINTY_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, certainty);
}

const char *gkr_layout_name(uint32_t layout)
{
	static const char *const names[] = {
#define GKR_DEF_LAYOUT(id, name) [GKR_LAYOUT_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, layout);
}

const char *gkr_token_name(uint32_t kind)
{
	static const char *const names[] = {
#define GKR_DEF_TOKEN(id, name) [GKR_TOKEN_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, kind);
}

const char *gkr_finding_status_name(uint32_t status)
{
	static const char *const names[] = {
#define GKR_DEF_FINDING(id, name) [GKR_FINDING_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, status);
}

const char *gkr_suggestion_kind_name(uint32_t kind)
{
	static const char *const names[] = {
#define GKR_DEF_SUGGESTION(id, name) [GKR_SUGGESTION_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, kind);
}

const char *gkr_severity_name(uint32_t severity)
{
	static const char *const names[] = {
#define GKR_DEF_SEVERITY(id, name) [GKR_SEVERITY_##id] = name,
#include "name.def"
	};

	return NAME_OF(names, severity);
}
