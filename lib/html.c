/* HTML: from text to tags, character references and text. */
#include <string.h>
#include "html.h"
#include "html-tag.h"
#include "text.h"

/* So much is wanted behind a & or < before it is read. */
#define AHEAD 40

enum {
	DATA,
	TAG_NAME,
	IN_TAG,
	ATTRIBUTE,
	BEFORE_VALUE,
	VALUE_DOUBLE,
	VALUE_SINGLE,
	VALUE_BARE,
	COMMENT,
	BOGUS,
	RAW
};

void gkri_html_init(struct gkri_html *h, struct gkri_mem *mem)
{
	memset(h, 0, sizeof(*h));
	gkri_buf_init(&h->text, mem);
}

void gkri_html_free(struct gkri_html *h)
{
	gkri_release(h->text.mem, h->lines, h->line_cap * sizeof(*h->lines));
	gkri_buf_free(&h->text);
}

void gkri_html_begin(
    struct gkri_html *h, uint32_t line, uint32_t column, size_t at)
{
	struct gkri_html old = *h;

	memset(h, 0, sizeof(*h));
	h->text = old.text;
	h->text.len = 0;
	h->lines = old.lines;
	h->line_cap = old.line_cap;
	h->span_limit = old.span_limit;
	h->text_limit = old.text_limit;
	h->line = line;
	h->column = column;
	h->at = at;
}

/* ---- what tags do ---- */

static int32_t flush(struct gkri_html *h, const struct gkri_html_sink *s)
{
	const char *p = h->text.data;
	size_t n = h->text.len;
	int32_t rc = GKR_OK;

	if (h->began)
		h->place.length = (uint32_t)(h->end - h->place.offset);
	if (h->in_cell) {
		gkri_html_end_line(h);
		rc = s->cell(s->context, p ? p : "", n, &h->place,
		    h->line_count ? h->lines : NULL);
		h->in_row = 1;
	} else if (n && !gkri_is_blank(p, n)) {
		rc = s->line(s->context, p, n, &h->place);
	}
	h->text.len = 0;
	h->line_count = 0;
	h->in_cell = h->began = h->space = 0;
	return rc;
}

static int32_t end_row(struct gkri_html *h, const struct gkri_html_sink *s)
{
	int32_t rc = flush(h, s);

	if (rc == GKR_OK && h->in_row)
		rc = s->row_end(s->context);
	h->in_row = 0;
	return rc;
}

static int32_t table_tag(struct gkri_html *h, const struct gkri_html_sink *s)
{
	int32_t rc;

	/* a table in a cell: the outer cell says what it has so far */
	if (!h->closing && h->in_cell && !h->text.len)
		h->in_cell = 0;
	rc = end_row(h, s);
	if (rc == GKR_OK)
		rc = s->table_end(s->context);
	if (!h->closing)
		h->depth++;
	else if (h->depth)
		h->depth--;
	return rc;
}

/* A tag was read. */
static int32_t tag(struct gkri_html *h, const struct gkri_html_sink *s)
{
	uint8_t meaning = gkri_tag_meaning(h->name, h->name_len);
	int32_t rc;

	switch (meaning) {
	case GKRI_TAG_TABLE:
		return table_tag(h, s);
	case GKRI_TAG_ROW:
	case GKRI_TAG_PART:
		return end_row(h, s);
	case GKRI_TAG_CELL:
		rc = flush(h, s);
		if (h->closing)
			return rc;
		h->in_cell = 1;
		h->place = h->tag;
		h->end = h->tag.offset;
		return rc;
	case GKRI_TAG_SKIP:
	case GKRI_TAG_KEEP:
		if (!h->closing) {
			h->state = RAW;
			h->raw = meaning;
		}
		return meaning == GKRI_TAG_KEEP && !h->in_cell ? flush(h, s)
							       : GKR_OK;
	case GKRI_TAG_BLOCK:
	case GKRI_TAG_BREAK:
	case GKRI_TAG_PRE:
		if (!h->in_cell)
			return flush(h, s);
		h->space = GKRI_SPACE_LINE;
		return GKR_OK;
	default:
		return GKR_OK;
	}
}

/* ---- attributes ---- */

static void note(char *out, uint16_t *len, char c, size_t cap)
{
	if (*len < cap)
		out[(*len)++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	else
		*len = (uint16_t)(cap + 1);
}

static int32_t end_attribute(struct gkri_html *h)
{
	uint64_t span = 0;
	uint32_t i;

	if (h->attribute_len == 7 &&
	    (memcmp(h->attribute, "rowspan", 7) == 0 ||
		memcmp(h->attribute, "colspan", 7) == 0)) {
		for (i = 0; i < h->value_len && i < sizeof(h->value); i++) {
			if (h->value[i] < '0' || h->value[i] > '9')
				break;
			span = span * 10 + (uint64_t)(h->value[i] - '0');
		}
		if (span > h->span_limit) {
			h->hit = GKR_LIMIT_SPAN;
			return GKR_E_LIMIT;
		}
	}
	h->attribute_len = h->value_len = 0;
	return GKR_OK;
}

/* ---- the reader ---- */

struct reader {
	struct gkri_html *h;
	const struct gkri_html_sink *s;
	const char *p;
	size_t i, n;
	int last;
	int32_t rc;
};

static int is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* A < : what it begins.  0 where more has to be seen. */
static int open_markup(struct reader *r)
{
	struct gkri_html *h = r->h;
	const char *q = r->p + r->i + 1;
	size_t left = r->n - r->i - 1;

	if (left < 5 && !r->last)
		return 0;
	h->closing = left && *q == '/';
	if (left >= 3 && memcmp(q, "!--", 3) == 0) {
		/* <!--> and <!---> are whole comments */
		size_t skip = left > 3 && q[3] == '>'	     ? 5
		    : left > 4 && q[3] == '-' && q[4] == '>' ? 6
							     : 0;

		h->state = skip ? DATA : COMMENT;
		r->i += skip ? skip : 4;
	} else if (left &&
	    (*q == '!' || *q == '?' ||
		(h->closing && left > 1 && !is_letter(q[1]) && q[1] != '>'))) {
		h->state = BOGUS;
		r->i += 2;
	} else if (h->closing && left > 1 && q[1] == '>') {
		r->i += 3;
	} else if (left > h->closing && is_letter(q[h->closing])) {
		h->name_len = h->attribute_len = h->value_len = 0;
		h->state = TAG_NAME;
		gkri_html_place(h, r->s, r->p, r->i, &h->tag);
		r->i += 1u + h->closing;
	} else {
		r->rc = gkri_html_add(h, r->s, r->p, r->i, r->i + 1);
		r->i++;
	}
	return 1;
}

/* A & : a reference, or itself. */
static int open_reference(struct reader *r)
{
	size_t used = 0, n;
	char text[8];

	if (r->n - r->i < AHEAD && !r->last &&
	    !memchr(r->p + r->i, ';', r->n - r->i))
		return 0;
	n = gkri_entity(r->p + r->i + 1, r->n - r->i - 1, text, &used);
	if (n)
		r->rc = gkri_html_add_reference(
		    r->h, r->s, r->p, r->i, r->i + 1 + used, text, n);
	else
		r->rc = gkri_html_add(r->h, r->s, r->p, r->i, r->i + 1);
	r->i += n ? 1 + used : 1;
	return 1;
}

static int data(struct reader *r)
{
	size_t j = r->i;

	while (j < r->n && r->p[j] != '<' && r->p[j] != '&')
		j++;
	if (j > r->i) {
		r->rc = gkri_html_add(r->h, r->s, r->p, r->i, j);
		r->i = j;
		return 1;
	}
	return r->p[j] == '<' ? open_markup(r) : open_reference(r);
}

static int end_tag(struct reader *r)
{
	struct gkri_html *h = r->h;

	h->state = DATA;
	r->i++;
	r->rc = end_attribute(h);
	if (r->rc == GKR_OK)
		r->rc = tag(h, r->s);
	return 1;
}

/* Inside a tag, one byte at a time but for quoted values. */
static int inside_tag(struct reader *r)
{
	struct gkri_html *h = r->h;
	char c = r->p[r->i];

	if (c == '>')
		return end_tag(r);
	switch (h->state) {
	case TAG_NAME:
		if (gkri_html_is_space(c) || c == '/')
			h->state = IN_TAG;
		else
			note(h->name, &h->name_len, c, sizeof(h->name));
		break;
	case IN_TAG:
		if (gkri_html_is_space(c) || c == '/')
			break;
		if (c == '=' && h->attribute_len) {
			h->state = BEFORE_VALUE;
			break;
		}
		r->rc = end_attribute(h);
		note(h->attribute, &h->attribute_len, c, sizeof(h->attribute));
		h->state = ATTRIBUTE;
		break;
	case ATTRIBUTE:
		if (gkri_html_is_space(c) || c == '/')
			h->state = IN_TAG;
		else if (c == '=')
			h->state = BEFORE_VALUE;
		else
			note(h->attribute, &h->attribute_len, c,
			    sizeof(h->attribute));
		break;
	case BEFORE_VALUE:
		if (gkri_html_is_space(c))
			break;
		h->state = c == '"' ? VALUE_DOUBLE
		    : c == '\''	    ? VALUE_SINGLE
				    : VALUE_BARE;
		if (h->state == VALUE_BARE)
			note(h->value, &h->value_len, c, sizeof(h->value));
		break;
	default:
		if (gkri_html_is_space(c))
			h->state = IN_TAG;
		else
			note(h->value, &h->value_len, c, sizeof(h->value));
	}
	r->i++;
	return 1;
}

static int quoted(struct reader *r)
{
	struct gkri_html *h = r->h;
	const char *q = memchr(
	    r->p + r->i, h->state == VALUE_DOUBLE ? '"' : '\'', r->n - r->i);
	size_t end = q ? (size_t)(q - r->p) : r->n;

	for (; r->i < end && h->value_len <= sizeof(h->value); r->i++)
		note(h->value, &h->value_len, r->p[r->i], sizeof(h->value));
	r->i = end;
	if (q) {
		r->i++;
		h->state = IN_TAG;
		r->rc = end_attribute(h);
	}
	return 1;
}

static int comment(struct reader *r)
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

static int bogus(struct reader *r)
{
	const char *q = memchr(r->p + r->i, '>', r->n - r->i);

	r->i = q ? (size_t)(q - r->p) + 1 : r->n;
	if (q)
		r->h->state = DATA;
	return 1;
}

/* Does p begin the end tag of the raw element?  -1: more has to be seen. */
static int ends_raw(const struct reader *r, size_t at)
{
	const struct gkri_html *h = r->h;
	const char *q = r->p + at;
	size_t left = r->n - at, k;

	for (k = 0; k < (size_t)h->name_len + 2; k++) {
		if (k >= left)
			return r->last ? 0 : -1;
		if (k == 0	 ? q[k] != '<'
			: k == 1 ? q[k] != '/'
				 : (q[k] | 32) != h->name[k - 2])
			return 0;
	}
	if (k >= left)
		return r->last ? 0 : -1;
	return gkri_html_is_space(q[k]) || q[k] == '/' || q[k] == '>';
}

static int raw(struct reader *r)
{
	struct gkri_html *h = r->h;
	const char *q = memchr(r->p + r->i, '<', r->n - r->i);
	size_t end = q ? (size_t)(q - r->p) : r->n;
	int is_end = q ? ends_raw(r, end) : 0;

	if (q && is_end == 0)
		end++;
	if (h->raw == GKRI_TAG_KEEP && end > r->i)
		r->rc = gkri_html_add(h, r->s, r->p, r->i, end);
	r->i = end;
	if (is_end < 0)
		return 0;
	if (is_end) {
		h->state = TAG_NAME;
		h->closing = 1;
		h->name_len = h->attribute_len = h->value_len = 0;
		gkri_html_place(h, r->s, r->p, r->i, &h->tag);
		r->i += 2;
	}
	return 1;
}

static int step(struct reader *r)
{
	switch (r->h->state) {
	case DATA:
		return data(r);
	case VALUE_DOUBLE:
	case VALUE_SINGLE:
		return quoted(r);
	case COMMENT:
		return comment(r);
	case BOGUS:
		return bogus(r);
	case RAW:
		return raw(r);
	default:
		return inside_tag(r);
	}
}

int32_t gkri_html_run(struct gkri_html *h, const struct gkri_html_sink *sink,
    const char *p, size_t from, size_t n, int last, int table, size_t *used,
    int *done)
{
	struct reader r;
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
	*used = r.i;
	return r.rc;
}

int32_t gkri_html_end(struct gkri_html *h, const struct gkri_html_sink *sink)
{
	int32_t rc = end_row(h, sink);

	return rc == GKR_OK ? sink->table_end(sink->context) : rc;
}
