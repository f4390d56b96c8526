/* Names of tags, and whether a text looks like HTML. */
#include <string.h>
#include "html.h"
#include "html-tag.h"
#include "text.h"

/* Names are compared as two words: zeros stand behind them. */
struct tag_name {
	char name[16];
	uint8_t meaning;
};

static const struct tag_name tags[] = {
#define GKR_DEF_LETTER(letter)
#define GKR_DEF_TAG(name, meaning) {#name, GKRI_TAG_##meaning},
#include "html-tag.def"
#undef GKR_DEF_TAG
#undef GKR_DEF_LETTER
};

/* Where the names of a letter begin; behind the last there is no other. */
enum {
#define GKR_DEF_LETTER(letter) \
	FIRST_##letter, BEFORE_##letter = FIRST_##letter - 1,
#define GKR_DEF_TAG(name, meaning) ROW_##name,
#include "html-tag.def"
#undef GKR_DEF_TAG
#undef GKR_DEF_LETTER
	FIRST_NONE
};
static const uint8_t first[] = {
#define GKR_DEF_LETTER(letter) FIRST_##letter,
#define GKR_DEF_TAG(name, meaning)
#include "html-tag.def"
#undef GKR_DEF_TAG
#undef GKR_DEF_LETTER
    FIRST_NONE};

/* What only whole pages begin with. */
static const char *const beginnings[] = {"!--", "!doctype", "?xml", "html",
    "head", "meta", "link", "title", "script"};

static uint64_t word(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

uint8_t gkri_tag_meaning_of(const char *name, size_t len)
{
	size_t letter = (size_t)(unsigned char)*name - 'a', i;
	uint64_t lo = word(name), hi = word(name + 8);

	if (letter >= 26)
		return GKRI_TAG_NONE;
	for (i = first[letter]; i < first[letter + 1]; i++)
		if (word(tags[i].name) == lo && word(tags[i].name + 8) == hi &&
		    len <= sizeof(tags[i].name))
			return tags[i].meaning;
	/* o:p and others of a word processor; but no http: */
	return memchr(name, ':', len - 1) ? GKRI_TAG_INLINE : GKRI_TAG_NONE;
}

uint8_t gkri_tag_meaning(const char *name, size_t len)
{
	char whole[GKRI_TAG_LONGEST] = {0};

	if (len > sizeof(whole))
		return GKRI_TAG_NONE;
	memcpy(whole, name, len);
	return gkri_tag_meaning_of(whole, len);
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

static int begins_page(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (begins(p, n, beginnings[i]))
			return 1;
	return 0;
}

uint8_t gkri_tag_meaning_at(const char *p, size_t n)
{
	char name[16];
	size_t i;

	for (i = 0; i < n && i < sizeof(name) && p[i] != '>' && p[i] != '/' &&
	     !gkri_html_is_space(p[i]);
	     i++)
		name[i] = gkri_html_lower(p[i]);
	return i < n ? gkri_tag_meaning(name, i) : GKRI_TAG_NONE;
}

/* Do all tags stand within lines? */
static int is_inline(const char *p, size_t n)
{
	const char *end = p + n;
	uint8_t meaning;

	for (;;) {
		p += p < end && *p == '/';
		meaning = gkri_tag_meaning_at(p, (size_t)(end - p));
		if (meaning > GKRI_TAG_INLINE && meaning != GKRI_TAG_APART)
			return 0;
		p = memchr(p, '<', (size_t)(end - p));
		if (!p)
			return 1;
		p++;
	}
}

/*
 * A piece of HTML may begin with any tag, and so may Markdown; the latter goes
 * on with lines without tags, or with none but those within lines, and empty
 * lines between them.  Behind the first '<'.
 */
static int is_marked_down(const char *p, size_t n)
{
	const char *line = p, *end = p + n;
	int plain = 0, empty = 0, mark = memchr(p, '\n', n) ? '\n' : '\r';

	while (line < end) {
		const char *stop = memchr(line, mark, (size_t)(end - line));
		size_t len = (size_t)((stop ? stop : end) - line);

		if (gkri_is_blank(line, len))
			empty++;
		else if (!memchr(line, '<', len) && !memchr(line, '>', len))
			plain++;
		line += len + 1;
	}
	return (plain >= 2 && empty >= 2) || (empty && is_inline(p, n));
}

/* Is it Markdown that has a comment before it?  p is behind the first '<'. */
static int is_commented(const char *p, size_t n)
{
	const char *q = p, *end = p + n;

	if (!begins(p, n, "!--"))
		return 0;
	while ((q = memchr(q, '>', (size_t)(end - q))) != NULL) {
		q++;
		if (q - p < 6 || q[-2] != '-' || q[-3] != '-')
			continue;
		n = (size_t)(end - q);
		gkri_trim(&q, &n);
		return n && *q != '<' && is_marked_down(q, n);
	}
	return 0;
}

int gkri_html_sniff(const char *p, size_t n)
{
	gkri_trim(&p, &n);
	if (n < 3 || *p != '<')
		return GKRI_HTML_NONE;
	p++;
	n--;
	if (begins(p, n, "?xml"))
		return GKRI_HTML_XML;
	if (is_commented(p, n))
		return GKRI_HTML_MIXED;
	if (begins_page(p, n))
		return GKRI_HTML_PAGE;
	if (gkri_tag_meaning_at(p, n) == GKRI_TAG_NONE)
		return GKRI_HTML_NONE;
	return is_marked_down(p, n) ? GKRI_HTML_MIXED : GKRI_HTML_PAGE;
}
