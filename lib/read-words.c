/*
 * Words with coordinates inside the tokenizer: each line of a page goes the
 * way of a fed one, and the region knows where its words stand.
 */
#include <string.h>
#include "text.h"
#include "tokenizer.h"

static int32_t add_box(struct gkri_region *g, const struct gkri_box *box)
{
	int32_t rc = gkri_grow(g->mem, (void **)&g->boxes, &g->box_cap,
	    g->box_count + 1, sizeof(*box));

	if (rc == GKR_OK)
		g->boxes[g->box_count++] = *box;
	return rc;
}

static int32_t put_word(gkr_tokenizer *t, const struct gkri_words *w,
    const struct gkri_page_word *word)
{
	struct gkri_box box = word->box;
	int32_t rc;

	box.at = (uint32_t)t->window.len;
	rc = gkri_feed_word(
	    t, w->text.data + word->box.at, word->box.len, &word->place);
	return rc == GKR_OK ? add_box(&t->region, &box) : rc;
}

/*
 * What stands between two words.  Programs leave some room between Han and
 * other letters, which is no blank.
 */
static int32_t put_space(gkr_tokenizer *t, const struct gkri_words *w, size_t i)
{
	const struct gkri_box *a = &w->page[i].box, *b = &w->page[i + 1].box;
	const char *text = w->text.data;
	int32_t gap;

	gap = b->left - a->right;
	if (gap * 10 < (a->bottom - a->top) * 3 &&
	    ((unsigned char)text[a->at + a->len - 1] < 0x80) !=
		((unsigned char)text[b->at] < 0x80))
		return GKR_OK;
	return gkri_feed_word(t, " ", 1, &w->page[i].place);
}

static int32_t put_line(
    void *context, const struct gkri_words *w, size_t lo, size_t hi, int fresh)
{
	gkr_tokenizer *t = context;
	const struct gkri_place *first = &w->page[lo].place;
	int32_t rc = GKR_OK;
	size_t i;

	if (fresh && w->page[lo].box.page > 1)
		rc = gkri_feed_word(t, "\f", 1, first);
	for (i = lo; i < hi && rc == GKR_OK; i++) {
		rc = put_word(t, w, &w->page[i]);
		if (rc == GKR_OK && i + 1 < hi)
			rc = put_space(t, w, i);
	}
	return rc == GKR_OK ? gkri_feed_word(t, "\n", 1, &w->page[hi - 1].place)
			    : rc;
}

static uint64_t source(void *context, size_t at)
{
	return gkri_tokenizer_source(context, at);
}

static void fill_sink(gkr_tokenizer *t, struct gkri_words_sink *s)
{
	s->line = put_line;
	s->source = source;
	s->context = t;
}

static int32_t failed(gkr_tokenizer *t, size_t at, uint32_t limit)
{
	return gkri_tokenizer_fail(
	    t, GKR_E_LIMIT, limit, gkri_tokenizer_source(t, at), t->words.line);
}

/* Behind the line's end; LF behind CR is part of it. */
static void step(gkr_tokenizer *t, size_t to)
{
	const struct gkri_buf *b = &t->source;

	t->source_pos = to;
	if (to < b->len) {
		t->words.skip_lf = b->data[to] == '\r';
		t->source_pos++;
	}
}

/* Reads the line that begins at the source's position; 0: it is not whole. */
static int line(gkr_tokenizer *t, const struct gkri_words_sink *s, int32_t *rc)
{
	const struct gkri_buf *b = &t->source;
	struct gkri_scan scan = {0, 0, 0};
	size_t from = t->source_pos, n;

	if (t->words.skip_lf && from < b->len) {
		t->words.skip_lf = 0;
		from += b->data[from] == '\n';
		t->source_pos = from;
	}
	if (from < b->len)
		gkri_scan_line(b->data + from, b->len - from, &scan);
	n = scan.len;
	if (!scan.ended && (!t->source_last || n == 0)) {
		/* no line may be longer than a cell and what is before it */
		if (n > t->limits[GKR_LIMIT_CELL] + GKRI_WORDS_FIELDS)
			*rc = failed(t, from, GKR_LIMIT_CELL);
		return 0;
	}
	*rc = gkri_words_line(
	    &t->words, s, b->data, from, from + n, t->limits[GKR_LIMIT_TABLE]);
	t->work_bytes += n;
	if (t->words.hit)
		*rc = failed(t, from, t->words.hit);
	else
		step(t, from + n);
	return *rc == GKR_OK;
}

int32_t gkri_tokenizer_words(gkr_tokenizer *t, int *moved)
{
	size_t from = t->source_pos, text = t->window.len;
	struct gkri_words_sink s;
	int32_t rc = GKR_OK;

	fill_sink(t, &s);
	while (t->window.len == text && line(t, &s, &rc))
		;
	*moved = t->source_pos > from;
	return rc;
}

int32_t gkri_tokenizer_words_end(gkr_tokenizer *t)
{
	struct gkri_words_sink s;

	fill_sink(t, &s);
	return gkri_words_end(&t->words, &s);
}
