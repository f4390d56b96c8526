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

static int begins(const char *p, size_t n, const char *word)
{
	size_t len = strlen(word);

	return len <= n && memcmp(p, word, len) == 0;
}

/* The last bytes of characters, of which those of few names have the same. */
static uint64_t bit_of(char c)
{
	return UINT64_C(1) << ((unsigned char)c & 63);
}

/* Of the characters with which the words begin. */
static uint64_t within_bits(void)
{
	return 0
#define GKR_AGENCY_WITHIN(text) | bit_of((text)[2])
#include "agency.def"
	    ;
}

static int is_within(const char *name, size_t len)
{
	size_t at, i;

	for (at = 0; at + 2 < len; at++) {
		if (((unsigned char)name[at] & 0xc0) == 0x80 ||
		    !(within_bits() & bit_of(name[at + 2])))
			continue;
		for (i = 0; i < sizeof withins / sizeof *withins; i++)
			if (name[at + 2] == withins[i][2] &&
			    begins(name + at, len - at, withins[i]))
				return 1;
	}
	return 0;
}

uint32_t gkri_agency_kind(const char *name, size_t len)
{
	uint32_t kind = kind_by_ending(name, len);

	return kind == GKRI_AGENCY_DEPARTMENT && is_within(name, len)
	    ? GKRI_AGENCY_OTHER
	    : kind;
}
