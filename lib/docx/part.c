/* Reading parts, and the relations between them. */
#include "part.h"

#include <string.h>

/* A part is inflated and read in pieces of so many bytes. */
#define PIECE 16384
#define LARGEST (1u << 30)

/* ---- life ---- */

void gkri_part_init(struct gkri_package *k, struct gkri_mem *mem)
{
	k->mem = mem;
	gkri_buf_init(&k->scratch, mem);
	gkri_xml_init(&k->xml, mem);
}

void gkri_part_free(struct gkri_package *k)
{
	gkri_part_end(k);
	gkri_buf_free(&k->scratch);
	gkri_xml_free(&k->xml);
}

/* How far into XML its first element is looked for. */
#define SNIFF 4096

int gkri_part_is_bare(const void *bytes, size_t len)
{
	const char *p = bytes;

	if (len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		len -= 3;
	}
	for (; len && (*p == ' ' || (*p >= '\t' && *p <= '\r')); p++)
		len--;
	return len && *p == '<' &&
	    gkri_zip_speaks_of(p, len < SNIFF ? len : SNIFF, "<w:document");
}

int32_t gkri_part_open(
    struct gkri_package *k, const void *bytes, size_t len, uint64_t limit)
{
	gkri_part_end(k);
	k->left = limit;
	memset(&k->bare, 0, sizeof(k->bare));
	memset(&k->zip, 0, sizeof(k->zip));
	if (gkri_zip_begins(bytes, len) || !gkri_part_is_bare(bytes, len))
		return gkri_zip_open(&k->zip, bytes, len);
	if (len > UINT32_MAX)
		return GKRI_FAULT_SIZE;
	k->bare.data = bytes;
	k->bare.size = k->bare.packed = (uint32_t)len;
	k->bare.crc = (uint32_t)crc32(0, bytes, (uInt)len);
	return 0;
}

/* ---- reading ---- */

/* The main part is the only one where there is no archive. */
static int32_t find(const struct gkri_package *k,
    const struct gkri_part_name *name, struct gkri_zip_part *out)
{
	if (!k->bare.data)
		return gkri_zip_find(&k->zip, name->text, name->len, out);
	*out = k->bare;
	return name->len == sizeof(GKRI_PART_MAIN) - 1 &&
		memcmp(name->text, GKRI_PART_MAIN, name->len) == 0
	    ? 0
	    : GKRI_FAULT_NO_DOCUMENT;
}

int32_t gkri_part_begin(struct gkri_package *k,
    const struct gkri_part_name *name, const struct gkri_xml_reader *reader,
    void *context)
{
	struct gkri_zip_part part;
	int32_t rc = find(k, name, &part);

	if (rc == 0)
		rc = gkri_unzip_begin(&k->unzip, k->mem, &part, &k->left);
	return rc == 0 ? gkri_xml_begin(&k->xml, reader, context) : rc;
}

int32_t gkri_part_check(
    struct gkri_package *k, const struct gkri_part_name *name)
{
	uint64_t left = k->left;
	struct gkri_zip_part part;
	int32_t rc = find(k, name, &part);
	size_t got = 1;

	if (rc == 0)
		rc = gkri_buf_reserve(&k->scratch, PIECE);
	if (rc == 0)
		rc = gkri_unzip_begin(&k->unzip, k->mem, &part, &left);
	while (rc == 0 && got)
		rc = gkri_unzip_read(&k->unzip, k->scratch.data, PIECE, &got);
	gkri_part_end(k);
	return rc == GKRI_FAULT_BOMB || rc == GKRI_FAULT_SIZE ? 0 : rc;
}

int32_t gkri_part_step(struct gkri_package *k, int *done)
{
	size_t size = gkri_xml_wants(&k->xml), got;
	void *room;
	int32_t rc;

	*done = 0;
	size = size < PIECE ? PIECE : size > LARGEST ? LARGEST : size;
	room = gkri_xml_room(&k->xml, size);
	if (!room)
		return k->xml.rc;
	rc = gkri_unzip_read(&k->unzip, room, size, &got);
	if (rc != 0)
		return rc;
	*done = got == 0;
	return gkri_xml_read(&k->xml, got, *done);
}

void gkri_part_end(struct gkri_package *k)
{
	gkri_unzip_end(&k->unzip);
}

int32_t gkri_part_read(struct gkri_package *k,
    const struct gkri_part_name *name, const struct gkri_xml_reader *reader,
    void *context)
{
	int done = 0;
	int32_t rc = gkri_part_begin(k, name, reader, context);

	if (rc == GKRI_FAULT_NO_DOCUMENT)
		return 0;
	while (rc == 0 && !done)
		rc = gkri_part_step(k, &done);
	gkri_part_end(k);
	return rc;
}

/* ---- names ---- */

void gkri_part_name(struct gkri_part_name *name, const char *text)
{
	name->len = strlen(text);
	memcpy(name->text, text, name->len);
}

static int add(struct gkri_part_name *name, const char *p, size_t n)
{
	if (n > sizeof(name->text) - name->len)
		return 0;
	memcpy(name->text + name->len, p, n);
	name->len += n;
	return 1;
}

static size_t folder_of(const struct gkri_part_name *name)
{
	size_t n = name->len;

	while (n && name->text[n - 1] != '/')
		n--;
	return n;
}

/* "word/document.xml" has its relations in "word/_rels/document.xml.rels". */
static int relations_name(
    const struct gkri_part_name *of, struct gkri_part_name *out)
{
	size_t folder = folder_of(of);

	out->len = 0;
	return add(out, of->text, folder) && add(out, "_rels/", 6) &&
	    add(out, of->text + folder, of->len - folder) &&
	    add(out, ".rels", 5);
}

/* Leaves the folder that ends the name, "a/b/" for "a/b/c/". */
static void go_up(struct gkri_part_name *name)
{
	if (name->len)
		name->len--;
	name->len = folder_of(name);
}

/* The part that a target in the part `of` means; "" where it has none. */
static void resolve(const struct gkri_part_name *of, const char *target,
    struct gkri_part_name *out)
{
	out->len = 0;
	if (*target == '/')
		target++;
	else
		add(out, of->text, folder_of(of));
	while (*target) {
		size_t n = strcspn(target, "/");
		size_t step = n + (target[n] == '/');

		if (n == 2 && memcmp(target, "..", 2) == 0) {
			go_up(out);
		} else if ((n != 1 || *target != '.') &&
		    !add(out, target, step)) {
			out->len = 0;
			return;
		}
		target += step;
	}
}

/* ---- relations ---- */

struct search {
	const struct gkri_part_name *of;
	struct gkri_relation *relations;
	size_t count;
};

static int ends(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

static void on_start(
    void *context, struct gkri_xml *x, uint8_t id, const char **attributes)
{
	struct search *s = context;
	const char *type = gkri_xml_get(attributes, "Type");
	const char *target = gkri_xml_get(attributes, "Target");
	const char *mode = gkri_xml_get(attributes, "TargetMode");
	size_t i;

	(void)x;
	if (id != GKRI_EL_RELATIONSHIP || !type || !target ||
	    (mode && strcmp(mode, "External") == 0))
		return;
	for (i = 0; i < s->count; i++)
		if (!s->relations[i].target.len &&
		    ends(type, s->relations[i].type))
			resolve(s->of, target, &s->relations[i].target);
}

static void on_end(void *context, struct gkri_xml *x, uint8_t id)
{
	(void)context;
	(void)x;
	(void)id;
}

int32_t gkri_part_relations(struct gkri_package *k,
    const struct gkri_part_name *of, struct gkri_relation *relations,
    size_t count)
{
	static const struct gkri_xml_reader reader = {on_start, on_end, NULL};
	struct gkri_part_name name;
	struct search s;
	size_t i;

	s.of = of;
	s.relations = relations;
	s.count = count;
	for (i = 0; i < count; i++)
		relations[i].target.len = 0;
	return relations_name(of, &name) ? gkri_part_read(k, &name, &reader, &s)
					 : 0;
}
