/* gkr facts: what the prose states, a fact a line. */
#include "gkr-cmd.h"

#include <inttypes.h>

/* Words of the source on one line. */
static void put_words(struct cmd *c, const char *text)
{
	out_puts(c, tr(c, "“", "\""));
	out_safe(c, text);
	out_puts(c, tr(c, "”", "\""));
}

static void put_concepts(struct cmd *c, uint32_t i)
{
	uint32_t also = gkr_fact_also(c->facts, i);
	const char *applicant = gkr_fact_applicant(c->facts, i);

	out_puts(c, gkr_concept_name(gkr_fact_concept(c->facts, i)));
	if (also)
		out_format(c, "|%s", gkr_concept_name(also));
	if (applicant)
		out_format(c, "[%s]", applicant);
}

static void print_fact(struct cmd *c, const char *name, uint32_t i)
{
	const gkr_facts *f = c->facts;

	out_safe(c, name);
	out_format(c, ":%" PRIu64 ":%" PRIu64 ": ", gkr_fact_line(f, i),
	    gkr_fact_column(f, i));
	put_concepts(c, i);
	out_format(c, " = %s (%s, %s) ", gkr_fact_value(f, i),
	    gkr_scope_name(gkr_fact_scope(f, i)),
	    gkr_fact_certain(f, i) ? tr(c, "确定", "certain")
				   : tr(c, "不确定", "uncertain"));
	put_words(c, gkr_fact_text(f, i, NULL));
	out_puts(c, "\n");
}

static int32_t print_facts(struct cmd *c, const char *name)
{
	uint32_t i;

	if (c->opt.format) {
		c->limit = GKR_LIMIT_OUTPUT;
		return gkr_exporter_write_facts(
		    c->exporter, c->report, c->facts, c->buffer);
	}
	for (i = 0; i < gkr_facts_count(c->facts); i++)
		print_fact(c, name, i);
	return GKR_OK;
}

void facts_file(struct cmd *c, const char *name)
{
	struct failure f;
	int32_t rc = report_load(c, name);

	/* text with no report around it has facts, too */
	if (rc == GKR_OK || rc == GKR_E_FOREIGN) {
		c->limit = GKR_LIMIT_MEMORY;
		rc = gkr_facts_read(c->facts, c->report);
	}
	if (rc == GKR_OK)
		rc = print_facts(c, name);
	if (rc == GKR_OK) {
		document_write(c);
		c->totals.read++;
		return;
	}
	failure_report(c, name, rc, &f);
	if (c->opt.format)
		error_document(c, &f);
}
