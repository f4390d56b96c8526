/* What converters and pages leave in the text that is neither prose nor table.
 */
#include <string.h>
#include "text.h"
#include "tokenizer.h"

static size_t digits(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] >= '0' && p[i] <= '9')
		i++;
	return i;
}

/* Bytes of one dash of any kind, 0 if p does not begin with one. */
static size_t dash(const char *p, size_t n)
{
	if (n && *p == '-')
		return 1;
	if (n >= 3 &&
	    (memcmp(p, "—", 3) == 0 || memcmp(p, "–", 3) == 0 ||
		memcmp(p, "－", 3) == 0 || memcmp(p, "─", 3) == 0))
		return 3;
	return 0;
}

/* - 4 - and — 4 —, with one dash or more on each side. */
static int is_dashed(const char *p, size_t n)
{
	size_t i = 0, k;
	int side;

	for (side = 0; side < 2; side++) {
		size_t from = i;

		while ((k = dash(p + i, n - i)) > 0)
			i += k;
		if (i == from)
			return 0;
		i += gkri_blanks(p + i, n - i);
		if (side)
			break;
		k = digits(p + i, n - i);
		if (k == 0 || k > 4)
			return 0;
		i += k;
		i += gkri_blanks(p + i, n - i);
	}
	return i == n;
}

/* 第 4 页, with 共 12 页 behind it or not. */
static int is_counted(const char *p, size_t n)
{
	size_t i, k;

	if (n < 7 || memcmp(p, "第", 3) != 0)
		return 0;
	i = 3 + gkri_blanks(p + 3, n - 3);
	k = digits(p + i, n - i);
	i += k;
	i += gkri_blanks(p + i, n - i);
	return k && n - i >= 3 && n - i <= 24 && memcmp(p + i, "页", 3) == 0;
}

int gkri_is_page_mark(const char *p, size_t n)
{
	return n >= 3 && n <= 48 && (is_dashed(p, n) || is_counted(p, n));
}

size_t gkri_mark_prefix(const char *p, size_t n)
{
	size_t at = 0;

	while (n - at > 9 && p[at] == '[' &&
	    (memcmp(p + at, "[bookmark:", 10) == 0 ||
		memcmp(p + at, "[image:", 7) == 0)) {
		const char *end =
		    memchr(p + at, ']', n - at < 256 ? n - at : 256);

		if (!end)
			break;
		at = (size_t)(end - p) + 1;
	}
	return at;
}
