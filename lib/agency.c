/* What kind of organ a name is. */
#include "agency.h"

#include <string.h>

static const struct ending {
	const char *text;
	uint8_t len, kind;
} endings[] = {
#define GKR_AGENCY(text, kind) {text, sizeof text - 1, GKRI_AGENCY_##kind},
#include "agency.def"
};

static const char *const withins[] = {
#define GKR_AGENCY_WITHIN(text) text,
#include "agency.def"
};

static uint32_t kind_by_ending(const char *name, size_t len)
{
	const struct ending *e = endings;
	const struct ending *end = e + sizeof endings / sizeof *endings;
	uint32_t kind = GKRI_AGENCY_UNKNOWN;
	size_t best = 0;

	for (; len && e < end; e++)
		if (e->text[e->len - 1] == name[len - 1] && e->len <= len &&
		    e->len > best &&
		    memcmp(name + len - e->len, e->text, e->len) == 0) {
			best = e->len;
			kind = e->kind;
		}
	return kind;
}

static int holds(const char *name, size_t len, const char *part)
{
	size_t n = strlen(part), i;

	for (i = 0; i + n <= len; i++)
		if (name[i] == *part && memcmp(name + i, part, n) == 0)
			return 1;
	return 0;
}

/* The last bytes of characters, of which those of few names have the same. */
static uint64_t bit_of(char c)
{
	return UINT64_C(1) << ((unsigned char)c & 63);
}

static int is_within(const char *name, size_t len)
{
	uint64_t bits = 0;
	size_t i;

	for (i = 0; i < len; i++)
		bits |= bit_of(name[i]);
	for (i = 0; i < sizeof withins / sizeof *withins; i++)
		if (bits & bit_of(withins[i][2]) &&
		    holds(name, len, withins[i]))
			return 1;
	return 0;
}

uint32_t gkri_agency_kind(const char *name, size_t len)
{
	uint32_t kind = kind_by_ending(name, len);

	return kind == GKRI_AGENCY_DEPARTMENT && is_within(name, len)
	    ? GKRI_AGENCY_OTHER
	    : kind;
}
