/* Findings that somebody has accepted: the lists, and lines for them. */
#include "gkr-cmd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MOST (64 * 1024 * 1024)

/* All of a file, or NULL: errno. */
static char *read_list(const char *name, size_t *len)
{
	FILE *file = strcmp(name, "-") ? fopen(name, "rb") : stdin;
	char *all = NULL, *more;
	size_t cap = 0, got = 1;
	int error = 0;

	*len = 0;
	if (!file)
		return NULL;
	while (got && !error) {
		if (*len + BLOCK_SIZE > cap) {
			cap += cap / 2 + BLOCK_SIZE;
			more = cap > LIST_MOST ? NULL : realloc(all, cap);
			if (!more) {
				error = ENOMEM;
				break;
			}
			all = more;
		}
		got = fread(all + *len, 1, BLOCK_SIZE, file);
		*len += got;
		error = ferror(file) ? errno : 0;
	}
	if (file != stdin)
		fclose(file);
	if (!error)
		return all;
	free(all);
	errno = error;
	return NULL;
}

static int list_failed(
    struct cmd *c, const char *name, int32_t status, uint64_t line)
{
	complain_at(c, name, line,
	    status == GKR_E_ARGUMENT
		? tr(c, "应为 16 位指纹，后接空格和理由",
		      "a fingerprint of 16 digits, blanks and a reason are "
		      "needed")
		: gkr_status_message(status, c->opt.lang));
	return status == GKR_E_ARGUMENT ? EXIT_USAGE : EXIT_RESOURCES;
}

/* Which list they came from: the later one's, as its reason is the one. */
static int note_origin(struct cmd *c, size_t list, uint32_t before)
{
	uint32_t n = gkr_accepted_count(c->findings);
	unsigned char *from = realloc(c->accepted_from, n ? n : 1);

	if (!from)
		return 0;
	c->accepted_from = from;
	for (; before < n; before++)
		from[before] = (unsigned char)list;
	return 1;
}

static int accept_one(struct cmd *c, size_t list)
{
	const char *name = c->opt.accept[list];
	uint32_t before = gkr_accepted_count(c->findings);
	uint64_t line;
	size_t len;
	char *text = read_list(name, &len);
	int32_t rc;

	if (!text) {
		complain_at(c, name, 0, system_message(c, errno));
		return EXIT_FILE;
	}
	rc = gkr_findings_accept_list(c->findings, text, len, &line);
	free(text);
	if (rc == GKR_OK && !note_origin(c, list, before))
		rc = GKR_E_MEMORY;
	return rc == GKR_OK ? EXIT_NONE : list_failed(c, name, rc, line);
}

int accept_lists(struct cmd *c)
{
	size_t i;
	int code = EXIT_NONE;

	for (i = 0; i < c->opt.accept_count && code == EXIT_NONE; i++)
		code = accept_one(c, i);
	return code;
}

/* "list:3: 00c0ffee00c0ffee is accepted, but was not found: reason" */
static void tell_unmet(struct cmd *c, uint32_t i)
{
	const char *reason = gkr_accepted_reason(c->findings, i);

	error_safe(c->opt.accept[c->accepted_from[i]]);
	fprintf(stderr,
	    tr(c, ":%" PRIu64 ": 已接受的 %s 没有再发现",
		":%" PRIu64 ": %s is accepted, but was not found"),
	    gkr_accepted_line(c->findings, i),
	    gkr_accepted_fingerprint(c->findings, i));
	if (*reason) {
		fputs(tr(c, "：", ": "), stderr);
		error_safe(reason);
	}
	fputc('\n', stderr);
}

void accept_end(struct cmd *c)
{
	uint32_t i, n = gkr_accepted_count(c->findings);

	if (c->opt.quiet)
		return;
	if (n && !c->out.error)
		out_flush(c);
	for (i = 0; i < n; i++)
		if (!gkr_accepted_matches(c->findings, i))
			tell_unmet(c, i);
	fflush(stderr);
}

/* What is accepted already is a line of some list. */
void prints_print(struct cmd *c, const char *name)
{
	const gkr_findings *f = c->findings;
	const char *message;
	uint32_t i, n = 0;

	for (i = 0; i < gkr_findings_count(f); i++) {
		if (gkr_finding_accepted(f, i))
			continue;
		if (n++ == 0) {
			out_puts(c, "# ");
			out_safe(c, name);
			out_puts(c, "\n");
		}
		message = gkr_finding_message(f, i, c->opt.lang);
		out_format(c, "%s [%s] ", gkr_finding_fingerprint(f, i),
		    gkr_rule_name(gkr_finding_rule(f, i)));
		out_safe(c, message ? message : "");
		out_puts(c, "\n");
	}
}
