/*
 * The way through a text, line by line: headings, prose, and regions that
 * may hold tables.  Lines are taken only when they are whole (or longer than
 * any row can be), so that the cutting of the input never shows.
 */
#include <string.h>
#include "layout.h"
#include "text.h"
#include "tokenizer.h"

/* A line longer than this is prose and comes in pieces of this size. */
#define LONG_LINE 65536
/* How much text is asked of the decoder at a time. */
#define SLICE 16384

int32_t gkri_tokenizer_fail(gkr_tokenizer *t, int32_t error, uint32_t limit,
    uint64_t offset, uint64_t line)
{
	if (t->error == GKR_OK) {
		t->error = error;
		t->error_limit = limit;
		t->error_offset = offset;
		t->error_line = line;
	}
	return error;
}

/* ---- tokens and where they stand ---- */

static int32_t push(gkr_tokenizer *t, const struct gkri_token *token)
{
	if (t->q_len == t->q_cap) {
		int32_t rc = gkri_grow(&t->mem, (void **)&t->queue, &t->q_cap,
		    t->q_len + 1, sizeof(*t->queue));

		if (rc != GKR_OK)
			return rc;
	}
	t->queue[t->q_len++] = *token;
	return GKR_OK;
}

/* Buffers may move while a token waits: it keeps the place, not the text. */
static void tie(const gkr_tokenizer *t, struct gkri_token *token)
{
	const struct gkri_buf *arena = &t->region.arena;
	const char *p = token->text;

	if (!token->text_len)
		return;
	if (arena->len && p >= arena->data && p < arena->data + arena->len) {
		token->text_in = GKRI_TEXT_ARENA;
		token->text_at = (uint32_t)(p - arena->data);
	} else {
		token->text_in = GKRI_TEXT_WINDOW;
		token->text_at = (uint32_t)(p - t->window.data);
	}
}

/* The column of a window offset: characters since its line began. */
static uint32_t column_of(gkr_tokenizer *t, size_t at, uint32_t line)
{
	const char *base = t->window.data;
	size_t from = t->place_at;

	if (t->place_line != line || from > at || from == 0) {
		for (from = at; from > 0 && base[from - 1] != '\n' &&
		     base[from - 1] != '\r';
		     from--)
			;
		t->work_bytes += at - from;
		t->place_column = 1;
		t->place_line = line;
	}
	t->place_column += (uint32_t)gkri_count(base + from, at - from);
	t->work_bytes += at - from;
	t->place_at = at;
	return t->place_column;
}

/* A fed line stands where its feeder said. */
static void place_fed(
    const gkr_tokenizer *t, struct gkri_token *token, size_t at)
{
	size_t lo = 0, hi = t->spot_count;
	const struct gkri_place *p;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->spots[mid].at <= at)
			lo = mid;
		else
			hi = mid;
	}
	p = &t->spots[lo].place;
	token->offset = p->offset;
	token->length = p->length;
	token->line = p->line;
	token->column = p->column;
}

static void place(gkr_tokenizer *t, struct gkri_token *token, size_t at,
    size_t len, uint32_t line)
{
	token->line = line;
	if (t->spot_count) {
		place_fed(t, token, at);
		return;
	}
	token->column = column_of(t, at, line);
	token->offset = gkri_decoder_source(t->decoder, &t->window, at);
	token->length =
	    (uint32_t)(gkri_decoder_source(t->decoder, &t->window, at + len) -
		token->offset);
}

int32_t gkri_tokenizer_put(void *context, const struct gkri_region *g,
    struct gkri_token *token, const struct gkri_cell *cell)
{
	gkr_tokenizer *t = context;

	token->section = t->section;
	tie(t, token);
	if (cell && cell->flags & GKRI_PLACED) {
		const struct gkri_place *p = &g->places[cell->place];

		token->offset = p->offset;
		token->length = p->length;
		token->line = p->line;
		token->column = p->column;
	} else if (cell) {
		place(t, token, cell->place, cell->extent, cell->line);
	}
	return push(t, token);
}

int32_t gkri_tokenizer_put_text(
    gkr_tokenizer *t, uint8_t kind, size_t at, size_t len, uint8_t flags)
{
	struct gkri_token token;

	memset(&token, 0, sizeof(token));
	token.kind = kind;
	token.section = t->section;
	token.flags = flags;
	token.text = t->window.data + at;
	token.text_len = (uint32_t)len;
	tie(t, &token);
	place(t, &token, at, len, t->line);
	return push(t, &token);
}

/* ---- regions ---- */

int32_t gkri_tokenizer_open_region(gkr_tokenizer *t)
{
	if (t->region_open)
		return GKR_OK;
	gkri_region_clear(&t->region, t->q_head == t->q_len);
	memcpy(t->region.limits, t->limits, sizeof(t->limits));
	t->region.context = t->section;
	t->region_open = 1;
	return GKR_OK;
}

int32_t gkri_tokenizer_close_region(gkr_tokenizer *t, int cut)
{
	struct gkri_region *g = &t->region;
	struct gkri_sink sink;
	int32_t rc;

	if (!t->region_open)
		return GKR_OK;
	t->region_open = 0;
	g->cut = (uint8_t)cut;
	sink.put = gkri_tokenizer_put;
	sink.context = t;
	rc = gkri_layout_run(g);
	if (rc == GKR_OK) {
		gkri_classify(g);
		rc = gkri_rows_find(g, &t->votes);
	}
	if (rc == GKR_OK)
		rc = gkri_place(g, &t->votes, &sink);
	if (rc == GKR_E_LIMIT && g->hit) {
		gkri_tokenizer_fail(t, rc, g->hit,
		    gkri_decoder_source(t->decoder, &t->window, t->pos),
		    t->line);
		g->hit = 0;
	}
	return rc;
}

/* Text that the region holds, in bytes of the window. */
static size_t region_size(const gkr_tokenizer *t)
{
	const struct gkri_region *g = &t->region;

	return g->line_count ? t->pos - g->lines[0].at : 0;
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
		rc = gkri_tokenizer_fail(t, GKR_E_LIMIT, GKR_LIMIT_TABLE,
		    gkri_decoder_source(t->decoder, &t->window, t->pos),
		    t->line);
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
	return rc;
}

/* Does prose that begins with this line's first piece begin a table? */
static int begins_table(
    const gkr_tokenizer *t, const char *p, size_t n, uint8_t flags)
{
	struct gkri_label l;
	size_t stop = n, i;

	(void)t;
	if (flags & GKRI_LINE_BOX)
		return 1;
	while (n && (*p == '|' || *p == '\t' || *p == ' ')) {
		p++;
		n--;
	}
	for (i = 0, stop = n; i < n && i < 256; i++)
		if (p[i] == '\t' || p[i] == '|') {
			stop = i;
			break;
		}
	if (stop > 400)
		return 0;
	n = stop;
	gkri_trim(&p, &n);
	if (!n ||
	    !gkri_label_match(p, n,
		GKRI_LABEL_CAPTION | GKRI_LABEL_HEADER | GKRI_LABEL_COLUMN |
		    GKRI_LABEL_ROW | GKRI_LABEL_GROUP,
		0, &l))
		return 0;
	return l.how <= GKRI_MATCH_NOTED &&
	    (l.table ||
		flags & (GKRI_LINE_TAB | GKRI_LINE_TAB_FIRST | GKRI_LINE_BAR));
}

/* Sections two to four are tables with words around them. */
static int is_table_section(const gkr_tokenizer *t)
{
	return t->section >= GKR_SECTION_PROACTIVE &&
	    t->section <= GKR_SECTION_REVIEW_LITIGATION && !t->region_text;
}

static int has(const char *p, size_t n, const char *word, size_t len)
{
	const char *end = p + n;

	while ((size_t)(end - p) >= len &&
	    (p = memchr(p, *word, (size_t)(end - p) - len + 1)) != NULL) {
		if (memcmp(p, word, len) == 0)
			return 1;
		p++;
	}
	return 0;
}

#define HAS(p, n, word) has(p, n, word, sizeof(word) - 1)

static void look_for_title(gkr_tokenizer *t, const char *p, size_t n)
{
	if (n > 600)
		n = 600;
	if (HAS(p, n, "信息公开") &&
	    (HAS(p, n, "年度报告") || HAS(p, n, "年报")))
		t->title_seen = 1;
	if (HAS(p, n, "指标名称") || HAS(p, n, "统计指标"))
		t->votes.pre2019 = 1;
}

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

/* A line that is neither blank, mark nor heading. */
static int32_t plain_line(gkr_tokenizer *t, size_t at, size_t len,
    uint8_t flags, const char *p, size_t n)
{
	uint32_t section;
	size_t glue;

	if (t->section == GKR_SECTION_NONE || t->votes.tables == 0)
		look_for_title(t, p, n);
	if (!t->region_open &&
	    (is_table_section(t) || begins_table(t, p, n, flags))) {
		int32_t rc = gkri_tokenizer_open_region(t);

		if (rc != GKR_OK)
			return rc;
	}
	if (!t->region_open)
		return gkri_tokenizer_put_text(
		    t, GKR_TOKEN_PROSE, (size_t)(p - t->window.data), n, 0);
	if (n >= 24 && (glue = gkri_section_glued(p, n, &section)) > 0)
		return glued_line(t, at, len, flags,
		    glue + (size_t)(p - t->window.data) - at);
	return region_line(t, at, len, flags);
}

int32_t gkri_tokenizer_line(
    gkr_tokenizer *t, size_t at, size_t len, uint8_t flags)
{
	const char *p = t->window.data + at;
	size_t n = len, skip;
	uint32_t section, number, kind;
	int32_t rc;

	if (len && *p == '\f') {
		p++;
		n--;
	}
	gkri_trim(&p, &n);
	if (n == 0)
		return t->region_open
		    ? region_line(t, at, len, flags | GKRI_LINE_BLANK)
		    : GKR_OK;
	skip = *p == '[' ? gkri_mark_prefix(p, n) : 0;
	if (skip == 0 && gkri_is_page_mark(p, n))
		skip = n;
	if (skip) {
		rc = t->region_open
		    ? gkri_region_mark(&t->region,
			  (uint32_t)(p - t->window.data), (uint32_t)skip,
			  t->line)
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
	section = gkri_section_heading(p, n, &number, &kind, &skip);
	if (section)
		return put_section(t, section, number,
		    (size_t)(p - t->window.data) + skip, n - skip);
	return plain_line(t, at, len, flags, p, n);
}

/* A piece of a line longer than any row. */
static int32_t long_piece(gkr_tokenizer *t, size_t len, int more)
{
	const char *p = t->window.data + t->pos;
	size_t n = len;
	int32_t rc = gkri_tokenizer_close_region(t, 0);

	if (rc != GKR_OK)
		return rc;
	if (!t->long_line || !more)
		gkri_trim(&p, &n);
	return n ? gkri_tokenizer_put_text(t, GKR_TOKEN_PROSE,
		       (size_t)(p - t->window.data), n,
		       more ? GKRI_TOKEN_CONTINUES : 0)
		 : GKR_OK;
}

/* Where [pos, pos + LONG_LINE) can be cut between characters. */
static size_t piece_length(const gkr_tokenizer *t)
{
	size_t n = LONG_LINE;

	while (n > LONG_LINE - 4 &&
	    ((unsigned char)t->window.data[t->pos + n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* ---- the window ---- */

/*
 * Takes the next line if the window holds it whole, or a piece of a long
 * one.  Returns 1 where it did, 0 where more text is needed; *rc the status.
 */
static int take_line(gkr_tokenizer *t, int32_t *rc)
{
	struct gkri_scan s;
	size_t have = t->window.len - t->pos, from = t->scanned - t->pos, piece;

	if (have == 0)
		return 0;
	if (t->skip_lf) {
		t->skip_lf = 0;
		if (t->window.data[t->pos] == '\n') {
			t->scanned = ++t->pos;
			return 1;
		}
	}
	/* most lines are met whole: only a continued search starts again */
	gkri_scan_line(t->window.data + t->pos + from, have - from, &s);
	t->work_bytes += s.len;
	if (from + s.len > LONG_LINE) {
		piece = piece_length(t);
		*rc = long_piece(t, piece, 1);
		t->long_line = 1;
		t->pos += piece;
		t->scanned = t->pos;
		return 1;
	}
	if (!s.ended && t->stage == GKRI_STAGE_TEXT) {
		t->scanned = t->window.len;
		return 0;
	}
	if (from) {
		gkri_scan_line(t->window.data + t->pos, have, &s);
		t->work_bytes += s.len;
	}
	if (t->long_line)
		*rc = long_piece(t, s.len, 0);
	else
		*rc = gkri_tokenizer_line(t, t->pos, s.len, s.flags);
	t->long_line = 0;
	t->pos += s.len;
	if (s.ended) {
		t->skip_lf = t->window.data[t->pos] == '\r';
		t->pos++;
		t->line++;
	}
	t->scanned = t->pos;
	return 1;
}

static void shift_spots(gkr_tokenizer *t, uint32_t n)
{
	size_t i, gone = 0;

	while (gone + 1 < t->spot_count && t->spots[gone + 1].at <= n)
		gone++;
	for (i = gone; i < t->spot_count; i++) {
		t->spots[i - gone] = t->spots[i];
		t->spots[i - gone].at =
		    t->spots[i].at > n ? t->spots[i].at - n : 0;
	}
	t->spot_count -= gone;
}

/* Moves what is used out of the window's front. */
static void compact(gkr_tokenizer *t)
{
	size_t keep = t->pos;

	if (t->region_open && t->region.line_count)
		keep = t->region.lines[0].at;
	if (t->region_open && t->region.mark_count &&
	    t->region.marks[0].at < keep)
		keep = t->region.marks[0].at;
	if (t->region_open && t->region.row_count)
		keep = 0;
	if (keep == 0 || (keep < SLICE && keep < t->window.len))
		return;
	if (t->fed == GKRI_FEED_BYTES)
		gkri_decoder_shift(t->decoder, &t->window, keep);
	shift_spots(t, (uint32_t)keep);
	memmove(t->window.data, t->window.data + keep, t->window.len - keep);
	t->window.len -= keep;
	t->pos -= keep;
	t->scanned -= keep;
	t->place_at = 0;
	t->place_line = 0;
	gkri_region_shift(&t->region, (uint32_t)keep);
}

/* Gets more text: 1 where there is some, 0 where input is wanted. */
static int refill(gkr_tokenizer *t, int32_t *rc)
{
	size_t used = 0, before;

	compact(t);
	before = t->window.len;
	*rc = gkri_decoder_run(t->decoder, t->in, t->in_len, t->finished,
	    &t->window, before + SLICE, &used);
	t->in += used;
	t->in_len -= used;
	if (*rc == GKR_E_MEMORY)
		return 0;
	if (*rc != GKR_OK) {
		int32_t error = *rc;

		gkri_tokenizer_fail(t, error,
		    error == GKR_E_LIMIT ? GKR_LIMIT_INPUT : 0,
		    gkri_decoder_error_offset(t->decoder), 0);
		t->stage = GKRI_STAGE_LAST;
		*rc = GKR_OK;
	} else if (t->finished && t->in_len == 0 &&
	    t->window.len < before + SLICE) {
		t->stage = GKRI_STAGE_LAST;
	}
	if (gkri_buf_reserve(&t->window, GKRI_SLACK) != GKR_OK) {
		*rc = GKR_E_MEMORY;
		return 0;
	}
	memset(t->window.data + t->window.len, 0, GKRI_SLACK);
	return t->window.len > before || t->stage == GKRI_STAGE_LAST;
}

int32_t gkri_tokenizer_take_lines(gkr_tokenizer *t)
{
	int32_t rc = GKR_OK;

	while (rc == GKR_OK && take_line(t, &rc))
		;
	return rc;
}

/* The report's end: what is open is closed. */
static int32_t close_report(gkr_tokenizer *t)
{
	struct gkri_token token;
	int32_t rc = gkri_tokenizer_close_region(t, t->error == GKR_OK);

	if (rc != GKR_OK)
		return rc;
	t->stage = GKRI_STAGE_CLOSED;
	if (t->error_line == 0)
		t->error_line = t->line;
	if (t->error != GKR_OK)
		return GKR_OK;
	if (!t->votes.tables && !t->sections && !t->title_seen &&
	    !t->votes.pre2019)
		return gkri_tokenizer_fail(t, GKR_E_FOREIGN, 0, 0, 1);
	memset(&token, 0, sizeof(token));
	token.kind = GKR_TOKEN_REPORT_END;
	token.text = "";
	token.form = (uint8_t)gkri_votes_form(&t->votes);
	token.line = t->line;
	token.offset =
	    t->fed == GKRI_FEED_CELLS ? 0 : gkri_decoder_bytes(t->decoder);
	return push(t, &token);
}

int32_t gkri_tokenizer_advance(gkr_tokenizer *t)
{
	int32_t rc = GKR_OK;

	while (t->q_head == t->q_len) {
		if (t->stage == GKRI_STAGE_CLOSED)
			return t->error != GKR_OK ? t->error : GKR_END;
		if (take_line(t, &rc)) {
			if (rc != GKR_OK)
				return rc;
			continue;
		}
		if (t->stage == GKRI_STAGE_LAST) {
			rc = close_report(t);
			if (rc != GKR_OK)
				return rc;
		} else if (t->fed == GKRI_FEED_CELLS) {
			compact(t);
			if (!t->finished)
				return GKR_MORE;
			t->stage = GKRI_STAGE_LAST;
		} else if (!refill(t, &rc)) {
			return rc == GKR_OK ? GKR_MORE : rc;
		}
	}
	return GKR_OK;
}
