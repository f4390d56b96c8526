/* Runs the rules over a report, table by table, then the rest. */
#include "check-repair.h"

/* The editions' form ids are the bits of these sets. */
#define F2019 1
#define F2021 2
#define BOTH 3

/*
 * The rows and columns of an edition's tables, sets of ids.  In form.def each
 * table is followed by its own, so that its expression ends at the next one.
 */
#define BIT(id, forms, edition) \
	| ((forms) & (edition) ? (uint32_t)1 << (id) : 0)

static const uint32_t row_sets[2][GKRI_TABLES + 1] = {{0
#define GKR_DEF_TABLE(...) , 0
#define GKR_DEF_ROW(table, id, name, forms, ...) BIT(id, forms, F2019)
#include "form.def"
						      },
    {0
#define GKR_DEF_TABLE(...) , 0
#define GKR_DEF_ROW(table, id, name, forms, ...) BIT(id, forms, F2021)
#include "form.def"
    }};

static const uint32_t column_sets[2][GKRI_TABLES + 1] = {{0
#define GKR_DEF_TABLE(...) , 0
#define GKR_DEF_COLUMN(table, id, name, kind, forms, ...) BIT(id, forms, F2019)
#include "form.def"
							 },
    {0
#define GKR_DEF_TABLE(...) , 0
#define GKR_DEF_COLUMN(table, id, name, kind, forms, ...) BIT(id, forms, F2021)
#include "form.def"
    }};

/* 0 where the form has no such table. */
static int take_table(struct gkri_check *k, uint32_t table)
{
	const struct gkri_form_place *at = &gkri_form_at[table];

	k->table = table;
	k->edition = gkri_form_edition(k->r->form, table);
	if (!k->edition)
		return 0;
	k->rows = row_sets[k->edition - 1][table];
	k->columns = column_sets[k->edition - 1][table];
	k->slot = at->slot;
	k->width = (uint32_t)(at[1].column - at[0].column);
	k->compares = gkri_compares_of(table);
	k->odd = k->zero = 0;
	k->no_row = 0;
	k->no_column = 0;
	return 1;
}

/* ------------------------------------------------------------------ */

static int32_t check_table(struct gkri_check *k)
{
	int32_t rc = gkri_check_cells(k);

	if (rc == GKR_OK)
		rc = gkri_check_events(k);
	return rc == GKR_OK ? gkri_check_sums(k) : rc;
}

static int32_t check_tables(struct gkri_check *k)
{
	uint32_t table;
	int32_t rc = GKR_OK;

	for (table = 1; rc == GKR_OK && table <= GKRI_TABLES; table++)
		if (take_table(k, table))
			rc = check_table(k);
	k->table = k->rows = k->columns = 0;
	return rc;
}

/* In the order in which their findings are listed. */
static int32_t (*const parts[])(struct gkri_check *) = {
    check_tables,
    gkri_check_sections,
    gkri_check_form,
    gkri_check_events, /* those of no table of the form */
    gkri_check_text,
    gkri_check_source,
};

int32_t gkr_check(gkr_findings *f, const gkr_report *r)
{
	struct gkri_repair_lines lines;
	struct gkri_check k;
	size_t i;
	int32_t rc = GKR_OK;

	if (!f || !r)
		return GKR_E_ARGUMENT;
	memset(&k, 0, sizeof k);
	k.f = f;
	k.r = r;
	k.lines = &lines;
	lines.table = 0;
	gkri_findings_clear(f);
	for (i = 0; rc == GKR_OK && i < sizeof parts / sizeof *parts; i++)
		rc = parts[i](&k);
	return rc;
}
