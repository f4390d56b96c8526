/*
 * Reports that call themselves as one that was read before: the same text
 * again, or the next of those with the same head and signature.
 *
 * Title, agency, signature and date are found in what stands before the
 * account and in its last section, by nothing but that text: where both are
 * the same, so is what is kept of them, but for the places.
 */
#include "meta.h"

/* The text of both, one behind the other. */
struct passages {
	const struct gkri_section *front, *back;
	size_t len;
};

static struct passages passages_of(const struct gkr_report *r)
{
	struct passages p;

	p.front = r->sections;
	p.back = r->sections + r->section_count - 1;
	p.len = (size_t)p.front->text_len + p.back->text_len;
	return p;
}

static int is_same(const struct gkr_report *r, const struct passages *p,
    const struct gkri_known *known)
{
	const char *prose = r->prose.data;
	uint32_t front = p->front->text_len, back = p->back->text_len;

	return known->front == front && known->back == back &&
	    memcmp(known->text, prose + p->front->text, front) == 0 &&
	    memcmp(known->text + front, prose + p->back->text, back) == 0;
}

const struct gkri_known *gkri_known_find(const struct gkr_report *r)
{
	struct passages p = passages_of(r);
	size_t i;

	/* of no text nothing was kept */
	for (i = 0; p.len && i < GKRI_KNOWN; i++)
		if (is_same(r, &p, &r->known[i]))
			return &r->known[i];
	return NULL;
}

/* ------------------------------------------------------------------ */

/* A name of the report: where its text is, and where it stood. */
struct name {
	uint32_t *at;
	struct gkri_span *span;
};

static struct name name_of(struct gkr_report *r, int which)
{
	struct name n = {NULL, NULL};

	switch (which) {
	case GKRI_NAME_TITLE:
		n.at = &r->title;
		n.span = &r->title_span;
		break;
	case GKRI_NAME_SIGNED:
		n.at = &r->signed_by;
		n.span = &r->signed_span;
		break;
	case GKRI_NAME_DATE:
		n.at = &r->date;
		n.span = &r->date_span;
		break;
	default: /* the agency's place is that of the title */
		n.at = &r->agency;
		break;
	}
	return n;
}

static void put_name(struct gkr_report *r, const struct gkri_known *known,
    int which, size_t from)
{
	struct name n = name_of(r, which);
	struct gkri_passage piece;
	size_t base = 0;

	*n.at = (uint32_t)from + known->names[which].name;
	if (!n.span)
		return;
	piece.section = 0;
	if (known->names[which].at >= known->front) {
		piece.section = r->section_count - 1;
		base = known->front;
	}
	base = r->sections[piece.section].text - base;
	piece.at = base + known->names[which].at;
	piece.end = base + known->names[which].end;
	n.span->at = *n.at - 1;
	n.span->len = known->names[which].len;
	gkri_meta_place(r, &piece, n.span);
}

int32_t gkri_known_repeat(struct gkr_report *r, const struct gkri_known *known)
{
	size_t from = r->text.len;
	int32_t rc = gkri_buf_put(
	    &r->text, known->text + known->front + known->back, known->kept);
	int i;

	if (rc != GKR_OK)
		return rc;
	r->year = known->year;
	for (i = 0; i < GKRI_NAMES; i++)
		if (known->names[i].name)
			put_name(r, known, i, from);
	return GKR_OK;
}

/* ------------------------------------------------------------------ */

static void add_name(struct gkr_report *r, struct gkri_known *known, int which,
    size_t from, const struct gkri_passage *piece)
{
	struct name n = name_of(r, which);
	size_t base, text;

	known->names[which].name = 0;
	if (!*n.at)
		return;
	base = piece->section ? known->front : 0;
	text = r->sections[piece->section].text;
	known->names[which].at = (uint16_t)(base + (piece->at - text));
	known->names[which].end = (uint16_t)(base + (piece->end - text));
	known->names[which].name = (uint16_t)(*n.at - from);
	known->names[which].len = n.span ? (uint16_t)n.span->len : 0;
}

void gkri_known_add(
    struct gkr_report *r, size_t from, const struct gkri_passage *const *pieces)
{
	struct gkri_known *known = &r->known[r->next_known];
	const char *prose = r->prose.data;
	struct passages p = passages_of(r);
	size_t kept = r->text.len - from;
	int i;

	if (p.len > sizeof known->text || kept > sizeof known->text - p.len)
		return;
	r->next_known = (r->next_known + 1) % GKRI_KNOWN;
	known->front = (uint16_t)p.front->text_len;
	known->back = (uint16_t)p.back->text_len;
	known->kept = (uint16_t)kept;
	known->year = (uint16_t)r->year;
	memcpy(known->text, prose + p.front->text, known->front);
	memcpy(known->text + known->front, prose + p.back->text, known->back);
	memcpy(known->text + p.len, r->text.data + from, kept);
	for (i = 0; i < GKRI_NAMES; i++)
		add_name(r, known, i, from, pieces[i]);
}
