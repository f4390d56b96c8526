/*
 * HTML: of the tree that the tags make, what a report needs: where lines end,
 * which rows and cells there are.  End tags may be missing, as the standard
 * has it: a cell ends where the next begins.
 */
#include <string.h>
#include "html.h"
#include "html-tag.h"

struct at {
	struct gkri_html *h;
	const struct gkri_html_sink *s;
	const char *p;
	size_t at;
};

static int32_t flush(const struct at *a, int blank)
{
	return gkri_html_flush(a->h, a->s, a->p, a->at, blank);
}

static int32_t end_row(const struct at *a)
{
	int32_t rc = flush(a, 0);

	if (rc == GKR_OK && a->h->in_row) {
		rc = a->s->row_end(a->s->context);
		gkri_html_row_end(a->h);
	}
	a->h->in_row = a->h->inside = 0;
	return rc;
}

static int32_t end_table(const struct at *a)
{
	int32_t rc = end_row(a);

	a->h->drafting = 0;
	return rc == GKR_OK ? a->s->table_end(a->s->context) : rc;
}

/* ---- tables ---- */

/*
 * A table begins: within a cell, which has said by now what stands before
 * it; or in place of the table that is open.
 */
static int32_t open_table(const struct at *a)
{
	struct gkri_html *h = a->h;
	int inside = h->inside;
	uint32_t level = h->depth;
	int32_t rc;

	if (h->in_cell && !h->text.len)
		h->in_cell = 0;
	rc = end_table(a);
	if (level && !inside)
		return rc;
	if (level < GKRI_TABLE_DEPTH) {
		unsigned char bit = (unsigned char)(1u << level % 8);

		h->nested[level / 8] &= (unsigned char)~bit;
		if (inside)
			h->nested[level / 8] |= bit;
	}
	h->depth++;
	return rc;
}

/* What follows within the cell around it is lines of text. */
static int32_t close_table(const struct at *a)
{
	struct gkri_html *h = a->h;
	uint32_t level;
	int32_t rc;

	if (h->depth == 0)
		return GKR_OK;
	rc = end_table(a);
	level = --h->depth;
	h->inside =
	    level < GKRI_TABLE_DEPTH && h->nested[level / 8] >> level % 8 & 1;
	return rc;
}

static int32_t cell(const struct at *a)
{
	struct gkri_html *h = a->h;
	int32_t rc = flush(a, 0);

	h->inside = !h->closing;
	if (h->closing)
		return rc;
	h->in_cell = 1;
	h->cell_at = h->tag_at;
	h->cell_noted = 0;
	if (h->tag_at == GKRI_NOWHERE) {
		h->place = h->tag;
		h->end = h->tag.offset;
	}
	return rc;
}

/* ---- lines ---- */

/* A line ends; in a cell one of its lines, if something follows. */
static int32_t end_line(const struct at *a, int blank)
{
	if (!a->h->in_cell)
		return flush(a, blank);
	a->h->space = GKRI_SPACE_LINE;
	return GKR_OK;
}

/* Bars part cells in lines of text, which go on behind a line break. */
static int32_t line_break(const struct at *a)
{
	struct gkri_html *h = a->h;

	if (h->bar && !h->in_cell) {
		h->space = GKRI_SPACE_WRAP;
		return GKR_OK;
	}
	return end_line(a, 0);
}

/* A paragraph without text is an empty line. */
static int32_t paragraph(const struct at *a)
{
	struct gkri_html *h = a->h;
	int32_t rc = end_line(a, h->paragraph && !h->mixed);

	h->paragraph = !h->closing && !h->in_cell;
	return rc;
}

static int32_t block(const struct at *a)
{
	if (a->h->mute & GKRI_MUTE_SELECT)
		return GKR_OK;
	if (!a->h->closing)
		a->h->paragraph = 0;
	return end_line(a, 0);
}

/* Of a form: lines count in it, but it stands within one. */
static int32_t area(const struct at *a)
{
	struct gkri_html *h = a->h;

	gkri_html_part_text(h);
	if (h->closing) {
		h->pre -= h->pre > 0;
	} else if (!h->xml || !h->slash) {
		h->pre++;
		h->after_pre = 1;
	}
	return GKR_OK;
}

static int32_t preformatted(const struct at *a)
{
	struct gkri_html *h = a->h;
	int32_t rc = block(a);

	if (!h->closing) {
		h->pre++;
		h->after_pre = h->meaning == GKRI_TAG_PRE;
	} else if (h->pre) {
		h->pre--;
	}
	return rc;
}

/* ---- text that is not the report's ---- */

static void mute(struct gkri_html *h, uint8_t why)
{
	if (h->closing)
		h->mute &= (uint8_t)~why;
	else
		h->mute |= why;
}

/* Tags that no select or deleted text goes beyond, whatever is missing. */
static int ends_mute(uint8_t meaning)
{
	return meaning == GKRI_TAG_TABLE || meaning == GKRI_TAG_ROW ||
	    meaning == GKRI_TAG_CELL || meaning == GKRI_TAG_PART;
}

/* Nor does it go on behind what a choice cannot hold. */
static int ends_choice(const struct gkri_html *h)
{
	return ends_mute(h->meaning) || h->meaning == GKRI_TAG_PARAGRAPH ||
	    (h->meaning == GKRI_TAG_AREA && !h->closing);
}

/* ---- what is not shown ---- */

static int is_line(const struct gkri_html *h)
{
	return h->meaning == GKRI_TAG_BLOCK || h->meaning == GKRI_TAG_PRE ||
	    h->meaning == GKRI_TAG_PARAGRAPH;
}

/*
 * Outside of cells a page may hide whole parts that it shows later, or prints:
 * there only what stands within a line is not read.
 */
void gkri_html_hide(struct gkri_html *h)
{
	if (h->mute || (is_line(h) && !h->in_cell) || (h->xml && h->slash) ||
	    h->meaning == GKRI_TAG_FIELD)
		return;
	h->mute = GKRI_MUTE_HIDDEN;
	h->hidden_depth = 0;
	h->hides_line = (uint8_t)(is_line(h) ? h->meaning : 0);
	memcpy(h->hidden, h->name, sizeof(h->hidden));
}

/*
 * It ends with its own end tag, or where that is missing: what stands within a
 * line with the line, a paragraph with the next.
 */
int gkri_html_stays_hidden(struct gkri_html *h)
{
	int same = memcmp(h->name, h->hidden, sizeof(h->name)) == 0;
	int ends =
	    is_line(h) && (!h->in_cell || h->hides_line == GKRI_TAG_PARAGRAPH);

	if (ends_mute(h->meaning))
		return 0;
	if (same || (!h->hides_line && is_line(h))) {
		ends |= h->closing && !h->hidden_depth;
		h->hidden_depth += h->closing ? UINT32_MAX : 1;
	}
	if (ends)
		h->mute = 0;
	return !ends;
}

int32_t gkri_html_tag(struct gkri_html *h, const struct gkri_html_sink *s,
    const char *p, size_t at)
{
	struct at a = {h, s, p, at};
	int32_t rc;

	if (h->field.choice && ends_choice(h)) {
		rc = gkri_html_end_choice(h, s, p);
		if (rc != GKR_OK)
			return rc;
	}
	if (h->mute && ends_mute(h->meaning))
		h->mute = 0;
	switch (h->meaning) {
	case GKRI_TAG_TABLE:
		h->paragraph = 0;
		return h->closing ? close_table(&a) : open_table(&a);
	case GKRI_TAG_ROW:
	case GKRI_TAG_PART:
		return end_row(&a);
	case GKRI_TAG_CELL:
		return cell(&a);
	case GKRI_TAG_PARAGRAPH:
		h->mute &= (uint8_t)~GKRI_MUTE_SELECT;
		return paragraph(&a);
	case GKRI_TAG_BLOCK:
	case GKRI_TAG_TITLE:
		return block(&a);
	case GKRI_TAG_BREAK:
		return line_break(&a);
	case GKRI_TAG_PRE:
	case GKRI_TAG_SHOWN:
	case GKRI_TAG_PLAINTEXT:
		return preformatted(&a);
	case GKRI_TAG_SELECT:
		/* in a choice such a tag is nothing */
		if (!h->field.choice)
			mute(h, GKRI_MUTE_SELECT);
		return GKR_OK;
	case GKRI_TAG_FIELD:
		return gkri_html_field_tag(h, s, p);
	case GKRI_TAG_CHOICE:
		return gkri_html_choice_tag(h, s, p);
	case GKRI_TAG_OPTION:
		return h->field.choice ? gkri_html_option_tag(h) : block(&a);
	case GKRI_TAG_AREA:
		return area(&a);
	case GKRI_TAG_DELETED:
		mute(h, GKRI_MUTE_DELETED);
		return GKR_OK;
	case GKRI_TAG_APART:
		/* small raised figures are of no number before them */
		gkri_html_part_text(h);
		return GKR_OK;
	default:
		return GKR_OK;
	}
}

int32_t gkri_html_close(struct gkri_html *h, const struct gkri_html_sink *s)
{
	struct at a = {h, s, NULL, h->at};
	int32_t rc = gkri_html_end_choice(h, s, NULL);

	return rc == GKR_OK ? end_table(&a) : rc;
}
