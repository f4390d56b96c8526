/*
 * HTML: inside a tag.  Few attributes mean anything to a report; of all
 * others only the quotes do.
 */
#include <string.h>
#include "html.h"
#include "html-tag.h"

enum { BEFORE_NAME = 0, NAME, AFTER_NAME, BEFORE_VALUE, DOUBLE, SINGLE, BARE };

/* What a tag had: the first of a name counts. */
enum {
	SEEN_ROWSPAN = 1,
	SEEN_COLSPAN = 2,
	SEEN_STYLE = 4,
	SEEN_HIDDEN = 8,
	/* the style's display is none, or another */
	SEEN_NONE = 16,
	SEEN_SHOWN = 32,
	/* of a field: its type and value, and its value is no text */
	SEEN_TYPE = 1,
	SEEN_VALUE = 2,
	SEEN_OTHER = 64,
	/* of a choice: it is a list; of an option */
	SEEN_LIST = 1,
	SEEN_CHOSEN = 1,
	SEEN_DISABLED = 2
};

static const char *const other_types[] = {
#define GKR_DEF_FIELD(type) type,
#include "field.def"
};

/* The declaration that hides, of which blanks are no part. */
static const char display_none[] = "display:none";
enum {
	DISPLAY = sizeof("display:") - 1,
	DISPLAY_NONE = sizeof(display_none) - 1,
	OTHER /* no more of the declaration matters */
};

/*
 * Says in a page's head that it was made of another text, line by line: its
 * line ends are those of the text.
 */
static const char line_by_line[] = ".pdf.PDFParser";

static void note(char *out, uint16_t *len, char c, size_t cap)
{
	if (*len < cap)
		out[(*len)++] = gkri_html_lower(c);
	else
		*len = (uint16_t)(cap + 1);
}

/* ---- what attributes say ---- */

static int is(const struct gkri_html *h, const char *name)
{
	size_t n = strlen(name);

	return h->attribute_len == n && memcmp(h->attribute, name, n) == 0;
}

/* Tables and their parts are read whether they are shown or not. */
static int may_hide(uint8_t meaning)
{
	return meaning == GKRI_TAG_INLINE || meaning == GKRI_TAG_APART ||
	    meaning == GKRI_TAG_BLOCK || meaning == GKRI_TAG_PARAGRAPH ||
	    meaning == GKRI_TAG_PRE || meaning == GKRI_TAG_FIELD ||
	    meaning == GKRI_TAG_CHOICE || meaning == GKRI_TAG_AREA;
}

static int is_hiding(const struct gkri_html *h)
{
	return is(h, "hidden") || is(h, "style");
}

static int is_wanted(const struct gkri_html *h)
{
	if (may_hide(h->wanted) && is_hiding(h))
		return 1;
	if (h->wanted == GKRI_TAG_FIELD)
		return is(h, "type") || is(h, "value");
	if (h->wanted == GKRI_TAG_CHOICE)
		return is(h, "multiple") || is(h, "size");
	if (h->wanted == GKRI_TAG_OPTION)
		return is(h, "selected") || is(h, "disabled");
	if (h->wanted == GKRI_TAG_CELL && h->attribute_len > 1)
		return is(h, "rowspan") || is(h, "colspan");
	return h->wanted == GKRI_TAG_META && is(h, "content");
}

/* A number as the HTML Standard reads it, 1 where there is none. */
static uint64_t number(const struct gkri_html *h)
{
	size_t n = h->value_len, i = 0;
	uint64_t value = 0;

	if (n > sizeof(h->value))
		n = sizeof(h->value);
	while (i < n && gkri_html_is_space(h->value[i]))
		i++;
	i += i < n && h->value[i] == '+';
	if (i == n || h->value[i] < '0' || h->value[i] > '9')
		return 1;
	for (; i < n && h->value[i] >= '0' && h->value[i] <= '9'; i++)
		if (value <= UINT32_MAX)
			value = value * 10 + (uint64_t)(h->value[i] - '0');
	return value;
}

static int32_t span(struct gkri_html *h, uint8_t which)
{
	if (h->seen & which)
		return GKR_OK;
	h->seen |= which;
	if (number(h) <= h->span_limit)
		return GKR_OK;
	h->hit = GKR_LIMIT_SPAN;
	return GKR_E_LIMIT;
}

static void maker(struct gkri_html *h)
{
	size_t n = sizeof(line_by_line) - 1;
	char lower[sizeof(line_by_line)];
	size_t i;

	for (i = 0; i < n; i++)
		lower[i] = gkri_html_lower(line_by_line[i]);
	if (h->value_len >= n && h->value_len <= sizeof(h->value) &&
	    memcmp(h->value + h->value_len - n, lower, n) == 0)
		h->lines_count = 1;
}

/* A declaration of a style is whole: of several displays the last counts. */
static void end_declaration(struct gkri_html *h)
{
	if (h->style == DISPLAY_NONE) {
		h->seen &= (uint8_t)~SEEN_SHOWN;
		h->seen |= SEEN_NONE;
	}
	h->style = 0;
}

/* A style goes on. */
static void style(struct gkri_html *h, const char *p, const char *end)
{
	for (; p < end; p++) {
		if (h->style == OTHER)
			p = memchr(p, ';', (size_t)(end - p));
		if (!p)
			return;
		if (*p == ';' || (*p == '!' && h->style == DISPLAY_NONE)) {
			end_declaration(h);
			h->style = *p == ';' ? 0 : OTHER;
		} else if (gkri_html_is_space(*p)) {
			continue;
		} else if (h->style < DISPLAY_NONE &&
		    gkri_html_lower(*p) == display_none[h->style]) {
			h->style++;
		} else {
			if (h->style >= DISPLAY) {
				h->seen &= (uint8_t)~SEEN_NONE;
				h->seen |= SEEN_SHOWN;
			}
			h->style = OTHER;
		}
	}
}

/* A style of its own goes before the attribute. */
int gkri_html_hides(const struct gkri_html *h)
{
	return h->seen & SEEN_NONE ||
	    (h->seen & (SEEN_HIDDEN | SEEN_SHOWN)) == SEEN_HIDDEN;
}

int gkri_html_is_shown_as_text(const struct gkri_html *h)
{
	return !(h->seen & SEEN_OTHER);
}

int gkri_html_is_list(const struct gkri_html *h)
{
	return h->seen & SEEN_LIST;
}

int gkri_html_is_chosen(const struct gkri_html *h)
{
	return h->seen & SEEN_CHOSEN;
}

int gkri_html_is_disabled(const struct gkri_html *h)
{
	return h->seen & SEEN_DISABLED;
}

static void type(struct gkri_html *h)
{
	size_t i, n;

	if (h->seen & SEEN_TYPE)
		return;
	h->seen |= SEEN_TYPE;
	for (i = 0; i < sizeof(other_types) / sizeof(*other_types); i++) {
		n = strlen(other_types[i]);
		if (h->value_len == n &&
		    memcmp(h->value, other_types[i], n) == 0)
			h->seen |= SEEN_OTHER;
	}
}

/* An attribute of a field, choice or option. */
static void end_field(struct gkri_html *h)
{
	switch (*h->attribute) {
	case 't':
		type(h);
		break;
	case 'v':
		h->seen |= SEEN_VALUE;
		break;
	case 'm':
		h->seen |= SEEN_LIST;
		break;
	case 'd':
		h->seen |= SEEN_DISABLED;
		break;
	default:
		/* a choice of size 1 opens when it is asked to */
		if (h->wanted == GKRI_TAG_OPTION)
			h->seen |= SEEN_CHOSEN;
		else if (number(h) > 1)
			h->seen |= SEEN_LIST;
	}
}

static void end_hiding(struct gkri_html *h)
{
	if (*h->attribute == 'h') {
		h->seen |= SEEN_HIDDEN;
	} else {
		end_declaration(h);
		h->seen |= SEEN_STYLE;
	}
}

/* An attribute is whole. */
static int32_t end_attribute(struct gkri_html *h)
{
	int32_t rc = GKR_OK;

	if (h->attribute_len && is_wanted(h)) {
		if (h->wanted == GKRI_TAG_META)
			maker(h);
		else if (may_hide(h->wanted) && is_hiding(h))
			end_hiding(h);
		else if (h->wanted != GKRI_TAG_CELL)
			end_field(h);
		else
			rc = span(h,
			    h->attribute[0] == 'r' ? SEEN_ROWSPAN
						   : SEEN_COLSPAN);
	}
	h->attribute_len = h->value_len = 0;
	return rc;
}

/* ---- the reader ---- */

/* Behind = and > no name ends but at its own end. */
static int ends_name(char c)
{
	return (unsigned char)c <= '>' &&
	    (c == '=' || c == '>' || c == '/' || gkri_html_is_space(c));
}

/* Can the name that begins so be one that is wanted? */
static int may_be_wanted(const struct gkri_html *h)
{
	char c = h->attribute[0];

	return h->wanted == GKRI_TAG_CELL  ? c == 'r' || c == 'c'
	    : h->wanted == GKRI_TAG_META   ? c == 'c'
	    : h->wanted == GKRI_TAG_FIELD  ? c && strchr("htvs", c)
	    : h->wanted == GKRI_TAG_CHOICE ? c && strchr("hms", c)
	    : h->wanted == GKRI_TAG_OPTION ? c && strchr("ds", c)
	    : may_hide(h->wanted)	   ? c == 'h' || c == 's'
					   : 0;
}

static void name(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	const char *p = r->p;
	size_t i = r->i, n = r->n;

	/* a = that begins a name is part of it */
	if (!h->attribute_len && i < n && (p[i] == '=' || !ends_name(p[i])))
		note(h->attribute, &h->attribute_len, p[i++],
		    sizeof(h->attribute));
	if (may_be_wanted(h))
		for (; i < n && !ends_name(p[i]); i++)
			note(h->attribute, &h->attribute_len, p[i],
			    sizeof(h->attribute));
	else
		while (i < n && !ends_name(p[i]))
			i++;
	if (i < n)
		h->part = AFTER_NAME;
	r->i = i;
}

static void after_name(struct gkri_html_reader *r)
{
	char c = r->p[r->i];

	if (gkri_html_is_space(c)) {
		r->i++;
	} else if (c == '=') {
		r->h->part = BEFORE_VALUE;
		r->i++;
	} else {
		r->h->part = BEFORE_NAME;
		r->rc = end_attribute(r->h);
	}
}

static void before_value(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	char c = r->p[r->i];

	if (c == '>') {
		h->part = BEFORE_NAME;
		r->rc = end_attribute(h);
		return;
	}
	if (c == '"' || c == '\'')
		h->part = c == '"' ? DOUBLE : SINGLE;
	else if (!gkri_html_is_space(c))
		h->part = BARE;
	if (h->part != BARE)
		r->i++;
}

/* A value up to `end`, where it ends or the text does. */
static void value(struct gkri_html_reader *r, size_t end)
{
	struct gkri_html *h = r->h;

	if (may_hide(h->wanted) && is_hiding(h)) {
		if (*h->attribute == 's' && !(h->seen & SEEN_STYLE))
			style(h, r->p + r->i, r->p + end);
	} else if (h->wanted == GKRI_TAG_FIELD && is(h, "value")) {
		if (!(h->seen & SEEN_VALUE))
			gkri_html_field_value(r, end);
	} else if (h->attribute_len && is_wanted(h))
		for (; r->i < end && h->value_len <= sizeof(h->value); r->i++)
			note(h->value, &h->value_len, r->p[r->i],
			    sizeof(h->value));
	r->i = end;
}

static void quoted(struct gkri_html_reader *r)
{
	const char *q =
	    memchr(r->p + r->i, r->h->part == DOUBLE ? '"' : '\'', r->n - r->i);

	value(r, q ? (size_t)(q - r->p) : r->n);
	if (!q)
		return;
	r->i++;
	r->h->part = BEFORE_NAME;
	r->rc = end_attribute(r->h);
}

static void bare(struct gkri_html_reader *r)
{
	size_t i = r->i;

	while (i < r->n && r->p[i] != '>' && !gkri_html_is_space(r->p[i]))
		i++;
	value(r, i);
	if (i == r->n)
		return;
	r->h->part = BEFORE_NAME;
	r->rc = end_attribute(r->h);
}

int gkri_html_attributes(struct gkri_html_reader *r)
{
	while (r->i < r->n && r->rc == GKR_OK) {
		char c = r->p[r->i];

		switch (r->h->part) {
		case BEFORE_NAME:
			if (c == '>')
				return 1;
			if (c == '/' || gkri_html_is_space(c)) {
				r->h->slash = c == '/';
				r->i++;
			} else {
				r->h->slash = 0;
				r->h->part = NAME;
			}
			break;
		case NAME:
			name(r);
			break;
		case AFTER_NAME:
			after_name(r);
			break;
		case BEFORE_VALUE:
			before_value(r);
			break;
		case BARE:
			bare(r);
			break;
		default:
			quoted(r);
		}
	}
	return 0;
}
