/* What stands around a line's text: marks of cells, tags, attributes. */
#include <string.h>
#include "html.h"
#include "text.h"
#include "tokenizer.h"

/* ---- tags and attributes ---- */

int gkri_strip_marks(struct gkri_marked *m, const char *p, size_t n)
{
	if ((*p != '[' && *p != '<' && *p != '*' && *p != '#' && *p != '_') ||
	    n > GKRI_MARKED || !gkri_html_has_markup(p, n))
		return 0;
	m->p = m->text;
	m->n = gkri_html_strip(p, n, m->text);
	gkri_trim(&m->p, &m->n);
	return m->n > 0;
}

/* ---- marks of cells ---- */

static int is_part(char c)
{
	return c == '\t' || c == ' ' || c == ',' || c == ';';
}

int gkri_lone_cell(const char **p, size_t *n)
{
	const char *q = *p, *end = q + *n;

	while (q < end && is_part(*q))
		q++;
	while (q < end &&
	    (is_part(end[-1]) ||
		(end - q > 2 && memcmp(end - 2, "\"\"", 2) == 0)))
		end -= is_part(end[-1]) ? 1 : 2;
	if (end - q > 2 && *q == '"' && end[-1] == '"') {
		q++;
		end--;
	}
	if (memchr(q, '\t', (size_t)(end - q)) ||
	    memchr(q, '|', (size_t)(end - q)) ||
	    memchr(q, '"', (size_t)(end - q)))
		return 0;
	*p = q;
	*n = (size_t)(end - q);
	gkri_trim(p, n);
	return *n > 0;
}
