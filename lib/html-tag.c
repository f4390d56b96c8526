/* Names of tags, and whether a text looks like HTML. */
#include <string.h>
#include "html.h"
#include "html-tag.h"
#include "text.h"

struct tag_name {
	const char *name;
	uint8_t len, meaning;
};

static const struct tag_name tags[] = {
#define GKR_DEF_TAG(name, meaning) {name, sizeof(name) - 1, GKRI_TAG_##meaning},
#include "html-tag.def"
#undef GKR_DEF_TAG
};
#define TAGS (sizeof(tags) / sizeof(*tags))

/* Other names with which a page or a piece of one begins. */
static const char *const beginnings[] = {
    "!--", "!doctype", "?xml", "b", "font", "link", "meta", "span", "strong"};

uint8_t gkri_tag_meaning(const char *name, size_t len)
{
	size_t lo = 0, hi = TAGS;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2, n = tags[mid].len;
		int c = memcmp(tags[mid].name, name, n < len ? n : len);

		if (c == 0 && n == len)
			return tags[mid].meaning;
		if (c < 0 || (c == 0 && n < len))
			lo = mid + 1;
		else
			hi = mid;
	}
	return GKRI_TAG_NONE;
}

static int begins(const char *p, size_t n, const char *name)
{
	size_t i, len = strlen(name);

	if (n < len)
		return 0;
	for (i = 0; i < len; i++)
		if ((p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]) != name[i])
			return 0;
	return 1;
}

int gkri_html_sniff(const char *p, size_t n)
{
	char name[16];
	size_t i;

	gkri_trim(&p, &n);
	if (n < 3 || *p != '<')
		return 0;
	p++;
	n--;
	for (i = 0; i < n && i < sizeof(name) &&
	     ((p[i] | 32) >= 'a' && (p[i] | 32) <= 'z');
	     i++)
		name[i] = (char)(p[i] | 32);
	if (i < n && i < sizeof(name) && p[i] >= '1' && p[i] <= '6')
		name[i] = p[i], i++;
	if (i && gkri_tag_meaning(name, i) != GKRI_TAG_NONE)
		return 1;
	for (i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (begins(p, n, beginnings[i]) &&
		    (i < 3 || n == strlen(beginnings[i]) ||
			strchr(" >\n\t\r/", p[strlen(beginnings[i])])))
			return 1;
	return 0;
}
