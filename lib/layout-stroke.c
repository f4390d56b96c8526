/* Lines that only draw, and lines of blanks that stand for empty cells. */
#include "layout.h"
#include "text.h"

#include <string.h>

int gkri_layout_is_stroke(const char *p, size_t n)
{
	size_t i, strokes = 0;

	for (i = 0; i < n; i++) {
		if (p[i] == ' ')
			continue;
		if (p[i] != '-' && p[i] != '=' && p[i] != '_' && p[i] != '*' &&
		    p[i] != '~')
			return 0;
		strokes++;
	}
	return strokes > 3;
}

int gkri_layout_is_shown_blank(const char *p, size_t n)
{
	return n >= 2 && n <= 16 && gkri_is_blank(p, n) &&
	    (memchr(p, 0xc2, n) || memchr(p, 0xe3, n));
}

int gkri_layout_shows_blanks(const struct gkri_region *g, size_t lo, size_t hi)
{
	size_t i, shown = 0;

	for (i = lo; i < hi; i++)
		shown += (size_t)gkri_layout_is_shown_blank(
		    g->window->data + g->lines[i].at, g->lines[i].len);
	return shown > 2;
}
