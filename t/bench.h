/*
 * What the parts of `make bench` share.
 *
 * A measurement runs once in every round, side by side with all others; what
 * is printed is the median over the rounds of the ratio to another
 * measurement of the same round, and whether that reaches the goal.
 */
#ifndef BENCH_H
#define BENCH_H

#include "gkr.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* ------------------------------------------------------------------ */
/* Inputs                                                             */

struct file {
	char *p;
	size_t n;
};

struct set {
	struct file *files;
	size_t count, bytes;
};

/* Reads a file, NUL behind it; exits where it cannot. */
struct file file_read(const char *name);
void file_write(const char *name, const char *p, size_t n);
/* Memory or the end of the program. */
void *need(void *p);
void set_add(struct set *s, char *p, size_t n);
/* The first n files, borrowed. */
struct set set_head(const struct set *s, size_t n);
/* Every file by iconv from UTF-8. */
struct set set_encode(const struct set *s, const char *encoding);
/* Writes the files to DIR/00000.EXT ... and their names to `list`. */
void set_write(const struct set *s, const char *dir, const char *ext,
    const char *list, char separator);

/* Reports that the corpus is made from. */
struct base;
/* NULL where the text cannot be varied. */
struct base *base_new(const char *p, size_t n, int prose);
void base_free(struct base *b);
/* 1 where its tables have the layout. */
int base_has_layout(const struct base *b, uint32_t layout);
/* A report like it with other numbers, which add up as before. */
void base_vary(const struct base *b, uint64_t seed, struct set *out);

/* ------------------------------------------------------------------ */
/* Measurements                                                       */

struct measure {
	const char *what;
	/* does the work once; returns the seconds it took, 0: all of them */
	double (*run)(const struct measure *m);
	const struct set *set;
	const void *arg;
	size_t number;
	double bytes; /* that a run goes through; 0: those of the set */
	int against;  /* index of the measurement that is compared with */
	int slower;   /* the ratio is of times, not of speeds */
	const char *goal;
	double *seconds; /* by round */
};

struct bench {
	struct measure *all;
	int count, cap, rounds;
};

/* Adds one; returns its index. */
int measure_add(struct bench *b, struct measure m);
/* Adds a line of text to be printed before the next measurement. */
void measure_title(struct bench *b, const char *text);
/* The wall clock. */
double now(void);

/* Where things are. */
struct setup {
	const char *top, *build, *python;
	size_t files;	/* of the large corpus */
	int no_python;	/* only what is C */
	int no_rivals;	/* only ourselves */
	char **samples; /* names of files to make the corpus of */
	int sample_count;
};

/* ------------------------------------------------------------------ */
/* The parts                                                          */

/* One memchr('\n') pass over the set: what all is compared with. */
int add_pass(struct bench *b, const struct set *s, const char *name);
/* Handles, made once. */
void library_open(void);
void library_close(void);
/* Reads all files of the set; what == 1: checks them, 2: and writes JSON. */
void library_run(const struct set *s, int what);
/* Reads each file by a tokenizer that has read nothing before. */
void library_cold(const struct set *s);
/* Reads them in pieces of so many bytes. */
void library_chunks(const struct set *s, size_t chunk);
/* Returns the index of all that is done to JSON. */
int add_library(struct bench *b, const struct set *s, int pass);
void add_layouts(
    struct bench *b, const struct set *lines, const struct set *tabs);
void add_chunks(struct bench *b, const struct set *s);
void add_gb(struct bench *b, const struct set *gb);
void add_json(struct bench *b, const struct set *s);
void add_html(struct bench *b, const struct set *s, int pass);
void add_growth(struct bench *b, const struct set *s);
void add_hostile(struct bench *b, const struct set *s);
/* Parsers by others, as far as they were there when this was compiled. */
void add_rivals_of_html(struct bench *b, const struct set *s, int html);
void add_rivals_of_text(struct bench *b, const struct set *s, int pass);
/* A script, in process and as a program; what cannot be run is said. */
void add_python(struct bench *b, const struct setup *s, const struct set *all,
    const struct set *some, int json);
void add_python_html(
    struct bench *b, const struct setup *s, const struct set *set, int html);
void python_close(void);
/* Figures that are no times. */
void print_memory(const struct set *lines, const struct set *tabs);
void print_findings(const struct set *s);

/* The report as JSON by snprintf and the public getters. */
size_t json_by_snprintf(const gkr_report *r, char *out, size_t cap);

#endif
