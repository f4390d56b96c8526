/*
 * Findings in JSON.
 *
 * Names, addresses and fingerprints are plain: they are copied.  So are
 * messages of which that was noticed when they were made.
 */
#include "check.h"
#include "emit-json.h"
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

static const struct gkri_lit null = LIT("null", "null");

/* A key and null, where there is room. */
static void put_null(struct gkri_walk *w, const struct gkri_lit *key)
{
	gkri_json_lit(w, key);
	gkri_json_lit(w, &null);
}

static void put_nothing(struct gkri_walk *w, const struct gkri_lit *key)
{
	if (gkri_out_room(&w->out, 2 * GKRI_LIT_BYTES))
		put_null(w, key);
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

static void put_cells(struct gkri_walk *w, const struct gkri_finding *it)
{
	static const struct gkri_lit key = KEY_IN("cells");
	size_t gap = w->style == GKRI_JSON_PRETTY ? 2 : 1, i;
	char *p;

	if (!gkri_out_room(&w->out,
		2 * GKRI_LIT_BYTES + (size_t)it->count * ADDRESS_BYTES))
		return;
	gkri_json_lit(w, &key);
	p = w->out.at;
	*p++ = '[';
	for (i = it->first; i < (size_t)it->first + it->count; i++) {
		memcpy(p, &addresses[w->f->slots[i]], ADDRESS_BYTES);
		p += addresses[w->f->slots[i]].len + gap;
	}
	if (it->count)
		p -= gap;
	*p++ = ']';
	w->out.at = p;
}

/* Line and column, and bytes where there are any; null for what is not. */
static void put_spot(
    struct gkri_walk *w, const struct gkri_spot *spot, int has_bytes)
{
	static const struct gkri_lit line = KEY_IN("line");
	static const struct gkri_lit column = KEY_IN("column");
	static const struct gkri_lit offset = KEY_IN("offset");
	static const struct gkri_lit length = KEY_IN("length");

	if (!gkri_out_room(&w->out, 9 * GKRI_LIT_BYTES))
		return;
	if (spot->line) {
		gkri_json_count(w, &line, spot->line);
		gkri_json_count(w, &column, spot->column);
	} else {
		put_null(w, &line);
		put_null(w, &column);
	}
	if (spot->line && has_bytes) {
		gkri_json_count(w, &offset, spot->offset);
		gkri_json_count(w, &length, spot->length);
	} else {
		put_null(w, &offset);
		put_null(w, &length);
	}
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
	put_spot(w, &it->other, 1);
	gkri_out_putc(&w->out, '}');
}

/* Both languages of an object that may go on. */
static void put_pair(struct gkri_walk *w, const struct gkri_lit *key,
    uint32_t zh, uint32_t en, uint32_t plain)
{
	static const struct gkri_lit first = KEY_FIRST("zh");
	static const struct gkri_lit second = KEY_IN("en");

	gkri_json_put(w, key);
	put_text(w, &first, zh, plain & GKRI_PLAIN_ZH);
	put_text(w, &second, en, plain & GKRI_PLAIN_EN);
}

/* ------------------------------------------------------------------ */

/* Digits of a number, from where one is kept. */
static char *copy_digits(char *p, const char *digits)
{
	while (*digits)
		*p++ = *digits++;
	return p;
}

static void put_change(struct gkri_walk *w, const struct gkri_fix *fix)
{
	static const struct gkri_lit cell = KEY_FIRST("cell");
	static const struct gkri_lit empty =
	    LIT(", \"from\": \"\"", ",\"from\":\"\"");
	static const struct gkri_lit from = KEY_IN("from");
	static const struct gkri_lit to = LIT(", \"to\": \"", ",\"to\":\"");
	static const struct gkri_lit end = LIT("\"}", "\"}");
	const struct address *address = &addresses[fix->slot];
	const char *text = w->f->text.data;

	if (!gkri_out_room(&w->out, 2 * GKRI_LIT_BYTES + ADDRESS_BYTES))
		return;
	gkri_json_lit(w, &cell);
	memcpy(w->out.at, address, ADDRESS_BYTES);
	w->out.at += address->len;
	if (text[fix->from - 1])
		gkri_json_str(w, &from, text + fix->from - 1);
	else
		gkri_json_lit(w, &empty);
	if (!gkri_out_room(&w->out, 3 * GKRI_LIT_BYTES))
		return;
	gkri_json_lit(w, &to);
	w->out.at = copy_digits(w->out.at, text + fix->to - 1);
	gkri_json_lit(w, &end);
}

static void put_changes(struct gkri_walk *w, const struct gkri_finding *it)
{
	static const struct gkri_lit key = KEY_IN("changes");
	static const struct gkri_lit next = LIT(", ", ",");
	uint32_t i;

	gkri_json_put(w, &key);
	gkri_out_putc(&w->out, '[');
	for (i = 0; i < it->fix_count; i++) {
		if (i)
			gkri_json_put(w, &next);
		put_change(w, &w->f->fixes[it->fix_first + i]);
	}
	gkri_out_putc(&w->out, ']');
}

static void put_suggestion(struct gkri_walk *w, const struct gkri_finding *it)
{
	static const struct gkri_lit suggestion = KEY_IN("suggestion");
	static const struct gkri_lit kind = KEY_IN("kind");
	static const struct gkri_lit choices = KEY_IN("choices");

	if (it->repair_zh) {
		put_pair(w, &suggestion, it->repair_zh, it->repair_en,
		    it->plain >> GKRI_PLAIN_REPAIR);
		gkri_json_name(w, &kind, gkr_suggestion_kind_name(it->kind));
		put_changes(w, it);
		gkri_out_putc(&w->out, '}');
	} else {
		put_nothing(w, &suggestion);
	}
	gkri_json_number(w, &choices, it->choices);
}

static void put_decision(
    struct gkri_walk *w, const struct gkri_finding *it, uint32_t i)
{
	static const struct gkri_lit print = KEY_IN("fingerprint");
	static const struct gkri_lit accepted = KEY_IN("accepted");
	static const struct gkri_lit reason = KEY_FIRST("reason");

	put_text(w, &print, it->printed, 1);
	if (!it->accepted) {
		put_nothing(w, &accepted);
		return;
	}
	gkri_json_put(w, &accepted);
	gkri_json_str(w, &reason, gkr_finding_reason(w->f, i));
	gkri_out_putc(&w->out, '}');
}

/* How a finding begins: in its report, or by itself with its source. */
static void open_finding(struct gkri_walk *w)
{
	static const struct gkri_lit line = LIT("\n    ", "");
	static const struct gkri_lit line_alone = LIT("\n  ", "");
	static const struct gkri_lit source =
	    LIT("{\"source\": {\"name\": ", "{\"source\":{\"name\":");
	const char *name =
	    w->alone ? gkri_report_kept(w->r, w->r->source_name) : NULL;

	if (!w->alone || w->style == GKRI_JSON_PRETTY)
		gkri_json_comma(w);
	gkri_json_put(w, w->alone ? &line_alone : &line);
	if (w->alone)
		gkri_json_str(w, &source, name);
}

static void put_rule(struct gkri_walk *w, const struct gkri_finding *it)
{
	static const struct gkri_lit behind =
	    LIT("}, \"rule\": ", "},\"rule\":");
	static const struct gkri_lit first = KEY_FIRST("rule");
	static const struct gkri_lit at = KEY_IN("at");
	static const struct gkri_lit status = KEY_IN("status");
	static const struct gkri_lit severity = KEY_IN("severity");

	gkri_json_name(w, w->alone ? &behind : &first, gkr_rule_name(it->rule));
	put_text(w, &at, it->at, 1);
	gkri_json_name(w, &status, gkr_finding_status_name(it->status));
	gkri_json_name(w, &severity, gkr_severity_name(it->severity));
}

void gkri_json_finding(struct gkri_walk *w, uint32_t i)
{
	static const struct gkri_lit left = KEY_IN("left");
	static const struct gkri_lit right = KEY_IN("right");
	static const struct gkri_lit message = KEY_IN("message");
	const struct gkri_finding *it = &w->f->list[i];

	open_finding(w);
	put_rule(w, it);
	put_operand(w, &left, it->left);
	put_operand(w, &right, it->right);
	put_cells(w, it);
	put_spot(w, &it->spot, w->position_kind != GKR_POSITION_CELLS);
	put_other(w, it);
	put_pair(w, &message, it->zh, it->en, it->plain);
	gkri_out_putc(&w->out, '}');
	put_suggestion(w, it);
	put_decision(w, it, i);
	gkri_out_putc(&w->out, '}');
	if (w->alone && w->style == GKRI_JSON_COMPACT)
		gkri_out_putc(&w->out, '\n');
}
