/* The unit that a column's label prints: 本年收费金额（单位：万元）. */
#include <string.h>

#include "label.h"
#include "text.h"

struct text {
	const char *text;
	size_t len;
};
#define TEXT(text) {text, sizeof(text) - 1},
static const struct text units[] = {
#define GKRI_UNIT TEXT
#include "unit.def"
};
static const struct text words[] = {
#define GKRI_UNIT_WORD TEXT
#include "unit.def"
};

/* Bytes before a unit that are looked at, and how long they can get. */
#define BEFORE 16
#define FOLDED (16 * BEFORE)

static int is_inside(const char *p)
{
	return ((unsigned char)*p & 0xc0) == 0x80;
}

/* Without the brackets that close at the end, blanks and marks. */
static size_t cut_closing(const char *p, size_t n)
{
	char text[FOLDED];
	size_t from, len;

	while (n) {
		for (from = n - 1; from && is_inside(p + from);)
			from--;
		len = gkri_fold(text, sizeof text, p + from, n - from);
		if (len > 1 || (len == 1 && *text != ')'))
			break;
		n = from;
	}
	return n;
}

/* The longest of the texts that p[0, n) ends with: its bytes. */
static size_t last_of(
    const struct text *t, const struct text *end, const char *p, size_t n)
{
	size_t most = 0;

	for (; n && t < end; t++)
		if (t->text[t->len - 1] == p[n - 1] && t->len > most &&
		    t->len <= n && memcmp(p + n - t->len, t->text, t->len) == 0)
			most = t->len;
	return most;
}
#define LAST_OF(list, p, n) \
	last_of(list, (list) + sizeof(list) / sizeof *(list), p, n)

/* Does it end with a bracket that opens, or with the word for units? */
static int introduces(const char *p, size_t n)
{
	char text[FOLDED];
	size_t from = n > BEFORE ? n - BEFORE : 0;

	while (from < n && is_inside(p + from))
		from++;
	n = gkri_fold(text, sizeof text, p + from, n - from);
	return n && n <= sizeof text &&
	    (text[n - 1] == '(' || LAST_OF(words, text, n));
}

size_t gkri_label_unit(const char *p, size_t n, size_t *at)
{
	size_t end = cut_closing(p, n), len = LAST_OF(units, p, end);

	*at = end - len;
	return len && introduces(p, end - len) ? len : 0;
}
