/* Parts of a document, and how one names another. */
#ifndef GKRI_DOCX_PART_H
#define GKRI_DOCX_PART_H

#include "../buf.h"
#include "xml.h"
#include "zip.h"

/* Longer names of parts are not looked for. */
#define GKRI_PART_NAME 512
/* What the main part is called where nobody says. */
#define GKRI_PART_MAIN "word/document.xml"

struct gkri_part_name {
	char text[GKRI_PART_NAME];
	size_t len;
};

/* What reading parts takes. */
struct gkri_package {
	struct gkri_mem *mem;
	struct gkri_zip zip;
	struct gkri_zip_part bare; /* the main part alone, data NULL: no such */
	struct gkri_buf scratch;
	struct gkri_unzip unzip;
	struct gkri_xml xml;
	uint64_t left; /* bytes that may still be inflated */
};

void gkri_part_init(struct gkri_package *k, struct gkri_mem *mem);
void gkri_part_free(struct gkri_package *k);
/*
 * Opens an archive, or the XML of a main part alone; at most `limit` bytes
 * will be inflated.  Returns 0 or a fault.
 */
int32_t gkri_part_open(
    struct gkri_package *k, const void *bytes, size_t len, uint64_t limit);
/* Is this the XML of a main part? */
int gkri_part_is_bare(const void *bytes, size_t len);
void gkri_part_name(struct gkri_part_name *name, const char *text);

/* Begins to read a part.  Returns 0, a fault or a status. */
int32_t gkri_part_begin(struct gkri_package *k,
    const struct gkri_part_name *name, const struct gkri_xml_reader *reader,
    void *context);
/* Reads a piece of it; *done when it was the last. */
int32_t gkri_part_step(struct gkri_package *k, int *done);
void gkri_part_end(struct gkri_package *k);
/* Reads it whole; a part that is not there is an empty one. */
int32_t gkri_part_read(struct gkri_package *k,
    const struct gkri_part_name *name, const struct gkri_xml_reader *reader,
    void *context);

/*
 * Inflates it whole and compares it with its checksum, before any of it is
 * read.  One that is larger than may be is left to those who read it: how far
 * they get is worth something.
 */
int32_t gkri_part_check(
    struct gkri_package *k, const struct gkri_part_name *name);

/* The parts that a part names, by the ends of their relationships' types. */
struct gkri_relation {
	const char *type;
	struct gkri_part_name target; /* length 0: none */
};
/*
 * Finds the relations of a part; `of` with length 0 is the package.  Returns
 * 0, a fault or a status.
 */
int32_t gkri_part_relations(struct gkri_package *k,
    const struct gkri_part_name *of, struct gkri_relation *relations,
    size_t count);

#endif
