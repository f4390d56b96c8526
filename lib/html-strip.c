/* Tags, references and anchors in a cell of text that is no HTML. */
#include <string.h>
#include "html.h"
#include "html-tag.h"

struct strip {
	const char *p;
	size_t i, n;
	char *out;
	size_t len;
	int open;  /* a tag without end was met: there is none behind it */
	int apart; /* what follows does not belong to what stands before */
	int spans; /* [ that were left out, whose ] has not come yet */
};

int gkri_html_has_markup(const char *p, size_t n)
{
	return memchr(p, '<', n) || memchr(p, '&', n) || memchr(p, '{', n);
}

/* No anchor is longer, so that none is looked for to the end of a cell. */
#define ANCHOR 128

/* Bytes of an anchor without text at p, as Markdown may have it: []{#name} */
static size_t anchor(const char *p, size_t n)
{
	const char *end;

	if (n < 4 || memcmp(p, "[]{", 3) != 0)
		return 0;
	end = memchr(p, '}', n < ANCHOR ? n : ANCHOR);
	return end ? (size_t)(end - p) + 1 : 0;
}

/* No text with attributes is longer, nor are these. */
#define SPAN 1024

/* Bytes of attributes at p: {#name}, {.class} or {key=...}; 0: there are none
 */
static size_t attributes(const char *p, size_t n)
{
	const char *end;

	if (n < 3 || *p != '{')
		return 0;
	end = memchr(p, '}', n < SPAN ? n : SPAN);
	if (!end ||
	    (p[1] != '#' && p[1] != '.' && !memchr(p, '=', (size_t)(end - p))))
		return 0;
	return (size_t)(end - p) + 1;
}

/* Does a text with attributes begin with the [ at p? */
static int begins_span(const char *p, size_t n)
{
	size_t i, depth = 0;

	for (i = 0; i < n && i < SPAN; i++) {
		depth += p[i] == '[';
		if (p[i] == ']' && --depth == 0)
			return attributes(p + i + 1, n - i - 1) > 0;
	}
	return 0;
}

/* A bracket of a text with attributes, which is none of its own. */
static size_t bracket(struct strip *s)
{
	const char *p = s->p + s->i;
	size_t n = s->n - s->i, skip;

	if (*p == ']') {
		skip = s->spans ? attributes(p + 1, n - 1) : 0;
		s->spans -= skip > 0;
		return skip ? skip + 1 : 0;
	}
	skip = anchor(p, n);
	if (!skip && begins_span(p, n)) {
		s->spans++;
		skip = 1;
	}
	return skip;
}

static void put(struct strip *s, const char *p, size_t n)
{
	if (s->apart && s->len && (unsigned char)s->out[s->len - 1] < 0x80 &&
	    (unsigned char)*p < 0x80)
		s->out[s->len++] = ' ';
	s->apart = 0;
	memcpy(s->out + s->len, p, n);
	s->len += n;
}

struct tag {
	char name[GKRI_TAG_LONGEST];
	size_t len;    /* of the name */
	size_t behind; /* where that ends */
	uint8_t meaning;
	int closing;
};

/* Behind the tag at s->i, s->i where there is none that is known. */
static size_t tag_end(const struct strip *s, struct tag *t)
{
	size_t i = s->i + 1, n = 0;
	char quote = 0;

	t->closing = i < s->n && s->p[i] == '/';
	i += (size_t)t->closing;
	for (; i < s->n && n < sizeof(t->name) && s->p[i] != '>' &&
	     s->p[i] != '/' && !gkri_html_is_space(s->p[i]);
	     i++)
		t->name[n++] = gkri_html_lower(s->p[i]);
	t->len = n;
	t->behind = i;
	t->meaning = n < sizeof(t->name) ? gkri_tag_meaning(t->name, n) : 0;
	if (t->meaning == GKRI_TAG_NONE)
		return s->i;
	for (; i < s->n && (quote || s->p[i] != '>'); i++) {
		if (quote ? s->p[i] == quote
			  : s->p[i - 1] == '=' &&
			    (s->p[i] == '"' || s->p[i] == '\''))
			quote = quote ? 0 : s->p[i];
	}
	return i < s->n ? i + 1 : s->i;
}

/* Is what the tag holds that ends at `end` not shown? */
static int hides(const struct strip *s, const struct tag *t, size_t end)
{
	struct gkri_html h;
	struct gkri_html_reader r = {&h, NULL, s->p, t->behind, end, 1, GKR_OK};

	if (t->closing || end - t->behind < sizeof("hidden"))
		return 0;
	memset(&h, 0, sizeof(h));
	h.wanted = t->meaning;
	return gkri_html_attributes(&r) && gkri_html_hides(&h);
}

/* To behind the end tag of t, which was just read, or the text's end. */
static void skip_hidden(struct strip *s, const struct tag *t)
{
	struct tag other = {{0}, 0, 0, GKRI_TAG_NONE, 0};
	size_t depth = 1, end;

	while (depth && s->i < s->n) {
		end = s->p[s->i] == '<' ? tag_end(s, &other) : s->i;
		if (end > s->i) {
			if (other.len == t->len &&
			    memcmp(other.name, t->name, t->len) == 0)
				depth += other.closing ? SIZE_MAX : 1;
			s->i = end;
		} else if (s->p[s->i] == '<' &&
		    other.meaning != GKRI_TAG_NONE) {
			/* it does not end: there is no tag behind it */
			s->i = s->n;
		} else {
			s->i++;
		}
	}
}

static void reference(struct strip *s)
{
	char text[8];
	size_t used,
	    n = gkri_entity(s->p + s->i + 1, s->n - s->i - 1, text, &used);

	if (n && s->p[s->i + used] == ';') {
		put(s, text, n);
		s->i += 1 + used;
	} else {
		put(s, s->p + s->i++, 1);
	}
}

/* What the field is filled with whose tag ends at `end`. */
static void field(struct strip *s, const struct tag *t, size_t end)
{
	struct gkri_html h;
	struct gkri_html_reader r = {&h, NULL, s->p, t->behind, end, 1, GKR_OK};
	size_t behind = s->i, n = s->n;

	memset(&h, 0, sizeof(h));
	h.wanted = t->meaning;
	if (!gkri_html_attributes(&r) || gkri_html_hides(&h) ||
	    !gkri_html_is_shown_as_text(&h))
		return;
	s->i = (size_t)h.field.place.offset;
	s->n = s->i + h.field.place.length;
	s->apart = 1;
	while (s->i < s->n) {
		if (s->p[s->i] == '&')
			reference(s);
		else
			put(s, s->p + s->i++, 1);
	}
	s->i = behind;
	s->n = n;
	s->apart = 1;
}

static void tag(struct strip *s)
{
	struct tag t = {{0}, 0, 0, GKRI_TAG_NONE, 0};
	size_t end = s->open ? s->i : tag_end(s, &t);

	if (end == s->i) {
		s->open |= !s->open && t.meaning != GKRI_TAG_NONE;
		put(s, s->p + s->i++, 1);
		return;
	}
	s->i = end;
	if (t.meaning > GKRI_TAG_INLINE)
		s->apart = 1;
	if (t.meaning == GKRI_TAG_FIELD && !t.closing)
		field(s, &t, end);
	else if (hides(s, &t, end))
		skip_hidden(s, &t);
	else if (t.meaning == GKRI_TAG_DELETED && !t.closing)
		while (s->i < s->n &&
		    (s->n - s->i < 6 || memcmp(s->p + s->i, "</del>", 6) != 0))
			s->i++;
}

size_t gkri_html_strip(const char *p, size_t n, char *out)
{
	struct strip s = {p, 0, n, out, 0, 0, 0, 0};
	size_t skip, from;

	while (s.i < n) {
		skip = p[s.i] == '[' || p[s.i] == ']' ? bracket(&s) : 0;
		if (p[s.i] == '<') {
			tag(&s);
		} else if (p[s.i] == '&') {
			reference(&s);
		} else if (skip) {
			s.i += skip;
		} else {
			from = s.i++;
			while (s.i < n && !memchr("<&[]", p[s.i], 4))
				s.i++;
			put(&s, p + from, s.i - from);
		}
	}
	return s.len;
}
