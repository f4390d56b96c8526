/* Lines that many were joined to: each of those is a line again. */
#include <string.h>
#include "label.h"
#include "tokenizer.h"

/*
 * Some converters end every cell and paragraph with a bar and never the
 * line; more bars than so many are no row of a table.
 */
#define PIECES 48

static uint32_t count_bars(const char *p, size_t n)
{
	const char *end = p + n;
	uint32_t bars = 0;

	for (;
	     bars <= PIECES && (p = memchr(p, '|', (size_t)(end - p))) != NULL;
	     p++)
		bars++;
	return bars;
}

static int32_t barred_line(gkr_tokenizer *t, size_t at, size_t len)
{
	size_t end = at + len;
	int32_t rc = GKR_OK;

	t->in_bars = 1;
	while (at < end && rc == GKR_OK) {
		const char *p = t->window.data + at;
		const char *bar = memchr(p, '|', end - at);
		size_t n = bar ? (size_t)(bar - p) : end - at;

		rc = gkri_tokenizer_line(t, at, n, 0);
		at += n + 1;
	}
	t->in_bars = 0;
	return rc;
}

/*
 * Paragraphs and headings joined to one line: each is a line again.  Of cells
 * nothing is shown but that they were parted: no flags.
 */
static int32_t joined_paragraphs(
    gkr_tokenizer *t, size_t at, size_t len, size_t before, size_t heading)
{
	size_t behind = before + heading;
	uint8_t within = t->in_joined;
	int32_t rc = GKR_OK;

	t->in_joined = 0;
	if (before)
		rc = gkri_tokenizer_line(t, at, before, 0);
	if (rc == GKR_OK)
		rc = gkri_tokenizer_line(t, at + before, heading, 0);
	t->in_joined = 1;
	if (rc == GKR_OK)
		rc = gkri_tokenizer_line(t, at + behind, len - behind, 0);
	t->in_joined = within;
	return rc;
}

int gkri_joined_line(
    gkr_tokenizer *t, size_t at, size_t len, uint8_t flags, int32_t *rc)
{
	const char *p = t->window.data + at;
	size_t before, heading;

	if (flags & GKRI_LINE_BAR && count_bars(p, len) > PIECES) {
		*rc = barred_line(t, at, len);
		return 1;
	}
	if (len < (t->in_joined ? GKRI_HEADING_LEAST : GKRI_JOINED))
		return 0;
	heading = gkri_section_inside(p, len, t->section,
	    flags & (GKRI_LINE_TAB | GKRI_LINE_BAR), &before);
	if (!heading)
		return 0;
	*rc = joined_paragraphs(t, at, len, before, heading);
	return 1;
}
