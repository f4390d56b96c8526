/*
 * A text to facts: only the sentences are read that a scan finds to hold what
 * is sought, and those that they refer to.
 */
#include "fact.h"

#include <string.h>

typedef struct gkri_fact_reading reading;

/* The sentences up to one that ends behind `hit`. */
static void read_to(reading *s, struct gkri_fact_text *t, size_t hit)
{
	do {
		if (!gkri_fact_sentence(s->w, t))
			return;
		gkri_fact_read(s);
	} while (s->rc == GKR_OK && t->at <= hit);
}

/* Again from their beginning where they ask for a topic that is not known. */
static void read_block(reading *s, struct gkri_fact_text *t, size_t hit)
{
	struct gkri_fact_text text = *t;
	size_t count = s->f->count;
	reading before;

	if (!s->unknown) {
		read_to(s, t, hit);
		return;
	}
	before = *s;
	read_to(s, t, hit);
	if (!s->asked || s->rc != GKR_OK)
		return;
	s->f->count = count;
	*t = text;
	gkri_fact_resolve(&before, t);
	*s = before;
	if (s->rc == GKR_OK)
		read_to(s, t, hit);
}

static uint8_t sought(const reading *s)
{
	if (s->about.prelude)
		return GKRI_FACT_SEEK_PERIOD;
	if (s->about.other_matters && !s->f->fees_said)
		return GKRI_FACT_SEEK_FEES_TOO;
	return s->f->has_period ? GKRI_FACT_SEEK_STATED
				: GKRI_FACT_SEEK_PERIOD_TOO;
}

/* Where the next sentence is that may have it, and its beginning. */
static size_t next_hit(const reading *s, const struct gkri_fact_text *t,
    uint8_t seek, size_t *start)
{
	struct gkri_fact_sought sought = {seek, s->total != 0, s->f->narrow};

	*start = t->at;
	return s->f->unsifted ? t->at : gkri_fact_scan(t, &sought, start);
}

static void read_text(reading *s, struct gkri_fact_text *t)
{
	size_t hit, start;

	while (s->rc == GKR_OK && t->at < t->n) {
		hit = next_hit(s, t, sought(s), &start);
		if (hit == t->n) {
			s->f->work += hit - t->at;
			return;
		}
		gkri_fact_pass_over(s, t, start);
		read_block(s, t, hit);
	}
}

/* 1 where it counts whether a department speaks, and is not known. */
static int asks_speaker(const reading *s)
{
	const struct gkr_facts *f = s->f;
	size_t i;

	if (s->department || s->about.department || f->unsifted)
		return 0;
	for (i = s->first_fact; i < f->count; i++)
		if (f->list[i].certain && f->list[i].scope == GKRI_SCOPE_AREA)
			return 1;
	return 0;
}

/* Looks in all of the text; what it states is known. */
static void find_speaker(reading *s, size_t n)
{
	struct gkri_fact_text text = {s->p, n, 0, 0, 1};
	reading again = *s;
	size_t count = s->f->count, hit, start;

	while (again.rc == GKR_OK && !again.department && text.at < n) {
		hit = next_hit(s, &text, GKRI_FACT_SEEK_SPEAKER, &start);
		if (hit == n)
			break;
		gkri_fact_pass_over(&again, &text, start);
		again.total = 0;
		read_to(&again, &text, hit);
		s->f->count = count;
	}
	s->department = again.department;
	s->rc = again.rc;
}

int32_t gkri_facts_text(struct gkr_facts *f, const char *p, size_t n,
    const struct gkri_fact_about *about)
{
	struct gkri_fact_text text = {p, n, 0, 0, 1};
	reading s;

	memset(&s, 0, sizeof s);
	s.f = f;
	s.w = f->reader;
	s.p = p;
	s.about = *about;
	s.first_fact = f->count;
	if (about->disclosure || about->applications)
		s.topic = GKRI_TOPIC_DISC;
	if (about->applications)
		s.topic |= GKRI_TOPIC_APP;
	s.year = about->year ? about->year : gkri_fact_year(&s, p, n);
	read_text(&s, &text);
	if (s.rc != GKR_OK || f->count == s.first_fact)
		return s.rc;
	gkri_facts_prove(f, s.first_fact);
	if (asks_speaker(&s)) {
		if (f->hasty)
			f->unheard = 1;
		else
			find_speaker(&s, n);
	}
	gkri_facts_weigh(&s);
	return s.rc;
}
