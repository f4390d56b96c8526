/* Facts in JSON: an array, or one object a line. */
#include "emit-json.h"
#include "fact.h"
#include "json.h"

static void put_flag(struct gkri_walk *w, const struct gkri_lit *key, int flag)
{
	gkri_json_put(w, key);
	gkri_out_puts(&w->out, flag ? "true" : "false");
}

static void open_fact(struct gkri_walk *w)
{
	static const struct gkri_lit line = LIT("\n  ", "");
	static const struct gkri_lit source =
	    LIT("{\"source\": {\"name\": ", "{\"source\":{\"name\":");
	static const struct gkri_lit after =
	    LIT("}, \"concept\": ", "},\"concept\":");
	static const struct gkri_lit first = KEY_FIRST("concept");
	const char *name =
	    w->r ? gkri_report_kept(w->r, w->r->source_name) : NULL;

	if (w->style == GKRI_JSON_PRETTY)
		gkri_json_comma(w);
	gkri_json_put(w, &line);
	if (name)
		gkri_json_str(w, &source, name);
	gkri_json_put(w, name ? &after : &first);
}

static void put_place(struct gkri_walk *w, const gkr_facts *f, uint32_t i)
{
	static const struct gkri_lit offset = KEY_IN("offset");
	static const struct gkri_lit length = KEY_IN("length");
	static const struct gkri_lit line = KEY_IN("line");
	static const struct gkri_lit column = KEY_IN("column");

	if (!w->r || w->r->source.position_kind != GKR_POSITION_CELLS) {
		gkri_json_number(w, &offset, gkr_fact_offset(f, i));
		gkri_json_number(w, &length, gkr_fact_length(f, i));
	}
	gkri_json_number(w, &line, gkr_fact_line(f, i));
	gkri_json_number(w, &column, gkr_fact_column(f, i));
}

static void put_what(struct gkri_walk *w, const gkr_facts *f, uint32_t i)
{
	static const struct gkri_lit none = LIT("", "");
	static const struct gkri_lit value = KEY_IN("value");
	static const struct gkri_lit also = KEY_IN("also");
	static const struct gkri_lit applicant = KEY_IN("applicant");
	static const struct gkri_lit scope = KEY_IN("scope");
	static const struct gkri_lit certain = KEY_IN("certain");
	static const struct gkri_lit negative = KEY_IN("negative");

	gkri_json_str(w, &none, gkr_concept_name(gkr_fact_concept(f, i)));
	gkri_json_put(w, &value);
	gkri_out_puts(&w->out, gkr_fact_value(f, i));
	if (gkr_fact_also(f, i))
		gkri_json_str(w, &also, gkr_concept_name(gkr_fact_also(f, i)));
	if (gkr_fact_applicant(f, i))
		gkri_json_str(w, &applicant, gkr_fact_applicant(f, i));
	gkri_json_str(w, &scope, gkr_scope_name(gkr_fact_scope(f, i)));
	put_flag(w, &certain, gkr_fact_certain(f, i) != 0);
	put_flag(w, &negative, gkr_fact_negative(f, i) != 0);
}

static void put_fact(struct gkri_walk *w, const gkr_facts *f, uint32_t i)
{
	static const struct gkri_lit section = KEY_IN("section");
	static const struct gkri_lit text = KEY_IN("text");
	static const struct gkri_lit printed = KEY_IN("printed");
	const char *p;
	size_t n;

	open_fact(w);
	put_what(w, f, i);
	put_place(w, f, i);
	gkri_json_str(w, &section, gkr_section_name(gkr_fact_section(f, i)));
	p = gkr_fact_text(f, i, &n);
	gkri_json_text(w, &text, p, n);
	p = gkr_fact_printed(f, i, &n);
	gkri_json_text(w, &printed, p, n);
	gkri_out_putc(&w->out, '}');
	if (w->style == GKRI_JSON_COMPACT)
		gkri_out_putc(&w->out, '\n');
}

void gkri_json_facts(struct gkri_walk *w, const gkr_facts *f)
{
	uint32_t i, n = gkr_facts_count(f);

	w->first = 1;
	if (w->style == GKRI_JSON_PRETTY)
		gkri_out_putc(&w->out, '[');
	for (i = 0; i < n; i++) {
		put_fact(w, f, i);
		w->first = 0;
	}
	if (w->style == GKRI_JSON_PRETTY)
		gkri_out_puts(&w->out, n ? "\n]\n" : "]\n");
}
