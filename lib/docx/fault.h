/*
 * Faults.  Inside this library a function returns 0, a fault (a positive
 * number) or a status of the core (negative); the handle turns faults into
 * statuses and sentences.
 */
#ifndef GKRI_DOCX_FAULT_H
#define GKRI_DOCX_FAULT_H

#include "gkr.h"

enum {
#define GKR_DEF_FAULT(id, status, limit, zh, en) GKRI_FAULT_##id,
#include "fault.def"
#undef GKR_DEF_FAULT
	GKRI_FAULTS
};

/* The status that a fault stands for; a status stands for itself. */
int32_t gkri_fault_status(int32_t rc);
/* The limit that it is about; 0: none.  A status is one of the memory's. */
uint32_t gkri_fault_limit(int32_t rc);
/* The sentence of a fault or status; NULL where there is no such language. */
const char *gkri_fault_message(int32_t rc, uint32_t lang);

#endif
