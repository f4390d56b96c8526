/*
 * Tags that were met before.  Pages say the same few tags over and over, an
 * office program's with a hundred bytes of style in each cell; a tag whose
 * bytes are those of one that was read need not be read again.
 *
 * A tag is kept where its bytes say all: it ends at its first >, begins no
 * raw text and told nothing of the page.  What stands between two texts, such
 * tags and blanks, is kept as one run; of that, most tags do nothing.
 */
#include "compiler.h"
#include "html-known.h"

/* ---- finding ---- */

/* Has the tag of n bytes at p been kept there? */
static inline int is_tag(const struct gkri_html_known *k,
    const struct gkri_known_tag *tag, uint64_t head, const char *p, size_t n)
{
	return tag->head == head && tag->len == n &&
	    (n <= 8 || gkri_known_same(p, k->tag_store + tag->at, n));
}

/* It is in one of two places. */
static inline const struct gkri_known_tag *find_tag(
    const struct gkri_html_known *k, const char *p, size_t n)
{
	uint64_t head = gkri_known_head(p, n);
	const struct gkri_known_tag *tag =
	    &k->tags[gkri_known_slot(p, n, head)];

	if (is_tag(k, tag, head, p, n))
		return tag;
	tag++;
	return is_tag(k, tag, head, p, n) ? tag : NULL;
}

/* Have the bytes at p those of the run? */
static inline int is_run(const struct gkri_html_known *k,
    const struct gkri_known_run *run, uint64_t head, const char *p, size_t left)
{
	return run->head == head && run->len <= left &&
	    gkri_known_same(p, k->run_store + run->at, run->len);
}

/* May another run go farther? */
static inline int goes_on(
    const struct gkri_known_run *run, const char *p, size_t left)
{
	return run->prefix && run->len < left && p[run->len] == '<';
}

/* Of all that begin so, the longest. */
SELDOM const struct gkri_known_run *find_longest(
    const struct gkri_html_known *k, const struct gkri_known_run *best,
    const char *p, size_t left)
{
	const struct gkri_known_run *run = best;

	while (run->next) {
		run = &k->runs[run->next - 1];
		if (run->len > best->len && is_run(k, run, best->head, p, left))
			best = run;
	}
	return best;
}

/* What is found goes one place ahead, so that the usual ones are in front. */
static inline const struct gkri_known_run *find_run(
    struct gkri_html_known *k, const char *p, size_t left)
{
	uint64_t head = gkri_known_word(p);
	uint8_t *link, *before = NULL, at;
	struct gkri_known_run *run;

	if (left < GKRI_KNOWN_BEGINNING)
		return NULL;
	for (link = &k->first[gkri_known_run_slot(p, head)]; (at = *link) != 0;
	     before = link, link = &run->next) {
		run = &k->runs[at - 1];
		if (!is_run(k, run, head, p, left))
			continue;
		if (goes_on(run, p, left))
			return find_longest(k, run, p, left);
		if (before) {
			*link = run->next;
			run->next = *before;
			*before = at;
		}
		return run;
	}
	return NULL;
}

/* ---- places ---- */

/* The cursor is where a run begins: what it is behind `lines` and `chars`. */
static inline void move(const struct gkri_html *h, uint16_t lines,
    uint16_t chars, uint32_t *line, uint32_t *column)
{
	*line = h->line + lines;
	*column = lines ? 1u + chars : h->column + chars;
}

/* Counts up to where a run begins; the open cell's place is behind then. */
static inline void catch_up(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;

	if (h->cell_at != GKRI_NOWHERE && !h->cell_noted) {
		gkri_html_walk(h, r->p, h->cell_at);
		h->cell_line = h->line;
		h->cell_column = h->column;
		h->cell_noted = 1;
	}
	gkri_html_walk(h, r->p, r->i);
}

/* ---- what they do ---- */

/* The tag at p[at] ends at r->i. */
static inline void take(
    struct gkri_html_reader *r, size_t at, const struct gkri_known_op *op)
{
	struct gkri_html *h = r->h;

	if (op->meaning == GKRI_TAG_PARAGRAPH && h->in_cell && !h->mute) {
		h->space = GKRI_SPACE_LINE;
		h->paragraph = 0;
	} else if (gkri_known_is_cell(op) && gkri_html_is_idle(h)) {
		gkri_html_open_cell(h, at);
	} else {
		h->meaning = op->meaning;
		h->closing = op->closing;
		h->tag_at = at;
		r->rc = gkri_html_tag(h, r->s, r->p, r->i);
		h->tag_at = GKRI_NOWHERE;
	}
}

/* The run at r->i, from its op number `first` on. */
static inline void take_run(struct gkri_html_reader *r,
    const struct gkri_known_run *run, uint32_t first)
{
	struct gkri_html *h = r->h;
	const struct gkri_known_op *op = h->known->ops + run->op,
				   *end = op + run->ops;
	size_t from = r->i;

	catch_up(r);
	for (op += first; op < end; op++) {
		r->i = from + op->end;
		if (op->meaning == GKRI_KNOWN_BLANKS)
			r->rc = gkri_html_add_blanks(
			    h, r->s, r->p, from + op->at, r->i);
		else
			take(r, from + op->at, op);
		if (r->rc != GKR_OK)
			return;
		if (gkri_known_is_cell(op) && h->at == from) {
			move(h, op->lines, op->chars, &h->cell_line,
			    &h->cell_column);
			h->cell_noted = 1;
		}
	}
	r->i = from + run->len;
	if (h->at == from) {
		move(h, run->lines, run->chars, &h->line, &h->column);
		h->at = r->i;
	}
}

/* A cell's text ended, all of which was handed on; another one begins. */
static inline void next_cell(
    struct gkri_html_reader *r, const struct gkri_known_run *run)
{
	struct gkri_html *h = r->h;
	const struct gkri_known_op *op = h->known->ops + run->op + run->closing;

	gkri_html_walk(h, r->p, r->i);
	gkri_html_open_cell(h, r->i + op->at);
	move(h, op->lines, op->chars, &h->cell_line, &h->cell_column);
	h->cell_noted = 1;
	if (run->waits) {
		h->space = GKRI_SPACE_LINE;
		h->paragraph = 0;
	}
	move(h, run->lines, run->chars, &h->line, &h->column);
	r->i += run->len;
	h->at = r->i;
}

/* ---- reading ---- */

static void begin_run(
    const struct gkri_html_reader *r, struct gkri_known_reading *g)
{
	g->from = r->i;
	g->count = g->tags = 0;
}

static struct gkri_known_op *add_op(
    const struct gkri_html_reader *r, struct gkri_known_reading *g, size_t at)
{
	struct gkri_known_op *op = &g->ops[g->count++];

	op->at = (uint16_t)(at - g->from);
	op->end = (uint16_t)(r->i - g->from);
	return op;
}

static void make_room(
    const struct gkri_html_reader *r, struct gkri_known_reading *g)
{
	if (g->count < GKRI_KNOWN_RUN_OPS &&
	    r->i - g->from <= GKRI_KNOWN_RUN - GKRI_KNOWN_TAG)
		return;
	gkri_html_learn_run(r, g);
	begin_run(r, g);
}

/* The tag of n bytes at r->i; 0: it ends the run. */
static int read_tag(struct gkri_html_reader *r, struct gkri_known_reading *g,
    const struct gkri_known_tag *tag)
{
	size_t at = r->i;
	struct gkri_known_op *op;

	/* who asked for a table wants to know that it ends; a row is looked at
	   as a whole */
	if (tag->meaning == GKRI_TAG_TABLE ||
	    (tag->meaning == GKRI_TAG_ROW && !tag->closing && g->tags)) {
		gkri_html_learn_run(r, g);
		begin_run(r, g);
		if (tag->meaning == GKRI_TAG_ROW)
			return 0;
	}
	r->i += tag->len;
	g->tags++;
	if (tag->meaning <= GKRI_TAG_INLINE)
		return 1;
	op = add_op(r, g, at);
	op->meaning = tag->meaning;
	op->closing = tag->closing;
	take(r, at, op);
	return tag->meaning != GKRI_TAG_TABLE && r->rc == GKR_OK;
}

/* Blanks at r->i with a < behind them; 0: text or the end stands there. */
static int read_blanks(struct gkri_html_reader *r, struct gkri_known_reading *g)
{
	size_t at = r->i, to = at;

	while (to < r->n && to - at < GKRI_KNOWN_TAG &&
	    gkri_html_is_space(r->p[to]))
		to++;
	if (to == at || to == r->n || r->p[to] != '<')
		return 0;
	r->i = to;
	add_op(r, g, at)->meaning = GKRI_KNOWN_BLANKS;
	r->rc = gkri_html_add_blanks(r->h, r->s, r->p, at, to);
	return r->rc == GKR_OK;
}

/* Goes on tag by tag to the end of the run, which is kept. */
static void read_run(struct gkri_html_reader *r)
{
	const struct gkri_html_known *k = r->h->known;
	const struct gkri_known_tag *tag;
	struct gkri_known_reading g;
	size_t n;

	begin_run(r, &g);
	while (r->i < r->n) {
		if (r->p[r->i] != '<') {
			if (g.tags && read_blanks(r, &g))
				continue;
			if (r->rc == GKR_OK)
				gkri_html_learn_run(r, &g);
			return;
		}
		n = gkri_known_length(r->p + r->i, r->n - r->i);
		tag = n ? find_tag(k, r->p + r->i, n) : NULL;
		if (!tag || !read_tag(r, &g, tag))
			return;
		make_room(r, &g);
	}
}

/* May text that comes be that of a cell, all of it? */
static inline int awaits_text(const struct gkri_html *h)
{
	return h->in_cell && !(h->began | h->mute | h->lines_count) &&
	    !h->text.len && !h->pre;
}

/*
 * Text at r->i without blanks and references, up to a tag, and the run that
 * begins there; 0: there is no such text.
 */
static int read_text(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	size_t from = r->i;
	size_t to = from + gkri_html_plain(r->p + from, r->n - from);
	const struct gkri_known_run *run;

	if (to == from || to == r->n || r->p[to] != '<')
		return 0;
	run = find_run(h->known, r->p + to, r->n - to);
	r->i = to;
	if (run && run->closing && awaits_text(h)) {
		r->rc = gkri_html_cell(h, r->s, r->p, from, to);
		if (run->closing > 1)
			h->paragraph = 0;
		if (r->rc == GKR_OK && run->opens)
			next_cell(r, run);
		else if (r->rc == GKR_OK)
			take_run(r, run, run->closing);
		return 1;
	}
	r->rc = gkri_html_add(h, r->s, r->p, from, to);
	if (r->rc == GKR_OK && run)
		take_run(r, run, 0);
	return 1;
}

int gkri_html_known(struct gkri_html_reader *r)
{
	struct gkri_html_known *k = r->h->known;
	const struct gkri_known_run *run;
	size_t from = r->i;

	if (!k || r->h->mixed || r->h->mute & GKRI_MUTE_HIDDEN ||
	    k->span_limit != r->h->span_limit)
		return 0;
	while (r->i < r->n && r->rc == GKR_OK) {
		if (r->p[r->i] != '<') {
			if (!read_text(r))
				break;
			continue;
		}
		if (gkri_html_is_between(r->h) && gkri_html_row(r))
			continue;
		if (r->rc != GKR_OK)
			break;
		run = find_run(k, r->p + r->i, r->n - r->i);
		if (!run) {
			read_run(r);
			break;
		}
		take_run(r, run, 0);
	}
	return r->i > from || r->rc != GKR_OK;
}
