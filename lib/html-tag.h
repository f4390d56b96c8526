/* What tags mean; the rows are in html-tag.def. */
#ifndef GKRI_HTML_TAG_H
#define GKRI_HTML_TAG_H

#include <stddef.h>
#include <stdint.h>

enum {
	GKRI_TAG_NONE = 0,
	GKRI_TAG_VOID,
	GKRI_TAG_FIELD,
	GKRI_TAG_INLINE,
	GKRI_TAG_BLOCK,
	GKRI_TAG_PARAGRAPH,
	GKRI_TAG_BREAK,
	GKRI_TAG_TABLE,
	GKRI_TAG_ROW,
	GKRI_TAG_CELL,
	GKRI_TAG_PART,
	GKRI_TAG_PRE,
	GKRI_TAG_META,
	GKRI_TAG_SELECT,
	GKRI_TAG_CHOICE,
	GKRI_TAG_OPTION,
	GKRI_TAG_DELETED,
	GKRI_TAG_APART,
	/* from here on: no tag but the own end tag is one within */
	GKRI_TAG_RAW,
	GKRI_TAG_SCRIPT,
	GKRI_TAG_TITLE,
	GKRI_TAG_AREA,
	GKRI_TAG_SHOWN,
	GKRI_TAG_PLAINTEXT
};
/* The meaning of the tag of that (lower-case) name. */
uint8_t gkri_tag_meaning(const char *name, size_t len);
/* The same where a name begins at p, in any case; NONE where n bytes end it. */
uint8_t gkri_tag_meaning_at(const char *p, size_t n);
/* The same of a name with zeros behind it, 16 bytes at least. */
uint8_t gkri_tag_meaning_of(const char *name, size_t len);

#endif
