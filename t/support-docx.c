#include "support-docx.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* ---- archives ---- */

static void put(struct samples_text *s, uint64_t value, int bytes)
{
	unsigned char b[8];
	int i;

	for (i = 0; i < bytes; i++)
		b[i] = (unsigned char)(value >> (8 * i));
	samples_add(s, b, (size_t)bytes);
}

/* Deflated, to be freed. */
static char *pack(const void *data, size_t len, size_t *packed)
{
	z_stream s;
	size_t cap = len + len / 1000 + 100;
	char *out = malloc(cap);

	ck_assert(out != NULL);
	memset(&s, 0, sizeof s);
	ck_assert_int_eq(
	    deflateInit2(&s, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
	s.next_in = (Bytef *)(uintptr_t)data;
	s.avail_in = (uInt)len;
	s.next_out = (Bytef *)out;
	s.avail_out = (uInt)cap;
	ck_assert_int_eq(deflate(&s, Z_FINISH), Z_STREAM_END);
	*packed = s.total_out;
	deflateEnd(&s);
	return out;
}

/* What the head and the directory's entry have in common. */
static void put_common(struct samples_text *s, const struct docx_entry *e,
    uint16_t flags, size_t packed)
{
	uint32_t crc = (uint32_t)crc32(0, e->data, (uInt)e->len);

	put(s, 20, 2);
	put(s, flags, 2);
	put(s, e->method, 2);
	put(s, 0, 2);
	put(s, 0x21, 2);
	put(s, crc + e->crc, 4);
	put(s, packed, 4);
	put(s, e->len + e->size, 4);
	put(s, strlen(e->name), 2);
	put(s, 0, 2);
}

void docx_add(struct docx_zip *z, const struct docx_entry *e)
{
	size_t at = z->file.len, packed = e->len;
	char *deflated =
	    e->method == DOCX_DEFLATED ? pack(e->data, e->len, &packed) : NULL;

	samples_add(&z->file, "PK\3\4", 4);
	put_common(&z->file, e, 0, packed);
	samples_add(&z->file, e->name, strlen(e->name));
	samples_add(&z->file, deflated ? deflated : e->data, packed);
	free(deflated);
	samples_add(&z->directory, "PK\1\2\24\0", 6);
	put_common(&z->directory, e, e->flags, packed);
	put(&z->directory, 0, 8); /* comment, volume, attributes */
	put(&z->directory, 0, 2);
	put(&z->directory, at, 4);
	samples_add(&z->directory, e->name, strlen(e->name));
	z->count++;
}

void docx_text(
    struct docx_zip *z, const char *name, const char *text, uint16_t method)
{
	struct docx_entry e = {NULL, NULL, 0, 0, 0, 0, 0};

	e.name = name;
	e.data = text;
	e.len = strlen(text);
	e.method = method;
	docx_add(z, &e);
}

void docx_end(struct docx_zip *z)
{
	size_t at = z->file.len;

	samples_add(&z->file, z->directory.p, z->directory.len);
	samples_add(&z->file, "PK\5\6\0\0\0\0", 8);
	put(&z->file, z->count, 2);
	put(&z->file, z->count, 2);
	put(&z->file, z->directory.len, 4);
	put(&z->file, at, 4);
	put(&z->file, 0, 2);
}

void docx_free(struct docx_zip *z)
{
	samples_free(&z->file);
	samples_free(&z->directory);
	z->count = 0;
}

/* ---- documents ---- */

#define RELATIONS                                                   \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/" \
	"package/2006/relationships\">"
#define RELATION(id, type, target)                                           \
	"<Relationship Id=\"" id "\" Type=\"http://"                         \
	"schemas.openxmlformats.org/officeDocument/2006/relationships/" type \
	"\" Target=\"" target "\"/>"

void docx_make(struct docx_zip *z, const struct docx_parts *parts)
{
	docx_text(z, "[Content_Types].xml", "<Types/>", DOCX_STORED);
	docx_text(z, "_rels/.rels",
	    RELATIONS RELATION(
		"r1", "officeDocument", "word/document.xml") "</Relationships>",
	    DOCX_STORED);
	docx_text(z, "word/_rels/document.xml.rels",
	    RELATIONS RELATION("r1", "styles", "styles.xml") RELATION("r2",
		"numbering", "/word/./x/../numbering.xml") "</Relationships>",
	    DOCX_DEFLATED);
	if (parts->styles)
		docx_text(z, "word/styles.xml", parts->styles, DOCX_DEFLATED);
	if (parts->numbering)
		docx_text(
		    z, "word/numbering.xml", parts->numbering, DOCX_DEFLATED);
	if (parts->document)
		docx_text(
		    z, "word/document.xml", parts->document, DOCX_DEFLATED);
	docx_end(z);
}
