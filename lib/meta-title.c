/* Titles: looked for in lines, in several joined, and in fields of lines. */
#include "meta.h"

#include "organ.h"
#include "text.h"

#define WINDOW 6 /* most lines of a title */

static int is_complete(const struct gkri_title *t)
{
	return t->name_len && t->year;
}

/* ------------------------------------------------------------------ */
/* Lines that belong together                                         */

struct search {
	const struct gkr_report *r;
	int first; /* of equals the first wins */
	struct gkri_title *best;
	struct gkri_clean line[WINDOW]; /* the last ones that were met */
	struct gkri_passage where[WINDOW];
	size_t count; /* lines met */
};

/* The line that is `back` lines above the newest. */
static size_t slot_of(const struct search *s, size_t back)
{
	return (s->count - 1 - back) % WINDOW;
}

/*
 * Keeps a candidate that is better than those before it.  What stands above
 * it is the line `above` lines back, nothing where that is WINDOW.
 */
static void offer(struct search *s, struct gkri_title *t,
    const struct gkri_passage *where, size_t above)
{
	uint32_t best = s->best->score;

	if (t->score < GKRI_TITLE_BARE || t->score < best)
		return;
	/* what begins above the best is that and more */
	if (s->first && t->score == best && where->at >= s->best->where.at)
		return;
	t->where = *where;
	t->before.len = 0;
	if (above < WINDOW && above < s->count)
		t->before = s->line[slot_of(s, above)];
	*s->best = *t;
}

/* The lines from `back` to `until`, joined; 0 where that is too long. */
static size_t join(const struct search *s, size_t back, size_t until, char *out)
{
	size_t n = 0;

	for (;; back--) {
		const struct gkri_clean *c = &s->line[slot_of(s, back)];

		if (c->len == 0 || n + c->len > GKRI_META_LINE)
			return 0;
		memcpy(out + n, c->text, c->len);
		n += c->len;
		if (back == until)
			return n;
	}
}

static void parse_joined(
    const struct search *s, size_t back, size_t until, struct gkri_title *t)
{
	char text[GKRI_META_LINE];

	gkri_title_parse(t, text, join(s, back, until, text));
}

/*
 * 1 where the line that is `back` lines above the newest ends within the name
 * of the title that begins below it: in 和, in a place that the name lacks, or
 * before a bracket.
 */
static int begins_name(
    const struct search *s, size_t back, const struct gkri_title *t)
{
	const struct gkri_clean *c, *below;

	if (back == WINDOW || back >= s->count || t->name_len == 0)
		return 0;
	c = &s->line[slot_of(s, back)];
	if (!gkri_is_name(c->text, c->len))
		return 0;
	below = &s->line[slot_of(s, back - 1)];
	return gkri_word_ends(gkri_meta_ties, c->text, c->len) ||
	    (gkri_bracket_open(below->text, below->len) &&
		gkri_is_organ(c->text, c->len)) ||
	    (gkri_is_organ_or_place(c->text, c->len) &&
		!gkri_is_organ(c->text, c->len) &&
		gkri_is_organ(t->name, t->name_len) &&
		!gkri_organ_is_placed(t->name, t->name_len));
}

/* 1 where nothing lacks that could stand above the title. */
static int is_finished(
    const struct search *s, size_t above, const struct gkri_title *t)
{
	return is_complete(t) && !begins_name(s, above, t);
}

/*
 * 1 where the first and the last line of a joined title belong to it: without
 * them it would be none, or say less, and what the first adds stands alone.
 */
static int ends_belong(
    const struct search *s, size_t back, const struct gkri_title *joined)
{
	struct gkri_title part;

	parse_joined(s, back, 1, &part);
	if (part.score >= joined->score)
		return 0;
	parse_joined(s, back - 1, 0, &part);
	if (part.score == 0 || begins_name(s, back, &part))
		return 1;
	return part.score < joined->score &&
	    gkri_title_part(&s->line[slot_of(s, back)], part.name_len == 0);
}

/* Titles that end in the newest line and begin in an older one. */
static void offer_joined(struct search *s)
{
	struct gkri_title t;
	struct gkri_passage where;
	const struct gkri_clean *last = &s->line[slot_of(s, 0)];
	size_t back, n;

	if (!gkri_title_may_end(last->text, last->len))
		return;
	for (back = 1; back < WINDOW && back < s->count; back++) {
		n = join(s, back, 0, t.text.text);
		gkri_title_parse(&t, t.text.text, n);
		if (n == 0)
			return;
		/* gkri_title_parse() sets it:
		 * NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinary*) */
		if (t.score == 0)
			continue;
		if (!ends_belong(s, back, &t))
			return;
		where = s->where[slot_of(s, back)];
		if (where.section == s->where[slot_of(s, 0)].section)
			where.end = s->where[slot_of(s, 0)].end;
		t.score += GKRI_TITLE_WHOLE;
		t.text.len = n;
		offer(s, &t, &where, back + 1);
		if (is_finished(s, back + 1, &t))
			return;
	}
}

/* ------------------------------------------------------------------ */
/* Fields of a line                                                   */

#define FIELDS_MAX 4096 /* bytes of a line that are searched for fields */
#define WORDS_MAX 32	/* beginnings that are tried in a field */

/* Bytes up to the next separator or the end; *gap is the separator. */
static size_t field_len(const char *p, size_t n, const struct gkri_word **gap)
{
	const struct gkri_word *w;
	size_t i;

	*gap = NULL;
	for (i = 0; i < n; i++) {
		/* a separator does not begin inside a character */
		if (((unsigned char)p[i] & 0xc0) == 0x80 ||
		    gkri_is_han(p + i, n - i))
			continue;
		w = gkri_word_begins(gkri_meta_fields, p + i, n - i);
		if (w) {
			*gap = w;
			return i;
		}
	}
	return n;
}

/* Gives a title the name that stands at p, and the text of all of the line. */
static int lend_name(struct gkri_title *t, const char *p, size_t n,
    const char *line, size_t line_len)
{
	struct gkri_clean c;

	gkri_clean(&c, p, n);
	if (!gkri_is_name(c.text, c.len) ||
	    !gkri_is_organ_or_place(c.text, c.len))
		return 0;
	memcpy(t->name, c.text, c.len);
	t->name_len = c.len;
	t->score += GKRI_TITLE_NAME;
	gkri_clean(&t->text, line, line_len);
	return t->text.len != 0;
}

/* A part of a line, and what separates it from others. */
struct field {
	size_t at, len;
	const struct gkri_word *before, *behind;
};

/*
 * 1 where the line is a name and the title without one that is the field f:
 * 某局：2021年…, 2021年…——某局.
 */
static int is_named(
    struct gkri_title *t, const char *p, size_t n, const struct field *f)
{
	size_t end = f->at + f->len;

	if (f->at == 0 && f->behind && f->behind->value == GKRI_NAME_BEHIND)
		return lend_name(t, p + end, n - end, p, n);
	if (end == n && f->before && f->before->value == GKRI_NAME_BEFORE)
		return lend_name(t, p, f->at - f->before->len, p, n);
	return 0;
}

/* Bytes up to the next blank, and from there to what follows. */
static size_t word_len(const char *p, size_t n, size_t *gap)
{
	size_t i = 0, k;

	while (i < n && gkri_blanks(p + i, n - i) == 0)
		i += gkri_is_han(p + i, n - i) ? 3 : 1;
	for (*gap = 0; i + *gap < n; *gap += k) {
		k = gkri_blanks(p + i + *gap, n - i - *gap);
		if (k == 0)
			break;
	}
	return i;
}

/* 1 where the cleaned word at p may begin a title that goes on behind it. */
static int begins_title(const char *p, size_t n)
{
	struct gkri_clean word;

	gkri_clean(&word, p, n);
	return word.len && gkri_title_part(&word, 1);
}

/*
 * Reads what ends at byte `end` of the field as a title: from its last word
 * with which it is whole, or from a name or year before that.
 */
static int offer_words(struct search *s, const struct gkri_passage *field,
    size_t end, uint32_t *left)
{
	const char *p = s->r->prose.data;
	struct gkri_passage where = *field;
	struct gkri_title t, best;
	size_t word, gap, n;

	best.score = 0;
	for (where.end = end; where.at < end && *left; where.at += word + gap) {
		--*left;
		n = end - where.at;
		word = word_len(p + where.at, n, &gap);
		gkri_clean(&t.text, p + where.at, n);
		gkri_title_parse(&t, t.text.text, t.text.len);
		if (!is_complete(&t) ||
		    !gkri_is_organ_or_place(t.name, t.name_len))
			continue;
		best = t;
		best.where = where;
		if (begins_title(p + where.at, word))
			break;
	}
	if (best.score == 0)
		return 0;
	where = best.where;
	offer(s, &best, &where, WINDOW);
	return 1;
}

/* A title among other words of its field: 首页 某局2021年… 来源 */
static void offer_among_words(
    struct search *s, const struct gkri_passage *field)
{
	const char *p = s->r->prose.data;
	size_t at = field->at, end, gap;
	uint32_t left = WORDS_MAX;

	for (; at < field->end && left; at = end + gap) {
		end = at + word_len(p + at, field->end - at, &gap);
		if (end > at && gkri_title_may_end(p + at, end - at) &&
		    offer_words(s, field, end, &left))
			return;
	}
}

static void offer_fields(struct search *s, const struct gkri_passage *line)
{
	const char *p = s->r->prose.data + line->at;
	size_t n = line->end - line->at;
	struct field f = {0, 0, NULL, NULL};
	struct gkri_passage where;
	struct gkri_title t;

	if (n > FIELDS_MAX)
		n = FIELDS_MAX;
	for (; f.at < n; f.at += f.len + (f.behind ? f.behind->len : 0)) {
		f.before = f.behind;
		f.len = field_len(p + f.at, n - f.at, &f.behind);
		gkri_clean(&t.text, p + f.at, f.len);
		gkri_title_parse(&t, t.text.text, t.text.len);
		where.section = line->section;
		where.at = line->at + f.at;
		where.end = where.at + f.len;
		if (t.name_len == 0) {
			offer_among_words(s, &where);
			/* without a name it is a link or a heading */
			if (t.score == 0 || !is_named(&t, p, n, &f))
				continue;
			where = *line;
		}
		offer(s, &t, &where, WINDOW);
	}
}

/* 1 where tabs separate cells of the line. */
static int has_tab(const char *p, size_t n)
{
	gkri_trim(&p, &n);
	return n && memchr(p, '	', n) != NULL;
}

/* ------------------------------------------------------------------ */

/* A title in brackets: 【某局2021年…】 */
static void read_brackets(struct gkri_clean *c, struct gkri_title *t)
{
	const char *p = c->text;
	size_t n = c->len;

	if (n == 0 || gkri_without_note(p, n) != 0)
		return;
	gkri_unbracket(&p, &n);
	gkri_title_parse(t, p, n);
	if (t->name_len == 0) { /* the year of a title above */
		t->score = 0;
		return;
	}
	memmove(c->text, p, n);
	c->len = n;
}

/* Takes off the number of a list's item; returns 1 where there is one. */
static int take_number(struct gkri_clean *c)
{
	const struct gkri_word *w;
	size_t i = 0;

	while (i < c->len && gkri_is_arabic(c->text[i]))
		i++;
	if (i == 0 || i > 3 || i == c->len)
		return 0;
	w = gkri_word_begins(gkri_meta_points, c->text + i, c->len - i);
	if (w == NULL)
		return 0;
	i += w->len;
	memmove(c->text, c->text + i, c->len - i);
	c->len -= i;
	return 1;
}

static int is_of_day(char c)
{
	return gkri_is_arabic(c) || c == '-' || c == '/' || c == '.';
}

/* Takes off the day before or behind a title, as lists of titles have it. */
static void take_day(struct gkri_clean *c)
{
	struct gkri_day day;
	size_t i, n = c->len;
	int alone;

	for (i = 0; i < n && is_of_day(c->text[i]); i++)
		continue;
	if (i && gkri_date(c->text, i, &day, &alone)) {
		n -= i;
		memmove(c->text, c->text + i, n);
	}
	i = gkri_without_note(c->text, n);
	if (i == n || c->text[i] != '[')
		for (i = n; i && is_of_day(c->text[i - 1]); i--)
			continue;
	if (i && i < n && gkri_date(c->text + i, n - i, &day, &alone))
		n = i;
	c->len = n;
}

static void take_line(struct search *s, const struct gkri_passage *line)
{
	const char *p = s->r->prose.data + line->at;
	size_t n = line->end - line->at;
	struct gkri_clean *c;
	struct gkri_title t;
	int numbered;

	s->count++;
	s->where[slot_of(s, 0)] = *line;
	c = &s->line[slot_of(s, 0)];
	c->len = 0;
	if (!has_tab(p, n))
		gkri_clean(c, p, n);
	numbered = take_number(c);
	gkri_title_parse(&t, c->text, c->len);
	if (numbered && t.name_len == 0) /* a heading */
		t.score = 0;
	if (t.score == 0)
		read_brackets(c, &t);
	if (t.score == 0) {
		offer_fields(s, line);
	} else {
		t.score += GKRI_TITLE_WHOLE;
		t.text = *c;
		take_day(&t.text);
		offer(s, &t, line, 1);
	}
	if (!is_finished(s, 1, &t))
		offer_joined(s);
}

void gkri_title_find(const struct gkr_report *r, const struct gkri_range *range,
    int first, struct gkri_title *title)
{
	struct gkri_meta_lines lines;
	struct gkri_passage line;
	struct search s;

	title->score = 0;
	title->name_len = 0;
	title->year = 0;
	title->text.len = 0;
	title->before.len = 0;
	s.r = r;
	s.first = first;
	s.best = title;
	s.count = 0;
	gkri_meta_lines_init(&lines, r, range);
	while (gkri_meta_lines_next(&lines, &line))
		take_line(&s, &line);
}
