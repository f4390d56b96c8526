/* Parses a file that is in memory, checks the report, prints the findings. */
#include "gkr.h"

#include <inttypes.h>
#include <stdio.h>

/* One buffer, one call: the report is whole, or the status says why not. */
static int32_t check(const char *bytes, size_t len, gkr_tokenizer *t,
    gkr_report *r, gkr_findings *f)
{
	int32_t rc = gkr_report_parse(r, t, bytes, len);

	return rc == GKR_OK ? gkr_check(f, r) : rc;
}

static void print_findings(const gkr_findings *f)
{
	uint32_t i;

	for (i = 0; i < gkr_findings_count(f); i++)
		printf("%" PRIu64 ":%" PRIu64 " %s: %s\n",
		    gkr_finding_line(f, i), gkr_finding_column(f, i),
		    gkr_rule_name(gkr_finding_rule(f, i)),
		    gkr_finding_message(f, i, GKR_LANG_EN));
}

int main(int argc, char **argv)
{
	static char bytes[1 << 20];
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	gkr_tokenizer *t = NULL;
	gkr_report *r = NULL;
	gkr_findings *f = NULL;
	size_t len;
	int32_t rc;

	len = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
	if (!file || ferror(file) || len == sizeof(bytes)) {
		fputs("usage: check-buffer FILE (below 1 MiB)\n", stderr);
		return 2;
	}
	fclose(file);
	if ((rc = gkr_tokenizer_new(&t)) == GKR_OK &&
	    (rc = gkr_report_new(&r)) == GKR_OK &&
	    (rc = gkr_findings_new(&f)) == GKR_OK)
		rc = check(bytes, len, t, r, f);
	if (rc == GKR_OK)
		print_findings(f);
	else
		fprintf(stderr, "%s\n", gkr_status_message(rc, GKR_LANG_EN));
	gkr_findings_free(f);
	gkr_report_free(r);
	gkr_tokenizer_free(t);
	return rc == GKR_OK ? 0 : 1;
}
