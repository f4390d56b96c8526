/* The list of inputs, the handles, and reading a file through them. */
#include "gkr-cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ------------------------------------------------------------------ */
/* The list                                                           */

/*
 * Opens an input that is no directory and not the output; *size is how long a
 * regular file is, 0 where that is not known.  -1: errno says why.
 */
static int input_open(const struct cmd *c, const char *name, uint64_t *size)
{
	struct stat st;
	int fd, error = 0;

	*size = 0;
	fd = strcmp(name, "-") == 0 ? STDIN_FILENO
				    : open(name, O_RDONLY | O_NOCTTY);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0)
		error = errno;
	else if (S_ISDIR(st.st_mode))
		error = EISDIR;
	else if (c->out.target && st.st_dev == c->out.device &&
	    st.st_ino == c->out.inode)
		error = EEXIST; /* it would be replaced by what it says */
	else if (S_ISREG(st.st_mode) && fd != STDIN_FILENO)
		*size = (uint64_t)st.st_size;
	if (!error)
		return fd;
	if (fd != STDIN_FILENO)
		close(fd);
	errno = error;
	return -1;
}

static void input_close(int fd)
{
	if (fd != STDIN_FILENO)
		close(fd);
}

/* Reads until n bytes are there or the input ends; -1: errno says why. */
static ssize_t read_full(int fd, char *p, size_t n)
{
	size_t have = 0;
	ssize_t got;

	while (have < n) {
		got = read(fd, p + have, n - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

/*
 * What was read of the descriptor already and all that it still holds, with a
 * NUL behind it; NULL: errno.  Where that is more than `most` bytes, some more
 * than that.
 */
static char *read_all(
    int fd, const char *head, size_t head_len, uint64_t most, size_t *len)
{
	size_t cap = head_len + BLOCK_SIZE;
	char *all = malloc(cap), *more;
	ssize_t got;

	if (all && head_len)
		memcpy(all, head, head_len);
	*len = head_len;
	while (all) {
		got = read_full(fd, all + *len, cap - *len - 1);
		if (got < 0)
			break;
		*len += (size_t)got;
		if (*len < cap - 1 || *len > most) {
			all[*len] = '\0';
			return all;
		}
		cap *= 2;
		more = realloc(all, cap);
		if (!more)
			break;
		all = more;
	}
	free(all);
	return NULL;
}

static size_t count_names(const char *list, size_t len)
{
	size_t n = 0, i;

	for (i = 0; i < len; i++)
		n += list[i] == '\0';
	return n + (len > 0 && list[len - 1] != '\0');
}

/* Cuts the list at its NULs; an empty name is an error, but not the end. */
static void add_names(struct cmd *c, size_t len)
{
	size_t at = 0;

	while (at < len) {
		char *name = c->list + at;

		at += strlen(name) + 1;
		if (*name) {
			c->files[c->file_count++] = name;
			continue;
		}
		complain_at(c, c->opt.files0, 0,
		    tr(c, "清单中有空的文件名",
			"the list has an empty file name"));
		worse(c, EXIT_FILE);
	}
}

static int list_failed(struct cmd *c, int error)
{
	complain_at(c, c->opt.files0, 0, system_message(c, error));
	return EXIT_FILE;
}

static int list_read(struct cmd *c, size_t *len)
{
	uint64_t size;
	int fd = input_open(c, c->opt.files0, &size);

	if (fd < 0)
		return list_failed(c, errno);
	c->list = read_all(fd, NULL, 0, UINT64_MAX, len);
	if (!c->list)
		list_failed(c, errno);
	input_close(fd);
	return c->list ? EXIT_NONE : EXIT_FILE;
}

int inputs_open(struct cmd *c)
{
	size_t len = 0, n = c->opt.name_count;
	int code;

	if (c->opt.files0) {
		code = list_read(c, &len);
		if (code != EXIT_NONE)
			return code;
		n += count_names(c->list, len);
	}
	c->files = malloc((n + 1) * sizeof(*c->files));
	if (!c->files) {
		complain(c, NULL, system_message(c, ENOMEM));
		return EXIT_RESOURCES;
	}
	for (; c->file_count < c->opt.name_count; c->file_count++)
		c->files[c->file_count] = c->opt.names[c->file_count];
	if (c->list)
		add_names(c, len);
	return EXIT_NONE;
}

/* ------------------------------------------------------------------ */
/* The handles                                                        */

/*
 * Each limit belongs to one or several of the handles; the others refuse it.
 * A value that all refuse is one that the library does not take.
 */
static int apply_limits(struct cmd *c)
{
	uint32_t id;
	uint64_t value;
	int taken;

	for (id = 1; id < LIMIT_IDS; id++) {
		value = c->opt.limits[id];
		if (!value)
			continue;
		taken = gkr_tokenizer_set_limit(c->tokenizer, id, value) == 0;
		taken |= gkr_report_set_limit(c->report, id, value) == 0;
		taken |= gkr_findings_set_limit(c->findings, id, value) == 0;
		taken |= gkr_facts_set_limit(c->facts, id, value) == 0;
		taken |= gkr_buffer_set_limit(c->buffer, id, value) == 0;
		taken |= word_set_limit(c, id, value) == 0;
		if (!taken) {
			complain(c, gkr_limit_name(id),
			    tr(c, "不接受此限制值",
				"the limit cannot have this value"));
			return EXIT_USAGE;
		}
	}
	return EXIT_NONE;
}

static uint32_t export_format(const struct cmd *c)
{
	return c->opt.format ? c->opt.format : GKR_FORMAT_JSON;
}

static int32_t make_handles(struct cmd *c)
{
	int32_t rc = gkr_tokenizer_new(&c->tokenizer);

	if (rc == GKR_OK)
		rc = gkr_report_new(&c->report);
	if (rc == GKR_OK)
		rc = gkr_findings_new(&c->findings);
	if (rc == GKR_OK && c->opt.command == CMD_FACTS)
		rc = gkr_facts_new(&c->facts);
	if (rc == GKR_OK)
		rc = gkr_buffer_new(&c->buffer);
	if (rc == GKR_OK)
		rc = gkr_exporter_new(export_format(c), &c->exporter);
	if (rc == GKR_OK)
		rc = word_open(c);
	return rc;
}

/* Blocks hold whole pieces, so that every piece but the last is full. */
static int32_t make_block(struct cmd *c)
{
	c->piece = c->opt.chunk ? c->opt.chunk : BLOCK_SIZE;
	c->block_size =
	    c->piece < BLOCK_SIZE ? BLOCK_SIZE / c->piece * c->piece : c->piece;
	c->block = malloc(c->block_size);
	return c->block ? GKR_OK : GKR_E_MEMORY;
}

/* What the command line makes of the rules. */
static int32_t apply_rules(struct cmd *c)
{
	uint32_t rule, n = gkr_rule_count();
	int32_t rc = GKR_OK;

	for (rule = 1; rc == GKR_OK && rule <= n && rule < RULE_IDS; rule++) {
		rc = gkr_findings_set_severity(
		    c->findings, rule, c->opt.severity[rule]);
		if (rc == GKR_OK)
			rc = gkr_findings_set_off(
			    c->findings, rule, c->opt.off[rule]);
	}
	return rc;
}

int handles_open(struct cmd *c)
{
	int32_t rc = make_handles(c);
	int code;

	if (rc == GKR_OK)
		rc = make_block(c);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_set_encoding(c->tokenizer, c->opt.encoding);
	if (rc == GKR_OK)
		rc = gkr_tokenizer_set_option(
		    c->tokenizer, GKR_OPTION_REPLACE_INVALID, c->opt.replace);
	if (rc == GKR_OK)
		rc = gkr_findings_set_policy(c->findings,
		    GKR_POLICY_BLANK_AS_ZERO, c->opt.blank_as_zero);
	if (rc == GKR_OK)
		rc = apply_rules(c);
	if (rc == GKR_OK && c->opt.format == GKR_FORMAT_SARIF)
		rc = gkr_exporter_set_option(
		    c->exporter, GKR_EXPORT_LANG, c->opt.lang);
	if (rc == GKR_OK && c->opt.bom)
		rc = gkr_exporter_set_option(c->exporter, GKR_EXPORT_BOM, 1);
	if (rc != GKR_OK) {
		complain(c, NULL, gkr_status_message(rc, c->opt.lang));
		return EXIT_RESOURCES;
	}
	code = apply_limits(c);
	return code == EXIT_NONE ? accept_lists(c) : code;
}

void handles_free(struct cmd *c)
{
	word_free(c);
	gkr_exporter_free(c->exporter);
	gkr_buffer_free(c->buffer);
	gkr_facts_free(c->facts);
	gkr_findings_free(c->findings);
	gkr_report_free(c->report);
	gkr_tokenizer_free(c->tokenizer);
	free(c->block);
	free(c->line);
	free(c->name);
	while (c->owned && c->file_count)
		free(c->files[--c->file_count]);
	free(c->files);
	free(c->list);
	free(c->accepted_from);
}

/* ------------------------------------------------------------------ */
/* Reading                                                            */

static int32_t feed_block(struct cmd *c, const char *p, size_t n, taker take)
{
	size_t at, piece;
	int32_t rc;

	for (at = 0; at < n; at += piece) {
		piece = n - at < c->piece ? n - at : c->piece;
		rc = gkr_tokenizer_feed(c->tokenizer, p + at, piece);
		if (rc == GKR_OK)
			rc = take(c);
		if (rc != GKR_MORE)
			return rc;
	}
	return GKR_MORE;
}

static int32_t finish(struct cmd *c, taker take)
{
	int32_t rc = gkr_tokenizer_finish(c->tokenizer);

	if (rc == GKR_OK)
		rc = take(c);
	return rc == GKR_END ? GKR_OK : rc;
}

/* A file of which all has to be there at once, if it is not too long. */
static int32_t feed_whole(struct cmd *c, int fd, size_t head_len, taker take)
{
	uint64_t most = gkr_tokenizer_limit(c->tokenizer, GKR_LIMIT_INPUT);
	size_t len;
	char *all;
	int32_t rc;

	all = read_all(fd, c->block, head_len, most, &len);
	if (!all) {
		c->read_error = errno;
		return READ_FAILED;
	}
	if (len > most) {
		gkr_tokenizer_fail(
		    c->tokenizer, GKR_E_LIMIT, GKR_LIMIT_INPUT, NULL, NULL);
		rc = take(c);
	} else if (word_is(c, all, len)) {
		rc = word_read(c, all, len, take);
	} else {
		rc = feed_block(c, all, len, take);
		if (rc == GKR_MORE)
			rc = finish(c, take);
	}
	free(all);
	return rc;
}

/*
 * Where the size is known no read is spent on meeting the end; a file that
 * grows while it is read is taken as long as it was.
 */
static int32_t feed_all(struct cmd *c, int fd, uint64_t size, taker take)
{
	uint64_t left = size ? size : UINT64_MAX;
	int first = 1;
	size_t want;
	ssize_t got;
	int32_t rc;

	do {
		want = left < c->block_size ? (size_t)left : c->block_size;
		got = read_full(fd, c->block, want);
		if (got < 0) {
			c->read_error = errno;
			return READ_FAILED;
		}
		if (first && word_may_be(c, c->block, (size_t)got))
			return feed_whole(c, fd, (size_t)got, take);
		first = 0;
		rc = feed_block(c, c->block, (size_t)got, take);
		if (rc != GKR_MORE)
			return rc;
		left -= (uint64_t)got;
	} while ((size_t)got == want && left > 0);
	return finish(c, take);
}

/* Says what had to be put up with to read the file. */
static void note_replaced(struct cmd *c, const char *name)
{
	uint64_t n = gkr_tokenizer_replaced(c->tokenizer);
	char text[96];

	if (!n)
		return;
	snprintf(text, sizeof(text),
	    tr(c, "替换了 %" PRIu64 " 处无效字节",
		"%" PRIu64 " invalid sequences were replaced"),
	    n);
	complain(c, name, text);
}

int32_t file_read(struct cmd *c, const char *name, taker take)
{
	uint64_t size;
	int32_t rc;
	int fd = input_open(c, name, &size);

	if (fd < 0) {
		c->read_error = errno;
		c->out.discard |= errno == EEXIST;
		return READ_FAILED;
	}
	gkr_tokenizer_reset(c->tokenizer);
	rc = feed_all(c, fd, size, take);
	input_close(fd);
	if (rc == GKR_OK)
		note_replaced(c, name);
	return rc;
}

/* Bytes of the character at p, 0 where it is not valid UTF-8. */
static size_t utf8_step(const unsigned char *p)
{
	size_t n = p[0] < 0x80 ? 1
	    : p[0] < 0xC2      ? 0
	    : p[0] < 0xE0      ? 2
	    : p[0] < 0xF0      ? 3
	    : p[0] < 0xF5      ? 4
			       : 0;
	size_t i;

	for (i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	}
	if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
	    (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
		return 0;
	return n;
}

const char *name_set(struct cmd *c, const char *name)
{
	size_t need = strlen(name) * 3 + 1, n;
	char *to;

	if (need > c->name_size) {
		to = realloc(c->name, need);
		if (!to)
			return "";
		c->name = to;
		c->name_size = need;
	}
	for (to = c->name; *name; name += n ? n : 1) {
		if ((unsigned char)*name < 0x80) { /* as most of them are */
			n = 1;
			*to++ = *name;
			continue;
		}
		n = utf8_step((const unsigned char *)name);
		memcpy(to, n ? name : "\xEF\xBF\xBD", n ? n : 3);
		to += n ? n : 3;
	}
	*to = '\0';
	return c->name;
}

static int32_t take_report(struct cmd *c)
{
	return gkr_report_read(c->report, c->tokenizer);
}

int32_t report_load(struct cmd *c, const char *name)
{
	const char *shown = name_set(c, name);
	int32_t rc;

	c->limit = GKR_LIMIT_MEMORY;
	gkr_report_clear(c->report);
	rc = gkr_report_set_source_name(c->report, shown, strlen(shown));
	return rc == GKR_OK ? file_read(c, name, take_report) : rc;
}

/* ------------------------------------------------------------------ */
/* Failures                                                           */

static int exit_code(int32_t status)
{
	switch (status) {
	case GKR_E_FOREIGN:
	case GKR_E_FORMAT:
	case GKR_E_FORM:
	case GKR_E_UNSHOWN:
	case GKR_E_EMPTY:
		return EXIT_FOREIGN;
	case GKR_E_LIMIT:
	case GKR_E_MEMORY:
		return EXIT_RESOURCES;
	default:
		return EXIT_FILE;
	}
}

/* The sentence, and which options may help. */
static void failure_message(
    struct cmd *c, struct failure *f, const char *sentence, uint32_t limit)
{
	const char *name = gkr_limit_name(limit), *hint = NULL;
	size_t used;

	snprintf(f->message, sizeof(f->message), "%s",
	    sentence ? sentence : gkr_status_message(f->status, c->opt.lang));
	if (f->status == GKR_E_LIMIT) {
		hint = tr(c, "（可用 --limit %s=N 放宽）",
		    " (--limit %s=N raises it)");
	} else if (f->status == GKR_E_ENCODING) {
		name = gkr_encoding_name(gkr_tokenizer_encoding(c->tokenizer));
		hint =
		    tr(c, "（按 %s 读取；见 --encoding 和 --replace-invalid）",
			" (read as %s; see --encoding and --replace-invalid)");
	}
	used = strlen(f->message);
	if (hint && name)
		snprintf(
		    f->message + used, sizeof(f->message) - used, hint, name);
}

/* Where the library met its error: the tokenizer, else the report. */
static void failure_place(struct cmd *c, struct failure *f)
{
	const gkr_tokenizer *t = c->tokenizer;
	const gkr_report *r = c->report;
	uint32_t lang = c->opt.lang;

	if (gkr_tokenizer_error(t) == f->status) {
		f->offset = gkr_tokenizer_error_offset(t);
		f->line = gkr_tokenizer_error_line(t);
		failure_message(c, f, gkr_tokenizer_error_message(t, lang),
		    gkr_tokenizer_error_limit(t));
	} else if (gkr_report_error(r) == f->status) {
		f->offset = gkr_report_error_offset(r);
		f->line = gkr_report_error_line(r);
		failure_message(c, f, gkr_report_error_message(r, lang),
		    gkr_report_error_limit(r));
	} else {
		failure_message(c, f, NULL, c->limit);
	}
}

void failure_report(
    struct cmd *c, const char *name, int32_t status, struct failure *out)
{
	out->status = status;
	out->offset = out->line = 0;
	if (status == READ_FAILED) {
		out->status = GKR_E_NOT_FOUND;
		snprintf(out->message, sizeof(out->message), "%s",
		    system_message(c, c->read_error));
	} else {
		failure_place(c, out);
	}
	complain_at(c, name, out->line, out->message);
	worse(c, exit_code(out->status));
	c->totals.failed++;
}
