/*
 * SARIF 2.1.0: the findings of one or more reports as one run, for tools that
 * show findings at their places.
 *
 * The first report opens the log, gkr_exporter_finish closes it; what could
 * not be read is kept in the exporter until then.
 */
#include "emit-json.h"
#include "json.h"

static void put(struct gkri_walk *w, const char *text)
{
	gkri_out_puts(&w->out, text);
}

static void put_string(struct gkri_walk *w, const char *key, const char *text)
{
	put(w, key);
	gkri_json_string(&w->out, text, text ? strlen(text) : 0);
}

static void put_count(struct gkri_walk *w, const char *key, uint64_t number)
{
	put(w, key);
	if (gkri_out_room(&w->out, 20))
		w->out.at = gkri_put_number(w->out.at, number);
}

/* {"text": ...} */
static void put_message(struct gkri_walk *w, const char *key, const char *text)
{
	put(w, key);
	put_string(w, "{\"text\":", text ? text : "");
	put(w, "}");
}

static uint32_t language(const struct gkri_walk *w)
{
	return w->e->options[GKR_EXPORT_LANG];
}

static const char *level_of(uint32_t severity)
{
	if (severity == GKR_SEVERITY_ERROR)
		return "error";
	return severity == GKR_SEVERITY_WARNING ? "warning" : "note";
}

/* ------------------------------------------------------------------ */
/* The log                                                            */

static void put_rule(struct gkri_walk *w, uint32_t rule)
{
	uint32_t lang = language(w);

	put_string(
	    w, rule > 1 ? ",\n{\"id\":" : "\n{\"id\":", gkr_rule_name(rule));
	put_message(w, ",\"shortDescription\":", gkr_rule_text(rule, lang));
	put_message(w, ",\"help\":", gkr_rule_advice(rule, lang));
	put_string(w, ",\"defaultConfiguration\":{\"level\":",
	    level_of(gkr_rule_severity(rule)));
	put_string(w, "},\"properties\":{\"basis\":", gkr_rule_basis(rule));
	put(w, "}}");
}

static void open_log(struct gkri_walk *w)
{
	uint32_t rule;

	put(w,
	    "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/"
	    "errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
	    "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
	    "\"name\":\"gkr\",");
	put_string(w, "\"semanticVersion\":", gkr_version());
	put(w, ",\"rules\":[");
	for (rule = 1; rule <= gkr_rule_count(); rule++)
		put_rule(w, rule);
	put(w, "]}},\n");
	put_string(
	    w, "\"language\":", language(w) == GKR_LANG_ZH ? "zh-CN" : "en");
	put(w, ",\"columnKind\":\"unicodeCodePoints\",\n\"results\":[");
}

static void close_log(struct gkri_walk *w, const struct gkri_buf *notes)
{
	put(w, "\n],\n\"invocations\":[{\"executionSuccessful\":");
	put(w, notes->len ? "false" : "true");
	if (notes->len) {
		put(w, ",\"toolExecutionNotifications\":[");
		gkri_out_put(&w->out, notes->data, notes->len);
		put(w, "\n]");
	}
	put(w, "}]}]}\n");
}

/* ------------------------------------------------------------------ */
/* Places                                                             */

static int is_plain(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || (c && strchr("-._~/", c));
}

/* A file's name as a URI, or as a reference relative to one. */
static void put_uri(struct gkri_walk *w, const char *name)
{
	static const char digits[] = "0123456789ABCDEF";
	const unsigned char *p = (const unsigned char *)name;

	put(w, *name == '/' ? "\"file://" : "\"");
	for (; *p; p++) {
		if (is_plain(*p)) {
			gkri_out_putc(&w->out, (char)*p);
			continue;
		}
		gkri_out_putc(&w->out, '%');
		gkri_out_putc(&w->out, digits[*p >> 4]);
		gkri_out_putc(&w->out, digits[*p & 15]);
	}
	put(w, "\"");
}

static void put_artifact(struct gkri_walk *w, const char *name)
{
	put(w, "\"artifactLocation\":{\"uri\":");
	put_uri(w, name);
	put(w, "}");
}

/* The cell of the finding that it points at, or NULL. */
static const struct gkri_rcell *cell_pointed_at(
    const struct gkri_walk *w, uint32_t index)
{
	uint32_t i, n = gkr_finding_cell_count(w->f, index);
	const struct gkri_rcell *cell;

	for (i = 0; i < n; i++) {
		cell =
		    &w->r->cells[gkri_slot(gkr_finding_cell(w->f, index, i))];
		if (cell->line == gkr_finding_line(w->f, index) &&
		    cell->column == gkr_finding_column(w->f, index) &&
		    cell->length == gkr_finding_length(w->f, index))
			return cell;
	}
	return NULL;
}

/* Characters of a text that is on one line, else 0. */
static uint64_t characters(const char *p, size_t n)
{
	uint64_t count = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (p[i] == '\n' || p[i] == '\r')
			return 0;
		count += ((unsigned char)p[i] & 0xc0) != 0x80;
	}
	return count;
}

static void put_region(struct gkri_walk *w, uint32_t i)
{
	const struct gkri_rcell *cell = cell_pointed_at(w, i);
	uint64_t n = 0;

	put_count(w, ",\"region\":{\"startLine\":", gkr_finding_line(w->f, i));
	put_count(w, ",\"startColumn\":", gkr_finding_column(w->f, i));
	if (cell && cell->raw_len)
		n = characters(w->r->text.data + cell->raw, cell->raw_len);
	if (n)
		put_count(
		    w, ",\"endColumn\":", gkr_finding_column(w->f, i) + n);
	put_count(w, ",\"byteOffset\":", gkr_finding_offset(w->f, i));
	put_count(w, ",\"byteLength\":", gkr_finding_length(w->f, i));
	put(w, "}");
}

static int has_bytes(const struct gkri_walk *w)
{
	return w->r->source.position_kind != GKR_POSITION_CELLS;
}

static void put_location(struct gkri_walk *w, uint32_t i)
{
	const char *name = gkri_report_kept(w->r, w->r->source_name);
	const char *at = gkr_finding_at(w->f, i);

	put(w, ",\"locations\":[{");
	if (name) {
		put(w, "\"physicalLocation\":{");
		put_artifact(w, name);
		if (gkr_finding_line(w->f, i) && has_bytes(w))
			put_region(w, i);
		put(w, "}");
	}
	if (at) {
		put_string(w,
		    name ? ",\"logicalLocations\":[{\"fullyQualifiedName\":"
			 : "\"logicalLocations\":[{\"fullyQualifiedName\":",
		    at);
		put(w, "}]");
	}
	put(w, "}]");
}

/* ------------------------------------------------------------------ */
/* Fixes                                                              */

/*
 * The cell, where its bytes are nothing but the text that is to go: without
 * note, unit or mark-up, and the same in all encodings but UTF-16.
 */
static const struct gkri_rcell *bytes_of(
    const struct gkri_walk *w, uint32_t cell)
{
	const struct gkri_rcell *c = &w->r->cells[gkri_slot(cell)];
	const char *p = w->r->text.data + c->raw;
	uint32_t i;

	if (c->certainty != GKR_CERTAINTY_READ || !c->line || !c->raw_len ||
	    c->raw_len != c->length)
		return NULL;
	for (i = 0; i < c->raw_len; i++)
		if (p[i] <= ' ' || p[i] > '~')
			return NULL;
	return c;
}

static int can_fix(const struct gkri_walk *w, uint32_t i)
{
	uint32_t k, n = gkr_finding_change_count(w->f, i);

	if (!n || !has_bytes(w) || !gkri_report_kept(w->r, w->r->source_name))
		return 0;
	for (k = 0; k < n; k++)
		if (!bytes_of(w, gkr_finding_change_cell(w->f, i, k)))
			return 0;
	return 1;
}

static void put_replacement(struct gkri_walk *w, uint32_t i, uint32_t k)
{
	const struct gkri_rcell *c =
	    bytes_of(w, gkr_finding_change_cell(w->f, i, k));

	put_count(w,
	    k ? ",{\"deletedRegion\":{\"byteOffset\":"
	      : "{\"deletedRegion\":{\"byteOffset\":",
	    c->offset);
	put_count(w, ",\"byteLength\":", c->length);
	put_message(
	    w, "},\"insertedContent\":", gkr_finding_change_to(w->f, i, k));
	put(w, "}");
}

static void put_fix(struct gkri_walk *w, uint32_t i)
{
	uint32_t k, n = gkr_finding_change_count(w->f, i);

	put_message(w, ",\"fixes\":[{\"description\":",
	    gkr_finding_suggestion(w->f, i, language(w)));
	put(w, ",\"artifactChanges\":[{");
	put_artifact(w, gkri_report_kept(w->r, w->r->source_name));
	put(w, ",\"replacements\":[");
	for (k = 0; k < n; k++)
		put_replacement(w, i, k);
	put(w, "]}]}]");
}

/* ------------------------------------------------------------------ */
/* A finding                                                          */

/* What cannot be assessed is open, and has no level. */
static void put_level(struct gkri_walk *w, uint32_t i)
{
	int fails = gkr_finding_status(w->f, i) == GKR_FINDING_FAIL;

	put_string(w, ",\"kind\":", fails ? "fail" : "open");
	put_string(w, ",\"level\":",
	    fails ? level_of(gkr_finding_severity(w->f, i)) : "none");
}

static void put_decision(struct gkri_walk *w, uint32_t i)
{
	put_string(w, ",\"partialFingerprints\":{\"gkr/v1\":",
	    gkr_finding_fingerprint(w->f, i));
	put(w, "},\"suppressions\":[");
	if (gkr_finding_accepted(w->f, i)) {
		put_string(w,
		    "{\"kind\":\"external\",\"status\":\"accepted\","
		    "\"justification\":",
		    gkr_finding_reason(w->f, i));
		put(w, "}");
	}
	put(w, "]");
}

static void finding(struct gkri_walk *w, uint32_t i)
{
	uint32_t rule = gkr_finding_rule(w->f, i);

	put_string(w,
	    w->first && !w->e->results ? "\n{\"ruleId\":" : ",\n{\"ruleId\":",
	    gkr_rule_name(rule));
	put_count(w, ",\"ruleIndex\":", rule - 1);
	put_level(w, i);
	put_message(
	    w, ",\"message\":", gkr_finding_message(w->f, i, language(w)));
	put_location(w, i);
	put_decision(w, i);
	if (can_fix(w, i))
		put_fix(w, i);
	put(w, "}");
}

/* A report that could not be read, kept for the end of the log. */
static void failure(struct gkri_walk *w, const struct gkri_failure *f)
{
	put_string(w,
	    w->e->notes.len ? ",\n{\"level\":\"error\",\"descriptor\":{\"id\":"
			    : "\n{\"level\":\"error\",\"descriptor\":{\"id\":",
	    gkr_status_name(f->status));
	put_message(w, "},\"message\":",
	    f->message ? f->message
		       : gkr_status_message(f->status, language(w)));
	if (f->source_name) {
		put(w, ",\"locations\":[{\"physicalLocation\":{");
		put_artifact(w, f->source_name);
		if (f->line) {
			put_count(w, ",\"region\":{\"startLine\":", f->line);
			put(w, "}");
		}
		put(w, "}}]");
	}
	put(w, "}");
}

const struct gkri_writer gkri_writer_sarif = {
    .open_log = open_log,
    .close_log = close_log,
    .finding = finding,
    .failure = failure,
};
