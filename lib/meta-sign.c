/*
 * Signatures: a short line that names an organ, and the date in the line
 * below, above or behind it.
 */
#include "meta.h"

#include "text.h"

#define LINE_MAX 240 /* bytes of a line that can be a signature */
#define WIDE_GAP 8   /* spaces that set off what stands at the right */

/* A line, and what it is. */
struct line {
	struct gkri_clean text;
	struct gkri_piece where;
	struct gkri_day day;
	uint8_t is_day; /* all of it is a date */
	uint8_t alone;	/* one that needs no name */
	uint8_t used;	/* part of a pair */
};

/* How sure a signature is. */
enum { RANK_NONE, RANK_NAME, RANK_PAIR, RANK_RELATED };

struct search {
	const struct gkr_report *r;
	const char *agency;
	size_t agency_len;
	int pairs; /* only names with dates */
	int rank;
	struct gkri_signature *best;
	struct line last[3]; /* the newest line first */
	struct gkri_day lone;
	struct gkri_piece lone_at;
	uint8_t lone_days; /* different dates without a name */
};

/* ------------------------------------------------------------------ */
/* Names                                                              */

static int same(const struct search *s, const char *p, size_t n)
{
	return n && n == s->agency_len && memcmp(p, s->agency, n) == 0;
}

/* 1 where one of both names contains the other. */
static int is_related(const struct search *s, const char *p, size_t n)
{
	if (s->agency_len == 0 || gkri_count(p, n) < 2)
		return 0;
	if (n >= s->agency_len)
		return gkri_find(p, n, s->agency, s->agency_len) < n;
	return gkri_find(s->agency, s->agency_len, p, n) < s->agency_len;
}

/* A line's name without the note on the seal. */
static size_t name_len(const struct gkri_clean *c)
{
	const struct gkri_word *w;

	w = gkri_word_ends(gkri_meta_seals, c->text, c->len);
	return w ? c->len - w->len : c->len;
}

static int names_organ(const struct search *s, const char *p, size_t n)
{
	if (!gkri_is_name(p, n))
		return 0;
	return gkri_is_organ(p, n) || same(s, p, n) ||
	    (n < s->agency_len && is_related(s, p, n));
}

/* ------------------------------------------------------------------ */
/* Candidates                                                         */

static void keep(struct search *s, int rank, const char *name, size_t n,
    const struct gkri_piece *name_at, const struct gkri_day *day,
    const struct gkri_piece *day_at)
{
	if (rank <= s->rank)
		return;
	s->rank = rank;
	memcpy(s->best->name.text, name, n);
	s->best->name.len = n;
	s->best->name_at = *name_at;
	s->best->day.year = 0;
	if (day) {
		s->best->day = *day;
		s->best->day_at = *day_at;
	}
}

static void keep_pair(struct search *s, const char *name, size_t n,
    const struct gkri_piece *name_at, const struct line *day)
{
	keep(s, is_related(s, name, n) ? RANK_RELATED : RANK_PAIR, name, n,
	    name_at, &day->day, &day->where);
}

/* A name and the date above or below it. */
static int try_pair(struct search *s, const struct line *name, struct line *day)
{
	size_t n = name_len(&name->text);

	if (n == 0 || name->is_day || !names_organ(s, name->text.text, n))
		return 0;
	keep_pair(s, name->text.text, n, &name->where, day);
	day->used = 1;
	return 1;
}

/* The agency's name over two lines, and the date below. */
static int try_broken_name(struct search *s)
{
	const struct line *upper = &s->last[2], *lower = &s->last[1];
	char name[2 * GKRI_META_LINE];
	struct gkri_piece where;
	size_t n = upper->text.len;

	if (n == 0 || lower->text.len == 0)
		return 0;
	memcpy(name, upper->text.text, n);
	memcpy(name + n, lower->text.text, lower->text.len);
	n += name_len(&lower->text);
	if (!same(s, name, n))
		return 0;
	where = upper->where;
	if (where.section == lower->where.section)
		where.end = lower->where.end;
	keep_pair(s, name, n, &where, &s->last[0]);
	s->last[0].used = 1;
	return 1;
}

/* Name and date in one line. */
static void try_one_line(struct search *s, const struct line *line)
{
	const char *p = line->text.text;
	size_t n = line->text.len, i;
	struct line day = *line;
	uint32_t value;
	int alone;

	for (i = 1; i < n; i++) {
		if (!gkri_digit(p + i, n - i, &value) &&
		    !gkri_bracket_open(p + i, n - i))
			continue;
		if (!gkri_date(p + i, n - i, &day.day, &alone))
			continue;
		while (i && gkri_is_blank(p + i - 1, 1))
			i--;
		if (names_organ(s, p, i))
			keep_pair(s, p, i, &line->where, &day);
		return;
	}
}

/* A name without a date must be the agency's own, or one like it. */
static void try_name(struct search *s, const struct line *line)
{
	size_t n = name_len(&line->text);

	if (s->pairs || !names_organ(s, line->text.text, n) ||
	    !is_related(s, line->text.text, n))
		return;
	keep(s, RANK_NAME, line->text.text, n, &line->where, NULL, NULL);
}

static int same_day(const struct gkri_day *a, const struct gkri_day *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* A date that turned out to have no name. */
static void note_lone_day(struct search *s, const struct line *line)
{
	if (s->pairs || !line->is_day || line->used || !line->alone)
		return;
	if (s->lone_days && same_day(&s->lone, &line->day))
		return;
	s->lone = line->day;
	s->lone_at = line->where;
	if (s->lone_days < 2)
		s->lone_days++;
}

/* ------------------------------------------------------------------ */
/* Lines                                                              */

/* Of a long line what stands set off at its right end. */
static void right_end(const char *p, struct gkri_piece *where)
{
	size_t i = where->end, least = where->at, run = 0;

	if (i - least > LINE_MAX)
		least = i - LINE_MAX;
	while (i > least && run < WIDE_GAP)
		run = p[--i] == ' ' ? run + 1 : 0;
	where->at = run == WIDE_GAP ? i : where->end;
}

static void read_line(
    struct search *s, const struct gkri_piece *where, struct line *line)
{
	const char *prose = s->r->prose.data, *p = prose + where->at;
	size_t n = where->end - where->at;
	int alone = 0;

	gkri_trim(&p, &n);
	line->where.section = where->section;
	line->where.at = (size_t)(p - prose);
	line->where.end = line->where.at + n;
	if (n > LINE_MAX)
		right_end(prose, &line->where);
	gkri_clean(&line->text, prose + line->where.at,
	    line->where.end - line->where.at);
	line->is_day = (uint8_t)gkri_date(
	    line->text.text, line->text.len, &line->day, &alone);
	line->alone = (uint8_t)alone;
	line->used = 0;
}

/* A date that is broken over the two newest lines becomes one line. */
static void mend_date(struct search *s)
{
	struct line *now = &s->last[0], *before = &s->last[1];
	char text[GKRI_META_LINE];
	size_t n = before->text.len;
	uint32_t value;
	int alone;

	if (now->is_day || before->is_day || now->text.len == 0 ||
	    n + now->text.len > sizeof text ||
	    !gkri_digit(before->text.text, n, &value))
		return;
	memcpy(text, before->text.text, n);
	memcpy(text + n, now->text.text, now->text.len);
	if (!gkri_date(text, n + now->text.len, &now->day, &alone))
		return;
	now->is_day = 1;
	now->alone = (uint8_t)alone;
	if (before->where.section == now->where.section)
		now->where.at = before->where.at;
	s->last[1] = s->last[2];
	s->last[2].text.len = 0;
}

static void take_line(struct search *s, const struct gkri_piece *where)
{
	struct line *now = &s->last[0], *before = &s->last[1];

	note_lone_day(s, before);
	s->last[2] = *before;
	*before = *now;
	read_line(s, where, now);
	mend_date(s);
	if (now->text.len == 0)
		return;
	if (now->is_day) {
		if (!try_broken_name(s))
			(void)try_pair(s, before, now);
		return;
	}
	if (before->is_day && !before->used)
		(void)try_pair(s, now, before);
	try_one_line(s, now);
	try_name(s, now);
}

void gkri_signature_find(const struct gkr_report *r,
    const struct gkri_range *range, const char *agency, size_t agency_len,
    int pairs, struct gkri_signature *out)
{
	struct gkri_lines lines;
	struct gkri_piece line;
	struct search s;
	size_t i;

	memset(&s, 0, offsetof(struct search, last));
	for (i = 0; i < 3; i++) {
		s.last[i].text.len = 0;
		s.last[i].is_day = 0;
	}
	s.lone_days = 0;
	s.r = r;
	s.agency = agency;
	s.agency_len = agency_len;
	s.pairs = pairs;
	s.best = out;
	out->name.len = 0;
	out->day.year = 0;
	gkri_lines_init(&lines, r, range);
	while (gkri_lines_next(&lines, &line))
		take_line(&s, &line);
	note_lone_day(&s, &s.last[1]);
	note_lone_day(&s, &s.last[0]);
	if (s.rank < RANK_PAIR && s.lone_days == 1) {
		out->day = s.lone;
		out->day_at = s.lone_at;
	}
}
