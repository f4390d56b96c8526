/* What the caller wants of the rules, and the findings that are accepted. */
#include "finding.h"
#include "text.h"

int32_t gkr_findings_set_policy(gkr_findings *f, uint32_t policy, int64_t value)
{
	if (!f || policy != GKR_POLICY_BLANK_AS_ZERO || value < 0 || value > 1)
		return GKR_E_ARGUMENT;
	f->blank_as_zero = value;
	return GKR_OK;
}

int32_t gkr_findings_set_severity(
    gkr_findings *f, uint32_t rule, uint32_t severity)
{
	if (!f || !gkr_rule_name(rule) || severity > GKR_SEVERITY_ERROR)
		return GKR_E_ARGUMENT;
	f->severities[rule] = (uint8_t)severity;
	return GKR_OK;
}

int32_t gkr_findings_set_off(gkr_findings *f, uint32_t rule, uint32_t off)
{
	if (!f || !gkr_rule_name(rule) || off > 1)
		return GKR_E_ARGUMENT;
	f->off[rule] = (uint8_t)off;
	return GKR_OK;
}

/* ------------------------------------------------------------------ */
/* Fingerprints                                                       */

#define FIRST UINT64_C(14695981039346656037)
#define PRIME UINT64_C(1099511628211)

static uint64_t add_bytes(uint64_t print, const char *p, size_t n)
{
	for (; n >= 4; n -= 4, p += 4) {
		print = (print ^ (unsigned char)p[0]) * PRIME;
		print = (print ^ (unsigned char)p[1]) * PRIME;
		print = (print ^ (unsigned char)p[2]) * PRIME;
		print = (print ^ (unsigned char)p[3]) * PRIME;
	}
	for (; n; n--, p++)
		print = (print ^ (unsigned char)*p) * PRIME;
	/* what ends here is not what goes on */
	return (print ^ 0xff) * PRIME;
}

static uint64_t add_text(uint64_t print, const char *text)
{
	return add_bytes(print, text ? text : "", text ? strlen(text) : 0);
}

/* So that every bit of what was added counts in every bit. */
static uint64_t finish(uint64_t print)
{
	print = (print ^ print >> 33) * UINT64_C(0xff51afd7ed558ccd);
	print = (print ^ print >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return print ^ print >> 33;
}

/*
 * Nearly all cells hold numbers.  What a step does to the bytes above the last
 * does not depend on what it adds, so that all steps of the state's name and
 * its end are one, and what they add, by the last byte.
 */
/* clang-format off */
#define ONE(h, c) ((((uint64_t)(h)) ^ (c)) * PRIME)
#define SEVEN(h, a, b, c, d, e, f, g) \
	ONE(ONE(ONE(ONE(ONE(ONE(ONE(h, a), b), c), d), e), f), g)
#define POWER SEVEN(1, 0, 0, 0, 0, 0, 0, 0)
#define ADDS(h) SEVEN(h, 'n', 'u', 'm', 'b', 'e', 'r', 0xff) - (h) * POWER,
#define FOUR(h) ADDS(h) ADDS((h) + 1) ADDS((h) + 2) ADDS((h) + 3)
#define MORE(h) FOUR(h) FOUR((h) + 4) FOUR((h) + 8) FOUR((h) + 12)
#define ALL(h) MORE(h) MORE((h) + 16) MORE((h) + 32) MORE((h) + 48)
static const uint64_t of_number[256] = {ALL(0) ALL(64) ALL(128) ALL(192)};

/* A name in as many steps as it has bytes (10 at most). */
#define STEP(text, i) \
	if (sizeof(text) > (i) + 1) \
		print = (print ^ (unsigned char)(text)[i]) * PRIME;
#define NAME(text) \
	STEP(text, 0) STEP(text, 1) STEP(text, 2) STEP(text, 3) STEP(text, 4) \
	STEP(text, 5) STEP(text, 6) STEP(text, 7) STEP(text, 8) STEP(text, 9)
/* clang-format on */

static inline uint64_t add_state(uint64_t print, uint8_t state)
{
	if (state == GKR_STATE_NUMBER)
		return print * POWER + of_number[print & 255];
	switch (state) {
#define GKR_DEF_STATE(id, name) \
	case GKR_STATE_##id:    \
		NAME(name)      \
		break;
#include "name.def"
	default:
		break;
	}
	return (print ^ 0xff) * PRIME;
}

/* What the cells print, where the finding is about that. */
static uint64_t add_cells(
    uint64_t print, const struct gkr_report *r, const struct gkri_case *c)
{
	const uint16_t *slot = c->slots, *end = slot + c->slot_count;
	const struct gkri_rcell *cell;

	for (; slot < end; slot++) {
		cell = &r->cells[*slot];
		print = add_state(print, cell->state);
		if (cell->raw_len == 1) {
			print = ONE(print, (uint8_t)r->text.data[cell->raw]);
			print = ONE(print, 0xff);
			continue;
		}
		print = add_bytes(print,
		    cell->raw_len ? r->text.data + cell->raw : "",
		    cell->raw_len);
	}
	return print;
}

static uint64_t add_loose(
    uint64_t print, const struct gkr_report *r, const struct gkri_loose *loose)
{
	const struct gkri_span *v;
	uint32_t i;

	for (i = 0; i < loose->count; i++) {
		v = &r->values[loose->first + i];
		print = add_bytes(
		    print, gkri_run(&r->text, v->at, v->len, NULL), v->len);
	}
	return print;
}

/* Findings of a rule begin alike. */
static uint64_t rule_of(
    struct gkri_said *said, const struct gkr_report *r, uint8_t rule)
{
	uint64_t print;
	char year[24];
	size_t n;

	gkri_said_begin(said, r);
	if (said->rule == rule)
		return said->print;
	n = gkri_decimal_write(year, r->year, 0);
	print = add_text(FIRST, gkr_rule_name(rule));
	print = add_text(print, gkri_report_kept(r, r->agency));
	said->print = add_bytes(print, year, n);
	said->rule = rule;
	return said->print;
}

uint64_t gkri_print_of(struct gkr_findings *f, const struct gkr_report *r,
    const struct gkri_case *c, const char *at)
{
	uint64_t print = add_text(rule_of(&f->said, r, c->rule), at);

	if (c->compares) {
		print = add_bytes(print, c->left.digits, c->left.len);
		return finish(add_bytes(print, c->right.digits, c->right.len));
	}
	print = add_bytes(print, "?", c->status == GKR_FINDING_UNASSESSABLE);
	print = add_bytes(print, c->text ? c->text : "", c->text_len);
	print = add_cells(print, r, c);
	return finish(c->loose ? add_loose(print, r, c->loose) : print);
}

uint64_t gkri_print_nth(uint64_t print, uint32_t nth)
{
	return nth ? finish(print + nth) : print;
}

/* A byte's two digits. */
#define SIXTEEN(a)                                                          \
	a "0" a "1" a "2" a "3" a "4" a "5" a "6" a "7" a "8" a "9" a "a" a \
	  "b" a "c" a "d" a "e" a "f"
static const char two_digits[] = SIXTEEN("0") SIXTEEN("1") SIXTEEN("2")
    SIXTEEN("3") SIXTEEN("4") SIXTEEN("5") SIXTEEN("6") SIXTEEN("7")
	SIXTEEN("8") SIXTEEN("9") SIXTEEN("a") SIXTEEN("b") SIXTEEN("c")
	    SIXTEEN("d") SIXTEEN("e") SIXTEEN("f");

void gkri_print_write(char *out, uint64_t print)
{
	int i;

	for (i = 14; i >= 0; i -= 2, print >>= 8)
		memcpy(out + i, &two_digits[(print & 255) * 2], 2);
	out[16] = '\0';
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* 16 digits at the beginning of n bytes; 0 where there are none. */
static int read_print(const char *p, size_t n, uint64_t *print)
{
	int i, digit;

	*print = 0;
	if (n < 16)
		return 0;
	for (i = 0; i < 16; i++) {
		digit = digit_of(p[i]);
		if (digit < 0)
			return 0;
		*print = *print << 4 | (uint64_t)digit;
	}
	return 1;
}

/* ------------------------------------------------------------------ */
/* Accepted findings                                                  */

uint32_t gkri_accepted_find(struct gkr_findings *f, uint64_t print)
{
	uint32_t at =
	    f->accepted_count ? f->accepted_chain[print % GKRI_CHAINS] : 0;

	while (at && f->accepted[at - 1].print != print)
		at = f->accepted[at - 1].alike;
	return at;
}

static int32_t put_words(
    struct gkr_findings *f, uint64_t print, const char *reason, size_t len)
{
	size_t was = f->words.len;
	char text[GKRI_PRINT_BYTES];
	int32_t rc;

	gkri_print_write(text, print);
	rc = gkri_buf_put(&f->words, text, sizeof text);
	if (rc == GKR_OK)
		rc = gkri_buf_put(&f->words, reason, len);
	if (rc == GKR_OK)
		rc = gkri_buf_putc(&f->words, '\0');
	if (rc != GKR_OK)
		f->words.len = was;
	return rc;
}

/* A print that is accepted again has the later reason. */
static int32_t accept(struct gkr_findings *f, uint64_t print,
    const char *reason, size_t len, uint64_t line)
{
	uint32_t at = gkri_accepted_find(f, print), text;
	void *list = f->accepted;
	struct gkri_accepted *it;
	int32_t rc = gkri_grow(&f->mem, &list, &f->accepted_cap,
	    f->accepted_count + 1, sizeof *f->accepted);

	f->accepted = list;
	text = (uint32_t)f->words.len;
	if (rc == GKR_OK)
		rc = put_words(f, print, reason, len);
	if (rc != GKR_OK)
		return rc;
	it = &f->accepted[at ? at - 1 : f->accepted_count];
	if (!at) {
		memset(it, 0, sizeof *it);
		it->print = print;
		it->alike = f->accepted_chain[print % GKRI_CHAINS];
		f->accepted_chain[print % GKRI_CHAINS] =
		    (uint32_t)++f->accepted_count;
	}
	it->text = text;
	it->line = line;
	return GKR_OK;
}

/* Well-formed, without NUL and line ends. */
static int is_line(const char *p, size_t n)
{
	size_t bad, cut;

	return !n ||
	    (p && !memchr(p, '\0', n) && !memchr(p, '\n', n) &&
		gkri_utf8_check(p, n, &bad, &cut) == n);
}

int32_t gkr_findings_accept(
    gkr_findings *f, const char *fingerprint, const char *reason, size_t len)
{
	uint64_t print;

	if (!f || !fingerprint || strlen(fingerprint) != 16 ||
	    !read_print(fingerprint, 16, &print) || !is_line(reason, len))
		return GKR_E_ARGUMENT;
	if (len)
		gkri_trim(&reason, &len);
	return accept(f, print, reason, len, 0);
}

void gkr_findings_accept_none(gkr_findings *f)
{
	size_t i;

	if (!f)
		return;
	f->accepted_count = 0;
	f->words.len = 0;
	memset(f->accepted_chain, 0, sizeof f->accepted_chain);
	for (i = 0; i < f->count; i++)
		f->list[i].accepted = 0;
}

/* One line of a list, without its end. */
static int32_t accept_line(
    struct gkr_findings *f, const char *p, size_t n, uint64_t line)
{
	uint64_t print;

	if (!is_line(p, n))
		return GKR_E_ARGUMENT;
	if (n)
		gkri_trim(&p, &n);
	if (!n || *p == '#')
		return GKR_OK;
	if (!read_print(p, n, &print) ||
	    (n > 16 && p[16] != ' ' && p[16] != '\t'))
		return GKR_E_ARGUMENT;
	p += 16;
	n -= 16;
	if (n)
		gkri_trim(&p, &n);
	return accept(f, print, p, n, line);
}

int32_t gkr_findings_accept_list(
    gkr_findings *f, const char *text, size_t len, uint64_t *line)
{
	const char *end;
	uint64_t n = 0;
	size_t size;
	int32_t rc = GKR_OK;

	if (line)
		*line = 0;
	if (!f || (!text && len))
		return GKR_E_ARGUMENT;
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		len -= 3;
	}
	while (rc == GKR_OK && len) {
		end = memchr(text, '\n', len);
		size = end ? (size_t)(end - text) : len;
		rc = accept_line(f, text, size, ++n);
		size += end != NULL;
		text += size;
		len -= size;
	}
	if (line && rc != GKR_OK)
		*line = n;
	return rc;
}

/* ------------------------------------------------------------------ */

static const struct gkri_accepted *accepted_of(
    const gkr_findings *f, uint32_t index)
{
	return f && index < f->accepted_count ? &f->accepted[index] : NULL;
}

uint32_t gkr_accepted_count(const gkr_findings *f)
{
	return f ? (uint32_t)f->accepted_count : 0;
}

const char *gkr_accepted_fingerprint(const gkr_findings *f, uint32_t index)
{
	const struct gkri_accepted *it = accepted_of(f, index);

	return it ? f->words.data + it->text : NULL;
}

const char *gkr_accepted_reason(const gkr_findings *f, uint32_t index)
{
	const struct gkri_accepted *it = accepted_of(f, index);

	return it ? f->words.data + it->text + GKRI_PRINT_BYTES : NULL;
}

uint64_t gkr_accepted_line(const gkr_findings *f, uint32_t index)
{
	const struct gkri_accepted *it = accepted_of(f, index);

	return it ? it->line : 0;
}

uint32_t gkr_accepted_matches(const gkr_findings *f, uint32_t index)
{
	const struct gkri_accepted *it = accepted_of(f, index);

	return it ? it->matches : 0;
}
