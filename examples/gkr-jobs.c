/*
 * convert --jobs N: workers, each a process with handles of its own.
 *
 * Worker k of n reads the files k, k + n, k + 2n ... of the list and sends
 * what it would have printed through a pipe, in frames.  The parent takes one
 * file from each worker in turn, so that results stand in the list's order; a
 * worker that is ahead waits at its pipe, so that memory stays bounded.  A
 * worker that dies costs the file that it had, and another goes on behind.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* F_SETPIPE_SZ: NOLINT(*-reserved-identifier,cert-*) */
#endif
#include "gkr-cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* The end of a file: what it adds to the run. */
struct tally {
	uint64_t read, failed;
	int32_t code;
};

/* A worker as the parent sees it. */
struct worker {
	pid_t pid;
	int fd;	      /* frames come from here, -1: there is no worker */
	size_t at, n; /* what of `ahead` is not yet used, and its end */
	char ahead[4096];
};

/* What a file printed, until all of it is there. */
struct pending {
	char *data;
	size_t len, cap;
};

/* ------------------------------------------------------------------ */
/* Frames                                                             */

void frame_write(int fd, uint32_t kind, const void *p, size_t n, int *error)
{
	struct frame head;
	struct iovec parts[2];
	size_t i = 0, left;
	ssize_t done;

	memset(&head, 0, sizeof(head));
	head.kind = kind;
	head.len = (uint32_t)n;
	parts[0].iov_base = &head;
	parts[0].iov_len = sizeof(head);
	parts[1].iov_base = (void *)(uintptr_t)p; /* is only read */
	parts[1].iov_len = n;
	while (!*error && i < 2) {
		done = writev(fd, parts + i, (int)(2 - i));
		if (done < 0 && errno != EINTR)
			*error = errno;
		for (left = done > 0 ? (size_t)done : 0; i < 2; i++) {
			n = left < parts[i].iov_len ? left : parts[i].iov_len;
			parts[i].iov_base = (char *)parts[i].iov_base + n;
			parts[i].iov_len -= n;
			left -= n;
			if (parts[i].iov_len)
				break;
		}
	}
}

/* As read(); what is short is read with what comes behind it. */
static ssize_t read_ahead(struct worker *w, void *p, size_t n)
{
	ssize_t got;

	if (w->at == w->n) {
		if (n >= sizeof(w->ahead))
			return read(w->fd, p, n);
		got = read(w->fd, w->ahead, sizeof(w->ahead));
		if (got <= 0)
			return got;
		w->at = 0;
		w->n = (size_t)got;
	}
	if (n > w->n - w->at)
		n = w->n - w->at;
	memcpy(p, w->ahead + w->at, n);
	w->at += n;
	return (ssize_t)n;
}

/* 1 where all n bytes came. */
static int read_whole(struct worker *w, void *p, size_t n)
{
	char *to = p;
	ssize_t got;

	while (n) {
		got = read_ahead(w, to, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return 0;
		to += got;
		n -= (size_t)got;
	}
	return 1;
}

/* ------------------------------------------------------------------ */
/* The worker                                                         */

/* Messages go to a file without a name, and from there into frames. */
static int catch_messages(void)
{
	FILE *f = tmpfile();
	int ok = f && dup2(fileno(f), STDERR_FILENO) == STDERR_FILENO;

	if (f)
		fclose(f);
	return ok;
}

static void send_messages(struct cmd *c)
{
	char text[4096];
	off_t at = 0;
	ssize_t got;

	fflush(stderr);
	while ((got = pread(STDERR_FILENO, text, sizeof(text), at)) > 0) {
		frame_write(
		    c->out.fd, FRAME_MESSAGE, text, (size_t)got, &c->out.error);
		at += got;
	}
	if (at == 0)
		return;
	if (ftruncate(STDERR_FILENO, 0) == 0)
		lseek(STDERR_FILENO, 0, SEEK_SET);
}

static void send_file(struct cmd *c, const char *name)
{
	struct tally t;

	memset(&c->totals, 0, sizeof(c->totals));
	c->code = EXIT_READ;
	convert_file(c, name);
	out_flush(c);
	send_messages(c);
	memset(&t, 0, sizeof(t));
	t.read = c->totals.read;
	t.failed = c->totals.failed;
	t.code = c->code;
	frame_write(c->out.fd, FRAME_END, &t, sizeof(t), &c->out.error);
}

static void work(struct cmd *c, size_t first, int fd)
{
	size_t i;

	out_to_frames(c, fd);
	c->progress.on = 0;
	if (!catch_messages() || handles_open(c) != EXIT_NONE)
		_exit(EXIT_RESOURCES);
	for (i = first; i < c->file_count && !c->out.error; i += c->opt.jobs)
		send_file(c, c->files[i]);
	_exit(0);
}

/* ------------------------------------------------------------------ */
/* The parent                                                         */

/*
 * A pipe holds two or three reports; in a larger one workers get ahead, and
 * are woken less often.  Where it stays small they only wait more.
 */
static void enlarge(int fd)
{
#ifdef F_SETPIPE_SZ
	fcntl(fd, F_SETPIPE_SZ, 1 << 20);
#else
	(void)fd;
#endif
}

static int start(struct cmd *c, struct worker *all, size_t k, size_t first)
{
	int ends[2];
	size_t i;

	all[k].fd = -1;
	out_flush(c);
	fflush(stderr);
	if (pipe(ends) != 0)
		return 0;
	enlarge(ends[1]);
	all[k].pid = fork();
	if (all[k].pid == 0) {
		for (i = 0; i < c->opt.jobs; i++)
			if (all[i].fd >= 0)
				close(all[i].fd);
		close(ends[0]);
		work(c, first, ends[1]);
	}
	close(ends[1]);
	if (all[k].pid < 0) {
		close(ends[0]);
		return 0;
	}
	all[k].fd = ends[0];
	all[k].at = all[k].n = 0;
	return 1;
}

/* Closes the pipe and waits; returns the signal that ended it, or 0. */
static int end(struct worker *w)
{
	int status = 0;

	if (w->fd < 0)
		return 0;
	close(w->fd);
	w->fd = -1;
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static int keep(struct pending *p, struct worker *w, size_t n)
{
	size_t cap = p->cap ? p->cap : BLOCK_SIZE;
	char *more;

	while (cap - p->len < n)
		cap *= 2;
	if (cap != p->cap) {
		more = realloc(p->data, cap);
		if (!more)
			return 0;
		p->data = more;
		p->cap = cap;
	}
	if (!read_whole(w, p->data + p->len, n))
		return 0;
	p->len += n;
	return 1;
}

static int pass_message(struct cmd *c, struct worker *w, size_t n)
{
	char text[4096];

	if (n > sizeof(text) || !read_whole(w, text, n))
		return 0;
	progress_hide(c);
	fwrite(text, 1, n, stderr);
	fflush(stderr);
	return 1;
}

/* Takes all that a worker has to say of one file; 0 where it died. */
static int take_file(struct cmd *c, struct worker *w, struct pending *p)
{
	struct frame head;
	struct tally t;

	p->len = 0;
	while (w->fd >= 0 && read_whole(w, &head, sizeof(head))) {
		if (head.kind == FRAME_OUT) {
			if (!keep(p, w, head.len))
				return 0;
		} else if (head.kind == FRAME_MESSAGE) {
			if (!pass_message(c, w, head.len))
				return 0;
		} else {
			if (!read_whole(w, &t, sizeof(t)))
				return 0;
			c->totals.read += t.read;
			c->totals.failed += t.failed;
			worse(c, t.code);
			out_write(c, p->data, p->len);
			return 1;
		}
	}
	return 0;
}

/* A worker that died had this file: it is told, and another one goes on. */
static int lost_file(struct cmd *c, struct worker *all, size_t k, size_t i)
{
	struct failure f;
	int number = end(&all[k]);

	f.status = GKR_E_MEMORY;
	f.offset = f.line = 0;
	snprintf(f.message, sizeof(f.message),
	    tr(c, "读取它的进程被信号 %d 终止",
		"the process that read it was ended by signal %d"),
	    number);
	complain_at(c, c->files[i], 0, f.message);
	worse(c, EXIT_RESOURCES);
	c->totals.failed++;
	name_set(c, c->files[i]);
	error_document(c, &f);
	return i + c->opt.jobs >= c->file_count ||
	    start(c, all, k, i + c->opt.jobs);
}

static int no_worker(struct cmd *c)
{
	complain(c, NULL, system_message(c, errno));
	worse(c, EXIT_RESOURCES);
	return 0;
}

static int start_all(struct cmd *c, struct worker *all)
{
	size_t k;

	for (k = 0; k < c->opt.jobs; k++)
		all[k].fd = -1;
	for (k = 0; k < c->opt.jobs; k++)
		if (!start(c, all, k, k))
			return no_worker(c);
	return 1;
}

void jobs_run(struct cmd *c)
{
	struct worker *all;
	struct pending p = {NULL, 0, 0};
	size_t i, k;
	int alive;

	if (c->opt.jobs > c->file_count)
		c->opt.jobs = c->file_count ? c->file_count : 1;
	all = calloc(c->opt.jobs, sizeof(*all));
	alive = all ? start_all(c, all) : no_worker(c);
	for (i = 0; alive && i < c->file_count && !c->out.error; i++) {
		k = i % c->opt.jobs;
		if (!take_file(c, &all[k], &p) && !lost_file(c, all, k, i))
			alive = no_worker(c);
		if (c->out.tty)
			out_flush(c);
		progress_step(c);
	}
	for (k = 0; all && k < c->opt.jobs; k++)
		end(&all[k]);
	free(all);
	free(p.data);
}
