/* Word documents made by tests: archives, and what is in them. */
#ifndef TEST_SUPPORT_DOCX_H
#define TEST_SUPPORT_DOCX_H

#include "support-samples.h"

/* ---- archives ---- */

enum { DOCX_STORED = 0, DOCX_DEFLATED = 8 };
struct docx_entry {
	const char *name;
	const void *data;
	size_t len;
	uint16_t method;
	uint16_t flags; /* of the directory's entry */
	uint32_t crc;	/* added to the right one */
	uint32_t size;	/* added to the right one, inflated */
};
/* Adds an entry; the directory comes with docx_end. */
struct docx_zip {
	struct samples_text file, directory;
	uint16_t count;
};
void docx_add(struct docx_zip *z, const struct docx_entry *e);
void docx_text(
    struct docx_zip *z, const char *name, const char *text, uint16_t method);
/* The whole archive, to be freed with docx_free. */
void docx_end(struct docx_zip *z);
void docx_free(struct docx_zip *z);

/* ---- documents ---- */

#define DOCX_NS                                                               \
	" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/" \
	"main\" xmlns:mc=\"http://schemas.openxmlformats.org/"                \
	"markup-compatibility/2006\" xmlns:wp=\"http://"                      \
	"schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""   \
	" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/"         \
	"wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\""     \
	" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/"   \
	"math\""
/* The parts of a document, NULL where there is none. */
struct docx_parts {
	const char *document, *styles, *numbering;
};
/* An archive with them and with what leads to them. */
void docx_make(struct docx_zip *z, const struct docx_parts *parts);

#endif
