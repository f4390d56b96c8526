/* Folders among the operands: their files, sorted, with those below them. */
#include "gkr-cmd.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_DEEP 64 /* folders within folders */

struct names {
	char **list;
	size_t count, cap;
	int error;
};

static void add(struct names *n, char *name)
{
	size_t cap = n->cap ? 2 * n->cap : 64;
	char **list;

	if (!name || n->error) {
		free(name);
		n->error = n->error ? n->error : ENOMEM;
		return;
	}
	if (n->count == n->cap) {
		list = realloc(n->list, cap * sizeof(*list));
		if (!list) {
			free(name);
			n->error = ENOMEM;
			return;
		}
		n->list = list;
		n->cap = cap;
	}
	n->list[n->count++] = name;
}

static char *joined(const char *folder, const char *name)
{
	size_t n = strlen(folder), size = n + strlen(name) + 2;
	char *path = malloc(size);

	if (path)
		snprintf(path, size, "%s%s%s", folder,
		    n && folder[n - 1] == '/' ? "" : "/", name);
	return path;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What is in the folder and not hidden; its errno, 0 where it was read. */
static int list_folder(const char *folder, struct names *to)
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	int error;

	if (!d)
		return errno;
	for (errno = 0; (entry = readdir(d)) != NULL; errno = 0)
		if (entry->d_name[0] != '.')
			add(to, joined(folder, entry->d_name));
	error = errno ? errno : to->error;
	closedir(d);
	if (to->count)
		qsort(to->list, to->count, sizeof(*to->list), by_bytes);
	return error;
}

static void free_names(struct names *n)
{
	while (n->count)
		free(n->list[--n->count]);
	free(n->list);
}

static void walk(struct cmd *c, const char *folder, int deep, struct names *to)
{
	struct names within = {NULL, 0, 0, 0};
	struct stat st;
	size_t i;
	int error = deep > MOST_DEEP ? ELOOP : list_folder(folder, &within);

	if (error) {
		complain_at(c, folder, 0, system_message(c, error));
		worse(c, error == ENOMEM ? EXIT_RESOURCES : EXIT_FILE);
	}
	for (i = 0; i < within.count; i++) {
		/* a link is followed to a file, never to a folder; what else
		 * there is (a pipe that nobody writes to) is no report */
		if (lstat(within.list[i], &st) == 0 && S_ISDIR(st.st_mode)) {
			walk(c, within.list[i], deep + 1, to);
			continue;
		}
		if (stat(within.list[i], &st) == 0 && !S_ISREG(st.st_mode))
			continue;
		add(to, within.list[i]);
		within.list[i] = NULL;
	}
	free_names(&within);
}

int folders_open(struct cmd *c)
{
	struct names all = {NULL, 0, 0, 0};
	struct stat st;
	size_t i;

	for (i = 0; i < c->file_count; i++) {
		if (strcmp(c->files[i], "-") != 0 &&
		    stat(c->files[i], &st) == 0 && S_ISDIR(st.st_mode))
			walk(c, c->files[i], 0, &all);
		else
			add(&all, strdup(c->files[i]));
	}
	free(c->files);
	c->files = all.list;
	c->file_count = all.count;
	c->owned = 1;
	if (!all.error)
		return EXIT_NONE;
	complain(c, NULL, system_message(c, all.error));
	return EXIT_RESOURCES;
}
