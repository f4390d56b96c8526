/* What can be asked of findings, and the suggestion that is applied. */
#include "finding.h"

static const struct gkri_finding *finding_of(
    const gkr_findings *f, uint32_t index)
{
	return f && index < f->count ? &f->list[index] : NULL;
}

static const char *text_of(const gkr_findings *f, uint32_t at)
{
	return at ? f->text.data + at - 1 : NULL;
}

uint32_t gkr_findings_count(const gkr_findings *f)
{
	return f ? (uint32_t)f->count : 0;
}

uint32_t gkr_findings_count_severity(const gkr_findings *f, uint32_t severity)
{
	uint32_t n = 0;
	size_t i;

	if (!f || severity < GKR_SEVERITY_INFO || severity > GKR_SEVERITY_ERROR)
		return 0;
	for (i = 0; i < f->count; i++)
		n += f->list[i].severity >= severity &&
		    f->list[i].status == GKR_FINDING_FAIL &&
		    !f->list[i].accepted;
	return n;
}

uint32_t gkr_finding_rule(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->rule : 0;
}

uint32_t gkr_finding_status(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->status : 0;
}

uint32_t gkr_finding_severity(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->severity : 0;
}

const char *gkr_finding_at(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->at) : NULL;
}

const char *gkr_finding_left(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->left) : NULL;
}

const char *gkr_finding_right(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->right) : NULL;
}

uint32_t gkr_finding_cell_count(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->count : 0;
}

uint32_t gkr_finding_cell(const gkr_findings *f, uint32_t index, uint32_t cell)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it && cell < it->count
	    ? gkri_slot_cell(f->slots[it->first + cell])
	    : 0;
}

uint64_t gkr_finding_line(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.line : 0;
}

uint64_t gkr_finding_column(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.column : 0;
}

uint64_t gkr_finding_offset(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.offset : 0;
}

uint64_t gkr_finding_length(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->spot.length : 0;
}

const char *gkr_finding_message(
    const gkr_findings *f, uint32_t index, uint32_t lang)
{
	const struct gkri_finding *it = finding_of(f, index);

	if (!it)
		return NULL;
	if (lang == GKR_LANG_ZH)
		return text_of(f, it->zh);
	return lang == GKR_LANG_EN ? text_of(f, it->en) : NULL;
}

const char *gkr_finding_suggestion(
    const gkr_findings *f, uint32_t index, uint32_t lang)
{
	const struct gkri_finding *it = finding_of(f, index);

	if (!it)
		return NULL;
	if (lang == GKR_LANG_ZH)
		return text_of(f, it->repair_zh);
	return lang == GKR_LANG_EN ? text_of(f, it->repair_en) : NULL;
}

/* ------------------------------------------------------------------ */
/* Suggestions                                                        */

uint32_t gkr_finding_suggestion_kind(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->kind : 0;
}

uint32_t gkr_finding_choices(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->choices : 0;
}

uint32_t gkr_finding_change_count(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->fix_count : 0;
}

static const struct gkri_fix *fix_of(
    const gkr_findings *f, uint32_t index, uint32_t change)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it && change < it->fix_count ? &f->fixes[it->fix_first + change]
					    : NULL;
}

uint32_t gkr_finding_change_cell(
    const gkr_findings *f, uint32_t index, uint32_t change)
{
	const struct gkri_fix *fix = fix_of(f, index, change);

	return fix ? gkri_slot_cell(fix->slot) : 0;
}

const char *gkr_finding_change_from(
    const gkr_findings *f, uint32_t index, uint32_t change)
{
	const struct gkri_fix *fix = fix_of(f, index, change);

	return fix ? text_of(f, fix->from) : NULL;
}

const char *gkr_finding_change_to(
    const gkr_findings *f, uint32_t index, uint32_t change)
{
	const struct gkri_fix *fix = fix_of(f, index, change);

	return fix ? text_of(f, fix->to) : NULL;
}

/* 1 where the cell still holds what was checked. */
static int is_unchanged(const gkr_report *r, const struct gkri_fix *fix)
{
	const struct gkri_rcell *cell = &r->cells[fix->slot];

	return cell->state == fix->state && cell->mantissa == fix->mantissa &&
	    cell->scale == fix->scale;
}

static int is_unplaced(const gkr_report *r, const struct gkri_loose *loose)
{
	uint32_t column;
	int slot;

	for (column = 1; column <= GKRI_COLUMNS; column++) {
		slot = gkri_slot_of(loose->table, loose->row, column);
		if (slot >= 0 && r->cells[slot].state == GKR_STATE_UNPLACED)
			return 1;
	}
	return 0;
}

/* Values of a row whose cells are all known now are loose no more. */
static void drop_placed(gkr_report *r)
{
	size_t i, kept = 0;

	for (i = 0; i < r->loose_count; i++)
		if (r->loose[i].kind != GKR_LOOSE_UNPLACED ||
		    is_unplaced(r, &r->loose[i]))
			r->loose[kept++] = r->loose[i];
	r->loose_count = kept;
}

/* Room for all new texts first: after that no setter can fail. */
int32_t gkr_finding_apply(const gkr_findings *f, uint32_t index, gkr_report *r)
{
	const struct gkri_finding *it = finding_of(f, index);
	const struct gkri_fix *fix;
	size_t room = 0;
	uint32_t i;
	int32_t rc;

	if (!it || !r)
		return GKR_E_ARGUMENT;
	if (!it->fix_count)
		return GKR_E_NOT_FOUND;
	for (i = 0; (fix = fix_of(f, index, i)) != NULL; i++) {
		if (!is_unchanged(r, fix))
			return GKR_E_STATE;
		room += strlen(text_of(f, fix->to));
	}
	rc = gkri_buf_reserve(&r->text, room);
	for (i = 0; rc == GKR_OK && i < it->fix_count; i++) {
		fix = fix_of(f, index, i);
		rc = gkr_report_set_cell(r, gkri_slot_cell(fix->slot),
		    text_of(f, fix->to), strlen(text_of(f, fix->to)));
	}
	if (rc == GKR_OK)
		drop_placed(r);
	return rc;
}

/* ------------------------------------------------------------------ */
/* Fingerprints                                                       */

const char *gkr_finding_fingerprint(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->printed) : NULL;
}

uint32_t gkr_finding_accepted(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it && it->accepted;
}

const char *gkr_finding_reason(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it && it->accepted ? gkr_accepted_reason(f, it->accepted - 1)
				  : NULL;
}

uint64_t gkr_finding_other_line(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->other.line : 0;
}

uint64_t gkr_finding_other_column(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->other.column : 0;
}

uint64_t gkr_finding_other_offset(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->other.offset : 0;
}

uint64_t gkr_finding_other_length(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? it->other.length : 0;
}

const char *gkr_finding_other_source(const gkr_findings *f, uint32_t index)
{
	const struct gkri_finding *it = finding_of(f, index);

	return it ? text_of(f, it->other_source) : NULL;
}
