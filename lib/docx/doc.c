/* The elements of the main part. */
#include "doc.h"

#include <string.h>

/* Widest span that is remembered; the tokenizer has a limit of its own. */
#define WIDEST 100000

void gkri_doc_init(struct gkri_doc *d, struct gkri_mem *mem)
{
	memset(d, 0, sizeof(*d));
	d->mem = mem;
	gkri_flow_init(&d->flow, mem);
	gkri_styles_init(&d->styles, mem);
	gkri_numbers_init(&d->numbers, mem);
	gkri_buf_init(&d->text, mem);
	gkri_buf_init(&d->number, mem);
}

void gkri_doc_free(struct gkri_doc *d)
{
	gkri_flow_free(&d->flow);
	gkri_styles_free(&d->styles);
	gkri_numbers_free(&d->numbers);
	gkri_buf_free(&d->text);
	gkri_buf_free(&d->number);
	gkri_release(d->mem, d->paras, d->para_cap * sizeof(*d->paras));
	gkri_release(d->mem, d->fields, d->field_cap * sizeof(*d->fields));
}

void gkri_doc_begin(struct gkri_doc *d, gkr_tokenizer *t)
{
	gkri_flow_begin(&d->flow, t);
	d->text.len = d->number.len = 0;
	d->para_count = d->field_count = 0;
	d->carries = 0;
}

int32_t gkri_doc_end(struct gkri_doc *d)
{
	size_t i;

	for (i = 0; i < d->field_count; i++)
		if (d->fields[i].part == GKRI_FIELD_CONTENTS)
			return GKRI_FAULT_OPEN_FIELD;
	return 0;
}

/* ---- properties ---- */

/* Of a run, or of the mark that ends a paragraph. */
static void run_property(
    struct gkri_doc *d, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	struct gkri_para *p = gkri_para_open(d);
	const struct gkri_style *s;
	uint8_t of = gkri_xml_around(x, 2);

	if (!p || gkri_xml_around(x, 1) != GKRI_EL_R_PR)
		return;
	if (of == GKRI_EL_P_PR) {
		if (id == GKRI_EL_DEL || id == GKRI_EL_MOVE_FROM ||
		    (id == GKRI_EL_VANISH && gkri_xml_on(attributes)))
			p->mark_gone = 1;
	} else if (of == GKRI_EL_R && id == GKRI_EL_VANISH) {
		p->hidden = (uint8_t)gkri_xml_on(attributes);
	} else if (of == GKRI_EL_R && id == GKRI_EL_R_STYLE) {
		const char *v = gkri_xml_get(attributes, "val");

		s = v ? gkri_styles_find(&d->styles, v) : NULL;
		if (s && s->vanish != GKRI_UNSET)
			p->hidden = (uint8_t)s->vanish;
	}
}

static void paragraph_property(
    struct gkri_doc *d, uint8_t id, const char **attributes)
{
	struct gkri_para *p = gkri_para_open(d);
	const char *v = gkri_xml_get(attributes, "val");

	if (!p)
		return;
	if (id == GKRI_EL_P_STYLE && v)
		gkri_para_style(d, v);
	else if (id == GKRI_EL_NUM_ID)
		p->num = gkri_xml_number(attributes, "val", GKRI_UNSET);
	else if (id == GKRI_EL_ILVL)
		p->level = gkri_xml_number(attributes, "val", GKRI_UNSET);
}

static uint32_t width(const char **attributes, int32_t least)
{
	int32_t n = gkri_xml_number(attributes, "val", least);

	n = n < least ? least : n;
	return (uint32_t)(n > WIDEST ? WIDEST : n);
}

static void row_property(
    struct gkri_doc *d, uint8_t id, const char **attributes)
{
	struct gkri_flow_table *t = gkri_flow_open(&d->flow);

	if (!t || !t->in_row || t->in_cell)
		return;
	if (id == GKRI_EL_GRID_BEFORE)
		t->column = width(attributes, 0);
	else if (id == GKRI_EL_DEL || id == GKRI_EL_MOVE_FROM ||
	    (id == GKRI_EL_HIDDEN && gkri_xml_on(attributes)))
		t->row_gone = 1;
}

/* Does a merge begin here (or go on, as it does where nothing is said)? */
static int begins(const char **attributes)
{
	const char *v = gkri_xml_get(attributes, "val");

	return v && strcmp(v, "restart") == 0;
}

static void cell_property(
    struct gkri_doc *d, uint8_t id, const char **attributes)
{
	struct gkri_flow_table *t = gkri_flow_open(&d->flow);

	if (!t || !t->in_cell)
		return;
	if (id == GKRI_EL_GRID_SPAN)
		t->span = width(attributes, 1);
	else if (id == GKRI_EL_V_MERGE)
		t->merge =
		    begins(attributes) ? GKRI_MERGE_BEGIN : GKRI_MERGE_GO_ON;
	else if (id == GKRI_EL_H_MERGE && !begins(attributes))
		t->covered = 1;
	else if (id == GKRI_EL_CELL_DEL)
		t->cell_gone = 1;
}

/* ---- what is in runs ---- */

static uint32_t hexadecimal(const char *p)
{
	uint32_t n = 0;

	for (; p && *p && n < 0x1000000; p++)
		n = n * 16 +
		    (*p >= '0' && *p <= '9' ? (uint32_t)(*p - '0')
			    : (*p | 32) >= 'a' && (*p | 32) <= 'f'
			    ? (uint32_t)((*p | 32) - 'a' + 10)
			    : 0);
	return n;
}

static int32_t field_mark(struct gkri_doc *d, const char **attributes)
{
	const char *v = gkri_xml_get(attributes, "fldCharType");

	if (v && strcmp(v, "begin") == 0)
		return gkri_field_begin(d);
	if (v && strcmp(v, "separate") == 0)
		gkri_field_separate(d);
	else if (v && strcmp(v, "end") == 0)
		gkri_field_end(d);
	return 0;
}

static void begin_text(struct gkri_doc *d, const char **attributes)
{
	struct gkri_para *p = gkri_para_open(d);
	const char *space = gkri_xml_get(attributes, "space");

	if (!p)
		return;
	p->t_start = d->text.len;
	p->keep_space = space && strcmp(space, "preserve") == 0;
}

/* Blanks at the ends of a text element count only where it says so. */
static void end_text(struct gkri_doc *d)
{
	struct gkri_para *p = gkri_para_open(d);
	size_t skip = 0;

	if (!p || p->keep_space)
		return;
	while (d->text.len > p->t_start && d->text.data[d->text.len - 1] == ' ')
		d->text.len--;
	while (p->t_start + skip < d->text.len &&
	    d->text.data[p->t_start + skip] == ' ')
		skip++;
	if (skip) {
		d->text.len -= skip;
		memmove(d->text.data + p->t_start,
		    d->text.data + p->t_start + skip, d->text.len - p->t_start);
	}
}

/* Is the innermost element in a run?  Alternatives may stand between. */
static int is_in_run(const struct gkri_xml *x)
{
	size_t n = 1;

	while (gkri_xml_around(x, n) == GKRI_EL_ALTERNATIVES ||
	    gkri_xml_around(x, n) == GKRI_EL_CHOICE ||
	    gkri_xml_around(x, n) == GKRI_EL_FALLBACK)
		n++;
	return gkri_xml_around(x, n) == GKRI_EL_R;
}

/* Elements that are a character; only in runs, as tab stops are no TABs. */
static int32_t run_content(
    struct gkri_doc *d, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	if (!is_in_run(x))
		return 0;
	switch (id) {
	case GKRI_EL_TAB:
	case GKRI_EL_PTAB:
		return gkri_para_put(d, "\t", 1);
	case GKRI_EL_BR:
	case GKRI_EL_CR:
		return gkri_para_put(d, "\n", 1);
	case GKRI_EL_NO_BREAK_HYPHEN:
		return gkri_para_put(d, "-", 1);
	case GKRI_EL_SYM:
		return gkri_para_put_code(
		    d, hexadecimal(gkri_xml_get(attributes, "char")));
	case GKRI_EL_FLD_CHAR:
		return field_mark(d, attributes);
	default:
		begin_text(d, attributes);
		return 0;
	}
}

/* A formula is something, but nothing that can be read. */
static int32_t formula(struct gkri_doc *d, struct gkri_xml *x)
{
	gkri_xml_skip(x);
	return gkri_para_put_code(d, 0xfffc);
}

static void picture(struct gkri_doc *d)
{
	if (gkri_flow_in_cell(&d->flow) && gkri_para_is_shown(d))
		gkri_flow_open(&d->flow)->picture = 1;
}

/* ---- alternatives ---- */

static int is_understood(const char *prefix, size_t n)
{
	static const char *const understood[] = {
#define GKR_DEF_UNDERSTOOD(prefix) prefix,
#include "understood.def"
#undef GKR_DEF_UNDERSTOOD
	};
	size_t i;

	for (i = 0; i < sizeof(understood) / sizeof(understood[0]); i++)
		if (strlen(understood[i]) == n &&
		    memcmp(understood[i], prefix, n) == 0)
			return 1;
	return 0;
}

/* Does the choice ask for nothing that is not understood? */
static int may_take(const char **attributes)
{
	const char *p = gkri_xml_get(attributes, "Requires");

	while (p && *p) {
		size_t n = strcspn(p, " ");

		if (n && !is_understood(p, n))
			return 0;
		p += n + (p[n] == ' ');
	}
	return p != NULL;
}

/* The first choice that can be taken, else what is to fall back on. */
static void alternative(struct gkri_xml *x, uint8_t id, const char **attributes)
{
	struct gkri_xml_element *around = gkri_xml_open(x, 1);

	if (!around || around->id != GKRI_EL_ALTERNATIVES)
		return;
	if (around->mark || (id == GKRI_EL_CHOICE && !may_take(attributes)))
		gkri_xml_skip(x);
	else
		around->mark = 1;
}

/* ---- elements ---- */

/* Deleted text, or the property that says so of something else. */
static void deletion(
    struct gkri_doc *d, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	uint8_t around = gkri_xml_around(x, 1);

	if (around == GKRI_EL_R_PR)
		run_property(d, x, id, attributes);
	else if (around == GKRI_EL_TR_PR)
		row_property(d, id, attributes);
	else
		gkri_xml_skip(x);
}

/* A text box is read where it is anchored; what is hidden hides it too. */
static void begin_box(struct gkri_doc *d, struct gkri_xml *x)
{
	if (gkri_para_open(d) && !gkri_para_is_shown(d))
		gkri_xml_skip(x);
}

/* What stands in a cell that shows nothing is left out. */
static int32_t cell_is_known(struct gkri_doc *d)
{
	struct gkri_flow_table *t = gkri_flow_open(&d->flow);

	return t && t->in_cell && !t->known ? gkri_flow_cell_known(&d->flow)
					    : 0;
}

static int32_t begin_table(struct gkri_doc *d, struct gkri_xml *x)
{
	int32_t rc = cell_is_known(d);

	if (rc == 0)
		rc = gkri_para_settle(d);
	if (rc != 0)
		return rc;
	if (!gkri_flow_is_shown(&d->flow)) {
		gkri_xml_skip(x);
		return 0;
	}
	gkri_field_table(d);
	return gkri_flow_table(&d->flow);
}

static int32_t begin_paragraph(struct gkri_doc *d, struct gkri_xml *x)
{
	int32_t rc = cell_is_known(d);

	if (rc != 0)
		return rc;
	if (!gkri_flow_is_shown(&d->flow)) {
		gkri_xml_skip(x);
		return 0;
	}
	return gkri_para_begin(d);
}

static void begin_run(struct gkri_doc *d)
{
	struct gkri_para *p = gkri_para_open(d);

	if (p)
		p->hidden = p->style && p->style->vanish == 1;
}

static void grid_column(struct gkri_doc *d)
{
	struct gkri_flow_table *t = gkri_flow_open(&d->flow);

	if (t && !t->in_row)
		t->columns++;
}

/* Paragraphs, tables and what they consist of. */
static int32_t structure(
    struct gkri_doc *d, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	switch (id) {
	case GKRI_EL_P:
		return begin_paragraph(d, x);
	case GKRI_EL_R:
		begin_run(d);
		return 0;
	case GKRI_EL_TBL:
		return begin_table(d, x);
	case GKRI_EL_GRID_COL:
		grid_column(d);
		return 0;
	case GKRI_EL_TR:
		return gkri_flow_row(&d->flow);
	case GKRI_EL_TC:
		return gkri_flow_cell(&d->flow);
	case GKRI_EL_TXBX_CONTENT:
		begin_box(d, x);
		return 0;
	case GKRI_EL_ALT_CHUNK:
	case GKRI_EL_SUB_DOC:
		return GKRI_FAULT_EMBEDDED;
	default:
		alternative(x, id, attributes);
		return 0;
	}
}

/* Which function an element is for. */
static int32_t begin(
    struct gkri_doc *d, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	switch (id) {
	case GKRI_EL_OTHER:
	case GKRI_EL_BODY:
		return 0;
	case GKRI_EL_T:
	case GKRI_EL_TAB:
	case GKRI_EL_PTAB:
	case GKRI_EL_BR:
	case GKRI_EL_CR:
	case GKRI_EL_NO_BREAK_HYPHEN:
	case GKRI_EL_SYM:
	case GKRI_EL_FLD_CHAR:
		return run_content(d, x, id, attributes);
	case GKRI_EL_MATH:
		return formula(d, x);
	case GKRI_EL_INLINE:
	case GKRI_EL_OBJECT:
		picture(d);
		return 0;
	case GKRI_EL_DEL:
	case GKRI_EL_MOVE_FROM:
		deletion(d, x, id, attributes);
		return 0;
	case GKRI_EL_VANISH:
	case GKRI_EL_R_STYLE:
		run_property(d, x, id, attributes);
		return 0;
	case GKRI_EL_P_STYLE:
	case GKRI_EL_NUM_ID:
	case GKRI_EL_ILVL:
		paragraph_property(d, id, attributes);
		return 0;
	case GKRI_EL_GRID_BEFORE:
	case GKRI_EL_HIDDEN:
		row_property(d, id, attributes);
		return 0;
	case GKRI_EL_GRID_SPAN:
	case GKRI_EL_V_MERGE:
	case GKRI_EL_H_MERGE:
	case GKRI_EL_CELL_DEL:
		cell_property(d, id, attributes);
		return 0;
	default:
		return structure(d, x, id, attributes);
	}
}

static void on_start(
    void *context, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	int32_t rc = x->depth == 1 && id != GKRI_EL_DOCUMENT
	    ? GKRI_FAULT_NOT_WORD
	    : begin(context, x, id, attributes);

	if (rc != 0)
		gkri_xml_fail(x, rc);
}

static int32_t end_cell(struct gkri_doc *d)
{
	int32_t rc = gkri_para_settle(d);

	return rc == 0 ? gkri_flow_cell_end(&d->flow) : rc;
}

static void on_end(void *context, struct gkri_xml *x, uint8_t id)
{
	struct gkri_doc *d = context;
	int32_t rc = 0;

	if (id == GKRI_EL_T && is_in_run(x))
		end_text(d);
	else if (id == GKRI_EL_P)
		rc = gkri_para_end(d);
	else if (id == GKRI_EL_TC_PR)
		rc = cell_is_known(d);
	else if (id == GKRI_EL_TC)
		rc = end_cell(d);
	else if (id == GKRI_EL_TR)
		rc = gkri_flow_row_end(&d->flow);
	else if (id == GKRI_EL_TBL)
		rc = gkri_flow_table_end(&d->flow);
	else if (id == GKRI_EL_TXBX_CONTENT || id == GKRI_EL_BODY)
		rc = gkri_para_settle(d);
	if (rc != 0)
		gkri_xml_fail(x, rc);
}

static void on_text(void *context, struct gkri_xml *x, const char *p, size_t n)
{
	struct gkri_doc *d = context;
	uint8_t id = gkri_xml_around(x, 0);
	size_t at = d->text.len;
	int32_t rc;

	if (id == GKRI_EL_INSTR_TEXT)
		gkri_field_code(d, p, n);
	if (id != GKRI_EL_T || !is_in_run(x))
		return;
	rc = gkri_para_put(d, p, n);
	if (rc != 0)
		gkri_xml_fail(x, rc);
	/* a line's end in the XML is a blank, and so is a TAB */
	for (; rc == 0 && at < d->text.len; at++)
		if ((unsigned char)d->text.data[at] < ' ')
			d->text.data[at] = ' ';
}

const struct gkri_xml_reader gkri_doc_reader = {on_start, on_end, on_text};
