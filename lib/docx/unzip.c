/* Inflating a part, and whether it is what the directory promises. */
#include "block.h"
#include "zip.h"

#include <string.h>

/*
 * Documents shrink to a tenth or, with many equal rows, a hundredth; what
 * becomes more than so many times what was read of it is made to do harm.
 */
#define MOST_RATIO 500
/* Less than this does no harm. */
#define HARMLESS (1u << 20)

static voidpf take(voidpf context, uInt items, uInt size)
{
	return gkri_block_new(context, (size_t)items * size);
}

static void give(voidpf context, voidpf block)
{
	gkri_block_free(context, block);
}

static int32_t begin_stream(struct gkri_unzip *u, struct gkri_mem *mem)
{
	int rc;

	u->stream.zalloc = take;
	u->stream.zfree = give;
	u->stream.opaque = mem;
	/* zlib's pointer is not const in old versions, and never written to */
	memcpy(&u->stream.next_in, &u->part.data, sizeof(u->part.data));
	u->stream.avail_in = u->part.packed;
	mem->status = GKR_OK;
	rc = inflateInit2(&u->stream, -15);
	if (rc != Z_OK)
		return mem->status != GKR_OK ? mem->status : GKR_E_MEMORY;
	u->open = 1;
	return 0;
}

int32_t gkri_unzip_begin(struct gkri_unzip *u, struct gkri_mem *mem,
    const struct gkri_zip_part *part, uint64_t *left)
{
	memset(u, 0, sizeof(*u));
	u->part = *part;
	u->crc = (uint32_t)crc32(0, NULL, 0);
	u->left = left;
	return part->method == 0 ? 0 : begin_stream(u, mem);
}

/* Copies what is stored. */
static void copy(struct gkri_unzip *u, void *out, size_t cap, size_t *got)
{
	size_t n = u->part.size - u->made;

	n = n < cap ? n : cap;
	if (n)
		memcpy(out, u->part.data + u->made, n);
	*got = n;
	u->ended = u->made + n == u->part.size;
}

static int32_t inflate_some(
    struct gkri_unzip *u, void *out, size_t cap, size_t *got)
{
	struct gkri_mem *mem = u->stream.opaque;
	int rc;

	mem->status = GKR_OK;
	u->stream.next_out = out;
	u->stream.avail_out = (uInt)cap;
	rc = inflate(&u->stream, Z_NO_FLUSH);
	*got = cap - u->stream.avail_out;
	if (rc == Z_MEM_ERROR || mem->status != GKR_OK)
		return mem->status != GKR_OK ? mem->status : GKR_E_MEMORY;
	if (rc == Z_STREAM_END) {
		u->ended = 1;
		return u->stream.avail_in ? GKRI_FAULT_DAMAGED : 0;
	}
	/* without an end, no progress means that something lacks */
	return rc == Z_OK && *got ? 0 : GKRI_FAULT_DAMAGED;
}

/* Is more made of the part than may be? */
static int32_t count(struct gkri_unzip *u, size_t got)
{
	uint32_t used = u->part.packed - u->stream.avail_in;

	if (got > *u->left)
		return GKRI_FAULT_SIZE;
	*u->left -= got;
	if (got > u->part.size - u->made)
		return GKRI_FAULT_DAMAGED;
	u->made += (uint32_t)got;
	if (u->open && u->made > HARMLESS && u->made / MOST_RATIO > used)
		return GKRI_FAULT_BOMB;
	return 0;
}

int32_t gkri_unzip_read(
    struct gkri_unzip *u, void *out, size_t cap, size_t *got)
{
	int32_t rc = 0;

	*got = 0;
	if (cap > UINT32_MAX / 2)
		cap = UINT32_MAX / 2;
	if (!u->ended) {
		if (u->open)
			rc = inflate_some(u, out, cap, got);
		else
			copy(u, out, cap, got);
	}
	if (rc == 0)
		rc = count(u, *got);
	if (rc != 0)
		return rc;
	if (*got)
		u->crc = (uint32_t)crc32(u->crc, out, (uInt)*got);
	if (!u->ended || *got)
		return 0;
	if (u->made != u->part.size)
		return GKRI_FAULT_DAMAGED;
	return u->crc == u->part.crc ? 0 : GKRI_FAULT_CHECKSUM;
}

void gkri_unzip_end(struct gkri_unzip *u)
{
	if (u->open)
		inflateEnd(&u->stream);
	u->open = 0;
}
