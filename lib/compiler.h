/* What compilers are told, or asked for, each in its own words; sets. */
#ifndef GKRI_COMPILER_H
#define GKRI_COMPILER_H

#include <stdint.h>

/* OFTEN is part of what calls it; SELDOM is kept out of its way. */
#ifdef __GNUC__
#define OFTEN static inline __attribute__((always_inline))
#define SELDOM static __attribute__((noinline))
#else
#define OFTEN static inline
#define SELDOM static
#endif

/* The lowest bit of a set that is not empty. */
static inline uint32_t gkri_lowest(uint64_t set)
{
#ifdef __GNUC__
	return (uint32_t)__builtin_ctzll(set);
#else
	uint32_t at = 0;

	while (!(set >> at & 1))
		at++;
	return at;
#endif
}

/* 1 where the id is in the set of ids. */
static inline int gkri_in(uint32_t set, uint32_t id)
{
	return id < 32 && set >> id & 1;
}

#endif
