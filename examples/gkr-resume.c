/*
 * convert --resume: the output of a run that was interrupted is gone on with.
 * Each whole line names its input; those are left out of the list, and what
 * stands behind the last line's end is cut off.
 */
#include "gkr-cmd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The names that the output has, as JSON spells them. */
struct names {
	char **at;
	size_t count, cap;
};

/*
 * A line's source.name with its quotes: no text has this between two quotes
 * that are not escaped.  NULL where the line has none.
 */
static char *line_name(const char *line)
{
	static const char key[] = "\"source\":{\"name\":\"";
	const char *from = strstr(line, key), *to;
	char *name;

	if (!from)
		return NULL;
	from += sizeof(key) - 2;
	for (to = from + 1; *to && *to != '"'; to++)
		if (*to == '\\' && to[1])
			to++;
	name = malloc((size_t)(to - from) + 1);
	if (!name)
		return NULL;
	memcpy(name, from, (size_t)(to - from));
	name[to - from] = '\0';
	return name;
}

static int add(struct names *n, char *name)
{
	size_t cap = n->cap ? n->cap * 2 : 256;
	char **more;

	if (n->count == n->cap) {
		more = realloc(n->at, cap * sizeof(*more));
		if (!more) {
			free(name);
			return 0;
		}
		n->at = more;
		n->cap = cap;
	}
	n->at[n->count++] = name;
	return 1;
}

static void free_names(struct names *n)
{
	size_t i;

	for (i = 0; i < n->count; i++)
		free(n->at[i]);
	free(n->at);
}

/* Reads the lines; *whole is where the last of them ends.  errno where 0. */
static int read_lines(FILE *f, struct names *n, off_t *whole)
{
	char *line = NULL, *name;
	size_t cap = 0;
	ssize_t len;
	int ok = 1;

	*whole = 0;
	while (ok && (len = getline(&line, &cap, f)) > 0) {
		if (line[len - 1] != '\n')
			break;
		*whole += len;
		name = line_name(line);
		ok = !name || add(n, name);
	}
	free(line);
	return ok && !ferror(f);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The name as the exporter will write it: taken from the object of an error. */
static char *spelled(struct cmd *c, const char *file)
{
	size_t len;
	char *name = NULL;

	gkr_buffer_clear(c->buffer);
	name_set(c, file);
	if (gkr_exporter_write_error(c->exporter, c->name, GKR_E_EMPTY, NULL, 0,
		0, c->buffer) == GKR_OK)
		name = line_name(gkr_buffer_data(c->buffer, &len));
	gkr_buffer_clear(c->buffer);
	return name;
}

/* Is it among the sorted names?  Each of them counts once. */
static int take(struct names *n, char *name, char *used)
{
	char **found = n->count
	    ? bsearch(&name, n->at, n->count, sizeof(*n->at), by_text)
	    : NULL;
	size_t i;

	if (!found)
		return 0;
	for (i = (size_t)(found - n->at); i > 0; i--)
		if (strcmp(n->at[i - 1], name) != 0)
			break;
	for (; i < n->count && strcmp(n->at[i], name) == 0; i++) {
		if (!used[i]) {
			used[i] = 1;
			return 1;
		}
	}
	return 0;
}

/* Leaves out of the list what the output has. */
static int leave_out(struct cmd *c, struct names *n)
{
	char *used = calloc(n->count + 1, 1), *name;
	size_t i, left = 0;

	if (!used)
		return 0;
	if (n->count)
		qsort(n->at, n->count, sizeof(*n->at), by_text);
	for (i = 0; i < c->file_count; i++) {
		name = spelled(c, c->files[i]);
		if (!name || !take(n, name, used))
			c->files[left++] = c->files[i];
		free(name);
	}
	c->resumed = c->file_count - left;
	c->file_count = left;
	free(used);
	return 1;
}

static void say(struct cmd *c)
{
	char text[96];

	if (!c->resumed || c->opt.quiet)
		return;
	snprintf(text, sizeof(text),
	    tr(c, "续写：已有 %zu 份，余 %zu 份",
		"resumed: %zu are there, %zu to do"),
	    c->resumed, c->file_count);
	complain(c, c->out.name, text);
}

int resume(struct cmd *c)
{
	struct names n = {NULL, 0, 0};
	int fd = dup(c->out.fd);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");
	off_t whole;
	int ok = f && read_lines(f, &n, &whole) && leave_out(c, &n) &&
	    ftruncate(c->out.fd, whole) == 0 &&
	    lseek(c->out.fd, whole, SEEK_SET) == whole;

	if (f)
		fclose(f);
	free_names(&n);
	if (!ok) {
		complain(
		    c, c->out.name, system_message(c, errno ? errno : ENOMEM));
		return EXIT_FILE;
	}
	say(c);
	return EXIT_NONE;
}
