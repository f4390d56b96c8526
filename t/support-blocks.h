/*
 * How much of a program ran, where a compiler made it tell (make work): the
 * blocks of its code, each counted as often as it ran, and 16 bytes at a time
 * that the C library looked at or moved for it.
 */
#ifndef TEST_SUPPORT_BLOCKS_H
#define TEST_SUPPORT_BLOCKS_H

#include <stdint.h>

/* So many until now; always 0 where nothing tells. */
uint64_t blocks_run(void);

#endif
