/* Lines that were seen before, and what they were taken for. */
#include <string.h>
#include "tokenizer.h"

/* Bytes of a line that is worth it. */
#define LEAST 8
#define MOST sizeof(((struct gkri_seen *)0)->text)

/* Lines that may be remembered in each other's places. */
#define WAYS 4

/* The places of which one may remember the line. */
static struct gkri_seen *places_of(gkr_tokenizer *t, const char *p, size_t n)
{
	uint64_t head, tail;

	memcpy(&head, p, sizeof(head));
	memcpy(&tail, p + n - sizeof(tail), sizeof(tail));
	head = (head * UINT64_C(0x9e3779b97f4a7c15) ^ tail) *
	    UINT64_C(0xd6e8feb86659fd93);
	return &t->seen[WAYS * ((head >> 32) * (GKRI_SEEN / WAYS) >> 32)];
}

int gkri_is_seen(const struct gkri_seen *s, const char *p, size_t n)
{
	return s->len == n && memcmp(s->text, p, n) == 0;
}

struct gkri_seen *gkri_seen_place(gkr_tokenizer *t, const char *p, size_t n)
{
	struct gkri_seen *s;
	size_t i;

	if (n < LEAST || n > MOST)
		return NULL;
	s = places_of(t, p, n);
	for (i = WAYS - 1; i && !gkri_is_seen(s + i, p, n); i--)
		;
	return s + i;
}

/* It is the first of its places; of all in them the oldest one goes. */
void gkri_seen_keep(struct gkri_seen *s, const char *p, size_t n)
{
	memmove(s + 1, s, (WAYS - 1) * sizeof(*s));
	s->len = (uint8_t)n;
	s->section = 0;
	memcpy(s->text, p, n);
}
