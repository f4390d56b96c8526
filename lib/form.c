/*
 * The forms as constant tables, filled from form.def by the preprocessor.
 *
 * Whatever belongs to a form is looked up through its edition, the form that
 * a table was taken from.  An edition's cells and columns are lists over all
 * tables, and each table knows where its part of them begins.
 */
#include <string.h>

#include "form.h"

#define F2019 1
#define F2021 2
#define BOTH 3
#define COUNT GKR_COLUMN_COUNT
#define SIGNED GKR_COLUMN_SIGNED
#define MONEY GKR_COLUMN_MONEY

#define FORMS 5	 /* unknown included */
#define GROUPS 6 /* most groups of a table, and none */

/* Keeps what an edition has: IN_edition_forms(it). */
#define IN_2019_F2019(...) __VA_ARGS__
#define IN_2019_F2021(...)
#define IN_2019_BOTH(...) __VA_ARGS__
#define IN_2021_F2019(...)
#define IN_2021_F2021(...) __VA_ARGS__
#define IN_2021_BOTH(...) __VA_ARGS__

/*
 * Enumerators count: a table begins where the last one ended, and a second
 * name takes back the number that the first one used up.
 */
#define MARK(name) name, name##_BACK = name - 1,

enum {
#define GKR_DEF_TABLE(table, ...) MARK(ROWS_##table)
#define GKR_DEF_ROW(table, id, name, ...) ROW_##table##_##name,
#include "form.def"
	ROWS_END
};
enum {
#define GKR_DEF_TABLE(table, ...) MARK(COLS_##table)
#define GKR_DEF_COLUMN(table, id, name, ...) COL_##table##_##name,
#include "form.def"
	COLS_END
};
enum {
#define GKR_DEF_TABLE(table, ...) MARK(SLOTS_##table)
#define NAME(table, row, column, forms) SLOT_##table##_##row##_##column,
#define GKR_DEF_ROW(table, id, name, ...) GKR_CELLS_##table(NAME, name)
#include "form.def"
	SLOTS_END
#undef NAME
};
enum {
#define GKR_DEF_TABLE(table, ...) MARK(COLS_2019_##table)
#define GKR_DEF_COLUMN(table, id, name, kind, forms, ...) \
	IN_2019_##forms(COL_2019_##table##_##name, )
#include "form.def"
	COLS_2019_END
};
enum {
#define GKR_DEF_TABLE(table, ...) MARK(COLS_2021_##table)
#define GKR_DEF_COLUMN(table, id, name, kind, forms, ...) \
	IN_2021_##forms(COL_2021_##table##_##name, )
#include "form.def"
	COLS_2021_END
};
enum {
#define GKR_DEF_TABLE(table, ...) MARK(CELLS_2019_##table)
#define NAME(table, row, column, forms) \
	IN_2019_##forms(CELL_2019_##table##_##row##_##column, )
#define GKR_DEF_ROW(table, id, name, forms, ...) \
	IN_2019_##forms(GKR_CELLS_##table(NAME, name))
#include "form.def"
	CELLS_2019_END
#undef NAME
};
enum {
#define GKR_DEF_TABLE(table, ...) MARK(CELLS_2021_##table)
#define NAME(table, row, column, forms) \
	IN_2021_##forms(CELL_2021_##table##_##row##_##column, )
#define GKR_DEF_ROW(table, id, name, forms, ...) \
	IN_2021_##forms(GKR_CELLS_##table(NAME, name))
#include "form.def"
	CELLS_2021_END
#undef NAME
};

struct form {
	const char *name, *document;
};
struct table {
	const char *name, *caption;
};
struct row {
	const char *name, *label[2]; /* by edition */
	uint8_t forms, group;
};
struct column {
	const char *name, *label[2], *unit;
	uint8_t forms, kind;
};
struct group {
	const char *label;
	uint8_t parent;
};

static const struct form forms_of[FORMS] = {
    {"unknown", NULL},
#define GKR_DEF_FORM(id, name, document) [id] = {name, document},
#include "form.def"
};

static const struct table tables[GKRI_TABLES + 1] = {
#define GKR_DEF_TABLE(table, id, forms, caption) [id] = {#table, caption},
#include "form.def"
};

/* The edition (GKR_FORM_2019 or _2021) of each table of a form. */
static const uint8_t editions[FORMS][GKRI_TABLES + 1] = {
#define GKR_DEF_PART(form, table, edition) \
	[GKR_FORM_##form][GKRI_TABLE_##table] = GKR_FORM_##edition,
#include "form.def"
};

static const struct row rows[ROWS_END] = {
#define GKR_DEF_ROW(table, id, name, forms, old, new, group) \
	{#name, {old, new}, forms, group},
#include "form.def"
};

static const struct column columns[COLS_END] = {
#define GKR_DEF_COLUMN(table, id, name, kind, forms, old, new, unit) \
	{#name, {old, new}, unit, forms, kind},
#include "form.def"
};

static const struct group groups[GKRI_TABLES + 1][GROUPS] = {
#define GKR_DEF_GROUP(table, id, parent, label) \
	[GKRI_TABLE_##table][id] = {label, parent},
#include "form.def"
};

const struct gkri_form_place gkri_form_at[GKRI_TABLES + 2] = {
#define GKR_DEF_TABLE(table, id, ...) \
	[id] = {ROWS_##table, COLS_##table, SLOTS_##table},
#include "form.def"
    [GKRI_TABLES + 1] = {ROWS_END, COLS_END, SLOTS_END}};
/* The same in an edition's lists; indexed by edition, from 0: 2019, 2021. */
static const struct part {
	uint8_t column, cell;
} parts[2][GKRI_TABLES + 2] = {
    {
#define GKR_DEF_TABLE(table, id, ...) \
	[id] = {COLS_2019_##table, CELLS_2019_##table},
#include "form.def"
	[GKRI_TABLES + 1] = {COLS_2019_END, CELLS_2019_END}},
    {
#define GKR_DEF_TABLE(table, id, ...) \
	[id] = {COLS_2021_##table, CELLS_2021_##table},
#include "form.def"
	[GKRI_TABLES + 1] = {COLS_2021_END, CELLS_2021_END}}};

static const uint8_t part_slots[2][GKRI_SLOTS] = {{
#define NAME(table, row, column, forms) \
	IN_2019_##forms(SLOT_##table##_##row##_##column, )
#define GKR_DEF_ROW(table, id, name, forms, ...) \
	IN_2019_##forms(GKR_CELLS_##table(NAME, name))
#include "form.def"
#undef NAME
						  },
    {
#define NAME(table, row, column, forms) \
	IN_2021_##forms(SLOT_##table##_##row##_##column, )
#define GKR_DEF_ROW(table, id, name, forms, ...) \
	IN_2021_##forms(GKR_CELLS_##table(NAME, name))
#include "form.def"
#undef NAME
    }};

#define CELL(table, row, column) \
	((uint32_t)(table) << 16 | (uint32_t)(row) << 8 | (uint32_t)(column))

static const uint32_t slot_cells[GKRI_SLOTS] = {
#define NAME(table, row, column, forms)                    \
	CELL(GKRI_TABLE_##table, GKRI_ROW_##table##_##row, \
	    GKRI_COL_##table##_##column),
#define GKR_DEF_ROW(table, id, name, ...) GKR_CELLS_##table(NAME, name)
#include "form.def"
#undef NAME
};

static const char *const slot_addresses[GKRI_SLOTS] = {
#define NAME(table, row, column, forms) #table "." #row "." #column,
#define GKR_DEF_ROW(table, id, name, ...) GKR_CELLS_##table(NAME, name)
#include "form.def"
#undef NAME
};

static const struct {
	const char *name, *title;
} sections[GKR_SECTION_OTHER_MATTERS + 1] = {
#define GKR_DEF_SECTION(id, name, title) [id] = {name, title},
#include "form.def"
};

/* GKRI_SLOTS and the form agree, or this does not compile. */
typedef char slots_fit[SLOTS_END == GKRI_SLOTS ? 1 : -1];

/* ------------------------------------------------------------------ */

static const struct row *row_of(uint32_t table, uint32_t row)
{
	const struct gkri_form_place *at;

	if (table < 1 || table > GKRI_TABLES)
		return NULL;
	at = &gkri_form_at[table];
	return row - 1 < (uint32_t)(at[1].row - at[0].row)
	    ? &rows[at->row + row - 1]
	    : NULL;
}

static const struct column *column_of(uint32_t table, uint32_t column)
{
	const struct gkri_form_place *at;

	if (table < 1 || table > GKRI_TABLES)
		return NULL;
	at = &gkri_form_at[table];
	return column - 1 < (uint32_t)(at[1].column - at[0].column)
	    ? &columns[at->column + column - 1]
	    : NULL;
}

uint32_t gkri_form_edition(uint32_t form, uint32_t table)
{
	return form < FORMS && table <= GKRI_TABLES ? editions[form][table] : 0;
}

int gkri_slot_of(uint32_t table, uint32_t row, uint32_t column)
{
	const struct gkri_form_place *at;
	uint32_t width;

	if (table < 1 || table > GKRI_TABLES)
		return -1;
	at = &gkri_form_at[table];
	width = (uint32_t)(at[1].column - at[0].column);
	if (row - 1 >= (uint32_t)(at[1].row - at[0].row) || column - 1 >= width)
		return -1;
	return (int)(at->slot + (row - 1) * width + (column - 1));
}

int gkri_slot(uint32_t cell)
{
	return gkri_slot_of(cell >> 16, cell >> 8 & 255, cell & 255);
}

uint32_t gkri_slot_cell(int slot)
{
	return slot >= 0 && slot < GKRI_SLOTS ? slot_cells[slot] : 0;
}

/* ------------------------------------------------------------------ */
/* Forms                                                              */

uint32_t gkr_form_count(void)
{
	return FORMS - 1;
}

uint32_t gkr_form_at(uint32_t index)
{
	return index < FORMS - 1 ? index + 1 : 0;
}

const char *gkr_form_name(uint32_t form)
{
	return form < FORMS ? forms_of[form].name : NULL;
}

const char *gkr_form_document(uint32_t form)
{
	return form < FORMS ? forms_of[form].document : NULL;
}

uint32_t gkr_form_from_name(const char *name)
{
	uint32_t i;

	for (i = 1; name && i < FORMS; i++)
		if (!strcmp(forms_of[i].name, name))
			return i;
	return GKR_FORM_UNKNOWN;
}

uint32_t gkr_form_table_count(uint32_t form)
{
	uint32_t table, n = 0;

	for (table = 1; table <= GKRI_TABLES; table++)
		n += gkri_form_edition(form, table) != 0;
	return n;
}

uint32_t gkr_form_table_at(uint32_t form, uint32_t index)
{
	uint32_t table;

	for (table = 1; table <= GKRI_TABLES; table++)
		if (gkri_form_edition(form, table) && !index--)
			return table;
	return 0;
}

/* The table's place in the form's lists; NULL where the form lacks it. */
static const struct part *part_of(uint32_t form, uint32_t table)
{
	uint32_t edition = gkri_form_edition(form, table);

	return edition ? &parts[edition - 1][table] : NULL;
}

static uint32_t part_cells(const struct part *part)
{
	return (uint32_t)(part[1].cell - part[0].cell);
}

/* The cell at an index of a form's table; both are known to be there. */
static uint32_t cell_at(uint32_t form, uint32_t table, uint32_t index)
{
	uint32_t edition = gkri_form_edition(form, table) - 1u;

	return slot_cells[part_slots[edition]
				    [parts[edition][table].cell + index]];
}

uint32_t gkr_form_row_count(uint32_t form, uint32_t table)
{
	const struct part *part = part_of(form, table);
	uint32_t width = gkr_form_column_count(form, table);

	return width ? part_cells(part) / width : 0;
}

uint32_t gkr_form_row_at(uint32_t form, uint32_t table, uint32_t index)
{
	uint32_t width = gkr_form_column_count(form, table);

	if (index >= gkr_form_row_count(form, table))
		return 0;
	return gkr_cell_row(cell_at(form, table, index * width));
}

uint32_t gkr_form_column_count(uint32_t form, uint32_t table)
{
	const struct part *part = part_of(form, table);

	if (!part)
		return 0;
	return (uint32_t)(part[1].column - part[0].column);
}

uint32_t gkr_form_column_at(uint32_t form, uint32_t table, uint32_t index)
{
	if (index >= gkr_form_column_count(form, table))
		return 0;
	return gkr_cell_column(cell_at(form, table, index));
}

uint32_t gkr_form_cell_count(uint32_t form)
{
	uint32_t table, n = 0;

	for (table = 1; table <= GKRI_TABLES; table++)
		if (gkri_form_edition(form, table))
			n += part_cells(part_of(form, table));
	return n;
}

uint32_t gkr_form_cell_at(uint32_t form, uint32_t index)
{
	const struct part *part;
	uint32_t table;

	for (table = 1; table <= GKRI_TABLES; table++) {
		part = part_of(form, table);
		if (!part)
			continue;
		if (index < part_cells(part))
			return cell_at(form, table, index);
		index -= part_cells(part);
	}
	return 0;
}

/* A cell that there is. */
static uint32_t has_cell(uint32_t form, uint32_t cell)
{
	uint32_t table = cell >> 16;
	uint32_t edition = gkri_form_edition(form, table);

	return (rows[gkri_form_at[table].row + (cell >> 8 & 255) - 1].forms &
		   columns[gkri_form_at[table].column + (cell & 255) - 1]
		       .forms &
		   edition) != 0;
}

uint32_t gkr_form_has_cell(uint32_t form, uint32_t cell)
{
	return gkr_cell_table(cell) ? has_cell(form, cell) : 0;
}

int gkri_form_has_slot(uint32_t form, int slot)
{
	return has_cell(form, slot_cells[slot]) != 0;
}

/* ------------------------------------------------------------------ */
/* Names                                                              */

const char *gkr_table_name(uint32_t table)
{
	return table <= GKRI_TABLES ? tables[table].name : NULL;
}

const char *gkr_row_name(uint32_t table, uint32_t row)
{
	const struct row *r = row_of(table, row);

	return r ? r->name : NULL;
}

const char *gkr_column_name(uint32_t table, uint32_t column)
{
	const struct column *c = column_of(table, column);

	return c ? c->name : NULL;
}

/* 1 where the n bytes at p are the name. */
static int is_name(const char *name, const char *p, size_t n)
{
	return !strncmp(name, p, n) && !name[n];
}

static uint32_t find_table(const char *p, size_t n)
{
	uint32_t i;

	for (i = 1; i <= GKRI_TABLES; i++)
		if (is_name(tables[i].name, p, n))
			return i;
	return 0;
}

static uint32_t find_row(uint32_t table, const char *p, size_t n)
{
	const struct row *r;
	uint32_t i;

	for (i = 1; (r = row_of(table, i)) != NULL; i++)
		if (is_name(r->name, p, n))
			return i;
	return 0;
}

static uint32_t find_column(uint32_t table, const char *p, size_t n)
{
	const struct column *c;
	uint32_t i;

	for (i = 1; (c = column_of(table, i)) != NULL; i++)
		if (is_name(c->name, p, n))
			return i;
	return 0;
}

uint32_t gkr_table_from_name(const char *name)
{
	return name ? find_table(name, strlen(name)) : 0;
}

uint32_t gkr_row_from_name(uint32_t table, const char *name)
{
	return name ? find_row(table, name, strlen(name)) : 0;
}

uint32_t gkr_column_from_name(uint32_t table, const char *name)
{
	return name ? find_column(table, name, strlen(name)) : 0;
}

/* ------------------------------------------------------------------ */
/* Labels                                                             */

const char *gkr_form_table_label(uint32_t form, uint32_t table)
{
	return gkri_form_edition(form, table) ? tables[table].caption : NULL;
}

const char *gkr_form_row_label(uint32_t form, uint32_t table, uint32_t row)
{
	uint32_t edition = gkri_form_edition(form, table);
	const struct row *r = row_of(table, row);

	return edition && r ? r->label[edition - 1] : NULL;
}

const char *gkr_form_column_label(
    uint32_t form, uint32_t table, uint32_t column)
{
	uint32_t edition = gkri_form_edition(form, table);
	const struct column *c = column_of(table, column);

	return edition && c ? c->label[edition - 1] : NULL;
}

const char *gkr_form_row_group(
    uint32_t form, uint32_t table, uint32_t row, uint32_t depth)
{
	uint8_t chain[GROUPS];
	uint32_t n = 0, group;

	if (!gkr_form_row_label(form, table, row))
		return NULL;
	group = row_of(table, row)->group;
	for (; group && n < GROUPS; group = groups[table][group].parent)
		chain[n++] = (uint8_t)group;
	return depth < n ? groups[table][chain[n - 1 - depth]].label : NULL;
}

uint32_t gkr_form_column_kind(uint32_t form, uint32_t table, uint32_t column)
{
	return gkr_form_column_label(form, table, column)
	    ? column_of(table, column)->kind
	    : 0;
}

const char *gkr_form_column_unit(uint32_t form, uint32_t table, uint32_t column)
{
	return gkr_form_column_label(form, table, column)
	    ? column_of(table, column)->unit
	    : NULL;
}

/* ------------------------------------------------------------------ */
/* Cells                                                              */

uint32_t gkr_cell(uint32_t table, uint32_t row, uint32_t column)
{
	return gkri_slot_cell(gkri_slot_of(table, row, column));
}

uint32_t gkr_cell_table(uint32_t cell)
{
	return gkri_slot(cell) < 0 ? 0 : cell >> 16;
}

uint32_t gkr_cell_row(uint32_t cell)
{
	return gkri_slot(cell) < 0 ? 0 : cell >> 8 & 255;
}

uint32_t gkr_cell_column(uint32_t cell)
{
	return gkri_slot(cell) < 0 ? 0 : cell & 255;
}

const char *gkr_cell_address(uint32_t cell)
{
	int slot = gkri_slot(cell);

	return slot < 0 ? NULL : slot_addresses[slot];
}

const char *gkri_slot_address(uint32_t slot)
{
	return slot_addresses[slot];
}

uint32_t gkr_cell_from_address(const char *address)
{
	const char *dot, *end;
	uint32_t table, row;

	if (!address || !(dot = strchr(address, '.')) ||
	    !(end = strchr(dot + 1, '.')))
		return 0;
	table = find_table(address, (size_t)(dot - address));
	row = find_row(table, dot + 1, (size_t)(end - dot - 1));
	return gkr_cell(table, row, gkr_column_from_name(table, end + 1));
}

/* ------------------------------------------------------------------ */
/* Sections                                                           */

const char *gkr_section_name(uint32_t section)
{
	return section <= GKR_SECTION_OTHER_MATTERS ? sections[section].name
						    : NULL;
}

const char *gkr_section_title(uint32_t section)
{
	return section <= GKR_SECTION_OTHER_MATTERS ? sections[section].title
						    : NULL;
}
