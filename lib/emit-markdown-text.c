/* Text of a report, written so that Markdown shows it as it is. */
#include "emit-markdown.h"
#include "text.h"

#include <string.h>

/* Characters that mean something wherever they stand. */
static int has_meaning(char c)
{
	return c == '*' || c == '<' || c == '|' || c == '`';
}

#define BLOCK 4096

/* Well-formed text on one line; `marked`: only bars get a backslash. */
static void put_valid(struct gkri_out *o, const char *p, size_t n, int marked)
{
	const char *from = p, *end = p + n, *stop;

	while (p < end) {
		stop = end - p < BLOCK ? end : p + BLOCK;
		if (!gkri_out_room(o, 3 * BLOCK))
			return;
		for (; p < stop; p++) {
			if ((p == from || p[-1] != '\\') &&
			    (marked ? *p == '|' : has_meaning(*p)))
				*o->at++ = '\\';
			if (*p) {
				*o->at++ = *p == '\n' || *p == '\r' ? ' ' : *p;
				continue;
			}
			memcpy(o->at, "\xef\xbf\xbd", 3);
			o->at += 3;
		}
	}
}

void gkri_md_text(struct gkri_out *o, const char *p, size_t n, int marked)
{
	size_t good, bad, torn;

	gkri_trim(&p, &n);
	while (n > 0 && o->status == GKR_OK) {
		bad = torn = 0;
		good = gkri_utf8_check(p, n, &bad, &torn);
		put_valid(o, p, good, marked);
		if (bad + torn > 0)
			gkri_out_put(o, "\xef\xbf\xbd", 3);
		p += good + bad + torn;
		n -= good + bad + torn;
	}
}

void gkri_md_label(struct gkri_out *o, const char *label)
{
	gkri_md_text(o, label, strlen(label), 0);
}
