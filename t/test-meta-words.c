/* Words of meta.def and agency.def: each is found, by whatever short cut. */
#include "support.h"

#include "agency.h"
#include "meta.h"

#include <string.h>

static const char *const organs[] = {
#define GKR_META_ORGAN(text) text,
#include "meta.def"
};
static const char *const places[] = {
#define GKR_META_PLACE(text) text,
#include "meta.def"
};
static const char *const no_organs[] = {
#define GKR_META_NO_ORGAN(text) text,
#include "meta.def"
};
static const char *const stops[] = {
#define GKR_META_STOP(text) text,
#include "meta.def"
};
static const char *const offices[] = {
#define GKR_META_OFFICE(text) text,
#include "meta.def"
};
static const char *const withins[] = {
#define GKR_AGENCY_WITHIN(text) text,
#include "agency.def"
};
static const struct {
	const char *text;
	uint32_t kind;
} endings[] = {
#define GKR_AGENCY(text, kind) {text, GKRI_AGENCY_##kind},
#include "agency.def"
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static int begins(const char *p, const char *word)
{
	return strncmp(p, word, strlen(word)) == 0;
}

static int ends(const char *p, const char *word)
{
	size_t n = strlen(p), len = strlen(word);

	return len <= n && strcmp(p + n - len, word) == 0;
}

static int ends_in(const char *const *list, size_t count, const char *p)
{
	size_t i, found = 0;

	for (i = 0; i < count; i++)
		found += (size_t)ends(p, list[i]);
	return found != 0;
}

static int begins_in(const char *const *list, size_t count, const char *p)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (begins(p, list[i]))
			return 1;
	return 0;
}

static int is_within(const char *p)
{
	for (; *p; p++)
		if (begins_in(withins, COUNT(withins), p))
			return 1;
	return 0;
}

static int is_stopped(const char *p)
{
	for (; *p; p++)
		if (begins_in(stops, COUNT(stops), p) &&
		    !begins_in(offices, COUNT(offices), p))
			return 1;
	return 0;
}

/* What kind of organ a name is, by the rows alone. */
static uint32_t kind_of(const char *p)
{
	uint32_t kind = GKRI_AGENCY_UNKNOWN;
	size_t i, best = 0;

	for (i = 0; i < COUNT(endings); i++)
		if (ends(p, endings[i].text) &&
		    strlen(endings[i].text) > best) {
			best = strlen(endings[i].text);
			kind = endings[i].kind;
		}
	if (kind == GKRI_AGENCY_DEPARTMENT && is_within(p))
		kind = GKRI_AGENCY_OTHER;
	return kind;
}

/* All that is asked of names against what the rows say. */
static void assert_name(const char *p)
{
	size_t n = strlen(p);
	int bad = ends_in(no_organs, COUNT(no_organs), p) || n <= 3;
	int organ = !bad && ends_in(organs, COUNT(organs), p);
	int place = !bad && ends_in(places, COUNT(places), p);

	ck_assert_msg(gkri_is_organ(p, n) == organ, "%s", p);
	ck_assert_msg(
	    gkri_is_organ_or_place(p, n) == (organ || place), "%s", p);
	ck_assert_msg(gkri_is_name(p, n) == !is_stopped(p), "%s", p);
	ck_assert_msg(gkri_agency_kind(p, n) == kind_of(p), "%s", p);
}

/* One word of any list, or a character that is none. */
static const char *any_word(struct test_random *rnd)
{
	static const char *const others[] = {"甲", "乙", "民", "林", "业", "水",
	    "新闻", "村", "総", "信", "人民"};

	switch (test_random_below(rnd, 9)) {
	case 0:
		return organs[test_random_below(rnd, COUNT(organs))];
	case 1:
		return places[test_random_below(rnd, COUNT(places))];
	case 2:
		return no_organs[test_random_below(rnd, COUNT(no_organs))];
	case 3:
		return stops[test_random_below(rnd, COUNT(stops))];
	case 6:
		return offices[test_random_below(rnd, COUNT(offices))];
	case 4:
		return withins[test_random_below(rnd, COUNT(withins))];
	case 5:
		return endings[test_random_below(rnd, COUNT(endings))].text;
	default:
		return others[test_random_below(rnd, COUNT(others))];
	}
}

START_TEST(names_are_what_their_words_say)
{
	struct test_random rnd;
	char name[200];
	size_t i, k, words;

	test_random_init(&rnd, 5);
	for (i = 0; i < 20000; i++) {
		strcpy(name, "甲");
		words = test_random_below(&rnd, 4);
		for (k = 0; k < words; k++)
			strcat(name, any_word(&rnd));
		assert_name(name);
	}
}
END_TEST

/* Every row alone: what random names may not have met. */
static void assert_rows(const char *const *list, size_t count)
{
	char name[200];
	size_t i;

	for (i = 0; i < count; i++) {
		strcpy(name, "甲");
		strcat(name, list[i]);
		assert_name(name);
		strcat(name, "局");
		assert_name(name);
	}
}

START_TEST(each_word_is_found)
{
	assert_rows(organs, COUNT(organs));
	assert_rows(places, COUNT(places));
	assert_rows(no_organs, COUNT(no_organs));
	assert_rows(stops, COUNT(stops));
	assert_rows(offices, COUNT(offices));
	assert_rows(withins, COUNT(withins));
}
END_TEST

Suite *suite_meta_words(void)
{
	Suite *s = suite_create("meta-words");
	TCase *c = tcase_create("meta-words");

	tcase_add_test(c, names_are_what_their_words_say);
	tcase_add_test(c, each_word_is_found);
	suite_add_tcase(s, c);
	return s;
}
