/*
 * How the cost of a byte depends on what stands around it: long input,
 * hostile input, and the memory that is held meanwhile.
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#define SMALL 100000u
#define LARGE 200000000u
#define HOSTILE 4000000u
#define PIECE 65536

static gkr_tokenizer *tokenizer;

/* Feeds n bytes in pieces, drops the tokens; returns how many were read. */
static uint64_t stream(const char *p, size_t n, size_t piece)
{
	size_t at, k;
	int32_t rc = GKR_MORE;

	if (!tokenizer && gkr_tokenizer_new(&tokenizer) != GKR_OK)
		exit(1);
	gkr_tokenizer_reset(tokenizer);
	for (at = 0; at < n && rc == GKR_MORE; at += k) {
		k = n - at < piece ? n - at : piece;
		rc = gkr_tokenizer_feed(tokenizer, p + at, k);
		while (rc == GKR_OK)
			rc = gkr_tokenizer_next(tokenizer);
	}
	gkr_tokenizer_finish(tokenizer);
	while (gkr_tokenizer_next(tokenizer) == GKR_OK)
		;
	if (gkr_tokenizer_error(tokenizer) == GKR_E_LIMIT)
		n = (size_t)gkr_tokenizer_error_offset(tokenizer);
	return n;
}

static double peak_of(const char *p, size_t n)
{
	gkr_tokenizer_free(tokenizer);
	tokenizer = NULL;
	stream(p, n, PIECE);
	return (double)gkr_tokenizer_memory_peak(tokenizer) / 1024;
}

static double run_stream(const struct measure *m)
{
	const struct file *f = m->arg;
	size_t rounds = f->n < SMALL * 2 ? 20 : 1;
	double began = now();
	uint64_t n = 0;

	while (rounds--)
		n = stream(f->p, f->n, m->number);
	/* where a limit was hit, the rest was not read */
	return (now() - began) * (double)f->n / (double)n;
}

static void add(struct bench *b, const char *what, const struct file *f,
    size_t piece, int against, const char *goal)
{
	struct measure m = {0};

	m.what = what;
	m.run = run_stream;
	m.arg = f;
	m.number = piece;
	m.bytes = (double)f->n * (f->n < SMALL * 2 ? 20 : 1);
	m.against = against < 0 ? b->count : against;
	m.goal = goal;
	measure_add(b, m);
}

/* ------------------------------------------------------------------ */
/* Texts                                                              */

static struct file *text_new(size_t n)
{
	struct file *f = need(malloc(sizeof *f));

	f->p = need(malloc(n + 1));
	f->n = n;
	f->p[n] = '\0';
	return f;
}

/* A run of text over and over. */
static struct file *repeat(const char *p, size_t n, size_t size)
{
	struct file *f = text_new(size / n * n);
	size_t i;

	for (i = 0; i < f->n; i += n)
		memcpy(f->p + i, p, n);
	return f;
}

static struct file *repeat_text(const char *text, size_t size)
{
	return repeat(text, strlen(text), size);
}

/* The reports of the set one behind the other, again and again. */
static struct file *reports(const struct set *s, size_t size)
{
	struct file *f = text_new(size);
	size_t i, n;

	for (i = n = 0; n + s->files[i].n <= size; i = (i + 1) % s->count) {
		memcpy(f->p + n, s->files[i].p, s->files[i].n);
		n += s->files[i].n;
	}
	f->n = n;
	f->p[n] = '\0';
	return f;
}

/* A table whose only cell has very many digits. */
static struct file *long_number(void)
{
	static const char head[] = "二、主动公开政府信息情况\n"
				   "\t第二十条第（五）项\n\n\t行政许可\n\t";
	struct file *f = repeat_text("9", 1000000);
	struct file *g = text_new(f->n + sizeof head);

	memcpy(g->p, head, sizeof head - 1);
	memcpy(g->p + sizeof head - 1, f->p, f->n);
	g->p[g->n - 1] = '\n';
	free(f->p);
	free(f);
	return g;
}

/* ------------------------------------------------------------------ */

void add_growth(struct bench *b, const struct set *s)
{
	struct file *small = reports(s, SMALL), *large = reports(s, LARGE);
	int one;

	measure_title(b, "tokens of a stream of 200 MB, against 100 KB");
	add(b, "100 KB", small, PIECE, -1, NULL);
	one = b->count - 1;
	add(b, "200 MB", large, PIECE, one, ">= 0.7");
	printf("tokenizer, most memory held: %.1f KB for 1 KB, %.1f KB for "
	       "100 KB, %.1f KB for 200 MB\n",
	    peak_of(small->p, 1024), peak_of(small->p, small->n),
	    peak_of(large->p, large->n));
}

void add_hostile(struct bench *b, const struct set *s)
{
	static const struct {
		const char *what, *text;
	} inputs[] = {
	    {"TABs", "\t"},
	    {"newlines", "\n"},
	    {"one line", "政府信息公开"},
	    {"headings", "一、总体情况\n"},
	    {"unclosed tags", "<table><tr><td>"},
	    {"rows of TABs", "一、本年新收政府信息公开申请数量\t\t\t\t\t\t\n"},
	    {"bars", "|"},
	    {"brackets", "（"},
	};
	static char names[2 * sizeof inputs / sizeof *inputs + 2][48];
	struct file *ordinary = reports(s, HOSTILE), *f;
	size_t i, small, whole;
	int one[2];

	measure_title(b, "hostile input: times the time of ordinary text");
	add(b, "ordinary text, one call", ordinary, SIZE_MAX, -1, NULL);
	one[0] = b->count - 1;
	add(b, "ordinary text, 64 bytes", ordinary, 64, -1, NULL);
	one[1] = b->count - 1;
	for (i = 0; i <= sizeof inputs / sizeof *inputs; i++) {
		const char *what = "a million digits";

		whole = i < sizeof inputs / sizeof *inputs;
		f = whole ? repeat_text(inputs[i].text, HOSTILE)
			  : long_number();
		if (whole)
			what = inputs[i].what;
		for (small = 0; small < 2; small++) {
			char *name = names[2 * i + small];

			snprintf(name, sizeof *names, "%s, %s", what,
			    small ? "64 bytes" : "one call");
			add(b, name, f, small ? 64 : SIZE_MAX, one[small],
			    "<= 2");
			b->all[b->count - 1].slower = 1;
		}
	}
}

/* ------------------------------------------------------------------ */
/* Memory                                                             */

static uint64_t requests;

static void *count(void *context, void *ptr, size_t old, size_t size)
{
	(void)context;
	(void)old;
	if (size == 0) {
		free(ptr);
		return NULL;
	}
	requests++;
	return realloc(ptr, size);
}

static void print_of(const char *name, const struct set *s)
{
	gkr_tokenizer *t;
	gkr_report *r;
	uint64_t cold;
	size_t i, n = s->count < 100 ? s->count : 100;

	requests = 0;
	if (n == 0 || gkr_tokenizer_new_with(count, NULL, &t) != GKR_OK ||
	    gkr_report_new_with(count, NULL, &r) != GKR_OK)
		return;
	for (i = 0; i < n; i++)
		gkr_report_parse(r, t, s->files[i].p, s->files[i].n);
	cold = requests;
	for (i = 0; i < n; i++)
		gkr_report_parse(r, t, s->files[i].p, s->files[i].n);
	printf(
	    "%s: a tokenizer holds %.1f KB at most (<= 64: %s); allocations in "
	    "%zu reports %llu, once warm %llu (0: %s)\n",
	    name, (double)gkr_tokenizer_memory_peak(t) / 1024,
	    gkr_tokenizer_memory_peak(t) <= 65536 ? "reached" : "not reached",
	    n, (unsigned long long)cold, (unsigned long long)(requests - cold),
	    requests == cold ? "reached" : "not reached");
	gkr_tokenizer_free(t);
	gkr_report_free(r);
}

void print_memory(const struct set *lines, const struct set *tabs)
{
	print_of("lines", lines);
	print_of("tabs", tabs);
}
