/* What tags mean; the rows are in html-tag.def. */
#ifndef GKRI_HTML_TAG_H
#define GKRI_HTML_TAG_H

#include <stddef.h>
#include <stdint.h>

enum {
	GKRI_TAG_NONE = 0,
	GKRI_TAG_BLOCK,
	GKRI_TAG_BREAK,
	GKRI_TAG_TABLE,
	GKRI_TAG_ROW,
	GKRI_TAG_CELL,
	GKRI_TAG_PART,
	GKRI_TAG_SKIP,
	GKRI_TAG_KEEP,
	GKRI_TAG_PRE
};
/* The meaning of the tag of that (lower-case) name. */
uint8_t gkri_tag_meaning(const char *name, size_t len);

#endif
