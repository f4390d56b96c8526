/* Paragraph and character styles: what of them shows in the text. */
#ifndef GKRI_DOCX_STYLE_H
#define GKRI_DOCX_STYLE_H

#include "../buf.h"
#include "part.h"

/* No style, no numbering, not said. */
#define GKRI_NO_STYLE UINT32_MAX
#define GKRI_UNSET (-1)

struct gkri_style {
	uint64_t key;	/* of its name */
	uint32_t name;	/* in names, NUL behind it */
	uint32_t based; /* the same of the style it is based on, or NO_STYLE */
	int32_t num, level; /* numbering, or GKRI_UNSET */
	uint32_t num_name;  /* name of the style that has the numbering */
	int8_t vanish;	    /* 1, 0, or GKRI_UNSET */
};

struct gkri_styles {
	struct gkri_mem *mem;
	struct gkri_buf names;
	struct gkri_style *list; /* by key */
	size_t count, cap;
};

void gkri_styles_init(struct gkri_styles *s, struct gkri_mem *mem);
void gkri_styles_free(struct gkri_styles *s);
void gkri_styles_clear(struct gkri_styles *s);
/* Reads the part.  Returns 0, a fault or a status. */
int32_t gkri_styles_read(struct gkri_styles *s, struct gkri_package *k,
    const struct gkri_part_name *name);
/* The style with that id, with what it inherits; NULL where there is none. */
const struct gkri_style *gkri_styles_find(
    const struct gkri_styles *s, const char *id);

#endif
