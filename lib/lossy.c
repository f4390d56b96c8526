/* Marks of converters that destroy data. */
#include <string.h>
#include "lossy.h"
#include "text.h"

#define APPLICATIONS GKR_TABLE_APPLICATIONS
/* One less than the applicant table has in the form with fewer rows. */
#define ROWS 22

enum {
#define GKR_DEF_LOSSY(id, name, say) LOSSY_##id,
#include "lossy.def"
	LOSSY_END
};

static const char *const names[LOSSY_END] = {
#define GKR_DEF_LOSSY(id, name, say) name,
#include "lossy.def"
};

int gkri_is_lossy_line(const char *p, size_t n)
{
	return n == 7 && memcmp(p, "[TABLE]", 7) == 0;
}

/* What is counted in a region, and a cell that shows it. */
struct count {
	uint32_t named;	   /* rows of the applicant table */
	uint32_t piled;	   /* of them without values, as is the next */
	uint32_t loose;	   /* values of rows that no label names */
	uint32_t captions; /* of Article 20 */
	uint32_t lone;	   /* rows of Article 20 without values */
	uint32_t shared;  /* heads 信息内容, which each of its tables has */
	uint32_t glued;	  /* rows */
	uint32_t garbled; /* letters */
	uint32_t glued_at, garbled_at;
};

/* ---- cells ---- */

/* Bytes of the digit, full-width or not, at the end of the text. */
static uint32_t last_digit(const char *p, uint32_t n)
{
	if (n && p[n - 1] >= '0' && p[n - 1] <= '9')
		return 1;
	return n >= 3 && memcmp(p + n - 3, "\xef\xbc", 2) == 0 &&
		(unsigned char)p[n - 1] >= 0x90 &&
		(unsigned char)p[n - 1] <= 0x99
	    ? 3
	    : 0;
}

/* A row's label with digits stuck to it, and too few values behind it? */
static int is_glued(const struct gkri_region *g, const struct gkri_row *r)
{
	const struct gkri_cell *c = &g->cells[r->first];
	const char *p;
	struct gkri_label l;
	uint32_t n, k;

	/* a row without cells may be the last: there is no first one then */
	if (r->count == 0 || r->count > GKRI_COLUMNS - 2 ||
	    c->kind != GKRI_CELL_TEXT)
		return 0;
	p = gkri_cell_text(g, c);
	n = c->len;
	while ((k = last_digit(p, n)) != 0)
		n -= k;
	return n > 3 && n < c->len &&
	    gkri_label_match(p, n, GKRI_LABEL_ROW, 0, &l) &&
	    l.table == APPLICATIONS;
}

/* Letters U+00C0 to U+024F, which no report in Chinese has. */
static uint32_t strange(const char *p, size_t n)
{
	uint32_t found = 0;
	size_t i;

	for (i = 0; i < n; i++)
		found += (unsigned char)p[i] >= 0xc3 &&
		    (unsigned char)p[i] <= 0xc9 && memcmp(p + i, "×", 2) != 0;
	return found;
}

#define SHARED "信息内容"

static void count_cells(const struct gkri_region *g, struct count *k)
{
	size_t i;

	for (i = 0; i < g->cell_count; i++) {
		const struct gkri_cell *c = &g->cells[i];
		const char *p = gkri_cell_text(g, c);
		uint32_t n = c->kind == GKRI_CELL_TEXT ? strange(p, c->len) : 0;

		k->shared += c->len == sizeof(SHARED) - 1 &&
		    memcmp(p, SHARED, c->len) == 0;
		if (n && !k->garbled)
			k->garbled_at = (uint32_t)i;
		k->garbled += n;
	}
	for (i = 0; i < g->row_count; i++) {
		if (!is_glued(g, &g->rows[i]))
			continue;
		if (!k->glued++)
			k->glued_at = g->rows[i].first;
	}
}

/* ---- rows ---- */

static int is_empty(const struct gkri_data *d)
{
	return d->table == APPLICATIONS && d->row && d->count == 0;
}

static void count_rows(const struct gkri_region *g, struct count *k)
{
	size_t i;

	for (i = 0; i < g->data_count; i++) {
		const struct gkri_data *d = &g->data[i];

		if (d->row == 0)
			k->loose += d->count;
		else if (d->table == APPLICATIONS)
			k->named++;
		else
			k->lone += d->count == 0;
		k->piled += i > 0 && is_empty(d) && is_empty(&g->data[i - 1]);
	}
	for (i = 0; i < g->instance_count; i++)
		k->captions += g->instances[i].table &&
		    g->instances[i].table < APPLICATIONS;
}

/* ---- marks ---- */

/* The head of the applicant table with bars around it, and nothing else. */
static int is_head_alone(const struct gkri_region *g, const struct count *k)
{
	size_t i;

	for (i = 0; i < g->instance_count; i++)
		if (g->instances[i].table == APPLICATIONS)
			return k->named == 0 && g->instances[i].columns >= 2 &&
			    g->instances[i].layout == GKR_LAYOUT_PIPES;
	return 0;
}

/* At least so many of them: fewer may be the source's own. */
#define PILED 5
#define LOOSE 20
#define GLUED 3
#define GARBLED 4
#define TABLES 3

static int mark_of(const struct gkri_region *g, struct count *k, uint32_t *at)
{
	*at = 0;
	count_rows(g, k);
	if (g->context == GKR_SECTION_PROACTIVE) {
		if (k->captions < TABLES || k->lone < TABLES || k->loose)
			return LOSSY_END;
		count_cells(g, k);
		return k->shared == 1 ? LOSSY_REPEATED : LOSSY_END;
	}
	/* a table that is whole is not looked through */
	if (k->named > ROWS && !k->loose && !k->piled)
		return LOSSY_END;
	if (is_head_alone(g, k))
		return LOSSY_HEAD_ALONE;
	if (k->piled >= PILED && k->loose >= LOOSE)
		return LOSSY_SCRAMBLED;
	count_cells(g, k);
	*at = k->garbled_at;
	if (k->garbled >= GARBLED)
		return LOSSY_GARBLED;
	*at = k->glued_at;
	return k->glued >= GLUED ? LOSSY_GLUED : LOSSY_END;
}

static int32_t put(struct gkri_region *g, const struct gkri_sink *sink,
    int mark, const struct gkri_cell *c)
{
	size_t n = strlen(names[mark]);
	struct gkri_token t;
	int32_t rc = gkri_buf_put(&g->arena, names[mark], n);

	if (rc != GKR_OK)
		return rc;
	memset(&t, 0, sizeof(t));
	t.kind = GKR_TOKEN_LOSSY;
	t.table = g->context == GKR_SECTION_REQUESTS ? APPLICATIONS : 0;
	t.text_len = (uint32_t)n;
	t.text = g->arena.data + g->arena.len - n;
	return sink->put(sink->context, g, &t, c);
}

int32_t gkri_lossy_region(struct gkri_region *g, const struct gkri_sink *sink)
{
	struct count k;
	uint32_t at;
	int mark;

	if ((g->context != GKR_SECTION_PROACTIVE &&
		g->context != GKR_SECTION_REQUESTS) ||
	    g->cell_count == 0)
		return GKR_OK;
	memset(&k, 0, sizeof(k));
	mark = mark_of(g, &k, &at);
	return mark == LOSSY_END ? GKR_OK : put(g, sink, mark, &g->cells[at]);
}

int32_t gkri_lossy_line(struct gkri_region *g, const struct gkri_sink *sink,
    const struct gkri_cell *line)
{
	return put(g, sink, LOSSY_TABLE, line);
}
