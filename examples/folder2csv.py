#!/usr/bin/env python3
"""Turns a folder of reports into one CSV.

    folder2csv.py [--wide] [--bom] [-o OUT.csv] FOLDER

Every .txt, .md, .htm and .html below FOLDER is read.  The CSV has a row for
every cell of every report (a row for every report with --wide) and goes to
standard output or, complete or not at all, to the file OUT.csv.  --bom puts
a mark before it that spreadsheet programs need.

On a terminal a line on standard error says how far it is.  Files that could
not be read, or whose form is not one that is read, are listed at the end.

Exit status: 0 every file was read; 1 some could not be read, the others are
in the CSV; 2 nothing was written: wrong usage, no readable report, or the
output failed.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gkr  # noqa: E402  pylint: disable=wrong-import-position

SUFFIXES = (".txt", ".md", ".htm", ".html")


def reports_below(folder):
    """The paths of what may be reports, in a fixed order."""
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.join(place, name) for name in names
                  if name.lower().endswith(SUFFIXES)]
    return sorted(found)


class Progress:
    """One line on a terminal that says what is being read."""

    def __init__(self, total):
        self.total = total
        self.shown = sys.stderr.isatty()

    def __call__(self, done, path):
        if self.shown:
            name = os.path.basename(path)[:40]
            sys.stderr.write("\r\033[K%d/%d %s" % (done, self.total, name))
            sys.stderr.flush()

    def end(self):
        if self.shown:
            sys.stderr.write("\r\033[K")


def convert(paths, exporter, out):
    """Writes what can be read; returns the errors of the rest."""
    bad = []
    progress = Progress(len(paths))
    with gkr.Report() as report, gkr.Tokenizer() as tokenizer:
        for done, path in enumerate(paths):
            progress(done, path)
            try:
                gkr.parse(path, report=report, tokenizer=tokenizer)
                out.write(exporter.write(report))
                if not len(report):
                    bad.append((path, "%s: form %s has no cells" % (
                        path, report.form)))
            except gkr.Error as error:
                bad.append((path, str(error)))
            except OSError as error:
                if error.filename != path:
                    raise  # it was the output
                bad.append((path, "%s: %s" % (path, error.strerror)))
    progress.end()
    return bad


def run(paths, exporter, output):
    """As convert, into a file that appears only when it is complete."""
    if output is None:
        bad = convert(paths, exporter, sys.stdout.buffer)
        sys.stdout.flush()
        return bad
    part = output + ".part"
    try:
        with open(part, "wb") as out:
            bad = convert(paths, exporter, out)
        if len(bad) < len(paths):
            os.replace(part, output)
    finally:
        if os.path.exists(part):
            os.remove(part)
    return bad


def main():
    parser = argparse.ArgumentParser(
        description="Turns a folder of reports into one CSV.")
    parser.add_argument("folder")
    parser.add_argument("-o", "--output", metavar="OUT.csv")
    parser.add_argument("--wide", action="store_true",
                        help="a report a row instead of a cell a row")
    parser.add_argument("--bom", action="store_true",
                        help="for spreadsheet programs")
    options = parser.parse_args()
    paths = reports_below(options.folder)
    if not paths:
        parser.error("no %s below %s" % (
            ", ".join(SUFFIXES), options.folder))
    form = "csv-wide" if options.wide else "csv"
    try:
        with gkr.Exporter(form, bom=options.bom) as exporter:
            bad = run(paths, exporter, options.output)
    except OSError as error:
        sys.stderr.write("folder2csv: %s\n" % error)
        return 2
    for _, message in bad:
        sys.stderr.write("folder2csv: %s\n" % message)
    if bad:
        sys.stderr.write("folder2csv: %d of %d files could not be read\n" % (
            len(bad), len(paths)))
    if len(bad) == len(paths):
        return 2
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
