/*
 * Runs a fuzz harness over files, without a fuzzer: the inputs that once
 * broke something (t/fuzz/NAME/), and, with -s, files that are no inputs yet,
 * each behind a few heads.  With -o it prints a number for each file, of all
 * that came out.  With -w files and pieces of them are written as seeds for a
 * fuzzer, with -d the words that tables have as a dictionary for it.
 */
#include "fuzz.h"

#include <ctype.h>

/* Bytes of a seed that is a piece of a file: small ones are quick. */
#define PIECE 1200

static const unsigned char heads[][FUZZ_HEAD] = {{0, 0, 0xFF, 0xFF},
    {1, 1, 0xFF, 0xFF}, {2, 7, 0, 3}, {3, 0x80 | 31, 0, 40}, {4, 64, 0, 12},
    {24, 90, 0xFF, 0xFF}, {31, 0x80 | 3, 1, 0}, {0x70, 65, 0xFF, 0xFF},
    {0xC0, 0, 0xFF, 0xFF}, {0x81, 0, 0xFF, 0xFF}, {0xAB, 7, 0, 30},
    {0x23, 64, 0xFF, 0xFF}, {0xE3, 5, 0xFF, 0xFF}};
#define HEADS (sizeof(heads) / FUZZ_HEAD)

static unsigned char *read_file(const char *name, size_t *len)
{
	FILE *f = fopen(name, "rb");
	unsigned char *all = NULL;
	long size;

	if (!f || fseek(f, 0, SEEK_END) != 0 || (size = ftell(f)) < 0) {
		perror(name);
		exit(2);
	}
	rewind(f);
	all = malloc((size_t)size + FUZZ_HEAD);
	if (!all ||
	    fread(all + FUZZ_HEAD, 1, (size_t)size, f) != (size_t)size) {
		perror(name);
		exit(2);
	}
	fclose(f);
	*len = (size_t)size;
	return all;
}

/* As a seed for a fuzzer: a file in the directory, named by number. */
static size_t write_seed(
    const char *directory, size_t number, const unsigned char *p, size_t n)
{
	char name[4096];
	FILE *f;

	snprintf(name, sizeof(name), "%s/seed-%04lu", directory,
	    (unsigned long)number);
	f = fopen(name, "wb");
	if (!f || fwrite(heads[number % HEADS], 1, FUZZ_HEAD, f) != FUZZ_HEAD ||
	    fwrite(p, 1, n, f) != n || fclose(f) != 0) {
		perror(name);
		exit(2);
	}
	return 1;
}

/* Where a piece ends that begins at `at`: behind a line, if there is one. */
static size_t piece_end(const unsigned char *p, size_t len, size_t at)
{
	size_t end = at + PIECE;

	while (end < len && p[end - 1] != '\n')
		end++;
	return end < len ? end : len;
}

/* The file and pieces of it; an archive is nothing in pieces. */
static size_t write_seeds(
    const char *file, const char *directory, size_t number)
{
	size_t len, at = 0, end, first = number;
	unsigned char *all = read_file(file, &len);
	const unsigned char *p = all + FUZZ_HEAD;

	number += write_seed(directory, number, p, len);
	if (len > 2 && memcmp(p, "PK", 2) == 0)
		at = len;
	for (; at < len; at = end) {
		end = piece_end(p, len, at);
		number += write_seed(directory, number, p + at, end - at);
		number += write_seed(directory, number, p + at, end - at);
	}
	free(all);
	return number - first;
}

/* The file behind each head. */
static size_t seeds(const char *file)
{
	size_t len, h;
	unsigned char *all = read_file(file, &len);

	for (h = 0; h < HEADS; h++) {
		memcpy(all, heads[h], FUZZ_HEAD);
		LLVMFuzzerTestOneInput(all, len + FUZZ_HEAD);
	}
	free(all);
	return h;
}

static size_t replay(const char *file)
{
	size_t len;
	unsigned char *all = read_file(file, &len);

	LLVMFuzzerTestOneInput(all + FUZZ_HEAD, len);
	free(all);
	return 1;
}

static size_t outcome(const char *file)
{
	uint64_t sum = 1;

	fuzz_outcome = &sum;
	replay(file);
	printf("%08lx%08lx %s\n", (unsigned long)(sum >> 32),
	    (unsigned long)(sum & 0xffffffffu), file);
	return 1;
}

/* ------------------------------------------------------------------ */
/* The dictionary                                                     */

static void put_word(const char *before, const unsigned char *p, size_t n)
{
	size_t i;

	printf("\"%s", before);
	for (i = 0; i < n; i++)
		printf("\\x%02X", p[i]);
	puts(*before ? ">\"" : "\"");
}

/* What stands in quotes at p; returns where it ends. */
static size_t quoted(const unsigned char *p, size_t n)
{
	size_t end = 0;

	while (end < n && p[end] != '"' && p[end] != '\n' && p[end] != '\\')
		end++;
	if (end > 0 && end < 64 && end < n && p[end] == '"')
		put_word("", p, end);
	return end;
}

/* The words of a .def file, and the tags. */
static size_t words(const char *file)
{
	static const char tag[] = "GKR_DEF_TAG(";
	size_t len, i, n, skip = sizeof(tag) - 1;
	unsigned char *all = read_file(file, &len), *p = all + FUZZ_HEAD;

	for (i = 0; i < len; i++) {
		if (p[i] == '"')
			i += 1 + quoted(p + i + 1, len - i - 1);
		if (len - i <= skip || memcmp(p + i, tag, skip) != 0)
			continue;
		i += skip;
		for (n = 0; i + n < len && isalnum(p[i + n]);)
			n++;
		put_word("<", p + i, n);
		put_word("</", p + i, n);
	}
	free(all);
	return 1;
}

/* What layouts are made of, which no table has. */
static void separators(void)
{
	static const char *const list[] = {",", ",,", "\"", "\",\"", "\n\"",
	    ",\"\"", ";", "\r\n", "\t", "\t\t", "|", "||", "\n|", "|\n",
	    "|---|", "|:--|--:|", "\\|", "---", "+---+", "<br>", "## ", "- ",
	    "**", "  ", "\xE3\x80\x80"};
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		put_word("", (const unsigned char *)list[i], strlen(list[i]));
}

/* replay FILE..., replay -s|-o|-d FILE..., replay -w DIRECTORY FILE... */
int main(int argc, char **argv)
{
	static const char options[] = "sod";
	static size_t (*const done[])(const char *) = {
	    seeds, outcome, words, replay};
	int option = argc > 1 && argv[1][0] == '-' ? argv[1][1] : 0;
	const char *which = option ? strchr(options, option) : NULL;
	size_t runs = 0;
	int i = option == 'w' ? 3 : option ? 2 : 1;

	if (option == 'd')
		separators();
	for (; i < argc; i++)
		runs += option == 'w'
		    ? write_seeds(argv[i], argv[2], runs)
		    : done[which ? which - options : 3](argv[i]);
	if (option != 'o' && option != 'd')
		printf("%s: %lu inputs\n", argv[0], (unsigned long)runs);
	return runs == 0;
}
