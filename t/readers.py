#!/usr/bin/env python3
"""Reopens exports with readers that are not ours.

  readers.py json FILE...     Python's json, and those of node, perl and jq
                              that are there, accept every value and agree on
                              all keys and strings; .ndjson: a value a line
  readers.py text FILE        each line {"hex": bytes, "text": their export}:
                              the text is what the bytes decode to
  readers.py csv CSV JSON     Python's csv reads the tidy file, no field looks
                              like a formula, and it has the report's cells
  readers.py wide CSV JSON    the same of the wide file (the first report)
  readers.py raws JSON        prints address, TAB, raw text in hexadecimal

Exit 0: as it should be, 1: not, 2: usage.
"""
import csv
import decimal
import io
import json
import re
import shutil
import subprocess
import sys

import schema

NODE = """
const text = require('fs').readFileSync(0, 'utf8').split('\\n\\n\\n');
process.stdout.write(JSON.stringify(text.map((x) => JSON.parse(x))));
"""
PERL = """
use JSON::PP; binmode STDIN; local $/; my $j = JSON::PP->new->utf8;
print $j->encode([map { $j->decode($_) } split /\\n\\n\\n/, <STDIN>]);
"""
SECOND = {
    "node": ["node", "-e", NODE],
    "perl": ["perl", "-e", PERL],
    "jq": ["jq", "-c", "-s", "."],
}


def fail(message):
    sys.exit(f"readers: {message}")


def pieces(name):
    """The texts of the values in a file."""
    with open(name, "rb") as file:
        data = file.read()
    if not name.endswith(".ndjson"):
        return [data]
    if not data.endswith(b"\n"):
        fail(f"{name}: the last line has no end")
    return data[:-1].split(b"\n")


def bare(value):
    """A value without its numbers, which readers may round."""
    if isinstance(value, dict):
        return {key: bare(of) for key, of in value.items()}
    if isinstance(value, list):
        return [bare(of) for of in value]
    return value if isinstance(value, (str, type(None))) else 0


def differing(got, want):
    """The first place where two values differ."""
    if isinstance(got, list) and isinstance(want, list):
        for a, b in zip(got, want):
            if a != b:
                return differing(a, b)
    if isinstance(got, dict) and got.keys() == getattr(want, "keys", dict)():
        for key in want:
            if got[key] != want[key]:
                return differing(got[key], want[key])
    return f"{got!r:.200} for {want!r:.200}"


def read_json(name):
    found = []
    for piece in pieces(name):
        found += list(schema.values(piece.decode("utf-8")))
    return found


def check_json(names):
    for name in names:
        want = bare(read_json(name))
        second = 0
        for reader, command in SECOND.items():
            if not shutil.which(reader):
                continue
            done = subprocess.run(
                command, input=b"\n\n\n".join(pieces(name)),
                capture_output=True, check=False)
            if done.returncode:
                fail(f"{name}: {reader} says {done.stderr.decode()[-300:]}")
            if bare(json.loads(done.stdout)) != want:
                fail(f"{name}: {reader} reads something else: " + differing(
                    bare(json.loads(done.stdout)), want))
            second += 1
        if not second:
            print("readers: no second reader of JSON here", file=sys.stderr)


def check_text(name):
    for line in pieces(name):
        pair = json.loads(line.decode("utf-8"))
        want = bytes.fromhex(pair["hex"]).decode("utf-8", "replace")
        if pair["text"] != want:
            fail(f"{pair['hex']} became {pair['text']!r}, not {want!r}")


def rows_of(name):
    with open(name, "rb") as file:
        text = file.read().decode("utf-8-sig")
    bare_lines = re.sub('"[^"]*"', "", text)
    if re.search("(?<!\r)\n|\r(?!\n)", bare_lines):
        fail(f"{name}: a line does not end in CR LF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        for field in row:
            check_field(name, field)
    return rows


def check_field(name, field):
    number = re.fullmatch("-?[0-9]+([.][0-9]+)?", field)
    if field[:1] in tuple("=+-@\t\r\n＝＋－＠") and not number:
        fail(f"{name}: {field!r:.40} looks like a formula")


def cells_of(report):
    for table, rows in report["tables"].items():
        for row, columns in rows.items():
            for column, cell in columns.items():
                yield table, row, column, cell


def unguarded(text):
    return text[1:] if re.match("'[-=+@\t\r\n＝＋－＠]", text) else text


def text_of(value):
    """A value as CSV has it, which has no NUL."""
    return "" if value is None else str(value).replace("\0", "\ufffd")


def check_csv(csv_name, json_name):
    rows = rows_of(csv_name)
    reports = read_json(json_name)
    header, rows = rows[0], iter(rows[1:])
    for report in reports:
        for table, row, column, cell in cells_of(report):
            got = dict(zip(header, next(rows), strict=True))
            want = {
                "source": text_of(report["source"]["name"]),
                "year": text_of(report["year"]), "form": report["form"],
                "agency": text_of(report["agency"]),
                "table": table, "row": row, "column": column}
            for key in ("state", "value", "unit", "note", "raw", "line",
                        "offset", "certainty"):
                want[key] = text_of(cell.get(key))
            for key in ("source", "agency", "unit", "note", "raw"):
                got[key] = unguarded(got[key])
            if got != want:
                fail(f"{csv_name}: {got} for {want}")
    if next(rows, None) is not None:
        fail(f"{csv_name}: rows that are no cells")


def check_wide(csv_name, json_name):
    rows = rows_of(csv_name)
    reports = read_json(json_name)
    if len(rows) != len(reports) + 1:
        fail(f"{csv_name}: {len(rows)} rows")
    for row, report in zip(rows[1:], reports):
        got = dict(zip(rows[0], row, strict=True))
        for table, name, column, cell in cells_of(report):
            want = str(cell.get("value", cell["state"]))
            if got.pop(f"{table}.{name}.{column}") != want:
                fail(f"{csv_name}: {table}.{name}.{column} is not {want}")
        rest = [k for k in got if "." in k and got[k] != ""]
        if rest:
            fail(f"{csv_name}: values in {rest}")


def print_raws(name):
    for report in read_json(name):
        for table, row, column, cell in cells_of(report):
            if "raw" in cell:
                raw = cell["raw"].encode("utf-8").hex()
                print(f"{table}.{row}.{column}\t{raw}")


def main():
    decimal.getcontext().prec = 60
    do, *names = sys.argv[1:] or [""]
    calls = {"json": (check_json, None), "text": (check_text, 1),
             "csv": (check_csv, 2), "wide": (check_wide, 2),
             "raws": (print_raws, 1)}
    if do not in calls or not names:
        print(__doc__, file=sys.stderr)
        return 2
    function, count = calls[do]
    if count is None:
        function(names)
    elif len(names) == count:
        function(*names)
    else:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
