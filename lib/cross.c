/* The rules of rule.def that need the reports of two years. */
#include "compare.h"

#include <stdio.h>

#define F2019 1
#define F2021 2
#define BOTH 3
#define BIT(id) ((uint32_t)1 << (id))
#define ROW(table, row) BIT(GKRI_ROW_##table##_##row)
#define COL(table, column) BIT(GKRI_COL_##table##_##column)

#define MOST_LABEL 60 /* bytes of a label */
#define TERMS 8

static const struct cross {
	uint8_t rule, table, by, editions;
	uint32_t from, to;
	uint32_t last, plus, minus;
	uint8_t right, grave, say, open;
} crosses[] = {
#define GKR_DEF_CROSS(ident, table, by, editions, from, to, last, plus, minus, \
    right, grave, say, open)                                                   \
	{GKRI_RULE_##ident, GKRI_TABLE_##table, GKRI_BY_##by, editions, from,  \
	    to, last, plus, minus, right, grave, GKRI_SAY_##say,               \
	    GKRI_SAY_##open},
#include "rule.def"
};
#define CROSSES (sizeof crosses / sizeof *crosses)

/* One number that takes part. */
struct term {
	const struct gkr_report *r;
	const struct gkri_rcell *cell;
	uint16_t slot;
	uint8_t row, column;
	uint8_t is_last, minus;
};

/* One comparison of a row or column at work. */
struct work {
	struct gkr_comparison *c;
	struct gkr_findings *f;
	const struct gkr_report *last, *now;
	const struct cross *what;
	struct term terms[TERMS]; /* the last one is the right side */
	uint32_t count;
	int32_t rc; /* of what is being said */
};

/* ------------------------------------------------------------------ */
/* Terms                                                              */

static void add_term(struct work *w, const struct gkr_report *r, uint32_t row,
    uint32_t column, int minus)
{
	struct term *t = &w->terms[w->count++];

	t->r = r;
	t->row = (uint8_t)row;
	t->column = (uint8_t)column;
	t->slot = (uint16_t)gkri_slot_of(w->what->table, row, column);
	t->cell = &r->cells[t->slot];
	t->is_last = r == w->last;
	t->minus = (uint8_t)minus;
}

/* The terms of a set of rows (of the column id), or of columns (of a row). */
static void add_set(struct work *w, const struct gkr_report *r, uint32_t set,
    uint32_t id, int minus)
{
	uint32_t i;

	for (i = 1; set >> i; i++) {
		if (!gkri_in(set, i))
			continue;
		if (w->what->by == GKRI_BY_COLUMN)
			add_term(w, r, i, id, minus);
		else
			add_term(w, r, id, i, minus);
	}
}

static int is_zero(const struct work *w, const struct term *t)
{
	return w->c->blank_as_zero &&
	    (t->cell->state == GKR_STATE_BLANK ||
		t->cell->state == GKR_STATE_NIL);
}

static int is_open(const struct work *w, const struct term *t)
{
	return t->cell->state != GKR_STATE_NUMBER && !is_zero(w, t);
}

/* ------------------------------------------------------------------ */
/* Words                                                              */

static void put(struct work *w, int zh, const char *p, size_t n)
{
	if (w->rc == GKR_OK)
		w->rc = gkri_buf_put(&w->c->said[zh], p, n);
}

static void puts_of(struct work *w, int zh, const char *text)
{
	put(w, zh, text, strlen(text));
}

static void put_unsigned(struct work *w, int zh, uint64_t n)
{
	char text[24];

	put(w, zh, text,
	    (size_t)snprintf(text, sizeof text, "%llu", (unsigned long long)n));
}

/* The label of what is not shared by all terms, as printed; else the form's. */
static const char *label_of(
    const struct work *w, const struct term *t, size_t *len)
{
	uint32_t table = w->what->table;
	int by_column = w->what->by == GKRI_BY_COLUMN;
	const struct gkri_span *span = by_column
	    ? &t->r->row_label[table][t->row]
	    : &t->r->column_label[table][t->column];
	const char *label = by_column
	    ? gkr_form_row_label(t->r->form, table, t->row)
	    : gkr_form_column_label(t->r->form, table, t->column);

	if (span->len)
		return gkri_run(&t->r->text, span->at, span->len, len);
	*len = strlen(label);
	return label;
}

/* The first characters of a long one. */
static void put_label(struct work *w, int zh, const char *p, size_t n)
{
	size_t cut = n;

	if (cut > MOST_LABEL)
		for (cut = MOST_LABEL; ((unsigned char)p[cut] & 0xc0) == 0x80;)
			cut--;
	put(w, zh, p, cut);
	if (cut < n)
		puts_of(w, zh, "…");
}

static void put_name(struct work *w, int zh, const struct term *t)
{
	uint32_t table = w->what->table;
	const char *name = w->what->by == GKRI_BY_COLUMN
	    ? gkr_row_name(table, t->row)
	    : gkr_column_name(table, t->column);
	size_t n;
	const char *label = label_of(w, t, &n);

	for (; !zh && *name; name++)
		put(w, zh, *name == '_' ? " " : name, 1);
	puts_of(w, zh, zh ? "" : " [");
	put_label(w, zh, label, n);
	puts_of(w, zh, zh ? "" : "]");
}

/* "上年（2021 年，last.txt 第 30 行）", without what is not known. */
static void put_last(struct work *w, int zh, const struct term *t)
{
	struct gkri_spot spot = gkri_spot_cell(t->r, t->slot);
	const char *source = gkr_report_source_name(t->r);
	int some = 0;

	puts_of(w, zh, zh ? "上年" : "last year ");
	if (!t->r->year && !source && !spot.line)
		return;
	puts_of(w, zh, zh ? "（" : "(");
	if (t->r->year) {
		put_unsigned(w, zh, t->r->year);
		puts_of(w, zh, zh ? " 年" : "");
		some = 1;
	}
	if (source) {
		puts_of(w, zh, !some ? "" : zh ? "，" : ", ");
		puts_of(w, zh, source);
	}
	if (spot.line) {
		puts_of(w, zh, source ? " " : !some ? "" : zh ? "，" : ", ");
		puts_of(w, zh, zh ? "第 " : "line ");
		put_unsigned(w, zh, spot.line);
		puts_of(w, zh, zh ? " 行" : "");
	}
	puts_of(w, zh, zh ? "）" : ") ");
}

/* Which year's; 本年 not before a label that begins with it. */
static void put_side(struct work *w, int zh, const struct term *t)
{
	static const char now[] = "本年";
	size_t n;
	const char *label = label_of(w, t, &n);

	if (t->is_last)
		put_last(w, zh, t);
	else if (!zh)
		puts_of(w, zh, "this year ");
	else if (n < sizeof now - 1 || memcmp(label, now, sizeof now - 1) != 0)
		puts_of(w, zh, now);
}

static void put_value(struct work *w, int zh, const struct term *t)
{
	char text[24];

	puts_of(w, zh, " ");
	if (t->cell->state != GKR_STATE_NUMBER)
		puts_of(w, zh, "0");
	else
		put(w, zh, text,
		    gkri_decimal_write(
			text, t->cell->mantissa, t->cell->scale));
}

/* a 3 + b 2 - c 1 = 4, this year d 5 */
static void say_terms(struct work *w, int zh, const struct gkri_side *sum)
{
	const struct term *t;
	uint32_t i;

	for (i = 0; i < w->count; i++) {
		t = &w->terms[i];
		if (i + 1 == w->count) {
			if (i > 1) {
				puts_of(w, zh, " = ");
				put(w, zh, sum->digits, sum->len);
			}
			puts_of(w, zh, zh ? "，" : ", but ");
			put_side(w, zh, t);
		} else if (i == 0) {
			put_side(w, zh, t);
		} else {
			puts_of(w, zh, t->minus ? " - " : " + ");
			if (w->terms[i - 1].is_last && !t->is_last)
				put_side(w, zh, t);
		}
		put_name(w, zh, t);
		put_value(w, zh, t);
	}
}

/* Those that are no numbers, and why. */
static void say_open(struct work *w, int zh)
{
	const struct term *t;
	uint32_t i, n = 0;

	for (i = 0; i < w->count; i++) {
		t = &w->terms[i];
		if (!is_open(w, t))
			continue;
		if (n++)
			puts_of(w, zh, zh ? "，" : ", ");
		put_side(w, zh, t);
		puts_of(w, zh, zh ? "“" : "");
		put_name(w, zh, t);
		puts_of(w, zh, zh ? "”" : " ");
		puts_of(w, zh, gkri_state_says(t->cell->state, zh));
	}
}

static int32_t say(
    struct work *w, struct gkri_phrase *words, const struct gkri_side *sum)
{
	int zh;

	w->rc = GKR_OK;
	for (zh = 0; zh < 2; zh++) {
		w->c->said[zh].len = 0;
		if (sum)
			say_terms(w, zh, sum);
		else
			say_open(w, zh);
		words->text[zh] = w->c->said[zh].data;
		words->len[zh] = w->c->said[zh].len;
	}
	return w->rc;
}

/* ------------------------------------------------------------------ */
/* Findings                                                           */

/* Each cell once, though it takes part in both years. */
static void name_cells(const struct work *w, struct gkri_made *m)
{
	uint32_t i, j;

	for (i = 0; i < w->count; i++) {
		for (j = 0; j < m->c.slot_count; j++)
			if (m->slots[j] == w->terms[i].slot)
				break;
		if (j == m->c.slot_count)
			m->slots[m->c.slot_count++] = w->terms[i].slot;
	}
}

static void begin(const struct work *w, uint32_t id, struct gkri_made *m,
    struct gkri_other *other)
{
	const struct term *right = &w->terms[w->count - 1];
	int by_column = w->what->by == GKRI_BY_COLUMN;

	memset(&m->c, 0, sizeof m->c);
	m->c.slots = m->slots;
	m->c.rule = w->what->rule;
	m->c.at = by_column ? GKRI_AT_COLUMN : GKRI_AT_ROW;
	m->c.by_column = (uint8_t)by_column;
	m->c.blank_as_zero = w->c->blank_as_zero;
	m->c.run.table = w->what->table;
	m->c.run.row = m->c.run.row_to = right->row;
	m->c.run.column = m->c.run.column_to = right->column;
	if (w->what->grave && w->what->grave != id)
		m->c.severity = GKR_SEVERITY_WARNING;
	m->c.spot = gkri_spot_cell(w->now, right->slot);
	other->spot = gkri_spot_cell(w->last, w->terms[0].slot);
	other->source = gkr_report_source_name(w->last);
	m->c.other = other;
	name_cells(w, m);
}

/* What the terms make; 0 where one is no number. */
static int add_up(const struct work *w, struct gkri_sum *left,
    struct gkri_sum *right, uint64_t *zeroed)
{
	const struct term *t;
	uint32_t i;

	gkri_sum_zero(left);
	gkri_sum_zero(right);
	*zeroed = 0;
	for (i = 0; i < w->count; i++) {
		t = &w->terms[i];
		if (is_open(w, t))
			return 0;
		if (t->cell->state != GKR_STATE_NUMBER)
			++*zeroed;
		else
			gkri_sum_add(i + 1 < w->count ? left : right,
			    t->cell->mantissa, t->cell->scale,
			    t->minus ? -1 : 1);
	}
	return 1;
}

static int32_t judge(struct work *w, uint32_t id)
{
	struct gkri_sum left, right;
	struct gkri_phrase words;
	struct gkri_other other;
	struct gkri_made m;
	uint64_t zeroed;
	int known = add_up(w, &left, &right, &zeroed);
	int32_t rc;

	if (known && gkri_sum_compare(&left, &right) == 0)
		return GKR_OK;
	begin(w, id, &m, &other);
	m.c.words = &words;
	m.c.say = known ? w->what->say : w->what->open;
	if (known) {
		m.c.compares = 1;
		m.c.number = zeroed;
		m.c.left.len = (uint32_t)gkri_sum_write(m.c.left.digits, &left);
		m.c.right.len =
		    (uint32_t)gkri_sum_write(m.c.right.digits, &right);
	} else {
		m.c.status = GKR_FINDING_UNASSESSABLE;
	}
	rc = say(w, &words, known ? &m.c.left : NULL);
	return rc == GKR_OK ? gkri_finding_add(w->f, w->now, &m.c) : rc;
}

/* 1 where both forms take the table from these editions. */
static int fits_forms(const struct work *w)
{
	uint32_t a = gkri_form_edition(w->last->form, w->what->table);
	uint32_t b = gkri_form_edition(w->now->form, w->what->table);

	return a & b & w->what->editions ||
	    (w->what->editions == BOTH && a && b);
}

/* The year before; where it is not named, the one that the other implies. */
static int fits_years(const struct work *w)
{
	uint32_t year = w->last->year;

	if (!year && w->now->year)
		year = w->now->year - 1;
	return !year || (year >= w->what->from && year <= w->what->to);
}

/* The rows (or columns) of the table in both forms. */
static uint32_t id_at(const struct work *w, uint32_t form, uint32_t i)
{
	return w->what->by == GKRI_BY_COLUMN
	    ? gkr_form_column_at(form, w->what->table, i)
	    : gkr_form_row_at(form, w->what->table, i);
}

static int32_t check_one(struct work *w)
{
	const struct cross *what = w->what;
	uint32_t i, id;
	int32_t rc = GKR_OK;

	for (i = 0; rc == GKR_OK && (id = id_at(w, w->now->form, i)) != 0;
	     i++) {
		w->count = 0;
		add_set(w, w->last, what->last, id, 0);
		add_set(w, w->now, what->plus, id, 0);
		add_set(w, w->now, what->minus, id, 1);
		add_set(w, w->now, BIT(what->right), id, 0);
		rc = judge(w, id);
	}
	return rc;
}

int32_t gkri_cross_check(struct gkr_comparison *c, struct gkr_findings *f,
    const struct gkr_report *last, const struct gkr_report *now)
{
	struct work w;
	size_t i;
	int32_t rc = GKR_OK;

	memset(&w, 0, sizeof w);
	w.c = c;
	w.f = f;
	w.last = last;
	w.now = now;
	for (i = 0; rc == GKR_OK && i < CROSSES; i++) {
		w.what = &crosses[i];
		if (fits_forms(&w) && fits_years(&w))
			rc = check_one(&w);
	}
	return rc;
}
