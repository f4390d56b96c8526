/* Words, lines and names of prose, by the rows of meta.def. */
#include "meta.h"

#include "text.h"

const struct gkri_word gkri_meta_subjects[] = {
#define GKR_META_SUBJECT(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_middles[] = {
#define GKR_META_MIDDLE(text, weight) GKRI_WORD(text, weight)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_lasts[] = {
#define GKR_META_LAST(text, weight) GKRI_WORD(text, weight)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_leads[] = {
#define GKR_META_LEAD(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_trails[] = {
#define GKR_META_TRAIL(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_kinds[] = {
#define GKR_META_KIND(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_dividers[] = {
#define GKR_META_DIVIDER(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_notices[] = {
#define GKR_META_NOTICE(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_ties[] = {
#define GKR_META_TIE(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_fields[] = {
#define GKR_META_FIELD(text, name) GKRI_WORD(text, GKRI_NAME_##name)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_points[] = {
#define GKR_META_POINT(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_labels[] = {
#define GKR_META_LABEL(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_acts[] = {
#define GKR_META_ACT(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_things[] = {
#define GKR_META_THING(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

const struct gkri_word gkri_meta_seals[] = {
#define GKR_META_SEAL(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word selves[] = {
#define GKR_META_SELF(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word name_marks[] = {
#define GKR_META_NAME(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word stops[] = {
#define GKR_META_STOP(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word offices[] = {
#define GKR_META_OFFICE(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word heads[] = {
#define GKR_META_HEAD(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word organs[] = {
#define GKR_META_ORGAN(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word places[] = {
#define GKR_META_PLACE(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word no_organs[] = {
#define GKR_META_NO_ORGAN(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word marks[] = {
#define GKR_META_MARK(text) GKRI_WORD(text, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word open_brackets[] = {
#define GKR_META_BRACKET(open, close) GKRI_WORD(open, 0)
#include "meta.def"
    GKRI_NO_WORD};

static const struct gkri_word close_brackets[] = {
#define GKR_META_BRACKET(open, close) GKRI_WORD(close, 0)
#include "meta.def"
    GKRI_NO_WORD};

/* ------------------------------------------------------------------ */
/* Words                                                              */

static int is_at(const struct gkri_word *w, const char *p, size_t n)
{
	/* Han characters differ in their last bytes most of all */
	return w->len <= n && p[w->len - 1] == w->text[w->len - 1] &&
	    *p == *w->text && memcmp(p, w->text, w->len) == 0;
}

const struct gkri_word *gkri_word_begins(
    const struct gkri_word *words, const char *p, size_t n)
{
	const struct gkri_word *w, *best = NULL;

	for (w = words; w->text; w++)
		if (is_at(w, p, n) && (best == NULL || w->len > best->len))
			best = w;
	return best;
}

const struct gkri_word *gkri_word_ends(
    const struct gkri_word *words, const char *p, size_t n)
{
	const struct gkri_word *w, *best = NULL;

	for (w = words; w->text; w++) {
		if (w->len > n || w->text[w->len - 1] != p[n - 1] ||
		    (best && w->len <= best->len))
			continue;
		if (memcmp(p + n - w->len, w->text, w->len) == 0)
			best = w;
	}
	return best;
}

size_t gkri_find(const char *p, size_t n, const char *part, size_t part_len)
{
	size_t i;

	for (i = 0; part_len <= n && i <= n - part_len; i++)
		if (p[i] == *part && memcmp(p + i, part, part_len) == 0)
			return i;
	return n;
}

/* ------------------------------------------------------------------ */
/* Lines                                                              */

/* A heading's identifier, as some Markdown has it: "... {#name}". */
static void take_identifier(const char *p, size_t *n)
{
	size_t at;

	if (*n == 0 || p[*n - 1] != '}')
		return;
	at = gkri_find(p, *n, "{#", 2);
	if (at < *n)
		*n = at;
}

static int is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* 1 where p begins with what no mark begins with, as most lines do. */
static int is_plain(const char *p, size_t n)
{
	return is_alnum(*p) || gkri_is_han(p, n);
}

static void take_marks(const char **p, size_t *n)
{
	const struct gkri_word *w;

	while (*n && !is_plain(*p, *n) &&
	    (w = gkri_word_begins(marks, *p, *n)) != NULL) {
		*p += w->len;
		*n -= w->len;
		gkri_trim(p, n);
	}
	while (*n && !is_alnum((*p)[*n - 1]) &&
	    !(*n >= 3 && gkri_is_han(*p + *n - 3, 3)) &&
	    (w = gkri_word_ends(marks, *p, *n)) != NULL) {
		*n -= w->len;
		gkri_trim(p, n);
	}
}

/*
 * 1 where the blank between two characters separates words or numbers.  Lines
 * that are stretched have blanks around single digits: "2 0 2 1".
 */
static int blank_counts(char before, char behind, size_t run)
{
	if (!is_alnum(before) || !is_alnum(behind))
		return 0;
	return run != 1 || !gkri_is_arabic(before) || !gkri_is_arabic(behind);
}

/* Bytes of the Han characters at p, `most` at most. */
static size_t han_run(const char *p, size_t n, size_t most)
{
	size_t i = 0;

	if (n > most)
		n = most;
	while (gkri_is_han(p + i, n - i))
		i += 3;
	return i;
}

/* Copies without blanks.  Returns 0 where the line is too long. */
static int copy(struct gkri_clean *out, const char *p, size_t n)
{
	size_t i = 0, k, run = 0, len = 0;

	while (i < n) {
		if (sizeof out->text - len < 3)
			return 0;
		k = han_run(p + i, n - i, sizeof out->text - len);
		if (k) {
			memcpy(out->text + len, p + i, k);
			len += k;
			i += k;
			run = 0;
			continue;
		}
		k = is_alnum(p[i]) ? 0 : gkri_blanks(p + i, n - i);
		if (k == 0) {
			run = is_alnum(p[i]) ? run + 1 : 0;
			out->text[len++] = p[i++];
			continue;
		}
		i += k;
		if (len && i < n && blank_counts(out->text[len - 1], p[i], run))
			out->text[len++] = ' ';
		run = 0;
	}
	out->len = len;
	return 1;
}

void gkri_clean(struct gkri_clean *out, const char *p, size_t n)
{
	out->len = 0;
	gkri_trim(&p, &n);
	/* even a line of wide characters with a blank behind each is shorter */
	if (n > (size_t)2 * GKRI_META_LINE)
		return;
	take_marks(&p, &n);
	take_identifier(p, &n);
	take_marks(&p, &n);
	if (!copy(out, p, n))
		out->len = 0;
}

void gkri_meta_lines_init(struct gkri_meta_lines *l, const struct gkr_report *r,
    const struct gkri_range *range)
{
	l->r = r;
	l->section = range->first;
	l->last = range->last;
	l->at = range->from;
	l->left = range->most;
}

int gkri_meta_lines_next(struct gkri_meta_lines *l, struct gkri_passage *line)
{
	const struct gkr_report *r = l->r;
	const char *p = r->prose.data, *end;

	while (l->section <= l->last && l->section < r->section_count) {
		const struct gkri_section *s = &r->sections[l->section];
		size_t stop = (size_t)s->text + s->text_len;

		if (l->at < s->text)
			l->at = s->text;
		while (l->at < stop && l->left) {
			l->left--;
			end = memchr(p + l->at, '\n', stop - l->at);
			line->section = l->section;
			line->at = l->at;
			line->end = end ? (size_t)(end - p) : stop;
			l->at = line->end + 1;
			if (!gkri_is_blank(p + line->at, line->end - line->at))
				return 1;
		}
		l->section++;
	}
	return 0;
}

/* ------------------------------------------------------------------ */
/* Names                                                              */

/* Bytes of what may stand in a name at p, 0 where no name has it. */
static size_t name_part(const char *p, size_t n)
{
	const struct gkri_word *w;

	if (is_alnum(*p))
		return 1;
	if ((unsigned char)*p >= 0xf0) /* rare Han characters */
		return n < 4 ? n : 4;
	w = gkri_word_begins(name_marks, p, n);
	return w ? w->len : 0;
}

/* A name does not begin with a number; in Han digits it may: 三亚市. */
static int begins_badly(const char *p, size_t n)
{
	return (*p >= '0' && *p <= '9') || (unsigned char)*p == 0xef ||
	    gkri_word_begins(heads, p, n);
}

static uint64_t stop_bits(void)
{
	return 0
#define GKR_META_STOP(text) GKRI_FIRST(text)
#include "meta.def"
	    ;
}

int gkri_is_name(const char *p, size_t n)
{
	size_t i, k;

	if (n == 0 || n > GKRI_META_NAME || begins_badly(p, n))
		return 0;
	for (i = 0; i < n; i += k) {
		k = 3;
		if (gkri_is_han(p + i, n - i)) {
			if (stop_bits() & gkri_bit(p[i + 2]) &&
			    gkri_word_begins(stops, p + i, n - i) &&
			    !gkri_word_begins(offices, p + i, n - i))
				return 0;
			continue;
		}
		k = name_part(p + i, n - i);
		if (k == 0)
			return 0;
	}
	return 1;
}

static uint64_t no_organ_bits(void)
{
	return 0
#define GKR_META_NO_ORGAN(text) GKRI_LAST(text)
#include "meta.def"
	    ;
}

/* 1 where text ends in one of the words, which are of Han characters. */
static int has_end(const struct gkri_word *w, const char *p, size_t n)
{
	for (; w->text; w++)
		if (w->text[w->len - 1] == p[n - 1] && w->len <= n &&
		    memcmp(p + n - w->len, w->text, w->len) == 0)
			return 1;
	return 0;
}

/*
 * 1 where a name of some characters ends as one of these kinds do; what stands
 * behind it in brackets is another name or a part.
 */
static int is_of(const struct gkri_word *kind, const char *p, size_t n)
{
	n = gkri_without_note(p, n);
	return n > 3 && gkri_is_han(p + n - 3, 3) && has_end(kind, p, n) &&
	    gkri_count(p, n) > 1 &&
	    !(no_organ_bits() & gkri_bit(p[n - 1]) && has_end(no_organs, p, n));
}

int gkri_is_organ(const char *p, size_t n)
{
	return is_of(organs, p, n);
}

int gkri_is_organ_or_place(const char *p, size_t n)
{
	return is_of(organs, p, n) || is_of(places, p, n);
}

int gkri_is_self(const char *p, size_t n)
{
	const struct gkri_word *w;

	for (w = selves; w->text; w++)
		if (w->len == n && memcmp(p, w->text, n) == 0)
			return 1;
	return 0;
}

static const struct gkri_word *closing_of(const struct gkri_word *open)
{
	return open ? &close_brackets[open - open_brackets] : NULL;
}

const struct gkri_word *gkri_bracket_open(const char *p, size_t n)
{
	return n ? closing_of(gkri_word_begins(open_brackets, p, n)) : NULL;
}

void gkri_unbracket(const char **p, size_t *n)
{
	const struct gkri_word *open, *close;

	open = *n ? gkri_word_begins(open_brackets, *p, *n) : NULL;
	close = closing_of(open);
	if (open && (size_t)open->len + close->len <= *n &&
	    is_at(close, *p + *n - close->len, close->len)) {
		*p += open->len;
		*n -= (size_t)open->len + close->len;
	}
}

int gkri_bracket_closes(const char *p, size_t n)
{
	return gkri_word_ends(close_brackets, p, n) != NULL;
}

size_t gkri_bracket_ends(
    const char *p, size_t n, const struct gkri_word **closing)
{
	const struct gkri_word *open = gkri_word_ends(open_brackets, p, n);

	*closing = closing_of(open);
	return open ? open->len : 0;
}

void gkri_meta_place(const struct gkr_report *r,
    const struct gkri_passage *piece, struct gkri_span *span)
{
	const struct gkri_section *s = &r->sections[piece->section];
	const char *p = r->prose.data + piece->at;
	size_t n = piece->end - piece->at;
	struct gkri_span end;

	gkri_trim(&p, &n);
	if (!gkri_prose_place(r, s, (size_t)(p - r->prose.data), span) ||
	    !gkri_prose_place(r, s, (size_t)(p - r->prose.data) + n, &end))
		return;
	/* words are read in another order than they stand in */
	if (end.offset > span->offset)
		span->length = (uint32_t)(end.offset - span->offset);
}

size_t gkri_without_note(const char *p, size_t n)
{
	const struct gkri_word *closing;
	size_t i = gkri_bracket_closes(p, n) ? n : 0;

	while (i-- > 0) {
		closing = gkri_bracket_open(p + i, n - i);
		if (closing == NULL)
			continue;
		/* the first bracket from the right must be closed at the end */
		return i + closing->len < n &&
			memcmp(p + n - closing->len, closing->text,
			    closing->len) == 0
		    ? i
		    : n;
	}
	return n;
}
