/* Everything in form.def that is a label, for the tests of labels. */
#ifndef TEST_LABEL_ITEMS_H
#define TEST_LABEL_ITEMS_H

#include "support.h"

#include "form.h"
#include "label.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define ALL 31u
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define CAPTION GKRI_LABEL_CAPTION
#define HEADER GKRI_LABEL_HEADER
#define COLUMN GKRI_LABEL_COLUMN
#define ROW GKRI_LABEL_ROW
#define GROUP GKRI_LABEL_GROUP
#define GKRI_TABLE_any 0
#define F2019 1
#define F2021 2
#define BOTH 3

/* Everything in form.def that is a label. */
static const struct item {
	uint8_t kind, table, id, forms; /* forms 0: an alias */
	const char *text;
} items[] = {
#define GKR_DEF_TABLE(table, id, forms, text) \
	{CAPTION, GKRI_TABLE_##table, 0, forms, text},
#define GKR_DEF_COLUMN(table, id, name, kind, forms, old, new, unit) \
	{COLUMN, GKRI_TABLE_##table, id, 1, old},                    \
	    {COLUMN, GKRI_TABLE_##table, id, 2, new},
#define GKR_DEF_ROW(table, id, name, forms, old, new, group) \
	{ROW, GKRI_TABLE_##table, id, 1, old},               \
	    {ROW, GKRI_TABLE_##table, id, 2, new},
#define GKR_DEF_GROUP(table, id, parent, text) \
	{GROUP, GKRI_TABLE_##table, id, 0, text},
#define GKR_DEF_ALIAS(kind, table, id, text) \
	{kind, GKRI_TABLE_##table, id, 0, text},
#define GKR_DEF_HEADER(table, text) {HEADER, GKRI_TABLE_##table, 0, 0, text},
#include "form.def"
};

static inline int match(
    const char *text, uint32_t kinds, uint32_t table, struct gkri_label *l)
{
	return gkri_label_match(text, strlen(text), kinds, table, l);
}

static inline int is_item(const struct gkri_label *l, const struct item *it)
{
	return l->kind == it->kind && l->table == it->table && l->id == it->id;
}

#endif
