/*
 * What is said of a finding: its texts, written one behind the other.
 *
 *	message-text.c	the growing end of a findings' text
 *	message-words.c	words of the source and labels in it
 *	message.c	message.def with its gaps filled
 *	repair-text.c	a correction and its proof
 */
#ifndef GKRI_MESSAGE_H
#define GKRI_MESSAGE_H

#include "finding.h"

/*
 * The free end of f->text while a finding is made.  After a failure nothing
 * more is put; what was put counts only when gkri_say_end says so.
 */
struct gkri_say {
	struct gkr_findings *f;
	const struct gkr_report *r;
	const struct gkri_case *c; /* what is being said */
	char *at, *end;
	struct gkri_labels *labels; /* of the language at hand */
	/* where those of the table's row 1 and column 1 are */
	uint32_t row_1, column_1;
	uint64_t number;
	uint32_t open; /* the term at hand of those that are no numbers */
	int32_t rc;
	uint8_t zh;
	uint8_t odd;  /* there is something that JSON has to escape */
	char none[1]; /* the free end where there is no memory */
};

void gkri_say_begin(struct gkri_say *s, struct gkr_findings *f,
    const struct gkr_report *r, const struct gkri_case *c);
/* Keeps all that was put, or nothing of it; the first failure. */
int32_t gkri_say_end(struct gkri_say *s);

/* Which language is written from now on. */
static inline void gkri_say_in(struct gkri_say *s, int zh)
{
	s->zh = (uint8_t)zh;
	s->odd = 0;
	s->labels = &s->f->said.labels[zh];
}

/* Where the next text will be, as findings keep it: + 1. */
static inline uint32_t gkri_say_mark(const struct gkri_say *s)
{
	return (uint32_t)(s->at - s->f->text.data) + 1;
}

int gkri_say_grow(struct gkri_say *s, size_t n);
/* 0 where there is no room for n bytes and none can be had. */
static inline int gkri_say_room(struct gkri_say *s, size_t n)
{
	return (size_t)(s->end - s->at) >= n || gkri_say_grow(s, n);
}

static inline void gkri_say_put(struct gkri_say *s, const char *p, size_t n)
{
	if (!gkri_say_room(s, n))
		return;
	memcpy(s->at, p, n);
	s->at += n;
}
/* Text whose length the compiler knows. */
#define GKRI_SAY(s, text) gkri_say_put(s, text, sizeof(text) - 1)

static inline void gkri_say_string(struct gkri_say *s, const char *text)
{
	gkri_say_put(s, text, strlen(text));
}

/* The NUL behind a text. */
static inline void gkri_say_stop(struct gkri_say *s)
{
	gkri_say_put(s, "", 1);
}

static inline void gkri_say_count(struct gkri_say *s, int64_t n, uint32_t scale)
{
	if (gkri_say_room(s, 24))
		s->at += gkri_decimal_write(s->at, n, scale);
}

/*
 * Copies what was put before, a block at a time: what is behind the label is
 * written over by what comes next.
 */
#define GKRI_LABEL_BLOCK 32
void gkri_say_scarce(struct gkri_say *s, const struct gkri_said_label *label);
static inline void gkri_copy_16(char *to, const char *from)
{
	char block[16];

	memcpy(block, from, sizeof block);
	memcpy(to, block, sizeof block);
}
static inline void gkri_say_again(
    struct gkri_say *s, const struct gkri_said_label *label)
{
	const char *from = s->f->text.data + label->at;
	char *at = s->at, *to = at + label->len;

	if ((size_t)(s->end - at) < (size_t)label->len + GKRI_LABEL_BLOCK) {
		gkri_say_scarce(s, label);
		return;
	}
	do {
		gkri_copy_16(at, from);
		gkri_copy_16(at + 16, from + 16);
		at += GKRI_LABEL_BLOCK;
		from += GKRI_LABEL_BLOCK;
	} while (at < to);
	s->at = to;
	s->odd |= label->odd;
}

/* What is put between these two is kept. */
struct gkri_say_mark {
	uint32_t at;
	uint8_t odd;
};
struct gkri_say_mark gkri_say_label_begin(struct gkri_say *s);
void gkri_say_label_end(struct gkri_say *s, struct gkri_say_mark mark,
    struct gkri_said_label *label);

/* Words of the source: those that are too long are cut. */
void gkri_say_clean(struct gkri_say *s, const char *p, size_t n);
void gkri_say_words(struct gkri_say *s, const char *p, size_t n, size_t most);
/* Labels of the table at hand as they are printed, else the form's. */
void gkri_say_first_row(struct gkri_say *s, uint32_t row, int with_group);
void gkri_say_first_column(struct gkri_say *s, uint32_t column);
static inline void gkri_say_row(
    struct gkri_say *s, uint32_t row, int with_group)
{
	const struct gkri_said_label *label =
	    &s->labels->rows[with_group][s->row_1 + row - 1];

	if (label->len)
		gkri_say_again(s, label);
	else
		gkri_say_first_row(s, row, with_group);
}
static inline void gkri_say_column(struct gkri_say *s, uint32_t column)
{
	const struct gkri_said_label *label =
	    &s->labels->columns[s->column_1 + column - 1];

	if (label->len)
		gkri_say_again(s, label);
	else
		gkri_say_first_column(s, column);
}
/* The first cell of the run at hand, in two parts. */
void gkri_say_first_cell_row(struct gkri_say *s);
void gkri_say_first_cell_column(struct gkri_say *s);
static inline void gkri_say_cell(struct gkri_say *s)
{
	const struct gkri_cell_run *run = &s->c->run;
	const struct gkri_said_label *row =
	    &s->labels->cell_rows[s->row_1 + run->row - 1];
	const struct gkri_said_label *column =
	    &s->labels->cell_columns[s->column_1 + run->column - 1];

	if (row->len)
		gkri_say_again(s, row);
	else
		gkri_say_first_cell_row(s);
	if (column->len)
		gkri_say_again(s, column);
	else
		gkri_say_first_cell_column(s);
}
void gkri_say_table(struct gkri_say *s);
void gkri_say_section(struct gkri_say *s);

/* A message of what is being said, without a NUL behind it. */
void gkri_say_message(struct gkri_say *s, uint32_t message);
/* What each cell of the run at hand has to hold. */
void gkri_say_fill(struct gkri_say *s, int64_t to, int is_first);
/* What the case says, in the language at hand. */
void gkri_say_case(struct gkri_say *s);
/* The correction of the case and its proof, in both languages. */
void gkri_say_repair(struct gkri_say *s, struct gkri_finding *made);

#endif
