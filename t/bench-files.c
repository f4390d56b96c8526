/* Files and sets of them. */
#include "bench.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void *need(void *p)
{
	if (!p) {
		fprintf(stderr, "bench: out of memory\n");
		exit(1);
	}
	return p;
}

static void die(const char *name)
{
	fprintf(stderr, "bench: %s: %s\n", name, strerror(errno));
	exit(1);
}

struct file file_read(const char *name)
{
	struct file f = {NULL, 0};
	size_t cap = 0, k;
	FILE *in = fopen(name, "rb");

	if (!in)
		die(name);
	do {
		cap = 2 * cap + 65536;
		f.p = need(realloc(f.p, cap));
		k = fread(f.p + f.n, 1, cap - f.n - 1, in);
		f.n += k;
	} while (k);
	if (ferror(in))
		die(name);
	fclose(in);
	f.p = need(realloc(f.p, f.n + 1));
	f.p[f.n] = '\0';
	return f;
}

void file_write(const char *name, const char *p, size_t n)
{
	FILE *out = fopen(name, "wb");

	if (!out || fwrite(p, 1, n, out) != n || fclose(out) != 0)
		die(name);
}

void set_add(struct set *s, char *p, size_t n)
{
	/* doubled at powers of two */
	if ((s->count & (s->count - 1)) == 0)
		s->files = need(realloc(s->files,
		    (s->count ? 2 * s->count : 1) * sizeof *s->files));
	s->files[s->count].p = p;
	s->files[s->count].n = n;
	s->count++;
	s->bytes += n;
}

struct set set_head(const struct set *s, size_t n)
{
	struct set head = {NULL, 0, 0};
	size_t i;

	for (i = 0; i < n && i < s->count; i++)
		set_add(&head, s->files[i].p, s->files[i].n);
	return head;
}

struct set set_encode(const struct set *s, const char *encoding)
{
	struct set out = {NULL, 0, 0};
	iconv_t cd = iconv_open(encoding, "UTF-8");
	size_t i;

	for (i = 0; i < s->count && cd != (iconv_t)-1; i++) {
		char *from = s->files[i].p, *to = need(malloc(s->files[i].n));
		char *p = to;
		size_t n = s->files[i].n, room = n;

		if (iconv(cd, &from, &n, &to, &room) != (size_t)-1)
			set_add(&out, p, (size_t)(to - p));
		else
			free(p);
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	return out;
}

void set_write(const struct set *s, const char *dir, const char *ext,
    const char *list, char separator)
{
	char name[4096];
	FILE *out;
	size_t i;

	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		die(dir);
	out = fopen(list, "wb");
	if (!out)
		die(list);
	for (i = 0; i < s->count; i++) {
		snprintf(name, sizeof name, "%s/%05zu.%s", dir, i, ext);
		file_write(name, s->files[i].p, s->files[i].n);
		fprintf(out, "%s%c", name, separator);
	}
	if (fclose(out) != 0)
		die(list);
}
