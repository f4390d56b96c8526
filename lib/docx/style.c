/* Styles. */
#include "style.h"

#include <stdlib.h>
#include <string.h>

/* Styles inherit over at most so many steps. */
#define MOST_STEPS 16

void gkri_styles_init(struct gkri_styles *s, struct gkri_mem *mem)
{
	memset(s, 0, sizeof(*s));
	s->mem = mem;
	gkri_buf_init(&s->names, mem);
}

void gkri_styles_free(struct gkri_styles *s)
{
	gkri_buf_free(&s->names);
	gkri_release(s->mem, s->list, s->cap * sizeof(*s->list));
}

void gkri_styles_clear(struct gkri_styles *s)
{
	s->names.len = 0;
	s->count = 0;
}

/* ---- finding ---- */

static uint64_t key_of(const char *name)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * UINT64_C(1099511628211);
	return h;
}

static int by_key(const void *a, const void *b)
{
	const struct gkri_style *s = a, *t = b;

	if (s->key != t->key)
		return s->key < t->key ? -1 : 1;
	return s->name < t->name ? -1 : s->name > t->name;
}

static struct gkri_style *find(const struct gkri_styles *s, const char *id)
{
	uint64_t key = key_of(id);
	size_t lo = 0, hi = s->count;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (s->list[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->count && s->list[lo].key == key &&
		strcmp(s->names.data + s->list[lo].name, id) == 0
	    ? &s->list[lo]
	    : NULL;
}

const struct gkri_style *gkri_styles_find(
    const struct gkri_styles *s, const char *id)
{
	return find(s, id);
}

/* ---- reading ---- */

static uint32_t keep(
    struct gkri_styles *s, struct gkri_xml *x, const char *name)
{
	uint32_t at = (uint32_t)s->names.len;
	int32_t rc = gkri_buf_put(&s->names, name, strlen(name) + 1);

	if (rc != 0)
		gkri_xml_fail(x, rc);
	return at;
}

static void begin_style(
    struct gkri_styles *s, struct gkri_xml *x, const char **attributes)
{
	const char *id = gkri_xml_get(attributes, "styleId");
	struct gkri_style *style;
	int32_t rc = gkri_grow(
	    s->mem, (void **)&s->list, &s->cap, s->count + 1, sizeof(*s->list));

	if (rc != 0) {
		gkri_xml_fail(x, rc);
		return;
	}
	style = &s->list[s->count++];
	style->key = key_of(id ? id : "");
	style->name = keep(s, x, id ? id : "");
	style->based = GKRI_NO_STYLE;
	style->num = style->level = GKRI_UNSET;
	style->num_name = style->name;
	style->vanish = GKRI_UNSET;
}

static void on_start(
    void *context, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	struct gkri_styles *s = context;
	struct gkri_style *style = s->count ? &s->list[s->count - 1] : NULL;
	const char *v;

	if (id == GKRI_EL_STYLE) {
		begin_style(s, x, attributes);
		return;
	}
	if (!style)
		return;
	switch (id) {
	case GKRI_EL_BASED_ON:
		v = gkri_xml_get(attributes, "val");
		if (v)
			style->based = keep(s, x, v);
		break;
	case GKRI_EL_NUM_ID:
		style->num = gkri_xml_number(attributes, "val", GKRI_UNSET);
		break;
	case GKRI_EL_ILVL:
		style->level = gkri_xml_number(attributes, "val", GKRI_UNSET);
		break;
	case GKRI_EL_VANISH:
		/* the run's, not the paragraph mark's */
		if (gkri_xml_around(x, 1) == GKRI_EL_R_PR &&
		    gkri_xml_around(x, 2) == GKRI_EL_STYLE)
			style->vanish = (int8_t)gkri_xml_on(attributes);
		break;
	default:
		break;
	}
}

static void on_end(void *context, struct gkri_xml *x, uint8_t id)
{
	(void)context;
	(void)x;
	(void)id;
}

/* Takes what the style does not say itself from those it is based on. */
static void inherit(struct gkri_styles *s, struct gkri_style *style)
{
	const struct gkri_style *from = style;
	int steps;

	for (steps = 0; steps < MOST_STEPS; steps++) {
		if (from->based == GKRI_NO_STYLE)
			return;
		from = find(s, s->names.data + from->based);
		if (!from)
			return;
		if (style->num == GKRI_UNSET && from->num != GKRI_UNSET) {
			style->num = from->num;
			style->num_name = from->num_name;
			if (style->level == GKRI_UNSET)
				style->level = from->level;
		}
		if (style->vanish == GKRI_UNSET)
			style->vanish = from->vanish;
	}
}

int32_t gkri_styles_read(struct gkri_styles *s, struct gkri_package *k,
    const struct gkri_part_name *name)
{
	static const struct gkri_xml_reader reader = {on_start, on_end, NULL};
	int32_t rc = gkri_part_read(k, name, &reader, s);
	size_t i;

	if (rc != 0)
		return rc;
	if (s->count)
		qsort(s->list, s->count, sizeof(*s->list), by_key);
	for (i = 0; i < s->count; i++)
		inherit(s, &s->list[i]);
	return 0;
}
