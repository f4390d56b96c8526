/*
 * Tags that were met before.  Pages say the same few tags over and over, an
 * office program's with a hundred bytes of style in each cell; a tag whose
 * bytes are those of one that was read need not be read again.
 *
 * A tag is kept where its bytes say all: it ends at its first >, begins no
 * raw text and told nothing of the page.  What stands between two texts, such
 * tags and blanks, is kept as one run; of that, most tags do nothing.
 */
#include <string.h>
#include "html.h"
#include "html-tag.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define TAGS 128
#define TAG_LONGEST 255
#define TAG_STORE 6144
#define RUNS 64
#define RUN_LONGEST 1023
#define RUN_STORE 8192
#define OPS 256
/* Runs with the same beginning: so many bytes, so many that are compared. */
#define BEGINNING 9
#define TRIES 8
/* What a run may do. */
#define RUN_OPS 12
#define BLANKS 255

struct tag {
	uint64_t head; /* its first 8 bytes, zeros behind a shorter one */
	uint16_t at;   /* in the store, if it is longer */
	uint8_t len;
	uint8_t meaning, closing;
};

/* What a run does at some place: a tag, or meaning BLANKS. */
struct op {
	uint16_t at, end; /* from the run's beginning */
	uint8_t meaning, closing;
	uint16_t lines; /* ends of lines before it */
	uint16_t chars; /* behind the last of them */
};

struct run {
	uint64_t head;
	uint16_t at, len; /* in the store */
	uint16_t op;
	uint8_t ops;
	uint8_t closing; /* of these, the first that only close a cell */
	uint8_t opens;	 /* the next one opens a cell, and nothing follows */
	uint8_t waits;	 /* but the space that a paragraph leaves there */
	uint8_t next;	 /* with the same beginning, counted from 1; 0: none */
	uint16_t lines;	 /* as of an op, behind it */
	uint16_t chars;
};

struct gkri_html_known {
	struct tag tags[TAGS];
	struct run runs[RUNS];
	struct op ops[OPS];
	uint8_t first[RUNS]; /* by what runs begin with, as run.next */
	uint32_t tag_bytes, run_bytes, run_count, op_count;
	uint32_t span_limit;
	char tag_store[TAG_STORE], run_store[RUN_STORE];
};

/* A run that is read tag by tag. */
struct reading {
	size_t from;
	struct op ops[RUN_OPS + 1]; /* blanks are counted with what follows */
	uint8_t count, tags;
};

static inline uint64_t word(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

/* ---- bytes ---- */

/* The first n of up to 8 bytes at p, of which 8 are readable. */
static inline uint64_t head_of(const char *p, size_t n)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return n < 8 ? word(p) & ((UINT64_C(1) << 8 * n) - 1) : word(p);
#else
	char bytes[8] = {0};

	memcpy(bytes, p, n < 8 ? n : 8);
	return word(bytes);
#endif
}

/* Up to the first > of a tag that is not too long; 0 where there is none. */
static inline size_t length(const char *p, size_t left)
{
	size_t most = left < TAG_LONGEST ? left : TAG_LONGEST, i;

#if defined(__SSE2__)
	for (i = 0; i < most; i += 16) {
		__m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		unsigned m = (unsigned)_mm_movemask_epi8(
		    _mm_cmpeq_epi8(b, _mm_set1_epi8('>')));

		if (m) {
			i += (size_t)__builtin_ctz(m) + 1;
			return i <= most ? i : 0;
		}
	}
	return 0;
#else
	const char *end = memchr(p, '>', most);

	i = end ? (size_t)(end - p) + 1 : 0;
	return i;
#endif
}

/* Are n bytes, 8 at least, the same but for the first 8? */
static inline int same_rest(const char *p, const char *q, size_t n)
{
	size_t i;

	if (word(p + n - 8) != word(q + n - 8))
		return 0;
#if defined(__SSE2__)
	for (i = 8; i + 16 < n; i += 16) {
		__m128i a =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		__m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(q + i));

		if (_mm_movemask_epi8(_mm_cmpeq_epi8(a, b)) != 0xffff)
			return 0;
	}
#else
	i = 8;
#endif
	for (; i + 8 < n; i += 8)
		if (word(p + i) != word(q + i))
			return 0;
	return 1;
}

static inline size_t mix(uint64_t x)
{
	return (size_t)(x * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

/* Which of the slots a tag of n bytes has. */
static inline size_t slot_of(const char *p, size_t n, uint64_t head)
{
	uint64_t x = head + n;

	if (n > 8)
		x ^= word(p + n - 8) << 1;
	if (n > 16)
		x += word(p + 8) ^ word(p + n / 2);
	return mix(x) % TAGS;
}

/* Where runs begin that begin so. */
static inline size_t slot_of_run(const char *p, uint64_t head)
{
	return mix(head ^ (unsigned char)p[BEGINNING - 1]) % RUNS;
}

/* ---- finding ---- */

static inline const struct tag *find_tag(
    const struct gkri_html_known *k, const char *p, size_t n)
{
	uint64_t head = head_of(p, n);
	const struct tag *tag = &k->tags[slot_of(p, n, head)];

	if (tag->head != head || tag->len != n ||
	    (n > 8 && !same_rest(p, k->tag_store + tag->at, n)))
		return NULL;
	return tag;
}

/* Have the bytes at p those of the run? */
static inline int is_run(const struct gkri_html_known *k, const struct run *run,
    uint64_t head, const char *p, size_t left)
{
	return run->head == head && run->len <= left &&
	    same_rest(p, k->run_store + run->at, run->len);
}

/* From the third on; what is found comes first next time. */
static const struct run *find_other(struct gkri_html_known *k, uint8_t *first,
    uint64_t head, const char *p, size_t left)
{
	uint8_t *link = &k->runs[k->runs[*first - 1].next - 1].next, at;
	struct run *run;
	int tries;

	for (tries = 2; *link && tries < TRIES; tries++) {
		at = *link;
		run = &k->runs[at - 1];
		if (is_run(k, run, head, p, left)) {
			*link = run->next;
			run->next = *first;
			*first = at;
			return run;
		}
		link = &run->next;
	}
	return NULL;
}

static inline const struct run *find_run(
    struct gkri_html_known *k, const char *p, size_t left)
{
	uint64_t head = word(p);
	uint8_t *first;
	const struct run *run;

	if (left < BEGINNING)
		return NULL;
	first = &k->first[slot_of_run(p, head)];
	if (!*first)
		return NULL;
	run = &k->runs[*first - 1];
	if (is_run(k, run, head, p, left))
		return run;
	if (!run->next)
		return NULL;
	run = &k->runs[run->next - 1];
	if (is_run(k, run, head, p, left))
		return run;
	return run->next ? find_other(k, first, head, p, left) : NULL;
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

static inline int is_cell(const struct op *op)
{
	return op->meaning == GKRI_TAG_CELL && !op->closing;
}

/* The tag at p[at] ends at r->i. */
static inline void take(
    struct gkri_html_reader *r, size_t at, const struct op *op)
{
	struct gkri_html *h = r->h;

	if (op->meaning == GKRI_TAG_PARAGRAPH && h->in_cell && !h->mute) {
		h->space = GKRI_SPACE_LINE;
		h->paragraph = 0;
	} else if (is_cell(op) && gkri_html_is_idle(h)) {
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
static inline void take_run(
    struct gkri_html_reader *r, const struct run *run, uint32_t first)
{
	struct gkri_html *h = r->h;
	const struct op *op = h->known->ops + run->op, *end = op + run->ops;
	size_t from = r->i;

	catch_up(r);
	for (op += first; op < end; op++) {
		r->i = from + op->end;
		if (op->meaning == BLANKS)
			r->rc = gkri_html_add_blanks(
			    h, r->s, r->p, from + op->at, r->i);
		else
			take(r, from + op->at, op);
		if (r->rc != GKR_OK)
			return;
		if (is_cell(op) && h->at == from) {
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
static inline void next_cell(struct gkri_html_reader *r, const struct run *run)
{
	struct gkri_html *h = r->h;
	const struct op *op = h->known->ops + run->op + run->closing;

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

/* ---- what is kept ---- */

static void clear_runs(struct gkri_html_known *k)
{
	memset(k->first, 0, sizeof(k->first));
	k->run_bytes = k->run_count = k->op_count = 0;
}

/* How many ops at the front do nothing but close a cell, in which they are. */
static uint8_t closing(const struct reading *g)
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
static void note_next(const struct reading *g, struct run *run)
{
	uint8_t i = run->closing;

	run->opens = run->waits = 0;
	if (!i || i == g->count || !is_cell(&g->ops[i]))
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

/* The ops with their places, and what the run has in all. */
static void put_ops(struct gkri_html_known *k, const struct reading *g,
    const char *p, struct run *run)
{
	struct op *op = k->ops + k->op_count;
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
static void learn_run(const struct gkri_html_reader *r, struct reading *g)
{
	struct gkri_html_known *k = r->h->known;
	const char *p = r->p + g->from;
	size_t n = r->i - g->from;
	struct run *run;
	uint8_t *first;

	if (g->tags < 2 || n < BEGINNING || n > RUN_LONGEST)
		return;
	if (k->run_count == RUNS || k->run_bytes + n > RUN_STORE ||
	    k->op_count + g->count > OPS)
		clear_runs(k);
	run = &k->runs[k->run_count++];
	run->head = word(p);
	run->at = (uint16_t)k->run_bytes;
	run->len = (uint16_t)n;
	run->op = (uint16_t)k->op_count;
	run->ops = g->count;
	run->closing = closing(g);
	note_next(g, run);
	first = &k->first[slot_of_run(p, run->head)];
	run->next = *first;
	*first = (uint8_t)k->run_count;
	memcpy(k->run_store + k->run_bytes, p, n);
	put_ops(k, g, p, run);
	k->run_bytes += (uint32_t)n;
}

static void begin_run(const struct gkri_html_reader *r, struct reading *g)
{
	g->from = r->i;
	g->count = g->tags = 0;
}

static struct op *add_op(
    const struct gkri_html_reader *r, struct reading *g, size_t at)
{
	struct op *op = &g->ops[g->count++];

	op->at = (uint16_t)(at - g->from);
	op->end = (uint16_t)(r->i - g->from);
	return op;
}

static void make_room(const struct gkri_html_reader *r, struct reading *g)
{
	if (g->count < RUN_OPS && r->i - g->from <= RUN_LONGEST - TAG_LONGEST)
		return;
	learn_run(r, g);
	begin_run(r, g);
}

/* ---- reading ---- */

/* The tag of n bytes at r->i; 0: it ends the run. */
static int read_tag(
    struct gkri_html_reader *r, struct reading *g, const struct tag *tag)
{
	size_t at = r->i;
	struct op *op;

	/* who asked for a table wants to know that it ends */
	if (tag->meaning == GKRI_TAG_TABLE) {
		learn_run(r, g);
		begin_run(r, g);
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
static int read_blanks(struct gkri_html_reader *r, struct reading *g)
{
	size_t at = r->i, to = at;

	while (
	    to < r->n && to - at < TAG_LONGEST && gkri_html_is_space(r->p[to]))
		to++;
	if (to == at || to == r->n || r->p[to] != '<')
		return 0;
	r->i = to;
	add_op(r, g, at)->meaning = BLANKS;
	r->rc = gkri_html_add_blanks(r->h, r->s, r->p, at, to);
	return r->rc == GKR_OK;
}

/* Goes on tag by tag to the end of the run, which is kept. */
static void read_run(struct gkri_html_reader *r)
{
	const struct gkri_html_known *k = r->h->known;
	const struct tag *tag;
	struct reading g;
	size_t n;

	begin_run(r, &g);
	while (r->i < r->n) {
		if (r->p[r->i] != '<') {
			if (g.tags && read_blanks(r, &g))
				continue;
			if (r->rc == GKR_OK)
				learn_run(r, &g);
			return;
		}
		n = length(r->p + r->i, r->n - r->i);
		tag = n ? find_tag(k, r->p + r->i, n) : NULL;
		if (!tag || !read_tag(r, &g, tag))
			return;
		make_room(r, &g);
	}
}

/* May text that comes be that of a cell, all of it? */
static inline int awaits_text(const struct gkri_html *h)
{
	return h->in_cell && !h->text.len && !h->began && !h->mute && !h->pre &&
	    !h->lines_count;
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
	const struct run *run;

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
	const struct run *run;
	size_t from = r->i;

	if (!k || r->h->mixed || k->span_limit != r->h->span_limit)
		return 0;
	while (r->i < r->n && r->rc == GKR_OK) {
		if (r->p[r->i] != '<') {
			if (!read_text(r))
				break;
			continue;
		}
		run = find_run(k, r->p + r->i, r->n - r->i);
		if (!run) {
			read_run(r);
			break;
		}
		take_run(r, run, 0);
	}
	return r->i > from;
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

/* Can such a tag be kept? */
static int may_be_known(const struct gkri_html *h, const char *p, size_t n)
{
	return h->meaning < GKRI_TAG_RAW && h->meaning != GKRI_TAG_META &&
	    !h->mixed && !h->no_known && length(p, n) == n;
}

int32_t gkri_html_learn_tag(struct gkri_html *h, const char *p, size_t n)
{
	struct gkri_html_known *k;
	struct tag *tag;
	int32_t rc;

	if (!may_be_known(h, p, n))
		return GKR_OK;
	rc = h->known ? GKR_OK : make(h);
	k = h->known;
	if (!k)
		return rc;
	if (k->tag_bytes + n > TAG_STORE || k->span_limit != h->span_limit) {
		clear(k);
		k->span_limit = h->span_limit;
	}
	tag = &k->tags[slot_of(p, n, head_of(p, n))];
	tag->head = head_of(p, n);
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
