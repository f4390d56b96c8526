/* A token as the rooms hand it on; gkr_token_* read the public tokenizer's. */
#ifndef GKRI_TOKEN_H
#define GKRI_TOKEN_H

#include "gkr.h"

enum {
	GKRI_TOKEN_SIGNED = 1,	 /* cell: a sign was printed */
	GKRI_TOKEN_TOO_LONG = 2, /* cell: more digits than a number may have */
	GKRI_TOKEN_CONTINUES = 4 /* prose: the same line goes on in the next */
};

/* In what the text of a queued token is. */
enum { GKRI_TEXT_STATIC = 0, GKRI_TEXT_WINDOW = 1, GKRI_TEXT_ARENA = 2 };

struct gkri_token {
	const char *text; /* see GKR_TOKEN_...; not NUL-terminated */
	uint64_t offset;  /* in the caller's bytes */
	int64_t mantissa;
	uint32_t text_at; /* while queued: where, in text_in */
	uint32_t text_len;
	uint32_t place;	 /* while queued: in the window; GKRI_NONE: nowhere */
	uint32_t length; /* in the caller's bytes */
	uint32_t line, column;
	uint16_t note_at, note_len; /* slices of text; length 0: none */
	uint16_t unit_at, unit_len; /* cell: its unit; column: the header's */
	uint16_t extent; /* while queued: in the window, UINT16_MAX: more */
	uint8_t kind;	 /* GKR_TOKEN_... */
	uint8_t table, row, col;
	uint8_t state, certainty, scale, flags;
	uint8_t section, number; /* section: id and printed number */
	uint8_t form;		 /* table end, report end */
	uint8_t layout;		 /* table */
	uint8_t text_in;	 /* GKRI_TEXT_... */
};

/*
 * gkr_tokenizer_next, with the token itself: *token is valid until the next
 * call.  Returns as gkr_tokenizer_next.
 */
int32_t gkri_tokenizer_step(gkr_tokenizer *t, const struct gkri_token **token);
/*
 * Those that wait already behind another: *n of them, which may be 0.  So many
 * of them are taken.
 */
const struct gkri_token *gkri_tokenizer_queued(gkr_tokenizer *t, size_t *n);
void gkri_tokenizer_taken(gkr_tokenizer *t, size_t n);
/*
 * Sees to it that a token is there to be handed out, or a run, without taking
 * it.  Returns as gkri_tokenizer_step.
 */
int32_t gkri_tokenizer_fill(gkr_tokenizer *t);
/*
 * What lies there is a region that a report can take whole (shape.h): 1 and
 * *run until the next call; it is taken by _pass.
 */
struct gkri_run;
int gkri_tokenizer_run(gkr_tokenizer *t, struct gkri_run *run);
void gkri_tokenizer_pass(gkr_tokenizer *t);
/*
 * 1 for what was placed as the form has it, or needs no place: another region
 * that reads the same has the same token.
 */
int gkri_token_is_sure(const struct gkri_token *token);
/* What is known of the input so far. */
struct gkri_source {
	uint64_t bytes, replaced;
	uint8_t encoding, position_kind;
};
void gkri_tokenizer_note(const gkr_tokenizer *t, struct gkri_source *out);
/*
 * Lets what was fed wait for more where it is little: 1 where it does; then
 * _fill need not be asked, and *out is what _note says.
 */
int gkri_tokenizer_gather(gkr_tokenizer *t, struct gkri_source *out);

/* Reads the value that the token's text is. */
void gkri_token_value(struct gkri_token *t);

#endif
