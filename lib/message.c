/* What findings say: message.def with its gaps filled. */
#include "check.h"

#define SPARE 256     /* bytes that are made room for at a time */
#define MOST_LABEL 60 /* bytes of a label */
#define MOST_WORDS 90 /* bytes of other words of the source */
#define MOST_TEXT 400 /* bytes of what the reader says */
#define LEAST_LABEL 9 /* bytes before a label may be cut at a mark */
#define MOST_ITEMS 3  /* cells named in a list */
#define MOST_TERMS 6  /* terms of a sum that are named */
#define MOST_VALUES 10

/* What is being said, and the free end of the text. */
struct say {
	struct gkri_buf *out;
	const struct gkr_report *r;
	const struct gkri_case *c;
	int zh;
	int32_t rc;
	uint64_t number;
	char *at, *end;
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

/* 0 where there is no room for n bytes and none can be had. */
static int grow(struct say *s, size_t n)
{
	if (s->rc != GKR_OK)
		return 0;
	s->out->len = (size_t)(s->at - s->out->data);
	s->rc = gkri_buf_reserve(s->out, n + SPARE);
	if (s->rc != GKR_OK) {
		s->end = s->at;
		return 0;
	}
	s->at = s->out->data + s->out->len;
	s->end = s->out->data + s->out->cap;
	return 1;
}

static inline void put(struct say *s, const char *p, size_t n)
{
	if ((size_t)(s->end - s->at) < n && !grow(s, n))
		return;
	memcpy(s->at, p, n);
	s->at += n;
}

/* Text whose length the compiler knows. */
#define PUT(s, text) put(s, text, sizeof(text) - 1)

static void put_string(struct say *s, const char *text)
{
	put(s, text, strlen(text));
}

static void put_comma(struct say *s)
{
	if (s->zh)
		PUT(s, "、");
	else
		PUT(s, ", ");
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

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
/* The top bit of each byte that is 0; of one behind such a one, perhaps. */
#define ZERO(x) (((x)-EACH(1)) & ~(x)&EACH(0x80))

/* 1 where 8 bytes have none of those with which control characters begin. */
static int is_plain(const char *p)
{
	uint64_t x;

	memcpy(&x, p, 8);
	return !(
	    ZERO(x & EACH(0xe0)) | ZERO(x ^ EACH(0x7f)) | ZERO(x ^ EACH(0xc2)));
}

/* A label may hold line ends, a cell anything: a message is one line. */
static void put_clean(struct say *s, const char *p, size_t n)
{
	size_t i = 0, from = 0, bad;

	while (i < n) {
		if (n - i >= 8 && is_plain(p + i)) {
			i += 8;
			continue;
		}
		if (n >= 8 && n - i < 8 && is_plain(p + n - 8))
			break;
		bad = control(p + i, n - i);
		if (!bad) {
			i++;
			continue;
		}
		put(s, p + from, i - from);
		i += bad;
		from = i;
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
		PUT(s, "…");
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
	size_t i, n = strlen(name);

	if ((size_t)(s->end - s->at) < n && !grow(s, n))
		return;
	for (i = 0; i < n; i++)
		s->at[i] = (char)(name[i] == '_' ? ' ' : name[i]);
	s->at += n;
}

/* English goes before what is printed, in brackets; Chinese has no need. */
static void english(struct say *s, const char *name)
{
	if (s->zh)
		return;
	put_plain(s, name);
	PUT(s, " [");
}

static void english_end(struct say *s)
{
	if (!s->zh)
		PUT(s, "]");
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
		put_string(s, group);
		PUT(s, " ");
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
		put_string(s, gkr_table_name(table));
		PUT(s, " [");
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
	PUT(s, "、");
	put_string(s, gkr_section_title(section));
	english_end(s);
}

/* ------------------------------------------------------------------ */
/* Comparisons                                                        */

static void put_term_label(struct say *s, uint32_t id)
{
	if (s->c->by_column)
		put_row(s, id, 0);
	else
		put_column(s, id);
}

static void put_value(struct say *s, const struct gkri_rcell *cell)
{
	char digits[24];

	if (cell->state != GKR_STATE_NUMBER)
		PUT(s, "0");
	else if (cell->scale == 0 && (uint64_t)cell->mantissa < 10)
		put(s, &"0123456789"[cell->mantissa], 1);
	else
		put(s, digits,
		    gkri_decimal_write(digits, cell->mantissa, cell->scale));
}

static int is_zero(const struct gkri_rcell *cell)
{
	return cell->state != GKR_STATE_NUMBER || cell->mantissa == 0;
}

/* How many of the side's cells are not 0. */
static uint32_t count_nonzero(
    const struct say *s, const uint16_t *slots, uint32_t all)
{
	uint32_t i, n = 0;

	for (i = 0; i < all; i++)
		n += !is_zero(&s->r->cells[slots[i]]);
	return n;
}

static uint32_t size_of(uint32_t set)
{
	uint32_t n;

	for (n = 0; set; n++)
		set &= set - 1;
	return n;
}

/*
 * A side term by term: of many those that are not 0, of very many without
 * their labels.
 */
static void put_side(
    struct say *s, const struct gkri_side *side, const uint16_t *slots)
{
	uint32_t mask = side->mask, all = size_of(mask), id, said = 0;
	uint32_t few = count_nonzero(s, slots, all) <= MOST_TERMS;
	const struct gkri_rcell *cell;
	int rows = s->c->by_column;

	for (id = 1; mask >> id; id++) {
		if (!(mask >> id & 1))
			continue;
		cell = &s->r->cells[*slots++];
		if (all > 2 && is_zero(cell))
			continue;
		if (said++)
			PUT(s, " + ");
		if (few) {
			put_term_label(s, id);
			PUT(s, " ");
		}
		put_value(s, cell);
	}
	if (said == 0)
		expand(s, rows ? GKRI_SAY_all_rows : GKRI_SAY_all_columns);
	else if (said < all)
		expand(s, rows ? GKRI_SAY_rest_rows : GKRI_SAY_rest_columns);
}

static void put_left(struct say *s)
{
	put_side(s, &s->c->left, s->c->slots);
}

static void put_right(struct say *s)
{
	put_side(s, &s->c->right, s->c->slots + size_of(s->c->left.mask));
}

static int is_open(const struct say *s, uint8_t state)
{
	if (s->c->blank_as_zero &&
	    (state == GKR_STATE_BLANK || state == GKR_STATE_NIL))
		return 0;
	return state != GKR_STATE_NUMBER;
}

static void put_quoted(struct say *s, uint32_t id, uint8_t state)
{
	if (s->zh)
		PUT(s, "“");
	put_term_label(s, id);
	put_string(s, s->zh ? "”" : " ");
	put_string(s, not_a_number[state].text[s->zh]);
}

/* Those of a side for which nothing can be said, the first few by name. */
static uint32_t put_open_side(struct say *s, const struct gkri_side *side,
    const uint16_t *slots, uint32_t n)
{
	uint32_t id;
	uint8_t state;

	for (id = 1; side->mask >> id; id++) {
		if (!(side->mask >> id & 1))
			continue;
		state = s->r->cells[*slots++].state;
		if (!is_open(s, state) || ++n > MOST_ITEMS)
			continue;
		if (n > 1)
			put_comma(s);
		put_quoted(s, id, state);
	}
	return n;
}

static void put_open(struct say *s)
{
	const struct gkri_case *c = s->c;
	uint32_t n = put_open_side(s, &c->left, c->slots, 0);

	n = put_open_side(s, &c->right, c->slots + size_of(c->left.mask), n);
	if (n <= MOST_ITEMS)
		return;
	s->number = n;
	expand(s, GKRI_SAY_more_cells);
	s->number = c->number;
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
	else if (run->row != run->row_to)
		expand(s,
		    run->column == run->column_to ? GKRI_SAY_run_cells
						  : GKRI_SAY_run_block);
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
		if (i)
			put_comma(s);
		else if (s->zh)
			PUT(s, "：");
		else
			PUT(s, ": ");
		put_words(s, gkri_run(&s->r->text, v->at, v->len, NULL), v->len,
		    MOST_LABEL);
	}
	if (loose && loose->count > MOST_VALUES)
		PUT(s, "…");
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
	char digits[24];

	put(s, digits, gkri_decimal_write(digits, (int64_t)s->number, 0));
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
		put_left(s);
		break;
	case 'R':
		put_right(s);
		break;
	case 'l':
		put(s, c->left.digits, c->left.len);
		break;
	case 'r':
		put(s, c->right.digits, c->right.len);
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
	case '1':
		if (c->words)
			put_clean(
			    s, c->words->text[s->zh], c->words->len[s->zh]);
		break;
	case 'e':
		if (c->more)
			put_string(s, s->zh ? "等" : " ...");
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
	put_string(s, p);
}

/* That more than one correction would do. */
static void put_choice(struct say *s)
{
	const struct gkri_repair *repair = s->c->repair;

	if (!repair || repair->choices < 2)
		return;
	s->number = repair->choices;
	expand(s,
	    repair->kind == GKR_SUGGESTION_FILL ? GKRI_SAY_contradiction
						: GKRI_SAY_choice);
}

int32_t gkri_message_put(struct gkri_buf *out, const struct gkr_report *r,
    const struct gkri_case *c, uint32_t lang)
{
	struct say s;
	int32_t rc = gkri_buf_reserve(out, SPARE);

	if (rc != GKR_OK)
		return rc;
	s.out = out;
	s.r = r;
	s.c = c;
	s.zh = lang == GKR_LANG_ZH;
	s.rc = GKR_OK;
	s.number = c->number;
	s.at = out->data + out->len;
	s.end = out->data + out->cap;
	expand(&s, c->say);
	put_choice(&s);
	put(&s, "", 1);
	out->len = (size_t)(s.at - out->data);
	return s.rc;
}
