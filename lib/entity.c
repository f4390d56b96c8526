/* Character references: numbers, and names by binary search. */
#include <string.h>
#include "html.h"
#include "text.h"

struct entity {
	const char *name;
	uint8_t len, strict; /* strict: the semicolon is needed */
	const char *text;
};

static const struct entity entities[] = {
#define GKR_DEF_ENTITY(name, len, strict, text) {name, len, strict, text},
#include "entity.def"
#undef GKR_DEF_ENTITY
};
#define ENTITIES (sizeof(entities) / sizeof(*entities))

/* What the standard makes of 0x80-0x9F: Windows-1252. */
static const uint16_t windows[32] = {0x20ac, 0x81, 0x201a, 0x192, 0x201e,
    0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d,
    0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc,
    0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178};

static int digit(char c, int hex)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (hex && (c | 32) >= 'a' && (c | 32) <= 'f')
		return (c | 32) - 'a' + 10;
	return -1;
}

static size_t by_number(const char *p, size_t n, char *out, size_t *used)
{
	int hex = n > 1 && (p[1] | 32) == 'x';
	size_t i = hex ? 2 : 1, from = i;
	uint32_t code = 0;
	int d;

	for (; i < n && (d = digit(p[i], hex)) >= 0; i++)
		if (code <= 0x10ffff)
			code = code * (hex ? 16u : 10u) + (uint32_t)d;
	if (i == from)
		return 0;
	*used = i + (i < n && p[i] == ';');
	if (code >= 0x80 && code <= 0x9f)
		code = windows[code - 0x80];
	if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		code = 0xfffd;
	return gkri_encode(out, code);
}

/* The entry of exactly that name, NULL if none. */
static const struct entity *find(const char *p, size_t n)
{
	size_t lo = 0, hi = ENTITIES;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2, len = entities[mid].len;
		int c = memcmp(entities[mid].name, p, len < n ? len : n);

		if (c == 0 && len == n)
			return &entities[mid];
		if (c < 0 || (c == 0 && len < n))
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static int is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static size_t by_name(const char *p, size_t n, char *out, size_t *used)
{
	const struct entity *e;
	size_t len = 0, k;

	while (len < n && len < 32 && is_word(p[len]))
		len++;
	e = len < n && p[len] == ';' ? find(p, len) : NULL;
	*used = len + 1;
	/* without a semicolon the longest name that may do without one */
	for (k = len; !e && k > 1; k--) {
		e = find(p, k);
		if (e && e->strict)
			e = NULL;
		*used = k;
	}
	if (!e)
		return 0;
	k = strlen(e->text);
	memcpy(out, e->text, k);
	return k;
}

size_t gkri_entity(const char *p, size_t n, char *out, size_t *used)
{
	size_t len;

	if (n == 0)
		return 0;
	len = *p == '#' ? by_number(p, n, out, used) : by_name(p, n, out, used);
	/* an end of a line that is spelt out is a blank as others are */
	if (len && (*out == '\n' || *out == '\r'))
		*out = ' ';
	return len;
}
