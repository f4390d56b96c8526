/*
 * The window of text and the way through it.  Lines are taken only when they
 * are whole (or longer than any row can be), so that the cutting of the
 * input never shows.
 */
#include <string.h>
#include "html.h"
#include "layout.h"
#include "text.h"
#include "tokenizer.h"

/* How much text is asked of the decoder at a time. */
#define SLICE 16384
/* So much text is looked at to tell HTML from other text. */
#define SNIFF 512

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

/* Where [pos, pos + GKRI_LONG_LINE) can be cut between characters. */
static size_t piece_length(const gkr_tokenizer *t)
{
	size_t n = GKRI_LONG_LINE;

	while (n > GKRI_LONG_LINE - 4 &&
	    ((unsigned char)t->window.data[t->pos + n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* ---- the window ---- */

/* Blanks at the front of the line at pos. */
static size_t lead(const gkr_tokenizer *t, size_t len)
{
	const char *p = t->window.data + t->pos;
	size_t i = 0;

	while (i < len && (p[i] == ' ' || p[i] == '\t'))
		i++;
	/* of other blanks there are few, and none begins as Han does */
	return i < len && (unsigned char)p[i] >= 0xc2 &&
		((unsigned char)p[i] <= 0xe3 || (unsigned char)p[i] == 0xef)
	    ? i + gkri_blanks(p + i, len - i)
	    : i;
}

/* Is the quoted line a whole table? */
static int ends_table(const char *p, size_t n)
{
	static const char end[] = "</table>";
	const char *q = p;

	while ((q = memchr(q, '<', (size_t)(p + n - q))) != NULL) {
		if ((size_t)(p + n - q) >= sizeof(end) - 1 &&
		    memcmp(q, end, sizeof(end) - 1) == 0)
			return 1;
		q++;
	}
	return 0;
}

/*
 * Where in the line an HTML table begins in text that is something else; len
 * if none does.
 */
static size_t begins_inline(const gkr_tokenizer *t, size_t len)
{
	const char *p = t->window.data + t->pos;
	size_t i;

	/* neither blanks nor a tag, as most lines begin */
	if (len < 6 || (unsigned char)*p > '>' || t->markup != GKRI_MARKUP_NONE)
		return len;
	i = lead(t, len);
	if (i < len && p[i] == '>' && ends_table(p, len))
		i += gkri_quotation(p + i, len - i, 0);
	return i < len && p[i] == '<' ? i + gkri_html_table_at(p + i, len - i)
				      : len;
}

/*
 * Takes the short lines of a region that follow: cells behind a TAB, and
 * empty ones.  They can be neither headings nor marks, and most lines of a
 * table are such.  Returns 0 where there is none.
 */
static int short_lines(gkr_tokenizer *t, size_t have)
{
	struct gkri_region *g = &t->region;
	struct gkri_line *first;
	size_t room = g->line_cap - g->line_count, n, end;
	uint64_t left = gkri_tokenizer_region_left(t);

	if (room > left / (GKRI_SHORT_LINE + 1))
		room = (size_t)(left / (GKRI_SHORT_LINE + 1));
	if (room == 0)
		return 0;
	first = g->lines + g->line_count;
	first->at = (uint32_t)t->pos;
	first->line = t->line;
	n = gkri_scan_cells(t->window.data + t->pos, have, first, room);
	if (n == 0)
		return 0;
	end = first[n - 1].at + first[n - 1].len + 1;
	g->line_count += n;
	t->line += (uint32_t)n;
	t->work_bytes += end - t->pos;
	t->pos = t->scanned = end;
	return 1;
}

/*
 * Takes the empty lines that follow; outside of a region they say nothing.
 * Returns how many there are, a byte each.
 */
static size_t empty_lines(gkr_tokenizer *t, size_t have)
{
	const char *p = t->window.data + t->pos;
	size_t n = 0;

	while (n < have && p[n] == '\n')
		n++;
	t->line += (uint32_t)n;
	t->work_bytes += n;
	t->pos += n;
	t->scanned = t->pos;
	return n;
}

/* The line at pos, or the rest of a long one; then what it closed. */
static int32_t whole_line(gkr_tokenizer *t, const struct gkri_scan *s)
{
	int32_t rc = t->long_line
	    ? long_piece(t, s->len, 0)
	    : gkri_tokenizer_line(t, t->pos, s->len, s->flags);

	t->long_line = 0;
	t->region.unended = !s->ended;
	t->pos += s->len;
	if (s->ended) {
		t->skip_lf = t->window.data[t->pos] == '\r';
		t->pos++;
		t->line++;
	}
	t->scanned = t->pos;
	if (t->shapes.stage == GKRI_SHAPE_CLOSED) {
		if (rc == GKR_OK)
			rc = gkri_shape_learn(t);
		gkri_shape_next(t);
	}
	return rc;
}

/*
 * Takes the next line if the window holds it whole, or a piece of a long
 * one.  Returns 1 where it did, 0 where more text is needed; *rc the status.
 */
static int take_line(gkr_tokenizer *t, int32_t *rc)
{
	struct gkri_scan s;
	size_t have = t->window.len - t->pos, from = t->scanned - t->pos, piece,
	       table, empty;

	if (have == 0)
		return 0;
	if (t->skip_lf) {
		t->skip_lf = 0;
		if (t->window.data[t->pos] == '\n') {
			t->scanned = ++t->pos;
			return 1;
		}
	}
	if (t->shapes.stage == GKRI_SHAPE_TRY) {
		int how = gkri_shape_try(t);

		if (how != GKRI_SHAPE_DIFFERS)
			return how == GKRI_SHAPE_FITS;
	}
	if (from == 0 && !t->long_line) {
		if (t->region_open && short_lines(t, have))
			return 1;
		empty = t->region_open ? 0 : empty_lines(t, have);
		have -= empty;
		if (have == 0)
			return 1;
	}
	/* most lines are met whole: only a continued search starts again */
	gkri_scan_line(t->window.data + t->pos + from, have - from, &s);
	t->work_bytes += s.len;
	if (from + s.len > GKRI_LONG_LINE) {
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
	if (!t->long_line && (table = begins_inline(t, s.len)) < s.len) {
		*rc = gkri_tokenizer_inline(t, t->pos + table);
		return 1;
	}
	*rc = whole_line(t, &s);
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
	if (t->inlined)
		gkri_html_shift(&t->html, t->window.data, keep);
	if (t->fed == GKRI_FEED_BYTES && t->markup < GKRI_MARKUP_HTML)
		gkri_decoder_shift(t->decoder, &t->window, keep);
	t->plain = 0;
	shift_spots(t, (uint32_t)keep);
	gkri_shape_shift(t, keep);
	memmove(t->window.data, t->window.data + keep, t->window.len - keep);
	t->window.len -= keep;
	t->pos -= keep;
	t->scanned -= keep;
	t->place_at = 0;
	t->place_line = 0;
	gkri_region_shift(&t->region, (uint32_t)keep);
}

/* Moves what was read out of the source's front. */
static void compact_source(gkr_tokenizer *t)
{
	size_t keep = t->source_pos;

	if (keep == 0)
		return;
	if (t->markup == GKRI_MARKUP_HTML)
		gkri_html_shift(&t->html, t->source.data, keep);
	gkri_decoder_shift(t->decoder, &t->source, keep);
	memmove(t->source.data, t->source.data + keep, t->source.len - keep);
	t->source.len -= keep;
	t->source_pos = 0;
}

/* The text is marked up: what is made of it goes to the window. */
static void begin_markup(gkr_tokenizer *t, uint8_t markup, int kind)
{
	struct gkri_buf swap = t->source;

	t->markup = markup;
	t->source = t->window;
	t->window = swap;
	t->window.len = 0;
	if (markup == GKRI_MARKUP_HTML) {
		t->cell_layout = GKR_LAYOUT_HTML;
		gkri_html_begin(&t->html, 1, 1, 0);
		t->html.xml = kind == GKRI_HTML_XML;
		t->html.mixed = t->html.lines_count = kind == GKRI_HTML_MIXED;
	} else {
		gkri_words_begin(&t->words);
	}
	if (t->stage == GKRI_STAGE_LAST) {
		t->stage = GKRI_STAGE_TEXT;
		t->source_last = 1;
	}
}

/* Is it marked up?  Decided once, from the text's first bytes. */
static void find_markup(gkr_tokenizer *t)
{
	const char *p = t->window.data;
	size_t n = t->window.len;
	int kind;

	gkri_trim(&p, &n);
	if (t->window.len < SNIFF && t->stage == GKRI_STAGE_TEXT &&
	    (n == 0 || *p == '<' || *p == 'l'))
		return;
	t->markup = GKRI_MARKUP_NONE;
	kind = gkri_html_sniff(p, n < SNIFF ? n : SNIFF);
	if (kind)
		begin_markup(t, GKRI_MARKUP_HTML, kind);
	else if (gkri_words_sniff(p, n))
		begin_markup(t, GKRI_MARKUP_WORDS, 0);
}

/* The decoder's text has come to its end, by an error or by itself. */
static void end_of_text(gkr_tokenizer *t, int32_t rc)
{
	if (rc != GKR_OK)
		gkri_tokenizer_fail(t, rc,
		    rc == GKR_E_LIMIT ? GKR_LIMIT_INPUT : 0,
		    gkri_decoder_error_offset(t->decoder), 0);
	if (t->markup >= GKRI_MARKUP_HTML)
		t->source_last = 1;
	else
		t->stage = GKRI_STAGE_LAST;
}

/*
 * For what was lent, as if it were text already: no more than that, unless it
 * is little beside what is there.
 */
static int32_t make_room(struct gkri_buf *b, size_t len)
{
	size_t n = len < SLICE ? len : SLICE;
	void *data = b->data;
	int32_t rc;

	if (n < b->len)
		return GKR_OK;
	rc = gkri_grow_to(
	    b->mem, &data, &b->cap, b->len + n + 2 * GKRI_SLACK, 1);
	b->data = data;
	return rc;
}

/* Text of what was lent, as much as is wanted at a time. */
static int32_t decode_lent(gkr_tokenizer *t, struct gkri_buf *b, size_t *used)
{
	int32_t rc = make_room(b, t->in_len);

	if (rc != GKR_OK)
		return rc;
	rc = gkri_decoder_run(
	    t->decoder, t->in, t->in_len, t->finished, b, b->len + SLICE, used);
	if (*used)
		t->in += *used; /* nothing may have been lent */
	t->in_len -= *used;
	return rc;
}

/* Text of what was gathered before it: all, for it is less than that. */
static int32_t decode_gathered(
    gkr_tokenizer *t, struct gkri_buf *b, size_t *used)
{
	size_t n = t->gathered_len;
	int32_t rc = make_room(b, n);

	if (rc != GKR_OK)
		return rc;
	t->gathered_len = 0;
	return gkri_decoder_run(
	    t->decoder, t->gathered, n, t->finished, b, b->len + SLICE, used);
}

/* Gets more text: 1 where there is some, 0 where input is wanted. */
static int refill(gkr_tokenizer *t, int32_t *rc)
{
	struct gkri_buf *b = &t->window;
	size_t used = 0, before;

	if (t->markup >= GKRI_MARKUP_HTML) {
		b = &t->source;
		compact_source(t);
	} else {
		compact(t);
	}
	before = b->len;
	*rc = t->gathered_len ? decode_gathered(t, b, &used)
			      : decode_lent(t, b, &used);
	/* out of memory, or of what may be held: no error of the input */
	if (*rc < 0 && gkri_decoder_error(t->decoder) == GKR_OK)
		return 0;
	if (*rc != GKR_OK ||
	    (t->finished && t->in_len == 0 && b->len < before + SLICE))
		end_of_text(t, *rc);
	*rc = gkri_buf_reserve(b, GKRI_SLACK);
	if (*rc != GKR_OK)
		return 0;
	memset(b->data + b->len, 0, GKRI_SLACK);
	used += b->len - before;
	if (t->markup == GKRI_MARKUP_UNKNOWN)
		find_markup(t);
	gkri_tokenizer_settle_places(t);
	return used > 0 || t->stage == GKRI_STAGE_LAST || t->source_last;
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
		t->error_line = gkri_tokenizer_source_line(t);
	if (t->error != GKR_OK)
		return GKR_OK;
	if (!t->votes.tables && !t->sections && !t->title_seen &&
	    !t->votes.pre2019)
		return gkri_tokenizer_fail(t, GKR_E_FOREIGN, 0, 0, 1);
	memset(&token, 0, sizeof(token));
	token.kind = GKR_TOKEN_REPORT_END;
	token.text = "";
	token.form = (uint8_t)gkri_votes_form(&t->votes);
	token.line = gkri_tokenizer_source_line(t);
	token.offset =
	    t->fed == GKRI_FEED_CELLS ? 0 : gkri_decoder_bytes(t->decoder);
	return gkri_tokenizer_push(t, &token);
}

/* Lines of prose that are taken at once: their tokens wait in the queue. */
#define LINES 16

/*
 * Takes the next line, and what follows it while that is prose: where a region
 * may begin or is open, what is queued goes first.
 */
static int take_some(gkr_tokenizer *t, int32_t *rc)
{
	if (!take_line(t, rc))
		return 0;
	while (*rc == GKR_OK && t->q_len && t->q_len < LINES &&
	    t->shapes.stage == GKRI_SHAPE_IDLE && !t->region_open &&
	    take_line(t, rc))
		;
	return 1;
}

/* Reads what the window or the source holds; 0 where there is no more. */
static int read_on(gkr_tokenizer *t, int32_t *rc)
{
	int moved = 0;

	if (t->markup == GKRI_MARKUP_UNKNOWN && t->fed != GKRI_FEED_CELLS)
		return 0;
	if (t->inlined) {
		*rc =
		    gkri_tokenizer_html(t, t->stage == GKRI_STAGE_LAST, &moved);
		return *rc != GKR_OK || moved || !t->inlined;
	}
	if (take_some(t, rc))
		return 1;
	if (t->markup < GKRI_MARKUP_HTML || t->stage == GKRI_STAGE_LAST)
		return 0;
	compact(t);
	*rc = t->markup == GKRI_MARKUP_HTML
	    ? gkri_tokenizer_html(t, t->source_last, &moved)
	    : gkri_tokenizer_words(t, &moved);
	if (*rc != GKR_OK || moved)
		return 1;
	if (!t->source_last)
		return 0;
	*rc = t->markup == GKRI_MARKUP_HTML ? gkri_tokenizer_html_end(t)
					    : gkri_tokenizer_words_end(t);
	t->stage = GKRI_STAGE_LAST;
	return 1;
}

/* Lets what was lent wait: 1 where more is to come before it is read. */
static int waits(gkr_tokenizer *t, int32_t *rc)
{
	struct gkri_source ignored;

	if (t->finished)
		return 0;
	if (!t->gathered && t->in_len - 1 < t->gathers) {
		t->gathered = gkri_resize(&t->mem, NULL, 0, GKRI_GATHER);
		if (!t->gathered) {
			*rc = t->mem.status;
			return 0;
		}
	}
	if (t->gathered)
		t->room = t->gathers - t->gathered_len;
	if (t->in_len == 0 || gkri_tokenizer_gather(t, &ignored))
		return 1;
	t->room = 0;
	return 0;
}

/* Nothing is left to read: gets more, or ends the report. */
static int32_t more(gkr_tokenizer *t)
{
	int32_t rc = GKR_OK;

	if (t->stage == GKRI_STAGE_LAST &&
	    (t->markup != GKRI_MARKUP_UNKNOWN || t->fed == GKRI_FEED_CELLS))
		return close_report(t);
	if (t->fed == GKRI_FEED_CELLS) {
		compact(t);
		if (!t->finished && t->error == GKR_OK)
			return GKR_MORE;
		t->stage = GKRI_STAGE_LAST;
		return gkri_feed_row_end(t);
	}
	if (waits(t, &rc))
		return GKR_MORE;
	if (rc == GKR_OK && refill(t, &rc))
		return GKR_OK;
	return rc == GKR_OK ? GKR_MORE : rc;
}

int32_t gkri_tokenizer_advance(gkr_tokenizer *t)
{
	int32_t rc = GKR_OK;

	while (t->q_len == 0 && t->shapes.stage != GKRI_SHAPE_HELD) {
		if (t->stage == GKRI_STAGE_CLOSED)
			return t->error != GKR_OK ? t->error : GKR_END;
		if (!read_on(t, &rc))
			rc = more(t);
		if (rc != GKR_OK)
			return rc;
	}
	return GKR_OK;
}
