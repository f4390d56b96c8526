/* The gkr command: what it writes, and where; the small examples. */
#include "support-cli.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ------------------------------------------------------------------ */
/* convert                                                            */

START_TEST(to_json)
{
	cli_good("good.txt");
	ck_assert_int_eq(cli_gkr("convert", "good.txt", NULL), 0);
	cli_has(cli_out, "{\n  \"schema\": \"gkr-report/1\"");
	cli_has(cli_out, "\"agency\": \"青禾县档案馆\"");
	ck_assert_str_eq(cli_out + strlen(cli_out) - 3, "\n}\n");
	ck_assert_int_eq(cli_gkr("convert", "no.txt", NULL), 3);
	cli_has(cli_out, "\"error\": {");
	cli_has(cli_out, "\"no.txt\"");
	ck_assert_int_eq(cli_gkr("convert", "good.txt", "good.txt", NULL), 0);
	ck_assert_int_eq(strncmp(cli_out, "[\n{", 3), 0);
	ck_assert_uint_eq(cli_count(cli_out, "\n},\n{\n"), 1);
	ck_assert_str_eq(cli_out + strlen(cli_out) - 5, "\n}\n]\n");
}
END_TEST

START_TEST(a_bad_file_ends_no_batch)
{
	char *middle, *end;

	cli_good("a.txt");
	cli_bad("c.txt");
	ck_assert_int_eq(cli_gkr("convert", "--to", "ndjson", "a.txt", "b.txt",
			     "c.txt", NULL),
	    3);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 3);
	middle = strchr(cli_out, '\n') + 1;
	end = strchr(middle, '\n');
	*end = '\0';
	cli_has(middle, "\"error\":{");
	cli_has(middle, "\"name\":\"b.txt\"");
	cli_has(end + 1, "\"name\":\"c.txt\"");
	cli_has(end + 1, "applications.row-total");
	ck_assert_str_eq(cli_err, "b.txt: error: no such file\n");
}
END_TEST

START_TEST(to_csv)
{
	cli_good("a.txt");
	cli_good("b.txt");
	ck_assert_int_eq(
	    cli_gkr("convert", "--to=csv", "a.txt", "no.txt", "b.txt", NULL),
	    3);
	ck_assert_uint_eq(cli_count(cli_out, "source,year,form"), 1);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 401);
	ck_assert_int_eq(cli_gkr("convert", "--to=csv-wide", "--bom", "a.txt",
			     "b.txt", NULL),
	    0);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 3);
	ck_assert_uint_eq(cli_count(cli_out, "\xEF\xBB\xBF"), 1);
	ck_assert_int_eq(strncmp(cli_out, "\xEF\xBB\xBF", 3), 0);
}
END_TEST

/* ------------------------------------------------------------------ */
/* Where the output goes                                              */

/* No file beside out.json is left behind. */
static void nothing_left(void)
{
	char *found[] = {
	    "/bin/sh", "-c", "ls -A | grep -c '^out.json\\.'", NULL};

	cli_run(found);
	ck_assert_str_eq(cli_out, "0\n");
}

START_TEST(output_file)
{
	struct stat st;
	char *text;

	cli_good("good.txt");
	ck_assert_int_eq(
	    cli_gkr("convert", "good.txt", "-o", "out.json", NULL), 0);
	ck_assert_str_eq(cli_out, "");
	text = cli_read("out.json");
	cli_has(text, "gkr-report/1");
	free(text);
	nothing_left();
	/* what is there keeps its rights */
	ck_assert_int_eq(chmod("out.json", 0640), 0);
	ck_assert_int_eq(cli_gkr("forms", "--output=out.json", NULL), 0);
	ck_assert_int_eq(stat("out.json", &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0640);
	text = cli_read("out.json");
	cli_has(text, "natural_person");
	free(text);
}
END_TEST

START_TEST(output_through_a_link)
{
	struct stat st;
	char *text;

	cli_write_text("real", "old");
	ck_assert_int_eq(symlink("real", "link"), 0);
	ck_assert_int_eq(cli_gkr("--version", "-olink", NULL), 0);
	ck_assert_int_eq(lstat("link", &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	text = cli_read("real");
	cli_has(text, "gkr 1.");
	free(text);
}
END_TEST

/* out.json is what it was, and nothing is beside it. */
static void old_stays(void)
{
	char *text = cli_read("out.json");

	ck_assert_str_eq(text, "old");
	free(text);
	nothing_left();
}

START_TEST(old_output_stays)
{
	cli_write_text("out.json", "old");
	ck_assert_int_eq(
	    cli_gkr("convert", "no.txt", "no2.txt", "-o", "out.json", NULL), 3);
	old_stays();
	cli_usage(cli_gkr("forms", "none", "-o", "out.json", NULL), "none");
	old_stays();
	ck_assert_int_eq(cli_gkr("forms", "-o", "none/out.json", NULL), 3);
	cli_has(cli_err, "gkr: none/out.json: no such file");
	ck_assert_int_eq(cli_gkr("forms", "-o", ".", NULL), 3);
	cli_has(cli_err, "directory");
}
END_TEST

START_TEST(output_is_no_input)
{
	char *text;

	cli_good("good.txt");
	cli_bad("a.txt");
	ck_assert_int_eq(symlink("a.txt", "b.txt"), 0);
	ck_assert_int_eq(
	    cli_gkr("convert", "good.txt", "a.txt", "-o", "b.txt", NULL), 3);
	cli_has(cli_err, "a.txt: error: it is the output file\n");
	text = cli_read("a.txt");
	cli_has(text, "（一）予以公开\t5");
	free(text);
}
END_TEST

/* A signal in the middle leaves nothing behind. */
START_TEST(output_interrupted)
{
	static char script[] =
	    "mkfifo pipe; \"$0\" convert pipe -o out.json & "
	    "until ls out.json.* >/dev/null 2>&1; do sleep 0.05; done; "
	    "kill $!; wait $!; echo $?";
	char *args[] = {"/bin/sh", "-c", script, NULL, NULL};

	args[3] = cli_program();
	cli_write_text("out.json", "old");
	cli_run(args);
	ck_assert_str_eq(cli_out, "143\n");
	old_stays();
}
END_TEST

START_TEST(output_fails)
{
	cli_good("good.txt");
	if (!cli_exists("/dev/full"))
		return;
	cli_with.out_fd = open("/dev/full", O_WRONLY);
	ck_assert_int_eq(cli_gkr("check", "good.txt", NULL), 3);
	ck_assert_str_eq(cli_err, "gkr: standard output: no space left\n");
	ck_assert_int_eq(
	    cli_gkr("convert", "good.txt", "-o", "/dev/full", NULL), 3);
	ck_assert_str_eq(cli_err, "gkr: /dev/full: no space left\n");
	ck_assert(cli_exists("/dev/full"));
}
END_TEST

START_TEST(output_closed)
{
	cli_good("good.txt");
	cli_with.close_out = 1;
	ck_assert_int_eq(cli_gkr("convert", "good.txt", NULL), 3);
	ck_assert_str_eq(cli_err, "gkr: standard output: it is closed\n");
	cli_with.close_out = 1;
	ck_assert_int_eq(cli_gkr("--version", NULL), 3);
}
END_TEST

/* Messages do not go into a file that took the descriptor. */
START_TEST(messages_closed)
{
	char *text;

	cli_good("good.txt");
	cli_with.close_err = 1;
	ck_assert_int_eq(cli_gkr("convert", "--to=csv", "no.txt", "good.txt",
			     "-o", "out.json", NULL),
	    3);
	text = cli_read("out.json");
	cli_lacks(text, "no.txt");
	ck_assert_uint_eq(cli_count(text, "\n"), 201);
	free(text);
}
END_TEST

START_TEST(reader_goes_away)
{
	int ends[2];

	cli_good("good.txt");
	ck_assert_int_eq(pipe(ends), 0);
	close(ends[0]);
	cli_with.out_fd = ends[1];
	ck_assert_int_eq(cli_gkr("convert", "good.txt", NULL), -SIGPIPE);
	ck_assert_str_eq(cli_err, "");
	close(ends[1]);
}
END_TEST

/* ------------------------------------------------------------------ */
/* On a terminal                                                      */

/* A terminal to write to; what arrives is read by terminal_text. */
static int terminal(int *other)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY);

	if (fd < 0 || grantpt(fd) != 0 || unlockpt(fd) != 0)
		return -1;
	*other = open(ptsname(fd), O_RDWR | O_NOCTTY);
	return fd;
}

static void terminal_text(int fd, char *text, size_t cap)
{
	size_t len = 0;
	ssize_t got;

	ck_assert_int_ne(fcntl(fd, F_SETFL, O_NONBLOCK), -1);
	while (len + 1 < cap && (got = read(fd, text + len, cap - len - 1)) > 0)
		len += (size_t)got;
	text[len] = '\0';
}

/* Runs with standard output (or error) on a terminal. */
static void on_terminal(const char *env, int error, char *text, size_t cap)
{
	int other, fd = terminal(&other);

	text[0] = '\0';
	if (fd < 0)
		return;
	cli_with.env = env;
	*(error ? &cli_with.err_fd : &cli_with.out_fd) = other;
	cli_gkr("check", "bad.txt", "--files0-from=list", NULL);
	close(other);
	terminal_text(fd, text, cap);
	close(fd);
}

START_TEST(colour)
{
	static char text[1 << 16];

	cli_bad("bad.txt");
	cli_write_text("list", "");
	cli_gkr("check", "bad.txt", NULL);
	cli_lacks(cli_out, "\033");
	cli_gkr("check", "bad.txt", "--color=always", NULL);
	cli_has(cli_out, "\033[1;31merror:\033[0m [applications.row-total] ");
	on_terminal("X=1", 0, text, sizeof(text));
	if (!text[0])
		return; /* no terminal here */
	cli_has(text, "\033[1;31merror\033[0m line ");
	cli_has(text, "\033[1;31m[5->2]\033[0m");
	on_terminal("NO_COLOR=1", 0, text, sizeof(text));
	cli_has(text, "  error line ");
	cli_has(text, "  [5->2] ");
	cli_lacks(text, "\033");
	on_terminal("NO_COLOR=", 0, text, sizeof(text));
	cli_has(text, "\033[1;31merror\033[0m line ");
	on_terminal("TERM=dumb", 0, text, sizeof(text));
	cli_lacks(text, "\033");
}
END_TEST

START_TEST(progress_bar)
{
	static char text[1 << 16], list[21 * 8];
	size_t i;

	cli_bad("bad.txt");
	for (i = 0; i < 20; i++)
		memcpy(list + i * 8, "bad.txt", 8);
	cli_write("list", list, 19 * 8);
	on_terminal("X=1", 1, text, sizeof(text));
	ck_assert_str_eq(text, "");
	cli_write("list", list, 20 * 8);
	on_terminal("X=1", 1, text, sizeof(text));
	if (!text[0])
		return; /* no terminal here */
	cli_has(text, "1/21");
	ck_assert_str_eq(text + strlen(text) - 4, "\r\033[K");
	cli_lacks(cli_out, "\033");
	on_terminal("TERM=dumb", 1, text, sizeof(text));
	ck_assert_str_eq(text, "");
}
END_TEST

/* ------------------------------------------------------------------ */
/* tokens, forms, explain                                             */

START_TEST(tokens)
{
	char want[256];
	int line = cli_changed("t.txt", "（一）予以公开\t2\t0",
	    "（一）予以公开\t 2（含\"转办\" 1 件）\t/");

	ck_assert_int_eq(cli_gkr("tokens", "t.txt", NULL), 0);
	cli_has(cli_out, "section overview number=1 off=");
	cli_has(cli_out, "\ncolumn applications.welfare off=");
	cli_has(cli_out, "\nrow applications.granted off=");
	cli_has(cli_out, "\nreport-end - form=2021 encoding=UTF-8 off=");
	snprintf(
	    want, sizeof(want), " line=%d col=10 \"2（含\\\"转办\\\"", line);
	cli_has(cli_out, want);
	cli_has(cli_out,
	    "\ncell applications.granted.natural_person number 2 read "
	    "off=");
	cli_has(cli_out, " note=\"（含\\\"转办\\\" 1 件）\"\n");
	cli_has(
	    cli_out, "\ncell applications.granted.enterprise nil - read off=");
	ck_assert_uint_eq(cli_count(cli_out, "\ncell "), 200);
	ck_assert_int_eq(cli_gkr("tokens", "t.txt", "no.txt", NULL), 3);
	cli_has(cli_out, "file \"t.txt\"\nprose - ");
	cli_has(cli_out, "\nfile \"no.txt\"\n");
}
END_TEST

START_TEST(tokens_escape)
{
	cli_changed("t.txt", "依法公开",
	    "\\ \x01 \x7F \xC2\xA0 \xE2\x80\xAE \xEF\xBB\xBF \xF0\xA0\x80\x80");
	ck_assert_int_eq(cli_gkr("tokens", "t.txt", NULL), 0);
	cli_has(cli_out,
	    "\\\\ \\x01 \\x7F \\u00A0 \\u202E \\uFEFF \xF0\xA0\x80\x80政府");
}
END_TEST

START_TEST(tokens_error)
{
	cli_changed("t.txt", "依法公开", "依法\xFF公开");
	ck_assert_int_eq(
	    cli_gkr("tokens", "--encoding=utf8", "t.txt", NULL), 3);
	cli_has(cli_out, "\nerror GKR_E_ENCODING off=");
	cli_has(cli_out, " line=4 \"");
}
END_TEST

START_TEST(forms)
{
	ck_assert_int_eq(cli_gkr("forms", "2021", NULL), 0);
	cli_has(cli_out, "6 tables, 200 cells\n");
	cli_has(cli_out, "行政诉讼 / 未经复议直接起诉\n");
	cli_has(cli_out, "[万元]\n");
	cli_lacks(cli_out, "procurement");
	ck_assert_int_eq(cli_gkr("forms", NULL), 0);
	cli_has(cli_out, "198 cells");
	cli_has(cli_out, "procurement");
	ck_assert_int_eq(cli_gkr("forms", "--json", NULL), 0);
	cli_has(cli_out, "\"name\": \"2019\"");
	ck_assert_uint_eq(cli_count(cli_out, "{"), cli_count(cli_out, "}"));
	ck_assert_uint_eq(cli_count(cli_out, "["), cli_count(cli_out, "]"));
	ck_assert_int_eq(cli_gkr("forms", "pre2019", "--json", NULL), 0);
	cli_has(cli_out, "\"cells\": 0");
	cli_lacks(cli_out, "2021");
}
END_TEST

START_TEST(explain)
{
	uint32_t rule;

	ck_assert_int_eq(cli_gkr("explain", NULL), 0);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), gkr_rule_count());
	for (rule = 1; rule <= gkr_rule_count(); rule++) {
		ck_assert_int_eq(
		    cli_gkr("explain", gkr_rule_name(rule), NULL), 0);
		cli_has(cli_out, gkr_rule_text(rule, GKR_LANG_EN));
		cli_has(cli_out, "Severity: ");
		cli_has(cli_out, "Basis: [");
	}
	cli_gkr("explain", "cell.blank", "--lang=zh", NULL);
	cli_has(cli_out, "程度：warning");
	cli_has(cli_out,
	    gkr_rule_text(gkr_rule_from_name("cell.blank"), GKR_LANG_ZH));
}
END_TEST

/* ------------------------------------------------------------------ */
/* The small examples                                                 */

START_TEST(example_check_buffer)
{
	char want[32];
	int line = cli_bad("bad.txt");

	cli_with.program = "check-buffer";
	ck_assert_int_eq(cli_gkr("bad.txt", NULL), 0);
	snprintf(want, sizeof(want), "%d:", line);
	cli_has(cli_out, want);
	cli_has(cli_out, "applications.row-total: ");
	cli_with.program = "check-buffer";
	ck_assert_int_eq(cli_gkr("none", NULL), 2);
	cli_write_text("foreign.txt", "A letter about something else.\n");
	cli_with.program = "check-buffer";
	ck_assert_int_eq(cli_gkr("foreign.txt", NULL), 1);
	cli_has(cli_err, gkr_status_message(GKR_E_FOREIGN, GKR_LANG_EN));
}
END_TEST

START_TEST(example_stream_tokens)
{
	char *bad;

	cli_changed("bad.txt", "（七）总计\t3\t0\t0\t0\t0\t0\t3",
	    "（七）总计\t3\t0\t0\t0\t0\t0\t4");
	bad = cli_read("bad.txt");
	cli_with.program = "stream-tokens";
	cli_with.input = bad;
	ck_assert_int_eq(cli_gkr(NULL), 0);
	ck_assert_str_eq(cli_out, "sum 3, total 4\n");
	cli_with.program = "stream-tokens";
	ck_assert_int_eq(cli_gkr(NULL), 1);
	cli_has(cli_err, gkr_status_message(GKR_E_EMPTY, GKR_LANG_EN));
	free(bad);
}
END_TEST

START_TEST(example_feed_cells)
{
	cli_with.program = "feed-cells";
	ck_assert_int_eq(cli_gkr(NULL), 0);
	ck_assert_uint_eq(cli_count(cli_out, "\n"), 3);
	ck_assert_int_eq(strncmp(cli_out, "as fed\n  ", 9), 0);
	cli_has(cli_out, "15");
	ck_assert_str_eq(cli_out + strlen(cli_out) - 10, "corrected\n");
}
END_TEST

/* What was corrected is kept, and made again on what was read. */
START_TEST(example_edit_report)
{
	char *edits;

	cli_changed("bad.txt", "（七）总计\t3\t0\t0\t0\t0\t0\t3",
	    "（七）总计\t3\t0\t0\t0\t0\t0\t4");
	cli_with.program = "edit-report";
	ck_assert_int_eq(cli_gkr("bad.txt", "edits", NULL), 0);
	cli_has(cli_out, "3 errors\n");
	cli_has(cli_out, " from 4 to 3: ");
	cli_has(cli_out, "\n0 errors left\n");
	edits = cli_read("edits");
	ck_assert_str_eq(edits, "applications.outcome_total.total\t3\n");
	free(edits);
	cli_with.program = "edit-report";
	ck_assert_int_eq(cli_gkr("bad.txt", "edits", NULL), 0);
	ck_assert_str_eq(cli_out, "0 errors\n0 errors left\n");
	cli_with.program = "edit-report";
	ck_assert_int_eq(cli_gkr("none", NULL), 2);
	cli_write_text("foreign.txt", "A letter about something else.\n");
	cli_with.program = "edit-report";
	ck_assert_int_eq(cli_gkr("foreign.txt", "edits", NULL), 1);
	cli_has(cli_err, gkr_status_message(GKR_E_FOREIGN, GKR_LANG_EN));
}
END_TEST

Suite *suite_cli_output(void)
{
	Suite *s = suite_create("cli-output");
	TCase *c = tcase_create("programs");

	tcase_add_checked_fixture(c, cli_setup, cli_teardown);
	tcase_add_test(c, to_json);
	tcase_add_test(c, a_bad_file_ends_no_batch);
	tcase_add_test(c, to_csv);
	tcase_add_test(c, output_file);
	tcase_add_test(c, output_through_a_link);
	tcase_add_test(c, old_output_stays);
	tcase_add_test(c, output_is_no_input);
	tcase_add_test(c, output_interrupted);
	tcase_add_test(c, output_fails);
	tcase_add_test(c, output_closed);
	tcase_add_test(c, messages_closed);
	tcase_add_test(c, reader_goes_away);
	tcase_add_test(c, colour);
	tcase_add_test(c, progress_bar);
	tcase_add_test(c, tokens);
	tcase_add_test(c, tokens_escape);
	tcase_add_test(c, tokens_error);
	tcase_add_test(c, forms);
	tcase_add_test(c, explain);
	tcase_add_test(c, example_check_buffer);
	tcase_add_test(c, example_stream_tokens);
	tcase_add_test(c, example_feed_cells);
	tcase_add_test(c, example_edit_report);
	suite_add_tcase(s, c);
	return s;
}
