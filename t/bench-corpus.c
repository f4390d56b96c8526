/*
 * The corpus: sample reports with other numbers and more prose.
 *
 * The library itself says where the numbers stand.  What is added to a cell
 * is added to the totals above and beside it, so that every sum that was
 * right stays right, and a wrong one stays wrong by as much.
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#define APPLICATIONS GKR_TABLE_APPLICATIONS
#define REVIEW GKR_TABLE_REVIEW_LITIGATION
#define ROWS 32
#define COLUMNS 8
#define SPOTS 256
#define SIZE 6000 /* a file of less than this gets more prose */

/* A number in the text. */
struct spot {
	size_t offset, length;
	int64_t value;
	uint32_t scale, cell;
	int of; /* the spot whose value it repeats, or its own index */
	int plus;
};

struct base {
	char *text;
	size_t len;
	size_t prose_at; /* where prose may be added, 0: nowhere */
	struct spot spots[SPOTS];
	int count;
	int at[8][ROWS][COLUMNS]; /* index of a cell's spot + 1 */
	uint32_t form;
	uint32_t layouts; /* bit per layout */
};

static const char *const prose[] = {
    "这一年的公开工作由办公室牵头，各科室各有一人负责，名单贴在一楼的公告栏里"
    "。",
    "居民最常问的是道路施工和停水安排，我们把这两类通知放在网站首页最上面的位置"
    "。",
    "文件起草时就写明能否公开，不公开的要写出理由，由负责人签字以后才能归档保存"
    "。",
    "窗口的同事整理了常见问题和答复，印成小册子放在便民中心，来办事的人可以自己"
    "取。",
    "网站改版以后栏目少了一半，查找的路径短了，打不开的页面由值班的人当天修好"
    "。",
    "有几份旧文件还没有做成可以检索的文本，计划请档案室的同事帮忙逐件录入和校对"
    "。",
    "我们请了居民代表来看公开目录，他们觉得名称太长的栏目，已经换成了更好懂的说"
    "法。",
    "对外发布之前都由两个人先后读过一遍，涉及个人的内容按照规定遮盖以后再发布出"
    "去。",
    "下乡宣讲时带上了纸质的指南，老人不会上网也能知道到哪里申请、多久可以得到答"
    "复。",
};

/* ------------------------------------------------------------------ */
/* Random numbers                                                     */

static uint64_t next(uint64_t *state)
{
	uint64_t x = *state += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static uint32_t below(uint64_t *state, uint32_t n)
{
	return (uint32_t)(next(state) >> 32) % n;
}

/* A count: most are small. */
static int64_t amount(uint64_t *state)
{
	uint32_t k = below(state, 8);

	return 1 + below(state, k < 5 ? 9 : k < 7 ? 90 : 3000);
}

/* ------------------------------------------------------------------ */
/* Where the numbers stand                                            */

static void add_spot(struct base *b, const gkr_report *r, uint32_t cell)
{
	struct spot *s = &b->spots[b->count];
	uint64_t offset, length;
	size_t len;
	const char *raw = gkr_report_raw(r, cell, &len);
	uint32_t t = gkr_cell_table(cell);

	if (b->count == SPOTS || gkr_report_state(r, cell) != GKR_STATE_NUMBER)
		return;
	gkr_report_place(r, cell, &offset, &length, NULL, NULL);
	if (len != length || strspn(raw, "+-.,0123456789") < len ||
	    offset + len > b->len || memcmp(raw, b->text + offset, len) != 0)
		return;
	s->offset = (size_t)offset;
	s->length = len;
	s->cell = cell;
	s->plus = *raw == '+';
	s->of = b->count;
	gkr_report_number(r, cell, &s->value, &s->scale);
	b->at[t][gkr_cell_row(cell)][gkr_cell_column(cell)] = ++b->count;
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The prose tells some totals: they go with the cell. */
static void add_told(struct base *b, const gkr_report *r, const char *address)
{
	uint32_t cell = gkr_cell_from_address(address);
	int of = b->at[gkr_cell_table(cell)][gkr_cell_row(cell)]
		      [gkr_cell_column(cell)];
	char value[24];
	size_t n;
	const char *p = b->text;

	if (!of || gkr_report_value(r, cell, value, sizeof value) != GKR_OK)
		return;
	n = strlen(value);
	if (n < 2) /* it may be anything's number */
		return;
	for (; (p = strstr(p, value)) != NULL; p += n) {
		struct spot *s = &b->spots[b->count];

		if (p == b->text || is_digit(p[-1]) || b->count == SPOTS ||
		    strncmp(p + n, "件", 3) != 0)
			continue;
		*s = b->spots[of - 1];
		s->offset = (size_t)(p - b->text);
		s->length = n;
		s->of = of - 1;
		b->count++;
	}
}

static void find_prose(struct base *b, const gkr_report *r)
{
	uint32_t i;

	for (i = 0; i < gkr_report_section_count(r); i++) {
		const char *at = b->text + gkr_report_section_offset(r, i);
		const char *end = strchr(at, '\n');

		if (gkr_report_section_id(r, i) == GKR_SECTION_OVERVIEW && end)
			b->prose_at = (size_t)(end - b->text) + 1;
	}
}

static void fill(struct base *b, const gkr_report *r, int more)
{
	uint32_t i;

	b->form = gkr_report_form(r);
	for (i = 0; i < gkr_report_layout_count(r); i++)
		b->layouts |= 1u << gkr_report_layout_at(r, i);
	for (i = 0; i < gkr_form_cell_count(b->form); i++)
		add_spot(b, r, gkr_form_cell_at(b->form, i));
	add_told(b, r, "applications.new_received.total");
	add_told(b, r, "applications.outcome_total.total");
	if (more)
		find_prose(b, r);
}

struct base *base_new(const char *p, size_t n, int more)
{
	struct base *b = need(calloc(1, sizeof *b));
	gkr_report *r;
	gkr_tokenizer *t;

	if (gkr_report_new(&r) != GKR_OK || gkr_tokenizer_new(&t) != GKR_OK)
		exit(1);
	b->text = need(malloc(n + 1));
	memcpy(b->text, p, n);
	b->text[n] = '\0';
	b->len = n;
	if (gkr_report_parse(r, t, p, n) == GKR_OK &&
	    gkr_report_encoding(r) == GKR_ENCODING_UTF8)
		fill(b, r, more);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	if (b->count)
		return b;
	base_free(b);
	return NULL;
}

void base_free(struct base *b)
{
	if (b)
		free(b->text);
	free(b);
}

int base_has_layout(const struct base *b, uint32_t layout)
{
	return (int)(b->layouts >> layout & 1);
}

/* ------------------------------------------------------------------ */
/* Other numbers                                                      */

/* Adds to all the cells, or to none where the text lacks one. */
static void add(const struct base *b, int64_t *values, uint32_t table,
    const uint8_t cells[][2], int n, int64_t by)
{
	int i;

	for (i = 0; i < n; i++)
		if (!b->at[table][cells[i][0]][cells[i][1]])
			return;
	for (i = 0; i < n; i++)
		values[b->at[table][cells[i][0]][cells[i][1]] - 1] += by;
}

static uint8_t row_named(uint32_t table, const char *name)
{
	return (uint8_t)gkr_row_from_name(table, name);
}

/* A request more is in its outcome, in what was received and in totals. */
static void add_requests(const struct base *b, int64_t *values, uint64_t *state)
{
	uint32_t n = gkr_form_row_count(b->form, APPLICATIONS);
	uint8_t c = (uint8_t)(1 + below(state, 6));
	uint8_t in = row_named(APPLICATIONS, "new_received");
	uint8_t out = row_named(APPLICATIONS, "outcome_total");
	uint8_t leaf = (uint8_t)gkr_form_row_at(
	    b->form, APPLICATIONS, 2 + below(state, n - 4));
	uint8_t cells[6][2] = {
	    {in, 0}, {in, 7}, {leaf, 0}, {leaf, 7}, {out, 0}, {out, 7}};
	int i;

	if (leaf == out)
		return;
	for (i = 0; i < 6; i += 2)
		cells[i][1] = c;
	add(b, values, APPLICATIONS, (const uint8_t(*)[2])cells, 6,
	    amount(state));
}

static void add_suits(const struct base *b, int64_t *values, uint64_t *state)
{
	uint8_t cells[2][2];

	cells[0][0] = cells[1][0] = (uint8_t)(1 + below(state, 3));
	cells[0][1] = (uint8_t)(1 + below(state, 4));
	cells[1][1] = 5;
	add(b, values, REVIEW, (const uint8_t(*)[2])cells, 2,
	    1 + below(state, 9));
}

/* As many digits as before. */
static int64_t other_digits(int64_t value, uint64_t *state)
{
	int64_t most = 10;

	while (most <= value)
		most *= 10;
	return most / 10 +
	    (int64_t)(next(state) % (uint64_t)(most - most / 10));
}

/* Tables of Article 20: columns that only grow together stay in their order. */
static void add_rest(const struct base *b, int64_t *values, uint64_t *state,
    const struct spot *s)
{
	uint32_t table = gkr_cell_table(s->cell);
	uint32_t kind =
	    gkr_form_column_kind(b->form, table, gkr_cell_column(s->cell));
	uint32_t row = gkr_cell_row(s->cell), k;
	int64_t by;

	if (kind == GKR_COLUMN_MONEY && s->value > 0)
		values[s->of] = other_digits(s->value, state);
	if (kind != GKR_COLUMN_COUNT || below(state, 2))
		return;
	by = amount(state);
	if (table != GKR_TABLE_ARTICLE20_1) {
		values[s->of] += by;
		return;
	}
	/* all but what is repealed */
	for (k = 1; k < COLUMNS; k++)
		if (b->at[table][row][k] && k != 5)
			values[b->at[table][row][k] - 1] += by;
}

static void choose(const struct base *b, int64_t *values, uint64_t *state)
{
	uint32_t i, n = 1 + below(state, 14);

	for (i = 0; i < (uint32_t)b->count; i++)
		values[i] = b->spots[i].value;
	for (i = 0; i < n; i++)
		add_requests(b, values, state);
	for (i = below(state, 4); i > 0; i--)
		add_suits(b, values, state);
	for (i = 0; i < (uint32_t)b->count; i++) {
		const struct spot *s = &b->spots[i];

		if (s->of == (int)i && gkr_cell_table(s->cell) < APPLICATIONS)
			add_rest(b, values, state, s);
	}
}

/* ------------------------------------------------------------------ */
/* Writing                                                            */

struct out {
	char *p;
	size_t n, cap;
};

static void put(struct out *o, const char *p, size_t n)
{
	if (o->cap - o->n < n) {
		o->cap = 2 * o->cap + n;
		o->p = need(realloc(o->p, o->cap));
	}
	memcpy(o->p + o->n, p, n);
	o->n += n;
}

static void put_number(struct out *o, const struct spot *s, int64_t value)
{
	char digits[32], text[40];
	int64_t size = value < 0 ? -value : value;
	int n = snprintf(digits, sizeof digits, "%0*lld", (int)s->scale + 1,
	    (long long)size);
	int whole = n - (int)s->scale;

	n = snprintf(text, sizeof text, "%s%.*s%s%s",
	    value < 0	  ? "-"
		: s->plus ? "+"
			  : "",
	    whole, digits, s->scale ? "." : "", digits + whole);
	put(o, text, (size_t)n);
}

static void put_prose(struct out *o, const struct base *b, uint64_t *state)
{
	size_t n = sizeof prose / sizeof *prose, have = b->len, i;

	while (have < SIZE) {
		for (i = 1 + below(state, 4); i > 0; i--) {
			const char *line = prose[below(state, (uint32_t)n)];

			put(o, line, strlen(line));
			have += strlen(line);
		}
		put(o, "\n", 1);
	}
}

static int by_offset(const void *x, const void *y)
{
	const struct spot *a = *(const struct spot *const *)x;
	const struct spot *b = *(const struct spot *const *)y;

	return (a->offset > b->offset) - (a->offset < b->offset);
}

void base_vary(const struct base *b, uint64_t seed, struct set *set)
{
	const struct spot *order[SPOTS];
	int64_t values[SPOTS];
	struct out o = {NULL, 0, 0};
	size_t at = 0;
	int i;

	seed *= UINT64_C(0x2545f4914f6cdd1d);
	choose(b, values, &seed);
	for (i = 0; i < b->count; i++)
		order[i] = &b->spots[i];
	qsort(order, (size_t)b->count, sizeof *order, by_offset);
	for (i = 0; i < b->count; i++) {
		const struct spot *s = order[i];

		if (s->offset < at) /* told twice */
			continue;
		if (b->prose_at > at && b->prose_at <= s->offset) {
			put(&o, b->text + at, b->prose_at - at);
			at = b->prose_at;
			put_prose(&o, b, &seed);
		}
		put(&o, b->text + at, s->offset - at);
		put_number(&o, s, values[s->of]);
		at = s->offset + s->length;
	}
	put(&o, b->text + at, b->len - at);
	o.p = need(realloc(o.p, o.n + 1));
	o.p[o.n] = '\0';
	set_add(set, o.p, o.n);
}
