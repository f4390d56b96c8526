/*
 * The official forms, as data from form.def.
 *
 * A slot is a dense index over the union of all forms' cells, for arrays; a
 * cell id is public and permanent.  Slots of one row are consecutive, in the
 * order of the columns' ids.
 */
#ifndef GKRI_FORM_H
#define GKRI_FORM_H

#include "gkr.h"

#define GKRI_TABLES 7  /* table ids are 1..7 */
#define GKRI_ROWS 26   /* most rows of a table: row ids are 1..26 */
#define GKRI_COLUMNS 7 /* most columns: column ids are 1..7 */
#define GKRI_SLOTS 226

/* Table ids by their names in form.def: GKRI_TABLE_applications ... */
enum {
#define GKR_DEF_TABLE(table, id, ...) GKRI_TABLE_##table = id,
#include "form.def"
	GKRI_TABLE_END
};

/* Row and column ids of form.def by name: GKRI_ROW_applications_granted ... */
enum {
#define GKR_DEF_ROW(table, id, name, ...) GKRI_ROW_##table##_##name = id,
#define GKR_DEF_COLUMN(table, id, name, ...) GKRI_COL_##table##_##name = id,
#include "form.def"
	GKRI_ROWCOL_END
};

/* Rows and columns of all tables together. */
enum {
	GKRI_ALL_ROWS = 0
#define GKR_DEF_ROW(...) +1
#include "form.def"
};
enum {
	GKRI_ALL_COLUMNS = 0
#define GKR_DEF_COLUMN(...) +1
#include "form.def"
};
/* Where tables begin in lists of these; the next table is the end. */
struct gkri_form_place {
	uint8_t row, column, slot;
};
extern const struct gkri_form_place gkri_form_at[GKRI_TABLES + 2];

/* The slot of a cell id, -1 where there is none; and back. */
int gkri_slot(uint32_t cell);
uint32_t gkri_slot_cell(int slot);
const char *gkri_slot_address(uint32_t slot);
/* Has the form the cell of a slot that there is? */
int gkri_form_has_slot(uint32_t form, int slot);
/* The slot of a table's row and column ids, -1 where there is none. */
int gkri_slot_of(uint32_t table, uint32_t row, uint32_t column);
/* The edition (2019 or 2021 form id) from which a form takes a table. */
uint32_t gkri_form_edition(uint32_t form, uint32_t table);

#endif
