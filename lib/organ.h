/* Which names are one organ's. */
#ifndef GKRI_ORGAN_H
#define GKRI_ORGAN_H

#include <stddef.h>

#define GKRI_ORGAN_NAME 300 /* bytes of a name that is looked at */
#define GKRI_ORGAN_KEY 2048

/*
 * A name as what the organ is, then its places from the innermost out, '\1'
 * before each: of two names of one organ one is the beginning of the other.
 * Returns its length, 0 where it is no name.
 */
size_t gkri_organ_key(char out[GKRI_ORGAN_KEY], const char *name, size_t len);
/* 1 where b is a, or a with more places around it. */
int gkri_organ_extends(
    const char *a, size_t a_len, const char *b, size_t b_len);
/* 1 where a name begins with a place, or with what ends one: 县财政局. */
int gkri_organ_is_placed(const char *name, size_t len);

#endif
