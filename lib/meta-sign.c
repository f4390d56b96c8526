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
	struct gkri_passage where;
	struct gkri_day day;
	uint8_t is_day;	 /* all of it is a date */
	uint8_t alone;	 /* one that needs no name */
	uint8_t used;	 /* part of a pair */
	uint8_t related; /* the name is like the agency's */
	size_t name_len; /* 0: it names no organ */
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
	struct gkri_passage lone_at;
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

/* 1 where text names an organ; *related where it is like the agency. */
static int names_organ(
    const struct search *s, const char *p, size_t n, uint8_t *related)
{
	int organ;

	if (n == 0 || n > GKRI_META_NAME)
		return 0;
	/* part of the agency's name is enough, or an organ's name */
	organ = gkri_is_organ(p, n);
	if (!organ && n > s->agency_len)
		return 0;
	*related = (uint8_t)is_related(s, p, n);
	return (organ || *related) && gkri_is_name(p, n) && !gkri_is_self(p, n);
}

/* Bytes of text without the note on the seal. */
static size_t without_seal(const char *p, size_t n)
{
	const struct gkri_word *w =
	    n ? gkri_word_ends(gkri_meta_seals, p, n) : NULL;

	return w ? n - w->len : n;
}

static uint64_t label_bits(void)
{
	return 0
#define GKR_META_LABEL(text) GKRI_FIRST(text)
#define GKR_META_ACT(text) GKRI_FIRST(text)
#include "meta.def"
	    ;
}

/* Bytes of the words with which a label begins: 单位, 填报 单位 */
static size_t label_words(const char *p, size_t n)
{
	const struct gkri_word *w = gkri_word_begins(gkri_meta_labels, p, n);
	const struct gkri_word *thing;

	if (w)
		return w->len;
	w = gkri_word_begins(gkri_meta_acts, p, n);
	thing = w && w->len < n
	    ? gkri_word_begins(gkri_meta_things, p + w->len, n - w->len)
	    : NULL;
	return thing ? (size_t)w->len + thing->len : 0;
}

/* Bytes of the label with which text begins: 单位（盖章）： */
static size_t label_len(const char *p, size_t n)
{
	const struct gkri_word *seal;
	size_t len;

	if (n < 3 || !(label_bits() & gkri_bit(p[2])))
		return 0;
	len = label_words(p, n);
	if (len == 0 || len == n)
		return 0;
	seal = gkri_word_begins(gkri_meta_seals, p + len, n - len);
	len += seal ? seal->len : 0;
	if (len < n && p[len] == ':')
		return len + 1;
	return n - len > 3 && memcmp(p + len, "：", 3) == 0 ? len + 3 : 0;
}

/* Takes from a line what is neither name nor date. */
static void strip(struct gkri_clean *c, int below_name)
{
	const char *p = c->text;
	size_t n = c->len, len;

	if (n == 0)
		return;
	len = label_len(p, n);
	p += len;
	n = without_seal(p, n - len);
	/* below a name another one in brackets belongs to it */
	if (n && !gkri_is_han(p, n) && !below_name)
		gkri_unbracket(&p, &n);
	memmove(c->text, p, n);
	c->len = n;
}

static void read_name(const struct search *s, struct line *line)
{
	size_t n = line->is_day ? 0 : line->text.len;

	line->name_len =
	    names_organ(s, line->text.text, n, &line->related) ? n : 0;
}

/* ------------------------------------------------------------------ */
/* Candidates                                                         */

static void keep(struct search *s, int rank, const char *name, size_t n,
    const struct gkri_passage *name_at, const struct gkri_day *day,
    const struct gkri_passage *day_at)
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
    const struct gkri_passage *name_at, int related, const struct line *day)
{
	keep(s, related ? RANK_RELATED : RANK_PAIR, name, n, name_at, &day->day,
	    &day->where);
}

/*
 * A name and the date above or below it.  Of two organs that sign together the
 * report is that of the agency.
 */
static void try_pair(struct search *s, const struct line *name,
    const struct line *other, struct line *day)
{
	if (name->name_len == 0)
		return;
	if (!name->related && other->name_len && other->related)
		name = other;
	keep_pair(s, name->text.text, name->name_len, &name->where,
	    name->related, day);
	day->used = 1;
}

/*
 * 1 where two lines are one name: the agency's, one that begins as it does and
 * ends in the middle of a word, or an organ's with another one in brackets.
 */
static int is_broken_name(const struct search *s, const char *name, size_t n,
    const struct line *upper, const struct line *lower)
{
	const char *p = lower->text.text;

	if (same(s, name, n))
		return 1;
	if (!gkri_is_name(name, n) || !gkri_is_organ(name, n))
		return 0;
	if (gkri_bracket_open(p, lower->text.len))
		return upper->name_len && gkri_bracket_closes(name, n);
	return s->agency_len && n > s->agency_len && upper->name_len == 0 &&
	    !lower->related && memcmp(name, s->agency, s->agency_len) == 0;
}

/* A name over two lines, and the date below. */
static int try_broken_name(struct search *s)
{
	const struct line *upper = &s->last[2], *lower = &s->last[1];
	char name[2 * GKRI_META_LINE];
	struct gkri_passage where;
	size_t n = upper->text.len;

	if (n == 0 || lower->text.len == 0)
		return 0;
	memcpy(name, upper->text.text, n);
	memcpy(name + n, lower->text.text, lower->text.len);
	n += lower->text.len;
	if (!is_broken_name(s, name, n, upper, lower))
		return 0;
	where = upper->where;
	if (where.section == lower->where.section)
		where.end = lower->where.end;
	keep_pair(s, name, n, &where, is_related(s, name, n), &s->last[0]);
	s->last[0].used = 1;
	return 1;
}

/* 1 where a date may begin at byte i of the line, and not inside a number. */
static int may_be_date(const struct gkri_clean *c, size_t i)
{
	const char *p = c->text + i;
	uint32_t value;

	if (gkri_may_be_year(p, c->len - i))
		return !gkri_digit(p - 1, 1, &value) &&
		    !(i >= 3 && gkri_digit(p - 3, 3, &value) == 3);
	return !gkri_is_han(p, c->len - i) && gkri_bracket_open(p, c->len - i);
}

/* A name behind its date in one line: 2022年1月18日 某局 */
static void try_date_and_name(struct search *s, const struct line *line)
{
	const char *p = line->text.text;
	size_t n = line->text.len, i;
	struct line day;
	uint8_t related;
	int alone;

	if (n == 0 || !gkri_may_be_year(p, n) || !gkri_is_organ(p, n))
		return;
	for (i = 3; i < n; i++) {
		if (!gkri_is_han(p + i, n - i) ||
		    !gkri_date(p, i, &day.day, &alone) || !alone)
			continue;
		day.where = line->where;
		if (names_organ(s, p + i, n - i, &related))
			keep_pair(s, p + i, n - i, &line->where, related, &day);
		return;
	}
}

/* A name before its date in one line. */
static void try_name_and_date(struct search *s, const struct line *line)
{
	const char *p = line->text.text;
	size_t n = line->text.len, i;
	struct line day;
	uint8_t related;
	int alone;

	if (!gkri_ends_like_date(p, n))
		return;
	for (i = 1; i < n; i++) {
		if (!may_be_date(&line->text, i) ||
		    !gkri_date(p + i, n - i, &day.day, &alone))
			continue;
		while (i && p[i - 1] == ' ')
			i--;
		day.where = line->where;
		if (names_organ(s, p, i, &related))
			keep_pair(s, p, i, &line->where, related, &day);
		return;
	}
}

/* A name without a date must be the agency's own, or one like it. */
static void try_name(struct search *s, const struct line *line)
{
	if (!s->pairs && line->name_len && line->related)
		keep(s, RANK_NAME, line->text.text, line->name_len,
		    &line->where, NULL, NULL);
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
static void right_end(const char *p, struct gkri_passage *where)
{
	size_t i = where->end, least = where->at, run = 0;

	if (i - least > LINE_MAX)
		least = i - LINE_MAX;
	while (i > least && run < WIDE_GAP)
		run = p[--i] == ' ' ? run + 1 : 0;
	where->at = run == WIDE_GAP ? i : where->end;
}

/* Takes the stop off the end; returns 1 where there is one. */
static int without_stop(struct gkri_clean *c)
{
	static const char stop[] = "。";
	const size_t len = sizeof stop - 1;

	if (c->len <= len || memcmp(c->text + c->len - len, stop, len) != 0)
		return 0;
	c->len -= len;
	return 1;
}

/*
 * Of a line that ends in a name or date what stands behind its sentences;
 * returns 1 where some do.
 */
static int after_sentence(struct gkri_clean *c)
{
	static const char stop[] = "。";
	const size_t len = sizeof stop - 1;
	size_t n = c->len, i;

	if (n <= len ||
	    !(gkri_ends_like_date(c->text, n) || gkri_is_organ(c->text, n)))
		return 0;
	for (i = n - len; i > len && memcmp(c->text + i - len, stop, len); i--)
		continue;
	if (i <= len)
		return 0;
	memmove(c->text, c->text + i, n - i);
	c->len = n - i;
	return 1;
}

static void read_line(
    struct search *s, const struct gkri_passage *where, struct line *line)
{
	const char *prose = s->r->prose.data, *p = prose + where->at;
	size_t n = where->end - where->at;
	int alone = 0, cut;

	gkri_trim(&p, &n);
	line->where.section = where->section;
	line->where.at = (size_t)(p - prose);
	line->where.end = line->where.at + n;
	if (n > LINE_MAX)
		right_end(prose, &line->where);
	gkri_clean(&line->text, prose + line->where.at,
	    line->where.end - line->where.at);
	strip(&line->text, s->last[1].name_len != 0);
	cut = without_stop(&line->text);
	cut |= after_sentence(&line->text);
	line->is_day = (uint8_t)gkri_date(
	    line->text.text, line->text.len, &line->day, &alone);
	line->alone = (uint8_t)alone;
	line->used = 0;
	read_name(s, line);
	if (cut) /* 请联系…局 is no signature without a date */
		line->related = 0;
}

/* A date that is broken over the two newest lines becomes one line. */
static void mend_date(struct search *s)
{
	struct line *now = &s->last[0], *before = &s->last[1];
	char text[GKRI_META_LINE];
	size_t n = before->text.len;
	int alone;

	if (now->is_day || before->is_day || now->text.len == 0 || n == 0 ||
	    n + now->text.len > sizeof text ||
	    !gkri_may_be_year(before->text.text, n))
		return;
	memcpy(text, before->text.text, n);
	memcpy(text + n, now->text.text, now->text.len);
	if (!gkri_date(text, n + now->text.len, &now->day, &alone))
		return;
	now->is_day = 1;
	now->name_len = 0;
	now->alone = (uint8_t)alone;
	if (before->where.section == now->where.section)
		now->where.at = before->where.at;
	s->last[1] = s->last[2];
	s->last[2].text.len = 0;
	s->last[2].name_len = 0;
}

static void take_line(struct search *s, const struct gkri_passage *where)
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
			try_pair(s, before, &s->last[2], now);
		return;
	}
	if (before->is_day && !before->used)
		try_pair(s, now, now, before);
	try_name_and_date(s, now);
	try_date_and_name(s, now);
	try_name(s, now);
}

void gkri_signature_find(const struct gkr_report *r,
    const struct gkri_range *range, const char *agency, size_t agency_len,
    int pairs, struct gkri_signature *out)
{
	struct gkri_meta_lines lines;
	struct gkri_passage line;
	struct search s;
	size_t i;

	memset(&s, 0, offsetof(struct search, last));
	for (i = 0; i < 3; i++) {
		s.last[i].text.len = 0;
		s.last[i].is_day = 0;
		s.last[i].name_len = 0;
	}
	s.lone_days = 0;
	s.r = r;
	s.agency = agency;
	s.agency_len = agency_len;
	s.pairs = pairs;
	s.best = out;
	out->name.len = 0;
	out->day.year = 0;
	gkri_meta_lines_init(&lines, r, range);
	while (gkri_meta_lines_next(&lines, &line))
		take_line(&s, &line);
	note_lone_day(&s, &s.last[1]);
	note_lone_day(&s, &s.last[0]);
	if (s.rank < RANK_PAIR && s.lone_days == 1) {
		out->day = s.lone;
		out->day_at = s.lone_at;
	}
}
