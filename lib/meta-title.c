/*
 * Titles: [agency] [year] 政府信息公开 [year] 工作年度报告 [(year)], the agency
 * before or behind the year, in one line or broken over several.
 */
#include "meta.h"

#include "organ.h"
#include "text.h"

#define WINDOW 4 /* most lines of a title */

/* What is left of a title when words are taken from it. */
struct rest {
	char text[GKRI_META_LINE];
	size_t len;
	uint32_t year;
	int years; /* how many different ones were met */
};

/* ------------------------------------------------------------------ */
/* One candidate                                                      */

static int is_year_word(const char *p, size_t n)
{
	return n >= 3 && memcmp(p, "年", 3) == 0;
}

/* Bytes of 年, 年度 behind the digits of a year that belong to it. */
static size_t year_word(const char *p, size_t n)
{
	if (!is_year_word(p, n))
		return 0;
	/* 2021年报, 2021年度报告: the word is the tail's */
	if (gkri_word_begins(gkri_meta_tails, p, n))
		return 0;
	return n >= 6 && memcmp(p + 3, "度", 3) == 0 ? 6 : 3;
}

static void note_year(struct rest *rest, uint32_t year)
{
	if (rest->years == 0 || rest->year != year)
		rest->years++;
	rest->year = year;
}

/* What a closing bracket there takes, if it belongs to the one before. */
static size_t close_bracket(struct rest *rest, const char *p, size_t n)
{
	const struct gkri_word *closing;
	size_t open = gkri_bracket_ends(rest->text, rest->len, &closing);

	if (open == 0 || n < closing->len ||
	    memcmp(p, closing->text, closing->len) != 0)
		return 0;
	rest->len -= open;
	return closing->len;
}

/* 1 where a year without 年 may end: at a Han character or the end. */
static int ends_year(const char *p, size_t n)
{
	return n == 0 || (unsigned char)*p >= 0xe3;
}

/* 1 where what comes next is the middle of a number. */
static int ends_in_digit(const struct rest *rest)
{
	uint32_t value;
	size_t n = rest->len;

	if (n && rest->text[n - 1] >= '0' && rest->text[n - 1] <= '9')
		return 1;
	return n >= 3 && gkri_digit(rest->text + n - 3, 3, &value) == 3;
}

/* Bytes of the year at p with its word and brackets, 0 if none. */
static size_t take_year(struct rest *rest, const char *p, size_t n)
{
	uint32_t year;
	size_t len, word, bracket, dated;
	int arabic;

	if (!gkri_may_be_year(p, n) || ends_in_digit(rest))
		return 0;
	len = gkri_year(p, n, &year, &arabic);
	if (len == 0)
		return 0;
	dated = gkri_month(p + len, n - len);
	if (dated && !gkri_period(p, n, &year))
		return len + dated; /* it was published then */
	word = year_word(p + len, n - len);
	bracket = close_bracket(rest, p + len + word, n - len - word);
	if (word == 0 && bracket == 0 &&
	    !(arabic && ends_year(p + len, n - len)) &&
	    !is_year_word(p + len, n - len))
		return 0;
	note_year(rest, year);
	return len + word + bracket;
}

/* Bytes up to the first that may begin a year: of 2, 二 or ２. */
static size_t before_year(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] != '2' && (unsigned char)p[i] != 0xe4 &&
	    (unsigned char)p[i] != 0xef)
		i += gkri_is_han(p + i, n - i) ? 3 : 1;
	return i;
}

/* Copies all but the years. */
static void take_years(struct rest *rest, const char *p, size_t n)
{
	size_t i = 0, len;

	rest->len = 0;
	rest->year = 0;
	rest->years = 0;
	while (i < n) {
		len = take_year(rest, p + i, n - i);
		i += len;
		if (len || i == n)
			continue;
		len = 1 + before_year(p + i + 1, n - i - 1);
		memcpy(rest->text + rest->len, p + i, len);
		rest->len += len;
		i += len;
	}
	if (rest->years != 1)
		rest->year = 0;
}

/* Takes what is no name from around the name. */
static void trim_words(const char **p, size_t *n)
{
	const struct gkri_word *w;

	while (*n && (w = gkri_word_begins(gkri_meta_leads, *p, *n))) {
		*p += w->len;
		*n -= w->len;
	}
	while (*n && (w = gkri_word_ends(gkri_meta_trails, *p, *n)))
		*n -= w->len;
	gkri_trim(p, n);
	gkri_unbracket(p, n);
	if (gkri_is_self(*p, *n))
		*n = 0;
}

static uint64_t divider_bits(void)
{
	return 0
#define GKR_META_DIVIDER(text) GKRI_FIRST(text)
#include "meta.def"
	    ;
}

/* Where the last word that divides a title begins; n where there is none. */
static size_t last_divider(const char *p, size_t n, size_t *len)
{
	const struct gkri_word *w;
	size_t i = n < 3 ? 0 : n - 2;

	while (i-- > 0) {
		if (!(divider_bits() & gkri_bit(p[i + 2])))
			continue;
		w = gkri_word_begins(gkri_meta_dividers, p + i, n - i);
		if (w) {
			*len = w->len;
			return i;
		}
	}
	*len = 0;
	return n;
}

/*
 * The name that is nearest to the report's own: behind 关于 or 《, else before
 * it.  Returns 0 where what stands before is neither an organ nor nothing.
 */
static int trim_name(const char **p, size_t *n)
{
	const char *name, *before = *p;
	size_t len, at = *n, end;

	do {
		end = at;
		at = last_divider(*p, end, &len);
		name = at < end ? *p + at + len : *p;
		len = end - (size_t)(name - *p);
		trim_words(&name, &len);
	} while (len == 0 && at < end);
	if (at < end)
		trim_words(&before, &at);
	else
		at = 0;
	*p = name;
	*n = len;
	return at == 0 || gkri_is_organ_or_place(before, at);
}

/* Bytes of subject and tail at the end of text, 0 where there are none. */
static size_t title_words(const char *p, size_t n, uint32_t *weight)
{
	const struct gkri_word *tail, *subject;

	/* of tails that end alike, the one that a subject precedes */
	for (tail = gkri_meta_tails; tail->text; tail++) {
		if (tail->len > n ||
		    memcmp(p + n - tail->len, tail->text, tail->len) != 0)
			continue;
		subject = gkri_word_ends(gkri_meta_subjects, p, n - tail->len);
		if (subject) {
			*weight = tail->value;
			return (size_t)tail->len + subject->len;
		}
	}
	return 0;
}

/* 1 where one of the words ends in the character at p, of three bytes. */
static int is_last_of(const struct gkri_word *words, const char *p)
{
	const struct gkri_word *w;

	for (w = words; w->text; w++)
		if (w->len >= 3 && memcmp(w->text + w->len - 3, p, 3) == 0)
			return 1;
	return 0;
}

/*
 * 0 where no title ends as the text does: in a tail, a bracket or a year.
 * Most lines end in a stop, and need not be read.
 */
static int may_end_title(const char *p, size_t n)
{
	uint32_t value;

	if (n < 3 || (unsigned char)p[n - 1] < 0x80)
		return n && p[n - 1] != '.' && p[n - 1] != ';';
	p += n - 3;
	return is_year_word(p, 3) || memcmp(p, "度", 3) == 0 ||
	    gkri_digit(p, 3, &value) == 3 || gkri_bracket_closes(p, 3) ||
	    is_last_of(gkri_meta_tails, p) || is_last_of(gkri_meta_notices, p);
}

/* Subject and tail at the end of a title, what it is called, and its notes. */
struct words {
	size_t len; /* of subject and tail; 0: no title */
	uint32_t weight;
	int notice;  /* it tells of the report: 关于印发…的通知 */
	size_t note; /* bytes of a note in brackets, behind rest.len */
};

static struct words end_of_title(struct rest *rest)
{
	struct words w = {0, 0, 0, 0};
	const struct gkri_word *notice;
	size_t n = rest->len;

	w.len = title_words(rest->text, rest->len, &w.weight);
	if (w.len)
		return w;
	rest->len = gkri_without_note(rest->text, n);
	w.note = n - rest->len;
	w.len = title_words(rest->text, rest->len, &w.weight);
	notice = rest->len && !w.len
	    ? gkri_word_ends(gkri_meta_notices, rest->text, rest->len)
	    : NULL;
	if (!notice)
		return w;
	rest->len -= notice->len;
	w.len = title_words(rest->text, rest->len, &w.weight);
	w.notice = 1;
	return w;
}

/* 1 where it is no number of a heading (一、), and does not go on. */
static int is_whole_name(const char *p, size_t n)
{
	return gkri_is_name(p, n) && n > 3 &&
	    !gkri_word_ends(gkri_meta_ties, p, n);
}

/* The organ in a note, where a title names none: …年度报告（某县财政局） */
static void name_in_note(const char **name, size_t *n, const char *p, size_t k)
{
	gkri_unbracket(&p, &k);
	if (*n || !gkri_is_name(p, k) || !gkri_is_organ_or_place(p, k))
		return;
	*name = p;
	*n = k;
}

/* Reads cleaned text as a title; the score is 0 where it is none. */
static void parse(struct gkri_title *t, const char *p, size_t n)
{
	struct rest rest;
	struct words words;
	const char *name, *note;

	t->score = 0;
	t->name_len = 0;
	t->year = 0;
	if (!may_end_title(p, n))
		return;
	take_years(&rest, p, n);
	words = end_of_title(&rest);
	if (words.len == 0)
		return;
	name = rest.text;
	note = rest.text + rest.len;
	rest.len -= words.len;
	if (!trim_name(&name, &rest.len) ||
	    (rest.len && !is_whole_name(name, rest.len)))
		return;
	/* a notice may be about anything but an organ's report */
	if (words.notice && !gkri_is_organ_or_place(name, rest.len))
		return;
	name_in_note(&name, &rest.len, note, words.note);
	memcpy(t->name, name, rest.len);
	t->name_len = rest.len;
	t->year = rest.year;
	t->score = words.weight + (rest.len ? GKRI_TITLE_NAME : 0) +
	    (rest.year ? GKRI_TITLE_YEAR : 0);
	if (words.notice) /* the report's own title is better */
		t->score -= GKRI_TITLE_WHOLE;
}

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
	struct gkri_piece where[WINDOW];
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
    const struct gkri_piece *where, size_t above)
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

	parse(t, text, join(s, back, until, text));
}

/* 1 where the line is a name of its own, or nothing but a year. */
static int is_title_part(const struct gkri_clean *line, int want_name)
{
	struct rest rest;
	const char *name = rest.text;

	take_years(&rest, line->text, line->len);
	if (rest.len == 0)
		return rest.year != 0;
	trim_words(&name, &rest.len);
	return want_name && gkri_is_name(name, rest.len) &&
	    gkri_is_organ_or_place(name, rest.len);
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
	    is_title_part(&s->line[slot_of(s, back)], part.name_len == 0);
}

/* Titles that end in the newest line and begin in an older one. */
static void offer_joined(struct search *s)
{
	struct gkri_title t;
	struct gkri_piece where;
	size_t back, n;

	for (back = 1; back < WINDOW && back < s->count; back++) {
		n = join(s, back, 0, t.text.text);
		parse(&t, t.text.text, n);
		if (n == 0)
			return;
		/* parse() sets it:
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

/* Bytes up to the next separator or the end; *gap is the separator's. */
static size_t field_len(const char *p, size_t n, size_t *gap)
{
	const struct gkri_word *w;
	size_t i;

	*gap = 0;
	for (i = 0; i < n; i++) {
		/* a separator does not begin inside a character */
		if (((unsigned char)p[i] & 0xc0) == 0x80 ||
		    gkri_is_han(p + i, n - i))
			continue;
		w = gkri_word_begins(gkri_meta_fields, p + i, n - i);
		if (w) {
			*gap = w->len;
			return i;
		}
	}
	return n;
}

static void offer_fields(struct search *s, const struct gkri_piece *line)
{
	const char *p = s->r->prose.data;
	size_t at = line->at, end = line->end, len, gap;
	struct gkri_piece where;
	struct gkri_title t;

	if (end - at > FIELDS_MAX)
		end = at + FIELDS_MAX;
	for (; at < end; at += len + gap) {
		len = field_len(p + at, end - at, &gap);
		gkri_clean(&t.text, p + at, len);
		parse(&t, t.text.text, t.text.len);
		/* without a name it is a link or a heading */
		if (t.name_len == 0)
			continue;
		where.section = line->section;
		where.at = at;
		where.end = at + len;
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

static void take_line(struct search *s, const struct gkri_piece *line)
{
	const char *p = s->r->prose.data + line->at;
	size_t n = line->end - line->at;
	struct gkri_clean *c;
	struct gkri_title t;

	s->count++;
	s->where[slot_of(s, 0)] = *line;
	c = &s->line[slot_of(s, 0)];
	c->len = 0;
	if (!has_tab(p, n))
		gkri_clean(c, p, n);
	parse(&t, c->text, c->len);
	if (t.score == 0) {
		offer_fields(s, line);
	} else {
		t.score += GKRI_TITLE_WHOLE;
		t.text = *c;
		offer(s, &t, line, 1);
	}
	if (!is_finished(s, 1, &t))
		offer_joined(s);
}

void gkri_title_find(const struct gkr_report *r, const struct gkri_range *range,
    int first, struct gkri_title *title)
{
	struct gkri_lines lines;
	struct gkri_piece line;
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
	gkri_lines_init(&lines, r, range);
	while (gkri_lines_next(&lines, &line))
		take_line(&s, &line);
}
