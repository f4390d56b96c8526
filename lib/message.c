/* What findings say: message.def with its gaps filled. */
#include "message.h"

#include <stddef.h>

#if defined(__SSE2__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

#define MOST_WORDS 90 /* bytes of other words of the source */
#define MOST_LABEL 60 /* bytes of a value without a cell */
#define MOST_TEXT 400 /* bytes of what the reader says */
#define MOST_ITEMS 3  /* cells named in a list */
#define MOST_TERMS 6  /* terms of a sum that are named */
#define MOST_VALUES 10

/* Texts are copied in blocks: something has to be behind the last one. */
#define BLOCK 16
static const struct texts {
	char nothing[1];
#define GKR_DEF_MESSAGE(id, zh, en) char id##_en[sizeof en], id##_zh[sizeof zh];
#define GKR_DEF_NOT_A_NUMBER(state, zh, en) \
	char state##_en[sizeof en], state##_zh[sizeof zh];
#include "message.def"
	char behind[BLOCK];
} texts = {"",
#define GKR_DEF_MESSAGE(id, zh, en) en, zh,
#define GKR_DEF_NOT_A_NUMBER(state, zh, en) en, zh,
#include "message.def"
    ""};

/* Where they are in that, in English and in Chinese. */
#define TEXT_AT(id)                                 \
	{                                           \
		offsetof(struct texts, id##_en),    \
		    offsetof(struct texts, id##_zh) \
	}
static const uint16_t messages[GKRI_SAY_END][2] = {
#define GKR_DEF_MESSAGE(id, zh, en) [GKRI_SAY_##id] = TEXT_AT(id),
#include "message.def"
};
static const uint16_t not_a_number[GKR_STATE_UNPLACED + 1][2] = {
#define GKR_DEF_NOT_A_NUMBER(state, zh, en) \
	[GKR_STATE_##state] = TEXT_AT(state),
#include "message.def"
};

/*
 * Puts text of the table up to the next gap or its end.  Returns where that
 * is.  Quotes and backslashes in it are noticed.
 */
#if defined(__SSE2__) && defined(__GNUC__)
static unsigned where(__m128i block, char a, char b)
{
	return (unsigned)_mm_movemask_epi8(
	    _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(a)),
		_mm_cmpeq_epi8(block, _mm_set1_epi8(b))));
}

static const char *put_piece(struct gkri_say *s, const char *p)
{
	unsigned ends, odd;
	__m128i b;

	for (;; p += BLOCK, s->at += BLOCK) {
		if (!gkri_say_room(s, BLOCK))
			return "";
		b = _mm_loadu_si128((const __m128i *)(const void *)p);
		_mm_storeu_si128((__m128i *)(void *)s->at, b);
		ends = where(b, '\0', '{');
		odd = where(b, '"', '\\');
		if (ends)
			break;
		s->odd |= odd != 0;
	}
	s->odd |= (odd & (ends ^ (ends - 1))) != 0;
	s->at += __builtin_ctz(ends);
	return p + __builtin_ctz(ends);
}
#else
static const char *put_piece(struct gkri_say *s, const char *p)
{
	for (; *p && *p != '{'; p++) {
		if (!gkri_say_room(s, 1))
			return "";
		s->odd |= *p == '"' || *p == '\\';
		*s->at++ = *p;
	}
	return p;
}
#endif

static void put_comma(struct gkri_say *s)
{
	if (s->zh)
		GKRI_SAY(s, "、");
	else
		GKRI_SAY(s, ", ");
}

/* ------------------------------------------------------------------ */
/* Comparisons                                                        */

static void put_term_label(struct gkri_say *s, uint32_t id)
{
	if (s->c->by_column)
		gkri_say_row(s, id, 0);
	else
		gkri_say_column(s, id);
}

static void put_value(struct gkri_say *s, const struct gkri_rcell *cell)
{
	if (cell->state == GKR_STATE_NUMBER)
		gkri_say_count(s, cell->mantissa, cell->scale);
	else
		GKRI_SAY(s, "0");
}

static int is_zero(const struct gkri_rcell *cell)
{
	return cell->state != GKR_STATE_NUMBER || cell->mantissa == 0;
}

/* How many of the side's cells are not 0. */
static uint32_t count_nonzero(
    const struct gkri_say *s, const uint16_t *slots, uint32_t all)
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
    struct gkri_say *s, const struct gkri_side *side, const uint16_t *slots)
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
			GKRI_SAY(s, " + ");
		if (few) {
			put_term_label(s, id);
			GKRI_SAY(s, " ");
		}
		put_value(s, cell);
	}
	if (said == 0)
		gkri_say_message(
		    s, rows ? GKRI_SAY_all_rows : GKRI_SAY_all_columns);
	else if (said < all)
		gkri_say_message(
		    s, rows ? GKRI_SAY_rest_rows : GKRI_SAY_rest_columns);
}

static void put_left(struct gkri_say *s)
{
	put_side(s, &s->c->left, s->c->slots);
}

static void put_right(struct gkri_say *s)
{
	put_side(s, &s->c->right, s->c->slots + size_of(s->c->left.mask));
}

static int is_open(const struct gkri_say *s, uint8_t state)
{
	if (s->c->blank_as_zero &&
	    (state == GKR_STATE_BLANK || state == GKR_STATE_NIL))
		return 0;
	return state != GKR_STATE_NUMBER;
}

static void put_quoted(struct gkri_say *s, uint32_t id, uint8_t state)
{
	if (s->zh)
		GKRI_SAY(s, "“");
	put_term_label(s, id);
	if (s->zh)
		GKRI_SAY(s, "”");
	else
		GKRI_SAY(s, " ");
	if (state != GKR_STATE_NUMBER)
		put_piece(s, (const char *)&texts + not_a_number[state][s->zh]);
}

/* Those of a side for which nothing can be said, the first few by name. */
static uint32_t put_open_side(struct gkri_say *s, const struct gkri_side *side,
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

static void put_open(struct gkri_say *s)
{
	const struct gkri_case *c = s->c;
	uint32_t n = put_open_side(s, &c->left, c->slots, 0);

	n = put_open_side(s, &c->right, c->slots + size_of(c->left.mask), n);
	if (n <= MOST_ITEMS)
		return;
	s->number = n;
	gkri_say_message(s, GKRI_SAY_more_cells);
	s->number = c->number;
}

/* ------------------------------------------------------------------ */
/* Runs and values                                                    */

static void put_run(struct gkri_say *s)
{
	const struct gkri_run *run = &s->c->run;

	if (run->whole == GKRI_WHOLE_TABLE)
		gkri_say_message(s, GKRI_SAY_run_table);
	else if (run->whole == GKRI_WHOLE_COLUMN)
		gkri_say_message(s, GKRI_SAY_run_column);
	else if (run->whole == GKRI_WHOLE_ROWS)
		gkri_say_message(s,
		    run->row == run->row_to ? GKRI_SAY_run_row
					    : GKRI_SAY_run_rows);
	else if (run->row != run->row_to)
		gkri_say_message(s,
		    run->column == run->column_to ? GKRI_SAY_run_cells
						  : GKRI_SAY_run_block);
	else
		gkri_say_message(s,
		    run->column == run->column_to ? GKRI_SAY_run_cell
						  : GKRI_SAY_run_columns);
}

static void put_values(struct gkri_say *s)
{
	const struct gkri_loose *loose = s->c->loose;
	const struct gkri_span *v;
	uint32_t i;

	for (i = 0; loose && i < loose->count && i < MOST_VALUES; i++) {
		v = &s->r->values[loose->first + i];
		if (i)
			put_comma(s);
		else if (s->zh)
			GKRI_SAY(s, "：");
		else
			GKRI_SAY(s, ": ");
		gkri_say_words(s, gkri_run(&s->r->text, v->at, v->len, NULL),
		    v->len, MOST_LABEL);
	}
	if (loose && loose->count > MOST_VALUES)
		GKRI_SAY(s, "…");
}

static void put_blanks(struct gkri_say *s)
{
	if (s->c->compares && s->c->number)
		gkri_say_message(s, GKRI_SAY_zeroed);
	else if (!s->c->compares && s->c->blank_as_zero)
		gkri_say_message(s, GKRI_SAY_counted);
}

/* ------------------------------------------------------------------ */

/* Words that were made of names, which are whatever a caller gave. */
static void put_said(struct gkri_say *s)
{
	const struct gkri_words *words = s->c->words;

	if (!words)
		return;
	s->odd = 1;
	gkri_say_clean(s, words->text[s->zh], words->len[s->zh]);
}

/* The gaps that name what the table has. */
static void put_place(struct gkri_say *s, char gap)
{
	const struct gkri_case *c = s->c;

	switch (gap) {
	case 'w':
		if (c->by_column)
			gkri_say_column(s, c->run.column);
		else
			gkri_say_row(s, c->run.row, 1);
		break;
	case 'W':
		gkri_say_row(s, c->run.row, 1);
		break;
	case 'X':
		gkri_say_row(s, c->run.row_to, 1);
		break;
	case 'k':
		gkri_say_column(s, c->run.column);
		break;
	case 'K':
		gkri_say_column(s, c->run.column_to);
		break;
	case 't':
		gkri_say_table(s);
		break;
	case 's':
		gkri_say_section(s);
		break;
	case 'p':
		put_run(s);
		break;
	default:
		break;
	}
}

static void put_gap(struct gkri_say *s, char gap)
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
		gkri_say_put(s, c->left.digits, c->left.len);
		break;
	case 'r':
		gkri_say_put(s, c->right.digits, c->right.len);
		break;
	case 'B':
		put_open(s);
		break;
	case 'z':
		put_blanks(s);
		break;
	case 'x':
		gkri_say_words(s, c->text, c->text_len, MOST_WORDS);
		break;
	case 'y':
		gkri_say_words(s, c->text, c->text_len, MOST_TEXT);
		break;
	case 'u':
		gkri_say_words(s, c->text2, c->text2_len, MOST_WORDS);
		break;
	case 'n':
		gkri_say_count(s, (int64_t)s->number, 0);
		break;
	case 'v':
		put_values(s);
		break;
	case '1':
		put_said(s);
		break;
	case 'e':
		if (c->more)
			gkri_say_string(s, s->zh ? "等" : " ...");
		break;
	default:
		put_place(s, gap);
		break;
	}
}

void gkri_say_message(struct gkri_say *s, uint32_t message)
{
	const char *p = (const char *)&texts + messages[message][s->zh];

	for (p = put_piece(s, p); *p; p = put_piece(s, p + 3))
		put_gap(s, p[1]);
}

/* That more than one correction would do. */
static void put_choice(struct gkri_say *s)
{
	const struct gkri_repair *repair = s->c->repair;

	if (!repair || repair->choices < 2)
		return;
	s->number = repair->choices;
	gkri_say_message(s,
	    repair->kind == GKR_SUGGESTION_FILL ? GKRI_SAY_contradiction
						: GKRI_SAY_choice);
}

void gkri_say_case(struct gkri_say *s)
{
	s->number = s->c->number;
	gkri_say_message(s, s->c->say);
	put_choice(s);
}
