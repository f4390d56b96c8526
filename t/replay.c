/*
 * Runs a fuzz harness over files, without a fuzzer: the inputs that once
 * broke something (t/fuzz/NAME/), and, with -s, files that are no inputs yet,
 * each behind a few heads.  With -w they are written as seeds for a fuzzer.
 */
#include "fuzz.h"

static const unsigned char heads[][FUZZ_HEAD] = {{0, 0, 0xFF, 0xFF},
    {1, 1, 0xFF, 0xFF}, {2, 7, 0, 3}, {3, 0x80 | 31, 0, 40}, {4, 64, 0, 12},
    {24, 90, 0xFF, 0xFF}, {31, 0x80 | 3, 1, 0}, {0x70, 65, 0xFF, 0xFF}};

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
static void write_seed(
    const char *directory, size_t number, const unsigned char *p, size_t n)
{
	char name[4096];
	FILE *f;

	snprintf(name, sizeof(name), "%s/seed-%04lu", directory,
	    (unsigned long)number);
	f = fopen(name, "wb");
	if (!f || fwrite(p, 1, n, f) != n || fclose(f) != 0) {
		perror(name);
		exit(2);
	}
}

/* The file behind each head: run, or written into the directory. */
static size_t seeds(const char *file, const char *directory, size_t number)
{
	size_t len, h;
	unsigned char *all = read_file(file, &len);

	for (h = 0; h < sizeof(heads) / FUZZ_HEAD; h++) {
		memcpy(all, heads[h], FUZZ_HEAD);
		if (directory)
			write_seed(directory, number + h, all, len + FUZZ_HEAD);
		else
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

/* replay FILE..., replay -s FILE..., replay -w DIRECTORY FILE... */
int main(int argc, char **argv)
{
	int write = argc > 2 && strcmp(argv[1], "-w") == 0;
	int seed = write || (argc > 1 && strcmp(argv[1], "-s") == 0);
	const char *directory = write ? argv[2] : NULL;
	size_t runs = 0;
	int i;

	for (i = 1 + seed + write; i < argc; i++)
		runs +=
		    seed ? seeds(argv[i], directory, runs) : replay(argv[i]);
	printf("%s: %lu inputs\n", argv[0], (unsigned long)runs);
	return runs == 0;
}
