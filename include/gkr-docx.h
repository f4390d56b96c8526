/*
 * gkr-docx.h - Word documents (.docx) for gkr.h.
 *
 * An optional library beside libgkr, on zlib and expat: it opens the archive,
 * reads the XML of the document and feeds its paragraphs and table cells to a
 * tokenizer.  The conventions of gkr.h hold here too.
 *
 *	gkr_docx_new(&d);
 *	rc = gkr_docx_read(d, report, tokenizer, bytes, len);
 *
 * or, to take the tokens while they come,
 *
 *	gkr_tokenizer_reset(t);
 *	gkr_docx_open(d, bytes, len);
 *	do {
 *		fed = gkr_docx_feed(d, t);
 *		while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
 *			use the token
 *	} while (fed == GKR_MORE && rc == GKR_MORE);
 *	rc is GKR_END, or an error
 *
 * What is read is the document as it is printed: tracked changes as if all
 * were accepted, text boxes where they are anchored, automatic numbers,
 * results of fields; not hidden text, footnotes, comments, headers, footers
 * and tables of contents.  A cell that a merge covers is none; a table that
 * only lays the page out gives its paragraphs and inner tables.  The layout
 * is GKR_LAYOUT_DOCX and positions are GKR_POSITION_CELLS: `line` counts
 * paragraphs that are not empty and rows of tables, `column` a row's cells.
 */
#ifndef GKR_DOCX_H
#define GKR_DOCX_H

#include "gkr.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gkr_docx gkr_docx;

/*
 * Makes a reader of documents, to be used for any number of them, one after
 * the other.  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY.
 */
GKR_API int32_t gkr_docx_new(gkr_docx **out);
GKR_API int32_t gkr_docx_new_with(
    gkr_alloc_fn alloc, void *context, gkr_docx **out);
GKR_API void gkr_docx_free(gkr_docx *d);
/*
 * Between documents: GKR_LIMIT_INPUT bounds the bytes of a document's XML once
 * inflated, GKR_LIMIT_DEPTH how deep its elements stand in each other,
 * GKR_LIMIT_MEMORY what the handle holds.  Returns GKR_OK, GKR_E_ARGUMENT
 * (another limit, or value 0).
 */
GKR_API int32_t gkr_docx_set_limit(gkr_docx *d, uint32_t limit, uint64_t value);
/* One of these three as it is set; 0 for others. */
GKR_API uint64_t gkr_docx_limit(const gkr_docx *d, uint32_t limit);

/*
 * 1 where the bytes, all of a file, are those of a Word document, sound or
 * not, or of its main part alone (word/document.xml); else 0.  Of its name
 * nothing is asked.
 */
GKR_API uint32_t gkr_docx_is_docx(const void *bytes, size_t len);

/*
 * Opens a document: a whole file, which must stay as it is until it has been
 * fed or another is opened.  Compares the document with its checksum and reads
 * what its text depends on (styles, numbering).  Returns GKR_OK,
 * GKR_E_ARGUMENT, GKR_E_MEMORY, GKR_E_LIMIT, GKR_E_FORMAT (no Word document,
 * encrypted, or damaged: the message says what).
 */
GKR_API int32_t gkr_docx_open(gkr_docx *d, const void *bytes, size_t len);
/*
 * Feeds a piece of the open document to the tokenizer, which was reset before
 * the first piece; finishes the tokenizer behind the last.  The tokens of a
 * piece can be taken before the next is fed.  Returns GKR_MORE, GKR_END (the
 * document is complete), GKR_E_ARGUMENT, GKR_E_STATE (nothing was opened, or
 * the tokenizer was not reset), GKR_E_MEMORY, GKR_E_LIMIT, GKR_E_FORMAT, or
 * the tokenizer's error.  An error, also that of opening, is handed on to the
 * tokenizer: what was read before it comes out as tokens first.
 */
GKR_API int32_t gkr_docx_feed(gkr_docx *d, gkr_tokenizer *t);
/*
 * One call for a whole file: empties the report, resets the tokenizer, opens,
 * feeds, reads.  Returns GKR_OK (complete), else the errors of open, feed and
 * gkr_report_read; the report has its error, and what was read before it.
 */
GKR_API int32_t gkr_docx_read(gkr_docx *d, gkr_report *r, gkr_tokenizer *t,
    const void *bytes, size_t len);

/*
 * The error with which the last document ended, GKR_OK while there is none;
 * its sentence; the limit that was hit, 0 where none was.  Where it was met
 * the tokenizer says.
 */
GKR_API int32_t gkr_docx_error(const gkr_docx *d);
GKR_API const char *gkr_docx_error_message(const gkr_docx *d, uint32_t lang);
GKR_API uint32_t gkr_docx_error_limit(const gkr_docx *d);
/* Bytes held now, and at most since it was made. */
GKR_API uint64_t gkr_docx_memory(const gkr_docx *d);
GKR_API uint64_t gkr_docx_memory_peak(const gkr_docx *d);

/* The version of this library as "1.0.0". */
GKR_API const char *gkr_docx_version(void);
/* The version of "zlib" or "expat" as it runs; NULL for other names. */
GKR_API const char *gkr_docx_dependency_version(const char *name);

#ifdef __cplusplus
}
#endif

#endif /* GKR_DOCX_H */
