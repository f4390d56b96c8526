/*
 * Facts: what the prose of a report states about numbers of its tables.
 *
 *	fact.def, fact-class.h	concepts, words and readings, as data
 *	fact-text.c		prose to sentences of plain characters
 *	fact-table.py		makes a tree of the words, fact-table.h
 *	fact-word.c		sentences to words, numbers and marks
 *	fact-scan.c		which sentences can state anything
 *	fact-look.c		text as it is looked at for that
 *	fact-wide.c		the same in vectors
 *	fact-topic.c		what earlier sentences are about
 *	fact-number.c		numerals, dates, and numbers that are neither
 *	fact-seek.c		which sentences are read
 *	fact-read.c		words and marks, clause by clause
 *	fact-count.c		numbers to facts
 *	fact-role.c		what numbers are to the account
 *	fact-part.c		parts of totals
 *	fact-sum.c		sums of what stands before them, and money
 *	fact-each.c		lists of things, and then their numbers
 *	fact-deny.c		what is said not to be
 *	fact-period.c		the period of the data
 *	fact-year.c		years, and that of a text that is no report
 *	fact-prove.c		what the account of a paragraph proves, and what
 *				facts that are at odds are worth
 *	facts.c			the handle
 *
 * The work is linear in the text; a sentence is cut where it gets longer
 * than GKRI_FACT_SENTENCE, so that what is held for it is bounded.
 */
#ifndef GKRI_FACT_H
#define GKRI_FACT_H

#include "report.h"

enum {
	GKRI_FACT_none,
#define GKR_FACT_CONCEPT(id, name, zh, en) GKRI_FACT_##name = id,
#include "fact.def"
	GKRI_FACT_END,
	/* readings whose concept depends on a word */
	GKRI_FACT_outcome,
	GKRI_FACT_result,
	GKRI_FACT_licence,
	GKRI_FACT_column,
	GKRI_FACT_handled,
	GKRI_FACT_corrected,
	GKRI_FACT_several
};

enum {
#define GKR_FACT_SCOPE(id, name, text) GKRI_SCOPE_##name = id,
#include "fact.def"
	GKRI_SCOPE_END
};

#define GKRI_FACT_SENTENCE 6144 /* bytes of plain text */
#define GKRI_FACT_TOKENS 2048
#define GKRI_FACT_COLUMN_ORGS 8 /* all applicants but natural persons */

enum {
	GKRI_TOPIC_NONE = 1,
	GKRI_TOPIC_APP = 2,
	GKRI_TOPIC_REVIEW = 4,
	GKRI_TOPIC_SUIT = 8,
	GKRI_TOPIC_NORM = 16,
	GKRI_TOPIC_FEE = 32,
	GKRI_TOPIC_OTHER = 64,
	GKRI_TOPIC_DISC = 128 /* disclosure was spoken of */
};

/* How a number is read. */
enum {
	GKRI_FACT_SURE = 1,
	GKRI_FACT_UNSURE = 2,
	GKRI_FACT_WITHIN = 4,
	GKRI_FACT_PROOF = 8,
	GKRI_FACT_CLOSE = 16,
	GKRI_FACT_GROSS = 32,
	GKRI_FACT_BOTH = 64
};

enum { /* tokens */
	GKRI_FACT_OTHER,
	GKRI_FACT_WORD,
	GKRI_FACT_NUMBER,
	GKRI_FACT_YEAR,
	GKRI_FACT_MONTH,
	GKRI_FACT_COMMA,
	GKRI_FACT_PAUSE, /* 、 */
	GKRI_FACT_SEMICOLON,
	GKRI_FACT_COLON,
	GKRI_FACT_OPEN,
	GKRI_FACT_CLOSE_MARK
};
/* What has no unit and needs none: 均为0, 情况：无. */
enum { GKRI_NIL_NUMERAL = 1, GKRI_NIL_WORD };
enum {
	GKRI_UNIT_NONE,
	GKRI_UNIT_COUNT,
	GKRI_UNIT_ROUGH,
	GKRI_UNIT_MONEY,
	GKRI_UNIT_OTHER
};

struct gkri_fact_token {
	uint64_t classes;
	int64_t mantissa;  /* of a number; year; month * 100 + day */
	uint32_t at, end;  /* in the plain text */
	uint32_t unit_end; /* where its unit ends */
	uint8_t kind, value, scale, unit; /* a nil is the value of a number */
	uint8_t rough;			  /* 余, 多, or rounded */
};

/* A numeral. */
struct gkri_fact_numeral {
	int64_t mantissa;
	uint32_t len;
	uint8_t kind; /* of the token */
	uint8_t scale, rough;
};
/*
 * Reads what begins with a digit, of plain text; kind OTHER for what is no
 * count (a percentage, a telephone, a document's number).  len 0: no digit.
 */
void gkri_fact_numeral(const char *p, size_t n, struct gkri_fact_numeral *out);

struct gkri_fact {
	int64_t mantissa;
	/* in the text that is read: the statement, the numeral in it */
	size_t at, end, printed_at, printed_end;
	/* of a report's only where they were asked for: gkri_facts_place */
	struct gkri_span place, printed_place;
	uint32_t text, printed, value; /* in gkr_facts.text, + 1 */
	uint32_t text_len, printed_len;
	uint32_t sentence;
	uint32_t part; /* of gkr_report.sections */
	uint8_t concept, also, column, scope, scale;
	uint8_t certain, negative, section;
	uint8_t role, holds; /* GKRI_ROLE_..., for the proof */
	uint8_t proof;	     /* sure only where it is proved */
	uint8_t rough;	     /* 余, 约, or rounded */
	uint8_t timely;	     /* 按时办结: others may be late */
	uint8_t tally;	     /* 申请总量: what was carried in, or not */
};

/* What a number is to the account: how a total is called, and its parts. */
enum {
	GKRI_ROLE_NONE,
	GKRI_ROLE_RECEIVED,  /* 收到 */
	GKRI_ROLE_ACCEPTED,  /* 受理 */
	GKRI_ROLE_COLLECTED, /* 收办 */
	GKRI_ROLE_HANDLED,   /* 办理 */
	GKRI_ROLE_IN,
	GKRI_ROLE_DONE,
	GKRI_ROLE_OUT,
	GKRI_ROLE_ROW, /* one outcome */
	GKRI_ROLE_NEW  /* new, and a part of the total before it */
};
/* Whether a total holds what was carried in: so it says, or perhaps. */
enum { GKRI_HOLDS_NOT, GKRI_HOLDS, GKRI_HOLDS_PERHAPS };

struct gkri_period {
	uint16_t from_year, to_year;
	uint8_t from_month, from_day, to_month, to_day;
	struct gkri_span place;
	size_t at, end;
	uint32_t text, text_len; /* in gkr_facts.text, + 1 */
};

struct gkr_facts {
	struct gkri_mem mem;
	struct gkri_fact *list;
	size_t count, cap;
	struct gkri_buf text; /* NUL-terminated pieces */
	struct gkri_period period;
	uint8_t has_period;
	uint8_t placed;	   /* places and texts are known */
	uint8_t hasty;	   /* who speaks is not looked for, */
	uint8_t unheard;   /* and it would have counted */
	uint8_t unsifted;  /* tests: no sentence is passed over, */
	uint8_t narrow;	   /* and no vectors are used */
	uint8_t fees_said; /* section six speaks of fees for information */
	uint64_t work;	   /* bytes and tokens looked at */
	struct gkri_fact_reader *reader;
};

/* What is known of the report that a text is from; zero: nothing. */
struct gkri_fact_about {
	uint32_t year;
	uint8_t government, department;
	uint8_t other_matters, disclosure, applications; /* the section */
	uint8_t prelude; /* nothing but the period counts */
};

/* Room for a sentence. */
struct gkri_fact_reader {
	struct gkri_fact_token tokens[GKRI_FACT_TOKENS + 1];
	size_t token_count;
	char plain[GKRI_FACT_SENTENCE + 16]; /* and a character, and NULs */
	/* of the Han character that begins there, as gkri_fact_char has it */
	uint16_t numbers[GKRI_FACT_SENTENCE + 16];
	/* stretches that stood side by side in the text, too */
	struct {
		uint32_t at, from;
	} runs[GKRI_FACT_SENTENCE + 8];
	size_t run_count;
	size_t len;
	size_t origin; /* what `from` counts from */
};

/* Where the character that byte i of plain text is in stood in the text. */
size_t gkri_fact_source(const struct gkri_fact_reader *w, size_t i);

void gkri_fact_tokens(struct gkri_fact_reader *w);

/* Whom and when a sentence speaks of. */
struct gkri_fact_view {
	uint8_t scope, government, of_government, below;
	uint8_t span, partial, last_year;
};

/* A clause: the words to the left of a number. */
struct gkri_fact_clause {
	uint64_t left, joined;	     /* joined: what stands before 和 */
	struct gkri_fact_view outer; /* what a bracket is in */
	uint32_t counted;	     /* numbers before it */
	uint32_t ways;		     /* words of ways */
	uint32_t first, words;	     /* tokens: the first that counts + 1 */
	uint16_t columns;	     /* a set of column ids */
	uint8_t outcome, result, licence, whither;
	uint8_t gap, rough, numbers, money;
	uint8_t strange;      /* words that are not known, wherever */
	uint8_t timely, late; /* answers in time; others that were late */
	uint8_t apart;	      /* 不含, 另: beside what stands before */
	uint8_t outside;      /* 不含: what follows it is left out */
	uint8_t foreign;      /* what no concept counts is before the verb */
	uint8_t together;     /* 共: a sum may follow */
	uint8_t reaches;      /* 增至: what is counted was said before */
	uint8_t part;	      /* whether what a bracket is in was one */
	uint8_t stated;	      /* the number before it was a fact */
	uint8_t asked;	      /* 网上申请: a way by which they are made */
};
#define GKRI_FACT_DEPTH 4

/* Numbers of a sentence, one after the other: parts of a sum, perhaps. */
struct gkri_fact_parts {
	int64_t sum;
	size_t first;	       /* facts there were before it */
	uint32_t count, below; /* and those of units below, */
	uint32_t asked;	       /* by ways by which applications are made */
	uint8_t scale;
	uint8_t alien;	/* what is counted is not always the same */
	uint8_t marked; /* there is a word of what is counted */
};

/* Where the reading of a text stands. */
struct gkri_fact_text {
	const char *p;
	size_t n, at;
	uint8_t heading; /* the line is one */
	uint8_t fresh;	 /* at a line's beginning */
};

/* The reading of one text. */
struct gkri_fact_reading {
	struct gkr_facts *f;
	struct gkri_fact_reader *w;
	const char *p; /* the text */
	struct gkri_fact_about about;
	uint32_t topic, sentence, year;
	size_t first_fact;
	/*
	 * Topics that the sentences behind `known` decide on, which were not
	 * all read, a set; and whether one of them mattered.
	 */
	uint32_t unknown, known_topic;
	struct gkri_fact_text known;
	uint8_t asked;
	uint8_t department; /* it speaks as one */
	int32_t rc;
	/* the sentence */
	uint64_t verb;	 /* of the number before */
	uint64_t before; /* words of the last number that had some */
	struct gkri_fact_view view;
	uint8_t kinds, instances, withdrawn, lapse;
	uint8_t foreign;    /* it spoke of what no concept counts */
	uint8_t documents;  /* it counted them, of which some are not public */
	uint8_t registered; /* it counted what was, not all of it accepted */
	uint8_t late;	    /* it counted late answers */
	uint8_t compared;   /* the number before was of a comparison */
	uint8_t flat;	    /* brackets that stand around a number alone */
	uint8_t due;	    /* it counted what was to be paid */
	uint8_t tariff;	    /* 超过9件: it says for how many */
	uint8_t subjects;  /* 主要涉及: it goes on with what is asked for */
	uint8_t published; /* it counted what was published */
	uint8_t vague;	   /* which reviews or suits it counted is not sure */
	uint8_t elsewhere; /* some of them are of something else, perhaps */
	uint8_t beside;	   /* likewise of what came in */
	uint8_t part; /* 1: 其中 is the last word but for light ones; 2 */
	uint8_t pause;
	uint8_t parted;	  /* 其中…；: a part of the total may go on */
	uint32_t counted; /* numbers of the sentence */
	struct gkri_fact_view whole; /* before 其中 */
	int64_t parts;		     /* sum of what stands behind 其中 */
	int64_t channels;	     /* sum of the numbers by channel */
	int64_t rows;		     /* sum of the outcomes */
	struct gkri_fact_parts sum, amount; /* of counts, of money */
	uint64_t fee;  /* words of a clause with a fee and no money */
	uint64_t open; /* and of one with applications and no number */
	size_t others; /* facts there were at the last foreign number, + 1 */
	size_t sentence_fact;
	size_t total; /* the last total, its index + 1 */
	struct gkri_fact_clause now, stack[GKRI_FACT_DEPTH];
	uint32_t depth;
	struct gkri_fact_token *dates[4]; /* year, month, year, month */
};

/* A fact as it is found; `to` is behind its last token's end. */
struct gkri_fact *gkri_fact_add(struct gkri_fact_reading *s, uint32_t concept,
    size_t from, size_t to, const struct gkri_fact_token *number);
/* Reads the number at token i. */
void gkri_fact_count(struct gkri_fact_reading *s, size_t i);
/* How sure the fact is, by what stands around its number. */
void gkri_fact_settle(struct gkri_fact_reading *s, struct gkri_fact *fact,
    uint32_t how, uint64_t left, int right_gap);
/*
 * A number with nothing of its own: a sum, or the year's part of several; and
 * an amount of money.  The words of the statement begin with token `from`.
 */
void gkri_fact_add_bare(
    struct gkri_fact_reading *s, size_t i, size_t from, uint64_t left);
void gkri_fact_add_money(
    struct gkri_fact_reading *s, size_t i, size_t from, uint64_t left);
/* Notes a number, of which facts from `first` on are, for sums. */
void gkri_fact_note_number(
    struct gkri_fact_reading *s, const struct gkri_fact_token *t, size_t first);
/* Keeps the words of a clause that has a fee, and no money yet. */
void gkri_fact_note_fee(struct gkri_fact_reading *s);
/* Takes the year at token i into the clause: it was before, now, or will be. */
void gkri_fact_take_year(struct gkri_fact_reading *s, size_t i);
/* Likewise what token i says of the time, LAST, THIS or NEXT. */
void gkri_fact_take_time(
    struct gkri_fact_reading *s, size_t i, uint64_t classes);
/* Takes the word at token i into the clause. */
void gkri_fact_take(struct gkri_fact_reading *s, size_t i);
/*
 * Reads 分别 at token i, with the list before it and the numbers behind it;
 * returns the token behind these.
 */
size_t gkri_fact_each(struct gkri_fact_reading *s, size_t i);
/* 1 where the number is by one way of several, or by one alone. */
int gkri_fact_is_by_channel(uint64_t left);
/*
 * What the fact is to the account, read as `what` with these words before it,
 * and whether it is of what the account counts.
 */
void gkri_fact_give_role(struct gkri_fact_reading *s, uint32_t what,
    struct gkri_fact *fact, uint64_t left);
/* 1 for what is new of all that was to be handled. */
int gkri_fact_is_new_part(
    const struct gkri_fact_reading *s, uint32_t concept, uint64_t left);
/* 其中新收7件，上年结转2件: both are sure where the total holds them. */
void gkri_fact_add_up(struct gkri_fact_reading *s);
/*
 * What is carried in, the number at token i, stands in a bracket, as a part or
 * behind 含: of the total; or the bracket says that it is not.
 */
void gkri_fact_note_holding(
    struct gkri_fact_reading *s, size_t i, uint64_t left);
/*
 * Likewise where a bracket that ends says no number: （含上年结转）, and 共 or
 * 在内 in a clause, which make the number one of all together.
 */
void gkri_fact_note_held(struct gkri_fact_reading *s);
void gkri_fact_sum_follows(struct gkri_fact_clause *now);
/*
 * Behind 其中 all parts of the total have been named: what follows is beside
 * them.
 */
void gkri_fact_close_parts(
    struct gkri_fact_reading *s, const struct gkri_fact_token *t);
/*
 * Reads what the negation at token i governs; returns the token behind it.
 */
size_t gkri_fact_deny(struct gkri_fact_reading *s, size_t i);
/* Looks for the data's period in a sentence that speaks of it. */
void gkri_fact_period(struct gkri_fact_reading *s);
/*
 * The year that the text speaks of: the last one that numbers are of, or that
 * which is named first or most often; 0: none.
 */
uint32_t gkri_fact_year(struct gkri_fact_reading *s, const char *p, size_t n);
/* Reads the sentence. */
void gkri_fact_read(struct gkri_fact_reading *s);
/* Which of these topics the text is at; notes that it was asked. */
uint32_t gkri_fact_topics(struct gkri_fact_reading *s, uint32_t set);
/* Passes over sentences that end at `to`, behind a 。 */
void gkri_fact_pass_over(
    struct gkri_fact_reading *s, struct gkri_fact_text *t, size_t to);
/* Finds out what topics are unknown at t, where nothing is read yet. */
void gkri_fact_resolve(
    struct gkri_fact_reading *s, const struct gkri_fact_text *t);
/* The topic that a word sets. */
void gkri_fact_topic(struct gkri_fact_reading *s, uint64_t classes);
/* 1 where the word is 申请 of something that is not known. */
int gkri_fact_unknown_application(const struct gkri_fact_reading *s, size_t i);

/*
 * The character at p, n > 0, where it is one that is usual between Han: ASCII,
 * or that for a full-width one (*len is 3 then), or 、 or 。; else 0.
 */
static inline uint32_t gkri_fact_usual(const char *p, size_t n, size_t *len)
{
	const unsigned char *u = (const unsigned char *)p;

	*len = 1;
	if (*u > ' ' && *u < 0x7f)
		return *u;
	*len = 3;
	if (n < 3)
		return 0;
	if (*u == 0xef && u[1] == 0xbc && u[2] > 0x80)
		return u[2] - 0x60u;
	if (*u == 0xe3 && u[1] == 0x80 && (u[2] == 0x81 || u[2] == 0x82))
		return 0x2f80u + u[2];
	return 0;
}
/* 1 for quotes and marks, which no sentence has; so it is with blanks. */
int gkri_fact_drops_out(uint32_t code);
/* 1 for a mark before which a nil may stand. */
static inline int gkri_fact_ends_value(uint32_t code)
{
	return code == ',' || code == ';' || code == ')' || code == '!' ||
	    code == '?' || code == 0x3001 || code == 0x3002;
}
/* What the scan looks for. */
enum {
	GKRI_FACT_SEEK_STATED,
	GKRI_FACT_SEEK_PERIOD_TOO,
	GKRI_FACT_SEEK_FEES_TOO,
	GKRI_FACT_SEEK_PERIOD, /* alone */
	GKRI_FACT_SEEK_SPEAKER
};
struct gkri_fact_sought {
	uint8_t seek;	/* a GKRI_FACT_SEEK_... */
	uint8_t totals; /* some were read, columns may have parts of them */
	uint8_t narrow; /* tests: no vectors */
};
/*
 * The first place from t->at on, where a sentence begins, that may have it,
 * and in *start the beginning of the sentences that have to be read for it;
 * t->n where there is none.
 */
size_t gkri_fact_scan(const struct gkri_fact_text *t,
    const struct gkri_fact_sought *sought, size_t *start);
/* The next sentence into the reader; 0 at the end. */
int gkri_fact_sentence(struct gkri_fact_reader *w, struct gkri_fact_text *t);

/*
 * Reads the text and appends its facts; places are byte offsets in it.
 * Returns GKR_OK, GKR_E_MEMORY, GKR_E_LIMIT.
 */
int32_t gkri_facts_text(struct gkr_facts *f, const char *p, size_t n,
    const struct gkri_fact_about *about);
/*
 * gkr_facts_read in two steps: what is stated; and where, in which words and
 * how certainly: the checks seldom want to know that.  The second may move the
 * list.  Both return as gkri_facts_text.
 */
int32_t gkri_facts_find(struct gkr_facts *f, const struct gkr_report *r);
int32_t gkri_facts_place(struct gkr_facts *f, const struct gkr_report *r);
/* Settles what facts from index `first` on prove of each other. */
void gkri_facts_prove(struct gkr_facts *f, size_t first);
/* Figures of other scopes, or at odds with each other, are not certain. */
void gkri_facts_weigh(struct gkri_fact_reading *s);

/* The cells that a concept is compared with, in the form's edition. */
struct gkri_fact_cells {
	uint8_t concept, forms, table, row, row_to, column;
};
const struct gkri_fact_cells *gkri_fact_cells(uint32_t concept, uint32_t form);

#endif
