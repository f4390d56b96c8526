/*
 * Word documents (.docx), where the optional library for them is built in:
 * the Makefile says GKR_WITH_DOCX then.
 */
#include "gkr-cmd.h"

#ifdef GKR_WITH_DOCX
#include "gkr-docx.h"

#include <stdlib.h>
#include <string.h>

struct word {
	gkr_docx *docx;
};

int32_t word_open(struct cmd *c)
{
	c->word = calloc(1, sizeof(*c->word));
	return c->word ? gkr_docx_new(&c->word->docx) : GKR_E_MEMORY;
}

void word_free(struct cmd *c)
{
	if (c->word)
		gkr_docx_free(c->word->docx);
	free(c->word);
}

int32_t word_set_limit(struct cmd *c, uint32_t limit, uint64_t value)
{
	return gkr_docx_set_limit(c->word->docx, limit, value);
}

/* An archive, or XML. */
int word_may_be(const struct cmd *c, const char *p, size_t len)
{
	(void)c;
	if (len >= 4 && memcmp(p, "PK", 2) == 0)
		return 1;
	return gkr_docx_is_docx(p, len) != 0;
}

int word_is(const struct cmd *c, const char *p, size_t len)
{
	(void)c;
	return gkr_docx_is_docx(p, len) != 0;
}

int32_t word_read(struct cmd *c, const char *p, size_t len, taker take)
{
	int32_t fed, rc;

	(void)gkr_docx_open(c->word->docx, p, len);
	do {
		fed = gkr_docx_feed(c->word->docx, c->tokenizer);
		rc = take(c);
	} while (fed == GKR_MORE && rc == GKR_MORE);
	return rc == GKR_END ? GKR_OK : rc;
}

const char *word_dependency(const struct cmd *c, size_t i, const char **name)
{
	static const char *const names[] = {"expat", "zlib"};

	(void)c;
	if (i >= sizeof(names) / sizeof(names[0]))
		return NULL;
	*name = names[i];
	return gkr_docx_dependency_version(names[i]);
}

#else

int32_t word_open(struct cmd *c)
{
	c->word = NULL;
	return GKR_OK;
}

void word_free(struct cmd *c)
{
	(void)c;
}

int32_t word_set_limit(struct cmd *c, uint32_t limit, uint64_t value)
{
	(void)c;
	(void)limit;
	(void)value;
	return GKR_E_ARGUMENT;
}

int word_may_be(const struct cmd *c, const char *p, size_t len)
{
	return word_is(c, p, len);
}

int word_is(const struct cmd *c, const char *p, size_t len)
{
	(void)c;
	(void)p;
	(void)len;
	return 0;
}

int32_t word_read(struct cmd *c, const char *p, size_t len, taker take)
{
	(void)c;
	(void)p;
	(void)len;
	(void)take;
	return GKR_E_FORMAT;
}

const char *word_dependency(const struct cmd *c, size_t i, const char **name)
{
	(void)c;
	(void)i;
	(void)name;
	return NULL;
}
#endif
