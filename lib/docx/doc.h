/*
 * The main part: its elements as text, paragraphs and tables.
 *
 *	para.c	paragraphs: their text, fields, numbering
 *	doc.c	which element does what
 */
#ifndef GKRI_DOCX_DOC_H
#define GKRI_DOCX_DOC_H

#include "flow.h"
#include "number.h"
#include "style.h"

/* An open paragraph; text boxes put paragraphs into paragraphs. */
struct gkri_para {
	size_t start;	/* of its text, in text */
	size_t t_start; /* of the text element that is read */
	const struct gkri_style *style;
	int32_t num, level; /* numbering of its own, or GKRI_UNSET */
	uint8_t mark_gone;  /* its end is deleted or hidden */
	uint8_t hidden;	    /* the open run is */
	uint8_t keep_space; /* of the text element that is read */
};

/* What of an open field the text at hand is. */
enum { GKRI_FIELD_CODE, GKRI_FIELD_RESULT, GKRI_FIELD_CONTENTS };

struct gkri_field {
	char code[4]; /* the first letters of what it does */
	uint8_t len, part;
};

struct gkri_doc {
	struct gkri_mem *mem;
	struct gkri_flow flow;
	struct gkri_styles styles;
	struct gkri_numbers numbers;
	struct gkri_buf text;	/* of the open paragraphs */
	struct gkri_buf number; /* what is printed before one */
	struct gkri_para *paras;
	size_t para_count, para_cap;
	struct gkri_field *fields;
	size_t field_count, field_cap;
	size_t carry; /* text of a paragraph without an end begins here */
	uint8_t carries;
};

void gkri_doc_init(struct gkri_doc *d, struct gkri_mem *mem);
void gkri_doc_free(struct gkri_doc *d);
/* Ready for another document. */
void gkri_doc_begin(struct gkri_doc *d, gkr_tokenizer *t);
/* The document has ended.  Returns 0 or a fault. */
int32_t gkri_doc_end(struct gkri_doc *d);
extern const struct gkri_xml_reader gkri_doc_reader;

/* para.c: the innermost open paragraph, NULL where none is open */
struct gkri_para *gkri_para_open(struct gkri_doc *d);
int32_t gkri_para_begin(struct gkri_doc *d);
int32_t gkri_para_end(struct gkri_doc *d);
/* A paragraph whose end is gone ends here all the same. */
int32_t gkri_para_settle(struct gkri_doc *d);
/* May text be seen here? */
int gkri_para_is_shown(const struct gkri_doc *d);
/* Adds text to the paragraph, where it may be seen. */
int32_t gkri_para_put(struct gkri_doc *d, const char *p, size_t n);
/* Adds the character with that code. */
int32_t gkri_para_put_code(struct gkri_doc *d, uint32_t code);
/* The paragraph's style. */
void gkri_para_style(struct gkri_doc *d, const char *id);
int32_t gkri_field_begin(struct gkri_doc *d);
void gkri_field_code(struct gkri_doc *d, const char *p, size_t n);
void gkri_field_separate(struct gkri_doc *d);
void gkri_field_end(struct gkri_doc *d);
/* Tables of contents do not go on past a table. */
void gkri_field_table(struct gkri_doc *d);

#endif
