/* Numbering: its definitions, and counting. */
#include "number.h"

#include "counter.h"

#include <stdlib.h>
#include <string.h>

/* No list goes so far. */
#define MOST_COUNT 1000000000

void gkri_numbers_init(struct gkri_numbers *n, struct gkri_mem *mem)
{
	memset(n, 0, sizeof(*n));
	n->mem = mem;
	gkri_buf_init(&n->texts, mem);
}

void gkri_numbers_free(struct gkri_numbers *n)
{
	gkri_buf_free(&n->texts);
	gkri_release(n->mem, n->levels, n->level_cap * sizeof(*n->levels));
	gkri_release(n->mem, n->lists, n->list_cap * sizeof(*n->lists));
	gkri_release(n->mem, n->nums, n->num_cap * sizeof(*n->nums));
}

void gkri_numbers_clear(struct gkri_numbers *n)
{
	n->texts.len = 0;
	n->level_count = n->list_count = n->num_count = 0;
}

/* ---- reading ---- */

static void begin_list(
    struct gkri_numbers *n, struct gkri_xml *x, const char **attributes)
{
	struct gkri_list *list;
	int32_t rc = gkri_grow(n->mem, (void **)&n->lists, &n->list_cap,
	    n->list_count + 1, sizeof(*n->lists));

	if (rc != 0) {
		gkri_xml_fail(x, rc);
		return;
	}
	list = &n->lists[n->list_count++];
	memset(list, 0, sizeof(*list));
	memset(list->level, 0xff, sizeof(list->level));
	list->id = gkri_xml_number(attributes, "abstractNumId", -1);
}

static void begin_num(
    struct gkri_numbers *n, struct gkri_xml *x, const char **attributes)
{
	struct gkri_num *num;
	int32_t rc = gkri_grow(n->mem, (void **)&n->nums, &n->num_cap,
	    n->num_count + 1, sizeof(*n->nums));

	if (rc != 0) {
		gkri_xml_fail(x, rc);
		return;
	}
	num = &n->nums[n->num_count++];
	memset(num, 0, sizeof(*num));
	memset(num->level, 0xff, sizeof(num->level));
	memset(num->start, 0xff, sizeof(num->start));
	num->id = gkri_xml_number(attributes, "numId", -1);
	num->list = -1;
}

static int is_level(int32_t level)
{
	return level >= 0 && level < GKRI_LEVELS;
}

/* Where the level that begins here is kept; NULL: nowhere. */
static uint32_t *level_slot(
    struct gkri_numbers *n, struct gkri_xml *x, const char **attributes)
{
	int32_t level = gkri_xml_number(attributes, "ilvl", -1);

	if (gkri_xml_around(x, 1) == GKRI_EL_LVL_OVERRIDE)
		return n->num_count && is_level(n->override)
		    ? &n->nums[n->num_count - 1].level[n->override]
		    : NULL;
	return n->list_count && is_level(level)
	    ? &n->lists[n->list_count - 1].level[level]
	    : NULL;
}

static void begin_level(
    struct gkri_numbers *n, struct gkri_xml *x, const char **attributes)
{
	uint32_t *slot = level_slot(n, x, attributes);
	struct gkri_level *level;
	int32_t rc = gkri_grow(n->mem, (void **)&n->levels, &n->level_cap,
	    n->level_count + 1, sizeof(*n->levels));

	if (rc != 0) {
		gkri_xml_fail(x, rc);
		return;
	}
	if (slot)
		*slot = (uint32_t)n->level_count;
	level = &n->levels[n->level_count++];
	memset(level, 0, sizeof(*level));
	level->style = GKRI_NO_LEVEL;
	level->restart = -1;
	level->way = GKRI_COUNTER_DECIMAL;
}

static uint32_t keep(
    struct gkri_numbers *n, struct gkri_xml *x, const char *text)
{
	uint32_t at = (uint32_t)n->texts.len;
	int32_t rc = gkri_buf_put(&n->texts, text, strlen(text) + 1);

	if (rc != 0)
		gkri_xml_fail(x, rc);
	return at;
}

/* What a level says of itself. */
static void read_level(struct gkri_numbers *n, struct gkri_xml *x, uint8_t id,
    const char **attributes)
{
	struct gkri_level *level = &n->levels[n->level_count - 1];
	const char *v = gkri_xml_get(attributes, "val");

	switch (id) {
	case GKRI_EL_START:
		level->start = gkri_xml_number(attributes, "val", 0);
		break;
	case GKRI_EL_LVL_RESTART:
		level->restart = gkri_xml_number(attributes, "val", -1);
		break;
	case GKRI_EL_IS_LGL:
		level->legal = (uint8_t)gkri_xml_on(attributes);
		break;
	case GKRI_EL_NUM_FMT:
		level->way = gkri_counter_way(v ? v : "");
		break;
	case GKRI_EL_SUFF:
		level->bare = v && strcmp(v, "nothing") == 0;
		break;
	case GKRI_EL_LVL_TEXT:
		level->text = keep(n, x, v ? v : "");
		level->text_len = (uint32_t)strlen(v ? v : "");
		break;
	case GKRI_EL_P_STYLE:
		level->style = v ? keep(n, x, v) : GKRI_NO_LEVEL;
		break;
	default:
		break;
	}
}

static void read_num(
    struct gkri_numbers *n, uint8_t id, const char **attributes)
{
	struct gkri_num *num = &n->nums[n->num_count - 1];

	if (id == GKRI_EL_ABSTRACT_NUM_ID)
		num->list = gkri_xml_number(attributes, "val", -1);
	else if (id == GKRI_EL_LVL_OVERRIDE)
		n->override = gkri_xml_number(attributes, "ilvl", -1);
	else if (id == GKRI_EL_START_OVERRIDE && is_level(n->override))
		num->start[n->override] =
		    gkri_xml_number(attributes, "val", -1);
}

static void on_start(
    void *context, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	struct gkri_numbers *n = context;

	if (id == GKRI_EL_ABSTRACT_NUM)
		begin_list(n, x, attributes);
	else if (id == GKRI_EL_NUM)
		begin_num(n, x, attributes);
	else if (id == GKRI_EL_LVL)
		begin_level(n, x, attributes);
	else if (gkri_xml_around(x, 1) == GKRI_EL_LVL && n->level_count)
		read_level(n, x, id, attributes);
	else if (n->num_count)
		read_num(n, id, attributes);
}

static void on_end(void *context, struct gkri_xml *x, uint8_t id)
{
	(void)context;
	(void)x;
	(void)id;
}

/* Lists and nums both begin with their id. */
static int by_id(const void *a, const void *b)
{
	int32_t m = *(const int32_t *)a, n = *(const int32_t *)b;

	return m < n ? -1 : m > n;
}

/* Turns the ids of definitions into their indices. */
static void link_lists(struct gkri_numbers *n)
{
	const struct gkri_list *list;
	size_t i;

	if (n->list_count)
		qsort(n->lists, n->list_count, sizeof(*n->lists), by_id);
	if (n->num_count)
		qsort(n->nums, n->num_count, sizeof(*n->nums), by_id);
	for (i = 0; i < n->num_count; i++) {
		int32_t id = n->nums[i].list;

		list = n->list_count && id >= 0
		    ? bsearch(&id, n->lists, n->list_count, sizeof(*n->lists),
			  by_id)
		    : NULL;
		n->nums[i].list = list ? (int32_t)(list - n->lists) : -1;
	}
}

int32_t gkri_numbers_read(struct gkri_numbers *n, struct gkri_package *k,
    const struct gkri_part_name *name)
{
	static const struct gkri_xml_reader reader = {on_start, on_end, NULL};
	int32_t rc = gkri_part_read(k, name, &reader, n);

	if (rc == 0)
		link_lists(n);
	return rc;
}

/* ---- counting ---- */

static struct gkri_num *find(const struct gkri_numbers *n, int32_t id)
{
	struct gkri_num *num = n->num_count && id > 0
	    ? bsearch(&id, n->nums, n->num_count, sizeof(*n->nums), by_id)
	    : NULL;

	return num && num->list >= 0 ? num : NULL;
}

/* How a level of a num is printed; NULL where that is not said. */
static const struct gkri_level *level_of(
    const struct gkri_numbers *n, const struct gkri_num *num, int32_t level)
{
	uint32_t at = num->level[level];

	if (at == GKRI_NO_LEVEL)
		at = n->lists[num->list].level[level];
	return at == GKRI_NO_LEVEL ? NULL : &n->levels[at];
}

int32_t gkri_numbers_level(
    const struct gkri_numbers *n, int32_t num, const char *style, int32_t other)
{
	const struct gkri_num *m = find(n, num);
	int32_t i;

	for (i = 0; m && i < GKRI_LEVELS; i++) {
		const struct gkri_level *level = level_of(n, m, i);

		if (level && level->style != GKRI_NO_LEVEL &&
		    strcmp(n->texts.data + level->style, style) == 0)
			return i;
	}
	return other;
}

static int32_t start_of(
    const struct gkri_numbers *n, struct gkri_num *num, int32_t level)
{
	const struct gkri_level *l = level_of(n, num, level);

	if (num->start[level] >= 0)
		return num->start[level];
	return l && l->start > 0 ? l->start : 0;
}

/* Counts the level, and lets those below begin again. */
static void count(struct gkri_numbers *n, struct gkri_num *num, int32_t level)
{
	struct gkri_list *list = &n->lists[num->list];
	int32_t i;

	if (!list->used[level] ||
	    (num->start[level] >= 0 && !num->begun[level]))
		list->count[level] = start_of(n, num, level);
	else if (list->count[level] < MOST_COUNT)
		list->count[level]++;
	list->used[level] = num->begun[level] = 1;
	for (i = 0; i < level; i++)
		if (!list->used[i]) {
			list->count[i] = start_of(n, num, i);
			list->used[i] = 1;
		}
	for (i = level + 1; i < GKRI_LEVELS; i++) {
		const struct gkri_level *l = level_of(n, num, i);

		if (!l || l->restart < 0 || level < l->restart)
			list->used[i] = 0;
	}
}

/* Appends the level's text with the counters in it. */
static int32_t print(const struct gkri_numbers *n, const struct gkri_num *num,
    const struct gkri_level *own, struct gkri_buf *out)
{
	const struct gkri_list *list = &n->lists[num->list];
	const char *p, *end;
	char digits[GKRI_COUNTER_SIZE];
	int32_t rc = 0;

	if (!own->text_len)
		return 0;
	p = n->texts.data + own->text;
	end = p + own->text_len;
	for (; p < end && rc == 0; p++) {
		const struct gkri_level *l;
		int32_t i;

		if (*p != '%' || p + 1 == end || p[1] < '1' || p[1] > '9') {
			rc = gkri_buf_put(out, p, 1);
			continue;
		}
		i = *++p - '1';
		l = level_of(n, num, i);
		if (l)
			rc = gkri_buf_put(out, digits,
			    gkri_counter_put(
				own->legal ? GKRI_COUNTER_DECIMAL : l->way,
				(uint32_t)list->count[i], digits));
	}
	return rc;
}

int32_t gkri_numbers_next(struct gkri_numbers *n, int32_t num, int32_t level,
    struct gkri_buf *out, int *bare)
{
	struct gkri_num *m = find(n, num);
	const struct gkri_level *own;

	*bare = 0;
	if (!m || !is_level(level))
		return 0;
	count(n, m, level);
	own = level_of(n, m, level);
	if (!own || own->way == GKRI_COUNTER_UNKNOWN ||
	    own->way == GKRI_COUNTER_BULLET)
		return 0;
	*bare = own->bare;
	return print(n, m, own, out);
}
