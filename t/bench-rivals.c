/*
 * Parsers by others, on the same bytes, so that the figures can be placed.
 * They do less: a tree or events of markup, and no report.
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#ifdef HAVE_MD4C
#include <md4c.h>
#endif
#ifdef HAVE_EXPAT
#include <expat.h>
#endif
#ifdef HAVE_GUMBO
#include <gumbo.h>
#endif
#ifdef HAVE_LEXBOR
#include <lexbor/html/html.h>
#endif
#ifdef HAVE_LIBXML2
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#endif

static void add(struct bench *b, const char *what, const struct set *s,
    double (*run)(const struct measure *), int against, const char *goal)
{
	struct measure m = {0};

	if (!run) {
		fprintf(
		    stderr, "bench: %s was not there at compile time\n", what);
		return;
	}
	m.what = what;
	m.run = run;
	m.set = s;
	m.against = against;
	m.goal = goal;
	measure_add(b, m);
}

#ifdef HAVE_MD4C
static int on_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *context)
{
	(void)type;
	(void)p;
	*(size_t *)context += n;
	return 0;
}

static double run_md4c(const struct measure *m)
{
	MD_PARSER p = {0, MD_FLAG_TABLES, on_block, on_block, on_span, on_span,
	    on_text, NULL, NULL};
	size_t i, n = 0;

	for (i = 0; i < m->set->count; i++)
		md_parse(
		    m->set->files[i].p, (MD_SIZE)m->set->files[i].n, &p, &n);
	return 0;
}
#else
#define run_md4c NULL
#endif

/* The lines of every file as elements; for parsers of XML. */
#if defined(HAVE_EXPAT) || defined(HAVE_LIBXML2)
static void set_free(struct set *s)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		free(s->files[i].p);
	free(s->files);
}

static char *put(char *to, const char *text)
{
	size_t n = strlen(text);

	memcpy(to, text, n);
	return to + n;
}

static void add_xml(struct set *out, const struct file *f)
{
	char *to = need(malloc(8 * f->n + 64)), *begin = to;
	size_t i;

	to = put(to, "<r><l>");
	for (i = 0; i < f->n; i++) {
		if (f->p[i] == '\n')
			to = put(to, "</l>\n<l>");
		else if (f->p[i] == '<')
			to = put(to, "&lt;");
		else if (f->p[i] == '&')
			to = put(to, "&amp;");
		else
			*to++ = f->p[i];
	}
	to = put(to, "</l></r>");
	set_add(out, begin, (size_t)(to - begin));
}
#endif

#ifdef HAVE_EXPAT
static void on_start(void *context, const char *name, const char **attributes)
{
	(void)name;
	(void)attributes;
	++*(size_t *)context;
}

static void on_data(void *context, const char *p, int n)
{
	(void)p;
	*(size_t *)context += (size_t)n;
}

/* By the byte of the text: what the tags take on top is given away. */
static double run_expat(const struct measure *m)
{
	XML_Parser p = XML_ParserCreate("UTF-8");
	struct set xml = {NULL, 0, 0};
	size_t i, n = 0;
	double began;

	for (i = 0; i < m->set->count; i++)
		add_xml(&xml, &m->set->files[i]);
	began = now();
	for (i = 0; i < xml.count; i++) {
		XML_ParserReset(p, "UTF-8");
		XML_SetUserData(p, &n);
		XML_SetStartElementHandler(p, on_start);
		XML_SetCharacterDataHandler(p, on_data);
		XML_Parse(p, xml.files[i].p, (int)xml.files[i].n, 1);
	}
	began = now() - began;
	began *= (double)m->set->bytes / (double)xml.bytes;
	XML_ParserFree(p);
	set_free(&xml);
	return began;
}
#else
#define run_expat NULL
#endif

#ifdef HAVE_GUMBO
static double run_gumbo(const struct measure *m)
{
	size_t i;

	for (i = 0; i < m->set->count; i++) {
		GumboOutput *o = gumbo_parse_with_options(&kGumboDefaultOptions,
		    m->set->files[i].p, m->set->files[i].n);

		gumbo_destroy_output(&kGumboDefaultOptions, o);
	}
	return 0;
}
#else
#define run_gumbo NULL
#endif

#ifdef HAVE_LEXBOR
static double run_lexbor(const struct measure *m)
{
	lxb_html_document_t *d = lxb_html_document_create();
	size_t i;

	for (i = 0; i < m->set->count; i++) {
		lxb_html_document_clean(d);
		lxb_html_document_parse(d,
		    (const lxb_char_t *)m->set->files[i].p, m->set->files[i].n);
	}
	lxb_html_document_destroy(d);
	return 0;
}
#else
#define run_lexbor NULL
#endif

#ifdef HAVE_LIBXML2
static double run_libxml2(const struct measure *m)
{
	size_t i;

	for (i = 0; i < m->set->count; i++)
		xmlFreeDoc(htmlReadMemory(m->set->files[i].p,
		    (int)m->set->files[i].n, NULL, "UTF-8",
		    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET));
	return 0;
}
#else
#define run_libxml2 NULL
#endif

void add_rivals_of_html(struct bench *b, const struct set *s, int html)
{
	int first = b->count;

	add(b, "lexbor's tree", s, run_lexbor, html, NULL);
	add(b, "gumbo's tree", s, run_gumbo, html, NULL);
	add(b, "libxml2's tree", s, run_libxml2, html, NULL);
	for (; first < b->count; first++) {
		b->all[first].slower = 1;
		b->all[first].goal = strncmp(b->all[first].what, "lexbor", 6)
		    ? "times our time"
		    : "times our time: >= 5";
	}
}

void add_rivals_of_text(struct bench *b, const struct set *s, int pass)
{
	add(b, "md4c's events", s, run_md4c, pass, "(another task)");
	add(b, "expat's events, lines as elements", s, run_expat, pass,
	    "(another task)");
}
