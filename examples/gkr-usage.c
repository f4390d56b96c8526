/*
 * What is said of a command line that cannot be understood, with the word that
 * may have been meant.
 */
#include "gkr-cmd.h"

#include <stdio.h>
#include <string.h>

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* How many letters must change to make b of a (Levenshtein). */
static size_t distance(const char *a, const char *b)
{
	size_t row[40], i, j, above, corner, best;
	size_t n = strlen(b);

	if (n + 1 > sizeof(row) / sizeof(row[0]))
		return SIZE_MAX;
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 0; i < 64 && a[i]; i++) {
		corner = row[0];
		row[0] = i + 1;
		for (j = 1; j <= n; j++) {
			above = row[j];
			best = corner + (lower(a[i]) != lower(b[j - 1]));
			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			corner = above;
			row[j] = best;
		}
	}
	return row[n];
}

const char *nearest(const char *text, const char *(*name_at)(size_t index))
{
	const char *found = NULL, *name;
	size_t i, d, best = strlen(text) / 3 + 2;

	for (i = 0; (name = name_at(i)) != NULL; i++) {
		d = distance(text, name);
		/* a beginning is as good as a slip of the finger */
		if (strlen(text) > 2 && !strncmp(text, name, strlen(text)))
			d = 1;
		if (d < best) {
			best = d;
			found = name;
		}
	}
	return found;
}

int usage(
    const struct cmd *c, const char *what, const char *word, const char *hint)
{
	fputs("gkr: ", stderr);
	error_safe(what);
	fputs(*word ? " " : "", stderr);
	error_safe(word);
	fputs(tr(c, "；", "; "), stderr);
	error_safe(hint ? hint : tr(c, "用法见 gkr --help", "see gkr --help"));
	fputc('\n', stderr);
	return EXIT_USAGE;
}

int usage_near(const struct cmd *c, const char *what, const char *name,
    const char *dashes, const char *near)
{
	char hint[96];

	if (!near)
		return usage(c, what, name, NULL);
	snprintf(hint, sizeof(hint),
	    tr(c, "是否指 %s%s？", "did you mean %s%s?"), dashes, near);
	return usage(c, what, name, hint);
}

/* "a, b, c"; 0 where it does not fit. */
static int join(char *out, size_t cap, const char *(*name_at)(size_t index))
{
	size_t used = 0, i;
	const char *name;

	for (i = 0; (name = name_at(i)) != NULL; i++) {
		if (used + strlen(name) + 3 > cap)
			return 0;
		used += (size_t)snprintf(
		    out + used, cap - used, "%s%s", i ? ", " : "", name);
	}
	return i > 0;
}

int usage_name(const struct cmd *c, const char *what, const char *word,
    const char *(*name_at)(size_t index))
{
	const char *near = nearest(word, name_at);
	char names[112], hint[128];

	if (near)
		return usage_near(c, what, word, "", near);
	if (join(names, sizeof(names), name_at))
		snprintf(
		    hint, sizeof(hint), tr(c, "可用 %s", "it is %s"), names);
	else /* only rules are so many */
		snprintf(hint, sizeof(hint), "%s",
		    tr(c, "gkr explain 列出全部规则",
			"gkr explain lists them"));
	return usage(c, what, word, hint);
}
