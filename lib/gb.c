/*
 * GB18030.
 *
 * Values of the table below 80 are no code points: see the enum.  iconv is
 * asked for a whole row at once and checked: what it took, what it left, and
 * that it gave one valid character for each.
 */
#include "gb.h"

#include "text.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#ifndef ICONV_CONST
#define ICONV_CONST /* some iconv take a const char ** */
#endif

enum {
	UNREAD = 0, /* the row was not taken from iconv yet */
	ODD = 1,    /* not in the BMP: no room for it here */
	NONE = 2,   /* no character */
	COLUMNS = GKRI_GB_COLUMNS,
	PAIRS = 190, /* of a row: second bytes 7F and FF do not exist */
	FOURS = 256,
	/* four-byte forms: the first behind the surrogates' place, how many
	 * there are for the BMP, the first beyond it */
	LATE_FORM = 33469,
	BMP_FORMS = 39420,
	FIRST_ASTRAL = 189000
};

struct gkri_gb_table {
	uint16_t pairs[GKRI_GB_ENTRIES];
	/* the last answers for four-byte forms: 81308432 is a common blank */
	struct {
		uint32_t form, code; /* form + 1, as 0 is one */
	} fours[FOURS];
};

void gkri_gb_init(struct gkri_gb *g, struct gkri_mem *mem)
{
	memset(g, 0, sizeof *g);
	g->mem = mem;
	g->charset = "GB18030";
}

void gkri_gb_free(struct gkri_gb *g)
{
	if (g->open)
		iconv_close((iconv_t)g->cd);
	gkri_release(g->mem, g->table, sizeof *g->table);
	g->open = 0;
	g->table = NULL;
}

int32_t gkri_gb_open(struct gkri_gb *g)
{
	if (!g->open) {
		iconv_t cd = iconv_open("UTF-8", g->charset);

		/* POSIX says (iconv_t)-1; integers compare everywhere */
		if ((intptr_t)cd == -1)
			return errno == ENOMEM ? GKR_E_MEMORY : GKR_E_ICONV;
		g->cd = (void *)cd;
		g->open = 1;
	}
	if (g->table == NULL) {
		g->table = gkri_resize(g->mem, NULL, 0, sizeof *g->table);
		if (g->table == NULL)
			return g->mem->status;
		memset(g->table, 0, sizeof *g->table);
	}
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Asking iconv                                                       */

/* Writes `count` code points for exactly n bytes of UTF-8; 0 if it is not. */
static int decode(const char *text, size_t n, size_t count, uint32_t *codes)
{
	size_t i, len;

	if (gkri_utf8_run((const unsigned char *)text, n) != n)
		return 0;
	for (i = 0; i < count && n > 0; i++) {
		codes[i] = gkri_code(text, n, &len);
		/* the full-width blank's place in older fonts */
		if (codes[i] == 0xe5e5)
			codes[i] = 0x3000;
		text += len;
		n -= len;
	}
	return i == count && n == 0;
}

/* All of them at once; 0 where iconv did not do exactly that. */
static int ask_all(struct gkri_gb *g, const unsigned char *p, size_t count,
    unsigned width, uint32_t *codes)
{
	char out[PAIRS * 4];
	ICONV_CONST char *from = (ICONV_CONST char *)p;
	char *to = out;
	size_t left = count * width, room = sizeof out;
	iconv_t cd = (iconv_t)g->cd;

	iconv(cd, NULL, NULL, NULL, NULL);
	/* a positive answer counts characters that were not kept as they are */
	if (iconv(cd, &from, &left, &to, &room) != 0 || left != 0)
		return 0;
	/* some count backwards where they come upon a surrogate */
	if (room > sizeof out)
		return 0;
	if (iconv(cd, NULL, NULL, &to, &room) != 0)
		return 0;
	return decode(out, sizeof out - room, count, codes);
}

/*
 * The code points of up to PAIRS characters of `width` bytes each, 0 for what
 * iconv does not have.
 */
static void ask(struct gkri_gb *g, const unsigned char *p, size_t count,
    unsigned width, uint32_t *codes)
{
	size_t i;

	if (ask_all(g, p, count, width, codes))
		return;
	for (i = 0; i < count; i++)
		if (!ask_all(g, p + i * width, 1, width, &codes[i]))
			codes[i] = 0;
}

static void read_row(struct gkri_gb *g, unsigned char lead)
{
	unsigned char pairs[PAIRS * 2];
	uint32_t codes[PAIRS];
	uint16_t *row = g->table->pairs + (size_t)(lead & 0x7f) * COLUMNS;
	unsigned c, i = 0;

	for (c = 0x40; c <= 0xfe; c++) {
		if (c == 0x7f)
			continue;
		pairs[2 * i] = lead;
		pairs[2 * i++ + 1] = (unsigned char)c;
	}
	ask(g, pairs, PAIRS, 2, codes);
	for (c = 0; c < COLUMNS; c++)
		row[c] = NONE;
	for (i = 0; i < PAIRS; i++)
		if (codes[i] > 0xffff)
			row[pairs[2 * i + 1] - 0x40] = ODD;
		else if (codes[i] >= 0x80)
			row[pairs[2 * i + 1] - 0x40] = (uint16_t)codes[i];
}

/* ------------------------------------------------------------------ */
/* Converting                                                         */

static int is_digit(unsigned c)
{
	return c >= 0x30 && c <= 0x39;
}

static int is_lead(unsigned c)
{
	return c >= 0x81 && c <= 0xfe;
}

/* Bytes of the beginning of a four-byte form at p, as far as there is any. */
static size_t four(const unsigned char *p, size_t n)
{
	size_t k = 0;

	while (k < 4 && k < n && (k & 1 ? is_digit(p[k]) : is_lead(p[k])))
		k++;
	return k;
}

/* What is neither ASCII nor in the table as it is; GKRI_STOP_END: now it is. */
static int special(struct gkri_gb *g, struct gkri_conversion *s)
{
	size_t n = (size_t)(s->end - s->in), k;
	const unsigned char *p = s->in;
	uint16_t *entry;

	/* not more where it is cut off either: digits are among the rest */
	s->bad = 1;
	if (*p == 0x80)
		return GKRI_STOP_ODD;
	if (*p == 0xff)
		return GKRI_STOP_BAD;
	k = four(p, n);
	if (k == 4)
		return GKRI_STOP_ODD;
	if (k == n)
		return GKRI_STOP_CUT;
	if (p[1] < 0x40 || p[1] == 0x7f || p[1] == 0xff)
		return GKRI_STOP_BAD;
	entry = g->table->pairs + (p[0] & 0x7f) * COLUMNS + (p[1] - 0x40);
	if (*entry == UNREAD)
		read_row(g, *p);
	if (*entry == ODD)
		return GKRI_STOP_ODD;
	s->bad = 2;
	return *entry == NONE ? GKRI_STOP_BAD : GKRI_STOP_END;
}

/*
 * The character at p, which has two bytes that may be read: ASCII with 7FF
 * added, else the table's value.  What is below 800 needs a closer look.
 */
static inline unsigned value(const uint16_t *table, const unsigned char *p)
{
	unsigned pair =
	    table[(p[0] & 0x7fu) * COLUMNS + (unsigned char)(p[1] - 0x40)];

	/* rather computed than jumped over: what comes next is a toss-up */
	pair = p[1] < 0x40 ? UNREAD : pair;
	return p[0] < 0x80 ? p[0] + 0x7ffu : pair;
}

/*
 * The next few characters; 0 where one of them needs a closer look.  There is
 * room for what is written, and more is written than is kept.
 */
static inline int eight(const uint16_t *table, struct gkri_conversion *s)
{
	const unsigned char *in = s->in;
	char *out = s->out;
	unsigned i;

	for (i = 0; i < 8; i++) {
		unsigned v = value(table, in), ascii = *in < 0x80;

		if (v < 0x800)
			break;
		out[0] = (char)(ascii ? *in : 0xe0 | v >> 12);
		out[1] = (char)(0x80 | (v >> 6 & 0x3f));
		out[2] = (char)(0x80 | (v & 0x3f));
		in += 2 - ascii;
		out += 3 - 2 * ascii;
	}
	s->in = in;
	s->out = out;
	return i == 8;
}

/* One character of one or two bytes; 0 where it needs a closer look. */
static int single(const uint16_t *table, struct gkri_conversion *s)
{
	unsigned v = value(table, s->in);

	if (*s->in < 0x80 || v < 0x80)
		return 0;
	s->out += gkri_encode(s->out, v);
	s->in += 2;
	return 1;
}

/* Several at once. */
static void usual_run(const uint16_t *table, struct gkri_conversion *s)
{
	if (gkri_gb_wide(table, s))
		return;
	while (s->end - s->in >= 16 && s->out_end - s->out >= 24)
		if (gkri_is_ascii8(s->in)) {
			memcpy(s->out, s->in, 8);
			s->in += 8;
			s->out += 8;
		} else if (!eight(table, s)) {
			break;
		}
}

/* Goes on while characters are as usual. */
static void usual(const uint16_t *table, struct gkri_conversion *s)
{
	for (;;) {
		usual_run(table, s);
		if (s->end - s->in < 2 || s->out_end - s->out < 4 ||
		    !single(table, s))
			break;
	}
}

/* ASCII needs no table, and so no iconv. */
static void ascii(struct gkri_conversion *s)
{
	size_t n = (size_t)(s->end - s->in), room;

	if (s->out >= s->out_end)
		return;
	room = (size_t)(s->out_end - s->out);
	n = gkri_ascii_run(s->in, n < room ? n : room);
	memcpy(s->out, s->in, n);
	s->in += n;
	s->out += n;
}

int gkri_convert_gb(struct gkri_gb *g, struct gkri_conversion *s)
{
	int stop;

	for (;;) {
		ascii(s);
		if (g->table)
			usual(g->table->pairs, s);
		if (s->in == s->end)
			return GKRI_STOP_END;
		if (s->out_end - s->out < 4)
			return GKRI_STOP_ROOM;
		if (*s->in == 0)
			return GKRI_STOP_NUL;
		if (*s->in < 0x80)
			continue;
		if (g->table == NULL)
			return GKRI_STOP_OPEN;
		stop = special(g, s);
		if (stop != GKRI_STOP_END)
			return stop;
	}
}

/* Four-byte forms, counted through. */
static uint32_t form_of(const unsigned char *p)
{
	return ((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 1260 +
	    (p[2] - 0x81u) * 10 + (p[3] - 0x30u);
}

/*
 * Some iconv count the surrogates among the characters, and what follows them
 * is wrong by as many.  The byte order mark shows it.
 */
static int knows_late_forms(struct gkri_gb *g)
{
	uint32_t code;

	if (g->late == 0) {
		ask(g, (const unsigned char *)"\x84\x31\x95\x33", 1, 4, &code);
		g->late = code == 0xfeff ? 1 : -1;
	}
	return g->late > 0;
}

/*
 * Beyond the BMP the standard counts code points through, so that iconv need
 * not be asked; some get it wrong.
 */
static uint32_t code_of_four(struct gkri_gb *g, const unsigned char *p)
{
	uint32_t form = form_of(p), code;
	size_t slot = form % FOURS;

	if (form >= FIRST_ASTRAL) {
		code = form - FIRST_ASTRAL + 0x10000;
		return code <= 0x10ffff ? code : 0;
	}
	if (form >= BMP_FORMS || (form >= LATE_FORM && !knows_late_forms(g)))
		return 0;
	if (g->table->fours[slot].form == form + 1)
		return g->table->fours[slot].code;
	ask(g, p, 1, 4, &code);
	g->table->fours[slot].form = form + 1;
	g->table->fours[slot].code = code;
	return code;
}

uint32_t gkri_gb_odd(
    struct gkri_gb *g, const struct gkri_conversion *s, unsigned *width)
{
	const unsigned char *p = s->in;
	uint32_t code;

	*width = 1;
	if (*p == 0x80)
		return 0x20ac;
	*width = 4;
	if (four(p, (size_t)(s->end - p)) == 4)
		return code_of_four(g, p);
	*width = 2;
	ask(g, p, 1, 2, &code);
	return code;
}
