/*
 * What a title says: [agency] [year] 政府信息公开 [year] 工作年度报告 [(year)],
 * the agency before or behind the year.  It is read from its end.
 */
#include "meta.h"

#include "text.h"

/* What is left of a title when words are taken from it. */
struct rest {
	char text[GKRI_META_LINE];
	size_t len;
	size_t year_at; /* where the first year was taken from */
	uint32_t year;
	int years; /* how many different ones were met */
};

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
	if (gkri_tail_begins(p, n))
		return 0;
	return n >= 6 && memcmp(p + 3, "度", 3) == 0 ? 6 : 3;
}

static void note_year(struct rest *rest, uint32_t year)
{
	if (rest->years == 0)
		rest->year_at = rest->len;
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
	int arabic, period;

	if (!gkri_may_be_year(p, n) || ends_in_digit(rest))
		return 0;
	len = gkri_year(p, n, &year, &arabic);
	if (len == 0)
		return 0;
	dated = gkri_month(p + len, n - len);
	period = dated && gkri_period(p, n, &year);
	if (dated && !period)
		return len + dated; /* it was published then */
	word = year_word(p + len, n - len);
	bracket = close_bracket(rest, p + len + word, n - len - word);
	if (word == 0 && bracket == 0 && !period &&
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
	rest->year_at = 0;
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
	/* 某中学2021年学校信息公开…; but the end of 某学校 is its own */
	w = *n ? gkri_word_ends(gkri_meta_kinds, *p, *n) : NULL;
	if (w && gkri_is_organ(*p, *n - w->len))
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

/* Bytes of the tail at the end of text: 工作 年度 报告; 0 where none. */
static size_t tail_ends(const char *p, size_t n, uint32_t *weight)
{
	const struct gkri_word *w = gkri_word_ends(gkri_meta_lasts, p, n);
	size_t len = 0;

	*weight = 0;
	for (; w; w = gkri_word_ends(gkri_meta_middles, p, n - len)) {
		len += w->len;
		if (w->value > *weight)
			*weight = w->value;
		if (len == n)
			break;
	}
	return len;
}

size_t gkri_tail_begins(const char *p, size_t n)
{
	const struct gkri_word *w;
	size_t len = 0;

	for (; len < n; len += w->len) {
		w = gkri_word_begins(gkri_meta_lasts, p + len, n - len);
		if (w)
			return len + w->len;
		w = gkri_word_begins(gkri_meta_middles, p + len, n - len);
		if (w == NULL)
			return 0;
	}
	return 0;
}

/* Bytes of the word at the end of text, 0 where none or nothing is left. */
static size_t word_ends(const struct gkri_word *words, const char *p, size_t n)
{
	const struct gkri_word *w = n ? gkri_word_ends(words, p, n) : NULL;

	return w ? w->len : 0;
}

/* Bytes of the subjects at the end of text, with what ties them. */
static size_t subjects_end(const char *p, size_t n)
{
	size_t len = word_ends(gkri_meta_subjects, p, n), more = len, tie, k;

	while (more && (tie = word_ends(gkri_meta_ties, p, n - len)) != 0) {
		k = len + tie;
		k += word_ends(gkri_meta_middles, p, n - k);
		more = word_ends(gkri_meta_subjects, p, n - k);
		if (more)
			len = k + more;
	}
	return len;
}

/* Bytes of 政府 at p that belong to 人民 before it, and not to a subject. */
static size_t of_people(const char *p, size_t at, size_t n)
{
	static const char people[] = "人民", government[] = "政府";
	const size_t len = sizeof people - 1;

	return at >= len && memcmp(p + at - len, people, len) == 0 &&
		memcmp(p + at, government, len) == 0 &&
		gkri_word_begins(gkri_meta_subjects, p + at + len, n - at - len)
	    ? len
	    : 0;
}

/* Bytes of subject and tail at the end of text, 0 where there are none. */
static size_t title_words(const char *p, size_t n, uint32_t *weight)
{
	size_t tail = n ? tail_ends(p, n, weight) : 0, len;

	len = tail && tail < n ? subjects_end(p, n - tail) : 0;
	if (len == 0)
		return 0;
	len += tail;
	return len - of_people(p, n - len, n);
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
 * A title ends in a tail, a bracket, a year or a date.  Most lines end in a
 * stop, and need not be read.
 */
int gkri_title_may_end(const char *p, size_t n)
{
	uint32_t value;

	if (n < 3 || (unsigned char)p[n - 1] < 0x80)
		return n && p[n - 1] != '.' && p[n - 1] != ';';
	p += n - 3;
	return is_year_word(p, 3) || memcmp(p, "度", 3) == 0 ||
	    gkri_digit(p, 3, &value) == 3 || gkri_bracket_closes(p, 3) ||
	    is_last_of(gkri_meta_lasts, p) || is_last_of(gkri_meta_notices, p);
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

/* Bytes of the name without what is said of the subject: 某局2021年气象… */
static size_t name_before_year(
    const struct rest *rest, const char *name, size_t n)
{
	size_t from = (size_t)(name - rest->text), before;

	if (rest->year_at <= from || rest->year_at >= from + n)
		return n;
	before = rest->year_at - from;
	return gkri_is_organ_or_place(name, before) &&
		!gkri_is_organ_or_place(name + before, n - before)
	    ? before
	    : n;
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

void gkri_title_parse(struct gkri_title *t, const char *p, size_t n)
{
	struct rest rest;
	struct words words;
	const char *name, *note;

	t->score = 0;
	t->name_len = 0;
	t->year = 0;
	if (!gkri_title_may_end(p, n))
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
	rest.len = name_before_year(&rest, name, rest.len);
	name_in_note(&name, &rest.len, note, words.note);
	memcpy(t->name, name, rest.len);
	t->name_len = rest.len;
	t->year = rest.year;
	t->score = words.weight + (rest.len ? GKRI_TITLE_NAME : 0) +
	    (rest.year ? GKRI_TITLE_YEAR : 0);
	if (words.notice) /* the report's own title is better */
		t->score -= GKRI_TITLE_WHOLE;
}

int gkri_title_part(const struct gkri_clean *line, int want_name)
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
