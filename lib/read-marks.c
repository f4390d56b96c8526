/* What stands around a line's text: quotation, marks of cells, tags. */
#include <string.h>
#include "html.h"
#include "text.h"
#include "tokenizer.h"

/* ---- quotation ---- */

static int is_unseen(const char *p, size_t n)
{
	return n >= 3 &&
	    (memcmp(p, "\xe2\x80\x8b", 3) == 0 ||
		memcmp(p, "\xef\xbb\xbf", 3) == 0);
}

/* Behind a mark of quotation there is a blank, another one, or nothing. */
static int is_quote(const char *p, size_t n)
{
	return *p == '>' &&
	    (n == 1 || p[1] == ' ' || p[1] == '\t' || p[1] == '>');
}

/* In HTML a > may end a tag that was broken over lines. */
size_t gkri_quotation(const char *p, size_t n, int html)
{
	size_t i = 0;

	while (i < n) {
		if (is_unseen(p + i, n - i))
			i += 3;
		else if (!html && is_quote(p + i, n - i))
			i += i + 1 < n && p[i + 1] == ' ' ? 2 : 1;
		else
			break;
	}
	return i;
}

/* ---- numbers of lines ---- */

size_t gkri_line_number(const char *p, size_t n, uint32_t line)
{
	uint64_t number = 0;
	size_t i = strspn(p, " "), from;

	for (from = i; i < n && i < from + 9 && p[i] >= '0' && p[i] <= '9'; i++)
		number = number * 10 + (uint64_t)(p[i] - '0');
	if (i == from || i >= n || number != line)
		return 0;
	if (p[i] == '\t' || p[i] == ':')
		return i + 1;
	/* nl and the like fill up with blanks and may draw a line */
	if (p[i] == ' ' && i + 1 < n && p[i + 1] == ' ')
		return i + 2;
	return p[i] == '|' ? i + 1 + (i + 1 < n && p[i + 1] == ' ') : 0;
}

/* ---- tags and attributes ---- */

/* TeX: \section*{text} and the like, all of the line. */
static int strip_command(struct gkri_marked *m, const char *p, size_t n)
{
	size_t i = 1;

	while (i < n && p[i] >= 'a' && p[i] <= 'z')
		i++;
	i += i < n && p[i] == '*';
	if (i < 3 || i + 2 >= n || p[i] != '{' || p[n - 1] != '}' ||
	    n > GKRI_MARKED)
		return 0;
	m->p = m->text;
	m->n = n - i - 2;
	memcpy(m->text, p + i + 1, m->n);
	gkri_trim(&m->p, &m->n);
	return m->n > 0;
}

int gkri_strip_marks(struct gkri_marked *m, const char *p, size_t n)
{
	if (n && *p == '\\')
		return strip_command(m, p, n);
	if (n > GKRI_MARKED || !gkri_html_has_markup(p, n))
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
