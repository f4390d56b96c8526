/*
 * GB18030, by a table that is taken from iconv row by row as the text needs
 * it: what iconv says is looked up many times, but asked for once.
 */
#ifndef GKRI_GB_H
#define GKRI_GB_H

#include "convert.h"
#include "mem.h"

enum {
	/* The table: a row for each lead byte from 80 on, a column for each
	 * second byte from 40 on; as much as one below 40 may reach beyond. */
	GKRI_GB_COLUMNS = 192,
	GKRI_GB_ENTRIES = 128 * GKRI_GB_COLUMNS + 0x40,
	/* gkri_convert_gb may write so many bytes behind the span's room */
	GKRI_GB_SPILL = 64
};

struct gkri_gb {
	struct gkri_mem *mem;
	const char *charset; /* asked of iconv_open: "GB18030" */
	void *cd;	     /* iconv_t, where open */
	int open;
	int late; /* 1: right behind the surrogates, -1: wrong, 0: not tried */
	struct gkri_gb_table *table; /* what iconv said, see gb.c */
};

void gkri_gb_init(struct gkri_gb *g, struct gkri_mem *mem);
void gkri_gb_free(struct gkri_gb *g);
/*
 * Opens the converter and makes room for the table, once; after a failure it
 * may be called again.  Returns GKR_OK, GKR_E_ICONV, GKR_E_MEMORY,
 * GKR_E_LIMIT.
 */
int32_t gkri_gb_open(struct gkri_gb *g);

/*
 * A converter as in convert.h.  It does the characters of one and of two
 * bytes and stops with GKRI_STOP_ODD before others: four-byte forms, pairs
 * that stand for a character outside the BMP, and a lone 0x80.
 */
int gkri_convert_gb(struct gkri_gb *g, struct gkri_conversion *s);
/*
 * Where gkri_convert_gb stopped with GKRI_STOP_ODD: the code point of the
 * character at `in` and how many bytes it has.  0 stands for one that GB18030
 * does not have.
 */
uint32_t gkri_gb_odd(
    struct gkri_gb *g, const struct gkri_conversion *s, unsigned *width);

/*
 * gb-wide.c: goes on by vectors while characters are ASCII, or have three
 * bytes in UTF-8 by the table, and there are enough of them; 0 where this
 * machine has not got them.  It may go beyond out_end by GKRI_GB_SPILL bytes.
 */
int gkri_gb_wide(const uint16_t *pairs, struct gkri_conversion *s);

#endif
