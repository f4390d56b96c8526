/* Archives: the directory, and where the parts lie. */
#include "zip.h"

#include <string.h>

#define END_SIZE 22	   /* of the record at the archive's end */
#define MOST_COMMENT 65535 /* bytes that may follow it */
#define ENTRY_SIZE 46
#define LOCAL_SIZE 30
/* Flags of an entry: encrypted, by a strong method, or with a masked head. */
#define ENCRYPTED (1u | 1u << 6 | 1u << 13)

static uint32_t get16(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8;
}

static uint32_t get32(const unsigned char *p)
{
	return get16(p) | get16(p + 2) << 16;
}

static int is_record(const unsigned char *p, unsigned char a, unsigned char b)
{
	return p[0] == 'P' && p[1] == 'K' && p[2] == a && p[3] == b;
}

/* ---- the directory ---- */

/* The record that ends the archive; something may have got behind it. */
static const unsigned char *find_end(const struct gkri_zip *z)
{
	size_t at, least;

	if (z->n < END_SIZE)
		return NULL;
	at = z->n - END_SIZE;
	least = at > MOST_COMMENT ? at - MOST_COMMENT : 0;
	for (;; at--) {
		const unsigned char *p = z->p + at;

		if (is_record(p, 5, 6) && at + END_SIZE + get16(p + 20) <= z->n)
			return p;
		if (at == least)
			return NULL;
	}
}

/* An entry of the directory. */
struct entry {
	const unsigned char *p, *name;
	uint32_t name_len;
	size_t next;
};

/* The entry at `at`; 0 where there is none. */
static int read_entry(const struct gkri_zip *z, size_t at, struct entry *e)
{
	if (z->end - at < ENTRY_SIZE)
		return 0;
	e->p = z->p + at;
	if (!is_record(e->p, 1, 2))
		return 0;
	e->name = e->p + ENTRY_SIZE;
	e->name_len = get16(e->p + 28);
	at += ENTRY_SIZE;
	if (z->end - at < e->name_len + get16(e->p + 30) + get16(e->p + 32))
		return 0;
	e->next = at + e->name_len + get16(e->p + 30) + get16(e->p + 32);
	return 1;
}

static int32_t check_directory(const struct gkri_zip *z)
{
	struct entry e;
	size_t at = z->first;
	uint32_t i;

	for (i = 0; i < z->count; i++) {
		if (!read_entry(z, at, &e))
			return GKRI_FAULT_DAMAGED;
		at = e.next;
	}
	return at == z->end ? 0 : GKRI_FAULT_DAMAGED;
}

int gkri_zip_begins(const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	return len >= 4 && (is_record(p, 3, 4) || is_record(p, 5, 6));
}

/* How much of a file is looked at where its directory is not there. */
#define SNIFF 4096

int gkri_zip_speaks_of(const void *bytes, size_t len, const char *word)
{
	const char *p = bytes, *end = p + (len < SNIFF ? len : SNIFF);
	size_t n = strlen(word);

	for (; (size_t)(end - p) >= n; p++)
		if (memcmp(p, word, n) == 0)
			return 1;
	return 0;
}

int32_t gkri_zip_open(struct gkri_zip *z, const void *bytes, size_t len)
{
	const unsigned char *end;
	uint32_t size, first;

	memset(z, 0, sizeof(*z));
	z->p = bytes;
	z->n = len;
	if (!gkri_zip_begins(bytes, len))
		return GKRI_FAULT_NOT_ZIP;
	end = find_end(z);
	if (!end)
		return GKRI_FAULT_CUT;
	z->count = get16(end + 10);
	size = get32(end + 12);
	first = get32(end + 16);
	if (get16(end + 4) || get16(end + 6) || get16(end + 8) != z->count ||
	    z->count == 0xffff || size == UINT32_MAX || first == UINT32_MAX)
		return GKRI_FAULT_SPLIT;
	if (first > (size_t)(end - z->p) || size > (size_t)(end - z->p) - first)
		return GKRI_FAULT_DAMAGED;
	z->first = first;
	z->end = z->first + size;
	return check_directory(z);
}

/* ---- parts ---- */

/* A character of a part's name: some writers part folders by \. */
static unsigned char fold(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32)
	    : c == '\\'		    ? '/'
				    : c;
}

static int begins(const unsigned char *p, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (fold(p[i]) != fold((unsigned char)name[i]))
			return 0;
	return 1;
}

/* Is the head before the data that of the entry?  Finds the data. */
static int32_t locate(
    const struct gkri_zip *z, const struct entry *e, struct gkri_zip_part *out)
{
	size_t at = get32(e->p + 42), rest;
	const unsigned char *p;

	if (at > z->first || z->first - at < LOCAL_SIZE)
		return GKRI_FAULT_DAMAGED;
	p = z->p + at;
	rest = z->first - at - LOCAL_SIZE;
	if (!is_record(p, 3, 4) || get16(p + 8) != get16(e->p + 10) ||
	    get16(p + 26) != e->name_len || rest < e->name_len ||
	    memcmp(p + LOCAL_SIZE, e->name, e->name_len) != 0)
		return GKRI_FAULT_DAMAGED;
	rest -= e->name_len;
	if (rest < get16(p + 28) || rest - get16(p + 28) < out->packed)
		return GKRI_FAULT_DAMAGED;
	out->data = p + LOCAL_SIZE + e->name_len + get16(p + 28);
	return 0;
}

static int32_t read_part(
    const struct gkri_zip *z, const struct entry *e, struct gkri_zip_part *out)
{
	uint32_t flags = get16(e->p + 8);

	out->method = (uint16_t)get16(e->p + 10);
	out->crc = get32(e->p + 16);
	out->packed = get32(e->p + 20);
	out->size = get32(e->p + 24);
	if (flags & ENCRYPTED)
		return GKRI_FAULT_ENCRYPTED;
	if (out->packed == UINT32_MAX || out->size == UINT32_MAX)
		return GKRI_FAULT_SPLIT;
	if (out->method != 0 && out->method != Z_DEFLATED)
		return GKRI_FAULT_METHOD;
	if (out->method == 0 && out->packed != out->size)
		return GKRI_FAULT_DAMAGED;
	return locate(z, e, out);
}

int32_t gkri_zip_find(const struct gkri_zip *z, const char *name, size_t len,
    struct gkri_zip_part *out)
{
	int32_t rc = GKRI_FAULT_NO_DOCUMENT;
	struct entry e;
	size_t at = z->first;
	uint32_t i;

	for (i = 0; i < z->count && read_entry(z, at, &e); i++) {
		at = e.next;
		if (e.name_len != len || !begins(e.name, name, len))
			continue;
		if (rc == 0)
			return GKRI_FAULT_TWICE;
		rc = read_part(z, &e, out);
		if (rc != 0)
			return rc;
	}
	return rc;
}

int gkri_zip_has(const struct gkri_zip *z, const char *prefix)
{
	size_t len = strlen(prefix), at = z->first;
	struct entry e;
	uint32_t i;

	for (i = 0; i < z->count && read_entry(z, at, &e); i++) {
		if (e.name_len >= len && begins(e.name, prefix, len))
			return 1;
		at = e.next;
	}
	return 0;
}
