/*
 * XML through expat: elements as numbers with what encloses them, bounded in
 * depth and in the length of a tag, without document types.
 */
#ifndef GKRI_DOCX_XML_H
#define GKRI_DOCX_XML_H

#include "../mem.h"
#include "fault.h"
#include "name.h"

#include <expat.h>

struct gkri_xml;

/* Who reads a part; each function may call gkri_xml_fail. */
struct gkri_xml_reader {
	void (*start)(void *context, struct gkri_xml *x, uint8_t id,
	    const char **attributes);
	void (*end)(void *context, struct gkri_xml *x, uint8_t id);
	void (*text)(
	    void *context, struct gkri_xml *x, const char *p, size_t n);
};

struct gkri_xml_element {
	uint8_t id, mark; /* mark: for the reader, 0 at first */
};

struct gkri_xml {
	XML_Parser parser;
	struct gkri_mem *mem;
	const struct gkri_xml_reader *reader;
	void *context;
	struct gkri_xml_element *stack; /* the open elements */
	size_t depth, cap;
	uint64_t most_depth;
	size_t skip;	/* depth of the element that is skipped, 0: none */
	uint64_t given; /* bytes */
	int32_t rc;	/* what went wrong */
};

void gkri_xml_init(struct gkri_xml *x, struct gkri_mem *mem);
void gkri_xml_free(struct gkri_xml *x);

/* Ready for another part.  Returns 0, GKR_E_MEMORY, GKR_E_LIMIT. */
int32_t gkri_xml_begin(
    struct gkri_xml *x, const struct gkri_xml_reader *reader, void *context);
/* Room for `size` bytes to be read; NULL: x->rc. */
void *gkri_xml_room(struct gkri_xml *x, size_t size);
/*
 * How much a piece should at least be: as much as waits for the end of a long
 * tag, which expat looks at anew each time, so that all looking is linear.
 */
size_t gkri_xml_wants(const struct gkri_xml *x);
/* Reads n bytes of that room; `last` says that nothing follows. */
int32_t gkri_xml_read(struct gkri_xml *x, size_t n, int last);

/* For readers. */

/* Gives up with a fault or status. */
void gkri_xml_fail(struct gkri_xml *x, int32_t rc);
/* Leaves out the element that starts, and does not tell of its end. */
void gkri_xml_skip(struct gkri_xml *x);
/* The n-th open element, 0 the innermost; its id, OTHER where there is none. */
struct gkri_xml_element *gkri_xml_open(struct gkri_xml *x, size_t n);
uint8_t gkri_xml_around(const struct gkri_xml *x, size_t n);

/*
 * An attribute's value; NULL where there is none.  Its name may be one of
 * WordprocessingML, of XML (space), or stand in no name space.
 */
const char *gkri_xml_get(const char **attributes, const char *local);
/* An on-off value: absent is on. */
int gkri_xml_on(const char **attributes);
/* The attribute as a number, `other` where it is none; bounded by +-10^9. */
int32_t gkri_xml_number(
    const char **attributes, const char *local, int32_t other);

#endif
