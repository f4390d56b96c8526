#include "sniff.h"

#include "gkr.h"
#include "utf8.h"

#include <string.h>

#define LENGTH(list) (sizeof(list) / sizeof *(list))

/* ------------------------------------------------------------------ */
/* Other file formats                                                 */

#define ANYWHERE SIZE_MAX

struct gkri_file {
	const char *magic, *more;
	size_t magic_len, more_len, at;
	const char *zh, *en;
};

static const struct gkri_file files[] = {
#define GKR_DEF_FILE(magic, at, more, zh, en) \
	{magic, more, sizeof(magic) - 1, sizeof(more) - 1, at, zh, en},
#include "format.def"
};

const char *gkri_file_text(const struct gkri_file *file, uint32_t lang)
{
	if (file == NULL)
		return NULL;
	if (lang == GKR_LANG_ZH)
		return file->zh;
	return lang == GKR_LANG_EN ? file->en : NULL;
}

static int has_at(
    const unsigned char *p, size_t n, size_t at, const char *bytes, size_t len)
{
	return at <= n && len <= n - at &&
	    (len == 0 ||
		(p[at] == (unsigned char)*bytes &&
		    memcmp(p + at, bytes, len) == 0));
}

static int has_anywhere(
    const unsigned char *p, size_t n, const char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i + len <= n; i++)
		if (p[i] == (unsigned char)*bytes &&
		    has_at(p, n, i, bytes, len))
			return 1;
	return 0;
}

/* 0 where no file of the list has that first byte, as most text: few looks. */
static int may_be_file(const unsigned char *p, size_t n)
{
	return n > 0 &&
	    (
#define GKR_DEF_FILE(magic, at, more, zh, en)                \
	(sizeof(magic) > 1 ? p[0] == (unsigned char)magic[0] \
			   : has_at(p, n, at, more, sizeof(more) - 1)) ||
#include "format.def"
		0);
}

static const struct gkri_file *file_of(const unsigned char *p, size_t n)
{
	size_t i;

	if (!may_be_file(p, n))
		return NULL;
	for (i = 0; i < LENGTH(files); i++) {
		const struct gkri_file *f = files + i;

		if (!has_at(p, n, 0, f->magic, f->magic_len))
			continue;
		if (f->at == ANYWHERE
			? has_anywhere(p, n, f->more, f->more_len)
			: has_at(p, n, f->at, f->more, f->more_len))
			return f;
	}
	return NULL;
}

/* ------------------------------------------------------------------ */
/* U+FEFF at the beginning                                            */

static const struct {
	uint32_t encoding;
	const char *bytes;
	size_t len;
} boms[] = {{GKR_ENCODING_UTF8, "\xef\xbb\xbf", 3},
    {GKR_ENCODING_UTF16LE, "\xff\xfe", 2},
    {GKR_ENCODING_UTF16BE, "\xfe\xff", 2},
    {GKR_ENCODING_GB18030, "\x84\x31\x95\x33", 4}};

/* The encoding whose BOM is there, of those that `only` (or 0) allows. */
static uint32_t bom_of(
    const unsigned char *p, size_t n, uint32_t only, size_t *len)
{
	size_t i;

	for (i = 0; i < LENGTH(boms); i++) {
		if (only && boms[i].encoding != only)
			continue;
		if (!has_at(p, n, 0, boms[i].bytes, boms[i].len))
			continue;
		*len = boms[i].len;
		return boms[i].encoding;
	}
	*len = 0;
	return only;
}

/* ------------------------------------------------------------------ */
/* By content                                                         */

int gkri_sniff_is_utf8(const unsigned char *p, size_t n, size_t *good)
{
	size_t k = gkri_utf8_run(p, n);
	int cut;

	*good = k;
	while (k < n && p[k] == 0) {
		k++;
		k += gkri_utf8_run(p + k, n - k);
	}
	if (k == n)
		return 1;
	gkri_utf8_bad(p + k, n - k, &cut);
	return cut;
}

struct tally {
	size_t pairs;  /* characters of two or four bytes */
	size_t common; /* of which stand in nearly every Chinese text */
	size_t bad;
};

static int in(unsigned c, unsigned low, unsigned high)
{
	return c - low <= high - low;
}

/*
 * Marks, full-width forms, drawn lines and the 3755 characters of the first
 * level.  UTF-8 that is taken for GB18030 has few of them.
 */
static int is_common(unsigned lead, unsigned tail)
{
	return tail >= 0xa1 &&
	    (in(lead, 0xa1, 0xa3) || lead == 0xa9 || in(lead, 0xb0, 0xd7));
}

/* Bytes of what p, which is not ASCII, begins with; 0 where it is cut off. */
static size_t tally_one(const unsigned char *p, size_t n, struct tally *t)
{
	if (!in(p[0], 0x81, 0xfe)) {
		t->bad += p[0] == 0xff;
		return 1;
	}
	if (n < 2)
		return 0;
	if (in(p[1], 0x40, 0xfe) && p[1] != 0x7f) {
		t->pairs++;
		t->common += (size_t)is_common(p[0], p[1]);
		return 2;
	}
	if (n < 4)
		return 0;
	if (in(p[1], 0x30, 0x39) && in(p[2], 0x81, 0xfe) &&
	    in(p[3], 0x30, 0x39)) {
		t->pairs++;
		return 4;
	}
	t->bad++;
	return 1;
}

/* So many pairs tell enough, where none is bad and few are rare. */
#define ENOUGH 128

static int is_clear(const struct tally *t)
{
	return t->bad == 0 && t->common * 10 >= t->pairs * 9;
}

/*
 * 1 where the bytes are well formed as GB18030, some damage apart, and mostly
 * what Chinese is made of.
 */
static int is_gb18030(const unsigned char *p, size_t n)
{
	struct tally t = {0, 0, 0};
	size_t i = 0, k;

	while (i < n) {
		k = p[i] < 0x80 ? 1 : tally_one(p + i, n - i, &t);
		if (k == 0)
			break;
		i += k;
		if (t.pairs == ENOUGH && is_clear(&t))
			return 1;
	}
	return t.pairs > 0 && t.bad <= t.pairs / 16 &&
	    t.common * 10 >= t.pairs * 7;
}

uint32_t gkri_sniff_content(const unsigned char *p, size_t n, uint32_t label)
{
	size_t good;
	int utf8 = gkri_sniff_is_utf8(p, n, &good);

	/* a label that survived the file's conversion is no better than none */
	if (label == GKR_ENCODING_GB18030)
		return utf8 && !is_gb18030(p, n) ? GKR_ENCODING_UTF8
						 : GKR_ENCODING_GB18030;
	return !utf8 && is_gb18030(p, n) ? GKR_ENCODING_GB18030
					 : GKR_ENCODING_UTF8;
}

/* ------------------------------------------------------------------ */
/* UTF-16 without a BOM                                               */

struct units {
	size_t ascii;	 /* a zero byte beside an ASCII one */
	size_t likely;	 /* what else Chinese text has */
	size_t doubtful; /* the same, but just as well two ASCII characters */
	size_t others;
};

static int is_ascii_text(unsigned c)
{
	return in(c, 0x20, 0x7e) || c == '\t' || c == '\n' || c == '\r';
}

static int is_likely(unsigned c)
{
	return in(c, 0x4e00, 0x9fff) || in(c, 0x3000, 0x303f) ||
	    in(c, 0xff00, 0xffef) || in(c, 0x2000, 0x206f) ||
	    in(c, 0x2460, 0x257f) || in(c, 0xa0, 0xff) || in(c, 0xd800, 0xdfff);
}

static void count_units(
    const unsigned char *p, size_t n, size_t high, struct units *u)
{
	size_t i;

	memset(u, 0, sizeof *u);
	for (i = 0; i + 2 <= n; i += 2) {
		unsigned h = p[i + high], l = p[i + (high ^ 1)];

		if (h == 0 && is_ascii_text(l))
			u->ascii++;
		else if (!is_likely(h << 8 | l))
			u->others++;
		else if (is_ascii_text(h) && is_ascii_text(l))
			u->doubtful++;
		else
			u->likely++;
	}
}

/* How much speaks for this order, 0 where too much speaks against it. */
static size_t weight(const struct units *u, size_t zeros)
{
	size_t sure = u->ascii + u->likely;

	if (u->ascii < zeros || u->others > (sure + u->doubtful) / 16 ||
	    u->doubtful * 2 > sure)
		return 0;
	return sure;
}

/* The order with at least so many ASCII characters, 0 where there is none. */
static uint32_t utf16_of(const unsigned char *p, size_t n, size_t zeros)
{
	struct units u;
	size_t little, big;

	count_units(p, n, 1, &u);
	little = weight(&u, zeros);
	count_units(p, n, 0, &u);
	big = weight(&u, zeros);
	if (little == big)
		return 0;
	return little > big ? GKR_ENCODING_UTF16LE : GKR_ENCODING_UTF16BE;
}

/* ------------------------------------------------------------------ */
/* What the text says of itself                                       */

static unsigned lower(unsigned c)
{
	return in(c, 'A', 'Z') ? c + 32 : c;
}

/* Where the word (lower case) begins, or end. */
static const unsigned char *find(
    const unsigned char *p, const unsigned char *end, const char *word)
{
	size_t len = strlen(word), k;

	for (; (size_t)(end - p) >= len; p++) {
		for (k = 0; k < len; k++)
			if (lower(p[k]) != (unsigned char)word[k])
				break;
		if (k == len)
			return p;
	}
	return end;
}

static int is_space(unsigned c)
{
	return c == ' ' || in(c, '\t', '\r');
}

static int is_label(unsigned c)
{
	return in(lower(c), 'a', 'z') || in(c, '0', '9') || c == '-' ||
	    c == '_' || c == '.' || c == ':';
}

/* The encoding that `= "name"` names, 0 for none that is known here. */
static uint32_t named(const unsigned char *p, const unsigned char *end)
{
	char label[32];
	size_t k = 0;
	uint32_t encoding;

	while (p < end && is_space(*p))
		p++;
	if (p == end || *p++ != '=')
		return 0;
	while (p < end && (is_space(*p) || *p == '"' || *p == '\''))
		p++;
	while (p < end && is_label(*p) && k < sizeof label - 1)
		label[k++] = (char)*p++;
	label[k] = '\0';
	encoding = gkr_encoding_from_name(label);
	/* whoever could read these letters was not reading UTF-16 */
	return encoding == GKR_ENCODING_GB18030 || encoding == GKR_ENCODING_UTF8
	    ? encoding
	    : 0;
}

/* Of the tag at p, the encoding that follows the word. */
static uint32_t tag_label(
    const unsigned char *p, const unsigned char *end, const char *word)
{
	const unsigned char *close = memchr(p, '>', (size_t)(end - p));

	if (close)
		end = close;
	p = find(p, end, word);
	return p == end ? 0 : named(p + strlen(word), end);
}

static uint32_t label_of(const unsigned char *p, size_t n)
{
	const unsigned char *end = p + n;
	uint32_t label;

	if (has_at(p, n, 0, "<?xml", 5)) {
		label = tag_label(p, end, "encoding");
		if (label)
			return label;
	}
	while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		if (has_at(p, (size_t)(end - p), 0, "<!--", 4)) {
			p = find(p, end, "-->");
		} else if (find(p, end - p > 5 ? p + 5 : end, "<meta") == p) {
			label = tag_label(p, end, "charset");
			if (label)
				return label;
		}
		if (p == end)
			break;
		p++;
	}
	return 0;
}

/* ------------------------------------------------------------------ */

void gkri_sniff_head(
    const unsigned char *p, size_t n, uint32_t override, struct gkri_sniff *out)
{
	int utf8;

	memset(out, 0, sizeof *out);
	out->file = file_of(p, n);
	if (out->file)
		return;
	out->encoding = bom_of(p, n, override, &out->bom);
	if (out->encoding)
		return;
	utf8 = gkri_sniff_is_utf8(p, n, &out->good);
	/* the zero bytes of ASCII give it away; other text has none */
	if (memchr(p + out->good, 0, n - out->good))
		out->encoding = utf16_of(p, n, 2);
	if (out->encoding)
		return;
	out->label = label_of(p, n);
	if (out->label == 0 && !utf8 && !is_gb18030(p, n))
		out->encoding = utf16_of(p, n, 0);
}
