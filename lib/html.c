/* HTML: from text to tags, character references and text. */
#include <string.h>
#include "html.h"
#include "html-tag.h"
#include "text.h"

/* So much is wanted behind a & or < before it is read. */
#define AHEAD 40

enum { DATA = 0, TAG, LONG_NAME, COMMENT, BOGUS, RAW };

/* Where in a script's text: what looks like a comment, a script in it. */
enum { PLAIN = 0, ESCAPED, TWICE_ESCAPED };

void gkri_html_init(struct gkri_html *h, struct gkri_mem *mem)
{
	memset(h, 0, sizeof(*h));
	gkri_buf_init(&h->text, mem);
	gkri_buf_init(&h->field.text, mem);
}

void gkri_html_free(struct gkri_html *h)
{
	gkri_release(h->text.mem, h->lines, h->line_cap * sizeof(*h->lines));
	gkri_release(h->text.mem, h->pieces, h->piece_cap * sizeof(*h->pieces));
	gkri_html_forget_tags(h);
	gkri_html_forget_rows(h);
	gkri_buf_free(&h->text);
	gkri_buf_free(&h->field.text);
}

void gkri_html_begin(
    struct gkri_html *h, uint32_t line, uint32_t column, size_t at)
{
	struct gkri_html old = *h;

	memset(h, 0, sizeof(*h));
	h->text = old.text;
	h->text.len = 0;
	h->field.text = old.field.text;
	h->field.text.len = 0;
	h->lines = old.lines;
	h->line_cap = old.line_cap;
	h->pieces = old.pieces;
	h->piece_cap = old.piece_cap;
	h->known = old.known;
	h->rows = old.rows;
	h->again = old.known != NULL;
	h->no_known = old.no_known;
	h->span_limit = old.span_limit;
	h->text_limit = old.text_limit;
	h->line = line;
	h->column = column;
	h->at = at;
	h->end_at = h->cell_at = h->tag_at = GKRI_NOWHERE;
}

static int is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Letters stand behind > in ASCII. */
static inline int ends_name(char c)
{
	return (unsigned char)c <= '>' &&
	    (c == '>' || c == '/' || gkri_html_is_space(c));
}

/* ---- tags ---- */

/* The < at r->i is text. */
static void literal(struct gkri_html_reader *r)
{
	r->rc = gkri_html_add(r->h, r->s, r->p, r->i, r->i + 1);
	r->i++;
}

/* A tag's name is known: what its attributes are read for. */
static void begin_tag(struct gkri_html_reader *r, const char *lower, size_t n)
{
	struct gkri_html *h = r->h;

	h->meaning = gkri_tag_meaning_of(lower, n);
	h->wanted = h->closing ? 0 : h->meaning;
	h->seen = h->part = h->slash = h->style = 0;
	memcpy(h->name, lower, sizeof(h->name));
	h->attribute_len = h->value_len = 0;
	h->state = TAG;
	h->tag_at = r->i;
	if (h->wanted == GKRI_TAG_FIELD)
		r->rc = gkri_html_begin_field(h, r->s, r->p);
	if (h->meaning >= GKRI_TAG_RAW && !h->closing) {
		h->raw_len =
		    (uint8_t)(h->meaning == GKRI_TAG_PLAINTEXT ? 0 : n);
		memcpy(h->raw, lower, h->raw_len);
	}
}

/* What the tag just read makes of the text behind it. */
static void after_tag(struct gkri_html *h)
{
	h->state = DATA;
	if (h->closing)
		return;
	if (h->meaning >= GKRI_TAG_RAW && !(h->xml && h->slash)) {
		h->state = RAW;
		h->script = PLAIN;
	}
}

/* The > at r->i ends the tag. */
static void end_tag(struct gkri_html_reader *r)
{
	size_t at = r->h->tag_at;

	r->i++;
	after_tag(r->h);
	if (r->h->mute & GKRI_MUTE_HIDDEN && gkri_html_stays_hidden(r->h)) {
		r->h->tag_at = GKRI_NOWHERE;
		return;
	}
	r->rc = gkri_html_tag(r->h, r->s, r->p, r->i);
	r->h->tag_at = GKRI_NOWHERE;
	if (gkri_html_hides(r->h))
		gkri_html_hide(r->h);
	else if (at != GKRI_NOWHERE && r->rc == GKR_OK)
		r->rc = gkri_html_learn_tag(r->h, r->p + at, r->i - at);
}

/* The name at p, in lower case and zeros behind it; returns its bytes. */
static size_t read_name(const char *p, size_t left, char *lower)
{
	size_t n;

	memset(lower, 0, GKRI_TAG_LONGEST);
	for (n = 0; n < left && n < GKRI_TAG_LONGEST && !ends_name(p[n]); n++)
		lower[n] = gkri_html_lower(p[n]);
	return n;
}

/* A tag whose name begins at `name`; 0 where more has to be seen. */
static int open_tag(struct gkri_html_reader *r, const char *name)
{
	size_t left = (size_t)(r->p + r->n - name), n;
	char lower[GKRI_TAG_LONGEST];

	n = read_name(name, left, lower);
	if (n == left && !r->last)
		return 0;
	if (n == GKRI_TAG_LONGEST) {
		r->h->meaning = r->h->wanted = GKRI_TAG_NONE;
		r->h->state = LONG_NAME;
		r->h->seen = 0;
		*r->h->name = '\0';
	} else {
		begin_tag(r, lower, n);
		/* lines of text: what no tag is called is text */
		if (r->h->mixed && r->h->meaning == GKRI_TAG_NONE) {
			r->h->state = DATA;
			r->h->tag_at = GKRI_NOWHERE;
			literal(r);
			return 1;
		}
	}
	r->i = (size_t)(name - r->p) + n;
	if (r->rc == GKR_OK && r->h->state == TAG && n < left && name[n] == '>')
		end_tag(r);
	return 1;
}

/* The rest of a name so long that it is none that is known. */
static int long_name(struct gkri_html_reader *r)
{
	while (r->i < r->n && !ends_name(r->p[r->i]))
		r->i++;
	if (r->i < r->n)
		r->h->state = TAG;
	r->h->part = 0;
	r->h->attribute_len = r->h->value_len = 0;
	return 1;
}

/* A <! : <!--> and <!---> are whole comments. */
static void open_declaration(
    struct gkri_html_reader *r, const char *q, size_t left)
{
	if (left < 3 || memcmp(q, "!--", 3) != 0) {
		r->h->state = BOGUS;
		r->i += 2;
	} else if (left > 3 && q[3] == '>') {
		r->i += 5;
	} else if (left > 4 && q[3] == '-' && q[4] == '>') {
		r->i += 6;
	} else {
		r->h->state = COMMENT;
		r->i += 4;
	}
}

/* A < : what it begins.  0 where more has to be seen. */
static int open_markup(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	const char *q = r->p + r->i + 1;
	size_t left = r->n - r->i - 1;

	if (left < 5 && !r->last)
		return 0;
	if (left == 0) {
		literal(r);
	} else if (is_letter(*q)) {
		h->closing = 0;
		return open_tag(r, q);
	} else if (*q == '!') {
		open_declaration(r, q, left);
	} else if (*q == '?') {
		h->state = BOGUS;
		r->i += 2;
	} else if (*q != '/' || left == 1) {
		literal(r);
	} else if (is_letter(q[1])) {
		h->closing = 1;
		return open_tag(r, q + 1);
	} else if (q[1] == '>') {
		r->i += 3;
	} else {
		h->state = BOGUS;
		r->i += 2;
	}
	return 1;
}

static int in_tag(struct gkri_html_reader *r)
{
	if (gkri_html_attributes(r)) {
		end_tag(r);
	} else if (r->rc == GKR_E_LIMIT) {
		gkri_html_settle_tag(r->h, r->s, r->p);
		r->h->hit_at = r->h->tag;
	}
	return 1;
}

/* ---- text ---- */

static int is_digit(char c, int hex)
{
	return (c >= '0' && c <= '9') ||
	    (hex && (c | 32) >= 'a' && (c | 32) <= 'f');
}

/* A number so long, and not yet at its end, that no character has it. */
static int begins_long_number(struct gkri_html_reader *r)
{
	const char *p = r->p + r->i;
	int hex;
	size_t k;

	if (r->n - r->i < AHEAD || p[1] != '#')
		return 0;
	hex = (p[2] | 32) == 'x';
	for (k = hex ? 3 : 2; k < AHEAD; k++)
		if (!is_digit(p[k], hex))
			return 0;
	r->h->number = hex ? 2 : 1;
	return 1;
}

/* The rest of such a number. */
static int long_number(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	size_t i = r->i;

	while (i < r->n && is_digit(r->p[i], h->number == 2))
		i++;
	if (i < r->n) {
		i += r->p[i] == ';';
		h->number = 0;
	}
	if (h->began)
		h->end_at = i;
	r->i = i;
	return 1;
}

/* A & : a reference, or itself. */
static int open_reference(struct gkri_html_reader *r)
{
	size_t used = 0, n;
	char text[8];

	if (r->n - r->i < AHEAD && !r->last &&
	    !memchr(r->p + r->i, ';', r->n - r->i))
		return 0;
	if (begins_long_number(r)) {
		n = gkri_encode(text, 0xfffd);
		used = AHEAD - 1;
	} else {
		n = gkri_entity(r->p + r->i + 1, r->n - r->i - 1, text, &used);
	}
	if (n)
		r->rc = gkri_html_add_reference(
		    r->h, r->s, r->p, r->i, r->i + 1 + used, text, n);
	else
		r->rc = gkri_html_add(r->h, r->s, r->p, r->i, r->i + 1);
	r->i += n ? 1 + used : 1;
	return 1;
}

static int blanks(struct gkri_html_reader *r)
{
	size_t to = r->i + 1;

	while (to < r->n && gkri_html_is_space(r->p[to]))
		to++;
	r->rc = gkri_html_add_blanks(r->h, r->s, r->p, r->i, to);
	r->i = to;
	return 1;
}

static int data(struct gkri_html_reader *r)
{
	size_t run;
	char c;

	if (r->h->number)
		return long_number(r);
	if (r->p[r->i] == '<' && gkri_html_known(r))
		return 1;
	run = gkri_html_plain(r->p + r->i, r->n - r->i);
	if (run) {
		r->rc = gkri_html_add(r->h, r->s, r->p, r->i, r->i + run);
		r->i += run;
		if (r->i == r->n || r->rc != GKR_OK)
			return 1;
	}
	c = r->p[r->i];
	if (c == '<')
		return gkri_html_known(r) || open_markup(r);
	if (c == '&')
		return open_reference(r);
	if (gkri_html_is_space(c))
		return blanks(r);
	literal(r);
	return 1;
}

/* ---- comments ---- */

static int comment(struct gkri_html_reader *r)
{
	const char *q = r->p + r->i, *end = r->p + r->n;

	while ((q = memchr(q, '-', (size_t)(end - q))) != NULL) {
		if (end - q < 4 && !r->last) {
			r->i = (size_t)(q - r->p);
			if (end - q >= 3 && q[1] == '-' && q[2] == '>')
				break;
			return 0;
		}
		if (end - q >= 3 && q[1] == '-' &&
		    (q[2] == '>' ||
			(end - q >= 4 && q[2] == '!' && q[3] == '>')))
			break;
		q++;
	}
	r->i = q ? (size_t)(q - r->p) + (q[2] == '>' ? 3 : 4) : r->n;
	if (q)
		r->h->state = DATA;
	return 1;
}

static int bogus(struct gkri_html_reader *r)
{
	const char *q = memchr(r->p + r->i, '>', r->n - r->i);

	r->i = q ? (size_t)(q - r->p) + 1 : r->n;
	if (q)
		r->h->state = DATA;
	return 1;
}

/* ---- raw text ---- */

/* Has p[at] this word and what ends a name behind it?  -1: not yet seen. */
static int has_word(
    const struct gkri_html_reader *r, size_t at, const char *word, size_t n)
{
	size_t k;

	for (k = 0; k < n; k++, at++) {
		if (at >= r->n)
			return r->last ? 0 : -1;
		if (gkri_html_lower(r->p[at]) != word[k])
			return 0;
	}
	if (at >= r->n)
		return r->last ? 0 : -1;
	return ends_name(r->p[at]);
}

/*
 * The < at r->i within a script.  Behind <!-- a <script hides the end tags
 * up to its own.  0 where more has to be seen, else how many bytes it took.
 */
static size_t script_markup(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	const char *q = r->p + r->i;
	size_t left = r->n - r->i;
	int is;

	if (left < 4 && !r->last)
		return 0;
	if (h->script == PLAIN) {
		if (left < 4 || memcmp(q, "<!--", 4) != 0)
			return 1;
		h->script = ESCAPED;
		/* <!--> ends at once */
		return 2;
	}
	is = h->script == ESCAPED ? has_word(r, r->i, "<script", 7)
				  : has_word(r, r->i, "</script", 8);
	if (is < 0)
		return 0;
	if (is)
		h->script = h->script == ESCAPED ? TWICE_ESCAPED : ESCAPED;
	return 1;
}

/* A - within a script: --> ends what looks like a comment. */
static size_t script_dash(struct gkri_html_reader *r)
{
	const char *q = r->p + r->i;
	size_t left = r->n - r->i;

	if (left < 3 && !r->last)
		return 0;
	if (left >= 3 && q[1] == '-' && q[2] == '>') {
		r->h->script = PLAIN;
		return 3;
	}
	return 1;
}

/* The next < of raw text, or in a script's comment - ; r->n if none. */
static size_t next_raw(const struct gkri_html_reader *r)
{
	const char *p = r->p + r->i, *q;
	size_t n = r->n - r->i, i;

	if (r->h->script == PLAIN) {
		q = memchr(p, '<', n);
		return q ? (size_t)(q - r->p) : r->n;
	}
	for (i = 0; i < n && p[i] != '<' && p[i] != '-'; i++)
		;
	return r->i + i;
}

/* Raw text that the page shows, up to `to`. */
static void show_raw(struct gkri_html_reader *r, size_t to)
{
	while (r->i < to && r->rc == GKR_OK) {
		size_t n = gkri_html_plain(r->p + r->i, to - r->i);

		if (n == 0 && gkri_html_is_space(r->p[r->i])) {
			n = 1;
			r->rc = gkri_html_add_blanks(
			    r->h, r->s, r->p, r->i, r->i + 1);
		} else {
			n += n == 0;
			r->rc = gkri_html_add(r->h, r->s, r->p, r->i, r->i + n);
		}
		r->i += n;
	}
}

/* The next & of a title or field is a reference. */
static int raw_reference(struct gkri_html_reader *r, size_t end, int *found)
{
	const char *q =
	    r->h->meaning == GKRI_TAG_TITLE || r->h->meaning == GKRI_TAG_AREA
	    ? memchr(r->p + r->i, '&', end - r->i)
	    : NULL;

	*found = q != NULL;
	if (!q)
		return 1;
	show_raw(r, (size_t)(q - r->p));
	return r->rc != GKR_OK || open_reference(r);
}

static int raw(struct gkri_html_reader *r)
{
	struct gkri_html *h = r->h;
	size_t end, took;
	int is, found;

	if (h->number)
		return long_number(r);
	end = next_raw(r);
	if (!raw_reference(r, end, &found))
		return 0;
	if (found)
		return 1;
	if (h->meaning >= GKRI_TAG_TITLE)
		show_raw(r, end);
	r->i = end;
	if (end == r->n || r->rc != GKR_OK)
		return 1;
	if (r->p[end] == '-') {
		took = script_dash(r);
		r->i += took;
		return took != 0;
	}
	is = 0;
	if (end + 1 == r->n && !r->last)
		return 0;
	if (h->script != TWICE_ESCAPED && h->raw_len && end + 1 < r->n &&
	    r->p[end + 1] == '/') {
		is = end + 2 == r->n && !r->last
		    ? -1
		    : has_word(r, end + 2, h->raw, h->raw_len);
		if (is < 0)
			return 0;
	}
	if (is) {
		h->closing = 1;
		h->state = DATA;
		return open_tag(r, r->p + end + 2);
	}
	if (h->meaning == GKRI_TAG_SCRIPT) {
		took = script_markup(r);
		r->i += took;
		return took != 0;
	}
	if (h->meaning >= GKRI_TAG_TITLE)
		literal(r);
	else
		r->i++;
	return 1;
}

/* ---- the reader ---- */

static int step(struct gkri_html_reader *r)
{
	switch (r->h->state) {
	case DATA:
		return data(r);
	case TAG:
		return in_tag(r);
	case LONG_NAME:
		return long_name(r);
	case COMMENT:
		return comment(r);
	case BOGUS:
		return bogus(r);
	default:
		return raw(r);
	}
}

int32_t gkri_html_run(struct gkri_html *h, const struct gkri_html_sink *sink,
    const char *p, size_t from, size_t n, int last, int table, size_t *used,
    int *done)
{
	struct gkri_html_reader r;
	uint32_t depth;

	r.h = h;
	r.s = sink;
	r.p = p;
	r.i = from;
	r.n = n;
	r.last = last;
	r.rc = GKR_OK;
	*done = 0;
	while (r.i < r.n && r.rc == GKR_OK) {
		depth = h->depth;
		if (!step(&r))
			break;
		if (table && depth == 1 && h->depth == 0) {
			*done = 1;
			break;
		}
	}
	h->drafting = 0;
	gkri_html_settle(h, sink, p);
	if (h->state == TAG)
		gkri_html_settle_tag(h, sink, p);
	/* who asked for a table goes on behind it; an error has a line */
	if (table || last)
		gkri_html_walk(h, p, r.i);
	*used = r.i;
	return r.rc;
}

int32_t gkri_html_end(struct gkri_html *h, const struct gkri_html_sink *sink)
{
	return gkri_html_close(h, sink);
}
