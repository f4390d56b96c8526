/* What faults mean. */
#include "fault.h"

static const struct {
	int32_t status;
	uint32_t limit;
	const char *zh, *en;
} faults[] = {
#define GKR_DEF_FAULT(id, status, limit, zh, en) {status, limit, zh, en},
#include "fault.def"
#undef GKR_DEF_FAULT
};

static int is_fault(int32_t rc)
{
	return rc > 0 && rc < GKRI_FAULTS;
}

int32_t gkri_fault_status(int32_t rc)
{
	return is_fault(rc) ? faults[rc].status : rc;
}

uint32_t gkri_fault_limit(int32_t rc)
{
	if (is_fault(rc))
		return faults[rc].limit;
	return rc == GKR_E_LIMIT ? GKR_LIMIT_MEMORY : 0;
}

const char *gkri_fault_message(int32_t rc, uint32_t lang)
{
	if (!is_fault(rc))
		return gkr_status_message(rc, lang);
	if (lang != GKR_LANG_ZH && lang != GKR_LANG_EN)
		return NULL;
	return lang == GKR_LANG_ZH ? faults[rc].zh : faults[rc].en;
}
