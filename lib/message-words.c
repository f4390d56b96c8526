/* Words of the source, and labels, in what is said of a finding. */
#include "json.h"
#include "message.h"

#define MOST_LABEL 60 /* bytes of a label */
#define LEAST_LABEL 9 /* bytes before a label may be cut at a mark */

/* ------------------------------------------------------------------ */
/* Words of the source                                                */

/* Control characters and U+0080-009F, in bytes; 0: it is none. */
static size_t control(const char *p, size_t n)
{
	unsigned char a = (unsigned char)p[0];

	if (a < 0x20 || a == 0x7f)
		return 1;
	if (a != 0xc2 || n < 2)
		return 0;
	return (unsigned char)p[1] < 0xa0 ? 2 : 0;
}

static void put_cleaned(struct gkri_say *s, const char *p, size_t n)
{
	size_t i = 0, from = 0, bad;

	while (i < n) {
		bad = control(p + i, n - i);
		if (!bad) {
			i++;
			continue;
		}
		gkri_say_put(s, p + from, i - from);
		i += bad;
		from = i;
	}
	gkri_say_put(s, p + from, n - from);
}

/*
 * A label may hold line ends, a cell anything: a message is one line.  Where
 * JSON has nothing to escape there are no control characters either.
 */
void gkri_say_clean(struct gkri_say *s, const char *p, size_t n)
{
	if (!gkri_say_room(s, n))
		return;
	if (gkri_json_run(s->at, p, n) == n) {
		s->at += n;
		return;
	}
	s->odd = 1;
	put_cleaned(s, p, n);
}

/* Where text of n bytes may end that must have at most `most`. */
static size_t whole_characters(const char *p, size_t n, size_t most)
{
	if (n <= most)
		return n;
	while (most > 0 && ((unsigned char)p[most] & 0xc0) == 0x80)
		most--;
	return most;
}

void gkri_say_words(struct gkri_say *s, const char *p, size_t n, size_t most)
{
	size_t cut = whole_characters(p, n, most);

	gkri_say_clean(s, p, cut);
	if (cut < n)
		GKRI_SAY(s, "…");
}

/* A bracket or comma, at which a long label may be cut. */
static int may_cut(const char *p)
{
	if (*p == '(')
		return 1;
	if (*p != "（"[0] && *p != "、"[0])
		return 0;
	return !memcmp(p, "（", 3) || !memcmp(p, "、", 3) ||
	    !memcmp(p, "，", 3);
}

static void put_label(struct gkri_say *s, const char *p, size_t n)
{
	size_t i;

	for (i = LEAST_LABEL; n > MOST_LABEL && i < MOST_LABEL; i++) {
		if (may_cut(p + i)) {
			gkri_say_clean(s, p, i);
			return;
		}
	}
	gkri_say_words(s, p, n, MOST_LABEL);
}

/* How many bytes of blanks there are, also ideographic ones. */
static size_t blanks(const char *p, size_t n)
{
	size_t i = 0;

	for (;;) {
		if (i < n && p[i] == ' ')
			i++;
		else if (n - i >= 3 && !memcmp(p + i, "　", 3))
			i += 3;
		else
			return i;
	}
}

/* The first of them; NULL: there are none. */
static const char *find_blank(const char *p, const char *end)
{
	const char *at = memchr(p, ' ', (size_t)(end - p));

	end = at ? at : end;
	while ((p = memchr(p, "　"[0], (size_t)(end - p))) != NULL) {
		if (blanks(p, (size_t)(end - p)))
			return p;
		p++;
	}
	return at;
}

/*
 * 规 章 is 规章: the first blanks behind `p` that stand between characters
 * which are not ASCII.
 */
static const char *find_gap(
    const char *begin, const char *p, const char *end, size_t *len)
{
	while ((p = find_blank(p, end)) != NULL) {
		*len = blanks(p, (size_t)(end - p));
		if (p > begin && p + *len < end && p[-1] & 0x80 &&
		    p[*len] & 0x80)
			return p;
		p += *len;
	}
	return NULL;
}

/* Puts the label without them; what is behind the most bytes is not said. */
static void put_dense(struct gkri_say *s, const char *p, size_t n)
{
	const char *begin = p, *end = p + n, *gap;
	char text[3 * MOST_LABEL];
	size_t skip = 0, some, len = 0;

	do {
		gap = find_gap(begin, p, end, &skip);
		some = (size_t)((gap ? gap : end) - p);
		if (some > sizeof text - len)
			some = sizeof text - len;
		memcpy(text + len, p, some);
		len += some;
		p = gap ? gap + skip : end;
	} while (gap);
	put_label(s, text, len);
}

/* A label of the form: there is nothing to be cleaned. */
static void put_known_label(struct gkri_say *s, const char *label)
{
	size_t n = strlen(label);

	if (n <= MOST_LABEL)
		gkri_say_put(s, label, n);
	else
		put_label(s, label, n);
}

/*
 * The printed label, else the form's: also where they begin alike.  Where a
 * line ended, what is printed may be cut: then the form's says more.
 */
static void put_printed(
    struct gkri_say *s, const struct gkri_span *span, const char *label)
{
	const char *p = span->len ? s->r->text.data + span->at : NULL;
	size_t skip;

	if (!p || (label && !strncmp(p, label, span->len))) {
		if (label)
			put_known_label(s, label);
	} else if (find_gap(p, p, p + span->len, &skip)) {
		put_dense(s, p, span->len);
	} else {
		put_label(s, p, span->len);
	}
}

/* An identifier as words. */
static void put_name(struct gkri_say *s, const char *name)
{
	size_t n = strlen(name);
	char *p;

	if (!gkri_say_room(s, n))
		return;
	memcpy(s->at, name, n);
	p = s->at;
	s->at += n;
	while ((p = memchr(p, '_', (size_t)(s->at - p))) != NULL)
		*p++ = ' ';
}

/* English goes before what is printed, in brackets; Chinese has no need. */
static void english(struct gkri_say *s, const char *name)
{
	if (s->zh)
		return;
	put_name(s, name);
	GKRI_SAY(s, " [");
}

static void english_end(struct gkri_say *s)
{
	if (!s->zh)
		GKRI_SAY(s, "]");
}

/* ------------------------------------------------------------------ */
/* Labels that come again                                             */

/* Where there is no room for a whole block. */
void gkri_say_scarce(struct gkri_say *s, const struct gkri_said_label *label)
{
	if (!gkri_say_room(s, label->len))
		return;
	memcpy(s->at, s->f->text.data + label->at, label->len);
	s->at += label->len;
	s->odd |= label->odd;
}

/* What is printed is the same in English: 1 where it was said in Chinese. */
static int put_chinese(
    struct gkri_say *s, const struct gkri_said_label *chinese)
{
	if (s->zh || !chinese->len)
		return 0;
	gkri_say_again(s, chinese);
	return 1;
}

static void put_printed_row(struct gkri_say *s, uint32_t row, int with_group)
{
	uint32_t table = s->c->run.table, form = s->r->form;
	const char *group =
	    with_group ? gkr_form_row_group(form, table, row, 1) : NULL;

	if (group) {
		gkri_say_string(s, group);
		GKRI_SAY(s, " ");
	}
	put_printed(s, &s->r->row_label[table][row],
	    gkr_form_row_label(form, table, row));
}

static void put_row(struct gkri_say *s, uint32_t row, int with_group)
{
	const struct gkri_labels *chinese = &s->f->said.labels[1];

	english(s, gkr_row_name(s->c->run.table, row));
	if (!put_chinese(s, &chinese->rows[with_group][s->row_1 + row - 1]))
		put_printed_row(s, row, with_group);
	english_end(s);
}

static void put_column(struct gkri_say *s, uint32_t column)
{
	const struct gkri_labels *chinese = &s->f->said.labels[1];
	uint32_t table = s->c->run.table;

	english(s, gkr_column_name(table, column));
	if (!put_chinese(s, &chinese->columns[s->column_1 + column - 1]))
		put_printed(s, &s->r->column_label[table][column],
		    gkr_form_column_label(s->r->form, table, column));
	english_end(s);
}

struct gkri_say_mark gkri_say_label_begin(struct gkri_say *s)
{
	struct gkri_say_mark mark = {gkri_say_mark(s) - 1, s->odd};

	s->odd = 0;
	return mark;
}

void gkri_say_label_end(struct gkri_say *s, struct gkri_say_mark mark,
    struct gkri_said_label *label)
{
	uint32_t len = gkri_say_mark(s) - 1 - mark.at;

	label->len = 0;
	if (s->rc == GKR_OK && len <= UINT16_MAX) {
		label->at = mark.at;
		label->len = (uint16_t)len;
		label->odd = s->odd;
	}
	s->odd |= mark.odd;
}

void gkri_say_first_row(struct gkri_say *s, uint32_t row, int with_group)
{
	struct gkri_say_mark m = gkri_say_label_begin(s);

	put_row(s, row, with_group);
	gkri_say_label_end(
	    s, m, &s->labels->rows[with_group][s->row_1 + row - 1]);
}

void gkri_say_first_column(struct gkri_say *s, uint32_t column)
{
	struct gkri_say_mark m = gkri_say_label_begin(s);

	put_column(s, column);
	gkri_say_label_end(s, m, &s->labels->columns[s->column_1 + column - 1]);
}

void gkri_say_first_cell_row(struct gkri_say *s)
{
	struct gkri_say_mark m = gkri_say_label_begin(s);

	gkri_say_message(s, GKRI_SAY_cell_row);
	gkri_say_label_end(
	    s, m, &s->labels->cell_rows[s->row_1 + s->c->run.row - 1]);
}

void gkri_say_first_cell_column(struct gkri_say *s)
{
	struct gkri_say_mark m = gkri_say_label_begin(s);

	gkri_say_message(s, GKRI_SAY_cell_column);
	gkri_say_label_end(
	    s, m, &s->labels->cell_columns[s->column_1 + s->c->run.column - 1]);
}

/* ------------------------------------------------------------------ */
/* Tables and sections                                                */

void gkri_say_table(struct gkri_say *s)
{
	uint32_t table = s->c->run.table;

	if (!s->zh) {
		gkri_say_string(s, gkr_table_name(table));
		GKRI_SAY(s, " [");
	}
	put_printed(
	    s, &s->r->caption[table], gkr_form_table_label(s->r->form, table));
	english_end(s);
}

void gkri_say_section(struct gkri_say *s)
{
	static const char digits[] = "一二三四五六";
	uint32_t section = s->c->section;

	english(s, gkr_section_name(section));
	gkri_say_put(s, &digits[3 * (section - 1)], 3);
	GKRI_SAY(s, "、");
	gkri_say_string(s, gkr_section_title(section));
	english_end(s);
}
