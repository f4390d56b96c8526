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

/* What only whole pages begin with. */
static const char *const beginnings[] = {"!--", "!doctype", "?xml", "html",
    "head", "meta", "link", "title", "script"};

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

/*
 * A piece of HTML may begin with any tag, and so may Markdown; the latter
 * goes on with lines without tags and empty lines between them.
 */
static int is_marked_down(const char *p, size_t n)
{
	const char *end = p + n;
	int plain = 0, empty = 0;

	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((lf ? lf : end) - p);

		if (gkri_is_blank(p, len))
			empty++;
		else if (!memchr(p, '<', len) && !memchr(p, '>', len))
			plain++;
		p += len + 1;
	}
	return plain >= 2 && empty >= 2;
}

static int begins_page(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (begins(p, n, beginnings[i]))
			return 1;
	return 0;
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
	if (begins_page(p, n))
		return 1;
	for (i = 0; i < n && i < sizeof(name) &&
	     ((p[i] | 32) >= 'a' && (p[i] | 32) <= 'z');
	     i++)
		name[i] = (char)(p[i] | 32);
	if (i && i < n && i < sizeof(name) && p[i] >= '1' && p[i] <= '6') {
		name[i] = p[i];
		i++;
	}
	return i && gkri_tag_meaning(name, i) != GKRI_TAG_NONE &&
	    !is_marked_down(p, n);
}
