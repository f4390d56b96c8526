/*
 * Findings in JSON.
 *
 * Names, addresses and fingerprints are plain: they are copied.  So are
 * messages of which that was noticed when they were made.
 */
#include "compiler.h"
#include "emit-json.h"
#include "finding.h"
#include "json.h"

/*
 * "table.row.column", with its quotes and what separates it from a next one
 * in a list; `len` is without that.
 */
#define ADDRESS_BYTES 64
struct address {
	char text[ADDRESS_BYTES - 1];
	uint8_t len;
};
static const struct address addresses[GKRI_SLOTS] = {
#define ADDRESS(text)                       \
	{                                   \
		text ", ", sizeof(text) - 1 \
	}
#define NAME(table, row, column, forms) \
	ADDRESS("\"" #table "." #row "." #column "\""),
#define GKR_DEF_ROW(table, id, name, ...) GKR_CELLS_##table(NAME, name)
#include "form.def"
#undef NAME
};

/* Names with the keys around them, of which a fixed number is copied. */
#define NAME_BYTES 64
struct name {
	char text[NAME_BYTES - 1];
	uint8_t len;
};
/* clang-format off */
#define NAME(text) {text, sizeof(text) - 1}
static const struct name rules[2][GKRI_RULE_END] = {
	{
#define GKR_DEF_RULE(id, ident, name, ...) \
	[id] = NAME("\"rule\": \"" name "\", \"at\": \""),
#include "rule.def"
	},
	{
#define GKR_DEF_RULE(id, ident, name, ...) \
	[id] = NAME("\"rule\":\"" name "\",\"at\":\""),
#include "rule.def"
	}
};
static const struct name statuses[2][GKR_FINDING_UNASSESSABLE + 1] = {
	{
#define GKR_DEF_FINDING(id, name) \
	[GKR_FINDING_##id] = NAME(", \"status\": \"" name "\""),
#include "name.def"
	},
	{
#define GKR_DEF_FINDING(id, name) \
	[GKR_FINDING_##id] = NAME(",\"status\":\"" name "\""),
#include "name.def"
	}
};
static const struct name severities[2][GKR_SEVERITY_ERROR + 1] = {
	{
#define GKR_DEF_SEVERITY(id, name) \
	[GKR_SEVERITY_##id] = NAME(", \"severity\": \"" name "\""),
#include "name.def"
	},
	{
#define GKR_DEF_SEVERITY(id, name) \
	[GKR_SEVERITY_##id] = NAME(",\"severity\":\"" name "\""),
#include "name.def"
	}
};
/* clang-format on */

/* Enough for what a step writes besides texts and lists. */
#define STEP_ROOM 256

/* Fixed words in the style at hand; of a constant one, they are constant. */
#define WORDS(p, style, a, b)                                              \
	((style) == GKRI_JSON_PRETTY ? gkri_json_copy(p, a, sizeof(a) - 1) \
				     : gkri_json_copy(p, b, sizeof(b) - 1))

static inline char *put_null(char *p)
{
	return gkri_json_copy(p, "null", 4);
}

static void put_nothing(struct gkri_walk *w, const struct gkri_lit *key)
{
	gkri_json_put(w, key);
	gkri_out_put(&w->out, "null", 4);
}

/* A text of the findings, + 1, or null for 0. */
static void put_text(
    struct gkri_walk *w, const struct gkri_lit *key, uint32_t at, int is_plain)
{
	const char *s = at ? w->f->text.data + at - 1 : NULL;

	if (s && is_plain)
		gkri_json_name(w, key, s);
	else if (s)
		gkri_json_str(w, key, s);
	else
		put_nothing(w, key);
}

static void put_operand(
    struct gkri_walk *w, const struct gkri_lit *key, uint32_t at)
{
	const char *s = at ? w->f->text.data + at - 1 : NULL;

	if (s == NULL) {
		put_nothing(w, key);
	} else if (gkri_json_is_number(s, strlen(s))) {
		gkri_json_put(w, key);
		gkri_out_puts(&w->out, s);
	} else {
		gkri_json_str(w, key, s);
	}
}

/* ------------------------------------------------------------------ */

OFTEN void put_cells(
    struct gkri_walk *w, const struct gkri_finding *it, int style)
{
	/* NULL where no finding has one; all in locals, which nothing changes
	 */
	const uint16_t *slot = w->f->slots;
	const size_t gap = style == GKRI_JSON_PRETTY ? 2 : 1, n = it->count;
	const struct address *a;
	size_t i;
	char *p;

	if (!gkri_out_room(&w->out, STEP_ROOM + n * ADDRESS_BYTES))
		return;
	p = WORDS(w->out.at, style, ", \"cells\": [", ",\"cells\":[");
	slot = n ? slot + it->first : NULL;
	for (i = 0; i < n; i++) {
		a = &addresses[slot[i]];
		memcpy(p, a, ADDRESS_BYTES);
		p += a->len + gap;
	}
	if (n)
		p -= gap;
	*p++ = ']';
	w->out.at = p;
}

/* Line and column, and bytes where there are any; null for what is not. */
OFTEN void put_spot(
    struct gkri_walk *w, const struct gkri_spot *spot, int has_bytes, int style)
{
	char *p;

	if (!gkri_out_room(&w->out, STEP_ROOM))
		return;
	p = WORDS(w->out.at, style, ", \"line\": ", ",\"line\":");
	p = spot->line ? gkri_put_number(p, spot->line) : put_null(p);
	p = WORDS(p, style, ", \"column\": ", ",\"column\":");
	p = spot->line ? gkri_put_number(p, spot->column) : put_null(p);
	has_bytes = has_bytes && spot->line;
	p = WORDS(p, style, ", \"offset\": ", ",\"offset\":");
	p = has_bytes ? gkri_put_number(p, spot->offset) : put_null(p);
	p = WORDS(p, style, ", \"length\": ", ",\"length\":");
	p = has_bytes ? gkri_put_number(p, spot->length) : put_null(p);
	w->out.at = p;
}

/* Where the other of two compared reports has it. */
static void put_other(struct gkri_walk *w, const struct gkri_finding *it)
{
	static const struct gkri_lit other = KEY_IN("other");
	static const struct gkri_lit source = KEY_FIRST("source");

	if (!it->other_source && !it->other.line)
		return;
	gkri_json_put(w, &other);
	put_text(w, &source, it->other_source, 0);
	put_spot(w, &it->other, 1, w->style);
	gkri_out_putc(&w->out, '}');
}

/* Both languages of an object that may go on. */
OFTEN void put_pair(struct gkri_walk *w, uint32_t zh_at, uint32_t en_at,
    uint32_t plain, int style)
{
	static const struct gkri_lit first = KEY_FIRST("zh");
	static const struct gkri_lit second = KEY_IN("en");
	const uint32_t both = GKRI_PLAIN_ZH | GKRI_PLAIN_EN;
	const char *zh = w->f->text.data + zh_at - 1;
	const char *en = w->f->text.data + en_at - 1;
	size_t zh_len, en_len;
	char *p;

	if ((plain & both) != both) {
		put_text(w, &first, zh_at, plain & GKRI_PLAIN_ZH);
		put_text(w, &second, en_at, plain & GKRI_PLAIN_EN);
		return;
	}
	zh_len = strlen(zh);
	en_len = strlen(en);
	if (!gkri_out_room(&w->out, STEP_ROOM + zh_len + en_len))
		return;
	p = WORDS(w->out.at, style, "{\"zh\": \"", "{\"zh\":\"");
	p = gkri_json_copy(p, zh, zh_len);
	p = WORDS(p, style, "\", \"en\": \"", "\",\"en\":\"");
	p = gkri_json_copy(p, en, en_len);
	*p++ = '"';
	w->out.at = p;
}

/* ------------------------------------------------------------------ */

/* Digits of a number, from where one is kept. */
static inline char *copy_digits(char *p, const char *digits)
{
	while (*digits)
		*p++ = *digits++;
	return p;
}

OFTEN void put_change(
    struct gkri_walk *w, const struct gkri_fix *fix, int style)
{
	const struct address *address = &addresses[fix->slot];
	const char *from = w->f->text.data + fix->from - 1;
	const char *to = w->f->text.data + fix->to - 1;
	char *p;

	if (!gkri_out_room(&w->out, STEP_ROOM))
		return;
	p = WORDS(w->out.at, style, "{\"cell\": ", "{\"cell\":");
	memcpy(p, address, ADDRESS_BYTES);
	p += address->len;
	p = WORDS(p, style, ", \"from\": ", ",\"from\":");
	if (*from) {
		w->out.at = p;
		gkri_json_string(&w->out, from, strlen(from));
		if (!gkri_out_room(&w->out, STEP_ROOM))
			return;
		p = w->out.at;
	} else {
		p = gkri_json_copy(p, "\"\"", 2);
	}
	p = WORDS(p, style, ", \"to\": \"", ",\"to\":\"");
	p = copy_digits(p, to);
	w->out.at = gkri_json_copy(p, "\"}", 2);
}

OFTEN void put_changes(
    struct gkri_walk *w, const struct gkri_finding *it, int style)
{
	const struct gkri_fix *fix = w->f->fixes + it->fix_first;
	uint32_t i;

	if (!gkri_out_room(&w->out, STEP_ROOM))
		return;
	w->out.at =
	    WORDS(w->out.at, style, ", \"changes\": [", ",\"changes\":[");
	for (i = 0; i < it->fix_count; i++) {
		if (i && gkri_out_room(&w->out, STEP_ROOM))
			w->out.at = WORDS(w->out.at, style, ", ", ",");
		put_change(w, fix + i, style);
	}
	gkri_out_puts(&w->out, "]}");
}

OFTEN void put_suggestion(
    struct gkri_walk *w, const struct gkri_finding *it, int style)
{
	static const struct gkri_lit kind = KEY_IN("kind");

	put_pair(w, it->repair_zh, it->repair_en,
	    it->plain >> GKRI_PLAIN_REPAIR, style);
	gkri_json_name(w, &kind, gkr_suggestion_kind_name(it->kind));
	put_changes(w, it, style);
}

/* Why it has been accepted. */
static void put_reason(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit reason = KEY_FIRST("reason");

	gkri_json_str(w, &reason, gkr_finding_reason(w->f, i));
	gkri_out_puts(&w->out, "}}");
}

/* How a finding begins: in its report, or by itself with its source. */
static void open_finding(struct gkri_walk *w)
{
	static const struct gkri_lit line = LIT("\n    {", "{");
	static const struct gkri_lit line_alone = LIT("\n  ", "");
	static const struct gkri_lit source =
	    LIT("{\"source\": {\"name\": ", "{\"source\":{\"name\":");
	static const struct gkri_lit behind = LIT("}, ", "},");

	if (!w->alone || w->style == GKRI_JSON_PRETTY)
		gkri_json_comma(w);
	gkri_json_put(w, w->alone ? &line_alone : &line);
	if (!w->alone)
		return;
	gkri_json_str(w, &source, gkri_report_kept(w->r, w->r->source_name));
	gkri_json_put(w, &behind);
}

/* What it is, where, and how bad. */
OFTEN void put_rule(
    struct gkri_walk *w, const struct gkri_finding *it, int style)
{
	const struct name *rule = &rules[style][it->rule];
	const struct name *status = &statuses[style][it->status];
	const struct name *severity = &severities[style][it->severity];
	const char *at = it->at ? w->f->text.data + it->at - 1 : NULL;
	size_t n = at ? strlen(at) : 0;
	char *p;

	if (!gkri_out_room(&w->out, STEP_ROOM + n))
		return;
	memcpy(w->out.at, rule, NAME_BYTES);
	p = w->out.at + rule->len;
	if (at) {
		p = gkri_json_copy(p, at, n);
		*p++ = '"';
	} else {
		p = put_null(p - 1); /* no quote */
	}
	memcpy(p, status, 32);
	p += status->len;
	memcpy(p, severity, 32);
	w->out.at = p + severity->len;
}

OFTEN void put_operands(
    struct gkri_walk *w, const struct gkri_finding *it, int style)
{
	static const struct gkri_lit left = KEY_IN("left");
	static const struct gkri_lit right = KEY_IN("right");

	if (it->left | it->right) {
		put_operand(w, &left, it->left);
		put_operand(w, &right, it->right);
	} else if (gkri_out_room(&w->out, STEP_ROOM)) {
		w->out.at =
		    WORDS(w->out.at, style, ", \"left\": null, \"right\": null",
			",\"left\":null,\"right\":null");
	}
}

/* What is said of it. */
OFTEN void put_message(
    struct gkri_walk *w, const struct gkri_finding *it, int style)
{
	char *p;

	if (!gkri_out_room(&w->out, STEP_ROOM))
		return;
	w->out.at = WORDS(w->out.at, style, ", \"message\": ", ",\"message\":");
	put_pair(w, it->zh, it->en, it->plain, style);
	if (!gkri_out_room(&w->out, STEP_ROOM))
		return;
	p = WORDS(w->out.at, style, "}, \"suggestion\": ", "},\"suggestion\":");
	w->out.at = it->repair_zh ? p : put_null(p);
	if (it->repair_zh)
		put_suggestion(w, it, style);
}

/* Of what it is known again, and what was decided then. */
OFTEN void put_end(
    struct gkri_walk *w, const struct gkri_finding *it, uint32_t i, int style)
{
	const char *print = w->f->text.data + it->printed - 1;
	char *p;

	if (!gkri_out_room(&w->out, STEP_ROOM))
		return;
	p = w->out.at;
	p = WORDS(p, style, ", \"choices\": ", ",\"choices\":");
	p = gkri_put_number(p, it->choices);
	p = WORDS(p, style, ", \"fingerprint\": \"", ",\"fingerprint\":\"");
	p = gkri_json_copy(p, print, GKRI_PRINT_BYTES - 1);
	p = WORDS(p, style, "\", \"accepted\": ", "\",\"accepted\":");
	if (!it->accepted)
		p = gkri_json_copy(p, "null}", 5);
	w->out.at = p;
	if (it->accepted)
		put_reason(w, i);
}

OFTEN void put_finding(struct gkri_walk *w, uint32_t i, int style)
{
	const struct gkri_finding *it = &w->f->list[i];

	open_finding(w);
	put_rule(w, it, style);
	put_operands(w, it, style);
	put_cells(w, it, style);
	put_spot(w, &it->spot, w->position_kind != GKR_POSITION_CELLS, style);
	put_other(w, it);
	put_message(w, it, style);
	put_end(w, it, i, style);
}

/* Of each style with its words as constants. */
void gkri_json_finding(struct gkri_walk *w, uint32_t i)
{
	if (w->style == GKRI_JSON_PRETTY)
		put_finding(w, i, GKRI_JSON_PRETTY);
	else
		put_finding(w, i, GKRI_JSON_COMPACT);
	if (w->alone && w->style == GKRI_JSON_COMPACT)
		gkri_out_putc(&w->out, '\n');
}
