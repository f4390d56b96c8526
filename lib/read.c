/*
 * What a line of text is: a heading, a mark, prose, or a line of a region
 * that may hold tables.
 */
#include <string.h>
#include "layout.h"
#include "lossy.h"
#include "text.h"
#include "tokenizer.h"

int32_t gkri_tokenizer_open_region(gkr_tokenizer *t)
{
	if (t->region_open)
		return GKR_OK;
	gkri_region_clear(&t->region, t->q_len == 0);
	t->region.context = t->section;
	t->region_open = 1;
	gkri_mould_begin(t);
	return GKR_OK;
}

/* About as many tokens as the region has: its values, rows and heads. */
static size_t tokens_of(const struct gkri_region *g)
{
	return g->ref_count + g->data_count + g->mark_count +
	    g->instance_count * (GKRI_COLUMNS + 2) + 8;
}

int32_t gkri_tokenizer_close_region(gkr_tokenizer *t, int cut)
{
	struct gkri_region *g = &t->region;
	struct gkri_sink sink;
	size_t from = t->q_len;
	int32_t rc;
	int learn;

	if (!t->region_open)
		return GKR_OK;
	t->region_open = 0;
	if (!cut)
		t->shapes.stage = GKRI_SHAPE_IDLE;
	g->cut = (uint8_t)cut;
	gkri_tokenizer_settle_places(t);
	rc = gkri_layout_run(g);
	if (rc == GKR_OK && gkri_mould_find(t))
		return gkri_mould_take(t);
	learn = rc == GKR_OK && gkri_mould_may_learn(t);
	sink.put = learn ? gkri_mould_put : gkri_tokenizer_put;
	sink.context = t;
	if (rc == GKR_OK) {
		gkri_classify(g);
		rc = gkri_rows_find(g, &t->votes);
	}
	if (rc == GKR_OK)
		rc = gkri_tokenizer_expect(t, tokens_of(g));
	if (rc == GKR_OK)
		rc = gkri_place(g, &t->votes, &sink);
	if (rc == GKR_OK)
		rc = gkri_lossy_region(g, &sink);
	if (rc == GKR_OK && learn)
		rc = gkri_mould_learn(t, from);
	if (rc == GKR_E_LIMIT && g->hit) {
		gkri_tokenizer_fail_here(t, rc, g->hit);
		g->hit = 0;
	}
	return rc;
}

/* Text that the region holds, in bytes of the window. */
static size_t region_size(const gkr_tokenizer *t)
{
	const struct gkri_region *g = &t->region;
	size_t from = t->pos;

	if (g->line_count)
		from = g->lines[0].at;
	if (g->mark_count && g->marks[0].at < from)
		from = g->marks[0].at;
	return t->pos > from ? t->pos - from : 0;
}

uint64_t gkri_tokenizer_region_left(const gkr_tokenizer *t)
{
	size_t size = region_size(t);

	return size < t->limits[GKR_LIMIT_TABLE]
	    ? t->limits[GKR_LIMIT_TABLE] - size
	    : 0;
}

/*
 * A region may not grow without end.  Where no table was in it, it was
 * prose, and reading goes on; else the limit is an error.
 */
static int32_t check_region(gkr_tokenizer *t)
{
	int32_t rc;

	if (region_size(t) <= t->limits[GKR_LIMIT_TABLE])
		return GKR_OK;
	rc = gkri_tokenizer_close_region(t, 0);
	if (rc == GKR_OK && t->region.instance_count)
		rc = gkri_tokenizer_fail_here(t, GKR_E_LIMIT, GKR_LIMIT_TABLE);
	t->region_text = 1;
	return rc;
}

/* ---- lines ---- */

static int32_t put_section(
    gkr_tokenizer *t, uint32_t section, uint32_t number, size_t at, size_t len)
{
	int32_t rc = gkri_tokenizer_close_region(t, 1);

	if (rc != GKR_OK)
		return rc;
	t->section = (uint8_t)section;
	t->sections |= 1u << section;
	t->region_text = 0;
	rc = gkri_tokenizer_put_text(t, GKR_TOKEN_SECTION, at, len, 0);
	if (rc == GKR_OK)
		t->queue[t->q_len - 1].number = (uint8_t)number;
	gkri_shape_section(t);
	return rc;
}

/* No label is longer alone, or with its note in a row; in bytes. */
#define LABEL 130
#define NOTED 400

/*
 * How far into the line its first cell reaches, 256 bytes at most.  The flags
 * are those of a whole line, but for pieces between bars, which have none.
 */
static size_t first_cell(
    const gkr_tokenizer *t, const char *p, size_t n, uint8_t flags)
{
	size_t most = n < 256 ? n : 256;
	const char *tab, *bar;

	if (!(flags & (GKRI_LINE_TAB | GKRI_LINE_BAR)) && !t->in_bars)
		return n;
	tab = memchr(p, '\t', most);
	if (tab)
		most = (size_t)(tab - p);
	bar = memchr(p, '|', most);
	if (bar)
		return (size_t)(bar - p);
	return tab ? most : n;
}

/* Is the line a row's label, and numbers behind it? */
static int begins_row(const char *p, size_t n)
{
	struct gkri_label l;
	size_t i;
	uint32_t numbers = 0;

	if (n == 0 || n > NOTED || p[n - 1] < '0' || p[n - 1] > '9' ||
	    !memchr(p, ' ', n) ||
	    !gkri_label_prefix(p, n, GKRI_LABEL_ROW, 0, &l) ||
	    l.how > GKRI_MATCH_FOLDED)
		return 0;
	for (i = l.used; i < n; i++) {
		if (p[i] != ' ' && (p[i] < '0' || p[i] > '9'))
			return 0;
		numbers += p[i] != ' ' && p[i - 1] == ' ';
	}
	return numbers > 2;
}

/* Do brackets begin there, with the first label of a table in quotes? */
static int begins_list(const char *p, size_t n)
{
	struct gkri_label l;
	const char *end;
	size_t i = 0;

	while (i < n && (p[i] == '[' || p[i] == '(' || p[i] == ' '))
		i++;
	if (i + 1 >= n || (p[i] != '"' && p[i] != '\''))
		return 0;
	end = memchr(p + i + 1, p[i], n - i - 1 < LABEL ? n - i - 1 : LABEL);
	return end &&
	    gkri_label_match(p + i + 1, (size_t)(end - p) - i - 1,
		GKRI_LABEL_ANY | GKRI_LABEL_SURE, 0, &l) &&
	    l.how <= GKRI_MATCH_NOTED && l.table;
}

/* Does prose that begins with this line's first piece begin a table? */
static int begins_table(
    const gkr_tokenizer *t, const char *p, size_t n, uint8_t flags)
{
	const char *line = p;
	struct gkri_label l;
	size_t stop;

	if (flags & GKRI_LINE_BOX)
		return 1;
	while (n && (*p == '|' || *p == '\t' || *p == ' ')) {
		p++;
		n--;
	}
	if (n && (*p == '[' || *p == '('))
		return begins_list(p, n);
	stop = first_cell(t, p, n, flags);
	if (stop == n && begins_row(p, n))
		return 1;
	if (stop > (stop == n ? LABEL : NOTED))
		return 0;
	if (stop < n || p > line) { /* else it is trimmed as it came */
		n = stop;
		gkri_trim(&p, &n);
	}
	if (!n || !gkri_label_may_be(p, n) ||
	    !gkri_label_match(p, n, GKRI_LABEL_ANY | GKRI_LABEL_SURE, 0, &l))
		return 0;
	return l.how <= GKRI_MATCH_NOTED &&
	    (l.table ||
		flags & (GKRI_LINE_TAB | GKRI_LINE_TAB_FIRST | GKRI_LINE_BAR));
}

/* Is the word, of Han, in the text?  What ends a character differs most. */
static int has(const char *p, size_t n, const char *word, size_t len)
{
	const char *end = n ? p + n : p;

	while ((size_t)(end - p) >= len &&
	    (p = memchr(p + 2, word[2], (size_t)(end - p) - len + 1)) != NULL) {
		p -= 2;
		if (memcmp(p, word, len) == 0)
			return 1;
		p++;
	}
	return 0;
}

#define HAS(p, n, word) has(p, n, word, sizeof(word) - 1)

void gkri_tokenizer_look(gkr_tokenizer *t, const char *p, size_t n)
{
	if (n > 600)
		n = 600;
	if (HAS(p, n, "信息公开") &&
	    (HAS(p, n, "年度报告") || HAS(p, n, "年报")))
		t->title_seen = 1;
	if (HAS(p, n, "指标名称") || HAS(p, n, "统计指标"))
		t->votes.pre2019 = 1;
}

/* Adds a line to the open region, which may not grow without end. */
static int32_t region_line(
    gkr_tokenizer *t, size_t at, size_t len, uint8_t flags)
{
	struct gkri_line line;
	int32_t rc;

	line.at = (uint32_t)at;
	line.len = (uint32_t)len;
	line.line = t->line;
	line.flags = flags;
	rc = gkri_region_line(&t->region, &line);
	return rc == GKR_OK ? check_region(t) : rc;
}

/* A mark within a region takes room there too. */
static int32_t region_mark(gkr_tokenizer *t, size_t at, size_t len)
{
	int32_t rc =
	    gkri_region_mark(&t->region, (uint32_t)at, (uint32_t)len, t->line);

	return rc == GKR_OK ? check_region(t) : rc;
}

/* A heading glued behind the last cell: both get their due. */
static int32_t glued_line(
    gkr_tokenizer *t, size_t at, size_t len, uint8_t flags, size_t glue)
{
	const char *p = t->window.data + at + glue;
	size_t n = len - glue;
	uint32_t section, number, kind;
	size_t skip;
	int32_t rc;

	rc = region_line(t, at, glue, flags | GKRI_LINE_GLUED);
	gkri_trim(&p, &n);
	section = gkri_section_heading(p, n, &number, &kind, &skip);
	if (rc != GKR_OK || !section)
		return rc;
	return put_section(
	    t, section, number, (size_t)(p - t->window.data) + skip, n - skip);
}

/*
 * Does the line end as a heading may: in Han, but not in a full stop?  Only
 * such a line is searched for a heading behind other text.
 */
static int ends_like_heading(const char *p, size_t n)
{
	return (unsigned char)p[n - 1] >= 0x80 &&
	    memcmp(p + n - 3, "。", 3) != 0 && memchr(p, 0xe3, n) != NULL;
}

/* The token that was put last has the line's text without tags. */
static int32_t put_without(gkr_tokenizer *t, const struct gkri_marked *m)
{
	struct gkri_token *token = &t->queue[t->q_len - 1];
	struct gkri_buf *a = &t->region.arena;
	int32_t rc = gkri_buf_put(a, m->p, m->n);

	/* what lies behind a heading is found by the heading as it stands */
	t->shapes.stage = GKRI_SHAPE_IDLE;
	if (rc != GKR_OK)
		return rc;
	token->text_in = GKRI_TEXT_ARENA;
	token->text_at = (uint32_t)(a->len - m->n);
	token->text_len = (uint32_t)m->n;
	return GKR_OK;
}

/*
 * May the (trimmed) line be of one cell, by its flags and its end?  One between
 * bars may be a line of a drawn cell that holds tables: not here.
 */
static int may_be_lone(const char *p, size_t n, uint8_t flags)
{
	if (flags & (GKRI_LINE_BAR | GKRI_LINE_BOX))
		return 0;
	return flags & GKRI_LINE_TAB || p[n - 1] == '"' ||
	    (n > 1 && (p[n - 1] == ',' || p[n - 1] == ';') &&
		p[n - 2] == p[n - 1]);
}

static int32_t put_prose(
    gkr_tokenizer *t, const char *p, size_t n, uint8_t flags)
{
	struct gkri_marked marked;
	int32_t rc;

	if (may_be_lone(p, n, flags))
		gkri_lone_cell(&p, &n);
	rc = gkri_tokenizer_put_text(
	    t, GKR_TOKEN_PROSE, (size_t)(p - t->window.data), n, 0);
	if (rc == GKR_OK && gkri_may_be_marked(p) &&
	    t->markup == GKRI_MARKUP_NONE && gkri_strip_marks(&marked, p, n))
		rc = put_without(t, &marked);
	return rc;
}

/*
 * Could the (trimmed) line be a heading?  Most lines cannot: they are too
 * short or too long, are rows of cells, or are just a label of a form.
 */
static int may_be_heading(const char *p, size_t n, uint8_t flags)
{
	if (n < GKRI_HEADING_LEAST || n > 200 ||
	    flags & (GKRI_LINE_TAB | GKRI_LINE_BAR))
		return 0;
	return gkri_heading_may_be(p, n) && !gkri_label_exact(p, n);
}

int gkri_is_section(const char *p, size_t n)
{
	uint32_t number, kind;
	size_t at;

	return may_be_heading(p, n, 0) && !memchr(p, '\t', n) &&
	    gkri_section_heading(p, n, &number, &kind, &at);
}

/*
 * The section whose heading the line is without its tags and attributes; 0: it
 * is none.
 */
static uint32_t marked_heading(struct gkri_marked *m, const char *p, size_t n,
    uint8_t flags, uint32_t *number)
{
	uint32_t section, kind;
	size_t skip;

	if (!gkri_may_be_marked(p) || !gkri_strip_marks(m, p, n) ||
	    !may_be_heading(m->p, m->n, flags))
		return 0;
	section = gkri_section_heading(m->p, m->n, number, &kind, &skip);
	m->p += skip;
	m->n -= skip;
	return section;
}

/* A mark of a converter in the place of a table. */
static int32_t lossy_line(gkr_tokenizer *t, size_t at, size_t len)
{
	int32_t rc = gkri_tokenizer_close_region(t, 0);
	struct gkri_sink sink;
	struct gkri_cell c;

	if (rc != GKR_OK)
		return rc;
	sink.put = gkri_tokenizer_put;
	sink.context = t;
	memset(&c, 0, sizeof(c));
	c.at = c.place = (uint32_t)at;
	c.len = c.extent = (uint32_t)len;
	c.line = t->line;
	gkri_tokenizer_settle_places(t);
	return gkri_lossy_line(&t->region, &sink, &c);
}

/* A heading that was seen before. */
static int32_t seen_heading(
    gkr_tokenizer *t, const struct gkri_seen *seen, const char *p, size_t n)
{
	return put_section(t, seen->section, seen->number,
	    (size_t)(p - t->window.data) + seen->skip, n - seen->skip);
}

/*
 * Takes a line that is a section's heading; 0 where it is none.  It may be
 * remembered in `seen`, if that is not NULL.
 */
static int heading_line(gkr_tokenizer *t, const char *p, size_t n,
    uint8_t flags, struct gkri_seen *seen, int32_t *rc)
{
	uint32_t section, number, kind;
	struct gkri_marked marked;
	size_t begin, skip;

	if (may_be_lone(p, n, flags) && gkri_lone_cell(&p, &n)) {
		flags &= (uint8_t) ~(GKRI_LINE_TAB | GKRI_LINE_BAR);
		seen = NULL;
	}
	begin = (size_t)(p - t->window.data);
	section = may_be_heading(p, n, flags)
	    ? gkri_section_heading(p, n, &number, &kind, &skip)
	    : 0;
	if (section) {
		if (seen) {
			gkri_seen_keep(seen, p, n);
			seen->section = (uint8_t)section;
			seen->number = (uint8_t)number;
			seen->skip = (uint8_t)skip;
		}
		*rc = put_section(t, section, number, begin + skip, n - skip);
		return 1;
	}
	section = marked_heading(&marked, p, n, flags, &number);
	if (!section)
		return 0;
	*rc = put_section(t, section, number, begin, n);
	if (*rc == GKR_OK)
		*rc = put_without(t, &marked);
	return 1;
}

/* A line that is neither blank nor a mark. */
static int32_t trimmed_line(gkr_tokenizer *t, size_t at, size_t len,
    uint8_t flags, const char *p, size_t n)
{
	struct gkri_seen *seen;
	uint32_t section;
	size_t glue;
	int32_t rc;
	int known;

	seen = t->region_open || flags ? NULL : gkri_seen_place(t, p, n);
	known = seen && gkri_is_seen(seen, p, n);
	if (known && seen->section)
		return seen_heading(t, seen, p, n);
	if (!known && heading_line(t, p, n, flags, seen, &rc))
		return rc;
	if (!t->title_seen &&
	    (t->section == GKR_SECTION_NONE || t->votes.tables == 0))
		gkri_tokenizer_look(t, p, n);
	if (!t->region_open) {
		if (!gkri_is_table_section(t) &&
		    (known || !begins_table(t, p, n, flags))) {
			if (seen && !known)
				gkri_seen_keep(seen, p, n);
			return put_prose(t, p, n, flags);
		}
		rc = gkri_tokenizer_open_region(t);
		if (rc != GKR_OK)
			return rc;
	}
	if (n >= 24 && ends_like_heading(p, n) &&
	    (glue = gkri_section_glued(p, n, &section)) > 0)
		return glued_line(t, at, len, flags,
		    glue + (size_t)(p - t->window.data) - at);
	return region_line(t, at, len, flags);
}

/* What stands before the line's text, and flags of the text alone. */
static size_t unquote(
    const gkr_tokenizer *t, const char *p, size_t n, uint8_t *flags)
{
	struct gkri_scan rest;
	size_t skip;

	if (n == 0 ||
	    (*p != '>' && (unsigned char)*p != 0xe2 &&
		(unsigned char)*p != 0xef))
		return 0;
	skip = gkri_quotation(p, n, t->markup != GKRI_MARKUP_NONE);
	if (skip) {
		gkri_scan_line(p + skip, n - skip, &rest);
		*flags = rest.flags;
	}
	return skip;
}

/*
 * A line with its number before it.  What shapes know of regions they know of
 * lines as they stand.
 */
static int32_t numbered_line(gkr_tokenizer *t, size_t at, size_t len)
{
	struct gkri_scan rest;
	size_t skip = gkri_line_number(t->window.data + at, len, t->line);
	int32_t rc;

	t->numbered = 0;
	gkri_scan_line(t->window.data + at + skip, len - skip, &rest);
	rc = gkri_tokenizer_line(t, at + skip, len - skip, rest.flags);
	t->numbered = 1;
	t->shapes.stage = GKRI_SHAPE_IDLE;
	return rc;
}

int32_t gkri_tokenizer_line(
    gkr_tokenizer *t, size_t at, size_t len, uint8_t flags)
{
	const char *p = t->window.data + at;
	size_t n = len, skip;
	int32_t rc;

	if (t->line == 1 && !t->numbered && t->markup == GKRI_MARKUP_NONE &&
	    t->fed == GKRI_FEED_BYTES && gkri_line_number(p, n, 1))
		t->numbered = 1;
	if (t->numbered)
		return numbered_line(t, at, len);
	skip = unquote(t, p, n, &flags);
	p += skip;
	at += skip;
	n = len -= skip;
	if ((len >= GKRI_JOINED || t->in_joined || flags & GKRI_LINE_BAR) &&
	    gkri_joined_line(t, at, len, flags, &rc))
		return rc;
	if (len && *p == '\f') {
		flags |= GKRI_LINE_PAGE;
		t->region.pages++;
		p++;
		at++;
		n = --len;
	}
	gkri_trim(&p, &n);
	if (n == 0)
		return t->region_open
		    ? region_line(t, at, len, flags | GKRI_LINE_BLANK)
		    : GKR_OK;
	if (*p == '[' && gkri_is_lossy_line(p, n))
		return lossy_line(t, (size_t)(p - t->window.data), n);
	skip = *p == '[' ? gkri_mark_prefix(p, n) : 0;
	if (skip == 0 && gkri_may_be_page_mark(p) && gkri_is_page_mark(p, n))
		skip = n;
	if (skip) {
		rc = t->region_open
		    ? region_mark(t, (size_t)(p - t->window.data), skip)
		    : gkri_tokenizer_put_text(t, GKR_TOKEN_MARK,
			  (size_t)(p - t->window.data), skip, 0);
		p += skip;
		n -= skip;
		gkri_trim(&p, &n);
		if (rc != GKR_OK || n == 0)
			return rc;
		len -= (size_t)(p - t->window.data) - at;
		at = (size_t)(p - t->window.data);
	}
	return trimmed_line(t, at, len, flags, p, n);
}
