/* Keeps tags, and runs of them, that were read: html-known.h. */
#include "html-known.h"

/* ---- what is kept ---- */

static void clear_runs(struct gkri_html_known *k)
{
	memset(k->first, 0, sizeof(k->first));
	k->run_bytes = k->run_count = k->op_count = 0;
}

/* How many ops at the front do nothing but close a cell, in which they are. */
static uint8_t closing(const struct gkri_known_reading *g)
{
	uint8_t i = 0;

	while (i < g->count && g->ops[i].meaning == GKRI_TAG_PARAGRAPH)
		i++;
	return i < g->count && g->ops[i].meaning == GKRI_TAG_CELL &&
		g->ops[i].closing
	    ? (uint8_t)(i + 1)
	    : 0;
}

/* Does the run open a cell behind the one it closes, and no more? */
static void note_next(
    const struct gkri_known_reading *g, struct gkri_known_run *run)
{
	uint8_t i = run->closing;

	run->opens = run->waits = 0;
	if (!i || i == g->count || !gkri_known_is_cell(&g->ops[i]))
		return;
	for (i++; i < g->count; i++)
		if (g->ops[i].meaning != GKRI_TAG_PARAGRAPH)
			return;
	run->opens = 1;
	run->waits = g->count > run->closing + 1;
}

/* Lines and characters go on from place `from` of the run. */
static void measure(
    const char *p, size_t from, size_t to, uint16_t *lines, uint16_t *chars)
{
	for (; from < to; from++) {
		if (p[from] == '\n') {
			++*lines;
			*chars = 0;
		} else if (((unsigned char)p[from] & 0xc0) != 0x80) {
			++*chars;
		}
	}
}

/* No more than so many runs that begin alike are looked through. */
static void cut_chain(struct gkri_html_known *k, uint8_t *link)
{
	uint32_t i;

	for (i = 0; *link && i < GKRI_KNOWN_CHAIN; i++)
		link = &k->runs[*link - 1].next;
	*link = 0;
}

/* Which of the runs that begin as the new one do begin with another? */
static void note_prefixes(struct gkri_html_known *k, struct gkri_known_run *run)
{
	const char *p = k->run_store + run->at;
	uint8_t at;

	run->prefix = 0;
	for (at = run->next; at; at = k->runs[at - 1].next) {
		struct gkri_known_run *other = &k->runs[at - 1];
		const char *q = k->run_store + other->at;

		if (other->len < run->len)
			other->prefix |= memcmp(q, p, other->len) == 0;
		else if (run->len < other->len)
			run->prefix |= memcmp(q, p, run->len) == 0;
	}
}

/* The ops with their places, and what the run has in all. */
static void put_ops(struct gkri_html_known *k,
    const struct gkri_known_reading *g, const char *p,
    struct gkri_known_run *run)
{
	struct gkri_known_op *op = k->ops + k->op_count;
	uint16_t lines = 0, chars = 0;
	size_t at = 0;
	uint32_t i;

	for (i = 0; i < g->count; i++, op++) {
		*op = g->ops[i];
		measure(p, at, op->at, &lines, &chars);
		at = op->at;
		op->lines = lines;
		op->chars = chars;
	}
	measure(p, at, run->len, &lines, &chars);
	run->lines = lines;
	run->chars = chars;
	k->op_count += g->count;
}

/* The run that was read ends at r->i. */
void gkri_html_learn_run(
    const struct gkri_html_reader *r, struct gkri_known_reading *g)
{
	struct gkri_html_known *k = r->h->known;
	const char *p = r->p + g->from;
	size_t n = r->i - g->from;
	struct gkri_known_run *run;
	uint8_t *first;

	if (g->tags < 2 || n < GKRI_KNOWN_BEGINNING || n > GKRI_KNOWN_RUN)
		return;
	if (k->run_count == GKRI_KNOWN_RUNS ||
	    k->run_bytes + n > GKRI_KNOWN_RUN_STORE ||
	    k->op_count + g->count > GKRI_KNOWN_OPS)
		clear_runs(k);
	run = &k->runs[k->run_count++];
	run->head = gkri_known_word(p);
	run->at = (uint16_t)k->run_bytes;
	run->len = (uint16_t)n;
	run->op = (uint16_t)k->op_count;
	run->ops = g->count;
	run->closing = closing(g);
	note_next(g, run);
	first = &k->first[gkri_known_run_slot(p, run->head)];
	run->next = *first;
	*first = (uint8_t)k->run_count;
	memcpy(k->run_store + k->run_bytes, p, n);
	cut_chain(k, first);
	note_prefixes(k, run);
	put_ops(k, g, p, run);
	k->run_bytes += (uint32_t)n;
}

/* ---- tags ---- */

static void clear(struct gkri_html_known *k)
{
	memset(k->tags, 0, sizeof(k->tags));
	k->tag_bytes = 0;
	clear_runs(k);
}

static int32_t make(struct gkri_html *h)
{
	struct gkri_mem *m = h->text.mem;

	h->known = gkri_resize(m, NULL, 0, sizeof(*h->known));
	if (h->known) {
		h->known->span_limit = h->span_limit;
		clear(h->known);
		return GKR_OK;
	}
	/* it is no loss where memory is short by a limit */
	return m->status == GKR_E_LIMIT ? GKR_OK : m->status;
}

void gkri_html_forget_tags(struct gkri_html *h)
{
	gkri_release(h->text.mem, h->known, sizeof(*h->known));
	h->known = NULL;
}

/* What such a tag does, its attributes say. */
static int is_of_form(uint8_t meaning)
{
	return meaning == GKRI_TAG_FIELD || meaning == GKRI_TAG_CHOICE ||
	    meaning == GKRI_TAG_OPTION;
}

/* Can the tag be kept? */
static int may_be_known(const struct gkri_html *h, const char *p, size_t n)
{
	return h->meaning < GKRI_TAG_RAW && h->meaning != GKRI_TAG_META &&
	    !is_of_form(h->meaning) && !h->mixed && !h->no_known &&
	    gkri_known_length(p, n) == n;
}

int32_t gkri_html_learn_tag(struct gkri_html *h, const char *p, size_t n)
{
	struct gkri_html_known *k;
	struct gkri_known_tag *tag;
	int32_t rc;

	if (!may_be_known(h, p, n))
		return GKR_OK;
	rc = h->known ? GKR_OK : make(h);
	k = h->known;
	if (!k)
		return rc;
	if (k->tag_bytes + n > GKRI_KNOWN_TAG_STORE ||
	    k->span_limit != h->span_limit) {
		clear(k);
		k->span_limit = h->span_limit;
	}
	tag = &k->tags[gkri_known_slot(p, n, gkri_known_head(p, n))];
	tag[1] = *tag;
	tag->head = gkri_known_head(p, n);
	tag->at = (uint16_t)k->tag_bytes;
	tag->len = (uint8_t)n;
	tag->meaning = h->meaning;
	tag->closing = h->closing;
	if (n <= 8)
		return GKR_OK;
	memcpy(k->tag_store + k->tag_bytes, p, n);
	k->tag_bytes += (uint32_t)n;
	return GKR_OK;
}
