/* Results, messages and the progress bar. */
#include "gkr-cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What a signal must remove; written before the handler is installed. */
static const char *doomed;

static void remove_and_die(int number)
{
	if (doomed)
		unlink(doomed);
	signal(number, SIG_DFL);
	raise(number);
}

/* What is ignored (nohup) stays so. */
static void catch_signals(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		if (signal(numbers[i], remove_and_die) == SIG_IGN)
			signal(numbers[i], SIG_IGN);
	}
}

/* ------------------------------------------------------------------ */
/* Results                                                            */

static void write_all(struct output *o, const char *p, size_t n)
{
	ssize_t done;

	if (o->framed) {
		frame_write(o->fd, FRAME_OUT, p, n, &o->error);
		return;
	}
	while (n && !o->error) {
		done = write(o->fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			o->error = errno;
			break;
		}
		p += done;
		n -= (size_t)done;
	}
}

/* Says once that writing failed; nobody listens to a closed pipe. */
static void write_failed(struct cmd *c)
{
	struct output *o = &c->out;

	worse(c, EXIT_FILE);
	if (o->error != EPIPE)
		complain(c,
		    o->name ? o->name : tr(c, "标准输出", "standard output"),
		    system_message(c, o->error));
}

/* Writes past the buffer. */
static void write_through(struct cmd *c, const char *p, size_t n)
{
	struct output *o = &c->out;
	int before = o->error;

	if (n && o->tty)
		progress_hide(c);
	if (n)
		write_all(o, p, n);
	if (o->error && !before)
		write_failed(c);
}

void out_flush(struct cmd *c)
{
	struct output *o = &c->out;
	size_t n = o->len;

	o->len = 0;
	write_through(c, o->data, n);
}

#define LARGE (BLOCK_SIZE / 4) /* copying it costs more than a call */

void out_write(struct cmd *c, const char *p, size_t n)
{
	struct output *o = &c->out;

	if (n >= LARGE || n > sizeof(o->data) - o->len)
		out_flush(c);
	if (n >= LARGE) {
		write_through(c, p, n);
		return;
	}
	if (n)
		memcpy(o->data + o->len, p, n);
	o->len += n;
}

void out_puts(struct cmd *c, const char *text)
{
	if (text)
		out_write(c, text, strlen(text));
}

void out_format(struct cmd *c, const char *format, ...)
{
	char text[512];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (n > 0)
		out_write(c, text,
		    (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1);
}

/* Bytes of the control character at p, 0 where there is none. */
static size_t control(const unsigned char *p)
{
	if (p[0] < 0x20 || p[0] == 0x7F)
		return 1;
	return p[0] == 0xC2 && p[1] >= 0x80 && p[1] <= 0x9F ? 2 : 0;
}

void out_safe(struct cmd *c, const char *text)
{
	const char *from = text;
	size_t n;
	char shown[8];

	while (*text) {
		n = control((const unsigned char *)text);
		if (!n) {
			text++;
			continue;
		}
		out_write(c, from, (size_t)(text - from));
		snprintf(shown, sizeof(shown), "\\x%02X",
		    (unsigned char)text[n - 1]);
		out_puts(c, shown);
		text += n;
		from = text;
	}
	out_write(c, from, (size_t)(text - from));
}

void out_color(struct cmd *c, const char *code)
{
	if (c->out.color)
		out_format(c, "\033[%sm", code);
}

void out_plain(struct cmd *c)
{
	if (c->out.color)
		out_puts(c, "\033[0m");
}

/* Makes the new file beside the target, with the rights that it will have. */
static int create_temporary(struct output *o, const struct stat *old)
{
	mode_t mask = umask(0);
	size_t room = strlen(o->target) + 8;
	int error;

	umask(mask);
	o->temporary = malloc(room);
	if (!o->temporary)
		return ENOMEM;
	snprintf(o->temporary, room, "%s.XXXXXX", o->target);
	o->fd = mkstemp(o->temporary);
	if (o->fd < 0) {
		error = errno;
		free(o->temporary);
		o->temporary = NULL;
		return error;
	}
	doomed = o->temporary;
	catch_signals();
	if (fchmod(o->fd, old ? old->st_mode & 0777 : 0666 & ~mask) != 0)
		return errno;
	return 0;
}

/* A file that exists is replaced; what is no file (a device) is written to. */
static int open_target(struct output *o)
{
	struct stat st;
	int exists = stat(o->name, &st) == 0;

	if (exists && !S_ISREG(st.st_mode)) {
		o->fd = open(o->name, O_WRONLY | O_NOCTTY);
		return o->fd < 0 ? errno : 0;
	}
	if (exists && access(o->name, W_OK) != 0)
		return errno;
	/* behind a symbolic link it is the file that is replaced */
	o->target = exists ? realpath(o->name, NULL) : strdup(o->name);
	if (!o->target)
		return errno;
	if (exists) {
		o->device = st.st_dev;
		o->inode = st.st_ino;
	}
	return create_temporary(o, exists ? &st : NULL);
}

static int color_wanted(const struct cmd *c, int fd)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (c->opt.color != WHEN_AUTO)
		return c->opt.color == WHEN_ALWAYS;
	if ((no && *no) || (term && strcmp(term, "dumb") == 0))
		return 0;
	return isatty(fd);
}

void out_to_frames(struct cmd *c, int fd)
{
	struct output *o = &c->out;

	doomed = NULL;
	o->fd = fd;
	o->framed = 1;
	o->tty = o->color = 0;
	o->len = 0;
}

/* --resume: the file itself, which is gone on with. */
static int open_again(struct output *o)
{
	struct stat st;

	o->fd = open(o->name, O_RDWR | O_CREAT | O_NOCTTY, 0666);
	if (o->fd < 0 || fstat(o->fd, &st) != 0)
		return errno;
	if (!S_ISREG(st.st_mode))
		return EINVAL;
	o->device = st.st_dev;
	o->inode = st.st_ino;
	return 0;
}

/* How wide the terminal is; what cannot be told is 80. */
static unsigned columns_of(int fd)
{
	const char *text = getenv("COLUMNS");
	unsigned long n = text ? strtoul(text, NULL, 10) : 0;
#ifdef TIOCGWINSZ
	struct winsize size;

	if (!n && ioctl(fd, TIOCGWINSZ, &size) == 0)
		n = size.ws_col;
#else
	(void)fd;
#endif
	return n >= 40 && n <= 500 ? (unsigned)n : 80;
}

int out_open(struct cmd *c)
{
	struct output *o = &c->out;
	int error;

	o->fd = STDOUT_FILENO;
	c->error_color = color_wanted(c, STDERR_FILENO);
	if (c->opt.output && strcmp(c->opt.output, "-") != 0) {
		o->name = c->opt.output;
		error = c->opt.resume ? open_again(o) : open_target(o);
		if (error) {
			complain(c, o->name, system_message(c, error));
			out_close(c, 0);
			return EXIT_FILE;
		}
	}
	o->tty = isatty(o->fd);
	o->color = color_wanted(c, o->fd);
	c->columns = columns_of(o->fd);
	return EXIT_NONE;
}

/* The new file takes its place, or goes. */
static void settle_temporary(struct cmd *c, int keep)
{
	struct output *o = &c->out;

	if (!o->error && keep && rename(o->temporary, o->target) != 0) {
		o->error = errno;
		write_failed(c);
	}
	if (o->error || !keep)
		unlink(o->temporary);
	doomed = NULL;
	free(o->temporary);
	o->temporary = NULL;
}

void out_close(struct cmd *c, int keep)
{
	struct output *o = &c->out;
	int before;

	out_flush(c);
	before = o->error;
	if (o->fd > STDOUT_FILENO && !o->framed && !o->error &&
	    fsync(o->fd) != 0 && errno != EINVAL)
		o->error = errno;
	/* some file systems tell only now that there was no room */
	if (o->fd >= 0 && close(o->fd) != 0 && !o->error)
		o->error = errno;
	o->fd = -1;
	if (o->error && !before)
		write_failed(c);
	if (o->temporary)
		settle_temporary(c, keep);
	free(o->target);
	o->target = NULL;
}

/* ------------------------------------------------------------------ */
/* Messages                                                           */

const char *system_message(const struct cmd *c, int error)
{
	switch (error) {
	case ENOENT:
		return tr(c, "没有这个文件", "no such file");
	case EACCES:
	case EPERM:
		return tr(c, "没有权限", "permission denied");
	case EEXIST:
		return tr(c, "这是输出文件", "it is the output file");
	case EISDIR:
		return tr(c, "这是目录，不是文件", "it is a directory");
	case ENOSPC:
		return tr(c, "磁盘空间不足", "no space left");
	case EBADF:
		return tr(c, "已关闭", "it is closed");
	case ENOMEM:
		return tr(c, "内存不足", "out of memory");
	default:
		return strerror(error);
	}
}

void error_safe(const char *text)
{
	size_t n;

	for (; *text; text += n ? n : 1) {
		n = control((const unsigned char *)text);
		if (n)
			fprintf(stderr, "\\x%02X", (unsigned char)text[n - 1]);
		else
			fputc(*text, stderr);
	}
}

/* So that messages stand where they belong. */
static void before_message(struct cmd *c)
{
	progress_hide(c);
	if (!c->out.error)
		out_flush(c);
}

void complain(struct cmd *c, const char *what, const char *message)
{
	before_message(c);
	fputs("gkr: ", stderr);
	if (what) {
		error_safe(what);
		fputs(": ", stderr);
	}
	error_safe(message);
	fputc('\n', stderr);
	fflush(stderr);
}

void complain_at(
    struct cmd *c, const char *file, uint64_t line, const char *message)
{
	const char *red = c->error_color ? "\033[1;31m" : "";
	const char *plain = c->error_color ? "\033[0m" : "";

	before_message(c);
	error_safe(file);
	if (line)
		fprintf(stderr, ":%" PRIu64, line);
	fprintf(stderr, ": %serror%s: ", red, plain);
	error_safe(message);
	fputc('\n', stderr);
	fflush(stderr);
}

/* ------------------------------------------------------------------ */
/* Progress                                                           */

#define PROGRESS_FROM 20   /* files without a bar */
#define PROGRESS_EVERY 100 /* milliseconds */
#define PROGRESS_WIDTH 30

static int64_t now(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct cmd *c)
{
	const char *term = getenv("TERM");

	c->progress.of = c->file_count;
	c->progress.begun = now();
	c->progress.on = !c->opt.quiet && c->file_count > PROGRESS_FROM &&
	    isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

/* How many a second so far, and how long the others will take at that. */
static void progress_rate(const struct cmd *c)
{
	const struct progress *p = &c->progress;
	int64_t spent = p->last - p->begun;
	uint64_t rate, left;

	if (spent < 1000)
		return;
	rate = (uint64_t)p->done * 1000 / (uint64_t)spent;
	left = (uint64_t)(p->of - p->done) * (uint64_t)spent / 1000 / p->done;
	fprintf(stderr,
	    tr(c, "  每秒 %" PRIu64 "，还需 %" PRIu64 ":%02u:%02u",
		"  %" PRIu64 "/s, %" PRIu64 ":%02u:%02u to go"),
	    rate, left / 3600, (unsigned)(left / 60 % 60),
	    (unsigned)(left % 60));
}

static void progress_show(struct cmd *c)
{
	static const char full[] = "##############################";
	struct progress *p = &c->progress;
	int width = (int)((uint64_t)p->done * PROGRESS_WIDTH / p->of);

	fprintf(stderr, "\r[%.*s%*s] %zu/%zu", width, full,
	    PROGRESS_WIDTH - width, "", p->done, p->of);
	progress_rate(c);
	fputs("\033[K", stderr);
	fflush(stderr);
	p->shown = 1;
}

void progress_step(struct cmd *c)
{
	struct progress *p = &c->progress;
	int64_t t;

	p->done++;
	if (!p->on)
		return;
	t = now();
	if (t - p->last < PROGRESS_EVERY)
		return;
	p->last = t;
	progress_show(c);
}

void progress_hide(struct cmd *c)
{
	if (!c->progress.shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	c->progress.shown = 0;
}
