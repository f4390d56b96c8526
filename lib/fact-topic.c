/*
 * What the text is about where a sentence stands.  Sentences that were passed
 * over set it, too: only where a fact depends on it are they read, backwards
 * as far as it takes.
 */
#include "fact.h"

#include "fact-class.h"

#define ALL UINT32_C(0xfe) /* all but NONE, which is the lack of others */

typedef struct gkri_fact_reading reading;

void gkri_fact_topic(reading *s, uint64_t c)
{
	uint32_t disc = s->topic & GKRI_TOPIC_DISC, set = 0;

	if (c & DISC)
		disc = GKRI_TOPIC_DISC;
	if (c & (APP | GENERIC)) {
		set = GKRI_TOPIC_APP;
		disc = GKRI_TOPIC_DISC;
	} else if (c & (REVIEW | SUIT | DIRECT | AFTER)) {
		set = (c & REVIEW ? GKRI_TOPIC_REVIEW : 0) |
		    (c & (SUIT | DIRECT | AFTER) ? GKRI_TOPIC_SUIT : 0);
	} else if (c & NORM) {
		set = GKRI_TOPIC_NORM;
	} else if (c & FEEINFO) {
		set = GKRI_TOPIC_FEE;
	} else if (c & (FOREIGN | LICENCE | FEEADM | RULES | PIECES)) {
		set = GKRI_TOPIC_OTHER;
	}
	if (set) {
		s->topic = 0;
		s->unknown &= GKRI_TOPIC_DISC;
	}
	s->topic |= set | disc;
	s->unknown &= ~disc;
}

uint32_t gkri_fact_topics(reading *s, uint32_t set)
{
	uint32_t topic = s->topic;

	if (s->unknown & (set & GKRI_TOPIC_NONE ? ALL : set))
		s->asked = 1;
	if (!(topic & ~(uint32_t)GKRI_TOPIC_DISC))
		topic |= GKRI_TOPIC_NONE;
	return topic & set;
}

void gkri_fact_pass_over(reading *s, struct gkri_fact_text *t, size_t to)
{
	if (to == t->at)
		return;
	s->f->work += to - t->at;
	if (!s->unknown) {
		s->known = *t;
		s->known_topic = s->topic;
	}
	/* that of disclosure was spoken stays so */
	s->topic &= GKRI_TOPIC_DISC;
	s->unknown = ALL & ~s->topic;
	t->at = to;
	t->fresh = t->heading = 0;
}

/* Where the block begins that ends at `end`, which is behind its 。 or not. */
static size_t begin_of(const struct gkri_fact_text *from, size_t end)
{
	size_t at = end > from->at ? end - 1 : end;

	while (at > from->at &&
	    (at < from->at + 3 || memcmp(from->p + at - 3, "。", 3) != 0))
		at--;
	return at;
}

/* Reads a block for what it does to the topic; what it states is known. */
static void read_block(reading *s, struct gkri_fact_text t, size_t end)
{
	size_t count = s->f->count;

	/* a 。 that is part of an ordinal ends no sentence, but begins one */
	t.n = end;
	s->topic = 0;
	s->unknown = ALL;
	while (s->rc == GKR_OK && t.at < end && gkri_fact_sentence(s->w, &t))
		gkri_fact_read(s);
	s->f->count = count;
}

void gkri_fact_resolve(reading *s, const struct gkri_fact_text *t)
{
	struct gkri_fact_text from = s->known;
	uint32_t topic = 0, unknown = s->unknown;
	size_t end = t->at, begin;
	reading block;

	while (unknown && end > s->known.at && s->rc == GKR_OK) {
		begin = begin_of(&s->known, end);
		if (begin > s->known.at) {
			from.at = begin;
			from.fresh = from.heading = 0;
		} else {
			from = s->known;
		}
		block = *s;
		read_block(&block, from, end);
		s->rc = block.rc;
		topic |= block.topic & unknown;
		unknown &= block.unknown;
		end = begin;
	}
	s->topic |= topic | (s->known_topic & unknown);
	s->unknown = 0;
	s->asked = 0;
}
