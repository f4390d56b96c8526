/* Notes in brackets that stand behind labels or in them. */
#include <string.h>

#include "label-key.h"

size_t gkri_label_open_bracket(const char *text, size_t n)
{
	size_t i, at = n;
	int depth = 0;

	for (i = n; i-- > 0;) {
		if (text[i] == ')')
			depth++;
		if (text[i] == '(' && --depth < 0) {
			at = i;
			depth = 0;
		}
	}
	return at;
}

size_t gkri_label_cut_note(const char *text, size_t n)
{
	size_t i = gkri_label_open_bracket(text, n);
	int depth = 0;

	if (i < n || n == 0 || text[n - 1] != ')')
		return i;
	for (i = n; i-- > 0;) {
		depth += (text[i] == ')') - (text[i] == '(');
		if (depth == 0)
			return i;
	}
	return n;
}

size_t gkri_label_drop_notes(char *text, size_t n)
{
	const char *close = n ? memchr(text, ')', n) : NULL;
	size_t i, to = 0;
	int depth = 0;

	if (n && *text == '(' && close && close - text <= GKRI_LABEL_ORDINAL)
		return n;
	for (i = 0; i < n; i++) {
		depth += text[i] == '(';
		if (depth == 0)
			text[to++] = text[i];
		else
			depth -= text[i] == ')';
	}
	return to;
}

int gkri_label_has_note(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (p[i] == '(' || p[i] == '[' ||
		    (n - i >= 3 &&
			(!memcmp(p + i, "（", 3) || !memcmp(p + i, "〔", 3) ||
			    !memcmp(p + i, "【", 3))))
			return 1;
	return 0;
}

int gkri_label_ends_in_note(const char *p, size_t n)
{
	size_t i;

	if (p[n - 1] == ')' || (n >= 3 && !memcmp(p + n - 3, "）", 3)))
		return 1;
	for (i = 0; i < n; i++)
		if (p[i] == ')' || (n - i >= 3 && !memcmp(p + i, "）", 3)))
			return 0;
	return 1;
}
