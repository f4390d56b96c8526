/* What faults mean. */
#include "fault.h"

static const struct {
	int32_t status;
	const char *zh, *en;
} faults[] = {
#define GKR_DEF_FAULT(id, status, zh, en) {status, zh, en},
#include "fault.def"
#undef GKR_DEF_FAULT
};

int32_t gkri_fault_status(int32_t rc)
{
	return rc > 0 && rc < GKRI_FAULTS ? faults[rc].status : rc;
}

const char *gkri_fault_message(int32_t rc, uint32_t lang)
{
	if (rc <= 0 || rc >= GKRI_FAULTS)
		return gkr_status_message(rc, lang);
	if (lang != GKR_LANG_ZH && lang != GKR_LANG_EN)
		return NULL;
	return lang == GKR_LANG_ZH ? faults[rc].zh : faults[rc].en;
}
