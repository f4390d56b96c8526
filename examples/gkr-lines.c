/* Text in the columns of a terminal. */
#include "gkr-cmd.h"

#include <string.h>

/* One character of UTF-8 that is known to be well-formed. */
static uint32_t character(const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;
	uint32_t c = *s++;
	int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

	c &= more == 3 ? 0x07 : more == 2 ? 0x0f : more == 1 ? 0x1f : 0x7f;
	for (; more && (*s & 0xc0) == 0x80; more--)
		c = c << 6 | (*s++ & 0x3f);
	*p = (const char *)s;
	return c;
}

/* Columns that a terminal gives it: CJK and full-width forms have two. */
static unsigned width_of(uint32_t c)
{
	static const uint32_t wide[][2] = {{0x1100, 0x115f}, {0x2e80, 0xa4cf},
	    {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f},
	    {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x20000, 0x3fffd}};
	size_t i;

	if (c < 0x20 || (c >= 0x300 && c <= 0x36f) ||
	    (c >= 0x200b && c <= 0x200f))
		return 0;
	for (i = 0; i < sizeof wide / sizeof *wide; i++)
		if (c >= wide[i][0] && c <= wide[i][1])
			return 2;
	return 1;
}

unsigned text_width(const char *text)
{
	unsigned n = 0;

	while (*text)
		n += width_of(character(&text));
	return n;
}

size_t text_fit(const char *text, unsigned most)
{
	const char *at = text, *next = text;
	unsigned n = 0;

	while (*at) {
		n += width_of(character(&next));
		if (n > most)
			break;
		at = next;
	}
	return (size_t)(at - text);
}

void out_blanks(struct cmd *c, unsigned n)
{
	for (; n; n--)
		out_write(c, " ", 1);
}

void out_padded(struct cmd *c, const char *text, unsigned n, int right)
{
	unsigned has = text_width(text);

	if (right && has < n)
		out_blanks(c, n - has);
	out_puts(c, text);
	if (!right && has < n)
		out_blanks(c, n - has);
}

void text_safe(char *out, const char *text, size_t len, unsigned most)
{
	char clean[TEXT_SAFE];
	size_t i, n = 0;

	for (i = 0; i < len && n < sizeof clean - 4; i++)
		if ((unsigned char)text[i] >= 0x20 && text[i] != 0x7f)
			clean[n++] = text[i];
	while (n && i < len && ((unsigned char)text[i] & 0xc0) == 0x80)
		if (((unsigned char)clean[--n] & 0xc0) == 0xc0)
			break;
	clean[n] = '\0';
	if (text_width(clean) <= most) {
		memcpy(out, clean, n + 1);
		return;
	}
	n = text_fit(clean, most - 2);
	memcpy(out, clean, n);
	memcpy(out + n, "..", 3);
}

/* ------------------------------------------------------------------ */
/* Paragraphs                                                         */

/* 1 where no line may begin with it. */
static int closes(uint32_t c)
{
	static const uint32_t marks[] = {')', '%', ',', ';', 0x2019, 0x201d,
	    0x3001, 0x3002, 0x300b, 0x3011, 0xff01, 0xff09, 0xff0c, 0xff1a,
	    0xff1b, 0xff1f};
	size_t i;

	for (i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i] == c)
			return 1;
	return 0;
}

static int opens(uint32_t c)
{
	return c == 0xff08 || c == 0x300a || c == 0x3010;
}

/* Bytes up to which a line may go; the next one begins behind blanks. */
static size_t line_end(const char *text, unsigned most)
{
	const char *at = text, *next = text, *last = NULL, *ahead;
	unsigned n = 0, w;
	uint32_t c;

	while (*at) {
		c = character(&next);
		w = width_of(c);
		if (n + w > most)
			break;
		n += w;
		ahead = next;
		if (c == ' ')
			last = at;
		else if ((w == 2 || closes(c)) && !opens(c) &&
		    !closes(*ahead ? character(&ahead) : ' '))
			last = next;
		at = next;
	}
	if (!*at || !last || last == text)
		return (size_t)(at - text);
	return (size_t)(last - text);
}

void out_wrapped(struct cmd *c, const char *text, unsigned at, unsigned indent)
{
	char line[4 * 512];
	unsigned room = c->columns > at + 10 ? c->columns - at : 10;
	size_t n;

	while (*text) {
		n = line_end(text, room < 510 ? room : 510);
		if (!n)
			break;
		memcpy(line, text, n);
		line[n] = '\0';
		out_safe(c, line);
		for (text += n; *text == ' '; text++)
			continue;
		out_puts(c, "\n");
		if (!*text)
			return;
		out_blanks(c, indent);
		room = c->columns > indent + 10 ? c->columns - indent : 10;
	}
}
