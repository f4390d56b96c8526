/* The XML of a part. */
#include "xml.h"

#include "block.h"

#include <string.h>

#ifdef XML_UNICODE
#error an expat that says names and text in UTF-8 is needed
#endif

/*
 * Expat's allocation functions know no context.  Where the compiler has
 * variables of a thread, one holds the handle's memory while expat runs;
 * elsewhere expat uses the C library's.
 */
#if defined __STDC_VERSION__ && __STDC_VERSION__ >= 201112L && \
    !defined __STDC_NO_THREADS__
#define THREAD _Thread_local
#elif defined __GNUC__
#define THREAD __thread
#endif

#ifdef THREAD
static THREAD struct gkri_mem *memory;

static void *take(size_t size)
{
	return gkri_block_new(memory, size);
}

static void *resize(void *block, size_t size)
{
	return gkri_block_resize(memory, block, size);
}

static void give(void *block)
{
	gkri_block_free(memory, block);
}

static const XML_Memory_Handling_Suite suite = {take, resize, give};
#define SUITE &suite
#define ENTER(mem)                       \
	struct gkri_mem *outer = memory; \
	memory = (mem)
#define LEAVE() memory = outer
#else
#define SUITE NULL
#define ENTER(mem) (void)(mem)
#define LEAVE() (void)0
#endif

void gkri_xml_init(struct gkri_xml *x, struct gkri_mem *mem)
{
	memset(x, 0, sizeof(*x));
	x->mem = mem;
	x->most_depth = gkr_limit_default(GKR_LIMIT_DEPTH);
}

void gkri_xml_free(struct gkri_xml *x)
{
	if (x->parser) {
		ENTER(x->mem);
		XML_ParserFree(x->parser);
		LEAVE();
	}
	x->parser = NULL;
	gkri_release(x->mem, x->stack, x->cap * sizeof(*x->stack));
	x->stack = NULL;
	x->cap = 0;
}

/* ---- what expat calls ---- */

void gkri_xml_fail(struct gkri_xml *x, int32_t rc)
{
	if (x->rc == 0)
		x->rc = rc;
	XML_StopParser(x->parser, XML_FALSE);
}

void gkri_xml_skip(struct gkri_xml *x)
{
	x->skip = x->depth;
}

static int push(struct gkri_xml *x, uint8_t id)
{
	int32_t rc = x->depth < x->most_depth
	    ? gkri_grow(x->mem, (void **)&x->stack, &x->cap, x->depth + 1,
		  sizeof(*x->stack))
	    : GKRI_FAULT_DEEP;

	if (rc != 0) {
		gkri_xml_fail(x, rc);
		return 0;
	}
	x->stack[x->depth].id = id;
	x->stack[x->depth++].mark = 0;
	return 1;
}

static void XMLCALL on_start(
    void *user, const XML_Char *name, const XML_Char **attributes)
{
	struct gkri_xml *x = user;
	uint8_t flags, id = gkri_element(name, &flags);

	if (x->rc != 0 || !push(x, id) || x->skip)
		return;
	if (flags & GKRI_NAME_SKIP)
		gkri_xml_skip(x);
	else
		x->reader->start(x->context, x, id, attributes);
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct gkri_xml *x = user;
	size_t depth = x->depth;

	(void)name;
	if (x->rc != 0)
		return;
	if (!x->skip)
		x->reader->end(x->context, x, x->stack[depth - 1].id);
	else if (x->skip == depth)
		x->skip = 0;
	x->depth = depth - 1;
}

static void XMLCALL on_text(void *user, const XML_Char *p, int n)
{
	struct gkri_xml *x = user;

	if (x->rc == 0 && !x->skip && x->reader->text)
		x->reader->text(x->context, x, p, (size_t)n);
}

static void XMLCALL on_doctype(void *user, const XML_Char *name,
    const XML_Char *system, const XML_Char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	gkri_xml_fail(user, GKRI_FAULT_DTD);
}

/* ---- reading ---- */

static void set_handlers(struct gkri_xml *x)
{
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
}

/* Memory that ran out while expat worked counts whatever expat says. */
static int32_t refused(const struct gkri_xml *x, int32_t other)
{
	return x->mem->status != GKR_OK ? x->mem->status : other;
}

int32_t gkri_xml_begin(
    struct gkri_xml *x, const struct gkri_xml_reader *reader, void *context)
{
	x->reader = reader;
	x->context = context;
	x->depth = x->skip = 0;
	x->given = 0;
	x->rc = 0;
	x->mem->status = GKR_OK;
	{
		XML_Char sep[2] = {GKRI_NAME_SEP, '\0'};
		ENTER(x->mem);

		if (!x->parser)
			x->parser = XML_ParserCreate_MM(NULL, SUITE, sep);
		else if (!XML_ParserReset(x->parser, NULL))
			x->rc = GKR_E_MEMORY;
		LEAVE();
	}
	if (!x->parser)
		x->rc = GKR_E_MEMORY;
	x->rc = refused(x, x->rc);
	if (x->rc == 0)
		set_handlers(x);
	return x->rc;
}

void *gkri_xml_room(struct gkri_xml *x, size_t size)
{
	void *room;

	x->mem->status = GKR_OK;
	{
		ENTER(x->mem);
		room = XML_GetBuffer(x->parser, (int)size);
		LEAVE();
	}
	if (!room)
		x->rc = refused(x, GKR_E_MEMORY);
	return room;
}

/* What expat found wrong. */
static int32_t fault_of(const struct gkri_xml *x)
{
	if (x->rc != 0)
		return x->rc;
	return XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY
	    ? GKR_E_MEMORY
	    : GKRI_FAULT_XML;
}

int32_t gkri_xml_read(struct gkri_xml *x, size_t n, int last)
{
	enum XML_Status status;

	x->mem->status = GKR_OK;
	{
		ENTER(x->mem);
		status = XML_ParseBuffer(x->parser, (int)n, last);
		LEAVE();
	}
	x->given += n;
	if (status != XML_STATUS_OK)
		x->rc = refused(x, fault_of(x));
	else
		x->rc = refused(x, x->rc);
	return x->rc;
}

size_t gkri_xml_wants(const struct gkri_xml *x)
{
	XML_Index at = XML_GetCurrentByteIndex(x->parser);

	return at >= 0 && (uint64_t)at < x->given
	    ? (size_t)(x->given - (uint64_t)at)
	    : 0;
}

/* ---- for readers ---- */

struct gkri_xml_element *gkri_xml_open(struct gkri_xml *x, size_t n)
{
	return n < x->depth ? &x->stack[x->depth - 1 - n] : NULL;
}

uint8_t gkri_xml_around(const struct gkri_xml *x, size_t n)
{
	return n < x->depth ? x->stack[x->depth - 1 - n].id : GKRI_EL_OTHER;
}

const char *gkri_xml_get(const char **attributes, const char *local)
{
	const char *name;
	uint8_t space;

	for (; attributes[0]; attributes += 2) {
		space = gkri_space(attributes[0], &name);
		if ((space == GKRI_NAMESPACE_W ||
			space == GKRI_NAMESPACE_NONE ||
			space == GKRI_NAMESPACE_XML) &&
		    strcmp(name, local) == 0)
			return attributes[1];
	}
	return NULL;
}

int gkri_xml_on(const char **attributes)
{
	const char *v = gkri_xml_get(attributes, "val");

	return !v ||
	    (strcmp(v, "0") != 0 && strcmp(v, "false") != 0 &&
		strcmp(v, "off") != 0);
}

int32_t gkri_xml_number(
    const char **attributes, const char *local, int32_t other)
{
	const char *v = gkri_xml_get(attributes, local);
	int32_t n = 0, sign = 1;

	if (!v || !*v)
		return other;
	if (*v == '-' || *v == '+')
		sign = *v++ == '-' ? -1 : 1;
	if (!*v)
		return other;
	for (; *v; v++) {
		if (*v < '0' || *v > '9' || n >= 100000000)
			return other;
		n = n * 10 + (*v - '0');
	}
	return sign * n;
}
