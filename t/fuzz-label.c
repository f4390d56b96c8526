/*
 * Text to labels and headings: what is matched lies within the text, and what
 * is matched exactly is matched by the general way, too.
 */
#include "fuzz.h"

#include "label.h"

uint64_t *fuzz_outcome;

static const uint32_t kinds[] = {GKRI_LABEL_CAPTION, GKRI_LABEL_HEADER,
    GKRI_LABEL_COLUMN, GKRI_LABEL_ROW, GKRI_LABEL_GROUP, 31};

static void tell(const struct gkri_label *l)
{
	fuzz_tell_number(l->kind);
	fuzz_tell_number(l->how);
	fuzz_tell_number(l->table);
	fuzz_tell_number(l->id);
	fuzz_tell_number(l->forms);
	fuzz_tell_number(l->used);
}

static void match(const char *p, size_t n, uint32_t kind, uint32_t table)
{
	struct gkri_label label, prefix;
	int any = gkri_label_match(p, n, kind, table, &label);
	int head = gkri_label_prefix(p, n, kind, table, &prefix);

	FUZZ_CHECK((any != 0) == (label.kind != 0));
	if (any)
		FUZZ_CHECK((label.kind & kind) && label.how);
	if (any && table)
		FUZZ_CHECK(label.table == table || label.table == 0);
	fuzz_tell_number((uint64_t)any * 2 + (head != 0));
	if (any)
		tell(&label);
	if (!head)
		return;
	FUZZ_CHECK(prefix.used > 0 && prefix.used <= n);
	tell(&prefix);
}

static void headings(const char *p, size_t n)
{
	uint32_t number = 0, kind = 0, section = 0;
	size_t at = 0, glued;

	if (gkri_section_heading(p, n, &number, &kind, &at))
		FUZZ_CHECK(at <= n);
	fuzz_tell_number(number * 256 + kind);
	fuzz_tell_number(at);
	glued = gkri_section_glued(p, n, &section);
	fuzz_tell_number(glued * 256 + section);
	FUZZ_CHECK(glued <= n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_plan p;
	struct gkri_label label;

	if (!fuzz_begin(&p, data, size))
		return -1;
	match(p.bytes, p.len, kinds[p.entry % 6], p.entry / 6 % 8);
	headings(p.bytes, p.len);
	if (gkri_label_exact(p.bytes, p.len))
		FUZZ_CHECK(gkri_label_match(p.bytes, p.len, 31, 0, &label));
	fuzz_end(&p);
	return 0;
}
