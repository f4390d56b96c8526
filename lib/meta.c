/* Title, agency, year, signatory and date of a report, from its prose. */
#include "meta.h"

#include "calendar.h"
#include "text.h"

/* ------------------------------------------------------------------ */
/* Where to look                                                      */

static size_t last_section(const struct gkr_report *r, uint32_t id)
{
	size_t i;

	for (i = r->section_count; i-- > 1;)
		if (r->sections[i].id == id)
			return i;
	return 0;
}

/* A report that goes on for longer before its text or behind it is none. */
#define LINES_MAX 400

/* Where the last LINES_MAX lines of the range begin. */
static size_t near_end(
    const struct gkr_report *r, const struct gkri_range *range)
{
	const struct gkri_section *last = &r->sections[range->last];
	size_t end = (size_t)last->first_line + last->lines;

	return end > LINES_MAX ? r->lines[end - LINES_MAX].at : 0;
}

/* Leaves out what stands before a byte of the prose. */
static void begin_at(
    const struct gkr_report *r, struct gkri_range *range, size_t at)
{
	const struct gkri_section *s;

	for (; range->first < range->last; range->first++) {
		s = &r->sections[range->first];
		if (at < (size_t)s->text + s->text_len)
			break;
	}
	if (range->from < at)
		range->from = at;
}

/*
 * What stands before the account begins: the preamble, and where the headings
 * are listed first, that list.  A title is the last thing in it.
 */
static struct gkri_range front(const struct gkr_report *r)
{
	struct gkri_range range = {0, 0, 0, LINES_MAX};
	size_t overview = last_section(r, GKR_SECTION_OVERVIEW);

	if (overview)
		range.last = overview - 1;
	if (r->section_count > 1)
		begin_at(r, &range, near_end(r, &range));
	return range;
}

/* The last section of the form, else the end of the text. */
static struct gkri_range back(
    const struct gkr_report *r, const struct gkri_title *title)
{
	struct gkri_range range = {0, 0, 0, LINES_MAX};

	range.last = r->section_count - 1;
	range.first = last_section(r, GKR_SECTION_OTHER_MATTERS);
	if (range.first)
		return range;
	range.first = range.last;
	while (range.first && r->sections[range.first].text_len == 0)
		range.first--;
	begin_at(r, &range, near_end(r, &range));
	if (range.first == 0 && title->score && title->where.section == 0)
		begin_at(r, &range, title->where.end);
	return range;
}

/* The front behind the title. */
static struct gkri_range below_title(
    const struct gkr_report *r, const struct gkri_title *title)
{
	struct gkri_range range = front(r);

	if (title->score)
		begin_at(r, &range, title->where.end);
	return range;
}

/* ------------------------------------------------------------------ */
/* The year, where the title has none                                 */

#define YEARS_MAX 256 /* years in the prose that are looked at */
#define AHEAD 200     /* bytes behind a year that say what it is of */

/* What a year in the prose is evidence of, the strongest first. */
enum { BY_PERIOD, BY_REPORT, BY_OPENING, EVIDENCES };

struct evidence {
	uint32_t year[EVIDENCES];
	uint8_t differs[EVIDENCES];
	struct gkri_passage title; /* what it says is known already */
	uint32_t left;		   /* years that may still be looked at */
};

static void note(struct evidence *e, int by, uint32_t year)
{
	if (e->year[by] && e->year[by] != year)
		e->differs[by] = 1;
	e->year[by] = year;
}

static size_t skip(const char *p, size_t n, const char *word)
{
	size_t len = strlen(word);

	return n >= len && memcmp(p, word, len) == 0 ? len : 0;
}

/* 1 where the text names the report: 政府信息公开工作年度报告. */
static int names_report(const char *p, size_t n)
{
	const struct gkri_word *w = gkri_word_begins(gkri_meta_subjects, p, n);

	return w && gkri_tail_begins(p + w->len, n - w->len);
}

static int is_comma(const char *p, size_t n)
{
	return skip(p, n, "，") || skip(p, n, ",");
}

/* Cleaned text that begins with a year, perhaps at the head of a line. */
static void weigh(
    struct evidence *e, const struct gkri_clean *c, int opens_line)
{
	uint32_t year;
	size_t at;
	int arabic;

	if (gkri_period(c->text, c->len, &year))
		note(e, BY_PERIOD, year);
	at = gkri_year(c->text, c->len, &year, &arabic);
	if (at == 0 || !skip(c->text + at, c->len - at, "年"))
		return;
	at += strlen("年");
	at += skip(c->text + at, c->len - at, "度");
	/* at the head of a line it may be a link to another report */
	if (!opens_line && names_report(c->text + at, c->len - at))
		note(e, BY_REPORT, year);
	if (opens_line && is_comma(c->text + at, c->len - at))
		note(e, BY_OPENING, year);
}

/* The bytes of text that AHEAD leaves, whole characters. */
static size_t ahead(const char *p, size_t n)
{
	if (n <= AHEAD)
		return n;
	n = AHEAD;
	while (n && ((unsigned char)p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void search_line(struct evidence *e, const char *prose,
    const struct gkri_passage *line, size_t end)
{
	const char *p = prose + line->at;
	size_t n = line->end - line->at, i, k;
	int in_number = 0;
	uint32_t value;
	struct gkri_clean c;

	gkri_trim(&p, &n);
	end -= (size_t)(p - prose);
	for (i = 0; i < n && e->left; i += k) {
		k = gkri_is_han(p + i, n - i) ? 3 : 1;
		if (!in_number && gkri_may_be_year(p + i, n - i)) {
			gkri_clean(&c, p + i, ahead(p + i, end - i));
			weigh(e, &c, i == 0);
			e->left--;
		}
		in_number = gkri_digit(p + i, k, &value) != 0;
	}
}

/* Periods may be broken over lines, so a line's end does not end the text. */
static void search_section(
    struct evidence *e, const struct gkr_report *r, size_t section)
{
	const struct gkri_section *s = &r->sections[section];
	struct gkri_range range;
	struct gkri_meta_lines lines;
	struct gkri_passage line;

	range.first = range.last = section;
	range.from = 0;
	range.most = SIZE_MAX;
	gkri_meta_lines_init(&lines, r, &range);
	while (e->left && gkri_meta_lines_next(&lines, &line))
		if (line.at < e->title.at || line.at >= e->title.end)
			search_line(e, r->prose.data, &line,
			    (size_t)s->text + s->text_len);
}

static uint32_t year_of_prose(
    const struct gkr_report *r, const struct gkri_title *title)
{
	struct evidence e;
	size_t i;
	int by;

	memset(&e, 0, sizeof e);
	e.left = YEARS_MAX;
	if (title->score)
		e.title = title->where;
	for (i = 0; i < r->section_count; i++)
		if (i == 0 || r->sections[i].id == GKR_SECTION_OVERVIEW)
			search_section(&e, r, i);
	for (by = 0; by < EVIDENCES; by++)
		if (e.year[by])
			return e.differs[by] ? 0 : e.year[by];
	return 0;
}

/* ------------------------------------------------------------------ */
/* What is kept                                                       */

static int32_t keep(struct gkr_report *r, const char *p, size_t n, uint32_t *at,
    const struct gkri_passage *piece, struct gkri_span *span)
{
	int32_t rc;

	if (n == 0)
		return GKR_OK;
	rc = gkri_report_keep(r, p, n, at);
	if (rc != GKR_OK || span == NULL)
		return rc;
	span->at = *at - 1;
	span->len = (uint32_t)n;
	gkri_meta_place(r, piece, span);
	return GKR_OK;
}

static int32_t keep_signature(
    struct gkr_report *r, const struct gkri_signature *s)
{
	char date[10];
	int32_t rc;

	rc = keep(r, s->name.text, s->name.len, &r->signed_by, &s->name_at,
	    &r->signed_span);
	if (rc != GKR_OK || s->day.year == 0)
		return rc;
	gkri_iso_write(date, s->day.year, s->day.month, s->day.day);
	return keep(r, date, sizeof date, &r->date, &s->day_at, &r->date_span);
}

static int32_t keep_title(struct gkr_report *r, const struct gkri_title *t)
{
	int32_t rc;

	if (t->score == 0)
		return GKR_OK;
	rc = keep(
	    r, t->text.text, t->text.len, &r->title, &t->where, &r->title_span);
	if (rc != GKR_OK)
		return rc;
	return keep(r, t->name, t->name_len, &r->agency, NULL, NULL);
}

/*
 * A name that is broken over two lines looks whole in the second.  Where the
 * signature is the line above and that name, it is the name.
 */
static void mend_name(struct gkri_title *t, const struct gkri_signature *s)
{
	size_t n = t->before.len;

	if (n == 0 || t->name_len == 0 || n + t->name_len != s->name.len ||
	    n + t->text.len > sizeof t->text.text ||
	    memcmp(s->name.text, t->before.text, n) != 0 ||
	    memcmp(s->name.text + n, t->name, t->name_len) != 0)
		return;
	memcpy(t->name, s->name.text, s->name.len);
	t->name_len = s->name.len;
	memmove(t->text.text + n, t->text.text, t->text.len);
	memcpy(t->text.text, t->before.text, n);
	t->text.len += n;
}

/* The organ in the line below a title that names none. */
static void name_below(const struct gkr_report *r, struct gkri_title *t)
{
	struct gkri_range range = below_title(r, t);
	struct gkri_meta_lines lines;
	struct gkri_passage line;
	struct gkri_clean c;

	gkri_meta_lines_init(&lines, r, &range);
	if (t->score == 0 || t->name_len ||
	    !gkri_meta_lines_next(&lines, &line) ||
	    line.section != t->where.section)
		return;
	gkri_clean(&c, r->prose.data + line.at, line.end - line.at);
	if (!gkri_is_name(c.text, c.len) || !gkri_is_organ(c.text, c.len))
		return;
	memcpy(t->name, c.text, c.len);
	t->name_len = c.len;
}

static void find_signature(const struct gkr_report *r,
    const struct gkri_title *title, struct gkri_signature *out)
{
	struct gkri_range range = back(r, title);

	gkri_signature_find(r, &range, title->name, title->name_len, 0, out);
	if (out->name.len || out->day.year)
		return;
	range = below_title(r, title);
	gkri_signature_find(r, &range, title->name, title->name_len, 1, out);
}

/*
 * 1 where what a report is called stands in two places: before the first
 * section, and in the last one.  Nothing else tells then, but for the year.
 */
static int is_plain(const struct gkr_report *r, const struct gkri_range *front)
{
	return front->last == 0 && front->from == 0 && r->section_count > 1 &&
	    r->sections[r->section_count - 1].id == GKR_SECTION_OTHER_MATTERS;
}

static int32_t find_names(
    struct gkr_report *r, const struct gkri_range *front, int plain)
{
	const struct gkri_passage *pieces[GKRI_NAMES];
	struct gkri_title title;
	struct gkri_signature signature;
	size_t from = r->text.len;
	int32_t rc;

	/* without sections the text may go on to links of other years */
	gkri_title_find(r, front, r->section_count == 1, &title);
	name_below(r, &title);
	find_signature(r, &title, &signature);
	mend_name(&title, &signature);
	r->year = title.year ? title.year : year_of_prose(r, &title);
	rc = keep_title(r, &title);
	if (rc == GKR_OK)
		rc = keep_signature(r, &signature);
	if (rc != GKR_OK || !plain || !title.year)
		return rc;
	pieces[GKRI_NAME_TITLE] = pieces[GKRI_NAME_AGENCY] = &title.where;
	pieces[GKRI_NAME_SIGNED] = &signature.name_at;
	pieces[GKRI_NAME_DATE] = &signature.day_at;
	gkri_known_add(r, from, pieces);
	return GKR_OK;
}

int32_t gkri_report_meta(struct gkr_report *r)
{
	struct gkri_range range = front(r);
	int plain = is_plain(r, &range);
	const struct gkri_known *known = plain ? gkri_known_find(r) : NULL;
	int32_t rc = known ? gkri_known_repeat(r, known) : GKR_E_LIMIT;

	/* where not all of it can be kept, some may be */
	return rc == GKR_E_LIMIT ? find_names(r, &range, plain) : rc;
}
