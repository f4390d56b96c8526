/* Names of organs: folded, written in full, cut into organ and places. */
#include "organ.h"

#include "gkr.h"
#include "text.h"

#include <string.h>

#define PLACES 12 /* most places of a name */

struct word {
	const char *from, *to;
};
static const struct word words[] = {
#define GKR_ORGAN_WORD(from, to) {from, to},
#include "organ.def"
};
static const char *const ends[] = {
#define GKR_ORGAN_PLACE(text) text,
#include "organ.def"
};
static const char *const keeps[] = {
#define GKR_ORGAN_KEEP(text) text,
#include "organ.def"
};
static const struct word alone[] = {
#define GKR_ORGAN_ALONE(end, body) {end, body},
#include "organ.def"
};
static const char *const generic[] = {
#define GKR_ORGAN_GENERIC(body) body,
#include "organ.def"
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

struct piece {
	const char *p;
	size_t n;
};

static int begins(const char *p, size_t n, const char *word)
{
	size_t len = strlen(word);

	return len <= n && memcmp(p, word, len) == 0;
}

static size_t in_list(
    const char *const *list, size_t count, const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (begins(p, n, list[i]))
			return strlen(list[i]);
	return 0;
}

static size_t character(const char *p, size_t n)
{
	size_t len;

	gkri_code(p, n, &len);
	return len;
}

/* The longest word that begins there, or NULL. */
static const struct word *word_at(const char *p, size_t n)
{
	const struct word *best = NULL;
	size_t i;

	for (i = 0; i < COUNT(words); i++)
		if (begins(p, n, words[i].from) &&
		    (!best || strlen(words[i].from) > strlen(best->from)))
			best = &words[i];
	return best;
}

/* Shortened words in full; no word becomes more than four times as long. */
static size_t write_out(char *out, const char *p, size_t n)
{
	const struct word *w;
	size_t len = 0, take, give, i;

	for (i = 0; i < n; i += take) {
		w = word_at(p + i, n - i);
		take = w ? strlen(w->from) : character(p + i, n - i);
		give = w ? strlen(w->to) : take;
		memcpy(out + len, w ? w->to : p + i, give);
		len += give;
	}
	return len;
}

/* Bytes of an end of a place there that no other word takes. */
static size_t end_at(const char *p, size_t n)
{
	if (in_list(keeps, COUNT(keeps), p, n))
		return 0;
	return in_list(ends, COUNT(ends), p, n);
}

/* Bytes of the place with which the name begins, 0 for none. */
static size_t place(const char *p, size_t n)
{
	size_t at = character(p, n), end, kept;

	while (at < n) {
		kept = in_list(keeps, COUNT(keeps), p + at, n - at);
		end = kept ? 0 : end_at(p + at, n - at);
		if (!end) {
			at += kept ? kept : character(p + at, n - at);
			continue;
		}
		/* 州 of 杭州市 is no end yet */
		for (at += end; (end = end_at(p + at, n - at)) != 0; at += end)
			continue;
		return at;
	}
	return 0;
}

static size_t put(char *out, size_t len, const char *p, size_t n)
{
	memcpy(out + len, p, n);
	return len + n;
}

/* What a place without an organ stands for. */
static struct piece alone_at(const struct piece *where)
{
	struct piece body = {"", 0};
	size_t i, n;

	for (i = 0; i < COUNT(alone) && !body.n; i++) {
		n = strlen(alone[i].from);
		if (n <= where->n &&
		    !memcmp(where->p + where->n - n, alone[i].from, n)) {
			body.p = alone[i].to;
			body.n = strlen(alone[i].to);
		}
	}
	return body;
}

size_t gkri_organ_key(char out[GKRI_ORGAN_KEY], const char *name, size_t len)
{
	char folded[GKRI_ORGAN_NAME], full[4 * GKRI_ORGAN_NAME];
	struct piece places[PLACES], body;
	size_t n, count = 0, key;

	n = name ? gkri_fold(folded, sizeof folded, name, len) : 0;
	if (n == 0 || n > sizeof folded)
		return 0;
	body.p = full;
	body.n = write_out(full, folded, n);
	while (count < PLACES && body.n && (n = place(body.p, body.n)) != 0) {
		places[count].p = body.p;
		places[count++].n = n;
		body.p += n;
		body.n -= n;
	}
	if (!body.n && count)
		body = alone_at(&places[count - 1]);
	key = put(out, 0, body.p, body.n);
	while (count--) {
		out[key++] = '\1';
		key = put(out, key, places[count].p, places[count].n);
	}
	return key;
}

int gkri_organ_is_placed(const char *name, size_t len)
{
	char folded[GKRI_ORGAN_NAME];
	size_t n = gkri_fold(folded, sizeof folded, name, len);

	if (n == 0 || n > sizeof folded ||
	    in_list(keeps, COUNT(keeps), folded, n))
		return 0;
	return end_at(folded, n) || place(folded, n);
}

static int is_generic(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < COUNT(generic); i++)
		if (strlen(generic[i]) == n && !memcmp(p, generic[i], n))
			return 1;
	return 0;
}

int gkri_organ_extends(const char *a, size_t a_len, const char *b, size_t b_len)
{
	if (a_len > b_len || memcmp(a, b, a_len) != 0)
		return 0;
	return a_len == b_len || (b[a_len] == '\1' && !is_generic(a, a_len));
}

uint32_t gkr_agency_same(
    const char *a, size_t a_len, const char *b, size_t b_len)
{
	char one[GKRI_ORGAN_KEY], two[GKRI_ORGAN_KEY];
	size_t n = gkri_organ_key(one, a, a_len);
	size_t m = gkri_organ_key(two, b, b_len);

	if (!n || !m)
		return 0;
	return gkri_organ_extends(one, n, two, m) ||
	    gkri_organ_extends(two, m, one, n);
}
