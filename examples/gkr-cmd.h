/*
 * What the parts of the gkr command share.  The command is an ordinary user
 * of the library: it sees gkr.h alone.
 */
#ifndef GKR_CMD_H
#define GKR_CMD_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "gkr.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define BLOCK_SIZE 65536 /* files are read in pieces of this size */
#define LIMIT_IDS 32	 /* room for limits by their id */
#define RULE_IDS 256	 /* room for rules */
#define LISTS 16	 /* --accept may be given so often */

enum {
	EXIT_READ = 0,	    /* read, no error finding */
	EXIT_FINDINGS = 1,  /* read, an error finding */
	EXIT_USAGE = 2,	    /* the command line */
	EXIT_FILE = 3,	    /* cannot open, decode or write */
	EXIT_FOREIGN = 4,   /* not such a report */
	EXIT_RESOURCES = 5, /* a limit, or memory */
	EXIT_NONE = -1	    /* go on */
};

/* Commands are bits, so that an option can name those that take it. */
enum {
	CMD_CHECK = 1,
	CMD_CONVERT = 2,
	CMD_TOKENS = 4,
	CMD_FORMS = 8,
	CMD_EXPLAIN = 16,
	CMD_FACTS = 32,
	CMD_COMPARE = 64,
	CMD_ROLLUP = 128,
	CMD_FILES = CMD_CHECK | CMD_CONVERT | CMD_TOKENS | CMD_FACTS,
	CMD_SEVERAL = CMD_COMPARE | CMD_ROLLUP
};

/* --color and --grid. */
enum { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* The command line, understood. */
struct options {
	uint32_t command;
	const char *name; /* the command's */
	char **names;	  /* operands behind the command */
	size_t name_count;
	const char *files0; /* --files0-from */
	const char *output; /* -o */
	uint64_t limits[LIMIT_IDS];
	size_t chunk;
	size_t jobs; /* 0: not asked for */
	uint32_t encoding;
	uint32_t format; /* 0: text, or the command's default */
	uint32_t lang;
	uint32_t seen; /* bits of the options that were given */
	unsigned char off[RULE_IDS], severity[RULE_IDS]; /* by rule */
	const char *accept[LISTS];
	size_t accept_count;
	int color, grid; /* WHEN_... */
	int all, blank_as_zero, bom, prints, quiet, replace, resume;
	int help, version;
	int any_agency, any_year, by_agency, no_parent;
};

/* Where results go: a buffer before a descriptor. */
struct output {
	const char *name; /* for messages; NULL is the standard output */
	char *target;	  /* -o: the file that the new one replaces */
	char *temporary;  /* -o: the new file */
	dev_t device;	  /* -o: what the target is so far, */
	ino_t inode;	  /* 0 where there is none */
	size_t len;
	int fd;
	int error;   /* errno of the first failure */
	int discard; /* -o: the target must stay as it is */
	int framed;  /* a worker's: what is written goes into frames */
	int tty;
	int color;
	char data[BLOCK_SIZE];
};

/* What was met over all files. */
struct totals {
	uint64_t read, failed, clean, errors, warnings, accepted;
};

/* The line at the foot of a terminal. */
struct progress {
	int on, shown;
	int64_t begun, last; /* milliseconds */
	size_t done, of;
};

/* A run of the command; the handles are used for all files. */
struct cmd {
	struct options opt;
	struct output out;
	struct totals totals;
	struct progress progress;
	gkr_tokenizer *tokenizer;
	gkr_report *report, *other; /* other: last year's, the parent's */
	gkr_comparison *comparison;
	gkr_series *series;
	gkr_rollup *rollup;
	gkr_findings *findings;
	gkr_facts *facts;
	gkr_exporter *exporter;
	gkr_buffer *buffer;
	struct word *word; /* what reads Word documents; NULL where nothing */
	char **files;	   /* all inputs */
	size_t file_count;
	size_t resumed; /* files that the output had already */
	int owned;	/* each of the files is to be freed */
	char *list;	/* what --files0-from held */
	char *block;
	size_t block_size, piece; /* bytes read, and fed, at once */
	char *line;		  /* tokens: one line */
	size_t line_size;
	char *name; /* the file's name as valid UTF-8 */
	size_t name_size;
	/* which of the lists each accepted fingerprint came from */
	unsigned char *accepted_from;
	unsigned columns; /* of the terminal */
	int error_color;
	int code;	/* the exit code so far */
	int read_error; /* errno of the file that could not be read */
	uint32_t limit; /* which one a GKR_E_LIMIT of now would be */
	int documents;	/* how many stand in the array so far */
};

/* The text in the chosen language. */
const char *tr(const struct cmd *c, const char *zh, const char *en);
/* Raises the exit code: the highest of 3, 4, 5, else 1, else 0. */
void worse(struct cmd *c, int code);

/* gkr-options.c: returns EXIT_NONE, or the code to exit with. */
int options_read(struct cmd *c, int argc, char **argv);

/* gkr-value.c: takes the value of an option; EXIT_NONE, or EXIT_USAGE. */
int set_limit(struct cmd *c, const char *text);
int set_chunk(struct cmd *c, const char *text);
int set_jobs(struct cmd *c, const char *text);
int set_lang(struct cmd *c, const char *text);
int set_when(struct cmd *c, int *when, const char *option, const char *text);
int set_severity(struct cmd *c, const char *text);
int set_encoding(struct cmd *c, const char *text);
int set_format(struct cmd *c, const char *text);
int add_list(struct cmd *c, const char *name);
/* Sets the value of each rule of that name, of which `len` bytes count. */
int set_rules(struct cmd *c, unsigned char *values, const char *name,
    size_t len, unsigned char value);

/* gkr-usage.c */
/*
 * One line on standard error: what is wrong with which word, and a hint
 * (NULL: where to find help).  Returns EXIT_USAGE.
 */
int usage(
    const struct cmd *c, const char *what, const char *word, const char *hint);
/* The same; the hint is the name nearest to the word, behind `dashes`. */
int usage_near(const struct cmd *c, const char *what, const char *word,
    const char *dashes, const char *near);
/* The same for one of a list; where none is near, a short list is told. */
int usage_name(const struct cmd *c, const char *what, const char *word,
    const char *(*name_at)(size_t index));
/* The name that is nearest to a misspelt one, or NULL. */
const char *nearest(const char *text, const char *(*name_at)(size_t index));

/* gkr-help.c */
const char *command_name(size_t index);
uint32_t command_from_name(const char *name);
void help_print(struct cmd *c, uint32_t command);
void version_print(struct cmd *c);

/* gkr-output.c */
int out_open(struct cmd *c);
/* From now on results go into frames of the descriptor; a file of -o is the
 * parent's alone. */
void out_to_frames(struct cmd *c, int fd);
/* Flushes and, for -o, gives the file its name where keep is not 0. */
void out_close(struct cmd *c, int keep);
void out_flush(struct cmd *c);
void out_write(struct cmd *c, const char *p, size_t n);
void out_puts(struct cmd *c, const char *text);
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
void out_format(struct cmd *c, const char *format, ...);
/* Text of unknown origin: control characters are made visible. */
void out_safe(struct cmd *c, const char *text);
/* Begins and ends a colour: "1;31"; nothing where there is no colour. */
void out_color(struct cmd *c, const char *code);
void out_plain(struct cmd *c);
/* The same as out_safe, to standard error. */
void error_safe(const char *text);
/*
 * To standard error, as the command: what it has to say of a file, an output,
 * an option or (NULL) of itself.
 */
void complain(struct cmd *c, const char *what, const char *message);
/*
 * An error in a file that is read, in the form in which findings are printed;
 * line 0: it has no line.
 */
void complain_at(
    struct cmd *c, const char *file, uint64_t line, const char *message);
/* What errno means, in the chosen language. */
const char *system_message(const struct cmd *c, int error);
void progress_begin(struct cmd *c);
void progress_step(struct cmd *c);
void progress_hide(struct cmd *c);

/* gkr-input.c */
int inputs_open(struct cmd *c); /* makes the list; EXIT_NONE or a code */
int handles_open(struct cmd *c);
void handles_free(struct cmd *c);
/*
 * Reads a file through the tokenizer; `take` uses up what is ready and
 * returns as gkr_tokenizer_next.  Returns GKR_OK, an error of the library, or
 * READ_FAILED (c->read_error says why).
 */
#define READ_FAILED INT32_MIN
typedef int32_t (*taker)(struct cmd *c);
int32_t file_read(struct cmd *c, const char *name, taker take);
/* Reads a file into the report, under its name. */
int32_t report_load(struct cmd *c, const char *name);
/* Why a file was not read; and says so, and raises the exit code. */
struct failure {
	char message[512];
	uint64_t offset, line;
	int32_t status; /* GKR_E_... */
};
void failure_report(
    struct cmd *c, const char *name, int32_t status, struct failure *out);

/*
 * gkr-word.c: Word documents, where the library for them is built in.  Open
 * and limits return as the functions of gkr.h.
 */
int32_t word_open(struct cmd *c);
void word_free(struct cmd *c);
int32_t word_set_limit(struct cmd *c, uint32_t limit, uint64_t value);
/* May the file that begins so be one?  Then all of it has to be read. */
int word_may_be(const struct cmd *c, const char *p, size_t len);
int word_is(const struct cmd *c, const char *p, size_t len);
/* Reads a whole file that word_is; returns as file_read. */
int32_t word_read(struct cmd *c, const char *p, size_t len, taker take);
/* The versions of what it is made of, by their index; NULL past the last. */
const char *word_dependency(const struct cmd *c, size_t i, const char **name);

/* The file's name as UTF-8, with U+FFFD for what is none, in c->name. */
const char *name_set(struct cmd *c, const char *name);

/* gkr-jobs.c: all files of the list, by several processes. */
void jobs_run(struct cmd *c);
/* What a worker sends: a head, and len bytes behind it. */
enum { FRAME_OUT = 1, FRAME_MESSAGE, FRAME_END };
struct frame {
	uint32_t kind, len;
};
/* *error is the errno of the first failure; nothing is written behind it. */
void frame_write(int fd, uint32_t kind, const void *p, size_t n, int *error);
/* gkr-resume.c: leaves out what -o has; EXIT_NONE or a code. */
int resume(struct cmd *c);

/* gkr-convert.c: documents of JSON, several of them in an array. */
void document_write(struct cmd *c);
void documents_end(struct cmd *c);
void error_document(struct cmd *c, const struct failure *f);

/* gkr-findings.c: prints them, what repeats itself in one line. */
void findings_print(struct cmd *c, const char *name);
/*
 * How grave it is shown to be: the word in front must agree with the exit
 * code.
 */
uint32_t shown_severity(const struct cmd *c, uint32_t i);
const char *severity_color(uint32_t severity);

/* gkr-lines.c: text in the columns of a terminal; it is valid UTF-8. */
enum { TEXT_SAFE = 96 };
unsigned text_width(const char *text);
/* The bytes of the text's beginning that fill at most so many columns. */
size_t text_fit(const char *text, unsigned most);
/* A copy of at most TEXT_SAFE bytes without control characters; what has more
 * than so many columns is cut, and two dots say so. */
void text_safe(char *out, const char *text, size_t len, unsigned most);
void out_blanks(struct cmd *c, unsigned n);
/* Left or right in so many columns; the text has been made safe. */
void out_padded(struct cmd *c, const char *text, unsigned n, int right);
/* The first line stands where the cursor is, at column `at`. */
void out_wrapped(struct cmd *c, const char *text, unsigned at, unsigned indent);

/* gkr-grid.c: the same for a terminal. */
int grid_wanted(const struct cmd *c);
/* The heading of the finding's table, where it is not the group so far. */
void grid_heading(struct cmd *c, uint32_t i, uint32_t *group);
void grid_print(struct cmd *c, uint32_t i);
void grid_title(struct cmd *c, const char *name);

/* gkr-accept.c: findings that somebody has accepted. */
int accept_lists(struct cmd *c); /* EXIT_NONE or a code */
/* Tells which of them no file had. */
void accept_end(struct cmd *c);
/* --print-fingerprints: lines for such a list. */
void prints_print(struct cmd *c, const char *name);

/* The commands; each file of the list in turn. */
void check_file(struct cmd *c, const char *name);
void check_end(struct cmd *c);
void convert_file(struct cmd *c, const char *name);
void tokens_file(struct cmd *c, const char *name);
void facts_file(struct cmd *c, const char *name);
int forms_run(struct cmd *c);
int compare_run(struct cmd *c);
int rollup_run(struct cmd *c);

/* gkr-folder.c: folders among the files become their files. */
int folders_open(struct cmd *c);

/* gkr-table.c: cells in columns. */
struct cells {
	struct cmd *c;
	const void *of; /* what is asked for its cells */
	uint32_t form;
	size_t columns;
	const char *heads[3];
	uint32_t (*cell_at)(const void *of, uint32_t index);
	int (*shown)(const struct cmd *c, const void *of, uint32_t cell);
	void (*take)(const struct cmd *c, const void *of, uint32_t cell,
	    char (*text)[64]);
};
void cells_print(const struct cells *it);
/* A state in the chosen language. */
const char *state_word(const struct cmd *c, uint32_t state);
int explain_run(struct cmd *c);

#endif
