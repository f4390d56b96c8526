/*
 * `make bench`: how fast the library is, as ratios inside one run.
 *
 *	build/t/bench [--files N] [--rounds N] [--no-python] [--no-rivals]
 *	              [SAMPLE ...]
 *	build/t/bench --work parse|check|json|cold|CHUNK ROUNDS FILE ...
 *
 * The samples (default: those of t/samples that are laid out by lines and by
 * TABs) are varied into a corpus of N files (default 20,000).  The second
 * form does some work and nothing else, for callgrind: cold reads each file
 * by a handle that has read nothing, CHUNK is a number of bytes, in pieces of
 * which the files are read.
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ------------------------------------------------------------------ */
/* Measurements                                                       */

int measure_add(struct bench *b, struct measure m)
{
	if (b->count == b->cap) {
		b->cap = b->cap ? 2 * b->cap : 32;
		b->all = need(realloc(b->all, (size_t)b->cap * sizeof *b->all));
	}
	if (m.bytes == 0 && m.set)
		m.bytes = (double)m.set->bytes;
	m.seconds = need(calloc((size_t)b->rounds, sizeof *m.seconds));
	b->all[b->count] = m;
	return b->count++;
}

void measure_title(struct bench *b, const char *text)
{
	struct measure m = {0};

	m.what = text;
	measure_add(b, m);
}

static void run_round(struct bench *b, int round)
{
	int i;

	for (i = 0; i < b->count; i++) {
		struct measure *m = &b->all[i];
		double began = now(), took = m->run ? m->run(m) : 0;

		m->seconds[round] = took > 0 ? took : now() - began;
	}
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof *v, compare);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static double ratio(const struct bench *b, const struct measure *m)
{
	const struct measure *o = &b->all[m->against];
	double *v = need(calloc((size_t)b->rounds, sizeof *v)), r;
	int i;

	for (i = 0; i < b->rounds; i++) {
		/* by the byte, since sets may differ */
		v[i] = (m->seconds[i] / m->bytes) / (o->seconds[i] / o->bytes);
		if (!m->slower)
			v[i] = 1 / v[i];
	}
	r = median(v, b->rounds);
	free(v);
	return r;
}

static double speed(const struct bench *b, const struct measure *m)
{
	double *v = need(calloc((size_t)b->rounds, sizeof *v)), r;

	memcpy(v, m->seconds, (size_t)b->rounds * sizeof *v);
	r = m->bytes / median(v, b->rounds) / 1e6;
	free(v);
	return r;
}

/* 1 where the ratio is what the goal wants, 0 where not, -1 without goal. */
static int reaches(const char *goal, double x)
{
	const char *least = goal ? strstr(goal, ">=") : NULL;
	const char *most = goal ? strstr(goal, "<=") : NULL;

	if (least)
		return x >= strtod(least + 2, NULL);
	return most ? x <= strtod(most + 2, NULL) : -1;
}

static void print(const struct bench *b)
{
	int i, reached, goals = 0, missed = 0;
	double x;

	printf("%-46s %9s %8s  %s\n", "", "MB/s", "ratio", "goal");
	for (i = 0; i < b->count; i++) {
		const struct measure *m = &b->all[i];

		if (!m->run) {
			printf("\n%s\n", m->what);
			continue;
		}
		printf("  %-44s %9.1f", m->what, speed(b, m));
		if (m->against != i) {
			x = ratio(b, m);
			reached = reaches(m->goal, x);
			goals += reached >= 0;
			missed += reached == 0;
			printf(" %8.3g  %s%s", x, m->goal ? m->goal : "",
			    reached > 0	       ? "  reached"
				: reached == 0 ? "  not reached"
					       : "");
		}
		putchar('\n');
	}
	printf("\n%d of %d goals are reached\n", goals - missed, goals);
}

static void measure(struct bench *b)
{
	int round;

	for (round = 0; round < b->rounds; round++) {
		fprintf(stderr, "\rround %d of %d", round + 1, b->rounds);
		run_round(b, round);
	}
	fprintf(stderr, "\r%30s\r", "");
	print(b);
}

/* ------------------------------------------------------------------ */
/* The corpus                                                         */

#define BASES 16

struct corpus {
	struct base *bases[BASES];
	int count;
	struct set all, some, lines, tabs, gb, html;
};

static void add_base(struct corpus *c, const char *name)
{
	struct file f = file_read(name);
	struct base *b = c->count < BASES ? base_new(f.p, f.n, 1) : NULL;

	if (b)
		c->bases[c->count++] = b;
	else
		fprintf(stderr, "%s: not used\n", name);
	free(f.p);
}

static void add_bases(struct corpus *c, const struct setup *s)
{
	static const char *const names[] = {"water_lines.txt",
	    "county_tabs.txt", "market_lines-a2.txt",
	    "county_tabs-half-width.txt"};
	char path[4096];
	size_t i;
	int k;

	for (k = 0; k < s->sample_count; k++)
		add_base(c, s->samples[k]);
	for (i = 0; k == 0 && i < sizeof names / sizeof *names; i++) {
		snprintf(
		    path, sizeof path, "%s/t/samples/%s", s->top, names[i]);
		add_base(c, path);
	}
	if (c->count == 0) {
		fprintf(stderr, "bench: no sample to make a corpus of\n");
		exit(1);
	}
}

static void vary(
    const struct corpus *c, uint32_t layout, size_t n, struct set *out)
{
	size_t i, k = 0;
	int has = 0, b;

	for (b = 0; b < c->count; b++)
		has |= base_has_layout(c->bases[b], layout);
	for (i = 0; has && k < n; i++) {
		const struct base *base = c->bases[i % (size_t)c->count];

		if (base_has_layout(base, layout))
			base_vary(base, k++, out);
	}
}

static void add_pages(struct corpus *c, const struct setup *s, size_t n)
{
	static const char *const names[] = {
	    "market_page.html", "water_word.html"};
	char path[4096];
	size_t i, k;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		struct file f;
		struct base *b;

		snprintf(
		    path, sizeof path, "%s/t/samples/%s", s->top, names[i]);
		f = file_read(path);
		b = base_new(f.p, f.n, 0);
		free(f.p);
		for (k = 0; b && k < n / 2; k++)
			base_vary(b, k, &c->html);
		base_free(b);
	}
}

static void make_corpus(struct corpus *c, const struct setup *s)
{
	size_t some = s->files / 10 + 1, i;

	memset(c, 0, sizeof *c);
	add_bases(c, s);
	for (i = 0; i < s->files; i++)
		base_vary(c->bases[i % (size_t)c->count], i, &c->all);
	c->some = set_head(&c->all, some);
	vary(c, GKR_LAYOUT_LINES, some, &c->lines);
	vary(c, GKR_LAYOUT_TABS, some, &c->tabs);
	c->gb = set_encode(&c->some, "GB18030");
	add_pages(c, s, some / 4 + 2);
	printf("%zu files, %.1f MB, made of %d reports; %zu of them for what "
	       "takes longer\n",
	    c->all.count, (double)c->all.bytes / 1e6, c->count, some);
	print_findings(&c->some);
}

/* ------------------------------------------------------------------ */
/* The two forms of the command                                       */

static void bench(const struct setup *s, int rounds)
{
	struct bench b = {NULL, 0, 0, 0};
	struct corpus c;
	int pass, json, some, html;

	b.rounds = rounds;
	library_open();
	make_corpus(&c, s);
	print_memory(&c.lines, &c.tabs);
	measure_title(
	    &b, "ratio to one memchr('\\n') pass over the same bytes");
	pass = add_pass(&b, &c.all, "the pass");
	json = add_library(&b, &c.all, pass);
	some = add_pass(&b, &c.some, "the pass over fewer files");
	if (!s->no_rivals)
		add_rivals_of_text(&b, &c.some, some);
	add_layouts(&b, &c.lines, &c.tabs);
	add_chunks(&b, &c.some);
	add_gb(&b, &c.gb);
	add_json(&b, &c.some);
	measure_title(&b, "HTML");
	html = add_pass(&b, &c.html, "the pass over HTML");
	add_html(&b, &c.html, html);
	if (!s->no_rivals)
		add_rivals_of_html(&b, &c.html, b.count - 1);
	if (!s->no_python)
		add_python_html(&b, s, &c.html, html + 1);
	add_growth(&b, &c.some);
	add_hostile(&b, &c.some);
	if (!s->no_python)
		add_python(&b, s, &c.all, &c.some, json);
	measure(&b);
	python_close();
	library_close();
}

static int work(int argc, char **argv)
{
	static const char *const names[] = {"parse", "check", "json", "cold"};
	struct set s = {NULL, 0, 0};
	int i, rounds = argc > 3 ? atoi(argv[3]) : 0, what = 0;

	size_t chunk = strtoul(argv[2], NULL, 10);

	while (what < 4 && strcmp(argv[2], names[what]) != 0)
		what++;
	if (rounds < 1 || (what == 4 && chunk == 0))
		return 2;
	for (i = 4; i < argc; i++) {
		struct file f = file_read(argv[i]);

		set_add(&s, f.p, f.n);
	}
	library_open();
	for (i = 0; i < rounds; i++) {
		if (chunk)
			library_chunks(&s, chunk);
		else if (what == 3)
			library_cold(&s);
		else
			library_run(&s, what);
	}
	library_close();
	printf("%zu\n", s.bytes);
	return 0;
}

static const char *env(const char *name, const char *other)
{
	const char *value = getenv(name);

	return value && *value ? value : other;
}

int main(int argc, char **argv)
{
	struct setup s = {0};
	int i = 1, rounds = 9;

	if (argc > 3 && strcmp(argv[1], "--work") == 0)
		return work(argc, argv);
	s.top = env("GKR_TOP", GKR_TOP);
	s.build = env("GKR_BUILD", "build");
	s.python = env("PYTHON", "python3");
	s.files = 20000;
	for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
		if (strcmp(argv[i], "--no-python") == 0)
			s.no_python = 1;
		else if (strcmp(argv[i], "--no-rivals") == 0)
			s.no_rivals = 1;
		else if (strcmp(argv[i], "--files") == 0 && i + 1 < argc)
			s.files = strtoul(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc)
			rounds = atoi(argv[++i]);
		else
			return fprintf(stderr, "bench: %s?\n", argv[i]), 2;
	}
	if (s.files < 1 || rounds < 1)
		return 2;
	s.samples = argv + i;
	s.sample_count = argc - i;
	bench(&s, rounds);
	return 0;
}
