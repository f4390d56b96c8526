/*
 * Rivals in Python: a script that stays in its process and is told when to
 * run, and whole programs from their start to their end.
 */
#include "bench.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKERS 4

struct worker {
	FILE *to, *from;
	pid_t pid;
};
static struct worker workers[WORKERS];
static size_t worker_count;

/* What is run; NULL ends the arguments. */
static pid_t start(char *const *argv, int in, int out)
{
	pid_t pid = fork();

	if (pid == 0) {
		if (in >= 0)
			dup2(in, 0);
		dup2(out, 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	return pid;
}

static int is_ready(struct worker *w)
{
	char line[64];

	return fgets(line, sizeof line, w->from) && !strcmp(line, "ready\n");
}

/* NULL where it does not come up. */
static struct worker *worker_new(char *const *argv)
{
	struct worker *w = &workers[worker_count];
	int to[2], from[2];

	if (worker_count == WORKERS || pipe(to) != 0 || pipe(from) != 0)
		return NULL;
	fcntl(to[1], F_SETFD, FD_CLOEXEC);
	fcntl(from[0], F_SETFD, FD_CLOEXEC);
	w->pid = start(argv, to[0], from[1]);
	close(to[0]);
	close(from[1]);
	w->to = fdopen(to[1], "w");
	w->from = fdopen(from[0], "r");
	worker_count++;
	return is_ready(w) ? w : NULL;
}

void python_close(void)
{
	while (worker_count) {
		struct worker *w = &workers[--worker_count];

		fclose(w->to);
		fclose(w->from);
		waitpid(w->pid, NULL, 0);
	}
}

static double run_worker(const struct measure *m)
{
	const struct worker *w = m->arg;
	char line[64];

	fputs("go\n", w->to);
	fflush(w->to);
	return fgets(line, sizeof line, w->from) ? atof(line) : 0;
}

static double run_program(const struct measure *m)
{
	int out = open("/dev/null", O_WRONLY), status;
	pid_t pid = start((char *const *)(uintptr_t)m->arg, -1, out);

	close(out);
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) > 1) {
		fprintf(stderr, "bench: %s fails\n",
		    ((char *const *)(uintptr_t)m->arg)[0]);
		exit(1);
	}
	return 0;
}

/* ------------------------------------------------------------------ */

static char *join(const char *a, const char *b)
{
	size_t n = strlen(a) + strlen(b) + 1;
	char *p = need(malloc(n));

	snprintf(p, n, "%s%s", a, b);
	return p;
}

static char **arguments(
    const char *a, const char *b, const char *c, const char *d, const char *e)
{
	const char *const all[] = {a, b, c, d, e, NULL};
	char **argv = need(calloc(6, sizeof *argv));
	int i;

	for (i = 0; all[i]; i++)
		argv[i] = join(all[i], "");
	return argv;
}

static void add(struct bench *b, const char *what, const struct set *s,
    double (*run)(const struct measure *), const void *arg, int against,
    const char *goal)
{
	struct measure m = {0};

	m.what = what;
	m.run = run;
	m.set = s;
	m.arg = arg;
	m.against = against < 0 ? b->count : against;
	m.slower = 1;
	m.goal = goal;
	measure_add(b, m);
}

void add_python(struct bench *b, const struct setup *s, const struct set *all,
    const struct set *some, int json)
{
	char *dir = join(s->build, "/bench"),
	     *script = join(s->top, "/t/bench.py");
	char *gkr = join(s->build, "/gkr"), *list = join(dir, ".list");
	char *few = join(dir, "-some.list"), *list0 = join(dir, ".list0");
	struct worker *w;

	set_write(some, dir, "txt", few, '\n');
	w = worker_new(arguments(s->python, script, "worker", "script", few));
	measure_title(b, "a plain Python script: times our time");
	if (w) {
		add(b, "in process, checked, JSON", some, run_worker, w, json,
		    "times our time: >= 40");
	} else {
		fprintf(stderr, "bench: %s does not run\n", s->python);
		return;
	}
	if (access(gkr, X_OK) != 0) {
		fprintf(stderr, "bench: there is no %s\n", gkr);
		return;
	}
	set_write(all, dir, "txt", list, '\n');
	set_write(all, dir, "txt", list0, '\0');
	add(b, "gkr convert, a whole program", all, run_program,
	    arguments(gkr, "convert", "--to=ndjson", "--files0-from", list0),
	    -1, NULL);
	add(b, "the script, a whole program", all, run_program,
	    arguments(s->python, script, "program", list, NULL), b->count - 1,
	    "times our time: >= 20");
}

void add_python_html(
    struct bench *b, const struct setup *s, const struct set *set, int html)
{
	static const char *const others[] = {"", "/usr/bin/python3"};
	char *dir = join(s->build, "/bench"), *list = join(dir, "-html.list");
	char *script = join(s->top, "/t/bench.py");
	struct worker *w = NULL;
	int i;

	set_write(set, dir, "html", list, '\n');
	for (i = 0; i < 2 && !w; i++)
		w = worker_new(arguments(*others[i] ? others[i] : s->python,
		    script, "worker", "lxml", list));
	if (w)
		add(b, "lxml in Python, the tables' texts", set, run_worker, w,
		    html, "times our time: >= 100");
	else
		fprintf(stderr, "bench: no Python here has lxml\n");
}
