/* What kind of organ a name is: agency.def. */
#ifndef GKRI_AGENCY_H
#define GKRI_AGENCY_H

#include <stddef.h>
#include <stdint.h>

enum {
	GKRI_AGENCY_UNKNOWN,
	GKRI_AGENCY_GOVERNMENT, /* of a county or above */
	GKRI_AGENCY_DEPARTMENT, /* of such a government */
	GKRI_AGENCY_PLACE,
	GKRI_AGENCY_OTHER
};
uint32_t gkri_agency_kind(const char *name, size_t len);
/* 1 for a department, be it one that the law names or not. */
static inline int gkri_agency_is_part(uint32_t kind)
{
	return kind == GKRI_AGENCY_DEPARTMENT || kind == GKRI_AGENCY_OTHER;
}

#endif
