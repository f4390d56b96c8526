/*
 * UTF-8 checking.
 *
 * The vectors prove blocks of 64 bytes in which every continuation byte
 * stands where one is due, and which hold no byte that needs a second look:
 * U+0000, the leads of overlong forms and surrogates, and all leads of four
 * bytes.  Chinese text has next to none of these.  A block that is not proved
 * so, and what is shorter than a block, goes through the scalar check, which
 * alone says where a run ends.
 */
#include "utf8.h"

/* ------------------------------------------------------------------ */
/* Without vectors                                                    */

static inline int is_tail(unsigned c)
{
	return (c & 0xc0) == 0x80;
}

/* What the second byte may be after this lead; low > high for no lead. */
static void second(unsigned lead, unsigned *low, unsigned *high)
{
	*low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	*high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	if (lead < 0xc2 || lead > 0xf4)
		*high = 0;
}

/* Bytes of the character that the lead promises. */
static size_t promised(unsigned lead)
{
	if (lead < 0x80)
		return 1;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* Bytes of the maximal well-formed beginning of a character of several. */
static size_t beginning(const unsigned char *p, size_t n)
{
	size_t need = promised(p[0]), k;
	unsigned low, high;

	second(p[0], &low, &high);
	for (k = 1; k < need && k < n && p[k] >= low && p[k] <= high; k++) {
		low = 0x80;
		high = 0xbf;
	}
	return k;
}

/* Bytes of the character at p, 0 where there is no whole one or U+0000. */
static size_t one(const unsigned char *p, size_t n)
{
	size_t need = promised(p[0]);

	if (need == 1)
		return p[0] != 0;
	return need <= n && beginning(p, n) == need ? need : 0;
}

/*
 * Goes on from i, where a character begins, to `stop` or somewhat behind it;
 * what it returns is before `stop` only where a run ends.
 */
static size_t step(const unsigned char *p, size_t n, size_t i, size_t stop)
{
	while (i < stop) {
		size_t k;

		while (n - i >= 8 && gkri_is_ascii8(p + i))
			i += 8;
		/* E1..EC lead neither overlong forms nor surrogates */
		while (n - i >= 3 && (unsigned char)(p[i] - 0xe1) <= 0xb &&
		    is_tail(p[i + 1]) && is_tail(p[i + 2]))
			i += 3;
		if (i >= stop)
			break;
		k = one(p + i, n - i);
		if (k == 0)
			break;
		i += k;
	}
	return i;
}

size_t gkri_utf8_run_scalar(const unsigned char *p, size_t n)
{
	return step(p, n, 0, n);
}

size_t gkri_utf8_bad(const unsigned char *p, size_t n, int *cut)
{
	size_t k;

	*cut = 0;
	if (one(p, n) || p[0] == 0)
		return 0;
	k = beginning(p, n);
	*cut = k == n && p[0] >= 0xc2 && p[0] <= 0xf4;
	return k;
}

/* ------------------------------------------------------------------ */
/* Vectors of 16 bytes                                                */

#if defined(__SSE2__)
#include <emmintrin.h>
#define VECTORS 1

typedef __m128i vec;

static inline vec load(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}
static inline vec every(unsigned char byte)
{
	return _mm_set1_epi8((char)byte);
}
static inline vec both(vec a, vec b)
{
	return _mm_or_si128(a, b);
}
static inline vec lesser(vec a, vec b)
{
	return _mm_min_epu8(a, b);
}
static inline vec same(vec a, vec b)
{
	return _mm_cmpeq_epi8(a, b);
}
static inline vec is(vec a, unsigned char byte)
{
	return _mm_cmpeq_epi8(a, _mm_set1_epi8((char)byte));
}
static inline vec greater(vec a, vec b)
{
	return _mm_max_epu8(a, b);
}
static inline vec flip(vec a, unsigned char bits)
{
	return _mm_xor_si128(a, _mm_set1_epi8((char)bits));
}
/* Not zero where the byte is above the limit. */
static inline vec over(vec a, unsigned char limit)
{
	return _mm_subs_epu8(a, _mm_set1_epi8((char)limit));
}
/* As signed numbers 80..BF are the smallest. */
static inline vec tails(vec a)
{
	return _mm_cmpgt_epi8(_mm_set1_epi8((char)0xc0), a);
}
static inline int any(vec a)
{
	return _mm_movemask_epi8(is(a, 0)) != 0xffff;
}
static inline int any_high(vec a)
{
	return _mm_movemask_epi8(a) != 0;
}
/* The bytes one or two places later, zeros before them. */
#define LATER(a, n) _mm_slli_si128(a, n)

#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#define VECTORS 1

typedef uint8x16_t vec;

static inline vec load(const unsigned char *p)
{
	return vld1q_u8(p);
}
static inline vec every(unsigned char byte)
{
	return vdupq_n_u8(byte);
}
static inline vec both(vec a, vec b)
{
	return vorrq_u8(a, b);
}
static inline vec lesser(vec a, vec b)
{
	return vminq_u8(a, b);
}
static inline vec same(vec a, vec b)
{
	return vceqq_u8(a, b);
}
static inline vec is(vec a, unsigned char byte)
{
	return vceqq_u8(a, vdupq_n_u8(byte));
}
static inline vec greater(vec a, vec b)
{
	return vmaxq_u8(a, b);
}
static inline vec flip(vec a, unsigned char bits)
{
	return veorq_u8(a, vdupq_n_u8(bits));
}
static inline vec over(vec a, unsigned char limit)
{
	return vqsubq_u8(a, vdupq_n_u8(limit));
}
static inline vec tails(vec a)
{
	return vcltq_s8(vreinterpretq_s8_u8(a), vdupq_n_s8(-64));
}
static inline int any(vec a)
{
	return vmaxvq_u8(a) != 0;
}
static inline int any_high(vec a)
{
	return vmaxvq_u8(a) >= 0x80;
}
#define LATER(a, n) vextq_u8(vdupq_n_u8(0), a, 16 - (n))
#endif

/* ------------------------------------------------------------------ */
/* With vectors                                                       */

#ifdef VECTORS
/* What blocks have shown so far; nothing wrong is all there is to it. */
struct proof {
	vec wrong; /* not zero: a continuation byte lacks, or is too many */
	vec least; /* byte: U+0000 is 0 */
	vec leads; /* byte ^ C0: leads C0 and C1 are 0 and 1 */
	vec most;  /* byte: leads of four bytes are above EF */
};

static inline void proof_begin(struct proof *f)
{
	f->wrong = f->most = every(0);
	f->least = f->leads = every(0xff);
}

/*
 * The bytes v, and those one and two places before them, which say where
 * continuation bytes are due.
 */
static inline void prove_vec(struct proof *f, vec v, vec before1, vec before2)
{
	vec due = both(over(before1, 0xbf), over(before2, 0xdf));

	f->wrong = both(f->wrong, same(is(due, 0), tails(v)));
	f->wrong = both(f->wrong, both(is(v, 0xe0), is(v, 0xed)));
	f->least = lesser(f->least, v);
	f->leads = lesser(f->leads, flip(v, 0xc0));
	f->most = greater(f->most, v);
}

/* The 16 bytes at p; the two before them are read. */
static inline void prove(struct proof *f, const unsigned char *p)
{
	prove_vec(f, load(p), load(p - 1), load(p - 2));
}

static inline int is_proved(const struct proof *f)
{
	vec rare = is(over(f->leads, 1), 0);

	return !any(both(
	    both(f->wrong, rare), both(is(f->least, 0), over(f->most, 0xef))));
}

static inline int is_good16(const unsigned char *p)
{
	struct proof f;

	proof_begin(&f);
	prove(&f, p);
	return is_proved(&f);
}

/* The first 16 bytes, before which there is nothing. */
static inline int is_good_first(const unsigned char *p)
{
	struct proof f;
	vec v = load(p);

	proof_begin(&f);
	prove_vec(&f, v, LATER(v, 1), LATER(v, 2));
	return is_proved(&f);
}

static inline int is_good64(const unsigned char *p)
{
	struct proof f;

	proof_begin(&f);
	prove(&f, p);
	prove(&f, p + 16);
	prove(&f, p + 32);
	prove(&f, p + 48);
	return is_proved(&f);
}

/* 19 bytes and more at once, the last with some that are proved already. */
static int is_good_short(const unsigned char *p, size_t n)
{
	struct proof f;
	vec v = load(p);
	size_t i;

	proof_begin(&f);
	prove_vec(&f, v, LATER(v, 1), LATER(v, 2));
	for (i = 16; n - i >= 16; i += 16)
		prove(&f, p + i);
	prove(&f, p + n - 16);
	return is_proved(&f);
}

/* 1 where the 64 bytes at p are U+0001 to U+007F. */
static inline int is_ascii64(const unsigned char *p)
{
	vec a = load(p), b = load(p + 16), c = load(p + 32), d = load(p + 48);

	if (any_high(both(both(a, b), both(c, d))))
		return 0;
	return !any(is(lesser(lesser(a, b), lesser(c, d)), 0));
}

/* Bytes before p + i that begin a character which ends behind it. */
static inline size_t begun(const unsigned char *p, size_t i)
{
	if (p[i - 1] >= 0xc0)
		return 1;
	if (p[i - 2] >= 0xe0)
		return 2;
	return p[i - 3] >= 0xf0 ? 3 : 0;
}

/*
 * From i, where a character begins, to where one does behind what is proved;
 * i is 0 or 3 at least, and 16 bytes follow.
 */
static size_t blocks(const unsigned char *p, size_t n, size_t i)
{
	if (i == 0) {
		/* as pieces of the input are */
		if (n - 19 < 80 - 19 && is_good_short(p, n))
			return n - begun(p, n);
		if (!is_good_first(p))
			return 0;
		i = 16;
	}
	i = gkri_utf8_wide(p, n, i);
	for (; n - i >= 64; i += 64) {
		if (is_ascii64(p + i) && begun(p, i) == 0)
			continue;
		if (!is_good64(p + i))
			break;
	}
	while (n - i >= 16 && is_good16(p + i))
		i += 16;
	/* the last bytes once more, with some that are proved already */
	if (n - i < 16 && n >= 19 && is_good16(p + n - 16))
		i = n;
	return i - begun(p, i);
}

size_t gkri_utf8_run(const unsigned char *p, size_t n)
{
	size_t i = 0, stop;

	for (;;) {
		if (n - i >= 16)
			i = blocks(p, n, i);
		/* what is short, or a block in doubt */
		stop = n - i > 32 ? i + 32 : n;
		/* a character that begins before `stop` ends here at last */
		i = step(p, n - stop > 3 ? stop + 3 : n, i, stop);
		if (i < stop || i == n)
			return i;
	}
}

size_t gkri_ascii_run(const unsigned char *p, size_t n)
{
	size_t i = 0;

	while (n - i >= 64 && is_ascii64(p + i))
		i += 64;
	while (n - i >= 8 && gkri_is_ascii8(p + i))
		i += 8;
	while (i < n && p[i] != 0 && p[i] < 0x80)
		i++;
	return i;
}
#else
size_t gkri_utf8_run(const unsigned char *p, size_t n)
{
	return step(p, n, 0, n);
}

size_t gkri_ascii_run(const unsigned char *p, size_t n)
{
	size_t i = 0;

	while (n - i >= 8 && gkri_is_ascii8(p + i))
		i += 8;
	while (i < n && p[i] != 0 && p[i] < 0x80)
		i++;
	return i;
}
#endif
