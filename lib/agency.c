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
	uint32_t kind = GKRI_AGENCY_UNKNOWN;
	size_t i, best = 0;

	for (i = 0; i < sizeof endings / sizeof *endings; i++)
		if (endings[i].len <= len && endings[i].len > best &&
		    memcmp(name + len - endings[i].len, endings[i].text,
			endings[i].len) == 0) {
			best = endings[i].len;
			kind = endings[i].kind;
		}
	return kind;
}

static int holds(const char *name, size_t len, const char *part)
{
	size_t n = strlen(part), i;

	for (i = 0; i + n <= len; i++)
		if (memcmp(name + i, part, n) == 0)
			return 1;
	return 0;
}

uint32_t gkri_agency_kind(const char *name, size_t len)
{
	uint32_t kind = kind_by_ending(name, len);
	size_t i;

	if (kind != GKRI_AGENCY_DEPARTMENT)
		return kind;
	for (i = 0; i < sizeof withins / sizeof *withins; i++)
		if (holds(name, len, withins[i]))
			return GKRI_AGENCY_OTHER;
	return kind;
}

int gkri_agency_is_part(const char *name, size_t len)
{
	uint32_t kind = kind_by_ending(name, len);

	return kind == GKRI_AGENCY_DEPARTMENT || kind == GKRI_AGENCY_OTHER;
}
