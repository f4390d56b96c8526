/* What findings say: message.def with its gaps filled. */
#include "check.h"

#define MOST_LABEL 60 /* bytes of a label */
#define MOST_WORDS 90 /* bytes of other words of the source */
#define MOST_TEXT 400 /* bytes of what the reader says */
#define LEAST_LABEL 9 /* bytes before a label may be cut at a mark */
#define MOST_ITEMS 3  /* cells named in a list */
#define MOST_VALUES 10

struct say {
	struct gkri_buf *out;
	const struct gkr_report *r;
	const struct gkri_case *c;
	int zh;
	int32_t rc;
};

struct pair {
	const char *text[2]; /* en, zh */
};

static const struct pair messages[GKRI_SAY_END] = {
    [GKRI_SAY_NOTHING] = {{"", ""}},
#define GKR_DEF_MESSAGE(id, zh, en) [GKRI_SAY_##id] = {{en, zh}},
#include "message.def"
};

static const struct pair not_a_number[GKR_STATE_UNPLACED + 1] = {
    [GKR_STATE_NUMBER] = {{"", ""}},
#define GKR_DEF_NOT_A_NUMBER(state, zh, en) [GKR_STATE_##state] = {{en, zh}},
#include "message.def"
};

static void expand(struct say *s, uint32_t message);

static void put(struct say *s, const char *p, size_t n)
{
	if (s->rc == GKR_OK)
		s->rc = gkri_buf_put(s->out, p, n);
}

static void puts_(struct say *s, const char *text)
{
	put(s, text, strlen(text));
}

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

/* A label may hold line ends, a cell anything: a message is one line. */
static void put_clean(struct say *s, const char *p, size_t n)
{
	size_t i, from = 0, bad;

	for (i = 0; i < n; i++) {
		bad = control(p + i, n - i);
		if (!bad)
			continue;
		put(s, p + from, i - from);
		i += bad - 1;
		from = i + 1;
	}
	put(s, p + from, n - from);
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

static void put_words(struct say *s, const char *p, size_t n, size_t most)
{
	size_t cut = whole_characters(p, n, most);

	put_clean(s, p, cut);
	if (cut < n)
		puts_(s, "…");
}

/* A bracket or comma, at which a long label may be cut. */
static int may_cut(const char *p)
{
	static const char marks[4][4] = {"（", "、", "，", "("};
	size_t i;

	for (i = 0; i < 4; i++)
		if (!strncmp(p, marks[i], strlen(marks[i])))
			return 1;
	return 0;
}

static void put_label(struct say *s, const char *p, size_t n)
{
	size_t i;

	if (n <= MOST_LABEL) {
		put_clean(s, p, n);
		return;
	}
	for (i = LEAST_LABEL; i < MOST_LABEL; i++) {
		if (may_cut(p + i)) {
			put_clean(s, p, i);
			return;
		}
	}
	put_words(s, p, n, MOST_LABEL);
}

/* The printed label, else the form's. */
static void put_printed(
    struct say *s, const struct gkri_span *span, const char *label)
{
	if (span->len)
		put_label(s, s->r->text.data + span->at, span->len);
	else if (label)
		put_label(s, label, strlen(label));
}

/* An identifier as words. */
static void put_plain(struct say *s, const char *name)
{
	const char *end;

	for (; (end = strchr(name, '_')) != NULL; name = end + 1) {
		put(s, name, (size_t)(end - name));
		put(s, " ", 1);
	}
	puts_(s, name);
}

/* English goes before what is printed, in brackets; Chinese has no need. */
static void english(struct say *s, const char *name)
{
	if (s->zh)
		return;
	put_plain(s, name);
	puts_(s, " [");
}

static void english_end(struct say *s)
{
	if (!s->zh)
		put(s, "]", 1);
}

/* ------------------------------------------------------------------ */
/* Rows, columns, tables, sections                                    */

static void put_row(struct say *s, uint32_t row, int with_group)
{
	uint32_t table = s->c->run.table, form = s->r->form;
	const char *group;

	english(s, gkr_row_name(table, row));
	group = with_group ? gkr_form_row_group(form, table, row, 1) : NULL;
	if (group) {
		puts_(s, group);
		put(s, " ", 1);
	}
	put_printed(s, &s->r->row_label[table][row],
	    gkr_form_row_label(form, table, row));
	english_end(s);
}

static void put_column(struct say *s, uint32_t column)
{
	uint32_t table = s->c->run.table;

	english(s, gkr_column_name(table, column));
	put_printed(s, &s->r->column_label[table][column],
	    gkr_form_column_label(s->r->form, table, column));
	english_end(s);
}

static void put_table(struct say *s)
{
	uint32_t table = s->c->run.table;

	if (!s->zh) {
		puts_(s, gkr_table_name(table));
		puts_(s, " [");
	}
	put_printed(
	    s, &s->r->caption[table], gkr_form_table_label(s->r->form, table));
	english_end(s);
}

static void put_section(struct say *s)
{
	static const char digits[] = "一二三四五六";
	uint32_t section = s->c->section;

	english(s, gkr_section_name(section));
	put(s, &digits[3 * (section - 1)], 3);
	puts_(s, "、");
	puts_(s, gkr_section_title(section));
	english_end(s);
}

/* ------------------------------------------------------------------ */
/* Comparisons                                                        */

/* The cell of a comparison in a row or column of a side. */
static const struct gkri_rcell *term(const struct say *s, uint32_t id)
{
	const struct gkri_run *run = &s->c->run;
	int slot = s->c->by_column ? gkri_slot_of(run->table, id, run->column)
				   : gkri_slot_of(run->table, run->row, id);

	return &s->r->cells[slot];
}

static void put_term_label(struct say *s, uint32_t id)
{
	if (s->c->by_column)
		put_row(s, id, 0);
	else
		put_column(s, id);
}

static void put_term(struct say *s, uint32_t id)
{
	const struct gkri_rcell *cell = term(s, id);
	char digits[24];

	put_term_label(s, id);
	put(s, " ", 1);
	if (cell->state == GKR_STATE_NUMBER)
		put(s, digits,
		    gkri_decimal_write(digits, cell->mantissa, cell->scale));
	else
		put(s, "0", 1);
}

static int is_zero(const struct gkri_rcell *cell)
{
	return cell->state != GKR_STATE_NUMBER || cell->mantissa == 0;
}

static uint32_t terms_of(uint32_t mask)
{
	uint32_t n;

	for (n = 0; mask; n++)
		mask &= mask - 1;
	return n;
}

/* A side term by term; of many, those that are not 0. */
static void put_side(struct say *s, const struct gkri_side *side)
{
	uint32_t id, said = 0, n = terms_of(side->mask);
	int rows = s->c->by_column;

	for (id = 1; side->mask >> id; id++) {
		if (!(side->mask >> id & 1) || (n > 2 && is_zero(term(s, id))))
			continue;
		if (said++)
			puts_(s, " + ");
		put_term(s, id);
	}
	if (said == 0)
		expand(s, rows ? GKRI_SAY_all_rows : GKRI_SAY_all_columns);
	else if (said < n)
		expand(s, rows ? GKRI_SAY_rest_rows : GKRI_SAY_rest_columns);
}

static void put_sum(struct say *s, const struct gkri_sum *sum)
{
	char digits[48];

	put(s, digits, gkri_sum_write(digits, sum));
}

static int is_open(const struct say *s, uint32_t id)
{
	uint8_t state = term(s, id)->state;

	if (s->c->blank_as_zero &&
	    (state == GKR_STATE_BLANK || state == GKR_STATE_NIL))
		return 0;
	return state != GKR_STATE_NUMBER;
}

static void put_quoted(struct say *s, uint32_t id)
{
	if (s->zh)
		puts_(s, "“");
	put_term_label(s, id);
	puts_(s, s->zh ? "”" : " ");
	puts_(s, not_a_number[term(s, id)->state].text[s->zh]);
}

/* The cells for which nothing can be said, the first of them by name. */
static void put_open(struct say *s)
{
	uint32_t mask = s->c->left.mask | s->c->right.mask, id, n = 0;

	for (id = 1; mask >> id; id++) {
		if (!(mask >> id & 1) || !is_open(s, id))
			continue;
		if (++n > MOST_ITEMS)
			continue;
		if (n > 1)
			puts_(s, s->zh ? "、" : ", ");
		put_quoted(s, id);
	}
	if (n > MOST_ITEMS) {
		struct gkri_case more = {0};
		struct say inner = *s;

		more.number = n;
		inner.c = &more;
		expand(&inner, GKRI_SAY_more_cells);
		s->rc = inner.rc;
	}
}

/* ------------------------------------------------------------------ */
/* Runs and values                                                    */

static void put_run(struct say *s)
{
	const struct gkri_run *run = &s->c->run;

	if (run->whole == GKRI_WHOLE_TABLE)
		expand(s, GKRI_SAY_run_table);
	else if (run->whole == GKRI_WHOLE_COLUMN)
		expand(s, GKRI_SAY_run_column);
	else if (run->whole == GKRI_WHOLE_ROWS)
		expand(s,
		    run->row == run->row_to ? GKRI_SAY_run_row
					    : GKRI_SAY_run_rows);
	else
		expand(s,
		    run->column == run->column_to ? GKRI_SAY_run_cell
						  : GKRI_SAY_run_columns);
}

static void put_values(struct say *s)
{
	const struct gkri_loose *loose = s->c->loose;
	const struct gkri_span *v;
	uint32_t i;

	for (i = 0; loose && i < loose->count && i < MOST_VALUES; i++) {
		v = &s->r->values[loose->first + i];
		if (i == 0)
			puts_(s, s->zh ? "：" : ": ");
		else
			puts_(s, s->zh ? "、" : ", ");
		put_words(s, s->r->text.data + v->at, v->len, MOST_LABEL);
	}
	if (loose && loose->count > MOST_VALUES)
		puts_(s, "…");
}

static void put_blanks(struct say *s)
{
	if (s->c->compares && s->c->number)
		expand(s, GKRI_SAY_zeroed);
	else if (!s->c->compares && s->c->blank_as_zero)
		expand(s, GKRI_SAY_counted);
}

static void put_number(struct say *s)
{
	if (s->rc == GKR_OK)
		s->rc = gkri_buf_putu(s->out, s->c->number);
}

/* ------------------------------------------------------------------ */

/* The gaps that name what the table has. */
static void put_place(struct say *s, char gap)
{
	const struct gkri_case *c = s->c;

	switch (gap) {
	case 'w':
		if (c->by_column)
			put_column(s, c->run.column);
		else
			put_row(s, c->run.row, 1);
		break;
	case 'W':
		put_row(s, c->run.row, 1);
		break;
	case 'X':
		put_row(s, c->run.row_to, 1);
		break;
	case 'k':
		put_column(s, c->run.column);
		break;
	case 'K':
		put_column(s, c->run.column_to);
		break;
	case 't':
		put_table(s);
		break;
	case 's':
		put_section(s);
		break;
	case 'p':
		put_run(s);
		break;
	default:
		break;
	}
}

static void put_gap(struct say *s, char gap)
{
	const struct gkri_case *c = s->c;

	switch (gap) {
	case 'L':
		put_side(s, &c->left);
		break;
	case 'R':
		put_side(s, &c->right);
		break;
	case 'l':
		put_sum(s, &c->left.sum);
		break;
	case 'r':
		put_sum(s, &c->right.sum);
		break;
	case 'B':
		put_open(s);
		break;
	case 'z':
		put_blanks(s);
		break;
	case 'x':
		put_words(s, c->text, c->text_len, MOST_WORDS);
		break;
	case 'y':
		put_words(s, c->text, c->text_len, MOST_TEXT);
		break;
	case 'u':
		put_words(s, c->text2, c->text2_len, MOST_WORDS);
		break;
	case 'n':
		put_number(s);
		break;
	case 'v':
		put_values(s);
		break;
	case 'e':
		if (c->more)
			puts_(s, s->zh ? "等" : " ...");
		break;
	default:
		put_place(s, gap);
		break;
	}
}

static void expand(struct say *s, uint32_t message)
{
	const char *p = messages[message].text[s->zh], *gap;

	for (; (gap = strchr(p, '{')) != NULL; p = gap + 3) {
		put(s, p, (size_t)(gap - p));
		put_gap(s, gap[1]);
	}
	puts_(s, p);
}

int32_t gkri_message_put(struct gkri_buf *out, const struct gkr_report *r,
    const struct gkri_case *c, uint32_t lang)
{
	struct say s;

	s.out = out;
	s.r = r;
	s.c = c;
	s.zh = lang == GKR_LANG_ZH;
	s.rc = GKR_OK;
	expand(&s, c->say);
	put(&s, "", 1);
	return s.rc;
}
