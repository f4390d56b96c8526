/*
 * The classes of words in fact.def, a bit each.  Only the files that read
 * fact.def include this, behind all other headers: the names are short.
 */
#ifndef GKRI_FACT_CLASS_H
#define GKRI_FACT_CLASS_H

#define APP (UINT64_C(1) << 0)	   /* applications for information */
#define GENERIC (UINT64_C(1) << 1) /* applications, of what is not said */
#define PIECES (UINT64_C(1) << 2)  /* pieces of information */
#define FOREIGN (UINT64_C(1) << 3) /* what no concept counts */
#define DISC (UINT64_C(1) << 4)	   /* disclosure */
#define REVIEW (UINT64_C(1) << 5)
#define SUIT (UINT64_C(1) << 6)
#define DIRECT (UINT64_C(1) << 7)
#define AFTER (UINT64_C(1) << 8)
#define NORM (UINT64_C(1) << 9)
#define RULES (UINT64_C(1) << 10)
#define DOC (UINT64_C(1) << 11) /* other documents */
#define FEEINFO (UINT64_C(1) << 12)
#define FEEADM (UINT64_C(1) << 13)
#define FEE (UINT64_C(1) << 14)	    /* fees, which is not said */
#define LICENCE (UINT64_C(1) << 15) /* decisions of Article 20 (5) and (6) */
#define RECV (UINT64_C(1) << 16)
#define ACCEPT (UINT64_C(1) << 17)
#define HANDLE (UINT64_C(1) << 18)
#define COLLECT (UINT64_C(1) << 19)
#define REGISTER (UINT64_C(1) << 20)
#define DONE (UINT64_C(1) << 21)
#define ISSUE (UINT64_C(1) << 22)
#define PUBLISH (UINT64_C(1) << 23) /* to publish is not to issue */
#define REPEAL (UINT64_C(1) << 24)
#define LAPSE (UINT64_C(1) << 25)
#define AMEND (UINT64_C(1) << 26)
#define INFORCE (UINT64_C(1) << 27)
#define DRAFT (UINT64_C(1) << 28)
#define CHARGE (UINT64_C(1) << 29)
#define DUE (UINT64_C(1) << 30) /* asked for or waived, not received */
#define HAPPEN (UINT64_C(1) << 31)
#define BE (UINT64_C(1) << 32) /* being reviewed or sued */
#define DECIDE (UINT64_C(1) << 33)
#define CARRY (UINT64_C(1) << 34)
#define PENDING (UINT64_C(1) << 35)
#define LAST (UINT64_C(1) << 36)
#define NEXT (UINT64_C(1) << 37)
#define THIS (UINT64_C(1) << 38)
#define SPAN (UINT64_C(1) << 39)    /* other than a year */
#define PARTIAL (UINT64_C(1) << 40) /* a part of the year */
#define PERIOD (UINT64_C(1) << 41)  /* the data's period is named */
#define SUM (UINT64_C(1) << 42)	    /* a sum follows */
#define PART (UINT64_C(1) << 43)
#define INCL (UINT64_C(1) << 44)
#define CHANNEL (UINT64_C(1) << 45) /* by which way applications came */
#define WAYS (UINT64_C(1) << 46)    /* all the ways together */
#define COMPARE (UINT64_C(1) << 47) /* a change, share or step: no total */
#define BELOW (UINT64_C(1) << 48)   /* a unit of the organ */
#define ORGAN (UINT64_C(1) << 49)
#define DEPT (UINT64_C(1) << 50) /* words that only a department says */
#define AREA (UINT64_C(1) << 51)
#define GOV (UINT64_C(1) << 52) /* the government, not the area */
#define NEG (UINT64_C(1) << 53)
#define EACH (UINT64_C(1) << 54)
#define ALLOF (UINT64_C(1) << 55)
#define VAGUE (UINT64_C(1) << 56) /* makes unsure which cell it is */
#define KINDS (UINT64_C(1) << 57) /* of all kinds, not of disclosure alone */
#define WITHDRAWN (UINT64_C(1) << 58)
#define OUTCOME (UINT64_C(1) << 59) /* a row of outcomes */
#define RESULT (UINT64_C(1) << 60)  /* how a review or suit ended */
#define COLUMN (UINT64_C(1) << 61)  /* a kind of applicant */
#define QUALIFY (UINT64_C(1) << 62) /* narrows what is negated */
#define LIGHT (UINT64_C(1) << 63)   /* says nothing by itself */

#define GKRI_FACT_VERBS                                               \
	(RECV | ACCEPT | HANDLE | COLLECT | REGISTER | DONE | ISSUE | \
	    PUBLISH | REPEAL | INFORCE | CHARGE)

/*
 * A number states something only with a word of MARKS in its clause, and a
 * negation only with one of NOUNS behind it; fact-table.py reads this, too.
 */
#define GKRI_FACT_MARKS                                                     \
	(APP | GENERIC | REVIEW | SUIT | DIRECT | AFTER | NORM | RULES |    \
	    FEEINFO | FEEADM | FEE | LICENCE | RECV | ACCEPT | HANDLE |     \
	    COLLECT | REGISTER | DONE | ISSUE | REPEAL | INFORCE | CHARGE | \
	    CARRY | PENDING | SUM | OUTCOME | RESULT | COLUMN)
#define GKRI_FACT_NOUNS                                                   \
	(APP | GENERIC | PIECES | REVIEW | SUIT | NORM | RULES | REPEAL | \
	    FEEINFO | FEE | FEEADM | LICENCE | CARRY)
/* Only with one of these behind it does a bare 未 negate. */
#define GKRI_FACT_DEEDS \
	(RECV | ACCEPT | ISSUE | REPEAL | CHARGE | HAPPEN | BE | DECIDE | FEE)

#endif
