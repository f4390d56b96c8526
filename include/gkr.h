/*
 * gkr.h - read, check and export the annual report on open government
 * information (政府信息公开工作年度报告).
 *
 * This is the whole public interface of libgkr.  It is C99, usable from C++
 * and from any language that can call C: no varargs, no enum, bool or struct
 * in a signature, no macro that is needed at run time.
 *
 * Conventions, true everywhere unless a function says otherwise
 *
 *  - Functions that can fail return a status (int32_t).  0 is GKR_OK, positive
 *    numbers are answers (GKR_MORE, GKR_END), negative numbers are errors.
 *  - A constructor writes a new handle to *out, or NULL where it fails, and
 *    returns GKR_OK, GKR_E_ARGUMENT (out is NULL) or GKR_E_MEMORY.  Every
 *    noun has its _free; NULL may be freed.
 *  - A constructor's second form (_new_with) takes the caller's allocator for
 *    all that the handle will ever hold; alloc NULL is the C library's.
 *  - Every other pointer that is returned is borrowed: it belongs to the
 *    handle it was asked of and stays valid until that handle is changed or
 *    freed.  Constant tables (names, labels, messages of codes) live forever.
 *  - Text is UTF-8 and NUL-terminated unless a length is returned beside it
 *    (`size_t *len`): such text is a part of a longer one and has no NUL at
 *    its end, so print it with "%.*s".  `len` may be NULL where it is only
 *    asked whether there is text.
 *  - Text that is taken has its length in bytes beside it and needs no NUL;
 *    it may be NULL where the length is 0, and is copied.
 *  - `lang` is GKR_LANG_ZH or GKR_LANG_EN; for others the answer is NULL.
 *  - Offsets and lengths are bytes of the caller's input, lines and columns
 *    count from 1, columns count characters.  Where cells were fed instead of
 *    bytes see gkr_tokenizer_position_kind.
 *  - One handle is used by one thread at a time.  A report that is no longer
 *    changed may be read by many threads.  The library keeps no global state,
 *    reads no locale and no environment, prints nothing and never aborts.
 *  - Numbers of codes, kinds and ids are permanent; lists only grow.
 *  - An index or id out of range is answered with 0, NULL or
 *    GKR_E_ARGUMENT, never with undefined behaviour.  A handle that is NULL
 *    is answered in the same way.  Where a length is asked for it is then 0.
 */
#ifndef GKR_H
#define GKR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && __GNUC__ >= 4
#define GKR_API __attribute__((visibility("default")))
#else
#define GKR_API
#endif

/* The version of this header; configure and the Makefile read it here. */
#define GKR_VERSION_MAJOR 1
#define GKR_VERSION_MINOR 0
#define GKR_VERSION_PATCH 0
/* The ABI: the shared library's number.  It grows only with a break. */
#define GKR_ABI 1

/* ------------------------------------------------------------------ */
/* Version and features                                               */

/* The library's version as "1.0.0". */
GKR_API const char *gkr_version(void);
/* The version as one number: major * 10000 + minor * 100 + patch. */
GKR_API uint32_t gkr_version_number(void);
/* The ABI number: GKR_ABI of the library that runs. */
GKR_API uint32_t gkr_abi(void);

enum {
	GKR_FEATURE_GB18030 = 1, /* iconv here can decode GB18030 */
	GKR_FEATURE_SIMD = 2,	 /* vector instructions are used */
	GKR_FEATURE_HTML = 3,	 /* HTML is read */
	GKR_FEATURE_THREADS = 4	 /* handles may live in several threads */
};
/*
 * 1 where the library that runs has the feature, else 0.  GB18030 is tried
 * out by opening a converter: a static program in a bare container may have
 * no conversion tables.
 */
GKR_API uint32_t gkr_has_feature(uint32_t feature);
/* The feature's name ("gb18030"); NULL past the last (they count from 1). */
GKR_API const char *gkr_feature_name(uint32_t feature);
/*
 * The version of a dependency that the library was built with, for people to
 * read: of "utf8proc" or "iconv".  NULL for every other name.
 */
GKR_API const char *gkr_dependency_version(const char *name);

/* ------------------------------------------------------------------ */
/* Status codes                                                       */

enum {
	GKR_OK = 0,
	GKR_MORE = 1, /* everything fed is used up: feed more or finish */
	GKR_END = 2,  /* the input has ended, there is no further token */

	GKR_E_ARGUMENT = -1,   /* an argument is out of range or NULL */
	GKR_E_STATE = -2,      /* the call does not fit here: see its order */
	GKR_E_MEMORY = -3,     /* the allocator returned NULL */
	GKR_E_LIMIT = -4,      /* a limit was hit: gkr_*_error_limit names it */
	GKR_E_ENCODING = -5,   /* bytes that the encoding does not have */
	GKR_E_ICONV = -6,      /* iconv has no converter for the encoding */
	GKR_E_NUL = -7,	       /* a NUL character in the text */
	GKR_E_FOREIGN = -8,    /* readable, but not such a report */
	GKR_E_FORMAT = -9,     /* bytes of a file format that is not read */
	GKR_E_NOT_FOUND = -10, /* no such name */
	GKR_E_EMPTY = -11,     /* the input is empty */
	GKR_E_AGENCY = -12,    /* different organs, or one is not known */
	GKR_E_YEAR = -13,      /* years that do not fit, or are not known */
	GKR_E_FORM = -14,      /* forms that do not fit, or have no cells */
	GKR_E_OVERFLOW = -15,  /* a result of more than 18 digits */
	GKR_E_UNSHOWN = -16    /* cells that the format cannot show */
};
/* The code's name ("GKR_E_LIMIT"), or NULL where there is no such code. */
GKR_API const char *gkr_status_name(int32_t status);

enum { GKR_LANG_ZH = 1, GKR_LANG_EN = 2 };
/* What the code means, one sentence; NULL where there is no such code. */
GKR_API const char *gkr_status_message(int32_t status, uint32_t lang);
/*
 * The codes one by one: the code at index 0, 1, ...; GKR_OK is index 0.
 * Returns the code, or INT32_MIN past the last.
 */
GKR_API int32_t gkr_status_at(uint32_t index);

/* ------------------------------------------------------------------ */
/* Memory                                                             */

/*
 * One function does all: ptr NULL allocates `size` bytes, size 0 frees `ptr`
 * (and returns NULL), else the block is resized.  `old` is the block's size
 * so far, 0 where there is none.  NULL for a size above 0 means out of
 * memory; the block is then unchanged.  Blocks are aligned as malloc's are.
 * It is called only from inside calls on the handle, with the context that
 * was given with it.
 */
typedef void *(*gkr_alloc_fn)(
    void *context, void *ptr, size_t old, size_t size);

/* ------------------------------------------------------------------ */
/* Forms, tables, rows, columns, cells                                */

enum {
	GKR_FORM_UNKNOWN = 0,
	GKR_FORM_2019 = 1,   /* 国办公开办函〔2019〕60号, 198 cells */
	GKR_FORM_2021 = 2,   /* 国办公开办函〔2021〕30号, 200 cells */
	GKR_FORM_HYBRID = 3, /* Article 20 of 2021, applicants of 2019 */
	GKR_FORM_PRE2019 = 4 /* the older statistics table: named, not read */
};
enum {
	GKR_TABLE_ARTICLE20_1 = 1,  /* 第二十条第（一）项 */
	GKR_TABLE_ARTICLE20_5 = 2,  /* 第二十条第（五）项 */
	GKR_TABLE_ARTICLE20_6 = 3,  /* 第二十条第（六）项 */
	GKR_TABLE_ARTICLE20_8 = 4,  /* 第二十条第（八）项 */
	GKR_TABLE_ARTICLE20_9 = 5,  /* 第二十条第（九）项, form 2019 */
	GKR_TABLE_APPLICATIONS = 6, /* the applicant table, 7 columns */
	GKR_TABLE_REVIEW_LITIGATION = 7 /* 3 groups of 5 columns */
};
enum {
	GKR_COLUMN_COUNT = 1,  /* a non-negative integer */
	GKR_COLUMN_SIGNED = 2, /* an integer that may carry a sign */
	GKR_COLUMN_MONEY = 3   /* an amount, may have decimals */
};

/*
 * How many forms there are (GKR_FORM_UNKNOWN is none), and the id of each by
 * its index from 0; 0 past the last.
 */
GKR_API uint32_t gkr_form_count(void);
GKR_API uint32_t gkr_form_at(uint32_t index);
/* "2019", "2021", "hybrid", "pre2019", "unknown"; NULL for other ids. */
GKR_API const char *gkr_form_name(uint32_t form);
/* The document that ordered the form; NULL where there is none. */
GKR_API const char *gkr_form_document(uint32_t form);
/* The form of that name, or GKR_FORM_UNKNOWN. */
GKR_API uint32_t gkr_form_from_name(const char *name);

/*
 * What a form consists of, in the order in which it is printed.  Tables,
 * rows and columns have permanent ids that count from 1 (rows and columns
 * within their table); the _at functions turn an index (from 0) into an id
 * and return 0 past the last.  Counts are 0 where the form has no such table;
 * GKR_FORM_UNKNOWN and GKR_FORM_PRE2019 have none at all.
 */
GKR_API uint32_t gkr_form_table_count(uint32_t form);
GKR_API uint32_t gkr_form_table_at(uint32_t form, uint32_t index);
GKR_API uint32_t gkr_form_row_count(uint32_t form, uint32_t table);
GKR_API uint32_t gkr_form_row_at(uint32_t form, uint32_t table, uint32_t index);
GKR_API uint32_t gkr_form_column_count(uint32_t form, uint32_t table);
GKR_API uint32_t gkr_form_column_at(
    uint32_t form, uint32_t table, uint32_t index);
/* All cells of a form, table by table, row by row: their ids by index. */
GKR_API uint32_t gkr_form_cell_count(uint32_t form);
GKR_API uint32_t gkr_form_cell_at(uint32_t form, uint32_t index);

/*
 * Names as in addresses: "applications", "granted", "natural_person"; NULL
 * for ids that no form has.
 */
GKR_API const char *gkr_table_name(uint32_t table);
GKR_API const char *gkr_row_name(uint32_t table, uint32_t row);
GKR_API const char *gkr_column_name(uint32_t table, uint32_t column);
/* Their ids by name; 0 where there is none, or name is NULL. */
GKR_API uint32_t gkr_table_from_name(const char *name);
GKR_API uint32_t gkr_row_from_name(uint32_t table, const char *name);
GKR_API uint32_t gkr_column_from_name(uint32_t table, const char *name);

/*
 * Labels as the form prints them; NULL where the form has no such thing.
 * A label that only one edition prints is asked for with that form; hybrid
 * answers with the edition each table was taken from.
 */
GKR_API const char *gkr_form_table_label(uint32_t form, uint32_t table);
GKR_API const char *gkr_form_row_label(
    uint32_t form, uint32_t table, uint32_t row);
GKR_API const char *gkr_form_column_label(
    uint32_t form, uint32_t table, uint32_t column);
/* The labels that stand above a row, outermost first; NULL past the last. */
GKR_API const char *gkr_form_row_group(
    uint32_t form, uint32_t table, uint32_t row, uint32_t depth);
/*
 * GKR_COLUMN_..., or 0 where the form lacks the column; and the unit that the
 * form prints for it ("万元"), or NULL.
 */
GKR_API uint32_t gkr_form_column_kind(
    uint32_t form, uint32_t table, uint32_t column);
GKR_API const char *gkr_form_column_unit(
    uint32_t form, uint32_t table, uint32_t column);

/*
 * A cell's id is made of its table, row and column and never changes;
 * 0 is no cell.  Its address is "table.row.column".  Every cell of any form
 * has one: what a form lacks is told by gkr_form_has_cell.  For what is no
 * cell the answers are 0 and NULL.
 */
GKR_API uint32_t gkr_cell(uint32_t table, uint32_t row, uint32_t column);
GKR_API uint32_t gkr_cell_table(uint32_t cell);
GKR_API uint32_t gkr_cell_row(uint32_t cell);
GKR_API uint32_t gkr_cell_column(uint32_t cell);
GKR_API const char *gkr_cell_address(uint32_t cell);
GKR_API uint32_t gkr_cell_from_address(const char *address);
/* 1 where the form has the cell. */
GKR_API uint32_t gkr_form_has_cell(uint32_t form, uint32_t cell);

enum {
	GKR_STATE_MISSING = 0, /* the source has no such cell */
	GKR_STATE_NUMBER = 1,  /* a number is printed; 0 is a number */
	GKR_STATE_BLANK = 2,   /* the cell is there, nothing is in it */
	GKR_STATE_NIL = 3,     /* a nil mark: / - — 无 不涉及 ... */
	GKR_STATE_TEXT = 4,    /* something else */
	GKR_STATE_UNPLACED = 5 /* the row has values, not known whose */
};
/* "missing", "number", ...; NULL past the last (they count from 0). */
GKR_API const char *gkr_state_name(uint32_t state);
enum {
	GKR_CERTAINTY_NONE = 0,	    /* not a cell that was read */
	GKR_CERTAINTY_READ = 1,	    /* placed by position and label */
	GKR_CERTAINTY_INFERRED = 2, /* placed by evidence that is reported */
	GKR_CERTAINTY_SET = 3	    /* set by the caller */
};
/* "none", "read", "inferred", "set"; NULL past the last, from 0. */
GKR_API const char *gkr_certainty_name(uint32_t certainty);

enum {
	GKR_SECTION_NONE = 0,	   /* before the first section */
	GKR_SECTION_OVERVIEW = 1,  /* 一、总体情况 */
	GKR_SECTION_PROACTIVE = 2, /* 二、主动公开政府信息情况 */
	GKR_SECTION_REQUESTS = 3, /* 三、收到和处理政府信息公开申请情况 */
	GKR_SECTION_REVIEW_LITIGATION = 4, /* 四、行政复议、行政诉讼情况 */
	GKR_SECTION_PROBLEMS = 5, /* 五、存在的主要问题及改进情况 */
	GKR_SECTION_OTHER_MATTERS = 6 /* 六、其他需要报告的事项 */
};
/* "overview", "proactive", ...; NULL for others. */
GKR_API const char *gkr_section_name(uint32_t section);
/* "总体情况", ...: the official title without its number; NULL for others. */
GKR_API const char *gkr_section_title(uint32_t section);

/* ------------------------------------------------------------------ */
/* Encodings, layouts, limits, options                                */

enum {
	GKR_ENCODING_AUTO = 0, /* by BOM, meta element and content */
	GKR_ENCODING_UTF8 = 1,
	GKR_ENCODING_UTF16LE = 2,
	GKR_ENCODING_UTF16BE = 3,
	GKR_ENCODING_GB18030 = 4 /* and GB2312, GBK, CP936, EUC-CN */
};
/* "UTF-8", "GB18030", ...; NULL for AUTO and past the last. */
GKR_API const char *gkr_encoding_name(uint32_t encoding);
/*
 * By any usual label, case ignored ("gb2312", "CP936"); 0 where it is not
 * known.  The list is closed: a label is never handed to iconv.
 */
GKR_API uint32_t gkr_encoding_from_name(const char *label);

enum {
	GKR_LAYOUT_LINES = 1,	   /* a cell a line, TAB before it */
	GKR_LAYOUT_TABS = 2,	   /* a row a line, TAB between cells */
	GKR_LAYOUT_PIPES = 3,	   /* Markdown and its kin */
	GKR_LAYOUT_PARAGRAPHS = 4, /* a paragraph a line, no TAB */
	GKR_LAYOUT_RULES = 5,	   /* columns under dash rules */
	GKR_LAYOUT_GRID = 6,	   /* +---+ grids */
	GKR_LAYOUT_BOXES = 7,	   /* drawn borders */
	GKR_LAYOUT_ALIGNED = 8,	   /* aligned by spaces */
	GKR_LAYOUT_RUNS = 9,	   /* split by single spaces */
	GKR_LAYOUT_HTML = 10,	   /* table elements */
	GKR_LAYOUT_DOCX = 11,	   /* for hosts that feed a .docx as cells */
	GKR_LAYOUT_CELLS = 12,	   /* fed as cells by the host */
	GKR_LAYOUT_WORDS = 13,	   /* words with coordinates */
	GKR_LAYOUT_COMMAS = 14	   /* comma-separated values */
};
/* "lines", "tabs", ...; NULL past the last (they count from 1). */
GKR_API const char *gkr_layout_name(uint32_t layout);

enum {
	GKR_LIMIT_INPUT = 1,	/* bytes of one report, default 256 MiB */
	GKR_LIMIT_CELL = 2,	/* bytes of text in one cell, default 65536 */
	GKR_LIMIT_CELLS = 3,	/* cells of one table region, default 16384 */
	GKR_LIMIT_SPAN = 4,	/* rowspan and colspan, default 1000 */
	GKR_LIMIT_FINDINGS = 5, /* findings kept, default 10000 */
	GKR_LIMIT_PROSE = 6,  /* bytes of prose a report keeps, default 8 MiB */
	GKR_LIMIT_MEMORY = 7, /* bytes a handle holds, default 64 MiB */
	GKR_LIMIT_TABLE = 8,  /* bytes of one table region, default 1048576 */
	GKR_LIMIT_OUTPUT = 9, /* bytes an exporter writes, default 1 GiB */
	GKR_LIMIT_LOOSE = 10, /* unplaced and unknown rows kept, default 4096 */
	GKR_LIMIT_DEPTH = 11  /* XML elements in each other, default 1000 */
};
/* "input", "cell", ...; NULL past the last (they count from 1). */
GKR_API const char *gkr_limit_name(uint32_t limit);
/* The limit of that name; 0 where there is none. */
GKR_API uint32_t gkr_limit_from_name(const char *name);
/* The default; 0 where there is no such limit. */
GKR_API uint64_t gkr_limit_default(uint32_t limit);

enum {
	/* 1: invalid bytes become U+FFFD and are counted; default 0, error */
	GKR_OPTION_REPLACE_INVALID = 1
};

/* ------------------------------------------------------------------ */
/* The tokenizer                                                      */

/*
 * Bytes go in, addressed tokens come out, in the order of the source:
 *
 *	gkr_tokenizer_new(&t);
 *	while there is input:
 *		gkr_tokenizer_feed(t, bytes, len);
 *		while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
 *			use the token
 *		rc is GKR_MORE, or an error
 *	gkr_tokenizer_finish(t);
 *	while ((rc = gkr_tokenizer_next(t)) == GKR_OK)
 *		use the token
 *	rc is GKR_END, or an error
 *
 * How the input is cut into pieces never changes what comes out; only memory
 * does, and where a limit of it is hit: long pieces need more.  Pieces of up
 * to 2 KB are gathered until no more fit into as much, or the input ends: so
 * late may a token or an error come.
 */
typedef struct gkr_tokenizer gkr_tokenizer;

enum {
	/* a section's heading: section, number, text */
	GKR_TOKEN_SECTION = 1,
	/* a line of prose or a piece of a long one: section, text */
	GKR_TOKEN_PROSE = 2,
	/* a page number, bookmark or picture mark, not prose: text */
	GKR_TOKEN_MARK = 3,
	/* a table begins: table, layout; text is its printed caption or "" */
	GKR_TOKEN_TABLE = 4,
	/* a column that the printed header has: table, column, text, unit */
	GKR_TOKEN_COLUMN = 5,
	/* a row begins: table, row; text is the printed label */
	GKR_TOKEN_ROW = 6,
	/* a cell: table, row, column, state, value, text, note, unit */
	GKR_TOKEN_CELL = 7,
	/* a value of the row before that no cell could be proved for: text */
	GKR_TOKEN_UNPLACED = 8,
	/* a row that no form has: table (or 0); text is its label */
	GKR_TOKEN_UNKNOWN_ROW = 9,
	/* a value of the unknown row before: state, text */
	GKR_TOKEN_UNKNOWN_VALUE = 10,
	/* the table ends: table, form */
	GKR_TOKEN_TABLE_END = 11,
	/* why cells were inferred, before them: text says it */
	GKR_TOKEN_EVIDENCE = 12,
	/* a mark of a converter that destroyed data: text names it */
	GKR_TOKEN_LOSSY = 13,
	/* the last token of a report: form, encoding */
	GKR_TOKEN_REPORT_END = 14
};
/* "section", "prose", ...; NULL past the last (they count from 1). */
GKR_API const char *gkr_token_name(uint32_t kind);

/*
 * Makes a tokenizer, with the caller's allocator or without (iconv's own
 * memory is never counted).  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY.
 */
GKR_API int32_t gkr_tokenizer_new(gkr_tokenizer **out);
GKR_API int32_t gkr_tokenizer_new_with(
    gkr_alloc_fn alloc, void *context, gkr_tokenizer **out);
GKR_API void gkr_tokenizer_free(gkr_tokenizer *t);

/*
 * Forgets the report so far, its error and what was lent, and is ready for
 * the next one; keeps the encoding that was set, cell layout, limits, options
 * and memory.  Returns GKR_OK, GKR_E_ARGUMENT.
 */
GKR_API int32_t gkr_tokenizer_reset(gkr_tokenizer *t);

/*
 * Before the first byte: overrides detection (GKR_ENCODING_...; _AUTO takes
 * it back).  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_STATE (something was fed
 * already, or finish was called).
 */
GKR_API int32_t gkr_tokenizer_set_encoding(gkr_tokenizer *t, uint32_t encoding);
/* The encoding in use, 0 while it is not known yet. */
GKR_API uint32_t gkr_tokenizer_encoding(const gkr_tokenizer *t);
/*
 * Before the first byte: sets a limit, in the unit that its comment names.
 * GKR_LIMIT_INPUT, _CELL, _CELLS, _SPAN, _TABLE (1 GiB at most) and _MEMORY
 * act here; the others are remembered only.  Returns GKR_OK, GKR_E_ARGUMENT
 * (no such limit, or value 0), GKR_E_STATE (as above).
 */
GKR_API int32_t gkr_tokenizer_set_limit(
    gkr_tokenizer *t, uint32_t limit, uint64_t value);
/* The limit as it is set; 0 where there is none of that id. */
GKR_API uint64_t gkr_tokenizer_limit(const gkr_tokenizer *t, uint32_t limit);
/*
 * Before the first byte: GKR_OPTION_..., 0 or 1.  Returns GKR_OK,
 * GKR_E_ARGUMENT, GKR_E_STATE (as above).
 */
GKR_API int32_t gkr_tokenizer_set_option(
    gkr_tokenizer *t, uint32_t option, int64_t value);
/* How many invalid sequences were replaced so far. */
GKR_API uint64_t gkr_tokenizer_replaced(const gkr_tokenizer *t);

/*
 * Lends the tokenizer `len` bytes; they must stay as they are until
 * gkr_tokenizer_next (or gkr_report_read) has returned GKR_MORE or an error
 * of the input, or the tokenizer is reset or freed.  len 0 is a no-op, bytes
 * may then be NULL.  Returns GKR_OK, GKR_E_ARGUMENT (bytes NULL), GKR_E_STATE
 * (the last piece is not used up, or finish was called, or cells were fed),
 * or the sticky error.
 */
GKR_API int32_t gkr_tokenizer_feed(
    gkr_tokenizer *t, const void *bytes, size_t len);
/*
 * Says that the input is complete.  Returns GKR_OK (also when called again),
 * GKR_E_ARGUMENT, GKR_E_STATE (the last piece is not used up), or the sticky
 * error.
 */
GKR_API int32_t gkr_tokenizer_finish(gkr_tokenizer *t);

/*
 * The other way in, for hosts that already have cells (a grid, a document
 * model): paragraphs, and tables as rows of cells, in reading order.  Text is
 * UTF-8 and copied; a line end in a paragraph counts as a blank.  rowspan and
 * colspan are 1 for an ordinary cell; a cell that a span covers is not fed.
 * Outside a row, feed_cell begins one; end_row ends it; end_table (or a
 * paragraph) ends the table.  Take tokens with gkr_tokenizer_next as above,
 * at any time.  Bytes and cells cannot be mixed in one report.
 * Each returns GKR_OK, GKR_E_ARGUMENT (also for text that is not UTF-8 or has
 * a NUL, and for a span of 0; nothing is fed then), GKR_E_STATE (bytes were
 * fed, or finish was called), GKR_E_MEMORY, GKR_E_LIMIT (also of the spans),
 * or the sticky error.
 */
GKR_API int32_t gkr_tokenizer_feed_paragraph(
    gkr_tokenizer *t, const char *text, size_t len);
GKR_API int32_t gkr_tokenizer_feed_cell(gkr_tokenizer *t, const char *text,
    size_t len, uint32_t rowspan, uint32_t colspan);
GKR_API int32_t gkr_tokenizer_end_row(gkr_tokenizer *t);
GKR_API int32_t gkr_tokenizer_end_table(gkr_tokenizer *t);
/*
 * Says that the host's own input ended in an error, at what was fed last:
 * this comes out as tokens, and then gkr_tokenizer_next answers with the
 * error.  status is an error (GKR_E_...), limit the one that GKR_E_LIMIT is
 * about, else 0; zh and en say what it is, or are both NULL for the sentence
 * that every such error has.  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_STATE
 * (bytes were fed, or finish was called), GKR_E_MEMORY, GKR_E_LIMIT (of the
 * memory), or the sticky error.
 */
GKR_API int32_t gkr_tokenizer_fail(gkr_tokenizer *t, int32_t status,
    uint32_t limit, const char *zh, const char *en);
/*
 * Before the first cell: names the layout reported for what is fed so
 * (default GKR_LAYOUT_CELLS).  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_STATE.
 */
GKR_API int32_t gkr_tokenizer_set_cell_layout(
    gkr_tokenizer *t, uint32_t layout);
enum {
	GKR_POSITION_BYTES = 1, /* offset, length in bytes; line, column */
	GKR_POSITION_CELLS = 2	/* line counts paragraphs and rows, column
				   cells of the row; offset and length 0 */
};
/* What positions of this report count: GKR_POSITION_..., 0 for t NULL. */
GKR_API uint32_t gkr_tokenizer_position_kind(const gkr_tokenizer *t);

/*
 * Steps to the next token.  Returns GKR_OK (there is one), GKR_MORE, GKR_END,
 * GKR_E_ARGUMENT, or the sticky error: GKR_E_MEMORY, GKR_E_LIMIT,
 * GKR_E_ENCODING, GKR_E_ICONV, GKR_E_NUL, GKR_E_FORMAT (the bytes are a
 * .doc, .pdf, .zip ...; the message names it), GKR_E_EMPTY (finished without
 * a byte), GKR_E_FOREIGN (nothing of a report was found).  All that was read
 * before an error comes out as tokens first.
 */
GKR_API int32_t gkr_tokenizer_next(gkr_tokenizer *t);

/*
 * The token that gkr_tokenizer_next stepped to; before the first and behind
 * the last there is none, and its kind is 0.  What a kind does not have is 0,
 * NULL or "".  Text stays valid until the next call of next, feed, finish,
 * reset or free.
 *
 * Kind: GKR_TOKEN_...; table, row and column: ids; cell: the cell's id.
 */
GKR_API uint32_t gkr_token_kind(const gkr_tokenizer *t);
GKR_API uint32_t gkr_token_table(const gkr_tokenizer *t);
GKR_API uint32_t gkr_token_row(const gkr_tokenizer *t);
GKR_API uint32_t gkr_token_column(const gkr_tokenizer *t);
GKR_API uint32_t gkr_token_cell(const gkr_tokenizer *t);
/* GKR_SECTION_...: of a heading, and of the prose below it. */
GKR_API uint32_t gkr_token_section(const gkr_tokenizer *t);
/* The printed number of a section, 0 where it has none. */
GKR_API uint32_t gkr_token_number(const gkr_tokenizer *t);
/* GKR_FORM_... of a table's end and of the report's. */
GKR_API uint32_t gkr_token_form(const gkr_tokenizer *t);
/* GKR_LAYOUT_... of a table. */
GKR_API uint32_t gkr_token_layout(const gkr_tokenizer *t);
/* GKR_STATE_... and GKR_CERTAINTY_... of a cell or value. */
GKR_API uint32_t gkr_token_state(const gkr_tokenizer *t);
GKR_API uint32_t gkr_token_certainty(const gkr_tokenizer *t);
/* value = mantissa / 10^scale, exact; 0 and 0 where the state is no number. */
GKR_API int64_t gkr_token_mantissa(const gkr_tokenizer *t);
GKR_API uint32_t gkr_token_scale(const gkr_tokenizer *t);
/* Cell: raw text, blanks trimmed.  Others: see the kind.  Never NULL. */
GKR_API const char *gkr_token_text(const gkr_tokenizer *t, size_t *len);
/* What stood beside the number, with its brackets; NULL where nothing did. */
GKR_API const char *gkr_token_note(const gkr_tokenizer *t, size_t *len);
/* The unit printed in the cell, or with a column; NULL where none is. */
GKR_API const char *gkr_token_unit(const gkr_tokenizer *t, size_t *len);
/* Where the text stands: bytes of the input; line and column from 1. */
GKR_API uint64_t gkr_token_offset(const gkr_tokenizer *t);
GKR_API uint64_t gkr_token_length(const gkr_tokenizer *t);
GKR_API uint64_t gkr_token_line(const gkr_tokenizer *t);
GKR_API uint64_t gkr_token_column_number(const gkr_tokenizer *t);

/*
 * The sticky error: its code (GKR_OK while there is none), a sentence (that
 * of GKR_OK while there is none), where in the caller's bytes it was met (0
 * and 0 where it has no place), and the limit that was hit (0 if none).
 */
GKR_API int32_t gkr_tokenizer_error(const gkr_tokenizer *t);
GKR_API const char *gkr_tokenizer_error_message(
    const gkr_tokenizer *t, uint32_t lang);
GKR_API uint64_t gkr_tokenizer_error_offset(const gkr_tokenizer *t);
GKR_API uint64_t gkr_tokenizer_error_line(const gkr_tokenizer *t);
GKR_API uint32_t gkr_tokenizer_error_limit(const gkr_tokenizer *t);
/* Bytes held now, and at most since it was made. */
GKR_API uint64_t gkr_tokenizer_memory(const gkr_tokenizer *t);
GKR_API uint64_t gkr_tokenizer_memory_peak(const gkr_tokenizer *t);
/*
 * Work done on this report, for tests that prove it linear: bytes looked at
 * by scanners and cells touched by the placing of values, counted with
 * repetition.  Both are smaller where the handle has read tables that look
 * the same: compare figures of new handles.
 */
GKR_API uint64_t gkr_tokenizer_work_bytes(const gkr_tokenizer *t);
GKR_API uint64_t gkr_tokenizer_work_cells(const gkr_tokenizer *t);

/* ------------------------------------------------------------------ */
/* The report                                                         */

typedef struct gkr_report gkr_report;

/* Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY. */
GKR_API int32_t gkr_report_new(gkr_report **out);
GKR_API int32_t gkr_report_new_with(
    gkr_alloc_fn alloc, void *context, gkr_report **out);
GKR_API void gkr_report_free(gkr_report *r);
/*
 * Empties the report (its error, too) and keeps its limits and memory.
 * Returns GKR_OK, GKR_E_ARGUMENT.
 */
GKR_API int32_t gkr_report_clear(gkr_report *r);
/*
 * At any time: GKR_LIMIT_PROSE, _LOOSE, _MEMORY.  Returns GKR_OK,
 * GKR_E_ARGUMENT (another limit, or value 0).
 */
GKR_API int32_t gkr_report_set_limit(
    gkr_report *r, uint32_t limit, uint64_t value);
/* One of these three as it is set; 0 for others. */
GKR_API uint64_t gkr_report_limit(const gkr_report *r, uint32_t limit);

/*
 * Takes every token that the tokenizer has ready.  Returns GKR_MORE, GKR_END
 * (the report is complete), GKR_E_ARGUMENT, GKR_E_STATE (a token behind the
 * end of a complete report: clear it first), GKR_E_MEMORY or GKR_E_LIMIT of
 * the report, or the tokenizer's error (see gkr_tokenizer_next); what was
 * read before stays.  Errors are sticky until the report is cleared.
 */
GKR_API int32_t gkr_report_read(gkr_report *r, gkr_tokenizer *t);
/*
 * One call for a whole buffer: empties the report, resets the tokenizer,
 * feeds, finishes, reads.  Returns GKR_OK (complete), else the errors of
 * gkr_report_read.  Keep both handles and nothing is allocated once warm.
 * The bytes are no longer used afterwards, but for one case: a tokenizer of
 * which the report could not take all (GKR_E_MEMORY, GKR_E_LIMIT of the
 * report) must be reset or freed before it is used in another way.
 */
GKR_API int32_t gkr_report_parse(
    gkr_report *r, gkr_tokenizer *t, const void *bytes, size_t len);
/*
 * The error with which reading ended, GKR_OK while there is none; its
 * sentence, NULL while there is none; its place, 0 and 0 where it has none.
 */
GKR_API int32_t gkr_report_error(const gkr_report *r);
GKR_API const char *gkr_report_error_message(
    const gkr_report *r, uint32_t lang);
GKR_API uint64_t gkr_report_error_offset(const gkr_report *r);
GKR_API uint64_t gkr_report_error_line(const gkr_report *r);
/* The limit that was hit, where the error is GKR_E_LIMIT; else 0. */
GKR_API uint32_t gkr_report_error_limit(const gkr_report *r);

/* GKR_FORM_..., by the labels found; until the end what is known of it. */
GKR_API uint32_t gkr_report_form(const gkr_report *r);
/* The year reported on, from the title (else the prose); 0 if unknown. */
GKR_API uint32_t gkr_report_year(const gkr_report *r);
/* Title, agency (what the title names), signatory: NULL if unknown. */
GKR_API const char *gkr_report_title(const gkr_report *r);
GKR_API const char *gkr_report_agency(const gkr_report *r);
GKR_API const char *gkr_report_signed_by(const gkr_report *r);
/* The date of the signature block as YYYY-MM-DD; NULL if there is none. */
GKR_API const char *gkr_report_date(const gkr_report *r);
/*
 * The source: a name that the caller gave (gkr_report_set_source_name) or
 * NULL; bytes, 0 where cells were fed; GKR_ENCODING_..., 0 likewise; invalid
 * sequences that were replaced; GKR_POSITION_..., 0 before anything was read.
 * Where reading ended in an error of the bytes or in a limit, bytes are those
 * before it; how many were replaced is not known, and 0, after a limit other
 * than GKR_LIMIT_INPUT.
 */
GKR_API const char *gkr_report_source_name(const gkr_report *r);
GKR_API uint64_t gkr_report_source_bytes(const gkr_report *r);
GKR_API uint32_t gkr_report_encoding(const gkr_report *r);
GKR_API uint64_t gkr_report_replaced(const gkr_report *r);
GKR_API uint32_t gkr_report_position_kind(const gkr_report *r);
/* GKR_LAYOUT_... of its tables, each once, in the order they were met. */
GKR_API uint32_t gkr_report_layout_count(const gkr_report *r);
GKR_API uint32_t gkr_report_layout_at(const gkr_report *r, uint32_t index);

/*
 * Sections as they stand in the source, index from 0: a section that is
 * headed twice is there twice.
 */
GKR_API uint32_t gkr_report_section_count(const gkr_report *r);
/* GKR_SECTION_... */
GKR_API uint32_t gkr_report_section_id(const gkr_report *r, uint32_t index);
/* The printed number (三 is 3), 0 where there is none. */
GKR_API uint32_t gkr_report_section_number(const gkr_report *r, uint32_t index);
/* The heading as it is printed, its number included; NULL past the last. */
GKR_API const char *gkr_report_section_heading(
    const gkr_report *r, uint32_t index, size_t *len);
/*
 * The section's prose, a line of the source a line, '\n' between them; tables
 * are left out.  "" where there is none, NULL past the last section.
 */
GKR_API const char *gkr_report_section_text(
    const gkr_report *r, uint32_t index, size_t *len);
/* Where the heading stands; 0 past the last section. */
GKR_API uint64_t gkr_report_section_line(const gkr_report *r, uint32_t index);
GKR_API uint64_t gkr_report_section_offset(const gkr_report *r, uint32_t index);
/*
 * Where the byte at offset `at` of a section's text came from (the end of the
 * text is a place, too).  Each pointer may be NULL.  Returns GKR_OK,
 * GKR_E_ARGUMENT (also: the section has no such byte).
 */
GKR_API int32_t gkr_report_section_place(const gkr_report *r, uint32_t index,
    size_t at, uint64_t *offset, uint64_t *line, uint64_t *column);
/* What stands before the first section, as prose; "" where nothing does. */
GKR_API const char *gkr_report_preamble(const gkr_report *r, size_t *len);

/*
 * Cells, by id (gkr_cell, gkr_cell_from_address): GKR_STATE_...; a cell that
 * the report's form does not have is missing.
 */
GKR_API uint32_t gkr_report_state(const gkr_report *r, uint32_t cell);
/* GKR_CERTAINTY_...: _NONE for missing and unplaced cells. */
GKR_API uint32_t gkr_report_certainty(const gkr_report *r, uint32_t cell);
/*
 * The number, exact: value = mantissa / 10^scale, with at most 18 digits.
 * Each pointer may be NULL.  Returns GKR_OK, GKR_E_NOT_FOUND (the state is no
 * number; both are 0), GKR_E_ARGUMENT (no such cell; likewise).
 */
GKR_API int32_t gkr_report_number(
    const gkr_report *r, uint32_t cell, int64_t *mantissa, uint32_t *scale);
/*
 * The number as text, with exactly the source's digits and decimals
 * ("1075.178", "18.8710"; separators between thousands are left out), written
 * to out (cap bytes, NUL included; 24 always suffice).  Returns GKR_OK,
 * GKR_E_NOT_FOUND (no number), GKR_E_ARGUMENT (also: cap too small).  Where
 * it fails, out is "".
 */
GKR_API int32_t gkr_report_value(
    const gkr_report *r, uint32_t cell, char *out, size_t cap);
/*
 * The printed text, blanks trimmed; "" where nothing is printed, NULL where
 * there is no such cell.
 */
GKR_API const char *gkr_report_raw(
    const gkr_report *r, uint32_t cell, size_t *len);
/* Note and unit that stand in the cell, parts of it; NULL where none does. */
GKR_API const char *gkr_report_note(
    const gkr_report *r, uint32_t cell, size_t *len);
GKR_API const char *gkr_report_unit(
    const gkr_report *r, uint32_t cell, size_t *len);
/*
 * Where it stands.  Returns GKR_OK, GKR_E_NOT_FOUND (missing, unplaced, or
 * set by the caller: no place; nothing is written), GKR_E_ARGUMENT.  Each
 * pointer may be NULL.
 */
GKR_API int32_t gkr_report_place(const gkr_report *r, uint32_t cell,
    uint64_t *offset, uint64_t *length, uint64_t *line, uint64_t *column);
/*
 * All cells of a table at once, in the order of the report's form, row by
 * row: GKR_STATE_... and the numbers (0 and 0 for other states).  Any array
 * may be NULL; each has room for `cap` cells.  *count is how many the table
 * has, 0 where the form lacks it; ask with three NULL.  Returns GKR_OK,
 * GKR_E_ARGUMENT (also: cap too small; *count says what is needed).
 */
GKR_API int32_t gkr_report_table(const gkr_report *r, uint32_t table,
    uint8_t *states, int64_t *mantissas, uint8_t *scales, size_t cap,
    size_t *count);
/* 1 where the source has the table, the row, the column in its head. */
GKR_API uint32_t gkr_report_has_table(const gkr_report *r, uint32_t table);
GKR_API uint32_t gkr_report_has_row(
    const gkr_report *r, uint32_t table, uint32_t row);
GKR_API uint32_t gkr_report_has_column(
    const gkr_report *r, uint32_t table, uint32_t column);
/* The label that the source prints for it; NULL where it has none such. */
GKR_API const char *gkr_report_row_label(
    const gkr_report *r, uint32_t table, uint32_t row, size_t *len);
GKR_API const char *gkr_report_column_label(
    const gkr_report *r, uint32_t table, uint32_t column, size_t *len);
/* How many cells of its form have the state, and how many were inferred. */
GKR_API uint32_t gkr_report_count_state(const gkr_report *r, uint32_t state);
GKR_API uint32_t gkr_report_count_inferred(const gkr_report *r);

/*
 * Rows whose values have no cell: of known rows (unplaced), and rows that no
 * form has (unknown).  The values of the review table, which are printed as
 * one row, are kept with its first.  Index from 0, values from 0; behind the
 * last of them the answers are 0 and NULL.
 */
enum { GKR_LOOSE_UNPLACED = 1, GKR_LOOSE_UNKNOWN = 2 };
GKR_API uint32_t gkr_report_loose_count(const gkr_report *r);
/* GKR_LOOSE_... */
GKR_API uint32_t gkr_report_loose_kind(const gkr_report *r, uint32_t index);
/* The table's id, 0 where it stands in none. */
GKR_API uint32_t gkr_report_loose_table(const gkr_report *r, uint32_t index);
/* The row's id, 0 for an unknown one. */
GKR_API uint32_t gkr_report_loose_row(const gkr_report *r, uint32_t index);
/* The label as it is printed, and its line. */
GKR_API const char *gkr_report_loose_label(
    const gkr_report *r, uint32_t index, size_t *len);
GKR_API uint64_t gkr_report_loose_line(const gkr_report *r, uint32_t index);
/* Its values in their order, as they are printed; "" is a blank. */
GKR_API uint32_t gkr_report_loose_value_count(
    const gkr_report *r, uint32_t index);
GKR_API const char *gkr_report_loose_value(
    const gkr_report *r, uint32_t index, uint32_t value, size_t *len);

/*
 * Setters, so that a correction can be checked again.  Each returns GKR_OK,
 * GKR_E_ARGUMENT (also for text that is not UTF-8 or has a NUL), GKR_E_MEMORY,
 * GKR_E_LIMIT (of the memory); the report is unchanged where it fails.
 *
 * A cell, of whatever form, is set to what a clerk would type ("1,075.178",
 * "", "/"): its state, value, note and unit are read from that; its certainty
 * is GKR_CERTAINTY_SET, and it has no place any more.  Text of more than 65535
 * bytes is GKR_E_LIMIT, too.
 */
GKR_API int32_t gkr_report_set_cell(
    gkr_report *r, uint32_t cell, const char *text, size_t len);
/* mantissa / 10^scale: at most 18 digits, and at most 18 behind the point. */
GKR_API int32_t gkr_report_set_number(
    gkr_report *r, uint32_t cell, int64_t mantissa, uint32_t scale);
/* Makes the cell missing. */
GKR_API int32_t gkr_report_unset_cell(gkr_report *r, uint32_t cell);
/* Any form, GKR_FORM_UNKNOWN included; cells keep what they hold. */
GKR_API int32_t gkr_report_set_form(gkr_report *r, uint32_t form);
/* A year from 2008 to 2099, or 0: unknown. */
GKR_API int32_t gkr_report_set_year(gkr_report *r, uint32_t year);
/* Blanks around it are cut off; text without more makes it unknown, NULL. */
GKR_API int32_t gkr_report_set_title(
    gkr_report *r, const char *text, size_t len);
GKR_API int32_t gkr_report_set_agency(
    gkr_report *r, const char *text, size_t len);
GKR_API int32_t gkr_report_set_signed_by(
    gkr_report *r, const char *text, size_t len);
/* YYYY-MM-DD, a day that exists; "" makes it unknown. */
GKR_API int32_t gkr_report_set_date(
    gkr_report *r, const char *text, size_t len);
/* To be set once the report was read: gkr_report_parse empties it. */
GKR_API int32_t gkr_report_set_source_name(
    gkr_report *r, const char *text, size_t len);

/*
 * A copy of all that the report holds, limits included, so that a correction
 * can be tried, or undone.  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY,
 * GKR_E_LIMIT (more than its limit of memory).
 */
GKR_API int32_t gkr_report_copy(const gkr_report *r, gkr_report **out);
GKR_API int32_t gkr_report_copy_with(
    const gkr_report *r, gkr_alloc_fn alloc, void *context, gkr_report **out);

/* ------------------------------------------------------------------ */
/* Rules and findings                                                 */

enum {
	GKR_FINDING_FAIL = 1,	     /* what the rule asks for is not so */
	GKR_FINDING_UNASSESSABLE = 2 /* a cell that it needs has no number */
};
/* "fail", "unassessable"; NULL past the last (they count from 1). */
GKR_API const char *gkr_finding_status_name(uint32_t status);
enum {
	GKR_SEVERITY_INFO = 1,
	GKR_SEVERITY_WARNING = 2,
	GKR_SEVERITY_ERROR = 3
};
/* "info", "warning", "error"; NULL past the last (they count from 1). */
GKR_API const char *gkr_severity_name(uint32_t severity);

/*
 * The rules: ids count from 1 to gkr_rule_count and are permanent, as are
 * names ("applications.balance").  0 and NULL where there is no such rule.
 */
GKR_API uint32_t gkr_rule_count(void);
GKR_API const char *gkr_rule_name(uint32_t rule);
GKR_API uint32_t gkr_rule_from_name(const char *name);
/* GKR_SEVERITY_... */
GKR_API uint32_t gkr_rule_severity(uint32_t rule);
/* What the rule checks, one sentence. */
GKR_API const char *gkr_rule_text(uint32_t rule, uint32_t lang);
/* What to do about a finding of the rule, one sentence. */
GKR_API const char *gkr_rule_advice(uint32_t rule, uint32_t lang);
/*
 * On what it rests: "T" read in the official text, "R" in published reports,
 * "L" local habit, "D" follows from the form, "M" believed.
 */
GKR_API const char *gkr_rule_basis(uint32_t rule);

typedef struct gkr_findings gkr_findings;

/* Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY. */
GKR_API int32_t gkr_findings_new(gkr_findings **out);
GKR_API int32_t gkr_findings_new_with(
    gkr_alloc_fn alloc, void *context, gkr_findings **out);
GKR_API void gkr_findings_free(gkr_findings *f);
/*
 * At any time: GKR_LIMIT_FINDINGS, _MEMORY.  Returns GKR_OK, GKR_E_ARGUMENT
 * (another limit, or value 0).
 */
GKR_API int32_t gkr_findings_set_limit(
    gkr_findings *f, uint32_t limit, uint64_t value);

enum {
	/* 1: blank and nil cells count as 0 in sums; default 0 */
	GKR_POLICY_BLANK_AS_ZERO = 1
};
/* GKR_POLICY_..., 0 or 1.  Returns GKR_OK, GKR_E_ARGUMENT. */
GKR_API int32_t gkr_findings_set_policy(
    gkr_findings *f, uint32_t policy, int64_t value);

/*
 * What the caller makes of a rule, for the checks that follow.  Severity: of
 * all findings of the rule, GKR_SEVERITY_..., 0: the rule's own again.  Off, 1:
 * the rule makes no findings.  Returns GKR_OK, GKR_E_ARGUMENT.
 */
GKR_API int32_t gkr_findings_set_severity(
    gkr_findings *f, uint32_t rule, uint32_t severity);
GKR_API int32_t gkr_findings_set_off(
    gkr_findings *f, uint32_t rule, uint32_t off);

/*
 * Accepts findings: somebody has looked at one and decided that it may stay.
 * It is then still found, but marked, and does not count as an error.  The
 * fingerprint is that of gkr_finding_fingerprint; reason is one line.  One that
 * is accepted again has the later reason.  A list has one a line: fingerprint,
 * blanks, reason; empty lines and those that begin with # say nothing; see
 * gkr(5).  Returns GKR_OK, GKR_E_ARGUMENT (also: no such fingerprint, or a line
 * is none of these, and *line says which; those before it are accepted),
 * GKR_E_MEMORY, GKR_E_LIMIT.  line may be NULL; it is 0 where there is none.
 */
GKR_API int32_t gkr_findings_accept(
    gkr_findings *f, const char *fingerprint, const char *reason, size_t len);
GKR_API int32_t gkr_findings_accept_list(
    gkr_findings *f, const char *text, size_t len, uint64_t *line);
/* Accepts none any more, in the findings that are there, too. */
GKR_API void gkr_findings_accept_none(gkr_findings *f);
/*
 * Those that are accepted, index from 0: fingerprint, reason ("" where none
 * was given), its line in the list (0: accepted by itself), and how many
 * findings it was met by in all checks since: 0 tells that the fault is gone.
 */
GKR_API uint32_t gkr_accepted_count(const gkr_findings *f);
GKR_API const char *gkr_accepted_fingerprint(
    const gkr_findings *f, uint32_t index);
GKR_API const char *gkr_accepted_reason(const gkr_findings *f, uint32_t index);
GKR_API uint64_t gkr_accepted_line(const gkr_findings *f, uint32_t index);
GKR_API uint32_t gkr_accepted_matches(const gkr_findings *f, uint32_t index);

/*
 * Checks the report by every rule that one report can be checked by; findings
 * of an earlier check are dropped.  Order: table by table as in the form, then
 * sections and the rest.  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY,
 * GKR_E_LIMIT (of the findings or of the memory); those found before an error
 * are there.
 */
GKR_API int32_t gkr_check(gkr_findings *f, const gkr_report *r);

/* How many there are, whatever their status. */
GKR_API uint32_t gkr_findings_count(const gkr_findings *f);
/*
 * How many have at least this severity, fail and are not accepted; 0 for other
 * numbers.
 */
GKR_API uint32_t gkr_findings_count_severity(
    const gkr_findings *f, uint32_t severity);
/*
 * A finding, index from 0; past the last the answers are 0 and NULL.  The
 * rule's id, GKR_FINDING_..., GKR_SEVERITY_... (also of what could not be
 * assessed: how grave it would be).
 */
GKR_API uint32_t gkr_finding_rule(const gkr_findings *f, uint32_t index);
GKR_API uint32_t gkr_finding_status(const gkr_findings *f, uint32_t index);
GKR_API uint32_t gkr_finding_severity(const gkr_findings *f, uint32_t index);
/*
 * What it is about, as the rule says: a row's, column's, table's or section's
 * name, an address, or "first..last" of a run of cells; NULL where nothing.
 */
GKR_API const char *gkr_finding_at(const gkr_findings *f, uint32_t index);
/*
 * The two sides of a comparison, as text ("11"); NULL where the rule compares
 * nothing or a side is unknown.
 */
GKR_API const char *gkr_finding_left(const gkr_findings *f, uint32_t index);
GKR_API const char *gkr_finding_right(const gkr_findings *f, uint32_t index);
/* The cells that are involved: ids by their index from 0. */
GKR_API uint32_t gkr_finding_cell_count(const gkr_findings *f, uint32_t index);
GKR_API uint32_t gkr_finding_cell(
    const gkr_findings *f, uint32_t index, uint32_t cell);
/* Where in the source; all 0 where it has no place. */
GKR_API uint64_t gkr_finding_line(const gkr_findings *f, uint32_t index);
GKR_API uint64_t gkr_finding_column(const gkr_findings *f, uint32_t index);
GKR_API uint64_t gkr_finding_offset(const gkr_findings *f, uint32_t index);
GKR_API uint64_t gkr_finding_length(const gkr_findings *f, uint32_t index);
/* One sentence with the numbers and labels. */
GKR_API const char *gkr_finding_message(
    const gkr_findings *f, uint32_t index, uint32_t lang);
/*
 * A repair that the other numbers prove, as text with the sums that prove it;
 * NULL where none is.  Nothing is ever repaired by the library itself: the
 * caller may, with gkr_finding_apply.
 */
GKR_API const char *gkr_finding_suggestion(
    const gkr_findings *f, uint32_t index, uint32_t lang);

enum {
	GKR_SUGGESTION_NUMBER = 1, /* one number is another */
	GKR_SUGGESTION_TOTALS = 2, /* a row or column of totals */
	GKR_SUGGESTION_FILL = 3,   /* what a cell without a number holds */
	GKR_SUGGESTION_SWAP = 4,   /* two neighbours changed places */
	GKR_SUGGESTION_SPLIT = 5,  /* one number's digits in two cells */
	GKR_SUGGESTION_DIGIT = 6   /* a number lacks one of its digits */
};
/* "number", "totals", ...; NULL past the last (they count from 1). */
GKR_API const char *gkr_suggestion_kind_name(uint32_t kind);
/* GKR_SUGGESTION_..., 0 where there is no suggestion. */
GKR_API uint32_t gkr_finding_suggestion_kind(
    const gkr_findings *f, uint32_t index);
/*
 * How many single corrections would do: 1 where there is a suggestion; more
 * leave the choice open, and the message says so; 0 where none is known.
 */
GKR_API uint32_t gkr_finding_choices(const gkr_findings *f, uint32_t index);
/*
 * What the suggestion changes, cell by cell: which cell, what it prints (""
 * where nothing), and what it has to hold.
 */
GKR_API uint32_t gkr_finding_change_count(
    const gkr_findings *f, uint32_t index);
GKR_API uint32_t gkr_finding_change_cell(
    const gkr_findings *f, uint32_t index, uint32_t change);
GKR_API const char *gkr_finding_change_from(
    const gkr_findings *f, uint32_t index, uint32_t change);
GKR_API const char *gkr_finding_change_to(
    const gkr_findings *f, uint32_t index, uint32_t change);
/*
 * Makes the suggested changes in the report that was checked, or a copy of it
 * (gkr_report_copy).  Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_NOT_FOUND (the
 * finding suggests nothing), GKR_E_STATE (a cell does not hold what was
 * checked), GKR_E_MEMORY, GKR_E_LIMIT; the report is unchanged where it fails.
 */
GKR_API int32_t gkr_finding_apply(
    const gkr_findings *f, uint32_t index, gkr_report *r);

/*
 * What names the finding from one run to the next: 16 digits made of the rule,
 * of the place (organ, year, row, column or cells) and of the operands, not of
 * lines, the file's name or how it was read.  Other numbers, another finding.
 */
GKR_API const char *gkr_finding_fingerprint(
    const gkr_findings *f, uint32_t index);
/* 1 where it is accepted, and why ("" without a reason; NULL: it is not). */
GKR_API uint32_t gkr_finding_accepted(const gkr_findings *f, uint32_t index);
GKR_API const char *gkr_finding_reason(const gkr_findings *f, uint32_t index);

/* ------------------------------------------------------------------ */
/* Facts: what the prose states                                       */

/*
 * The concepts that prose speaks of: ids count from 1 to gkr_concept_count
 * and are permanent, as are names ("new_received").  0 and NULL where there
 * is none.
 */
GKR_API uint32_t gkr_concept_count(void);
GKR_API const char *gkr_concept_name(uint32_t concept);
GKR_API uint32_t gkr_concept_from_name(const char *name);
/* What it is called, for people to read. */
GKR_API const char *gkr_concept_label(uint32_t concept, uint32_t lang);
/*
 * The cells of a form whose sum is what the concept counts: ids by index from
 * 0; none where the form has no such cell.
 */
GKR_API uint32_t gkr_concept_cell_count(uint32_t concept, uint32_t form);
GKR_API uint32_t gkr_concept_cell(
    uint32_t concept, uint32_t form, uint32_t index);

enum {
	GKR_SCOPE_ORGAN = 1,	    /* the reporting organ alone */
	GKR_SCOPE_AREA = 2,	    /* all of a city, county ... */
	GKR_SCOPE_UNIT_BELOW = 3,   /* a unit of the organ */
	GKR_SCOPE_OTHER_PERIOD = 4, /* not the year reported on */
	GKR_SCOPE_UNCLEAR = 5
};
/* "organ", "area", ...; NULL past the last (they count from 1). */
GKR_API const char *gkr_scope_name(uint32_t scope);

typedef struct gkr_facts gkr_facts;

/* Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY. */
GKR_API int32_t gkr_facts_new(gkr_facts **out);
GKR_API int32_t gkr_facts_new_with(
    gkr_alloc_fn alloc, void *context, gkr_facts **out);
GKR_API void gkr_facts_free(gkr_facts *f);
/*
 * At any time: GKR_LIMIT_MEMORY.  Returns GKR_OK, GKR_E_ARGUMENT (another
 * limit, or value 0).
 */
GKR_API int32_t gkr_facts_set_limit(
    gkr_facts *f, uint32_t limit, uint64_t value);
/*
 * Takes the facts from the prose of a report, never from its tables; those
 * of an earlier call are dropped.  The sections are read and, where there are
 * none, what stands before them: a report that ended in GKR_E_FOREIGN has the
 * text that was read until then.  Returns GKR_OK, GKR_E_ARGUMENT,
 * GKR_E_MEMORY, GKR_E_LIMIT (of the memory); there are no facts where it
 * fails.
 */
GKR_API int32_t gkr_facts_read(gkr_facts *f, const gkr_report *r);
/*
 * The same from a text; offsets count its bytes, the year is guessed.
 * Returns as gkr_facts_read, GKR_E_ARGUMENT also for text that is not UTF-8
 * or has a NUL.
 */
GKR_API int32_t gkr_facts_read_text(gkr_facts *f, const char *text, size_t len);
/* Work done by the last call, for tests that prove it linear. */
GKR_API uint64_t gkr_facts_work(const gkr_facts *f);

/*
 * The facts, in the order of the text; index from 0, past the last the
 * answers are 0 and NULL.
 */
GKR_API uint32_t gkr_facts_count(const gkr_facts *f);
/*
 * What it is about; and what the words allow as well (0: nothing else): who
 * compares stays silent where either agrees.
 */
GKR_API uint32_t gkr_fact_concept(const gkr_facts *f, uint32_t index);
GKR_API uint32_t gkr_fact_also(const gkr_facts *f, uint32_t index);
/*
 * The value in the base unit, pieces or yuan: as text ("2655000"), and exact
 * as mantissa / 10^scale.  gkr_fact_number returns GKR_OK or GKR_E_ARGUMENT;
 * its pointers may be NULL.
 */
GKR_API const char *gkr_fact_value(const gkr_facts *f, uint32_t index);
GKR_API int32_t gkr_fact_number(
    const gkr_facts *f, uint32_t index, int64_t *mantissa, uint32_t *scale);
/*
 * NULL for a total; else the kind of applicant it is limited to: the name of
 * a column of the applicant table, or "organisations" (all but natural
 * persons together).
 */
GKR_API const char *gkr_fact_applicant(const gkr_facts *f, uint32_t index);
/* GKR_SCOPE_... */
GKR_API uint32_t gkr_fact_scope(const gkr_facts *f, uint32_t index);
/*
 * 1 where a careful clerk would call a difference from the table a mistake;
 * and 1 where it is said that there was none, value 0 without a numeral.
 */
GKR_API uint32_t gkr_fact_certain(const gkr_facts *f, uint32_t index);
GKR_API uint32_t gkr_fact_negative(const gkr_facts *f, uint32_t index);
/* GKR_SECTION_... in which it stands. */
GKR_API uint32_t gkr_fact_section(const gkr_facts *f, uint32_t index);
/* The words that state it, and the numeral in them ("" where none is). */
GKR_API const char *gkr_fact_text(
    const gkr_facts *f, uint32_t index, size_t *len);
GKR_API const char *gkr_fact_printed(
    const gkr_facts *f, uint32_t index, size_t *len);
/* Where these words stand. */
GKR_API uint64_t gkr_fact_offset(const gkr_facts *f, uint32_t index);
GKR_API uint64_t gkr_fact_length(const gkr_facts *f, uint32_t index);
GKR_API uint64_t gkr_fact_line(const gkr_facts *f, uint32_t index);
GKR_API uint64_t gkr_fact_column(const gkr_facts *f, uint32_t index);

/* ------------------------------------------------------------------ */
/* Exports                                                            */

/* Bytes that the library wrote. */
typedef struct gkr_buffer gkr_buffer;
/* Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY. */
GKR_API int32_t gkr_buffer_new(gkr_buffer **out);
GKR_API int32_t gkr_buffer_new_with(
    gkr_alloc_fn alloc, void *context, gkr_buffer **out);
GKR_API void gkr_buffer_free(gkr_buffer *b);
/* The bytes (followed by a NUL that is not counted) and their number. */
GKR_API const char *gkr_buffer_data(const gkr_buffer *b, size_t *len);
/* Forgets the bytes, keeps the memory. */
GKR_API void gkr_buffer_clear(gkr_buffer *b);
/*
 * GKR_LIMIT_OUTPUT: most bytes that the buffer holds; GKR_LIMIT_MEMORY has no
 * default here.  Returns GKR_OK, GKR_E_ARGUMENT (another limit, or 0).
 */
GKR_API int32_t gkr_buffer_set_limit(
    gkr_buffer *b, uint32_t limit, uint64_t value);

enum {
	GKR_FORMAT_JSON = 1,	 /* one object, indented */
	GKR_FORMAT_NDJSON = 2,	 /* one object, one line */
	GKR_FORMAT_CSV = 3,	 /* tidy: a cell a row */
	GKR_FORMAT_CSV_WIDE = 4, /* a report a row */
	GKR_FORMAT_SARIF = 5,	 /* findings alone, SARIF 2.1.0; one log */
	GKR_FORMAT_MARKDOWN = 6	 /* text to publish and to read again */
};
/* "json", "ndjson", "csv", "csv-wide", "sarif", "markdown"; else NULL. */
GKR_API const char *gkr_format_name(uint32_t format);
/* The format of that name; 0 where there is none. */
GKR_API uint32_t gkr_format_from_name(const char *name);
/* The media type ("application/json"); NULL past the last. */
GKR_API const char *gkr_format_media_type(uint32_t format);

typedef struct gkr_exporter gkr_exporter;
/* Returns GKR_OK, GKR_E_ARGUMENT (no such format), GKR_E_MEMORY. */
GKR_API int32_t gkr_exporter_new(uint32_t format, gkr_exporter **out);
GKR_API int32_t gkr_exporter_new_with(
    uint32_t format, gkr_alloc_fn alloc, void *context, gkr_exporter **out);
GKR_API void gkr_exporter_free(gkr_exporter *e);

enum {
	GKR_EXPORT_BOM = 1,	 /* 1: a BOM before the first byte; CSV */
	GKR_EXPORT_HEADER = 2,	 /* 0: no header line; CSV, default 1 */
	GKR_EXPORT_FINDINGS = 3, /* 0: without findings; JSON, default 1 */
	GKR_EXPORT_PROSE = 4,	 /* 0: without sections' text; default 1 */
	GKR_EXPORT_LANG = 5	 /* GKR_LANG_...; SARIF, default ZH */
};
/*
 * 0 or 1 (GKR_EXPORT_LANG: a language), for the reports that follow.  Returns
 * GKR_OK, GKR_E_ARGUMENT.
 */
GKR_API int32_t gkr_exporter_set_option(
    gkr_exporter *e, uint32_t option, int64_t value);
/*
 * Appends the report to the buffer; findings (of this report) may be NULL.
 * Header line and BOM come only before the exporter's first report.  A report
 * that ended in an error has it as "error" in JSON; CSV has no place for
 * it, and without a form no cells: ask gkr_report_error.  Returns GKR_OK,
 * GKR_E_ARGUMENT, GKR_E_MEMORY, GKR_E_LIMIT (the buffer's); for Markdown also
 * GKR_E_FORM (the form has no cells) and GKR_E_UNSHOWN (a cell would not come
 * back as it is, or the report ended in an error); where it fails the buffer's
 * contents are what they were before.
 */
GKR_API int32_t gkr_exporter_write(gkr_exporter *e, const gkr_report *r,
    const gkr_findings *f, gkr_buffer *out);
/*
 * Appends the object that stands for a report that could not be read:
 * {"source": {...}, "error": {...}} for JSON and NDJSON; nothing for CSV and
 * Markdown; for SARIF it is kept for the end of the log.
 * status is an error; name and message may be NULL; offset and line are 0
 * where there is no place.  Returns as gkr_exporter_write.
 */
GKR_API int32_t gkr_exporter_write_error(gkr_exporter *e,
    const char *source_name, int32_t status, const char *message,
    uint64_t offset, uint64_t line, gkr_buffer *out);
/*
 * Appends only the findings, in JSON or NDJSON (one finding a line), or SARIF.
 * Returns as gkr_exporter_write, GKR_E_ARGUMENT also for CSV.
 */
GKR_API int32_t gkr_exporter_write_findings(gkr_exporter *e,
    const gkr_report *r, const gkr_findings *f, gkr_buffer *out);

/*
 * Appends the facts, in JSON (an array) or NDJSON (a fact a line); r is the
 * report they are from, or NULL.  Returns as gkr_exporter_write_findings.
 */
GKR_API int32_t gkr_exporter_write_facts(
    gkr_exporter *e, const gkr_report *r, const gkr_facts *f, gkr_buffer *out);

/*
 * Appends what closes a log of all reports since the last one was closed:
 * SARIF is complete only then.  Nothing for the other formats.  Returns as
 * gkr_exporter_write.
 */
GKR_API int32_t gkr_exporter_finish(gkr_exporter *e, gkr_buffer *out);

/*
 * A quick answer for a host with one buffer: reads, checks and writes it in
 * the format, appended to the buffer.  All memory comes from the buffer's
 * allocator.  Returns GKR_OK, GKR_E_ARGUMENT, or the first error of reading,
 * checking or writing; the buffer's contents are then what they were before.
 * GKR_E_ARGUMENT also where there is no such format.
 */
GKR_API int32_t gkr_convert(
    const void *bytes, size_t len, uint32_t format, gkr_buffer *out);

/* ------------------------------------------------------------------ */
/* Across years                                                       */

/*
 * 1 where two names are one organ's: in both scripts, with or without the
 * province or city in front, in full or as usually shortened (政府办,
 * 政府办公室, 人民政府办公室).  新洲区人民政府 and 新洲区人民政府办公室 are
 * two organs.
 */
GKR_API uint32_t gkr_agency_same(
    const char *a, size_t a_len, const char *b, size_t b_len);

/* An organ's reports for two years, side by side. */
typedef struct gkr_comparison gkr_comparison;
/* Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY. */
GKR_API int32_t gkr_comparison_new(gkr_comparison **out);
GKR_API int32_t gkr_comparison_new_with(
    gkr_alloc_fn alloc, void *context, gkr_comparison **out);
GKR_API void gkr_comparison_free(gkr_comparison *c);
enum {
	GKR_COMPARE_ANY_AGENCY = 1, /* 1: also of different organs */
	GKR_COMPARE_ANY_YEAR = 2 /* 1: `now` follows `last` as the caller says,
				    whatever years they name */
};
/* 0 (the default) or 1.  Returns GKR_OK, GKR_E_ARGUMENT. */
GKR_API int32_t gkr_comparison_set_option(
    gkr_comparison *c, uint32_t option, int64_t value);
/*
 * Compares the report of a year with that of the year before by the rules
 * crossyear.*; findings of an earlier check are dropped, and their policy
 * counts.  Places are those in `now`; gkr_finding_other_* tell those in
 * `last`.  Neither report is used afterwards.  Returns GKR_OK,
 * GKR_E_ARGUMENT, GKR_E_AGENCY (different organs, or one is not known),
 * GKR_E_YEAR (the years do not follow each other, or one is not known),
 * GKR_E_FORM (a report has no cells: its form is unknown or before 2019),
 * GKR_E_MEMORY, GKR_E_LIMIT (of the findings or of their memory).  Where it
 * refuses there are no findings, and the comparison has no cells.
 */
GKR_API int32_t gkr_compare(gkr_comparison *c, gkr_findings *f,
    const gkr_report *last, const gkr_report *now);
/*
 * Why it refused, one sentence with the two names or years; NULL where it did
 * not refuse.
 */
GKR_API const char *gkr_comparison_error_message(
    const gkr_comparison *c, uint32_t lang);

enum { GKR_SIDE_LAST = 1, GKR_SIDE_THIS = 2 };
/*
 * What was compared; 0 and NULL before a comparison and for other sides.  The
 * organ is what the title names, else who signed.
 */
GKR_API uint32_t gkr_comparison_form(const gkr_comparison *c, uint32_t side);
GKR_API uint32_t gkr_comparison_year(const gkr_comparison *c, uint32_t side);
GKR_API const char *gkr_comparison_agency(
    const gkr_comparison *c, uint32_t side);
GKR_API const char *gkr_comparison_source_name(
    const gkr_comparison *c, uint32_t side);
/*
 * The comparable cells: those that the forms of both reports have.  Their ids
 * by index from 0, in the order of the later form; 0 past the last.
 */
GKR_API uint32_t gkr_comparison_cell_count(const gkr_comparison *c);
GKR_API uint32_t gkr_comparison_cell_at(
    const gkr_comparison *c, uint32_t index);
/* GKR_STATE_... of a comparable cell; missing for others. */
GKR_API uint32_t gkr_comparison_state(
    const gkr_comparison *c, uint32_t side, uint32_t cell);
/*
 * The number as printed, and by how much this year's is larger ("-0.5", "3"),
 * exact; blanks count as 0 in it where the findings' policy says so.  Written
 * to out (cap bytes, NUL included; 24 suffice for a value, 48 for a change).
 * Returns GKR_OK, GKR_E_NOT_FOUND (no number; of the change: on one side or
 * both), GKR_E_ARGUMENT (no comparable cell, no such side, cap too small).
 * Where it fails, out is "".
 */
GKR_API int32_t gkr_comparison_value(const gkr_comparison *c, uint32_t side,
    uint32_t cell, char *out, size_t cap);
GKR_API int32_t gkr_comparison_change(
    const gkr_comparison *c, uint32_t cell, char *out, size_t cap);
/*
 * The change = mantissa / 10^scale, without needless zeros.  Each pointer may
 * be NULL.  Returns as gkr_comparison_change, and GKR_E_OVERFLOW (it has more
 * than 18 digits; both are 0).
 */
GKR_API int32_t gkr_comparison_change_number(
    const gkr_comparison *c, uint32_t cell, int64_t *mantissa, uint32_t *scale);

/*
 * Where a finding's other report has the number that is compared: all 0 where
 * there is no other report, or it has no place.  Its source name, NULL where
 * it has none.
 */
GKR_API uint64_t gkr_finding_other_line(const gkr_findings *f, uint32_t index);
GKR_API uint64_t gkr_finding_other_column(
    const gkr_findings *f, uint32_t index);
GKR_API uint64_t gkr_finding_other_offset(
    const gkr_findings *f, uint32_t index);
GKR_API uint64_t gkr_finding_other_length(
    const gkr_findings *f, uint32_t index);
GKR_API const char *gkr_finding_other_source(
    const gkr_findings *f, uint32_t index);

/*
 * Many reports of many organs and years, in any order: paired by organ and
 * year.  Of a report only its cells are kept, packed (1 to 3 KB).
 */
typedef struct gkr_series gkr_series;
/* Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY. */
GKR_API int32_t gkr_series_new(gkr_series **out);
GKR_API int32_t gkr_series_new_with(
    gkr_alloc_fn alloc, void *context, gkr_series **out);
GKR_API void gkr_series_free(gkr_series *s);
/*
 * GKR_LIMIT_MEMORY, of which there is none by default.  Returns GKR_OK,
 * GKR_E_ARGUMENT (another limit, or 0).
 */
GKR_API int32_t gkr_series_set_limit(
    gkr_series *s, uint32_t limit, uint64_t value);
/*
 * Adds a report; the first has the number 0, the next 1, and so on.  Returns
 * GKR_OK, GKR_E_ARGUMENT, GKR_E_AGENCY, GKR_E_YEAR, GKR_E_FORM (it has no
 * organ, no year, no cells), GKR_E_MEMORY, GKR_E_LIMIT; nothing is added
 * where it fails.
 */
GKR_API int32_t gkr_series_add(gkr_series *s, const gkr_report *r);
GKR_API uint32_t gkr_series_count(const gkr_series *s);
/*
 * Fills the report, emptied first, with what was kept of report `number`:
 * form, organ (as agency), year, source name, labels, and the cells with
 * their places and without their raw text.  Returns GKR_OK, GKR_E_ARGUMENT,
 * GKR_E_MEMORY, GKR_E_LIMIT.
 */
GKR_API int32_t gkr_series_load(
    const gkr_series *s, uint32_t number, gkr_report *r);
/*
 * Sorts what was added by organ and year, and makes the steps below.  To be
 * called again after another report was added.  Returns GKR_OK,
 * GKR_E_ARGUMENT, GKR_E_MEMORY, GKR_E_LIMIT.
 */
GKR_API int32_t gkr_series_arrange(gkr_series *s);
enum {
	GKR_STEP_PAIR = 1,	/* `last` and `this` follow each other */
	GKR_STEP_MISSING = 2,	/* no report for year ... year_to */
	GKR_STEP_DOUBLE = 3,	/* the same year twice, all cells alike */
	GKR_STEP_DIFFERING = 4, /* the same year twice, cells differ: neither
				   is paired */
	GKR_STEP_AMBIGUOUS = 5	/* a short name that several organs here may
				   have; taken for an organ of its own */
};
/* "pair", "missing", ...; NULL past the last (they count from 1). */
GKR_API const char *gkr_step_name(uint32_t kind);
/*
 * What there is between an organ's reports, organ by organ and year by year.
 * Missing are the years within those that the series has.  Steps count from
 * 0; past the last the answers are 0, NULL and UINT32_MAX.  GKR_STEP_...; the
 * organ's longest name; the years.
 */
GKR_API uint32_t gkr_series_step_count(const gkr_series *s);
GKR_API uint32_t gkr_series_step_kind(const gkr_series *s, uint32_t step);
GKR_API const char *gkr_series_step_agency(const gkr_series *s, uint32_t step);
GKR_API uint32_t gkr_series_step_year(const gkr_series *s, uint32_t step);
GKR_API uint32_t gkr_series_step_year_to(const gkr_series *s, uint32_t step);
/*
 * The numbers of the reports concerned (of a double one, the one that is used
 * and the other one); UINT32_MAX where there is none.
 */
GKR_API uint32_t gkr_series_step_last(const gkr_series *s, uint32_t step);
GKR_API uint32_t gkr_series_step_this(const gkr_series *s, uint32_t step);
/* The source name of report `number`, NULL where it has none. */
GKR_API const char *gkr_series_source_name(
    const gkr_series *s, uint32_t number);
/* How many organs there are. */
GKR_API uint32_t gkr_series_agency_count(const gkr_series *s);

/* ------------------------------------------------------------------ */
/* Parts and their whole                                              */

/*
 * Reports of the parts of a whole, added up one by one: none of them is kept,
 * and the memory does not grow with their number.
 */
typedef struct gkr_rollup gkr_rollup;
/* Returns GKR_OK, GKR_E_ARGUMENT, GKR_E_MEMORY. */
GKR_API int32_t gkr_rollup_new(gkr_rollup **out);
GKR_API int32_t gkr_rollup_new_with(
    gkr_alloc_fn alloc, void *context, gkr_rollup **out);
GKR_API void gkr_rollup_free(gkr_rollup *u);
/* Forgets what was added.  Returns GKR_OK, GKR_E_ARGUMENT. */
GKR_API int32_t gkr_rollup_clear(gkr_rollup *u);
enum {
	GKR_ROLLUP_ANY_YEAR = 1 /* 1: also reports for different years */
};
/* 0 (the default) or 1.  Returns GKR_OK, GKR_E_ARGUMENT. */
GKR_API int32_t gkr_rollup_set_option(
    gkr_rollup *u, uint32_t option, int64_t value);
/*
 * Adds a child.  *same_as (may be NULL) becomes the number, from 1, of the
 * child before it that is the same organ's, else 0; the report is added all
 * the same.  The organs of the first 65536 children are remembered.  Returns
 * GKR_OK, GKR_E_ARGUMENT, GKR_E_YEAR (it is for another year than those
 * before), GKR_E_FORM (it has no cells), GKR_E_MEMORY, GKR_E_LIMIT; nothing
 * is added where it fails.
 */
GKR_API int32_t gkr_rollup_add(
    gkr_rollup *u, const gkr_report *child, uint64_t *same_as);
/* How many were added, and how many of them as repeated organs. */
GKR_API uint64_t gkr_rollup_count(const gkr_rollup *u);
GKR_API uint64_t gkr_rollup_repeated(const gkr_rollup *u);
/*
 * The form of all of them, GKR_FORM_UNKNOWN where they have several; their
 * year, 0 where it is not known.
 */
GKR_API uint32_t gkr_rollup_form(const gkr_rollup *u);
GKR_API uint32_t gkr_rollup_year(const gkr_rollup *u);
/*
 * How many children have a number in the cell; are blank or hold a nil mark;
 * have anything else there, or nothing (their form lacks it, too).
 */
GKR_API uint64_t gkr_rollup_numbers(const gkr_rollup *u, uint32_t cell);
GKR_API uint64_t gkr_rollup_blanks(const gkr_rollup *u, uint32_t cell);
GKR_API uint64_t gkr_rollup_others(const gkr_rollup *u, uint32_t cell);
/*
 * What the numbers add up to, exact, however many digits it takes (cap bytes,
 * NUL included; 64 suffice); whether all children are in it the three above
 * tell.  Returns GKR_OK, GKR_E_NOT_FOUND (no child has a number),
 * GKR_E_ARGUMENT (no such cell, cap too small).  Where it fails, out is "".
 */
GKR_API int32_t gkr_rollup_sum(
    const gkr_rollup *u, uint32_t cell, char *out, size_t cap);
/*
 * The sum = mantissa / 10^scale.  Each pointer may be NULL.  Returns as
 * gkr_rollup_sum, and GKR_E_OVERFLOW (more than 18 digits; both are 0).
 */
GKR_API int32_t gkr_rollup_sum_number(
    const gkr_rollup *u, uint32_t cell, int64_t *mantissa, uint32_t *scale);
/*
 * Compares every cell of the parent's form with the children's sum by the
 * rule rollup.sum, which follows from no text (vertically managed organs fall
 * outside) and is never checked by gkr_check; findings of an earlier check
 * are dropped, and their policy counts.  A cell that any child, or the parent,
 * has no number in is unassessable.  Returns GKR_OK, GKR_E_ARGUMENT,
 * GKR_E_STATE (no child was added), GKR_E_YEAR (the parent's is another
 * year), GKR_E_FORM (the parent has no cells), GKR_E_MEMORY, GKR_E_LIMIT (of
 * the findings or of their memory).
 */
GKR_API int32_t gkr_rollup_check(
    gkr_rollup *u, gkr_findings *f, const gkr_report *parent);
/* Why the last add, check or report was refused; NULL where it was not. */
GKR_API const char *gkr_rollup_error_message(
    const gkr_rollup *u, uint32_t lang);
/*
 * After gkr_rollup_check, of a cell of the parent's form: its state there,
 * the number as printed, and how much the parent has more than its children
 * (as gkr_rollup_sum; GKR_E_NOT_FOUND where the rule was unassessable).
 */
GKR_API uint32_t gkr_rollup_parent_state(const gkr_rollup *u, uint32_t cell);
GKR_API int32_t gkr_rollup_parent_value(
    const gkr_rollup *u, uint32_t cell, char *out, size_t cap);
GKR_API int32_t gkr_rollup_difference(
    const gkr_rollup *u, uint32_t cell, char *out, size_t cap);
/* The checked parent's form and name; 0 and NULL before. */
GKR_API uint32_t gkr_rollup_parent_form(const gkr_rollup *u);
GKR_API const char *gkr_rollup_parent_agency(const gkr_rollup *u);
/*
 * Makes the report, emptied first, the sum of the children: their form, their
 * year, and in every cell the sum where all of them have a number.  Where all
 * are blank (or hold a nil mark) the cell is blank; where some have no number
 * it is missing, and a finding of rollup.sum that is unassessable.  A sum of
 * more than 18 digits is text, as it is where it is read.  The policy of f
 * counts; findings of an earlier check are dropped.  Returns GKR_OK,
 * GKR_E_ARGUMENT, GKR_E_STATE (no child was added), GKR_E_FORM (the children
 * have different forms), GKR_E_MEMORY, GKR_E_LIMIT.
 */
GKR_API int32_t gkr_rollup_report(
    gkr_rollup *u, gkr_findings *f, gkr_report *out);

/*
 * Appends a comparison, a step of a series that is no pair, or a checked
 * rollup; findings are those of the comparison or rollup and may be NULL.
 * Formats: JSON, NDJSON and CSV (a cell a row; of a step nothing).  Returns
 * as gkr_exporter_write; GKR_E_ARGUMENT also for other formats and a step
 * that there is not, GKR_E_STATE where nothing was compared.
 */
GKR_API int32_t gkr_exporter_write_comparison(gkr_exporter *e,
    const gkr_comparison *c, const gkr_findings *f, gkr_buffer *out);
GKR_API int32_t gkr_exporter_write_step(
    gkr_exporter *e, const gkr_series *s, uint32_t step, gkr_buffer *out);
GKR_API int32_t gkr_exporter_write_rollup(gkr_exporter *e, const gkr_rollup *u,
    const gkr_findings *f, gkr_buffer *out);

#ifdef __cplusplus
}
#endif

#endif /* GKR_H */
