/* The unit that a column's label prints: 本年收费金额（单位：万元）. */
#include <string.h>

#include "label.h"
#include "text.h"

static const struct unit {
	const char *text;
	size_t len;
} units[] = {
#define GKRI_UNIT(text) {text, sizeof(text) - 1},
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

/* The longest unit that the text ends with: its bytes. */
static size_t last_unit(const char *p, size_t n)
{
	const struct unit *u = units, *end = u + sizeof units / sizeof *units;
	size_t most = 0;

	for (; n && u < end; u++)
		if (u->text[u->len - 1] == p[n - 1] && u->len > most &&
		    u->len <= n && memcmp(p + n - u->len, u->text, u->len) == 0)
			most = u->len;
	return most;
}

/* Does it end with a bracket that opens, or with the word? */
static int introduces(const char *p, size_t n)
{
	static const char word[] = "单位";
	const size_t len = sizeof word - 1;
	char text[FOLDED];
	size_t from = n > BEFORE ? n - BEFORE : 0;

	while (from < n && is_inside(p + from))
		from++;
	n = gkri_fold(text, sizeof text, p + from, n - from);
	return n && n <= sizeof text &&
	    (text[n - 1] == '(' ||
		(n >= len && memcmp(text + n - len, word, len) == 0));
}

size_t gkri_label_unit(const char *p, size_t n, size_t *at)
{
	size_t end = cut_closing(p, n), len = last_unit(p, end);

	*at = end - len;
	return len && introduces(p, end - len) ? len : 0;
}
