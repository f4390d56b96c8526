#include "support-emit.h"

#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ------------------------------------------------------------------ */
/* Reports                                                            */

void sample_text(gkr_report *r, uint32_t *at, const char *text, size_t len)
{
	ck_assert_int_eq(gkri_report_keep(r, text, len, at), GKR_OK);
}

static void set(gkr_report *r, uint32_t *at, const char *text)
{
	sample_text(r, at, text, strlen(text));
}

static void set_span(gkr_report *r, struct gkri_span *s, const char *text)
{
	uint32_t at;

	set(r, &at, text);
	s->at = at - 1;
	s->len = (uint32_t)strlen(text);
}

void sample_section(gkr_report *r, uint32_t id, uint32_t number,
    const char *heading, const char *text, size_t len)
{
	struct gkri_section *s;

	ck_assert(r->section_count < r->section_cap);
	s = &r->sections[r->section_count++];
	memset(s, 0, sizeof *s);
	s->id = (uint8_t)id;
	s->number = (uint8_t)number;
	set_span(r, &s->heading, heading);
	s->heading.line = (uint32_t)(3 * r->section_count);
	s->text = (uint32_t)r->prose.len;
	s->text_len = (uint32_t)len;
	ck_assert_int_eq(gkri_buf_put(&r->prose, text, len), GKR_OK);
}

void sample_loose(gkr_report *r, uint32_t kind, uint32_t table, uint32_t row,
    const char *label, const char *const *values)
{
	struct gkri_mem *m = &r->mem;
	void *loose = r->loose, *list = r->values;
	struct gkri_loose *l;

	ck_assert_int_eq(gkri_grow(m, &loose, &r->loose_cap, r->loose_count + 1,
			     sizeof *r->loose),
	    GKR_OK);
	r->loose = loose;
	l = &r->loose[r->loose_count++];
	memset(l, 0, sizeof *l);
	l->kind = (uint8_t)kind;
	l->table = (uint8_t)table;
	l->row = (uint8_t)row;
	set_span(r, &l->label, label);
	l->label.line = (uint32_t)(100 + r->loose_count);
	l->first = (uint32_t)r->value_count;
	for (; *values; values++, l->count++) {
		ck_assert_int_eq(gkri_grow(m, &list, &r->value_cap,
				     r->value_count + 1, sizeof *r->values),
		    GKR_OK);
		r->values = list;
		memset(&r->values[r->value_count], 0, sizeof *r->values);
		set_span(r, &r->values[r->value_count++], *values);
	}
}

void sample_cell(gkr_report *r, const char *address, const char *raw,
    size_t len, uint32_t certainty)
{
	int slot = gkri_slot(gkr_cell_from_address(address));
	struct gkri_rcell *c;
	struct gkri_value v;
	uint32_t at;

	ck_assert_msg(slot >= 0, "no cell %s", address);
	c = &r->cells[slot];
	memset(c, 0, sizeof *c);
	memset(&v, 0, sizeof v);
	gkri_value_read(raw, len, &v);
	sample_text(r, &at, raw, len);
	c->raw = at - 1;
	c->raw_len = (uint32_t)len;
	c->mantissa = v.mantissa;
	c->scale = v.scale;
	c->state = v.state;
	c->note_at = v.note_at;
	c->note_len = v.note_len;
	c->unit_at = v.unit_at;
	c->unit_len = v.unit_len;
	c->certainty = (uint8_t)certainty;
	if (certainty == GKR_CERTAINTY_SET)
		return;
	c->line = (uint32_t)(20 + slot);
	c->column = 2;
	c->offset = 1000 + 7 * (uint64_t)slot;
	c->length = (uint32_t)len;
}

gkr_report *sample_empty(uint32_t form)
{
	static const char prose[] =
	    "全年主动公开信息 1024 条。\n受理申请12件，均已答复。\n";
	gkr_report *r;

	ck_assert_int_eq(gkr_report_new(&r), GKR_OK);
	r->form = (uint8_t)form;
	r->source.encoding = GKR_ENCODING_UTF8;
	r->source.position_kind = GKR_POSITION_BYTES;
	r->layout_order[0] = GKR_LAYOUT_LINES;
	r->layout_count = 1;
	r->year = 2023;
	r->source.bytes = 5874;
	set(r, &r->title, "白石岭市档案馆2023年政府信息公开工作年度报告");
	set(r, &r->agency, "白石岭市档案馆");
	set(r, &r->date, "2024-01-18");
	set(r, &r->source_name, "reports/baishiling.txt");
	sample_section(r, GKR_SECTION_OVERVIEW, 1, "一、总体情况", prose,
	    sizeof prose - 1);
	sample_section(
	    r, GKR_SECTION_OTHER_MATTERS, 0, "其他需要报告的事项", "", 0);
	return r;
}

gkr_report *sample_report(uint32_t form)
{
	gkr_report *r = sample_empty(form);
	char raw[16];
	uint32_t i, cell;

	for (i = 0; (cell = gkr_form_cell_at(form, i)) != 0; i++) {
		snprintf(raw, sizeof raw, "%u", (unsigned)(i * i * i % 12345));
		sample_cell(r, gkr_cell_address(cell), raw, strlen(raw),
		    i % 10 ? GKR_CERTAINTY_READ : GKR_CERTAINTY_INFERRED);
	}
	return r;
}

static void cell(gkr_report *r, const char *address, const char *raw)
{
	sample_cell(r, address, raw, strlen(raw), GKR_CERTAINTY_READ);
}

static void unplaced(gkr_report *r, uint32_t row)
{
	uint32_t column;
	struct gkri_rcell *c;

	for (column = 1; column <= 7; column++) {
		c = &r->cells[gkri_slot_of(
		    GKR_TABLE_APPLICATIONS, row, column)];
		memset(c, 0, sizeof *c);
		c->state = GKR_STATE_UNPLACED;
		c->line = 77;
		c->column = 1;
	}
}

gkr_report *sample_states(void)
{
	static const char *const three[] = {"4", "", "17", NULL};
	static const char *const one[] = {"8", NULL};
	gkr_report *r = sample_empty(GKR_FORM_2021);

	cell(r, "article20_1.rules.issued", "0");
	cell(r, "article20_1.rules.repealed", "");
	cell(r, "article20_1.rules.in_force", "/");
	cell(r, "article20_1.normative_documents.issued",
	    "22（其中修订 16 件）");
	cell(r, "article20_1.normative_documents.repealed", "见附件");
	cell(r, "article20_1.normative_documents.in_force", "1,075");
	cell(r, "article20_5.licensing.decisions", "-8");
	cell(r, "article20_6.penalties.decisions", "３２件");
	cell(
	    r, "article20_6.coercive_measures.decisions", "123456789012345678");
	cell(r, "article20_8.fees.amount", "18.8710");
	cell(r, "applications.new_received.natural_person", "9999");
	cell(r, "applications.new_received.enterprise", "10000");
	cell(r, "applications.new_received.research", "-");
	sample_cell(r, "applications.new_received.welfare", "5", 1,
	    GKR_CERTAINTY_INFERRED);
	sample_cell(r, "applications.new_received.legal_service", "6", 1,
	    GKR_CERTAINTY_SET);
	sample_cell(
	    r, "applications.new_received.other_org", "", 0, GKR_CERTAINTY_SET);
	unplaced(r, GKRI_ROW_applications_granted);
	sample_loose(r, GKR_LOOSE_UNPLACED, GKR_TABLE_APPLICATIONS,
	    GKRI_ROW_applications_granted, "（一）予以公开", three);
	sample_loose(r, GKR_LOOSE_UNKNOWN, GKR_TABLE_ARTICLE20_1, 0,
	    "其他主动公开文件", one);
	sample_loose(r, GKR_LOOSE_UNKNOWN, 0, 0, "备注", one);
	r->source.replaced = 3;
	r->layout_order[r->layout_count++] = GKR_LAYOUT_ALIGNED;
	return r;
}

gkr_report *sample_hostile(void)
{
	static const char prose[] = "a\"b\\c/\b\f\n\r\t\x01\x1f\x7f \xc2\x80"
				    "\xc2\x9f\xc2\xa0 \xe2\x80\xa7"
				    "\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa "
				    "\xf0\x9f\x98\x80 </script>";
	static const char *const values[] = {
	    "=1+1", "\"", "a,b", "line\r\nend", "\xe2\x80\xa8", NULL};
	gkr_report *r = sample_report(GKR_FORM_HYBRID);

	set(r, &r->title, "=HYPERLINK(\"http://example.invalid\")");
	set(r, &r->agency, "＝cmd|' /C calc'!A0");
	set(r, &r->source_name, "@dir/\xff\xfe,\"x\"\n.txt");
	set(r, &r->signed_by,
	    "\t\\ \xed\xa0\x80 \xff \xc0\xaf \xe4\xb8 "
	    "\xf4\x90\x80\x80 \xe4\xb8");
	sample_section(r, GKR_SECTION_PROBLEMS, 5, "五、\x1b[31m\"", prose,
	    sizeof prose - 1);
	cell(r, "article20_1.rules.issued", "=SUM(A1:A9)");
	cell(r, "article20_1.rules.repealed", "+cmd");
	cell(r, "article20_1.rules.in_force", "@x,\"y\"");
	cell(r, "article20_5.licensing.decisions", "-3");
	cell(r, "article20_6.penalties.decisions", "－3");
	cell(r, "applications.new_received.enterprise", "－");
	cell(r, "applications.new_received.research", "＠\r\n\"");
	cell(r, "applications.new_received.welfare", "\xe4\xb8");
	sample_cell(r, "applications.new_received.other_org", "\"\0\"", 3,
	    GKR_CERTAINTY_READ);
	sample_loose(r, GKR_LOOSE_UNKNOWN, 0, 0, "=label\"", values);
	return r;
}

/* ------------------------------------------------------------------ */
/* Findings                                                           */

static uint32_t say(gkr_findings *f, const char *text)
{
	uint32_t at = (uint32_t)f->text.len + 1;

	if (text == NULL)
		return 0;
	ck_assert_int_eq(
	    gkri_buf_put(&f->text, text, strlen(text) + 1), GKR_OK);
	return at;
}

/* rule, status, severity, at, left, right, zh, en */
static struct gkri_finding *add(gkr_findings *f, const char *rule,
    uint32_t status, const char *at, const char *left, const char *right)
{
	struct gkri_finding *made;
	void *list = f->list;
	uint32_t id = gkr_rule_from_name(rule);

	ck_assert_msg(id > 0, "no rule %s", rule);
	ck_assert_int_eq(
	    gkri_grow(&f->mem, &list, &f->cap, f->count + 1, sizeof *f->list),
	    GKR_OK);
	f->list = list;
	made = &f->list[f->count++];
	memset(made, 0, sizeof *made);
	made->rule = (uint8_t)id;
	made->status = (uint8_t)status;
	made->severity = GKR_SEVERITY_ERROR;
	made->at = say(f, at);
	made->left = say(f, left);
	made->right = say(f, right);
	made->zh = say(f, "两边不相等");
	made->en = say(f, "The sides \"differ\"");
	made->printed = say(f, "00c0ffee00c0ffee");
	return made;
}

static void involve(
    gkr_findings *f, struct gkri_finding *made, const char *address)
{
	void *slots = f->slots;

	ck_assert_int_eq(gkri_grow(&f->mem, &slots, &f->slot_cap,
			     f->slot_count + 1, sizeof *f->slots),
	    GKR_OK);
	f->slots = slots;
	if (made->count++ == 0)
		made->first = (uint32_t)f->slot_count;
	f->slots[f->slot_count++] =
	    (uint16_t)gkri_slot(gkr_cell_from_address(address));
}

/* From a text that has to be escaped to a number. */
static void suggest(
    gkr_findings *f, struct gkri_finding *made, const char *address)
{
	void *fixes = f->fixes;
	struct gkri_fix *fix;

	ck_assert_int_eq(gkri_grow(&f->mem, &fixes, &f->fix_cap,
			     f->fix_count + 1, sizeof *f->fixes),
	    GKR_OK);
	f->fixes = fixes;
	made->repair_zh = say(f, "改为 7");
	made->repair_en = say(f, "change it to 7");
	made->kind = GKR_SUGGESTION_FILL;
	made->choices = 1;
	made->fix_first = (uint32_t)f->fix_count;
	made->fix_count = 1;
	fix = &f->fixes[f->fix_count++];
	memset(fix, 0, sizeof *fix);
	fix->slot = (uint16_t)gkri_slot(gkr_cell_from_address(address));
	fix->from = say(f, "\"若干\"");
	fix->to = say(f, "7");
}

gkr_findings *sample_findings(void)
{
	gkr_findings *f;
	struct gkri_finding *made;

	ck_assert_int_eq(gkr_findings_new(&f), GKR_OK);
	made = add(f, "applications.balance", GKR_FINDING_FAIL,
	    "natural_person", "9999", "-11.50");
	involve(f, made, "applications.new_received.natural_person");
	involve(f, made, "applications.carried_in.natural_person");
	made->spot.line = 90;
	made->spot.column = 2;
	made->spot.offset = 4321;
	made->spot.length = 4;
	made = add(f, "applications.row-total", GKR_FINDING_UNASSESSABLE,
	    "new_received", "3", NULL);
	made->spot.line = 91;
	made->spot.column = 1;
	suggest(f, made, "applications.new_received.enterprise");
	ck_assert_int_eq(
	    gkr_findings_accept(f, "00C0FFEE00c0ffee", " \"核实\" ", 10),
	    GKR_OK);
	made->accepted = 1;
	made = add(f, "form.year", GKR_FINDING_FAIL, NULL, "form 2019", "+1");
	made->severity = GKR_SEVERITY_WARNING;
	return f;
}

/* ------------------------------------------------------------------ */
/* Writing and rereading                                              */

gkr_buffer *sample_write(
    uint32_t format, const gkr_report *r, const gkr_findings *f)
{
	gkr_exporter *e;
	gkr_buffer *b;

	ck_assert_int_eq(gkr_exporter_new(format, &e), GKR_OK);
	ck_assert_int_eq(gkr_buffer_new(&b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_write(e, r, f, b), GKR_OK);
	ck_assert_int_eq(gkr_exporter_finish(e, b), GKR_OK);
	gkr_exporter_free(e);
	return b;
}

const char *sample_bytes(const gkr_buffer *b)
{
	size_t len;
	const char *data = gkr_buffer_data(b, &len);

	ck_assert_uint_eq(strlen(data), len);
	return data;
}

void sample_has(const gkr_buffer *b, const char *part)
{
	ck_assert_msg(strstr(sample_bytes(b), part) != NULL,
	    "no %.400s in %.800s", part, sample_bytes(b));
}

uint64_t sample_number(struct test_random *random, unsigned bits)
{
	uint64_t n = test_random_next(random) >> (64 - bits);

	return n >> test_random_below(random, bits);
}

static char directory[256];
static char files[32][320];
static size_t file_count;

static void remove_files(void)
{
	while (file_count > 0)
		remove(files[--file_count]);
	rmdir(directory);
}

static void make_directory(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(directory, sizeof directory, "%s/gkr-test-XXXXXX",
	    tmp && *tmp ? tmp : "/tmp");
	ck_assert(mkdtemp(directory) != NULL);
	atexit(remove_files);
}

/* The path of that name; one that is used again is the same file. */
static const char *path_of(const char *name)
{
	char path[sizeof files[0]];
	size_t i;

	if (file_count == 0)
		make_directory();
	snprintf(path, sizeof path, "%s/%s", directory, name);
	for (i = 0; i < file_count; i++)
		if (strcmp(files[i], path) == 0)
			return files[i];
	ck_assert(i < sizeof files / sizeof files[0]);
	return strcpy(files[file_count++], path);
}

const char *sample_file(const char *name, const void *bytes, size_t len)
{
	const char *path = path_of(name);
	FILE *f = fopen(path, "wb");

	ck_assert(f != NULL && fwrite(bytes, 1, len, f) == len);
	ck_assert(fclose(f) == 0);
	return path;
}

int sample_script(const char *script, const char *arguments)
{
	char command[4096];
	int status;

	if (system("command -v python3 >/dev/null") != 0) {
		fprintf(stderr, "no python3: t/%s was not run\n", script);
		return 0;
	}
	snprintf(command, sizeof command, "python3 -B '%s/%s' %s",
	    test_path("t"), script, arguments);
	status = system(command);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0,
	    "t/%s %s: %d", script, arguments, status);
	return 1;
}
