/* Names of elements, as numbers. */
#ifndef GKRI_DOCX_NAME_H
#define GKRI_DOCX_NAME_H

#include <stddef.h>
#include <stdint.h>

enum {
	GKRI_NAMESPACE_NONE,
	GKRI_NAMESPACE_W,
	GKRI_NAMESPACE_MC,
	GKRI_NAMESPACE_WP,
	GKRI_NAMESPACE_M,
	GKRI_NAMESPACE_REL,
	GKRI_NAMESPACE_XML,
	GKRI_NAMESPACE_OTHER
};

enum {
	GKRI_EL_OTHER,
#define GKR_DEF_NAME(space, local, id, flags) GKRI_EL_##id,
#include "name.def"
#undef GKR_DEF_NAME
	GKRI_ELS
};
/* Nothing in the element is part of the text. */
enum { GKRI_NAME_SKIP = 1 };

/* Stands between a name's space and its local part. */
#define GKRI_NAME_SEP '\n'

/* The element of a name as expat says it; *flags GKRI_NAME_... */
uint8_t gkri_element(const char *name, uint8_t *flags);
/* The space of a name, and where its local part begins. */
uint8_t gkri_space(const char *name, const char **local);

#endif
