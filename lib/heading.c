/* Section headings: an ordinal, a section's title, and nothing else. */
#include <string.h>

#include "label-key.h"
#include "text.h"

#define LONGEST 160    /* bytes of a line that may be a heading */
#define UNNOTED 120    /* of a title without a note */
#define SHORTEST 12    /* bytes of the shortest title */
#define TITLE_CHARS 40 /* most characters that are compared */
#define LONG_TITLE 8   /* characters from which on one may be wrong */
#define LONE_TITLE 10  /* from which on a variant needs no ordinal, */
#define OWN_TITLE 12   /* and from which on any number will do */
#define GENERAL_LAST 2 /* sections up to here are named in general words */

struct line {
	const char *p;
	size_t n;
	size_t at; /* where ordinal or title begins */
	struct gkri_ordinal ordinal;
	char text[LONGEST * 2]; /* folded title */
	size_t len;
	uint16_t codes[TITLE_CHARS];
	size_t chars;
};

/* ------------------------------------------------------------------ */
/* What may stand before and behind                                   */

static int is_mark(char c)
{
	/* no call: text seldom begins or ends with one */
	return c == '#' || c == '*' || c == '=' || c == '_' || c == '`' ||
	    c == '~' || c == '>' || c == '\'';
}

/* Bytes of [bookmark: ...] or []{#anchor} at p, 0 where there is none. */
static size_t bookmark(const char *p, size_t n)
{
	const char *close = memchr(p, ']', n), *end = p + n;

	if (close && end - close > 1 && close[1] == '{')
		close = memchr(close, '}', (size_t)(end - close));
	return close ? (size_t)(close - p) + 1 : 0;
}

/* Bytes of marks, blanks and bookmarks that begin the line. */
static size_t leading_marks(const char *p, size_t n)
{
	size_t i = 0, k;

	for (;;) {
		while (i < n && is_mark(p[i]))
			i++;
		/* no blank begins with a letter or with Han */
		if (i == n || (p[i] > '[' && (unsigned char)p[i] < 0xc2) ||
		    ((unsigned char)p[i] >= 0xe4 && (unsigned char)p[i] < 0xef))
			return i;
		k = gkri_blank(p + i, n - i);
		if (!k && p[i] == '[')
			k = bookmark(p + i, n - i);
		if (!k)
			return i;
		i += k;
	}
}

static inline size_t leading(const char *p, size_t n)
{
	/* Han stands first in most */
	return n && (unsigned char)(*p - 0xe4) < 0xef - 0xe4
	    ? 0
	    : leading_marks(p, n);
}

/* Bytes of a tag that ends the text, as of <ref></ref>; 0: it has none. */
static size_t tag_at_end(const char *p, size_t n)
{
	size_t i = n;

	if (n < 3 || p[n - 1] != '>')
		return 0;
	while (i && n - i < 16 && p[i - 1] != '<')
		i--;
	return i && p[i - 1] == '<' &&
		(p[i] == '/' || (p[i] >= 'a' && p[i] <= 'z'))
	    ? n - i + 1
	    : 0;
}

/* The line without marks and tags at its end. */
static size_t cut_marks(const char *p, size_t n)
{
	size_t k;

	for (;; n -= k) {
		gkri_trim(&p, &n);
		k = tag_at_end(p, n);
		if (!k)
			k = n && is_mark(p[n - 1]);
		if (!k)
			return n;
	}
}

/* The line without what Markdown may have behind it: {#id .class} */
static size_t cut_attributes(const char *p, size_t n)
{
	size_t i = n;

	if (n == 0 || p[n - 1] != '}')
		return n;
	while (i && p[i - 1] != '{')
		i--;
	if (i < 2 || p[i - 2] != ' ' || (p[i] != '#' && p[i] != '.'))
		return n;
	return i - 2;
}

/* The line without the page number that a table of contents gives it. */
static size_t cut_page(const char *p, size_t n)
{
	size_t i = n, k = 0;

	while (i && k < 4 && p[i - 1] >= '0' && p[i - 1] <= '9') {
		i--;
		k++;
	}
	if (k == 0 || k > 3 || i < 3)
		return n;
	if (p[i - 1] == ' ' || p[i - 1] == '\t' || p[i - 1] == '.' ||
	    !memcmp(p + i - 3, "…", 3) || !memcmp(p + i - 3, "　", 3))
		return i;
	return n;
}

/* ------------------------------------------------------------------ */
/* Reading the line                                                   */

/* 0 where no title begins so, whatever its script. */
static int may_be_title(const char *p, size_t n)
{
	size_t len;
	uint32_t code = gkri_code(p, n, &len);
	char c[8];

	if (gkri_label_bit(code) & gkri_title_first)
		return 1;
	if (code >= 0x4e00 && code <= 0x9fff)
		return (gkri_label_bit(gkri_simplify(code)) &
			   gkri_title_first) != 0;
	len = gkri_fold(c, sizeof c, p, len);
	if (len > sizeof c)
		return 0;
	code = gkri_code(c, len, &len);
	return (gkri_label_bit(code) & gkri_title_first) != 0;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A Han numeral, or what stands before one. */
static int begins_ordinal(uint32_t code)
{
	switch (code) {
	case 0x4e00: /* 一 */
	case 0x4e8c: /* 二 */
	case 0x4e09: /* 三 */
	case 0x56db: /* 四 */
	case 0x4e94: /* 五 */
	case 0x516d: /* 六 */
	case 0x4e03: /* 七 */
	case 0x516b: /* 八 */
	case 0x4e5d: /* 九 */
	case 0x5341: /* 十 */
	case 0x7b2c: /* 第 */
		return 1;
	default:
		return 0;
	}
}

/* 0 where neither an ordinal nor a title begins so; called on all prose. */
static int may_begin(const char *p, size_t n)
{
	size_t len;
	uint32_t code;

	if (*p >= '0' && *p <= '9') /* 1. but not 2021 */
		return !is_digit(p[1]) || !is_digit(p[2]);
	if ((unsigned char)*p < 0x80)
		return *p == '(';
	code = gkri_code(p, n, &len);
	return code < 0x4e00 || code > 0x9fff || begins_ordinal(code) ||
	    ((gkri_label_bit(code) | gkri_label_bit(gkri_simplify(code))) &
		gkri_title_first) != 0;
}

int gkri_heading_may_be(const char *p, size_t n)
{
	size_t skip = leading(p, n);

	return skip < n && may_begin(p + skip, n - skip);
}

/*
 * Has the line more Han characters than a title, with nothing between them
 * but numbers and stops?  They all stay when it is folded.
 */
static int is_too_long(const char *p, size_t n)
{
	size_t i = 0, han = 0;

	if (n <= 3 * gkri_title_chars)
		return 0;
	while (i + 3 <= n && han <= gkri_title_chars) {
		unsigned char c = (unsigned char)p[i];
		int is_han = c >= 0xe4 && c <= 0xe9;

		if (!is_han && !is_digit(p[i]) && memcmp(p + i, "、", 3) &&
		    memcmp(p + i, "。", 3) && memcmp(p + i, "，", 3))
			return 0;
		han += (size_t)is_han;
		i += is_digit(p[i]) ? 1 : 3;
	}
	return han > gkri_title_chars;
}

/* Reads ordinal and title; 0 where the line can be no heading. */
static int read_line(struct line *l, const char *p, size_t n)
{
	size_t skip;

	if (n < SHORTEST || n > LONGEST)
		return 0;
	l->at = leading(p, n);
	p += l->at;
	n -= l->at;
	if (n < SHORTEST || !may_begin(p, n))
		return 0;
	gkri_ordinal(p, n, &l->ordinal);
	if (l->ordinal.kind == GKRI_ORDINAL_NONE && !may_be_title(p, n))
		return 0;
	l->p = p + l->ordinal.bytes;
	l->n = n - l->ordinal.bytes;
	skip = leading(l->p, l->n);
	l->p += skip;
	l->n -= skip;
	/* a title may have one wrong character */
	if (gkri_label_strange(gkri_title_known, l->p, l->n, 2) == 2)
		return 0;
	l->n = cut_marks(l->p, l->n);
	l->n = cut_page(l->p, l->n);
	if (is_too_long(l->p, l->n) ||
	    (l->n > UNNOTED && !memchr(l->p, '(', l->n) &&
		!memchr(l->p, '\xef', l->n)))
		return 0;
	l->len = gkri_fold(l->text, sizeof l->text, l->p, l->n);
	if (l->len > sizeof l->text)
		return 0;
	l->len = gkri_label_words(l->text, l->len, sizeof l->text);
	l->len = gkri_label_cut_note(l->text, l->len);
	l->chars = gkri_label_codes(l->codes, TITLE_CHARS, l->text, l->len);
	return l->chars >= SHORTEST / 3 && l->chars <= TITLE_CHARS;
}

/* ------------------------------------------------------------------ */
/* Titles                                                             */

/*
 * Whether title and ordinal go together.  Words that a paragraph about the
 * same matter may have for its heading want the section's own number.
 */
static int is_numbered(
    const struct gkri_section_title *t, const struct gkri_ordinal *o)
{
	int own = o->number == t->section;

	switch (o->kind) {
	case GKRI_ORDINAL_NONE:
		return t->official || t->chars >= LONE_TITLE;
	case GKRI_ORDINAL_HAN:
		return own || t->official || t->chars >= OWN_TITLE;
	case GKRI_ORDINAL_ARABIC:
		return own || (t->official && t->section > GENERAL_LAST);
	default:
		return own && t->official && t->chars >= LONG_TITLE;
	}
}

static int is_title(const struct line *l, const struct gkri_section_title *t)
{
	return t->len == l->len && !memcmp(t->text, l->text, l->len) &&
	    is_numbered(t, &l->ordinal);
}

/* Lengths and numbers that a title with a slip may have. */
static int may_be_slip(const struct line *l, const struct gkri_section_title *t)
{
	if (l->chars > t->chars || l->chars + 1 < t->chars ||
	    t->chars < LONG_TITLE)
		return 0;
	if (l->ordinal.kind == GKRI_ORDINAL_NONE)
		return t->official && t->chars >= LONE_TITLE;
	return l->ordinal.number == t->section;
}

/* The title with one character wrong or missing; none may be too many. */
static int is_slip(const struct line *l, const struct gkri_section_title *t)
{
	uint16_t codes[TITLE_CHARS];

	if (!may_be_slip(l, t) || !is_numbered(t, &l->ordinal))
		return 0;
	gkri_label_codes(codes, TITLE_CHARS, t->text, t->len);
	return gkri_label_distance(codes, t->chars, l->codes, l->chars, 1) <= 1;
}

/* The official title cut at its end, behind its own number. */
static int is_cut(const struct line *l, const struct gkri_section_title *t)
{
	return t->official && l->ordinal.kind == GKRI_ORDINAL_HAN &&
	    l->ordinal.number == t->section && l->chars * 3 >= t->chars * 2u &&
	    t->chars >= LONG_TITLE && l->len < t->len &&
	    !memcmp(t->text, l->text, l->len);
}

/* A title that is the line's before one that is it with a slip, or cut. */
static uint32_t find_title(const struct line *l, int whole)
{
	const struct gkri_section_title *t,
	    *end = gkri_titles + gkri_title_count;
	uint32_t slip = 0, cut = 0;

	for (t = gkri_titles; t < end; t++) {
		if (t->len == l->len && is_title(l, t))
			return t->section;
		if (whole)
			continue;
		if (!slip && t->chars - l->chars <= 1 && is_slip(l, t))
			slip = t->section;
		if (!cut && t->official && is_cut(l, t))
			cut = t->section;
	}
	return slip ? slip : cut;
}

/* The section whose heading is printed at p just as the form has it. */
static uint32_t printed_at(const char *p, size_t n)
{
	static const char numerals[] = "一二三四五六";
	const char *title;
	uint32_t i;

	if (n <= 6 || memcmp(p + 3, "、", 3) != 0)
		return 0;
	for (i = 0; i < 6; i++)
		if (!memcmp(p, numerals + (size_t)3 * i, 3))
			break;
	title = gkr_section_title(i + 1);
	return title && strlen(title) == n - 6 && !memcmp(p + 6, title, n - 6)
	    ? i + 1
	    : 0;
}

uint32_t gkri_section_heading(
    const char *p, size_t n, uint32_t *number, uint32_t *kind, size_t *at)
{
	struct line l;
	uint32_t section;
	size_t skip;

	n = cut_attributes(p, n);
	skip = leading(p, n);
	*number = 0;
	*kind = GKRI_ORDINAL_NONE;
	*at = 0;
	section = printed_at(p + skip, n - skip);
	if (section) {
		*number = section;
		*kind = GKRI_ORDINAL_HAN;
		*at = skip;
		return section;
	}
	if (!read_line(&l, p, n))
		return 0;
	section = find_title(&l, 0);
	if (!section)
		return 0;
	*number = l.ordinal.number;
	*kind = l.ordinal.kind;
	*at = l.at;
	return section;
}

/* ------------------------------------------------------------------ */
/* Headings behind other text                                         */

/* Text without the blanks and marks that end it, few of them. */
static size_t cut_blanks(const char *p, size_t n)
{
	size_t least = n > 64 ? n - 64 : 0;

	while (n > least) {
		if (n >= 3 && gkri_blank(p + n - 3, 3) == 3)
			n -= 3;
		else if (gkri_blank(p + n - 1, 1) || is_mark(p[n - 1]))
			n--;
		else
			break;
	}
	return n;
}

/* 1 where what ends at p + n is no sentence that goes on: 142, |, 。, ## */
static int may_precede(const char *p, size_t n)
{
	static const char *const ends[] = {
	    "）", "。", "！", "？", "；", "—", "－", "│", "｜", "／"};
	size_t i, to = cut_blanks(p, n);

	if (memchr(p + to, '#', n - to))
		return 1;
	n = to;
	if (n == 0 || (p[n - 1] >= '0' && p[n - 1] <= '9') ||
	    memchr("|)!?;/-", p[n - 1], 7))
		return 1;
	for (i = 0; i < sizeof ends / sizeof ends[0] && n >= 3; i++)
		if (!memcmp(p + n - 3, ends[i], 3))
			return 1;
	return 0;
}

/* The section whose whole heading, rightly numbered, begins at p. */
static uint32_t glued_at(const char *p, size_t n)
{
	struct line l;
	uint32_t section;

	if (!read_line(&l, p, n) || l.at || l.ordinal.kind != GKRI_ORDINAL_HAN)
		return 0;
	section = find_title(&l, 1);
	return section == l.ordinal.number ? section : 0;
}

size_t gkri_section_glued(const char *p, size_t n, uint32_t *section)
{
	static const char numerals[] = "一二三四五六";
	size_t i = n > LONGEST ? n - LONGEST : 0, k;
	const char *stop;

	*section = 0;
	/* every 、 is looked at; before it stands the number */
	while (i + SHORTEST < n) {
		stop = memchr(p + i, '\xe3', n - i - 2);
		if (!stop)
			return 0;
		i = (size_t)(stop - p) + 1;
		if (i < 5 || memcmp(stop, "、", 3) != 0)
			continue;
		for (k = 0; k < 6; k++)
			if (!memcmp(stop - 3, numerals + 3 * k, 3))
				break;
		if (k == 6 || !may_precede(p, i - 4))
			continue;
		*section = glued_at(p + i - 4, n - i + 4);
		if (*section)
			return i - 4;
	}
	return 0;
}

/* ------------------------------------------------------------------ */
/* Headings within running text                                       */

/* The bytes of the form's heading with which the text begins, 0 if none. */
static size_t heading_bytes(const char *p, size_t n, uint32_t after)
{
	static const char numerals[] = "一二三四五六";
	const char *title;
	size_t len;
	uint32_t i;

	/* the last of the numeral's bytes tells most */
	for (i = after; i < 6; i++)
		if (n > 6 && p[2] == numerals[3 * i + 2] &&
		    !memcmp(p, numerals + (size_t)3 * i, 3))
			break;
	if (i >= 6)
		return 0;
	title = gkr_section_title(i + 1);
	len = strlen(title);
	return n >= len + 6 && !memcmp(p + 6, title, len) ? len + 6 : 0;
}

/* A sentence follows or nothing: no bracket, and no other heading. */
static int goes_on(const char *p, size_t n)
{
	static const char *const not [] = {
	    "”", "’", "》", "」", "）", "、", "，"};
	size_t i;

	gkri_trim(&p, &n);
	if (n < 6)
		return n == 0;
	for (i = 0; i < sizeof not / sizeof not [0]; i++)
		if (!memcmp(p, not [i], 3))
			return 0;
	return memcmp(p + 3, "、", 3) != 0 && !memchr("\"')>],|", *p, 7);
}

/*
 * Bytes of the heading at `at`, 0 if none, with blanks around it that all
 * paragraphs and cells were joined with.
 */
static size_t heading_between(
    const char *p, size_t n, size_t at, uint32_t after)
{
	size_t end = at, most = n - at > LONGEST ? at + LONGEST : n;

	if (at && cut_blanks(p, at) == at)
		return 0;
	while (end < most && !gkri_blank(p + end, most - end))
		end++;
	return end < n && end < most && glued_at(p + at, end - at) > after
	    ? end - at
	    : 0;
}

size_t gkri_section_inside(
    const char *p, size_t n, uint32_t after, int cells, size_t *at)
{
	const char *stop = p, *end = p + n;
	size_t len;

	while ((stop = memchr(stop, '\xe3', (size_t)(end - stop))) != NULL) {
		if (end - stop < 6)
			return 0;
		if (stop - p < 3 || memcmp(stop, "、", 3) != 0) {
			stop++;
			continue;
		}
		stop -= 3;
		*at = (size_t)(stop - p);
		len = cells ? 0 : heading_bytes(stop, n - *at, after);
		if (!len || !may_precede(p, *at))
			len = heading_between(p, n, *at, after);
		if (len && goes_on(stop + len, n - *at - len))
			return len;
		stop += 4;
	}
	return 0;
}
