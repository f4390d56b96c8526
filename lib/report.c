/* The handle of a report, and what it answers about the report as a whole. */
#include "report.h"

#include "text.h"

#define SECTIONS_AT_FIRST 16

/* ------------------------------------------------------------------ */
/* The handle                                                         */

/*
 * Smaller blocks than those for which memset turns to byte-wise ways; of a
 * size that is not known here, lest the compiler has such ways of its own.
 */
static volatile const size_t clear_block = 1984;

static void clear(char *p, size_t n)
{
	size_t block = clear_block;

	for (; n > block; n -= block, p += block)
		memset(p, 0, block);
	memset(p, 0, n);
}

/* Those of rows and columns that there are. */
static void clear_labels(struct gkr_report *r)
{
	const struct gkri_form_place *at;
	uint32_t t;

	for (t = 1; t <= GKRI_TABLES; t++) {
		at = &gkri_form_at[t];
		memset(r->row_label[t], 0,
		    (at[1].row - at->row + 1u) * sizeof **r->row_label);
		memset(r->column_label[t], 0,
		    (at[1].column - at->column + 1u) *
			sizeof **r->column_label);
	}
}

/* Everything empty again; limits, name tables and memory stay. */
static void empty(struct gkr_report *r)
{
	size_t from = offsetof(struct gkr_report, cells);

	clear((char *)r + from, offsetof(struct gkr_report, row_label) - from);
	clear_labels(r);
	r->text.len = 0;
	r->prose.len = 0;
	r->section_count = 1; /* the preamble */
	memset(r->sections, 0, sizeof *r->sections);
	r->line_count = 0;
	r->loose_count = 0;
	r->value_count = 0;
	r->event_count = 0;
}

static const uint32_t own_limits[] = {
    GKR_LIMIT_PROSE, GKR_LIMIT_LOOSE, GKR_LIMIT_MEMORY};

static int is_own_limit(uint32_t limit)
{
	size_t i;

	for (i = 0; i < sizeof own_limits / sizeof *own_limits; i++)
		if (own_limits[i] == limit)
			return 1;
	return 0;
}

static void default_limits(struct gkr_report *r)
{
	size_t i;

	for (i = 0; i < sizeof own_limits / sizeof *own_limits; i++)
		r->limits[own_limits[i]] = gkr_limit_default(own_limits[i]);
}

static void count_columns(struct gkr_report *r)
{
	uint32_t table, n;

	for (table = 1; table <= GKRI_TABLES; table++) {
		for (n = 0; gkri_slot_of(table, 1, n + 1) >= 0; n++)
			continue;
		r->columns[table] = (uint8_t)n;
	}
}

int32_t gkr_report_new_with(gkr_alloc_fn alloc, void *context, gkr_report **out)
{
	struct gkr_report *r;
	void *sections = NULL;

	if (out == NULL)
		return GKR_E_ARGUMENT;
	*out = NULL;
	r = gkri_handle_new(
	    sizeof *r, offsetof(struct gkr_report, mem), alloc, context);
	if (r == NULL)
		return GKR_E_MEMORY;
	if (gkri_grow(&r->mem, &sections, &r->section_cap, SECTIONS_AT_FIRST,
		sizeof *r->sections) != GKR_OK) {
		gkr_report_free(r);
		return GKR_E_MEMORY;
	}
	r->sections = sections;
	gkri_buf_init(&r->text, &r->mem);
	gkri_buf_init(&r->prose, &r->mem);
	/* places in both are 32 bits wide, and one is added to some */
	r->text.limit = UINT32_MAX - 1;
	r->prose.limit = UINT32_MAX - 1;
	default_limits(r);
	count_columns(r);
	empty(r);
	*out = r;
	return GKR_OK;
}

int32_t gkr_report_new(gkr_report **out)
{
	return gkr_report_new_with(NULL, NULL, out);
}

void gkr_report_free(gkr_report *r)
{
	struct gkri_mem *m;

	if (r == NULL)
		return;
	m = &r->mem;
	gkri_release(m, r->sections, r->section_cap * sizeof *r->sections);
	gkri_release(m, r->lines, r->line_cap * sizeof *r->lines);
	gkri_release(m, r->loose, r->loose_cap * sizeof *r->loose);
	gkri_release(m, r->values, r->value_cap * sizeof *r->values);
	gkri_release(m, r->events, r->event_cap * sizeof *r->events);
	gkri_buf_free(&r->text);
	gkri_buf_free(&r->prose);
	gkri_handle_free(r, sizeof *r, offsetof(struct gkr_report, mem));
}

int32_t gkr_report_clear(gkr_report *r)
{
	if (r == NULL)
		return GKR_E_ARGUMENT;
	empty(r);
	return GKR_OK;
}

int32_t gkr_report_set_limit(gkr_report *r, uint32_t limit, uint64_t value)
{
	if (r == NULL || value == 0 || !is_own_limit(limit))
		return GKR_E_ARGUMENT;
	r->limits[limit] = value;
	if (limit == GKR_LIMIT_MEMORY)
		r->mem.limit = value;
	return GKR_OK;
}

uint64_t gkr_report_limit(const gkr_report *r, uint32_t limit)
{
	return r && is_own_limit(limit) ? r->limits[limit] : 0;
}

/* ------------------------------------------------------------------ */
/* Kept strings                                                       */

int32_t gkri_report_keep(
    struct gkr_report *r, const char *p, size_t n, uint32_t *at)
{
	struct gkri_buf *b = &r->text;
	int32_t rc;

	if (n >= UINT32_MAX)
		return GKR_E_LIMIT;
	rc = gkri_buf_reserve(b, n + 1);
	if (rc != GKR_OK)
		return rc;
	*at = (uint32_t)b->len + 1;
	if (n)
		memcpy(b->data + b->len, p, n);
	b->data[b->len + n] = '\0';
	b->len += n + 1;
	return GKR_OK;
}

const char *gkri_report_kept(const struct gkr_report *r, uint32_t at)
{
	return at ? r->text.data + (at - 1) : NULL;
}

/* ------------------------------------------------------------------ */
/* Error, title, source                                               */

int32_t gkr_report_error(const gkr_report *r)
{
	return r ? r->error : GKR_E_ARGUMENT;
}

const char *gkr_report_error_message(const gkr_report *r, uint32_t lang)
{
	const char *text;

	if (r == NULL || r->error == GKR_OK)
		return NULL;
	text = gkri_report_kept(
	    r, lang == GKR_LANG_ZH ? r->error_zh : r->error_en);
	if (lang != GKR_LANG_ZH && lang != GKR_LANG_EN)
		return NULL;
	return text ? text : gkr_status_message(r->error, lang);
}

uint64_t gkr_report_error_offset(const gkr_report *r)
{
	return r ? r->error_offset : 0;
}

uint64_t gkr_report_error_line(const gkr_report *r)
{
	return r ? r->error_line : 0;
}

uint32_t gkr_report_error_limit(const gkr_report *r)
{
	return r ? r->error_limit : 0;
}

uint32_t gkr_report_form(const gkr_report *r)
{
	return r ? r->form : 0;
}

uint32_t gkr_report_year(const gkr_report *r)
{
	return r ? r->year : 0;
}

const char *gkr_report_title(const gkr_report *r)
{
	return r ? gkri_report_kept(r, r->title) : NULL;
}

const char *gkr_report_agency(const gkr_report *r)
{
	return r ? gkri_report_kept(r, r->agency) : NULL;
}

const char *gkr_report_signed_by(const gkr_report *r)
{
	return r ? gkri_report_kept(r, r->signed_by) : NULL;
}

const char *gkr_report_date(const gkr_report *r)
{
	return r ? gkri_report_kept(r, r->date) : NULL;
}

const char *gkr_report_source_name(const gkr_report *r)
{
	return r ? gkri_report_kept(r, r->source_name) : NULL;
}

uint64_t gkr_report_source_bytes(const gkr_report *r)
{
	return r ? r->source.bytes : 0;
}

uint32_t gkr_report_encoding(const gkr_report *r)
{
	return r ? r->source.encoding : 0;
}

uint64_t gkr_report_replaced(const gkr_report *r)
{
	return r ? r->source.replaced : 0;
}

uint32_t gkr_report_position_kind(const gkr_report *r)
{
	return r ? r->source.position_kind : 0;
}

uint32_t gkr_report_layout_count(const gkr_report *r)
{
	return r ? r->layout_count : 0;
}

uint32_t gkr_report_layout_at(const gkr_report *r, uint32_t index)
{
	return index < gkr_report_layout_count(r) ? r->layout_order[index] : 0;
}

/* ------------------------------------------------------------------ */
/* Sections                                                           */

/* The public index does not count the preamble. */
static const struct gkri_section *section_at(
    const gkr_report *r, uint32_t index)
{
	return r && index < r->section_count - 1 ? &r->sections[index + 1]
						 : NULL;
}

uint32_t gkr_report_section_count(const gkr_report *r)
{
	return r ? (uint32_t)(r->section_count - 1) : 0;
}

uint32_t gkr_report_section_id(const gkr_report *r, uint32_t index)
{
	const struct gkri_section *s = section_at(r, index);

	return s ? s->id : 0;
}

uint32_t gkr_report_section_number(const gkr_report *r, uint32_t index)
{
	const struct gkri_section *s = section_at(r, index);

	return s ? s->number : 0;
}

const char *gkr_report_section_heading(
    const gkr_report *r, uint32_t index, size_t *len)
{
	const struct gkri_section *s = section_at(r, index);

	return s ? gkri_run(&r->text, s->heading.at, s->heading.len, len)
		 : gkri_no_run(len);
}

const char *gkr_report_section_text(
    const gkr_report *r, uint32_t index, size_t *len)
{
	const struct gkri_section *s = section_at(r, index);

	return s ? gkri_run(&r->prose, s->text, s->text_len, len)
		 : gkri_no_run(len);
}

uint64_t gkr_report_section_line(const gkr_report *r, uint32_t index)
{
	const struct gkri_section *s = section_at(r, index);

	return s ? s->heading.line : 0;
}

uint64_t gkr_report_section_offset(const gkr_report *r, uint32_t index)
{
	const struct gkri_section *s = section_at(r, index);

	return s ? s->heading.offset : 0;
}

const char *gkr_report_preamble(const gkr_report *r, size_t *len)
{
	const struct gkri_section *s = r ? r->sections : NULL;

	return s ? gkri_run(&r->prose, s->text, s->text_len, len)
		 : gkri_no_run(len);
}

/* ------------------------------------------------------------------ */
/* Places of prose                                                    */

/* How many bytes text takes in an encoding that is not UTF-8. */
static size_t encoded(const char *p, size_t n, uint32_t encoding)
{
	size_t bytes = 0, len, i;

	for (i = 0; i < n; i += len) {
		uint32_t code = gkri_code(p + i, n - i, &len);

		if (code >= 0x10000)
			bytes += 4;
		else if (code < 0x80 && encoding == GKR_ENCODING_GB18030)
			bytes += 1;
		else
			bytes += 2;
	}
	return bytes;
}

/*
 * How far into a piece of the source its text up to a place reaches.  Where the
 * piece is not a plain copy (references, rare characters of four bytes), only
 * its two ends are known.
 */
static size_t source_bytes(const struct gkri_prose_line *piece, size_t n,
    const struct gkri_prose_near *k)
{
	if (k->in >= n)
		return piece->length;
	return piece->length == n ? k->in : k->bytes;
}

/* The last piece that begins at or before `at`. */
static size_t find_piece(
    const gkr_report *r, const struct gkri_section *s, size_t at)
{
	size_t low = s->first_line, high = low + s->lines;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (r->lines[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static size_t piece_len(
    const gkr_report *r, const struct gkri_section *s, size_t i)
{
	size_t end = s->text + s->text_len, at = r->lines[i].at;

	if (i + 1 < (size_t)s->first_line + s->lines) {
		end = r->lines[i + 1].at;
		if (end > at && r->prose.data[end - 1] == '\n')
			end--;
	}
	return end - at;
}

/* The front of a piece of n bytes. */
static void begin_piece(
    const gkr_report *r, size_t i, size_t n, struct gkri_prose_near *k)
{
	const struct gkri_prose_line *piece = &r->lines[i];

	k->piece = i + 1;
	k->in = k->chars = k->bytes = 0;
	k->coded = r->source.encoding != GKR_ENCODING_UTF8 &&
	    piece->length != n &&
	    encoded(r->prose.data + piece->at, n, r->source.encoding) ==
		piece->length;
}

/* From one place of the text p to another of it, behind or before it. */
static void go_to(
    const gkr_report *r, const char *p, size_t in, struct gkri_prose_near *k)
{
	int back = in < k->in;
	const char *from = p + (back ? in : k->in);
	size_t n = back ? k->in - in : in - k->in;
	size_t chars = gkri_count(from, n);
	size_t bytes = k->coded ? encoded(from, n, r->source.encoding) : 0;

	k->chars = back ? k->chars - chars : k->chars + chars;
	k->bytes = back ? k->bytes - bytes : k->bytes + bytes;
	k->in = in;
}

int gkri_prose_place(const struct gkr_report *r, const struct gkri_section *s,
    size_t at, struct gkri_span *place)
{
	struct gkri_prose_near k = {0, 0, 0, 0, 0};

	return gkri_prose_place_near(r, s, at, &k, place);
}

int gkri_prose_place_near(const struct gkr_report *r,
    const struct gkri_section *s, size_t at, struct gkri_prose_near *k,
    struct gkri_span *place)
{
	const struct gkri_prose_line *piece;
	size_t i, n;

	if (s->lines == 0 || at < s->text || at - s->text > s->text_len)
		return 0;
	i = find_piece(r, s, at);
	piece = &r->lines[i];
	n = piece_len(r, s, i);
	place->offset = piece->offset;
	place->line = piece->line;
	place->column = piece->column;
	if (r->source.position_kind == GKR_POSITION_CELLS)
		return 1;
	if (k->piece != i + 1)
		begin_piece(r, i, n, k);
	go_to(r, r->prose.data + piece->at,
	    at - piece->at < n ? at - piece->at : n, k);
	place->offset += source_bytes(piece, n, k);
	place->column += (uint32_t)k->chars;
	return 1;
}

int32_t gkr_report_section_place(const gkr_report *r, uint32_t index, size_t at,
    uint64_t *offset, uint64_t *line, uint64_t *column)
{
	const struct gkri_section *s = section_at(r, index);
	struct gkri_span place;

	if (s == NULL || at > s->text_len ||
	    !gkri_prose_place(r, s, s->text + at, &place))
		return GKR_E_ARGUMENT;
	if (offset)
		*offset = place.offset;
	if (line)
		*line = place.line;
	if (column)
		*column = place.column;
	return GKR_OK;
}
