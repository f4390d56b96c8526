/* Names as expat says them: a space's URI, GKRI_NAME_SEP, the local part. */
#include "name.h"

#include <string.h>

#define SKIP GKRI_NAME_SKIP

static const struct {
	const char *uri;
	size_t len;
	uint8_t space;
} spaces[] = {
#define GKR_DEF_SPACE(space, uri) \
	{uri, sizeof(uri) - 1, GKRI_NAMESPACE_##space},
#include "name.def"
#undef GKR_DEF_SPACE
};

/* By their number, less 1. */
static const struct {
	const char *local;
	uint8_t space, flags;
} names[] = {
#define GKR_DEF_NAME(space, local, id, flags) \
	{local, GKRI_NAMESPACE_##space, flags},
#include "name.def"
#undef GKR_DEF_NAME
};

uint8_t gkri_space(const char *name, const char **local)
{
	const char *sep = strchr(name, GKRI_NAME_SEP);
	size_t i, len;

	*local = sep ? sep + 1 : name;
	if (!sep)
		return GKRI_NAMESPACE_NONE;
	len = (size_t)(sep - name);
	for (i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		if (spaces[i].len == len &&
		    memcmp(spaces[i].uri, name, len) == 0)
			return spaces[i].space;
	return GKRI_NAMESPACE_OTHER;
}

uint8_t gkri_element(const char *name, uint8_t *flags)
{
	const char *local;
	uint8_t space = gkri_space(name, &local);
	size_t lo = 0, hi = sizeof(names) / sizeof(names[0]);

	*flags = 0;
	while (lo < hi && space != GKRI_NAMESPACE_OTHER) {
		size_t mid = (lo + hi) / 2;
		int order = strcmp(local, names[mid].local);

		if (order == 0) {
			if (names[mid].space != space)
				break;
			*flags = names[mid].flags;
			return (uint8_t)(mid + 1);
		}
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return GKRI_EL_OTHER;
}
