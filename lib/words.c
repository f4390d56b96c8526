/* Words with coordinates: fields, pages, lines of a page. */
#include <string.h>
#include "text.h"
#include "words.h"

enum { LEVEL, PAGE, LEFT, TOP, WIDTH, HEIGHT, TEXT, FIELDS };
static const char *const names[FIELDS] = {
    "level", "page_num", "left", "top", "width", "height", "text"};

/* Coordinates are kept in hundredths. */
#define UNIT 100
/* No page is wider or higher, in points or dots; 145 times that is an int. */
#define FARTHEST 50000
/* Of the levels page, block, paragraph, line and word. */
#define WORD_LEVEL 5
/* Fields that are looked at. */
#define MOST 32

void gkri_words_init(struct gkri_words *w, struct gkri_mem *mem)
{
	memset(w, 0, sizeof(*w));
	w->mem = mem;
	gkri_buf_init(&w->text, mem);
}

void gkri_words_free(struct gkri_words *w)
{
	gkri_buf_free(&w->text);
	gkri_release(w->mem, w->page, w->cap * sizeof(*w->page));
}

void gkri_words_begin(struct gkri_words *w)
{
	w->text.len = 0;
	w->count = 0;
	w->line = 1;
	w->number = w->printed = w->hit = 0;
	w->named = w->skip_lf = 0;
	memset(w->field, 0, sizeof(w->field));
}

int gkri_words_sniff(const char *p, size_t n)
{
	static const char first[] = "level\tpage_num\t";

	return n >= sizeof(first) - 1 &&
	    memcmp(p, first, sizeof(first) - 1) == 0;
}

/* ---- a line of the source ---- */

struct field {
	const char *p;
	size_t n;
};

/* The line's fields; the last has all that is left. */
static uint32_t split(const char *p, size_t n, struct field *out)
{
	const char *end = p + n, *tab;
	uint32_t count = 0;

	while (count < MOST) {
		tab = count + 1 < MOST ? memchr(p, '\t', (size_t)(end - p))
				       : NULL;
		out[count].p = p;
		out[count++].n = (size_t)((tab ? tab : end) - p);
		if (!tab)
			break;
		p = tab + 1;
	}
	return count;
}

static void read_names(struct gkri_words *w, const char *p, size_t n)
{
	struct field f[MOST];
	uint32_t i, k, count;

	gkri_trim(&p, &n);
	count = split(p, n, f);
	for (i = 0; i < count; i++)
		for (k = 0; k < FIELDS; k++)
			if (f[i].n == strlen(names[k]) &&
			    memcmp(f[i].p, names[k], f[i].n) == 0)
				w->field[k] = (uint8_t)(i + 1);
	w->named = 1;
}

/* A number with decimals, in hundredths; 0 where it is none. */
static int read_number(const struct field *f, int32_t *out)
{
	int64_t v = 0, unit = UNIT;
	size_t i = 0;
	int minus = f->n && *f->p == '-', point = 0;

	for (i = (size_t)minus; i < f->n; i++) {
		if (f->p[i] == '.' && !point) {
			point = 1;
			continue;
		}
		if (f->p[i] < '0' || f->p[i] > '9')
			return 0;
		if (!point)
			v = v * 10 + (f->p[i] - '0') * UNIT;
		else if ((unit /= 10) > 0)
			v += (f->p[i] - '0') * unit;
		if (v > (int64_t)FARTHEST * UNIT)
			return 0;
	}
	*out = (int32_t)(minus ? -v : v);
	return f->n > (size_t)minus;
}

/* The fields of a word; 0 where the line is none. */
static int read_fields(const struct gkri_words *w, const char *p, size_t n,
    int32_t *v, struct field *text)
{
	struct field f[MOST];
	uint32_t k, count = split(p, n, f);

	for (k = 0; k < FIELDS; k++) {
		uint32_t at = w->field[k];

		if (at == 0 || at > count)
			return 0;
		if (k == TEXT)
			*text = f[at - 1];
		else if (!read_number(&f[at - 1], &v[k]))
			return 0;
	}
	gkri_trim(&text->p, &text->n);
	return v[LEVEL] == WORD_LEVEL * UNIT && text->n && v[WIDTH] >= 0 &&
	    v[HEIGHT] > 0;
}

static int32_t add_word(struct gkri_words *w, const struct gkri_words_sink *s,
    const char *base, size_t from, const int32_t *v, const struct field *text)
{
	struct gkri_page_word *word;
	size_t at = (size_t)(text->p - base);
	int32_t rc = gkri_grow(
	    w->mem, (void **)&w->page, &w->cap, w->count + 1, sizeof(*w->page));

	if (rc != GKR_OK)
		return rc;
	word = &w->page[w->count];
	memset(word, 0, sizeof(*word));
	word->box.at = (uint32_t)w->text.len;
	word->box.len = (uint32_t)text->n;
	word->box.left = v[LEFT];
	word->box.top = v[TOP];
	word->box.right = v[LEFT] + v[WIDTH];
	word->box.bottom = v[TOP] + v[HEIGHT];
	word->box.page = w->number;
	word->place.offset = s->source(s->context, at);
	word->place.length = (uint32_t)(s->source(s->context, at + text->n) -
	    word->place.offset);
	word->place.line = w->line;
	word->place.column = 1 + (uint32_t)gkri_count(base + from, at - from);
	rc = gkri_buf_put(&w->text, text->p, text->n);
	w->count += rc == GKR_OK;
	return rc;
}

static int32_t too_much(struct gkri_words *w)
{
	w->hit = GKR_LIMIT_TABLE;
	return GKR_E_LIMIT;
}

int32_t gkri_words_line(struct gkri_words *w, const struct gkri_words_sink *s,
    const char *p, size_t from, size_t to, uint64_t room)
{
	int32_t v[FIELDS], rc = GKR_OK;
	struct field text;

	if (gkri_is_blank(p + from, to - from)) {
		/* nothing; before the names as well */
	} else if (!w->named) {
		read_names(w, p + from, to - from);
	} else if (read_fields(w, p + from, to - from, v, &text)) {
		if (w->number == 0 || (uint32_t)v[PAGE] != w->printed) {
			rc = gkri_words_end(w, s);
			w->number++;
			w->printed = (uint32_t)v[PAGE];
		}
		if (rc == GKR_OK &&
		    w->text.len + text.n + w->count * sizeof(*w->page) > room)
			rc = too_much(w);
		if (rc == GKR_OK)
			rc = add_word(w, s, p, from, v, &text);
	}
	w->line++;
	return rc;
}

/* ---- the lines of a page ---- */

static int32_t middle(const struct gkri_box *b)
{
	return b->top + (b->bottom - b->top) / 2;
}

/* By lines, then from left to right; before there are lines, by height. */
static int before(
    const struct gkri_page_word *a, const struct gkri_page_word *b, int lines)
{
	int32_t x = lines ? a->box.left : middle(&a->box),
		y = lines ? b->box.left : middle(&b->box);

	if (lines && a->row != b->row)
		return a->row < b->row;
	return x != y ? x < y : a->box.at < b->box.at;
}

static void sink_down(struct gkri_page_word *p, size_t i, size_t n, int lines)
{
	struct gkri_page_word swap;
	size_t k;

	for (; (k = 2 * i + 1) < n; i = k) {
		if (k + 1 < n && before(&p[k], &p[k + 1], lines))
			k++;
		if (!before(&p[i], &p[k], lines))
			return;
		swap = p[i];
		p[i] = p[k];
		p[k] = swap;
	}
}

/* In place, with no memory of its own. */
static void sort(struct gkri_page_word *p, size_t n, int lines)
{
	struct gkri_page_word swap;
	size_t i;

	for (i = n / 2; i-- > 0;)
		sink_down(p, i, n, lines);
	for (i = n; i-- > 1;) {
		swap = p[0];
		p[0] = p[i];
		p[i] = swap;
		sink_down(p, 0, i, lines);
	}
}

/* Words whose middles are near each other stand in one line. */
static void find_lines(struct gkri_words *w)
{
	const struct gkri_box *first = NULL;
	uint32_t row = 0;
	size_t i;

	for (i = 0; i < w->count; i++) {
		const struct gkri_box *b = &w->page[i].box;

		if (first &&
		    (middle(b) - middle(first)) * 5 >
			(first->bottom - first->top) * 2)
			first = NULL;
		if (!first) {
			first = b;
			row++;
		}
		w->page[i].row = row;
	}
}

int32_t gkri_words_end(struct gkri_words *w, const struct gkri_words_sink *s)
{
	size_t lo, hi;
	int32_t rc = GKR_OK;

	sort(w->page, w->count, 0);
	find_lines(w);
	sort(w->page, w->count, 1);
	for (lo = 0; lo < w->count && rc == GKR_OK; lo = hi) {
		for (hi = lo + 1;
		     hi < w->count && w->page[hi].row == w->page[lo].row; hi++)
			;
		rc = s->line(s->context, w, lo, hi, lo == 0);
	}
	w->count = 0;
	w->text.len = 0;
	return rc;
}
